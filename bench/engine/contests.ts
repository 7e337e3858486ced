/** What the engine is measured on: models with shapes, and the goals. Not here: how (`play.ts`), the models (`make-models.ts`). */
import { modelMakers, randomGraphCount } from "./make-models.ts";
import { columns } from "./models/fusion.ts";
import { denseFeatures, tableCount, tableRows } from "./models/recommendation.ts";

export type Contest = {
  readonly name: string;
  /** A model of `make-models.ts`, or the path of a file in the folder of models. */
  readonly model: string;
  readonly shape: string;
  /** Sizes of the dimensions that have names. */
  readonly sizes: Readonly<Record<string, number>>;
  /** What is in inputs of integers. */
  readonly integers?: Readonly<Record<string, Integers>>;
  /** The peer's time over ours, at least. */
  readonly goal?: number;
  /** Only measured if it is named: for its results, not for its speed. */
  readonly isOnRequest?: true;
  /** Its goal is the group's. */
  readonly group?: keyof typeof groupGoals;
};

export type Integers = { readonly below: number } | { readonly from: number } | { readonly always: number };

/** Of the geometric mean, and of each. */
export const groupGoals = {
  random: { mean: 4, each: 0 },
  torchvision: { mean: 0.9, each: 0.5 },
} as const;

/** Exported by `export-torchvision.py`, with the size of the image where it is not 224. */
const torchvision: Readonly<Record<string, number>> = {
  alexnet: 224,
  vgg11: 224,
  resnet18: 224,
  resnet50: 224,
  squeezenet1_1: 224,
  densenet121: 224,
  mobilenet_v2: 224,
  mobilenet_v3_large: 224,
  shufflenet_v2_x1_0: 224,
  mnasnet1_0: 224,
  googlenet: 224,
  inception_v3: 299,
  efficientnet_b0: 224,
  regnet_y_400mf: 224,
};

/** Of the ONNX backend suite: known architectures, whose weights are all one number. */
const light = ["bvlc_alexnet", "densenet121", "inception_v1", "inception_v2", "resnet50", "shufflenet", "squeezenet", "vgg19", "zfnet512"];

export const contests: readonly Contest[] = [
  fusion("elementwise-chain", 4096, 12),
  fusion("transcendental-chain", 4096, 3),
  fusion("swish-norm", 4096, 3),
  fusion("matmul-gate", 128, 1.5),
  ...Array.from({ length: randomGraphCount }, (_, at): Contest => {
    const name = `random-${at + 1}`;
    return { name, model: name, shape: "fixed", sizes: {}, group: "random" };
  }),
  bert("bert-base", 128, 1.1),
  bert("bert-base", 17, 1.2),
  bert("bert-base-norm", 128, 1.1),
  bert("bert-base-norm", 17, 1.2),
  gpt2("gpt2-prefill", 64, 0, 1.1),
  gpt2("gpt2-decode", 1, 64, 0.97),
  {
    name: "dlrm",
    model: "dlrm",
    shape: `128x${denseFeatures}, ${tableCount} of 128`,
    sizes: { batch: 128 },
    integers: Object.fromEntries(Array.from({ length: tableCount }, (_, at) => [`sparse_${at}`, { below: tableRows }])),
    goal: 1.2,
  },
  { name: "small-cnn", model: "small-cnn", shape: "1x3x32x32", sizes: { batch: 1 }, goal: 1 },
  { name: "resnet50", model: "resnet50", shape: "1x3x224x224", sizes: { batch: 1 }, goal: 0.95 },
  { name: "resnet50-norm", model: "resnet50-norm", shape: "1x3x224x224", sizes: { batch: 1 }, goal: 0.95 },
  ...Object.entries(torchvision).map(([name, size]): Contest => {
    const model = `torchvision/${name}.onnx`;
    return { name: `torchvision-${name}`, model, shape: `1x3x${size}x${size}`, sizes: { batch: 1 }, group: "torchvision" };
  }),
  ...light.map(
    (name): Contest => ({
      name: `light-${name}`,
      model: `../onnx/light/light_${name}.onnx`,
      shape: "1x3x224x224",
      sizes: {},
      isOnRequest: true,
    }),
  ),
];

export function isMade(model: string): boolean {
  return modelMakers[model] !== undefined;
}

function fusion(name: string, rows: number, goal: number): Contest {
  return { name, model: name, shape: `${rows}x${columns}`, sizes: { rows }, goal };
}

function bert(model: string, length: number, goal: number): Contest {
  return {
    name: `${model}-${length}`,
    model,
    shape: `1x${length}`,
    sizes: { batch_size: 1, sequence_length: length },
    integers: { input_ids: { below: 30_522 }, attention_mask: { always: 1 }, token_type_ids: { below: 2 } },
    goal,
  };
}

function gpt2(name: string, length: number, past: number, goal: number): Contest {
  return {
    name,
    model: "gpt2",
    shape: `1x${length} after ${past}`,
    sizes: { batch_size: 1, sequence_length: length, past_sequence_length: past, total_sequence_length: past + length },
    integers: { input_ids: { below: 50_257 }, attention_mask: { always: 1 }, position_ids: { from: past } },
    goal,
  };
}
