/**
 * `mojo explain CODE`: the page of a diagnostic, from docs/diagnostics. Without a code: the list of all.
 */
import { readdirSync, readFileSync } from "node:fs";
import { suggestName } from "../diag/suggest.ts";
import { installationRoot } from "../driver/paths.ts";
import { type ArgumentTable, flag, parseArguments, renderHelp, UsageError, valueOf } from "./arguments.ts";
import { diagnosticOptions } from "./compile-arguments.ts";
import { type ColorChoice, standardOutput, wantsColor, write } from "./console.ts";

const table: ArgumentTable = {
  command: "explain",
  usage: ["mojo explain CODE", "mojo explain"],
  summary: "Says what a diagnostic means and how to mend the program. Without a code, lists all codes.",
  options: diagnosticOptions.filter((option) => option.names[0] !== "--json"),
  examples: ["mojo explain E0207"],
};

const folder = `${installationRoot}/docs/diagnostics`;

export async function run(words: readonly string[]): Promise<number> {
  const parsed = parseArguments(table, words);
  if (flag(parsed, "--help")) {
    write(standardOutput, renderHelp(table));
    return 0;
  }
  const codes = pageCodes();
  const given = parsed.positionals[0];
  if (given === undefined) {
    write(standardOutput, codes.map((code) => `${code}  ${pageTitle(code)}\n`).join(""));
    return 0;
  }
  const code = given.toUpperCase().replace(/^\[|\]$/g, "");
  if (!codes.includes(code)) {
    const nearest = suggestName(code, codes);
    throw new UsageError(
      `there is no page for \`${given}\``,
      nearest === undefined ? "`mojo explain` lists all codes" : `did you mean \`${nearest}\`?`,
    );
  }
  const color = await wantsColor((valueOf(parsed, "--color") ?? "auto") as ColorChoice, standardOutput);
  write(standardOutput, styled(readFileSync(`${folder}/${code}.md`, "utf8"), color));
  return 0;
}

function pageCodes(): string[] {
  return readdirSync(folder)
    .filter((name) => /^[EW]\d{4}\.md$/.test(name))
    .map((name) => name.slice(0, -".md".length))
    .sort();
}

/** The first heading without its code: `# E0207: wrong number of arguments`. */
function pageTitle(code: string): string {
  const heading = /^# (.*)$/m.exec(readFileSync(`${folder}/${code}.md`, "utf8"))?.[1] ?? "";
  return heading.replace(new RegExp(`^${code}:?\\s*`), "");
}

/** Headings are bold, fences go, programs are indented. */
function styled(markdown: string, color: boolean): string {
  let isProgram = false;
  const lines: string[] = [];
  for (const line of markdown.trimEnd().split("\n")) {
    if (line.startsWith("```")) {
      isProgram = !isProgram;
      continue;
    }
    if (isProgram) lines.push(line === "" ? "" : `    ${color ? `\u001b[36m${line}\u001b[0m` : line}`);
    else if (/^#+ /.test(line)) lines.push(color ? `\u001b[1m${line.replace(/^#+ /, "")}\u001b[0m` : line.replace(/^#+ /, ""));
    else lines.push(line);
  }
  return `${lines.join("\n")}\n`;
}
