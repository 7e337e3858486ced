/**
 * Questions about places: their type, whether two of them overlap, how much of a path can be tracked.
 */
import { assert, unreachable } from "../../base/assert.ts";
import type { LocalId, MirLocal, MirType, Place, Projection } from "../mir.ts";

export function localPlace(local: LocalId): Place {
  return { local, path: [] };
}

export function withProjection(place: Place, projection: Projection): Place {
  return { local: place.local, path: [...place.path, projection] };
}

export function placeType(place: Place, locals: readonly MirLocal[]): MirType {
  let type = (locals[place.local] as MirLocal).type;
  for (const projection of place.path) type = projectedType(type, projection);
  return type;
}

export function projectedType(type: MirType, projection: Projection): MirType {
  switch (projection.kind) {
    case "deref":
      return projection.type;
    case "element":
      assert(type.kind === "array", "an element belongs to an array");
      return type.element;
    case "field": {
      assert(type.kind === "struct", "a field belongs to a struct");
      return type.fields[projection.index] ?? unreachable(`\`${type.name}\` has no field ${projection.index}`);
    }
  }
}

/** May the two places share storage? Paths through pointers share only when they are written alike. */
export function placesOverlap(first: Place, second: Place): boolean {
  if (first.local !== second.local) return false;
  const length = Math.min(first.path.length, second.path.length);
  for (let index = 0; index < length; index++) {
    const a = first.path[index] as Projection;
    const b = second.path[index] as Projection;
    if (a.kind !== b.kind) return false;
    if (a.kind === "field" && b.kind === "field" && a.index !== b.index) return false;
    if (a.kind === "element" && b.kind === "element") {
      const one = constantIndex(a);
      const other = constantIndex(b);
      if (one !== undefined && other !== undefined && one !== other) return false;
    }
  }
  // What a pointer points to is not part of the place that holds the pointer.
  return !first.path.slice(length).some(isDeref) && !second.path.slice(length).some(isDeref);
}

/** Equal for places that are written alike, if all their indices are known. */
export function placeKey(place: Place): string {
  let key = String(place.local);
  for (const projection of place.path) {
    key +=
      projection.kind === "field" ? `.${projection.index}` : projection.kind === "deref" ? ".*" : `[${constantIndex(projection) ?? "?"}]`;
  }
  return key;
}

/** Written alike, with no index that could differ at run time. */
export function isSamePlace(first: Place, second: Place): boolean {
  const key = placeKey(first);
  return key === placeKey(second) && !key.includes("?");
}

/** Index of an `element` projection that is known here. */
export function constantIndex(projection: Projection): number | undefined {
  if (projection.kind !== "element" || projection.index.kind !== "constant") return undefined;
  const { constant } = projection.index;
  return constant.kind === "int" ? Number(constant.value) : undefined;
}

function isDeref(projection: Projection): boolean {
  return projection.kind === "deref";
}
