import assert from "node:assert/strict";
import { test } from "node:test";
import { type Actual, blessText } from "./bless.ts";
import { compareResult } from "./compare.ts";
import { ExpectationError, readExpectations } from "./expectations.ts";

const nothing: Actual = { diagnostics: [], rendered: undefined, output: "", stderr: "", exitCode: 0 };

function program(...lines: string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

function problem(message: string, line: number, column: number, endColumn: number) {
  return { severity: "error", code: "E0207", message, line, column, endLine: line, endColumn };
}

test("prints, in the order of the file", () => {
  const read = readExpectations(program("# test: run", "print(1)  # prints: 1", "print()  # prints:", 'print("a b")  # prints: a b'), "x");
  assert.equal(read.output, "1\n\na b\n");
  assert.deepEqual(read.modes, ["interpreter", "O0", "O3"]);
});

test("headers", () => {
  const read = readExpectations(
    program(
      "# test: run at -O0 and -O2, same as python",
      "# exit: 3",
      "# stderr: bad",
      "# stderr: worse",
      '# args: a "b c"',
      "# stdin: in",
      "# options: -D x=1",
      "# timeout: 5",
    ),
    "x",
  );
  assert.deepEqual(read.modes, ["interpreter", "O0", "O2"]);
  assert.equal(read.sameAsPython, true);
  assert.equal(read.exitCode, 3);
  assert.equal(read.stderr, "bad\nworse\n");
  assert.deepEqual(read.arguments, ["a", "b c"]);
  assert.equal(read.stdin, "in\n");
  assert.deepEqual(read.options, ["-D", "x=1"]);
  assert.equal(read.timeoutMs, 5000);
});

test("output blocks", () => {
  assert.equal(readExpectations(program("# test: run", "", "# output:", "# a", "#", "#  b"), "x").output, "a\n\n b\n");
  assert.equal(readExpectations(program("# test: run", "", "# output without final newline:", "# a"), "x").output, "a");
});

test("carets point at the line of code above, also past other marks", () => {
  const read = readExpectations(
    program(
      "# test: check",
      "    f(1, g(2))",
      "    # ^ error[E0207]: one",
      "    #    ^^^^ error[E0208]: two",
      "h()  # error[E0209]: three",
    ),
    "x",
  );
  assert.deepEqual(
    read.diagnostics.map(({ line, cells, code, message }) => ({ line, cells, code, message })),
    [
      { line: 2, cells: [6, 7], code: "E0207", message: "one" },
      { line: 2, cells: [9, 13], code: "E0208", message: "two" },
      { line: 5, cells: undefined, code: "E0209", message: "three" },
    ],
  );
});

test("a program must say what it is, and a mode left out needs its reason", () => {
  assert.throws(() => readExpectations("print(1)\n", "x"), ExpectationError);
  assert.throws(() => readExpectations("# test: rnu\n", "x"), ExpectationError);
  assert.throws(() => readExpectations("# test: run\n# modes: O3\n", "x"), ExpectationError);
  assert.deepEqual(readExpectations("# test: run\n# modes: O0 O3 (threads)\n", "x").modes, ["O0", "O3"]);
});

test("missing and unexpected diagnostics, and wrong columns, are differences", () => {
  const text = program("# test: check", "f(1)", "# ^ error[E0207]: one");
  const expected = readExpectations(text, "x");
  const result = (diagnostics: Actual["diagnostics"]) => compareResult(expected, text, { diagnostics, rendered: "", runs: [] });
  assert.deepEqual(result([problem("one", 2, 3, 4)]), []);
  assert.equal(result([]).length, 1);
  assert.equal(result([problem("one", 2, 2, 4)]).length, 2);
  assert.equal(result([problem("one", 2, 3, 4), problem("two", 1, 1, 2)]).length, 1);
});

test("wrong output, exit code or standard error are differences, in each mode", () => {
  const text = program("# test: run", "print(1)  # prints: 1");
  const expected = readExpectations(text, "x");
  const good = { output: "1\n", stderr: "", exitCode: 0 };
  const compare = (...runs: { output: string; stderr: string; exitCode: number }[]) =>
    compareResult(expected, text, { diagnostics: [], rendered: "", runs: runs.map((run) => ({ mode: "O0", ...run })) }).length;
  assert.equal(compare(good), 0);
  assert.equal(compare(), 1);
  assert.equal(compare(good, { ...good, output: "2\n" }), 1);
  assert.equal(compare({ ...good, stderr: "oops\n" }), 1);
  assert.equal(compare({ ...good, exitCode: 1 }), 1);
});

test("bless: prints stay beside their lines when their number is right", () => {
  const text = program("# test: run", "print(1)  # prints: 2", "print(2)  # prints: 2");
  assert.equal(
    blessText(text, "x", { ...nothing, output: "1\n2\n" }),
    program("# test: run", "print(1)  # prints: 1", "print(2)  # prints: 2"),
  );
});

test("bless: otherwise the output becomes a block", () => {
  const text = program("# test: run", "for i in range(2): print(i)  # prints: 0");
  const blessed = blessText(text, "x", { ...nothing, output: "0\n1\n" });
  assert.equal(blessed, program("# test: run", "for i in range(2): print(i)", "", "# output:", "# 0", "# 1"));
  assert.equal(readExpectations(blessed, "x").output, "0\n1\n");
});

test("bless: exit code and standard error become headers, and go again", () => {
  const text = program("# test: run", "crash()");
  const blessed = blessText(text, "x", { ...nothing, stderr: "a\nb\n", exitCode: 1 });
  assert.equal(blessed, program("# test: run", "# stderr: a", "# stderr: b", "# exit: 1", "crash()"));
  assert.equal(blessText(blessed, "x", nothing), text);
});

test("bless: marks with carets, in columns where carets cannot reach, and for other files", () => {
  const text = program("# test: check", "def main():", "    f(1)", "x", "# columns 1-9 error[E0207]: old");
  const blessed = blessText(text, "x", {
    ...nothing,
    diagnostics: [problem("mark", 3, 7, 8), problem("first", 4, 1, 2), { ...problem("there", 2, 5, 6), file: "helper.mojo" }],
  });
  assert.equal(
    blessed,
    program(
      "# test: check",
      "def main():",
      "    f(1)",
      "    # ^ error[E0207]: mark",
      "x",
      "# columns 1-1 error[E0207]: first",
      "",
      "# at helper.mojo:2:5 error[E0207]: there",
    ),
  );
});

test("bless: what it writes is what it reads, also under wide characters", () => {
  const text = program("# test: check", "def main():", '\tf("🐶名", x)');
  const actual = { ...nothing, diagnostics: [problem("wide", 3, 10, 11), problem("string", 3, 4, 9)] };
  const blessed = blessText(text, "x", actual);
  assert.deepEqual(compareResult(readExpectations(blessed, "x"), blessed, { ...actual, rendered: "", runs: [] }), []);
});
