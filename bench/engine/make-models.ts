/**
 * `node bench/engine/make-models.ts [FOLDER [NAME ...]]`: writes models for the engine's benchmarks; all of them into data/engine if nothing is
 * named. Weights are pseudo-random with a seed: the same files each time.
 */
import { closeSync, mkdirSync, openSync, renameSync, writeSync } from "node:fs";
import { join, resolve } from "node:path";
import { type ModelPlan, modelParts } from "../../tests/engine/onnx-writer.ts";
import { bertBase, bertLayer } from "./models/bert.ts";
import { elementwiseChain, matmulGate, swishNorm, transcendentalChain } from "./models/fusion.ts";
import { gpt2 } from "./models/gpt2.ts";
import { randomGraph } from "./models/random-graph.ts";
import { dlrm } from "./models/recommendation.ts";
import { resnet50, smallCnn } from "./models/vision.ts";

export const randomGraphCount = 10;

export const modelMakers: Readonly<Record<string, () => ModelPlan>> = {
  "elementwise-chain": elementwiseChain,
  "transcendental-chain": transcendentalChain,
  "swish-norm": swishNorm,
  "matmul-gate": matmulGate,
  ...Object.fromEntries(Array.from({ length: randomGraphCount }, (_, at) => [`random-${at + 1}`, () => randomGraph(at + 1)])),
  "small-cnn": smallCnn,
  resnet50: () => resnet50("folded"),
  "resnet50-norm": () => resnet50("kept"),
  "bert-base": () => bertBase("decomposed"),
  "bert-base-norm": () => bertBase("operator"),
  "bert-layer": bertLayer,
  gpt2,
  dlrm,
};

/** The path of the file. */
export function writeModel(folder: string, name: string): string {
  const make = modelMakers[name];
  if (make === undefined) throw new TypeError(`there is no model ${name}; there are ${Object.keys(modelMakers).join(", ")}`);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.onnx`);
  const partial = `${path}.${process.pid}`;
  const file = openSync(partial, "w");
  for (const part of modelParts(make())) for (let at = 0; at < part.length; ) at += writeSync(file, part, at);
  closeSync(file);
  renameSync(partial, path);
  return path;
}

if (import.meta.main) {
  const [folder = resolve(import.meta.dirname, "../../data/engine"), ...names] = process.argv.slice(2);
  const unknown = names.find((name) => modelMakers[name] === undefined);
  if (unknown !== undefined) {
    console.error(`there is no model ${unknown}; there are ${Object.keys(modelMakers).join(", ")}`);
    process.exit(2);
  }
  for (const name of names.length > 0 ? names : Object.keys(modelMakers)) console.log(writeModel(folder, name));
}
