/** Operators of shapes and movement: elements and places computed here, sizes as symbols, and what is refused. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { printDimension } from "../../src/engine/graph/dimension.ts";
import { importModel } from "../../src/engine/import-model.ts";
import { parseModel } from "../../src/engine/onnx/model.ts";
import { fromElements, type TensorData } from "../../src/engine/tensor-data.ts";
import { encodeModel, type ModelPlan } from "./onnx-writer.ts";
import { floats, resultOf, runOperator } from "./run-operator.ts";

function whole(...values: readonly (number | bigint)[]): TensorData {
  return fromElements("int64", [values.length], values.map(BigInt) as never);
}

function counted(...shape: readonly number[]): TensorData {
  const count = shape.reduce((all, each) => all * each, 1);
  return floats(
    shape,
    Array.from({ length: count }, (_, at) => at),
  );
}

/** Shape of the first output as text. */
function shapeOf(plan: ModelPlan): string {
  const { outputs } = importModel(parseModel(encodeModel(plan)));
  return (outputs[0]?.tensor.shape ?? []).map((each) => printDimension(each)).join(", ");
}

test("Reshape keeps, infers and follows shapes that only the run knows", () => {
  const x = counted(2, 3, 4);
  const reshape = (shape: TensorData, fixed: boolean, attributes = {}) =>
    resultOf({ operator: "Reshape", inputs: { x, shape }, ...(fixed ? { fixed: ["shape"] } : { sized: ["shape"] }), attributes });
  for (const fixed of [true, false]) {
    assert.deepEqual(reshape(whole(0, -1), fixed).shape, [2, 12]);
    assert.deepEqual(reshape(whole(4, 0, 2), fixed).shape, [4, 3, 2]);
    assert.deepEqual(
      reshape(whole(-1), fixed).values,
      Array.from({ length: 24 }, (_, at) => at),
    );
  }
  const empty = resultOf({ operator: "Reshape", inputs: { x: counted(0, 3), s: whole(3, 0) }, fixed: ["s"], attributes: { allowzero: 1 } });
  assert.deepEqual(empty.shape, [3, 0]);
});

test("sizes stay polynomials: the shape of attention's heads", () => {
  const plan: ModelPlan = {
    inputs: [{ name: "x", type: "float32", shape: ["batch", "length", 768] }],
    outputs: [{ name: "y" }],
    initializers: { zero: whole(0), one: whole(1), heads: whole(12, 64) },
    nodes: [
      { operator: "Shape", inputs: ["x"], outputs: ["s"] },
      { operator: "Gather", inputs: ["s", "zero"], outputs: ["b"] },
      { operator: "Gather", inputs: ["s", "one"], outputs: ["l"] },
      { operator: "Concat", inputs: ["b", "l", "heads"], outputs: ["t"], attributes: { axis: 0 } },
      { operator: "Reshape", inputs: ["x", "t"], outputs: ["r"] },
      { operator: "Transpose", inputs: ["r"], outputs: ["y"], attributes: { perm: [0, 2, 1, 3] } },
    ],
  };
  assert.equal(shapeOf(plan), "batch, 12, length, 64");
});

test("a size that only the run knows leaves those beside it as they are", () => {
  const plan: ModelPlan = {
    inputs: [
      { name: "x", type: "float32", shape: ["n"] },
      { name: "k", type: "int64", shape: [1] },
    ],
    outputs: [{ name: "y" }],
    initializers: { rest: whole(3, 4) },
    nodes: [
      { operator: "Concat", inputs: ["k", "rest"], outputs: ["shape"], attributes: { axis: 0 } },
      { operator: "Expand", inputs: ["x1", "shape"], outputs: ["y"] },
      { operator: "Reshape", inputs: ["x", "one"], outputs: ["x1"] },
    ],
  };
  const shape = shapeOf({ ...plan, initializers: { rest: whole(3, 4), one: whole(-1, 1, 1) } }).split(", ");
  assert.deepEqual(shape.slice(-2), ["3", "4"]);
});

test("Slice follows Python's rules at any bound, known or not", () => {
  const x = counted(5);
  const bounds: readonly (readonly [number | bigint, number | bigint, number])[] = [
    [1, 4, 1],
    [-2, 9223372036854775807n, 1],
    [0, -1, 2],
    [9223372036854775807n, -9223372036854775808n, -1],
    [3, 0, -2],
    [-100, 100, 3],
    [4, 1, 1],
  ];
  for (const [start, end, step] of bounds) {
    const normal = (bound: number | bigint): number => (Number(bound) < 0 ? Number(bound) + 5 : Number(bound));
    const expected: number[] = [];
    if (step > 0) for (let at = Math.max(0, normal(start)); at < Math.min(5, normal(end)); at += step) expected.push(at);
    else for (let at = Math.min(4, normal(start)); at > Math.max(-1, normal(end)); at += step) expected.push(at);
    for (const fixed of [
      ["s", "e", "a", "t"],
      ["a", "t"],
    ]) {
      const inputs = { x, s: whole(start), e: whole(end), a: whole(0), t: whole(step) };
      assert.deepEqual(
        resultOf({ operator: "Slice", inputs, fixed, sized: ["s", "e"] }).values,
        expected,
        `${start}:${end}:${step} with ${fixed} fixed`,
      );
    }
  }
  const old = resultOf({ operator: "Slice", opset: 9, inputs: { x }, attributes: { starts: [1], ends: [-1] } });
  assert.deepEqual(old.values, [1, 2, 3]);
});

test("Split shares out equally, the last part the rest; Concat is its inverse", () => {
  const parts = runOperator({ operator: "Split", inputs: { x: counted(7, 2) }, outputs: ["a", "b", "c"], attributes: { num_outputs: 3 } });
  assert.deepEqual(
    parts.map(({ shape }) => shape[0]),
    [3, 3, 1],
  );
  const [a, b, c] = parts as [TensorData, TensorData, TensorData];
  assert.deepEqual(
    resultOf({ operator: "Concat", inputs: { a, b, c }, attributes: { axis: 0 } }).values,
    Array.from({ length: 14 }, (_, at) => at),
  );
  assert.throws(
    () => runOperator({ operator: "Split", inputs: { x: counted(7), s: whole(3, -1) }, fixed: ["s"], outputs: ["a", "b"] }),
    /Split "a": a size is -1/,
  );
});

test("Pad fills, repeats, mirrors, wraps and cuts", () => {
  const pad = (mode: string, pads: TensorData, fixed = ["p"]) =>
    resultOf({ operator: "Pad", inputs: { x: counted(4), p: pads }, fixed, sized: ["p"], attributes: { mode } }).values;
  for (const fixed of [["p"], []]) {
    assert.deepEqual(pad("constant", whole(1, 2), fixed), [0, 0, 1, 2, 3, 0, 0]);
    assert.deepEqual(pad("constant", whole(-1, 1), fixed), [1, 2, 3, 0]);
    assert.deepEqual(pad("edge", whole(2, 1), fixed), [0, 0, 0, 1, 2, 3, 3]);
    assert.deepEqual(pad("reflect", whole(2, 3), fixed), [2, 1, 0, 1, 2, 3, 2, 1, 0]);
    assert.deepEqual(pad("wrap", whole(1, 2), fixed), [3, 0, 1, 2, 3, 0, 1]);
  }
  assert.throws(() => pad("constant", whole(1)), /1 pads for 1 axes/);
});

test("Range counts in every type, with bounds of the run", () => {
  const range = (type: "int32" | "float32", fixed: readonly string[], start: number, limit: number, delta: number) => {
    const scalar = (value: number): TensorData => fromElements(type, [], [value]);
    return resultOf({ operator: "Range", inputs: { start: scalar(start), limit: scalar(limit), delta: scalar(delta) }, fixed }).values;
  };
  for (const fixed of [["start", "limit", "delta"], ["delta"], []]) {
    assert.deepEqual(range("int32", fixed, 10, 4, -3), [10, 7]);
    assert.deepEqual(range("int32", fixed, 4, 10, -3), []);
    assert.deepEqual(range("float32", fixed, 1, 2.25, 0.5), [1, 1.5, 2]);
  }
});

test("blocks, tiles and crops move each element to its place", () => {
  const blocks = counted(1, 4, 1, 2);
  const spread = runOperator({ operator: "DepthToSpace", inputs: { x: blocks }, attributes: { blocksize: 2 } });
  assert.deepEqual(
    Array.from(new Float32Array((spread[0] as TensorData & { elements: { bytes: Uint8Array } }).elements.bytes.slice().buffer)),
    [0, 2, 1, 3, 4, 6, 5, 7],
  );
  assert.deepEqual(
    resultOf({ operator: "SpaceToDepth", inputs: { x: spread[0] as TensorData }, attributes: { blocksize: 2 } }).values,
    [0, 1, 2, 3, 4, 5, 6, 7],
  );
  assert.deepEqual(
    resultOf({ operator: "Tile", inputs: { x: counted(1, 2), r: whole(2, 2) }, sized: ["r"] }).values,
    [0, 1, 0, 1, 0, 1, 0, 1],
  );
  assert.deepEqual(
    resultOf({ operator: "CenterCropPad", inputs: { x: counted(2, 5), s: whole(3, 2) }, sized: ["s"] }).values,
    [1, 2, 6, 7, 0, 0],
  );
});

test("what does not fit is said", () => {
  const x = counted(2, 3);
  const cases: readonly (readonly [string, Parameters<typeof runOperator>[0]])[] = [
    ['Reshape "y": an input of shape', { operator: "Reshape", inputs: { x, s: whole(4, 2) }, fixed: ["x", "s"] }],
    ['Transpose "y": perm [0, 0]', { operator: "Transpose", inputs: { x }, attributes: { perm: [0, 0] } }],
    ['Concat "y": shapes', { operator: "Concat", inputs: { x, z: counted(3, 2) }, fixed: ["x", "z"], attributes: { axis: 0 } }],
    ['Squeeze "y": dimension 1 of [2, 3] is not 1', { operator: "Squeeze", inputs: { x, a: whole(1) }, fixed: ["x", "a"] }],
    ['Expand "y": shapes [2, 3] and [2, 4] do not broadcast', { operator: "Expand", inputs: { x, s: whole(2, 4) }, fixed: ["x", "s"] }],
    ['Gather "y": index 2 is outside', { operator: "Gather", inputs: { x, i: whole(2) }, fixed: ["x", "i"] }],
  ];
  for (const [message, plan] of cases)
    assert.throws(
      () => runOperator(plan),
      (error: Error) => error.name === "ModelError" && error.message.startsWith(message),
      message,
    );
});
