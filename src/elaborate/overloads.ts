/**
 * Overload resolution: which candidate a call means, with which parameters, and which argument goes where.
 *
 * In: a `CallableSet` and the call's sources. Out: a `Match` (bound scope, plan of arguments, rank) or, per candidate, why not.
 * Ranking: fewest implicit conversions, then fewest literal conversions, then not variadic, then fewest parameters, then
 * fewest defaults, then not raising. Candidates of the user's that are equal in all of that are rivals: the call is ambiguous.
 */
import type { Diagnostic } from "../diag/diagnostic.ts";
import { type Span, spanText } from "../source/source-file.ts";
import type * as ast from "../syntax/ast.ts";
import { type ParameterValue, printType, sameParameter, type Type } from "../types/type.ts";
import { assignSlots, mayTake, type Slot } from "./argument-slots.ts";
import { boolConstant, intConstant, isLiteralType } from "./constants.ts";
import type { CallSource, FunctionContext, Program, WantedFunction } from "./context.ts";
import { conversionCost, isLiteralValue, materializedType } from "./convert.ts";
import { signatureText } from "./declaration-checks.ts";
import { describe } from "./describe.ts";
import * as diagnostics from "./diagnostics.ts";
import { conditionHolds, conformanceProblem, parameterToValue, structScope } from "./members.ts";
import { bindDefaults, bindGiven, callableProblem, parameterValues, templateScope, valueToParameter } from "./parameters.ts";
import { declareUnbound, mentionsUnbound } from "./unbound.ts";
import { makeTemplate } from "./resolve.ts";
import {
  argumentScopeName,
  dynamicType,
  errorType,
  implicitTypeName,
  noneType,
  isInitializer,
  raisesByDefault,
  resultArgumentIndex,
} from "./function-facts.ts";
import { Scope } from "./scope.ts";
import type { CallableSet, Candidate, GivenParameter, RuntimeValue, ConstantValue, Template, Value } from "./value.ts";

export type PlannedArgument = {
  readonly declared: ast.ArgumentDeclaration;
  readonly index: number;
  /** Concrete type; element type for `*args: T`. */
  readonly type: Type;
  readonly sources: readonly CallSource[];
  readonly usesDefault: boolean;
};

export type Match = {
  readonly candidate: Candidate;
  readonly scope: Scope;
  readonly plan: readonly PlannedArgument[];
  readonly rank: readonly number[];
  /** What each argument costs to convert. */
  readonly costs: readonly number[];
};

export type Mismatch = {
  readonly candidate: Candidate;
  readonly reason: string;
  readonly at?: Span;
  readonly count?: { readonly expected: string; readonly found: number };
  /** A keyword that may have been meant. */
  readonly near?: string;
  /** The parameter that nothing determines. */
  readonly notInferred?: string;
  readonly nonconforming?: Nonconforming;
  /** The declaration itself is wrong: what was reported there. */
  readonly declarationErrors?: readonly Diagnostic[];
};

/** A type does not have a trait; `needed`: what asks for it. */
export type Nonconforming = { readonly type: Type; readonly trait: string; readonly missing: string | undefined; readonly needed: Span };

type Problem =
  | string
  | {
      readonly reason: string;
      readonly at?: Span;
      readonly nonconforming?: Nonconforming;
      readonly declarationErrors?: readonly Diagnostic[];
    };

export function isMatch(result: Match | Mismatch): result is Match {
  return "plan" in result;
}

type OverloadChoice = {
  readonly match: Match | undefined;
  /** As good as the match. */
  readonly rivals: readonly Match[];
  /** Why each of the others does not fit. */
  readonly mismatches: () => readonly Mismatch[];
};

export function chooseOverload(
  context: FunctionContext,
  set: CallableSet,
  sources: readonly CallSource[],
  span: Span,
  maximumCost = 3,
): OverloadChoice {
  let best: Match | undefined;
  let rivals: Match[] = [];
  const tried = new Map<Candidate, Match | Mismatch>();
  const attempt = (candidate: Candidate): Match | Mismatch => matchCandidate(context, candidate, set, sources, span, maximumCost);
  for (const candidate of set.candidates) {
    if (!mayTake(candidate.declaration, set, sources)) continue;
    const result = attempt(candidate);
    tried.set(candidate, result);
    if (!isMatch(result)) continue;
    if (best === undefined || isBetter(result.rank, best.rank)) {
      best = result;
      rivals = [];
    } else if (isRival(result, best)) rivals.push(result);
  }
  const mismatches = (): Mismatch[] =>
    set.candidates.map((candidate) => tried.get(candidate) ?? attempt(candidate)).filter((result): result is Mismatch => !isMatch(result));
  return { match: best, mismatches, rivals };
}

/** As good as the best: only source order tells them apart, which says nothing about the meaning. */
function isRival(other: Match, best: Match): boolean {
  const { declaration } = other.candidate;
  const first = best.candidate.declaration;
  if (declaration.module.isLibrary || declaration === first || isBetter(best.rank, other.rank)) return false;
  if (declaration.decorators.has("adaptive") || signatureText(declaration) === signatureText(first)) return false;
  // Two defaults of traits: the struct is told to implement the method.
  return !(declaration.owner?.kind === "trait" && first.owner?.kind === "trait");
}

function isBetter(a: readonly number[], b: readonly number[]): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return (a[i] as number) < (b[i] as number);
  return false;
}

export function matchCandidate(
  context: FunctionContext,
  candidate: Candidate,
  set: CallableSet,
  sources: readonly CallSource[],
  span: Span,
  maximumCost: number,
): Match | Mismatch {
  const { program } = context;
  const { signature } = candidate.declaration.ast;
  const fail = (problem: Problem, at?: Span): Mismatch =>
    typeof problem === "string" ? { candidate, reason: problem, at } : { candidate, at, ...problem };

  // First what costs least: most candidates fail here.
  const assigned = assignSlots(candidate, set, sources);
  if (!Array.isArray(assigned)) return { candidate, ...(assigned as Omit<Mismatch, "candidate">) };

  let parent = candidate.scope;
  let { given } = set;
  if (candidate.template !== undefined) {
    let { template } = candidate;
    if (givesParametersOfType(template, signature.parameters, given)) {
      template = makeTemplate(program, template.declaration, template.scope, given);
      given = [];
    }
    const opened = templateScope(program, template, span);
    if (typeof opened === "string") return fail(opened);
    opened.bindValue("Self", { kind: "template", template });
    parent = opened;
  }
  let scope = new Scope({ parent, kind: "parameters" });
  declareUnbound(scope, signature.parameters);
  const givenProblem = bindGiven(program, scope, explicitParameters(context, candidate, given), given, span);
  if (givenProblem !== undefined) return fail(givenProblem);

  // Inference: first from run-time values, then from float literals, then from other literals and what has no type of its own.
  for (const phase of [0, 1, 2]) {
    for (const slot of assigned) {
      if (slot.declared.stars === 1 && slot.declared.typeIsPack) {
        if (phase === 0) inferPack(context, scope, slot);
        continue;
      }
      for (const source of slot.sources) {
        const value = naturalValue(context, source);
        if (inferencePhase(program, value) === phase) inferFrom(context, scope, candidate, slot, value);
      }
    }
  }
  for (const slot of assigned) resolveLambdas(context, scope, candidate, slot);
  const lambdaProblem = resolveParameterLambdas(context, scope, candidate);
  if (lambdaProblem !== undefined) return fail(lambdaProblem);
  for (const slot of assigned) inferAsScalar(context, scope, slot);
  for (const slot of assigned) inferThroughConstructor(context, scope, slot);
  const selfProblem = bindFromResult(context, scope, parent, candidate, assigned);
  if (selfProblem !== undefined) return fail(selfProblem);
  const missing = bindDefaults(program, scope, signature.parameters);
  if (candidate.template !== undefined) {
    const missingOwner = bindDefaults(program, parent, candidate.template.declaration.ast.parameters);
    const name = missingOwner ?? missing;
    if (name !== undefined) return notInferred(context, scope, name, assigned, fail);
    if (candidate.template.declaration.kind === "struct") {
      const self = program.types.struct(
        candidate.template.declaration,
        parameterValues(program, parent, candidate.template.declaration.ast.parameters),
      );
      const boundProblem = boundsProblem(context, parent, candidate.template.declaration.ast.parameters);
      if (boundProblem !== undefined) return fail(boundProblem);
      const concrete = new Scope({ parent: structScope(program, self), kind: "parameters" });
      for (const [name, binding] of scope.bindings) concrete.bind(name, binding);
      scope = concrete;
    }
  } else if (missing !== undefined) return notInferred(context, scope, missing, assigned, fail);
  const boundProblem = boundsProblem(context, scope, signature.parameters, assigned);
  if (boundProblem !== undefined) return fail(boundProblem);

  const plan: PlannedArgument[] = [];
  const costs: number[] = [];
  let conversions = convertedParameters(program, signature.parameters, given, scope);
  let literalConversions = 0;
  let variadics = signature.parameters.some((parameter) => parameter.stars === 1) ? 1 : 0;
  let defaults = 0;
  for (const slot of assigned) {
    const usesDefault = slot.sources.length === 0 && slot.declared.stars === 0;
    if (slot.declared.stars > 0) variadics += 1;
    if (usesDefault) defaults += 1;
    const wrong = slot.sources.find((source) => source.wanted !== undefined && lambdaErrors.has(source));
    if (wrong !== undefined) return fail({ reason: "the lambda does not fit", declarationErrors: lambdaErrors.get(wrong) }, wrong.span);
    const type = slotType(context, scope, candidate, slot);
    if (typeof type === "string" || "reason" in type) return fail(type, slot.sources[0]?.span);
    if (!(slot.declared.stars === 1 && slot.declared.typeIsPack)) {
      for (const source of slot.sources) {
        const cost = sourceCost(context, source, type);
        if (cost === undefined || cost > maximumCost) {
          const what = isSelf(candidate, slot) ? "`self`" : `argument \`${slot.declared.name.text}\``;
          return fail(`${what} needs \`${printType(type)}\`, not \`${describe(program, naturalValue(context, source))}\``, source.span);
        }
        costs.push(cost);
        if (cost >= 3) conversions += 1;
        else if (cost > 0) literalConversions += cost;
        const problem = mutabilityProblem(slot.declared, source, candidate);
        if (problem !== undefined) return fail(problem, source.span);
      }
    }
    plan.push({ declared: slot.declared, index: slot.index, type, sources: slot.sources, usesDefault });
  }
  const where = whereProblem(context, scope, candidate);
  if (where !== undefined) return fail(where);
  return {
    candidate,
    scope,
    plan,
    rank: [
      conversions,
      literalConversions,
      variadics,
      scope.bindings.size + (candidate.declaration.owner?.kind === "trait" ? 1 : 0),
      defaults,
      raisesByDefault(candidate.declaration) ? 1 : 0,
    ],
    costs,
  };
}

/** How many of the given parameter values were implicitly converted to what is declared. */
function convertedParameters(
  program: Program,
  parameters: readonly ast.ParameterDeclaration[],
  given: readonly GivenParameter[],
  scope: Scope,
): number {
  const positional = parameters.filter((p) => p.passing !== "infer-only" && p.passing !== "keyword-only");
  let next = 0;
  return given.filter(({ keyword, value }) => {
    const declared = keyword === undefined ? positional[next++] : parameters.find((p) => p.name.text === keyword);
    const binding = declared === undefined ? undefined : scope.bindings.get(declared.name.text);
    if (value.kind !== "constant" || binding?.kind !== "value" || binding.value.kind !== "constant") return false;
    return value.type !== binding.value.type && !isLiteralType(program, value.type);
  }).length;
}

/** What the library only infers today could be written in older code: `sqrt[DType.float32, 1](x)`. */
function explicitParameters(
  context: FunctionContext,
  candidate: Candidate,
  given: readonly GivenParameter[],
): readonly ast.ParameterDeclaration[] {
  const { parameters } = candidate.declaration.ast.signature;
  const written = given.filter((g) => g.keyword === undefined).length;
  const places = parameters.filter((p) => p.passing !== "infer-only" && p.passing !== "keyword-only").length;
  if (written <= places || context.dialect === "1.0" || !candidate.declaration.module.isLibrary || parameters.some((p) => p.stars > 0))
    return parameters;
  return parameters.map((p) => (p.passing === "infer-only" ? { ...p, passing: "normal" } : p));
}

/** `SIMD.splat[DType.uint8, 4](1)` of 2023: a method of a type without parameters is given those of the type. */
function givesParametersOfType(
  template: Template,
  declared: readonly ast.ParameterDeclaration[],
  given: readonly GivenParameter[],
): boolean {
  const places = declared.some((p) => p.stars > 0) ? Infinity : declared.filter((p) => p.passing !== "infer-only").length;
  return template.given.length === 0 && given.length > places;
}

function inferencePhase(program: Program, value: Value): number {
  if (!isLiteralValue(program, value)) return 0;
  const isFloat = value.kind === "constant" && value.type.kind === "struct" && value.type.declaration.name === "FloatLiteral";
  return isFloat ? 1 : 2;
}

/** A parameter without a value: because an argument is of another shape than its type, or because nothing tells. */
function notInferred(
  context: FunctionContext,
  scope: Scope,
  name: string,
  slots: readonly Slot[],
  fail: (problem: Problem, at?: Span) => Mismatch,
): Mismatch {
  for (const slot of slots) {
    const { type: written, stars } = slot.declared;
    const [source] = slot.sources;
    if (written === undefined || written.kind === "name" || stars !== 0 || source === undefined || !mentionsUnbound(written, scope))
      continue;
    const value = naturalValue(context, source);
    if (value.kind !== "runtime" && value.kind !== "constant") continue;
    const type = printType(materializedType(context.program, value.type));
    const wanted = spanText(written.span);
    if (!new RegExp(`\\b${name}\\b`).test(wanted) || wanted.includes("\n")) continue;
    return fail(`argument \`${slot.declared.name.text}\` needs \`${wanted}\`, not \`${type}\``, source.span);
  }
  return { ...fail(`cannot infer parameter \`${name}\``), notInferred: name };
}

/** The value of a source by itself, without a wanted type; what needs one is tried without keeping its code. */
export function naturalValue(context: FunctionContext, source: CallSource): Value {
  if (source.value !== undefined) return source.value;
  const cached = natural.get(source);
  if (cached !== undefined) return cached;
  const expression = source.expression as ast.Expression;
  const hint = { wanted: source.wanted, source };
  const { result, failed, sink } = context.attempt((fork) => fork.services.expression(fork, expression, hint));
  if (failed && expression.kind === "lambda") lambdaErrors.set(source, sink.diagnostics);
  const value: Value = failed ? { kind: "error" } : result;
  natural.set(source, value);
  return value;
}

const natural = new WeakMap<CallSource, Value>();

/** What is wrong with a lambda, given the function that a candidate wants. */
const lambdaErrors = new WeakMap<CallSource, readonly Diagnostic[]>();

function sourceCost(context: FunctionContext, source: CallSource, type: Type): number | undefined {
  if (source.value !== undefined) return conversionCost(context, source.value, type);
  const byItself = naturalValue(context, source);
  if (byItself.kind !== "error" && conversionCost(context, byItself, type) === 0) return 0;
  const { result, failed } = context.attempt((fork) => {
    const hint = { type, wanted: source.wanted, source };
    const value = fork.services.expression(fork, source.expression as ast.Expression, hint);
    return conversionCost(fork, value, type);
  });
  if (failed || result === undefined) return undefined;
  return Math.max(1, result);
}

/** Lambdas whose arguments have no types get those that the candidate wants; what they give may tell the candidate's own parameters. */
function resolveLambdas(context: FunctionContext, scope: Scope, candidate: Candidate, slot: Slot): void {
  slot.sources = slot.sources.map((source) => {
    const node = source.expression;
    if (node?.kind !== "lambda" || node.signature !== undefined || source.wanted !== undefined) return source;
    const wanted = wantedFunction(context, scope, candidate, slot.declared.type);
    if (wanted === undefined) return source;
    const resolved: CallSource = { ...source, wanted };
    inferFrom(context, scope, candidate, slot, naturalValue(context, resolved));
    return resolved;
  });
}

/** The same for lambdas given as parameters: `sort[lambda a, b: a > b](items)`. */
function resolveParameterLambdas(context: FunctionContext, scope: Scope, candidate: Candidate): Problem | undefined {
  const { program } = context;
  for (const { name, type: written } of candidate.declaration.ast.signature.parameters) {
    const binding = scope.bindings.get(name.text);
    const lambda = binding?.kind === "value" && binding.value.kind === "functions" ? binding.value.set.lambda : undefined;
    if (lambda === undefined) continue;
    const { node, source } = lambda;
    const wanted = wantedFunction(context, scope, candidate, written);
    if (wanted === undefined) return { reason: `nothing tells the types of the lambda given for \`${name.text}\``, at: node.span };
    const { result, failed, sink } = program.quietly(() =>
      program.services.evaluateWith(program, lambda.scope, node.span, (inner) =>
        inner.services.expression(inner, node, { wanted, source }),
      ),
    );
    if (failed || result === undefined) return { reason: "the lambda does not fit", declarationErrors: sink.diagnostics };
    scope.bindValue(name.text, result);
    const actual = valueToParameter(program, result);
    if (written !== undefined && actual !== undefined && mentionsUnbound(written, scope))
      program.services.unify(program, written, scope, actual);
  }
  return undefined;
}

/** The function that an argument's type asks for, as far as its types are known; a type parameter asks for what bounds it. */
function wantedFunction(
  context: FunctionContext,
  scope: Scope,
  candidate: Candidate,
  written: ast.Expression | undefined,
): WantedFunction | undefined {
  const { program } = context;
  if (written?.kind === "name") {
    const parameter = candidate.declaration.ast.signature.parameters.find((p) => p.name.text === written.name);
    if (parameter?.type?.kind === "function-type") return wantedFunction(context, scope, candidate, parameter.type);
  }
  if (written === undefined) return undefined;
  const evaluate = (node: ast.Expression) => {
    const { result, failed } = program.quietly(() => program.services.evaluateType(program, scope, node));
    return failed || result.kind === "error" ? undefined : result;
  };
  if (written.kind !== "function-type") {
    const type = mentionsUnbound(written, scope) ? undefined : evaluate(written);
    return type?.kind === "function" ? type : undefined;
  }
  const { signature } = written;
  const arguments_ = signature.arguments.flatMap((argument) => {
    if (argument.convention === "out") return [];
    const node = argument.type ?? { kind: "name" as const, name: argument.name.text, span: argument.span };
    const type = mentionsUnbound(node, scope) ? undefined : evaluate(node);
    return [type === undefined ? undefined : { type, convention: argument.convention ?? ("read" as const) }];
  });
  if (!arguments_.every((argument) => argument !== undefined)) return undefined;
  const { returns, effects } = signature;
  const result = returns === undefined ? noneType(program) : mentionsUnbound(returns, scope) ? undefined : evaluate(returns);
  const raises = !effects.raises ? undefined : effects.raisesType === undefined ? errorType(program) : evaluate(effects.raisesType);
  return { arguments: arguments_, result, raises, escaping: effects.escaping };
}

function inferFrom(context: FunctionContext, scope: Scope, candidate: Candidate, slot: Slot, value: Value): void {
  const { program } = context;
  if (value.kind === "error") return;
  const { declared } = slot;
  const root = value.kind === "runtime" ? [value.place.local] : [];
  const mutable = value.kind === "runtime" && value.mutable;
  if (declared.convention === "ref" || declared.type?.kind === "reference-type") {
    const origin = declared.origin ?? (declared.type?.kind === "reference-type" ? declared.type.origin : undefined);
    const first = origin?.[0]?.value;
    if (first !== undefined && mentionsUnbound(first, scope))
      program.services.unify(program, first, scope, { kind: "origin", mutable, roots: root, context });
    scope.bindValue(`$mutable ${declared.name.text}`, boolConstant(program, mutable));
  }
  const type = declared.type ?? selfExpression(candidate, slot);
  if (type === undefined || !mentionsUnbound(type, scope)) return;
  let actual: ParameterValue | undefined;
  if (value.kind === "runtime" || value.kind === "constant") actual = { kind: "type", type: materializedType(program, value.type) };
  else actual = valueToParameter(program, value);
  if (actual === undefined) return;
  const before = root.length > 0 ? originParameters(scope) : [];
  if (program.services.unify(program, type, scope, actual)) attachRoots(scope, before, root, context);
}

/** `out self: StringSlice[origin_of(text)]`: a constructor may fix parameters of the struct. */
function bindFromResult(
  context: FunctionContext,
  scope: Scope,
  parent: Scope,
  candidate: Candidate,
  slots: readonly Slot[],
): string | undefined {
  const { program } = context;
  const index = resultArgumentIndex(candidate.declaration);
  const written =
    index === undefined || candidate.declaration.owner === undefined || !isInitializer(candidate.declaration)
      ? undefined
      : candidate.declaration.ast.signature.arguments[index]?.type;
  if (written === undefined || (written.kind === "name" && written.name === "Self") || mentionsUnbound(written, scope)) return undefined;
  const inner = new Scope({ parent: scope, kind: "parameters" });
  for (const slot of slots) {
    const [source] = slot.sources;
    if (source === undefined) continue;
    const value = naturalValue(context, source);
    const { text: name, span } = slot.declared.name;
    if (value.kind === "runtime")
      inner.bind(name, {
        kind: "variable",
        name,
        context: value.context,
        place: value.place,
        type: value.type,
        mutable: value.mutable && seesMutable(slot.declared),
        keyword: "argument",
        span,
        reference: false,
      });
    else if (value.kind === "constant") inner.bindValue(name, value);
  }
  const { result: type, failed } = program.quietly(() => program.services.evaluateType(program, inner, written));
  if (failed || type.kind !== "struct") return undefined;
  if (candidate.template === undefined) {
    const self = scope.selfType;
    return self === undefined || sameButOrigins(type, self) ? undefined : `it makes a \`${printType(type)}\``;
  }
  if (type.declaration !== candidate.template.declaration) return undefined;
  for (const [position, parameter] of type.declaration.ast.parameters.entries()) {
    const value = type.parameters[position];
    const binding = parent.bindings.get(parameter.name.text);
    if (value === undefined || binding?.kind !== "value") continue;
    if (binding.value.kind === "unbound-parameter") parent.bindValue(parameter.name.text, parameterToValue(value));
    else {
      const bound = valueToParameter(program, binding.value);
      if (bound !== undefined && value.kind !== "origin" && !sameParameter(bound, value)) return `it makes a \`${printType(type)}\``;
    }
  }
  return undefined;
}

/** Whether a callee may change what an argument refers to. */
function seesMutable(declared: ast.ArgumentDeclaration): boolean {
  return declared.convention === "mut" || declared.convention === "ref" || declared.convention === "owned";
}

function sameButOrigins(a: Type, b: Type): boolean {
  if (a === b) return true;
  if (a.kind !== "struct" || b.kind !== "struct" || a.declaration !== b.declaration) return false;
  return a.parameters.every((p, i) => {
    const other = b.parameters[i];
    return (
      other !== undefined &&
      (p.kind === "origin" || /^(is_)?mut/.test(a.declaration.ast.parameters[i]?.name.text ?? "") || sameParameter(p, other))
    );
  });
}

/** Unbound parameters that could become origins. */
function originParameters(scope: Scope): { readonly scope: Scope; readonly name: string }[] {
  const result: { scope: Scope; name: string }[] = [];
  for (let current: Scope | undefined = scope; current !== undefined && current.kind !== "module"; current = current.parent) {
    for (const [name, binding] of current.bindings)
      if (binding.kind === "value" && binding.value.kind === "unbound-parameter") result.push({ scope: current, name });
  }
  return result;
}

/** An origin read off a value's type is that of the value: what it refers to lives as long as it does. */
function attachRoots(
  scope: Scope,
  before: readonly { readonly scope: Scope; readonly name: string }[],
  roots: readonly number[],
  context: FunctionContext,
): void {
  for (const { scope: owner, name } of before) {
    const binding = owner.bindings.get(name);
    if (binding?.kind === "value" && binding.value.kind === "origin" && binding.value.roots.length === 0)
      owner.bindValue(name, { ...binding.value, roots, context });
  }
  void scope;
}

const selfName: ast.Expression = { kind: "name", name: "Self", span: undefined as never };

function selfExpression(candidate: Candidate, slot: Slot): ast.Expression | undefined {
  return isSelf(candidate, slot) ? selfName : undefined;
}

function isSelf(candidate: Candidate, slot: Slot): boolean {
  const { declaration } = candidate;
  return slot.index === 0 && declaration.owner !== undefined && !declaration.isStatic && !isInitializer(declaration);
}

function inferPack(context: FunctionContext, scope: Scope, slot: Slot): void {
  const { program } = context;
  const expression = slot.declared.type;
  if (expression === undefined) return;
  const elements: ParameterValue[] = slot.sources.map((source) => {
    const value = naturalValue(context, source);
    if (value.kind === "runtime" || value.kind === "constant") return { kind: "type", type: materializedType(program, value.type) };
    if (value.kind === "functions" && value.set.candidates[0]?.closure !== undefined)
      return { kind: "type", type: program.types.closure(value.set.candidates[0].closure) };
    return valueToParameter(program, value) ?? { kind: "unbound" };
  });
  const inner = expression.kind === "starred" ? expression.value : expression;
  program.services.unify(program, inner, scope, { kind: "list", elements });
}

/** The concrete type that a slot's sources are converted to, or why there is none. */
function slotType(context: FunctionContext, scope: Scope, candidate: Candidate, slot: Slot): Type | Problem {
  const { program } = context;
  const { declared } = slot;
  if (declared.stars === 1 && declared.typeIsPack) return program.types.meta("list");
  if (declared.type === undefined) {
    if (slot.index === 0 && scope.selfType !== undefined) return scope.selfType;
    return dynamicType(program, candidate.declaration) ?? `argument \`${declared.name.text}\` has no type`;
  }
  if (declared.type.kind === "function-type" || bareFunctionType(declared.type, scope)) {
    const only = slot.sources[0];
    const value = only === undefined ? undefined : naturalValue(context, only);
    if (value?.kind === "functions") return functionSlotType(context, scope, slot, value);
    const escaping = value === undefined ? undefined : escapingSlotType(context, scope, slot, value);
    if (escaping !== undefined) return escaping;
  }
  const name = argumentScopeName(declared);
  const value = program.quietly(() => program.services.evaluateType(program, scope, declared.type as ast.Expression));
  const first = slot.sources[0];
  const wrong = value.failed ? value.sink.diagnostics.filter((d) => d.code === diagnostics.unknownName.code) : [];
  if (wrong.length > 0) return { reason: wrong[0]?.message ?? "", declarationErrors: wrong };
  if (value.result.kind === "trait" || (value.failed && (first !== undefined || declared.default !== undefined))) {
    // A bound, or a parametric type without all its parameters: the argument's own type.
    const actual = first === undefined ? defaultValue(context, scope, declared) : naturalValue(context, first);
    if (actual?.kind === "functions" && actual.set.candidates[0]?.closure !== undefined) {
      const type = program.types.closure(actual.set.candidates[0].closure);
      scope.bindValue(implicitTypeName(name), { kind: "type", type });
      return type;
    }
    if (actual === undefined || (actual.kind !== "runtime" && actual.kind !== "constant")) return `argument \`${name}\` needs a value`;
    const type = materializedType(program, actual.type);
    if (value.result.kind === "trait") {
      const problem = conformanceProblem(program, type, value.result);
      if (problem !== undefined) return nonconformance(type, problem, declared.type.span, "");
    } else if (!program.services.unify(program, declared.type, scope, { kind: "type", type })) {
      const made = typeThroughConstructor(context, scope, declared.type, actual);
      if (made === undefined) return `argument \`${name}\` does not accept \`${printType(type)}\``;
      scope.bindValue(implicitTypeName(name), { kind: "type", type: made });
      return made;
    }
    scope.bindValue(implicitTypeName(name), { kind: "type", type });
    return type;
  }
  if (value.failed) return value.sink.diagnostics[0]?.message ?? `the type of \`${name}\` is not known`;
  return value.result;
}

/** The value of a default, to learn its type. */
function defaultValue(context: FunctionContext, scope: Scope, declared: ast.ArgumentDeclaration): Value | undefined {
  if (declared.default === undefined) return undefined;
  const node = declared.default;
  const { result, failed } = context.attempt((fork) => fork.within(scope, () => fork.services.expression(fork, node)));
  return failed ? undefined : result;
}

/** `value: SIMD[dtype, width]` given an `Int`: what an implicit constructor would make binds what is still open. */
/** An `Int` or `Bool` given for a `SIMD` whose parameters nothing else says: it is the scalar that it converts to. */
function inferAsScalar(context: FunctionContext, scope: Scope, slot: Slot): void {
  const { program } = context;
  const written = slot.declared.type;
  if (written?.kind !== "subscript" || !mentionsUnbound(written, scope)) return;
  for (const source of slot.sources) {
    const actual = naturalValue(context, source);
    if (actual.kind !== "runtime" && actual.kind !== "constant") continue;
    const type = materializedType(program, actual.type);
    const name = type === program.libraryType("Int") ? "IntScalar" : type === program.libraryType("Bool") ? "BoolScalar" : undefined;
    const scalar = name === undefined ? undefined : program.libraryType(`__${name}`);
    if (scalar !== undefined) program.services.unify(program, written, scope, { kind: "type", type: scalar });
  }
}

function inferThroughConstructor(context: FunctionContext, scope: Scope, slot: Slot): void {
  const { program } = context;
  const written = slot.declared.type;
  const [source] = slot.sources;
  const active = program.cache<boolean>("inferring through constructors");
  if (
    active.size > 0 ||
    slot.declared.stars !== 0 ||
    source === undefined ||
    written?.kind !== "subscript" ||
    !mentionsUnbound(written, scope)
  )
    return;
  const actual = naturalValue(context, source);
  if (actual.kind !== "runtime" && actual.kind !== "constant") return;
  const { result: base, failed } = program.quietly(() => program.services.evaluateValue(program, scope, written.base));
  if (failed || base.kind !== "template" || base.template.declaration.kind !== "struct") return;
  const { declaration } = base.template;
  if (actual.type.kind === "struct" && actual.type.declaration === declaration) return;
  const positional = declaration.ast.parameters.filter((p) => p.passing !== "infer-only" && p.passing !== "keyword-only");
  const given: GivenParameter[] = [...base.template.given];
  written.arguments.forEach((argument, index) => {
    const keyword = argument.keyword?.text ?? positional[index]?.name.text;
    if (keyword === undefined || mentionsUnbound(argument.value, scope)) return;
    given.push({ keyword, value: program.services.evaluateValue(program, scope, argument.value), span: argument.span });
  });
  // A scalar converts to a vector of one lane.
  if (declaration.name === "SIMD" && declaration.module.isLibrary && !given.some((g) => g.keyword === "size"))
    given.push({ keyword: "size", value: intConstant(program, 1), span: source.span });
  const template = makeTemplate(program, declaration, base.template.scope, given);
  const isOld = context.dialect === "2023" || context.dialect === "24";
  const candidates = program.services
    .templateConstructors(program, template)
    .filter((c) => isOld || c.declaration.decorators.has("implicit"));
  active.set("active", true);
  const { match } = chooseOverload(
    context,
    { name: declaration.name, candidates, self: undefined, given: [] },
    [{ ...source, keyword: undefined }],
    context.builder.span,
    2,
  );
  active.delete("active");
  const type = match?.scope.selfType;
  if (type !== undefined) program.services.unify(program, written, scope, { kind: "type", type });
}

/** `x: StringSlice` given a `String`: the instance that an implicit constructor of the parametric type makes. */
function typeThroughConstructor(
  context: FunctionContext,
  scope: Scope,
  declared: ast.Expression,
  actual: RuntimeValue | ConstantValue,
): Type | undefined {
  const { program } = context;
  const { result: value, failed } = program.quietly(() => program.services.evaluateValue(program, scope, declared));
  if (failed || value.kind !== "template") return undefined;
  const opened = program.services.openTemplate(program, value.template);
  if (opened?.kind !== "template") return undefined;
  const { template } = opened;
  const candidates = program.services.templateConstructors(program, template).filter((c) => c.declaration.decorators.has("implicit"));
  const source = { keyword: undefined, stars: 0 as const, expression: undefined, value: actual, span: context.builder.span };
  const { match } = chooseOverload(
    context,
    { name: template.name, candidates, self: undefined, given: [] },
    [source],
    context.builder.span,
    2,
  );
  return match?.scope.selfType;
}

function bareFunctionType(expression: ast.Expression, scope: Scope): boolean {
  if (expression.kind !== "name") return false;
  const binding = scope.lookup(expression.name);
  return (
    binding === undefined ||
    (binding.kind === "value" && binding.value.kind === "functions") ||
    (binding.kind === "value" && binding.value.kind === "type" && binding.value.type.kind === "closure")
  );
}

/** A function given for a run-time argument: a pointer if it captures nothing and the type is thin, else its closure. */
function functionSlotType(context: FunctionContext, scope: Scope, slot: Slot, value: Extract<Value, { kind: "functions" }>): Type | string {
  const { program } = context;
  const declared = slot.declared.type as ast.Expression;
  const closure = value.set.candidates[0]?.closure;
  if (closure?.environment === undefined) {
    const { result, failed } = program.quietly(() => program.services.evaluateType(program, scope, declared));
    const takes = !failed && (result.kind === "function" || result.kind === "struct");
    if (takes && conversionCost(context, value, result) !== undefined) return result;
  }
  if (closure === undefined) return `argument \`${slot.declared.name.text}\` does not accept the function \`${value.set.name}\``;
  const type = program.types.closure(closure);
  scope.bindValue(implicitTypeName(slot.declared.name.text), { kind: "type", type });
  return type;
}

/** An escaping closure given where a function of any kind will do. */
function escapingSlotType(context: FunctionContext, scope: Scope, slot: Slot, value: Value): Type | undefined {
  const { program } = context;
  const { type: written, name } = slot.declared;
  if ((value.kind !== "runtime" && value.kind !== "constant") || value.type.kind !== "function" || !value.type.escaping) return undefined;
  if (written?.kind !== "function-type" || written.signature.effects.thin) return undefined;
  const { result, failed } = program.quietly(() => program.services.evaluateType(program, scope, written));
  if (failed || result.kind !== "function" || program.types.function({ ...result, escaping: true }) !== value.type) return undefined;
  scope.bindValue(implicitTypeName(name.text), { kind: "type", type: value.type });
  return value.type;
}

/** Bounds of parameters that were inferred. */
function boundsProblem(
  context: FunctionContext,
  scope: Scope,
  declared: readonly ast.ParameterDeclaration[],
  slots: readonly Slot[] = [],
): Problem | undefined {
  const { program } = context;
  for (const parameter of declared) {
    const binding = scope.bindings.get(parameter.name.text);
    if (parameter.type === undefined || binding?.kind !== "value") continue;
    if (parameter.type.kind === "function-type") {
      const problem = callableProblem(program, scope, parameter, binding.value);
      if (problem !== undefined) return problem;
      continue;
    }
    const values: readonly ParameterValue[] =
      binding.value.kind === "type" ? [binding.value] : binding.value.kind === "list" ? binding.value.elements : [];
    if (values.length === 0) continue;
    const { result: bound } = program.quietly(() => program.services.evaluateType(program, scope, parameter.type as ast.Expression));
    if (bound.kind !== "trait") continue;
    for (const value of values) {
      if (value.kind !== "type") continue;
      const problem = conformanceProblem(program, value.type, bound);
      if (problem !== undefined) {
        const { text } = parameter.name;
        const slot = slots.find((s) => s.sources.length === 1 && s.declared.type?.kind === "name" && s.declared.type.name === text);
        return { ...nonconformance(value.type, problem, parameter.span, `, which \`${text}\` needs`), at: slot?.sources[0]?.span };
      }
    }
  }
  return undefined;
}

function nonconformance(
  type: Type,
  problem: { readonly trait: { readonly name: string }; readonly missing?: string },
  needed: Span,
  why: string,
): { readonly reason: string; readonly nonconforming: Nonconforming } {
  const { trait, missing } = problem;
  const lacking = missing === undefined ? "" : ` (\`${missing}\` is missing)`;
  return {
    reason: `\`${printType(type)}\` does not conform to \`${trait.name}\`${why}${lacking}`,
    nonconforming: { type, trait: trait.name, missing, needed },
  };
}

function whereProblem(context: FunctionContext, scope: Scope, candidate: Candidate): string | undefined {
  const { signature } = candidate.declaration.ast;
  const conditions = [signature.where, ...signature.parameters.map((p) => (p as { where?: ast.Expression }).where)];
  for (const condition of conditions) {
    if (condition === undefined) continue;
    const { result, failed } = context.program.quietly(() => conditionHolds(context.program, scope, condition));
    if (failed || !result)
      return `its condition \`${condition.span.file.text.slice(condition.span.start, condition.span.end)}\` does not hold`;
  }
  return undefined;
}

function mutabilityProblem(declared: ast.ArgumentDeclaration, source: CallSource, candidate: Candidate): string | undefined {
  if (declared.convention !== "mut" || source.value === undefined) return undefined;
  const { value } = source;
  const what = declared.name.text === "self" ? `\`${candidate.declaration.name}\`` : `argument \`${declared.name.text}\``;
  if (value.kind === "constant") return `${what} changes its value, but a constant is given`;
  if (value.kind === "runtime" && !value.mutable) return `${what} changes its value, but it cannot be changed here`;
  return undefined;
}

export function isValueSource(value: Value): value is RuntimeValue | ConstantValue {
  return value.kind === "runtime" || value.kind === "constant";
}
