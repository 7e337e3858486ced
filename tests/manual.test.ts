/** Every complete program of the manual (a block of Mojo with a `main`) runs to its end. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { root } from "./harness/repository.ts";

const limitMs = 120_000;

describe("programs of the manual", () => {
  const pages = globSync("docs/manual/*.md", { cwd: root }).sort();
  let count = 0;
  for (const page of pages) {
    const blocks = [...readFileSync(join(root, page), "utf8").matchAll(/^```mojo\n(.*?)^```$/gms)].map((match) => match[1] as string);
    blocks.forEach((program, index) => {
      if (!/^(?:def|fn) main\b/m.test(program)) return;
      count += 1;
      test(`${page}, block ${index + 1}`, () => {
        const folder = mkdtempSync(join(tmpdir(), "salamander-manual-"));
        try {
          const path = join(folder, "program.mojo");
          writeFileSync(path, program);
          const { status, stderr, stdout } = spawnSync(join(root, "mojo"), ["run", path], { encoding: "utf8", timeout: limitMs });
          assert.equal(status, 0, stderr);
          assert.notEqual(stdout, "", "an example shows something");
        } finally {
          rmSync(folder, { recursive: true });
        }
      });
    });
  }
  test("the manual has programs", () => assert.ok(count > 0));
});
