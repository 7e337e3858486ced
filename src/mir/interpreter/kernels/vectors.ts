/** Vectors: lane-by-lane application of scalar kernels, building, taking apart, reductions. */
import type { IntrinsicAttributes, MirType } from "../../mir.ts";
import { fail } from "../failure.ts";
import { type Packed, zeroLeaf } from "../values.ts";
import type { LaneKernel } from "./integers.ts";

/** `kernel` on every lane of `count` operands. */
export function onLanes(kernel: LaneKernel, length: number, count: number): LaneKernel {
  switch (count) {
    case 1:
      return (a) => {
        const lanes = new Array(length);
        for (let lane = 0; lane < length; lane++) lanes[lane] = kernel(a[lane]);
        return lanes;
      };
    case 2:
      return (a, b) => {
        const lanes = new Array(length);
        for (let lane = 0; lane < length; lane++) lanes[lane] = kernel(a[lane], b[lane]);
        return lanes;
      };
    default:
      return (a, b, c) => {
        const lanes = new Array(length);
        for (let lane = 0; lane < length; lane++) lanes[lane] = kernel(a[lane], b[lane], c[lane]);
        return lanes;
      };
  }
}

/** `scalar`: the kernel of the lanes, for reductions. */
export function vectorKernel(
  name: string,
  operands: readonly MirType[],
  result: MirType,
  attributes: IntrinsicAttributes | undefined,
): LaneKernel | undefined {
  switch (name) {
    case "splat":
      return result.kind === "vector" ? (value) => new Array(result.length).fill(value) : undefined;
    case "extract":
      return (vector: Packed[], index) => vector[laneIndex(vector, index)];
    case "insert":
      return (vector: Packed[], index, value) => vector.with(laneIndex(vector, index), value);
    case "shuffle": {
      const length = operands[0]?.kind === "vector" ? operands[0].length : 0;
      const mask = attributes?.mask ?? [];
      const any = result.kind === "vector" ? zeroLeaf(result.element) : undefined;
      return (left, right) => mask.map((lane) => (lane < 0 ? any : lane < length ? left[lane] : right[lane - length]));
    }
    case "iota": {
      if (result.kind !== "vector") return undefined;
      const isWide = result.element.kind === "int" && result.element.bits > 32;
      const bits = result.element.kind === "int" ? result.element.bits : 0;
      const lanes = Array.from({ length: result.length }, (_, lane) => (isWide ? BigInt(lane) : wrapLane(bits, lane)));
      return () => lanes;
    }
    default:
      return undefined;
  }
}

function wrapLane(bits: number, lane: number): number {
  if (bits === 0) return lane;
  return bits === 1 ? lane & 1 : (lane << (32 - bits)) >> (32 - bits);
}

function laneIndex(vector: readonly Packed[], index: Packed): number {
  const lane = Number(index);
  if (!(lane >= 0 && lane < vector.length)) fail("out-of-bounds", `lane ${lane} of a vector of ${vector.length}`);
  return lane;
}

/** In lane order. */
export function reduction(combine: LaneKernel): LaneKernel {
  return (vector: Packed[]) => {
    let result = vector[0];
    for (let lane = 1; lane < vector.length; lane++) result = combine(result, vector[lane]);
    return result;
  };
}
