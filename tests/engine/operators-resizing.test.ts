/** Resize: against interpolation of rows written here, with scales and with sizes that only the run knows. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fromElements, type TensorData } from "../../src/engine/tensor-data.ts";
import type { AttributePlan } from "./onnx-writer.ts";
import { floats, resultOf, someNumbers } from "./run-operator.ts";

const values = someNumbers(7, 3);
const x = floats([1, 7], values);

function resized(scale: number, attributes: Readonly<Record<string, AttributePlan>>, fixed = true): readonly number[] {
  const inputs = { x, roi: null, scales: floats([2], [1, scale]) };
  const plan = { operator: "Resize", inputs, attributes, ...(fixed ? { fixed: ["scales"] } : { sized: ["scales"] }) };
  return resultOf(plan).values.map(Number);
}

function near(actual: readonly number[], expected: readonly number[]): void {
  assert.equal(actual.length, expected.length);
  actual.forEach((each, at) =>
    assert.ok(Math.abs(each - (expected[at] as number)) < 1e-5, `element ${at}: ${each} instead of ${expected[at]}`),
  );
}

/** Weighted sum of all elements, edges repeated, under a kernel around each place. */
function filtered(count: number, scale: number, kernel: (distance: number) => number, stretch = 1): readonly number[] {
  return Array.from({ length: count }, (_, at) => {
    const center = (at + 0.5) / scale - 0.5;
    let [sum, total] = [0, 0];
    for (let place = -40; place < 47; place++) {
      const weight = kernel(Math.abs(place - center) / stretch);
      sum += weight * (values[Math.min(6, Math.max(0, place))] as number);
      total += weight;
    }
    return sum / total;
  });
}

const triangle = (distance: number): number => Math.max(0, 1 - distance);

/** Keys' cubic convolution with a = -0.75. */
function keys(d: number): number {
  const a = -0.75;
  if (d <= 1) return (a + 2) * d ** 3 - (a + 3) * d ** 2 + 1;
  return d < 2 ? a * (d ** 3 - 5 * d ** 2 + 8 * d - 4) : 0;
}

test("linear and cubic interpolation follow their kernels", () => {
  for (const fixed of [true, false]) {
    near(resized(2.5, { mode: "linear" }, fixed), filtered(17, 2.5, triangle));
    near(resized(2.5, { mode: "cubic" }, fixed), filtered(17, 2.5, keys));
  }
});

test("an antialiased kernel is stretched by the scale", () => {
  for (const fixed of [true, false]) {
    near(resized(0.4, { mode: "linear", antialias: 1 }, fixed), filtered(2, 0.4, triangle, 2.5));
    near(resized(0.4, { mode: "cubic", antialias: 1 }, fixed), filtered(2, 0.4, keys, 2.5));
  }
});

test("the nearest element, by sizes of the run and by the oldest attributes", () => {
  const sizes = fromElements("int64", [2], [1n, 14n] as never);
  const asymmetric = { coordinate_transformation_mode: "asymmetric", nearest_mode: "floor" };
  const doubled = values.flatMap((each) => [each, each]);
  const bySizes = resultOf({ operator: "Resize", inputs: { x, roi: null, scales: null, sizes }, sized: ["sizes"], attributes: asymmetric });
  assert.deepEqual(bySizes, { shape: [1, 14], values: doubled });
  assert.deepEqual(resized(2, asymmetric), doubled);
  const old = resultOf({ operator: "Upsample", opset: 7, inputs: { x }, attributes: { scales: { floats: [1, 2] } } });
  assert.deepEqual(old.values, doubled);
  const centred = resultOf({
    operator: "Resize",
    inputs: { x: floats([1, 4], [0, 1, 2, 3]), roi: null, s: floats([2], [1, 0.5]) },
    fixed: ["s"],
  });
  assert.deepEqual(centred.values, [0, 2]);
});

test("corners stay, crops are read from the region, aspect ratios are kept", () => {
  const ends = resized(2, { mode: "linear", coordinate_transformation_mode: "align_corners" });
  near([ends[0], ends.at(-1)] as number[], [values[0], values[6]] as number[]);
  const crop = resultOf({
    operator: "Resize",
    inputs: { x: floats([1, 4], [0, 1, 2, 3]), roi: floats([4], [0, 0.5, 1, 1.5]), s: null, sizes: whole(1, 3) },
    fixed: ["roi", "sizes"],
    attributes: { mode: "linear", coordinate_transformation_mode: "tf_crop_and_resize", extrapolation_value: { float: -9 } },
  });
  assert.deepEqual(crop.values, [1.5, 3, -9]);
  for (const [policy, shape] of [
    ["not_larger", [4, 6]],
    ["not_smaller", [6, 9]],
  ] as const) {
    const inputs = { x: floats([2, 3], [1, 2, 3, 4, 5, 6]), roi: null, scales: null, sizes: whole(4, 9) };
    const attributes = { keep_aspect_ratio_policy: policy };
    assert.deepEqual(resultOf({ operator: "Resize", inputs, fixed: ["sizes"], attributes }).shape, shape);
  }
});

test("what cannot be resized is said", () => {
  assert.throws(() => resized(0, {}), /Resize "y": a scale is 0/);
  assert.throws(() => resized(2, { mode: "lanczos" }), /mode "lanczos" is not known/);
  assert.throws(
    () => resultOf({ operator: "Resize", inputs: { x, roi: null, s: floats([3], [1, 1, 1]) }, fixed: ["s"] }),
    /3 scales for 2 axes/,
  );
});

function whole(...numbers: readonly number[]): TensorData {
  return fromElements("int64", [numbers.length], numbers.map(BigInt) as never);
}
