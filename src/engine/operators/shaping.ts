/**
 * What translations of operators share: broadcasting, reshaping, views and conversions, each one map.
 *
 * Shapes follow ONNX's multidirectional broadcasting (operator specification, "Broadcasting").
 */
import * as dimensions from "../graph/dimension.ts";
import { constantOf, type Dimension, isEqual, one, product, size } from "../graph/dimension.ts";
import { apply, cast, type Expression, literal, load, type ScalarType, sizeValue } from "../graph/expression.ts";
import type { GraphBuilder } from "../graph/builder.ts";
import type { Tensor } from "../graph/graph.ts";
import type { ElementType } from "../tensor-data.ts";
import { ModelError } from "./operator-node.ts";

/** The shape that all these shapes spread to. */
export function broadcastShapes(shapes: readonly (readonly Dimension[])[], builder?: GraphBuilder): readonly Dimension[] {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, at) => {
    let result = one;
    for (const shape of shapes) {
      const each = shape[at - rank + shape.length];
      if (each === undefined || isEqual(each, result) || constantOf(each) === 1) continue;
      if (constantOf(result) === 1) result = each;
      else if (constantOf(result) !== undefined && constantOf(each) !== undefined) {
        throw new ModelError(
          `shapes ${shapes.map(printShape).join(" and ")} do not broadcast: dimension ${at} is ${result.key} and ${each.key}`,
        );
      } else if (constantOf(result) === undefined && constantOf(each) !== undefined) {
        builder?.requireSpread(result, each);
        result = each;
      } else if (constantOf(result) !== undefined) builder?.requireSpread(each, result);
      else if (builder !== undefined) {
        builder.require(each, result);
        // The simpler of the two goes on
        if (each.key.length < result.key.length) result = each;
      } else result = dimensions.maximum(result, each);
    }
    return result;
  });
}

export function printShape(shape: readonly Dimension[]): string {
  return `[${shape.map((each) => dimensions.printDimension(each)).join(", ")}]`;
}

/** The element of `tensor` that stands at `index` of a shape that it spreads to. */
export function loadBroadcast(
  tensor: Tensor,
  index: readonly Expression[],
  shape: readonly Dimension[],
  builder?: GraphBuilder,
): Expression {
  const skipped = index.length - tensor.shape.length;
  return load(
    tensor,
    tensor.shape.map((extent, at) => {
      if (constantOf(extent) === 1) return sizeValue(0);
      const place = index[at + skipped] as Expression;
      // Two sizes that only the run knows: one of them may be 1
      const whole = shape[at + skipped] as Dimension;
      if (isEqual(extent, whole) || builder?.requires(extent, whole) === true) return place;
      return constantOf(extent) === undefined ? apply("minimum", place, apply("subtract", sizeValue(extent), sizeValue(1))) : place;
    }),
  );
}

/** One element from one of each tensor, broadcast. */
export function pointwise(
  builder: GraphBuilder,
  tensors: readonly Tensor[],
  body: (...elements: readonly Expression[]) => Expression,
): Tensor {
  const shape = broadcastShapes(
    tensors.map((tensor) => tensor.shape),
    builder,
  );
  return builder.map(shape, (index) => body(...tensors.map((tensor) => loadBroadcast(tensor, index, shape, builder))));
}

export function castTensor(builder: GraphBuilder, tensor: Tensor, type: ElementType): Tensor {
  return tensor.elementType === type ? tensor : pointwise(builder, [tensor], (element) => cast(element, type));
}

export function scalar(builder: GraphBuilder, type: ElementType, value: number | bigint | string | boolean): Tensor {
  return builder.map([], () => literal(type, value));
}

export function full(
  builder: GraphBuilder,
  shape: readonly Dimension[],
  type: ElementType,
  value: number | bigint | string | boolean,
): Tensor {
  return builder.map(shape, () => literal(type, value));
}

/** The same elements, in order, in another shape of as many elements. */
export function reshape(builder: GraphBuilder, tensor: Tensor, shape: readonly Dimension[]): Tensor {
  if (shape.length === tensor.shape.length && shape.every((each, at) => isEqual(each, tensor.shape[at] as Dimension))) return tensor;
  return builder.map(shape, (index) => load(tensor, reshapedIndex(index, shape, tensor.shape)));
}

/**
 * Where the element at `index` of shape `to` stands in shape `from`: dimensions are matched in groups of equal products, so that those
 * that stay are found as they are.
 */
export function reshapedIndex(index: readonly Expression[], to: readonly Dimension[], from: readonly Dimension[]): readonly Expression[] {
  const result: Expression[] = [];
  let a = 0;
  let b = 0;
  while (a < to.length || b < from.length) {
    const [firstA, firstB] = [a, b];
    let sizeTo = a < to.length ? (to[a++] as Dimension) : one;
    let sizeFrom = b < from.length ? (from[b++] as Dimension) : one;
    while (!isEqual(sizeTo, sizeFrom) && (a < to.length || b < from.length)) {
      if (a < to.length && (b === from.length || isSmaller(sizeTo, sizeFrom))) sizeTo = dimensions.multiply(sizeTo, to[a++] as Dimension);
      else sizeFrom = dimensions.multiply(sizeFrom, from[b++] as Dimension);
    }
    result.push(...split(flatten(index.slice(firstA, a), to.slice(firstA, a)), from.slice(firstB, b)));
  }
  return result;
}

/** Place in row-major order. */
export function flatten(index: readonly Expression[], shape: readonly Dimension[]): Expression {
  let flat: Expression = sizeValue(0);
  index.forEach((place, at) => {
    flat = apply("add", apply("multiply", flat, sizeValue(shape[at] as Dimension)), place);
  });
  return flat;
}

/** The index in `shape` of a place in row-major order. */
export function split(flat: Expression, shape: readonly Dimension[]): readonly Expression[] {
  return shape.map((extent, at) => {
    if (constantOf(extent) === 1) return sizeValue(0);
    const above = shape.slice(0, at).every((each) => constantOf(each) === 1);
    const quotient = apply("floor_divide", flat, sizeValue(product(shape.slice(at + 1))));
    return above ? quotient : apply("modulo", quotient, sizeValue(extent));
  });
}

/** Dimension `to[i]` of the result is dimension `order[i]` of the tensor. */
export function transpose(builder: GraphBuilder, tensor: Tensor, order: readonly number[]): Tensor {
  if (order.every((each, at) => each === at)) return tensor;
  const shape = order.map((from) => tensor.shape[from] as Dimension);
  return builder.map(shape, (index) =>
    load(
      tensor,
      tensor.shape.map((_, from) => index[order.indexOf(from)] as Expression),
    ),
  );
}

/** Spreads to a shape. */
export function expand(builder: GraphBuilder, tensor: Tensor, shape: readonly Dimension[]): Tensor {
  return builder.map(shape, (index) => loadBroadcast(tensor, index, shape));
}

/** Without the dimensions at `axes`, which have size 1. */
export function squeeze(builder: GraphBuilder, tensor: Tensor, axes: readonly number[]): Tensor {
  const shape = tensor.shape.filter((_, at) => !axes.includes(at));
  return builder.map(shape, (index) => {
    let next = 0;
    return load(
      tensor,
      tensor.shape.map((_, at) => (axes.includes(at) ? sizeValue(0) : (index[next++] as Expression))),
    );
  });
}

/** With dimensions of size 1 at the places `axes` of the result. */
export function unsqueeze(builder: GraphBuilder, tensor: Tensor, axes: readonly number[]): Tensor {
  const rank = tensor.shape.length + axes.length;
  let next = 0;
  const shape = Array.from({ length: rank }, (_, at) => (axes.includes(at) ? one : (tensor.shape[next++] as Dimension)));
  return builder.map(shape, (index) =>
    load(
      tensor,
      index.filter((_, at) => !axes.includes(at)),
    ),
  );
}

/** Elements from `start`, `step` apart, `count` of them, along one dimension. */
export function sliceAxis(
  builder: GraphBuilder,
  tensor: Tensor,
  axis: number,
  start: Dimension,
  step: Dimension,
  count: Dimension,
): Tensor {
  const shape = tensor.shape.map((each, at) => (at === axis ? count : each));
  return builder.map(shape, (index) =>
    load(
      tensor,
      index.map((place, at) => (at === axis ? apply("add", sizeValue(start), apply("multiply", place, sizeValue(step))) : place)),
    ),
  );
}

/** Tensors one after the other along a dimension. */
export function concat(builder: GraphBuilder, tensors: readonly Tensor[], axis: number): Tensor {
  const [first] = tensors as [Tensor];
  if (tensors.length === 1) return first;
  const other = tensors.find(({ elementType }) => elementType !== first.elementType);
  if (other !== undefined)
    throw new ModelError(`${builder.currentName}: ${first.elementType} and ${other.elementType} cannot be parts of one tensor`);
  const total = tensors.reduce((sum, tensor) => dimensions.add(sum, tensor.shape[axis] as Dimension), size(0));
  const shape = first.shape.map((each, at) =>
    at === axis
      ? total
      : tensors.map((tensor) => tensor.shape[at] as Dimension).reduce((a, b) => (constantOf(a) === undefined ? b : a), each),
  );
  return builder.map(shape, (index) => {
    let end = total;
    let body: Expression | undefined;
    for (const tensor of [...tensors].reverse()) {
      const start = dimensions.subtract(end, tensor.shape[axis] as Dimension);
      const place = apply("subtract", index[axis] as Expression, sizeValue(start));
      const here = load(
        tensor,
        index.map((each, at) => (at === axis ? place : each)),
      );
      body = body === undefined ? here : chooseBelow(index[axis] as Expression, end, here, body);
      end = start;
    }
    return body as Expression;
  });
}

function chooseBelow(place: Expression, end: Dimension, here: Expression, after: Expression): Expression {
  return {
    kind: "select",
    type: here.type as ScalarType,
    condition: apply("less", place, sizeValue(end)),
    whenTrue: here,
    whenFalse: after,
  };
}

/** Whether the first is known to be less: products of the same start that grow. */
function isSmaller(left: Dimension, right: Dimension): boolean {
  const a = constantOf(left);
  const b = constantOf(right);
  if (a !== undefined && b !== undefined) return a < b;
  return dimensions.exactQuotient(right, left) !== undefined && !isEqual(left, right);
}

/** Whether two sizes are not equal, whatever the symbols are. */
export function differ(left: Dimension, right: Dimension): boolean {
  const difference = constantOf(dimensions.subtract(left, right));
  return difference !== undefined && difference !== 0;
}

/** Whether two sizes that should be equal are not; where only the run can tell, it is refused if they are not. */
export function mismatch(builder: GraphBuilder, left: Dimension, right: Dimension): boolean {
  if (constantOf(dimensions.subtract(left, right)) === undefined) builder.require(left, right);
  return differ(left, right);
}
