/** A model's graph as text, as it is read or as it is compiled; `docs/design/engine-graph.md` describes the text. */
import { importWith, type ImportedModel } from "./compile-service.ts";
import { fusedGraph } from "./emission/fused-graph.ts";
import type { Feeds } from "./feeds.ts";
import { printGraph } from "./graph/print.ts";
import type { OnnxModel } from "./onnx/model.ts";
import type { OperatorSet } from "./operator-set.ts";

/** Without a text: what would have to be given. Throws `ModelError`. */
export function graphText(
  model: OnnxModel,
  feeds: Feeds,
  operators: OperatorSet,
  isFused: boolean,
): { readonly text?: string; readonly needed?: ImportedModel["needed"] } {
  const { graph, needed } = importWith(model, feeds, operators);
  if (graph === undefined) return needed === undefined ? {} : { needed };
  return { text: printGraph(isFused ? fusedGraph(graph) : graph).text };
}
