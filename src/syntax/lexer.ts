/**
 * Text to tokens, with Python's rules for logical lines and indentation.
 *
 * In: a file, or a range of one that lies inside brackets (a replacement field of a formatted string). Out: parallel
 * arrays of kinds and offsets, ended by `T.end`. Never fails: what cannot be a token is reported and skipped.
 * Mojo's rule on top of Python's: a line that is indented deeper than its statement, where no block can start,
 * continues the statement if it begins with an operator, a clause word or a further string literal.
 * A statement keyword at the start of a line ends brackets that were left open, so that one missing `)` does not
 * swallow the file. Not here: what is inside string literals.
 */
import type { DiagnosticSink } from "../diag/diagnostic.ts";
import type { SourceFile } from "../source/source-file.ts";
import { characterClass, identifierClass, identifierEnd, isBlank, isDigit, isIdentifierStartAt, isLineBreak } from "./characters.ts";
import * as report from "./diagnostics.ts";
import { TokenScanner } from "./lexer/token-scanner.ts";
import { kindOfWord } from "./lexer/words.ts";
import { stringPrefix } from "./string-scanner.ts";
import { isIdentifierKind, T } from "./token.ts";
import type { TokenKind, Tokens } from "./token.ts";

export type LexOptions = {
  /** Lex only this range: as if inside brackets, or with lines and indentation. */
  readonly range?: { readonly start: number; readonly end: number; readonly lines: boolean };
  /** Python's rules alone: no continuation by indentation, underscores only between digits. */
  readonly python?: boolean;
};

export function lex(file: SourceFile, sink: DiagnosticSink, options: LexOptions = {}): Tokens {
  return new Lexer(file, sink, options).run();
}

/** Words that can only start a statement, so that brackets before them were left open. */
const statementWords = new Set(
  "class return import raise while with try pass break continue del global nonlocal assert elif except finally".split(" "),
);
/** The same when a name follows. */
const declarationWords = new Set("def fn struct trait alias let".split(" "));
/** Words that continue a statement on a deeper line. */
const continuationWords = new Set("and or in is not where raises as capturing escaping unified thin abi".split(" "));

const headerWords = new Set<TokenKind>([
  T.def,
  T.fn,
  T.struct,
  T.trait,
  T.class,
  T.async,
  T.comptime,
  T.if,
  T.elif,
  T.while,
  T.for,
  T.with,
  T.match,
  T.case,
  T.except,
]);

/** Each rewind lexes part of the file again: beyond this many, brackets are left open. */
const rewindLimit = 32;

class Lexer extends TokenScanner {
  private readonly nested: boolean;
  private rewinds = 0;
  /** Token indices of the open brackets. */
  private readonly open: number[] = [];
  private readonly indents: number[] = [0];
  /** Columns counted with tabs of width one: both must agree, else the reader's tab width would decide. */
  private readonly alternateIndents: number[] = [0];

  constructor(file: SourceFile, sink: DiagnosticSink, options: LexOptions) {
    super(file, sink, options.range?.start ?? 0, options.range?.end ?? file.text.length, options.python ?? false);
    this.nested = options.range !== undefined && !options.range.lines;
  }

  run(): Tokens {
    const text = this.text;
    const limit = this.limit;
    let position = this.start;
    let atLineStart = !this.nested;
    if (position === 0 && text.charCodeAt(0) === 0xfeff) position = 1;
    while (true) {
      if (atLineStart) {
        position = this.lineStart(position);
        atLineStart = false;
      }
      if (position >= limit) {
        position = this.rewind();
        if (position < 0) break;
        atLineStart = true;
        continue;
      }
      const c = text.charCodeAt(position);
      if (c === 32 || c === 9 || c === 12) {
        position++;
        continue;
      }
      if (c < 128) {
        const characters = characterClass[c];
        if (characters === identifierClass) {
          position = this.word(position);
          continue;
        }
        if (characters !== 0) {
          position = this.number(position);
          continue;
        }
      }
      switch (c) {
        case 10:
        case 13: {
          position += c === 13 && text.charCodeAt(position + 1) === 10 ? 2 : 1;
          if (this.nested) break;
          if (this.open.length > 0) {
            if (this.statementStartsAt(position)) {
              const earlier = this.rewind();
              if (earlier >= 0) position = earlier;
              this.open.length = 0;
              this.newline();
              atLineStart = true;
            }
          } else {
            this.newline();
            atLineStart = true;
          }
          break;
        }
        case 35:
          position = this.comment(position);
          break;
        case 92:
          position = this.backslash(position);
          break;
        case 34:
        case 39:
          position = this.string(position, position);
          break;
        case 96:
          position = this.escapedName(position);
          break;
        case 40:
        case 91:
        case 123:
          this.open.push(this.count);
          this.push(c === 40 ? T.leftParen : c === 91 ? T.leftBracket : T.leftBrace, position, ++position);
          break;
        case 41:
          this.close(T.leftParen, T.rightParen, position++);
          break;
        case 93:
          this.close(T.leftBracket, T.rightBracket, position++);
          break;
        case 125:
          this.close(T.leftBrace, T.rightBrace, position++);
          break;
        case 46:
          if (isDigit(text.charCodeAt(position + 1))) position = this.number(position);
          else if (text.charCodeAt(position + 1) === 46 && text.charCodeAt(position + 2) === 46) {
            this.push(T.ellipsis, position, position + 3);
            position += 3;
          } else this.push(T.dot, position, ++position);
          break;
        default: {
          const length = this.operator(c, position);
          position = length > 0 ? position + length : this.other(position);
        }
      }
    }
    return this.finish();
  }

  private finish(): Tokens {
    const limit = this.limit;
    if (!this.nested) {
      this.newline();
      while (this.indents.length > 1) {
        this.indents.pop();
        this.push(T.dedent, limit, limit);
      }
    }
    this.push(T.end, limit, limit);
    return this.tokens();
  }

  /** Ends a logical line, unless it is empty. The token stands after the last one, not at the line break. */
  private newline(): void {
    const last = this.count - 1;
    if (last < 0) return;
    const kind = this.kinds[last] as number;
    if (kind === T.newline || kind === T.indent || kind === T.dedent) return;
    const at = this.ends[last] as number;
    this.push(T.newline, at, at);
  }

  /**
   * Brackets are open where none can be: goes back to the first line after the outermost one that is indented no deeper
   * than its statement, or that comes after the colon of its header, and ends the statement there. Returns that line's
   * offset, or -1 when there is none.
   */
  private rewind(): number {
    if (this.nested || this.open.length === 0 || this.rewinds >= rewindLimit) return -1;
    const opener = this.open[0] as number;
    const indentation = this.indents[this.indents.length - 1] as number;
    const isHeader = this.isHeader(opener);
    for (let i = opener + 1; i < this.count; i++) {
      const kind = this.kinds[i] as number;
      const column = this.columnAtLineStart(this.starts[i] as number);
      if (column < 0 || kind === T.rightParen || kind === T.rightBracket || kind === T.rightBrace) continue;
      const before = this.kinds[i - 1];
      if (column > indentation && !(isHeader && (before === T.colon || before === T.invalid))) continue;
      this.rewinds++;
      const lineBegin = (this.starts[i] as number) - column;
      for (let k = opener; k < i; k++) if ((this.closers[k] as number) >= i) this.closers[k] = 0;
      this.closers.fill(0, i, this.count);
      this.count = i;
      this.open.length = 0;
      while (this.comments.length > 0 && (this.comments[this.comments.length - 1] as number) > lineBegin) this.comments.length -= 2;
      this.newline();
      return lineBegin;
    }
    return -1;
  }

  /** Does the logical line of this token start with a word that takes a block? */
  private isHeader(token: number): boolean {
    let first = token;
    while (first > 0 && (this.kinds[first - 1] as number) > T.dedent) first--;
    return headerWords.has(this.kinds[first] as number);
  }

  /** Column of the character at `offset` when only blanks stand before it on its line, otherwise -1. */
  private columnAtLineStart(offset: number): number {
    let position = offset - 1;
    while (position >= this.start && isBlank(this.text.charCodeAt(position))) position--;
    return position < this.start || isLineBreak(this.text.charCodeAt(position)) ? offset - position - 1 : -1;
  }

  /** Measures indentation, skips blank and comment lines, and emits indent and dedent tokens. */
  private lineStart(from: number): number {
    const text = this.text;
    const limit = this.limit;
    let position = from;
    let lineBegin = from;
    let column = 0;
    let alternate = 0;
    for (; position < limit; position++) {
      const c = text.charCodeAt(position);
      if (c === 32) {
        column++;
        alternate++;
      } else if (c === 9) {
        column = (column | 7) + 1;
        alternate++;
      } else if (c === 12) {
        column = 0;
        alternate = 0;
      } else if (c === 10 || c === 13) {
        column = 0;
        alternate = 0;
        lineBegin = position + 1;
      } else if (c === 35) {
        position = this.comment(position) - 1;
      } else if (c === 92 && isLineBreak(text.charCodeAt(position + 1))) {
        // A joined blank line: the indentation measured so far counts.
        if (text.charCodeAt(position + 1) === 13 && text.charCodeAt(position + 2) === 10) position++;
        position++;
        while (position + 1 < limit && isBlank(text.charCodeAt(position + 1))) position++;
      } else break;
    }
    if (position >= limit) return limit;
    const top = this.indents.length - 1;
    const current = this.indents[top] as number;
    if (column === current) {
      if (alternate !== this.alternateIndents[top]) this.mixedIndentation(lineBegin, position);
    } else if (column > current) {
      if (!this.python && this.continuesStatement(position)) {
        this.count--;
        return position;
      }
      if (!this.python && this.blockIsOnlyDocumented()) {
        this.indents[top] = column;
        this.alternateIndents[top] = alternate;
        return position;
      }
      if (alternate <= (this.alternateIndents[top] as number)) this.mixedIndentation(lineBegin, position);
      this.indents.push(column);
      this.alternateIndents.push(alternate);
      this.push(T.indent, position, position);
    } else this.dedent(column, alternate, lineBegin, position);
    return position;
  }

  private dedent(column: number, alternate: number, lineBegin: number, position: number): void {
    while (this.indents.length > 1 && column < (this.indents[this.indents.length - 1] as number)) {
      this.indents.pop();
      this.alternateIndents.pop();
      this.push(T.dedent, position, position);
    }
    const top = this.indents.length - 1;
    if (column !== this.indents[top]) {
      this.sink.report(report.mismatchedDedent, {
        at: this.span(lineBegin, position),
        params: {},
        notes: [`the enclosing block is indented by ${this.indents[top]} columns, this line by ${column}`],
      });
    } else if (alternate !== this.alternateIndents[top]) this.mixedIndentation(lineBegin, position);
  }

  private mixedIndentation(start: number, end: number): void {
    this.sink.report(report.mixedTabsAndSpaces, { at: this.span(start, end), params: {}, notes: ["indent with spaces only"] });
  }

  /** Whether the deeper line at `position` goes on with the statement before it. */
  private continuesStatement(position: number): boolean {
    const last = this.count - 1;
    if (last < 1 || this.kinds[last] !== T.newline) return false;
    const before = this.kinds[last - 1] as number;
    if (before === T.colon) return false;
    // An `else` that begins its line wants a colon.
    if (before === T.else) return last >= 2 && (this.kinds[last - 2] as number) > T.dedent;
    if (endsIncomplete(before)) return true;
    const text = this.text;
    const c = text.charCodeAt(position);
    if (c < 128 && characterClass[c] === identifierClass) {
      const end = identifierEnd(text, position, this.limit);
      const next = text.charCodeAt(end);
      if ((next === 34 || next === 39) && (before === T.string || before === T.formatted))
        return stringPrefix(text, position, end) !== undefined;
      const word = text.slice(position, end);
      if (word === "if" || word === "else") return !this.lineEndsInColon(position);
      return continuationWords.has(word);
    }
    switch (c) {
      case 34:
      case 39:
        return before === T.string || before === T.formatted;
      case 46:
        return text.charCodeAt(position + 1) !== 46;
      case 43:
      case 45:
      case 42:
      case 47:
      case 37:
      case 38:
      case 124:
      case 94:
      case 60:
      case 62:
      case 61:
      case 58:
      case 44:
        return true;
      case 123:
        return before === T.rightParen || before === T.raises || before === T.name;
      default:
        return false;
    }
  }

  /** Nothing but a documentation string stands in the block: the first statement after it says how deep the block is. */
  private blockIsOnlyDocumented(): boolean {
    const last = this.count - 1;
    return last >= 2 && this.kinds[last] === T.newline && this.kinds[last - 1] === T.string && this.kinds[last - 2] === T.indent;
  }

  /** `if c:` on a deeper line is a statement in the wrong place, not the rest of `a if c else b`. */
  private lineEndsInColon(position: number): boolean {
    let end = position;
    while (end < this.limit && !isLineBreak(this.text.charCodeAt(end)) && this.text.charCodeAt(end) !== 35) end++;
    while (end > position && isBlank(this.text.charCodeAt(end - 1))) end--;
    return this.text.charCodeAt(end - 1) === 58;
  }

  /** Whether the line at `position`, inside brackets, can only be the start of a new statement. */
  private statementStartsAt(from: number): boolean {
    const text = this.text;
    let position = from;
    while (position < this.limit && isBlank(text.charCodeAt(position))) position++;
    const c = text.charCodeAt(position);
    if (!(c >= 97 && c <= 122)) return false;
    const end = identifierEnd(text, position, this.limit);
    if (end - position > 8) return false;
    const word = text.slice(position, end);
    if (declarationWords.has(word)) return isBlank(text.charCodeAt(end)) && this.nameFollows(end);
    if (!statementWords.has(word)) return false;
    // `print(class=1)` and the like are one error, not two.
    let next = end;
    while (next < this.limit && isBlank(text.charCodeAt(next))) next++;
    return text.charCodeAt(next) !== 61;
  }

  private nameFollows(from: number): boolean {
    let position = from;
    while (position < this.limit && isBlank(this.text.charCodeAt(position))) position++;
    if (!isIdentifierStartAt(this.text, position)) return this.text.charCodeAt(position) === 96;
    return isIdentifierKind(kindOfWord(this.text, position, identifierEnd(this.text, position, this.limit)));
  }

  private comment(start: number): number {
    const text = this.text;
    let position = start;
    while (position < this.limit && !isLineBreak(text.charCodeAt(position))) position++;
    this.comments.push(start, position);
    return position;
  }

  private backslash(start: number): number {
    const text = this.text;
    let position = start + 1;
    if (/^\r?\n?$/.test(text.slice(position, position + 3)) && position + 2 >= this.limit) {
      this.sink.report(report.invalidContinuation, { at: this.span(start, position), params: {}, notes: ["the file ends here"] });
      return this.limit;
    }
    if (text.charCodeAt(position) === 13 && text.charCodeAt(position + 1) === 10) return position + 2;
    if (isLineBreak(text.charCodeAt(position))) return position + 1;
    while (position < this.limit && isBlank(text.charCodeAt(position))) position++;
    const blanks = position > start + 1 && isLineBreak(text.charCodeAt(position));
    if (!(position > start + 1 && isLineBreak(text.charCodeAt(position)))) this.push(T.invalid, start, start + 1);
    this.sink.report(report.invalidContinuation, {
      at: this.span(start, blanks ? position : start + 1),
      params: {},
      fixes: blanks ? [{ title: "remove the blanks", edits: [{ span: this.span(start + 1, position), replacement: "" }], safe: true }] : [],
    });
    return blanks ? this.backslashBreak(position) : start + 1;
  }

  private backslashBreak(position: number): number {
    return this.text.charCodeAt(position) === 13 && this.text.charCodeAt(position + 1) === 10 ? position + 2 : position + 1;
  }

  private close(opener: TokenKind, kind: TokenKind, position: number): void {
    const open = this.open;
    // A closer that fits an outer bracket closes the inner ones too: they were left open.
    for (let i = open.length - 1; i >= 0; i--) {
      if (this.kinds[open[i] as number] === opener) {
        this.closers[open[i] as number] = this.count;
        open.length = i;
        break;
      }
    }
    this.push(kind, position, position + 1);
  }
}

/** After such a token a statement cannot be complete. */
function endsIncomplete(kind: TokenKind): boolean {
  switch (kind) {
    case T.equal:
    case T.arrow:
    case T.plus:
    case T.minus:
    case T.slash:
    case T.slashSlash:
    case T.percent:
    case T.pipe:
    case T.ampersand:
    case T.shiftLeft:
    case T.shiftRight:
    case T.less:
    case T.greater:
    case T.lessEqual:
    case T.greaterEqual:
    case T.equalEqual:
    case T.notEqual:
    case T.comma:
    case T.dot:
    case T.and:
    case T.or:
    case T.not:
    case T.in:
    case T.is:
    case T.return:
      return true;
    default:
      return false;
  }
}
