/**
 * Which variables functions share with those inside of them, by Python's rules.
 *
 * In: a function, a lambda or a comprehension. Out: its own variables, those of them that inner functions use (each lives in a box), and the names
 * that it takes from the functions around it.
 */
import type { Expression, FunctionDeclaration, Statement } from "../syntax/ast.ts";
import { type Comprehension, generatorFunction, isQuick } from "./generator-expressions.ts";
import { assignedNames, declaredNames, deletedNames, targetNames } from "./names.ts";

export type Lambda = Extract<Expression, { kind: "lambda" }>;

export type FunctionScope = {
  /** Arguments included. */
  readonly locals: ReadonlySet<string>;
  /** What its body assigns. */
  readonly assigned: ReadonlySet<string>;
  /** Those that an inner function uses. */
  readonly boxed: ReadonlySet<string>;
  /** What is neither its own nor declared `global`, in a fixed order. */
  readonly free: readonly string[];
  /** May lose their values again. */
  readonly deleted: ReadonlySet<string>;
};

type Uses = { readonly read: Set<string>; readonly captured: Set<string> };

/** Where code that is compiled at run time has the dictionary of its global names; no program can name it. */
export const globalsVariable = ".globals";
const sharing = new WeakSet<object>();

/** A function of such code takes that dictionary from what is around it. */
export function shareGlobals(node: object): void {
  sharing.add(node);
}

const scopes = new WeakMap<object, FunctionScope>();
const comprehensions = new WeakMap<object, ReadonlySet<string>>();

export function scopeOf(node: FunctionDeclaration | Lambda): FunctionScope {
  let scope = scopes.get(node);
  if (scope === undefined) {
    scope = findScope(node);
    scopes.set(node, scope);
  }
  return scope;
}

/** Variables of a comprehension that a lambda in it uses. */
export function boxedInComprehension(node: Comprehension): ReadonlySet<string> {
  if (!comprehensions.has(node)) visit(node, { read: new Set(), captured: new Set() });
  return comprehensions.get(node) ?? new Set();
}

function findScope(node: FunctionDeclaration | Lambda): FunctionScope {
  const isFunction = node.kind === "function";
  const statements: readonly Statement[] = isFunction ? node.body : [{ kind: "expression", value: node.body, span: node.span }];
  const parameters = isFunction ? node.signature.arguments : node.arguments;
  const assigned = new Set(assignedNames(statements));
  const declared = declaredNames(statements);
  const locals = new Set([...parameters.map((argument) => argument.name.text), ...assigned]);
  for (const name of [...declared.globals, ...declared.nonlocals]) locals.delete(name);
  const uses: Uses = { read: new Set(declared.nonlocals), captured: new Set() };
  visit(statements, uses);
  if (uses.read.has("super")) uses.read.add("__class__");
  if (sharing.has(node)) uses.read.add(globalsVariable);
  const free = [...new Set([...uses.read, ...uses.captured])].filter((name) => !locals.has(name) && !declared.globals.has(name));
  const boxed = new Set([...locals].filter((name) => uses.captured.has(name)));
  return { locals, assigned, boxed, free, deleted: deletedNames(statements) };
}

function visit(node: unknown, uses: Uses): void {
  if (Array.isArray(node)) return node.forEach((item) => visit(item, uses));
  if (node === null || typeof node !== "object") return;
  const { kind } = node as { kind?: string };
  switch (kind) {
    case "name":
      uses.read.add((node as { name: string }).name);
      return;
    case "walrus":
      uses.read.add((node as { name: { text: string } }).name.text);
      break;
    case "function": {
      const declaration = node as FunctionDeclaration;
      if (declaration.signature === undefined || !Array.isArray(declaration.body)) break;
      visit(declaration.decorators, uses);
      visit(
        [declaration.signature.arguments.flatMap((argument) => [argument.default, argument.type]), declaration.signature.returns],
        uses,
      );
      scopeOf(declaration).free.forEach((name) => uses.captured.add(name));
      return;
    }
    case "lambda": {
      const lambda = node as Lambda;
      visit(
        lambda.arguments.map((argument) => argument.default),
        uses,
      );
      scopeOf(lambda).free.forEach((name) => uses.captured.add(name));
      return;
    }
    case "class": {
      const declaration = node as Extract<Statement, { kind: "class" }>;
      if (declaration.body === undefined) break;
      visit(declaration.decorators, uses);
      visit(declaration.arguments, uses);
      const inner: Uses = { read: new Set(declaredNames(declaration.body).nonlocals), captured: new Set() };
      visit(declaration.body, inner);
      inner.read.forEach((name) => uses.read.add(name));
      inner.captured.forEach((name) => name !== "__class__" && uses.captured.add(name));
      return;
    }
    case "comprehension":
      return visitComprehension(node as Comprehension, uses);
    default:
      break;
  }
  for (const [key, value] of Object.entries(node)) if (!key.toLowerCase().endsWith("span")) visit(value, uses);
}

function visitComprehension(node: Comprehension, uses: Uses): void {
  const isFunction: boolean = node.form === "generator" && !isQuick(node);
  if (isFunction) {
    const [first] = node.clauses;
    if (first?.kind === "for") visit(first.iterable, uses);
    scopeOf(generatorFunction(node)).free.forEach((name) => uses.captured.add(name));
    return;
  }
  const own = new Set<string>();
  for (const clause of node.clauses) if (clause.kind === "for") targetNames(clause.target).forEach((name) => own.add(name));
  const inner: Uses = { read: new Set(), captured: new Set() };
  visit([node.key, node.element, ...node.clauses], inner);
  comprehensions.set(node, new Set([...own].filter((name) => inner.captured.has(name))));
  inner.read.forEach((name) => own.has(name) || uses.read.add(name));
  inner.captured.forEach((name) => own.has(name) || uses.captured.add(name));
}
