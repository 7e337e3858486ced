/**
 * `try` and `raise`: where errors go, which exception is being handled, and what runs on every way out of a block.
 */
import { fieldPlace, localPlace, read } from "../elaborate/builder.ts";
import type { LocalId } from "../mir/mir.ts";
import type { Expression, Statement } from "../syntax/ast.ts";
import { assignTo, unbind } from "./assignment.ts";
import type { Body } from "./body.ts";
import { Ends } from "./ends.ts";
import { lowerExpression } from "./expressions.ts";
import type { PythonModule } from "./module.ts";
import { lowerStarHandlers } from "./star-handlers.ts";
import { ownedValue, truthOf, wordIn, wordOf } from "./values.ts";

type Try = Extract<Statement, { kind: "try" }>;
type Handler = Try["handlers"][number];

export function lowerRaise(module: PythonModule, body: Body, statement: Extract<Statement, { kind: "raise" }>): void {
  const { builder } = body;
  const { runtime } = module;
  if (statement.value === undefined) runtime.callUntraced(body, "raise_handled", []);
  else {
    const value = ownedValue(module, body, lowerExpression(module, body, statement.value));
    if (statement.cause === undefined) runtime.call(body, "raise_value", [wordIn(value)]);
    else runtime.call(body, "raise_from", [wordIn(value), wordOf(lowerExpression(module, body, statement.cause))]);
  }
  builder.terminate({ kind: "unreachable", span: statement.span });
}

export function lowerTry(module: PythonModule, body: Body, statement: Try): void {
  if (statement.finally.length === 0) return lowerHandlers(module, body, statement);
  const { builder } = body;
  const { runtime } = module;
  const last = (): void => module.lowering.statements(module, body, statement.finally);
  const before = new Set(body.assigned);
  const failed = guarded(module, body, { onLeave: last }, () => lowerHandlers(module, body, statement));
  last();
  const after = body.assigned;
  const end = builder.newBlock();
  builder.goto(end);
  builder.startBlock(failed.block);
  body.assigned = before;
  const exception = takeException(module, body, failed.error);
  handling(module, body, exception, last);
  raiseAgain(module, body, exception);
  builder.startBlock(end);
  body.assigned = after;
}

/** Where errors of some statements arrive. */
export type Arrival = { readonly block: number; readonly error: LocalId };

/**
 * Lowers statements whose errors arrive at a block; `onLeave` runs when they are left by `return`, `break` or `continue`.
 * What runs at their normal end is lowered by the caller.
 */
export function guarded(module: PythonModule, body: Body, options: { readonly onLeave?: () => void }, lower: () => void): Arrival {
  const block = body.builder.newBlock();
  const error = body.builder.newLocal(module.runtime.raised);
  const depth = body.frames.length;
  if (options.onLeave !== undefined) body.frames.push({ kind: "finally", run: options.onLeave });
  body.frames.push({ kind: "handler", error, block });
  lower();
  body.frames.length = depth;
  return { block, error };
}

/** Lowers statements while an exception is being handled; afterwards, however they end, what was handled before is so again. */
export function handling<Result>(module: PythonModule, body: Body, exception: LocalId, lower: () => Result): Result {
  const { builder } = body;
  const { runtime } = module;
  const before = runtime.value(body, "begin_handling", [wordIn(exception)]);
  const restore = (): void => {
    runtime.call(body, "end_handling", [wordIn(before)]);
  };
  let result: Result | undefined;
  const failed = guarded(module, body, { onLeave: restore }, () => {
    result = lower();
  });
  restore();
  const end = builder.newBlock();
  builder.goto(end);
  builder.startBlock(failed.block);
  restore();
  passOn(body, failed.error);
  builder.startBlock(end);
  return result as Result;
}

/** An error that has arrived goes on outwards. */
export function passOn(body: Body, error: LocalId): void {
  const edge = body.outward();
  body.builder.move(edge.place, localPlace(error));
  body.builder.goto(edge.block);
}

/** Raises an exception that has arrived here, as it is. */
export function raiseAgain(module: PythonModule, body: Body, exception: LocalId): void {
  module.runtime.callUntraced(body, "raise_again", [wordIn(exception)]);
  body.builder.terminate({ kind: "unreachable", span: body.builder.span });
}

export function takeException(module: PythonModule, body: Body, error: LocalId): LocalId {
  const { runtime } = module;
  const { builder } = body;
  const instance = runtime.instance("take_value");
  const word = builder.newLocal(runtime.word, { unmanaged: true });
  builder.call(localPlace(word), { kind: "function", symbol: instance.symbol }, [
    { kind: "reference", mode: "consume", place: localPlace(error) },
  ]);
  return runtime.owned(body, read(localPlace(word)));
}

function lowerHandlers(module: PythonModule, body: Body, statement: Try): void {
  const { builder } = body;
  if (statement.handlers.length === 0) {
    module.lowering.statements(module, body, statement.body);
    return module.lowering.statements(module, body, statement.orElse);
  }
  const end = builder.newBlock();
  const before = new Set(body.assigned);
  const caught = guarded(module, body, {}, () => module.lowering.statements(module, body, statement.body));
  module.lowering.statements(module, body, statement.orElse);
  const ends = new Ends(body);
  ends.add();
  builder.goto(end);
  builder.startBlock(caught.block);
  const exception = takeException(module, body, caught.error);
  body.assigned = new Set(before);
  if (statement.handlers.some((handler) => handler.star)) {
    lowerStarHandlers(module, body, statement.handlers, exception, before);
    ends.add();
    builder.goto(end);
  } else
    lowerPlainHandlers(module, body, statement.handlers, exception, before, () => {
      ends.add();
      builder.goto(end);
    });
  builder.startBlock(end);
  body.assigned = ends.assigned ?? before;
}

/** `leave` ends the way of a handler that has run to its end. */
function lowerPlainHandlers(
  module: PythonModule,
  body: Body,
  handlers: readonly Handler[],
  exception: LocalId,
  before: ReadonlySet<string>,
  leave: () => void,
): void {
  const { builder } = body;
  const { runtime } = module;
  const handled = runtime.value(body, "begin_handling", [wordIn(exception)]);
  const restore = (): void => {
    runtime.call(body, "end_handling", [wordIn(handled)]);
  };
  const failed = guarded(module, body, { onLeave: restore }, () => {
    for (const handler of handlers) {
      body.assigned = new Set(before);
      const next = builder.newBlock();
      if (handler.type !== undefined) {
        const inside = builder.newBlock();
        const type = lowerExpression(module, body, handler.type);
        builder.branch(truthOf(runtime.call(body, "caught_by", [wordIn(exception), wordOf(type)])), inside, next);
        builder.startBlock(inside);
      }
      lowerHandlerBody(module, body, handler, exception);
      if (builder.isReachable) restore();
      leave();
      builder.startBlock(next);
      if (handler.type === undefined) break;
    }
  });
  restore();
  raiseAgain(module, body, exception);
  builder.startBlock(failed.block);
  restore();
  passOn(body, failed.error);
}

/** The statements of a handler; its variable has its value in them only. */
export function lowerHandlerBody(module: PythonModule, body: Body, handler: Handler, exception: LocalId): void {
  const { name } = handler;
  if (name === undefined) return module.lowering.statements(module, body, handler.body);
  const { builder } = body;
  const target: Expression = { kind: "name", name: name.text, span: name.span };
  assignTo(module, body, target, ownedValue(module, body, { kind: "variable", local: exception }));
  const clear = (): void => unbind(module, body, name.text);
  const failed = guarded(module, body, { onLeave: clear }, () => module.lowering.statements(module, body, handler.body));
  if (builder.isReachable) clear();
  const end = builder.newBlock();
  const goesOn = builder.isReachable;
  const after = body.assigned;
  builder.goto(end);
  builder.startBlock(failed.block);
  clear();
  passOn(body, failed.error);
  builder.startBlock(end);
  body.assigned = after;
  if (!goesOn) builder.terminate({ kind: "unreachable", span: builder.span });
}
