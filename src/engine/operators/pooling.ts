/** Pooling: the greatest element, the mean or the norm of each window, and of everything (global). */
import { type Dimension, product } from "../graph/dimension.ts";
import { cast, type Expression, literal, load, sizeValue } from "../graph/expression.ts";
import type { Tensor } from "../graph/graph.ts";
import { isFloat } from "../graph/arithmetic.ts";
import type { ElementType } from "../tensor-data.ts";
import { floats, numbers } from "./element-types.ts";
import { absolute, add, choose, divide, isInside, less, multiply, number, power, subtract, wideType } from "./formula.ts";
import type { OperatorNode, OperatorTable } from "./operator-node.ts";
import { meanOver, reduceOver, sumOver } from "./reductions.ts";
import { castTensor, flatten, pointwise, split } from "./shaping.ts";
import { areInside, kernelAttribute, loadUnder, placesOf, spatialOf, type Windows, windowsOf } from "./windows.ts";

export const pooling: OperatorTable = {
  MaxPool: maxPool,
  AveragePool: averagePool,
  LpPool: normPool,
  GlobalMaxPool: (node) => reduceOver(node.builder, "maximum", floats(node, 0), spatialAxes(node), true),
  GlobalAveragePool: (node) => {
    const tensor = floats(node, 0);
    return castTensor(node.builder, meanOver(node.builder, tensor, spatialAxes(node), true), tensor.elementType);
  },
  GlobalLpPool: (node) => {
    const tensor = floats(node, 0);
    const p = exponent(node);
    const sum = sumOver(node.builder, tensor, spatialAxes(node), true, (x) => power(absolute(x), p));
    return pointwise(node.builder, [sum], (x) => cast(power(x as Expression, 1 / p), tensor.elementType));
  },
};

function spatialAxes(node: OperatorNode): readonly number[] {
  return spatialOf(node, node.input(0)).map((_, at) => at + 2);
}

function exponent(node: OperatorNode): number {
  // A float in operator set 1, then an integer
  const p = node.node.attributes.get("p")?.kind === "float" ? node.float("p") : node.integer("p", 2);
  if (!(p > 0)) node.fail(`p is ${p}, but should be above 0`);
  return p;
}

function maxPool(node: OperatorNode): readonly Tensor[] {
  const { builder } = node;
  const tensor = numbers(node, 0);
  const windows = windowsOf(node, spatialOf(node, tensor), kernelAttribute(node), true);
  const shape = [...tensor.shape.slice(0, 2), ...windows.outputs];
  const outside = number(tensor.elementType, leastOf(tensor.elementType));
  const under = (index: readonly Expression[], tap: readonly Expression[]): Expression =>
    loadUnder(tensor, windows, index.slice(0, 2), placesOf(windows, index.slice(2), tap), outside);
  const greatest = builder.reduce("maximum", shape, windows.kernel, under);
  if (!node.hasOutput(1)) return [greatest];
  const taps = builder.reduce("first_greatest", shape, [product(windows.kernel)], (index, [flat]) =>
    under(index, split(flat as Expression, windows.kernel)),
  );
  const isColumnMajor = node.integer("storage_order", 0) !== 0;
  const indices = builder.map(shape, (index) => {
    const tap = split(cast(load(taps, index), "index"), windows.kernel);
    const places = placesOf(windows, index.slice(2), tap);
    const [batch, channel] = index as [Expression, Expression];
    const plane = add(multiply(batch, sizeValue(tensor.shape[1] as Dimension)), channel);
    const within = isColumnMajor ? flatten([...places].reverse(), [...windows.spatial].reverse()) : flatten(places, windows.spatial);
    return cast(add(multiply(plane, sizeValue(product(windows.spatial))), within), "int64");
  });
  return [greatest, indices];
}

function leastOf(type: ElementType): number {
  if (isFloat(type)) return -Infinity;
  return type.startsWith("u") ? 0 : -(2 ** (Number(/\d+/.exec(type)?.[0]) - 1));
}

/** Places outside of the input count only with `count_include_pad`, and then only those of the padding. */
function averagePool(node: OperatorNode): Tensor {
  const { builder } = node;
  const tensor = floats(node, 0);
  const wide = wideType(tensor.elementType);
  const windows = windowsOf(node, spatialOf(node, tensor), kernelAttribute(node), true);
  const sum = sumOfWindows(node, tensor, windows, (x) => x);
  const includesPadding = node.integer("count_include_pad", 0) !== 0;
  const counts = windows.kernel.map((taps, at) => countsOf(node, windows, at, taps, includesPadding));
  return builder.map(sum.shape, (index) => {
    const count = counts.map((each, at) => load(each, [index[at + 2] as Expression])).reduce(multiply);
    return cast(divide(load(sum, index), cast(count, wide)), tensor.elementType);
  });
}

/** For each window of one dimension, how many of its taps count, as int32. */
function countsOf(node: OperatorNode, windows: Windows, at: number, taps: Dimension, includesPadding: boolean): Tensor {
  return node.builder.reduce("sum", [windows.outputs[at] as Dimension], [taps], ([window], [tap]) => {
    const start = multiply(window as Expression, windows.strides[at] as number);
    const place = add(start, multiply(tap as Expression, windows.dilations[at] as number));
    const begin = sizeValue(windows.begins[at] as Dimension);
    const end = sizeValue(windows.ends[at] as Dimension);
    const extent = sizeValue(windows.spatial[at] as Dimension);
    const counts = includesPadding ? less(place, add(add(extent, begin), end)) : isInside(subtract(place, begin), extent);
    return windows.reachOutside[at] ? choose(counts, number("int32", 1), number("int32", 0)) : literal("int32", 1);
  });
}

/** The sum of `body` over the taps of each window that are inside, in the wide type. */
function sumOfWindows(node: OperatorNode, tensor: Tensor, windows: Windows, body: (x: Expression) => Expression): Tensor {
  const wide = wideType(tensor.elementType);
  const shape = [...tensor.shape.slice(0, 2), ...windows.outputs];
  return node.builder.reduce("sum", shape, windows.kernel, (index, tap) => {
    const places = placesOf(windows, index.slice(2), tap);
    const element = body(cast(load(tensor, [...index.slice(0, 2), ...places]), wide));
    return choose(areInside(windows, places), element, number(wide, 0));
  });
}

function normPool(node: OperatorNode): Tensor {
  const tensor = floats(node, 0);
  const p = exponent(node);
  const windows = windowsOf(node, spatialOf(node, tensor), kernelAttribute(node), true);
  const sum = sumOfWindows(node, tensor, windows, (x) => power(absolute(x), p));
  return pointwise(node.builder, [sum], (x) => cast(power(x as Expression, 1 / p), tensor.elementType));
}
