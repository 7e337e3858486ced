/** Every program of examples/ runs to its end; where examples/expected/NAME.txt exists, it prints just that. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, join } from "node:path";
import { describe, test } from "node:test";
import { root } from "./harness/repository.ts";

const limitMs = 120_000;
// Those in engine/ need a model's library: tests/engine/examples.test.ts makes it.
const examples = globSync("examples/**/*.{mojo,🔥,py}", { cwd: root, exclude: ["examples/engine/**"] }).sort();

test("there are examples", () => {
  assert.ok(examples.length > 0);
});

describe("examples", { concurrency: availableParallelism() }, () => {
  for (const example of examples) {
    // A module that an example imports says so in its first line.
    const text = readFileSync(join(root, example), "utf8");
    if (/^# module\b/.test(text)) continue;
    const needsPython = /^# requires: libpython/m.test(text);
    test(example, async (context) => {
      const { status, stdout, stderr } = await mojoRun(example);
      if (needsPython && stderr.includes("libpython")) return context.skip("libpython is not installed");
      assert.equal(status, 0, `${stderr}\n${stdout}`);
      const expected = join(root, "examples/expected", `${basename(example).replace(/\.[^.]*$/, "")}.txt`);
      if (existsSync(expected)) assert.equal(stdout, readFileSync(expected, "utf8"));
      else assert.notEqual(stdout, "", "an example shows something");
    });
  }
});

function mojoRun(example: string): Promise<{ status: number | null; stdout: string; stderr: string }> {
  return new Promise((done, fail) => {
    const child = spawn(join(root, "mojo"), ["run", example], { cwd: root, timeout: limitMs, stdio: ["ignore", "pipe", "pipe"] });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", fail);
    child.on("close", (status, signal) => done({ status, stdout, stderr: signal === null ? stderr : `${stderr}ended by ${signal}` }));
  });
}
