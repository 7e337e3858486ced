/** Operators that hand on what they are given: constants, identity, and dropout as it is in inference. */
import { load } from "../graph/expression.ts";
import type { Tensor } from "../graph/graph.ts";
import { fromElements, tensorOfStrings } from "../tensor-data.ts";
import type { OperatorNode, OperatorTable } from "./operator-node.ts";
import { full } from "./shaping.ts";

export const constants: OperatorTable = {
  Constant: constant,
  Identity: (node) => [node.value(0)],
  Dropout: dropout,
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

/** Operator set 12 has the ratio and the mode as inputs; before, whoever trains a model does not run it here. */
function dropout(node: OperatorNode): readonly Tensor[] {
  const data = node.input(0);
  const isTraining = node.version >= 12 && node.optionalInput(2) !== undefined && node.knownNumber(2) !== 0;
  if (isTraining && (node.optionalInput(1) === undefined || node.knownNumber(1) !== 0))
    node.fail("dropout that drops (training_mode with a ratio above 0) is not supported");
  const mask = full(node.builder, data.shape, node.version >= 10 ? "bool" : data.elementType, true);
  return [node.builder.map(data.shape, (index) => load(data, index)), mask];
}
