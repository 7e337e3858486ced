/** BitCast: the same bits as elements of another type of as many. Call `bitcast`: one tensor to another of its shape. */
import { elementBits } from "../tensor-data.ts";
import type { OperatorTable } from "./operator-node.ts";

export const bitCasts: OperatorTable = {
  BitCast: (node) => {
    const tensor = node.input(0);
    const type = node.elementTypeAttribute("to");
    if (tensor.elementType === "string" || type === "string") node.fail("strings have no bits to be seen as another type");
    const [from, to] = [elementBits(tensor.elementType), elementBits(type)];
    if (from !== to) node.fail(`${tensor.elementType} has ${from} bits, but ${type} has ${to}`);
    return node.builder.call("bitcast", [tensor], {}, [{ elementType: type, shape: tensor.shape }]);
  },
};
