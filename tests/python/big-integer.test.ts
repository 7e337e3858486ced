/** `BigInteger` against CPython's `int`: two programs read the same random expressions and must write the same lines. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { root } from "../harness/repository.ts";
import { randomExpressions } from "./random-expressions.ts";

const folder = mkdtempSync(join(tmpdir(), "salamander-integers-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const hasPython = spawnSync("python3", ["--version"]).status === 0;

test("random expressions give what CPython gives", { skip: hasPython ? false : "python3 is not installed" }, () => {
  const program = join(folder, "evaluate");
  const source = join(import.meta.dirname, "evaluate_integers.mojo");
  const build = spawnSync(join(root, "mojo"), ["build", "-O3", source, "-o", program], { encoding: "utf8" });
  assert.equal(build.status, 0, build.stderr);
  // Many short numbers, some of thousands of digits, a few that only transforms and recursive division see.
  const expressions = [...randomExpressions(1, 6000, 200), ...randomExpressions(2, 2500, 16_600), ...randomExpressions(3, 250, 200_000)];
  const input = `${expressions.join("\n")}\n`;
  const ours = answers(program, [], input);
  const theirs = answers("python3", [join(import.meta.dirname, "evaluate_integers.py")], input);
  assert.equal(theirs.length, expressions.length);
  assert.equal(ours.length, expressions.length);
  for (const [index, expression] of expressions.entries()) {
    if (ours[index] !== theirs[index]) assert.fail(`${expression}\n  ours:    ${ours[index]}\n  CPython: ${theirs[index]}`);
  }
});

function answers(command: string, words: readonly string[], input: string): string[] {
  const result = spawnSync(command, words, { input, encoding: "utf8", maxBuffer: 1 << 28, timeout: 120_000 });
  assert.equal(result.status, 0, result.stderr);
  return result.stdout.trimEnd().split("\n");
}
