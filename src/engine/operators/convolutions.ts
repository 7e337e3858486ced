/**
 * Convolutions. `Conv` is a call, since how it is best computed depends on all of its sizes; bias is added by a map.
 *
 * Call "convolution": inputs x [batch, channels, ...spatial] and w [features, channels / group, ...kernel], attributes `strides`, `dilations`,
 * `pads` (all begins, then all ends) and `group`. It multiplies and adds in the wide type and gives elements of x's type.
 */
import { constantOf, type Dimension, multiply as times, size } from "../graph/dimension.ts";
import { type Expression, load } from "../graph/expression.ts";
import type { GraphBuilder } from "../graph/builder.ts";
import type { Tensor } from "../graph/graph.ts";
import { floats, sameType } from "./element-types.ts";
import { add } from "./formula.ts";
import type { OperatorNode, OperatorTable } from "./operator-node.ts";
import { mismatch, printShape } from "./shaping.ts";
import { padded, spatialOf, type Windows, windowsOf } from "./windows.ts";

export const convolutions: OperatorTable = {
  Conv: (node) => {
    const [x, w] = sameType(node, [floats(node, 0), floats(node, 1)]) as [Tensor, Tensor];
    const result = convolution(node, x, w);
    const bias = node.optionalInput(2);
    if (bias === undefined) return result;
    sameType(node, [x, bias]);
    return withBias(node, result, bias);
  },
};

/** Attributes and shapes are checked; x and w have one type, which the result has, too. */
export function convolution(node: OperatorNode, x: Tensor, w: Tensor): Tensor {
  const spatial = spatialOf(node, x);
  if (w.shape.length !== x.shape.length)
    node.fail(`the input is ${printShape(x.shape)}, but the weights are ${printShape(w.shape)}: of another rank`);
  const group = node.integer("group", 1);
  const [channels, features, channelsEach] = [x.shape[1], w.shape[0], w.shape[1]] as [Dimension, Dimension, Dimension];
  if (group < 1) node.fail(`group is ${group}`);
  if (mismatch(node.builder, channels, times(channelsEach, size(group))))
    node.fail(`the input has ${channels.key} channels, but the weights are for ${group} groups of ${channelsEach.key}`);
  const known = constantOf(features);
  if (known !== undefined && known % group !== 0) node.fail(`${known} features cannot be divided into ${group} groups`);
  const kernel = w.shape.slice(2);
  const given = node.integerList("kernel_shape");
  if (
    given !== undefined &&
    (given.length !== kernel.length || given.some((each, at) => mismatch(node.builder, size(each), kernel[at] as Dimension)))
  )
    node.fail(`kernel_shape is [${given.join(", ")}], but the weights are ${printShape(w.shape)}`);
  return convolve(node.builder, x, w, windowsOf(node, spatial, kernel), group);
}

export function convolve(builder: GraphBuilder, x: Tensor, w: Tensor, windows: Windows, group: number): Tensor {
  const shape = [x.shape[0] as Dimension, w.shape[0] as Dimension, ...windows.outputs];
  const pads = [...windows.begins, ...windows.ends].map(constantOf);
  const areKnown = pads.every((each) => each !== undefined);
  // Padding that depends on sizes which only the run knows is made beforehand
  const source = areKnown ? x : padded(builder, x, windows);
  const attributes = {
    strides: windows.strides,
    dilations: windows.dilations,
    pads: areKnown ? (pads as number[]) : pads.map(() => 0),
    group,
  };
  return builder.call("convolution", [source, w], attributes, [{ elementType: x.elementType, shape }])[0] as Tensor;
}

/** One number for each feature. */
export function withBias(node: OperatorNode, tensor: Tensor, bias: Tensor): Tensor {
  const features = tensor.shape[1] as Dimension;
  if (bias.shape.length !== 1 || mismatch(node.builder, bias.shape[0] as Dimension, features))
    node.fail(`the bias is ${printShape(bias.shape)}, but there are ${features.key} features`);
  return node.builder.map(tensor.shape, (index) => add(load(tensor, index), load(bias, [index[1] as Expression])));
}
