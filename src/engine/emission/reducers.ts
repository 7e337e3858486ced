/** Reductions as the library calls them. */
import { isFloat } from "../graph/arithmetic.ts";
import type { ScalarType } from "../graph/expression.ts";
import type { Reducer } from "../graph/graph.ts";
import { printLiteral, valueType } from "./spelling.ts";

/** The function that brings two values together. */
export function combiner(reducer: Reducer): string {
  switch (reducer) {
    case "sum":
      return "add";
    case "product":
      return "multiply";
    case "maximum":
    case "minimum":
      return reducer;
    case "and":
      return "both";
    case "or":
      return "either";
    case "first_greatest":
    case "last_greatest":
    case "first_least":
    case "last_least":
      return reducer;
  }
}

/** What changes nothing. */
export function identity(reducer: Reducer, type: ScalarType): string {
  switch (reducer) {
    case "sum":
      return printLiteral(type, type === "bool" ? 0 : 0);
    case "product":
      return printLiteral(type, 1);
    case "and":
      return printLiteral(type, 1);
    case "or":
      return printLiteral(type, 0);
    case "maximum":
    case "first_greatest":
    case "last_greatest":
      return isFloat(type) ? printLiteral(type, -Infinity) : `Scalar[${valueType(type)}].MIN`;
    case "minimum":
    case "first_least":
    case "last_least":
      return isFloat(type) ? printLiteral(type, Infinity) : `Scalar[${valueType(type)}].MAX`;
  }
}

/** The same where its type is known. */
export function bareIdentity(reducer: Reducer, type: ScalarType): string {
  return identity(reducer, type)
    .replace(/^\w+\((-?[\d.]+)\)$/, "$1")
    .replace(/^\((-.*)\)$/, "$1");
}
