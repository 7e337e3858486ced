/**
 * Turns a notebook into one Mojo program whose statements at file scope are the cells, one after the other.
 *
 * In: the JSON of an `.ipynb` file. Out: the program, a Python module with its `%%python` cells, and what each cell printed
 * and drew when the notebook was saved. The program prints a line `--- cell N` before each cell.
 * What a cell defines anew hides the old meaning from there on, while code compiled before keeps it: a definition that is
 * replaced later gets a name of its own, up to the cell that replaces it. A `main` that a cell defines is not called.
 * Not here: running it and comparing (`cases.ts`, `expect.ts`).
 */
import { DiagnosticSink } from "../../src/diag/diagnostic.ts";
import { SourceFile } from "../../src/source/source-file.ts";
import type { FunctionDeclaration, Statement } from "../../src/syntax/ast.ts";
import { parseModule } from "../../src/syntax/parser.ts";

export type NotebookCell = {
  readonly number: number;
  readonly code: string;
  readonly isPython: boolean;
  /** Saved standard output. */
  readonly printed: string;
  /** Saved pictures, PNG in base64. */
  readonly pictures: readonly string[];
};

export type NotebookProgram = {
  readonly mojo: string;
  /** Text of the Python module `notebook_cells`; empty when there are no `%%python` cells. */
  readonly python: string;
  readonly cells: readonly NotebookCell[];
};

type RawOutput = { text?: string[] | string; data?: Record<string, string[] | string>; name?: string };
type RawCell = { cell_type: string; source: string[] | string; outputs?: RawOutput[] };

export const pythonModule = "notebook_cells";

export function cellMarker(number: number): string {
  return `--- cell ${number}`;
}

export function readNotebook(text: string): NotebookCell[] {
  const raw = JSON.parse(text) as { cells: RawCell[] };
  return raw.cells.flatMap((cell, number) => {
    const code = joined(cell.source);
    if (cell.cell_type !== "code" || code.trim() === "") return [];
    const outputs = cell.outputs ?? [];
    return [
      {
        number,
        code: code.replace(/^%%python\s*\n/, ""),
        isPython: code.startsWith("%%python"),
        printed: outputs.map((output) => joined(output.text ?? "")).join(""),
        pictures: outputs.flatMap((output) => (output.data?.["image/png"] === undefined ? [] : [joined(output.data["image/png"])])),
      },
    ];
  });
}

export function notebookProgram(cells: readonly NotebookCell[]): NotebookProgram {
  const python = cells.filter((cell) => cell.isPython).map((cell) => cell.code);
  const mojo = renameReplaced(cells.filter((cell) => !cell.isPython));
  const lines = assumedImports(mojo);
  const bridged = new Set<string>();
  const pythonNames = new Set(python.flatMap(definedPythonNames));
  if (pythonNames.size > 0) lines.push("from python import Python as NotebookPython", "");
  for (const cell of mojo) {
    lines.push(`print("${cellMarker(cell.number)}")`);
    for (const name of pythonNames)
      if (!bridged.has(name) && mentions(cell.code, name) && !definesAtTop(cell.code, name)) {
        bridged.add(name);
        lines.push(`let ${name} = NotebookPython.import_module("${pythonModule}").${name}`);
      }
    lines.push(cell.code.trimEnd(), "");
  }
  return { mojo: `${lines.join("\n")}\n`, python: python.join("\n\n"), cells };
}

/** Names that notebooks of 2023 saw without importing them. */
function assumedImports(cells: readonly MojoCell[]): string[] {
  const code = cells.map((cell) => cell.code).join("\n");
  return ["Python", "PythonObject"].flatMap((name) =>
    new RegExp(`\\b${name}\\b`).test(code) && !new RegExp(`^\\s*from [\\w.]+ import .*\\b${name}\\b`, "m").test(code)
      ? [`from python import ${name}`]
      : [],
  );
}

// Names that are defined again

type Definition = { readonly name: string; readonly shape: string; readonly cell: number; until: number };

type MojoCell = { readonly number: number; readonly code: string };

function renameReplaced(cells: readonly MojoCell[]): MojoCell[] {
  const open = new Map<string, Definition>();
  const replaced: Definition[] = [];
  cells.forEach((cell, index) => {
    for (const { name, shape } of definitions(cell.code)) {
      const key = `${name} ${shape}`;
      const earlier = open.get(key);
      if (earlier !== undefined && earlier.cell !== index) {
        earlier.until = index;
        replaced.push(earlier);
      }
      open.set(key, { name, shape, cell: index, until: cells.length });
    }
  });
  return cells.map((cell, index) => {
    let code = cell.code;
    for (const definition of replaced)
      if (index >= definition.cell && index < definition.until)
        code = renameWord(code, definition.name, `${definition.name}__cell${(cells[definition.cell] as MojoCell).number}`);
    return { number: cell.number, code: renameWord(code, "main", `main__cell${cell.number}`) };
  });
}

/** Functions with the types of their arguments (overloads live side by side), structs, aliases. */
function definitions(code: string): { name: string; shape: string }[] {
  const file = new SourceFile("cell.mojo", code);
  return parseModule(file, new DiagnosticSink(), { dialect: "2023" }).body.flatMap((statement: Statement) => {
    switch (statement.kind) {
      case "function":
        return [{ name: statement.name.text, shape: argumentTypes(statement, code) }];
      case "struct":
      case "alias":
        return [{ name: statement.name.text, shape: "" }];
      case "variable":
        // With another type in a later cell.
        return statement.keyword !== undefined && statement.target.kind === "name"
          ? [{ name: statement.target.name, shape: "variable" }]
          : [];
      default:
        return [];
    }
  });
}

function argumentTypes(declaration: FunctionDeclaration, code: string): string {
  const parameters = declaration.signature.parameters.length;
  const types = declaration.signature.arguments.map((argument) =>
    argument.type === undefined ? "?" : code.slice(argument.type.span.start, argument.type.span.end).replaceAll(/\s+/g, ""),
  );
  return `${bodyGuard(declaration, code)}[${parameters}](${types.join(",")})`;
}

/** The adaptive functions of one name belong together and do not replace each other. */
function bodyGuard(declaration: FunctionDeclaration, code: string): string {
  const isAdaptive = declaration.decorators.some((decorator) => code.slice(decorator.span.start, decorator.span.end).includes("adaptive"));
  return isAdaptive ? String(code.length) + String(declaration.body.length) : "";
}

function renameWord(code: string, from: string, to: string): string {
  // What stands in quotes is left alone.
  return code.replaceAll(new RegExp(`"""[\\s\\S]*?"""|"(?:[^"\\\\\\n]|\\\\.)*"|(?<![\\w.])${from}(?!\\w)`, "g"), (word) =>
    word === from ? to : word,
  );
}

function mentions(code: string, name: string): boolean {
  return new RegExp(`(?<!\\w)${name}\\(`).test(code);
}

function definesAtTop(code: string, name: string): boolean {
  return new RegExp(`^(?:fn|def|struct|alias|let|var) ${name}\\b`, "m").test(code);
}

function definedPythonNames(code: string): string[] {
  return Array.from(code.matchAll(/^(?:def|class) (\w+)/gm), (match) => match[1] as string);
}

function joined(text: string[] | string): string {
  return Array.isArray(text) ? text.join("") : text;
}

if (import.meta.main) {
  const { readFileSync } = await import("node:fs");
  process.stdout.write(notebookProgram(readNotebook(readFileSync(process.argv[2] as string, "utf8"))).mojo);
}
