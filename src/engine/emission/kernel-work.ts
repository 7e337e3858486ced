/** How much work loops are, and what follows from it for how they are written. Not here: the work of an expression (`fusion/inline.ts`). */
import { type Expression, partsOf } from "../graph/expression.ts";
import { keyOf } from "../graph/key.ts";
import { costOf } from "../fusion/inline.ts";

/** Work from which on vectors are computed four at a time. */
const longChain = 40;

/** How long a vector takes the units that divide and take roots, as the processor's other units add one, two at a time, in half the time each. */
const divisionTime = 16;

/** Work for which a value is rather kept than computed again. */
export const dear = 8;

/** Long chains of operations wait for each other: several vectors at once keep the processor busy. */
export function lanesFor(bodies: readonly { readonly body: Expression }[]): string {
  const cost = bodies.reduce((sum, { body }) => sum + costOf(body), 0);
  return cost >= longChain ? "4 * width" : "width";
}

/** Whether dividing takes longer than everything else, of which two things go on at a time; what is the same is computed once. */
export function isDivisionBound(bodies: readonly Expression[]): boolean {
  const seen = new Set<string>();
  let [divisions, others] = [0, 0];
  const see = (expression: Expression): void => {
    const key = keyOf(expression, new Map());
    if (seen.has(key)) return;
    seen.add(key);
    const parts = partsOf(expression);
    if (expression.kind === "apply" && expression.type !== "index" && /^(divide|sqrt)$/.test(expression.operation)) divisions++;
    else others += costOf(expression) - parts.reduce((sum, part) => sum + costOf(part), 0);
    parts.forEach(see);
  };
  bodies.forEach(see);
  return divisionTime * divisions > others / 2;
}
