/**
 * Which modules are compiled with a program: found from the texts alone, without what is for other versions and tools.
 */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { defaultCompileOptions } from "../../src/driver/options.ts";
import { findPythonModules } from "../../src/driver/python-modules.ts";
import { CompileSession } from "../../src/driver/session.ts";

test("conditions on the version, on tools and on systems are decided", () => {
  const program = [
    "import sys",
    "from typing import TYPE_CHECKING",
    "if sys.version_info >= (3, 11):\n    import newer\nelse:\n    import older",
    "if sys.version_info < (3, 13, 1) or TYPE_CHECKING:\n    import unknown",
    "if not TYPE_CHECKING and sys.version_info > (3,):\n    import three\nelif x:\n    import two",
    'if sys.platform == "win32":\n    import windows\nelse:\n    import unix',
  ];
  const files = ["newer", "older", "unknown", "three", "two", "windows", "unix"];
  const found = modulesOf({ "main.py": program.join("\n"), ...Object.fromEntries(files.map((name) => [`${name}.py`, ""])) });
  assert.deepEqual(found, ["newer", "unknown", "three", "unix"]);
});

test("an import whose name is written in a call is that module and no other", () => {
  const found = modulesOf({
    "main.py": '__import__("one")\nimport importlib\nimportlib.import_module("two")',
    "one.py": "",
    "two.py": "",
    "three.py": "",
  });
  assert.deepEqual(found, ["one", "two"]);
});

test("a program that computes names has the modules beside it; a package, those that it mentions", () => {
  const computed = { "main.py": "__import__(name)", "one.py": "", "two.py": "" };
  assert.deepEqual(modulesOf(computed), ["one", "two"]);
  const package_ = {
    "main.py": 'import tools\ntools.load("one")',
    "one.py": "",
    "two.py": "",
    "lib/tools/__init__.py":
      'from importlib import import_module\nplugins = {"table": "tools.plugins.table.run"}\ndef load(name): import_module(name)',
    "lib/tools/plugins/__init__.py": "",
    "lib/tools/plugins/table.py": "",
    "lib/tools/plugins/other.py": "",
  };
  assert.deepEqual(modulesOf(package_), ["tools", "tools.plugins", "tools.plugins.table", "one"]);
});

/** Names of what a program needs of its own folder, and of the folder `lib` in it, which stands for `PYTHONPATH`. */
function modulesOf(files: Readonly<Record<string, string>>): string[] {
  const folder = mkdtempSync(join(tmpdir(), "modules-"));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const session = new CompileSession({
      ...defaultCompileOptions,
      mainPath: join(folder, "main.py"),
      python: { executable: undefined, folders: [join(folder, "lib")] },
    });
    return findPythonModules(session)
      .files.filter(({ path }) => path.startsWith(folder))
      .map(({ name }) => name);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
