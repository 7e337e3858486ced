/**
 * Tensors as data: an element type, a shape and the elements' bytes; and their elements as JavaScript numbers, both ways.
 *
 * The bytes are little-endian, in row-major order. Elements of 4 and 2 bits are packed as ONNX packs them: the first is in the lowest bits of
 * the first byte, and the last byte is filled with zeros. Complex numbers are a real and an imaginary part.
 * Not here: files of tensors (`npy.ts`, `onnx/tensor.ts`), arithmetic.
 */
import { HostError, unreachable } from "../base/assert.ts";
import { type SmallFloatFormat, decodeSmallFloat, encodeSmallFloat } from "../base/small-floats.ts";

/** Names of Mojo's `DType`, where it has one. */
export type ElementType = keyof typeof elementFormats;

export type TensorData = {
  readonly elementType: ElementType;
  readonly shape: readonly number[];
  /** `bytes` for every type but `string`. They may be a view into a file that starts at any offset. */
  readonly elements: TensorElements;
};

export type TensorElements =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: "strings"; readonly strings: readonly string[] };

/** `bool` as 0 and 1; floats below 32 bits as float32, which holds them exactly; complex numbers as pairs. */
export type TensorValues =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | BigUint64Array
  | BigInt64Array
  | Float32Array
  | Float64Array
  | readonly string[];

/** A tensor that cannot be: bytes and shape that disagree, a shape without end, a value that its type cannot hold. */
export class TensorError extends HostError {
  override readonly name = "TensorError";
}

type ElementFormat =
  | { readonly kind: "array"; readonly bits: number; readonly array: TypedArrayKind; readonly parts?: 2 }
  | { readonly kind: "small-float"; readonly bits: number; readonly format: SmallFloatFormat }
  | { readonly kind: "small-integer"; readonly bits: number; readonly signed: boolean }
  | { readonly kind: "string"; readonly bits: 0 };

type TypedArrayKind =
  | typeof Uint8Array
  | typeof Int8Array
  | typeof Uint16Array
  | typeof Int16Array
  | typeof Uint32Array
  | typeof Int32Array
  | typeof BigUint64Array
  | typeof BigInt64Array
  | typeof Float32Array
  | typeof Float64Array;

const elementFormats = {
  bool: { kind: "array", bits: 8, array: Uint8Array },
  int8: { kind: "array", bits: 8, array: Int8Array },
  int16: { kind: "array", bits: 16, array: Int16Array },
  int32: { kind: "array", bits: 32, array: Int32Array },
  int64: { kind: "array", bits: 64, array: BigInt64Array },
  uint8: { kind: "array", bits: 8, array: Uint8Array },
  uint16: { kind: "array", bits: 16, array: Uint16Array },
  uint32: { kind: "array", bits: 32, array: Uint32Array },
  uint64: { kind: "array", bits: 64, array: BigUint64Array },
  float16: { kind: "small-float", bits: 16, format: "f16" },
  bfloat16: { kind: "small-float", bits: 16, format: "bf16" },
  float32: { kind: "array", bits: 32, array: Float32Array },
  float64: { kind: "array", bits: 64, array: Float64Array },
  float8_e4m3fn: { kind: "small-float", bits: 8, format: "f8e4m3fn" },
  float8_e4m3fnuz: { kind: "small-float", bits: 8, format: "f8e4m3fnuz" },
  float8_e5m2: { kind: "small-float", bits: 8, format: "f8e5m2" },
  float8_e5m2fnuz: { kind: "small-float", bits: 8, format: "f8e5m2fnuz" },
  float8_e8m0fnu: { kind: "small-float", bits: 8, format: "f8e8m0fnu" },
  float4_e2m1fn: { kind: "small-float", bits: 4, format: "f4e2m1fn" },
  int4: { kind: "small-integer", bits: 4, signed: true },
  uint4: { kind: "small-integer", bits: 4, signed: false },
  int2: { kind: "small-integer", bits: 2, signed: true },
  uint2: { kind: "small-integer", bits: 2, signed: false },
  complex64: { kind: "array", bits: 64, array: Float32Array, parts: 2 },
  complex128: { kind: "array", bits: 128, array: Float64Array, parts: 2 },
  string: { kind: "string", bits: 0 },
} as const satisfies Readonly<Record<string, ElementFormat>>;

export const elementTypes = Object.keys(elementFormats) as readonly ElementType[];

/** Bits of one element in memory; 0 for strings. */
export function elementBits(elementType: ElementType): number {
  return elementFormats[elementType].bits;
}

/** The product of the dimensions. Throws `TensorError` if one is no natural number, or if the product is above 2^53. */
export function countElements(shape: readonly number[]): number {
  for (const dimension of shape) {
    if (!Number.isSafeInteger(dimension) || dimension < 0)
      throw new TensorError(`shape ${printShape(shape)} has the dimension ${dimension}`);
  }
  if (shape.includes(0)) return 0;
  const count = shape.reduce((product, dimension) => product * dimension, 1);
  if (!Number.isSafeInteger(count)) throw new TensorError(`shape ${printShape(shape)} has too many elements`);
  return count;
}

/** Bytes of a tensor's elements; 0 for strings. */
export function byteLength(elementType: ElementType, shape: readonly number[]): number {
  return Math.ceil((countElements(shape) * elementBits(elementType)) / 8);
}

/** A tensor of these bytes, which are kept, not copied. Throws `TensorError` if shape and bytes disagree. */
export function tensorOfBytes(
  elementType: Exclude<ElementType, "string">,
  shape: readonly number[],
  bytes: Uint8Array<ArrayBuffer>,
): TensorData {
  const expected = byteLength(elementType, shape);
  if (bytes.length !== expected) {
    throw new TensorError(`${elementType} of shape ${printShape(shape)} takes ${expected} bytes, but there are ${bytes.length}`);
  }
  return { elementType, shape, elements: { kind: "bytes", bytes } };
}

export function tensorOfStrings(shape: readonly number[], strings: readonly string[]): TensorData {
  checkCount("string", shape, strings.length);
  return { elementType: "string", shape, elements: { kind: "strings", strings } };
}

/** The elements in row-major order: a view of the tensor's bytes where they are aligned and are numbers already, otherwise new. */
export function readElements(tensor: TensorData): TensorValues {
  const { elementType, elements, shape } = tensor;
  if (elements.kind === "strings") return elements.strings;
  const format: ElementFormat = elementFormats[elementType];
  const { bytes } = elements;
  switch (format.kind) {
    case "array": {
      const size = format.array.BYTES_PER_ELEMENT;
      const aligned = bytes.byteOffset % size === 0 ? bytes : bytes.slice();
      return new format.array(aligned.buffer, aligned.byteOffset, aligned.length / size);
    }
    case "small-float":
      return readSmallFloats(format.format, format.bits, bytes, countElements(shape));
    case "small-integer": {
      const values = unpack(bytes, format.bits, countElements(shape));
      if (!format.signed) return values;
      const unused = 32 - format.bits;
      return Int8Array.from(values, (value) => (value << unused) >> unused);
    }
    case "string":
      return unreachable("a tensor of strings has no bytes");
  }
}

/**
 * A tensor of these values, which are in row-major order (complex numbers as pairs).
 *
 * A float is rounded once, to nearest even; what is too large becomes infinity or NaN, as the type has them (`base/small-floats.ts`): there
 * is no saturation, except in `float4_e2m1fn`. An integer must be one that its type can hold: otherwise `TensorError`.
 */
export function fromElements(
  elementType: ElementType,
  shape: readonly number[],
  values: ArrayLike<number | bigint | boolean | string>,
): TensorData {
  const format: ElementFormat = elementFormats[elementType];
  checkCount(elementType, shape, values.length / (format.kind === "array" ? (format.parts ?? 1) : 1));
  if (format.kind === "string") return tensorOfStrings(shape, Array.from(values, String));
  const bytes = new Uint8Array(byteLength(elementType, shape));
  switch (format.kind) {
    case "array": {
      const array = new format.array(bytes.buffer);
      if (values instanceof format.array && elementType !== "bool") array.set(values as never);
      else if (array instanceof BigInt64Array || array instanceof BigUint64Array) {
        for (let index = 0; index < values.length; index++) {
          const value = toBigint(values[index]);
          array[index] = value;
          if (array[index] !== value) throw doesNotFit(elementType, values[index]);
        }
      } else {
        const isFloat = array instanceof Float32Array || array instanceof Float64Array;
        for (let index = 0; index < values.length; index++) {
          const value = toNumber(values[index]);
          array[index] = value;
          if (!isFloat && (array[index] !== value || (elementType === "bool" && value > 1))) throw doesNotFit(elementType, values[index]);
        }
      }
      break;
    }
    case "small-float": {
      const codes = format.bits === 16 ? new Uint16Array(bytes.buffer) : format.bits === 8 ? bytes : new Uint8Array(values.length);
      for (let index = 0; index < values.length; index++) codes[index] = encodeSmallFloat(format.format, toNumber(values[index]));
      if (format.bits < 8) pack(codes as Uint8Array, format.bits, bytes);
      break;
    }
    case "small-integer": {
      const lowest = format.signed ? -(1 << (format.bits - 1)) : 0;
      const codes = new Uint8Array(values.length);
      for (let index = 0; index < values.length; index++) {
        const value = toNumber(values[index]);
        if (!Number.isInteger(value) || value < lowest || value >= lowest + (1 << format.bits))
          throw doesNotFit(elementType, values[index]);
        codes[index] = value & ((1 << format.bits) - 1);
      }
      pack(codes, format.bits, bytes);
      break;
    }
  }
  return { elementType, shape, elements: { kind: "bytes", bytes } };
}

export function printShape(shape: readonly number[]): string {
  return `[${shape.join(", ")}]`;
}

const decodedBytes = new Map<SmallFloatFormat, Float32Array>();

function readSmallFloats(format: SmallFloatFormat, bits: number, bytes: Uint8Array<ArrayBuffer>, count: number): Float32Array {
  const values = new Float32Array(count);
  if (bits === 16) {
    const aligned = bytes.byteOffset % 2 === 0 ? bytes : bytes.slice();
    if (format === "f16") {
      values.set(new Float16Array(aligned.buffer, aligned.byteOffset, count));
      return values;
    }
    // The upper half of a float32.
    const codes = new Uint16Array(aligned.buffer, aligned.byteOffset, count);
    const words = new Uint32Array(values.buffer);
    for (let index = 0; index < count; index++) words[index] = (codes[index] as number) << 16;
    return values;
  }
  let table = decodedBytes.get(format);
  if (table === undefined) {
    table = Float32Array.from({ length: 1 << bits }, (_, code) => decodeSmallFloat(format, code));
    decodedBytes.set(format, table);
  }
  const codes = bits === 8 ? bytes : unpack(bytes, bits, count);
  for (let index = 0; index < count; index++) values[index] = table[codes[index] as number] as number;
  return values;
}

function unpack(bytes: Uint8Array, bits: number, count: number): Uint8Array {
  const perByte = 8 / bits;
  const codes = new Uint8Array(count);
  for (let index = 0; index < count; index++) {
    const byte = bytes[Math.floor(index / perByte)] as number;
    codes[index] = (byte >> ((index % perByte) * bits)) & ((1 << bits) - 1);
  }
  return codes;
}

function pack(codes: Uint8Array, bits: number, into: Uint8Array): void {
  const perByte = 8 / bits;
  for (let index = 0; index < codes.length; index++) {
    const at = Math.floor(index / perByte);
    into[at] = (into[at] as number) | ((codes[index] as number) << ((index % perByte) * bits));
  }
}

function checkCount(elementType: ElementType, shape: readonly number[], found: number): void {
  const expected = countElements(shape);
  if (found !== expected) {
    throw new TensorError(`${elementType} of shape ${printShape(shape)} has ${expected} elements, but there are ${found}`);
  }
}

function toNumber(value: number | bigint | boolean | string | undefined): number {
  if (typeof value === "string") throw new TensorError(`a number is needed, not the string ${JSON.stringify(value)}`);
  return Number(value);
}

function toBigint(value: number | bigint | boolean | string | undefined): bigint {
  if (typeof value === "bigint") return value;
  const number = toNumber(value);
  if (!Number.isInteger(number)) throw new TensorError(`an integer is needed, not ${number}`);
  return BigInt(number);
}

function doesNotFit(elementType: ElementType, value: unknown): TensorError {
  return new TensorError(`${elementType} cannot hold ${String(value)}`);
}
