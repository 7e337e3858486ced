/** Statements with blocks: conditions, loops, `try`, `with`, `match`. */
import type { ExceptHandler, Expression, Identifier, MatchCase, Statement } from "../ast.ts";
import * as report from "../diagnostics.ts";
import { isIdentifierKind, T } from "../token.ts";
import type { TokenKind } from "../token.ts";
import { BlockParser } from "./blocks.ts";
import { startsExpression } from "./operators.ts";

type WithItem = { readonly context: Expression; readonly target?: Expression; readonly binding?: "var" | "ref" };

export abstract class CompoundStatementParser extends BlockParser {
  private parseCondition(): Expression {
    const condition = this.parseNamedExpression();
    this.checkEquals();
    return condition;
  }

  /** The chain of `elif` is collected first, so that a long one does not nest calls. */
  protected parseIf(start: number, isComptime: boolean): Statement {
    const parts: { start: number; condition: Expression; body: readonly Statement[] }[] = [];
    let orElse: readonly Statement[] = [];
    let partStart = start;
    let keyword = "if";
    while (true) {
      this.advance();
      const condition = this.parseCondition();
      parts.push({ start: partStart, condition, body: this.parseBlock(`the condition of \`${keyword}\``, "statement").body });
      partStart = this.start;
      if (this.kind === T.elif) keyword = "elif";
      else if (this.kind === T.else && this.peek(1) === T.if) {
        this.elseIf();
        keyword = "elif";
      } else break;
    }
    if (this.kind === T.else) orElse = this.parseElse();
    const end = this.lastEnd;
    for (let i = parts.length - 1; i >= 0; i--) {
      const part = parts[i] as (typeof parts)[number];
      orElse = [{ kind: "if", isComptime, condition: part.condition, body: part.body, orElse, span: this.span(part.start, end) }];
    }
    return orElse[0] as Statement;
  }

  /** `else if` at the current token: reported and read as `elif`. */
  private elseIf(): void {
    const span = this.span(this.start, this.ends[this.index + 1] as number);
    this.complain(report.elseIf, {
      at: span,
      params: {},
      fixes: [{ title: "write `elif`", edits: [{ span, replacement: "elif" }], safe: true }],
    });
    this.advance();
  }

  private parseElse(): readonly Statement[] {
    if (this.kind !== T.else) return [];
    this.advance();
    return this.parseBlock("`else`", "statement").body;
  }

  protected parseWhile(start: number, isComptime: boolean, unroll = false): Statement {
    this.advance();
    const condition = this.parseCondition();
    const { body } = this.parseBlock("the condition of `while`", "statement");
    const orElse = this.parseElse();
    return { kind: "while", isComptime, unroll: unroll || undefined, condition, body, orElse, span: this.spanFrom(start) };
  }

  protected parseFor(start: number, isAsync: boolean, isComptime: boolean, unroll = false): Statement {
    this.advance();
    let bound: "var" | "ref" | undefined;
    if ((this.kind === T.var || this.kind === T.ref) && (isIdentifierKind(this.peek(1)) || this.peek(1) === T.leftParen)) {
      bound = this.kind === T.ref ? "ref" : "var";
      this.advance();
    }
    const target = this.parseTargetList();
    this.checkTarget(target, "assign to", false);
    this.expect(T.in, "after the target of `for`");
    const iterable = this.parseExpressionList();
    const { body } = this.parseBlock("the header of `for`", "statement");
    const orElse = this.parseElse();
    return {
      kind: "for",
      isAsync,
      isComptime,
      unroll: unroll || undefined,
      binding: bound,
      target,
      iterable,
      body,
      orElse,
      span: this.spanFrom(start),
    };
  }

  protected parseTry(): Statement {
    const start = this.start;
    this.advance();
    const outer = this.onTryLine;
    this.onTryLine = this.dialect !== "python";
    const { body } = this.parseBlock("`try`", "statement");
    const handlers: ExceptHandler[] = [];
    while (this.kind === T.except) handlers.push(this.parseHandler());
    this.onTryLine = outer;
    const elseStart = this.tokenSpan();
    const orElse = this.parseElse();
    if (orElse.length > 0 && handlers.length === 0) {
      this.complain(report.strayClause, { at: elseStart, params: { clause: "else", needs: "an `except`" } });
    }
    let finallyBody: readonly Statement[] = [];
    const hasFinally = this.kind === T.finally;
    if (hasFinally) {
      this.advance();
      finallyBody = this.parseBlock("`finally`", "statement").body;
    }
    if (handlers.length === 0 && !hasFinally) {
      this.complain(report.invalidExcept, {
        at: this.span(start, start + 3),
        params: { problem: "`try` needs an `except` or a `finally`" },
      });
    }
    return { kind: "try", body, handlers, orElse, finally: finallyBody, span: this.spanFrom(start) };
  }

  private parseHandler(): ExceptHandler {
    const start = this.start;
    this.advance();
    const star = this.accept(T.star);
    let type: Expression | undefined;
    let name: Identifier | undefined;
    if (this.kind !== T.colon && this.kind !== T.newline) {
      if (this.bindsErrorOnly()) name = this.takeIdentifier();
      else {
        type = this.parseExpressionList();
        if (type.kind === "tuple" && !type.parenthesized) this.bareExceptTuple(type);
        if (this.accept(T.as)) name = this.expectIdentifier("a name after `as`");
      }
    } else if (star) {
      this.complain(report.invalidExcept, { at: this.span(start, this.lastEnd), params: { problem: "`except*` needs an exception type" } });
    }
    const { body } = this.parseBlock("`except`", "statement");
    return { star, type, name, body, span: this.spanFrom(start) };
  }

  private bareExceptTuple(type: Expression): void {
    const { start, end } = type.span;
    this.complain(report.invalidExcept, {
      at: type.span,
      params: { problem: "several exception types must be in parentheses" },
      fixes: [
        {
          title: "put them in parentheses",
          edits: [
            { span: this.span(start, start), replacement: "(" },
            { span: this.span(end, end), replacement: ")" },
          ],
          safe: true,
        },
      ],
    });
  }

  /** Mojo's `except e:` binds the error; Python's `except ValueError:` names a class. */
  private bindsErrorOnly(): boolean {
    if (this.dialect === "python" || !isIdentifierKind(this.kind) || this.peek(1) !== T.colon) return false;
    const first = this.text.charAt(this.start);
    return first === first.toLowerCase() || (this.ends[this.index] as number) - this.start === 1;
  }

  protected parseWith(start: number, isAsync: boolean): Statement {
    this.advance();
    const items = this.kind === T.leftParen && this.kindAfterBracket(this.index) === T.colon ? this.parseGroupedItems() : this.parseItems();
    const { body } = this.parseBlock("the header of `with`", "statement");
    return { kind: "with", isAsync, items, body, span: this.spanFrom(start) };
  }

  private parseItems(): WithItem[] {
    const items = [this.parseItem()];
    while (!this.failed && this.accept(T.comma)) items.push(this.parseItem());
    return items;
  }

  private parseItem(): WithItem {
    const context = this.parseExpression();
    if (!this.accept(T.as)) return { context };
    return this.parseItemTarget(context);
  }

  private parseItemTarget(context: Expression): WithItem {
    let bound: "var" | "ref" | undefined;
    if ((this.kind === T.var || this.kind === T.ref) && (isIdentifierKind(this.peek(1)) || this.peek(1) === T.leftParen)) {
      bound = this.kind === T.ref ? "ref" : "var";
      this.advance();
    }
    const target = this.parseTarget();
    this.checkTarget(target, "assign to", false);
    return bound === undefined ? { context, target } : { context, target, binding: bound };
  }

  /** `with (a as b, c):`. Contents that cannot be items (stars, `yield`, `:=`, generators) make one expression of it. */
  private parseGroupedItems(): WithItem[] {
    const opener = this.index;
    const next = this.peek(1);
    if (next === T.rightParen || next === T.yield || next === T.star || !this.hasOnlyItems(opener)) return this.parseItems();
    this.advance();
    const items: WithItem[] = [];
    while (this.kind !== T.rightParen && !this.failed) {
      items.push(this.parseItem());
      if (!this.accept(T.comma)) break;
    }
    this.expectClose(opener, T.rightParen);
    return items;
  }

  private hasOnlyItems(opener: number): boolean {
    const closer = this.closers[opener] as number;
    for (let i = opener + 1; i < closer; i++) {
      const kind = this.kinds[i] as number;
      if ((kind === T.leftParen || kind === T.leftBracket || kind === T.leftBrace) && (this.closers[i] as number) > 0)
        i = this.closers[i] as number;
      else if (kind === T.colonEqual || kind === T.for) return false;
      else if (kind === T.star && this.kinds[i - 1] === T.comma) return false;
    }
    return true;
  }

  /** `match` is a statement when its line ends in `:` and a `case` block follows, as CPython decides. */
  protected startsMatch(first: TokenKind = T.case): boolean {
    const next = this.peek(1);
    if (!startsExpression(next) && next !== T.star) return false;
    if (next === T.not && this.peek(2) === T.in) return false;
    let end = this.index + 1;
    while (this.kinds[end] !== T.newline && this.kinds[end] !== T.end) end++;
    if (this.kinds[end - 1] !== T.colon || this.kinds[end + 1] !== T.indent) return false;
    return first !== T.case || this.kinds[end + 2] === T.case;
  }

  protected parseMatch(): Statement {
    const start = this.start;
    this.advance();
    const subject = this.parseSubject();
    const dropped: Statement[] = [];
    this.expectColon("the subject of `match`", dropped);
    this.failed = false;
    this.quiet = false;
    const cases: MatchCase[] = [];
    if (this.kind === T.newline) this.step();
    if (this.kind === T.indent) {
      this.step();
      while (this.kind !== T.dedent && this.kind !== T.end) {
        if (this.kind === T.case) cases.push(this.parseCase());
        else this.statementInMatch();
      }
      if (this.kind === T.dedent) this.step();
    }
    return { kind: "match", subject, cases, span: this.spanFrom(start) };
  }

  /** Like a star expression list, with `:=` allowed in each part. */
  private parseSubject(): Expression {
    const start = this.start;
    const first = this.parseElement();
    if (this.kind !== T.comma) return first;
    const elements = this.parseElements(first, T.colon);
    return { kind: "tuple", elements, parenthesized: false, span: this.spanFrom(start) };
  }

  private statementInMatch(): void {
    this.complain(report.invalidPattern, { at: this.foundSpan(), params: { problem: "only `case` may stand directly in a `match`" } });
    const dropped: Statement[] = [];
    this.parseStatement(dropped);
  }

  private parseCase(): MatchCase {
    const start = this.start;
    this.advance();
    const pattern = this.parseCasePattern();
    const guard = this.accept(T.if) ? this.parseNamedExpression() : undefined;
    const { body } = this.parseBlock("`case`", "statement");
    return { pattern, guard, body, span: this.spanFrom(start) };
  }
}
