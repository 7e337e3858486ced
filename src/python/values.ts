/**
 * Values while expressions are lowered, and the way from the files that lower parts of a program back to those that lower any expression.
 */
import { assert } from "../base/assert.ts";
import { fieldPlace, localPlace, read } from "../elaborate/builder.ts";
import type { BlockId, LocalId, Operand } from "../mir/mir.ts";
import type { Expression } from "../syntax/ast.ts";
import type { Body, Value } from "./body.ts";
import type { PythonModule } from "./module.ts";
import { globalsVariable } from "./scopes.ts";

export function lowerExpression(module: PythonModule, body: Body, node: Expression): Value {
  return module.lowering.expression(module, body, node);
}

export function lowerCondition(module: PythonModule, body: Body, node: Expression, yes: BlockId, no: BlockId): void {
  module.lowering.condition(module, body, node, yes, no);
}

/** Gives a value to a target. */
export function assignTo(module: PythonModule, body: Body, target: Expression, value: LocalId): void {
  module.lowering.assign(module, body, target, value);
}

/** The word of a value, as long as the value lives. */
export function wordOf(value: Value): Operand {
  return value.kind === "word" ? value.word : wordIn(value.local);
}

export function wordIn(local: LocalId): Operand {
  return read(fieldPlace(localPlace(local), 0));
}

/** In code that is compiled at run time: the dictionary of its global names. */
export function globalsOf(module: PythonModule, body: Body): Operand {
  const variable = body.variables.get(globalsVariable);
  assert(variable?.kind === "box", "functions of such code share its global names");
  return read(localPlace(module.runtime.call(body, "box_value", [wordIn(variable.local)])));
}

/** A value with a count of its own. */
export function ownedValue(module: PythonModule, body: Body, value: Value): LocalId {
  if (value.kind === "owned") return value.local;
  const { builder } = body;
  if (value.kind === "word") return module.runtime.value(body, "counted", [value.word]);
  const copy = builder.newLocal(module.runtime.object);
  builder.copy(localPlace(copy), localPlace(value.local));
  return copy;
}

/** The bit of a `Bool`. */
export function truthOf(local: LocalId): Operand {
  return read(fieldPlace(localPlace(local), 0));
}
