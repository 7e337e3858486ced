/**
 * Runs a graph element by element: what every pass and the compiled program are compared with.
 *
 * Slow and plain: no fusion, no reuse of memory. Calls are run by `calls.ts` of the operators.
 */
import { assert, HostError } from "../../base/assert.ts";
import { fromElements, readElements, type TensorData } from "../tensor-data.ts";
import { conversion } from "./conversion.ts";
import { binary, isFloat, unary, type Value, wrapped } from "./arithmetic.ts";
import { type Dimension, evaluate, symbolsOf } from "./dimension.ts";
import type { Axis, BinaryOperation, Expression, ScalarType, UnaryOperation } from "./expression.ts";
import { type Graph, inOrder, type Reducer, type Tensor } from "./graph.ts";

/** Elements of one tensor while a graph runs. */
export type Elements = { readonly shape: readonly number[]; readonly values: ArrayLike<Value> };

/** What a call may ask for while it runs. */
export type CallContext = {
  readonly size: (dimension: Dimension) => number;
  /** Runs a graph inside of the call; tensors of the graphs around it keep their elements. */
  readonly run: (graph: Graph, inputs: readonly Elements[]) => readonly Elements[];
};

/** Runs a call: elements of its inputs in, those of its outputs out. */
export type CallInterpreter = (
  call: (Tensor["definition"] & { kind: "call" })["call"],
  inputs: readonly Elements[],
  context: CallContext,
) => readonly Elements[];

export function interpret(graph: Graph, inputs: readonly TensorData[], runCall: CallInterpreter): readonly TensorData[] {
  const run = new Run(graph, runCall);
  graph.inputs.forEach((tensor, at) => {
    const data = inputs[at] as TensorData;
    run.known.set(tensor, { shape: data.shape, values: readElements(data) as ArrayLike<Value> });
  });
  run.checkRequirements();
  for (const tensor of inOrder(graph)) run.compute(tensor);
  return graph.outputs.map(({ tensor }) => {
    const { shape, values } = run.elementsOf(tensor);
    return fromElements(tensor.elementType, shape, values as ArrayLike<number>);
  });
}

class Run {
  readonly known = new Map<Tensor, Elements>();
  private readonly ofCalls = new Map<number, readonly Elements[]>();
  private readonly places = new Map<Axis, number>();
  private readonly graph: Graph;
  private readonly runCall: CallInterpreter;

  constructor(graph: Graph, runCall: CallInterpreter, outer?: Run) {
    this.graph = graph;
    this.runCall = runCall;
    for (const [tensor, elements] of outer?.known ?? []) this.known.set(tensor, elements);
  }

  private runInside(graph: Graph, inputs: readonly Elements[]): readonly Elements[] {
    const inner = new Run(graph, this.runCall, this);
    graph.inputs.forEach((tensor, at) => inner.known.set(tensor, inputs[at] as Elements));
    for (const tensor of inOrder(graph)) inner.compute(tensor);
    return graph.outputs.map(({ tensor }) => inner.elementsOf(tensor));
  }

  elementsOf(tensor: Tensor): Elements {
    const found = this.known.get(tensor);
    assert(found !== undefined, `tensor ${tensor.name} is computed before it is read`);
    return found;
  }

  compute(tensor: Tensor): void {
    if (this.known.has(tensor)) return;
    const { definition } = tensor;
    switch (definition.kind) {
      case "input":
        return;
      case "constant":
        this.known.set(tensor, { shape: definition.data.shape, values: readElements(definition.data) as ArrayLike<Value> });
        return;
      case "call": {
        const { call, output } = definition;
        if (!this.ofCalls.has(call.id)) {
          const inputs = call.inputs.map((each) => this.elementsOf(each));
          const context: CallContext = { size: (each) => this.size(each), run: (inner, given) => this.runInside(inner, given) };
          this.ofCalls.set(call.id, this.runCall(call, inputs, context));
        }
        this.known.set(tensor, (this.ofCalls.get(call.id) as readonly Elements[])[output] as Elements);
        return;
      }
      case "map": {
        const shape = tensor.shape.map((each) => this.size(each));
        const body = this.compile(definition.body);
        const values: Value[] = [];
        this.each(definition.axes, () => values.push(body()));
        this.known.set(tensor, { shape, values });
        return;
      }
      case "reduce": {
        const shape = tensor.shape.map((each) => this.size(each));
        const body = this.compile(definition.body);
        const values: Value[] = [];
        this.each(definition.axes, () => {
          const all: Value[] = [];
          this.each(definition.reduced, () => all.push(body()));
          values.push(reduceValues(definition.reducer, definition.body.type, all));
        });
        this.known.set(tensor, { shape, values });
      }
    }
  }

  /** Those of sizes of inputs: others show themselves as places outside of a tensor. */
  checkRequirements(): void {
    for (const { left, right, name, orOne } of this.graph.requirements ?? []) {
      const areKnown = [...symbolsOf(left), ...symbolsOf(right)].every((symbol) => {
        const meaning = this.graph.symbols.get(symbol);
        return meaning?.kind === "dimension" && this.known.has(meaning.tensor);
      });
      if (!areKnown || this.size(left) === this.size(right) || (orOne === true && this.size(left) === 1)) continue;
      throw new HostError(`${name}: sizes do not fit: ${this.size(left)} and ${this.size(right)}`);
    }
  }

  size(dimension: Dimension): number {
    return evaluate(dimension, (name) => {
      const meaning = this.graph.symbols.get(name);
      assert(meaning !== undefined, `symbol ${name} has a meaning`);
      if (meaning.kind === "dimension") return this.elementsOf(meaning.tensor).shape[meaning.dimension] as number;
      return Number(this.compile(meaning.value)());
    });
  }

  private each(axes: readonly Axis[], visit: () => void, from = 0): void {
    if (from === axes.length) return visit();
    const axis = axes[from] as Axis;
    const extent = this.size(axis.extent);
    for (let place = 0; place < extent; place++) {
      this.places.set(axis, place);
      this.each(axes, visit, from + 1);
    }
  }

  private compile(expression: Expression): () => Value {
    switch (expression.kind) {
      case "literal": {
        const { value } = expression;
        return () => value;
      }
      case "axis": {
        const { axis } = expression;
        return () => this.places.get(axis) as number;
      }
      case "size": {
        const value = this.size(expression.size);
        return () => value;
      }
      case "load": {
        const index = expression.index.map((each) => this.compile(each));
        const { tensor } = expression;
        const { shape, values } = this.elementsOf(tensor);
        return () => {
          let offset = 0;
          for (let at = 0; at < index.length; at++) {
            const place = (index[at] as () => Value)() as number;
            const extent = shape[at] as number;
            if (place < 0 || place >= extent)
              throw new RangeError(`${tensor.name}: place ${place} is outside of dimension ${at} of size ${extent}`);
            offset = offset * extent + place;
          }
          return values[offset] as Value;
        };
      }
      case "cast":
        return this.compileCast(expression.operand, expression.type);
      case "custom":
        throw new HostError(`${expression.function.name}: operators of the user's own have no interpreter: they run in compiled programs`);
      case "select": {
        const condition = this.compile(expression.condition);
        const then = this.compile(expression.whenTrue);
        const otherwise = this.compile(expression.whenFalse);
        return () => (condition() !== 0 ? then() : otherwise());
      }
      case "apply": {
        const wrap = wrapped(expression.type);
        const [left, right] = expression.operands.map((each) => this.compile(each)) as [() => Value, () => Value];
        const type = (expression.operands[0] as Expression).type;
        if (right === undefined) {
          const one = unary(expression.operation as UnaryOperation, type);
          return () => wrap(one(left()));
        }
        const two = binary(expression.operation as BinaryOperation, type);
        return () => wrap(two(left(), right()));
      }
    }
  }

  private compileCast(operand: Expression, type: ScalarType): () => Value {
    const value = this.compile(operand);
    const convert = conversion(operand.type, type);
    return () => convert(value());
  }
}

export function reduceValues(reducer: Reducer, type: ScalarType, values: readonly Value[]): Value {
  const big = type === "int64" || type === "uint64";
  const wrap = wrapped(type);
  switch (reducer) {
    case "sum":
      // Sums of narrow floats are rounded once
      return wrap(values.reduce((all, each) => (all as number) + (each as number), big ? 0n : 0));
    case "product":
      return values.reduce((all, each) => wrap((all as number) * (each as number)), big ? 1n : 1);
    case "maximum":
    case "minimum": {
      const choose = binary(reducer, type);
      return values.length === 0 ? emptyExtreme(reducer, type) : values.reduce((all, each) => choose(all, each));
    }
    case "and":
      return Number(values.every((each) => each !== 0));
    case "or":
      return Number(values.some((each) => each !== 0));
    case "first_greatest":
    case "last_greatest":
    case "first_least":
    case "last_least": {
      const isLast = reducer.startsWith("last");
      const isGreatest = reducer.endsWith("greatest");
      let best = 0;
      for (let at = 1; at < values.length; at++) {
        const one = values[at] as Value;
        const other = values[best] as Value;
        if (isGreatest ? one > other || (isLast && one === other) : one < other || (isLast && one === other)) best = at;
      }
      return BigInt(best);
    }
  }
}

function emptyExtreme(reducer: "maximum" | "minimum", type: ScalarType): Value {
  const isLeast = reducer === "maximum";
  if (isFloat(type)) return isLeast ? -Infinity : Infinity;
  if (type === "bool") return isLeast ? 0 : 1;
  const bits = Number(/\d+/.exec(type)?.[0]);
  const isUnsigned = type.startsWith("u");
  const least = isUnsigned ? 0n : -(2n ** BigInt(bits - 1));
  const greatest = isUnsigned ? 2n ** BigInt(bits) - 1n : 2n ** BigInt(bits - 1) - 1n;
  const value = isLeast ? least : greatest;
  return bits === 64 ? value : Number(value);
}
