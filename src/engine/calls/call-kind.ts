/** What a called operator is to the engine: the few that are neither a map nor a reduction. */
import { HostError } from "../../base/assert.ts";
import type { CallContext, Elements } from "../graph/interpret.ts";
import type { Call } from "../graph/graph.ts";

export type CallKind = {
  /** What it means, element by element, for the interpreter. */
  readonly interpret: (call: Call, inputs: readonly Elements[], context: CallContext) => readonly Elements[];
};

export type CallTable = { readonly [operator: string]: CallKind };

/** What only the data shows while a model runs: a place outside of a tensor, shapes of a loop's rounds that do not fit together. */
export class CallError extends HostError {
  override readonly name = "CallError";
}

export function textAttribute(call: Call, name: string): string {
  const value = call.attributes[name];
  return typeof value === "string" ? value : "";
}
