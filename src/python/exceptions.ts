/**
 * `try`, `raise` and `with`: where errors go, and what runs on every way out of a block.
 */
import { fieldPlace, localPlace, read } from "../elaborate/builder.ts";
import type { LocalId, Operand } from "../mir/mir.ts";
import type { Statement } from "../syntax/ast.ts";
import type { Body } from "./body.ts";
import { lowerExpression } from "./expressions.ts";
import { assignTo, unbind } from "./assignment.ts";
import type { PythonModule } from "./module.ts";
import { ownedValue, truthOf, wordOf } from "./values.ts";

export function lowerRaise(module: PythonModule, body: Body, statement: Extract<Statement, { kind: "raise" }>): void {
  const { builder } = body;
  const { runtime } = module;
  const handled = body.handled === undefined ? runtime.constant(2n) : read(fieldPlace(localPlace(body.handled), 0));
  if (statement.value === undefined) {
    if (body.handled === undefined) return module.notYet("`raise` outside of a handler", statement.span);
    runtime.call(body, "raise_again", [handled]);
  } else {
    const value = ownedValue(module, body, lowerExpression(module, body, statement.value));
    const word = read(fieldPlace(localPlace(value), 0));
    if (statement.cause !== undefined)
      runtime.call(body, "raise_from", [word, wordOf(lowerExpression(module, body, statement.cause)), handled]);
    else if (body.handled === undefined) runtime.call(body, "raise_value", [word]);
    else runtime.call(body, "raise_while", [word, handled]);
  }
  builder.terminate({ kind: "unreachable", span: statement.span });
}

export function lowerTry(module: PythonModule, body: Body, statement: Extract<Statement, { kind: "try" }>): void {
  if (statement.finally.length === 0) return lowerHandlers(module, body, statement);
  const { builder } = body;
  const { runtime } = module;
  const failed = builder.newBlock();
  const error = builder.newLocal(runtime.raised);
  const last = (): void => module.lowering.statements(module, body, statement.finally);
  body.frames.push({ kind: "finally", run: last }, { kind: "handler", error, block: failed });
  lowerHandlers(module, body, statement);
  body.frames.length -= 2;
  last();
  const after = body.assigned;
  const end = builder.newBlock();
  builder.goto(end);
  builder.startBlock(failed);
  body.assigned = new Set();
  const exception = takeException(module, body, error);
  const outer = body.handled;
  body.handled = exception;
  last();
  body.handled = outer;
  runtime.call(body, "raise_again", [read(fieldPlace(localPlace(exception), 0))]);
  builder.terminate({ kind: "unreachable", span: statement.span });
  builder.startBlock(end);
  body.assigned = after;
}

/** Several items are blocks inside of each other. */
export function lowerWith(module: PythonModule, body: Body, statement: Extract<Statement, { kind: "with" }>, from = 0): void {
  const { builder } = body;
  const { runtime } = module;
  const item = statement.items[from];
  if (item === undefined) return module.lowering.statements(module, body, statement.body);
  if (statement.isAsync) return module.notYet("`async with`", statement.span);
  const manager = ownedValue(module, body, lowerExpression(module, body, item.context));
  const word = (local: LocalId): Operand => read(fieldPlace(localPlace(local), 0));
  const enter = runtime.value(body, "find_enter", [word(manager)]);
  const exit = runtime.value(body, "find_exit", [word(manager)]);
  const value = runtime.value(body, "call0", [word(enter)]);
  const [failed, swallowed, again, end] = [builder.newBlock(), builder.newBlock(), builder.newBlock(), builder.newBlock()];
  const error = builder.newLocal(runtime.raised);
  const leave = (): void => {
    runtime.call(body, "call_exit", [word(exit)]);
  };
  const before = new Set(body.assigned);
  body.frames.push({ kind: "finally", run: leave }, { kind: "handler", error, block: failed });
  if (item.target !== undefined) assignTo(module, body, item.target, value);
  lowerWith(module, body, statement, from + 1);
  body.frames.length -= 2;
  leave();
  builder.goto(end);
  builder.startBlock(failed);
  body.assigned = new Set(before);
  const exception = takeException(module, body, error);
  const isSwallowed = runtime.call(body, "call_exit_with", [word(exit), word(exception)]);
  builder.branch(truthOf(isSwallowed), swallowed, again);
  builder.startBlock(again);
  runtime.call(body, "raise_again", [word(exception)]);
  builder.terminate({ kind: "unreachable", span: statement.span });
  builder.startBlock(swallowed);
  builder.goto(end);
  builder.startBlock(end);
  body.assigned = before;
}

function takeException(module: PythonModule, body: Body, error: LocalId): LocalId {
  const { runtime } = module;
  const { builder } = body;
  const instance = runtime.instance("take_value");
  const word = builder.newLocal(runtime.word, { unmanaged: true });
  builder.call(localPlace(word), { kind: "function", symbol: instance.symbol }, [
    { kind: "reference", mode: "consume", place: localPlace(error) },
  ]);
  return runtime.owned(body, read(localPlace(word)));
}

function lowerHandlers(module: PythonModule, body: Body, statement: Extract<Statement, { kind: "try" }>): void {
  const { builder } = body;
  const { runtime } = module;
  if (statement.handlers.length === 0) {
    module.lowering.statements(module, body, statement.body);
    return module.lowering.statements(module, body, statement.orElse);
  }
  const [caught, end] = [builder.newBlock(), builder.newBlock()];
  const error = builder.newLocal(runtime.raised);
  const before = new Set(body.assigned);
  body.frames.push({ kind: "handler", error, block: caught });
  module.lowering.statements(module, body, statement.body);
  body.frames.pop();
  module.lowering.statements(module, body, statement.orElse);
  const afterBody = builder.isReachable ? body.assigned : undefined;
  builder.goto(end);
  builder.startBlock(caught);
  const exception = takeException(module, body, error);
  const outer = body.handled;
  body.handled = exception;
  let after = afterBody;
  for (const handler of statement.handlers) {
    body.assigned = new Set(before);
    if (handler.star) module.notYet("`except*`", handler.span);
    const next = builder.newBlock();
    if (handler.type !== undefined) {
      const inside = builder.newBlock();
      const type = lowerExpression(module, body, handler.type);
      const matches = runtime.call(body, "caught_by", [read(fieldPlace(localPlace(exception), 0)), wordOf(type)]);
      builder.branch(truthOf(matches), inside, next);
      builder.startBlock(inside);
    }
    if (handler.name !== undefined) {
      const named = { kind: "name", name: handler.name.text, span: handler.name.span } as const;
      assignTo(module, body, named, ownedValue(module, body, { kind: "variable", local: exception }));
      const { text } = handler.name;
      body.frames.push({ kind: "finally", run: () => unbind(module, body, text) });
    }
    module.lowering.statements(module, body, handler.body);
    if (handler.name !== undefined) {
      body.frames.length -= 1;
      if (builder.isReachable) unbind(module, body, handler.name.text);
    }
    if (builder.isReachable) {
      const here = body.assigned;
      after = after === undefined ? here : new Set([...after].filter((name) => here.has(name)));
    }
    builder.goto(end);
    builder.startBlock(next);
    if (handler.type === undefined) break;
  }
  runtime.call(body, "raise_again", [read(fieldPlace(localPlace(exception), 0))]);
  builder.terminate({ kind: "unreachable", span: statement.span });
  body.handled = outer;
  builder.startBlock(end);
  body.assigned = after ?? before;
}
