/**
 * Products of matrices, found by their data flow: a sum over axes of products of two operands that lie evenly spaced.
 *
 * An axis that only the left operand depends on is a row, one that only the right depends on a column, one of both that is not added up
 * a batch. So any einsum of two operands, and a product spelled as multiplication and sum, is found, too.
 */
import { constantOf, type Dimension, isEqual, multiply, one, substitute, zero } from "../graph/dimension.ts";
import type { Axis, Expression } from "../graph/expression.ts";
import type { Tensor } from "../graph/graph.ts";
import { axisSymbol, Places, strideOf } from "./places.ts";

export type Operand = { readonly tensor: Tensor; readonly offset: Dimension };

export type Contraction = {
  readonly left: Operand;
  readonly right: Operand;
  readonly batch: readonly Axis[];
  readonly rows: readonly Axis[];
  readonly columns: readonly Axis[];
  readonly depth: readonly Axis[];
  /** How far apart neighbours along an axis are, in elements. */
  readonly strides: (axis: Axis) => { readonly left: Dimension; readonly right: Dimension; readonly result: Dimension };
  /** Where the first elements of the operands are. */
  readonly start: { readonly left: Dimension; readonly right: Dimension };
};

export function contractionOf(tensor: Tensor): Contraction | undefined {
  const { definition } = tensor;
  if (definition.kind !== "reduce" || definition.reducer !== "sum") return undefined;
  const { body } = definition;
  if (body.kind !== "apply" || body.operation !== "multiply") return undefined;
  const places = new Places();
  const axes = definition.axes.filter((axis) => constantOf(axis.extent) !== 1);
  const depth = definition.reduced.filter((axis) => constantOf(axis.extent) !== 1);
  const [first, second] = body.operands.map((each) => operandOf(each, places)) as [Operand | undefined, Operand | undefined];
  if (first === undefined || second === undefined) return undefined;
  const isIn = (operand: Operand, axis: Axis): boolean | undefined => {
    const stride = strideOf(operand.offset, axisSymbol(axis));
    return stride === undefined ? undefined : constantOf(stride) !== 0;
  };
  for (const axis of [...axes, ...depth]) if (isIn(first, axis) === undefined || isIn(second, axis) === undefined) return undefined;
  if (!depth.every((axis) => isIn(first, axis) === true && isIn(second, axis) === true)) return undefined;
  const onlyFirst = axes.filter((axis) => isIn(first, axis) === true && isIn(second, axis) === false);
  const onlySecond = axes.filter((axis) => isIn(first, axis) === false && isIn(second, axis) === true);
  const batch = axes.filter((axis) => isIn(first, axis) === true && isIn(second, axis) === true);
  if (onlyFirst.length + onlySecond.length + batch.length < axes.length || (onlyFirst.length === 0 && onlySecond.length === 0))
    return undefined;
  // The operand that the last axis belongs to is the right one: its columns are neighbours in the result
  const last = axes.at(-1) as Axis;
  const swaps = onlyFirst.includes(last);
  return matrixForm({
    left: swaps ? second : first,
    right: swaps ? first : second,
    batch,
    rows: swaps ? onlySecond : onlyFirst,
    columns: swaps ? onlyFirst : onlySecond,
    depth,
    axes,
  });
}

type Found = {
  left: Operand;
  right: Operand;
  batch: readonly Axis[];
  rows: readonly Axis[];
  columns: readonly Axis[];
  depth: readonly Axis[];
  axes: readonly Axis[];
};

/** As matrices with one stride for each dimension: axes are put together; rows that do not lie evenly become matrices of their own. */
function matrixForm({ left, right, batch, rows, columns, depth, axes }: Found): Contraction | undefined {
  const result = new Map<Axis, Dimension>();
  let step: Dimension = one;
  for (const axis of [...axes].reverse()) {
    result.set(axis, step);
    step = multiply(step, axis.extent);
  }
  const inLeft = (axis: Axis): Dimension => strideOf(left.offset, axisSymbol(axis)) as Dimension;
  const inRight = (axis: Axis): Dimension => strideOf(right.offset, axisSymbol(axis)) as Dimension;
  const inResult = (axis: Axis): Dimension => result.get(axis) as Dimension;
  const evenTail = (group: readonly Axis[], ...strides: ((axis: Axis) => Dimension)[]): number => {
    let first = Math.max(0, group.length - 1);
    while (
      first > 0 &&
      strides.every((stride) =>
        isEqual(stride(group[first - 1] as Axis), multiply(stride(group[first] as Axis), (group[first] as Axis).extent)),
      )
    )
      first--;
    return first;
  };
  const firstRow = evenTail(rows, inLeft, inResult);
  const firstColumn = evenTail(columns, inRight, inResult);
  if (evenTail(depth, inLeft, inRight) > 0) return undefined;
  const batches = [...batch, ...rows.slice(0, firstRow), ...columns.slice(0, firstColumn)].sort(
    (a, b) => axes.indexOf(a) - axes.indexOf(b),
  );
  if (columns.length > 0 && constantOf(inResult(columns.at(-1) as Axis)) !== 1) return undefined;
  const strides: Contraction["strides"] = (axis) => ({
    left: inLeft(axis),
    right: inRight(axis),
    result: axes.includes(axis) ? inResult(axis) : zero,
  });
  if (levels(batches, strides)[2].length > 0) return undefined;
  return {
    left,
    right,
    batch: batches,
    rows: rows.slice(firstRow),
    columns: columns.slice(firstColumn),
    depth,
    strides,
    start: { left: startOf(left.offset), right: startOf(right.offset) },
  };
}

/** Where the first element is: the offset with all axes at 0. */
function startOf(offset: Dimension): Dimension {
  return substitute(offset, (name) => (name.startsWith("@") ? zero : undefined));
}

function operandOf(expression: Expression, places: Places): Operand | undefined {
  if (expression.kind === "cast" && expression.operand.kind === "load") return operandOf(expression.operand, places);
  if (expression.kind !== "load") return undefined;
  const offset = places.offset(expression.index, expression.tensor.shape);
  return places.opaque.size > 0 ? undefined : { tensor: expression.tensor, offset };
}

/** Batch axes from the inside: a group that lies evenly everywhere, another one, and the rest. */
export function levels(batch: readonly Axis[], strides: Contraction["strides"]): [readonly Axis[], readonly Axis[], readonly Axis[]] {
  const take = (axes: readonly Axis[]): number => {
    let first = axes.length - 1;
    const isEven = (outer: Axis, inner: Axis): boolean =>
      (["left", "right", "result"] as const).every(
        (which) => strides(outer)[which].key === multiply(strides(inner)[which], inner.extent).key,
      );
    while (first > 0 && isEven(axes[first - 1] as Axis, axes[first] as Axis)) first--;
    return Math.max(0, first);
  };
  const firstMember = take(batch);
  const rest = batch.slice(0, firstMember);
  const firstGroup = take(rest);
  return [batch.slice(firstMember), rest.slice(firstGroup), rest.slice(0, firstGroup)];
}
