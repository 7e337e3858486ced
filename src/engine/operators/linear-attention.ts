/** LinearAttention, whose state goes from step to step (a loop), and CausalConvWithState, whose state is the end of its input. */
import * as dimensions from "../graph/dimension.ts";
import { constantOf, type Dimension, size } from "../graph/dimension.ts";
import { cast, type Expression, load, sizeValue } from "../graph/expression.ts";
import type { Tensor } from "../graph/graph.ts";
import { floats, sameType } from "./element-types.ts";
import { add, divide, exp, floorDivide, multiply, number, sigmoid, sqrt, subtract, wideType } from "./formula.ts";
import { makeLoop } from "./loops.ts";
import type { OperatorNode, OperatorTable } from "./operator-node.ts";
import { mismatch, castTensor, concat, full, pointwise, printShape, reshape, scalar, sliceAxis, transpose } from "./shaping.ts";

export const linearAttention: OperatorTable = {
  LinearAttention: attention,
  CausalConvWithState: causalConvolution,
};

/** In each step t: S = exp(g) S + b k (v - exp(g) S' k)', result = scale q' S; without b the correction is v alone (LinearAttention-27). */
function attention(node: OperatorNode): readonly Tensor[] {
  const { builder } = node;
  const rule = node.text("update_rule", "gated_delta");
  if (!["linear", "gated", "delta", "gated_delta"].includes(rule)) node.fail(`update_rule is "${rule}"`);
  const [queryHeads, keyHeads] = [node.integer("q_num_heads"), node.integer("kv_num_heads")];
  if (keyHeads < 1 || queryHeads < 1 || queryHeads % keyHeads !== 0)
    node.fail(`${queryHeads} heads of queries cannot share ${keyHeads} heads of keys`);
  const query = inHeads(node, 0, queryHeads);
  const key = inHeads(node, 1, keyHeads);
  const value = inHeads(node, 2, keyHeads);
  const decay = rule.startsWith("gated") ? inHeads(node, 4, keyHeads) : undefined;
  const rate = rule.endsWith("delta") ? rateOf(node, keyHeads) : undefined;
  const type = query.elementType;
  const wide = wideType(type);
  const [batch, steps, , width] = query.shape as [Dimension, Dimension, Dimension, Dimension];
  const depth = value.shape[3] as Dimension;
  if (mismatch(node.builder, width, key.shape[3] as Dimension))
    node.fail(`queries have heads of size ${width.key}, but keys ${(key.shape[3] as Dimension).key}`);
  const past = node.optionalInput(3);
  const stateShape = [batch, size(keyHeads), width, depth];
  if (
    past !== undefined &&
    (past.shape.length !== 4 || past.shape.some((each, at) => mismatch(node.builder, each, stateShape[at] as Dimension)))
  )
    node.fail(`past_state is ${printShape(past.shape)}, but should be ${printShape(stateShape)}`);
  const initial = past === undefined ? full(builder, stateShape, wide, 0) : castTensor(builder, past, wide);
  const given = node.float("scale", 0);
  const scale = given === 0 ? divide(1, sqrt(cast(sizeValue(width), wide))) : number(wide, given);
  const rounds = pointwise(builder, [scalar(builder, "int64", 0)], () => cast(sizeValue(steps), "int64"));
  const { carried, scans } = makeLoop(node, {
    rounds,
    condition: undefined,
    initial: [initial],
    body: ({ builder: inner, round, carried: [state] }) => {
      const before = state as Tensor;
      const step = cast(load(round, []), "index");
      const at = (tensor: Tensor, b: Expression, h: Expression, k: Expression): Expression => {
        const place = constantOf(tensor.shape[3] as Dimension) === 1 ? sizeValue(0) : k;
        const head = constantOf(tensor.shape[2] as Dimension) === 1 ? sizeValue(0) : h;
        return cast(load(tensor, [b, step, head, place]), wide);
      };
      const kept =
        decay === undefined
          ? before
          : inner.map(stateShape, (index) => {
              const [b, h, k] = index as [Expression, Expression, Expression];
              return multiply(exp(at(decay, b, h, k)), load(before, index));
            });
      const seen = inner.reduce("sum", [batch, size(keyHeads), depth], [width], ([b, h, c], [k]) =>
        multiply(load(kept, [b, h, k, c] as Expression[]), at(key, b as Expression, h as Expression, k as Expression)),
      );
      const after = inner.map(stateShape, (index) => {
        const [b, h, k, c] = index as [Expression, Expression, Expression, Expression];
        const fresh = at(value, b, h, c);
        const change = rate === undefined ? fresh : multiply(at(rate, b, h, sizeValue(0)), subtract(fresh, load(seen, [b, h, c])));
        return add(load(kept, index), multiply(at(key, b, h, k), change));
      });
      const each = queryHeads / keyHeads;
      const result = inner.reduce("sum", [batch, size(queryHeads), depth], [width], ([b, h, c], [k]) => {
        const element = load(after, [b as Expression, floorDivide(h as Expression, each), k as Expression, c as Expression]);
        return multiply(multiply(scale, at(query, b as Expression, h as Expression, k as Expression)), element);
      });
      return { condition: undefined, carried: [after], scans: [result] };
    },
  });
  const [result] = scans as [Tensor];
  const ordered = transpose(builder, result, [1, 0, 2, 3]);
  const packed = reshape(builder, ordered, [batch, steps, dimensions.multiply(size(queryHeads), depth)]);
  return [castTensor(builder, packed, type), castTensor(builder, carried[0] as Tensor, past?.elementType ?? type)];
}

/** Input `at` [batch, steps, heads * size] as [batch, steps, heads, size]. */
function inHeads(node: OperatorNode, at: number, heads: number): Tensor {
  const tensor = floats(node, at);
  const [batch, steps, packed] = tensor.shape as [Dimension, Dimension, Dimension];
  if (tensor.shape.length !== 3 || (constantOf(dimensions.remainder(packed, size(heads))) ?? 0) !== 0)
    node.fail(`input ${at} is ${printShape(tensor.shape)}, but should be [batch, steps, ${heads} heads * size]`);
  return reshape(node.builder, tensor, [batch, steps, size(heads), dimensions.quotient(packed, size(heads))]);
}

/** Of each head, or one for all. */
function rateOf(node: OperatorNode, heads: number): Tensor {
  const isOne = constantOf(node.input(5).shape.at(-1) ?? size(0)) === 1;
  return inHeads(node, 5, isOne ? 1 : heads);
}

/** Each channel with a kernel of its own, over what came before (zeros if nothing did) and the input up to the place. */
function causalConvolution(node: OperatorNode): readonly Tensor[] {
  const { builder } = node;
  const [x, w] = sameType(node, [floats(node, 0), floats(node, 1)]) as [Tensor, Tensor];
  const [bias, past] = [node.optionalInput(2), node.optionalInput(3)];
  const [batch, channels, length] = x.shape as [Dimension, Dimension, Dimension];
  if (
    x.shape.length !== 3 ||
    w.shape.length !== 3 ||
    mismatch(node.builder, w.shape[0] as Dimension, channels) ||
    mismatch(node.builder, w.shape[1] as Dimension, size(1))
  )
    node.fail(
      `the input is ${printShape(x.shape)} and the weights ${printShape(w.shape)}: they should be [batch, channels, length] and [channels, 1, taps]`,
    );
  const taps = w.shape[2] as Dimension;
  const kept = dimensions.subtract(taps, size(1));
  const stateShape = [batch, channels, kept];
  if (
    past !== undefined &&
    (past.shape.length !== 3 || past.shape.some((each, at) => mismatch(node.builder, each, stateShape[at] as Dimension)))
  )
    node.fail(`past_state is ${printShape(past.shape)}, but should be ${printShape(stateShape)}`);
  if (bias !== undefined && (bias.shape.length !== 1 || mismatch(node.builder, bias.shape[0] as Dimension, channels)))
    node.fail(`the bias is ${printShape(bias.shape)}, but there are ${channels.key} channels`);
  const activation = node.text("activation", "none");
  if (!["none", "silu", "swish"].includes(activation)) node.fail(`activation is "${activation}"`);
  const wide = wideType(x.elementType);
  const whole = concat(builder, [past ?? full(builder, stateShape, x.elementType, 0), x], 2);
  const sums = builder.reduce("sum", x.shape, [taps], ([b, c, place], [tap]) => {
    const element = load(whole, [b as Expression, c as Expression, add(place as Expression, tap as Expression)]);
    return multiply(cast(element, wide), cast(load(w, [c as Expression, sizeValue(0), tap as Expression]), wide));
  });
  const result = builder.map(x.shape, (index) => {
    const sum = bias === undefined ? load(sums, index) : add(load(sums, index), cast(load(bias, [index[1] as Expression]), wide));
    return cast(activation === "none" ? sum : multiply(sum, sigmoid(sum)), x.elementType);
  });
  return [result, sliceAxis(builder, whole, 2, length, size(1), kept)];
}
