/** Finds the programs of the golden tests. */
import { globSync } from "node:fs";

/** Paths relative to `root`, sorted. */
export function goldenPrograms(root: string): string[] {
  return globSync("tests/golden/**/*.{mojo,🔥,py}", { cwd: root }).sort();
}
