/** Calls on single numbers: `seed` (another uint64 in each run) and `bitcast` (the same bits as another type of as many). */
import { fromElements, readElements } from "../tensor-data.ts";
import type { Value } from "../graph/arithmetic.ts";
import type { Elements } from "../graph/interpret.ts";
import type { CallTable } from "./call-kind.ts";

export const numbers: CallTable = {
  seed: {
    interpret: () => [{ shape: [], values: [(crypto.getRandomValues(new BigUint64Array(1)) as BigUint64Array)[0] as bigint] }],
  },
  bitcast: {
    interpret: (call, [input]) => {
      const { shape, values } = input as Elements;
      const [from, to] = [call.inputs[0]?.elementType ?? "float32", call.outputs[0]?.elementType ?? "float32"];
      const data = fromElements(from, shape, values as ArrayLike<number>);
      return [{ shape, values: readElements({ ...data, elementType: to }) as ArrayLike<Value> }];
    },
  },
};
