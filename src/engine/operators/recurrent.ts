/**
 * RNN, GRU and LSTM: the product of all inputs with their weights as one matrix product, then a loop over the steps.
 *
 * Shapes in the loop: steps s, batch b, hidden h, gates g = 1, 3 or 4. Each direction is a loop of its own. With `sequence_lens`, a sequence
 * that is over keeps its state and gives 0; backwards, it starts at its own end.
 */
import { type Dimension, multiply, one, size, zero } from "../graph/dimension.ts";
import type { GraphBuilder } from "../graph/builder.ts";
import { apply, cast, type Expression, literal, load, select, sizeValue } from "../graph/expression.ts";
import type { Tensor } from "../graph/graph.ts";
import { type Activation, activationList } from "./recurrent-activations.ts";
import { floats, integers } from "./element-types.ts";
import { makeLoop } from "./loops.ts";
import { mayBeEqual } from "./movement.ts";
import type { OperatorNode, OperatorTable } from "./operator-node.ts";
import { matmul } from "./products.ts";
import { concat, full, pointwise, printShape, sliceAxis, squeeze, transpose, unsqueeze } from "./shaping.ts";

export const recurrent: OperatorTable = {
  RNN: (node) => layers(node, { gates: 1, activations: ["Tanh"], peepholes: 0, biases: 1, isCell: false, step: rnnStep }),
  GRU: (node) => layers(node, { gates: 3, activations: ["Sigmoid", "Tanh"], peepholes: 0, biases: 3, isCell: false, step: gruStep }),
  LSTM: (node) =>
    layers(node, { gates: 4, activations: ["Sigmoid", "Tanh", "Tanh"], peepholes: 3, biases: 4, isCell: true, step: lstmStep }),
};

type Kind = {
  readonly gates: number;
  readonly activations: readonly string[];
  readonly peepholes: number;
  readonly biases: number;
  readonly isCell: boolean;
  readonly step: (step: Step) => { readonly hidden: Tensor; readonly cell?: Tensor };
};

/** One step of one direction. */
type Step = {
  readonly node: OperatorNode;
  readonly builder: GraphBuilder;
  readonly hidden: Tensor;
  readonly cell: Tensor | undefined;
  /** [b, g h]: this step's inputs times their weights, with biases. */
  readonly given: Tensor;
  /** [h, g h] */
  readonly weights: Tensor;
  /** [g h] of the hidden state; only where it is not already in `given`. */
  readonly bias: Tensor | undefined;
  /** [3 h] */
  readonly peepholes: Tensor | undefined;
  readonly activations: readonly Activation[];
  readonly hiddenSize: Dimension;
  readonly clip: number | undefined;
};

function layers(node: OperatorNode, kind: Kind): readonly (Tensor | undefined)[] {
  const { builder } = node;
  const isBatchFirst = node.integer("layout", 0) === 1;
  const given = floats(node, 0);
  for (const at of [1, 2, 3, 5, 6, 7]) {
    const type = node.optionalInput(at)?.elementType ?? given.elementType;
    if (type !== given.elementType) node.fail(`input ${at} is ${type}, but input 0 is ${given.elementType}`);
  }
  if (node.optionalInput(4) !== undefined) integers(node, 4);
  if (given.shape.length !== 3) node.fail(`the input should have rank 3, but its shape is ${printShape(given.shape)}`);
  const x = isBatchFirst ? transpose(builder, given, [1, 0, 2]) : given;
  const direction = node.text("direction", "forward");
  if (!["forward", "reverse", "bidirectional"].includes(direction)) node.fail(`direction "${direction}" is not known`);
  const directions = direction === "bidirectional" ? 2 : 1;
  const r = node.input(2);
  const hiddenSize = r.shape[2] ?? node.fail(`the recurrence weights should have rank 3, but their shape is ${printShape(r.shape)}`);
  const gateSize = multiply(hiddenSize, size(kind.gates));
  checkShape(node, 1, [size(directions), gateSize, x.shape[2] as Dimension]);
  checkShape(node, 2, [size(directions), gateSize, hiddenSize]);
  const hiddenAttribute = node.has("hidden_size") ? size(node.integer("hidden_size")) : hiddenSize;
  if (!mayBeEqual(hiddenAttribute, hiddenSize)) node.fail(`hidden_size is ${hiddenAttribute.key}, but the weights have ${hiddenSize.key}`);
  checkShape(node, 3, [size(directions), multiply(gateSize, size(2))]);
  checkShape(node, 4, [x.shape[1] as Dimension]);
  if (kind.isCell) checkShape(node, 7, [size(directions), multiply(hiddenSize, size(kind.peepholes))]);
  const activations = activationList(node, kind.activations, directions);
  const results = Array.from({ length: directions }, (_, at) =>
    oneDirection(
      node,
      kind,
      x,
      at,
      direction === "reverse" || at === 1,
      activations.slice(at * kind.activations.length),
      hiddenSize,
      isBatchFirst,
    ),
  );
  const all = concat(
    builder,
    results.map(({ all }) => unsqueeze(builder, all, [1])),
    1,
  );
  const lasts = (tensors: readonly Tensor[]): Tensor => {
    const joined = concat(
      builder,
      tensors.map((each) => unsqueeze(builder, each, [0])),
      0,
    );
    return isBatchFirst ? transpose(builder, joined, [1, 0, 2]) : joined;
  };
  const cells = results.flatMap(({ cell }) => (cell === undefined ? [] : [cell]));
  return [
    isBatchFirst ? transpose(builder, all, [2, 0, 1, 3]) : all,
    lasts(results.map(({ hidden }) => hidden)),
    cells.length > 0 ? lasts(cells) : undefined,
  ];
}

function checkShape(node: OperatorNode, at: number, shape: readonly Dimension[]): void {
  const tensor = node.optionalInput(at);
  if (tensor === undefined) return;
  if (tensor.shape.length !== shape.length || !shape.every((each, index) => mayBeEqual(each, tensor.shape[index] as Dimension)))
    node.fail(`input ${at} should have shape ${printShape(shape)}, but has ${printShape(tensor.shape)}`);
}

type DirectionResult = { readonly all: Tensor; readonly hidden: Tensor; readonly cell: Tensor | undefined };

function oneDirection(
  node: OperatorNode,
  kind: Kind,
  x: Tensor,
  at: number,
  isReversed: boolean,
  activations: readonly Activation[],
  hiddenSize: Dimension,
  isBatchFirst: boolean,
): DirectionResult {
  const { builder } = node;
  const part = (tensor: Tensor): Tensor => squeeze(builder, sliceAxis(builder, tensor, 0, size(at), one, one), [0]);
  const partOf = (input: number): Tensor | undefined => {
    const tensor = node.optionalInput(input);
    return tensor === undefined ? undefined : part(tensor);
  };
  const [steps, batch] = x.shape as [Dimension, Dimension];
  const weights = transpose(builder, part(node.input(2)), [1, 0]);
  const biases = partOf(3);
  const gateSize = multiply(hiddenSize, size(kind.gates));
  const inputBias = biases === undefined ? undefined : sliceAxis(builder, biases, 0, zero, one, gateSize);
  const hiddenBias = biases === undefined ? undefined : sliceAxis(builder, biases, 0, gateSize, one, gateSize);
  // The gate of GRU that is reset before the bias is added keeps it apart
  const isApart = kind.gates === 3;
  let projected = matmul(builder, x, transpose(builder, part(node.input(1)), [1, 0]));
  for (const bias of [inputBias, isApart ? undefined : hiddenBias]) if (bias !== undefined) projected = sum(builder, projected, bias);
  const lengths = node.optionalInput(4);
  const peepholes = kind.isCell ? partOf(7) : undefined;
  const initial = (input: number): Tensor => {
    const tensor = node.optionalInput(input);
    const shape = [batch, hiddenSize];
    if (tensor === undefined) return full(builder, shape, x.elementType, 0);
    const ordered = isBatchFirst && tensor.shape.length === 3 ? transpose(builder, tensor, [1, 0, 2]) : tensor;
    const result = ordered.shape.length === 3 ? part(ordered) : ordered;
    if (result.shape.length !== 2 || !shape.every((each, index) => mayBeEqual(each, result.shape[index] as Dimension)))
      node.fail(`input ${input} should have shape ${printShape([size(at + 1), ...shape])}, but has ${printShape(tensor.shape)}`);
    return result;
  };
  const clip = node.has("clip") ? node.float("clip") : undefined;
  const { carried, scans } = makeLoop(node, {
    rounds: node.builder.integersTensor([steps], []),
    condition: undefined,
    initial: [initial(5), ...(kind.isCell ? [initial(6)] : [])],
    body: ({ builder, round, carried: [hidden, cell] }) => {
      const place = (row: Expression): Expression => timeAt(cast(load(round, []), "index"), row, steps, lengths, isReversed);
      const given = builder.map(projected.shape.slice(1), ([row, gate]) =>
        load(projected, [place(row as Expression), row as Expression, gate as Expression]),
      );
      const bias = isApart ? hiddenBias : undefined;
      const step = { node, builder, hidden: hidden as Tensor, cell, given, weights, bias, peepholes, activations, hiddenSize, clip };
      const next = kind.step(step);
      const isOver = (row: Expression): Expression | undefined =>
        lengths === undefined ? undefined : apply("less_equal", cast(load(lengths, [row]), "index"), cast(load(round, []), "index"));
      const kept = (fresh: Tensor, old: Tensor | undefined): Tensor =>
        builder.map(fresh.shape, (index) => {
          const value = load(fresh, index);
          const over = isOver(index[0] as Expression);
          return over === undefined ? value : select(over, old === undefined ? literal(value.type, 0) : load(old, index), value);
        });
      const nextCell = next.cell === undefined ? [] : [kept(next.cell, cell)];
      return { carried: [kept(next.hidden, hidden), ...nextCell], scans: [kept(next.hidden, undefined)] };
    },
  });
  const outputs = scans[0] as Tensor;
  const all = isReversed
    ? builder.map(outputs.shape, ([time, row, column]) =>
        load(outputs, [timeAt(time as Expression, row as Expression, steps, lengths, true), row as Expression, column as Expression]),
      )
    : outputs;
  return { all, hidden: carried[0] as Tensor, cell: carried[1] };
}

/** The step's place in time, or the time's step: backwards they are each other's inverse. */
function timeAt(step: Expression, row: Expression, steps: Dimension, lengths: Tensor | undefined, isReversed: boolean): Expression {
  if (!isReversed) return step;
  if (lengths === undefined) return apply("subtract", apply("subtract", sizeValue(steps), sizeValue(1)), step);
  const length = cast(load(lengths, [row]), "index");
  return select(apply("less", step, length), apply("subtract", apply("subtract", length, sizeValue(1)), step), step);
}

/** H = f(x W + H R + b) */
function rnnStep(step: Step): { hidden: Tensor } {
  const { builder, hidden, weights, given, activations } = step;
  return { hidden: activated(step, sum(builder, given, matmul(builder, hidden, weights)), activations[0] as Activation) };
}

/** Gates z, r, h: H = (1 - z) h + z H */
function gruStep(step: Step): { hidden: Tensor } {
  const { builder, hidden, weights, given, bias, activations, hiddenSize, node } = step;
  const [f, g] = activations as [Activation, Activation];
  const gate = (tensor: Tensor, at: number): Tensor =>
    sliceAxis(builder, tensor, tensor.shape.length - 1, multiply(hiddenSize, size(at)), one, hiddenSize);
  const fromHidden = (at: number, source: Tensor): Tensor => {
    const product = matmul(builder, source, gate(weights, at));
    return bias === undefined ? product : sum(builder, product, gate(bias, at));
  };
  const z = activated(step, sum(builder, gate(given, 0), fromHidden(0, hidden)), f);
  const r = activated(step, sum(builder, gate(given, 1), fromHidden(1, hidden)), f);
  const isLinearFirst = node.integer("linear_before_reset", 0) !== 0;
  const reset = isLinearFirst ? times(builder, r, fromHidden(2, hidden)) : fromHidden(2, times(builder, r, hidden));
  const h = activated(step, sum(builder, gate(given, 2), reset), g);
  return {
    hidden: pointwise(builder, [z, h, hidden], (z, h, old) =>
      apply(
        "add",
        apply("multiply", apply("subtract", literal((z as Expression).type, 1), z as Expression), h as Expression),
        apply("multiply", z as Expression, old as Expression),
      ),
    ),
  };
}

/** Gates i, o, f, c: C = f C + i c; H = o h(C) */
function lstmStep(step: Step): { hidden: Tensor; cell: Tensor } {
  const { builder, hidden, weights, given, peepholes, activations, hiddenSize, node } = step;
  const [f, g, h] = activations as [Activation, Activation, Activation];
  const cell = step.cell as Tensor;
  const gates = sum(builder, given, matmul(builder, hidden, weights));
  const gate = (at: number): Tensor => sliceAxis(builder, gates, 1, multiply(hiddenSize, size(at)), one, hiddenSize);
  const seen = (at: number, source: Tensor, peephole: number): Tensor => {
    if (peepholes === undefined) return gate(at);
    const factor = sliceAxis(builder, peepholes, 0, multiply(hiddenSize, size(peephole)), one, hiddenSize);
    return sum(builder, gate(at), times(builder, factor, source));
  };
  const input = activated(step, seen(0, cell, 0), f);
  const isCoupled = node.integer("input_forget", 0) !== 0;
  const forget = isCoupled
    ? pointwise(builder, [input], (value) => apply("subtract", literal((value as Expression).type, 1), value as Expression))
    : activated(step, seen(2, cell, 2), f);
  const candidate = activated(step, gate(3), g);
  const next = sum(builder, times(builder, forget, cell), times(builder, input, candidate));
  const output = activated(step, seen(1, next, 1), f);
  return {
    hidden: times(
      builder,
      output,
      pointwise(builder, [next], (value) => h(value as Expression)),
    ),
    cell: next,
  };
}

function activated({ builder, clip }: Step, tensor: Tensor, activation: Activation): Tensor {
  return pointwise(builder, [tensor], (element) => {
    const value = element as Expression;
    if (clip === undefined) return activation(value);
    const [least, greatest] = [-clip, clip].map((each) => cast(literal("float32", each), value.type)) as [Expression, Expression];
    return activation(apply("minimum", apply("maximum", value, least), greatest));
  });
}

function sum(builder: GraphBuilder, left: Tensor, right: Tensor): Tensor {
  return pointwise(builder, [left, right], (x, y) => apply("add", x as Expression, y as Expression));
}

function times(builder: GraphBuilder, left: Tensor, right: Tensor): Tensor {
  return pointwise(builder, [left, right], (x, y) => apply("multiply", x as Expression, y as Expression));
}
