/**
 * Function bodies: an instance to MIR, then through lifetimes to the lowered form.
 */
import { DiagnosticSink } from "../diag/diagnostic.ts";
import type { MirFunction, MirParameter } from "../mir/mir.ts";
import { elaborateLifetimes } from "../mir/elaborate-lifetimes.ts";
import { type Span, spanText } from "../source/source-file.ts";
import type * as ast from "../syntax/ast.ts";
import { printType, type Type } from "../types/type.ts";
import { FunctionBuilder, localPlace } from "./builder.ts";
import { captureScope } from "./closures.ts";
import { boolOf } from "./constants.ts";
import { type ConcreteArgument, FunctionContext, type Instance, type Program } from "./context.ts";
import * as diagnostics from "./diagnostics.ts";
import { catchAllFrame } from "./errors.ts";
import { mentionedNames } from "./free-names.ts";
import { beginCoroutine } from "./coroutines.ts";
import { conformsToNamed, hasDefaultBody } from "./members.ts";
import { passingOf } from "./lower-type.ts";
import { frameFunctions } from "./library-functions.ts";
import { store } from "./materialize.ts";
import { Scope } from "./scope.ts";
import { inferEffect } from "./effects.ts";
import { infersEffect, literalName, noneType, resultArgumentIndex, silent } from "./function-facts.ts";
import type { RuntimeValue } from "./value.ts";

export function loweredFunction(program: Program, symbol: string): MirFunction | undefined {
  const known = program.mir.functions.get(symbol);
  if (known !== undefined) return known.stage === "lowered" ? known : undefined;
  const make = program.symbols.get(symbol);
  if (make === undefined) return undefined;
  const errorsBefore = program.sink.errorCount;
  const saved = { instance: program.currentInstance, context: program.activeContext };
  const fn = make();
  program.currentInstance = saved.instance;
  program.activeContext = saved.context;
  program.mir.functions.set(symbol, fn);
  if (program.sink.errorCount > errorsBefore) return failedFunction(program, symbol);
  if (fn.stage === "built") lowerLifetimes(program, fn);
  if (program.sink.errorCount > errorsBefore) return failedFunction(program, symbol);
  return fn;
}

/** The diagnostics of lifetimes know no instances: how each was reached is added here. */
function lowerLifetimes(program: Program, fn: MirFunction): void {
  const sink = new DiagnosticSink();
  elaborateLifetimes(fn, { sink, types: program.mirTypes });
  if (sink.diagnostics.length === 0) return;
  if (program.mainSink.errorCount > 0 && program.loader.isLibraryFile(fn.span.file.path)) {
    // What another mistake left undone.
    for (const diagnostic of sink.diagnostics) if (diagnostic.severity === "error") program.sink.addSilentError();
    return;
  }
  const saved = program.currentInstance;
  program.currentInstance = program.cache<Instance>("instances by symbol").get(fn.symbol);
  for (const diagnostic of sink.diagnostics) program.add(diagnostic);
  program.currentInstance = saved;
}

/** What failed while something was only tried is built again where it counts, so that its errors are told. */
function failedFunction(program: Program, symbol: string): undefined {
  if (program.sink !== program.mainSink) program.mir.functions.delete(symbol);
}

export function registerInstance(program: Program, instance: Instance): void {
  if (program.symbols.has(instance.symbol)) return;
  program.cache<Instance>("instances by symbol").set(instance.symbol, instance);
  program.symbols.set(instance.symbol, () => buildBody(program, instance).fn);
  if (infersEffect(instance.declaration)) inferEffect(program, instance, () => buildBody(program, instance, true));
}

function inlineMode(instance: Instance): MirFunction["inline"] {
  const { decorators } = instance.declaration;
  if (decorators.has("__cold")) return "cold";
  if (decorators.has("no_inline") || decorators.has("noinline")) return "never";
  return decorators.has("always_inline") ? "always" : "auto";
}

function buildBody(
  program: Program,
  instance: Instance,
  mayInferRaises = false,
): { readonly fn: MirFunction; readonly raises: Type | undefined } {
  const { declaration } = instance;
  const node = declaration.ast;
  const builder = new FunctionBuilder(node.name.span);
  program.currentInstance = instance;
  const context = new FunctionContext({ program, scope: new Scope({ parent: instance.scope, kind: "function" }), builder, instance });
  context.mayInferRaises = mayInferRaises;
  program.activeContext = context;

  const ends = instance.coroutine ?? instance;
  const resultMir = instance.isReference ? program.mirTypes.pointer : context.lower(ends.result);
  context.resultType = ends.result;
  context.resultIsReference = instance.isReference;
  context.resultName = instance.resultName;
  context.resultLocal = builder.newLocal(resultMir, { name: instance.resultName ?? "result", span: node.name.span });
  if (ends.raises !== undefined) {
    context.errorType = ends.raises;
    context.errorLocal = builder.newLocal(context.lower(ends.raises), { name: "error", span: node.name.span });
  }
  if (instance.coroutine !== undefined) context.handleLocal = builder.newLocal(program.mirTypes.pointer, { unmanaged: true });
  const parameters: MirParameter[] = [];
  const { scope } = context;
  let argumentScope = scope;
  const pendingEnvironments = instance.environments;
  instance.arguments.forEach((argument) => bindArgument(context, argumentScope, instance, argument, parameters));
  for (const closure of pendingEnvironments) {
    const local = builder.newLocal(program.mirTypes.pointer, { name: `environment of ${closure.name}` });
    parameters.push({ local, convention: "read", passing: "value" });
    context.environments.set(closure.key, localPlace(local));
  }
  const { closure } = instance.candidate;
  if (closure?.environment !== undefined) {
    const pointer = context.environments.get(closure.key);
    if (pointer !== undefined) {
      const captured = captureScope(context, instance.scope, closure, pointer);
      argumentScope = new Scope({ parent: captured, kind: "function" });
      for (const [name, binding] of scope.bindings) argumentScope.bind(name, binding);
      context.scope = argumentScope;
      (context as { functionScope: Scope }).functionScope = argumentScope;
    }
  }
  if (instance.resultName !== undefined) {
    context.scope.bind(instance.resultName, {
      kind: "variable",
      name: instance.resultName,
      context,
      place: localPlace(context.resultLocal),
      type: ends.result,
      mutable: true,
      keyword: "var",
      span: node.name.span,
      reference: false,
    });
  }
  if (!hasDefaultBody(declaration) && declaration.owner?.kind === "trait") {
    program.report(diagnostics.badArgument, {
      at: node.name.span,
      params: { callee: instance.displayName, reason: "it is a requirement without a body" },
    });
  }
  if (instance.coroutine !== undefined) beginCoroutine(context);
  if (silent.has(declaration.name) && node.signature.effects.raises) {
    // A destructor of 2023 that says `raises`: what it raises goes nowhere.
    const ignored = builder.newBlock();
    context.frames.push(catchAllFrame(ignored));
    program.services.statements(context, node.body);
    context.frames.pop();
    endBody(context, instance, node);
    builder.startBlock(ignored);
    builder.terminate({ kind: "return", span: node.name.span });
  } else {
    program.services.statements(context, node.body);
    endBody(context, instance, node);
  }
  const inline = inlineMode(instance);
  const fn: MirFunction = {
    symbol: instance.symbol,
    displayName: instance.displayName,
    span: node.name.span,
    parameters,
    resultLocal: context.resultLocal,
    resultPassing: passingOf(resultMir),
    errorLocal: ends.raises === undefined ? undefined : context.errorLocal,
    ...(context.handleLocal === undefined ? {} : { handleLocal: context.handleLocal, frame: frameFunctions(program) }),
    locals: builder.locals,
    blocks: builder.blocks,
    inline,
    linkage: declaration.decorators.has("export") ? "exported" : "internal",
    abi: declaration.decorators.has("export") || node.signature.effects.abi === "C" ? "c" : "mojo",
    stage: "built",
  };
  return { fn, raises: context.inferredRaises };
}

function bindArgument(
  context: FunctionContext,
  scope: Scope,
  instance: Instance,
  argument: ConcreteArgument,
  parameters: MirParameter[],
): void {
  const { builder } = context;
  const { span } = instance.declaration.ast.name;
  if (argument.variadic === "constant") {
    const literal = instance.scope.bindings.get(literalName(argument.name));
    if (literal !== undefined) scope.bind(argument.name, literal);
    return;
  }
  if (argument.variadic === "pack") {
    const elements: RuntimeValue[] = (argument.packTypes ?? []).map((type, index) => {
      const local = builder.newLocal(context.lower(type), { name: `${argument.name}[${index}]`, span });
      parameters.push({ local, convention: argument.convention, passing: "reference" });
      return { kind: "runtime", type, place: localPlace(local), category: "variable", mutable: argument.convention !== "read", context };
    });
    scope.bindValue(argument.name, { kind: "pack", pack: { name: argument.name, elements } });
    return;
  }
  const local = builder.newLocal(context.lower(argument.type), { name: argument.name, span });
  parameters.push({ local, convention: argument.convention, passing: argument.passing });
  const binding = instance.scope.bindings.get(`$mutable ${argument.name}`);
  const mutable =
    argument.convention === "ref" ? (binding?.kind === "value" ? (boolOf(binding.value) ?? true) : true) : argument.convention !== "read";
  const place = localPlace(local);
  if (copiesArguments(context.program, instance, argument)) {
    // Arguments of an older `def` are copies that it may change; a coroutine outlives its call, and what the caller gave.
    const copy = builder.newLocal(context.lower(argument.type), { name: argument.name, span });
    const transferred = argument.convention !== "read";
    store(context, localPlace(copy), {
      kind: "runtime",
      type: argument.type,
      place,
      category: "variable",
      mutable: false,
      transferred,
      context,
    });
    scope.bind(argument.name, {
      kind: "variable",
      name: argument.name,
      context,
      place: localPlace(copy),
      type: argument.type,
      mutable: true,
      keyword: "argument",
      span,
      reference: false,
    });
    return;
  }
  scope.bind(argument.name, {
    kind: "variable",
    name: argument.name,
    context,
    place,
    type: argument.type,
    mutable,
    keyword: "argument",
    span: argumentSpan(instance, argument.name),
    reference: false,
  });
}

function argumentSpan(instance: Instance, name: string) {
  return instance.declaration.ast.signature.arguments.find((a) => a.name.text === name)?.span ?? instance.declaration.ast.name.span;
}

function copiesArguments(program: Program, instance: Instance, argument: ConcreteArgument): boolean {
  const { declaration } = instance;
  const { name, convention } = argument;
  if (instance.coroutine !== undefined && argument.passing === "reference") {
    if (convention === "owned" || convention === "deinit") return true;
    if (convention === "read" && name !== "self" && conformsToNamed(program, argument.type, ["ImplicitlyCopyable"])) return true;
  }
  if (convention !== "read") return false;
  const { signature } = declaration.ast;
  if (signature.keyword !== "def" || declaration.module.ast.dialect === "1.0" || declaration.module.isLibrary || name === "self")
    return false;
  if (signature.arguments.find((a) => a.name.text === name)?.convention !== undefined) return false;
  return assignedNames(declaration.ast.body).has(name);
}

const assignedCache = new WeakMap<readonly ast.Statement[], ReadonlySet<string>>();

/** Names that some statement of a body assigns or may change. */
function assignedNames(body: readonly ast.Statement[]): ReadonlySet<string> {
  let names = assignedCache.get(body);
  if (names === undefined) {
    const found = new Set<string>();
    const visit = (node: unknown): void => {
      if (Array.isArray(node)) {
        node.forEach(visit);
        return;
      }
      if (node === null || typeof node !== "object") return;
      const record = node as Record<string, unknown>;
      if (record.kind === "assign")
        for (const target of record.targets as ast.Expression[]) for (const name of mentionedNames(target)) found.add(name);
      if (record.kind === "augmented") for (const name of mentionedNames(record.target as ast.Expression)) found.add(name);
      for (const key in record) if (key !== "span" && key !== "file") visit(record[key]);
    };
    visit(body);
    names = found;
    assignedCache.set(body, names);
  }
  return names;
}

function endBody(context: FunctionContext, instance: Instance, node: ast.FunctionDeclaration): void {
  const { builder, program } = context;
  const { span } = node;
  const end = { ...span, start: Math.max(span.start, span.end - 1) };
  const result = (instance.coroutine ?? instance).result;
  const returnsNothing =
    (!instance.isReference && (result === noneType(program) || context.lower(result) === program.mirTypes.unit)) ||
    resultArgumentIndex(instance.declaration) !== undefined ||
    instance.resultName !== undefined;
  if (!returnsNothing && builder.isReachable && isReachable(builder)) {
    const only = node.body.at(-1);
    context.report(diagnostics.missingReturn, {
      at: node.name.span,
      params: { name: node.name.text, type: printType(result) },
      labels: only === undefined ? [] : [{ span: { ...only.span, end: endOfLine(only.span) }, text: "nothing is returned after this" }],
    });
  }
  void end;
  if (returnsNothing) builder.terminate({ kind: "return", span: node.name.span });
  else builder.terminate({ kind: "unreachable", span: node.name.span });
}

/** Where the first line of a statement ends. */
function endOfLine(span: Span): number {
  const line = spanText(span).split("\n", 1)[0] as string;
  return span.start + line.trimEnd().length;
}

/** Whether the current block can be reached from the entry. */
function isReachable(builder: FunctionBuilder): boolean {
  const seen = new Set<number>([0]);
  const work = [0];
  while (work.length > 0) {
    const id = work.pop() as number;
    if (id === builder.block) return true;
    const terminator = builder.blocks[id]?.terminator;
    if (terminator === undefined) continue;
    const next: number[] = [];
    if (terminator.kind === "goto") next.push(terminator.target);
    else if (terminator.kind === "branch") next.push(terminator.whenTrue, terminator.whenFalse);
    else if (terminator.kind === "try-call") next.push(terminator.normal, terminator.error);
    else if (terminator.kind === "switch") next.push(terminator.otherwise, ...terminator.cases.map((c) => c.target));
    for (const target of next) {
      if (seen.has(target)) continue;
      seen.add(target);
      work.push(target);
    }
  }
  return false;
}

/** Symbols that a lowered function refers to. */
export function referencedSymbols(fn: MirFunction): string[] {
  const symbols = new Set<string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (const item of node) visit(item);
      return;
    }
    if (node === null || typeof node !== "object") return;
    const record = node as Record<string, unknown>;
    if (record.kind === "function" && typeof record.symbol === "string") symbols.add(record.symbol);
    for (const key in record) {
      if (key === "span" || key === "type") continue;
      const value = record[key];
      if (value !== null && typeof value === "object") visit(value);
    }
  };
  for (const block of fn.blocks) {
    visit(block.statements);
    visit(block.terminator);
  }
  if (fn.frame !== undefined) symbols.add(fn.frame.allocate).add(fn.frame.free);
  return [...symbols];
}
