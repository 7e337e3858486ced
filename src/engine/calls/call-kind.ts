/** What a called operator is to the engine: the few that are neither a map nor a reduction. */
import type { Elements } from "../graph/interpret.ts";
import type { Call } from "../graph/graph.ts";

export type CallKind = {
  /** What it means, element by element, for the interpreter. */
  readonly interpret: (call: Call, inputs: readonly Elements[]) => readonly Elements[];
};

export type CallTable = { readonly [operator: string]: CallKind };
