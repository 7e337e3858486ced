/** Networks of convolutions: a small one, and ResNet-50 with batch normalisation folded into the convolutions or kept. */
import type { ModelPlan } from "../../../tests/engine/onnx-writer.ts";
import { ModelBuilder } from "../model-builder.ts";

type Window = { readonly size: number; readonly stride?: number; readonly pad?: number };

export function smallCnn(): ModelPlan {
  const b = new ModelBuilder(14);
  let value = b.input("input", "float32", ["batch", 3, 32, 32]);
  let channels = 3;
  for (const next of [32, 64, 128]) {
    value = b.node("Relu", [convolution(b, `conv${next}`, value, channels, next, { size: 3, pad: 1 })]);
    value = b.node("MaxPool", [value], { ceil_mode: 0, dilations: [1, 1], kernel_shape: [2, 2], pads: [0, 0, 0, 0], strides: [2, 2] });
    channels = next;
  }
  const features = channels * 4 * 4;
  const hidden = b.node("Relu", [b.gemm("fc1", b.node("Flatten", [value], { axis: 1 }), features, 256, Math.sqrt(2 / features))]);
  b.output("output", b.gemm("fc2", hidden, 256, 10), "float32", ["batch", 10]);
  return b.plan();
}

/** Blocks of each stage, and the width of their middle convolutions. */
const stages = [
  [3, 64],
  [4, 128],
  [6, 256],
  [3, 512],
] as const;
const expansion = 4;

export function resnet50(norm: "folded" | "kept"): ModelPlan {
  const b = new ModelBuilder(15);
  const normed = (name: string, value: string, from: number, to: number, window: Window, gain = 1): string =>
    norm === "folded"
      ? convolution(b, name, value, from, to, window, gain)
      : batchNorm(b, `${name}.bn`, convolution(b, name, value, from, to, window, 1, false), to, gain);
  const stem = b.node("Relu", [
    normed("conv1", b.input("input", "float32", ["batch", 3, 224, 224]), 3, 64, { size: 7, stride: 2, pad: 3 }),
  ]);
  let value = b.node("MaxPool", [stem], { ceil_mode: 0, dilations: [1, 1], kernel_shape: [3, 3], pads: [1, 1, 1, 1], strides: [2, 2] });
  let channels = 64;
  stages.forEach(([blocks, middle], stage) => {
    for (let block = 0; block < blocks; block++) {
      const name = `layer${stage + 1}.${block}`;
      const stride = block === 0 && stage > 0 ? 2 : 1;
      const outer = middle * expansion;
      const first = b.node("Relu", [normed(`${name}.conv1`, value, channels, middle, { size: 1 })]);
      const second = b.node("Relu", [normed(`${name}.conv2`, first, middle, middle, { size: 3, stride, pad: 1 })]);
      const third = normed(`${name}.conv3`, second, middle, outer, { size: 1 }, residualGain);
      const skip = block === 0 ? normed(`${name}.downsample`, value, channels, outer, { size: 1, stride }, skipGain) : value;
      value = b.node("Relu", [b.node("Add", [third, skip])]);
      channels = outer;
    }
  });
  const flat = b.node("Flatten", [b.node("GlobalAveragePool", [value])], { axis: 1 });
  b.output("output", b.gemm("fc", flat, channels, 1000), "float32", ["batch", 1000]);
  return b.plan();
}

/** Keep the sum of a residual block about as large as its input. */
const residualGain = 0.5;
const skipGain = 0.7;

function convolution(
  b: ModelBuilder,
  name: string,
  value: string,
  from: number,
  to: number,
  { size, stride = 1, pad = 0 }: Window,
  gain = 1,
  hasBias = true,
): string {
  const weight = b.weight(`${name}.weight`, [to, from, size, size], gain * Math.sqrt(2 / (from * size * size)));
  const attributes = { dilations: [1, 1], group: 1, kernel_shape: [size, size], pads: [pad, pad, pad, pad], strides: [stride, stride] };
  return b.node("Conv", hasBias ? [value, weight, b.weight(`${name}.bias`, [to], 0.02)] : [value, weight], attributes);
}

function batchNorm(b: ModelBuilder, name: string, value: string, channels: number, gain: number): string {
  const parts: readonly (readonly [string, number, number])[] = [
    ["weight", 0.1 * gain, gain],
    ["bias", 0.02, 0],
    ["running_mean", 0.02, 0],
    ["running_var", 0.1, 1],
  ];
  const weights = parts.map(([part, deviation, mean]) => b.weight(`${name}.${part}`, [channels], deviation, mean));
  return b.node("BatchNormalization", [value, ...weights], { epsilon: { float: 1e-5 }, momentum: { float: 0.9 } });
}
