/**
 * Brackets in expressions: groups, tuples, displays and comprehensions; the arguments of calls and subscripts.
 */
import type { CallArgument, ComprehensionClause, Expression } from "../ast.ts";
import * as report from "../diagnostics.ts";
import { isIdentifierKind, isReservedKind, T } from "../token.ts";
import type { TokenKind } from "../token.ts";
import { binding } from "./operators.ts";
import { StringParser } from "./strings.ts";
import { describeTarget } from "./targets.ts";

export abstract class DisplayParser extends StringParser {
  protected abstract parseExpression(): Expression;
  protected abstract parseNamedExpression(): Expression;
  protected abstract parseOperators(weakest: number): Expression;
  protected abstract parseTargetList(): Expression;
  protected abstract parseType(): Expression;
  protected abstract parseYield(): Expression;

  /** `(…)`: empty tuple, group, tuple, yield or generator. */
  protected parseParenthesized(): Expression {
    const start = this.start;
    const opener = this.index;
    this.advance();
    if (this.kind === T.rightParen) {
      this.advance();
      return { kind: "tuple", elements: [], parenthesized: true, span: this.spanFrom(start) };
    }
    if (this.kind === T.yield) {
      const value = this.parseYield();
      this.expectClose(opener, T.rightParen);
      return value;
    }
    const first = this.parseElement();
    if (this.kind === T.for || this.kind === T.async) {
      const clauses = this.parseClauses();
      this.expectClose(opener, T.rightParen);
      return { kind: "comprehension", form: "generator", element: first, clauses, span: this.spanFrom(start) };
    }
    if (this.kind !== T.comma) {
      this.checkEquals();
      this.checkStar(first);
      this.expectClose(opener, T.rightParen);
      return first;
    }
    const elements = this.parseElements(first, T.rightParen);
    this.expectClose(opener, T.rightParen);
    return { kind: "tuple", elements, parenthesized: true, span: this.spanFrom(start) };
  }

  /** A starred expression alone: a comma would make a tuple of it. */
  protected checkStar(value: Expression): void {
    if (value.kind !== "starred") return;
    const end = this.span(value.span.end, value.span.end);
    this.complain(report.misplacedStar, {
      at: value.span,
      params: {},
      fixes: [{ title: "make it a tuple", edits: [{ span: end, replacement: "," }], safe: false }],
    });
  }

  protected parseListDisplay(): Expression {
    const start = this.start;
    const opener = this.index;
    this.advance();
    if (this.kind === T.rightBracket) {
      this.advance();
      return { kind: "list", elements: [], span: this.spanFrom(start) };
    }
    const first = this.parseElement();
    if (this.kind === T.for || this.kind === T.async) {
      const clauses = this.parseClauses();
      this.expectClose(opener, T.rightBracket);
      return { kind: "comprehension", form: "list", element: first, clauses, span: this.spanFrom(start) };
    }
    const elements = this.parseElements(first, T.rightBracket);
    this.expectClose(opener, T.rightBracket);
    return { kind: "list", elements, span: this.spanFrom(start) };
  }

  /** An element of a display or group: starred, or an expression with `:=`. */
  protected parseElement(): Expression {
    return this.kind === T.star ? this.parseStarred(binding.bitOr) : this.parseNamedExpression();
  }

  protected parseStarred(strength: number): Expression {
    const start = this.start;
    const count = this.kind === T.star ? 1 : 2;
    this.advance();
    const value = strength === 0 ? this.parseExpression() : this.parseOperators(strength);
    return { kind: "starred", count, value, span: this.spanFrom(start) };
  }

  protected parseElements(first: Expression, close: TokenKind): Expression[] {
    const elements = [first];
    while (this.kind === T.comma) {
      this.advance();
      if (this.kind === close || this.failed) break;
      elements.push(this.parseElement());
    }
    return elements;
  }

  /** `{…}`: dictionary, set, their comprehensions, or an initializer list. */
  protected parseBraceDisplay(): Expression {
    const start = this.start;
    const opener = this.index;
    this.advance();
    if (this.kind === T.rightBrace) {
      this.advance();
      return { kind: "dictionary", entries: [], span: this.spanFrom(start) };
    }
    if (this.kind === T.starStar) return this.parseDictionary(undefined, opener, start);
    if (this.peek(1) === T.equal && isIdentifierKind(this.kind)) return this.parseInitializer([], opener, start);
    const first = this.parseElement();
    if (this.kind === T.colon) return this.parseDictionary(first, opener, start);
    if (this.kind === T.for || this.kind === T.async) {
      const clauses = this.parseClauses();
      this.expectClose(opener, T.rightBrace);
      return { kind: "comprehension", form: "set", element: first, clauses, span: this.spanFrom(start) };
    }
    const elements = [first];
    while (this.kind === T.comma) {
      this.advance();
      if (this.kind === T.rightBrace || this.failed) break;
      if (this.peek(1) === T.equal && isIdentifierKind(this.kind)) return this.parseInitializer(elements, opener, start);
      elements.push(this.parseElement());
      if (this.kind === T.colon) this.mixedDisplay();
    }
    this.expectClose(opener, T.rightBrace);
    return { kind: "set", elements, span: this.spanFrom(start) };
  }

  private mixedDisplay(): void {
    this.fail(report.mixedDisplay, { at: this.foundSpan(), params: {} });
  }

  /** Initializer list: call arguments in braces, at least one of them by name. */
  private parseInitializer(before: readonly Expression[], opener: number, start: number): Expression {
    const list: CallArgument[] = before.map((value) =>
      value.kind === "starred" ? { stars: 1, value: value.value, span: value.span } : { stars: 0, value, span: value.span },
    );
    while (this.kind !== T.rightBrace && !this.failed) {
      list.push(this.parseArgument());
      if (!this.accept(T.comma)) break;
    }
    this.expectClose(opener, T.rightBrace);
    return { kind: "initializer", arguments: list, span: this.spanFrom(start) };
  }

  /** Rest of a dictionary whose first key is parsed, or that starts with `**`. */
  private parseDictionary(firstKey: Expression | undefined, opener: number, start: number): Expression {
    const entries: { key?: Expression; value: Expression }[] = [];
    let key = firstKey;
    while (!this.failed) {
      if (key === undefined && this.kind === T.starStar) {
        this.advance();
        entries.push({ value: this.parseOperators(binding.bitOr) });
      } else {
        key ??= this.parseExpression();
        if (this.kind !== T.colon && !this.failed) {
          this.mixedDisplay();
          break;
        }
        this.advance();
        const value = this.parseExpression();
        if (entries.length === 0 && (this.kind === T.for || this.kind === T.async)) {
          const clauses = this.parseClauses();
          this.expectClose(opener, T.rightBrace);
          return { kind: "comprehension", form: "dictionary", key, element: value, clauses, span: this.spanFrom(start) };
        }
        entries.push({ key, value });
      }
      key = undefined;
      if (!this.accept(T.comma) || this.kind === T.rightBrace) break;
    }
    this.expectClose(opener, T.rightBrace);
    return { kind: "dictionary", entries, span: this.spanFrom(start) };
  }

  private parseClauses(): ComprehensionClause[] {
    const clauses: ComprehensionClause[] = [];
    while (!this.failed) {
      const start = this.start;
      if (this.kind === T.if) {
        this.advance();
        const condition = this.parseOperators(binding.or);
        clauses.push({ kind: "if", condition, span: this.spanFrom(start) });
      } else if (this.kind === T.for || (this.kind === T.async && this.peek(1) === T.for)) {
        const isAsync = this.accept(T.async);
        this.advance();
        const target = this.parseTargetList();
        this.checkTarget(target, "assign to", false);
        this.expect(T.in, "after the target of `for`");
        const iterable = this.parseOperators(binding.or);
        clauses.push({ kind: "for", isAsync, target, iterable, span: this.spanFrom(start) });
      } else break;
    }
    return clauses;
  }

  protected checkTarget(target: Expression, verb: string, single: boolean): void {
    const problem = describeTarget(target, { single, callsAllowed: this.dialect !== "python" && verb !== "delete" });
    if (problem === undefined) return;
    const comparison = problem.expression.kind === "compare" && verb === "assign to";
    this.complain(report.invalidTarget, {
      at: problem.expression.span,
      params: { verb, what: problem.what },
      notes: comparison ? ["`==` compares"] : [],
    });
  }

  // Arguments

  /** `(…)` of a call. */
  protected parseCallArguments(): CallArgument[] {
    const opener = this.index;
    this.advance();
    const list: CallArgument[] = [];
    let named: CallArgument | undefined;
    let unpacked: CallArgument | undefined;
    while (this.kind !== T.rightParen && !this.failed) {
      const argument = this.parseArgument();
      if (argument.stars === 2) unpacked ??= argument;
      if (argument.keyword !== undefined || argument.stars === 2) named ??= argument;
      else if (named !== undefined && argument.stars === 0) this.positionalAfterNamed(argument, named);
      else if (unpacked !== undefined) this.positionalAfterNamed(argument, unpacked);
      list.push(argument);
      if (this.kind === T.for || this.kind === T.async) this.parseBareGenerator(list, opener);
      if (!this.accept(T.comma)) break;
    }
    this.expectClose(opener, T.rightParen);
    return list;
  }

  private positionalAfterNamed(argument: CallArgument, named: CallArgument): void {
    this.complain(report.argumentOrder, {
      at: argument.span,
      params: { problem: `a positional argument follows ${named.stars === 2 ? "unpacked keyword arguments" : "a keyword argument"}` },
      labels: [{ span: named.span, text: named.stars === 2 ? "keyword arguments" : "keyword argument" }],
    });
  }

  /** `f(x for x in xs)`: the generator takes the place of its element. */
  private parseBareGenerator(list: CallArgument[], opener: number): void {
    const element = list.pop() as CallArgument;
    const start = element.span.start;
    const clauses = this.parseClauses();
    const span = this.spanFrom(start);
    if (list.length > 0 || (this.kind === T.comma && this.peek(1) !== T.rightParen)) {
      this.complain(report.unparenthesizedGenerator, {
        at: span,
        params: {},
        fixes: [
          {
            title: "put it in parentheses",
            edits: [
              { span: this.span(start, start), replacement: "(" },
              { span: this.span(span.end, span.end), replacement: ")" },
            ],
            safe: true,
          },
        ],
      });
    }
    // A sole generator shares the parentheses of the call.
    const own = list.length === 0 ? this.span(this.starts[opener] as number, this.ends[this.index] as number) : span;
    list.push({ stars: 0, value: { kind: "comprehension", form: "generator", element: element.value, clauses, span: own }, span: own });
  }

  private parseArgument(): CallArgument {
    const start = this.start;
    if (this.kind === T.star || this.kind === T.starStar) {
      const stars = this.kind === T.star ? 1 : 2;
      this.advance();
      const value = this.parseExpression();
      return { stars, value, span: this.spanFrom(start) };
    }
    if (this.peek(1) === T.equal && (isIdentifierKind(this.kind) || isReservedKind(this.kind))) {
      const keyword = this.expectIdentifier("a keyword argument");
      this.advance();
      const value = this.parseExpression();
      return { stars: 0, keyword, value, span: this.spanFrom(start) };
    }
    const value = this.parseNamedExpression();
    if (this.kind === T.equal) this.checkEquals();
    return { stars: 0, value, span: this.spanFrom(start) };
  }

  /** `[…]` after an expression: indices, slices, or parameters with keywords and stars. */
  protected parseBracketArguments(): CallArgument[] {
    const opener = this.index;
    this.advance();
    const list: CallArgument[] = [];
    let trailingComma = false;
    while (this.kind !== T.rightBracket && !this.failed) {
      list.push(this.parseBracketArgument());
      trailingComma = this.accept(T.comma);
      if (!trailingComma) break;
    }
    if (this.kind === T.arrow) this.parseResults(list);
    this.expectClose(opener, T.rightBracket);
    if (this.dialect === "python") return this.pythonIndex(list, trailingComma);
    return list;
  }

  /** `f[1, 2 -> name]` of 2023. */
  private parseResults(list: CallArgument[]): void {
    this.advance();
    do {
      const start = this.start;
      const value = this.parseExpression();
      list.push({ stars: 0, value, isResult: true, span: this.spanFrom(start) });
    } while (!this.failed && this.accept(T.comma));
  }

  /** In Python `a[1,]` is indexed by a tuple of one; in Mojo a trailing comma means nothing. */
  private pythonIndex(list: CallArgument[], trailingComma: boolean): CallArgument[] {
    const only = list[0];
    if (list.length !== 1 || only === undefined || (!trailingComma && only.stars === 0) || only.keyword !== undefined) return list;
    const element: Expression = only.stars === 0 ? only.value : { kind: "starred", count: only.stars, value: only.value, span: only.span };
    return [{ stars: 0, value: { kind: "tuple", elements: [element], parenthesized: true, span: only.span }, span: only.span }];
  }

  private parseBracketArgument(): CallArgument {
    const start = this.start;
    if (this.kind === T.star || this.kind === T.starStar) {
      const stars = this.kind === T.star ? 1 : 2;
      this.advance();
      const value = this.parseExpression();
      return { stars, value, span: this.spanFrom(start) };
    }
    if (this.peek(1) === T.equal && isIdentifierKind(this.kind)) {
      const keyword = this.takeIdentifier();
      this.advance();
      const value = this.parseIndex();
      return { stars: 0, keyword, value, span: this.spanFrom(start) };
    }
    const value = this.parseIndex();
    if (this.kind === T.equal) this.checkEquals();
    return { stars: 0, value, span: this.spanFrom(start) };
  }

  /** An index, a type, or a slice. */
  private parseIndex(): Expression {
    const start = this.start;
    const lower = this.kind === T.colon ? undefined : this.parseTypeOrNamed();
    if (this.kind !== T.colon) return lower as Expression;
    this.advance();
    const upper = this.atSliceEnd() ? undefined : this.parseExpression();
    let step: Expression | undefined;
    if (this.kind === T.colon) {
      this.advance();
      step = this.atSliceEnd() ? undefined : this.parseExpression();
    }
    return { kind: "slice", lower, upper, step, span: this.spanFrom(start) };
  }

  private parseTypeOrNamed(): Expression {
    return this.kind === T.ref ? this.parseType() : this.parseNamedExpression();
  }

  private atSliceEnd(): boolean {
    return this.kind === T.colon || this.kind === T.comma || this.kind === T.rightBracket;
  }
}
