/**
 * Operators that bring elements together along axes: ReduceSum and its like, ArgMax and ArgMin.
 *
 * Sums of floats below 32 bits are made in float32. Axes are an attribute in older operator sets and an input in newer ones.
 */
import { isFloat } from "../graph/arithmetic.ts";
import { type Dimension, one, product } from "../graph/dimension.ts";
import type { GraphBuilder } from "../graph/builder.ts";
import { apply, cast, type Expression, load, sizeValue } from "../graph/expression.ts";
import type { Reducer, Tensor } from "../graph/graph.ts";
import type { ElementType } from "../tensor-data.ts";
import { numbers, ofType, isNumber } from "./element-types.ts";
import { absolute, add, choose, divide, exp, log, multiply, sqrt, subtract, wideType } from "./formula.ts";
import type { Operator, OperatorNode, OperatorTable } from "./operator-node.ts";
import { castTensor, pointwise } from "./shaping.ts";

export const reductions: OperatorTable = {
  ReduceSum: reduction("sum", (x) => x),
  ReduceMean: reduction(
    "sum",
    (x) => x,
    (sum, count) => divide(sum, cast(count, sum.type)),
  ),
  ReduceProd: reduction("product", (x) => x),
  ReduceL1: reduction("sum", absolute),
  ReduceL2: reduction("sum", square, root),
  ReduceSumSquare: reduction("sum", square),
  ReduceLogSum: reduction("sum", (x) => x, ofFloat(log)),
  ReduceLogSumExp: logSumExp,
  ReduceMax: extreme("maximum", "or"),
  ReduceMin: extreme("minimum", "and"),
  ArgMax: place("greatest"),
  ArgMin: place("least"),
};

/** Elements brought together along `axes` (from 0, each once). `keep`: those axes stay, with size 1. */
export function reduceOver(
  builder: GraphBuilder,
  reducer: Reducer,
  tensor: Tensor,
  axes: readonly number[],
  keep: boolean,
  body: (element: Expression) => Expression = (element) => element,
): Tensor {
  const shape = tensor.shape.flatMap((each, at) => (axes.includes(at) ? (keep ? [one] : []) : [each]));
  const extents = axes.map((axis) => tensor.shape[axis] as Dimension);
  return builder.reduce(reducer, shape, extents, (index, places) => {
    let next = 0;
    const full = tensor.shape.map((_, at) => {
      const reduced = axes.indexOf(at);
      if (reduced < 0) return index[keep ? at : next++] as Expression;
      return places[reduced] as Expression;
    });
    return body(load(tensor, full));
  });
}

/** The sum along `axes` of `body` of each element, which is in the wide type; so is the result. */
export function sumOver(
  builder: GraphBuilder,
  tensor: Tensor,
  axes: readonly number[],
  keep: boolean,
  body: (element: Expression) => Expression = (element) => element,
): Tensor {
  return reduceOver(builder, "sum", tensor, axes, keep, (element) => body(cast(element, wideType(tensor.elementType))));
}

export function meanOver(
  builder: GraphBuilder,
  tensor: Tensor,
  axes: readonly number[],
  keep: boolean,
  body: (element: Expression) => Expression = (element) => element,
): Tensor {
  const count = product(axes.map((axis) => tensor.shape[axis] as Dimension));
  return pointwise(builder, [sumOver(builder, tensor, axes, keep, body)], (sum) =>
    divide(sum as Expression, cast(sizeValue(count), (sum as Expression).type)),
  );
}

/** Of a reduction: attribute or input `axes`; none at all means every axis, or none of them with `noop_with_empty_axes`. */
export function reducedAxes(node: OperatorNode, rank: number, inputSince: number): readonly number[] {
  const given =
    node.version >= inputSince ? (node.optionalInput(1) === undefined ? [] : knownAxes(node, 1)) : (node.integerList("axes") ?? []);
  const axes = [...new Set(given.map((axis) => node.axis(axis, rank)))].sort((a, b) => a - b);
  if (axes.length > 0 || node.integer("noop_with_empty_axes", 0) !== 0) return axes;
  return Array.from({ length: rank }, (_, at) => at);
}

function knownAxes(node: OperatorNode, at: number): readonly number[] {
  const tensor = node.input(at);
  if (tensor.elementType !== "int64" && tensor.elementType !== "int32") node.fail(`axes are ${tensor.elementType}, but should be int64`);
  return node.knownIntegers(at);
}

function axesOf(node: OperatorNode, rank: number): readonly number[] {
  return reducedAxes(node, rank, node.node.operator === "ReduceSum" ? 13 : 18);
}

function reduction(
  reducer: Reducer,
  before: (element: Expression) => Expression,
  after?: (result: Expression, count: Expression) => Expression,
): Operator {
  return (node) => {
    const { builder } = node;
    const tensor = numbers(node, 0);
    const type = tensor.elementType;
    const axes = axesOf(node, tensor.shape.length);
    const wide = (element: Expression): Expression => before(cast(element, wideType(type)));
    const result = reduceOver(builder, reducer, tensor, axes, node.integer("keepdims", 1) !== 0, wide);
    if (after === undefined) return castTensor(builder, result, type);
    const count = sizeValue(product(axes.map((axis) => tensor.shape[axis] as Dimension)));
    return pointwise(builder, [result], (element) => cast(after(element as Expression, count), type));
  };
}

function square(x: Expression): Expression {
  return multiply(x, x);
}

function root(x: Expression): Expression {
  return ofFloat(sqrt)(x);
}

/** Of integers by way of float64. */
function ofFloat(body: (x: Expression) => Expression): (x: Expression) => Expression {
  return (x) => (isFloat(x.type) ? body(x) : cast(body(cast(x, "float64")), x.type));
}

/** log(sum(exp(x))) as m + log(sum(exp(x - m))) with the greatest x for m, or 0 where that is infinite. */
function logSumExp(node: OperatorNode): Tensor {
  const { builder } = node;
  const input = numbers(node, 0);
  const type = input.elementType;
  const inside: ElementType = isFloat(type) ? wideType(type) : "float64";
  const tensor = castTensor(builder, input, inside);
  const axes = axesOf(node, tensor.shape.length);
  const greatest = reduceOver(builder, "maximum", tensor, axes, true);
  const shift = pointwise(builder, [greatest], (x) => choose(apply("is_infinite", x as Expression), 0, x as Expression));
  const powers = pointwise(builder, [tensor, shift], (x, m) => exp(subtract(x as Expression, m as Expression)));
  const keep = node.integer("keepdims", 1) !== 0;
  const sum = reduceOver(builder, "sum", powers, axes, keep);
  const shiftLike = keep ? shift : reduceOver(builder, "sum", shift, axes, false);
  return pointwise(builder, [sum, shiftLike], (s, m) => cast(add(m as Expression, log(s as Expression)), type));
}

function extreme(reducer: Reducer, ofBool: Reducer): Operator {
  return (node) => {
    const tensor = ofType(node, 0, (type) => isNumber(type) || type === "bool", "numbers or of type bool");
    const axes = axesOf(node, tensor.shape.length);
    return reduceOver(node.builder, tensor.elementType === "bool" ? ofBool : reducer, tensor, axes, node.integer("keepdims", 1) !== 0);
  };
}

function place(extremeOf: "greatest" | "least"): Operator {
  return (node) => {
    const tensor = numbers(node, 0);
    const axis = node.axis(node.integer("axis", 0), tensor.shape.length);
    const first = node.integer("select_last_index", 0) !== 0 ? "last" : "first";
    return reduceOver(node.builder, `${first}_${extremeOf}`, tensor, [axis], node.integer("keepdims", 1) !== 0);
  };
}
