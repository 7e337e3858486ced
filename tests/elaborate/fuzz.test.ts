/**
 * Broken programs: golden programs with words and lines deleted, doubled or replaced. Elaboration reports and comes back.
 *
 * Seeded: the same mutants each time, as many as fit in the time. A failure prints the mutant; it becomes a golden program.
 */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { DiagnosticSink } from "../../src/diag/diagnostic.ts";
import { renderText } from "../../src/diag/render-text.ts";
import { elaborateProgram } from "../../src/elaborate/elaborate.ts";
import { usualCaches } from "../../src/target/target.ts";
import type { Dialect } from "../../src/syntax/ast.ts";
import { readText, repositoryFiles, root } from "../harness/repository.ts";

const timeMs = 12_000;
const mutants = 80;

test("elaboration survives mutants of golden programs", () => {
  const random = generator(20_240_611);
  const programs = repositoryFiles(/^tests\/golden\/[a-z]+\/\w+\.mojo$/).map((path) => ({ path, text: readText(path) }));
  const small = programs.filter(({ text }) => text.length < 2500);
  const end = performance.now() + timeMs;
  let count = 0;
  while (count < mutants && (count === 0 || performance.now() < end)) {
    const { path, text } = pick(random, small);
    const mutant = mutate(random, text);
    count += 1;
    try {
      check(path, mutant);
    } catch (error) {
      assert.fail(`a mutant of ${path} broke the compiler: ${String((error as Error).stack).slice(0, 600)}\n\n${mutant}`);
    }
  }
});

/** What is said must be printable, and something must be said whenever something went wrong. */
function check(path: string, text: string): void {
  const sink = new DiagnosticSink();
  elaborateProgram({
    mainPath: path,
    mainText: text,
    readFile,
    libraryPath: join(root, "library"),
    importPaths: [],
    defines: new Map(),
    dialect: /--dialect (\S+)/.exec(text)?.[1] as Dialect | undefined,
    target: {
      triple: "x86_64-linux",
      cpu: "generic",
      features: new Set(),
      simdBits: 256,
      os: "linux",
      arch: "x86_64",
      optimizationLevel: 0,
      caches: usualCaches,
    },
    sink,
    entry: "check",
  });
  for (const diagnostic of sink.diagnostics) {
    renderText(diagnostic);
    assert.doesNotMatch(diagnostic.message, /#\d|undefined|\[object/, "a message is for people");
  }
  const isTold = sink.diagnostics.some((diagnostic) => diagnostic.severity === "error");
  assert.ok(isTold || sink.errorCount === 0, "an error is told");
}

const files = new Map<string, string | undefined>();

function readFile(path: string): string | undefined {
  if (!files.has(path)) files.set(path, existsSync(path) ? readFileSync(path, "utf8") : undefined);
  return files.get(path);
}

const intruders = [
  "self",
  "Int",
  "^",
  "(",
  ")",
  "[",
  "]",
  ":",
  ",",
  ".",
  "=",
  "var",
  "ref",
  "mut",
  "0",
  "1.5",
  '"s"',
  "None",
  "List",
  "def",
];

function mutate(random: () => number, text: string): string {
  const lines = text.split("\n");
  for (let left = 1 + Math.floor(random() * 3); left > 0; left--) {
    const at = Math.floor(random() * lines.length);
    const line = lines[at] as string;
    const kind = Math.floor(random() * 12);
    if (kind === 0) lines.splice(at, 1);
    else if (kind === 1) lines.splice(at, 0, line);
    else lines[at] = mutateLine(random, line, kind, lines);
  }
  return lines.join("\n");
}

function mutateLine(random: () => number, line: string, kind: number, lines: readonly string[]): string {
  const words = line.match(/\s+|\w+|"[^"]*"|./g) ?? [];
  if (words.length === 0) return line;
  const at = Math.floor(random() * words.length);
  if (kind === 2) words.splice(at, 1);
  else if (kind === 3) words.splice(at, 0, words[at] as string);
  else if (kind === 4) words[at] = pick(random, intruders);
  else {
    // Another name of the program in the place of a name: still a sentence, with another meaning.
    const names = [...words.keys()].filter((index) => /^\w/.test(words[index] as string) && !keywords.test(words[index] as string));
    const others = pick(random, lines).match(/\w+|"[^"]*"/g);
    if (names.length > 0 && others !== null) words[pick(random, names)] = pick(random, others);
  }
  return words.join("");
}

const keywords = /^(?:def|fn|struct|trait|var|for|in|if|else|elif|while|return)$/;

function pick<T>(random: () => number, from: readonly T[]): T {
  return from[Math.floor(random() * from.length)] as T;
}

/** Mulberry32. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
