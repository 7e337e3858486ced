/**
 * Liveness of move paths, backwards: which values may still be needed.
 *
 * In: events, and where values are definite. Out: a row per block with the nodes that are live where the block starts.
 * A node is live while some path leads to a use before it is filled again. A field of a value lives until the whole
 * value dies (its end is a use of every field), unless the field is filled again before: so the invariant is that all
 * nodes under a dead one count as live: they are needed up to the point where the whole dies, which is right here.
 * Fields of `deinit` parameters have no such whole. What a live local keeps is live, even if it is about to be filled again. Levels of the forest are solved one after the other, since where a
 * parent dies must be known first.
 */
import type { BlockId } from "../mir.ts";
import { anyInRange, BitRows, clearBit, clearRange, hasBit, replaceRow, setBit, setRange, unionInto, wordsFor } from "./bit-rows.ts";
import type { ControlFlow, Edge } from "./control-flow.ts";
import { type EventTable, eventKind } from "./events.ts";
import type { Initialization } from "./initialization.ts";
import type { MovePaths } from "./move-paths.ts";

export class Liveness {
  private readonly paths: MovePaths;
  private readonly events: EventTable;
  private readonly flow: ControlFlow;
  private readonly initialization: Initialization;
  private readonly starts: BitRows;
  private readonly scratch: Uint32Array;

  constructor(paths: MovePaths, events: EventTable, flow: ControlFlow, initialization: Initialization, blockCount: number) {
    this.initialization = initialization;
    this.paths = paths;
    this.events = events;
    this.flow = flow;
    this.starts = new BitRows(blockCount, paths.count);
    this.scratch = new Uint32Array(wordsFor(paths.count));
    for (let level = 0; level < paths.levelCount; level++) this.solve(level);
  }

  /** Nodes that are live where the block starts. */
  atStart(block: BlockId): Uint32Array {
    return this.starts.row(block);
  }

  /** Fills `row` with what is live after the last statement of a block, before its terminator. */
  beforeTerminator(block: BlockId, row: Uint32Array): void {
    row.fill(0);
    const edges = this.flow.outgoing[block] as readonly Edge[];
    if (edges.length === 0) for (let node = 0; node < this.paths.count; node = this.paths.end(node)) this.markDead(row, node);
    for (const edge of edges) {
      const incoming = this.scratch;
      incoming.set(this.starts.row(edge.to));
      this.endParts(edge.to, incoming);
      this.stepBackOverEdge(block, edge, incoming);
      unionInto(row, incoming);
    }
    this.stepBack(row, block, this.events.terminator(block));
  }

  /** Turns what is live after a statement into what is live before it. */
  stepBack(row: Uint32Array, block: BlockId, statement: number): void {
    const { kinds, nodes } = this.events;
    const first = this.events.start(block, statement);
    for (let index = this.events.end(block, statement) - 1; index >= first; index--) {
      const kind = kinds[index] as number;
      const node = nodes[index] as number;
      if (kind <= eventKind.forget) {
        setRange(row, node, this.paths.end(node));
        this.markAncestors(row, node);
      } else if (kind <= eventKind.assume) {
        this.markFilled(row, node);
        this.markAncestors(row, node);
      } else {
        this.markAncestors(row, node);
      }
    }
  }

  /** The topmost dead node on the way from a node's root to it; -1 if all are live. */
  deadAncestor(row: Uint32Array, node: number): number {
    let found = -1;
    for (let at = node; at !== -1; at = this.paths.parent(at)) {
      if (!hasBit(row, at) && (at === node || !this.paths.isIndependent(at))) found = at;
    }
    return found;
  }

  /** Clears what lies under dead nodes: afterwards a set bit means a value that must be kept. */
  removeDead(row: Uint32Array): void {
    for (const node of this.paths.inner) {
      if (!hasBit(row, node) && !this.paths.isIndependent(node)) clearRange(row, node, this.paths.end(node));
    }
  }

  private solve(level: number): void {
    const mask = new Uint32Array(wordsFor(this.paths.count));
    for (let node = 0; node < this.paths.count; node++) if ((this.paths.levels[node] as number) <= level) setBit(mask, node);
    if (level > 0) this.startLevel(level);
    const { order, incoming } = this.flow;
    const pending = new Uint8Array(incoming.length).fill(1);
    const row = new Uint32Array(wordsFor(this.paths.count));
    for (let changed = true; changed; ) {
      changed = false;
      for (let at = order.length - 1; at >= 0; at--) {
        const block = order[at] as BlockId;
        if (pending[block] === 0) continue;
        pending[block] = 0;
        this.beforeTerminator(block, row);
        for (let statement = this.events.terminator(block) - 1; statement >= 0; statement--) this.stepBack(row, block, statement);
        if (!replaceRow(this.starts.row(block), row, mask)) continue;
        for (const edge of incoming[block] as readonly Edge[]) {
          pending[edge.from] = 1;
          changed = true;
        }
      }
    }
  }

  /** The least state of a level: fields are live only where what they belong to is dead. */
  private startLevel(level: number): void {
    for (const block of this.flow.order) {
      const row = this.starts.row(block);
      for (let node = 0; node < this.paths.count; node++) {
        if (this.paths.levels[node] !== level) continue;
        const parent = this.paths.parent(node);
        if (!this.paths.isIndependent(parent) && this.deadAncestor(row, parent) !== -1) setBit(row, node);
        else clearBit(row, node);
      }
    }
  }

  private stepBackOverEdge(block: BlockId, edge: Edge, row: Uint32Array): void {
    const { kinds, nodes } = this.events;
    const statement = this.events.terminator(block);
    const wanted = edge.slot === 0 ? eventKind.defineNormal : eventKind.defineError;
    for (let index = this.events.start(block, statement); index < this.events.end(block, statement); index++) {
      if (kinds[index] === wanted) this.markFilled(row, nodes[index] as number);
    }
  }

  /** Before a path is filled its old value is not needed, unless something that is still in use refers to it. */
  private markFilled(row: Uint32Array, node: number): void {
    const keepers = this.paths.keepers[this.paths.root(this.paths.local(node))] as readonly number[];
    if (keepers.some((keeper) => hasBit(row, keeper))) setRange(row, node, this.paths.end(node));
    else this.markDead(row, node);
  }

  private markDead(row: Uint32Array, node: number): void {
    clearBit(row, node);
    if (this.paths.isLeaf(node)) return;
    if (this.paths.isIndependent(node)) for (const child of this.paths.children(node)) this.markDead(row, child);
    else setRange(row, node + 1, this.paths.end(node));
  }

  /** What has no definite value in a block ends on the way there. If it must be destroyed as a whole, its parts are needed so far. */
  private endParts(block: BlockId, row: Uint32Array): void {
    const filled = this.initialization.atStart(block);
    for (const node of this.paths.inner) {
      if (!this.paths.endsAsWhole(node) || anyInRange(filled, node, this.paths.end(node))) continue;
      setRange(row, node + 1, this.paths.end(node));
    }
  }

  private markAncestors(row: Uint32Array, node: number): void {
    for (let at = this.paths.parent(node); at !== -1; at = this.paths.parent(at)) setBit(row, at);
  }
}
