/**
 * `--dump-ir`: what each stage made, in its text form; only functions whose name contains what was asked for.
 */
import type { MirModule } from "../mir/mir.ts";
import type { CompileSession } from "./session.ts";

/** Names that `--dump-ir` takes, in the order of the pipeline. */
export const dumpStages: readonly string[] = ["ast", "mir", "llvm", "llvm-optimized", "asm"];

export async function dumpMir(session: CompileSession, stage: string, module: MirModule): Promise<void> {
  if (!session.wants(stage)) return;
  const { printFunction, printModule } = await import("../mir/print.ts");
  session.dump(stage, (name) => {
    if (name === undefined) return printModule(module);
    const chosen = [...module.functions.values()].filter((each) => each.symbol.includes(name) || each.displayName.includes(name));
    return chosen.length === 0 ? missing(stage, name) : chosen.map((each) => printFunction(each)).join("\n");
  });
}

/** LLVM IR: the lines from `define` to `}` of the functions asked for. */
export function dumpLlvmText(session: CompileSession, stage: string, text: string): void {
  session.dump(stage, (name) => {
    if (name === undefined) return text;
    const functions = Array.from(text.matchAll(/^define [^\n]*\{\n[\s\S]*?^\}\n/gm), (match) => match[0]);
    const chosen = functions.filter((each) => (each.split("\n", 1)[0] as string).includes(name));
    return chosen.length === 0 ? missing(stage, name) : chosen.join("\n");
  });
}

/** Assembly: from the label of a function to its `.size` line, or to the next function. */
export function dumpAssembly(session: CompileSession, text: string): void {
  session.dump("asm", (name) => {
    if (name === undefined) return text;
    const functions = Array.from(text.matchAll(/^"?([^\s".][^\n"]*)"?:[^\n]*@?[\s\S]*?^\s*\.cfi_endproc\n/gm), (match) => match[0]);
    const chosen = functions.filter((each) => (each.split("\n", 1)[0] as string).includes(name));
    return chosen.length === 0 ? missing("asm", name) : chosen.join("\n");
  });
}

function missing(stage: string, name: string): string {
  return `; no function of stage ${stage} has ${name} in its name\n`;
}
