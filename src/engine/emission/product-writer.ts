/**
 * Writes kernels that are products of matrices: a call of `kernels.batched_matmul` or `kernels.matmul`, with what is done to the sums as
 * its epilogue.
 */
import { assert } from "../../base/assert.ts";
import { constantOf, type Dimension, multiply, one, printDimension, product } from "../graph/dimension.ts";
import { apply, type Axis, axisValue, type Expression, type ScalarType, sizeValue } from "../graph/expression.ts";
import type { Tensor } from "../graph/graph.ts";
import { type Contraction, levels } from "../fusion/contraction.ts";
import type { Kernel } from "../fusion/kernels.ts";
import { placesInOrder, writeEpilogue } from "./epilogue-writer.ts";
import { FunctionWriter, told } from "./function-writer.ts";
import type { PackedOperand, WrittenKernel } from "./packed-operand.ts";
import { storageType, valueType } from "./spelling.ts";

/** `replaced`: functions of the user's own take matrices as they are, not packed. */
export function writeProduct(kernel: Kernel, replaced: ReadonlySet<string>): WrittenKernel {
  const [tensor, epilogue] = kernel.members as [Tensor, Tensor | undefined];
  const contraction = kernel.product as Contraction;
  const { definition } = tensor;
  assert(definition.kind === "reduce", "a product is a reduction");
  const to = new FunctionWriter();
  const print = (dimension: Dimension, role: string): string => printDimension(told(dimension, role), (symbol) => to.size(symbol));
  const printWeight = (dimension: Dimension): string => printDimension(dimension);
  const size = (axes: readonly Axis[], role: string, printed = print): string => printed(product(axes.map((axis) => axis.extent)), role);
  const stride = (axes: readonly Axis[], which: "left" | "right" | "result", role: string, ofNone = "1", printed = print): string => {
    const last = axes.at(-1);
    return last === undefined ? ofNone : printed(contraction.strides(last)[which], `${which}_${role}`);
  };
  const { batch, rows, columns, depth } = contraction;
  const output = to.output(epilogue ?? tensor);
  const accumulator = accumulatorOf(definition.body.type);
  const a = to.pointer(contraction.left.tensor);
  const aStart = print(contraction.start.left, "left_start");
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
    size(rows, "rows"),
    size(depth, "depth"),
    stride(rows, "left", "rows"),
    stride(depth, "left", "depth"),
  );
  const isWeight =
    contraction.right.tensor.definition.kind === "constant" && batch.every((axis) => constantOf(contraction.strides(axis).right) === 0);
  const rightType = storageType(contraction.right.tensor.elementType);
  let packed: PackedOperand | undefined;
  let right: string;
  const isReplaced = replaced.has(batch.length === 0 ? "matmul" : "batched_matmul");
  if (isWeight && !isReplaced && accumulator === "DType.float32" && columns.length > 0) {
    const sizes = [size(depth, "", printWeight), size(columns, "", printWeight)] as const;
    const strides = [stride(depth, "right", "", "1", printWeight), stride(columns, "right", "", "1", printWeight)] as const;
    const matrix = view("weight", printWeight(contraction.start.right), rightType, ...sizes, ...strides);
    packed = { tensor: contraction.right.tensor, method: `matrix[${accumulator}]`, view: matrix, type: `PackedMatrix[${accumulator}]` };
    right = "packed";
    to.extra.push({ name: "packed", type: packed.type });
  } else {
    const b = to.pointer(contraction.right.tensor);
    right = view(
      b,
      print(contraction.start.right, "right_start"),
      rightType,
      size(depth, "depth"),
      size(columns, "columns"),
      stride(depth, "right", "depth"),
      stride(columns, "right", "columns"),
    );
  }
  const target = view(
    output,
    "0",
    storageType((epilogue ?? tensor).elementType),
    size(rows, "rows"),
    size(columns, "columns"),
    stride(rows, "result", "rows"),
    stride(columns, "result", "columns"),
  );
  let parameters = "";
  if (epilogue !== undefined) parameters = `[epilogue=${epilogueOf(to, tensor, epilogue, contraction, accumulator)}]`;
  if (batch.length === 0) {
    to.lines.push(`    matmul${parameters}(${target}, ${left}, ${right}, threads=threads)`);
    return { function: to, packed };
  }
  const [members, groups] = levels(batch, contraction.strides);
  const batched = (matrix: string, which: "left" | "right" | "result"): string =>
    `MatrixBatch(${matrix}, ${size(groups, "groups")}, ${size(members, "members")}, ${stride(groups, which, "groups", "0")}, ${stride(members, which, "members", "0")})`;
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

/** The type in which the kernels add up (`kernels.matmul.accumulator_of`). */
function accumulatorOf(type: ScalarType): string {
  switch (type) {
    case "float16":
    case "bfloat16":
      return "DType.float32";
    case "int8":
    case "uint8":
    case "int16":
    case "uint16":
      return "DType.int32";
    default:
      return valueType(type);
  }
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
      const after = axes.slice(number + 1).reduce((all, each) => multiply(all, told(each.extent, each.name)), one);
      const quotient = apply("floor_divide", axisValue(wholes[at] as Axis), sizeValue(after));
      ofSums.set(axis, number === 0 ? quotient : apply("modulo", quotient, sizeValue(told(axis.extent, axis.name))));
    });
  });
  const places = placesInOrder(
    sums.definition.axes.map((axis) => ofSums.get(axis) ?? sizeValue(0)),
    sums.definition.axes.map((axis) => told(axis.extent, axis.name)),
    definition.axes,
  );
  const [, , column] = wholes as [Axis, Axis, Axis];
  const parameters = contraction.batch.length > 0 ? wholes : wholes.slice(1);
  return writeEpilogue(to, { sums, epilogue, parameters, lanes: column, places, accumulator });
}
