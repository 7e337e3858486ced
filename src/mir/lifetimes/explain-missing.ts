/**
 * Finds out why a value is missing where it is used: the slow search behind a diagnostic.
 *
 * In: a point and a leaf that has no definite value there. Out: the moves that took it, whether the declaration
 * reaches the point with no value, and which decision leads around the assignment.
 */
import type { Label } from "../../diag/diagnostic.ts";
import type { Span } from "../../source/source-file.ts";
import type { BlockId, MirBlock, MirTerminator } from "../mir.ts";
import { type Analysis, mentionSpan } from "./analysis.ts";
import type { Edge } from "./control-flow.ts";
import { eventKind } from "./events.ts";

export type MissingValue = {
  readonly moves: readonly Span[];
  /** The use itself moved it, the last time around a loop. */
  readonly movedByItself: boolean;
  /** A way from the start of the function gives it no value. */
  readonly neverFilled: boolean;
  /** On other ways it has a value. */
  readonly somePaths: boolean;
  /** The decision that leads around the assignment. */
  readonly decision?: Label;
};

export function explainMissing(analysis: Analysis, block: BlockId, statement: number, leaf: number): MissingValue {
  const { flow, events } = analysis;
  const moves = new Map<string, Span>();
  /** Blocks that pass the missing value on from their start to their end. */
  const passed = new Set<BlockId>();
  const fillers = new Set<BlockId>();
  let movedByItself = false;
  let neverFilled = false;
  let filledAtEntry = false;

  /** Looks backwards through a block; true: nothing in it decides. */
  const scan = (id: BlockId, from: number): boolean => {
    for (let at = from; at >= 0; at--) {
      const found = decidingEvent(analysis, id, at, leaf);
      if (found === "filled") fillers.add(id);
      if (found === "moved") {
        const span = mentionSpan(analysis, id, at, leaf);
        moves.set(`${span.file.path}:${span.start}:${span.end}`, span);
        if (id === block && at === statement) movedByItself = true;
      }
      if (found !== undefined) return false;
    }
    return true;
  };

  const seen = new Set<BlockId>();
  const pending: BlockId[] = [];
  const enterPredecessors = (id: BlockId): void => {
    if (id === 0) {
      if (isParameter(analysis, leaf)) filledAtEntry = true;
      else neverFilled = true;
    }
    for (const edge of flow.incoming[id] as readonly Edge[]) {
      if (fillsOnEdge(analysis, edge, leaf)) fillers.add(edge.from);
      else if (!seen.has(edge.from)) {
        seen.add(edge.from);
        pending.push(edge.from);
      }
    }
  };
  if (scan(block, statement - 1)) enterPredecessors(block);
  for (let at = 0; at < pending.length; at++) {
    const id = pending[at] as BlockId;
    if (!scan(id, events.terminator(id))) continue;
    passed.add(id);
    enterPredecessors(id);
  }
  const decision = neverFilled && fillers.size > 0 ? decisionAround(analysis, leaf, block, passed, fillers) : undefined;
  return { moves: [...moves.values()], movedByItself, neverFilled, somePaths: fillers.size > 0 || filledAtEntry, decision };
}

/** The nearest use of a node that can follow a statement; `unchecked`: one that asks for no initialised value. */
export function nextUse(analysis: Analysis, block: BlockId, statement: number, node: number, unchecked = false): Span | undefined {
  const { flow, events, paths } = analysis;
  const seen = new Set<BlockId>();
  const pending: { block: BlockId; from: number }[] = [{ block, from: statement + 1 }];
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    let killed = false;
    for (let at = next.from; at <= events.terminator(next.block) && !killed; at++) {
      for (let index = events.start(next.block, at); index < events.end(next.block, at); index++) {
        const kind = events.kinds[index] as number;
        const other = events.nodes[index] as number;
        const covers = other <= node && node < paths.end(other);
        const isUse = unchecked
          ? kind === eventKind.hold || kind === eventKind.forget
          : kind <= eventKind.forget && kind !== eventKind.outlive;
        if (isUse && (covers || (node <= other && other < paths.end(node)))) {
          return mentionSpan(analysis, next.block, at, node);
        }
        if (covers && (kind === eventKind.define || kind === eventKind.assume)) killed = true;
      }
    }
    if (killed) continue;
    for (const edge of flow.outgoing[next.block] as readonly Edge[]) {
      if (seen.has(edge.to) || fillsOnEdge(analysis, edge, node)) continue;
      seen.add(edge.to);
      pending.push({ block: edge.to, from: 0 });
    }
  }
  return undefined;
}

function decidingEvent(analysis: Analysis, block: BlockId, statement: number, leaf: number): "filled" | "moved" | undefined {
  const { events, paths } = analysis;
  for (let index = events.end(block, statement) - 1; index >= events.start(block, statement); index--) {
    const node = events.nodes[index] as number;
    if (node > leaf || leaf >= paths.end(node)) continue;
    const kind = events.kinds[index] as number;
    if (kind === eventKind.define || kind === eventKind.assume) return "filled";
    if (kind === eventKind.consume || kind === eventKind.forget) return "moved";
  }
  return undefined;
}

function fillsOnEdge(analysis: Analysis, edge: Edge, leaf: number): boolean {
  const { events, paths } = analysis;
  const statement = events.terminator(edge.from);
  const wanted = edge.slot === 0 ? eventKind.defineNormal : eventKind.defineError;
  for (let index = events.start(edge.from, statement); index < events.end(edge.from, statement); index++) {
    const node = events.nodes[index] as number;
    if (events.kinds[index] === wanted && node <= leaf && leaf < paths.end(node)) return true;
  }
  return false;
}

function isParameter(analysis: Analysis, leaf: number): boolean {
  const role = analysis.paths.role(leaf);
  return role !== "local" && role !== "result" && role !== "error";
}

/** The nearest branch with one side that leads to the use and another that leads to an assignment first. */
function decisionAround(
  analysis: Analysis,
  leaf: number,
  use: BlockId,
  passed: ReadonlySet<BlockId>,
  fillers: ReadonlySet<BlockId>,
): Label | undefined {
  const { flow } = analysis;
  const leadsToFiller = new Set<BlockId>(fillers);
  const pending = [...fillers];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    for (const edge of flow.incoming[id] as readonly Edge[]) {
      if (leadsToFiller.has(edge.from) || passed.has(edge.from)) continue;
      leadsToFiller.add(edge.from);
      pending.push(edge.from);
    }
  }
  for (const id of passed) {
    const edges = flow.outgoing[id] as readonly Edge[];
    const around = edges.find((edge) => (edge.to === use || passed.has(edge.to)) && !fillsOnEdge(analysis, edge, leaf));
    const fills = (edge: Edge): boolean => fillsOnEdge(analysis, edge, leaf) || (leadsToFiller.has(edge.to) && !passed.has(edge.to));
    if (around === undefined || !edges.some((edge) => edge !== around && fills(edge))) continue;
    const { terminator } = analysis.function.blocks[id] as MirBlock;
    return { span: terminator.span, text: decisionText(terminator, around.slot) };
  }
  return undefined;
}

function decisionText(terminator: MirTerminator, slot: number): string {
  switch (terminator.kind) {
    case "branch":
      return slot === 0 ? "without a value if this is true" : "without a value if this is false";
    case "try-call":
      return slot === 0 ? "without a value if this does not raise" : "without a value if this raises";
    default:
      return "without a value on one way from here";
  }
}
