/**
 * Called operators as functions of the library (`library/engine/calls`).
 *
 * In: a call. Out: the function with its compile-time parameters, and what follows its inputs and outputs; undefined where there is none: making and
 * ordering strings, complex numbers, and arithmetic on types that the library does not compute with. Not here: convolutions, and calls that contain graphs.
 */
import type { Dimension } from "../graph/dimension.ts";
import type { Call, Tensor } from "../graph/graph.ts";
import { textAttribute } from "../calls/call-kind.ts";
import { isSmallFloat } from "./spelling.ts";
import { elementBits, type ElementType } from "../tensor-data.ts";

export type WrittenCall = { readonly name: string; readonly arguments: readonly string[] };

/** The call is `name(memory, inputs..., outputs..., arguments..., threads)`; `print` prints a size. */
export function writeCall(call: Call, print: (dimension: Dimension) => string): WrittenCall | undefined {
  const types = [...call.inputs, ...call.outputs].map((each) => each.elementType);
  if (types.some((each) => each.startsWith("complex"))) return undefined;
  const [first] = types as [ElementType];
  switch (call.operator) {
    case "scatter": {
      const reduction = textAttribute(call, "reduction");
      const isExact = reduction === "none" || isComputed(first) || first === "bool";
      return isExact ? { name: `scatter[${combinations[reduction]}]`, arguments: [] } : undefined;
    }
    case "nonzero":
      return { name: "nonzero", arguments: [] };
    case "sort": {
      const [output] = call.outputs as readonly [Tensor];
      const axis = call.attributes.axis as number;
      const settings = [String(axis), printBool(call.attributes.descending), print(output.shape[axis] as Dimension)];
      return isOrdered(first) ? { name: "sort", arguments: settings } : undefined;
    }
    case "cumulate": {
      const { axis, operation, exclusive, reverse } = call.attributes;
      const isSum = operation === "sum";
      const settings = [String(axis), isSum ? "0" : "1", printBool(exclusive), printBool(reverse)];
      return isComputed(first) ? { name: `cumulate[${isSum ? "add" : "multiply"}]`, arguments: settings } : undefined;
    }
    case "determinant":
    case "non_max_suppression":
      return types.every(isComputed) ? { name: call.operator, arguments: [] } : undefined;
    case "unique":
      return isOrdered(first) || (first === "string" && call.attributes.sorted !== true)
        ? { name: `unique[${printBool(call.attributes.sorted)}]`, arguments: [] }
        : undefined;
    case "bitcast":
      return types.every(isStored) ? { name: `bitcast[${elementBits(first)}]`, arguments: [] } : undefined;
    case "seed":
      return { name: "seed", arguments: [] };
    default:
      return undefined;
  }
}

const combinations: { readonly [reduction: string]: string } = {
  none: "replace",
  add: "add",
  mul: "multiply",
  max: "maximum",
  min: "minimum",
};

/** Types whose arithmetic is that of their elements in memory. */
function isComputed(type: ElementType): boolean {
  return /^(u?int|b?float)(8|16|32|64)$/.test(type);
}

function isOrdered(type: ElementType): boolean {
  return isComputed(type) || type === "bool" || /^u?int[24]$/.test(type);
}

/** Types whose elements in memory are whole bytes of the language's types. */
function isStored(type: ElementType): boolean {
  return isOrdered(type) || isSmallFloat(type);
}

function printBool(value: unknown): string {
  return value === true ? "True" : "False";
}
