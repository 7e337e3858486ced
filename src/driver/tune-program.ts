/**
 * Finds the best candidates of functions that nothing in a program searches for, by running the whole program with each.
 *
 * In: a session whose program was elaborated, its adaptive functions, arguments for the program. Out: what was measured; winners
 * are kept (`tuned-choices.ts`). One function after the other, the others as they are best so far; candidates run in turn,
 * and the least time of a few runs counts.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { buildProgram } from "./compile.ts";
import type { MeasuredRun } from "./native-run.ts";
import { CompileSession } from "./session.ts";
import { chooseTargets } from "./target-choice.ts";
import { keepTunedChoice } from "./tuned-choices.ts";

const rounds = 3;

export type AdaptiveFunctions = ReadonlyMap<string, readonly string[]>;

export async function tuneProgram(session: CompileSession, functions: AdaptiveFunctions, words: readonly string[]): Promise<MeasuredRun[]> {
  const [target] = await chooseTargets(session.options.target);
  const best = new Map<string, string>();
  const runs: MeasuredRun[] = [];
  const folder = mkdtempSync(`${tmpdir()}/salamander-tune-`);
  try {
    for (const [name, labels] of functions) {
      if (labels.length < 2) continue;
      const start = performance.now();
      const costs = await measure(session, folder, name, labels, best, words);
      session.reportProgress(undefined);
      const winner = labels[costs.indexOf(Math.min(...costs))] as string;
      best.set(name, winner);
      keepTunedChoice(session, target, name, winner);
      const candidates = labels.map((value, index) => ({ name, value, cost: costs[index] as number }));
      runs.push({ purpose: name, base64: "", seconds: (performance.now() - start) / 1000, candidates });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return runs;
}

/** Seconds of a run for each candidate; infinite for one that fails. */
async function measure(
  session: CompileSession,
  folder: string,
  name: string,
  labels: readonly string[],
  best: ReadonlyMap<string, string>,
  words: readonly string[],
): Promise<number[]> {
  const programs: string[] = [];
  for (const [index, label] of labels.entries()) {
    session.reportProgress(`building ${name} with ${label} (${index + 1} of ${labels.length})`);
    const trial = new CompileSession(session.options, {
      tunedLabels: new Map([...best, [name, label]]),
      tuningFolder: session.tuningFolder,
    });
    const path = `${folder}/${index}`;
    programs.push((await buildProgram(trial, path)) ? path : "");
  }
  const costs = labels.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < rounds; round++)
    for (const [index, path] of programs.entries()) {
      session.reportProgress(`running ${name} with ${labels[index]} (round ${round + 1} of ${rounds})`);
      if (path !== "") costs[index] = Math.min(costs[index] as number, secondsOf(path, words));
    }
  return costs;
}

function secondsOf(path: string, words: readonly string[]): number {
  const start = process.hrtime.bigint();
  const { status, signal } = spawnSync(path, words, { stdio: "ignore" });
  const seconds = Number(process.hrtime.bigint() - start) * 1e-9;
  if (signal === "SIGINT" || status === 130) process.kill(process.pid, "SIGINT");
  return status === 0 ? seconds : Number.POSITIVE_INFINITY;
}
