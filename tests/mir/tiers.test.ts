/** Random programs give the same results in both tiers, and when a loop moves from one to the other. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Interpreter } from "../../src/mir/interpreter.ts";
import { printModule } from "../../src/mir/print.ts";
import { MirTypeTable } from "../../src/mir/types.ts";
import { verifyModule } from "../../src/mir/verify.ts";
import { type RandomProgram, randomProgram } from "./programs.ts";
import { load, run, show } from "./run-mir.ts";

function runAt(types: MirTypeTable, program: RandomProgram, hotness: number): string {
  const interpreter = new Interpreter({
    types,
    resolveFunction: (symbol) => program.module.functions.get(symbol),
    resolveGlobal: () => undefined,
    hotness,
  });
  const first = show(interpreter.run(program.symbol, program.arguments));
  assert.equal(show(interpreter.run(program.symbol, program.arguments)), first);
  return first;
}

test("walked, compiled at once, compiled in the middle", () => {
  const types = new MirTypeTable();
  for (let seed = 0; seed < 120; seed++) {
    const program = randomProgram(types, seed);
    assert.deepEqual(verifyModule(program.module), [], `seed ${seed}`);
    const walked = runAt(types, program, Infinity);
    assert(!walked.startsWith("failed"), `seed ${seed}: ${walked}\n${printModule(program.module)}`);
    for (const hotness of [0, 1, 3])
      assert.equal(runAt(types, program, hotness), walked, `seed ${seed}, hotness ${hotness}\n${printModule(program.module)}`);
  }
});

const jumps = `
; two ways into a loop
function @irreducible "irreducible" lowered (read %0) -> %1 {
  let %0: i64
  let %1: i64
  let %2: i1
b0:
  %1 = i64 0
  %2 = lt(%0, i64 10): i1
  branch %2, b1, b2
b1:
  %1 = add(%1, i64 1): i64
  goto b2
b2:
  %1 = add(%1, i64 100): i64
  %0 = add(%0, i64 1): i64
  %2 = lt(%0, i64 12): i1
  branch %2, b1, b3
b3:
  return
}
; a switch whose cases meet, inside two loops
function @nested "nested" lowered (read %0) -> %1 {
  let %0: i64
  let %1: i64
  let %2: i64
  let %3: i64
  let %4: i1
b0:
  %1 = i64 0
  %2 = i64 0
  goto b1
b1:
  %3 = i64 0
  %4 = lt(%2, %0): i1
  branch %4, b2, b9
b2:
  %4 = lt(%3, %2): i1
  branch %4, b3, b8
b3:
  switch %3 { 0: b4, 1: b5, 2: b4, otherwise: b6 }
b4:
  %1 = add(%1, i64 1): i64
  goto b7
b5:
  %1 = mul(%1, i64 3): i64
  goto b8
b6:
  %1 = xor(%1, i64 5): i64
  %4 = eq(%3, i64 6): i1
  branch %4, b9, b7
b7:
  %3 = add(%3, i64 1): i64
  goto b2
b8:
  %2 = add(%2, i64 1): i64
  goto b1
b9:
  return
}
`;

test("control flow of any shape", () => {
  const expected = new Map<string, string>();
  for (const hotness of [Infinity, 0, 1, 2, 5]) {
    const program = load(jumps, { hotness });
    for (const symbol of ["irreducible", "nested"]) {
      for (const argument of ["i64 0", "i64 5", "i64 9", "i64 11", "i64 20"]) {
        const result = run(program, symbol, [argument]);
        const key = `${symbol} ${argument}`;
        if (!expected.has(key)) expected.set(key, result);
        assert.equal(result, expected.get(key), `${key} at ${hotness}`);
      }
    }
  }
  assert.equal(expected.get("irreducible i64 9"), "i64 303");
});
