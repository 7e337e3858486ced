/**
 * The part of the compile cache that writes: storing artefacts and manifests, and removing what was not used for longest.
 *
 * The size is limited by `SALAMANDER_CACHE_LIMIT`, in MiB.
 */
import { randomBytes } from "node:crypto";
import { type CachedArtefact, type CompileCache, cacheKey } from "./cache.ts";
import { contentHash, manifestInput, temporaryPath, writeWhole } from "./cache-inputs.ts";
import { fs } from "./host.ts";
import type { Manifest, ManifestInput } from "./manifest.ts";
import type { CompileOptions } from "./options.ts";
import type { SourceInput } from "./source-reader.ts";

const mebibyte = 1024 * 1024;
const defaultLimitMebibytes = 1024;
/** Younger files are never removed: their process may be about to use them. */
const graceMs = 10 * 60 * 1000;
const abandonedAfterMs = 60 * 60 * 1000;

/** A path where an artefact may be built, for `storeArtefact` to take over. Undefined: the cache is not writable. */
export function reserveArtefact(cache: CompileCache): string | undefined {
  return temporaryPath(cache.folder);
}

export type StoreRequest = {
  readonly options: CompileOptions;
  readonly inputs: readonly SourceInput[];
  /** Of what was compiled before and is part of it. */
  readonly more?: readonly ManifestInput[];
  /** A finished file at a reserved path. */
  readonly builtPath: string;
  readonly warnings?: Manifest["warnings"];
};

/** Takes over a finished file. Undefined: it could not be stored, and is still where it was. */
export function storeArtefact(cache: CompileCache, request: StoreRequest): CachedArtefact | undefined {
  const { options, inputs, more = [], builtPath, warnings } = request;
  try {
    const content = fs.readFileSync(builtPath);
    const artefact = contentHash(content);
    const path = cache.artefactPath(artefact);
    fs.mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
    if (options.emit === "executable") fs.chmodSync(builtPath, 0o755);
    fs.renameSync(builtPath, path);
    const key = cacheKey(options);
    const manifest: Manifest = { key, inputs: [...inputs.map(manifestInput), ...more], artefact, sizeBytes: content.length, warnings };
    writeWhole(cache.folder, cache.manifestPath(key), JSON.stringify(manifest));
    if ((randomBytes(1)[0] as number) < 16) pruneCache(cache, limitBytes());
    return { path, manifest };
  } catch {
    return undefined;
  }
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
