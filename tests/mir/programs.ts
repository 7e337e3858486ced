/**
 * Random MIR programs that run: well-typed, without undefined behaviour, with bounded loops and no recursion.
 *
 * In: a seed. Out: a module of a few functions that call only earlier ones; the last is the one to run. Everything that
 * could be undefined natively is guarded in the program itself, so that every way of running it must agree.
 * NaN is kept out of bits: how its sign and payload come out is nobody's promise.
 */
import type {
  Argument,
  BlockId,
  Constant,
  IntrinsicAttributes,
  LocalId,
  MirBlock,
  MirFunction,
  MirLocal,
  MirModule,
  MirParameter,
  MirStatement,
  MirTerminator,
  MirType,
  Operand,
  Place,
  Projection,
  Rvalue,
} from "../../src/mir/mir.ts";
import { type MirTypeTable, trivialLifecycle } from "../../src/mir/types.ts";
import { SourceFile, type Span } from "../../src/source/source-file.ts";

export type ProgramOptions = {
  /** Leaves out what a native run may round or order otherwise. */
  readonly portable?: boolean;
};

export type RandomProgram = {
  readonly module: MirModule;
  readonly symbol: string;
  readonly argumentTypes: readonly MirType[];
  readonly arguments: readonly Constant[];
};

const span: Span = { file: new SourceFile("random.mojo", ""), start: 0, end: 0 };

/** Small and seeded: xorshift. */
class Random {
  private state: number;

  constructor(seed: number) {
    this.state = Math.imul(seed ^ 0x5bd1e995, 0x9e3779b1) | 1;
  }

  below(limit: number): number {
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    return (this.state >>> 0) % limit;
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }

  bits(count: number): bigint {
    let value = 0n;
    for (let have = 0; have < count; have += 16) value = (value << 16n) | BigInt(this.below(65536));
    return BigInt.asUintN(count, value);
  }
}

export function randomProgram(types: MirTypeTable, seed: number, options: ProgramOptions = {}): RandomProgram {
  const random = new Random(seed);
  const pool = new TypePool(types);
  const functions: MirFunction[] = [];
  const count = 1 + random.below(6);
  for (let index = 0; index < count; index++) {
    functions.push(
      new FunctionMaker({ random, pool, earlier: [...functions], symbol: `f${index}`, isLast: index === count - 1, options }).make(),
    );
  }
  const last = functions.at(-1) as MirFunction;
  const argumentTypes = last.parameters.map((parameter) => (last.locals[parameter.local] as MirLocal).type);
  return {
    module: { functions: new Map(functions.map((fn) => [fn.symbol, fn])), globals: new Map(), data: new Map(), roots: [last.symbol] },
    symbol: last.symbol,
    argumentTypes,
    arguments: argumentTypes.map((type) => pool.constant(type, random)),
  };
}

export class TypePool {
  readonly types: MirTypeTable;
  readonly ints: readonly MirType[];
  readonly floats: readonly MirType[];
  readonly vectors: readonly MirType[];
  readonly aggregates: readonly MirType[];
  readonly all: readonly MirType[];
  readonly error: MirType;

  constructor(types: MirTypeTable) {
    this.types = types;
    const [f32, f64] = [types.float("f32"), types.float("f64")];
    this.ints = [types.bool, types.i8, types.int(16), types.i32, types.i64, types.i64, types.int(128)];
    this.floats = [f32, f64];
    this.vectors = [
      types.vector(4, types.i32),
      types.vector(4, f32),
      types.vector(4, types.bool),
      types.vector(2, types.i64),
      types.vector(8, types.i8),
    ];
    const box = this.struct("Box", [types.i64]);
    const pair = this.struct("Pair", [types.i64, f32]);
    const nested = this.struct("Nested", [types.i8, pair, types.bool]);
    this.aggregates = [box, pair, nested, types.array(3, types.i32), types.array(2, box), types.unit];
    this.error = this.struct("Error", [types.i32]);
    this.all = [...this.ints, ...this.floats, ...this.vectors, ...this.aggregates];
  }

  struct(name: string, fields: readonly MirType[]): MirType {
    const type = this.types.struct(name, trivialLifecycle);
    if (fields.length > 0) {
      type.fields = fields;
      type.fieldNames = fields.map((_, index) => `field${index}`);
    }
    return type;
  }

  overflow(type: MirType): MirType {
    return this.struct(`Overflow${type.id}`, [type, this.types.bool]);
  }

  maskOf(type: MirType): MirType {
    return type.kind === "vector" ? this.types.vector(type.length, this.types.bool) : this.types.bool;
  }

  constant(type: MirType, random: Random): Constant {
    switch (type.kind) {
      case "int": {
        const edges = [0n, 1n, -1n, 1n << BigInt(type.bits - 1), (1n << BigInt(type.bits - 1)) - 1n, 7n, 100n];
        const value = random.chance(60) ? random.pick(edges) : random.bits(type.bits);
        return { kind: "int", type, value: type.bits === 1 ? BigInt.asUintN(1, value) : BigInt.asIntN(type.bits, value) };
      }
      case "float": {
        const value = random.chance(50) ? random.pick([0, 1, -1, 0.5, 3, 1e10, -2.25]) : (random.below(2000) - 1000) / 8;
        return { kind: "float", type, value: Math.fround(value) };
      }
      case "struct":
        return { kind: "aggregate", type, elements: type.fields.map((field) => this.constant(field, random)) };
      case "array":
      case "vector":
        return { kind: "aggregate", type, elements: Array.from({ length: type.length }, () => this.constant(type.element, random)) };
      default:
        return { kind: "zero", type };
    }
  }
}

type MakerRequest = {
  readonly random: Random;
  readonly pool: TypePool;
  readonly earlier: readonly MirFunction[];
  readonly symbol: string;
  readonly isLast: boolean;
  readonly options: ProgramOptions;
};

class FunctionMaker {
  private readonly request: MakerRequest;
  private readonly random: Random;
  private readonly pool: TypePool;
  private readonly types: MirTypeTable;
  private readonly locals: MirLocal[] = [];
  private readonly blocks: { statements: MirStatement[]; terminator: MirTerminator | undefined }[] = [];
  private current = 0;
  /** Locals that random statements may read and write. */
  private readonly usable: LocalId[] = [];
  /** What the function's pointer local may point to. */
  private pointee: { readonly pointer: LocalId; readonly type: MirType } | undefined;
  private errorLocal: LocalId | undefined;
  private budget: number;
  /** One block, as methods of numbers are. */
  private readonly isTiny: boolean;

  constructor(request: MakerRequest) {
    this.request = request;
    this.random = request.random;
    this.pool = request.pool;
    this.types = request.pool.types;
    this.isTiny = !request.isLast && this.random.chance(50);
    this.budget = this.isTiny ? 1 + this.random.below(4) : 12 + this.random.below(30);
  }

  make(): MirFunction {
    const { random, pool, request } = this;
    const parameters: MirParameter[] = [];
    for (let count = random.below(4); count > 0; count--) {
      const passing = !request.isLast && random.chance(40) ? "reference" : "value";
      const local = this.local(random.pick(pool.all.filter((type) => type !== this.types.unit)));
      const convention = passing === "value" || random.chance(50) ? "read" : "mut";
      parameters.push({ local, convention, passing });
      if (convention === "mut" || passing === "value") this.usable.push(local);
    }
    const resultLocal = this.local(random.pick(request.isLast ? pool.all : pool.all));
    const resultPassing = !request.isLast && random.chance(30) ? "reference" : "value";
    if (!this.isTiny && random.chance(request.isLast ? 15 : 30)) this.errorLocal = this.local(pool.error);
    this.newBlock();
    this.initialize(resultLocal);
    this.usable.push(resultLocal);
    for (let count = this.isTiny ? random.below(2) : 3 + random.below(6); count > 0; count--) {
      const local = this.local(random.pick(pool.all));
      this.initialize(local);
      this.usable.push(local);
    }
    if (random.chance(this.isTiny ? 10 : 50)) this.makePointer();
    this.statements(0);
    this.terminate({ kind: "return", span });
    return {
      symbol: request.symbol,
      displayName: request.symbol,
      span,
      parameters,
      resultLocal,
      resultPassing,
      ...(this.errorLocal === undefined ? {} : { errorLocal: this.errorLocal }),
      locals: this.locals,
      blocks: this.blocks as MirBlock[],
      inline: random.pick(["auto", "always", "always"]),
      linkage: request.isLast ? "exported" : "internal",
      abi: "mojo",
      stage: "lowered",
    };
  }

  // Building

  private local(type: MirType): LocalId {
    this.locals.push({ type, span, keeps: [] });
    return this.locals.length - 1;
  }

  private temporary(type: MirType, value: Rvalue): Operand {
    const local = this.local(type);
    this.assign(place(local), value);
    return read(local);
  }

  private newBlock(): BlockId {
    this.blocks.push({ statements: [], terminator: undefined });
    return this.blocks.length - 1;
  }

  private emit(statement: MirStatement): void {
    this.blocks[this.current]?.statements.push(statement);
  }

  private assign(target: Place, value: Rvalue): void {
    this.emit({ kind: "assign", target, value, span });
  }

  private terminate(terminator: MirTerminator): void {
    const block = this.blocks[this.current];
    if (block !== undefined) block.terminator = terminator;
  }

  private initialize(local: LocalId): void {
    const { type } = this.locals[local] as MirLocal;
    const constant: Constant = this.random.chance(20) ? { kind: "zero", type } : this.pool.constant(type, this.random);
    this.assign(place(local), { kind: "use", operand: { kind: "constant", constant } });
  }

  private makePointer(): void {
    const target = this.random.pick(this.usable);
    const { type } = this.locals[target] as MirLocal;
    const pointer = this.local(this.types.pointer);
    this.assign(place(pointer), { kind: "address", place: place(target) });
    this.pointee = { pointer, type };
  }

  private intrinsic(name: string, type: MirType, operands: readonly Operand[], attributes?: IntrinsicAttributes): Rvalue {
    return { kind: "intrinsic", name, operands, type, ...(attributes === undefined ? {} : { attributes }) };
  }

  // Statements

  private statements(depth: number): void {
    const known = this.usable.length;
    this.someStatements(depth);
    // What was initialised in here may not be where this ends up.
    this.usable.length = known;
  }

  private someStatements(depth: number): void {
    for (let count = 2 + this.random.below(6); count > 0 && this.budget > 0; count--) {
      this.budget -= 1;
      const kind = this.isTiny ? 24 + this.random.below(76) : this.random.below(100);
      if (kind < 12 && depth < 3) this.branch(depth);
      else if (kind < 20 && depth < 2) this.loop(depth);
      else if (kind < 24 && depth < 3) this.switch(depth);
      else if (kind < 36 && this.callable().length > 0) this.call();
      else if (kind < 39 && this.errorLocal !== undefined && depth > 0) this.maybeRaise();
      else this.assignment();
    }
  }

  private assignment(): void {
    const { place: target, type } = this.somePlace();
    this.assign(target, this.value(type));
  }

  private branch(depth: number): void {
    const [whenTrue, whenFalse, after] = [this.newBlock(), this.newBlock(), this.newBlock()];
    this.terminate({
      kind: "branch",
      condition: this.operand(this.types.bool),
      whenTrue,
      whenFalse: this.random.chance(30) ? after : whenFalse,
      span,
    });
    for (const block of [whenTrue, whenFalse]) {
      this.current = block;
      this.statements(depth + 1);
      this.terminate({ kind: "goto", target: after, span });
    }
    this.current = after;
  }

  private switch(depth: number): void {
    const type = this.random.pick([this.types.i8, this.types.i64]);
    const value = this.operand(type);
    const targets = [this.newBlock(), this.newBlock(), this.newBlock()] as const;
    const after = this.newBlock();
    const cases = [
      { value: 0n, target: targets[0] },
      { value: -1n, target: targets[1] },
      { value: 7n, target: targets[0] },
    ];
    this.terminate({ kind: "switch", value, cases, otherwise: targets[2], span });
    for (const block of targets) {
      this.current = block;
      this.statements(depth + 1);
      this.terminate({ kind: "goto", target: after, span });
    }
    this.current = after;
  }

  /** A fixed number of turns. */
  private loop(depth: number): void {
    const counter = this.local(this.types.i32);
    const condition = this.local(this.types.bool);
    const [header, body, after] = [this.newBlock(), this.newBlock(), this.newBlock()];
    this.assign(place(counter), { kind: "use", operand: int(this.types.i32, 0n) });
    this.terminate({ kind: "goto", target: header, span });
    this.current = header;
    this.assign(
      place(condition),
      this.intrinsic("lt", this.types.bool, [read(counter), int(this.types.i32, BigInt(1 + this.random.below(9)))]),
    );
    this.terminate({ kind: "branch", condition: read(condition), whenTrue: body, whenFalse: after, span });
    this.current = body;
    this.assign(place(counter), this.intrinsic("add", this.types.i32, [read(counter), int(this.types.i32, 1n)]));
    this.statements(depth + 1);
    this.terminate({ kind: "goto", target: header, span });
    this.current = after;
  }

  private maybeRaise(): void {
    const [raising, after] = [this.newBlock(), this.newBlock()];
    this.terminate({ kind: "branch", condition: this.operand(this.types.bool), whenTrue: raising, whenFalse: after, span });
    this.current = raising;
    this.initialize(this.errorLocal as LocalId);
    this.terminate({ kind: "raise", span });
    this.current = after;
  }

  /** What can be called without a block of its own where there is one. */
  private callable(): readonly MirFunction[] {
    return this.isTiny ? this.request.earlier.filter((fn) => fn.errorLocal === undefined) : this.request.earlier;
  }

  private call(): void {
    const fn = this.random.pick(this.callable());
    const targetType = (fn.locals[fn.resultLocal] as MirLocal).type;
    const list: Argument[] = fn.parameters.map((parameter): Argument => {
      const { type } = fn.locals[parameter.local] as MirLocal;
      if (parameter.passing === "value") return { kind: "value", operand: this.operand(type) };
      // A local of its own, or a place read once: a reference never aliases another argument or the result.
      const found = parameter.convention === "read" && this.random.chance(40) ? this.operand(type) : undefined;
      if (found?.kind === "read") return { kind: "reference", mode: "read", place: found.place };
      const local = this.local(type);
      this.assign(place(local), { kind: "use", operand: this.operand(type) });
      return { kind: "reference", mode: parameter.convention === "mut" ? "mut" : "read", place: place(local) };
    });
    const target = place(this.local(targetType));
    const callee = { kind: "function", symbol: fn.symbol } as const;
    if (fn.errorLocal === undefined) {
      this.emit({ kind: "call", target, callee, arguments: list, span });
    } else {
      const errorTarget = place(this.local(this.pool.error));
      const [normal, error, after] = [this.newBlock(), this.newBlock(), this.newBlock()];
      this.terminate({ kind: "try-call", target, callee, arguments: list, errorTarget, normal, error, span });
      this.current = error;
      this.assign(target, { kind: "use", operand: { kind: "constant", constant: this.pool.constant(targetType, this.random) } });
      this.terminate({ kind: "goto", target: after, span });
      this.current = normal;
      this.terminate({ kind: "goto", target: after, span });
      this.current = after;
    }
    this.usable.push(target.local);
    for (const argument of list) if (argument.kind === "reference") this.usable.push(argument.place.local);
  }

  // Values

  /** A place that can be read and written. */
  private somePlace(): { readonly place: Place; readonly type: MirType } {
    if (this.pointee !== undefined && this.random.chance(20)) {
      const { pointer, type } = this.pointee;
      return this.within({ local: pointer, path: [{ kind: "deref", type }] }, type);
    }
    const local = this.random.pick(this.usable);
    return this.within(place(local), (this.locals[local] as MirLocal).type);
  }

  private within(whole: Place, type: MirType): { readonly place: Place; readonly type: MirType } {
    if (this.random.chance(50)) return { place: whole, type };
    let step: Projection | undefined;
    let part = type;
    if (type.kind === "struct" && type.fields.length > 0) {
      const index = this.random.below(type.fields.length);
      step = { kind: "field", index };
      part = type.fields[index] as MirType;
    } else if (type.kind === "array") {
      step = {
        kind: "element",
        index: this.random.chance(60) ? int(this.types.i64, BigInt(this.random.below(type.length))) : this.elementIndex(type.length),
      };
      part = type.element;
    }
    return step === undefined ? { place: whole, type } : this.within({ local: whole.local, path: [...whole.path, step] }, part);
  }

  /** Computed, in range. */
  private elementIndex(length: number): Operand {
    const numbers = this.usable.filter((local) => this.locals[local]?.type === this.types.i64);
    const index = numbers.length > 0 ? read(this.random.pick(numbers)) : int(this.types.i64, BigInt(this.random.below(9)));
    return this.temporary(
      this.types.i64,
      this.intrinsic("rem", this.types.i64, [index, int(this.types.i64, BigInt(length))], { signed: false }),
    );
  }

  /** A place of the type if there is one, or a constant. */
  private operand(type: MirType): Operand {
    for (let attempt = 0; attempt < 8; attempt++) {
      const found = this.somePlace();
      if (found.type === type) return { kind: "read", place: found.place };
    }
    return { kind: "constant", constant: this.pool.constant(type, this.random) };
  }

  private value(type: MirType): Rvalue {
    if (this.random.chance(20)) return { kind: "use", operand: this.operand(type) };
    switch (type.kind) {
      case "int":
        return this.integer(type);
      case "float":
        return this.float(type);
      case "vector":
        return this.vector(type);
      case "struct":
        return { kind: "aggregate", type, elements: type.fields.map((field) => this.operand(field)) };
      case "array":
        return { kind: "aggregate", type, elements: Array.from({ length: type.length }, () => this.operand(type.element)) };
      default:
        return { kind: "use", operand: this.operand(type) };
    }
  }

  private integer(type: MirType): Rvalue {
    const signed = this.random.chance(50);
    const choice = this.random.below(100);
    if (type === this.types.bool && choice < 70) return this.comparison();
    if (choice < 50) return this.laneOperation(type, signed);
    if (choice < 65)
      return this.intrinsic("cast", type, [this.operand(this.random.pick([...this.pool.ints, ...this.pool.floats]))], { signed });
    if (choice < 72) return this.intrinsic("select", type, [this.operand(this.types.bool), this.operand(type), this.operand(type)]);
    if (choice < 80) return this.fromVector(type) ?? this.laneOperation(type, signed);
    if (choice < 88) return this.overflow(type, signed);
    return this.intrinsic("popcount", type, [this.operand(type)]);
  }

  private comparison(): Rvalue {
    const type = this.random.pick([...this.pool.ints, ...this.pool.floats]);
    const name = this.random.pick(["eq", "ne", "lt", "le", "gt", "ge"]);
    return this.intrinsic(name, this.types.bool, [this.operand(type), this.operand(type)], { signed: this.random.chance(50) });
  }

  private overflow(type: MirType, signed: boolean): Rvalue {
    const pair = this.pool.overflow(type);
    const local = this.local(pair);
    const name = this.random.pick(["add_overflow", "sub_overflow", "mul_overflow"]);
    this.assign(place(local), this.intrinsic(name, pair, [this.operand(type), this.operand(type)], { signed }));
    return { kind: "use", operand: { kind: "read", place: { local, path: [{ kind: "field", index: 0 }] } } };
  }

  /** On ints, scalar or by lanes. */
  private laneOperation(type: MirType, signed: boolean): Rvalue {
    const lane = type.kind === "vector" ? type.element : type;
    const bits = lane.kind === "int" ? lane.bits : 0;
    const name = this.random.pick([
      "add",
      "sub",
      "mul",
      "and",
      "or",
      "xor",
      "min",
      "max",
      "div",
      "rem",
      "shl",
      "shr",
      "not",
      "neg",
      "abs",
      "clz",
      "ctz",
      "bitreverse",
    ]);
    switch (name) {
      case "not":
      case "neg":
      case "abs":
      case "clz":
      case "ctz":
      case "bitreverse":
        return this.intrinsic(name, type, [this.operand(type)]);
      case "div":
      case "rem": {
        if (bits < 8) return this.intrinsic("and", type, [this.operand(type), this.operand(type)]);
        // Positive and not zero.
        const low = this.temporary(type, this.intrinsic("and", type, [this.operand(type), this.lanes(type, 63n)]));
        const divisor = this.temporary(type, this.intrinsic("or", type, [low, this.lanes(type, 1n)]));
        return this.intrinsic(name, type, [this.operand(type), divisor], { signed });
      }
      case "shl":
      case "shr": {
        if (bits < 8) return this.intrinsic("xor", type, [this.operand(type), this.operand(type)]);
        const amount = this.random.chance(50)
          ? this.lanes(type, BigInt(this.random.below(bits)))
          : this.temporary(type, this.intrinsic("and", type, [this.operand(type), this.lanes(type, BigInt(bits - 1))]));
        return this.intrinsic(name, type, [this.operand(type), amount], { signed });
      }
      default:
        return this.intrinsic(name, type, [this.operand(type), this.operand(type)], { signed });
    }
  }

  private lanes(type: MirType, value: bigint): Operand {
    if (type.kind !== "vector") return int(type, value);
    const elements = Array.from(
      { length: type.length },
      () => (int(type.element, value) as Extract<Operand, { kind: "constant" }>).constant,
    );
    return { kind: "constant", constant: { kind: "aggregate", type, elements } };
  }

  private float(type: MirType): Rvalue {
    const choice = this.random.below(100);
    const binary =
      this.request.options.portable === true
        ? ["add", "sub", "mul", "div", "copysign"]
        : ["add", "sub", "mul", "div", "rem", "copysign", "min", "max"];
    if (choice < 45) return this.intrinsic(this.random.pick(binary), type, [this.operand(type), this.operand(type)]);
    if (choice < 65)
      return this.intrinsic(this.random.pick(["neg", "abs", "sqrt", "floor", "ceil", "trunc", "round", "roundeven"]), type, [
        this.operand(type),
      ]);
    if (choice < 72) return this.intrinsic("fma", type, [this.operand(type), this.operand(type), this.operand(type)]);
    if (choice < 80) return this.fromVector(type) ?? { kind: "use", operand: this.operand(type) };
    return this.intrinsic("cast", type, [this.operand(this.random.pick([...this.pool.ints, ...this.pool.floats]))], {
      signed: this.random.chance(50),
    });
  }

  /** A lane or a reduction of a vector with such lanes. */
  private fromVector(type: MirType): Rvalue | undefined {
    const vectors = this.pool.vectors.filter((vector) => vector.kind === "vector" && vector.element === type);
    if (vectors.length === 0) return undefined;
    const vector = this.random.pick(vectors);
    if (vector.kind !== "vector") return undefined;
    if (this.random.chance(50))
      return this.intrinsic("extract", type, [this.operand(vector), int(this.types.i64, BigInt(this.random.below(vector.length)))]);
    const names =
      type.kind === "float"
        ? ["reduce_add", "reduce_mul"]
        : type === this.types.bool
          ? ["reduce_and", "reduce_or", "reduce_xor"]
          : ["reduce_add", "reduce_mul", "reduce_min", "reduce_max", "reduce_xor"];
    return this.intrinsic(this.random.pick(names), type, [this.operand(vector)], { signed: this.random.chance(50) });
  }

  private vector(type: Extract<MirType, { kind: "vector" }>): Rvalue {
    const { element } = type;
    const choice = this.random.below(100);
    if (choice < 10) return this.intrinsic("splat", type, [this.operand(element)]);
    if (choice < 20)
      return this.intrinsic("insert", type, [
        this.operand(type),
        int(this.types.i64, BigInt(this.random.below(type.length))),
        this.operand(element),
      ]);
    if (choice < 30) {
      const mask = Array.from({ length: type.length }, () => this.random.below(2 * type.length));
      return this.intrinsic("shuffle", type, [this.operand(type), this.operand(type)], { mask });
    }
    if (choice < 40) return this.intrinsic("select", type, [this.operand(this.pool.maskOf(type)), this.operand(type), this.operand(type)]);
    if (element === this.types.bool) {
      const compared = this.random.pick(this.pool.vectors.filter((vector) => vector.kind === "vector" && vector.length === type.length));
      if (choice < 70)
        return this.intrinsic(this.random.pick(["eq", "ne", "lt", "le"]), type, [this.operand(compared), this.operand(compared)], {
          signed: this.random.chance(50),
        });
      return this.intrinsic(this.random.pick(["and", "or", "xor"]), type, [this.operand(type), this.operand(type)]);
    }
    if (element.kind === "float") {
      if (choice < 50)
        return this.intrinsic("cast", type, [this.operand(this.types.vector(type.length, this.types.i32))], {
          signed: this.random.chance(50),
        });
      return this.intrinsic(this.random.pick(["add", "sub", "mul", "div"]), type, [this.operand(type), this.operand(type)]);
    }
    if (choice < 50 && type.length === 4)
      return this.intrinsic("cast", type, [this.operand(this.types.vector(4, this.types.float("f32")))], {
        signed: this.random.chance(50),
      });
    return this.laneOperation(type, this.random.chance(50));
  }
}

function place(local: LocalId): Place {
  return { local, path: [] };
}

function read(local: LocalId): Operand {
  return { kind: "read", place: place(local) };
}

function int(type: MirType, value: bigint): Operand {
  return { kind: "constant", constant: { kind: "int", type, value } as Constant };
}
