/**
 * What most of elaboration needs of expressions: arguments of calls, run-time values, conditions.
 *
 * Below the dispatch of `expressions.ts`, which is reached through the services.
 */
import type { Operand } from "../mir/mir.ts";
import type { Span } from "../source/source-file.ts";
import type * as ast from "../syntax/ast.ts";
import { boolCode } from "../types/dtype.ts";
import { integerOf, type Type } from "../types/type.ts";
import { constantOperand, fieldPlace, localPlace, read } from "./builder.ts";
import { closureValue } from "./closure-values.ts";
import { boolConstant, boolOf, intLiteral, leafOf } from "./constants.ts";
import type { CallSource, FunctionContext, Hint } from "./context.ts";
import { isLiteralValue, materialize, materializedType } from "./convert.ts";
import { describe } from "./describe.ts";
import * as diagnostics from "./diagnostics.ts";
import { snapshot, temporary, toOperand } from "./materialize.ts";
import { lookupMember } from "./members.ts";
import type { ConstantValue, RuntimeValue, Value } from "./value.ts";

export function expression(context: FunctionContext, node: ast.Expression, hint: Hint = {}): Value {
  return context.services.expression(context, node, hint);
}

/** Arguments of a call: what has a type of its own now, what needs a wanted type later. */
export function callSources(context: FunctionContext, arguments_: readonly ast.CallArgument[]): CallSource[] {
  const sources: CallSource[] = [];
  const last = arguments_.length - 1;
  for (const [index, argument] of arguments_.entries()) {
    const keyword = argument.keyword?.text;
    const { span } = argument;
    if (argument.stars === 1 || argument.value.kind === "starred") {
      const inner = argument.value.kind === "starred" ? argument.value.value : argument.value;
      const value = expression(context, inner);
      if (value.kind === "pack")
        for (const element of value.pack.elements)
          sources.push({ keyword: undefined, stars: 0, expression: undefined, value: element, span });
      else if (value.kind !== "error")
        context.report(diagnostics.notYet, { at: span, params: { what: "unpacking a run-time sequence into arguments" } });
      continue;
    }
    if (needsType(argument.value)) {
      sources.push({ keyword, stars: argument.stars, expression: argument.value, value: undefined, span: argument.value.span });
      continue;
    }
    let value = expression(context, argument.value);
    // A later argument may change what an earlier one named: take small values now.
    if (
      index < last &&
      value.kind === "runtime" &&
      value.category !== "temporary" &&
      !value.transferred &&
      mayChange(arguments_.slice(index + 1)) &&
      isScalar(context, value)
    )
      value = snapshot(context, value);
    sources.push({ keyword, stars: argument.stars, expression: undefined, value, span: argument.value.span });
  }
  return sources;
}

function isScalar(context: FunctionContext, value: RuntimeValue): boolean {
  const mir = context.lower(value.type);
  let leaf = mir;
  while (leaf.kind === "struct" && leaf.fields.length === 1) leaf = leaf.fields[0] as typeof mir;
  return leaf.kind !== "struct" && leaf.kind !== "array" && !(mir.kind === "struct" && mir.lifecycle.copy !== "trivial");
}

function mayChange(later: readonly ast.CallArgument[]): boolean {
  return later.some((a) => a.value.kind === "walrus");
}

export function needsType(node: ast.Expression): boolean {
  switch (node.kind) {
    case "list":
    case "set":
    case "dictionary":
    case "initializer":
    case "lambda":
      return true;
    case "tuple":
      return true;
    case "conditional":
      return needsType(node.whenTrue) || needsType(node.whenFalse);
    default:
      return false;
  }
}

export function lengthOf(context: FunctionContext, value: Extract<Value, { kind: "pack" | "list" }>): Value {
  const count = value.kind === "pack" ? value.pack.elements.length : value.elements.length;
  return materialize(context, intLiteral(context.program, BigInt(count)), context.builder.span);
}

/** A truth value in a register. */
export function condition(context: FunctionContext, value: Value, span: Span): Operand {
  const { program } = context;
  if (value.kind === "error") return constantOperand({ kind: "int", type: program.mirTypes.bool, value: 0n });
  if (value.kind === "runtime" || value.kind === "constant") {
    if (value.kind === "constant") {
      const known = isBoolLike(context, value.type) ? boolOf(value) : undefined;
      if (known !== undefined) return constantOperand({ kind: "int", type: program.mirTypes.bool, value: known ? 1n : 0n });
    }
    if (value.type.kind === "simd" && value.type.dtype === boolCode && value.type.size === 1) return toOperand(value);
    if (value.type === program.libraryType("Bool") && value.kind === "runtime") return read(boolField(context, value));
    // A vector of truth values in a condition: whether all hold.
    const lanes =
      value.type.kind === "struct" && value.type.declaration.name === "SIMD" && value.type.declaration.module.isLibrary
        ? value.type.parameters
        : undefined;
    if (lanes?.[0] !== undefined && lanes[1] !== undefined && integerOf(lanes[0]) === boolCode && (integerOf(lanes[1]) ?? 1) > 1) {
      const name = value.kind === "runtime" && value.comparison === "!=" ? "reduce_or" : "reduce_and";
      const reduction = lookupMember(program, value.type, name);
      if (reduction?.kind === "functions") {
        return condition(
          context,
          program.services.call(context, { name, candidates: reduction.candidates, self: value, given: [] }, [], span),
          span,
        );
      }
    }
    for (const name of ["__bool__", "__as_bool__", "__mlir_i1__", "__len__"]) {
      const member = lookupMember(program, value.type, name);
      if (member?.kind !== "functions") continue;
      const result = program.services.call(context, { name, candidates: member.candidates, self: value, given: [] }, [], span);
      if (name === "__len__" && (result.kind === "runtime" || result.kind === "constant")) return condition(context, result, span);
      if (result.kind === "error") return condition(context, result, span);
      if ((result.kind === "runtime" || result.kind === "constant") && result.type !== value.type) return condition(context, result, span);
    }
    if (isLiteralValue(program, value)) return condition(context, materialize(context, value, span), span);
  }
  context.report(diagnostics.typeMismatch, {
    at: span,
    params: { expected: "Bool", found: describe(program, value), what: "a condition must be" },
  });
  return constantOperand({ kind: "int", type: program.mirTypes.bool, value: 0n });
}

export function isBoolLike(context: FunctionContext, type: Type): boolean {
  return type === context.program.libraryType("Bool") || (type.kind === "simd" && type.dtype === boolCode);
}

/** The one-bit leaf inside a `Bool`. */
function boolField(context: FunctionContext, value: RuntimeValue): RuntimeValue["place"] {
  let place = value.place;
  let mir = context.lower(value.type);
  while (mir.kind === "struct" && mir.fields.length > 0) {
    place = fieldPlace(place, 0);
    mir = mir.fields[0] as typeof mir;
  }
  return place;
}

/** A one-bit operand as a `Bool`. */
export function boolValue(context: FunctionContext, operand: Operand): RuntimeValue | ConstantValue {
  const { program } = context;
  if (operand.kind === "constant") {
    const leaf = leafOf(operand.constant);
    if (leaf.kind === "int") return boolConstant(program, leaf.value !== 0n);
  }
  const type = program.libraryType("Bool") ?? program.types.simd(boolCode, 1);
  const result = temporary(context, type);
  const mir = context.lower(type);
  const wrapAll = (target: typeof mir): void => {
    if (target.kind === "struct") context.builder.assign(result.place, { kind: "aggregate", type: target, elements: [operand] });
    else context.builder.assign(result.place, { kind: "use", operand });
  };
  wrapAll(mir);
  return result;
}

export function negate(context: FunctionContext, operand: Operand): RuntimeValue | ConstantValue {
  const { program } = context;
  if (operand.kind === "constant")
    return boolConstant(program, leafOf(operand.constant).kind === "int" && (leafOf(operand.constant) as { value: bigint }).value === 0n);
  const flipped = context.builder.newLocal(program.mirTypes.bool);
  context.builder.assign(localPlace(flipped), { kind: "intrinsic", name: "not", operands: [operand], type: program.mirTypes.bool });
  return boolValue(context, read(localPlace(flipped)));
}

/** The type of two alternatives: equal, or one that the other converts to. */
export function commonType(context: FunctionContext, first: ast.Expression, second: ast.Expression): Type | undefined {
  const { program } = context;
  const typeOf = (node: ast.Expression) =>
    context.attempt((fork) => {
      const value = fork.services.expression(fork, node);
      if (value.kind === "functions") return runtimeValue(fork, value, node.span);
      return value.kind === "runtime" || value.kind === "constant" ? value : undefined;
    }).result;
  const a = typeOf(first);
  const b = typeOf(second);
  if (a === undefined || b === undefined) return undefined;
  const typeA = materializedType(program, a.type);
  const typeB = materializedType(program, b.type);
  if (typeA === typeB) return typeA;
  const converts = (from: ast.Expression, to: Type) =>
    !context.attempt((fork) => fork.services.convert(fork, fork.services.expression(fork, from), to, from.span)).failed;
  if (isLiteralValue(program, a) && converts(first, typeB)) return typeB;
  if (isLiteralValue(program, b) && converts(second, typeA)) return typeA;
  if (converts(second, typeA)) return typeA;
  return converts(first, typeB) ? typeB : undefined;
}

export function runtimeValue(context: FunctionContext, value: Value, span: Span): RuntimeValue | ConstantValue | undefined {
  if (value.kind === "runtime" || value.kind === "constant") return value;
  if (value.kind === "functions") {
    const closure = value.set.candidates[0]?.closure;
    if (closure !== undefined) return closureValue(context, closure);
    const function_ = context.services.functionPointer(context, value.set);
    if (function_ !== undefined) return function_;
  }
  if (value.kind !== "error") context.report(diagnostics.notAValue, { at: span, params: { what: describe(context.program, value) } });
  return undefined;
}
