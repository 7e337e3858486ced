/** All operators that the engine knows, by domain. */
import { elementwise } from "./elementwise.ts";
import { indexing } from "./indexing.ts";
import { movement } from "./movement.ts";
import type { Operator, OperatorTable } from "./operator-node.ts";
import { products } from "./products.ts";
import { shapes } from "./shapes.ts";

const standard: OperatorTable = {
  ...elementwise,
  ...products,
  ...shapes,
  ...movement,
  ...indexing,
};

const domains: { readonly [domain: string]: OperatorTable } = { "": standard };

export function findOperator(domain: string, name: string): Operator | undefined {
  const table = domains[domain];
  return table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}
