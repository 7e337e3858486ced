/**
 * Quantisation: numbers as small integers or floats times a scale, about a zero point; of the whole tensor, of each place of an axis, or of blocks.
 *
 * Integers are computed in float32, which holds those of 16 bits exactly, and saturate; 8-bit floats saturate as Cast does.
 */
import { isFloat } from "../graph/arithmetic.ts";
import { constantOf, type Dimension } from "../graph/dimension.ts";
import { cast, type Expression, load, sizeValue } from "../graph/expression.ts";
import type { GraphBuilder } from "../graph/builder.ts";
import type { Tensor } from "../graph/graph.ts";
import { type ElementType, elementBits } from "../tensor-data.ts";
import { convert } from "./conversions.ts";
import { floats, isInteger, isNumber, numbers, ofType } from "./element-types.ts";
import { add, choose, divide, equal, floorDivide, maximum, minimum, multiply, number, round, subtract } from "./formula.ts";
import type { OperatorNode, OperatorTable } from "./operator-node.ts";
import { reduceOver } from "./reductions.ts";
import { mismatch, pointwise, printShape } from "./shaping.ts";

export const quantization: OperatorTable = {
  QuantizeLinear: quantizeLinear,
  DequantizeLinear: dequantizeLinear,
  DynamicQuantizeLinear: dynamicQuantizeLinear,
};

/** The least and the greatest number of an integer type of at most 32 bits. */
export function rangeOf(type: ElementType): readonly [number, number] {
  const bits = elementBits(type);
  return type.startsWith("u") ? [0, 2 ** bits - 1] : [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1];
}

/** round(value) + zero point, at the nearest number of an integer type; `value` is a float32. */
export function saturated(value: Expression, zeroPoint: Expression | undefined, type: ElementType): Expression {
  const rounded = round(value);
  const moved = zeroPoint === undefined ? rounded : add(rounded, cast(zeroPoint, rounded.type));
  const [least, greatest] = rangeOf(type);
  return cast(minimum(maximum(moved, least), greatest), type);
}

/** How an element of a scale or zero point is found from the place of an element of `x`. */
type Granularity = (parameter: Tensor, index: readonly Expression[]) => Expression;

function granularity(node: OperatorNode, x: Tensor, scale: Tensor): Granularity {
  const rank = x.shape.length;
  const isSingle = scale.shape.every((each) => constantOf(each) === 1);
  if (scale.shape.length === 0 || (scale.shape.length === 1 && isSingle))
    return (parameter) =>
      load(
        parameter,
        parameter.shape.map(() => sizeValue(0)),
      );
  const axis = rank === 1 ? 0 : node.axis(node.integer("axis", 1), rank);
  const block = node.integer("block_size", 0);
  const extent = x.shape[axis] as Dimension;
  if (block === 0 && scale.shape.length === 1) {
    if (mismatch(node.builder, scale.shape[0] as Dimension, extent))
      node.fail(
        `the scale has ${(scale.shape[0] as Dimension).key} elements, but axis ${axis} of ${printShape(x.shape)} has ${extent.key}`,
      );
    return (parameter, index) => load(parameter, [index[axis] as Expression]);
  }
  if (block <= 0) node.fail(`a scale of shape ${printShape(scale.shape)} needs a block_size above 0, not ${block}`);
  if (scale.shape.length !== rank || scale.shape.some((each, at) => at !== axis && mismatch(node.builder, each, x.shape[at] as Dimension)))
    node.fail(`the scale is ${printShape(scale.shape)}, but should be as ${printShape(x.shape)} except in axis ${axis}`);
  const [blocks, places] = [constantOf(scale.shape[axis] as Dimension), constantOf(extent)];
  if (blocks !== undefined && places !== undefined && blocks * block < places)
    node.fail(`${blocks} blocks of ${block} do not cover the ${places} places of axis ${axis}`);
  return (parameter, index) =>
    load(
      parameter,
      index.map((each, at) => (at === axis ? floorDivide(each, block) : each)),
    );
}

function zeroPointOf(node: OperatorNode, at: number, scale: Tensor): Tensor | undefined {
  const zeroPoint = node.optionalInput(at);
  if (zeroPoint === undefined) return undefined;
  const fits =
    zeroPoint.shape.length === scale.shape.length &&
    zeroPoint.shape.every((each, axis) => !mismatch(node.builder, each, scale.shape[axis] as Dimension));
  if (!fits && zeroPoint.shape.some((each) => constantOf(each) !== 1))
    node.fail(`the scale is ${printShape(scale.shape)}, but the zero point is ${printShape(zeroPoint.shape)}`);
  return zeroPoint;
}

function quantizeLinear(node: OperatorNode): Tensor {
  const x = numbers(node, 0);
  const scale = numbers(node, 1);
  const zeroPoint = zeroPointOf(node, 2, scale);
  const asked = node.integer("output_dtype", 0) === 0 ? undefined : node.elementTypeAttribute("output_dtype");
  const type = asked ?? zeroPoint?.elementType ?? "uint8";
  if (zeroPoint !== undefined && zeroPoint.elementType !== type)
    node.fail(`output_dtype is ${type}, but the zero point is ${zeroPoint.elementType}`);
  if (!isNumber(type) || elementBits(type) > 16) node.fail(`it cannot quantize to ${type}`);
  const saturates = node.integer("saturate", 1) !== 0;
  const at = granularity(node, x, scale);
  const given = node.integer("precision", 0) === 0 ? scale.elementType : node.elementTypeAttribute("precision");
  const precision = isFloat(given) && elementBits(given) >= 16 ? given : "float32";
  return node.builder.map(x.shape, (index) => {
    const element = cast(load(x, index), precision);
    const value = cast(divide(element, cast(at(scale, index), precision)), "float32");
    const zero = zeroPoint === undefined ? undefined : at(zeroPoint, index);
    if (isInteger(type)) return saturated(value, zero, type);
    return convert(zero === undefined ? value : add(value, cast(zero, "float32")), type, saturates);
  });
}

function dequantizeLinear(node: OperatorNode): Tensor {
  const x = numbers(node, 0);
  const scale = floats(node, 1);
  const zeroPoint = zeroPointOf(node, 2, scale);
  if (zeroPoint !== undefined && zeroPoint.elementType !== x.elementType)
    node.fail(`the input is ${x.elementType}, but its zero point is ${zeroPoint.elementType}`);
  const type = node.integer("output_dtype", 0) === 0 ? scale.elementType : node.elementTypeAttribute("output_dtype");
  if (!isFloat(type) || elementBits(type) < 16) node.fail(`it cannot give ${type}: output_dtype should be a float of at least 16 bits`);
  const at = granularity(node, x, scale);
  const inside = isInteger(x.elementType) ? "int32" : "float32";
  return node.builder.map(x.shape, (index) => {
    const element = cast(load(x, index), inside);
    const moved = zeroPoint === undefined ? element : subtract(element, cast(at(zeroPoint, index), inside));
    return cast(multiply(cast(moved, "float32"), cast(at(scale, index), "float32")), type);
  });
}

/** To uint8 by the range of the elements, which is widened to hold 0; the scale of nothing but zeros is 1. */
function dynamicQuantizeLinear(node: OperatorNode): readonly Tensor[] {
  const { builder } = node;
  const x = ofType(node, 0, (type) => type === "float32", "float32");
  const axes = x.shape.map((_, at) => at);
  const greatest = reduceOver(builder, "maximum", x, axes, false);
  const least = reduceOver(builder, "minimum", x, axes, false);
  const scale = pointwise(builder, [greatest, least], (high, low) => {
    const range = subtract(maximum(high as Expression, 0), minimum(low as Expression, 0));
    return choose(equal(range, 0), number("float32", 1), divide(range, 255));
  });
  const zeroPoint = pointwise(builder, [least, scale], (low, s) =>
    cast(round(minimum(maximum(divide(subtract(0, minimum(low as Expression, 0)), s as Expression), 0), 255)), "uint8"),
  );
  return [quantized(builder, x, scale, zeroPoint), scale, zeroPoint];
}

/** With scale and zero point that are scalars. */
export function quantized(builder: GraphBuilder, x: Tensor, scale: Tensor, zeroPoint: Tensor): Tensor {
  return pointwise(builder, [x, scale, zeroPoint], (element, s, zero) =>
    saturated(divide(element as Expression, s as Expression), zero, zeroPoint.elementType),
  );
}
