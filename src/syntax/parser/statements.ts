/**
 * Modules, and which statement starts at a token.
 *
 * Recovery: an error inside a statement skips to the end of its line; an indented block after a broken header is parsed
 * as statements of the surrounding block, so that nothing in a file is lost to one mistake.
 */
import type { Decorator, Expression, Module, Statement } from "../ast.ts";
import * as report from "../diagnostics.ts";
import { isIdentifierKind, T, tokenSpelling } from "../token.ts";
import { attachDocstrings, takeDocstring } from "./blocks.ts";
import { CompoundStatementParser } from "./compound-statements.ts";
import { isNameLike, noDecorators } from "./simple-statements.ts";

export class StatementParser extends CompoundStatementParser {
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
        if (this.skipAfterBroken(afterBroken)) return;
        break;
      case T.rightParen:
      case T.rightBracket:
        if (this.skipAfterBroken(afterBroken)) return;
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

  /** A line that starts with the closing bracket of a broken statement. */
  private skipAfterBroken(afterBroken: boolean): boolean {
    if (!afterBroken) return false;
    this.skipLine();
    this.wasBroken = true;
    return true;
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
    // Further clauses of the same statement are no further errors.
    this.wasBroken = true;
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
    this.wasBroken = true;
  }
}

/** Name of a decorator, also when it is called: `unroll` of `@unroll(4)`. */
function decoratorName(decorator: Decorator): string {
  const expression = decorator.expression.kind === "call" ? decorator.expression.callee : decorator.expression;
  return expression.kind === "name" ? expression.name : "";
}

function lineStartBefore(text: string, offset: number): number {
  return Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
}
