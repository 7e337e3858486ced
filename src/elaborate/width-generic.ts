/**
 * Whether a function does the same for every width: its first parameter is only handed on, in the brackets of what it
 * calls and of the types it names. Nothing in it can then tell one width from another.
 *
 * In: a function of `vectorize` and its like. Not here: what its callees do with the width.
 */
import type * as ast from "../syntax/ast.ts";

const answers = new WeakMap<ast.FunctionDeclaration, boolean>();

export function isWidthGeneric(declaration: ast.FunctionDeclaration): boolean {
  let answer = answers.get(declaration);
  if (answer === undefined) {
    answer = findWhetherGeneric(declaration);
    answers.set(declaration, answer);
  }
  return answer;
}

function findWhetherGeneric(declaration: ast.FunctionDeclaration): boolean {
  const width = declaration.signature.parameters[0]?.name.text;
  if (width === undefined) return false;
  const uses = { handedOn: 0, other: 0 };
  visit(declaration.body, false, width, uses);
  return uses.handedOn > 0 && uses.other === 0;
}

/** `isCalledOrType`: brackets right here hold parameters, not an index. */
function visit(node: unknown, isCalledOrType: boolean, width: string, uses: { handedOn: number; other: number }): void {
  if (Array.isArray(node)) {
    for (const item of node) visit(item, isCalledOrType, width, uses);
    return;
  }
  if (node === null || typeof node !== "object") return;
  const record = node as Record<string, unknown>;
  if (record.kind === "name") {
    if (record.name === width) uses.other++;
    return;
  }
  if (record.kind === "subscript" && isCalledOrType) {
    const { base, arguments: given } = record as Extract<ast.Expression, { kind: "subscript" }>;
    visit(base, false, width, uses);
    for (const argument of given) {
      if (argument.value.kind === "name" && argument.value.name === width) uses.handedOn++;
      else visit(argument.value, argument.value.kind === "subscript", width, uses);
    }
    return;
  }
  for (const key in record) {
    if (key === "span" || key === "file") continue;
    visit(record[key], key === "type" || (key === "callee" && record.kind === "call"), width, uses);
  }
}
