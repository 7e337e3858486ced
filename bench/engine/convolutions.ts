/**
 * `node bench/engine/convolutions.ts MODEL [--repetitions=N] [--folder=FOLDER]`: each distinct convolution of a model, ours beside onnxruntime's, on one
 * thread. What is compiled is kept in the folder, if one is given.
 *
 * In: a contest's name (`contests.ts`); the model and the peer are found as `npm run bench -- engine` leaves them. Both engines run the whole model
 * in turn, in one process, and say how long each of their kernels took: the peer in its profile, ours by a program that writes the time after
 * each kernel to a further output. Out: a table by time lost to the peer, each figure the median of all runs. Times are the wall's: the machine has to be quiet.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { compileProgram } from "../../src/engine/compile-program.ts";
import { type Program, writeProgram } from "../../src/engine/emission/program-writer.ts";
import { storedBytes } from "../../src/engine/emission/weights-layout.ts";
import type { Kernel } from "../../src/engine/fusion/kernels.ts";
import { type Dimension, constantOf, symbolsOf } from "../../src/engine/graph/dimension.ts";
import { type Tensor } from "../../src/engine/graph/graph.ts";
import { engineFingerprint } from "../../src/engine/fingerprint.ts";
import { importModel } from "../../src/engine/import-model.ts";
import { NativeLibrary, release } from "../../src/engine/native/library.ts";
import { readModel } from "../../src/engine/onnx/model.ts";
import { readElements, type TensorData } from "../../src/engine/tensor-data.ts";
import { MeasureError, median, renderTable } from "../measure.ts";
import { root, workPath } from "../workshop.ts";
import { contests, isMade } from "./contests.ts";
import { inputsOf } from "./tensors.ts";

/** A kernel, and what one run of it took, for each run. */
type Timed = { readonly name: string; readonly operations: number; readonly seconds: number[] };

type Engine = { readonly run: () => Promise<void>; readonly finish: () => readonly Timed[] };

const otherKernels = "all else";

if (import.meta.main) await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<void> {
  const contest = contests.find(({ name }) => name === words[0]);
  if (contest === undefined)
    throw new MeasureError(`there is no contest ${words[0]}; there are ${contests.map(({ name }) => name).join(", ")}`);
  const repetitions = Number(words.find((word) => word.startsWith("--repetitions="))?.split("=")[1] ?? 100);
  const data = process.env["SALAMANDER_DATA"] ?? join(root, "data");
  const path = join(data, "engine", isMade(contest.model) ? `${contest.model}.onnx` : contest.model);
  const model = readModel(path);
  const inputs = inputsOf(model, contest);
  const kept = words.find((word) => word.startsWith("--folder="))?.slice("--folder=".length);
  const folder = kept ?? workPath("convolutions");
  mkdirSync(folder, { recursive: true });
  const ours = await openOurs(writeProgram(importModel(model)), folder, inputs, new Map(Object.entries(contest.sizes)));
  if (repetitions === 0) return;
  const peer = await openProfiled(join(data, "ort"), path, inputs);
  for (let round = 0; round < repetitions; round++) {
    await ours.run();
    await peer.run();
  }
  if (repetitions > 0) show(ours.finish(), peer.finish());
}

async function openOurs(
  program: Program,
  folder: string,
  inputs: ReadonlyMap<string, TensorData>,
  sizes: ReadonlyMap<string, number>,
): Promise<Engine> {
  const { text, count } = withClock(program);
  if (count !== program.kernels.length) throw new MeasureError(`${program.kernels.length} kernels are called in ${count} lines`);
  const name = createHash("sha256").update(text).update(engineFingerprint()).digest("hex").slice(0, 16);
  const [libraryPath, weightsPath] = [join(folder, `${name}.so`), join(folder, `${name}.weights`)];
  if (!existsSync(weightsPath)) await compileProgram({ program: { ...program, text }, libraryPath, weightsPath, optimization: 3 });
  const library = new NativeLibrary(libraryPath, weightsPath);
  const runner = library.runner([...program.outputs.map(() => 1), 8], 1);
  const given = program.inputs.map(({ name }) => {
    const found = inputs.get(name) as TensorData;
    return { shape: found.shape, bytes: storedBytes(found) as Uint8Array<ArrayBuffer> };
  });
  const timed = program.kernels.map((kernel): Timed => ({ ...describe(kernel, sizes), seconds: [] }));
  return {
    run: async () => {
      const results = runner.run(given);
      const clock = new BigInt64Array((results.at(-1) as { bytes: Uint8Array<ArrayBuffer> }).bytes.slice().buffer);
      timed.forEach(({ seconds }, at) => seconds.push(Number((clock[at + 1] as bigint) - (clock[at] as bigint)) * 1e-9));
      for (const { bytes } of results) release(bytes);
    },
    finish: () => timed,
  };
}

/** The program with one more output: the time before the first kernel, and after each. */
function withClock(program: Program): { readonly text: string; readonly count: number } {
  const lines = program.text.split("\n");
  const start = lines.findIndex((line) => line.startsWith("def forward("));
  const end = lines.findIndex((line, at) => at > start && line.startsWith("    outputs.give("));
  let count = 0;
  let call = "";
  const body = lines.slice(start + 1, end).flatMap((line) => {
    // A call may take several lines
    call = /^ {4}\w+\(/.test(line) ? line : call + line;
    if (!/^ {4}\w+\(.*\bthreads\s*\)$/.test(call)) return [line];
    call = "";
    count++;
    return [line, `    clock.data[${count}] = Int64(perf_counter_ns())`];
  });
  const first = [`    var clock = Tensor[DType.int64, 1](memory, ${count + 1})`, "    clock.data[0] = Int64(perf_counter_ns())"];
  const given = lines.slice(end).findIndex((line) => !line.startsWith("    outputs.give(")) + end;
  const last = `    outputs.give(${program.outputs.length}, clock^)`;
  const all = [...lines.slice(0, start + 1), ...first, ...body, ...lines.slice(end, given), last, ...lines.slice(given)];
  return { text: ["from time import perf_counter_ns", "from engine.tensor import Tensor", ...all].join("\n"), count };
}

function describe(kernel: Kernel, sizes: ReadonlyMap<string, number>): { readonly name: string; readonly operations: number } {
  const [first] = kernel.members as [Tensor];
  const { definition } = first;
  if (definition.kind !== "call" || definition.call.operator !== "convolution") return { name: otherKernels, operations: 0 };
  const { call } = definition;
  const [x, w] = call.inputs as [Tensor, Tensor];
  const shapeOf = (tensor: Tensor, isPlanar: boolean): readonly number[] => {
    const shape = tensor.shape.map((each) => numberOf(each, sizes));
    return isPlanar ? shape : [shape[0] as number, shape.at(-1) as number, ...shape.slice(1, -1)];
  };
  return convolutionNamed(
    shapeOf(x, call.attributes.planarInput === true),
    w.shape.map((each) => numberOf(each, sizes)),
    shapeOf(first, false),
  );
}

function numberOf(dimension: Dimension, sizes: ReadonlyMap<string, number>): number {
  const known = constantOf(dimension);
  if (known !== undefined) return known;
  const [only] = symbolsOf(dimension);
  const size = sizes.get(dimension.key) ?? sizes.get(only ?? "");
  if (size === undefined) throw new MeasureError(`the contest does not say how large ${dimension.key} is`);
  return size;
}

/** Shapes as the model has them: [images, channels, ...], [output channels, channels of a group, ...]. */
function convolutionNamed(x: readonly number[], w: readonly number[], y: readonly number[]): Pick<Timed, "name" | "operations"> {
  const [, inChannels, ...inSize] = x as [number, number, ...number[]];
  const [, outChannels, ...outSize] = y as [number, number, ...number[]];
  const groups = inChannels / (w[1] as number);
  const stride = Math.round((inSize[0] ?? 1) / (outSize[0] ?? 1));
  const parts = [
    `${w.slice(2).join("x")}${stride === 1 ? "" : ` / ${stride}`}`,
    `${inChannels} -> ${outChannels}${groups > 1 ? ` in ${groups}` : ""}`,
    `to ${outSize.join("x")}`,
  ];
  const product = (numbers: readonly number[]): number => numbers.reduce((all, each) => all * each, 1);
  return { name: parts.join(", "), operations: 2 * product(y) * product(w.slice(1)) };
}

type ProfileEvent = {
  readonly cat: string;
  readonly name: string;
  readonly dur: number;
  readonly args: {
    readonly op_name?: string;
    readonly input_type_shape?: readonly Readonly<Record<string, readonly number[]>>[];
    readonly output_type_shape?: readonly Readonly<Record<string, readonly number[]>>[];
  };
};

type ProfiledSession = { readonly run: (inputs: unknown) => Promise<unknown>; readonly endProfiling: () => void };

/** Its profile is a file that it writes in the end. */
async function openProfiled(peerFolder: string, path: string, inputs: ReadonlyMap<string, TensorData>): Promise<Engine> {
  const runtime = createRequire(join(peerFolder, "package.json"))("onnxruntime-node") as {
    readonly InferenceSession: { create: (path: string, options: Readonly<Record<string, unknown>>) => Promise<ProfiledSession> };
    readonly Tensor: new (type: string, data: unknown, shape: readonly number[]) => unknown;
  };
  const session = await runtime.InferenceSession.create(path, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    graphOptimizationLevel: "all",
    executionMode: "sequential",
    logSeverityLevel: 3,
    enableProfiling: true,
    profileFilePrefix: workPath("profile"),
  });
  const given = Object.fromEntries(
    Array.from(inputs, ([name, tensor]) => [name, new runtime.Tensor(tensor.elementType, readElements(tensor), tensor.shape)]),
  );
  return {
    run: async () => void (await session.run(given)),
    finish: () => {
      session.endProfiling();
      return readProfile();
    },
  };
}

function readProfile(): readonly Timed[] {
  const folder = dirname(workPath("profile"));
  const name = readdirSync(folder).find((each) => each.startsWith("profile")) as string;
  const events = (JSON.parse(readFileSync(join(folder, name), "utf8")) as readonly ProfileEvent[]).filter(
    ({ cat, name }) => cat === "Node" && name.endsWith("_kernel_time"),
  );
  const nodes = new Map<string, Timed>();
  for (const { name, dur, args } of events) {
    let node = nodes.get(name);
    if (node === undefined) {
      const shapes = (args.input_type_shape ?? []).map((each) => Object.values(each)[0] as readonly number[]);
      const [output] = (args.output_type_shape ?? []).map((each) => Object.values(each)[0] as readonly number[]);
      const isConvolution = (args.op_name ?? "").endsWith("Conv") && shapes.length >= 2 && output !== undefined;
      const told = isConvolution
        ? convolutionNamed(shapes[0] as readonly number[], shapes[1] as readonly number[], output)
        : { name: otherKernels, operations: 0 };
      node = { ...told, seconds: [] };
      nodes.set(name, node);
    }
    node.seconds.push(dur * 1e-6);
  }
  return [...nodes.values()];
}

type Group = { count: number; operations: number; ours: number; peer: number };

/** Of kernels that are alike, the sum. */
function show(ours: readonly Timed[], peer: readonly Timed[]): void {
  const groups = new Map<string, Group>();
  const groupOf = (name: string): Group => {
    let group = groups.get(name);
    if (group === undefined) groups.set(name, (group = { count: 0, operations: 0, ours: 0, peer: 0 }));
    return group;
  };
  for (const { name, operations, seconds } of ours) {
    const group = groupOf(name);
    group.count++;
    group.operations += operations;
    group.ours += median(seconds);
  }
  for (const { name, seconds } of peer) groupOf(name).peer += median(seconds);
  const microseconds = (seconds: number): string => (seconds * 1e6).toFixed(0);
  const row = (name: string, { count, operations, ours, peer }: Group): string[] => [
    name,
    String(count),
    microseconds(ours),
    microseconds(peer),
    ...[ours, peer].map((seconds) => (operations === 0 || seconds === 0 ? "" : (operations / seconds / 1e9).toFixed(0))),
    ours === 0 || peer === 0 ? "" : (peer / ours).toFixed(2),
    microseconds(ours - peer),
  ];
  const sorted = [...groups].sort(([, a], [, b]) => b.ours - b.peer - (a.ours - a.peer));
  const sum = (all: readonly (readonly [string, Group])[]): Group =>
    all.reduce(
      (total, [, each]) => ({
        count: total.count + each.count,
        operations: total.operations + each.operations,
        ours: total.ours + each.ours,
        peer: total.peer + each.peer,
      }),
      { count: 0, operations: 0, ours: 0, peer: 0 },
    );
  const heads = ["kernel", "times", "ours us", "peer us", "ours GFLOP/s", "peer GFLOP/s", "ratio", "lost us"];
  console.log(
    renderTable([
      heads,
      ...sorted.map(([name, group]) => row(name, group)),
      row("convolutions", sum(sorted.filter(([name]) => name !== otherKernels))),
      row("all", sum(sorted)),
    ]),
  );
}
