/** Products of matrices and what is defined by them. Recognised again later by their data flow, however a model spells them. */
import { type Dimension, one } from "../graph/dimension.ts";
import { apply, cast, type Expression } from "../graph/expression.ts";
import type { GraphBuilder } from "../graph/builder.ts";
import type { Tensor } from "../graph/graph.ts";
import type { OperatorTable } from "./operator-node.ts";
import { broadcastShapes, loadBroadcast, pointwise, squeeze, transpose, unsqueeze } from "./shaping.ts";

export const products: OperatorTable = {
  MatMul: (node) => matmul(node.builder, node.input(0), node.input(1)),
  Gemm: (node) => {
    const { builder } = node;
    const a = node.integer("transA", 0) !== 0 ? transpose(builder, node.input(0), [1, 0]) : node.input(0);
    const b = node.integer("transB", 0) !== 0 ? transpose(builder, node.input(1), [1, 0]) : node.input(1);
    const alpha = node.float("alpha", 1);
    const beta = node.float("beta", 1);
    let result = matmul(builder, a, b);
    if (alpha !== 1) result = scaled(builder, result, alpha);
    const c = node.optionalInput(2);
    if (c === undefined || beta === 0) return result;
    return pointwise(builder, [result, beta === 1 ? c : scaled(builder, c, beta)], (x, y) =>
      apply("add", x as Expression, y as Expression),
    );
  },
};

/**
 * Numpy's matmul: [..., m, k] times [..., k, n], batches broadcast; vectors get a dimension that the result does not have.
 * Integers of 8 bits are added up as int32 only where the caller has converted them.
 */
export function matmul(builder: GraphBuilder, left: Tensor, right: Tensor): Tensor {
  if (left.shape.length === 1) {
    const product = matmul(builder, unsqueeze(builder, left, [0]), right);
    return squeeze(builder, product, [product.shape.length - (right.shape.length === 1 ? 1 : 2)]);
  }
  if (right.shape.length === 1) {
    const product = matmul(builder, left, unsqueeze(builder, right, [1]));
    return squeeze(builder, product, [product.shape.length - 1]);
  }
  const batch = broadcastShapes([left.shape.slice(0, -2), right.shape.slice(0, -2)], builder);
  const shape = [...batch, left.shape.at(-2) ?? one, right.shape.at(-1) ?? one];
  const depth = left.shape.at(-1) as Dimension;
  return builder.reduce("sum", shape, [depth], (index, [k]) => {
    const [row, column] = index.slice(-2) as [Expression, Expression];
    const leftShape = [...batch, left.shape.at(-2) as Dimension, depth];
    const rightShape = [...batch, depth, right.shape.at(-1) as Dimension];
    const a = loadBroadcast(left, [...index.slice(0, -2), row, k as Expression], leftShape);
    const b = loadBroadcast(right, [...index.slice(0, -2), k as Expression, column], rightShape);
    return apply("multiply", a, b);
  });
}

function scaled(builder: GraphBuilder, tensor: Tensor, factor: number): Tensor {
  return pointwise(builder, [tensor], (x) =>
    apply("multiply", x as Expression, cast({ kind: "literal", type: "float32", value: factor }, (x as Expression).type)),
  );
}
