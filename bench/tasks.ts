/**
 * `npm run bench -- tasks`: what tasks and parallel loops cost, beside a pool whose workers block, and OpenMP.
 *
 * Two threads; the best of several runs in turn.
 */
import { join } from "node:path";
import { least, type Measurement, MeasureError, measureInTurn, type Peer, readNumber, renderTable } from "./measure.ts";
import type { BenchOptions } from "./run.ts";
import { buildC, buildMojo, root } from "./workshop.ts";

const folder = join(root, "bench", "tasks");
const defaultRepetitions = 5;

type Row = {
  readonly name: string;
  readonly unit: string;
  readonly what: string;
  /** Our figure, and the peer's divided by ours. */
  readonly goal: { readonly most?: number; readonly ratio?: number };
  readonly peer?: "blocking pool" | "OpenMP";
};

const rows: readonly Row[] = [
  { name: "empty_task_ns", unit: "ns", what: "empty task", goal: { most: 200 }, peer: "blocking pool" },
  { name: "empty_task_processor_ns", unit: "ns", what: "processor time of both threads", goal: {}, peer: "blocking pool" },
  // The caller mostly does both pieces before a helper comes; OpenMP always hands one over. The row after it compares like with like.
  { name: "fork_join_ns", unit: "ns", what: "parallelize of two tiny pieces", goal: { most: 5000 } },
  { name: "handover_ns", unit: "ns", what: "of two that wait for each other", goal: { most: 5000 }, peer: "OpenMP" },
  { name: "wake_up_us", unit: "us", what: "the same, with a helper that sleeps", goal: { most: 100 } },
  { name: "nested_us", unit: "us", what: "parallelize 8 x 8 x 8", goal: { most: 200 } },
  { name: "latency_p50_us", unit: "us", what: "task of 100 us under load, median", goal: {}, peer: "blocking pool" },
  { name: "latency_p99_us", unit: "us", what: "the same, 99th of 100", goal: { ratio: 1 }, peer: "blocking pool" },
  { name: "rest_percent", unit: "%", what: "processor use 10 ms after work", goal: { most: 0.5 } },
];

export function benchTasks(options: BenchOptions): boolean {
  const environment = { MOJO_NUM_THREADS: "2", OMP_NUM_THREADS: "2" };
  const read = (): number => 0;
  const peers: Peer[] = [
    { name: "mojo", command: buildMojo(join(folder, "tasks.mojo")), arguments: [], environment, read },
    { name: "blocking pool", command: buildC(join(folder, "blocking_pool.c")), arguments: ["8"], environment, read },
  ];
  try {
    peers.push({ name: "OpenMP", command: buildC(join(folder, "fork_join.c"), ["-fopenmp"], "gcc"), arguments: [], environment, read });
  } catch (error) {
    if (!(error instanceof MeasureError)) throw error;
  }
  const outputs = new Map<string, string[]>(peers.map((peer) => [peer.name, []]));
  for (let repetition = 0; repetition < (options.repetitions ?? defaultRepetitions); repetition++)
    for (const measurement of measureInTurn(peers, 1)) outputOf(outputs, measurement);
  const table = [["what", "mojo", "peer's", "peer", "ratio", "goal", ""]];
  let reached = true;
  for (const row of rows) {
    const mine = best(outputs.get("mojo") ?? [], row.name);
    const others = row.peer === undefined ? undefined : outputs.get(row.peer);
    const other = others === undefined ? undefined : best(others, row.name);
    const ratio = other === undefined ? undefined : other / mine;
    const isReached =
      (row.goal.most === undefined || mine <= row.goal.most) &&
      (row.goal.ratio === undefined || ratio === undefined || ratio >= row.goal.ratio);
    reached &&= isReached;
    table.push([
      row.what,
      `${mine.toFixed(1)} ${row.unit}`,
      other === undefined ? "-" : `${other.toFixed(1)} ${row.unit}`,
      other === undefined ? "-" : (row.peer ?? "-"),
      ratio === undefined ? "-" : ratio.toFixed(2),
      row.goal.most !== undefined ? `<= ${row.goal.most} ${row.unit}` : row.goal.ratio !== undefined ? `ratio >= ${row.goal.ratio}` : "-",
      isReached ? "reached" : "MISSED",
    ]);
  }
  console.log(renderTable(table));
  return reached;
}

function outputOf(outputs: Map<string, string[]>, { peer, output }: Measurement): void {
  if (/WRONG/.test(output)) throw new MeasureError(`${peer.name}: ${output}`);
  outputs.get(peer.name)?.push(output);
}

function best(outputs: readonly string[], name: string): number {
  return least(outputs.map((output) => readNumber(output, name)));
}
