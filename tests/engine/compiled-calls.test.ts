/** Called operators in compiled programs, alone and inside of branches, against the interpreter; what only the data shows to be wrong. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { runCall } from "../../src/engine/calls/interpret-call.ts";
import { interpret } from "../../src/engine/graph/interpret.ts";
import { importModel } from "../../src/engine/import-model.ts";
import { type OnnxModel, parseModel } from "../../src/engine/onnx/model.ts";
import { openSession } from "../../src/engine/session.ts";
import { fromElements, type TensorData } from "../../src/engine/tensor-data.ts";
import { type AttributePlan, encodeModel, type NodePlan } from "./onnx-writer.ts";
import { floats, someNumbers } from "./run-operator.ts";

function node(
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Record<string, AttributePlan> = {},
): NodePlan {
  return { operator, inputs, outputs, attributes };
}

function whole(shape: readonly number[], values: readonly number[]): TensorData {
  return fromElements("int64", shape, values.map(BigInt) as never);
}

const found = { outputs: [{ name: "found" }], nodes: [node("NonZero", ["x"], ["found"])] };
const sorted = { outputs: [{ name: "order" }], nodes: [node("TopK", ["x", "k"], ["", "order"], { largest: 0 })] };

const model: OnnxModel = parseModel(
  encodeModel({
    opset: 21,
    inputs: [
      { name: "x", type: "float32", shape: ["n", "m"] },
      { name: "k", type: "int64", shape: [1] },
      { name: "places", type: "int64", shape: ["p", "q"] },
      { name: "updates", type: "float32", shape: ["p", "q"] },
      { name: "which", type: "bool", shape: [] },
    ],
    outputs: ["top", "order", "placed", "sums", "kinds", "counts", "product", "chosen"].map((name) => ({ name })),
    nodes: [
      node("TopK", ["x", "k"], ["top", "order"], { axis: 0 }),
      node("ScatterElements", ["x", "places", "updates"], ["placed"], { axis: 1, reduction: "add" }),
      node("CumSum", ["placed", "one"], ["sums"], { exclusive: 1, reverse: 1 }),
      node("Round", ["x"], ["rounded"]),
      node("Unique", ["rounded"], ["kinds", "", "", "counts"], { axis: 0 }),
      node("Transpose", ["x"], ["turned"]),
      node("MatMul", ["x", "turned"], ["square"]),
      node("Det", ["square"], ["product"]),
      node("If", ["which"], ["chosen"], { then_branch: { graph: found }, else_branch: { graph: sorted } }),
    ],
    initializers: { one: whole([], [1]) },
  }),
);

function inputs(n: number, m: number, k: number, places: readonly number[], isFirst: boolean): readonly TensorData[] {
  const x = someNumbers(n * m, 3).map((each) => Math.round(each * 2));
  const updates = floats([1, places.length], someNumbers(places.length).map(Math.fround));
  return [floats([n, m], x), whole([1], [k]), whole([1, places.length], places), updates, fromElements("bool", [], [isFirst ? 1 : 0])];
}

test("calls in compiled programs give what the interpreter gives, and errors for what only the data shows to be wrong", async () => {
  const graph = importModel(model);
  const folder = mkdtempSync(join(tmpdir(), "compiled-calls-"));
  const session = await openSession(model, { folder, optimization: 0 });
  try {
    for (const given of [
      inputs(3, 4, 2, [0, 3, -1, 0], true),
      inputs(3, 4, 2, [0, 3, -1, 0], false),
      inputs(5, 1, 1, [0], true),
      inputs(2, 3, 0, [], false),
    ])
      assert.deepEqual(session.run(given), interpret(graph, given, runCall));
    assert.throws(() => session.run(inputs(3, 4, 2, [4], true)), /^RunError: scatter: place -1 is outside of the data/);
    assert.throws(() => session.run(inputs(3, 4, 4, [0], true)), /^RunError: sort: 4 elements are asked for, and there are 3/);
    // The session goes on
    assert.equal(session.run(inputs(3, 4, 3, [0], true)).length, 8);
  } finally {
    session.close();
    rmSync(folder, { recursive: true });
  }
});
