/**
 * What the result of a call may refer to: the locals it must keep alive, and whether they may be changed through it.
 */
import type { LocalId } from "../mir/mir.ts";
import type * as ast from "../syntax/ast.ts";
import type { Type } from "../types/type.ts";
import type { ConcreteArgument, FunctionContext, Instance } from "./context.ts";
import { mentionedNames } from "./free-names.ts";
import type { ConstantValue, RuntimeValue } from "./value.ts";

type Prepared = { readonly argument: ConcreteArgument; readonly values: readonly (RuntimeValue | ConstantValue)[] };
type Origins = ReadonlyMap<string, { readonly roots: readonly LocalId[]; readonly mutable: boolean }>;

export function resultRoots(
  context: FunctionContext,
  instance: Instance,
  prepared: readonly Prepared[],
  origins: Origins,
): { readonly locals: readonly LocalId[]; readonly mutable: boolean } {
  const { signature } = instance.declaration.ast;
  const written = signature.returns ?? signature.arguments.find((a) => a.convention === "out")?.type;
  const referent = written?.kind === "reference-type" ? written.referent : written;
  const carries = carriesOrigin(context, instance.result);
  if (!instance.isReference && !carries) return { locals: [], mutable: true };

  const names = new Set<string>();
  if (written?.kind === "reference-type")
    for (const argument of written.origin ?? []) for (const name of mentionedNames(argument.value)) names.add(name);
  if (referent !== undefined && carries) for (const name of originNames(referent)) names.add(name);

  const locals = new Set<LocalId>();
  let mutable: boolean | undefined;
  let known = false;
  for (const name of names) {
    const bound = origins.get(name);
    if (bound !== undefined) {
      known = true;
      bound.roots.forEach((root) => locals.add(root));
      if (instance.isReference) mutable = (mutable ?? true) && bound.mutable;
      continue;
    }
    // `Self` of a method: what its own origins are, `self` has them too.
    const item = prepared.find((p) => p.argument.name === (name === "Self" ? "self" : name));
    if (item === undefined) continue;
    known = true;
    for (const value of item.values) {
      if (value.kind !== "runtime") {
        mutable = false;
        continue;
      }
      locals.add(value.place.local);
      if (instance.isReference) mutable = (mutable ?? true) && value.mutable;
    }
  }
  if (!known) {
    // Nothing is said: it may refer to whatever was passed by reference.
    for (const { values } of prepared) for (const value of values) if (value.kind === "runtime") locals.add(value.place.local);
  }
  return { locals: [...locals], mutable: mutable ?? true };
}

/** Arguments and origins that a result type names: `Span[T, origin_of(self)]`, `Iterator[T, o]`. */
function originNames(type: ast.Expression): readonly string[] {
  return mentionedNames(type);
}

/** Whether values of a type may refer to other values. */
export function carriesOrigin(context: FunctionContext, type: Type): boolean {
  const cache = context.program.cache<boolean>("carries origin");
  let result = cache.get(type.key);
  if (result === undefined) {
    cache.set(type.key, false);
    result = compute(context, type);
    cache.set(type.key, result);
  }
  return result;
}

function compute(context: FunctionContext, type: Type): boolean {
  switch (type.kind) {
    case "struct":
      return type.parameters.some((parameter) => {
        if (parameter.kind === "origin") return true;
        if (parameter.kind === "type") return carriesOrigin(context, parameter.type);
        if (parameter.kind === "list") return parameter.elements.some((e) => e.kind === "type" && carriesOrigin(context, e.type));
        return false;
      });
    case "tuple":
      return type.elements.some((element) => carriesOrigin(context, element));
    case "array":
      return carriesOrigin(context, type.element);
    case "closure":
      return true;
    default:
      return false;
  }
}
