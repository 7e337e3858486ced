/**
 * NumPy's files of several arrays, `.npz`: zip archives of `.npy` files, stored or deflated.
 *
 * In and out: bytes, and tensors by name. The same tensors give the same bytes: every file in the archive has the date 1980-01-01.
 * Not here: encryption, archives in parts, other ways of compression.
 */
import { crc32, deflateRawSync, inflateRawSync } from "node:zlib";
import { NpyError, readNpy, writeNpy } from "./npy.ts";
import type { TensorData } from "./tensor-data.ts";

type Entry = {
  readonly name: string;
  readonly method: number;
  readonly checksum: number;
  readonly packedBytes: number;
  readonly sizeBytes: number;
  readonly at: number;
};

const suffix = ".npy";
/** Deflate packs no more than 1032 bytes into one. */
const largestRatio = 1032;
/** 1980-01-01 as the archive counts days. */
const date = 0x21;
const stored = 0;
const deflated = 8;

/** By name, without `.npy`. Throws `NpyError`, which names the array. */
export function readNpz(bytes: Uint8Array<ArrayBuffer>): ReadonlyMap<string, TensorData> {
  const tensors = new Map<string, TensorData>();
  const entries = readDirectory(bytes);
  // Files that share their bytes could grow without bound.
  const packedBytes = entries.reduce((sum, entry) => sum + entry.packedBytes, 0);
  if (packedBytes > bytes.length) throw new NpyError(`the archive has ${bytes.length} bytes, but its files ${packedBytes}`);
  for (const entry of entries) {
    if (!entry.name.endsWith(suffix)) throw new NpyError(`the archive has ${JSON.stringify(entry.name)}, which is no .npy file`);
    const name = entry.name.slice(0, -suffix.length);
    if (tensors.has(name)) throw new NpyError(`the archive has ${JSON.stringify(entry.name)} twice`);
    const content = unpack(bytes, entry);
    try {
      tensors.set(name, readNpy(content));
    } catch (error) {
      throw new NpyError(`${entry.name}: ${(error as Error).message}`);
    }
  }
  return tensors;
}

export function writeNpz(tensors: ReadonlyMap<string, TensorData>, compression: "stored" | "deflated" = "stored"): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  const add = (part: Uint8Array, to = parts): void => {
    to.push(part);
    if (to === parts) at += part.length;
  };
  for (const [key, tensor] of tensors) {
    const name = Buffer.from(`${key}${suffix}`);
    const content = writeNpy(tensor);
    const packed = compression === "deflated" ? deflateRawSync(content) : content;
    if (name.length > 0xffff || at + content.length > 0xfffffff0) throw new NpyError(`${key} makes the archive larger than 4 GiB`);
    const method = compression === "deflated" ? deflated : stored;
    // Version 2.0, names in UTF-8.
    const common = [
      2,
      20,
      2,
      0x800,
      2,
      method,
      2,
      0,
      2,
      date,
      4,
      crc32(content),
      4,
      packed.length,
      4,
      content.length,
      2,
      name.length,
      2,
      0,
    ];
    add(fields([4, 0x02014b50, 2, 20, ...common, 2, 0, 2, 0, 2, 0, 4, 0, 4, at]), directory);
    add(name, directory);
    add(fields([4, 0x04034b50, ...common]));
    add(name);
    add(packed);
  }
  if (tensors.size > 0xfffe) throw new NpyError(`${tensors.size} arrays are more than an archive can have`);
  const directoryAt = at;
  directory.forEach((part) => add(part));
  add(fields([4, 0x06054b50, 2, 0, 2, 0, 2, tensors.size, 2, tensors.size, 4, at - directoryAt, 4, directoryAt, 2, 0]));
  return new Uint8Array(Buffer.concat(parts));
}

/** Pairs of a size in bytes and a number. */
function fields(pairs: readonly number[]): Uint8Array {
  const bytes: number[] = [];
  for (let index = 0; index < pairs.length; index += 2) {
    const size = pairs[index] as number;
    const value = pairs[index + 1] as number;
    for (let byte = 0; byte < size; byte++) bytes.push((value >>> (8 * byte)) & 0xff);
  }
  return Uint8Array.from(bytes);
}

function unpack(bytes: Uint8Array<ArrayBuffer>, entry: Entry): Uint8Array<ArrayBuffer> {
  const view = viewOf(bytes);
  const wrong = (why: string): NpyError => new NpyError(`${entry.name}: ${why}`);
  if (entry.at + 30 > bytes.length || view.getUint32(entry.at, true) !== 0x04034b50)
    throw wrong("the archive does not have it where it says");
  const start = entry.at + 30 + view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true);
  if (start + entry.packedBytes > bytes.length) throw wrong(`its ${entry.packedBytes} bytes end behind the archive`);
  const packed = bytes.subarray(start, start + entry.packedBytes);
  let content = packed;
  if (entry.method === deflated) {
    if (entry.sizeBytes > (packed.length + 1) * largestRatio)
      throw wrong(`${packed.length} bytes cannot be ${entry.sizeBytes} bytes packed`);
    try {
      // One byte more shows that there is more than the archive says.
      content = new Uint8Array(inflateRawSync(packed, { maxOutputLength: entry.sizeBytes + 1 }));
    } catch (error) {
      throw wrong(`it cannot be unpacked: ${(error as Error).message}`);
    }
  } else if (entry.method !== stored) {
    throw wrong(`it is packed in a way (${entry.method}) that is not supported`);
  }
  if (content.length !== entry.sizeBytes) throw wrong(`it has ${content.length} bytes, but the archive says ${entry.sizeBytes}`);
  if (crc32(content) !== entry.checksum) throw wrong("it does not have the archive's checksum");
  return content;
}

function readDirectory(bytes: Uint8Array<ArrayBuffer>): readonly Entry[] {
  const view = viewOf(bytes);
  const { count, size, at } = findDirectory(view);
  const end = at + size;
  if (end > bytes.length) throw new NpyError("the archive's directory ends behind the archive");
  const entries: Entry[] = [];
  let position = at;
  for (let index = 0; index < count; index++) {
    if (position + 46 > end || view.getUint32(position, true) !== 0x02014b50)
      throw new NpyError(`file ${index} of the archive's directory is damaged`);
    const nameEnd = position + 46 + view.getUint16(position + 28, true);
    const extraEnd = nameEnd + view.getUint16(position + 30, true);
    if (extraEnd > end) throw new NpyError(`file ${index} of the archive's directory is damaged`);
    const name = Buffer.from(bytes.subarray(position + 46, nameEnd)).toString("utf8");
    if (view.getUint16(position + 8, true) & 1) throw new NpyError(`${name} is encrypted`);
    const [sizeBytes, packedBytes, entryAt] = wideFields(view, nameEnd, extraEnd, [
      view.getUint32(position + 24, true),
      view.getUint32(position + 20, true),
      view.getUint32(position + 42, true),
    ]);
    entries.push({
      name,
      method: view.getUint16(position + 10, true),
      checksum: view.getUint32(position + 16, true),
      packedBytes: packedBytes as number,
      sizeBytes: sizeBytes as number,
      at: entryAt as number,
    });
    position = extraEnd + view.getUint16(position + 32, true);
  }
  return entries;
}

/** The archive's last record, or the wide one that stands before it in large archives. */
function findDirectory(view: DataView): { readonly count: number; readonly size: number; readonly at: number } {
  const first = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= first; at--) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    const count = view.getUint16(at + 10, true);
    const size = view.getUint32(at + 12, true);
    const directoryAt = view.getUint32(at + 16, true);
    if (count !== 0xffff && size !== 0xffffffff && directoryAt !== 0xffffffff) return { count, size, at: directoryAt };
    if (at < 20 || view.getUint32(at - 20, true) !== 0x07064b50) return { count, size, at: directoryAt };
    const wide = Number(view.getBigUint64(at - 12, true));
    if (wide + 56 > view.byteLength || view.getUint32(wide, true) !== 0x06064b50) break;
    const number = (offset: number): number => Number(view.getBigUint64(wide + offset, true));
    return { count: number(32), size: number(40), at: number(48) };
  }
  throw new NpyError("this is no .npz file: a zip archive's directory is not found");
}

/** Numbers that do not fit 32 bits stand in an extra field, in this order, if they are there at all. */
function wideFields(view: DataView, start: number, end: number, values: readonly number[]): readonly number[] {
  let at = start;
  while (at + 4 <= end && view.getUint16(at, true) !== 1) at += 4 + view.getUint16(at + 2, true);
  let next = at + 4;
  return values.map((value) => {
    if (value !== 0xffffffff || next + 8 > end) return value;
    next += 8;
    return Number(view.getBigUint64(next - 8, true));
  });
}

function viewOf(bytes: Uint8Array<ArrayBuffer>): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
