/**
 * Names that a piece of syntax mentions: to find captures, and parameters that a type expression needs.
 */
import type * as ast from "../syntax/ast.ts";

const cache = new WeakMap<object, readonly string[]>();

/** Every name read or written in an expression or a list of statements, nested functions included, in order, once. */
export function mentionedNames(node: ast.Expression | readonly ast.Statement[]): readonly string[] {
  let names = cache.get(node);
  if (names === undefined) {
    const found = new Set<string>();
    visit(node, found);
    names = [...found];
    cache.set(node, names);
  }
  return names;
}

function visit(node: unknown, found: Set<string>): void {
  if (Array.isArray(node)) {
    for (const item of node) visit(item, found);
    return;
  }
  if (node === null || typeof node !== "object") return;
  const record = node as Record<string, unknown>;
  if (record.kind === "name") {
    found.add(record.name as string);
    return;
  }
  if (record.kind === "attribute") {
    // `Self.T` is one name: it needs only that parameter.
    const base = record.base as ast.Expression;
    if (base.kind === "name" && base.name === "Self") {
      found.add(`Self.${(record.name as ast.Identifier).text}`);
      return;
    }
  }
  for (const key in record) {
    if (key === "span" || key === "file" || key === "headerSpan" || key === "operatorSpan" || key === "argumentsSpan") continue;
    const value = record[key];
    if (value !== null && typeof value === "object") visit(value, found);
  }
}
