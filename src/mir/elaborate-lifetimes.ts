/**
 * Gives every value its life: checks definite initialisation, destroys values after their last use, turns last copies
 * into moves, and lowers copies, moves and drops to calls.
 *
 * In: a function at stage `built`. Out: the same object, changed in place to stage `lowered`: blocks keep their numbers
 * (new ones come after them, unreachable ones are emptied), locals too. If something is wrong with the program, the
 * diagnostics say so and the function stays as it was (but for a fresh entry block, if the entry had predecessors).
 * Not here: exclusivity and origins; the meaning of lifecycles (`lifetimes/lifecycles.ts` only asks for them).
 * docs/design/lifetimes.md explains the algorithm.
 */
import { assert } from "../base/assert.ts";
import type { DiagnosticSink } from "../diag/diagnostic.ts";
import type { Lifecycle, MirBlock, MirFunction, StructType } from "./mir.ts";
import type { MirTypeTable } from "./types.ts";
import { checkInitialization } from "./lifetimes/check-initialization.ts";
import { type ControlFlow, controlFlowOf, withSuccessors, successorsOf } from "./lifetimes/control-flow.ts";
import { EventTable } from "./lifetimes/events.ts";
import { Initialization } from "./lifetimes/initialization.ts";
import { DropInserter } from "./lifetimes/insert-drops.ts";
import { LifecycleTable } from "./lifetimes/lifecycles.ts";
import { Liveness } from "./lifetimes/liveness.ts";
import { markTailCalls } from "./lifetimes/mark-tail-calls.ts";
import { MovePaths } from "./lifetimes/move-paths.ts";

export type LifetimeOptions = {
  readonly sink: DiagnosticSink;
  readonly types: MirTypeTable;
  /** Fills the lifecycle of a struct on request; absent: it is filled already. */
  readonly requestLifecycle?: (type: StructType) => Lifecycle;
};

export function elaborateLifetimes(fn: MirFunction, options: LifetimeOptions): void {
  assert(fn.stage === "built", `\`${fn.symbol}\` gets its lifetimes once`);
  const { sink, types } = options;
  const errorsBefore = sink.errorCount;
  const flow = flowWithPlainEntry(fn);
  const lifecycles = new LifecycleTable(options.requestLifecycle);
  const paths = new MovePaths(fn, flow.order, lifecycles, types.i64);
  const events = new EventTable(fn, flow, paths, lifecycles);
  const analysis = { function: fn, flow, lifecycles, paths, events, sink };
  const initialization = new Initialization(fn, paths, events, flow);
  checkInitialization(analysis, initialization);
  if (sink.errorCount > errorsBefore) return;
  // Plain values are neither destroyed nor moved: when they are last used does not matter.
  const liveness = paths.hasLifecycles ? new Liveness(paths, events, flow, initialization, fn.blocks.length) : undefined;
  const lowered = new DropInserter(analysis, initialization, liveness, types).run();
  if (sink.errorCount > errorsBefore) return;
  fn.blocks.splice(0, fn.blocks.length, ...lowered.blocks);
  fn.locals.splice(0, fn.locals.length, ...lowered.locals);
  fn.stage = "lowered";
  markTailCalls(fn);
}

/** Parameters that die at once need a place to die in: the entry must not be the head of a loop. */
function flowWithPlainEntry(fn: MirFunction): ControlFlow {
  const flow = controlFlowOf(fn.blocks);
  if (flow.incoming[0]?.length === 0) return flow;
  const entry = fn.blocks[0] as MirBlock;
  const moved = fn.blocks.length;
  fn.blocks.push(entry);
  fn.blocks[0] = { statements: [], terminator: { kind: "goto", target: moved, span: fn.span } };
  for (const block of fn.blocks.slice(1)) {
    const targets = successorsOf(block.terminator);
    block.terminator = withSuccessors(block.terminator, (slot) => (targets[slot] === 0 ? moved : (targets[slot] as number)));
  }
  return controlFlowOf(fn.blocks);
}
