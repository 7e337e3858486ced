/**
 * What a function does with each of its locals, counted once per round of simplification.
 */
import type { LocalId, MirFunction, MirStatement, MirTerminator, Place } from "../mir.ts";
import { hasDeref, type PlaceRole, visitStatement, visitTerminator } from "./rewrite.ts";

export class LocalFacts {
  /** Its address is taken, or its storage is the caller's: a write through a pointer may change it. */
  readonly inMemory: number[];
  /** Uses of its value, of a part of it, or of it as a pointer. */
  readonly reads: number[];
  /** Statements that write it, as a whole or in part. A parameter counts as written once. */
  readonly writes: number[];
  /** Of these, the ones that write all of it at once. */
  readonly wholeWrites: number[];

  constructor(fn: MirFunction) {
    const count = fn.locals.length;
    // Plain arrays: small ones are made faster than typed ones.
    this.inMemory = new Array(count).fill(0);
    this.reads = new Array(count).fill(0);
    this.writes = new Array(count).fill(0);
    this.wholeWrites = new Array(count).fill(0);
    for (const block of fn.blocks) {
      for (const statement of block.statements) visitStatement(statement, this.add);
      visitTerminator(block.terminator, this.add);
    }
    for (const parameter of fn.parameters) {
      this.writes[parameter.local] = (this.writes[parameter.local] ?? 0) + 1;
      this.wholeWrites[parameter.local] = (this.wholeWrites[parameter.local] ?? 0) + 1;
      if (parameter.passing === "reference") this.inMemory[parameter.local] = 1;
    }
    if (fn.handleLocal !== undefined) {
      this.writes[fn.handleLocal] = (this.writes[fn.handleLocal] ?? 0) + 1;
      this.wholeWrites[fn.handleLocal] = (this.wholeWrites[fn.handleLocal] ?? 0) + 1;
    }
    // Read when the function ends.
    for (const local of [fn.resultLocal, fn.errorLocal]) if (local !== undefined) this.reads[local] = (this.reads[local] ?? 0) + 1;
    if (fn.errorLocal !== undefined) this.inMemory[fn.errorLocal] = 1;
  }

  countStatement(statement: MirStatement, change: 1 | -1): void {
    visitStatement(statement, change === 1 ? this.add : this.subtract);
  }

  countTerminator(terminator: MirTerminator, change: 1 | -1): void {
    visitTerminator(terminator, change === 1 ? this.add : this.subtract);
  }

  private readonly add = (place: Place, role: PlaceRole): void => this.count(place, role, 1);
  private readonly subtract = (place: Place, role: PlaceRole): void => this.count(place, role, -1);

  private count(place: Place, role: PlaceRole, change: 1 | -1): void {
    const { local } = place;
    if (place.path.length > 0 && hasDeref(place)) {
      this.reads[local] = (this.reads[local] as number) + change;
      return;
    }
    switch (role) {
      case "read":
        this.reads[local] = (this.reads[local] as number) + change;
        return;
      case "write":
        this.writes[local] = (this.writes[local] as number) + change;
        if (place.path.length === 0) this.wholeWrites[local] = (this.wholeWrites[local] as number) + change;
        return;
      case "address":
        this.inMemory[local] = 1;
        this.reads[local] = (this.reads[local] as number) + change;
    }
  }

  /** One value for its whole life. */
  isConstantLocal(local: LocalId): boolean {
    return this.inMemory[local] === 0 && this.writes[local] === 1 && this.wholeWrites[local] === 1;
  }
}
