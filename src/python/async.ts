/**
 * `await` and `async for`, in functions whose statements are a coroutine.
 */
import { fieldPlace, localPlace, read } from "../elaborate/builder.ts";
import type { LocalId, Operand } from "../mir/mir.ts";
import type { Expression } from "../syntax/ast.ts";
import { guarded, passOn } from "./arrivals.ts";
import type { Body, Value } from "./body.ts";
import type { Begin, IterationBlocks } from "./loops.ts";
import type { PythonModule } from "./module.ts";
import { assignTo, lowerExpression, ownedValue, truthOf, wordIn, wordOf } from "./values.ts";
import { delegateTo } from "./yields.ts";

/** What a value gives that is awaited. */
export function awaited(module: PythonModule, body: Body, value: Value): LocalId {
  return delegated(module, body, module.runtime.value(body, "await_iterator", [wordOf(value)]));
}

/** As `awaited`, of what `__aenter__` or `__aexit__` has given. */
export function awaitedManager(module: PythonModule, body: Body, value: LocalId, isExit: boolean): LocalId {
  return delegated(module, body, module.runtime.value(body, "await_entered", [wordIn(value), module.runtime.bool(isExit)]));
}

function delegated(module: PythonModule, body: Body, iterator: LocalId): LocalId {
  return ownedValue(module, body, delegateTo(module, body, coroutineOf(module, body), iterator));
}

function coroutineOf(module: PythonModule, body: Body): Operand {
  const { generator } = body;
  // Reported before, if there is none (`rules.ts`).
  return generator !== undefined && body.isAsync ? generator : module.runtime.constant(2n);
}

/** As `lowerIteration`, for `async for`. */
export function lowerAsyncIteration(
  module: PythonModule,
  body: Body,
  iterable: Expression,
  isIterator: boolean,
  target: Expression,
): (blocks: IterationBlocks) => Begin {
  const { builder } = body;
  const { runtime } = module;
  const source = lowerExpression(module, body, iterable);
  const iterator = isIterator ? ownedValue(module, body, source) : runtime.value(body, "async_iterate", [wordOf(source)]);
  return ({ again, inside, done }) => {
    builder.fallInto(again);
    let item: LocalId | undefined;
    const failed = guarded(module, body, {}, () => {
      item = delegated(module, body, runtime.value(body, "async_next", [wordIn(iterator)]));
    });
    builder.goto(inside);
    builder.startBlock(failed.block);
    const onward = builder.newBlock();
    const exception = read(fieldPlace(fieldPlace(localPlace(failed.error), 0), 0));
    builder.branch(truthOf(runtime.call(body, "is_async_end", [exception])), done, onward);
    builder.startBlock(onward);
    passOn(body, failed.error);
    return () => assignTo(module, body, target, item as LocalId);
  };
}
