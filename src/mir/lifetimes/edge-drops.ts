/**
 * What dies between blocks: values that one successor still needs and another does not, values that have no definite
 * state after a join, and parameters that are never used.
 *
 * In: solved initialisation and liveness. Out: drops at the head of a block where all ways into it agree, else on
 * single edges.
 */
import type { Span } from "../../source/source-file.ts";
import type { BlockId, MirLocal } from "../mir.ts";
import { type Analysis, describeNode, statementSpan } from "./analysis.ts";
import { anyInRange, copyRow, forEachMissing, hasBit, intersectInto, wordsFor } from "./bit-rows.ts";
import { CleanupChains } from "./cleanup-chains.ts";
import type { Edge } from "./control-flow.ts";
import { keptOnSomePaths } from "./diagnostics.ts";
import { nextUse } from "./explain-missing.ts";
import type { Initialization } from "./initialization.ts";
import type { Liveness } from "./liveness.ts";
import type { Drop, DropPlanner, DropPoint } from "./plan-drops.ts";

export type EdgeDrops = {
  readonly heads: ReadonlyMap<BlockId, readonly Drop[]>;
  readonly chains: CleanupChains;
};

export function planEdgeDrops(analysis: Analysis, initialization: Initialization, liveness: Liveness, planner: DropPlanner): EdgeDrops {
  const { flow, paths, events, function: fn } = analysis;
  const heads = new Map<BlockId, readonly Drop[]>();
  const edges = new Map<number, readonly Drop[]>();
  const words = wordsFor(paths.count);
  const state = new Uint32Array(words);
  const along = new Uint32Array(words);
  const wanted = new Uint32Array(words);

  const planEdge = (target: BlockId, point: DropPoint): Drop[] => {
    needed(initialization, liveness, target, wanted);
    const dying: number[] = [];
    let done = 0;
    forEachMissing(along, wanted, (node) => {
      if (node < done) return;
      const root = paths.root(paths.local(node));
      done = paths.end(root);
      collectDying(analysis, liveness, target, along, wanted, root, dying);
    });
    return dying.length === 0 ? [] : planner.plan(along, dying, point);
  };

  copyRow(along, initialization.atEntry());
  const entry = planEdge(0, { block: 0, statement: -1, span: fn.span });
  if (entry.length > 0) heads.set(0, entry);
  for (const block of flow.order) {
    const terminator = events.terminator(block);
    copyRow(state, initialization.atStart(block));
    for (let statement = 0; statement < terminator; statement++) initialization.step(state, block, statement);
    liveness.beforeTerminator(block, wanted);
    liveness.removeDead(wanted);
    intersectInto(state, wanted);
    initialization.step(state, block, terminator);
    const point = { block, statement: terminator, span: statementSpan(fn, block, terminator) };
    for (const edge of flow.outgoing[block] as readonly Edge[]) {
      copyRow(along, state);
      initialization.stepOverEdge(along, edge);
      const drops = planEdge(edge.to, point);
      if (drops.length > 0) edges.set(edge.id, drops);
    }
  }
  const chains = new CleanupChains();
  for (const block of flow.order) {
    const incoming = flow.incoming[block] as readonly Edge[];
    moveToHead(incoming, block, heads, edges);
    for (const edge of incoming) chains.add(edge, edges.get(edge.id) ?? [], statementSpan(fn, edge.from, events.terminator(edge.from)));
  }
  return { heads, chains };
}

/** Fills `row` with the nodes that have a value where a block starts and must keep it. */
export function needed(initialization: Initialization, liveness: Liveness, block: BlockId, row: Uint32Array): void {
  copyRow(row, liveness.atStart(block));
  liveness.removeDead(row);
  intersectInto(row, initialization.atStart(block));
}

/** Topmost nodes with a value of which nothing goes on to the target. */
function collectDying(
  analysis: Analysis,
  liveness: Liveness,
  target: BlockId,
  state: Uint32Array,
  wanted: Uint32Array,
  node: number,
  dying: number[],
): void {
  const { paths, lifecycles } = analysis;
  const end = paths.end(node);
  if (!anyInRange(state, node, end)) return;
  if (anyInRange(wanted, node, end)) {
    for (const child of paths.children(node)) collectDying(analysis, liveness, target, state, wanted, child, dying);
    return;
  }
  if (lifecycles.needsDestroy(paths.type(node)) && liveness.deadAncestor(liveness.atStart(target), node) === -1) {
    // A constructor's result without fields counts as whole at the return.
    if (paths.isLeaf(node) && !hasBit(paths.required, node)) return;
    const use = useOfKept(analysis, liveness, target, node);
    if (use !== undefined) reportKept(analysis, node, use);
  }
  dying.push(node);
}

/** All uses of the value itself were checked: what still needs it can only be something that refers to it. */
function useOfKept(analysis: Analysis, liveness: Liveness, target: BlockId, node: number): Span | undefined {
  const { paths } = analysis;
  for (let leaf = node; leaf < paths.end(node); leaf++) {
    const use = paths.isLeaf(leaf) ? nextUse(analysis, target, -1, leaf, true) : undefined;
    if (use !== undefined) return use;
  }
  const keepers = paths.keepers[paths.root(paths.local(node))] as readonly number[];
  const keeper = keepers.find((one) => hasBit(liveness.atStart(target), one));
  return keeper === undefined ? undefined : nextUse(analysis, target, -1, keeper);
}

function reportKept(analysis: Analysis, node: number, use: Span): void {
  const { span } = analysis.function.locals[analysis.paths.local(node)] as MirLocal;
  analysis.sink.report(keptOnSomePaths, {
    at: use,
    params: { name: describeNode(analysis, node) },
    labels: [{ span, text: "declared here" }],
    notes: ["give it a value on every path before something refers to it"],
  });
}

function moveToHead(
  incoming: readonly Edge[],
  block: BlockId,
  heads: Map<BlockId, readonly Drop[]>,
  edges: Map<number, readonly Drop[]>,
): void {
  const first = edges.get(incoming[0]?.id ?? -1);
  if (first === undefined) return;
  const key = dropsKey(first);
  if (!incoming.every((edge) => dropsKey(edges.get(edge.id) ?? []) === key)) return;
  heads.set(block, first);
  for (const edge of incoming) edges.delete(edge.id);
}

function dropsKey(drops: readonly Drop[]): string {
  return drops.map((drop) => drop.key).join(" ");
}
