/**
 * Makes the graphs inside of calls complete: what they read from around them becomes inputs, in the order of the call's last inputs.
 *
 * Until then they refer to tensors of the graph around them, which passes would replace without their knowing.
 */
import { symbolsOf } from "./dimension.ts";
import { type Expression, rewrite, visit } from "./expression.ts";
import { type Call, type Definition, type Graph, graphsIn, inOrder, isGraph, readsOf, type SymbolMeaning, type Tensor } from "./graph.ts";
import { rewriteGraph } from "./rewrite.ts";

export function closeGraphs(graph: Graph): Graph {
  if (!inOrder(graph).some((tensor) => tensor.definition.kind === "call" && graphsIn(tensor.definition.call).length > 0)) return graph;
  const closed = new Map<number, Call["attributes"]>();
  for (const { definition } of inOrder(graph)) {
    if (definition.kind !== "call" || graphsIn(definition.call).length === 0) continue;
    const { call } = definition;
    closed.set(call.id, closedAttributes(call));
  }
  return rewriteGraph(graph, (tensor) => {
    const { definition } = tensor;
    if (definition.kind !== "call") return tensor;
    const attributes = closed.get(definition.call.id);
    if (attributes !== undefined) Object.assign(definition.call, { attributes });
    return tensor;
  });
}

function closedAttributes(call: Call): Call["attributes"] {
  const first = call.operator === "loop" ? 2 + (call.attributes.carried as number) : 1;
  const captured = call.inputs.slice(first);
  return Object.fromEntries(
    Object.entries(call.attributes).map(([name, attribute]) => [name, isGraph(attribute) ? closedGraph(attribute, captured) : attribute]),
  );
}

function closedGraph(graph: Graph, captured: readonly Tensor[]): Graph {
  const stand = new Map<Tensor, Tensor>();
  for (const tensor of captured) if (tensor.definition.kind !== "constant") stand.set(tensor, { ...tensor, definition: { kind: "input" } });
  const renewed = new Map<Tensor, Tensor>(stand);
  const calls = new Map<Call, Call>();
  const own = new Set<Tensor>(graph.inputs);
  const body = (expression: Expression): Expression =>
    rewrite(expression, (part) => {
      const other = part.kind === "load" ? renewed.get(part.tensor) : undefined;
      return other === undefined ? undefined : ({ ...part, tensor: other } as Expression);
    });
  const visitTensor = (tensor: Tensor): Tensor => {
    const known = renewed.get(tensor);
    if (known !== undefined) return known;
    const { definition } = tensor;
    let next = tensor;
    if (definition.kind === "map" || definition.kind === "reduce") {
      // Those that only sizes need are among them
      for (const read of readsOf(tensor, graph.symbols)) visitTensor(read);
      next = { ...tensor, definition: { ...definition, body: body(definition.body) } };
    } else if (definition.kind === "call") {
      let call = calls.get(definition.call);
      if (call === undefined) {
        call = { ...definition.call, inputs: definition.call.inputs.map(visitTensor), outputs: [] };
        calls.set(definition.call, call);
        const made = call;
        call.outputs = definition.call.outputs.map((each, output) => ({
          ...each,
          definition: { kind: "call", call: made, output } satisfies Definition,
        }));
        // Graphs further inside name what they read by the tensors of before
        if (graphsIn(call).length > 0) Object.assign(call, { attributes: closedAttributes(definition.call) });
      }
      for (const [output, each] of definition.call.outputs.entries()) {
        renewed.set(each, call.outputs[output] as Tensor);
        own.add(call.outputs[output] as Tensor);
      }
      next = call.outputs[definition.output] as Tensor;
    }
    renewed.set(tensor, next);
    own.add(next);
    return next;
  };
  const outputs = graph.outputs.map(({ name, tensor }) => ({ name, tensor: visitTensor(tensor) }));
  const ids = new Set([...own].map((tensor) => tensor.id));
  const symbols = new Map<string, SymbolMeaning>();
  const isInside = (name: string): boolean => {
    const meaning = graph.symbols.get(name);
    if (meaning === undefined) return false;
    if (meaning.kind === "dimension") return ids.has(meaning.tensor.id);
    let inside = false;
    visit(meaning.value, (part) => {
      if (part.kind === "load") inside ||= ids.has(part.tensor.id);
      if (part.kind === "size") inside ||= [...symbolsOf(part.size)].some(isInside);
    });
    return inside;
  };
  for (const [name, meaning] of graph.symbols) {
    if (!isInside(name)) continue;
    if (meaning.kind === "dimension") symbols.set(name, { ...meaning, tensor: renewed.get(meaning.tensor) ?? meaning.tensor });
    else symbols.set(name, { kind: "value", value: body(meaning.value) });
  }
  return { ...graph, inputs: [...graph.inputs, ...captured.map((tensor) => stand.get(tensor) ?? tensor)], outputs, symbols };
}
