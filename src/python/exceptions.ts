/**
 * `try` and `raise`: where errors go, which exception is being handled, and what runs on every way out of a block.
 */
import type { LocalId } from "../mir/mir.ts";
import type { Statement } from "../syntax/ast.ts";
import { guarded, handling, passOn, raiseAgain, takeException } from "./arrivals.ts";
import type { Body } from "./body.ts";
import { Ends } from "./ends.ts";
import { type Handler, lowerHandlerBody } from "./handler-body.ts";
import type { PythonModule } from "./module.ts";
import { lowerStarHandlers } from "./star-handlers.ts";
import { lowerExpression, ownedValue, truthOf, wordIn, wordOf } from "./values.ts";

type Try = Extract<Statement, { kind: "try" }>;

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
