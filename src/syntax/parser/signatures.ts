/**
 * Signatures: parameter lists in brackets, argument lists in parentheses, effects, capture lists, results, constraints;
 * and the expressions that have one, function types and lambdas.
 *
 * All eras are read alike: conventions before a name (`inout x`, `mut x`), after it (`x&`), effects in any order.
 */
import type {
  ArgumentDeclaration,
  CallArgument,
  Capture,
  Convention,
  Expression,
  FunctionEffects,
  FunctionSignature,
  Identifier,
  ParameterDeclaration,
} from "../ast.ts";
import * as report from "../diagnostics.ts";
import type { Span } from "../../source/source-file.ts";
import { isIdentifierKind, T, tokenSpelling } from "../token.ts";
import type { TokenKind } from "../token.ts";
import { ExpressionParser } from "./expressions.ts";
import { binding, startsExpression } from "./operators.ts";

type Writable<T> = { -readonly [K in keyof T]: T[K] };

export const noEffects: FunctionEffects = { raises: false, isAsync: false, capturing: false, escaping: false, unified: false, thin: false };

/** What a signature belongs to: types may leave names out, lambdas end in `: expression`. */
type SignatureUse = "declaration" | "type" | "lambda";

export abstract class SignatureParser extends ExpressionParser {
  // Parameters

  /** `[…]` of a declaration. Constraints inside the list (old form) are put into `where`. */
  protected parseParameterList(where: Expression[], use: SignatureUse = "declaration"): ParameterDeclaration[] {
    const opener = this.index;
    this.advance();
    const list: Writable<ParameterDeclaration>[] = [];
    let keywordOnly = false;
    while (this.kind !== T.rightBracket && !this.failed) {
      if (this.kind === T.slashSlash || this.kind === T.slash) {
        const passing = this.kind === T.slashSlash ? "infer-only" : "positional-only";
        this.checkMarker(list.length === 0);
        for (const parameter of list) if (parameter.passing === "normal") parameter.passing = passing;
        this.advance();
      } else if (this.kind === T.star && (this.peek(1) === T.comma || this.peek(1) === T.rightBracket)) {
        keywordOnly = true;
        this.advance();
      } else if (this.kind === T.where && startsExpression(this.peek(1))) {
        where.push(this.parseWhere() as Expression);
      } else {
        const parameter = this.parseParameter(keywordOnly ? "keyword-only" : "normal", use);
        list.push(parameter);
        if (parameter.stars === 1) keywordOnly = true;
      }
      if (this.kind === T.where) where.push(this.parseWhere() as Expression);
      if (!this.accept(T.comma)) break;
    }
    this.expectClose(opener, T.rightBracket);
    return list;
  }

  private checkMarker(first: boolean): void {
    if (!first || this.kind === T.slashSlash) return;
    this.complain(report.invalidMarker, { at: this.tokenSpan(), params: { problem: "`/` cannot be the first in the list" } });
  }

  private parseParameter(section: ParameterDeclaration["passing"], use: SignatureUse): Writable<ParameterDeclaration> {
    const start = this.start;
    let passing = section;
    if (this.kind === T.inferred && isIdentifierKind(this.peek(1))) {
      this.advance();
      passing = "infer-only";
    }
    const stars = this.takeStars();
    // `fn[Int](…)`: in a type the name may be missing.
    if (use === "type" && stars === 0 && !this.nameEndsAt(1)) {
      const type = this.parseType();
      return { name: this.noName(start), stars, type, passing, span: this.spanFrom(start) };
    }
    const name = this.expectIdentifier("a parameter name");
    let type: Expression | undefined;
    if (this.accept(T.colon)) type = this.parseAnnotation();
    let initial: Expression | undefined;
    if (this.accept(T.equal)) initial = this.kind === T.star ? this.parseStarOrExpression() : this.parseType();
    return { name, stars, type, default: initial, passing, span: this.spanFrom(start) };
  }

  private nameEndsAt(distance: number): boolean {
    const next = this.peek(distance);
    return (
      isIdentifierKind(this.kind) &&
      (next === T.colon || next === T.comma || next === T.equal || next === T.rightBracket || next === T.rightParen || next === T.where)
    );
  }

  private noName(start: number): Identifier {
    return { text: "", span: this.span(start, start) };
  }

  private takeStars(): 0 | 1 | 2 {
    if (this.accept(T.star)) return 1;
    return this.accept(T.starStar) ? 2 : 0;
  }

  /** Type after a colon; a pack `*Ts` as a starred expression. */
  private parseAnnotation(): Expression {
    return this.kind === T.star ? this.parseStarOrExpression() : this.parseType();
  }

  // Arguments

  protected parseArgumentList(use: SignatureUse): ArgumentDeclaration[] {
    const opener = this.index;
    this.advance();
    const list = this.parseArgumentsUntil(T.rightParen, use);
    this.expectClose(opener, T.rightParen);
    return list;
  }

  /** Also Python's `lambda a, *b: …`, where the list ends at the colon and has no annotations. */
  protected parseArgumentsUntil(close: TokenKind, use: SignatureUse): ArgumentDeclaration[] {
    const list: Writable<ArgumentDeclaration>[] = [];
    let keywordOnly = false;
    let slash = false;
    while (this.kind !== close && !this.failed) {
      const last = list[list.length - 1];
      if (last?.stars === 2) this.invalidMarker("nothing may follow `**` in an argument list");
      if (this.kind === T.slash) {
        if (slash || keywordOnly) this.invalidMarker(slash ? "`/` may stand only once in a list" : "`/` must stand before `*`");
        slash = true;
        this.checkMarker(list.length === 0);
        for (const argument of list) if (argument.passing === "normal") argument.passing = "positional-only";
        this.advance();
      } else if (this.kind === T.star && (this.peek(1) === T.comma || this.peek(1) === close)) {
        const next = this.peek(1) === T.comma ? this.peek(2) : this.peek(1);
        if (next === close || next === T.starStar) this.invalidMarker("named arguments must follow a bare `*`");
        if (keywordOnly) this.invalidMarker("`*` may stand only once in a list");
        keywordOnly = true;
        this.advance();
      } else {
        const argument = this.parseArgumentDeclaration(keywordOnly ? "keyword-only" : "normal", close, use);
        if (argument.stars === 1) {
          if (keywordOnly && use !== "type") this.invalidMarker("`*` may stand only once in a list", argument.span);
          keywordOnly = true;
          argument.passing = "normal";
        } else this.checkDefaultOrder(last, argument);
        list.push(argument);
      }
      if (!this.accept(T.comma)) break;
    }
    return list;
  }

  private invalidMarker(problem: string, at: Span = this.tokenSpan()): void {
    this.complain(report.invalidMarker, { at, params: { problem } });
  }

  /** An argument that can be left out must not stand before one that cannot. */
  private checkDefaultOrder(before: ArgumentDeclaration | undefined, argument: ArgumentDeclaration): void {
    if (before?.default === undefined || argument.default !== undefined) return;
    if (argument.passing !== "normal" || before.passing === "keyword-only" || argument.stars !== 0 || argument.name.text === "") return;
    if (argument.convention === "out") return;
    this.complain(report.argumentOrder, {
      at: argument.name.span,
      params: { problem: `argument \`${argument.name.text}\` without a default follows one with a default` },
      labels: [{ span: before.span, text: "has a default" }],
    });
  }

  private parseArgumentDeclaration(
    passing: ArgumentDeclaration["passing"],
    close: TokenKind,
    use: SignatureUse,
  ): Writable<ArgumentDeclaration> {
    const start = this.start;
    let convention: Convention | undefined;
    let spelling: string | undefined;
    let origin: CallArgument[] | undefined;
    if (this.startsConvention(use)) {
      spelling = tokenSpelling(this.kind);
      convention = conventionOf(this.kind);
      this.advance();
      if (convention === "ref" && this.kind === T.leftBracket) origin = this.parseBracketArguments();
    }
    const stars = this.takeStars();
    if (use === "type" && !(isIdentifierKind(this.kind) && (this.peek(1) === T.colon || (convention !== undefined && this.isSelf())))) {
      const type = this.parseAnnotation();
      return { name: this.noName(start), convention, spelling, origin, stars, type, passing, span: this.spanFrom(start) };
    }
    const name = this.expectIdentifier("an argument name");
    if (convention === undefined && (this.kind === T.ampersand || this.kind === T.caret)) {
      convention = this.kind === T.ampersand ? "mut" : "owned";
      spelling = tokenSpelling(this.kind);
      this.advance();
    }
    let type: Expression | undefined;
    let typeIsPack: boolean | undefined;
    if (close === T.rightParen && this.accept(T.colon)) {
      typeIsPack = this.accept(T.star) || undefined;
      type = this.parseType();
    }
    if (stars > 0 && this.kind === T.equal) this.invalidMarker("a variadic argument cannot have a default");
    const initial = this.accept(T.equal) ? this.parseExpression() : undefined;
    if (this.kind === T.where && close === T.rightParen) {
      this.complain(report.invalidDeclaration, {
        at: this.tokenSpan(),
        params: { problem: "`where` constrains parameters, not arguments" },
      });
      this.parseWhere();
    }
    return { name, convention, spelling, origin, stars, type, typeIsPack, default: initial, passing, span: this.spanFrom(start) };
  }

  private isSelf(): boolean {
    return (
      this.text.startsWith("self", this.start) &&
      this.peek(1) !== T.dot &&
      this.peek(1) !== T.leftBracket &&
      this.ends[this.index] === this.start + 4
    );
  }

  /** A convention word is one only when a name, stars or (in types) a type follows. */
  private startsConvention(use: SignatureUse): boolean {
    if (conventionOf(this.kind) === undefined) return false;
    const next = this.peek(1);
    if (isIdentifierKind(next) || next === T.starStar) return true;
    if (next === T.star) return isIdentifierKind(this.peek(2));
    if (this.kind === T.ref && next === T.leftBracket) {
      const after = this.kindAfterBracket(this.index + 1);
      return isIdentifierKind(after) || after === T.star || after === T.starStar || after === T.def;
    }
    return use === "type" && (next === T.def || next === T.None);
  }

  // Effects, captures, results

  private parseEffects(isAsync: boolean, captures: { list?: Capture[] }): FunctionEffects {
    const effects: Writable<FunctionEffects> = { ...noEffects, isAsync };
    while (!this.failed) {
      switch (this.kind) {
        case T.raises:
          this.advance();
          effects.raises = true;
          if (isIdentifierKind(this.kind) && !isEffectWord(this.kind) && this.kind !== T.where) {
            effects.raisesType = this.parseOperators(binding.bitOr);
          }
          break;
        case T.capturing:
          this.advance();
          effects.capturing = true;
          if (this.kind === T.leftBracket) effects.capturingOrigins = this.parseBracketArguments();
          break;
        case T.escaping:
          this.advance();
          effects.escaping = true;
          break;
        case T.unified:
          this.advance();
          effects.unified = true;
          break;
        case T.thin:
          this.advance();
          effects.thin = true;
          break;
        case T.register_passable:
          this.advance();
          effects.registerPassable = true;
          break;
        case T.abi:
          if (this.peek(1) !== T.leftParen) return effects;
          this.advance();
          effects.abi = this.parseAbi();
          break;
        case T.leftBrace:
          if (captures.list !== undefined || !this.isCaptureList()) return effects;
          captures.list = this.parseCaptures();
          break;
        default:
          return effects;
      }
    }
    return effects;
  }

  private parseAbi(): string | undefined {
    const opener = this.index;
    this.advance();
    let abi: string | undefined;
    if (this.kind === T.string) {
      const value = this.parseStrings();
      if (value.kind === "string") abi = value.value;
    } else this.failMissing('an ABI such as `"C"`');
    this.expectClose(opener, T.rightParen);
    return abi;
  }

  /** Only names, conventions, `^` and commas stand between the braces, as opposed to a block of another language. */
  private isCaptureList(): boolean {
    const closer = this.closers[this.index] as number;
    for (let i = this.index + 1; i < closer; i++) {
      const kind = this.kinds[i] as number;
      if (!isIdentifierKind(kind) && kind !== T.caret && kind !== T.comma) return false;
    }
    if (closer === 0) return false;
    const after = this.kinds[closer + 1] as number;
    return closer > this.index + 1 || after !== T.newline;
  }

  private parseCaptures(): Capture[] {
    const opener = this.index;
    this.advance();
    const list: Capture[] = [];
    while (this.kind !== T.rightBrace && !this.failed) {
      list.push(this.parseCapture());
      if (!this.accept(T.comma)) break;
    }
    this.expectClose(opener, T.rightBrace);
    return list;
  }

  private parseCapture(): Capture {
    const start = this.start;
    const next = this.peek(1);
    const word = conventionOf(this.kind);
    const alone = next === T.comma || next === T.rightBrace || next === T.caret;
    const hasConvention = word !== undefined && (isIdentifierKind(next) || alone);
    let convention: Capture["convention"] = "read";
    if (hasConvention) {
      convention = word === "mut" || word === "owned" || word === "ref" ? word : "read";
      this.advance();
    }
    const name = hasConvention && alone ? undefined : this.expectIdentifier("a name to capture");
    let transfer = false;
    if (this.kind === T.caret) {
      if (hasConvention && convention !== "owned") {
        this.complain(report.invalidDeclaration, {
          at: this.tokenSpan(),
          params: { problem: "only a `var` capture can be moved in with `^`" },
        });
      }
      this.advance();
      transfer = true;
      convention = "owned";
    }
    return { name, convention, transfer, span: this.spanFrom(start) };
  }

  /** From the parameter list to the constraint. */
  protected parseSignature(keyword: "fn" | "def", isAsync: boolean, use: SignatureUse): FunctionSignature {
    const constraints: Expression[] = [];
    const hasParameterList = this.kind === T.leftBracket;
    const parameters = hasParameterList ? this.parseParameterList(constraints, use) : [];
    let list: ArgumentDeclaration[] = [];
    if (this.kind === T.leftParen) list = this.parseArgumentList(use);
    else if (use === "declaration") this.expect(T.leftParen, "and the arguments of the function");
    const captures: { list?: Capture[] } = {};
    const effects = this.parseEffects(isAsync, captures);
    let returns: Expression | undefined;
    let resultName: Identifier | undefined;
    if (this.accept(T.arrow)) {
      if (this.kind === T.leftParen && this.peek(1) === T.out && isIdentifierKind(this.peek(2)) && this.peek(3) === T.colon) {
        const opener = this.index;
        this.advance();
        this.advance();
        resultName = this.takeIdentifier();
        this.advance();
        returns = this.parseType();
        this.expectClose(opener, T.rightParen);
      } else {
        returns = this.parseType();
        if (use === "declaration" && this.kind === T.as) {
          this.advance();
          resultName = this.expectIdentifier("the name of the result");
        }
      }
    }
    if (use !== "type" && this.kind === T.where) constraints.push(this.parseWhere() as Expression);
    return {
      keyword,
      parameters,
      hasParameterList,
      arguments: list,
      effects,
      captures: captures.list,
      returns,
      resultName,
      where: this.conjunction(constraints),
    };
  }

  protected parseWhere(): Expression | undefined {
    if (this.kind !== T.where) return undefined;
    this.advance();
    return this.parseExpression();
  }

  /** Several constraints are one: `a and b`. */
  protected conjunction(constraints: readonly Expression[]): Expression | undefined {
    let result = constraints[0];
    for (let i = 1; i < constraints.length; i++) {
      const right = constraints[i] as Expression;
      const left = result as Expression;
      result = { kind: "logical", operator: "and", left, right, span: this.span(left.span.start, right.span.end) };
    }
    return result;
  }

  // Function types and lambdas

  protected parseFunctionType(): Expression {
    const start = this.start;
    const isAsync = this.accept(T.async);
    const keyword = this.kind === T.fn ? "fn" : "def";
    this.advance();
    if (this.kind !== T.leftParen && this.kind !== T.leftBracket) {
      this.failMissing("the arguments of a function type");
    }
    const signature = this.parseSignature(keyword, isAsync, "type");
    return { kind: "function-type", signature, span: this.spanFrom(start) };
  }

  protected startsFunctionType(): boolean {
    let list = this.index + 1;
    if (this.kinds[list] === T.leftBracket) {
      list = (this.closers[list] as number) + 1;
      if (list === 1) return false;
    }
    if (this.kinds[list] !== T.leftParen) return false;
    const after = this.kindAfterBracket(list);
    if (after === T.arrow || after === T.leftBrace || isEffectWord(after)) return true;
    return this.dialect !== "python" && this.dialect !== "1.0";
  }

  /** Python's `lambda a, b=1: e`, or Mojo's `lambda [T: X](a: T) {captures} -> R: e`. */
  protected parseLambda(): Expression {
    const start = this.start;
    this.advance();
    const kind = this.kind;
    const opens = kind === T.leftParen || kind === T.leftBracket || kind === T.leftBrace || kind === T.arrow;
    if (opens || (isEffectWord(kind) && this.isLambdaEffect())) {
      const signature = this.parseSignature("def", false, "lambda");
      this.expect(T.colon, "and the body of the lambda");
      const body = this.parseExpression();
      return { kind: "lambda", arguments: signature.arguments, body, captures: signature.captures, signature, span: this.spanFrom(start) };
    }
    const list = this.parseArgumentsUntil(T.colon, "lambda");
    this.expect(T.colon, "and the body of the lambda");
    const body = this.parseExpression();
    return { kind: "lambda", arguments: list, body, span: this.spanFrom(start) };
  }

  /** `lambda raises -> Int: e`, as opposed to an argument called `raises`. */
  private isLambdaEffect(): boolean {
    const next = this.peek(1);
    return next === T.arrow || next === T.leftBrace || isIdentifierKind(next);
  }
}

function conventionOf(kind: TokenKind): Convention | undefined {
  switch (kind) {
    case T.inout:
    case T.mut:
      return "mut";
    case T.borrowed:
    case T.read:
    case T.imm:
      return "read";
    case T.owned:
    case T.var:
      return "owned";
    case T.let:
      return "read";
    case T.out:
      return "out";
    case T.deinit:
      return "deinit";
    case T.ref:
      return "ref";
    default:
      return undefined;
  }
}

function isEffectWord(kind: TokenKind): boolean {
  return (
    kind === T.raises ||
    kind === T.capturing ||
    kind === T.escaping ||
    kind === T.unified ||
    kind === T.thin ||
    kind === T.abi ||
    kind === T.register_passable
  );
}
