/**
 * Reading and writing places.
 *
 * In: a place or operand. Out: leaves in registers (`readPlace`, `operandValues`), an address (`addressOf`), or stores.
 * A place is either leaves of a register local, or an address plus a constant offset.
 */
import { assert } from "../../base/assert.ts";
import type { Constant, MirType, Operand, Place, Projection } from "../../mir/mir.ts";
import { alignmentOf, fieldOffsets, sizeOf } from "../../mir/types.ts";
import { constantImage, constantLeaves } from "./constants.ts";
import type { FunctionState, Values } from "./function-state.ts";
import { layoutOf, leafOf, leafRange, leavesOf } from "./types.ts";

export type ResolvedPlace = { readonly kind: "register"; readonly type: MirType; readonly values: Values } | Memory;

export type Memory = {
  readonly kind: "memory";
  readonly type: MirType;
  readonly address: string;
  readonly offset: number;
  /** What is known of `address` when it is less than the natural alignment of what is there. */
  readonly alignment: number | undefined;
};

export type AccessFlags = { readonly volatile?: boolean; readonly nontemporal?: boolean; readonly invariant?: boolean };

export function placeType(state: FunctionState, place: Place): MirType {
  return place.path.reduce(projectedType, state.typeOfLocal(place.local));
}

function projectedType(type: MirType, step: Projection): MirType {
  switch (step.kind) {
    case "deref":
      return step.type;
    case "element":
      assert(type.kind === "array", "elements are of arrays");
      return type.element;
    case "field":
      return partType(type, step.index);
  }
}

/** Field of a struct, or of a short array seen as one. */
function partType(type: MirType, index: number): MirType {
  assert(type.kind === "struct" && index < type.fields.length, "a field projection names a field of a struct");
  return type.fields[index] as MirType;
}

export function operandType(state: FunctionState, operand: Operand): MirType {
  return operand.kind === "read" ? placeType(state, operand.place) : operand.constant.type;
}

export function resolvePlace(state: FunctionState, place: Place): ResolvedPlace {
  const storage = state.storage[place.local];
  assert(storage !== undefined, "every local has storage");
  const type = state.typeOfLocal(place.local);
  let at: ResolvedPlace =
    storage.kind === "memory"
      ? { kind: "memory", type, address: state.addressOfLocal(place.local, storage), offset: 0, alignment: undefined }
      : { kind: "register", type, values: storage.values ?? leavesOf(type).map(() => "poison") };
  for (const step of place.path) at = project(state, at, step);
  return at;
}

function project(state: FunctionState, at: ResolvedPlace, step: Projection): ResolvedPlace {
  switch (step.kind) {
    case "deref": {
      const pointer = readResolved(state, at)[0];
      assert(pointer !== undefined, "only pointers are followed");
      const natural = alignmentOf(step.type);
      const alignment = step.alignment !== undefined && step.alignment < natural ? step.alignment : undefined;
      return { kind: "memory", type: step.type, address: pointer, offset: 0, alignment };
    }
    case "field": {
      const type = partType(at.type, step.index);
      if (at.kind === "register") {
        const { first, count } = leafRange(at.type, step.index);
        return { kind: "register", type, values: at.values.slice(first, first + count) };
      }
      const { offsets } = fieldOffsets(at.type as MirType & { kind: "struct" });
      return { ...at, type, offset: at.offset + (offsets[step.index] as number) };
    }
    case "element":
      return projectElement(state, at, step.index);
  }
}

function projectElement(state: FunctionState, at: ResolvedPlace, index: Operand): ResolvedPlace {
  assert(at.type.kind === "array", "elements are of arrays");
  const type = at.type.element;
  if (index.kind === "constant") {
    const position = constantIndex(index.constant);
    if (at.kind === "memory") return { ...at, type, offset: at.offset + position * sizeOf(type) };
    const { first, count } = leafRange(at.type, position);
    return { kind: "register", type, values: at.values.slice(first, first + count) };
  }
  assert(at.kind === "memory", "an array with a computed index is in memory");
  const indexLeaf = leafOf(operandType(state, index));
  const value = operandValue(state, index);
  const address = state.define(`getelementptr inbounds ${stepType(sizeOf(type))}, ptr ${addressOf(state, at)}, ${indexLeaf.text} ${value}`);
  const alignment = at.alignment === undefined ? undefined : Math.min(at.alignment, powerOfTwoIn(sizeOf(type)));
  return { kind: "memory", type, address, offset: 0, alignment };
}

function constantIndex(constant: Constant): number {
  const inner = constant.kind === "aggregate" ? constant.elements[0] : constant;
  assert(inner !== undefined && (inner.kind === "int" || inner.kind === "zero"), "a constant index is an integer");
  return inner.kind === "int" ? Number(inner.value) : 0;
}

/** An LLVM type of so many bytes, to step by. */
export function stepType(size: number): string {
  return size === 1 || size === 2 || size === 4 || size === 8 ? `i${size * 8}` : `[${size} x i8]`;
}

/** Largest power of two that divides a number. */
function powerOfTwoIn(value: number): number {
  return value === 0 ? 4096 : value & -value;
}

export function addressOf(state: FunctionState, memory: Memory): string {
  return addressAt(state, memory.address, memory.offset);
}

function addressAt(state: FunctionState, address: string, offset: number): string {
  return offset === 0 ? address : state.define(`getelementptr inbounds i8, ptr ${address}, i64 ${offset}`);
}

export function memoryPlace(state: FunctionState, place: Place): Memory {
  const resolved = resolvePlace(state, place);
  assert(resolved.kind === "memory", "a place whose address is taken is in memory");
  return resolved;
}

/** A value of this type at an address. */
export function memoryAt(type: MirType, address: string, alignment?: number): Memory {
  return {
    kind: "memory",
    type,
    address,
    offset: 0,
    alignment: alignment !== undefined && alignment < alignmentOf(type) ? alignment : undefined,
  };
}

// Reading

export function readPlace(state: FunctionState, place: Place): Values {
  return readResolved(state, resolvePlace(state, place));
}

export function readResolved(state: FunctionState, at: ResolvedPlace, flags: AccessFlags = {}): Values {
  return at.kind === "register" ? at.values : loadValues(state, at, flags);
}

export function loadValues(state: FunctionState, memory: Memory, flags: AccessFlags = {}): Values {
  return leavesOf(memory.type).map((leaf) => {
    const address = addressAt(state, memory.address, memory.offset + leaf.offset);
    return loadLeaf(
      state,
      leaf.type,
      leaf.text,
      address,
      accessSuffix(state, memory, leaf.offset, leaf.type, flags),
      flags.volatile === true,
    );
  });
}

/** A truth value is a byte in memory. */
function loadLeaf(state: FunctionState, type: MirType, text: string, address: string, suffix: string, volatile: boolean): string {
  const word = volatile ? "load volatile" : "load";
  if (type.kind === "int" && type.bits === 1) {
    const byte = state.define(`${word} i8, ptr ${address}${suffix}`);
    return state.define(`trunc i8 ${byte} to i1`);
  }
  return state.define(`${word} ${text}, ptr ${address}${suffix}`);
}

/** Alignment, where it is not the natural one, and metadata. */
function accessSuffix(state: FunctionState, memory: Memory, leafOffset: number, type: MirType, flags: AccessFlags): string {
  let suffix = "";
  if (memory.alignment !== undefined) {
    const known = Math.min(memory.alignment, powerOfTwoIn(memory.offset + leafOffset));
    if (known < alignmentOf(type)) suffix = `, align ${known}`;
  }
  if (flags.nontemporal === true) suffix += `, !nontemporal ${state.module.node("!{i32 1}")}`;
  if (flags.invariant === true) suffix += `, !invariant.load ${state.module.node("!{}")}`;
  return suffix;
}

export function operandValues(state: FunctionState, operand: Operand): Values {
  return operand.kind === "read" ? readPlace(state, operand.place) : constantLeaves(operand.constant);
}

/** The operand's one leaf. */
export function operandValue(state: FunctionState, operand: Operand): string {
  const values = operandValues(state, operand);
  assert(values.length === 1, "this operand is one scalar or vector");
  return values[0] as string;
}

// Writing

export function storeValues(state: FunctionState, memory: Memory, values: Values, flags: AccessFlags = {}): void {
  const leaves = leavesOf(memory.type);
  assert(leaves.length === values.length, "a value has as many leaves as its place");
  leaves.forEach((leaf, i) => {
    const value = values[i] as string;
    if (value === "poison") return;
    const isBool = leaf.type.kind === "int" && leaf.type.bits === 1;
    const stored = !isBool ? value : value === "true" ? "1" : value === "false" ? "0" : state.define(`zext i1 ${value} to i8`);
    const address = addressAt(state, memory.address, memory.offset + leaf.offset);
    const suffix = accessSuffix(state, memory, leaf.offset, leaf.type, flags);
    state.line(`${flags.volatile === true ? "store volatile" : "store"} ${isBool ? "i8" : leaf.text} ${stored}, ptr ${address}${suffix}`);
  });
}

export function writePlace(state: FunctionState, place: Place, values: Values): void {
  const storage = state.storage[place.local];
  if (place.path.length === 0 && storage?.kind === "register") {
    storage.values = values;
    return;
  }
  const at = resolvePlace(state, place);
  if (at.kind === "memory") storeValues(state, at, values);
  else assert(values.length === 0, "a part of a register local is never written");
}

/** Fills a place from an operand: in registers, or as a block. */
export function copyOperand(state: FunctionState, target: Place, operand: Operand): void {
  const type = operandType(state, operand);
  const { leaves, size } = layoutOf(type);
  if (leaves !== undefined && (operand.kind === "constant" || leaves.length <= 1))
    return writePlace(state, target, operandValues(state, operand));
  const to = resolveTarget(state, target);
  if (to === undefined) return writePlace(state, target, operandValues(state, operand));
  if (operand.kind === "constant") return storeConstant(state, to, operand.constant);
  const from = resolvePlace(state, operand.place);
  if (from.kind === "register") storeValues(state, to, from.values);
  else copyMemory(state, to, from, size);
}

/** Where a target is in memory; `undefined`: a register local. */
export function resolveTarget(state: FunctionState, target: Place): Memory | undefined {
  if (target.path.length === 0 && state.storage[target.local]?.kind === "register") return undefined;
  const at = resolvePlace(state, target);
  return at.kind === "memory" ? at : undefined;
}

export function copyMemory(state: FunctionState, to: Memory, from: Memory, size: number, volatile = false): void {
  if (size === 0) return;
  const copy = state.module.declare("llvm.memcpy.p0.p0.i64", "void", "ptr, ptr, i64, i1");
  const target = `ptr align ${knownAlignment(to)} ${addressOf(state, to)}`;
  const source = `ptr align ${knownAlignment(from)} ${addressOf(state, from)}`;
  state.line(`call void ${copy}(${target}, ${source}, i64 ${size}, i1 ${volatile})`);
}

function knownAlignment(memory: Memory): number {
  return memory.alignment === undefined ? alignmentOf(memory.type) : Math.min(memory.alignment, powerOfTwoIn(memory.offset));
}

export function storeConstant(state: FunctionState, to: Memory, constant: Constant): void {
  const { leaves, size, alignment } = layoutOf(to.type);
  if (constant.kind === "undefined" || size === 0) return;
  if (leaves !== undefined) return storeValues(state, to, constantLeaves(constant));
  if (constant.kind === "zero") {
    const set = state.module.declare("llvm.memset.p0.i64", "void", "ptr, i8, i64, i1");
    state.line(`call void ${set}(ptr align ${knownAlignment(to)} ${addressOf(state, to)}, i8 0, i64 ${size}, i1 false)`);
    return;
  }
  const source = state.module.constant(constantImage(constant), alignment);
  copyMemory(state, to, memoryAt(to.type, source), size);
}

/** The operand's bytes somewhere in memory, for reading only. */
export function operandMemory(state: FunctionState, operand: Operand): Memory {
  const type = operandType(state, operand);
  if (operand.kind === "read") {
    const at = resolvePlace(state, operand.place);
    if (at.kind === "memory") return at;
    return spill(state, type, at.values);
  }
  return memoryAt(type, state.module.constant(constantImage(operand.constant), alignmentOf(type)));
}

export function spill(state: FunctionState, type: MirType, values: Values): Memory {
  const slot = memoryAt(type, state.scratch(sizeOf(type), alignmentOf(type)));
  storeValues(state, slot, values);
  return slot;
}
