/**
 * Shares the clean-up code of edges that lead to the same block: what is left to destroy on one is often the tail of
 * what is left on another, as in a function that goes on raising while more and more values are alive.
 *
 * In: drops of single edges. Out: chains of drops; a link that several edges run through becomes a block of its own.
 */
import type { Span } from "../../source/source-file.ts";
import type { BlockId } from "../mir.ts";
import type { Edge } from "./control-flow.ts";
import type { Drop } from "./plan-drops.ts";

export type Link = {
  readonly id: number;
  readonly drop: Drop;
  readonly span: Span;
  /** What comes after the drop; absent: the edge's target. */
  readonly next: Link | undefined;
  readonly target: BlockId;
  /** Number of edges that run through it. */
  uses: number;
  block?: BlockId;
};

export class CleanupChains {
  private readonly first = new Map<number, Link>();
  private readonly links = new Map<string, Link>();

  add(edge: Edge, drops: readonly Drop[], span: Span): void {
    let next: Link | undefined;
    for (const drop of drops.toReversed()) {
      const key = `${next === undefined ? `b${edge.to}` : next.id} ${drop.key}`;
      let link = this.links.get(key);
      if (link === undefined) {
        link = { id: this.links.size, drop, span, next, target: edge.to, uses: 0 };
        this.links.set(key, link);
      }
      link.uses++;
      next = link;
    }
    if (next !== undefined) this.first.set(edge.id, next);
  }

  of(edge: Edge): Link | undefined {
    return this.first.get(edge.id);
  }
}
