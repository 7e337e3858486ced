/**
 * The compile cache on disk: artefacts by the hash of their content, and manifests that say which artefact belongs to
 * a program, its options and the files it read.
 *
 * Safe under concurrent runs: files are written under a name of their own and renamed, so a reader sees all of a file or
 * none; two writers of one name write the same thing. Nothing here fails a compile: a cache that cannot be written is no cache.
 * Size is limited (`SALAMANDER_CACHE_LIMIT`, in MiB): what was not used for longest goes first.
 */
import { hash, randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { machineIdentity, compilerFingerprint } from "./version.ts";
import { type CompileOptions, optionsKey } from "./options.ts";
import { contentHash, inputIsUnchanged, type SourceInput } from "./source-reader.ts";

export type Manifest = {
  readonly inputs: readonly SourceInput[];
  /** Content hash and size of the artefact. */
  readonly artefact: string;
  readonly sizeBytes: number;
  /** Rendered warnings of the compile, shown again on every use. */
  readonly warnings?: { readonly plain: string; readonly colored: string; readonly json: string };
};

export type CachedArtefact = { readonly path: string; readonly manifest: Manifest };

const mebibyte = 1024 * 1024;
const defaultLimitMebibytes = 1024;
/** Younger files are never removed: their process may be about to use them. */
const graceMs = 10 * 60 * 1000;
const touchAfterMs = 60 * 60 * 1000;

export class CompileCache {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = `${folder}/compiled`;
  }

  /** The artefact of an earlier compile with the same options, compiler and files. */
  find(options: CompileOptions): CachedArtefact | undefined {
    const manifestPath = this.manifestPath(options);
    const manifest = readManifest(manifestPath);
    if (manifest === undefined || !manifest.inputs.every(inputIsUnchanged)) return undefined;
    const path = this.artefactPath(manifest.artefact);
    try {
      const { size, mtimeMs } = statSync(path);
      if (size !== manifest.sizeBytes) return undefined;
      const now = Date.now();
      if (now - mtimeMs > touchAfterMs) {
        utimesSync(path, now / 1000, now / 1000);
        utimesSync(manifestPath, now / 1000, now / 1000);
      }
    } catch {
      return undefined;
    }
    return { path, manifest };
  }

  /** A path on the cache's file system where the artefact may be built, for `store` to take over. Undefined: not writable. */
  reserve(): string | undefined {
    try {
      mkdirSync(`${this.folder}/building`, { recursive: true });
      return `${this.folder}/building/${process.pid}-${randomBytes(6).toString("hex")}`;
    } catch {
      return undefined;
    }
  }

  /** Takes over a finished file. Undefined: it could not be stored, and is still where it was. */
  store(
    options: CompileOptions,
    inputs: readonly SourceInput[],
    builtPath: string,
    warnings?: Manifest["warnings"],
  ): CachedArtefact | undefined {
    try {
      const content = readFileSync(builtPath);
      const artefact = contentHash(content);
      const path = this.artefactPath(artefact);
      mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
      if (options.emit === "executable") chmodSync(builtPath, 0o755);
      renameSync(builtPath, path);
      const manifest: Manifest = { inputs, artefact, sizeBytes: content.length, warnings };
      this.writeWhole(this.manifestPath(options), JSON.stringify(manifest));
      this.pruneSometimes();
      return { path, manifest };
    } catch {
      return undefined;
    }
  }

  private writeWhole(path: string, content: string): void {
    const temporary = this.reserve();
    if (temporary === undefined) return;
    mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
    writeFileSync(temporary, content);
    renameSync(temporary, path);
  }

  private manifestPath(options: CompileOptions): string {
    const key = hash("sha256", `${optionsKey(options)}\n${machineIdentity()}\n${compilerFingerprint()}`, "hex").slice(0, 32);
    return `${this.folder}/manifests/${key.slice(0, 2)}/${key}.json`;
  }

  private artefactPath(artefact: string): string {
    return `${this.folder}/artefacts/${artefact.slice(0, 2)}/${artefact}`;
  }

  private pruneSometimes(): void {
    if ((randomBytes(1)[0] as number) < 16) this.prune(limitBytes());
  }

  /** Removes what was not used for longest until four fifths of the limit are left. */
  prune(limit: number, graceOverrideMs = graceMs): void {
    const now = Date.now();
    const files = filesBelow(this.folder).sort((a, b) => a.mtimeMs - b.mtimeMs);
    let total = files.reduce((sum, file) => sum + file.size, 0);
    const isOver = total > limit;
    for (const file of files) {
      const age = now - file.mtimeMs;
      const isAbandoned = file.path.startsWith(`${this.folder}/building/`) && age > touchAfterMs;
      if (!isAbandoned && (!isOver || total <= limit * 0.8 || age < graceOverrideMs)) continue;
      rmSync(file.path, { force: true });
      total -= file.size;
    }
  }
}

function limitBytes(): number {
  const limit = Number(process.env["SALAMANDER_CACHE_LIMIT"]);
  return (Number.isFinite(limit) && limit > 0 ? limit : defaultLimitMebibytes) * mebibyte;
}

function readManifest(path: string): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Manifest;
  } catch {
    return undefined;
  }
}

function filesBelow(folder: string): { path: string; size: number; mtimeMs: number }[] {
  const files: { path: string; size: number; mtimeMs: number }[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) files.push(...filesBelow(path));
    else {
      try {
        const { size, mtimeMs } = statSync(path);
        files.push({ path, size, mtimeMs });
      } catch {
        // Another run removed it.
      }
    }
  }
  return files;
}
