/**
 * `npm run bench -- language`: programs in Mojo against the same programs in C, in Python, and against themselves.
 *
 * In: the programs below bench/language, and those with machine types in files of Python below bench/python/typed. Out: a table of times and ratios; false when a goal is missed.
 * A ratio above 1 means that the Mojo program is the faster one.
 */
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { type Contest, llamaContests } from "./language/llama2/contest.ts";
import { least, type Measurement, MeasureError, measureInTurn, median, readNumber, renderTable, showSeconds } from "./measure.ts";
import type { BenchOptions } from "./run.ts";
import { buildC, buildMojo, root } from "./workshop.ts";

const folder = join(root, "bench", "language");
const defaultRepetitions = 7;

/** The same program in C and Mojo must say the same checksum. */
const twins: readonly { readonly name: string; readonly goal: number }[] = [
  { name: "mandelbrot", goal: 1.0 },
  { name: "nbody", goal: 0.95 },
  { name: "spectral_norm", goal: 0.95 },
  { name: "fannkuch", goal: 0.95 },
  { name: "nqueen", goal: 0.95 },
];

/** Files of Python whose functions have machine types; the C program is beside them or, without one, that of `twins`. */
const typed: readonly { readonly name: string; readonly hasOwnPeer?: true }[] = [
  { name: "nbody" },
  { name: "spectral_norm" },
  { name: "fannkuch" },
  { name: "mandelbrot", hasOwnPeer: true },
  { name: "matmul", hasOwnPeer: true },
];
const typedFolder = join(root, "bench", "python", "typed");

export function benchLanguage(options: BenchOptions): boolean {
  const wanted = (name: string): boolean => options.names.length === 0 || options.names.some((word) => name.includes(word));
  const rows = [["program", "threads", "peer", "mojo", "peer's", "ratio (median)", "ratio (best)", "goal", ""]];
  let reached = true;
  for (const contest of allContests().filter((contest) => wanted(contest.name))) {
    try {
      const [mine, other] = measureInTurn([contest.mojo(), contest.peer()], options.repetitions ?? defaultRepetitions) as [
        Measurement,
        Measurement,
      ];
      const problem = contest.compare?.(mine.output, other.output);
      const row = judge(contest, mine, other, problem);
      reached &&= row.reached;
      rows.push(row.cells);
      console.error(row.cells.join("  "));
    } catch (error) {
      if (!(error instanceof MeasureError)) throw error;
      reached = false;
      rows.push([contest.name, String(contest.threads), contest.peerName, "-", "-", "-", "-", "-", "failed"]);
      console.error(`${contest.name}: ${error.message}`);
    }
  }
  console.log(renderTable(rows));
  return reached;
}

function judge(
  contest: Contest,
  mine: Measurement,
  other: Measurement,
  problem: string | undefined,
): { cells: string[]; reached: boolean } {
  const ratio = (choose: (values: readonly number[]) => number): number => choose(other.values) / choose(mine.values);
  const best = ratio(least);
  const isReached = problem === undefined && best >= contest.goal;
  return {
    cells: [
      contest.name,
      String(contest.threads),
      contest.peerName,
      showSeconds(least(mine.values)),
      showSeconds(least(other.values)),
      ratio(median).toFixed(2),
      best.toFixed(2),
      `>= ${contest.goal}`,
      problem ?? (isReached ? "reached" : "MISSED"),
    ],
    reached: isReached,
  };
}

function allContests(): Contest[] {
  const contests: Contest[] = [];
  for (const { name, goal } of twins) {
    const isParallel = name === "mandelbrot";
    for (const threads of isParallel && availableParallelism() > 1 ? [1, 2] : [1])
      contests.push({
        name,
        threads,
        goal,
        peerName: "C",
        mojo: () => ({ name: "mojo", command: buildMojo(source(name, "mojo")), arguments: isParallel ? [String(threads)] : [] }),
        peer: () => ({ name: "C", command: buildC(source(name, "c")), arguments: isParallel ? [String(threads)] : [] }),
        compare: sameChecksum,
      });
  }
  for (const { name, hasOwnPeer } of typed)
    contests.push({
      name: `typed ${name}`,
      threads: 1,
      goal: 0.9,
      peerName: "C",
      mojo: () => ({ name: "mojo", command: buildMojo(join(typedFolder, `${name}.py`)), arguments: [] }),
      peer: () => ({ name: "C", command: buildC(hasOwnPeer ? join(typedFolder, `${name}.c`) : source(name, "c")), arguments: [] }),
      compare: sameChecksum,
    });
  contests.push({
    name: "mandelbrot",
    threads: 1,
    goal: 400,
    peerName: "CPython",
    mojo: () => ({ name: "mojo", command: buildMojo(source("mandelbrot", "mojo")), arguments: ["1"] }),
    peer: () => ({ name: "python", command: "python3", arguments: [source("mandelbrot", "py")], repetitions: 3 }),
  });
  contests.push({
    name: "raise_catch",
    threads: 1,
    goal: 0.5,
    peerName: "returns",
    mojo: () => ({ name: "raise", command: buildMojo(source("raise_catch", "mojo")), arguments: [] }),
    peer: () => ({
      name: "return",
      command: buildMojo(source("raise_catch", "mojo")),
      arguments: [],
      read: (output) => readNumber(output, "baseline"),
    }),
  });
  return [...contests, ...llamaContests()];
}

function source(name: string, extension: string): string {
  return join(folder, name, `${name}.${extension}`);
}

/** Numbers of the checksum lines agree; Mojo prints `-0.169032`, C may print `-0.1690320`. */
function sameChecksum(mine: string, other: string): string | undefined {
  const numbers = (text: string): number[] => (/^checksum (.*)$/m.exec(text)?.[1] ?? "").split(/\s+/).map(Number);
  const [a, b] = [numbers(mine), numbers(other)];
  const agree = a.length === b.length && a.every((value, i) => Math.abs(value - (b[i] as number)) <= 2e-6 * Math.max(1, Math.abs(value)));
  return agree ? undefined : `WRONG: ${mine.replace(/\n.*/s, "")} and ${other.replace(/\n.*/s, "")}`;
}
