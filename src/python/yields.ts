/**
 * `yield` and `yield from`: the coroutine of a generator stands still.
 */
import { localPlace, read } from "../elaborate/builder.ts";
import type { LocalId, Operand } from "../mir/mir.ts";
import type { Expression } from "../syntax/ast.ts";
import type { Body, Value } from "./body.ts";
import type { PythonModule } from "./module.ts";
import { truthOf, wordOf } from "./values.ts";

type YieldExpression = Extract<Expression, { kind: "yield" }>;

/** `yield x` gives what is sent; `yield from x` what `x` returns. */
export function lowerYield(module: PythonModule, body: Body, node: YieldExpression, lower: (node: Expression) => Value): Value {
  const { runtime } = module;
  const { generator } = body;
  // Reported before (`rules.ts`).
  if (generator === undefined) return { kind: "word", word: runtime.constant(2n) };
  if (node.from) return delegate(module, body, node, generator, lower);
  const value: Value = node.value === undefined ? { kind: "word", word: runtime.constant(2n) } : lower(node.value);
  runtime.call(body, body.isAsync ? "set_given" : "set_yielded", [generator, wordOf(value)]);
  suspend(body);
  return { kind: "owned", local: runtime.value(body, "resumed", [generator]) };
}

function delegate(module: PythonModule, body: Body, node: YieldExpression, generator: Operand, lower: (node: Expression) => Value): Value {
  const { runtime } = module;
  const iterable = lower(node.value as Expression);
  return delegateTo(module, body, generator, runtime.value(body, "iterate", [wordOf(iterable)]));
}

/** Yields what an iterator gives; what it returns. */
export function delegateTo(module: PythonModule, body: Body, generator: Operand, iterator: LocalId): Value {
  const { runtime } = module;
  const { builder } = body;
  const source = wordOf({ kind: "owned", local: iterator });
  runtime.call(body, "set_yielded", [generator, runtime.constant(2n)]);
  const [again, inside, end] = [builder.newBlock(), builder.newBlock(), builder.newBlock()];
  builder.fallInto(again);
  const next = read(localPlace(runtime.call(body, "delegated", [generator, source])));
  builder.branch(truthOf(runtime.call(body, "is_end", [next])), end, inside);
  builder.startBlock(inside);
  const value = runtime.owned(body, next);
  runtime.call(body, "set_yielded", [generator, wordOf({ kind: "owned", local: value })]);
  suspend(body);
  builder.goto(again);
  builder.startBlock(end);
  return { kind: "owned", local: runtime.value(body, "delegated_result", [generator]) };
}

function suspend(body: Body): void {
  const { builder } = body;
  const [resumed, destroyed] = [builder.newBlock(), builder.newBlock()];
  builder.terminate({ kind: "suspend", resumed, destroyed, span: builder.span });
  builder.startBlock(destroyed);
  builder.terminate({ kind: "abandon", span: builder.span });
  builder.startBlock(resumed);
}
