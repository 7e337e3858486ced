/** All called operators by name. */
import { accumulating } from "./accumulating.ts";
import type { CallTable } from "./call-kind.ts";
import { control } from "./control.ts";
import { convolution } from "./convolution.ts";
import { placing } from "./placing.ts";

export const calls: CallTable = {
  ...accumulating,
  ...control,
  ...placing,
  convolution,
};
