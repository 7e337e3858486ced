/**
 * Values made in a temporary only to be copied somewhere are made there at once.
 *
 * `%t = f(x); … %p = %t` → `%p = f(x); …`, where that copy is all that reads `%t`, and what lies between can neither see
 * nor change `%p`, nor where it is.
 */
import { intrinsicInfo } from "../intrinsics.ts";
import type { LocalId, MirBlock, MirFunction, MirLocal, MirStatement, MirType, Place } from "../mir.ts";
import type { LocalFacts } from "./facts.ts";
import { placeMentions } from "./known-values.ts";
import { hasDeref, visitStatement } from "./rewrite.ts";

/** How far back a definition is looked for. */
const farthest = 12;

/** Changes the blocks in place; the facts stay right. */
export function forwardStores(fn: Pick<MirFunction, "locals" | "blocks">, facts: LocalFacts): void {
  for (const block of fn.blocks) {
    for (let index = block.statements.length - 1; index > 0; index--) {
      if (forwardInto(fn, block, index, facts)) block.statements.splice(index, 1);
    }
  }
}

/** Whether the copy at `index` is not needed any more. */
function forwardInto(fn: Pick<MirFunction, "locals">, block: MirBlock, index: number, facts: LocalFacts): boolean {
  const copy = block.statements[index] as MirStatement;
  if (copy.kind !== "assign" || copy.value.kind !== "use" || copy.value.operand.kind !== "read") return false;
  const { target } = copy;
  const { local, path } = copy.value.operand.place;
  if (path.length > 0 || target.local === local || facts.reads[local] !== 1 || !facts.isConstantLocal(local)) return false;
  if (target.path.some((step) => step.kind === "element" && step.index.kind === "read")) return false;
  const isMemory = hasDeref(target) || facts.inMemory[target.local] === 1;
  for (let at = index - 1; at >= 0 && at >= index - farthest; at--) {
    const statement = block.statements[at] as MirStatement;
    if (defines(statement, local)) {
      if (!mayWriteTo(statement, target, isMemory, (fn.locals[local] as MirLocal).type)) return false;
      const moved = { ...statement, target };
      block.statements[at] = moved;
      facts.countStatement(copy, -1);
      facts.countStatement(statement, -1);
      facts.countStatement(moved, 1);
      return true;
    }
    if (isMemory ? !isPureOnLocals(statement, facts) || writesLocal(statement, target.local) : mentions(statement, target.local))
      return false;
  }
  return false;
}

function defines(statement: MirStatement, local: LocalId): statement is Extract<MirStatement, { kind: "assign" | "call" }> {
  if (statement.kind !== "assign" && statement.kind !== "call") return false;
  return statement.target !== undefined && statement.target.local === local && !hasDeref(statement.target);
}

/** Whether what fills the temporary may fill the target: it must read all it needs before it writes. */
function mayWriteTo(
  statement: Extract<MirStatement, { kind: "assign" | "call" }>,
  target: Place,
  isMemory: boolean,
  type: MirType,
): boolean {
  if (statement.kind === "call") return !isMemory && !mentions(statement, target.local);
  const { value } = statement;
  switch (value.kind) {
    case "address":
      return true;
    case "intrinsic":
      return !isMemory || isQuiet(value.name);
    case "use":
    case "aggregate":
      if (type.kind !== "struct" && type.kind !== "array") return true;
      return !isMemory && !readsLocal(statement, target.local);
  }
}

function isQuiet(name: string): boolean {
  const effect = intrinsicInfo(name)?.effect;
  return effect === "pure" || effect === "read";
}

/** Neither reads nor writes memory. */
function isPureOnLocals(statement: MirStatement, facts: LocalFacts): boolean {
  if (statement.kind !== "assign") return false;
  if (statement.value.kind === "intrinsic" && intrinsicInfo(statement.value.name)?.effect !== "pure") return false;
  let isPure = true;
  visitStatement(statement, (place, role) => {
    if (role !== "address" && (hasDeref(place) || facts.inMemory[place.local] === 1)) isPure = false;
    // The address of a place behind pointers in memory is read from memory.
    if (role === "address" && place.path.filter((step) => step.kind === "deref").length > 1) isPure = false;
  });
  return isPure;
}

function mentions(statement: MirStatement, local: LocalId): boolean {
  let found = false;
  visitStatement(statement, (place) => {
    if (placeMentions(place, local)) found = true;
  });
  return found;
}

function readsLocal(statement: MirStatement, local: LocalId): boolean {
  let found = false;
  visitStatement(statement, (place, role) => {
    if (place.local === local && (role !== "write" || hasDeref(place))) found = true;
  });
  return found;
}

function writesLocal(statement: MirStatement, local: LocalId): boolean {
  let found = false;
  visitStatement(statement, (place, role) => {
    if (place.local === local && role === "write" && !hasDeref(place)) found = true;
  });
  return found;
}
