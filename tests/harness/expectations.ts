/**
 * What a golden program says about itself in comments. The format is described in tests/golden/README.md.
 *
 * In: the program's text. Out: `Expectations`. Not here: writing them (`bless.ts`), comparing (`compare.ts`).
 */
import { layoutLine } from "../../src/diag/display-width.ts";

export type Mode = "interpreter" | "O0" | "O1" | "O2" | "O3";

export type ExpectedDiagnostic = {
  /** From 1; of the line that is wrong. */
  readonly line: number;
  /** Cells from 0, end exclusive, as the carets stand; absent: anywhere in the line. */
  readonly cells?: readonly [start: number, end: number];
  /** Columns from 1, both inclusive: the form for marks that carets cannot reach. */
  readonly columns?: readonly [first: number, last: number];
  /** Set for a diagnostic in another file: `folder/file.mojo`. */
  readonly file?: string;
  readonly severity: string;
  readonly code: string;
  readonly message: string;
};

export type Expectations = {
  /** `module`: a helper that other programs import. */
  readonly kind: "run" | "check" | "build" | "module";
  readonly modes: readonly Mode[];
  readonly sameAsPython: boolean;
  /** The rendered diagnostics are compared as well. */
  readonly rendered: boolean;
  readonly output: string;
  readonly stderr: string;
  readonly exitCode: number;
  readonly arguments: readonly string[];
  readonly stdin: string;
  /** Words for the command line: `-D x=1 --dialect 24`. */
  readonly options: readonly string[];
  readonly timeoutMs: number;
  /** Things that must be installed, else the test is skipped: `libpython`, `numpy`. */
  readonly requires: readonly string[];
  readonly diagnostics: readonly ExpectedDiagnostic[];
  readonly renderedText: string | undefined;
};

export class ExpectationError extends Error {}

export const headerPattern = /^# (test|modes|exit|stderr|args|stdin|options|timeout|requires): ?(.*)$/;
export const caretPattern = /^(\s*)#(\s*)(\^+) (error|warning|note)\[([EW]\d{4})\]: (.*)$/;
export const columnsPattern = /^\s*# columns (\d+)-(\d+) (error|warning|note)\[([EW]\d{4})\]: (.*)$/;
export const elsewherePattern = /^# at (.+):(\d+):(\d+) (error|warning|note)\[([EW]\d{4})\]: (.*)$/;
/** Beside code, or on a line of its own under it: any column. */
export const linePattern = /^(.*?)# (error|warning|note)\[([EW]\d{4})\]: (.*)$/;
export const printsPattern = /# prints: ?(.*)$/;
export const blockPattern = /^# (output|output without final newline|rendered):$/;

const allModes: readonly Mode[] = ["interpreter", "O0", "O3"];
const defaultTimeoutSeconds = 20;

export function readExpectations(text: string, path: string): Expectations {
  const lines = text.split("\n").map((line) => line.replace(/\r$/, ""));
  const headers = new Map<string, string[]>();
  const blocks = readBlocks(lines);
  const inBlock = new Set(blocks.flatMap((block) => Array.from({ length: block.end - block.start }, (_, i) => block.start + i)));
  const prints: string[] = [];
  const diagnostics: ExpectedDiagnostic[] = [];
  let codeLine = 0;
  lines.forEach((line, index) => {
    if (inBlock.has(index)) return;
    const header = headerPattern.exec(line);
    if (header !== null) {
      const [, name, value] = header as unknown as [string, string, string];
      headers.set(name, [...(headers.get(name) ?? []), value]);
      return;
    }
    const diagnostic = readDiagnostic(line, index + 1, codeLine);
    if (diagnostic !== undefined) {
      diagnostics.push(diagnostic);
      if (!isExpectationOnly(line)) codeLine = index + 1;
      return;
    }
    const printed = printsPattern.exec(line);
    if (printed !== null) prints.push(printed[1] as string);
    codeLine = index + 1;
  });

  const test = headers.get("test");
  if (test === undefined) throw new ExpectationError(`${path} has no line \`# test: run\`, \`check\`, \`build\` or \`module\``);
  const { kind, modes, sameAsPython, rendered } = readTestLine(test[0] as string, path);
  const output = blocks.find((block) => block.name.startsWith("output"));
  if (output !== undefined && prints.length > 0) throw new ExpectationError(`${path} has both \`# prints:\` and \`# output:\``);
  return {
    kind,
    modes: readModes(headers.get("modes"), path) ?? modes,
    sameAsPython,
    rendered,
    output: output === undefined ? prints.map((line) => `${line}\n`).join("") : blockText(output, lines),
    stderr: (headers.get("stderr") ?? []).map((line) => `${line}\n`).join(""),
    exitCode: Number(headers.get("exit")?.[0] ?? 0),
    arguments: splitWords(headers.get("args")?.[0] ?? ""),
    stdin: (headers.get("stdin") ?? []).map((line) => `${line}\n`).join(""),
    options: splitWords(headers.get("options")?.[0] ?? ""),
    timeoutMs: 1000 * Number(headers.get("timeout")?.[0] ?? defaultTimeoutSeconds),
    requires: splitWords(headers.get("requires")?.[0] ?? ""),
    diagnostics,
    renderedText: blocks.some((block) => block.name === "rendered")
      ? blockText(blocks.find((block) => block.name === "rendered") as Block, lines)
      : undefined,
  };
}

function readTestLine(text: string, path: string): Pick<Expectations, "kind" | "modes" | "sameAsPython" | "rendered"> {
  const parts = text.split(",").map((part) => part.trim());
  const words = (parts[0] as string).split(/\s+/);
  const kind = words[0] as Expectations["kind"];
  if (!["run", "check", "build", "module"].includes(kind))
    throw new ExpectationError(`${path}: \`# test: ${text}\` is none of run, check, build, module`);
  let modes = allModes;
  if (words[1] === "at")
    modes = [
      "interpreter",
      ...words
        .slice(2)
        .filter((word) => word !== "and")
        .map((word) => readMode(word, path)),
    ];
  else if (words.length > 1) throw new ExpectationError(`${path}: cannot read \`# test: ${text}\``);
  const extras = parts.slice(1);
  const unknown = extras.find((extra) => extra !== "same as python" && extra !== "rendered");
  if (unknown !== undefined) throw new ExpectationError(`${path}: cannot read \`${unknown}\` in \`# test: ${text}\``);
  return { kind, modes, sameAsPython: extras.includes("same as python"), rendered: extras.includes("rendered") };
}

/** `# modes: O0 O3 (threads)`: the reason in parentheses is required, because it leaves something untested. */
function readModes(values: readonly string[] | undefined, path: string): Mode[] | undefined {
  if (values === undefined) return undefined;
  const match = /^([^(]*)\((.+)\)$/.exec((values[0] as string).trim());
  if (match === null) throw new ExpectationError(`${path}: \`# modes:\` needs its reason in parentheses`);
  return splitWords(match[1] as string).map((word) => readMode(word, path));
}

function readMode(word: string, path: string): Mode {
  const mode = word.replace(/^-/, "");
  if (!["interpreter", "O0", "O1", "O2", "O3"].includes(mode)) throw new ExpectationError(`${path}: there is no mode \`${word}\``);
  return mode as Mode;
}

function readDiagnostic(line: string, number: number, codeLine: number): ExpectedDiagnostic | undefined {
  const caret = caretPattern.exec(line);
  if (caret !== null) {
    const [, indentation, gap, carets, severity, code, message] = caret as unknown as [
      string,
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    const start = layoutLine(indentation).width + 1 + gap.length;
    return { line: codeLine, cells: [start, start + carets.length], severity, code, message };
  }
  const columns = columnsPattern.exec(line);
  if (columns !== null) {
    const [, first, last, severity, code, message] = columns as unknown as [string, string, string, string, string, string];
    return { line: codeLine, columns: [Number(first), Number(last)], severity, code, message };
  }
  const elsewhere = elsewherePattern.exec(line);
  if (elsewhere !== null) {
    const [, file, at, column, severity, code, message] = elsewhere as unknown as [string, string, string, string, string, string, string];
    return { line: Number(at), columns: [Number(column), Number(column)], file, severity, code, message };
  }
  const beside = linePattern.exec(line);
  if (beside !== null) {
    const [, before, severity, code, message] = beside as unknown as [string, string, string, string, string];
    const isOwnLine = before.trim() === "";
    return { line: isOwnLine ? codeLine : number, severity, code, message };
  }
  return undefined;
}

/** A line that holds an expected diagnostic and no code. */
export function isExpectationOnly(line: string): boolean {
  if (caretPattern.test(line) || columnsPattern.test(line) || elsewherePattern.test(line)) return true;
  const beside = linePattern.exec(line);
  return beside !== null && (beside[1] as string).trim() === "";
}

// Blocks

export type Block = { readonly name: string /** Index of the header line. */; readonly start: number; readonly end: number };

/** A block is its header and all comment lines that follow it without a gap. */
export function readBlocks(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  for (let i = 0; i < lines.length; i++) {
    const header = blockPattern.exec(lines[i] as string);
    if (header === null) continue;
    let end = i + 1;
    while (end < lines.length && /^#( |$)/.test(lines[end] as string)) end++;
    blocks.push({ name: header[1] as string, start: i, end });
    i = end - 1;
  }
  return blocks;
}

function blockText(block: Block, lines: readonly string[]): string {
  const content = lines.slice(block.start + 1, block.end).map((line) => line.replace(/^# ?/, ""));
  const text = content.map((line) => `${line}\n`).join("");
  return block.name === "output without final newline" ? text.replace(/\n$/, "") : text;
}

/** Words at spaces; quotes keep spaces in a word. */
export function splitWords(text: string): string[] {
  return Array.from(text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g), (match) => match[1] ?? match[2] ?? (match[3] as string));
}
