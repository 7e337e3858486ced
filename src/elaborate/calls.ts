/**
 * Calls: chosen by `overloads.ts`, emitted here with their arguments, environments, error edge and result.
 *
 * A call whose arguments are all known at compile time runs in the interpreter where its operands exist at compile
 * time only, and everywhere inside a parameter expression.
 */
import type { Argument, Constant, LocalId, Operand, Place } from "../mir/mir.ts";
import type { Note } from "../diag/diagnostic.ts";
import type { FunctionDeclaration } from "../names/declarations.ts";
import type { Span } from "../source/source-file.ts";
import type * as ast from "../syntax/ast.ts";
import { printType, type Type } from "../types/type.ts";
import { constantOperand, derefPlace, localPlace, read } from "./builder.ts";
import { intConstant, isLiteralType, stringLiteral } from "./constants.ts";
import type { CallSource, ConcreteArgument, FunctionContext, Hint, Instance, Program } from "./context.ts";
import { reportAmbiguity } from "./ambiguity.ts";
import * as diagnostics from "./diagnostics.ts";
import { isCoroutineType, wrapHandle } from "./coroutine-type.ts";
import { emitErrorEdge } from "./errors.ts";
import { tunedMatch } from "./adaptive.ts";
import { asserts, isAdaptive } from "./candidates.ts";
import { materialize } from "./convert.ts";
import { isLifecycleKeyword, lookupMember, membersNamed } from "./members.ts";
import { samePlace, store, temporary, toOperand, toOwned, toPlace } from "./materialize.ts";
import { chooseOverload, type Match, type Mismatch, type PlannedArgument } from "./overloads.ts";
import { bindDefaults, bindGiven } from "./parameters.ts";
import { closureValue, environmentPointer } from "./closure-values.ts";
import { resultRoots } from "./result-origins.ts";
import type { Scope } from "./scope.ts";
import { reportIfTooBig } from "./literal-range.ts";
import { literalName } from "./function-facts.ts";
import { isMutableReference } from "./signature.ts";
import { declareUnbound } from "./unbound.ts";
import {
  type CallableSet,
  type Candidate,
  type Closure,
  type ConstantValue,
  errorValue,
  type GivenParameter,
  type RuntimeValue,
  type Value,
} from "./value.ts";

export function call(context: FunctionContext, set: CallableSet, sources: readonly CallSource[], span: Span, hint: Hint = {}): Value {
  if (sources.some((s) => s.value?.kind === "error")) return errorValue;
  const { match, mismatches, rivals } = chooseOverload(context, set, sources, span);
  if (match !== undefined && rivals.length > 0) {
    reportAmbiguity(context, set.name, [match, ...rivals], span);
    return errorValue;
  }
  if (match === undefined) {
    reportMismatch(context, set, sources, mismatches(), span);
    return errorValue;
  }
  return emitMatch(context, set, match, span, hint);
}

export function tryCall(
  context: FunctionContext,
  set: CallableSet,
  sources: readonly CallSource[],
  span: Span,
  hint: Hint = {},
): Value | undefined {
  const { match } = chooseOverload(context, set, sources, span);
  return match === undefined ? undefined : emitMatch(context, set, match, span, hint);
}

export function fits(
  context: FunctionContext,
  set: CallableSet,
  sources: readonly CallSource[],
  maximumCost: number,
): Candidate | undefined {
  return chooseOverload(context, set, sources, context.builder.span, maximumCost).match?.candidate;
}

export function bindForTypes(
  program: Program,
  candidate: Candidate,
  scope: Scope,
  given: readonly GivenParameter[],
  types: readonly Type[],
): boolean {
  const { signature } = candidate.declaration.ast;
  declareUnbound(scope, signature.parameters);
  if (bindGiven(program, scope, signature.parameters, given, candidate.declaration.ast.span) !== undefined) return false;
  const declared = signature.arguments.filter((a) => a.convention !== "out");
  const fit = declared.every((argument, index) => {
    const type = types[index];
    return (
      argument.type === undefined || type === undefined || program.services.unify(program, argument.type, scope, { kind: "type", type })
    );
  });
  return fit && bindDefaults(program, scope, signature.parameters) === undefined;
}

function reportMismatch(
  context: FunctionContext,
  set: CallableSet,
  sources: readonly CallSource[],
  mismatches: readonly Mismatch[],
  span: Span,
): void {
  // What is wrong inside an argument is said first.
  for (const source of sources) {
    if (source.value !== undefined || source.expression === undefined) continue;
    const { failed, sink } = context.attempt((fork) => fork.services.expression(fork, source.expression as ast.Expression));
    if (failed) {
      for (const diagnostic of sink.diagnostics) context.program.sink.add(diagnostic);
      return;
    }
  }
  const name = set.name;
  const closest = mismatches.filter((m) => m.count === undefined);
  const isOneReason = closest.length > 1 && closest.every((m) => m.nonconforming !== undefined);
  const [only] = isOneReason ? closest : mismatches;
  if ((mismatches.length === 1 || isOneReason) && only !== undefined) {
    const { declaration } = only.candidate;
    const note = { text: `\`${name}\` is declared here`, span: declaration.ast.name.span };
    if (only.declarationErrors !== undefined) {
      for (const diagnostic of only.declarationErrors) context.program.sink.add(diagnostic);
      return;
    }
    if (only.notInferred !== undefined) {
      context.report(diagnostics.cannotInfer, { at: span, params: { name: only.notInferred, callee: name }, notes: [note] });
      return;
    }
    if (only.nonconforming !== undefined) {
      const { type, trait, missing, needed } = only.nonconforming;
      context.report(diagnostics.doesNotConform, {
        at: only.at ?? span,
        params: { type: printType(type), trait },
        notes: [
          ...(missing === undefined ? [] : [`\`${missing}\` is missing`]),
          { text: `\`${name}\` asks for \`${trait}\` here`, span: needed },
        ],
      });
      return;
    }
    if (only.count !== undefined) {
      context.report(diagnostics.wrongArgumentCount, {
        at: span,
        params: { callee: name, expected: only.count.expected, found: only.count.found },
        notes: only.reason.startsWith("it takes") ? [note] : [only.reason, note],
      });
      return;
    }
    context.report(diagnostics.badArgument, {
      at: only.at ?? span,
      params: { callee: name, reason: only.reason },
      notes: [note],
      fixes:
        only.near === undefined || only.at === undefined
          ? []
          : [{ title: `did you mean \`${only.near}\`?`, edits: [{ span: only.at, replacement: only.near }], safe: false }],
    });
    return;
  }
  if (mismatches.length === 0) {
    context.report(diagnostics.badArgument, { at: span, params: { callee: name, reason: "there is nothing to call" } });
    return;
  }
  // Candidates that take that many arguments are closer than the others.
  const sorted = [...mismatches].sort((a, b) => Number(a.count !== undefined) - Number(b.count !== undefined));
  const shown = sorted.slice(0, sorted.length > 6 ? 5 : 6);
  const notes: (string | Note)[] = shown.map((m) => ({
    text: `this one does not: ${m.reason}`,
    span: m.candidate.declaration.ast.name.span,
  }));
  if (shown.length < sorted.length) notes.push(`${sorted.length - shown.length} more do not`);
  context.report(diagnostics.noMatchingOverload, { at: span, params: { callee: name, count: mismatches.length }, notes });
}

function emitMatch(context: FunctionContext, set: CallableSet, match: Match, span: Span, hint: Hint): Value {
  const chosen = isAdaptive(match.candidate) ? tunedMatch(context, set, match, span) : match;
  return chosen === undefined ? errorValue : context.at(span, () => emitAt(context, chosen, span, hint));
}

function emitAt(context: FunctionContext, match: Match, span: Span, hint: Hint): Value {
  const { program } = context;
  // Origins bound for this call are erased when the instance is made.
  const roots = new Map<string, { roots: readonly LocalId[]; mutable: boolean }>();
  for (let scope: Scope | undefined = match.scope; scope !== undefined && scope.kind !== "module"; scope = scope.parent) {
    for (const [name, binding] of scope.bindings)
      if (binding.kind === "value" && binding.value.kind === "origin")
        roots.set(name, { roots: binding.value.roots, mutable: binding.value.mutable });
  }
  warnOfDeprecated(context, match.candidate.declaration, span);
  bindLiterals(context, match);
  const instance = program.services.instance(program, match.candidate, match.scope, { span, from: context.instance });
  // What is wrong with a candidate must be known before it chooses further.
  if (program.trialSink !== undefined && asserts(match.candidate.declaration.ast))
    program.services.loweredFunction(program, instance.symbol);
  const arguments_ = match.plan.map((planned, index) =>
    prepareArgument(context, match, instance, planned, instance.arguments[index] as ConcreteArgument),
  );
  if (arguments_.some((a) => a === undefined)) return errorValue;
  const prepared = arguments_ as Prepared[];
  const folded = foldCall(context, instance, prepared, span);
  if (folded !== undefined) return folded;
  return emitCall(context, instance, prepared, roots, span, hint);
}

/** `@deprecated("…")`, `@deprecated(use=…)`: said to users; the library may call what it keeps for them. */
function warnOfDeprecated(context: FunctionContext, declaration: FunctionDeclaration, span: Span): void {
  const decorator = declaration.decorators.get("deprecated");
  if (decorator === undefined || context.scope.module.isLibrary) return;
  const [given] = decorator.kind === "call" ? decorator.arguments : [];
  const message =
    given === undefined
      ? ""
      : given.value.kind === "string"
        ? given.value.value
        : `use \`${given.value.span.file.text.slice(given.value.span.start, given.value.span.end)}\``;
  context.report(diagnostics.deprecated, {
    at: span,
    params: { name: declaration.name, message },
    notes: declaration.module.isLibrary ? [] : [{ text: "declared here", span: declaration.ast.name.span }],
  });
}

/**
 * Literals have no run-time form: where a call cannot run now as a whole, those among its arguments become part of the
 * instance, like parameters.
 */
function bindLiterals(context: FunctionContext, match: Match): void {
  const literals = match.plan.filter((p) => p.declared.stars === 0 && p.type.kind === "struct" && isLiteralType(context.program, p.type));
  if (literals.length === 0) return;
  const isKnown = match.plan.every((p) => p.declared.stars === 0 && (p.usesDefault || p.sources[0]?.value?.kind === "constant"));
  if (isKnown) return;
  for (const planned of literals) {
    const source =
      planned.sources[0]?.value ??
      (planned.declared.default === undefined
        ? undefined
        : context.program.services.evaluateValue(context.program, match.scope, planned.declared.default, planned.type));
    if (source === undefined) continue;
    const value = context.services.convert(context, source, planned.type, context.builder.span);
    if (value.kind === "constant") match.scope.bindValue(literalName(planned.declared.name.text), value);
  }
}

/** One declared argument with the values for it. */
type Prepared = {
  readonly argument: ConcreteArgument;
  readonly declared: ast.ArgumentDeclaration;
  readonly values: readonly (RuntimeValue | ConstantValue)[];
};

function prepareArgument(
  context: FunctionContext,
  match: Match,
  instance: Instance,
  planned: PlannedArgument,
  argument: ConcreteArgument,
): Prepared | undefined {
  const { declared } = planned;
  const values: (RuntimeValue | ConstantValue)[] = [];
  if (planned.usesDefault) {
    const outer = context.callSite;
    context.callSite ??= context.builder.span;
    const value = context.within(instance.scope, () =>
      context.services.expression(context, declared.default as ast.Expression, { type: argument.type }),
    );
    context.callSite = outer;
    const converted = context.services.convert(context, value, argument.type, context.builder.span);
    if (converted.kind !== "runtime" && converted.kind !== "constant") return undefined;
    values.push(converted);
    return { argument, declared, values };
  }
  if (argument.variadic === "keywords") {
    const dictionary = keywordDictionary(context, argument, planned);
    return dictionary === undefined ? undefined : { argument, declared, values: [dictionary] };
  }
  for (const [index, source] of planned.sources.entries()) {
    const type =
      argument.variadic === "pack"
        ? argument.packTypes?.[index]
        : argument.variadic === "homogeneous"
          ? argument.packTypes?.[0]
          : argument.type;
    let value =
      source.value ?? context.services.expression(context, source.expression as ast.Expression, { type, wanted: source.wanted, source });
    if (value.kind === "functions" && type?.kind === "closure") {
      const { key } = type.closure;
      const own = value.set.candidates.find((c) => c.closure?.key === key)?.closure;
      value = closureValue(context, own ?? (type.closure as Closure));
    }
    if (argument.variadic === "pack" && (value.kind === "runtime" || value.kind === "constant") && value.type !== type)
      value = materialize(context, value, source.span);
    const converted =
      type === undefined || type.kind === "meta"
        ? value
        : context.services.convert(context, value, type, source.span, `argument \`${declared.name.text}\` needs`);
    if (converted.kind !== "runtime" && converted.kind !== "constant") return undefined;
    values.push(converted);
  }
  void match;
  return { argument, declared, values };
}

/** The named arguments that no declared one takes, as a `Dict[String, T]`. */
function keywordDictionary(context: FunctionContext, argument: ConcreteArgument, planned: PlannedArgument): RuntimeValue | undefined {
  const { program } = context;
  const empty = context.services.construct(context, argument.type, [], context.builder.span);
  if (empty.kind !== "runtime") return undefined;
  const dictionary = { ...toOwned(context, empty), category: "variable" as const };
  const member = lookupMember(program, argument.type, "__setitem__");
  const string = program.libraryType("String");
  if (member?.kind !== "functions" || string === undefined) return undefined;
  const element = argument.packTypes?.[0] as Type;
  for (const source of planned.sources) {
    const value = source.value ?? context.services.expression(context, source.expression as ast.Expression, { type: element });
    const key = context.services.convert(context, stringLiteral(program, source.keyword ?? ""), string, source.span);
    const converted = context.services.convert(context, value, element, source.span);
    if (key.kind === "error" || converted.kind === "error") return undefined;
    const sources = [key, converted].map((v) => ({
      keyword: undefined,
      stars: 0 as const,
      expression: undefined,
      value: v,
      span: source.span,
    }));
    context.services.call(
      context,
      { name: "__setitem__", candidates: member.candidates, self: dictionary, given: [] },
      sources,
      source.span,
    );
  }
  return { ...dictionary, category: "temporary" };
}

/** Runs the call now if it can and must: literal operands, or inside a parameter expression. */
function foldCall(context: FunctionContext, instance: Instance, prepared: readonly Prepared[], span: Span): Value | undefined {
  if (instance.isReference || instance.environments.length > 0 || instance.coroutine !== undefined) return undefined;
  const constants: Constant[] = [];
  let literal = isLiteralType(context.program, instance.result);
  for (const { argument, values } of prepared) {
    const [value] = values;
    if (argument.variadic !== "none" || value?.kind !== "constant" || argument.convention === "mut" || argument.convention === "ref")
      return undefined;
    constants.push(value.constant);
    literal ||= isLiteralType(context.program, value.type);
  }
  if (!literal && !context.isComptime) return undefined;
  if (instance.raises !== undefined && !context.isComptime) return undefined;
  if (!literal && instance.raises !== undefined) return undefined;
  return context.services.run(context.program, instance.symbol, constants, instance.result, span) ?? errorValue;
}

function emitCall(
  context: FunctionContext,
  instance: Instance,
  prepared: readonly Prepared[],
  origins: ReadonlyMap<string, { readonly roots: readonly LocalId[]; readonly mutable: boolean }>,
  span: Span,
  hint: Hint,
): Value {
  const { builder, program } = context;
  const args: Argument[] = [];
  for (const item of prepared) emitArgument(context, instance, item, args);
  for (const closure of instance.environments) args.push({ kind: "value", operand: read(environmentPointer(context, closure)) });

  keepCoroutines(context, prepared);
  const roots = resultRoots(context, instance, prepared, origins);
  const callee = { kind: "function", symbol: instance.symbol } as const;
  if (instance.coroutine !== undefined) {
    const handle = builder.newLocal(program.mirTypes.pointer, { unmanaged: true });
    builder.call(localPlace(handle), callee, args);
    return wrapHandle(context, instance, handle, referredBy(context, prepared, instance.environments));
  }
  if (instance.isReference) {
    const holder = builder.newLocal(program.mirTypes.pointer, { keeps: roots.locals });
    emitInvocation(context, instance, localPlace(holder), callee, args, span);
    return {
      kind: "runtime",
      type: instance.result,
      place: derefPlace(localPlace(holder), context.lower(instance.result)),
      category: "reference",
      mutable: roots.mutable,
      context,
    };
  }
  if (instance.result.kind === "never") {
    emitInvocation(context, instance, undefined, callee, args, span);
    builder.terminate({ kind: "unreachable", span });
    return { kind: "constant", type: instance.result, constant: { kind: "undefined", type: program.mirTypes.unit } };
  }
  const into = hint.into !== undefined && hint.type === instance.result ? hint.into : undefined;
  const result: RuntimeValue =
    into === undefined
      ? temporary(context, instance.result, roots.locals)
      : { kind: "runtime", type: instance.result, place: into, category: "temporary", mutable: true, context };
  if (into !== undefined && !into.path.some((p) => p.kind === "deref")) builder.keep(into.local, roots.locals);
  emitInvocation(context, instance, result.place, callee, args, span);
  return result;
}

/** Who is given a coroutine to keep, such as a group of tasks, keeps alive what it refers to. */
function keepCoroutines(context: FunctionContext, prepared: readonly Prepared[]): void {
  const { builder } = context;
  for (const { argument, values } of prepared) {
    const [coroutine] = values;
    if (argument.convention !== "owned" || coroutine?.kind !== "runtime" || !isCoroutineType(coroutine.type)) continue;
    const keeps = builder.locals[coroutine.place.local]?.keeps ?? [];
    for (const other of prepared) {
      const [holder] = other.values;
      if (other.argument.convention === "mut" && holder?.kind === "runtime") builder.keep(holder.place.local, keeps);
    }
  }
}

/** What a coroutine may refer to while it lives. */
function referredBy(context: FunctionContext, prepared: readonly Prepared[], environments: readonly Closure[]): LocalId[] {
  const locals = new Set<LocalId>();
  for (const { argument, values } of prepared) {
    const isBorrowed = argument.convention === "read" || argument.convention === "mut" || argument.convention === "ref";
    if (isBorrowed) for (const value of values) if (value.kind === "runtime") locals.add(value.place.local);
  }
  for (const closure of environments) locals.add(environmentPointer(context, closure).local);
  return [...locals];
}

export function emitInvocation(
  context: FunctionContext,
  instance: { readonly raises: Type | undefined; readonly displayName: string },
  target: Place | undefined,
  callee: { readonly kind: "function"; readonly symbol: string } | Extract<import("../mir/mir.ts").Callee, { kind: "pointer" }>,
  args: readonly Argument[],
  span: Span,
): void {
  if (instance.raises === undefined) {
    context.builder.call(target, callee, args);
    return;
  }
  const edge = emitErrorEdge(context, instance.raises, `\`${instance.displayName}\``, span);
  context.builder.tryCall(target, callee, args, edge.place, edge.block);
}

function emitArgument(context: FunctionContext, instance: Instance, item: Prepared, args: Argument[]): void {
  const { argument, values } = item;
  switch (argument.variadic) {
    case "constant":
      return;
    case "none":
    case "keywords":
      args.push(passArgument(context, instance, argument, values[0] as RuntimeValue | ConstantValue));
      return;
    case "pack":
      values.forEach((value, index) => {
        const type = argument.packTypes?.[index] as Type;
        args.push(passArgument(context, instance, { ...argument, type, passing: "reference", variadic: "none" }, value));
      });
      return;
    case "homogeneous":
      args.push(passVariadic(context, argument, values));
      return;
  }
}

function passArgument(
  context: FunctionContext,
  instance: Instance,
  argument: ConcreteArgument,
  value: RuntimeValue | ConstantValue,
): Argument {
  if (argument.passing === "value") return { kind: "value", operand: toOperand(value) };
  switch (argument.convention) {
    case "read":
      return { kind: "reference", mode: "read", place: addressable(context, value).place };
    case "mut": {
      const place = value.kind === "constant" ? toOwned(context, value) : value;
      return { kind: "reference", mode: "mut", place: place.place };
    }
    case "ref":
      return {
        kind: "reference",
        mode: isMutableReference(instance, argument.name) && (value.kind === "constant" || value.mutable) ? "mut" : "read",
        place: addressable(context, value).place,
      };
    case "owned":
    case "deinit":
      return { kind: "reference", mode: "consume", place: toOwned(context, value).place };
  }
}

function addressable(context: FunctionContext, value: RuntimeValue | ConstantValue): RuntimeValue {
  return toPlace(context, value);
}

/** `*args: T`: an array of pointers to the arguments, and its length. */
function passVariadic(context: FunctionContext, argument: ConcreteArgument, values: readonly (RuntimeValue | ConstantValue)[]): Argument {
  const { builder, program } = context;
  const owned = argument.convention === "owned";
  const pointer = program.mirTypes.pointer;
  const array = builder.newLocal(program.mirTypes.array(Math.max(1, values.length), pointer));
  const keeps: LocalId[] = [array];
  const slots: Operand[] = values.map((value) => {
    const element = owned ? ownedLocal(context, value) : addressable(context, value);
    const holder = builder.newLocal(pointer, { keeps: [element.place.local] });
    builder.assign(localPlace(holder), { kind: "address", place: element.place });
    if (owned) builder.emit({ kind: "mark-uninitialized", place: element.place, span: builder.span });
    keeps.push(element.place.local);
    return read(localPlace(holder));
  });
  if (values.length === 0) slots.push(constantOperand({ kind: "null", type: pointer }));
  builder.assign(localPlace(array), {
    kind: "aggregate",
    type: program.mirTypes.array(Math.max(1, values.length), pointer),
    elements: slots,
  });
  const first = builder.newLocal(pointer, { keeps });
  builder.assign(localPlace(first), { kind: "address", place: localPlace(array) });
  const list = temporary(context, argument.type, owned ? [array, first] : keeps);
  const mir = context.lower(argument.type);
  if (mir.kind === "struct") {
    const length = intConstant(program, values.length);
    const elements = mir.fields.map((field, index): Operand => {
      if (index === 0) return read(localPlace(first));
      return constantOperand(index === 1 ? length.constant : { kind: "zero", type: field });
    });
    builder.assign(list.place, { kind: "aggregate", type: mir, elements });
  }
  if (argument.passing === "value") return { kind: "value", operand: read(list.place) };
  return { kind: "reference", mode: owned ? "consume" : "read", place: list.place };
}

/** An owned value in a local of its own, whose address may be taken. */
function ownedLocal(context: FunctionContext, value: RuntimeValue | ConstantValue): RuntimeValue {
  const owned = toOwned(context, value);
  if (owned.place.path.length === 0 && owned.category === "temporary") return owned;
  const result = temporary(context, owned.type);
  store(context, result.place, owned);
  return result;
}

/** `T(...)`. */
export function construct(context: FunctionContext, type: Type, sources: readonly CallSource[], span: Span, hint: Hint = {}): Value {
  const { program } = context;
  if (type.kind === "error") return errorValue;
  if (type.kind !== "struct") {
    if (sources.length === 1 && sources[0]?.value !== undefined) return program.services.convert(context, sources[0].value, type, span);
    context.report(diagnostics.notCallable, { at: span, params: { what: printType(type) } });
    return errorValue;
  }
  const [only] = sources;
  if (
    sources.length === 1 &&
    only?.value !== undefined &&
    only.keyword === undefined &&
    reportIfTooBig(context, only.value, type, only.span, true)
  )
    return errorValue;
  const special = lifecycleConstruction(context, type, sources, span);
  if (special !== undefined) return special;
  const candidates = program.services.constructors(program, type);
  if (candidates.length === 0) {
    context.report(diagnostics.badArgument, {
      at: span,
      params: { callee: printType(type), reason: "it has no constructor" },
      notes: [{ text: "add an `__init__` or `@fieldwise_init`", span: type.declaration.ast.name.span }],
    });
    return errorValue;
  }
  return call(context, { name: type.declaration.name, candidates, self: undefined, given: [] }, sources, span, {
    type,
    into: hint.type === type ? hint.into : undefined,
  });
}

/** Whether a struct has a constructor of its own for a value of its own type. */
function takesItself(type: Type): boolean {
  if (type.kind !== "struct") return false;
  return membersNamed(type, "__init__").some((f) => {
    const given = f.ast.signature.arguments.filter((a) => a.convention !== "out" && a.name.text !== "self");
    const [first] = given;
    if (
      first === undefined ||
      first.stars !== 0 ||
      first.passing === "keyword-only" ||
      given.slice(1).some((a) => a.default === undefined && a.stars === 0)
    )
      return false;
    const written = first.type?.kind === "subscript" ? first.type.base : first.type;
    return written?.kind === "name" && (written.name === "Self" || written.name === type.declaration.name);
  });
}

/** `T(copy=x)`, `T(move=x^)`, and `T(other=x)` of 2024, where the type has no such constructor of its own; `T(x)` of another `T`. */
function lifecycleConstruction(context: FunctionContext, type: Type, sources: readonly CallSource[], span: Span): Value | undefined {
  const [only] = sources;
  if (sources.length !== 1 || only?.value?.kind !== "runtime" || only.value.type !== type) return undefined;
  if (only.keyword === undefined) return takesItself(type) ? undefined : toOwned(context, only.value);
  if (!isLifecycleKeyword(only.keyword)) return undefined;
  if (
    only.keyword === "other" &&
    type.kind === "struct" &&
    membersNamed(type, "__init__").some((f) => f.ast.signature.arguments.some((a) => a.name.text === "other"))
  )
    return undefined;
  const result = temporary(context, type, [only.value.place.local]);
  context.at(span, () => {
    const { place } = only.value as RuntimeValue;
    if (only.keyword === "move") context.builder.move(result.place, place);
    else context.builder.copy(result.place, place, true);
  });
  return result;
}

export { samePlace };
