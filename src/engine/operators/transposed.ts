/**
 * Convolutions read backwards: each place of the output gathers from the windows that cover it. ConvTranspose, Col2Im, MaxUnpool.
 */
import * as dimensions from "../graph/dimension.ts";
import { constantOf, type Dimension, product, size, zero } from "../graph/dimension.ts";
import { cast, type Expression, load, sizeValue } from "../graph/expression.ts";
import type { Tensor } from "../graph/graph.ts";
import { withBias } from "./convolutions.ts";
import { floats, integers, sameType } from "./element-types.ts";
import { add, all, choose, equal, floorDivide, isInside, less, modulo, multiply, number, subtract, wideType } from "./formula.ts";
import { scatter } from "./indexing.ts";
import type { OperatorNode, OperatorTable } from "./operator-node.ts";
import { mismatch, castTensor, flatten, full, printShape, reshape } from "./shaping.ts";
import { positive, reachOf, spatialOf } from "./windows.ts";

export const transposed: OperatorTable = {
  ConvTranspose: convTranspose,
  Col2Im: columnsToImage,
  MaxUnpool: maxUnpool,
};

/** The window whose tap `tap` covers a place, and whether there is one among `count`. `shifted`: the place counted from the first window's start. */
function windowAt(
  shifted: Expression,
  tap: Expression,
  stride: number,
  dilation: number,
  count: Dimension,
): { readonly window: Expression; readonly exists: readonly Expression[] } {
  const start = subtract(shifted, multiply(tap, dilation));
  const window = floorDivide(start, stride);
  const exists = [...(stride === 1 ? [] : [equal(modulo(start, stride), 0)]), isInside(window, sizeValue(count))];
  return { window, exists };
}

function convTranspose(node: OperatorNode): Tensor {
  const { builder } = node;
  const [x, w] = sameType(node, [floats(node, 0), floats(node, 1)]) as [Tensor, Tensor];
  const spatial = spatialOf(node, x);
  const rank = spatial.length;
  if (w.shape.length !== x.shape.length)
    node.fail(`the input is ${printShape(x.shape)}, but the weights are ${printShape(w.shape)}: of another rank`);
  const group = node.integer("group", 1);
  const [batch, channels] = x.shape as [Dimension, Dimension];
  const [weightChannels, featuresEach, ...kernel] = w.shape as [Dimension, Dimension, ...Dimension[]];
  if (group < 1 || (constantOf(dimensions.remainder(channels, size(group))) ?? 0) !== 0)
    node.fail(`${channels.key} channels cannot be divided into ${group} groups`);
  if (mismatch(node.builder, channels, weightChannels))
    node.fail(`the input has ${channels.key} channels, but the weights are for ${weightChannels.key}`);
  const [strides, dilations] = [positive(node, "strides", rank), positive(node, "dilations", rank)];
  const { begins, outputs } = transposedSizes(node, spatial, kernel, strides, dilations);
  const channelsEach = dimensions.quotient(channels, size(group));
  const wide = wideType(x.elementType);
  const shape = [batch, dimensions.multiply(featuresEach, size(group)), ...outputs];
  const sums = builder.reduce("sum", shape, [channelsEach, ...kernel], (index, [channel, ...tap]) => {
    const [b, feature, ...places] = index as [Expression, Expression, ...Expression[]];
    const windows = places.map((place, at) =>
      windowAt(
        add(place, sizeValue(begins[at] as Dimension)),
        tap[at] as Expression,
        strides[at] as number,
        dilations[at] as number,
        spatial[at] as Dimension,
      ),
    );
    const inGroup = group === 1 ? feature : modulo(feature, sizeValue(featuresEach));
    const first = group === 1 ? sizeValue(0) : multiply(floorDivide(feature, sizeValue(featuresEach)), sizeValue(channelsEach));
    const from = add(first, channel as Expression);
    const element = cast(load(x, [b, from, ...windows.map(({ window }) => window)]), wide);
    const weight = cast(load(w, [from, inGroup, ...tap]), wide);
    return choose(all(windows.flatMap(({ exists }) => exists)), multiply(element, weight), number(wide, 0));
  });
  const result = castTensor(builder, sums, x.elementType);
  const bias = node.optionalInput(2);
  return bias === undefined ? result : withBias(node, result, sameType(node, [x, bias])[1] as Tensor);
}

/** Sizes of the result, and how much of its beginning is cut off. */
function transposedSizes(
  node: OperatorNode,
  spatial: readonly Dimension[],
  kernel: readonly Dimension[],
  strides: readonly number[],
  dilations: readonly number[],
): { readonly begins: readonly Dimension[]; readonly outputs: readonly Dimension[] } {
  const rank = spatial.length;
  const extra = node.integerList("output_padding") ?? new Array<number>(rank).fill(0);
  const pads = node.integerList("pads") ?? new Array<number>(2 * rank).fill(0);
  if (extra.length !== rank) node.fail(`output_padding has ${extra.length} numbers, but ${rank} are needed`);
  if (pads.length !== 2 * rank) node.fail(`pads has ${pads.length} numbers, but ${2 * rank} are needed`);
  const auto = node.text("auto_pad", "NOTSET");
  const asked = node.integerList("output_shape");
  if (asked !== undefined && asked.length < rank) node.fail(`output_shape has ${asked.length} numbers, but ${rank} are needed`);
  const begins: Dimension[] = [];
  const outputs: Dimension[] = [];
  for (let at = 0; at < rank; at++) {
    const stride = size(strides[at] as number);
    const between = dimensions.multiply(stride, dimensions.subtract(spatial[at] as Dimension, size(1)));
    const whole = dimensions.add(
      dimensions.add(between, reachOf(kernel[at] as Dimension, dilations[at] as number)),
      size(extra[at] as number),
    );
    const wanted = asked?.at(at - rank);
    if (wanted === undefined && !auto.startsWith("SAME")) {
      const [begin, end] = auto === "VALID" ? [0, 0] : [pads[at] as number, pads[at + rank] as number];
      begins.push(size(begin));
      outputs.push(dimensions.subtract(whole, size(begin + end)));
    } else {
      const output = wanted === undefined ? dimensions.multiply(spatial[at] as Dimension, stride) : size(wanted);
      const total = dimensions.maximum(dimensions.subtract(whole, output), zero);
      const half = dimensions.quotient(total, size(2));
      begins.push(auto === "SAME_UPPER" ? half : dimensions.subtract(total, half));
      outputs.push(output);
    }
    const known = constantOf(outputs[at] as Dimension);
    if (known !== undefined && known < 0) node.fail(`pads leave ${known} places in spatial dimension ${at}`);
  }
  return { begins, outputs };
}

/** [batch, channels * block, windows] to an image [batch, channels, ...image]: blocks are put where they came from and added up. */
function columnsToImage(node: OperatorNode): Tensor {
  const input = floats(node, 0);
  if (input.shape.length !== 3) node.fail(`the input is ${printShape(input.shape)}, but should have 3 dimensions`);
  const [image, block] = [node.integers(1), node.integers(2)];
  const rank = image.length;
  if (block.length !== rank) node.fail(`image_shape has ${rank} numbers, but block_shape ${block.length}`);
  const [strides, dilations] = [positive(node, "strides", rank), positive(node, "dilations", rank)];
  const pads = node.integerList("pads") ?? new Array<number>(2 * rank).fill(0);
  if (pads.length !== 2 * rank) node.fail(`pads has ${pads.length} numbers, but ${2 * rank} are needed`);
  const counts = image.map((extent, at) => {
    const padded = dimensions.add(extent, size((pads[at] as number) + (pads[at + rank] as number)));
    const room = dimensions.subtract(padded, reachOf(block[at] as Dimension, dilations[at] as number));
    return dimensions.add(dimensions.quotient(room, size(strides[at] as number)), size(1));
  });
  const [batch, columns, windows] = input.shape as [Dimension, Dimension, Dimension];
  if (mismatch(node.builder, windows, product(counts)))
    node.fail(`the input has ${windows.key} blocks, but the image has room for ${product(counts).key}`);
  const taps = product(block);
  if ((constantOf(dimensions.remainder(columns, taps)) ?? 0) !== 0)
    node.fail(`${columns.key} rows cannot be divided into blocks of ${taps.key}`);
  const wide = wideType(input.elementType);
  const shape = [batch, dimensions.quotient(columns, taps), ...image];
  const sums = node.builder.reduce("sum", shape, block, ([b, channel, ...places], tap) => {
    const found = places.map((place, at) =>
      windowAt(
        add(place, pads[at] as number),
        tap[at] as Expression,
        strides[at] as number,
        dilations[at] as number,
        counts[at] as Dimension,
      ),
    );
    const row = add(multiply(channel as Expression, sizeValue(taps)), flatten(tap, block));
    const column = flatten(
      found.map(({ window }) => window),
      counts,
    );
    const element = cast(load(input, [b as Expression, row, column]), wide);
    return choose(all(found.flatMap(({ exists }) => exists)), element, number(wide, 0));
  });
  return castTensor(node.builder, sums, input.elementType);
}

/** Elements at the places that MaxPool gave, zeros elsewhere. Places count in the tensor that the attributes lead to, `output_shape` may be larger. */
function maxUnpool(node: OperatorNode): Tensor {
  const { builder } = node;
  const [x, places] = [floats(node, 0), integers(node, 1)];
  if (places.shape.length !== x.shape.length || places.shape.some((each, at) => mismatch(node.builder, each, x.shape[at] as Dimension)))
    node.fail(`elements are ${printShape(x.shape)}, but their places ${printShape(places.shape)}`);
  const spatial = spatialOf(node, x);
  const kernel = (node.integerList("kernel_shape") ?? node.fail("attribute kernel_shape is missing")).map(size);
  if (kernel.length !== spatial.length) node.fail(`kernel_shape has ${kernel.length} numbers, but ${spatial.length} are needed`);
  const strides = positive(node, "strides", spatial.length);
  const pads = node.integerList("pads") ?? new Array<number>(2 * spatial.length).fill(0);
  if (pads.length !== 2 * spatial.length) node.fail(`pads has ${pads.length} numbers, but ${2 * spatial.length} are needed`);
  const inner = spatial.map((extent, at) => {
    const between = dimensions.multiply(dimensions.subtract(extent, size(1)), size(strides[at] as number));
    return dimensions.subtract(
      dimensions.add(between, kernel[at] as Dimension),
      size((pads[at] as number) + (pads[at + spatial.length] as number)),
    );
  });
  const shape = [...x.shape.slice(0, 2), ...inner];
  const flat = [product(x.shape)];
  const data = full(builder, [product(shape)], x.elementType, 0);
  const filled = scatter(node, data, reshape(builder, castTensor(builder, places, "int64"), flat), reshape(builder, x, flat), "none");
  const result = reshape(builder, filled, shape);
  if (node.optionalInput(2) === undefined) return result;
  const asked = node.integers(2);
  if (asked.length !== shape.length) node.fail(`output_shape has ${asked.length} numbers, but ${shape.length} are needed`);
  return builder.map(asked, (index) => {
    const inside = all(index.map((place, at) => less(place, sizeValue(shape[at] as Dimension))));
    return choose(inside, load(result, index), number(x.elementType, 0));
  });
}
