/**
 * Sizes that have to be the same become the same: a symbol that stands for a size of an input is replaced by what it has to equal.
 *
 * What is left of the requirement is a check of that input when the model runs.
 */
import { constantOf, type Dimension, substitute, symbolsOf } from "./dimension.ts";
import { type Axis, axisValue, type Expression, rewrite, sizeValue } from "./expression.ts";
import { type Definition, type Graph, inOrder, isGraph, type Requirement, type SymbolMeaning, type Tensor } from "./graph.ts";

export function unifySizes(graph: Graph): Graph {
  const replaced = new Map<string, Dimension>();
  const requirements: Requirement[] = [];
  const current = (dimension: Dimension): Dimension => substitute(dimension, (name) => replaced.get(name));
  for (const requirement of graph.requirements ?? []) {
    const left = current(requirement.left);
    const right = current(requirement.right);
    if (left.key === right.key || (requirement.orOne === true && constantOf(left) === 1)) continue;
    const symbol = requirement.orOne === true ? undefined : (replaceable(left, right, graph) ?? replaceable(right, left, graph));
    if (symbol === undefined) {
      requirements.push({ ...requirement, left, right });
      continue;
    }
    const value = symbol === left.key ? right : left;
    for (const [name, before] of replaced)
      replaced.set(
        name,
        substitute(before, (each) => (each === symbol ? value : undefined)),
      );
    replaced.set(symbol, value);
  }
  if (replaced.size === 0) return { ...graph, requirements };
  // Those that were kept may have what was replaced after them
  const left = requirements.map((each) => ({ ...each, left: current(each.left), right: current(each.right) }));
  const unmet = left.filter((each) => each.left.key !== each.right.key);
  return rebuilt({ ...graph, requirements: unmet }, current, replaced);
}

/** The symbol that `dimension` is, if it stands for the size of an input and can be computed from others. */
function replaceable(dimension: Dimension, value: Dimension, graph: Graph): string | undefined {
  const meaning = graph.symbols.get(dimension.key);
  if (meaning?.kind !== "dimension" || meaning.tensor.definition.kind !== "input" || symbolsOf(value).has(dimension.key)) return undefined;
  const areInputs = [...symbolsOf(value)].every((name) => {
    const other = graph.symbols.get(name);
    return other?.kind === "dimension" && other.tensor.definition.kind === "input";
  });
  return areInputs ? dimension.key : undefined;
}

function rebuilt(graph: Graph, current: (dimension: Dimension) => Dimension, replaced: ReadonlyMap<string, Dimension>): Graph {
  const renewed = new Map<Tensor, Tensor>();
  const calls = new Map<number, (Definition & { kind: "call" })["call"]>();
  const symbols = new Map<string, SymbolMeaning>();
  const tensorOf = (tensor: Tensor): Tensor => renewed.get(tensor) ?? tensor;
  const graphOf = (each: Graph): Graph => {
    for (const tensor of [...each.inputs, ...inOrder(each)]) if (!renewed.has(tensor)) renew(tensor);
    const outputs = each.outputs.map(({ name, tensor }) => ({ name, tensor: tensorOf(tensor) }));
    const requirements = each.requirements?.map((one) => ({ ...one, left: current(one.left), right: current(one.right) }));
    return { ...each, inputs: each.inputs.map(tensorOf), outputs, symbols, ...(requirements === undefined ? {} : { requirements }) };
  };
  const renew = (tensor: Tensor): void => {
    const shape = tensor.shape.map(current);
    const { definition } = tensor;
    switch (definition.kind) {
      case "input":
      case "constant":
        renewed.set(tensor, { ...tensor, shape });
        break;
      case "map":
      case "reduce": {
        const axes = new Map<Axis, Axis>();
        const fresh = (axis: Axis): Axis => {
          const made = { ...axis, extent: current(axis.extent) };
          axes.set(axis, made);
          return made;
        };
        const own = definition.axes.map(fresh);
        const reduced = definition.kind === "reduce" ? definition.reduced.map(fresh) : [];
        const body = bodyOf(definition.body, tensorOf, current, axes);
        const made: Definition =
          definition.kind === "map" ? { ...definition, axes: own, body } : { ...definition, axes: own, reduced, body };
        renewed.set(tensor, { ...tensor, shape, definition: made });
        break;
      }
      case "call": {
        let call = calls.get(definition.call.id);
        if (call === undefined) {
          const { attributes, inputs } = definition.call;
          const inside = Object.entries(attributes).map(([name, value]) => [name, isGraph(value) ? graphOf(value) : value]);
          call = { ...definition.call, inputs: inputs.map(tensorOf), attributes: Object.fromEntries(inside), outputs: [] };
          calls.set(call.id, call);
          const made = call;
          call.outputs = definition.call.outputs.map((each, output) => ({
            ...each,
            shape: each.shape.map(current),
            definition: { kind: "call", call: made, output },
          }));
        }
        // All of them: a size may be that of an output which nothing else reads
        for (const [output, each] of definition.call.outputs.entries()) renewed.set(each, call.outputs[output] as Tensor);
      }
    }
  };
  const result = graphOf(graph);
  for (const [name, meaning] of graph.symbols) {
    if (replaced.has(name)) continue;
    symbols.set(
      name,
      meaning.kind === "value"
        ? { kind: "value", value: bodyOf(meaning.value, tensorOf, current, new Map()) }
        : { ...meaning, tensor: tensorOf(meaning.tensor) },
    );
  }
  return result;
}

function bodyOf(
  body: Expression,
  tensorOf: (tensor: Tensor) => Tensor,
  current: (dimension: Dimension) => Dimension,
  axes: ReadonlyMap<Axis, Axis>,
): Expression {
  return rewrite(body, (part) => {
    switch (part.kind) {
      case "size":
        return sizeValue(current(part.size));
      case "axis": {
        const axis = axes.get(part.axis);
        return axis === undefined ? undefined : axisValue(axis);
      }
      case "load":
        return { ...part, tensor: tensorOf(part.tensor) };
      default:
        return undefined;
    }
  });
}
