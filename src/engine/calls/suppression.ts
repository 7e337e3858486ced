/** Call `non_max_suppression`, described in `../operators/detections.ts`. */
import type { Elements } from "../graph/interpret.ts";
import type { CallTable } from "./call-kind.ts";

export const suppression: CallTable = {
  non_max_suppression: {
    interpret: (_, inputs) => {
      const [boxes, scores, most, overlap, least] = inputs as [Elements, Elements, Elements, Elements, Elements];
      const [batches, classes, count] = scores.shape as [number, number, number];
      const corners = boxes.values as ArrayLike<number>;
      const chosen: bigint[] = [];
      for (let batch = 0; batch < batches; batch++) {
        for (let kind = 0; kind < classes; kind++) {
          const score = (box: number): number => scores.values[(batch * classes + kind) * count + box] as number;
          const order = Array.from({ length: count }, (_, box) => box)
            .filter((box) => score(box) > (least.values[0] as number))
            .sort((a, b) => score(b) - score(a) || a - b);
          const kept: number[] = [];
          for (const box of order) {
            if (kept.length >= Number(most.values[0])) break;
            const isFree = kept.every(
              (other) => !overlaps(corners, batch * count + box, batch * count + other, overlap.values[0] as number),
            );
            if (isFree) kept.push(box);
          }
          for (const box of kept) chosen.push(BigInt(batch), BigInt(kind), BigInt(box));
        }
      }
      return [{ shape: [chosen.length / 3, 3], values: chosen }];
    },
  },
};

/** Whether the boxes' intersection is more than this part of their union. */
function overlaps(corners: ArrayLike<number>, left: number, right: number, threshold: number): boolean {
  const at = (box: number, side: number): number => corners[box * 4 + side] as number;
  const area = (box: number): number => (at(box, 2) - at(box, 0)) * (at(box, 3) - at(box, 1));
  const height = Math.min(at(left, 2), at(right, 2)) - Math.max(at(left, 0), at(right, 0));
  const width = Math.min(at(left, 3), at(right, 3)) - Math.max(at(left, 1), at(right, 1));
  if (height <= 0 || width <= 0) return false;
  const common = height * width;
  return common / (area(left) + area(right) - common) > threshold;
}
