/**
 * The part of the compile cache that writes: storing artefacts and manifests, and removing what was not used for longest.
 *
 * The size is limited by `SALAMANDER_CACHE_LIMIT`, in MiB.
 */
import { hash, randomBytes } from "node:crypto";
import type { CachedArtefact, CompileCache, Manifest, ManifestInput } from "./cache.ts";
import { cacheKey } from "./cache.ts";
import { isSettled, stampOf } from "./file-stamp.ts";
import { fs } from "./host.ts";
import type { CompileOptions } from "./options.ts";
import { readContent, readListing, type SourceInput } from "./source-reader.ts";

const mebibyte = 1024 * 1024;
const defaultLimitMebibytes = 1024;
/** Younger files are never removed: their process may be about to use them. */
const graceMs = 10 * 60 * 1000;
const abandonedAfterMs = 60 * 60 * 1000;

export function contentHash(content: Uint8Array | string): string {
  return hash("sha256", content, "hex").slice(0, 32);
}

/** Whether every file has the content that it had. */
export function hashesAgree(inputs: readonly ManifestInput[]): boolean {
  return inputs.every(({ path, kind, hash: expected }) => {
    const content = kind === "file" ? readContent(path) : readListing(path)?.join("\n");
    return (content === undefined ? null : contentHash(content)) === expected;
  });
}

/** After the hashes were found to agree: the next start need not read the files. */
export function renewStamps(cache: CompileCache, manifest: Manifest): void {
  const now = Date.now();
  const inputs = manifest.inputs.map((input): ManifestInput => {
    const stamp = input.kind === "file" ? stampOf(input.path) : undefined;
    return { ...input, stamp: stamp !== undefined && isSettled(stamp, now) ? stamp : undefined };
  });
  // What changed between hash and stamp is not settled yet, so its stamp is not taken.
  const isSame = inputs.every((input, index) => String(input.stamp) === String(manifest.inputs[index]?.stamp));
  if (isSame) return;
  try {
    writeWhole(cache, cache.manifestPath(manifest.key), JSON.stringify({ ...manifest, inputs }));
  } catch {
    // Not writable: the files are read each time.
  }
}

/** A path on the cache's file system where an artefact may be built, for `storeArtefact` to take over. Undefined: not writable. */
export function reserveArtefact(cache: CompileCache): string | undefined {
  try {
    fs.mkdirSync(`${cache.folder}/building`, { recursive: true });
    return `${cache.folder}/building/${process.pid}-${randomBytes(6).toString("hex")}`;
  } catch {
    return undefined;
  }
}

export type StoreRequest = {
  readonly options: CompileOptions;
  readonly inputs: readonly SourceInput[];
  /** A finished file at a reserved path. */
  readonly builtPath: string;
  readonly warnings?: Manifest["warnings"];
};

/** Takes over a finished file. Undefined: it could not be stored, and is still where it was. */
export function storeArtefact(cache: CompileCache, request: StoreRequest): CachedArtefact | undefined {
  const { options, inputs, builtPath, warnings } = request;
  try {
    const content = fs.readFileSync(builtPath);
    const artefact = contentHash(content);
    const path = cache.artefactPath(artefact);
    fs.mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
    if (options.emit === "executable") fs.chmodSync(builtPath, 0o755);
    fs.renameSync(builtPath, path);
    const key = cacheKey(options);
    const manifest: Manifest = { key, inputs: inputs.map(manifestInput), artefact, sizeBytes: content.length, warnings };
    writeWhole(cache, cache.manifestPath(key), JSON.stringify(manifest));
    if ((randomBytes(1)[0] as number) < 16) pruneCache(cache, limitBytes());
    return { path, manifest };
  } catch {
    return undefined;
  }
}

function manifestInput({ path, kind, content, stamp }: SourceInput): ManifestInput {
  const isTrusted = stamp !== undefined && isSettled(stamp, Date.now());
  return { path, kind, hash: content === undefined ? null : contentHash(content), stamp: isTrusted ? stamp : undefined };
}

function writeWhole(cache: CompileCache, path: string, content: string): void {
  const temporary = reserveArtefact(cache);
  if (temporary === undefined) return;
  fs.mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
  fs.writeFileSync(temporary, content);
  fs.renameSync(temporary, path);
}

// Limiting the size

/** Removes what was not used for longest until four fifths of the limit are left. */
export function pruneCache(cache: CompileCache, limit: number, youngerIsKeptMs = graceMs): void {
  const now = Date.now();
  const files = filesBelow(cache.folder).sort((a, b) => a.mtimeMs - b.mtimeMs);
  let total = files.reduce((sum, file) => sum + file.size, 0);
  const isOver = total > limit;
  for (const file of files) {
    const age = now - file.mtimeMs;
    const isAbandoned = file.path.startsWith(`${cache.folder}/building/`) && age > abandonedAfterMs;
    if (!isAbandoned && (!isOver || total <= limit * 0.8 || age < youngerIsKeptMs)) continue;
    fs.rmSync(file.path, { force: true });
    total -= file.size;
  }
}

function limitBytes(): number {
  const limit = Number(process.env["SALAMANDER_CACHE_LIMIT"]);
  return (Number.isFinite(limit) && limit > 0 ? limit : defaultLimitMebibytes) * mebibyte;
}

function filesBelow(folder: string): { path: string; size: number; mtimeMs: number }[] {
  const files: { path: string; size: number; mtimeMs: number }[] = [];
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) files.push(...filesBelow(path));
    else {
      const stats = fs.statSync(path, { throwIfNoEntry: false });
      if (stats !== undefined) files.push({ path, size: stats.size, mtimeMs: stats.mtimeMs });
    }
  }
  return files;
}
