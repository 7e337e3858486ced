/**
 * Regular expressions of RE2 as JavaScript's: those that mean the same in both.
 *
 * Differences that are translated: named groups `(?P<name>`, flags at the start, `\A` and `\z`. What JavaScript does not accept is no pattern.
 */

/** Matches whole strings; undefined if the pattern is not valid. */
export function patternOf(pattern: string): RegExp | undefined {
  const flags = /^\(\?([ims]+)\)/.exec(pattern);
  const body = (flags === null ? pattern : pattern.slice(flags[0].length))
    .replaceAll("(?P<", "(?<")
    .replaceAll("\\A", "^")
    .replaceAll("\\z", "$");
  try {
    return new RegExp(`^(?:${body})$`, `u${flags?.[1] ?? ""}`);
  } catch {
    return undefined;
  }
}
