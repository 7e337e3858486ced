/** Modules in Mojo that Python imports: built by `--emit=python-extension`, and by `import mojo.importer`. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { root } from "../harness/repository.ts";
import { withoutPython } from "./beside-python.ts";

const sources = join(root, "tests/python/extension");

function python(folder: string, words: readonly string[]): { readonly output: string; readonly errors: string } {
  const env = { ...process.env, PYTHONPATH: [folder, join(root, "python")].join(":"), PYTHONDONTWRITEBYTECODE: "1" };
  const { stdout, stderr } = spawnSync("python3", words, { encoding: "utf8", env, cwd: folder, timeout: 240_000 });
  return { output: stdout, errors: stderr };
}

function inFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "salamander-extension-"));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

for (const name of ["shapes", "documented"]) {
  test(`${name}.mojo as an extension module`, { skip: withoutPython }, (context) => {
    const folder = inFolder(context);
    const words = ["build", "--emit=python-extension", join(sources, `${name}.mojo`), "-o", join(folder, `${name}.abi3.so`)];
    const built = spawnSync(join(root, "mojo"), words, { encoding: "utf8", timeout: 240_000 });
    assert.equal(built.stderr, "");
    const { output, errors } = python(folder, [join(sources, `use_${name}.py`)]);
    assert.equal(errors, "");
    assert.equal(output, readFileSync(join(sources, `use_${name}.expected`), "utf8"));
  });
}

test("`import mojo.importer` compiles, compiles again what has changed, and tells mistakes", { skip: withoutPython }, (context) => {
  const folder = inFolder(context);
  copyFileSync(join(sources, "small.mojo"), join(folder, "small.mojo"));
  writeFileSync(join(folder, "use.py"), "import mojo.importer\nimport small\nprint(small.twice(21), '__mojocache__' in small.__file__)\n");
  assert.deepEqual(python(folder, ["use.py"]), { output: "42 True\n", errors: "" });
  writeFileSync(join(folder, "small.mojo"), readFileSync(join(sources, "small.mojo"), "utf8").replace("2 *", "3 *"));
  assert.deepEqual(python(folder, ["use.py"]), { output: "63 True\n", errors: "" });
  writeFileSync(join(folder, "small.mojo"), "def twice(x: Int) -> Int:\n    return y\n");
  assert.match(python(folder, ["use.py"]).errors, /ImportError: .*small\.mojo cannot be compiled:\nerror\[E\d+\]: .*`y`/u);
});
