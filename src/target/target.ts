/**
 * Facts about the machine that code is generated for, as data.
 *
 * In: a triple, a processor name, a feature list. Out: a `TargetMachineDescription`; what LLVM and the library need to
 * know follows from these three strings. Not here: asking the machine that we run on (`target/host.ts`).
 */
import { HostError } from "../base/assert.ts";
import { featuresOfProcessor, switchOff, switchOn } from "./processors.ts";

export type Architecture = "x86_64" | "aarch64" | "wasm32";
export type OperatingSystem = "linux" | "macos" | "freebsd" | "wasi" | "none";

export type TargetMachineDescription = {
  readonly triple: string;
  readonly architecture: Architecture;
  readonly operatingSystem: OperatingSystem;
  /** Processor name as LLVM knows it; `generic` or `x86-64` for a portable result. */
  readonly cpu: string;
  /** LLVM's form: `+avx2,-avx512f`. */
  readonly features: string;
  readonly dataLayout: string;
  readonly pointerBits: 64 | 32;
  /** Width of the widest vector registers, which the library takes as its preferred SIMD width. */
  readonly simdBits: number;
  /**
   * Width that the vectoriser may use at most; absent: as LLVM thinks best for the processor (256 on most machines with
   * AVX-512, for the sake of clock rates).
   */
  readonly preferVectorWidth?: number;
  readonly caches: CacheSizes;
};

/** Bytes. Of a processor that is only named, usual values. */
export type CacheSizes = {
  readonly line: number;
  readonly level1Data: number;
  readonly level2: number /** 0: none. */;
  readonly level3: number;
};

export const usualCaches: CacheSizes = { line: 64, level1Data: 32 << 10, level2: 1 << 20, level3: 16 << 20 };

export type TargetRequest = {
  readonly triple: string;
  readonly cpu?: string;
  readonly features?: string;
  readonly preferVectorWidth?: number;
  readonly caches?: CacheSizes;
};

export function describeTarget(request: TargetRequest): TargetMachineDescription {
  const { architecture, operatingSystem } = parseTriple(request.triple);
  const cpu = request.cpu ?? baselineCpu(architecture);
  const features = request.features ?? "";
  return {
    triple: request.triple,
    architecture,
    operatingSystem,
    cpu,
    features,
    dataLayout: dataLayoutOf(architecture, operatingSystem),
    pointerBits: architecture === "wasm32" ? 32 : 64,
    simdBits: simdBitsOf(architecture, cpu, features),
    caches: request.caches ?? usualCaches,
    ...(request.preferVectorWidth === undefined ? {} : { preferVectorWidth: request.preferVectorWidth }),
  };
}

/** Whether the feature list switches a feature on; the last mention counts. */
export function hasFeature(target: TargetMachineDescription, feature: string): boolean {
  return featuresOf(target).has(feature);
}

export function parseTriple(triple: string): { readonly architecture: Architecture; readonly operatingSystem: OperatingSystem } {
  const parts = triple.split("-");
  const architecture = architectureNames[parts[0] ?? ""];
  if (architecture === undefined) {
    throw new HostError(`unknown processor in target \`${triple}\`; known are x86_64, aarch64 and wasm32`);
  }
  const rest = parts.slice(1).join("-");
  if (rest.includes("linux")) return { architecture, operatingSystem: "linux" };
  if (rest.includes("darwin") || rest.includes("macos")) return { architecture, operatingSystem: "macos" };
  if (rest.includes("freebsd")) return { architecture, operatingSystem: "freebsd" };
  if (rest.includes("wasi")) return { architecture, operatingSystem: "wasi" };
  return { architecture, operatingSystem: "none" };
}

const architectureNames: Readonly<Record<string, Architecture>> = {
  x86_64: "x86_64",
  amd64: "x86_64",
  aarch64: "aarch64",
  arm64: "aarch64",
  wasm32: "wasm32",
};

function dataLayoutOf(architecture: Architecture, system: OperatingSystem): string {
  switch (architecture) {
    case "x86_64":
      return `e-m:${system === "macos" ? "o" : "e"}-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128`;
    case "aarch64":
      return system === "macos" ? "e-m:o-i64:64-i128:128-n32:64-S128-Fn32" : "e-m:e-i8:8:32-i16:16:32-i64:64-i128:128-n32:64-S128-Fn32";
    case "wasm32":
      return "e-m:e-p:32:32-p10:8:8-p20:8:8-i64:64-n32:64-S128-ni:1:10:20";
  }
}

function baselineCpu(architecture: Architecture): string {
  return architecture === "x86_64" ? "x86-64" : "generic";
}

function simdBitsOf(architecture: Architecture, cpu: string, features: string): number {
  if (architecture !== "x86_64") return 128;
  const set = featureSet(architecture, cpu, features);
  if (set.has("avx512f")) return 512;
  return set.has("avx") ? 256 : 128;
}

export function featuresOf(target: TargetMachineDescription): ReadonlySet<string> {
  return featureSet(target.architecture, target.cpu, target.features);
}

function featureSet(architecture: Architecture, cpu: string, features: string): ReadonlySet<string> {
  const set = new Set(featuresOfProcessor(architecture, cpu) ?? []);
  for (const item of features.split(",")) {
    if (item.startsWith("+")) switchOn(set, item.slice(1));
    else if (item.startsWith("-")) switchOff(set, item.slice(1));
  }
  return set;
}
