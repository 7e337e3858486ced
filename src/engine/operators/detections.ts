/**
 * Operators around detectors: NonMaxSuppression chooses boxes. Images are not decoded here.
 *
 * Call `non_max_suppression`: (boxes [b, n, 4] as lowest and highest y and x, scores [b, c, n], most per class (int64), greatest overlap, least
 * score) to int64 [chosen, 3] of batch, class and box, each class's boxes by falling score. A box goes if it overlaps one that stays by more.
 */
import { size } from "../graph/dimension.ts";
import { type Expression, load, sizeValue } from "../graph/expression.ts";
import type { Tensor } from "../graph/graph.ts";
import { floats } from "./element-types.ts";
import { add, choose, equal, maximum, minimum, multiply, subtract } from "./formula.ts";
import { mayBeEqual } from "./movement.ts";
import type { OperatorTable } from "./operator-node.ts";
import { printShape, reshape, scalar } from "./shaping.ts";

export const detections: OperatorTable = {
  ImageDecoder: (node) => node.fail("decoding images is not supported: give the model the decoded image"),
  NonMaxSuppression: (node) => {
    const { builder } = node;
    const [boxes, scores] = [floats(node, 0), floats(node, 1)];
    const [batch, count, corners] = boxes.shape;
    const isRight =
      boxes.shape.length === 3 &&
      scores.shape.length === 3 &&
      batch !== undefined &&
      count !== undefined &&
      corners !== undefined &&
      mayBeEqual(corners, size(4)) &&
      mayBeEqual(batch, scores.shape[0] ?? size(0)) &&
      mayBeEqual(count, scores.shape[2] ?? size(0));
    if (!isRight) node.fail(`boxes ${printShape(boxes.shape)} and scores ${printShape(scores.shape)} should be [b, n, 4] and [b, c, n]`);
    const isCentered = node.integer("center_point_box", 0) !== 0;
    const sorted = builder.map(boxes.shape, ([b, n, side]) => {
      const at = (place: number): Expression => load(boxes, [b as Expression, n as Expression, sizeValue(place)]);
      const side4 = isCentered
        ? centered(at)
        : [minimum(at(0), at(2)), minimum(at(1), at(3)), maximum(at(0), at(2)), maximum(at(1), at(3))];
      return side4
        .slice(0, 3)
        .reduceRight((rest, each, place) => choose(equal(side as Expression, place), each, rest), side4[3] as Expression);
    });
    const single = (at: number, otherwise: Tensor): Tensor =>
      node.optionalInput(at) === undefined ? otherwise : reshape(builder, node.input(at), []);
    const inputs = [
      sorted,
      scores,
      single(2, scalar(builder, "int64", 0)),
      single(3, scalar(builder, "float32", 0)),
      single(4, scalar(builder, "float32", -Infinity)),
    ];
    return builder.call("non_max_suppression", inputs, {}, [{ elementType: "int64", shape: [undefined, size(3)] }]);
  },
};

/** [x, y, width, height] as the lowest and highest y and x. */
function centered(at: (place: number) => Expression): readonly Expression[] {
  const [x, y, halfWidth, halfHeight] = [at(0), at(1), multiply(at(2), 0.5), multiply(at(3), 0.5)];
  return [subtract(y, halfHeight), subtract(x, halfWidth), add(y, halfHeight), add(x, halfWidth)];
}
