/**
 * Intrinsics that look at memory or change it: each a function on buffers of ours, at O0 and O3.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { compile } from "./harness.ts";

/** A function `@f` over the parameters `%0…` (all pointers or i64), run at both levels. */
function check(name: string, text: string, run: (call: (...args: readonly unknown[]) => unknown) => void, result = "int64_t"): void {
  for (const level of [0, 3] as const) {
    test(`${name} at O${level}`, () => {
      using jit = compile(text, level);
      const header = /function @f "f" exported abi_c lowered \((.*)\)/.exec(text);
      const count = header?.[1] === "" ? 0 : (header?.[1]?.split(",").length ?? 0);
      const types = Array.from({ length: count }, (_, i) => (new RegExp(`let %${i}: i64`).test(text) ? "int64_t" : "void *"));
      run((...args) => jit.call("f", result, types, args));
    });
  }
}

const header = (parameters: number, result: string, locals: readonly string[]): string => {
  const list = Array.from({ length: parameters }, (_, i) => `read %${i}`).join(", ");
  const all = [...locals.slice(0, parameters), result, ...locals.slice(parameters)];
  return `function @f "f" exported abi_c lowered (${list}) -> %${parameters} {\n${all.map((type, i) => `let %${i}: ${type}`).join("\n")}\nb0:\n`;
};

check(
  "offset, load, store with attributes",
  `${header(2, "i64", ["ptr", "i64", "ptr", "ptr", "i32", "()", "i64"])}
    %3 = offset[elementType=i32](%0, %1): ptr
    %5 = load[alignment=1, volatile=true](%3): i32
    %4 = offset_bytes(%3, i64 4): ptr
    %6 = store[alignment=2, nontemporal=false](%4, %5): ()
    %7 = load[invariant=true, alignment=4](%0): i64
    %2 = %7
    return }`,
  (call) => {
    const data = new Int32Array([11, 22, 33, 44]);
    assert.equal(Number(call(data, 2)), 22 * 2 ** 32 + 11);
    assert.deepEqual([...data], [11, 22, 33, 33]);
  },
);

check(
  "nontemporal store, truth values as bytes",
  `${header(1, "i64", ["ptr", "<4 x i32>", "()", "i1", "i1", "ptr"])}
    %2 = load[alignment=4](%0): <4 x i32>
    %3 = store[nontemporal=true](%0, %2): ()
    %6 = offset_bytes(%0, i64 16): ptr
    %4 = load(%6): i1
    %5 = not(%4): i1
    %3 = store(%6, %5): ()
    %1 = cast(%5): i64
    return }`,
  (call) => {
    const data = new Uint8Array(32);
    data[16] = 1;
    assert.equal(Number(call(data)), 0);
    assert.equal(data[16], 0);
  },
);

check(
  "masked load and store",
  `${header(2, "i64", ["ptr", "ptr", "<4 x i32>", "<4 x i32>", "()", "i32", "i32"])}
    %3 = masked_load(%0, <4 x i1> {i1 1, i1 0, i1 1, i1 0}, <4 x i32> {i32 -1, i32 -2, i32 -3, i32 -4}): <4 x i32>
    %4 = add(%3, %3): <4 x i32>
    %5 = masked_store(%1, %4, <4 x i1> {i1 0, i1 1, i1 1, i1 0}): ()
    %6 = masked_load(%0, i1 1, i32 5): i32
    %7 = masked_load(%0, i1 0, i32 5): i32
    %6 = sub(%6, %7): i32
    %2 = cast[signed=true](%6): i64
    return }`,
  (call) => {
    const out = new Int32Array([9, 9, 9, 9]);
    assert.equal(Number(call(new Int32Array([1, 2, 3, 4]), out)), -4);
    assert.deepEqual([...out], [9, -4, 6, 9]);
  },
);

check(
  "gather and scatter",
  `${header(2, "i64", ["ptr", "ptr", "i64", "i64", "<2 x i64>", "<2 x ptr>", "<2 x i32>", "()", "<2 x i32>"])}
    %3 = pointer_to_int(%0): i64
    %4 = add(%3, i64 12): i64
    %5 = make <2 x i64> (%4, %3)
    %6 = int_to_pointer(%5): <2 x ptr>
    %7 = gather(%6, <2 x i1> {i1 1, i1 1}, <2 x i32> zero): <2 x i32>
    %9 = gather(%5, <2 x i1> {i1 0, i1 1}, %7): <2 x i32>
    %8 = store[alignment=4](%1, %9): ()
    %7 = mul(%7, <2 x i32> {i32 10, i32 10}): <2 x i32>
    %8 = scatter(%6, %7, <2 x i1> {i1 1, i1 0}): ()
    %2 = i64 0
    return }`,
  (call) => {
    const data = new Int32Array([1, 2, 3, 4]);
    const out = new Int32Array(2);
    call(data, out);
    assert.deepEqual([...data], [1, 2, 3, 40]);
    assert.deepEqual([...out], [4, 1]);
  },
);

check(
  "compress and expand",
  `${header(2, "i64", ["ptr", "ptr", "<4 x i32>", "()"])}
    %3 = expand_load(%0, <4 x i1> {i1 0, i1 1, i1 0, i1 1}, <4 x i32> {i32 7, i32 7, i32 7, i32 7}): <4 x i32>
    %4 = compress_store(%1, %3, <4 x i1> {i1 1, i1 1, i1 0, i1 1}): ()
    %2 = i64 0
    return }`,
  (call) => {
    const out = new Int32Array(4);
    call(new Int32Array([1, 2, 3, 4]), out);
    assert.deepEqual([...out], [7, 1, 2, 0]);
  },
);

check(
  "blocks of memory",
  `${header(2, "i64", ["ptr", "i64", "()", "ptr"])}
    %4 = offset_bytes(%0, i64 8): ptr
    %3 = memory_set(%0, i8 3, i64 4): ()
    %3 = memory_copy[alignment=1](%4, %0, %1): ()
    %4 = offset_bytes(%0, i64 1): ptr
    %3 = memory_move(%4, %0, i64 4): ()
    %3 = memory_set(%0, i8 9, i64 1): ()
    %2 = i64 0
    return }`,
  (call) => {
    const data = new Uint8Array(16);
    call(data, 4);
    assert.deepEqual([...data], [9, 3, 3, 3, 3, 0, 0, 0, 3, 3, 3, 3, 0, 0, 0, 0]);
  },
);

check(
  "stack allocation, constant and computed",
  `${header(1, "i64", ["i64", "ptr", "ptr", "()", "i64", "i64", "i1", "i64"])}
    %2 = stack_allocate[elementType=i64, alignment=64](i64 4): ptr
    %3 = stack_allocate[elementType=i32](%0): ptr
    %4 = memory_set(%3, i8 1, %0): ()
    %4 = store(%2, i64 40): ()
    %5 = load(%2): i64
    %6 = load[alignment=1](%3): i64
    %6 = and(%6, i64 1): i64
    %1 = add(%5, %6): i64
    %8 = pointer_to_int(%2): i64
    %8 = and(%8, i64 63): i64
    %1 = add(%1, %8): i64
    return }`,
  (call) => assert.equal(Number(call(100)), 41),
);

check(
  "atomics",
  `struct $Pair copy trivial move trivial destroy trivial { value: i64, done: i1 }
   struct $FloatPair copy trivial move trivial destroy trivial { value: f64, done: i1 }
   ${header(2, "i64", ["ptr", "ptr", "i64", "()", "$Pair", "i64", "f64", "ptr", "$FloatPair", "i1"])}
    %3 = atomic_load[ordering="acquire"](%0): i64
    %4 = atomic_store[ordering="release"](%0, i64 5): ()
    %6 = atomic_rmw[ordering="relaxed", operation="add"](%0, i64 3): i64
    %6 = atomic_rmw[ordering="seq_cst", operation="max", signed=true](%0, i64 -1): i64
    %6 = atomic_rmw[operation="max"](%0, i64 7): i64
    %5 = atomic_compare_exchange[ordering="acq_rel"](%0, i64 8, i64 20): $Pair
    %4 = fence[ordering="seq_cst"](): ()
    %2 = add(%3, %5.0): i64
    %6 = cast(%5.1): i64
    %2 = add(%2, %6): i64
    %5 = atomic_compare_exchange[ordering="release/relaxed"](%0, i64 8, i64 30): $Pair
    %6 = cast(%5.1): i64
    %2 = add(%2, %6): i64
    %7 = atomic_rmw[operation="add"](%1, f64 1.5): f64
    %9 = atomic_compare_exchange(%1, f64 2.5, f64 4.0): $FloatPair
    %8 = offset_bytes(%1, i64 8): ptr
    %10 = atomic_load(%8): i1
    %4 = atomic_store(%8, %9.1): ()
    %10 = atomic_rmw[operation="xchg"](%8, %10): i1
    %10 = atomic_rmw[operation="xchg"](%8, %10): i1
    %4 = prefetch[operation="write:2:data"](%0): ()
    %4 = prefetch(%0): ()
    return }`,
  (call) => {
    const words = new BigInt64Array([100n]);
    const floats = new Float64Array([1, 0]);
    assert.equal(Number(call(words, floats)), 100 + 8 + 1 + 0);
    assert.equal(words[0], 20n);
    assert.equal(floats[0], 4);
  },
);

check(
  "assume, unreachable hint and clock",
  `${header(1, "i64", ["i64", "i1", "()", "i64", "i64"])}
    %2 = lt(%0, i64 100): i1
    %3 = assume(%2): ()
    branch %2, b1, b2
    b1:
    %4 = time_ns(): i64
    %5 = time_ns(): i64
    %4 = sub(%5, %4): i64
    %2 = lt(%4, i64 1000000000): i1
    %1 = cast(%2): i64
    return
    b2:
    %3 = unreachable_hint(): ()
    %1 = i64 5
    return }`,
  (call) => assert.equal(Number(call(1)), 1),
);
