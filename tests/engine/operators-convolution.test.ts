/** Convolutions, pooling and normalisations: against plain loops. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { readElements } from "../../src/engine/tensor-data.ts";
import { floats, resultOf, runOperator, someNumbers } from "./run-operator.ts";

function near(actual: readonly (number | bigint | string)[], expected: readonly number[], tolerance = 1e-5): void {
  assert.equal(actual.length, expected.length);
  actual.forEach((each, at) => {
    const difference = Math.abs(Number(each) - (expected[at] as number));
    assert.ok(difference <= tolerance * Math.max(1, Math.abs(expected[at] as number)), `element ${at}: ${each} instead of ${expected[at]}`);
  });
}

test("convolution in two dimensions with groups, strides, dilations, uneven padding and a bias", () => {
  const [batch, channels, height, width, features] = [2, 4, 7, 6, 6];
  const [group, kernel, stride, dilation, top, left, bottom, right] = [2, 3, 2, 2, 1, 2, 0, 1];
  const x = someNumbers(batch * channels * height * width);
  const w = someNumbers(features * (channels / group) * kernel * kernel, 2);
  const bias = someNumbers(features, 3);
  const rows = Math.floor((height + top + bottom - dilation * (kernel - 1) - 1) / stride) + 1;
  const columns = Math.floor((width + left + right - dilation * (kernel - 1) - 1) / stride) + 1;
  const expected: number[] = [];
  for (let n = 0; n < batch; n++)
    for (let m = 0; m < features; m++)
      for (let i = 0; i < rows; i++)
        for (let j = 0; j < columns; j++) {
          let sum = bias[m] as number;
          for (let c = 0; c < channels / group; c++)
            for (let a = 0; a < kernel; a++)
              for (let b = 0; b < kernel; b++) {
                const [row, column] = [i * stride + a * dilation - top, j * stride + b * dilation - left];
                if (row < 0 || row >= height || column < 0 || column >= width) continue;
                const channel = Math.floor(m / (features / group)) * (channels / group) + c;
                const element = x[((n * channels + channel) * height + row) * width + column] as number;
                sum += element * (w[((m * (channels / group) + c) * kernel + a) * kernel + b] as number);
              }
          expected.push(sum);
        }
  const result = resultOf({
    operator: "Conv",
    inputs: {
      x: floats([batch, channels, height, width], x),
      w: floats([features, channels / group, kernel, kernel], w),
      b: floats([features], bias),
    },
    attributes: { group, strides: [stride, stride], dilations: [dilation, dilation], pads: [top, left, bottom, right] },
  });
  assert.deepEqual(result.shape, [batch, features, rows, columns]);
  near(result.values, expected);
});

test("convolution keeps the size with auto_pad, whatever the size is", () => {
  for (const width of [4, 5, 6, 7]) {
    const x = someNumbers(width);
    const inputs = { x: floats([1, 1, width], x), w: floats([1, 1, 3], [1, 10, 100]) };
    const result = resultOf({ operator: "Conv", inputs, attributes: { auto_pad: "SAME_UPPER", strides: [2] } });
    const total = Math.max(0, (Math.ceil(width / 2) - 1) * 2 + 3 - width);
    const at = (place: number): number => x[place] ?? 0;
    const expected = Array.from({ length: Math.ceil(width / 2) }, (_, window) => {
      const start = window * 2 - Math.floor(total / 2);
      return at(start) + 10 * at(start + 1) + 100 * at(start + 2);
    });
    near(result.values, expected, 1e-4);
  }
});

test("the greatest of each window and where it stands", () => {
  const x = floats([1, 2, 3, 3], [1, 2, 3, 4, 9, 6, 7, 8, 5, -1, -2, -3, -4, -5, -6, -7, -8, -9]);
  const attributes = { kernel_shape: [2, 2], strides: [2, 2], pads: [1, 1, 0, 0] };
  const [greatest, places] = runOperator({ operator: "MaxPool", inputs: { x }, attributes, outputs: ["y", "at"] });
  assert.ok(greatest && places);
  assert.deepEqual(Array.from(readElements(greatest) as Float32Array), [1, 3, 7, 9, -1, -2, -4, -5]);
  assert.deepEqual(Array.from(readElements(places) as BigInt64Array), [0n, 2n, 6n, 4n, 9n, 10n, 12n, 13n]);
});

test("the mean of each window counts padding only if it is told to", () => {
  const x = floats([1, 1, 4], [1, 2, 3, 4]);
  const attributes = { kernel_shape: [3], strides: [2], pads: [1, 1] };
  near(resultOf({ operator: "AveragePool", inputs: { x }, attributes }).values, [1.5, 3]);
  near(resultOf({ operator: "AveragePool", inputs: { x }, attributes: { ...attributes, count_include_pad: 1 } }).values, [1, 3]);
  const ceil = { kernel_shape: [2], strides: [3], ceil_mode: 1 };
  near(resultOf({ operator: "AveragePool", inputs: { x }, attributes: ceil }).values, [1.5, 4]);
});

test("normalisations have mean 0 and variance 1 over their axes", () => {
  const values = someNumbers(24).map((each) => each * 3 + 5);
  const normal = (part: readonly number[]): readonly number[] => {
    const mean = part.reduce((a, b) => a + b) / part.length;
    const variance = part.reduce((sum, each) => sum + (each - mean) ** 2, 0) / part.length;
    return part.map((each) => (each - mean) / Math.sqrt(variance + 1e-5));
  };
  const x = floats([2, 2, 6], values);
  const layer = resultOf({ operator: "LayerNormalization", inputs: { x, scale: floats([6], [1, 1, 1, 1, 1, 2]) } });
  const expected = [0, 6, 12, 18].flatMap((from) => normal(values.slice(from, from + 6)).map((each, at) => (at === 5 ? 2 * each : each)));
  near(layer.values, expected, 1e-4);
  const instance = resultOf({ operator: "InstanceNormalization", inputs: { x, scale: floats([2], [1, 1]), b: floats([2], [0, 1]) } });
  near(
    instance.values,
    [0, 6, 12, 18].flatMap((from, at) => normal(values.slice(from, from + 6)).map((each) => each + (at % 2))),
    1e-4,
  );
  const batch = resultOf({
    operator: "BatchNormalization",
    inputs: { x, scale: floats([2], [2, 3]), b: floats([2], [1, 0]), mean: floats([2], [5, 4]), var: floats([2], [4, 9]) },
  });
  const [first, last] = [values[0] as number, values[23] as number];
  near([batch.values[0] as number, batch.values[23] as number], [((first - 5) / 2) * 2 + 1, ((last - 4) / 3) * 3], 1e-4);
});

test("sizes that disagree are named", () => {
  const inputs = { x: floats([1, 3, 4], someNumbers(12)), w: floats([2, 2, 3], someNumbers(12)) };
  assert.throws(
    () => runOperator({ operator: "Conv", inputs, fixed: ["x", "w"] }),
    /Conv "y": the input has 3 channels, but the weights are for 1 groups of 2/,
  );
  const pool = { operator: "MaxPool", inputs: { x: floats([1, 1, 2], [1, 2]) }, fixed: ["x"], attributes: { kernel_shape: [4] } };
  assert.throws(() => runOperator(pool), /MaxPool "y": the kernel reaches over 2 more places/);
});
