/**
 * Operators whose elements depend on those before them: calls.
 *
 * Call "cumulate": input x, attributes `axis`, `operation` ("sum" or "product"), `exclusive` (an element does not count itself) and `reverse`
 * (from the end). Call "determinant": input [..., n, n], output [...].
 */

import type { Tensor } from "../graph/graph.ts";
import { floats, numbers } from "./element-types.ts";
import { wideType } from "./formula.ts";
import type { Operator, OperatorNode, OperatorTable } from "./operator-node.ts";
import { mismatch, castTensor, printShape } from "./shaping.ts";

export const accumulations: OperatorTable = {
  CumSum: cumulation("sum"),
  CumProd: cumulation("product"),
  Det: (node) => {
    const input = floats(node, 0);
    const [rows, columns] = input.shape.slice(-2);
    if (rows === undefined || columns === undefined || mismatch(node.builder, rows, columns))
      node.fail(`the input is ${printShape(input.shape)}, but should end in square matrices`);
    const shape = input.shape.slice(0, -2);
    return node.builder.call("determinant", [input], {}, [{ elementType: input.elementType, shape }])[0] as Tensor;
  },
};

function cumulation(operation: "sum" | "product"): Operator {
  return (node: OperatorNode) => {
    const { builder } = node;
    const input = numbers(node, 0);
    const axis = node.axis(node.knownNumber(1), input.shape.length);
    const attributes = { axis, operation, exclusive: node.integer("exclusive", 0) !== 0, reverse: node.integer("reverse", 0) !== 0 };
    const wide = castTensor(builder, input, wideType(input.elementType));
    const [result] = builder.call("cumulate", [wide], attributes, [{ elementType: wide.elementType, shape: input.shape }]) as [Tensor];
    return castTensor(builder, result, input.elementType);
  };
}
