/** The growing arrays of tokens, and the range of text that they come from. */
import type { DiagnosticSink } from "../../diag/diagnostic.ts";
import type { SourceFile, Span } from "../../source/source-file.ts";
import { T } from "../token.ts";
import type { TokenKind, Tokens } from "../token.ts";

export class TokenBuffer {
  protected readonly file: SourceFile;
  protected readonly text: string;
  protected readonly sink: DiagnosticSink;
  protected readonly start: number;
  protected readonly limit: number;
  protected kinds: Uint8Array;
  protected starts: Int32Array;
  protected ends: Int32Array;
  protected closers: Int32Array;
  protected count = 0;
  protected readonly comments: number[] = [];

  constructor(file: SourceFile, sink: DiagnosticSink, start: number, limit: number) {
    this.file = file;
    this.text = file.text;
    this.sink = sink;
    this.start = start;
    this.limit = limit;
    const capacity = ((limit - start) >> 2) + 16;
    this.kinds = new Uint8Array(capacity);
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
    this.closers = new Int32Array(capacity);
  }

  tokens(): Tokens {
    return { kinds: this.kinds, starts: this.starts, ends: this.ends, closers: this.closers, count: this.count, comments: this.comments };
  }

  protected push(kind: TokenKind, start: number, end: number): void {
    const index = this.count++;
    if (index === this.kinds.length) this.grow();
    this.kinds[index] = kind;
    this.starts[index] = start;
    this.ends[index] = end;
  }

  protected wideName(start: number, end: number): void {
    this.push(T.name, start, end);
    this.closers[this.count - 1] = 1;
  }

  protected grow(): void {
    const capacity = this.kinds.length * 2;
    this.kinds = copyInto(new Uint8Array(capacity), this.kinds);
    this.starts = copyInto(new Int32Array(capacity), this.starts);
    this.ends = copyInto(new Int32Array(capacity), this.ends);
    this.closers = copyInto(new Int32Array(capacity), this.closers);
  }

  protected span(start: number, end: number): Span {
    return { file: this.file, start, end };
  }
}

function copyInto<A extends Uint8Array | Int32Array>(target: A, source: A): A {
  target.set(source);
  return target;
}
