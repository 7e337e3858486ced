/**
 * Elements as targets, and starred targets.
 */
import type { LocalId, Operand } from "../mir/mir.ts";
import type { Expression } from "../syntax/ast.ts";
import type { Body } from "./body.ts";
import { lowerSubscript, onlySlice, partsOfSlice } from "./displays.ts";
import { assignTo, lowerExpression, ownedValue, wordIn, wordOf } from "./values.ts";
import type { PythonModule } from "./module.ts";
import { isQuiet, peek } from "./peeking.ts";

type Subscript = Extract<Expression, { kind: "subscript" }>;

export function assignItem(module: PythonModule, body: Body, target: Subscript, word: Operand): void {
  if (target.arguments.length === 1 && target.arguments.every(({ value }) => isQuiet(body, value))) {
    const list = peek(module, body, target.base);
    module.runtime.call(body, "set_item", [list.word, wordOf(lowerSubscript(module, body, target.arguments)), word]);
    return list.end();
  }
  const base = ownedValue(module, body, lowerExpression(module, body, target.base));
  const slice = onlySlice(target.arguments);
  if (slice !== undefined) {
    module.runtime.call(body, "set_slice", [wordIn(base), ...partsOfSlice(module, body, slice), word]);
    return;
  }
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

export function deleteItem(module: PythonModule, body: Body, target: Subscript): void {
  const base = ownedValue(module, body, lowerExpression(module, body, target.base));
  const at = lowerSubscript(module, body, target.arguments);
  module.runtime.call(body, "delete_item", [wordIn(base), wordOf(at)]);
}
