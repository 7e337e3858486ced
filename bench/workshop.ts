/** Where benchmarks find their tools and leave what they build. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { MeasureError, runOnce } from "./measure.ts";

export const root: string = resolve(import.meta.dirname, "..");
export const mojo: string = join(root, "mojo");

const workFolder = mkdtempSync(join(tmpdir(), "salamander-bench-"));
process.on("exit", () => rmSync(workFolder, { recursive: true, force: true }));

export function workPath(name: string): string {
  mkdirSync(workFolder, { recursive: true });
  return join(workFolder, name);
}

export function hasTool(name: string): boolean {
  return spawnSync(name, ["--version"], { stdio: "ignore" }).status === 0;
}

/** Compiles a C program as the peers are compiled; the path of the executable. */
export function buildC(source: string, options: readonly string[] = [], compiler = "clang-19"): string {
  const executable = workPath(`${source.replaceAll(/[^A-Za-z0-9]+/g, "-")}-${compiler}-${options.join("")}`);
  runOnce({ command: compiler, arguments: ["-O3", "-march=native", ...options, source, "-o", executable, "-lm", "-lpthread"] });
  return executable;
}

export function buildMojo(source: string, options: readonly string[] = []): string {
  const executable = workPath(`${[source, ...options].join("").replaceAll(/[^A-Za-z0-9]+/g, "-")}-mojo`);
  runOnce({ command: mojo, arguments: ["build", "-O3", ...options, "-o", executable, source] });
  return executable;
}

/** Programs of others lie outside the repository's history. */
export function dataPath(name: string): string {
  const path = join(process.env["SALAMANDER_DATA"] ?? join(root, "data"), name);
  if (!existsSync(path)) throw new MeasureError(`there is no ${path} (set SALAMANDER_DATA to the folder with programs of others)`);
  return path;
}
