/** Statements of one line: assignments, imports, `return` and the like, and what is wrong at the end of one. */
import type { Span } from "../../source/source-file.ts";
import type { Decorator, Expression, Identifier, Statement } from "../ast.ts";
import * as report from "../diagnostics.ts";
import { isIdentifierKind, isReservedKind, T } from "../token.ts";
import type { TokenKind } from "../token.ts";
import { DeclarationParser } from "./declarations.ts";
import { habitOf } from "./habits.ts";
import { augmentedOperatorOf, startsExpression } from "./operators.ts";

export const noDecorators: readonly Decorator[] = [];

export abstract class SimpleStatementParser extends DeclarationParser {
  /** A block in braces at the current token: reported, and its statements read. */
  protected abstract braceBlock(body: Statement[]): void;

  /** Simple statements on one line, separated by semicolons. */
  protected parseSimpleLine(out: Statement[]): void {
    while (true) {
      out.push(this.parseSimple());
      if (this.failed || this.kind !== T.semicolon) break;
      this.advance();
      if (this.kind === T.newline || this.kind === T.end) break;
    }
    this.finishLine();
  }

  /** The last line had an error: a block or clause after it is no further one. */
  protected wasBroken = false;

  /** How many blocks of broken headers the current statement is in. */
  protected brokenBlocks = 0;

  /** `try: a() except: b()`: the clauses may stand on the line of the block before them. */
  protected onTryLine = false;

  /** Ends a statement's line; whatever is left over is one error. */
  protected finishLine(): void {
    if (this.onTryLine && !this.failed && (this.kind === T.except || this.kind === T.finally)) return;
    if (this.kind !== T.newline && this.kind !== T.end && !this.failed) this.unexpectedAfter();
    this.wasBroken = this.failed || this.quiet;
    this.quiet = false;
    if (this.failed) {
      this.skipLine();
      this.failed = false;
    }
    if (this.kind === T.newline) this.step();
  }

  /** Something follows a complete statement on its line. */
  protected unexpectedAfter(): void {
    if (this.failUnmatched(true)) return;
    if (this.kind === T.equal) this.checkEquals();
    else if (this.kind === T.leftBrace && this.endsLine()) this.braceBlock([]);
    else if (this.kind === T.colonEqual) this.walrusStatement();
    else if (!this.failUnclosed()) this.fail(report.adjacentExpressions, { at: this.tokenSpan(), params: { found: this.describe() } });
  }

  private walrusStatement(): void {
    const span = this.tokenSpan();
    this.fail(report.adjacentExpressions, {
      at: span,
      params: { found: "`:=`" },
      notes: ["a statement assigns with `=`; `:=` assigns inside an expression in parentheses"],
      fixes: [{ title: "write `=`", edits: [{ span, replacement: "=" }], safe: true }],
    });
  }

  private parseSimple(): Statement {
    const start = this.start;
    switch (this.kind) {
      case T.return: {
        this.advance();
        const value = this.atLineEnd() ? undefined : this.parseExpressionList();
        if (value !== undefined) this.checkStar(value);
        return { kind: "return", value, span: this.spanFrom(start) };
      }
      case T.pass:
        this.advance();
        return { kind: "pass", span: this.spanFrom(start) };
      case T.break:
        this.advance();
        return { kind: "break", span: this.spanFrom(start) };
      case T.continue:
        this.advance();
        return { kind: "continue", span: this.spanFrom(start) };
      case T.raise:
        return this.parseRaise();
      case T.del:
        return this.parseDelete();
      case T.import:
        return this.parseImport();
      case T.from:
        return this.parseFromImport();
      case T.global:
      case T.nonlocal:
        return this.parseScope();
      case T.assert:
        return this.parseAssert(start, false);
      case T.var:
      case T.let:
      case T.ref:
        if (this.startsVariable()) return this.parseVariable(start, noDecorators);
        break;
      case T.alias:
        if (isNameLike(this.peek(1))) return this.parseAlias(start, "alias", noDecorators);
        break;
      case T.type:
        if (isIdentifierKind(this.peek(1)) && (this.peek(2) === T.equal || this.peek(2) === T.leftBracket)) {
          return this.parseAlias(start, "type", noDecorators);
        }
        break;
      case T.comptime:
        if (this.peek(1) === T.assert) {
          this.advance();
          return this.parseAssert(start, true);
        }
        if (isIdentifierKind(this.peek(1)) && this.startsComptimeDeclaration()) return this.parseAlias(start, "comptime", noDecorators);
        break;
      default:
        break;
    }
    return this.parseExpressionStatement(start);
  }

  /** `comptime X = …`, `comptime X[…] = …`, `comptime X: T`, as opposed to `comptime f(x)`. */
  private startsComptimeDeclaration(): boolean {
    const after = this.peek(2);
    if (after === T.equal || after === T.colon || after === T.newline || after === T.where) return true;
    if (after !== T.leftBracket) return false;
    const beyond = this.kindAfterBracket(this.index + 2);
    return beyond === T.equal || beyond === T.colon || beyond === T.where;
  }

  private atLineEnd(): boolean {
    return this.kind === T.newline || this.kind === T.semicolon || this.kind === T.end;
  }

  /** Expression, assignment, augmented assignment or annotation. */
  private parseExpressionStatement(start: number): Statement {
    const first = this.parseFieldValue();
    switch (this.kind) {
      case T.newline:
      case T.semicolon:
      case T.end:
        this.checkStar(first);
        return { kind: "expression", value: first, span: this.spanFrom(start) };
      case T.equal:
        return this.parseAssignment(first, start);
      case T.colon:
        return this.parseAnnotated(first, start);
      default:
        break;
    }
    const operator = augmentedOperatorOf(this.kind);
    if (operator !== undefined) {
      this.checkTarget(first, "assign to", true);
      this.advance();
      const value = this.parseFieldValue();
      return { kind: "augmented", operator, target: first, value, span: this.spanFrom(start) };
    }
    if (!this.failed) this.explainAdjacent(first);
    if (first.kind === "error") return { kind: "error", span: this.spanFrom(start) };
    return { kind: "expression", value: first, span: this.spanFrom(start) };
  }

  /** `print x`, and statements of other languages. */
  private explainAdjacent(first: Expression): void {
    if (first.kind === "name" && isIdentifierKind(this.kind)) this.foreignStatement(first.name, first.span);
    if (first.kind === "name" && (first.name === "print" || first.name === "exec") && startsExpression(this.kind)) {
      const argumentStart = this.start;
      const from = this.span(first.span.end, argumentStart);
      const value = this.parseExpressionList();
      if (this.failed) return;
      const end = this.span(value.span.end, value.span.end);
      this.fail(report.printStatement, {
        at: first.span,
        params: { name: first.name },
        fixes: [
          {
            title: "put the arguments in parentheses",
            edits: [
              { span: from, replacement: "(" },
              { span: end, replacement: ")" },
            ],
            safe: true,
          },
        ],
      });
    }
  }

  private foreignStatement(word: string, at: Span): void {
    const habit = habitOf(word);
    if (habit !== undefined) {
      const instead = /^[a-z]+( not| _)?$/.test(habit.instead) ? `\`${habit.instead}\`` : habit.instead;
      this.fail(report.foreignKeyword, {
        at,
        params: { word, instead },
        fixes: habit.replaceable
          ? [{ title: `write \`${habit.instead}\``, edits: [{ span: at, replacement: habit.instead }], safe: false }]
          : [],
      });
    } else if (this.peek(1) === T.equal) {
      // `int x = 3`
      const name = this.nameText();
      this.fail(report.adjacentExpressions, {
        at: this.tokenSpan(),
        params: { found: this.describe() },
        notes: [`a variable is declared with \`var ${name}: ${word} = …\``],
      });
    }
  }

  private parseAssignment(first: Expression, start: number): Statement {
    const targets = [first];
    this.advance();
    let value = this.parseFieldValue();
    while (this.accept(T.equal)) {
      targets.push(value);
      value = this.parseFieldValue();
    }
    for (const target of targets) this.checkTarget(target, "assign to", false);
    this.checkStar(value);
    const star = targets.find((target) => target.kind === "starred");
    if (star !== undefined) this.checkStar(star);
    return { kind: "assign", targets, value, span: this.spanFrom(start) };
  }

  private parseAnnotated(target: Expression, start: number): Statement {
    if (this.peek(1) === T.newline && this.peek(2) === T.indent) this.unknownHeader(target);
    if (target.kind !== "name" && target.kind !== "attribute" && target.kind !== "subscript") {
      this.fail(report.invalidAnnotationTarget, { at: target.span, params: {} });
    }
    this.advance();
    const type = this.parseType();
    const value = this.accept(T.equal) ? this.parseFieldValue() : undefined;
    return { kind: "variable", target, type, value, span: this.spanFrom(start) };
  }

  /** `default:` and an indented block. */
  private unknownHeader(target: Expression): void {
    const word = this.text.slice(target.span.start, target.span.end);
    if (this.brokenBlocks > 0) this.failed = true;
    else if (habitOf(word) !== undefined) this.foreignStatement(word, target.span);
    else this.fail(report.expectedToken, { at: target.span, params: { expected: "a statement that takes a block", found: `\`${word}\`` } });
  }

  private parseRaise(): Statement {
    const start = this.start;
    this.advance();
    const value = this.atLineEnd() ? undefined : this.parseExpression();
    const cause = value !== undefined && this.accept(T.from) ? this.parseExpression() : undefined;
    return { kind: "raise", value, cause, span: this.spanFrom(start) };
  }

  private parseDelete(): Statement {
    const start = this.start;
    this.advance();
    const list = this.parseTargetList();
    const targets = list.kind === "tuple" && !list.parenthesized ? list.elements : [list];
    for (const target of targets) this.checkTarget(target, "delete", false);
    return { kind: "delete", targets, span: this.spanFrom(start) };
  }

  private parseScope(): Statement {
    const start = this.start;
    const kind = this.kind === T.global ? "global" : "nonlocal";
    this.advance();
    const names: Identifier[] = [this.expectIdentifier("a name")];
    while (!this.failed && this.accept(T.comma)) names.push(this.expectIdentifier("a name"));
    return { kind, names, span: this.spanFrom(start) };
  }

  protected parseAssert(start: number, isComptime: boolean): Statement {
    this.advance();
    const condition = this.parseExpression();
    const message = this.accept(T.comma) ? this.parseExpression() : undefined;
    return { kind: "assert", isComptime, condition, message, span: this.spanFrom(start) };
  }

  private parseImport(): Statement {
    const start = this.start;
    this.advance();
    if (this.dialect !== "python" && (this.kind === T.dot || this.kind === T.ellipsis)) return this.parseRelativeImport(start);
    const names: { path: Identifier[]; alias?: Identifier }[] = [];
    do {
      const path = this.parseDottedName();
      const alias = this.accept(T.as) ? this.expectIdentifier("a name after `as`") : undefined;
      names.push(alias === undefined ? { path } : { path, alias });
    } while (!this.failed && this.accept(T.comma));
    return { kind: "import", names, span: this.spanFrom(start) };
  }

  /** `import ..a.b as c`: what `from ..a import b as c` says. */
  private parseRelativeImport(start: number): Statement {
    const level = this.parseDots();
    const path = this.parseDottedName();
    const name = path.pop() as Identifier;
    const alias = this.accept(T.as) ? this.expectIdentifier("a name after `as`") : undefined;
    const names = [alias === undefined ? { name } : { name, alias }];
    return { kind: "from-import", level, path, names, star: false, span: this.spanFrom(start) };
  }

  private parseDots(): number {
    let level = 0;
    for (; this.kind === T.dot || this.kind === T.ellipsis; this.advance()) level += this.kind === T.dot ? 1 : 3;
    return level;
  }

  private parseDottedName(): Identifier[] {
    const path = [this.expectIdentifier("a module name")];
    while (!this.failed && this.accept(T.dot)) path.push(this.expectIdentifier("a name after `.`"));
    return path;
  }

  private parseFromImport(): Statement {
    const start = this.start;
    this.advance();
    const level = this.parseDots();
    const path = level > 0 && this.kind === T.import ? [] : this.parseDottedName();
    this.expect(T.import, "and the names to import");
    if (this.accept(T.star)) return { kind: "from-import", level, path, names: [], star: true, span: this.spanFrom(start) };
    const names: { name: Identifier; alias?: Identifier }[] = [];
    const opener = this.index;
    const grouped = this.accept(T.leftParen);
    while (!this.failed) {
      if (names.length > 0 && (grouped ? this.kind === T.rightParen : this.kind === T.newline)) {
        if (!grouped) this.trailingComma();
        break;
      }
      const name = this.expectIdentifier("a name to import");
      const alias = this.accept(T.as) ? this.expectIdentifier("a name after `as`") : undefined;
      names.push(alias === undefined ? { name } : { name, alias });
      if (!this.accept(T.comma)) break;
    }
    if (grouped) this.expectClose(opener, T.rightParen);
    return { kind: "from-import", level, path, names, star: false, span: this.spanFrom(start) };
  }

  private trailingComma(): void {
    const span = this.span(this.lastEnd - 1, this.lastEnd);
    this.complain(report.invalidImport, {
      at: span,
      params: { problem: "a trailing comma after imported names needs parentheses around them" },
      fixes: [{ title: "remove the comma", edits: [{ span, replacement: "" }], safe: true }],
    });
  }
}

/** A name, or a reserved word in a name's place: then the declaration is read and the word reported. */
export function isNameLike(kind: TokenKind): boolean {
  return (
    isIdentifierKind(kind) ||
    (isReservedKind(kind) &&
      kind !== T.in &&
      kind !== T.is &&
      kind !== T.not &&
      kind !== T.if &&
      kind !== T.and &&
      kind !== T.or &&
      kind !== T.else &&
      kind !== T.for &&
      kind !== T.as)
  );
}
