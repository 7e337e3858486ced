/**
 * String literals: joins adjacent ones, and takes formatted ones apart.
 *
 * The expression in a replacement field is lexed as a range of the same file, so its spans are true.
 */
import type { Expression, FormattedPart } from "../ast.ts";
import * as report from "../diagnostics.ts";
import { lex } from "../lexer.ts";
import { decodeBytes, decodeString } from "../literals.ts";
import { isTripleQuoted, scanFieldExpression, stringPrefix } from "../string-scanner.ts";
import type { StringPrefix } from "../string-scanner.ts";
import { T } from "../token.ts";
import { Cursor } from "./cursor.ts";

/** A literal token taken apart. */
type Literal = {
  readonly prefix: StringPrefix;
  readonly start: number;
  readonly end: number;
  readonly inner: number;
  readonly innerEnd: number;
};

const noPrefix = stringPrefix("", 0, 0) as StringPrefix;

export abstract class StringParser extends Cursor {
  /** What may stand in a replacement field: yield or star expressions. */
  protected abstract parseFieldValue(): Expression;

  /** One or more adjacent string literals. */
  protected parseStrings(): Expression {
    const start = this.start;
    if (this.kind === T.string && this.peek(1) !== T.string && this.peek(1) !== T.formatted) {
      const literal = this.literalAt(this.index);
      this.advance();
      const span = this.spanFrom(start);
      return literal.prefix.bytes
        ? { kind: "bytes", value: this.bytesOf(literal), span }
        : { kind: "string", value: this.stringOf(literal), span };
    }
    const literals: Literal[] = [];
    while (this.kind === T.string || this.kind === T.formatted) {
      literals.push(this.literalAt(this.index));
      this.advance();
    }
    return this.joinLiterals(literals, start);
  }

  private joinLiterals(literals: readonly Literal[], start: number): Expression {
    const first = literals[0] as Literal;
    const end = (literals[literals.length - 1] as Literal).end;
    const span = this.span(start, end);
    const odd = literals.find((literal) => literal.prefix.bytes !== first.prefix.bytes);
    if (odd !== undefined) this.mixedLiterals(first, odd);
    const formatted = literals.find((literal) => literal.prefix.formatted);
    if (formatted !== undefined) {
      const other = literals.find((literal) => literal.prefix.formatted && literal.prefix.template !== formatted.prefix.template);
      if (other !== undefined) this.mixedLiterals(formatted, other);
      const parts: FormattedPart[] = [];
      for (const literal of literals) {
        if (literal.prefix.formatted) this.parseParts(literal, parts);
        else if (!literal.prefix.bytes) addText(parts, this.stringOf(literal), this.span(literal.inner, literal.innerEnd));
      }
      return { kind: "formatted", template: formatted.prefix.template, parts, span };
    }
    if (first.prefix.bytes) {
      const pieces = literals.filter((literal) => literal.prefix.bytes).map((literal) => this.bytesOf(literal));
      const value = new Uint8Array(pieces.reduce((size, piece) => size + piece.length, 0));
      let offset = 0;
      for (const piece of pieces) {
        value.set(piece, offset);
        offset += piece.length;
      }
      return { kind: "bytes", value, span };
    }
    let value = "";
    for (const literal of literals) if (!literal.prefix.bytes) value += this.stringOf(literal);
    return { kind: "string", value, span };
  }

  private mixedLiterals(first: Literal, second: Literal): void {
    this.complain(report.mixedLiterals, {
      at: this.span(second.start, second.end),
      params: { first: describeLiteral(first), second: describeLiteral(second) },
      labels: [{ span: this.span(first.start, first.end), text: `${describeLiteral(first)} literal` }],
    });
  }

  private literalAt(index: number): Literal {
    const text = this.text;
    const start = this.starts[index] as number;
    const end = this.ends[index] as number;
    let quoteAt = start;
    while (text.charCodeAt(quoteAt) !== 34 && text.charCodeAt(quoteAt) !== 39) quoteAt++;
    const triple = isTripleQuoted(text, quoteAt) && end - quoteAt >= 3;
    const quoteLength = triple ? 3 : 1;
    const inner = quoteAt + quoteLength;
    const closed = end - quoteLength >= inner && text.startsWith(text.slice(quoteAt, inner), end - quoteLength);
    return {
      prefix: quoteAt === start ? noPrefix : (stringPrefix(text, start, quoteAt) ?? noPrefix),
      start,
      end,
      inner,
      innerEnd: closed ? end - quoteLength : end,
    };
  }

  private stringOf(literal: Literal): string {
    return this.decode(literal.inner, literal.innerEnd, literal.prefix.raw);
  }

  private decode(start: number, end: number, raw: boolean): string {
    return decodeString(this.text, start, end, raw, this.escapeProblem);
  }

  private bytesOf(literal: Literal): Uint8Array {
    return decodeBytes(this.text, literal.inner, literal.innerEnd, literal.prefix.raw, this.escapeProblem);
  }

  private readonly escapeProblem = (start: number, end: number, problem: string): void => {
    this.complain(report.invalidEscape, { at: this.span(start, end), params: { problem } });
  };

  // Formatted strings

  private parseParts(literal: Literal, parts: FormattedPart[]): void {
    const end = this.parsePartsUntil(literal.inner, literal.innerEnd, literal.prefix.raw, false, parts);
    if (end < literal.innerEnd) addText(parts, this.decode(end, literal.innerEnd, literal.prefix.raw), this.span(end, literal.innerEnd));
  }

  /** Text and fields from `start`; a format specification ends before its `}`. Returns where it stopped. */
  private parsePartsUntil(start: number, limit: number, raw: boolean, inSpecification: boolean, parts: FormattedPart[]): number {
    const text = this.text;
    let textFrom = start;
    let position = start;
    const flush = (end: number): void => {
      if (end > textFrom) addText(parts, this.decode(textFrom, end, raw), this.span(textFrom, end));
    };
    while (position < limit) {
      const c = text.charCodeAt(position);
      if (c === 92 && !raw) {
        if (text.charCodeAt(position + 1) === 78 && text.charCodeAt(position + 2) === 123) {
          const close = text.indexOf("}", position);
          position = close < 0 || close >= limit ? limit : close + 1;
        } else if (text.charCodeAt(position + 1) === 123 || text.charCodeAt(position + 1) === 125) position++;
        else position += 2;
      } else if (c === 123) {
        if (!inSpecification && text.charCodeAt(position + 1) === 123 && position + 1 < limit) {
          flush(position + 1);
          position += 2;
          textFrom = position;
        } else {
          flush(position);
          position = this.parseField(position, limit, raw, parts);
          textFrom = position;
        }
      } else if (c === 125) {
        if (inSpecification) break;
        if (text.charCodeAt(position + 1) === 125 && position + 1 < limit) flush(position + 1);
        else {
          const span = this.span(position, position + 1);
          this.complain(report.invalidFormattedString, {
            at: span,
            params: { problem: "a single `}` in a formatted string must be doubled" },
            fixes: [{ title: "double it", edits: [{ span, replacement: "}}" }], safe: true }],
          });
          flush(position + 1);
          position--;
        }
        position += 2;
        textFrom = position;
      } else position++;
    }
    flush(Math.min(position, limit));
    return Math.min(position, limit);
  }

  /** `{value=!r:format}` from its brace at `open`. Returns the offset after the closing brace. */
  private parseField(open: number, limit: number, raw: boolean, parts: FormattedPart[]): number {
    const text = this.text;
    const expressionEnd = scanFieldExpression(text, open + 1, limit);
    if (expressionEnd < 0 || expressionEnd >= limit) {
      const span = this.span(open, open + 1);
      this.complain(report.invalidFormattedString, {
        at: span,
        params: { problem: "this `{` of a formatted string is never closed" },
        notes: ["write `{{` for a brace that is text"],
        fixes: [{ title: "double it", edits: [{ span, replacement: "{{" }], safe: false }],
      });
      return limit;
    }
    const { value, debug } = this.parseFieldRange(open + 1, expressionEnd);
    let position = expressionEnd;
    let conversion: "r" | "s" | "a" | undefined;
    if (text.charCodeAt(position) === 33) {
      const letter = text.charAt(position + 1);
      if ((letter === "r" || letter === "s" || letter === "a") && /[:}\s]/.test(text.charAt(position + 2))) {
        conversion = letter;
        position += 2;
        while (position < limit && /\s/.test(text.charAt(position))) position++;
      } else {
        const end = position + 1;
        while (position < limit && text.charCodeAt(position) !== 58 && text.charCodeAt(position) !== 125) position++;
        this.complain(report.invalidFormattedString, {
          at: this.span(end - 1, Math.max(end, position)),
          params: { problem: "a conversion is one of `!r`, `!s` and `!a`" },
        });
      }
    }
    let format: FormattedPart[] | undefined;
    if (position < limit && text.charCodeAt(position) === 58) {
      format = [];
      position = this.parsePartsUntil(position + 1, limit, raw, true, format);
    }
    if (position < limit && text.charCodeAt(position) === 125) position++;
    else
      this.complain(report.invalidFormattedString, {
        at: this.span(open, open + 1),
        params: { problem: "this `{` of a formatted string is never closed" },
      });
    const debugText = debug ? text.slice(open + 1, expressionEnd) : undefined;
    parts.push({ kind: "replacement", value, debugText, conversion, format, span: this.span(open, position) });
    return position;
  }

  /** Parses the source range of a field's expression with its own tokens. */
  private parseFieldRange(start: number, end: number): { value: Expression; debug: boolean } {
    const tokens = lex(this.file, this.sink, { range: { start, end, lines: false }, python: this.dialect === "python" });
    return this.within(tokens, () => {
      if (this.kind === T.end) {
        this.complain(report.invalidFormattedString, {
          at: this.span(start - 1, end + 1),
          params: { problem: "a replacement field needs an expression" },
        });
        return { value: { kind: "error", span: this.span(start, end) }, debug: false };
      }
      const value = this.parseFieldValue();
      const debug = this.kind === T.equal && this.peek(1) === T.end;
      if (debug) this.advance();
      if (this.kind !== T.end) {
        this.fail(report.invalidFormattedString, {
          at: this.tokenSpan(),
          params: { problem: `expected the end of the replacement field, found ${this.describe()}` },
        });
      }
      return { value, debug };
    });
  }
}

function describeLiteral(literal: Literal): string {
  return literal.prefix.bytes
    ? "bytes"
    : literal.prefix.template
      ? "template string"
      : literal.prefix.formatted
        ? "formatted string"
        : "string";
}

/** Neighbouring text is one part. */
function addText(parts: FormattedPart[], value: string, span: FormattedPart["span"]): void {
  const last = parts[parts.length - 1];
  if (last?.kind === "text") {
    parts[parts.length - 1] = { kind: "text", value: last.value + value, span: { file: span.file, start: last.span.start, end: span.end } };
  } else if (value !== "") parts.push({ kind: "text", value, span });
}
