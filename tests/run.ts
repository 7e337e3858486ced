/**
 * `npm test`: runs tests/**\/*.test.ts with node's test runner and prints what failed, one line per file, and the runner's closing lines.
 *
 * Arguments: words that must occur in the path of a test file or of a golden program; `--bless` rewrites golden expectations;
 * `--list` prints what would run.
 */
import { globSync } from "node:fs";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { run } from "node:test";
import { goldenPrograms } from "./harness/programs.ts";
import { reportEvents } from "./harness/reporter.ts";

const root = resolve(import.meta.dirname, "..");
const words = process.argv.slice(2);
const bless = words.includes("--bless");
const filters = words.filter((word) => !word.startsWith("-")).map((word) => word.replace(/^\.\//, "").replace(`${root}/`, ""));
const unknown = words.filter((word) => word.startsWith("-") && word !== "--bless" && word !== "--list");
if (unknown.length > 0) {
  console.error(`tests/run.ts has no option ${unknown.join(", ")}; it has --bless and --list`);
  process.exit(2);
}

const goldenFile = "tests/golden/golden.test.ts";
const testFiles = globSync("tests/**/*.test.ts", { cwd: root }).sort();
let files = testFiles;
if (filters.length > 0 || bless) {
  const isMatch = (path: string): boolean => filters.some((filter) => path.includes(filter));
  const programs = goldenPrograms(root).filter((path) => filters.length === 0 || isMatch(path));
  files = bless ? [] : testFiles.filter(isMatch);
  if (programs.length > 0) {
    process.env["SALAMANDER_GOLDEN"] = JSON.stringify(programs);
    files = [...new Set([...files, goldenFile])];
  }
  if (files.length === 0) {
    console.error(`no test file and no golden program has ${filters.join(" or ")} in its path`);
    process.exit(2);
  }
}
if (words.includes("--list")) {
  console.log(files.join("\n"));
  process.exit(0);
}

if (bless) process.env["SALAMANDER_BLESS"] = "1";
// Tests start quickly and leave the user's own cache alone.
process.env["NODE_COMPILE_CACHE"] ??= `${root}/.cache/node`;
process.env["SALAMANDER_CACHE"] = `${root}/.cache/tests`;
// Our own invariants are checked between stages.
process.env["SALAMANDER_VERIFY"] ??= "1";
process.env["NODE_OPTIONS"] = [process.env["NODE_OPTIONS"], "--disable-warning=ExperimentalWarning"].filter(Boolean).join(" ");

// Golden programs take longest: their file starts first, so that the others fill the other cores.
files.sort((a, b) => Number(b === goldenFile) - Number(a === goldenFile));
const failed = await reportEvents(
  run({ cwd: root, files: files.map((file) => resolve(root, file)), concurrency: availableParallelism(), timeout: 20 * 60 * 1000 }),
  root,
);
process.exit(failed ? 1 : 0);
