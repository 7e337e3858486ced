/**
 * `npm run fuzz -- [COUNT [SEED]]`: random programs, by `mojo run` and by CPython; prints where they disagree, with the program.
 *
 * Many programs are compiled as one. The exit code is 1 if there is any disagreement.
 */
import { disagreements } from "./fuzzing.ts";

const [count = 1000, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number);
if (!(count > 0) || Number.isNaN(seed)) {
  console.error("npm run fuzz -- [COUNT [SEED]]: how many programs, and the number that they begin with");
  process.exit(2);
}
const together = 100;
let found = 0;
for (let at = 0; at < count; at += together) {
  for (const { program, ours, theirs } of disagreements(seed + at, Math.min(together, count - at))) {
    found += 1;
    console.log(`--- seed ${seed + at}\n${program}\n--- ours\n${ours}\n--- CPython\n${theirs}\n`);
  }
  process.stderr.write(`\r${Math.min(at + together, count)} of ${count} programs, ${found} disagreements`);
}
process.stderr.write("\n");
process.exit(found === 0 ? 0 : 1);
