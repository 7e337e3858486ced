/** The `mojo` script and what needs no compiler: from any folder, through links, with helpful words for mistakes. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { root } from "../harness/repository.ts";

const folder = mkdtempSync(join(tmpdir(), "salamander launcher "));
after(() => rmSync(folder, { recursive: true, force: true }));

function mojo(words: readonly string[], options: { cwd?: string; command?: string; env?: NodeJS.ProcessEnv } = {}) {
  const { status, stdout, stderr } = spawnSync(options.command ?? join(root, "mojo"), words, {
    cwd: options.cwd ?? folder,
    env: { ...process.env, NO_COLOR: "1", ...options.env },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

test("version, from another folder and through links in a folder with spaces", () => {
  const version = mojo(["--version"]);
  assert.match(version.stdout, /^mojo \d+\.\d+\.\d+ \(salamander\)\n$/);
  assert.equal(version.status, 0);
  mkdirSync(join(folder, "bin here"));
  symlinkSync(join(root, "mojo"), join(folder, "bin here/mojo"));
  symlinkSync("bin here/mojo", join(folder, "linked"));
  assert.deepEqual(mojo(["--version"], { command: "./linked" }), version);
  assert.deepEqual(mojo(["--version"], { command: join(folder, "linked"), cwd: "/" }), version);
});

test("as npm puts it on the path", () => {
  const version = mojo(["--version"], { command: "mojo", env: { PATH: `${folder}/bin here:${process.env["PATH"]}` } });
  assert.match(version.stdout, /salamander/);
});

test("help for everything", () => {
  const overview = mojo(["--help"]);
  assert.equal(overview.status, 0);
  assert.deepEqual(mojo([]), overview);
  for (const command of ["run", "build", "check", "test", "explain", "doctor"]) {
    assert.match(overview.stdout, new RegExp(`^  ${command} `, "m"));
    const help = mojo([command, "--help"]);
    assert.equal(help.status, 0, help.stderr);
    assert.match(help.stdout, new RegExp(`^Usage: mojo ${command}\\b`));
    assert.equal(mojo(["help", command]).stdout, help.stdout);
  }
});

test("mistakes on the command line end with 2 and say what is near", () => {
  const mistakes: readonly (readonly [string[], RegExp])[] = [
    [["rnu"], /there is no command `rnu`\n.*did you mean `mojo run`/],
    [["repl"], /`mojo repl` is not there yet/],
    [["run"], /`mojo run` needs a file/],
    [["run", "--tme-passes", "x.mojo"], /no option `--tme-passes`\n.*did you mean `--time-passes`/],
    [["hello.mojo"], /cannot read `hello.mojo`: no such file/],
    [["check", "--color=blue", "x.mojo"], /--color cannot be `blue`/],
    [["build", "a.mojo", "b.mojo"], /takes one file/],
    [["build", "-o", "-", "a.mojo"], /cannot go to standard output/],
    [["explain", "E9999"], /no page for `E9999`/],
  ];
  for (const [words, message] of mistakes) {
    const { status, stderr, stdout } = mojo(words);
    assert.match(stderr, message);
    assert.deepEqual({ status, stdout }, { status: 2, stdout: "" }, words.join(" "));
  }
});

test("a misspelt file name", () => {
  writeFileSync(join(folder, "hello.mojo"), "def main():\n    pass\n");
  assert.match(mojo(["helo.mojo"]).stderr, /cannot read `helo.mojo`: no such file\n.*did you mean `hello.mojo`\?/);
  rmSync(join(folder, "hello.mojo"));
});

test("explain", () => {
  const page = mojo(["explain", "e0101"]);
  assert.equal(page.status, 0);
  assert.match(page.stdout, /^E0101: missing colon\n/);
  assert.match(page.stdout, /\n {4}def main\(\)\n/);
  assert.match(mojo(["explain"]).stdout, /^E0101 {2}missing colon$/m);
});
