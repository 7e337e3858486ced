/**
 * Operators whose elements depend on those before them, or on bits: calls.
 *
 * Call "cumulate": input x, attributes `axis`, `operation` ("sum" or "product"), `exclusive` (an element does not count itself) and `reverse`
 * (from the end). Call "determinant": input [..., n, n], output [...]. Call "bitcast": the same bits as another type of as many bits.
 */

import type { Tensor } from "../graph/graph.ts";
import { elementBits } from "../tensor-data.ts";
import { differ } from "./convolutions.ts";
import { floats, numbers } from "./element-types.ts";
import { wideType } from "./formula.ts";
import type { Operator, OperatorNode, OperatorTable } from "./operator-node.ts";
import { castTensor, printShape } from "./shaping.ts";

export const accumulations: OperatorTable = {
  CumSum: cumulation("sum"),
  CumProd: cumulation("product"),
  Det: (node) => {
    const input = floats(node, 0);
    const [rows, columns] = input.shape.slice(-2);
    if (rows === undefined || columns === undefined || differ(rows, columns))
      node.fail(`the input is ${printShape(input.shape)}, but should end in square matrices`);
    const shape = input.shape.slice(0, -2);
    return node.builder.call("determinant", [input], {}, [{ elementType: input.elementType, shape }])[0] as Tensor;
  },
  BitCast: (node) => {
    const input = node.input(0);
    const type = node.elementTypeAttribute("to");
    if (input.elementType === type) return input;
    if (elementBits(type) !== elementBits(input.elementType) || type === "string")
      node.fail(`${input.elementType} and ${type} have not as many bits`);
    return node.builder.call("bitcast", [input], {}, [{ elementType: type, shape: input.shape }])[0] as Tensor;
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
