/**
 * `npm run bench -- language|kernels|compile|size|math|text|tasks|steps|tuning|python|pyperformance|programs|threads|engine [NAMES] [--repetitions=N]`: speed and size, measured against named peers.
 *
 * Every figure is a ratio of times taken in one run of this script, with the peers in turn.
 */
import { benchCompile } from "./compile.ts";
import { benchEngine } from "./engine.ts";
import { benchKernels } from "./kernels.ts";
import { benchLanguage } from "./language.ts";
import { benchMath } from "./math.ts";
import { MeasureError } from "./measure.ts";
import { benchPrograms, benchPyperformance } from "./pyperformance.ts";
import { benchPython } from "./python.ts";
import { benchSize } from "./size.ts";
import { benchSteps } from "./steps.ts";
import { benchTasks } from "./tasks.ts";
import { benchText } from "./text.ts";
import { benchThreads } from "./threads.ts";
import { benchTuning } from "./tuning.ts";

export type BenchOptions = { readonly names: readonly string[]; readonly repetitions: number | undefined };

const suites: Readonly<Record<string, (options: BenchOptions) => boolean>> = {
  language: benchLanguage,
  kernels: benchKernels,
  compile: benchCompile,
  size: benchSize,
  math: benchMath,
  text: benchText,
  tasks: benchTasks,
  steps: benchSteps,
  tuning: benchTuning,
  python: benchPython,
  pyperformance: benchPyperformance,
  programs: benchPrograms,
  threads: benchThreads,
  engine: benchEngine,
};

const words = process.argv.slice(2);
const repetitions = words.find((word) => word.startsWith("--repetitions="));
const plain = words.filter((word) => !word.startsWith("--"));
const suite = suites[plain[0] ?? ""];
if (suite === undefined) {
  console.error(`Usage: npm run bench -- ${Object.keys(suites).join("|")} [NAMES] [--repetitions=N]`);
  process.exit(2);
}
try {
  const reached = suite({ names: plain.slice(1), repetitions: repetitions === undefined ? undefined : Number(repetitions.split("=")[1]) });
  process.exitCode = reached ? 0 : 1;
} catch (error) {
  if (!(error instanceof MeasureError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
