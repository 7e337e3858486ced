/** The repository as a stranger meets it: files at the root, a lock file that `npm ci` accepts everywhere. */
import assert from "node:assert/strict";
import { accessSync, constants } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readText, repositoryFiles, root } from "../harness/repository.ts";

test("files that a stranger looks for are there", () => {
  const files = repositoryFiles(/^[^/]+$|^\.ci\//);
  for (const name of [
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "ARCHITECTURE.md",
    "STYLE.md",
    "setup",
    "mojo",
    ".ci/run",
  ]) {
    assert.ok(files.includes(name), name);
  }
  for (const name of ["setup", "mojo", ".ci/run"]) accessSync(join(root, name), constants.X_OK);
});

type Lock = {
  readonly packages: Readonly<
    Record<string, { readonly resolved?: string; readonly optionalDependencies?: Readonly<Record<string, string>> }>
  >;
};

test("the lock file has the packages of every platform, and no host of one registry", () => {
  const { packages } = JSON.parse(readText("package-lock.json")) as Lock;
  const missing: string[] = [];
  for (const [path, entry] of Object.entries(packages)) {
    assert.equal(entry.resolved, undefined, path);
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      if (packages[`node_modules/${name}`] === undefined && packages[`${path}/node_modules/${name}`] === undefined)
        missing.push(`${path}: ${name}`);
    }
  }
  // `npm ci` refuses a lock file without them, on any platform.
  assert.deepEqual(missing, []);
});

test("native code is in the language itself", () => {
  // Peers, hosts of tests, and examples of programs that use our libraries may be in others
  const foreign = repositoryFiles(/\.(c|cc|cpp|cxx|h|hpp|S|s)$/).filter((path) => !/^(bench|tests|examples)\//.test(path));
  assert.deepEqual(foreign, []);
});
