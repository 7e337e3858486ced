/** placeholder until written */
import type { OperatorTable } from "./operator-node.ts";
export const resizing: OperatorTable = {};
