/**
 * Puts operands that may be exchanged in an order that does not depend on how the model writes them, so that equal layers share kernels.
 *
 * In: a graph. Out: the same, where what is computed comes before constants, and these before literals; of the rest, a number made from
 * what it means decides. Runs after what chooses layouts: these choices start from the model's order.
 */
import { type Axis, type Expression, isCommutative, rewrite } from "../graph/expression.ts";
import type { Definition, Graph, Tensor } from "../graph/graph.ts";
import { rewriteGraph } from "../graph/rewrite.ts";

export function orderOperands(graph: Graph): Graph {
  const keys = new Keys(graph);
  return rewriteGraph(graph, (tensor) => {
    const { definition } = tensor;
    if (definition.kind !== "map" && definition.kind !== "reduce") return tensor;
    keys.prepare(tensor);
    const names = axisNames(definition);
    const body = rewrite(definition.body, (part) => {
      if (part.kind !== "apply" || !isCommutative(part)) return undefined;
      const [left, right] = part.operands as [Expression, Expression];
      return keys.isBefore(right, left, names) ? { ...part, operands: [right, left] } : undefined;
    });
    return body === definition.body ? tensor : { ...tensor, definition: { ...definition, body } };
  });
}

class Keys {
  private readonly inputs: ReadonlyMap<number, number>;
  private readonly ofTensor = new Map<number, string>();

  constructor(graph: Graph) {
    this.inputs = new Map(graph.inputs.map(({ id }, at) => [id, at]));
  }

  /** Before it is read, so that keys are made one after the other and not within each other. */
  prepare(tensor: Tensor): void {
    this.tensor(tensor);
  }

  isBefore(left: Expression, right: Expression, names: ReadonlyMap<Axis, string>): boolean {
    const [a, b] = [rank(left), rank(right)];
    if (a !== b) return a < b;
    const [one, other] = [this.shapeOf(left, names, () => ""), this.shapeOf(right, names, () => "")];
    if (one !== other) return one < other;
    const full = (expression: Expression): string => this.shapeOf(expression, names, (tensor) => this.tensor(tensor));
    return full(left) < full(right);
  }

  /** `meaning`: what is said of tensors beyond their types and shapes. */
  private shapeOf(expression: Expression, names: ReadonlyMap<Axis, string>, meaning: (tensor: Tensor) => string): string {
    const inside = (part: Expression): string => this.shapeOf(part, names, meaning);
    switch (expression.kind) {
      case "literal":
        return `${expression.value}:${expression.type}`;
      case "axis":
        return names.get(expression.axis) ?? "";
      case "size":
        return expression.size.key;
      case "load": {
        const { tensor, index } = expression;
        return `${tensor.elementType}[${tensor.shape.map(({ key }) => key)}]${meaning(tensor)}[${index.map(inside)}]`;
      }
      case "cast":
        return `${expression.type}(${inside(expression.operand)})`;
      case "apply": {
        const operands = expression.operands.map(inside);
        if (isCommutative(expression)) operands.sort();
        return `${expression.operation}(${operands})`;
      }
      case "custom": {
        const { name, settings } = expression.function;
        return `${name}{${settings}}(${expression.operands.map(inside)})`;
      }
      case "select":
        return `select(${[expression.condition, expression.whenTrue, expression.whenFalse].map(inside)})`;
    }
  }

  /** Tensors are computed in order, so those that it reads have their keys. */
  private tensor(tensor: Tensor): string {
    let key = this.ofTensor.get(tensor.id);
    if (key === undefined) {
      key = hash(this.definition(tensor));
      this.ofTensor.set(tensor.id, key);
    }
    return key;
  }

  private definition({ id, definition, name }: Tensor): string {
    switch (definition.kind) {
      case "input":
        return `input ${this.inputs.get(id)}`;
      case "constant":
        return `constant ${name}`;
      case "map":
      case "reduce": {
        const body = this.shapeOf(definition.body, axisNames(definition), (tensor) => this.tensor(tensor));
        return definition.kind === "map" ? body : `${definition.reducer} ${definition.reduced.map(({ extent }) => extent.key)} ${body}`;
      }
      case "call": {
        const { operator, inputs } = definition.call;
        return `${operator}.${definition.output}(${inputs.map((each) => this.tensor(each))})`;
      }
    }
  }
}

function rank(expression: Expression): number {
  if (expression.kind === "literal") return 2;
  return expression.kind === "load" && expression.tensor.definition.kind === "constant" ? 1 : 0;
}

function axisNames(definition: Definition & { kind: "map" | "reduce" }): ReadonlyMap<Axis, string> {
  const names = new Map(definition.axes.map((axis, at) => [axis, `i${at}`]));
  if (definition.kind === "reduce") definition.reduced.forEach((axis, at) => names.set(axis, `k${at}`));
  return names;
}

/** FNV-1a in two halves: the same in each process. */
function hash(text: string): string {
  let [low, high] = [0x811c9dc5, 0x9dc5811c];
  for (let at = 0; at < text.length; at++) {
    low = Math.imul(low ^ text.charCodeAt(at), 0x01000193);
    high = Math.imul(high ^ text.charCodeAt(at), 0x85ebca6b);
  }
  return `${(low >>> 0).toString(36)}.${(high >>> 0).toString(36)}`;
}
