/**
 * Private names: in a class `__x` stands for `_Class__x`, wherever it is written.
 *
 * In: statements. Out: the same, with the nodes that change made anew.
 */
import type { Statement } from "../syntax/ast.ts";

export function withPrivateNames(statements: readonly Statement[]): readonly Statement[] {
  return rewritten(statements, undefined) as readonly Statement[];
}

function mangled(name: string, className: string | undefined): string {
  if (className === undefined || !name.startsWith("__") || name.endsWith("__")) return name;
  const own = className.replace(/^_+/, "");
  return own === "" ? name : `_${own}${name}`;
}

function rewritten(node: unknown, className: string | undefined): unknown {
  if (Array.isArray(node)) {
    const list = node.map((item) => rewritten(item, className));
    return list.some((item, index) => item !== node[index]) ? list : node;
  }
  if (node === null || typeof node !== "object") return node;
  const { kind, name, text } = node as { readonly kind?: string; readonly name?: unknown; readonly text?: unknown };
  if (className !== undefined && kind === "name" && typeof name === "string") return changed(node, "name", mangled(name, className));
  if (className !== undefined && kind === undefined && typeof text === "string") return changed(node, "text", mangled(text, className));
  const inner = kind === "class" ? ((name as { readonly text?: string } | undefined)?.text ?? className) : className;
  let result = node as Record<string, unknown>;
  for (const [key, value] of Object.entries(node)) {
    if (typeof value !== "object" || key.toLowerCase().endsWith("span")) continue;
    result = changed(result, key, rewritten(value, key === "body" ? inner : className)) as Record<string, unknown>;
  }
  return result;
}

function changed(node: object, key: string, value: unknown): object {
  return (node as Record<string, unknown>)[key] === value ? node : { ...node, [key]: value };
}
