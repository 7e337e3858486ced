/** Passes of the engine keep what graphs compute: random models, interpreted after each pass, for several sizes. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { runCall } from "../../src/engine/calls/interpret-call.ts";
import { fuse } from "../../src/engine/emission/graph-writer.ts";
import { writeProgram } from "../../src/engine/emission/program-writer.ts";
import { inlineMaps } from "../../src/engine/fusion/inline.ts";
import { formKernels, type Kernel } from "../../src/engine/fusion/kernels.ts";
import { channelsLast, orderAsRead, orderProducts } from "../../src/engine/fusion/layout.ts";
import { orderOperands } from "../../src/engine/fusion/operands.ts";
import { type Graph, inOrder, readsOf, type Tensor } from "../../src/engine/graph/graph.ts";
import { definitionKey } from "../../src/engine/graph/key.ts";
import { interpret } from "../../src/engine/graph/interpret.ts";
import { parseGraph } from "../../src/engine/graph/parse.ts";
import { printGraph } from "../../src/engine/graph/print.ts";
import { graphProblems } from "../../src/engine/graph/verify.ts";
import { importModel } from "../../src/engine/import-model.ts";
import { parseModel } from "../../src/engine/onnx/model.ts";
import type { TensorData } from "../../src/engine/tensor-data.ts";
import { encodeModel, type ModelPlan } from "./onnx-writer.ts";
import { choicesOf, randomModel } from "./random-model.ts";
import { graphDifference } from "./same-graph.ts";
import { difference } from "./suite-case.ts";

const passes: readonly (readonly [name: string, pass: (graph: Graph) => Graph])[] = [
  ["channelsLast", channelsLast],
  ["inlineMaps", inlineMaps],
  ["orderAsRead", orderAsRead],
  ["inlineMaps, again", inlineMaps],
  ["orderProducts", orderProducts],
  ["inlineMaps, at last", inlineMaps],
  ["orderOperands", orderOperands],
];

const sizes = [
  { a: 1, b: 1 },
  { a: 3, b: 2 },
];

/** Random models; those that fail are made smaller by shorter lists of choices. */
const models = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.array(fc.nat(9999), { minLength: 30, maxLength: 120, size: "max" }))
  .map(([nodeCount, choices]) => randomModel(choicesOf(choices), nodeCount));

function graphOf(plan: ModelPlan): Graph {
  return importModel(parseModel(encodeModel(plan)));
}

function checkSame(actual: readonly TensorData[], expected: readonly TensorData[], what: string): void {
  assert.equal(actual.length, expected.length);
  actual.forEach((each, at) => assert.equal(difference(each, expected[at] as TensorData, 1e-4, 1e-4), undefined, `${what}: output ${at}`));
}

test("each pass gives a right graph that computes the same, and so do printing and parsing", () => {
  fc.assert(
    fc.property(models, fc.nat(1000), ({ plan, inputs }, seed) => {
      let graph = graphOf(plan);
      assert.deepEqual(graphProblems(graph), [], "imported");
      const { text, constants } = printGraph(graph);
      assert.equal(graphDifference(graph, parseGraph(text, constants)), undefined, text);
      const given = sizes.map((each) => inputs(each, seed));
      const expected = given.map((each) => interpret(graph, each, runCall));
      for (const [name, pass] of passes) {
        const before = graph;
        graph = pass(graph);
        const what = (): string => `${name}, from\n${printGraph(before).text}to\n${printGraph(graph).text}`;
        assert.deepEqual(graphProblems(graph), [], what());
        given.forEach((each, at) => checkSame(interpret(graph, each, runCall), expected[at] as readonly TensorData[], what()));
      }
      assert.equal(printGraph(graph).text, printGraph(fuse(graphOf(plan))).text, "these are the passes that programs are made with");
    }),
    { seed: 3, numRuns: 150 },
  );
});

test("fusing what is fused changes nothing more", () => {
  fc.assert(
    fc.property(models, fc.nat(1000), ({ plan, inputs }, seed) => {
      const once = fuse(graphOf(plan));
      const twice = fuse(once);
      assert.deepEqual(graphProblems(twice), []);
      const given = inputs({ a: 2, b: 3 }, seed);
      checkSame(interpret(twice, given, runCall), interpret(once, given, runCall), printGraph(twice).text);
    }),
    { seed: 4, numRuns: 50 },
  );
});

/** Functions of a program without their names, but for the one that calls them. */
function functionsOf(plan: ModelPlan): readonly string[] {
  const parts = writeProgram(graphOf(plan)).text.split("\n\n\n");
  return parts
    .filter((part) => /^def (?!forward)/.test(part))
    .map((part) => part.replace(/^def \w+/, "def"))
    .sort();
}

/** Nodes from last to first, and values between them with other names. */
function renamed(plan: ModelPlan): ModelPlan {
  const kept = new Set(
    [...(plan.inputs ?? []), ...(plan.outputs ?? [])].map(({ name }) => name).concat(Object.keys(plan.initializers ?? {})),
  );
  const other = (name: string): string => (kept.has(name) ? name : `other_${name.length}_${name}`);
  const nodes = plan.nodes.map((node) => ({ ...node, inputs: (node.inputs ?? []).map(other), outputs: (node.outputs ?? []).map(other) }));
  return { ...plan, nodes: nodes.reverse() };
}

function exchanged(plan: ModelPlan): ModelPlan {
  const isFree = (operator: string): boolean => /^(Add|Mul|Max|Min)$/.test(operator);
  return {
    ...plan,
    nodes: plan.nodes.map((node) => (isFree(node.operator) ? { ...node, inputs: (node.inputs ?? []).toReversed() } : node)),
  };
}

test("kernels do not depend on names, on the order of nodes, or on the order of operands that may be exchanged", () => {
  fc.assert(
    fc.property(models, ({ plan }) => {
      const functions = functionsOf(plan);
      assert.deepEqual(functionsOf(plan), functions, "the same again");
      assert.deepEqual(functionsOf(renamed(plan)), functions, "names and order of nodes");
      assert.deepEqual(functionsOf(exchanged(plan)), functions, "order of operands");
    }),
    { seed: 6, numRuns: 60 },
  );
});

test("texts that are put together are not exchanged", () => {
  const text = `graph "g" (%0 "x": string[?n], %1 "y": string[n]) {
    %2 "a": string[n] = map (i0): %0[i0] + %1[i0]
    %3 "b": string[n] = map (i0): %1[i0] + %0[i0]
    return "a" = %2, "b" = %3
  }`;
  const graph = parseGraph(text);
  const [a, b] = graph.outputs.map(({ tensor }) => definitionKey(tensor.definition));
  assert.notEqual(a, b);
  assert.equal(printGraph(orderOperands(graph)).text, printGraph(graph).text);
});

test("each tensor is in one kernel, which runs after those that it reads, and is stored if others read it", () => {
  fc.assert(
    fc.property(models, ({ plan }) => {
      const graph = fuse(graphOf(plan));
      const kernels = formKernels(graph);
      const { text } = printGraph(graph);
      const kernelOf = new Map<Tensor, Kernel>();
      const isComputed = (tensor: Tensor): boolean => tensor.definition.kind !== "input" && tensor.definition.kind !== "constant";
      for (const kernel of kernels) {
        for (const member of kernel.members) {
          assert.ok(!kernelOf.has(member), `${member.name} is in two kernels of\n${text}`);
          kernelOf.set(member, kernel);
          for (const read of readsOf(member, graph.symbols).filter(isComputed)) {
            const other = kernelOf.get(read);
            assert.ok(other !== undefined, `${member.name} is computed before ${read.name} in\n${text}`);
            assert.ok(other === kernel || other.stored.has(read), `${member.name} reads ${read.name}, which is not stored, in\n${text}`);
          }
        }
      }
      for (const tensor of inOrder(graph).filter(isComputed)) assert.ok(kernelOf.has(tensor), `${tensor.name} is in no kernel of\n${text}`);
      for (const { tensor } of graph.outputs) if (isComputed(tensor)) assert.ok(kernelOf.get(tensor)?.stored.has(tensor), text);
    }),
    { seed: 5, numRuns: 250 },
  );
});
