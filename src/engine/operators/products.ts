/** Products of matrices and what is defined by them. Recognised again later by their data flow, however a model spells them. */
import { type Dimension, one } from "../graph/dimension.ts";
import { apply, cast, type Expression } from "../graph/expression.ts";
import type { GraphBuilder } from "../graph/builder.ts";
import type { Tensor } from "../graph/graph.ts";
import { numbers, sameType } from "./element-types.ts";
import type { OperatorNode, OperatorTable } from "./operator-node.ts";
import { broadcastShapes, loadBroadcast, mismatch, pointwise, printShape, squeeze, transpose, unsqueeze } from "./shaping.ts";

export const products: OperatorTable = {
  MatMul: (node) => {
    const [left, right] = factors(node);
    if (left.shape.length === 0 || right.shape.length === 0) node.fail("a scalar is no matrix");
    checkDepth(node, left.shape.at(-1) as Dimension, (right.shape.length === 1 ? right.shape[0] : right.shape.at(-2)) as Dimension);
    return matmul(node.builder, left, right);
  },
  Gemm: (node) => {
    const { builder } = node;
    const [left, right] = factors(node);
    for (const { shape } of [left, right]) if (shape.length !== 2) node.fail(`matrices are needed, but a shape is ${printShape(shape)}`);
    const a = node.integer("transA", 0) !== 0 ? transpose(builder, left, [1, 0]) : left;
    const b = node.integer("transB", 0) !== 0 ? transpose(builder, right, [1, 0]) : right;
    checkDepth(node, a.shape[1] as Dimension, b.shape[0] as Dimension);
    const alpha = node.float("alpha", 1);
    const beta = node.float("beta", 1);
    let result = matmul(builder, a, b);
    if (alpha !== 1) result = scaled(builder, result, alpha);
    const c = node.optionalInput(2);
    if (c === undefined || beta === 0) return result;
    sameType(node, [left, c]);
    return pointwise(builder, [result, beta === 1 ? c : scaled(builder, c, beta)], (x, y) =>
      apply("add", x as Expression, y as Expression),
    );
  },
};

function factors(node: OperatorNode): readonly [Tensor, Tensor] {
  return sameType(node, [numbers(node, 0), numbers(node, 1)]) as readonly Tensor[] as [Tensor, Tensor];
}

function checkDepth(node: OperatorNode, left: Dimension, right: Dimension): void {
  if (mismatch(node.builder, left, right)) node.fail(`rows of ${left.key} and columns of ${right.key} elements have no product`);
}

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
    const a = loadBroadcast(left, [...index.slice(0, -2), row, k as Expression], leftShape, builder);
    const b = loadBroadcast(right, [...index.slice(0, -2), k as Expression, column], rightShape, builder);
    return apply("multiply", a, b);
  });
}

function scaled(builder: GraphBuilder, tensor: Tensor, factor: number): Tensor {
  return pointwise(builder, [tensor], (x) =>
    apply("multiply", x as Expression, cast({ kind: "literal", type: "float32", value: factor }, (x as Expression).type)),
  );
}
