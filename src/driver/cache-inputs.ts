/**
 * Inputs of cached compiles by their content: for when stamps do not tell, and for storing. Needs node:crypto, which a
 * warm start does without.
 */
import { hash, randomBytes } from "node:crypto";
import { isSettled, stampOf } from "./file-stamp.ts";
import { fs } from "./host.ts";
import type { Manifest, ManifestInput } from "./manifest.ts";
import { readContent, readListing, type SourceInput } from "./source-reader.ts";

export function contentHash(content: Uint8Array | string): string {
  return hash("sha256", content, "hex").slice(0, 32);
}

export function manifestInput({ path, kind, content, stamp }: SourceInput): ManifestInput {
  const isTrusted = stamp !== undefined && isSettled(stamp, Date.now());
  return { path, kind, hash: content === undefined ? null : contentHash(content), stamp: isTrusted ? stamp : undefined };
}

/** Whether every file has the content that it had. */
export function hashesAgree(inputs: readonly ManifestInput[]): boolean {
  return inputs.every(({ path, kind, hash: expected }) => {
    const content = kind === "file" ? readContent(path) : readListing(path)?.join("\n");
    return (content === undefined ? null : contentHash(content)) === expected;
  });
}

/** After the hashes were found to agree: the next start need not read the files. */
export function renewStamps(cacheFolder: string, manifestPath: string, manifest: Manifest): void {
  const now = Date.now();
  const inputs = manifest.inputs.map((input): ManifestInput => {
    const stamp = input.kind === "file" ? stampOf(input.path) : undefined;
    // What changed between hash and stamp is not settled yet, so its stamp is not taken.
    return { ...input, stamp: stamp !== undefined && isSettled(stamp, now) ? stamp : undefined };
  });
  const isSame = inputs.every((input, index) => String(input.stamp) === String(manifest.inputs[index]?.stamp));
  if (isSame) return;
  try {
    writeWhole(cacheFolder, manifestPath, JSON.stringify({ ...manifest, inputs }));
  } catch {
    // Not writable: the files are read each time.
  }
}

/** A new path on the cache's file system. Undefined: the cache is not writable. */
export function temporaryPath(cacheFolder: string): string | undefined {
  try {
    fs.mkdirSync(`${cacheFolder}/building`, { recursive: true });
    return `${cacheFolder}/building/${process.pid}-${randomBytes(6).toString("hex")}`;
  } catch {
    return undefined;
  }
}

/** Readers see all of it or nothing. */
export function writeWhole(cacheFolder: string, path: string, content: string): void {
  const temporary = temporaryPath(cacheFolder);
  if (temporary === undefined) return;
  fs.mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
  fs.writeFileSync(temporary, content);
  fs.renameSync(temporary, path);
}
