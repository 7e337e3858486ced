/** Changes a graph tensor by tensor: each is renewed with what its parts have become, and may then be replaced. */
import { type Expression, rewrite } from "./expression.ts";
import { type Call, type Graph, inOrder, type SymbolMeaning, type Tensor } from "./graph.ts";

/** `change`: in: a tensor whose parts are renewed. Out: what stands for it from now on: itself, or another of the same shape and meaning. */
export function rewriteGraph(graph: Graph, change: (tensor: Tensor, isOutput: boolean) => Tensor): Graph {
  const renewed = new Map<Tensor, Tensor>();
  const calls = new Map<Call, Call>();
  const outputs = new Set(graph.outputs.map(({ tensor }) => tensor));
  const current = (tensor: Tensor): Tensor => renewed.get(tensor) ?? tensor;
  const body = (expression: Expression): Expression =>
    rewrite(expression, (part) => {
      const other = part.kind === "load" ? renewed.get(part.tensor) : undefined;
      return other === undefined ? undefined : ({ ...part, tensor: other } as Expression);
    });
  for (const tensor of inOrder(graph)) {
    const { definition } = tensor;
    let next = tensor;
    switch (definition.kind) {
      case "input":
      case "constant":
        break;
      case "map":
      case "reduce":
        next = { ...tensor, definition: { ...definition, body: body(definition.body) } };
        break;
      case "call": {
        let call = calls.get(definition.call);
        if (call === undefined) {
          call = { ...definition.call, inputs: definition.call.inputs.map(current), outputs: [] };
          calls.set(definition.call, call);
          const made = call;
          call.outputs = definition.call.outputs.map((each, output) => ({ ...each, definition: { kind: "call", call: made, output } }));
        }
        // All of them: a size may be that of an output which nothing else reads
        for (const [output, each] of definition.call.outputs.entries())
          if (!renewed.has(each)) renewed.set(each, call.outputs[output] as Tensor);
        next = call.outputs[definition.output] as Tensor;
      }
    }
    renewed.set(tensor, change(next, outputs.has(tensor)));
  }
  const symbols = new Map<string, SymbolMeaning>();
  for (const [name, meaning] of graph.symbols) {
    symbols.set(
      name,
      meaning.kind === "value" ? { kind: "value", value: body(meaning.value) } : { ...meaning, tensor: current(meaning.tensor) },
    );
  }
  return {
    ...graph,
    inputs: graph.inputs.map(current),
    outputs: graph.outputs.map(({ name, tensor }) => ({ name, tensor: current(tensor) })),
    symbols,
  };
}

/** New numbers for tensors that passes make. */
export function numbersAfter(graph: Graph): () => number {
  let next = inOrder(graph).reduce((greatest, tensor) => Math.max(greatest, tensor.id), 0) + 1;
  return () => next++;
}
