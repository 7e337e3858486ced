/**
 * Parameters that are declared in a scope but not bound yet.
 */
import type * as ast from "../syntax/ast.ts";
import { mentionedNames } from "./free-names.ts";
import type { Scope } from "./scope.ts";

export function declareUnbound(scope: Scope, declared: readonly ast.ParameterDeclaration[]): void {
  for (const parameter of declared) scope.bindValue(parameter.name.text, { kind: "unbound-parameter", name: parameter.name.text, scope });
}

export function isUnbound(scope: Scope, name: string): boolean {
  const isMember = name.startsWith("Self.");
  const binding = scope.lookup(isMember ? name.slice(5) : name);
  if (binding?.kind !== "value") return false;
  if (isMember && scope.lookup("Self") === undefined) return false;
  return binding.value.kind === "unbound-parameter" || (name === "Self" && binding.value.kind === "template");
}

/** Whether an expression needs a parameter that is not bound yet. */
export function mentionsUnbound(expression: ast.Expression, scope: Scope): boolean {
  return mentionedNames(expression).some((name) => isUnbound(scope, name));
}
