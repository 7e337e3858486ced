/**
 * What a lowered function mentions: functions to elaborate next, globals and data to keep.
 */
import type { Constant, MirFunction } from "../mir/mir.ts";
import { referencedSymbols } from "./bodies.ts";
import type { Program } from "./context.ts";

/** Symbols of functions that `fn` needs; marks the globals and data it needs as seen. */
export function emitConstantGlobals(program: Program, fn: MirFunction, seen: Set<string>): string[] {
  const functions: string[] = [];
  const visitConstant = (constant: Constant): void => {
    switch (constant.kind) {
      case "aggregate":
        constant.elements.forEach(visitConstant);
        return;
      case "function":
        functions.push(constant.symbol);
        return;
      case "global":
        visitGlobal(constant.symbol);
        return;
      default:
        return;
    }
  };
  const visitGlobal = (symbol: string): void => {
    if (seen.has(symbol)) return;
    const global = program.mir.globals.get(symbol);
    const data = program.mir.data.get(symbol);
    if (global === undefined && data === undefined) return;
    seen.add(symbol);
    if (global !== undefined && program.prebuilt?.symbols.has(symbol) === true) {
      program.mir.globals.set(symbol, { ...global, initial: { kind: "zero", type: global.type }, linkage: "imported" });
      return;
    }
    if (global !== undefined) visitConstant(global.initial);
    for (const relocation of data?.relocations ?? []) visitConstant(relocation.target);
  };
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (const item of node) visit(item);
      return;
    }
    if (node === null || typeof node !== "object") return;
    const record = node as Record<string, unknown>;
    if (record.kind === "constant" && record.constant !== undefined) {
      visitConstant(record.constant as Constant);
      return;
    }
    for (const key in record) {
      if (key === "span" || key === "type" || key === "elementType") continue;
      const value = record[key];
      if (value !== null && typeof value === "object") visit(value);
    }
  };
  for (const block of fn.blocks) {
    visit(block.statements);
    visit(block.terminator);
  }
  return [...referencedSymbols(fn), ...functions];
}
