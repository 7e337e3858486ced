/**
 * `async` functions and `await`.
 *
 * An async function becomes a coroutine of MIR. A call gives its handle, wrapped in the library's `Coroutine[T]` or
 * `RaisingCoroutine[T]`. `await x` asks `x` whether there is anything to wait for, suspends if so, and takes the result: the methods
 * `__await_suspend__` and `__await_resume__`, and the type `Awaited`, of the library's awaitable types (`docs/design/concurrency.md`).
 */
import type { LocalId } from "../mir/mir.ts";
import type { Span } from "../source/source-file.ts";
import type * as ast from "../syntax/ast.ts";
import { printType, type Type } from "../types/type.ts";
import { localPlace } from "./builder.ts";
import type { FunctionContext, Program } from "./context.ts";
import { isCoroutineType } from "./coroutine-type.ts";
import { describe } from "./describe.ts";
import * as diagnostics from "./diagnostics.ts";
import { materialize } from "./convert.ts";
import { lookupMember } from "./members.ts";
import { temporary, toOwned, toPlace } from "./materialize.ts";
import { condition } from "./evaluation.ts";
import { callMethod } from "./operators.ts";
import { errorValue, type RuntimeValue, type Value } from "./value.ts";

/** Ends what runs at the call. */
export function beginCoroutine(context: FunctionContext): void {
  suspend(context, true);
}

function suspend(context: FunctionContext, initial: boolean): void {
  const { builder } = context;
  const resumed = builder.newBlock();
  const destroyed = builder.newBlock();
  builder.terminate({ kind: "suspend", resumed, destroyed, ...(initial ? { initial: true } : {}), span: builder.span });
  builder.startBlock(destroyed);
  builder.terminate({ kind: "abandon", span: builder.span });
  builder.startBlock(resumed);
}

export function awaitExpression(context: FunctionContext, node: Extract<ast.Expression, { kind: "await" }>): Value {
  if (context.handleLocal === undefined) {
    context.report(diagnostics.awaitOutside, {
      at: node.span,
      params: {},
      notes: ["mark the function `async`, or run a task from here: `create_task(…).wait()`"],
    });
    return errorValue;
  }
  const value = context.services.expression(context, node.value);
  return value.kind === "error" ? value : awaitValue(context, value, node.span);
}

function awaitValue(context: FunctionContext, value: Value, span: Span): Value {
  const { program, builder } = context;
  const known = value.kind === "constant" ? materialize(context, value, span) : value;
  const awaited = known.kind === "runtime" || known.kind === "constant" ? awaitedType(program, known.type) : undefined;
  if (awaited === undefined || (known.kind !== "runtime" && known.kind !== "constant")) {
    const isType = known.kind === "runtime" || known.kind === "constant";
    if (isType && lookupMember(program, known.type, "__await__")?.kind === "functions") {
      const inner = callMethod(context, known, "__await__", [], span);
      const isCoroutine = (inner.kind === "runtime" || inner.kind === "constant") && isCoroutineType(inner.type);
      return isCoroutine ? awaitValue(context, inner, span) : inner;
    }
    context.report(diagnostics.notAwaitable, {
      at: span,
      params: { type: isType ? printType(known.type) : describe(program, known) },
      notes: value.kind === "functions" ? ["add `()` to call it"] : ["only coroutines, tasks and what has `__await__` can be awaited"],
    });
    return errorValue;
  }
  return context.at(span, () => {
    const self = consumes(program, known.type) ? toOwned(context, known) : toPlace(context, known);
    const awaitable: RuntimeValue = { ...self, category: "variable", mutable: true, transferred: false };
    const result = temporary(context, awaited);
    const mir = context.lower(awaited);
    // Arrives in a slot of its own: an address would keep what was in `result` the last time around a loop.
    const movable = mir.kind !== "struct" || mir.lifecycle.move !== "none";
    const slot = movable ? localPlace(builder.newLocal(mir, { unmanaged: true })) : result.place;
    const address = temporary(context, program.types.pointer(awaited));
    builder.assign(address.place, { kind: "address", place: slot });
    const handle: RuntimeValue = {
      kind: "runtime",
      type: program.types.pointer(program.libraryType("UInt8") ?? program.types.error),
      place: localPlace(context.handleLocal as LocalId),
      category: "variable",
      mutable: false,
      context,
    };
    const isPending = condition(context, callMethod(context, awaitable, "__await_suspend__", [handle, address], span), span);
    const pending = builder.newBlock();
    const ready = builder.newBlock();
    builder.branch(isPending, pending, ready);
    builder.startBlock(pending);
    suspend(context, false);
    builder.goto(ready);
    builder.startBlock(ready);
    const taken: RuntimeValue = { ...awaitable, transferred: consumes(program, known.type) };
    callMethod(context, taken, "__await_resume__", [address], span);
    if (movable) builder.move(result.place, slot);
    else builder.emit({ kind: "mark-initialized", place: result.place, span });
    return result;
  });
}

/** What `await` gives for a value of a type; `undefined` if it is not one of the library's awaitable types. */
function awaitedType(program: Program, type: Type): Type | undefined {
  const member = lookupMember(program, type, "Awaited");
  if (member?.kind !== "alias" || lookupMember(program, type, "__await_suspend__")?.kind !== "functions") return undefined;
  const value = program.services.aliasValue(program, member.declaration, member.scope);
  return value.kind === "type" ? value.type : undefined;
}

/** Whether awaiting ends the value. */
function consumes(program: Program, type: Type): boolean {
  const member = lookupMember(program, type, "__await_resume__");
  const convention = member?.kind === "functions" ? member.candidates[0]?.declaration.ast.signature.arguments[0]?.convention : undefined;
  return convention === "deinit" || convention === "owned";
}
