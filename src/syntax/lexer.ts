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
import type { SourceFile, Span } from "../source/source-file.ts";
import {
  characterClass,
  identifierClass,
  identifierEnd,
  isDigit,
  isHexDigit,
  isIdentifierStartAt,
  wideIdentifierLength,
} from "./characters.ts";
import * as report from "./diagnostics.ts";
import { scanFormatted, scanString, stringPrefix } from "./string-scanner.ts";
import { isIdentifierKind, keywordKinds, T } from "./token.ts";
import type { TokenKind } from "./token.ts";

export type Tokens = {
  readonly kinds: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** For an opening bracket the index of its closing token, 0 when it is never closed. For a name 1 when it is not all ASCII. */
  readonly closers: Int32Array;
  readonly count: number;
  /** Start and end of every comment, in order. */
  readonly comments: readonly number[];
};

export type LexOptions = {
  /** Lex only this range: as if inside brackets, or with lines and indentation. */
  readonly range?: { readonly start: number; readonly end: number; readonly lines: boolean };
  /** Python's rules alone: no continuation by indentation, underscores only between digits. */
  readonly python?: boolean;
};

export function lex(file: SourceFile, sink: DiagnosticSink, options: LexOptions = {}): Tokens {
  return new Lexer(file, sink, options).run();
}

// Words are found by a hash computed while scanning: a miss costs one look-up.
const wordTableSize = 1024;
const wordTable: (string | undefined)[] = new Array(wordTableSize).fill(undefined);
const wordTableKinds = new Uint8Array(wordTableSize);
let longestWord = 0;

function wordHash(text: string, start: number, end: number): number {
  const length = end - start;
  return (
    (text.charCodeAt(start) * 71 + text.charCodeAt(end - 1) * 311 + text.charCodeAt(start + (length >> 1)) * 13 + length * 97) &
    (wordTableSize - 1)
  );
}

for (const [word, kind] of keywordKinds()) {
  let slot = wordHash(word, 0, word.length);
  while (wordTable[slot] !== undefined) slot = (slot + 1) & (wordTableSize - 1);
  wordTable[slot] = word;
  wordTableKinds[slot] = kind;
  longestWord = Math.max(longestWord, word.length);
}

function kindOfWord(text: string, start: number, end: number): TokenKind {
  const length = end - start;
  if (length > longestWord) return T.name;
  for (let slot = wordHash(text, start, end); ; slot = (slot + 1) & (wordTableSize - 1)) {
    const word = wordTable[slot];
    if (word === undefined) return T.name;
    if (word.length === length && text.startsWith(word, start)) return wordTableKinds[slot] as number;
  }
}

/** Words that can only start a statement, so that brackets before them were left open. */
const statementWords = new Set(
  "class return import raise while with try pass break continue del global nonlocal assert elif except finally".split(" "),
);
/** The same when a name follows. */
const declarationWords = new Set("def fn struct trait alias let".split(" "));
/** Words that continue a statement on a deeper line. */
const continuationWords = new Set("and or in is not if else where raises as capturing escaping unified thin abi".split(" "));

/** Each rewind lexes part of the file again: beyond this many, brackets are left open. */
const rewindLimit = 32;

class Lexer {
  private readonly file: SourceFile;
  private readonly text: string;
  private readonly sink: DiagnosticSink;
  private readonly limit: number;
  private readonly start: number;
  private readonly nested: boolean;
  private readonly python: boolean;
  private kinds: Uint8Array;
  private starts: Int32Array;
  private ends: Int32Array;
  private closers: Int32Array;
  private count = 0;
  private rewinds = 0;
  private readonly comments: number[] = [];
  /** Token indices of the open brackets. */
  private readonly open: number[] = [];
  private readonly indents: number[] = [0];
  /** Columns counted with tabs of width one: both must agree, else the reader's tab width would decide. */
  private readonly alternateIndents: number[] = [0];

  constructor(file: SourceFile, sink: DiagnosticSink, options: LexOptions) {
    this.file = file;
    this.text = file.text;
    this.sink = sink;
    this.start = options.range?.start ?? 0;
    this.limit = options.range?.end ?? file.text.length;
    this.nested = options.range !== undefined && !options.range.lines;
    this.python = options.python ?? false;
    const capacity = ((this.limit - this.start) >> 2) + 16;
    this.kinds = new Uint8Array(capacity);
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
    this.closers = new Int32Array(capacity);
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
    return { kinds: this.kinds, starts: this.starts, ends: this.ends, closers: this.closers, count: this.count, comments: this.comments };
  }

  private push(kind: TokenKind, start: number, end: number): void {
    const index = this.count++;
    if (index === this.kinds.length) this.grow();
    this.kinds[index] = kind;
    this.starts[index] = start;
    this.ends[index] = end;
  }

  private grow(): void {
    const capacity = this.kinds.length * 2;
    this.kinds = copyInto(new Uint8Array(capacity), this.kinds);
    this.starts = copyInto(new Int32Array(capacity), this.starts);
    this.ends = copyInto(new Int32Array(capacity), this.ends);
    this.closers = copyInto(new Int32Array(capacity), this.closers);
  }

  private span(start: number, end: number): Span {
    return { file: this.file, start, end };
  }

  // Lines

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
   * than its statement, and ends the statement there. Returns that line's offset, or -1 when there is none.
   */
  private rewind(): number {
    if (this.nested || this.open.length === 0 || this.rewinds >= rewindLimit) return -1;
    const opener = this.open[0] as number;
    const indentation = this.indents[this.indents.length - 1] as number;
    for (let i = opener + 1; i < this.count; i++) {
      const kind = this.kinds[i] as number;
      const column = this.columnAtLineStart(this.starts[i] as number);
      if (column < 0 || column > indentation || kind === T.rightParen || kind === T.rightBracket || kind === T.rightBrace) continue;
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
    if (endsIncomplete(before)) return true;
    const text = this.text;
    const c = text.charCodeAt(position);
    if (c < 128 && characterClass[c] === identifierClass) {
      const end = identifierEnd(text, position, this.limit);
      const next = text.charCodeAt(end);
      if ((next === 34 || next === 39) && (before === T.string || before === T.formatted))
        return stringPrefix(text, position, end) !== undefined;
      return continuationWords.has(text.slice(position, end));
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

  // Words, strings, numbers

  private word(start: number): number {
    const text = this.text;
    const limit = this.limit;
    let position = start + 1;
    while (position < limit) {
      const c = text.charCodeAt(position);
      if (c >= 128) {
        const end = identifierEnd(text, position, limit);
        if (end === position) break;
        this.wideName(start, end);
        return end;
      }
      if (characterClass[c] === 0) break;
      position++;
    }
    if (position < limit && position - start <= 2) {
      const c = text.charCodeAt(position);
      if ((c === 34 || c === 39) && stringPrefix(text, start, position) !== undefined) return this.string(start, position);
    }
    this.push(kindOfWord(text, start, position), start, position);
    return position;
  }

  private wideName(start: number, end: number): void {
    this.push(T.name, start, end);
    this.closers[this.count - 1] = 1;
  }

  private string(start: number, quoteAt: number): number {
    const text = this.text;
    const prefix = quoteAt > start ? stringPrefix(text, start, quoteAt) : undefined;
    const formatted = prefix?.formatted === true;
    const extent = formatted ? scanFormatted(text, quoteAt, this.limit, prefix.raw) : scanString(text, quoteAt, this.limit);
    this.push(formatted ? T.formatted : T.string, start, extent.end);
    if (!extent.closed) this.unterminatedString(start, quoteAt, extent.end);
    return extent.end;
  }

  private unterminatedString(start: number, quoteAt: number, end: number): void {
    const quote = this.text.charAt(quoteAt);
    const triple = this.text.startsWith(quote.repeat(3), quoteAt);
    const closing = triple ? quote.repeat(3) : quote;
    this.sink.report(report.unterminatedString, {
      at: this.span(start, triple ? quoteAt + 3 : end),
      params: { quote: `\`${closing}\`` },
      fixes: triple ? [] : [{ title: "close the string here", edits: [{ span: this.span(end, end), replacement: closing }], safe: false }],
    });
  }

  private escapedName(start: number): number {
    const text = this.text;
    let position = start + 1;
    // Names of inline IR may span lines; an unclosed backtick ends with its line.
    while (position < this.limit && text.charCodeAt(position) !== 96) position++;
    if (position < this.limit) {
      this.push(T.escapedName, start, position + 1);
      return position + 1;
    }
    position = start + 1;
    while (position < this.limit && !isLineBreak(text.charCodeAt(position))) position++;
    this.sink.report(report.unterminatedEscapedName, { at: this.span(start, position), params: {} });
    this.push(T.escapedName, start, position);
    return position;
  }

  private number(start: number): number {
    const text = this.text;
    let position = start;
    const first = text.charCodeAt(start);
    const letter = text.charCodeAt(start + 1) | 32;
    if (first === 48 && (letter === 120 || letter === 111 || letter === 98)) return this.basedInteger(start, letter);
    let kind: TokenKind = T.integer;
    position = this.digits(position);
    if (text.charCodeAt(position) === 46) {
      kind = T.float;
      position = this.digits(position + 1);
    }
    if ((text.charCodeAt(position) | 32) === 101) {
      const sign = text.charCodeAt(position + 1);
      const exponent = position + (sign === 43 || sign === 45 ? 2 : 1);
      if (isDigit(text.charCodeAt(exponent))) {
        kind = T.float;
        position = this.digits(exponent);
      }
    }
    if ((text.charCodeAt(position) | 32) === 106) {
      kind = T.imaginary;
      position++;
    }
    if (this.python) this.checkUnderscores(start, position);
    if (kind === T.integer && first === 48 && hasLeadingZero(text, start, position)) {
      this.invalidNumber(
        start,
        position,
        "leading zeros are not allowed in a decimal integer",
        "0o" + text.slice(start, position).replace(/^[0_]+/, ""),
      );
    }
    return this.numberEnd(kind, start, position);
  }

  private basedInteger(start: number, letter: number): number {
    const text = this.text;
    let position = start + 2;
    while (position < this.limit && (isHexDigit(text.charCodeAt(position)) || text.charCodeAt(position) === 95)) {
      const c = text.charCodeAt(position);
      if (c !== 95 && ((letter === 98 && c > 49) || (letter === 111 && c > 55))) {
        if (isDigit(c))
          this.invalidNumber(
            position,
            position + 1,
            `invalid digit \`${text.charAt(position)}\` in ${letter === 98 ? "a binary" : "an octal"} literal`,
          );
        else break;
      }
      position++;
    }
    if (text.slice(start + 2, position).replaceAll("_", "") === "") {
      const base = letter === 120 ? "hexadecimal" : letter === 111 ? "octal" : "binary";
      this.invalidNumber(start, position, `no digits after the prefix of this ${base} literal`);
    }
    if (this.python) this.checkUnderscores(start, position);
    return this.numberEnd(T.integer, start, position);
  }

  /** Python wants each underscore between two digits; Mojo does not mind. */
  private checkUnderscores(start: number, end: number): void {
    const text = this.text.slice(start, end);
    if (!text.includes("_")) return;
    const wrong = /__|_$|_[.ej]|[.]_/i.exec(/^0[xob]/i.test(text) ? text.replace(/e/gi, "0") : text);
    if (wrong === null) return;
    const at = start + wrong.index;
    this.invalidNumber(at, at + wrong[0].length, "an underscore in a number must stand between two digits");
  }

  private digits(from: number): number {
    let position = from;
    while (position < this.limit) {
      const c = this.text.charCodeAt(position);
      if (!(isDigit(c) || (c === 95 && position > from))) break;
      position++;
    }
    return position;
  }

  /** Letters right after a number are an error, unless they are a keyword (`1if x else 2`). */
  private numberEnd(kind: TokenKind, start: number, from: number): number {
    let position = from;
    if (position < this.limit && isIdentifierStartAt(this.text, position)) {
      const end = identifierEnd(this.text, position, this.limit);
      const word = this.text.slice(position, end);
      if (!/^(?:and|else|for|if|in|is|not|or)$/.test(word)) {
        this.invalidNumber(start, end, `invalid number: unexpected \`${word}\` after the digits`);
        position = end;
        this.push(kind, start, from);
        return position;
      }
    }
    this.push(kind, start, position);
    return position;
  }

  private invalidNumber(start: number, end: number, problem: string, replacement?: string): void {
    const span = this.span(start, end);
    this.sink.report(report.invalidNumber, {
      at: span,
      params: { problem },
      fixes:
        replacement === undefined
          ? []
          : [{ title: `write \`${replacement}\` for an octal literal`, edits: [{ span, replacement }], safe: false }],
    });
  }

  // Punctuation

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

  /** Pushes the operator at `position` and returns its length, 0 when there is none. */
  private operator(c: number, position: number): number {
    const text = this.text;
    const next = text.charCodeAt(position + 1);
    switch (c) {
      case 44:
        return this.symbol(T.comma, position, 1);
      case 58:
        if (next === 61) return this.symbol(T.colonEqual, position, 2);
        return this.symbol(T.colon, position, 1);
      case 59:
        return this.symbol(T.semicolon, position, 1);
      case 61:
        if (next === 61) return this.symbol(T.equalEqual, position, 2);
        return this.symbol(T.equal, position, 1);
      case 33:
        if (next === 61) return this.symbol(T.notEqual, position, 2);
        return this.symbol(T.exclamation, position, 1);
      case 43:
        if (next === 61) return this.symbol(T.plusEqual, position, 2);
        return this.symbol(T.plus, position, 1);
      case 45:
        if (next === 62) return this.symbol(T.arrow, position, 2);
        if (next === 61) return this.symbol(T.minusEqual, position, 2);
        return this.symbol(T.minus, position, 1);
      case 42:
        if (next === 42)
          return text.charCodeAt(position + 2) === 61 ? this.symbol(T.starStarEqual, position, 3) : this.symbol(T.starStar, position, 2);
        if (next === 61) return this.symbol(T.starEqual, position, 2);
        return this.symbol(T.star, position, 1);
      case 47:
        if (next === 47)
          return text.charCodeAt(position + 2) === 61
            ? this.symbol(T.slashSlashEqual, position, 3)
            : this.symbol(T.slashSlash, position, 2);
        if (next === 61) return this.symbol(T.slashEqual, position, 2);
        return this.symbol(T.slash, position, 1);
      case 37:
        if (next === 61) return this.symbol(T.percentEqual, position, 2);
        return this.symbol(T.percent, position, 1);
      case 64:
        if (next === 61) return this.symbol(T.atEqual, position, 2);
        return this.symbol(T.at, position, 1);
      case 38:
        if (next === 61) return this.symbol(T.ampersandEqual, position, 2);
        if (next === 38) return this.symbol(T.andAnd, position, 2);
        return this.symbol(T.ampersand, position, 1);
      case 124:
        if (next === 61) return this.symbol(T.pipeEqual, position, 2);
        if (next === 124) return this.symbol(T.orOr, position, 2);
        return this.symbol(T.pipe, position, 1);
      case 94:
        if (next === 61) return this.symbol(T.caretEqual, position, 2);
        return this.symbol(T.caret, position, 1);
      case 60:
        if (next === 60)
          return text.charCodeAt(position + 2) === 61 ? this.symbol(T.shiftLeftEqual, position, 3) : this.symbol(T.shiftLeft, position, 2);
        if (next === 61) return this.symbol(T.lessEqual, position, 2);
        if (next === 62) return this.symbol(T.lessGreater, position, 2);
        return this.symbol(T.less, position, 1);
      case 62:
        if (next === 62)
          return text.charCodeAt(position + 2) === 61
            ? this.symbol(T.shiftRightEqual, position, 3)
            : this.symbol(T.shiftRight, position, 2);
        if (next === 61) return this.symbol(T.greaterEqual, position, 2);
        return this.symbol(T.greater, position, 1);
      case 63:
        return this.symbol(T.question, position, 1);
      case 126:
        return this.symbol(T.tilde, position, 1);
      default:
        return 0;
    }
  }

  private symbol(kind: TokenKind, position: number, length: number): number {
    this.push(kind, position, position + length);
    return length;
  }

  /** Identifiers outside ASCII, exotic blanks, and characters that mean nothing. */
  private other(position: number): number {
    const text = this.text;
    const code = text.codePointAt(position) as number;
    if (code >= 128) {
      const length = wideIdentifierLength(text, position, true);
      if (length > 0) {
        const end = identifierEnd(text, position + length, this.limit);
        this.wideName(position, end);
        return end;
      }
    }
    if (code === 0x201c || code === 0x2018) return this.curlyString(position, code);
    const length = code > 0xffff ? 2 : 1;
    const replacement = lookalikes.get(code);
    const span = this.span(position, position + length);
    this.sink.report(report.invalidCharacter, {
      at: span,
      params: { character: describeCharacter(code) },
      fixes: replacement === undefined ? [] : [{ title: replacementTitle(replacement), edits: [{ span, replacement }], safe: true }],
    });
    // What it stands for goes on as if written; anything else silences the errors that would follow.
    const operator = replacement === undefined ? T.invalid : lookalikeKinds.get(replacement);
    if (operator !== undefined) this.push(operator, position, position + length);
    return position + length;
  }

  /** A string in typographic quotes: one error, and a string. */
  private curlyString(start: number, opening: number): number {
    const text = this.text;
    const closing = opening + 1;
    let end = start + 1;
    while (end < this.limit && text.charCodeAt(end) !== closing && !isLineBreak(text.charCodeAt(end))) end++;
    const closed = end < this.limit && text.charCodeAt(end) === closing;
    const quote = opening === 0x201c ? '"' : "'";
    const edits = [{ span: this.span(start, start + 1), replacement: quote }];
    if (closed) edits.push({ span: this.span(end, end + 1), replacement: quote });
    this.sink.report(report.invalidCharacter, {
      at: this.span(start, start + 1),
      params: { character: describeCharacter(opening) },
      notes: [`strings are quoted with \`${quote}\``],
      fixes: closed ? [{ title: "write straight quotes", edits, safe: true }] : [],
    });
    if (closed) end++;
    this.push(T.invalid, start, end);
    return end;
  }
}

/** Characters that editors and word processors put in place of ASCII ones. */
const lookalikes = new Map<number, string>([
  [0x00a0, " "],
  [0x2002, " "],
  [0x2003, " "],
  [0x2009, " "],
  [0x202f, " "],
  [0x3000, " "],
  [0x200b, ""],
  [0xfeff, ""],
  [0x2010, "-"],
  [0x2011, "-"],
  [0x2013, "-"],
  [0x2014, "-"],
  [0x2212, "-"],
  [0x00d7, "*"],
  [0x2217, "*"],
  [0x00f7, "/"],
  [0x2215, "/"],
  [0x2192, "->"],
  [0x2260, "!="],
  [0x2264, "<="],
  [0x2265, ">="],
  [0xff08, "("],
  [0xff09, ")"],
  [0xff0c, ","],
  [0xff1a, ":"],
  [0xff1b, ";"],
  [0xff1d, "="],
]);

const lookalikeKinds = new Map<string, TokenKind>([
  ["-", T.minus],
  ["*", T.star],
  ["/", T.slash],
  ["->", T.arrow],
  ["!=", T.notEqual],
  ["<=", T.lessEqual],
  [">=", T.greaterEqual],
  ["(", T.invalid],
  [")", T.invalid],
  [",", T.comma],
  [":", T.colon],
  [";", T.semicolon],
  ["=", T.equal],
]);

function replacementTitle(replacement: string): string {
  return replacement === "" ? "remove it" : replacement === " " ? "write a blank" : `write \`${replacement}\``;
}

function describeCharacter(code: number): string {
  const hex = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(String.fromCodePoint(code)) ? `\`${String.fromCodePoint(code)}\` (${hex})` : hex;
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
      return true;
    default:
      return false;
  }
}

function hasLeadingZero(text: string, start: number, end: number): boolean {
  if (end - start < 2) return false;
  for (let i = start; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c !== 48 && c !== 95) return true;
  }
  return false;
}

function isBlank(c: number): boolean {
  return c === 32 || c === 9 || c === 12;
}

function isLineBreak(c: number): boolean {
  return c === 10 || c === 13;
}

function copyInto<A extends Uint8Array | Int32Array>(target: A, source: A): A {
  target.set(source);
  return target;
}
