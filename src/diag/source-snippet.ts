/**
 * Source lines with marks under them.
 *
 * In: marks in one file. Out: printed lines: numbered source, underlines, labels. The rightmost label stands beside its
 * underline; the others hang below on bars, from right to left, so that none crosses another:
 *
 *     7 |     return area(width, height)
 *       |            ---- ^^^^^  ------ `Int`
 *       |            |    |
 *       |            |    `String`
 *       |            declared here
 */
import type { SourceFile, Span } from "../source/source-file.ts";
import type { Edit } from "./diagnostic.ts";
import { layoutLine, type LineLayout, textWidth } from "./display-width.ts";
import type { Paint, Paints } from "./paints.ts";

/** `primary`: what is wrong (`^`); else what explains it (`-`). */
export type Mark = { readonly span: Span; readonly text: string; readonly primary: boolean };

export type SnippetStyle = {
  /** Digits of the widest line number. */
  readonly gutter: number;
  readonly width: number;
  readonly paints: Paints;
  /** Colour of the primary marks. */
  readonly severity: Paint;
};

export function renderSnippet(marks: readonly Mark[], style: SnippetStyle): string[] {
  const file = marks[0]?.span.file;
  if (file === undefined) return [];
  const byLine = lineMarks(marks, file);
  const lines = [...byLine.keys()].sort((a, b) => a - b);
  const out = [bar(style)];
  let previous: number | undefined;
  for (const line of lines) {
    if (previous !== undefined && line - previous === 2)
      out.push(numbered(line - 1, clipped(layoutLine(file.lineText(line - 1)), [], style).text, style));
    else if (previous !== undefined && line - previous > 2) out.push(style.paints.frame("..."));
    out.push(...renderMarkedLine(file, line, byLine.get(line) as LineMark[], style));
    previous = line;
  }
  return out;
}

/** The line as a fix leaves it, with `+` under what is new; for edits of several lines, the new lines alone. */
export function renderEditedLine(edits: readonly Edit[], style: SnippetStyle): string[] {
  const first = edits[0];
  if (first === undefined) return [];
  const file = first.span.file;
  const line = file.position(first.span.start).line;
  const isOneLine = edits.every(
    ({ span, replacement }) =>
      span.file === file && file.position(span.start).line === line && file.position(span.end).line === line && !replacement.includes("\n"),
  );
  if (!isOneLine) return renderNewLines(edits, style);

  const lineStart = file.lineStart(line);
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start);
  let text = "";
  let at = 0;
  const inserted: LineMark[] = [];
  const original = file.lineText(line);
  for (const { span, replacement } of sorted) {
    text += original.slice(at, span.start - lineStart);
    const start = text.length;
    text += replacement;
    at = Math.max(at, span.end - lineStart);
    if (replacement.trim() !== "")
      inserted.push({ start, end: text.length, text: "", character: span.start === span.end ? "+" : "~", primary: true });
  }
  text += original.slice(at);
  const layout = layoutLine(text);
  const window = clipped(layout, cellMarks(inserted, layout), style);
  const out = [bar(style), numbered(line, window.text, style)];
  if (inserted.length > 0) out.push(...underlines(window.marks, style));
  return out;
}

function renderNewLines(edits: readonly Edit[], style: SnippetStyle): string[] {
  const out = [bar(style)];
  for (const { span, replacement } of edits) {
    const line = span.file.position(span.start).line;
    replacement
      .replace(/^\n|\n$/g, "")
      .split("\n")
      .forEach((text, index) =>
        out.push(`${style.paints.frame(String(line + index).padStart(style.gutter))} ${style.severity("+")} ${text}`),
      );
  }
  return out;
}

// Marks

/** Offsets within the line. */
type LineMark = {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly character: string;
  readonly primary: boolean;
};

/** A mark of several lines is shown at its first and its last line; its label stands at the last. */
function lineMarks(marks: readonly Mark[], file: SourceFile): Map<number, LineMark[]> {
  const byLine = new Map<number, LineMark[]>();
  const add = (line: number, mark: LineMark): void => {
    const there = byLine.get(line);
    if (there === undefined) byLine.set(line, [mark]);
    else there.push(mark);
  };
  for (const { span, text, primary } of marks) {
    const character = primary ? "^" : "-";
    const first = file.position(span.start);
    // A span that ends in a line break does not reach into the next line.
    const last = file.position(span.end > span.start ? span.end - 1 : span.end);
    const start = first.column - 1;
    if (first.line === last.line) {
      const end = Math.min(start + span.end - span.start, Math.max(file.lineText(first.line).length, start + 1));
      add(first.line, { start, end: Math.max(end, start), text, character, primary });
      continue;
    }
    add(first.line, { start, end: Math.max(start, file.lineText(first.line).trimEnd().length), text: "", character, primary });
    const indentation = (/^\s*/.exec(file.lineText(last.line)) as RegExpExecArray)[0].length;
    add(last.line, { start: Math.min(indentation, last.column - 1), end: last.column, text, character, primary });
  }
  return byLine;
}

/** Cells; at least one wide. */
type CellMark = {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly character: string;
  readonly primary: boolean;
};

function cellMarks(marks: readonly LineMark[], layout: LineLayout): CellMark[] {
  const length = layout.cells.length - 1;
  const cellOf = (offset: number): number => (offset <= length ? (layout.cells[offset] as number) : layout.width + offset - length);
  return marks.map((mark) => {
    const start = cellOf(mark.start);
    return { ...mark, start, end: Math.max(cellOf(mark.end), start + 1) };
  });
}

// Drawing

function renderMarkedLine(file: SourceFile, line: number, marks: readonly LineMark[], style: SnippetStyle): string[] {
  const layout = layoutLine(file.lineText(line));
  const window = clipped(layout, cellMarks(marks, layout), style);
  return [numbered(line, window.text, style), ...underlines(window.marks, style)];
}

function underlines(marks: readonly CellMark[], style: SnippetStyle): string[] {
  // At one place the shorter mark is drawn last, and a primary mark covers a secondary one.
  const drawn = [...marks].sort((a, b) => Number(a.primary) - Number(b.primary) || b.end - b.start - (a.end - a.start));
  const row = new Row();
  for (const mark of drawn) row.put(mark.start, mark.character.repeat(mark.end - mark.start), paintOf(mark, style));

  const labelled = marks.filter((mark) => mark.text !== "").sort((a, b) => b.start - a.start || Number(a.primary) - Number(b.primary));
  const rightmost = labelled[0];
  const lastEnd = Math.max(...marks.map((mark) => mark.end));
  const isBeside = rightmost !== undefined && (rightmost.end === lastEnd || rightmost.start === lastEnd);
  const hanging = isBeside ? labelled.slice(1) : labelled;
  const out: string[] = [];
  if (isBeside) {
    const [head = "", ...rest] = rightmost.text.split("\n");
    row.put(lastEnd + 1, head, paintOf(rightmost, style));
    out.push(barred(row.print(), style));
    for (const more of rest) out.push(barred(new Row().put(lastEnd + 1, more, paintOf(rightmost, style)).print(), style));
  } else out.push(barred(row.print(), style));

  for (let i = 0; i < hanging.length; i++) {
    const open = hanging.slice(i);
    const mark = hanging[i] as CellMark;
    if (i === 0) out.push(barred(stems(open, style).print(), style));
    for (const text of mark.text.split("\n")) {
      const labelRow = stems(
        open.slice(1).filter((other) => other.start < mark.start),
        style,
      );
      out.push(barred(labelRow.put(mark.start, text, paintOf(mark, style)).print(), style));
    }
  }
  return out;
}

function stems(marks: readonly CellMark[], style: SnippetStyle): Row {
  const row = new Row();
  for (const mark of marks) row.put(mark.start, "|", paintOf(mark, style));
  return row;
}

function paintOf(mark: CellMark, style: SnippetStyle): Paint {
  return mark.primary ? style.severity : style.paints.frame;
}

/** A line of cells, each with its paint. */
class Row {
  private readonly cells: { text: string; paint: Paint }[] = [];

  put(at: number, text: string, paint: Paint): this {
    let cell = at;
    for (const character of text) {
      this.cells[cell] = { text: character, paint };
      cell++;
    }
    return this;
  }

  print(): string {
    let out = "";
    let run = "";
    let paint: Paint | undefined;
    for (let i = 0; i < this.cells.length; i++) {
      const cell = this.cells[i];
      if (cell?.paint !== paint) {
        out += paint === undefined ? run : paint(run);
        run = "";
        paint = cell?.paint;
      }
      run += cell?.text ?? " ";
    }
    return out + (paint === undefined ? run : paint(run));
  }
}

/** The part of a long line that shows its marks, with `…` for what is cut off. */
function clipped(layout: LineLayout, marks: readonly CellMark[], style: SnippetStyle): { text: string; marks: readonly CellMark[] } {
  const room = Math.max(40, style.width - style.gutter - 3);
  const whole = layout.pieces.map((piece) => piece.text).join("");
  if (layout.width <= room) return { text: whole.trimEnd(), marks };
  const firstMark = Math.min(layout.width, ...marks.map((mark) => mark.start));
  const lastMark = Math.max(
    0,
    ...marks.map((mark) => Math.min(mark.end, mark.start + room / 2) + Math.min(textWidth(mark.text), room / 3)),
  );
  // Start of line if that shows everything; else the marks stand in the middle of what is shown.
  const from =
    lastMark <= room - 1 || marks.length === 0 ? 0 : Math.max(0, Math.min(firstMark - 8, Math.floor((firstMark + lastMark - room) / 2)));
  const before = from > 0 ? "…" : "";
  const to = from + room - before.length - 1;
  const shown = layout.pieces.filter((piece) => piece.cell >= from && piece.cell + piece.width <= to);
  const start = shown[0]?.cell ?? from;
  const after = to < layout.width ? "…" : "";
  const shift = before.length - start;
  const fit = (cell: number): number => Math.min(Math.max(cell, start), to) + shift;
  return {
    text: before + shown.map((piece) => piece.text).join("") + after,
    marks: marks.map((mark) => ({ ...mark, start: fit(mark.start), end: Math.max(fit(mark.end), fit(mark.start) + 1) })),
  };
}

function numbered(line: number, text: string, style: SnippetStyle): string {
  return `${style.paints.frame(`${String(line).padStart(style.gutter)} |`)}${text === "" ? "" : ` ${text}`}`;
}

function barred(text: string, style: SnippetStyle): string {
  return `${style.paints.frame(`${" ".repeat(style.gutter)} |`)} ${text}`.trimEnd();
}

/** An empty line of the frame. */
export function bar(style: Pick<SnippetStyle, "gutter" | "paints">): string {
  return style.paints.frame(`${" ".repeat(style.gutter)} |`);
}
