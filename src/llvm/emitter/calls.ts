/**
 * Calls, and the other side of them: parameters on entry, results on return.
 *
 * In: MIR calls and a `LoweredSignature`. Out: LLVM text. A raising call's result is stored on the normal edge only, so
 * that a failed call leaves its target as it was.
 */
import { assert } from "../../base/assert.ts";
import type { Argument, Callee, LocalId, MirParameter, MirStatement, MirTerminator, MirType, Place } from "../../mir/mir.ts";
import { alignmentOf, sizeOf } from "../../mir/types.ts";
import { type LoweredSignature, type PassingPlan, type Piece, returnAttribute } from "./abi.ts";
import type { FunctionState, Values } from "./function-state.ts";
import {
  addressOf,
  copyMemory,
  loadValues,
  type Memory,
  memoryAt,
  memoryPlace,
  operandMemory,
  operandValue,
  operandValues,
  readResolved,
  resolvePlace,
  resolveTarget,
  spill,
  storeValues,
  writePlace,
} from "./places.ts";
import { type Leaf, layoutOf, leavesOf, quoted, registerType } from "./types.ts";

type CallStatement = MirStatement & { kind: "call" };
type TryCall = MirTerminator & { kind: "try-call" };

/** True: a tail call that has returned from the block. */
export function emitCall(state: FunctionState, call: CallStatement, isLast: boolean): boolean {
  const signature = state.module.calleeSignature(call.callee);
  assert(!signature.raises, "a raising function is called by a terminator");
  const prepared = prepare(state, call.callee, call.arguments, signature, call.target);
  const word = call.tail === true && isLast ? tailWord(state, call, signature) : "call";
  const returned = invoke(state, prepared, signature, word);
  if (word === "musttail call") {
    state.line(returned === undefined ? "ret void" : `ret ${signature.returns} ${returned}`);
    return true;
  }
  finishResult(state, prepared, signature, call.target, returned === undefined ? [] : unpack(state, signature, returned));
  return false;
}

export function emitTryCall(state: FunctionState, call: TryCall, label: (block: number) => string): void {
  const signature = state.module.calleeSignature(call.callee);
  assert(signature.raises, "only a raising function has an error edge");
  const prepared = prepare(state, call.callee, call.arguments, signature, call.target);
  const error = addressOf(state, memoryPlace(state, call.errorTarget));
  prepared.values.push(error);
  const returned = invoke(state, prepared, signature, "call");
  assert(returned !== undefined, "a raising function returns its flag");
  const isPair = signature.result.kind === "leaves" && signature.result.leaves.length > 0;
  const flag = isPair ? state.define(`extractvalue ${signature.returns} ${returned}, 0`) : returned;
  const values = isPair ? unpack(state, signature, returned) : [];
  const weights = state.module.node(`!{!"branch_weights", i32 1, i32 2000}`);
  const needsStore =
    prepared.result !== undefined || (call.target !== undefined && resolveTargetKind(state, call.target) && values.length > 0);
  const normal = needsStore ? state.newLabel() : label(call.normal);
  state.line(`br i1 ${flag}, label %${label(call.error)}, label %${normal}, !prof ${weights}`);
  if (needsStore) state.label(normal);
  finishResult(state, prepared, signature, call.target, values);
  if (needsStore) state.line(`br label %${label(call.normal)}`);
}

function resolveTargetKind(state: FunctionState, target: Place): boolean {
  return target.path.length > 0 || state.storage[target.local]?.kind === "memory";
}

// Arguments

type Prepared = {
  readonly callee: string;
  /** One text per LLVM parameter (and per extra argument of a variadic function), without types. */
  readonly values: string[];
  /** Types of the arguments after the fixed ones of a variadic function. */
  readonly extraTypes: readonly string[];
  readonly isVariadic: boolean;
  /** Memory that the result arrives in and that is not the target itself. */
  readonly result: Memory | undefined;
};

function prepare(
  state: FunctionState,
  callee: Callee,
  args: readonly Argument[],
  signature: LoweredSignature,
  target: Place | undefined,
): Prepared {
  const values: string[] = [];
  let result: Memory | undefined;
  if (signature.result.kind === "memory") {
    const { type } = signature.result;
    const direct = target === undefined ? undefined : resolveTarget(state, target);
    if (direct === undefined || direct.alignment !== undefined) result = memoryAt(type, state.scratch(sizeOf(type), alignmentOf(type)));
    values.push(addressOf(state, result ?? (direct as Memory)));
  }
  const fixed = signature.parameters.length;
  assert(
    callee.kind === "external" && callee.variadicAfter !== undefined ? args.length >= fixed : args.length === fixed,
    "a call gives what the signature asks for",
  );
  const extraTypes: string[] = [];
  args.forEach((argument, i) => {
    const plan = signature.parameters[i];
    if (plan !== undefined) passArgument(state, argument, plan, values);
    else passVariadic(state, argument, values, extraTypes);
  });
  return {
    callee: calleeText(state, callee),
    values,
    extraTypes,
    isVariadic: callee.kind === "external" && callee.variadicAfter !== undefined,
    result,
  };
}

function calleeText(state: FunctionState, callee: Callee): string {
  return callee.kind === "pointer" ? operandValue(state, callee.pointer) : quoted(callee.symbol);
}

function passArgument(state: FunctionState, argument: Argument, plan: PassingPlan, values: string[]): void {
  if (argument.kind === "reference") {
    assert(plan.kind === "pointer" && !plan.copied, "what the callee takes by reference is passed by reference");
    values.push(addressOf(state, memoryPlace(state, argument.place)));
    return;
  }
  switch (plan.kind) {
    case "leaves":
      values.push(...operandValues(state, argument.operand));
      break;
    case "pieces":
      values.push(...loadPieces(state, plan.pieces, operandMemory(state, argument.operand), sizeOf(plan.type)));
      break;
    case "pointer":
      assert(plan.copied, "what the callee takes by value is passed by value");
      values.push(addressOf(state, operandMemory(state, argument.operand)));
      break;
    case "stack":
      values.push(addressOf(state, operandMemory(state, argument.operand)));
      break;
  }
}

/** The library has promoted what C promotes; words below 32 bits are not legal here. */
function passVariadic(state: FunctionState, argument: Argument, values: string[], types: string[]): void {
  if (argument.kind === "reference") {
    values.push(addressOf(state, memoryPlace(state, argument.place)));
    types.push("ptr");
    return;
  }
  const { operand } = argument;
  const type = operand.kind === "read" ? resolvePlace(state, operand.place).type : operand.constant.type;
  const leaves = leavesOf(type);
  operandValues(state, operand).forEach((value, i) => {
    const leaf = leaves[i] as Leaf;
    if (leaf.type.kind === "float" && leaf.type.format === "f32") {
      values.push(state.define(`fpext float ${value} to double`));
      types.push("double");
    } else if (leaf.type.kind === "int" && leaf.type.bits < 32) {
      values.push(state.define(`${leaf.type.bits === 1 ? "zext" : "sext"} ${leaf.text} ${value} to i32`));
      types.push("i32");
    } else {
      values.push(value);
      types.push(leaf.text);
    }
  });
}

/** Registers for an aggregate: its bytes, in a padded copy when the last piece would read past its end. */
function loadPieces(state: FunctionState, pieces: readonly Piece[], memory: Memory, size: number): string[] {
  const needed = piecesSize(pieces);
  let from = memory;
  if (needed > size) {
    from = { ...memoryAt(memory.type, state.scratch(needed, 8)), alignment: Math.min(8, alignmentOf(memory.type)) };
    copyMemory(state, from, memory, size);
  }
  const base = addressOf(state, from);
  return pieces.map((piece) => state.define(`load ${piece.text}, ptr ${pieceAddress(state, base, piece)}, align 1`));
}

function storePieces(state: FunctionState, pieces: readonly Piece[], values: Values, address: string): void {
  pieces.forEach((piece, i) => {
    state.line(`store ${piece.text} ${values[i] as string}, ptr ${pieceAddress(state, address, piece)}, align 1`);
  });
}

function pieceAddress(state: FunctionState, base: string, piece: Piece): string {
  return piece.offset === 0 ? base : state.define(`getelementptr inbounds i8, ptr ${base}, i64 ${piece.offset}`);
}

export function piecesSize(pieces: readonly Piece[]): number {
  return Math.max(0, ...pieces.map((piece) => piece.offset + pieceBytes(piece.text)));
}

function pieceBytes(text: string): number {
  const vector = /^<(\d+) x (.*)>$/.exec(text);
  if (vector !== null) return Number(vector[1]) * pieceBytes(vector[2] as string);
  if (text.startsWith("i")) return Number(text.slice(1)) / 8;
  return text === "half" || text === "bfloat" ? 2 : text === "float" ? 4 : text === "fp128" ? 16 : 8;
}

// The call itself

function invoke(state: FunctionState, prepared: Prepared, signature: LoweredSignature, word: string): string | undefined {
  const types = [...signature.types, ...prepared.extraTypes];
  assert(types.length === prepared.values.length, "a call has one value per parameter");
  const list = prepared.values.map((value, i) => `${types[i] as string} ${value}`).join(", ");
  const variadicType = prepared.isVariadic
    ? `${signature.returns} (${[...signature.types.map(bareType), "..."].join(", ")})`
    : signature.returns;
  if (prepared.callee.startsWith("@")) declareCallee(state, prepared, signature);
  const text = `${word} ${returnAttribute(signature)}${variadicType} ${prepared.callee}(${list})`;
  if (signature.returns !== "void") return state.define(text);
  state.line(text);
  return undefined;
}

function declareCallee(state: FunctionState, prepared: Prepared, signature: LoweredSignature): void {
  if (signature.abi !== "c") return;
  const symbol = unquoted(prepared.callee);
  const parameters = prepared.isVariadic ? [...signature.types, "..."] : signature.types;
  state.module.declareExternal(symbol, returnAttribute(signature) + signature.returns, parameters.join(", "));
}

function unquoted(name: string): string {
  const inner = name.startsWith('@"') ? name.slice(2, -1) : name.slice(1);
  return inner.replace(/\\([0-9A-F]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

/** `i8 signext` → `i8`. */
function bareType(type: string): string {
  return type.replace(/ (signext|zeroext|byval\(.*\)|sret\(.*\)|align \d+)/g, "");
}

/** The leaves in a returned value; those of a C aggregate are still pieces. */
function unpack(state: FunctionState, signature: LoweredSignature, returned: string): Values {
  const { result } = signature;
  if (result.kind === "memory") return [];
  const count = result.kind === "leaves" ? result.leaves.length : result.pieces.length;
  const first = signature.raises ? 1 : 0;
  if (count === 0) return [];
  if (count + first === 1) return [returned];
  return Array.from({ length: count }, (_, i) => state.define(`extractvalue ${signature.returns} ${returned}, ${i + first}`));
}

function finishResult(
  state: FunctionState,
  prepared: Prepared,
  signature: LoweredSignature,
  target: Place | undefined,
  values: Values,
): void {
  if (target === undefined) return;
  const { result } = signature;
  if (result.kind === "leaves") return writePlace(state, target, values);
  if (result.kind === "pieces") {
    const needed = Math.max(piecesSize(result.pieces), sizeOf(result.type));
    const slot = memoryAt(result.type, state.scratch(needed, Math.max(8, alignmentOf(result.type))));
    storePieces(state, result.pieces, values, slot.address);
    return fillFrom(state, target, slot);
  }
  if (prepared.result !== undefined) fillFrom(state, target, prepared.result);
}

function fillFrom(state: FunctionState, target: Place, slot: Memory): void {
  const to = resolveTarget(state, target);
  if (to === undefined) writePlace(state, target, loadValues(state, slot));
  else copyMemory(state, to, slot, sizeOf(slot.type));
}

// Tail calls

/** `musttail` where LLVM allows it: same prototype, and the result goes straight out. */
function tailWord(state: FunctionState, call: CallStatement, signature: LoweredSignature): string {
  const own = state.module.functionSignature(state.func.symbol);
  const toResult = call.target === undefined ? own.returns === "void" && own.result.kind !== "memory" : isResult(state, call.target);
  // A stack slot of ours must not reach the callee.
  const isSafe =
    call.arguments.every((argument) => argument.kind === "value") && signature.parameters.every((plan) => plan.kind === "leaves");
  if (!toResult || !isSafe || call.callee.kind === "external") return isSafe ? "tail call" : "call";
  const same = own.abi === signature.abi && own.returns === signature.returns && own.types.join() === signature.types.join();
  return same && signature.result.kind !== "memory" ? "musttail call" : "tail call";
}

function isResult(state: FunctionState, target: Place): boolean {
  return target.path.length === 0 && target.local === state.func.resultLocal;
}

// The callee's side

/**
 * Parameter list of a definition, and where every parameter's local lives. Loads and copies go to the entry block.
 * The places of a coroutine's result and error come later (`coroutines.ts`), under the names that they have here.
 */
export function receiveParameters(
  state: FunctionState,
  signature: LoweredSignature,
  attributes: (parameter: MirParameter) => string,
): string {
  const { func } = state;
  const texts: string[] = [];
  const isCoroutine = func.handleLocal !== undefined;
  if (signature.result.kind === "memory") {
    const type = state.typeOfLocal(func.resultLocal);
    if (!isCoroutine) texts.push(`${signature.types[0] as string} ${resultAttributes(type)} %r`);
    state.storage[func.resultLocal] = { kind: "memory", address: "%r" };
  }
  func.parameters.forEach((parameter, i) => {
    const plan = signature.parameters[i] as PassingPlan;
    switch (plan.kind) {
      case "leaves": {
        const names = plan.leaves.map((_, k) => (plan.leaves.length === 1 ? `%a${i}` : `%a${i}.${k}`));
        plan.leaves.forEach((leaf, k) => texts.push(`${leaf.text}${plan.attribute} ${names[k] as string}`));
        receiveValues(state, parameter.local, names);
        break;
      }
      case "pieces": {
        const names = plan.pieces.map((_, k) => `%a${i}.${k}`);
        plan.pieces.forEach((piece, k) => texts.push(`${piece.text} ${names[k] as string}`));
        const needed = Math.max(piecesSize(plan.pieces), sizeOf(plan.type));
        const slot = state.scratch(needed, Math.max(8, alignmentOf(plan.type)));
        storePieces(state, plan.pieces, names, slot);
        state.storage[parameter.local] = { kind: "memory", address: slot };
        break;
      }
      case "stack": {
        const { size, alignment } = layoutOf(plan.type);
        texts.push(`ptr byval([${size} x i8]) align ${Math.max(8, alignment)} %a${i}`);
        state.storage[parameter.local] = { kind: "memory", address: `%a${i}` };
        break;
      }
      case "pointer":
        texts.push(`ptr ${plan.copied ? "readonly noalias " : ""}${attributes(parameter)} %a${i}`);
        if (plan.copied) receiveCopy(state, parameter.local, `%a${i}`, plan.type);
        else state.storage[parameter.local] = { kind: "memory", address: `%a${i}` };
        break;
    }
  });
  if (func.errorLocal !== undefined) {
    if (!isCoroutine) texts.push(`ptr ${resultAttributes(state.typeOfLocal(func.errorLocal))} %e`);
    state.storage[func.errorLocal] = { kind: "memory", address: "%e" };
  }
  return texts.join(", ");
}

function resultAttributes(type: MirType): string {
  return `noalias noundef nonnull ${extent(type)}`;
}

/** What is known of the bytes behind a reference. */
export function extent(type: MirType): string {
  const { size, alignment } = layoutOf(type);
  return `${size > 0 ? `dereferenceable(${size}) ` : ""}align ${alignment}`;
}

function receiveValues(state: FunctionState, local: LocalId, values: Values): void {
  const storage = state.storage[local];
  assert(storage !== undefined, "storage is planned before parameters arrive");
  if (storage.kind === "register") storage.values = values;
  else storeValues(state, memoryAt(state.typeOfLocal(local), state.addressOfLocal(local, storage)), values);
}

function receiveCopy(state: FunctionState, local: LocalId, address: string, type: MirType): void {
  const storage = state.storage[local];
  assert(storage?.kind === "memory", "a memory type is in memory");
  copyMemory(state, memoryAt(type, state.addressOfLocal(local, storage)), memoryAt(type, address), sizeOf(type));
}

export function emitReturn(state: FunctionState, signature: LoweredSignature): void {
  const { result, returns } = signature;
  if (result.kind === "memory") return state.line(signature.raises ? "ret i1 false" : "ret void");
  const at = resolvePlace(state, { local: state.func.resultLocal, path: [] });
  if (result.kind === "pieces") {
    const memory = at.kind === "memory" ? at : spill(state, at.type, at.values);
    return state.line(
      `ret ${returns} ${packed(
        state,
        returns,
        loadPieces(state, result.pieces, memory, sizeOf(result.type)),
        result.pieces.map((piece) => piece.text),
      )}`,
    );
  }
  const values = readResolved(state, at);
  const types = result.leaves.map((leaf) => leaf.text);
  if (signature.raises && values.length === 0) return state.line("ret i1 false");
  if (returns === "void") return state.line("ret void");
  if (!signature.raises) return state.line(`ret ${returns} ${packed(state, returns, values, types)}`);
  leave(
    state,
    types,
    values.map((value, i) => `${types[i] as string} ${value}`),
    false,
  );
}

/**
 * A raising function with a result leaves by one block, which puts flag and result together: where the function is put in place of
 * its call, LLVM then sees single values, and tests of the flag go away.
 */
function leave(state: FunctionState, types: readonly string[], values: readonly string[], hasFailed: boolean): void {
  const { flag, slots } = state.exitSlots(types);
  state.line(`store i1 ${hasFailed}, ptr ${flag}`);
  values.forEach((value, i) => state.line(`store ${value}, ptr ${slots[i] as string}`));
  state.line(`br label %${exitLabel}`);
}

const exitLabel = "leave";

/** The block that `leave` goes to. */
export function emitExit(state: FunctionState, { returns }: LoweredSignature): void {
  const { exit } = state;
  if (exit === undefined) return;
  state.label(exitLabel);
  let aggregate = "poison";
  [exit.flag, ...exit.slots].forEach((slot, i) => {
    const type = i === 0 ? "i1" : (exit.types[i - 1] as string);
    const value = state.define(`load ${type}, ptr ${slot}`);
    aggregate = state.define(`insertvalue ${returns} ${aggregate}, ${type} ${value}, ${i}`);
  });
  state.line(`ret ${returns} ${aggregate}`);
}

/** Several values as one LLVM struct. */
function packed(state: FunctionState, returns: string, values: Values, types: readonly string[]): string {
  if (values.length === 1) return values[0] as string;
  let aggregate = "poison";
  values.forEach((value, i) => {
    aggregate = state.define(`insertvalue ${returns} ${aggregate}, ${types[i] as string} ${value}, ${i}`);
  });
  return aggregate;
}

export function emitRaise(state: FunctionState, signature: LoweredSignature): void {
  const { result } = signature;
  assert(signature.raises, "only a raising function raises");
  if (result.kind !== "leaves" || result.leaves.length === 0) return state.line("ret i1 true");
  leave(
    state,
    result.leaves.map((leaf) => leaf.text),
    [],
    true,
  );
}
