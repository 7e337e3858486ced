/**
 * Diagnostics for human eyes: message, place, source line, carets, labels, notes, fixes.
 *
 * In: a `Diagnostic`, how to show paths, whether colours are wanted, how wide the terminal is. Out: text that ends in a newline.
 * Not here: layout of one source line with its marks (`source-snippet.ts`), cells of characters (`display-width.ts`).
 */
import type { Span } from "../source/source-file.ts";
import type { Diagnostic, Fix } from "./diagnostic.ts";
import { paintsFor, type Paints } from "./paints.ts";
import { bar, type Mark, renderEditedLine, renderSnippet } from "./source-snippet.ts";

export type TextOptions = {
  readonly color?: boolean;
  /** Cells in a line of the terminal; longer source lines are clipped around their marks. */
  readonly width?: number;
  /** Absolute path to what people see; the path itself when absent. */
  readonly displayPath?: (path: string) => string;
};

export function renderText(diagnostic: Diagnostic, options: TextOptions = {}): string {
  const paints = paintsFor(options.color ?? false);
  const width = options.width ?? 140;
  const gutter = String(lastShownLine(diagnostic)).length;
  const out: string[] = [];

  const severity = paints[diagnostic.severity];
  const head = diagnostic.code === "" ? diagnostic.severity : `${diagnostic.severity}[${diagnostic.code}]`;
  out.push(severity(head) + paints.strong(`: ${diagnostic.message}`));
  out.push(place(diagnostic.at, gutter, paints, options));
  const marks: Mark[] = [
    { span: diagnostic.at, text: diagnostic.label ?? "", primary: true },
    ...diagnostic.labels.map((label) => ({ span: label.span, text: label.text, primary: false })),
  ];
  const here = marks.filter((mark) => mark.span.file === diagnostic.at.file);
  out.push(...renderSnippet(here, { gutter, width, paints, severity }));

  for (const [file, elsewhere] of groupByFile(marks.filter((mark) => mark.span.file !== diagnostic.at.file))) {
    const first = elsewhere[0] as Mark;
    out.push(place(first.span, gutter, paints, options, "::: "));
    out.push(
      ...renderSnippet(
        elsewhere.filter((mark) => mark.span.file === file),
        { gutter, width, paints, severity },
      ),
    );
  }

  if (diagnostic.notes.length + diagnostic.fixes.length > 0) out.push(bar({ gutter, paints }));
  for (const note of diagnostic.notes) {
    out.push(paints.note("note") + paints.strong(`: ${note.text}`));
    if (note.span !== undefined) {
      out.push(place(note.span, gutter, paints, options));
      out.push(...renderSnippet([{ span: note.span, text: "", primary: true }], { gutter, width, paints, severity: paints.note }));
    }
  }
  for (const fix of diagnostic.fixes) out.push(...renderFix(fix, gutter, width, paints));
  return `${out.join("\n")}\n`;
}

function place(span: Span, gutter: number, paints: Paints, options: TextOptions, arrow = "--> "): string {
  const { line, column } = span.file.position(span.start);
  const path = options.displayPath?.(span.file.path) ?? span.file.path;
  return `${" ".repeat(gutter)}${paints.frame(arrow)}${path}:${line}:${column}`;
}

function renderFix(fix: Fix, gutter: number, width: number, paints: Paints): string[] {
  return [
    paints.help("help") + paints.strong(`: ${fix.title}`),
    ...renderEditedLine(fix.edits, { gutter, width, paints, severity: paints.help }),
  ];
}

function groupByFile(marks: readonly Mark[]): Map<Span["file"], Mark[]> {
  const groups = new Map<Span["file"], Mark[]>();
  for (const mark of marks) {
    const group = groups.get(mark.span.file);
    if (group === undefined) groups.set(mark.span.file, [mark]);
    else group.push(mark);
  }
  return groups;
}

/** All snippets of one diagnostic share a gutter, so that the bars stand in one column. */
function lastShownLine(diagnostic: Diagnostic): number {
  const spans = [
    diagnostic.at,
    ...diagnostic.labels.map((label) => label.span),
    ...diagnostic.notes.flatMap((note) => (note.span === undefined ? [] : [note.span])),
    ...diagnostic.fixes.flatMap((fix) => fix.edits.map((edit) => edit.span)),
  ];
  return Math.max(...spans.map((span) => span.file.position(span.end).line));
}
