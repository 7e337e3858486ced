/**
 * `npm run bench -- kernels memory|roofline`: kernels that are bound by memory against the bandwidth of the level that holds their data.
 *
 * In: bench/kernels/memory.mojo, which measures both in one run. Out: a table of fractions of the roof; a picture (`roofline.ts`); false when
 * a goal is missed. The roof of a kernel is the lesser of two rates: bytes per second when nothing is computed, moved in the same way
 * (read, copied, changed in place, added), and the float operations that its instructions allow: an instruction does two only where a multiplication
 * and an addition are one. Each figure is the best of all rounds.
 */
import { availableParallelism, freemem, totalmem } from "node:os";
import { join } from "node:path";
import { MeasureError, renderTable, runOnce } from "./measure.ts";
import { root } from "./workshop.ts";

export type Level = { readonly name: string; readonly sizeBytes: number; readonly workingSetBytes: number };
/** How bytes move: `read` only; `copy`: half of them written elsewhere; `update`: in place; `add`: two read, one of them written. */
export const ways = ["read", "copy", "update", "add"] as const;
export type Way = (typeof ways)[number];

export type Roofs = {
  readonly level: Level;
  readonly threads: number;
  /** Float operations per second, two for a fused multiplication and addition. */
  readonly peak: number;
  readonly bandwidth: Readonly<Record<Way, number>>;
};

export type KernelRate = {
  readonly roofs: Roofs;
  readonly name: string;
  readonly way: Way;
  readonly seconds: number;
  /** Bytes that a call must read and write. */
  readonly movedBytes: number;
  readonly operations: number;
  readonly instructions: number;
};

export const memoryGoal = 0.8;
/** Below the first level from which on kernels are bound by memory. */
const firstJudgedLevel = "L2";

/** Bytes per second that a kernel could move, and whether it is memory that sets the limit. */
export function roofOf(kernel: KernelRate): { readonly rate: number; readonly isMemory: boolean } {
  const bandwidth = kernel.roofs.bandwidth[kernel.way];
  if (kernel.instructions === 0) return { rate: bandwidth, isMemory: true };
  const instructionsPerSecond = kernel.roofs.peak / 2;
  const computed = (instructionsPerSecond / kernel.instructions) * kernel.movedBytes;
  return { rate: Math.min(bandwidth, computed), isMemory: bandwidth <= computed };
}

export function fractionOfRoof(kernel: KernelRate): number {
  return kernel.movedBytes / kernel.seconds / roofOf(kernel).rate;
}

/** Rates of all kernels on all levels, with the roofs of the same runs. */
export function measureMemory(program: string, rounds: number, threads: number): KernelRate[] {
  return memoryLevels()
    .filter((level) => threads === 1 || level.name === "memory")
    .flatMap((level) => measureLevel(program, level, rounds, threads));
}

export function benchMemory(program: string, rounds: number): boolean {
  const threads = availableParallelism() > 1 ? [1, 2] : [1];
  const kernels = threads.flatMap((count) => measureMemory(program, rounds, count));
  console.log(renderBandwidth(kernels));
  console.log("");
  console.log(renderKernels(kernels));
  return judged(kernels).every((kernel) => fractionOfRoof(kernel) >= memoryGoal);
}

export function renderBandwidth(kernels: readonly KernelRate[]): string {
  const rows = [["level", "threads", "size", "data", "GFLOP/s", ...ways.map((way) => `${way} GB/s`)]];
  for (const roofs of new Set(kernels.map((kernel) => kernel.roofs))) {
    const { level, threads, peak, bandwidth } = roofs;
    const rates = ways.map((way) => (bandwidth[way] / 1e9).toFixed(1));
    const size = Number.isFinite(level.sizeBytes) ? showBytes(level.sizeBytes) : "";
    rows.push([level.name, String(threads), size, showBytes(level.workingSetBytes), (peak / 1e9).toFixed(0), ...rates]);
  }
  return renderTable(rows);
}

export function renderKernels(kernels: readonly KernelRate[]): string {
  const rows = [["kernel", "level", "threads", "flops/byte", "GB/s", "GFLOP/s", "roof GB/s", "bound by", "of the roof", "goal", ""]];
  const withGoal = new Set(judged(kernels));
  for (const kernel of kernels) {
    const rate = kernel.movedBytes / kernel.seconds;
    const { rate: roof, isMemory } = roofOf(kernel);
    const hasGoal = withGoal.has(kernel);
    const verdict = hasGoal ? (rate / roof >= memoryGoal ? "reached" : "MISSED") : "";
    rows.push([
      kernel.name,
      kernel.roofs.level.name,
      String(kernel.roofs.threads),
      (kernel.operations / kernel.movedBytes).toFixed(2),
      (rate / 1e9).toFixed(1),
      (kernel.operations / kernel.seconds / 1e9).toFixed(1),
      (roof / 1e9).toFixed(1),
      isMemory ? kernel.way : "arithmetic",
      (rate / roof).toFixed(2),
      hasGoal ? `>= ${memoryGoal}` : "",
      verdict,
    ]);
  }
  return renderTable(rows);
}

/** Products have goals of their own, in `kernels.ts`. In the first cache a call is over before sums have come together; there is no goal for it. */
function judged(kernels: readonly KernelRate[]): KernelRate[] {
  const names = memoryLevels().map((level) => level.name);
  return kernels.filter(
    (kernel) => !kernel.name.startsWith("matmul") && names.indexOf(kernel.roofs.level.name) >= names.indexOf(firstJudgedLevel),
  );
}

/** Half of a cache, so that there is room for what else a program touches; of the last one, which others share, little more than the cache before it. */
function memoryLevels(): Level[] {
  const [first, second, third] = cacheSizes();
  const levels: Level[] = [
    { name: "L1", sizeBytes: first, workingSetBytes: first / 2 },
    { name: "L2", sizeBytes: second, workingSetBytes: second / 2 },
  ];
  if (third > 4 * second) levels.push({ name: "L3", sizeBytes: third, workingSetBytes: Math.min(third / 4, 8 * second) });
  const most = Math.min(freemem(), totalmem()) / 4;
  const far = Math.min(1 << 30, most);
  if (far < 2 * Math.max(second, third))
    console.error(`memory: ${showBytes(far)} of data, not twice the last cache (${showBytes(third)}); what others leave of that is less`);
  levels.push({ name: "memory", sizeBytes: Number.POSITIVE_INFINITY, workingSetBytes: far });
  return levels.map((level) => ({ ...level, workingSetBytes: Math.floor(level.workingSetBytes / 4096) * 4096 }));
}

let knownSizes: readonly [number, number, number] | undefined;

/** Bytes of the data caches, 0 for one that there is not. */
function cacheSizes(): readonly [number, number, number] {
  if (knownSizes === undefined) {
    const sizes = ["LEVEL1_DCACHE_SIZE", "LEVEL2_CACHE_SIZE", "LEVEL3_CACHE_SIZE"].map((name) => {
      const size = Number(runOnce({ command: "getconf", arguments: [name] }).trim());
      return Number.isFinite(size) ? size : 0;
    }) as [number, number, number];
    if (sizes[0] === 0 || sizes[1] === 0)
      throw new MeasureError("the system does not tell the sizes of its caches (getconf LEVEL1_DCACHE_SIZE)");
    knownSizes = sizes;
  }
  return knownSizes;
}

function measureLevel(program: string, level: Level, rounds: number, threads: number): KernelRate[] {
  // A call on little data is over before anything else can happen on the machine, or all of it is disturbed
  const repetitions = level.name === "memory" ? 3 : level.name === "L3" ? 20 : 200;
  let peak = 0;
  const bandwidth: Record<Way, number> = { read: 0, copy: 0, update: 0, add: 0 };
  const kernels = new Map<string, Omit<KernelRate, "roofs">>();
  for (let round = 0; round < rounds; round++) {
    const output = runOnce({ command: program, arguments: [threads, repetitions, level.workingSetBytes].map(String) });
    for (const line of output.split("\n")) {
      const [kind, , ...words] = line.split(" ");
      if (kind === "peak") peak = Math.max(peak, Number(words[0]));
      if (kind === "bandwidth") bandwidth[words[0] as Way] = Math.max(bandwidth[words[0] as Way], Number(words[1]));
      if (kind !== "kernel") continue;
      const [name, way, ...numbers] = words as [string, Way, ...string[]];
      const [seconds, movedBytes, operations, instructions] = numbers.map(Number) as [number, number, number, number];
      if (seconds < (kernels.get(name)?.seconds ?? Number.POSITIVE_INFINITY))
        kernels.set(name, { name, way, seconds, movedBytes, operations, instructions });
    }
  }
  if (kernels.size === 0) throw new MeasureError(`${program} printed no kernel`);
  const roofs: Roofs = { level, threads, peak, bandwidth };
  return [...kernels.values()].map((kernel) => ({ ...kernel, roofs }));
}

export function memorySource(): string {
  return join(root, "bench", "kernels", "memory.mojo");
}

function showBytes(size: number): string {
  const units = ["B", "KB", "MB", "GB"];
  const unit = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, size)) / 10));
  return `${Number((size / 2 ** (10 * unit)).toPrecision(3))} ${units[unit]}`;
}
