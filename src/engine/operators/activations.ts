/**
 * Activations: functions of one element with attributes; and dropout. Formulas are those of the operator specification, computed in float32 for narrower types.
 */
import { apply, cast, type Expression, load } from "../graph/expression.ts";
import { constantOf, type Dimension, size } from "../graph/dimension.ts";
import type { Tensor } from "../graph/graph.ts";
import { floats, isInteger, numbers, sameType, pointwiseOf } from "./element-types.ts";
import { add, choose, divide, exp, less, maximum, minimum, multiply, number, sigmoid, softplus, subtract, tanh } from "./formula.ts";
import { absolute, atMost, either, not, widely, wideType } from "./formula.ts";
import type { Operator, OperatorNode, OperatorTable } from "./operator-node.ts";
import { seedOf, uniformNumbers } from "./random.ts";
import { castTensor, mismatch, full, printShape, scalar, unsqueeze } from "./shaping.ts";

export const activations: OperatorTable = {
  Relu: (node) => pointwiseOf(node, [numbers(node, 0)], (x) => maximum(x, 0)),
  Sigmoid: activation(() => sigmoid),
  LeakyRelu: activation((node) => {
    const alpha = node.float("alpha", 0.01);
    return (x) => choose(less(x, 0), multiply(x, alpha), x);
  }),
  ThresholdedRelu: activation((node) => {
    const alpha = node.float("alpha", 1);
    return (x) => choose(less(alpha, x), x, 0);
  }),
  Elu: activation((node) => {
    const alpha = node.float("alpha", 1);
    return (x) => choose(less(x, 0), multiply(alpha, subtract(exp(x), 1)), x);
  }),
  Selu: activation((node) => {
    const alpha = node.float("alpha", 1.6732632423543772);
    const gamma = node.float("gamma", 1.0507009873554805);
    return (x) => multiply(gamma, choose(less(0, x), x, multiply(alpha, subtract(exp(x), 1))));
  }),
  Celu: activation((node) => {
    const alpha = node.float("alpha", 1);
    return (x) => add(maximum(x, 0), minimum(0, multiply(alpha, subtract(exp(divide(x, alpha)), 1))));
  }),
  HardSigmoid: activation((node) => {
    const alpha = node.float("alpha", 0.2);
    const beta = node.float("beta", 0.5);
    return (x) => maximum(0, minimum(1, add(multiply(alpha, x), beta)));
  }),
  HardSwish: activation(() => (x) => multiply(x, maximum(0, minimum(1, add(multiply(x, 1 / 6), 0.5))))),
  Softplus: activation(() => softplus),
  Softsign: activation(() => (x) => divide(x, add(1, absolute(x)))),
  Mish: activation(() => (x) => multiply(x, tanh(softplus(x)))),
  Swish: activation((node) => {
    const alpha = node.float("alpha", 1);
    return (x) => multiply(x, sigmoid(alpha === 1 ? x : multiply(alpha, x)));
  }),
  SwiGLU: (node) => {
    const [gate, value] = sameType(node, [floats(node, 0), floats(node, 1)]) as [Tensor, Tensor];
    if (
      gate.shape.length !== value.shape.length ||
      gate.shape.some((each, at) => mismatch(node.builder, each, value.shape[at] as Dimension))
    )
      node.fail(`its inputs are ${printShape(gate.shape)} and ${printShape(value.shape)}, but should have one shape`);
    const alpha = node.float("alpha", 1);
    return pointwiseOf(node, [gate, value], (a, b) =>
      widely([a, b as Expression], (x, y) =>
        multiply(multiply(x as Expression, sigmoid(multiply(x as Expression, alpha))), y as Expression),
      ),
    );
  },
  Gelu: activation((node) => {
    const approximate = node.text("approximate", "none");
    if (approximate !== "none" && approximate !== "tanh") node.fail(`approximate is "${approximate}", not "none" or "tanh"`);
    return approximate === "tanh" ? geluOfTanh : gelu;
  }),
  Shrink: shrink,
  PRelu: parametricRelu,
  Clip: clip,
  Dropout: dropout,
};

/** x times the normal distribution's share below x. */
export function gelu(x: Expression): Expression {
  return multiply(multiply(0.5, x), add(1, apply("erf", multiply(x, Math.SQRT1_2))));
}

export function geluOfTanh(x: Expression): Expression {
  const cubed = multiply(multiply(x, x), x);
  return multiply(multiply(0.5, x), add(1, tanh(multiply(Math.sqrt(2 / Math.PI), add(x, multiply(0.044715, cubed))))));
}

function activation(of: (node: OperatorNode) => (x: Expression) => Expression): Operator {
  return (node) => {
    const body = of(node);
    return pointwiseOf(node, [floats(node, 0)], (x) => widely([x], body as (x?: Expression) => Expression));
  };
}

function shrink(node: OperatorNode): Tensor {
  const lambda = node.float("lambd", 0.5);
  const bias = node.float("bias", 0);
  const input = numbers(node, 0);
  return pointwiseOf(node, [input], (x) => {
    const wide = isInteger(input.elementType) ? cast(x, "float64") : x;
    const inner = choose(less(lambda, wide), subtract(wide, bias), number(wide.type, 0));
    return cast(choose(less(wide, number(wide.type, -lambda)), add(wide, bias), inner), input.elementType);
  });
}

/** Before operator set 7 a vector of slopes belongs to dimension 1. */
function parametricRelu(node: OperatorNode): Tensor {
  const [x, slope] = sameType(node, [numbers(node, 0), numbers(node, 1)]) as [Tensor, Tensor];
  const after = node.version < 7 && slope.shape.length === 1 ? Math.max(0, x.shape.length - 2) : 0;
  const spread = unsqueezeAfter(node, slope, after);
  if (spread.shape.length > x.shape.length) node.fail(`slope has ${slope.shape.length} dimensions, the input only ${x.shape.length}`);
  return pointwiseOf(node, [x, spread], (a, b) => choose(less(a, 0), multiply(a, b as Expression), a));
}

/** With so many dimensions of size 1 at its end. */
function unsqueezeAfter(node: OperatorNode, tensor: Tensor, count: number): Tensor {
  if (count === 0) return tensor;
  const axes = Array.from({ length: count }, (_, at) => tensor.shape.length + at);
  return unsqueeze(node.builder, tensor, axes);
}

/** Bounds are attributes before operator set 11, then inputs. If they cross, the upper one holds. */
function clip(node: OperatorNode): Tensor {
  const x = numbers(node, 0);
  if (node.version < 11) {
    const least = node.has("min") ? node.float("min") : undefined;
    const greatest = node.has("max") ? node.float("max") : undefined;
    return pointwiseOf(node, [x], (element) => {
      const above = least === undefined ? element : maximum(element, least);
      return greatest === undefined ? above : minimum(above, greatest);
    });
  }
  const bounds = [node.optionalInput(1), node.optionalInput(2)];
  for (const bound of bounds) if (bound !== undefined && bound.shape.length > 1) node.fail("its bounds should be scalars");
  let result = x;
  bounds.forEach((bound, at) => {
    if (bound === undefined) return;
    const same = castTensor(node.builder, bound, x.elementType);
    const join = at === 0 ? maximum : minimum;
    result = pointwiseOf(node, [result, same], (a, b) => join(a, b as Expression));
  });
  return result;
}

/**
 * Operator set 12 has the ratio and the mode as inputs; before, whoever trains a model does not run it here. In training an element is
 * dropped with the probability `ratio`, and the others grow by as much.
 */
function dropout(node: OperatorNode): readonly Tensor[] {
  const { builder } = node;
  const data = floats(node, 0);
  const mode = node.version >= 12 ? node.optionalInput(2) : undefined;
  const [isTraining] = mode === undefined ? [size(0)] : (builder.knownElements(mode) ?? [undefined]);
  if (isTraining !== undefined && typeof isTraining !== "number" && constantOf(isTraining) === 0) {
    const mask = full(builder, data.shape, node.version >= 10 ? "bool" : data.elementType, true);
    return [builder.map(data.shape, (index) => load(data, index)), mask];
  }
  const ratio = node.optionalInput(1);
  for (const each of [ratio, mode]) if (each !== undefined && each.shape.length > 0) node.fail(`ratio and training_mode should be scalars`);
  const wide = wideType(data.elementType);
  const chance = ratio === undefined ? number("float32", 0.5) : cast(load(ratio, []), "float32");
  const seed = node.has("seed") ? scalar(builder, "uint64", BigInt.asUintN(64, BigInt(node.integer("seed")))) : seedOf(node);
  const draws = uniformNumbers(builder, seed, data.shape, "float32");
  const trains = cast(load(mode as Tensor, []), "bool");
  const mask = builder.map(data.shape, (index) => either(not(trains), atMost(chance, load(draws, index))));
  const result = builder.map(data.shape, (index) => {
    const element = cast(load(data, index), wide);
    const grown = choose(trains, divide(element, subtract(1, cast(chance, wide))), element);
    return cast(choose(load(mask, index), grown, 0), data.elementType);
  });
  return [result, mask];
}
