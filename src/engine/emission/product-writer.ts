/**
 * Writes kernels that are products of matrices: a call of `kernels.batched_matmul` or `kernels.matmul`, with what is done to the sums as
 * its epilogue.
 */
import { assert } from "../../base/assert.ts";
import { constantOf, type Dimension, multiply, one, printDimension, product } from "../graph/dimension.ts";
import { apply, type Axis, axisValue, type Expression, sizeValue } from "../graph/expression.ts";
import type { Tensor } from "../graph/graph.ts";
import { type Contraction, levels } from "../fusion/contraction.ts";
import type { Kernel } from "../fusion/kernels.ts";
import { writeEpilogue } from "./epilogue-writer.ts";
import { FunctionWriter } from "./function-writer.ts";
import type { PackedOperand, WrittenKernel } from "./packed-operand.ts";
import { storageType, valueType } from "./spelling.ts";

export function writeProduct(kernel: Kernel): WrittenKernel {
  const [tensor, epilogue] = kernel.members as [Tensor, Tensor | undefined];
  const contraction = kernel.product as Contraction;
  const { definition } = tensor;
  assert(definition.kind === "reduce", "a product is a reduction");
  const to = new FunctionWriter();
  const print = (dimension: Dimension): string => printDimension(dimension, (symbol) => to.size(symbol));
  const size = (axes: readonly Axis[]): string => print(product(axes.map((axis) => axis.extent)));
  const stride = (axes: readonly Axis[], which: "left" | "right" | "result", ofNone = "1"): string => {
    const last = axes.at(-1);
    return last === undefined ? ofNone : print(contraction.strides(last)[which]);
  };
  const { batch, rows, columns, depth } = contraction;
  const output = to.output(epilogue ?? tensor);
  const accumulator = valueType(definition.body.type);
  const a = to.pointer(contraction.left.tensor);
  const [aStart, bStart] = [print(contraction.start.left), print(contraction.start.right)];
  const view = (
    pointer: string,
    start: string,
    type: string,
    first: string,
    second: string,
    firstStride: string,
    secondStride: string,
  ): string =>
    `MatrixView[${type}](${start === "0" ? pointer : `${pointer} + ${start}`}, ${first}, ${second}, ${firstStride}, ${secondStride})`;
  const left = view(
    a,
    aStart,
    storageType(contraction.left.tensor.elementType),
    size(rows),
    size(depth),
    stride(rows, "left"),
    stride(depth, "left"),
  );
  const isWeight =
    contraction.right.tensor.definition.kind === "constant" && batch.every((axis) => constantOf(contraction.strides(axis).right) === 0);
  const rightType = storageType(contraction.right.tensor.elementType);
  let packed: PackedOperand | undefined;
  let right: string;
  if (isWeight && accumulator === "DType.float32" && columns.length > 0) {
    const matrix = view("weight", bStart, rightType, size(depth), size(columns), stride(depth, "right"), stride(columns, "right"));
    packed = { tensor: contraction.right.tensor, view: matrix, type: `PackedMatrix[${accumulator}]` };
    right = "packed";
    to.extra.push({ name: "packed", type: packed.type });
  } else {
    const b = to.pointer(contraction.right.tensor);
    right = view(b, bStart, rightType, size(depth), size(columns), stride(depth, "right"), stride(columns, "right"));
  }
  const target = view(
    output,
    "0",
    storageType((epilogue ?? tensor).elementType),
    size(rows),
    size(columns),
    stride(rows, "result"),
    stride(columns, "result"),
  );
  let parameters = "";
  if (epilogue !== undefined) parameters = `[epilogue=${epilogueOf(to, tensor, epilogue, contraction, accumulator)}]`;
  if (batch.length === 0) {
    to.lines.push(`    matmul${parameters}(${target}, ${left}, ${right}, threads=threads)`);
    return { function: to, packed };
  }
  const [members, groups] = levels(batch, contraction.strides);
  const batched = (matrix: string, which: "left" | "right" | "result"): string =>
    `MatrixBatch(${matrix}, ${size(groups)}, ${size(members)}, ${stride(groups, which, "0")}, ${stride(members, which, "0")})`;
  const rightBatch = packed === undefined ? batched(right, "right") : right;
  to.lines.push(`    batched_matmul${parameters}(`);
  to.lines.push(
    `        ${batched(target, "result")},`,
    `        ${batched(left, "left")},`,
    `        ${rightBatch},`,
    "        threads=threads,",
    "    )",
  );
  return { function: to, packed };
}

/** Places of the result's axes within the matrix, the row and the column that the kernel counts. */
function epilogueOf(to: FunctionWriter, sums: Tensor, epilogue: Tensor, contraction: Contraction, accumulator: string): string {
  const { definition } = epilogue;
  assert(definition.kind === "map" && sums.definition.kind === "reduce", "an epilogue is a map of a reduction");
  const groups = [contraction.batch, contraction.rows, contraction.columns];
  const wholes = groups.map(
    (axes, at): Axis => ({ name: ["matrix", "row", "column"][at] as string, extent: product(axes.map((axis) => axis.extent)) }),
  );
  const ofSums = new Map<Axis, Expression>();
  groups.forEach((axes, at) => {
    axes.forEach((axis, number) => {
      const after = axes.slice(number + 1).reduce((all, each) => multiply(all, each.extent), one);
      const quotient = apply("floor_divide", axisValue(wholes[at] as Axis), sizeValue(after));
      ofSums.set(axis, number === 0 ? quotient : apply("modulo", quotient, sizeValue(axis.extent)));
    });
  });
  const isLoop = (axis: Axis): boolean => constantOf(axis.extent) !== 1;
  const own = sums.definition.axes.filter(isLoop);
  const places = new Map<Axis, Expression>();
  definition.axes.filter(isLoop).forEach((axis, at) => places.set(axis, ofSums.get(own[at] as Axis) as Expression));
  const [, , column] = wholes as [Axis, Axis, Axis];
  const parameters = contraction.batch.length > 0 ? wholes : wholes.slice(1);
  return writeEpilogue(to, { sums, epilogue, parameters, lanes: column, places, accumulator });
}
