/** Activation functions that recurrent networks name in their attributes, with their parameters. */
import { apply, cast, type Expression, literal, select } from "../graph/expression.ts";
import { sigmoid } from "./formula.ts";
import type { OperatorNode } from "./operator-node.ts";

export type Activation = (x: Expression) => Expression;

type Parametric = {
  readonly alpha?: number;
  readonly beta?: number;
  readonly make: (x: Expression, alpha: Expression, beta: Expression) => Expression;
};

const functions: { readonly [name: string]: Parametric } = {
  relu: { make: (x) => apply("maximum", x, literal(x.type, 0)) },
  tanh: { make: (x) => apply("tanh", x) },
  sigmoid: { make: sigmoid },
  affine: { alpha: 1, beta: 0, make: (x, alpha, beta) => apply("add", apply("multiply", alpha, x), beta) },
  leakyrelu: { alpha: 0.01, make: (x, alpha) => select(apply("less", x, literal(x.type, 0)), apply("multiply", alpha, x), x) },
  thresholdedrelu: { alpha: 1, make: (x, alpha) => select(apply("less", alpha, x), x, literal(x.type, 0)) },
  scaledtanh: { alpha: 1, beta: 1, make: (x, alpha, beta) => apply("multiply", alpha, apply("tanh", apply("multiply", beta, x))) },
  hardsigmoid: {
    alpha: 0.2,
    beta: 0.5,
    make: (x, alpha, beta) =>
      apply("minimum", apply("maximum", apply("add", apply("multiply", alpha, x), beta), literal(x.type, 0)), literal(x.type, 1)),
  },
  elu: {
    alpha: 1,
    make: (x, alpha) =>
      select(apply("less", x, literal(x.type, 0)), apply("multiply", alpha, apply("subtract", apply("exp", x), literal(x.type, 1))), x),
  },
  softsign: { make: (x) => apply("divide", x, apply("add", literal(x.type, 1), apply("absolute", x))) },
  // log(1 + exp(x)) without overflow
  softplus: {
    make: (x) => apply("add", apply("maximum", x, literal(x.type, 0)), apply("log1p", apply("exp", apply("negate", apply("absolute", x))))),
  },
};

/** The node's activations for all directions; numbers in `activation_alpha` and `activation_beta` go to those that take them, in order. */
export function activationList(node: OperatorNode, defaults: readonly string[], directions: number): readonly Activation[] {
  const names = node.textList("activations") ?? Array.from({ length: directions }, () => defaults).flat();
  if (names.length !== defaults.length * directions)
    node.fail(`${names.length} activations are given, but ${defaults.length * directions} are needed`);
  const alphas = [...(node.floatList("activation_alpha") ?? [])];
  const betas = [...(node.floatList("activation_beta") ?? [])];
  return names.map((name) => {
    const lower = name.toLowerCase();
    const found = Object.hasOwn(functions, lower) ? functions[lower] : undefined;
    if (found === undefined) return node.fail(`activation "${name}" is not known`);
    const alpha = found.alpha === undefined ? 0 : (alphas.shift() ?? found.alpha);
    const beta = found.beta === undefined ? 0 : (betas.shift() ?? found.beta);
    const number = (x: Expression, value: number): Expression => cast(literal("float32", Math.fround(value)), x.type);
    return (x) => found.make(x, number(x, alpha), number(x, beta));
  });
}
