/**
 * What looks like arithmetic on floats. A guess, on which nothing but speed depends.
 */
import type { BinaryOperator, Expression, Statement } from "../syntax/ast.ts";
import type { Body } from "./body.ts";

type Binary = Extract<Expression, { kind: "binary" }>;

const operators: ReadonlySet<BinaryOperator> = new Set(["+", "-", "*", "/"]);

export function isOperation(node: Expression): node is Binary {
  return node.kind === "binary" && operators.has(node.operator);
}

/** Whether an expression is worth computing in registers. */
export function looksFloat(node: Expression, floats: ReadonlySet<string>): boolean {
  switch (node.kind) {
    case "float":
      return true;
    case "name":
      return floats.has(node.name);
    case "attribute":
      return floats.has(`.${node.name.text}`);
    case "unary":
      return node.operator === "-" && looksFloat(node.operand, floats);
    case "binary":
      if (!isOperation(node)) return false;
      if (node.operator === "/") return true;
      if (looksFloat(node.left, floats) || looksFloat(node.right, floats)) return true;
      return node.operator !== "+" && mayBeFloat(node.left) && mayBeFloat(node.right);
    default:
      return false;
  }
}

/** Not a literal of something else, and nothing that is computed from one. */
function mayBeFloat(node: Expression): boolean {
  if (node.kind === "attribute" || node.kind === "subscript") return true;
  return node.kind === "binary" && isOperation(node) && mayBeFloat(node.left) && mayBeFloat(node.right);
}

/** Local variables of a function that may hold floats in registers: what is assigned to them looks like it. */
export function floatNames(statements: readonly Statement[], attributes: ReadonlySet<string>): ReadonlySet<string> {
  const names = new Set<string>(attributes);
  let before = -1;
  while (names.size !== before) {
    before = names.size;
    eachAssignment(statements, (target, value) => {
      if (target.kind === "name" && looksFloat(value, names)) names.add(target.name);
    });
  }
  return names;
}

/** Attributes that may hold floats, each with a dot before it: what is assigned to them somewhere in a module looks like it. */
export function floatAttributes(statements: readonly Statement[]): ReadonlySet<string> {
  const attributes = new Set<string>();
  const bodies = [statements, ...functionBodies(statements)];
  let before = -1;
  while (attributes.size !== before) {
    before = attributes.size;
    for (const body of bodies) {
      const names = floatNames(body, attributes);
      eachAssignment(body, (target, value) => {
        if (target.kind === "attribute" && looksFloat(value, names)) attributes.add(`.${target.name.text}`);
      });
    }
  }
  return attributes;
}

function functionBodies(node: unknown): (readonly Statement[])[] {
  if (Array.isArray(node)) return node.flatMap(functionBodies);
  if (node === null || typeof node !== "object") return [];
  const { kind, body } = node as { kind?: string; body?: unknown };
  const inner = Object.entries(node).flatMap(([key, value]) => (key.toLowerCase().endsWith("span") ? [] : functionBodies(value)));
  return kind === "function" && Array.isArray(body) ? [body as readonly Statement[], ...inner] : inner;
}

function eachAssignment(node: unknown, action: (target: Expression, value: Expression) => void): void {
  if (Array.isArray(node)) return node.forEach((item) => eachAssignment(item, action));
  if (node === null || typeof node !== "object") return;
  const statement = node as Statement;
  if (statement.kind === "assign") {
    for (const target of statement.targets) action(target, statement.value);
  } else if (statement.kind === "augmented") {
    if (statement.operator === "/") action(statement.target, { ...statement.value, kind: "float" } as Expression);
    else action(statement.target, statement.value);
  } else if (statement.kind !== "function" && statement.kind !== "class")
    for (const key of ["body", "orElse", "finally", "handlers", "cases"]) eachAssignment((node as Record<string, unknown>)[key], action);
}

export function isNumeric(body: Body, node: Expression): boolean {
  return looksFloat(node, body.floats);
}
