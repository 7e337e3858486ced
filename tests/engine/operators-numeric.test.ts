/** Operators element by element, reductions, softmaxes and conversions: against numbers computed here. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fromElements } from "../../src/engine/tensor-data.ts";
import { floats, resultOf, runOperator, someNumbers } from "./run-operator.ts";

function near(actual: readonly (number | bigint | string)[], expected: readonly number[], tolerance = 1e-5): void {
  assert.equal(actual.length, expected.length);
  actual.forEach((each, at) => {
    const [x, y] = [Number(each), expected[at] as number];
    assert.ok(Object.is(x, y) || Math.abs(x - y) <= tolerance * Math.max(1, Math.abs(y)), `element ${at}: ${x} instead of ${y}`);
  });
}

test("arithmetic broadcasts, and integers wrap and divide as in C", () => {
  const sum = resultOf({ operator: "Add", inputs: { a: floats([2, 3], [1, 2, 3, 4, 5, 6]), b: floats([3], [10, 20, 30]) } });
  assert.deepEqual(sum, { shape: [2, 3], values: [11, 22, 33, 14, 25, 36] });
  const ints = (values: readonly number[]) => fromElements("int8", [values.length], values);
  assert.deepEqual(resultOf({ operator: "Mul", inputs: { a: ints([100, -128]), b: ints([3, -1]) } }).values, [44, -128]);
  assert.deepEqual(resultOf({ operator: "Div", inputs: { a: ints([-7, 7]), b: ints([2, -2]) } }).values, [-3, -3]);
  assert.deepEqual(resultOf({ operator: "Mod", inputs: { a: ints([-7, 7]), b: ints([3, -3]) } }).values, [2, -2]);
  assert.deepEqual(resultOf({ operator: "Mod", attributes: { fmod: 1 }, inputs: { a: ints([-7, 7]), b: ints([3, -3]) } }).values, [-1, 1]);
  const power = resultOf({ operator: "Pow", inputs: { a: fromElements("int32", [2], [9, 4]), b: floats([2], [0.5, 1.5]) } });
  assert.deepEqual(power.values, [3, 8]);
});

test("operator sets below 7 broadcast at an axis", () => {
  const inputs = { a: floats([2, 2, 2], [0, 0, 0, 0, 0, 0, 0, 0]), b: floats([2], [1, 2]) };
  const result = resultOf({ operator: "Sub", opset: 6, inputs, attributes: { broadcast: 1, axis: 1 } });
  assert.deepEqual(result.values, [-1, -1, -2, -2, -1, -1, -2, -2]);
});

test("activations follow their formulas where exp overflows, too", () => {
  const inputs = { x: floats([5], [-200, -1, 0, 0.5, 200]) };
  near(resultOf({ operator: "Sigmoid", inputs }).values, [0, 1 / (1 + Math.E), 0.5, 1 / (1 + Math.exp(-0.5)), 1]);
  near(resultOf({ operator: "Softplus", inputs }).values, [0, Math.log1p(1 / Math.E), Math.LN2, Math.log1p(Math.exp(0.5)), 200]);
  near(resultOf({ operator: "Elu", inputs, attributes: { alpha: { float: 2 } } }).values, [-2, 2 / Math.E - 2, 0, 0.5, 200]);
  near(resultOf({ operator: "Gelu", inputs }).values, [0, -0.15865525, 0, 0.34573123, 200]);
  near(
    resultOf({ operator: "Clip", inputs: { ...inputs, min: floats([], [-1]), max: floats([], [0.25]) } }).values,
    [-1, -1, 0, 0.25, 0.25],
  );
  near(resultOf({ operator: "Clip", opset: 6, inputs, attributes: { max: { float: 0.25 } } }).values, [-200, -1, 0, 0.25, 0.25]);
});

test("softmax is of one axis since operator set 13, before of all axes from the given one on", () => {
  const values = someNumbers(12);
  const inputs = { x: floats([2, 2, 3], values) };
  const share = (from: number, count: number): number[] => {
    const powers = values.slice(from, from + count).map(Math.exp);
    return powers.map((each) => each / powers.reduce((a, b) => a + b));
  };
  near(
    resultOf({ operator: "Softmax", inputs }).values,
    [0, 3, 6, 9].flatMap((from) => share(from, 3)),
  );
  near(
    resultOf({ operator: "Softmax", opset: 11, inputs }).values,
    [0, 6].flatMap((from) => share(from, 6)),
  );
  near(resultOf({ operator: "LogSoftmax", inputs: { x: floats([1, 2], [1000, 0]) } }).values, [0, -1000]);
  const ties = floats([1, 4], [1, 3, 3, 2]);
  assert.deepEqual(resultOf({ operator: "Hardmax", inputs: { x: ties } }).values, [0, 1, 0, 0]);
});

test("reductions take axes as attribute or input, and keep dimensions or not", () => {
  const x = floats([2, 3], [1, -2, 3, 4, 5, -6]);
  const axes = fromElements("int64", [1], [-1n]);
  assert.deepEqual(resultOf({ operator: "ReduceSum", inputs: { x, axes }, fixed: ["axes"] }), { shape: [2, 1], values: [2, 3] });
  assert.deepEqual(resultOf({ operator: "ReduceMax", opset: 11, inputs: { x }, attributes: { axes: [0], keepdims: 0 } }), {
    shape: [3],
    values: [4, 5, 3],
  });
  near(resultOf({ operator: "ReduceL2", inputs: { x } }).values, [Math.sqrt(91)]);
  near(resultOf({ operator: "ReduceLogSumExp", inputs: { x: floats([2], [1000, 1000]) } }).values, [1000 + Math.LN2]);
  assert.deepEqual(
    resultOf({ operator: "ReduceSumSquare", inputs: { x }, attributes: { noop_with_empty_axes: 1 } }).values,
    [1, 4, 9, 16, 25, 36],
  );
  const narrow = floats([4096], new Array(4096).fill(1), "float16");
  assert.deepEqual(resultOf({ operator: "ReduceMean", inputs: { x: narrow } }).values, [1]);
  const ties = floats([2, 3], [1, 3, 3, 2, 0, 2]);
  assert.deepEqual(resultOf({ operator: "ArgMax", inputs: { x: ties }, attributes: { axis: 1, keepdims: 0 } }).values, [1n, 0n]);
  const last = { axis: 1, keepdims: 0, select_last_index: 1 };
  assert.deepEqual(resultOf({ operator: "ArgMax", inputs: { x: ties }, attributes: last }).values, [2n, 2n]);
});

test("conversions saturate to floats of 8 bits unless told otherwise", () => {
  const inputs = { x: floats([3], [1000, -1000, 0.3]) };
  assert.deepEqual(resultOf({ operator: "Cast", inputs, attributes: { to: 17 } }).values, [448, -448, 0.3125]);
  assert.deepEqual(resultOf({ operator: "Cast", inputs, attributes: { to: 17, saturate: 0 } }).values, [NaN, NaN, 0.3125]);
  assert.deepEqual(resultOf({ operator: "Cast", inputs, attributes: { to: 7 } }).values, [1000n, -1000n, 0n]);
});

test("constants of every kind of attribute", () => {
  const constant = (attributes: Parameters<typeof resultOf>[0]["attributes"]) =>
    resultOf({ operator: "Constant", inputs: {}, attributes: attributes ?? {} });
  assert.deepEqual(constant({ value: floats([2], [1, 2]) }), { shape: [2], values: [1, 2] });
  assert.deepEqual(constant({ value_ints: [3, 4] }), { shape: [2], values: [3n, 4n] });
  assert.deepEqual(constant({ value_float: { float: 0.5 } }), { shape: [], values: [0.5] });
  assert.deepEqual(constant({ value_strings: ["a", "b"] }), { shape: [2], values: ["a", "b"] });
});

test("what does not fit is an error that names operator and sizes", () => {
  const run = (plan: Parameters<typeof runOperator>[0]) => () => runOperator(plan);
  const x = floats([2], [1, 2]);
  assert.throws(run({ operator: "Add", inputs: { x, y: fromElements("int32", [2], [1, 2]) } }), /Add "y".*float32 and int32/);
  assert.throws(
    run({ operator: "Add", inputs: { x, b: floats([3], [1, 2, 3]) }, fixed: ["x", "b"] }),
    /Add "y".*\[2\] and \[3\] do not broadcast/,
  );
  assert.throws(run({ operator: "Sin", inputs: { x: fromElements("bool", [1], [true]) } }), /Sin "y": input 0 is bool/);
  assert.throws(run({ operator: "Softmax", inputs: { x }, attributes: { axis: 3 } }), /axis 3 is outside of a tensor of rank 1/);
});
