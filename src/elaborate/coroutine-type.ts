/**
 * The types that calls of async functions have: the library's `Coroutine[T]` and `RaisingCoroutine[T]`.
 */
import type { Constant, LocalId, Operand } from "../mir/mir.ts";
import type { Type } from "../types/type.ts";
import { constantOperand, localPlace, read } from "./builder.ts";
import type { FunctionContext, Instance, Program } from "./context.ts";
import { temporary } from "./materialize.ts";
import type { RuntimeValue } from "./value.ts";

/** What the call of an async function gives. */
export function coroutineType(program: Program, value: Type, raises: boolean): Type {
  const name = raises ? "RaisingCoroutine" : "Coroutine";
  const declaration = program.preludeStruct(name);
  if (declaration === undefined || value.kind === "error") return program.types.error;
  const opened = program.services.openTemplate(program, {
    key: `${name} of ${value.key}`,
    name,
    declaration,
    scope: program.services.moduleScopeOf(program, declaration),
    given: [{ keyword: undefined, value: { kind: "type", type: value }, span: declaration.ast.span }],
  });
  return opened?.kind === "type" ? opened.type : program.types.error;
}

/** For those who use a coroutine as what it gives. */
export const forgottenAwait = "write `await` before the call to get its result";

/** Whether a type is the library's `Coroutine[T]` or `RaisingCoroutine[T]`. */
export function isCoroutineType(type: Type): boolean {
  if (type.kind !== "struct" || !type.declaration.module.isLibrary) return false;
  return type.declaration.name === "Coroutine" || type.declaration.name === "RaisingCoroutine";
}

/** The value of a call: the handle, and whatever else the library's struct has room for. It keeps alive what the coroutine refers to. */
export function wrapHandle(context: FunctionContext, instance: Instance, handle: LocalId, keeps: readonly LocalId[]): RuntimeValue {
  const result = temporary(context, instance.result, keeps);
  const mir = context.lower(instance.result);
  const elements: Operand[] =
    mir.kind === "struct"
      ? mir.fields.map((type, index): Operand => {
          const rest: Constant = { kind: "undefined", type };
          return index === 0 ? read(localPlace(handle)) : constantOperand(rest);
        })
      : [];
  context.builder.assign(result.place, { kind: "aggregate", type: mir, elements });
  return result;
}
