/**
 * Cuts a map's space where its conditions on places change: concatenation and padding become loops without conditions.
 *
 * In: axes and a body. Out: pieces, each with axes of its own, what the old axes are in terms of them, and a body whose conditions on these
 * places are decided. One piece if nothing can be cut.
 */
import * as dimensions from "../graph/dimension.ts";
import { constantOf, type Dimension, isNotNegative, one, zero } from "../graph/dimension.ts";
import { apply, type Axis, axisValue, type Expression, literal, rewrite, sizeValue, substituteAxes, visit } from "../graph/expression.ts";
import { axisSymbol, Places, strideOf } from "./places.ts";

export type Piece = { readonly axes: readonly Axis[]; readonly places: ReadonlyMap<Axis, Expression>; readonly body: Expression };

const most = 64;

export function piecesOf(axes: readonly Axis[], body: Expression): readonly Piece[] {
  let pieces: readonly Piece[] = [{ axes, places: new Map(), body }];
  for (let at = 0; at < axes.length; at++) {
    const next = pieces.flatMap((piece) => cutAxis(piece, at, axes[at] as Axis));
    if (next.length > most) return pieces;
    pieces = next;
  }
  return pieces;
}

/** Whether neighbours along the last loop are made in different ways: such a map has loops of its own. */
export function isCutAlong(axes: readonly Axis[], body: Expression): boolean {
  const last = axes.findLastIndex((axis) => constantOf(axis.extent) !== 1);
  const extent = axes[last]?.extent;
  return extent !== undefined && piecesOf(axes, body).some((piece) => piece.axes[last]?.extent.key !== extent.key);
}

/** A condition that is true on one side of a place of an axis. */
type Cut = { readonly place: Dimension; readonly isTrueBelow: boolean };

function cutAxis(piece: Piece, at: number, original: Axis): readonly Piece[] {
  const axis = piece.axes[at] as Axis;
  if (constantOf(axis.extent) === 1) return [piece];
  const found: Dimension[] = [];
  visit(piece.body, (part) => {
    const cut = cutOf(part, axis);
    if (cut !== undefined && isWithin(cut.place, axis.extent) && !found.some((each) => each.key === cut.place.key)) found.push(cut.place);
  });
  const bounds = ordered([zero, ...found, axis.extent]);
  if (bounds === undefined || bounds.length <= 2) return [piece];
  return bounds.slice(0, -1).map((start, number): Piece => {
    const end = bounds[number + 1] as Dimension;
    const own: Axis = { name: axis.name, extent: dimensions.subtract(end, start) };
    const inside = constantOf(own.extent) === 1 ? sizeValue(0) : axisValue(own);
    const place = apply("add", inside, sizeValue(start));
    const decided = decide(piece.body, axis, start, end);
    const replaced = new Map<Axis, Expression>([[axis, place]]);
    const places = new Map([...piece.places].map(([each, value]) => [each, substituteAxes(value, replaced)]));
    places.set(original, place);
    return { axes: piece.axes.map((each) => (each === axis ? own : each)), places, body: substituteAxes(decided, replaced) };
  });
}

function cutOf(part: Expression, axis: Axis): Cut | undefined {
  if (part.kind !== "apply" || (part.operation !== "less" && part.operation !== "less_equal")) return undefined;
  const [left, right] = part.operands as [Expression, Expression];
  if (left.type !== "index") return undefined;
  const places = new Places();
  let room = dimensions.subtract(places.polynomial(right), places.polynomial(left));
  if (part.operation === "less_equal") room = dimensions.add(room, one);
  // True where room is above 0
  const name = axisSymbol(axis);
  const stride = constantOf(strideOf(room, name) ?? zero);
  if (places.opaque.size > 0 || (stride !== 1 && stride !== -1)) return undefined;
  const rest = dimensions.substitute(room, (each) => (each === name ? zero : undefined));
  if ([...dimensions.symbolsOf(rest)].some((each) => each.startsWith("@"))) return undefined;
  return stride === -1 ? { place: rest, isTrueBelow: true } : { place: dimensions.subtract(one, rest), isTrueBelow: false };
}

/** The body with the conditions decided that a range decides. */
function decide(body: Expression, axis: Axis, start: Dimension, end: Dimension): Expression {
  return rewrite(body, (part) => {
    if (part.kind === "apply" && (part.operation === "and" || part.operation === "or")) return decidedLogic(part);
    if (part.kind === "apply" && part.operation === "not" && part.operands[0]?.kind === "literal")
      return literal("bool", part.operands[0].value === 0);
    const cut = cutOf(part, axis);
    if (cut === undefined) return undefined;
    if (isNotNegative(dimensions.subtract(cut.place, end))) return literal("bool", cut.isTrueBelow);
    if (isNotNegative(dimensions.subtract(start, cut.place))) return literal("bool", !cut.isTrueBelow);
    return undefined;
  });
}

function decidedLogic(part: Expression & { kind: "apply" }): Expression | undefined {
  const [left, right] = part.operands as [Expression, Expression];
  if (part.type !== "bool") return undefined;
  for (const [known, other] of [
    [left, right],
    [right, left],
  ] as const) {
    if (known.kind !== "literal") continue;
    const isTrue = known.value !== 0;
    return isTrue === (part.operation === "and") ? other : known;
  }
  return undefined;
}

function isWithin(place: Dimension, extent: Dimension): boolean {
  return isNotNegative(place) && isNotNegative(dimensions.subtract(extent, place)) && constantOf(place) !== 0 && place.key !== extent.key;
}

/** From the least to the greatest, if that is known. */
function ordered(places: readonly Dimension[]): readonly Dimension[] | undefined {
  const result: Dimension[] = [];
  for (const place of places) {
    const at = result.findIndex((each) => !isNotNegative(dimensions.subtract(place, each)));
    if (at >= 0 && !isNotNegative(dimensions.subtract(result[at] as Dimension, place))) return undefined;
    result.splice(at < 0 ? result.length : at, 0, place);
  }
  return result;
}
