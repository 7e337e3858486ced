/**
 * F-strings, and `name += value`, which lets a text grow in place.
 */
import type { LocalId } from "../mir/mir.ts";
import type { Expression, FormattedPart } from "../syntax/ast.ts";
import type { Body, Value } from "./body.ts";
import { lowerExpression, ownedValue, truthOf, wordOf } from "./expressions.ts";
import type { PythonModule } from "./module.ts";

/** The text of an f-string, or of a format in one. */
export function lowerFormatted(module: PythonModule, body: Body, parts: readonly FormattedPart[]): LocalId {
  const { runtime } = module;
  const text = runtime.value(body, "new_text", []);
  const target = wordOf({ kind: "owned", local: text });
  for (const part of parts) {
    if (part.kind === "text") {
      runtime.call(body, "append_part", [target, module.text(body, part.value)]);
      continue;
    }
    if (part.debugText !== undefined) runtime.call(body, "append_part", [target, module.text(body, part.debugText)]);
    const value = lowerExpression(module, body, part.value);
    const isShownAsWritten = part.debugText !== undefined && part.format === undefined;
    const conversion = part.conversion ?? (isShownAsWritten ? "r" : undefined);
    const code = runtime.int(conversion === undefined ? 0 : (conversion.codePointAt(0) as number));
    const format: Value =
      part.format === undefined
        ? { kind: "word", word: module.text(body, "") }
        : { kind: "owned", local: lowerFormatted(module, body, part.format) };
    runtime.call(body, "append_value", [target, wordOf(value), code, wordOf(format)]);
  }
  return text;
}

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
  const global = variable === undefined && module.isGlobal(target.name) ? module.global(target.name) : undefined;
  const held: Value = variable === undefined ? { kind: "owned", local: ownedValue(module, body, before) } : before;
  const more = lowerExpression(module, body, value);
  const [grown, added] = [builder.newBlock(), builder.newBlock()];
  const grows =
    global === undefined
      ? runtime.call(body, "grows", [wordOf(held), wordOf(more)])
      : runtime.call(body, "variable_grows", [runtime.global(global), wordOf(held), wordOf(more)]);
  builder.branch(truthOf(module, body, grows), grown, added);
  builder.startBlock(added);
  assign(runtime.value(body, "add", [wordOf(held), wordOf(more)]));
  builder.goto(grown);
  builder.startBlock(grown);
}
