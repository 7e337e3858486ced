/**
 * Targets: elements, starred targets, augmented assignment, `del`.
 */
import { localPlace } from "../elaborate/builder.ts";
import type { LocalId, Operand } from "../mir/mir.ts";
import type { BinaryOperator, Expression, Statement } from "../syntax/ast.ts";
import type { Body } from "./body.ts";
import { lowerSubscript } from "./displays.ts";
import { assignTo, lowerExpression, ownedValue, wordIn, wordOf } from "./values.ts";
import type { PythonModule } from "./module.ts";
import type { RuntimeFunction } from "./runtime.ts";

type Subscript = Extract<Expression, { kind: "subscript" }>;

export function assignItem(module: PythonModule, body: Body, target: Subscript, word: Operand): void {
  const base = ownedValue(module, body, lowerExpression(module, body, target.base));
  const at = lowerSubscript(module, body, target.arguments);
  module.runtime.call(body, "set_item", [wordIn(base), wordOf(at), word]);
}

/** The targets of `a, *b = value`. */
export function assignElements(module: PythonModule, body: Body, elements: readonly Expression[], value: LocalId): void {
  const { runtime } = module;
  const star = elements.findIndex((element) => element.kind === "starred");
  const items =
    star < 0
      ? runtime.value(body, "unpack", [wordIn(value), runtime.int(elements.length)])
      : runtime.value(body, "unpack_starred", [wordIn(value), runtime.int(star), runtime.int(elements.length - star - 1)]);
  elements.forEach((element, index) => {
    const target = element.kind === "starred" ? element.value : element;
    assignTo(module, body, target, runtime.value(body, "item_at", [wordIn(items), runtime.int(index)]));
  });
}

const inPlace: Partial<Readonly<Record<BinaryOperator, RuntimeFunction>>> = {
  "+": "add_in_place",
  "-": "subtract_in_place",
  "*": "multiply_in_place",
  "/": "divide_in_place",
  "//": "floor_divide_in_place",
  "%": "modulo_in_place",
  "&": "and_in_place",
  "|": "or_in_place",
  "^": "xor_in_place",
  "<<": "shift_left_in_place",
  ">>": "shift_right_in_place",
};

/** The target is evaluated once: its object and index first, then its value, then the other operand. */
export function lowerAugmented(module: PythonModule, body: Body, statement: Extract<Statement, { kind: "augmented" }>): void {
  const { runtime } = module;
  const { target, value, operator, span } = statement;
  const name = inPlace[operator];
  if (name === undefined) return module.notYet(`\`${operator}=\``, span);
  const operate = (left: LocalId): LocalId => {
    const right = lowerExpression(module, body, value);
    return runtime.value(body, name, [wordIn(left), wordOf(right)]);
  };
  switch (target.kind) {
    case "name": {
      // A variable that the operand does not change is not copied: a text that nobody else has grows where it is.
      const left = lowerExpression(module, body, target);
      const right = left.kind === "owned" ? left.local : undefined;
      if (right !== undefined) return assignTo(module, body, target, operate(right));
      const isPlain = value.kind === "name" || value.kind === "integer" || value.kind === "string" || value.kind === "float";
      const kept = left.kind === "variable" && isPlain ? left.local : ownedValue(module, body, left);
      return assignTo(module, body, target, operate(kept));
    }
    case "attribute": {
      const base = ownedValue(module, body, lowerExpression(module, body, target.base));
      const text = module.text(body, target.name.text);
      const left = runtime.value(body, "get_attribute", [wordIn(base), text, module.attributeCache()]);
      const result = operate(left);
      runtime.call(body, "set_attribute", [wordIn(base), text, wordIn(result), module.attributeCache()]);
      return;
    }
    case "subscript": {
      const base = ownedValue(module, body, lowerExpression(module, body, target.base));
      const at = ownedValue(module, body, lowerSubscript(module, body, target.arguments));
      const left = runtime.value(body, "get_item", [wordIn(base), wordIn(at)]);
      const result = operate(left);
      runtime.call(body, "set_item", [wordIn(base), wordIn(at), wordIn(result)]);
      return;
    }
    default:
      return module.notYet("this augmented assignment", span);
  }
}

export function lowerDelete(module: PythonModule, body: Body, target: Expression): void {
  const { runtime } = module;
  const { builder } = body;
  switch (target.kind) {
    case "name": {
      const variable = body.variables.get(target.name);
      if (variable?.kind === "local") {
        lowerExpression(module, body, target);
        const unbound = builder.newLocal(runtime.object);
        runtime.fill(body, localPlace(unbound), runtime.constant(14n));
        builder.move(localPlace(variable.local), localPlace(unbound));
        body.assigned.delete(target.name);
        return;
      }
      lowerExpression(module, body, target);
      runtime.call(body, "store_global", [runtime.global(module.global(target.name)), runtime.constant(14n)]);
      return;
    }
    case "subscript": {
      const base = ownedValue(module, body, lowerExpression(module, body, target.base));
      const at = lowerSubscript(module, body, target.arguments);
      runtime.call(body, "delete_item", [wordIn(base), wordOf(at)]);
      return;
    }
    case "tuple":
    case "list":
      target.elements.forEach((element) => lowerDelete(module, body, element));
      return;
    default:
      return module.notYet("`del` of this target", target.span);
  }
}
