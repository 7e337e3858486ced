/**
 * Joins tensors into kernels: what is computed in one walk over the same rows, and what is computed while a product is written.
 *
 * There is no list of pairs that fuse. A kernel is a space of loops, outer and inner; a tensor joins the kernel of one it reads if it
 * is computed over the same space and reads each element of the kernel's tensors where it stands, and if nothing outside lies between
 * them. So normalisations, softmax, and whatever is made of rows come together however a model spells them.
 */
import { constantOf, type Dimension, isEqual, product, zero } from "../graph/dimension.ts";
import { type Axis, axisValue, type Expression, sizeValue, visit } from "../graph/expression.ts";
import { type Graph, inOrder, readsOf, type Tensor } from "../graph/graph.ts";
import { joinChains, type Links } from "./chains.ts";
import { goesDownColumns, type Slots, slotsOfMap, slotsOfMaps, slotsOfReduction } from "./columns.ts";
import { type Contraction, contractionOf } from "./contraction.ts";
import { costOf } from "./inline.ts";
import { isCutAlong, piecesOf } from "./pieces.ts";
import { axisSymbol, Places, strideOf } from "./places.ts";

export type Kernel = {
  kind: "call" | "product" | "rows" | "columns" | "points" | "chain";
  /** Each after what it reads. */
  readonly members: Tensor[];
  /** The loops of all members, without those of one round; of `rows`: those around a row. */
  outer: readonly Dimension[];
  /** Of `rows` and `columns`: the loops within one; of `rows` undefined as long as no member is a reduction, and the split is free. */
  inner: readonly Dimension[] | undefined;
  /** Of `columns`. */
  slots?: Slots;
  readonly product?: Contraction;
  /** Of `chain`. */
  readonly links?: Links;
  /** Those that others read. */
  readonly stored: Set<Tensor>;
};

/** Kernels in an order in which they can run. */
export function formKernels(graph: Graph): readonly Kernel[] {
  return new Former(graph).run();
}

/** Kernels are cut where they get so large that nothing is won by making them larger. */
const mostWork = 4000;

class Former {
  private readonly graph: Graph;
  private readonly kernelOf = new Map<Tensor, Kernel>();
  private readonly kernels: Kernel[] = [];
  private readonly readers = new Map<Tensor, Tensor[]>();
  private readonly mustStore = new Set<Tensor>();
  /** Kernels that nothing joins any more. */
  private readonly closed = new Set<Kernel>();
  private readonly work = new Map<Kernel, number>();

  constructor(graph: Graph) {
    this.graph = graph;
  }

  run(): readonly Kernel[] {
    const order = inOrder(this.graph);
    for (const { tensor } of this.graph.outputs) this.mustStore.add(tensor);
    for (const tensor of order) {
      for (const read of readsOf(tensor, new Map())) this.readers.set(read, [...(this.readers.get(read) ?? []), tensor]);
      // Sizes that are computed from elements need them in memory
      const direct = new Set(readsOf(tensor, new Map()));
      for (const read of readsOf(tensor, this.graph.symbols)) if (!direct.has(read)) this.mustStore.add(read);
    }
    for (const tensor of order) this.place(tensor);
    for (const kernel of this.kernels) {
      for (const member of kernel.members) {
        const isRead = (this.readers.get(member) ?? []).some((reader) => this.kernelOf.get(reader) !== kernel);
        if (isRead || this.mustStore.has(member)) kernel.stored.add(member);
      }
    }
    return joinChains(this.inRunningOrder(), this.readers, this.mustStore);
  }

  private place(tensor: Tensor): void {
    const { definition } = tensor;
    switch (definition.kind) {
      case "input":
      case "constant":
        return;
      case "call": {
        const known = this.kernels.find((kernel) => kernel.kind === "call" && isCall(kernel.members[0] as Tensor, definition.call.id));
        if (known === undefined) this.begin(tensor, { kind: "call", outer: [], inner: undefined });
        else this.join(tensor, known);
        return;
      }
      case "map": {
        if (isCutAlong(definition.axes, definition.body)) {
          this.begin(tensor, { kind: "rows", outer: extentsOf(definition.axes), inner: undefined });
          this.closed.add(this.kernelOf.get(tensor) as Kernel);
          return;
        }
        const candidates = this.candidates(tensor);
        const target = candidates.find((kernel) => this.takesMap(kernel, tensor, definition.axes, definition.body));
        if (target !== undefined) {
          for (const other of candidates) if (other !== target && this.isAlike(other, target, tensor)) this.merge(other, target);
          this.join(tensor, target);
        } else this.begin(tensor, { kind: "rows", outer: extentsOf(definition.axes), inner: undefined });
        return;
      }
      case "reduce": {
        const product = contractionOf(tensor);
        if (product !== undefined)
          return this.begin(tensor, { kind: "product", outer: extentsOf(definition.axes), inner: undefined, product });
        const isRows = !definition.reducer.includes("_") && walksAlongRows(definition.axes, definition.reduced, definition.body);
        const outer = extentsOf(definition.axes);
        const inner = extentsOf(definition.reduced);
        if (!isRows && goesDownColumns(tensor)) return this.placeInColumns(tensor, outer, inner);
        const candidates = [...this.candidates(tensor), ...(isRows ? this.siblings(tensor, "rows").filter(hasRows) : [])];
        const target = candidates.find((kernel) =>
          isRows ? this.takesReduction(kernel, tensor, outer, inner) : this.takesPoints(kernel, tensor, outer),
        );
        if (target === undefined)
          return this.begin(tensor, isRows ? { kind: "rows", outer, inner } : { kind: "points", outer, inner: undefined });
        if (isRows && target.inner === undefined) {
          target.outer = outer;
          target.inner = inner;
        }
        this.join(tensor, target);
      }
    }
  }

  private placeInColumns(tensor: Tensor, outer: readonly Dimension[], inner: readonly Dimension[]): void {
    for (const kernel of [...this.candidates(tensor), ...this.siblings(tensor, "columns")]) {
      const slots = this.slotsWith(kernel, tensor);
      if (slots === undefined) continue;
      Object.assign(kernel, { kind: "columns", outer, inner, slots });
      this.join(tensor, kernel);
      return;
    }
    this.begin(tensor, { kind: "columns", outer, inner, slots: new Map([[tensor, outer.map((_, at) => at)]]) });
  }

  /** The slots of a kernel that a reduction down columns can join, with its own. */
  private slotsWith(kernel: Kernel, tensor: Tensor): Slots | undefined {
    if (kernel.kind === "rows" && kernel.inner === undefined) {
      const isAcross = kernel.members.some(({ definition }) => definition.kind === "map" && readsAcross(definition.axes, definition.body));
      return isAcross ? undefined : slotsOfMaps(kernel.members, tensor);
    }
    if (kernel.kind !== "columns") return undefined;
    const { outer, inner, slots } = kernel as { outer: readonly Dimension[]; inner: readonly Dimension[]; slots: Slots };
    const own = slotsOfReduction({ outer, inner, slots }, tensor);
    return own === undefined ? undefined : new Map(slots).set(tensor, own);
  }

  private begin(tensor: Tensor, kernel: Omit<Kernel, "members" | "stored">): void {
    const made: Kernel = { ...kernel, members: [tensor], stored: new Set() };
    this.kernels.push(made);
    this.kernelOf.set(tensor, made);
    this.work.set(made, workOf(tensor));
  }

  private join(tensor: Tensor, kernel: Kernel): void {
    kernel.members.push(tensor);
    this.kernelOf.set(tensor, kernel);
    this.work.set(kernel, (this.work.get(kernel) ?? 0) + workOf(tensor));
  }

  /** Whether two kernels have the same rows, which a map reads where it is itself; neither of them needs the other. */
  private isAlike(one: Kernel, other: Kernel, { definition }: Tensor): boolean {
    if (one.kind !== "rows" || other.kind !== "rows" || definition.kind !== "map") return false;
    const whole = ({ outer, inner }: Kernel): readonly Dimension[] => [...outer, ...(inner ?? [])];
    if (!sameExtents(whole(one), whole(other)) || (this.work.get(one) ?? 0) + (this.work.get(other) ?? 0) > mostWork) return false;
    if (one.inner !== undefined && other.inner !== undefined && one.inner.length !== other.inner.length) return false;
    const isEven = ({ members }: Kernel): boolean =>
      members.every(
        ({ definition: each }) =>
          each.kind !== "map" || (!readsAcross(each.axes, each.body) && piecesOf(each.axes, each.body).length === 1),
      );
    return isEven(one) && isEven(other) && readsInPlace(definition.body, one, slots(definition.axes, []));
  }

  private merge(from: Kernel, into: Kernel): void {
    if (into.inner === undefined) Object.assign(into, { outer: from.outer, inner: from.inner });
    const order = inOrder(this.graph);
    into.members.push(...from.members);
    into.members.sort((a, b) => order.indexOf(a) - order.indexOf(b));
    for (const member of from.members) this.kernelOf.set(member, into);
    this.work.set(into, (this.work.get(into) ?? 0) + (this.work.get(from) ?? 0));
    this.kernels.splice(this.kernels.indexOf(from), 1);
  }

  /** Kernels of what a tensor reads, newest first, that no other kernel lies behind on the way to it. */
  private candidates(tensor: Tensor): readonly Kernel[] {
    const reads = readsOf(tensor, this.graph.symbols).flatMap((read) => this.kernelOf.get(read) ?? []);
    const distinct = [...new Set(reads)];
    const own = workOf(tensor);
    return distinct
      .filter((kernel) => !this.closed.has(kernel) && (this.work.get(kernel) ?? 0) + own <= mostWork)
      .filter((kernel) => !distinct.some((other) => other !== kernel && this.reaches(other, kernel)))
      .reverse();
  }

  /** Kernels that read something that a tensor reads, too, and that nothing which it reads needs. */
  private siblings(tensor: Tensor, kind: Kernel["kind"]): readonly Kernel[] {
    const reads = readsOf(tensor, new Map());
    const needed = readsOf(tensor, this.graph.symbols).flatMap((read) => this.kernelOf.get(read) ?? []);
    const beside = new Set(reads.flatMap((read) => this.readers.get(read) ?? []).flatMap((reader) => this.kernelOf.get(reader) ?? []));
    const own = workOf(tensor);
    return [...beside]
      .filter((kernel) => kernel.kind === kind && (this.work.get(kernel) ?? 0) + own <= mostWork)
      .filter((kernel) => !needed.some((other) => this.reaches(other, kernel)));
  }

  /** Whether a kernel needs another one, directly or not. */
  private reaches(from: Kernel, to: Kernel): boolean {
    const seen = new Set<Kernel>();
    const pending = [from];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (next === to) return true;
      if (seen.has(next)) continue;
      seen.add(next);
      pending.push(...this.neededBy(next));
    }
    return false;
  }

  private neededBy(kernel: Kernel): readonly Kernel[] {
    const needed = new Set<Kernel>();
    for (const member of kernel.members) {
      for (const read of readsOf(member, this.graph.symbols)) {
        const other = this.kernelOf.get(read);
        if (other !== undefined && other !== kernel) needed.add(other);
      }
    }
    return [...needed];
  }

  private takesMap(kernel: Kernel, tensor: Tensor, axes: readonly Axis[], body: Expression): boolean {
    const extents = extentsOf(axes);
    switch (kernel.kind) {
      case "call": {
        const [only, second] = kernel.members as [Tensor, Tensor | undefined];
        if (second !== undefined || only.definition.kind !== "call" || only.definition.call.operator !== "convolution") return false;
        if ((this.readers.get(only) ?? []).length !== 1 || this.mustStore.has(only) || tensor.elementType !== only.elementType)
          return false;
        return readsInOrder(body, only, tensor, axes);
      }
      case "product": {
        // The one thing that is done to the sums before they are written
        const [sums, second] = kernel.members as [Tensor, Tensor | undefined];
        const isOnly = second === undefined && (this.readers.get(sums) ?? []).length === 1 && !this.mustStore.has(sums);
        const keepsType = tensor.elementType === sums.elementType;
        return isOnly && keepsType && readsInOrder(body, sums, tensor, axes);
      }
      case "points":
        return sameExtents(extents, kernel.outer) && readsInPlace(body, kernel, slots(axes, []));
      case "columns": {
        const { outer, inner, slots: known } = kernel as { outer: readonly Dimension[]; inner: readonly Dimension[]; slots: Slots };
        if (readsAcross(axes, body) || (extents.length > outer.length && this.leadsToRows(tensor))) return false;
        const own = slotsOfMap({ outer, inner, slots: known }, axes, body);
        if (own !== undefined) kernel.slots = new Map(known).set(tensor, own);
        return own !== undefined;
      }
      case "chain":
        return false;
      case "rows": {
        const whole = kernel.inner === undefined ? kernel.outer : [...kernel.outer, ...kernel.inner];
        if (kernel.inner !== undefined && readsAcross(axes, body)) return false;
        if (sameExtents(extents, whole)) return readsInPlace(body, kernel, slots(axes, []));
        return kernel.inner !== undefined && sameExtents(extents, kernel.outer) && readsInPlace(body, kernel, slots(axes, []));
      }
    }
  }

  /** Whether reductions within rows are made of it, which it should be computed with. */
  private leadsToRows(tensor: Tensor, seen = new Set<Tensor>()): boolean {
    if (seen.has(tensor)) return false;
    seen.add(tensor);
    return (this.readers.get(tensor) ?? []).some((reader) => {
      const { definition } = reader;
      if (definition.kind === "map") return this.leadsToRows(reader, seen);
      if (definition.kind !== "reduce" || contractionOf(reader) !== undefined) return false;
      return !definition.reducer.includes("_") && walksAlongRows(definition.axes, definition.reduced, definition.body);
    });
  }

  private takesReduction(kernel: Kernel, tensor: Tensor, outer: readonly Dimension[], inner: readonly Dimension[]): boolean {
    const { definition } = tensor;
    if (kernel.kind !== "rows" || definition.kind !== "reduce") return false;
    if (
      kernel.inner === undefined &&
      kernel.members.some((member) => member.definition.kind === "map" && readsAcross(member.definition.axes, member.definition.body))
    )
      return false;
    const fits =
      kernel.inner === undefined
        ? sameExtents([...outer, ...inner], kernel.outer)
        : sameExtents(outer, kernel.outer) && sameExtents(inner, kernel.inner);
    return fits && readsInPlace(definition.body, kernel, slots(definition.axes, definition.reduced));
  }

  private takesPoints(kernel: Kernel, tensor: Tensor, outer: readonly Dimension[]): boolean {
    const { definition } = tensor;
    if (kernel.kind !== "points" || definition.kind !== "reduce") return false;
    return sameExtents(outer, kernel.outer) && readsInPlace(definition.body, kernel, slots(definition.axes, []));
  }

  private inRunningOrder(): readonly Kernel[] {
    const order: Kernel[] = [];
    const seen = new Set<Kernel>();
    const visitKernel = (kernel: Kernel): void => {
      if (seen.has(kernel)) return;
      seen.add(kernel);
      for (const needed of this.neededBy(kernel)) visitKernel(needed);
      order.push(kernel);
    };
    for (const kernel of this.kernels) visitKernel(kernel);
    return order;
  }
}

/** For one element, in additions. */
function workOf({ definition }: Tensor): number {
  return definition.kind === "map" || definition.kind === "reduce" ? costOf(definition.body) : 0;
}

/** Whether its rows are settled. */
function hasRows({ inner }: Kernel): boolean {
  return inner !== undefined;
}

function isCall(tensor: Tensor, id: number): boolean {
  return tensor.definition.kind === "call" && tensor.definition.call.id === id;
}

function extentsOf(axes: readonly Axis[]): readonly Dimension[] {
  return axes.map((axis) => axis.extent).filter((extent) => constantOf(extent) !== 1);
}

function sameExtents(left: readonly Dimension[], right: readonly Dimension[]): boolean {
  return left.length === right.length && left.every((each, at) => isEqual(each, right[at] as Dimension));
}

/** The number of each axis among the loops of its tensor. */
function slots(axes: readonly Axis[], reduced: readonly Axis[]): ReadonlyMap<Axis, number> {
  return new Map([...axes, ...reduced].filter((axis) => constantOf(axis.extent) !== 1).map((axis, at) => [axis, at]));
}

/** Whether it reads elements of the kernel's tensors only where it is itself. */
function readsInPlace(body: Expression, kernel: Kernel, own: ReadonlyMap<Axis, number>): boolean {
  let inPlace = true;
  visit(body, (part) => {
    if (part.kind !== "load" || !kernel.members.includes(part.tensor)) return;
    let slot = 0;
    for (const [at, place] of part.index.entries()) {
      if (constantOf(part.tensor.shape[at] as Dimension) === 1) continue;
      if (place.kind !== "axis" || own.get(place.axis) !== slot) inPlace = false;
      slot++;
    }
  });
  return inPlace;
}

/** Whether a map reads each element of a tensor where its own is in row-major order, whatever the shapes. */
function readsInOrder(body: Expression, read: Tensor, tensor: Tensor, axes: readonly Axis[]): boolean {
  if (!isEqual(product(read.shape), product(tensor.shape))) return false;
  const places = new Places();
  const index = axes.map((axis) => (constantOf(axis.extent) === 1 ? sizeValue(0) : axisValue(axis)));
  const own = places.offset(index, tensor.shape);
  let inOrder = true;
  visit(body, (part) => {
    if (part.kind === "load" && part.tensor === read && !isEqual(places.offset(part.index, read.shape), own)) inOrder = false;
  });
  return inOrder;
}

/** Whether it reads something whose neighbours lie along another axis than the last: that is done in squares, not in rows. */
function readsAcross(axes: readonly Axis[], body: Expression): boolean {
  const loops = axes.filter((axis) => constantOf(axis.extent) !== 1);
  const last = loops.at(-1);
  if (last === undefined || loops.length < 2) return false;
  const places = new Places();
  let across = false;
  visit(body, (part) => {
    if (part.kind !== "load" || places.opaque.size > 0) return;
    const offset = places.offset(part.index, part.tensor.shape);
    const step = strideOf(offset, axisSymbol(last));
    if (step === undefined || constantOf(step) === 0 || constantOf(step) === 1) return;
    if (loops.slice(0, -1).some((axis) => constantOf(strideOf(offset, axisSymbol(axis)) ?? zero) === 1)) across = true;
  });
  return across;
}

/** Whether neighbours within a reduction are neighbours in memory, and many enough for vectors; else vectors go over neighbouring results. */
function walksAlongRows(axes: readonly Axis[], reduced: readonly Axis[], body: Expression): boolean {
  const last = reduced.findLast((axis) => constantOf(axis.extent) !== 1);
  const result = axes.findLast((axis) => constantOf(axis.extent) !== 1);
  if (result === undefined || last === undefined) return true;
  const places = new Places();
  let along = 0;
  let across = 0;
  visit(body, (part) => {
    if (part.kind !== "load") return;
    const offset = places.offset(part.index, part.tensor.shape);
    const isOne = (axis: Axis): boolean => {
      const stride = strideOf(offset, axisSymbol(axis));
      return stride !== undefined && constantOf(stride) === 1;
    };
    if (isOne(last)) along++;
    else if (isOne(result)) across++;
  });
  const count = constantOf(last.extent);
  const results = constantOf(result.extent);
  if (count !== undefined && count <= 8 && (results === undefined || results > count)) return false;
  return along > 0 || across === 0;
}
