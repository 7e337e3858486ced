/**
 * MIR constants as LLVM text: as leaves of a value, and as the bytes of a global.
 *
 * In: a `Constant`. Out: operand texts without types (`constantLeaves`), or one `type value` initialiser in which
 * padding is explicit (`constantImage`), and the same for raw data with pointers in it (`dataImage`).
 */
import { assert, unreachable } from "../../base/assert.ts";
import { encodeSmallFloat } from "../../base/small-floats.ts";
import type { Constant, FloatFormat, MirData, MirType } from "../../mir/mir.ts";
import { escapeBytes, leavesOf, memoryType, paddedFields, quoted, registerType } from "./types.ts";

/** One text per leaf of the constant's type. */
export function constantLeaves(constant: Constant): readonly string[] {
  switch (constant.kind) {
    case "zero":
      return leavesOf(constant.type).map((leaf) => zeroText(leaf.type));
    case "undefined":
      return leavesOf(constant.type).map(() => "poison");
    case "aggregate":
      if (constant.type.kind === "vector") return [vectorText(constant.type.element, constant.elements)];
      return constant.elements.flatMap(constantLeaves);
    default:
      return [scalarText(constant)];
  }
}

function scalarText(constant: Constant): string {
  switch (constant.kind) {
    case "int":
      return constant.type.bits === 1
        ? constant.value & 1n
          ? "true"
          : "false"
        : BigInt.asIntN(constant.type.bits, constant.value).toString();
    case "float":
      return floatText(constant.type.format, constant.value);
    case "null":
      return "null";
    case "global":
      return constant.offset === 0 ? quoted(constant.symbol) : `getelementptr (i8, ptr ${quoted(constant.symbol)}, i64 ${constant.offset})`;
    case "function":
      return quoted(constant.symbol);
    case "zero":
      return zeroText(constant.type);
    case "undefined":
      return "poison";
    default:
      return unreachable(`a ${constant.kind} constant is no scalar here`);
  }
}

function vectorText(element: MirType, elements: readonly Constant[]): string {
  const text = registerType(element);
  return `<${elements.map((item) => `${text} ${scalarText(unwrapped(item))}`).join(", ")}>`;
}

/** A one-field struct around a scalar is that scalar. */
function unwrapped(constant: Constant): Constant {
  return constant.kind === "aggregate" && constant.elements.length === 1 ? unwrapped(constant.elements[0] as Constant) : constant;
}

export function zeroText(type: MirType): string {
  switch (type.kind) {
    case "int":
      return type.bits === 1 ? "false" : "0";
    case "float":
      return floatText(type.format, 0);
    case "pointer":
      return "null";
    default:
      return "zeroinitializer";
  }
}

const scratch = new DataView(new ArrayBuffer(8));

export function floatText(format: FloatFormat, value: number): string {
  switch (format) {
    case "f64":
      return doubleText(value);
    case "f32":
      return doubleText(Math.fround(value));
    case "f16":
      return `0xH${hexadecimal(encodeSmallFloat(format, value), 4)}`;
    case "bf16":
      return `0xR${hexadecimal(encodeSmallFloat(format, value), 4)}`;
    case "f128":
      return quadText(value);
    case "f8e4m3fn":
    case "f8e5m2":
      return String(encodeSmallFloat(format, value));
  }
}

function doubleText(value: number): string {
  scratch.setFloat64(0, value);
  return `0x${hexadecimal(scratch.getUint32(0), 8)}${hexadecimal(scratch.getUint32(4), 8)}`;
}

function hexadecimal(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, "0");
}

/** LLVM writes the low half first. */
function quadText(value: number): string {
  scratch.setFloat64(0, value);
  const bits = scratch.getBigUint64(0);
  const sign = bits >> 63n;
  const field = (bits >> 52n) & 0x7ffn;
  let fraction = bits & 0xfffffffffffffn;
  let exponent: bigint;
  if (field === 0x7ffn) exponent = 0x7fffn;
  else if (field !== 0n) exponent = field - 1023n + 16383n;
  else if (fraction === 0n) exponent = 0n;
  else {
    const shift = BigInt(53 - fraction.toString(2).length);
    fraction = (fraction << shift) & 0xfffffffffffffn;
    exponent = 1n - shift - 1023n + 16383n;
  }
  const quad = (sign << 127n) | (exponent << 112n) | (fraction << 60n);
  const digits = quad.toString(16).toUpperCase().padStart(32, "0");
  return `0xL${digits.slice(16)}${digits.slice(0, 16)}`;
}

/** `type value` for a global's initialiser. */
export function constantImage(constant: Constant): string {
  return `${memoryType(constant.type)} ${imageValue(constant)}`;
}

function imageValue(constant: Constant): string {
  const { type } = constant;
  if (constant.kind === "zero")
    return type.kind === "struct" || type.kind === "array" ? "zeroinitializer" : type.kind === "int" ? "0" : zeroText(type);
  if (constant.kind === "undefined") return "undef";
  switch (type.kind) {
    case "struct": {
      assert(constant.kind === "aggregate", "a struct constant gives its fields");
      const values = paddedFields(
        type,
        (_, i) => constantImage(constant.elements[i] as Constant),
        (bytes) => `[${bytes} x i8] zeroinitializer`,
      );
      return `<{ ${values.join(", ")} }>`;
    }
    case "array": {
      assert(constant.kind === "aggregate", "an array constant gives its elements");
      const bytes = byteElements(constant.elements);
      if (bytes !== undefined) return `c"${escapeBytes(bytes)}"`;
      return `[${constant.elements.map(constantImage).join(", ")}]`;
    }
    case "int":
      return type.bits === 1 && constant.kind === "int" ? (constant.value & 1n).toString() : scalarText(constant);
    default:
      return constantLeaves(constant)[0] as string;
  }
}

function byteElements(elements: readonly Constant[]): Uint8Array | undefined {
  const bytes = new Uint8Array(elements.length);
  for (let i = 0; i < elements.length; i++) {
    const element = elements[i] as Constant;
    if (element.kind !== "int" || element.type.bits !== 8) return undefined;
    bytes[i] = Number(BigInt.asUintN(8, element.value));
  }
  return elements.length === 0 ? undefined : bytes;
}

/** Raw bytes with pointers in them. */
export function dataImage(data: MirData): string {
  if (data.relocations.length === 0) return bytesImage(data.bytes);
  const types: string[] = [];
  const values: string[] = [];
  const add = (image: string, type: string): void => {
    types.push(type);
    values.push(image);
  };
  const bytesUpTo = (from: number, to: number): void => {
    if (to > from) add(bytesImage(data.bytes.subarray(from, to)), `[${to - from} x i8]`);
  };
  let at = 0;
  for (const { offset, target } of [...data.relocations].sort((a, b) => a.offset - b.offset)) {
    assert(offset >= at, "relocations do not overlap");
    bytesUpTo(at, offset);
    add(`ptr ${scalarText(target)}`, "ptr");
    at = offset + 8;
  }
  bytesUpTo(at, data.bytes.length);
  return `<{ ${types.join(", ")} }> <{ ${values.join(", ")} }>`;
}

function bytesImage(bytes: Uint8Array): string {
  const isZero = bytes.every((byte) => byte === 0);
  return `[${bytes.length} x i8] ${isZero ? "zeroinitializer" : `c"${escapeBytes(bytes)}"`}`;
}
