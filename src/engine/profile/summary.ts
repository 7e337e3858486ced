/**
 * Where the time of recorded runs went: for each step its times, what it moved and computed; and the names that people read.
 *
 * In: a description and runs. Out: plain data for the table and the pictures of the page. Not here: how they look (`page.ts`).
 */
import { elementBits } from "../tensor-data.ts";
import type { ProfiledSize, ProfiledStep, ProfiledTensor, ProfileDescription } from "./description.ts";
import type { RecordedRun, StepTime } from "./recording.ts";

export type StepSummary = {
  readonly kind: string;
  readonly name: string;
  /** `MatMul Add ×2 Erf`. */
  readonly madeOf: string;
  /** Tensors with types: `y float32[1, 768]`. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly nodes: readonly number[];
  /** Numbers of the steps whose outputs it reads. */
  readonly reads: readonly number[];
  /** Of one run, on average. */
  readonly calls: number;
  readonly meanNs: number;
  /** The fastest and the median run. */
  readonly bestNs: number;
  readonly medianNs: number;
  /** Of one run: bytes of what it reads and writes, multiplications and additions; absent where sizes are not known. */
  readonly bytes?: number;
  readonly operations?: number;
};

export type Summary = {
  readonly runs: number;
  /** Steps that were not recorded, since a run had too many. */
  readonly leftOut: number;
  readonly medianNs: number;
  readonly bestNs: number;
  readonly meanNs: number;
  readonly steps: readonly StepSummary[];
};

export function summarize(description: ProfileDescription, runs: readonly RecordedRun[]): Summary {
  const times = runs.map(({ beginNs, endNs }) => endNs - beginNs);
  const byStep = description.steps.map(() => ({
    perRun: new Float64Array(runs.length),
    calls: 0,
    last: undefined as StepTime | undefined,
  }));
  runs.forEach(({ steps }, run) => {
    for (const time of steps) {
      const found = byStep[time.step];
      if (found === undefined) continue;
      found.perRun[run] = (found.perRun[run] as number) + time.endNs - time.beginNs;
      found.calls++;
      found.last = time;
    }
  });
  const makers = new Map(description.steps.flatMap(({ outputs }, at) => outputs.map(({ id }) => [id, at] as const)));
  return {
    runs: runs.length,
    leftOut: runs.reduce((sum, { leftOut }) => sum + leftOut, 0),
    ...statistics(times),
    steps: description.steps.map((step, at) => {
      const { perRun, calls, last } = byStep[at] as (typeof byStep)[number];
      const perCall = calls / Math.max(1, runs.length);
      return {
        kind: step.kind,
        name: step.name,
        madeOf: operatorsText(step.nodes.map((node) => description.nodes[node]?.operator ?? "")),
        inputs: step.inputs.map((tensor) => tensorText(tensor, step, last)),
        outputs: step.outputs.map((tensor) => tensorText(tensor, step, last)),
        nodes: step.nodes,
        reads: [...new Set(step.inputs.flatMap(({ id }) => makers.get(id) ?? []))].filter((maker) => maker !== at),
        calls: perCall,
        ...statistics([...perRun]),
        ...measures(step, last, perCall),
      };
    }),
  };
}

function statistics(times: readonly number[]): { readonly meanNs: number; readonly bestNs: number; readonly medianNs: number } {
  const sorted = [...times].sort((a, b) => a - b);
  return {
    meanNs: sorted.reduce((sum, each) => sum + each, 0) / Math.max(1, sorted.length),
    bestNs: sorted[0] ?? 0,
    medianNs: sorted[sorted.length >> 1] ?? 0,
  };
}

function measures(
  step: ProfiledStep,
  last: StepTime | undefined,
  calls: number,
): { readonly bytes?: number; readonly operations?: number } {
  const operations = sizeOf(step.operations, step, last);
  const bytes = bytesOf(step, last);
  return {
    ...(bytes !== undefined && { bytes: bytes * calls }),
    ...(operations !== undefined && operations > 0 && { operations: operations * calls }),
  };
}

/** Each tensor once. Of what is read at given places, no more than is written. */
function bytesOf(step: ProfiledStep, last: StepTime | undefined): number | undefined {
  const sizeInBytes = ({ shape, elementType }: ProfiledTensor): number =>
    shape.reduce<number>((product, each) => product * (sizeOf(each, step, last) ?? Number.NaN), elementBits(elementType) / 8);
  const written = step.outputs.reduce((sum, tensor) => sum + sizeInBytes(tensor), 0);
  const inputs = new Map(step.inputs.map((tensor) => [tensor.id, tensor]));
  const read = [...inputs.values()].reduce(
    (sum, tensor) => sum + (tensor.isGathered ? Math.min(written, sizeInBytes(tensor)) : sizeInBytes(tensor)),
    0,
  );
  return Number.isNaN(read + written) ? undefined : read + written;
}

/** What a size was when the step ran; undefined for one that nobody knew. */
function sizeOf(size: ProfiledSize, step: ProfiledStep, time: StepTime | undefined): number | undefined {
  if (typeof size === "number") return size;
  const known = time?.sizes[step.sizes.indexOf(size)];
  return known === undefined || known < 0 ? undefined : known;
}

/** `y float32[1, 768]`, with the sizes that it had. */
export function tensorText(tensor: ProfiledTensor, step: ProfiledStep, time: StepTime | undefined): string {
  return `${tensor.name} ${tensor.elementType}[${tensor.shape.map((each) => sizeOf(each, step, time) ?? each).join(", ")}]`;
}

/** In order, equal ones that follow each other counted. */
function operatorsText(operators: readonly string[]): string {
  const parts: { readonly operator: string; count: number }[] = [];
  for (const operator of operators) {
    const last = parts.at(-1);
    if (last?.operator === operator) last.count++;
    else parts.push({ operator, count: 1 });
  }
  return parts.map(({ operator, count }) => (count === 1 ? operator : `${operator} ×${count}`)).join(" ");
}
