/**
 * Operators of domain com.microsoft that exporters write most often: fused forms of standard ones.
 *
 * Source: ONNX Runtime's documentation of its contributed operators. Not here: what optimisers of that runtime make for themselves alone.
 */
import { apply, cast, type Expression } from "../graph/expression.ts";
import type { Tensor } from "../graph/graph.ts";
import { gelu, geluOfTanh } from "./activations.ts";
import { floats, pointwiseOf, sameType } from "./element-types.ts";
import { add, multiply, sigmoid, widely, wideType } from "./formula.ts";
import { inverseRoot, normalizations, normalized, statistics } from "./normalizations.ts";
import type { Operator, OperatorNode, OperatorTable } from "./operator-node.ts";
import { matmul } from "./products.ts";
import { quantization } from "./quantization.ts";
import { meanOver } from "./reductions.ts";
import { castTensor, pointwise, transpose } from "./shaping.ts";

export const contributed: OperatorTable = {
  FusedMatMul: fusedMatmul,
  Gelu: biased(gelu),
  BiasGelu: biased(gelu),
  FastGelu: biased(geluOfTanh),
  QuickGelu: (node) => {
    const alpha = node.float("alpha", 1.702);
    return biased((x) => multiply(x, sigmoid(multiply(alpha, x))))(node);
  },
  LayerNormalization: normalizations.LayerNormalization as Operator,
  SimplifiedLayerNormalization: simplifiedNormalization,
  SkipLayerNormalization: (node) => skipNormalization(node, true),
  SkipSimplifiedLayerNormalization: (node) => skipNormalization(node, false),
  QuantizeLinear: quantization.QuantizeLinear as Operator,
  DequantizeLinear: quantization.DequantizeLinear as Operator,
};

/** A function of x, or of x and a bias that broadcasts to it. */
function biased(body: (x: Expression) => Expression): Operator {
  return (node) => {
    const bias = node.optionalInput(1);
    const tensors = bias === undefined ? [floats(node, 0)] : sameType(node, [floats(node, 0), bias]);
    return pointwiseOf(node, tensors, (...elements) =>
      widely(elements, (x, b) => body(b === undefined ? (x as Expression) : add(x as Expression, b))),
    );
  };
}

/** alpha A B, with the last two dimensions of either exchanged. */
function fusedMatmul(node: OperatorNode): Tensor {
  const { builder } = node;
  if (node.integer("transBatchA", 0) !== 0 || node.integer("transBatchB", 0) !== 0)
    node.fail("transBatchA and transBatchB are not supported");
  const [a, b] = sameType(node, [floats(node, 0), floats(node, 1)]) as [Tensor, Tensor];
  if (a.shape.length === 0 || b.shape.length === 0) node.fail("its inputs should have at least one dimension");
  const turned = (tensor: Tensor, attribute: string): Tensor => {
    const rank = tensor.shape.length;
    if (node.integer(attribute, 0) === 0 || rank < 2) return tensor;
    return transpose(
      builder,
      tensor,
      tensor.shape.map((_, at) => (at < rank - 2 ? at : 2 * rank - 3 - at)),
    );
  };
  const product = matmul(builder, turned(a, "transA"), turned(b, "transB"));
  const alpha = node.float("alpha", 1);
  return alpha === 1 ? product : pointwise(builder, [product], (x) => multiply(x as Expression, alpha));
}

/** x / sqrt(mean of squares + epsilon) * scale. */
function simplifiedNormalization(node: OperatorNode): readonly Tensor[] {
  const x = floats(node, 0);
  const first = node.axis(node.integer("axis", -1), x.shape.length);
  const { result, inverse } = rootMeanSquare(node, x, first, node.input(1));
  return [result, inverse];
}

function rootMeanSquare(
  node: OperatorNode,
  x: Tensor,
  firstAxis: number,
  scale: Tensor,
): { readonly result: Tensor; readonly inverse: Tensor } {
  const axes = x.shape.map((_, at) => at).slice(firstAxis);
  const squares = meanOver(node.builder, x, axes, true, (element) => multiply(element, element));
  const inverse = inverseRoot(node.builder, squares, node.float("epsilon", 1e-5));
  return { result: normalized(node, x, undefined, inverse, [scale, undefined]), inverse };
}

/** Normalisation of input + skip + bias along the last axis. Outputs: result, mean, 1 / deviation, and the sum itself. */
function skipNormalization(node: OperatorNode, hasMean: boolean): readonly (Tensor | undefined)[] {
  const { builder } = node;
  const bias = node.optionalInput(hasMean ? 4 : 3);
  const parts = sameType(node, [floats(node, 0), floats(node, 1), ...(bias === undefined ? [] : [bias])]);
  const type = (parts[0] as Tensor).elementType;
  const wide = wideType(type);
  const sum = pointwiseOf(node, parts, (...elements) => elements.map((each) => cast(each, wide)).reduce((a, b) => apply("add", a, b)));
  const last = sum.shape.length - 1;
  if (last < 0) node.fail("the input should have at least one dimension");
  const rounded = castTensor(builder, sum, type);
  if (!hasMean) {
    const { result, inverse } = rootMeanSquare(node, sum, last, node.input(2));
    return [castTensor(builder, result, type), undefined, inverse, rounded];
  }
  const { mean, inverse } = statistics(builder, sum, wide, [last], node.float("epsilon", 1e-12));
  const result = normalized(node, sum, mean, inverse, [node.input(2), node.optionalInput(3)]);
  return [castTensor(builder, result, type), mean, inverse, rounded];
}
