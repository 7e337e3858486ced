/** Every syntax code has a page; its wrong program reports the code, its right program parses. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { test } from "node:test";
import { definedDiagnosticCodes } from "../../src/diag/diagnostic.ts";
import { oneLine, parse, root } from "./support.ts";

const codes = definedDiagnosticCodes().filter((code) => code.startsWith("E01"));

test("there are codes", () => assert.ok(codes.length > 30));

for (const code of codes) {
  test(`page of ${code}`, () => {
    const path = resolve(root, `docs/diagnostics/${code}.md`);
    assert.ok(existsSync(path), `docs/diagnostics/${code}.md is missing`);
    const page = readFileSync(path, "utf8");
    if (page.includes("<!-- no program:")) return;
    const program = (kind: string): { text: string; path: string } => {
      const match = new RegExp(`\`\`\`(mojo|python) ${kind}\n([\\s\\S]*?)\`\`\``).exec(page);
      assert.ok(match !== null, `no ${kind} program`);
      return { text: match[2] as string, path: match[1] === "python" ? "page.py" : "page.mojo" };
    };
    const wrong = program("wrong");
    const right = program("right");
    assert.ok(
      parse(wrong.text, undefined, wrong.path).diagnostics.some((d) => d.code === code),
      `the wrong program does not report ${code}`,
    );
    assert.deepEqual(parse(right.text, undefined, right.path).diagnostics.map(oneLine), []);
  });
}
