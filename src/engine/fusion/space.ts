/**
 * The loops of a kernel, shared by all of its members: their definitions over the same axes, with axes put together where nothing can
 * tell them apart.
 */
import { multiply, constantOf, type Dimension } from "../graph/dimension.ts";
import { apply, type Axis, axisValue, axesOf, type Expression, partsOf, sizeValue, substituteAxes } from "../graph/expression.ts";
import type { Reducer, Tensor } from "../graph/graph.ts";
import type { Kernel } from "./kernels.ts";
import { piecesOf } from "./pieces.ts";
import { axisSymbol, Places, strideOf } from "./places.ts";

export type Member = {
  readonly tensor: Tensor;
  readonly reducer: Reducer | undefined;
  readonly body: Expression;
  /** Where the tensor's element is. */
  readonly index: readonly Expression[];
  /** Axes of a reduction that are its own (in `points`); those of rows and columns are the space's. */
  readonly reduced: readonly Axis[];
  /** Of `rows` and `columns`: one element for each. */
  readonly isOfRow: boolean;
};

export type Space = {
  readonly outer: readonly Axis[];
  readonly inner: readonly Axis[];
  readonly members: readonly Member[];
  readonly places: Places;
};

/** Of a kernel that is one map: its space cut where conditions on places change; else the space as it is. */
export function spacesOf(kernel: Kernel): readonly Space[] {
  const [tensor, second] = kernel.members as [Tensor, Tensor | undefined];
  const { definition } = tensor;
  if (kernel.kind !== "rows" || second !== undefined || definition.kind !== "map") return [spaceOf(kernel)];
  const pieces = piecesOf(definition.axes, definition.body);
  if (pieces.length === 1) return [spaceOf(kernel)];
  return pieces.map(({ axes, places, body }): Space => {
    const index = definition.axes.map(
      (axis, at) => places.get(axis) ?? (constantOf(axis.extent) === 1 ? sizeValue(0) : axisValue(axes[at] as Axis)),
    );
    const member: Member = { tensor, reducer: undefined, body, index, reduced: [], isOfRow: false };
    const whole = merged({ outer: axes.filter(isLoop), inner: [], members: [member] }, "outer", kernel);
    return { ...whole, outer: whole.outer.slice(0, -1), inner: whole.outer.slice(-1), places: new Places() };
  });
}

function spaceOf(kernel: Kernel): Space {
  const outer = kernel.outer.map((extent, at): Axis => ({ name: `i${at}`, extent }));
  const inner = (kernel.inner ?? []).map((extent, at): Axis => ({ name: `j${at}`, extent }));
  const members = kernel.members.map((tensor) => memberOf(tensor, kernel, outer, inner));
  let space: Loops = { outer, inner, members };
  space = merged(space, "outer", kernel);
  if (kernel.inner !== undefined) space = merged(space, "inner", kernel);
  else if (kernel.kind === "rows" && space.outer.length > 0)
    space = { ...space, outer: space.outer.slice(0, -1), inner: space.outer.slice(-1) };
  return { ...space, places: new Places() };
}

function memberOf(tensor: Tensor, kernel: Kernel, outer: readonly Axis[], inner: readonly Axis[]): Member {
  const { definition } = tensor;
  if (definition.kind !== "map" && definition.kind !== "reduce") throw new TypeError("members of loops are maps and reductions");
  const isOfRow =
    definition.kind === "reduce" ||
    (kernel.inner !== undefined && definition.axes.filter(isLoop).length === outer.length && inner.length > 0);
  const loops = definition.kind === "map" && !isOfRow ? [...outer, ...inner] : outer;
  const slots = kernel.slots?.get(tensor);
  const at = new Map<Axis, Expression>();
  definition.axes.filter(isLoop).forEach((axis, number) => at.set(axis, axisValue(loops[slots?.[number] ?? number] as Axis)));
  let reduced: readonly Axis[] = [];
  if (definition.kind === "reduce") {
    if (kernel.kind === "rows" || kernel.kind === "columns")
      definition.reduced.filter(isLoop).forEach((axis, number) => at.set(axis, axisValue(inner[number] as Axis)));
    else {
      reduced = definition.reduced.filter(isLoop).map((axis) => ({ ...axis }));
      definition.reduced.filter(isLoop).forEach((axis, number) => at.set(axis, axisValue(reduced[number] as Axis)));
    }
  }
  return {
    tensor,
    reducer: definition.kind === "reduce" ? definition.reducer : undefined,
    body: substituteAxes(definition.body, at),
    index: definition.axes.map((axis) => at.get(axis) ?? sizeValue(0)),
    reduced,
    isOfRow,
  };
}

function isLoop(axis: Axis): boolean {
  return constantOf(axis.extent) !== 1;
}

type Loops = Omit<Space, "places">;

/** Puts neighbouring axes together, from the inside, as long as all elements that are read and written stay evenly spaced. */
function merged(space: Loops, which: "outer" | "inner", kernel: Kernel): Loops {
  let current = space;
  for (let at = current[which].length - 2; at >= 0; at--) {
    const axes = current[which];
    const [first, second] = [axes[at] as Axis, axes[at + 1] as Axis];
    const both: Axis = { name: first.name, extent: multiply(first.extent, second.extent) };
    const replaced = new Map<Axis, Expression>([
      [first, apply("floor_divide", axisValue(both), sizeValue(second.extent))],
      [second, apply("modulo", axisValue(both), sizeValue(second.extent))],
    ]);
    const members = current.members.map((member) => ({
      ...member,
      body: substituteAxes(member.body, replaced),
      index: member.index.map((each) => substituteAxes(each, replaced)),
    }));
    const places = new Places();
    const isEven = members.every((member) => {
      const isWritten = isEvenlySpaced(places.offset(member.index, member.tensor.shape), both, places);
      return isWritten && readsEvenly(member.body, both, kernel, places);
    });
    if (isEven) current = { ...current, members, [which]: [...axes.slice(0, at), both, ...axes.slice(at + 2)] };
  }
  return current;
}

function readsEvenly(expression: Expression, axis: Axis, kernel: Kernel, places: Places): boolean {
  if (expression.kind === "axis") return expression.axis !== axis;
  if (expression.kind !== "load") return partsOf(expression).every((part) => readsEvenly(part, axis, kernel, places));
  if (kernel.members.includes(expression.tensor)) return true;
  return isEvenlySpaced(places.offset(expression.index, expression.tensor.shape), axis, places);
}

function isEvenlySpaced(offset: Dimension, axis: Axis, places: Places): boolean {
  if (strideOf(offset, axisSymbol(axis)) === undefined) return false;
  return [...places.opaque.values()].every((opaque) => !axesOf(opaque).has(axis));
}
