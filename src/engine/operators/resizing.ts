/**
 * Resize and Upsample, all versions: one axis after the other, each a map, or a sum over the places under a filter that is stretched.
 *
 * A coordinate of the result is transformed to one of the input; what stands there is the nearest element, or weighted ones around it.
 * Coordinates are float32 (float64 for tensors of that type). Not here: sampling at places of a tensor (GridSample, RoiAlign).
 */
import * as dimensions from "../graph/dimension.ts";
import { constantOf, type Dimension, isEqual, multiply, size } from "../graph/dimension.ts";
import { apply, cast, type Expression, literal, load, type ScalarType, select, sizeValue } from "../graph/expression.ts";
import type { Tensor } from "../graph/graph.ts";
import type { OperatorNode, OperatorTable } from "./operator-node.ts";
import { clampedIndex } from "./places.ts";
import { sizesOf } from "./shapes.ts";
import { castTensor, printShape } from "./shaping.ts";

export const resizing: OperatorTable = {
  Resize: (node) => (node.version < 11 ? resize(node, 1, undefined, oldMode(node)) : resize(node, 2, 3, newMode(node))),
  Upsample: (node) => resize(node, 1, undefined, oldMode(node)),
};

type Float = "float32" | "float64";

type Mode = {
  readonly mode: string;
  readonly nearest: string;
  readonly coordinates: string;
  readonly cubic: number;
  readonly excludesOutside: boolean;
  readonly isAntialiased: boolean;
  readonly extrapolation: number;
};

/** One axis that is resized. */
type ResizedAxis = {
  readonly axis: number;
  readonly input: Dimension;
  readonly output: Dimension;
  readonly scale: Expression;
  /** Of the result, where it is a fraction: scale times that of the input. */
  readonly width: Expression;
  readonly start: Expression;
  readonly end: Expression;
};

function oldMode(node: OperatorNode): Mode {
  const coordinates = "asymmetric";
  return {
    mode: node.text("mode", "nearest"),
    nearest: "floor",
    coordinates,
    cubic: -0.75,
    excludesOutside: false,
    isAntialiased: false,
    extrapolation: 0,
  };
}

function newMode(node: OperatorNode): Mode {
  return {
    mode: node.text("mode", "nearest"),
    nearest: node.text("nearest_mode", "round_prefer_floor"),
    coordinates: node.text("coordinate_transformation_mode", "half_pixel"),
    cubic: node.float("cubic_coeff_a", -0.75),
    excludesOutside: node.integer("exclude_outside", 0) !== 0,
    isAntialiased: node.integer("antialias", 0) !== 0,
    extrapolation: node.float("extrapolation_value", 0),
  };
}

function resize(node: OperatorNode, scalesAt: number, sizesAt: number | undefined, mode: Mode): Tensor {
  const tensor = node.input(0);
  const isNearest = mode.mode === "nearest";
  if (!isNearest && mode.mode !== "linear" && mode.mode !== "bilinear" && mode.mode !== "cubic")
    node.fail(`mode "${mode.mode}" is not known`);
  if (isNearest && mode.isAntialiased) node.fail("antialias has no meaning for mode nearest");
  const float: Float = tensor.elementType === "float64" ? "float64" : "float32";
  const axes = resizedAxes(node, tensor, scalesAt, sizesAt, mode, float);
  if (axes.length === 0) return tensor;
  if (isNearest) return nearest(node, tensor, axes, mode, float);
  if (tensor.elementType === "string" || tensor.elementType === "bool")
    node.fail(`elements of type ${tensor.elementType} have no mode "${mode.mode}"`);
  let result = castTensor(node.builder, tensor, float);
  for (const axis of axes)
    result =
      mode.isAntialiased && !isKnownAtLeast1(axis.scale)
        ? filtered(node, result, axis, mode, float)
        : interpolated(node, result, axis, mode, float);
  return castTensor(node.builder, result, tensor.elementType);
}

/** The axes where something changes. */
function resizedAxes(
  node: OperatorNode,
  tensor: Tensor,
  scalesAt: number,
  sizesAt: number | undefined,
  mode: Mode,
  float: Float,
): readonly ResizedAxis[] {
  const rank = tensor.shape.length;
  const axes = (node.integerList("axes") ?? tensor.shape.map((_, at) => at)).map((axis) => node.axis(axis, rank));
  const isCropped = mode.coordinates === "tf_crop_and_resize";
  const region = isCropped ? regionOf(node, axes.length, float) : undefined;
  const attribute = node.floatList("scales") ?? oldestScales(node, rank);
  const isBySize = sizesAt !== undefined && isGiven(node, sizesAt);
  if (!isBySize && attribute === undefined && !isGiven(node, scalesAt)) node.fail("neither scales nor sizes are given");
  const made = isBySize ? bySizes(node, tensor, axes, sizesAt, float) : byScales(node, tensor, axes, scalesAt, attribute, region, float);
  return made
    .map(({ axis, output, scale }, at): ResizedAxis => {
      const input = tensor.shape[axis] as Dimension;
      const width = arithmetic("multiply", scale, ofSize(input, float));
      const [start, end] =
        region === undefined ? [literal(float, 0), literal(float, 1)] : [region[at] as Expression, region[axes.length + at] as Expression];
      return { axis, input, output, scale, width, start, end };
    })
    .filter(({ input, output, scale, start, end }) => {
      const isWhole = valueOf(start) === 0 && valueOf(end) === 1;
      return !isEqual(input, output) || !isWhole || (valueOf(scale) ?? 1) !== 1;
    });
}

/** Upsample of version 1. */
function oldestScales(node: OperatorNode, rank: number): readonly number[] | undefined {
  if (!node.has("height_scale") || !node.has("width_scale")) return undefined;
  if (rank !== 4) node.fail("height_scale and width_scale need a tensor of rank 4");
  return [1, 1, node.float("height_scale"), node.float("width_scale")];
}

function isGiven(node: OperatorNode, at: number): boolean {
  const tensor = node.optionalInput(at);
  if (tensor !== undefined && tensor.shape.length !== 1)
    node.fail(`input ${at} should be a vector, but its shape is ${printShape(tensor.shape)}`);
  return tensor !== undefined && constantOf(tensor.shape[0] as Dimension) !== 0;
}

function regionOf(node: OperatorNode, count: number, float: Float): readonly Expression[] {
  const tensor = node.input(1);
  if (tensor.shape.length !== 1 || constantOf(tensor.shape[0] as Dimension) !== 2 * count)
    node.fail(`roi should have ${2 * count} elements, but its shape is ${printShape(tensor.shape)}`);
  return floatsOf(node, 1, float);
}

/** Two for each dimension, and no tensor has 64. */
const mostNumbers = 128;

/** The numbers of a vector: literals where they are known. */
function floatsOf(node: OperatorNode, at: number, float: Float): readonly Expression[] {
  const tensor = node.input(at);
  if (tensor.shape.length !== 1) node.fail(`input ${at} is ${printShape(tensor.shape)}, but should be a vector`);
  const count = constantOf(tensor.shape[0] as Dimension) ?? node.need(at);
  if (count > mostNumbers) node.fail(`input ${at} has ${count} numbers: more than a tensor can have dimensions`);
  const known = node.builder.knownElements(tensor);
  return Array.from({ length: count }, (_, index) => {
    const value = known?.[index];
    const exact = value === undefined || typeof value === "number" ? value : constantOf(value);
    return exact === undefined ? cast(load(tensor, [sizeValue(index)]), float) : literal(float, exact);
  });
}

type Target = { readonly axis: number; readonly output: Dimension; readonly scale: Expression };

function byScales(
  node: OperatorNode,
  tensor: Tensor,
  axes: readonly number[],
  scalesAt: number,
  attribute: readonly number[] | undefined,
  region: readonly Expression[] | undefined,
  float: Float,
): readonly Target[] {
  const scales = attribute?.map((each) => literal(float, Math.fround(each))) ?? floatsOf(node, scalesAt, float);
  if (scales.length !== axes.length) node.fail(`${scales.length} scales for ${axes.length} axes`);
  return axes.map((axis, at) => {
    const scale = scales[at] as Expression;
    const value = valueOf(scale);
    if (value !== undefined && !(value > 0)) node.fail(`a scale is ${value}`);
    const part =
      region === undefined ? literal(float, 1) : arithmetic("subtract", region[axes.length + at] as Expression, region[at] as Expression);
    return { axis, output: scaledSize(node, tensor.shape[axis] as Dimension, arithmetic("multiply", scale, part), float), scale };
  });
}

/** floor(input * scale) */
function scaledSize(node: OperatorNode, input: Dimension, scale: Expression, float: Float): Dimension {
  const value = valueOf(scale);
  if (value !== undefined && Number.isInteger(value)) return multiply(input, size(value));
  if (value !== undefined && Number.isInteger(1 / value)) return dimensions.quotient(input, size(1 / value));
  const known = constantOf(input);
  if (known !== undefined && value !== undefined) return size(Math.floor(Math.fround(known * value)));
  const scaled = apply("floor", apply("multiply", ofSize(input, float), scale));
  return node.builder.sizeOf(cast(apply("maximum", scaled, literal(float, 0)), "index"), true);
}

function bySizes(node: OperatorNode, tensor: Tensor, axes: readonly number[], sizesAt: number, float: Float): readonly Target[] {
  const sizes = sizesOf(node, sizesAt);
  if (sizes.length !== axes.length) node.fail(`${sizes.length} sizes for ${axes.length} axes`);
  const scales = axes.map((axis, at) =>
    arithmetic("divide", ofSize(sizes[at] as Dimension, float), ofSize(tensor.shape[axis] as Dimension, float)),
  );
  const policy = node.text("keep_aspect_ratio_policy", "stretch");
  if (policy === "stretch") return axes.map((axis, at) => ({ axis, output: sizes[at] as Dimension, scale: scales[at] as Expression }));
  if (policy !== "not_larger" && policy !== "not_smaller") node.fail(`keep_aspect_ratio_policy "${policy}" is not known`);
  const common = scales.reduce((all, each) => arithmetic(policy === "not_larger" ? "minimum" : "maximum", all, each));
  return axes.map((axis) => {
    const scaled = arithmetic("add", arithmetic("multiply", common, ofSize(tensor.shape[axis] as Dimension, float)), literal(float, 0.5));
    const value = valueOf(scaled);
    return {
      axis,
      output: value === undefined ? node.builder.sizeOf(cast(scaled, "index"), true) : size(Math.floor(value)),
      scale: common,
    };
  });
}

/** Where in the input the result's place lies. */
function coordinate(node: OperatorNode, place: Expression, axis: ResizedAxis, mode: Mode, float: Float): Expression {
  const at = cast(place, float);
  const [half, zero, two] = [literal(float, 0.5), literal(float, 0), literal(float, 2)];
  const last = ofSize(dimensions.subtract(axis.input, size(1)), float);
  const lastWidth = arithmetic("subtract", axis.width, literal(float, 1));
  const halfPixel = (): Expression => arithmetic("subtract", arithmetic("divide", arithmetic("add", at, half), axis.scale), half);
  switch (mode.coordinates) {
    case "half_pixel":
      return halfPixel();
    case "half_pixel_symmetric": {
      const adjustment = arithmetic("divide", ofSize(axis.output, float), axis.width);
      const center = arithmetic("divide", ofSize(axis.input, float), two);
      return arithmetic("add", arithmetic("multiply", center, arithmetic("subtract", literal(float, 1), adjustment)), halfPixel());
    }
    case "pytorch_half_pixel":
      return select(isLongerThan1(axis.width, float), halfPixel(), zero);
    case "align_corners":
      return select(isNot1(axis.width, float), arithmetic("divide", arithmetic("multiply", at, last), lastWidth), zero);
    case "asymmetric":
      return arithmetic("divide", at, axis.scale);
    case "tf_crop_and_resize": {
      const part = arithmetic("subtract", axis.end, axis.start);
      const spread = arithmetic("divide", arithmetic("multiply", arithmetic("multiply", at, part), last), lastWidth);
      const middle = arithmetic("divide", arithmetic("multiply", part, last), two);
      return arithmetic("add", select(isNot1(axis.width, float), spread, middle), arithmetic("multiply", axis.start, last));
    }
    default:
      return node.fail(`coordinate_transformation_mode "${mode.coordinates}" is not known`);
  }
}

function isLongerThan1(width: Expression, float: Float): Expression {
  const value = valueOf(width);
  return value === undefined ? apply("less", literal(float, 1), width) : literal("bool", value > 1);
}

function isNot1(width: Expression, float: Float): Expression {
  const value = valueOf(width);
  return value === undefined ? apply("not", apply("equal", literal(float, 1), width)) : literal("bool", value !== 1);
}

/** Instead of `value`, the extrapolation value where a crop reaches outside of the input. */
function withOutside(value: Expression, x: Expression, axis: ResizedAxis, mode: Mode, float: Float): Expression {
  if (mode.coordinates !== "tf_crop_and_resize") return value;
  const last = ofSize(dimensions.subtract(axis.input, size(1)), float);
  const isInside = apply("and", apply("less_equal", literal(float, 0), x), apply("less_equal", x, last));
  return select(isInside, value, cast(literal("float32", Math.fround(mode.extrapolation)), value.type));
}

function nearest(node: OperatorNode, tensor: Tensor, axes: readonly ResizedAxis[], mode: Mode, float: Float): Tensor {
  const shape = tensor.shape.map((each, at) => axes.find(({ axis }) => axis === at)?.output ?? each);
  return node.builder.map(shape, (index) => {
    const places = [...index];
    const outside: { x: Expression; axis: ResizedAxis }[] = [];
    for (const axis of axes) {
      const place = index[axis.axis] as Expression;
      const factor = valueOf(axis.scale);
      if (mode.coordinates === "asymmetric" && mode.nearest === "floor" && factor !== undefined && Number.isInteger(factor)) {
        places[axis.axis] = apply("floor_divide", place, sizeValue(factor));
        continue;
      }
      const x = coordinate(node, place, axis, mode, float);
      outside.push({ x, axis });
      places[axis.axis] = clampedIndex(cast(rounded(node, x, mode.nearest, float), "index"), axis.input);
    }
    let body: Expression = load(tensor, places);
    for (const { x, axis } of outside) body = withOutside(body, x, axis, mode, float);
    return body;
  });
}

function rounded(node: OperatorNode, x: Expression, mode: string, float: Float): Expression {
  switch (mode) {
    case "round_prefer_floor":
      return apply("ceil", arithmetic("subtract", x, literal(float, 0.5)));
    case "round_prefer_ceil":
      return apply("floor", arithmetic("add", x, literal(float, 0.5)));
    case "floor":
    case "ceil":
      return apply(mode, x);
    default:
      return node.fail(`nearest_mode "${mode}" is not known`);
  }
}

/** Two (linear) or four (cubic) elements around the place, weighted by their distance. */
function interpolated(node: OperatorNode, tensor: Tensor, axis: ResizedAxis, mode: Mode, float: Float): Tensor {
  const shape = tensor.shape.map((each, at) => (at === axis.axis ? axis.output : each));
  const offsets = mode.mode === "cubic" ? [-1, 0, 1, 2] : [0, 1];
  return node.builder.map(shape, (index) => {
    const x = coordinate(node, index[axis.axis] as Expression, axis, mode, float);
    const below = apply("floor", x);
    const first = cast(below, "index");
    const fraction = apply("subtract", x, below);
    const taps = offsets.map((offset) => {
      const place = apply("add", first, sizeValue(offset));
      const weight = kernel(absolute(apply("subtract", literal(float, offset), fraction)), mode, float);
      const isInside = apply("and", apply("less_equal", sizeValue(0), place), apply("less", place, sizeValue(axis.input)));
      return { place, weight: mode.excludesOutside ? select(isInside, weight, literal(float, 0)) : weight };
    });
    const sum = taps
      .map(({ place, weight }) => apply("multiply", loadAt(tensor, index, axis, clampedIndex(place, axis.input)), weight))
      .reduce((all, each) => apply("add", all, each));
    const total = mode.excludesOutside ? taps.map(({ weight }) => weight).reduce((all, each) => apply("add", all, each)) : undefined;
    return withOutside(total === undefined ? sum : apply("divide", sum, total), x, axis, mode, float);
  });
}

/** Scaled down: the kernel is stretched over all the elements that one of the result stands for. */
function filtered(node: OperatorNode, tensor: Tensor, axis: ResizedAxis, mode: Mode, float: Float): Tensor {
  const { builder } = node;
  const support = literal(float, mode.mode === "cubic" ? 2 : 1);
  const scale = arithmetic("minimum", axis.scale, literal(float, 1));
  // Places from floor(x) - reach to floor(x) + reach + 1
  const reach = wholeSize(node, arithmetic("divide", support, scale));
  const taps = dimensions.add(multiply(reach, size(2)), size(2));
  const x = (place: Expression): Expression => coordinate(node, place, axis, mode, float);
  const tapPlace = (place: Expression, tap: Expression): Expression =>
    apply("subtract", apply("add", cast(apply("floor", x(place)), "index"), tap), sizeValue(reach));
  const weight = (place: Expression, tap: Expression): Expression => {
    const from = tapPlace(place, tap);
    const distance = absolute(apply("multiply", apply("subtract", cast(from, float), x(place)), scale));
    const value = kernel(distance, mode, float);
    if (!mode.excludesOutside) return value;
    const isInside = apply("and", apply("less_equal", sizeValue(0), from), apply("less", from, sizeValue(axis.input)));
    return select(isInside, value, literal(float, 0));
  };
  const totals = builder.reduce("sum", [axis.output], [taps], ([place], [tap]) => weight(place as Expression, tap as Expression));
  const shape = tensor.shape.map((each, at) => (at === axis.axis ? axis.output : each));
  const sums = builder.reduce("sum", shape, [taps], (index, [tap]) => {
    const place = index[axis.axis] as Expression;
    const from = clampedIndex(tapPlace(place, tap as Expression), axis.input);
    return apply("multiply", loadAt(tensor, index, axis, from), weight(place, tap as Expression));
  });
  return builder.map(shape, (index) => {
    const place = index[axis.axis] as Expression;
    return withOutside(apply("divide", load(sums, index), load(totals, [place])), x(place), axis, mode, float);
  });
}

function wholeSize(node: OperatorNode, value: Expression): Dimension {
  const known = valueOf(value);
  return known === undefined ? node.builder.sizeOf(cast(apply("ceil", value), "index"), true) : size(Math.ceil(known));
}

function loadAt(tensor: Tensor, index: readonly Expression[], axis: ResizedAxis, place: Expression): Expression {
  return load(
    tensor,
    index.map((each, at) => (at === axis.axis ? place : each)),
  );
}

/** Weight at a distance: a triangle, or Keys' cubic convolution (R. Keys, 1981, equation 4). */
function kernel(distance: Expression, mode: Mode, float: Float): Expression {
  const number = (value: number): Expression => literal(float, float === "float32" ? Math.fround(value) : value);
  if (mode.mode !== "cubic") return apply("maximum", apply("subtract", number(1), distance), number(0));
  const a = mode.cubic;
  const horner = (...coefficients: readonly number[]): Expression =>
    coefficients
      .slice(1)
      .reduce<Expression>((all, each) => apply("add", apply("multiply", all, distance), number(each)), number(coefficients[0] as number));
  const near = horner(a + 2, -(a + 3), 0, 1);
  const far = horner(a, -5 * a, 8 * a, -4 * a);
  return select(apply("less_equal", distance, number(1)), near, select(apply("less", distance, number(2)), far, number(0)));
}

function absolute(value: Expression): Expression {
  return apply("absolute", value);
}

function isKnownAtLeast1(scale: Expression): boolean {
  return (valueOf(scale) ?? 0) >= 1;
}

function ofSize(dimension: Dimension, float: Float): Expression {
  const known = constantOf(dimension);
  return known === undefined ? cast(sizeValue(dimension), float) : literal(float, known);
}

function valueOf(expression: Expression): number | undefined {
  return expression.kind === "literal" ? Number(expression.value) : undefined;
}

/** Arithmetic of floats that is done now where both are known. */
function arithmetic(
  operation: "add" | "subtract" | "multiply" | "divide" | "minimum" | "maximum",
  left: Expression,
  right: Expression,
): Expression {
  const [a, b] = [valueOf(left), valueOf(right)];
  if (a === undefined || b === undefined) return apply(operation, left, right);
  const round = (value: number): Expression => literal(left.type as ScalarType, left.type === "float32" ? Math.fround(value) : value);
  switch (operation) {
    case "add":
      return round(a + b);
    case "subtract":
      return round(a - b);
    case "multiply":
      return round(a * b);
    case "divide":
      return round(a / b);
    case "minimum":
      return round(Math.min(a, b));
    case "maximum":
      return round(Math.max(a, b));
  }
}
