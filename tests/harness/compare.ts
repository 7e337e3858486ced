/**
 * Whether what happened is what a golden program expects; if not, text that says what differs.
 *
 * In: `Expectations` and what the compiler worker sent. Out: a list of differences, empty when all is well.
 */
import { layoutLine } from "../../src/diag/display-width.ts";
import type { ActualDiagnostic } from "./bless.ts";
import type { ExpectedDiagnostic, Expectations, Mode } from "./expectations.ts";

export type RunResult = {
  readonly mode: Mode | "python";
  readonly output: string;
  readonly stderr: string;
  readonly exitCode: number;
  /** Set when it did not come to an end: `ran longer than 20 s`. */
  readonly problem?: string;
};

export type GoldenResult = {
  readonly diagnostics: readonly ActualDiagnostic[];
  readonly rendered: string;
  readonly runs: readonly RunResult[];
  /** The compiler broke: text for people. */
  readonly internalError?: string;
};

export function compareResult(expected: Expectations, text: string, result: GoldenResult): string[] {
  if (result.internalError !== undefined) return [result.internalError];
  const differences = compareDiagnostics(expected.diagnostics, text.split("\n"), result.diagnostics);
  if (expected.rendered && expected.renderedText !== result.rendered) {
    differences.push(difference("rendered diagnostics", expected.renderedText ?? "", result.rendered));
  }
  // Errors that were not expected explain why nothing ran.
  if (differences.length > 0 && result.runs.length === 0 && result.rendered !== "" && !expected.rendered)
    return [...differences, result.rendered];
  const expectsErrors = expected.diagnostics.some((diagnostic) => diagnostic.severity === "error");
  if (expected.kind === "run" && !expectsErrors && differences.length === 0 && result.runs.length === 0)
    differences.push("the program was not run");
  for (const run of result.runs) {
    const where = run.mode === "python" ? "python3" : run.mode === "interpreter" ? "interpreter" : `-${run.mode}`;
    if (run.problem !== undefined) differences.push(`${where}: ${run.problem}${run.stderr === "" ? "" : `\n${run.stderr}`}`);
    if (run.output !== expected.output) differences.push(difference(`${where}: output`, expected.output, run.output));
    if (run.mode === "python") continue;
    if (run.stderr !== expected.stderr) differences.push(difference(`${where}: standard error`, expected.stderr, run.stderr));
    if (run.problem === undefined && run.exitCode !== expected.exitCode)
      differences.push(`${where}: exit code ${run.exitCode}, expected ${expected.exitCode}`);
  }
  return differences;
}

function compareDiagnostics(
  expected: readonly ExpectedDiagnostic[],
  lines: readonly string[],
  actual: readonly ActualDiagnostic[],
): string[] {
  const left = [...actual];
  const differences: string[] = [];
  for (const wanted of expected) {
    const found = left.findIndex((diagnostic) => matches(wanted, diagnostic, lines));
    if (found >= 0) left.splice(found, 1);
    else differences.push(`missing:    line ${wanted.line}${describePlace(wanted)}: ${wanted.severity}[${wanted.code}]: ${wanted.message}`);
  }
  for (const diagnostic of left) {
    const file = diagnostic.file === undefined ? "" : `${diagnostic.file}, `;
    differences.push(
      `unexpected: ${file}line ${diagnostic.line}, columns ${diagnostic.column}-${diagnostic.endColumn - 1}: ${diagnostic.severity}[${diagnostic.code}]: ${diagnostic.message}`,
    );
  }
  return differences;
}

function matches(wanted: ExpectedDiagnostic, actual: ActualDiagnostic, lines: readonly string[]): boolean {
  if (wanted.code !== actual.code || wanted.severity !== actual.severity || wanted.message !== actual.message) return false;
  if (wanted.line !== actual.line || wanted.file !== actual.file) return false;
  const source = lines[actual.line - 1] ?? "";
  const endOffset = actual.endLine === actual.line ? actual.endColumn - 1 : source.trimEnd().length;
  if (wanted.columns !== undefined) {
    if (wanted.columns[0] !== actual.column) return false;
    return wanted.file !== undefined || wanted.columns[0] === wanted.columns[1] || wanted.columns[1] === Math.max(actual.column, endOffset);
  }
  if (wanted.cells === undefined) return true;
  const { cells, width } = layoutLine(source);
  const start = (cells[Math.min(actual.column - 1, source.length)] as number) + Math.max(0, actual.column - 1 - source.length);
  const end = Math.max(cells[Math.min(endOffset, source.length)] ?? width, start + 1);
  return wanted.cells[0] === start && wanted.cells[1] === end;
}

function describePlace(wanted: ExpectedDiagnostic): string {
  if (wanted.cells !== undefined) return `, cells ${wanted.cells[0]}-${wanted.cells[1]}`;
  return wanted.columns === undefined ? "" : `, columns ${wanted.columns[0]}-${wanted.columns[1]}`;
}

/** The lines around the first difference, expected and found. */
function difference(what: string, expected: string, actual: string): string {
  const wanted = expected.split("\n");
  const found = actual.split("\n");
  let first = 0;
  while (first < wanted.length && wanted[first] === found[first]) first++;
  const from = Math.max(0, first - 1);
  const show = (lines: readonly string[], sign: string): string[] => lines.slice(from, first + 6).map((line) => `  ${sign} ${line}`);
  return [`${what} differs at line ${first + 1} (- expected, + found):`, ...show(wanted, "-"), ...show(found, "+")].join("\n");
}
