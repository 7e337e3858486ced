/**
 * `x = y`, `x += y` and `del x`.
 */
import { fieldPlace, localPlace, read } from "../elaborate/builder.ts";
import type { LocalId, Operand } from "../mir/mir.ts";
import type { Expression, Statement } from "../syntax/ast.ts";
import { tryAssignment } from "./attempts.ts";
import type { Body } from "./body.ts";
import { lowerExpression, operations } from "./expressions.ts";
import { findSlots, slotOf } from "./layouts.ts";
import type { PythonModule } from "./module.ts";
import { peek } from "./peeking.ts";
import type { RuntimeFunction } from "./runtime.ts";
import { lowerSubscript } from "./displays.ts";
import { assignElements, assignItem, deleteItem } from "./targets.ts";
import { lowerAppend } from "./texts.ts";
import { augmentFloat } from "./unboxed.ts";
import { globalsOf, ownedValue, wordIn, wordOf } from "./values.ts";

type Augmented = Extract<Statement, { kind: "augmented" }>;

/** Gives a value to a target. */
export function assignTo(module: PythonModule, body: Body, target: Expression, value: LocalId): void {
  const { runtime } = module;
  const { builder } = body;
  const word = read(fieldPlace(localPlace(value), 0));
  switch (target.kind) {
    case "name": {
      if (body.classScope?.names.has(target.name)) {
        runtime.call(body, "set_name", [read(fieldPlace(localPlace(body.classScope.namespace), 0)), module.text(body, target.name), word]);
        return;
      }
      const variable = body.classScope?.globals.has(target.name) ? undefined : body.variables.get(target.name);
      if (variable?.kind === "box") runtime.call(body, "store_box", [read(fieldPlace(localPlace(variable.local), 0)), word]);
      else if (variable?.kind === "local") {
        builder.move(localPlace(variable.local), localPlace(value));
        if (variable.slots !== undefined) findSlots(module, body, variable.slots, wordIn(variable.local));
        body.assigned.add(target.name);
      } else if (module.info.isCode === true)
        runtime.call(body, "set_name", [globalsOf(module, body), module.text(body, target.name), word]);
      else runtime.call(body, "store_global", [module.assignedGlobal(target.name), word]);
      return;
    }
    case "attribute": {
      module.explanation?.count("attributes");
      const slot = slotOf(module, body, target);
      const base = peek(module, body, target.base);
      const operands = [base.word, module.text(body, target.name.text), word, module.attributeCacheOf(target, "set")];
      const isFirst = body.displayName === "__init__" && body.frames.length === 0;
      const name = isFirst ? "set_first_attribute" : "set_attribute";
      if (slot === undefined) runtime.call(body, name, operands);
      else runtime.call(body, "set_slot", [...slot, ...operands]);
      return base.end();
    }
    case "subscript":
      return assignItem(module, body, target, word);
    case "tuple":
    case "list":
      return assignElements(module, body, target.elements, value);
    default:
      module.notYet("this target", target.span);
  }
}

export function augmented(module: PythonModule, body: Body, statement: Augmented): void {
  const { runtime } = module;
  const { target, value, operator, span } = statement;
  if (augmentFloat(module, body, statement)) return;
  if (tryAssignment(module, body, target, operator, value, () => augmented(module, body, statement))) return;
  const known = operations[operator];
  if (known === undefined) return module.notYet(`\`${operator}=\``, span);
  const name = `${known}_in_place` as RuntimeFunction;
  /** What is evaluated once stays alive in locals. */
  const held = (node: Expression): Operand => {
    const found = lowerExpression(module, body, node);
    return found.kind === "word" ? found.word : read(fieldPlace(localPlace(ownedValue(module, body, found)), 0));
  };
  const changed = (old: Operand): Operand => {
    const operand = wordOf(lowerExpression(module, body, value));
    return read(fieldPlace(localPlace(runtime.value(body, name, [old, operand])), 0));
  };
  switch (target.kind) {
    case "name": {
      if (operator === "+" && body.classScope === undefined)
        return lowerAppend(module, body, target, value, (result) => assignTo(module, body, target, result));
      // A variable is read before its new value is computed: it may change in between only by `:=`.
      const old = lowerExpression(module, body, target);
      const operand = lowerExpression(module, body, value);
      return assignTo(module, body, target, runtime.value(body, name, [wordOf(old), wordOf(operand)]));
    }
    case "attribute": {
      const slot = slotOf(module, body, target);
      const base = held(target.base);
      const text = module.text(body, target.name.text);
      if (slot === undefined) {
        const old = wordIn(runtime.value(body, "get_attribute", [base, text, module.attributeCacheOf(target, "get")]));
        runtime.call(body, "set_attribute", [base, text, changed(old), module.attributeCacheOf(target, "set")]);
      } else {
        const old = wordIn(runtime.value(body, "get_slot", [...slot, base, text, module.attributeCache()]));
        runtime.call(body, "set_slot", [...slot, base, text, changed(old), module.attributeCache()]);
      }
      return;
    }
    case "subscript": {
      const base = held(target.base);
      const at = read(fieldPlace(localPlace(ownedValue(module, body, lowerSubscript(module, body, target.arguments))), 0));
      const old = read(fieldPlace(localPlace(runtime.value(body, "get_item", [base, at])), 0));
      runtime.call(body, "set_item", [base, at, changed(old)]);
      return;
    }
    default:
      return module.notYet("this augmented assignment", span);
  }
}

export function deleteTarget(module: PythonModule, body: Body, target: Expression): void {
  const { runtime } = module;
  switch (target.kind) {
    case "name":
      checkSet(module, body, target);
      return unbind(module, body, target.name);
    case "attribute": {
      const base = lowerExpression(module, body, target.base);
      runtime.call(body, "delete_attribute", [wordOf(base), module.text(body, target.name.text)]);
      return;
    }
    case "subscript":
      return deleteItem(module, body, target);
    case "tuple":
    case "list":
      target.elements.forEach((element) => deleteTarget(module, body, element));
      return;
    default:
      return module.notYet("`del` of this target", target.span);
  }
}

/** A variable that is deleted must have a value, whatever built-in has its name. */
function checkSet(module: PythonModule, body: Body, target: Extract<Expression, { kind: "name" }>): void {
  const { name } = target;
  const isOwn = body.classScope?.names.has(name) === true || (body.classScope?.globals.has(name) !== true && body.variables.has(name));
  if (isOwn || module.info.isCode === true || !module.isGlobal(name)) lowerExpression(module, body, target);
  else module.runtime.value(body, "load_global", [module.global(name), module.text(body, name)]);
}

/** Takes its value from a variable. */
export function unbind(module: PythonModule, body: Body, name: string): void {
  const { runtime } = module;
  const unbound = runtime.constant(14n);
  if (body.classScope?.names.has(name)) {
    runtime.call(body, "delete_name", [read(fieldPlace(localPlace(body.classScope.namespace), 0)), module.text(body, name)]);
    return;
  }
  const variable = body.classScope?.globals.has(name) ? undefined : body.variables.get(name);
  if (variable?.kind === "box") runtime.call(body, "store_box", [read(fieldPlace(localPlace(variable.local), 0)), unbound]);
  else if (variable?.kind === "local") {
    body.builder.move(localPlace(variable.local), localPlace(runtime.owned(body, unbound)));
    if (variable.slots !== undefined) findSlots(module, body, variable.slots, undefined);
  } else if (module.info.isCode === true) runtime.call(body, "delete_name", [globalsOf(module, body), module.text(body, name)]);
  else runtime.call(body, "unbind_global", [module.assignedGlobal(name)]);
  body.assigned.delete(name);
}
