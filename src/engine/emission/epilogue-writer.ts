/** Writes what is done with complete sums, before a kernel stores them, as a closure that the kernel takes. */
import { assert } from "../../base/assert.ts";
import { constantOf, type Dimension, isEqual, size } from "../graph/dimension.ts";
import { type Axis, type Expression, substituteAxes } from "../graph/expression.ts";
import type { Tensor } from "../graph/graph.ts";
import { Places } from "../fusion/places.ts";
import { BodyWriter } from "./body-writer.ts";
import { reshapedIndex } from "../operators/shaping.ts";
import { type FunctionWriter, told, toldNumber } from "./function-writer.ts";
import { valueType } from "./spelling.ts";

export type EpilogueRequest = {
  /** What the kernel computes. */
  readonly sums: Tensor;
  /** The map that reads it in place. */
  readonly epilogue: Tensor;
  /** The closure's parameters, in order; the last but not least is the one whose neighbours are lanes. */
  readonly parameters: readonly Axis[];
  readonly lanes: Axis;
  /** The map's axes in terms of the parameters. */
  readonly places: ReadonlyMap<Axis, Expression>;
  /** The type of sums. */
  readonly accumulator: string;
};

/** Out: the closure's name. */
export function writeEpilogue(to: FunctionWriter, request: EpilogueRequest): string {
  const { sums, epilogue, parameters, lanes, accumulator } = request;
  const { definition } = epilogue;
  assert(definition.kind === "map", "an epilogue is a map");
  const name = to.names.fresh("epilogue");
  const inside = to.names.inside();
  const names = new Map(parameters.map((axis) => [axis, inside.fresh(axis.name)]));
  const sum = inside.fresh("sum");
  const list = [...parameters.map((axis) => `${names.get(axis)}: Int`), `${sum}: SIMD[${accumulator}, lanes]`];
  to.lines.push("    @parameter", `    def ${name}[lanes: Int](${list.join(", ")}) -> SIMD[${accumulator}, lanes]:`);
  const ownType = valueType(sums.elementType);
  const writer = new BodyWriter(
    {
      places: new Places(),
      names: inside,
      axes: names,
      vectorAxis: lanes,
      view: (each) => to.view(each),
      size: (symbol) => to.size(symbol),
      placeWithin: (tensor, place, size) => to.placeWithin(tensor, place, size),
      local: (each) =>
        each === sums ? { text: ownType === accumulator ? sum : `${sum}.cast[${ownType}]()`, isVector: true, isSimple: true } : undefined,
      shapeOf: (each) => each.shape.map((extent, at) => sizeOf(to, each, at, extent, lanes.extent)),
      rowLength: lanes.extent,
    },
    "        ",
    to.lines,
  );
  const value = writer.write(substituteAxes(definition.body, request.places));
  const result = writer.spread(value, epilogue.elementType);
  writer.line(`return ${valueType(epilogue.elementType) === accumulator ? result : `(${result}).cast[${accumulator}]()`}`);
  to.lines.push("");
  return name;
}

/** A size of a tensor that an epilogue reads: of rows as long as the result's, that length. */
function sizeOf(to: FunctionWriter, tensor: Tensor, at: number, extent: Dimension, length: Dimension): Dimension {
  if (at === tensor.shape.length - 1 && isEqual(plain(length), extent)) return length;
  const asked = told(extent, `${to.view(tensor)}_size_${at}`);
  to.find(asked.key, `${to.view(tensor)}.size(${at})`);
  return asked;
}

/** The axes of a map that has as many elements, in the same order, as what stands at `index` of a shape. Axes of equal extents are told alike. */
export function placesInOrder(
  index: readonly Expression[],
  shape: readonly Dimension[],
  axes: readonly Axis[],
): ReadonlyMap<Axis, Expression> {
  const loops = axes.filter((axis) => constantOf(axis.extent) !== 1);
  const own = index.map((place, at) => ({ place, extent: shape[at] as Dimension })).filter(({ extent }) => constantOf(extent) !== 1);
  if (own.length === loops.length && own.every(({ extent }, at) => isEqual(plain(extent), (loops[at] as Axis).extent))) {
    return new Map(loops.map((axis, at) => [axis, (own[at] as { place: Expression }).place]));
  }
  const found = reshapedIndex(
    index,
    shape.map(plain),
    axes.map((axis) => axis.extent),
  );
  return new Map(axes.map((axis, at) => [axis, found[at] as Expression]));
}

/** A size that is told, as the number that it is. */
function plain(dimension: Dimension): Dimension {
  const known = toldNumber(dimension.key);
  return known === undefined ? dimension : size(Number(known));
}
