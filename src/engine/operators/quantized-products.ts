/** Products and convolutions of quantised tensors: of int32, less their zero points, and quantised again where the operator says so. */
import { constantOf, one } from "../graph/dimension.ts";
import { cast, type Expression } from "../graph/expression.ts";
import type { Tensor } from "../graph/graph.ts";
import { convolution, withBias } from "./convolutions.ts";
import { ofType, pointwiseOf } from "./element-types.ts";
import { divide, multiply, subtract } from "./formula.ts";
import type { OperatorNode, OperatorTable } from "./operator-node.ts";
import { matmul } from "./products.ts";
import { saturated } from "./quantization.ts";
import { castTensor, pointwise, printShape, reshape } from "./shaping.ts";

export const quantizedProducts: OperatorTable = {
  MatMulInteger: (node) =>
    matmul(node.builder, moved(node, 0, node.optionalInput(2), "row"), moved(node, 1, node.optionalInput(3), "column")),
  QLinearMatMul: (node) => {
    const [a, b] = [moved(node, 0, node.input(2), "row"), moved(node, 3, node.input(5), "column")];
    const scales = [aligned(node, node.input(1), a, "row"), aligned(node, node.input(4), b, "column"), node.input(6)];
    return requantized(node, matmul(node.builder, a, b), scales as [Tensor, Tensor, Tensor], node.input(7));
  },
  ConvInteger: (node) => convolution(node, moved(node, 0, node.optionalInput(2), "row"), moved(node, 1, node.optionalInput(3), "first")),
  QLinearConv: (node) => {
    const [x, w] = [moved(node, 0, node.input(2), "row"), moved(node, 3, node.input(5), "first")];
    let result = convolution(node, x, w);
    const bias = node.optionalInput(8);
    if (bias !== undefined) result = withBias(node, result, castTensor(node.builder, bias, "int32"));
    const weightScale = node.input(4);
    const perFeature = weightScale.shape.length === 0 ? weightScale : aligned(node, weightScale, w, "first");
    const features = perFeature.shape.length === 0 ? perFeature : reshape(node.builder, perFeature, perFeature.shape.slice(0, -1));
    return requantized(node, result, [node.input(1), features, node.input(6)], node.input(7));
  },
};

/** Which dimension of a tensor a vector of zero points belongs to. */
type Side = "row" | "column" | "first";

/** Input `at` as int32, less its zero point. */
function moved(node: OperatorNode, at: number, zeroPoint: Tensor | undefined, side: Side): Tensor {
  const tensor = ofType(node, at, (type) => type === "int8" || type === "uint8", "int8 or uint8");
  const { builder } = node;
  if (zeroPoint === undefined) return castTensor(builder, tensor, "int32");
  if (zeroPoint.elementType !== tensor.elementType)
    node.fail(`input ${at} is ${tensor.elementType}, but its zero point is ${zeroPoint.elementType}`);
  return pointwiseOf(node, [tensor, aligned(node, zeroPoint, tensor, side)], (x, zero) =>
    subtract(cast(x, "int32"), cast(zero as Expression, "int32")),
  );
}

/** A scalar as it is; a vector with dimensions of size 1 after it, so that it stands at its side of `tensor`. */
function aligned(node: OperatorNode, parameter: Tensor, tensor: Tensor, side: Side): Tensor {
  const rank = tensor.shape.length;
  if (parameter.shape.length > rank)
    node.fail(`a zero point or scale is ${printShape(parameter.shape)}, but the tensor only ${printShape(tensor.shape)}`);
  if (parameter.shape.length !== 1 || (side === "column" && rank > 0) || constantOf(parameter.shape[0] ?? one) === 1) {
    return parameter.shape.length === 1 && constantOf(parameter.shape[0] ?? one) === 1 ? reshape(node.builder, parameter, []) : parameter;
  }
  const after = side === "row" ? 1 : rank - 1;
  return reshape(node.builder, parameter, [...parameter.shape, ...Array.from({ length: Math.min(after, rank - 1) }, () => one)]);
}

/** The sums times the scales of both operands, divided by that of the result. */
function requantized(node: OperatorNode, sums: Tensor, scales: readonly [Tensor, Tensor, Tensor], zeroPoint: Tensor): Tensor {
  const { builder } = node;
  const [left, right, result] = scales.map((each) => castTensor(builder, each, "float32")) as [Tensor, Tensor, Tensor];
  const type = zeroPoint.elementType;
  if (type !== "int8" && type !== "uint8") node.fail(`the zero point of the result is ${type}, but should be int8 or uint8`);
  const single = (tensor: Tensor): Tensor =>
    tensor.shape.length === 1 && constantOf(tensor.shape[0] ?? one) === 1 ? reshape(builder, tensor, []) : tensor;
  const factor = pointwise(builder, [left, right, single(result)].map(single), (a, b, c) =>
    divide(multiply(a as Expression, b as Expression), c as Expression),
  );
  return pointwiseOf(node, [sums, factor, single(zeroPoint)], (sum, scale, zero) =>
    saturated(multiply(cast(sum, "float32"), scale as Expression), zero as Expression, type),
  );
}
