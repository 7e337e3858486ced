/**
 * `npm run bench -- text [--rows=N]`: reading text at speed. The CSV example against Python's csv module on 100 MB, and the one billion
 * row challenge on 10^8 rows against the same algorithm in C++.
 *
 * In: examples/simd_csv.mojo, examples/one_billion_rows.mojo, their peers in bench/text. Out: a table; false when a goal is missed.
 * A ratio above 1 means that the Mojo program is the faster one. Times are without start-up; files are in the system's cache.
 */
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { least, type Measurement, measureInTurn, median, renderTable, runOnce, showSeconds } from "./measure.ts";
import type { BenchOptions } from "./run.ts";
import { buildMojo, root, workPath } from "./workshop.ts";

type Contest = {
  readonly name: string;
  readonly threads: number;
  readonly peerName: string;
  readonly goal: number;
  readonly mojo: readonly string[];
  readonly peer: readonly string[];
  /** What both must print. */
  readonly common: RegExp;
};

const defaultRows = 100_000_000;

export function benchText(options: BenchOptions): boolean {
  const table = [["program", "threads", "peer", "mojo", "peer's", "ratio (median)", "ratio (best)", "goal", ""]];
  let reached = true;
  for (const contest of [...csvContests(options), ...rowContests(options)]) {
    const peers = [contest.mojo, contest.peer].map(([command = "", ...words]) => ({ name: command, command, arguments: words }));
    const [mine, other] = measureInTurn(peers, options.repetitions ?? 5) as [Measurement, Measurement];
    const isSame = contest.common.exec(mine.output)?.[0] === contest.common.exec(other.output)?.[0];
    const ratio = (choose: (values: readonly number[]) => number): number => choose(other.values) / choose(mine.values);
    const isReached = isSame && ratio(least) >= contest.goal;
    reached &&= isReached;
    const verdict = isSame ? (isReached ? "reached" : "MISSED") : "WRONG";
    const times = [showSeconds(least(mine.values)), showSeconds(least(other.values)), ratio(median).toFixed(2), ratio(least).toFixed(2)];
    const row = [contest.name, String(contest.threads), contest.peerName, ...times, `>= ${contest.goal}`, verdict];
    console.error(row.join("  "));
    table.push(row);
  }
  console.log(renderTable(table));
  return reached;
}

function wants(options: BenchOptions, name: string): boolean {
  return options.names.length === 0 || options.names.some((word) => name.includes(word));
}

function csvContests(options: BenchOptions): Contest[] {
  const name = "simd_csv";
  if (!wants(options, name)) return [];
  const file = workPath("table.csv");
  writeFileSync(file, csvText(100_000_000));
  const mojo = [buildMojo(join(root, "examples", `${name}.mojo`)), file];
  const peer = ["python3", join(root, "bench", "text", "csv_reader.py"), file];
  return [{ name, threads: 1, peerName: "Python's csv", goal: 10, mojo, peer, common: /rows \d+ fields \d+/ }];
}

/** Rows with plain fields, quoted commas, doubled quotes and, in every fiftieth row, a line break. */
function csvText(sizeBytes: number): Buffer {
  const names = ["Oslo", "Rome", '"Bergen, west"', "Reykjavik", '"The ""wet"" town"', "Lima", "Nairobi"];
  let state = 1;
  const random = (bound: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % bound;
  };
  let rows = "";
  for (let i = 0; i < 50_000; i++) {
    const note = i % 50 === 0 ? '"line one\nline two"' : `station ${random(10_000)}`;
    rows += `${names[random(names.length)]},${1 + random(12)},${(random(20_000) / 100).toFixed(2)},${note}\r\n`;
  }
  const block = Buffer.from(rows);
  return Buffer.concat([Buffer.from("city,month,rain,note\r\n"), ...Array(Math.ceil(sizeBytes / block.length)).fill(block)]);
}

function rowContests(options: BenchOptions): Contest[] {
  const name = "one_billion_rows";
  if (!wants(options, name)) return [];
  const source = join(root, "bench", "text", `${name}.cpp`);
  const peer = workPath("one-billion-rows-cpp");
  const flags = ["-x", "c++", "-std=c++20", "-O3", "-march=native"];
  runOnce({ command: "clang-19", arguments: [...flags, source, "-o", peer, "-lstdc++", "-lm", "-lpthread"] });
  const mojo = buildMojo(join(root, "examples", `${name}.mojo`));
  const file = workPath("rows.txt");
  runOnce({ command: mojo, arguments: ["--generate", file, String(options.rows ?? defaultRows)] });
  return (availableParallelism() > 1 ? [1, 2] : [1]).map((threads) => ({
    name,
    threads,
    peerName: "C++",
    goal: 0.9,
    mojo: [mojo, file, String(threads)],
    peer: [peer, file, String(threads)],
    common: /^\{.*\}$/m,
  }));
}
