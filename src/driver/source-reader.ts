/**
 * Reads source files for the front end and remembers every answer, also "no such file": together they are the inputs of a compile.
 *
 * A compile result may be used again while every remembered answer is still the same.
 */
import { hash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { HostError } from "../base/assert.ts";

/** Path and hash of the content; `null`: there was no such file. A path that ends in `/` is a folder's listing. */
export type SourceInput = readonly [path: string, contentHash: string | null];

export class SourceReader {
  private readonly texts = new Map<string, string | undefined>();
  private readonly hashes = new Map<string, string | null>();

  readonly readFile = (path: string): string | undefined => {
    if (this.texts.has(path)) return this.texts.get(path);
    const bytes = readBytes(path);
    const text = bytes === undefined ? undefined : decode(bytes);
    this.texts.set(path, text);
    this.hashes.set(path, bytes === undefined ? null : contentHash(bytes));
    return text;
  };

  readonly listDirectory = (path: string): readonly string[] | undefined => {
    const names = listNames(path);
    this.hashes.set(`${path}/`, names === undefined ? null : contentHash(names.join("\n")));
    return names;
  };

  inputs(): SourceInput[] {
    return [...this.hashes].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** Path and text of all files read. */
  files(): { path: string; text: string }[] {
    const files: { path: string; text: string }[] = [];
    for (const [path, text] of this.texts) if (text !== undefined) files.push({ path, text });
    return files;
  }
}

/** Whether the file or folder still gives the same answer. */
export function inputIsUnchanged([path, expected]: SourceInput): boolean {
  if (path.endsWith("/")) {
    const names = listNames(path.slice(0, -1));
    return (names === undefined ? null : contentHash(names.join("\n"))) === expected;
  }
  const bytes = readBytes(path);
  return (bytes === undefined ? null : contentHash(bytes)) === expected;
}

export function contentHash(content: Uint8Array | string): string {
  return hash("sha256", content, "hex").slice(0, 32);
}

function readBytes(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw new HostError(`cannot read \`${path}\`: ${reasonOf(error)}`, { cause: error });
  }
}

function listNames(path: string): string[] | undefined {
  try {
    return readdirSync(path).sort();
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw new HostError(`cannot list \`${path}\`: ${reasonOf(error)}`, { cause: error });
  }
}

function isAbsence(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === "ENOENT" || code === "ENOTDIR" || code === "EISDIR";
}

/** A byte order mark is not part of the program; bytes that are no UTF-8 become U+FFFD. */
function decode(bytes: Buffer): string {
  const text = bytes.toString("utf8");
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

export function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  switch (code) {
    case "ENOENT":
      return "no such file";
    case "EACCES":
    case "EPERM":
      return "permission denied";
    case "EISDIR":
      return "it is a folder";
    case "ENOTDIR":
      return "a part of its path is not a folder";
    case "ENOSPC":
      return "no space left on the device";
    case "EROFS":
      return "the file system is read-only";
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
