/**
 * Structured control flow from a graph of blocks: nested labelled blocks and loops, in place of jumps.
 *
 * In: the successors of every block, and an entry. Out: calls of a `StructureWriter`. Blocks follow the dominator tree:
 * a block with one way in is written where it is reached, one with several after a labelled block that the ways in
 * break out of, a loop's header inside an endless loop that the ways back continue (N. Ramsey, "Beyond Relooper", 2022).
 * Graphs that are not reducible, or nest too deeply for a parser, are refused.
 */
import type { BlockId } from "../mir.ts";

export type StructureWriter = {
  readonly openLoop: (header: BlockId) => void;
  readonly openBlock: (following: BlockId) => void;
  readonly close: () => void;
  /** The statements of a block, then its terminator, where `jump` writes what follows an edge. */
  readonly block: (block: BlockId, jump: (target: BlockId) => void) => void;
  readonly jumpBack: (header: BlockId) => void;
  readonly jumpForward: (following: BlockId) => void;
};

const maximumDepth = 400;

/** Whether it could. */
export function writeStructure(successors: readonly (readonly BlockId[])[], entry: BlockId, writer: StructureWriter): boolean {
  const graph = analyze(successors, entry);
  if (graph === undefined || graph.depth > maximumDepth) return false;
  const { order, children, isHeader, isMerge } = graph;
  const number = (block: BlockId) => order.get(block) as number;

  const writeTree = (block: BlockId): void => {
    if (isHeader.has(block)) writer.openLoop(block);
    const merges = (children.get(block) ?? []).filter((child) => isMerge.has(child)).sort((a, b) => number(b) - number(a));
    writeWithin(block, merges, 0);
    if (isHeader.has(block)) writer.close();
  };
  const writeWithin = (block: BlockId, merges: readonly BlockId[], next: number): void => {
    const merge = merges[next];
    if (merge === undefined) {
      writer.block(block, (target) => jump(block, target));
      return;
    }
    writer.openBlock(merge);
    writeWithin(block, merges, next + 1);
    writer.close();
    writeTree(merge);
  };
  const jump = (from: BlockId, to: BlockId): void => {
    if (number(to) <= number(from)) writer.jumpBack(to);
    else if (isMerge.has(to)) writer.jumpForward(to);
    else writeTree(to);
  };
  writeTree(entry);
  return true;
}

type Graph = {
  /** Place in the reverse postorder. */
  readonly order: ReadonlyMap<BlockId, number>;
  /** In the dominator tree. */
  readonly children: ReadonlyMap<BlockId, readonly BlockId[]>;
  readonly isHeader: ReadonlySet<BlockId>;
  readonly isMerge: ReadonlySet<BlockId>;
  readonly depth: number;
};

function analyze(successors: readonly (readonly BlockId[])[], entry: BlockId): Graph | undefined {
  const blocks = reversePostorder(successors, entry);
  const order = new Map(blocks.map((block, index) => [block, index]));
  const predecessors: number[][] = blocks.map(() => []);
  blocks.forEach((block, index) => {
    for (const target of new Set(successors[block])) predecessors[order.get(target) as number]?.push(index);
  });
  const dominators = immediateDominators(predecessors);

  const isHeader = new Set<BlockId>();
  const isMerge = new Set<BlockId>();
  const children = new Map<BlockId, BlockId[]>();
  const depths = [0];
  let depth = 0;
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index] as BlockId;
    const back = (predecessors[index] as number[]).filter((from) => from >= index);
    if (back.length > 0) isHeader.add(block);
    if (back.some((from) => !dominates(dominators, index, from))) return undefined;
    // Two edges of one terminator are two ways in.
    const forward = (predecessors[index] as number[]).filter((from) => from < index);
    const ways = forward.reduce((sum, from) => sum + edgesBetween(successors[blocks[from] as BlockId] ?? [], block), 0);
    if (ways > 1) isMerge.add(block);
    if (index === 0) continue;
    const parent = dominators[index] as number;
    depths[index] = (depths[parent] as number) + 1;
    depth = Math.max(depth, depths[index] as number);
    const siblings = children.get(blocks[parent] as BlockId);
    if (siblings === undefined) children.set(blocks[parent] as BlockId, [block]);
    else siblings.push(block);
  }
  return { order, children, isHeader, isMerge, depth };
}

function edgesBetween(targets: readonly BlockId[], block: BlockId): number {
  return targets.filter((target) => target === block).length;
}

export function reversePostorder(successors: readonly (readonly BlockId[])[], entry: BlockId): BlockId[] {
  const seen = new Set([entry]);
  const postorder: BlockId[] = [];
  const active = [{ block: entry, next: 0 }];
  for (let top = active.at(-1); top !== undefined; top = active.at(-1)) {
    const target = successors[top.block]?.[top.next++];
    if (target === undefined) {
      postorder.push(top.block);
      active.pop();
    } else if (!seen.has(target)) {
      seen.add(target);
      active.push({ block: target, next: 0 });
    }
  }
  return postorder.reverse();
}

/** By place in the order (K. Cooper, T. Harvey, K. Kennedy, "A Simple, Fast Dominance Algorithm", 2001). */
export function immediateDominators(predecessors: readonly (readonly number[])[]): number[] {
  const dominators = new Array<number>(predecessors.length).fill(-1);
  dominators[0] = 0;
  for (let changed = true; changed; ) {
    changed = false;
    for (let index = 1; index < predecessors.length; index++) {
      let found = -1;
      for (const from of predecessors[index] as readonly number[]) {
        if (dominators[from] === -1) continue;
        found = found === -1 ? from : commonDominator(dominators, from, found);
      }
      if (dominators[index] !== found) {
        dominators[index] = found;
        changed = true;
      }
    }
  }
  return dominators;
}

function commonDominator(dominators: readonly number[], first: number, second: number): number {
  let [a, b] = [first, second];
  while (a !== b) {
    while (a > b) a = dominators[a] as number;
    while (b > a) b = dominators[b] as number;
  }
  return a;
}

function dominates(dominators: readonly number[], above: number, below: number): boolean {
  let index = below;
  while (index > above) index = dominators[index] as number;
  return index === above;
}
