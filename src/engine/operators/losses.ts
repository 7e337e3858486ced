/** Losses of classifications: the negative logarithm of the probability of the right class, weighted, and brought together. */
import type { Dimension } from "../graph/dimension.ts";
import { cast, type Expression, load } from "../graph/expression.ts";
import type { Tensor } from "../graph/graph.ts";
import { floats, integers } from "./element-types.ts";
import { choose, divide, equal, multiply, negate, number, wideType } from "./formula.ts";
import type { OperatorNode, OperatorTable } from "./operator-node.ts";
import { clampedIndex } from "./places.ts";
import { reduceOver } from "./reductions.ts";
import { mismatch, castTensor, pointwise, printShape } from "./shaping.ts";
import { logSoftmax } from "./softmaxes.ts";

export const losses: OperatorTable = {
  NegativeLogLikelihoodLoss: (node) => logLikelihood(node, floats(node, 0)),
  SoftmaxCrossEntropyLoss: (node) => {
    const logarithms = logSoftmax(node.builder, floats(node, 0), [node.axis(1, node.input(0).shape.length)]);
    return [logLikelihood(node, logarithms), logarithms];
  },
};

/** `logarithms` [batch, classes, ...], classes [batch, ...]. Elements whose class is `ignore_index` count neither in sums nor in means. */
function logLikelihood(node: OperatorNode, logarithms: Tensor): Tensor {
  const { builder } = node;
  const classes = integers(node, 1);
  const weights = node.optionalInput(2);
  const [batch, count, ...inner] = logarithms.shape as [Dimension, Dimension, ...Dimension[]];
  const outer = [batch, ...inner];
  if (
    logarithms.shape.length < 2 ||
    classes.shape.length !== outer.length ||
    classes.shape.some((each, at) => mismatch(node.builder, each, outer[at] as Dimension))
  )
    node.fail(`scores are ${printShape(logarithms.shape)}, but classes ${printShape(classes.shape)}`);
  if (weights !== undefined && (weights.shape.length !== 1 || mismatch(node.builder, weights.shape[0] as Dimension, count)))
    node.fail(`weights are ${printShape(weights.shape)}, but there are ${count.key} classes`);
  const ignored = node.has("ignore_index") ? node.integer("ignore_index") : undefined;
  const wide = wideType(logarithms.elementType);
  const counted = (index: readonly Expression[], value: (place: Expression) => Expression): Expression => {
    const given = load(classes, index);
    const result = value(clampedIndex(cast(given, "index"), count));
    return ignored === undefined ? result : choose(equal(given, number(given.type, ignored)), number(wide, 0), result);
  };
  const weightAt = (place: Expression): Expression => (weights === undefined ? number(wide, 1) : cast(load(weights, [place]), wide));
  const each = builder.map(outer, (index) =>
    counted(index, (place) => {
      const [first, ...rest] = index as [Expression, ...Expression[]];
      const loss = negate(cast(load(logarithms, [first, place, ...rest]), wide));
      return weights === undefined ? loss : multiply(loss, weightAt(place));
    }),
  );
  const reduction = node.text("reduction", "mean");
  if (!["none", "sum", "mean"].includes(reduction)) node.fail(`reduction is "${reduction}"`);
  if (reduction === "none") return castTensor(builder, each, logarithms.elementType);
  const axes = outer.map((_, at) => at);
  const sum = reduceOver(builder, "sum", each, axes, false);
  if (reduction === "sum") return castTensor(builder, sum, logarithms.elementType);
  const share = builder.map(outer, (index) => counted(index, weightAt));
  const total = reduceOver(builder, "sum", share, axes, false);
  return pointwise(builder, [sum, total], (s, t) => cast(divide(s as Expression, t as Expression), logarithms.elementType));
}
