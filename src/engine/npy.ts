/**
 * NumPy's files of one array, `.npy`: bytes to `TensorData` and back.
 *
 * Format versions 1 to 3, C and Fortran order, both byte orders, NumPy's booleans, integers, floats, complex numbers and strings. What is
 * written is little-endian, and as NumPy writes it, byte for byte.
 * Not here: `.npz` (`npz.ts`), Python objects (pickles, which run code), records, dates, types that NumPy does not have itself.
 */
import { HostError } from "../base/assert.ts";
import { type ElementType, type TensorData, countElements, elementBits, printShape } from "./tensor-data.ts";

/** An `.npy` or `.npz` file that is damaged or of a kind that is not read, or a tensor that cannot be in one. */
export class NpyError extends HostError {
  override readonly name = "NpyError";
}

type Order = "c" | "fortran";
type Header = { readonly description: string; readonly order: Order; readonly shape: readonly number[]; readonly end: number };

/** NumPy's names of types: kind and size in bytes. */
const elementTypes: Readonly<Record<string, ElementType>> = {
  b1: "bool",
  i1: "int8",
  i2: "int16",
  i4: "int32",
  i8: "int64",
  u1: "uint8",
  u2: "uint16",
  u4: "uint32",
  u8: "uint64",
  f2: "float16",
  f4: "float32",
  f8: "float64",
  c8: "complex64",
  c16: "complex128",
};

const magic = [0x93, ...Buffer.from("NUMPY")];
const headerAlignment = 64;

/** In C order and little-endian, whatever the file has; a view of `bytes` if that is what it has. Throws `NpyError`. */
export function readNpy(bytes: Uint8Array<ArrayBuffer>): TensorData {
  const { description, order, shape, end } = readHeader(bytes);
  const [, byteOrder, kind, digits] = /^([<>|=]?)([a-zA-Z?])(\d*)$/.exec(description) ?? [];
  if (kind === "O") throw new NpyError("the array has Python objects, which are not read");
  const isText = kind === "U" || kind === "S";
  const elementType = isText ? "string" : elementTypes[`${kind}${digits}`];
  if (elementType === undefined) throw new NpyError(`the type ${JSON.stringify(description)} is not supported`);
  const elementBytes = isText ? Number(digits) * (kind === "U" ? 4 : 1) : elementBits(elementType) / 8;
  const count = countOf(shape);
  const expected = count * elementBytes;
  if (bytes.length - end !== expected) {
    throw new NpyError(
      `an array ${description} of shape ${printShape(shape)} takes ${expected} bytes, but ${bytes.length - end} follow the header`,
    );
  }
  if (count > 0 && elementBytes === 0) throw new NpyError(`the type ${JSON.stringify(description)} has no size`);
  let data = bytes.subarray(end);
  if (byteOrder === ">") {
    const part = kind === "U" ? 4 : kind === "S" ? 1 : kind === "c" ? elementBytes / 2 : elementBytes;
    data = reverseEach(data, part);
  }
  if (order === "fortran" && shape.length > 1) data = transpose(data, elementBytes, shape, "fortran");
  if (elementType !== "string") return { elementType, shape, elements: { kind: "bytes", bytes: data } };
  const read = kind === "U" ? readCodePoints : readByteString;
  const strings = Array.from({ length: count }, (_, index) => read(data.subarray(index * elementBytes, (index + 1) * elementBytes)));
  return { elementType, shape, elements: { kind: "strings", strings } };
}

function countOf(shape: readonly number[]): number {
  try {
    return countElements(shape);
  } catch (error) {
    throw new NpyError((error as Error).message);
  }
}

/** Strings become `<U`, as long as the longest. Throws `NpyError` for types that NumPy does not have. */
export function writeNpy(tensor: TensorData, order: Order = "c"): Uint8Array<ArrayBuffer> {
  const { elementType, shape, elements } = tensor;
  let description: string;
  let data: Uint8Array<ArrayBuffer>;
  let elementBytes = elementBits(elementType) / 8;
  if (elements.kind === "strings") {
    const points = elements.strings.map((text) => Array.from(text, (character) => character.codePointAt(0) as number));
    const longest = points.reduce((longest, { length }) => Math.max(longest, length), 1);
    elementBytes = longest * 4;
    const words = new Uint32Array(longest * points.length);
    points.forEach((text, index) => words.set(text, index * longest));
    data = new Uint8Array(words.buffer);
    description = `<U${longest}`;
  } else {
    const name = Object.keys(elementTypes).find((name) => elementTypes[name] === elementType);
    if (name === undefined) throw new NpyError(`NumPy has no type for ${elementType}`);
    description = `${elementBytes === 1 ? "|" : "<"}${name}`;
    data = elements.bytes;
  }
  // Where both orders are the same, NumPy says C.
  const isFortran = order === "fortran" && !shape.includes(0) && shape.filter((size) => size !== 1).length > 1;
  if (isFortran) data = transpose(data, elementBytes, shape, "c");
  const shapeText = `(${shape.join(", ")}${shape.length === 1 ? "," : ""})`;
  const dictionary = `{'descr': '${description}', 'fortran_order': ${isFortran ? "True" : "False"}, 'shape': ${shapeText}, }`;
  const header = writeHeader(dictionary, isFortran ? shape.at(-1) : shape[0]);
  const bytes = new Uint8Array(header.length + data.length);
  bytes.set(header);
  bytes.set(data, header.length);
  return bytes;
}

/** NumPy leaves room for the dimension along which files grow to get 21 digits, then fills up with spaces to 64 bytes. */
function writeHeader(dictionary: string, grows: number | undefined): Uint8Array {
  const growth = grows === undefined ? 0 : 21 - String(grows).length;
  const text = `${dictionary}${" ".repeat(growth)}`;
  const padded = (fixed: number): number => Math.ceil((fixed + text.length + 1) / headerAlignment) * headerAlignment - fixed;
  const isLong = padded(10) > 0xffff;
  const length = padded(isLong ? 12 : 10);
  const size = isLong ? [length & 0xff, (length >> 8) & 0xff, (length >> 16) & 0xff, length >>> 24] : [length & 0xff, length >> 8];
  return Uint8Array.from([...magic, isLong ? 2 : 1, 0, ...size, ...Buffer.from(`${text.padEnd(length - 1)}\n`, "latin1")]);
}

function readHeader(bytes: Uint8Array<ArrayBuffer>): Header {
  if (magic.some((byte, index) => bytes[index] !== byte)) throw new NpyError("this is no .npy file: it does not start with NumPy's mark");
  const version = bytes[6] ?? 0;
  if (version < 1 || version > 3) throw new NpyError(`version ${version} of the .npy format is not known`);
  const start = version === 1 ? 10 : 12;
  if (bytes.length < start) throw new NpyError("the .npy file ends within its header");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = start + (version === 1 ? view.getUint16(8, true) : view.getUint32(8, true));
  if (end > bytes.length) throw new NpyError(`the header of the .npy file ends at byte ${end}, but the file at ${bytes.length}`);
  const text = Buffer.from(bytes.subarray(start, end)).toString(version === 3 ? "utf8" : "latin1");
  return { ...parseDictionary(text), end };
}

/** `{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }`, its keys in any order. */
function parseDictionary(text: string): Omit<Header, "end"> {
  const wrong = (why: string): NpyError => new NpyError(`the header of the .npy file ${why}: ${JSON.stringify(text.trim().slice(0, 200))}`);
  const body = /^\s*\{(.*)\}\s*$/s.exec(text)?.[1];
  if (body === undefined) throw wrong("is no dictionary");
  const values = new Map<string, string>();
  const entry = /\s*(['"])(\w+)\1\s*:\s*('[^']*'|"[^"]*"|True|False|\([\d\sL,]*\)|\[[^\]]*\])\s*(,|$)/sy;
  while (entry.lastIndex < body.length && body.slice(entry.lastIndex).trim() !== "") {
    const match = entry.exec(body);
    if (match === null) throw wrong("has an entry that is not understood");
    values.set(match[2] as string, match[3] as string);
  }
  const [descr, order, shape] = ["descr", "fortran_order", "shape"].map((key) => values.get(key) ?? "");
  if (descr?.startsWith("[")) throw wrong("describes records, which are not supported");
  if (!/^['"]/.test(descr ?? "")) throw wrong("has no type `descr`");
  if (order !== "True" && order !== "False") throw wrong("does not say `fortran_order`");
  if (!shape?.startsWith("(")) throw wrong("has no `shape`");
  const sizes = shape
    .slice(1, -1)
    .split(",")
    .map((size) => size.trim());
  if (sizes.at(-1) === "") sizes.pop();
  if (!sizes.every((size) => /^\d+L?$/.test(size))) throw wrong("has a `shape` that is not understood");
  const dimensions = sizes.map((size) => Number.parseInt(size, 10));
  return { description: (descr as string).slice(1, -1), order: order === "True" ? "fortran" : "c", shape: dimensions };
}

/** From this order to the other. */
function transpose(data: Uint8Array, elementBytes: number, shape: readonly number[], from: Order): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(data.length);
  // Walks through `data`; `strides` are the steps, in `result`, of its axes from the one that runs fastest.
  const axes = from === "c" ? shape.toReversed() : [...shape];
  const strides: number[] = [];
  let stride = elementBytes;
  for (let axis = axes.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= axes[axis] as number;
  }
  const index = axes.map(() => 0);
  let to = 0;
  for (let at = 0; at < data.length; at += elementBytes) {
    for (let byte = 0; byte < elementBytes; byte++) result[to + byte] = data[at + byte] as number;
    for (let axis = 0; axis < axes.length; axis++) {
      to += strides[axis] as number;
      index[axis] = (index[axis] as number) + 1;
      if (index[axis] !== axes[axis]) break;
      to -= (strides[axis] as number) * (axes[axis] as number);
      index[axis] = 0;
    }
  }
  return result;
}

function reverseEach(data: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(data);
  for (let at = 0; at < result.length; at += size) result.subarray(at, at + size).reverse();
  return result;
}

/** UTF-32; zeros at the end are filling. */
function readCodePoints(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const characters: string[] = [];
  for (let at = 0; at < bytes.length; at += 4) {
    const point = view.getUint32(at, true);
    if (point > 0x10ffff) throw new NpyError(`a string has the character ${point}, which Unicode does not have`);
    characters.push(String.fromCodePoint(point));
  }
  return withoutFilling(characters.join(""));
}

function readByteString(bytes: Uint8Array): string {
  return withoutFilling(Buffer.from(bytes).toString("utf8"));
}

function withoutFilling(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === "\0") end--;
  return text.slice(0, end);
}
