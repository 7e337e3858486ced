/**
 * Softmax, its logarithm, and Hardmax.
 *
 * Before operator set 13 they see a matrix: dimensions before `axis` are its rows, the others its columns.
 */
import type { Dimension } from "../graph/dimension.ts";
import type { GraphBuilder } from "../graph/builder.ts";
import { cast, type Expression } from "../graph/expression.ts";
import type { Tensor } from "../graph/graph.ts";
import { floats } from "./element-types.ts";
import { choose, divide, equal, exp, log, number, subtract, wideType } from "./formula.ts";
import type { OperatorNode, OperatorTable } from "./operator-node.ts";
import { reduceOver } from "./reductions.ts";
import { flatten, loadBroadcast, pointwise } from "./shaping.ts";

export const softmaxes: OperatorTable = {
  Softmax: (node) => softmax(node.builder, floats(node, 0), axesOf(node)),
  LogSoftmax: (node) => logSoftmax(node.builder, floats(node, 0), axesOf(node)),
  Hardmax: hardmax,
};

/** exp(x) as a share of its sum along the axes; no exp overflows, since the greatest x is taken off first. `type`: that of the result. */
export function softmax(builder: GraphBuilder, tensor: Tensor, axes: readonly number[], type = tensor.elementType): Tensor {
  const wide = wideType(tensor.elementType);
  const greatest = reduceOver(builder, "maximum", tensor, axes, true);
  const powers = pointwise(builder, [tensor, greatest], (x, m) => exp(subtract(cast(x as Expression, wide), cast(m as Expression, wide))));
  const sum = reduceOver(builder, "sum", powers, axes, true);
  return pointwise(builder, [powers, sum], (x, s) => cast(divide(x as Expression, s as Expression), type));
}

export function logSoftmax(builder: GraphBuilder, tensor: Tensor, axes: readonly number[]): Tensor {
  const wide = wideType(tensor.elementType);
  const greatest = reduceOver(builder, "maximum", tensor, axes, true);
  const below = pointwise(builder, [tensor, greatest], (x, m) => subtract(cast(x as Expression, wide), cast(m as Expression, wide)));
  const sum = reduceOver(builder, "sum", below, axes, true, exp);
  return pointwise(builder, [below, sum], (x, s) => cast(subtract(x as Expression, log(s as Expression)), tensor.elementType));
}

function axesOf(node: OperatorNode): readonly number[] {
  const rank = node.input(0).shape.length;
  if (node.version >= 13) return [node.axis(node.integer("axis", -1), rank)];
  const given = node.integer("axis", 1);
  const axis = given === rank ? rank : node.axis(given, rank);
  return Array.from({ length: rank - axis }, (_, at) => axis + at);
}

/** 1 at the first of the greatest elements, 0 elsewhere. */
function hardmax(node: OperatorNode): Tensor {
  const { builder } = node;
  const tensor = floats(node, 0);
  const axes = axesOf(node);
  const extents = axes.map((axis) => tensor.shape[axis] as Dimension);
  const flat = (index: readonly Expression[]): Expression =>
    flatten(
      axes.map((axis) => index[axis] as Expression),
      extents,
    );
  const greatest = reduceOver(builder, "maximum", tensor, axes, true);
  // The first place where the greatest stands: the least of the places that hold it
  const places = builder.map(tensor.shape, (index) => {
    const isGreatest = equal(loadBroadcast(tensor, index, tensor.shape), loadBroadcast(greatest, index, tensor.shape));
    return choose(isGreatest, cast(flat(index), "int64"), number("int64", Number.MAX_SAFE_INTEGER));
  });
  const first = reduceOver(builder, "minimum", places, axes, true);
  return builder.map(tensor.shape, (index) => {
    const isFirst = equal(cast(flat(index), "int64"), loadBroadcast(first, index, tensor.shape));
    return choose(isFirst, number(tensor.elementType, 1), number(tensor.elementType, 0));
  });
}
