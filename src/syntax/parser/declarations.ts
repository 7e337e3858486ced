/** Declarations: functions, structs, traits, classes, extensions, aliases and variables, with their decorators. */
import type {
  AliasDeclaration,
  CallArgument,
  Conformance,
  Decorator,
  Expression,
  Identifier,
  ParameterDeclaration,
  Statement,
} from "../ast.ts";
import * as report from "../diagnostics.ts";
import { isIdentifierKind, isReservedKind, T } from "../token.ts";
import { PatternParser } from "./patterns.ts";

/** Whose body a block is: only types and modules have docstrings after fields and aliases. */
export type BlockUse = "module" | "type" | "function" | "statement";

export type Block = { readonly docstring?: string; readonly body: readonly Statement[] };

export abstract class DeclarationParser extends PatternParser {
  /** `:` and the block after it. `owner` names the statement in messages. */
  protected abstract parseBlock(owner: string, use: BlockUse): Block;

  protected parseFunction(start: number, decorators: readonly Decorator[]): Statement {
    const isAsync = this.accept(T.async);
    // `__mlir_region` and other words stand in for `fn`.
    const keyword = this.kind === T.def ? "def" : "fn";
    this.advance();
    const name = this.expectIdentifier("a function name");
    const signature = this.parseSignature(keyword, isAsync, "declaration");
    const headerSpan = this.headerSpan(start);
    const { docstring, body } = this.parseBlock(`the header of function \`${name.text}\``, "function");
    return { kind: "function", name, signature, decorators, docstring, body, headerSpan, span: this.spanFrom(start) };
  }

  private headerSpan(start: number): ReturnType<typeof this.span> {
    return this.span(start, this.kind === T.colon ? (this.ends[this.index] as number) : this.lastEnd);
  }

  protected parseStruct(start: number, decorators: readonly Decorator[]): Statement {
    this.advance();
    const name = this.expectIdentifier("a struct name");
    const constraints: Expression[] = [];
    const parameters = this.parseOptionalParameters(constraints);
    const conformances = this.parseConformances();
    if (this.kind === T.where) constraints.push(this.parseWhere() as Expression);
    const where = this.conjunction(constraints);
    const headerSpan = this.headerSpan(start);
    const { docstring, body } = this.parseBlock(`the header of struct \`${name.text}\``, "type");
    return { kind: "struct", name, parameters, conformances, where, decorators, docstring, body, headerSpan, span: this.spanFrom(start) };
  }

  protected parseTrait(start: number, decorators: readonly Decorator[]): Statement {
    this.advance();
    const name = this.expectIdentifier("a trait name");
    const constraints: Expression[] = [];
    const parameters = this.parseOptionalParameters(constraints);
    const parents = this.parseConformances();
    if (this.kind === T.where) {
      this.complain(report.invalidDeclaration, { at: this.tokenSpan(), params: { problem: "a trait cannot have a `where` clause" } });
      this.parseWhere();
    }
    const headerSpan = this.headerSpan(start);
    const { docstring, body } = this.parseBlock(`the header of trait \`${name.text}\``, "type");
    return { kind: "trait", name, parameters, parents, decorators, docstring, body, headerSpan, span: this.spanFrom(start) };
  }

  protected parseClass(start: number, decorators: readonly Decorator[]): Statement {
    this.advance();
    const name = this.expectIdentifier("a class name");
    const parameters = this.parseOptionalParameters([]);
    const list: CallArgument[] = this.kind === T.leftParen ? this.parseCallArguments() : [];
    const headerSpan = this.headerSpan(start);
    const { docstring, body } = this.parseBlock(`the header of class \`${name.text}\``, "type");
    return { kind: "class", name, parameters, arguments: list, decorators, docstring, body, headerSpan, span: this.spanFrom(start) };
  }

  protected parseExtension(start: number): Statement {
    this.advance();
    let target: Expression;
    const nameStart = this.start;
    const first = this.expectIdentifier("the name of the extended type");
    target = nameExpression(first);
    while (this.kind === T.dot || this.kind === T.leftBracket) {
      if (this.accept(T.dot))
        target = { kind: "attribute", base: target, name: this.expectIdentifier("a name after `.`"), span: this.spanFrom(nameStart) };
      else {
        const at = this.start;
        const list = this.parseBracketArguments();
        target = { kind: "subscript", base: target, arguments: list, argumentsSpan: this.spanFrom(at), span: this.spanFrom(nameStart) };
      }
      if (this.failed) break;
    }
    const conformances = this.parseConformances();
    const where = this.parseWhere();
    const { docstring, body } = this.parseBlock("the header of the extension", "type");
    return { kind: "extension", target, conformances, where, docstring, body, span: this.spanFrom(start) };
  }

  private parseOptionalParameters(constraints: Expression[]): readonly ParameterDeclaration[] {
    return this.kind === T.leftBracket ? this.parseParameterList(constraints) : [];
  }

  /** `(Trait where condition, Trait & Trait)`. */
  private parseConformances(): Conformance[] {
    if (this.kind !== T.leftParen) return [];
    const opener = this.index;
    this.advance();
    const list: Conformance[] = [];
    while (this.kind !== T.rightParen && !this.failed) {
      const start = this.start;
      const trait = this.parseExpression();
      const where = this.parseWhere();
      list.push({ trait, where, span: this.spanFrom(start) });
      if (!this.accept(T.comma)) break;
    }
    this.expectClose(opener, T.rightParen);
    return list;
  }

  /** `alias X = 1`, `comptime X[n: Int]: Int where c = n`, `type X[T] = list[T]`. */
  protected parseAlias(start: number, keyword: AliasDeclaration["keyword"], decorators: readonly Decorator[]): Statement {
    this.advance();
    const name = this.expectIdentifier(`a name after \`${keyword}\``);
    const constraints: Expression[] = [];
    const parameters = this.parseOptionalParameters(constraints);
    const type = this.accept(T.colon) ? this.parseType() : undefined;
    if (this.kind === T.where) constraints.push(this.parseWhere() as Expression);
    let value: Expression | undefined;
    if (this.accept(T.equal)) value = this.kind === T.ref ? this.parseType() : this.parseExpressionList();
    else if (type === undefined) {
      this.failMissing("`=` and a value");
    }
    return {
      kind: "alias",
      keyword,
      name,
      parameters,
      type,
      where: this.conjunction(constraints),
      value,
      decorators,
      span: this.spanFrom(start),
    };
  }

  /** Does `var`, `let` or `ref` at the current token start a declaration? */
  protected startsVariable(): boolean {
    const next = this.peek(1);
    if (isIdentifierKind(next)) return true;
    if (isReservedKind(next)) return this.peek(2) === T.equal || this.peek(2) === T.colon;
    if (next !== T.leftParen) return false;
    const after = this.kindAfterBracket(this.index + 1);
    return after === T.equal || after === T.comma || (after === T.colon && this.dialect !== "python");
  }

  private bareVariable(keyword: string, target: Expression): void {
    if (this.kind !== T.newline && this.kind !== T.semicolon && this.kind !== T.end) return;
    const names = this.text.slice(target.span.start, target.span.end);
    const problem = keyword === "ref" ? `\`ref ${names}\` must name what it refers to` : `\`${keyword} ${names}\` needs a type or a value`;
    this.complain(report.invalidDeclaration, { at: target.span, params: { problem } });
  }

  protected parseVariable(start: number, decorators: readonly Decorator[]): Statement {
    const keyword = this.kind === T.ref ? "ref" : this.kind === T.let ? "let" : "var";
    this.advance();
    const target = this.parseTargetList();
    const type = this.accept(T.colon) ? this.parseType() : undefined;
    let value: Expression | undefined;
    let chained: Expression[] | undefined;
    if (this.accept(T.equal)) {
      value = this.parseFieldValue();
      while (this.accept(T.equal)) {
        chained ??= [];
        chained.push(value);
        value = this.parseFieldValue();
      }
    }
    if (value === undefined && (type === undefined || keyword === "ref") && !this.failed) this.bareVariable(keyword, target);
    return {
      kind: "variable",
      keyword,
      target,
      type,
      chained,
      value,
      decorators: decorators.length > 0 ? decorators : undefined,
      span: this.spanFrom(start),
    };
  }
}

function nameExpression(name: Identifier): Expression {
  return name.escaped
    ? { kind: "name", name: name.text, escaped: true, span: name.span }
    : { kind: "name", name: name.text, span: name.span };
}
