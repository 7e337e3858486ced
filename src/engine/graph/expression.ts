/**
 * What one element of a tensor is computed from: literals, places in the loops around it, elements of other tensors, and operations on them.
 *
 * Expressions are immutable. `index` is the type of places and sizes (the language's `Int`); all other types are those of elements.
 * Operations take operands of one type, except where `Operation` says otherwise; conversions are explicit.
 * Not here: reductions (they are at the root of a tensor's definition, `graph.ts`).
 */
import { assert } from "../../base/assert.ts";
import type { ElementType } from "../tensor-data.ts";
import { constantOf, type Dimension, size } from "./dimension.ts";
import type { Tensor } from "./graph.ts";

export type ScalarType = ElementType | "index";

/** A loop: counts from 0 to before its extent. */
export type Axis = { readonly name: string; readonly extent: Dimension };

/** One operand. */
export type UnaryOperation =
  | "negate"
  | "absolute"
  | "sign"
  | "exp"
  | "log"
  | "log1p"
  | "sqrt"
  | "sin"
  | "cos"
  | "tan"
  | "asin"
  | "acos"
  | "atan"
  | "sinh"
  | "cosh"
  | "tanh"
  | "asinh"
  | "acosh"
  | "atanh"
  | "erf"
  | "floor"
  | "ceil"
  /** To the nearest whole number, halves to even ones. */
  | "round"
  | "truncate"
  /** Of bool: logical; of integers: bitwise. */
  | "not"
  /** Result is bool. */
  | "is_nan"
  /** Result is bool. */
  | "is_infinite";

/** Two operands of one type. */
export type BinaryOperation =
  | "add"
  | "subtract"
  | "multiply"
  /** Of integers: towards zero; by zero: 0. */
  | "divide"
  /** Rounds down; integers and `index`. */
  | "floor_divide"
  /** Sign of the right operand, as in Python. */
  | "modulo"
  /** Sign of the left operand, as C's fmod. */
  | "remainder"
  | "power"
  | "atan2"
  /** NaN if one operand is. */
  | "minimum"
  | "maximum"
  | "and"
  | "or"
  | "xor"
  | "shift_left"
  | "shift_right"
  /** Comparisons give bool. */
  | "equal"
  | "less"
  | "less_equal";

export type Operation = UnaryOperation | BinaryOperation;

export type Expression =
  | { readonly kind: "literal"; readonly type: ScalarType; readonly value: number | bigint | string }
  | { readonly kind: "axis"; readonly type: "index"; readonly axis: Axis }
  | { readonly kind: "size"; readonly type: "index"; readonly size: Dimension }
  | { readonly kind: "load"; readonly type: ElementType; readonly tensor: Tensor; readonly index: readonly Expression[] }
  | { readonly kind: "apply"; readonly type: ScalarType; readonly operation: Operation; readonly operands: readonly Expression[] }
  | { readonly kind: "cast"; readonly type: ScalarType; readonly operand: Expression }
  /** Only the operand that is chosen counts: the other may load from outside of its tensor. */
  | {
      readonly kind: "select";
      readonly type: ScalarType;
      readonly condition: Expression;
      readonly whenTrue: Expression;
      readonly whenFalse: Expression;
    }
  /** A function of the user's own, which has no effects and gives the same for the same operands. */
  | { readonly kind: "custom"; readonly type: ElementType; readonly function: CustomFunction; readonly operands: readonly Expression[] };

export type CustomFunction = {
  /** As programs spell it: `Operators.Gate.element`. */
  readonly name: string;
  /** The parameter of each operand. */
  readonly parameters: readonly string[];
  /** Further arguments, as programs spell them: `slope=0.5`. */
  readonly settings: readonly string[];
};

export function literal(type: ScalarType, value: number | bigint | string | boolean): Expression {
  if (type === "int64" || type === "uint64") return { kind: "literal", type, value: BigInt(value as number) };
  return { kind: "literal", type, value: typeof value === "boolean" ? Number(value) : typeof value === "bigint" ? Number(value) : value };
}

/** A place in a loop, or a number of type `index`. */
export function axisValue(axis: Axis): Expression {
  return { kind: "axis", type: "index", axis };
}

export function sizeValue(dimension: Dimension | number): Expression {
  const exact = typeof dimension === "number" ? size(dimension) : dimension;
  const known = constantOf(exact);
  return known === undefined ? { kind: "size", type: "index", size: exact } : { kind: "literal", type: "index", value: known };
}

export function load(tensor: Tensor, index: readonly Expression[]): Expression {
  assert(index.length === tensor.shape.length, "an index for each dimension");
  return { kind: "load", type: tensor.elementType, tensor, index };
}

export function select(condition: Expression, whenTrue: Expression, whenFalse: Expression): Expression {
  assert(condition.type === "bool" && whenTrue.type === whenFalse.type, "both ways have one type");
  if (condition.kind === "literal") return condition.value !== 0 ? whenTrue : whenFalse;
  return { kind: "select", type: whenTrue.type, condition, whenTrue, whenFalse };
}

export function cast(operand: Expression, type: ScalarType): Expression {
  if (operand.type === type) return operand;
  if (operand.kind === "literal" && operand.type === "index" && (type === "int64" || type === "int32")) return literal(type, operand.value);
  return { kind: "cast", type, operand };
}

const comparisons: ReadonlySet<Operation> = new Set(["equal", "less", "less_equal", "is_nan", "is_infinite"]);
const commutative: ReadonlySet<Operation> = new Set(["add", "multiply", "minimum", "maximum", "and", "or", "xor", "equal"]);

/** Whether the operands may be exchanged; adding texts puts one after the other. */
export function isCommutative({ operation, type }: Expression & { kind: "apply" }): boolean {
  return commutative.has(operation) && type !== "string";
}

export function apply(operation: Operation, ...operands: readonly Expression[]): Expression {
  const [first] = operands as [Expression];
  assert(
    operands.every((each) => each.type === first.type),
    `operands of ${operation} have one type`,
  );
  const type = comparisons.has(operation) ? "bool" : first.type;
  return (first.type === "index" ? simplifiedIndex(operation, operands) : undefined) ?? { kind: "apply", type, operation, operands };
}

/** Nothing but what keeps index arithmetic readable: 0 and 1, and arithmetic of literals. */
function simplifiedIndex(operation: Operation, operands: readonly Expression[]): Expression | undefined {
  const [left, right] = operands as [Expression, Expression];
  const a = left.kind === "literal" ? Number(left.value) : undefined;
  const b = right?.kind === "literal" ? Number(right.value) : undefined;
  if (operation === "add") {
    if (a === 0) return right;
    if (b === 0) return left;
    if (a !== undefined && b !== undefined) return sizeValue(a + b);
  }
  if (operation === "subtract") {
    if (b === 0) return left;
    if (a !== undefined && b !== undefined) return sizeValue(a - b);
  }
  if (operation === "multiply") {
    if (a === 1) return right;
    if (b === 1) return left;
    if (a === 0 || b === 0) return sizeValue(0);
    if (a !== undefined && b !== undefined) return sizeValue(a * b);
  }
  if (operation === "floor_divide" && b === 1) return left;
  if (operation === "modulo" && b === 1) return sizeValue(0);
  if (operation === "less" && a !== undefined && b !== undefined) return literal("bool", a < b);
  if (operation === "less_equal" && a !== undefined && b !== undefined) return literal("bool", a <= b);
  return undefined;
}

/** The same expression with every part replaced for which `replace` gives another; parts first. */
export function rewrite(expression: Expression, replace: (part: Expression) => Expression | undefined): Expression {
  const inner = rewriteParts(expression, (part) => rewrite(part, replace));
  return replace(inner) ?? inner;
}

/** The same expression with each direct part replaced. */
export function rewriteParts(expression: Expression, replace: (part: Expression) => Expression): Expression {
  switch (expression.kind) {
    case "literal":
    case "axis":
    case "size":
      return expression;
    case "load":
      return { ...expression, index: expression.index.map(replace) };
    case "apply":
      return apply(expression.operation, ...expression.operands.map(replace));
    case "cast":
      return cast(replace(expression.operand), expression.type);
    case "select":
      return select(replace(expression.condition), replace(expression.whenTrue), replace(expression.whenFalse));
    case "custom":
      return { ...expression, operands: expression.operands.map(replace) };
  }
}

export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "literal":
    case "axis":
    case "size":
      return [];
    case "load":
      return expression.index;
    case "apply":
    case "custom":
      return expression.operands;
    case "cast":
      return [expression.operand];
    case "select":
      return [expression.condition, expression.whenTrue, expression.whenFalse];
  }
}

export function visit(expression: Expression, see: (part: Expression) => void): void {
  see(expression);
  for (const part of partsOf(expression)) visit(part, see);
}

/** Replaces axes: the expression as seen from other loops. */
export function substituteAxes(expression: Expression, valueOf: ReadonlyMap<Axis, Expression>): Expression {
  return rewrite(expression, (part) => (part.kind === "axis" ? valueOf.get(part.axis) : undefined));
}

export function axesOf(expression: Expression, into = new Set<Axis>()): Set<Axis> {
  visit(expression, (part) => {
    if (part.kind === "axis") into.add(part.axis);
  });
  return into;
}
