/**
 * Rewrites a golden program's expectations to what happened.
 *
 * In: the program's text and what the compiler and the program gave. Out: new text; everything but expectations stays as it is.
 */
import { layoutLine } from "../../src/diag/display-width.ts";
import { blockPattern, isExpectationOnly, linePattern, printsPattern, readBlocks, readExpectations } from "./expectations.ts";

/** Lines and columns from 1 in the text as it was compiled. */
export type ActualDiagnostic = {
  readonly severity: string;
  readonly code: string;
  readonly message: string;
  /** Set if it is not in the program itself. */
  readonly file?: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
};

export type Actual = {
  readonly diagnostics: readonly ActualDiagnostic[];
  readonly rendered: string | undefined;
  readonly output: string;
  readonly stderr: string;
  readonly exitCode: number;
};

export function blessText(text: string, path: string, actual: Actual): string {
  const expected = readExpectations(text, path);
  let lines = text.split("\n");
  if (expected.kind === "run") {
    lines = blessOutput(lines, expected.output, actual.output);
    lines = blessHeader(lines, "exit", actual.exitCode === 0 ? [] : [String(actual.exitCode)]);
    lines = blessHeader(lines, "stderr", actual.stderr === "" ? [] : actual.stderr.replace(/\n$/, "").split("\n"));
  }
  // Last, because lines move; places count in the text as it was compiled, so marks are matched by their old number.
  lines = blessDiagnostics(text.split("\n"), lines, actual.diagnostics);
  // Line numbers in the rendered text are right once the marks no longer move: a second bless settles it.
  if (expected.rendered) lines = replaceBlock(lines, "rendered", actual.rendered ?? "");
  return lines.join("\n");
}

function blessOutput(lines: string[], expected: string, actual: string): string[] {
  if (expected === actual) return lines;
  const blocks = readBlocks(lines);
  const inBlock = (index: number): boolean => blocks.some((block) => index >= block.start && index < block.end);
  const prints = lines.flatMap((line, index) => (!inBlock(index) && printsPattern.test(line) ? [index] : []));
  const printed = actual.replace(/\n$/, "").split("\n");
  if (prints.length > 0 && prints.length === printed.length && actual.endsWith("\n")) {
    const out = [...lines];
    prints.forEach((at, index) => (out[at] = (out[at] as string).replace(printsPattern, () => `# prints: ${printed[index]}`.trimEnd())));
    return out;
  }
  const out = lines.map((line, index) => (inBlock(index) ? line : line.replace(printsPattern, "").trimEnd()));
  return replaceBlock(out, "output", actual);
}

function replaceBlock(lines: readonly string[], kind: "output" | "rendered", text: string): string[] {
  const out = [...lines];
  for (const block of readBlocks(out).reverse()) {
    if (!block.name.startsWith(kind)) continue;
    const gap = block.start > 0 && out[block.start - 1] === "" ? 1 : 0;
    out.splice(block.start - gap, block.end - block.start + gap);
  }
  while (out.at(-1) === "") out.pop();
  if (text === "") return [...out, ""];
  const header = kind === "output" && !text.endsWith("\n") ? "output without final newline" : kind;
  const content = text
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => (line === "" ? "#" : `# ${line}`));
  return [...out, "", `# ${header}:`, ...content, ""];
}

function blessHeader(lines: readonly string[], name: string, values: readonly string[]): string[] {
  const prefix = `# ${name}:`;
  const blocks = readBlocks(lines);
  const isHeader = (line: string, index: number): boolean =>
    line.startsWith(prefix) && !blocks.some((block) => index >= block.start && index < block.end);
  const old = lines.filter(isHeader);
  const wanted = values.map((value) => `${prefix} ${value}`.trimEnd());
  if (old.join("\n") === wanted.join("\n")) return [...lines];
  const out = lines.filter((line, index) => !isHeader(line, index));
  const at = out.findIndex((line) => line.startsWith("# test:"));
  out.splice(at + 1, 0, ...wanted);
  return out;
}

function blessDiagnostics(compiled: readonly string[], lines: readonly string[], actual: readonly ActualDiagnostic[]): string[] {
  const here = actual.filter((diagnostic) => diagnostic.file === undefined);
  const stringLines = insideStrings(compiled);
  const out: string[] = [];
  const late: string[] = [];
  // Headers may have been added or taken away above: code lines are matched from the first line of code on.
  const shift = matchCode(compiled, lines);
  lines.forEach((line, index) => {
    if (blockPattern.test(line)) out.push(...late.splice(0));
    if (isExpectationOnly(line)) return;
    const beside = linePattern.exec(line);
    const kept = beside === null ? line : (beside[1] as string).trimEnd();
    out.push(kept);
    const number = shift(index);
    for (const diagnostic of here.filter((each) => each.line === number)) {
      const indentation = /^\s*/.exec(compiled[number - 1] ?? "")?.[0] ?? "";
      const written = writeMark(compiled[number - 1] ?? "", indentation, diagnostic);
      if (stringLines.has(number)) late.push(`# at ${number}:${diagnostic.column} ${head(diagnostic)}`);
      else out.push(written);
    }
  });
  const elsewhere = actual.filter((diagnostic) => diagnostic.file !== undefined);
  const marks = [
    ...late,
    ...elsewhere.map((diagnostic) => `# at ${diagnostic.file}:${diagnostic.line}:${diagnostic.column} ${head(diagnostic)}`),
  ];
  if (marks.length === 0) return out;
  while (out.at(-1) === "") out.pop();
  return [...out, "", ...marks, ""];
}

/** Number in the compiled text of a line of the new text: both have the same code in the same order. */
function matchCode(compiled: readonly string[], lines: readonly string[]): (index: number) => number {
  const numbers: number[] = [];
  let at = 0;
  const plain = (line: string): string => line.replace(printsPattern, "").trimEnd();
  lines.forEach((line, index) => {
    let found = at;
    while (found < compiled.length && plain(compiled[found] as string) !== plain(line)) found++;
    if (found < compiled.length) {
      numbers[index] = found + 1;
      at = found + 1;
    } else numbers[index] = 0;
  });
  return (index) => numbers[index] ?? 0;
}

function writeMark(source: string, indentation: string, diagnostic: ActualDiagnostic): string {
  const layout = layoutLine(source);
  const startOffset = Math.min(diagnostic.column - 1, source.length);
  const endOffset = diagnostic.endLine === diagnostic.line ? Math.min(diagnostic.endColumn - 1, source.length) : source.trimEnd().length;
  const start = (layout.cells[startOffset] as number) + Math.max(0, diagnostic.column - 1 - source.length);
  const end = Math.max(layout.cells[endOffset] ?? layout.width, start + 1);
  // The comment stands at the code's indentation if that is left of the mark, else at the line's beginning.
  const indentCells = layoutLine(indentation).width;
  const comment = indentCells < start ? indentation : "";
  const commentCells = indentCells < start ? indentCells : 0;
  if (start <= commentCells) return `# columns ${diagnostic.column}-${Math.max(diagnostic.column, endOffset)} ${head(diagnostic)}`;
  return `${comment}#${" ".repeat(start - commentCells - 1)}${"^".repeat(end - start)} ${head(diagnostic)}`;
}

function head(diagnostic: ActualDiagnostic): string {
  return `${diagnostic.severity}[${diagnostic.code}]: ${diagnostic.message}`;
}

/** Lines after which no comment can stand, because they end inside a triple-quoted string. */
function insideStrings(lines: readonly string[]): Set<number> {
  const inside = new Set<number>();
  let open: string | undefined;
  lines.forEach((line, index) => {
    const code = open === undefined ? line.replace(/#[^"']*$/, "") : line;
    for (const match of code.matchAll(/"""|'''/g)) {
      if (open === undefined) open = match[0];
      else if (open === match[0]) open = undefined;
    }
    if (open !== undefined || line.endsWith("\\")) inside.add(index + 1);
  });
  return inside;
}
