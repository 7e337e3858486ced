/** Tensors as data: every element type there and back, rounding, and shapes that cannot be. */
import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { parseTensor, tensorData } from "../../src/engine/onnx/tensor.ts";
import {
  type ElementType,
  type TensorData,
  TensorError,
  byteLength,
  countElements,
  elementBits,
  elementTypes,
  fromElements,
  readElements,
  tensorOfBytes,
} from "../../src/engine/tensor-data.ts";
import { encodeTensor } from "./onnx-writer.ts";

const seed = 20240607;

function list(tensor: TensorData): unknown[] {
  return Array.from(readElements(tensor) as ArrayLike<unknown>);
}

function bytesOf(tensor: TensorData): number[] {
  assert.ok(tensor.elements.kind === "bytes");
  return [...tensor.elements.bytes];
}

const values: readonly (readonly [ElementType, readonly (number | bigint | string)[]])[] = [
  ["bool", [0, 1, 1]],
  ["int8", [-128, 0, 127]],
  ["uint8", [0, 1, 255]],
  ["int16", [-32768, 5, 32767]],
  ["uint16", [0, 5, 65535]],
  ["int32", [-(2 ** 31), 0, 2 ** 31 - 1]],
  ["uint32", [0, 1, 2 ** 32 - 1]],
  ["int64", [-(2n ** 63n), 0n, 2n ** 63n - 1n]],
  ["uint64", [0n, 1n, 2n ** 64n - 1n]],
  ["float16", [-65504, 2 ** -24, Infinity]],
  ["bfloat16", [-1.5, 2 ** -133, NaN]],
  ["float32", [-0, Math.fround(0.1), Infinity]],
  ["float64", [-0, 0.1, NaN]],
  ["float8_e4m3fn", [-448, 2 ** -9, NaN]],
  ["float8_e4m3fnuz", [-240, 2 ** -10, NaN]],
  ["float8_e5m2", [-57344, 2 ** -16, Infinity]],
  ["float8_e5m2fnuz", [-57344, 2 ** -17, NaN]],
  ["float8_e8m0fnu", [2 ** -127, 1, 2 ** 127]],
  ["float4_e2m1fn", [-6, 0.5, 4]],
  ["int4", [-8, 7, -1]],
  ["uint4", [0, 15, 8]],
  ["int2", [-2, 1, -1]],
  ["uint2", [0, 3, 2]],
  ["string", ["", "größer", "😀"]],
];

test("the table below has every type but the complex ones", () => {
  assert.deepEqual([...values.map(([type]) => type), "complex64", "complex128"].sort(), [...elementTypes].sort());
});

for (const [type, elements] of values) {
  test(`${type}: values there and back, and through both storages of a file`, () => {
    const tensor = fromElements(type, [3, 1], elements);
    assert.deepEqual(list(tensor), elements);
    for (const storage of ["raw", "numbers"] as const) {
      const again = tensorData(parseTensor(encodeTensor("t", tensor, storage)), undefined);
      assert.deepEqual([again.elementType, again.shape, list(again)], [type, [3, 1], elements], storage);
    }
  });
}

test("complex numbers are pairs", () => {
  for (const type of ["complex64", "complex128"] as const) {
    const tensor = fromElements(type, [2], [1, -2, 0.5, 4]);
    assert.deepEqual(list(tensor), [1, -2, 0.5, 4]);
    assert.equal(bytesOf(tensor).length, (elementBits(type) / 8) * 2);
    for (const storage of ["raw", "numbers"] as const) {
      assert.deepEqual(list(tensorData(parseTensor(encodeTensor("t", tensor, storage)), undefined)), [1, -2, 0.5, 4]);
    }
  }
});

test("elements below a byte fill it from its lowest bits", () => {
  assert.deepEqual(bytesOf(fromElements("uint4", [3], [1, 2, 3])), [0x21, 0x03]);
  assert.deepEqual(bytesOf(fromElements("int4", [2], [-1, -8])), [0x8f]);
  assert.deepEqual(bytesOf(fromElements("uint2", [5], [0, 1, 2, 3, 1])), [0xe4, 0x01]);
  assert.deepEqual(bytesOf(fromElements("float4_e2m1fn", [2], [0.5, -6])), [0xf1]);
});

const halves: readonly (readonly [ElementType, value: number, nearest: number])[] = [
  ["float16", 1 + 2 ** -11, 1],
  ["float16", 1 + 3 * 2 ** -11, 1 + 2 ** -9],
  // Rounded once: by way of float32 this would be 1.
  ["float16", 1 + 2 ** -11 + 2 ** -40, 1 + 2 ** -10],
  ["float16", 65520, Infinity],
  ["bfloat16", 1 + 2 ** -8, 1],
  ["bfloat16", 1 + 3 * 2 ** -8, 1 + 2 ** -6],
  ["float8_e4m3fn", 17, 16],
  ["float8_e4m3fn", 19, 20],
  ["float8_e4m3fn", 464, 448],
  ["float8_e4m3fn", 465, NaN],
  ["float8_e4m3fn", Infinity, NaN],
  ["float8_e4m3fnuz", 248, NaN],
  ["float8_e4m3fnuz", 247, 240],
  ["float8_e4m3fnuz", -0, 0],
  ["float8_e5m2", 61440, Infinity],
  ["float8_e5m2", 61439, 57344],
  ["float8_e5m2fnuz", -Infinity, NaN],
  ["float8_e8m0fnu", 3, 2],
  ["float8_e8m0fnu", 6, 8],
  ["float8_e8m0fnu", 0, 2 ** -127],
  ["float8_e8m0fnu", -1, NaN],
  ["float4_e2m1fn", 2.5, 2],
  ["float4_e2m1fn", 3.5, 4],
  ["float4_e2m1fn", -100, -6],
  ["float4_e2m1fn", NaN, -0],
];

test("floats are rounded to the nearest, halfway to the even one", () => {
  for (const [type, value, nearest] of halves) assert.deepEqual(list(fromElements(type, [], [value])), [nearest], `${type} of ${value}`);
});

test("every float of 8 bits or fewer is its own nearest, and between two neighbours the nearer one is taken", () => {
  for (const type of elementTypes.filter((type) => type.startsWith("float8") || type.startsWith("float4"))) {
    const count = 2 ** elementBits(type);
    const codes = Uint8Array.from({ length: count }, (_, code) => code);
    const bytes = count === 256 ? codes : Uint8Array.from({ length: 8 }, (_, at) => 2 * at + ((2 * at + 1) << 4));
    const all = tensorOfBytes(type as Exclude<ElementType, "string">, [count], bytes);
    const decoded = list(all) as number[];
    assert.deepEqual(list(fromElements(type, [count], decoded)), decoded, type);
    const finite = [...new Set(decoded.filter(Number.isFinite))].sort((a, b) => a - b);
    for (let index = 0; index + 1 < finite.length; index++) {
      const [low, high] = [finite[index] as number, finite[index + 1] as number];
      const between = [low + (high - low) * 0.49, low + (high - low) * 0.51];
      assert.deepEqual(
        list(fromElements(type, [2], between)).map((value) => (value as number) + 0),
        [low + 0, high + 0],
        `${type} ${low} ${high}`,
      );
    }
  }
});

test("numbers of any type are read from any offset", () => {
  for (const [type, elements] of values) {
    const tensor = fromElements(type, [3], elements);
    if (tensor.elements.kind !== "bytes") continue;
    const shifted = new Uint8Array(tensor.elements.bytes.length + 1);
    shifted.set(tensor.elements.bytes, 1);
    assert.deepEqual(list({ ...tensor, elements: { kind: "bytes", bytes: shifted.subarray(1) } }), elements);
  }
});

test("float16 and float32 agree with a typed array on any double", () => {
  fc.assert(
    fc.property(fc.double(), (value) => {
      assert.deepEqual(list(fromElements("float16", [1], [value])), [Math.f16round(value)]);
      assert.deepEqual(list(fromElements("float32", [1], [value])), [Math.fround(value)]);
    }),
    { seed, numRuns: 2000 },
  );
});

test("what cannot be is said before anything is allocated", () => {
  const wrong: readonly (readonly [() => unknown, RegExp])[] = [
    [() => countElements([2 ** 40, 2 ** 40]), /shape \[1099511627776, 1099511627776\] has too many elements/],
    [() => byteLength("float64", [2 ** 60]), /has the dimension 1152921504606847000/],
    [() => countElements([-1]), /has the dimension -1/],
    [() => fromElements("float32", [2 ** 31, 2 ** 20], [1]), /has 2251799813685248 elements, but there are 1/],
    [() => tensorOfBytes("int32", [3], new Uint8Array(11)), /int32 of shape \[3\] takes 12 bytes, but there are 11/],
    [() => fromElements("int8", [1], [128]), /int8 cannot hold 128/],
    [() => fromElements("uint64", [1], [-1]), /uint64 cannot hold -1/],
    [() => fromElements("int64", [1], [0.5]), /an integer is needed, not 0.5/],
    [() => fromElements("bool", [1], [2]), /bool cannot hold 2/],
    [() => fromElements("uint2", [1], [4]), /uint2 cannot hold 4/],
    [() => fromElements("float32", [1], ["1"]), /a number is needed/],
  ];
  for (const [action, message] of wrong) assert.throws(action, (error) => error instanceof TensorError && message.test(error.message));
  assert.equal(countElements([2 ** 40, 0, 2 ** 40]), 0);
});
