import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { InternalError } from "../../src/base/assert.ts";
import { reportInternalError } from "../../src/driver/internal-error.ts";

test("a reproducer holds command, stage, stack and the program; the message stays short", () => {
  const folder = mkdtempSync(join(tmpdir(), "salamander-error-"));
  const before = process.env["SALAMANDER_CACHE"];
  process.env["SALAMANDER_CACHE"] = folder;
  try {
    const report = {
      error: new InternalError("a place without a type"),
      stage: "elaborate",
      commandLine: ["mojo", "run", "a b.mojo"],
      files: [{ path: "a b.mojo", text: "def main(): pass\n" }],
    };
    const message = reportInternalError(report, false);
    assert.match(message, /^internal compiler error in stage elaborate: a place without a type\n/);
    assert.doesNotMatch(message, /internal-error\.test\.ts/);
    assert.match(reportInternalError(report, true), /internal-error\.test\.ts/);
    const path = /written to (\S+);/.exec(message)?.[1] as string;
    assert.ok(path.startsWith(`${folder}/reproducers/`));
    const text = readFileSync(path, "utf8");
    for (const part of ["command: mojo run 'a b.mojo'", "stage: elaborate", "internal-error.test.ts", "==== a b.mojo\ndef main(): pass"]) {
      assert.ok(text.includes(part), part);
    }
  } finally {
    if (before === undefined) delete process.env["SALAMANDER_CACHE"];
    else process.env["SALAMANDER_CACHE"] = before;
    rmSync(folder, { recursive: true, force: true });
  }
});
