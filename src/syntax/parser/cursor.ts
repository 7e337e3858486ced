/**
 * A position in the token arrays, with the ways to look ahead, to expect, and to report and recover.
 *
 * After an error `failed` is set and further errors are kept quiet until a safe place is reached: the closing bracket
 * of the construct, or the end of the statement. That gives one error for one cause without exceptions.
 */
import type { DiagnosticDefinition, DiagnosticSink, ReportOptions } from "../../diag/diagnostic.ts";
import type { SourceFile, Span } from "../../source/source-file.ts";
import type { Dialect, Identifier } from "../ast.ts";
import * as report from "../diagnostics.ts";
import { isIdentifierKind, isReservedKind, isWordKind, T, tokenSpelling } from "../token.ts";
import type { TokenKind, Tokens } from "../token.ts";

export class Cursor {
  protected readonly file: SourceFile;
  protected readonly text: string;
  protected readonly sink: DiagnosticSink;
  protected readonly dialect: Dialect;
  protected kinds: Uint8Array;
  protected starts: Int32Array;
  protected ends: Int32Array;
  protected closers: Int32Array;
  protected index = 0;
  /** Kind of the current token. */
  protected kind: TokenKind;
  /** End of the token before the current one. */
  protected lastEnd = 0;
  protected failed = false;
  /** An error in brackets of this statement was left behind: what seems wrong after them may be its consequence. */
  protected quiet = false;

  constructor(file: SourceFile, tokens: Tokens, sink: DiagnosticSink, dialect: Dialect) {
    this.file = file;
    this.text = file.text;
    this.sink = sink;
    this.dialect = dialect;
    this.kinds = tokens.kinds;
    this.starts = tokens.starts;
    this.ends = tokens.ends;
    this.closers = tokens.closers;
    this.kind = tokens.kinds[0] as number;
  }

  protected advance(): void {
    if (this.kind === T.end) return;
    this.lastEnd = this.ends[this.index] as number;
    this.kind = this.kinds[++this.index] as number;
  }

  /** Steps over a newline, indent or dedent: they do not count as the end of a node. */
  protected step(): void {
    if (this.kind !== T.end) this.kind = this.kinds[++this.index] as number;
  }

  protected moveTo(index: number): void {
    this.index = index;
    this.kind = this.kinds[index] as number;
    if (index > 0) this.lastEnd = this.ends[index - 1] as number;
  }

  protected peek(distance: number): TokenKind {
    return this.kinds[this.index + distance] as number;
  }

  /** Kind of the token after the bracket that opens at `index`; `T.end` when it is never closed. */
  protected kindAfterBracket(index: number): TokenKind {
    const closer = this.closers[index] as number;
    return closer === 0 ? T.end : (this.kinds[closer + 1] as number);
  }

  /** Parses other tokens of the same file, then goes on here. */
  protected within<R>(tokens: Tokens, parse: () => R): R {
    const { kinds, starts, ends, closers, index, kind, lastEnd, failed, quiet } = this;
    this.kinds = tokens.kinds;
    this.starts = tokens.starts;
    this.ends = tokens.ends;
    this.closers = tokens.closers;
    this.index = 0;
    this.kind = tokens.kinds[0] as number;
    this.lastEnd = tokens.starts[0] as number;
    const result = parse();
    this.kinds = kinds;
    this.starts = starts;
    this.ends = ends;
    this.closers = closers;
    this.index = index;
    this.kind = kind;
    this.lastEnd = lastEnd;
    this.failed = failed;
    this.quiet = quiet;
    return result;
  }

  protected get start(): number {
    return this.starts[this.index] as number;
  }

  protected accept(kind: TokenKind): boolean {
    if (this.kind !== kind) return false;
    this.advance();
    return true;
  }

  // Spans and names

  protected spanFrom(start: number): Span {
    return { file: this.file, start, end: this.lastEnd < start ? start : this.lastEnd };
  }

  protected span(start: number, end: number): Span {
    return { file: this.file, start, end };
  }

  protected tokenSpan(index: number = this.index): Span {
    return { file: this.file, start: this.starts[index] as number, end: this.ends[index] as number };
  }

  /** Text of the name at the current token, in normal form and without backticks. */
  protected nameText(): string {
    const start = this.starts[this.index] as number;
    const end = this.ends[this.index] as number;
    if (this.kind === T.escapedName) return this.text.slice(start + 1, this.text.charCodeAt(end - 1) === 96 ? end - 1 : end);
    const text = this.text.slice(start, end);
    return (this.closers[this.index] as number) === 0 ? text : text.normalize("NFKC");
  }

  /** The name at the current token, which must be one. */
  protected takeIdentifier(): Identifier {
    const escaped = this.kind === T.escapedName;
    const text = this.nameText();
    const span = this.tokenSpan();
    this.advance();
    return escaped ? { text, escaped, span } : { text, span };
  }

  /** A name, or an error and an empty name. `what` completes "expected …". */
  protected expectIdentifier(what: string): Identifier {
    if (isIdentifierKind(this.kind)) return this.takeIdentifier();
    if (isReservedKind(this.kind)) {
      const word = tokenSpelling(this.kind);
      const next = this.peek(1);
      // A reserved word where a name must be: take it as the name, so that the rest parses.
      if (!(this.kind === T.in || this.kind === T.as || this.kind === T.import) || next === T.leftParen || next === T.equal) {
        this.reservedNameError(word);
        const span = this.tokenSpan();
        this.advance();
        return { text: word, span };
      }
    }
    const at = this.lastEnd;
    this.failMissing(what);
    return { text: "", span: this.span(at, at) };
  }

  private reservedNameError(word: string): void {
    const span = this.tokenSpan();
    this.complain(report.reservedName, {
      at: span,
      params: { word },
      fixes:
        this.dialect === "python"
          ? []
          : [{ title: "escape it with backticks", edits: [{ span, replacement: `\`${word}\`` }], safe: false }],
    });
  }

  // Errors

  /** Reports once and turns further errors off until recovery. Characters that are no token were reported already. */
  protected fail<P>(definition: DiagnosticDefinition<P>, options: ReportOptions<P>): void {
    if (this.failed) return;
    this.failed = true;
    if (this.kind === T.invalid || this.peek(1) === T.invalid || this.quiet) return;
    this.sink.report(definition, options);
  }

  /** Reports an error after which parsing goes on as if it had been repaired. */
  protected complain<P>(definition: DiagnosticDefinition<P>, options: ReportOptions<P>): void {
    if (!this.failed && !this.quiet) this.sink.report(definition, options);
  }

  /** Reports what was expected at the current token; at the end of a line with open brackets, those. */
  protected failMissing(expected: string): void {
    if (this.failUnclosed()) return;
    this.fail(report.expectedToken, { at: this.foundSpan(), params: { expected, found: this.describe() } });
  }

  /** When the line ends while a bracket of it is open, that is the error. */
  protected failUnclosed(): boolean {
    const atEnd = this.kind === T.newline || this.kind === T.end || (this.kind === T.colon && this.peek(1) === T.newline);
    if (this.failed || !atEnd) return false;
    let opener = -1;
    for (let i = this.index - 1; i >= 0 && this.kinds[i] !== T.newline; i--) {
      const kind = this.kinds[i] as number;
      const opens = kind === T.leftParen || kind === T.leftBracket || kind === T.leftBrace;
      if (opens && this.closers[i] === 0) opener = i;
    }
    if (opener < 0) return false;
    this.unclosed(opener, closingKind(this.kinds[opener] as number));
    return true;
  }

  private unclosed(opener: number, close: TokenKind): void {
    // The colon of a header stands after its brackets.
    const last = this.index - 1;
    const at = this.kind !== T.colon && last > opener && this.kinds[last] === T.colon ? (this.starts[last] as number) : this.lastEnd;
    const insertion = this.span(at, at);
    this.fail(report.unclosedBracket, {
      at: this.tokenSpan(opener),
      params: { open: tokenSpelling(this.kinds[opener] as number) },
      labels: [{ span: insertion, text: `expected \`${tokenSpelling(close)}\` before this point` }],
      fixes: [
        { title: `insert \`${tokenSpelling(close)}\``, edits: [{ span: insertion, replacement: tokenSpelling(close) }], safe: false },
      ],
    });
  }

  /** Whether the current token is the first on its line. */
  private startsLine(): boolean {
    return /[\r\n]/.test(this.text.slice(this.lastEnd, this.start));
  }

  /** Whether the current token is the last on its line. */
  protected endsLine(): boolean {
    return /[\r\n]/.test(this.text.slice(this.ends[this.index] as number, this.starts[this.index + 1] as number));
  }

  /** Span to blame when something is missing at the current token. */
  protected foundSpan(): Span {
    const kind = this.kind;
    if (kind === T.newline || kind === T.end || kind === T.dedent || kind === T.indent) return this.span(this.lastEnd, this.lastEnd);
    return this.tokenSpan();
  }

  /** The current token in words, for messages. */
  protected describe(): string {
    switch (this.kind) {
      case T.end:
        return "the end of the file";
      case T.newline:
        return "the end of the line";
      case T.indent:
        return "a deeper indentation";
      case T.dedent:
        return "the end of the block";
      case T.string:
      case T.formatted:
        return "a string";
      case T.integer:
      case T.float:
      case T.imaginary:
        return `the number \`${this.text.slice(this.start, this.ends[this.index])}\``;
      default: {
        const text = this.text.slice(this.start, this.ends[this.index]);
        return isWordKind(this.kind) && !isIdentifierKind(this.kind) ? `the keyword \`${text}\`` : `\`${text}\``;
      }
    }
  }

  /** The token, or an error that names it. */
  protected expect(kind: TokenKind, after?: string): boolean {
    if (this.accept(kind)) return true;
    this.failMissing(`\`${tokenSpelling(kind)}\`${after === undefined ? "" : ` ${after}`}`);
    return false;
  }

  /** Ends the bracket opened at token `opener`, and recovers at its closing token after an error inside. */
  protected expectClose(opener: number, close: TokenKind, expected?: string): void {
    const closer = this.closers[opener] as number;
    if (this.kind === close && (closer === this.index || closer === 0)) {
      this.advance();
      if (closer !== 0) this.recover();
      return;
    }
    if (!this.failed) this.reportUnclosed(opener, close, closer, expected);
    if (closer > 0 && closer >= this.index) {
      this.moveTo(closer);
      this.advance();
      this.recover();
    }
  }

  private recover(): void {
    if (this.failed) this.quiet = true;
    this.failed = false;
  }

  private reportUnclosed(opener: number, close: TokenKind, closer: number, expected: string | undefined): void {
    if (this.kind === T.equal) {
      this.checkEquals();
      return;
    }
    const open = tokenSpelling(this.kinds[opener] as number);
    const openSpan = this.tokenSpan(opener);
    if (closer === 0 && (this.kind === T.newline || this.kind === T.end || this.startsLine())) {
      this.unclosed(opener, close);
    } else if (closer === 0 && (this.kind === T.rightParen || this.kind === T.rightBracket || this.kind === T.rightBrace)) {
      this.fail(report.mismatchedBracket, {
        at: this.tokenSpan(),
        params: { open, close: tokenSpelling(this.kind) },
        labels: [{ span: openSpan, text: "opened here" }],
        fixes: [
          {
            title: `write \`${tokenSpelling(close)}\``,
            edits: [{ span: this.tokenSpan(), replacement: tokenSpelling(close) }],
            safe: false,
          },
        ],
      });
      this.advance();
    } else {
      this.fail(report.expectedToken, {
        at: this.foundSpan(),
        params: { expected: expected ?? `\`,\` or \`${tokenSpelling(close)}\``, found: this.describe() },
        labels: [{ span: openSpan, text: `to match this \`${open}\`` }],
      });
    }
  }

  /** `=` where an expression ended: most often a comparison was meant. */
  protected checkEquals(): void {
    if (this.kind !== T.equal) return;
    const span = this.tokenSpan();
    this.fail(report.assignmentInCondition, {
      at: span,
      params: {},
      fixes: [
        { title: "compare with `==`", edits: [{ span, replacement: "==" }], safe: false },
        { title: "assign with `:=`", edits: [{ span, replacement: ":=" }], safe: false },
      ],
    });
  }

  /** A closing bracket that nothing opened. */
  protected failUnmatched(removable: boolean): boolean {
    if (this.failed || (this.kind !== T.rightParen && this.kind !== T.rightBracket && this.kind !== T.rightBrace)) return false;
    for (let i = this.index - 1; i >= 0 && this.kinds[i] !== T.newline; i--) if (this.closers[i] === this.index) return false;
    const span = this.tokenSpan();
    this.fail(report.unmatchedBracket, {
      at: span,
      params: { close: tokenSpelling(this.kind) },
      fixes: removable ? [{ title: "remove it", edits: [{ span, replacement: "" }], safe: false }] : [],
    });
    return true;
  }

  /** Skips to the end of the logical line. */
  protected skipLine(): void {
    while (this.kind !== T.newline && this.kind !== T.end && this.kind !== T.dedent && this.kind !== T.indent) this.advance();
  }
}

function closingKind(opener: TokenKind): TokenKind {
  return opener === T.leftParen ? T.rightParen : opener === T.leftBracket ? T.rightBracket : T.rightBrace;
}
