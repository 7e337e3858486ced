/**
 * What the file system says about a file without reading it. Same stamp, same content: the time of the last change of
 * the entry (ctime) cannot be set by programs, and changes with the content, the name or the file behind the name.
 */
import type { BigIntStats } from "node:fs";
import { fs } from "./host.ts";

/** Size, inode, mtime and ctime in nanoseconds; the last two as text, exact. */
export type FileStamp = readonly [size: number, inode: number, mtimeNs: string, ctimeNs: string];

export function stampOf(path: string): FileStamp | undefined {
  const stats = statsOf(path);
  if (stats === undefined || !stats.isFile()) return undefined;
  return [Number(stats.size), Number(stats.ino), String(stats.mtimeNs), String(stats.ctimeNs)];
}

function statsOf(path: string): BigIntStats | undefined {
  try {
    return fs.statSync(path, { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    // No file can have such a name.
    if ((error as NodeJS.ErrnoException).code === "ENAMETOOLONG") return undefined;
    throw error;
  }
}

export function sameStamp(a: FileStamp | undefined, b: FileStamp | undefined): boolean {
  return a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1] && a[2] === b[2] && a[3] === b[3];
}

/** A file that changed just before it was looked at may change again within the clock's step: such a stamp proves nothing. */
export function isSettled(stamp: FileStamp, nowMs: number): boolean {
  return nowMs - Number(BigInt(stamp[3]) / 1_000_000n) > 2000;
}
