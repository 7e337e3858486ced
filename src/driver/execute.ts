/**
 * Runs a finished executable in place of this process, so that signals, exit codes, terminals and memory are the program's own.
 */
import { HostError } from "../base/assert.ts";
import { fs } from "./host.ts";
import { reasonOf } from "./reasons.ts";

export type ProgramArguments = {
  /** What the program sees as its own name. */
  readonly name: string;
  readonly words: readonly string[];
};

/** Does not return where the system can replace a process; else the program's exit code. */
export async function executeProgram(path: string, program: ProgramArguments): Promise<number> {
  try {
    fs.accessSync(path, fs.constants.X_OK);
  } catch (error) {
    throw new HostError(`cannot run \`${path}\`: ${reasonOf(error)}`);
  }
  if (process.execve !== undefined && process.platform !== "win32") {
    process.execve(path, [program.name, ...program.words], process.env as Record<string, string>);
  }
  return runAsChild(path, program);
}

export async function runAsChild(path: string, program: ProgramArguments): Promise<number> {
  const { spawnSync } = await import("node:child_process");
  const { status, signal, error } = spawnSync(path, program.words, { argv0: program.name, stdio: "inherit" });
  if (error !== undefined) throw new HostError(`cannot run \`${path}\`: ${reasonOf(error)}`);
  if (signal !== null) process.kill(process.pid, signal);
  return status ?? 1;
}
