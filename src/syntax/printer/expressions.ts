/**
 * Expressions and signatures as text, with the fewest parentheses that keep the tree.
 *
 * Each position asks for a level; an expression that binds more loosely is put in parentheses.
 */
import type {
  ArgumentDeclaration,
  CallArgument,
  Capture,
  ComprehensionClause,
  Dialect,
  Expression,
  FormattedPart,
  FunctionEffects,
  FunctionSignature,
  Identifier,
  ParameterDeclaration,
} from "../ast.ts";
import { escapeText, printBytes, printString } from "./literals.ts";

/** Binding levels, from a bare list (`a, b`, `yield`) to an atom. */
export const level = {
  /** Only in parentheses. */
  named: -3,
  /** A statement's value: `yield` may stand bare. */
  value: -2,
  /** A tuple may stand bare. */
  list: -1,
  expression: 0,
  or: 1,
  and: 2,
  not: 3,
  compare: 4,
  operand: 5,
  unary: 11,
  power: 12,
  await: 13,
  postfix: 14,
  atom: 15,
} as const;

const binaryLevels: Record<string, number> = {
  "|": 5,
  "^": 6,
  "&": 7,
  "<<": 8,
  ">>": 8,
  "+": 9,
  "-": 9,
  "*": 10,
  "/": 10,
  "//": 10,
  "%": 10,
  "@": 10,
  "**": 12,
};

export class ExpressionPrinter {
  protected readonly dialect: Dialect;

  constructor(dialect: Dialect) {
    this.dialect = dialect;
  }

  /** Text of `e` for a position that takes expressions of at least `needed`. */
  expression(e: Expression, needed: number = level.expression): string {
    const text = this.bare(e);
    return this.levelOf(e) < needed ? `(${text})` : text;
  }

  private levelOf(e: Expression): number {
    switch (e.kind) {
      case "tuple":
        return e.parenthesized ? level.atom : level.list;
      case "yield":
        return level.value;
      case "starred":
        return level.expression;
      case "walrus":
        return level.named;
      case "lambda":
      case "conditional":
      case "function-type":
      case "reference-type":
        return level.expression;
      case "logical":
        return e.operator === "or" ? level.or : level.and;
      case "unary":
        return e.operator === "not" ? level.not : level.unary;
      case "compare":
        return level.compare;
      case "binary":
        return binaryLevels[e.operator] as number;
      // Beside operators `^` would be read as exclusive or.
      case "transfer":
        return level.compare;
      case "await":
        return level.await;
      case "call":
      case "subscript":
      case "attribute":
        return level.postfix;
      case "comptime":
        return this.dialect === "python" ? level.await : level.postfix;
      case "initializer":
        return e.type === undefined ? level.atom : level.postfix;
      case "name":
      case "integer":
      case "float":
      case "imaginary":
      case "string":
      case "bytes":
      case "formatted":
      case "boolean":
      case "none":
      case "ellipsis":
      case "slice":
      case "list":
      case "set":
      case "dictionary":
      case "comprehension":
      case "binding":
      case "error":
        return level.atom;
    }
  }

  private bare(e: Expression): string {
    switch (e.kind) {
      case "name":
        return e.escaped ? `\`${e.name}\`` : e.name;
      case "integer":
      case "float":
      case "imaginary":
        return e.text;
      case "string":
        return printString(e.value);
      case "bytes":
        return printBytes(e.value);
      case "formatted":
        return `${e.template ? "t" : "f"}"${this.parts(e.parts, false)}"`;
      case "boolean":
        return e.value ? "True" : "False";
      case "none":
        return "None";
      case "ellipsis":
        return "...";
      case "unary":
        if (e.operator === "not") return `not ${this.expression(e.operand, level.not)}`;
        return e.operator + this.expression(e.operand, level.unary);
      case "binary":
        return this.binary(e);
      case "logical": {
        const own = e.operator === "or" ? level.or : level.and;
        return `${this.expression(e.left, own)} ${e.operator} ${this.expression(e.right, own + 1)}`;
      }
      case "compare": {
        let text = this.expression(e.operands[0] as Expression, level.operand);
        e.operators.forEach((operator, i) => {
          text += ` ${operator} ${this.expression(e.operands[i + 1] as Expression, level.operand)}`;
        });
        return text;
      }
      case "call":
        return `${this.base(e.callee)}(${this.callArguments(e.arguments)})`;
      case "subscript":
        return `${this.base(e.base)}[${this.callArguments(e.arguments)}]`;
      case "attribute": {
        const base =
          e.base.kind === "transfer" ? this.bare(e.base) : e.base.kind === "integer" ? `(${this.bare(e.base)})` : this.base(e.base);
        return `${base}.${this.identifier(e.name)}`;
      }
      case "slice":
        return this.slice(e);
      case "tuple":
        return e.parenthesized ? `(${this.tupleElements(e.elements)})` : this.tupleElements(e.elements);
      case "list":
        return `[${this.elements(e.elements)}]`;
      case "set":
        return `{${this.elements(e.elements)}}`;
      case "dictionary":
        return `{${e.entries.map((entry) => (entry.key === undefined ? `**${this.expression(entry.value, level.operand)}` : `${this.expression(entry.key)}: ${this.expression(entry.value)}`)).join(", ")}}`;
      case "initializer":
        return this.initializer(e.type, e.arguments);
      case "comprehension":
        return this.comprehension(e);
      case "lambda":
        return this.lambda(e.arguments, e.body, e.signature);
      case "conditional":
        return `${this.expression(e.whenTrue, level.or)} if ${this.expression(e.condition, level.or)} else ${this.expression(e.whenFalse)}`;
      case "walrus":
        return `${this.identifier(e.name)} := ${this.expression(e.value)}`;
      case "starred":
        return `${"*".repeat(e.count)}${this.expression(e.value, level.operand)}`;
      case "await":
        return `await ${this.expression(e.value, level.postfix)}`;
      case "yield":
        if (e.from) return `yield from ${this.expression(e.value as Expression)}`;
        return e.value === undefined ? "yield" : `yield ${this.expression(e.value, level.list)}`;
      case "transfer":
        return `${this.expression(e.value, e.value.kind === "transfer" ? level.compare : level.postfix)}^`;
      case "comptime":
        if (this.dialect === "python") return `comptime ${this.expression(e.value, level.postfix)}`;
        return `comptime(${this.expression(e.value)})`;
      case "function-type":
        return this.functionType(e.signature);
      case "reference-type":
        return `ref ${e.origin === undefined ? "" : `[${this.callArguments(e.origin)}] `}${this.expression(e.referent)}`;
      case "binding":
        return `${e.keyword} ${this.expression(e.target, level.postfix)}`;
      case "error":
        return e.span.file.text.slice(e.span.start, e.span.end);
    }
  }

  private base(e: Expression): string {
    return this.expression(e, level.postfix);
  }

  private binary(e: Extract<Expression, { kind: "binary" }>): string {
    const own = binaryLevels[e.operator] as number;
    const left = this.expression(e.left, e.operator === "**" ? level.await : own);
    const right = this.expression(e.right, e.operator === "**" ? level.unary : own + 1);
    return `${left} ${e.operator} ${right}`;
  }

  identifier(name: Identifier): string {
    return name.escaped ? `\`${name.text}\`` : name.text;
  }

  private elements(list: readonly Expression[]): string {
    return list.map((element) => this.expression(element)).join(", ");
  }

  private tupleElements(list: readonly Expression[]): string {
    return this.elements(list) + (list.length === 1 ? "," : "");
  }

  private slice(e: Extract<Expression, { kind: "slice" }>): string {
    const lower = e.lower === undefined ? "" : this.expression(e.lower);
    const upper = e.upper === undefined ? "" : this.expression(e.upper);
    return `${lower}:${upper}${e.step === undefined ? "" : `:${this.expression(e.step)}`}`;
  }

  private initializer(type: Expression | undefined, list: readonly CallArgument[]): string {
    if (type === undefined) return `{${this.callArguments(list)}}`;
    const fields = list.map((field) => `${this.identifier(field.keyword as Identifier)}: ${this.expression(field.value)}`);
    return `${this.base(type)} {${fields.join(", ")}}`;
  }

  private comprehension(e: Extract<Expression, { kind: "comprehension" }>): string {
    const clauses = e.clauses.map((clause) => this.clause(clause)).join(" ");
    const key = e.key === undefined ? "" : `${this.expression(e.key)}: `;
    const inside = `${key}${this.expression(e.element)} ${clauses}`;
    return e.form === "list" ? `[${inside}]` : e.form === "generator" ? `(${inside})` : `{${inside}}`;
  }

  private clause(clause: ComprehensionClause): string {
    if (clause.kind === "if") return `if ${this.expression(clause.condition, level.or)}`;
    const target = this.target(clause.target);
    return `${clause.isAsync ? "async " : ""}for ${target} in ${this.expression(clause.iterable, level.or)}`;
  }

  /** Target of a loop: a bare tuple stays bare, its parts stop before `in`. */
  protected target(target: Expression): string {
    if (target.kind === "tuple" && !target.parenthesized) {
      const parts = target.elements.map((element) =>
        element.kind === "starred" ? this.expression(element) : this.expression(element, level.operand),
      );
      return parts.join(", ") + (parts.length === 1 ? "," : "");
    }
    return target.kind === "starred" ? this.expression(target) : this.expression(target, level.operand);
  }

  protected callArguments(list: readonly CallArgument[]): string {
    let text = "";
    let results = false;
    for (const argument of list) {
      if (argument.isResult && !results) text += text === "" ? "-> " : " -> ";
      else if (text !== "") text += ", ";
      results = argument.isResult === true;
      text += this.callArgument(argument);
    }
    return text;
  }

  private callArgument(argument: CallArgument): string {
    const value = this.expression(argument.value);
    if (argument.keyword !== undefined) return `${this.identifier(argument.keyword)}=${value}`;
    return "*".repeat(argument.stars) + value;
  }

  // Formatted strings

  private parts(parts: readonly FormattedPart[], inSpecification: boolean): string {
    return parts
      .map((part) =>
        part.kind === "text" ? escapeText(part.value, inSpecification ? "specification" : "doubled") : this.replacement(part),
      )
      .join("");
  }

  private replacement(part: Extract<FormattedPart, { kind: "replacement" }>): string {
    let value = part.debugText;
    if (value === undefined) {
      // Colons of lambdas and types would end the field.
      const bare = part.value.kind === "tuple" && !part.value.parenthesized;
      value = this.expression(part.value, bare ? level.list : level.or);
      if (value.startsWith("{")) value = ` ${value}`;
    }
    const conversion = part.conversion === undefined ? "" : `!${part.conversion}`;
    const format = part.format === undefined ? "" : `:${this.parts(part.format, true)}`;
    return `{${value}${conversion}${format}}`;
  }

  // Signatures

  private lambda(list: readonly ArgumentDeclaration[], body: Expression, signature: FunctionSignature | undefined): string {
    if (signature !== undefined) {
      const parameters = signature.hasParameterList ? `[${this.parameters(signature.parameters)}]` : "";
      const parens =
        signature.arguments.length > 0 || signature.hasParameterList || !this.hasEffects(signature)
          ? `(${this.arguments(signature.arguments)})`
          : "";
      return `lambda ${`${parameters}${parens}${this.signatureRest(signature)}`.trimStart()}: ${this.expression(body)}`;
    }
    const text = this.arguments(list);
    return `lambda${text === "" ? "" : ` ${text}`}: ${this.expression(body)}`;
  }

  private hasEffects(signature: FunctionSignature): boolean {
    return signature.captures !== undefined || signature.returns !== undefined;
  }

  private functionType(signature: FunctionSignature): string {
    return `${signature.effects.isAsync ? "async " : ""}${signature.keyword}${this.signature(signature)}`;
  }

  /** From the parameter list to the constraint. */
  protected signature(signature: FunctionSignature): string {
    const parameters = signature.hasParameterList ? `[${this.parameters(signature.parameters)}]` : "";
    return `${parameters}(${this.arguments(signature.arguments)})${this.signatureRest(signature)}`;
  }

  private signatureRest(signature: FunctionSignature): string {
    let text = this.effects(signature.effects, signature.captures);
    if (signature.returns !== undefined) {
      const returns = this.beforeWhere(signature.returns);
      text += signature.resultName === undefined ? ` -> ${returns}` : ` -> (out ${this.identifier(signature.resultName)}: ${returns})`;
    }
    return text + this.where(signature.where);
  }

  /** Before the word `where` a transfer would be read as exclusive or. */
  protected beforeWhere(e: Expression): string {
    const text = this.expression(e);
    return text.endsWith("^") ? `(${text})` : text;
  }

  protected where(condition: Expression | undefined): string {
    return condition === undefined ? "" : ` where ${this.expression(condition)}`;
  }

  private effects(effects: FunctionEffects, captures: readonly Capture[] | undefined): string {
    const list = captures === undefined ? "" : ` {${captures.map((capture) => this.capture(capture)).join(", ")}}`;
    let text = "";
    if (effects.raises)
      text += effects.raisesType === undefined ? " raises" : ` raises ${this.expression(effects.raisesType, level.operand)}`;
    if (effects.capturing)
      text += effects.capturingOrigins === undefined ? " capturing" : ` capturing [${this.callArguments(effects.capturingOrigins)}]`;
    if (effects.escaping) text += " escaping";
    if (effects.unified) text += " unified";
    if (effects.thin) text += " thin";
    if (effects.abi !== undefined) text += ` abi(${printString(effects.abi)})`;
    if (effects.registerPassable) text += " register_passable";
    // After an error type empty braces would be a struct literal of 2023.
    return effects.raisesType !== undefined && captures?.length === 0 ? list + text : text + list;
  }

  private capture(capture: Capture): string {
    const word = capture.convention === "owned" ? "var" : capture.convention === "read" ? "imm" : capture.convention;
    const name = capture.name === undefined ? "" : ` ${this.identifier(capture.name)}`;
    return `${word}${name}${capture.transfer ? "^" : ""}`;
  }

  protected parameters(list: readonly ParameterDeclaration[]): string {
    const items: string[] = [];
    let keywordOnly = false;
    list.forEach((parameter, i) => {
      if (parameter.passing === "keyword-only" && !keywordOnly) {
        items.push("*");
        keywordOnly = true;
      }
      items.push(this.parameter(parameter));
      if (parameter.stars === 1) keywordOnly = true;
      const next = list[i + 1]?.passing;
      if (parameter.passing === "infer-only" && next !== "infer-only") items.push("//");
      if (parameter.passing === "positional-only" && next !== "positional-only") items.push("/");
    });
    return items.join(", ");
  }

  private parameter(parameter: ParameterDeclaration): string {
    const stars = "*".repeat(parameter.stars);
    if (parameter.name.text === "") return stars + this.expression(parameter.type as Expression);
    const type = parameter.type === undefined ? "" : `: ${this.expression(parameter.type)}`;
    const initial = parameter.default === undefined ? "" : ` = ${this.expression(parameter.default)}`;
    return `${stars}${this.identifier(parameter.name)}${type}${initial}`;
  }

  protected arguments(list: readonly ArgumentDeclaration[]): string {
    const items: string[] = [];
    let keywordOnly = false;
    list.forEach((argument, i) => {
      if (argument.passing === "keyword-only" && !keywordOnly && argument.stars !== 2) {
        items.push("*");
        keywordOnly = true;
      }
      items.push(this.argument(argument));
      if (argument.stars === 1) keywordOnly = true;
      if (argument.passing === "positional-only" && list[i + 1]?.passing !== "positional-only") items.push("/");
    });
    return items.join(", ");
  }

  private argument(argument: ArgumentDeclaration): string {
    const after = argument.spelling === "&" || argument.spelling === "^";
    let text = "";
    if (argument.convention !== undefined && !after) {
      text += `${argument.spelling ?? (argument.convention === "owned" ? "var" : argument.convention)} `;
      if (argument.origin !== undefined) text += `[${this.callArguments(argument.origin)}] `;
    }
    text += "*".repeat(argument.stars);
    if (argument.name.text === "") return text + this.expression(argument.type as Expression);
    text += this.identifier(argument.name);
    if (after) text += argument.spelling;
    if (argument.type !== undefined) text += `: ${argument.typeIsPack ? "*" : ""}${this.expression(argument.type)}`;
    if (argument.default !== undefined)
      text += argument.type === undefined ? `=${this.expression(argument.default)}` : ` = ${this.expression(argument.default)}`;
    return text;
  }
}
