/**
 * MIR → LLVM IR as text.
 *
 * In: a module whose functions are `lowered`. Out: text that LLVM's reader takes; the same module gives the same text.
 * What is imported is declared only. Not here: optimisation, code generation (`backend.ts`).
 */
import { assert } from "../base/assert.ts";
import type { MirModule } from "../mir/mir.ts";
import { sizeOf } from "../mir/types.ts";
import type { TargetMachineDescription } from "../target/target.ts";
import { constantImage, dataImage } from "./emitter/constants.ts";
import { DebugInfo } from "./emitter/debug-info.ts";
import { bfloatRuntime } from "./emitter/float-runtime.ts";
import { emitDeclaration, emitFunction } from "./emitter/functions.ts";
import { ModuleState } from "./emitter/module-state.ts";
import { layoutOf, quoted } from "./emitter/types.ts";

export type EmitOptions = {
  readonly target: TargetMachineDescription;
  /** Line tables for debuggers and profilers. */
  readonly debugInfo?: boolean;
  /** A program loads the code while it runs: what is imported may be far away. */
  readonly isLoaded?: boolean;
};

export function emitModule(module: MirModule, options: EmitOptions): string {
  const { target } = options;
  assert(target.pointerBits === 64, "MIR is laid out for 64-bit pointers");
  const state = new ModuleState(module, target);
  if (options.debugInfo === true) state.debug = new DebugInfo(state);
  const lines: string[] = [`target datalayout = "${target.dataLayout}"`, `target triple = "${target.triple}"`];
  for (const data of module.data.values()) {
    const word = data.isConstant ? "unnamed_addr constant" : "global";
    lines.push(
      `${quoted(data.symbol)} = ${state.isRoot(data.symbol) ? "dso_local" : "internal"} ${word} ${dataImage(data)}, align ${data.alignment}`,
    );
  }
  for (const global of module.globals.values()) {
    const own = global.isThreadLocal === true ? "thread_local(localexec) " : "";
    const kind = `${own}${global.isConstant ? "constant" : "global"}`;
    if (global.linkage === "imported") {
      lines.push(
        `${quoted(global.symbol)} = external ${options.isLoaded === true ? "" : "dso_local "}${kind} [${sizeOf(global.type)} x i8]`,
      );
      continue;
    }
    const linkage = global.linkage === "exported" || state.isRoot(global.symbol) ? "dso_local" : "internal";
    const alignment = Math.max(global.alignment ?? 1, layoutOf(global.type).alignment);
    lines.push(`${quoted(global.symbol)} = ${linkage} ${kind} ${constantImage(global.initial)}, align ${alignment}`);
  }
  for (const func of module.functions.values()) {
    if (func.linkage === "imported") emitDeclaration(state, func);
    else emitFunction(state, func, lines);
  }
  const text = lines.join("\n");
  const rest: string[] = [""];
  if (text.includes("bfloat")) {
    state.declare("llvm.fabs.f64", "double", "double");
    rest.push(...bfloatRuntime(state.attributes(state.codeAttributes)));
  }
  state.debug?.finish(rest);
  state.finish(rest);
  rest.push("");
  return text + rest.join("\n");
}
