/** Calls that contain graphs: `loop` and `branch`. Described in `../operators/loops.ts`. */
import type { Value } from "../graph/arithmetic.ts";
import { type Dimension, symbolsOf } from "../graph/dimension.ts";
import type { Call, Graph } from "../graph/graph.ts";
import type { CallContext, Elements } from "../graph/interpret.ts";
import { CallError, type CallTable } from "./call-kind.ts";

export const control: CallTable = {
  loop: {
    interpret: (call, inputs, context) => {
      const body = call.attributes.body as Graph;
      const count = call.attributes.carried as number;
      const rounds = (inputs[0] as Elements).values[0] as bigint;
      let condition = inputs[1] as Elements;
      let carried = inputs.slice(2, 2 + count);
      const scans: Elements[][] = body.outputs.slice(1 + count).map(() => []);
      for (let round = 0n; round < rounds && condition.values[0] !== 0; round++) {
        const results = context.run(body, [{ shape: [], values: [round] }, condition, ...carried]);
        condition = results[0] as Elements;
        carried = results.slice(1, 1 + count);
        scans.forEach((scan, at) => scan.push(results[1 + count + at] as Elements));
      }
      return [...carried, ...scans.map((scan, at) => stacked(scan, call, count + at, context))];
    },
  },
  branch: {
    interpret: (call, inputs, context) => {
      const isTrue = (inputs[0] as Elements).values[0] !== 0;
      return context.run(call.attributes[isTrue ? "whenTrue" : "whenFalse"] as Graph, []);
    },
  },
};

/** One after the other; of no rounds, sizes that only the rounds would have shown are 0. */
function stacked(scan: readonly Elements[], call: Call, output: number, { size }: CallContext): Elements {
  const [first] = scan;
  if (first === undefined) {
    const shape = (call.outputs[output]?.shape ?? []).slice(1);
    return { shape: [0, ...shape.map((each) => (isOwn(each, call) ? 0 : size(each)))], values: [] };
  }
  const values: Value[] = [];
  for (const each of scan) {
    if (each.shape.join() !== first.shape.join())
      throw new CallError(`loop: a scan output has shape [${first.shape}] in one round and [${each.shape}] in another`);
    for (let at = 0; at < each.values.length; at++) values.push(each.values[at] as Value);
  }
  return { shape: [scan.length, ...first.shape], values };
}

/** Whether only the call shows the size. */
function isOwn(dimension: Dimension, call: Call): boolean {
  const { symbols } = call.attributes.body as Graph;
  return [...symbolsOf(dimension)].some((name) => {
    const meaning = symbols.get(name);
    return meaning?.kind === "dimension" && call.outputs.includes(meaning.tensor);
  });
}
