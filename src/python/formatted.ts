/**
 * F-strings: a text of its own to which each part is appended.
 */
import { fieldPlace, localPlace, read } from "../elaborate/builder.ts";
import type { LocalId, Operand } from "../mir/mir.ts";
import type { Expression, FormattedPart } from "../syntax/ast.ts";
import type { Body } from "./body.ts";
import type { PythonModule } from "./module.ts";

/** The text of an f-string, or of a format in one. `lower` gives the word of an expression. */
export function lowerFormatted(
  module: PythonModule,
  body: Body,
  parts: readonly FormattedPart[],
  lower: (node: Expression) => Operand,
): LocalId {
  const { runtime } = module;
  const text = runtime.value(body, "new_text", []);
  const target = read(fieldPlace(localPlace(text), 0));
  for (const part of parts) {
    if (part.kind === "text") {
      runtime.call(body, "append_part", [target, module.text(body, part.value)]);
      continue;
    }
    if (part.debugText !== undefined) runtime.call(body, "append_part", [target, module.text(body, part.debugText)]);
    const value = lower(part.value);
    const isShownAsWritten = part.debugText !== undefined && part.format === undefined;
    const conversion = part.conversion ?? (isShownAsWritten ? "r" : undefined);
    const code = runtime.int(conversion === undefined ? 0 : (conversion.codePointAt(0) as number));
    const format =
      part.format === undefined ? module.text(body, "") : read(fieldPlace(localPlace(lowerFormatted(module, body, part.format, lower)), 0));
    runtime.call(body, "append_value", [target, value, code, format]);
  }
  return text;
}
