/**
 * One contest in a process of its own, so that whatever happens to an engine stays there: the same file and inputs for both, in turn.
 *
 * In: `node bench/engine/play.ts PLAN`, where the plan is JSON. Out: the last line printed is a `Play` as JSON.
 */
import { setTimeout } from "node:timers/promises";
import type { OnnxModel } from "../../src/engine/onnx/model.ts";
import { readModel } from "../../src/engine/onnx/model.ts";
import { openSession } from "../../src/engine/session.ts";
import { readElements, type TensorData } from "../../src/engine/tensor-data.ts";
import { MeasureError } from "../measure.ts";
import { contests } from "./contests.ts";
import { openPeer, type Prepared } from "./peer.ts";
import { type Difference, differenceOf, inputsOf, rootMeanSquare } from "./tensors.ts";

export type PlayPlan = {
  readonly contest: string;
  readonly modelPath: string;
  readonly peerFolder: string;
  /** Where ours is compiled to. */
  readonly compiledFolder: string;
  readonly threads: number;
  readonly repetitions: number | undefined;
  readonly withOurs: boolean;
  /** By the clock on the wall, or the processor's time of the thread: for a machine that does other things, and one thread. */
  readonly clock: "wall" | "processor";
};

export type Play = {
  /** Seconds of one run, one for each repetition. */
  readonly peer: readonly number[];
  /** Seconds until the peer's model was ready. */
  readonly peerOpening: number;
  /** Root mean square of each of the peer's outputs. */
  readonly magnitudes: readonly number[];
  readonly ours?: { readonly times: readonly number[]; readonly opening: number; readonly difference: Difference };
  /** Why there is no time of ours. */
  readonly problem?: string;
};

type Clock = {
  /** Seconds. */
  readonly now: () => number;
  /** A repetition is as many runs as take this long at least. */
  readonly leastSeconds: number;
};

const wallClock: Clock = { now: () => performance.now() / 1000, leastSeconds: 0.02 };

/** Counts in the system's ticks, which are up to 10 ms. */
const processorClock: Clock = {
  now: () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1e6;
  },
  leastSeconds: 0.2,
};

const warmingRuns = 3;
const wholeSeconds = 6;
const [fewest, most] = [5, 40];

if (import.meta.main) console.log(JSON.stringify(await play(JSON.parse(process.argv[2] ?? "") as PlayPlan)));

async function play(plan: PlayPlan): Promise<Play> {
  const contest = contests.find(({ name }) => name === plan.contest);
  if (contest === undefined) throw new MeasureError(`there is no contest ${plan.contest}`);
  const clock = plan.clock === "wall" ? wallClock : processorClock;
  const measured = (...sessions: readonly Prepared[]): Promise<number[][]> => measure(sessions, plan.repetitions, clock);
  const model = readModel(plan.modelPath);
  const inputs = inputsOf(model, contest);
  const [peer, peerOpening] = await timed(() => openPeer(plan.peerFolder, plan.modelPath, plan.threads, inputs));
  await peer.run();
  const expected = peer.outputs();
  const magnitudes = Array.from(expected.values(), (tensor) => rootMeanSquare(readElements(tensor)));
  try {
    if (!plan.withOurs) return { peer: (await measured(peer))[0] as number[], peerOpening, magnitudes };
    const [ours, opening] = await timed(() => openOurs(model, plan, inputs));
    await ours.run();
    const difference = differenceOf(ours.outputs(), expected);
    const [times, theirs] = (await measured(ours, peer)) as [number[], number[]];
    return { peer: theirs, peerOpening, magnitudes, ours: { times, opening, difference } };
  } catch (error) {
    const problem = error instanceof Error ? (error.stack ?? "").split("\n").slice(0, 3).join("").replaceAll(/\s+/g, " ") : String(error);
    return { peer: (await measured(peer))[0] as number[], peerOpening, magnitudes, problem };
  }
}

async function openOurs(model: OnnxModel, plan: PlayPlan, inputs: ReadonlyMap<string, TensorData>): Promise<Prepared> {
  const session = await openSession(model, { folder: plan.compiledFolder, threads: plan.threads });
  const given = session.program.inputs.map(({ name }) => {
    const found = inputs.get(name);
    if (found === undefined) throw new MeasureError(`our program has an input ${name} that the model has not`);
    return found;
  });
  let outputs: readonly TensorData[] = [];
  return {
    run: async () => {
      session.release(outputs);
      outputs = session.run(given);
    },
    outputs: () => new Map(session.program.outputs.map(({ name }, at) => [name, outputs[at] as TensorData])),
  };
}

/**
 * Seconds of a run of each, one repetition of each after the other. What one left behind does not count for the other: threads of the peer look for
 * work for tens of milliseconds after a run, on processors that the other's threads want, so each repetition begins when the process is quiet, with
 * a run that is not measured.
 */
async function measure(sessions: readonly Prepared[], repetitions: number | undefined, clock: Clock): Promise<number[][]> {
  const runs: number[] = [];
  let round = 0;
  for (const session of sessions) {
    for (let at = 0; at < warmingRuns - 1; at++) await session.run();
    const [, seconds] = await timed(session.run);
    runs.push(Math.max(1, Math.ceil(clock.leastSeconds / seconds)));
    round += Math.max(clock.leastSeconds, seconds);
  }
  const count = repetitions ?? Math.min(most, Math.max(fewest, Math.round(wholeSeconds / round)));
  const times = sessions.map((): number[] => []);
  for (let repetition = 0; repetition < count; repetition++)
    for (const [index, session] of sessions.entries()) {
      const batch = runs[index] as number;
      if (sessions.length > 1 && clock === wallClock) {
        await quietProcess();
        await session.run();
      }
      const [, seconds] = await timed(async () => {
        for (let at = 0; at < batch; at++) await session.run();
      }, clock);
      (times[index] as number[]).push(seconds / batch);
    }
  return times;
}

/** Waits until no thread of the process does anything, at most a second. */
async function quietProcess(): Promise<void> {
  const windowMs = 5;
  let quietWindows = 0;
  for (let waited = 0; quietWindows < 2 && waited < 1000; waited += windowMs) {
    const [before, start] = [process.cpuUsage(), performance.now()];
    await setTimeout(windowMs);
    const { user, system } = process.cpuUsage(before);
    const usedMs = (user + system) / 1000;
    quietWindows = usedMs < 0.2 * (performance.now() - start) ? quietWindows + 1 : 0;
  }
}

async function timed<Result>(run: () => Promise<Result>, clock = wallClock): Promise<[Result, number]> {
  const start = clock.now();
  const result = await run();
  return [result, clock.now() - start];
}
