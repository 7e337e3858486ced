/**
 * Compiled programs: rows whose ends are no whole vectors, transposes in any place, values kept where results of their row will be, reductions down
 * columns with what is computed of them.
 */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { runCall } from "../../src/engine/calls/interpret-call.ts";
import { fuse } from "../../src/engine/emission/graph-writer.ts";
import { writeProgram } from "../../src/engine/emission/program-writer.ts";
import { formKernels, type Kernel } from "../../src/engine/fusion/kernels.ts";
import { interpret } from "../../src/engine/graph/interpret.ts";
import { importModel } from "../../src/engine/import-model.ts";
import { parseModel } from "../../src/engine/onnx/model.ts";
import { openSession } from "../../src/engine/session.ts";
import { fromElements, type TensorData } from "../../src/engine/tensor-data.ts";
import { encodeModel, type ModelPlan, type NodePlan } from "./onnx-writer.ts";
import { difference } from "./suite-case.ts";

const orders = [
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
];

/** Of "x" and "y": [a, b, c]. */
const nodes: readonly NodePlan[] = [
  ...orders.flatMap((perm): readonly NodePlan[] => {
    const name = perm.join("");
    return [
      { operator: "Transpose", inputs: ["x"], outputs: [`x${name}`], attributes: { perm } },
      { operator: "Transpose", inputs: ["y"], outputs: [`y${name}`], attributes: { perm } },
      { operator: "Mul", inputs: [`x${name}`, `y${name}`], outputs: [`turned_${name}`] },
      { operator: "Neg", inputs: [`x${name}`], outputs: [`negated_${name}`] },
    ];
  }),
  // The exponentials are kept where the result will be, so no end of a row is computed twice
  { operator: "Softmax", inputs: ["x"], outputs: ["weights"], attributes: { axis: -1 } },
  { operator: "ReduceSum", inputs: ["x", "last"], outputs: ["sum"], attributes: { keepdims: 1 } },
  { operator: "ReduceMax", inputs: ["y", "last"], outputs: ["greatest"], attributes: { keepdims: 1 } },
  { operator: "ReduceProd", inputs: ["y", "last"], outputs: ["product"], attributes: { keepdims: 0 } },
  { operator: "Add", inputs: ["x", "greatest"], outputs: ["raised"] },
];

const outputs = [...orders.flatMap((perm) => [`turned_${perm.join("")}`, `negated_${perm.join("")}`])].concat(
  ...["weights", "sum", "greatest", "product", "raised"],
);

const plan: ModelPlan = {
  inputs: ["x", "y"].map((name) => ({ name, type: "float32", shape: ["a", "b", "c"] })),
  outputs: outputs.map((name) => ({ name })),
  nodes,
  initializers: { last: fromElements("int64", [1], [-1]) },
};

function given(shape: readonly number[], seed: number): TensorData {
  const count = shape.reduce((all, each) => all * each, 1);
  return fromElements(
    "float32",
    [...shape],
    Array.from({ length: count }, (_, at) => 1 + Math.sin(at * 7.31 + seed) / 4),
  );
}

/** Of the same, down columns: what is computed before, beside and after reductions. */
const columnNodes: readonly NodePlan[] = [
  { operator: "Exp", inputs: ["x"], outputs: ["e"] },
  ...["first", "second", "both"].flatMap((axes): readonly NodePlan[] => [
    { operator: "ReduceMean", inputs: ["e", axes], outputs: [`mean_${axes}`] },
    { operator: "ReduceMax", inputs: ["e", axes], outputs: [`max_${axes}`] },
    { operator: "ReduceMin", inputs: ["y", axes], outputs: [`min_${axes}`] },
    { operator: "Add", inputs: ["e", `mean_${axes}`], outputs: [`raised_${axes}`] },
    { operator: "Mul", inputs: [`raised_${axes}`, `max_${axes}`], outputs: [`scaled_${axes}`] },
    { operator: "ReduceSum", inputs: [`scaled_${axes}`, axes], outputs: [`sum_${axes}`] },
    { operator: "Div", inputs: [`scaled_${axes}`, `min_${axes}`], outputs: [`result_${axes}`] },
  ]),
  { operator: "Softmax", inputs: ["y"], outputs: ["softmax_first"], attributes: { axis: 0 } },
  { operator: "Softmax", inputs: ["y"], outputs: ["softmax_second"], attributes: { axis: 1 } },
];

const columnOutputs = ["first", "second", "both"].flatMap((axes) => [`sum_${axes}`, `result_${axes}`, `mean_${axes}`]);

const columnPlan: ModelPlan = {
  ...plan,
  outputs: [...columnOutputs, "softmax_first", "softmax_second"].map((name) => ({ name })),
  nodes: columnNodes,
  initializers: {
    first: fromElements("int64", [1], [0]),
    second: fromElements("int64", [1], [1]),
    both: fromElements("int64", [2], [0, 1]),
  },
};

for (const [name, each] of [
  ["rows and squares", plan],
  ["columns", columnPlan],
] as const) {
  test(`${name} of all sizes`, async () => {
    const model = parseModel(encodeModel(each));
    const graph = importModel(model);
    const folder = mkdtempSync(join(tmpdir(), "compiled-rows-"));
    const session = await openSession(model, { folder, optimization: 1, threads: 2 });
    try {
      const shapes = [
        [1, 1, 1],
        [2, 3, 5],
        [16, 32, 16],
        [17, 19, 33],
        [5, 40, 23],
        [35, 2, 64],
        [3, 70, 129],
        [9, 31, 200],
        [1, 30, 4500],
      ];
      for (const shape of shapes) {
        const inputs = [given(shape, 1), given(shape, 2)];
        const expected = interpret(graph, inputs, runCall);
        session.run(inputs).forEach((actual, output) => {
          const problem = difference(actual, expected[output] as TensorData, 1e-4, 1e-6);
          assert.equal(problem, undefined, `${graph.outputs[output]?.name} of ${shape.join(" x ")}`);
        });
      }
    } finally {
      session.close();
      rmSync(folder, { recursive: true });
    }
  });
}

test("reductions down columns of one walk are one kernel with what is made of them", () => {
  const kernels = formKernels(fuse(importModel(parseModel(encodeModel(columnPlan)))));
  const columns = kernels.filter(({ kind }) => kind === "columns");
  const kernelOf = (name: string): Kernel | undefined => columns.find(({ members }) => members.some((each) => each.name === name));
  for (const [one, other] of [
    ["e", "mean_first"],
    ["mean_first", "max_first"],
    ["max_first", "sum_first"],
    ["mean_second", "max_second"],
    ["max_second", "sum_second"],
    ["min_second", "result_second"],
    ["mean_both", "sum_both"],
  ] as const) {
    assert.ok(kernelOf(one) !== undefined, one);
    assert.equal(kernelOf(one)?.members[0]?.name, kernelOf(other)?.members[0]?.name, `${one} and ${other}`);
  }
  assert.equal(
    kernels.some(({ kind }) => kind === "points"),
    false,
  );
});

test("each transpose turns squares, and no row of a softmax is computed twice", () => {
  const { text } = writeProgram(importModel(parseModel(encodeModel(plan))));
  const functions = text.split("\n\n\n").filter((part) => part.startsWith("def ") && part.includes("lane_values"));
  assert.ok(functions.length > 0);
  for (const each of functions) assert.ok(each.includes("load_transposed"), each);
  const softmax = text.split("\n\n\n").find((part) => part.startsWith("def ") && part.includes("exp("));
  assert.match(softmax ?? "", /for_row\[width, element\]/);
});
