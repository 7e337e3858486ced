/**
 * Models that are damaged or cannot be: reading, translating and writing the program end with an error that says what is wrong, soon and with
 * little memory. Nothing is compiled.
 */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { isProblemOfModel, translate as translateModel } from "../../src/engine/compile-service.ts";
import { importModel, InputNeeded } from "../../src/engine/import-model.ts";
import { parseModel } from "../../src/engine/onnx/model.ts";
import { ValueNeeded } from "../../src/engine/operators/operator-node.ts";
import { fromElements, type TensorData } from "../../src/engine/tensor-data.ts";
import { type Bytes, encodeModel, type ModelPlan, type NodePlan } from "./onnx-writer.ts";

const floats = (shape: readonly number[], values: readonly number[]): TensorData => fromElements("float32", shape, values);
const integers = (...values: readonly (number | bigint)[]): TensorData => fromElements("int64", [values.length], values);

/** Whether there is a program; an error that is no answer about the model is thrown on. */
function translate(bytes: Bytes): string | undefined {
  try {
    const { needed } = translateModel(parseModel(bytes), new Map());
    return needed?.why;
  } catch (error) {
    if (!isProblemOfModel(error)) throw error;
    assert.ok(error.message.length > 10 && error.message.length < 2000, error.message);
    return error.message;
  }
}

function refused(plan: ModelPlan, message: RegExp): void {
  const started = performance.now();
  assert.match(translate(encodeModel(plan)) ?? "there is a program", message);
  assert.ok(performance.now() - started < 5000, "it takes too long");
}

/** x float32[2, 3] goes in. */
function withNodes(nodes: readonly NodePlan[], initializers: Readonly<Record<string, TensorData>> = {}): ModelPlan {
  return {
    inputs: [{ name: "x", type: "float32", shape: [2, 3] }],
    outputs: [{ name: "y", type: "float32" }],
    nodes,
    initializers,
  };
}

describe("models that cannot be", () => {
  test("cycles", () => {
    refused(
      withNodes([
        { operator: "Add", inputs: ["x", "b"], outputs: ["a"] },
        { operator: "Relu", inputs: ["a"], outputs: ["b"] },
        { operator: "Neg", inputs: ["b"], outputs: ["y"] },
      ]),
      /the graph has a cycle through "[ab]"/,
    );
    refused(withNodes([{ operator: "Add", inputs: ["x", "y"], outputs: ["y"] }]), /Add ".*": input "y" is not defined before it/);
  });

  test("functions that call themselves", () => {
    const call: NodePlan = { operator: "again", inputs: ["x"], outputs: ["y"], domain: "own" };
    const functions = [{ name: "again", domain: "own", inputs: ["x"], outputs: ["y"], nodes: [call] }];
    refused({ ...withNodes([call]), functions, opsets: { own: 1 } }, /nested deeper than 64/);
  });

  test("names that are not there", () => {
    refused(withNodes([{ operator: "Relu", inputs: ["z"], outputs: ["y"] }]), /Relu ".*": input "z" is not defined/);
    refused(withNodes([{ operator: "Relu", inputs: ["x"], outputs: ["z"] }]), /output "y" is not computed/);
    refused(withNodes([]), /output "y" is not computed/);
    refused(withNodes([{ operator: "Frobnicate", inputs: ["x"], outputs: ["y"] }]), /Frobnicate "y": operator is not supported/);
  });

  test("ranks and types", () => {
    refused(withNodes([{ operator: "MatMul", inputs: ["x", "w"], outputs: ["y"] }], { w: floats([4, 1], [1, 2, 3, 4]) }), /MatMul "y": /);
    refused(withNodes([{ operator: "Conv", inputs: ["x", "w"], outputs: ["y"] }], { w: floats([1, 1], [1]) }), /Conv "y": /);
    refused(withNodes([{ operator: "Add", inputs: ["x", "w"], outputs: ["y"] }], { w: integers(1) }), /Add "y": /);
    refused(withNodes([{ operator: "Add", inputs: ["x", "w"], outputs: ["y"] }], { w: floats([2], [1, 2]) }), /Add "y": /);
    refused(withNodes([{ operator: "Transpose", inputs: ["x"], outputs: ["y"], attributes: { perm: [0, 0] } }]), /Transpose "y": /);
    refused(withNodes([{ operator: "Softmax", inputs: ["x"], outputs: ["y"], attributes: { axis: 2 } }]), /axis 2 is outside/);
    refused(
      withNodes([{ operator: "Softmax", inputs: ["x"], outputs: ["y"], attributes: { axis: "last" } }]),
      /axis should be of kind int/,
    );
    refused(withNodes([{ operator: "Concat", inputs: ["x", "x"], outputs: ["y"] }]), /Concat "y": attribute axis is missing/);
    refused(withNodes([{ operator: "Relu", inputs: [], outputs: ["y"] }]), /Relu "y": input 0 is missing/);
    refused({ ...withNodes([{ operator: "Relu", inputs: ["x"], outputs: ["y"] }]), inputs: [{ name: "x" }] }, /input "x"/);
  });

  test("sizes without end", () => {
    const huge = 2n ** 60n;
    const reshape: NodePlan = { operator: "Reshape", inputs: ["x", "shape"], outputs: ["y"] };
    refused(withNodes([reshape], { shape: integers(2n ** 40n, 2n ** 40n) }), /Reshape "y": an input of shape .* has 6 elements/);
    refused(withNodes([reshape], { shape: integers(-1, -1) }), /Reshape "y": /);
    refused(withNodes([reshape], { shape: integers(-5, 3) }), /Reshape "y": /);
    refused(withNodes([{ operator: "Split", inputs: ["x"], outputs: ["y"], attributes: { num_outputs: huge } }]), /Split "y": /);
    refused(
      withNodes(
        [
          { operator: "SplitToSequence", inputs: ["wide"], outputs: ["parts"] },
          { operator: "SequenceAt", inputs: ["parts", "first"], outputs: ["y"] },
          { operator: "Expand", inputs: ["x", "shape"], outputs: ["wide"] },
        ],
        { shape: integers(1_000_000_000, 2, 3), first: fromElements("int64", [], [0]) },
      ),
      /more than \d+ parts/,
    );
    refused(
      withNodes([{ operator: "Resize", inputs: ["x", "", "scales"], outputs: ["y"] }], { scales: floats([1000], new Array(1000).fill(2)) }),
      /Resize "y": /,
    );
  });

  test("a program for sizes that no machine has", () => {
    // Nothing is allocated before it runs
    const wide: ModelPlan = {
      inputs: [{ name: "x", type: "float32", shape: [2 ** 40, "n"] }],
      outputs: [{ name: "y", type: "float32" }],
      nodes: [{ operator: "Softmax", inputs: ["x"], outputs: ["y"] }],
    };
    assert.equal(translate(encodeModel(wide)), undefined);
  });

  test("a chain of many nodes", () => {
    const chain = (length: number): Bytes =>
      encodeModel(
        withNodes(
          Array.from({ length }, (_, at) => ({
            operator: at % 2 === 0 ? "Sin" : "Abs",
            inputs: [at === 0 ? "x" : `v${at}`],
            outputs: [at === length - 1 ? "y" : `v${at + 1}`],
          })),
        ),
      );
    assert.equal(translate(chain(500)), undefined);
    const outcome = translate(chain(3000));
    if (outcome !== undefined) assert.match(outcome, /the model is too deep/);
  });
});

/** Several operators, a graph within a node, constants of several types. */
const base = encodeModel({
  inputs: [
    { name: "image", type: "float32", shape: ["n", 3, 8, 8] },
    { name: "ids", type: "int64", shape: ["n", 4] },
    { name: "flag", type: "bool", shape: [] },
  ],
  outputs: [
    { name: "scores", type: "float32", shape: ["n", 5] },
    { name: "chosen", type: "float32" },
  ],
  nodes: [
    { operator: "Conv", inputs: ["image", "kernel"], outputs: ["c"], attributes: { pads: [1, 1, 1, 1], strides: [2, 2] } },
    { operator: "MaxPool", inputs: ["c"], outputs: ["p"], attributes: { kernel_shape: [2, 2], strides: [2, 2] } },
    { operator: "Reshape", inputs: ["p", "flat"], outputs: ["r"] },
    { operator: "Gather", inputs: ["table", "ids"], outputs: ["g"] },
    { operator: "ReduceMean", inputs: ["g", "axis"], outputs: ["m"], attributes: { keepdims: 0 } },
    { operator: "Concat", inputs: ["r", "m"], outputs: ["all"], attributes: { axis: 1 } },
    { operator: "Gemm", inputs: ["all", "weights", "bias"], outputs: ["h"], attributes: { transB: 1, alpha: { float: 0.5 } } },
    { operator: "Softmax", inputs: ["h"], outputs: ["scores"], attributes: { axis: -1 } },
    {
      operator: "If",
      inputs: ["flag"],
      outputs: ["chosen"],
      attributes: {
        then_branch: { graph: { nodes: [{ operator: "Slice", inputs: ["h", "from", "to"], outputs: ["t"] }], outputs: [{ name: "t" }] } },
        else_branch: { graph: { nodes: [{ operator: "Transpose", inputs: ["h"], outputs: ["e"] }], outputs: [{ name: "e" }] } },
      },
    },
  ],
  initializers: {
    kernel: floats([2, 3, 3, 3], new Array(54).fill(0.5)),
    flat: integers(0, -1),
    table: floats([10, 2], new Array(20).fill(1)),
    axis: integers(1),
    weights: floats([5, 10], new Array(50).fill(0.25)),
    bias: floats([5], [1, 2, 3, 4, 5]),
    from: integers(0, 0),
    to: integers(1, 5),
  },
});

describe("mutated bytes", () => {
  test("the model itself is fine", () => {
    assert.equal(translate(base), undefined);
  });

  test("cut off anywhere", () => {
    for (let length = 0; length < base.length; length += 7) translate(base.slice(0, length));
  });

  test("a thousand mutations", () => {
    const started = performance.now();
    const before = process.memoryUsage().rss;
    let state = 20_260;
    const next = (below: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    let refusals = 0;
    let runs = 0;
    for (; runs < 1000 && performance.now() - started < 60_000; runs++) {
      const bytes = mutated(base, next);
      try {
        if (translate(bytes) !== undefined) refusals++;
      } catch (error) {
        throw new Error(`mutation ${runs}: ${(error as Error).stack}; bytes ${Buffer.from(bytes).toString("base64")}`, { cause: error });
      }
    }
    assert.ok(runs >= 200, `only ${runs} in a minute`);
    assert.ok(refusals > runs / 4 && refusals < runs, `${refusals} of ${runs} were refused`);
    assert.ok(process.memoryUsage().rss - before < 500 * 2 ** 20, "memory is bounded");
  });
});

/** One to three changes: a bit, a byte, bytes that are gone, or that stand somewhere else, too. */
function mutated(bytes: Bytes, next: (below: number) => number): Bytes {
  let result = bytes.slice();
  for (let left = 1 + next(3); left > 0; left--) {
    const at = next(result.length);
    switch (next(4)) {
      case 0:
        result[at] = (result[at] as number) ^ (1 << next(8));
        break;
      case 1:
        result[at] = [0, 1, 2, 0x7f, 0x80, 0xff][next(6)] as number;
        break;
      case 2:
        result = Uint8Array.from([...result.subarray(0, at), ...result.subarray(at + 1 + next(8))]);
        break;
      case 3:
        result.copyWithin(next(result.length), at, at + 1 + next(16));
        break;
    }
  }
  return result;
}

test("what is needed to compile is told by name", () => {
  const plan: ModelPlan = {
    inputs: [{ name: "parts", sequence: { type: "float32", shape: [2] } }],
    outputs: [{ name: "y" }],
    nodes: [{ operator: "SequenceAt", inputs: ["parts", "zero"], outputs: ["y"] }],
    initializers: { zero: fromElements("int64", [], [0]) },
  };
  assert.throws(() => importModel(parseModel(encodeModel(plan))), InputNeeded);
  const open: ModelPlan = {
    inputs: [
      { name: "x", type: "float32", shape: [4] },
      { name: "shape", type: "int64", shape: ["rank"] },
    ],
    outputs: [{ name: "y" }],
    nodes: [{ operator: "Reshape", inputs: ["x", "shape"], outputs: ["y"] }],
  };
  assert.throws(
    () => importModel(parseModel(encodeModel(open))),
    (error) => error instanceof ValueNeeded && error.inputs().join() === "shape",
  );
});
