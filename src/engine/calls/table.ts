/** All called operators by name. */
import type { CallTable } from "./call-kind.ts";
import { control } from "./control.ts";
import { convolution } from "./convolution.ts";
import { placing } from "./placing.ts";

export const calls: CallTable = {
  ...control,
  ...placing,
  convolution,
};
