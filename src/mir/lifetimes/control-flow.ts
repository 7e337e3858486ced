/**
 * The shape of a function's control flow: edges, their order, and which blocks can be reached.
 *
 * In: blocks. Out: a `ControlFlow` with edges by block and a reverse postorder of the reachable blocks.
 * A terminator that names one block twice has two edges: an edge is a slot of a terminator.
 */
import type { BlockId, MirBlock, MirTerminator } from "../mir.ts";

export type Edge = { readonly id: number; readonly from: BlockId; readonly slot: number; readonly to: BlockId };

export type ControlFlow = {
  readonly edges: readonly Edge[];
  readonly outgoing: readonly (readonly Edge[])[];
  readonly incoming: readonly (readonly Edge[])[];
  /** Reachable blocks, reverse postorder: a block comes before its successors except along back edges. */
  readonly order: readonly BlockId[];
};

export function controlFlowOf(blocks: readonly MirBlock[]): ControlFlow {
  const order = reversePostorder(blocks);
  const edges: Edge[] = [];
  const outgoing: Edge[][] = blocks.map(() => []);
  const incoming: Edge[][] = blocks.map(() => []);
  for (const from of order) {
    const targets = successorsOf((blocks[from] as MirBlock).terminator);
    for (let slot = 0; slot < targets.length; slot++) {
      const edge: Edge = { id: edges.length, from, slot, to: targets[slot] as BlockId };
      edges.push(edge);
      (outgoing[from] as Edge[]).push(edge);
      (incoming[edge.to] as Edge[]).push(edge);
    }
  }
  return { edges, outgoing, incoming, order };
}

/** Successors by slot: `normal` before `error`, `whenTrue` before `whenFalse`, cases before `otherwise`. */
export function successorsOf(terminator: MirTerminator): BlockId[] {
  switch (terminator.kind) {
    case "goto":
      return [terminator.target];
    case "branch":
      return [terminator.whenTrue, terminator.whenFalse];
    case "switch":
      return [...terminator.cases.map((one) => one.target), terminator.otherwise];
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

/** The same terminator with the successor of every slot replaced. */
export function withSuccessors(terminator: MirTerminator, target: (slot: number) => BlockId): MirTerminator {
  switch (terminator.kind) {
    case "goto":
      return { ...terminator, target: target(0) };
    case "branch":
      return { ...terminator, whenTrue: target(0), whenFalse: target(1) };
    case "switch": {
      const cases = terminator.cases.map((one, slot) => ({ value: one.value, target: target(slot) }));
      return { ...terminator, cases, otherwise: target(terminator.cases.length) };
    }
    case "try-call":
      return { ...terminator, normal: target(0), error: target(1) };
    case "suspend":
      return { ...terminator, resumed: target(0), destroyed: target(1) };
    case "return":
    case "raise":
    case "abandon":
    case "unreachable":
      return terminator;
  }
}

/** Blocks from which some block with no successors can be reached; the others run for ever. */
export function blocksThatEnd(flow: ControlFlow): Uint8Array {
  const ends = new Uint8Array(flow.outgoing.length);
  const pending = flow.order.filter((block) => flow.outgoing[block]?.length === 0);
  for (const block of pending) ends[block] = 1;
  for (let block = pending.pop(); block !== undefined; block = pending.pop()) {
    for (const edge of flow.incoming[block] as readonly Edge[]) {
      if (ends[edge.from] === 1) continue;
      ends[edge.from] = 1;
      pending.push(edge.from);
    }
  }
  return ends;
}

function reversePostorder(blocks: readonly MirBlock[]): BlockId[] {
  const seen = new Uint8Array(blocks.length);
  const postorder: BlockId[] = [];
  const stack: { block: BlockId; targets: BlockId[]; next: number }[] = [];
  const enter = (block: BlockId): void => {
    seen[block] = 1;
    stack.push({ block, targets: successorsOf((blocks[block] as MirBlock).terminator), next: 0 });
  };
  enter(0);
  while (stack.length > 0) {
    const top = stack[stack.length - 1] as { block: BlockId; targets: BlockId[]; next: number };
    // The last successor first, so that the first one follows its block directly in the result.
    const target = top.targets[top.targets.length - 1 - top.next];
    if (target === undefined) {
      postorder.push(top.block);
      stack.pop();
      continue;
    }
    top.next++;
    if (seen[target] === 0) enter(target);
  }
  return postorder.reverse();
}
