/**
 * `with`: managers of contexts, each around the blocks of those behind it.
 */
import type { LocalId } from "../mir/mir.ts";
import type { Statement } from "../syntax/ast.ts";
import { awaitedManager } from "./async.ts";
import type { Body } from "./body.ts";
import { guarded, handling, raiseAgain, takeException } from "./exceptions.ts";
import type { PythonModule } from "./module.ts";
import { assignTo, lowerExpression, ownedValue, truthOf, wordIn } from "./values.ts";

type With = Extract<Statement, { kind: "with" }>;

export function lowerWith(module: PythonModule, body: Body, statement: With, from = 0): void {
  const item = statement.items[from];
  if (item === undefined) return module.lowering.statements(module, body, statement.body);
  const { builder } = body;
  const { runtime } = module;
  const { isAsync } = statement;
  const manager = ownedValue(module, body, lowerExpression(module, body, item.context));
  const enter = runtime.value(body, isAsync ? "find_async_enter" : "find_enter", [wordIn(manager)]);
  const exit = runtime.value(body, isAsync ? "find_async_exit" : "find_exit", [wordIn(manager)]);
  const finished = (value: LocalId, isExit = true): LocalId => (isAsync ? awaitedManager(module, body, value, isExit) : value);
  const value = finished(runtime.value(body, "call0", [wordIn(enter)]), false);
  const leave = (): void => {
    finished(runtime.value(body, "call_exit", [wordIn(exit)]));
  };
  const before = new Set(body.assigned);
  const failed = guarded(module, body, { onLeave: leave }, () => {
    if (item.target !== undefined) assignTo(module, body, item.target, value);
    lowerWith(module, body, statement, from + 1);
  });
  leave();
  const [again, end] = [builder.newBlock(), builder.newBlock()];
  builder.goto(end);
  builder.startBlock(failed.block);
  body.assigned = new Set(before);
  const exception = takeException(module, body, failed.error);
  const isSwallowed = handling(module, body, exception, () => {
    const answer = finished(runtime.value(body, "call_exit_with", [wordIn(exit), wordIn(exception)]));
    return runtime.call(body, "is_true", [wordIn(answer)]);
  });
  builder.branch(truthOf(isSwallowed), end, again);
  builder.startBlock(again);
  raiseAgain(module, body, exception);
  builder.startBlock(end);
  body.assigned = before;
}
