/**
 * Small random models, for comparing what has to be equal: elementwise operators and broadcasts, reductions, softmax and norms in several
 * spellings, movement, products of matrices in several spellings, convolutions and pooling.
 *
 * In: a source of choices, so that fast-check can make them smaller. Out: a plan of a model whose sizes are symbols `a` and `b` and small numbers,
 * and inputs for given values of these. No operator jumps where its input moves a little, except on inputs as they are given: roundings show as such.
 */
import { type ElementType, fromElements, type TensorData } from "../../src/engine/tensor-data.ts";
import type { AttributePlan, ModelPlan, NodePlan } from "./onnx-writer.ts";

/** A number from 0 to before `count`. */
export type Choose = (count: number) => number;

export type Sizes = { readonly a: number; readonly b: number };

/** `key`: sizes with one key are equal whatever the symbols are. */
type Size = { readonly key: string; readonly at: (sizes: Sizes) => number };

type Value = { readonly name: string; readonly shape: readonly Size[] };

export type RandomModel = {
  readonly plan: ModelPlan;
  readonly inputs: (sizes: Sizes, seed: number) => readonly TensorData[];
};

/** Elements of a value when the symbols are as great as tests make them. */
const mostElements = 700;
const greatest: Sizes = { a: 4, b: 5 };

export function choicesOf(numbers: readonly number[]): Choose {
  let at = 0;
  return (count) => (at < numbers.length ? (numbers[at++] as number) % count : 0);
}

export function randomChoices(seed: number): Choose {
  let state = (seed * 2654435761 + 12345) % 2147483647 || 1;
  return (count) => {
    state = (state * 48271) % 2147483647;
    return Math.floor((state / 2147483647) * count);
  };
}

/** `prefix`: of all names, so that several models can be one. */
export function randomModel(choose: Choose, nodeCount: number, prefix = ""): RandomModel {
  return new Maker(choose, prefix).make(nodeCount);
}

/** Several models beside each other as one. */
export function joined(models: readonly RandomModel[]): RandomModel {
  return {
    plan: {
      inputs: models.flatMap(({ plan }) => plan.inputs ?? []),
      outputs: models.flatMap(({ plan }) => plan.outputs ?? []),
      nodes: models.flatMap(({ plan }) => plan.nodes),
      initializers: Object.assign({}, ...models.map(({ plan }) => plan.initializers)),
    },
    inputs: (sizes, seed) => models.flatMap((each, at) => each.inputs(sizes, seed + at)),
  };
}

const inputShapes: readonly (readonly (number | "a" | "b")[])[] = [
  ["a", "b"],
  ["a", 4],
  ["a", 4, 6],
  [3, "b", 4],
  ["a", "b", 4],
  [2, 4, 5, "b"],
  ["a", 2, 4, 4],
  [6],
  ["a", 4, 3, 4],
];

class Maker {
  private readonly choose: Choose;
  private readonly prefix: string;
  private readonly values: Value[] = [];
  private readonly inputs: Value[] = [];
  private readonly nodes: NodePlan[] = [];
  private readonly initializers: Record<string, TensorData> = {};
  private readonly read = new Set<string>();
  private count = 0;

  constructor(choose: Choose, prefix: string) {
    this.choose = choose;
    this.prefix = prefix;
  }

  make(nodeCount: number): RandomModel {
    const inputCount = 1 + this.choose(3);
    for (let at = 0; at < inputCount; at++) {
      const input: Value = { name: `${this.prefix}x${at}`, shape: this.pick(inputShapes).map(sizeOf) };
      this.inputs.push(input);
      this.values.push(input);
    }
    for (let tries = 0; this.nodes.length < nodeCount && tries < 4 * nodeCount; tries++) this.step();
    const last = this.values.at(-1) as Value;
    const isFinal = (value: Value): boolean => value === last || !this.read.has(value.name) || this.choose(8) === 7;
    const made = this.values.slice(inputCount);
    const outputs = (made.length === 0 ? [last] : made).filter(isFinal);
    return {
      plan: {
        inputs: this.inputs.map(({ name, shape }) => ({
          name,
          type: "float32",
          shape: shape.map(({ key }) => (/^\d+$/.test(key) ? Number(key) : key)),
        })),
        outputs: outputs.map(({ name }) => ({ name })),
        nodes: this.nodes,
        initializers: this.initializers,
      },
      inputs: (sizes, seed) =>
        this.inputs.map(({ shape }, at) =>
          randomTensor(
            shape.map((each) => each.at(sizes)),
            seed * 31 + at,
          ),
        ),
    };
  }

  private pick<T>(items: readonly T[]): T {
    return items[this.choose(items.length)] as T;
  }

  /** Recent values are taken more often, so that graphs are deep. */
  private value(): Value {
    const recent = this.choose(3) > 0 ? this.values.slice(-2) : this.values;
    return this.pick(recent);
  }

  private node(
    operator: string,
    inputs: readonly string[],
    shape: readonly Size[],
    attributes: Readonly<Record<string, AttributePlan>> = {},
  ): Value {
    const value = { name: `${this.prefix}t${this.count++}`, shape };
    this.nodes.push({ operator, inputs, outputs: [value.name], attributes });
    for (const name of inputs) this.read.add(name);
    this.values.push(value);
    return value;
  }

  private constant(data: TensorData): string {
    const name = `${this.prefix}c${this.count++}`;
    this.initializers[name] = data;
    return name;
  }

  private integers(...values: readonly number[]): string {
    return this.constant(fromElements("int64", [values.length], values));
  }

  private weights(shape: readonly number[]): string {
    return this.constant(randomTensor(shape, this.count + 7));
  }

  private fits(shape: readonly Size[]): boolean {
    return shape.length <= 5 && volume(shape) <= mostElements;
  }

  private step(): void {
    const steps = [
      this.unary,
      this.binary,
      this.binary,
      this.withConstant,
      this.reduction,
      this.softmax,
      this.norm,
      this.transposed,
      this.reshaped,
      this.sliced,
      this.concatenated,
      this.padded,
      this.gathered,
      this.product,
      this.product,
      this.convolved,
      this.pooled,
      this.split,
    ];
    this.pick(steps).call(this);
  }

  private unary(): void {
    const x = this.value();
    this.node(this.pick(["Relu", "Neg", "Abs", "Tanh", "Sigmoid", "Erf", "Softplus", "Atan", "HardSwish", "Gelu"]), [x.name], x.shape);
  }

  private binary(): void {
    const x = this.value();
    const fitting = this.values.filter((y) => broadcast(x.shape, y.shape) !== undefined);
    const y = this.pick(fitting);
    const shape = broadcast(x.shape, y.shape) as readonly Size[];
    if (this.fits(shape)) this.node(this.pick(["Add", "Sub", "Mul", "Max", "Min"]), [x.name, y.name], shape);
  }

  private withConstant(): void {
    const x = this.value();
    const sizes = x.shape.slice(-1 - this.choose(2)).map((each) => known(each) ?? 1);
    const y = this.choose(2) === 0 ? this.constant(fromElements("float32", [], [0.5])) : this.weights(sizes);
    this.node(this.pick(["Add", "Mul", "Sub", "Max"]), this.choose(2) === 0 ? [x.name, y] : [y, x.name], x.shape);
  }

  private reduction(): void {
    const x = this.value();
    if (x.shape.length === 0) return;
    const axes = x.shape.map((_, at) => at).filter(() => this.choose(2) === 0);
    if (axes.length === 0) axes.push(this.choose(x.shape.length));
    this.reduced(
      this.pick(["ReduceSum", "ReduceMean", "ReduceMax", "ReduceMin", "ReduceL2", "ReduceSumSquare"]),
      x,
      axes,
      this.choose(2) === 0,
    );
  }

  private reduced(operator: string, x: Value, axes: readonly number[], keeps: boolean): Value {
    const shape = keeps ? x.shape.map((each, at) => (axes.includes(at) ? one : each)) : x.shape.filter((_, at) => !axes.includes(at));
    return this.node(operator, [x.name, this.integers(...axes)], shape, { keepdims: Number(keeps) });
  }

  private softmax(): void {
    const x = this.value();
    if (x.shape.length === 0) return;
    const axis = this.choose(x.shape.length);
    if (this.choose(2) === 0) {
      this.node(this.pick(["Softmax", "LogSoftmax"]), [x.name], x.shape, { axis });
      return;
    }
    const shifted = this.node("Sub", [x.name, this.reduced("ReduceMax", x, [axis], true).name], x.shape);
    const powers = this.node("Exp", [shifted.name], x.shape);
    this.node("Div", [powers.name, this.reduced("ReduceSum", powers, [axis], true).name], x.shape);
  }

  private norm(): void {
    const x = this.value();
    if (x.shape.length === 0) return;
    const axis = x.shape.length - 1 - (this.choose(4) === 3 ? this.choose(x.shape.length) : 0);
    const centred = this.node("Sub", [x.name, this.reduced("ReduceMean", x, [axis], true).name], x.shape);
    const two = this.constant(fromElements("float32", [], [2]));
    const square =
      this.choose(2) === 0 ? this.node("Mul", [centred.name, centred.name], x.shape) : this.node("Pow", [centred.name, two], x.shape);
    const variance = this.reduced("ReduceMean", square, [axis], true);
    const safe = this.node("Add", [variance.name, this.constant(fromElements("float32", [1], [0.1]))], variance.shape);
    const deviation = this.node("Sqrt", [safe.name], variance.shape);
    this.node("Div", [centred.name, deviation.name], x.shape);
  }

  private transposed(): void {
    const x = this.value();
    const left = x.shape.map((_, at) => at);
    const order: number[] = [];
    while (left.length > 0) order.push(...left.splice(this.choose(left.length), 1));
    if (order.length > 1)
      this.node(
        "Transpose",
        [x.name],
        order.map((at) => x.shape[at] as Size),
        { perm: order },
      );
  }

  private reshaped(): void {
    const x = this.value();
    const rank = x.shape.length;
    const way = this.choose(4);
    if (way === 0 && rank > 1) {
      const axis = this.choose(rank + 1);
      const flat = [x.shape.slice(0, axis), x.shape.slice(axis)].map(productOf);
      this.node("Flatten", [x.name], flat, { axis });
    } else if (way === 1 && rank > 1) {
      // Two neighbours become one
      const at = rank - 2;
      const shape = [...x.shape.slice(0, at), productOf(x.shape.slice(at))];
      this.node("Reshape", [x.name, this.integers(...shape.slice(0, at).map(() => 0), -1)], shape);
    } else if (way === 2) {
      const axis = this.choose(rank + 1);
      this.node("Unsqueeze", [x.name, this.integers(axis)], [...x.shape.slice(0, axis), one, ...x.shape.slice(axis)]);
    } else {
      const last = known(x.shape.at(-1));
      if (last === undefined || last % 2 !== 0 || rank > 4) return;
      const shape = [...x.shape.slice(0, -1), sizeOf(2), sizeOf(last / 2)];
      this.node("Reshape", [x.name, this.integers(...x.shape.slice(0, -1).map(() => 0), 2, last / 2)], shape);
    }
  }

  private sliced(): void {
    const x = this.value();
    if (x.shape.length === 0) return;
    const axis = this.choose(x.shape.length);
    const [start, end, step] = this.pick([
      [0, 2, 1],
      [1, 1000, 1],
      [-2, 1000, 1],
      [0, 1000, 2],
      [-1, -1000, -1],
      [-1, -1000, -2],
      [0, -1, 1],
    ] as const);
    const old = x.shape[axis] as Size;
    const sliced = derived(`slice(${old.key},${start},${end},${step})`, [old], (sizes) => slicedCount(old.at(sizes), start, end, step));
    // Nothing is left of some: reductions over nothing are tested elsewhere
    if ([1, 2, 3].some((value) => sliced.at({ a: value, b: value }) === 0)) return;
    const inputs = [start, end, axis, step].map((each) => this.integers(each));
    this.node(
      "Slice",
      [x.name, ...inputs],
      x.shape.map((each, at) => (at === axis ? sliced : each)),
    );
  }

  private concatenated(): void {
    const x = this.value();
    if (x.shape.length === 0) return;
    const axis = this.choose(x.shape.length);
    const isFitting = (y: Value): boolean =>
      y.shape.length === x.shape.length && y.shape.every((each, at) => at === axis || each.key === x.shape[at]?.key);
    const y = this.pick(this.values.filter(isFitting));
    const [first, second] = [x.shape[axis], y.shape[axis]] as [Size, Size];
    const sum = derived(`(${first.key}+${second.key})`, [first, second], (sizes) => first.at(sizes) + second.at(sizes));
    const shape = x.shape.map((each, at) => (at === axis ? sum : each));
    if (this.fits(shape)) this.node("Concat", [x.name, y.name], shape, { axis });
  }

  private padded(): void {
    const x = this.value();
    if (x.shape.length === 0) return;
    const begins = x.shape.map(() => (this.choose(3) === 0 ? 1 : 0));
    const ends = x.shape.map(() => (this.choose(3) === 0 ? 2 : 0));
    const shape = x.shape.map((each, at) => {
      const more = (begins[at] as number) + (ends[at] as number);
      return more === 0 ? each : derived(`(${each.key}+${more})`, [each], (sizes) => each.at(sizes) + more);
    });
    if (this.fits(shape)) this.node("Pad", [x.name, this.integers(...begins, ...ends)], shape, { mode: this.pick(["constant", "edge"]) });
  }

  private gathered(): void {
    const x = this.value();
    if (x.shape.length === 0) return;
    const axis = this.choose(x.shape.length);
    const places = this.pick([[0], [-1, 0], [0, -1, 0]]);
    const shape = [...x.shape.slice(0, axis), sizeOf(places.length), ...x.shape.slice(axis + 1)];
    if (this.fits(shape)) this.node("Gather", [x.name, this.integers(...places)], shape, { axis });
  }

  private split(): void {
    const x = this.value();
    const axis = x.shape.findIndex((each) => (known(each) ?? 1) % 2 === 0);
    if (axis < 0) return;
    const half = sizeOf((known(x.shape[axis]) as number) / 2);
    const shape = x.shape.map((each, at) => (at === axis ? half : each));
    const [first, second] = [this.node("Identity", [x.name], x.shape), { name: `${this.prefix}t${this.count++}`, shape }];
    this.nodes.pop();
    this.values.pop();
    this.nodes.push({ operator: "Split", inputs: [x.name], outputs: [first.name, second.name], attributes: { axis, num_outputs: 2 } });
    this.values.push({ name: first.name, shape }, second);
  }

  private product(): void {
    const x = this.value();
    const rank = x.shape.length;
    const columns = known(x.shape.at(-1));
    const way = this.choose(5);
    if (rank < 2) return;
    const rows = x.shape.slice(0, -1);
    const width = 1 + this.choose(4);
    const shape = [...rows, sizeOf(width)];
    if (way === 0 || columns === undefined) {
      // With itself, transposed
      const swapped = [...x.shape.slice(0, -2), x.shape.at(-1) as Size, x.shape.at(-2) as Size];
      const square = [...rows, x.shape.at(-2) as Size];
      if (!this.fits(square) || rank > 4) return;
      const order = x.shape.map((_, at) => at);
      const turned = this.node("Transpose", [x.name], swapped, { perm: [...order.slice(0, -2), rank - 1, rank - 2] });
      const scaled = this.node("Mul", [x.name, this.constant(fromElements("float32", [], [0.25]))], x.shape);
      this.node("MatMul", [scaled.name, turned.name], square);
    } else if (way === 1 && rank === 2) {
      const isTurned = this.choose(2);
      const w = this.weights(isTurned === 1 ? [width, columns] : [columns, width]);
      this.node("Gemm", [x.name, w, this.weights([width])], shape, { transB: isTurned, alpha: { float: 0.5 } });
    } else if (way === 2 && rank === 2) {
      this.node("Einsum", [x.name, this.weights([width, columns])], shape, { equation: "ij,kj->ik" });
    } else if (way === 3 && rank <= 4 && volume(x.shape) * width <= mostElements) {
      // A product and a sum
      const wide = this.node("Unsqueeze", [x.name, this.integers(rank)], [...x.shape, one]);
      const all = this.node("Mul", [wide.name, this.weights([columns, width])], [...x.shape, sizeOf(width)]);
      this.reduced("ReduceSum", all, [rank - 1], false);
    } else if (this.fits(shape)) {
      const result = this.node("MatMul", [x.name, this.weights([columns, width])], shape);
      if (this.choose(2) === 0) this.node("Add", [result.name, this.weights([width])], shape);
    }
  }

  private convolved(): void {
    const x = this.pick(this.values.filter(({ shape }) => shape.length >= 3 && known(shape[1]) !== undefined));
    if (x === undefined || x.shape.length > 4) return;
    const channels = known(x.shape[1]) as number;
    const group = channels % 2 === 0 && this.choose(2) === 0 ? this.pick([2, channels]) : 1;
    const features = group * (1 + this.choose(2));
    const taps = this.pick([1, 3]);
    const spatial = x.shape.slice(2);
    const w = this.weights([features, channels / group, ...spatial.map(() => taps)]);
    const shape = [x.shape[0] as Size, sizeOf(features), ...spatial];
    if (!this.fits(shape)) return;
    const inputs = this.choose(2) === 0 ? [x.name, w] : [x.name, w, this.weights([features])];
    const side = (taps - 1) / 2;
    const result = this.node("Conv", inputs, shape, { group, pads: [...spatial, ...spatial].map(() => side) });
    if (this.choose(2) === 0) this.node("Relu", [result.name], shape);
  }

  private pooled(): void {
    const x = this.pick(this.values.filter(({ shape }) => shape.length === 4));
    if (x === undefined) return;
    const way = this.choose(3);
    if (way === 0) {
      this.node("GlobalAveragePool", [x.name], [...x.shape.slice(0, 2), one, one]);
      return;
    }
    this.node(way === 1 ? "MaxPool" : "AveragePool", [x.name], x.shape, { kernel_shape: [3, 3], pads: [1, 1, 1, 1] });
  }
}

const one = sizeOf(1);

function sizeOf(value: number | "a" | "b"): Size {
  return typeof value === "number" ? { key: String(value), at: () => value } : { key: value, at: (sizes) => sizes[value] };
}

/** A number if those it is made of are numbers. */
function derived(key: string, from: readonly Size[], at: (sizes: Sizes) => number): Size {
  return from.every((each) => known(each) !== undefined) ? sizeOf(at(greatest)) : { key, at };
}

function known(size: Size | undefined): number | undefined {
  return size !== undefined && /^\d+$/.test(size.key) ? Number(size.key) : undefined;
}

function productOf(sizes: readonly Size[]): Size {
  const factors = sizes.filter((each) => each.key !== "1");
  if (factors.length === 1) return factors[0] as Size;
  return derived(`(${factors.map(({ key }) => key).join("*")})`, factors, (given) =>
    factors.reduce((all, each) => all * each.at(given), 1),
  );
}

function volume(shape: readonly Size[]): number {
  return shape.reduce((all, each) => all * each.at(greatest), 1);
}

function broadcast(left: readonly Size[], right: readonly Size[]): readonly Size[] | undefined {
  const rank = Math.max(left.length, right.length);
  const shape: Size[] = [];
  for (let at = 0; at < rank; at++) {
    const x = left[left.length - rank + at] ?? one;
    const y = right[right.length - rank + at] ?? one;
    if (x.key !== y.key && x.key !== "1" && y.key !== "1") return undefined;
    shape.push(x.key === "1" ? y : x);
  }
  return shape;
}

/** As Python slices. */
function slicedCount(count: number, start: number, end: number, step: number): number {
  const clamp = (place: number, least: number, most: number): number => Math.min(most, Math.max(least, place < 0 ? place + count : place));
  if (step > 0) return Math.max(0, Math.ceil((clamp(end, 0, count) - clamp(start, 0, count)) / step));
  return Math.max(0, Math.ceil((clamp(start, -1, count - 1) - clamp(end, -1, count - 1)) / -step));
}

function randomTensor(shape: readonly number[], seed: number, elementType: ElementType = "float32"): TensorData {
  const next = randomChoices(seed + 1);
  const count = shape.reduce((all, each) => all * each, 1);
  return fromElements(
    elementType,
    shape,
    Array.from({ length: count }, () => (next(2001) - 1000) / 700),
  );
}
