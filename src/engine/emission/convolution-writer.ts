/** Writes convolutions of images with their channels last: a call of `kernels.convolution`, with what is done to the sums as its epilogue. */
import { constantOf, type Dimension, isEqual, one, printDimension, size } from "../graph/dimension.ts";
import { type Axis, axisValue, sizeValue, visit } from "../graph/expression.ts";
import type { Call, Tensor } from "../graph/graph.ts";
import { placesInOrder, writeEpilogue } from "./epilogue-writer.ts";
import { FunctionWriter, told } from "./function-writer.ts";
import type { PackedOperand, WrittenKernel } from "./packed-operand.ts";
import { storageType } from "./spelling.ts";

export function writeConvolution(call: Call, epilogue: Tensor | undefined): WrittenKernel {
  const [x, w] = call.inputs as [Tensor, Tensor];
  const [output] = call.outputs as [Tensor];
  const to = new FunctionWriter();
  const print = (dimension: Dimension, role: string): string => printDimension(told(dimension, role), (symbol) => to.size(symbol));
  const number = (value: number, role: string): string => to.size(`=${value}:${role}`);
  const target = `${to.output(epilogue ?? output)}.data`;
  const source = to.pointer(x);
  const accumulator = output.elementType === "float64" ? "f64" : "f32";
  const group = call.attributes.group as number;
  const spatial = x.shape.length - 2;
  /** A row of pixels is an image of one row. */
  const two = <T>(values: readonly T[], missing: T): [T, T] =>
    spatial === 1 ? [missing, values[0] as T] : [values[0] as T, values[1] as T];
  const pads = call.attributes.pads as readonly number[];
  const [kernelHeight, kernelWidth] = two(w.shape.slice(2), one);
  const strides = two(call.attributes.strides as readonly number[], 1);
  const dilations = two(call.attributes.dilations as readonly number[], 1);
  const begins = two(pads.slice(0, spatial), 0);
  const ends = two(pads.slice(spatial), 0);
  const window = `Window(${[
    ...[kernelHeight, kernelWidth].map((each, at) => {
      const known = constantOf(each);
      return known === undefined ? print(each, "") : number(known, ["kernel_height", "kernel_width"][at] as string);
    }),
    ...strides.map((each, at) => number(each, ["stride_y", "stride_x"][at] as string)),
    ...dilations.map((each, at) => number(each, ["dilation_y", "dilation_x"][at] as string)),
    ...begins.map((each, at) => number(each, ["top", "left"][at] as string)),
    ...ends.map((each, at) => number(each, ["bottom", "right"][at] as string)),
  ].join(", ")})`;
  const isPlanar = call.attributes.planarInput === true;
  const image = (pointer: string, tensor: Tensor, type: string, role: string, layout: "planar" | "channels_last"): string => {
    const [height, width] = two(layout === "planar" ? tensor.shape.slice(2) : tensor.shape.slice(1, -1), one);
    const channels = tensor.shape.at(layout === "planar" ? 1 : -1) as Dimension;
    const sizes = [tensor.shape[0] as Dimension, channels, height, width].map((each, at) => {
      const known = constantOf(each);
      const name = `${role}_${["images", "channels", "height", "width"][at]}`;
      return known === undefined ? print(each, name) : number(known, name);
    });
    return `ImageView[${type}].${layout}(${[pointer, ...sizes].join(", ")})`;
  };
  const isDepthwise =
    constantOf(w.shape[1] as Dimension) === 1 &&
    isEqual(w.shape[0] as Dimension, size(group)) &&
    isEqual(x.shape.at(isPlanar ? 1 : -1) as Dimension, size(group)) &&
    group > 1;
  const packs = w.definition.kind === "constant";
  const isMinimal = packs && isForMinimalFiltering(call, output);
  const kind = isDepthwise ? "depthwise" : isMinimal ? "winograd" : "direct";
  const filterType = filterTypes[kind](accumulator);
  // What is packed is not part of the function
  const shape = (dimension: Dimension): string => (packs ? printDimension(dimension) : print(dimension, "filter"));
  const planar = `ImageView[${storageType(w.elementType)}].planar(weight, ${[w.shape[0] as Dimension, w.shape[1] as Dimension, kernelHeight, kernelWidth].map(shape).join(", ")})`;
  const made = kind !== "direct" ? planar : `${planar}, groups=${packs ? group : number(group, "groups")}`;
  let packed: PackedOperand | undefined;
  if (packs) {
    packed = { tensor: w, method: `${kind === "direct" ? "filter" : kind}[${accumulator}]`, view: made, type: filterType };
    to.extra.push({ name: "packed", type: filterType });
  } else to.lines.push(`    var packed = ${filterType}(${made.replace("weight", to.pointer(w))})`);
  let parameters = "";
  if (epilogue !== undefined && epilogue.definition.kind === "map") {
    const [height, width] = two(output.shape.slice(1, -1), one);
    const [batch, channels] = [output.shape[0] as Dimension, output.shape.at(-1) as Dimension];
    const axes = [
      { name: "image", extent: told(batch, "images") },
      { name: "channel", extent: told(channels, "channels") },
      { name: "row", extent: told(height, "height") },
      { name: "column", extent: told(width, "width") },
    ] as [Axis, Axis, Axis, Axis];
    const inOrder = [axes[0], ...(spatial === 1 ? [axes[3]] : [axes[2], axes[3]]), axes[1]];
    const places = placesInOrder(
      inOrder.map((axis) => (constantOf(axis.extent) === 1 ? sizeValue(0) : axisValue(axis))),
      inOrder.map((axis) => axis.extent),
      epilogue.definition.axes,
    );
    parameters = `[epilogue=${writeEpilogue(to, { sums: output, epilogue, parameters: axes, lanes: axes[1], places, accumulator })}]`;
  }
  const beside = epilogue === undefined ? undefined : readBeside(epilogue, output);
  const name = kind === "direct" ? "convolve" : `convolve_${kind}`;
  to.lines.push(`    ${name}${parameters}(`);
  to.lines.push(
    `        ${image(target, epilogue === undefined ? output : { ...output, elementType: epilogue.elementType }, storageType((epilogue ?? output).elementType), "y", "channels_last")},`,
  );
  to.lines.push(
    `        ${image(source, x, storageType(x.elementType), "x", isPlanar ? "planar" : "channels_last")},`,
    "        packed,",
    `        ${window},`,
    "        threads=threads,",
    ...(beside === undefined || kind !== "direct" ? [] : [`        beside=Int(${to.pointer(beside)}) - Int(${target}),`]),
    "    )",
  );
  return { function: to, packed };
}

const filterTypes = {
  direct: (type: string) => `PackedFilter[${type}]`,
  depthwise: (type: string) => `DepthwiseFilter[${type}]`,
  winograd: (type: string) => `WinogradFilter[${type}, 2]`,
};

/** Channels, and pixels of an image, from which on minimal filtering is faster: with fewer, its transforms and larger filters take more than they save. */
const leastChannels = 64;
const leastPixels = 160;

/**
 * Whether a convolution is computed by minimal filtering of 2 x 2 results: 3 x 3 taps, steps of one pixel. Its sums are shorter than those of the
 * direct kernel, and its errors smaller.
 */
function isForMinimalFiltering({ inputs, attributes }: Call, output: Tensor): boolean {
  const [x, w] = inputs as [Tensor, Tensor];
  const sizes = [...output.shape.slice(1, -1), w.shape[0] as Dimension, w.shape[1] as Dimension].map(constantOf);
  if (x.elementType !== "float32" || w.elementType !== "float32" || sizes.length !== 4) return false;
  const [height, width, outChannels, inChannels] = sizes;
  if (height === undefined || width === undefined || outChannels === undefined || inChannels === undefined) return false;
  const isThree = w.shape.slice(2).every((each) => constantOf(each) === 3);
  const isPlain = [...(attributes.strides as readonly number[]), ...(attributes.dilations as readonly number[])].every(
    (each) => each === 1,
  );
  return (
    isThree && isPlain && attributes.group === 1 && Math.min(outChannels, inChannels) >= leastChannels && height * width >= leastPixels
  );
}

/** A tensor of which a map reads each element where its own stands, beside the sums. */
function readBeside({ definition, shape, elementType }: Tensor, sums: Tensor): Tensor | undefined {
  if (definition.kind !== "map") return undefined;
  let found: Tensor | undefined;
  visit(definition.body, (part) => {
    if (part.kind !== "load" || part.tensor === sums || part.tensor.elementType !== elementType) return;
    const inPlace =
      part.index.length === shape.length &&
      part.index.every((place, at) => {
        const isSame = isEqual(part.tensor.shape[at] as Dimension, shape[at] as Dimension);
        return isSame && (constantOf(shape[at] as Dimension) === 1 || (place.kind === "axis" && place.axis === definition.axes[at]));
      });
    if (inPlace) found ??= part.tensor;
  });
  return found;
}
