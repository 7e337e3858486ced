/** What compiled models depend on besides themselves: compiler, machine, and in a checkout the engine's and the library's own files. */
import { readdirSync, statSync } from "node:fs";
import { installationRoot, libraryPath } from "../driver/paths.ts";
import { compilerFingerprint, machineIdentity } from "../driver/version.ts";

/** Changes whenever the same model may be compiled to something else. */
export function engineFingerprint(): string {
  fingerprint ??= [compilerFingerprint(), machineIdentity(), ...(import.meta.url.endsWith(".ts") ? stampsOfSources() : [])].join("\n");
  return fingerprint;
}

let fingerprint: string | undefined;

function stampsOfSources(): readonly string[] {
  const stamps: string[] = [];
  const pending = [`${installationRoot}/src/engine`, libraryPath];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) pending.push(path);
      else if (/\.(ts|mojo)$/.test(entry.name)) {
        const { size, mtimeMs } = statSync(path);
        stamps.push(`${path} ${size} ${mtimeMs}`);
      }
    }
  }
  return stamps.sort();
}
