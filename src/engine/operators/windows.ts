/**
 * Windows that slide over the spatial dimensions of a tensor [batch, channels, ...spatial]: what convolutions and pooling have in common.
 *
 * Window `o` covers, in each dimension, the places o * stride + k * dilation - begin for each tap k; places outside of the input are padding.
 */
import * as dimensions from "../graph/dimension.ts";
import { constantOf, type Dimension, isEqual, size, zero } from "../graph/dimension.ts";
import { cast, type Expression, literal, load, sizeValue } from "../graph/expression.ts";
import type { GraphBuilder } from "../graph/builder.ts";
import type { Tensor } from "../graph/graph.ts";
import { add, all, choose, isInside, multiply, subtract } from "./formula.ts";
import type { OperatorNode } from "./operator-node.ts";
import { printShape } from "./shaping.ts";

export type Windows = {
  readonly spatial: readonly Dimension[];
  readonly kernel: readonly Dimension[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  readonly begins: readonly Dimension[];
  readonly ends: readonly Dimension[];
  /** How many windows there are in each dimension. */
  readonly outputs: readonly Dimension[];
  /** Whether windows can reach outside of the input. */
  readonly reachOutside: readonly boolean[];
};

/** From the attributes `strides`, `dilations`, `pads`, `auto_pad` and, for pooling, `ceil_mode`. */
export function windowsOf(node: OperatorNode, spatial: readonly Dimension[], kernel: readonly Dimension[], canCeil = false): Windows {
  const rank = spatial.length;
  if (kernel.length !== rank) node.fail(`the kernel has ${kernel.length} dimensions, but the input has ${rank} spatial ones`);
  const strides = positive(node, "strides", rank);
  const dilations = positive(node, "dilations", rank);
  const pads = node.integerList("pads") ?? new Array<number>(2 * rank).fill(0);
  if (pads.length !== 2 * rank) node.fail(`pads has ${pads.length} numbers, but ${2 * rank} are needed`);
  const auto = node.text("auto_pad", "NOTSET");
  if (!["NOTSET", "VALID", "SAME_UPPER", "SAME_LOWER", ""].includes(auto)) node.fail(`auto_pad is "${auto}"`);
  const isCeil = canCeil && node.integer("ceil_mode", 0) !== 0 && (auto === "NOTSET" || auto === "");
  const begins: Dimension[] = [];
  const ends: Dimension[] = [];
  const outputs: Dimension[] = [];
  for (let at = 0; at < rank; at++) {
    const extent = spatial[at] as Dimension;
    const stride = size(strides[at] as number);
    const reach = reachOf(kernel[at] as Dimension, dilations[at] as number);
    if (auto.startsWith("SAME")) {
      const count = ceilQuotient(extent, stride);
      const needed = dimensions.add(dimensions.multiply(dimensions.subtract(count, size(1)), stride), dimensions.subtract(reach, extent));
      const total = dimensions.maximum(needed, zero);
      const half = dimensions.quotient(total, size(2));
      const other = dimensions.subtract(total, half);
      begins.push(auto === "SAME_UPPER" ? half : other);
      ends.push(auto === "SAME_UPPER" ? other : half);
      outputs.push(count);
      continue;
    }
    const begin = auto === "VALID" ? zero : size(pads[at] as number);
    const end = auto === "VALID" ? zero : size(pads[at + rank] as number);
    const padded = dimensions.add(dimensions.add(extent, begin), end);
    const room = dimensions.subtract(padded, reach);
    begins.push(begin);
    ends.push(end);
    outputs.push(checkedCount(node, room, stride, dimensions.add(extent, begin), isCeil));
  }
  const reachOutside = begins.map((begin, at) => isCeil || !isEqual(begin, zero) || !isEqual(ends[at] as Dimension, zero));
  return { spatial, kernel, strides, dilations, begins, ends, outputs, reachOutside };
}

/** The kernel of pooling: attribute `kernel_shape`. */
export function kernelAttribute(node: OperatorNode): readonly Dimension[] {
  const kernel = node.integerList("kernel_shape") ?? node.fail("attribute kernel_shape is missing");
  if (kernel.some((each) => each < 1)) node.fail(`kernel_shape [${kernel.join(", ")}] has a size below 1`);
  return kernel.map(size);
}

/** [batch, channels, ...spatial] of the input; an error if there are no spatial dimensions. */
export function spatialOf(node: OperatorNode, tensor: Tensor): readonly Dimension[] {
  if (tensor.shape.length < 3)
    node.fail(`the input is ${printShape(tensor.shape)}, but should be [batch, channels, spatial dimensions ...]`);
  return tensor.shape.slice(2);
}

/** Where tap `tap` of window `window` stands. */
export function placesOf(windows: Windows, window: readonly Expression[], tap: readonly Expression[]): readonly Expression[] {
  return windows.spatial.map((_, at) => {
    const start = multiply(window[at] as Expression, windows.strides[at] as number);
    const place = add(start, multiply(tap[at] as Expression, windows.dilations[at] as number));
    return subtract(place, sizeValue(windows.begins[at] as Dimension));
  });
}

/** Whether places are inside of the input, as far as that is not certain. */
export function areInside(windows: Windows, places: readonly Expression[]): Expression {
  return all(
    places.flatMap((place, at) => (windows.reachOutside[at] ? [isInside(place, sizeValue(windows.spatial[at] as Dimension))] : [])),
  );
}

/** The element of `tensor` under a tap, or `outside`. `index`: of batch and channel. */
export function loadUnder(
  tensor: Tensor,
  windows: Windows,
  index: readonly Expression[],
  places: readonly Expression[],
  outside: Expression,
): Expression {
  const inside = areInside(windows, places);
  return choose(inside, cast(load(tensor, [...index, ...places]), outside.type), outside);
}

/** The tensor with zeros around its spatial dimensions. */
export function padded(builder: GraphBuilder, tensor: Tensor, windows: Windows): Tensor {
  const shape = tensor.shape.map((extent, at) =>
    at < 2 ? extent : dimensions.add(dimensions.add(extent, windows.begins[at - 2] as Dimension), windows.ends[at - 2] as Dimension),
  );
  return builder.map(shape, (index) => {
    const places = index.slice(2).map((place, at) => subtract(place, sizeValue(windows.begins[at] as Dimension)));
    return loadUnder(tensor, windows, index.slice(0, 2), places, literal(tensor.elementType, 0));
  });
}

/** Attribute with a positive number for each spatial dimension; 1 if it is missing. */
export function positive(node: OperatorNode, name: string, rank: number): readonly number[] {
  const values = node.integerList(name) ?? new Array<number>(rank).fill(1);
  if (values.length !== rank) node.fail(`${name} has ${values.length} numbers, but ${rank} are needed`);
  if (values.some((each) => each < 1)) node.fail(`${name} [${values.join(", ")}] has a number below 1`);
  return values;
}

/** How many places a kernel covers from its first tap to its last. */
export function reachOf(kernel: Dimension, dilation: number): Dimension {
  return dimensions.add(dimensions.multiply(dimensions.subtract(kernel, size(1)), size(dilation)), size(1));
}

function checkedCount(node: OperatorNode, room: Dimension, stride: Dimension, startsBefore: Dimension, isCeil: boolean): Dimension {
  const known = constantOf(room);
  if (known !== undefined && known < 0) node.fail(`the kernel reaches over ${-known} more places than the padded input has`);
  const floor = dimensions.add(dimensions.quotient(room, stride), size(1));
  if (!isCeil) return floor;
  // A last window that is cut off counts, unless it starts in the padding behind the input
  return dimensions.minimum(dimensions.add(ceilQuotient(room, stride), size(1)), ceilQuotient(startsBefore, stride));
}

function ceilQuotient(left: Dimension, right: Dimension): Dimension {
  return dimensions.quotient(dimensions.add(left, dimensions.subtract(right, size(1))), right);
}
