/**
 * `except*`: each clause takes its part of a group of exceptions; what they raise and what is left is raised in the end.
 */
import { localPlace, read } from "../elaborate/builder.ts";
import type { LocalId } from "../mir/mir.ts";
import type { Expression, Statement } from "../syntax/ast.ts";
import type { Body } from "./body.ts";
import { guarded, handling, lowerHandlerBody, raiseAgain, takeException } from "./exceptions.ts";
import type { PythonModule } from "./module.ts";
import { lowerExpression, truthOf, wordIn, wordOf } from "./values.ts";

type Handler = Extract<Statement, { kind: "try" }>["handlers"][number];

export function lowerStarHandlers(
  module: PythonModule,
  body: Body,
  handlers: readonly Handler[],
  exception: LocalId,
  before: ReadonlySet<string>,
): void {
  const { builder } = body;
  const { runtime } = module;
  const result = builder.newLocal(runtime.object);
  handling(module, body, exception, () => {
    const state = runtime.value(body, "begin_star", [wordIn(exception)]);
    for (const handler of handlers) {
      body.assigned = new Set(before);
      const [inside, next] = [builder.newBlock(), builder.newBlock()];
      const type = lowerExpression(module, body, handler.type as Expression);
      const part = runtime.value(body, "star_match", [wordIn(state), wordOf(type)]);
      builder.branch(truthOf(runtime.call(body, "is_none", [wordIn(part)])), next, inside);
      builder.startBlock(inside);
      const failed = guarded(module, body, {}, () => handling(module, body, part, () => lowerHandlerBody(module, body, handler, part)));
      builder.goto(next);
      builder.startBlock(failed.block);
      runtime.call(body, "star_raised", [wordIn(state), wordIn(takeException(module, body, failed.error))]);
      builder.goto(next);
      builder.startBlock(next);
    }
    runtime.fill(body, localPlace(result), read(localPlace(runtime.call(body, "star_result", [wordIn(state)]))));
  });
  body.assigned = new Set(before);
  const [done, failed] = [builder.newBlock(), builder.newBlock()];
  builder.branch(truthOf(runtime.call(body, "is_none", [wordIn(result)])), done, failed);
  builder.startBlock(failed);
  raiseAgain(module, body, result);
  builder.startBlock(done);
}
