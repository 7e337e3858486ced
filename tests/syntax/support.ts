/** Helpers of the syntax tests: parse text, compare trees, write trees in one line. */
import assert from "node:assert/strict";
import { existsSync, globSync } from "node:fs";
import { resolve } from "node:path";
import type { Diagnostic } from "../../src/diag/diagnostic.ts";
import { DiagnosticSink } from "../../src/diag/diagnostic.ts";
import { SourceFile } from "../../src/source/source-file.ts";
import type { Dialect, Expression, Module, Statement } from "../../src/syntax/ast.ts";
import { parseExpressionText, parseModule } from "../../src/syntax/parser.ts";

export const root = resolve(import.meta.dirname, "../..");

export type Parsed = { readonly module: Module; readonly diagnostics: readonly Diagnostic[] };

export function parse(text: string, dialect?: Dialect, path = "test.mojo"): Parsed {
  const sink = new DiagnosticSink();
  const module = parseModule(new SourceFile(path, text), sink, dialect === undefined ? {} : { dialect });
  return { module, diagnostics: sink.diagnostics };
}

/** Parses text that must be free of errors. */
export function parseClean(text: string, dialect?: Dialect): Module {
  const { module, diagnostics } = parse(text, dialect);
  assert.deepEqual(diagnostics.map(oneLine), [], text);
  return module;
}

export function expressionOf(text: string, dialect: Dialect = "1.0"): Expression {
  const sink = new DiagnosticSink();
  const expression = parseExpressionText(new SourceFile("test.mojo", text), sink, { dialect });
  assert.deepEqual(sink.diagnostics.map(oneLine), [], text);
  return expression;
}

export function statementOf(text: string, dialect?: Dialect): Statement {
  const { body } = parseClean(text, dialect);
  assert.equal(body.length, 1, text);
  return body[0] as Statement;
}

/** `2:5 E0101 message [marked text]`. */
export function oneLine(diagnostic: Diagnostic): string {
  const { file, start, end } = diagnostic.at;
  const { line, column } = file.position(start);
  return `${line}:${column} ${diagnostic.code} ${diagnostic.message} [${file.text.slice(start, end)}]`;
}

/** Source text with the edits of a diagnostic's first fix applied. */
export function fixed(diagnostic: Diagnostic): string {
  let text = diagnostic.at.file.text;
  const edits = [...(diagnostic.fixes[0]?.edits ?? [])].sort((a, b) => b.span.start - a.span.start);
  for (const edit of edits) text = text.slice(0, edit.span.start) + edit.replacement + text.slice(edit.span.end);
  return text;
}

/** Path of the first difference between two trees apart from their spans, or undefined. */
export function treeDifference(a: unknown, b: unknown, path = ""): string | undefined {
  if (Object.is(a, b)) return undefined;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return `${path}: ${show(a)} and ${show(b)}`;
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b) === 0 ? undefined : `${path}: other bytes`;
  if (Array.isArray(a) && Array.isArray(b) && a.length !== b.length) return `${path}: ${a.length} and ${b.length} elements`;
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    if (key === "file" || /span$/i.test(key)) continue;
    const difference = treeDifference((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key], `${path}.${key}`);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function show(value: unknown): string {
  return typeof value === "bigint" ? `${value}n` : (JSON.stringify(value)?.slice(0, 80) ?? String(value));
}

/**
 * A tree in one line: names and literals as themselves, other nodes as `(kind field field …)`. Fields that are absent,
 * false, empty or the usual value are left out; true ones are named.
 */
export function outline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(outline).join(" ")}]`;
  if (value instanceof Uint8Array) return `b${JSON.stringify(Buffer.from(value).toString("latin1"))}`;
  if (typeof value !== "object" || value === null) return String(value);
  const node = value as Record<string, unknown>;
  switch (node["kind"]) {
    case "name":
      return node["escaped"] ? `\`${node["name"]}\`` : String(node["name"]);
    case "integer":
    case "float":
    case "imaginary":
      return String(node["text"]);
    case "string":
    case "text":
      return JSON.stringify(node["value"]);
    case "bytes":
      return outline(node["value"]);
    case "boolean":
      return node["value"] ? "True" : "False";
    case "none":
      return "None";
    case "ellipsis":
      return "...";
    case "starred":
      return "*".repeat(node["count"] as number) + outline(node["value"]);
    case "expression":
      return outline(node["value"]);
    default:
      break;
  }
  if (node["kind"] === undefined && "text" in node) return node["escaped"] ? `\`${node["text"]}\`` : String(node["text"]);
  if (node["kind"] === undefined && "stars" in node && "value" in node) {
    const keyword = node["keyword"] === undefined ? "" : `${outline(node["keyword"])}=`;
    return `${node["isResult"] ? "->" : ""}${keyword}${"*".repeat(node["stars"] as number)}${outline(node["value"])}`;
  }
  const parts: string[] = [];
  let prefix = "";
  for (const [key, field] of Object.entries(node)) {
    if (key === "kind") parts.push(String(field));
    else if (key === "file" || key === "dialect" || /span$/i.test(key)) continue;
    else if (key === "count") continue;
    else if (key === "stars") prefix = "*".repeat(field as number);
    else if (field === undefined || field === false || (Array.isArray(field) && field.length === 0)) continue;
    else if (key === "passing" && field === "normal") continue;
    else if (field === true) parts.push(key);
    else if (key === "docstring") parts.push(`doc:${JSON.stringify(field)}`);
    else if (namedFields.has(key)) parts.push(`${key}:${outline(field)}`);
    else parts.push(outline(field));
  }
  const text = parts.length === 1 && node["kind"] === undefined ? (parts[0] as string) : `(${parts.join(" ")})`;
  return prefix + text;
}

/** Fields that would be hard to tell apart by their order. */
const namedFields = new Set(
  "type default where returns resultName captures orElse finally lower upper step alias level abi origin conversion format debugText guard cause message raisesType chained key".split(
    " ",
  ),
);

/** Files of others, when the folder is there. */
export function dataFiles(pattern: string): string[] {
  return existsSync(resolve(root, "data"))
    ? globSync(pattern, { cwd: resolve(root, "data") })
        .map((path) => resolve(root, "data", path))
        .sort()
    : [];
}
