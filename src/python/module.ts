/**
 * A module of Python: what its functions share while they are lowered, and its own statements.
 *
 * In: the tree of the main module. Out: functions of MIR, and the symbol of the entry. Every variable of the module is a global;
 * names and other constants are made once, before the first statement.
 */
import { internBytes } from "../elaborate/constants.ts";
import { buildEntryOf, entryName } from "../elaborate/entry.ts";
import { constantOperand, FunctionBuilder, localPlace, read } from "../elaborate/builder.ts";
import type { FunctionContext, Program } from "../elaborate/context.ts";
import * as diagnostics from "../elaborate/diagnostics.ts";
import { emitErrorEdge } from "../elaborate/errors.ts";
import { moduleScope } from "../elaborate/members.ts";
import { Scope } from "../elaborate/scope.ts";
import type { Constant, MirFunction, MirType, Operand } from "../mir/mir.ts";
import type { ModuleScope } from "../names/declarations.ts";
import type { Span } from "../source/source-file.ts";
import type { Statement } from "../syntax/ast.ts";
import { Body } from "./body.ts";
import { assignedNames } from "./names.ts";
import { withPrivateNames } from "./private-names.ts";
import { Runtime } from "./runtime.ts";
import { assignTo } from "./assignment.ts";
import { lowerArguments, lowerCondition, lowerExpression } from "./expressions.ts";
import type { Lowering } from "./lowering.ts";
import { lowerStatements } from "./statements.ts";

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
  /** Variables of the module, by name; each is a global of MIR. */
  private readonly globals = new Map<string, string>();
  private readonly assigned: ReadonlySet<string>;
  /** What is made before the first statement: the global that holds it, and how. */
  private readonly constants = new Map<string, { readonly symbol: string; readonly make: (body: Body) => Operand }>();
  private counter = 0;

  /** Of the source. */
  readonly file: string;
  readonly documentation: string | undefined;

  constructor(program: Program, statements: readonly Statement[], file: string, documentation: string | undefined) {
    this.file = file;
    this.documentation = documentation;
    this.program = program;
    this.runtime = new Runtime(program);
    this.assigned = assignedNames(statements);
  }

  notYet(what: string, span: Span): void {
    this.program.report(diagnostics.notYet, { at: span, params: { what } });
  }

  unique(name: string): string {
    this.counter += 1;
    return `python.${name}.${this.counter}`;
  }

  /** The variable of the module with a name. Undefined: no statement of the module assigns it. */
  variable(name: string): string | undefined {
    if (!this.assigned.has(name)) return undefined;
    return this.global(name);
  }

  /** As `variable`, for a name that a function declares `global`. */
  global(name: string): string {
    let symbol = this.globals.get(name);
    if (symbol === undefined) {
      symbol = `python.variable.${name}`;
      this.globals.set(name, symbol);
      const unbound = this.runtime.constant(14n);
      const type = this.runtime.object;
      if (unbound.kind === "constant") this.define(symbol, type, { kind: "aggregate", type, elements: [unbound.constant] });
    }
    return symbol;
  }

  variableNames(): readonly string[] {
    return [...new Set([...this.assigned, ...this.globals.keys()])];
  }

  isGlobal(name: string): boolean {
    return this.assigned.has(name) || this.globals.has(name);
  }

  /** A cache for one place that asks for an attribute. */
  attributeCache(): Operand {
    const symbol = this.unique("cache");
    this.define(symbol, this.runtime.cache, { kind: "zero", type: this.runtime.cache });
    return this.runtime.global(symbol);
  }

  private define(symbol: string, type: MirType, initial: Constant): void {
    this.program.mir.globals.set(symbol, { symbol, type, initial, isConstant: false, linkage: "internal" });
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
    return this.constant(body, `float ${Object.is(value, -0) ? "-0" : value}`, (start) => {
      const type = this.program.libraryType("Float64");
      const mir = type === undefined ? undefined : this.program.services.lowerType(this.program, type);
      const field = mir?.kind === "struct" ? mir.fields[0] : undefined;
      const scalar = constantOperand({
        kind: "aggregate",
        type: mir as MirType,
        elements: [{ kind: "float", type: field as never, value }],
      });
      return read(localPlace(this.runtime.call(start, "float_of", [scalar])));
    });
  }

  builtin(body: Body, number: number): Operand {
    return this.constant(body, `builtin ${number}`, (start) =>
      read(localPlace(this.runtime.call(start, "builtin", [this.runtime.int(number)]))),
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
      known = { symbol: this.unique("constant"), make };
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
    for (const { symbol, make } of this.constants.values()) {
      const operand = make(body);
      const pointer = builder.newLocal(this.program.mirTypes.pointer, { unmanaged: true });
      builder.assign(localPlace(pointer), { kind: "use", operand: this.runtime.global(symbol) });
      builder.assign({ local: pointer, path: [{ kind: "deref", type: this.runtime.word }] }, { kind: "use", operand });
    }
  }
}

/** The entry of a program whose main module is Python. */
export function buildPythonEntry(program: Program, main: ModuleScope): string {
  const body = withPrivateNames(main.ast.body);
  const module = new PythonModule(program, body, main.ast.file.path, main.ast.docstring);
  const span = { file: main.ast.file, start: 0, end: 0 };
  // First the statements, which add functions and constants; then what makes these.
  const statements = bodyFunction(module, "python.statements", span, (start) => lowerStatements(module, start, body));
  const constants = bodyFunction(module, "python.constants", span, (body) => module.makeConstants(body));
  program.symbols.set(entryName, () => {
    const scope = new Scope({ parent: moduleScope(program, { module: main }), kind: "function" });
    return buildEntryOf(program, entryName, scope, span, (context) => {
      callStart(module, context);
      for (const symbol of [constants, statements]) callBody(module, context, symbol, span);
    });
  });
  return entryName;
}

/** A function without arguments and result, which raises. */
function bodyFunction(module: PythonModule, symbol: string, span: Span, build: (body: Body) => void): string {
  const { program, runtime } = module;
  const builder = new FunctionBuilder(span);
  const result = builder.newLocal(program.mirTypes.unit, { name: "result" });
  const error = builder.newLocal(runtime.raised, { name: "error" });
  const body = new Body(builder, result, error, true);
  build(body);
  builder.terminate({ kind: "return", span });
  const fn: MirFunction = {
    symbol,
    displayName: "module",
    span,
    parameters: [],
    resultLocal: result,
    resultPassing: "value",
    errorLocal: error,
    locals: builder.locals,
    blocks: builder.blocks,
    inline: "never",
    linkage: "internal",
    abi: "mojo",
    stage: "built",
  };
  program.symbols.set(symbol, () => fn);
  return symbol;
}

function callStart(module: PythonModule, context: FunctionContext): void {
  const instance = module.runtime.instance("start");
  const target = context.builder.newLocal(context.lower(instance.result), { unmanaged: true });
  context.builder.call(localPlace(target), { kind: "function", symbol: instance.symbol }, []);
}

function callBody(module: PythonModule, context: FunctionContext, symbol: string, span: Span): void {
  const { program, runtime } = module;
  const { builder } = context;
  const edge = emitErrorEdge(context, runtime.raisedType, "the module", span);
  const target = builder.newLocal(program.mirTypes.unit, { unmanaged: true });
  builder.tryCall(localPlace(target), { kind: "function", symbol }, [], edge.place, edge.block);
}
