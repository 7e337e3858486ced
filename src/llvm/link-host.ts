/**
 * The machine that links: its files, its programs. The driver makes one; tests may give another.
 */
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { HostError } from "../base/assert.ts";
import type { LinkHost } from "./link.ts";

export function systemLinkHost(searchPath: string = process.env["PATH"] ?? ""): LinkHost {
  return { exists: existsSync, findProgram: (name) => findProgram(name, searchPath), run, withTemporaryFile };
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
