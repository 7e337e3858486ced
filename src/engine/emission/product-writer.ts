/**
 * Writes kernels that are products of matrices: a call of `kernels.batched_matmul` or `kernels.matmul`, with what is done to the sums as
 * its epilogue.
 */
import { assert } from "../../base/assert.ts";
import { constantOf, type Dimension, multiply, one, printDimension, product, zero } from "../graph/dimension.ts";
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
  const matrices = new MatrixWriter(to, contraction, epilogue ?? tensor);
  const { batch, columns } = contraction;
  const output = matrices.view("result");
  const left = matrices.view("left");
  const accumulator = accumulatorOf(definition.body.type);
  const isWeight =
    contraction.right.tensor.definition.kind === "constant" && batch.every((axis) => constantOf(contraction.strides(axis).right) === 0);
  let packed: PackedOperand | undefined;
  const isReplaced = replaced.has(batch.length === 0 ? "matmul" : "batched_matmul");
  if (isWeight && !isReplaced && accumulator === "DType.float32" && columns.length > 0) {
    const type = `PackedMatrix[${accumulator}]`;
    packed = { tensor: contraction.right.tensor, method: `matrix[${accumulator}]`, view: matrices.weight(), type };
    to.extra.push({ name: "packed", type });
  }
  const right = packed === undefined ? matrices.view("right") : "packed";
  let parameters = "";
  if (epilogue !== undefined) parameters = `[epilogue=${epilogueOf(to, tensor, epilogue, contraction, accumulator)}]`;
  if (batch.length === 0) {
    to.lines.push(`    matmul${parameters}(${output}, ${left}, ${right}, threads=threads)`);
    return { function: to, packed };
  }
  to.lines.push(`    batched_matmul${parameters}(`);
  to.lines.push(
    `        ${matrices.batch("result")},`,
    `        ${matrices.batch("left")},`,
    `        ${packed === undefined ? matrices.batch("right") : right},`,
    "        threads=threads,",
    "    )",
  );
  return { function: to, packed };
}

type Part = "left" | "right" | "result";

/** Writes the matrices of a product as views of tensors. */
export class MatrixWriter {
  private readonly to: FunctionWriter;
  private readonly contraction: Contraction;
  private readonly result: Tensor;

  constructor(to: FunctionWriter, contraction: Contraction, result: Tensor) {
    this.to = to;
    this.contraction = contraction;
    this.result = result;
  }

  /** One matrix, the first of a batch. */
  view(part: Part): string {
    const { left, right, start } = this.contraction;
    if (part === "result") return this.matrix(part, this.to.output(this.result), this.result, zero, this.print);
    const { tensor } = part === "left" ? left : right;
    return this.matrix(part, this.to.pointer(tensor), tensor, start[part], this.print);
  }

  batch(part: Part): string {
    const [members, groups] = levels(this.contraction.batch, this.contraction.strides);
    const sizes = [this.size(groups, "groups", this.print), this.size(members, "members", this.print)];
    const strides = [this.stride(groups, part, "groups", "0", this.print), this.stride(members, part, "members", "0", this.print)];
    return `MatrixBatch(${[this.view(part), ...sizes, ...strides].join(", ")})`;
  }

  /** The right operand outside of the function, of the pointer `weight`. */
  weight(): string {
    const { right, start } = this.contraction;
    return this.matrix("right", "weight", right.tensor, start.right, (dimension) => printDimension(dimension));
  }

  private readonly print = (dimension: Dimension, role: string): string =>
    printDimension(told(dimension, role), (symbol) => this.to.size(symbol));

  private matrix(part: Part, pointer: string, tensor: Tensor, start: Dimension, print: Print): string {
    const { rows, columns, depth } = this.contraction;
    const down = part === "right" ? depth : rows;
    const across = part === "left" ? depth : columns;
    const names = [part === "right" ? "depth" : "rows", part === "left" ? "depth" : "columns"] as const;
    const first = print(start, `${part}_start`);
    const sizes = [this.size(down, names[0], print), this.size(across, names[1], print)];
    const strides = [this.stride(down, part, names[0], "1", print), this.stride(across, part, names[1], "1", print)];
    const place = first === "0" ? pointer : `${pointer} + ${first}`;
    return `MatrixView[${storageType(tensor.elementType)}](${[place, ...sizes, ...strides].join(", ")})`;
  }

  private size(axes: readonly Axis[], role: string, print: Print): string {
    return print(product(axes.map((axis) => axis.extent)), role);
  }

  private stride(axes: readonly Axis[], part: Part, role: string, ofNone: string, print: Print): string {
    const last = axes.at(-1);
    return last === undefined ? ofNone : print(this.contraction.strides(last)[part], `${part}_${role}`);
  }
}

type Print = (dimension: Dimension, role: string) => string;

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
export function epilogueOf(to: FunctionWriter, sums: Tensor, epilogue: Tensor, contraction: Contraction, accumulator: string): string {
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
