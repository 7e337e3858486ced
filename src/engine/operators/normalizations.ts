/**
 * Normalisations: elements less their mean, divided by their standard deviation, over some axes; each several tensors.
 *
 * Statistics are computed in float32 (float64 of float64), the variance from differences to the mean.
 */
import * as dimensions from "../graph/dimension.ts";
import { type Dimension, isEqual, one, size } from "../graph/dimension.ts";
import type { GraphBuilder } from "../graph/builder.ts";
import { apply, cast, type Expression, load } from "../graph/expression.ts";
import type { Tensor } from "../graph/graph.ts";
import type { ElementType } from "../tensor-data.ts";
import { floats } from "./element-types.ts";
import { absolute, add, choose, divide, equal, multiply, number, power, sqrt, subtract, wideType } from "./formula.ts";
import type { OperatorNode, OperatorTable } from "./operator-node.ts";
import { meanOver, sumOver } from "./reductions.ts";
import { broadcastShapes, castTensor, mismatch, pointwise, printShape, reshape } from "./shaping.ts";

export const normalizations: OperatorTable = {
  BatchNormalization: batchNormalization,
  LayerNormalization: layerNormalization,
  RMSNormalization: (node) => {
    const x = floats(node, 0);
    const axes = axesFrom(node, x, node.integer("axis", -1));
    const wide = stashType(node, x);
    const inverse = inverseRoot(
      node.builder,
      meanOver(node.builder, castTensor(node.builder, x, wide), axes, true, square),
      epsilonOf(node),
    );
    return normalized(node, x, undefined, inverse, [node.input(1), undefined]);
  },
  InstanceNormalization: (node) => {
    const x = floats(node, 0);
    const axes = x.shape.map((_, at) => at).slice(2);
    const { mean, inverse } = statistics(node.builder, x, wideType(x.elementType), axes, epsilonOf(node));
    return normalized(node, x, mean, inverse, [perChannel(node, x, 1), perChannel(node, x, 2)]);
  },
  GroupNormalization: groupNormalization,
  MeanVarianceNormalization: (node) => {
    const x = floats(node, 0);
    const axes = (node.integerList("axes") ?? [0, 2, 3]).map((axis) => node.axis(axis, x.shape.length));
    const wide = wideType(x.elementType);
    const mean = meanOver(node.builder, x, axes, true);
    const difference = pointwise(node.builder, [x, mean], (a, m) => subtract(cast(a as Expression, wide), m as Expression));
    const deviation = pointwise(node.builder, [meanOver(node.builder, difference, axes, true, square)], (v) => sqrt(v as Expression));
    // The operator's own definition adds 1e-9 to the deviation
    return pointwise(node.builder, [difference, deviation], (d, s) =>
      cast(divide(d as Expression, add(s as Expression, 1e-9)), x.elementType),
    );
  },
  LpNormalization: (node) => {
    const x = floats(node, 0);
    const p = node.integer("p", 2);
    if (p !== 1 && p !== 2) node.fail(`p is ${p}, not 1 or 2`);
    const axis = node.axis(node.integer("axis", -1), x.shape.length);
    const sum = sumOver(node.builder, x, [axis], true, p === 1 ? absolute : square);
    return pointwise(node.builder, [x, sum], (a, s) => {
      const norm = p === 1 ? (s as Expression) : sqrt(s as Expression);
      const quotient = divide(cast(a as Expression, norm.type), norm);
      return cast(choose(equal(norm, 0), number(norm.type, 0), quotient), x.elementType);
    });
  },
  LRN: localResponse,
};

function epsilonOf(node: OperatorNode): number {
  return node.float("epsilon", 1e-5);
}

function square(x: Expression): Expression {
  return multiply(x, x);
}

export function inverseRoot(builder: GraphBuilder, variance: Tensor, epsilon: number): Tensor {
  return pointwise(builder, [variance], (v) => divide(1, sqrt(add(v as Expression, epsilon))));
}

/** Mean and 1 / sqrt(variance + epsilon) along axes, which stay with size 1; in the type `wide`. */
export function statistics(
  builder: GraphBuilder,
  tensor: Tensor,
  wide: ElementType,
  axes: readonly number[],
  epsilon: number,
): { readonly mean: Tensor; readonly inverse: Tensor } {
  const x = castTensor(builder, tensor, wide);
  const mean = meanOver(builder, x, axes, true);
  const difference = pointwise(builder, [x, mean], (a, m) => subtract(a as Expression, m as Expression));
  return { mean, inverse: inverseRoot(builder, meanOver(builder, difference, axes, true, square), epsilon) };
}

/** (x - mean) * inverse * scale + bias, rounded once; scale and bias broadcast to x. */
export function normalized(
  node: OperatorNode,
  x: Tensor,
  mean: Tensor | undefined,
  inverse: Tensor,
  [scale, bias]: readonly [Tensor | undefined, Tensor | undefined],
): Tensor {
  const tensors = [x, inverse, mean, scale, bias].filter((each) => each !== undefined);
  const spread = broadcastOrFail(node, x, tensors);
  return pointwise(node.builder, tensors, (...elements) => {
    const wide = inverse.elementType;
    const [element, factor, ...rest] = elements.map((each) => cast(each, wide)) as [Expression, Expression, ...Expression[]];
    let result = mean === undefined ? element : subtract(element, rest.shift() as Expression);
    result = multiply(result, factor);
    if (scale !== undefined) result = multiply(result, rest.shift() as Expression);
    if (bias !== undefined) result = add(result, rest.shift() as Expression);
    return cast(result, spread);
  });
}

function broadcastOrFail(node: OperatorNode, x: Tensor, tensors: readonly Tensor[]): ElementType {
  for (const each of tensors) {
    let shape: readonly Dimension[] | undefined;
    try {
      shape = broadcastShapes([x.shape, each.shape]);
    } catch {
      shape = undefined;
    }
    // It spreads to x, not the other way
    if (shape?.length !== x.shape.length || shape.some((extent, at) => mismatch(node.builder, extent, x.shape[at] as Dimension)))
      shape = undefined;
    if (shape === undefined)
      node.fail(`the input is ${printShape(x.shape)}: a scale or bias of ${printShape(each.shape)} does not broadcast to it`);
  }
  return x.elementType;
}

/** The type of statistics: the attribute asks for float32 or less than that; sums are never made in less. */
function stashType(node: OperatorNode, x: Tensor): ElementType {
  return node.elementTypeAttribute("stash_type", "float32") === "float64" ? "float64" : wideType(x.elementType);
}

function axesFrom(node: OperatorNode, x: Tensor, axis: number): readonly number[] {
  const first = node.axis(axis, x.shape.length);
  return x.shape.map((_, at) => at).slice(first);
}

function layerNormalization(node: OperatorNode): readonly Tensor[] {
  const x = floats(node, 0);
  const axes = axesFrom(node, x, node.integer("axis", -1));
  const { mean, inverse } = statistics(node.builder, x, stashType(node, x), axes, epsilonOf(node));
  const result = normalized(node, x, mean, inverse, [node.input(1), node.optionalInput(2)]);
  const stash = node.elementTypeAttribute("stash_type", "float32");
  return [result, castTensor(node.builder, mean, stash), castTensor(node.builder, inverse, stash)];
}

/** Input `at`, a number for each channel, with dimensions of size 1 after it. */
function perChannel(node: OperatorNode, x: Tensor, at: number): Tensor {
  const tensor = floats(node, at);
  const channels = x.shape.length < 2 ? one : (x.shape[1] as Dimension);
  if (tensor.shape.length !== 1 || dimensions.constantOf(dimensions.subtract(tensor.shape[0] as Dimension, channels)) !== 0) {
    if (tensor.shape.length !== 1 || dimensions.constantOf(channels) !== undefined)
      node.fail(`input ${at} is ${printShape(tensor.shape)}, but the input has ${channels.key} channels`);
  }
  const trailing = x.shape.slice(2).map(() => one);
  return x.shape.length < 2 ? tensor : reshape(node.builder, tensor, [tensor.shape[0] as Dimension, ...trailing]);
}

function batchNormalization(node: OperatorNode): readonly Tensor[] {
  const { builder } = node;
  const x = floats(node, 0);
  const [scale, bias, mean, variance] = [1, 2, 3, 4].map((at) => perChannel(node, x, at)) as [Tensor, Tensor, Tensor, Tensor];
  const epsilon = epsilonOf(node);
  const wide = wideType(x.elementType);
  if (node.version >= 14 && node.integer("training_mode", 0) !== 0) {
    const axes = x.shape.map((_, at) => at).filter((at) => at !== 1);
    const current = meanOver(builder, x, axes, false);
    const aligned = meanOver(builder, x, axes, true);
    const difference = pointwise(builder, [x, aligned], (a, m) => subtract(cast(a as Expression, wide), m as Expression));
    const spread = meanOver(builder, difference, axes, true, square);
    const momentum = node.float("momentum", 0.9);
    const running = (at: number, now: Tensor): Tensor =>
      pointwise(builder, [node.input(at), now], (before, each) =>
        add(
          multiply(before as Expression, momentum),
          multiply(cast(each as Expression, (before as Expression).type as ElementType), 1 - momentum),
        ),
      );
    const varianceNow = meanOver(builder, difference, axes, false, square);
    const result = normalized(node, x, aligned, inverseRoot(builder, spread, epsilon), [scale, bias]);
    return [result, running(3, current), running(4, varianceNow)];
  }
  const factor = pointwise(builder, [scale, variance], (s, v) =>
    divide(cast(s as Expression, wide), sqrt(add(cast(v as Expression, wide), epsilon))),
  );
  return [normalized(node, x, mean, factor, [undefined, bias])];
}

/** Before operator set 21 scale and bias are given for each group, then for each channel. */
function groupNormalization(node: OperatorNode): Tensor {
  const { builder } = node;
  const x = floats(node, 0);
  if (x.shape.length < 2) node.fail(`the input is ${printShape(x.shape)}, but should be [batch, channels, ...]`);
  const groups = size(node.integer("num_groups"));
  const [batch, channels, ...spatial] = x.shape as [Dimension, Dimension, ...Dimension[]];
  const each = dimensions.quotient(channels, groups);
  if (dimensions.constantOf(groups) === 0 || (dimensions.constantOf(dimensions.remainder(channels, groups)) ?? 0) !== 0)
    node.fail(`${channels.key} channels cannot be divided into ${groups.key} groups`);
  const grouped = reshape(builder, x, [batch, groups, each, ...spatial]);
  const axes = grouped.shape.map((_, at) => at).slice(2);
  const { mean, inverse } = statistics(builder, grouped, wideType(x.elementType), axes, epsilonOf(node));
  const trailing = spatial.map(() => one);
  const isPerGroup = node.version < 21;
  const parameters = [1, 2].map((at) => {
    const tensor = floats(node, at);
    const expected = isPerGroup ? groups : channels;
    if (tensor.shape.length !== 1 || !isEqual(tensor.shape[0] as Dimension, expected))
      node.fail(`input ${at} is ${printShape(tensor.shape)}, but should be [${expected.key}]`);
    return reshape(builder, tensor, isPerGroup ? [groups, one, ...trailing] : [groups, each, ...trailing]);
  }) as [Tensor, Tensor];
  return reshape(builder, normalized(node, grouped, mean, inverse, parameters), x.shape);
}

/** Each element divided by a power of the squares of the channels around it. */
function localResponse(node: OperatorNode): Tensor {
  const { builder } = node;
  const x = floats(node, 0);
  if (x.shape.length < 2) node.fail(`the input is ${printShape(x.shape)}, but should be [batch, channels, ...]`);
  const width = node.integer("size");
  if (width < 1) node.fail(`size is ${width}`);
  const [alpha, beta, bias] = [node.float("alpha", 0.0001), node.float("beta", 0.75), node.float("bias", 1)];
  const wide = wideType(x.elementType);
  const before = Math.floor((width - 1) / 2);
  const squares = builder.reduce("sum", x.shape, [size(width)], (index, [offset]) => {
    const channel = subtract(add(index[1] as Expression, offset as Expression), before);
    const element = cast(load(x, [index[0] as Expression, channel, ...index.slice(2)]), wide);
    const extent = dimensions.constantOf(x.shape[1] as Dimension);
    const last = extent === undefined ? ({ kind: "size", type: "index", size: x.shape[1] as Dimension } as const) : number("index", extent);
    const inside = apply("and", apply("less_equal", number("index", 0), channel), apply("less", channel, last));
    return choose(inside, square(element), number(wide, 0));
  });
  return pointwise(builder, [x, squares], (a, s) => {
    const divisor = power(add(bias, multiply(alpha / width, s as Expression)), beta);
    return cast(divide(cast(a as Expression, wide), divisor), x.elementType);
  });
}
