/**
 * What a run of the ONNX backend suite gave, by operator: `readResults` of a file with a line for each case, `printTable` as a page.
 *
 * A case counts for the operator that its model consists of, constants aside; one whose operator is spelled out (`NAME_expanded`) for the operator of
 * the case `NAME`; models of several operators count together.
 */
import { existsSync, readFileSync } from "node:fs";
import type { OnnxModel } from "../../src/engine/onnx/model.ts";

export type Result = {
  /** Relative to the suite's folder. */
  readonly path: string;
  readonly operators: readonly string[];
  /** Why it fails. */
  readonly why?: string;
};

export function operatorsOf(model: OnnxModel): readonly string[] {
  const names = model.graph.nodes
    .map(({ domain, operator }) => (domain === "" || domain === "ai.onnx" ? operator : `${domain}.${operator}`))
    .filter((name) => name !== "Constant");
  return names.length === 0 && model.graph.nodes.length > 0 ? ["Constant"] : [...new Set(names)];
}

export function readResults(path: string): Map<string, Result> {
  if (!existsSync(path)) return new Map();
  const lines = readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "");
  return new Map(lines.map((line) => JSON.parse(line) as Result).map((result) => [result.path, result]));
}

/** `how`: what is done with each case. */
export function printTable(results: readonly Result[], command: string, how: string): string {
  const byPath = new Map(results.map((result) => [result.path, result]));
  const rows = new Map<string, Result[]>();
  for (const result of [...results].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const name = rowOf(result, byPath);
    rows.set(name, [...(rows.get(name) ?? []), result]);
  }
  const passing = (of: readonly Result[]): number => of.filter(({ why }) => why === undefined).length;
  const names = [...rows.keys()].filter((name) => name !== several).sort();
  if (rows.has(several)) names.push(several);
  const lines = names.map((name) => {
    const own = rows.get(name) as Result[];
    return `| ${name} | ${own.length} | ${passing(own)} | ${reasons(own)} |`;
  });
  return `${[
    "# Conformance: the ONNX backend suite",
    "",
    `Written by \`${command}\`: each case is ${how}, and its outputs are compared as the suite's own runner does. A case counts for the operator that`,
    "its model consists of; one whose operator is spelled out in its function's body counts for that operator, too.",
    "",
    `**${passing(results)} of ${results.length} cases pass.** All cases of ${names.filter((name) => name !== several && (rows.get(name) as Result[]).every(({ why }) => why === undefined)).length} of ${names.filter((name) => name !== several).length} operators pass.`,
    "",
    "| operator | cases | pass | what fails |",
    "|---|---|---|---|",
    ...lines,
    `| together | ${results.length} | ${passing(results)} | |`,
  ].join("\n")}\n`;
}

const several = "models of several operators";

function rowOf(result: Result, byPath: ReadonlyMap<string, Result>): string {
  const plain = /^(.*?)_expanded/.exec(result.path)?.[1];
  const { operators } = (plain === undefined ? undefined : byPath.get(plain)) ?? result;
  return operators.length === 1 ? (operators[0] as string) : several;
}

/** Each reason once, with the cases that it concerns. */
function reasons(results: readonly Result[]): string {
  const cases = new Map<string, string[]>();
  for (const { path, why } of results) {
    if (why === undefined) continue;
    const short = (why.split(" | ")[0] as string).replaceAll("|", "\\|").slice(0, 160);
    const name = path.replace(/^.*\//, "").replace(/^test_/, "");
    cases.set(short, [...(cases.get(short) ?? []), name]);
  }
  return [...cases].map(([why, names]) => `${names.map((name) => `\`${name}\``).join(", ")}: ${why}`).join("; ");
}
