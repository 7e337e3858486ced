/**
 * Coroutines: MIR's suspensions as LLVM's (`llvm.coro.*`, switched resumption). LLVM's own passes split the function and make its frame.
 *
 * The function itself allocates the frame, runs to the initial suspension and returns the handle. LLVM's "promise" is our header:
 * library, interpreter and this file agree on it (`mir/coroutine-header.ts`). The memory is the library's (`runtime/frames.mojo`).
 */
import { assert } from "../../base/assert.ts";
import { coroutineHeader } from "../../mir/coroutine-header.ts";
import type { MirTerminator } from "../../mir/mir.ts";
import { sizeOf } from "../../mir/types.ts";
import type { LoweredSignature } from "./abi.ts";
import type { FunctionState, Values } from "./function-state.ts";
import type { Intrinsic } from "./intrinsic-call.ts";
import { memoryAt, readResolved, resolvePlace, storeValues } from "./places.ts";
import { quoted } from "./types.ts";

const header = "%coroutine.header";
const handle = "%coroutine.handle";
/** Frees the frame. */
const cleanupLabel = "coroutine.cleanup";
/** Back to who called or resumed. */
const leaveLabel = "coroutine.leave";
/** Ended, and waiting to be destroyed. */
const finalLabel = "coroutine.final";

/** At the start of the entry block, before parameters are stored: what comes later may be put into the frame. */
export function beginCoroutine(state: FunctionState): void {
  const { module, func } = state;
  module.declare("llvm.coro.id", "token", "i32, ptr, ptr, ptr");
  module.declare("llvm.coro.size.i64", "i64", "");
  module.declare("llvm.coro.align.i64", "i64", "");
  module.declare("llvm.coro.begin", "ptr", "token, ptr");
  state.line(`${header} = alloca [${coroutineHeader.size - coroutineHeader.offset} x i8], align 16`);
  state.line(`%coroutine.id = call token @llvm.coro.id(i32 16, ptr ${header}, ptr null, ptr null)`);
  state.line("%coroutine.size = call i64 @llvm.coro.size.i64()");
  state.line("%coroutine.align = call i64 @llvm.coro.align.i64()");
  if (func.frame !== undefined) {
    state.line(`%coroutine.memory = call ptr ${quoted(func.frame.allocate)}(i64 %coroutine.size, i64 %coroutine.align)`);
  } else {
    module.declareExternal("aligned_alloc", "ptr", "i64, i64");
    module.declare("llvm.umax.i64", "i64", "i64, i64");
    state.line("%coroutine.alignment = call i64 @llvm.umax.i64(i64 %coroutine.align, i64 16)");
    state.line("%coroutine.most = add i64 %coroutine.alignment, -1");
    state.line("%coroutine.more = add i64 %coroutine.size, %coroutine.most");
    state.line("%coroutine.mask = sub i64 0, %coroutine.alignment");
    state.line("%coroutine.rounded = and i64 %coroutine.more, %coroutine.mask");
    state.line("%coroutine.memory = call ptr @aligned_alloc(i64 %coroutine.alignment, i64 %coroutine.rounded)");
  }
  state.line(`${handle} = call ptr @llvm.coro.begin(token %coroutine.id, ptr %coroutine.memory)`);
  const storage = func.handleLocal === undefined ? undefined : state.storage[func.handleLocal];
  assert(storage !== undefined && func.handleLocal !== undefined, "a coroutine has a handle");
  if (storage.kind === "register") storage.values = [handle];
  else state.line(`store ptr ${handle}, ptr ${state.addressOfLocal(func.handleLocal, storage)}`);
}

/** The blocks that all ends share. */
export function endCoroutine(state: FunctionState): void {
  const { module, func } = state;
  module.declare("llvm.coro.suspend", "i8", "token, i1");
  module.declare("llvm.coro.free", "ptr", "token, ptr");
  module.declare("llvm.coro.end", "i1", "ptr, i1, token");
  state.label(finalLabel);
  state.line("%coroutine.last = call i8 @llvm.coro.suspend(token none, i1 true)");
  state.line(`switch i8 %coroutine.last, label %${leaveLabel} [ i8 0, label %coroutine.never i8 1, label %${cleanupLabel} ]`);
  state.label("coroutine.never");
  state.line("unreachable");
  state.label(cleanupLabel);
  state.line(`%coroutine.old = call ptr @llvm.coro.free(token %coroutine.id, ptr ${handle})`);
  if (func.frame !== undefined) {
    state.line("%coroutine.oldSize = call i64 @llvm.coro.size.i64()");
    state.line("%coroutine.oldAlign = call i64 @llvm.coro.align.i64()");
    state.line(`call void ${quoted(func.frame.free)}(ptr %coroutine.old, i64 %coroutine.oldSize, i64 %coroutine.oldAlign)`);
  } else {
    module.declareExternal("free", "void", "ptr");
    state.line("call void @free(ptr %coroutine.old)");
  }
  state.line(`br label %${leaveLabel}`);
  state.label(leaveLabel);
  state.line(`%coroutine.ended = call i1 @llvm.coro.end(ptr ${handle}, i1 false, token none)`);
  state.line(`ret ptr ${handle}`);
}

export function emitSuspend(state: FunctionState, suspend: MirTerminator & { kind: "suspend" }, label: (block: number) => string): void {
  state.module.declare("llvm.coro.suspend", "i8", "token, i1");
  const state8 = state.define("call i8 @llvm.coro.suspend(token none, i1 false)");
  const resumed = suspend.initial === true ? "coroutine.started" : label(suspend.resumed);
  state.line(`switch i8 ${state8}, label %${leaveLabel} [ i8 0, label %${resumed} i8 1, label %${label(suspend.destroyed)} ]`);
  if (suspend.initial !== true) return;
  state.label(resumed);
  // The names that the places of result and error have in other functions, too.
  const { resultLocal, errorLocal } = state.func;
  const result = state.storage[resultLocal];
  if (result?.kind === "memory" && result.address === "%r") loadEnd(state, "%r", coroutineHeader.result);
  if (errorLocal !== undefined) loadEnd(state, "%e", coroutineHeader.error);
  state.line(`br label %${label(suspend.resumed)}`);
}

function loadEnd(state: FunctionState, name: string, at: number): void {
  state.line(`${name} = load ptr, ptr ${headerField(state, at)}, align 8`);
}

function headerField(state: FunctionState, at: number): string {
  return state.define(`getelementptr inbounds i8, ptr ${header}, i64 ${at - coroutineHeader.offset}`);
}

export function emitCoroutineReturn(state: FunctionState, signature: LoweredSignature): void {
  if (signature.result.kind === "leaves" && signature.result.leaves.length > 0) {
    const type = state.typeOfLocal(state.func.resultLocal);
    const values = readResolved(state, resolvePlace(state, { local: state.func.resultLocal, path: [] }));
    const place = state.define(`load ptr, ptr ${headerField(state, coroutineHeader.result)}, align 8`);
    if (sizeOf(type) > 0) storeValues(state, memoryAt(type, place), values);
  }
  finish(state, 1);
}

export function emitCoroutineRaise(state: FunctionState): void {
  finish(state, 2);
}

function finish(state: FunctionState, status: number): void {
  state.line(`store i64 ${status}, ptr ${headerField(state, coroutineHeader.status)}, align 8`);
  state.line(`br label %${finalLabel}`);
}

export function emitAbandon(state: FunctionState): void {
  state.line(`br label %${cleanupLabel}`);
}

/** Operations on handles, for whoever has one. */
export function emitCoroutineOperation(call: Intrinsic): Values {
  const { state } = call;
  const { module } = state;
  switch (call.name) {
    case "coroutine_resume":
      state.line(`call void ${module.declare("llvm.coro.resume", "void", "ptr")}(ptr ${call.value(0)})`);
      return [];
    case "coroutine_destroy":
      state.line(`call void ${module.declare("llvm.coro.destroy", "void", "ptr")}(ptr ${call.value(0)})`);
      return [];
    case "coroutine_done":
      return [state.define(`call i1 ${module.declare("llvm.coro.done", "i1", "ptr")}(ptr ${call.value(0)})`)];
    default:
      return [
        state.define(`call ptr ${module.declare("llvm.coro.promise", "ptr", "ptr, i32, i1")}(ptr ${call.value(0)}, i32 16, i1 false)`),
      ];
  }
}
