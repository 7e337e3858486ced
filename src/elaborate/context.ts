/**
 * The state of elaboration: `Program` for a whole compilation, `FunctionContext` for the function being built.
 *
 * The stages of this room call each other in circles (a type needs a constant, a constant needs a call, a call needs
 * types); they do so through `Services`, which `elaborate.ts` wires once, so that files import only downwards.
 */
import {
  type Diagnostic,
  type DiagnosticDefinition,
  DiagnosticSink,
  makeDiagnostic,
  type Note,
  type ReportOptions,
} from "../diag/diagnostic.ts";
import type { BlockId, Constant, LocalId, MirFunction, MirModule, MirType, Place } from "../mir/mir.ts";
import { MirTypeTable } from "../mir/types.ts";
import type { FunctionDeclaration, ModuleScope, StructDeclaration } from "../names/declarations.ts";
import type { ModuleLoader, Resolved } from "../names/loader.ts";
import { lookupInModule } from "../names/loader.ts";
import type { Span } from "../source/source-file.ts";
import type * as ast from "../syntax/ast.ts";
import type { TargetFacts } from "../target/facts.ts";
import { type FunctionType, type ParameterValue, type StructType, type Type, TypeTable } from "../types/type.ts";
import type { FunctionBuilder } from "./builder.ts";
import type { TunedChoices } from "./choices.ts";
import type { NativeRunner } from "./native-run.ts";
import type { PrebuiltLibrary } from "./prebuilt.ts";
import { Scope } from "./scope.ts";
import type { CallableSet, Candidate, Closure, ConstantValue, GivenParameter, RuntimeValue, Template, Value } from "./value.ts";

/** What the surroundings want of an expression. */
export type Hint = {
  /** The type it will be converted to: guides literals, lambdas, overloaded names. */
  readonly type?: Type;
  /** Where its value should be built, if it is made of exactly `type`. */
  readonly into?: Place;
  /** For a lambda: the function that is wanted, as far as it is known, and the call argument that it is, if it is one. */
  readonly wanted?: WantedFunction;
  readonly source?: CallSource;
};

/** What a lambda is to be: types for the arguments that it says none of. */
export type WantedFunction = {
  readonly arguments: readonly { readonly type: Type; readonly convention: FunctionType["arguments"][number]["convention"] }[];
  /** Absent where the lambda's own result is to tell. */
  readonly result: Type | undefined;
  /** Absent where it does not raise, or nothing is said. */
  readonly raises: Type | undefined;
  readonly escaping: boolean;
};

export type CallSource = {
  readonly keyword: string | undefined;
  readonly stars: 0 | 1 | 2;
  readonly expression: ast.Expression | undefined;
  value: Value | undefined;
  readonly span: Span;
  /** Of a lambda, once a candidate is looked at. */
  readonly wanted?: WantedFunction;
};

export interface Services {
  expression(context: FunctionContext, expression: ast.Expression, hint?: Hint): Value;
  statements(context: FunctionContext, body: readonly ast.Statement[]): void;
  /** Evaluates at compile time in a scope; reports and gives an error value if that fails. */
  evaluate(program: Program, scope: Scope, expression: ast.Expression, expected?: Type): ParameterValue | undefined;
  /** As `evaluate`, keeping what is not a parameter value (modules, packs). */
  evaluateValue(program: Program, scope: Scope, expression: ast.Expression, expected?: Type): Value;
  /** Builds code in a function of its own, runs it now, and gives the value. */
  evaluateWith(program: Program, scope: Scope, span: Span, build: (context: FunctionContext) => Value | undefined): Value | undefined;
  /** One step of a compile-time iterator: the item and the iterator after it; `undefined` when it raises. */
  evaluateStep(
    program: Program,
    scope: Scope,
    span: Span,
    state: ConstantValue,
    build: (context: FunctionContext, variable: RuntimeValue) => Value,
  ): { readonly item: Value; readonly state: ConstantValue } | undefined;
  /** The MIR of a symbol, ready to run or emit; `undefined` after errors in it. */
  loweredFunction(program: Program, symbol: string): MirFunction | undefined;
  checkImports(program: Program, declarations: readonly import("../names/declarations.ts").Declaration[]): void;
  /** As `evaluate`, for a type; an error type if it is not one. */
  evaluateType(program: Program, scope: Scope, expression: ast.Expression): Type;
  /** The compile-time value of a module-level or member alias. */
  aliasValue(program: Program, declaration: import("../names/declarations.ts").AliasDeclaration, scope: Scope): Value;
  call(context: FunctionContext, set: CallableSet, sources: readonly CallSource[], span: Span, hint?: Hint): Value;
  /** Calls if some candidate fits; `undefined` and no report if none does. */
  tryCall(context: FunctionContext, set: CallableSet, sources: readonly CallSource[], span: Span, hint?: Hint): Value | undefined;
  /** The best candidate that takes the arguments with conversions of at most the given cost. */
  fits(context: FunctionContext, set: CallableSet, sources: readonly CallSource[], maximumCost: number): Candidate | undefined;
  /** Binds a function's parameters for arguments of exactly these types. */
  bindForTypes(program: Program, candidate: Candidate, scope: Scope, given: readonly GivenParameter[], types: readonly Type[]): boolean;
  construct(context: FunctionContext, type: Type, sources: readonly CallSource[], span: Span, hint?: Hint): Value;
  /** A template as a type, if it is complete, or as a template of a struct. */
  openTemplate(
    program: Program,
    template: Template,
  ): { readonly kind: "type"; readonly type: Type } | { readonly kind: "template"; readonly template: Template } | undefined;
  templateConstructors(program: Program, template: Template): readonly Candidate[];
  /** A function without captures as a run-time value. */
  functionPointer(context: FunctionContext, set: CallableSet): ConstantValue | undefined;
  mlir(context: FunctionContext, namespace: string, name: string, span: Span): Value;
  constructors(program: Program, type: StructType): readonly Candidate[];
  convert(context: FunctionContext, value: Value, type: Type, span: Span, what?: string, into?: Place): Value;
  instance(program: Program, candidate: Candidate, scope: Scope, requestedAt: InstanceRequest | undefined): Instance;
  /** Runs a function on constants in the interpreter. */
  run(program: Program, symbol: string, args: readonly Constant[], resultType: Type, span: Span): ConstantValue | undefined;
  lowerType(program: Program, type: Type): MirType;
  /** Matches a type expression with a concrete value, binding parameters. */
  unify(program: Program, expression: ast.Expression, scope: Scope, actual: ParameterValue): boolean;
  /** Runs `body` for each item; `undefined` and a report if the value cannot be iterated. */
  iterate(
    context: FunctionContext,
    iterable: Value,
    span: Span,
    body: (item: RuntimeValue | ConstantValue) => void,
    orElse?: () => void,
  ): void;
  /** Binds or assigns the targets of an assignment, loop or comprehension. */
  assignTarget(context: FunctionContext, target: ast.Expression, value: Value, declare: "var" | "let" | "ref" | "implicit" | "loop"): void;
  /** Moves or copies a value into an uninitialised place of its type. */
  assignInto(context: FunctionContext, target: RuntimeValue, value: Value, span: Span): void;
  structScope(program: Program, type: StructType): Scope;
  moduleScopeOf(program: Program, declaration: { readonly module: ModuleScope }): Scope;
  assignPlace(context: FunctionContext, place: RuntimeValue, value: Value, span: Span): void;
  subscriptAccess(
    context: FunctionContext,
    node: Extract<ast.Expression, { kind: "subscript" }>,
  ): { readonly get: () => Value | undefined; readonly set: (value: Value) => void } | undefined;
  /** A parametric alias with some parameters. */
  aliasTemplate(context: FunctionContext, template: Template, span: Span): Value;
  /** Why the parameters given to a template are wrong, if they are. */
  templateProblem(program: Program, template: Template, span: Span): string | undefined;
  /** Declares a nested function and gives it as a value. */
  declareNested(context: FunctionContext, declaration: ast.FunctionDeclaration, key?: string): Value;
  intrinsicCall(
    context: FunctionContext,
    builtin: Extract<Value, { kind: "builtin" }>,
    arguments_: readonly ast.CallArgument[],
    span: Span,
    hint: Hint,
  ): Value;
  intrinsicType(context: FunctionContext, name: string, arguments_: readonly ast.CallArgument[], span: Span): Value;
  applyParameters(context: FunctionContext, value: Value, given: readonly GivenParameter[], span: Span): Value;
}

export type InstanceRequest = { readonly span: Span; readonly from: Instance | undefined };

export type ConcreteArgument = {
  readonly name: string;
  readonly type: Type;
  readonly convention: "read" | "mut" | "owned" | "ref" | "deinit";
  readonly passing: "value" | "reference";
  /** `*args: T`, packs, `**args: T`; `constant`: a literal that is part of the instance. */
  readonly variadic: "none" | "homogeneous" | "pack" | "keywords" | "constant";
  readonly packTypes?: readonly Type[];
};

/** A function with concrete parameter values. */
export type Instance = {
  readonly symbol: string;
  /** See `prebuilt.ts`. */
  readonly prebuiltKey: string | undefined;
  readonly displayName: string;
  readonly declaration: FunctionDeclaration;
  readonly scope: Scope;
  readonly candidate: Candidate;
  readonly arguments: readonly ConcreteArgument[];
  readonly result: Type;
  /** The result is a pointer to a place. */
  readonly isReference: boolean;
  /** Name of the `out` argument or named result. */
  readonly resultName: string | undefined;
  readonly raises: Type | undefined;
  /** Of an async function: what the body gives and raises; `result` is the coroutine then. */
  readonly coroutine: { readonly result: Type; readonly raises: Type | undefined } | undefined;
  /** Closures among its parameter values whose environments it takes as hidden arguments. */
  readonly environments: readonly Closure[];
  readonly requestedAt: InstanceRequest | undefined;
  readonly depth: number;
  state: "requested" | "elaborating" | "done";
  mir: MirFunction | undefined;
};

/** By sink: calls of the user's for which the library reported an error. */
const callsReported = new WeakMap<DiagnosticSink, Set<string>>();

export class Program {
  readonly types = new TypeTable();
  readonly mirTypes = new MirTypeTable();
  readonly mir: MirModule = { functions: new Map(), globals: new Map(), data: new Map(), roots: [] };
  readonly instances = new Map<string, Instance>();
  /** Makes the built MIR of a symbol when something reachable calls it. */
  readonly symbols = new Map<string, () => MirFunction>();
  readonly loader: ModuleLoader;
  readonly target: TargetFacts;
  readonly defines: ReadonlyMap<string, string>;
  readonly caches = new Map<string, Map<string, unknown>>();
  sink: DiagnosticSink;
  /** `sink` is another one while something is only tried. */
  readonly mainSink: DiagnosticSink;
  services!: Services;
  prelude!: ModuleScope;
  /** The run-time function being elaborated: `type_of(x)` in a parameter expression looks into it. */
  activeContext: FunctionContext | undefined;
  /** The instance whose body is being elaborated, for notes. */
  currentInstance: Instance | undefined;
  /** Of the candidate of an adaptive function that is being tried. */
  trialSink: DiagnosticSink | undefined;
  /** Compiles and runs a program in the middle of this compile; absent where nothing may run. */
  readonly runNatively: NativeRunner | undefined;
  readonly tunedChoices: TunedChoices | undefined;
  readonly prebuilt: PrebuiltLibrary | undefined;
  /** Compiles what programs are linked with: its names are none of theirs. */
  private readonly isPrebuilding: boolean;
  private counter = 0;

  constructor(options: {
    loader: ModuleLoader;
    target: TargetFacts;
    defines: ReadonlyMap<string, string>;
    sink: DiagnosticSink;
    runNatively?: NativeRunner;
    tunedChoices?: TunedChoices;
    prebuilt?: PrebuiltLibrary;
    isPrebuilding?: boolean;
  }) {
    this.loader = options.loader;
    this.target = options.target;
    this.defines = options.defines;
    this.sink = options.sink;
    this.mainSink = options.sink;
    this.runNatively = options.runNatively;
    this.tunedChoices = options.tunedChoices;
    this.prebuilt = options.prebuilt;
    this.isPrebuilding = options.isPrebuilding === true;
  }

  unique(prefix: string): string {
    this.counter += 1;
    return `${prefix}.${this.isPrebuilding ? "r" : ""}${this.counter}`;
  }

  cache<T>(name: string): Map<string, T> {
    let map = this.caches.get(name);
    if (map === undefined) {
      map = new Map();
      this.caches.set(name, map);
    }
    return map as Map<string, T>;
  }

  report<P>(definition: DiagnosticDefinition<P>, options: ReportOptions<P>): void {
    this.add(makeDiagnostic(definition, options));
  }

  /** Reports a mistake in a type or a declaration, which is one even if it is found while something is only tried. */
  reportDeclaration<P>(definition: DiagnosticDefinition<P>, options: ReportOptions<P>): void {
    const saved = this.sink;
    this.sink = this.mainSink;
    this.report(definition, options);
    this.sink = saved;
    if (saved !== this.mainSink) saved.addSilentError();
  }

  /** Tells how the place was reached; what was found inside the library is said of the user's call that led there. */
  add(diagnostic: Diagnostic): void {
    const notes = [...diagnostic.notes];
    const outside = this.callFromOutside(diagnostic.at);
    if (outside !== undefined) {
      // One mistake of the user's may upset the library in many places.
      const reported = callsReported.get(this.sink) ?? new Set<string>();
      callsReported.set(this.sink, reported);
      const key = `${outside.file.path}:${outside.start}`;
      if (diagnostic.severity === "error" && reported.has(key)) {
        this.sink.addSilentError();
        return;
      }
      if (diagnostic.severity === "error") reported.add(key);
      const instance = this.currentInstance;
      const isInside = instance !== undefined && instance.declaration.module.isLibrary;
      notes.push({
        text: isInside ? `found in \`${instance.displayName}\` of the library` : "found here in the library",
        span: diagnostic.at,
      });
    } else if (diagnostic.severity === "error" && this.loader.isLibraryFile(diagnostic.at.file.path) && this.mainSink.errorCount > 0) {
      // The library is right until something else was wrong.
      this.sink.addSilentError();
      return;
    }
    notes.push(...this.instantiationNotes(outside));
    if (outside === undefined) this.sink.add({ ...diagnostic, notes });
    else this.sink.add({ ...diagnostic, at: outside, label: undefined, labels: [], fixes: [], notes });
  }

  /** Which instances asked for the one at work; the middle of a long chain is left out. */
  private instantiationNotes(outside: Span | undefined): Note[] {
    const notes: Note[] = [];
    for (let instance = this.currentInstance; instance?.requestedAt !== undefined; instance = instance.requestedAt.from) {
      const { span } = instance.requestedAt;
      if (outside !== undefined && (span === outside || this.loader.isLibraryFile(span.file.path))) continue;
      const { declaration } = instance;
      const isGeneric =
        declaration.ast.signature.hasParameterList || (declaration.owner?.kind === "struct" && declaration.owner.ast.parameters.length > 0);
      if (isGeneric || declaration.module.isLibrary) notes.push({ text: `in \`${instance.displayName}\`, called from here`, span });
    }
    if (notes.length <= 6) return notes;
    return [...notes.slice(0, 3), { text: `… ${notes.length - 5} more` }, ...notes.slice(-2)];
  }

  /** For a mistake found in the library: the call in the user's own code that led there. */
  private callFromOutside(at: Span): Span | undefined {
    if (!this.loader.isLibraryFile(at.file.path)) return undefined;
    for (let instance = this.currentInstance; instance?.requestedAt !== undefined; instance = instance.requestedAt.from)
      if (!this.loader.isLibraryFile(instance.requestedAt.span.file.path)) return instance.requestedAt.span;
    // Types are made on demand: by the code that is being elaborated.
    const here = this.activeContext?.builder.span;
    return here === undefined || this.loader.isLibraryFile(here.file.path) ? undefined : here;
  }

  /** Runs something whose diagnostics are dropped; tells whether there were errors. */
  quietly<T>(action: () => T): { readonly result: T; readonly failed: boolean; readonly sink: DiagnosticSink } {
    const saved = this.sink;
    const sink = new DiagnosticSink();
    this.sink = sink;
    try {
      const result = action();
      return { result, failed: sink.errorCount > 0, sink };
    } finally {
      this.sink = saved;
    }
  }

  /** Runs what happens once whoever asks, such as finding a field's type: its mistakes are told even where another try is quiet. */
  aloud<T>(action: () => T): T {
    const saved = this.sink;
    this.sink = this.mainSink;
    try {
      return action();
    } finally {
      this.sink = saved;
    }
  }

  /** A name of the prelude. */
  preludeDeclaration(name: string): Resolved | undefined {
    return lookupInModule(this.loader, this.prelude, name);
  }

  preludeStruct(name: string): StructDeclaration | undefined {
    const found = this.preludeDeclaration(name);
    return found?.kind === "struct" ? found : undefined;
  }

  /** A library struct without parameters, such as `Int`. */
  libraryType(name: string): StructType | undefined {
    const cache = this.cache<StructType | undefined>("library types");
    if (cache.has(name)) return cache.get(name);
    const declaration = this.preludeStruct(name);
    let type: StructType | undefined;
    if (declaration !== undefined) type = this.types.struct(declaration, []);
    else {
      const found = this.preludeDeclaration(name);
      if (found?.kind === "alias") {
        const value = this.services.aliasValue(this, found, new Scope({ module: found.module, kind: "module" }));
        if (value.kind === "type" && value.type.kind === "struct") type = value.type;
      }
    }
    cache.set(name, type);
    return type;
  }
}

export type LoopFrame = {
  readonly kind: "loop";
  readonly breakBlock: BlockId;
  readonly continueBlock: BlockId;
};

/** Code that runs on every way out: `finally`, `__exit__`. */
export type CleanupFrame = { readonly kind: "cleanup"; readonly emit: () => void };

/** What a frame does with errors of a type: which of its clauses gets them, and the type that it wants them in. */
export type Catch = { readonly clause: number; readonly type: Type };

/** Errors of one type for one clause: where they are put, and the block that goes on with them. */
export type ErrorArrival = Catch & { readonly local: LocalId; readonly block: BlockId };

/** Where errors go. Those that it does not catch pass to the next frame outside. Each type that arrives has a block of its own. */
export type ErrorFrame = {
  readonly kind: "error";
  readonly catches: (type: Type) => Catch | undefined;
  readonly arrivals: ErrorArrival[];
  /** The one block for whatever arrives. */
  readonly block?: BlockId;
};

export type Frame = LoopFrame | CleanupFrame | ErrorFrame;

export class FunctionContext {
  readonly program: Program;
  builder: FunctionBuilder;
  scope: Scope;
  readonly functionScope: Scope;
  readonly instance: Instance | undefined;
  /** Evaluates a parameter expression: run-time values of other functions are out of reach. */
  readonly isComptime: boolean;
  resultType: Type | undefined;
  resultLocal: LocalId | undefined;
  resultIsReference = false;
  resultName: string | undefined;
  /** Holds the handle of the coroutine that the function is. */
  handleLocal: LocalId | undefined;
  /** Type of the error that may leave the function. */
  errorType: Type | undefined;
  errorLocal: LocalId | undefined;
  errorBlock: BlockId | undefined;
  /** Set while the effect of an unmarked function is inferred: what it raises is recorded, not reported. */
  mayInferRaises = false;
  inferredRaises: Type | undefined;
  /** While a default argument is elaborated: the call that lacks it. */
  callSite: Span | undefined;
  readonly frames: Frame[] = [];
  /** The error being handled, for a bare `raise`. */
  currentError: RuntimeValue | undefined;
  /** Builds the statements of a module's file scope. */
  isFileScope = false;
  /** The scope of that file. */
  fileScope: Scope | undefined;
  /** Names declared `global` in this function. */
  readonly globalNames = new Set<string>();
  /** Where the environments of closures are found here: pointer-holding places. */
  readonly environments = new Map<string, Place>();
  /** Parent of a context that tries something in the same function. */
  readonly forkedFrom: FunctionContext | undefined;

  constructor(options: {
    program: Program;
    scope: Scope;
    builder: FunctionBuilder;
    instance?: Instance;
    isComptime?: boolean;
    forkedFrom?: FunctionContext;
  }) {
    this.program = options.program;
    this.scope = options.scope;
    this.functionScope = options.scope;
    this.builder = options.builder;
    this.instance = options.instance;
    this.isComptime = options.isComptime ?? false;
    this.forkedFrom = options.forkedFrom;
  }

  get services(): Services {
    return this.program.services;
  }

  get dialect(): ast.Dialect {
    return this.scope.module.ast.dialect;
  }

  /** Whether a local of `other` can be used here. */
  owns(other: FunctionContext): boolean {
    for (let context: FunctionContext | undefined = this; context !== undefined; context = context.forkedFrom)
      if (context === other) return true;
    for (let context: FunctionContext | undefined = other.forkedFrom; context !== undefined; context = context.forkedFrom)
      if (context === this) return true;
    return false;
  }

  within<T>(scope: Scope, action: () => T): T {
    const saved = this.scope;
    this.scope = scope;
    try {
      return action();
    } finally {
      this.scope = saved;
    }
  }

  block<T>(action: (scope: Scope) => T): T {
    const scope = new Scope({ parent: this.scope, kind: "block" });
    return this.within(scope, () => action(scope));
  }

  at<T>(span: Span, action: () => T): T {
    const saved = this.builder.span;
    this.builder.span = span;
    try {
      return action();
    } finally {
      this.builder.span = saved;
    }
  }

  /**
   * Elaborates something without keeping its code or its diagnostics: to learn a type, or whether it works.
   */
  attempt<T>(action: (context: FunctionContext) => T): { readonly result: T; readonly failed: boolean; readonly sink: DiagnosticSink } {
    const fork = new FunctionContext({
      program: this.program,
      scope: this.scope,
      builder: this.builder.fork(),
      instance: this.instance,
      isComptime: this.isComptime,
      forkedFrom: this,
    });
    fork.resultType = this.resultType;
    fork.resultLocal = this.resultLocal;
    fork.handleLocal = this.handleLocal;
    fork.errorType = this.errorType;
    fork.errorLocal = this.errorLocal;
    fork.errorBlock = this.errorBlock;
    fork.isFileScope = this.isFileScope;
    fork.fileScope = this.fileScope;
    fork.mayInferRaises = this.mayInferRaises;
    fork.callSite = this.callSite;
    fork.frames.push(...this.frames.map((frame) => (frame.kind === "error" ? { ...frame, arrivals: [...frame.arrivals] } : frame)));
    for (const [key, place] of this.environments) fork.environments.set(key, place);
    return this.program.quietly(() => action(fork));
  }

  /** A context to try a conversion in; its code is thrown away. */
  attemptContext(): FunctionContext {
    return new FunctionContext({
      program: this.program,
      scope: this.scope,
      builder: this.builder.fork(),
      instance: this.instance,
      isComptime: this.isComptime,
      forkedFrom: this,
    });
  }

  report<P>(definition: DiagnosticDefinition<P>, options: ReportOptions<P>): void {
    this.program.report(definition, options);
  }

  lower(type: Type): MirType {
    return this.services.lowerType(this.program, type);
  }
}
