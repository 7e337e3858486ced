/**
 * Tensors of ONNX files: how they are stored, and as `TensorData`.
 *
 * Elements lie in `raw_data`, in a field of numbers of their own, or in another file beside the model. Raw and external bytes are not
 * changed; raw ones are not copied either.
 * Not here: sparse tensors (`model.ts`), sequences and optionals (`value.ts`).
 */
import { isAbsolute, join, normalize, sep } from "node:path";
import { HostError } from "../../base/assert.ts";
import {
  type ElementType,
  type TensorData,
  TensorError,
  byteLength,
  countElements,
  printShape,
  tensorOfBytes,
  tensorOfStrings,
} from "../tensor-data.ts";
import { readFilePart } from "./file.ts";
import {
  OnnxError,
  byteString,
  float32,
  float64,
  int32,
  int64,
  many,
  manyMessages,
  message,
  numbers,
  one,
  readMessage,
  text,
  uint64,
} from "./wire.ts";

/** A tensor as it is stored. */
export type OnnxTensor = {
  readonly name: string;
  readonly elementType: ElementType;
  readonly shape: readonly number[];
  readonly storage: OnnxStorage;
};

export type OnnxStorage =
  | { readonly kind: "raw"; readonly bytes: Uint8Array<ArrayBuffer> }
  /** One number for each element; for types below 32 bits an `Int32Array` of their bits, packed ones as bytes. */
  | { readonly kind: "numbers"; readonly field: string; readonly values: NumberField }
  | { readonly kind: "strings"; readonly values: readonly string[] }
  | { readonly kind: "external"; readonly entries: ReadonlyMap<string, string> };

type NumberField =
  | Float32Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | BigInt64Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>
  | BigUint64Array<ArrayBuffer>;

/** TensorProto.DataType. */
const elementTypes: readonly (ElementType | undefined)[] = [
  undefined,
  "float32",
  "uint8",
  "int8",
  "uint16",
  "int16",
  "int32",
  "int64",
  "string",
  "bool",
  "float16",
  "float64",
  "uint32",
  "uint64",
  "complex64",
  "complex128",
  "bfloat16",
  "float8_e4m3fn",
  "float8_e4m3fnuz",
  "float8_e5m2",
  "float8_e5m2fnuz",
  "uint4",
  "int4",
  "float4_e2m1fn",
  "float8_e8m0fnu",
  "uint2",
  "int2",
];

/** The element type of a number of TensorProto.DataType; attributes such as Cast's `to` are such numbers. */
export function elementTypeOfNumber(number: number): ElementType | undefined {
  return elementTypes[number];
}

export function numberOfElementType(elementType: ElementType): number {
  return elementTypes.indexOf(elementType);
}

/** The same for damage in a file at byte `at`. */
export function elementTypeOf(number: number, what: string, at: number): ElementType {
  const type = elementTypes[number];
  if (type === undefined) throw new OnnxError(`byte ${at}: ${what} has the element type ${number}, which ONNX does not have`);
  return type;
}

export function safeInteger(value: bigint, what: string, at: number): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new OnnxError(`byte ${at}: ${what} is ${value}, which is too large`);
  return number;
}

export const stringEntry = message("StringStringEntryProto", { key: one(1, text), value: one(2, text) }, ({ key, value }) => ({
  key: key ?? "",
  value: value ?? "",
}));

export function stringEntries(entries: readonly { readonly key: string; readonly value: string }[]): ReadonlyMap<string, string> {
  return new Map(entries.map(({ key, value }) => [key, value]));
}

export const tensorMessage = message(
  "TensorProto",
  {
    shape: numbers(1, int64),
    elementType: one(2, int32),
    segment: one(3, byteString),
    float_data: numbers(4, float32),
    int32_data: numbers(5, int32),
    string_data: many(6, text),
    int64_data: numbers(7, int64),
    name: one(8, text),
    raw_data: one(9, byteString),
    double_data: numbers(10, float64),
    uint64_data: numbers(11, uint64),
    external: manyMessages(13, () => stringEntry),
    location: one(14, int32),
  },
  (fields, at): OnnxTensor => {
    const name = fields.name ?? "";
    const elementType = elementTypeOf(fields.elementType ?? 0, `tensor \`${name}\``, at);
    if (fields.segment !== undefined) throw new OnnxError(`byte ${at}: tensor \`${name}\` is a segment of one, which is not supported`);
    const shape = Array.from(fields.shape, (dimension) => safeInteger(dimension, `a dimension of tensor \`${name}\``, at));
    return { name, elementType, shape, storage: storage() };

    function storage(): OnnxStorage {
      if (fields.location === 1) return { kind: "external", entries: stringEntries(fields.external) };
      if (fields.raw_data !== undefined) return { kind: "raw", bytes: fields.raw_data };
      if (elementType === "string") return { kind: "strings", values: fields.string_data };
      const field = numberFieldOf(elementType);
      return { kind: "numbers", field, values: fields[field] };
    }
  },
);

/**
 * The tensor's data. `folder` is the model's, for external data.
 *
 * Throws `OnnxError`, which names the tensor, if shape and elements disagree or the other file is not there, too short, or not in the folder.
 */
export function tensorData(tensor: OnnxTensor, folder: string | undefined): TensorData {
  try {
    return dataOf(tensor, folder);
  } catch (error) {
    if (error instanceof TensorError) throw new OnnxError(`tensor \`${tensor.name}\`: ${error.message}`);
    throw error;
  }
}

/** A file that is one TensorProto, such as `input_0.pb` of ONNX's tests. */
export function parseTensor(bytes: Uint8Array<ArrayBuffer>): OnnxTensor {
  return readMessage(tensorMessage, bytes);
}

function dataOf({ name, elementType, shape, storage }: OnnxTensor, folder: string | undefined): TensorData {
  if (storage.kind === "strings") return tensorOfStrings(shape, storage.values);
  if (elementType === "string") throw new OnnxError(`tensor \`${name}\`: strings are not stored as bytes`);
  switch (storage.kind) {
    case "raw":
      return tensorOfBytes(elementType, shape, storage.bytes);
    case "external":
      return tensorOfBytes(elementType, shape, readExternal(name, byteLength(elementType, shape), storage.entries, folder));
    case "numbers": {
      const expected = storedNumbers(elementType, shape);
      if (storage.values.length !== expected) {
        throw new OnnxError(
          `tensor \`${name}\`: ${elementType} of shape ${printShape(shape)} takes ${expected} numbers, but there are ${storage.values.length} in ${storage.field}`,
        );
      }
      return tensorOfBytes(elementType, shape, narrow(elementType, storage.values));
    }
  }
}

type NumericType = Exclude<ElementType, "string">;

function numberFieldOf(elementType: NumericType): "float_data" | "int32_data" | "int64_data" | "double_data" | "uint64_data" {
  switch (elementType) {
    case "float32":
    case "complex64":
      return "float_data";
    case "float64":
    case "complex128":
      return "double_data";
    case "int64":
      return "int64_data";
    case "uint32":
    case "uint64":
      return "uint64_data";
    case "bool":
    case "int8":
    case "int16":
    case "int32":
    case "uint8":
    case "uint16":
    case "float16":
    case "bfloat16":
    case "float8_e4m3fn":
    case "float8_e4m3fnuz":
    case "float8_e5m2":
    case "float8_e5m2fnuz":
    case "float8_e8m0fnu":
    case "float4_e2m1fn":
    case "int4":
    case "uint4":
    case "int2":
    case "uint2":
      return "int32_data";
  }
}

/** Types below a byte have one number for each byte that they fill. */
function storedNumbers(elementType: NumericType, shape: readonly number[]): number {
  const count = countElements(shape);
  if (elementType === "complex64" || elementType === "complex128") return count * 2;
  return isSubByte(elementType) ? byteLength(elementType, shape) : count;
}

function isSubByte(elementType: ElementType): boolean {
  return (
    elementType === "float4_e2m1fn" ||
    elementType === "int4" ||
    elementType === "uint4" ||
    elementType === "int2" ||
    elementType === "uint2"
  );
}

/** The numbers' lowest bytes. */
function narrow(elementType: NumericType, values: NumberField): Uint8Array<ArrayBuffer> {
  if (values instanceof Int32Array && elementType !== "int32") {
    const isHalf = elementType === "int16" || elementType === "uint16" || elementType === "float16" || elementType === "bfloat16";
    return isHalf ? new Uint8Array(Uint16Array.from(values).buffer) : Uint8Array.from(values);
  }
  if (values instanceof BigUint64Array && elementType === "uint32") return new Uint8Array(Uint32Array.from(values, Number).buffer);
  return new Uint8Array(values.buffer);
}

/** `location` is a path within the model's folder; `offset` and `length` count bytes. */
function readExternal(
  name: string,
  expectedBytes: number,
  entries: ReadonlyMap<string, string>,
  folder: string | undefined,
): Uint8Array<ArrayBuffer> {
  const where = `tensor \`${name}\`: its data`;
  const location = entries.get("location");
  if (location === undefined || location === "") throw new OnnxError(`${where} are in another file, but which one is not said`);
  if (folder === undefined) throw new OnnxError(`${where} are in the file ${location}, but the model does not come from a folder`);
  const path = normalize(location);
  if (isAbsolute(location) || location.includes("\0") || path === ".." || path.startsWith(`..${sep}`)) {
    throw new OnnxError(`${where} are in ${JSON.stringify(location)}, which is not within the model's folder`);
  }
  const offset = count("offset") ?? 0;
  const length = count("length") ?? expectedBytes;
  if (length !== expectedBytes) throw new OnnxError(`${where} take ${expectedBytes} bytes, but the file says ${length}`);
  try {
    return readFilePart(join(folder, path), offset, length);
  } catch (error) {
    if (error instanceof HostError) throw new OnnxError(`${where}: ${error.message}`);
    throw error;
  }

  function count(key: string): number | undefined {
    const value = entries.get(key);
    if (value === undefined) return undefined;
    const number = /^\d+$/.test(value) ? Number(value) : NaN;
    if (!Number.isSafeInteger(number)) throw new OnnxError(`${where} have the ${key} ${JSON.stringify(value)}, which is no count of bytes`);
    return number;
  }
}
