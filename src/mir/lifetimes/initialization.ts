/**
 * Definite initialisation, forwards: which move paths have a value on every way to a point.
 *
 * In: events. Out: a row per block. The bit of a leaf says that it has a value; the bit of a node with children says
 * that a whole value was put there (by a constructor, a move, a call), which field-by-field assignment does not.
 * Not here: reporting (`check-initialization.ts`).
 */
import type { BlockId, MirFunction } from "../mir.ts";
import { BitRows, clearRange, copyRow, intersectInto, replaceRow, setRange, wordsFor } from "./bit-rows.ts";
import type { ControlFlow, Edge } from "./control-flow.ts";
import { type EventTable, eventKind } from "./events.ts";
import type { MovePaths } from "./move-paths.ts";

export class Initialization {
  private readonly paths: MovePaths;
  private readonly events: EventTable;
  private readonly flow: ControlFlow;
  private readonly starts: BitRows;
  private readonly entry: Uint32Array;

  constructor(fn: MirFunction, paths: MovePaths, events: EventTable, flow: ControlFlow) {
    this.paths = paths;
    this.events = events;
    this.flow = flow;
    this.starts = new BitRows(fn.blocks.length, paths.count);
    this.entry = new Uint32Array(wordsFor(paths.count));
    for (const { local } of fn.parameters) {
      const root = paths.root(local);
      if (root !== -1) setRange(this.entry, root, paths.end(root));
    }
    this.solve();
  }

  /** Nodes with a value where the function starts: its parameters. */
  atEntry(): Uint32Array {
    return this.entry;
  }

  atStart(block: BlockId): Uint32Array {
    return this.starts.row(block);
  }

  step(row: Uint32Array, block: BlockId, statement: number): void {
    const { kinds, nodes } = this.events;
    for (let index = this.events.start(block, statement); index < this.events.end(block, statement); index++) {
      const kind = kinds[index] as number;
      const node = nodes[index] as number;
      if (kind === eventKind.consume || kind === eventKind.forget) clearRange(row, node, this.paths.end(node));
      else if (kind === eventKind.define || kind === eventKind.assume) setRange(row, node, this.paths.end(node));
    }
  }

  /** What the terminator's call fills along this edge. */
  stepOverEdge(row: Uint32Array, edge: Edge): void {
    const { kinds, nodes } = this.events;
    const statement = this.events.terminator(edge.from);
    const wanted = edge.slot === 0 ? eventKind.defineNormal : eventKind.defineError;
    for (let index = this.events.start(edge.from, statement); index < this.events.end(edge.from, statement); index++) {
      const node = nodes[index] as number;
      if (kinds[index] === wanted) setRange(row, node, this.paths.end(node));
    }
  }

  private solve(): void {
    const { order, outgoing } = this.flow;
    const words = wordsFor(this.paths.count);
    const everything = new Uint32Array(words).fill(0xffffffff);
    for (const block of order) copyRow(this.starts.row(block), everything);
    copyRow(this.starts.row(0), this.entry);
    const pending = new Uint8Array(outgoing.length).fill(1);
    const row = new Uint32Array(words);
    const along = new Uint32Array(words);
    const merged = new Uint32Array(words);
    for (let changed = true; changed; ) {
      changed = false;
      for (const block of order) {
        if (pending[block] === 0) continue;
        pending[block] = 0;
        copyRow(row, this.starts.row(block));
        for (let statement = 0; statement <= this.events.terminator(block); statement++) this.step(row, block, statement);
        for (const edge of outgoing[block] as readonly Edge[]) {
          copyRow(along, row);
          this.stepOverEdge(along, edge);
          copyRow(merged, this.starts.row(edge.to));
          intersectInto(merged, along);
          if (!replaceRow(this.starts.row(edge.to), merged, everything)) continue;
          pending[edge.to] = 1;
          changed = true;
        }
      }
    }
  }
}
