/**
 * One node of a model while it is translated: its inputs as values of the graph, its attributes, and the builder.
 *
 * Not here: what operators mean (the other files of this folder), the walk over the model (`../import-model.ts`).
 */
import { constantOf, type Dimension } from "../graph/dimension.ts";
import { cast, load, sizeValue } from "../graph/expression.ts";
import type { GraphBuilder } from "../graph/builder.ts";
import { type Graph, inOrder, type Tensor } from "../graph/graph.ts";
import type { OnnxAttribute, OnnxGraph, OnnxNode } from "../onnx/model.ts";
import { elementTypeOfNumber, tensorData } from "../onnx/tensor.ts";
import type { ElementType, TensorData } from "../tensor-data.ts";

/** Sequences and optional values exist only while a model is translated: their length and presence are known then. */
export type Value =
  | { readonly kind: "tensor"; readonly tensor: Tensor }
  | { readonly kind: "sequence"; readonly elements: readonly Value[]; readonly elementType: ElementType | undefined }
  | { readonly kind: "optional"; readonly value: Value | undefined };

/** In: a node. Out: its outputs, one after the other; undefined for an optional output that is not made. */
export type Operator = (node: OperatorNode) => Tensor | readonly (Tensor | Value | undefined)[];

/** Operators of a domain by name. A name may have a table of versions: the newest that is not newer than the model's counts. */
export type OperatorTable = { readonly [name: string]: Operator };

/** Something in the model that the engine does not do, or that no engine could. The message names operator and node. */
export class ModelError extends Error {
  override readonly name = "ModelError";
}

/** What the operator does depends on the values of a tensor beyond sizes: they have to be known when the model is compiled. */
export class ValueNeeded extends ModelError {
  private readonly tensor: Tensor;
  private readonly symbols: GraphBuilder["symbols"];

  constructor(tensor: Tensor, symbols: GraphBuilder["symbols"], message: string) {
    super(message);
    this.tensor = tensor;
    this.symbols = symbols;
  }

  /** Names of the inputs of the model that the tensor is computed from. */
  inputs(): readonly string[] {
    const graph: Graph = { name: "", inputs: [], outputs: [{ name: "", tensor: this.tensor }], symbols: this.symbols };
    return inOrder(graph).flatMap((tensor) => (tensor.definition.kind === "input" ? [tensor.name] : []));
  }
}

/** What the importer lends to operators that contain graphs. */
export type SubgraphImporter = {
  /** Translates a graph inside a node; names that it does not define are those around it. `within`: tensors are made there. */
  readonly inline: (graph: OnnxGraph, inputs: readonly (Value | undefined)[], within?: GraphBuilder) => readonly Value[];
};

export class OperatorNode {
  readonly builder: GraphBuilder;
  readonly node: OnnxNode;
  /** Version of the operator set that the model asks for. */
  readonly version: number;
  readonly values: readonly (Value | undefined)[];
  readonly subgraphs: SubgraphImporter;
  /** Where tensors outside of the model's file are. */
  readonly folder: string | undefined;

  constructor(
    builder: GraphBuilder,
    node: OnnxNode,
    version: number,
    values: readonly (Value | undefined)[],
    subgraphs: SubgraphImporter,
    folder: string | undefined,
  ) {
    this.builder = builder;
    this.folder = folder;
    this.node = node;
    this.version = version;
    this.values = values;
    this.subgraphs = subgraphs;
  }

  get outputCount(): number {
    return this.node.outputs.length;
  }

  hasOutput(at: number): boolean {
    return (this.node.outputs[at] ?? "") !== "";
  }

  fail(why: string): never {
    throw new ModelError(`${this.title()}: ${why}`);
  }

  /** `operator "name"`, for messages. */
  title(): string {
    const { operator, domain, name, outputs } = this.node;
    return `${domain === "" || domain === "ai.onnx" ? "" : `${domain}.`}${operator} "${name === "" ? (outputs.find((each) => each !== "") ?? "") : name}"`;
  }

  value(at: number): Value {
    return this.values[at] ?? this.fail(`input ${at} is missing`);
  }

  /** The input as a tensor. */
  input(at: number): Tensor {
    const value = this.value(at);
    if (value.kind === "tensor") return value.tensor;
    if (value.kind === "optional" && value.value?.kind === "tensor") return value.value.tensor;
    return this.fail(`input ${at} should be a tensor, but is ${value.kind === "sequence" ? "a sequence" : "an optional value"}`);
  }

  /** The input as a tensor, or undefined if the model leaves it out. */
  optionalInput(at: number): Tensor | undefined {
    const value = this.values[at];
    if (value === undefined || (value.kind === "optional" && value.value === undefined)) return undefined;
    return this.input(at);
  }

  inputs(): readonly Tensor[] {
    return this.values.map((_, at) => this.input(at));
  }

  /** The integers of a small input whose number is known, each as a size (a symbol where the model decides when it runs). */
  integers(at: number): readonly Dimension[] {
    const { elementType } = this.input(at);
    if (elementType === "string" || elementType.startsWith("complex")) this.fail(`input ${at} should be integers, but is ${elementType}`);
    return this.builder.integers(this.input(at)) ?? this.need(at);
  }

  /** The one integer of an input, as a size. */
  integerOf(at: number): Dimension {
    const tensor = this.input(at);
    const [known, ...more] = this.builder.integers(tensor) ?? [];
    if (more.length > 0 || tensor.shape.some((each) => (constantOf(each) ?? 1) !== 1)) this.fail(`input ${at} should have one element`);
    if (known !== undefined) return known;
    const first = tensor.shape.map(() => sizeValue(0));
    return this.builder.sizeOf(cast(load(tensor, first), "index"));
  }

  /** The integers of an input that have to be known now: axes and the like. */
  knownIntegers(at: number): readonly number[] {
    const known = this.builder.knownElements(this.input(at));
    return known?.map((each) => (typeof each === "number" ? each : (constantOf(each) ?? this.need(at)))) ?? this.need(at);
  }

  /** The one number of an input that has to be known now. */
  knownNumber(at: number): number {
    const known = this.builder.knownElements(this.input(at));
    const [only] = known ?? [];
    if (only === undefined) return this.need(at);
    return typeof only === "number" ? only : (constantOf(only) ?? this.need(at));
  }

  need(at: number): never {
    throw new ValueNeeded(
      this.input(at),
      this.builder.symbols,
      `${this.title()}: input ${at} ("${this.node.inputs[at]}") decides the shape in a way that has to be known before the model runs`,
    );
  }

  float(name: string, otherwise?: number): number {
    return this.attribute(name, "float")?.value ?? otherwise ?? this.missing(name);
  }

  integer(name: string, otherwise?: number): number {
    const attribute = this.attribute(name, "int");
    return attribute === undefined ? (otherwise ?? this.missing(name)) : Number(attribute.value);
  }

  text(name: string, otherwise?: string): string {
    return this.attribute(name, "string")?.value ?? otherwise ?? this.missing(name);
  }

  integerList(name: string): readonly number[] | undefined {
    return this.attribute(name, "ints")?.values.map(Number);
  }

  floatList(name: string): readonly number[] | undefined {
    return this.attribute(name, "floats")?.values;
  }

  textList(name: string): readonly string[] | undefined {
    return this.attribute(name, "strings")?.values;
  }

  tensorAttribute(name: string): TensorData | undefined {
    const attribute = this.attribute(name, "tensor");
    return attribute === undefined ? undefined : tensorData(attribute.value, this.folder);
  }

  /** An attribute with the number of an element type, as `TensorProto.DataType` has it. */
  elementTypeAttribute(name: string, otherwise?: ElementType): ElementType {
    if (!this.has(name) && otherwise !== undefined) return otherwise;
    const number = this.integer(name);
    return elementTypeOfNumber(number) ?? this.fail(`${name} is ${number}, which is no element type`);
  }

  graphAttribute(name: string): OnnxGraph {
    return this.attribute(name, "graph")?.value ?? this.missing(name);
  }

  has(name: string): boolean {
    return this.node.attributes.has(name);
  }

  /** An axis from 0 to before `rank`, from one that may count from the end. */
  axis(axis: number, rank: number): number {
    const normal = axis < 0 ? axis + rank : axis;
    if (!Number.isInteger(axis) || normal < 0 || normal >= rank) this.fail(`axis ${axis} is outside of a tensor of rank ${rank}`);
    return normal;
  }

  private attribute<K extends OnnxAttribute["kind"]>(name: string, kind: K): (OnnxAttribute & { kind: K }) | undefined {
    const attribute = this.node.attributes.get(name);
    if (attribute === undefined || attribute.kind === kind) return attribute as (OnnxAttribute & { kind: K }) | undefined;
    return this.fail(`attribute ${name} should be of kind ${kind}, but is of kind ${attribute.kind}`);
  }

  private missing(name: string): never {
    return this.fail(`attribute ${name} is missing`);
  }
}

export function ofTensor(tensor: Tensor): Value {
  return { kind: "tensor", tensor };
}
