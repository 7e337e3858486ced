/**
 * A module as several that are compiled apart and linked.
 *
 * In: a module, and the part that each function belongs to; a function of no part is copied into those that need it. Out: the parts, the one
 * called `main` first: it has the roots, exported variables and all that more than one part needs. Undefined: something stands in the way.
 */
import type { Constant, MirFunction, MirGlobal, MirModule } from "./mir.ts";

export type ModulePart = { readonly name: string; readonly module: MirModule };

export function splitModule(
  module: MirModule,
  main: string,
  partOf: (fn: MirFunction) => string | undefined,
): readonly ModulePart[] | undefined {
  if ([...module.data.values()].some(({ isConstant }) => !isConstant)) return undefined;
  const names = new Map<string, string>();
  for (const fn of module.functions.values()) {
    const name = fn.linkage === "imported" ? undefined : module.roots.includes(fn.symbol) ? main : partOf(fn);
    if (name !== undefined) names.set(fn.symbol, name);
  }
  const parts = [...new Set([main, ...names.values()])].map((name) => reach(module, name, names));
  const users = new Map<string, number>();
  for (const part of parts) for (const symbol of part.globals) users.set(symbol, (users.get(symbol) ?? 0) + 1);
  const called = new Set(parts.flatMap(({ name, functions }) => [...functions].filter((symbol) => (names.get(symbol) ?? name) !== name)));
  // The main part defines what others share, even if it does not need it itself.
  const first = parts[0] as Reached;
  for (const [symbol, count] of users) if (count > 1 || module.globals.get(symbol)?.linkage === "exported") first.globals.add(symbol);
  return parts.map((part) => assemble(module, part, { names, users, called, main }));
}

type Reached = {
  readonly name: string;
  readonly functions: Set<string>;
  readonly globals: Set<string>;
  readonly data: Set<string>;
};

/** What a part's own functions mention, directly or through functions of no part. */
function reach(module: MirModule, name: string, names: ReadonlyMap<string, string>): Reached {
  const part: Reached = { name, functions: new Set(), globals: new Set(), data: new Set() };
  const mention = (symbol: string): void => {
    const fn = module.functions.get(symbol);
    if (fn !== undefined) {
      if (part.functions.has(symbol)) return;
      part.functions.add(symbol);
      if ((names.get(symbol) ?? name) === name) eachSymbol(fn, mention);
      return;
    }
    const global = module.globals.get(symbol);
    const isNew = !part.globals.has(symbol) && !part.data.has(symbol);
    if (global !== undefined) part.globals.add(symbol);
    else if (module.data.has(symbol)) part.data.add(symbol);
    if (!isNew) return;
    if (global !== undefined) eachSymbolOf(global.initial, mention);
    for (const { target } of module.data.get(symbol)?.relocations ?? []) eachSymbolOf(target, mention);
  };
  for (const [symbol, own] of names) if (own === name) mention(symbol);
  return part;
}

function eachSymbol(fn: MirFunction, action: (symbol: string) => void): void {
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (node === null || typeof node !== "object") return;
    const record = node as Record<string, unknown>;
    if ((record.kind === "function" || record.kind === "global") && typeof record.symbol === "string") action(record.symbol);
    for (const key in record) if (key !== "span" && key !== "type" && key !== "elementType") visit(record[key]);
  };
  for (const block of fn.blocks) visit([block.statements, block.terminator]);
  if (fn.frame !== undefined) [fn.frame.allocate, fn.frame.free].forEach(action);
}

function eachSymbolOf(constant: Constant, action: (symbol: string) => void): void {
  if (constant.kind === "aggregate") for (const element of constant.elements) eachSymbolOf(element, action);
  else if (constant.kind === "function" || constant.kind === "global") action(constant.symbol);
}

type Uses = {
  readonly names: ReadonlyMap<string, string>;
  readonly users: ReadonlyMap<string, number>;
  /** Functions that other parts mention. */
  readonly called: ReadonlySet<string>;
  readonly main: string;
};

/** In the order of the whole module. */
function assemble(module: MirModule, part: Reached, { names, users, called, main }: Uses): ModulePart {
  const functions = new Map<string, MirFunction>();
  for (const [symbol, fn] of module.functions) {
    if (!part.functions.has(symbol)) continue;
    if ((names.get(symbol) ?? part.name) !== part.name) functions.set(symbol, { ...fn, blocks: [], inline: "never", linkage: "imported" });
    else functions.set(symbol, called.has(symbol) ? { ...fn, linkage: "exported" } : fn);
  }
  const globals = new Map<string, MirGlobal>();
  for (const [symbol, global] of module.globals) {
    if (!part.globals.has(symbol)) continue;
    const isShared = ((users.get(symbol) ?? 0) > 1 && global.linkage !== "imported") || global.linkage === "exported";
    if (!isShared) globals.set(symbol, global);
    else if (part.name === main) globals.set(symbol, { ...global, linkage: "exported" });
    else globals.set(symbol, { ...global, initial: { kind: "zero", type: global.type }, linkage: "imported" });
  }
  return {
    name: part.name,
    module: {
      functions,
      globals,
      data: new Map([...module.data].filter(([symbol]) => part.data.has(symbol))),
      roots: module.roots.filter((symbol) => functions.has(symbol) && (names.get(symbol) ?? part.name) === part.name),
    },
  };
}
