/**
 * Reads MIR text, as `mir/print.ts` writes it.
 *
 * In: text. Out: a module; every span points into the text, so that a diagnostic on it can be shown.
 * Mistakes throw `MirTextError`. Not here: whether the module makes sense (`mir/verify.ts`).
 */
import type {
  Argument,
  Callee,
  CallSignature,
  Constant,
  FloatFormat,
  IntrinsicAttributes,
  LifecycleOperation,
  Linkage,
  MirBlock,
  MirData,
  MirFunction,
  MirGlobal,
  MirLocal,
  MirModule,
  MirParameter,
  MirStatement,
  MirTerminator,
  MirType,
  Operand,
  Passing,
  Place,
  Projection,
  Rvalue,
  StructType,
} from "./mir.ts";
import { MirTokens } from "./tokens.ts";
import { MirTypeTable, trivialLifecycle } from "./types.ts";

/** `types`: the table to intern types in. A struct that the text does not define must be in there already. */
export function parseMir(text: string, types: MirTypeTable = new MirTypeTable(), path = "<mir>"): MirModule {
  return new MirParser(new MirTokens(text, path), types).module();
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

class MirParser {
  private readonly tokens: MirTokens;
  private readonly types: MirTypeTable;

  constructor(tokens: MirTokens, types: MirTypeTable) {
    this.tokens = tokens;
    this.types = types;
  }

  module(): MirModule {
    const module: MirModule = { functions: new Map(), globals: new Map(), data: new Map(), roots: [] };
    while (this.tokens.peek().kind !== "end") {
      if (this.tokens.take("struct")) this.structDefinition();
      else if (this.tokens.take("data")) define(module.data, this.data());
      else if (this.tokens.take("global")) define(module.globals, this.global());
      else if (this.tokens.peek().text === "function") define(module.functions, this.function());
      else if (this.tokens.take("root")) module.roots.push(this.tokens.symbol());
      else throw this.tokens.error("expected `struct`, `data`, `global`, `function` or `root`");
    }
    return module;
  }

  private structDefinition(): void {
    const type = this.structType();
    if (this.tokens.take("as")) type.displayName = this.tokens.string();
    this.tokens.expect("copy");
    const copy = this.lifecycleOperation();
    this.tokens.expect("move");
    const move = this.lifecycleOperation();
    this.tokens.expect("destroy");
    const destroy = this.lifecycleOperation();
    const memberwise = this.tokens.take("memberwise") ? { memberwise: true } : {};
    const message = this.tokens.take("abandoned") ? { abandonedMessage: this.tokens.string() } : {};
    type.lifecycle = { copy, move, destroy, ...memberwise, ...message };
    if (this.tokens.take("align")) type.alignment = this.tokens.integer();
    const fields: MirType[] = [];
    const names: string[] = [];
    this.list("{", "}", () => {
      if (this.tokens.peek(1).text === ":") {
        names.push(this.tokens.name());
        this.tokens.expect(":");
      }
      fields.push(this.type());
    });
    type.fields = fields;
    type.fieldNames = names;
  }

  private lifecycleOperation(): LifecycleOperation {
    if (this.tokens.peek().kind === "symbol") return { symbol: this.tokens.symbol() };
    const word = this.tokens.word();
    if (word === "trivial" || word === "none") return word;
    throw this.tokens.error("expected `trivial`, `none` or a symbol before this");
  }

  private data(): MirData {
    const symbol = this.tokens.symbol();
    this.tokens.expect("align");
    const alignment = this.tokens.integer();
    const isConstant = this.tokens.take("constant");
    this.tokens.expect("=");
    const bytes = unescapeBytes(this.tokens.expectKind("string", "a string of bytes").text);
    const relocations: { offset: number; target: Constant }[] = [];
    if (this.tokens.peek().text === "{") {
      this.list("{", "}", () => {
        const offset = this.tokens.integer();
        this.tokens.expect(":");
        relocations.push({ offset, target: this.constant() });
      });
    }
    return { symbol, bytes, relocations, alignment, isConstant };
  }

  private global(): MirGlobal {
    const symbol = this.tokens.symbol();
    this.tokens.expect(":");
    const type = this.type();
    const alignment = this.tokens.take("align") ? { alignment: this.tokens.integer() } : {};
    const isConstant = this.tokens.take("constant");
    const own = this.tokens.take("thread_local") ? { isThreadLocal: true } : {};
    const linkage = this.linkage();
    this.tokens.expect("=");
    return { symbol, type, initial: this.constant(), isConstant, ...own, ...alignment, linkage };
  }

  private linkage(): Linkage {
    return (["exported", "imported"] as const).find((word) => this.tokens.take(word)) ?? "internal";
  }

  private function(): MirFunction {
    const start = this.tokens.next().start;
    const symbol = this.tokens.symbol();
    const displayName = this.tokens.string();
    const inline = (["always", "never", "cold"] as const).find((word) => this.tokens.take(word)) ?? "auto";
    const linkage = this.linkage();
    const abi = this.tokens.take("abi_c") ? "c" : "mojo";
    const stage = this.tokens.take("built") ? "built" : "lowered";
    if (stage === "lowered") this.tokens.expect("lowered");
    const parameters: MirParameter[] = [];
    this.list("(", ")", () => {
      const convention = this.tokens.word() as MirParameter["convention"];
      const passing = this.passing();
      parameters.push({ local: this.local(), convention, passing });
    });
    this.tokens.expect("->");
    const resultPassing = this.passing();
    const resultLocal = this.local();
    const error = this.tokens.take("raises") ? { errorLocal: this.local() } : {};
    const handle = this.tokens.take("coroutine") ? { handleLocal: this.local() } : {};
    const frame = this.tokens.take("frame") ? { frame: { allocate: this.tokens.symbol(), free: this.tokens.symbol() } } : {};
    const span = this.tokens.spanFrom(start);
    this.tokens.expect("{");
    const locals: MirLocal[] = [];
    while (this.tokens.peek().text === "let") locals.push(this.localDeclaration(locals.length));
    const blocks: MirBlock[] = [];
    while (!this.tokens.take("}")) blocks.push(this.block(blocks.length));
    const ends = { resultLocal, resultPassing, ...error, ...handle, ...frame };
    return { symbol, displayName, span, parameters, ...ends, locals, blocks, inline, linkage, abi, stage };
  }

  private localDeclaration(expected: number): MirLocal {
    const start = this.tokens.next().start;
    if (this.tokens.peek().text !== String(expected)) throw this.tokens.error(`expected the declaration of \`%${expected}\``);
    this.local();
    this.tokens.expect(":");
    const local: Mutable<MirLocal> = { type: this.type(), span: { file: this.tokens.file, start, end: start }, keeps: [] };
    if (this.tokens.peek().kind === "string") local.name = this.tokens.string();
    if (this.tokens.take("unmanaged")) {
      local.unmanaged = true;
      if (this.tokens.peek().text === "(") {
        this.list("(", ")", () => this.tokens.expect("no"));
        local.unmanaged = false;
      }
    }
    if (this.tokens.take("keeps")) {
      const keeps: number[] = [];
      this.list("(", ")", () => keeps.push(this.local()));
      local.keeps = keeps;
    }
    local.span = this.tokens.spanFrom(start);
    return local;
  }

  private block(expected: number): MirBlock {
    if (this.tokens.peek().text !== `b${expected}`) throw this.tokens.error(`expected \`b${expected}:\``);
    this.tokens.next();
    this.tokens.expect(":");
    const statements: MirStatement[] = [];
    for (;;) {
      const terminator = this.terminator();
      if (terminator !== undefined) return { statements, terminator };
      statements.push(this.statement());
    }
  }

  private terminator(): MirTerminator | undefined {
    const { start, text, kind } = this.tokens.peek();
    if (kind !== "word") return undefined;
    const span = () => this.tokens.spanFrom(start);
    if (this.tokens.take("goto")) return { kind: "goto", target: this.blockId(), span: span() };
    if (this.tokens.take("branch")) {
      const condition = this.operand();
      this.tokens.expect(",");
      const whenTrue = this.blockId();
      this.tokens.expect(",");
      const whenFalse = this.blockId();
      const hint = this.tokens.take("likely") ? { likely: true } : this.tokens.take("unlikely") ? { likely: false } : {};
      return { kind: "branch", condition, whenTrue, whenFalse, span: span(), ...hint };
    }
    if (this.tokens.take("switch")) return this.switchTerminator(start);
    if (this.tokens.take("try")) {
      const target = this.callTarget();
      const { callee, arguments: list } = this.call();
      this.tokens.expect("normal");
      const normal = this.blockId();
      this.tokens.expect("error");
      const errorTarget = this.place();
      const error = this.blockId();
      return { kind: "try-call", ...target, callee, arguments: list, errorTarget, normal, error, span: span() };
    }
    if (this.tokens.take("suspend")) {
      const initial = this.tokens.take("initial") ? { initial: true } : {};
      const resumed = this.blockId();
      this.tokens.expect("destroyed");
      return { kind: "suspend", resumed, destroyed: this.blockId(), ...initial, span: span() };
    }
    if (text === "return" || text === "raise" || text === "abandon" || text === "unreachable") {
      this.tokens.next();
      return { kind: text, span: span() };
    }
    return undefined;
  }

  private switchTerminator(start: number): MirTerminator {
    const value = this.operand();
    const cases: { value: bigint; target: number }[] = [];
    this.tokens.expect("{");
    while (!this.tokens.take("otherwise")) {
      const matched = this.tokens.bigint();
      this.tokens.expect(":");
      cases.push({ value: matched, target: this.blockId() });
      this.tokens.expect(",");
    }
    this.tokens.expect(":");
    const otherwise = this.blockId();
    this.tokens.expect("}");
    return { kind: "switch", value, cases, otherwise, span: this.tokens.spanFrom(start) };
  }

  private statement(): MirStatement {
    const { start } = this.tokens.peek();
    const span = () => this.tokens.spanFrom(start);
    if (this.tokens.take("drop")) return { kind: "drop", place: this.place(), span: span() };
    if (this.tokens.take("mark_initialized")) return { kind: "mark-initialized", place: this.place(), span: span() };
    if (this.tokens.take("mark_uninitialized")) return { kind: "mark-uninitialized", place: this.place(), span: span() };
    if (this.tokens.take("keep_alive")) return { kind: "keep-alive", place: this.place(), span: span() };
    const { target } = this.callTarget();
    const tail = this.tokens.take("tail") ? { tail: true } : {};
    if (this.tokens.peek().text === "call") {
      const { callee, arguments: list } = this.call();
      return { kind: "call", ...(target === undefined ? {} : { target }), callee, arguments: list, span: span(), ...tail };
    }
    if (target === undefined) throw this.tokens.error("expected a statement or a terminator");
    if (this.tokens.take("copy")) {
      const explicit = this.tokens.take("explicit") ? { explicit: true } : {};
      const forbidden = this.tokens.take("forbidden") ? { forbidden: true } : {};
      return { kind: "copy", target, source: this.place(), span: span(), ...explicit, ...forbidden };
    }
    if (this.tokens.take("move")) return { kind: "move", target, source: this.place(), span: span() };
    return { kind: "assign", target, value: this.rvalue(), span: span() };
  }

  /** `%1 = `, or nothing. */
  private callTarget(): { target?: Place } {
    if (this.tokens.peek().kind !== "local") return {};
    const target = this.place();
    this.tokens.expect("=");
    return { target };
  }

  private call(): { callee: Callee; arguments: Argument[] } {
    this.tokens.expect("call");
    const callee = this.callee();
    const list: Argument[] = [];
    this.list("(", ")", () => list.push(this.argument()));
    return { callee, arguments: list };
  }

  private callee(): Callee {
    if (this.tokens.take("pointer")) {
      const pointer = this.operand();
      const signature = this.signature();
      this.tokens.expect("with");
      return { kind: "pointer", pointer, signature };
    }
    if (this.tokens.take("external")) {
      const symbol = this.tokens.symbol();
      const signature = this.signature();
      const variadic = this.tokens.take("variadic") ? { variadicAfter: this.tokens.integer() } : {};
      this.tokens.expect("with");
      return { kind: "external", symbol, signature, ...variadic };
    }
    return { kind: "function", symbol: this.tokens.symbol() };
  }

  private signature(): CallSignature {
    const abi = this.tokens.word() as CallSignature["abi"];
    const parameters: { type: MirType; passing: Passing }[] = [];
    this.list("(", ")", () => {
      const passing = this.passing();
      parameters.push({ type: this.type(), passing });
    });
    this.tokens.expect("->");
    const resultPassing = this.passing();
    const result = this.type();
    const error = this.tokens.take("raises") ? { error: this.type() } : {};
    return { parameters, result, resultPassing, ...error, abi };
  }

  private argument(): Argument {
    for (const mode of ["read", "mut", "consume", "initialize"] as const) {
      if (this.tokens.take(mode)) return { kind: "reference", mode, place: this.place() };
    }
    return { kind: "value", operand: this.operand() };
  }

  private rvalue(): Rvalue {
    if (this.tokens.take("&")) return { kind: "address", place: this.place() };
    if (this.tokens.take("make")) {
      const type = this.type();
      return { kind: "aggregate", type, elements: this.operands() };
    }
    const after = this.tokens.peek(1).text;
    if (this.tokens.peek().kind !== "word" || (after !== "(" && after !== "[")) return { kind: "use", operand: this.operand() };
    const name = this.tokens.word();
    const attributes = after === "[" ? { attributes: this.attributes() } : {};
    const operands = this.operands();
    this.tokens.expect(":");
    return { kind: "intrinsic", name, operands, type: this.type(), ...attributes };
  }

  private attributes(): IntrinsicAttributes {
    const attributes: Record<string, unknown> = {};
    this.list("[", "]", () => {
      const name = this.tokens.word();
      this.tokens.expect("=");
      attributes[name] = this.attributeValue(name);
    });
    return attributes as IntrinsicAttributes;
  }

  private attributeValue(name: string): unknown {
    if (name === "elementType") return this.type();
    if (name === "mask" || name === "fastMath") {
      const items: (number | string)[] = [];
      this.list("(", ")", () => items.push(name === "mask" ? this.tokens.integer() : this.tokens.string()));
      return items;
    }
    if (this.tokens.take("true")) return true;
    if (this.tokens.take("false")) return false;
    return this.tokens.peek().kind === "number" ? this.tokens.integer() : this.tokens.string();
  }

  private operands(): Operand[] {
    const operands: Operand[] = [];
    this.list("(", ")", () => operands.push(this.operand()));
    return operands;
  }

  private operand(): Operand {
    if (this.tokens.peek().kind === "local") return { kind: "read", place: this.place() };
    return { kind: "constant", constant: this.constant() };
  }

  private place(): Place {
    const local = this.local();
    const path: Projection[] = [];
    for (;;) {
      const token = this.tokens.peek();
      if (token.kind === "field") {
        this.tokens.next();
        path.push({ kind: "field", index: Number(token.text) });
      } else if (this.tokens.take(".*")) {
        this.tokens.expect("(");
        const type = this.type();
        const alignment = this.tokens.take("align") ? { alignment: this.tokens.integer() } : {};
        this.tokens.expect(")");
        path.push({ kind: "deref", type, ...alignment });
      } else if (this.tokens.take("[")) {
        path.push({ kind: "element", index: this.operand() });
        this.tokens.expect("]");
      } else {
        return { local, path };
      }
    }
  }

  private local(): number {
    return Number(this.tokens.expectKind("local", "a local such as `%0`").text);
  }

  private blockId(): number {
    const token = this.tokens.peek();
    const found = /^b(\d+)$/.exec(token.text);
    if (token.kind !== "word" || found === null) throw this.tokens.error("expected a block such as `b0`");
    this.tokens.next();
    return Number(found[1]);
  }

  private passing(): Passing {
    return this.tokens.take("&") ? "reference" : "value";
  }

  private type(): MirType {
    const token = this.tokens.peek();
    if (token.kind === "struct") return this.structType();
    if (this.tokens.take("(")) {
      this.tokens.expect(")");
      return this.types.unit;
    }
    if (this.tokens.take("<")) {
      const { length, element } = this.sequence(">");
      return this.types.vector(length, element);
    }
    if (this.tokens.take("[")) {
      const { length, element } = this.sequence("]");
      return this.types.array(length, element);
    }
    if (token.kind === "word") {
      const type = this.namedType(token.text);
      if (type !== undefined) {
        this.tokens.next();
        return type;
      }
    }
    throw this.tokens.error("expected a type");
  }

  private structType(): StructType {
    const name = this.tokens.expectKind("struct", "a struct such as `$Pair`").text;
    return this.types.struct(name.startsWith('"') ? (JSON.parse(name) as string) : name, trivialLifecycle);
  }

  private sequence(close: string): { length: number; element: MirType } {
    const length = this.tokens.integer();
    this.tokens.expect("x");
    const element = this.type();
    this.tokens.expect(close);
    return { length, element };
  }

  private namedType(name: string): MirType | undefined {
    const bits = /^i([1-9]\d*)$/.exec(name);
    if (bits !== null) return this.types.int(Number(bits[1]));
    if (name === "ptr") return this.types.pointer;
    if (name === "literal_integer") return this.types.literalInteger;
    if (name === "literal_float") return this.types.literalFloat;
    return floatFormats.has(name) ? this.types.float(name as FloatFormat) : undefined;
  }

  private constant(): Constant {
    const type = this.type();
    const token = this.tokens.peek();
    for (const kind of ["null", "zero", "undefined"] as const) if (this.tokens.take(kind)) return { kind, type };
    if (this.tokens.take("function")) return { kind: "function", type, symbol: this.tokens.symbol() };
    if (token.kind === "symbol") {
      const symbol = this.tokens.symbol();
      this.tokens.take("+");
      return { kind: "global", type, symbol, offset: this.tokens.peek().kind === "number" ? this.tokens.integer() : 0 };
    }
    if (token.text === "{") {
      const elements: Constant[] = [];
      this.list("{", "}", () => elements.push(this.constant()));
      return { kind: "aggregate", type, elements };
    }
    if (type.kind === "int") return { kind: "int", type, value: this.tokens.bigint() };
    if (type.kind === "float") return { kind: "float", type, value: this.float() };
    if (type.kind === "literal-integer") return { kind: "literal-integer", type, value: this.tokens.bigint() };
    if (type.kind === "literal-float") return this.literalFloat(type);
    throw this.tokens.error("expected a constant");
  }

  private float(): number {
    const { kind, text } = this.tokens.next();
    if (text === "nan") return Number.NaN;
    if (text === "inf") return Number.POSITIVE_INFINITY;
    if (text === "-inf") return Number.NEGATIVE_INFINITY;
    if (kind !== "number") throw this.tokens.error("expected a number before this");
    return Number(text);
  }

  private literalFloat(type: MirType): Constant {
    const token = this.tokens.peek();
    const isSpecial = ["nan", "inf", "-inf"].includes(token.text) || (token.text === "-0" && this.tokens.peek(1).kind === "number");
    if (isSpecial) this.tokens.next();
    const numerator = this.tokens.bigint();
    this.tokens.expect("/");
    const denominator = this.tokens.bigint();
    const special = isSpecial ? { special: token.text as "nan" | "inf" | "-inf" | "-0" } : {};
    return { kind: "literal-float", type, numerator, denominator, ...special };
  }

  /** Items between two marks, separated by commas. */
  private list(open: string, close: string, item: () => void): void {
    this.tokens.expect(open);
    if (this.tokens.take(close)) return;
    do item();
    while (this.tokens.take(","));
    this.tokens.expect(close);
  }
}

const floatFormats: ReadonlySet<string> = new Set<FloatFormat>(["f16", "bf16", "f32", "f64", "f128", "f8e4m3fn", "f8e5m2"]);

function define<T extends { readonly symbol: string }>(map: Map<string, T>, item: T): void {
  map.set(item.symbol, item);
}

function unescapeBytes(quoted: string): Uint8Array {
  const bytes: number[] = [];
  for (let at = 1; at < quoted.length - 1; at++) {
    if (quoted[at] !== "\\") bytes.push(quoted.charCodeAt(at));
    else if (quoted[at + 1] === "x") {
      bytes.push(Number.parseInt(quoted.slice(at + 2, at + 4), 16));
      at += 3;
    } else {
      bytes.push(quoted.charCodeAt(at + 1));
      at += 1;
    }
  }
  return new Uint8Array(bytes);
}
