/**
 * What `forward` does, step by step: for people who want to know where the time goes.
 *
 * A step is a call that a program with a clock measures (`library/engine/profile.mojo`): it writes the step's number, when it began and ended, and the
 * sizes that are not known before it runs. Not here: what is made of that (`profile/`).
 */
import { contractionOf } from "../fusion/contraction.ts";
import { add, constantOf, type Dimension, multiply, printDimension, product, size, zero } from "../graph/dimension.ts";
import type { Tensor } from "../graph/graph.ts";

export type Step = {
  /** The kernel's, or that of what is called. */
  readonly kind: string;
  /** The function that it calls. */
  readonly name: string;
  /** The text of that, without its name; absent if the library has it. */
  readonly body?: string;
  /** What it computes. */
  readonly members: readonly Tensor[];
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
  /** Inputs that it reads at places which other tensors give: not whole, mostly. */
  readonly gathered?: readonly Tensor[];
};

/** Sizes of a step's tensors that only a run knows, each once. */
export function openSizes({ inputs, outputs, members }: Step): readonly Dimension[] {
  const open = new Map<string, Dimension>();
  const sizes = [...inputs, ...outputs].flatMap(({ shape }) => shape);
  for (const each of [...sizes, operationsOf(members)]) if (constantOf(each) === undefined) open.set(printDimension(each), each);
  return [...open.values()];
}

/** Multiplications and additions of products and convolutions. */
export function operationsOf(members: readonly Tensor[]): Dimension {
  return members.reduce((sum, tensor) => add(sum, operationsOfTensor(tensor)), zero);
}

function operationsOfTensor(tensor: Tensor): Dimension {
  const { definition, shape } = tensor;
  if (definition.kind === "reduce" && contractionOf(tensor) !== undefined)
    return multiply(size(2), product([...shape, ...definition.reduced.map(({ extent }) => extent)]));
  if (definition.kind === "call" && definition.call.operator === "convolution") {
    const [, filter] = definition.call.inputs as readonly [Tensor, Tensor];
    return multiply(size(2), product([...shape, ...filter.shape.slice(1)]));
  }
  return zero;
}
