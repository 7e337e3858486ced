/**
 * What is known about the values of locals at a point of a function.
 *
 * A local is known to equal an operand, to be the address of a place, or to be made of fields known one by one. Facts
 * about locals of one value for life hold wherever their definition dominates; the others until the end of the block, or
 * until what they are made of changes.
 */
import type { Constant, LocalId, MirFunction, MirType, Operand, Place, Projection } from "../mir.ts";
import type { LocalFacts } from "./facts.ts";
import { hasDeref, rewriteIndices } from "./rewrite.ts";

export type Known =
  | { readonly kind: "operand"; readonly operand: Operand }
  | { readonly kind: "address"; readonly place: Place }
  | { readonly kind: "fields"; readonly fields: readonly (Known | undefined)[] };

const longestChain = 8;
/** Remembering more in one block costs more than it finds. */
const mostPassing = 48;

export class KnownValues {
  private readonly fn: Pick<MirFunction, "locals">;
  private readonly facts: LocalFacts;
  private readonly lasting = new Map<LocalId, Known>();
  private readonly passing = new Map<LocalId, Known>();
  private readonly undo: LocalId[] = [];
  /** Locals that some passing fact may be made of. */
  private readonly sources = new Set<LocalId>();

  constructor(fn: Pick<MirFunction, "locals">, facts: LocalFacts) {
    this.fn = fn;
    this.facts = facts;
  }

  // Scopes

  /** A mark for `leaveBlock`; what is learned after it is forgotten there. */
  enterBlock(): number {
    this.forgetPassing();
    return this.undo.length;
  }

  leaveBlock(mark: number): void {
    while (this.undo.length > mark) this.lasting.delete(this.undo.pop() as LocalId);
    this.forgetPassing();
  }

  private forgetPassing(): void {
    this.passing.clear();
    this.sources.clear();
  }

  // Learning

  /** After a write of `known` (or of something unknown) to a direct place of a local that is not in memory. */
  write(target: Place, known: Known | undefined): void {
    const { local, path } = target;
    this.forgetUsers(local);
    if (path.length === 0 && this.facts.isConstantLocal(local)) {
      if (known === undefined || !this.lasts(known)) {
        if (known !== undefined) this.remember(local, known);
        return;
      }
      this.lasting.set(local, known);
      this.undo.push(local);
      return;
    }
    const updated = this.updated(this.passing.get(local), this.typeOf(local), path, known);
    if (updated === undefined) this.passing.delete(local);
    else this.remember(local, updated);
  }

  private remember(local: LocalId, known: Known): void {
    if (this.passing.size >= mostPassing && !this.passing.has(local)) return;
    this.passing.set(local, known);
    addSources(known, this.sources);
  }

  /** Memory may have changed. */
  writeMemory(): void {
    for (const [local, known] of this.passing) if (this.readsMemory(known)) this.passing.delete(local);
  }

  private forgetUsers(local: LocalId): void {
    if (!this.sources.has(local)) return;
    for (const [user, known] of this.passing) if (mentions(known, local)) this.passing.delete(user);
  }

  private updated(old: Known | undefined, type: MirType, path: readonly Projection[], known: Known | undefined): Known | undefined {
    const [step, ...rest] = path;
    if (step === undefined) return known;
    if (step.kind !== "field" || type.kind !== "struct") return undefined;
    const fields = type.fields.map((_, index) => fieldOf(old, index));
    fields[step.index] = this.updated(fields[step.index], type.fields[step.index] as MirType, rest, known);
    return fields.every((field) => field === undefined) ? undefined : { kind: "fields", fields };
  }

  /** Made of constants and of locals that never change. */
  private lasts(known: Known): boolean {
    switch (known.kind) {
      case "operand":
        return known.operand.kind === "constant" || this.neverChanges(known.operand.place);
      case "address":
        return this.addressNeverChanges(known.place);
      case "fields":
        return known.fields.every((field) => field === undefined || this.lasts(field));
    }
  }

  private neverChanges(place: Place): boolean {
    return !hasDeref(place) && this.facts.isConstantLocal(place.local) && indicesOf(place).every((index) => this.neverChanges(index));
  }

  private addressNeverChanges(place: Place): boolean {
    return (!hasDeref(place) || this.facts.isConstantLocal(place.local)) && onlyFirstDeref(place) && indicesOf(place).length === 0;
  }

  private readsMemory(known: Known): boolean {
    switch (known.kind) {
      case "operand":
        return known.operand.kind === "read" && this.isMemory(known.operand.place);
      case "address":
        return !onlyFirstDeref(known.place) || (hasDeref(known.place) && this.facts.inMemory[known.place.local] === 1);
      case "fields":
        return known.fields.some((field) => field !== undefined && this.readsMemory(field));
    }
  }

  isMemory(place: Place): boolean {
    return hasDeref(place) || this.facts.inMemory[place.local] === 1;
  }

  typeOf(local: LocalId): MirType {
    return (this.fn.locals[local] as { readonly type: MirType }).type;
  }

  // Asking

  get(local: LocalId): Known | undefined {
    return this.passing.get(local) ?? this.lasting.get(local);
  }

  /** The same value by a shorter way. */
  readonly operand = (operand: Operand): Operand => {
    if (operand.kind === "constant") return operand;
    const place = this.follow(operand.place, false);
    return place === operand.place ? operand : "kind" in place ? place : { kind: "read", place };
  };

  /** The same place by a shorter way. */
  readonly place = (place: Place): Place => this.follow(place, true) as Place;

  /** `forPlace`: only the pointers on the way are replaced. */
  private follow(original: Place, forPlace: boolean): Place | Extract<Operand, { kind: "constant" }> {
    let place = original;
    const path = rewriteIndices(place.path, this.operand);
    if (path !== place.path) place = { local: place.local, path };
    for (let count = 0; count < longestChain; count++) {
      const next = this.step(place, forPlace);
      if (next === undefined) return place;
      if ("kind" in next) return next;
      place = next;
    }
    return place;
  }

  private step(place: Place, forPlace: boolean): Place | Extract<Operand, { kind: "constant" }> | undefined {
    let known = this.get(place.local);
    let used = 0;
    while (known?.kind === "fields") {
      const step = place.path[used];
      if (step?.kind !== "field") return undefined;
      known = known.fields[step.index];
      used += 1;
    }
    if (known === undefined) return undefined;
    const rest = place.path.slice(used);
    if (known.kind === "address") {
      const [first, ...after] = rest;
      if (first?.kind !== "deref" || this.typeOfPlace(known.place) !== first.type) return undefined;
      return { local: known.place.local, path: [...known.place.path, ...after] };
    }
    if (forPlace && !rest.some((step) => step.kind === "deref")) return undefined;
    const { operand } = known;
    if (operand.kind === "read") return { local: operand.place.local, path: [...operand.place.path, ...rest] };
    const constant = forPlace ? undefined : partOfConstant(operand.constant, rest);
    return constant === undefined ? undefined : { kind: "constant", constant };
  }

  private typeOfPlace(place: Place): MirType | undefined {
    let type: MirType | undefined = this.typeOf(place.local);
    for (const step of place.path) {
      if (step.kind === "deref") type = step.type;
      else if (step.kind === "field") type = type?.kind === "struct" ? type.fields[step.index] : undefined;
      else type = type?.kind === "array" ? type.element : undefined;
    }
    return type;
  }
}

function fieldOf(known: Known | undefined, index: number): Known | undefined {
  if (known === undefined || known.kind === "address") return undefined;
  if (known.kind === "fields") return known.fields[index];
  const { operand } = known;
  if (operand.kind === "read") {
    return {
      kind: "operand",
      operand: { kind: "read", place: { local: operand.place.local, path: [...operand.place.path, { kind: "field", index }] } },
    };
  }
  const constant = partOfConstant(operand.constant, [{ kind: "field", index }]);
  return constant === undefined ? undefined : { kind: "operand", operand: { kind: "constant", constant } };
}

export function partOfConstant(constant: Constant, path: readonly Projection[]): Constant | undefined {
  let part: Constant = constant;
  for (const step of path) {
    let index: number;
    if (step.kind === "field") index = step.index;
    else if (step.kind === "element" && step.index.kind === "constant" && step.index.constant.kind === "int")
      index = Number(step.index.constant.value);
    else return undefined;
    const { type } = part;
    const element =
      type.kind === "struct" ? type.fields[index] : type.kind === "array" && index >= 0 && index < type.length ? type.element : undefined;
    if (element === undefined) return undefined;
    if (part.kind === "aggregate") {
      const found: Constant | undefined = part.elements[index];
      if (found === undefined) return undefined;
      part = found;
    } else if (part.kind === "zero") part = zeroOf(element);
    else if (part.kind === "undefined") part = { kind: "undefined", type: element };
    else return undefined;
  }
  return part;
}

/** As plain as it can be, so that it can be folded. */
function zeroOf(type: MirType): Constant {
  if (type.kind === "int") return { kind: "int", type, value: 0n };
  if (type.kind === "float") return { kind: "float", type, value: 0 };
  return { kind: "zero", type };
}

function addSources(known: Known, sources: Set<LocalId>): void {
  const add = (place: Place): void => {
    sources.add(place.local);
    for (const step of place.path) if (step.kind === "element" && step.index.kind === "read") add(step.index.place);
  };
  if (known.kind === "address") add(known.place);
  else if (known.kind === "operand") {
    if (known.operand.kind === "read") add(known.operand.place);
  } else for (const field of known.fields) if (field !== undefined) addSources(field, sources);
}

function mentions(known: Known, local: LocalId): boolean {
  switch (known.kind) {
    case "operand":
      return known.operand.kind === "read" && placeMentions(known.operand.place, local);
    // The address of a local does not change with it; that behind a pointer does.
    case "address":
      return hasDeref(known.place)
        ? placeMentions(known.place, local)
        : indicesOf(known.place).some((index) => placeMentions(index, local));
    case "fields":
      return known.fields.some((field) => field !== undefined && mentions(field, local));
  }
}

export function placeMentions(place: Place, local: LocalId): boolean {
  return place.local === local || indicesOf(place).some((index) => placeMentions(index, local));
}

function indicesOf(place: Place): Place[] {
  const indices: Place[] = [];
  for (const step of place.path) if (step.kind === "element" && step.index.kind === "read") indices.push(step.index.place);
  return indices;
}

/** At most one `deref`, as the first step: no pointer is read from memory on the way. */
function onlyFirstDeref(place: Place): boolean {
  const last = place.path.findLastIndex((step) => step.kind === "deref");
  return place.path.slice(0, Math.max(last, 0)).every((step) => step.kind === "field");
}
