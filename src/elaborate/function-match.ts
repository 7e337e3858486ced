/**
 * Whether a function is of a function type.
 */
import type { FunctionType } from "../types/type.ts";
import type { FunctionContext } from "./context.ts";
import { Scope } from "./scope.ts";
import type { CallableSet } from "./value.ts";

/** The symbol of a candidate's instance for a function type, captures aside. */
export function matchFunctionType(
  context: FunctionContext,
  set: CallableSet,
  candidate: CallableSet["candidates"][number],
  type: FunctionType,
): string | undefined {
  const { program } = context;
  const declared = candidate.declaration.ast.signature.arguments.filter((a) => a.convention !== "out");
  if (declared.length !== type.arguments.length) return undefined;
  const scope = new Scope({ parent: candidate.scope, kind: "parameters" });
  const bound = program.services.bindForTypes(
    program,
    candidate,
    scope,
    set.given,
    type.arguments.map((a) => a.type),
  );
  if (!bound) return undefined;
  const { result: instance, failed } = program.quietly(() => program.services.instance(program, candidate, scope, undefined));
  if (failed || instance.coroutine !== undefined) return undefined;
  const fits =
    instance.arguments.length === type.arguments.length &&
    instance.arguments.every(
      (a, i) =>
        a.type === type.arguments[i]?.type && sameConvention(a.convention, (type.arguments[i] as { convention: string }).convention),
    ) &&
    instance.result === type.result &&
    instance.isReference === type.isReference &&
    instance.raises === type.raises;
  return fits ? instance.symbol : undefined;
}

function sameConvention(a: string, b: string): boolean {
  const passes = (c: string) => (c === "mut" || c === "ref" ? "mut" : c);
  return passes(a) === passes(b);
}
