/**
 * `npm run conformance -- FOLDER`: compiles and runs every program below a folder, usually programs of others that lie outside the repository.
 *
 * A program's output is compared with `x.expected` or `x.out` beside it, when there is one; standard input comes from `x.stdin`.
 * Lines `# RUN:` and `# CHECK:` in the first comment are obeyed (`run-lines.ts`).
 * Prints one line per program that is not well, and a table. `--update-report=NAME` writes docs/conformance/NAME.md.
 */
import { execFile } from "node:child_process";
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, relative, resolve } from "node:path";
import { DiagnosticSink } from "../../src/diag/diagnostic.ts";
import { hasEntry } from "../../src/driver/entry.ts";
import { SourceFile } from "../../src/source/source-file.ts";
import { parseModule } from "../../src/syntax/parser.ts";
import type { GoldenResult } from "../harness/compare.ts";
import { CompilerPool } from "../harness/compiler-pool.ts";
import { type Expectations, type Mode, splitWords } from "../harness/expectations.ts";
import { root } from "../harness/repository.ts";
import { firstUnseen, readRunLines, type RunLines } from "./run-lines.ts";

const outcomes = ["ok", "wrong output", "compile error", "run error", "timeout", "internal error", "not for this system"] as const;
type Outcome = (typeof outcomes)[number];
type Row = { readonly path: string; readonly outcome: Outcome; readonly detail: string; readonly isCompared: boolean };

const usage = `Usage: npm run conformance -- [OPTIONS] PATH...

Options:
  --filter=WORD         only programs with WORD in their path
  --level=O3            interpreter, O0, O1, O2 or O3
  --timeout=SECONDS     of one program's run; 60 when absent
  --args=WORDS          arguments for every program
  --import=FOLDER       where imported modules are looked for too
  --check               compile only, run nothing
  --python              compares with what python3 prints (PYTHON3 may name another one); files that it does not complete are left out
  --update-report=NAME  writes docs/conformance/NAME.md
`;

const options = new Map<string, string>();
const paths: string[] = [];
for (const word of process.argv.slice(2)) {
  const match = /^--([a-z-]+)(?:=(.*))?$/.exec(word);
  if (match === null) paths.push(resolve(word));
  else if (["filter", "level", "timeout", "args", "check", "import", "python", "update-report"].includes(match[1] as string))
    options.set(match[1] as string, match[2] ?? "");
  else stop(`there is no option ${word}\n\n${usage}`);
}
if (paths.length === 0) stop(usage);
const missing = paths.find((path) => !existsSync(path));
if (missing !== undefined) stop(`there is no ${missing}\n`);

const programs = paths.flatMap(programsBelow).filter((path) => path.includes(options.get("filter") ?? ""));
if (programs.length === 0) stop("no programs there (.mojo, .🔥, .py)\n");
const pool = new CompilerPool();
let lastOfPython: Promise<unknown> = Promise.resolve();
const rows = await Promise.all(programs.map(runProgram));
pool.close();

const counts = new Map<Outcome, number>(outcomes.map((outcome) => [outcome, rows.filter((row) => row.outcome === outcome).length]));
console.log(`\n${summary()}`);
if (options.has("update-report")) writeReport(options.get("update-report") || basename(paths[0] as string));
process.exit(counts.get("ok") === rows.length ? 0 : 1);

function programsBelow(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return globSync("**/*.{mojo,🔥,py}", { cwd: path })
    .sort()
    .map((name) => resolve(path, name));
}

async function runProgram(path: string): Promise<Row> {
  const text = readFileSync(path, "utf8");
  const isPython = options.has("python");
  const expected = isPython ? await outputOfPython(path) : besides(path, ["expected", "out"]);
  const lines = readRunLines(text);
  const row: Row =
    lines.isForOthers || (isPython && expected === undefined)
      ? { path: shown(path), isCompared: false, outcome: "not for this system", detail: "" }
      : {
          path: shown(path),
          isCompared: expected !== undefined || lines.checks.length > 0,
          ...judge(await pool.run(path, expectationsFor(path, text, lines)), expected, lines),
        };
  if (row.outcome !== "ok") console.log(`${row.outcome.padEnd(14)} ${row.path}${row.detail === "" ? "" : `: ${row.detail}`}`);
  return row;
}

/** Undefined: it raises, or takes long. One program after the other, so that none waits for the processor. */
function outputOfPython(path: string): Promise<string | undefined> {
  const output = lastOfPython.then(() => runPython(path));
  lastOfPython = output;
  return output;
}

function runPython(path: string): Promise<string | undefined> {
  return new Promise((done) => {
    execFile(process.env["PYTHON3"] ?? "python3", [path], { cwd: dirname(path), timeout: 20_000, maxBuffer: 1 << 26 }, (error, stdout) =>
      done(error === null ? stdout : undefined),
    );
  });
}

function expectationsFor(path: string, text: string, lines: RunLines): Expectations {
  const isModule = !options.has("python") && !isProgram(path, text);
  return {
    kind: isModule || options.has("check") ? "check" : "run",
    modes: [(options.get("level") || "O3") as Mode],
    sameAsPython: false,
    rendered: false,
    output: "",
    stderr: "",
    exitCode: 0,
    arguments: [...splitWords(options.get("args") ?? ""), ...lines.arguments],
    stdin: besides(path, ["stdin"]) ?? lines.stdin,
    options: [...lines.options, ...(options.has("import") ? ["-I", resolve(options.get("import") as string)] : [])],
    timeoutMs: 1000 * Number(options.get("timeout") || 60),
    requires: [],
    diagnostics: [],
    renderedText: undefined,
  };
}

/** A file with neither `main` nor statements is a module: it is checked only. */
function isProgram(path: string, text: string): boolean {
  return hasEntry(parseModule(new SourceFile(path, text), new DiagnosticSink()));
}

function judge(result: GoldenResult, expected: string | undefined, lines: RunLines): { outcome: Outcome; detail: string } {
  if (result.internalError !== undefined) {
    const detail = result.internalError.split("\n").slice(0, 2).join(" ");
    return { outcome: detail.includes("took longer") ? "timeout" : "internal error", detail };
  }
  const error = result.diagnostics.find((diagnostic) => diagnostic.severity === "error");
  if (error !== undefined && lines.mustFail) return { outcome: "ok", detail: "" };
  if (error !== undefined) {
    const place = `${error.file === undefined ? "" : `${error.file}:`}${error.line}:${error.column}`;
    return { outcome: "compile error", detail: `${place}: ${error.code} ${error.message}` };
  }
  const run = result.runs[0];
  if (run === undefined) return { outcome: "ok", detail: "" };
  const firstLine = run.stderr.split("\n", 1)[0] as string;
  if (run.problem?.startsWith("ran longer")) return { outcome: "timeout", detail: run.problem };
  const failed = run.problem !== undefined || run.exitCode !== 0;
  if (lines.mustFail && !failed) return { outcome: "run error", detail: "it must fail, and does not" };
  const unseen = firstUnseen(lines.checks, run.output + run.stderr);
  if (unseen !== undefined && (lines.mustFail || !failed)) return { outcome: "wrong output", detail: `no \`${unseen}\` where it must be` };
  if (lines.mustFail) return { outcome: "ok", detail: "" };
  if (failed)
    return { outcome: "run error", detail: `${run.problem ?? `exit code ${run.exitCode}`}${firstLine === "" ? "" : `: ${firstLine}`}` };
  if (expected !== undefined && run.output !== expected) return { outcome: "wrong output", detail: firstDifference(expected, run.output) };
  return { outcome: "ok", detail: "" };
}

function firstDifference(expected: string, actual: string): string {
  const wanted = expected.split("\n");
  const found = actual.split("\n");
  const line = wanted.findIndex((text, index) => text !== found[index]);
  return line < 0
    ? `${found.length - wanted.length} more lines than expected`
    : `line ${line + 1}: expected ${JSON.stringify(wanted[line])}, found ${JSON.stringify(found[line] ?? "the end")}`;
}

function besides(path: string, extensions: readonly string[]): string | undefined {
  const stem = path.replace(/\.[^./]*$/, "");
  const candidates = extensions.flatMap((extension) => [`${path}.${extension}`, `${stem}.${extension}`]);
  const found = candidates.find((candidate) => existsSync(candidate));
  return found === undefined ? undefined : readFileSync(found, "utf8");
}

function shown(path: string): string {
  const base = paths.find((each) => path.startsWith(each)) as string;
  return path === base ? basename(path) : relative(base, path);
}

function summary(): string {
  const parts = outcomes.filter((outcome) => (counts.get(outcome) as number) > 0).map((outcome) => `${counts.get(outcome)} ${outcome}`);
  const compared = rows.filter((row) => row.isCompared).length;
  return `${rows.length} programs: ${parts.join(", ")}; output compared for ${compared}`;
}

function writeReport(name: string): void {
  const folder = resolve(root, "docs/conformance");
  mkdirSync(folder, { recursive: true });
  const lines = rows.map((row) => `| ${row.path} | ${row.outcome} | ${row.detail.replaceAll("|", "\\|")} |`);
  const text = `# Conformance: ${name}\n\n${summary()}.\n\nMade by \`npm run conformance -- --update-report=${name} FOLDER\`.\n\n| program | outcome | first problem |\n|---|---|---|\n${lines.join("\n")}\n`;
  writeFileSync(`${folder}/${name}.md`, text);
  console.log(`wrote docs/conformance/${name}.md`);
}

function stop(text: string): never {
  process.stderr.write(text);
  process.exit(2);
}
