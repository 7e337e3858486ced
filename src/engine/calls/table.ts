/** All called operators by name. */
import { accumulating } from "./accumulating.ts";
import type { CallTable } from "./call-kind.ts";
import { control } from "./control.ts";
import { convolution } from "./convolution.ts";
import { numbers } from "./numbers.ts";
import { placing } from "./placing.ts";
import { suppression } from "./suppression.ts";
import { text } from "./text.ts";

export const calls: CallTable = {
  ...accumulating,
  ...control,
  ...numbers,
  ...placing,
  ...suppression,
  ...text,
  convolution,
};
