/** Values in one block: destroyed after the last use, when they are overwritten, or at once. */
import { test } from "node:test";
import { expectLowered } from "./harness.ts";

test("destroyed right after the last use, and once for each value", () => {
  expectLowered(
    "() -> %0",
    `let %0: ()
     let %1: $Text "a"
     let %2: $Text "b"
     b0:
       %1 = call @red()
       %2 = call @blue()
       call @print(read %1)
       %1 = call @green()
       call @print(read %2)
       return`,
    `b0:
     %1 = call @red()
     %2 = call @blue()
     call @print(read %1)
     call @destroy(consume %1)
     %1 = call @green()
     call @destroy(consume %1)
     call @print(read %2)
     call @destroy(consume %2)
     return`,
  );
});

test("the latest declared goes first where several values end", () => {
  expectLowered(
    "() -> %0",
    `let %0: ()
     let %1: $Text
     let %2: $Pair
     b0:
       %1 = call @red()
       %2 = call @both()
       call @print(read %1, read %2)
       return`,
    `b0:
     %1 = call @red()
     %2 = call @both()
     call @print(read %1, read %2)
     call @Pair.destroy(consume %2)
     call @destroy(consume %1)
     return`,
  );
});

test("`keep_alive` is a use; marks leave nothing behind", () => {
  expectLowered(
    "() -> %0",
    `let %0: ()
     let %1: $Text
     let %2: $Text "b"
     b0:
       %1 = call @red()
       mark_initialized %2
       call @print()
       keep_alive %1
       call @print()
       mark_uninitialized %2
       return`,
    `b0:
     %1 = call @red()
     call @print()
     call @destroy(consume %1)
     tail call @print()
     return`,
  );
});

test("a value that a statement reads and replaces is destroyed between the two", () => {
  expectLowered(
    "(read &%1) -> &%0",
    `let %0: $Text
     let %1: $Text "suffix"
     b0:
       %0 = call @red()
       %0 = call @add(read %0, read %1)
       return`,
    `b0:
     %0 = call @red()
     %2 = call @add(read %0, read %1)
     call @destroy(consume %0)
     %0 = call @move(consume %2)
     return`,
  );
});

test("a result does not share storage with an argument that is given away", () => {
  expectLowered(
    "() -> &%0",
    `let %0: $Text
     b0:
       %0 = call @red()
       %0 = call @upper(consume %0)
       return`,
    `b0:
     %0 = call @red()
     %1 = call @upper(consume %0)
     %0 = call @move(consume %1)
     return`,
  );
});

test("nor with a plain argument passed by address", () => {
  expectLowered(
    "() -> %0",
    `let %0: $Int
     b0:
       %0 = call @one()
       %0 = call @next(read %0)
       %0 = call @next(%0)
       return`,
    `b0:
     %0 = call @one()
     %1 = call @next(read %0)
     %0 = %1
     %0 = call @next(%0)
     return`,
  );
});

test("a place filled by address is filled like a result", () => {
  expectLowered(
    "() -> %0",
    `let %0: ()
     let %1: $Text "a"
     b0:
       %1 = call @red()
       call @fill(read %1, initialize %1)
       call @fill(initialize %1)
       return`,
    `b0:
     %1 = call @red()
     call @fill(read %1, initialize %2)
     call @destroy(consume %1)
     %1 = call @move(consume %2)
     call @destroy(consume %1)
     call @fill(initialize %1)
     call @destroy(consume %1)
     return`,
  );
});

test("moving a value to itself does nothing, copying it to itself explicitly does", () => {
  expectLowered(
    "() -> &%0",
    `let %0: $Text
     b0:
       %0 = call @red()
       %0 = move %0
       %0 = copy %0
       %0 = copy explicit %0
       return`,
    `b0:
     %0 = call @red()
     %1 = call @copy(read %0)
     call @destroy(consume %0)
     %0 = call @move(consume %1)
     return`,
  );
});

test("parameters: owned ones end, lent ones stay, `mut` ones end only when replaced", () => {
  expectLowered(
    "(owned &%1, read &%2, mut &%3, ref &%4) -> %0",
    `let %0: ()
     let %1: $Text "a"
     let %2: $Text "b"
     let %3: $Text "c"
     let %4: $Text "d"
     b0:
       call @print(read %2, read %3, read %4)
       %3 = copy %2
       return`,
    `b0:
     call @destroy(consume %1)
     call @print(read %2, read %3, read %4)
     call @destroy(consume %3)
     %3 = call @copy(read %2)
     return`,
  );
});

test("plain copies and moves become assignments; bitwise moves do too", () => {
  expectLowered(
    "(owned &%1) -> &%0",
    `let %0: $Bits
     let %1: $Bits
     let %2: $Int "n"
     let %3: $Int
     b0:
       %3 = call @one()
       %2 = copy %3
       call @print(%2)
       %0 = move %1
       return`,
    `b0:
     %3 = call @one()
     %2 = %3
     call @print(%2)
     %0 = %1
     return`,
  );
});

test("what lies behind a pointer is only what the statements say", () => {
  expectLowered(
    "(read %1, owned &%2) -> %0",
    `let %0: ()
     let %1: ptr "p"
     let %2: $Text "value"
     let %3: $Text
     b0:
       %3 = copy %1.*($Text)
       drop %1.*($Text)
       %1.*($Text) = move %2
       %1.*($Pair).1 = move %3
       return`,
    `b0:
     %3 = call @copy(read %1.*($Text))
     call @destroy(consume %1.*($Text))
     %1.*($Text) = call @move(consume %2)
     %1.*($Pair).1 = call @move(consume %3)
     return`,
  );
});

test("a call that nothing follows is a tail call", () => {
  const body = `let %0: $Text
     let %1: $Text
     b0:
       %0 = call @upper(consume %1)
       return`;
  expectLowered(
    "(owned &%1) -> &%0",
    body,
    `b0:
     %0 = tail call @upper(consume %1)
     return`,
  );
  // By value: `%1` is storage of this frame.
  expectLowered(
    "(owned %1) -> &%0",
    body,
    `b0:
     %0 = call @upper(consume %1)
     return`,
  );
});

test("a call followed by a destruction is no tail call, nor one after a pointer into the frame was made", () => {
  expectLowered(
    "(owned &%1) -> &%0",
    `let %0: $Text
     let %1: $Text
     b0:
       %0 = call @upper(read %1)
       return`,
    `b0:
     %0 = call @upper(read %1)
     call @destroy(consume %1)
     return`,
  );
  expectLowered(
    "(read &%1) -> %0",
    `let %0: $Int
     let %1: $Text
     let %2: $Int
     let %3: ptr
     b0:
       %2 = call @one()
       %3 = &%2
       call @keep(%3)
       %0 = call @next(i64 1)
       return`,
    `b0:
     %2 = call @one()
     %3 = &%2
     call @keep(%3)
     %0 = call @next(i64 1)
     return`,
  );
});
