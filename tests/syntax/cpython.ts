/** The installed CPython, for comparison: which one, and its own library as test programs. */
import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

export type CPython = { readonly command: string; readonly minor: number; readonly library: string };

/** The newest Python 3 on the path, or undefined. */
export function findCPython(): CPython | undefined {
  for (const command of ["python3.14", "python3.13", "python3.12", "python3"]) {
    const script = "import sys, sysconfig; print(sys.version_info[1]); print(sysconfig.get_paths()['stdlib'])";
    const result = spawnSync(command, ["-c", script], { encoding: "utf8" });
    if (result.status !== 0) continue;
    const [minor, library] = result.stdout.trim().split("\n");
    if (Number(minor) >= 9 && library !== undefined) return { command, minor: Number(minor), library };
  }
  return undefined;
}

/** Modules of the library, without its tests and installed packages. */
export function libraryFiles(python: CPython): string[] {
  return globSync("**/*.py", { cwd: python.library })
    .filter((path) => !/site-packages|(^|\/)(test|tests|idlelib|lib2to3)\//.test(path))
    .sort()
    .map((path) => resolve(python.library, path));
}

/** Source as Python decodes it; undefined when it is not UTF-8. */
export function readPython(path: string): string | undefined {
  const bytes = readFileSync(path);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
