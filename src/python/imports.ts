/**
 * `import` and `from ... import`; and which modules a tree imports, wherever it does.
 */
import { fieldPlace, localPlace, read } from "../elaborate/builder.ts";
import type { LocalId, Operand } from "../mir/mir.ts";
import type { CallArgument, CompareOperator, Expression, Identifier, Statement } from "../syntax/ast.ts";
import type { Body } from "./body.ts";
import { assignTo } from "./assignment.ts";
import { globalsOf } from "./values.ts";
import type { PythonModule } from "./module.ts";

type Import = Extract<Statement, { kind: "import" }>;
type FromImport = Extract<Statement, { kind: "from-import" }>;

const dotted = (path: readonly Identifier[]): string => path.map(({ text }) => text).join(".");

export function lowerImport(module: PythonModule, body: Body, statement: Import): void {
  for (const { path, alias } of statement.names) {
    const name = module.text(body, dotted(path));
    const value = module.runtime.value(body, alias === undefined ? "import_top" : "import_module", [name]);
    assignTo(module, body, nameOf(alias ?? (path[0] as Identifier)), value);
  }
}

export function lowerFromImport(module: PythonModule, body: Body, statement: FromImport): void {
  const { runtime } = module;
  const word = (local: LocalId): Operand => read(fieldPlace(localPlace(local), 0));
  const name = absoluteName(module.info, statement);
  if (name === undefined) {
    runtime.call(body, "no_package", []);
    return;
  }
  const from = runtime.value(body, "import_module", [module.text(body, name)]);
  if (statement.star && module.info.isCode === true) {
    const into = body.classScope?.isOfCode === true ? word(body.classScope.namespace) : globalsOf(module, body);
    runtime.call(body, "import_all_names", [word(from), into]);
    return;
  }
  if (statement.star) {
    const own = runtime.value(body, "import_module", [module.text(body, module.info.name)]);
    runtime.call(body, "import_all", [word(from), word(own)]);
    return;
  }
  for (const { name: imported, alias } of statement.names) {
    const value = runtime.value(body, "import_name", [word(from), module.text(body, imported.text)]);
    assignTo(module, body, nameOf(alias ?? imported), value);
  }
}

function nameOf({ text, span }: Identifier): Expression {
  return { kind: "name", name: text, span };
}

/** What tells a module's place among others. */
export type ModuleInfo = {
  /** As it is imported: `a.b`; `__main__` for a program's file. */
  readonly name: string;
  readonly isPackage: boolean;
  /** Compiled while a program runs (`code.ts`): its names live in dictionaries. */
  readonly isCode?: true;
};

/** The name of the package in which a module's relative imports begin; empty: there is none. */
export function packageOf({ name, isPackage }: ModuleInfo): string {
  if (isPackage) return name;
  const dot = name.lastIndexOf(".");
  return dot < 0 ? "" : name.slice(0, dot);
}

function absoluteName(info: ModuleInfo, { level, path }: FromImport): string | undefined {
  if (level === 0) return dotted(path);
  let base = packageOf(info);
  for (let i = 1; i < level; i++) base = base.includes(".") ? base.slice(0, base.lastIndexOf(".")) : "";
  if (base === "") return undefined;
  return path.length === 0 ? base : `${base}.${dotted(path)}`;
}

type Search = {
  /** Also what functions import when they are called. */
  readonly inFunctions: boolean;
};

/** Names of modules that statements may import, in order; of `from a import b` both `a` and `a.b`. */
export function importedNames(info: ModuleInfo, statements: readonly Statement[], { inFunctions }: Search): readonly string[] {
  const names = new Set<string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (node === null || typeof node !== "object") return;
    const { kind } = node as { kind?: string };
    if (kind === "import") for (const { path } of (node as Import).names) names.add(dotted(path));
    else if (kind === "from-import") {
      const statement = node as FromImport;
      const name = absoluteName(info, statement);
      if (name === undefined) return;
      names.add(name);
      for (const imported of statement.names) names.add(`${name}.${imported.name.text}`);
    } else if (kind !== "function" || inFunctions) {
      const truth = kind === "if" ? knownTruth((node as { condition: Expression }).condition, info) : undefined;
      const parts = ["body", "orElse", "finally", "handlers", "cases"].filter((part) => truth === undefined || (part === "body") === truth);
      for (const key of parts) visit((node as Record<string, unknown>)[key]);
    }
  };
  visit(statements);
  return [...names];
}

/** Of conditions of what is for others: tools that check types, other systems, other versions, the module as a program. Undefined: not known. */
function knownTruth(condition: Expression, info: ModuleInfo): boolean | undefined {
  if (condition.kind === "name") return condition.name === "TYPE_CHECKING" ? false : undefined;
  if (condition.kind === "attribute") return condition.name.text === "TYPE_CHECKING" ? false : undefined;
  if (condition.kind === "unary" && condition.operator === "not") return opposite(knownTruth(condition.operand, info));
  if (condition.kind === "logical") {
    const decisive = condition.operator === "or";
    const sides = [knownTruth(condition.left, info), knownTruth(condition.right, info)];
    if (sides.includes(decisive)) return decisive;
    return sides.includes(undefined) ? undefined : !decisive;
  }
  if (condition.kind !== "compare" || condition.operands.length !== 2) return undefined;
  const [left, right] = condition.operands as [Expression, Expression];
  const operator = condition.operators[0] as CompareOperator;
  if (left.kind === "attribute" && left.name.text === "version_info") return comparesVersion(operator, right);
  if (operator !== "==" || right.kind !== "string") return undefined;
  if (left.kind === "name" && left.name === "__name__" && right.value === "__main__") return info.name === "__main__" ? undefined : false;
  const isSystem = left.kind === "attribute" && (left.name.text === "platform" || left.name.text === "name");
  return isSystem && ["win32", "nt", "darwin", "cygwin", "java"].includes(right.value) ? false : undefined;
}

function opposite(truth: boolean | undefined): boolean | undefined {
  return truth === undefined ? undefined : !truth;
}

/** What `sys.version_info` begins with (`native/sys.mojo`). */
const version = [3, 13];

/** `sys.version_info` with what is written, where the first two numbers decide. */
function comparesVersion(operator: CompareOperator, right: Expression): boolean | undefined {
  if (right.kind !== "tuple") return undefined;
  for (let i = 0; i < version.length; i++) {
    const element = right.elements[i];
    // A shorter tuple is the smaller one.
    const wanted = element === undefined ? -1 : element.kind === "integer" ? Number(element.value) : undefined;
    if (wanted === undefined) return undefined;
    const difference = (version[i] as number) - wanted;
    if (difference !== 0) return decided(operator, difference);
  }
  return right.elements.length === version.length ? decided(operator, 1) : undefined;
}

/** `difference`: above 0 where the left side is the greater one; they are never equal. */
function decided(operator: CompareOperator, difference: number): boolean | undefined {
  if (operator === ">" || operator === ">=") return difference > 0;
  if (operator === "<" || operator === "<=") return difference < 0;
  return operator === "==" ? false : operator === "!=" ? true : undefined;
}

/** Whether a module may compile text while it runs: it mentions one of the functions that do. */
export function mentionsEvaluation(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(mentionsEvaluation);
  if (node === null || typeof node !== "object") return false;
  const { kind, name } = node as { readonly kind?: string; readonly name?: unknown };
  if (kind === "name") return name === "exec" || name === "eval" || name === "compile";
  return Object.entries(node).some(([key, value]) => !key.toLowerCase().endsWith("span") && mentionsEvaluation(value));
}

/** Whether a name may come from elsewhere without being mentioned. */
export function importsAll(statements: readonly Statement[]): boolean {
  return statements.some((statement) => {
    if (statement.kind === "from-import") return statement.star;
    const { body, orElse, handlers, finally: last } = statement as unknown as Record<string, readonly Statement[] | undefined>;
    if (statement.kind === "function" || statement.kind === "class") return false;
    return [body, orElse, last, ...((handlers ?? []) as unknown as { body: readonly Statement[] }[]).map((handler) => handler.body)].some(
      (list) => Array.isArray(list) && importsAll(list),
    );
  });
}

/** Whether the module begins with `from __future__ import` of a name. */
export function importsFuture(statements: readonly Statement[], name: string): boolean {
  return statements.some(
    (statement) =>
      statement.kind === "from-import" &&
      dotted(statement.path) === "__future__" &&
      statement.names.some(({ name: imported }) => imported.text === name),
  );
}

export type CalledImports = {
  /** Of `__import__("a")` and `import_module("a")`. */
  readonly names: ReadonlySet<string>;
  /** There are calls with other names than written ones. */
  readonly computes: boolean;
};

/** What statements import by calls of `__import__` and `import_module`. */
export function calledImports(statements: readonly Statement[]): CalledImports {
  const names = new Set<string>();
  let computes = false;
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (node === null || typeof node !== "object") return;
    const { kind, callee, arguments: given } = node as { kind?: string; callee?: Expression; arguments?: readonly CallArgument[] };
    const called = callee?.kind === "name" ? callee.name : callee?.kind === "attribute" ? callee.name.text : undefined;
    if (kind === "call" && (called === "import_module" || (called === "__import__" && callee?.kind === "name"))) {
      const name = given?.[0]?.value;
      if (name?.kind === "string" && !name.value.startsWith(".")) names.add(name.value);
      else computes = true;
    }
    for (const [key, value] of Object.entries(node)) if (!key.toLowerCase().endsWith("span")) visit(value);
  };
  visit(statements);
  return { names, computes };
}

/** Texts of a tree that may be names of modules: `a`, `a.b`, `.b`. */
export function moduleTexts(statements: readonly Statement[]): ReadonlySet<string> {
  const texts = new Set<string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (node === null || typeof node !== "object") return;
    const { kind, value } = node as { kind?: string; value?: unknown };
    if (kind === "string" && /^\.?[\p{ID_Start}_][\p{ID_Continue}]*(\.[\p{ID_Start}_][\p{ID_Continue}]*)*$/u.test(value as string))
      texts.add(value as string);
    for (const [key, each] of Object.entries(node)) if (!key.toLowerCase().endsWith("span")) visit(each);
  };
  visit(statements);
  return texts;
}

/** A program that may start threads is compiled with this define. */
export const threadsDefine = "PYTHON_THREADS";
