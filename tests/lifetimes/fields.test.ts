/** Fields that live on their own: replaced, moved out, built by a constructor, taken apart by `deinit`; arrays. */
import { test } from "node:test";
import { expectLowered } from "./harness.ts";

test("a field that is replaced ends after its own last use, the rest with the whole", () => {
  expectLowered(
    "() -> %0",
    `let %0: ()
     let %1: $Pair "p"
     b0:
       %1 = call @both()
       call @print(read %1.0)
       %1.0 = call @blue()
       call @print(read %1.0)
       return`,
    `b0:
     %1 = call @both()
     call @print(read %1.0)
     call @destroy(consume %1.0)
     %1.0 = call @blue()
     call @print(read %1.0)
     call @Pair.destroy(consume %1)
     return`,
  );
});

test("the same in a value with a destructor of its own", () => {
  expectLowered(
    "() -> %0",
    `let %0: ()
     let %1: $Owner "o"
     b0:
       %1 = call @owner()
       %1.0 = call @add(read %1.0)
       call @print(%1.1)
       return`,
    `b0:
     %1 = call @owner()
     %2 = call @add(read %1.0)
     call @destroy(consume %1.0)
     %1.0 = call @move(consume %2)
     call @print(%1.1)
     call @Owner.destroy(consume %1)
     return`,
  );
});

test("a field that is moved out: the others end one by one", () => {
  expectLowered(
    "(owned &%1) -> &%0",
    `let %0: $Text
     let %1: $Nest "n"
     b0:
       %0 = move %1.0.1
       return`,
    `b0:
     %0 = call @move(consume %1.0.1)
     call @destroy(consume %1.0.0)
     call @Owner.destroy(consume %1.1)
     return`,
  );
});

test("moved out and given a new value: whole again", () => {
  expectLowered(
    "(owned &%1) -> &%0",
    `let %0: $Text
     let %1: $Owner "o"
     b0:
       %0 = move %1.0
       %1.0 = call @red()
       call @print(read %1)
       return`,
    `b0:
     %0 = call @move(consume %1.0)
     %1.0 = call @red()
     call @print(read %1)
     call @Owner.destroy(consume %1)
     return`,
  );
});

test("moved out on one way only: the other way destroys it before they meet", () => {
  expectLowered(
    "(owned &%1, read %2) -> %0",
    `let %0: ()
     let %1: $Pair "p"
     let %2: i1
     b0:
       branch %2, b1, b2
     b1:
       call @take(consume %1.0)
       goto b2
     b2:
       call @print(read %1.1)
       return`,
    `b0:
     branch %2, b1, b3
     b1:
     call @take(consume %1.0)
     goto b2
     b2:
     call @print(read %1.1)
     tail call @destroy(consume %1.1)
     return
     b3:
     call @destroy(consume %1.0)
     goto b2`,
  );
});

test("the whole that is replaced by a part of it", () => {
  expectLowered(
    "(owned &%1, read %2) -> &%0",
    `let %0: $Nest
     let %1: $Nest "n"
     let %2: i1
     b0:
       %0 = move %1
       %0.0.0 = copy %0.0.1
       %0.0 = call @swap(read %0.0.1)
       return`,
    `b0:
     %0 = call @Nest.move(consume %1)
     call @destroy(consume %0.0.0)
     %0.0.0 = call @copy(read %0.0.1)
     %3 = call @swap(read %0.0.1)
     call @Pair.destroy(consume %0.0)
     %0.0 = call @Pair.move(consume %3)
     return`,
  );
});

test("a constructor fills the fields one by one", () => {
  expectLowered(
    "(owned &%1) -> &%0",
    `let %0: $Owner "self"
     let %1: $Text "name"
     b0:
       %0.0 = move %1
       %0.1 = i64 3
       call @register(read %0)
       return`,
    `b0:
     %0.0 = call @move(consume %1)
     %0.1 = i64 3
     call @register(read %0)
     return`,
  );
});

test("a constructor that raises: what was filled is destroyed, as a whole once it is one", () => {
  expectLowered(
    "() -> &%0 raises %1",
    `let %0: $Owner "self"
     let %1: $Error
     b0:
       %0.0 = call @red()
       try call @check() normal b1 error %1 b3
     b1:
       %0.1 = i64 3
       try call @check() normal b2 error %1 b3
     b2:
       return
     b3:
       raise`,
    `b0:
     %0.0 = call @red()
     try call @check() normal b1 error %1 b4
     b1:
     %0.1 = i64 3
     try call @check() normal b2 error %1 b5
     b2:
     return
     b3:
     raise
     b4:
     call @destroy(consume %0.0)
     goto b3
     b5:
     call @Owner.destroy(consume %0)
     goto b3`,
  );
});

test("a struct without fields needs no assignment in its constructor, and is not destroyed there", () => {
  expectLowered(
    "() -> &%0 raises %1",
    `let %0: $Guard "self"
     let %1: $Error
     b0:
       try call @check(read %0) normal b1 error %1 b2
     b1:
       return
     b2:
       raise`,
    `b0:
     try call @check(read %0) normal b1 error %1 b2
     b1:
     return
     b2:
     raise`,
  );
});

test("`deinit`: each field ends after its own last use, the whole never", () => {
  expectLowered(
    "(deinit &%1) -> %0",
    `let %0: ()
     let %1: $Nest "self"
     b0:
       call @print(read %1.0.1)
       call @print(%1.2)
       return`,
    `b0:
     call @Owner.destroy(consume %1.1)
     call @print(read %1.0.1)
     call @Pair.destroy(consume %1.0)
     tail call @print(%1.2)
     return`,
  );
});

test("`deinit` of a type with a destructor: fields may be moved out, the whole may be handed on", () => {
  expectLowered(
    "(deinit &%1) -> &%0",
    `let %0: $Text
     let %1: $Owner "self"
     b0:
       %0 = move %1.0
       return`,
    `b0:
     %0 = tail call @move(consume %1.0)
     return`,
  );
  expectLowered(
    "(deinit &%1) -> %0",
    `let %0: ()
     let %1: $Owner "self"
     b0:
       call @close(consume %1)
       return`,
    `b0:
     tail call @close(consume %1)
     return`,
  );
});

test("arrays are destroyed, copied and moved element by element: short ones in a row", () => {
  expectLowered(
    "(owned &%1) -> &%0",
    `let %0: [2 x $Text]
     let %1: [2 x $Text] "a"
     b0:
       %0 = copy explicit %1
       return`,
    `b0:
     %0[i64 0] = call @copy(read %1[i64 0])
     %0[i64 1] = call @copy(read %1[i64 1])
     call @destroy(consume %1[i64 0])
     call @destroy(consume %1[i64 1])
     return`,
  );
});

test("long ones in a loop", () => {
  expectLowered(
    "(owned &%1) -> %0",
    `let %0: ()
     let %1: [100 x $Text] "a"
     b0:
       call @print()
       return`,
    `b0:
     %2 = i64 0
     goto b1
     b1:
     %3 = lt(%2, i64 100): i1
     branch %3, b2, b3
     b2:
     call @destroy(consume %1[%2])
     %2 = add(%2, i64 1): i64
     goto b1
     b3:
     tail call @print()
     return`,
  );
});

test("an array built and taken apart by constant indices", () => {
  expectLowered(
    "() -> %0 raises %2",
    `let %0: ()
     let %1: [2 x $Text] "a"
     let %2: $Error
     b0:
       %1[i64 0] = call @red()
       try %1[i64 1] = call @open() normal b1 error %2 b2
     b1:
       call @all(read %1)
       call @take(consume %1[i64 1])
       return
     b2:
       raise`,
    `b0:
     %1[i64 0] = call @red()
     try %1[i64 1] = call @open() normal b1 error %2 b2
     b1:
     call @all(read %1)
     call @take(consume %1[i64 1])
     call @destroy(consume %1[i64 0])
     return
     b2:
     call @destroy(consume %1[i64 0])
     raise`,
  );
});

test("an element at an unknown index belongs to the array", () => {
  expectLowered(
    "(owned &%1, read %2) -> %0",
    `let %0: ()
     let %1: [2 x $Text] "a"
     let %2: i64 "i"
     let %3: [4 x i64] "plain"
     b0:
       drop %1[%2]
       %1[%2] = call @red()
       %3[%2] = i64 1
       call @print(%3[i64 2])
       return`,
    `b0:
     call @destroy(consume %1[%2])
     %1[%2] = call @red()
     call @destroy(consume %1[i64 0])
     call @destroy(consume %1[i64 1])
     %3[%2] = i64 1
     tail call @print(%3[i64 2])
     return`,
  );
});

test("a field filled anew each time around, in a value that the entry does not have", () => {
  // Between the rounds the value ends as a whole, although its field would be overwritten.
  expectLowered(
    "(read %1) -> &%0",
    `let %0: $Owner "result"
     let %1: i1
     b0:
       goto b1
     b1:
       branch %1, b2, b3
     b2:
       %0.0 = call @red()
       %0 = call @owner()
       call @print(read %0)
       goto b1
     b3:
       %0.0 = call @red()
       %0.1 = i64 1
       return`,
    `b0:
     goto b1
     b1:
     branch %1, b2, b3
     b2:
     %0.0 = call @red()
     call @destroy(consume %0.0)
     %0 = call @owner()
     call @print(read %0)
     call @Owner.destroy(consume %0)
     goto b1
     b3:
     %0.0 = call @red()
     %0.1 = i64 1
     return`,
  );
});
