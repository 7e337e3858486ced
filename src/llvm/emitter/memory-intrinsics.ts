/**
 * The MIR intrinsics that look at memory or change it.
 *
 * Results that live in memory only (a `load` of a large struct) are handled by the statement that receives them.
 */
import { assert, unreachable } from "../../base/assert.ts";
import type { IntrinsicAttributes, MirType } from "../../mir/mir.ts";
import { alignmentOf, sizeOf } from "../../mir/types.ts";
import type { FunctionState, Values } from "./function-state.ts";
import { asVector, fromVector, type Intrinsic, toVector } from "./intrinsic-call.ts";
import { copyMemory, loadValues, memoryAt, operandMemory, operandType, operandValues, stepType, storeValues } from "./places.ts";
import { isMemoryType, mangledType, registerType } from "./types.ts";

export function emitMemoryIntrinsic(call: Intrinsic): Values {
  switch (call.name) {
    case "offset":
      return [offset(call, stepType(sizeOf(call.attributes.elementType ?? unreachable("an offset has an element type"))))];
    case "offset_bytes":
      return [offset(call, "i8")];
    case "load":
      return loadValues(call.state, memoryAt(call.result, call.value(0), call.attributes.alignment), call.attributes);
    case "store":
      return store(call);
    case "masked_load":
      return maskedLoad(call);
    case "masked_store":
      return maskedStore(call);
    case "gather":
      return gather(call);
    case "scatter":
      return scatter(call);
    case "expand_load":
      return expandLoad(call);
    case "compress_store":
      return compressStore(call);
    case "memory_copy":
      return block(call, "llvm.memcpy.p0.p0.i64", "ptr");
    case "memory_move":
      return block(call, "llvm.memmove.p0.p0.i64", "ptr");
    case "memory_set":
      return block(call, "llvm.memset.p0.i64", "i8");
    case "stack_allocate":
      return stackAllocate(call);
    case "atomic_load":
      return atomicLoad(call);
    case "atomic_store":
      return atomicStore(call);
    case "atomic_rmw":
      return atomicUpdate(call);
    case "atomic_compare_exchange":
      return compareExchange(call);
    case "fence":
      call.state.line(`fence ${ordering(call.attributes)}`);
      return [];
    case "prefetch":
      return prefetch(call);
    default:
      return unreachable(`the intrinsic ${call.name} has no LLVM form`);
  }
}

function offset(call: Intrinsic, step: string): string {
  const index = `${registerType(call.type(1))} ${call.value(1)}`;
  const inbounds = call.name === "offset" ? "inbounds " : "";
  return call.state.define(`getelementptr ${inbounds}${step}, ptr ${call.value(0)}, ${index}`);
}

function store(call: Intrinsic): Values {
  const { state, attributes } = call;
  const type = operandType(state, call.operand(1));
  const to = memoryAt(type, call.value(0), attributes.alignment);
  if (isMemoryType(type)) copyMemory(state, to, operandMemory(state, call.operand(1)), sizeOf(type), attributes.volatile);
  else storeValues(state, to, operandValues(state, call.operand(1)), attributes);
  return [];
}

// Masked access

function elementAlignment(call: Intrinsic, type: MirType): number {
  return call.attributes.alignment ?? alignmentOf(asVector(type).element);
}

function vectorOperand(call: Intrinsic, index: number): string {
  return `${registerType(asVector(call.type(index)))} ${toVector(call.state, call.type(index), call.value(index))}`;
}

function maskedLoad(call: Intrinsic): Values {
  const { state } = call;
  const vector = asVector(call.resultType);
  const text = registerType(vector);
  const callee = state.module.declare(`llvm.masked.load.${mangledType(vector)}.p0`, text, `ptr, i32, <${vector.length} x i1>, ${text}`);
  const args = `ptr ${call.value(0)}, i32 ${elementAlignment(call, vector)}, ${vectorOperand(call, 1)}, ${vectorOperand(call, 2)}`;
  return [fromVector(state, call.resultType, state.define(`call ${text} ${callee}(${args})`))];
}

function maskedStore(call: Intrinsic): Values {
  const { state } = call;
  const vector = asVector(call.type(1));
  const text = registerType(vector);
  const callee = state.module.declare(`llvm.masked.store.${mangledType(vector)}.p0`, "void", `${text}, ptr, i32, <${vector.length} x i1>`);
  state.line(
    `call void ${callee}(${vectorOperand(call, 1)}, ptr ${call.value(0)}, i32 ${elementAlignment(call, vector)}, ${vectorOperand(call, 2)})`,
  );
  return [];
}

/** A vector of pointers; integers serve as addresses too. */
function addresses(call: Intrinsic): string {
  const type = asVector(call.type(0));
  const value = toVector(call.state, call.type(0), call.value(0));
  if (type.element.kind === "pointer") return `<${type.length} x ptr> ${value}`;
  return `<${type.length} x ptr> ${call.state.define(`inttoptr ${registerType(type)} ${value} to <${type.length} x ptr>`)}`;
}

function gather(call: Intrinsic): Values {
  const { state } = call;
  const vector = asVector(call.resultType);
  const text = registerType(vector);
  const name = `llvm.masked.gather.${mangledType(vector)}.v${vector.length}p0`;
  const callee = state.module.declare(name, text, `<${vector.length} x ptr>, i32, <${vector.length} x i1>, ${text}`);
  const args = `${addresses(call)}, i32 ${elementAlignment(call, vector)}, ${vectorOperand(call, 1)}, ${vectorOperand(call, 2)}`;
  return [fromVector(state, call.resultType, state.define(`call ${text} ${callee}(${args})`))];
}

function scatter(call: Intrinsic): Values {
  const { state } = call;
  const vector = asVector(call.type(1));
  const text = registerType(vector);
  const name = `llvm.masked.scatter.${mangledType(vector)}.v${vector.length}p0`;
  const callee = state.module.declare(name, "void", `${text}, <${vector.length} x ptr>, i32, <${vector.length} x i1>`);
  const args = `${vectorOperand(call, 1)}, ${addresses(call)}, i32 ${elementAlignment(call, vector)}, ${vectorOperand(call, 2)}`;
  state.line(`call void ${callee}(${args})`);
  return [];
}

function expandLoad(call: Intrinsic): Values {
  const { state } = call;
  const vector = asVector(call.resultType);
  const text = registerType(vector);
  const callee = state.module.declare(`llvm.masked.expandload.${mangledType(vector)}`, text, `ptr, <${vector.length} x i1>, ${text}`);
  const loaded = state.define(`call ${text} ${callee}(ptr ${call.value(0)}, ${vectorOperand(call, 1)}, ${vectorOperand(call, 2)})`);
  return [fromVector(state, call.resultType, loaded)];
}

function compressStore(call: Intrinsic): Values {
  const { state } = call;
  const vector = asVector(call.type(1));
  const text = registerType(vector);
  const callee = state.module.declare(`llvm.masked.compressstore.${mangledType(vector)}`, "void", `${text}, ptr, <${vector.length} x i1>`);
  state.line(`call void ${callee}(${vectorOperand(call, 1)}, ptr ${call.value(0)}, ${vectorOperand(call, 2)})`);
  return [];
}

// Blocks

function block(call: Intrinsic, name: string, source: "ptr" | "i8"): Values {
  const { alignment, volatile } = call.attributes;
  const callee = call.state.module.declare(name, "void", `ptr, ${source}, i64, i1`);
  const pointer = alignment === undefined ? "ptr" : `ptr align ${alignment}`;
  const from = source === "ptr" ? pointer : "i8";
  call.state.line(
    `call void ${callee}(${pointer} ${call.value(0)}, ${from} ${call.value(1)}, i64 ${call.value(2)}, i1 ${volatile === true})`,
  );
  return [];
}

/** A block that a program works on by vectors begins at a line of the cache: else each vector of that size would lie in two. */
const lineSize = 64;
const largeBlock = 4 * lineSize;

function stackAllocate(call: Intrinsic): Values {
  const { state, attributes } = call;
  const type = attributes.elementType ?? unreachable("a stack allocation has an element type");
  const alignment = Math.max(attributes.alignment ?? 1, alignmentOf(type));
  const count = call.value(0);
  if (/^\d+$/.test(count)) {
    const size = Number(count) * sizeOf(type);
    return [state.scratch(size, size >= largeBlock ? Math.max(alignment, lineSize) : alignment)];
  }
  return [state.define(`alloca ${stepType(sizeOf(type))}, ${registerType(call.type(0))} ${count}, align ${alignment}`)];
}

// Atomics

const orderings: Readonly<Record<string, string>> = {
  relaxed: "monotonic",
  monotonic: "monotonic",
  acquire: "acquire",
  release: "release",
  acq_rel: "acq_rel",
  seq_cst: "seq_cst",
};

function ordering(attributes: IntrinsicAttributes): string {
  const [success] = (attributes.ordering ?? "seq_cst").split("/");
  return orderings[success as string] ?? unreachable(`the memory order ${success} is known`);
}

/** `success/failure`, or the strongest failure order that the success order allows. */
function failureOrdering(attributes: IntrinsicAttributes): string {
  const [success, failure] = (attributes.ordering ?? "seq_cst").split("/");
  const name = failure ?? (success === "release" ? "relaxed" : success === "acq_rel" ? "acquire" : success);
  return orderings[name as string] ?? unreachable(`the memory order ${name} is known`);
}

/** Atomic accesses are to whole bytes. */
function atomicText(type: MirType): string {
  return type.kind === "int" && type.bits === 1 ? "i8" : registerType(type);
}

function toAtomic(state: FunctionState, type: MirType, value: string): string {
  return atomicText(type) === registerType(type) ? value : state.define(`zext i1 ${value} to i8`);
}

function fromAtomic(state: FunctionState, type: MirType, value: string): string {
  return atomicText(type) === registerType(type) ? value : state.define(`trunc i8 ${value} to i1`);
}

function atomicAlignment(call: Intrinsic, type: MirType): number {
  return call.attributes.alignment ?? sizeOf(type);
}

function atomicLoad(call: Intrinsic): Values {
  const type = call.resultType;
  const suffix = `${ordering(call.attributes)}, align ${atomicAlignment(call, type)}`;
  return [fromAtomic(call.state, type, call.state.define(`load atomic ${atomicText(type)}, ptr ${call.value(0)} ${suffix}`))];
}

function atomicStore(call: Intrinsic): Values {
  const type = call.type(1);
  const value = toAtomic(call.state, type, call.value(1));
  call.state.line(
    `store atomic ${atomicText(type)} ${value}, ptr ${call.value(0)} ${ordering(call.attributes)}, align ${atomicAlignment(call, type)}`,
  );
  return [];
}

function atomicUpdate(call: Intrinsic): Values {
  const { state, attributes } = call;
  const type = call.type(1);
  const value = toAtomic(state, type, call.value(1));
  const operation = updateOperation(
    type,
    attributes.operation ?? unreachable("an atomic update has an operation"),
    attributes.signed === true,
  );
  const alignment = atomicAlignment(call, type);
  const old = state.define(
    `atomicrmw ${operation} ptr ${call.value(0)}, ${atomicText(type)} ${value} ${ordering(attributes)}, align ${alignment}`,
  );
  return [fromAtomic(state, type, old)];
}

function updateOperation(type: MirType, operation: string, signed: boolean): string {
  if (operation === "xchg") return operation;
  if (type.kind === "float") return operation.startsWith("f") ? operation : `f${operation}`;
  if (operation === "min" || operation === "max") return signed ? operation : `u${operation}`;
  return operation;
}

function compareExchange(call: Intrinsic): Values {
  const { state, attributes } = call;
  const type = call.type(1);
  assert(type.kind === "int" || type.kind === "float" || type.kind === "pointer", "atomics work on scalars");
  const word = type.kind === "float" ? `i${sizeOf(type) * 8}` : atomicText(type);
  const toWord = (value: string): string =>
    type.kind === "float" && registerType(type) !== word
      ? state.define(`bitcast ${registerType(type)} ${value} to ${word}`)
      : toAtomic(state, type, value);
  const expected = toWord(call.value(1));
  const desired = toWord(call.value(2));
  const orders = `${ordering(attributes)} ${failureOrdering(attributes)}, align ${atomicAlignment(call, type)}`;
  const both = state.define(`cmpxchg ptr ${call.value(0)}, ${word} ${expected}, ${word} ${desired} ${orders}`);
  const old = state.define(`extractvalue { ${word}, i1 } ${both}, 0`);
  const done = state.define(`extractvalue { ${word}, i1 } ${both}, 1`);
  if (type.kind === "float" && registerType(type) !== word) return [state.define(`bitcast ${word} ${old} to ${registerType(type)}`), done];
  return [fromAtomic(state, type, old), done];
}

/** `operation` is `write:locality3:data` or shorter; absent parts are the usual ones. */
function prefetch(call: Intrinsic): Values {
  const parts = (call.attributes.operation ?? "").split(":");
  const write = parts.includes("write") ? 1 : 0;
  const locality = parts.map((part) => /^(?:locality)?([0-3])$/.exec(part)?.[1]).find((digit) => digit !== undefined) ?? "3";
  const data = parts.includes("instruction") ? 0 : 1;
  const callee = call.state.module.declare("llvm.prefetch.p0", "void", "ptr, i32, i32, i32");
  call.state.line(`call void ${callee}(ptr ${call.value(0)}, i32 ${write}, i32 ${locality}, i32 ${data})`);
  return [];
}
