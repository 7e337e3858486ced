/**
 * Source files and spans: where every token, node, diagnostic and instruction comes from.
 *
 * Offsets are UTF-16 code units into `text`; lines and columns are counted from 1 and computed on demand.
 */
export class SourceFile {
  readonly path: string;
  readonly text: string;
  private lineStarts: number[] | undefined;

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
  }

  /** Line and column (both from 1) of an offset. */
  position(offset: number): Position {
    const starts = this.starts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] as number) + 1 };
  }

  /** Text of a line (from 1) without its line break. */
  lineText(line: number): string {
    const starts = this.starts();
    const begin = starts[line - 1] ?? this.text.length;
    const end = starts[line] ?? this.text.length;
    return this.text.slice(begin, end).replace(/[\r\n]+$/, "");
  }

  /** Offset of a line's first character. */
  lineStart(line: number): number {
    return this.starts()[line - 1] ?? this.text.length;
  }

  get lineCount(): number {
    return this.starts().length;
  }

  private starts(): number[] {
    if (this.lineStarts === undefined) {
      const starts = [0];
      for (let i = this.text.indexOf("\n"); i >= 0; i = this.text.indexOf("\n", i + 1)) starts.push(i + 1);
      this.lineStarts = starts;
    }
    return this.lineStarts;
  }
}

export type Position = { readonly line: number; readonly column: number };

/** A half-open range of a file. */
export type Span = { readonly file: SourceFile; readonly start: number; readonly end: number };

export function spanBetween(first: Span, last: Span): Span {
  return { file: first.file, start: first.start, end: last.end };
}

export function spanText(span: Span): string {
  return span.file.text.slice(span.start, span.end);
}
