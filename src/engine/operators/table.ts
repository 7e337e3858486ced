/** All operators that the engine knows, by domain. */
import { elementwise } from "./elementwise.ts";
import type { Operator, OperatorTable } from "./operator-node.ts";
import { products } from "./products.ts";

const standard: OperatorTable = { ...elementwise, ...products };

const domains: { readonly [domain: string]: OperatorTable } = { "": standard };

export function findOperator(domain: string, name: string): Operator | undefined {
  const table = domains[domain];
  return table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}
