/** Operands that stay the same, in the form that kernels read fastest: made once, when the model is loaded. */
import type { Tensor } from "../graph/graph.ts";
import type { FunctionWriter } from "./function-writer.ts";

export type PackedOperand = {
  readonly tensor: Tensor;
  /** The function of `PackedWeights` that makes it, and its arguments; `weight` is the pointer to the elements, `weight(rows, columns)` a matrix of all of them. */
  readonly method: string;
  readonly view: string;
  readonly type: string;
};

export type WrittenKernel = { readonly function: FunctionWriter; readonly packed: PackedOperand | undefined };
