/**
 * The operators of the user's own that a model may use: files beside the model, or named.
 *
 * In: paths. Out: what they declare, and how programs call it. Throws `OperatorFileError` for a file that is wrong, with each problem in its
 * place, and `HostError` for one that cannot be read.
 */
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { HostError } from "../base/assert.ts";
import { DiagnosticSink } from "../diag/diagnostic.ts";
import { renderText } from "../diag/render-text.ts";
import { replaceableFunctions } from "./emission/imports.ts";
import { ModelError } from "./operators/operator-node.ts";
import { type DeclaredOperator, printOperator, readOperatorFile } from "./operator-file.ts";

export type OperatorFile = {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  /** What programs call the module: no other name in them begins with a capital and ends so. */
  readonly alias: string;
};

export type CustomOperator = DeclaredOperator & { readonly file: OperatorFile };

export type OperatorSet = {
  readonly files: readonly OperatorFile[];
  /** By `domain:name`. */
  readonly operators: ReadonlyMap<string, CustomOperator>;
  /** By the name of the library's function. */
  readonly replacements: ReadonlyMap<string, { readonly file: OperatorFile; readonly function: string }>;
  /** Where a model's operators would be looked for. */
  readonly expected: string | undefined;
};

export const noOperators: OperatorSet = { files: [], operators: new Map(), replacements: new Map(), expected: undefined };

/** What is wrong with files of operators, each problem with its line. */
export class OperatorFileError extends ModelError {}

/** `gate.ops.mojo` for `gate.onnx`. */
export function besideModel(modelPath: string): string {
  return `${resolve(modelPath).replace(/\.onnx$/, "")}.ops.mojo`;
}

/** The files for a model: those that are named, or the one beside it if it is there. */
export function operatorPaths(source: string | Uint8Array, named: readonly string[] = []): readonly string[] {
  if (named.length > 0) return [...new Set(named.map((path) => resolve(path)))];
  return typeof source === "string" && existsSync(besideModel(source)) ? [besideModel(source)] : [];
}

export function readOperatorText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new HostError(
      `cannot read ${path}: ${(error as NodeJS.ErrnoException).code === "ENOENT" ? "no such file" : (error as Error).message}`,
    );
  }
}

export function openOperators(source: string | Uint8Array, named: readonly string[] = []): OperatorSet {
  const operators = new Map<string, CustomOperator>();
  const replacements = new Map<string, { file: OperatorFile; function: string }>();
  const files = operatorPaths(source, named).map((path, at): OperatorFile => {
    const extension = /\.(mojo|🔥)$/u.exec(path);
    if (extension === null) throw new HostError(`${path}: a file of operators is a program in Mojo: its name ends in .mojo`);
    if (basename(path).includes("`")) throw new HostError(`${path}: the name of a file of operators has no backticks`);
    const file = { path, text: readOperatorText(path), alias: `Operators${at === 0 ? "" : at + 1}` };
    const sink = new DiagnosticSink();
    const found = readOperatorFile(path, file.text, sink, replaceableFunctions);
    if (sink.errorCount > 0)
      throw new OperatorFileError(
        `the operators of ${path} cannot be used\n${sink.diagnostics.map((each) => renderText(each)).join("\n")}`.trimEnd(),
      );
    for (const each of found.operators) {
      const key = `${each.domain}:${each.operator}`;
      const before = operators.get(key);
      if (before !== undefined)
        throw new OperatorFileError(
          `operator ${printOperator(each.domain, each.operator)} is declared in ${before.file.path} and in ${path}`,
        );
      operators.set(key, { ...each, file });
    }
    for (const [name, own] of found.replacements) {
      const before = replacements.get(name);
      if (before !== undefined) throw new OperatorFileError(`${name} is replaced in ${before.file.path} and in ${path}`);
      replacements.set(name, { file, function: own });
    }
    return file;
  });
  return { files, operators, replacements, expected: typeof source === "string" ? besideModel(source) : undefined };
}

/** How a program imports a file: it lies in a folder of the import path. */
export function moduleName({ path }: OperatorFile): string {
  return `\`${basename(path).replace(/\.(mojo|🔥)$/u, "")}\``;
}

export function importFolders({ files }: OperatorSet): readonly string[] {
  return [...new Set(files.map(({ path }) => dirname(path)))];
}
