/** Runs called operators for the graph's interpreter. */
import { assert } from "../../base/assert.ts";
import type { CallInterpreter } from "../graph/interpret.ts";
import { calls } from "./table.ts";

export const runCall: CallInterpreter = (call, inputs, context) => {
  const kind = calls[call.operator];
  assert(kind !== undefined, `call ${call.operator} is known`);
  return kind.interpret(call, inputs, context);
};
