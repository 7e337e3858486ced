/**
 * Writes kernels that are products of matrices: a call of `kernels.batched_matmul` or `kernels.matmul`, with what is done to the sums as
 * its epilogue.
 */
import { assert } from "../../base/assert.ts";
import { constantOf, type Dimension, isEqual, multiply, one, printDimension, product, zero } from "../graph/dimension.ts";
import { apply, type Axis, axisValue, type Expression, type ScalarType, sizeValue } from "../graph/expression.ts";
import type { Tensor } from "../graph/graph.ts";
import { type Contraction, levels } from "../fusion/contraction.ts";
import type { Kernel } from "../fusion/kernels.ts";
import { placesInOrder, writeEpilogue } from "./epilogue-writer.ts";
import { FunctionWriter, told } from "./function-writer.ts";
import { inLines } from "./lines.ts";
import type { PackedOperand, WrittenKernel } from "./packed-operand.ts";
import { printPlace, storageType, valueType } from "./spelling.ts";

/** `replaced`: functions of the user's own take matrices as they are, not packed. */
export function writeProduct(kernel: Kernel, replaced: ReadonlySet<string>): WrittenKernel {
  const [tensor, epilogue] = kernel.members as [Tensor, Tensor | undefined];
  const contraction = kernel.product as Contraction;
  const { definition } = tensor;
  assert(definition.kind === "reduce", "a product is a reduction");
  const to = new FunctionWriter();
  const matrices = new MatrixWriter(to, contraction, epilogue ?? tensor);
  const { batch, columns } = contraction;
  const accumulator = accumulatorOf(definition.body.type);
  const isWeight =
    contraction.right.tensor.definition.kind === "constant" && batch.every((axis) => constantOf(contraction.strides(axis).right) === 0);
  let packed: PackedOperand | undefined;
  const isReplaced = replaced.has(batch.length === 0 ? "matmul" : "batched_matmul");
  if (isWeight && !isReplaced && accumulator === "f32" && columns.length > 0) {
    const type = `PackedMatrix[${accumulator}]`;
    packed = { tensor: contraction.right.tensor, method: `matrix[${accumulator}]`, view: matrices.weight(), type };
    to.extra.push({ name: "packed", type });
    to.find(told(extentOf(columns), "columns").key, "packed.columns");
    to.find(told(extentOf(contraction.depth), "depth").key, "packed.rows");
  }
  const [output, left] = [matrices.view("result"), matrices.view("left")];
  const right = packed === undefined ? matrices.view("right") : "packed";
  let parameters = "";
  if (epilogue !== undefined) parameters = `[epilogue=${epilogueOf(to, tensor, epilogue, contraction, accumulator)}]`;
  if (batch.length === 0) {
    to.lines.push(inLines(`    matmul${parameters}(`, [output, left, right, "threads=threads"], ")"));
    return { function: to, packed };
  }
  const batches = [matrices.batch("result"), matrices.batch("left"), packed === undefined ? matrices.batch("right") : right];
  to.lines.push(inLines(`    batched_matmul${parameters}(`, [...batches, "threads=threads"], ")"));
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

  /** The matrix; of a batch the first. */
  view(part: Part): string {
    const shape = this.shapeOf(part);
    return this.whole(shape, this.nameOf(part)) ?? this.general(part, shape, `${this.nameOf(part)}.data`, this.print);
  }

  batch(part: Part): string {
    const name = this.nameOf(part);
    const shape = this.shapeOf(part);
    const [memberAxes, groupAxes] = levels(this.contraction.batch, this.contraction.strides);
    const [members, groups] = [extentOf(memberAxes), extentOf(groupAxes)];
    const [memberStride, groupStride] = [this.strideOf(memberAxes, part, zero), this.strideOf(groupAxes, part, zero)];
    const sizes = [this.print(groups, "groups"), this.print(members, "members")];
    const { height, width } = shape;
    const isLevel = groupAxes.length === 0 || isEqual(groupStride, product([members, height, width]));
    for (const turned of [false, true]) {
      const [down, across] = turned ? [shape.across, shape.down] : [shape.down, shape.across];
      const [columns, role] = turned ? [height, shape.roles[0]] : [width, shape.roles[1]];
      if (!isWhole(shape, [groups, members]) || !isLevel || !isOne(across)) continue;
      const isBeside = isEqual(memberStride, columns) && isEqual(down, multiply(members, columns));
      const isBehind = isEqual(memberStride, multiply(height, width)) && isEqual(down, columns);
      if (!isBeside && !isBehind) continue;
      const words = [...sizes, this.print(columns, role)].join(", ");
      return `${name}.${isBehind ? "matrices" : "heads"}(${words})${turned ? ".transposed()" : ""}`;
    }
    const strides = [this.print(groupStride, `${part}_groups`), this.print(memberStride, `${part}_members`)];
    return `MatrixBatch(${[this.general(part, shape, `${name}.data`, this.print), ...sizes, ...strides].join(", ")})`;
  }

  /** The right operand outside of the function: a matrix of `weight(rows, columns)`, or a view of the pointer `weight`. */
  weight(): string {
    const shape = this.shapeOf("right");
    const print = (dimension: Dimension): string => printDimension(dimension);
    const [height, width] = [print(shape.height), print(shape.width)];
    if (isWhole(shape) && isOne(shape.across) && isEqual(shape.down, shape.width)) return `weight(${height}, ${width})`;
    if (isWhole(shape) && isOne(shape.down) && isEqual(shape.across, shape.height)) return `weight(${width}, ${height}).transposed()`;
    return this.general("right", shape, "weight", print);
  }

  private nameOf(part: Part): string {
    const { left, right } = this.contraction;
    return part === "result" ? this.to.output(this.result) : this.to.view((part === "left" ? left : right).tensor);
  }

  /** Sizes are told under the names of their parts, and found in tensors. */
  private readonly print = (dimension: Dimension, role: string): string => {
    const asked = told(dimension, role);
    if (/^(rows|columns|depth|members|groups)$/.test(role)) findNumber(this.to, dimension, asked);
    return printPlace(asked, (symbol) => this.to.size(symbol));
  };

  private shapeOf(part: Part): Shape {
    const { rows, columns, depth, left, right, start } = this.contraction;
    const [down, across] = [part === "right" ? depth : rows, part === "left" ? depth : columns];
    return {
      tensor: part === "result" ? this.result : (part === "left" ? left : right).tensor,
      start: part === "result" ? zero : start[part],
      height: extentOf(down),
      width: extentOf(across),
      down: this.strideOf(down, part, extentOf(across)),
      across: this.strideOf(across, part, one),
      roles: [part === "right" ? "depth" : "rows", part === "left" ? "depth" : "columns"],
    };
  }

  /** All elements of a tensor, row after row or column after column. */
  private whole(shape: Shape, name: string): string | undefined {
    const { height, width, down, across, roles } = shape;
    if (!isWhole(shape)) return undefined;
    if (isOne(across) && isEqual(down, width)) return `${name}.matrix(${this.print(width, roles[1])})`;
    return isOne(down) && isEqual(across, height) ? `${name}.matrix(${this.print(height, roles[0])}).transposed()` : undefined;
  }

  private general(part: Part, { tensor, start, height, width, down, across, roles }: Shape, pointer: string, print: Print): string {
    const first = print(start, `${part}_start`);
    const sizes = [print(height, roles[0]), print(width, roles[1])];
    const strides = [print(down, `${part}_${roles[0]}`), print(across, `${part}_${roles[1]}`)];
    const place = first === "0" ? pointer : `${pointer} + ${first}`;
    return `MatrixView[${storageType(tensor.elementType)}](${[place, ...sizes, ...strides].join(", ")})`;
  }

  private strideOf(axes: readonly Axis[], part: Part, ofNone: Dimension): Dimension {
    const last = axes.at(-1);
    return last === undefined ? ofNone : this.contraction.strides(last)[part];
  }
}

/** A matrix in a tensor: its sizes, the distances of neighbours, and which parts its rows and columns play in the product. */
type Shape = {
  readonly tensor: Tensor;
  readonly start: Dimension;
  readonly height: Dimension;
  readonly width: Dimension;
  readonly down: Dimension;
  readonly across: Dimension;
  readonly roles: readonly [string, string];
};

function extentOf(axes: readonly Axis[]): Dimension {
  return product(axes.map((axis) => axis.extent));
}

/** Whether so many matrices are all of their tensor. */
function isWhole({ tensor, start, height, width }: Shape, batch: readonly Dimension[] = []): boolean {
  return constantOf(start) === 0 && isEqual(product([...batch, height, width]), product(tensor.shape));
}

function isOne(dimension: Dimension): boolean {
  return constantOf(dimension) === 1;
}

/** A number that is told, as the size of a tensor. */
function findNumber(to: FunctionWriter, dimension: Dimension, asked: Dimension): void {
  const number = constantOf(dimension);
  const text = number === undefined || number < 2 ? undefined : to.sizeOfNumber(number);
  if (text !== undefined) to.find(asked.key, text);
}

type Print = (dimension: Dimension, role: string) => string;

/** The type in which the kernels add up (`kernels.matmul.accumulator_of`). */
function accumulatorOf(type: ScalarType): string {
  switch (type) {
    case "float16":
    case "bfloat16":
      return "f32";
    case "int8":
    case "uint8":
    case "int16":
    case "uint16":
      return "i32";
    default:
      return valueType(type);
  }
}

/** Places of the result's axes within the matrix, the row and the column that the kernel counts. */
export function epilogueOf(
  to: FunctionWriter,
  sums: Tensor,
  epilogue: Tensor,
  contraction: Contraction,
  accumulator: string,
  isBatched = contraction.batch.length > 0,
): string {
  const { definition } = epilogue;
  assert(definition.kind === "map" && sums.definition.kind === "reduce", "an epilogue is a map of a reduction");
  const { batch, rows, columns } = contraction;
  const groups = [batch, rows, columns];
  const wholes = groups.map(
    (axes, at): Axis => ({
      name: ["matrix", "row", "column"][at] as string,
      extent: at === 2 ? told(extentOf(axes), "columns") : extentOf(axes),
    }),
  );
  const parts = new Map([
    [batch.at(-1), "members"],
    [rows.length === 1 ? rows[0] : undefined, "rows"],
    [columns.length === 1 ? columns[0] : undefined, "columns"],
  ]);
  const toldOf = (axis: Axis): Dimension => {
    const asked = told(axis.extent, parts.get(axis) ?? axis.name);
    findNumber(to, axis.extent, asked);
    return asked;
  };
  const ofSums = new Map<Axis, Expression>();
  groups.forEach((axes, at) => {
    axes.forEach((axis, number) => {
      const after = axes.slice(number + 1).reduce((all, each) => multiply(all, toldOf(each)), one);
      const quotient = apply("floor_divide", axisValue(wholes[at] as Axis), sizeValue(after));
      ofSums.set(axis, number === 0 ? quotient : apply("modulo", quotient, sizeValue(toldOf(axis))));
    });
  });
  const places = placesInOrder(
    sums.definition.axes.map((axis) => ofSums.get(axis) ?? sizeValue(0)),
    sums.definition.axes.map(toldOf),
    definition.axes,
  );
  const [, , column] = wholes as [Axis, Axis, Axis];
  const parameters = isBatched ? wholes : wholes.slice(1);
  return writeEpilogue(to, { sums, epilogue, parameters, lanes: column, places, accumulator });
}
