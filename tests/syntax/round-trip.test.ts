/** Programs of others: they parse without errors, and what is printed parses to the same tree. */
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { test } from "node:test";
import { DiagnosticSink } from "../../src/diag/diagnostic.ts";
import { SourceFile } from "../../src/source/source-file.ts";
import { parseModule } from "../../src/syntax/parser.ts";
import { printModule } from "../../src/syntax/printer.ts";
import { findCPython, libraryFiles, readPython } from "./cpython.ts";
import { dataFiles, oneLine, root, treeDifference } from "./support.ts";

/** What is wrong with the file's round trip, or undefined. */
function roundTripProblem(path: string, text: string): string | undefined {
  const sink = new DiagnosticSink();
  const module = parseModule(new SourceFile(path, text), sink);
  const first = sink.diagnostics[0];
  if (first !== undefined) return `${path}:${oneLine(first)}`;
  const printed = new SourceFile(path, printModule(module));
  const again = parseModule(printed, sink, { dialect: module.dialect });
  const second = sink.diagnostics[0];
  if (second !== undefined) return `${path}, printed: ${oneLine(second)}`;
  const difference = treeDifference(module, again);
  return difference === undefined ? undefined : `${path}: ${difference}`;
}

function checkFiles(paths: readonly string[]): void {
  const problems: string[] = [];
  for (const path of paths) {
    const text = path.endsWith(".py") ? readPython(path) : readFileSync(path, "utf8");
    const problem = text === undefined ? undefined : roundTripProblem(path, text);
    if (problem !== undefined) problems.push(problem);
  }
  assert.deepEqual(problems, []);
}

test("our own library and examples", () => {
  const files = globSync(["library/**/*.mojo", "examples/**/*.{mojo,py}"], { cwd: root });
  assert.ok(files.length > 20);
  checkFiles(files.map((path) => resolve(root, path)));
});

for (const folder of ["mojo-2023", "mojo-head", "plb2", "llama2-mojo"]) {
  const files = dataFiles(`${folder}/**/*.{mojo,🔥}`);
  test(`programs of others: ${folder}`, { skip: files.length === 0 && `data/${folder} is not there` }, () => checkFiles(files));
}

const python = findCPython();
test("CPython's library", { skip: python === undefined && "no python3 here" }, () => {
  const files = libraryFiles(python as NonNullable<typeof python>);
  assert.ok(files.length > 300);
  checkFiles(files);
});
