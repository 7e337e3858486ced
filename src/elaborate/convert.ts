/**
 * Conversions: a value as a value of another type, by the language's rules for implicit conversion.
 *
 * Costs rank overloads: 0 the same type, 1 a literal to its own run-time type or a weaker reference, 2 a literal to
 * another type, 3 an implicit constructor. `undefined`: there is no conversion.
 */
import type { Constant, Place } from "../mir/mir.ts";
import type { FunctionDeclaration } from "../names/declarations.ts";
import type { Span } from "../source/source-file.ts";
import { constantKey, printType, type StructType, type Type } from "../types/type.ts";
import { derefPlace, localPlace } from "./builder.ts";
import { isLiteralType } from "./constants.ts";
import type { FunctionContext, Program } from "./context.ts";
import * as diagnostics from "./diagnostics.ts";
import { describe } from "./describe.ts";
import { conformanceProblem, lookupMember, membersNamed, structScope } from "./members.ts";
import { reportIfTooBig } from "./literal-range.ts";
import { temporary, toPlace } from "./materialize.ts";
import { completeTemplate } from "./parameters.ts";
import { Scope } from "./scope.ts";
import { forgottenAwait, isCoroutineType } from "./coroutine-type.ts";
import { closureValue } from "./closure-values.ts";
import { escapingMatch, escapingValue } from "./escaping.ts";
import { matchFunctionType } from "./function-match.ts";
import type { CallableSet, Candidate, Closure, ConstantValue, RuntimeValue, Value } from "./value.ts";

export function convert(context: FunctionContext, value: Value, type: Type, span: Span, what?: string, into?: Place): Value {
  if (value.kind === "error" || type.kind === "error") return value.kind === "error" ? value : { kind: "error" };
  const converted = tryConvert(context, value, type, span, into);
  if (converted !== undefined) return converted;
  context.report(diagnostics.typeMismatch, {
    at: span,
    params: { expected: printType(type), found: describe(context.program, value), what },
    notes: conversionNotes(context, value, type),
  });
  return { kind: "error" };
}

function conversionNotes(context: FunctionContext, value: Value, type: Type): string[] {
  if (type.kind === "function" && !type.escaping && captures(value))
    return [`a closure with captures needs the type \`${printType({ ...type, escaping: true })}\``];
  if ((value.kind !== "runtime" && value.kind !== "constant") || type.kind !== "struct") return [];
  if (isCoroutineType(value.type)) return [forgottenAwait];
  const explicit = membersNamed(type, "__init__").some((f) => f.ast.signature.arguments.length >= 2);
  if (explicit && (type.declaration.name === "Int" || type.declaration.name === "String" || type.declaration.name === "Float64"))
    return [`write \`${type.declaration.name}(…)\` to convert`];
  void context;
  return [];
}

function captures(value: Value): boolean {
  if (value.kind === "functions") return value.set.candidates.some((c) => c.closure?.environment !== undefined);
  return (value.kind === "runtime" || value.kind === "constant") && value.type.kind === "closure";
}

export function conversionCost(context: FunctionContext, value: Value, type: Type): number | undefined {
  if (value.kind === "error" || type.kind === "error") return 0;
  if (value.kind === "runtime" || value.kind === "constant") {
    if (value.type === type) return 0;
    if (value.type.kind === "never") return 0;
    if (type.kind === "trait")
      return conformanceProblem(context.program, materializedType(context.program, value.type), type) === undefined ? 1 : undefined;
    if (weakens(value.type, type)) return 1;
    if (wholeComparison(context, value, type) !== undefined) return 1;
    if (type.kind === "function" && type.escaping) return escapingMatch(context, value, type) === undefined ? undefined : 1;
    const literal = isLiteralValue(context.program, value);
    if (literal && materializedType(context.program, value.type) === type) return 1;
    if (type.kind === "struct" && implicitConstructor(context, value, type) !== undefined) return literal ? 2 : 3;
    return undefined;
  }
  if (value.kind === "functions" && type.kind === "closure")
    return value.set.candidates.some((c) => c.closure?.key === type.closure.key) ? 0 : undefined;
  if (value.kind === "functions" && type.kind === "function" && type.escaping)
    return escapingMatch(context, value, type) === undefined ? undefined : 1;
  if (value.kind === "functions")
    return functionValue(context, value.set, type) !== undefined ? 1 : implicitFromFunction(context, value, type) ? 3 : undefined;
  return undefined;
}

function implicitFromFunction(context: FunctionContext, value: Value, type: Type): boolean {
  return type.kind === "struct" && implicitConstructor(context, value, type) !== undefined;
}

export function tryConvert(context: FunctionContext, value: Value, type: Type, span: Span, into?: Place): Value | undefined {
  if (type.kind === "function" && type.escaping && !(value.kind === "runtime" && value.type === type)) {
    const match = escapingMatch(context, value, type);
    if (match !== undefined) return escapingValue(context, match, type, span);
  }
  if (value.kind === "functions") {
    if (type.kind === "closure")
      return value.set.candidates.some((c) => c.closure?.key === type.closure.key)
        ? closureValue(context, type.closure as Closure)
        : undefined;
    const asFunction = functionValue(context, value.set, type);
    if (asFunction !== undefined) return asFunction;
  } else if (value.kind === "runtime" || value.kind === "constant") {
    if (value.type === type) return value;
    if (type.kind === "trait") return materialize(context, value, span);
    if (value.type.kind === "never") return { kind: "constant", type, constant: { kind: "undefined", type: context.lower(type) } };
    if (weakens(value.type, type)) return reinterpret(context, value, type);
  } else return undefined;
  if (type.kind !== "struct") return undefined;
  const whole = wholeComparison(context, value, type);
  if (whole !== undefined) return tryConvert(context, context.services.call(context, whole, [], span), type, span, into);
  const constructor = implicitConstructor(context, value, type);
  if (constructor === undefined) return undefined;
  if (value.kind === "constant" && isLiteralType(context.program, value.type)) {
    if (reportIfTooBig(context, value, type, span, false)) return { kind: "error" };
    // Literals of one value are converted to one type once.
    const cache = context.program.cache<Value>("converted literals");
    const key = `${value.type.key} ${constantKey(value.constant)} ${type.key}`;
    const known = cache.get(key);
    if (known !== undefined) return known;
    const result = context.services.call(
      context,
      constructor,
      [{ keyword: undefined, stars: 0, expression: undefined, value, span }],
      span,
      { type },
    );
    if (result.kind === "constant") cache.set(key, result);
    return result;
  }
  return context.services.call(context, constructor, [{ keyword: undefined, stars: 0, expression: undefined, value, span }], span, {
    type,
    into,
  });
}

/** What turns the mask of `a == b` or `a != b` into one `Bool`, where that is wanted. */
function wholeComparison(context: FunctionContext, value: Value, type: Type): CallableSet | undefined {
  if (value.kind !== "runtime" || value.comparison === undefined || type !== context.program.libraryType("Bool")) return undefined;
  if (value.type.kind !== "struct" || value.type.declaration.name !== "SIMD" || !value.type.declaration.module.isLibrary) return undefined;
  const name = value.comparison === "==" ? "reduce_and" : "reduce_or";
  const member = lookupMember(context.program, value.type, name);
  return member?.kind === "functions" ? { name, candidates: member.candidates, self: value, given: [] } : undefined;
}

/** The implicit constructors of `type` if one takes `value`. */
function implicitConstructor(context: FunctionContext, value: Value, type: StructType): CallableSet | undefined {
  const { program } = context;
  const cache = program.cache<CallableSet | null>("implicit constructors");
  const key = value.kind === "runtime" || value.kind === "constant" ? `${context.dialect} ${value.type.key} -> ${type.key}` : undefined;
  if (key !== undefined) {
    const known = cache.get(key);
    if (known !== undefined) return known ?? undefined;
    cache.set(key, null);
  }
  const candidates = program.services
    .constructors(program, type)
    .filter(
      ({ declaration: f }) =>
        f.decorators.has("implicit") ||
        isImplicitByAge(f) ||
        (context.dialect === "2023" && f.decorators.has("implicit_2023")) ||
        (context.dialect !== "1.0" && f.decorators.has("implicit_before_1")),
    )
    .filter((c) => value.kind !== "functions" || mayTakeFunction(program, c));
  let found: CallableSet | undefined;
  if (candidates.length > 0) {
    const set: CallableSet = { name: type.declaration.name, candidates, self: undefined, given: [] };
    const source = { keyword: undefined, stars: 0 as const, expression: undefined, value, span: context.builder.span };
    // A constructor that names the value's own type is taken without looking at the others, whose types may need this conversion.
    const named = candidates.filter((c) => namesType(c.declaration, value));
    const fitting =
      (named.length > 0 ? context.services.fits(context, { ...set, candidates: named }, [source], 2) : undefined) ??
      context.services.fits(context, set, [source], 2);
    if (fitting !== undefined) found = { ...set, candidates: [fitting] };
  }
  if (key !== undefined) cache.set(key, found ?? null);
  return found;
}

/** A constructor from another struct does not take a function: there is one conversion only. */
function mayTakeFunction(program: Program, candidate: Candidate): boolean {
  const { signature } = candidate.declaration.ast;
  const written = signature.arguments[1]?.type;
  if (written === undefined || signature.parameters.length > 0) return written !== undefined;
  const { result, failed } = program.quietly(() => program.services.evaluateType(program, candidate.scope, written));
  return failed || result.kind !== "struct";
}

function namesType(declaration: FunctionDeclaration, value: Value): boolean {
  if ((value.kind !== "runtime" && value.kind !== "constant") || value.type.kind !== "struct") return false;
  const { name } = value.type.declaration;
  return declaration.ast.signature.arguments.some((a) => a.type?.kind === "name" && a.type.name === name);
}

/** Before 24.6 every constructor of one argument converted implicitly. */
function isImplicitByAge(f: FunctionDeclaration): boolean {
  const { dialect } = f.module.ast;
  return (dialect === "2023" || dialect === "24") && f.ast.signature.arguments.filter((a) => a.default === undefined).length <= 2;
}

export function isLiteralValue(program: Program, value: Value): boolean {
  return value.kind === "constant" && (isLiteralType(program, value.type) || nonmaterializable(program, value.type) !== undefined);
}

/** The run-time type of a literal type: `@nonmaterializable(Int)`. */
function nonmaterializable(program: Program, type: Type): Type | undefined {
  if (type.kind !== "struct") return undefined;
  const decorator = type.declaration.decorators.get("nonmaterializable");
  if (decorator?.kind !== "call" || decorator.arguments[0] === undefined) return undefined;
  const cache = program.cache<Type>("nonmaterializable");
  let result = cache.get(type.key);
  if (result === undefined) {
    result = program.services.evaluateType(program, structScope(program, type), decorator.arguments[0].value);
    cache.set(type.key, result);
  }
  return result;
}

export function materializedType(program: Program, type: Type): Type {
  return nonmaterializable(program, type) ?? type;
}

/** A literal as its run-time type; anything else unchanged. */
export function materialize(context: FunctionContext, value: RuntimeValue | ConstantValue, span: Span): RuntimeValue | ConstantValue {
  const type = nonmaterializable(context.program, value.type);
  if (type === undefined) return value;
  const converted = convert(context, value, type, span);
  return converted.kind === "runtime" || converted.kind === "constant" ? converted : value;
}

/** The same struct whose references only lose mutability (or differ in erased things). */
function weakens(from: Type, to: Type): boolean {
  if (from.kind === "tuple" && to.kind === "tuple" && from.elements.length === to.elements.length)
    return from.elements.every((e, i) => e === to.elements[i] || weakens(e, to.elements[i] as Type));
  if (from.kind !== "struct" || to.kind !== "struct" || from.declaration !== to.declaration) return false;
  let changed = false;
  return (
    from.parameters.every((parameter, index) => {
      const other = to.parameters[index];
      if (other === undefined) return false;
      if (parameter.kind === "origin" || other.kind === "origin") {
        changed = true;
        return true;
      }
      if (parameter.kind === "type" && other.kind === "type") return parameter.type === other.type || weakens(parameter.type, other.type);
      if (parameter.kind === "constant" && other.kind === "constant") {
        if (isMutability(from.declaration.ast.parameters[index]?.name.text)) return true;
        return JSON.stringify(parameter.constant, bigintText) === JSON.stringify(other.constant, bigintText);
      }
      return parameter === other;
    }) &&
    (changed || from !== to)
  );
}

function isMutability(name: string | undefined): boolean {
  return name === "mut" || name === "is_mutable" || name === "is_mut";
}

function bigintText(key: string, value: unknown): unknown {
  return key === "type" ? undefined : typeof value === "bigint" ? String(value) : value;
}

/** The same bits as another type. */
export function reinterpret(context: FunctionContext, value: RuntimeValue | ConstantValue, type: Type): RuntimeValue {
  const place = toPlace(context, value);
  const holder = context.builder.newLocal(context.program.mirTypes.pointer, { keeps: [place.place.local] });
  context.builder.assign(localPlace(holder), { kind: "address", place: place.place });
  const mir = context.lower(type);
  const view: RuntimeValue = {
    kind: "runtime",
    type,
    place: derefPlace(localPlace(holder), mir),
    category: "reference",
    mutable: place.mutable,
    context,
  };
  if (value.kind === "constant" || value.category === "temporary" || value.transferred) {
    const result = temporary(context, type, [place.place.local]);
    context.builder.emit({ kind: "move", target: result.place, source: view.place, span: context.builder.span });
    if (context.lower(value.type) !== mir)
      context.builder.emit({ kind: "mark-uninitialized", place: place.place, span: context.builder.span });
    return result;
  }
  return view;
}

/** A function or closure as a run-time value of a function type. */
function functionValue(context: FunctionContext, set: CallableSet, type: Type): Value | undefined {
  if (type.kind !== "function") return undefined;
  for (const candidate of set.candidates) {
    if (candidate.closure?.environment !== undefined) continue;
    const symbol = matchFunctionType(context, set, candidate, type);
    if (symbol === undefined) continue;
    const constant: Constant = { kind: "function", type: context.program.mirTypes.pointer, symbol };
    return { kind: "constant", type, constant };
  }
  return undefined;
}

/** A template where a type is meant: its defaults complete it. */
export function asType(context: FunctionContext, value: Value): Type | undefined {
  if (value.kind === "type") return value.type;
  if (value.kind === "template") return completeTemplate(context.program, value.template);
  // `None` as a type.
  if (value.kind === "constant" && value.type.kind === "struct" && value.type.declaration.name === "NoneType") return value.type;
  // `()` as the type of no values.
  if (value.kind === "constant" && value.type.kind === "struct" && value.type.declaration.name === "Tuple") {
    const [elements] = value.type.parameters;
    if (elements?.kind === "list" && elements.elements.length === 0) return value.type;
  }
  return undefined;
}

/** A function without captures as a pointer, of its own type. */
export function functionPointerOf(context: FunctionContext, set: CallableSet): ConstantValue | undefined {
  const { program } = context;
  const [candidate] = set.candidates;
  if (candidate === undefined || set.candidates.length !== 1 || candidate.closure?.environment !== undefined || set.self !== undefined)
    return undefined;
  const scope = new Scope({ parent: candidate.scope, kind: "parameters" });
  if (!program.services.bindForTypes(program, candidate, scope, set.given, [])) return undefined;
  const { result: instance, failed } = program.quietly(() => program.services.instance(program, candidate, scope, undefined));
  if (failed || instance.coroutine !== undefined || instance.arguments.some((a) => a.variadic !== "none")) return undefined;
  const type = program.types.function({
    arguments: instance.arguments.map((a) => ({ type: a.type, convention: a.convention })),
    result: instance.result,
    isReference: instance.isReference,
    raises: instance.raises,
    abi: "mojo",
    escaping: false,
  });
  return { kind: "constant", type, constant: { kind: "function", type: program.mirTypes.pointer, symbol: instance.symbol } };
}
