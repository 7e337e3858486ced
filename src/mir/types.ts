/**
 * Interned MIR types: structural types are one object per shape, so `===` compares them.
 *
 * Also sizes and alignments, which follow the C rules of a 64-bit target (LLVM's data layout agrees).
 */
import { assert } from "../base/assert.ts";
import type { FloatFormat, FloatType, IntType, Lifecycle, MirType, StructType, VectorType } from "./mir.ts";

export class MirTypeTable {
  private readonly all: MirType[] = [];
  private readonly byKey = new Map<string, MirType>();

  readonly pointer: MirType = this.intern("ptr", (id) => ({ kind: "pointer", id }));
  readonly literalInteger: MirType = this.intern("literal-integer", (id) => ({ kind: "literal-integer", id }));
  readonly literalFloat: MirType = this.intern("literal-float", (id) => ({ kind: "literal-float", id }));
  readonly bool: IntType = this.int(1);
  readonly i8: IntType = this.int(8);
  readonly i32: IntType = this.int(32);
  readonly i64: IntType = this.int(64);
  /** The empty struct: result of functions that return nothing. */
  readonly unit: StructType = this.struct("()", trivialLifecycle);

  int(bits: number): IntType {
    return this.intern(`i${bits}`, (id) => ({ kind: "int", id, bits })) as IntType;
  }

  float(format: FloatFormat): FloatType {
    return this.intern(format, (id) => ({ kind: "float", id, format })) as FloatType;
  }

  vector(length: number, element: MirType): VectorType {
    return this.intern(`<${length} x ${element.id}>`, (id) => ({ kind: "vector", id, length, element })) as VectorType;
  }

  array(length: number, element: MirType): MirType {
    return this.intern(`[${length} x ${element.id}]`, (id) => ({ kind: "array", id, length, element }));
  }

  /** A new nominal type, or the one of that name. Fields are set by the caller. */
  struct(name: string, lifecycle: Lifecycle): StructType {
    return this.intern(`struct ${name}`, (id) => ({ kind: "struct", id, name, fields: [], fieldNames: [], lifecycle })) as StructType;
  }

  private intern(key: string, make: (id: number) => MirType): MirType {
    let type = this.byKey.get(key);
    if (type === undefined) {
      type = make(this.all.length);
      this.all.push(type);
      this.byKey.set(key, type);
    }
    return type;
  }
}

export const trivialLifecycle: Lifecycle = { copy: "trivial", move: "trivial", destroy: "trivial" };

export function sizeOf(type: MirType): number {
  switch (type.kind) {
    case "int":
      return type.bits === 1 ? 1 : nextPowerOfTwo(Math.ceil(type.bits / 8));
    case "float":
      return floatSize(type.format);
    case "pointer":
      return 8;
    case "vector": {
      const bits = type.element.kind === "int" && type.element.bits === 1 ? type.length : type.length * sizeOf(type.element) * 8;
      return nextPowerOfTwo(Math.max(1, Math.ceil(bits / 8)));
    }
    case "array":
      return type.length * sizeOf(type.element);
    case "struct": {
      const offsets = fieldOffsets(type);
      return offsets.size;
    }
    // A handle, in the interpreter's memory only.
    case "literal-integer":
    case "literal-float":
      return 8;
  }
}

export function alignmentOf(type: MirType): number {
  switch (type.kind) {
    case "int":
    case "float":
    case "pointer":
      return Math.min(16, sizeOf(type));
    case "vector":
      return sizeOf(type);
    case "array":
      return alignmentOf(type.element);
    case "struct":
      return Math.max(type.alignment ?? 1, ...type.fields.map(alignmentOf));
    case "literal-integer":
    case "literal-float":
      return 8;
  }
}

/** Byte offset of every field, and the padded size. */
export function fieldOffsets(type: StructType): { readonly offsets: readonly number[]; readonly size: number } {
  let layout = layouts.get(type);
  if (layout === undefined || layout.fields !== type.fields) {
    const offsets: number[] = [];
    let at = 0;
    for (const field of type.fields) {
      at = alignUp(at, alignmentOf(field));
      offsets.push(at);
      at += sizeOf(field);
    }
    layout = { fields: type.fields, offsets, size: alignUp(at, alignmentOf(type)) };
    layouts.set(type, layout);
  }
  return layout;
}

const layouts = new WeakMap<StructType, { fields: readonly MirType[]; offsets: readonly number[]; size: number }>();

/** Copying is a bitwise copy and destruction does nothing. */
export function isTrivial(type: MirType): boolean {
  return lifecycleOf(type, "copy") === "trivial" && lifecycleOf(type, "destroy") === "trivial";
}

export function lifecycleOf(type: MirType, operation: keyof Lifecycle): Lifecycle[keyof Lifecycle] {
  switch (type.kind) {
    case "struct":
      return type.lifecycle[operation];
    case "array":
      return lifecycleOf(type.element, operation);
    default:
      return "trivial";
  }
}

function floatSize(format: FloatFormat): number {
  switch (format) {
    case "f8e4m3fn":
    case "f8e5m2":
      return 1;
    case "f16":
    case "bf16":
      return 2;
    case "f32":
      return 4;
    case "f64":
      return 8;
    case "f128":
      return 16;
  }
}

export function alignUp(value: number, alignment: number): number {
  return Math.ceil(value / alignment) * alignment;
}

function nextPowerOfTwo(value: number): number {
  assert(value > 0, "sizes are positive");
  return 2 ** Math.ceil(Math.log2(value));
}
