/** If, Loop, Scan and sequences: what the graphs inside do, counted here in JavaScript. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { runCall } from "../../src/engine/calls/interpret-call.ts";
import { interpret } from "../../src/engine/graph/interpret.ts";
import { importModel } from "../../src/engine/import-model.ts";
import { parseModel } from "../../src/engine/onnx/model.ts";
import { fromElements, readElements, type TensorData } from "../../src/engine/tensor-data.ts";
import { encodeModel, type GraphPlan, type ModelPlan, type NodePlan } from "./onnx-writer.ts";
import { floats } from "./run-operator.ts";

type Result = { readonly shape: readonly number[]; readonly values: readonly number[] };

function runModel(
  plan: ModelPlan,
  inputs: Readonly<Record<string, TensorData>>,
): { readonly results: readonly Result[]; readonly calls: readonly string[] } {
  const graph = importModel(parseModel(encodeModel(plan)));
  const given = graph.inputs.map(({ name }) => inputs[name] as TensorData);
  const calls: string[] = [];
  const outputs = interpret(graph, given, (call, values, context) => {
    calls.push(call.operator);
    return runCall(call, values, context);
  });
  const results = outputs.map((output) => ({ shape: output.shape, values: Array.from(readElements(output) as ArrayLike<number>, Number) }));
  return { results, calls };
}

function node(operator: string, inputs: readonly string[], outputs: readonly string[], attributes: NodePlan["attributes"] = {}): NodePlan {
  return { operator, inputs, outputs, attributes };
}

function scalar(value: number): TensorData {
  return fromElements("int64", [], [BigInt(value) as never]);
}

const truth = (value: boolean): TensorData => fromElements("bool", [], [Number(value)]);

test("If runs one of its graphs, and none is left where the condition is known", () => {
  const branches = {
    then_branch: { graph: { outputs: [{ name: "a" }], nodes: [node("Add", ["x", "x"], ["a"])] } },
    else_branch: { graph: { outputs: [{ name: "b" }], nodes: [node("Concat", ["x", "x"], ["b"], { axis: 0 })] } },
  };
  const plan: ModelPlan = {
    inputs: [
      { name: "c", type: "bool", shape: [] },
      { name: "x", type: "float32", shape: ["n"] },
    ],
    outputs: [{ name: "y" }],
    nodes: [node("If", ["c"], ["y"], branches)],
  };
  const x = floats([2], [1, 2]);
  assert.deepEqual(runModel(plan, { c: truth(true), x }), { results: [{ shape: [2], values: [2, 4] }], calls: ["branch"] });
  assert.deepEqual(runModel(plan, { c: truth(false), x }).results, [{ shape: [4], values: [1, 2, 1, 2] }]);
  const known: ModelPlan = { ...plan, inputs: plan.inputs?.slice(1) ?? [], initializers: { c: truth(false) } };
  assert.deepEqual(runModel(known, { x }), { results: [{ shape: [4], values: [1, 2, 1, 2] }], calls: [] });
});

/** Powers of two up to a bound, with all that came before, and the number of the round. */
const doubling: GraphPlan = {
  inputs: [
    { name: "i", type: "int64", shape: [] },
    { name: "go", type: "bool", shape: [] },
    { name: "p", type: "float32", shape: [1] },
    { name: "all", type: "float32", shape: [null] },
  ],
  outputs: [{ name: "on" }, { name: "next" }, { name: "more" }, { name: "round" }],
  nodes: [
    node("Mul", ["p", "two"], ["next"]),
    node("Concat", ["all", "next"], ["more"], { axis: 0 }),
    node("ReduceMax", ["next"], ["most"], { keepdims: 0 }),
    node("Less", ["most", "bound"], ["on"]),
    node("Identity", ["i"], ["round"]),
  ],
};

function loopModel(trips: string): ModelPlan {
  return {
    opset: 17,
    inputs: [
      { name: "trips", type: "int64", shape: [] },
      { name: "bound", type: "float32", shape: [] },
      { name: "start", type: "float32", shape: [1] },
    ],
    outputs: [{ name: "last" }, { name: "list" }, { name: "rounds" }],
    initializers: { two: floats([1], [2]), yes: truth(true) },
    nodes: [node("Loop", [trips, "yes", "start", "start"], ["last", "list", "rounds"], { body: { graph: doubling } })],
  };
}

test("Loop carries values whose size changes, and ends by its condition or its count", () => {
  const start = floats([1], [1]);
  const { results, calls } = runModel(loopModel("trips"), { trips: scalar(10), bound: floats([], [20]), start });
  assert.deepEqual(calls, ["loop"]);
  assert.deepEqual(results, [
    { shape: [1], values: [32] },
    { shape: [6], values: [1, 2, 4, 8, 16, 32] },
    { shape: [5], values: [0, 1, 2, 3, 4] },
  ]);
  const counted = runModel(loopModel("trips"), { trips: scalar(2), bound: floats([], [20]), start }).results;
  assert.deepEqual(counted[1], { shape: [3], values: [1, 2, 4] });
  const none = runModel(loopModel("trips"), { trips: scalar(0), bound: floats([], [20]), start }).results;
  assert.deepEqual(none, [
    { shape: [1], values: [1] },
    { shape: [1], values: [1] },
    { shape: [0], values: [] },
  ]);
  assert.deepEqual(runModel(loopModel(""), { trips: scalar(0), bound: floats([], [5]), start }).results[0], { shape: [1], values: [8] });
});

test("a loop inside a loop reads from both around it", () => {
  const inner: GraphPlan = {
    inputs: [
      { name: "j", type: "int64", shape: [] },
      { name: "d", type: "bool", shape: [] },
      { name: "t", type: "float32", shape: ["n"] },
    ],
    outputs: [{ name: "dd" }, { name: "tt" }],
    nodes: [node("Identity", ["d"], ["dd"]), node("Add", ["t", "x"], ["u"]), node("Add", ["u", "s"], ["tt"])],
  };
  const outer: GraphPlan = {
    inputs: [
      { name: "i", type: "int64", shape: [] },
      { name: "c", type: "bool", shape: [] },
      { name: "s", type: "float32", shape: ["n"] },
    ],
    outputs: [{ name: "cc" }, { name: "r" }],
    nodes: [node("Identity", ["c"], ["cc"]), node("Loop", ["i", "", "s"], ["r"], { body: { graph: inner } })],
  };
  const plan: ModelPlan = {
    inputs: [{ name: "x", type: "float32", shape: ["n"] }],
    outputs: [{ name: "y" }],
    initializers: { three: scalar(3) },
    nodes: [node("Loop", ["three", "", "x"], ["y"], { body: { graph: outer } })],
  };
  let expected = 1;
  for (let i = 0; i < 3; i++) {
    const s = expected;
    for (let j = 0; j < i; j++) expected += 1 + s;
  }
  assert.deepEqual(runModel(plan, { x: floats([2], [1, 1]) }).results, [{ shape: [2], values: [expected, expected] }]);
});

test("Scan goes along any axis in either direction", () => {
  const body: GraphPlan = {
    inputs: [
      { name: "sum", type: "float32", shape: [2] },
      { name: "e", type: "float32", shape: [2] },
    ],
    outputs: [{ name: "next" }, { name: "seen" }],
    nodes: [node("Add", ["sum", "e"], ["next"]), node("Identity", ["next"], ["seen"])],
  };
  const attributes = {
    body: { graph: body },
    num_scan_inputs: 1,
    scan_input_axes: [1],
    scan_input_directions: [1],
    scan_output_axes: [-1],
  };
  const plan: ModelPlan = {
    inputs: [{ name: "x", type: "float32", shape: [2, "n"] }],
    outputs: [{ name: "total" }, { name: "sums" }],
    initializers: { zero: floats([2], [0, 0]) },
    nodes: [node("Scan", ["zero", "x"], ["total", "sums"], attributes)],
  };
  assert.deepEqual(runModel(plan, { x: floats([2, 3], [1, 2, 3, 10, 20, 30]) }).results, [
    { shape: [2], values: [6, 60] },
    { shape: [2, 3], values: [3, 5, 6, 30, 50, 60] },
  ]);
});

test("sequences are gone when a model is translated, also from loops", () => {
  const body: GraphPlan = {
    inputs: [
      { name: "i", type: "int64", shape: [] },
      { name: "c", type: "bool", shape: [] },
      { name: "s", sequence: { type: "float32", shape: [null] } },
    ],
    outputs: [{ name: "c" }, { name: "t" }],
    nodes: [
      node("SequenceAt", ["s", "i"], ["e"]),
      node("Concat", ["e", "x"], ["f"], { axis: 0 }),
      node("SequenceInsert", ["s", "f"], ["t"]),
    ],
  };
  const plan: ModelPlan = {
    inputs: [{ name: "x", type: "float32", shape: ["n"] }],
    outputs: [{ name: "y" }, { name: "count" }],
    initializers: { two: scalar(2) },
    nodes: [
      node("SequenceConstruct", ["x"], ["s"]),
      node("Loop", ["two", "", "s"], ["t"], { body: { graph: body } }),
      node("ConcatFromSequence", ["t"], ["y"], { axis: 0 }),
      node("SequenceLength", ["t"], ["count"]),
    ],
  };
  const { results, calls } = runModel(plan, { x: floats([1], [5]) });
  assert.deepEqual(calls, []);
  assert.deepEqual(results, [
    { shape: [6], values: [5, 5, 5, 5, 5, 5] },
    { shape: [], values: [3] },
  ]);
});

test("a loop whose shapes depend on what it carries is unrolled", () => {
  const body: GraphPlan = {
    inputs: [
      { name: "i", type: "int64", shape: [] },
      { name: "c", type: "bool", shape: [] },
      { name: "axes", type: "int64", shape: [1] },
    ],
    outputs: [{ name: "c" }, { name: "next" }, { name: "sum" }],
    nodes: [
      node("ReduceSum", ["x", "axes"], ["s"], { keepdims: 0 }),
      node("ReduceMax", ["s"], ["sum"], { keepdims: 0 }),
      node("Add", ["axes", "one"], ["next"]),
    ],
  };
  const one = fromElements("int64", [1], [1n as never]);
  const zero = fromElements("int64", [1], [0n as never]);
  const plan: ModelPlan = {
    opset: 17,
    inputs: [{ name: "x", type: "float32", shape: [2, 2] }],
    outputs: [{ name: "last" }, { name: "sums" }],
    initializers: { two: scalar(2), zero, one },
    nodes: [node("Loop", ["two", "", "zero"], ["last", "sums"], { body: { graph: body } })],
  };
  const { results, calls } = runModel(plan, { x: floats([2, 2], [1, 2, 3, 5]) });
  assert.deepEqual(calls, []);
  assert.deepEqual(results[1], { shape: [2], values: [7, 8] });
});

test("what a loop cannot carry is said", () => {
  const body: GraphPlan = {
    inputs: [
      { name: "i", type: "int64", shape: [] },
      { name: "c", type: "bool", shape: [] },
      { name: "s", type: "float32", shape: [1] },
    ],
    outputs: [{ name: "c" }, { name: "t" }],
    nodes: [node("Cast", ["s"], ["t"], { to: 7 })],
  };
  const plan: ModelPlan = {
    outputs: [{ name: "y" }],
    initializers: { n: scalar(2), x: floats([1], [1]) },
    nodes: [node("Loop", ["n", "", "x"], ["y"], { body: { graph: body } })],
  };
  assert.throws(() => runModel(plan, {}), /Loop "y": a value that is carried from round to round is float32 and becomes int64/);
});
