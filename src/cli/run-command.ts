/**
 * `mojo run FILE`: the program from the cache if nothing changed since it was compiled, else compiled now; then it takes this process's place.
 *
 * The way through the cache loads neither the front end nor LLVM: keep it that way, it is what people wait for.
 */
import { CompileCache } from "../driver/cache.ts";
import { executeProgram } from "../driver/execute.ts";
import { cacheFolder } from "../driver/paths.ts";
import { type ArgumentTable, flag, type ParsedArguments, parseArguments, renderHelp, UsageError } from "./arguments.ts";
import {
  compileOptions,
  developerOptions,
  diagnosticOptions,
  diagnosticStyle,
  languageOptions,
  targetOptions,
} from "./compile-arguments.ts";
import { standardError, standardOutput, wantsColor, write } from "./console.ts";

const table: ArgumentTable = {
  command: "run",
  usage: ["mojo run [OPTIONS] FILE [ARGUMENTS...]", "mojo [OPTIONS] FILE [ARGUMENTS...]"],
  summary: "Compiles a program and runs it. What stands after FILE goes to the program; `-` reads the program from standard input.",
  options: [
    ...languageOptions,
    ...targetOptions,
    { names: ["--interpret"], help: "runs the program in the compiler's interpreter: slow, and exact about mistakes with memory" },
    { names: ["--no-cache"], help: "compiles anew and keeps nothing" },
    ...developerOptions,
    ...diagnosticOptions,
  ],
  examples: ["mojo run examples/mandelbrot.mojo", "mojo -D n=100 -O1 x.mojo --its-own-option"],
  positionalsBeforeRest: 1,
};

export async function run(words: readonly string[]): Promise<number> {
  const parsed = parseArguments(table, words);
  if (flag(parsed, "--help")) {
    write(standardOutput, renderHelp(table));
    return 0;
  }
  const file = parsed.positionals[0];
  if (file === undefined) throw new UsageError("`mojo run` needs a file", "usage: mojo run [OPTIONS] FILE [ARGUMENTS...]");
  const program = { name: file, words: parsed.rest };
  const options = compileOptions(parsed, file);
  if (flag(parsed, "--interpret")) return (await import("./interpret.ts")).interpretFile(parsed, file, options, words);

  const cache = cacheFor(parsed, file);
  const cached = await cache?.find(options);
  if (cached !== undefined) {
    if (cached.manifest.warnings !== undefined) await writeKeptWarnings(parsed, cached.manifest.warnings);
    return executeProgram(cached.path, program);
  }
  const { compileAndRun } = await import("./compile-and-run.ts");
  return compileAndRun({ parsed, file, options, words: ["run", ...words] }, cache, program);
}

/** Dumps and times are of a compile that happens, so they do without the cache; so does a program without a file. */
function cacheFor(parsed: ParsedArguments, file: string): CompileCache | undefined {
  const folder = cacheFolder();
  const wantsCompile = flag(parsed, "--no-cache") || ["--dump-ir", "--time-passes", "--explain-python"].some((name) => flag(parsed, name));
  return folder === undefined || wantsCompile || file === "-" ? undefined : new CompileCache(folder);
}

async function writeKeptWarnings(
  parsed: ParsedArguments,
  warnings: { readonly plain: string; readonly colored: string; readonly json: string },
): Promise<void> {
  const { json, color } = diagnosticStyle(parsed);
  if (json) write(standardError, warnings.json);
  else write(standardError, (await wantsColor(color, standardError)) ? warnings.colored : warnings.plain);
}
