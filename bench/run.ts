/**
 * `npm run bench -- SUITE [NAMES] [OPTIONS]`: speed and size, measured against named peers; `--help` says which suites and options there are.
 *
 * Every figure is a ratio of times taken in one run of this script, with the peers in turn.
 */
import { parseArgs } from "node:util";
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

export type BenchOptions = {
  readonly names: readonly string[];
  readonly repetitions: number | undefined;
  /** Most threads that an engine uses. */
  readonly threads: number;
  /** Of processors instead of the clock on the wall. */
  readonly processorTime: boolean;
  /** Without ours. */
  readonly peerOnly: boolean;
  /** Lines of the file that is read. */
  readonly rows: number | undefined;
  /** Where a picture goes. */
  readonly svg: string | undefined;
};

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

const help = `Usage: npm run bench -- SUITE [NAMES] [OPTIONS]

Measures speed and size against peers, in one run; exits with 1 when a goal is missed. NAMES are words that occur in what is measured.

Suites: ${Object.keys(suites).join(" ")}

Options:
  --repetitions=N    how often each is measured
  --threads=N        engine: most threads; 1 when absent
  --processor-time   engine: times of the processor instead of the clock on the wall, for one thread on a busy machine
  --peer-only        engine: without ours
  --rows=N           text: lines of the file that is read
  --svg=PATH         kernels: where the picture of the roofline goes
  --help             shows this page`;

const { suite, options } = read();

try {
  const reached = suite(options);
  process.exitCode = reached ? 0 : 1;
} catch (error) {
  if (!(error instanceof MeasureError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

function read(): { readonly suite: (options: BenchOptions) => boolean; readonly options: BenchOptions } {
  try {
    const text = { type: "string" } as const;
    const flag = { type: "boolean", default: false } as const;
    const { values, positionals } = parseArgs({
      options: {
        repetitions: text,
        threads: text,
        "processor-time": flag,
        "peer-only": flag,
        rows: text,
        svg: text,
        help: { ...flag, short: "h" },
      },
      allowPositionals: true,
    });
    if (values.help) {
      console.log(help);
      process.exit(0);
    }
    const [name = "", ...names] = positionals;
    const suite = suites[name];
    if (suite === undefined) throw new TypeError(name === "" ? "a suite is missing" : `there is no suite ${name}`);
    const number = (option: string, given: string | undefined): number | undefined => {
      if (given !== undefined && !/^[1-9]\d*$/.test(given)) throw new TypeError(`--${option} takes a number from 1 on, not ${given}`);
      return given === undefined ? undefined : Number(given);
    };
    return {
      suite,
      options: {
        names,
        repetitions: number("repetitions", values.repetitions),
        threads: number("threads", values.threads) ?? 1,
        processorTime: values["processor-time"],
        peerOnly: values["peer-only"],
        rows: number("rows", values.rows),
        svg: values.svg,
      },
    };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    console.error(`${error.message}\n\n${help}`);
    process.exit(2);
  }
}
