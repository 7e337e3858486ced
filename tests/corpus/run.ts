/**
 * `npm run corpus -- [--data=FOLDER] [--list] [NAMES]`: runs programs of others, unmodified, and checks what they print.
 *
 * The programs lie in a folder outside the repository's history (README.md beside this file says how to fill it).
 * Prints one line per program and a summary; ends with 1 when a program is not well.
 */
import { resolve } from "node:path";
import { root } from "../harness/repository.ts";
import { allCases, type CorpusCase } from "./cases.ts";
import { mojo, runCommand, Workshop } from "./workshop.ts";

const words = process.argv.slice(2);
const dataOption = words.find((word) => word.startsWith("--data="))?.slice("--data=".length);
const names = words.filter((word) => !word.startsWith("--"));
const workshop = new Workshop(resolve(dataOption ?? process.env["SALAMANDER_DATA"] ?? resolve(root, "data")));
const cases = allCases().filter((item) => names.length === 0 || names.some((name) => item.name.includes(name)));
if (cases.length === 0) {
  console.error(`no program has ${names.join(" or ")} in its name; \`npm run corpus -- --list\` shows the names`);
  process.exit(2);
}

if (words.includes("--list")) {
  for (const item of cases) console.log(item.name);
  process.exit(0);
}
const isVerbose = words.includes("--verbose");
let good = 0;
for (const item of cases) {
  const verdict = judge(item);
  if (verdict.problems.length === 0) good++;
  console.log(`${verdict.problems.length === 0 ? "ok  " : "FAIL"} ${item.name} (${verdict.seconds.toFixed(1)} s)`);
  for (const problem of verdict.problems.slice(0, isVerbose ? 100 : 4)) console.log(`       ${problem}`);
}
console.log(`${good} of ${cases.length} programs are well`);
process.exitCode = good === cases.length ? 0 : 1;

function judge(item: CorpusCase): { problems: string[]; seconds: number } {
  try {
    const result = runCommand(mojo, item.command(workshop), {
      cwd: item.cwd?.(workshop),
      environment: item.environment?.(workshop),
      timeoutMs: item.timeoutSeconds * 1000,
    });
    const problems = result.timedOut
      ? [`it took more than ${item.timeoutSeconds} s`]
      : result.exitCode === 0
        ? item.check(result, workshop)
        : [`exit code ${result.exitCode}: ${firstLines(result.errors || result.output)}`];
    return { problems, seconds: result.seconds };
  } catch (error) {
    return { problems: [error instanceof Error ? error.message : String(error)], seconds: 0 };
  }
}

function firstLines(text: string): string {
  return text
    .trim()
    .split("\n")
    .slice(0, isVerbose ? 60 : 6)
    .join("\n         ");
}
