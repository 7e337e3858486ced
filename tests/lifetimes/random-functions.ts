/**
 * Random functions over counted types: control flow, initialisation, uses, moves, copies, raising calls.
 *
 * In: a seed. Out: a function at stage `built`, right or wrong. Each statement and terminator has a span of its own
 * (`span.start` is its number) and each call a symbol of its own, so that a run can be held against the source.
 */
import type {
  Argument,
  Callee,
  Lifecycle,
  LocalId,
  MirBlock,
  MirFunction,
  MirLocal,
  MirParameter,
  MirStatement,
  MirTerminator,
  MirType,
  Place,
} from "../../src/mir/mir.ts";
import { MirTypeTable, trivialLifecycle } from "../../src/mir/types.ts";
import { SourceFile, type Span } from "../../src/source/source-file.ts";

const file = new SourceFile("random.mir", " ".repeat(100_000));

export type RandomTypes = {
  readonly table: MirTypeTable;
  /** Has a destructor of its own. */
  readonly text: MirType;
  /** Two texts, destroyed one by one. */
  readonly pair: MirType;
  /** A pair and a text. */
  readonly nest: MirType;
  /** Two texts and a destructor of its own. */
  readonly owner: MirType;
  readonly reference: MirType;
  readonly count: MirType;
};

export function randomTypes(): RandomTypes {
  const table = new MirTypeTable();
  const struct = (name: string, lifecycle: Lifecycle, fields: readonly MirType[]): MirType => {
    const type = table.struct(name, lifecycle);
    type.fields = fields;
    type.fieldNames = fields.map((_, index) => `f${index}`);
    return type;
  };
  const counted = (name: string): Lifecycle => ({
    copy: { symbol: `copy ${name}` },
    move: { symbol: `move ${name}` },
    destroy: { symbol: `destroy ${name}` },
  });
  const text = struct("Text", counted("Text"), [table.pointer]);
  const pair = struct("Pair", { ...counted("Pair"), memberwise: true }, [text, text]);
  const nest = struct("Nest", { ...counted("Nest"), memberwise: true }, [pair, text]);
  const owner = struct("Owner", counted("Owner"), [text, text]);
  const reference = struct("Reference", trivialLifecycle, [table.pointer]);
  const count = struct("Count", trivialLifecycle, [table.i64]);
  return { table, text, pair, nest, owner, reference, count };
}

/** A small generator that gives the same numbers everywhere. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = (seed * 0x9e3779b9 + 0x7f4a7c15) >>> 0;
  }

  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }
}

export class RandomFunction {
  readonly types: RandomTypes;
  readonly function: MirFunction;
  private readonly random: Random;
  private readonly locals: MirLocal[] = [];
  private readonly condition: LocalId;
  private readonly error: LocalId;
  private numbers = 0;

  constructor(seed: number) {
    this.random = new Random(seed);
    this.types = randomTypes();
    const { text, pair, nest, owner, table } = this.types;
    const { random } = this;
    const result = this.addLocal(random.pick<MirType>([text, pair, nest, owner, table.unit]), "result");
    this.error = this.addLocal(text, "error");
    this.condition = this.addLocal(table.bool, undefined, [], true);
    const parameters: MirParameter[] = [];
    for (const convention of ["owned", "mut", "deinit", "read", "ref"] as const) {
      if (random.chance(0.5)) {
        parameters.push({ local: this.addLocal(random.pick([text, pair, nest, owner]), convention), convention, passing: "reference" });
      }
    }
    const first = this.locals.length;
    const keepers: LocalId[] = [];
    const addKeeper = (): void => {
      const type = random.pick([text, this.types.reference, this.types.reference]);
      const name = type === text || random.chance(0.7) ? `k${keepers.length}` : undefined;
      keepers.push(this.addLocal(type, name, [], name === undefined && random.chance(0.5)));
    };
    if (random.chance(0.3)) addKeeper();
    for (let index = random.below(4) + 2; index > 0; index--)
      this.addLocal(random.pick([text, text, pair, nest, owner, this.types.count]), `v${index}`);
    for (let index = random.below(3); index > 0; index--) addKeeper();
    const kept = this.locals.map((_, local) => local).filter((local) => local >= first || parameters.some((p) => p.local === local));
    for (const [order, keeper] of keepers.entries()) {
      // Nothing keeps itself.
      const later = keepers.slice(order);
      const keeps = [random.pick(kept), random.pick(kept)].filter((one, at, all) => !later.includes(one) && all.indexOf(one) === at);
      (this.locals[keeper] as MirLocal).keeps = keeps;
    }
    const blockCount = random.below(7) + 1;
    const blocks: MirBlock[] = [];
    for (let block = 0; block < blockCount; block++) blocks.push(this.block(block, blockCount, first));
    this.function = {
      symbol: "f",
      displayName: "f",
      span: this.span(),
      parameters,
      resultLocal: result,
      resultPassing: "reference",
      errorLocal: this.error,
      locals: this.locals,
      blocks,
      inline: "auto",
      linkage: "internal",
      abi: "mojo",
      stage: "built",
    };
  }

  /** A call that gives a place a value. */
  fill(place: Place): MirStatement {
    return { kind: "call", target: place, ...this.call([]), span: this.span() };
  }

  private block(block: number, blockCount: number, first: LocalId): MirBlock {
    const { random } = this;
    const statements: MirStatement[] = [];
    if (block === 0) {
      for (let local = first; local < this.locals.length; local++) if (random.chance(0.8)) statements.push(this.fill({ local, path: [] }));
    }
    for (let count = random.below(5); count > 0; count--) statements.push(this.statement());
    return { statements, terminator: this.terminator(blockCount) };
  }

  private statement(): MirStatement {
    const { random } = this;
    const span = this.span();
    const target = this.writable();
    const type = this.typeOf(target);
    const same = this.placesOf(type);
    const source = random.pick(same);
    switch (random.below(14)) {
      case 0:
      case 1:
        return this.fill(target);
      case 2:
        return { kind: "copy", target, source, span };
      case 3:
        return { kind: "copy", target, source, span, explicit: true };
      case 4:
      case 5:
        return this.isLent(source) ? this.fill(target) : { kind: "move", target, source, span };
      case 6:
        return { kind: "call", ...this.call(this.isLent(target) ? [] : [{ kind: "reference", mode: "consume", place: target }]), span };
      case 7:
        return { kind: "call", ...this.call([{ kind: "reference", mode: "mut", place: target }]), span };
      case 8:
        return { kind: "call", target, ...this.call([{ kind: "reference", mode: "read", place: source }]), span };
      case 9:
        return { kind: "call", target, ...this.call([{ kind: "reference", mode: "read", place: this.place() }]), span };
      case 10:
        return { kind: "keep-alive", place: target, span };
      case 11:
        return random.chance(0.2) && !this.isLent(target) ? { kind: "mark-uninitialized", place: target, span } : this.fill(target);
      case 12:
        return { kind: "call", ...this.call([{ kind: "reference", mode: "initialize", place: target }]), span };
      default:
        return { kind: "call", ...this.call([{ kind: "reference", mode: "read", place: target }]), span };
    }
  }

  private terminator(blockCount: number): MirTerminator {
    const { random } = this;
    const span = this.span();
    const target = (): number => (random.chance(0.03) ? 0 : random.below(blockCount));
    switch (random.below(12)) {
      case 0:
      case 1:
        return { kind: "return", span };
      case 2:
        return { kind: "raise", span };
      case 3:
        return random.chance(0.3) ? { kind: "unreachable", span } : { kind: "return", span };
      case 4:
      case 5:
        return { kind: "goto", target: target(), span };
      case 6: {
        const value = { kind: "read", place: { local: this.condition, path: [] } } as const;
        return {
          kind: "switch",
          value,
          cases: [
            { value: 0n, target: target() },
            { value: 1n, target: target() },
          ],
          otherwise: target(),
          span,
        };
      }
      case 7:
      case 8:
      case 9: {
        const filled = this.writable();
        const mode = random.pick(["read", "mut", "consume"] as const);
        const place = mode === "read" ? this.place() : this.writable();
        const args: Argument[] = mode === "consume" && this.isLent(place) ? [] : [{ kind: "reference", mode, place }];
        const error = { local: this.error, path: [] };
        const others = this.placesOf(this.types.text).filter((other) => this.isWritable(other));
        const errorTarget = random.chance(0.8) ? error : random.pick([error, ...others]);
        if (random.chance(0.3)) return { kind: "try-call", ...this.call(args), errorTarget, normal: target(), error: target(), span };
        return { kind: "try-call", target: filled, ...this.call(args), errorTarget, normal: target(), error: target(), span };
      }
      default: {
        const condition = { kind: "read", place: { local: this.condition, path: [] } } as const;
        return { kind: "branch", condition, whenTrue: target(), whenFalse: target(), span };
      }
    }
  }

  private call(args: readonly Argument[]): { callee: Callee; arguments: readonly Argument[] } {
    return { callee: { kind: "function", symbol: `call ${this.numbers}` }, arguments: args };
  }

  private addLocal(type: MirType, name?: string, keeps: readonly LocalId[] = [], unmanaged = false): LocalId {
    this.locals.push({ type, name, span: this.span(), keeps, unmanaged });
    return this.locals.length - 1;
  }

  private span(): Span {
    this.numbers++;
    return { file, start: this.numbers, end: this.numbers + 1 };
  }

  /** Any place with a value in it: a local or a field of one. */
  private place(): Place {
    const { random } = this;
    const locals = this.locals.map((_, local) => local).filter((local) => local !== this.condition && this.locals[local]?.name !== "error");
    const local = random.pick(locals.filter((one) => this.locals[one]?.type !== this.types.table.unit));
    let place: Place = { local, path: [] };
    for (let type = this.typeOf(place); this.hasCountedFields(type); type = this.typeOf(place)) {
      if (random.chance(0.5)) break;
      place = { local, path: [...place.path, { kind: "field", index: random.below(2) }] };
    }
    return place;
  }

  private writable(): Place {
    for (;;) {
      const place = this.place();
      if (this.isWritable(place)) return place;
    }
  }

  /** A `deinit` parameter is not given a new value: nobody would destroy it. */
  private isWritable(place: Place): boolean {
    const name = this.locals[place.local]?.name;
    return name !== "read" && (name !== "deinit" || place.path.length > 0);
  }

  private placesOf(type: MirType): Place[] {
    const places: Place[] = [];
    const visit = (place: Place): void => {
      const of = this.typeOf(place);
      if (of === type) places.push(place);
      if (!this.hasCountedFields(of)) return;
      for (const index of [0, 1]) visit({ local: place.local, path: [...place.path, { kind: "field", index }] });
    };
    for (const [local, { name }] of this.locals.entries()) if (local !== this.condition && name !== "error") visit({ local, path: [] });
    return places;
  }

  private typeOf(place: Place): MirType {
    let type = (this.locals[place.local] as MirLocal).type;
    for (const step of place.path) if (type.kind === "struct" && step.kind === "field") type = type.fields[step.index] as MirType;
    return type;
  }

  private hasCountedFields(type: MirType): boolean {
    return type === this.types.pair || type === this.types.nest || type === this.types.owner;
  }

  private isLent(place: Place): boolean {
    const { name } = this.locals[place.local] as MirLocal;
    return name === "read" || name === "ref";
  }
}
