/** The verifier accepts what is right and names what is wrong. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseMir } from "../../src/mir/parse.ts";
import { verifyModule } from "../../src/mir/verify.ts";

const wellFormed = `
struct $Pair copy trivial move trivial destroy trivial { first: i64, second: f32 }
struct $Overflow copy trivial move trivial destroy trivial { i64, i1 }
global @counter: i64 = i64 0
function @callee "callee" lowered (read &%0, owned %1) -> &%2 raises %3 {
  let %0: $Pair
  let %1: i64
  let %2: $Pair
  let %3: i32
b0:
  %2 = %0
  %2.0 = add(%1, i64 -1): i64
  return
b1:
  raise
}
function @main "main" built () -> %0 {
  let %0: i64
  let %1: $Pair
  let %2: i32
  let %3: [4 x f32]
  let %4: <4 x f32>
  let %5: i1
  let %6: ptr
  let %7: $Overflow
  let %8: ()
b0:
  %1 = make $Pair (i64 1, f32 2)
  %1 = copy %1
  %3 = [4 x f32] zero
  %3[i64 1] = f32 1
  %4 = splat(%3[%1.0]): <4 x f32>
  %4 = shuffle[mask=(0, 7, -1, 1)](%4, %4): <4 x f32>
  %1.1 = reduce_add(%4): f32
  %6 = &%1.0
  %6 = ptr @counter+0
  %7 = add_overflow(%6.*(i64), i64 3): $Overflow
  %8 = store(%6, %7.0): ()
  call external @printf c(ptr) -> i32 variadic 1 with (%6, i64 4)
  try %1 = call @callee(read %1, i64 2) normal b1 error %2 b2
b1:
  %5 = lt[signed=true](%1.0, i64 3): i1
  branch %5, b2, b3
b2:
  switch %2 { 1: b3, -1: b3, otherwise: b3 }
b3:
  return
}
root @main
`;

test("a well-formed module has no problems", () => {
  assert.deepEqual(verifyModule(parseMir(wellFormed)), []);
});

/** What is changed in the module above, and the one problem that follows. */
const mistakes: readonly (readonly [string, string, RegExp])[] = [
  ["%2 = %0\n", "%2 = %1\n", /type is `i64`, expected `\$Pair`/],
  ["%2.0 = add", "%2.2 = add", /has no field 2/],
  ["add(%1, i64 -1)", "add(%1, i32 -1)", /operands and result differ in type/],
  ["add(%1, i64 -1)", "add(%1)", /`add` takes 2 operands, got 1/],
  ["add(%1, i64 -1)", "plus(%1, i64 -1)", /unknown intrinsic `plus`/],
  ["(read &%0, owned %1) -> &%2", "(read &%0, owned %1) -> &%1", /`%1` has two roles/],
  ["make $Pair (i64 1, f32 2)", "make $Pair (i64 1)", /has 2 elements, got 1/],
  ["%3[i64 1]", "%3[f32 1]", /the index is not an integer/],
  ["%4 = splat", "%4[i64 0] = splat", /is not an array/],
  ["mask=(0, 7, -1, 1)", "mask=(0, 8, -1, 1)", /mask out of range/],
  ["(%4, %4): <4 x f32>", "(%4, %4): <2 x f32>", /not a vector of the mask's length/],
  ["%6.*(i64)", "%1.0.*(i64)", /`i64` is not a pointer/],
  ["%8 = store(%6, %7.0): ()", "%0 = store(%6, %7.0): i64", /the result is not the unit type/],
  ["read %1, i64 2", "read %1, read %1.0", /argument 1 is passed by reference, expected value/],
  ["read %1, i64 2", "consume %1, i64 2", /argument 0 is passed as `consume`, but its convention is `read`/],
  ["read %1, i64 2", "read %1", /takes 2 arguments, got 1/],
  ["error %2 b2", "error %1.0 b2", /type is `i64`, expected `i32`/],
  ["try %1 = call @callee(read %1, i64 2) normal b1 error %2 b2", "call @callee(read %1, i64 2)\n goto b1", /must be a terminator/],
  ["raises %3", "", /has no error local/],
  ["branch %5, b2, b3", "branch %1.0, b2, b3", /the condition is not `i1`/],
  ["branch %5, b2, b3", "branch %5, b2, b4", /`b4` does not exist/],
  ["{ 1: b3, -1: b3", "{ -1: b3, 4294967295: b3", /two cases have the same value/],
  ["built () ->", "lowered () ->", /`copy` is not allowed in stage `lowered`/],
  ["f32 2)", "f32 undefined)\n drop %1", /drops of locals/],
  ["i32 variadic 1", "i32", /takes 1 arguments, got 2/],
  ["root @main", "root @other", /nothing defines `other`/],
  ["ptr @counter+0", "ptr @count+0", /nothing defines `count`/],
  ["global @counter: i64 = i64 0", "global @counter: i8 = i8 256\nroot @counted", /nothing defines `counted`/],
  ["%2.0 = add(%1, i64 -1)", "%2.0 = add(%1, i64 18446744073709551616)", /is not a value of its type/],
];

for (const [from, to, problem] of mistakes) {
  test(`problem: ${problem.source}`, () => {
    assert(wellFormed.includes(from), from);
    const problems = verifyModule(parseMir(wellFormed.replace(from, to)));
    assert(
      problems.some((line) => problem.test(line)),
      problems.join("\n"),
    );
  });
}
