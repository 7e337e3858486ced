/**
 * Names that say what kernels do: their reductions and functions, in order, and well-known ways of putting them together by one word.
 *
 * For human eyes only: nothing is decided by a name.
 */
import { type Expression, partsOf } from "../graph/expression.ts";
import type { Tensor } from "../graph/graph.ts";
import type { Kernel } from "../fusion/kernels.ts";

/** Operations that have a name together. */
const phrases: readonly { readonly operations: readonly string[]; readonly name: string }[] = [
  { operations: ["maximum", "exp", "sum", "divide"], name: "softmax" },
  { operations: ["sum", "divide", "sqrt"], name: "normalize" },
  { operations: ["divide", "erf"], name: "gelu" },
];

export function kernelName(kernel: Kernel): string {
  let words: string[] = [];
  const see = (word: string): void => {
    if (!words.includes(word)) words.push(word);
  };
  for (const tensor of kernel.members) {
    const { definition } = tensor;
    if (definition.kind === "map") operationsOf(definition.body, kernel, see);
    if (definition.kind === "call") see(definition.call.operator);
    if (definition.kind === "reduce") {
      if (isProduct(tensor, kernel)) see("matmul");
      else {
        operationsOf(definition.body, kernel, see);
        see(definition.reducer);
      }
    }
  }
  for (const { operations, name } of phrases) {
    if (!operations.every((each) => words.includes(each))) continue;
    const first = words.findIndex((word) => operations.includes(word));
    words = [...words.slice(0, first), name, ...words.slice(first).filter((word) => !operations.includes(word))];
  }
  if (kernel.kind === "chain" && words.includes("softmax")) return "attention";
  const telling = words.filter((word) => !/^(add|multiply|subtract)$/.test(word));
  const chosen = telling.length > 0 ? telling : words;
  return chosen.length === 0 ? "copy" : chosen.slice(0, 4).join("_");
}

function isProduct(tensor: Tensor, kernel: Kernel): boolean {
  return [kernel, ...(kernel.links ?? [])].some((each) => each.kind === "product" && each.members[0] === tensor);
}

/** Operands come before what is done with them. */
function operationsOf(expression: Expression, kernel: Kernel, see: (word: string) => void): void {
  for (const part of partsOf(expression)) operationsOf(part, kernel, see);
  if (expression.kind === "custom") see(expression.function.name.split(".").slice(1, 2).join());
  if (expression.kind !== "apply" || expression.type === "index" || (expression.operands[0]?.type ?? "index") === "index") return;
  see(kernel.kind === "product" ? besideProduct(expression, kernel) : expression.operation);
}

/** Adding a constant to a product is a bias, adding another tensor a sum. */
function besideProduct({ operation, operands }: Expression & { kind: "apply" }, kernel: Kernel): string {
  if (operation !== "add") return operation;
  const others = operands.flatMap((each) => (each.kind === "load" && !kernel.members.includes(each.tensor) ? [each.tensor] : []));
  if (others.some((tensor) => tensor.definition.kind === "constant")) return "bias";
  return others.length > 0 ? "sum" : operation;
}
