/** Values across blocks: joins, loops, early exits, error edges. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { elaborate, expectLowered, loweredLines } from "./harness.ts";

test("destroyed on the side that does not need it", () => {
  expectLowered(
    "(read %2) -> %0",
    `let %0: ()
     let %1: $Text "a"
     let %2: i1
     b0:
       %1 = call @red()
       branch %2, b1, b2
     b1:
       call @print(read %1)
       goto b3
     b2:
       call @print()
       goto b3
     b3:
       return`,
    `b0:
     %1 = call @red()
     branch %2, b1, b2
     b1:
     call @print(read %1)
     call @destroy(consume %1)
     goto b3
     b2:
     call @destroy(consume %1)
     call @print()
     goto b3
     b3:
     return`,
  );
});

test("an edge that needs it and one that does not, into the same block", () => {
  expectLowered(
    "(read %2) -> %0",
    `let %0: ()
     let %1: $Text "a"
     let %2: i1
     b0:
       branch %2, b1, b2
     b1:
       %1 = call @red()
       branch %2, b3, b2
     b2:
       return
     b3:
       call @print(read %1)
       return`,
    `b0:
     branch %2, b1, b2
     b1:
     %1 = call @red()
     branch %2, b3, b4
     b2:
     return
     b3:
     call @print(read %1)
     call @destroy(consume %1)
     return
     b4:
     call @destroy(consume %1)
     goto b2`,
  );
});

test("read by the branch itself: destroyed on both sides", () => {
  expectLowered(
    "() -> %0",
    `let %0: ()
     let %1: $Text
     b0:
       %1 = call @red()
       switch %1.1 { 1: b1, 2: b1, otherwise: b2 }
     b1:
       call @one()
       return
     b2:
       return`,
    `b0:
     %1 = call @red()
     switch %1.1 { 1: b1, 2: b1, otherwise: b2 }
     b1:
     call @destroy(consume %1)
     tail call @one()
     return
     b2:
     call @destroy(consume %1)
     return`,
  );
});

test("moved on one way, destroyed on the other, so that no state depends on the way", () => {
  expectLowered(
    "(owned &%1, read %2) -> %0",
    `let %0: ()
     let %1: $Text "a"
     let %2: i1
     b0:
       branch %2, b1, b2
     b1:
       call @take(consume %1)
       goto b3
     b2:
       call @print()
       goto b3
     b3:
       call @print()
       return`,
    `b0:
     branch %2, b1, b2
     b1:
     call @take(consume %1)
     goto b3
     b2:
     call @destroy(consume %1)
     call @print()
     goto b3
     b3:
     tail call @print()
     return`,
  );
});

test("a loop with `continue` and `break`", () => {
  expectLowered(
    "(read %3) -> %0",
    `let %0: ()
     let %1: $Text "total"
     let %2: $Text "item"
     let %3: i1
     b0:
       %1 = call @red()
       goto b1
     b1:
       %2 = call @next()
       branch %3, b2, b3
     b2:
       call @skip()
       goto b1
     b3:
       %1 = call @add(read %1, read %2)
       branch %3, b1, b4
     b4:
       call @print(read %1)
       return`,
    `b0:
     %1 = call @red()
     goto b1
     b1:
     %2 = call @next()
     branch %3, b2, b3
     b2:
     call @destroy(consume %2)
     call @skip()
     goto b1
     b3:
     %4 = call @add(read %1, read %2)
     call @destroy(consume %1)
     %1 = call @move(consume %4)
     call @destroy(consume %2)
     branch %3, b1, b4
     b4:
     call @print(read %1)
     call @destroy(consume %1)
     return`,
  );
});

test("used in a loop only: destroyed where the loop is left, or before it starts if it never is", () => {
  expectLowered(
    "(read %2) -> %0",
    `let %0: ()
     let %1: $Text "a"
     let %2: i1
     b0:
       %1 = call @red()
       goto b1
     b1:
       branch %2, b2, b3
     b2:
       call @print(read %1)
       goto b1
     b3:
       return`,
    `b0:
     %1 = call @red()
     goto b1
     b1:
     branch %2, b2, b3
     b2:
     call @print(read %1)
     goto b1
     b3:
     call @destroy(consume %1)
     return`,
  );
  expectLowered(
    "() -> %0",
    `let %0: ()
     let %1: $Text "a"
     b0:
       %1 = call @red()
       goto b1
     b1:
       call @print()
       goto b1`,
    `b0:
     %1 = call @red()
     call @destroy(consume %1)
     goto b1
     b1:
     call @print()
     goto b1`,
  );
});

test("a raising call: its arguments and what is alive end on both edges", () => {
  expectLowered(
    "(owned &%1) -> &%0 raises %2",
    `let %0: $Text
     let %1: $Text "a"
     let %2: $Error
     let %3: $Text "b"
     b0:
       %3 = call @red()
       try %0 = call @open(read %1) normal b1 error %2 b2
     b1:
       call @print(read %3)
       return
     b2:
       raise`,
    `b0:
     %3 = call @red()
     try %0 = call @open(read %1) normal b1 error %2 b2
     b1:
     call @destroy(consume %1)
     call @print(read %3)
     call @destroy(consume %3)
     return
     b2:
     call @destroy(consume %3)
     call @destroy(consume %1)
     raise`,
  );
});

test("error edges into one block share their clean-up", () => {
  expectLowered(
    "() -> %0 raises %1",
    `let %0: ()
     let %1: $Error
     let %2: $Text
     let %3: $Text
     b0:
       try %2 = call @open() normal b1 error %1 b4
     b1:
       try %3 = call @open() normal b2 error %1 b4
     b2:
       try call @join(read %2, read %3) normal b3 error %1 b4
     b3:
       return
     b4:
       raise`,
    `b0:
     try %2 = call @open() normal b1 error %1 b4
     b1:
     try %3 = call @open() normal b2 error %1 b5
     b2:
     try call @join(read %2, read %3) normal b3 error %1 b6
     b3:
     call @destroy(consume %3)
     call @destroy(consume %2)
     return
     b4:
     raise
     b5:
     call @destroy(consume %2)
     goto b4
     b6:
     call @destroy(consume %3)
     goto b5`,
  );
});

test("a given-away argument is gone whether or not the call raises", () => {
  expectLowered(
    "(owned &%1) -> %0 raises %2",
    `let %0: ()
     let %1: $Text "a"
     let %2: $Error
     b0:
       try call @close(consume %1) normal b1 error %2 b2
     b1:
       return
     b2:
       raise`,
    `b0:
     try call @close(consume %1) normal b1 error %2 b2
     b1:
     return
     b2:
     raise`,
  );
});

test("a caught error is destroyed after its last use", () => {
  expectLowered(
    "() -> %0",
    `let %0: ()
     let %1: $Error "e"
     b0:
       try call @close() normal b1 error %1 b2
     b1:
       return
     b2:
       call @print(read %1)
       goto b1`,
    `b0:
     try call @close() normal b1 error %1 b2
     b1:
     return
     b2:
     call @print(read %1)
     call @Error.destroy(consume %1)
     goto b1`,
  );
});

test("a value that the call replaces survives on the error edge", () => {
  expectLowered(
    "(mut &%1) -> %0 raises %2",
    `let %0: ()
     let %1: $Text "self"
     let %2: $Error
     b0:
       try %1 = call @open() normal b1 error %2 b2
     b1:
       return
     b2:
       raise`,
    `b0:
     try %3 = call @open() normal b3 error %2 b2
     b1:
     return
     b2:
     raise
     b3:
     call @destroy(consume %1)
     %1 = call @move(consume %3)
     goto b1`,
  );
});

test("so does a plain struct, of which the callee may have written a part", () => {
  expectLowered(
    "(read %2) -> %0",
    `let %0: $Int
     let %1: $Error
     let %2: i64
     b0:
       %0 = call @one()
       try %0 = call @parse() normal b1 error %1 b1
     b1:
       return`,
    `b0:
     %0 = call @one()
     try %3 = call @parse() normal b2 error %1 b3
     b1:
     return
     b2:
     %0 = %3
     goto b1
     b3:
     call @Error.destroy(consume %1)
     goto b1`,
  );
});

test("target and error replaced by the same call: each edge destroys the old value", () => {
  expectLowered(
    "() -> &%0",
    `let %0: $Text
     b0:
       %0 = call @red()
       try %0 = call @open(read %0) normal b1 error %0 b1
     b1:
       return`,
    `b0:
     %0 = call @red()
     try %1 = call @open(read %0) normal b2 error %2 b3
     b1:
     return
     b2:
     call @destroy(consume %0)
     %0 = call @move(consume %1)
     goto b1
     b3:
     call @destroy(consume %0)
     %0 = call @move(consume %2)
     goto b1`,
  );
});

test("an entry that is the head of a loop", () => {
  expectLowered(
    "(owned &%1) -> %0",
    `let %0: ()
     let %1: $Text "a"
     let %2: i1 unmanaged
     b0:
       %2 = call @more()
       branch %2, b0, b1
     b1:
       return`,
    `b0:
     call @destroy(consume %1)
     goto b2
     b1:
     return
     b2:
     %2 = call @more()
     branch %2, b2, b1`,
  );
});

test("a `mut` parameter is not destroyed because the function never returns", () => {
  expectLowered(
    "(mut &%1, mut &%2) -> %0",
    `let %0: ()
     let %1: $Text "a"
     let %2: $Text "b"
     let %3: i1 unmanaged
     b0:
       %1 = call @red()
       %2 = call @red()
       branch %3, b1, b2
     b1:
       call @print()
       goto b1
     b2:
       unreachable`,
    `b0:
     call @destroy(consume %2)
     call @destroy(consume %1)
     %1 = call @red()
     %2 = call @red()
     branch %3, b1, b2
     b1:
     call @print()
     goto b1
     b2:
     unreachable`,
  );
});

test("blocks that nothing reaches are emptied", () => {
  expectLowered(
    "() -> %0",
    `let %0: ()
     let %1: $Text "a"
     b0:
       return
     b1:
       call @print(read %1)
       return`,
    `b0:
     return
     b1:
     unreachable`,
  );
});

test("thousands of locals and blocks take a moment", () => {
  const count = 1000;
  const locals = Array.from({ length: count }, (_, index) => `let %${index + 2}: $Text`);
  const raising = Array.from(
    { length: count },
    (_, index) => `b${index}: try %${index + 2} = call @make() normal b${index + 1} error %1 b${count + 1}`,
  );
  const uses = Array.from({ length: count }, (_, index) => `call @print(read %${index + 2})`);
  const body = ["let %0: ()", "let %1: $Error", ...locals, ...raising, `b${count}:`, ...uses, "return", `b${count + 1}:`, "raise"].join(
    "\n",
  );
  const start = performance.now();
  const elaborated = elaborate("() -> %0 raises %1", body);
  assert(performance.now() - start < 20_000, "not quadratic in more than bit operations");
  // One clean-up block for each value, not one list for each call.
  assert(loweredLines(elaborated).filter((line) => line.startsWith("call @destroy")).length <= 2 * count);
});
