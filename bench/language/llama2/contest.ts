/**
 * llama2.mojo against llama2.c on one checkpoint with random weights: time per token, greedy decoding.
 *
 * Both programs are of others and come from the data folder. The checkpoint has the shape of the 15M TinyStories model.
 */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { MeasureError, type Peer } from "../../measure.ts";
import { buildC, buildMojo, dataPath, hasTool, workPath } from "../../workshop.ts";
import { type ModelShape, writeCheckpoint } from "./checkpoint.ts";

export type Contest = {
  readonly name: string;
  readonly threads: number;
  /** Least ratio of the peer's time to Mojo's. */
  readonly goal: number;
  readonly peerName: string;
  readonly mojo: () => Peer;
  readonly peer: () => Peer;
  /** What is wrong with the outputs, if anything. */
  readonly compare?: (mine: string, other: string) => string | undefined;
};

export const storiesShape: ModelShape = {
  dimension: 288,
  hiddenDimension: 768,
  layers: 6,
  heads: 6,
  keyValueHeads: 6,
  vocabulary: 32000,
  sequence: 256,
};

const fastMath = ["-ffast-math"];

export function llamaContests(): Contest[] {
  const contests: Contest[] = [];
  for (const threads of availableParallelism() > 1 ? [1, 2] : [1])
    for (const version of ["head", "2023"] as const)
      contests.push({
        name: `llama2.mojo ${version}`,
        threads,
        goal: 1.0,
        peerName: threads === 1 ? "llama2.c" : `llama2.c (${openMpCompiler()})`,
        mojo: () => ({
          name: "mojo",
          command: buildMojo(version === "head" ? join(dataPath("llama2-mojo"), "llama2.mojo") : mojoOf2023()),
          arguments: [checkpoint(), "-t", "0.0", "-n", "256", "-z", tokenizer(), "-j", String(threads)],
          read: secondsPerToken,
        }),
        peer: () => ({
          name: "C",
          command: threads === 1 ? buildC(llamaC(), fastMath) : buildC(llamaC(), [...fastMath, "-fopenmp"], openMpCompiler()),
          arguments: [checkpoint(), "-t", "0.0", "-n", "256", "-z", tokenizer()],
          environment: { OMP_NUM_THREADS: String(threads) },
          read: secondsPerToken,
        }),
      });
  return contests;
}

let checkpointPath: string | undefined;

function checkpoint(): string {
  if (checkpointPath === undefined) {
    checkpointPath = workPath("stories15M-random.bin");
    writeCheckpoint(checkpointPath, storiesShape, 1);
  }
  return checkpointPath;
}

function tokenizer(): string {
  return join(dataPath("llama2-c"), "tokenizer.bin");
}

function llamaC(): string {
  return join(dataPath("llama2-c"), "run.c");
}

/** The last commit of 2023 of the program, from a clone's history when there is one. */
function mojoOf2023(): string {
  const extracted = join(dataPath("llama2-mojo"), "llama2-2023.mojo");
  if (existsSync(extracted)) return extracted;
  throw new MeasureError(`there is no ${extracted}: put the version of 2023 (commit f292659) there`);
}

function secondsPerToken(output: string): number {
  const match = /achieved tok\/s:\s+([\d.]+(?:e[-+]?\d+)?)/.exec(output);
  if (match === null) throw new MeasureError(`no tokens per second in\n${output.slice(-300)}`);
  return 1 / Number(match[1]);
}

let openMp: string | undefined;

/** clang when it can link an OpenMP library, else gcc. */
function openMpCompiler(): string {
  openMp ??= canLinkOpenMp("clang-19") ? "clang-19" : hasTool("gcc") ? "gcc" : "clang-19";
  return openMp;
}

function canLinkOpenMp(compiler: string): boolean {
  try {
    execFileSync(compiler, ["-fopenmp", "-x", "c", "-", "-o", workPath("openmp-probe")], {
      input: "int main(void) { return 0; }",
      stdio: ["pipe", "ignore", "ignore"],
    });
    return true;
  } catch {
    return false;
  }
}
