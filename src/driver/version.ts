/**
 * Which compiler this is: the version for people, and a fingerprint that changes whenever the compiler may give other output.
 */
import { fs } from "./host.ts";
import { installationRoot } from "./paths.ts";

export function compilerVersion(): string {
  version ??= (JSON.parse(fs.readFileSync(`${installationRoot}/package.json`, "utf8")) as { version: string }).version;
  return version;
}

let version: string | undefined;

/**
 * The version, and in a checkout also size and time of every source file, so that a changed compiler never uses
 * old results. (The library is not part of it: its files are inputs of each compile.)
 */
export function compilerFingerprint(): string {
  fingerprint ??= computeFingerprint();
  return fingerprint;
}

let fingerprint: string | undefined;

function computeFingerprint(): string {
  const parts = [compilerVersion(), process.version, process.platform, process.arch];
  const rooms = ["base", "source", "target", "diag", "syntax", "mir", "names", "types", "elaborate", "python", "llvm", "driver"];
  const isCheckout = import.meta.url.endsWith(".ts");
  if (isCheckout) for (const room of rooms) addFolder(`${installationRoot}/src/${room}`, parts);
  return parts.join("\n");
}

function addFolder(folder: string, parts: string[]): void {
  let entries: string[];
  try {
    entries = fs.readdirSync(folder);
  } catch {
    return; // A room that is not built yet.
  }
  for (const entry of entries) {
    if (!entry.endsWith(".ts")) {
      addFolder(`${folder}/${entry}`, parts);
      continue;
    }
    const { size, mtimeMs } = fs.statSync(`${folder}/${entry}`);
    parts.push(`${entry} ${size} ${mtimeMs}`);
  }
}

/** What native code for "this machine" depends on, as cheaply as it can be had. */
export function machineIdentity(): string {
  try {
    return `${process.arch} ${fs.readFileSync("/sys/devices/system/cpu/modalias", "utf8")}`;
  } catch {
    return process.arch;
  }
}
