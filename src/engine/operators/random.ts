/**
 * Random numbers: maps of a seed and each element's place, so that they are computed anywhere in any order, and the same for the same seed.
 *
 * Without a seed it is a call, `seed`: nothing to a uint64 that is another one in each run. The numbers are those of Steele, Lea and Flood's
 * SplitMix64 (2014), not those of another implementation with the same seed, which the specification does not ask for.
 */
import { type Dimension, size } from "../graph/dimension.ts";
import { apply, cast, type Expression, literal, load } from "../graph/expression.ts";
import type { GraphBuilder } from "../graph/builder.ts";
import type { Tensor } from "../graph/graph.ts";
import type { ElementType } from "../tensor-data.ts";
import { floats } from "./element-types.ts";
import { add, less, log, multiply, negate, number, sqrt, subtract } from "./formula.ts";
import type { OperatorNode, OperatorTable } from "./operator-node.ts";
import { flatten, printShape } from "./shaping.ts";

export const random: OperatorTable = {
  RandomUniform: (node) => uniform(node, attributeShape(node), node.elementTypeAttribute("dtype", "float32")),
  RandomUniformLike: (node) => uniform(node, node.input(0).shape, node.elementTypeAttribute("dtype", node.input(0).elementType)),
  RandomNormal: (node) => normal(node, attributeShape(node), node.elementTypeAttribute("dtype", "float32")),
  RandomNormalLike: (node) => normal(node, node.input(0).shape, node.elementTypeAttribute("dtype", node.input(0).elementType)),
  Bernoulli: (node) => {
    const chance = floats(node, 0);
    const type = node.elementTypeAttribute("dtype", chance.elementType);
    const draws = uniformNumbers(node.builder, seedOf(node), chance.shape, precisionOf(chance.elementType));
    return node.builder.map(chance.shape, (index) => {
      const drawn = load(draws, index);
      return cast(less(drawn, cast(load(chance, index), drawn.type)), type);
    });
  },
  Multinomial: multinomial,
};

type Precision = "float32" | "float64";

function precisionOf(type: ElementType): Precision {
  return type === "float64" ? "float64" : "float32";
}

function attributeShape(node: OperatorNode): readonly Dimension[] {
  const shape = node.integerList("shape") ?? node.fail("attribute shape is missing");
  for (const each of shape) if (each < 0) node.fail(`shape has a size of ${each}`);
  return shape.map(size);
}

/** A scalar of uint64: the bits of the attribute, or another number in each run. */
export function seedOf(node: OperatorNode): Tensor {
  if (!node.has("seed")) return node.builder.call("seed", [], {}, [{ elementType: "uint64", shape: [] }])[0] as Tensor;
  const [bits] = new BigUint64Array(Float64Array.of(node.float("seed")).buffer);
  return node.builder.map([], () => literal("uint64", bits as bigint));
}

/** Numbers from 0 to below 1. `stream` tells apart several tensors of one seed. */
export function uniformNumbers(builder: GraphBuilder, seed: Tensor, shape: readonly Dimension[], precision: Precision, stream = 0): Tensor {
  const start = multiplyBig(BigInt(stream), 0xd1342543de82ef95n);
  return builder.map(shape, (index) => {
    const place = apply("add", cast(flatten(index, shape), "uint64"), big(1n));
    const state = apply("add", apply("xor", load(seed, []), big(start)), apply("multiply", place, big(0x9e3779b97f4a7c15n)));
    const first = apply("multiply", shifted(state, 30n), big(0xbf58476d1ce4e5b9n));
    const bits = shifted(apply("multiply", shifted(first, 27n), big(0x94d049bb133111ebn)), 31n);
    const [kept, unit] = precision === "float64" ? [11n, 2 ** -53] : [40n, 2 ** -24];
    return multiply(cast(apply("shift_right", bits, big(kept)), precision), unit);
  });
}

/** x xor (x >> bits) */
function shifted(x: Expression, bits: bigint): Expression {
  return apply("xor", x, apply("shift_right", x, big(bits)));
}

function big(value: bigint): Expression {
  return literal("uint64", value);
}

function multiplyBig(left: bigint, right: bigint): bigint {
  return BigInt.asUintN(64, left * right);
}

function uniform(node: OperatorNode, shape: readonly Dimension[], type: ElementType): Tensor {
  const [low, high] = [node.float("low", 0), node.float("high", 1)];
  const draws = uniformNumbers(node.builder, seedOf(node), shape, precisionOf(type));
  return node.builder.map(shape, (index) => cast(add(multiply(load(draws, index), high - low), low), checkedType(node, type)));
}

/** Box and Muller's transform of two uniform numbers. */
function normal(node: OperatorNode, shape: readonly Dimension[], type: ElementType): Tensor {
  const [mean, scale] = [node.float("mean", 0), node.float("scale", 1)];
  const { builder } = node;
  const seed = seedOf(node);
  const [radii, angles] = [1, 2].map((stream) => uniformNumbers(builder, seed, shape, precisionOf(type), stream)) as [Tensor, Tensor];
  return builder.map(shape, (index) => {
    // 1 - u is never 0
    const radius = sqrt(multiply(log(subtract(1, load(radii, index))), -2));
    const value = multiply(radius, apply("cos", multiply(load(angles, index), 2 * Math.PI)));
    return cast(add(multiply(value, scale), mean), checkedType(node, type));
  });
}

function checkedType(node: OperatorNode, type: ElementType): ElementType {
  return /^b?float(16|32|64)?$/.test(type) ? type : node.fail(`dtype is ${type}, but should be a float`);
}

/** The class with the greatest logit after Gumbel noise: drawn with the classes' probabilities. */
function multinomial(node: OperatorNode): Tensor {
  const logits = floats(node, 0);
  if (logits.shape.length !== 2) node.fail(`the input should be [batch, classes], but its shape is ${printShape(logits.shape)}`);
  const [batch, classes] = logits.shape as [Dimension, Dimension];
  const type = node.elementTypeAttribute("dtype", "int32");
  if (type !== "int32" && type !== "int64") node.fail(`dtype is ${type}, but should be int32 or int64`);
  const samples = size(node.integer("sample_size", 1));
  const precision = precisionOf(logits.elementType);
  const draws = uniformNumbers(node.builder, seedOf(node), [batch, samples, classes], precision);
  const chosen = node.builder.reduce("first_greatest", [batch, samples], [classes], ([row, sample], [at]) => {
    const u = load(draws, [row as Expression, sample as Expression, at as Expression]);
    const noise = negate(log(negate(log(add(u, number(precision, 2 ** -26))))));
    return add(cast(load(logits, [row as Expression, at as Expression]), precision), noise);
  });
  return node.builder.map([batch, samples], (index) => cast(load(chosen, index), type));
}
