/**
 * Unpacking: `a, b = …`, `a, *rest = …`.
 *
 * The length of a tuple, an array or a display is known and checked here; that of anything else when the program runs.
 * What a starred target gets is a `List`: of a tuple's elements, or of what is left when the other targets have theirs.
 */
import type { Span } from "../source/source-file.ts";
import type * as ast from "../syntax/ast.ts";
import { printType, type StructType, type Type } from "../types/type.ts";
import { boolConstant, intLiteral } from "./constants.ts";
import type { FunctionContext } from "./context.ts";
import { materialize, materializedType } from "./convert.ts";
import * as diagnostics from "./diagnostics.ts";
import { emitRaise } from "./errors.ts";
import { condition, runtimeValue } from "./evaluation.ts";
import { callPrelude, listOf, listOfType, tupleTypes } from "./literals.ts";
import { store, temporary, toOwned, toPlace } from "./materialize.ts";
import { lookupMember } from "./members.ts";
import { callMethod, hasMethod } from "./operators.ts";
import type { ConstantValue, RuntimeValue, Value } from "./value.ts";

type Declare = "var" | "let" | "ref" | "implicit" | "loop";

/** Assigns the parts of a value to targets; false, after a report, if that cannot be. */
export function unpack(context: FunctionContext, targets: readonly ast.Expression[], value: Value, declare: Declare, span: Span): boolean {
  const runtime = runtimeValue(context, value, span);
  if (runtime === undefined) return false;
  const star = targets.findIndex((target) => target.kind === "starred");
  const second = targets.findLast((target) => target.kind === "starred");
  if (star >= 0 && second !== targets[star]) {
    context.report(diagnostics.badStar, { at: (second as ast.Expression).span, params: { problem: "only one target can take the rest" } });
    return false;
  }
  const elements =
    tupleElements(runtime) !== undefined
      ? partsOfTuple(context, targets, star, runtime, span)
      : star >= 0
        ? partsWithRest(context, targets, star, runtime, span)
        : partsByIndex(context, targets, runtime, span);
  if (elements === undefined || elements.some((e) => e.kind === "error")) return false;
  // Every element out before any target is written: `a, b = b, a`.
  const owned =
    declare === "ref" || declare === "loop"
      ? elements
      : elements.map((e) => (e.kind === "runtime" || e.kind === "constant" ? toOwned(context, e) : e));
  targets.forEach((target, index) =>
    context.services.assignTarget(context, target.kind === "starred" ? target.value : target, owned[index] as Value, declare),
  );
  return true;
}

/** A display as the value of an unpacking has a known length. */
export function checkDisplayLength(context: FunctionContext, target: ast.Expression, value: ast.Expression): boolean {
  if ((target.kind !== "tuple" && target.kind !== "list") || value.kind !== "list") return true;
  if (value.elements.some((element) => element.kind === "starred")) return true;
  return countFits(context, target.elements, value.elements.length, target.span);
}

function countFits(context: FunctionContext, targets: readonly ast.Expression[], found: number, span: Span): boolean {
  const open = targets.some((target) => target.kind === "starred");
  const expected = open ? targets.length - 1 : targets.length;
  if (open ? found >= expected : found === expected) return true;
  context.report(diagnostics.unpackCount, { at: span, params: { expected, found, open } });
  return false;
}

function tupleElements(value: RuntimeValue | ConstantValue): readonly Type[] | undefined {
  return value.type.kind === "struct" && value.type.declaration.name === "Tuple" ? tupleTypes(value.type) : undefined;
}

function partsOfTuple(
  context: FunctionContext,
  targets: readonly ast.Expression[],
  star: number,
  value: RuntimeValue | ConstantValue,
  span: Span,
): Value[] | undefined {
  const count = (tupleElements(value) as readonly Type[]).length;
  if (!countFits(context, targets, count, span)) return undefined;
  const isOwned = value.kind === "runtime" && (value.category === "temporary" || value.transferred === true);
  const whole = unpackSource(context, value);
  const elements = Array.from({ length: count }, (_, index) => elementOf(context, whole, index, span, isOwned));
  if (star < 0) return elements;
  const after = targets.length - star - 1;
  const rest = restOfTuple(context, targets[star] as ast.Expression, elements.slice(star, count - after), elements);
  return rest === undefined ? undefined : [...elements.slice(0, star), rest, ...elements.slice(count - after)];
}

/** The elements that a starred target takes are of one type, that of the list. */
function restOfTuple(context: FunctionContext, target: ast.Expression, taken: readonly Value[], all: readonly Value[]): Value | undefined {
  const { program } = context;
  const typesOf = (values: readonly Value[]) =>
    new Set(values.flatMap((v) => (v.kind === "runtime" || v.kind === "constant" ? [materializedType(program, v.type)] : [])));
  const inner = target.kind === "starred" ? target.value : target;
  const types = typesOf(taken.length > 0 ? taken : all);
  const known = inner.kind === "name" ? context.scope.lookup(inner.name) : undefined;
  const wanted = known?.kind === "variable" ? known.type : undefined;
  const [only] = types;
  const element =
    wanted?.kind === "struct" && wanted.declaration.name === "List" ? elementTypeOf(wanted) : types.size === 1 ? only : undefined;
  const list = element === undefined ? undefined : listOfType(context, element);
  if (list === undefined) {
    const written = [...types].map((type) => `\`${printType(type)}\``);
    const problem =
      taken.length === 0
        ? "no value is left for it, so nothing tells the type of its list"
        : `its values have different types: ${written.slice(0, -1).join(", ")} and ${written.at(-1)}`;
    context.report(diagnostics.badStar, {
      at: target.span,
      params: { problem },
      notes: [taken.length === 0 ? "declare it first, with its type" : "name each of them with a target of its own"],
    });
    return undefined;
  }
  return listOf(context, list, taken, target.span);
}

function elementTypeOf(list: StructType): Type | undefined {
  const [first] = list.parameters;
  return first?.kind === "type" ? first.type : undefined;
}

/** Element by element through `__getitem__`, or through iteration where there is none. */
function partsByIndex(
  context: FunctionContext,
  targets: readonly ast.Expression[],
  value: RuntimeValue | ConstantValue,
  span: Span,
): Value[] | undefined {
  const isOwned = value.kind === "runtime" && (value.category === "temporary" || value.transferred === true);
  if (!hasMethod(context, value, "__getitem__")) {
    const items = collect(context, value, span);
    if (items === undefined || !checkLength(context, targets, items, span)) return undefined;
    return targets.map(() => callMethod(context, items, "pop", [intLiteral(context.program, 0n)], span));
  }
  const whole = unpackSource(context, value);
  if (hasMethod(context, whole, "__len__") && !checkLength(context, targets, whole, span)) return undefined;
  return targets.map((_, index) => elementOf(context, whole, index, span, isOwned));
}

function partsWithRest(
  context: FunctionContext,
  targets: readonly ast.Expression[],
  star: number,
  value: RuntimeValue | ConstantValue,
  span: Span,
): Value[] | undefined {
  const items = collect(context, value, span);
  if (items === undefined || !checkLength(context, targets, items, span)) return undefined;
  const last = targets.slice(star + 1).map(() => ownedItem(context, callMethod(context, items, "pop", [], span)));
  const first = targets
    .slice(0, star)
    .map(() => ownedItem(context, callMethod(context, items, "pop", [intLiteral(context.program, 0n)], span)));
  return [...first, { ...items, transferred: true }, ...last.toReversed()];
}

function ownedItem(context: FunctionContext, item: Value): Value {
  return item.kind === "runtime" || item.kind === "constant" ? toOwned(context, item) : item;
}

/** Everything that a value gives when it is iterated, in a list of ours. */
function collect(context: FunctionContext, value: RuntimeValue | ConstantValue, span: Span): RuntimeValue | undefined {
  const source = materialize(context, value, span);
  const isList = source.kind === "runtime" && source.type.kind === "struct" && source.type.declaration.name === "List";
  if (isList && (source.category === "temporary" || source.transferred)) return { ...inVariable(context, source), mutable: true };
  const { result: element } = context.attempt((fork) => {
    let type: Type | undefined;
    fork.services.iterate(fork, source, span, (item) => {
      type = materializedType(fork.program, item.type);
    });
    return type;
  });
  const list = element === undefined ? undefined : listOfType(context, element);
  if (list === undefined) {
    context.services.iterate(context, source, span, () => {});
    return undefined;
  }
  const empty = listOf(context, list, [], span);
  if (empty.kind !== "runtime" && empty.kind !== "constant") return undefined;
  const items = inVariable(context, toOwned(context, empty));
  context.services.iterate(
    context,
    source,
    span,
    (item) => void callMethod(context, items, "append", [materialize(context, item, span)], span),
  );
  return items;
}

function inVariable(context: FunctionContext, value: RuntimeValue): RuntimeValue {
  const result = temporary(context, value.type);
  store(context, result.place, value);
  return { ...result, category: "variable" };
}

/** Raises where the number of values is not that of the targets; reports it where that is known now. */
function checkLength(context: FunctionContext, targets: readonly ast.Expression[], value: RuntimeValue, span: Span): boolean {
  const { builder, program } = context;
  const open = targets.some((target) => target.kind === "starred");
  const expected = open ? targets.length - 1 : targets.length;
  if (open && expected === 0) return true;
  const found = callMethod(context, value, "__len__", [], span);
  if (found.kind !== "runtime" && found.kind !== "constant") return false;
  const facts = [found, intLiteral(program, BigInt(expected)), boolConstant(program, open)];
  const test = condition(context, callPrelude(context, "__unpacking_fits", facts, span), span);
  const fits = builder.newBlock();
  const fails = builder.newBlock();
  builder.branch(test, fits, fails);
  builder.startBlock(fails);
  const error = callPrelude(context, "__unpacking_error", facts, span);
  if (error.kind === "runtime" || error.kind === "constant") emitRaise(context, error, span, "unpacking");
  builder.terminate({ kind: "unreachable", span });
  builder.startBlock(fits);
  return true;
}

/** What is unpacked, in a variable. */
function unpackSource(context: FunctionContext, value: RuntimeValue | ConstantValue): RuntimeValue {
  const place = toPlace(context, value);
  return place.category === "temporary" || place.transferred ? { ...place, category: "variable", transferred: false } : place;
}

function elementOf(context: FunctionContext, whole: RuntimeValue, index: number, span: Span, isOwned: boolean): Value {
  const { program } = context;
  const storage = whole.type.kind === "struct" && whole.type.declaration.name === "Tuple" ? whole.type : undefined;
  if (storage !== undefined) {
    const fast = tupleStorageField(context, whole, storage, index);
    if (fast !== undefined) return isOwned ? { ...fast, transferred: true } : fast;
  }
  const getter = lookupMember(program, whole.type, "__getitem__");
  if (getter?.kind !== "functions") {
    context.report(diagnostics.notIterable, { at: span, params: { type: whole.type.kind } });
    return { kind: "error" };
  }
  const literal = intLiteral(program, BigInt(index));
  const set = { name: "__getitem__", candidates: getter.candidates, self: whole, given: [] };
  const byArgument = context.services.tryCall(
    context,
    set,
    [{ keyword: undefined, stars: 0, expression: undefined, value: literal, span }],
    span,
  );
  if (byArgument !== undefined) return byArgument;
  return context.services.call(context, { ...set, given: [{ keyword: undefined, value: literal, span }] }, [], span);
}

/** A library `Tuple` holds its elements in a `__type.tuple` field: reach in, so that elements move out one by one. */
function tupleStorageField(context: FunctionContext, whole: RuntimeValue, type: StructType, index: number): RuntimeValue | undefined {
  const field = lookupMember(context.program, type, type.declaration.fields[0]?.name ?? "");
  if (field?.kind !== "field" || field.type.kind !== "tuple") return undefined;
  const element = field.type.elements[index];
  if (element === undefined) return undefined;
  return {
    ...whole,
    type: element,
    category: "variable",
    place: { local: whole.place.local, path: [...whole.place.path, { kind: "field", index: field.index }, { kind: "field", index }] },
  };
}
