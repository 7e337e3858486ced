/**
 * Recorded runs as a trace in the format of Chrome's tracing (https://ui.perfetto.dev and chrome://tracing open it; Trace Event Format, complete events).
 *
 * An event for each run, and within it one for each step, with its tensors and the nodes of the model that it computes.
 */
import type { ProfileDescription } from "./description.ts";
import type { RecordedRun } from "./recording.ts";
import { tensorText } from "./summary.ts";

/** The oldest runs are left out: those who look at a trace look at few. */
const mostEvents = 20_000;

export function writeTrace(model: string, { nodes, steps }: ProfileDescription, runs: readonly RecordedRun[]): string {
  let count = 0;
  const shown: RecordedRun[] = [];
  for (const run of [...runs].reverse()) {
    count += run.steps.length + 1;
    if (count > mostEvents && shown.length > 0) break;
    shown.unshift(run);
  }
  const start = Math.min(...shown.map(({ beginNs }) => beginNs));
  const micros = (ns: number): number => ns / 1000;
  const place = (beginNs: number, endNs: number): object => ({
    ph: "X",
    ts: micros(beginNs - start),
    dur: micros(endNs - beginNs),
    pid: 1,
  });
  const titles = steps.map((step) => step.nodes.map((node) => `${nodes[node]?.operator} ${nodes[node]?.name}`));
  const events: object[] = [
    { ph: "M", pid: 1, name: "process_name", args: { name: model } },
    ...[...new Set(shown.map(({ lane }) => lane))].map((lane) => ({
      ph: "M",
      pid: 1,
      tid: lane,
      name: "thread_name",
      args: { name: lane === 0 ? "runs" : `runs at the same time (${lane})` },
    })),
  ];
  for (const { lane, beginNs, endNs, steps: times } of shown) {
    events.push({ name: "run", cat: "run", ...place(beginNs, endNs), tid: lane });
    for (const time of times) {
      const step = steps[time.step];
      if (step === undefined) continue;
      const tensors = {
        reads: step.inputs.map((tensor) => tensorText(tensor, step, time)),
        writes: step.outputs.map((tensor) => tensorText(tensor, step, time)),
      };
      const args = { step: time.step, ...tensors, nodes: titles[time.step] };
      events.push({ name: step.name, cat: step.kind, ...place(time.beginNs, time.endNs), tid: lane, args });
    }
  }
  return `{"displayTimeUnit":"ns","traceEvents":[\n${events.map((event) => JSON.stringify(event)).join(",\n")}\n]}\n`;
}
