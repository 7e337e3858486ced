/** How the library's functions for calls are called. */
import type { Dimension } from "../graph/dimension.ts";
import type { Call } from "../graph/graph.ts";

export type WrittenCall = { readonly name: string; readonly arguments: readonly string[] };

/** Undefined for a call that has no compiled form. */
export function writeCall(_call: Call, _print: (dimension: Dimension) => string): WrittenCall | undefined {
  return undefined;
}
