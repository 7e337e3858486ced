/**
 * `mojo check`: the front end alone. Errors and warnings of one or more programs, and nothing made.
 */
import { type ArgumentTable, flag, parseArguments, renderHelp, UsageError } from "./arguments.ts";
import {
  compileOptions,
  developerOptions,
  diagnosticOptions,
  diagnosticStyle,
  languageOptions,
  targetOptions,
} from "./compile-arguments.ts";
import { standardOutput, write, writeDiagnostics } from "./console.ts";
import { withSession } from "./session.ts";

const table: ArgumentTable = {
  command: "check",
  usage: ["mojo check [OPTIONS] FILE..."],
  summary: "Reports errors and warnings. What is reachable from `main` is checked; a file without `main` is checked as a library.",
  options: [...languageOptions, ...targetOptions, ...developerOptions, ...diagnosticOptions],
  examples: ["mojo check x.mojo", "mojo check --json src/*.mojo"],
};

export async function run(words: readonly string[]): Promise<number> {
  const parsed = parseArguments(table, words);
  if (flag(parsed, "--help")) {
    write(standardOutput, renderHelp(table));
    return 0;
  }
  if (parsed.positionals.length === 0) throw new UsageError("`mojo check` needs a file", "usage: mojo check [OPTIONS] FILE...");
  let exitCode = 0;
  for (const file of parsed.positionals) {
    const options = compileOptions(parsed, file);
    const code = await withSession({ parsed, file, options, words: ["check", ...words] }, async (session) => {
      const { checkProgram } = await import("../driver/compile.ts");
      await checkProgram(session);
      await writeDiagnostics(session.sink.diagnostics, diagnosticStyle(parsed), standardOutput);
      return session.sink.errorCount > 0 ? 1 : 0;
    });
    exitCode = Math.max(exitCode, code);
  }
  return exitCode;
}
