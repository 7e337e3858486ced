/**
 * `npm run bench -- engine [NAMES] [--repetitions=N] [--threads=N] [--processor-time] [--peer-only]`: models in ONNX files, against onnxruntime 1.30.
 *
 * In: models that bench/engine/make-models.ts writes when they are missing, those of bench/engine/export-torchvision.py, and the peer, installed
 * when it is missing: all in `$SALAMANDER_DATA` (or data), in `engine` and `ort`. Both engines get the same file, inputs and threads, and run in turn.
 * Times are those of the wall's clock, or with `--processor-time` of the processor, which other work on the machine disturbs less.
 * Out: a table; false when a goal is missed or outputs differ by more than 1e-3. A ratio above 1 means that ours is the faster one.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Contest, contests, groupGoals, isMade } from "./engine/contests.ts";
import { installPeer } from "./engine/peer.ts";
import type { Play, PlayPlan } from "./engine/play.ts";
import { least, MeasureError, median, renderTable, runOnce } from "./measure.ts";
import type { BenchOptions } from "./run.ts";
import { root, workPath } from "./workshop.ts";

const greatestDifference = 1e-3;
const mostMilliseconds = 300_000;

const heads = ["model", "shape", "onnxruntime", "(median)", "ours", "(median)", "ratio", "goal", "difference", "relative", "compile", ""];

type Settings = { readonly folder: string; readonly peerFolder: string; readonly threads: number } & Pick<PlayPlan, "withOurs" | "clock">;
type Outcome = {
  readonly row: readonly string[];
  readonly isReached: boolean;
  readonly ratio?: number;
  /** Why there is no ratio. */
  readonly problem?: string;
};

export function benchEngine(options: BenchOptions): boolean {
  const data = process.env["SALAMANDER_DATA"] ?? join(root, "data");
  const settings: Settings = {
    folder: join(data, "engine"),
    peerFolder: join(data, "ort"),
    threads: options.threads,
    withOurs: !options.peerOnly,
    clock: options.processorTime ? "processor" : "wall",
  };
  if (settings.clock === "processor" && settings.threads !== 1) throw new MeasureError("--processor-time is the time of one thread");
  installPeer(settings.peerFolder);
  const wanted = contests.filter(({ name, isOnRequest }) =>
    options.names.length === 0 ? isOnRequest !== true : options.names.some((word) => name.includes(word)),
  );
  if (wanted.length === 0) throw new MeasureError(`there is no such model; there are ${contests.map(({ name }) => name).join(", ")}`);
  const rows = [
    ["model", "shape", "onnxruntime", "(median)", "ours", "(median)", "ratio", "goal", "difference", "relative", "compile", ""],
  ];
  const ratios = { random: [] as number[], torchvision: [] as number[] };
  const problems: string[] = [];
  let isReached = true;
  for (const contest of wanted) {
    const outcome = outcomeOf(contest, settings, options.repetitions);
    console.error([...outcome.row, outcome.problem ?? ""].join("  "));
    rows.push([...outcome.row]);
    if (outcome.problem !== undefined) problems.push(`${contest.name}: ${outcome.problem}`);
    isReached &&= outcome.isReached;
    if (contest.group !== undefined && outcome.ratio !== undefined) ratios[contest.group].push(outcome.ratio);
  }
  for (const [group, { mean: goal }] of Object.entries(groupGoals)) {
    const all = ratios[group as keyof typeof groupGoals];
    if (all.length === 0) continue;
    const mean = Math.exp(all.reduce((sum, ratio) => sum + Math.log(ratio), 0) / all.length);
    isReached &&= mean >= goal;
    const verdict = mean >= goal ? "reached" : "MISSED";
    const cells = [`${group}, geometric mean of ${all.length}`, "", "", "", "", "", mean.toFixed(2), `>= ${goal}`];
    rows.push([...paddedRow(cells, verdict)]);
  }
  console.log([renderTable(rows), ...problems].join("\n"));
  return isReached;
}

function outcomeOf(contest: Contest, settings: Settings, repetitions: number | undefined): Outcome {
  const cells = [contest.name, contest.shape];
  const modelPath = pathOf(contest, settings.folder);
  const failed = (row: readonly string[], problem: string): Outcome => ({ row: paddedRow(row, "FAILED"), isReached: false, problem });
  if (modelPath === undefined) return failed(cells, "there is no file: run bench/engine/export-torchvision.py");
  const result = played(contest, modelPath, settings, repetitions);
  const peerCells = [milliseconds(least(result.peer)), milliseconds(median(result.peer))];
  if (!result.magnitudes.every((size) => size > 0 && Number.isFinite(size)))
    return failed([...cells, ...peerCells], `the peer's outputs have the magnitudes ${result.magnitudes.join(", ")}`);
  if (!settings.withOurs) return { row: [...cells, ...peerCells], isReached: true };
  const { ours } = result;
  if (ours === undefined) return failed([...cells, ...peerCells], result.problem ?? "no reason given");
  const ratio = least(result.peer) / least(ours.times);
  const { absolute, relative } = ours.difference;
  const goal = contest.goal ?? (contest.group === undefined ? 0 : groupGoals[contest.group].each);
  const isSame = relative <= greatestDifference;
  const isReached = isSame && ratio >= goal;
  const row = [
    ...cells,
    ...peerCells,
    milliseconds(least(ours.times)),
    milliseconds(median(ours.times)),
    ratio.toFixed(2),
    goal === 0 ? "" : `>= ${goal}`,
    absolute.toExponential(1),
    relative.toExponential(1),
    `${ours.opening.toFixed(1)} s`,
    isSame ? (isReached ? "reached" : "MISSED") : "WRONG",
  ];
  return { row, ratio, isReached };
}

/** With the verdict in the last column. */
function paddedRow(row: readonly string[], verdict: string): readonly string[] {
  return [...row, ...Array(heads.length - 1 - row.length).fill(""), verdict];
}

/** Undefined for a file that is not there and that we cannot make. */
function pathOf({ model }: Contest, folder: string): string | undefined {
  const path = join(folder, isMade(model) ? `${model}.onnx` : model);
  if (existsSync(path)) return path;
  if (!isMade(model)) return undefined;
  runOnce({ command: process.execPath, arguments: [join(root, "bench", "engine", "make-models.ts"), folder, model] });
  return path;
}

/** If the process ends before its time, with ours or without: the peer alone, and what was said. */
function played(contest: Contest, modelPath: string, settings: Settings, repetitions: number | undefined): Play {
  const compiledFolder = workPath("compiled");
  mkdirSync(compiledFolder, { recursive: true });
  const { peerFolder, threads, clock } = settings;
  const run = (withOurs: boolean): Play | string => {
    const plan: PlayPlan = { contest: contest.name, modelPath, peerFolder, compiledFolder, threads, repetitions, withOurs, clock };
    const script = join(root, "bench", "engine", "play.ts");
    const { status, signal, stdout, stderr, error } = spawnSync(process.execPath, [script, JSON.stringify(plan)], {
      encoding: "utf8",
      timeout: mostMilliseconds,
      maxBuffer: 1 << 28,
    });
    if (status === 0) return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Play;
    return `ended with ${error?.message ?? signal ?? status}: ${stderr.trim().slice(-500)}`;
  };
  const first = run(settings.withOurs);
  rmSync(compiledFolder, { recursive: true, force: true });
  if (typeof first !== "string") return first;
  const second = settings.withOurs ? run(false) : first;
  if (typeof second === "string") throw new MeasureError(`${contest.name}: ${second}`);
  return { ...second, problem: first };
}

function milliseconds(seconds: number): string {
  const value = seconds * 1000;
  return `${value.toFixed(value < 10 ? 3 : 1)} ms`;
}
