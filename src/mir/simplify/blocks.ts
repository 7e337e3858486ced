/**
 * Tidies the graph of blocks: constant branches, jumps to jumps, blocks with one way in, blocks that nothing reaches.
 */
import { successorsOf, withSuccessors } from "../lifetimes/control-flow.ts";
import type { BlockId, Constant, MirBlock, MirTerminator } from "../mir.ts";

/** New blocks, renumbered in their old order. */
export function simplifyBlocks(blocks: readonly MirBlock[]): MirBlock[] {
  const working = blocks.map((block) => ({ statements: block.statements, terminator: decided(block.terminator) }));
  for (const block of working)
    block.terminator = withSuccessors(block.terminator, (slot) => finalTarget(working, successorsOf(block.terminator)[slot] as BlockId));
  for (const block of working) block.terminator = decided(block.terminator);
  mergeChains(working);
  return onlyReachable(working);
}

/** A branch whose way is known becomes a jump. */
function decided(terminator: MirTerminator): MirTerminator {
  const jump = (target: BlockId): MirTerminator => ({ kind: "goto", target, span: terminator.span });
  switch (terminator.kind) {
    case "branch": {
      if (terminator.whenTrue === terminator.whenFalse) return jump(terminator.whenTrue);
      const value = integerOf(terminator.condition.kind === "constant" ? terminator.condition.constant : undefined);
      return value === undefined ? terminator : jump(value !== 0n ? terminator.whenTrue : terminator.whenFalse);
    }
    case "switch": {
      if (terminator.value.kind !== "constant") return terminator;
      const { constant } = terminator.value;
      const value = integerOf(constant);
      if (value === undefined || constant.type.kind !== "int") return terminator;
      const { bits } = constant.type;
      const found = terminator.cases.find((entry) => BigInt.asUintN(bits, entry.value) === BigInt.asUintN(bits, value));
      return jump(found?.target ?? terminator.otherwise);
    }
    default:
      return terminator;
  }
}

function integerOf(constant: Constant | undefined): bigint | undefined {
  if (constant?.kind === "int") return constant.value;
  return constant?.kind === "zero" ? 0n : undefined;
}

/** Where a jump ends after blocks that only jump on. */
function finalTarget(blocks: readonly MirBlock[], from: BlockId): BlockId {
  let target = from;
  for (let count = 0; count < 16; count++) {
    const block = blocks[target] as MirBlock;
    if (block.statements.length > 0 || block.terminator.kind !== "goto" || block.terminator.target === target) return target;
    target = block.terminator.target;
  }
  return target;
}

/** A block that is only jumped to from one place is appended there. */
function mergeChains(blocks: MirBlock[]): void {
  const ways = new Int32Array(blocks.length);
  ways[0] = 1;
  const live = reachable(blocks);
  for (const id of live)
    for (const target of successorsOf((blocks[id] as MirBlock).terminator)) ways[target] = (ways[target] as number) + 1;
  const merged = new Uint8Array(blocks.length);
  for (let id = 0; id < blocks.length; id++) {
    if (merged[id] === 1 || !live.has(id)) continue;
    const block = blocks[id] as MirBlock;
    while (block.terminator.kind === "goto" && ways[block.terminator.target] === 1 && block.terminator.target !== id) {
      const next: BlockId = block.terminator.target;
      const following = blocks[next] as MirBlock;
      block.statements = block.statements.length === 0 ? following.statements : [...block.statements, ...following.statements];
      block.terminator = following.terminator;
      merged[next] = 1;
      following.statements = [];
      following.terminator = { kind: "unreachable", span: following.terminator.span };
    }
  }
}

function reachable(blocks: readonly MirBlock[]): Set<BlockId> {
  const seen = new Set<BlockId>([0]);
  for (const id of seen) for (const target of successorsOf((blocks[id] as MirBlock).terminator)) seen.add(target);
  return seen;
}

function onlyReachable(blocks: readonly MirBlock[]): MirBlock[] {
  const seen = reachable(blocks);
  const numbers = new Map<BlockId, BlockId>();
  blocks.forEach((_, id) => {
    if (seen.has(id)) numbers.set(id, numbers.size);
  });
  const kept = blocks.filter((_, id) => seen.has(id));
  return kept.map(({ statements, terminator }) => {
    const targets = successorsOf(terminator);
    return { statements, terminator: withSuccessors(terminator, (slot) => numbers.get(targets[slot] as BlockId) as BlockId) };
  });
}
