/**
 * `await`, in functions whose statements are a coroutine.
 */
import type { LocalId } from "../mir/mir.ts";
import type { Body } from "./body.ts";
import type { PythonModule } from "./module.ts";
import { ownedValue, wordIn } from "./values.ts";
import { delegateTo } from "./yields.ts";

/** What a value gives that is awaited. */
export function awaited(module: PythonModule, body: Body, value: LocalId): LocalId {
  const { generator } = body;
  if (generator === undefined) {
    module.notYet("`await` outside of an `async` function", body.builder.span);
    return value;
  }
  const iterator = module.runtime.value(body, "await_iterator", [wordIn(value)]);
  return ownedValue(module, body, delegateTo(module, body, generator, iterator));
}
