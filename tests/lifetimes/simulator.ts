/**
 * Runs a lowered function along a random way and counts the lives of its values.
 *
 * In: a function of `random-functions.ts`, before and after the lifetime pass. Throws when a value is used without being
 * there, destroyed twice or never, overwritten, destroyed while something that keeps it is still used, or still there
 * although nothing needs it. Every value is a number; copying makes a new one, moving hands it on.
 */
import assert from "node:assert/strict";
import type { Argument, LocalId, MirBlock, MirFunction, MirLocal, MirStatement, MirTerminator, Place } from "../../src/mir/mir.ts";
import { alwaysEnds, hasCountedFields, keptBy, leafKeys, type LivenessOracle, typeOfPlace } from "./oracle.ts";
import type { Random } from "./random-functions.ts";

type Step = { readonly kind: "use" | "define" | "destroy"; readonly local: LocalId };

export class Simulator {
  private readonly built: MirFunction;
  private readonly lowered: MirFunction;
  private readonly random: Random;
  private readonly values = new Map<string, number>();
  private readonly alive = new Set<number>();
  private readonly trace: Step[] = [];
  /** Where each statement of the built function was, by its number. */
  private readonly points = new Map<number, { block: number; statement: number }>();
  /** Some value of these is not destroyed on purpose; nothing in the lowered function tells when. */
  private readonly forgotten = new Set<LocalId>();
  /** Leaves that must be gone where nothing needs them. */
  private readonly watched: Place[] = [];
  private readonly oracle: LivenessOracle;
  private made = 0;

  constructor(built: MirFunction, lowered: MirFunction, random: Random, oracle: LivenessOracle) {
    this.built = built;
    this.lowered = lowered;
    this.random = random;
    this.oracle = oracle;
    for (const [block, { statements, terminator }] of built.blocks.entries()) {
      for (const [statement, at] of [...statements, terminator].entries()) this.points.set(at.span.start, { block, statement });
    }
    for (const { statements } of built.blocks) {
      for (const statement of statements) if (statement.kind === "mark-uninitialized") this.forgotten.add(statement.place.local);
    }
    const conventions = new Map(built.parameters.map((parameter) => [parameter.local, parameter.convention]));
    for (const [local, { type }] of built.locals.entries()) {
      const convention = conventions.get(local) ?? "owned";
      const leaves = this.leavesOf({ local, path: [] });
      if (!this.isCounted({ local, path: [] }) || (convention !== "owned" && (convention !== "deinit" || leaves[0]?.path.length === 0)))
        continue;
      // Where a way never ends, neither does what its values are part of. Some parts wait for a destructor of the whole.
      const waits = type.kind === "struct" && type.lifecycle.memberwise !== true;
      this.watched.push(...leaves.filter((leaf) => leaf.path.length === 0 || (alwaysEnds(built) && !waits)));
    }
  }

  run(steps: number): void {
    for (const { local } of this.built.parameters) this.fill({ local, path: [] });
    let block = 0;
    for (let step = 0; step < steps; step++) {
      const { statements, terminator } = this.lowered.blocks[block] as MirBlock;
      for (const statement of statements) this.statement(statement);
      const next = this.terminator(terminator);
      if (next === undefined) break;
      block = next;
    }
    this.checkKeeping();
  }

  private statement(statement: MirStatement): void {
    if (statement.kind === "assign") {
      const { value } = statement;
      assert(value.kind === "use" && value.operand.kind === "read", "plain values are assigned");
      this.use(value.operand.place);
      this.fill(statement.target);
      return;
    }
    assert(statement.kind === "call" && statement.callee.kind === "function", "lowered functions assign and call");
    const [action, type] = statement.callee.symbol.split(" ");
    const argument = statement.arguments[0] as Extract<Argument, { kind: "reference" }>;
    if (action === "call") {
      this.checkNothingLeft(statement.span.start);
      this.passArguments(statement.arguments, statement.target);
      if (statement.target !== undefined) this.fill(statement.target);
      for (const one of statement.arguments) if (one.kind === "reference" && one.mode === "initialize") this.fill(one.place);
      return;
    }
    const found = typeOfPlace(this.lowered, argument.place);
    assert(found.kind === "struct" && found.name === type, "a lifecycle function gets its own type");
    if (action === "destroy") this.end(argument.place, "destroy");
    else if (action === "copy") {
      this.use(argument.place);
      this.fill(statement.target as Place);
    } else this.move(statement.target as Place, argument.place);
  }

  private terminator(terminator: MirTerminator): number | undefined {
    this.checkNothingLeft(terminator.span.start, terminator.kind);
    switch (terminator.kind) {
      case "goto":
        return terminator.target;
      case "branch":
        return this.random.chance(0.5) ? terminator.whenTrue : terminator.whenFalse;
      case "switch":
        return this.random.pick([...terminator.cases.map((one) => one.target), terminator.otherwise]);
      case "try-call": {
        this.passArguments(terminator.arguments, terminator.target);
        if (this.random.chance(0.4)) {
          this.fill(terminator.errorTarget);
          return terminator.error;
        }
        if (terminator.target !== undefined) this.fill(terminator.target);
        return terminator.normal;
      }
      case "return":
        this.leave(this.lowered.resultLocal);
        return undefined;
      case "raise":
        this.leave(this.lowered.errorLocal as LocalId);
        return undefined;
      case "unreachable":
        this.leave(undefined);
        return undefined;
    }
  }

  private passArguments(args: readonly Argument[], target: Place | undefined): void {
    const lent = args.flatMap((argument) =>
      argument.kind === "reference" && argument.mode !== "initialize" ? leafKeys(this.lowered, argument.place) : [],
    );
    const filled = target === undefined ? [] : leafKeys(this.lowered, target);
    assert(!filled.some((leaf) => lent.includes(leaf)), "a result does not share storage with an argument");
    for (const argument of args) {
      if (argument.kind === "value") continue;
      if (argument.mode === "read" || argument.mode === "mut") this.use(argument.place);
      if (argument.mode === "consume") this.end(argument.place, "use");
    }
  }

  private leave(given: LocalId | undefined): void {
    if (given !== undefined)
      for (const leaf of leafKeys(this.lowered, { local: given, path: [] })) assert(this.values.has(leaf), `${leaf} is given away`);
    const staying = new Set<LocalId | undefined>([given]);
    for (const { local, convention } of this.lowered.parameters) {
      const place = { local, path: [] };
      if (convention === "mut" || convention === "ref" || convention === "read") {
        staying.add(local);
        // Where the function does not come back it may have given the caller's value away.
        if (given !== undefined) for (const leaf of leafKeys(this.lowered, place)) assert(this.values.has(leaf), `${leaf} is the caller's`);
      }
      // Of a value with a destructor of its own, `deinit` leaves nothing that could be destroyed here.
      if (convention === "deinit" && leafKeys(this.lowered, place)[0] === String(local)) staying.add(local);
    }
    for (const leaf of this.values.keys()) {
      const place = { local: Number(leaf.split(".")[0]), path: [] };
      assert(staying.has(place.local) || !this.isCounted(place), `${leaf} is never destroyed`);
    }
  }

  private use(place: Place): void {
    this.trace.push({ kind: "use", local: place.local });
    for (const leaf of leafKeys(this.lowered, place)) {
      const value = this.values.get(leaf);
      if (this.isChecked(place)) assert(value !== undefined && this.alive.has(value), `${leaf} is used without a value`);
    }
  }

  private end(place: Place, kind: "destroy" | "use"): void {
    this.trace.push({ kind, local: place.local });
    if (!this.isChecked(place)) return;
    for (const leaf of leafKeys(this.lowered, place)) {
      const value = this.values.get(leaf);
      assert(value !== undefined && this.alive.delete(value), `${leaf} ends without a value`);
      this.values.delete(leaf);
    }
  }

  private move(target: Place, source: Place): void {
    this.use(source);
    const from = leafKeys(this.lowered, source);
    const moved = from.map((leaf) => this.values.get(leaf) as number);
    for (const leaf of from) this.values.delete(leaf);
    this.define(target, moved);
  }

  private fill(place: Place): void {
    const values = leafKeys(this.lowered, place).map(() => ++this.made);
    for (const value of values) this.alive.add(value);
    this.define(place, values);
  }

  private define(place: Place, values: readonly number[]): void {
    this.trace.push({ kind: "define", local: place.local });
    for (const [index, leaf] of leafKeys(this.lowered, place).entries()) {
      assert(!this.values.has(leaf) || !this.isCounted(place), `${leaf} is overwritten`);
      this.values.set(leaf, values[index] as number);
    }
  }

  /** A value that no way from here needs must be gone. */
  private checkNothingLeft(number: number, terminator?: string): void {
    const point = this.points.get(number);
    if (point === undefined) return;
    const { statements } = this.built.blocks[point.block] as MirBlock;
    if ((terminator === undefined) !== point.statement < statements.length) return;
    if (terminator === "goto" && this.built.blocks[point.block]?.terminator.kind !== "goto") return;
    for (const place of this.watched) {
      const [key] = leafKeys(this.built, place);
      if (!this.values.has(key as string)) continue;
      assert(this.oracle.isAlive(place, point.block, point.statement), `${key} is still there before ${number}`);
    }
  }

  private leavesOf(place: Place): Place[] {
    const type = typeOfPlace(this.built, place);
    if (type.kind !== "struct" || !hasCountedFields(type)) return [place];
    return type.fields.flatMap((_, index) => this.leavesOf({ local: place.local, path: [...place.path, { kind: "field", index }] }));
  }

  /** What a local keeps was not destroyed before the local's last use, or has a new value by then. */
  private checkKeeping(): void {
    for (const [at, { kind, local: destroyed }] of this.trace.entries()) {
      if (kind !== "destroy") continue;
      for (const [local] of this.built.locals.entries()) {
        if (local === destroyed || !keptBy(this.built, local).includes(destroyed) || keptBy(this.built, destroyed).includes(local))
          continue;
        for (const later of this.trace.slice(at + 1)) {
          if (later.kind === "define" && later.local === destroyed) break;
          if (later.kind === "define") continue;
          assert(later.local !== local, `${destroyed} is destroyed while ${local} keeps it`);
        }
      }
    }
  }

  /** The compiler's own plain values are not checked. */
  private isChecked(place: Place): boolean {
    const { name } = this.lowered.locals[place.local] as MirLocal;
    return name !== undefined || this.isCounted(place);
  }

  private isCounted(place: Place): boolean {
    const { type } = this.lowered.locals[place.local] as MirLocal;
    return type.kind === "struct" && type.lifecycle.destroy !== "trivial" && !this.forgotten.has(place.local);
  }
}
