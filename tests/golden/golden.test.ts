/** Every program below this folder does what its comments say. With SALAMANDER_BLESS=1: the comments are made to say what it does. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { blessText } from "../harness/bless.ts";
import { compareResult, type GoldenResult } from "../harness/compare.ts";
import { CompilerPool } from "../harness/compiler-pool.ts";
import { ExpectationError, type Expectations, readExpectations } from "../harness/expectations.ts";
import { goldenPrograms } from "../harness/programs.ts";
import { root } from "../harness/repository.ts";

class GoldenMismatch extends Error {
  override readonly name = "GoldenMismatch";
}

const chosen = process.env["SALAMANDER_GOLDEN"];
const programs = chosen === undefined ? goldenPrograms(root) : (JSON.parse(chosen) as string[]);
const isBless = process.env["SALAMANDER_BLESS"] === "1";
/** Marks move lines, which moves rendered places; after this many rounds it must have settled. */
const blessRounds = 4;
const installed = new Map<string, boolean>();
const pool = new CompilerPool();
after(() => pool.close());
// The run time of Python is compiled before anybody's time counts.
if (programs.some((program) => program.endsWith(".py")))
  execFileSync(join(root, "mojo"), ["run", "--dialect", "python", "-"], { input: "pass\n", stdio: ["pipe", "inherit", "inherit"] });

describe("golden", { concurrency: availableParallelism() }, () => {
  for (const program of programs) {
    const path = join(root, program);
    const text = readFileSync(path, "utf8");
    const missing = missingRequirement(text, program);
    test(program, { skip: missing === undefined ? false : `needs ${missing}, which is not installed` }, async () => {
      const expectations = readExpectations(text, program);
      if (expectations.kind === "module") return;
      const result = await pool.run(path, expectations);
      const differences = compareResult(expectations, text, result);
      if (differences.length === 0) return;
      if (isBless) await bless(path, program, text, expectations, result);
      else throw new GoldenMismatch(differences.join("\n"));
    });
  }
});

async function bless(path: string, program: string, text: string, expectations: Expectations, result: GoldenResult): Promise<void> {
  let [before, current, wanted] = [text, result, expectations];
  for (let round = 0; round < blessRounds; round++) {
    if (current.internalError !== undefined) throw new GoldenMismatch(current.internalError);
    const [first, ...others] = current.runs;
    const problem = current.runs.find((run) => run.problem !== undefined);
    if (problem !== undefined) throw new GoldenMismatch(`${problem.mode}: ${problem.problem}`);
    const odd = others.find(
      (run) => run.output !== first?.output || (run.mode !== "python" && (run.exitCode !== first?.exitCode || run.stderr !== first.stderr)),
    );
    if (odd !== undefined)
      throw new GoldenMismatch(
        `cannot bless: ${first?.mode} and ${odd.mode} disagree\n${compareResult(wanted, before, current).join("\n")}`,
      );
    const after = blessText(before, program, {
      diagnostics: current.diagnostics,
      rendered: current.rendered,
      output: first?.output ?? "",
      stderr: first?.stderr ?? "",
      exitCode: first?.exitCode ?? 0,
    });
    writeFileSync(path, after);
    wanted = readExpectations(after, program);
    current = await pool.run(path, wanted);
    if (compareResult(wanted, after, current).length === 0) {
      console.log(`blessed ${program}`);
      return;
    }
    before = after;
  }
  throw new GoldenMismatch(`does not settle:\n${compareResult(wanted, before, current).join("\n")}`);
}

function missingRequirement(text: string, program: string): string | undefined {
  let expectations: Expectations;
  try {
    expectations = readExpectations(text, program);
  } catch (error) {
    if (error instanceof ExpectationError) return undefined; // The test itself reports it.
    throw error;
  }
  const needed = [...expectations.requires, ...(expectations.sameAsPython ? ["python3"] : [])];
  return needed.find((name) => !isInstalled(name));
}

function isInstalled(name: string): boolean {
  let answer = installed.get(name);
  if (answer === undefined) installed.set(name, (answer = lookFor(name)));
  return answer;
}

/** `python3`, `libpython`, or a Python package. */
function lookFor(name: string): boolean {
  const program =
    name === "python3"
      ? ""
      : name === "libpython"
        ? "import sysconfig, ctypes; ctypes.CDLL(sysconfig.get_config_var('INSTSONAME') or 'none')"
        : `import ${name}`;
  try {
    execFileSync(process.env.MOJO_PYTHON ?? "python3", ["-c", program], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
