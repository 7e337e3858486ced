/**
 * Constructors that the compiler writes: `@fieldwise_init`, `@value`, and the empty one of plain data.
 *
 * They are made as syntax, so that they are elaborated like what a user writes.
 */
import { declareFunction } from "../names/collect.ts";
import type { FunctionDeclaration, StructDeclaration } from "../names/declarations.ts";
import type * as ast from "../syntax/ast.ts";
import type { Program } from "./context.ts";

export function synthesizedConstructors(program: Program, declaration: StructDeclaration): readonly FunctionDeclaration[] {
  const cache = program.cache<readonly FunctionDeclaration[]>("synthesized constructors");
  const key = String(declaration.id);
  let result = cache.get(key);
  if (result === undefined) {
    result = synthesize(declaration);
    cache.set(key, result);
  }
  return result;
}

function synthesize(declaration: StructDeclaration): FunctionDeclaration[] {
  const fieldwise = declaration.decorators.has("fieldwise_init") || declaration.decorators.has("value");
  if (!fieldwise) return [];
  const existing = declaration.members.get("__init__");
  if (declaration.decorators.has("value") && existing?.kind === "functions" && existing.functions.some((f) => takesFields(f, declaration)))
    return [];
  const decorator = declaration.decorators.get("fieldwise_init");
  const implicit = decorator?.kind === "call" && decorator.arguments.some((a) => a.value.kind === "string" && a.value.value === "implicit");
  return [fieldwiseConstructor(declaration, implicit === true)];
}

function takesFields(f: FunctionDeclaration, declaration: StructDeclaration): boolean {
  const positional = f.ast.signature.arguments.filter((a) => a.passing !== "keyword-only" && a.stars === 0);
  return positional.length === declaration.fields.length + 1 && !f.ast.signature.hasParameterList;
}

function fieldwiseConstructor(declaration: StructDeclaration, implicit: boolean): FunctionDeclaration {
  const { span, name } = { span: declaration.ast.name.span, name: (text: string) => ({ text, span: declaration.ast.name.span }) };
  const self: ast.Expression = { kind: "name", name: "self", span };
  const arguments_: ast.ArgumentDeclaration[] = [{ name: name("self"), convention: "out", stars: 0, passing: "normal", span }];
  const body: ast.Statement[] = [];
  for (const field of declaration.fields) {
    arguments_.push({
      name: name(field.name),
      convention: "owned",
      stars: 0,
      type: field.ast.type,
      default: field.ast.value,
      passing: "normal",
      span,
    });
    body.push({
      kind: "assign",
      targets: [{ kind: "attribute", base: self, name: name(field.name), span }],
      value: { kind: "transfer", value: { kind: "name", name: field.name, span }, span },
      span,
    });
  }
  if (body.length === 0) body.push({ kind: "pass", span });
  const written: ast.FunctionDeclaration = {
    kind: "function",
    name: name("__init__"),
    signature: {
      keyword: "def",
      parameters: [],
      hasParameterList: false,
      arguments: arguments_,
      effects: { raises: false, isAsync: false, capturing: false, escaping: false, unified: false, thin: false },
    },
    decorators: [
      { expression: { kind: "name", name: "always_inline", span }, span },
      ...(implicit ? [{ expression: { kind: "name" as const, name: "implicit", span }, span }] : []),
    ],
    body,
    headerSpan: span,
    span,
  };
  const result = declareFunction(written, declaration.module, declaration);
  return { ...result, synthesized: true };
}
