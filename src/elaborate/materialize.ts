/**
 * Compile-time values and places as run-time values: temporaries, copies, stores.
 */
import type { LocalId, Operand, Place } from "../mir/mir.ts";
import { isTrivial, lifecycleOf } from "../mir/types.ts";
import { constantKey, type Type } from "../types/type.ts";
import { constantOperand, derefPlace, localPlace, read } from "./builder.ts";
import { isLiteralType } from "./constants.ts";
import type { FunctionContext } from "./context.ts";
import { conformsToNamed } from "./members.ts";
import { carriesOrigin } from "./result-origins.ts";
import type { ConstantValue, RuntimeValue, Value } from "./value.ts";

/** A new owned local as a value. */
export function temporary(context: FunctionContext, type: Type, keeps: readonly LocalId[] = []): RuntimeValue {
  const local = context.builder.newLocal(context.lower(type), { keeps });
  return { kind: "runtime", type, place: localPlace(local), category: "temporary", mutable: true, context };
}

/** A place that refers to something else through a pointer held in a new local. */
export function referenceTo(
  context: FunctionContext,
  pointer: Operand,
  type: Type,
  mutable: boolean,
  keeps: readonly LocalId[],
): RuntimeValue {
  const holder = context.builder.newLocal(context.program.mirTypes.pointer, { keeps });
  context.builder.assign(localPlace(holder), { kind: "use", operand: pointer });
  return { kind: "runtime", type, place: derefPlace(localPlace(holder), context.lower(type)), category: "reference", mutable, context };
}

/** The value as a place; constants get storage. */
export function toPlace(context: FunctionContext, value: RuntimeValue | ConstantValue): RuntimeValue {
  if (value.kind === "runtime") return value;
  const mir = context.lower(value.type);
  if (isTrivial(mir) || context.isComptime || isLiteralType(context.program, value.type)) {
    const result = temporary(context, value.type);
    if (isTrivial(mir)) {
      context.builder.assign(result.place, { kind: "use", operand: constantOperand(value.constant) });
      return result;
    }
  }
  const cache = context.program.cache<string>("constant globals");
  const key = `${value.type.key} ${constantKey(value.constant)}`;
  let symbol = cache.get(key);
  if (symbol === undefined) {
    symbol = `constant.${cache.size}`;
    cache.set(key, symbol);
    context.program.mir.globals.set(symbol, { symbol, type: mir, initial: value.constant, isConstant: true, linkage: "internal" });
  }
  return referenceTo(
    context,
    constantOperand({ kind: "global", type: context.program.mirTypes.pointer, symbol, offset: 0 }),
    value.type,
    false,
    [],
  );
}

/** Reads a trivially copyable value. */
export function toOperand(value: RuntimeValue | ConstantValue): Operand {
  return value.kind === "constant" ? constantOperand(value.constant) : read(value.place);
}

/** An owned value: temporaries as they are, `x^` as its place, everything else copied. */
export function toOwned(context: FunctionContext, value: RuntimeValue | ConstantValue): RuntimeValue {
  if (value.kind === "runtime" && (value.category === "temporary" || value.transferred)) return value;
  const result = temporary(context, value.type);
  store(context, result.place, value);
  return result;
}

/** Initialises a place with a value of its type. */
export function store(context: FunctionContext, target: Place, value: RuntimeValue | ConstantValue): void {
  const mir = context.lower(value.type);
  const { builder } = context;
  if (value.kind === "constant") {
    // What owns nothing is made anew from its bits, though a value that exists may not be copied.
    const isMade = isTrivial(mir) || (lifecycleOf(mir, "copy") === "none" && lifecycleOf(mir, "destroy") === "trivial");
    if (isMade) builder.assign(target, { kind: "use", operand: constantOperand(value.constant) });
    else builder.copy(target, toPlace(context, value).place, true);
    return;
  }
  if (samePlace(target, value.place)) return;
  // A copy of a reference keeps alive what the original keeps.
  if (!target.path.some((p) => p.kind === "deref") && carriesOrigin(context, value.type))
    builder.keep(target.local, builder.locals[value.place.local]?.keeps ?? []);
  if (isTrivial(mir)) builder.assign(target, { kind: "use", operand: read(value.place) });
  else if (value.category === "temporary" || value.transferred) builder.move(target, value.place);
  else builder.copy(target, value.place, false, asksForCopy(context, value.type));
}

/** Since 1.0 a type that is `Copyable` but not `ImplicitlyCopyable` is copied by `.copy()` alone; a last use still moves. */
function asksForCopy(context: FunctionContext, type: Type): boolean {
  const { module } = context.scope;
  if (type.kind !== "struct" || module.isLibrary || module.ast.dialect !== "1.0") return false;
  const { declaration } = type;
  if (!declaration.module.isLibrary && declaration.module.ast.dialect !== "1.0") return false;
  const { program } = context;
  return conformsToNamed(program, type, ["Copyable"]) && !conformsToNamed(program, type, ["ImplicitlyCopyable"]);
}

export function samePlace(a: Place, b: Place): boolean {
  return (
    a.local === b.local &&
    a.path.length === b.path.length &&
    a.path.every(
      (p, i) =>
        JSON.stringify(p.kind === "field" ? p.index : p.kind) ===
        JSON.stringify(b.path[i]?.kind === "field" ? b.path[i].index : b.path[i]?.kind),
    )
  );
}

/** A value that may change later, as it is now. */
export function snapshot(context: FunctionContext, value: RuntimeValue | ConstantValue): RuntimeValue | ConstantValue {
  if (value.kind === "constant" || value.category === "temporary" || value.transferred) return value;
  return toOwned(context, value);
}

export function asRuntime(value: Value): RuntimeValue | ConstantValue | undefined {
  return value.kind === "runtime" || value.kind === "constant" ? value : undefined;
}
