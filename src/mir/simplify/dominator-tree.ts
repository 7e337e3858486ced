/** The dominator tree of a function's blocks: children of every block, entry first. */
import { successorsOf } from "../lifetimes/control-flow.ts";
import type { BlockId, MirBlock } from "../mir.ts";
import { immediateDominators, reversePostorder } from "../interpreter/structure.ts";

/** Blocks that nothing reaches are in no list. */
export function dominatorTree(blocks: readonly MirBlock[]): readonly (readonly BlockId[])[] {
  const children: BlockId[][] = blocks.map(() => []);
  if (blocks.length === 1) return children;
  const successors = blocks.map((block) => successorsOf(block.terminator));
  const order = reversePostorder(successors, 0);
  const numbers = new Map(order.map((block, index) => [block, index]));
  const predecessors: number[][] = order.map(() => []);
  order.forEach((block, index) => {
    for (const target of successors[block] as BlockId[]) predecessors[numbers.get(target) as number]?.push(index);
  });
  const dominators = immediateDominators(predecessors);
  order.forEach((block, index) => {
    if (index > 0) children[order[dominators[index] as number] as BlockId]?.push(block);
  });
  return children;
}
