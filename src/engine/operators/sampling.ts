/**
 * Tensors read between their places: GridSample, AffineGrid, RoiAlign, MaxRoiPool, DeformConv.
 *
 * A value between places is a sum over the places around it, each with its weight; so interpolation is one more reduction.
 */
import * as dimensions from "../graph/dimension.ts";
import { constantOf, type Dimension, product, size } from "../graph/dimension.ts";
import { apply, cast, type Expression, load, sizeValue } from "../graph/expression.ts";
import type { Tensor } from "../graph/graph.ts";
import { withBias } from "./convolutions.ts";
import { floats, integers, isNumber, ofType, sameType } from "./element-types.ts";
import {
  absolute,
  add,
  all,
  atMost,
  both,
  ceil,
  choose,
  divide,
  equal,
  floor,
  floorDivide,
  isInside,
  less,
  maximum,
  minimum,
} from "./formula.ts";
import { modulo, multiply, number, round, subtract, wideType } from "./formula.ts";
import type { OperatorNode, OperatorTable } from "./operator-node.ts";
import { clampedIndex } from "./places.ts";
import { reduceOver } from "./reductions.ts";
import { mismatch, castTensor, flatten, printShape } from "./shaping.ts";
import { spatialOf, windowsOf } from "./windows.ts";

export const sampling: OperatorTable = {
  GridSample: gridSample,
  AffineGrid: affineGrid,
  RoiAlign: roiAlign,
  MaxRoiPool: maxRoiPool,
  DeformConv: deformConv,
};

/** A whole float as a place; what is not finite or far outside of any tensor becomes a place outside. */
function toPlace(value: Expression): Expression {
  return cast(choose(apply("is_nan", value), -1e9, minimum(maximum(value, -1e9), 1e9)), "index");
}

/** The corner `side` (0: before, 1: after) of a coordinate, and its weight. */
function corner(coordinate: Expression, side: Expression): { readonly place: Expression; readonly weight: Expression } {
  const before = floor(coordinate);
  const share = subtract(coordinate, before);
  return { place: add(toPlace(before), side), weight: choose(equal(side, 0), subtract(1, share), share) };
}

function gridSample(node: OperatorNode): Tensor {
  const { builder } = node;
  const x = ofType(node, 0, (type) => isNumber(type), "numbers");
  const grid = floats(node, 1);
  const spatial = spatialOf(node, x);
  const rank = spatial.length;
  if (
    grid.shape.length !== rank + 2 ||
    mismatch(node.builder, grid.shape.at(-1) as Dimension, size(rank)) ||
    mismatch(node.builder, grid.shape[0] as Dimension, x.shape[0] as Dimension)
  )
    node.fail(`the input is ${printShape(x.shape)}, but the grid ${printShape(grid.shape)}`);
  const mode = { bilinear: "linear", bicubic: "cubic" }[node.text("mode", "linear")] ?? node.text("mode", "linear");
  if (!["linear", "nearest", "cubic"].includes(mode)) node.fail(`mode is "${mode}"`);
  const padding = node.text("padding_mode", "zeros");
  if (!["zeros", "border", "reflection"].includes(padding)) node.fail(`padding_mode is "${padding}"`);
  const isAligned = node.integer("align_corners", 0) !== 0;
  const wide = grid.elementType === "float64" || x.elementType === "float64" ? "float64" : "float32";
  const outer = grid.shape.slice(0, -1);
  // Coordinates of all dimensions, the first dimension first
  const coordinates = builder.map([...outer, size(rank)], (index) => {
    const which = index.at(-1) as Expression;
    const given = cast(load(grid, [...index.slice(0, -1), subtract(sizeValue(rank - 1), which)]), wide);
    let result: Expression | undefined;
    for (let at = rank - 1; at >= 0; at--) {
      const here = coordinate(given, spatial[at] as Dimension, isAligned, mode, padding);
      result = result === undefined ? here : choose(equal(which, at), here, result);
    }
    return result as Expression;
  });
  const shape = [...x.shape.slice(0, 2), ...outer.slice(1)];
  const at = (index: readonly Expression[], places: readonly Expression[]): Expression => {
    const kept = places.map((place, dimension) =>
      padding === "zeros" ? place : keptInside(place, spatial[dimension] as Dimension, padding, isAligned),
    );
    const element = cast(load(x, [...index.slice(0, 2), ...kept]), wide);
    if (padding !== "zeros") return element;
    const inside = all(places.map((place, dimension) => isInside(place, sizeValue(spatial[dimension] as Dimension))));
    return choose(inside, element, number(wide, 0));
  };
  const coordinateAt = (index: readonly Expression[], dimension: number): Expression =>
    load(coordinates, [index[0] as Expression, ...index.slice(2), sizeValue(dimension)]);
  if (mode === "nearest") {
    return builder.map(shape, (index) => {
      const places = spatial.map((_, dimension) => toPlace(round(coordinateAt(index, dimension))));
      return cast(at(index, places), x.elementType);
    });
  }
  const taps = spatial.map(() => size(mode === "linear" ? 2 : 4));
  const sums = builder.reduce("sum", shape, taps, (index, tap) => {
    const points = tap.map((side, dimension) => {
      const where = coordinateAt(index, dimension);
      return mode === "linear" ? corner(where, side) : cubicPoint(where, side);
    });
    const element = at(
      index,
      points.map(({ place }) => place),
    );
    return points.reduce((value, { weight }) => multiply(value, weight), element);
  });
  return castTensor(builder, sums, x.elementType);
}

/** From -1 to 1 in the grid, to places of a dimension; for linear interpolation brought inside as the padding says. */
function coordinate(given: Expression, extent: Dimension, isAligned: boolean, mode: string, padding: string): Expression {
  const count = cast(sizeValue(extent), given.type);
  const last = subtract(count, 1);
  const moved = add(given, 1);
  const place = isAligned ? multiply(divide(moved, 2), last) : divide(subtract(multiply(moved, count), 1), 2);
  if (mode !== "linear" || padding === "zeros") return place;
  if (padding === "border") return minimum(maximum(place, 0), last);
  const [from, span] = isAligned ? [0, last] : [-0.5, count];
  const period = maximum(multiply(span, 2), number(given.type, 1));
  const within = modulo(subtract(place, from), period);
  const reflected = add(choose(less(span, within), subtract(period, within), within), from);
  return minimum(maximum(reflected, 0), last);
}

/** A place inside of a dimension: the nearest, or the one that it is the mirror image of. */
function keptInside(place: Expression, extent: Dimension, padding: string, isAligned: boolean): Expression {
  if (padding === "border") return clampedIndex(place, extent);
  const count = sizeValue(extent);
  const period = isAligned ? maximum(multiply(subtract(count, 1), 2), sizeValue(1)) : multiply(count, 2);
  const within = modulo(place, period);
  const mirrored = isAligned ? subtract(period, within) : subtract(subtract(period, within), 1);
  return clampedIndex(choose(less(within, count), within, mirrored), extent);
}

/** Keys' cubic convolution with a = -0.75: the places from one before to two after, and their weights. */
function cubicPoint(where: Expression, tap: Expression): { readonly place: Expression; readonly weight: Expression } {
  const a = -0.75;
  const before = floor(where);
  const offset = subtract(tap, 1);
  const distance = absolute(subtract(subtract(where, before), cast(offset, where.type)));
  const polynomial = (factors: readonly number[]): Expression =>
    factors.slice(1).reduce((value, factor) => add(multiply(value, distance), factor), number(where.type, factors[0] as number));
  const near = polynomial([a + 2, -(a + 3), 0, 1]);
  const far = polynomial([a, -5 * a, 8 * a, -4 * a]);
  return { place: add(toPlace(before), offset), weight: choose(atMost(distance, 1), near, far) };
}

/** Places of an evenly spaced grid from -1 to 1, transformed by a matrix for each image of the batch. */
function affineGrid(node: OperatorNode): Tensor {
  const theta = floats(node, 0);
  const sizes = node.integers(1);
  const spatial = sizes.slice(2);
  const rank = spatial.length;
  const matrix = [sizes[0] ?? size(0), size(rank), size(rank + 1)];
  if (
    (rank !== 2 && rank !== 3) ||
    theta.shape.length !== 3 ||
    theta.shape.some((each, at) => mismatch(node.builder, each, matrix[at] as Dimension))
  )
    node.fail(
      `theta is ${printShape(theta.shape)}, and the size ${printShape(sizes)}: they should be [batch, 2, 3] and 4 sizes, or [batch, 3, 4] and 5`,
    );
  const isAligned = node.integer("align_corners", 0) !== 0;
  const wide = wideType(theta.elementType);
  return node.builder.map([sizes[0] as Dimension, ...spatial, size(rank)], (index) => {
    const [batch, row] = [index[0] as Expression, index.at(-1) as Expression];
    const at = (column: number): Expression => cast(load(theta, [batch, row, sizeValue(column)]), wide);
    let sum = at(rank);
    for (let column = 0; column < rank; column++) {
      const dimension = rank - 1 - column;
      const count = cast(sizeValue(spatial[dimension] as Dimension), wide);
      const place = cast(index[1 + dimension] as Expression, wide);
      const even = isAligned ? divide(multiply(2, place), subtract(count, 1)) : divide(add(multiply(2, place), 1), count);
      sum = add(sum, multiply(at(column), subtract(even, 1)));
    }
    return cast(sum, theta.elementType);
  });
}

/** The mean (or greatest part) of points inside of each bin of each region, each interpolated between four places. */
function roiAlign(node: OperatorNode): Tensor {
  const { builder } = node;
  const [x, rois] = sameType(node, [floats(node, 0), floats(node, 1)]) as [Tensor, Tensor];
  const images = integers(node, 2);
  if (x.shape.length !== 4) node.fail(`the input is ${printShape(x.shape)}, but should have 4 dimensions`);
  if (rois.shape.length !== 2 || mismatch(node.builder, rois.shape[1] as Dimension, size(4)) || images.shape.length !== 1)
    node.fail(
      `regions are ${printShape(rois.shape)} and their images ${printShape(images.shape)}, but should be [regions, 4] and [regions]`,
    );
  const [batch, channels, ...spatial] = x.shape as [Dimension, Dimension, Dimension, Dimension];
  const mode = node.text("mode", "avg");
  if (mode !== "avg" && mode !== "max") node.fail(`mode is "${mode}", not "avg" or "max"`);
  const transformation = node.text("coordinate_transformation_mode", node.version < 16 ? "output_half_pixel" : "half_pixel");
  if (transformation !== "half_pixel" && transformation !== "output_half_pixel")
    node.fail(`coordinate_transformation_mode is "${transformation}"`);
  const isHalf = transformation === "half_pixel";
  const outputs = [node.integer("output_height", 1), node.integer("output_width", 1)] as const;
  if (outputs.some((each) => each < 1)) node.fail(`output_height and output_width are ${outputs.join(" and ")}`);
  const ratio = node.integer("sampling_ratio", 0);
  const scale = node.float("spatial_scale", 1);
  const wide = wideType(x.elementType);
  const regions = rois.shape[0] as Dimension;
  // For each region and dimension (height, width): where it starts, how large its bins are, how many points they have
  const edge = (region: Expression, dimension: number, isEnd: boolean): Expression => {
    const value = cast(load(rois, [region, sizeValue((isEnd ? 2 : 0) + 1 - dimension)]), wide);
    return subtract(multiply(value, scale), isHalf ? 0.5 : 0);
  };
  const lengths = [0, 1].map((dimension) =>
    builder.map([regions], ([region]) => {
      const length = subtract(edge(region as Expression, dimension, true), edge(region as Expression, dimension, false));
      return isHalf ? length : maximum(length, 1);
    }),
  );
  const points = lengths.map((length, dimension) =>
    builder.map([regions], ([region]) => {
      if (ratio > 0) return number("int32", ratio);
      const adaptive = ceil(divide(load(length, [region as Expression]), outputs[dimension] as number));
      return cast(minimum(maximum(adaptive, 0), 4096), "int32");
    }),
  );
  const most = points.map((each) => {
    if (ratio > 0) return size(ratio);
    const greatest = reduceOver(builder, "maximum", each, [0], false);
    return builder.sizeOf(maximum(cast(load(greatest, []), "index"), 0), true);
  });
  const shape = [regions, channels, ...outputs.map(size)];
  const neutral = number(wide, mode === "avg" ? 0 : -Infinity);
  const gathered = builder.reduce(mode === "avg" ? "sum" : "maximum", shape, [...most, size(2), size(2)], (index, place) => {
    const [region, channel] = index as [Expression, Expression];
    const counted: Expression[] = [];
    const outside: Expression[] = [];
    const corners = spatial.map((extent, dimension) => {
      const steps = load(points[dimension] as Tensor, [region]);
      const step = place[dimension] as Expression;
      counted.push(less(cast(step, "int32"), steps));
      const bin = divide(load(lengths[dimension] as Tensor, [region]), outputs[dimension] as number);
      const within = divide(multiply(add(cast(step, wide), 0.5), bin), cast(steps, wide));
      const start = add(edge(region, dimension, false), multiply(cast(index[2 + dimension] as Expression, wide), bin));
      const where = add(start, within);
      const last = cast(sizeValue(dimensions.subtract(extent as Dimension, size(1))), wide);
      outside.push(apply("or", less(where, -1), less(add(last, 1), where)));
      return corner(minimum(maximum(where, 0), last), place[2 + dimension] as Expression);
    });
    const image = clampedIndex(cast(load(images, [region]), "index"), batch);
    const inside = corners.map(({ place: each }, dimension) => clampedIndex(each, spatial[dimension] as Dimension));
    const element = corners.reduce((value, { weight }) => multiply(value, weight), cast(load(x, [image, channel, ...inside]), wide));
    return choose(
      all(counted),
      choose(
        outside.reduce((a, b) => apply("or", a, b)),
        number(wide, 0),
        element,
      ),
      neutral,
    );
  });
  return builder.map(shape, (index) => {
    const value = load(gathered, index);
    if (mode === "max") return cast(choose(equal(value, -Infinity), 0, value), x.elementType);
    const [high, broad] = points.map((each) => load(each, [index[0] as Expression])) as [Expression, Expression];
    return cast(divide(value, cast(maximum(multiply(high, broad), 1), wide)), x.elementType);
  });
}

/** The greatest element of each bin of each region; 0 for a bin without any. */
function maxRoiPool(node: OperatorNode): Tensor {
  const { builder } = node;
  const [x, rois] = sameType(node, [floats(node, 0), floats(node, 1)]) as [Tensor, Tensor];
  if (x.shape.length !== 4 || rois.shape.length !== 2 || mismatch(node.builder, rois.shape[1] as Dimension, size(5)))
    node.fail(
      `the input is ${printShape(x.shape)} and regions ${printShape(rois.shape)}, but should have 4 dimensions and be [regions, 5]`,
    );
  const outputs = node.integerList("pooled_shape") ?? node.fail("attribute pooled_shape is missing");
  if (outputs.length !== 2 || outputs.some((each) => each < 1)) node.fail(`pooled_shape is [${outputs.join(", ")}]`);
  const scale = node.float("spatial_scale", 1);
  const [batch, channels, ...spatial] = x.shape as [Dimension, Dimension, Dimension, Dimension];
  const regions = rois.shape[0] as Dimension;
  const shape = [regions, channels, ...outputs.map(size)];
  // First place and the one after the last, of each region, dimension (height, width) and bin
  const edges = outputs.map((count, dimension) =>
    builder.map([regions, size(count), size(2)], ([region, bin, side]) => {
      const at = (column: number): Expression =>
        round(multiply(cast(load(rois, [region as Expression, sizeValue(column)]), "float32"), scale));
      const [start, end] = [at(2 - dimension), at(4 - dimension)];
      const width = divide(maximum(add(subtract(end, start), 1), 1), count);
      const place = cast(bin as Expression, "float32");
      const edge = choose(equal(side as Expression, 0), floor(multiply(place, width)), ceil(multiply(add(place, 1), width)));
      return cast(minimum(maximum(add(start, edge), 0), cast(sizeValue(spatial[dimension] as Dimension), "float32")), "int32");
    }),
  );
  const greatest = builder.reduce("maximum", shape, spatial, (index, place) => {
    const [region, channel] = index as [Expression, Expression];
    const inside = place.map((each, dimension) => {
      const at = (side: number): Expression =>
        load(edges[dimension] as Tensor, [region, index[2 + dimension] as Expression, sizeValue(side)]);
      const here = cast(each, "int32");
      return both(atMost(at(0), here), less(here, at(1)));
    });
    const image = clampedIndex(toPlace(cast(load(rois, [region, sizeValue(0)]), "float32")), batch);
    return choose(all(inside), load(x, [image, channel, ...place]), number(x.elementType, -Infinity));
  });
  return builder.map(shape, (index) => {
    const value = load(greatest, index);
    return choose(equal(value, -Infinity), number(x.elementType, 0), value);
  });
}

/** Convolution whose taps are moved by offsets, and weighted by a mask. */
function deformConv(node: OperatorNode): Tensor {
  const { builder } = node;
  const [x, w, offsets] = sameType(node, [floats(node, 0), floats(node, 1), floats(node, 2)]) as [Tensor, Tensor, Tensor];
  const mask = node.optionalInput(4);
  const spatial = spatialOf(node, x);
  const rank = spatial.length;
  if (w.shape.length !== rank + 2)
    node.fail(`the input is ${printShape(x.shape)}, but the weights are ${printShape(w.shape)}: of another rank`);
  const kernel = w.shape.slice(2);
  const windows = windowsOf(node, spatial, kernel);
  const [group, offsetGroups] = [node.integer("group", 1), node.integer("offset_group", 1)];
  const [batch, channels] = x.shape as [Dimension, Dimension];
  const [features, channelsEach] = w.shape as [Dimension, Dimension];
  if (group < 1 || mismatch(node.builder, channels, dimensions.multiply(channelsEach, size(group))))
    node.fail(`the input has ${channels.key} channels, but the weights are for ${group} groups of ${channelsEach.key}`);
  if (offsetGroups < 1 || (constantOf(dimensions.remainder(channels, size(offsetGroups))) ?? 0) !== 0)
    node.fail(`${channels.key} channels cannot be divided into ${offsetGroups} groups of offsets`);
  const taps = product(kernel);
  const expected = [batch, dimensions.multiply(taps, size(offsetGroups * rank)), ...windows.outputs];
  if (offsets.shape.length !== rank + 2 || offsets.shape.some((each, at) => mismatch(node.builder, each, expected[at] as Dimension)))
    node.fail(`offsets are ${printShape(offsets.shape)}, but should be ${printShape(expected)}`);
  const masked = [batch, dimensions.multiply(taps, size(offsetGroups)), ...windows.outputs];
  if (
    mask !== undefined &&
    (mask.shape.length !== rank + 2 || mask.shape.some((each, at) => mismatch(node.builder, each, masked[at] as Dimension)))
  )
    node.fail(`the mask is ${printShape(mask.shape)}, but should be ${printShape(masked)}`);
  const wide = wideType(x.elementType);
  const featuresEach = dimensions.quotient(features, size(group));
  const perOffset = dimensions.quotient(channels, size(offsetGroups));
  const shape = [batch, features, ...windows.outputs];
  const sums = builder.reduce("sum", shape, [channelsEach, ...kernel, ...spatial.map(() => size(2))], (index, place) => {
    const [b, feature, ...window] = index as [Expression, Expression, ...Expression[]];
    const [inGroup, tap, sides] = [place[0] as Expression, place.slice(1, 1 + rank), place.slice(1 + rank)];
    const first = group === 1 ? sizeValue(0) : multiply(floorDivide(feature, sizeValue(featuresEach)), sizeValue(channelsEach));
    const channel = add(first, inGroup);
    const offsetGroup = offsetGroups === 1 ? sizeValue(0) : floorDivide(channel, sizeValue(perOffset));
    const which = add(multiply(offsetGroup, sizeValue(taps)), flatten(tap, kernel));
    const corners = sides.map((side, at) => {
      const start = subtract(
        add(
          multiply(window[at] as Expression, windows.strides[at] as number),
          multiply(tap[at] as Expression, windows.dilations[at] as number),
        ),
        sizeValue(windows.begins[at] as Dimension),
      );
      const moved = cast(load(offsets, [b, add(multiply(which, rank), at), ...window]), wide);
      return corner(add(cast(start, wide), moved), side);
    });
    const inside = all(corners.map(({ place: each }, at) => isInside(each, sizeValue(spatial[at] as Dimension))));
    const element = cast(load(x, [b, channel, ...corners.map(({ place: each }) => each)]), wide);
    const weighted = corners.reduce(
      (value, { weight }) => multiply(value, weight),
      multiply(element, cast(load(w, [feature, inGroup, ...tap]), wide)),
    );
    const modulated = mask === undefined ? weighted : multiply(weighted, cast(load(mask, [b, which, ...window]), wide));
    return choose(inside, modulated, number(wide, 0));
  });
  const result = castTensor(builder, sums, x.elementType);
  const bias = node.optionalInput(3);
  return bias === undefined ? result : withBias(node, result, sameType(node, [x, bias])[1] as Tensor);
}
