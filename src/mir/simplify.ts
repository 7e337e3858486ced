/**
 * Simplifies lowered MIR before it is emitted or evaluated much: fewer calls, copies, branches and locals.
 *
 * In: a function or a module. Out: a new one that does the same; the old one is left as it is. It is meant to be cheap,
 * and to make LLVM's work smaller, not to replace it: each call of a one-line method that goes here is a function,
 * a call and a stack slot that LLVM need not read.
 */
import type { Constant, MirFunction, MirModule } from "./mir.ts";
import { simplifyBlocks } from "./simplify/blocks.ts";
import { compactLocals } from "./simplify/compact.ts";
import { removeDeadCode } from "./simplify/dead-code.ts";
import { LocalFacts } from "./simplify/facts.ts";
import { forwardStores } from "./simplify/forward-stores.ts";
import { gatherFields } from "./simplify/gather.ts";
import { inlineCalls } from "./simplify/inline.ts";
import { propagate } from "./simplify/propagate.ts";
import type { MirTypeTable } from "./types.ts";
import { forEachConstantSymbol, forEachSymbol } from "./verify.ts";

export type SimplifyOptions = {
  readonly types: MirTypeTable;
  /** The function to put in place of a call; simplified already, for good results. */
  readonly resolve: (symbol: string) => MirFunction | undefined;
  /** For native code: `interpreting` is 0. */
  readonly native?: boolean;
};

const mostRounds = 3;

export function simplifyFunction(fn: MirFunction, options: SimplifyOptions): MirFunction {
  if (fn.stage !== "lowered" || fn.linkage === "imported") return fn;
  const work: MirFunction = { ...fn, locals: [...fn.locals], blocks: fn.blocks.map((block) => ({ ...block })) };
  const hasInlined = inlineCalls(work, options.types, options.resolve);
  if (!hasInlined && isMinimal(fn)) return fn;
  for (let round = 0; round < mostRounds; round++) {
    if (work.blocks.length > 1) work.blocks.splice(0, work.blocks.length, ...simplifyBlocks(work.blocks));
    let facts = new LocalFacts(work);
    if (gatherFields(work, facts)) facts = new LocalFacts(work);
    const hasDecided = propagate(work, facts, { native: options.native === true });
    const hasFreed = removeDeadCode(work, facts);
    forwardStores(work, facts);
    if (!hasDecided && !hasFreed) break;
  }
  return compactLocals(work);
}

/** A statement and a return: there is nothing to gain. */
function isMinimal(fn: MirFunction): boolean {
  const [statement, another] = fn.blocks[0]?.statements ?? [];
  if (fn.blocks.length > 1 || another !== undefined) return false;
  return statement?.kind !== "assign" || statement.value.kind !== "intrinsic" || statement.value.name !== "interpreting";
}

/** Every function after those it calls; those that nothing mentions any more are left out. */
export function simplifyModule(module: MirModule, types: MirTypeTable, options: { readonly native?: boolean } = {}): MirModule {
  const done = new Map<string, MirFunction>();
  const active = new Set<string>();
  const simplified = (symbol: string): MirFunction | undefined => {
    const known = done.get(symbol);
    if (known !== undefined) return known;
    const fn = module.functions.get(symbol);
    // A circle of calls: what is being simplified is not put into itself.
    if (fn === undefined || active.has(symbol)) return undefined;
    active.add(symbol);
    const result = simplifyFunction(fn, { types, resolve: simplified, native: options.native });
    active.delete(symbol);
    done.set(symbol, result);
    return result;
  };
  const kept = reachableSymbols(module, (symbol) => simplified(symbol));
  const functions = new Map<string, MirFunction>();
  for (const symbol of module.functions.keys()) if (kept.has(symbol)) functions.set(symbol, done.get(symbol) as MirFunction);
  return { ...module, functions };
}

/** From the roots, exported functions and data on. */
function reachableSymbols(module: MirModule, functionOf: (symbol: string) => MirFunction | undefined): Set<string> {
  const seen = new Set<string>();
  const visit = (symbol: string): void => {
    seen.add(symbol);
  };
  const visitConstant = (constant: Constant): void => forEachConstantSymbol(constant, visit);
  for (const root of module.roots) seen.add(root);
  for (const fn of module.functions.values()) if (fn.linkage === "exported") seen.add(fn.symbol);
  for (const global of module.globals.values()) visitConstant(global.initial);
  for (const data of module.data.values()) for (const relocation of data.relocations) visitConstant(relocation.target);
  for (const symbol of seen) {
    const fn = functionOf(symbol);
    if (fn !== undefined) forEachSymbol(fn, visit);
  }
  return seen;
}
