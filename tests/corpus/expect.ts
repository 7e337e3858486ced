/**
 * Comparing what a program printed with what it should print, where some numbers are times that differ from run to run.
 *
 * Every function returns what is wrong, as lines; an empty list is success.
 */

/** Lines with these words hold times, speeds and counts of cores: their numbers may be any. */
const measuredWords = /GFLOP|\bms\b|ms:|speedup|[Cc]ores|[Bb]est candidate|time\[|selected:|Time spent|Size:|tok\/s/;

const numberPattern = /[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/g;

/** The expected lines occur in the found ones, in this order; other lines may stand between them. */
export function expectLinesInOrder(expected: readonly string[], found: string): string[] {
  const lines = found.split("\n");
  const problems: string[] = [];
  let at = 0;
  for (const line of expected.filter((text) => text.trim() !== "")) {
    const index = lines.findIndex((text, i) => i >= at && sameLine(line, text));
    if (index < 0) problems.push(`no line like \`${line.trim()}\``);
    else at = index + 1;
  }
  return problems;
}

/** Same words; numbers equal to six digits, or any number in lines of measurements. */
export function sameLine(expected: string, found: string): boolean {
  const isMeasured = measuredWords.test(expected);
  const [a, b] = [skeleton(expected, isMeasured), skeleton(found, isMeasured)];
  if (a !== b) return false;
  if (isMeasured) return true;
  const [x, y] = [numbersIn(expected), numbersIn(found)];
  return x.length === y.length && x.every((value, i) => nearly(value, y[i] as number));
}

export function expectNumbers(expected: readonly number[], found: string, tolerance = 1e-6): string[] {
  const numbers = numbersIn(found);
  if (numbers.length !== expected.length) return [`${expected.length} numbers expected, ${numbers.length} found`];
  return expected.flatMap((value, i) =>
    nearly(value, numbers[i] as number, tolerance) ? [] : [`number ${i + 1} should be ${value}, it is ${numbers[i]}`],
  );
}

/** The pattern matches somewhere; its groups are positive numbers. */
export function expectMatch(pattern: RegExp, found: string): string[] {
  const match = pattern.exec(found);
  if (match === null) return [`nothing matches ${pattern}`];
  return match.slice(1).flatMap((group) => (Number(group) > 0 ? [] : [`\`${group}\` in \`${match[0]}\` should be a positive number`]));
}

export function expectCount(pattern: RegExp, count: number, found: string): string[] {
  const actual = Array.from(found.matchAll(pattern)).length;
  return actual === count ? [] : [`${pattern} should match ${count} times, it matches ${actual} times`];
}

export function numbersIn(text: string): number[] {
  return Array.from(text.matchAll(numberPattern), (match) => Number(match[0]));
}

export function nearly(a: number, b: number, tolerance = 1e-6): boolean {
  return Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a));
}

function skeleton(line: string, isMeasured: boolean): string {
  const text = isMeasured ? line.replaceAll(/\*+/g, "") : line;
  return text.replaceAll(numberPattern, "#").replaceAll(/\s+/g, " ").trim();
}
