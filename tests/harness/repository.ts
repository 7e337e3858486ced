/** The repository as tidy tests see it: its tracked and new files, and the imports between its modules. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

export const root: string = resolve(import.meta.dirname, "..", "..");

/** Tracked files and new ones that git does not ignore, relative to the root, sorted. */
export function repositoryFiles(pattern: RegExp = /./): string[] {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  return [...new Set(listed.split("\0"))].filter((path) => path !== "" && pattern.test(path) && exists(path)).sort();
}

export function readText(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

function exists(path: string): boolean {
  try {
    readFileSync(join(root, path)).subarray(0, 0);
    return true;
  } catch {
    return false; // Deleted in the working tree.
  }
}

export type Import = { readonly from: string; readonly to: string; readonly line: number; readonly isTypeOnly: boolean };

/** Relative imports of a module, static and dynamic, as paths from the root. */
export function importsOf(path: string): Import[] {
  const text = readText(path);
  const imports: Import[] = [];
  const add = (specifier: string, offset: number, isTypeOnly: boolean): void => {
    if (!specifier.startsWith(".")) return;
    const line = text.slice(0, offset).split("\n").length;
    imports.push({ from: path, to: join(dirname(path), specifier), line, isTypeOnly });
  };
  for (const match of text.matchAll(/^(import|export)(\s+type)?\b[^;"'`]*?from\s*["']([^"']+)["']/gm))
    add(match[3] as string, match.index, match[2] !== undefined);
  for (const match of text.matchAll(/^import\s*["']([^"']+)["']/gm)) add(match[1] as string, match.index, false);
  for (const match of text.matchAll(/\bimport\(\s*["'`]([^"'`$]+)["'`]/g)) add(match[1] as string, match.index, false);
  return imports;
}
