/**
 * `mojo tune FILE`: measures all that a program searches for, keeps it, and shows it as text and as a picture.
 */
import { writeFileSync } from "node:fs";
import { basename } from "node:path";
import { type ArgumentTable, flag, parseArguments, renderHelp, UsageError, valueOf } from "./arguments.ts";
import { compileOptions, diagnosticOptions, diagnosticStyle, languageOptions, targetOptions } from "./compile-arguments.ts";
import { standardOutput, write, writeDiagnostics } from "./console.ts";
import { withSession } from "./session.ts";

const table: ArgumentTable = {
  command: "tune",
  usage: ["mojo tune [OPTIONS] FILE [ARGUMENTS...]"],
  summary:
    "Measures the candidates of every search in a program; for functions with `autotune` that nothing searches for, runs the program with each candidate. Keeps the results for later compiles, and reports them. What stands after FILE goes to the program.",
  options: [
    {
      names: ["-o", "--output"],
      value: "PATH",
      attached: true,
      help: "where to write the picture (SVG); otherwise FILE's name with `-tuning.svg` in the current folder",
    },
    { names: ["--keep"], help: "does not measure again what was measured before" },
    ...languageOptions,
    ...targetOptions.filter((option) => option.names[0] !== "--tune"),
    ...diagnosticOptions,
  ],
  examples: ["mojo tune examples/tile_search.mojo", "mojo tune --target-cpu x86-64-v3 -o tiles.svg x.mojo"],
  positionalsBeforeRest: 1,
};

export async function run(words: readonly string[]): Promise<number> {
  const parsed = parseArguments(table, words);
  if (flag(parsed, "--help")) {
    write(standardOutput, renderHelp(table));
    return 0;
  }
  const [file] = parsed.positionals;
  if (file === undefined) throw new UsageError("`mojo tune` needs a file", "usage: mojo tune [OPTIONS] FILE [ARGUMENTS...]");
  const output = valueOf(parsed, "-o") ?? `${basename(file).replace(/\.(mojo|🔥|py)$/u, "")}-tuning.svg`;
  const options = compileOptions(parsed, file, { tune: "full" });
  const adaptive = new Map<string, readonly string[]>();
  const hooks = {
    tunesAnew: !flag(parsed, "--keep"),
    onAdaptive: (name: string, labels: readonly string[]) => adaptive.set(name, labels),
  };
  const request = { parsed, file, options, words: ["tune", ...words], hooks };
  return withSession(request, async (session) => {
    const { elaborateMain } = await import("../driver/compile.ts");
    const program = await elaborateMain(session);
    await writeDiagnostics(session.sink.diagnostics, diagnosticStyle(parsed));
    if (program === undefined) return 1;
    const { renderTuningSvg, renderTuningText, searchesOf } = await import("../driver/tuning-report.ts");
    const runs = [...session.measuredRuns];
    if (adaptive.size > 0) runs.push(...(await (await import("../driver/tune-program.ts")).tuneProgram(session, adaptive, parsed.rest)));
    const searches = searchesOf(runs);
    if (searches.length === 0) {
      write(standardOutput, `${file} has nothing to tune: \`autotune\`, \`search\` and \`explore\` of the module \`autotune\` do that\n`);
      return 0;
    }
    write(standardOutput, renderTuningText(searches));
    if (searches.every((search) => search.candidates.length === 0)) return 0;
    writeFileSync(output, renderTuningSvg(searches));
    write(standardOutput, `\nwritten: ${output}\n`);
    return 0;
  });
}
