/** The interpreter: calls, memory, failures, results that hold memory. */
import assert from "node:assert/strict";
import { test as nodeTest } from "node:test";
import type { Constant, MirData } from "../../src/mir/mir.ts";
import type { InterpreterOptions } from "../../src/mir/interpreter/machine.ts";
import { constant, load as loadWith, type Program, run, show } from "./run-mir.ts";

type Load = (text: string, options?: Partial<InterpreterOptions>) => Program;

/** Each test runs in both tiers: walked, and compiled at the first call. */
function test(name: string, body: (load: Load) => void): void {
  for (const [tier, hotness] of [
    ["walked", Infinity],
    ["compiled", 0],
  ] as const) {
    nodeTest(`${tier}: ${name}`, () => body((text, options) => loadWith(text, { hotness, ...options })));
  }
}

test("values, fields, branches, switches", (load) => {
  const program = load(`
struct $Pair copy trivial move trivial destroy trivial { first: i64, second: f32 }
function @swapped "swapped" lowered (read %0) -> %1 {
  let %0: $Pair
  let %1: $Pair
  let %2: i64
b0:
  %2 = cast(%0.1): i64
  %1.1 = cast(%0.0): f32
  %1.0 = %2
  return
}
function @kind "kind" lowered (read %0) -> %1 {
  let %0: i32
  let %1: i64
b0:
  switch %0 { 1: b1, -1: b2, otherwise: b3 }
b1:
  %1 = i64 10
  return
b2:
  %1 = i64 20
  return
b3:
  %1 = i64 30
  return
}
`);
  assert.equal(run(program, "swapped", ["$Pair {i64 7, f32 2.5}"]), "$Pair {i64 2, f32 7}");
  assert.equal(run(program, "kind", ["i32 1"]), "i64 10");
  assert.equal(run(program, "kind", ["i32 4294967295"]), "i64 20");
  assert.equal(run(program, "kind", ["i32 5"]), "i64 30");
});

const callProgram = `
struct $Big copy trivial move trivial destroy trivial { [40 x i64] }
struct $Error copy trivial move trivial destroy trivial { i32 }
function @checked "checked" lowered (read %0) -> &%1 raises %2 {
  let %0: i64
  let %1: $Big
  let %2: $Error
  let %3: i1
b0:
  %3 = lt(%0, i64 40): i1
  branch %3, b1, b2
b1:
  %1 = $Big zero
  %1.0[%0] = i64 1
  return
b2:
  %2 = make $Error (i32 3)
  raise
}
function @add "add" lowered (mut &%0, read %1) -> %2 {
  let %0: i64
  let %1: i64
  let %2: ()
b0:
  %0 = add(%0, %1): i64
  return
}
function @main "main" lowered (read %0) -> %1 raises %5 {
  let %0: i64
  let %1: i64
  let %2: $Big
  let %3: $Error
  let %4: ptr
  let %5: $Error
  let %6: ()
b0:
  try %2 = call @checked(%0) normal b1 error %3 b2
b1:
  %1 = %2.0[%0]
  %4 = ptr function @add
  %6 = call pointer %4 mojo(&i64, i64) -> () with (mut %1, i64 41)
  call @add(mut %1, %0)
  return
b2:
  %5.0 = add(%3.0, i32 1): i32
  raise
}
`;

test("calls by value, reference and pointer; raised errors", (load) => {
  const program = load(callProgram);
  assert.equal(run(program, "main", ["i64 5"]), "i64 47");
  assert.equal(run(program, "main", ["i64 41"]), "raised $Error {i32 4}");
  assert.match(run(program, "main", ["i64 -1"]), /^failed: element -1 of an array of 40/);
});

test("a failure has the stack of calls, innermost first", (load) => {
  const program = load(callProgram);
  const evaluation = program.interpreter.run("main", [constant(program.types, "i64 -1")]);
  assert(evaluation.kind === "failure");
  const { stack, reason } = evaluation.failure;
  assert.equal(reason, "out-of-bounds");
  assert.deepEqual(
    stack.map((frame) => [frame.displayName, frame.span.file.text.slice(frame.span.start, frame.span.end)]),
    [
      ["checked", "%1.0[%0] = i64 1"],
      ["main", "try %2 = call @checked(%0) normal b1 error %3 b2"],
    ],
  );
});

test("limits: steps, depth, memory", (load) => {
  const text = `
function @forever "forever" lowered () -> %0 {
  let %0: ()
b0:
  goto b0
}
`;
  const deep = `
function @deep "deep" lowered () -> %0 {
  let %0: ()
b0:
  %0 = call @deep()
  return
}
function @hungry "hungry" lowered () -> %0 {
  let %0: ptr
b0:
  %0 = call external @malloc c(i64) -> ptr with (i64 65536)
  goto b0
}
`;
  const program = load(text + deep, { stepLimit: 10_000, depthLimit: 100, heapLimitBytes: 1 << 20 });
  assert.equal(run(program, "forever"), "failed: takes more than 10000 steps");
  assert.equal(run(program, "deep"), "failed: calls nest deeper than 100");
  assert.equal(run(program, "hungry"), "failed: needs more than 1048576 bytes of memory");
  const unlimited = load(deep, { depthLimit: 1e9 });
  assert.equal(run(unlimited, "deep"), "failed: calls nest too deeply");
});

/** Statements on the pointers %0, %1, the numbers %2 (i64), %3 (i8), the unit %4. */
function memoryProgram(statements: string): string {
  return `
global @constant: [2 x i8] constant = [2 x i8] {i8 1, i8 2}
function @main "main" lowered () -> %2 {
  let %0: ptr
  let %1: ptr
  let %2: i64
  let %3: i8
  let %4: ()
b0:
  %2 = i64 0
  ${statements}
  return
}
`;
}

const malloc = "call external @malloc c(i64) -> ptr with";
const free = "call external @free c(ptr) -> () with";

for (const [statements, expected] of [
  [`%0 = ${malloc} (i64 8) %4 = store(%0, i64 5): () %2 = load(%0): i64`, "i64 5"],
  [`%0 = ${malloc} (i64 8) %2 = load(%0): i64`, "failed: reads memory that is not initialised"],
  [`%0 = ${malloc} (i64 8) %4 = store(%0, i32 5): () %2 = load(%0): i64`, "failed: reads memory that is not initialised"],
  [
    `%0 = ${malloc} (i64 8) %0 = offset_bytes(%0, i64 1): ptr %4 = store(%0, i64 5): ()`,
    "failed: writes 8 bytes at offset 1 of an allocation of 8",
  ],
  [
    `%0 = ${malloc} (i64 8) %0 = offset[elementType=i32](%0, i64 -1): ptr %3 = load(%0): i8`,
    "failed: reads 1 byte at offset -4 of an allocation of 8",
  ],
  [
    `%0 = ${malloc} (i64 9) %1 = offset_bytes(%0, i64 1): ptr %4 = store[alignment=1](%1, i64 -7): () %2 = load[alignment=1](%1): i64`,
    "i64 -7",
  ],
  [`%0 = ${malloc} (i64 8) ${free} (%0) %3 = load(%0): i8`, "failed: reads memory after it was freed"],
  [`%0 = ${malloc} (i64 8) ${free} (%0) ${free} (%0)`, "failed: memory is freed twice"],
  [`%0 = ${malloc} (i64 8) %0 = offset_bytes(%0, i64 1): ptr ${free} (%0)`, "failed: a pointer into the middle of an allocation is freed"],
  ["%3 = load(ptr null): i8", "failed: reads through a null pointer"],
  ["%0 = offset_bytes(ptr null, i64 16): ptr %3 = load(%0): i8", "failed: reads through a null pointer plus 16"],
  ["%0 = ptr @constant+1 %3 = load(%0): i8 %2 = cast(%3): i64", "i64 2"],
  ["%0 = ptr @constant+1 %4 = store(%0, i8 4): ()", "failed: writes constant data"],
  ["%0 = ptr @constant+2 %3 = load(%0): i8", "failed: reads 1 byte at offset 2 of static data of 2"],
  [
    `%0 = ${malloc} (i64 8) %2 = pointer_to_int(%0): i64 %1 = int_to_pointer(%2): ptr %4 = store(%1, i64 9): () %2 = load(%0): i64`,
    "i64 9",
  ],
  ["%0 = int_to_pointer(i64 9223372036854775807): ptr", "failed: an integer that is not an address is converted to a pointer"],
  ["%0 = &%2 %1 = &%0 %1.*(ptr).*(i64) = i64 3", "i64 3"],
  [
    `%0 = ${malloc} (i64 16) %4 = store(%0, i64 5): () %1 = offset_bytes(%0, i64 8): ptr %4 = memory_copy(%1, %0, i64 8): () %2 = load(%1): i64`,
    "i64 5",
  ],
  [`%0 = ${malloc} (i64 8) %4 = memory_set(%0, i8 -1, i64 8): () %2 = load(%0): i64`, "i64 -1"],
  [
    `%0 = ${malloc} (i64 4) %4 = memory_set(%0, i8 7, i64 4): () %0 = call external @realloc c(ptr, i64) -> ptr with (%0, i64 8) %3 = load(%0): i8 %2 = cast(%3): i64`,
    "i64 7",
  ],
  [
    "%0 = stack_allocate[elementType=i64](i64 4): ptr %1 = offset[elementType=i64](%0, i64 3): ptr %4 = store(%1, i64 6): () %2 = load(%1): i64",
    "i64 6",
  ],
  ["%2 = div(i64 1, %2): i64", "failed: integer division by zero"],
  ["%4 = trap(): ()", "failed: the program stopped"],
  ["call external @exit c(i32) -> () with (i32 3)", "failed: the program exited with status 3"],
  ["%2 = time_ns(): i64", "failed: reads the clock"],
  ["call external @fork c() -> i32 with ()", "failed: the external function `fork` cannot be called at compile time"],
  ["call pointer ptr null mojo() -> () with ()", "failed: calls through a null pointer"],
] as const) {
  test(`memory: ${statements}`, (load) => {
    assert.equal(run(load(memoryProgram(statements)), "main"), expected);
  });
}

test("a pointer to a local of a function that returned", (load) => {
  const program = load(`
function @dangling "dangling" lowered () -> %0 {
  let %0: ptr
  let %1: i64
b0:
  %1 = i64 1
  %0 = &%1
  return
}
function @main "main" lowered () -> %0 {
  let %0: i64
  let %1: ptr
b0:
  %1 = call @dangling()
  %0 = load(%1): i64
  return
}
`);
  assert.equal(run(program, "main"), "failed: reads a local of a function that has returned");
  assert.equal(run(program, "dangling"), "failed: a pointer to a local variable leaves the evaluation");
});

const listProgram = `
struct $Node copy trivial move trivial destroy trivial { next: ptr, text: ptr, value: i64 }
data @text align 1 constant = "one\\x00two\\x00"
function @node "node" lowered (read %0, read %1) -> %2 {
  let %0: ptr
  let %1: i64
  let %2: ptr
b0:
  %2 = call external @malloc c(i64) -> ptr with (i64 24)
  %2.*($Node) = make $Node (%0, ptr @text+4, %1)
  return
}
function @list "list" lowered () -> %0 {
  let %0: $Node
  let %1: ptr
  let %2: ptr
b0:
  %1 = call @node(ptr null, i64 3)
  %1 = call @node(%1, i64 2)
  %2 = call @node(%1, i64 2)
  %0 = make $Node (%2, ptr function @node, i64 1)
  return
}
function @circle "circle" lowered () -> %0 {
  let %0: ptr
  let %1: ptr
b0:
  %0 = call @node(ptr null, i64 3)
  %1 = call @node(%0, i64 2)
  %0.*($Node).0 = %1
  return
}
function @sum "sum" lowered (read %0) -> %1 {
  let %0: $Node
  let %1: i64
  let %2: ptr
  let %3: i1
b0:
  %1 = %0.2
  %2 = %0.0
  goto b1
b1:
  %3 = eq(%2, ptr null): i1
  branch %3, b2, b3
b2:
  return
b3:
  %1 = add(%1, %2.*($Node).2): i64
  %2 = %2.*($Node).0
  goto b1
}
`;

test("memory of a result becomes static data, and can be passed in again", (load) => {
  const program = load(listProgram);
  const first = program.interpreter.run("list", []);
  assert(first.kind === "value");
  assert.match(show(first), /^\$Node \{ptr @constant\.\w+\+0, ptr function @node, i64 1\}$/);
  assert.equal(program.module.data.size, 4);
  assert.equal(show(program.interpreter.run("sum", [first.value])), "i64 8");
  // Names come from content alone.
  assert.equal(show(load(listProgram).interpreter.run("list", [])), show(first));
  const data = [...program.module.data.values()].filter((entry) => entry.symbol.startsWith("constant."));
  for (const entry of data)
    assert.deepEqual(entry.relocations.find((relocation) => relocation.offset === 8)?.target, textPointer(program.types.pointer));
});

function textPointer(type: Constant["type"]): Constant {
  return { kind: "global", type, symbol: "text", offset: 4 };
}

test("circles of pointers", (load) => {
  const program = load(listProgram);
  const interned: MirData[] = [];
  const circle = load(listProgram, {
    internData: (data) => {
      interned.push(data);
      return data.symbol;
    },
  });
  const result = show(circle.interpreter.run("circle", []));
  assert.equal(show(program.interpreter.run("circle", [])), result);
  assert.equal(interned.length, 2);
  const [a, b] = interned as [MirData, MirData];
  const targets = interned.map((data) => data.relocations.find((relocation) => relocation.offset === 0)?.target);
  assert.deepEqual(
    targets.map((target) => (target?.kind === "global" ? target.symbol : undefined)),
    [b.symbol, a.symbol],
  );
  assert.equal(result, `ptr @${a.symbol}+0`);
});

test("deep lists are no deeper than memory", (load) => {
  const program = load(`${listProgram}
function @long "long" lowered (read %0) -> %1 {
  let %0: i64
  let %1: ptr
  let %2: i1
  let %3: i64
b0:
  %1 = ptr null
  %3 = i64 0
  goto b1
b1:
  %1 = call @node(%1, %3)
  %3 = add(%3, i64 1): i64
  %2 = lt(%3, %0): i1
  branch %2, b1, b2
b2:
  return
}
`);
  assert.match(run(program, "long", ["i64 20000"]), /^ptr @constant/);
  assert.equal(program.module.data.size, 20001);
});

test("mutable globals start anew in each evaluation", (load) => {
  const program = load(`
global @counter: i64 = i64 5
function @next "next" lowered () -> %0 {
  let %0: i64
  let %1: ptr
b0:
  %1 = ptr @counter+0
  %1.*(i64) = add(%1.*(i64), i64 1): i64
  %0 = %1.*(i64)
  return
}
`);
  assert.equal(run(program, "next"), "i64 6");
  assert.equal(run(program, "next"), "i64 6");
});

test("an evaluation may need another one", (load) => {
  const types = load("").types;
  let inner = "";
  const program = load(callProgram, { types });
  const outer = load(callProgram, {
    types,
    resolveFunction: (symbol) => {
      if (symbol === "checked") inner = show(outer.interpreter.run("add_five", [constant(types, "i64 1")]));
      return (
        program.module.functions.get(symbol) ??
        load(`function @add_five "f" lowered (read &%0) -> %1 { let %0: i64 let %1: i64 b0: %1 = add(%0, i64 5): i64 return }`, {
          types,
        }).module.functions.get(symbol)
      );
    },
  });
  assert.equal(run(outer, "main", ["i64 5"]), "i64 47");
  assert.equal(inner, "i64 6");
});

test("what resolving a function throws comes through", (load) => {
  const program = load(callProgram, {
    resolveFunction: () => {
      throw new TypeError("undefined is not BigInt");
    },
  });
  assert.throws(() => program.interpreter.run("main", [constant(program.types, "i64 1")]), /undefined is not BigInt/);
});

test("output goes to the callback", (load) => {
  const program = load(`
data @text align 1 constant = "hello"
function @main "main" lowered () -> %0 {
  let %0: i64
b0:
  %0 = call external @write c(i32, ptr, i64) -> i64 with (i32 1, ptr @text+0, i64 5)
  return
}
`);
  assert.equal(run(program, "main"), "i64 5");
  assert.equal(program.output.get(1), "hello");
});

test("exact literals live in memory too", (load) => {
  const program = load(`
struct $Literal copy trivial move trivial destroy trivial { value: literal_integer }
function @twice "twice" lowered (read &%0) -> &%1 {
  let %0: $Literal
  let %1: $Literal
b0:
  %1.0 = literal_add(%0.0, %0.0): literal_integer
  return
}
function @boxed "boxed" lowered (read %0) -> %1 {
  let %0: $Literal
  let %1: ptr
b0:
  %1 = call external @malloc c(i64) -> ptr with (i64 8)
  %1.*($Literal) = %0
  return
}
`);
  assert.equal(
    run(program, "twice", ["$Literal {literal_integer 100000000000000000000}"]),
    "$Literal {literal_integer 200000000000000000000}",
  );
  const boxed = program.interpreter.run("boxed", [constant(program.types, "$Literal {literal_integer 7}")]);
  const data = [...program.module.data.values()][0];
  assert.equal(boxed.kind, "value");
  assert.deepEqual(data?.relocations, [{ offset: 0, target: { kind: "literal-integer", type: program.types.literalInteger, value: 7n } }]);
});

test("an undefined part of an aggregate stays undefined; a use of it fails", (load) => {
  const program = load(`
struct $Maybe copy trivial move trivial destroy trivial { i1, i64 }
function @none "none" lowered () -> &%0 {
  let %0: $Maybe
b0:
  %0.0 = i1 0
  return
}
function @copied "copied" lowered () -> %0 {
  let %0: $Maybe
  let %1: $Maybe
  let %2: ptr
b0:
  %1 = call @none()
  %2 = &%1
  %0 = %2.*($Maybe)
  return
}
function @used "used" lowered () -> %0 {
  let %0: i64
  let %1: $Maybe
b0:
  %1 = call @copied()
  %0 = add(%1.1, i64 1): i64
  return
}
`);
  assert.equal(run(program, "copied"), "$Maybe {i1 0, i64 undefined}");
  assert.equal(run(program, "used"), "failed: uses a value that is not initialised");
});
