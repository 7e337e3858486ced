/** Whole numbers that an expression of literals gives, so that `2**64 - 1` is a constant. */
import type { BinaryOperator, Expression } from "../syntax/ast.ts";

/** Longer results are computed when the program runs, if it comes there at all. */
const mostBits = 4096n;

/** Undefined: not such an expression, or it is an error, or too large. */
export function wholeConstant(node: Expression): bigint | undefined {
  if (node.kind === "integer") return node.value;
  if (node.kind === "unary") {
    if (node.operator === "not") return undefined;
    const value = wholeConstant(node.operand);
    if (value === undefined) return undefined;
    return node.operator === "-" ? -value : node.operator === "~" ? ~value : value;
  }
  if (node.kind !== "binary") return undefined;
  const left = wholeConstant(node.left);
  const right = left === undefined ? undefined : wholeConstant(node.right);
  if (left === undefined || right === undefined) return undefined;
  return folded(node.operator, left, right);
}

function folded(operator: BinaryOperator, left: bigint, right: bigint): bigint | undefined {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return bits(left) + bits(right) > mostBits ? undefined : left * right;
    case "**":
      return right < 0n || bits(left) * right > mostBits ? undefined : left ** right;
    case "<<":
      return right < 0n || bits(left) + right > mostBits ? undefined : left << right;
    case ">>":
      return right < 0n ? undefined : left >> right;
    case "&":
      return left & right;
    case "|":
      return left | right;
    case "^":
      return left ^ right;
    case "//":
      return right === 0n ? undefined : (left - floorRemainder(left, right)) / right;
    case "%":
      return right === 0n ? undefined : floorRemainder(left, right);
    default:
      return undefined;
  }
}

function floorRemainder(left: bigint, right: bigint): bigint {
  return ((left % right) + right) % right;
}

function bits(value: bigint): bigint {
  return BigInt((value < 0n ? -value : value).toString(2).length);
}
