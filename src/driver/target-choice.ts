/**
 * The machine to compile for: what the options say, and this machine for what they leave open. Several processors may be named:
 * the program then has a version for each (`docs/design/versions.md`).
 */
import { HostError } from "../base/assert.ts";
import { suggestName } from "../diag/suggest.ts";
import type { TargetFacts } from "../target/facts.ts";
import { describeHost } from "../target/host.ts";
import { featuresOfProcessor, processorNames } from "../target/processors.ts";
import { describeTarget, featuresOf, parseTriple, type TargetMachineDescription } from "../target/target.ts";
import { fs } from "./host.ts";
import type { TargetOptions } from "./options.ts";

/** One target for each version of the program, the most general one first. */
export async function chooseTargets(options: TargetOptions): Promise<readonly [TargetMachineDescription, ...TargetMachineDescription[]]> {
  const [first, ...rest] = (options.cpu ?? "").split(",").map((cpu) => (cpu === "" ? undefined : cpu));
  const general = await chooseTarget({ ...options, cpu: first });
  if (rest.length === 0) return [general];
  if (general.architecture !== "x86_64") throw new HostError(`several processors can be named for x86_64 only, not for ${general.triple}`);
  return [general, ...(await Promise.all(rest.map((cpu) => chooseTarget({ ...options, cpu }))))];
}

/**
 * Without a triple and a processor: this processor, with all that it has. With a triple of another system: its baseline.
 * `--target-features` adds to what the processor has, and so does `+` behind its name.
 */
async function chooseTarget(options: TargetOptions): Promise<TargetMachineDescription> {
  const { hostProcessor } = await import("../llvm/backend.ts");
  const host = hostProcessor();
  const triple = options.triple ?? host.triple;
  const isHostLike = isSameSystem(triple, host.triple);
  if (isHostLike && (options.cpu === undefined || options.cpu === "native")) {
    const features = [host.features, options.features ?? ""].filter((list) => list !== "").join(",");
    return describeHost({ triple, cpu: host.cpu, features, readFile: readTextIfThere }).target;
  }
  if (options.cpu === "native") throw new HostError(`\`native\` is no processor of ${triple}: name one with --target-cpu`);
  const [cpu, ...extra] = (options.cpu ?? "").split("+");
  if (cpu !== undefined && cpu !== "") checkProcessor(triple, cpu);
  const features = [...extra.map((feature) => `+${feature}`), options.features ?? ""].filter((item) => item !== "").join(",");
  return describeTarget({ triple, cpu: cpu === "" ? undefined : cpu, features });
}

function checkProcessor(triple: string, cpu: string): void {
  const { architecture } = parseTriple(triple);
  const names = processorNames(architecture);
  if (names.length === 0 || featuresOfProcessor(architecture, cpu) !== undefined) return;
  const near = suggestName(cpu, names);
  const hint = near === undefined ? `LLVM's names are taken, such as ${names.slice(0, 4).join(", ")}` : `did you mean ${near}?`;
  throw new HostError(`unknown processor \`${cpu}\` of ${architecture}: ${hint}`);
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
    caches: target.caches,
  };
}

/**
 * Features that a program asks for before it runs code for a processor instead of that for a more general one. Of those that only a
 * processor's name implies, instructions for systems are left out: compiled code has none, and virtual machines hide some.
 */
export function featuresToAsk(target: TargetMachineDescription, general: TargetMachineDescription): string[] {
  const present = featuresOf(general);
  const named = new Set(target.features.split(",").map((item) => item.slice(1)));
  const isAsked = (feature: string): boolean => !present.has(feature) && (named.has(feature) || !systemFeatures.has(feature));
  return [...featuresOf(target)].filter(isAsked).sort();
}

const systemFeatures: ReadonlySet<string> = new Set(
  (
    "cldemote clflushopt clwb clzero enqcmd fsgsbase hreset invpcid kl lwp movdir64b movdiri mwaitx pconfig pku prefetchi prefetchwt1 ptwrite " +
    "rdpid rdpru rdrnd rdseed sahf serialize sgx shstk tsxldtrk uintr usermsr waitpkg wbnoinvd widekl xsave xsavec xsaveopt xsaves"
  ).split(" "),
);

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
