/**
 * Operators about shapes: reading them, and the same elements in another shape; tensors that are made from a shape alone.
 *
 * Not here: moving elements (`movement.ts`), choosing them by other tensors (`indexing.ts`).
 */
import * as dimensions from "../graph/dimension.ts";
import { constantOf, type Dimension, isEqual, isNotNegative, one, product, size, zero } from "../graph/dimension.ts";
import { apply, cast, type Expression, literal, select, sizeValue } from "../graph/expression.ts";
import type { Tensor } from "../graph/graph.ts";
import { readElements } from "../tensor-data.ts";
import type { OperatorNode, OperatorTable } from "./operator-node.ts";
import { broadcastShapes, expand, full, printShape, reshape, squeeze, unsqueeze, mismatch } from "./shaping.ts";

export const shapes: OperatorTable = {
  ConstantOfShape: constantOfShape,
  Shape: (node) => {
    const { shape } = node.input(0);
    const clamp = (place: number): number => Math.min(Math.max(place < 0 ? place + shape.length : place, 0), shape.length);
    const part = shape.slice(clamp(node.integer("start", 0)), clamp(node.integer("end", shape.length)));
    return node.builder.integersTensor(part, [size(part.length)]);
  },
  Size: (node) => node.builder.integersTensor([product(node.input(0).shape)], []),
  Reshape: (node) => {
    const tensor = node.input(0);
    return reshape(node.builder, tensor, reshapedShape(node, tensor.shape, reshapeTarget(node)));
  },
  Flatten: (node) => {
    const tensor = node.input(0);
    const rank = tensor.shape.length;
    const axis = node.integer("axis", 1);
    const at = axis < 0 ? axis + rank : axis;
    if (at < 0 || at > rank) node.fail(`axis ${axis} is outside of a tensor of rank ${rank}`);
    return reshape(node.builder, tensor, [product(tensor.shape.slice(0, at)), product(tensor.shape.slice(at))]);
  },
  Squeeze: (node) => {
    const tensor = node.input(0);
    const given = axesOf(node, 1, 13);
    const axes =
      given?.map((axis) => node.axis(axis, tensor.shape.length)) ??
      tensor.shape.flatMap((each, at) => (constantOf(each) === 1 ? [at] : []));
    for (const axis of axes) {
      const known = constantOf(tensor.shape[axis] as Dimension);
      if (known !== undefined && known !== 1) node.fail(`dimension ${axis} of ${printShape(tensor.shape)} is not 1`);
    }
    return squeeze(node.builder, tensor, axes);
  },
  Unsqueeze: (node) => {
    const tensor = node.input(0);
    const given = axesOf(node, 1, 13) ?? node.fail("axes are missing");
    const axes = given.map((axis) => node.axis(axis, tensor.shape.length + given.length));
    if (new Set(axes).size < axes.length) node.fail(`an axis stands twice in [${given.join(", ")}]`);
    return unsqueeze(node.builder, tensor, axes);
  },
  Expand: (node) => {
    const tensor = node.input(0);
    const asked = sizesOf(node, 1);
    const shape = checkedBroadcast(node, [tensor.shape, asked]);
    for (const each of [tensor.shape, asked])
      each.forEach((extent, at) => node.builder.requireSpread(extent, shape[at + shape.length - each.length] as Dimension));
    return expand(node.builder, tensor, shape);
  },
  Range: range,
};

/** Axes as an input, since version `since` of the operator set, or as an attribute; undefined where they are not given. */
export function axesOf(node: OperatorNode, at: number, since: number): readonly number[] | undefined {
  if (node.version < since) return node.integerList("axes");
  return node.optionalInput(at) === undefined ? undefined : node.knownIntegers(at);
}

/** An input's integers as sizes, which are never below 0: an error if one is known to be. */
export function sizesOf(node: OperatorNode, at: number): readonly Dimension[] {
  return node.integers(at).map((each) => {
    const known = constantOf(each);
    if (known !== undefined && known < 0) node.fail(`a size is ${known} in input ${at}`);
    return isNotNegative(each) ? each : node.builder.sizeOf(apply("maximum", sizeValue(each), sizeValue(0)), true);
  });
}

function checkedBroadcast(node: OperatorNode, all: readonly (readonly Dimension[])[]): readonly Dimension[] {
  try {
    return broadcastShapes(all);
  } catch (error) {
    return node.fail((error as Error).message);
  }
}

function reshapeTarget(node: OperatorNode): readonly Dimension[] {
  if (node.version < 5) return (node.integerList("shape") ?? node.fail("attribute shape is missing")).map(size);
  return node.integers(1);
}

/**
 * The shape that Reshape asks for: 0 is the dimension of the input at its place, -1 what is left. A number that only the run knows may be
 * either; if there is one such, and no -1, it is what is left in any case.
 */
function reshapedShape(node: OperatorNode, from: readonly Dimension[], target: readonly Dimension[]): readonly Dimension[] {
  const allowZero = node.integer("allowzero", 0) !== 0;
  const total = product(from);
  let inferred: number | undefined;
  const open: number[] = [];
  const shape = target.map((each, at) => {
    const known = constantOf(each);
    if (known === -1) {
      if (inferred !== undefined) node.fail(`-1 stands twice in ${printShape(target)}`);
      inferred = at;
      return one;
    }
    if (known === 0 && !allowZero) return from[at] ?? node.fail(`0 at place ${at} of the new shape, but the input is ${printShape(from)}`);
    if (known !== undefined && known < 0) node.fail(`a size is ${known} in ${printShape(target)}`);
    if (!isNotNegative(each)) open.push(at);
    return each;
  });
  if (open.length === 1 && inferred === undefined) {
    inferred = open.pop() as number;
    shape[inferred] = one;
  }
  for (const at of open) {
    const value = sizeValue(shape[at] as Dimension);
    const copied = from[at];
    const isZero = apply("equal", value, sizeValue(0));
    const size = allowZero || copied === undefined ? value : select(isZero, sizeValue(copied), value);
    shape[at] = node.builder.sizeOf(apply("maximum", size, sizeValue(0)), true);
  }
  if (open.length > 0 && inferred === undefined) inferUnknown(node, shape, target, open, total);
  const others = product(shape);
  if (inferred !== undefined) {
    const [a, b] = [constantOf(total), constantOf(others)];
    if (b === 0) node.fail(`-1 in ${printShape(target)} has no meaning beside a size of 0`);
    if (a !== undefined && b !== undefined && a % b !== 0) node.fail(`${a} elements do not fill a shape of ${printShape(target)}`);
    shape[inferred] = dimensions.quotient(total, others);
    mismatch(node.builder, product(shape), total);
  } else {
    const [a, b] = [constantOf(total), constantOf(others)];
    if (a !== undefined && b !== undefined && a !== b)
      node.fail(`an input of shape ${printShape(from)} has ${a} elements, and the new shape ${printShape(shape)} has ${b}`);
    mismatch(node.builder, product(shape), total);
  }
  return shape;
}

/** Each of several sizes that only the run knows may be the -1. */
function inferUnknown(
  node: OperatorNode,
  shape: Dimension[],
  target: readonly Dimension[],
  open: readonly number[],
  total: Dimension,
): void {
  const sizes = [...shape];
  for (const at of open) {
    const others = product(sizes.filter((_, index) => index !== at).map((each) => dimensions.maximum(each, one)));
    const left = apply("floor_divide", sizeValue(total), sizeValue(others));
    const isLeft = apply("equal", sizeValue(target[at] as Dimension), sizeValue(-1));
    shape[at] = node.builder.sizeOf(select(isLeft, left, sizeValue(sizes[at] as Dimension)), true);
  }
}

function constantOfShape(node: OperatorNode): Tensor {
  const shape = constantOf(node.input(0).shape[0] ?? one) === 0 ? [] : sizesOf(node, 0);
  const value = node.tensorAttribute("value");
  if (value === undefined) return full(node.builder, shape, "float32", 0);
  const elements = readElements(value);
  if (elements.length !== 1) node.fail(`attribute value should have one element, but has ${elements.length}`);
  return full(node.builder, shape, value.elementType, elements[0] as number);
}

function range(node: OperatorNode): Tensor {
  const { builder } = node;
  const [start, limit, delta] = [0, 1, 2].map((at) => {
    const tensor = node.input(at);
    if (tensor.shape.some((each) => (constantOf(each) ?? 1) !== 1))
      node.fail(`input ${at} should be a scalar, but its shape is ${printShape(tensor.shape)}`);
    return squeeze(
      builder,
      tensor,
      tensor.shape.map((_, axis) => axis),
    );
  }) as [Tensor, Tensor, Tensor];
  const type = start.elementType;
  for (const each of [limit, delta]) if (each.elementType !== type) node.fail(`the inputs are of types ${type} and ${each.elementType}`);
  const count = rangeCount(node, start, limit, delta);
  const narrow = type === "float16" || type === "bfloat16";
  return builder.map([count], ([place]) => {
    const compute = narrow ? "float32" : type;
    const step = apply("multiply", cast(place as Expression, compute), cast(elementOf(delta), compute));
    return cast(apply("add", cast(elementOf(start), compute), step), type);
  });
}

function elementOf(tensor: Tensor): Expression {
  return { kind: "load", type: tensor.elementType, tensor, index: [] };
}

/** max(0, ceil((limit - start) / delta)) */
function rangeCount(node: OperatorNode, start: Tensor, limit: Tensor, delta: Tensor): Dimension {
  const { builder } = node;
  const [first, last, step] = [start, limit, delta].map((each) => builder.knownElements(each)?.[0]);
  const known = [first, last, step].map((each) => (typeof each === "number" || each === undefined ? each : constantOf(each)));
  if (known[2] === 0) node.fail("delta is 0");
  if (known.every((each) => each !== undefined)) {
    const [a, b, c] = known as [number, number, number];
    return size(Math.max(0, Math.ceil((b - a) / c)));
  }
  if (/float/.test(start.elementType)) {
    const [a, b, c] = [start, limit, delta].map((each) => cast(elementOf(each), "float64")) as [Expression, Expression, Expression];
    const count = apply("ceil", apply("divide", apply("subtract", b, a), c));
    return builder.sizeOf(cast(apply("maximum", count, literal("float64", 0)), "index"), true);
  }
  const [a, b, c] = [0, 1, 2].map(
    (at) => (node.builder.integers([start, limit, delta][at] as Tensor) as readonly Dimension[])[0] as Dimension,
  ) as [Dimension, Dimension, Dimension];
  const knownStep = constantOf(c);
  if (knownStep !== undefined) {
    const span = knownStep > 0 ? dimensions.subtract(b, a) : dimensions.subtract(a, b);
    const count = dimensions.quotient(dimensions.add(span, size(Math.abs(knownStep) - 1)), size(Math.abs(knownStep)));
    return dimensions.maximum(count, zero);
  }
  const count = apply("negate", apply("floor_divide", sizeValue(dimensions.subtract(a, b)), sizeValue(c)));
  return builder.sizeOf(
    select(
      isEqual(c, zero) ? literal("bool", true) : apply("equal", sizeValue(c), sizeValue(0)),
      sizeValue(0),
      apply("maximum", count, sizeValue(0)),
    ),
    true,
  );
}
