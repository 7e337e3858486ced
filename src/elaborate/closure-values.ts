/**
 * Closures at run time: their values, and where their environments are.
 */
import type { Place } from "../mir/mir.ts";
import { constantOperand, derefPlace, localPlace } from "./builder.ts";
import type { FunctionContext } from "./context.ts";
import * as diagnostics from "./diagnostics.ts";
import type { CallableSet, Closure, ConstantValue, RuntimeValue } from "./value.ts";

/** The run-time value of a closure: its captures. */
export function closureValue(context: FunctionContext, closure: Closure): RuntimeValue | ConstantValue {
  const type = context.program.types.closure(closure);
  if (closure.environment === undefined) return { kind: "constant", type, constant: { kind: "zero", type: context.lower(type) } };
  if (closure.environmentPlace !== undefined && context.owns(closure.context)) {
    return { kind: "runtime", type, place: closure.environmentPlace, category: "variable", mutable: true, context };
  }
  const place = derefPlace(environmentPointer(context, closure), context.lower(type));
  return { kind: "runtime", type, place, category: "reference", mutable: true, context };
}

/** The place that holds a pointer to a closure's environment. */
export function environmentPointer(context: FunctionContext, closure: Closure): Place {
  const held = context.environments.get(closure.key);
  if (held !== undefined) return held;
  const holder = context.builder.newLocal(context.program.mirTypes.pointer);
  if (closure.environmentPlace !== undefined && context.owns(closure.context)) {
    context.builder.keep(holder, [closure.environmentPlace.local]);
    context.builder.assign(localPlace(holder), { kind: "address", place: closure.environmentPlace });
  } else {
    context.report(diagnostics.notCaptured, { at: context.builder.span, params: { name: closure.name } });
    context.builder.assign(localPlace(holder), {
      kind: "use",
      operand: constantOperand({ kind: "null", type: context.program.mirTypes.pointer }),
    });
  }
  return localPlace(holder);
}

/** What a closure held in a variable calls: its environment is the value itself. */
export function closureSet(context: FunctionContext, value: RuntimeValue | ConstantValue, closure: Closure): CallableSet {
  if (closure.environment !== undefined && value.kind === "runtime") {
    const holder = context.builder.newLocal(context.program.mirTypes.pointer, { keeps: [value.place.local] });
    context.builder.assign(localPlace(holder), { kind: "address", place: value.place });
    context.environments.set(closure.key, localPlace(holder));
  }
  return {
    name: closure.name,
    candidates: [{ declaration: closure.declaration, scope: closure.scope, closure }],
    self: undefined,
    given: [],
  };
}
