/** Who edits one function of a Python program compiles that function and what the module itself does, nothing else. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { test } from "node:test";

const root = resolve(import.meta.dirname, "../..");

function parts(): Set<string> {
  const folder = join(process.env["SALAMANDER_CACHE"] as string, "compiled/parts");
  return new Set(existsSync(folder) ? (readdirSync(folder, { recursive: true }) as string[]).filter((path) => path.includes("/")) : []);
}

function program(name: string, edited: string): string {
  const body = (index: number): string => Array.from({ length: 40 }, (_, i) => `    a.x${i} = b[${i}] + a.y * ${index + i}`).join("\n");
  const functions = ["first", "second", "third", "fourth"].map((word, index) => `def ${word}_${name}(a, b):\n${body(index)}\n`);
  return `${edited}\n${functions.join("\n")}\ndef last_${name}():\n    first_${name}(1, 2)\nlast_${name}()\n`;
}

test("an edit compiles few parts again, and lines of tracebacks are right afterwards", () => {
  const folder = mkdtempSync(join(tmpdir(), "salamander-parts-"));
  const path = join(folder, "program.py");
  const name = `p${process.pid}`;
  const run = (): string => {
    try {
      return execFileSync(join(root, "mojo"), ["run", path], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    } catch (error) {
      return (error as { stderr: string }).stderr;
    }
  };
  try {
    const before = parts();
    writeFileSync(path, program(name, ""));
    assert.match(run(), /line 171, in last_p\d+\n[^]*line 3, in first_p/);
    const whole = parts();
    const made = [...whole].filter((part) => !before.has(part)).length;
    assert.ok(made >= 5, `${made} parts`);
    // Three lines more above all functions. (A new variable of the module would move the others.)
    writeFileSync(path, program(name, "print()\n\n# a comment"));
    assert.match(run(), /line 173, in last_p\d+\n[^]*line 5, in first_p/);
    const again = [...parts()].filter((part) => !whole.has(part)).length;
    assert.ok(again <= 2, `${again} parts again`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
