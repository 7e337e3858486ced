/** Runs the text of a program with `mojo run` and with `python3`, to compare what they write. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../harness/repository.ts";

/** `PYTHON3` may name another one: texts and details change from version to version. */
const python = process.env["PYTHON3"] ?? "python3";

export const withoutPython = spawnSync(python, ["--version"]).status === 0 ? false : `${python} is not installed`;

export type Outcome = { readonly status: number | null; readonly output: string; readonly errors: string };

/** What CPython says, in the words of 3.13, where an older one has others. */
export function asNewer(text: string): string {
  return text.replaceAll(/\bfloat modulo$/gm, "float modulo by zero");
}

export function besidePython(text: string): { readonly ours: Outcome; readonly theirs: Outcome } {
  const folder = mkdtempSync(join(tmpdir(), "salamander-python-"));
  try {
    const file = join(folder, "program.py");
    writeFileSync(file, text);
    return { ours: run(join(root, "mojo"), ["run", "-O0", file]), theirs: withNewerWords(run(python, [file])) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function withNewerWords(outcome: Outcome): Outcome {
  return { ...outcome, output: asNewer(outcome.output) };
}

function run(command: string, words: readonly string[]): Outcome {
  const result = spawnSync(command, words, { encoding: "utf8", maxBuffer: 1 << 28, timeout: 600_000 });
  return { status: result.status, output: result.stdout, errors: result.stderr };
}
