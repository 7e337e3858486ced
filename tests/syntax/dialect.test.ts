/** Which level a file is taken for. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Dialect } from "../../src/syntax/ast.ts";
import { parse } from "./support.ts";

const cases: readonly (readonly [source: string, dialect: Dialect, path?: string])[] = [
  ["x = 1\n", "python", "a.py"],
  ["fn main():\n    let x = 1\n", "python", "a.py"],
  ["# dialect: 24\ndef main():\n    pass\n", "24"],
  ["#!/usr/bin/env mojo\n# dialect: 2023\nvar x = 1\n", "2023"],
  ["# dialect: 1.0\nx = 1\n", "1.0", "a.py"],
  ["# dialect: fortran\nlet x = 1\n", "2023"],
  ["let x = 1\n", "2023"],
  ["fn f(inout x: DTypePointer[DType.f32]): pass\n", "2023"],
  ["fn f():\n    var x = DynamicVector[Int]()\n", "2023"],
  ["fn f(inout x: Int): pass\n", "24"],
  ["fn f(borrowed x: Int): pass\n", "24"],
  ["fn f(owned x: Int): pass\n", "24"],
  ["fn f():\n    alias x = 1\n", "24"],
  ["fn f(mut x: Int): pass\n", "26"],
  ["fn f(read x: Int, owned y: Int): pass\n", "26"],
  ["fn __init__(out self): pass\n", "26"],
  ["def f(mut x: Int):\n    alias y = 1\n", "26"],
  ["fn f():\n    comptime x = 1\n", "26"],
  ["def f():\n    comptime x = 1\n", "1.0"],
  ["def f():\n    comptime if a:\n        pass\n", "1.0"],
  ["def f(deinit self): pass\n", "1.0"],
  ["def f(imm x: Int): pass\n", "1.0"],
  ["def f(mut x: Int): pass\n", "1.0"],
  ["def f() {imm x} -> Int: pass\n", "1.0"],
  ["def f(x): return x\n", "1.0"],
  ["out = read(mut, ref)\nlet = inout = 1\nprint(owned)\n", "1.0"],
  ["", "1.0"],
];

for (const [source, dialect, path] of cases) {
  test(`${dialect}: ${JSON.stringify(source)}${path === undefined ? "" : ` in ${path}`}`, () => {
    assert.equal(parse(source, undefined, path).module.dialect, dialect);
  });
}

test("an option overrides everything", () => {
  assert.equal(parse("# dialect: 24\nlet x = 1\n", "1.0", "a.py").module.dialect, "1.0");
});
