/** All operators that the engine knows, by domain. */
import { activations } from "./activations.ts";
import { attention } from "./attention.ts";
import { constants } from "./constants.ts";
import { controlFlow } from "./control-flow.ts";
import { conversions } from "./conversions.ts";
import { convolutions } from "./convolutions.ts";
import { elementwise } from "./elementwise.ts";
import { functions } from "./functions.ts";
import { indexing } from "./indexing.ts";
import { movement } from "./movement.ts";
import { normalizations } from "./normalizations.ts";
import type { Operator, OperatorTable } from "./operator-node.ts";
import { pooling } from "./pooling.ts";
import { products } from "./products.ts";
import { quantization } from "./quantization.ts";
import { quantizedProducts } from "./quantized-products.ts";
import { recurrent } from "./recurrent.ts";
import { reductions } from "./reductions.ts";
import { resizing } from "./resizing.ts";
import { sequences } from "./sequences.ts";
import { shapes } from "./shapes.ts";
import { softmaxes } from "./softmaxes.ts";

const standard: OperatorTable = {
  ...activations,
  ...attention,
  ...constants,
  ...controlFlow,
  ...conversions,
  ...convolutions,
  ...elementwise,
  ...functions,
  ...indexing,
  ...movement,
  ...normalizations,
  ...pooling,
  ...products,
  ...quantization,
  ...quantizedProducts,
  ...recurrent,
  ...reductions,
  ...resizing,
  ...sequences,
  ...shapes,
  ...softmaxes,
};

const domains: { readonly [domain: string]: OperatorTable } = { "": standard };

export function findOperator(domain: string, name: string): Operator | undefined {
  const table = domains[domain];
  return table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}
