/** `mojo engine bench MODEL`: how long a run takes, and how long it takes until the first one. */
import { availableParallelism } from "node:os";
import { basename } from "node:path";
import { checkFeeds, programInputs } from "../engine/feeds.ts";
import { openModel } from "../engine/open-model.ts";
import { type ProfileFiles, writeProfile } from "../engine/profile-files.ts";
import { printShape } from "../engine/tensor-data.ts";
import { type ArgumentTable, flag, helpOption, parseArguments, renderHelp, UsageError, valueOf } from "./arguments.ts";
import { standardOutput, write } from "./console.ts";
import {
  checkShapes,
  givenFeeds,
  inputOptions,
  modelOf,
  operatorsOf,
  operatorsOption,
  optimizationOf,
  optimizationOption,
  pictureOptions,
  profileOf,
  profileOption,
  shapeOption,
  shapesOf,
  threadsOf,
  threadsOption,
} from "./engine-arguments.ts";
import { seconds, withoutInterruption, withProgress } from "./engine-progress.ts";
import { withRandom } from "./engine-run.ts";

const table: ArgumentTable = {
  command: "engine bench",
  usage: ["mojo engine bench [OPTIONS] MODEL.onnx"],
  summary:
    "Measures runs of a model with inputs from files, and random ones for the rest. A run is everything from tensors to tensors; compiling, loading and the first run are told apart from the others.",
  options: [
    shapeOption,
    ...inputOptions,
    ...pictureOptions,
    threadsOption,
    profileOption,
    { names: ["--seconds"], value: "S", help: "how long to measure; 5 when absent" },
    { names: ["--json"], help: "writes one object of JSON; times are in milliseconds" },
    operatorsOption,
    optimizationOption,
    helpOption,
  ],
  examples: ["mojo engine bench --shape batch=8 --threads=1 resnet50.onnx"],
};

/** Runs that are not counted: caches fill, the processor finds its speed. */
const warmUpRuns = 3;

export async function run(words: readonly string[]): Promise<number> {
  const parsed = parseArguments(table, words);
  if (flag(parsed, "--help")) {
    write(standardOutput, renderHelp(table));
    return 0;
  }
  const file = modelOf(table, parsed);
  const shapes = shapesOf(parsed);
  const given = await givenFeeds(parsed, file);
  const duration = secondsOf(valueOf(parsed, "--seconds") ?? "5");
  const threads = threadsOf(parsed) ?? availableParallelism();
  const profile = profileOf(parsed, file);
  const { program, inputs, loadMs, close } = await withProgress(async (progress) => {
    const started = performance.now();
    const model = await openModel(file, {
      feeds: given,
      threads,
      isProfiled: profile !== undefined,
      optimization: optimizationOf(parsed),
      ...operatorsOf(parsed),
      ...progress,
    });
    checkShapes(model.description, shapes);
    const feeds = withRandom(model.description, given, shapes, 0, model.needs?.names);
    checkFeeds(model.description, feeds);
    const program = await model.program(feeds);
    const inputs = programInputs(program.manifest.inputs, feeds);
    return { program, inputs, loadMs: performance.now() - started, close: () => model.close() };
  });
  try {
    const runOnce = (): void => program.release(program.runNow(inputs));
    const firstMs = timed(runOnce);
    for (let at = 0; at < warmUpRuns; at++) runOnce();
    program.recording?.clear();
    const times: number[] = [];
    for (const until = performance.now() + duration * 1000; times.length < 5 || performance.now() < until; ) times.push(timed(runOnce));
    times.sort((a, b) => a - b);
    const { recording } = program;
    if (profile !== undefined && recording !== undefined)
      withoutInterruption(() => writeProfile(profile, { model: basename(file), threads }, recording));
    const result = {
      model: file,
      threads,
      inputs: Object.fromEntries(program.manifest.inputs.map(({ name }, at) => [name, inputs[at]?.shape])),
      runs: times.length,
      median: quantile(times, 0.5),
      best: times[0] as number,
      p90: quantile(times, 0.9),
      first: firstMs,
      ...(profile !== undefined && { profile }),
      ...(program.isNew ? { compile: program.manifest.compileMs } : { load: loadMs }),
    };
    write(standardOutput, flag(parsed, "--json") ? `${JSON.stringify(result)}\n` : render(result));
    return 0;
  } finally {
    await close();
  }
}

type Result = {
  readonly threads: number;
  readonly inputs: Readonly<Record<string, readonly number[] | undefined>>;
  readonly runs: number;
  readonly median: number;
  readonly best: number;
  readonly p90: number;
  readonly first: number;
  readonly compile?: number;
  readonly load?: number;
  readonly profile?: ProfileFiles;
};

function render({ threads, inputs, runs, median, best, p90, first, compile, load, profile }: Result): string {
  const shapes = Object.entries(inputs).map(([name, shape]) => `${name} ${printShape(shape ?? [])}`);
  const before = compile === undefined ? `load ${printTime(load ?? 0)}` : `compile ${seconds(compile)}`;
  return `inputs   ${shapes.join(", ") || "none"}
threads  ${threads}
median   ${printTime(median)}  (${(1000 / median).toPrecision(4)} runs per second)
best     ${printTime(best)}
p90      ${printTime(p90)}
runs     ${runs}
before   ${before}, first run ${printTime(first)}
${profile === undefined ? "" : `profile  ${profile.page}, ${profile.trace} (times are those of a program with clocks)\n`}`;
}

function printTime(milliseconds: number): string {
  return milliseconds < 1 ? `${(milliseconds * 1000).toPrecision(4)} µs` : `${milliseconds.toPrecision(4)} ms`;
}

function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] as number;
}

function timed(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

function secondsOf(word: string): number {
  const number = Number(word);
  if (word.trim() !== "" && number > 0 && number <= 3600) return number;
  throw new UsageError(`--seconds needs a number up to 3600, not \`${word}\``);
}
