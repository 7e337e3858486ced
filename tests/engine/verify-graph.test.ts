/** What is wrong with a graph is found, and said with the tensor's name. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Expression } from "../../src/engine/graph/expression.ts";
import type { Call, Definition, Graph, Tensor } from "../../src/engine/graph/graph.ts";
import { parseGraph } from "../../src/engine/graph/parse.ts";
import { graphProblems, verifyGraph } from "../../src/engine/graph/verify.ts";

const written: readonly (readonly [statements: string, problem: RegExp])[] = [
  [`%1 "y": float32[n] = map (i0 < 3): %0[i0]`, /^tensor "y" \(1\): axis i0 goes to 3, its dimension to n$/],
  [`%1 "y": float32[n] = map (): 1.0`, /^tensor "y" \(1\): it has 1 dimensions and 0 axes$/],
  [`%1 "y": float16[n] = map (i0): %0[i0]`, /^tensor "y" \(1\): it is float16, its elements are float32$/],
  [`%1 "y": bool[n] = reduce and (i0) over (k0 < 2): %0[i0]`, /and brings bool together, not float32/],
  [`%1 "y": float32[] = reduce last_least () over (k0 < n): %0[k0]`, /it is float32, its elements are int64/],
  [`%1 "y": int64[] = reduce last_least () over (k0 < n, k1 < 2): %0[k0]`, /last_least is over one axis, not over 2/],
  [`%1 "y": float32[n] = input`, /^tensor "y" \(1\): it is an input that the graph does not have$/],
  [`%1 "y": float32[-2] = map (i0): 1.0`, /^tensor "y" \(1\): a size is -2$/],
  [`size m outside %1 "y": float32[m] = map (i0): 1.0`, /^tensor "y" \(1\): m has no meaning$/],
  [`%1 "y": float32[] = map (): 0.5:index == 1 ? 1.0 : 2.0`, /0.5 is no value of index/],
  [
    `%1 "y": float32[?k] = call branch(%0) {body = graph "b" closed () { %2 "z": float32[n] = map (i0): %0[i0] return "z" = %2 }}`,
    /^tensor "x" \(0\): it is an input that the graph does not have$/,
  ],
];

test("graphs as text", () => {
  for (const [statements, problem] of written) {
    const problems = graphProblems(parseGraph(`graph "g" (%0 "x": float32[?n]) { ${statements} return "y" = %1 }`));
    assert.ok(
      problems.some((each) => problem.test(each)),
      `${statements}: ${problems.join("; ") || "no problem"}`,
    );
  }
});

const right = `graph "g" (%0 "x": float32[?n]) {
  %1 "a": float32[n] = map (i0): -%0[i0]
  %2 "b": float32[n] = map (i0): %1[i0] + 1.0
  %3 "c": float32[?m], %4 "d": int64[m] = call some(%2)
  symbol v = index(%4[0])
  %5 "e": float32[] = map (): %2[{v}] + %3[0]
  return "e" = %5
}`;

type Parts = { readonly graph: Graph; readonly tensors: readonly Tensor[] };

/** Changes one graph's parts, which are meant to stay as they are. */
const changes: readonly (readonly [what: string, change: (parts: Parts) => void, problem: RegExp])[] = [
  [
    "a circle",
    ({ tensors }) => setBody(tensors, 1, { kind: "load", type: "float32", tensor: tensors[2] as Tensor, index: [axisOf(tensors, 1)] }),
    /^tensor "[ab]" \(\d\): it is computed from itself, by way of tensor "[ab]"/,
  ],
  [
    "a tensor that reads itself",
    ({ tensors }) => setBody(tensors, 1, { kind: "load", type: "float32", tensor: tensors[1] as Tensor, index: [axisOf(tensors, 1)] }),
    /^tensor "a" \(\d\): it is computed from itself$/,
  ],
  [
    "an axis of another tensor",
    ({ tensors }) => setBody(tensors, 2, { kind: "load", type: "float32", tensor: tensors[1] as Tensor, index: [axisOf(tensors, 1)] }),
    /^tensor "b" \(\d\): axis i0 is none of its own$/,
  ],
  ["a number that two have", ({ tensors }) => Object.assign(tensors[2] as Tensor, { id: 1 }), /has the number of another tensor/],
  [
    "a type",
    ({ tensors }) => Object.assign(tensors[1] as Tensor, { elementType: "float64" }),
    /^tensor "b".* is float64, and is read as float32$/,
  ],
  [
    "an operation of two types",
    ({ tensors }) => {
      const one: Expression = { kind: "literal", type: "float32", value: 1 };
      setBody(tensors, 1, { kind: "apply", type: "float32", operation: "add", operands: [one, axisOf(tensors, 1)] });
    },
    /^tensor "a".*: add of float32 and index$/,
  ],
  ["a symbol without meaning", ({ graph }) => (graph.symbols as Map<string, never>).delete("v"), /^tensor "e".*: v has no meaning$/],
  [
    "an output that its call does not have",
    ({ tensors }) => {
      const { call } = (tensors[3] as Tensor).definition as Definition & { kind: "call" };
      (call as { outputs: Call["outputs"] }).outputs = [{ ...(tensors[3] as Tensor) }, tensors[4] as Tensor];
    },
    /^tensor "c".*: it is not output 0 of its call of some$/,
  ],
];

test("graphs that a pass could have spoilt", () => {
  assert.deepEqual(graphProblems(partsOf().graph), []);
  for (const [what, change, problem] of changes) {
    const parts = partsOf();
    change(parts);
    const problems = graphProblems(parts.graph);
    assert.ok(
      problems.some((each) => problem.test(each)),
      `${what}: ${problems.join("; ") || "no problem"}`,
    );
    assert.throws(() => verifyGraph(parts.graph, "this test"), /after this test the graph is not right: /);
  }
});

/** Tensors by their numbers in the text. */
function partsOf(): Parts {
  const graph = parseGraph(right);
  const tensors: Tensor[] = [];
  const see = (tensor: Tensor, at: number): Tensor => (tensors[at] = tensor);
  const { tensor: e } = graph.outputs[0] as Graph["outputs"][number];
  const sum = (see(e, 5).definition as Definition & { kind: "map" }).body as Expression & { kind: "apply" };
  const [b, c] = sum.operands.map((each) => (each as Expression & { kind: "load" }).tensor) as [Tensor, Tensor];
  const { call } = see(c, 3).definition as Definition & { kind: "call" };
  see(call.outputs[1] as Tensor, 4);
  const plus = (see(b, 2).definition as Definition & { kind: "map" }).body as Expression & { kind: "apply" };
  see((plus.operands[0] as Expression & { kind: "load" }).tensor, 1);
  see(graph.inputs[0] as Tensor, 0);
  return { graph, tensors };
}

function axisOf(tensors: readonly Tensor[], at: number): Expression {
  const { axes } = (tensors[at] as Tensor).definition as Definition & { kind: "map" };
  const [axis] = axes;
  if (axis === undefined) throw new Error("the tensor has an axis");
  return { kind: "axis", type: "index", axis };
}

function setBody(tensors: readonly Tensor[], at: number, body: Expression): void {
  Object.assign((tensors[at] as Tensor).definition as Definition, { body });
}
