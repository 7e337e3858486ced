/**
 * What a model says of itself: its inputs and outputs as data that can be kept in a file of JSON, and the files that it consists of.
 *
 * In: an `OnnxModel`. Not here: what of it the engine can do (`inspection.ts`), whether tensors fit (`feeds.ts`).
 */
import type { OnnxAttribute, OnnxGraph, OnnxModel, OnnxNode, OnnxType } from "./onnx/model.ts";
import type { OnnxTensor } from "./onnx/tensor.ts";
import type { ElementType } from "./tensor-data.ts";

/** A size, a name that stands for one, or null for a size that has no name. */
export type DescribedSize = number | string | null;

export type ValueDescription = {
  readonly name: string;
  readonly kind: OnnxType["kind"] | "unknown";
  /** Of a tensor, and of the tensors of a sequence or an optional value; absent where the model does not say it. */
  readonly elementType?: ElementType;
  readonly shape?: readonly DescribedSize[];
  /** An input that may be left out: the model has a value for it. */
  readonly hasDefault?: true;
};

export type ModelDescription = {
  readonly inputs: readonly ValueDescription[];
  readonly outputs: readonly ValueDescription[];
};

export function describeModel({ graph }: OnnxModel): ModelDescription {
  return {
    inputs: graph.inputs.map(({ name, type }) => ({
      ...describe(name, type),
      ...(graph.initializers.has(name) && { hasDefault: true as const }),
    })),
    outputs: graph.outputs.map(({ name, type }) => describe(name, type)),
  };
}

function describe(name: string, type: OnnxType | undefined): ValueDescription {
  if (type === undefined) return { name, kind: "unknown" };
  const inner = innermost(type);
  if (inner.kind !== "tensor") return { name, kind: type.kind };
  const { elementType, shape } = inner;
  return {
    name,
    kind: type.kind,
    ...(elementType !== undefined && { elementType }),
    ...(shape !== undefined && {
      shape: shape.map((size) => ((typeof size === "number" && size >= 0) || (typeof size === "string" && size !== "") ? size : null)),
    }),
  };
}

function innermost(type: OnnxType): OnnxType {
  return type.kind === "sequence" || type.kind === "optional" ? innermost(type.element) : type;
}

/** `float32[batch, 3, ?]`, `sequence of int64[?]`. */
export function printValueType({ kind, elementType, shape }: Omit<ValueDescription, "name">): string {
  const tensor = `${elementType ?? "any type"}${shape === undefined ? " of any rank" : `[${shape.map((size) => size ?? "?").join(", ")}]`}`;
  switch (kind) {
    case "tensor":
      return tensor;
    case "sequence":
    case "optional":
      return `${kind} of ${tensor}`;
    case "sparse-tensor":
    case "map":
    case "unknown":
      return kind;
  }
}

/** The same model with sizes in place of names, in the types of its inputs. */
export function withSizes(model: OnnxModel, sizes: ReadonlyMap<string, number>): OnnxModel {
  if (sizes.size === 0) return model;
  const inputs = model.graph.inputs.map((input) => {
    if (input.type?.kind !== "tensor" || input.type.shape === undefined) return input;
    const shape = input.type.shape.map((size) => (typeof size === "string" ? (sizes.get(size) ?? size) : size));
    return { ...input, type: { ...input.type, shape } };
  });
  return { ...model, graph: { ...model.graph, inputs } };
}

/** Files beside the model's that it keeps tensors in, as it names them, each once. */
export function externalFiles(model: OnnxModel): readonly string[] {
  const names = new Set<string>();
  for (const tensor of tensorsOf(model)) {
    const name = tensor.storage.kind === "external" ? tensor.storage.entries.get("location") : undefined;
    if (name !== undefined) names.add(name);
  }
  return [...names].sort();
}

/** Every node, also those in graphs of nodes and in functions. */
export function nodesOf(model: OnnxModel): readonly OnnxNode[] {
  const all: OnnxNode[] = [];
  const pending: OnnxNode[] = [...model.graph.nodes, ...model.functions.flatMap(({ nodes }) => nodes)];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    all.push(next);
    for (const graph of graphsIn(next)) pending.push(...graph.nodes);
  }
  return all;
}

/** Every tensor that the model has a value for. */
export function tensorsOf(model: OnnxModel): readonly OnnxTensor[] {
  const nodes = nodesOf(model);
  const graphs = [model.graph, ...nodes.flatMap(graphsIn)];
  return [
    ...graphs.flatMap(({ initializers, sparseInitializers }) => [
      ...initializers.values(),
      ...sparseInitializers.flatMap(({ values, indices }) => [values, indices]),
    ]),
    ...nodes.flatMap(({ attributes }) => [...attributes.values()].flatMap(tensorsIn)),
  ];
}

function graphsIn({ attributes }: OnnxNode): readonly OnnxGraph[] {
  return [...attributes.values()].flatMap((attribute) =>
    attribute.kind === "graph" ? [attribute.value] : attribute.kind === "graphs" ? attribute.values : [],
  );
}

function tensorsIn(attribute: OnnxAttribute): readonly OnnxTensor[] {
  return attribute.kind === "tensor" ? [attribute.value] : attribute.kind === "tensors" ? attribute.values : [];
}
