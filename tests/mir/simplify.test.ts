/** Simplified programs do what they did before, are well-formed, and smaller. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Interpreter } from "../../src/mir/interpreter.ts";
import type { MirModule } from "../../src/mir/mir.ts";
import { parseMir } from "../../src/mir/parse.ts";
import { printFunction, printModule } from "../../src/mir/print.ts";
import { simplifyModule } from "../../src/mir/simplify.ts";
import { MirTypeTable } from "../../src/mir/types.ts";
import { verifyModule } from "../../src/mir/verify.ts";
import { type RandomProgram, randomProgram } from "./programs.ts";
import { show } from "./run-mir.ts";

function runModule(types: MirTypeTable, module: MirModule, program: RandomProgram): string {
  const interpreter = new Interpreter({
    types,
    resolveFunction: (symbol) => module.functions.get(symbol),
    resolveGlobal: () => undefined,
    hotness: Infinity,
  });
  return show(interpreter.run(program.symbol, program.arguments));
}

test("random programs keep their results", () => {
  const types = new MirTypeTable();
  for (let seed = 0; seed < 200; seed++) {
    const program = randomProgram(types, seed);
    const before = printModule(program.module);
    const expected = runModule(types, program.module, program);
    const simplified = simplifyModule(program.module, types);
    assert.equal(printModule(program.module), before, `seed ${seed}: the input was changed`);
    const context = `seed ${seed}\n${before}\n${printModule(simplified)}`;
    assert.deepEqual(verifyModule(simplified), [], context);
    assert.equal(runModule(types, simplified, program), expected, context);
  }
});

/** The last function of a module after simplification, without its header and locals. */
function simplified(text: string, symbol = "main"): string {
  const types = new MirTypeTable();
  const module = parseMir(`${structs}${text}\nroot @${symbol}`, types);
  assert.deepEqual(verifyModule(module), []);
  const result = simplifyModule(module, types);
  assert.deepEqual(verifyModule(result), []);
  const fn = result.functions.get(symbol);
  assert(fn !== undefined);
  return printFunction(fn)
    .split("\n")
    .slice(1, -2)
    .filter((line) => !line.startsWith("  let"))
    .join("\n");
}

const structs = `
struct $Int copy trivial move trivial destroy trivial { value: i64 }
struct $Range copy trivial move trivial destroy trivial { current: $Int, end: $Int }
function @Int.init "Int.__init__" always lowered (read %1) -> %0 {
  let %0: $Int
  let %1: i64
b0:
  %0.0 = %1
  return
}
function @Int.add "Int.__add__" always lowered (read %1, read %2) -> %0 {
  let %0: $Int
  let %1: $Int
  let %2: $Int
  let %3: i64
b0:
  %3 = add(%1.0, %2.0): i64
  %0 = tail call @Int.init(%3)
  return
}
function @Int.iadd "Int.__iadd__" always lowered (mut &%1, read %2) -> %0 {
  let %0: ()
  let %1: $Int
  let %2: $Int
  let %3: $Int
b0:
  %3 = call @Int.add(%1, %2)
  %1 = %3
  return
}
function @Range.next "Range.__next__" always lowered (mut &%1) -> %0 {
  let %0: $Int
  let %1: $Range
  let %2: $Int
  let %3: $Int
b0:
  %2 = %1.0
  %3 = call @Int.add(%2, $Int {i64 1})
  %1.0 = %3
  %0 = %2
  return
}
`;

test("a + b on Int is one addition", () => {
  const text = `
function @main "main" lowered (read %0, read %1) -> %2 {
  let %0: $Int
  let %1: $Int
  let %2: $Int
b0:
  %2 = call @Int.add(%0, %1)
  return
}`;
  assert.equal(simplified(text), "b0:\n  %5 = add(%0.0, %1.0): i64\n  %2 = make $Int (%5)\n  return");
});

test("methods that change their receiver leave no addresses", () => {
  const text = `
function @main "main" lowered (read %0) -> %1 {
  let %0: $Int
  let %1: $Int
  let %2: ()
  let %3: $Range
  let %4: $Int
b0:
  %3 = make $Range ($Int {i64 0}, %0)
  %4 = call @Range.next(mut %3)
  %4 = call @Range.next(mut %3)
  %1 = $Int {i64 5}
  %2 = call @Int.iadd(mut %1, %4)
  return
}`;
  assert.equal(simplified(text), "b0:\n  %1 = $Int {i64 6}\n  return");
});

test("branches on constants go, with what they guarded", () => {
  const text = `
function @main "main" lowered () -> %0 {
  let %0: i64
  let %1: i1
b0:
  %1 = lt(i64 3, i64 5): i1
  branch %1, b1, b2
b1:
  %0 = i64 1
  goto b3
b2:
  %0 = call @other()
  goto b3
b3:
  return
}
function @other "other" never lowered () -> %0 {
  let %0: i64
b0:
  %0 = i64 7
  return
}`;
  assert.equal(simplified(text), "b0:\n  %0 = i64 1\n  return");
});

test("interpreting is 0 in native code only", () => {
  const text = `function @main "main" lowered () -> %0 {
  let %0: i1
b0:
  %0 = interpreting(): i1
  return
}
root @main`;
  const types = new MirTypeTable();
  const module = parseMir(text, types);
  assert.match(printModule(simplifyModule(module, types)), /interpreting/);
  assert.match(printModule(simplifyModule(module, types, { native: true })), /%0 = i1 0/);
});

test("an inlined body does not see what its call's target already holds", () => {
  const text = `
function @main "main" lowered (read %0) -> %1 {
  let %0: $Int
  let %1: $Int
b0:
  %1 = %0
  %1 = call @Int.add(%1, %1)
  %1 = call @Int.add(%1, %0)
  return
}`;
  const lines = simplified(text).split("\n");
  assert.equal(lines.filter((line) => line.includes("add(")).length, 2);
  assert(!lines.some((line) => line.includes("call")));
});

test("memory that a call may change is read again", () => {
  const text = `
function @change "change" never lowered (mut &%0) -> %1 {
  let %0: i64
  let %1: ()
b0:
  %0 = i64 9
  return
}
function @main "main" lowered () -> %0 {
  let %0: i64
  let %1: i64
  let %2: i64
b0:
  %1 = i64 5
  %2 = %1
  call @change(mut %1)
  %0 = add(%1, %2): i64
  return
}`;
  const types = new MirTypeTable();
  const module = simplifyModule(parseMir(`${text}\nroot @main`, types), types);
  const interpreter = new Interpreter({ types, resolveFunction: (symbol) => module.functions.get(symbol), resolveGlobal: () => undefined });
  assert.equal(show(interpreter.run("main", [])), "i64 14");
});

test("circles of calls", () => {
  const text = `
function @even "even" always lowered (read %0) -> %1 {
  let %0: i64
  let %1: i64
b0:
  %1 = call @odd(%0)
  return
}
function @odd "odd" always lowered (read %0) -> %1 {
  let %0: i64
  let %1: i64
b0:
  %1 = call @even(%0)
  return
}`;
  assert.match(simplified(text, "even"), /call @(odd|even)/);
});
