/**
 * What the lifetime pass ought to find out, by brute force: every way through a function, one local at a time.
 *
 * Shares no code with the pass. Knows the forms that `random-functions.ts` makes.
 */
import type {
  LocalId,
  MirBlock,
  MirFunction,
  MirLocal,
  MirStatement,
  MirTerminator,
  MirType,
  Place,
  StructType,
} from "../../src/mir/mir.ts";

type Access = { readonly kind: "use" | "leave" | "consume" | "forget" | "define" | "normal" | "error"; readonly place: Place };
type At = MirStatement | MirTerminator;

/** Leaves of a local that has counted fields; a type without such fields is one leaf. */
export function leafKeys(fn: MirFunction, place: Place): string[] {
  return leavesBelow(
    typeOfPlace(fn, place),
    [place.local, ...place.path.map((step) => (step.kind === "field" ? step.index : -1))].join("."),
  );
}

export function typeOfPlace(fn: MirFunction, place: Place): MirType {
  let type = (fn.locals[place.local] as MirLocal).type;
  for (const step of place.path) if (type.kind === "struct" && step.kind === "field") type = type.fields[step.index] as MirType;
  return type;
}

function leavesBelow(type: MirType, key: string): string[] {
  if (type.kind !== "struct") return [key];
  if (hasCountedFields(type)) return type.fields.flatMap((field, index) => leavesBelow(field, `${key}.${index}`));
  return type.fields.length === 0 ? [] : [key];
}

/** Structs of which the random functions touch single fields. */
export function hasCountedFields(type: StructType): boolean {
  return type.fields.some((field) => field.kind === "struct");
}

/** Names of locals of which some use, on some way, finds no value. */
export function localsUsedWithoutValue(fn: MirFunction): string[] {
  const names: string[] = [];
  for (const [id, { name }] of fn.locals.entries()) if (name !== undefined && isUsedWithoutValue(fn, id)) names.push(name);
  return names.sort();
}

function isUsedWithoutValue(fn: MirFunction, local: LocalId): boolean {
  const leaves = leafKeys(fn, { local, path: [] });
  const starts = fn.parameters.some((parameter) => parameter.local === local) ? leaves : [];
  const seen = new Set<string>();
  const pending: { block: number; filled: ReadonlySet<string> }[] = [{ block: 0, filled: new Set(starts) }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const key = `${next.block}:${[...next.filled].sort().join(" ")}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const filled = new Set(next.filled);
    const { statements, terminator } = fn.blocks[next.block] as MirBlock;
    for (const at of [...statements, terminator]) {
      for (const { kind, place } of accesses(fn, at)) {
        if (place.local !== local) continue;
        const touched = leafKeys(fn, place);
        if ((kind === "use" || kind === "leave" || kind === "consume") && touched.some((leaf) => !filled.has(leaf))) return true;
        if (kind === "consume" || kind === "forget") for (const leaf of touched) filled.delete(leaf);
        if (kind === "define") for (const leaf of touched) filled.add(leaf);
      }
    }
    for (const { to, kind } of successors(terminator)) {
      const along = new Set(filled);
      for (const access of accesses(fn, terminator)) {
        if (access.place.local === local && access.kind === kind) for (const leaf of leafKeys(fn, access.place)) along.add(leaf);
      }
      pending.push({ block: to, filled: along });
    }
  }
  return false;
}

/**
 * Which places may still be needed at a point, straight from the definition: a place is needed where some way leads to a
 * use of it, or to a point where something that keeps it may be used, before it is filled again; and a field also where
 * some way leads to the end of what it is part of. It is alive if it and all that it is part of are needed.
 * A point is a block and the number of the next statement; the terminator follows the last one.
 */
export class LivenessOracle {
  private readonly fn: MirFunction;
  private readonly known = new Map<string, boolean>();

  constructor(fn: MirFunction) {
    this.fn = fn;
  }

  isAlive(place: Place, block: number, statement: number): boolean {
    const key = `${leafKeys(this.fn, place).join(" ")} ${place.path.length} ${block} ${statement}`;
    let alive = this.known.get(key);
    if (alive === undefined) {
      const parent = this.parentOf(place);
      alive = this.isNeeded(place, parent, block, statement) && (parent === undefined || this.isAlive(parent, block, statement));
      this.known.set(key, alive);
    }
    return alive;
  }

  /** The fields of a `deinit` parameter are part of nothing. */
  private parentOf(place: Place): Place | undefined {
    if (place.path.length === 0) return undefined;
    const isDeinit = this.fn.parameters.some((parameter) => parameter.local === place.local && parameter.convention === "deinit");
    return isDeinit && place.path.length === 1 ? undefined : { local: place.local, path: place.path.slice(0, -1) };
  }

  private isNeeded(place: Place, parent: Place | undefined, block: number, statement: number): boolean {
    const keepers = this.fn.locals.map((_, id) => id).filter((id) => keptBy(this.fn, id).includes(place.local));
    return this.reaches(place, block, statement, (at, from) => {
      if (parent !== undefined && !this.isAlive(parent, at, from)) return true;
      return keepers.some((local) => this.isAlive({ local, path: [] }, at, from));
    });
  }

  private reaches(place: Place, block: number, statement: number, ends: (block: number, statement: number) => boolean): boolean {
    const { fn } = this;
    const parent = this.parentOf(place);
    // There the old whole ends.
    const isFilledWithParent = (access: Access): boolean => parent !== undefined && isInside(parent, access.place);
    const seen = new Set<number>();
    const pending = [{ block, from: statement }];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { statements, terminator } = fn.blocks[next.block] as MirBlock;
      const all = [...statements, terminator];
      let killed = false;
      for (let index = next.from; index < all.length && !killed; index++) {
        if (ends(next.block, index)) return true;
        const found = accesses(fn, all[index] as At);
        if (found.some((access) => this.needs(access, place))) return true;
        const filled = found.filter((access) => access.kind === "define" && isInside(place, access.place));
        if (filled.some((access) => isFilledWithParent(access))) return true;
        killed = filled.length > 0;
      }
      if (killed) continue;
      // After its last statement a function needs nothing: what is part of something ends with it.
      if (successors(terminator).length === 0 && place.path.length > 0) return true;
      for (const { to, kind } of successors(terminator)) {
        const filled = accesses(fn, terminator).filter((access) => access.kind === kind && isInside(place, access.place));
        if (filled.some((access) => isFilledWithParent(access))) return true;
        if (filled.length > 0 || seen.has(to)) continue;
        seen.add(to);
        pending.push({ block: to, from: 0 });
      }
    }
    return false;
  }

  private needs({ kind, place: accessed }: Access, place: Place): boolean {
    const isDefinition = kind === "define" || kind === "normal" || kind === "error";
    // Filling a part is a use of the whole, which goes on.
    if (accessed.local === place.local) {
      return isDefinition
        ? accessed.path.length > place.path.length && isInside(accessed, place)
        : isInside(accessed, place) || isInside(place, accessed);
    }
    if (kind === "leave") return false;
    // A value with a destructor may be destroyed as soon as it is there.
    const { type } = this.fn.locals[accessed.local] as MirLocal;
    const isDestroyed = type.kind === "struct" && type.lifecycle.destroy !== "trivial";
    return (!isDefinition || isDestroyed) && keptBy(this.fn, accessed.local).includes(place.local);
  }
}

/** Every way through the function can still come to an end. */
export function alwaysEnds(fn: MirFunction): boolean {
  return fn.blocks.every((_, block) => {
    const seen = new Set<number>([block]);
    for (const one of seen) {
      const next = successors((fn.blocks[one] as MirBlock).terminator);
      if (next.length === 0) return true;
      for (const { to } of next) seen.add(to);
    }
    return false;
  });
}

/** Does something happen to a single field of a value with a destructor of its own? */
export function touchesOwnerField(fn: MirFunction, kinds: readonly string[]): boolean {
  const isOwner = ({ local, path }: Place): boolean => {
    const { type } = fn.locals[local] as MirLocal;
    return path.length > 0 && type.kind === "struct" && type.lifecycle.memberwise !== true;
  };
  return fn.blocks.some(({ statements, terminator }) =>
    [...statements, terminator].some((at) => accesses(fn, at).some((access) => kinds.includes(access.kind) && isOwner(access.place))),
  );
}

function isInside(inner: Place, outer: Place): boolean {
  if (inner.local !== outer.local || inner.path.length < outer.path.length) return false;
  return outer.path.every((step, index) => {
    const other = inner.path[index];
    return step.kind === "field" && other?.kind === "field" && step.index === other.index;
  });
}

/** Locals that a local refers to, directly or not. */
export function keptBy(fn: MirFunction, local: LocalId): LocalId[] {
  const seen = new Set<LocalId>();
  const visit = (one: LocalId): void => {
    for (const kept of fn.locals[one]?.keeps ?? []) {
      if (seen.has(kept)) continue;
      seen.add(kept);
      visit(kept);
    }
  };
  visit(local);
  seen.delete(local);
  return [...seen];
}

function accesses(fn: MirFunction, at: At): Access[] {
  switch (at.kind) {
    case "copy":
      return [use(at.source), { kind: "define", place: at.target }];
    case "move":
      return [
        { kind: "consume", place: at.source },
        { kind: "define", place: at.target },
      ];
    case "keep-alive":
      return [use(at.place)];
    case "mark-uninitialized":
      return [{ kind: "forget", place: at.place }];
    case "call":
    case "try-call": {
      const found: Access[] = [];
      const filled = at.kind === "call" ? "define" : "normal";
      for (const argument of at.arguments) {
        if (argument.kind === "value") continue;
        const kind = argument.mode === "consume" ? "consume" : argument.mode === "initialize" ? filled : "use";
        found.push({ kind, place: argument.place });
      }
      if (at.target !== undefined) found.push({ kind: filled, place: at.target });
      if (at.kind === "try-call") found.push({ kind: "error", place: at.errorTarget });
      return found;
    }
    case "return":
    case "raise":
      return exitUses(fn, at.kind);
    default:
      return [];
  }
}

function exitUses(fn: MirFunction, kind: "return" | "raise"): Access[] {
  const borrowed = fn.parameters.filter(({ convention }) => convention === "mut" || convention === "ref");
  const locals = [kind === "return" ? fn.resultLocal : (fn.errorLocal as LocalId), ...borrowed.map((parameter) => parameter.local)];
  return locals.map((local) => ({ kind: "leave", place: { local, path: [] } }));
}

function use(place: Place): Access {
  return { kind: "use", place };
}

function successors(terminator: MirTerminator): { to: number; kind?: "normal" | "error" }[] {
  switch (terminator.kind) {
    case "goto":
      return [{ to: terminator.target }];
    case "branch":
      return [{ to: terminator.whenTrue }, { to: terminator.whenFalse }];
    case "switch":
      return [...terminator.cases.map((one) => ({ to: one.target })), { to: terminator.otherwise }];
    case "try-call":
      return [
        { to: terminator.normal, kind: "normal" },
        { to: terminator.error, kind: "error" },
      ];
    default:
      return [];
  }
}
