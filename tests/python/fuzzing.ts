/** Random programs beside CPython: which ones do something else. */
import assert from "node:assert/strict";
import { besidePython } from "./beside-python.ts";
import { prelude, randomProgram } from "./fuzz.ts";
import { makeSource } from "./random-expressions.ts";

export type Disagreement = { readonly program: string; readonly ours: string; readonly theirs: string };

/** Of `count` programs that a seed gives. */
export function disagreements(seed: number, count: number): Disagreement[] {
  const source = makeSource(seed);
  const programs = Array.from({ length: count }, (_, index) => `print("program", ${index})\n${randomProgram(source, `p${index}`)}`);
  const { ours, theirs } = besidePython(prelude + programs.join("\n"));
  const [mine, others] = [ours, theirs].map(({ output }) => output.split(/^program \d+$/m).slice(1)) as [string[], string[]];
  assert.equal(others.length, count, `CPython stops: ${theirs.errors}`);
  const found = programs.flatMap((program, index) =>
    mine[index] === others[index] ? [] : [{ program, ours: mine[index] ?? `nothing: ${ours.errors}`, theirs: others[index] ?? "nothing" }],
  );
  return found.slice(0, 20);
}
