/**
 * A file of test functions as a program: every function `test_…` without arguments, and a `main` that runs the one that is named.
 *
 * In: the text of the file. Out: text with a `main` added at the end, so that places in the file stay what they are.
 */
import { DiagnosticSink } from "../diag/diagnostic.ts";
import { SourceFile } from "../source/source-file.ts";
import { parseModule } from "../syntax/parser.ts";

export type TestProgram = {
  /** Undefined: the file has a `main` of its own and is one test. */
  readonly functions: readonly string[] | undefined;
  readonly text: string;
};

export function makeTestProgram(path: string, text: string): TestProgram {
  const module = parseModule(new SourceFile(path, text), new DiagnosticSink());
  const functions: string[] = [];
  for (const statement of module.body) {
    if (statement.kind !== "function") continue;
    if (statement.name.text === "main") return { functions: undefined, text };
    if (statement.name.text.startsWith("test_") && statement.signature.arguments.length === 0) functions.push(statement.name.text);
  }
  const calls = functions.map((name) => `    if __test_name == "${name}":\n        ${name}()\n`);
  const main = `\n\nfrom sys import argv as __test_argv\n\ndef main() raises:\n    var __test_name = String(__test_argv()[1])\n${calls.join("")}`;
  return { functions, text: text + main };
}
