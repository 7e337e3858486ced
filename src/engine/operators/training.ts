/** One step of optimisers (domain ai.onnx.preview.training): new values of tensors from their gradients and what was kept of earlier ones. */
import { cast, type Expression } from "../graph/expression.ts";
import { product } from "../graph/dimension.ts";
import type { Tensor } from "../graph/graph.ts";
import { floats, integers, pointwiseOf, sameType } from "./element-types.ts";
import { add, choose, divide, less, multiply, number, power, sqrt, subtract } from "./formula.ts";
import type { Operator, OperatorNode, OperatorTable } from "./operator-node.ts";
import { printShape, reshape } from "./shaping.ts";

export const training: OperatorTable = {
  Gradient: (node) => node.fail("gradients are not computed: the engine is for inference"),
  Adagrad: optimizer(2, (node) => {
    const [decay, epsilon, norm] = [node.float("decay_factor", 0), node.float("epsilon", 0), node.float("norm_coefficient", 0)];
    return ({ rate, count }, [x, gradient, squares]) => {
      const g = regularized(x, gradient, norm);
      const newSquares = add(squares as Expression, multiply(g, g));
      const step = divide(rate, add(1, multiply(count, decay)));
      return [subtract(x, divide(multiply(step, g), add(sqrt(newSquares), epsilon))), newSquares];
    };
  }),
  Adam: optimizer(3, (node) => {
    const [alpha, beta, epsilon] = [node.float("alpha", 0.9), node.float("beta", 0.999), node.float("epsilon", 0)];
    const [norm, after] = [node.float("norm_coefficient", 0), node.float("norm_coefficient_post", 0)];
    return ({ rate, count }, [x, gradient, mean, squares]) => {
      const g = regularized(x, gradient, norm);
      const newMean = add(multiply(mean as Expression, alpha), multiply(g, 1 - alpha));
      const newSquares = add(multiply(squares as Expression, beta), multiply(multiply(g, g), 1 - beta));
      const corrected = divide(
        multiply(rate, sqrt(subtract(1, power(number(x.type, beta), count)))),
        subtract(1, power(number(x.type, alpha), count)),
      );
      const step = choose(less(0, count), corrected, rate);
      const moved = subtract(x, divide(multiply(step, newMean), add(sqrt(newSquares), epsilon)));
      return [after === 0 ? moved : multiply(moved, 1 - after), newMean, newSquares];
    };
  }),
  Momentum: optimizer(2, (node) => {
    const [alpha, beta, norm] = [node.float("alpha"), node.float("beta"), node.float("norm_coefficient")];
    const mode = node.text("mode");
    if (mode !== "standard" && mode !== "nesterov") node.fail(`mode is "${mode}", not "standard" or "nesterov"`);
    return ({ rate, count }, [x, gradient, momentum]) => {
      const g = regularized(x, gradient, norm);
      const share = choose(less(0, count), number(x.type, beta), number(x.type, 1));
      const newMomentum = add(multiply(momentum as Expression, alpha), multiply(share, g));
      const direction = mode === "standard" ? newMomentum : add(g, multiply(newMomentum, alpha));
      return [subtract(x, multiply(rate, direction)), newMomentum];
    };
  }),
};

type Parameters = { readonly rate: Expression; readonly count: Expression };
type Step = (parameters: Parameters, state: readonly [Expression, Expression, ...Expression[]]) => readonly Expression[];

function regularized(x: Expression, gradient: Expression, norm: number): Expression {
  return norm === 0 ? gradient : add(multiply(x, norm), gradient);
}

/** Inputs: rate, count, then all tensors, all gradients, and each kind of state of all tensors. Outputs: `kept` kinds of all tensors. */
function optimizer(kept: number, stepOf: (node: OperatorNode) => Step): Operator {
  return (node) => {
    const step = stepOf(node);
    const [rate, count] = [scalarOf(node, floats(node, 0)), scalarOf(node, integers(node, 1))];
    const kinds = kept + 1;
    const each = (node.values.length - 2) / kinds;
    if (!Number.isInteger(each) || each < 1) node.fail(`${node.values.length - 2} tensors cannot be divided into ${kinds} kinds`);
    const results = Array.from({ length: each }, (_, tensor) => {
      const state = sameType(
        node,
        Array.from({ length: kinds }, (__, kind) => floats(node, 2 + kind * each + tensor)),
      );
      // One map for each result: they share what they have in common when they are compiled
      return Array.from({ length: kept }, (__, result) =>
        pointwiseOf(node, [...state, rate, count], (...elements) => {
          const [r, t] = elements.slice(-2).map((element) => cast(element, elements[0].type)) as [Expression, Expression];
          return step({ rate: r, count: t }, elements.slice(0, -2) as [Expression, Expression])[result] as Expression;
        }),
      );
    });
    return Array.from({ length: kept }, (_, result) => results.map((all) => all[result] as Tensor)).flat();
  };
}

function scalarOf(node: OperatorNode, tensor: Tensor): Tensor {
  const count = product(tensor.shape);
  if (count.terms.length > 0 || count.constant !== 1) node.fail(`a parameter is ${printShape(tensor.shape)}, but should be a scalar`);
  return reshape(node.builder, tensor, []);
}
