/** Removes assignments that nothing reads, last ones first, so that a chain goes in one pass. */
import { isPureIntrinsic } from "../intrinsics.ts";
import type { LocalId, MirFunction, MirStatement, Place } from "../mir.ts";
import type { LocalFacts } from "./facts.ts";
import { hasDeref, visitStatement } from "./rewrite.ts";

/** Changes the blocks in place and keeps the facts right. Tells whether the address of something is not taken any more. */
export function removeDeadCode(fn: Pick<MirFunction, "blocks">, facts: LocalFacts): boolean {
  let hasFreed = false;
  for (let changed = true; changed; ) {
    changed = false;
    for (let id = fn.blocks.length - 1; id >= 0; id--) {
      const block = fn.blocks[id];
      if (block === undefined) continue;
      const kept: MirStatement[] = [];
      // Written as a whole further down, and not read before that.
      const overwritten = new Set<LocalId>();
      for (let index = block.statements.length - 1; index >= 0; index--) {
        const statement = block.statements[index] as MirStatement;
        if (isDead(statement, facts, overwritten)) {
          facts.countStatement(statement, -1);
          hasFreed ||= statement.kind === "assign" && statement.value.kind === "address" && !hasDeref(statement.value.place);
          continue;
        }
        kept.push(statement);
        const { target } = statement as { readonly target?: Place };
        if (target?.path.length === 0) overwritten.add(target.local);
        visitStatement(statement, (place, role) => {
          if (role !== "write" || hasDeref(place)) overwritten.delete(place.local);
        });
      }
      if (kept.length === block.statements.length) continue;
      block.statements = kept.reverse();
      changed = true;
    }
  }
  return hasFreed;
}

function isDead(statement: MirStatement, facts: LocalFacts, overwritten: ReadonlySet<LocalId>): boolean {
  if (statement.kind !== "assign" || hasDeref(statement.target)) return false;
  const { local } = statement.target;
  // A local in memory that is never read has no address left either, unless it is the caller's.
  if (facts.inMemory[local] === 1 || (facts.reads[local] !== 0 && !overwritten.has(local))) return false;
  const { value } = statement;
  return value.kind !== "intrinsic" || isPureIntrinsic(value.name, value.attributes);
}
