/**
 * Translates an ONNX model into a graph.
 *
 * In: a model, and values of inputs that have to be known to compile it. Out: a `Graph`. Throws `ModelError` for what cannot be translated,
 * naming operator and node; `ValueNeeded` where the value of an input decides about ranks.
 * Not here: what operators mean (`operators/`), reading files (`onnx/`).
 */
import { GraphBuilder } from "./graph/builder.ts";
import { unifySizes } from "./graph/unify.ts";
import { type Dimension, size, symbol } from "./graph/dimension.ts";
import { type Graph, type ModelNode, type Tensor, tensorTypeText } from "./graph/graph.ts";
import type { OnnxAttribute, OnnxDimension, OnnxFunction, OnnxGraph, OnnxModel, OnnxNode, OnnxType } from "./onnx/model.ts";
import { tensorData } from "./onnx/tensor.ts";
import type { OnnxValue } from "./onnx/value.ts";
import { ModelError, OperatorNode, ofTensor, type SubgraphImporter, type Value } from "./operators/operator-node.ts";
import { noOperators, type OperatorSet } from "./operator-set.ts";
import { useOperator } from "./operators/custom.ts";
import { findOperator } from "./operators/table.ts";

/** Values of inputs that are fixed. */
export type KnownInputs = ReadonlyMap<string, OnnxValue>;

const deepest = 64;

/** `operators`: those of the user's own, which come before the engine's and the model's functions. */
export function importModel(model: OnnxModel, known: KnownInputs = new Map(), operators: OperatorSet = noOperators): Graph {
  return new Importer(model, operators).importMain(known);
}

/** Names of values, seen from inside out. */
class Scope {
  private readonly values = new Map<string, Value>();
  private readonly outer: Scope | undefined;

  constructor(outer?: Scope) {
    this.outer = outer;
  }

  find(name: string): Value | undefined {
    return this.values.get(name) ?? this.outer?.find(name);
  }

  set(name: string, value: Value): void {
    this.values.set(name, value);
  }
}

class Importer {
  private readonly model: OnnxModel;
  private readonly operators: OperatorSet;
  private readonly symbolNames = new Map<string, string>();
  private readonly functions = new Map<string, OnnxFunction>();
  private readonly nodes: ModelNode[] = [];
  /** Which node a value comes from. */
  private readonly makers = new WeakMap<Value, number>();
  private depth = 0;

  constructor(model: OnnxModel, operators: OperatorSet) {
    this.model = model;
    this.operators = operators;
    for (const each of model.functions) this.functions.set(`${each.domain}:${each.name}:${each.overload}`, each);
  }

  importMain(known: KnownInputs): Graph {
    const { graph } = this.model;
    const builder = new GraphBuilder();
    const scope = new Scope();
    const inputs: Tensor[] = [];
    for (const input of graph.inputs) {
      if (graph.initializers.has(input.name) && !known.has(input.name)) continue;
      scope.set(input.name, this.inputValue(builder, input.name, input.type, known.get(input.name), inputs));
    }
    const values = this.importBody(builder, scope, graph, this.model.opsets);
    const outputs = graph.outputs.flatMap(({ name }, at) => flattenOutput(name, values[at] as Value));
    return unifySizes({
      name: graph.name,
      inputs,
      outputs,
      symbols: builder.symbols,
      requirements: builder.requirements,
      nodes: this.nodes,
    });
  }

  private inputValue(
    builder: GraphBuilder,
    name: string,
    type: OnnxType | undefined,
    known: OnnxValue | undefined,
    inputs: Tensor[],
  ): Value {
    switch (type?.kind) {
      case "tensor": {
        if (known?.kind === "tensor") return ofTensor(builder.constant(known.tensor, name));
        if (type.elementType === undefined || type.shape === undefined)
          throw new ModelError(`input "${name}": its type or its rank is not given`);
        const tensor = builder.input(
          name,
          type.elementType,
          type.shape.map((each) => this.dimensionOf(each)),
        );
        inputs.push(tensor);
        return ofTensor(tensor);
      }
      case "sequence": {
        if (known?.kind !== "sequence")
          throw new InputNeeded(name, `input "${name}" is a sequence: its length has to be known when the model is compiled`);
        const elements = known.elements.map((each, at) => this.elementInput(builder, `${name}_${at}`, type.element, each, inputs));
        return { kind: "sequence", elements, elementType: type.element.kind === "tensor" ? type.element.elementType : undefined };
      }
      case "optional": {
        if (known === undefined)
          throw new InputNeeded(name, `input "${name}" is optional: whether it is there has to be known when the model is compiled`);
        return {
          kind: "optional",
          value: known.kind === "none" ? undefined : this.elementInput(builder, name, type.element, known, inputs),
        };
      }
      default:
        throw new ModelError(`input "${name}" is of a kind that is not supported: ${type?.kind ?? "none"}`);
    }
  }

  /** Parts of sequences and optional values: only their number and shapes are fixed, their elements are inputs. */
  private elementInput(builder: GraphBuilder, name: string, type: OnnxType, known: OnnxValue, inputs: Tensor[]): Value {
    if (type.kind === "tensor" && known.kind === "tensor") {
      const tensor = builder.input(name, known.tensor.elementType, known.tensor.shape.map(size));
      inputs.push(tensor);
      return ofTensor(tensor);
    }
    return this.inputValue(builder, name, type, known, inputs);
  }

  /** Sizes of one name are one symbol; names are made identifiers that differ from each other and from those that the builder makes. */
  private dimensionOf(dimension: OnnxDimension): Dimension | undefined {
    if (typeof dimension === "number") return dimension < 0 ? undefined : size(dimension);
    if (dimension === undefined || dimension === "") return undefined;
    let name = this.symbolNames.get(dimension);
    if (name === undefined) {
      const letters = dimension.replace(/[^A-Za-z0-9_]/g, "_");
      name = /^[nv]?\d/.test(letters) ? `size_${letters}` : letters;
      const taken = new Set(this.symbolNames.values());
      for (let number = 2; taken.has(name); number++) name = `${letters}_${number}`;
      this.symbolNames.set(dimension, name);
    }
    return symbol(name);
  }

  private importBody(builder: GraphBuilder, scope: Scope, graph: OnnxGraph, opsets: ReadonlyMap<string, number>): readonly Value[] {
    for (const [name, tensor] of graph.initializers) {
      if (scope.find(name) === undefined || !graph.inputs.some((each) => each.name === name)) {
        scope.set(name, ofTensor(builder.constant(tensorData(tensor, this.model.folder), name)));
      }
    }
    if (graph.sparseInitializers.length > 0) throw new ModelError(`graph "${graph.name}": sparse initializers are not supported`);
    for (const node of sorted(graph.nodes)) this.importNode(builder, scope, node, opsets);
    return graph.outputs.map(
      ({ name }) => scope.find(name) ?? missing(`graph "${graph.name}": output "${name}" is not computed by any node`),
    );
  }

  /** Numbers the node, so that tensors know where they come from. */
  private importNode(builder: GraphBuilder, scope: Scope, node: OnnxNode, opsets: ReadonlyMap<string, number>): void {
    const number = this.nodes.length;
    const inside = builder.origin;
    const reads = readBy(node).flatMap((name) => {
      const value = scope.find(name);
      return value === undefined ? [] : (this.makers.get(value) ?? []);
    });
    const operator = ["", "ai.onnx"].includes(node.domain) ? node.operator : `${node.domain}.${node.operator}`;
    const described = { name: node.name, operator, reads: [...new Set(reads)], ...(inside !== undefined && { inside }) };
    this.nodes.push({ ...described, outputs: [] });
    builder.origin = number;
    this.translateNode(builder, scope, node, opsets);
    builder.origin = inside;
    const outputs = node.outputs.flatMap((name) => {
      const value = name === "" ? undefined : scope.find(name);
      if (value !== undefined && !this.makers.has(value)) this.makers.set(value, number);
      return value === undefined ? [] : [{ name, type: typeText(value) }];
    });
    this.nodes[number] = { ...described, outputs };
  }

  private translateNode(builder: GraphBuilder, scope: Scope, node: OnnxNode, opsets: ReadonlyMap<string, number>): void {
    const domain = node.domain === "ai.onnx" ? "" : node.domain;
    const values = node.inputs.map((name) =>
      name === "" ? undefined : (scope.find(name) ?? missing(`${node.operator} "${node.name}": input "${name}" is not defined before it`)),
    );
    const custom = this.operators.operators.get(`${domain}:${node.operator}`);
    const own = this.functions.get(`${domain}:${node.operator}:${node.overload}`);
    if (custom === undefined && own !== undefined) return this.importCall(builder, scope, node, own, values);
    const translated = new OperatorNode(
      builder,
      node,
      opsets.get(domain) ?? 1,
      values,
      this.subgraphs(builder, scope, opsets),
      this.model.folder,
    );
    const operator =
      custom === undefined
        ? (findOperator(domain, node.operator) ?? translated.fail(`operator is not supported${this.whereToDefine(domain, node.operator)}`))
        : (use: OperatorNode): Tensor => useOperator(custom, use);
    builder.currentName = node.outputs.find((name) => name !== "") ?? node.name;
    const result = titled(translated, () => operator(translated));
    const outputs = Array.isArray(result) ? (result as readonly (Tensor | Value | undefined)[]) : [result as Tensor];
    node.outputs.forEach((name, at) => {
      if (name === "") return;
      const output = outputs[at] ?? translated.fail(`output ${at} is not supported`);
      scope.set(name, "kind" in output ? output : ofTensor(output));
    });
  }

  private whereToDefine(domain: string, operator: string): string {
    const { files, expected } = this.operators;
    const decorator = `@operator("${domain}", "${operator}")`;
    if (files.length > 0) return `, and ${files.map(({ path }) => path).join(" and ")} has no ${decorator}`;
    return expected === undefined ? "" : `; ${expected} can define it with ${decorator}`;
  }

  /** A function of the model: its body in a scope of its own. */
  private importCall(
    builder: GraphBuilder,
    scope: Scope,
    node: OnnxNode,
    callee: OnnxFunction,
    values: readonly (Value | undefined)[],
  ): void {
    if (++this.depth > deepest) throw new ModelError(`function ${callee.name}: calls are nested deeper than ${deepest}`);
    const inner = new Scope();
    callee.inputs.forEach((name, at) => {
      const value = values[at];
      if (value !== undefined) inner.set(name, value);
    });
    const attributes = new Map([...callee.defaultAttributes, ...node.attributes]);
    for (const each of sorted(callee.nodes)) {
      const kept = each.inputs.map((name) => (name !== "" && inner.find(name) === undefined && callee.inputs.includes(name) ? "" : name));
      this.importNode(builder, inner, { ...each, inputs: kept, attributes: withReferences(each.attributes, attributes) }, callee.opsets);
    }
    callee.outputs.forEach((name, at) => {
      const target = node.outputs[at] ?? "";
      if (target !== "") scope.set(target, inner.find(name) ?? missing(`function ${callee.name}: output "${name}" is not computed`));
    });
    this.depth--;
  }

  private subgraphs(builder: GraphBuilder, scope: Scope, opsets: ReadonlyMap<string, number>): SubgraphImporter {
    const importer = this;
    return {
      inline(graph, inputs, within = builder) {
        const inner = new Scope(scope);
        graph.inputs.forEach(({ name }, at) => {
          const value = inputs[at];
          if (value !== undefined) inner.set(name, value);
        });
        return importer.nested(() => importer.importBody(within, inner, graph, opsets));
      },
    };
  }

  private nested<T>(run: () => T): T {
    if (++this.depth > deepest) throw new ModelError(`graphs are nested deeper than ${deepest}`);
    const result = run();
    this.depth--;
    return result;
  }
}

/** An input that is a sequence or optional: it has to be given before the model can be compiled. */
export class InputNeeded extends ModelError {
  readonly input: string;

  constructor(input: string, message: string) {
    super(message);
    this.input = input;
  }
}

function flattenOutput(name: string, value: Value): readonly { name: string; tensor: Tensor }[] {
  switch (value.kind) {
    case "tensor":
      return [{ name, tensor: value.tensor }];
    case "sequence":
      return value.elements.flatMap((each, at) => flattenOutput(`${name}_${at}`, each));
    case "optional":
      return value.value === undefined ? [] : flattenOutput(name, value.value);
  }
}

function typeText(value: Value): string {
  switch (value.kind) {
    case "tensor":
      return tensorTypeText(value.tensor);
    case "sequence":
    case "optional":
      return value.kind;
  }
}

/** Errors of what operators share do not know the node: its title is put before them. */
function titled<T>(node: OperatorNode, translate: () => T): T {
  try {
    return translate();
  } catch (error) {
    if (error instanceof ModelError && error.constructor === ModelError && !/^[\w.]+ "[^"]*": /.test(error.message))
      node.fail(error.message);
    throw error;
  }
}

function withReferences(
  attributes: ReadonlyMap<string, OnnxAttribute>,
  given: ReadonlyMap<string, OnnxAttribute>,
): ReadonlyMap<string, OnnxAttribute> {
  const result = new Map<string, OnnxAttribute>();
  for (const [name, attribute] of attributes) {
    const value = attribute.kind === "reference" ? given.get(attribute.attribute) : withReferencesInside(attribute, given);
    if (value !== undefined) result.set(name, value);
  }
  return result;
}

/** Graphs in attributes refer to the function's attributes, too. */
function withReferencesInside(attribute: OnnxAttribute, given: ReadonlyMap<string, OnnxAttribute>): OnnxAttribute {
  if (attribute.kind !== "graph") return attribute;
  const nodes = attribute.value.nodes.map((node) => ({ ...node, attributes: withReferences(node.attributes, given) }));
  return { ...attribute, value: { ...attribute.value, nodes } };
}

/** Each node after those that it reads from; files say that they are in this order, and most are. */
function sorted(nodes: readonly OnnxNode[]): readonly OnnxNode[] {
  const maker = new Map<string, number>();
  nodes.forEach((node, at) => {
    for (const output of node.outputs) if (output !== "") maker.set(output, at);
  });
  const order: OnnxNode[] = [];
  const state = new Uint8Array(nodes.length);
  const stack: number[] = nodes.map((_, at) => at).reverse();
  while (stack.length > 0) {
    const at = stack.at(-1) as number;
    if (state[at] === 2) {
      stack.pop();
    } else if (state[at] === 1) {
      state[at] = 2;
      order.push(nodes[at] as OnnxNode);
      stack.pop();
    } else {
      state[at] = 1;
      for (const name of readBy(nodes[at] as OnnxNode)) {
        const from = maker.get(name);
        if (from === undefined || state[from] === 2 || from === at) continue;
        if (state[from] === 1) throw new ModelError(`the graph has a cycle through "${name}"`);
        stack.push(from);
      }
    }
  }
  return order;
}

/** Also what graphs inside a node read from around it. */
function readBy(node: OnnxNode): readonly string[] {
  const names = [...node.inputs];
  for (const attribute of node.attributes.values()) {
    const graphs = attribute.kind === "graph" ? [attribute.value] : attribute.kind === "graphs" ? attribute.values : [];
    for (const graph of graphs) names.push(...graph.nodes.flatMap(readBy), ...graph.outputs.map((output) => output.name));
  }
  return names;
}

function missing(message: string): never {
  throw new ModelError(message);
}
