/**
 * Variables by their names: `globals()`, `locals()`, `vars()` and `dir()`; and what annotations leave.
 */
import { localPlace, read } from "../elaborate/builder.ts";
import type { LocalId, Operand } from "../mir/mir.ts";
import { spanText } from "../source/source-file.ts";
import type { ArgumentDeclaration, Expression, FunctionDeclaration } from "../syntax/ast.ts";
import type { Body } from "./body.ts";
import type { PythonModule } from "./module.ts";
import { globalsOf, lowerExpression, ownedValue, wordIn, wordOf } from "./values.ts";

const snapshots: ReadonlySet<string> = new Set("globals locals vars dir".split(" "));

/** Whether a call asks for variables by their names. */
export function asksForVariables(module: PythonModule, body: Body, node: Extract<Expression, { kind: "call" }>): boolean {
  const { callee } = node;
  if (callee.kind !== "name" || node.arguments.length > 0 || !snapshots.has(callee.name)) return false;
  if (module.info.isCode === true) return !body.variables.has(callee.name);
  return !body.variables.has(callee.name) && !module.isGlobal(callee.name) && body.classScope?.names.has(callee.name) !== true;
}

/** A dictionary of the variables that have a value, or their names. */
export function variablesValue(module: PythonModule, body: Body, name: string): LocalId {
  const { runtime } = module;
  if (module.info.isCode === true && (name === "globals" || body.classScope?.isOfCode === true)) {
    const scope = name === "globals" || body.classScope === undefined ? globalsOf(module, body) : wordIn(body.classScope.namespace);
    return name === "dir" ? runtime.value(body, "sorted_names", [scope]) : runtime.value(body, "counted", [scope]);
  }
  if (name === "globals" || (body.isModule && body.classScope === undefined)) {
    const variables = runtime.value(body, "variables_of_module", [module.text(body, module.info.name)]);
    return name === "dir" ? runtime.value(body, "sorted_names", [wordIn(variables)]) : variables;
  }
  const result = runtime.value(body, "new_dictionary", []);
  if (body.classScope !== undefined) runtime.call(body, "update_display", [wordIn(result), wordIn(body.classScope.namespace)]);
  else addLocals(module, body, result);
  return name === "dir" ? runtime.value(body, "sorted_names", [wordIn(result)]) : result;
}

function addLocals(module: PythonModule, body: Body, result: LocalId): void {
  const { runtime } = module;
  for (const [name, variable] of body.variables) {
    const value =
      variable.kind === "argument"
        ? read(localPlace(variable.local))
        : variable.kind === "local"
          ? wordIn(variable.local)
          : read(localPlace(runtime.call(body, "box_value", [wordIn(variable.local)])));
    runtime.call(body, "add_variable", [wordIn(result), module.text(body, name), value]);
  }
}

// What is compiled at run time

const evaluations: ReadonlySet<string> = new Set(["exec", "eval"]);
const called = new WeakSet<Expression>();

/** Remembers the name of a function that is called and that may evaluate text. */
export function markEvaluation(callee: Expression): void {
  if (callee.kind === "name" && evaluations.has(callee.name)) called.add(callee);
}

export function isEvaluation(callee: Expression): boolean {
  return called.has(callee);
}

/** `exec` or `eval` with the names that there are where it is called. */
export function inScope(module: PythonModule, body: Body, callee: Operand): LocalId {
  const [globals, locals] = ["globals", "locals"].map((name) => variablesValue(module, body, name)) as [LocalId, LocalId];
  return module.runtime.value(body, "in_scope", [callee, wordIn(globals), wordIn(locals)]);
}

// Annotations

/** `name: annotation` in a module or in the body of a class. */
export function annotateVariable(module: PythonModule, body: Body, name: string, annotation: Expression): void {
  const { runtime } = module;
  if (!body.isModule && body.classScope === undefined) return;
  const value = ownedValue(module, body, annotationValue(module, body, annotation));
  const key = module.text(body, name);
  if (body.classScope !== undefined) runtime.call(body, "annotate_in_class", [wordIn(body.classScope.namespace), key, wordIn(value)]);
  else runtime.call(body, "annotate_in_module", [module.assignedGlobal("__annotations__"), key, wordIn(value)]);
}

/** After `from __future__ import annotations` the text of an annotation, which may name what comes later. */
function annotationValue(module: PythonModule, body: Body, annotation: Expression): ReturnType<typeof lowerExpression> {
  if (!module.annotationsAreTexts && !module.typed.isMachine(annotation)) return lowerExpression(module, body, annotation);
  const value = annotation.kind === "string" ? `'${annotation.value}'` : spanText(annotation.span);
  return lowerExpression(module, body, { kind: "string", value, span: annotation.span });
}

/** What stands behind the colons and the arrow of a `def`, as a dictionary. Undefined: nothing does. */
export function annotationsOf(module: PythonModule, body: Body, node: FunctionDeclaration): LocalId | undefined {
  const { runtime } = module;
  const annotated = node.signature.arguments.filter(({ type }) => type !== undefined);
  const { returns } = node.signature;
  if (annotated.length === 0 && returns === undefined) return undefined;
  const result = runtime.value(body, "new_dictionary", []);
  const add = (name: string, annotation: Expression): void => {
    const value = annotationValue(module, body, annotation);
    runtime.call(body, "set_key", [wordIn(result), module.text(body, name), wordOf(value)]);
  };
  for (const argument of inOrder(annotated)) add(argument.name.text, argument.type as Expression);
  if (returns !== undefined) add("return", returns);
  return result;
}

/** Those by position, `*rest`, those by keyword, `**keywords`. */
function inOrder(list: readonly ArgumentDeclaration[]): readonly ArgumentDeclaration[] {
  const rank = ({ stars, passing }: ArgumentDeclaration): number =>
    stars === 2 ? 3 : stars === 1 ? 1 : passing === "keyword-only" ? 2 : 0;
  return [...list].sort((a, b) => rank(a) - rank(b));
}

/** `2j`. */
export function imaginary(module: PythonModule, body: Body, value: number): Operand {
  module.number(body, value);
  return module.constant(body, `imaginary ${value}`, (start) =>
    read(localPlace(module.runtime.call(start, "imaginary_of", [module.number(start, value)]))),
  );
}
