/**
 * Operators that choose or place elements by the values of other tensors: gathers, scatters, one-hot, triangles, and what is chosen by truth
 * or by order.
 *
 * Gathers are maps: a load whose index is loaded. What has as many results as the data says, and scatters, are calls.
 * Not here: places that follow from shapes (`movement.ts`).
 */
import * as dimensions from "../graph/dimension.ts";
import { constantOf, type Dimension, product, size } from "../graph/dimension.ts";
import { apply, cast, type Expression, literal, load, select, sizeValue } from "../graph/expression.ts";
import type { GraphBuilder } from "../graph/builder.ts";
import type { Tensor } from "../graph/graph.ts";
import { mayBeEqual } from "./movement.ts";
import type { OperatorNode, OperatorTable } from "./operator-node.ts";
import { fromEnd, positionAt } from "./places.ts";
import { flatten, pointwise, printShape, reshape, split } from "./shaping.ts";

export const indexing: OperatorTable = {
  Gather: (node) => gather(node, node.input(0), node.input(1), node.integer("axis", 0)),
  GatherElements: (node) => {
    const [data, positions] = [node.input(0), node.input(1)];
    const axis = node.axis(node.integer("axis", 0), data.shape.length);
    if (positions.shape.length !== data.shape.length)
      node.fail(`data ${printShape(data.shape)} and indices ${printShape(positions.shape)} are of different rank`);
    return node.builder.map(positions.shape, (index) => {
      const place = positionAt(node.builder, positions, index, data.shape[axis] as Dimension);
      return load(
        data,
        index.map((each, at) => (at === axis ? place : each)),
      );
    });
  },
  GatherND: gatherNd,
  ScatterElements: scatterElements,
  Scatter: scatterElements,
  ScatterND: scatterNd,
  TensorScatter: tensorScatter,
  OneHot: oneHot,
  Trilu: (node) => {
    const tensor = node.input(0);
    if (tensor.shape.length < 2) node.fail(`a matrix or several are needed, but the shape is ${printShape(tensor.shape)}`);
    const offset = node.optionalInput(1) === undefined ? size(0) : node.integerOf(1);
    const isUpper = node.integer("upper", 1) !== 0;
    return node.builder.map(tensor.shape, (index) => {
      const [row, column] = index.slice(-2) as [Expression, Expression];
      const diagonal = apply("add", row, sizeValue(offset));
      const isKept = isUpper ? apply("less_equal", diagonal, column) : apply("less_equal", column, diagonal);
      return select(isKept, load(tensor, index), literal(tensor.elementType, 0));
    });
  },
  EyeLike: (node) => {
    const { shape, elementType } = node.input(0);
    if (shape.length !== 2) node.fail(`a matrix is needed, but the shape is ${printShape(shape)}`);
    const type = node.elementTypeAttribute("dtype", elementType);
    const offset = node.integer("k", 0);
    return node.builder.map(shape, ([row, column]) =>
      select(apply("equal", apply("add", row as Expression, sizeValue(offset)), column as Expression), literal(type, 1), literal(type, 0)),
    );
  },
  ReverseSequence: (node) => {
    const [tensor, lengths] = [node.input(0), node.input(1)];
    const time = node.axis(node.integer("time_axis", 0), tensor.shape.length);
    const batch = node.axis(node.integer("batch_axis", 1), tensor.shape.length);
    if (time === batch || lengths.shape.length !== 1 || !mayBeEqual(lengths.shape[0] as Dimension, tensor.shape[batch] as Dimension))
      node.fail(`sequence_lens ${printShape(lengths.shape)} does not fit ${printShape(tensor.shape)}`);
    return node.builder.map(tensor.shape, (index) => {
      const place = index[time] as Expression;
      const length = cast(load(lengths, [index[batch] as Expression]), "index");
      const reversed = apply("subtract", apply("subtract", length, sizeValue(1)), place);
      const from = select(apply("less", place, length), reversed, place);
      return load(
        tensor,
        index.map((each, at) => (at === time ? from : each)),
      );
    });
  },
  NonZero: (node) => {
    const tensor = node.input(0);
    const shape = tensor.shape.length === 0 ? [size(1)] : tensor.shape;
    const flags = truth(node.builder, reshape(node.builder, tensor, shape));
    const found = nonzero(node.builder, flags);
    return node.builder.map([size(tensor.shape.length), found.shape[0] as Dimension], ([row, at]) => {
      const places = split(cast(load(found, [at as Expression]), "index"), shape);
      let body = places.at(-1) as Expression;
      for (let axis = places.length - 2; axis >= 0; axis--)
        body = select(apply("equal", row as Expression, sizeValue(axis)), places[axis] as Expression, body);
      return cast(body, "int64");
    });
  },
  Compress: (node) => {
    const { builder } = node;
    const condition = node.input(1);
    const axis = node.has("axis") ? node.axis(node.integer("axis"), node.input(0).shape.length) : undefined;
    const tensor = axis === undefined ? reshape(builder, node.input(0), [product(node.input(0).shape)]) : node.input(0);
    const along = axis ?? 0;
    if (condition.shape.length !== 1 || condition.elementType !== "bool") node.fail("the condition should be a vector of bool");
    const [given, extent] = [constantOf(condition.shape[0] as Dimension), constantOf(tensor.shape[along] as Dimension)];
    if (given !== undefined && extent !== undefined && given > extent) node.fail(`${given} conditions for a dimension of ${extent}`);
    return gather(node, tensor, nonzero(builder, condition), along);
  },
  TopK: topK,
  Unique: unique,
};

/** Numpy's `take`: dimension `axis` of the data is replaced by the dimensions of the indices. */
export function gather(node: OperatorNode, data: Tensor, positions: Tensor, axisFromEnd: number): Tensor {
  const axis = node.axis(axisFromEnd, data.shape.length);
  if (!/^u?int/.test(positions.elementType)) node.fail(`indices should be integers, but are ${positions.elementType}`);
  const rank = positions.shape.length;
  const extent = data.shape[axis] as Dimension;
  for (const each of node.builder.knownElements(positions) ?? []) {
    const [place, count] = [typeof each === "number" ? each : constantOf(each), constantOf(extent)];
    if (place !== undefined && count !== undefined && (place >= count || place < -count))
      node.fail(`index ${place} is outside of dimension ${axis} of ${printShape(data.shape)}`);
  }
  return node.builder.map([...data.shape.slice(0, axis), ...positions.shape, ...data.shape.slice(axis + 1)], (index) => {
    const place = positionAt(node.builder, positions, index.slice(axis, axis + rank), extent);
    return load(data, [...index.slice(0, axis), place, ...index.slice(axis + rank)]);
  });
}

/** What each of the last dimension's vectors points at. */
function gatherNd(node: OperatorNode): Tensor {
  const [data, positions] = [node.input(0), node.input(1)];
  const batch = node.integer("batch_dims", 0);
  const depth = pointDepth(node, data, positions, batch);
  const outer = positions.shape.slice(0, -1);
  return node.builder.map([...outer, ...data.shape.slice(batch + depth)], (index) => {
    const point = Array.from({ length: depth }, (_, at) => {
      const place = cast(load(positions, [...index.slice(0, outer.length), sizeValue(at)]), "index");
      return fromEnd(place, data.shape[batch + at] as Dimension);
    });
    return load(data, [...index.slice(0, batch), ...point, ...index.slice(outer.length)]);
  });
}

function pointDepth(node: OperatorNode, data: Tensor, positions: Tensor, batch: number): number {
  const depth = positions.shape.at(-1);
  if (depth === undefined || data.shape.length === 0) return node.fail("data and indices need at least one dimension");
  const known = constantOf(depth) ?? node.need(1);
  if (batch < 0 || batch >= positions.shape.length || batch + known > data.shape.length)
    node.fail(`indices ${printShape(positions.shape)} with ${batch} batch dimensions do not fit data ${printShape(data.shape)}`);
  for (let at = 0; at < batch; at++) {
    if (!mayBeEqual(data.shape[at] as Dimension, positions.shape[at] as Dimension))
      node.fail(`data ${printShape(data.shape)} and indices ${printShape(positions.shape)} differ in batch dimension ${at}`);
  }
  return known;
}

/**
 * Call `scatter`: (data, places, updates) to data with blocks replaced. `places` are of type int64 and count blocks of
 * elements(updates) / elements(places) elements, in row-major order; -1 is outside of the data, an error. `reduction`: none, add, mul, max, min.
 */
export function scatter(node: OperatorNode, data: Tensor, places: Tensor, updates: Tensor, reduction: string): Tensor {
  if (!["none", "add", "mul", "max", "min"].includes(reduction)) node.fail(`reduction "${reduction}" is not known`);
  if (updates.elementType !== data.elementType)
    node.fail(`updates are of type ${updates.elementType}, but data of type ${data.elementType}`);
  const output = { elementType: data.elementType, shape: data.shape };
  return node.builder.call("scatter", [data, places, updates], { reduction }, [output])[0] as Tensor;
}

/** A row-major place from places that may count from the end; -1 if one is outside. */
function checkedPlace(places: readonly Expression[], checked: readonly boolean[], shape: readonly Dimension[]): Expression {
  const normal = places.map((place, at) => (checked[at] ? fromEnd(place, shape[at] as Dimension) : place));
  let result = flatten(normal, shape);
  normal.forEach((place, at) => {
    if (!checked[at]) return;
    const isInside = apply("and", apply("less_equal", sizeValue(0), place), apply("less", place, sizeValue(shape[at] as Dimension)));
    result = select(isInside, result, sizeValue(-1));
  });
  return cast(result, "int64");
}

function scatterElements(node: OperatorNode): Tensor {
  const [data, positions, updates] = [node.input(0), node.input(1), node.input(2)];
  const axis = node.axis(node.integer("axis", 0), data.shape.length);
  const fits = positions.shape.length === data.shape.length && positions.shape.length === updates.shape.length;
  if (!fits || !positions.shape.every((each, at) => mayBeEqual(each, updates.shape[at] as Dimension)))
    node.fail(`data ${printShape(data.shape)}, indices ${printShape(positions.shape)} and updates ${printShape(updates.shape)} do not fit`);
  const places = node.builder.map(positions.shape, (index) => {
    const place = cast(load(positions, index), "index");
    return checkedPlace(
      index.map((each, at) => (at === axis ? place : each)),
      index.map((_, at) => at === axis),
      data.shape,
    );
  });
  return scatter(node, data, places, updates, node.text("reduction", "none"));
}

function scatterNd(node: OperatorNode): Tensor {
  const [data, positions, updates] = [node.input(0), node.input(1), node.input(2)];
  const depth = pointDepth(node, data, positions, 0);
  const outer = positions.shape.slice(0, -1);
  const expected = [...outer, ...data.shape.slice(depth)];
  if (updates.shape.length !== expected.length || !expected.every((each, at) => mayBeEqual(each, updates.shape[at] as Dimension)))
    node.fail(`updates should have shape ${printShape(expected)}, but have ${printShape(updates.shape)}`);
  const places = node.builder.map(outer, (index) => {
    const point = Array.from({ length: depth }, (_, at) => cast(load(positions, [...index, sizeValue(at)]), "index"));
    return checkedPlace(
      point,
      point.map(() => true),
      data.shape.slice(0, depth),
    );
  });
  return scatter(node, data, places, updates, node.text("reduction", "none"));
}

/** Writes the update at a place of each batch's own, along `axis`; `circular` goes on at the start. A map: each place asks whether it is written. */
function tensorScatter(node: OperatorNode): Tensor {
  const [past, update] = [node.input(0), node.input(1)];
  const starts = node.optionalInput(2);
  const axis = node.axis(node.integer("axis", -2), past.shape.length);
  const mode = node.text("mode", "linear");
  if (axis === 0) node.fail("axis 0 is the batch");
  if (mode !== "linear" && mode !== "circular") node.fail(`mode "${mode}" is not known`);
  if (update.shape.length !== past.shape.length || update.elementType !== past.elementType)
    node.fail(`update ${printShape(update.shape)} does not fit ${printShape(past.shape)}`);
  if (starts !== undefined && (starts.shape.length !== 1 || !mayBeEqual(starts.shape[0] as Dimension, past.shape[0] as Dimension)))
    node.fail(`write_indices should be one for each of ${past.shape[0]?.key} batches, but their shape is ${printShape(starts.shape)}`);
  const [extent, count] = [past.shape[axis] as Dimension, update.shape[axis] as Dimension];
  return node.builder.map(past.shape, (index) => {
    const start = starts === undefined ? sizeValue(0) : cast(load(starts, [index[0] as Expression]), "index");
    let offset = apply("subtract", index[axis] as Expression, start);
    if (mode === "circular") offset = apply("modulo", offset, sizeValue(extent));
    const isWritten = apply("and", apply("less_equal", sizeValue(0), offset), apply("less", offset, sizeValue(count)));
    const written = load(
      update,
      index.map((each, at) => (at === axis ? offset : each)),
    );
    return select(isWritten, written, load(past, index));
  });
}

function oneHot(node: OperatorNode): Tensor {
  const [positions, values] = [node.input(0), node.input(2)];
  const depth = node.integerOf(1);
  const axis = node.axis(node.integer("axis", -1), positions.shape.length + 1);
  if (values.shape.length !== 1 || !mayBeEqual(values.shape[0] as Dimension, size(2)))
    node.fail("values should be a vector of two: off and on");
  const extent = dimensions.isNotNegative(depth) ? depth : node.builder.sizeOf(apply("maximum", sizeValue(depth), sizeValue(0)), true);
  const shape = [...positions.shape.slice(0, axis), extent, ...positions.shape.slice(axis)];
  return node.builder.map(shape, (index) => {
    const place = fromEnd(
      cast(
        load(
          positions,
          index.filter((_, at) => at !== axis),
        ),
        "index",
      ),
      extent,
    );
    return select(apply("equal", place, index[axis] as Expression), load(values, [sizeValue(1)]), load(values, [sizeValue(0)]));
  });
}

/** Whether elements are not zero (strings: not empty). */
export function truth(builder: GraphBuilder, tensor: Tensor): Tensor {
  if (tensor.elementType === "bool") return tensor;
  return pointwise(builder, [tensor], (element) => {
    const none = literal(element.type, element.type === "string" ? "" : 0);
    return apply("not", apply("equal", element, none));
  });
}

/** Call `nonzero`: bool of any shape to a vector of int64, the places in row-major order that are true. */
export function nonzero(builder: GraphBuilder, flags: Tensor): Tensor {
  return builder.call("nonzero", [flags], {}, [{ elementType: "int64", shape: [undefined] }])[0] as Tensor;
}

/**
 * Call `sort`: along `axis`, the first `count` (size of the outputs there) in order, and their places before (int64). Equal ones keep
 * their order; NaN is the greatest.
 */
export function sort(
  builder: GraphBuilder,
  tensor: Tensor,
  axis: number,
  count: Dimension,
  isDescending: boolean,
): readonly [Tensor, Tensor] {
  const shape = tensor.shape.map((each, at) => (at === axis ? count : each));
  const outputs = [
    { elementType: tensor.elementType, shape },
    { elementType: "int64" as const, shape },
  ];
  return builder.call("sort", [tensor], { axis, descending: isDescending }, outputs) as readonly Tensor[] as [Tensor, Tensor];
}

function topK(node: OperatorNode): readonly Tensor[] {
  const tensor = node.input(0);
  const axis = node.axis(node.integer("axis", -1), tensor.shape.length);
  const count = node.version < 10 ? size(node.integer("k")) : node.integerOf(1);
  const [known, extent] = [constantOf(count), constantOf(tensor.shape[axis] as Dimension)];
  if (known !== undefined && (known < 0 || (extent !== undefined && known > extent)))
    node.fail(`k is ${known}, and dimension ${axis} of ${printShape(tensor.shape)} has fewer`);
  const kept = dimensions.isNotNegative(count) ? count : node.builder.sizeOf(apply("maximum", sizeValue(count), sizeValue(0)), true);
  return sort(node.builder, tensor, axis, kept, node.integer("largest", 1) !== 0);
}

/**
 * Call `unique`: a matrix whose rows are compared to (places of the first of each kind, for each row the number of its kind, how often each
 * kind is there), all int64. `sorted`: kinds in the order of their rows, else of their first places.
 */
function unique(node: OperatorNode): readonly (Tensor | undefined)[] {
  const { builder } = node;
  const tensor = node.input(0);
  const axis = node.has("axis") ? node.axis(node.integer("axis"), tensor.shape.length) : undefined;
  const source = axis === undefined ? reshape(builder, tensor, [product(tensor.shape)]) : tensor;
  const along = axis ?? 0;
  const extent = source.shape[along] as Dimension;
  const rest = source.shape.filter((_, at) => at !== along);
  const rows = builder.map([extent, product(rest)], ([row, flat]) => {
    const index = [...split(flat as Expression, rest)];
    index.splice(along, 0, row as Expression);
    return load(source, index);
  });
  const outputs = [
    { elementType: "int64" as const, shape: [undefined] },
    { elementType: "int64" as const, shape: [extent] },
    { elementType: "int64" as const, shape: [undefined] },
  ];
  const [first, inverse, counts] = builder.call("unique", [rows], { sorted: node.integer("sorted", 1) !== 0 }, outputs) as [
    Tensor,
    Tensor,
    Tensor,
  ];
  // As many kinds as first places: the counts are seen in the same size
  const kinds = first.shape[0] as Dimension;
  const sameCounts = builder.map([kinds], (index) => load(counts, index));
  return [gather(node, source, first, along), first, inverse, sameCounts].map((each, at) => (node.hasOutput(at) ? each : undefined));
}
