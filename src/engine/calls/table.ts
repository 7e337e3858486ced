/** All called operators by name. */
import type { CallTable } from "./call-kind.ts";
import { convolution } from "./convolution.ts";
import { placing } from "./placing.ts";

export const calls: CallTable = {
  ...placing,
  convolution,
};
