/** Gathers, scatters and what data chooses: against loops written here. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fromElements, readElements, type TensorData } from "../../src/engine/tensor-data.ts";
import { floats, resultOf, runOperator, someNumbers } from "./run-operator.ts";

function whole(shape: readonly number[], values: readonly number[]): TensorData {
  return fromElements("int64", shape, values.map(BigInt) as never);
}

function numbersOf(tensor: TensorData | undefined): readonly number[] {
  return Array.from(readElements(tensor as TensorData) as ArrayLike<number | bigint>, Number);
}

test("gathers take what their indices say, from the end too", () => {
  const x = floats([3, 2], [0, 1, 10, 11, 20, 21]);
  assert.deepEqual(resultOf({ operator: "Gather", inputs: { x, i: whole([2, 1], [-1, 0]) } }), {
    shape: [2, 1, 2],
    values: [20, 21, 0, 1],
  });
  const columns = resultOf({ operator: "Gather", inputs: { x, i: whole([], [-1]) }, fixed: ["i"], attributes: { axis: 1 } });
  assert.deepEqual(columns, { shape: [3], values: [1, 11, 21] });
  const each = resultOf({ operator: "GatherElements", inputs: { x, i: whole([2, 2], [2, -3, 0, 1]) } });
  assert.deepEqual(each.values, [20, 1, 0, 11]);
  const points = resultOf({ operator: "GatherND", inputs: { x, i: whole([2, 2], [2, 0, -2, 1]) }, fixed: ["i"] });
  assert.deepEqual(points, { shape: [2], values: [20, 11] });
  const rows = resultOf({ operator: "GatherND", inputs: { x, i: whole([3, 1], [1, 0, 1]) }, fixed: ["i"], attributes: { batch_dims: 1 } });
  assert.deepEqual(rows.values, [1, 10, 21]);
});

test("scatters replace, add, multiply and bound", () => {
  const x = floats([4], [1, 2, 3, 4]);
  const scatter = (reduction: string) =>
    resultOf({
      operator: "ScatterElements",
      inputs: { x, i: whole([3], [1, -1, 1]), u: floats([3], [5, 6, 0.5]) },
      attributes: { reduction },
    }).values;
  assert.deepEqual(scatter("none"), [1, 0.5, 3, 6]);
  assert.deepEqual(scatter("add"), [1, 7.5, 3, 10]);
  assert.deepEqual(scatter("mul"), [1, 5, 3, 24]);
  assert.deepEqual(scatter("max"), [1, 5, 3, 6]);
  assert.deepEqual(scatter("min"), [1, 0.5, 3, 4]);
  assert.throws(() => scatter("median"), /ScatterElements "y": reduction "median" is not known/);
  const rows = resultOf({
    operator: "ScatterND",
    inputs: { x: floats([3, 2], [0, 0, 0, 0, 0, 0]), i: whole([2, 1], [2, 0]), u: floats([2, 2], [1, 2, 3, 4]) },
    fixed: ["i"],
  });
  assert.deepEqual(rows.values, [3, 4, 0, 0, 1, 2]);
  const outside = { x, i: whole([1], [4]), u: floats([1], [0]) };
  assert.throws(() => runOperator({ operator: "ScatterElements", inputs: outside }), /place -1 is outside/);
});

test("TopK orders by value, then by place", () => {
  const values = someNumbers(20, 7).map((each) => Math.round(each * 4));
  const [tops, places] = runOperator({
    operator: "TopK",
    inputs: { x: floats([2, 10], values), k: whole([1], [4]) },
    outputs: ["values", "places"],
    attributes: { largest: 0 },
  });
  const expected = [0, 1].map((row) =>
    Array.from({ length: 10 }, (_, at) => at)
      .sort((a, b) => (values[row * 10 + a] as number) - (values[row * 10 + b] as number) || a - b)
      .slice(0, 4),
  );
  assert.deepEqual(numbersOf(places), expected.flat());
  assert.deepEqual(
    numbersOf(tops),
    expected.flatMap((row, at) => row.map((place) => values[at * 10 + place] as number)),
  );
});

test("NonZero, Compress and Unique have as many results as the data says", () => {
  const x = floats([2, 3], [0, 3, 0, -1, 0, 3]);
  assert.deepEqual(resultOf({ operator: "NonZero", inputs: { x } }), { shape: [2, 3], values: [0n, 1n, 1n, 1n, 0n, 2n] });
  const condition = fromElements("bool", [2], [0, 1]);
  assert.deepEqual(resultOf({ operator: "Compress", inputs: { x, c: condition }, attributes: { axis: 0 } }).values, [-1, 0, 3]);
  const [kinds, first, inverse, counts] = runOperator({ operator: "Unique", inputs: { x }, outputs: ["y", "first", "inverse", "counts"] });
  assert.deepEqual([kinds, first, inverse, counts].map(numbersOf), [
    [-1, 0, 3],
    [3, 0, 1],
    [1, 2, 1, 0, 1, 2],
    [1, 3, 2],
  ]);
  const rows = resultOf({ operator: "Unique", inputs: { x: floats([3, 2], [2, 1, 0, 5, 2, 1]) }, attributes: { axis: 0, sorted: 0 } });
  assert.deepEqual(rows, { shape: [2, 2], values: [2, 1, 0, 5] });
});

test("OneHot, Trilu, EyeLike and ReverseSequence compare places", () => {
  const hot = resultOf({
    operator: "OneHot",
    inputs: { i: whole([2], [1, -1]), depth: fromElements("int64", [], [3n as never]), v: floats([2], [-1, 1]) },
  });
  assert.deepEqual(hot, { shape: [2, 3], values: [-1, 1, -1, -1, -1, 1] });
  const square = floats([2, 3], [1, 2, 3, 4, 5, 6]);
  assert.deepEqual(resultOf({ operator: "Trilu", inputs: { x: square, k: whole([], [1]) } }).values, [0, 2, 3, 0, 0, 6]);
  assert.deepEqual(resultOf({ operator: "Trilu", inputs: { x: square }, attributes: { upper: 0 } }).values, [1, 0, 0, 4, 5, 0]);
  assert.deepEqual(resultOf({ operator: "EyeLike", inputs: { x: square }, attributes: { k: 1 } }).values, [0, 1, 0, 0, 0, 1]);
  const reversed = resultOf({ operator: "ReverseSequence", inputs: { x: floats([3, 2], [0, 1, 2, 3, 4, 5]), n: whole([2], [2, 3]) } });
  assert.deepEqual(reversed.values, [2, 5, 0, 3, 4, 1]);
});
