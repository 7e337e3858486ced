/**
 * What the comments `# RUN:`, `# REQUIRES:` and `# CHECK:` of the public library tests ask for.
 *
 * In: a program's text. Out: options, arguments, input, and what must be seen. Of several `RUN` lines the last that runs the program
 * counts; of `FileCheck` only `CHECK`, `CHECK-NEXT` and `CHECK-SAME` with plain text and `{{…}}` are known, each as "later than the last".
 */
import { splitWords } from "../harness/expectations.ts";

export type RunLines = {
  /** Asks for another system, or is switched off. */
  readonly isForOthers: boolean;
  readonly mustFail: boolean;
  readonly options: readonly string[];
  readonly arguments: readonly string[];
  readonly stdin: string;
  readonly checks: readonly string[];
};

export function readRunLines(text: string): RunLines {
  const all = [...text.matchAll(/^#\s*RUN:\s*(.*)$/gm)].map((match) => match[1] as string);
  const line = all.findLast((each) => /\bmojo\b/.test(each)) ?? "";
  const requires = [...text.matchAll(/^#\s*REQUIRES:\s*(.*)$/gm)].map((match) => match[1] as string);
  const isForOthers = requires.some((each) => /disabled/i.test(each) || (/system-/.test(each) && !each.includes("system-linux")));
  const [before = "", after = ""] = line.split("%s", 2);
  const options: string[] = /%mojo/.test(before) ? ["-D", "ASSERT=all"] : [];
  for (const match of before.matchAll(/-D\s*(\S+)/g)) options.push("-D", (match[1] as string).replaceAll("%t", "/tmp/conformance-run"));
  const prefix = /-check-prefix=(\S+)/.exec(line)?.[1] ?? "CHECK";
  return {
    isForOthers,
    mustFail: /^(?:\S+=\S+\s+)*not\b/.test(line),
    options,
    arguments: splitWords(after.replace(/[|>].*$/, "").replace(/\d$/, "")),
    stdin: /^echo "([^"]*)"/.exec(line)?.[1]?.concat("\n") ?? "",
    checks: line.includes("FileCheck") ? checksOf(text, prefix) : [],
  };
}

function checksOf(text: string, prefix: string): string[] {
  const pattern = new RegExp(`^\\s*#\\s*${prefix}(?:-NEXT|-SAME)?:\\s*(.*?)\\s*$`, "gm");
  return [...text.matchAll(pattern)].map((match) => match[1] as string);
}

/** The first text that does not stand in the output after those before it; any blanks are like one. */
export function firstUnseen(checks: readonly string[], written: string): string | undefined {
  const output = written.replace(/[ \t]+/g, " ");
  let position = 0;
  for (const check of checks) {
    const source = check
      .split(/\{\{(.*?)\}\}/)
      .map((part, index) => (index % 2 === 1 ? `(?:${part})` : part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")))
      .join("");
    const pattern = new RegExp(source, "g");
    pattern.lastIndex = position;
    const match = pattern.exec(output);
    if (match === null) return check;
    position = match.index + match[0].length;
  }
  return undefined;
}
