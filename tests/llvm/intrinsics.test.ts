/**
 * Every intrinsic, compiled at O0 and O3, for this machine and for a bare one: operands in memory, result in memory.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { emitModule } from "../../src/llvm/emit.ts";
import { Jit } from "../../src/llvm/backend.ts";
import { intrinsicInfo, intrinsicNames } from "../../src/mir/intrinsics.ts";
import type { MirType } from "../../src/mir/mir.ts";
import { parseMir } from "../../src/mir/parse.ts";
import { alignmentOf, sizeOf } from "../../src/mir/types.ts";
import { baseline, decodeValue, encodeValue, target, type Value } from "./harness.ts";

type Case = {
  readonly name: string;
  /** As in MIR text, `signed=true`. */
  readonly attributes: string;
  readonly inputs: readonly (readonly [type: string, value: Value])[];
  readonly result: string;
  readonly expected: Value;
};

const cases: Case[] = [];

function given(call: string, inputs: Case["inputs"], result: string, expected: Value): void {
  const [, name, attributes] = /^(\w+)(?:\[(.*)\])?$/.exec(call) as unknown as [string, string, string | undefined];
  cases.push({ name, attributes: attributes ?? "", inputs, result, expected });
}

/** Operands and result of one type. */
function same(call: string, type: string, values: readonly Value[], expected: Value): void {
  given(
    call,
    values.map((value) => [type, value]),
    type,
    expected,
  );
}

const i4 = "<4 x i32>";
const f4 = "<4 x f32>";

// Arithmetic
same("add", "i32", [2147483647, 1], -2147483648);
same("add", "i8", [200, 100], 44);
same("add", "f64", [0.1, 0.2], 0.1 + 0.2);
same(
  "add",
  f4,
  [
    [1, 2, 3, 4],
    [10, 20, 30, 40],
  ],
  [11, 22, 33, 44],
);
same("add", "i128", [(1n << 100n) - 1n, 1n], 1n << 100n);
same("add", "f16", [1.5, 0.25], 1.75);
same("add", "bf16", [1.5, 0.25], 1.75);
same("add", "f8e4m3fn", [1.5, 0.25], 1.75);
same("add", "f8e5m2", [1.5, 0.5], 2);
same('add[fastMath=("contract", "reassoc")]', "f32", [1, 2], 3);
same("sub", "i64", [5n, 7n], -2n);
same("sub", "f32", [5, 7], -2);
same(
  "mul",
  i4,
  [
    [1, -2, 3, 65536],
    [5, 6, 7, 65536],
  ],
  [5, -12, 21, 0],
);
same("mul", "i64", [1n << 40n, 1n << 40n], 0n);
same("div[signed=true]", "i32", [-7, 2], -3);
same("div", "i32", [-2, 2], 2147483647);
same("div", "f64", [1, 0], Infinity);
same("div[signed=true]", "i128", [-(1n << 90n), 1n << 30n], -(1n << 60n));
same("div", "i256", [1n << 200n, 3n], (1n << 200n) / 3n);
same("rem[signed=true]", "i32", [-7, 2], -1);
same("rem", "i8", [250, 7], 5);
same("rem", "f64", [-7.5, 2], -1.5);
same("neg", "i16", [-32768], -32768);
same("neg", "f64", [0], -0);
same("neg", f4, [[1, -2, 0, 4]], [-1, 2, -0, -4]);
same("and", "i32", [0b1100, 0b1010], 0b1000);
same("or", "i1", [true, false], true);
same(
  "xor",
  i4,
  [
    [1, 2, 3, 4],
    [1, 1, 1, 1],
  ],
  [0, 3, 2, 5],
);
same(
  "xor",
  "<8 x i1>",
  [
    [true, false, true, false, true, false, true, false],
    [true, true, false, false, true, true, false, false],
  ],
  [false, true, true, false, false, true, true, false],
);
same("not", "i1", [true], false);
same("not", i4, [[0, -1, 1, 2]], [-1, 0, -2, -3]);
same("not", "<8 x i1>", [[true, false, true, false, true, false, true, false]], [false, true, false, true, false, true, false, true]);
same("shl", "i8", [3, 7], -128);
same("shr[signed=true]", "i32", [-8, 1], -4);
same("shr", "i32", [-8, 1], 2147483644);

// Comparisons
for (const [name, expected] of [
  ["eq", false],
  ["ne", true],
  ["lt", true],
  ["le", true],
  ["gt", false],
  ["ge", false],
] as const) {
  given(
    `${name}[signed=true]`,
    [
      ["i32", -1],
      ["i32", 1],
    ],
    "i1",
    expected,
  );
  given(
    name,
    [
      ["f64", 1],
      ["f64", 2],
    ],
    "i1",
    expected,
  );
  given(
    name,
    [
      ["f64", NaN],
      ["f64", 2],
    ],
    "i1",
    name === "ne",
  );
}
given(
  "lt",
  [
    ["i32", -1],
    ["i32", 1],
  ],
  "i1",
  false,
);
given(
  "lt",
  [
    ["ptr", 4096n],
    ["ptr", 8192n],
  ],
  "i1",
  true,
);
given(
  "eq",
  [
    ["f8e4m3fn", 1.5],
    ["f8e4m3fn", 1.5],
  ],
  "i1",
  true,
);
given(
  "gt[signed=true]",
  [
    [i4, [1, 2, 3, 4]],
    [i4, [2, 1, 4, -3]],
  ],
  "<4 x i1>",
  [false, true, false, true],
);
given(
  "select",
  [
    ["i1", true],
    ["i64", 1n],
    ["i64", 2n],
  ],
  "i64",
  1n,
);
given(
  "select",
  [
    ["<4 x i1>", [true, false, true, false]],
    [i4, [1, 2, 3, 4]],
    [i4, [5, 6, 7, 8]],
  ],
  i4,
  [1, 6, 3, 8],
);

// Numbers
same("min[signed=true]", "i32", [-1, 1], -1);
same("min", "i32", [-1, 1], 1);
same("max", "f32", [NaN, 1], 1);
same(
  "max",
  f4,
  [
    [1, 5, 3, 7],
    [2, 4, 6, 0],
  ],
  [2, 5, 6, 7],
);
same("min", "f8e5m2", [2, 1], 1);
same("abs", "i32", [-5], 5);
same("abs", "i8", [-128], -128);
same("abs", "f64", [-0], 0);
same("fma", "f64", [2 ** 27 + 1, 2 ** 27 - 1, -(2 ** 54)], -1);
same("fma", "i32", [3, 4, 5], 17);
same("sqrt", f4, [[1, 4, 9, 2]], [1, 2, 3, Math.fround(Math.SQRT2)]);
same("floor", "f64", [-1.5], -2);
same("ceil", "f64", [-1.5], -1);
same("trunc", "f64", [-1.5], -1);
same("round", "f64", [-2.5], -3);
same("roundeven", "f64", [-2.5], -2);
same("copysign", "f64", [3, -0], -3);
same("popcount", "i64", [255n], 8n);
same("clz", "i32", [1], 31);
same("clz", "i32", [0], 32);
same("ctz", "i16", [0], 16);
same("ctz", i4, [[1, 2, 4, 0]], [0, 1, 2, 32]);
same("byteswap", "i32", [0x01020304], 0x04030201);
same("byteswap", "i8", [5], 5);
same("bitreverse", "i8", [1], -128);
given(
  "add_overflow[signed=true]",
  [
    ["i32", 2147483647],
    ["i32", 1],
  ],
  "$Checked",
  [-2147483648, true],
);
given(
  "sub_overflow",
  [
    ["i32", 1],
    ["i32", 2],
  ],
  "$Checked",
  [-1, true],
);
given(
  "mul_overflow[signed=true]",
  [
    ["i32", 46340],
    ["i32", 46340],
  ],
  "$Checked",
  [2147395600, false],
);

// Conversions
given("cast[signed=true]", [["i8", -1]], "i32", -1);
given("cast", [["i8", -1]], "i32", 255);
given("cast", [["i1", true]], "i32", 1);
given("cast[signed=true]", [["i1", true]], "i32", -1);
given("cast", [["i64", (1n << 32n) + 5n]], "i32", 5);
given("cast", [["i64", 256n]], "i1", true);
given("cast", [["f64", 0.25]], "i1", true);
given("cast", [["i1", true]], "f32", 1);
given("cast[signed=true]", [["i64", -3n]], "f64", -3);
given("cast", [["i64", -1n]], "f64", 2 ** 64);
given("cast[signed=true]", [["f64", 1e300]], "i32", 2147483647);
given("cast[signed=true]", [["f64", NaN]], "i32", 0);
given("cast", [["f64", -5]], "i8", 0);
given("cast[signed=true]", [["f64", -2.9]], "i32", -2);
given("cast", [["f64", 1 / 3]], "f32", Math.fround(1 / 3));
given("cast", [["f32", 1.25]], "f64", 1.25);
given("cast", [["f32", 3.14159274]], "bf16", 3.140625);
given("cast", [["f64", 1 + 2 ** -9 + 2 ** -40]], "bf16", 1);
given("cast", [["f64", 1 + 2 ** -8 + 2 ** -40]], "bf16", 1 + 2 ** -7);
given("cast", [["f64", 1 + 2 ** -11 + 2 ** -40]], "f16", 1 + 2 ** -10);
given("cast", [["f32", 65520]], "f16", Infinity);
given("cast", [["f16", 1.5]], "bf16", 1.5);
given("cast", [["bf16", 1.5]], "f16", 1.5);
given("cast[signed=true]", [["i32", -7]], "bf16", -7);
given("cast[signed=true]", [["bf16", -7.5]], "i32", -7);
for (const [format, values] of [
  ["f8e4m3fn", [0, -0, 1, -1.75, 448, -448, 464, 465, 1e9, NaN, Infinity, 2 ** -9, 2 ** -10, 1.5 * 2 ** -10, 2 ** -6, 0.3, 17.01]],
  ["f8e5m2", [0, -0, 1, -1.75, 57344, 61439, 61440, -1e9, NaN, -Infinity, 2 ** -16, 2 ** -17, 1.5 * 2 ** -17, 2 ** -14, 0.3, 17.01]],
] as const) {
  for (const value of values) {
    const type = parseMir(`function @f "f" lowered () -> %0 {\n let %0: ${format}\nb0:\n unreachable\n}`).functions.get("f")?.locals[0]
      ?.type as MirType;
    const bytes = new DataView(new ArrayBuffer(8));
    encodeValue(type, Math.fround(value), bytes);
    const expected = decodeValue(type, bytes);
    given("cast", [["f32", value]], format, expected);
    given("cast", [[format, value]], "f32", decodeValue(type, (encodeValue(type, value, bytes), bytes)));
    given("cast", [["f64", value]], format, decodeValue(type, (encodeValue(type, value, bytes), bytes)));
  }
}
given("cast", [[f4, [1, 2.5, 500, -0.1]]], "<4 x f8e4m3fn>", [1, 2.5, NaN, -0.1015625]);
given("cast[signed=true]", [["i32", -17]], "f8e4m3fn", -16);
given("cast[signed=true]", [["f8e4m3fn", -2.5]], "i32", -2);
given("cast", [[i4, [1, 0, 3, 0]]], "<4 x i1>", [true, false, true, false]);
given("bitcast", [["f32", 1]], "i32", 0x3f800000);
given("bitcast", [["<8 x i1>", [true, false, true, false, false, false, false, true]]], "i8", -123);
given("bitcast", [["i8", 5]], "<8 x i1>", [true, false, true, false, false, false, false, false]);
given("bitcast", [["ptr", 42n]], "i64", 42n);
given("bitcast", [["i64", 42n]], "ptr", 42n);
given("bitcast", [["<2 x i64>", [1n, 2n]]], i4, [1, 0, 2, 0]);
given("pointer_to_int", [["ptr", 42n]], "i64", 42n);
given("int_to_pointer", [["i64", 42n]], "ptr", 42n);

// Vectors
given("splat", [["i32", 7]], i4, [7, 7, 7, 7]);
given("splat", [["f32", 7]], "f32", 7);
given(
  "extract",
  [
    [i4, [5, 6, 7, 8]],
    ["i64", 2n],
  ],
  "i32",
  7,
);
given(
  "insert",
  [
    [i4, [5, 6, 7, 8]],
    ["i64", 2n],
    ["i32", 9],
  ],
  i4,
  [5, 6, 9, 8],
);
given(
  "shuffle[mask=(3, 4, 0, 7)]",
  [
    [i4, [1, 2, 3, 4]],
    [i4, [5, 6, 7, 8]],
  ],
  i4,
  [4, 5, 1, 8],
);
given(
  "shuffle[mask=(1)]",
  [
    [i4, [1, 2, 3, 4]],
    [i4, [5, 6, 7, 8]],
  ],
  "i32",
  2,
);
given(
  "shuffle[mask=(0, 1, 0, 1)]",
  [
    ["i32", 1],
    ["i32", 2],
  ],
  i4,
  [1, 2, 1, 2],
);
given("reduce_add", [[i4, [1, 2, 3, 4]]], "i32", 10);
given("reduce_add", [[f4, [1e8, 1, -1e8, 1]]], "f32", 1);
given('reduce_add[fastMath=("reassoc")]', [[f4, [1, 2, 3, 4]]], "f32", 10);
given("reduce_mul", [[f4, [1, 2, 3, 4]]], "f32", 24);
given("reduce_min[signed=true]", [[i4, [1, -2, 3, 4]]], "i32", -2);
given("reduce_min", [[i4, [1, -2, 3, 4]]], "i32", 1);
given("reduce_max", [[f4, [1, 9, 3, 4]]], "f32", 9);
given("reduce_and", [["<8 x i1>", [true, true, true, true, true, true, true, false]]], "i1", false);
given("reduce_or", [["<8 x i1>", [false, true, false, false, false, false, false, false]]], "i1", true);
given("reduce_xor", [[i4, [1, 2, 4, 8]]], "i32", 15);
given("reduce_add", [["i64", 5n]], "i64", 5n);
given("iota", [], i4, [0, 1, 2, 3]);
given("iota", [], "i64", 0n);

// Hints and escapes
given("likely", [["i1", true]], "i1", true);
given("unlikely", [["i1", false]], "i1", false);
given("interpreting", [], "i1", false);
given(
  'llvm[text="llvm.fshl", sideEffects=false]',
  [
    ["i32", 0x12345678],
    ["i32", 0],
    ["i32", 8],
  ],
  "i32",
  0x34567800,
);
given(
  'llvm[text="llvm.fshl", sideEffects=false]',
  [
    ["i64", 1n],
    ["i64", 0n],
    ["i64", 8n],
  ],
  "i64",
  256n,
);
given('llvm[text="llvm.sqrt.f64", sideEffects=false]', [["f64", 9]], "f64", 3);
given(
  'llvm[text="llvm.uadd.sat", sideEffects=false]',
  [
    ["<8 x i16>", [1, 2, 3, 4, 5, 6, 7, -1]],
    ["<8 x i16>", [1, 1, 1, 1, 1, 1, 1, 1]],
  ],
  "<8 x i16>",
  [2, 3, 4, 5, 6, 7, 8, -1],
);
if (target.architecture === "x86_64") {
  given('assembly[text="leal 1($1), $0\\n\\tnop", constraints="=r,r", sideEffects=false]', [["i32", 41]], "i32", 42);
}

// One module of functions `(in0, in1, …, out)`.

function moduleText(): string {
  const parts = ["struct $Checked copy trivial move trivial destroy trivial { value: i32, overflow: i1 }"];
  cases.forEach((item, k) => {
    const pointers = [...item.inputs.map((_, i) => i), item.inputs.length];
    const first = pointers.length + 1;
    const lines = [
      `function @case${k} "case" exported abi_c lowered (${pointers.map((i) => `read %${i}`).join(", ")}) -> %${pointers.length} {`,
      ...pointers.map((i) => `  let %${i}: ptr`),
      `  let %${pointers.length}: ()`,
      ...item.inputs.map(([type], i) => `  let %${first + i}: ${type}`),
      `  let %${first + item.inputs.length}: ${item.result}`,
      "b0:",
      ...item.inputs.map(([type], i) => `  %${first + i} = load(%${i}): ${type}`),
    ];
    const operands = item.inputs.map((_, i) => `%${first + i}`).join(", ");
    const result = `%${first + item.inputs.length}`;
    lines.push(`  ${result} = ${item.name}${item.attributes === "" ? "" : `[${item.attributes}]`}(${operands}): ${item.result}`);
    lines.push(`  %${pointers.length} = store(%${item.inputs.length}, ${result}): ()`, "  return", "}");
    parts.push(lines.join("\n"));
  });
  return parts.join("\n");
}

for (const [machineName, machine] of [
  ["this machine", target],
  ["a bare machine", baseline],
] as const) {
  for (const level of [0, 3] as const) {
    test(`intrinsics on ${machineName} at O${level}`, () => {
      const module = parseMir(moduleText());
      using jit = Jit.create({ target: machine, level, verify: true });
      jit.addIr(emitModule(module, { target: machine }));
      cases.forEach((item, k) => {
        const locals = module.functions.get(`case${k}`)?.locals ?? [];
        const first = item.inputs.length + 2;
        const buffers = [...item.inputs, undefined].map((input, i) => {
          const type = locals[first + i]?.type as MirType;
          const buffer = alignedBuffer(sizeOf(type), alignmentOf(type));
          if (input !== undefined) encodeValue(type, input[1], buffer);
          return { type, buffer };
        });
        jit.call(
          `case${k}`,
          "void",
          buffers.map(() => "void *"),
          buffers.map(({ buffer }) => new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)),
        );
        const out = buffers.at(-1) as { type: MirType; buffer: DataView };
        const shown = `${item.name}[${item.attributes}](${item.inputs.map(([type, value]) => `${type} ${String(value)}`).join(", ")}): ${item.result}`;
        assert.deepStrictEqual(decodeValue(out.type, out.buffer), item.expected, shown);
      });
    });
  }
}

/** V8's buffers are 16-byte aligned in practice; wider vectors are read by unaligned instructions only when told so. */
function alignedBuffer(size: number, alignment: number): DataView {
  assert(alignment <= 16, "test types are at most 16-byte aligned");
  return new DataView(new ArrayBuffer(Math.max(16, size)));
}

test("every intrinsic of the table is tested or named here", () => {
  const elsewhere = new Set(
    "offset offset_bytes load store masked_load masked_store gather scatter compress_store expand_load memory_copy memory_move memory_set stack_allocate atomic_load atomic_store atomic_rmw atomic_compare_exchange fence prefetch assume trap unreachable_hint time_ns coroutine_resume coroutine_destroy coroutine_done coroutine_header".split(
      " ",
    ),
  );
  const tested = new Set(cases.map((item) => item.name));
  const missing = intrinsicNames().filter(
    (name) => intrinsicInfo(name)?.compileTimeOnly !== true && !tested.has(name) && !elsewhere.has(name),
  );
  assert.deepStrictEqual(missing, []);
});
