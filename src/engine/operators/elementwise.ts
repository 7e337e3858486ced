/** Operators that compute each element from one element of each input: arithmetic, comparisons, functions, activations. */
import { apply, cast, type BinaryOperation, type Expression, literal, select, type UnaryOperation } from "../graph/expression.ts";
import type { OperatorTable, Operator } from "./operator-node.ts";
import { castTensor, pointwise } from "./shaping.ts";

export const elementwise: OperatorTable = {
  Add: binary("add"),
  Sub: binary("subtract"),
  Mul: binary("multiply"),
  Div: binary("divide"),
  Pow: (node) =>
    pointwise(node.builder, [node.input(0), castTensor(node.builder, node.input(1), node.input(0).elementType)], (x, y) =>
      apply("power", x, y),
    ),
  Neg: unary("negate"),
  Abs: unary("absolute"),
  Exp: unary("exp"),
  Log: unary("log"),
  Sqrt: unary("sqrt"),
  Erf: unary("erf"),
  Tanh: unary("tanh"),
  Reciprocal: (node) => pointwise(node.builder, [node.input(0)], (x) => apply("divide", literal(x.type, 1), x)),
  Sigmoid: (node) => pointwise(node.builder, [node.input(0)], sigmoid),
  Relu: (node) => pointwise(node.builder, [node.input(0)], (x) => apply("maximum", x, literal(x.type, 0))),
  Equal: binary("equal"),
  Less: binary("less"),
  Greater: (node) => pointwise(node.builder, node.inputs(), (x, y) => apply("less", y as Expression, x as Expression)),
  Where: (node) =>
    pointwise(node.builder, node.inputs(), (condition, x, y) => select(condition as Expression, x as Expression, y as Expression)),
  Cast: (node) => {
    const type = node.elementTypeAttribute("to");
    return pointwise(node.builder, [node.input(0)], (x) => cast(x as Expression, type));
  },
};

export function sigmoid(x: Expression): Expression {
  return apply("divide", literal(x.type, 1), apply("add", literal(x.type, 1), apply("exp", apply("negate", x))));
}

function unary(operation: UnaryOperation): Operator {
  return (node) => pointwise(node.builder, [node.input(0)], (x) => apply(operation, x as Expression));
}

function binary(operation: BinaryOperation): Operator {
  return (node) => pointwise(node.builder, [node.input(0), node.input(1)], (x, y) => apply(operation, x as Expression, y as Expression));
}
