/**
 * If, Loop and Scan: inline where it is known what happens, else calls with graphs (`loops.ts`).
 *
 * A loop over sequences or optional values is unrolled: these exist only while a model is translated.
 */
import { constantOf, type Dimension, size } from "../graph/dimension.ts";
import type { GraphBuilder } from "../graph/builder.ts";
import { apply, type Expression, load, sizeValue } from "../graph/expression.ts";
import type { Tensor } from "../graph/graph.ts";
import type { OnnxGraph } from "../onnx/model.ts";
import { elementAt, makeBranch, makeLoop } from "./loops.ts";
import { joined, mayBeEqual } from "./movement.ts";
import { type OperatorNode, type OperatorTable, ofTensor, type Value, ValueNeeded } from "./operator-node.ts";
import { concat, printShape, scalar, sliceAxis, squeeze, transpose, unsqueeze } from "./shaping.ts";

export const controlFlow: OperatorTable = {
  If: branch,
  Loop: loop,
  Scan: (node) => (node.version < 9 ? scanBatches(node) : scan(node, node.inputs(), scanAxes(node))),
};

/** Nodes in all rounds of a loop that is unrolled. */
const mostNodes = 2 ** 17;

function branch(node: OperatorNode): readonly (Tensor | Value)[] {
  const condition = node.input(0);
  const [whenTrue, whenFalse] = [node.graphAttribute("then_branch"), node.graphAttribute("else_branch")];
  const known = knownTruth(node.builder, condition);
  if (known !== undefined) return node.subgraphs.inline(known ? whenTrue : whenFalse, []);
  const tensorsOf =
    (graph: OnnxGraph) =>
    (builder: GraphBuilder): readonly Tensor[] | undefined => {
      const values = node.subgraphs.inline(graph, [], builder);
      return values.every((value) => value.kind === "tensor") ? values.map(({ tensor }) => tensor) : undefined;
    };
  return makeBranch(node, condition, tensorsOf(whenTrue), tensorsOf(whenFalse)) ?? node.need(0);
}

function knownTruth(builder: GraphBuilder, condition: Tensor | undefined): boolean | undefined {
  if (condition === undefined) return undefined;
  const known = builder.knownElements(condition)?.[0];
  const value = known === undefined || typeof known === "number" ? undefined : constantOf(known);
  return value === undefined ? undefined : value !== 0;
}

function loop(node: OperatorNode): readonly (Tensor | Value)[] {
  const body = node.graphAttribute("body");
  const [rounds, condition] = [node.optionalInput(0), node.optionalInput(1)];
  const initial = node.values.slice(2).map((_, at) => node.value(at + 2));
  if (body.inputs.length !== initial.length + 2)
    node.fail(`the body has ${body.inputs.length} inputs, but ${initial.length + 2} values are given`);
  if (body.outputs.length < initial.length + 1)
    node.fail(`the body has ${body.outputs.length} outputs for ${initial.length} carried values`);
  if (initial.some((value) => value.kind !== "tensor")) return unrolled(node, body, initial);
  try {
    const { carried, scans } = makeLoop(node, {
      rounds,
      condition,
      initial: initial.map((_, at) => node.input(at + 2)),
      body: (round) => {
        const values = node.subgraphs.inline(body, [round.round, round.condition, ...round.carried].map(ofTensor), round.builder);
        const tensors = values.map((value) => (value.kind === "tensor" ? value.tensor : node.fail("the body gives a sequence")));
        return {
          condition: condition === undefined ? undefined : (tensors[0] as Tensor),
          carried: tensors.slice(1, 1 + initial.length),
          scans: tensors.slice(1 + initial.length),
        };
      },
    });
    return [...carried, ...scans];
  } catch (error) {
    // The body needs a value that is known round by round: a place in a sequence, an axis
    if (error instanceof ValueNeeded && mayUnroll(node, error)) return unrolled(node, body, initial);
    throw error;
  }
}

/** Where the number of rounds is known, or where nothing but the round is missing. */
function mayUnroll(node: OperatorNode, error: ValueNeeded): boolean {
  const rounds = node.optionalInput(0);
  const isKnown = rounds !== undefined && node.builder.knownElements(rounds) !== undefined;
  return isKnown || error.inputs().every((name) => name === "round" || name === "condition");
}

function unrolled(node: OperatorNode, body: OnnxGraph, initial: readonly Value[]): readonly (Tensor | Value)[] {
  const { builder } = node;
  const rounds = node.optionalInput(0) === undefined ? Infinity : node.knownNumber(0);
  const hasCondition = node.optionalInput(1) !== undefined;
  let isOn = hasCondition ? (knownTruth(builder, node.input(1)) ?? node.need(1)) : true;
  let carried = initial;
  const scans: Tensor[][] = body.outputs.slice(1 + initial.length).map(() => []);
  for (let round = 0; round < rounds && isOn; round++) {
    if (round * (body.nodes.length + 1) > mostNodes)
      node.fail(`the loop has to be unrolled, but ${round} rounds have more than ${mostNodes} nodes`);
    const values = node.subgraphs.inline(body, [
      ofTensor(scalar(builder, "int64", round)),
      ofTensor(scalar(builder, "bool", true)),
      ...carried,
    ]);
    const [condition, ...rest] = values as [Value, ...Value[]];
    carried = rest.slice(0, initial.length);
    scans.forEach((scan, at) => {
      const value = rest[initial.length + at] as Value;
      scan.push(value.kind === "tensor" ? value.tensor : node.fail("a scan output is a sequence"));
    });
    if (!hasCondition) continue;
    if (condition.kind !== "tensor") return node.fail("the condition is no tensor");
    isOn = knownTruth(builder, condition.tensor) ?? needed(node, condition.tensor);
  }
  const stacked = scans.map((scan) => {
    if (scan.length === 0) return node.fail("a scan output of no rounds has no shape");
    return joined(
      node,
      scan.map((each) => unsqueeze(builder, each, [0])),
      0,
    );
  });
  return [...carried, ...stacked];
}

function needed(node: OperatorNode, condition: Tensor): never {
  throw new ValueNeeded(
    condition,
    node.builder.symbols,
    `${node.title()}: the loop has to be unrolled, and what ends it is not known before the model runs`,
  );
}

type ScanAxes = {
  readonly inputAxes: readonly number[];
  readonly outputAxes: readonly number[];
  readonly inputDirections: readonly number[];
  readonly outputDirections: readonly number[];
};

function scanAxes(node: OperatorNode): ScanAxes {
  return {
    inputAxes: node.integerList("scan_input_axes") ?? [],
    outputAxes: node.integerList("scan_output_axes") ?? [],
    inputDirections: node.integerList("scan_input_directions") ?? [],
    outputDirections: node.integerList("scan_output_directions") ?? [],
  };
}

function scan(node: OperatorNode, inputs: readonly Tensor[], axes: ScanAxes): readonly Tensor[] {
  const body = node.graphAttribute("body");
  const scanned = node.integer("num_scan_inputs");
  const states = inputs.length - scanned;
  if (states < 0 || scanned < 1) node.fail(`${scanned} inputs are to be scanned, but there are ${inputs.length}`);
  if (body.inputs.length !== inputs.length) node.fail(`the body has ${body.inputs.length} inputs, but ${inputs.length} are given`);
  const sources = inputs.slice(states).map((tensor, at) => ({ tensor, axis: node.axis(axes.inputAxes[at] ?? 0, tensor.shape.length) }));
  const lengths = sources.map(({ tensor, axis }) => tensor.shape[axis] as Dimension);
  const [length] = lengths as [Dimension];
  for (const each of lengths)
    if (!mayBeEqual(each, length)) node.fail(`inputs of lengths ${length.key} and ${each.key} are scanned together`);
  const { carried, scans } = makeLoop(node, {
    rounds: node.builder.integersTensor([length], []),
    condition: undefined,
    initial: inputs.slice(0, states),
    body: ({ builder, round, carried: state }) => {
      const elements = sources.map(({ tensor, axis }, at) => elementAt(builder, tensor, axis, round, axes.inputDirections[at] === 1));
      const values = node.subgraphs.inline(body, [...state, ...elements].map(ofTensor), builder);
      const tensors = values.map((value) => (value.kind === "tensor" ? value.tensor : node.fail("the body gives a sequence")));
      return { carried: tensors.slice(0, states), scans: tensors.slice(states) };
    },
  });
  const outputs = scans.map((tensor, at) => {
    const axis = node.axis(axes.outputAxes[at] ?? 0, tensor.shape.length);
    const ordered = axes.outputDirections[at] === 1 ? reversed(node.builder, tensor, length) : tensor;
    const order = tensor.shape.map((_, from) => from).slice(1);
    order.splice(axis, 0, 0);
    return transpose(node.builder, ordered, order);
  });
  return [...carried, ...outputs];
}

function reversed(builder: GraphBuilder, tensor: Tensor, length: Dimension): Tensor {
  const last = apply("subtract", sizeValue(length), sizeValue(1));
  return builder.map(tensor.shape, ([first, ...rest]) => load(tensor, [apply("subtract", last, first as Expression), ...rest]));
}

/** The body is translated for each. */
const mostBatches = 1024;

/** Version 8: all inputs have a batch dimension first, and each of its elements is scanned apart. */
function scanBatches(node: OperatorNode): readonly Tensor[] {
  if (node.optionalInput(0) !== undefined) node.fail("sequence_lens is not supported");
  const inputs = node.values.slice(1).map((_, at) => node.input(at + 1));
  const batches = constantOf(inputs[0]?.shape[0] ?? size(0)) ?? node.fail("the number of batches has to be known");
  if (batches > mostBatches) node.fail(`${batches} batches are more than ${mostBatches}`);
  const directions = node.integerList("directions") ?? [];
  for (const { shape } of inputs)
    if (shape.length === 0 || !mayBeEqual(shape[0] as Dimension, size(batches)))
      node.fail(`${printShape(shape)} has no ${batches} batches`);
  const axes = { inputAxes: [], outputAxes: [], inputDirections: directions, outputDirections: [] };
  const results = Array.from({ length: batches }, (_, batch) =>
    scan(
      node,
      inputs.map((tensor) => squeeze(node.builder, sliceAxis(node.builder, tensor, 0, size(batch), size(1), size(1)), [0])),
      axes,
    ),
  );
  return (results[0] ?? []).map((_, at) =>
    concat(
      node.builder,
      results.map((each) => unsqueeze(node.builder, each[at] as Tensor, [0])),
      0,
    ),
  );
}
