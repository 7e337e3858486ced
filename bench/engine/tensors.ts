/** Inputs of a contest from a seed, and how far the outputs of two engines are apart. */
import type { OnnxModel } from "../../src/engine/onnx/model.ts";
import { countElements, fromElements, readElements, type TensorData } from "../../src/engine/tensor-data.ts";
import { MeasureError } from "../measure.ts";
import type { Contest, Integers } from "./contests.ts";
import { Random } from "./random.ts";

export function inputsOf(model: OnnxModel, contest: Contest): ReadonlyMap<string, TensorData> {
  const random = new Random(7);
  const inputs = model.graph.inputs.filter(({ name }) => !model.graph.initializers.has(name));
  return new Map(
    inputs.map(({ name, type }) => {
      if (type?.kind !== "tensor" || type.shape === undefined) throw new MeasureError(`input ${name} of ${contest.name} has no shape`);
      const shape = type.shape.map((size) => sizeOf(size, name, contest));
      const count = countElements(shape);
      switch (type.elementType) {
        case "float32":
          return [name, fromElements("float32", shape, random.floats(count, 1))];
        case "int64":
          return [name, fromElements("int64", shape, integers(random, count, contest.integers?.[name]))];
        default:
          throw new MeasureError(`input ${name} of ${contest.name} has the type ${type.elementType}`);
      }
    }),
  );
}

function sizeOf(size: number | string | undefined, name: string, contest: Contest): number {
  const found = typeof size === "string" ? contest.sizes[size] : size;
  if (found === undefined) throw new MeasureError(`input ${name} of ${contest.name} has a dimension ${size ?? "without a name"}`);
  return found;
}

function integers(random: Random, count: number, plan: Integers = { always: 0 }): number[] {
  return Array.from({ length: count }, (_, at) => {
    if ("below" in plan) return random.below(plan.below);
    return "from" in plan ? plan.from + at : plan.always;
  });
}

export type Difference = {
  /** The greatest |a - b|. */
  readonly absolute: number;
  /** The greatest |a - b| / max(|b|, root mean square of b): small values beside large ones do not count for more than they are. */
  readonly relative: number;
};

/** Of all outputs; infinite where shapes, types or places of NaN differ. */
export function differenceOf(outputs: ReadonlyMap<string, TensorData>, expected: ReadonlyMap<string, TensorData>): Difference {
  let [absolute, relative] = [0, 0];
  for (const [name, tensor] of expected) {
    const found = outputs.get(name);
    const isAlike = found?.elementType === tensor.elementType && found.shape.join() === tensor.shape.join();
    if (!isAlike) return { absolute: Number.POSITIVE_INFINITY, relative: Number.POSITIVE_INFINITY };
    const [a, b] = [readElements(found), readElements(tensor)];
    const middle = rootMeanSquare(b);
    for (let at = 0; at < b.length; at++) {
      const [x, y] = [Number(a[at]), Number(b[at])];
      if (x === y || (Number.isNaN(x) && Number.isNaN(y))) continue;
      const difference = Math.abs(x - y);
      absolute = Math.max(absolute, Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference);
      relative = Math.max(relative, Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference / Math.max(Math.abs(y), middle));
    }
  }
  return { absolute, relative };
}

/** Not a number, or infinite, where an element is. */
export function rootMeanSquare(values: ArrayLike<number | bigint | string>): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += Number(values[at]) ** 2;
  return Math.sqrt(sum / Math.max(1, values.length));
}
