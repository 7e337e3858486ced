/** Modules of the user's own Python: a virtual environment, and `PYTHONPATH`. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { root } from "../harness/repository.ts";

const folder = mkdtempSync(join(tmpdir(), "salamander-installation-"));
after(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): void {
  const path = join(folder, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, text);
}

function run(text: string, environment: NodeJS.ProcessEnv): string {
  file("program.py", text);
  const env = { ...process.env, ...environment };
  const { stdout, stderr } = spawnSync(join(root, "mojo"), ["run", "-O0", join(folder, "program.py")], { encoding: "utf8", env });
  return stdout + stderr;
}

test("what is in the virtual environment is compiled; what cannot be fails when it is imported", () => {
  const site = join(folder, "site");
  file("environment/bin/python3", `#!/bin/sh\necho '["${folder}/standard", ["${folder}/standard", "${site}"]]'\n`);
  chmodSync(join(folder, "environment/bin/python3"), 0o755);
  file("standard/colours.py", "def name():\n    return 'red'\n");
  file("site/shapes/__init__.py", "from .square import area\n\n\ndef later():\n    import heavy\n");
  file("site/shapes/square.py", "import colours\n\n\ndef area(x):\n    return colours.name(), x * x\n");
  file("site/heavy.py", "1 +\n");
  file("site/shapes/broken.py", "@@\n");
  const printed = run(
    `import shapes
print(shapes.area(3))
try:
    import shapes.broken
except ImportError as error:
    print(type(error).__name__, error.name, error)
try:
    shapes.later()
except ModuleNotFoundError as error:
    print(error)
`,
    { VIRTUAL_ENV: join(folder, "environment") },
  );
  assert.equal(
    printed,
    `('red', 9)
ImportError shapes.broken cannot import 'shapes.broken': expected an expression, found \`@\` (broken.py, line 1)
No module named 'heavy'
`,
  );
});

test("PYTHONPATH comes before the library", () => {
  file("path/bisect.py", "here = 'mine'\n");
  assert.equal(run("import bisect\nprint(bisect.here)\n", { PYTHONPATH: join(folder, "path") }), "mine\n");
});
