/**
 * ONNX models node by node, in the spelling of PyTorch's exporter: constants are `Constant` nodes, weights initializers, sizes come from
 * `Shape`, `Gather`, `Unsqueeze` and `Concat`.
 *
 * Out: a `ModelPlan` for the writer. Not here: the models (`models/`).
 */
import { fromElements, type ElementType, type TensorData, tensorOfBytes } from "../../src/engine/tensor-data.ts";
import type { AttributePlan, ModelPlan, NodePlan, ValuePlan } from "../../tests/engine/onnx-writer.ts";
import { Random } from "./random.ts";

type Shape = readonly (number | string)[];
type Attributes = Readonly<Record<string, AttributePlan>>;

export class ModelBuilder {
  readonly random: Random;
  private readonly nodes: NodePlan[] = [];
  private readonly inputs: ValuePlan[] = [];
  private readonly outputs: ValuePlan[] = [];
  private readonly initializers: Record<string, TensorData> = {};
  private readonly outputNames = new Map<string, string>();
  private count = 0;

  constructor(seed: number) {
    this.random = new Random(seed);
  }

  plan(opset = 17): ModelPlan {
    const { inputs, outputs, initializers } = this;
    const renamed = (names: readonly string[] = []): readonly string[] => names.map((name) => this.outputNames.get(name) ?? name);
    const nodes = this.nodes.map((node) => ({ ...node, inputs: renamed(node.inputs), outputs: renamed(node.outputs) }));
    return { irVersion: 8, opset, name: "main_graph", nodes, inputs, outputs, initializers };
  }

  input(name: string, type: ElementType, shape: Shape): string {
    this.inputs.push({ name, type, shape });
    return name;
  }

  /** Gives the value, which a node makes, the name of an output. */
  output(name: string, value: string, type: ElementType, shape: Shape): void {
    this.outputNames.set(value, name);
    this.outputs.push({ name, type, shape });
  }

  node(operator: string, inputs: readonly string[], attributes: Attributes = {}): string {
    return this.nodeOf(operator, inputs, 1, attributes)[0] as string;
  }

  nodeOf(operator: string, inputs: readonly string[], outputCount: number, attributes: Attributes = {}): readonly string[] {
    const name = `/${operator}_${this.count++}`;
    const outputs = Array.from({ length: outputCount }, (_, at) => `${name}_output_${at}`);
    this.nodes.push({ operator, inputs, outputs, attributes, name });
    return outputs;
  }

  constant(type: ElementType, shape: readonly number[], values: readonly number[]): string {
    return this.node("Constant", [], { value: fromElements(type, shape, values) });
  }

  scalar(value: number): string {
    return this.constant("float32", [], [value]);
  }

  integers(...values: readonly number[]): string {
    return this.constant("int64", [values.length], values);
  }

  weight(name: string, shape: readonly number[], deviation: number, mean = 0): string {
    const count = shape.reduce((product, size) => product * size, 1);
    return this.initializer(name, tensorOfBytes("float32", shape, bytesOf(this.random.floats(count, deviation, mean))));
  }

  initializer(name: string, tensor: TensorData): string {
    this.initializers[name] = tensor;
    return name;
  }

  /** The size of a dimension, as a tensor of one element. */
  size(value: string, axis: number): string {
    const size = this.node("Gather", [this.node("Shape", [value]), this.constant("int64", [], [axis])], { axis: 0 });
    return this.node("Unsqueeze", [size, this.integers(0)]);
  }

  /** To a shape of fixed sizes and of dimensions of `value` (`"0"` is the first). */
  reshapeTo(value: string, shape: Shape, of = value): string {
    const sizes = shape.map((size) => (typeof size === "string" ? this.size(of, Number(size)) : this.integers(size)));
    return this.node("Reshape", [value, this.node("Concat", sizes, { axis: 0 })]);
  }

  /** `torch.nn.Linear` of three and more dimensions: a product with the transposed weight, then the bias. */
  linear(name: string, value: string, from: number, to: number, deviation = 1 / Math.sqrt(from)): string {
    const product = this.node("MatMul", [value, this.weight(`${name}.weight`, [from, to], deviation)]);
    return this.node("Add", [this.weight(`${name}.bias`, [to], 0.02), product]);
  }

  /** `torch.nn.Linear` of two dimensions. */
  gemm(name: string, value: string, from: number, to: number, deviation = 1 / Math.sqrt(from)): string {
    const inputs = [value, this.weight(`${name}.weight`, [to, from], deviation), this.weight(`${name}.bias`, [to], 0.02)];
    return this.node("Gemm", inputs, { alpha: { float: 1 }, beta: { float: 1 }, transB: 1 });
  }
}

function bytesOf(values: Float32Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return new Uint8Array(values.buffer);
}
