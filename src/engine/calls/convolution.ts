/**
 * The call "convolution" (`operators/convolutions.ts`), for the interpreter: any number of spatial dimensions, sums in float64. With attribute `channelsLast`
 * (`fusion/layout.ts`) the channels of the output are its last dimension, and those of x, too, without attribute `planarInput`.
 *
 * For each tap of the kernel the rows of the output that it touches are found once; the inner loop runs along the last dimension.
 */
import type { Call, Tensor } from "../graph/graph.ts";
import type { Elements } from "../graph/interpret.ts";
import { wrapped, type Value } from "../graph/arithmetic.ts";
import type { CallKind } from "./call-kind.ts";

export const convolution: CallKind = {
  interpret(call, inputs) {
    const [given, w] = inputs as [Elements, Elements];
    const isLast = call.attributes.channelsLast === true;
    const x = isLast && call.attributes.planarInput !== true ? withChannelsAt(given, given.shape.length - 1, 1) : given;
    const strides = call.attributes.strides as readonly number[];
    const dilations = call.attributes.dilations as readonly number[];
    const pads = call.attributes.pads as readonly number[];
    const group = call.attributes.group as number;
    const spatial = x.shape.slice(2);
    const kernel = w.shape.slice(2);
    const outputs = spatial.map((extent, at) => {
      const reach = ((kernel[at] as number) - 1) * (dilations[at] as number) + 1;
      const room = extent + (pads[at] as number) + (pads[at + spatial.length] as number) - reach;
      return Math.max(0, Math.floor(room / (strides[at] as number)) + 1);
    });
    const taps = tapsOf(spatial, kernel, outputs, strides, dilations, pads);
    const [batch, channels] = x.shape as [number, number];
    const [features, channelsEach] = w.shape as [number, number];
    const featuresEach = features / group;
    const [inputPlane, outputPlane] = [count(spatial), count(outputs)];
    const from = Float64Array.from(x.values as ArrayLike<number>, Number);
    const weights = Float64Array.from(w.values as ArrayLike<number>, Number);
    const into = new Float64Array(batch * features * outputPlane);
    const step = strides.at(-1) as number;
    for (let image = 0; image < batch; image++) {
      for (let feature = 0; feature < features; feature++) {
        const target = (image * features + feature) * outputPlane;
        const firstChannel = Math.floor(feature / featuresEach) * channelsEach;
        for (let channel = 0; channel < channelsEach; channel++) {
          const source = (image * channels + firstChannel + channel) * inputPlane;
          const weight = (feature * channelsEach + channel) * taps.length;
          for (let tap = 0; tap < taps.length; tap++)
            addRows(taps[tap] as Tap, weights[weight + tap] as number, from, source, into, target, step);
        }
      }
    }
    const result = { shape: [batch, features, ...outputs], values: rounded(call, into) };
    return [isLast ? withChannelsAt(result, 1, result.shape.length - 1) : result];
  },
};

/** The same elements with dimension `from` moved to place `to`. */
function withChannelsAt({ shape, values }: Elements, from: number, to: number): Elements {
  const order = shape.map((_, at) => at).filter((at) => at !== from);
  order.splice(to, 0, from);
  const steps = shape.map((_, at) => count(shape.slice(at + 1)));
  const moved: Value[] = [];
  const target = order.map((at) => shape[at] as number);
  for (const place of placesIn(target))
    moved.push(values[order.reduce((offset, at, index) => offset + (place[index] as number) * (steps[at] as number), 0)] as Value);
  return { shape: target, values: moved };
}

/** Rows that one tap touches: pairs of where a row starts in the output's plane and in the input's, all of one length. */
type Tap = { readonly rows: Int32Array; readonly length: number };

function addRows(tap: Tap, weight: number, from: Float64Array, source: number, into: Float64Array, target: number, step: number): void {
  const { rows, length } = tap;
  for (let row = 0; row < rows.length; row += 2) {
    const out = target + (rows[row] as number);
    let place = source + (rows[row + 1] as number);
    for (let at = out; at < out + length; at++) {
      into[at] = (into[at] as number) + weight * (from[place] as number);
      place += step;
    }
  }
}

function tapsOf(
  spatial: readonly number[],
  kernel: readonly number[],
  outputs: readonly number[],
  strides: readonly number[],
  dilations: readonly number[],
  pads: readonly number[],
): readonly Tap[] {
  const taps: Tap[] = [];
  for (const tap of placesIn(kernel)) {
    // The windows whose tap is inside of the input
    const ranges = spatial.map((extent, at) => {
      const offset = (tap[at] as number) * (dilations[at] as number) - (pads[at] as number);
      const stride = strides[at] as number;
      const first = Math.max(0, Math.ceil(-offset / stride));
      const end = Math.min(outputs[at] as number, Math.floor((extent - 1 - offset) / stride) + 1);
      return { offset, stride, first, length: Math.max(0, end - first) };
    });
    const rows: number[] = [];
    const length = (ranges.at(-1) as { length: number }).length;
    for (const place of placesIn(ranges.map((range, at) => (at === ranges.length - 1 ? Math.min(1, range.length) : range.length)))) {
      let [out, from] = [0, 0];
      ranges.forEach(({ offset, stride, first }, at) => {
        const window = first + (place[at] as number);
        out = out * (outputs[at] as number) + window;
        from = from * (spatial[at] as number) + window * stride + offset;
      });
      rows.push(out, from);
    }
    taps.push({ rows: Int32Array.from(rows), length });
  }
  return taps;
}

function* placesIn(shape: readonly number[]): Generator<readonly number[]> {
  const total = count(shape);
  for (let flat = 0; flat < total; flat++) {
    const place = new Array<number>(shape.length);
    let rest = flat;
    for (let at = shape.length - 1; at >= 0; at--) {
      place[at] = rest % (shape[at] as number);
      rest = Math.floor(rest / (shape[at] as number));
    }
    yield place;
  }
}

function count(shape: readonly number[]): number {
  return shape.reduce((all, each) => all * each, 1);
}

function rounded(call: Call, values: Float64Array): ArrayLike<Value> {
  const { elementType } = call.outputs[0] as Tensor;
  if (elementType === "float64") return values;
  if (elementType === "float32") return Float32Array.from(values);
  return Array.from(values, wrapped(elementType));
}
