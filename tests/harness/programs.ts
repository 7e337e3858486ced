/** Finds the programs of the golden tests: those of `tests/golden`, and the library's own. */
import { globSync } from "node:fs";

/** Paths relative to `root`, sorted. */
export function goldenPrograms(root: string): string[] {
  return globSync(["tests/golden/**/*.{mojo,🔥,py}", "library/**/test/**/*.mojo"], { cwd: root }).sort();
}
