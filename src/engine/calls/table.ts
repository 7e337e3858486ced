/** All called operators by name. */
import type { CallTable } from "./call-kind.ts";

export const calls: CallTable = {};
