/** `mojo run`, `build`, `check`, `test` from end to end, in processes of their own, with a cache of their own. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { root } from "../harness/repository.ts";

const folder = mkdtempSync(join(tmpdir(), "salamander run "));
const cache = join(folder, "cache");
after(() => rmSync(folder, { recursive: true, force: true }));

function mojo(words: readonly string[], options: { input?: string; env?: NodeJS.ProcessEnv } = {}) {
  const { status, signal, stdout, stderr } = spawnSync(join(root, "mojo"), words, {
    cwd: folder,
    env: { ...process.env, NO_COLOR: "1", SALAMANDER_CACHE: cache, ...options.env },
    input: options.input ?? "",
    encoding: "utf8",
  });
  return { status, signal, stdout, stderr };
}

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

const hello = 'def main():\n    print("Hello, world")\n';

test("compiles, then starts from the cache, then compiles again after a change", () => {
  const name = file("hello.mojo", hello);
  const greeting = { status: 0, signal: null, stdout: "Hello, world\n", stderr: "" };
  assert.deepEqual(mojo([name]), greeting);
  const artefacts = () => globSync("compiled/artefacts/*/*", { cwd: cache }).length;
  const before = artefacts();
  assert.equal(before, 1);
  assert.deepEqual(mojo(["run", name]), greeting);
  assert.equal(artefacts(), before);
  file("hello.mojo", hello.replace("world", "again"));
  assert.equal(mojo([name]).stdout, "Hello, again\n");
  assert.equal(artefacts(), before + 1);
});

test("a change in an imported module is seen", () => {
  file("helper.mojo", "def answer() -> Int:\n    return 41\n");
  const name = file("importing.mojo", "from helper import answer\n\ndef main():\n    print(answer())\n");
  assert.equal(mojo([name]).stdout, "41\n");
  file("helper.mojo", "def answer() -> Int:\n    return 42\n");
  assert.equal(mojo([name]).stdout, "42\n");
});

test("--no-cache leaves nothing behind", () => {
  const own = join(folder, "unused");
  const { stdout } = mojo(["run", "--no-cache", file("once.mojo", hello)], { env: { SALAMANDER_CACHE: own } });
  assert.equal(stdout, "Hello, world\n");
  assert.equal(existsSync(join(own, "compiled")), false);
});

test("several first runs at once", async () => {
  const name = file("together.mojo", hello);
  const env = { ...process.env, SALAMANDER_CACHE: join(folder, "shared") };
  const runs = Array.from({ length: 3 }, () => {
    const child = spawn(join(root, "mojo"), [name], { cwd: folder, env, stdio: ["ignore", "pipe", "inherit"] });
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (piece: string) => (text += piece));
    return new Promise((done) => child.on("close", (status) => done({ status, text })));
  });
  for (const run of await Promise.all(runs)) assert.deepEqual(run, { status: 0, text: "Hello, world\n" });
});

test("arguments, standard input and the exit code are the program's", () => {
  const name = file(
    "echo.mojo",
    "from sys import argv, exit\n\ndef main() raises:\n    for word in argv():\n        print(word)\n    print(input())\n    exit(3)\n",
  );
  for (const way of [[], ["--interpret"]]) {
    const { status, stdout, stderr } = mojo([...way, name, "-O1", "--help", "a b"], { input: "line\n" });
    assert.deepEqual({ status, stdout, stderr }, { status: 3, stdout: "echo.mojo\n-O1\n--help\na b\nline\n", stderr: "" });
  }
});

test("an error that nobody handles ends the program with 1", () => {
  const name = file("raises.mojo", 'def main() raises:\n    print("before")\n    raise Error("broken")\n');
  for (const way of [[], ["--interpret"]]) {
    const { status, stdout, stderr } = mojo([...way, name]);
    assert.deepEqual({ status, stdout }, { status: 1, stdout: "before\n" });
    assert.match(stderr, /broken/);
  }
});

test("a program from standard input", () => {
  assert.equal(mojo(["-", "x"], { input: hello }).stdout, "Hello, world\n");
});

test("Ctrl-C ends a running program at once", async () => {
  const name = file("forever.mojo", 'def main():\n    print("started", flush=True)\n    while True:\n        pass\n');
  const child = spawn(join(root, "mojo"), [name], {
    cwd: folder,
    env: { ...process.env, SALAMANDER_CACHE: cache },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((done) => child.on("close", (status, signal) => done(signal ?? status)));
  await new Promise((done) => child.stdout.once("data", done));
  child.kill("SIGINT");
  const how = await ended;
  assert.ok(how === "SIGINT" || how === 130, String(how));
});

test("a reader that goes away ends the program silently", () => {
  const name = file("many.mojo", "def main():\n    for i in range(1000000):\n        print(i)\n");
  mojo(["build", name, "-o", "many"]); // Compiled, so that only running is left.
  const { stdout, stderr } = spawnSync("sh", ["-c", `'${root}/mojo' many.mojo | head -2`], {
    cwd: folder,
    env: { ...process.env, SALAMANDER_CACHE: cache },
    encoding: "utf8",
  });
  assert.deepEqual({ stdout, stderr }, { stdout: "0\n1\n", stderr: "" });
});

const wrong = "def main():\n    print(totl)\n";

test("errors: text on standard error, exit code 1, nothing run", () => {
  const { status, stdout, stderr } = mojo([file("wrong.mojo", wrong)]);
  assert.deepEqual({ status, stdout }, { status: 1, stdout: "" });
  assert.match(stderr, /^error\[E0201\]: unknown name `totl`\n --> wrong\.mojo:2:11\n/);
  assert.equal(mojo(["--interpret", "wrong.mojo"]).status, 1);
  assert.equal(mojo(["build", "wrong.mojo"]).status, 1);
  assert.equal(existsSync(join(folder, "wrong")), false);
});

test("check says nothing about a right program, and has JSON for tools", () => {
  assert.deepEqual(mojo(["check", file("right.mojo", hello)]), { status: 0, signal: null, stdout: "", stderr: "" });
  const { status, stdout, stderr } = mojo(["check", "--json", file("wrong.mojo", wrong)]);
  assert.deepEqual({ status, stderr }, { status: 1, stderr: "" });
  const [diagnostic] = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  assert.equal(diagnostic.code, "E0201");
  assert.deepEqual([diagnostic.at.file, diagnostic.at.line, diagnostic.at.column], [join(folder, "wrong.mojo"), 2, 11]);
});

test("check sees a module without entry, and what main does not reach", () => {
  assert.equal(mojo(["check", file("module.mojo", "def helper() -> Int:\n    return 1\n")]).stderr, "");
  assert.match(mojo(["check", file("unreached.mojo", `${hello}\ndef other():\n    print(totl)\n`)]).stderr, /E0201/);
});

test("an executable of its own: no Node, no LLVM, small", () => {
  assert.deepEqual(mojo(["build", file("hello.mojo", hello)]), { status: 0, signal: null, stdout: "", stderr: "" });
  const { status, stdout } = spawnSync(join(folder, "hello"), { env: {}, encoding: "utf8" });
  assert.deepEqual({ status, stdout }, { status: 0, stdout: "Hello, world\n" });
  assert.ok(statSync(join(folder, "hello")).size < 200_000);
});

test("the same program gives the same bytes", () => {
  const name = file("hello.mojo", hello);
  for (const output of ["first", "second"]) assert.equal(mojo(["build", name, "-o", output]).stderr, "");
  assert.ok(readFileSync(join(folder, "first")).equals(readFileSync(join(folder, "second"))));
});

test("every kind of output", () => {
  const name = file("hello.mojo", hello);
  const shows: readonly (readonly [string, RegExp])[] = [
    ["mir", /^function @/m],
    ["llvm", /^define .*@main\(/m],
    ["asm", /^main:/m],
  ];
  for (const [kind, pattern] of shows) assert.match(mojo(["build", `--emit=${kind}`, "-o", "-", name]).stdout, pattern, kind);
  const starts: readonly (readonly [string, string, string])[] = [
    ["object", "hello.o", "\u007fELF"],
    ["bitcode", "hello.bc", "BC"],
  ];
  for (const [kind, output, magic] of starts) {
    assert.equal(mojo(["build", `--emit=${kind}`, name]).stderr, "");
    assert.equal(readFileSync(join(folder, output), "latin1").slice(0, magic.length), magic, kind);
  }
});

test("another machine's code", () => {
  const { stdout, stderr } = mojo(["build", "--emit=asm", "--target-triple=aarch64-linux-gnu", "-o", "-", file("hello.mojo", hello)]);
  assert.equal(stderr, "");
  assert.match(stdout, /\bldr\b/);
});

test("dumps and times", () => {
  const name = file("hello.mojo", hello);
  const { stdout, stderr } = mojo(["run", "--dump-ir=mir:main", "--time-passes", name]);
  assert.match(stdout, /^function @[\s\S]*Hello, world\n$/);
  assert.match(stderr, /^elaborate .* ms .* salamander$/m);
  assert.match(stderr, /^whole process /m);
});

test("what of a Python program is left to the run time", () => {
  const name = file(
    "left.py",
    "len = abs\ndef make(n):\n    def step(*args):\n        return n + len(args[0])\n    return step\nprint(make(2)(*[[]] and [-3]))\n",
  );
  const { stdout, stderr } = mojo(["run", "--explain-python", name]);
  assert.equal(stdout, "5\n");
  assert.match(stderr, /left\.py:2: make\n {2}line 2: `n` lives in a box: a function inside uses it too\n/);
  assert.match(stderr, /step\n {2}line 4: `len` is a variable of this module, so it is not the built-in function\n {2}1 × values called/);
  assert.match(stderr, /line 6: a call with `\*` or `\*\*` collects its arguments in a list first/);
});

test("test functions: each alone, with what it said when it fails", () => {
  mkdirSync(join(folder, "tests"), { recursive: true });
  file(
    "tests/test_things.mojo",
    'def test_good():\n    pass\n\ndef test_bad() raises:\n    print("looked at it")\n    raise Error("it is bad")\n\ndef helper(x: Int):\n    pass\n',
  );
  const { status, stdout } = mojo(["test", "tests"]);
  assert.equal(status, 1);
  assert.match(
    stdout,
    /^tests\/test_things\.mojo\n {2}ok {4}test_good \(\d+ ms\)\n {2}FAIL {2}test_bad \(exit code 1\)\n {8}looked at it\n/,
  );
  assert.match(stdout, /it is bad/);
  assert.match(stdout, /\n1 passed, 1 failed\n$/);
  assert.match(mojo(["test", "tests/test_things.mojo::test_good"]).stdout, /\n1 passed, 0 failed\n$/);
});

test("what the world does wrong is said in one line, and a broken cache is no cache", () => {
  const { status, stderr } = mojo(["run", "--target-triple=nowhere-linux", file("hello.mojo", hello)]);
  assert.equal(status, 1);
  assert.match(stderr, /^mojo: unknown processor in target/);
  assert.equal(mojo(["hello.mojo"], { env: { SALAMANDER_CACHE: join(folder, "hello.mojo") } }).stdout, "Hello, world\n");
});

const searching = `from autotune import search

def distance[value: Int]() -> Float64:
    print("measuring", value)
    return Float64((value - 9) * (value - 9))

def main():
    comptime best = search[distance, [4, 8, 16]]()
    print(best)
`;

test("a search measures once, says so on standard error, and is remembered by later compiles", () => {
  const name = file("searching.mojo", searching);
  const first = mojo(["build", name]);
  assert.equal(first.status, 0);
  assert.equal(first.stdout, "");
  assert.match(first.stderr, /measuring 4\nmeasuring 8\nmeasuring 16\n/);
  // Other parts of the program may change.
  file("searching.mojo", `def unrelated() -> Int:\n    return 1\n\n${searching}    print(unrelated())\n`);
  assert.deepEqual(mojo([name]), { status: 0, signal: null, stdout: "8\n1\n", stderr: "" });
  file("searching.mojo", searching.replaceAll("9", "15"));
  const changed = mojo(["run", name]);
  assert.equal(changed.stdout, "16\n");
  assert.match(changed.stderr, /measuring 4/);
});

test("with `--tune=off` nothing is measured and the output is the same each time; `cached` takes what is known", () => {
  const name = file("untuned.mojo", searching.replaceAll("9", "7"));
  assert.deepEqual(mojo(["run", "--tune=off", name]), { status: 0, signal: null, stdout: "4\n", stderr: "" });
  assert.equal(mojo(["run", "--tune=cached", name]).stdout, "4\n");
  const objects = [1, 2].map((number) => {
    assert.equal(mojo(["build", "--tune=off", "--emit=object", "-o", `${number}.o`, name]).status, 0);
    return readFileSync(join(folder, `${number}.o`));
  });
  assert.deepEqual(objects[0], objects[1]);
  assert.match(mojo(["tune", "-o", "picture.svg", name]).stdout, /distance: 3 candidates[^]*best[^]*written: picture\.svg/);
  assert.match(readFileSync(join(folder, "picture.svg"), "utf8"), /^<svg /);
  assert.deepEqual(mojo(["run", "--tune=cached", name]), { status: 0, signal: null, stdout: "8\n", stderr: "" });
});

test("`mojo tune` runs a program with each candidate that it does not search for, and later compiles take the winner", () => {
  const name = file(
    "sleeping.mojo",
    `from autotune import autotune
from std.sys import argv
from time import sleep

def wait() raises -> Int:
    comptime hundredths = autotune(60, 1, 30)
    sleep(Float64(hundredths) / 100.0)
    if len(argv()) < 2 and hundredths == 1:
        raise Error("an argument is missing")
    return hundredths

def main() raises:
    print(wait())
`,
  );
  assert.equal(mojo([name]).stdout, "60\n");
  const tuned = mojo(["tune", "-o", "sleeping.svg", name, "argument"]);
  assert.match(tuned.stdout, /^sleeping::wait: 3 candidates|^main::wait: 3 candidates/m);
  assert.match(tuned.stdout, /^\s+1 .* 1\.00 x {2}best$/m);
  assert.equal(mojo([name, "argument"]).stdout, "1\n");
  assert.equal(mojo(["run", "--tune=off", name]).stdout, "60\n");
  // A candidate that fails does not win.
  assert.match(mojo(["tune", "-o", "sleeping.svg", name]).stdout, /^\s+30 .* best$/m);
  assert.equal(mojo([name]).stdout, "30\n");
  assert.match(mojo(["tune", file("plain.mojo", hello)]).stdout, /has nothing to tune/);
});
