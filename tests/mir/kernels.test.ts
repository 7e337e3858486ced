/** Intrinsics in the interpreter against independent definitions: BigInt, exact rationals, JavaScript's own rounding. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { MemoryAccess } from "../../src/mir/interpreter/access.ts";
import { floatToRatio, fusedMultiplyAdd, integerToFloat, ratioToFloat, rounderOf } from "../../src/mir/interpreter/floats.ts";
import { type IntrinsicUse, type Kernel, type KernelHost, makeKernel } from "../../src/mir/interpreter/kernels.ts";
import { Memory } from "../../src/mir/interpreter/memory.ts";
import type { FloatFormat, MirType } from "../../src/mir/mir.ts";
import { MirTypeTable } from "../../src/mir/types.ts";

const types = new MirTypeTable();
const memory = new Memory(1 << 24, () => assert.fail("nothing is reserved"));
const host: KernelHost = { memory, access: new MemoryAccess(memory), clock: () => 0n, internText: () => assert.fail() };

function kernel(use: IntrinsicUse): Kernel {
  return makeKernel(host, use);
}

const widths = [1, 7, 8, 16, 31, 32, 33, 64, 128];

function integer(bits: number): fc.Arbitrary<bigint> {
  const high = 1n << BigInt(bits - 1);
  const edges = [0n, 1n, -1n, high - 1n, -high, high, 2n].map((value) => BigInt.asUintN(bits, value));
  return fc.oneof(fc.bigInt({ min: 0n, max: 2n * high - 1n }), fc.constantFrom(...edges));
}

/** How the interpreter holds an int. */
function leaf(bits: number, value: bigint): number | bigint {
  if (bits === 1) return Number(BigInt.asUintN(1, value));
  return bits <= 32 ? Number(BigInt.asIntN(bits, value)) : BigInt.asIntN(bits, value);
}

type Reference = (a: bigint, b: bigint, bits: number, signed: boolean) => bigint | boolean | undefined;

/** On the numbers that the bits stand for in the given sign; `undefined`: not defined. */
const references: Readonly<Record<string, Reference>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => (b === 0n ? undefined : a / b),
  rem: (a, b) => (b === 0n ? undefined : a % b),
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
  shl: (a, b, bits) => (BigInt.asUintN(bits, b) >= BigInt(bits) ? undefined : a << BigInt.asUintN(bits, b)),
  shr: (a, b, bits) => (BigInt.asUintN(bits, b) >= BigInt(bits) ? undefined : a >> BigInt.asUintN(bits, b)),
  min: (a, b) => (a < b ? a : b),
  max: (a, b) => (a > b ? a : b),
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
  lt: (a, b) => a < b,
  le: (a, b) => a <= b,
  gt: (a, b) => a > b,
  ge: (a, b) => a >= b,
  neg: (a) => -a,
  not: (a) => ~a,
  abs: (a) => (a < 0n ? -a : a),
  popcount: (a, _b, bits) => BigInt(binary(a, bits).replaceAll("0", "").length),
  clz: (a, _b, bits) => BigInt(`${binary(a, bits)}1`.indexOf("1")),
  ctz: (a, _b, bits) => BigInt(`${reversed(binary(a, bits))}1`.indexOf("1")),
  bitreverse: (a, _b, bits) => BigInt(`0b${reversed(binary(a, bits))}`),
};

function binary(value: bigint, bits: number): string {
  return BigInt.asUintN(bits, value).toString(2).padStart(bits, "0");
}

function reversed(text: string): string {
  return [...text].reverse().join("");
}

for (const [name, reference] of Object.entries(references)) {
  test(`ints: ${name}`, () => {
    for (const bits of widths) {
      for (const signed of [true, false]) {
        const type = types.int(bits);
        const isUnary = reference.length < 2 || ["popcount", "clz", "ctz", "bitreverse"].includes(name);
        const isComparison = typeof reference(1n, 1n, bits, signed) === "boolean";
        const operands = isUnary ? [type] : [type, type];
        const computed = kernel({ name, operands, result: isComparison ? types.bool : type, attributes: { signed } });
        const number = (value: bigint) => (signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value));
        fc.assert(
          fc.property(integer(bits), integer(bits), (a, b) => {
            const expected = reference(number(a), number(b), bits, signed);
            if (expected === undefined) return;
            const found = isUnary ? computed(leaf(bits, a)) : computed(leaf(bits, a), leaf(bits, b));
            assert.equal(found, typeof expected === "boolean" ? Number(expected) : leaf(bits, expected), `${bits} ${signed} ${a} ${b}`);
          }),
          { numRuns: 60, seed: 7 },
        );
      }
    }
  });
}

test("ints: byteswap", () => {
  for (const bits of [16, 32, 64, 128]) {
    const type = types.int(bits);
    const computed = kernel({ name: "byteswap", operands: [type], result: type });
    fc.assert(
      fc.property(integer(bits), (a) => {
        const hex = a.toString(16).padStart(bits / 4, "0");
        const swapped = BigInt(`0x${(hex.match(/../g) as string[]).reverse().join("")}`);
        assert.equal(computed(leaf(bits, a)), leaf(bits, swapped));
      }),
      { seed: 7 },
    );
  }
});

test("ints: overflow", () => {
  for (const [name, reference] of [
    ["add_overflow", references.add],
    ["sub_overflow", references.sub],
    ["mul_overflow", references.mul],
  ] as const) {
    for (const bits of widths) {
      for (const signed of [true, false]) {
        const type = types.int(bits);
        const computed = kernel({ name, operands: [type, type], result: types.unit, attributes: { signed } });
        const number = (value: bigint) => (signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value));
        fc.assert(
          fc.property(integer(bits), integer(bits), (a, b) => {
            const exact = reference?.(number(a), number(b), bits, signed) as bigint;
            assert.deepEqual(computed(leaf(bits, a), leaf(bits, b)), [leaf(bits, exact), number(exact) === exact ? 0 : 1]);
          }),
          { numRuns: 60, seed: 7 },
        );
      }
    }
  }
});

test("casts between ints", () => {
  for (const from of widths) {
    for (const to of widths) {
      for (const signed of [true, false]) {
        const computed = kernel({ name: "cast", operands: [types.int(from)], result: types.int(to), attributes: { signed } });
        fc.assert(
          fc.property(integer(from), (a) => {
            const number = signed ? BigInt.asIntN(from, a) : BigInt.asUintN(from, a);
            assert.equal(computed(leaf(from, a)), leaf(to, to === 1 ? (number === 0n ? 0n : 1n) : number), `${from} ${to} ${signed} ${a}`);
          }),
          { numRuns: 30, seed: 7 },
        );
      }
    }
  }
});

const formats: readonly FloatFormat[] = ["f64", "f32", "f16", "bf16", "f8e5m2", "f8e4m3fn"];
const precision: Readonly<Record<string, number>> = { f64: 53, f32: 24, f16: 11, bf16: 8, f8e5m2: 3, f8e4m3fn: 4 };
const smallest: Readonly<Record<string, number>> = { f64: -1074, f32: -149, f16: -24, bf16: -133, f8e5m2: -16, f8e4m3fn: -9 };
const largest: Readonly<Record<string, number>> = {
  f64: Number.MAX_VALUE,
  f32: 3.4028234663852886e38,
  f16: 65504,
  bf16: 3.3895313892515355e38,
  f8e5m2: 57344,
  f8e4m3fn: 448,
};

/** Rounds an exact ratio by its definition: the multiple of the last place that is nearest, the even one of two. */
function nearest(numerator: bigint, denominator: bigint, format: FloatFormat): number {
  const magnitude = numerator < 0n ? -numerator : numerator;
  if (magnitude === 0n) return 0;
  let unit = smallest[format] as number;
  const inUnits = (exponent: number): [bigint, bigint] =>
    exponent >= 0 ? [magnitude, denominator << BigInt(exponent)] : [magnitude << BigInt(-exponent), denominator];
  while (true) {
    const [top, bottom] = inUnits(unit);
    if (top / bottom < 1n << BigInt(precision[format] as number)) break;
    unit += 1;
  }
  const [top, bottom] = inUnits(unit);
  const below = top / bottom;
  const twice = 2n * (top - below * bottom);
  const units = twice > bottom || (twice === bottom && below % 2n === 1n) ? below + 1n : below;
  // Exact: few bits times a power of two, in two factors to stay in range.
  const half = Math.trunc(unit / 2);
  const value = Number(units) * 2 ** half * 2 ** (unit - half);
  const rounded = value > (largest[format] as number) ? (format === "f8e4m3fn" ? NaN : Infinity) : value;
  return numerator < 0n ? -rounded : rounded;
}

const anyBig = fc.oneof(
  fc.bigInt({ min: -1000n, max: 1000n }),
  fc.bigInt({ min: -(1n << 200n), max: 1n << 200n }),
  fc.bigInt({ min: -(1n << 1100n), max: 1n << 1100n }),
);

test("ratios and integers round to nearest even", () => {
  for (const format of formats) {
    fc.assert(
      fc.property(anyBig, anyBig, (a, b) => {
        const denominator = b === 0n ? 1n : b < 0n ? -b : b;
        assert.equal(ratioToFloat(a, denominator, format) + 0, nearest(a, denominator, format) + 0);
        assert.equal(integerToFloat(a, format), nearest(a, 1n, format));
      }),
      { numRuns: 300, seed: 3 },
    );
  }
});

test("decimal texts round as JavaScript reads them", () => {
  for (const [text, numerator, denominator] of [
    ["0.1", 1n, 10n],
    ["1e23", 10n ** 23n, 1n],
    ["5e-324", 5n, 10n ** 324n],
    ["2.4703282292062327e-324", 24703282292062327n, 10n ** 340n],
    ["2.4703282292062328e-324", 24703282292062328n, 10n ** 340n],
    ["1.7976931348623158e308", 17976931348623158n * 10n ** 292n, 1n],
    ["1.7976931348623159e308", 17976931348623159n * 10n ** 292n, 1n],
  ] as const) {
    assert.equal(ratioToFloat(numerator, denominator, "f64"), Number(text), text);
  }
});

const double = fc.oneof(
  fc.double(),
  fc.float(),
  fc.double({ min: -10, max: 10 }),
  fc.constantFrom(0, -0, 1, -1, 0.5, Infinity, -Infinity, NaN, 5e-324, Number.MAX_VALUE),
);

test("rounding of doubles", () => {
  for (const format of formats) {
    const round = rounderOf(format);
    fc.assert(
      fc.property(double, (value) => {
        const special = format === "f8e4m3fn" && !Number.isFinite(value) ? NaN : value;
        if (!Number.isFinite(value) || value === 0) return assert.equal(round(value), special);
        const { numerator, denominator } = floatToRatio(value);
        assert.equal(round(value) + 0, nearest(numerator, denominator, format) + 0);
      }),
      { numRuns: 300, seed: 3 },
    );
  }
});

test("fma rounds once", () => {
  for (const format of formats) {
    const round = rounderOf(format);
    fc.assert(
      fc.property(double, double, double, fc.boolean(), (x, y, z, cancels) => {
        const a = round(x);
        const b = round(y);
        const c = cancels ? -round(a * b) : round(z);
        const found = fusedMultiplyAdd(format, a, b, c);
        if (![a, b, c].every(Number.isFinite)) return assert.equal(found, a * b + c);
        const [p, q, r] = [floatToRatio(a), floatToRatio(b), floatToRatio(c)];
        const denominator = p.denominator * q.denominator * r.denominator;
        const numerator = p.numerator * q.numerator * r.denominator + r.numerator * p.denominator * q.denominator;
        assert.equal(found + 0, nearest(numerator, denominator, format) + 0, `${a} ${b} ${c}`);
      }),
      { numRuns: 1000, seed: 3 },
    );
  }
});

test("arithmetic of narrow floats is that of exact values, rounded", () => {
  for (const format of formats.slice(1)) {
    const type = types.float(format);
    const round = rounderOf(format);
    for (const name of ["add", "sub", "mul", "div"]) {
      const computed = kernel({ name, operands: [type, type], result: type });
      fc.assert(
        fc.property(double, double, (x, y) => {
          const [a, b] = [round(x), round(y)];
          if (!Number.isFinite(a) || !Number.isFinite(b) || (name === "div" && b === 0)) return;
          const [p, q] = [floatToRatio(a), floatToRatio(b)];
          const sign = name === "sub" ? -1n : 1n;
          const [numerator, denominator] =
            name === "mul"
              ? [p.numerator * q.numerator, p.denominator * q.denominator]
              : name === "div"
                ? [p.numerator * q.denominator, p.denominator * q.numerator]
                : [p.numerator * q.denominator + sign * q.numerator * p.denominator, p.denominator * q.denominator];
          const expected = denominator < 0n ? nearest(-numerator, -denominator, format) : nearest(numerator, denominator, format);
          assert.equal(computed(a, b) + 0, expected + 0, `${name} ${format} ${a} ${b}`);
        }),
        { numRuns: 200, seed: 3 },
      );
    }
  }
});

test("floats to ints saturate, ints to floats round once", () => {
  for (const format of formats) {
    for (const bits of widths.slice(1)) {
      for (const signed of [true, false]) {
        const float = types.float(format);
        const int = types.int(bits);
        const toInt = kernel({ name: "cast", operands: [float], result: int, attributes: { signed } });
        const toFloat = kernel({ name: "cast", operands: [int], result: float, attributes: { signed } });
        const low = signed ? -(1n << BigInt(bits - 1)) : 0n;
        const high = (1n << BigInt(signed ? bits - 1 : bits)) - 1n;
        fc.assert(
          fc.property(double, integer(bits), (x, a) => {
            const value = rounderOf(format)(x);
            const whole = Number.isNaN(value) ? 0n : value === Infinity ? high : value === -Infinity ? low : BigInt(Math.trunc(value));
            assert.equal(toInt(value), leaf(bits, whole < low ? low : whole > high ? high : whole));
            const number = signed ? BigInt.asIntN(bits, a) : BigInt.asUintN(bits, a);
            assert.equal(toFloat(leaf(bits, a)), nearest(number, 1n, format));
          }),
          { numRuns: 60, seed: 3 },
        );
      }
    }
  }
});

function apply(name: string, operands: readonly MirType[], result: MirType, values: readonly unknown[], attributes = {}): unknown {
  return kernel({ name, operands, result, attributes })(...values);
}

const f32 = types.float("f32");
const f64 = types.float("f64");
const i8x4 = types.vector(4, types.i8);
const f32x4 = types.vector(4, f32);
const mask4 = types.vector(4, types.bool);

test("rounding to whole numbers", () => {
  for (const [name, expected] of [
    ["floor", [-3, -1, 0, 2, -0]],
    ["ceil", [-2, -0, 1, 3, -0]],
    ["trunc", [-2, -0, 0, 2, -0]],
    ["round", [-3, -1, 1, 3, -0]],
    ["roundeven", [-2, -0, 0, 2, -0]],
  ] as const) {
    [-2.5, -0.5, 0.5, 2.5, -0].forEach((value, index) => {
      assert(Object.is(apply(name, [f64], f64, [value]), expected[index]), `${name} ${value}`);
    });
  }
});

test("min and max of NaN and zeros; comparisons with NaN", () => {
  assert.equal(apply("min", [f64, f64], f64, [NaN, 1]), 1);
  assert.equal(apply("max", [f64, f64], f64, [1, NaN]), 1);
  assert(Object.is(apply("min", [f64, f64], f64, [0, -0]), -0));
  assert.equal(apply("ne", [f64, f64], types.bool, [NaN, NaN]), 1);
  assert.equal(apply("eq", [f64, f64], types.bool, [NaN, NaN]), 0);
  assert.equal(apply("le", [f64, f64], types.bool, [NaN, NaN]), 0);
});

test("vectors", () => {
  assert.deepEqual(
    apply("add", [i8x4, i8x4], i8x4, [
      [127, 1, -128, 0],
      [1, 2, -1, 0],
    ]),
    [-128, 3, 127, 0],
  );
  assert.deepEqual(
    apply("lt", [f32x4, f32x4], mask4, [
      [1, 2, NaN, 4],
      [2, 1, 0, 5],
    ]),
    [1, 0, 0, 1],
  );
  assert.deepEqual(
    apply("select", [mask4, f32x4, f32x4], f32x4, [
      [1, 0, 0, 1],
      [1, 2, 3, 4],
      [5, 6, 7, 8],
    ]),
    [1, 6, 7, 4],
  );
  assert.deepEqual(apply("select", [types.bool, f32x4, f32x4], f32x4, [0, [1, 2, 3, 4], [5, 6, 7, 8]]), [5, 6, 7, 8]);
  assert.deepEqual(
    apply(
      "shuffle",
      [i8x4, i8x4],
      types.vector(3, types.i8),
      [
        [1, 2, 3, 4],
        [5, 6, 7, 8],
      ],
      { mask: [7, 0, -1] },
    ),
    [8, 1, 0],
  );
  assert.deepEqual(apply("iota", [], types.vector(3, types.i64), []), [0n, 1n, 2n]);
  assert.deepEqual(apply("insert", [i8x4, types.i64, types.i8], i8x4, [[1, 2, 3, 4], 2n, 9]), [1, 2, 9, 4]);
  assert.equal(apply("reduce_add", [i8x4], types.i8, [[100, 100, 100, 0]]), 44);
  assert.equal(apply("reduce_max", [i8x4], types.i8, [[-1, 100, 3, 0]], { signed: false }), -1);
  assert.equal(apply("reduce_or", [mask4], types.bool, [[0, 0, 1, 0]]), 1);
  assert.equal(apply("reduce_add", [f32x4], f32, [[16777216, 1, 1, 1]]), 16777216);
});

test("bits", () => {
  assert.equal(apply("bitcast", [f32], types.i32, [-0]), -2147483648);
  assert.equal(apply("bitcast", [types.i64], f64, [0x3ff8000000000000n]), 1.5);
  assert.equal(apply("bitcast", [i8x4], types.i32, [[1, 2, 3, -1]]), -16580095);
  assert.deepEqual(apply("bitcast", [types.i32], i8x4, [-16580095]), [1, 2, 3, -1]);
  assert.equal(apply("bitcast", [types.vector(8, types.bool)], types.i8, [[1, 0, 0, 0, 0, 0, 0, 1]]), -127);
  assert.deepEqual(apply("bitcast", [types.i8], types.vector(8, types.bool), [-127]), [1, 0, 0, 0, 0, 0, 0, 1]);
});

test("LLVM's own intrinsics", () => {
  const llvm = (text: string, operands: MirType[], result: MirType, values: unknown[]) => apply("llvm", operands, result, values, { text });
  assert.equal(llvm("llvm.ctpop.i32", [types.i32], types.i32, [255]), 8);
  assert.equal(llvm("llvm.sqrt", [f64], f64, [2]), Math.SQRT2);
  assert.deepEqual(llvm("llvm.fabs.v4f32", [f32x4], f32x4, [[-1, 2, -0, 3]]), [1, 2, 0, 3]);
  assert.equal(llvm("llvm.fshl.i8", [types.i8, types.i8, types.i8], types.i8, [0x12, 0x34, 4]), 0x23);
  assert.equal(llvm("llvm.uadd.sat.i8", [types.i8, types.i8], types.i8, [-56, 100]), -1);
  assert.equal(llvm("llvm.exp2.f32", [f32], f32, [0.5]), Math.fround(Math.SQRT2));
  assert.throws(() => llvm("llvm.x86.rdtsc", [], types.i64, []), /LLVM intrinsic `llvm.x86.rdtsc` is not supported/);
});

test("memory: values of every kind come back", () => {
  const kinds: readonly (readonly [MirType, readonly unknown[]])[] = [
    [types.bool, [0, 1]],
    [types.int(24), [-8388608, 8388607]],
    [types.int(40), [-1n, 1n << 38n]],
    [types.int(128), [-(1n << 127n), 1n << 70n, -1n]],
    [types.int(256), [-(1n << 255n), 1n << 200n]],
    [f32, [1.5, -0, NaN]],
    [types.float("bf16"), [1.5, Infinity]],
    [types.float("f8e4m3fn"), [448, -0.001953125]],
    [types.pointer, [0, 12884901888 + 7]],
    [mask4, [[1, 0, 1, 1]]],
    [types.vector(9, types.bool), [[1, 0, 1, 1, 0, 0, 0, 0, 1]]],
    [f32x4, [[1, -2, 0.5, 4]]],
    [types.vector(2, types.pointer), [[0, 4294967300]]],
    [types.array(2, types.i64), [[1n, -2n]]],
  ];
  for (const [type, values] of kinds) {
    for (const offset of [0, 1]) {
      const address = memory.allocate(80) + offset;
      for (const value of values) {
        apply("store", [types.pointer, type], types.unit, [address, value]);
        assert.deepEqual(apply("load", [types.pointer], type, [address]), value);
      }
    }
  }
});

test("memory: masked, gathered, atomic", () => {
  const base = memory.allocate(16);
  const pointer = types.pointer;
  apply("store", [pointer, f32x4], types.unit, [base, [1, 2, 3, 4]]);
  assert.deepEqual(apply("masked_load", [pointer, mask4, f32x4], f32x4, [base, [1, 0, 0, 1], [9, 9, 9, 9]]), [1, 9, 9, 4]);
  assert.deepEqual(apply("expand_load", [pointer, mask4, f32x4], f32x4, [base, [0, 1, 0, 1], [9, 9, 9, 9]]), [9, 1, 9, 2]);
  apply("compress_store", [pointer, f32x4, mask4], types.unit, [base, [5, 6, 7, 8], [0, 1, 0, 1]]);
  const addresses = types.vector(4, types.i64);
  assert.deepEqual(
    apply("gather", [addresses, mask4, f32x4], f32x4, [
      [BigInt(base + 4), 0n, 0n, BigInt(base)],
      [1, 0, 0, 1],
      [9, 9, 9, 9],
    ]),
    [8, 9, 9, 6],
  );
  apply("scatter", [types.vector(4, pointer), f32x4, mask4], types.unit, [
    [base, base + 4, 0, 0],
    [1, 2, 3, 4],
    [1, 1, 0, 0],
  ]);
  assert.deepEqual(apply("load", [pointer], f32x4, [base]), [1, 2, 3, 4]);
  assert.equal(apply("atomic_rmw", [pointer, f32], f32, [base, 2], { operation: "fadd" }), 1);
  assert.deepEqual(apply("atomic_compare_exchange", [pointer, f32, f32], types.unit, [base, 3, 7]), [3, 1]);
  assert.deepEqual(apply("atomic_compare_exchange", [pointer, f32, f32], types.unit, [base, 3, 8]), [7, 0]);
});

test("integer literals follow Python", () => {
  const literal = types.literalInteger;
  const int = (name: string, ...values: bigint[]) =>
    apply(
      name,
      values.map(() => literal),
      literal,
      values,
    );
  assert.equal(int("literal_floordiv", -7n, 2n), -4n);
  assert.equal(int("literal_mod", -7n, 2n), 1n);
  assert.equal(int("literal_mod", 7n, -2n), -1n);
  assert.equal(int("literal_pow", 3n, 100n), 3n ** 100n);
  assert.equal(int("literal_pow", -1n, 1n << 80n), 1n);
  assert.equal(int("literal_shr", -5n, 1n), -3n);
  assert.throws(() => int("literal_shl", 1n, 1n << 40n), /an integer literal of more than/);
  assert.throws(() => int("literal_floordiv", 1n, 0n), /division by zero/);
  assert.equal(apply("literal_to_int", [literal], types.int(8), [300n]), 44);
  assert.equal(apply("literal_fits", [literal, literal, literal], types.bool, [255n, 8n, 0n]), 1);
  assert.equal(apply("literal_fits", [literal, literal, literal], types.bool, [255n, 8n, 1n]), 0);
});

test("float literals are exact", () => {
  const literal = types.literalFloat;
  const ratio = (numerator: bigint, denominator: bigint) => ({ numerator, denominator });
  const float = (name: string, ...values: unknown[]) =>
    apply(
      name,
      values.map(() => literal),
      literal,
      values,
    );
  const third = float("literal_truediv", ratio(1n, 1n), ratio(3n, 1n));
  assert.deepEqual(third, ratio(1n, 3n));
  assert.deepEqual(float("literal_mul", third, ratio(3n, 1n)), ratio(1n, 1n));
  assert.equal(apply("literal_to_float", [literal], f32, [third]), Math.fround(1 / 3));
  assert.deepEqual(float("literal_truediv", ratio(-1n, 1n), ratio(0n, 1n)), { numerator: 0n, denominator: 1n, special: "-inf" });
  assert.deepEqual(float("literal_floordiv", ratio(-7n, 2n), ratio(1n, 1n)), ratio(-4n, 1n));
  assert.deepEqual(float("literal_mod", ratio(-7n, 2n), ratio(2n, 1n)), ratio(1n, 2n));
  assert.deepEqual(float("literal_pow", ratio(2n, 3n), ratio(-2n, 1n)), ratio(9n, 4n));
  assert.equal(apply("literal_lt", [literal, literal], types.bool, [ratio(1n, 3n), ratio(1n, 2n)]), 1);
  assert.deepEqual(float("literal_neg", ratio(0n, 1n)), { numerator: 0n, denominator: 1n, special: "-0" });
  assert.equal(apply("literal_to_float", [literal], f64, [float("literal_neg", ratio(0n, 1n))]), -0);
  assert.equal(
    apply("literal_eq", [literal, literal], types.bool, [
      { ...ratio(0n, 1n), special: "nan" },
      { ...ratio(0n, 1n), special: "nan" },
    ]),
    0,
  );
});
