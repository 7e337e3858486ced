/**
 * Statements, terminators, places, calls and the error convention: small programs, run at O0 and O3.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Jit } from "../../src/llvm/backend.ts";
import { compile, emitText } from "./harness.ts";

function check(name: string, text: string, run: (jit: Jit) => void): void {
  for (const level of [0, 3] as const) {
    test(`${name} at O${level}`, () => {
      using jit = compile(text, level);
      run(jit);
    });
  }
}

const number = (jit: Jit, symbol: string, ...args: readonly number[]): number =>
  Number(
    jit.call(
      symbol,
      "int64_t",
      args.map(() => "int64_t"),
      args,
    ),
  );

const types = `
struct $Int copy trivial move trivial destroy trivial { value: i64 }
struct $Pair copy trivial move trivial destroy trivial { first: $Int, second: f64 }
struct $Triple copy trivial move trivial destroy trivial { small: i8, pair: $Pair, flag: i1 }
struct $Big copy trivial move trivial destroy trivial { items: [20 x i64], last: $Int }
struct $Error copy trivial move trivial destroy trivial { code: i64, text: ptr }
struct $Few copy trivial move trivial destroy trivial { items: [3 x i32], flag: i1 }
`;

check(
  "loop over a changing local",
  `function @sum "sum" exported abi_c lowered (owned %0) -> %1 {
    let %0: i64 let %1: i64 let %2: i64 let %3: i1
  b0: %1 = i64 0 %2 = i64 0 goto b1
  b1: %3 = lt[signed=true](%2, %0): i1 branch %3, b2, b3 likely
  b2: %1 = add(%1, %2): i64 %2 = add(%2, i64 1): i64 goto b1
  b3: return }`,
  (jit) => assert.equal(number(jit, "sum", 10), 45),
);

check(
  "the entry block as the head of a loop, a parameter that changes",
  `function @count "count" exported abi_c lowered (owned %0) -> %1 {
    let %0: i64 let %1: i64 let %2: i1
  b0: %0 = sub(%0, i64 3): i64 %2 = gt[signed=true](%0, i64 0): i1 branch %2, b0, b1
  b1: %1 = %0 return }`,
  (jit) => assert.equal(number(jit, "count", 10), -2),
);

check(
  "switch, unreachable blocks, wide cases",
  `function @pick "pick" exported abi_c lowered (owned %0) -> %1 {
    let %0: i64 let %1: i64
  b0: switch %0 { 1: b1, -5: b2, 18446744073709551615: b3, otherwise: b4 }
  b1: %1 = i64 10 return
  b2: %1 = i64 20 return
  b3: %1 = i64 30 return
  b4: %1 = i64 40 return
  b5: %1 = %0 unreachable }`,
  (jit) =>
    assert.deepEqual(
      [1, -5, -1, 7].map((value) => number(jit, "pick", value)),
      [10, 20, 30, 40],
    ),
);

check(
  "structs by value and by reference, nested fields, padding",
  `${types}
  function @make "make" lowered (owned %0, owned %1) -> %2 {
    let %0: $Int let %1: f64 let %2: $Triple let %3: $Pair
  b0: %3 = make $Pair (%0, %1) %2 = make $Triple (i8 7, %3, i1 1) return }
  function @bump "bump" lowered (mut &%0, read %1) -> %2 {
    let %0: $Triple let %1: $Pair let %2: ()
  b0: %0.1.0.0 = add(%0.1.0.0, %1.0.0): i64 %0.1.1 = %1.1 return }
  function @test "test" exported abi_c lowered (owned %0) -> %1 {
    let %0: i64 let %1: i64 let %2: $Triple let %3: () let %4: $Pair let %5: i64 let %6: $Int let %7: f64
  b0: %6.0 = %0 %2 = call @make(%6, f64 2.5) %4 = make $Pair (%6, f64 8.5) %3 = call @bump(mut %2, %4)
    %5 = cast(%2.2): i64 %1 = add(%2.1.0.0, %5): i64 %7 = %2.1.1 %5 = cast[signed=true](%7): i64 %1 = add(%1, %5): i64
    %5 = cast(%2.0): i64 %1 = add(%1, %5): i64 return }`,
  (jit) => assert.equal(number(jit, "test", 100), 200 + 1 + 8 + 7),
);

check(
  "memory types: by value, by reference, results, constants, elements",
  `${types}
  global @table: $Big constant = $Big { [20 x i64] {${Array.from({ length: 20 }, (_, i) => `i64 ${i * i}`).join(", ")}}, $Int { i64 77 } }
  function @change "change" lowered (owned %0, owned %1) -> %2 {
    let %0: $Big let %1: i64 let %2: $Big
  b0: %0.0[%1] = i64 1000 %2 = %0 return }
  function @through "through" lowered (read &%0) -> &%1 {
    let %0: $Big let %1: $Big
  b0: %1 = %0 %1.1.0 = add(%0.1.0, i64 1): i64 return }
  function @test "test" exported abi_c lowered (owned %0) -> %1 {
    let %0: i64 let %1: i64 let %2: $Big let %3: $Big let %4: $Big let %5: ptr let %6: $Big let %7: $Big let %8: ()
  b0: %5 = ptr @table+0 %2 = %5.*($Big) %3 = call @change(%2, %0) %4 = call @through(read %3)
    %6 = $Big zero %6 = load(%5): $Big %8 = store(&%7, %6): () %7 = $Big { [20 x i64] zero, $Int { i64 5 } }
    %1 = add(%2.0[%0], %3.0[%0]): i64 %1 = add(%1, %4.1.0): i64 %1 = add(%1, %6.0[i64 4]): i64 %1 = add(%1, %7.1.0): i64 return }`.replace(
    "%8 = store(&%7, %6): ()",
    "%5 = &%7 %8 = store(%5, %6): ()",
  ),
  (jit) => assert.equal(number(jit, "test", 3), 9 + 1000 + 78 + 16 + 5),
);

check(
  "short arrays in registers, computed elements in memory, moves",
  `${types}
  function @test "test" exported abi_c lowered (owned %0) -> %1 {
    let %0: i64 let %1: i64 let %2: $Few let %3: [3 x i32] let %4: i32 let %5: $Few let %6: i64
  b0: %3 = make [3 x i32] (i32 1, i32 20, i32 300) %2 = make $Few (%3, i1 1) %4 = %2.0[i64 1] %5 = move %2
    %1 = cast(%4): i64 %6 = cast(%5.0[%0]): i64 %1 = add(%1, %6): i64 mark_uninitialized %2 keep_alive %5 return }`,
  (jit) => assert.equal(number(jit, "test", 2), 320),
);

check(
  "deref places with little alignment, address of a field",
  `${types}
  function @test "test" exported abi_c lowered (owned %0) -> %1 {
    let %0: ptr let %1: i64 let %2: ptr let %3: $Pair let %4: ptr let %5: i64
  b0: %2 = offset_bytes(%0, i64 1): ptr %2.*($Pair align 1).0.0 = i64 258 %2.*($Pair align 1).1 = f64 1.0
    %3 = %2.*($Pair align 1) %4 = &%3.0 %1 = %4.*(i64) %5 = cast[signed=true](%3.1): i64 %1 = add(%1, %5): i64 return }`,
  (jit) => {
    const bytes = new Uint8Array(32);
    assert.equal(Number(jit.call("test", "int64_t", ["void *"], [bytes])), 259);
    assert.deepEqual([...bytes.subarray(0, 4)], [0, 2, 1, 0]);
  },
);

check(
  "a value that dominates its uses through a loop, one that does not",
  `function @test "test" exported abi_c lowered (owned %0) -> %1 {
    let %0: i64 let %1: i64 let %2: i64 let %3: i64 let %4: i1 let %5: i64 let %6: i1 let %7: i64
  b0: %1 = i64 0 %2 = i64 0 %7 = i64 0 goto b1
  b1: %3 = mul(%2, i64 2): i64 %4 = lt(%2, %0): i1 branch %4, b2, b5
  b2: %6 = eq(%2, i64 2): i1 branch %6, b3, b4
  b3: %5 = %3 %7 = i64 1 goto b4
  b4: %1 = add(%1, %3): i64 %2 = add(%2, i64 1): i64 goto b1
  b5: switch %7 { 1: b6, otherwise: b7 }
  b6: %1 = add(%1, %5): i64 goto b7
  b7: return }`,
  (jit) => {
    assert.equal(number(jit, "test", 4), 12 + 4);
    assert.equal(number(jit, "test", 2), 2);
  },
);

const raising = `${types}
  data @message align 1 constant = "bad\\x00"
  function @half "half" lowered (owned %0) -> %1 raises %2 {
    let %0: i64 let %1: i64 let %2: $Error let %3: i64 let %4: i1
  b0: %3 = and(%0, i64 1): i64 %4 = eq(%3, i64 1): i1 branch %4, b1, b2
  b1: %2.0 = %0 %2.1 = ptr @message+0 raise
  b2: %1 = shr(%0, i64 1): i64 return }
  function @pair "pair" lowered (owned %0) -> %1 raises %2 {
    let %0: i64 let %1: $Pair let %2: $Error
  b0: try %1.0.0 = call @half(%0) normal b1 error %2 b2
  b1: %1.1 = f64 0.5 return
  b2: raise }
  function @big "big" lowered (read &%0) -> &%1 raises %2 {
    let %0: i64 let %1: $Big let %2: $Error
  b0: %1 = $Big zero try %1.1.0 = call @half(%0) normal b1 error %2 b2
  b1: return
  b2: raise }
  function @check "check" lowered (owned %0) -> %1 raises %2 {
    let %0: i64 let %1: () let %2: $Error let %3: i64
  b0: try %3 = call @half(%0) normal b1 error %2 b2
  b1: return
  b2: raise }
`;

check(
  "errors: scalar, pair, reference and empty results; a failed call leaves its target",
  `${raising}
  function @test "test" exported abi_c lowered (owned %0) -> %1 {
    let %0: i64 let %1: i64 let %2: i64 let %3: $Pair let %4: $Big let %5: () let %6: $Error
  b0: %2 = i64 7 try %2 = call @half(%0) normal b1 error %6 b8
  b1: try %3 = call @pair(%2) normal b2 error %6 b7
  b2: try %4 = call @big(read %3.0.0) normal b3 error %6 b6
  b3: try %5 = call @check(%4.1.0) normal b4 error %6 b5
  b4: %1 = add(%2, %4.1.0): i64 return
  b5: %1 = add(%6.0, i64 4000): i64 return
  b6: %1 = add(%6.0, i64 3000): i64 return
  b7: %1 = add(%6.0, i64 2000): i64 return
  b8: %1 = add(%2, i64 1000): i64 return }`,
  (jit) =>
    assert.deepEqual(
      [16, 8, 4, 2, 1].map((value) => number(jit, "test", value)),
      [10, 4001, 3001, 2001, 1007],
    ),
);

check(
  "calls through pointers, raising and not; results nobody wants",
  `${raising}
  function @twice "twice" lowered (owned %0) -> &%1 {
    let %0: i64 let %1: i64
  b0: %1 = add(%0, %0): i64 return }
  function @test "test" exported abi_c lowered (owned %0) -> %1 {
    let %0: i64 let %1: i64 let %2: ptr let %3: i64 let %4: $Error let %5: ptr let %6: ()
  b0: %2 = ptr function @half %5 = ptr function @twice call @twice(%0) call pointer %5 mojo(i64) -> &i64 with (%0)
    %3 = call pointer %5 mojo(i64) -> &i64 with (%0)
    try %1 = call pointer %2 mojo(i64) -> i64 raises $Error with (%0) normal b1 error %4 b2
  b1: %1 = add(%1, %3): i64 return
  b2: %1 = %4.0 return }`,
  (jit) =>
    assert.deepEqual(
      [10, 7].map((value) => number(jit, "test", value)),
      [25, 7],
    ),
);

check(
  "external calls: variadic, truth values, floats, data with pointers in it",
  `data @format align 1 constant = "%d|%s|%.2f|%d|%ld\\x00"
  data @word align 1 constant = "xyz\\x00"
  data @list align 8 constant = "\\x07\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00" { 8: ptr @word+1 }
  global @where: ptr = ptr @list+8
  global @sizes: [2 x f32] constant = [2 x f32] {f32 0.25, f32 1.5}
  function @test "test" exported abi_c lowered (owned %0) -> %1 {
    let %0: ptr let %1: i64 let %2: i32 let %3: ptr let %4: ptr let %5: ptr let %6: f32
  b0: %3 = ptr @where+0 %4 = %3.*(ptr) %4 = %4.*(ptr) %5 = ptr @sizes+4 %6 = %5.*(f32)
    %2 = call external @snprintf c(ptr, i64, ptr) -> i32 variadic 3 with (%0, i64 64, ptr @format+0, i32 -5, %4, %6, i8 -3, i64 123456789012)
    %1 = cast[signed=true](%2): i64 return }`,
  (jit) => {
    const out = Buffer.alloc(64);
    const length = Number(jit.call("test", "int64_t", ["void *"], [out]));
    assert.equal(out.toString("latin1", 0, length), "-5|yz|1.50|-3|123456789012");
  },
);

check(
  "tail calls run in constant stack",
  `function @even "even" never lowered (owned %0) -> %1 {
    let %0: i64 let %1: i64 let %2: i1 let %3: i64
  b0: %2 = eq(%0, i64 0): i1 branch %2, b1, b2
  b1: %1 = i64 1 return
  b2: %3 = sub(%0, i64 1): i64 %1 = tail call @odd(%3) return }
  function @odd "odd" never lowered (owned %0) -> %1 {
    let %0: i64 let %1: i64 let %2: i1 let %3: i64
  b0: %2 = eq(%0, i64 0): i1 branch %2, b1, b2
  b1: %1 = i64 0 return
  b2: %3 = sub(%0, i64 1): i64 %1 = tail call @even(%3) keep_alive %3 return }
  function @test "test" exported abi_c lowered (owned %0) -> %1 {
    let %0: i64 let %1: i64
  b0: %1 = call @even(%0) return }`,
  (jit) => assert.equal(number(jit, "test", 100000001), 0),
);

test("the same module gives the same text", () => {
  assert.equal(emitText(raising), emitText(raising));
});

test("locals that are filled once have no stack slot", () => {
  const text = emitText(`${types}
  function @f "f" exported lowered (owned %0) -> %1 {
    let %0: $Int let %1: $Int let %2: $Pair let %3: $Int
  b0: %2 = make $Pair (%0, f64 1.0) %3.0 = %2.0.0 %1 = %2.0 return }`);
  assert.equal(text.match(/alloca/g)?.length, 1);
  assert.match(text, /alloca \[8 x i8\]/);
});

test("a symbol that nothing defines is the world's fault and named", () => {
  using jit = compile(
    `function @test "test" exported abi_c lowered () -> %0 {
      let %0: i32
    b0: %0 = call external @no_such_function c() -> i32 with () return }`,
    0,
  );
  assert.throws(() => jit.call("test", "int"), { name: "HostError", message: /no library defines `no_such_function`/ });
});
