/**
 * Joins kernels that hang together by rows: a product, something done to rows of its result, and a product of these rows. Attention is one,
 * however a model spells it. The matrix between the products is then made some rows at a time (`kernels.chained_matmul`).
 *
 * In: kernels, what is stored of each, and who reads what. Out: the same, with chains as one kernel each.
 */
import { constantOf, type Dimension, isEqual, multiply, product } from "../graph/dimension.ts";
import { type Axis, axisValue, type Expression, sizeValue, visit } from "../graph/expression.ts";
import type { Tensor } from "../graph/graph.ts";
import type { Contraction } from "./contraction.ts";
import type { Kernel } from "./kernels.ts";
import { Places } from "./places.ts";

/** A product, rows, a product. */
export type Links = readonly [Kernel, Kernel, Kernel];

export type Readers = ReadonlyMap<Tensor, readonly Tensor[]>;

/** `wanted`: what must be in memory, whoever reads it. */
export function joinChains(kernels: readonly Kernel[], readers: Readers, wanted: ReadonlySet<Tensor>): readonly Kernel[] {
  const kernelOf = new Map(kernels.flatMap((kernel) => kernel.members.map((member) => [member, kernel] as const)));
  const chains = new Map<Kernel, Kernel>();
  const joined = new Set<Kernel>();
  for (const rows of kernels) {
    const links = linksOf(rows, kernelOf, readers);
    if (links === undefined || links.some((link) => joined.has(link))) continue;
    if (links.slice(0, 2).some(({ stored }) => [...stored].some((tensor) => wanted.has(tensor)))) continue;
    for (const link of links) joined.add(link);
    const [, , second] = links;
    const { outer, inner, stored } = second;
    chains.set(second, { kind: "chain", members: links.flatMap(({ members }) => members), outer, inner, links, stored });
  }
  // A chain stands where its last product stood: what else that needs comes before
  return kernels.flatMap((kernel) => chains.get(kernel) ?? (joined.has(kernel) ? [] : kernel));
}

function linksOf(rows: Kernel, kernelOf: ReadonlyMap<Tensor, Kernel>, readers: Readers): Links | undefined {
  if (rows.kind !== "rows" || rows.inner === undefined || rows.stored.size !== 1) return undefined;
  const [changed] = rows.stored;
  const source = sourceOf(rows, kernelOf);
  if (changed === undefined || source === undefined || changed.definition.kind !== "map") return undefined;
  const first = kernelOf.get(source) as Kernel;
  if (first.stored.size !== 1 || !(readers.get(source) ?? []).every((reader) => rows.members.includes(reader))) return undefined;
  // The last thing done: what lies in the row's place until then is still needed
  const [reader, other] = readers.get(changed) ?? [];
  const second = reader === undefined ? undefined : kernelOf.get(reader);
  if (second?.kind !== "product" || other !== undefined || second.members[0] !== reader) return undefined;
  const [before, after] = [first.product, second.product] as [Contraction, Contraction];
  if (after.left.tensor !== changed || after.right.tensor === changed) return undefined;
  if ([before, after].some(({ right }) => right.tensor.definition.kind === "constant")) return undefined;
  const tensors = [source, changed, before.left.tensor, before.right.tensor, after.right.tensor, second.members.at(-1) as Tensor];
  const type = source.elementType;
  if ((type !== "float32" && type !== "float64") || tensors.some((tensor) => tensor.elementType !== type)) return undefined;
  return fit(before, after, rows.inner) ? [first, rows, second] : undefined;
}

/** The one product whose result the rows read, each element of it only where it stands. */
function sourceOf(rows: Kernel, kernelOf: ReadonlyMap<Tensor, Kernel>): Tensor | undefined {
  const inPlace = new Set<Tensor>();
  const elsewhere = new Set<Tensor>();
  for (const { definition } of rows.members) {
    if (definition.kind !== "map" && definition.kind !== "reduce") return undefined;
    const axes = definition.kind === "reduce" ? [...definition.axes, ...definition.reduced] : definition.axes;
    visit(definition.body, (part) => {
      if (part.kind === "load" && kernelOf.get(part.tensor)?.kind === "product")
        (standsAt(part, axes) ? inPlace : elsewhere).add(part.tensor);
    });
  }
  const [source, other] = [...inPlace].filter((tensor) => !elsewhere.has(tensor));
  return other === undefined ? source : undefined;
}

/** Whether what is loaded stands where an element of these axes does, in row-major order. */
function standsAt({ tensor, index }: Expression & { kind: "load" }, axes: readonly Axis[]): boolean {
  const extents = extentsOf(axes);
  if (!isEqual(product(tensor.shape), product(extents))) return false;
  const places = new Places();
  const own = axes.map((axis) => (constantOf(axis.extent) === 1 ? sizeValue(0) : axisValue(axis)));
  return isEqual(places.offset(index, tensor.shape), places.offset(own, extents));
}

function extentsOf(axes: readonly Axis[]): readonly Dimension[] {
  return axes.map((axis) => axis.extent);
}

/** Whether the matrices between lie one after the other without gaps, as many and as large for both products. */
function fit(before: Contraction, after: Contraction, inner: readonly Dimension[]): boolean {
  const length = product(inner);
  const [depth] = after.depth;
  const isLast = after.depth.length === 1 && depth !== undefined && constantOf(after.strides(depth).left) === 1;
  if (!isLast || constantOf(after.start.left) !== 0) return false;
  const sameSize = (one: readonly Axis[], other: readonly Axis[]): boolean => isEqual(product(extentsOf(one)), product(extentsOf(other)));
  return (
    isEqual(depth.extent, length) &&
    isEqual(product(extentsOf(before.columns)), length) &&
    sameSize(before.rows, after.rows) &&
    sameSize(before.batch, after.batch) &&
    isWithoutGaps([...before.batch, ...before.rows], (axis) => before.strides(axis).result, length) &&
    isWithoutGaps([...after.batch, ...after.rows], (axis) => after.strides(axis).left, length)
  );
}

function isWithoutGaps(axes: readonly Axis[], stride: (axis: Axis) => Dimension, length: Dimension): boolean {
  let step = length;
  for (const axis of [...axes].reverse()) {
    if (!isEqual(stride(axis), step)) return false;
    step = multiply(step, axis.extent);
  }
  return true;
}
