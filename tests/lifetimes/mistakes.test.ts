/** Mistakes in programs: one report each, at the use, with what led to it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DiagnosticSink } from "../../src/diag/diagnostic.ts";
import { elaborateLifetimes } from "../../src/mir/elaborate-lifetimes.ts";
import type { MirFunction, StructType } from "../../src/mir/mir.ts";
import { parseMir } from "../../src/mir/parse.ts";
import { MirTypeTable } from "../../src/mir/types.ts";
import { SourceFile } from "../../src/source/source-file.ts";
import { elaborate, expectDiagnostics, expectLowered, prelude } from "./harness.ts";

const noResult = "let %0: ()\n";

test("E0301: used before it has a value, also for plain types", () => {
  for (const type of ["$Text", "$Int", "i64"]) {
    expectDiagnostics("() -> %0", `${noResult} let %1: ${type} "a" b0: call @print(read %1) return`, [
      `E0301 \`a\` is used before it has a value @ call @print(read %1) | let %1: ${type} "a" -- declared here without a value`,
    ]);
  }
});

test("E0301: one report for each value", () => {
  expectDiagnostics("() -> %0", `${noResult} let %1: i64 "a" b0: call @print(%1) call @print(%1) goto b1 b1: call @print(%1) return`, [
    'E0301 `a` is used before it has a value @ call @print(%1) | let %1: i64 "a" -- declared here without a value',
  ]);
});

test("E0301: a loop that may not run, a call that may raise: the label is where the ways part", () => {
  expectDiagnostics(
    "(read %2) -> %0",
    `${noResult} let %1: $Int "a" let %2: i1
     b0: branch %2, b1, b2
     b1: %1 = call @one() goto b0
     b2: call @print(%1) return`,
    [
      'E0301 `a` may be used before it has a value @ call @print(%1) | let %1: $Int "a" -- declared here without a value' +
        " | branch %2, b1, b2 -- without a value if this is false",
    ],
  );
  expectDiagnostics(
    "() -> %0",
    `${noResult} let %1: $Text "a" let %2: $Error
     b0: try %1 = call @open() normal b1 error %2 b1
     b1: call @print(read %1) return`,
    [
      'E0301 `a` may be used before it has a value @ call @print(read %1) | let %1: $Text "a" -- declared here without a value' +
        " | try %1 = call @open() normal b1 error %2 b1 -- without a value if this raises",
    ],
  );
});

test("a value given on every way is no mistake", () => {
  expectLowered(
    "(read %2) -> %0",
    `${noResult} let %1: $Int "a" let %2: i1
     b0: branch %2, b1, b2
     b1: %1 = call @one() goto b3
     b2: %1 = call @two() goto b3
     b3: call @print(%1) return`,
    `b0:
     branch %2, b1, b2
     b1:
     %1 = call @one()
     goto b3
     b2:
     %1 = call @two()
     goto b3
     b3:
     tail call @print(%1)
     return`,
  );
});

test("E0302: used after it was moved", () => {
  expectDiagnostics("(owned &%1) -> %0", `${noResult} let %1: $Text "a" b0: call @take(consume %1) call @print(read %1) return`, [
    "E0302 `a` is used after it was moved @ call @print(read %1) | call @take(consume %1) -- moved here",
  ]);
  expectDiagnostics("() -> %0", `${noResult} let %1: $Text b0: %1 = call @red() call @take(consume %1) drop %1 return`, [
    "E0302 this value is used after it was moved @ drop %1 | call @take(consume %1) -- moved here",
  ]);
});

test("E0302: on some ways, in a loop", () => {
  expectDiagnostics(
    "(owned &%1, read %2) -> %0",
    `${noResult} let %1: $Text "a" let %2: i1
     b0: branch %2, b1, b2
     b1: call @take(consume %1) goto b2
     b2: call @print(read %1) return`,
    ["E0302 `a` may be used after it was moved @ call @print(read %1) | call @take(consume %1) -- moved here"],
  );
  expectDiagnostics(
    "(owned &%1, read %2) -> %0",
    `${noResult} let %1: $Text "a" let %2: i1
     b0: branch %2, b1, b2
     b1: call @take(consume %1) goto b0
     b2: return`,
    [
      "E0302 `a` is used after it was moved @ call @take(consume %1)" +
        " | call @take(consume %1) -- moved here, the last time around the loop",
    ],
  );
});

test("E0302: fields", () => {
  const start = `${noResult} let %1: $Nest "n" b0: `;
  expectDiagnostics("(owned &%1) -> %0", `${start} call @take(consume %1.0.1) call @print(read %1) return`, [
    "E0302 `n` is used after its field `pair.second` was moved @ call @print(read %1) | call @take(consume %1.0.1) -- moved here",
  ]);
  expectDiagnostics("(owned &%1) -> %0", `${start} call @take(consume %1.0) call @print(read %1.0.0) return`, [
    "E0302 `n.pair` is used after it was moved @ call @print(read %1.0.0) | call @take(consume %1.0) -- moved here",
  ]);
});

test("E0303: a constructor that leaves fields without a value", () => {
  expectDiagnostics(
    "(owned &%1, read %2) -> &%0",
    `let %0: $Nest "self" let %1: $Owner "owner" let %2: i1
     b0: %0.1 = move %1 branch %2, b1, b2
     b1: %0.2 = i64 1 goto b2
     b2: return`,
    [
      'E0303 fields `pair`, `size` of `self` have no value when the function returns @ return | let %0: $Nest "self" -- every field must be given a value',
    ],
  );
  expectDiagnostics(
    "(owned &%1, read %2) -> &%0",
    `let %0: $Owner "self" let %1: $Text "name" let %2: i1
     b0: %0.0 = move %1 branch %2, b1, b2
     b1: %0.1 = i64 1 goto b2
     b2: return`,
    [
      'E0303 field `size` of `self` may have no value when the function returns @ return | let %0: $Owner "self" -- every field must be given a value' +
        " | branch %2, b1, b2 -- without a value if this is false",
    ],
  );
  expectDiagnostics("() -> &%0", `let %0: $Owner "self" b0: %0.0 = call @red() call @greet(read %0) %0.1 = i64 1 return`, [
    'E0301 `self` is used before its field `size` has a value @ call @greet(read %0) | let %0: $Owner "self" -- declared here without a value',
  ]);
});

test("E0304: no result", () => {
  expectDiagnostics("() -> %0", `let %0: $Int b0: return`, ["E0304 `f` ends without returning a value @ return"]);
  expectDiagnostics(
    "(read %1) -> &%0",
    `let %0: $Text let %1: i1
     b0: branch %1, b1, b2
     b1: %0 = call @red() goto b2
     b2: return`,
    ["E0304 `f` does not return a value on every path @ return | branch %1, b1, b2 -- without a value if this is false"],
  );
});

test("E0305: nothing is taken from those who lend; plain values are", () => {
  expectDiagnostics(
    "(read &%1, ref &%2, read %3) -> &%0",
    `let %0: $Text let %1: $Text "a" let %2: $Pair "b" let %3: $Int "n" let %4: $Int
     b0: %4 = move %3 %0 = move %1 call @take(consume %2.0) return`,
    [
      'E0305 cannot transfer out of `a`: it is an immutable reference to a value that the caller owns @ %0 = move %1 | let %1: $Text "a" -- declared here',
      'E0305 cannot transfer out of `b`: it is a reference to a value that the caller owns @ call @take(consume %2.0) | let %2: $Pair "b" -- declared here',
    ],
  );
});

test("E0306: what `mut` lends must be given back", () => {
  expectDiagnostics(
    "(mut &%1, mut &%2) -> %0 raises %3",
    `${noResult} let %1: $Text "a" let %2: $Pair "p" let %3: $Error
     b0: call @take(consume %1) call @take(consume %2.1) try %1 = call @open() normal b1 error %3 b2
     b1: return
     b2: raise`,
    [
      "E0306 `p` must have a value when the function returns, but its field `second` was moved @ return" +
        ' | let %2: $Pair "p" -- the caller goes on using it | call @take(consume %2.1) -- moved here',
      "E0306 `a` must have a value when the function raises, but it was moved @ raise" +
        ' | let %1: $Text "a" -- the caller goes on using it | call @take(consume %1) -- moved here',
    ],
  );
});

test("E0307: a type without a copy", () => {
  expectDiagnostics(
    "(owned &%1, read &%2) -> %0",
    `${noResult} let %1: $Unique "u" let %2: $Unique "r" let %3: $Unique "c"
     b0: %3 = copy %1 call @print(read %1) call @take(consume %3) %3 = copy explicit %2 call @take(consume %3) return`,
    [
      "E0307 value of type `Unique` cannot be copied @ %3 = copy %1 | call @print(read %1) -- still used here",
      "E0307 value of type `Unique` cannot be copied @ %3 = copy explicit %2",
    ],
  );
});

test("E0308: a type without a move, also where a temporary is needed", () => {
  for (const statement of ["%2 = move %1", "%1 = call @next(read %1)"]) {
    expectDiagnostics("(owned &%1) -> %0", `${noResult} let %1: $Pinned "a" let %2: $Pinned "b" b0: ${statement} return`, [
      `E0308 value of type \`Pinned\` cannot be moved @ ${statement}`,
    ]);
  }
});

test("E0309: a value that must be consumed", () => {
  expectDiagnostics("() -> %0", `${noResult} let %1: $Linear "file" b0: %1 = call @open() call @write(read %1) return`, [
    'E0309 `file` of type `Linear` is abandoned without being destroyed explicitly @ call @write(read %1) | let %1: $Linear "file" -- declared here',
  ]);
  expectDiagnostics(
    "(owned &%1, read %2) -> %0",
    `${noResult} let %1: $Linear "file" let %2: i1
     b0: branch %2, b1, b2
     b1: call @close(consume %1) return
     b2: return`,
    [
      'E0309 `file` of type `Linear` is abandoned without being destroyed explicitly @ branch %2, b1, b2 | let %1: $Linear "file" -- declared here',
    ],
  );
  expectDiagnostics("(read %1) -> %0", `${noResult} let %1: ptr b0: drop %1.*($Linear) return`, [
    "E0309 this value of type `Linear` is abandoned without being destroyed explicitly @ drop %1.*($Linear)",
  ]);
});

test("E0309: taking a field does not consume the value, though its members could be destroyed one by one", () => {
  expectDiagnostics("(owned &%1) -> %0", `${noResult} let %1: $Session "session" b0: call @take(consume %1.0) return`, [
    "E0309 `session` of type `Session` is abandoned without being destroyed explicitly @ call @take(consume %1.0)" +
      ' | let %1: $Session "session" -- declared here',
  ]);
});

test("E0309: with the words of the type's author", () => {
  const types = new MirTypeTable();
  const module = parseMir(`${prelude} function @f "f" built (owned &%1) -> %0 { ${noResult} let %1: $Linear "file" b0: return }`, types);
  const sink = new DiagnosticSink();
  const requestLifecycle = (type: StructType) => ({ ...type.lifecycle, abandonedMessage: "call `close`" });
  elaborateLifetimes(module.functions.get("f") as MirFunction, { sink, types, requestLifecycle });
  assert.equal(sink.diagnostics[0]?.message, "`file` of type `Linear` is abandoned without being destroyed explicitly: call `close`");
});

test("E0310: a field of a value whose destructor needs it", () => {
  const label = "`o` is not needed after this";
  const message = "E0310 field `name` cannot be moved out and left without a value: `Owner` has a destructor, which needs the whole value";
  expectDiagnostics("(owned &%1) -> %0", `${noResult} let %1: $Owner "o" b0: call @take(consume %1.0) call @print(%1.1) return`, [
    `${message} @ call @take(consume %1.0) | call @print(%1.1) -- ${label}`,
  ]);
  expectDiagnostics(
    "(owned &%1, read %2) -> %0",
    `${noResult} let %1: $Owner "o" let %2: i1
     b0: branch %2, b1, b2
     b1: call @take(consume %1.0) goto b2
     b2: return`,
    [`${message} @ call @take(consume %1.0) | call @take(consume %1.0) -- ${label}`],
  );
});

test("E0311: built without a constructor", () => {
  const start = `${noResult} let %1: $Owner "o" b0: %1.0 = call @red() %1.1 = i64 1`;
  expectDiagnostics("() -> %0", `${start} call @print(read %1) return`, [
    'E0311 `o` has a value in every field, but no constructor of `Owner` made it @ call @print(read %1) | let %1: $Owner "o" -- declared here without a value',
  ]);
  expectDiagnostics("() -> %0", `${start} return`, [
    "E0311 `o` has a value in every field, but no constructor of `Owner` made it @ %1.1 = i64 1",
  ]);
});

test("E0313: given away and lent, or given away twice, by one call", () => {
  for (const args of ["read %1.0, consume %1", "consume %1, read %1", "consume %1, consume %1"]) {
    expectDiagnostics("(owned &%1) -> %0", `${noResult} let %1: $Pair "p" b0: call @both(${args}) return`, [
      `E0313 \`p\` is given away and lent in the same call @ call @both(${args})`,
    ]);
  }
});

test("a function with mistakes stays as it was", () => {
  const { function: fn } = elaborate("() -> %0", `${noResult} let %1: $Text "a" b0: call @print(read %1) return`);
  assert.equal(fn.stage, "built");
  assert.equal(fn.blocks[0]?.statements.length, 1);
});

test("the fix writes `.copy()` where `^` stands in the source", () => {
  const text = "take(name^)\nprint(name)\n";
  const file = new SourceFile("a.mojo", text);
  const types = new MirTypeTable();
  const module = parseMir(
    `${prelude} function @f "f" built (owned &%1) -> %0 { ${noResult} let %1: $Text "name" b0: call @take(consume %1) call @print(read %1) return }`,
    types,
  );
  const fn = module.functions.get("f") as MirFunction;
  const [take, print] = fn.blocks[0]?.statements ?? [];
  assert(take !== undefined && print !== undefined);
  fn.blocks[0]?.statements.splice(0, 2, { ...take, span: { file, start: 0, end: 11 } }, { ...print, span: { file, start: 12, end: 23 } });
  const sink = new DiagnosticSink();
  elaborateLifetimes(fn, { sink, types });
  const [edit] = sink.diagnostics[0]?.fixes[0]?.edits ?? [];
  assert(edit !== undefined);
  assert.equal(text.slice(0, edit.span.start) + edit.replacement + text.slice(edit.span.end), "take(name.copy())\nprint(name)\n");
});
