/** `npm run bench -- size`: how many bytes a built program has, stripped. */
import { statSync } from "node:fs";
import { join } from "node:path";
import { renderTable, runOnce } from "./measure.ts";
import { buildMojo, root } from "./workshop.ts";

const goalBytes = 200 * 1024;

export function benchSize(): boolean {
  const executable = buildMojo(join(root, "examples", "hello.mojo"));
  const built = statSync(executable).size;
  runOnce({ command: "strip", arguments: [executable] });
  const stripped = statSync(executable).size;
  const isReached = stripped < goalBytes;
  console.log(
    renderTable([
      ["program", "built", "stripped", "goal", ""],
      ["hello.mojo", `${built} B`, `${stripped} B`, `< ${goalBytes} B`, isReached ? "reached" : "MISSED"],
    ]),
  );
  return isReached;
}
