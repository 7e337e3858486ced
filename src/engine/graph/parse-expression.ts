/**
 * Reads sizes and expressions of a graph's text (`print-expression.ts` writes them), with types as the text says them: nothing is converted.
 *
 * In: tokens, and what names mean. Throws `GraphTextError`. Nothing is simplified but sizes, which have one normal form.
 */
import { elementTypes } from "../tensor-data.ts";
import { add, type Dimension, maximum, minimum, multiply, quotient, remainder, size, subtract, symbol } from "./dimension.ts";
import type { Axis, Expression, Operation, ScalarType } from "./expression.ts";
import type { Tensor } from "./graph.ts";
import { infixOperators, unaryLevel } from "./print-expression.ts";
import type { Token, Tokens } from "./tokens.ts";

export type Meanings = {
  readonly axis: (name: string) => Axis | undefined;
  readonly tensor: (number: number) => Tensor | undefined;
  /** Whether a symbol stands for the size of something; undefined if it is not known. */
  readonly symbol: (name: string) => boolean | undefined;
};

/** Parts within parts, and operators in a row. */
const deepest = 1000;

const functions = {
  absolute: 1,
  sign: 1,
  exp: 1,
  log: 1,
  log1p: 1,
  sqrt: 1,
  sin: 1,
  cos: 1,
  tan: 1,
  asin: 1,
  acos: 1,
  atan: 1,
  sinh: 1,
  cosh: 1,
  tanh: 1,
  asinh: 1,
  acosh: 1,
  atanh: 1,
  erf: 1,
  floor: 1,
  ceil: 1,
  round: 1,
  truncate: 1,
  not: 1,
  is_nan: 1,
  is_infinite: 1,
  power: 2,
  atan2: 2,
  remainder: 2,
  minimum: 2,
  maximum: 2,
} as const satisfies { readonly [operation in Exclude<Operation, keyof typeof infixOperators | "negate">]: 1 | 2 };

const operandCounts: ReadonlyMap<string, number> = new Map(Object.entries(functions));
const operators = new Map(
  Object.entries(infixOperators).map(([operation, [sign, level]]) => [sign as string, { operation: operation as Operation, level }]),
);
const types: ReadonlySet<string> = new Set([...elementTypes, "index"]);
const comparisons: ReadonlySet<Operation> = new Set(["equal", "less", "less_equal", "is_nan", "is_infinite"]);

export function isScalarType(name: string): name is ScalarType {
  return types.has(name);
}

export class ExpressionParser {
  private readonly tokens: Tokens;
  private readonly meanings: Meanings;
  private depth = 0;

  constructor(tokens: Tokens, meanings: Meanings) {
    this.tokens = tokens;
    this.meanings = meanings;
  }

  expression(): Expression {
    return this.deeper(() => {
      const first = this.tokens.next;
      const condition = this.infix(1);
      if (!this.tokens.takes("?")) return condition;
      if (condition.type !== "bool") this.tokens.fail(`what decides has to be bool, not ${condition.type}`, first);
      const whenTrue = this.infix(1);
      const colon = this.tokens.expect(":");
      const whenFalse = this.expression();
      if (whenTrue.type !== whenFalse.type) this.tokens.fail(`a choice between ${whenTrue.type} and ${whenFalse.type}`, colon);
      return { kind: "select", type: whenTrue.type, condition, whenTrue, whenFalse };
    });
  }

  size(): Dimension {
    return this.deeper(() => {
      let sum = this.tokens.takes("-") ? multiply(size(-1), this.term()) : this.term();
      for (;;) {
        if (this.tokens.takes("+")) sum = add(sum, this.term());
        else if (this.tokens.takes("-")) sum = subtract(sum, this.term());
        else return sum;
      }
    });
  }

  private deeper<T>(read: () => T): T {
    if (++this.depth > deepest) this.tokens.fail(`more than ${deepest} parts within each other`);
    const result = read();
    this.depth--;
    return result;
  }

  private term(): Dimension {
    let value = this.factor();
    while (this.tokens.takes("*")) value = multiply(value, this.factor());
    return value;
  }

  private factor(): Dimension {
    const { tokens } = this;
    if (tokens.takes("(")) {
      let value = this.size();
      if (tokens.takes("//")) value = quotient(value, this.size());
      else if (tokens.takes("%")) value = remainder(value, this.size());
      tokens.expect(")");
      return value;
    }
    if (tokens.next.kind === "number") return size(tokens.expectInteger("a whole number"));
    const name = tokens.expectKind("name", "a size");
    if ((name.text === "max" || name.text === "min") && tokens.takes("(")) {
      const left = this.size();
      tokens.expect(",");
      const right = this.size();
      tokens.expect(")");
      return name.text === "max" ? maximum(left, right) : minimum(left, right);
    }
    const isSize = this.meanings.symbol(name.text) ?? tokens.fail(`symbol \`${name.text}\` is not known here`, name);
    return symbol(name.text, isSize);
  }

  private infix(least: number): Expression {
    return this.deeper(() => {
      let left = this.prefix();
      for (let count = 0; ; count++) {
        const { next } = this.tokens;
        const operator = next.kind === "sign" ? operators.get(next.text) : undefined;
        if (operator === undefined || operator.level < least) return left;
        if (count > deepest) this.tokens.fail(`more than ${deepest} operators in a row`);
        this.tokens.take();
        left = this.applied(operator.operation, [left, this.infix(operator.level + 1)], next);
      }
    });
  }

  private prefix(): Expression {
    const sign = this.tokens.next;
    if (!this.tokens.takes("-")) return this.primary();
    const { next } = this.tokens;
    if (next.kind === "number" || isNotFinite(next)) return this.literal(this.tokens.take(), true);
    return this.applied("negate", [this.infix(unaryLevel)], sign);
  }

  private primary(): Expression {
    const { tokens } = this;
    const token = tokens.take();
    if (token.kind === "number" || isNotFinite(token)) return this.literal(token, false);
    if (token.kind === "text") return { kind: "literal", type: "string", value: JSON.parse(token.text) as string };
    if (token.kind === "tensor") return this.load(token);
    if (token.kind === "sign" && token.text === "(") {
      const inner = this.expression();
      tokens.expect(")");
      return inner;
    }
    if (token.kind === "sign" && token.text === "{") {
      const value = this.size();
      tokens.expect("}");
      return { kind: "size", type: "index", size: value };
    }
    if (token.kind !== "name") {
      const found = token.kind === "end" ? "the end" : `\`${token.text}\``;
      tokens.fail(`expected an expression, found ${found}`, token);
    }
    if (tokens.isNext("(")) return token.text === "custom" ? this.custom() : this.call(token);
    if (token.text === "true" || token.text === "false") return { kind: "literal", type: "bool", value: Number(token.text === "true") };
    const axis = this.meanings.axis(token.text) ?? tokens.fail(`\`${token.text}\` is no axis of this tensor`, token);
    return { kind: "axis", type: "index", axis };
  }

  private load(token: Token): Expression {
    const { tokens } = this;
    const tensor = this.meanings.tensor(Number(token.text)) ?? tokens.fail(`tensor %${token.text} is not defined before it is read`, token);
    const index = this.list("[", "]");
    if (index.length !== tensor.shape.length)
      tokens.fail(`%${token.text} has ${tensor.shape.length} dimensions, but ${index.length} are given`, token);
    const wrong = index.find((each) => each.type !== "index");
    if (wrong !== undefined) tokens.fail(`a place in %${token.text} has to be of type index, not ${wrong.type}`, token);
    return { kind: "load", type: tensor.elementType, tensor, index };
  }

  private call(name: Token): Expression {
    const { tokens } = this;
    const operands = this.list("(", ")");
    const expected = isScalarType(name.text) ? 1 : operandCounts.get(name.text);
    if (expected === undefined) return tokens.fail(`\`${name.text}\` is no operation`, name);
    if (operands.length !== expected)
      tokens.fail(`${name.text} has ${expected} operand${expected === 1 ? "" : "s"}, not ${operands.length}`, name);
    if (isScalarType(name.text)) return { kind: "cast", type: name.text, operand: operands[0] as Expression };
    return this.applied(name.text as Operation, operands, name);
  }

  private custom(): Expression {
    const { tokens } = this;
    tokens.expect("(");
    const type = tokens.expectKind("name", "a type of elements");
    if (!isScalarType(type.text) || type.text === "index") return tokens.fail(`\`${type.text}\` is no type of elements`, type);
    tokens.expect(",");
    const name = tokens.expectText("the name of a function, as a text");
    const parameters: string[] = [];
    const operands: Expression[] = [];
    const settings: string[] = [];
    while (tokens.takes(",")) {
      if (tokens.next.kind === "text") {
        settings.push(tokens.expectText("an argument"));
        continue;
      }
      parameters.push(tokens.expectKind("name", "a parameter").text);
      tokens.expect("=");
      operands.push(this.expression());
    }
    tokens.expect(")");
    return { kind: "custom", type: type.text, function: { name, parameters, settings }, operands };
  }

  private list(open: string, close: string): readonly Expression[] {
    const parts: Expression[] = [];
    this.tokens.expect(open);
    if (this.tokens.takes(close)) return parts;
    do parts.push(this.expression());
    while (this.tokens.takes(","));
    this.tokens.expect(close);
    return parts;
  }

  private applied(operation: Operation, operands: readonly Expression[], at: Token): Expression {
    const [left, right] = operands as [Expression, Expression | undefined];
    if (right !== undefined && right.type !== left.type) this.tokens.fail(`${operation} of ${left.type} and ${right.type}`, at);
    return { kind: "apply", type: comparisons.has(operation) ? "bool" : left.type, operation, operands };
  }

  private literal(token: Token, isNegative: boolean): Expression {
    const [digits, written] = token.text.split(":") as [string, string | undefined];
    const type = written ?? (/^\d+$/.test(digits) ? "index" : "float32");
    if (!isScalarType(type) || type === "string") return this.tokens.fail(`\`${type}\` is no type of numbers`, token);
    if (type === "int64" || type === "uint64") {
      if (!/^\d+$/.test(digits)) this.tokens.fail(`\`${digits}\` is no whole number`, token);
      return { kind: "literal", type, value: isNegative ? -BigInt(digits) : BigInt(digits) };
    }
    const value = numberOf(digits);
    return { kind: "literal", type, value: isNegative ? -value : value };
  }
}

export function numberOf(digits: string): number {
  return digits === "inf" ? Infinity : digits === "nan" ? Number.NaN : Number(digits);
}

function isNotFinite(token: Token): boolean {
  return token.kind === "name" && /^(inf|nan)(:|$)/.test(token.text);
}
