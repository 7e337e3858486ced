/** Operators that change the element type: Cast and CastLike of every operator set. */
import { isFloat } from "../graph/arithmetic.ts";
import { apply, cast, type Expression } from "../graph/expression.ts";
import type { Tensor } from "../graph/graph.ts";
import { elementBits, type ElementType } from "../tensor-data.ts";
import { isInteger } from "./element-types.ts";
import { choose, less, maximum, minimum, multiply } from "./formula.ts";
import type { OperatorNode, OperatorTable } from "./operator-node.ts";
import { pointwise } from "./shaping.ts";

export const conversions: OperatorTable = {
  Cast: (node) => converted(node, node.elementTypeAttribute("to")),
  CastLike: (node) => converted(node, node.input(1).elementType),
};

function converted(node: OperatorNode, to: ElementType): Tensor {
  const tensor = node.input(0);
  const from = tensor.elementType;
  if (from.startsWith("complex") || to.startsWith("complex")) node.fail(`conversion of ${from} to ${to} is not supported`);
  const saturates = node.integer("saturate", 1) !== 0;
  const rounding = node.text("round_mode", "up");
  if (to === "float8_e8m0fnu" && !["up", "down", "nearest"].includes(rounding)) node.fail(`round_mode is "${rounding}"`);
  if (from === to) return tensor;
  return pointwise(node.builder, [tensor], (x) =>
    to === "float8_e8m0fnu" ? toPowerOfTwo(x as Expression, rounding, saturates) : convert(x as Expression, to, saturates),
  );
}

/** The greatest finite number of the formats that saturate. */
const greatestFinite: { readonly [type in ElementType]?: number } = {
  float8_e4m3fn: 448,
  float8_e4m3fnuz: 240,
  float8_e5m2: 57344,
  float8_e5m2fnuz: 57344,
};

/**
 * As the specification of Cast has it: to floats of 8 bits, what is too large becomes the greatest number if `saturates`, otherwise infinity or NaN.
 */
export function convert(x: Expression, to: ElementType, saturates = true): Expression {
  const from = x.type as ElementType;
  const greatest = greatestFinite[to];
  if (isFloat(from) && to === "float4_e2m1fn") return cast(choose(apply("is_nan", x), 0, x), to);
  // What does not fit is not defined: here the high bits are left off, as the backend suite has it
  if (isFloat(from) && isInteger(to) && elementBits(to) < 8) return cast(cast(x, "int32"), to);
  if (greatest === undefined || !saturates || from === to) return cast(x, to);
  if (from === "string" || !isFloat(from)) return convert(cast(x, "float32"), to);
  if ((greatestFinite[from] ?? Infinity) <= greatest) return cast(x, to);
  return cast(minimum(maximum(x, -greatest), greatest), to);
}

/** To the power of two above, below or nearest. Zero and what is too small or large become the least and the greatest if `saturates`. */
function toPowerOfTwo(x: Expression, rounding: string, saturates: boolean): Expression {
  const wide = x.type === "float64" ? x : cast(x, "float32");
  const inside = saturates ? minimum(maximum(wide, 2 ** -127), 2 ** 127) : wide;
  const nearest = cast(cast(inside, "float8_e8m0fnu"), inside.type);
  const above = choose(less(nearest, inside), multiply(nearest, 2), nearest);
  const below = choose(less(inside, nearest), multiply(nearest, 0.5), nearest);
  return cast(rounding === "up" ? above : rounding === "down" ? below : nearest, "float8_e8m0fnu");
}
