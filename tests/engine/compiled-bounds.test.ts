/** Places that inputs give, in compiled programs: outside of a tensor the run fails with a message and the session goes on. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { parseModel } from "../../src/engine/onnx/model.ts";
import { openSession } from "../../src/engine/session.ts";
import { fromElements, readElements, type TensorData } from "../../src/engine/tensor-data.ts";
import { encodeModel } from "./onnx-writer.ts";

test("rows, columns and elements that indices choose are inside of their tensor, or the run fails", async () => {
  const model = parseModel(
    encodeModel({
      opset: 21,
      inputs: [
        { name: "table", type: "float32", shape: ["rows", "columns"] },
        { name: "ids", type: "int64", shape: ["n"] },
        { name: "column_ids", type: "int32", shape: ["m"] },
      ],
      outputs: [{ name: "rows_of" }, { name: "columns_of" }],
      nodes: [
        { operator: "Gather", inputs: ["table", "ids"], outputs: ["rows_of"] },
        { operator: "Gather", inputs: ["table", "column_ids"], outputs: ["columns_of"], attributes: { axis: 1 } },
      ],
    }),
  );
  const table = (rows: number, columns: number): TensorData =>
    fromElements(
      "float32",
      [rows, columns],
      Array.from({ length: rows * columns }, (_, at) => at),
    );
  const int64 = (...values: number[]): TensorData => fromElements("int64", [values.length], values);
  const int32 = (...values: number[]): TensorData => fromElements("int32", [values.length], values);
  const folder = mkdtempSync(join(tmpdir(), "compiled-bounds-"));
  const session = await openSession(model, { folder, optimization: 1 });
  try {
    const run = (...given: TensorData[]): number[][] => session.run(given).map((each) => Array.from(readElements(each) as Float32Array));
    const expected = [
      [2, 3, 4, 5],
      [1, 3, 5],
    ];
    assert.deepEqual(run(table(3, 2), int64(1, -1), int32(-1)), expected);
    assert.throws(() => run(table(3, 2), int64(0, 3), int32(0)), /table: place 3 is outside of a dimension of size 3/);
    assert.throws(() => run(table(3, 20), int64(-4), int32(0)), /table: place -1 is outside of a dimension of size 3/);
    assert.throws(
      () => run(table(3, 2), int64(0), int32(...Array.from({ length: 33 }, (_, at) => (at === 20 ? 1_000_000_000 : 0)))),
      /table: place 1000000000 is outside of a dimension of size 2/,
    );
    assert.throws(() => run(table(0, 100_000), int64(0), int32()), /table: place 0 is outside of a dimension of size 0/);
    assert.deepEqual(run(table(3, 2), int64(1, -1), int32(-1)), expected);
  } finally {
    session.close();
    rmSync(folder, { recursive: true });
  }
});

test("sizes that inputs give fit, are not below 0 and not larger than the machine", async () => {
  const model = parseModel(
    encodeModel({
      opset: 21,
      inputs: [
        { name: "x", type: "float32", shape: ["n"] },
        { name: "shape", type: "int64", shape: [2] },
        { name: "times", type: "int64", shape: [1] },
      ],
      outputs: [{ name: "reshaped" }, { name: "expanded" }, { name: "tiled" }],
      nodes: [
        { operator: "Reshape", inputs: ["x", "shape"], outputs: ["reshaped"] },
        { operator: "Expand", inputs: ["x", "times"], outputs: ["expanded"] },
        { operator: "Tile", inputs: ["x", "times"], outputs: ["tiled"] },
      ],
    }),
  );
  const floats = (count: number): TensorData =>
    fromElements(
      "float32",
      [count],
      Array.from({ length: count }, (_, at) => at),
    );
  const int64 = (...values: number[]): TensorData => fromElements("int64", [values.length], values);
  const folder = mkdtempSync(join(tmpdir(), "compiled-bounds-"));
  const session = await openSession(model, { folder, optimization: 1 });
  try {
    const shapes = (...given: TensorData[]): (readonly number[])[] => session.run(given).map(({ shape }) => shape);
    assert.deepEqual(shapes(floats(6), int64(2, -1), int64(6)), [[2, 3], [6], [36]]);
    assert.throws(() => shapes(floats(6), int64(5, 5), int64(1)), /sizes do not fit: 25 and 6/);
    assert.throws(() => shapes(floats(6), int64(4, -1), int64(1)), /sizes do not fit: 4 and 6/);
    assert.throws(() => shapes(floats(6), int64(6, 1), int64(4)), /sizes do not fit: (6 and 4|4 and 6)/);
    assert.throws(() => shapes(floats(1), int64(1, 1), int64(2 ** 50)), /larger than this machine's memory/);
    assert.deepEqual(shapes(floats(1), int64(1, 1), int64(3)), [[1, 1], [3], [3]]);
  } finally {
    session.close();
    rmSync(folder, { recursive: true });
  }
});

test("a branch that is not taken requires nothing", async () => {
  const shaped = (name: string, shape: readonly number[]) => ({
    name,
    nodes: [
      { operator: "Constant", outputs: ["shape"], attributes: { value: fromElements("int64", [shape.length], shape) } },
      { operator: "Reshape", inputs: ["x", "shape"], outputs: ["result"] },
    ],
    outputs: [{ name: "result", type: "float32" as const, shape: [null, null] }],
  });
  const model = parseModel(
    encodeModel({
      opset: 21,
      inputs: [
        { name: "x", type: "float32", shape: ["n"] },
        { name: "condition", type: "bool", shape: [] },
      ],
      outputs: [{ name: "y" }],
      nodes: [
        {
          operator: "If",
          inputs: ["condition"],
          outputs: ["y"],
          attributes: { then_branch: { graph: shaped("then", [2, 3]) }, else_branch: { graph: shaped("else", [5, 1]) } },
        },
      ],
    }),
  );
  const floats = (count: number): TensorData => fromElements("float32", [count], new Array(count).fill(1));
  const bool = (value: boolean): TensorData => fromElements("bool", [], [value]);
  const folder = mkdtempSync(join(tmpdir(), "compiled-bounds-"));
  const session = await openSession(model, { folder, optimization: 1 });
  try {
    const shapes = (...given: TensorData[]): (readonly number[])[] => session.run(given).map(({ shape }) => shape);
    assert.deepEqual(shapes(floats(6), bool(true)), [[2, 3]]);
    assert.deepEqual(shapes(floats(5), bool(false)), [[5, 1]]);
    assert.throws(() => shapes(floats(5), bool(true)), /sizes do not fit: (6 and 5|5 and 6)/);
  } finally {
    session.close();
    rmSync(folder, { recursive: true });
  }
});
