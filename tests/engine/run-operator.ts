/** One operator as a model, run by the interpreter: for tests of operators. */
import { runCall } from "../../src/engine/calls/interpret-call.ts";
import { interpret } from "../../src/engine/graph/interpret.ts";
import { importModel } from "../../src/engine/import-model.ts";
import { parseModel } from "../../src/engine/onnx/model.ts";
import { type ElementType, fromElements, readElements, type TensorData } from "../../src/engine/tensor-data.ts";
import { type AttributePlan, encodeModel } from "./onnx-writer.ts";

export type OperatorPlan = {
  readonly operator: string;
  /** In order; null for one that is left out. Those named in `fixed` are part of the model. */
  readonly inputs: Readonly<Record<string, TensorData | null>>;
  readonly fixed?: readonly string[];
  /** Inputs whose elements only the run knows, but whose sizes the model says. */
  readonly sized?: readonly string[];
  readonly attributes?: Readonly<Record<string, AttributePlan>>;
  readonly outputs?: readonly string[];
  readonly opset?: number;
  readonly domain?: string;
};

/** All sizes of inputs are symbols, so that nothing is computed from known ones. */
export function runOperator(plan: OperatorPlan): readonly TensorData[] {
  const given = Object.entries(plan.inputs);
  const fixed = given.flatMap(([name, data]) => (data !== null && plan.fixed?.includes(name) ? [[name, data] as const] : []));
  const free = given.flatMap(([name, data]) => (data !== null && !plan.fixed?.includes(name) ? [[name, data] as const] : []));
  const outputs = plan.outputs ?? ["y"];
  const model = parseModel(
    encodeModel({
      opset: plan.opset ?? 21,
      ...(plan.domain === undefined ? {} : { opsets: { [plan.domain]: 1 } }),
      inputs: free.map(([name, data]) => ({
        name,
        type: data.elementType,
        shape: data.shape.map((size, at) => (plan.sized?.includes(name) ? size : `${name}${at}`)),
      })),
      outputs: outputs.filter((name) => name !== "").map((name) => ({ name })),
      nodes: [
        {
          operator: plan.operator,
          inputs: given.map(([name, data]) => (data === null ? "" : name)),
          outputs,
          attributes: plan.attributes ?? {},
          ...(plan.domain === undefined ? {} : { domain: plan.domain }),
        },
      ],
      initializers: Object.fromEntries(fixed),
    }),
  );
  const graph = importModel(model);
  return interpret(
    graph,
    graph.inputs.map((input) => (free.find(([name]) => name === input.name) as readonly [string, TensorData])[1]),
    runCall,
  );
}

export function floats(shape: readonly number[], values: readonly number[], type: ElementType = "float32"): TensorData {
  return fromElements(type, shape, values);
}

/** Shape and elements of the only or first output. */
export function resultOf(plan: OperatorPlan): {
  readonly shape: readonly number[];
  readonly values: readonly (number | bigint | string)[];
} {
  const [first] = runOperator(plan) as [TensorData];
  return { shape: first.shape, values: Array.from(readElements(first) as ArrayLike<number | bigint | string>) };
}

/** Numbers that are the same on each run, between -1 and 1. */
export function someNumbers(count: number, seed = 1): readonly number[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (state * 48271) % 2147483647;
    return Math.fround((state / 2147483647) * 2 - 1);
  });
}
