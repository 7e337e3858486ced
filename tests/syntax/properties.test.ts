/** Properties: printing and parsing are inverse, and parsing never fails whatever it is given. */
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { test } from "node:test";
import * as fc from "fast-check";
import type { Dialect } from "../../src/syntax/ast.ts";
import { printExpression, printModule } from "../../src/syntax/printer.ts";
import { keywordKinds } from "../../src/syntax/token.ts";
import { expressionOf, oneLine, parse, root, treeDifference } from "./support.ts";
import { anyExpression, anyModule } from "./trees.ts";

const seed = 20240607;

test("a printed expression parses to itself", () => {
  fc.assert(
    fc.property(anyExpression, (expression) => {
      const printed = printExpression(expression);
      assert.equal(treeDifference(expression, expressionOf(printed)), undefined, printed);
    }),
    { seed, numRuns: 3000 },
  );
});

test("a printed module parses to itself", () => {
  fc.assert(
    fc.property(anyModule, (module) => {
      const printed = printModule(module);
      const again = parse(printed, "1.0");
      assert.deepEqual(again.diagnostics.map(oneLine), [], printed);
      assert.equal(treeDifference(module, again.module), undefined, printed);
    }),
    { seed, numRuns: 1500 },
  );
});

const symbols =
  '( ) [ ] { } , : := . ... ; -> = ! @ ~ + - * ** / // % & | ^ << >> < > <= >= == != <> && || += -= ? $ ` \\ # " \' \'\'\' """ f\' f" t"{ }} {{ b\'\\x r"'.split(
    " ",
  );
const soup = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...keywordKinds().keys()) },
    { weight: 4, arbitrary: fc.constantFrom(...symbols) },
    { weight: 3, arbitrary: fc.constantFrom("x", "self", "1", "0x", "1.5e", "'s'", "f'{x}'", "é", "🔥", "\u200d", "\ud800", "\0") },
    { weight: 3, arbitrary: fc.constantFrom("\n", "\n    ", "\n        ", "\n\t", "\r\n", "\f", "\\\n", ":\n    ") },
  ),
  { maxLength: 60 },
);
const dialects: fc.Arbitrary<Dialect | undefined> = fc.constantFrom(undefined, "2023", "24", "26", "1.0", "python");

/** Parses, and checks that every span lies in the file. */
function survives(text: string, dialect: Dialect | undefined): void {
  const { module, diagnostics } = parse(text, dialect);
  for (const diagnostic of diagnostics) {
    assert.ok(
      diagnostic.at.start >= 0 && diagnostic.at.start <= diagnostic.at.end && diagnostic.at.end <= text.length,
      oneLine(diagnostic),
    );
    assert.ok(diagnostic.message !== "" && !/undefined|\[object|NaN/.test(diagnostic.message), diagnostic.message);
  }
  checkSpans(module, 0, text.length);
}

function checkSpans(node: unknown, start: number, end: number): void {
  if (typeof node !== "object" || node === null || node instanceof Uint8Array) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === "file") continue;
    if (/span$/i.test(key)) {
      const span = value as { start: number; end: number };
      assert.ok(span.start >= start && span.end <= end && span.start <= span.end, `${key} ${span.start}-${span.end}`);
    } else checkSpans(value, start, end);
  }
}

test("any tokens in any order are survived", () => {
  fc.assert(
    fc.property(soup, dialects, (pieces, dialect) => survives(pieces.join(" "), dialect)),
    { seed, numRuns: 6000 },
  );
});

test("any characters are survived", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 80 }), dialects, (text, dialect) => survives(text, dialect)),
    { seed, numRuns: 2000 },
  );
});

test("damaged programs are survived", () => {
  const files = [...globSync("library/**/*.mojo", { cwd: root }), ...globSync("tests/syntax/*.py", { cwd: root })].sort();
  assert.ok(files.length > 1);
  const programs = files
    .filter((_, i) => i % Math.ceil(files.length / 30) === 0)
    .map((path) => readFileSync(resolve(root, path), "utf8").slice(0, 6000));
  const damage = fc.tuple(fc.constantFrom(...programs), fc.nat(6000), fc.nat(30), fc.constantFrom("", " ", "\n", ...symbols), dialects);
  fc.assert(
    fc.property(damage, ([program, at, length, insertion, dialect]) => {
      const position = at % (program.length + 1);
      survives(program.slice(0, position) + insertion + program.slice(position + length), dialect);
    }),
    { seed, numRuns: 400 },
  );
});

test("deep nesting is an error, not a crash", () => {
  for (const text of [
    "(".repeat(50000),
    "[".repeat(5000) + "]".repeat(5000),
    "x = " + "-".repeat(50000) + "1\n",
    "x = " + "not ".repeat(50000) + "1\n",
    "x = " + "a if b else ".repeat(20000) + "c\n",
    "x = " + "a ** ".repeat(20000) + "b\n",
    "x = " + "lambda: ".repeat(20000) + "b\n",
    "x = " + "f'{".repeat(3000) + "x" + "}'".repeat(3000) + "\n",
    "x: " + "fn() -> ".repeat(20000) + "T\n",
    "match x:\n case " + "[".repeat(20000) + "\n",
    Array.from({ length: 300 }, (_, i) => " ".repeat(i) + "if x:\n").join("") + " ".repeat(300) + "y\n",
    "if x: y\n" + "elif x: y\n".repeat(20000),
    "x" + ".y".repeat(50000) + "\n",
    "x" + "(".repeat(300) + ")".repeat(300) + "\n",
    "await ".repeat(20000) + "x\n",
    "var ".repeat(20000) + "x\n",
    "comptime ".repeat(20000) + "x\n",
    "ref [".repeat(20000) + "x\n",
    "def f(x: " + "ref [".repeat(3000) + "o" + "] T".repeat(3000) + "): pass\n",
    "{".repeat(300) + "x: " + "}".repeat(300) + "\n",
    "fn f() {".repeat(400) + "\n",
    "if x {\n".repeat(400) + "y\n" + "}\n".repeat(400),
    "@a\n".repeat(20000) + "def f(): pass\n",
    "yield ".repeat(20000) + "\n",
    "*".repeat(20000) + "x\n",
  ]) {
    const before = process.cpuUsage();
    parse(text, undefined);
    parse(text, undefined, "test.py");
    const milliseconds = process.cpuUsage(before).user / 1000;
    assert.ok(milliseconds < 3000, `${text.slice(0, 20)}… took ${milliseconds} ms`);
  }
});

test("a long sum and a long chain of comparisons", () => {
  assert.deepEqual(parse(`x = ${"a + ".repeat(30000)}b\n`).diagnostics, []);
  assert.deepEqual(parse(`x = ${"a < ".repeat(30000)}b\n`).diagnostics, []);
  assert.deepEqual(parse(`x = [${"a, ".repeat(100000)}]\n`).diagnostics, []);
});
