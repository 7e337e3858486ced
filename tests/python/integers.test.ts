/** Unbounded integers in a `.py` file against CPython: random programs must print the same. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { root } from "../harness/repository.ts";
import { asNewer } from "./beside-python.ts";
import { randomProgram } from "./random-programs.ts";

const folder = mkdtempSync(join(tmpdir(), "salamander-python-integers-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const hasPython = spawnSync("python3", ["--version"]).status === 0;

for (const seed of [1, 2, 3]) {
  test(`a random program prints what it does under CPython, seed ${seed}`, { skip: hasPython ? false : "python3 is not installed" }, () => {
    const source = join(folder, `integers${seed}.py`);
    writeFileSync(source, randomProgram(seed, 24));
    const ours = output(join(root, "mojo"), ["run", "-O0", source]);
    const theirs = output("python3", [source]).map(asNewer);
    const at = theirs.findIndex((line, index) => line !== ours[index]);
    if (at >= 0) assert.fail(`seed ${seed}, line ${at + 1}\n  ours:    ${ours[at]}\n  CPython: ${theirs[at]}`);
    assert.equal(ours.length, theirs.length);
  });
}

function output(command: string, words: readonly string[]): string[] {
  const result = spawnSync(command, words, { encoding: "utf8", maxBuffer: 1 << 28, timeout: 240_000 });
  assert.equal(result.status, 0, `${result.signal ?? ""} ${result.stderr}`);
  return result.stdout.split("\n");
}
