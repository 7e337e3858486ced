/** What a graph is when it is written as a program: fused, and the graphs inside of its calls, too. For human eyes and for tests. */
import { closeGraphs } from "../graph/close.ts";
import { type Graph, graphsIn, isGraph } from "../graph/graph.ts";
import { rewriteGraph } from "../graph/rewrite.ts";
import { fuse } from "./graph-writer.ts";

export function fusedGraph(graph: Graph): Graph {
  return fuseInside(fuse(closeGraphs(graph)));
}

function fuseInside(graph: Graph): Graph {
  const done = new Set<number>();
  return rewriteGraph(graph, (tensor) => {
    const { definition } = tensor;
    if (definition.kind !== "call" || graphsIn(definition.call).length === 0 || done.has(definition.call.id)) return tensor;
    const { call } = definition;
    done.add(call.id);
    const attributes = Object.entries(call.attributes).map(([name, value]) => [name, isGraph(value) ? fuseInside(fuse(value)) : value]);
    Object.assign(call, { attributes: Object.fromEntries(attributes) });
    return tensor;
  });
}
