/** What models of the domain `ai.onnx.ml` do with their scores [N, classes] at the end: transform them, and choose a label for each row. */
import type { GraphBuilder } from "../graph/builder.ts";
import type { Dimension } from "../graph/dimension.ts";
import { cast, type Expression, load } from "../graph/expression.ts";
import type { Tensor } from "../graph/graph.ts";
import { fromElements, type TensorData, tensorOfStrings } from "../tensor-data.ts";
import { add, choose, divide, equal, exp, less, log, multiply, negate, number, sigmoid, sqrt, subtract } from "./formula.ts";
import type { OperatorNode } from "./operator-node.ts";
import { reduceOver } from "./reductions.ts";
import { pointwise } from "./shaping.ts";
import { softmax } from "./softmaxes.ts";

export function postTransform(node: OperatorNode, scores: Tensor, name: string): Tensor {
  const { builder } = node;
  switch (name) {
    case "NONE":
      return scores;
    case "SOFTMAX":
      return softmax(builder, scores, [1]);
    case "LOGISTIC":
      return pointwise(builder, [scores], (x) => sigmoid(x as Expression));
    case "SOFTMAX_ZERO":
      return softmaxOfOthers(node, scores);
    case "PROBIT":
      return pointwise(builder, [scores], (x) => probit(x as Expression));
    default:
      return node.fail(`post_transform "${name}" is not known`);
  }
}

/** Softmax of the scores that are not 0, which stay 0. */
function softmaxOfOthers(node: OperatorNode, scores: Tensor): Tensor {
  const { builder } = node;
  const greatest = reduceOver(builder, "maximum", scores, [1], true);
  const powers = pointwise(builder, [scores, greatest], (x, most) =>
    choose(equal(x as Expression, 0), number("float32", 0), exp(subtract(x as Expression, most as Expression))),
  );
  const sums = reduceOver(builder, "sum", powers, [1], true);
  return pointwise(builder, [powers, sums], (x, sum) =>
    choose(equal(sum as Expression, 0), x as Expression, divide(x as Expression, sum as Expression)),
  );
}

/** The normal distribution's quantile, by Winitzki's approximation of the inverse error function (2008), as other implementations have it. */
function probit(x: Expression): Expression {
  const y = subtract(multiply(x, 2), 1);
  const logarithm = log(multiply(subtract(1, y), add(1, y)));
  const a = 0.147;
  const middle = add(2 / (Math.PI * a), multiply(logarithm, 0.5));
  const inner = subtract(sqrt(subtract(multiply(middle, middle), multiply(logarithm, 1 / a))), middle);
  const magnitude = sqrt(inner);
  return multiply(choose(less(y, 0), negate(magnitude), magnitude), Math.SQRT2);
}

export function classLabels(node: OperatorNode): Tensor {
  const texts = node.textList("classlabels_strings");
  const whole = node.integerList("classlabels_ints") ?? node.integerList("classlabels_int64s");
  const data =
    texts !== undefined && texts.length > 0
      ? tensorOfStrings([texts.length], texts)
      : wholeNumbers(whole ?? node.fail("it has no class labels"));
  return node.builder.constant(data);
}

/** For each row the label of its greatest score. */
export function labelsOfGreatest(builder: GraphBuilder, scores: Tensor, labels: Tensor): Tensor {
  const [rows, classes] = scores.shape as [Dimension, Dimension];
  const best = builder.reduce("first_greatest", [rows], [classes], ([row], [at]) => load(scores, [row as Expression, at as Expression]));
  return builder.map([rows], (index) => load(labels, [cast(load(best, index), "index")]));
}

function wholeNumbers(values: readonly number[]): TensorData {
  return fromElements("int64", [values.length], values);
}
