/**
 * Which names a function assigns, and which of them are its own variables, by Python's rules.
 */
import type { Expression, Identifier, Statement } from "../syntax/ast.ts";
import { boundNames } from "./pattern-names.ts";

/** Names that statements assign, those of nested functions and classes aside. */
export function assignedNames(statements: readonly Statement[]): ReadonlySet<string> {
  const assigned = new Set<string>();
  statements.forEach((statement) => visitStatement(statement, assigned, new Set()));
  return assigned;
}

/** What statements declare `global` and `nonlocal`, those of nested functions and classes aside. */
export function declaredNames(statements: readonly Statement[]): {
  readonly globals: ReadonlySet<string>;
  readonly nonlocals: ReadonlySet<string>;
} {
  const globals = new Set<string>();
  const nonlocals = new Set<string>();
  eachStatement(statements, (statement) => {
    if (statement.kind === "global") statement.names.forEach((name) => globals.add(name.text));
    if (statement.kind === "nonlocal") statement.names.forEach((name) => nonlocals.add(name.text));
  });
  return { globals, nonlocals };
}

/** What loses its value again: by `del`, or behind `except ... as`. */
export function deletedNames(statements: readonly Statement[]): ReadonlySet<string> {
  const deleted = new Set<string>();
  eachStatement(statements, (statement) => {
    if (statement.kind === "delete") statement.targets.forEach((target) => addTarget(target, deleted));
    if (statement.kind === "try") for (const { name } of statement.handlers) if (name !== undefined) deleted.add(name.text);
  });
  return deleted;
}

/** Statements and those inside of their blocks, functions and classes aside. */
function eachStatement(statements: readonly Statement[], action: (statement: Statement) => void): void {
  for (const statement of statements) {
    action(statement);
    if (statement.kind === "function" || statement.kind === "class") continue;
    const { body, orElse, finally: last, handlers, cases } = statement as unknown as Record<string, readonly Statement[] | undefined>;
    for (const list of [body, orElse, last]) if (Array.isArray(list)) eachStatement(list, action);
    for (const list of [handlers, cases])
      for (const block of (list ?? []) as unknown as readonly { readonly body: readonly Statement[] }[]) eachStatement(block.body, action);
  }
}

function visitStatement(statement: Statement, assigned: Set<string>, globals: Set<string>): void {
  const blocks = (...lists: readonly (readonly Statement[])[]): void => {
    for (const list of lists) list.forEach((inner) => visitStatement(inner, assigned, globals));
  };
  switch (statement.kind) {
    case "function":
    case "class":
      assigned.add(statement.name.text);
      return;
    case "global":
      for (const name of statement.names) globals.add(name.text);
      return;
    case "import":
      for (const { path, alias } of statement.names) assigned.add((alias ?? (path[0] as Identifier)).text);
      return;
    case "from-import":
      for (const { name, alias } of statement.names) assigned.add((alias ?? name).text);
      return;
    case "assign":
      statement.targets.forEach((target) => addTarget(target, assigned));
      break;
    case "augmented":
    case "variable":
      addTarget(statement.target, assigned);
      break;
    case "delete":
      statement.targets.forEach((target) => addTarget(target, assigned));
      break;
    case "for":
      addTarget(statement.target, assigned);
      blocks(statement.body, statement.orElse);
      break;
    case "if":
    case "while":
      blocks(statement.body, statement.orElse);
      break;
    case "try":
      blocks(statement.body, ...statement.handlers.map((handler) => handler.body), statement.orElse, statement.finally);
      for (const { name } of statement.handlers) if (name !== undefined) assigned.add(name.text);
      break;
    case "with":
      for (const { target } of statement.items) if (target !== undefined) addTarget(target, assigned);
      blocks(statement.body);
      break;
    case "match":
      for (const { pattern, body } of statement.cases) {
        boundNames(pattern).forEach((name) => assigned.add(name));
        blocks(body);
      }
      break;
    default:
      break;
  }
  addWalruses(statement, assigned);
}

export function addTarget(target: Expression, assigned: Set<string>): void {
  if (target.kind === "name") assigned.add(target.name);
  else if (target.kind === "tuple" || target.kind === "list") target.elements.forEach((element) => addTarget(element, assigned));
  else if (target.kind === "starred") addTarget(target.value, assigned);
}

/** The names that a target assigns. */
export function targetNames(target: Expression): readonly string[] {
  const names = new Set<string>();
  addTarget(target, names);
  return [...names];
}

/** Those of comprehensions too: they assign variables of what is around. */
function addWalruses(node: unknown, assigned: Set<string>): void {
  if (Array.isArray(node)) return node.forEach((item) => addWalruses(item, assigned));
  if (node === null || typeof node !== "object") return;
  const { kind, name } = node as { kind?: string; name?: { text: string } };
  if (kind === "walrus" && name !== undefined) assigned.add(name.text);
  if (kind === "lambda" || kind === "function" || kind === "class") return;
  for (const [key, value] of Object.entries(node)) if (!key.toLowerCase().endsWith("span")) addWalruses(value, assigned);
}
