/**
 * The statements of an `except` clause, and its variable.
 */
import type { LocalId } from "../mir/mir.ts";
import type { Expression, Statement } from "../syntax/ast.ts";
import { guarded, passOn } from "./arrivals.ts";
import { unbind } from "./assignment.ts";
import type { Body } from "./body.ts";
import type { PythonModule } from "./module.ts";
import { assignTo, ownedValue } from "./values.ts";

export type Handler = Extract<Statement, { kind: "try" }>["handlers"][number];

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
