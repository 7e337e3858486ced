/**
 * `name += value`, which lets a text grow in place.
 */
import type { LocalId } from "../mir/mir.ts";
import type { Expression } from "../syntax/ast.ts";
import type { Body, Value } from "./body.ts";
import { lowerExpression } from "./expressions.ts";
import type { PythonModule } from "./module.ts";
import { ownedValue, truthOf, wordOf } from "./values.ts";

/** `name += value`: a text that only this variable owns grows; anything else is added and assigned. */
export function lowerAppend(
  module: PythonModule,
  body: Body,
  target: Extract<Expression, { kind: "name" }>,
  value: Expression,
  assign: (result: LocalId) => void,
): void {
  const { builder } = body;
  const { runtime } = module;
  const variable = body.variables.get(target.name);
  const before = lowerExpression(module, body, target);
  // A variable of the module may be assigned by what the right side calls: it counts only if it is still the same.
  const global =
    variable === undefined && module.info.isCode !== true && module.isGlobal(target.name) ? module.global(target.name) : undefined;
  const held: Value = variable === undefined ? { kind: "owned", local: ownedValue(module, body, before) } : before;
  const more = lowerExpression(module, body, value);
  const [grown, added] = [builder.newBlock(), builder.newBlock()];
  const grows =
    global === undefined
      ? runtime.call(body, "grows", [wordOf(held), wordOf(more)])
      : runtime.call(body, "variable_grows", [global, wordOf(held), wordOf(more)]);
  builder.branch(truthOf(grows), grown, added);
  builder.startBlock(added);
  assign(runtime.value(body, "add_in_place", [wordOf(held), wordOf(more)]));
  builder.goto(grown);
  builder.startBlock(grown);
}
