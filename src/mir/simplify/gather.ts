/**
 * Structs that are filled field by field become one aggregate of temporaries, whose values then are known by name.
 *
 * `%s.0 = a; %s.1 = f(b)` → `%t = a; %u = f(b); %s = make S (%t, %u)`, where nothing reads or writes `%s` in between
 * and it is written nowhere else.
 */
import type { LocalId, MirBlock, MirFunction, MirLocal, MirStatement, MirType, Operand, Place } from "../mir.ts";
import { leafCount } from "../interpreter/values.ts";
import type { LocalFacts } from "./facts.ts";
import { hasDeref, visitStatement } from "./rewrite.ts";

const mostLeaves = 8;

/** Changes the blocks in place, adds locals. Whether it did anything: the facts are stale then. */
export function gatherFields(fn: Pick<MirFunction, "locals" | "blocks" | "resultLocal" | "resultPassing">, facts: LocalFacts): boolean {
  let changed = false;
  const candidates = fn.locals.map(
    ({ type }, local) =>
      type.kind === "struct" &&
      type.fields.length > 0 &&
      facts.inMemory[local] === 0 &&
      facts.wholeWrites[local] === 0 &&
      (facts.writes[local] as number) > 0 &&
      leafCount(type) <= mostLeaves &&
      !(local === fn.resultLocal && fn.resultPassing === "reference" && leafCount(type) > 1),
  );
  if (!candidates.includes(true)) return false;
  for (const block of fn.blocks) {
    for (const local of candidatesIn(block, candidates)) {
      const writes = writesOf(block, local);
      if (writes.length !== facts.writes[local] || !isUntouched(block, local, writes)) continue;
      const type = (fn.locals[local] as MirLocal).type;
      const gathered = gather(fn, block, local, type, writes);
      if (gathered === undefined) continue;
      block.statements = gathered;
      changed = true;
    }
  }
  return changed;
}

function candidatesIn(block: MirBlock, candidates: readonly boolean[]): Set<LocalId> {
  const found = new Set<LocalId>();
  for (const statement of block.statements) {
    const target = targetOf(statement);
    if (target !== undefined && candidates[target.local] === true && !hasDeref(target)) found.add(target.local);
  }
  return found;
}

function targetOf(statement: MirStatement): Place | undefined {
  return statement.kind === "assign" || statement.kind === "call" ? statement.target : undefined;
}

/** Numbers of the statements that write it. */
function writesOf(block: MirBlock, local: LocalId): number[] {
  const writes: number[] = [];
  block.statements.forEach((statement, index) => {
    const target = targetOf(statement);
    if (target?.local === local && !hasDeref(target)) writes.push(index);
  });
  return writes;
}

/** Nothing reads it from the first write to the last. */
function isUntouched(block: MirBlock, local: LocalId, writes: readonly number[]): boolean {
  for (let index = writes[0] as number; index <= (writes.at(-1) as number); index++) {
    let touched = false;
    visitStatement(block.statements[index] as MirStatement, (place, role) => {
      if (place.local === local && (role !== "write" || hasDeref(place))) touched = true;
    });
    if (touched) return false;
  }
  return true;
}

type Parts = Map<number, Parts> | { readonly temporary: LocalId };

function gather(
  fn: Pick<MirFunction, "locals">,
  block: MirBlock,
  local: LocalId,
  type: MirType,
  writes: readonly number[],
): MirStatement[] | undefined {
  const paths = writes.map((index) => fieldPath(targetOf(block.statements[index] as MirStatement) as Place));
  if (paths.includes(undefined) || !covers(type, paths as number[][])) return undefined;
  const statements = [...block.statements];
  const parts: Parts = new Map();
  writes.forEach((index, number) => {
    const path = paths[number] as number[];
    const statement = statements[index] as Extract<MirStatement, { kind: "assign" | "call" }>;
    const temporary = newLocal(fn, typeAt(type, path), statement);
    statements[index] = { ...statement, target: { local: temporary, path: [] } };
    insert(parts, path, temporary);
  });
  const last = writes.at(-1) as number;
  const span = (statements[last] as MirStatement).span;
  const added: MirStatement[] = [];
  const build = (of: MirType, from: Parts): Operand => {
    if (!(from instanceof Map)) return { kind: "read", place: { local: from.temporary, path: [] } };
    if (of.kind !== "struct") return { kind: "constant", constant: { kind: "undefined", type: of } };
    const elements = of.fields.map((field, index) => build(field, from.get(index) ?? new Map()));
    const target = of === type ? local : newLocal(fn, of, statements[last] as MirStatement);
    added.push({ kind: "assign", target: { local: target, path: [] }, value: { kind: "aggregate", type: of, elements }, span });
    return { kind: "read", place: { local: target, path: [] } };
  };
  build(type, parts);
  statements.splice(last + 1, 0, ...added);
  return statements;
}

function newLocal(fn: Pick<MirFunction, "locals">, type: MirType, statement: MirStatement): LocalId {
  fn.locals.push({ type, span: statement.span, keeps: [], unmanaged: true });
  return fn.locals.length - 1;
}

function fieldPath(place: Place): number[] | undefined {
  const path: number[] = [];
  for (const step of place.path) {
    if (step.kind !== "field") return undefined;
    path.push(step.index);
  }
  return path;
}

/** Every part of the type is on exactly one path. */
function covers(type: MirType, paths: readonly (readonly number[])[]): boolean {
  if (paths.length === 1 && paths[0]?.length === 0) return true;
  if (type.kind !== "struct" || paths.some((path) => path.length === 0)) return false;
  return type.fields.every((field, index) => {
    const inside = paths.filter((path) => path[0] === index).map((path) => path.slice(1));
    return inside.length > 0 ? covers(field, inside) : leafCount(field) === 0 && field.kind === "struct" && field.fields.length === 0;
  });
}

function typeAt(type: MirType, path: readonly number[]): MirType {
  return path.reduce((part, index) => (part.kind === "struct" ? (part.fields[index] as MirType) : part), type);
}

function insert(parts: Parts, path: readonly number[], temporary: LocalId): void {
  const [first, ...rest] = path;
  if (!(parts instanceof Map) || first === undefined) return;
  if (rest.length === 0) {
    parts.set(first, { temporary });
    return;
  }
  const inner = parts.get(first) ?? new Map<number, Parts>();
  parts.set(first, inner);
  insert(inner, rest, temporary);
}
