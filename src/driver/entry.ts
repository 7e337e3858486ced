/** Whether a file is a program or a module to be imported. */
import type { MirModule } from "../mir/mir.ts";
import type { Module, Statement } from "../syntax/ast.ts";

/** It has a `main`, or a statement at file scope that does something. */
export function hasEntry(module: Module): boolean {
  return module.body.some((statement) => (statement.kind === "function" ? statement.name.text === "main" : !isDeclaration(statement)));
}

function isDeclaration(statement: Statement): boolean {
  switch (statement.kind) {
    case "function":
    case "struct":
    case "trait":
    case "class":
    case "extension":
    case "alias":
    case "variable":
    case "import":
    case "from-import":
    case "assert":
    case "pass":
      return true;
    // Constants of a module: `__all__ = […]`.
    case "assign":
      return true;
    case "if":
      return statement.isComptime && [...statement.body, ...statement.orElse].every(isDeclaration);
    case "expression":
      return statement.value.kind === "string" || statement.value.kind === "ellipsis" || statement.value.kind === "error";
    default:
      return false;
  }
}

/** The library's function that flushes output: the entry calls it, and so does the handler of fatal signals. */
export function exportedFinish(module: MirModule): string | undefined {
  const finish = [...module.functions.values()].find((each) => each.displayName.endsWith("__mojo_finish"));
  if (finish !== undefined && !module.roots.includes(finish.symbol)) module.roots.push(finish.symbol);
  return finish?.symbol;
}
