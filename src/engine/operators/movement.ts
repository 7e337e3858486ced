/**
 * Operators that move elements to places that follow from shapes and known numbers: transpose, slice, concat, split, tile, pad and blocks.
 *
 * Each result is one map that loads at another place. Not here: places that depend on other tensors (`indexing.ts`).
 */
import * as dimensions from "../graph/dimension.ts";
import { constantOf, type Dimension, isEqual, isNotNegative, one, size, zero } from "../graph/dimension.ts";
import { apply, cast, type Expression, literal, load, select, sizeValue } from "../graph/expression.ts";
import type { Tensor } from "../graph/graph.ts";
import type { OperatorNode, OperatorTable } from "./operator-node.ts";
import { axesOf, sizesOf } from "./shapes.ts";
import { concat, differ, printShape, reshape, sliceAxis, transpose } from "./shaping.ts";
import { clampedIndex, isWithin } from "./places.ts";

export const movement: OperatorTable = {
  Transpose: (node) => {
    const tensor = node.input(0);
    const rank = tensor.shape.length;
    const order = node.integerList("perm") ?? tensor.shape.map((_, at) => rank - 1 - at);
    const axes = order.map((axis) => node.axis(axis, rank));
    if (axes.length !== rank || new Set(axes).size !== rank) node.fail(`perm [${order.join(", ")}] does not fit a tensor of rank ${rank}`);
    return transpose(node.builder, tensor, axes);
  },
  Concat: (node) => joined(node, node.inputs(), node.integer("axis", node.version < 4 ? 1 : undefined)),
  Slice: slice,
  Split: split,
  Tile: tile,
  Pad: pad,
  DepthToSpace: (node) => {
    const [tensor, block, [n, c, h, w]] = blocks(node);
    const [b, depth] = [size(block), quotientOf(node, c, block * block)];
    const isColumnFirst = node.text("mode", "DCR") === "CRD";
    const apart = reshape(node.builder, tensor, isColumnFirst ? [n, depth, b, b, h, w] : [n, b, b, depth, h, w]);
    const moved = transpose(node.builder, apart, isColumnFirst ? [0, 1, 4, 2, 5, 3] : [0, 3, 4, 1, 5, 2]);
    return reshape(node.builder, moved, [n, depth, dimensions.multiply(h, b), dimensions.multiply(w, b)]);
  },
  SpaceToDepth: (node) => {
    const [tensor, block, [n, c, h, w]] = blocks(node);
    const [b, rows, columns] = [size(block), quotientOf(node, h, block), quotientOf(node, w, block)];
    const moved = transpose(node.builder, reshape(node.builder, tensor, [n, c, rows, b, columns, b]), [0, 3, 5, 1, 2, 4]);
    return reshape(node.builder, moved, [n, dimensions.multiply(c, size(block * block)), rows, columns]);
  },
  CenterCropPad: centerCropPad,
};

/** Tensors one after the other along an axis; their other dimensions agree. */
export function joined(node: OperatorNode, tensors: readonly Tensor[], axis: number): Tensor {
  const [first] = tensors;
  if (first === undefined) return node.fail("there is nothing to join");
  const at = node.axis(axis, first.shape.length);
  for (const tensor of tensors) {
    if (tensor.elementType !== first.elementType) node.fail(`elements are of types ${first.elementType} and ${tensor.elementType}`);
    const fits =
      tensor.shape.length === first.shape.length &&
      tensor.shape.every((each, index) => index === at || mayBeEqual(each, first.shape[index] as Dimension));
    if (!fits) node.fail(`shapes ${printShape(first.shape)} and ${printShape(tensor.shape)} do not fit along axis ${at}`);
  }
  return concat(node.builder, tensors, at);
}

/** Whether nothing says that they are different. */
export function mayBeEqual(left: Dimension, right: Dimension): boolean {
  return !differ(left, right);
}

/** From this number on, a bound of a slice means "to the end": exporters write the greatest integers of 32 and 64 bits. */
const endless = 2 ** 31 - 1;

function slice(node: OperatorNode): Tensor {
  const tensor = node.input(0);
  const rank = tensor.shape.length;
  const isOld = node.version < 10;
  const starts = isOld ? (node.integerList("starts") ?? node.fail("attribute starts is missing")).map(size) : boundsOf(node, 1);
  const ends = isOld ? (node.integerList("ends") ?? node.fail("attribute ends is missing")).map(size) : boundsOf(node, 2);
  const axes = (axesOf(node, 3, 10) ?? starts.map((_, at) => at)).map((axis) => node.axis(axis, rank));
  const steps = !isOld && node.optionalInput(4) !== undefined ? node.knownIntegers(4) : starts.map(() => 1);
  if (ends.length !== starts.length || axes.length !== starts.length || steps.length !== starts.length)
    node.fail(`${starts.length} starts, ${ends.length} ends, ${axes.length} axes and ${steps.length} steps do not fit together`);
  const parts: (Part | undefined)[] = tensor.shape.map(() => undefined);
  axes.forEach((axis, at) => {
    const step = steps[at] as number;
    if (step === 0) node.fail("a step is 0");
    parts[axis] = partOf(node, tensor.shape[axis] as Dimension, starts[at] as Dimension, ends[at] as Dimension, step);
  });
  return takeParts(node, tensor, parts);
}

/** `count` places from `start`, `step` apart. */
type Part = { readonly start: Dimension; readonly step: number; readonly count: Dimension };

function takeParts(node: OperatorNode, tensor: Tensor, parts: readonly (Part | undefined)[]): Tensor {
  const isWhole = (part: Part | undefined, at: number): boolean =>
    part === undefined || (part.step === 1 && constantOf(part.start) === 0 && isEqual(part.count, tensor.shape[at] as Dimension));
  if (parts.every(isWhole)) return tensor;
  const shape = tensor.shape.map((each, at) => parts[at]?.count ?? each);
  return node.builder.map(shape, (index) =>
    load(
      tensor,
      index.map((place, at) => {
        const part = parts[at];
        if (part === undefined) return place;
        const steps = apply("multiply", place, sizeValue(Math.abs(part.step)));
        return part.step > 0 ? apply("add", sizeValue(part.start), steps) : apply("subtract", sizeValue(part.start), steps);
      }),
    ),
  );
}

/** Bounds as sizes; those beyond all tensors, which need not be exact, as `endless`. */
function boundsOf(node: OperatorNode, at: number): readonly Dimension[] {
  const known = node.builder.knownElements(node.input(at));
  if (known === undefined) return node.integers(at);
  return known.map((each) => (typeof each === "number" ? size(Math.sign(each) * endless) : each));
}

/** Python's rules: bounds may count from the end, and are cut to the tensor. */
function partOf(node: OperatorNode, extent: Dimension, start: Dimension, end: Dimension, step: number): Part {
  // Stepping down, places are -1 (before the first) to the last
  const last = step > 0 ? extent : dimensions.subtract(extent, one);
  const least = step > 0 ? zero : size(-1);
  const from = boundWithin(node, start, extent, least, last);
  const to = boundWithin(node, end, extent, least, last);
  const span = step > 0 ? dimensions.subtract(to, from) : dimensions.subtract(from, to);
  const by = Math.abs(step);
  const count = dimensions.maximum(dimensions.quotient(dimensions.add(span, size(by - 1)), size(by)), zero);
  return { start: from, step, count };
}

function boundWithin(node: OperatorNode, bound: Dimension, extent: Dimension, least: Dimension, last: Dimension): Dimension {
  const known = constantOf(bound);
  if (known !== undefined && known >= endless) return last;
  if (known !== undefined && known <= -endless) return least;
  const cut = (place: Dimension): Dimension => dimensions.maximum(dimensions.minimum(place, last), least);
  if (isNotNegative(bound)) return cut(bound);
  const fromEnd = dimensions.add(bound, extent);
  if (isNotNegative(dimensions.subtract(size(-1), bound))) return cut(fromEnd);
  const isNegative = apply("less", sizeValue(bound), sizeValue(0));
  return cut(node.builder.sizeOf(select(isNegative, sizeValue(fromEnd), sizeValue(bound))));
}

function split(node: OperatorNode): readonly Tensor[] {
  const tensor = node.input(0);
  const axis = node.axis(node.integer("axis", 0), tensor.shape.length);
  const extent = tensor.shape[axis] as Dimension;
  const given = splitSizes(node);
  const sizes = given ?? equalParts(node, extent);
  const total = sizes.reduce(dimensions.add, zero);
  if (sizes.length < node.outputCount) node.fail(`${sizes.length} parts are given for ${node.outputCount} outputs`);
  if (!mayBeEqual(total, extent)) node.fail(`parts [${sizes.map((each) => each.key).join(", ")}] do not fill a dimension of ${extent.key}`);
  let start = zero;
  return sizes.map((count) => {
    const part = sliceAxis(node.builder, tensor, axis, start, one, count);
    start = dimensions.add(start, count);
    return part;
  });
}

function splitSizes(node: OperatorNode): readonly Dimension[] | undefined {
  const attribute = node.version < 13 ? node.integerList("split") : undefined;
  if (attribute !== undefined) return attribute.map(size);
  return (node.version >= 13 || node.version === 1) && node.optionalInput(1) !== undefined ? sizesOf(node, 1) : undefined;
}

/** As many as there are outputs, or as `num_outputs` says: then the last may be smaller. */
function equalParts(node: OperatorNode, extent: Dimension): readonly Dimension[] {
  const count = node.version >= 18 ? node.integer("num_outputs", node.outputCount) : node.outputCount;
  if (count < 1 || count < node.outputCount) node.fail(`${count} parts are asked for, and there are ${node.outputCount} outputs`);
  const exact = dimensions.exactQuotient(extent, size(count));
  // Parts without an output are not made
  const made = { length: node.outputCount };
  if (exact !== undefined) return Array.from(made, () => exact);
  if (node.version < 18 && constantOf(extent) !== undefined) node.fail(`a dimension of ${extent.key} has no ${count} equal parts`);
  const part = dimensions.quotient(dimensions.add(extent, size(count - 1)), size(count));
  let left = extent;
  return Array.from(made, () => {
    const here = dimensions.maximum(dimensions.minimum(part, left), zero);
    left = dimensions.subtract(left, here);
    return here;
  });
}

function tile(node: OperatorNode): Tensor {
  const tensor = node.input(0);
  const rank = tensor.shape.length;
  const repeats = node.version < 6 ? tensor.shape.map(() => one) : [...sizesOf(node, 1)];
  if (node.version < 6) {
    const count = node.integerOf(1);
    const [axis] = node.knownIntegers(2);
    repeats[node.axis(axis as number, rank)] = count;
  }
  if (repeats.length !== rank) node.fail(`${repeats.length} repeats for a tensor of rank ${rank}`);
  const shape = tensor.shape.map((each, at) => dimensions.multiply(each, repeats[at] as Dimension));
  return node.builder.map(shape, (index) =>
    load(
      tensor,
      tensor.shape.map((extent, at) => {
        if (constantOf(extent) === 1) return sizeValue(0);
        return constantOf(repeats[at] as Dimension) === 1
          ? (index[at] as Expression)
          : apply("modulo", index[at] as Expression, sizeValue(extent));
      }),
    ),
  );
}

function pad(node: OperatorNode): Tensor {
  const tensor = node.input(0);
  const rank = tensor.shape.length;
  const isOld = node.version < 11;
  const given = isOld ? (node.integerList("pads") ?? node.integerList("paddings") ?? node.fail("attribute pads is missing")) : undefined;
  const pads = given?.map(size) ?? node.integers(1);
  const axes =
    node.version >= 18 && node.optionalInput(3) !== undefined
      ? node.knownIntegers(3).map((axis) => node.axis(axis, rank))
      : tensor.shape.map((_, at) => at);
  if (pads.length !== 2 * axes.length)
    node.fail(`${pads.length} pads for ${axes.length} axes: each has one at its start and one at its end`);
  const starts = tensor.shape.map(() => zero);
  const ends = tensor.shape.map(() => zero);
  axes.forEach((axis, at) => {
    starts[axis] = pads[at] as Dimension;
    ends[axis] = pads[axes.length + at] as Dimension;
  });
  const shape = tensor.shape.map((each, at) => dimensions.add(dimensions.add(each, starts[at] as Dimension), ends[at] as Dimension));
  for (const each of shape) if ((constantOf(each) ?? 0) < 0) node.fail(`pads leave nothing of ${printShape(tensor.shape)}`);
  const mode = node.text("mode", "constant");
  const sizes = shape.map((each, at) => {
    if (isNotNegative(each) || isNotNegative(starts[at] as Dimension)) return each;
    return dimensions.maximum(each, zero);
  });
  return node.builder.map(sizes, (index) => {
    const places = index.map((place, at) => apply("subtract", place, sizeValue(starts[at] as Dimension)));
    if (mode !== "constant")
      return load(
        tensor,
        places.map((place, at) => (isUnpadded(starts, ends, at) ? place : mirrored(node, mode, place, tensor.shape[at] as Dimension))),
      );
    let body: Expression = load(tensor, places);
    for (let at = rank - 1; at >= 0; at--) {
      const condition = isWithin(
        places[at] as Expression,
        tensor.shape[at] as Dimension,
        isAbove(starts[at] as Dimension),
        isAbove(ends[at] as Dimension),
      );
      if (condition !== undefined) body = select(condition, body, padValue(node, tensor));
    }
    return body;
  });
}

function isUnpadded(starts: readonly Dimension[], ends: readonly Dimension[], at: number): boolean {
  return constantOf(starts[at] as Dimension) === 0 && constantOf(ends[at] as Dimension) === 0;
}

/** Whether it may be more than 0. */
function isAbove(pad: Dimension): boolean {
  return !isNotNegative(dimensions.subtract(zero, pad));
}

function padValue(node: OperatorNode, tensor: Tensor): Expression {
  if (node.version < 11) return cast(literal("float32", node.float("value", 0)), tensor.elementType);
  const value = node.optionalInput(2);
  if (value === undefined) return literal(tensor.elementType, tensor.elementType === "string" ? "" : 0);
  if (value.shape.length > 1) node.fail(`the value should be a scalar, but its shape is ${printShape(value.shape)}`);
  return cast(
    load(
      value,
      value.shape.map(() => sizeValue(0)),
    ),
    tensor.elementType,
  );
}

function mirrored(node: OperatorNode, mode: string, place: Expression, extent: Dimension): Expression {
  switch (mode) {
    case "edge":
      return clampedIndex(place, extent);
    case "wrap":
      return apply("modulo", place, sizeValue(extent));
    case "reflect": {
      const period = dimensions.maximum(dimensions.subtract(dimensions.multiply(extent, size(2)), size(2)), one);
      const within = apply("modulo", place, sizeValue(period));
      return select(apply("less", within, sizeValue(extent)), within, apply("subtract", sizeValue(period), within));
    }
    default:
      return node.fail(`mode "${mode}" is not known`);
  }
}

function blocks(node: OperatorNode): [Tensor, number, [Dimension, Dimension, Dimension, Dimension]] {
  const tensor = node.input(0);
  const block = node.integer("blocksize");
  if (tensor.shape.length !== 4) node.fail(`the input should have rank 4, but its shape is ${printShape(tensor.shape)}`);
  if (block < 1) node.fail(`blocksize is ${block}`);
  return [tensor, block, tensor.shape as unknown as [Dimension, Dimension, Dimension, Dimension]];
}

function quotientOf(node: OperatorNode, extent: Dimension, by: number): Dimension {
  const known = constantOf(extent);
  if (known !== undefined && known % by !== 0) node.fail(`a dimension of ${known} is not a multiple of ${by}`);
  return dimensions.quotient(extent, size(by));
}

/** Cuts from, or fills with zeros, both sides alike; the end gets the odd one. */
function centerCropPad(node: OperatorNode): Tensor {
  const tensor = node.input(0);
  const target = sizesOf(node, 1);
  const axes = (node.integerList("axes") ?? tensor.shape.map((_, at) => at)).map((axis) => node.axis(axis, tensor.shape.length));
  if (target.length !== axes.length) node.fail(`${target.length} sizes for ${axes.length} axes`);
  const shape = [...tensor.shape];
  const starts = tensor.shape.map(() => zero);
  const isFilled = tensor.shape.map(() => false);
  axes.forEach((axis, at) => {
    const [from, to] = [tensor.shape[axis] as Dimension, target[at] as Dimension];
    const cut = dimensions.quotient(dimensions.maximum(dimensions.subtract(from, to), zero), size(2));
    const filled = dimensions.quotient(dimensions.maximum(dimensions.subtract(to, from), zero), size(2));
    starts[axis] = dimensions.subtract(cut, filled);
    isFilled[axis] = !isNotNegative(dimensions.subtract(from, to));
    shape[axis] = to;
  });
  return node.builder.map(shape, (index) => {
    const places = index.map((place, at) => apply("add", place, sizeValue(starts[at] as Dimension)));
    let body: Expression = load(tensor, places);
    places.forEach((place, at) => {
      const condition = isFilled[at] ? isWithin(place, tensor.shape[at] as Dimension, true, true) : undefined;
      if (condition !== undefined) body = select(condition, body, literal(tensor.elementType, 0));
    });
    return body;
  });
}
