/**
 * What is in a model, and what the engine makes of it: for people who want to know before they compile it.
 *
 * In: a file or bytes. Out: plain data. A model that cannot be compiled is no error here: `problems` says why.
 */
import type { Kernel } from "./fusion/kernels.ts";
import { isProblemOfModel, openModelFile, translate } from "./compile-service.ts";
import { openOperators, type OperatorSet } from "./operator-set.ts";
import { describeModel, type ModelDescription, nodesOf, tensorsOf } from "./description.ts";
import { printDimension } from "./graph/dimension.ts";
import type { ModelSource } from "./model-store.ts";
import type { OnnxModel } from "./onnx/model.ts";
import { findOperator } from "./operators/table.ts";
import { countElements, elementBits } from "./tensor-data.ts";

export type OperatorCount = {
  /** With its domain, if that is not ONNX's own. */
  readonly name: string;
  readonly count: number;
  readonly isSupported: boolean;
};

export type InspectedKernel = {
  readonly kind: Kernel["kind"];
  /** Names of the tensors that it computes. */
  readonly tensors: readonly string[];
  /** Those that it writes, with types. */
  readonly stored: readonly string[];
};

export type Inspection = {
  readonly irVersion: number;
  readonly opsets: Readonly<Record<string, number>>;
  readonly producer: string;
  readonly name: string;
  readonly description: ModelDescription;
  readonly nodeCount: number;
  readonly parameterCount: number;
  readonly parameterBytes: number;
  readonly operators: readonly OperatorCount[];
  /** Absent if the model cannot be translated. */
  readonly kernels?: readonly InspectedKernel[];
  /** Inputs whose values have to be known when it is compiled, and why. */
  readonly needs?: { readonly names: readonly string[]; readonly why: string };
  readonly problems: readonly string[];
};

/** Throws `OnnxError` or `HostError` for what is no model, `OperatorFileError` for operators of the user's own that are wrong. */
export function inspectModel(source: ModelSource, operatorFiles: readonly string[] = []): Inspection {
  const model = openModelFile(source, new Map());
  const own = openOperators(source, operatorFiles);
  const operators = countOperators(model, own);
  const tensors = tensorsOf(model);
  const counts = tensors.map(({ shape }) => countElements(shape));
  return {
    irVersion: model.irVersion,
    opsets: Object.fromEntries([...model.opsets].map(([domain, version]) => [domain === "" ? "ai.onnx" : domain, version])),
    producer: [model.producerName, model.producerVersion].filter((part) => part !== "").join(" "),
    name: model.graph.name,
    description: describeModel(model),
    nodeCount: operators.reduce((sum, { count }) => sum + count, 0),
    parameterCount: counts.reduce((sum, count) => sum + count, 0),
    parameterBytes: tensors.reduce(
      (sum, { elementType }, at) => sum + Math.ceil(((counts[at] as number) * elementBits(elementType)) / 8),
      0,
    ),
    operators,
    ...translated(model, operators, own),
  };
}

function countOperators(model: OnnxModel, own: OperatorSet): readonly OperatorCount[] {
  const functions = new Set(model.functions.map(({ domain, name }) => `${domain}:${name}`));
  const counts = new Map<string, OperatorCount>();
  for (const node of nodesOf(model)) {
    const domain = node.domain === "ai.onnx" ? "" : node.domain;
    const name = domain === "" ? node.operator : `${domain}.${node.operator}`;
    const isSupported =
      own.operators.has(`${domain}:${node.operator}`) ||
      functions.has(`${domain}:${node.operator}`) ||
      findOperator(domain, node.operator) !== undefined;
    counts.set(name, { name, count: (counts.get(name)?.count ?? 0) + 1, isSupported });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

function translated(
  model: OnnxModel,
  operators: readonly OperatorCount[],
  own: OperatorSet,
): Pick<Inspection, "kernels" | "needs" | "problems"> {
  const unknown = operators.filter(({ isSupported }) => !isSupported).map(({ name }) => `operator ${name} is not supported`);
  try {
    const { program, needed } = translate(model, new Map(), own);
    if (needed !== undefined) return { needs: needed, problems: unknown };
    return { kernels: program?.kernels.map(inspectKernel) ?? [], problems: unknown };
  } catch (error) {
    if (!isProblemOfModel(error)) throw error;
    return { problems: [error.message, ...unknown.filter((each) => !error.message.includes(each))] };
  }
}

function inspectKernel({ kind, members, stored }: Kernel): InspectedKernel {
  return {
    kind,
    tensors: members.map(({ name }) => name),
    stored: [...stored].map(
      ({ name, elementType, shape }) => `${name} ${elementType}[${shape.map((size) => printDimension(size)).join(", ")}]`,
    ),
  };
}
