/**
 * Reads source files for the front end and remembers every answer, also "no such file": together they are the inputs of a compile.
 *
 * A compile result may be used again while every remembered answer is still the same (`cache.ts`).
 */
import { HostError } from "../base/assert.ts";
import { type FileStamp, stampOf } from "./file-stamp.ts";
import { fs } from "./host.ts";
import { reasonOf } from "./reasons.ts";

/** The answer to one question about the file system. */
export type SourceInput = {
  readonly path: string;
  /** `listing`: the names in a folder. */
  readonly kind: "file" | "listing";
  /** Absent: there was no such file or folder. */
  readonly content?: Uint8Array;
  /** As of before it was read. */
  readonly stamp?: FileStamp;
};

export class SourceReader {
  private readonly texts = new Map<string, string | undefined>();
  private readonly answers = new Map<string, SourceInput>();

  readonly readFile = (path: string): string | undefined => {
    if (this.texts.has(path)) return this.texts.get(path);
    const stamp = stampOf(path);
    const content = readContent(path);
    const text = content === undefined ? undefined : decode(content);
    this.texts.set(path, text);
    this.answers.set(path, { path, kind: "file", content, stamp });
    return text;
  };

  readonly listDirectory = (path: string): readonly string[] | undefined => {
    const names = readListing(path);
    this.answers.set(`${path}/`, { path, kind: "listing", content: names && Buffer.from(names.join("\n")) });
    return names;
  };

  inputs(): SourceInput[] {
    return [...this.answers.keys()].sort().map((key) => this.answers.get(key) as SourceInput);
  }

  /** Path and text of all files read. */
  files(): { path: string; text: string }[] {
    const files: { path: string; text: string }[] = [];
    for (const [path, text] of this.texts) if (text !== undefined) files.push({ path, text });
    return files;
  }
}

export function readContent(path: string): Buffer | undefined {
  try {
    return fs.readFileSync(path);
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw new HostError(`cannot read \`${path}\`: ${reasonOf(error)}`, { cause: error });
  }
}

export function readListing(path: string): string[] | undefined {
  try {
    return fs.readdirSync(path).sort();
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw new HostError(`cannot list \`${path}\`: ${reasonOf(error)}`, { cause: error });
  }
}

function isAbsence(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === "ENOENT" || code === "ENOTDIR" || code === "EISDIR" || code === "ENAMETOOLONG";
}

/** A byte order mark is not part of the program; bytes that are no UTF-8 become U+FFFD. */
function decode(bytes: Buffer): string {
  const text = bytes.toString("utf8");
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
