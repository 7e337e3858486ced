/**
 * Writes kernels that are products of matrices: a call of `kernels.batched_matmul` or `kernels.matmul`, with what is done to the sums as
 * its epilogue.
 */
import { assert } from "../../base/assert.ts";
import { constantOf, type Dimension, multiply, one, printDimension, product } from "../graph/dimension.ts";
import { apply, type Axis, axisValue, type Expression, sizeValue, substituteAxes } from "../graph/expression.ts";
import type { Tensor } from "../graph/graph.ts";
import { type Contraction, levels } from "../fusion/contraction.ts";
import type { Kernel } from "../fusion/kernels.ts";
import { Places } from "../fusion/places.ts";
import { BodyWriter } from "./body-writer.ts";
import { FunctionWriter } from "./function-writer.ts";
import { storageType, valueType } from "./spelling.ts";

/** A right operand that is a weight and the same for all matrices: packed once. */
export type PackedOperand = { readonly tensor: Tensor; readonly key: string; readonly view: string; readonly type: string };

export type WrittenProduct = { readonly function: FunctionWriter; readonly packed: PackedOperand | undefined };

export function writeProduct(kernel: Kernel): WrittenProduct {
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
    packed = { tensor: contraction.right.tensor, key: matrix, view: matrix, type: `PackedMatrix[${accumulator}]` };
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
  if (epilogue !== undefined) parameters = `[epilogue=${writeEpilogue(to, tensor, epilogue, contraction, accumulator)}]`;
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

function writeEpilogue(to: FunctionWriter, tensor: Tensor, epilogue: Tensor, contraction: Contraction, accumulator: string): string {
  const { definition } = epilogue;
  assert(definition.kind === "map" && tensor.definition.kind === "reduce", "an epilogue is a map of a reduction");
  const all = [contraction.batch, contraction.rows, contraction.columns] as const;
  const [matrix, row, column] = all.map(
    (axes, at): Axis => ({ name: ["matrix", "row", "column"][at] as string, extent: product(axes.map((axis) => axis.extent)) }),
  ) as [Axis, Axis, Axis];
  const ofProduct = new Map<Axis, Expression>();
  all.forEach((axes, at) => {
    const whole = [matrix, row, column][at] as Axis;
    axes.forEach((axis, number) => {
      const after = axes.slice(number + 1).reduce((sum, each) => multiply(sum, each.extent), one);
      const quotient = apply("floor_divide", axisValue(whole), sizeValue(after));
      ofProduct.set(axis, number === 0 ? quotient : apply("modulo", quotient, sizeValue(axis.extent)));
    });
  });
  const own = tensor.definition.axes.filter((axis) => constantOf(axis.extent) !== 1);
  const replaced = new Map<Axis, Expression>();
  definition.axes
    .filter((axis) => constantOf(axis.extent) !== 1)
    .forEach((axis, at) => replaced.set(axis, ofProduct.get(own[at] as Axis) as Expression));
  const names = new Map([matrix, row, column].map((axis) => [axis, to.names.fresh(axis.name)]));
  const name = to.names.fresh("epilogue");
  const isBatched = contraction.batch.length > 0;
  const parameters = [
    ...(isBatched ? [`${names.get(matrix)}: Int`] : []),
    `${names.get(row)}: Int`,
    `${names.get(column)}: Int`,
    `sum: SIMD[${accumulator}, lanes]`,
  ];
  to.names.fresh("sum");
  to.lines.push("    @parameter", `    def ${name}[lanes: Int](${parameters.join(", ")}) -> SIMD[${accumulator}, lanes]:`);
  const ownType = valueType(tensor.elementType);
  const columns = printDimension(column.extent, (symbol) => to.size(symbol));
  const writer = new BodyWriter(
    {
      places: new Places(),
      names: to.names,
      axes: names,
      vectorAxis: column,
      pointer: (each) => to.pointer(each),
      size: (symbol) => to.size(symbol),
      local: (each) =>
        each === tensor ? { text: ownType === accumulator ? "sum" : `sum.cast[${ownType}]()`, isVector: true, isSimple: true } : undefined,
      edge: `${columns} - ${names.get(column)}`,
    },
    "        ",
    to.lines,
  );
  const value = writer.write(substituteAxes(definition.body, replaced));
  const result = writer.spread(value, epilogue.elementType);
  writer.line(`return ${valueType(epilogue.elementType) === accumulator ? result : `(${result}).cast[${accumulator}]()`}`);
  to.lines.push("");
  return name;
}
