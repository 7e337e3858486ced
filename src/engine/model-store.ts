/**
 * The folder of compiled models: `models/KEY/` holds a library, its weights and a manifest; `models/KEY.json` what a model says of itself.
 *
 * A key is made of the model's bytes, the options and the compiler, so that a model that was compiled is found without being read as a model.
 * For its bytes a hash is kept by path (`files/`), as long as the file's stamp does not change. Everything appears whole, by renaming; what an
 * interrupted compile leaves in `building/` goes away with the next one. Not here: compiling (`compile-service.ts`).
 */
import { createHash, hash, randomBytes } from "node:crypto";
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { HostError } from "../base/assert.ts";
import { type FileStamp, isSettled, sameStamp, stampOf } from "../driver/file-stamp.ts";
import { cacheFolder } from "../driver/paths.ts";
import type { ModelDescription } from "./description.ts";
import type { ProgramTensor } from "./feeds.ts";
import { engineFingerprint } from "./fingerprint.ts";
import type { ProfileDescription } from "./profile/description.ts";

/** A path, or the bytes of a model without other files. */
export type ModelSource = string | Uint8Array<ArrayBuffer>;

/** What a compiled model's folder says of it. */
export type Manifest = {
  readonly inputs: readonly ProgramTensor[];
  readonly outputs: readonly ProgramTensor[];
  readonly kernelCount: number;
  /** Strings that the program may give beside those of its inputs. */
  readonly texts: readonly string[];
  readonly compileMs: number;
};

/** What is known of a model, whatever its inputs are. */
export type ModelRecord = {
  readonly description: ModelDescription;
  /** Inputs whose values decide what the program is: they are part of its key. */
  readonly needs: readonly string[];
  /** Why, if they were not given. */
  readonly why?: string;
  /** Files beside the model's that it consists of. */
  readonly externals: readonly { readonly path: string; readonly stamp: FileStamp | null }[];
  /** What tells the content of files with operators of the user's own, and of those that they import, from another. */
  readonly operators?: string;
};

export const libraryName = "model.so";
export const weightsName = "model.weights";
/** Of a program with a clock. */
export const profileName = "profile.json";
const manifestName = "manifest.json";
const graceMs = 10 * 60 * 1000;
const defaultLimitMebibytes = 8192;

export function defaultStoreFolder(): string {
  const folder = cacheFolder();
  return folder === undefined ? join(tmpdir(), `salamander-engine-${process.getuid?.() ?? ""}`) : join(folder, "engine");
}

export class ModelStore {
  readonly folder: string;

  constructor(folder: string = defaultStoreFolder()) {
    this.folder = folder;
  }

  /** The key of a model with options, whatever its inputs are. Reads the file only if it is new or has changed. */
  async keyOf(source: ModelSource, options: readonly unknown[]): Promise<string> {
    const content = typeof source === "string" ? await this.hashOfFile(resolve(source)) : contentHash(source);
    // The folder matters to models that have further files
    return contentHash(
      JSON.stringify([content, typeof source === "string" ? dirname(resolve(source)) : null, options, engineFingerprint()]),
    );
  }

  record(key: string): ModelRecord | undefined {
    const record = readJson<ModelRecord>(join(this.folder, "models", `${key}.json`));
    if (record === undefined) return undefined;
    const isCurrent = record.externals.every(({ path, stamp }) => stamp !== null && sameStamp(stampOf(path), stamp));
    return isCurrent ? record : undefined;
  }

  writeRecord(key: string, record: ModelRecord): void {
    this.writeWhole(join(this.folder, "models", `${key}.json`), JSON.stringify(record));
  }

  /** The folder of a compiled model, if it is there. */
  find(key: string): { readonly folder: string; readonly manifest: Manifest } | undefined {
    const folder = join(this.folder, "models", key);
    const manifest = readJson<Manifest>(join(folder, manifestName));
    if (manifest === undefined || !existsSync(join(folder, libraryName)) || !existsSync(join(folder, weightsName))) return undefined;
    try {
      const now = new Date();
      utimesSync(join(folder, manifestName), now, now);
    } catch {
      // Another user's: its age is not ours to say.
    }
    return { folder, manifest };
  }

  /** A new folder to build in, on the same file system. */
  reserve(): string {
    const building = join(this.folder, "building");
    const folder = join(building, `${process.pid}-${randomBytes(6).toString("hex")}`);
    try {
      mkdirSync(building, { recursive: true });
      removeAbandoned(building);
      mkdirSync(folder);
    } catch (error) {
      throw new HostError(`compiled models cannot be written to ${this.folder}: ${(error as Error).message}`);
    }
    return folder;
  }

  /** Takes over a reserved folder with a library and its weights. */
  add(key: string, built: string, manifest: Manifest, replaces: boolean): string {
    writeFileSync(join(built, manifestName), JSON.stringify(manifest));
    const folder = join(this.folder, "models", key);
    mkdirSync(dirname(folder), { recursive: true });
    if (replaces) this.discard(folder);
    try {
      renameSync(built, folder);
    } catch (error) {
      // Someone else was faster with the same model, or left a damaged one
      if (this.find(key) !== undefined) rmSync(built, { recursive: true, force: true });
      else if (existsSync(folder)) {
        this.discard(folder);
        renameSync(built, folder);
      } else throw new HostError(`compiled models cannot be written to ${this.folder}: ${(error as Error).message}`);
    }
    this.prune(limitBytes());
    return folder;
  }

  /** In one step, so that nobody sees half of it. Libraries that are loaded stay so. */
  private discard(folder: string): void {
    if (!existsSync(folder)) return;
    const away = this.reserve();
    renameSync(folder, join(away, "old"));
    rmSync(away, { recursive: true, force: true });
  }

  /** Removes what was not used for longest until the rest fits. */
  private prune(limit: number): void {
    const models = join(this.folder, "models");
    const entries = readdirSync(models, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name }) => {
        const folder = join(models, name);
        try {
          const bytes = readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
          return [{ folder, bytes, usedMs: statSync(join(folder, manifestName)).mtimeMs }];
        } catch {
          return []; // Someone else removes it at this moment.
        }
      })
      .sort((a, b) => b.usedMs - a.usedMs);
    let total = 0;
    for (const { folder, bytes, usedMs } of entries) {
      total += bytes;
      if (total > limit && Date.now() - usedMs > graceMs) this.discard(folder);
    }
  }

  private async hashOfFile(path: string): Promise<string> {
    const stamp = stampOf(path);
    if (stamp === undefined) throw new HostError(existsSync(path) ? `${path} is not a file` : `cannot read ${path}: no such file`);
    const memory = join(this.folder, "files", `${contentHash(path)}.json`);
    const known = readJson<{ readonly stamp: FileStamp; readonly hash: string }>(memory);
    if (known !== undefined && sameStamp(known.stamp, stamp)) return known.hash;
    const digest = createHash("sha256");
    try {
      for await (const piece of createReadStream(path, { highWaterMark: 1 << 22 })) digest.update(piece as Buffer);
    } catch (error) {
      throw new HostError(`cannot read ${path}: ${(error as Error).message}`);
    }
    const content = digest.digest("hex").slice(0, 32);
    if (sameStamp(stampOf(path), stamp) && isSettled(stamp, Date.now())) this.writeWhole(memory, JSON.stringify({ stamp, hash: content }));
    return content;
  }

  private writeWhole(path: string, text: string): void {
    const built = this.reserve();
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(join(built, "file"), text);
    renameSync(join(built, "file"), path);
    rmSync(built, { recursive: true, force: true });
  }
}

/** What a profile of the model in this folder shows beside times; undefined if its program has no clock. */
export function readProfile(folder: string): ProfileDescription | undefined {
  return readJson<ProfileDescription>(join(folder, profileName));
}

export function contentHash(content: string | Uint8Array): string {
  return hash("sha256", content, "hex").slice(0, 32);
}

function readJson<T>(path: string): T | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as T;
  } catch {
    return undefined; // Not there, or damaged: then it is made again.
  }
}

/** What processes left that are gone. */
function removeAbandoned(building: string): void {
  for (const name of readdirSync(building)) {
    const pid = Number(name.split("-")[0]);
    if (pid === process.pid || (Number.isInteger(pid) && pid > 0 && isAlive(pid))) continue;
    rmSync(join(building, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

function limitBytes(): number {
  const given = Number(process.env["SALAMANDER_ENGINE_CACHE_LIMIT"] ?? "");
  return (given > 0 ? given : defaultLimitMebibytes) * 1024 * 1024;
}
