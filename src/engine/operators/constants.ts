/** Operators that hand on what they are given: constants and identity. */
import type { Tensor } from "../graph/graph.ts";
import { fromElements, tensorOfStrings } from "../tensor-data.ts";
import type { OperatorNode, OperatorTable } from "./operator-node.ts";

export const constants: OperatorTable = {
  Constant: constant,
  Identity: (node) => [node.value(0)],
};

function constant(node: OperatorNode): Tensor {
  const { builder } = node;
  if (node.has("value")) return builder.constant(node.tensorAttribute("value") ?? node.fail("value is no tensor"));
  if (node.has("value_float")) return builder.constant(fromElements("float32", [], [node.float("value_float")]));
  if (node.has("value_int")) return builder.constant(fromElements("int64", [], [node.integer("value_int")]));
  if (node.has("value_string")) return builder.constant(tensorOfStrings([], [node.text("value_string")]));
  const floats = node.floatList("value_floats");
  if (floats !== undefined) return builder.constant(fromElements("float32", [floats.length], floats));
  const integers = node.integerList("value_ints");
  if (integers !== undefined) return builder.constant(fromElements("int64", [integers.length], integers));
  const texts = node.textList("value_strings");
  if (texts !== undefined) return builder.constant(tensorOfStrings([texts.length], texts));
  return node.fail(node.has("sparse_value") ? "sparse constants are not supported" : "it has no value");
}
