/**
 * Which `except` clause gets an error. The type of an error is known where it is raised, so the choice is made then.
 *
 * The first clause that fits is taken, in source order: one without a type, or one that names the type, a parametric
 * type that it is an instance of, or a trait that it has. `except Error` takes every other type too, as the `Error` that can
 * be made from it. What no clause takes goes on outwards.
 */
import type { StructDeclaration } from "../names/declarations.ts";
import { spanText } from "../source/source-file.ts";
import type * as ast from "../syntax/ast.ts";
import { type Type } from "../types/type.ts";
import type { Catch, FunctionContext } from "./context.ts";
import { describe } from "./describe.ts";
import * as diagnostics from "./diagnostics.ts";
import { errorType } from "./function-facts.ts";
import { conformanceProblem } from "./members.ts";
import { findName } from "./resolve.ts";

export type Clause = {
  readonly node: ast.ExceptHandler;
  /** What it names; nothing where it takes every error. */
  readonly patterns: readonly Pattern[] | undefined;
};

type Pattern = {
  readonly written: ast.Expression;
  /** A type, a trait, or the error type after a mistake, which fits everything. */
  readonly type?: Type;
  /** A parametric type without its parameters. */
  readonly declaration?: StructDeclaration;
};

export function makeClause(context: FunctionContext, node: ast.ExceptHandler): Clause {
  if (node.star) context.report(diagnostics.notYet, { at: node.span, params: { what: "`except*`" }, notes: ["write `except`"] });
  const written = typeOf(context, node);
  if (written === undefined) return { node, patterns: undefined };
  const parts = written.kind === "tuple" ? written.elements : [written];
  return { node, patterns: parts.map((part) => makePattern(context, part)) };
}

/** The name that a handler gives to its error. */
export function boundName(context: FunctionContext, node: ast.ExceptHandler): ast.Identifier | undefined {
  if (node.type === undefined) return namesType(context, node.name?.text) ? undefined : node.name;
  if (node.name === undefined && typeOf(context, node) === undefined && node.type.kind === "name")
    return { text: node.type.name, span: node.type.span };
  return node.name;
}

/** `except name:` binds a name, unless the name is that of a type. */
function typeOf(context: FunctionContext, node: ast.ExceptHandler): ast.Expression | undefined {
  const { type, name } = node;
  if (type === undefined)
    return name !== undefined && namesType(context, name.text) ? { kind: "name", name: name.text, span: name.span } : undefined;
  const isUnknown = type.kind === "name" && name === undefined && findName(context.program, context.scope, type.name) === undefined;
  return isUnknown ? undefined : type;
}

function namesType(context: FunctionContext, name: string | undefined): boolean {
  const found = name === undefined ? undefined : findName(context.program, context.scope, name);
  const value =
    found?.kind === "binding"
      ? found.binding.kind === "value"
        ? found.binding.value
        : undefined
      : found?.kind === "value"
        ? found.value
        : undefined;
  return value?.kind === "type" || value?.kind === "template";
}

function makePattern(context: FunctionContext, written: ast.Expression): Pattern {
  const { program } = context;
  const value = program.services.evaluateValue(program, context.scope, written);
  if (value.kind === "type") return { written, type: value.type };
  if (value.kind === "template" && value.template.declaration.kind === "struct")
    return { written, declaration: value.template.declaration };
  if (value.kind !== "error") context.report(diagnostics.notAType, { at: written.span, params: { found: describe(program, value) } });
  return { written, type: program.types.error };
}

export function clauseFor(context: FunctionContext, clauses: readonly Clause[], type: Type): Catch | undefined {
  const general = errorType(context.program);
  for (const [clause, { patterns }] of clauses.entries()) {
    if (patterns === undefined || patterns.some((pattern) => fits(context, pattern, type))) return { clause, type };
    if (patterns.some((pattern) => pattern.type === general)) return { clause, type: general };
  }
  return undefined;
}

function fits(context: FunctionContext, pattern: Pattern, type: Type): boolean {
  if (pattern.declaration !== undefined) return type.kind === "struct" && type.declaration === pattern.declaration;
  if (pattern.type === undefined) return false;
  if (pattern.type.kind === "trait") return conformanceProblem(context.program, type, pattern.type) === undefined;
  return pattern.type === type || pattern.type.kind === "error";
}

/** Reports clauses that an earlier one leaves nothing for; tells which they are. */
export function checkClauses(context: FunctionContext, clauses: readonly Clause[]): readonly boolean[] {
  const shadowed = clauses.map(() => false);
  if (isGeneric(context)) return shadowed;
  const general = errorType(context.program);
  clauses.forEach((clause, index) => {
    for (const earlier of clauses.slice(0, index)) {
      const takesAll = earlier.patterns === undefined || earlier.patterns.some((pattern) => pattern.type === general);
      const repeated = clause.patterns?.find((pattern) => earlier.patterns?.some((other) => covers(context, other, pattern)));
      if (!takesAll && repeated === undefined) continue;
      const what = repeated === undefined ? "every error" : `\`${spanText(repeated.written.span)}\``;
      context.report(diagnostics.unreachableHandler, {
        at: repeated?.written.span ?? headOf(clause),
        params: { what },
        labels: [{ span: headOf(earlier), text: takesAll ? "this clause takes every error" : "this clause takes it" }],
        notes: [
          repeated === undefined ? "put the clause for everything else last" : "put the narrower clause first, or remove one of them",
        ],
      });
      shadowed[index] = true;
      return;
    }
  });
  return shadowed;
}

/** A clause for an error that nothing in the `try` raises. */
export function warnOfIdleClause(context: FunctionContext, clause: Clause): void {
  const { node, patterns } = clause;
  const general = errorType(context.program);
  const isNarrow = patterns?.every(({ type }) => type !== general && type?.kind !== "error") === true;
  if (!isNarrow || isGeneric(context) || context.scope.module.isLibrary) return;
  const written = node.type?.span ?? node.name?.span ?? node.span;
  context.report(diagnostics.idleHandler, { at: written, params: { type: spanText(written) } });
}

/** In a generic function types are what they are only this time. */
function isGeneric(context: FunctionContext): boolean {
  const declaration = context.instance?.declaration;
  const owner = declaration?.owner;
  return declaration?.ast.signature.hasParameterList === true || (owner?.kind === "struct" && owner.ast.parameters.length > 0);
}

function covers(context: FunctionContext, earlier: Pattern, later: Pattern): boolean {
  if (later.declaration !== undefined) return earlier.declaration === later.declaration;
  return later.type !== undefined && later.type.kind !== "error" && later.type.kind !== "trait"
    ? fits(context, earlier, later.type)
    : earlier.type === later.type;
}

/** `except T as e`, without the body. */
function headOf(clause: Clause) {
  const { node } = clause;
  const end = node.name?.span.end ?? node.type?.span.end ?? node.span.start + "except".length;
  return { ...node.span, end: Math.max(end, node.type?.span.end ?? end) };
}
