/**
 * Makes the two calls that contain graphs: `loop` and `branch`.
 *
 * `loop`: inputs are the number of rounds (int64), whether the first is done (bool), initial values of what is carried, then what the body
 * reads from around it. `body`: (round, condition, carried ...) to (condition, carried ..., scans ...). `carried`: their number. Outputs are
 * what is carried after the last round, then each scan's values of all rounds, one after the other in a new first dimension.
 * `branch`: inputs are the condition, then what is read from around it; `whenTrue` and `whenFalse` have no inputs and as many outputs as the call.
 * Not here: how models spell them (`control-flow.ts`, `recurrent.ts`).
 */
import { constantOf, type Dimension, isEqual, isNotNegative, maximum, symbolsOf, zero } from "../graph/dimension.ts";
import { type CallOutput, GraphBuilder } from "../graph/builder.ts";
import { apply, cast, load, sizeValue } from "../graph/expression.ts";
import { capturedBy, type Graph, type Tensor } from "../graph/graph.ts";
import type { OperatorNode } from "./operator-node.ts";
import { printShape, reshape, scalar } from "./shaping.ts";

export type LoopRound = {
  readonly builder: GraphBuilder;
  readonly round: Tensor;
  readonly condition: Tensor;
  readonly carried: readonly Tensor[];
};

export type LoopResult = {
  readonly condition?: Tensor | undefined;
  readonly carried: readonly Tensor[];
  readonly scans: readonly Tensor[];
};

export type LoopPlan = {
  /** Scalars; undefined: as long as the condition holds, and always. */
  readonly rounds: Tensor | undefined;
  readonly condition: Tensor | undefined;
  readonly initial: readonly Tensor[];
  readonly body: (round: LoopRound) => LoopResult;
};

export function makeLoop(node: OperatorNode, plan: LoopPlan): { readonly carried: readonly Tensor[]; readonly scans: readonly Tensor[] } {
  const { builder } = node;
  const outside = new Set(builder.symbols.keys());
  const { body, shapes, captured } = makeBody(node, plan);
  const rounds = plan.rounds === undefined ? scalar(builder, "int64", 2n ** 63n - 1n) : reshape(builder, plan.rounds, []);
  const condition = plan.condition === undefined ? scalar(builder, "bool", true) : reshape(builder, plan.condition, []);
  const count = isAlwaysTrue(builder, condition, body) && plan.rounds !== undefined ? countOf(builder, rounds) : undefined;
  const ofOutside = (each: Dimension): Dimension | undefined =>
    [...symbolsOf(each)].every((name) => outside.has(name)) ? each : undefined;
  const [, ...results] = body.outputs.map(({ tensor }) => tensor);
  const outputs: CallOutput[] = results.map(({ elementType, shape, name }, at) => {
    const carried = shapes[at];
    return { elementType, name, shape: carried ?? [count, ...shape.map(ofOutside)] };
  });
  const made = builder.call("loop", [rounds, condition, ...plan.initial, ...captured], { body, carried: plan.initial.length }, outputs);
  return { carried: made.slice(0, plan.initial.length), scans: made.slice(plan.initial.length) };
}

type LoopBody = {
  readonly body: Graph;
  readonly shapes: readonly (readonly (Dimension | undefined)[])[];
  readonly captured: readonly Tensor[];
};

/** The body for carried values whose sizes that change from round to round are unknown: made again until no further one does. */
function makeBody(node: OperatorNode, plan: LoopPlan): LoopBody {
  let shapes: readonly (readonly (Dimension | undefined)[])[] = plan.initial.map(({ shape }) => shape);
  for (;;) {
    const builder = new GraphBuilder(node.builder);
    builder.currentName = node.builder.currentName;
    const first = builder.nextId;
    const round = builder.input("round", "int64", []);
    const condition = builder.input("condition", "bool", []);
    const carried = plan.initial.map(({ elementType, name }, at) => builder.input(name, elementType, shapes[at] as readonly Dimension[]));
    const result = plan.body({ builder, round, condition, carried });
    const next = shapes.map((shape, at) => commonShape(node, shape, carried[at] as Tensor, result.carried[at] as Tensor));
    if (next.some((shape, at) => shape.some((each, dimension) => each !== shapes[at]?.[dimension]))) {
      shapes = next;
      continue;
    }
    const on = result.condition === undefined ? scalar(builder, "bool", true) : reshape(builder, result.condition, []);
    const outputs = [on, ...result.carried, ...result.scans].map((tensor) => ({ name: tensor.name, tensor }));
    const body: Graph = {
      name: node.title(),
      inputs: [round, condition, ...carried],
      outputs,
      symbols: builder.symbols,
      requirements: builder.requirements,
    };
    return { body, shapes, captured: capturedBy(body, first) };
  }
}

function commonShape(
  node: OperatorNode,
  shape: readonly (Dimension | undefined)[],
  before: Tensor,
  after: Tensor,
): readonly (Dimension | undefined)[] {
  if (before.elementType !== after.elementType)
    node.fail(`a value that is carried from round to round is ${before.elementType} and becomes ${after.elementType}`);
  if (before.shape.length !== after.shape.length)
    node.fail(
      `a value that is carried from round to round changes its rank: ${printShape(before.shape)} becomes ${printShape(after.shape)}`,
    );
  return shape.map((each, at) =>
    each !== undefined && isEqual(before.shape[at] as Dimension, after.shape[at] as Dimension) ? each : undefined,
  );
}

/** Whether only the number of rounds ends the loop. */
function isAlwaysTrue(builder: GraphBuilder, initial: Tensor, body: Graph): boolean {
  const [next] = body.outputs;
  const isKnown = (tensor: Tensor): boolean => {
    const known = builder.knownElements(tensor)?.[0];
    return known !== undefined && typeof known !== "number" && constantOf(known) === 1;
  };
  if (!isKnown(initial) || next === undefined) return false;
  return next.tensor === body.inputs[1] || isKnown(next.tensor) || isCopyOf(next.tensor, body.inputs[1] as Tensor);
}

function isCopyOf(tensor: Tensor, source: Tensor): boolean {
  return tensor.definition.kind === "map" && tensor.definition.body.kind === "load" && tensor.definition.body.tensor === source;
}

function countOf(builder: GraphBuilder, rounds: Tensor): Dimension | undefined {
  const [count] = builder.integers(rounds) ?? [];
  if (count === undefined) return undefined;
  if (constantOf(count) !== undefined || isNotNegative(count)) return maximum(count, zero);
  return builder.sizeOf(apply("maximum", sizeValue(count), sizeValue(0)), true);
}

export type BranchResult = readonly Tensor[];

/** Two ways to get the same outputs. Undefined where their types or ranks differ: then the condition has to be known. */
export function makeBranch(
  node: OperatorNode,
  condition: Tensor,
  whenTrue: (builder: GraphBuilder) => BranchResult | undefined,
  whenFalse: (builder: GraphBuilder) => BranchResult | undefined,
): readonly Tensor[] | undefined {
  const { builder } = node;
  const outside = new Set(builder.symbols.keys());
  const first = builder.nextId;
  const graphs: Graph[] = [];
  for (const make of [whenTrue, whenFalse]) {
    const own = new GraphBuilder(builder);
    own.currentName = builder.currentName;
    const tensors = make(own);
    if (tensors === undefined) return undefined;
    graphs.push({
      name: node.title(),
      inputs: [],
      outputs: tensors.map((tensor) => ({ name: tensor.name, tensor })),
      symbols: builder.symbols,
      requirements: own.requirements,
    });
  }
  const [then, otherwise] = graphs as [Graph, Graph];
  if (then.outputs.length !== otherwise.outputs.length) node.fail("the branches have different numbers of outputs");
  const outputs: CallOutput[] = [];
  for (const [at, { tensor }] of then.outputs.entries()) {
    const other = otherwise.outputs[at]?.tensor as Tensor;
    if (tensor.elementType !== other.elementType || tensor.shape.length !== other.shape.length) return undefined;
    const shape = tensor.shape.map((each, dimension) => {
      const isCommon = isEqual(each, other.shape[dimension] as Dimension) && [...symbolsOf(each)].every((name) => outside.has(name));
      return isCommon ? each : undefined;
    });
    outputs.push({ elementType: tensor.elementType, shape });
  }
  const captured = new Set([...capturedBy(then, first), ...capturedBy(otherwise, first)]);
  return builder.call("branch", [reshape(builder, condition, []), ...captured], { whenTrue: then, whenFalse: otherwise }, outputs);
}

/** The part of `tensor` at a place of dimension `axis`, inside of a loop's body. */
export function elementAt(builder: GraphBuilder, tensor: Tensor, axis: number, round: Tensor, isReversed: boolean): Tensor {
  const shape = tensor.shape.filter((_, at) => at !== axis);
  return builder.map(shape, (index) => {
    const forward = cast(load(round, []), "index");
    const last = apply("subtract", sizeValue(tensor.shape[axis] as Dimension), sizeValue(1));
    const place = isReversed ? apply("subtract", last, forward) : forward;
    const full = [...index];
    full.splice(axis, 0, place);
    return load(tensor, full);
  });
}
