/**
 * The machine to compile for: what the options say, and this machine for what they leave open.
 */
import { HostError } from "../base/assert.ts";
import type { TargetFacts } from "../target/facts.ts";
import { describeHost } from "../target/host.ts";
import { describeTarget, featuresOf, parseTriple, type TargetMachineDescription } from "../target/target.ts";
import { fs } from "./host.ts";
import type { TargetOptions } from "./options.ts";

/**
 * Without a triple and a processor: this processor, with all that it has. With a triple of another system: its baseline.
 * `--target-features` adds to what the processor has.
 */
export async function chooseTarget(options: TargetOptions): Promise<TargetMachineDescription> {
  const { hostProcessor } = await import("../llvm/backend.ts");
  const host = hostProcessor();
  const triple = options.triple ?? host.triple;
  const isHostLike = isSameSystem(triple, host.triple);
  if (isHostLike && (options.cpu === undefined || options.cpu === "native")) {
    const features = [host.features, options.features ?? ""].filter((list) => list !== "").join(",");
    return describeHost({ triple, cpu: host.cpu, features, readFile: readTextIfThere }).target;
  }
  if (options.cpu === "native") throw new HostError(`\`native\` is no processor of ${triple}: name one with --target-cpu`);
  return describeTarget({ triple, cpu: options.cpu, features: options.features });
}

/** Whether this machine runs what is compiled for a target: the same system, and a processor with all that it needs. */
export async function runsHere(target: TargetMachineDescription): Promise<boolean> {
  const { hostProcessor } = await import("../llvm/backend.ts");
  const host = hostProcessor();
  if (!isSameSystem(target.triple, host.triple)) return false;
  const present = describeHost({ triple: host.triple, cpu: host.cpu, features: host.features, readFile: readTextIfThere }).target;
  const has = featuresOf(present);
  return [...featuresOf(target)].every((feature) => has.has(feature));
}

export function factsOf(target: TargetMachineDescription, optimizationLevel: number): TargetFacts {
  return {
    triple: target.triple,
    cpu: target.cpu,
    features: featuresOf(target),
    simdBits: target.simdBits,
    os: target.operatingSystem,
    arch: target.architecture,
    optimizationLevel,
  };
}

function isSameSystem(a: string, b: string): boolean {
  const [first, second] = [parseTriple(a), parseTriple(b)];
  return first.architecture === second.architecture && first.operatingSystem === second.operatingSystem;
}

function readTextIfThere(path: string): string | undefined {
  try {
    return fs.readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
