/**
 * Statements, blocks and modules.
 *
 * Recovery: an error inside a statement skips to the end of its line; an indented block after a broken header is parsed
 * as statements of the surrounding block, so that nothing in a file is lost to one mistake.
 */
import type { Decorator, ExceptHandler, Expression, Identifier, MatchCase, Module, Statement } from "../ast.ts";
import type { Edit } from "../../diag/diagnostic.ts";
import type { Span } from "../../source/source-file.ts";
import * as report from "../diagnostics.ts";
import { lex } from "../lexer.ts";
import { isIdentifierKind, isReservedKind, T, tokenSpelling } from "../token.ts";
import type { TokenKind } from "../token.ts";
import { DeclarationParser, nameExpression } from "./declarations.ts";
import type { Block, BlockUse } from "./declarations.ts";
import { augmentedOperatorOf, startsExpression } from "./operators.ts";
import { habitOf } from "./habits.ts";

const blockLimit = 100;
const noDecorators: readonly Decorator[] = [];

export class StatementParser extends DeclarationParser {
  private blocks = 0;

  parseModule(): Module {
    const body: Statement[] = [];
    while (this.kind !== T.end) {
      this.parseStatement(body);
      // A dedent here closes an indentation that no block opened.
      if (this.kind === T.dedent) this.step();
    }
    const docstring = takeDocstring(body);
    attachDocstrings(body);
    return { kind: "module", file: this.file, dialect: this.dialect, docstring, body, span: this.span(0, this.text.length) };
  }

  /** For tests and tools: one expression, then the end. */
  parseSoleExpression(): Expression {
    const value = this.parseFieldValue();
    if (this.kind === T.newline) this.step();
    if (this.kind !== T.end) this.unexpectedAfter();
    return value;
  }

  // Blocks

  protected parseBlock(owner: string, use: BlockUse): Block {
    const body: Statement[] = [];
    const sound = this.expectColon(owner, body);
    if (this.kind !== T.newline) {
      if (sound && this.kind !== T.end) this.parseSimpleLine(body);
      else if (this.kind !== T.else && this.kind !== T.elif) this.finishLine();
    } else {
      const headerEnd = this.lastEnd;
      this.step();
      this.failed = false;
      if (this.kind === T.indent) this.parseIndented(body);
      else if (sound) {
        this.complain(report.expectedIndentedBlock, {
          at: this.span(headerEnd, headerEnd),
          params: { after: owner },
          notes: ["write `pass` for an empty block"],
        });
      }
    }
    this.failed = false;
    if (this.braces > 0 && this.kind === T.rightBrace) this.closeBraces();
    if (use === "statement") return { body };
    const docstring = takeDocstring(body);
    if (use === "type") attachDocstrings(body);
    return { docstring, body };
  }

  private parseIndented(body: Statement[]): void {
    this.step();
    this.failed = false;
    if (++this.blocks > blockLimit) {
      this.fail(report.tooDeeplyNested, { at: this.tokenSpan(), params: {} });
      this.skipBlock();
    }
    while (this.kind !== T.dedent && this.kind !== T.end) this.parseStatement(body);
    this.blocks--;
    if (this.kind === T.dedent) this.step();
  }

  /** To the dedent that closes the current block. */
  private skipBlock(): void {
    for (let depth = 0; this.kind !== T.end; this.step()) {
      if (this.kind === T.indent) depth++;
      else if (this.kind === T.dedent && depth-- === 0) return;
    }
  }

  /** The colon of a header. When it is missing the block is read all the same; false: an error was reported. */
  private expectColon(owner: string, body: Statement[]): boolean {
    if (this.failed) {
      this.skipLine();
      return false;
    }
    if (this.accept(T.colon)) return true;
    if (this.kind === T.leftBrace) this.braceBlock(body);
    else if (this.kind === T.equal) this.checkEquals();
    else if (!this.failUnclosed()) this.missingColon(owner);
    this.failed = true;
    // After a closed block in braces an `else` may follow on its line.
    if (this.kind !== T.else && this.kind !== T.elif) this.skipLine();
    return false;
  }

  private missingColon(owner: string): void {
    if (this.kind === T.newline || this.kind === T.end) {
      const at = this.span(this.lastEnd, this.lastEnd);
      this.fail(report.missingColon, {
        at,
        params: { after: owner },
        fixes: [{ title: "insert `:`", edits: [{ span: at, replacement: ":" }], safe: this.peek(1) === T.indent }],
      });
    } else this.failMissing(`\`:\` after ${owner}`);
  }

  /** Blocks in braces that are open, because a statement in them ended the bracket. */
  private braces = 0;

  /** `if x { … }` as in other languages. Its statements are read. */
  private braceBlock(body: Statement[]): void {
    const opener = this.index;
    const closer = this.closers[opener] as number;
    this.fail(report.braceBlock, {
      at: this.tokenSpan(),
      params: {},
      labels: closer > 0 ? [{ span: this.tokenSpan(closer), text: "the block ends here" }] : [],
      fixes: [{ title: "write `:` and no braces", edits: this.withoutBraces(opener, closer), safe: false }],
    });
    if (closer === 0) {
      this.braces++;
      this.advance();
      return;
    }
    const range = { start: this.ends[opener] as number, end: this.starts[closer] as number, lines: true };
    this.moveTo(closer);
    this.advance();
    if (++this.blocks <= blockLimit) {
      const tokens = lex(this.file, this.sink, { range, python: this.dialect === "python" });
      this.within(tokens, () => {
        this.failed = false;
        while (this.kind !== T.end) {
          if (this.kind === T.indent || this.kind === T.dedent) this.step();
          else this.parseStatement(body);
        }
      });
    }
    this.blocks--;
  }

  private withoutBraces(opener: number, closer: number): Edit[] {
    const open = this.span(this.ends[opener - 1] as number, this.ends[opener] as number);
    if (closer === 0) return [{ span: open, replacement: ":" }];
    if (closer === opener + 1) return [{ span: this.span(open.start, this.ends[closer] as number), replacement: ": pass" }];
    return [
      { span: open, replacement: ":" },
      { span: this.tokenSpan(closer), replacement: "" },
    ];
  }

  private closeBraces(): void {
    this.braces--;
    this.advance();
    if (this.kind === T.newline) this.step();
  }

  // Statements

  protected parseStatement(out: Statement[]): void {
    const before = this.index;
    if (this.kind === T.indent) {
      this.unexpectedIndent(out);
      return;
    }
    const afterBroken = this.wasBroken;
    this.wasBroken = false;
    switch (this.kind) {
      case T.newline:
        this.step();
        return;
      case T.rightBrace:
        if (this.braces > 0) {
          this.closeBraces();
          return;
        }
        break;
      case T.if:
        out.push(this.parseIf(this.start, false));
        return;
      case T.while:
        out.push(this.parseWhile(this.start, false));
        return;
      case T.for:
        out.push(this.parseFor(this.start, false, false));
        return;
      case T.try:
        out.push(this.parseTry());
        return;
      case T.with:
        out.push(this.parseWith(this.start, false));
        return;
      case T.def:
        if (this.startsDefinition()) {
          out.push(this.parseFunction(this.start, noDecorators));
          return;
        }
        break;
      case T.class:
        out.push(this.parseClass(this.start, noDecorators));
        return;
      case T.at:
        this.parseDecorated(out);
        return;
      case T.async:
        if (this.parseAsync(out)) return;
        break;
      case T.fn:
        if (isNameLike(this.peek(1))) {
          out.push(this.parseFunction(this.start, noDecorators));
          return;
        }
        break;
      case T.struct:
        if (isNameLike(this.peek(1))) {
          out.push(this.parseStruct(this.start, noDecorators));
          return;
        }
        break;
      case T.trait:
        if (isNameLike(this.peek(1))) {
          out.push(this.parseTrait(this.start, noDecorators));
          return;
        }
        break;
      case T.__extension:
        if (isIdentifierKind(this.peek(1))) {
          out.push(this.parseExtension(this.start));
          return;
        }
        break;
      case T.comptime:
        if (this.parseComptimeStatement(out)) return;
        break;
      case T.match:
        if (this.startsMatch()) {
          out.push(this.parseMatch());
          return;
        }
        break;
      case T.elif:
      case T.else:
      case T.except:
      case T.finally:
        this.parseStrayClause(out, afterBroken);
        return;
      case T.case:
        if (this.startsMatch(T.newline)) {
          this.parseStrayClause(out, afterBroken);
          return;
        }
        break;
      case T.name:
        if (isIdentifierKind(this.peek(1)) && this.parseInternalStatement(out)) return;
        break;
      default:
        break;
    }
    this.parseSimpleLine(out);
    // Nothing may stall: a token that starts nothing is stepped over.
    if (this.index === before) this.step();
  }

  /** `def` starts a function, also when its name was forgotten, unless it is a function type. */
  private startsDefinition(): boolean {
    const next = this.peek(1);
    if (next !== T.leftParen && next !== T.leftBracket) return true;
    return next === T.leftParen && this.kindAfterBracket(this.index + 1) === T.colon;
  }

  /** Indentation that no header asked for; after a broken statement it is the block of that. */
  private unexpectedIndent(out: Statement[]): void {
    const next = this.starts[this.index + 1] as number;
    const broken = this.wasBroken;
    if (!broken) this.complain(report.unexpectedIndent, { at: this.span(lineStartBefore(this.text, next), next), params: {} });
    if (broken) this.brokenBlocks++;
    this.parseIndented(out);
    if (broken) this.brokenBlocks--;
    this.wasBroken = broken;
  }

  /** A clause such as `else` that belongs to no statement: its block is kept. `quiet`: its statement was broken. */
  private parseStrayClause(out: Statement[], quiet: boolean): void {
    const clause = tokenSpelling(this.kind);
    if (!quiet) {
      const needs =
        clause === "elif" ? "an `if`" : clause === "else" ? "an `if`, loop or `try`" : clause === "case" ? "a `match`" : "a `try`";
      this.complain(report.strayClause, { at: this.tokenSpan(), params: { clause, needs } });
    }
    const start = this.start;
    this.advance();
    while (this.kind !== T.newline && this.kind !== T.end && !(this.kind === T.colon && this.peek(1) === T.newline)) this.advance();
    this.failed = this.kind !== T.colon;
    out.push({ kind: "error", span: this.spanFrom(start) });
    out.push(...this.parseBlock(`\`${clause}\``, "statement").body);
    this.wasBroken = quiet;
  }

  /** Statements of old libraries: `__mlir_region name(…): …` is read as a decorated function, `__disable_del x` as a call. */
  private parseInternalStatement(out: Statement[]): boolean {
    const start = this.start;
    const word = this.text.slice(start, this.ends[this.index]);
    if (word === "__comptime_assert") {
      out.push(this.parseAssert(start, true));
      this.finishLine();
      return true;
    }
    if (word !== "__mlir_region" && word !== "__disable_del") return false;
    const expression: Expression = { kind: "name", name: word, span: this.tokenSpan() };
    if (word === "__mlir_region") {
      out.push(this.parseFunction(start, [{ expression, span: expression.span }]));
      return true;
    }
    this.advance();
    const value = this.parseExpression();
    const argumentsSpan = value.span;
    const call: Expression = {
      kind: "call",
      callee: expression,
      arguments: [{ stars: 0, value, span: value.span }],
      argumentsSpan,
      span: this.spanFrom(start),
    };
    out.push({ kind: "expression", value: call, span: call.span });
    this.finishLine();
    return true;
  }

  private parseAsync(out: Statement[]): boolean {
    const start = this.start;
    switch (this.peek(1)) {
      case T.def:
      case T.fn:
        if (!isNameLike(this.peek(2))) return false;
        out.push(this.parseFunction(start, noDecorators));
        return true;
      case T.for:
        this.advance();
        out.push(this.parseFor(start, true, false));
        return true;
      case T.with:
        this.advance();
        out.push(this.parseWith(start, true));
        return true;
      default:
        return false;
    }
  }

  /** `comptime` before `if`, `for`, `while`, `assert`, or a declaration. */
  private parseComptimeStatement(out: Statement[]): boolean {
    const start = this.start;
    switch (this.peek(1)) {
      case T.if:
        this.advance();
        out.push(this.parseIf(start, true));
        return true;
      case T.for:
        this.advance();
        out.push(this.parseFor(start, false, true));
        return true;
      case T.while:
        this.advance();
        out.push(this.parseWhile(start, true));
        return true;
      default:
        return false;
    }
  }

  private parseDecorated(out: Statement[]): void {
    const start = this.start;
    const decorators: Decorator[] = [];
    while (this.kind === T.at) {
      const at = this.start;
      this.advance();
      const expression = this.parseNamedExpression();
      decorators.push({ expression, span: this.spanFrom(at) });
      this.finishLine();
    }
    const first = decorators[0] as Decorator;
    const loopHint = decorators.length === 1 ? decoratorName(first) : "";
    const isParameter = loopHint === "parameter";
    const unroll = loopHint === "unroll";
    const next = this.peek(1);
    switch (this.kind) {
      case T.def:
        out.push(this.parseFunction(start, decorators));
        return;
      case T.class:
        out.push(this.parseClass(start, decorators));
        return;
      case T.async:
        if (next === T.def || next === T.fn) {
          out.push(this.parseFunction(start, decorators));
          return;
        }
        break;
      case T.fn:
        if (isNameLike(next)) {
          out.push(this.parseFunction(start, decorators));
          return;
        }
        break;
      case T.struct:
        if (isNameLike(next)) {
          out.push(this.parseStruct(start, decorators));
          return;
        }
        break;
      case T.trait:
        if (isNameLike(next)) {
          out.push(this.parseTrait(start, decorators));
          return;
        }
        break;
      case T.if:
        if (isParameter) {
          out.push(this.parseIf(start, true));
          return;
        }
        break;
      case T.for:
        if (isParameter || unroll) {
          out.push(this.parseFor(start, false, isParameter, unroll));
          return;
        }
        break;
      case T.while:
        if (isParameter || unroll) {
          out.push(this.parseWhile(start, isParameter, unroll));
          return;
        }
        break;
      case T.alias:
      case T.comptime:
        if (isNameLike(next)) {
          out.push(this.parseAlias(start, this.kind === T.alias ? "alias" : "comptime", decorators));
          this.finishLine();
          return;
        }
        break;
      case T.var:
      case T.let:
      case T.ref:
        if (this.startsVariable()) {
          out.push(this.parseVariable(start, decorators));
          this.finishLine();
          return;
        }
        break;
      default:
        break;
    }
    this.complain(report.decoratorWithoutDeclaration, {
      at: first.span,
      params: { found: this.describe() },
    });
    out.push({ kind: "error", span: first.span });
  }

  // Simple statements

  /** Simple statements on one line, separated by semicolons. */
  private parseSimpleLine(out: Statement[]): void {
    while (true) {
      out.push(this.parseSimple());
      if (this.failed || this.kind !== T.semicolon) break;
      this.advance();
      if (this.kind === T.newline || this.kind === T.end) break;
    }
    this.finishLine();
  }

  /** The last line had an error: a block or clause after it is no further one. */
  private wasBroken = false;
  /** How many blocks of broken headers the current statement is in. */
  private brokenBlocks = 0;

  /** Ends a statement's line; whatever is left over is one error. */
  private finishLine(): void {
    if (this.kind !== T.newline && this.kind !== T.end && !this.failed) this.unexpectedAfter();
    this.wasBroken = this.failed;
    if (this.failed) {
      this.skipLine();
      this.failed = false;
    }
    if (this.kind === T.newline) this.step();
  }

  /** Something follows a complete statement on its line. */
  private unexpectedAfter(): void {
    if (this.failUnmatched(true)) return;
    if (this.kind === T.equal) this.checkEquals();
    else if (this.kind === T.leftBrace) this.braceBlock([]);
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
    if (target.kind !== "name" && target.kind !== "attribute" && target.kind !== "subscript") {
      this.fail(report.invalidAnnotationTarget, { at: target.span, params: {} });
    }
    this.advance();
    if (this.kind === T.newline && this.peek(1) === T.indent) this.unknownHeader(target);
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

  private parseAssert(start: number, isComptime: boolean): Statement {
    this.advance();
    const condition = this.parseExpression();
    const message = this.accept(T.comma) ? this.parseExpression() : undefined;
    return { kind: "assert", isComptime, condition, message, span: this.spanFrom(start) };
  }

  private parseImport(): Statement {
    const start = this.start;
    this.advance();
    const names: { path: Identifier[]; alias?: Identifier }[] = [];
    do {
      const path = this.parseDottedName();
      const alias = this.accept(T.as) ? this.expectIdentifier("a name after `as`") : undefined;
      names.push(alias === undefined ? { path } : { path, alias });
    } while (!this.failed && this.accept(T.comma));
    return { kind: "import", names, span: this.spanFrom(start) };
  }

  private parseDottedName(): Identifier[] {
    const path = [this.expectIdentifier("a module name")];
    while (!this.failed && this.accept(T.dot)) path.push(this.expectIdentifier("a name after `.`"));
    return path;
  }

  private parseFromImport(): Statement {
    const start = this.start;
    this.advance();
    let level = 0;
    while (this.kind === T.dot || this.kind === T.ellipsis) {
      level += this.kind === T.dot ? 1 : 3;
      this.advance();
    }
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

  // Compound statements

  private parseCondition(): Expression {
    const condition = this.parseNamedExpression();
    this.checkEquals();
    return condition;
  }

  /** The chain of `elif` is collected first, so that a long one does not nest calls. */
  private parseIf(start: number, isComptime: boolean): Statement {
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

  private parseWhile(start: number, isComptime: boolean, unroll = false): Statement {
    this.advance();
    const condition = this.parseCondition();
    const { body } = this.parseBlock("the condition of `while`", "statement");
    const orElse = this.parseElse();
    return { kind: "while", isComptime, unroll: unroll || undefined, condition, body, orElse, span: this.spanFrom(start) };
  }

  private parseFor(start: number, isAsync: boolean, isComptime: boolean, unroll = false): Statement {
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

  private parseTry(): Statement {
    const start = this.start;
    this.advance();
    const { body } = this.parseBlock("`try`", "statement");
    const handlers: ExceptHandler[] = [];
    while (this.kind === T.except) handlers.push(this.parseHandler());
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

  private parseWith(start: number, isAsync: boolean): Statement {
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
  private startsMatch(first: TokenKind = T.case): boolean {
    const next = this.peek(1);
    if (!startsExpression(next) && next !== T.star) return false;
    if (next === T.not && this.peek(2) === T.in) return false;
    let end = this.index + 1;
    while (this.kinds[end] !== T.newline && this.kinds[end] !== T.end) end++;
    if (this.kinds[end - 1] !== T.colon || this.kinds[end + 1] !== T.indent) return false;
    return first !== T.case || this.kinds[end + 2] === T.case;
  }

  private parseMatch(): Statement {
    const start = this.start;
    this.advance();
    const subject = this.parseSubject();
    const dropped: Statement[] = [];
    this.expectColon("the subject of `match`", dropped);
    this.failed = false;
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

type WithItem = { readonly context: Expression; readonly target?: Expression; readonly binding?: "var" | "ref" };

/** A name, or a reserved word in a name's place: then the declaration is read and the word reported. */
function isNameLike(kind: TokenKind): boolean {
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

/** Name of a decorator, also when it is called: `unroll` of `@unroll(4)`. */
function decoratorName(decorator: Decorator): string {
  const expression = decorator.expression.kind === "call" ? decorator.expression.callee : decorator.expression;
  return expression.kind === "name" ? expression.name : "";
}

/** Removes a leading string statement and gives its value. */
function takeDocstring(body: Statement[]): string | undefined {
  const first = body[0];
  if (first?.kind !== "expression" || first.value.kind !== "string") return undefined;
  body.shift();
  return first.value.value;
}

/** Strings after fields and aliases document them. */
function attachDocstrings(body: Statement[]): void {
  let count = 0;
  for (const statement of body) {
    const previous = count > 0 ? body[count - 1] : undefined;
    const isDocstring = statement.kind === "expression" && statement.value.kind === "string";
    const takes = previous?.kind === "alias" || (previous?.kind === "variable" && previous.keyword !== undefined);
    if (isDocstring && takes && previous.docstring === undefined) {
      const docstring = statement.value.kind === "string" ? statement.value.value : "";
      body[count - 1] = { ...previous, docstring };
    } else body[count++] = statement;
  }
  body.length = count;
}

function lineStartBefore(text: string, offset: number): number {
  return Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
}

export { nameExpression };
