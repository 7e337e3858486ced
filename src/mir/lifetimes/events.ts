/**
 * Events: what each statement does to move paths, in a compact table that the dataflow passes walk again and again.
 *
 * In: a function and its move paths. Out: an `EventTable`. Within a statement uses come first, then what ends a
 * value's life, then what fills a path. The terminator is the statement after the last one.
 * A use of a local is also a `hold` on everything that it keeps: a use that needs no initialised value.
 */
import type { BlockId, LocalId, MirBlock, MirFunction, MirLocal, Place } from "../mir.ts";
import { type AccessKind, visitStatement, visitTerminator } from "./accesses.ts";
import { blocksThatEnd, type ControlFlow } from "./control-flow.ts";
import type { LifecycleTable } from "./lifecycles.ts";
import { isDefinition, type MovePaths } from "./move-paths.ts";

/** Order matters: kinds up to `forget` are uses for liveness. */
export const eventKind = {
  use: 0,
  borrow: 1,
  hold: 2,
  /** The caller's value stays although the function never comes back. */
  outlive: 3,
  consume: 4,
  forget: 5,
  define: 6,
  assume: 7,
  defineNormal: 8,
  defineError: 9,
} as const;

export class EventTable {
  readonly kinds: number[] = [];
  readonly nodes: number[] = [];
  private readonly starts: number[] = [];
  private readonly bases: Int32Array;
  private readonly counts: Int32Array;

  constructor(fn: MirFunction, flow: ControlFlow, paths: MovePaths, lifecycles: LifecycleTable) {
    this.bases = new Int32Array(fn.blocks.length);
    this.counts = new Int32Array(fn.blocks.length);
    const collector = new Collector(fn, paths, lifecycles);
    const exits = exitEvents(fn, flow, paths);
    for (const id of flow.order) {
      const block = fn.blocks[id] as MirBlock;
      this.bases[id] = this.starts.length;
      this.counts[id] = block.statements.length;
      for (const statement of block.statements) {
        this.starts.push(this.kinds.length);
        visitStatement(statement, collector.visit);
        collector.flush(this);
      }
      this.starts.push(this.kinds.length);
      visitTerminator(block.terminator, collector.visit);
      exits(id, block, collector);
      collector.flush(this);
      this.starts.push(this.kinds.length);
    }
  }

  /** Index of the first event of a statement; the events end where those of the next one start. */
  start(block: BlockId, statement: number): number {
    return this.starts[(this.bases[block] as number) + statement] as number;
  }

  end(block: BlockId, statement: number): number {
    return this.starts[(this.bases[block] as number) + statement + 1] as number;
  }

  /** The terminator's index as a statement. */
  terminator(block: BlockId): number {
    return this.counts[block] as number;
  }
}

class Collector {
  private readonly paths: MovePaths;
  private readonly lifecycles: LifecycleTable;
  private readonly function: MirFunction;
  private readonly early: number[] = [];
  private readonly middle: number[] = [];
  private readonly late: number[] = [];

  constructor(fn: MirFunction, paths: MovePaths, lifecycles: LifecycleTable) {
    this.function = fn;
    this.paths = paths;
    this.lifecycles = lifecycles;
  }

  readonly visit = (kind: AccessKind, place: Place): void => {
    // Filling a reference uses what it refers to only if the reference has a destructor to run, maybe at once.
    if (!isDefinition(kind) || this.hasDestructor(place.local)) {
      for (const root of this.paths.keptRoots(place.local)) this.early.push(eventKind.hold, root);
    }
    if (this.paths.root(place.local) === -1) return;
    const node = this.paths.resolve(place);
    const inside = this.paths.trackedPrefix(place).prefix < place.path.length;
    if (this.isUnchecked(place.local) && !isDefinition(kind)) {
      this.early.push(eventKind.hold, node);
      return;
    }
    switch (kind) {
      case "use":
        this.early.push(eventKind.use, node);
        return;
      case "borrow":
        this.early.push(eventKind.borrow, node);
        return;
      case "address":
        this.early.push(this.paths.assumed[place.local] === 1 ? eventKind.hold : eventKind.use, node);
        return;
      case "consume":
        if (inside) this.early.push(eventKind.use, node);
        else this.middle.push(eventKind.consume, node);
        return;
      case "forget":
        if (inside) this.early.push(eventKind.hold, node);
        else this.middle.push(eventKind.forget, node);
        return;
      case "define":
        this.define(eventKind.define, place, node, inside);
        return;
      case "assume":
        if (!inside) this.late.push(eventKind.assume, node);
        return;
      case "define-normal":
        this.define(eventKind.defineNormal, place, node, inside);
        return;
      case "define-error":
        this.define(eventKind.defineError, place, node, inside);
        return;
    }
  };

  push(kind: number, node: number): void {
    this.early.push(kind, node);
  }

  flush(table: EventTable): void {
    for (const list of [this.early, this.middle, this.late]) {
      for (let index = 0; index < list.length; index += 2) {
        table.kinds.push(list[index] as number);
        table.nodes.push(list[index + 1] as number);
      }
      list.length = 0;
    }
  }

  private define(kind: number, place: Place, node: number, inside: boolean): void {
    if (!inside) {
      this.late.push(kind, node);
      return;
    }
    const { prefix, fills } = this.paths.trackedPrefix(place);
    if (fills) this.late.push(kind, node);
    // Through a pointer the pointer is read; an element at an unknown index leaves the array what it is.
    else this.early.push(place.path[prefix]?.kind === "deref" ? eventKind.use : eventKind.hold, node);
  }

  /** The compiler's own references are followed only because of what they keep. */
  private isUnchecked(local: LocalId): boolean {
    const { unmanaged, name, type } = this.function.locals[local] as MirLocal;
    return unmanaged === true || (name === undefined && this.paths.roles[local] === "local" && this.lifecycles.isPlain(type));
  }

  private hasDestructor(local: LocalId): boolean {
    const root = this.paths.root(local);
    return root !== -1 && this.lifecycles.needsDestroy(this.paths.type(root));
  }
}

/** What leaving the function reads: the result or the error, and the `mut` parameters that were written. */
function exitEvents(fn: MirFunction, flow: ControlFlow, paths: MovePaths): (id: BlockId, block: MirBlock, collector: Collector) => void {
  const borrowed = fn.parameters.filter((p) => p.convention === "mut" || p.convention === "ref");
  const borrowedRoots = borrowed.map((p) => paths.root(p.local)).filter((root) => root !== -1);
  // A borrowed value outlives a function that never ends, too.
  const ends = borrowedRoots.length > 0 ? blocksThatEnd(flow) : undefined;
  return (id, block, collector) => {
    const { kind } = block.terminator;
    if (kind === "return" || kind === "raise") {
      const given = kind === "return" ? fn.resultLocal : fn.errorLocal;
      const root = given === undefined ? -1 : paths.root(given);
      if (root !== -1) collector.push(eventKind.use, root);
      for (const one of borrowedRoots) collector.push(eventKind.use, one);
    } else if (kind === "unreachable" || ends?.[id] === 0) {
      for (const one of borrowedRoots) collector.push(eventKind.outlive, one);
    }
  };
}
