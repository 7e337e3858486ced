/** Sizes and expressions as text, as `docs/design/engine-graph.md` describes it; `parse-expression.ts` reads it back. */
import type { Atom, Dimension } from "./dimension.ts";
import { constantOf } from "./dimension.ts";
import type { Axis, BinaryOperation, Expression, UnaryOperation } from "./expression.ts";
import type { Tensor } from "./graph.ts";

/** Operators between their operands, and how tightly they bind: those of one level are read from left to right. */
export const infixOperators = {
  or: ["|", 1],
  xor: ["^", 2],
  and: ["&", 3],
  equal: ["==", 4],
  less: ["<", 4],
  less_equal: ["<=", 4],
  shift_left: ["<<", 5],
  shift_right: [">>", 5],
  add: ["+", 6],
  subtract: ["-", 6],
  multiply: ["*", 7],
  divide: ["/", 7],
  floor_divide: ["//", 7],
  modulo: ["%", 7],
} as const satisfies { readonly [operation in BinaryOperation]?: readonly [sign: string, level: number] };

export const unaryLevel = 8;
const callLevel = 9;
const choiceLevel = 0;

export type ExpressionNames = { readonly axis: (axis: Axis) => string; readonly tensor: (tensor: Tensor) => string };

/** `level`: what binds less tightly stands in parentheses. */
export function printExpression(expression: Expression, names: ExpressionNames, level = choiceLevel): string {
  const inside = (part: Expression, at = choiceLevel): string => printExpression(part, names, at);
  const atLevel = (own: number, text: string): string => (own < level ? `(${text})` : text);
  switch (expression.kind) {
    case "literal":
      return printLiteral(expression);
    case "axis":
      return names.axis(expression.axis);
    case "size":
      return `{${printSize(expression.size)}}`;
    case "load":
      return `${names.tensor(expression.tensor)}[${expression.index.map((each) => inside(each)).join(", ")}]`;
    case "cast":
      return `${expression.type}(${inside(expression.operand)})`;
    case "custom": {
      const { name, parameters, settings } = expression.function;
      const given = expression.operands.map((each, at) => `${parameters[at]} = ${inside(each)}`);
      return `custom(${[expression.type, JSON.stringify(name), ...given, ...settings.map((each) => JSON.stringify(each))].join(", ")})`;
    }
    case "select": {
      const [condition, whenTrue] = [inside(expression.condition, 1), inside(expression.whenTrue, 1)];
      return atLevel(choiceLevel, `${condition} ? ${whenTrue} : ${inside(expression.whenFalse)}`);
    }
    case "apply": {
      const { operation, operands } = expression;
      const infix = (infixOperators as { readonly [operation: string]: readonly [string, number] })[operation];
      const [left, right] = operands as [Expression, Expression];
      if (infix !== undefined) {
        const [sign, own] = infix;
        return atLevel(own, `${inside(left, own)} ${sign} ${inside(right, own + 1)}`);
      }
      // A sign before digits is part of the number
      if (operation === "negate") return atLevel(unaryLevel, `-${left.kind === "literal" ? `(${inside(left)})` : inside(left, callLevel)}`);
      return `${operation satisfies UnaryOperation | BinaryOperation}(${operands.map((each) => inside(each)).join(", ")})`;
    }
  }
}

/** Without a type: numbers with a point are float32, those without are of type `index`. */
function printLiteral({ type, value }: Expression & { kind: "literal" }): string {
  if (type === "string") return JSON.stringify(value);
  if (type === "bool" && (value === 0 || value === 1)) return value === 1 ? "true" : "false";
  const text = printNumber(value);
  if (type === "index") return text;
  if (type !== "float32") return `${text}:${type}`;
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

export function printNumber(value: number | bigint | string): string {
  if (typeof value !== "number") return String(value);
  if (Number.isFinite(value)) return Object.is(value, -0) ? "-0" : String(value).replace("e+", "e");
  return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
}

export function printSize(dimension: Dimension): string {
  const parts = dimension.terms.map(({ coefficient, atoms }) => {
    const factors = atoms.map(printAtom);
    return [...(coefficient === 1 ? [] : [String(coefficient)]), ...factors].join("*");
  });
  if (dimension.constant !== 0 || parts.length === 0) parts.push(String(dimension.constant));
  return parts.join(" + ").replaceAll("+ -", "- ");
}

function printAtom(atom: Atom): string {
  switch (atom.kind) {
    case "symbol":
      return atom.name;
    case "quotient":
      return `(${printOperand(atom.left)} // ${printOperand(atom.right)})`;
    case "remainder":
      return `(${printOperand(atom.left)} % ${printOperand(atom.right)})`;
    case "max":
    case "min":
      return `${atom.kind}(${printSize(atom.left)}, ${printSize(atom.right)})`;
  }
}

function printOperand(dimension: Dimension): string {
  const text = printSize(dimension);
  return constantOf(dimension) !== undefined || /^\w+$/.test(text) ? text : `(${text})`;
}
