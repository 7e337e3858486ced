/**
 * What `--explain-python` tells: for each function, what of it is decided only when it runs, and why.
 *
 * In: remarks while functions are lowered. Out: lines of text in the order of the source. Nothing of it changes the code.
 */
import type { Span } from "../source/source-file.ts";

export type Remark = { readonly at: Span; readonly text: string };

/** Kinds of operations that are counted rather than listed. */
export type Counted = "attributes" | "methods" | "calls" | "operators";

const described: Readonly<Record<Counted, string>> = {
  attributes: "attributes, each with a cache for the last class",
  methods: "methods called, each with a cache for the last class",
  calls: "values called: what they are is known when the program runs",
  operators: "operators: two small ints inline, anything else by what the operands are",
};

type FunctionRemarks = { readonly name: string; readonly at: Span; readonly counts: Map<Counted, number>; readonly remarks: Remark[] };

export class Explanation {
  private readonly functions: FunctionRemarks[] = [];
  private readonly open: FunctionRemarks[] = [];

  within<Result>(name: string, at: Span, action: () => Result): Result {
    const own: FunctionRemarks = { name, at, counts: new Map(), remarks: [] };
    this.functions.push(own);
    this.open.push(own);
    const result = action();
    this.open.pop();
    return result;
  }

  count(what: Counted): void {
    const counts = this.open.at(-1)?.counts;
    counts?.set(what, (counts.get(what) ?? 0) + 1);
  }

  /** Once for a line and a text. */
  remark(at: Span, text: string): void {
    const remarks = this.open.at(-1)?.remarks;
    if (remarks?.some((known) => known.text === text && lineOf(known.at) === lineOf(at)) === false) remarks.push({ at, text });
  }

  render(): string {
    const byPlace = [...this.functions].sort((a, b) => a.at.start - b.at.start);
    return byPlace.map(renderFunction).join("");
  }
}

function lineOf({ file, start }: Span): number {
  return file.position(start).line;
}

function renderFunction({ name, at, counts, remarks }: FunctionRemarks): string {
  const lines = [`${at.file.path}:${lineOf(at)}: ${name}`];
  for (const { at: place, text } of [...remarks].sort((a, b) => a.at.start - b.at.start)) lines.push(`  line ${lineOf(place)}: ${text}`);
  for (const what of Object.keys(described) as Counted[]) {
    const count = counts.get(what);
    if (count !== undefined) lines.push(`  ${count} × ${described[what]}`);
  }
  if (lines.length === 1) lines.push("  nothing is left to the run time");
  return `${lines.join("\n")}\n`;
}
