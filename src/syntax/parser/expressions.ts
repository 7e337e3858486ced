/**
 * Expressions of Python 3.13 and of all eras of Mojo, types among them.
 *
 * Operators are parsed by binding strength, everything else by descent. Decisions look at most one token past a matching
 * bracket, which the lexer has already found. Signatures (function types, lambdas) are in `signatures.ts`.
 */
import type { CallArgument, CompareOperator, Expression, Identifier } from "../ast.ts";
import * as report from "../diagnostics.ts";
import { integerValue, plainDigits } from "../literals.ts";
import { isIdentifierKind, isReservedKind, T, tokenSpelling } from "../token.ts";
import { DisplayParser } from "./displays.ts";
import { binaryOperatorOf, binding, bindingOf, compareOperatorOf, startsExpression, startsOperand } from "./operators.ts";

const nestingLimit = 220;

export abstract class ExpressionParser extends DisplayParser {
  protected nesting = 0;

  protected abstract parseLambda(): Expression;

  protected abstract parseFunctionType(): Expression;

  /** Whether `fn(…)` at the current token is a function type rather than a call of something named `fn`. */
  protected abstract startsFunctionType(): boolean;

  // Lists

  /** Star expressions: one, or a tuple without parentheses. */
  protected parseExpressionList(): Expression {
    const start = this.start;
    const first = this.parseStarOrExpression();
    if (this.kind !== T.comma) return first;
    return this.parseTupleRest(first, start);
  }

  private parseTupleRest(first: Expression, start: number): Expression {
    const elements = [first];
    while (this.kind === T.comma) {
      this.advance();
      if (!startsExpression(this.kind) && this.kind !== T.star) break;
      elements.push(this.parseStarOrExpression());
    }
    return { kind: "tuple", elements, parenthesized: false, span: this.spanFrom(start) };
  }

  protected parseStarOrExpression(): Expression {
    if (this.kind === T.star) return this.parseStarred(binding.bitOr);
    return this.parseExpression();
  }

  /** Right side of an assignment, argument of `return`-like statements: `yield`, or star expressions. */
  protected parseFieldValue(): Expression {
    return this.kind === T.yield ? this.parseYield() : this.parseExpressionList();
  }

  protected parseYield(): Expression {
    const start = this.start;
    this.advance();
    if (this.kind === T.from) {
      this.advance();
      const value = this.parseExpression();
      return { kind: "yield", value, from: true, span: this.spanFrom(start) };
    }
    const value = startsExpression(this.kind) || this.kind === T.star ? this.parseExpressionList() : undefined;
    return { kind: "yield", value, from: false, span: this.spanFrom(start) };
  }

  /** Targets of `for`, `del` and comprehensions: they stop before `in`. */
  protected parseTargetList(): Expression {
    const start = this.start;
    const first = this.parseTarget();
    if (this.kind !== T.comma) return first;
    const elements = [first];
    while (this.kind === T.comma) {
      this.advance();
      if (!startsOperand(this.kind) && this.kind !== T.star) break;
      elements.push(this.parseTarget());
    }
    return { kind: "tuple", elements, parenthesized: false, span: this.spanFrom(start) };
  }

  protected parseTarget(): Expression {
    return this.kind === T.star ? this.parseStarred(binding.bitOr) : this.parseOperators(binding.bitOr);
  }

  // One expression

  /** `name := value` or an expression. */
  protected parseNamedExpression(): Expression {
    if (this.peek(1) === T.colonEqual && isIdentifierKind(this.kind)) {
      const start = this.start;
      const name = this.takeIdentifier();
      this.advance();
      const value = this.parseExpression();
      return { kind: "walrus", name, value, span: this.spanFrom(start) };
    }
    return this.parseExpression();
  }

  /** A type: an expression, or `ref [origin] T`. */
  protected parseType(): Expression {
    if (this.kind === T.ref && (isIdentifierKind(this.peek(1)) || this.peek(1) === T.def)) return this.parseReferenceType();
    return this.parseExpression();
  }

  protected parseReferenceType(): Expression {
    const start = this.start;
    this.advance();
    const origin = this.kind === T.leftBracket ? this.parseBracketArguments() : undefined;
    const referent = this.parseExpression();
    return { kind: "reference-type", origin, referent, span: this.spanFrom(start) };
  }

  protected parseExpression(): Expression {
    const start = this.start;
    if (++this.nesting > nestingLimit) return this.tooDeep(start);
    const value = this.kind === T.lambda ? this.parseLambda() : this.parseOperators(binding.or);
    if (this.kind !== T.if) {
      this.nesting--;
      if (this.kind === T.question) this.conditionalOperator();
      return value;
    }
    this.advance();
    const condition = this.parseOperators(binding.or);
    let whenFalse: Expression;
    if (this.expect(T.else, "of this conditional expression")) whenFalse = this.parseExpression();
    else whenFalse = { kind: "error", span: this.span(this.lastEnd, this.lastEnd) };
    this.nesting--;
    return { kind: "conditional", condition, whenTrue: value, whenFalse, span: this.spanFrom(start) };
  }

  private conditionalOperator(): void {
    this.fail(report.conditionalOperator, { at: this.tokenSpan(), params: {} });
  }

  private tooDeep(start: number): Expression {
    this.nesting--;
    this.fail(report.tooDeeplyNested, { at: this.tokenSpan(), params: {} });
    this.skipLine();
    return { kind: "error", span: this.spanFrom(start) };
  }

  /** Binary and comparison operators that bind at least as tightly as `weakest`. */
  protected parseOperators(weakest: number): Expression {
    const start = this.start;
    let left = this.kind === T.not && weakest <= binding.not ? this.parseNot() : this.parseUnary();
    while (true) {
      const kind = this.kind;
      const strength = bindingOf[kind] as number;
      if (strength === 0 || strength < weakest) return left;
      if (strength > binding.compare) {
        if (strength === binding.sum && this.peek(1) === kind && this.isIncrement()) this.increment();
        const operatorSpan = this.tokenSpan();
        this.advance();
        const right = strength === binding.power ? this.parseUnary() : this.parseOperators(strength + 1);
        left = { kind: "binary", operator: binaryOperatorOf(kind), left, right, operatorSpan, span: this.spanFrom(start) };
      } else if (strength === binding.compare) {
        if (kind === T.not && this.peek(1) !== T.in) return left;
        left = this.parseComparison(left, start);
      } else {
        if (kind === T.andAnd || kind === T.orOr) this.foreignOperator(kind === T.andAnd ? "and" : "or", true);
        this.advance();
        const right = this.parseOperators(strength + 1);
        left = { kind: "logical", operator: strength === binding.or ? "or" : "and", left, right, span: this.spanFrom(start) };
      }
    }
  }

  /** `x++` with nothing after it, as opposed to `x + +y`. */
  private isIncrement(): boolean {
    return (this.starts[this.index + 1] as number) === (this.ends[this.index] as number) && !startsExpression(this.peek(2));
  }

  private increment(): void {
    const sign = tokenSpelling(this.kind);
    const span = this.span(this.start, this.ends[this.index + 1] as number);
    const alone = this.peek(2) === T.newline || this.peek(2) === T.semicolon;
    this.fail(report.incrementOperator, {
      at: span,
      params: { operator: sign + sign },
      fixes: alone ? [{ title: `write \`${sign}= 1\``, edits: [{ span, replacement: ` ${sign}= 1` }], safe: false }] : [],
    });
  }

  private parseNot(): Expression {
    const start = this.start;
    if (++this.nesting > nestingLimit) return this.tooDeep(start);
    this.advance();
    const operand = this.parseOperators(binding.not);
    this.nesting--;
    return { kind: "unary", operator: "not", operand, span: this.spanFrom(start) };
  }

  private parseComparison(first: Expression, start: number): Expression {
    const operands = [first];
    const operators: CompareOperator[] = [];
    while (bindingOf[this.kind] === binding.compare) {
      let operator: CompareOperator;
      if (this.kind === T.not) {
        if (this.peek(1) !== T.in) break;
        this.advance();
        operator = "not in";
      } else if (this.kind === T.is && this.peek(1) === T.not) {
        this.advance();
        operator = "is not";
      } else {
        if (this.kind === T.lessGreater) this.foreignOperator("!=", false);
        operator = compareOperatorOf(this.kind);
      }
      this.advance();
      operators.push(operator);
      operands.push(this.parseOperators(binding.bitOr));
    }
    return { kind: "compare", operands, operators, span: this.spanFrom(start) };
  }

  /** An operator of other languages: reported, then taken as what it means there. */
  private foreignOperator(instead: string, spaced: boolean): void {
    const span = this.tokenSpan();
    const before = spaced && !/\s/.test(this.text.charAt(span.start - 1)) ? " " : "";
    const after = spaced && !/\s/.test(this.text.charAt(span.end)) ? " " : "";
    this.complain(report.foreignOperator, {
      at: span,
      params: { written: tokenSpelling(this.kind), instead },
      fixes: [{ title: `write \`${instead}\``, edits: [{ span, replacement: before + instead + after }], safe: true }],
    });
  }

  private parseUnary(): Expression {
    const kind = this.kind;
    if (kind !== T.minus && kind !== T.plus && kind !== T.tilde && kind !== T.exclamation) return this.parsePower();
    const start = this.start;
    if (++this.nesting > nestingLimit) return this.tooDeep(start);
    if (kind === T.exclamation) {
      const span = this.tokenSpan();
      this.complain(report.foreignOperator, {
        at: span,
        params: { written: "!", instead: "not" },
        fixes: [{ title: "write `not`", edits: [{ span, replacement: "not " }], safe: true }],
      });
    }
    this.advance();
    const operand = this.parseUnary();
    this.nesting--;
    const operator = kind === T.minus ? "-" : kind === T.plus ? "+" : kind === T.tilde ? "~" : "not";
    return { kind: "unary", operator, operand, span: this.spanFrom(start) };
  }

  private parsePower(): Expression {
    const start = this.start;
    const base = this.kind === T.await ? this.parseAwait() : this.parsePostfix();
    if (this.kind !== T.starStar) return base;
    if (++this.nesting > nestingLimit) return this.tooDeep(start);
    const operatorSpan = this.tokenSpan();
    this.advance();
    const right = this.parseUnary();
    this.nesting--;
    return { kind: "binary", operator: "**", left: base, right, operatorSpan, span: this.spanFrom(start) };
  }

  private parseAwait(): Expression {
    const start = this.start;
    this.advance();
    const value = this.parsePostfix();
    return { kind: "await", value, span: this.spanFrom(start) };
  }

  /** An atom with its calls, subscripts, attributes and transfers. */
  protected parsePostfix(): Expression {
    const start = this.start;
    let base = this.parseAtom();
    while (true) {
      switch (this.kind) {
        case T.dot: {
          this.advance();
          const name = this.parseAttributeName();
          base = { kind: "attribute", base, name, span: this.spanFrom(start) };
          break;
        }
        case T.leftParen: {
          const at = this.start;
          const list = this.parseCallArguments();
          base = { kind: "call", callee: base, arguments: list, argumentsSpan: this.spanFrom(at), span: this.spanFrom(start) };
          break;
        }
        case T.leftBracket: {
          const at = this.start;
          const list = this.parseBracketArguments();
          base = { kind: "subscript", base, arguments: list, argumentsSpan: this.spanFrom(at), span: this.spanFrom(start) };
          break;
        }
        case T.leftBrace:
          if (!this.startsStructLiteral(base)) return base;
          base = this.parseStructLiteral(base, start);
          break;
        case T.caret:
          if (!this.isTransfer()) return base;
          this.advance();
          base = { kind: "transfer", value: base, span: this.spanFrom(start) };
          break;
        default:
          return base;
      }
    }
  }

  /** `T {field: value}` of 2023, as opposed to a capture list or a block in braces. */
  private startsStructLiteral(base: Expression): boolean {
    if (this.dialect === "python" || (base.kind !== "name" && base.kind !== "attribute" && base.kind !== "subscript")) return false;
    const next = this.peek(1);
    if (next === T.rightBrace) return this.dialect !== "1.0";
    return isIdentifierKind(next) && this.peek(2) === T.colon && (this.closers[this.index] as number) > 0;
  }

  private parseStructLiteral(type: Expression, start: number): Expression {
    const opener = this.index;
    this.advance();
    const list: CallArgument[] = [];
    while (this.kind !== T.rightBrace && !this.failed) {
      const at = this.start;
      const keyword = this.expectIdentifier("a field name");
      this.expect(T.colon, "after the field name");
      const value = this.parseExpression();
      list.push({ stars: 0, keyword, value, span: this.spanFrom(at) });
      if (!this.accept(T.comma)) break;
    }
    this.expectClose(opener, T.rightBrace);
    return { kind: "initializer", type, arguments: list, span: this.spanFrom(start) };
  }

  /** `x^` gives up ownership when no operand follows; before a sign, spacing decides: `a^ - b` against `a ^ -b`. */
  private isTransfer(): boolean {
    const next = this.peek(1);
    if (!startsOperand(next)) return true;
    if ((next !== T.minus && next !== T.plus) || this.dialect === "python") return false;
    const tight = this.start === this.lastEnd;
    const sign = this.index + 1;
    const spaceBefore = (this.starts[sign] as number) > (this.ends[this.index] as number);
    const spaceAfter = (this.starts[sign + 1] as number) > (this.ends[sign] as number);
    return tight && spaceBefore && spaceAfter;
  }

  private parseAttributeName(): Identifier {
    if (isReservedKind(this.kind) && this.start === this.lastEnd) {
      // `__mlir_attr.True`, or a mistake: in both cases the word is the name.
      const word = tokenSpelling(this.kind);
      const span = this.tokenSpan();
      if (this.dialect === "python" || !this.isInlineIr()) {
        this.complain(report.reservedName, { at: span, params: { word } });
      }
      this.advance();
      return { text: word, span };
    }
    return this.expectIdentifier("a name after `.`");
  }

  /** Is the attribute's base one of the `__mlir_…` names? */
  private isInlineIr(): boolean {
    const base = this.index - 2;
    return base >= 0 && this.text.startsWith("__mlir_", this.starts[base] as number);
  }

  // Atoms

  private parseAtom(): Expression {
    const start = this.start;
    const kind = this.kind;
    switch (kind) {
      case T.name: {
        const name = this.nameText();
        this.advance();
        return { kind: "name", name, span: this.spanFrom(start) };
      }
      case T.escapedName: {
        const name = this.nameText();
        this.advance();
        return { kind: "name", name, escaped: true, span: this.spanFrom(start) };
      }
      case T.integer: {
        const text = plainDigits(this.text.slice(start, this.ends[this.index]));
        this.advance();
        return { kind: "integer", value: integerValue(text), text, span: this.spanFrom(start) };
      }
      case T.float: {
        const text = plainDigits(this.text.slice(start, this.ends[this.index]));
        this.advance();
        return { kind: "float", value: Number(text), text, span: this.spanFrom(start) };
      }
      case T.imaginary: {
        const text = plainDigits(this.text.slice(start, this.ends[this.index]));
        this.advance();
        return { kind: "imaginary", value: Number(text.slice(0, -1)), text, span: this.spanFrom(start) };
      }
      case T.string:
      case T.formatted:
        return this.parseStrings();
      case T.True:
      case T.False:
        this.advance();
        return { kind: "boolean", value: kind === T.True, span: this.spanFrom(start) };
      case T.None:
        this.advance();
        return { kind: "none", span: this.spanFrom(start) };
      case T.ellipsis:
        this.advance();
        return { kind: "ellipsis", span: this.spanFrom(start) };
      case T.leftParen:
        return this.parseParenthesized();
      case T.leftBracket:
        return this.parseListDisplay();
      case T.leftBrace:
        return this.parseBraceDisplay();
      case T.def:
        return this.parseFunctionType();
      case T.fn:
        if (this.startsFunctionType()) return this.parseFunctionType();
        break;
      case T.async:
        if (this.peek(1) === T.def || this.peek(1) === T.fn) return this.parseFunctionType();
        break;
      case T.comptime:
        if (this.startsComptime()) return this.parseComptime();
        break;
      case T.var:
      case T.let:
      case T.ref:
        if (isIdentifierKind(this.peek(1))) return this.parseBinding();
        if (kind === T.ref && this.startsReferenceType()) return this.parseReferenceType();
        break;
      case T.lambda:
        return this.parseLambda();
      default:
        break;
    }
    if (isIdentifierKind(kind)) {
      const name = tokenSpelling(kind);
      this.advance();
      return { kind: "name", name, span: this.spanFrom(start) };
    }
    return this.missingExpression();
  }

  private missingExpression(): Expression {
    if (this.failUnclosed() || this.failUnmatched(false)) return { kind: "error", span: this.foundSpan() };
    if (this.kind === T.slashSlash || (this.kind === T.slash && this.peek(1) === T.star)) this.foreignComment();
    if (isReservedKind(this.kind) && (this.peek(1) === T.dot || this.peek(1) === T.equal || this.peek(1) === T.leftParen)) {
      const word = tokenSpelling(this.kind);
      const span = this.tokenSpan();
      this.fail(report.reservedName, { at: span, params: { word } });
    } else this.fail(report.expectedExpression, { at: this.foundSpan(), params: { found: this.describe() } });
    return { kind: "error", span: this.foundSpan() };
  }

  /** `// …` at the start of a statement. */
  private foreignComment(): void {
    const before = this.index > 0 ? this.kinds[this.index - 1] : T.newline;
    if (before !== T.newline && before !== T.indent && before !== T.dedent) return;
    const isLine = this.kind === T.slashSlash;
    const span = isLine ? this.tokenSpan() : this.span(this.start, this.ends[this.index + 1] as number);
    this.fail(report.foreignComment, {
      at: span,
      params: { written: isLine ? "//" : "/*" },
      fixes: isLine ? [{ title: "write `#`", edits: [{ span, replacement: "#" }], safe: true }] : [],
    });
  }

  /** `var x` or `ref x` inside a target. */
  private parseBinding(): Expression {
    const start = this.start;
    const keyword = this.kind === T.ref ? "ref" : this.kind === T.let ? "let" : "var";
    this.advance();
    const nameStart = this.start;
    const escaped = this.kind === T.escapedName;
    const name = this.nameText();
    this.advance();
    const span = this.spanFrom(nameStart);
    const target: Expression = escaped ? { kind: "name", name, escaped, span } : { kind: "name", name, span };
    return { kind: "binding", keyword, target, span: this.spanFrom(start) };
  }

  private startsReferenceType(): boolean {
    if (this.peek(1) !== T.leftBracket) return false;
    const after = this.kindAfterBracket(this.index + 1);
    return isIdentifierKind(after) || after === T.def;
  }

  private startsComptime(): boolean {
    const next = this.peek(1);
    if (next === T.leftParen) return this.dialect !== "python";
    return isIdentifierKind(next) || next === T.integer || next === T.string;
  }

  private parseComptime(): Expression {
    const start = this.start;
    if (++this.nesting > nestingLimit) return this.tooDeep(start);
    this.advance();
    const value = this.kind === T.leftParen ? this.parseParenthesized() : this.parsePostfix();
    this.nesting--;
    return { kind: "comptime", value, span: this.spanFrom(start) };
  }
}
