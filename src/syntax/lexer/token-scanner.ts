/** Single tokens: words, strings, numbers, operators, and characters that are none of them. */
import type { DiagnosticSink } from "../../diag/diagnostic.ts";
import type { SourceFile } from "../../source/source-file.ts";
import {
  characterClass,
  identifierEnd,
  isDigit,
  isHexDigit,
  isIdentifierStartAt,
  isLineBreak,
  wideIdentifierLength,
} from "../characters.ts";
import * as report from "../diagnostics.ts";
import { scanFormatted, scanString, stringPrefix } from "../string-scanner.ts";
import { T } from "../token.ts";
import type { TokenKind } from "../token.ts";
import { describeCharacter, lookalikeKinds, lookalikes, replacementTitle } from "./lookalikes.ts";
import { TokenBuffer } from "./token-buffer.ts";
import { kindOfWord } from "./words.ts";

export class TokenScanner extends TokenBuffer {
  /** Python's rules alone: no continuation by indentation, underscores only between digits. */
  protected readonly python: boolean;

  constructor(file: SourceFile, sink: DiagnosticSink, start: number, limit: number, python: boolean) {
    super(file, sink, start, limit);
    this.python = python;
  }

  protected word(start: number): number {
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

  protected string(start: number, quoteAt: number): number {
    const text = this.text;
    const prefix = quoteAt > start ? stringPrefix(text, start, quoteAt) : undefined;
    const formatted = prefix?.formatted === true;
    const extent = formatted ? scanFormatted(text, quoteAt, this.limit, prefix.raw) : scanString(text, quoteAt, this.limit);
    this.push(formatted ? T.formatted : T.string, start, extent.end);
    if (!extent.closed) {
      this.unterminatedString(start, quoteAt, extent.end);
      // What follows is not to be trusted.
      this.push(T.invalid, extent.end, extent.end);
    }
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

  protected escapedName(start: number): number {
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

  protected number(start: number): number {
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

  /** Pushes the operator at `position` and returns its length, 0 when there is none. */
  protected operator(c: number, position: number): number {
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

  protected symbol(kind: TokenKind, position: number, length: number): number {
    this.push(kind, position, position + length);
    return length;
  }

  /** Identifiers outside ASCII, exotic blanks, and characters that mean nothing. */
  protected other(position: number): number {
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

function hasLeadingZero(text: string, start: number, end: number): boolean {
  if (end - start < 2) return false;
  for (let i = start; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c !== 48 && c !== 95) return true;
  }
  return false;
}
