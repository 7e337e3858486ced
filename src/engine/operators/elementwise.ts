/** Operators of two or more tensors that compute each element from one element of each: arithmetic, comparisons, logic. */
import { isFloat } from "../graph/arithmetic.ts";
import { apply, type BinaryOperation, cast, type Expression, select } from "../graph/expression.ts";
import type { Tensor } from "../graph/graph.ts";
import { booleans, integers, isInteger, numbers, pointwiseOf, sameType } from "./element-types.ts";
import { add, divide, wideType } from "./formula.ts";
import type { Operator, OperatorNode, OperatorTable } from "./operator-node.ts";
import { unsqueeze } from "./shaping.ts";

export const elementwise: OperatorTable = {
  Add: arithmetic("add"),
  Sub: arithmetic("subtract"),
  Mul: arithmetic("multiply"),
  Div: arithmetic("divide"),
  Mod: (node) => arithmetic(node.integer("fmod", 0) !== 0 ? "remainder" : "modulo")(node),
  Pow: power,
  Min: variadic("minimum"),
  Max: variadic("maximum"),
  Sum: variadic("add"),
  Mean: mean,
  Equal: binary("equal", (node) => sameType(node, [node.input(0), node.input(1)])),
  Less: arithmetic("less"),
  LessOrEqual: arithmetic("less_equal"),
  Greater: swapped("less"),
  GreaterOrEqual: swapped("less_equal"),
  And: binary("and", (node) => [booleans(node, 0), booleans(node, 1)]),
  Or: binary("or", (node) => [booleans(node, 0), booleans(node, 1)]),
  Xor: binary("xor", (node) => [booleans(node, 0), booleans(node, 1)]),
  BitwiseAnd: binary("and", twoIntegers),
  BitwiseOr: binary("or", twoIntegers),
  BitwiseXor: binary("xor", twoIntegers),
  BitShift: shift,
  Where: (node) => {
    const [x, y] = sameType(node, [node.input(1), node.input(2)]) as [Tensor, Tensor];
    return pointwiseOf(node, [booleans(node, 0), x, y], (condition, a, b) => select(condition, a as Expression, b as Expression));
  },
};

function binary(operation: BinaryOperation, inputs: (node: OperatorNode) => readonly Tensor[]): Operator {
  return (node) => pointwiseOf(node, aligned(node, inputs(node)), (x, y) => apply(operation, x, y as Expression));
}

function arithmetic(operation: BinaryOperation): Operator {
  return binary(operation, twoNumbers);
}

function swapped(operation: BinaryOperation): Operator {
  return binary(operation, (node) => [...twoNumbers(node)].reverse());
}

function twoNumbers(node: OperatorNode): readonly Tensor[] {
  return sameType(node, [numbers(node, 0), numbers(node, 1)]);
}

function twoIntegers(node: OperatorNode): readonly Tensor[] {
  return sameType(node, [integers(node, 0), integers(node, 1)]);
}

/** Before operator set 7 the second tensor's dimensions stand at `axis` of the first's, and only where `broadcast` says so. */
function aligned(node: OperatorNode, tensors: readonly Tensor[]): readonly Tensor[] {
  if (node.version >= 7 || node.integer("broadcast", 0) === 0 || !node.has("axis")) return tensors;
  const isReversed = tensors[0] !== node.input(0);
  const [x, y] = (isReversed ? [...tensors].reverse() : tensors) as [Tensor, Tensor];
  const after = x.shape.length - node.axis(node.integer("axis"), x.shape.length) - y.shape.length;
  if (after < 0) node.fail(`${y.shape.length} dimensions from axis ${node.integer("axis")} on are more than there are`);
  const trailing = Array.from({ length: after }, (_, at) => y.shape.length + at);
  const spread = after === 0 ? y : unsqueeze(node.builder, y, trailing);
  return isReversed ? [spread, x] : [x, spread];
}

/** The result has the base's type. A whole base with a broken exponent is raised as a float. */
function power(node: OperatorNode): Tensor {
  const [base, exponent] = aligned(node, [numbers(node, 0), numbers(node, 1)]) as [Tensor, Tensor];
  const type = base.elementType;
  return pointwiseOf(node, [base, exponent], (x, y) => {
    const inside = isInteger(type) && isFloat((y as Expression).type) ? "float64" : wideType(type);
    return cast(apply("power", cast(x, inside), cast(y as Expression, inside)), type);
  });
}

function variadic(operation: BinaryOperation): Operator {
  return (node) => pointwiseOf(node, allNumbers(node), (...elements) => elements.reduce((x, y) => apply(operation, x, y)));
}

function mean(node: OperatorNode): Tensor {
  const tensors = allNumbers(node);
  const type = (tensors[0] as Tensor).elementType;
  return pointwiseOf(node, tensors, (...elements) => {
    const sum = elements.map((x) => cast(x, wideType(type))).reduce((x, y) => add(x, y));
    return cast(divide(sum, elements.length), type);
  });
}

function allNumbers(node: OperatorNode): readonly Tensor[] {
  if (node.values.length === 0) node.fail("it needs at least one input");
  return sameType(
    node,
    node.values.map((_, at) => numbers(node, at)),
  );
}

function shift(node: OperatorNode): Tensor {
  const direction = node.text("direction");
  if (direction !== "LEFT" && direction !== "RIGHT") node.fail(`direction is "${direction}", not LEFT or RIGHT`);
  return binary(direction === "LEFT" ? "shift_left" : "shift_right", twoIntegers)(node) as Tensor;
}
