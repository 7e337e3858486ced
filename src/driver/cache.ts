/**
 * The compile cache on disk: artefacts by the hash of their content, and manifests that say which artefact belongs to
 * a program, its options and the files it read.
 *
 * A manifest has a hash and a stamp for every file: the hash decides, and the stamp saves reading files that did not change.
 * Safe under concurrent runs: files are written under a name of their own and renamed, so a reader sees all of a file or
 * none; two writers of one name write the same thing. Nothing here fails a compile: a cache that cannot be written is no cache.
 * Not here: storing and removing (`cache-store.ts`), which a warm start does without.
 */
import { sameStamp, stampOf } from "./file-stamp.ts";
import { fs } from "./host.ts";
import type { Manifest, ManifestInput } from "./manifest.ts";
import { type CompileOptions, optionsKey } from "./options.ts";
import { compilerFingerprint, machineIdentity } from "./version.ts";

export type CachedArtefact = { readonly path: string; readonly manifest: Manifest };

const touchAfterMs = 60 * 60 * 1000;

export class CompileCache {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = `${folder}/compiled`;
  }

  /** The artefact of an earlier compile with the same options, compiler and files. */
  async find(options: CompileOptions): Promise<CachedArtefact | undefined> {
    const key = cacheKey(options);
    const manifestPath = this.manifestPath(key);
    const manifest = readManifest(manifestPath);
    if (manifest === undefined || manifest.key !== key) return undefined;
    if (!manifest.inputs.every(isUnchangedByStamp)) {
      const { hashesAgree, renewStamps } = await import("./cache-inputs.ts");
      if (!hashesAgree(manifest.inputs)) return undefined;
      renewStamps(this.folder, manifestPath, manifest);
    }
    const path = this.artefactPath(manifest.artefact);
    const stats = fs.statSync(path, { throwIfNoEntry: false });
    if (stats?.size !== manifest.sizeBytes) return undefined;
    this.keepYoung([path, manifestPath], stats.mtimeMs);
    return { path, manifest };
  }

  /** What is used is not removed: at most once an hour, the files' times say so. */
  private keepYoung(paths: readonly string[], mtimeMs: number): void {
    const now = Date.now();
    if (now - mtimeMs < touchAfterMs) return;
    try {
      for (const path of paths) fs.utimesSync(path, now / 1000, now / 1000);
    } catch {
      // Someone else's cache, or removed meanwhile.
    }
  }

  manifestPath(key: string): string {
    const name = quickHash(key);
    return `${this.folder}/manifests/${name.slice(0, 2)}/${name}.json`;
  }

  artefactPath(artefact: string): string {
    return `${this.folder}/artefacts/${artefact.slice(0, 2)}/${artefact}`;
  }
}

export function cacheKey(options: CompileOptions): string {
  return `${optionsKey(options)}\n${machineIdentity()}\n${compilerFingerprint()}`;
}

function isUnchangedByStamp(input: ManifestInput): boolean {
  if (input.kind === "listing") return false;
  if (input.hash === null) return !fs.existsSync(input.path);
  return sameStamp(stampOf(input.path), input.stamp);
}

function readManifest(path: string): Manifest | undefined {
  try {
    return JSON.parse(fs.readFileSync(path, "utf8")) as Manifest;
  } catch {
    return undefined;
  }
}

/** For names only (the manifest holds the whole key): two FNV-1a hashes of 32 bits. Loading node:crypto would take 5 ms. */
function quickHash(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ (unit + i), 0x85ebca6b);
  }
  return (a >>> 0).toString(16).padStart(8, "0") + (b >>> 0).toString(16).padStart(8, "0");
}
