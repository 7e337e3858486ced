/** Compound operators: quantisation, attention, losses, optimisers, spectra, sampling, einsum. Against plain loops and known values. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fromElements, readElements, type TensorData } from "../../src/engine/tensor-data.ts";
import { floats, resultOf, runOperator, someNumbers } from "./run-operator.ts";

function near(actual: readonly (number | bigint | string)[], expected: readonly number[], tolerance = 1e-5): void {
  assert.equal(actual.length, expected.length);
  actual.forEach((each, at) => {
    const difference = Math.abs(Number(each) - (expected[at] as number));
    assert.ok(difference <= tolerance * Math.max(1, Math.abs(expected[at] as number)), `element ${at}: ${each} instead of ${expected[at]}`);
  });
}

function numbersOf(tensor: TensorData | undefined): readonly number[] {
  assert.ok(tensor);
  return Array.from(readElements(tensor) as ArrayLike<number>, Number);
}

const integers = (values: readonly number[]): TensorData => fromElements("int64", [values.length], values.map(BigInt));

test("quantisation rounds halves to even and saturates; per axis and in blocks", () => {
  const zero = fromElements("uint8", [], [10]);
  const x = floats([4], [0.5, 1.5, -100, 1000]);
  assert.deepEqual(resultOf({ operator: "QuantizeLinear", inputs: { x, scale: floats([], [1]), zero } }).values, [10, 12, 0, 255]);
  const perAxis = { x: floats([2, 2], [1, 2, 3, 4]), scale: floats([2], [0.5, 2]), zero: fromElements("int8", [2], [0, 1]) };
  assert.deepEqual(resultOf({ operator: "QuantizeLinear", inputs: perAxis }).values, [2, 2, 6, 3]);
  const blocked = { x: fromElements("int8", [1, 4], [1, 2, 3, 4]), scale: floats([1, 2], [1, 10]) };
  assert.deepEqual(resultOf({ operator: "DequantizeLinear", inputs: blocked, attributes: { block_size: 2 } }).values, [1, 2, 30, 40]);
  const [y, scale, point] = runOperator({
    operator: "DynamicQuantizeLinear",
    inputs: { x: floats([3], [-1, 0, 4]) },
    outputs: ["y", "s", "z"],
  });
  near(numbersOf(scale), [5 / 255]);
  assert.deepEqual([...numbersOf(point), ...numbersOf(y)], [51, 0, 51, 255]);
});

test("products of integers take off their zero points", () => {
  const a = fromElements("uint8", [2, 2], [1, 2, 3, 4]);
  const b = fromElements("int8", [2, 1], [5, -6]);
  const inputs = { a, b, azp: fromElements("uint8", [], [1]), bzp: fromElements("int8", [], [2]) };
  assert.deepEqual(resultOf({ operator: "MatMulInteger", inputs }).values, [-8, 6 - 24]);
});

test("attention with a causal mask sees what came before; a query without keys gives zeros", () => {
  const [length, width] = [3, 2];
  const [q, k, v] = [someNumbers(6), someNumbers(6, 2), someNumbers(6, 3)];
  const shape = [1, 1, length, width];
  const expected: number[] = [];
  for (let i = 0; i < length; i++) {
    const powers = Array.from({ length: i + 1 }, (_, j) => {
      let score = 0;
      for (let d = 0; d < width; d++) score += (q[i * width + d] as number) * (k[j * width + d] as number);
      return Math.exp(score / Math.sqrt(width));
    });
    const total = powers.reduce((x, y) => x + y);
    for (let d = 0; d < width; d++) expected.push(powers.reduce((sum, each, j) => sum + (each / total) * (v[j * width + d] as number), 0));
  }
  const inputs = { q: floats(shape, q), k: floats(shape, k), v: floats(shape, v) };
  near(resultOf({ operator: "Attention", opset: 24, inputs, attributes: { is_causal: 1 } }).values, expected);
  const mask = fromElements("bool", [3, 3], [true, true, true, false, false, false, true, false, false]);
  const masked = resultOf({ operator: "Attention", opset: 24, inputs: { ...inputs, mask } }).values;
  near(masked.slice(2), [0, 0, v[0] as number, v[1] as number]);
});

test("the loss of classes that are ignored counts nowhere", () => {
  const scores = floats(
    [3, 2],
    [1, 2, 3, 4, 5, 6].map((each) => -each),
  );
  const inputs = { scores, classes: integers([1, -1, 0]), weights: floats([2], [1, 3]) };
  const run = (reduction: string) =>
    resultOf({ operator: "NegativeLogLikelihoodLoss", inputs, attributes: { reduction, ignore_index: -1 } }).values;
  near(run("none"), [6, 0, 5]);
  near(run("sum"), [11]);
  near(run("mean"), [11 / 4]);
  const even = { scores: floats([1, 2], [7, 7]), classes: integers([1]) };
  near(resultOf({ operator: "SoftmaxCrossEntropyLoss", inputs: even }).values, [Math.LN2]);
});

test("an optimiser's step", () => {
  const inputs = {
    rate: floats([], [0.1]),
    count: fromElements("int64", [], [0n]),
    x: floats([2], [1, 2]),
    g: floats([2], [1, -1]),
    v: floats([2], [2, 3]),
  };
  const attributes = { alpha: { float: 0.5 }, beta: { float: 0.25 }, mode: "standard", norm_coefficient: { float: 0 } };
  const [x, v] = runOperator({ operator: "Momentum", domain: "ai.onnx.preview.training", inputs, attributes, outputs: ["y", "w"] });
  near(numbersOf(v), [2, 0.5]);
  near(numbersOf(x), [0.8, 1.95]);
});

test("the transform of a wave is one peak, and the inverse gives it back", () => {
  const count = 12;
  const wave = Array.from({ length: count }, (_, n) => Math.cos((2 * Math.PI * 3 * n) / count));
  const [spectrum] = runOperator({ operator: "DFT", inputs: { x: floats([1, count, 1], wave) }, sized: ["x"] });
  assert.ok(spectrum);
  near(
    numbersOf(spectrum),
    Array.from({ length: 2 * count }, (_, at) => (at === 6 || at === 18 ? count / 2 : 0)),
  );
  const back = resultOf({ operator: "DFT", inputs: { x: spectrum }, sized: ["x"], attributes: { inverse: 1 } });
  near(
    back.values.filter((_, at) => at % 2 === 0),
    wave,
  );
  near(resultOf({ operator: "HannWindow", inputs: { size: fromElements("int64", [], [4n]) }, fixed: ["size"] }).values, [0, 0.5, 1, 0.5]);
});

test("sampling between places, and outside", () => {
  const x = floats([1, 1, 2, 2], [1, 2, 3, 4]);
  const grid = floats([1, 1, 3, 2], [0, 0, -1, -1, 5, 5]);
  const run = (padding: string, align: number) =>
    resultOf({ operator: "GridSample", inputs: { x, grid }, attributes: { padding_mode: padding, align_corners: align } }).values;
  near(run("zeros", 1), [2.5, 1, 0]);
  near(run("border", 1), [2.5, 1, 4]);
  near(run("zeros", 0), [2.5, 0.25, 0]);
  const rois = { x, rois: floats([1, 4], [0, 0, 1, 1]), images: integers([0]) };
  const attributes = { output_height: 1, output_width: 1, sampling_ratio: 1, coordinate_transformation_mode: "output_half_pixel" };
  near(resultOf({ operator: "RoiAlign", inputs: rois, attributes }).values, [2.5]);
});

test("a transposed convolution spreads what a convolution gathers", () => {
  const inputs = { x: floats([1, 1, 3], [1, 2, 3]), w: floats([1, 1, 2], [10, 1]) };
  assert.deepEqual(resultOf({ operator: "ConvTranspose", inputs }), { shape: [1, 1, 4], values: [10, 21, 32, 3] });
  const strided = resultOf({ operator: "ConvTranspose", inputs, attributes: { strides: [2], pads: [1, 0] } });
  assert.deepEqual(strided, { shape: [1, 1, 5], values: [1, 20, 2, 30, 3] });
});

test("offsets of a deformable convolution move its taps", () => {
  const inputs = { x: floats([1, 1, 1, 3], [1, 2, 4]), w: floats([1, 1, 1, 1], [1]), offset: floats([1, 2, 1, 3], [0, 0, 0, 0.5, 0, -3]) };
  near(resultOf({ operator: "DeformConv", inputs }).values, [1.5, 2, 0]);
});

test("einsum sums what the result does not name", () => {
  const [a, b] = [floats([2, 3], [1, 2, 3, 4, 5, 6]), floats([3, 2], [1, 0, 0, 1, 1, 1])];
  const run = (equation: string, inputs: Record<string, TensorData>) => resultOf({ operator: "Einsum", inputs, attributes: { equation } });
  assert.deepEqual(run("ij,jk->ik", { a, b }).values, [4, 5, 10, 11]);
  assert.deepEqual(run("ij->ji", { a }).values, [1, 4, 2, 5, 3, 6]);
  assert.deepEqual(run("ij,jk,kl", { a, b, c: floats([2, 1], [1, 2]) }), { shape: [2, 1], values: [14, 32] });
  assert.deepEqual(run("...ii->...i", { a: floats([1, 2, 2], [1, 2, 3, 4]) }).values, [1, 4]);
  assert.throws(() => run("ij,jk->iz", { a, b }), /Einsum "y": "z" of the result stands in no input/);
});

test("cumulative sums, from either end, with and without the element itself; determinants", () => {
  const inputs = { x: floats([3], [1, 2, 4]), axis: fromElements("int64", [], [0n]) };
  const run = (attributes: Record<string, number>) => resultOf({ operator: "CumSum", inputs, fixed: ["axis"], attributes }).values;
  assert.deepEqual(run({}), [1, 3, 7]);
  assert.deepEqual(run({ exclusive: 1 }), [0, 1, 3]);
  assert.deepEqual(run({ reverse: 1, exclusive: 1 }), [6, 4, 0]);
  near(resultOf({ operator: "Det", inputs: { x: floats([2, 2, 2], [1, 2, 3, 4, 0, 1, 1, 0]) } }).values, [-2, -1]);
});

test("linear attention carries its state from step to step", () => {
  const one = (values: readonly number[]): TensorData => floats([1, values.length, 1], values);
  const inputs = { q: one([1, 2]), k: one([1, 3]), v: one([2, 5]), past: floats([1, 1, 1, 1], [10]) };
  const attributes = { q_num_heads: 1, kv_num_heads: 1, update_rule: "linear", scale: { float: 1 } };
  const [y, state] = runOperator({ operator: "LinearAttention", opset: 27, inputs, attributes, outputs: ["y", "state"] });
  near(numbersOf(y), [12, 54]);
  near(numbersOf(state), [27]);
});

test("operators of ONNX Runtime: normalisation of a sum, fused products", () => {
  const domain = "com.microsoft";
  const inputs = { x: floats([1, 2], [1, 5]), skip: floats([1, 2], [0, -2]), scale: floats([2], [1, 2]), bias: floats([2], [0, 1]) };
  const [y, sum] = runOperator({ operator: "SkipLayerNormalization", domain, inputs, outputs: ["y", "", "", "sum"] });
  near(numbersOf(y), [-1, 3]);
  near(numbersOf(sum), [1, 3]);
  const product = { a: floats([2, 1], [1, 2]), b: floats([2, 1], [3, 4]) };
  near(resultOf({ operator: "FusedMatMul", domain, inputs: product, attributes: { transA: 1, alpha: { float: 0.5 } } }).values, [5.5]);
  near(resultOf({ operator: "FastGelu", domain, inputs: { x: floats([2], [0, 100]), bias: floats([2], [0, -1]) } }).values, [0, 99]);
});

test("texts become numbers and numbers texts", () => {
  const texts = fromElements("string", [5], ["1e2", "-INF", "nan", "12345678901234567", "x"]);
  assert.deepEqual(
    resultOf({ operator: "Cast", inputs: { x: texts }, attributes: { to: 1 } }).values,
    [100, -Infinity, NaN, 12345678901234568, NaN].map(Math.fround),
  );
  assert.deepEqual(resultOf({ operator: "Cast", inputs: { x: texts }, attributes: { to: 7 } }).values.slice(3), [12345678901234567n, 0n]);
  const numbers = floats([4], [0.1, 1e-7, Infinity, -2]);
  assert.deepEqual(resultOf({ operator: "Cast", inputs: { x: numbers }, attributes: { to: 8 } }).values, ["0.1", "1e-7", "INF", "-2"]);
});

test("dropout in training drops about as many as asked, and keeps the mean", () => {
  const x = floats([1000], new Array(1000).fill(1));
  const inputs = { x, ratio: floats([], [0.25]), mode: fromElements("bool", [], [true]) };
  const [y, mask] = runOperator({ operator: "Dropout", inputs, attributes: { seed: 7 }, outputs: ["y", "mask"] });
  const kept = numbersOf(mask).filter((each) => each === 1).length;
  assert.ok(kept > 690 && kept < 810, `${kept} of 1000 are kept`);
  near([...new Set(numbersOf(y))].sort(), [0, 4 / 3]);
});
