/** The programs of docs/diagnostics: the wrong one reports its code, the right one compiles without a word. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { CompilerPool } from "./harness/compiler-pool.ts";
import { readExpectations } from "./harness/expectations.ts";
import { readText, repositoryFiles } from "./harness/repository.ts";

const folder = mkdtempSync(join(tmpdir(), "salamander-pages-"));
const pool = new CompilerPool();
after(() => {
  pool.close();
  rmSync(folder, { recursive: true, force: true });
});

const pages = repositoryFiles(/^docs\/diagnostics\/[EW]\d{4}\.md$/);
const checked = readExpectations("# test: check\n", "page");
const built = readExpectations("# test: build\n", "page");

describe("pages of diagnostics", { concurrency: availableParallelism() }, () => {
  for (const page of pages) {
    const code = page.slice(-8, -3);
    const text = readText(page);
    test(code, async () => {
      assert.match(text, new RegExp(`^# ${code}: \\S`));
      if (/^<!-- no program: .+ -->$/m.test(text)) return;
      const wrong = await codesOf(code, text, "wrong");
      assert.ok(wrong.codes.includes(code), `the wrong program reports ${wrong.codes.join(", ") || "nothing"}\n${wrong.rendered}`);
      const right = await codesOf(code, text, "right");
      // A page about syntax may show what later stages cannot do yet.
      const counted = code.startsWith("E01") ? right.codes.filter((each) => each.startsWith("E01")) : right.codes;
      assert.deepEqual(counted, [], right.rendered);
    });
  }
});

async function codesOf(code: string, page: string, which: "wrong" | "right"): Promise<{ codes: string[]; rendered: string }> {
  const match = new RegExp(`^\`\`\`(mojo|python) ${which}\\n([\\s\\S]*?)^\`\`\``, "m").exec(page);
  assert.ok(match !== null, `${code} has no ${which} program`);
  const path = join(folder, `${code}-${which}.${match[1] === "mojo" ? "mojo" : "py"}`);
  writeFileSync(path, match[2] as string);
  // Only a program needs an entry.
  const result = await pool.run(path, code === "E0228" ? built : checked);
  assert.equal(result.internalError, undefined);
  return { codes: result.diagnostics.map((diagnostic) => diagnostic.code), rendered: result.rendered };
}
