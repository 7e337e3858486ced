/**
 * Values of Python while they are lowered: their words, their counts.
 */
import { fieldPlace, localPlace, read } from "../elaborate/builder.ts";
import type { LocalId, Operand } from "../mir/mir.ts";
import type { Body, Value } from "./body.ts";
import type { PythonModule } from "./module.ts";

/** The word of a value, as long as the value lives. */
export function wordOf(value: Value): Operand {
  return value.kind === "word" ? value.word : read(fieldPlace(localPlace(value.local), 0));
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
