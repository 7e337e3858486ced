/** Our trees of Python source against CPython's `ast`, with positions where CPython's are exact (3.12 and later). */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { test } from "node:test";
import { DiagnosticSink } from "../../src/diag/diagnostic.ts";
import { SourceFile } from "../../src/source/source-file.ts";
import { lex } from "../../src/syntax/lexer.ts";
import { parseModule } from "../../src/syntax/parser.ts";
import { findCPython, libraryFiles, readPython } from "./cpython.ts";
import { moduleShape, type Shape, shapeDifference } from "./python-shape.ts";
import { oneLine } from "./support.ts";

const python = findCPython();
const skip = python === undefined && "no python3 here";

type Answer = { readonly path: string; readonly version: readonly number[]; readonly body?: Shape; readonly error?: string };

function askCPython(script: string, input: string): string[] {
  const command = (python as NonNullable<typeof python>).command;
  const result = spawnSync(command, [resolve(import.meta.dirname, script)], { input, encoding: "utf8", maxBuffer: 1 << 30 });
  assert.equal(result.status, 0, result.stderr);
  return result.stdout.trim().split("\n");
}

test("trees of the library equal CPython's", { skip }, () => {
  const files = libraryFiles(python as NonNullable<typeof python>).filter((_, i) => i % 9 === 0);
  const own = resolve(import.meta.dirname, "python_shape.py");
  for (const line of askCPython("python_shape.py", [own, ...files].join("\n"))) {
    const answer = JSON.parse(line) as Answer;
    const text = readPython(answer.path);
    if (answer.body === undefined || text === undefined) continue;
    const sink = new DiagnosticSink();
    const module = parseModule(new SourceFile(answer.path, text), sink);
    assert.deepEqual(sink.diagnostics.map(oneLine), [], answer.path);
    // Columns count bytes in CPython, UTF-16 units here; a form feed resets CPython's.
    const positions = !/[^\x00-\x0b\x0d-\x7f]/.test(text) && (answer.version[1] as number) >= 12;
    assert.equal(shapeDifference(moduleShape(module, answer.version), answer.body, positions), undefined, answer.path);
  }
});

/** A small reproducible random number generator. */
function randomSource(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % limit;
  };
}

const insertions =
  "( ) [ ] { } , : = * ** + - not in is if else for lambda x 1 's' f'{x}' . ; -> := @ yield await async as import from with match case _ type / ... None class return == < ~ += try except while del assert raise elif finally b''".split(
    " ",
  );

/** Pieces of the library with one token deleted, inserted, replaced or two exchanged. */
function damagedSnippets(files: readonly string[], count: number): string[] {
  const random = randomSource(4711);
  const texts = new Map<string, string>();
  const snippets: string[] = [];
  while (snippets.length < count) {
    const path = files[random(files.length)] as string;
    if (!texts.has(path)) texts.set(path, readPython(path) ?? "");
    const lines = (texts.get(path) as string).split("\n");
    let first = random(lines.length);
    while (first < lines.length && !/^(def|class|if|for|while|try|with|match|@|[a-z_]+ =)/.test(lines[first] as string)) first++;
    let last = first + 1;
    while (last < lines.length && last < first + 14 && !/^\S/.test(lines[last] as string)) last++;
    const snippet = `${lines.slice(first, last).join("\n")}\n`;
    const tokens = lex(new SourceFile("a.py", snippet), new DiagnosticSink(), { python: true });
    const real = Array.from({ length: tokens.count }, (_, i) => i).filter((i) => (tokens.ends[i] as number) > (tokens.starts[i] as number));
    if (real.length < 3 || snippet.length > 900 || /[^\x00-\x7f]/.test(snippet)) continue;
    const at = real[random(real.length)] as number;
    const [start, end] = [tokens.starts[at] as number, tokens.ends[at] as number];
    const insertion = insertions[random(insertions.length)] as string;
    const mode = random(3);
    const damaged =
      mode === 0
        ? snippet.slice(0, start) + snippet.slice(end)
        : mode === 1
          ? `${snippet.slice(0, start)}${insertion} ${snippet.slice(start)}`
          : snippet.slice(0, start) + insertion + snippet.slice(end);
    // Transfers, dereferences and capture lists are Mojo.
    if (!/\^|\[\s*\]|\)\s*\{/.test(damaged)) snippets.push(damaged);
  }
  return snippets;
}

test("damaged Python is rejected where CPython rejects it, and nowhere else", {
  skip: skip || ((python as NonNullable<typeof python>).minor < 12 && "needs Python 3.12"),
}, () => {
  const snippets = damagedSnippets(libraryFiles(python as NonNullable<typeof python>), 3000);
  const answers = askCPython("python_accepts.py", snippets.map((snippet) => JSON.stringify(snippet)).join("\n"));
  const strict: string[] = [];
  const lax: string[] = [];
  snippets.forEach((snippet, i) => {
    const sink = new DiagnosticSink();
    parseModule(new SourceFile("a.py", snippet), sink);
    // CPython reports a starred expression alone only when it compiles.
    const errors = sink.diagnostics.filter((diagnostic) => diagnostic.code !== "E0145");
    if (errors.length > 0 && answers[i] === "yes") strict.push(`${oneLine(errors[0] as NonNullable<(typeof errors)[0]>)}\n${snippet}`);
    if (sink.diagnostics.length === 0 && answers[i] !== "yes") lax.push(`${answers[i]}\n${snippet}`);
  });
  assert.deepEqual(strict, []);
  // What is left is Mojo's grammar: function types, `x&` arguments, a type after `ref`.
  assert.ok(lax.length <= 6, lax.join("\n"));
});
