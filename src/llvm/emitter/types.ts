/**
 * MIR types as LLVM sees them.
 *
 * A value is a list of *leaves*: scalars and vectors, found by walking through structs and short arrays. So `Int`, a
 * struct around an `i64`, is just an `i64`, and a pair of them is two values, with no aggregate instructions at all.
 * A type with too many leaves (or bytes best copied as a block) has none: its values exist in memory only.
 * In memory everything is bytes at offsets, so no struct type is ever named.
 */
import { assert, unreachable } from "../../base/assert.ts";
import type { FloatFormat, MirType } from "../../mir/mir.ts";
import { alignmentOf, fieldOffsets, sizeOf } from "../../mir/types.ts";

export type Leaf = {
  readonly type: MirType;
  /** LLVM type of the value in a register. */
  readonly text: string;
  readonly offset: number;
};

export type TypeLayout = {
  readonly size: number;
  readonly alignment: number;
  /** `undefined`: a memory type. */
  readonly leaves: readonly Leaf[] | undefined;
};

const maximumLeaves = 12;

const layouts = new WeakMap<MirType, { readonly layout: TypeLayout; readonly fields: readonly MirType[] | undefined }>();

export function layoutOf(type: MirType): TypeLayout {
  const known = layouts.get(type);
  if (known !== undefined && (type.kind !== "struct" || known.fields === type.fields)) return known.layout;
  const leaves: Leaf[] = [];
  const fits = collectLeaves(type, 0, leaves);
  const layout = { size: sizeOf(type), alignment: alignmentOf(type), leaves: fits ? leaves : undefined };
  layouts.set(type, { layout, fields: type.kind === "struct" ? type.fields : undefined });
  return layout;
}

export function isMemoryType(type: MirType): boolean {
  return layoutOf(type).leaves === undefined;
}

/** Leaves of a type whose values can be in registers. */
export function leavesOf(type: MirType): readonly Leaf[] {
  return layoutOf(type).leaves ?? unreachable("a value of this type lives in memory only");
}

/** The one leaf of a type that stands for a scalar or vector. */
export function leafOf(type: MirType): Leaf {
  const leaves = leavesOf(type);
  assert(leaves.length === 1, "an intrinsic's operand is one scalar or vector");
  return leaves[0] as Leaf;
}

/** First leaf and number of leaves of a struct's field or a short array's element. */
export function leafRange(type: MirType, index: number): { readonly first: number; readonly count: number; readonly type: MirType } {
  if (type.kind === "array") {
    const count = leavesOf(type.element).length;
    return { first: index * count, count, type: type.element };
  }
  assert(type.kind === "struct", "only structs and arrays have parts");
  let first = 0;
  for (let i = 0; i < index; i++) first += leavesOf(type.fields[i] as MirType).length;
  const field = type.fields[index];
  assert(field !== undefined, "a field index is in range");
  return { first, count: leavesOf(field).length, type: field };
}

function collectLeaves(type: MirType, offset: number, leaves: Leaf[]): boolean {
  switch (type.kind) {
    case "struct": {
      const { offsets } = fieldOffsets(type);
      return type.fields.every((field, i) => collectLeaves(field, offset + (offsets[i] as number), leaves));
    }
    case "array": {
      // Runs of small things are storage (inline strings, variants): one block copy beats many little ones.
      const size = sizeOf(type.element);
      if (type.length > 1 && (type.length > 4 || size < 4)) return false;
      for (let i = 0; i < type.length; i++) {
        if (!collectLeaves(type.element, offset + i * size, leaves)) return false;
      }
      return true;
    }
    case "literal-integer":
    case "literal-float":
      return unreachable("exact literals do not reach code generation");
    default:
      leaves.push({ type, text: registerType(type), offset });
      return leaves.length <= maximumLeaves;
  }
}

/** LLVM's name of a scalar or vector. */
export function registerType(type: MirType): string {
  switch (type.kind) {
    case "int":
      return `i${type.bits}`;
    case "float":
      return floatNames[type.format];
    case "pointer":
      return "ptr";
    case "vector":
      return `<${type.length} x ${registerType(type.element)}>`;
    default:
      return unreachable("structs and arrays have no register type");
  }
}

/** Eight-bit floats are carried as bytes. */
const floatNames: Readonly<Record<FloatFormat, string>> = {
  f16: "half",
  bf16: "bfloat",
  f32: "float",
  f64: "double",
  f128: "fp128",
  f8e4m3fn: "i8",
  f8e5m2: "i8",
};

/** How an overloaded LLVM intrinsic spells the type in its name. */
export function mangledType(type: MirType): string {
  switch (type.kind) {
    case "int":
      return `i${type.bits}`;
    case "float":
      return type.format.startsWith("f8") ? "i8" : type.format;
    case "pointer":
      return "p0";
    case "vector":
      return `v${type.length}${mangledType(type.element)}`;
    default:
      return unreachable("intrinsics take scalars and vectors");
  }
}

export function elementOf(type: MirType): MirType {
  return type.kind === "vector" ? type.element : type;
}

/** `text` for each lane, or for the scalar. */
export function shaped(type: MirType, element: string): string {
  return type.kind === "vector" ? `<${type.length} x ${element}>` : element;
}

export function shapedMangle(type: MirType, element: string): string {
  return type.kind === "vector" ? `v${type.length}${element}` : element;
}

/** The type of a value's bytes in memory, in globals and allocas. */
export function memoryType(type: MirType): string {
  switch (type.kind) {
    case "int":
      return type.bits === 1 ? "i8" : `i${type.bits}`;
    case "array":
      return `[${type.length} x ${memoryType(type.element)}]`;
    case "struct":
      return `<{ ${paddedFields(
        type,
        (field) => memoryType(field),
        (bytes) => `[${bytes} x i8]`,
      ).join(", ")} }>`;
    default:
      return registerType(type);
  }
}

/** The fields of a struct with its padding between them. */
export function paddedFields(
  type: MirType & { kind: "struct" },
  field: (type: MirType, index: number) => string,
  padding: (bytes: number) => string,
): string[] {
  const { offsets, size } = fieldOffsets(type);
  const parts: string[] = [];
  let at = 0;
  for (let i = 0; i < type.fields.length; i++) {
    const offset = offsets[i] as number;
    if (offset > at) parts.push(padding(offset - at));
    const part = type.fields[i] as MirType;
    parts.push(field(part, i));
    at = offset + sizeOf(part);
  }
  if (size > at) parts.push(padding(size - at));
  return parts;
}

/** Alignment that a load or store gets when none is written: LLVM's own for the type. */
export function naturalAlignment(type: MirType): number {
  return alignmentOf(type);
}

export function quoted(symbol: string): string {
  if (/^[A-Za-z_$.][A-Za-z0-9_$.]*$/.test(symbol)) return `@${symbol}`;
  return `@"${escapeText(symbol)}"`;
}

const encoder = new TextEncoder();

export function escapeText(text: string): string {
  return escapeBytes(encoder.encode(text));
}

/** The inside of LLVM's `"…"` and `c"…"`. */
export function escapeBytes(bytes: Uint8Array): string {
  const parts: string[] = [];
  let from = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c) continue;
    if (i > from) parts.push(latin(bytes, from, i));
    parts.push(byte < 16 ? `\\0${byte.toString(16).toUpperCase()}` : `\\${byte.toString(16).toUpperCase()}`);
    from = i + 1;
  }
  if (from < bytes.length) parts.push(latin(bytes, from, bytes.length));
  return parts.join("");
}

function latin(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString("latin1");
}
