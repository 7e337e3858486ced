/**
 * The user's own Python: which one it is, and the folders that its modules are in.
 *
 * Which one is asked in each run and must cost nothing: variables of the environment and a look along PATH. The folders are asked of the
 * interpreter itself, once for each state of its file, and kept in the cache.
 */
import { spawnSync } from "node:child_process";
import { contentHash, writeWhole } from "./cache-inputs.ts";
import { stampOf } from "./file-stamp.ts";
import { fs } from "./host.ts";
import { cacheFolder } from "./paths.ts";

export type PythonInstallation = {
  /** Of the standard library. Undefined: there is no Python. */
  readonly standard: string | undefined;
  /** All that it looks in, in its order. */
  readonly folders: readonly string[];
};

const none: PythonInstallation = { standard: undefined, folders: [] };

/** Asks for the folders without what the environment adds: that is looked at apart. */
const question = "import json, os, sys; print(json.dumps([os.path.dirname(os.__file__), [p for p in sys.path if p]]))";

/** The folders of an interpreter. */
export function installationOf(executable: string | undefined): PythonInstallation {
  if (executable === undefined) return none;
  const stamp = stampOf(executable);
  const folder = cacheFolder();
  // What is a script may start another interpreter each time.
  const kept = stamp === undefined || folder === undefined || isScript(executable) ? undefined : `${folder}/python`;
  const key = JSON.stringify([executable, stamp]);
  const path = kept && `${kept}/${contentHash(key)}.json`;
  const known = path && readKept(path, key);
  if (known) return known;
  const found = ask(executable);
  if (kept !== undefined && path !== undefined && found !== none) writeWhole(kept, path, JSON.stringify({ key, ...found }));
  return found;
}

function isScript(executable: string): boolean {
  const start = Buffer.alloc(2);
  const file = fs.openSync(executable, "r");
  try {
    fs.readSync(file, start, 0, 2, 0);
  } finally {
    fs.closeSync(file);
  }
  return start.toString() === "#!";
}

function readKept(path: string, key: string): PythonInstallation | undefined {
  try {
    const { key: written, ...installation } = JSON.parse(fs.readFileSync(path, "utf8")) as PythonInstallation & { key: string };
    return written === key && installation.folders.every((folder) => fs.existsSync(folder)) ? installation : undefined;
  } catch {
    return undefined;
  }
}

function ask(executable: string): PythonInstallation {
  const { PYTHONPATH: _, ...env } = process.env;
  const { status, stdout } = spawnSync(executable, ["-c", question], { encoding: "utf8", timeout: 10_000, env });
  if (status !== 0) return none;
  try {
    const [standard, folders] = JSON.parse(stdout) as [string, string[]];
    return { standard, folders: folders.filter((folder) => fs.existsSync(folder)) };
  } catch {
    return none;
  }
}
