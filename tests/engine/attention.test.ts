/** Attention, however it is spelled, is one kernel that gives what the interpreter gives; what is no chain of two products stays apart. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { runCall } from "../../src/engine/calls/interpret-call.ts";
import { fuse } from "../../src/engine/emission/graph-writer.ts";
import { formKernels } from "../../src/engine/fusion/kernels.ts";
import { interpret } from "../../src/engine/graph/interpret.ts";
import { importModel } from "../../src/engine/import-model.ts";
import { parseModel } from "../../src/engine/onnx/model.ts";
import { openSession } from "../../src/engine/session.ts";
import { fromElements, type TensorData } from "../../src/engine/tensor-data.ts";
import { encodeModel, type ModelPlan, type NodePlan } from "./onnx-writer.ts";
import { difference } from "./suite-case.ts";

const [heads, size] = [2, 8];

/** q, k, v: [batch, length, heads * size], heads made with Reshape and Transpose; or [batch, heads, length, size] as they are. */
const inputs = (shape: readonly (number | string)[]): ModelPlan["inputs"] =>
  ["q", "k", "v"].map((name) => ({
    name,
    type: "float32",
    shape: name === "q" ? shape : shape.map((each) => (each === "n" ? "m" : each)),
  }));

const node = (operator: string, given: string, output: string, attributes: NodePlan["attributes"] = {}): NodePlan => ({
  operator,
  inputs: given.split(" "),
  outputs: output.split(" "),
  attributes,
});

const constants = {
  scale: fromElements("float32", [], [0.35]),
  root: fromElements("float32", [], [2.83]),
  least: fromElements("float32", [], [-3e38]),
  minus: fromElements("float32", [], [-1]),
  toHeads: fromElements("int64", [4], [0, 0, heads, size]),
  together: fromElements("int64", [3], [0, 0, heads * size]),
  last: fromElements("int64", [1], [-1]),
  zero: fromElements("int64", [2], [0, 0]),
  one: fromElements("int64", [2], [1, 1]),
  axes: fromElements("int64", [2], [0, 1]),
};

type Case = {
  readonly nodes: readonly NodePlan[];
  readonly outputs?: readonly string[];
  /** `[batch, n, heads * size]` instead of `[batch, heads, n, size]`. */
  readonly isJoined?: boolean;
  readonly mask?: { readonly type: "float32" | "bool"; readonly shape: readonly (string | number)[] };
  readonly isChain: boolean;
};

const keysAcross = node("Transpose", "k", "kt", { perm: [0, 1, 3, 2] });
const plain = [keysAcross, node("MatMul", "q kt", "s"), node("Softmax", "s", "p"), node("MatMul", "p v", "y")];

const cases: Readonly<Record<string, Case>> = {
  plain: { nodes: plain, isChain: true },
  "scaled scores and an additive mask": {
    nodes: [
      keysAcross,
      node("MatMul", "q kt", "s"),
      node("Div", "s root", "t"),
      node("Add", "t mask", "u"),
      node("Softmax", "u", "p", { axis: 3 }),
      node("MatMul", "p v", "y"),
    ],
    mask: { type: "float32", shape: ["b", 1, 1, "m"] },
    isChain: true,
  },
  "scaled operands, and a mask that chooses": {
    nodes: [
      node("Mul", "q scale", "qs"),
      keysAcross,
      node("MatMul", "qs kt", "s"),
      node("Where", "mask s least", "u"),
      node("Softmax", "u", "p"),
      node("MatMul", "p v", "y"),
    ],
    mask: { type: "bool", shape: ["n", "m"] },
    isChain: true,
  },
  "a softmax of its parts, and a residual": {
    nodes: [
      keysAcross,
      node("MatMul", "q kt", "s"),
      node("ReduceMax", "s last", "m1", { keepdims: 1 }),
      node("Sub", "s m1", "d"),
      node("Exp", "d", "e"),
      node("ReduceSum", "e last", "z", { keepdims: 1 }),
      node("Div", "e z", "p"),
      node("MatMul", "p v", "o"),
      node("Add", "o q", "y"),
    ],
    isChain: true,
  },
  "einsum of heads side by side": {
    nodes: [
      ...["q", "k", "v"].map((name) => node("Reshape", `${name} toHeads`, `${name}h`)),
      node("Einsum", "qh kh", "s", { equation: "bihd,bjhd->bhij" }),
      node("Softmax", "s", "p"),
      node("Einsum", "p vh", "o", { equation: "bhij,bjhd->bihd" }),
      node("Reshape", "o together", "y"),
    ],
    isJoined: true,
    isChain: true,
  },
  "heads by reshapes and transposes": {
    nodes: [
      ...["q", "k", "v"].flatMap((name) => [
        node("Reshape", `${name} toHeads`, `${name}h`),
        node("Transpose", `${name}h`, `${name}t`, { perm: name === "k" ? [0, 2, 3, 1] : [0, 2, 1, 3] }),
      ]),
      node("MatMul", "qt kt", "s"),
      node("Mul", "s scale", "t"),
      node("Softmax", "t", "p"),
      node("MatMul", "p vt", "o"),
      node("Transpose", "o", "ot", { perm: [0, 2, 1, 3] }),
      node("Reshape", "ot together", "y"),
    ],
    isJoined: true,
    isChain: true,
  },
  "one matrix": {
    nodes: [
      ...["q", "k", "v"].map((name) => node("Slice", `${name} zero one axes`, `${name}1`)),
      node("Transpose", "k1", "kt", { perm: [0, 1, 3, 2] }),
      node("MatMul", "q1 kt", "s"),
      node("Mul", "s scale", "t"),
      node("Softmax", "t", "p"),
      node("MatMul", "p v1", "y"),
    ],
    isChain: true,
  },
  "rows with another normalisation": {
    nodes: [
      keysAcross,
      node("MatMul", "q kt", "s"),
      node("Abs", "s", "a"),
      node("ReduceSum", "a last", "z", { keepdims: 1 }),
      node("Sigmoid", "s", "g"),
      node("Div", "g z", "h"),
      node("Add", "h s", "p"),
      node("MatMul", "p v", "y"),
    ],
    isChain: true,
  },
  "scores that the caller wants": { nodes: plain, outputs: ["y", "s"], isChain: false },
  "weights that the caller wants": { nodes: plain, outputs: ["y", "p"], isChain: false },
  "weights that are read twice": {
    nodes: [
      ...plain.slice(0, 3),
      node("MatMul", "p v", "o"),
      node("Mul", "p minus", "w"),
      node("MatMul", "w v", "o2"),
      node("Add", "o o2", "y"),
    ],
    isChain: false,
  },
};

const lengths = [
  { b: 1, n: 1, m: 1 },
  { b: 2, n: 5, m: 33 },
  { b: 1, n: 70, m: 17 },
];

for (const [name, { nodes, outputs = ["y"], isJoined = false, mask, isChain }] of Object.entries(cases)) {
  test(name, async () => {
    const model = parseModel(
      encodeModel({
        inputs: [
          ...(inputs(isJoined ? ["b", "n", heads * size] : ["b", heads, "n", size]) ?? []),
          ...(mask === undefined ? [] : [{ name: "mask", ...mask }]),
        ],
        outputs: outputs.map((output) => ({ name: output, type: "float32" })),
        nodes,
        initializers: Object.fromEntries(Object.entries(constants).filter(([each]) => nodes.some((one) => one.inputs?.includes(each)))),
      }),
    );
    const graph = importModel(model);
    const kinds = formKernels(fuse(graph)).map(({ kind }) => kind);
    assert.equal(kinds.filter((kind) => kind === "chain").length, isChain ? 1 : 0, kinds.join());
    if (isChain) assert.ok(!kinds.includes("product"), kinds.join());
    const folder = mkdtempSync(join(tmpdir(), "attention-"));
    const session = await openSession(model, { folder, optimization: 1, threads: 2 });
    try {
      for (const each of lengths) {
        const given = graph.inputs.map((tensor, at) =>
          filled(
            tensor.elementType,
            tensor.shape.map(({ key }) => sizeOf(key, each)),
            at,
          ),
        );
        const expected = interpret(graph, given, runCall);
        session.run(given).forEach((actual, at) => {
          assert.equal(difference(actual, expected[at] as TensorData, 1e-4, 1e-5), undefined, JSON.stringify(each));
        });
      }
    } finally {
      session.close();
      rmSync(folder, { recursive: true });
    }
  });
}

function sizeOf(key: string, sizes: Readonly<Record<string, number>>): number {
  return sizes[key] ?? Number(key);
}

function filled(type: string, shape: readonly number[], seed: number): TensorData {
  const count = shape.reduce((all, each) => all * each, 1);
  const values = Array.from({ length: count }, (_, at) => Math.sin(at * 1.7 + seed * 0.9));
  return type === "bool"
    ? fromElements(
        "bool",
        shape,
        values.map((each) => (each > -0.5 ? 1 : 0)),
      )
    : fromElements("float32", shape, values);
}
