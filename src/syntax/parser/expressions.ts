/**
 * Expressions of Python 3.13 and of all eras of Mojo, types among them.
 *
 * Operators are parsed by binding strength, everything else by descent. Decisions look at most one token past a matching
 * bracket, which the lexer has already found. Signatures (function types, lambdas) are in `signatures.ts`.
 */
import type { CallArgument, CompareOperator, ComprehensionClause, Expression, Identifier } from "../ast.ts";
import * as report from "../diagnostics.ts";
import { integerValue, plainDigits } from "../literals.ts";
import { isIdentifierKind, isReservedKind, T, tokenSpelling } from "../token.ts";
import type { TokenKind } from "../token.ts";
import { binaryOperatorOf, binding, bindingOf, compareOperatorOf, startsExpression, startsOperand } from "./operators.ts";
import { StringParser } from "./strings.ts";
import { describeTarget } from "./targets.ts";

const nestingLimit = 220;

export abstract class ExpressionParser extends StringParser {
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

  private parseStarred(strength: number): Expression {
    const start = this.start;
    const count = this.kind === T.star ? 1 : 2;
    this.advance();
    const value = strength === 0 ? this.parseExpression() : this.parseOperators(strength);
    return { kind: "starred", count, value, span: this.spanFrom(start) };
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

  // Brackets

  /** `(…)`: empty tuple, group, tuple, yield or generator. */
  private parseParenthesized(): Expression {
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

  private parseListDisplay(): Expression {
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
  private parseBraceDisplay(): Expression {
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
