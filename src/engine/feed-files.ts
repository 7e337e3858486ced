/**
 * Inputs from files, random inputs, outputs to files.
 *
 * Files: `.npy`, `.npz`, and `.pb` with one TensorProto, as ONNX's own tests have them. Not here: pictures (`pictures.ts`), and what a model means by its inputs.
 */
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { HostError } from "../base/assert.ts";
import type { ValueDescription } from "./description.ts";
import { type Feed, type Feeds, isSequence } from "./feeds.ts";
import { readNpy, writeNpy } from "./npy.ts";
import { readNpz, writeNpz } from "./npz.ts";
import { readWholeFile } from "./onnx/file.ts";
import { parseTensor, tensorData } from "./onnx/tensor.ts";
import { byteLength, countElements, type ElementType, fromElements, TensorError, type TensorData } from "./tensor-data.ts";

/** Several files of one name are a sequence. Throws `HostError` with the file's name. */
export function readFeeds(files: readonly { readonly name: string; readonly path: string }[], archives: readonly string[]): Feeds {
  const feeds = new Map<string, Feed>();
  for (const path of archives) {
    const { bytes } = readWholeFile(path);
    for (const [name, tensor] of inFile(path, () => readNpz(bytes))) feeds.set(name, tensor);
  }
  const seen = new Set<string>();
  for (const { name, path } of files) {
    const tensor = readTensor(path);
    const before = seen.has(name) ? feeds.get(name) : undefined;
    seen.add(name);
    feeds.set(name, before === undefined ? tensor : isSequence(before) ? [...before, tensor] : [before, tensor]);
  }
  return feeds;
}

function readTensor(path: string): TensorData {
  const { bytes, folder } = readWholeFile(path);
  if (path.endsWith(".pb")) return inFile(path, () => tensorData(parseTensor(bytes), folder));
  if (path.endsWith(".npz")) throw new HostError(`${path} has several arrays: give it with --inputs`);
  if (bytes[0] !== 0x93)
    throw new HostError(`${path} is of a kind that is not read: inputs are .npy, .npz or .pb (TensorProto) files, or pictures`);
  return inFile(path, () => readNpy(bytes));
}

function inFile<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new HostError(`${path}: ${(error as Error).message}`);
  }
}

/** More bytes than this are taken for a mistake. */
const mostRandomBytes = 2 ** 33;

/** Floats from -1 to 1, integers and bools 0 or 1 (so that they are places in anything); the same for the same seed. */
export function randomTensor(
  { name, elementType = "float32" }: ValueDescription,
  shape: readonly number[],
  next: () => number,
): TensorData {
  const bytes = byteLength(elementType, shape);
  if (bytes > mostRandomBytes) throw new TensorError(`input "${name}" would have ${bytes} bytes`);
  if (elementType === "string") throw new TensorError(`input "${name}" holds strings: random ones are not made`);
  const count = countElements(shape) * (elementType.startsWith("complex") ? 2 : 1);
  const isFloat = /float|complex/.test(elementType);
  const values = isFloat ? new Float32Array(count) : new Uint8Array(count);
  for (let at = 0; at < count; at++) values[at] = isFloat ? next() * 2 - 1 : next() < 0.5 ? 0 : 1;
  return fromElements(
    elementType as ElementType,
    shape,
    isFloat || elementType !== "bool" ? values : Array.from(values, (value) => value === 1),
  );
}

/** Numbers from 0 to 1, the same ones for the same seed (xorshift32, its state scrambled first). */
export function randomNumbers(seed: number): () => number {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

export function writeOutputArchive(path: string, outputs: ReadonlyMap<string, TensorData>): void {
  writeFileWhole(path, writeNpz(outputs));
}

/** One `.npy` for each output; characters that names of files should not have become `_`. Gives the paths. */
export function writeOutputFolder(folder: string, outputs: ReadonlyMap<string, TensorData>): readonly string[] {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new HostError(`cannot make the folder ${folder}: ${(error as Error).message}`);
  }
  const paths: string[] = [];
  for (const [name, tensor] of outputs) {
    const plain = name.replace(/[^\w.+-]/g, "_").replace(/^\.+/, "_") || "output";
    let path = join(folder, `${plain}.npy`);
    for (let number = 2; paths.includes(path); number++) path = join(folder, `${plain}-${number}.npy`);
    writeFileWhole(path, writeNpy(tensor));
    paths.push(path);
  }
  return paths;
}

/** All of it or nothing: under another name first. */
export function writeFileWhole(path: string, content: Uint8Array | string): void {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  const temporary = join(dirname(path), `.${process.pid}.partial`);
  try {
    const file = openSync(temporary, "w");
    try {
      for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new HostError(`cannot write ${path}: ${(error as Error).message}`);
  }
}
