/** Einsum: sums of products over indices that have letters. Operands are brought together one after the other, so that few sums are nested. */
import { broadcastShapes, castTensor, loadBroadcast } from "./shaping.ts";
import { constantOf, type Dimension, isEqual, one } from "../graph/dimension.ts";
import { cast, type Expression } from "../graph/expression.ts";
import type { Tensor } from "../graph/graph.ts";
import { isNumber, ofType, sameType } from "./element-types.ts";
import { multiply, wideType } from "./formula.ts";
import type { OperatorNode, OperatorTable } from "./operator-node.ts";

export const einsums: OperatorTable = { Einsum: einsum };

/** A tensor and a label for each of its dimensions: a letter, or `.N` for one that an ellipsis stands for, counted from the last. */
type Operand = { readonly tensor: Tensor; readonly labels: readonly string[] };

function einsum(node: OperatorNode): Tensor {
  const equation = node.text("equation").replaceAll(" ", "");
  const sides = equation.split("->");
  const terms = (sides[0] as string).split(",");
  const tensors = sameType(
    node,
    node.values.map((_, at) => ofType(node, at, isNumber, "numbers")),
  );
  if (sides.length > 2 || !/^[A-Za-z.,]*$/.test(sides.join(""))) node.fail(`equation "${equation}" cannot be read`);
  if (terms.length !== tensors.length)
    node.fail(`equation "${equation}" has ${terms.length} terms, but there are ${tensors.length} inputs`);
  const operands = tensors.map((tensor, at) => ({ tensor, labels: labelsOf(node, terms[at] as string, tensor.shape.length) }));
  const sizes = sizesOf(node, operands);
  const result = sides[1] === undefined ? impliedLabels(operands) : resultLabels(node, sides[1], operands);
  for (const label of result) if (!sizes.has(label)) node.fail(`"${label}" of the result stands in no input of "${equation}"`);
  if (new Set(result).size !== result.length) node.fail(`the result of "${equation}" has a letter twice`);
  const type = (tensors[0] as Tensor).elementType;
  let [all, ...rest] = operands as [Operand, ...Operand[]];
  if (rest.length === 0) all = contract(node, [all], result, sizes);
  while (rest.length > 0) {
    const [next, ...later] = rest as [Operand, ...Operand[]];
    const kept = later.length === 0 ? result : [...sizes.keys()].filter((label) => isNeeded(label, [all, next], result, later));
    all = contract(node, [all, next], kept, sizes);
    rest = later;
  }
  return castTensor(node.builder, all.tensor, type);
}

function isNeeded(label: string, now: readonly Operand[], result: readonly string[], later: readonly Operand[]): boolean {
  if (!now.some(({ labels }) => labels.includes(label))) return false;
  return result.includes(label) || later.some(({ labels }) => labels.includes(label));
}

function labelsOf(node: OperatorNode, term: string, rank: number): readonly string[] {
  const [before, after, ...more] = term.split("...") as [string, string | undefined];
  if (more.length > 0 || /\./.test(`${before}${after ?? ""}`)) node.fail(`term "${term}" has dots that are no ellipsis`);
  const covered = rank - before.length - (after ?? "").length;
  if (after === undefined ? covered !== 0 : covered < 0) node.fail(`term "${term}" does not fit an input of rank ${rank}`);
  return [...before, ...(after === undefined ? [] : Array.from({ length: covered }, (_, at) => `.${covered - at}`)), ...(after ?? "")];
}

function sizesOf(node: OperatorNode, operands: readonly Operand[]): ReadonlyMap<string, Dimension> {
  const sizes = new Map<string, Dimension>();
  for (const { tensor, labels } of operands) {
    labels.forEach((label, at) => {
      const here = tensor.shape[at] as Dimension;
      const known = sizes.get(label) ?? one;
      const [a, b] = [constantOf(known), constantOf(here)];
      if (a !== undefined && b !== undefined && a !== b && a !== 1 && b !== 1) node.fail(`"${label}" has the sizes ${a} and ${b}`);
      sizes.set(label, isEqual(known, here) ? known : (broadcastShapes([[known], [here]])[0] as Dimension));
    });
  }
  return sizes;
}

/** Dimensions of the ellipsis, then letters that stand once, sorted. */
function impliedLabels(operands: readonly Operand[]): readonly string[] {
  const labels = operands.flatMap((operand) => operand.labels);
  const letters = labels.filter((label) => !label.startsWith(".") && labels.indexOf(label) === labels.lastIndexOf(label));
  return [...ellipsisOf(operands), ...letters.sort()];
}

function resultLabels(node: OperatorNode, term: string, operands: readonly Operand[]): readonly string[] {
  const [before, after, ...more] = term.split("...") as [string, string | undefined];
  if (more.length > 0 || /\./.test(`${before}${after ?? ""}`)) node.fail(`term "${term}" has dots that are no ellipsis`);
  return after === undefined ? [...before] : [...before, ...ellipsisOf(operands), ...after];
}

function ellipsisOf(operands: readonly Operand[]): readonly string[] {
  const longest = Math.max(0, ...operands.map(({ labels }) => labels.filter((label) => label.startsWith(".")).length));
  return Array.from({ length: longest }, (_, at) => `.${longest - at}`);
}

/** The product of operands, summed over the labels that are not kept; in the wide type. */
function contract(
  node: OperatorNode,
  operands: readonly Operand[],
  kept: readonly string[],
  sizes: ReadonlyMap<string, Dimension>,
): Operand {
  const wide = wideType((operands[0] as Operand).tensor.elementType);
  const summed = [...new Set(operands.flatMap(({ labels }) => labels))].filter((label) => !kept.includes(label));
  const sizeOf = (label: string): Dimension => sizes.get(label) as Dimension;
  const body = (index: readonly Expression[], places: readonly Expression[]): Expression => {
    const placeOf = new Map([
      ...kept.map((label, at) => [label, index[at]] as const),
      ...summed.map((label, at) => [label, places[at]] as const),
    ]);
    return operands
      .map(({ tensor, labels }) => {
        const here = labels.map((label) => placeOf.get(label) as Expression);
        return cast(loadBroadcast(tensor, here, labels.map(sizeOf)), wide);
      })
      .reduce(multiply);
  };
  const shape = kept.map(sizeOf);
  const tensor =
    summed.length === 0 ? node.builder.map(shape, (index) => body(index, [])) : node.builder.reduce("sum", shape, summed.map(sizeOf), body);
  return { tensor, labels: kept };
}
