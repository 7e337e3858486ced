/** Functions of one element: roots, exponentials, trigonometry, rounding, tests. */
import { literal, apply, type Expression, type UnaryOperation } from "../graph/expression.ts";
import { booleans, floats, integers, numbers, pointwiseOf } from "./element-types.ts";
import { both, divide, less, widely } from "./formula.ts";
import type { Operator, OperatorTable } from "./operator-node.ts";

export const functions: OperatorTable = {
  Neg: ofNumbers("negate"),
  Abs: ofNumbers("absolute"),
  Sign: ofNumbers("sign"),
  Exp: ofFloats("exp"),
  Log: ofFloats("log"),
  Sqrt: ofFloats("sqrt"),
  Erf: ofFloats("erf"),
  Sin: ofFloats("sin"),
  Cos: ofFloats("cos"),
  Tan: ofFloats("tan"),
  Asin: ofFloats("asin"),
  Acos: ofFloats("acos"),
  Atan: ofFloats("atan"),
  Sinh: ofFloats("sinh"),
  Cosh: ofFloats("cosh"),
  Tanh: ofFloats("tanh"),
  Asinh: ofFloats("asinh"),
  Acosh: ofFloats("acosh"),
  Atanh: ofFloats("atanh"),
  Floor: ofFloats("floor"),
  Ceil: ofFloats("ceil"),
  Round: ofFloats("round"),
  Reciprocal: (node) => pointwiseOf(node, [floats(node, 0)], (x) => widely([x], (wide) => divide(1, wide as Expression))),
  Not: (node) => pointwiseOf(node, [booleans(node, 0)], (x) => apply("not", x)),
  BitwiseNot: (node) => pointwiseOf(node, [integers(node, 0)], (x) => apply("not", x)),
  IsNaN: (node) => pointwiseOf(node, [floats(node, 0)], (x) => apply("is_nan", x)),
  IsInf: (node) => {
    const isNegative = node.integer("detect_negative", 1) !== 0;
    const isPositive = node.integer("detect_positive", 1) !== 0;
    return pointwiseOf(node, [floats(node, 0)], (x) => {
      const isInfinite = apply("is_infinite", x);
      if (isNegative && isPositive) return isInfinite;
      if (!isNegative && !isPositive) return literal("bool", false);
      return both(isInfinite, isNegative ? less(x, 0) : less(0, x));
    });
  },
};

function ofNumbers(operation: UnaryOperation): Operator {
  return (node) => pointwiseOf(node, [numbers(node, 0)], (x) => apply(operation, x));
}

function ofFloats(operation: UnaryOperation): Operator {
  return (node) => pointwiseOf(node, [floats(node, 0)], (x) => widely([x], (wide) => apply(operation, wide as Expression)));
}
