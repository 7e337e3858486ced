/**
 * Winners among the candidates of functions that nothing in a program searches for: kept by `mojo tune`, taken by every later compile.
 *
 * By function (with its parameters), target, machine and compiler version. The files are inputs of the compiles that ask for
 * them, so a program that was compiled before a winner was known is compiled again.
 */
import type { TunedChoices } from "../elaborate/choices.ts";
import type { TargetMachineDescription } from "../target/target.ts";
import { contentHash, writeWhole } from "./cache-inputs.ts";
import type { CompileSession } from "./session.ts";
import { compilerVersion, machineIdentity } from "./version.ts";

export function tunedChoicesOf(session: CompileSession, target: TargetMachineDescription): TunedChoices {
  const { onAdaptive, tunedLabels, tuningFolder } = session;
  return {
    labelOf: (name) => {
      const trial = tunedLabels.get(name);
      if (trial !== undefined || session.options.tune === "off" || tuningFolder === undefined) return trial;
      const text = session.reader.readFile(keptPath(session, target, name, tuningFolder));
      return text === undefined ? undefined : (JSON.parse(text) as { label: string }).label;
    },
    ...(onAdaptive === undefined ? {} : { onAdaptive }),
  };
}

export function keepTunedChoice(session: CompileSession, target: TargetMachineDescription, name: string, label: string): void {
  const { tuningFolder } = session;
  if (tuningFolder === undefined) return;
  try {
    writeWhole(tuningFolder, keptPath(session, target, name, tuningFolder), JSON.stringify({ name, label }));
  } catch {
    // A cache that cannot be written is no cache.
  }
}

function keptPath(session: CompileSession, target: TargetMachineDescription, name: string, folder: string): string {
  const facts = [session.options.mainPath, name, target.triple, target.cpu, target.features, machineIdentity(), compilerVersion()];
  return `${folder}/choices/${contentHash(facts.join("\n"))}.json`;
}
