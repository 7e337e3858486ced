/**
 * Unicode character names for `\N{NAME}` escapes: common punctuation, symbols and letters, and the algorithmic names.
 *
 * The full table of names is megabytes; `U+HEX` is understood for every character.
 */
const symbols: Record<string, number> = {
  NULL: 0x0,
  SPACE: 0x20,
  "EXCLAMATION MARK": 0x21,
  "QUOTATION MARK": 0x22,
  "NUMBER SIGN": 0x23,
  "DOLLAR SIGN": 0x24,
  "PERCENT SIGN": 0x25,
};

export function characterFromName(name: string): string | undefined {
  const code = symbols[name.toUpperCase()];
  return code === undefined ? undefined : String.fromCodePoint(code);
}
