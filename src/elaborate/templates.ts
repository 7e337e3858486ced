/**
 * Parametric structs and aliases that are used with some or none of their parameters.
 */
import type { StructDeclaration } from "../names/declarations.ts";
import type { Span } from "../source/source-file.ts";
import type { StructType, Type } from "../types/type.ts";
import type { FunctionContext, Program } from "./context.ts";
import { evaluateValue } from "./comptime.ts";
import * as diagnostics from "./diagnostics.ts";
import { lookupMember, structScope } from "./members.ts";
import { bindDefaults, completeTemplate, templateScope } from "./parameters.ts";
import { makeTemplate } from "./resolve.ts";
import { synthesizedConstructors } from "./synthesize.ts";
import { mentionsUnbound } from "./unbound.ts";
import { type Candidate, errorValue, type GivenParameter, type Template, type Value } from "./value.ts";

export function openTemplate(
  program: Program,
  template: Template,
): { readonly kind: "type"; readonly type: Type } | { readonly kind: "template"; readonly template: Template } | undefined {
  if (template.declaration.kind === "struct") {
    if (allGiven(program, template)) {
      const complete = completeTemplate(program, template);
      if (complete !== undefined) return { kind: "type", type: complete };
    }
    return { kind: "template", template };
  }
  const complete = completeTemplate(program, template);
  if (complete !== undefined) return { kind: "type", type: complete };
  return aliasAsStruct(program, template);
}

/** Whether every parameter without a default was given: others may still be inferred from a call. */
function allGiven(program: Program, template: Template): boolean {
  const declared = template.declaration.ast.parameters;
  if (template.given.length === 0) return declared.length === 0;
  void program;
  return template.given.filter((g) => g.value.kind !== "unbound").length > 0;
}

/** `alias Row[n: Int] = Matrix[1, n]` without `n`: the struct with the parameters that are known. */
function aliasAsStruct(program: Program, template: Template): { readonly kind: "template"; readonly template: Template } | undefined {
  const { value } = template.declaration.ast as { value?: import("../syntax/ast.ts").Expression };
  if (value === undefined) return undefined;
  const scope = templateScope(program, template, value.span);
  if (typeof scope === "string") return undefined;
  if (value.kind === "name" || value.kind === "attribute") {
    const inner = evaluateValue(program, scope, value);
    return inner.kind === "template" ? { kind: "template", template: inner.template } : undefined;
  }
  if (value.kind !== "subscript") return undefined;
  const base = evaluateValue(program, scope, value.base);
  if (base.kind !== "template" || base.template.declaration.kind !== "struct") return undefined;
  const declared = base.template.declaration.ast.parameters.filter((p) => p.passing !== "infer-only");
  const given: GivenParameter[] = [...base.template.given];
  value.arguments.forEach((argument, index) => {
    if (mentionsUnbound(argument.value, scope)) return;
    const keyword = argument.keyword?.text ?? declared[index]?.name.text;
    given.push({ keyword, value: evaluateValue(program, scope, argument.value), span: argument.span });
  });
  return { kind: "template", template: makeTemplate(program, base.template.declaration, base.template.scope, given) };
}

export function constructors(program: Program, type: StructType): readonly Candidate[] {
  const member = lookupMember(program, type, "__init__");
  const own = member?.kind === "functions" ? member.candidates : [];
  const scope = structScope(program, type);
  const synthesized = synthesizedConstructors(program, type.declaration).map((declaration) => ({ declaration, scope }));
  return [...own, ...synthesized];
}

export function templateConstructors(program: Program, template: Template): readonly Candidate[] {
  const declaration = template.declaration as StructDeclaration;
  const member = declaration.members.get("__init__");
  const own = member?.kind === "functions" ? member.functions : [];
  return [...own, ...synthesizedConstructors(program, declaration)].map((f) => ({ declaration: f, scope: template.scope, template }));
}

/** `Name[parameters]` of a parametric alias. */
export function aliasTemplate(context: FunctionContext, template: Template, span: Span): Value {
  const { program } = context;
  const scope = templateScope(program, template, span);
  if (typeof scope === "string") {
    context.report(diagnostics.wrongParameters, { at: span, params: { callee: template.name, reason: scope } });
    return errorValue;
  }
  const missing = bindDefaults(program, scope, template.declaration.ast.parameters);
  if (missing !== undefined) return { kind: "template", template };
  const cache = program.cache<Value>("alias instances");
  const key = `${template.key}`;
  const known = cache.get(key);
  if (known !== undefined && !template.key.includes("?")) return known;
  const { value } = template.declaration.ast as { value?: import("../syntax/ast.ts").Expression };
  if (value === undefined) return errorValue;
  const result = evaluateValue(program, scope, value);
  cache.set(key, result);
  return result;
}

/** Why the given parameters are wrong; nothing if some are merely missing. */
export function templateProblem(program: Program, template: Template, span: Span): string | undefined {
  const scope = templateScope(program, template, span);
  return typeof scope === "string" ? scope : undefined;
}
