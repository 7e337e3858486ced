/** The last use of a value as the source of a copy is a move. */
import { test } from "node:test";
import { expectLowered } from "./harness.ts";

test("last use: move; earlier: copy; explicit: copy", () => {
  expectLowered(
    "(owned &%1) -> %0",
    `let %0: ()
     let %1: $Text "a"
     let %2: $Text "b"
     let %3: $Text "c"
     let %4: $Text "d"
     b0:
       %2 = copy %1
       %3 = copy %1
       call @print(read %2, read %3)
       %4 = copy explicit %3
       call @take(consume %4)
       return`,
    `b0:
     %2 = call @copy(read %1)
     %3 = call @move(consume %1)
     call @print(read %2, read %3)
     call @destroy(consume %2)
     %4 = call @copy(read %3)
     call @destroy(consume %3)
     call @take(consume %4)
     return`,
  );
});

test("on the way where it is the last use only", () => {
  expectLowered(
    "(owned &%1, read %2) -> &%0",
    `let %0: $Text
     let %1: $Text "a"
     let %2: i1
     b0:
       branch %2, b1, b2
     b1:
       %0 = copy %1
       call @print(read %1)
       return
     b2:
       %0 = copy %1
       return`,
    `b0:
     branch %2, b1, b2
     b1:
     %0 = call @copy(read %1)
     call @print(read %1)
     call @destroy(consume %1)
     return
     b2:
     %0 = tail call @move(consume %1)
     return`,
  );
});

test("a copy inside a loop is a copy", () => {
  expectLowered(
    "(owned &%1, read %2) -> %0",
    `let %0: ()
     let %1: $Text "a"
     let %2: i1
     let %3: $Text
     b0:
       %3 = copy %1
       call @take(consume %3)
       branch %2, b0, b1
     b1:
       return`,
    `b0:
     goto b2
     b1:
     tail call @destroy(consume %1)
     return
     b2:
     %3 = call @copy(read %1)
     call @take(consume %3)
     branch %2, b2, b1`,
  );
});

test("a field of a value that ends: the field is moved, the rest destroyed", () => {
  expectLowered(
    "(owned &%1) -> &%0",
    `let %0: $Text
     let %1: $Nest "n"
     b0:
       %0 = copy %1.0.0
       return`,
    `b0:
     %0 = call @move(consume %1.0.0)
     call @destroy(consume %1.0.1)
     call @Owner.destroy(consume %1.1)
     return`,
  );
});

test("not out of a value with a destructor of its own, nor of one that is lent", () => {
  expectLowered(
    "(owned &%1, mut &%2, read &%3) -> %0",
    `let %0: ()
     let %1: $Owner "o"
     let %2: $Text "m"
     let %3: $Text "r"
     let %4: $Text
     b0:
       %4 = copy %1.0
       call @take(consume %4)
       %4 = copy %2
       call @take(consume %4)
       %4 = copy %3
       call @take(consume %4)
       return`,
    `b0:
     %4 = call @copy(read %1.0)
     call @Owner.destroy(consume %1)
     call @take(consume %4)
     %4 = call @copy(read %2)
     call @take(consume %4)
     %4 = call @copy(read %3)
     call @take(consume %4)
     return`,
  );
});

test("a `mut` parameter or a field that gets a new value afterwards", () => {
  expectLowered(
    "(mut &%1, mut &%2) -> &%0",
    `let %0: $Pair
     let %1: $Text "a"
     let %2: $Owner "o"
     b0:
       %0.0 = copy %1
       %1 = call @red()
       %0.1 = copy %2.0
       %2.0 = call @red()
       return`,
    `b0:
     %0.0 = call @move(consume %1)
     %1 = call @red()
     %0.1 = call @move(consume %2.0)
     %2.0 = call @red()
     return`,
  );
});

test("a value that is replaced by a part of itself", () => {
  expectLowered(
    "(mut &%1) -> %0",
    `let %0: ()
     let %1: $Pair "p"
     let %2: $Nest "n"
     b0:
       %2 = call @nest()
       %1 = copy %2.0
       %1.0 = copy %1.1
       return`,
    `b0:
     call @Pair.destroy(consume %1)
     %2 = call @nest()
     %1 = call @Pair.move(consume %2.0)
     call @Owner.destroy(consume %2.1)
     call @destroy(consume %1.0)
     %1.0 = call @copy(read %1.1)
     return`,
  );
});

test("fields of `deinit` parameters", () => {
  expectLowered(
    "(deinit &%1) -> &%0",
    `let %0: $Text
     let %1: $Owner "self"
     b0:
       %0 = copy %1.0
       return`,
    `b0:
     %0 = tail call @move(consume %1.0)
     return`,
  );
});

test("a type that cannot be copied is moved", () => {
  expectLowered(
    "(owned &%1) -> &%0",
    `let %0: $Unique
     let %1: $Unique "u"
     b0:
       %0 = copy %1
       return`,
    `b0:
     %0 = tail call @Unique.move(consume %1)
     return`,
  );
});
