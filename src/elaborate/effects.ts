/**
 * Whether an unmarked `def` raises: if something in its body does that nothing catches. Its body is built to find out, and
 * kept if that is the end of it.
 *
 * Functions that call each other in a circle are settled together (Tarjan's algorithm finds the circles as calls are met): at first
 * none of them raises; as long as a body shows otherwise, all are built again with what is known by then. Effects only
 * grow, from none over one type of error to `Error`, so this ends.
 */
import type { MirFunction } from "../mir/mir.ts";
import type { Diagnostic } from "../diag/diagnostic.ts";
import type { Type } from "../types/type.ts";
import type { Instance, Program } from "./context.ts";
import { maximumDepth } from "./signature.ts";

type Build = () => { readonly fn: MirFunction; readonly raises: Type | undefined };

type Entry = {
  readonly instance: Instance;
  readonly build: Build;
  /** Place on the stack, and the lowest one that it or something that it calls depends on. */
  readonly index: number;
  low: number;
  built: { readonly fn: MirFunction; readonly warnings: readonly Diagnostic[] } | undefined;
};

type State = {
  /** Functions whose effects are not settled: those being built, and those that wait for one of them. */
  readonly stack: Entry[];
  readonly bySymbol: Map<string, Entry>;
  readonly running: Entry[];
};

/** Bodies are built inside bodies here: endless instantiation must not exhaust the stack before it is noticed. */
const deepest = 40;

export function inferEffect(program: Program, instance: Instance, build: Build): void {
  const state = stateOf(program);
  const { stack, bySymbol, running } = state;
  if (running.length >= deepest || instance.depth > maximumDepth) return;
  const entry: Entry = { instance, build, index: stack.length, low: stack.length, built: undefined };
  stack.push(entry);
  bySymbol.set(instance.symbol, entry);
  buildOnce(program, state, entry);
  const caller = running.at(-1);
  if (caller !== undefined) caller.low = Math.min(caller.low, entry.low);
  if (entry.low < entry.index) return;
  settle(program, state, entry);
  for (const { instance: settled, built } of stack.splice(entry.index)) {
    bySymbol.delete(settled.symbol);
    if (settled.raises !== undefined || built === undefined) continue;
    program.symbols.set(settled.symbol, () => {
      for (const warning of built.warnings) program.sink.add(warning);
      return built.fn;
    });
  }
}

/** A function is about to be called: the caller waits for the effect of one that is not settled. */
export function noteUse(program: Program, instance: Instance): void {
  const { bySymbol, running } = stateOf(program);
  const entry = bySymbol.get(instance.symbol);
  const caller = running.at(-1);
  if (entry !== undefined && caller !== undefined) caller.low = Math.min(caller.low, entry.low);
}

/** Builds every function of a circle again until nothing new shows. */
function settle(program: Program, state: State, root: Entry): void {
  const isCircle = state.stack.length > root.index + 1;
  if (!isCircle || state.stack.slice(root.index).every((entry) => entry.instance.raises === undefined)) return;
  let changed = true;
  while (changed) {
    changed = false;
    // A build may ask for new functions, which then belong to the circle too.
    for (let index = root.index; index < state.stack.length; index++)
      if (buildOnce(program, state, state.stack[index] as Entry)) changed = true;
  }
}

/** Builds a body; tells whether it raises more than was known. */
function buildOnce(program: Program, state: State, entry: Entry): boolean {
  const saved = { instance: program.currentInstance, context: program.activeContext };
  state.running.push(entry);
  const { result, failed, sink } = program.quietly(entry.build);
  state.running.pop();
  program.currentInstance = saved.instance;
  program.activeContext = saved.context;
  entry.built = failed ? undefined : { fn: result.fn, warnings: sink.diagnostics };
  if (result.raises === undefined || result.raises === entry.instance.raises) return false;
  (entry.instance as { raises: Type | undefined }).raises = result.raises;
  return true;
}

function stateOf(program: Program): State {
  const states = program.cache<State>("effect inference");
  let state = states.get("state");
  if (state === undefined) {
    state = { stack: [], bySymbol: new Map(), running: [] };
    states.set("state", state);
  }
  return state;
}
