/**
 * The machine that links: its files, its programs. The driver makes one; tests may give another.
 */
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { HostError } from "../base/assert.ts";
import type { LinkHost } from "./link.ts";

export function systemLinkHost(searchPath: string = process.env["PATH"] ?? ""): LinkHost {
  return { exists: existsSync, findProgram: (name) => findProgram(name, searchPath), readFile, writeExecutable, run, withTemporaryFile };
}

function findProgram(name: string, searchPath: string): string | undefined {
  for (const folder of searchPath.split(delimiter)) {
    const path = join(folder === "" ? "." : folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not here.
    }
  }
  return undefined;
}

function readFile(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** A new file, so that a running program of that name keeps its own. */
function writeExecutable(path: string, bytes: Uint8Array): void {
  try {
    rmSync(path, { force: true });
    writeFileSync(path, bytes, { mode: 0o777 });
  } catch (error) {
    throw new HostError(`cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function run(program: string, args: readonly string[]): { readonly status: number | null; readonly output: string } {
  const result = spawnSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, LC_ALL: "C" } });
  if (result.error !== undefined) throw new HostError(`cannot run ${program}: ${result.error.message}`);
  return { status: result.status, output: result.stderr + result.stdout };
}

function withTemporaryFile<Result>(bytes: Uint8Array, use: (path: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), "salamander-"));
  try {
    const path = join(folder, "object.o");
    writeFileSync(path, bytes);
    return use(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
