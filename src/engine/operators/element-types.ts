/** Which element types an operator takes: checks of its inputs, with a message for what does not fit. */
import { isFloat } from "../graph/arithmetic.ts";
import type { Expression } from "../graph/expression.ts";
import type { Tensor } from "../graph/graph.ts";
import type { ElementType } from "../tensor-data.ts";
import { ModelError, type OperatorNode } from "./operator-node.ts";
import { broadcastShapes, pointwise } from "./shaping.ts";

export function isInteger(type: ElementType): boolean {
  return /^u?int/.test(type);
}

export function isNumber(type: ElementType): boolean {
  return isInteger(type) || isFloat(type);
}

/** Input `at`, whose elements are floats. */
export function floats(node: OperatorNode, at: number): Tensor {
  return ofType(node, at, isFloat, "floats");
}

/** Input `at`, whose elements are integers or floats. */
export function numbers(node: OperatorNode, at: number): Tensor {
  return ofType(node, at, isNumber, "numbers");
}

export function integers(node: OperatorNode, at: number): Tensor {
  return ofType(node, at, isInteger, "integers");
}

export function booleans(node: OperatorNode, at: number): Tensor {
  return ofType(node, at, (type) => type === "bool", "of type bool");
}

export function ofType(node: OperatorNode, at: number, isRight: (type: ElementType) => boolean, what: string): Tensor {
  const tensor = node.input(at);
  if (!isRight(tensor.elementType)) node.fail(`input ${at} is ${tensor.elementType}, but its elements should be ${what}`);
  return tensor;
}

/** All have the type of the first. */
export function sameType(node: OperatorNode, tensors: readonly Tensor[]): readonly Tensor[] {
  const [first] = tensors;
  for (const each of tensors) {
    if (each.elementType !== first?.elementType)
      node.fail(`inputs should have one element type, but are ${tensors.map((tensor) => tensor.elementType).join(" and ")}`);
  }
  return tensors;
}

/** One element from one of each tensor, broadcast; shapes that do not are the node's error. */
export function pointwiseOf(
  node: OperatorNode,
  tensors: readonly Tensor[],
  body: (...elements: readonly [Expression, ...Expression[]]) => Expression,
): Tensor {
  checkBroadcast(node, tensors);
  return pointwise(node.builder, tensors, body as (...elements: readonly Expression[]) => Expression);
}

export function checkBroadcast(node: OperatorNode, tensors: readonly Tensor[]): void {
  try {
    broadcastShapes(tensors.map((tensor) => tensor.shape));
  } catch (error) {
    if (error instanceof ModelError) node.fail(error.message);
    throw error;
  }
}
