/**
 * Order and dominance of a function's blocks. Unreachable blocks are not in the order and are not emitted.
 */
import type { BlockId, MirFunction, MirTerminator } from "../../mir/mir.ts";

export type ControlFlow = {
  /** Reverse postorder from the entry: a dominating block comes before what it dominates. */
  readonly order: readonly BlockId[];
  dominates(above: BlockId, below: BlockId): boolean;
};

export function controlFlowOf(func: MirFunction): ControlFlow {
  const order = reversePostorder(func);
  const position = new Int32Array(func.blocks.length).fill(-1);
  order.forEach((block, i) => {
    position[block] = i;
  });
  let dominators: Int32Array | undefined;
  return {
    order,
    dominates(above, below) {
      dominators ??= immediateDominators(func, order, position);
      const target = position[above] as number;
      let at = position[below] as number;
      while (at > target) at = dominators[at] as number;
      return at === target;
    },
  };
}

export function successorsOf(terminator: MirTerminator): readonly BlockId[] {
  switch (terminator.kind) {
    case "goto":
      return [terminator.target];
    case "branch":
      return [terminator.whenTrue, terminator.whenFalse];
    case "switch":
      return [...terminator.cases.map((item) => item.target), terminator.otherwise];
    case "try-call":
      return [terminator.normal, terminator.error];
    case "suspend":
      return [terminator.resumed, terminator.destroyed];
    case "return":
    case "raise":
    case "abandon":
    case "unreachable":
      return [];
  }
}

function reversePostorder(func: MirFunction): BlockId[] {
  const state = new Uint8Array(func.blocks.length);
  const postorder: BlockId[] = [];
  const stack: { block: BlockId; successors: readonly BlockId[]; next: number }[] = [];
  const enter = (block: BlockId): void => {
    state[block] = 1;
    const successors = successorsOf((func.blocks[block] as (typeof func.blocks)[number]).terminator);
    // Visited backwards, so that the first successor follows its block in the text.
    stack.push({ block, successors, next: successors.length - 1 });
  };
  enter(0);
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    if (top.next < 0) {
      postorder.push(top.block);
      stack.pop();
      continue;
    }
    const successor = top.successors[top.next--] as BlockId;
    if (state[successor] === 0) enter(successor);
  }
  return postorder.reverse();
}

/** Cooper, Harvey and Kennedy's iteration, over positions in the order. */
function immediateDominators(func: MirFunction, order: readonly BlockId[], position: Int32Array): Int32Array {
  const predecessors: number[][] = order.map(() => []);
  order.forEach((block, i) => {
    for (const successor of successorsOf((func.blocks[block] as (typeof func.blocks)[number]).terminator)) {
      (predecessors[position[successor] as number] as number[]).push(i);
    }
  });
  const dominators = new Int32Array(order.length).fill(-1);
  dominators[0] = 0;
  const meet = (first: number, second: number): number => {
    let a = first;
    let b = second;
    while (a !== b) {
      while (a > b) a = dominators[a] as number;
      while (b > a) b = dominators[b] as number;
    }
    return a;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (let i = 1; i < order.length; i++) {
      let found = -1;
      for (const predecessor of predecessors[i] as number[]) {
        if (dominators[predecessor] === -1) continue;
        found = found === -1 ? predecessor : meet(predecessor, found);
      }
      if (dominators[i] !== found) {
        dominators[i] = found;
        changed = true;
      }
    }
  }
  return dominators;
}
