/** Whether two graphs are equal up to the numbers of tensors and calls, and what nothing uses. Knows nothing of their text. */
import { type Dimension, symbolAtoms } from "../../src/engine/graph/dimension.ts";
import type { Axis, Expression } from "../../src/engine/graph/expression.ts";
import { type Attribute, type Call, type Graph, isGraph, type Tensor } from "../../src/engine/graph/graph.ts";
import { storedBytes } from "../../src/engine/emission/weights-layout.ts";
import type { TensorData } from "../../src/engine/tensor-data.ts";

/** What is different, or undefined. */
export function graphDifference(left: Graph, right: Graph): string | undefined {
  try {
    new Comparison().graphs(left, right);
    return undefined;
  } catch (error) {
    if (error instanceof Difference) return error.message;
    throw error;
  }
}

class Difference extends Error {}

class Comparison {
  private readonly rightOf = new Map<Tensor | Call, Tensor | Call>();
  private readonly leftOf = new Map<Tensor | Call, Tensor | Call>();
  private readonly pending: (() => void)[] = [];

  graphs(left: Graph, right: Graph): void {
    this.same(left.name, right.name, "name of the graph");
    const symbols = new Set<string>();
    const size = (a: Dimension, b: Dimension, where: string): void => {
      this.same(a.key, b.key, where);
      const [ofA, ofB] = [symbolAtoms(a), symbolAtoms(b)];
      for (const [name, isSize] of ofA) {
        this.same(isSize, ofB.get(name), `${where}: whether ${name} is a size`);
        if (symbols.has(name)) continue;
        symbols.add(name);
        const [one, other] = [left.symbols.get(name), right.symbols.get(name)];
        this.same(one?.kind, other?.kind, `meaning of ${name}`);
        if (one?.kind === "dimension" && other?.kind === "dimension") {
          this.same(one.dimension, other.dimension, `dimension of ${name}`);
          tensors(one.tensor, other.tensor, name);
        }
        if (one?.kind === "value" && other?.kind === "value") expressions(one.value, other.value, new Map(), name);
      }
    };
    const tensors = (a: Tensor, b: Tensor, where: string): void => {
      if (this.isPaired(a, b, where)) return;
      this.pending.push(() => this.tensor(a, b, size, expressions, tensors));
    };
    const expressions = (a: Expression, b: Expression, axes: ReadonlyMap<Axis, Axis>, where: string): void =>
      this.expression(a, b, axes, where, size, tensors);
    this.list(left.inputs, right.inputs, "inputs", (a, b) => tensors(a, b, "an input"));
    this.list(left.requirements ?? [], right.requirements ?? [], "requirements", (a, b) => {
      this.same(a.name, b.name, "name of a requirement");
      size(a.left, b.left, a.name);
      size(a.right, b.right, a.name);
    });
    this.list(left.outputs, right.outputs, "outputs", (a, b) => {
      this.same(a.name, b.name, "name of an output");
      tensors(a.tensor, b.tensor, `output ${a.name}`);
    });
    for (let next = this.pending.pop(); next !== undefined; next = this.pending.pop()) next();
  }

  private tensor(
    a: Tensor,
    b: Tensor,
    size: (a: Dimension, b: Dimension, where: string) => void,
    expressions: (a: Expression, b: Expression, axes: ReadonlyMap<Axis, Axis>, where: string) => void,
    tensors: (a: Tensor, b: Tensor, where: string) => void,
  ): void {
    const where = `${a.name} (${a.id})`;
    this.same(a.name, b.name, `${where}: name`);
    this.same(a.elementType, b.elementType, `${where}: type`);
    this.list(a.shape, b.shape, `${where}: shape`, (x, y) => size(x, y, `${where}: size`));
    const [x, y] = [a.definition, b.definition];
    this.same(x.kind, y.kind, `${where}: definition`);
    if (x.kind === "constant" && y.kind === "constant") this.same(bytesOf(x.data), bytesOf(y.data), `${where}: elements`);
    if ((x.kind === "map" && y.kind === "map") || (x.kind === "reduce" && y.kind === "reduce")) {
      const axes = new Map<Axis, Axis>();
      const pair = (one: Axis, other: Axis): void => {
        size(one.extent, other.extent, `${where}: extent`);
        axes.set(one, other);
      };
      this.list(x.axes, y.axes, `${where}: axes`, pair);
      if (x.kind === "reduce" && y.kind === "reduce") {
        this.list(x.reduced, y.reduced, `${where}: reduced axes`, pair);
        this.same(x.reducer, y.reducer, `${where}: reducer`);
      }
      expressions(x.body, y.body, axes, where);
    }
    if (x.kind === "call" && y.kind === "call") {
      this.same(x.output, y.output, `${where}: number of the output`);
      if (this.isPaired(x.call, y.call, where)) return;
      this.same(x.call.operator, y.call.operator, `${where}: operator`);
      this.list(x.call.inputs, y.call.inputs, `${where}: inputs`, (one, other) => tensors(one, other, where));
      this.list(x.call.outputs, y.call.outputs, `${where}: outputs`, (one, other) => tensors(one, other, where));
      const attributes = (call: Call): string[] => Object.keys(call.attributes).sort();
      this.same(attributes(x.call).join(), attributes(y.call).join(), `${where}: attributes`);
      for (const name of attributes(x.call)) {
        const [one, other] = [x.call.attributes[name] as Attribute, y.call.attributes[name] as Attribute];
        if (isGraph(one) && isGraph(other)) this.graphs(one, other);
        else this.same(JSON.stringify(one), JSON.stringify(other), `${where}: ${name}`);
      }
    }
  }

  private expression(
    a: Expression,
    b: Expression,
    axes: ReadonlyMap<Axis, Axis>,
    where: string,
    size: (a: Dimension, b: Dimension, where: string) => void,
    tensors: (a: Tensor, b: Tensor, where: string) => void,
  ): void {
    const inside = (x: Expression, y: Expression): void => this.expression(x, y, axes, where, size, tensors);
    this.same(a.kind, b.kind, `${where}: kind of expression`);
    this.same(a.type, b.type, `${where}: type of an expression`);
    if (a.kind === "literal" && b.kind === "literal") {
      const isSame = Object.is(a.value, b.value) || (a.type === "index" && a.value === b.value);
      if (!isSame) throw new Difference(`${where}: ${String(a.value)} and ${String(b.value)}`);
    }
    if (a.kind === "axis" && b.kind === "axis") this.same(axes.get(a.axis), b.axis, `${where}: axis`);
    if (a.kind === "size" && b.kind === "size") size(a.size, b.size, where);
    if (a.kind === "load" && b.kind === "load") {
      tensors(a.tensor, b.tensor, where);
      this.list(a.index, b.index, `${where}: index`, inside);
    }
    if (a.kind === "apply" && b.kind === "apply") {
      this.same(a.operation, b.operation, `${where}: operation`);
      this.list(a.operands, b.operands, `${where}: operands`, inside);
    }
    if (a.kind === "cast" && b.kind === "cast") inside(a.operand, b.operand);
    if (a.kind === "custom" && b.kind === "custom") {
      this.same(JSON.stringify(a.function), JSON.stringify(b.function), `${where}: function`);
      this.list(a.operands, b.operands, `${where}: operands`, inside);
    }
    if (a.kind === "select" && b.kind === "select") {
      inside(a.condition, b.condition);
      inside(a.whenTrue, b.whenTrue);
      inside(a.whenFalse, b.whenFalse);
    }
  }

  private isPaired(a: Tensor | Call, b: Tensor | Call, where: string): boolean {
    const [known, back] = [this.rightOf.get(a), this.leftOf.get(b)];
    if (known === b && back === a) return true;
    if (known !== undefined || back !== undefined) throw new Difference(`${where}: one tensor or call is two in the other graph`);
    this.rightOf.set(a, b);
    this.leftOf.set(b, a);
    return false;
  }

  private list<T>(left: readonly T[], right: readonly T[], what: string, compare: (a: T, b: T) => void): void {
    this.same(left.length, right.length, `${what}: count`);
    left.forEach((each, at) => compare(each, right[at] as T));
  }

  private same(left: unknown, right: unknown, what: string): void {
    if (left !== right) throw new Difference(`${what}: ${String(left)} and ${String(right)}`);
  }
}

function bytesOf(data: TensorData): string {
  return `${data.shape.join()} ${data.elements.kind === "strings" ? JSON.stringify(data.elements.strings) : Buffer.from(storedBytes(data)).toString("base64")}`;
}
