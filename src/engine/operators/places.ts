/** Arithmetic on places that operators share: places that count from the end, those outside of a dimension, and their comparison. */
import type { GraphBuilder } from "../graph/builder.ts";
import { constantOf, type Dimension, isNotNegative, size, subtract } from "../graph/dimension.ts";
import { apply, cast, type Expression, load, select, sizeValue } from "../graph/expression.ts";
import type { Tensor } from "../graph/graph.ts";

/** The nearest place within a dimension. */
export function clampedIndex(place: Expression, extent: Dimension): Expression {
  return apply("maximum", apply("minimum", place, sizeValue(subtract(extent, size(1)))), sizeValue(0));
}

/** Whether a place is inside of a dimension, asking only for the sides where it may not be; undefined if for neither. */
export function isWithin(place: Expression, extent: Dimension, mayBeBelow: boolean, mayBeAbove: boolean): Expression | undefined {
  const below = mayBeBelow ? apply("less_equal", sizeValue(0), place) : undefined;
  const above = mayBeAbove ? apply("less", place, sizeValue(extent)) : undefined;
  if (below === undefined || above === undefined) return below ?? above;
  return apply("and", below, above);
}

/** An element of `positions` as a place in a dimension: negative ones count from its end. */
export function positionAt(builder: GraphBuilder, positions: Tensor, index: readonly Expression[], extent: Dimension): Expression {
  const known = builder.knownElements(positions);
  const isUnsigned = positions.elementType.startsWith("u");
  if (known?.length === 1 && positions.shape.every((each) => constantOf(each) === 1)) {
    const [only] = known;
    if (only !== undefined && typeof only !== "number") {
      if (isNotNegative(only)) return sizeValue(only);
      const value = constantOf(only);
      if (value !== undefined) return apply("add", sizeValue(extent), sizeValue(value));
    }
  }
  const place = cast(load(positions, index), "index");
  if (isUnsigned || known?.every((each) => typeof each !== "number" && isNotNegative(each)) === true) return place;
  return fromEnd(place, extent);
}

/** Negative places count from the end. */
export function fromEnd(place: Expression, extent: Dimension): Expression {
  return select(apply("less", place, sizeValue(0)), apply("add", place, sizeValue(extent)), place);
}
