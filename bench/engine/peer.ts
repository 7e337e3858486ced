/** onnxruntime as a peer: installed outside the repository's history, one thread unless told otherwise, all its optimisations. */
import { existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fromElements, readElements, type TensorData } from "../../src/engine/tensor-data.ts";
import { runOnce } from "../measure.ts";

const version = "1.30.0";

export type Prepared = {
  readonly run: () => Promise<unknown>;
  /** What the last run gave. */
  readonly outputs: () => ReadonlyMap<string, TensorData>;
};

/** What is used of its interface. */
type Runtime = {
  readonly InferenceSession: {
    create: (path: string, options: Readonly<Record<string, unknown>>) => Promise<RuntimeSession>;
  };
  readonly Tensor: new (type: string, data: unknown, shape: readonly number[]) => RuntimeTensor;
};
type RuntimeSession = { run: (inputs: Readonly<Record<string, RuntimeTensor>>) => Promise<Readonly<Record<string, RuntimeTensor>>> };
type RuntimeTensor = {
  readonly type: string;
  readonly data: ArrayLike<number>;
  readonly dims: readonly number[];
  readonly dispose?: () => void;
};

export function installPeer(folder: string): void {
  if (existsSync(join(folder, "node_modules", "onnxruntime-node"))) return;
  mkdirSync(folder, { recursive: true });
  runOnce({ command: "npm", arguments: ["install", "--prefix", folder, `onnxruntime-node@${version}`] });
}

/** A model with its inputs, ready to run. */
export async function openPeer(folder: string, path: string, threads: number, inputs: ReadonlyMap<string, TensorData>): Promise<Prepared> {
  const runtime = createRequire(join(folder, "package.json"))("onnxruntime-node") as Runtime;
  const session = await runtime.InferenceSession.create(path, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: "all",
    executionMode: "sequential",
    logSeverityLevel: 3,
  });
  const given = Object.fromEntries(
    Array.from(inputs, ([name, tensor]) => [name, new runtime.Tensor(tensor.elementType, readElements(tensor), tensor.shape)]),
  );
  let outputs: Readonly<Record<string, RuntimeTensor>> = {};
  return {
    run: async () => {
      for (const each of Object.values(outputs)) each.dispose?.();
      outputs = await session.run(given);
    },
    outputs: () => new Map(Object.entries(outputs).map(([name, { type, data, dims }]) => [name, asTensor(type, data, dims)])),
  };
}

/** Its names of the types that the models' outputs have are ours. */
function asTensor(type: string, data: ArrayLike<number>, shape: readonly number[]): TensorData {
  return fromElements(type as TensorData["elementType"], shape, data);
}
