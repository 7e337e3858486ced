/**
 * A module of Python: what its functions share while they are lowered, and its own statements.
 *
 * In: the tree of the main module. Out: functions of MIR, and the symbol of the entry. Every variable of the module is a global;
 * names and other constants are made once, before the first statement.
 */
import { assert } from "../base/assert.ts";
import { contentName, internBytes } from "../elaborate/constants.ts";
import { buildEntryOf, entryName } from "../elaborate/entry.ts";
import { constantOperand, FunctionBuilder, localPlace, read } from "../elaborate/builder.ts";
import type { FunctionContext, Program } from "../elaborate/context.ts";
import * as diagnostics from "../elaborate/diagnostics.ts";
import { moduleScope } from "../elaborate/members.ts";
import { parallelDefine } from "../elaborate/parallel.ts";
import { Scope } from "../elaborate/scope.ts";
import type { Argument, Constant, MirFunction, MirType, Operand } from "../mir/mir.ts";
import type { ModuleScope } from "../names/declarations.ts";
import type { Span } from "../source/source-file.ts";
import type { Statement } from "../syntax/ast.ts";
import { Body } from "./body.ts";
import { builtins } from "./builtins.ts";
import { inMemory } from "./calls.ts";
import { Definitions } from "./direct-calls.ts";
import type { Explanation } from "./explaining.ts";
import { floatAttributes } from "./float-guesses.ts";
import { importsAll, importsFuture, type ModuleInfo, packageOf, threadsDefine } from "./imports.ts";
import { Layouts } from "./layouts.ts";
import { markQuickGenerators } from "./generator-expressions.ts";
import { assignedNames } from "./names.ts";
import { withPrivateNames } from "./private-names.ts";
import { Runtime, type RuntimeFunction } from "./runtime.ts";
import { assignTo } from "./assignment.ts";
import { lowerArguments, lowerCondition, lowerExpression } from "./expressions.ts";
import type { Lowering } from "./lowering.ts";
import { checkRules } from "./rules.ts";
import { lowerStatements } from "./statements.ts";
import { isStandardImport, nothingTyped, type TypedPart, typedPart } from "./typed.ts";

const greatestSmall = (1n << 62n) - 1n;

export class PythonModule {
  readonly program: Program;
  readonly runtime: Runtime;
  readonly lowering: Lowering = {
    expression: lowerExpression,
    condition: lowerCondition,
    arguments: lowerArguments,
    statements: lowerStatements,
    assign: assignTo,
  };
  readonly layouts: Layouts;
  readonly definitions: Definitions;
  /** Attributes that may hold floats (`float-guesses.ts`). */
  readonly floatAttributes: ReadonlySet<string>;
  readonly info: ModuleInfo;
  /** Receives what is decided only when the program runs. */
  readonly explanation: Explanation | undefined;
  /** Names may come from a star import. */
  readonly importsAll: boolean;
  /** Loops must let other threads run. */
  readonly hasThreads: boolean;
  /** Threads run at once: what places remember is each thread's own. */
  readonly isParallel: boolean;
  /** Nothing of annotations is evaluated. */
  readonly annotationsAreTexts: boolean;
  /** Variables of the module, by name: places in one array. */
  private readonly globals = new Map<string, number>();
  readonly assigned: Set<string>;
  /** What is made before the first statement: the global that holds it, and how. */
  private readonly constants = new Map<string, { readonly symbol: string; readonly make: (body: Body) => Operand }>();
  private readonly caches = { get: new WeakMap<object, Operand>(), set: new WeakMap<object, Operand>() };
  /** How many symbols have a name so far. */
  private readonly taken = new Map<string, number>();
  /** What is lowered: its own symbols begin with this. Editing one function changes no symbol of another. */
  current = "module";

  /** What has machine types. */
  typed: TypedPart = nothingTyped;

  constructor(program: Program, statements: readonly Statement[], info: ModuleInfo, explanation?: Explanation) {
    this.explanation = explanation;
    this.info = info;
    this.layouts = new Layouts(statements);
    this.definitions = new Definitions(info.isCode === true ? [] : statements);
    this.floatAttributes = floatAttributes(statements);
    this.importsAll = importsAll(statements);
    this.annotationsAreTexts = importsFuture(statements, "annotations");
    this.program = program;
    this.isParallel = program.defines.has(parallelDefine);
    this.hasThreads = program.defines.has(threadsDefine) && !this.isParallel;
    this.runtime = new Runtime(program);
    this.assigned = new Set(assignedNames(statements.filter((statement) => !isStandardImport(statement))));
    for (const name of this.assigned) this.global(name);
    if (info.isCode !== true) markQuickGenerators(statements);
  }

  notYet(what: string, span: Span): void {
    this.program.report(diagnostics.notYet, { at: span, params: { what } });
  }

  unique(name: string): string {
    const whole = `python.${this.info.name}.${name}`;
    const count = (this.taken.get(whole) ?? 0) + 1;
    this.taken.set(whole, count);
    return count === 1 ? whole : `${whole}.${count}`;
  }

  /** Lowers a function, with symbols of its own. */
  within<Result>(symbol: string, at: Span, action: () => Result): Result {
    const before = this.current;
    this.current = symbol.slice(`python.${this.info.name}.`.length);
    const result = this.explanation === undefined ? action() : this.explanation.within(this.current, at, action);
    this.current = before;
    return result;
  }

  /** Address of the module's variable with a name. */
  global(name: string): Operand {
    let index = this.globals.get(name);
    if (index === undefined) {
      index = this.globals.size;
      this.globals.set(name, index);
    }
    return this.variableAt(index);
  }

  /** As `global`, of a variable that a statement changes. */
  assignedGlobal(name: string): Operand {
    this.assigned.add(name);
    return this.global(name);
  }

  private variableAt(index: number): Operand {
    return constantOperand({ kind: "global", type: this.program.mirTypes.pointer, symbol: this.variablesSymbol, offset: index * 8 });
  }

  layoutSymbol(className: string): string {
    const symbol = this.unique(`${className} layout`);
    this.define(symbol, this.runtime.layout, { kind: "zero", type: this.runtime.layout });
    return symbol;
  }

  private get variablesSymbol(): string {
    return `python.${this.info.name}.variables`;
  }

  /** Whether a name means what is built in, wherever it is not a variable of a function. */
  isBuiltin(name: string): boolean {
    return builtins[name] !== undefined && !this.isGlobal(name) && !this.importsAll;
  }

  isGlobal(name: string): boolean {
    return this.info.isCode === true || this.assigned.has(name);
  }

  /** When all are known. */
  defineVariables(): void {
    const { program, runtime } = this;
    const type = program.mirTypes.array(Math.max(1, this.globals.size), runtime.object);
    const unbound = runtime.constant(14n);
    assert(unbound.kind === "constant", "a word that is known is a constant");
    const variable: Constant = { kind: "aggregate", type: runtime.object, elements: [unbound.constant] };
    this.define(this.variablesSymbol, type, {
      kind: "aggregate",
      type,
      elements: new Array(Math.max(1, this.globals.size)).fill(variable),
    });
  }

  /** Makes the module known, with all its variables. */
  begin(body: Body, scope: ModuleScope): void {
    const { runtime, info } = this;
    const names = [...this.globals.keys()].map((name) => this.text(body, name));
    const { docstring } = scope.ast;
    runtime.call(body, "begin_module", [
      this.text(body, info.name),
      this.variableAt(0),
      inMemory(this, body, names),
      runtime.int(names.length),
      this.text(body, scope.ast.file.path),
      this.text(body, packageOf(info)),
      docstring === undefined ? runtime.constant(2n) : this.text(body, docstring),
    ]);
  }

  /** A cache for one place that asks for an attribute. */
  attributeCache(): Operand {
    const symbol = this.unique(`${this.current} cache`);
    this.define(symbol, this.runtime.cache, { kind: "zero", type: this.runtime.cache }, this.isParallel);
    return this.runtime.global(symbol);
  }

  /** The cache of an attribute in the program's text. */
  attributeCacheOf(node: object, use: "get" | "set"): Operand {
    const known = this.caches[use];
    const cache = known.get(node) ?? this.attributeCache();
    known.set(node, cache);
    return cache;
  }

  private define(symbol: string, type: MirType, initial: Constant, isThreadLocal = false): void {
    const own = isThreadLocal ? { isThreadLocal } : {};
    this.program.mir.globals.set(symbol, { symbol, type, initial, isConstant: false, ...own, linkage: "internal" });
  }

  /** A text that lives for ever, as a word. */
  text(body: Body, value: string): Operand {
    return this.constant(body, `text ${value}`, (start) =>
      read(localPlace(this.runtime.call(start, "name_of", this.runtime.bytes(value)))),
    );
  }

  bytes(body: Body, value: Uint8Array): Operand {
    return this.constant(body, `bytes ${value.join(" ")}`, (start) => {
      const address = this.runtime.global(internBytes(this.program, value));
      return read(localPlace(this.runtime.call(start, "bytes_literal", [address, this.runtime.int(value.length)])));
    });
  }

  number(body: Body, value: number): Operand {
    return this.constant(body, `float ${Object.is(value, -0) ? "-0" : value}`, (start) =>
      read(localPlace(this.runtime.call(start, "float_of", [this.floatConstant(value)]))),
    );
  }

  /** A `Float64`. */
  floatConstant(value: number): Operand {
    const { float } = this.runtime;
    const field = float.kind === "struct" ? float.fields[0] : undefined;
    return constantOperand({ kind: "aggregate", type: float, elements: [{ kind: "float", type: field as never, value }] });
  }

  /** An integer; one of more than 63 bits is a constant that lives for ever. */
  integer(body: Body, value: bigint): Operand {
    if (value <= greatestSmall && value >= ~greatestSmall) return this.runtime.constant((value << 1n) | 1n);
    const text = value.toString(16);
    return this.constant(body, `integer ${text}`, (start) =>
      read(localPlace(this.runtime.call(start, "integer_literal", this.runtime.bytes(text)))),
    );
  }

  builtin(body: Body, number: number): Operand {
    return this.constant(body, `builtin ${number}`, (start) =>
      read(localPlace(this.runtime.call(start, "builtin", [this.runtime.int(number)]))),
    );
  }

  nativeBuiltin(body: Body, name: string): Operand {
    this.text(body, name);
    return this.constant(body, `native builtin ${name}`, (start) =>
      read(localPlace(this.runtime.call(start, "native_builtin", [this.text(start, name)]))),
    );
  }

  /** A tuple of names. */
  names(body: Body, names: readonly string[]): Operand {
    for (const name of names) this.text(body, name);
    return this.constant(body, `names ${names.join(" ")}`, (start) => {
      const tuple = this.runtime.call(start, "new_tuple", [this.runtime.int(names.length)]);
      for (const name of names) this.runtime.call(start, "append", [read(localPlace(tuple)), this.text(start, name)]);
      return read(localPlace(tuple));
    });
  }

  constant(body: Body, key: string, make: (body: Body) => Operand): Operand {
    let known = this.constants.get(key);
    if (known === undefined) {
      known = { symbol: this.unique(`constant ${contentName(new TextEncoder().encode(key))}`), make };
      this.constants.set(key, known);
      this.define(known.symbol, this.runtime.word, { kind: "zero", type: this.runtime.word });
    }
    return this.read(body, known.symbol);
  }

  /** The word in a global. */
  private read(body: Body, symbol: string): Operand {
    const { builder } = body;
    const pointer = builder.newLocal(this.program.mirTypes.pointer, { unmanaged: true });
    builder.assign(localPlace(pointer), { kind: "use", operand: this.runtime.global(symbol) });
    const word = builder.newLocal(this.runtime.word, { unmanaged: true });
    builder.assign(localPlace(word), {
      kind: "use",
      operand: read({ local: pointer, path: [{ kind: "deref", type: this.runtime.word }] }),
    });
    return read(localPlace(word));
  }

  /** Makes what the functions have asked for; built when they all are. */
  makeConstants(body: Body): void {
    const { builder } = body;
    const name = this.info.isCode === true ? "__main__" : this.info.name;
    this.runtime.call(body, "describing", [read(localPlace(this.runtime.call(body, "name_of", this.runtime.bytes(name))))]);
    for (const { symbol, make } of this.constants.values()) {
      const operand = make(body);
      if (this.isParallel) this.runtime.call(body, "make_immortal", [operand]);
      const pointer = builder.newLocal(this.program.mirTypes.pointer, { unmanaged: true });
      builder.assign(localPlace(pointer), { kind: "use", operand: this.runtime.global(symbol) });
      builder.assign({ local: pointer, path: [{ kind: "deref", type: this.runtime.word }] }, { kind: "use", operand });
    }
  }
}

/** Lowers a module; the symbol of the function that runs it. */
export function lowerModule(program: Program, scope: ModuleScope, info: ModuleInfo, explanation?: Explanation): string {
  const source = withPrivateNames(scope.ast.body);
  checkRules(program, source);
  const module = new PythonModule(program, source, info, explanation);
  module.typed = typedPart(program, scope, source, module.assigned);
  const span = { file: scope.ast.file, start: 0, end: 0 };
  if (module.importsAll) explanation?.remark(span, "names of built-in functions are looked up: `from … import *` may hide them");
  // First the statements, which add functions and constants; then what makes these.
  const lower = (body: Body): void =>
    module.within(`python.${info.name}.the module itself`, span, () => lowerStatements(module, body, source));
  const statements = bodyFunction(module, module.unique("statements"), span, lower, hasLoop(source) ? "never" : "cold");
  const begin = bodyFunction(module, module.unique("begin"), span, (body) => module.begin(body, scope), "cold");
  const constants = bodyFunction(module, module.unique("constants"), span, (body) => module.makeConstants(body), "cold");
  const symbol = startSymbol(info.name);
  bodyFunction(module, symbol, span, (body) => {
    for (const part of [constants, begin, statements]) callBody(module, body, part);
  });
  module.defineVariables();
  return symbol;
}

/** Whether what a module itself does may take long: it has loops outside of functions. */
function hasLoop(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(hasLoop);
  if (node === null || typeof node !== "object") return false;
  const { kind } = node as { kind?: string };
  if (kind === "function" || kind === "lambda") return false;
  if (kind === "for" || kind === "while" || kind === "comprehension") return true;
  return Object.entries(node).some(([key, value]) => !key.toLowerCase().endsWith("span") && hasLoop(value));
}

/** A module that is compiled apart: its code is found by this name. */
export function startSymbol(name: string): string {
  return `python.module ${name}`;
}

/** What the entry of a program needs to know of another module. */
export type OtherModule = ModuleInfo & {
  /** Undefined: it is compiled apart. */
  readonly scope?: ModuleScope;
  /** The program may do without it: if it has errors, importing it fails. */
  readonly mayFail: boolean;
  /** Why importing it fails. */
  readonly failure?: string;
};

export type EntryRequest = {
  /** What the program imports. */
  readonly modules: readonly OtherModule[];
  /** The command that starts the compiler, for text that is compiled while the program runs; empty: there is none. */
  readonly compiler: readonly string[];
  readonly explanation?: Explanation | undefined;
};

/** The entry of a program whose main module is Python. */
export function buildPythonEntry(program: Program, main: ModuleScope, { modules: others, compiler, explanation }: EntryRequest): string {
  const start = lowerModule(program, main, { name: "__main__", isPackage: false }, explanation);
  const span = { file: main.ast.file, start: 0, end: 0 };
  const module = new PythonModule(program, [], { name: "__main__", isPackage: false });
  const starts = others.map((other) => startOf(module, other, span));
  const register = bodyFunction(module, "python.register", span, (body) => {
    const { runtime } = module;
    const text = (value: string): Operand => read(localPlace(runtime.call(body, "name_of", runtime.bytes(value))));
    for (const word of compiler) runtime.call(body, "register_compiler", [text(word)]);
    others.forEach(({ name }, index) => {
      const { symbol, failure } = starts[index] as Start;
      if (symbol !== undefined) runtime.call(body, "register_module", [text(name), runtime.code(symbol)]);
      else runtime.call(body, "register_failure", [text(name), text(failure)]);
    });
  });
  program.symbols.set(entryName, () => {
    const scope = new Scope({ parent: moduleScope(program, { module: main }), kind: "function" });
    return buildEntryOf(program, entryName, scope, span, (context) => {
      callPlain(module.runtime, context, "start", []);
      callBodies(module, context, [register, start]);
    });
  });
  return entryName;
}

/** A module that is linked to other modules; its symbol. */
export function buildPythonModule(program: Program, main: ModuleScope, info: ModuleInfo): string {
  return lowerModule(program, main, info);
}

/** A function without arguments that gives `None` or raises. */
function bodyFunction(
  module: PythonModule,
  symbol: string,
  span: Span,
  build: (body: Body) => void,
  inline: MirFunction["inline"] = "never",
): string {
  const { program } = module;
  const builder = new FunctionBuilder(span);
  const ends = startEnds(module, builder);
  const body = new Body(builder, ends.resultLocal, ends.errorLocal, true);
  body.symbol = symbol;
  build(body);
  builder.assign(localPlace(ends.resultLocal), { kind: "use", operand: module.runtime.constant(2n) });
  builder.terminate({ kind: "return", span });
  const fn: MirFunction = {
    ...startHeader(symbol, span),
    ...ends,
    inline,
    locals: builder.locals,
    blocks: builder.blocks,
    linkage: "internal",
    stage: "built",
  };
  program.symbols.set(symbol, () => fn);
  return symbol;
}

function startEnds({ runtime }: PythonModule, builder: FunctionBuilder) {
  return {
    resultLocal: builder.newLocal(runtime.word, { name: "result" }),
    errorLocal: builder.newLocal(runtime.raised, { name: "error" }),
  };
}

function startHeader(symbol: string, span: Span) {
  return { symbol, displayName: "module", span, parameters: [], resultPassing: "value", inline: "never", abi: "mojo" } as const;
}

/** The function that runs another module, or why it cannot be imported. */
type Start = { readonly symbol: string; readonly failure?: never } | { readonly symbol?: never; readonly failure: string };

function startOf(module: PythonModule, other: OtherModule, span: Span): Start {
  const { scope, failure } = other;
  if (failure !== undefined) return { failure };
  if (scope === undefined) return { symbol: declareStart(module, other, span) };
  if (!other.mayFail) return { symbol: lowerModule(module.program, scope, other) };
  const { result, failed, sink } = module.program.quietly(() => lowerModule(module.program, scope, other));
  return failed ? { failure: sink.diagnostics[0]?.message ?? "it has errors" } : { symbol: result };
}

function declareStart(module: PythonModule, { name }: ModuleInfo, span: Span): string {
  const builder = new FunctionBuilder(span);
  const symbol = startSymbol(name);
  const ends = startEnds(module, builder);
  const fn: MirFunction = {
    ...startHeader(symbol, span),
    ...ends,
    locals: builder.locals,
    blocks: [],
    linkage: "imported",
    stage: "lowered",
  };
  module.program.symbols.set(symbol, () => fn);
  return symbol;
}

/** A function of the run time that raises nothing. */
function callPlain(runtime: Runtime, context: FunctionContext, name: RuntimeFunction, args: readonly Argument[]): void {
  const instance = runtime.instance(name);
  const target = context.builder.newLocal(context.lower(instance.result), { unmanaged: true });
  context.builder.call(localPlace(target), { kind: "function", symbol: instance.symbol }, args);
}

function callBody({ runtime }: PythonModule, body: Body, symbol: string): void {
  const { builder } = body;
  const edge = body.outward();
  const target = builder.newLocal(runtime.word, { unmanaged: true });
  builder.tryCall(localPlace(target), { kind: "function", symbol }, [], edge.place, edge.block);
}

/** Runs functions of the module one after the other; what they raise is reported, and the program ends. */
function callBodies(module: PythonModule, context: FunctionContext, symbols: readonly string[]): void {
  const { runtime } = module;
  const { builder } = context;
  const error = builder.newLocal(runtime.raised);
  const [failed, end] = [builder.newBlock(), builder.newBlock()];
  for (const symbol of symbols) {
    const target = builder.newLocal(runtime.word, { unmanaged: true });
    builder.tryCall(localPlace(target), { kind: "function", symbol }, [], localPlace(error), failed);
  }
  callPlain(runtime, context, "finish_threads", []);
  builder.goto(end);
  builder.startBlock(failed);
  callPlain(runtime, context, "report_uncaught", [{ kind: "reference", mode: "consume", place: localPlace(error) }]);
  builder.goto(end);
  builder.startBlock(end);
}

export { lockRunTime } from "./run-time-lock.ts";
