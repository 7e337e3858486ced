/**
 * Graphs of random operators from a seed: elementwise, broadcasts, reductions, softmax, transposes, slices, concatenations, small products.
 *
 * Bounds of every value are known, so that no logarithm, quotient or power leaves the numbers. The values that nothing uses are outputs; those of
 * the same shape are added up first.
 */
import type { ModelPlan } from "../../../tests/engine/onnx-writer.ts";
import { ModelBuilder } from "../model-builder.ts";

type Value = { readonly name: string; readonly shape: readonly number[]; readonly low: number; readonly high: number };

/** Undefined where the operator does not fit the value. */
type Step = (graph: RandomGraph, value: Value) => Value | undefined;

const nodeCount = 24;
const mostElements = 1 << 21;
const leastElements = 1 << 16;
/** Within it a sigmoid is no smaller than the absolute errors of common approximations allow. */
const greatestBound = 8;
/** Of a value's bounds: not all of its elements are the same. */
const leastWidth = 1e-3;
const baseShapes: readonly (readonly number[])[] = [
  [512, 1024],
  [2048, 384],
  [16, 128, 256],
  [8, 12, 64, 128],
  [32, 197, 96],
];

export function randomGraph(seed: number): ModelPlan {
  const graph = new RandomGraph(seed);
  while (graph.values.length < nodeCount) {
    const value = graph.choose();
    const isLarge = Math.max(-value.low, value.high) > greatestBound;
    const step = isLarge ? shrink : graph.b.random.choose(steps);
    const result = step(graph, value);
    if (result === undefined || result.high - result.low < leastWidth) continue;
    graph.values.push(result);
    graph.used.add(value.name);
  }
  const sums = new Map<string, Value>();
  for (const value of graph.values.filter(({ name }) => !graph.used.has(name))) {
    const sum = sums.get(value.shape.join());
    sums.set(value.shape.join(), sum === undefined ? value : { ...value, name: graph.b.node("Add", [sum.name, value.name]) });
  }
  Array.from(sums.values()).forEach(({ name, shape }, at) => graph.b.output(`output_${at}`, name, "float32", shape));
  return graph.b.plan();
}

class RandomGraph {
  readonly b: ModelBuilder;
  readonly values: Value[] = [];
  readonly used = new Set<string>();
  private weightCount = 0;

  constructor(seed: number) {
    this.b = new ModelBuilder(100 + seed);
    const shape = this.b.random.choose(baseShapes);
    for (const name of ["a", "b"])
      this.values.push({ name: this.b.input(name, "float32", shape), shape, low: -inputBound, high: inputBound });
  }

  /** Inputs that nothing uses yet, then large values, late ones more often than early ones. */
  choose(): Value {
    const unused = this.values.slice(0, 2).find(({ name }) => !this.used.has(name));
    if (unused !== undefined) return unused;
    const large = this.values.filter(({ shape }) => countOf(shape) >= leastElements);
    return this.b.random.choose(this.b.random.below(4) > 0 ? large.slice(-2) : large);
  }

  weight(shape: readonly number[], deviation: number, mean = 0): string {
    return this.b.weight(`weight_${this.weightCount++}`, shape, deviation, mean);
  }
}

/** Of inputs with deviation 1 (`Random.floats`). */
const inputBound = Math.sqrt(3);

const shrink: Step = (graph, value) => {
  const factor = 2 / Math.max(-value.low, value.high);
  const name = graph.b.node("Mul", [value.name, graph.b.scalar(factor)]);
  return { name, shape: value.shape, low: value.low * factor, high: value.high * factor };
};

const steps: readonly Step[] = [
  unary("Sigmoid", () => [0, 1]),
  unary("Tanh", () => [-1, 1]),
  unary("Erf", () => [-1, 1]),
  unary("Relu", (low, high) => (low >= 0 ? undefined : [0, Math.max(0, high)])),
  unary("Abs", (low, high) => (low >= 0 ? undefined : [Math.max(0, -high), Math.max(-low, high)])),
  unary("Neg", (low, high) => [-high, -low]),
  unary("Exp", (low, high) => (high > 3 ? undefined : [Math.exp(low), Math.exp(high)])),
  unary("Log", (low, high) => (low < 0.05 ? undefined : [Math.log(low), Math.log(high)])),
  unary("Sqrt", (low, high) => (low < 0 ? undefined : [Math.sqrt(low), Math.sqrt(high)])),
  pair("Add", (x, y) => [x.low + y.low, x.high + y.high]),
  pair("Sub", (x, y) => [x.low - y.high, x.high - y.low]),
  pair("Mul", (x, y) => corners(x, y, (p, q) => p * q)),
  pair("Max", (x, y) => [Math.max(x.low, y.low), Math.max(x.high, y.high)]),
  pair("Div", (x, y) => (y.low < 0.1 ? undefined : corners(x, y, (p, q) => p / q))),
  withVector("Mul"),
  withVector("Add"),
  shifted("ReduceMean"),
  shifted("ReduceMax"),
  softmax,
  transpose,
  slice,
  concatenate,
  product,
];

function unary(operator: string, bounds: (low: number, high: number) => readonly [number, number] | undefined): Step {
  return (graph, value) => {
    const found = bounds(value.low, value.high);
    if (found === undefined) return undefined;
    return { name: graph.b.node(operator, [value.name]), shape: value.shape, low: found[0], high: found[1] };
  };
}

/** With another value that broadcasts to it. */
function pair(operator: string, bounds: (x: Value, y: Value) => readonly [number, number] | undefined): Step {
  return (graph, value) => {
    const others = graph.values.filter((other) => other !== value && broadcasts(other.shape, value.shape));
    if (others.length === 0) return undefined;
    const other = graph.b.random.choose(others);
    const found = bounds(value, other);
    if (found === undefined) return undefined;
    graph.used.add(other.name);
    return { name: graph.b.node(operator, [value.name, other.name]), shape: value.shape, low: found[0], high: found[1] };
  };
}

function broadcasts(from: readonly number[], to: readonly number[]): boolean {
  return from.length === to.length && from.every((size, at) => size === 1 || size === to[at]);
}

function corners(x: Value, y: Value, compute: (p: number, q: number) => number): readonly [number, number] {
  const values = [x.low, x.high].flatMap((p) => [y.low, y.high].map((q) => compute(p, q)));
  return [Math.min(...values), Math.max(...values)];
}

function withVector(operator: "Mul" | "Add"): Step {
  return (graph, value) => {
    const vector: Value = { name: graph.weight([value.shape.at(-1) as number], 0.2, 0.5), shape: [], low: 0.1, high: 0.9 };
    const found =
      operator === "Mul"
        ? corners(value, vector, (p, q) => p * q)
        : ([value.low + vector.low, value.high + vector.high] as readonly [number, number]);
    return { name: graph.b.node(operator, [value.name, vector.name]), shape: value.shape, low: found[0], high: found[1] };
  };
}

/**
 * The reduced value stays, for later broadcasts; the result is the sum with it. (The difference would be zero, or what rounding leaves, when it is
 * reduced again.)
 */
function shifted(operator: "ReduceMean" | "ReduceMax"): Step {
  return (graph, value) => {
    const axis = graph.b.random.below(value.shape.length);
    const shape = value.shape.map((size, at) => (at === axis ? 1 : size));
    if (value.shape[axis] === 1) return undefined;
    const reduced = { ...value, name: graph.b.node(operator, [value.name], { axes: [axis], keepdims: 1 }), shape };
    graph.values.push(reduced);
    graph.used.add(reduced.name);
    return { name: graph.b.node("Add", [value.name, reduced.name]), shape: value.shape, low: 2 * value.low, high: 2 * value.high };
  };
}

function softmax(graph: RandomGraph, value: Value): Value {
  return { name: graph.b.node("Softmax", [value.name], { axis: -1 }), shape: value.shape, low: 0, high: 1 };
}

function transpose(graph: RandomGraph, value: Value): Value {
  const perm = value.shape.map((_, at) => at);
  const [i, j] = [graph.b.random.below(perm.length - 1), perm.length - 1];
  [perm[i], perm[j]] = [perm[j] as number, perm[i] as number];
  const name = graph.b.node("Transpose", [value.name], { perm });
  return { ...value, name, shape: perm.map((at) => value.shape[at] as number) };
}

function slice(graph: RandomGraph, value: Value): Value | undefined {
  const axis = graph.b.random.below(value.shape.length);
  const size = value.shape[axis] as number;
  if (size < 8) return undefined;
  const start = graph.b.random.below(size >> 2);
  const end = size - graph.b.random.below(size >> 2);
  const bounds = [start, end, axis, 1].map((at) => graph.b.integers(at));
  return {
    ...value,
    name: graph.b.node("Slice", [value.name, ...bounds]),
    shape: value.shape.map((of, at) => (at === axis ? end - start : of)),
  };
}

function concatenate(graph: RandomGraph, value: Value): Value | undefined {
  const axis = graph.b.random.below(value.shape.length);
  const fits = (other: Value): boolean =>
    other.shape.length === value.shape.length && other.shape.every((size, at) => at === axis || size === value.shape[at]);
  const other = graph.b.random.choose(graph.values.filter(fits));
  const shape = value.shape.map((size, at) => (at === axis ? size + (other.shape[axis] as number) : size));
  if (countOf(shape) > mostElements) return undefined;
  graph.used.add(other.name);
  return {
    name: graph.b.node("Concat", [value.name, other.name], { axis }),
    shape,
    low: Math.min(value.low, other.low),
    high: Math.max(value.high, other.high),
  };
}

function product(graph: RandomGraph, value: Value): Value | undefined {
  const from = value.shape.at(-1) as number;
  const to = graph.b.random.choose([32, 64, 128]);
  if (from < 16 || from > 512) return undefined;
  const weight = graph.weight([from, to], 1 / Math.sqrt(from));
  const bound = 6 * Math.max(-value.low, value.high);
  return { name: graph.b.node("MatMul", [value.name, weight]), shape: [...value.shape.slice(0, -1), to], low: -bound, high: bound };
}

function countOf(shape: readonly number[]): number {
  return shape.reduce((all, size) => all * size, 1);
}
