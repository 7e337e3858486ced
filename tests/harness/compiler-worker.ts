/**
 * A long-lived compiler process of the golden tests: the front end runs here, native programs in processes of their own.
 *
 * In: a job per message. Out: its result per message, in order. Whoever started it ends it when a job takes too long.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, relative, resolve } from "node:path";
import { parseArguments } from "../../src/cli/arguments.ts";
import { compileOptions, languageOptions, targetOptions } from "../../src/cli/compile-arguments.ts";
import type { Diagnostic } from "../../src/diag/diagnostic.ts";
import { renderText } from "../../src/diag/render-text.ts";
import { elaborateMain, elaboratePrebuilt, emitProgram, type ElaboratedProgram } from "../../src/driver/compile.ts";
import { interpretProgram } from "../../src/driver/interpret.ts";
import type { OptimizationLevel } from "../../src/driver/options.ts";
import { prebuiltOptions, withRuntime } from "../../src/driver/prebuilt.ts";
import { CompileSession } from "../../src/driver/session.ts";
import type { ActualDiagnostic } from "./bless.ts";
import type { GoldenResult, RunResult } from "./compare.ts";
import type { Expectations } from "./expectations.ts";

export type Job = { readonly id: number; readonly path: string; readonly expectations: Expectations };
export type JobResult = { readonly id: number; readonly result: GoldenResult };

const folder = mkdtempSync(`${tmpdir()}/salamander-golden-`);
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
process.on("message", (job: Job) => {
  void runJob(job).then((result) => process.send?.({ id: job.id, result } satisfies JobResult));
});

async function runJob(job: Job): Promise<GoldenResult> {
  const path = resolve(job.path);
  const { expectations } = job;
  const parsed = parseArguments(
    { command: "test", usage: [], summary: "", options: [...languageOptions, ...targetOptions] },
    expectations.options,
  );
  const session = new CompileSession(compileOptions(parsed, path));
  const runs: RunResult[] = [];
  try {
    const isPython = path.endsWith(".py") && expectations.kind !== "check";
    const program = await elaborateMain(session, expectations.kind === "check" ? "check" : "main", isPython);
    if (program !== undefined && expectations.kind !== "check") {
      for (const mode of expectations.modes) {
        const isInterpreted = isPython && mode === "interpreter";
        runs.push(...(await runMode(session, isInterpreted ? await completed(session, program) : program, mode, path, expectations)));
      }
      if (expectations.sameAsPython) runs.push(await runPython(path, expectations));
    }
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { diagnostics: [], rendered: "", runs, internalError: `internal compiler error in stage ${session.stages.current}\n${stack}` };
  }
  const { diagnostics } = session.sink;
  return {
    diagnostics: diagnostics.map((diagnostic) => plainDiagnostic(diagnostic, path)),
    rendered: diagnostics.map((diagnostic) => renderText(diagnostic, { displayPath: (each) => shownPath(each, path) })).join("\n"),
    runs,
  };
}

let runtime: ElaboratedProgram | undefined;

/** A program in Python for the interpreter: native code leaves its run time, and modules, to objects that were compiled apart. */
async function completed(session: CompileSession, program: ElaboratedProgram): Promise<ElaboratedProgram> {
  if ((program.modules ?? []).length > 0) {
    const whole = await elaborateMain(session, "main");
    if (whole === undefined) throw new Error("a program is right once and wrong another time");
    return whole;
  }
  runtime ??= await elaboratePrebuilt(new CompileSession(prebuiltOptions(session.options)));
  if (runtime === undefined) throw new Error("the run time of Python has errors");
  return { ...program, module: withRuntime(program.module, runtime.module) };
}

async function runMode(
  session: CompileSession,
  program: ElaboratedProgram,
  mode: Expectations["modes"][number],
  path: string,
  expectations: Expectations,
): Promise<RunResult[]> {
  if (mode === "interpreter") {
    if (expectations.kind === "build") return [];
    const written: Buffer[][] = [[], [], []];
    const { exitCode, problem } = interpretProgram(program, {
      name: basename(path),
      words: expectations.arguments,
      stdin: Buffer.from(expectations.stdin),
      write: (fd, bytes) => written[fd]?.push(Buffer.from(bytes)),
    });
    const text = (fd: number): string => Buffer.concat(written[fd] as Buffer[]).toString("utf8");
    return [{ mode, output: text(1), stderr: text(2), exitCode, problem }];
  }
  const executable = `${folder}/program-${mode}`;
  await emitProgram(session, [program], executable, { emit: "executable", optimization: Number(mode[1]) as OptimizationLevel });
  if (expectations.kind === "build" || session.failed) return [];
  const run = await runProcess(executable, expectations.arguments, { argv0: basename(path), cwd: dirname(path), ...expectations });
  rmSync(executable, { force: true });
  return [{ mode, ...run }];
}

async function runPython(path: string, expectations: Expectations): Promise<RunResult> {
  const run = await runProcess("python3", [path, ...expectations.arguments], { cwd: dirname(path), ...expectations });
  return { mode: "python", ...run };
}

/** What a program writes beyond this is dropped. */
const largestOutputBytes = 64 * 1024 * 1024;

type ProcessOptions = { readonly argv0?: string; readonly cwd: string; readonly stdin: string; readonly timeoutMs: number };

function runProcess(program: string, words: readonly string[], options: ProcessOptions): Promise<Omit<RunResult, "mode">> {
  return new Promise((done) => {
    const child = spawn(program, words, { argv0: options.argv0, cwd: options.cwd, timeout: options.timeoutMs, killSignal: "SIGKILL" });
    const output: Buffer[] = [];
    const stderr: Buffer[] = [];
    let sizeBytes = 0;
    child.stdout.on("data", (chunk: Buffer) => {
      sizeBytes += chunk.length;
      if (sizeBytes <= largestOutputBytes) output.push(chunk);
    });
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.stdin.on("error", () => {}); // The program may end without reading.
    child.stdin.end(options.stdin);
    const start = performance.now();
    const finish = (exitCode: number, problem?: string): void =>
      done({ output: Buffer.concat(output).toString("utf8"), stderr: Buffer.concat(stderr).toString("utf8"), exitCode, problem });
    child.on("error", (error) => finish(-1, `does not start: ${error.message}`));
    child.on("close", (status, signal) => {
      if (status !== null) return finish(status);
      const isTimeout = performance.now() - start >= options.timeoutMs;
      finish(-1, isTimeout ? `ran longer than ${options.timeoutMs / 1000} s` : `ended by ${signal}`);
    });
  });
}

function plainDiagnostic(diagnostic: Diagnostic, path: string): ActualDiagnostic {
  const { file, start, end } = diagnostic.at;
  const from = file.position(start);
  const to = file.position(end);
  return {
    severity: diagnostic.severity,
    code: diagnostic.code,
    message: diagnostic.message,
    file: file.path === path ? undefined : shownPath(file.path, path),
    line: from.line,
    column: from.column,
    endLine: to.line,
    endColumn: to.column,
  };
}

/** The program by its name, what lies beside it relative to it, the library from its root: the same on every machine. */
function shownPath(file: string, program: string): string {
  const library = file.indexOf("/library/std/");
  if (library >= 0) return file.slice(library + 1);
  return relative(dirname(program), file);
}
