/**
 * In which order dimensions lie in memory: channels last for convolutions, else as what is read lies, or as it will be read.
 *
 * A change of order is another tensor with the same elements, and a view of it (a map that loads with the dimensions exchanged) in place of
 * the old one: `inline.ts` then puts the views where they are read.
 */
import { constantOf, type Dimension, exactQuotient, isEqual } from "../graph/dimension.ts";
import {
  apply,
  type Axis,
  axisValue,
  cast,
  type Expression,
  literal,
  load,
  rewrite,
  select,
  sizeValue,
  substituteAxes,
  visit,
} from "../graph/expression.ts";
import { type Call, type Definition, type Graph, inOrder, readsOf, type Tensor } from "../graph/graph.ts";
import { numbersAfter, rewriteGraph } from "../graph/rewrite.ts";
import { contractionOf } from "./contraction.ts";
import { costOf } from "./inline.ts";
import { axisSymbol, Places, strideOf } from "./places.ts";

/** Convolutions over one and two dimensions read and write images with their channels last; those over more become sums. */
export function channelsLast(graph: Graph): Graph {
  const number = numbersAfter(graph);
  return rewriteGraph(graph, (tensor) => {
    const { definition } = tensor;
    if (definition.kind !== "call" || definition.call.operator !== "convolution" || definition.call.attributes.channelsLast === true)
      return tensor;
    const { call } = definition;
    const [x, w] = call.inputs as [Tensor, Tensor];
    const rank = x.shape.length;
    if (rank > 4 || rank < 3) return convolutionAsSum(tensor, call, number);
    const order = [0, ...Array.from({ length: rank - 2 }, (_, at) => at + 2), 1];
    // What the model is given is read as it lies
    const isPlanar = x.definition.kind === "input";
    const made: Call = {
      ...call,
      id: number(),
      inputs: [isPlanar ? x : permuted(x, order, number), w],
      attributes: { ...call.attributes, channelsLast: true, planarInput: isPlanar },
      outputs: [],
    };
    const output: Tensor = {
      ...tensor,
      id: number(),
      shape: order.map((at) => tensor.shape[at] as Dimension),
      definition: { kind: "call", call: made, output: 0 },
    };
    made.outputs = [output];
    return permuted(output, inverse(order), number);
  });
}

/** Maps and reductions are computed in the order in which the greatest of what they read lies. */
export function orderAsRead(graph: Graph): Graph {
  const number = numbersAfter(graph);
  /** What was put in place of reordered tensors: looked through, so that one order leads to the next. */
  const views = new Map<Tensor, Definition & { kind: "map" }>();
  return rewriteGraph(graph, (given, isOutput) => {
    // Whether a product reads through a view is for `inline.ts` to say
    const tensor = contractionOf(given) === undefined ? throughViews(given, views) : given;
    const { definition } = tensor;
    if (isOutput || (definition.kind !== "map" && definition.kind !== "reduce") || tensor.shape.length < 3) return tensor;
    if ((definition.kind === "map" && costOf(definition.body) === 0) || contractionOf(tensor) !== undefined) return tensor;
    const order = orderOfReads(definition);
    if (order === undefined || order.every((each, at) => each === at)) return tensor;
    const view = reordered(tensor, definition, order, number);
    views.set(view, view.definition as Definition & { kind: "map" });
    return view;
  });
}

function throughViews(tensor: Tensor, views: ReadonlyMap<Tensor, Definition & { kind: "map" }>): Tensor {
  const { definition } = tensor;
  if (definition.kind !== "map" && definition.kind !== "reduce") return tensor;
  const body = rewrite(definition.body, (part) => {
    const view = part.kind === "load" ? views.get(part.tensor) : undefined;
    if (part.kind !== "load" || view === undefined) return undefined;
    return substituteAxes(view.body, new Map(view.axes.map((axis, at) => [axis, part.index[at] as Expression])));
  });
  return { ...tensor, definition: { ...definition, body } };
}

/** Products are written in the order in which what reads them finds neighbours side by side. */
export function orderProducts(graph: Graph): Graph {
  const readers = new Map<Tensor, Tensor[]>();
  for (const tensor of inOrder(graph))
    for (const read of readsOf(tensor, new Map())) readers.set(read, [...(readers.get(read) ?? []), tensor]);
  const orders = new Map<number, readonly number[]>();
  for (const [tensor, list] of readers) {
    if (tensor.definition.kind !== "reduce" || tensor.shape.length < 3 || tensor.shape.length > 5 || contractionOf(tensor) === undefined)
      continue;
    const order = orderForReaders(tensor, list);
    if (order !== undefined) orders.set(tensor.id, order);
  }
  const number = numbersAfter(graph);
  return rewriteGraph(graph, (tensor, isOutput) => {
    const order = orders.get(tensor.id);
    if (order === undefined || isOutput || tensor.definition.kind !== "reduce") return tensor;
    return reordered(tensor, tensor.definition, order, number);
  });
}

/** Dimension i of the result is dimension order[i]. */
function permuted(tensor: Tensor, order: readonly number[], number: () => number): Tensor {
  const axes = order.map((from, at): Axis => ({ name: `i${at}`, extent: tensor.shape[from] as Dimension }));
  const back = inverse(order);
  const index = tensor.shape.map((_, from) => placeOf(axes[back[from] as number] as Axis));
  return {
    ...tensor,
    id: number(),
    shape: axes.map((axis) => axis.extent),
    definition: { kind: "map", axes, body: load(tensor, index) },
  };
}

/** The same tensor with its dimensions in another order in memory, seen as before. */
function reordered(
  tensor: Tensor,
  definition: Definition & { kind: "map" | "reduce" },
  order: readonly number[],
  number: () => number,
): Tensor {
  const axes = order.map((from) => definition.axes[from] as Axis);
  const inner: Tensor = { ...tensor, id: number(), shape: axes.map((axis) => axis.extent), definition: { ...definition, axes } };
  return permuted(inner, inverse(order), number);
}

function inverse(order: readonly number[]): readonly number[] {
  return order.map((_, at) => order.indexOf(at));
}

function placeOf(axis: Axis): Expression {
  return constantOf(axis.extent) === 1 ? sizeValue(0) : axisValue(axis);
}

/** Own dimensions from the one with the greatest step in memory to the one with the least, of the first load that has a step for each. */
function orderOfReads(definition: Definition & { kind: "map" | "reduce" }): readonly number[] | undefined {
  const places = new Places();
  let order: readonly number[] | undefined;
  const loops = definition.axes.map((axis, at) => ({ axis, at })).filter(({ axis }) => constantOf(axis.extent) !== 1);
  visit(definition.body, (part) => {
    if (part.kind !== "load" || order !== undefined || part.tensor.definition.kind === "constant") return;
    const offset = places.offset(part.index, part.tensor.shape);
    const steps = loops.map(({ axis, at }) => ({ at, step: strideOf(offset, axisSymbol(axis)) }));
    if (steps.some(({ step }) => step === undefined || constantOf(step) === 0)) return;
    const sorted: { at: number; step: Dimension }[] = [];
    for (const each of steps as { at: number; step: Dimension }[]) {
      const before = sorted.findIndex((other) => isGreater(each.step, other.step));
      sorted.splice(before < 0 ? sorted.length : before, 0, each);
    }
    const isSorted = sorted.every((each, at) => at === 0 || !isGreater(each.step, (sorted[at - 1] as { step: Dimension }).step));
    if (!isSorted) return;
    // Dimensions of size 1 stay where they are
    const result = definition.axes.map((_, at) => at);
    loops.forEach(({ at }, rank) => {
      result[at] = (sorted[rank] as { at: number }).at;
    });
    order = result;
  });
  return order;
}

function isGreater(left: Dimension, right: Dimension): boolean {
  const [a, b] = [constantOf(left), constantOf(right)];
  if (a !== undefined && b !== undefined) return a > b;
  if (b === 1 && a === undefined) return true;
  return !isEqual(left, right) && exactQuotient(left, right) !== undefined;
}

/** An order in which all readers find each of their axes evenly spaced, if not all do now. */
function orderForReaders(tensor: Tensor, readers: readonly Tensor[]): readonly number[] | undefined {
  const loads: { index: readonly Expression[]; axes: readonly Axis[] }[] = [];
  for (const { definition } of readers) {
    if (definition.kind !== "map" && definition.kind !== "reduce") return undefined;
    const axes = definition.kind === "reduce" ? [...definition.axes, ...definition.reduced] : definition.axes;
    visit(definition.body, (part) => {
      if (part.kind === "load" && part.tensor === tensor) loads.push({ index: part.index, axes });
    });
  }
  const isEven = (order: readonly number[]): boolean =>
    loads.every(({ index, axes }) => {
      const places = new Places();
      const offset = places.offset(
        order.map((at) => index[at] as Expression),
        order.map((at) => tensor.shape[at] as Dimension),
      );
      return places.opaque.size === 0 && axes.every((axis) => strideOf(offset, axisSymbol(axis)) !== undefined);
    });
  const first = tensor.shape.map((_, at) => at);
  if (loads.length === 0 || isEven(first)) return undefined;
  // The last dimension stays: products write neighbours in it
  return permutations(first.slice(0, -1))
    .map((order) => [...order, first.length - 1])
    .find(isEven);
}

function permutations(items: readonly number[]): readonly (readonly number[])[] {
  if (items.length <= 1) return [items];
  return items.flatMap((item, at) => permutations([...items.slice(0, at), ...items.slice(at + 1)]).map((rest) => [item, ...rest]));
}

/** Over channels of the group and the kernel's places; zeros outside of the image. */
function convolutionAsSum(tensor: Tensor, call: Call, number: () => number): Tensor {
  const [x, w] = call.inputs as [Tensor, Tensor];
  const strides = call.attributes.strides as readonly number[];
  const dilations = call.attributes.dilations as readonly number[];
  const pads = call.attributes.pads as readonly number[];
  const group = call.attributes.group as number;
  const axes = tensor.shape.map((extent, at): Axis => ({ name: `i${at}`, extent }));
  const reduced = w.shape.slice(1).map((extent, at): Axis => ({ name: `k${at}`, extent }));
  const [image, feature, ...spots] = axes.map(placeOf) as [Expression, Expression, ...Expression[]];
  const [channel, ...taps] = reduced.map(placeOf) as [Expression, ...Expression[]];
  const features = w.shape[0] as Dimension;
  const each = apply("floor_divide", sizeValue(features), sizeValue(group));
  const first = group === 1 ? sizeValue(0) : apply("multiply", apply("floor_divide", feature, each), sizeValue(w.shape[1] as Dimension));
  let inside: Expression = literal("bool", true);
  const places = spots.map((spot, at) => {
    const step = apply("multiply", spot, sizeValue(strides[at] as number));
    const reach = apply("multiply", taps[at] as Expression, sizeValue(dilations[at] as number));
    const place = apply("subtract", apply("add", step, reach), sizeValue(pads[at] as number));
    const extent = x.shape[at + 2] as Dimension;
    inside = apply("and", inside, apply("and", apply("less_equal", sizeValue(0), place), apply("less", place, sizeValue(extent))));
    return place;
  });
  const wide = tensor.elementType === "float16" || tensor.elementType === "bfloat16" ? "float32" : tensor.elementType;
  const element = select(inside, load(x, [image, apply("add", first, channel), ...places]), literal(x.elementType, 0));
  const body = apply("multiply", cast(element, wide), cast(load(w, [feature, channel, ...taps]), wide));
  const sum: Tensor = {
    ...tensor,
    id: number(),
    elementType: wide,
    definition: { kind: "reduce", axes, reduced, reducer: "sum", body },
  };
  if (wide === tensor.elementType) return sum;
  const own = tensor.shape.map((extent, at): Axis => ({ name: `i${at}`, extent }));
  return { ...tensor, id: number(), definition: { kind: "map", axes: own, body: cast(load(sum, own.map(placeOf)), tensor.elementType) } };
}
