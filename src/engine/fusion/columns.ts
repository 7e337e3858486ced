/**
 * Which tensors are computed in one walk down columns: reductions over axes that are not the last in memory, and maps over the same elements.
 *
 * The loops of such a kernel are numbered, those over results first, then those over what is reduced: its slots. Each tensor has its dimensions
 * (without those of size 1) in an order of its own, but the last one is always the last over results: neighbours in memory are neighbours in columns.
 */
import { constantOf, type Dimension, isEqual, product } from "../graph/dimension.ts";
import { type Axis, axesOf, type Expression, visit } from "../graph/expression.ts";
import type { Definition, Tensor } from "../graph/graph.ts";
import { piecesOf } from "./pieces.ts";
import { axisSymbol, Places, strideOf } from "./places.ts";

/** For each dimension of a tensor that is not of size 1, the number of its loop. */
export type Slots = ReadonlyMap<Tensor, readonly number[]>;

type Loops = { readonly outer: readonly Dimension[]; readonly inner: readonly Dimension[] };

/** Of fewer each row is over before it pays to walk along it. */
const fewestColumns = 64;
const fewestRows = 8;

/** Whether a reduction goes down columns that lie beside each other, each element once. */
export function goesDownColumns({ definition, elementType }: Tensor): boolean {
  if (definition.kind !== "reduce" || definition.reducer.includes("_") || !/^(float32|float64|int32|int64)$/.test(elementType))
    return false;
  const along = loopsOf(definition.axes).at(-1);
  const rows = loopsOf(definition.reduced);
  if (along === undefined || rows.length === 0) return false;
  if (!isAtLeast(along.extent, fewestColumns) || !isAtLeast(product(rows.map((axis) => axis.extent)), fewestRows)) return false;
  const places = new Places();
  let [fits, isBeside] = [definition.body.type === elementType, false];
  visit(definition.body, (part) => {
    if (part.kind === "select" || part.kind === "custom") fits = false;
    if (part.kind !== "load") return;
    const step = strideOf(places.offset(part.index, part.tensor.shape), axisSymbol(along));
    const known = step === undefined ? undefined : constantOf(step);
    // Windows that overlap are not for this
    if (places.opaque.size > 0 || (known !== 0 && known !== 1) || part.index.some((each) => axesOf(each).size > 1)) fits = false;
    if (known === 1) isBeside = true;
  });
  return fits && isBeside;
}

/** The slots of the dimensions of maps over the same loops, as a reduction of them walks. */
export function slotsOfMaps(members: readonly Tensor[], reduction: Tensor): Slots | undefined {
  const { axes, reduced, body } = reduction.definition as Definition & { kind: "reduce" };
  const slots = ownSlots(axes, reduced);
  const extents = [...loopsOf(axes), ...loopsOf(reduced)].map((axis) => axis.extent);
  let found: readonly number[] | undefined;
  let fits = true;
  visit(body, (part) => {
    if (part.kind !== "load" || !members.includes(part.tensor)) return;
    const order = dimensionsOf(part.tensor, part.index).map((place) => (place.kind === "axis" ? (slots.get(place.axis) ?? -1) : -1));
    if (found !== undefined && found.some((slot, at) => slot !== order[at])) fits = false;
    found = order;
  });
  if (!fits || found === undefined || !isOrder(found, extents.length) || found.at(-1) !== loopsOf(axes).length - 1) return undefined;
  for (const { definition } of members) {
    if (definition.kind !== "map" || piecesOf(definition.axes, definition.body).length > 1) return undefined;
    const own = loopsOf(definition.axes);
    if (own.length !== found.length || !own.every((axis, at) => isEqual(axis.extent, extents[found?.[at] as number] as Dimension)))
      return undefined;
  }
  const order = found;
  return new Map([...members, reduction].map((tensor) => [tensor, tensor === reduction ? loopsOf(axes).map((_, at) => at) : order]));
}

/** The slots of one more reduction over the same loops, if it reads what is computed there where it is itself. */
export function slotsOfReduction(kernel: Loops & { readonly slots: Slots }, reduction: Tensor): readonly number[] | undefined {
  const { axes, reduced, body } = reduction.definition as Definition & { kind: "reduce" };
  if (!haveExtents(loopsOf(axes), kernel.outer) || !haveExtents(loopsOf(reduced), kernel.inner)) return undefined;
  const slots = ownSlots(axes, reduced);
  return readsInSlots(body, kernel.slots, slots) === undefined ? undefined : loopsOf(axes).map((_, at) => at);
}

/** The slots of a map over all loops, or over those of results. */
export function slotsOfMap(
  kernel: Loops & { readonly slots: Slots },
  axes: readonly Axis[],
  body: Expression,
): readonly number[] | undefined {
  const loops = loopsOf(axes);
  const extents = [...kernel.outer, ...kernel.inner];
  const count = loops.length === kernel.outer.length ? kernel.outer.length : extents.length;
  if (loops.length !== count || piecesOf(axes, body).length > 1) return undefined;
  const read = readsInSlots(body, kernel.slots, new Map());
  if (read === undefined) return undefined;
  const slots = new Map([...read].filter(([axis]) => loops.includes(axis)));
  const free = extents.map((_, slot) => slot).filter((slot) => slot < count && ![...slots.values()].includes(slot));
  for (const axis of loops) if (!slots.has(axis)) slots.set(axis, free.shift() ?? -1);
  const order = loops.map((axis) => slots.get(axis) as number);
  const fits = isOrder(order, count) && order.at(-1) === kernel.outer.length - 1;
  return fits && loops.every((axis, at) => isEqual(axis.extent, extents[order[at] as number] as Dimension)) ? order : undefined;
}

/** Axes with the slots in which they read the kernel's tensors; undefined if they read something elsewhere. */
function readsInSlots(body: Expression, slots: Slots, known: ReadonlyMap<Axis, number>): ReadonlyMap<Axis, number> | undefined {
  const found = new Map(known);
  let fits = true;
  visit(body, (part) => {
    const own = part.kind === "load" ? slots.get(part.tensor) : undefined;
    if (part.kind !== "load" || own === undefined) return;
    dimensionsOf(part.tensor, part.index).forEach((place, at) => {
      const slot = own[at] as number;
      if (place.kind !== "axis" || (found.get(place.axis) ?? slot) !== slot) fits = false;
      else found.set(place.axis, slot);
    });
  });
  return fits ? found : undefined;
}

function ownSlots(axes: readonly Axis[], reduced: readonly Axis[]): ReadonlyMap<Axis, number> {
  return new Map([...loopsOf(axes), ...loopsOf(reduced)].map((axis, at) => [axis, at]));
}

/** Places in the dimensions that are not of size 1. */
function dimensionsOf(tensor: Tensor, index: readonly Expression[]): readonly Expression[] {
  return index.filter((_, at) => constantOf(tensor.shape[at] as Dimension) !== 1);
}

function isOrder(slots: readonly number[], count: number): boolean {
  return slots.length === count && new Set(slots).size === count && slots.every((slot) => slot >= 0 && slot < count);
}

function haveExtents(axes: readonly Axis[], extents: readonly Dimension[]): boolean {
  return axes.length === extents.length && axes.every((axis, at) => isEqual(axis.extent, extents[at] as Dimension));
}

function loopsOf(axes: readonly Axis[]): readonly Axis[] {
  return axes.filter((axis) => constantOf(axis.extent) !== 1);
}

function isAtLeast(extent: Dimension, least: number): boolean {
  const known = constantOf(extent);
  return known === undefined || known >= least;
}
