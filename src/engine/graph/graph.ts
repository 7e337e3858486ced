/**
 * The graph: tensors, each with what defines it, in the order in which they can be computed.
 *
 * Nearly all operators of models become `map` (an expression for each element) and `reduce`; the few that are neither are `call`s
 * of named operators (`calls.ts`). So there is one kind of node for passes to know, and nothing depends on how a model spells a thing.
 * Sizes are polynomials over the graph's symbols; what a symbol is, stands in `symbols`.
 */
import type { ElementType, TensorData } from "../tensor-data.ts";
import { type Dimension, printDimension, symbolsOf } from "./dimension.ts";
import type { Axis, Expression } from "./expression.ts";

export type Tensor = {
  readonly id: number;
  /** As the model calls it, or derived from that; for messages and emitted programs, not unique. */
  readonly name: string;
  readonly elementType: ElementType;
  readonly shape: readonly Dimension[];
  readonly definition: Definition;
  /** Numbers of the model's nodes that it was made for, among those of the graph; for human eyes. */
  readonly origins?: readonly number[];
};

/** A node of a model as it was translated; also those inside of others, and those of functions once for each call. */
export type ModelNode = {
  readonly name: string;
  /** With its domain, if that is not ONNX's own. */
  readonly operator: string;
  readonly outputs: readonly { readonly name: string; readonly type: string }[];
  /** Numbers of the nodes whose outputs it reads. */
  readonly reads: readonly number[];
  /** The node that it is inside of: a branch, a loop, a call of a function. */
  readonly inside?: number;
};

export type Reducer =
  | "sum"
  | "product"
  | "maximum"
  | "minimum"
  | "and"
  | "or"
  | "first_greatest"
  | "last_greatest"
  | "first_least"
  | "last_least";

export type Definition =
  | { readonly kind: "input" }
  | { readonly kind: "constant"; readonly data: TensorData }
  /** Element [axes] is `body`. */
  | { readonly kind: "map"; readonly axes: readonly Axis[]; readonly body: Expression }
  /**
   * Element [axes] is `body` brought together over all places of `reduced`. `first_greatest` and its like give the place in the one
   * reduced axis where the body is so, as int64. Over nothing: 0, 1, the least or the greatest value of the type, place 0.
   */
  | {
      readonly kind: "reduce";
      readonly axes: readonly Axis[];
      readonly reduced: readonly Axis[];
      readonly reducer: Reducer;
      readonly body: Expression;
    }
  /** Output `output` of a call; all outputs share the `call`. */
  | { readonly kind: "call"; readonly call: Call; readonly output: number };

export type Attribute = number | string | boolean | readonly number[] | readonly string[] | Graph;

export type Call = {
  readonly id: number;
  readonly operator: string;
  readonly inputs: readonly Tensor[];
  readonly attributes: { readonly [name: string]: Attribute };
  outputs: readonly Tensor[];
};

/** What a symbol stands for. */
export type SymbolMeaning =
  /** The size of a dimension of an input, or of what a call gives. */
  | { readonly kind: "dimension"; readonly tensor: Tensor; readonly dimension: number }
  /** A value of type `index`, computed from tensors with loads of known places. */
  | { readonly kind: "value"; readonly value: Expression };

export type Graph = {
  readonly name: string;
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly { readonly name: string; readonly tensor: Tensor }[];
  readonly symbols: ReadonlyMap<string, SymbolMeaning>;
  /** Sizes that have to be the same when the graph runs. */
  readonly requirements?: readonly Requirement[];
  /** What tensors' origins count. */
  readonly nodes?: readonly ModelNode[];
};

/** `orOne`: the left size may be 1 instead. */
export type Requirement = { readonly left: Dimension; readonly right: Dimension; readonly name: string; readonly orOne?: true };

/** `float32[batch, 3*n]`. */
export function tensorTypeText({ elementType, shape }: Tensor): string {
  return `${elementType}[${shape.map((each) => printDimension(each)).join(", ")}]`;
}

/** Graphs inside of a call: bodies of loops, branches. */
export function graphsIn(call: Call): readonly Graph[] {
  return Object.values(call.attributes).filter(isGraph);
}

export function isGraph(attribute: Attribute): attribute is Graph {
  return typeof attribute === "object" && !Array.isArray(attribute) && "outputs" in attribute;
}

/** Tensors that a definition reads, each once. */
export function readsOf(tensor: Tensor, symbols: ReadonlyMap<string, SymbolMeaning>): readonly Tensor[] {
  const found = new Set<Tensor>();
  const ofSizes = (dimension: Dimension): void => {
    for (const name of symbolsIn(dimension)) {
      const meaning = symbols.get(name);
      if (meaning?.kind === "dimension") found.add(meaning.tensor);
      else if (meaning?.kind === "value") ofExpression(meaning.value);
    }
  };
  const ofExpression = (expression: Expression): void => {
    switch (expression.kind) {
      case "literal":
      case "axis":
        return;
      case "size":
        return ofSizes(expression.size);
      case "load":
        found.add(expression.tensor);
        expression.index.forEach(ofExpression);
        return;
      case "apply":
      case "custom":
        return expression.operands.forEach(ofExpression);
      case "cast":
        return ofExpression(expression.operand);
      case "select":
        return [expression.condition, expression.whenTrue, expression.whenFalse].forEach(ofExpression);
    }
  };
  const { definition } = tensor;
  switch (definition.kind) {
    case "input":
    case "constant":
      return [];
    case "call": {
      const { inputs, outputs } = definition.call;
      for (const input of inputs) found.add(input);
      for (const output of outputs) output.shape.forEach(ofSizes);
      for (const output of outputs) found.delete(output);
      return [...found];
    }
    case "map":
    case "reduce":
      ofExpression(definition.body);
      tensor.shape.forEach(ofSizes);
      if (definition.kind === "reduce") definition.reduced.forEach((axis) => ofSizes(axis.extent));
      found.delete(tensor);
      return [...found];
  }
}

/** Everything that the outputs need, each after what it reads. */
export function inOrder(graph: Graph): readonly Tensor[] {
  const order: Tensor[] = [];
  const seen = new Set<Tensor>();
  const pending: { tensor: Tensor; isDone: boolean }[] = graph.outputs.map(({ tensor }) => ({ tensor, isDone: false })).reverse();
  while (pending.length > 0) {
    const { tensor, isDone } = pending.pop() as { tensor: Tensor; isDone: boolean };
    if (isDone) {
      order.push(tensor);
      continue;
    }
    if (seen.has(tensor)) continue;
    seen.add(tensor);
    pending.push({ tensor, isDone: true });
    const reads = readsOf(tensor, graph.symbols);
    for (let index = reads.length - 1; index >= 0; index--) pending.push({ tensor: reads[index] as Tensor, isDone: false });
  }
  return order;
}

/** Tensors with numbers below `first`, which belong to graphs around this one, that it reads. */
export function capturedBy(graph: Graph, first: number): readonly Tensor[] {
  const captured = new Set<Tensor>();
  const seen = new Set<Tensor>();
  const pending = graph.outputs.map(({ tensor }) => tensor).reverse();
  while (pending.length > 0) {
    const tensor = pending.pop() as Tensor;
    if (seen.has(tensor)) continue;
    seen.add(tensor);
    if (tensor.id < first) captured.add(tensor);
    else pending.push(...readsOf(tensor, graph.symbols));
  }
  return [...captured];
}

function symbolsIn(dimension: Dimension): readonly string[] {
  return dimension.terms.length === 0 ? [] : [...symbolsOf(dimension)];
}
