/** Patterns of `match` statements, as in Python's PEP 634. */
import type { Expression, Identifier, Pattern } from "../ast.ts";
import * as report from "../diagnostics.ts";
import { isIdentifierKind, T } from "../token.ts";
import type { TokenKind } from "../token.ts";
import { binding } from "./operators.ts";
import { SignatureParser } from "./signatures.ts";

export abstract class PatternParser extends SignatureParser {
  /** Pattern of a `case`: without parentheses it may be a sequence. */
  protected parseCasePattern(): Pattern {
    const start = this.start;
    const first = this.parseStarOrAsPattern();
    if (this.kind !== T.comma) {
      if (first.kind === "star") return { kind: "sequence", elements: [first], span: this.spanFrom(start) };
      return first;
    }
    const elements = [first];
    while (this.accept(T.comma)) {
      if (this.kind === T.colon || this.kind === T.if || this.failed) break;
      elements.push(this.parseStarOrAsPattern());
    }
    return { kind: "sequence", elements, span: this.spanFrom(start) };
  }

  private parseStarOrAsPattern(): Pattern {
    if (this.kind !== T.star) return this.parseAsPattern();
    const start = this.start;
    this.advance();
    const name = this.expectIdentifier("a name after `*`");
    return { kind: "star", name: name.text === "_" ? undefined : name, span: this.spanFrom(start) };
  }

  private parseAsPattern(): Pattern {
    const start = this.start;
    const pattern = this.parseOrPattern();
    if (!this.accept(T.as)) return pattern;
    const name = this.expectIdentifier("a name after `as`");
    if (name.text === "_") this.complain(report.invalidPattern, { at: name.span, params: { problem: "`_` cannot be the target of `as`" } });
    return { kind: "capture", name, pattern, span: this.spanFrom(start) };
  }

  private parseOrPattern(): Pattern {
    const start = this.start;
    const first = this.parseClosedPattern();
    if (this.kind !== T.pipe) return first;
    const alternatives = [first];
    while (this.accept(T.pipe)) alternatives.push(this.parseClosedPattern());
    return { kind: "or", alternatives, span: this.spanFrom(start) };
  }

  private parseClosedPattern(): Pattern {
    const start = this.start;
    switch (this.kind) {
      case T.leftParen:
        return this.parseGroupPattern(T.rightParen);
      case T.leftBracket:
        return this.parseGroupPattern(T.rightBracket);
      case T.leftBrace:
        return this.parseMappingPattern();
      case T.minus:
      case T.integer:
      case T.float:
      case T.imaginary:
      case T.string:
      case T.formatted:
      case T.True:
      case T.False:
      case T.None: {
        // A complex literal `1 + 2j` is a sum; `|` separates alternatives.
        const value = this.parseOperators(binding.sum);
        return { kind: "value", value, span: this.spanFrom(start) };
      }
      default:
        break;
    }
    if (isIdentifierKind(this.kind)) return this.parseNamePattern();
    this.failMissing("a pattern");
    const span = this.foundSpan();
    return { kind: "value", value: { kind: "error", span }, span };
  }

  /** A capture, a dotted value, or a class pattern. */
  private parseNamePattern(): Pattern {
    const start = this.start;
    const first = this.takeIdentifier();
    if (this.kind !== T.dot && this.kind !== T.leftParen && this.kind !== T.leftBracket) {
      return { kind: "capture", name: first.text === "_" ? undefined : first, span: this.spanFrom(start) };
    }
    let callee: Expression = first.escaped
      ? { kind: "name", name: first.text, escaped: true, span: first.span }
      : { kind: "name", name: first.text, span: first.span };
    while (this.kind === T.dot || this.kind === T.leftBracket) {
      if (this.accept(T.dot)) {
        const name = this.expectIdentifier("a name after `.`");
        callee = { kind: "attribute", base: callee, name, span: this.spanFrom(start) };
      } else {
        const at = this.start;
        const list = this.parseBracketArguments();
        callee = { kind: "subscript", base: callee, arguments: list, argumentsSpan: this.spanFrom(at), span: this.spanFrom(start) };
      }
      if (this.failed) break;
    }
    if (this.kind !== T.leftParen) return { kind: "value", value: callee, span: this.spanFrom(start) };
    return this.parseClassPattern(callee, start);
  }

  private parseClassPattern(callee: Expression, start: number): Pattern {
    const opener = this.index;
    this.advance();
    const positional: Pattern[] = [];
    const keywords: { name: Identifier; pattern: Pattern }[] = [];
    while (this.kind !== T.rightParen && !this.failed) {
      if (this.peek(1) === T.equal && isIdentifierKind(this.kind)) {
        const name = this.takeIdentifier();
        this.advance();
        keywords.push({ name, pattern: this.parseAsPattern() });
      } else {
        const pattern = this.parseAsPattern();
        if (keywords.length > 0) {
          this.complain(report.invalidPattern, { at: pattern.span, params: { problem: "a positional pattern follows keyword patterns" } });
        }
        positional.push(pattern);
      }
      if (!this.accept(T.comma)) break;
    }
    this.expectClose(opener, T.rightParen);
    return { kind: "class", callee, positional, keywords, span: this.spanFrom(start) };
  }

  /** `(p)`, `(p, q)`, `[p, *rest]`. */
  private parseGroupPattern(close: TokenKind): Pattern {
    const start = this.start;
    const opener = this.index;
    if (++this.nesting > 150) {
      this.nesting--;
      this.fail(report.tooDeeplyNested, { at: this.tokenSpan(), params: {} });
      this.skipLine();
      const span = this.spanFrom(start);
      return { kind: "value", value: { kind: "error", span }, span };
    }
    this.advance();
    const elements: Pattern[] = [];
    let comma = false;
    while (this.kind !== close && !this.failed) {
      elements.push(this.parseStarOrAsPattern());
      comma = this.accept(T.comma);
      if (!comma) break;
    }
    this.expectClose(opener, close);
    this.nesting--;
    const only = elements[0];
    if (close === T.rightParen && elements.length === 1 && !comma && only !== undefined && only.kind !== "star") return only;
    return { kind: "sequence", elements, span: this.spanFrom(start) };
  }

  private parseMappingPattern(): Pattern {
    const start = this.start;
    const opener = this.index;
    this.advance();
    const entries: { key: Expression; pattern: Pattern }[] = [];
    let rest: Identifier | undefined;
    while (this.kind !== T.rightBrace && !this.failed) {
      if (this.accept(T.starStar)) rest = this.expectIdentifier("a name after `**`");
      else {
        const key = this.parseOperators(binding.sum);
        this.expect(T.colon, "after the key of a mapping pattern");
        entries.push({ key, pattern: this.parseAsPattern() });
      }
      if (!this.accept(T.comma)) break;
    }
    this.expectClose(opener, T.rightBrace);
    return { kind: "mapping", entries, rest, span: this.spanFrom(start) };
  }
}
