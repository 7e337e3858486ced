/**
 * Files of models and of their data, read whole or in part, also above 2 GiB.
 *
 * Not mapped into memory: Node has no such call. What cannot be read is a `HostError` that names the file.
 */
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { dirname } from "node:path";
import { HostError } from "../../base/assert.ts";

/** One system call reads at most 2 GiB. */
const chunkBytes = 1 << 30;

export function readWholeFile(path: string): { readonly bytes: Uint8Array<ArrayBuffer>; readonly folder: string } {
  return { bytes: readFilePart(path, 0, undefined), folder: dirname(path) };
}

/** `length` bytes from `offset`, or all from there. The file's size is known before anything is allocated. */
export function readFilePart(path: string, offset: number, length: number | undefined): Uint8Array<ArrayBuffer> {
  // Not waiting for the other end of a pipe; a pipe is then refused. Windows has no such flag.
  const file = attempt(path, () => openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)));
  try {
    const status = attempt(path, () => fstatSync(file));
    if (!status.isFile()) throw new HostError(`${path} is not a file`);
    const end = length === undefined ? status.size : offset + length;
    if (offset > end || end > status.size) {
      throw new HostError(`${path} has ${status.size} bytes, but those from ${offset} to ${end} are needed`);
    }
    const bytes = attempt(path, () => new Uint8Array(end - offset));
    let done = 0;
    while (done < bytes.length) {
      const count = attempt(path, () => readSync(file, bytes, done, Math.min(chunkBytes, bytes.length - done), offset + done));
      if (count === 0) throw new HostError(`${path} became shorter while it was read`);
      done += count;
    }
    return bytes;
  } finally {
    closeSync(file);
  }
}

function attempt<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new HostError(`cannot read ${path}: ${(error as Error).message}`);
  }
}
