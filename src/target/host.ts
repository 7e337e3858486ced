/**
 * The machine that we run on: its processor (as LLVM names it), cores and caches.
 *
 * In: readers that the driver provides (LLVM's answers, a file reader). Out: a target description and a `HostMachine`
 * for the library's tuning and for keys of caches. Missing files mean unknown sizes, which get usual values.
 */
import { type CacheSizes, describeTarget, type TargetMachineDescription, usualCaches } from "./target.ts";

export type HostReaders = {
  readonly triple: string;
  readonly cpu: string;
  readonly features: string;
  /** Text of a file; `undefined` when it cannot be read. */
  readFile(path: string): string | undefined;
};

export type HostMachine = {
  readonly target: TargetMachineDescription;
  /** Logical processors that may be used. */
  readonly logicalCores: number;
  readonly physicalCores: number;
};

export function describeHost(readers: HostReaders, options: { readonly preferVectorWidth?: number } = {}): HostMachine {
  const { triple, cpu } = readers;
  const target = describeTarget({ triple, cpu, features: sortedFeatures(readers.features), caches: readCaches(readers), ...options });
  const processors = readProcessors(readers);
  return {
    target,
    logicalCores: processors.length === 0 ? 1 : processors.length,
    physicalCores: Math.max(1, new Set(processors.map((id) => coreKey(readers, id))).size),
  };
}

/** LLVM's order is a hash table's; equal machines get equal text. */
function sortedFeatures(features: string): string {
  return features
    .split(",")
    .filter((item) => item !== "")
    .sort((a, b) => (a.slice(1) < b.slice(1) ? -1 : 1))
    .join(",");
}

const cpuFolder = "/sys/devices/system/cpu";

function readCaches(readers: HostReaders): CacheSizes {
  const sizes = new Map<number, number>();
  let lineBytes: number | undefined;
  for (let index = 0; index < 8; index++) {
    const folder = `${cpuFolder}/cpu0/cache/index${index}`;
    const type = readers.readFile(`${folder}/type`)?.trim();
    if (type === undefined) break;
    if (type === "Instruction") continue;
    const level = Number(readers.readFile(`${folder}/level`));
    const size = parseSize(readers.readFile(`${folder}/size`));
    if (size !== undefined && !sizes.has(level)) sizes.set(level, size);
    lineBytes ??= Number(readers.readFile(`${folder}/coherency_line_size`)) || undefined;
  }
  return {
    line: lineBytes ?? usualCaches.line,
    level1Data: sizes.get(1) ?? usualCaches.level1Data,
    level2: sizes.get(2) ?? usualCaches.level2,
    level3: sizes.get(3) ?? (sizes.size > 0 ? 0 : usualCaches.level3),
  };
}

function parseSize(text: string | undefined): number | undefined {
  const match = /^(\d+)([KMG]?)/.exec(text?.trim() ?? "");
  if (match === null) return undefined;
  const unit = { "": 1, K: 1 << 10, M: 1 << 20, G: 1 << 30 }[match[2] as "" | "K" | "M" | "G"];
  return Number(match[1]) * unit;
}

/** `0-3,8` → 0, 1, 2, 3, 8. */
function readProcessors(readers: HostReaders): number[] {
  const ids: number[] = [];
  for (const range of (readers.readFile(`${cpuFolder}/online`) ?? "").trim().split(",")) {
    const match = /^(\d+)(?:-(\d+))?$/.exec(range);
    if (match === null) continue;
    for (let id = Number(match[1]); id <= Number(match[2] ?? match[1]); id++) ids.push(id);
  }
  return ids;
}

function coreKey(readers: HostReaders, id: number): string {
  const topology = `${cpuFolder}/cpu${id}/topology`;
  const core = readers.readFile(`${topology}/core_id`)?.trim();
  return core === undefined ? `cpu${id}` : `${readers.readFile(`${topology}/physical_package_id`)?.trim() ?? "0"}:${core}`;
}
