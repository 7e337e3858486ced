/** `mojo engine run MODEL`: one run, with inputs from files or random ones. */
import { availableParallelism } from "node:os";
import { basename } from "node:path";
import { checkFeeds, type Feed, type Feeds } from "../engine/feeds.ts";
import { randomNumbers, randomTensor, writeOutputArchive, writeOutputFolder } from "../engine/feed-files.ts";
import type { ModelDescription } from "../engine/description.ts";
import { openModel } from "../engine/open-model.ts";
import { printTensor, printTop, readLabels } from "../engine/print-tensor.ts";
import { writeProfile } from "../engine/profile-files.ts";
import { type ArgumentTable, flag, helpOption, parseArguments, renderHelp, UsageError, valueOf } from "./arguments.ts";
import { standardOutput, write } from "./console.ts";
import {
  checkShapes,
  givenFeeds,
  inputOptions,
  modelOf,
  naturalNumber,
  operatorsOf,
  operatorsOption,
  optimizationOf,
  optimizationOption,
  pictureOptions,
  profileOf,
  profileOption,
  shapeOf,
  shapeOption,
  shapesOf,
  threadsOf,
  threadsOption,
} from "./engine-arguments.ts";
import { withoutInterruption, withProgress } from "./engine-progress.ts";

const table: ArgumentTable = {
  command: "engine run",
  usage: ["mojo engine run [OPTIONS] MODEL.onnx"],
  summary: "Runs a model once, and shows its outputs. The model is compiled the first time.",
  details:
    "Inputs are files of NumPy (.npy, .npz) or of ONNX (.pb, one TensorProto), or pictures, which are resized\nto the input's size. Random floats lie between -1 and 1, random integers are 0 or 1.",
  options: [
    ...inputOptions,
    ...pictureOptions,
    { names: ["--random"], value: "SEED", optionalValue: true, help: "random elements for the inputs that are not given" },
    shapeOption,
    {
      names: ["--top"],
      value: "K",
      optionalValue: true,
      help: "shows the K greatest numbers of each output and their places; 5 when absent",
    },
    { names: ["--labels"], value: "FILE", help: "with --top: names of the places, one a line" },
    { names: ["-o", "--output"], value: "FILE.npz", attached: true, help: "writes the outputs to one file" },
    { names: ["--output-dir"], value: "DIR", help: "writes each output to DIR/NAME.npy" },
    threadsOption,
    profileOption,
    operatorsOption,
    optimizationOption,
    helpOption,
  ],
  examples: [
    "mojo engine run --random --shape batch=4 resnet50.onnx",
    "mojo engine run --input image=cat.npy -o result.npz resnet50.onnx",
    "mojo engine run --input image=cat.jpg --mean=0.485,0.456,0.406 --std=0.229,0.224,0.225 --top resnet50.onnx",
  ],
};

export async function run(words: readonly string[]): Promise<number> {
  const parsed = parseArguments(table, words);
  if (flag(parsed, "--help")) {
    write(standardOutput, renderHelp(table));
    return 0;
  }
  const file = modelOf(table, parsed);
  const archive = valueOf(parsed, "-o");
  if (archive !== undefined && !archive.endsWith(".npz"))
    throw new UsageError(`-o writes a file of several arrays: \`${archive}\` has to end in .npz`);
  const isRandom = flag(parsed, "--random");
  const shapes = shapesOf(parsed);
  if (shapes.size > 0 && !isRandom) throw new UsageError("--shape is for random inputs: give --random, too");
  const seed = naturalNumber("--random", valueOf(parsed, "--random") || "0", 0, 2 ** 32 - 1);
  const given = await givenFeeds(parsed, file);
  const topWord = valueOf(parsed, "--top");
  const top = topWord === undefined ? undefined : naturalNumber("--top", topWord || "5", 1, 1000);
  const labelsPath = valueOf(parsed, "--labels");
  if (labelsPath !== undefined && top === undefined) throw new UsageError("--labels is for --top: give --top, too");
  const labels = labelsPath === undefined ? [] : readLabels(labelsPath);
  const profile = profileOf(parsed, file);
  const threads = threadsOf(parsed) ?? availableParallelism();
  const outputs = await withProgress(async (progress) => {
    const options = {
      feeds: given,
      isComplete: !isRandom,
      threads,
      isProfiled: profile !== undefined,
      optimization: optimizationOf(parsed),
      ...operatorsOf(parsed),
      ...progress,
    };
    const model = await openModel(file, options);
    try {
      checkShapes(model.description, shapes);
      const feeds = isRandom ? withRandom(model.description, given, shapes, seed, model.needs?.names) : given;
      checkFeeds(model.description, feeds);
      const { recording } = await model.program(feeds);
      const results = await model.run(feeds, progress.signal);
      if (profile !== undefined && recording !== undefined)
        withoutInterruption(() => writeProfile(profile, { model: basename(file), threads }, recording));
      return results;
    } finally {
      await model.close();
    }
  });
  for (const [name, tensor] of outputs) {
    const ranking = top === undefined ? undefined : printTop(tensor, top, labels);
    write(standardOutput, `${name}  ${ranking ?? printTensor(tensor)}\n`);
  }
  if (profile !== undefined) write(standardOutput, `profile: ${profile.page}, ${profile.trace}\n`);
  const folder = valueOf(parsed, "--output-dir");
  withoutInterruption(() => {
    if (folder !== undefined) writeOutputFolder(folder, outputs);
    if (archive !== undefined) writeOutputArchive(archive, outputs);
  });
  return 0;
}

/** What decides what the program is has to be given: random values would hardly make sense. */
export function withRandom(
  { inputs }: ModelDescription,
  given: Feeds,
  shapes: ReadonlyMap<string, readonly number[]>,
  seed: number,
  needed: readonly string[] = [],
): Feeds {
  const next = randomNumbers(seed);
  const feeds = new Map<string, Feed>(given);
  for (const input of inputs) {
    if (feeds.has(input.name) || input.hasDefault || input.kind !== "tensor" || needed.includes(input.name)) continue;
    feeds.set(input.name, randomTensor(input, shapeOf(input, shapes), next));
  }
  return feeds;
}
