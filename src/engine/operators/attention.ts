/**
 * Attention and what belongs to it: softmax(Q K' + bias) V with caches and masks, and rotary embedding.
 *
 * Scores are computed in float32 (float64 of float64) and rounded where they leave the operator. Source: operator specification, Attention-24.
 */
import * as dimensions from "../graph/dimension.ts";
import { constantOf, type Dimension, isEqual, size } from "../graph/dimension.ts";
import { cast, type Expression, literal, load, sizeValue } from "../graph/expression.ts";
import type { GraphBuilder } from "../graph/builder.ts";
import type { Tensor } from "../graph/graph.ts";
import type { ElementType } from "../tensor-data.ts";
import { checkBroadcast, floats, isNumber } from "./element-types.ts";
import {
  add,
  atMost,
  both,
  choose,
  divide,
  equal,
  exp,
  floorDivide,
  less,
  modulo,
  multiply,
  number,
  sqrt,
  subtract,
  tanh,
  wideType,
} from "./formula.ts";
import { ofTensor, type OperatorNode, type OperatorTable } from "./operator-node.ts";
import { clampedIndex } from "./places.ts";
import { reduceOver } from "./reductions.ts";
import { softmax } from "./softmaxes.ts";
import { mismatch, castTensor, concat, loadBroadcast, pointwise, printShape, reshape, transpose, unsqueeze } from "./shaping.ts";

export const attention: OperatorTable = {
  Attention: attentionOf,
  RotaryEmbedding: rotaryEmbedding,
};

/** Of domain ai.onnx.preview. */
export const previewAttention: OperatorTable = { FlexAttention: flexAttention };

function attentionOf(node: OperatorNode): readonly (Tensor | undefined)[] {
  const { builder } = node;
  const inputs = [floats(node, 0), floats(node, 1), floats(node, 2)] as const;
  const isPacked = inputs[0].shape.length === 3;
  const query = heads(node, inputs[0], "q_num_heads");
  const keyNow = heads(node, inputs[1], "kv_num_heads");
  const valueNow = heads(node, inputs[2], "kv_num_heads");
  const [pastKey, pastValue] = [node.optionalInput(4), node.optionalInput(5)];
  if ((pastKey === undefined) !== (pastValue === undefined)) node.fail("past_key and past_value have to be given together");
  for (const past of [pastKey, pastValue])
    if (past !== undefined && past.shape.length !== 4) node.fail(`a past input is ${printShape(past.shape)}, but should have 4 dimensions`);
  for (const [past, now] of [
    [pastKey, keyNow],
    [pastValue, valueNow],
  ] as const)
    for (const at of [0, 1, 3]) {
      if (past !== undefined && mismatch(builder, past.shape[at] as Dimension, now.shape[at] as Dimension))
        node.fail(`a past input is ${printShape(past.shape)}, which ${printShape(now.shape)} cannot follow`);
    }
  const key = pastKey === undefined ? keyNow : concat(builder, [pastKey, keyNow], 2);
  const value = pastValue === undefined ? valueNow : concat(builder, [pastValue, valueNow], 2);
  const product = scoresOf(node, query, key);
  const wide = wideType(query.elementType);
  const scores = product.shape;
  const cap = node.float("softcap", 0);
  const capped = cap === 0 ? product : pointwise(builder, [product], (x) => multiply(cap, tanh(divide(x as Expression, cap))));
  const bias = biasOf(node, scores, pastKey, wide);
  const biased = bias === undefined ? capped : builder.map(scores, (index) => add(load(capped, index), bias(index)));
  const shares = maskedSoftmax(builder, biased);
  const result = weighted(node, shares, value, bias !== undefined);
  const output = castTensor(builder, isPacked ? packed(builder, result) : result, query.elementType);
  const mode = node.integer("qk_matmul_output_mode", 0);
  const stage = [product, capped, biased, shares][mode] ?? node.fail(`qk_matmul_output_mode is ${mode}`);
  return [output, key, value, castTensor(builder, stage, query.elementType)];
}

/** The head of keys and values that belongs to a head of queries. */
function sharedHead(queryHeads: Dimension, keyHeads: Dimension): (head: Expression) => Expression {
  if (isEqual(queryHeads, keyHeads)) return (head) => head;
  return (head) => floorDivide(head, sizeValue(dimensions.quotient(queryHeads, keyHeads)));
}

/** Q K' * scale, in the wide type: [batch, query heads, queries, keys]. */
function scoresOf(node: OperatorNode, query: Tensor, key: Tensor): Tensor {
  const { builder } = node;
  const [batch, queryHeads, queries, width] = query.shape as [Dimension, Dimension, Dimension, Dimension];
  const [, keyHeads, keys, keyWidth] = key.shape as [Dimension, Dimension, Dimension, Dimension];
  if (mismatch(node.builder, width, keyWidth))
    node.fail(`queries are ${printShape(query.shape)}, but keys ${printShape(key.shape)}: heads of another size`);
  if ((constantOf(dimensions.remainder(queryHeads, keyHeads)) ?? 0) !== 0)
    node.fail(`${queryHeads.key} heads of queries cannot share ${keyHeads.key} heads of keys`);
  if (mismatch(builder, batch, key.shape[0] as Dimension))
    node.fail(`queries are ${printShape(query.shape)}, but keys ${printShape(key.shape)}`);
  const wide = wideType(query.elementType);
  const headOf = sharedHead(queryHeads, keyHeads);
  const scaled = pointwise(builder, [query], (x) => {
    const scale = node.has("scale") ? number(wide, node.float("scale")) : divide(1, sqrt(cast(sizeValue(width), wide)));
    return multiply(cast(x as Expression, wide), scale);
  });
  return builder.reduce("sum", [batch, queryHeads, queries, keys], [width], ([b, h, i, j], [k]) =>
    multiply(load(scaled, [b, h, i, k] as Expression[]), cast(load(key, [b, headOf(h as Expression), j, k] as Expression[]), wide)),
  );
}

/** The sum of values, each times its share. `skipsZeros`: values whose share is 0 may hold anything. */
function weighted(node: OperatorNode, shares: Tensor, value: Tensor, skipsZeros: boolean): Tensor {
  const [batch, queryHeads, queries, keys] = shares.shape as [Dimension, Dimension, Dimension, Dimension];
  const headOf = sharedHead(queryHeads, value.shape[1] as Dimension);
  if (mismatch(node.builder, keys, value.shape[2] as Dimension) || mismatch(node.builder, batch, value.shape[0] as Dimension))
    node.fail(`there are ${keys.key} keys, but values are ${printShape(value.shape)}`);
  if ((constantOf(dimensions.remainder(queryHeads, value.shape[1] as Dimension)) ?? 0) !== 0)
    node.fail(`${queryHeads.key} heads of queries cannot share ${(value.shape[1] as Dimension).key} heads of values`);
  return node.builder.reduce("sum", [batch, queryHeads, queries, value.shape[3] as Dimension], [keys], ([b, h, i, c], [j]) => {
    const share = load(shares, [b, h, i, j] as Expression[]);
    const part = multiply(share, cast(load(value, [b, headOf(h as Expression), j, c] as Expression[]), shares.elementType));
    return skipsZeros ? choose(equal(share, 0), 0, part) : part;
  });
}

/** Attention whose scores and shares the model changes by graphs of its own (ai.onnx.preview, FlexAttention-1). */
function flexAttention(node: OperatorNode): Tensor {
  const { builder } = node;
  const [query, key, value] = [floats(node, 0), floats(node, 1), floats(node, 2)];
  for (const each of [query, key, value])
    if (each.shape.length !== 4) node.fail(`an input is ${printShape(each.shape)}, but should have 4 dimensions`);
  const precision = wideType(node.elementTypeAttribute("softmax_precision", query.elementType));
  const changed = (attribute: string, tensor: Tensor): Tensor => {
    if (!node.has(attribute)) return tensor;
    const [result] = node.subgraphs.inline(node.graphAttribute(attribute), [ofTensor(tensor)]);
    if (result?.kind !== "tensor" || result.tensor.shape.length !== 4) return node.fail(`${attribute} should give one tensor of rank 4`);
    return castTensor(builder, result.tensor, precision);
  };
  const scores = changed("score_mod", castTensor(builder, scoresOf(node, query, key), precision));
  const shares = changed("prob_mod", softmax(builder, scores, [3]));
  return castTensor(builder, weighted(node, shares, value, false), value.elementType);
}

/** [batch, heads, length, size] of a tensor in that form, or in the form [batch, length, heads * size]. */
function heads(node: OperatorNode, tensor: Tensor, attribute: string): Tensor {
  if (tensor.shape.length === 4) return tensor;
  if (tensor.shape.length !== 3) node.fail(`an input is ${printShape(tensor.shape)}, but should have 3 or 4 dimensions`);
  const count = node.integer(attribute);
  const [batch, length, hidden] = tensor.shape as [Dimension, Dimension, Dimension];
  if (count < 1) node.fail(`${attribute} is ${count}`);
  if ((constantOf(dimensions.remainder(hidden, size(count))) ?? 0) !== 0) node.fail(`${hidden.key} cannot be divided into ${count} heads`);
  const width = dimensions.quotient(hidden, size(count));
  return transpose(node.builder, reshape(node.builder, tensor, [batch, length, size(count), width]), [0, 2, 1, 3]);
}

function packed(builder: GraphBuilder, tensor: Tensor): Tensor {
  const [batch, count, length, width] = tensor.shape as [Dimension, Dimension, Dimension, Dimension];
  return reshape(builder, transpose(builder, tensor, [0, 2, 1, 3]), [batch, length, dimensions.multiply(count, width)]);
}

/** What is added to the score at an index: numbers of the mask, and minus infinity for keys that a query does not see. */
function biasOf(
  node: OperatorNode,
  scores: readonly Dimension[],
  pastKey: Tensor | undefined,
  type: ElementType,
): ((index: readonly Expression[]) => Expression) | undefined {
  const mask = node.optionalInput(3);
  const valid = node.optionalInput(6);
  const isCausal = node.integer("is_causal", 0) !== 0;
  if (mask === undefined && valid === undefined && !isCausal) return undefined;
  const [, , queries, keys] = scores as [Dimension, Dimension, Dimension, Dimension];
  const last = mask?.shape.at(-1);
  // A mask may end before the keys do; those after it are not seen
  const isShort = last !== undefined && !isEqual(last, keys) && constantOf(last) !== 1;
  const spread = mask === undefined ? undefined : isShort ? unsqueezeTo(node.builder, mask, scores.length) : mask;
  if (mask !== undefined) {
    if (mask.elementType !== "bool" && !isNumber(mask.elementType)) node.fail(`the mask is ${mask.elementType}`);
    if (mask.shape.length > 4) node.fail(`the mask is ${printShape(mask.shape)}, but should have at most 4 dimensions`);
    if (!isShort) checkBroadcast(node, [mask, node.builder.map(scores, () => literal("bool", true))]);
  }
  if (valid !== undefined && valid.shape.length !== 1) node.fail(`nonpad_kv_seqlen is ${printShape(valid.shape)}, but should be a vector`);
  return (index) => {
    const [b, , i, j] = index as [Expression, Expression, Expression, Expression];
    const unseen = number(type, -Infinity);
    let bias: Expression = number(type, 0);
    if (spread !== undefined) {
      const shape = isShort ? [...scores.slice(0, -1), last as Dimension] : scores;
      const element = loadBroadcast(spread, index, shape);
      const added = element.type === "bool" ? choose(element, number(type, 0), unseen) : cast(element, type);
      bias = isShort ? choose(less(j, sizeValue(last as Dimension)), added, unseen) : added;
    }
    const seen: Expression[] = [];
    const validHere = valid === undefined ? undefined : cast(load(valid, [b]), "index");
    if (validHere !== undefined) seen.push(less(j, validHere));
    if (isCausal) {
      const before =
        pastKey !== undefined
          ? sizeValue(pastKey.shape[2] as Dimension)
          : validHere !== undefined
            ? subtract(validHere, sizeValue(queries))
            : sizeValue(0);
      seen.push(atMost(j, add(i, before)));
    }
    return seen.length === 0 ? bias : choose(seen.reduce(both), bias, unseen);
  };
}

function unsqueezeTo(builder: GraphBuilder, tensor: Tensor, rank: number): Tensor {
  const missing = rank - tensor.shape.length;
  return missing <= 0
    ? tensor
    : unsqueeze(
        builder,
        tensor,
        Array.from({ length: missing }, (_, at) => at),
      );
}

/** Softmax over the last axis, where a row of nothing but minus infinity gives zeros. */
function maskedSoftmax(builder: GraphBuilder, tensor: Tensor): Tensor {
  const axis = tensor.shape.length - 1;
  const greatest = reduceOver(builder, "maximum", tensor, [axis], true);
  const powers = pointwise(builder, [tensor, greatest], (x, m) => {
    const isEmpty = equal(m as Expression, -Infinity);
    return choose(isEmpty, 0, exp(subtract(x as Expression, m as Expression)));
  });
  const sum = reduceOver(builder, "sum", powers, [axis], true);
  return pointwise(builder, [powers, sum], (x, s) => choose(equal(s as Expression, 0), 0, divide(x as Expression, s as Expression)));
}

/** Pairs of elements turned by the angles whose cosines and sines are given; those behind `rotary_embedding_dim` stay. */
function rotaryEmbedding(node: OperatorNode): Tensor {
  const { builder } = node;
  const input = floats(node, 0);
  const x = heads(node, input, "num_heads");
  const [cosines, sines, positions] = [floats(node, 1), floats(node, 2), node.optionalInput(3)];
  const rank = positions === undefined ? 3 : 2;
  for (const cache of [cosines, sines])
    if (cache.shape.length !== rank) node.fail(`a cache is ${printShape(cache.shape)}, but should have ${rank} dimensions`);
  if (positions !== undefined && positions.shape.length !== 2)
    node.fail(`position_ids is ${printShape(positions.shape)}, but should be [batch, sequence]`);
  const width = x.shape[3] as Dimension;
  const rotated = node.integer("rotary_embedding_dim", 0);
  const turning = rotated === 0 ? width : size(rotated);
  const half = dimensions.quotient(turning, size(2));
  const isInterleaved = node.integer("interleaved", 0) !== 0;
  const wide = wideType(x.elementType);
  const result = builder.map(x.shape, (index) => {
    const [b, h, s, d] = index as [Expression, Expression, Expression, Expression];
    const pair = isInterleaved ? floorDivide(d, 2) : modulo(d, sizeValue(half));
    const isSecond = isInterleaved ? equal(modulo(d, 2), 1) : atMost(sizeValue(half), d);
    const at = (cache: Tensor): Expression => {
      if (positions === undefined) return cast(load(cache, [b, s, pair]), wide);
      const place = clampedIndex(cast(load(positions, [b, s]), "index"), cache.shape[0] as Dimension);
      return cast(load(cache, [place, pair]), wide);
    };
    const element = (place: Expression): Expression => cast(load(x, [b, h, s, place]), wide);
    const first = element(isInterleaved ? multiply(pair, 2) : pair);
    const second = element(isInterleaved ? add(multiply(pair, 2), 1) : add(pair, sizeValue(half)));
    const real = subtract(multiply(at(cosines), first), multiply(at(sines), second));
    const imaginary = add(multiply(at(sines), first), multiply(at(cosines), second));
    const turned = cast(choose(isSecond, imaginary, real), x.elementType);
    return isEqual(turning, width) ? turned : choose(less(d, sizeValue(turning)), turned, load(x, index));
  });
  return input.shape.length === 3 ? packed(builder, result) : result;
}
