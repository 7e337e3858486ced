/**
 * Compiler processes for the golden tests: as many as there are processors, each with one job at a time.
 *
 * A process that crashes, or takes longer than its job may, fails that job alone; another one takes its place.
 */
import { type ChildProcess, fork } from "node:child_process";
import { availableParallelism } from "node:os";
import type { GoldenResult } from "./compare.ts";
import type { Job, JobResult } from "./compiler-worker.ts";
import type { Expectations } from "./expectations.ts";

type Waiting = { readonly path: string; readonly expectations: Expectations; readonly done: (result: GoldenResult) => void };

/** A process that has done this many jobs is replaced, so that a leak cannot grow without end. */
const jobsPerProcess = 300;
/** Compiling at two levels, in a slow moment of the machine. */
const compileAllowanceMs = 60_000;

export class CompilerPool {
  private readonly waiting: Waiting[] = [];
  private readonly idle: { child: ChildProcess; jobs: number }[] = [];
  private running = 0;
  private nextId = 1;
  private readonly size: number;

  constructor(size: number = availableParallelism()) {
    this.size = size;
  }

  run(path: string, expectations: Expectations): Promise<GoldenResult> {
    return new Promise((done) => {
      this.waiting.push({ path, expectations, done });
      this.next();
    });
  }

  close(): void {
    for (const { child } of this.idle) child.kill();
    this.idle.length = 0;
  }

  private next(): void {
    if (this.running >= this.size) return;
    const job = this.waiting.shift();
    if (job === undefined) return;
    this.running++;
    const worker = this.idle.pop() ?? { child: startWorker(), jobs: 0 };
    void this.runOn(worker.child, job).then(({ result, isAlive }) => {
      this.running--;
      worker.jobs++;
      if (isAlive && worker.jobs < jobsPerProcess) this.idle.push(worker);
      else worker.child.kill();
      job.done(result);
      this.next();
    });
  }

  private runOn(child: ChildProcess, job: Waiting): Promise<{ result: GoldenResult; isAlive: boolean }> {
    const id = this.nextId++;
    const limitMs = compileAllowanceMs + job.expectations.timeoutMs * (job.expectations.modes.length + 1);
    return new Promise((done) => {
      const finish = (result: GoldenResult, isAlive: boolean): void => {
        clearTimeout(timer);
        child.off("message", onMessage);
        child.off("exit", onExit);
        done({ result, isAlive });
      };
      const broken = (text: string): GoldenResult => ({ diagnostics: [], rendered: "", runs: [], internalError: text });
      const onMessage = (message: JobResult): void => {
        if (message.id === id) finish(message.result, true);
      };
      const onExit = (code: number | null, signal: string | null): void => {
        finish(broken(`the compiler process ended with ${signal ?? `exit code ${code}`} on this program`), false);
      };
      const timer = setTimeout(() => {
        finish(broken(`compiling and running took longer than ${limitMs / 1000} s`), false);
        child.kill("SIGKILL");
      }, limitMs);
      child.on("message", onMessage);
      child.on("exit", onExit);
      child.send({ id, path: job.path, expectations: job.expectations } satisfies Job);
    });
  }
}

function startWorker(): ChildProcess {
  return fork(new URL("./compiler-worker.ts", import.meta.url), {
    execArgv: ["--disable-warning=ExperimentalWarning", "--stack-size=6000"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
}
