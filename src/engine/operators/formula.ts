/**
 * Formulas of elements, to be written shortly: a number stands for a literal of the other operand's type, rounded to it.
 *
 * Also here: the type in which a formula of several steps is computed. Not here: tensors (`shaping.ts`).
 */
import { isFloat, wrapped } from "../graph/arithmetic.ts";
import {
  type BinaryOperation,
  type Expression,
  type ScalarType,
  apply,
  cast,
  literal,
  select,
  type UnaryOperation,
} from "../graph/expression.ts";
import type { ElementType } from "../tensor-data.ts";

export type Operand = Expression | number;

export const add = ofTwo("add");
export const subtract = ofTwo("subtract");
export const multiply = ofTwo("multiply");
export const divide = ofTwo("divide");
export const power = ofTwo("power");
export const minimum = ofTwo("minimum");
export const maximum = ofTwo("maximum");
export const less = ofTwo("less");
export const atMost = ofTwo("less_equal");
export const equal = ofTwo("equal");
export const both = ofTwo("and");
export const either = ofTwo("or");
export const floorDivide = ofTwo("floor_divide");
export const modulo = ofTwo("modulo");

export const negate = ofOne("negate");
export const absolute = ofOne("absolute");
export const exp = ofOne("exp");
export const log = ofOne("log");
export const sqrt = ofOne("sqrt");
export const tanh = ofOne("tanh");
export const not = ofOne("not");
export const floor = ofOne("floor");
export const ceil = ofOne("ceil");
export const round = ofOne("round");

/** A literal, rounded to its type. */
export function number(type: ScalarType, value: number): Expression {
  return literal(type, isFloat(type) ? (wrapped(type)(value) as number) : value);
}

export function choose(condition: Expression, whenTrue: Operand, whenFalse: Operand): Expression {
  return select(condition, ...pair(whenTrue, whenFalse));
}

/** 1 / (1 + exp(-x)), which is 0 and 1 where exp overflows and vanishes. */
export function sigmoid(x: Expression): Expression {
  return divide(1, add(1, exp(negate(x))));
}

/** log(1 + exp(x)), exact to rounding for every x. */
export function softplus(x: Expression): Expression {
  return add(maximum(x, 0), apply("log1p", exp(negate(absolute(x)))));
}

/** The type in which sums and formulas of several steps are computed. */
export function wideType(type: ElementType): ElementType {
  return type === "float64" || !isFloat(type) ? type : "float32";
}

/** A formula computed in the wide type and rounded once. */
export function widely(operands: readonly Expression[], body: (...wide: readonly Expression[]) => Expression): Expression {
  const type = (operands[0] as Expression).type as ElementType;
  const result = body(...operands.map((each) => cast(each, wideType(each.type as ElementType))));
  return result.type === "bool" ? result : cast(result, type);
}

/** Whether 0 <= place < size, of type index. */
export function isInside(place: Expression, size: Expression): Expression {
  return both(atMost(0, place), less(place, size));
}

export function all(conditions: readonly Expression[]): Expression {
  return conditions.reduce((left, right) => both(left, right), literal("bool", true));
}

function pair(left: Operand, right: Operand): [Expression, Expression] {
  const type = typeof left === "number" ? (right as Expression).type : left.type;
  return [typeof left === "number" ? number(type, left) : left, typeof right === "number" ? number(type, right) : right];
}

function ofTwo(operation: BinaryOperation): (left: Operand, right: Operand) => Expression {
  return (left, right) => {
    const [x, y] = pair(left, right);
    if (x.type === "bool" && x.kind === "literal" && operation === "and") return x.value !== 0 ? y : x;
    if (y.type === "bool" && y.kind === "literal" && operation === "and") return y.value !== 0 ? x : y;
    return apply(operation, x, y);
  };
}

function ofOne(operation: UnaryOperation): (x: Expression) => Expression {
  return (x) => apply(operation, x);
}
