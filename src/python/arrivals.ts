/**
 * Where errors arrive: blocks for those of some statements, the exception that is handled there, and how it goes on outwards.
 */
import { localPlace, read } from "../elaborate/builder.ts";
import type { LocalId } from "../mir/mir.ts";
import type { Body } from "./body.ts";
import type { PythonModule } from "./module.ts";
import { wordIn } from "./values.ts";

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
