/**
 * Coroutines in MIR: the interpreter, O0 and O3 agree; text round trip; what the verifier refuses.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseMir } from "../../src/mir/parse.ts";
import { printModule } from "../../src/mir/print.ts";
import { verifyModule } from "../../src/mir/verify.ts";
import { load, run } from "../mir/run-mir.ts";
import { compile } from "./harness.ts";

/** Suspends twice; its result is in registers. `@run` resumes it, and counts in `@log` where it has been. */
const counting = `
struct $Header copy trivial move trivial destroy trivial { continuation: ptr, task: ptr, status: i64, result: ptr, error: ptr }
global @log: i64 = i64 0
function @note "note" lowered (owned %0) -> %1 {
  let %0: i64
  let %1: ()
  let %2: ptr
b0:
  %2 = ptr @log+0
  %2.*(i64) = mul(%2.*(i64), i64 10): i64
  %2.*(i64) = add(%2.*(i64), %0): i64
  return
}
function @worker "worker" lowered (owned %0, owned %1) -> %2 raises %3 coroutine %4 {
  let %0: i64
  let %1: i64
  let %2: i64
  let %3: i64
  let %4: ptr
  let %5: i1
  let %6: [3 x i64]
b0:
  suspend initial b1 destroyed b5
b1:
  call @note(i64 1)
  %6[i64 1] = mul(%0, %0): i64
  suspend b2 destroyed b4
b2:
  call @note(i64 2)
  %5 = gt[signed=true](%1, i64 100): i1
  branch %5, b3, b6
b3:
  %3 = i64 77
  raise
b4:
  call @note(i64 8)
  abandon
b5:
  call @note(i64 9)
  abandon
b6:
  %2 = add(%6[i64 1], %1): i64
  return
}
function @run "run" lowered (owned %0, owned %1, owned %2) -> %3 {
  let %0: i64
  let %1: i64
  let %2: i64
  let %3: i64
  let %4: ptr
  let %5: ptr
  let %6: ()
  let %7: i64
  let %8: i64
  let %9: ptr
  let %10: i1
b0:
  %9 = ptr @log+0
  %9.*(i64) = i64 0
  %7 = i64 0
  %8 = i64 0
  %4 = call @worker(%0, %1)
  %5 = coroutine_header(%4): ptr
  %5.*($Header).3 = &%7
  %5.*($Header).4 = &%8
  goto b1
b1:
  %10 = eq(%2, i64 0): i1
  branch %10, b3, b2
b2:
  %6 = coroutine_resume(%4): ()
  %2 = sub(%2, i64 1): i64
  goto b1
b3:
  %10 = coroutine_done(%4): i1
  %3 = cast[signed=false](%10): i64
  %3 = mul(%3, i64 1000): i64
  %3 = add(%3, %7): i64
  %3 = add(%3, %8): i64
  %6 = coroutine_destroy(%4): ()
  %9.*(i64) = mul(%9.*(i64), i64 10000): i64
  %3 = add(%3, %9.*(i64)): i64
  return
}
root @run
`;

const cases: readonly (readonly [readonly number[], number, string])[] = [
  [[7, 5, 0], 90000, "destroyed before it is resumed"],
  [[7, 5, 1], 180000, "destroyed at its second suspension"],
  [[7, 5, 2], 121054, "its result"],
  [[7, 500, 2], 121077, "its error"],
];

for (const [args, expected, what] of cases) {
  test(what, () => {
    const interpreted = run(
      load(counting),
      "run",
      args.map((value) => `i64 ${value}`),
    );
    assert.equal(interpreted, `i64 ${expected}`);
    for (const level of [0, 3] as const) {
      using jit = compile(counting, level);
      const given = args.map(BigInt);
      assert.equal(Number(jit.call("run", "int64_t", ["int64_t", "int64_t", "int64_t"], given)), expected, `at O${level}`);
    }
  });
}

test("text round trip", () => {
  const text = printModule(parseMir(counting));
  assert.equal(printModule(parseMir(text)), text);
});

/** A result in memory is built where the header says; a wide local makes the frame ask for more alignment. */
const inPlace = `
struct $Big copy trivial move trivial destroy trivial { a: [20 x i64] }
struct $Header copy trivial move trivial destroy trivial { continuation: ptr, task: ptr, status: i64, result: ptr, error: ptr }
function @worker "worker" lowered (owned %0) -> &%1 coroutine %2 {
  let %0: i64
  let %1: $Big
  let %2: ptr
  let %3: <16 x f32>
  let %4: ptr
b0:
  suspend initial b1 destroyed b3
b1:
  %3 = splat(f32 2): <16 x f32>
  %4 = &%3
  %1.0[i64 3] = %0
  suspend b2 destroyed b3
b2:
  %3 = add(%4.*(<16 x f32>), %3): <16 x f32>
  %1.0[i64 4] = pointer_to_int(%4): i64
  %1.0[i64 4] = and(%1.0[i64 4], i64 15): i64
  return
b3:
  abandon
}
function @run "run" lowered (owned %0) -> %1 {
  let %0: i64
  let %1: i64
  let %2: ptr
  let %3: ptr
  let %4: ()
  let %5: $Big
b0:
  %5 = $Big zero
  %2 = call @worker(%0)
  %3 = coroutine_header(%2): ptr
  %3.*($Header).3 = &%5
  %4 = coroutine_resume(%2): ()
  %4 = coroutine_resume(%2): ()
  %4 = coroutine_destroy(%2): ()
  %1 = add(%5.0[i64 3], %5.0[i64 4]): i64
  return
}
root @run
`;

test("a result in memory and an aligned local", () => {
  assert.equal(run(load(inPlace), "run", ["i64 41"]), "i64 41");
  for (const level of [0, 3] as const) {
    using jit = compile(inPlace, level);
    assert.equal(Number(jit.call("run", "int64_t", ["int64_t"], [41n])), 41, `at O${level}`);
  }
});

test("what the verifier refuses", () => {
  const problems = (text: string): string[] => verifyModule(parseMir(text));
  const simple = (blocks: string, handle = "coroutine %1"): string =>
    `function @f "f" lowered () -> %0 ${handle} {\n  let %0: i64\n  let %1: ptr\n${blocks}\n}\n`;
  assert.deepEqual(problems(simple("b0:\n  suspend initial b1 destroyed b2\nb1:\n  %0 = i64 1\n  return\nb2:\n  abandon")), []);
  assert.match(problems(simple("b0:\n  %0 = i64 1\n  return")).join(), /one initial suspension, not 0.*`return` comes before/);
  assert.match(problems(simple("b0:\n  suspend b1 destroyed b1\nb1:\n  abandon", "")).join(), /no coroutine/);
  assert.match(problems(simple("b0:\n  abandon", "")).join(), /no coroutine/);
});
