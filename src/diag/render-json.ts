/**
 * Diagnostics as JSON, one object per line, for editors and scripts. The format is described in docs/diagnostics/json.md.
 *
 * Lines and columns count from 1; columns and offsets are UTF-16 code units; ends are exclusive.
 */
import type { Span } from "../source/source-file.ts";
import type { Diagnostic } from "./diagnostic.ts";

export type JsonLocation = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly start: number;
  readonly end: number;
};

export function renderJson(diagnostic: Diagnostic): string {
  return JSON.stringify(diagnosticToJson(diagnostic));
}

export function diagnosticToJson(diagnostic: Diagnostic) {
  return {
    severity: diagnostic.severity,
    code: diagnostic.code,
    message: diagnostic.message,
    at: jsonLocation(diagnostic.at),
    label: diagnostic.label,
    labels: diagnostic.labels.map((label) => ({ at: jsonLocation(label.span), text: label.text })),
    notes: diagnostic.notes.map((note) => ({ text: note.text, at: note.span && jsonLocation(note.span) })),
    fixes: diagnostic.fixes.map((fix) => ({
      title: fix.title,
      safe: fix.safe,
      edits: fix.edits.map((edit) => ({ at: jsonLocation(edit.span), replacement: edit.replacement })),
    })),
  };
}

export function jsonLocation(span: Span): JsonLocation {
  const start = span.file.position(span.start);
  const end = span.file.position(span.end);
  return {
    file: span.file.path,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    start: span.start,
    end: span.end,
  };
}
