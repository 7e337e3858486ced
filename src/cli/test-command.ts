/**
 * `mojo test PATH…`: runs test functions, each in a process of its own, so that one that crashes fails alone.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HostError } from "../base/assert.ts";
import { reasonOf } from "../driver/reasons.ts";
import { type ArgumentTable, flag, type ParsedArguments, parseArguments, renderHelp, UsageError, valueOf } from "./arguments.ts";
import {
  compileOptions,
  developerOptions,
  diagnosticOptions,
  diagnosticStyle,
  languageOptions,
  targetOptions,
} from "./compile-arguments.ts";
import { displayPath, standardOutput, wantsColor, write, writeDiagnostics } from "./console.ts";
import { withSession } from "./session.ts";

const table: ArgumentTable = {
  command: "test",
  usage: ["mojo test [OPTIONS] [PATH...]"],
  summary: "Runs tests: every function `test_…` without arguments, in files `test_….mojo` or `…_test.mojo` below the folders given.",
  details:
    "PATH is a file, a folder, or FILE::FUNCTION; the current folder when absent. A test fails when it raises or ends with\nanother exit code than 0. A file with a `main` of its own is one test.",
  options: [
    { names: ["-k"], value: "WORD", help: "only tests whose name contains WORD" },
    { names: ["--timeout"], value: "SECONDS", help: "time limit of one test; 60 when absent" },
    ...languageOptions,
    ...targetOptions,
    ...developerOptions,
    ...diagnosticOptions,
  ],
  examples: ["mojo test", "mojo test tests/test_list.mojo::test_append"],
};

type Outcome = { passed: number; failed: number };

export async function run(words: readonly string[]): Promise<number> {
  const parsed = parseArguments(table, words);
  if (flag(parsed, "--help")) {
    write(standardOutput, renderHelp(table));
    return 0;
  }
  const outcome: Outcome = { passed: 0, failed: 0 };
  const paths = parsed.positionals.length === 0 ? ["."] : parsed.positionals;
  const files = paths.flatMap((path) => testFiles(path));
  if (files.length === 0)
    throw new UsageError(
      `there are no test files in ${paths.map((path) => `\`${path}\``).join(", ")}`,
      "their names are test_….mojo or …_test.mojo",
    );
  for (const { file, only } of files) await runFile(parsed, words, file, only, outcome);
  write(standardOutput, `\n${outcome.passed} passed, ${outcome.failed} failed\n`);
  return outcome.failed > 0 ? 1 : 0;
}

function testFiles(path: string): { file: string; only?: string }[] {
  const [file = path, only] = path.split("::");
  let isFolder: boolean;
  try {
    isFolder = statSync(file).isDirectory();
  } catch (error) {
    throw new UsageError(`cannot read \`${file}\`: ${reasonOf(error)}`);
  }
  if (!isFolder) return [{ file, only }];
  return readdirSync(file, { recursive: true, encoding: "utf8" })
    .filter((name) => /(^|\/)(test_[^/]*|[^/]*_test)\.(mojo|🔥|py)$/u.test(name))
    .sort()
    .map((name) => ({ file: join(file, name) }));
}

async function runFile(
  parsed: ParsedArguments,
  words: readonly string[],
  file: string,
  only: string | undefined,
  outcome: Outcome,
): Promise<void> {
  const { makeTestProgram } = await import("../driver/test-program.ts");
  const options = compileOptions(parsed, file);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new HostError(`cannot read \`${file}\`: ${reasonOf(error)}`);
  }
  const program = makeTestProgram(options.mainPath, text);
  const word = valueOf(parsed, "-k") ?? "";
  const names = (program.functions ?? ["main"]).filter((name) => name.includes(word) && (only === undefined || name === only));
  if (only !== undefined && names.length === 0) throw new UsageError(`\`${file}\` has no test \`${only}\``);
  if (names.length === 0) return;

  write(standardOutput, `${displayPath(options.mainPath)}\n`);
  const folder = mkdtempSync(`${tmpdir()}/salamander-test-`);
  try {
    const request = { parsed, file, options: { ...options, mainText: program.text }, words: ["test", ...words] };
    const code = await withSession(request, async (session) => {
      const { buildProgram } = await import("../driver/compile.ts");
      const isBuilt = await buildProgram(session, `${folder}/tests`);
      await writeDiagnostics(session.sink.diagnostics, diagnosticStyle(parsed));
      return isBuilt ? 0 : 1;
    });
    if (code !== 0) {
      outcome.failed += names.length;
      write(standardOutput, `  does not compile: ${names.length} test${names.length === 1 ? "" : "s"} failed\n`);
      return;
    }
    const color = await wantsColor(diagnosticStyle(parsed).color, standardOutput);
    for (const name of names) runOne(`${folder}/tests`, file, name, timeoutMs(parsed), color, outcome);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runOne(program: string, file: string, name: string, limitMs: number, color: boolean, outcome: Outcome): void {
  const start = performance.now();
  const { status, signal, stdout, stderr, error } = spawnSync(program, [name], {
    argv0: file,
    encoding: "utf8",
    timeout: limitMs,
    maxBuffer: 1 << 26,
  });
  const timeMs = performance.now() - start;
  const isTimeout = (error as NodeJS.ErrnoException | undefined)?.code === "ETIMEDOUT";
  if (status === 0) {
    outcome.passed++;
    write(standardOutput, `  ${paint("ok", "32", color)}    ${name} (${timeMs.toFixed(0)} ms)\n`);
    return;
  }
  outcome.failed++;
  const how = isTimeout ? `ran longer than ${limitMs / 1000} s` : signal !== null ? `ended by ${signal}` : `exit code ${status}`;
  write(standardOutput, `  ${paint("FAIL", "31", color)}  ${name} (${how})\n${indented(stdout)}${indented(stderr)}`);
}

function timeoutMs(parsed: ParsedArguments): number {
  const seconds = Number(valueOf(parsed, "--timeout") ?? 60);
  if (!(seconds > 0)) throw new UsageError("--timeout needs a number of seconds");
  return seconds * 1000;
}

function indented(text: string): string {
  return text === "" ? "" : `${text.trimEnd().replace(/^/gm, "        ")}\n`;
}

function paint(text: string, code: string, color: boolean): string {
  return color ? `\u001b[${code}m${text}\u001b[0m` : text;
}
