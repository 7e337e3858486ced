/**
 * What a profile shows beside times: the model's nodes, the steps of its program, and which nodes went into which step.
 *
 * In: the graph before it was fused, and the steps that were written. Out: plain data that is kept beside a compiled model as JSON.
 */
import { withName } from "../emission/lines.ts";
import { constantOf, type Dimension, printDimension } from "../graph/dimension.ts";
import { type Graph, graphsIn, inOrder, type ModelNode, readsOf, type Tensor } from "../graph/graph.ts";
import { openSizes, operationsOf, type Step } from "../emission/steps.ts";
import type { ElementType } from "../tensor-data.ts";

/** A size, or the name of one of the step's sizes. */
export type ProfiledSize = number | string;

export type ProfiledTensor = {
  readonly id: number;
  readonly name: string;
  readonly elementType: ElementType;
  readonly shape: readonly ProfiledSize[];
  readonly kind: "input" | "constant" | "computed";
  /** It is read at places which other tensors give. */
  readonly isGathered?: true;
};

export type ProfiledStep = {
  /** `product`, `rows`, `points`, ... or what is called: `convolution`, `sort`, ... */
  readonly kind: string;
  /** The function that it calls. */
  readonly name: string;
  readonly code?: string;
  readonly inputs: readonly ProfiledTensor[];
  readonly outputs: readonly ProfiledTensor[];
  /** Numbers of the nodes that are computed in it. */
  readonly nodes: readonly number[];
  /** Names of sizes that only a run knows, in the order in which it records them. */
  readonly sizes: readonly string[];
  /** Multiplications and additions of products and convolutions. */
  readonly operations: ProfiledSize;
};

export type ProfileDescription = {
  readonly inputs: readonly ProfiledTensor[];
  readonly outputs: readonly ProfiledTensor[];
  readonly nodes: readonly ModelNode[];
  readonly steps: readonly ProfiledStep[];
};

/** `functions`: texts without names, and names. */
export function describeProfile(
  graph: Graph,
  fused: Graph,
  steps: readonly Step[],
  functions: ReadonlyMap<string, string>,
): ProfileDescription {
  const nodes = nodesOfSteps(graph, steps);
  return {
    inputs: fused.inputs.map(describeTensor),
    outputs: fused.outputs.map(({ name, tensor }) => ({ ...describeTensor(tensor), name })),
    nodes: graph.nodes ?? [],
    steps: steps.map((step, at) => {
      const { name, body, inputs, outputs, members, gathered = [] } = step;
      const definition = members[0]?.definition;
      return {
        kind: definition?.kind === "call" ? definition.call.operator : step.kind,
        name,
        ...(body !== undefined && { code: withName(body, functions.get(body) ?? name) }),
        inputs: inputs.map((tensor) => ({ ...describeTensor(tensor), ...(gathered.includes(tensor) && { isGathered: true as const }) })),
        outputs: outputs.map(describeTensor),
        nodes: nodes[at] as readonly number[],
        sizes: openSizes(step).map((each) => printDimension(each)),
        operations: describeSize(operationsOf(members)),
      };
    }),
  };
}

function describeTensor({ id, name, elementType, shape, definition }: Tensor): ProfiledTensor {
  const kind = definition.kind === "input" || definition.kind === "constant" ? definition.kind : "computed";
  return { id, name, elementType, shape: shape.map(describeSize), kind };
}

function describeSize(dimension: Dimension): ProfiledSize {
  return constantOf(dimension) ?? printDimension(dimension);
}

/**
 * The nodes of each step: those that its tensors were made for, and those whose tensors vanished into what reads them. A node may be in several
 * steps, or in none: then it only gave sizes, or a constant, or another name.
 */
function nodesOfSteps(graph: Graph, steps: readonly Step[]): readonly (readonly number[])[] {
  const before = new Map<number, Tensor>();
  const readers = new Map<number, Set<number>>();
  collect(graph, before, readers);
  const byTensor = new Map<number, number[]>();
  const byNode = new Map<number, Set<number>>();
  const found = steps.map(() => new Set<number>());
  steps.forEach(({ members }, step) => {
    for (const { id, origins = [] } of members) {
      byTensor.set(id, [...(byTensor.get(id) ?? []), step]);
      for (const node of origins) byNode.set(node, (byNode.get(node) ?? new Set()).add(step));
    }
  });
  // Readers have greater numbers: from the last tensor to the first, what became of them is known
  const places = new Map<number, ReadonlySet<number>>();
  const inReverse = [...before.keys()].sort((a, b) => b - a);
  for (const id of inReverse) {
    const own = byTensor.get(id);
    const { origins = [] } = before.get(id) as Tensor;
    const fromNodes = origins.flatMap((node) => [...(byNode.get(node) ?? [])]);
    const inherited = [...(readers.get(id) ?? [])].flatMap((reader) => [...(places.get(reader) ?? [])]);
    const where = new Set(own ?? (fromNodes.length > 0 ? fromNodes : inherited));
    places.set(id, where);
    for (const node of origins) for (const step of where) found[step]?.add(node);
  }
  for (const [node, where] of byNode) for (const step of where) found[step]?.add(node);
  return found.map((each) => [...each].sort((a, b) => a - b));
}

/** Tensors that are computed, by number, and the numbers of those that read them; also in graphs inside of calls. */
function collect(graph: Graph, tensors: Map<number, Tensor>, readers: Map<number, Set<number>>): void {
  const seen = new Set<Graph>();
  const pending: { readonly graph: Graph; readonly results: readonly Tensor[] }[] = [{ graph, results: [] }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (seen.has(next.graph)) continue;
    seen.add(next.graph);
    const { results } = next;
    next.graph.outputs.forEach(({ tensor }) => {
      for (const result of results) note(readers, tensor.id, result.id);
    });
    for (const tensor of inOrder(next.graph)) {
      const { definition } = tensor;
      if (definition.kind === "input" || definition.kind === "constant") continue;
      tensors.set(tensor.id, tensor);
      for (const read of readsOf(tensor, new Map())) note(readers, read.id, tensor.id);
      if (definition.kind !== "call") continue;
      const { call } = definition;
      for (const inner of graphsIn(call)) pending.push({ graph: inner, results: call.outputs });
    }
  }
}

function note(readers: Map<number, Set<number>>, read: number, reader: number): void {
  readers.set(read, (readers.get(read) ?? new Set()).add(reader));
}
