/** References: what a local keeps lives as long as the local. */
import { test } from "node:test";
import { expectDiagnostics, expectLowered } from "./harness.ts";

test("a value lives as long as a pointer to it is used, on each way", () => {
  expectLowered(
    "(read %3) -> %0",
    `let %0: ()
     let %1: $Text "a"
     let %2: ptr unmanaged keeps(%1)
     let %3: i1
     b0:
       %1 = call @red()
       %2 = &%1
       call @print(read %1)
       branch %3, b1, b2
     b1:
       call @use(%2)
       return
     b2:
       return`,
    `b0:
     %1 = call @red()
     %2 = &%1
     call @print(read %1)
     branch %3, b1, b2
     b1:
     call @use(%2)
     call @destroy(consume %1)
     return
     b2:
     call @destroy(consume %1)
     return`,
  );
});

test("through several references; what refers ends first", () => {
  expectLowered(
    "() -> %0",
    `let %0: ()
     let %1: $Pair "iterator" keeps(%3)
     let %2: $Text "list"
     let %3: $Text "view" keeps(%2)
     b0:
       %2 = call @list()
       %3 = call @view(read %2)
       %1 = call @iterate(read %3)
       call @next(mut %1)
       return`,
    `b0:
     %2 = call @list()
     %3 = call @view(read %2)
     %1 = call @iterate(read %3)
     call @next(mut %1)
     call @Pair.destroy(consume %1)
     call @destroy(consume %3)
     call @destroy(consume %2)
     return`,
  );
});

test("a reference with a destructor that is never used ends before what it refers to", () => {
  expectLowered(
    "() -> %0",
    `let %0: ()
     let %1: $Text "view" keeps(%2)
     let %2: $Text "list"
     b0:
       %2 = call @list()
       call @print(read %2)
       %1 = call @current()
       call @print()
       return`,
    `b0:
     %2 = call @list()
     call @print(read %2)
     %1 = call @current()
     call @destroy(consume %1)
     call @destroy(consume %2)
     call @print()
     return`,
  );
});

test("what is referred to may be replaced while the reference is in use: not before", () => {
  const expected = `b0:
     %1 = call @red()
     %2 = &%1
     call @print()
     call @destroy(consume %1)
     %1 = call @blue()
     call @use(%2)
     call @destroy(consume %1)
     return`;
  for (const reference of [`ptr unmanaged keeps(%1)`, `ptr keeps(%1)`, `ptr "r" keeps(%1)`]) {
    expectLowered(
      "() -> %0",
      `let %0: ()
       let %1: $Text "a"
       let %2: ${reference}
       b0:
         %1 = call @red()
         %2 = &%1
         call @print()
         %1 = call @blue()
         call @use(%2)
         return`,
      expected,
    );
  }
});

test("a copy is no move while something refers to the source", () => {
  expectLowered(
    "() -> &%0",
    `let %0: $Text
     let %1: $Text "a"
     let %2: ptr unmanaged keeps(%1)
     b0:
       %1 = call @red()
       %2 = &%1
       %0 = copy %1
       call @use(%2)
       return`,
    `b0:
     %1 = call @red()
     %2 = &%1
     %0 = call @copy(read %1)
     call @use(%2)
     call @destroy(consume %1)
     return`,
  );
});

test("nor if the copy itself refers to what its source is a part of", () => {
  expectLowered(
    "(owned &%1) -> %0",
    `let %0: ()
     let %1: $Pair "p"
     let %2: $Text "part" keeps(%1)
     b0:
       %2 = copy %1.0
       return`,
    `b0:
     %2 = call @copy(read %1.0)
     call @destroy(consume %2)
     tail call @Pair.destroy(consume %1)
     return`,
  );
});

test("leaving the function is no use of what the result refers to", () => {
  expectLowered(
    "() -> %0",
    `let %0: ptr keeps(%1)
     let %1: $Text "a"
     b0:
       %1 = call @red()
       %0 = call @first(read %1)
       return`,
    `b0:
     %1 = call @red()
     %0 = call @first(read %1)
     call @destroy(consume %1)
     return`,
  );
});

test("a reference that is used where what it refers to has a value on some ways only", () => {
  expectDiagnostics(
    "(read %3) -> %0",
    `let %0: ()
     let %1: $Text "a"
     let %2: ptr "r" keeps(%1)
     let %3: i1
     b0:
       %2 = ptr null
       branch %3, b1, b2
     b1:
       %1 = call @red()
       %2 = &%1
       goto b2
     b2:
       call @use(%2)
       return`,
    ['E0312 `a` is still referred to here, but it has a value on some paths only @ call @use(%2) | let %1: $Text "a" -- declared here'],
  );
});
