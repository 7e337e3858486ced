/**
 * Writes a graph as a program: its kernels as functions, `forward` that calls them in order, and the way in from outside.
 *
 * In: a graph. Out: the program's text, and what its file of weights holds. Kernels that are equal but for the tensors that they are
 * given become one function.
 */
import { assert } from "../../base/assert.ts";
import { constantOf, type Dimension, printDimension, symbolsOf } from "../graph/dimension.ts";
import { type Expression, partsOf } from "../graph/expression.ts";
import type { Graph, Tensor } from "../graph/graph.ts";
import { inlineMaps } from "../fusion/inline.ts";
import { channelsLast, orderAsRead, orderProducts } from "../fusion/layout.ts";
import { formKernels, type Kernel } from "../fusion/kernels.ts";
import { Places } from "../fusion/places.ts";
import { ModelError } from "../operators/operator-node.ts";
import { BodyWriter } from "./body-writer.ts";
import { type FunctionWriter, toldNumber } from "./function-writer.ts";
import { importLines } from "./imports.ts";
import { writeLoops } from "./loops-writer.ts";
import { writeConvolution } from "./convolution-writer.ts";
import type { PackedOperand, WrittenKernel } from "./packed-operand.ts";
import { writeProduct } from "./product-writer.ts";
import { Names, storageType } from "./spelling.ts";
import { WeightsLayout } from "./weights-layout.ts";

export type Program = {
  readonly text: string;
  readonly weights: WeightsLayout;
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly { readonly name: string; readonly tensor: Tensor }[];
  readonly kernels: readonly Kernel[];
};

export function writeProgram(graph: Graph): Program {
  return new ProgramWriter(fuse(graph)).write();
}

/** Views are put in place before and after each choice of layouts, since these make and see them. */
function fuse(graph: Graph): Graph {
  const ordered = orderAsRead(inlineMaps(channelsLast(graph)));
  return inlineMaps(orderProducts(inlineMaps(ordered)));
}

class ProgramWriter {
  private readonly graph: Graph;
  private readonly names = new Names();
  private readonly variables = new Map<Tensor, string>();
  private readonly sizes = new Map<string, string>();
  private readonly weights = new WeightsLayout();
  /** Texts of functions, without their names, and their names. */
  private readonly functions = new Map<string, string>();
  private readonly packed = new Map<string, { readonly name: string; readonly operand: PackedOperand }>();
  private readonly forward: string[] = [];

  constructor(graph: Graph) {
    this.graph = graph;
    for (const name of ["inputs", "outputs", "forward", "model_open", "model_run", "model_close"]) this.names.fresh(name);
  }

  write(): Program {
    this.readInputs();
    this.checkRequirements();
    const kernels = formKernels(this.graph);
    for (const kernel of kernels) this.writeKernel(kernel);
    this.giveOutputs();
    const text = this.assemble();
    return { text, weights: this.weights, inputs: this.graph.inputs, outputs: this.graph.outputs, kernels };
  }

  private readInputs(): void {
    this.graph.inputs.forEach((tensor, at) => {
      const name = JSON.stringify(tensor.name);
      const variable = this.variable(tensor);
      this.forward.push(`inputs.expect_rank(${at}, ${name}, ${tensor.shape.length})`);
      this.forward.push(`var ${variable} = inputs.tensor[${typeOf(tensor)}](${at})`);
      tensor.shape.forEach((extent, dimension) => {
        if (!this.isMeaning(extent, tensor, dimension)) return;
        const size = this.names.fresh(extent.key);
        this.sizes.set(extent.key, size);
        this.forward.push(`var ${size} = inputs.size(${at}, ${dimension})`);
      });
    });
    this.graph.inputs.forEach((tensor, at) => {
      tensor.shape.forEach((extent, dimension) => {
        if (this.isMeaning(extent, tensor, dimension)) return;
        this.forward.push(`inputs.expect(${at}, ${JSON.stringify(tensor.name)}, ${dimension}, ${this.print(extent)})`);
      });
    });
  }

  /** Whether a symbol stands for this size of this input. */
  private isMeaning(extent: Dimension, tensor: Tensor, dimension: number): boolean {
    const meaning = this.graph.symbols.get(extent.key);
    return meaning?.kind === "dimension" && meaning.tensor.id === tensor.id && meaning.dimension === dimension;
  }

  /** Those of sizes of inputs; others stay with the loops, which never leave their tensors. */
  private checkRequirements(): void {
    for (const { left, right, name } of this.graph.requirements ?? []) {
      const symbols = [...symbolsOf(left), ...symbolsOf(right)];
      if (!symbols.every((symbol) => this.sizes.has(symbol))) continue;
      this.forward.push(`if ${this.print(left)} != ${this.print(right)}:`);
      this.forward.push(
        `    raise Error(${JSON.stringify(`${name}: sizes do not fit: `)}, ${this.print(left)}, " and ", ${this.print(right)})`,
      );
    }
  }

  private writeKernel(kernel: Kernel): void {
    switch (kernel.kind) {
      case "rows":
      case "points":
        return this.call(writeLoops(kernel), summary(kernel));
      case "product":
        return this.callPacked(writeProduct(kernel), summary(kernel));
      case "call": {
        const [first, second] = kernel.members as [Tensor, Tensor | undefined];
        assert(first.definition.kind === "call", "a kernel of a call");
        const { call } = first.definition;
        if (call.operator === "convolution") return this.callPacked(writeConvolution(call, second), summary(kernel));
        throw new ModelError(`${first.name}: the operation ${call.operator} cannot be compiled yet`);
      }
    }
  }

  private callPacked({ function: written, packed }: WrittenKernel, wanted: string): void {
    this.call(written, wanted, packed === undefined ? [] : [this.packedName(packed)]);
  }

  private call(written: FunctionWriter, wanted: string, extra: readonly string[] = []): void {
    const body = written.text("");
    let name = this.functions.get(body);
    if (name === undefined) {
      name = this.names.fresh(wanted);
      this.functions.set(body, name);
    }
    for (const { tensor } of written.outputs) {
      if (this.variables.has(tensor)) continue;
      const shape = tensor.shape.map((each) => this.print(each));
      const variable = this.variable(tensor);
      this.forward.push(`var ${variable} = Tensor[${typeOf(tensor)}](${["memory", ...shape].join(", ")})`);
    }
    const tensors = [...written.inputs, ...written.outputs].map(({ tensor }) => this.reference(tensor));
    const sizes = [...written.sizes.keys()].map((symbol) => toldNumber(symbol) ?? this.size(symbol));
    this.forward.push(`${name}(${[...extra, ...tensors, ...sizes, "threads"].join(", ")})`);
  }

  private giveOutputs(): void {
    const given = new Set<Tensor>();
    this.graph.outputs.forEach(({ tensor }, at) => {
      const { kind } = tensor.definition;
      if (kind === "input" || kind === "constant" || given.has(tensor)) {
        this.forward.push(`outputs.give(${at}, copy_of(memory, ${this.reference(tensor)}))`);
        return;
      }
      given.add(tensor);
    });
    const moved = new Set<Tensor>();
    this.graph.outputs.forEach(({ tensor }, at) => {
      if (!given.has(tensor) || moved.has(tensor)) return;
      moved.add(tensor);
      this.forward.push(`outputs.give(${at}, ${this.variables.get(tensor)}^)`);
    });
  }

  private assemble(): string {
    const functions = [...this.functions].map(([body, name]) => body.replace("def (", `def ${name}(`));
    const model = this.model();
    const forward = [
      "def forward(model: Model, memory: UnsafePointer[Memory, MutAnyOrigin], inputs: Arguments, outputs: Arguments) raises:",
      ...(this.forward.some((line) => /\bthreads\b/.test(line)) ? ["var threads = memory[].threads"] : []),
      ...this.forward,
    ].map((line, at) => (at === 0 ? line : `    ${line}`));
    const body = [...functions, model, forward.join("\n"), entry].join("\n\n\n");
    return `${importLines(body)}\n\n\ncomptime width = simd_width_of[DType.float32]()\n"""Lanes of a vector."""\n\n\n${body}\n`;
  }

  private model(): string {
    const fields = [...this.packed.values()].map(({ name, operand }) => `    var ${name}: ${operand.type}`);
    const packing = [...this.packed.values()].map(({ name, operand }) => {
      const offset = this.offset(operand.tensor);
      const view = operand.view.replace(/\bweight\b/, `self.weights.elements[${storageType(operand.tensor.elementType)}](${offset})`);
      return `        self.${name} = ${operand.type}(${view})`;
    });
    return [
      "struct Model(Movable):",
      "    var weights: WeightsFile",
      ...fields,
      "",
      "    def __init__(out self, path: String) raises:",
      `        self.weights = WeightsFile(path, ${this.weights.size})`,
      ...packing,
    ].join("\n");
  }

  private packedName(operand: PackedOperand): string {
    const key = `${operand.tensor.id}:${operand.type}:${operand.view}`;
    let known = this.packed.get(key);
    if (known === undefined) {
      known = { name: this.names.fresh(`${operand.tensor.name}_packed`), operand };
      this.packed.set(key, known);
    }
    return `model.${known.name}`;
  }

  /** A tensor as an argument. */
  private reference(tensor: Tensor): string {
    if (tensor.definition.kind !== "constant") return this.variable(tensor);
    return `model.weights.tensor[${typeOf(tensor)}](${[this.offset(tensor), ...tensor.shape.map((each) => this.print(each))].join(", ")})`;
  }

  private offset(tensor: Tensor): number {
    assert(tensor.definition.kind === "constant", "weights are constants");
    return this.weights.offset(tensor, tensor.definition.data);
  }

  private variable(tensor: Tensor): string {
    let name = this.variables.get(tensor);
    if (name === undefined) {
      name = this.names.fresh(tensor.name);
      this.variables.set(tensor, name);
    }
    return name;
  }

  private print(dimension: Dimension): string {
    const known = constantOf(dimension);
    if (known !== undefined) return String(known);
    for (const symbol of symbolsOf(dimension)) this.size(symbol);
    return printDimension(dimension, (symbol) => this.size(symbol));
  }

  /** The variable of a symbol, computed now if it has not been. */
  private size(symbol: string): string {
    const known = this.sizes.get(symbol);
    if (known !== undefined) return known;
    const meaning = this.graph.symbols.get(symbol);
    assert(meaning !== undefined, `symbol ${symbol} has a meaning`);
    const name = this.names.fresh(symbol);
    if (meaning.kind === "dimension") {
      this.forward.push(`var ${name} = ${this.variable(meaning.tensor)}.shape[${meaning.dimension}]`);
    } else {
      const lines: string[] = [];
      const writer = new BodyWriter(
        {
          places: new Places(),
          names: this.names,
          axes: new Map(),
          vectorAxis: undefined,
          pointer: (tensor) => `${this.reference(tensor)}.data`,
          size: (each) => this.size(each),
          local: () => undefined,
        },
        "",
        lines,
      );
      const value = writer.write(meaning.value).text;
      this.forward.push(...lines, `var ${name} = ${value}`);
    }
    this.sizes.set(symbol, name);
    return name;
  }
}

const entry = `@export
def model_open(path: UnsafePointer[UInt8, MutAnyOrigin], model: UnsafePointer[Int64, MutAnyOrigin]) -> UnsafePointer[UInt8, MutAnyOrigin]:
    try:
        var place = alloc[Model](1)
        place.init_pointee_move(Model(text_of(path)))
        model[] = Int64(Int(place))
        return no_error()
    except error:
        return error_text(String(error))


@export
def model_run(
    model: UnsafePointer[Model, MutAnyOrigin],
    memory: UnsafePointer[Memory, MutAnyOrigin],
    inputs: UnsafePointer[Int64, MutAnyOrigin],
    outputs: UnsafePointer[Int64, MutAnyOrigin],
) -> UnsafePointer[UInt8, MutAnyOrigin]:
    try:
        forward(model[], memory, Arguments(inputs), Arguments(outputs))
        return no_error()
    except error:
        return error_text(String(error))


@export
def model_close(model: UnsafePointer[Model, MutAnyOrigin]):
    model.destroy_pointee()
    model.free()


@export
def memory_open(threads: Int) -> UnsafePointer[Memory, MutAnyOrigin]:
    return new_memory(threads)


@export
def memory_give(memory: UnsafePointer[Memory, MutAnyOrigin], data: UnsafePointer[UInt8, MutAnyOrigin], bytes: Int):
    memory[].give(Block(data, bytes))


@export
def memory_close(memory: UnsafePointer[Memory, MutAnyOrigin]):
    memory.destroy_pointee()
    memory.free()


@export
def text_close(text: UnsafePointer[UInt8, MutAnyOrigin]):
    text.free()`;

function typeOf(tensor: Tensor): string {
  return `${storageType(tensor.elementType)}, ${tensor.shape.length}`;
}

/** A name that says what a kernel does: its reductions and functions. */
function summary(kernel: Kernel): string {
  const words: string[] = [];
  const see = (word: string): void => {
    if (!words.includes(word)) words.push(word);
  };
  for (const { definition } of kernel.members) {
    if (definition.kind === "map") operationsOf(definition.body, see);
    if (definition.kind === "call") see(definition.call.operator);
    if (definition.kind === "reduce") {
      if (kernel.kind === "product") see("matmul");
      else {
        operationsOf(definition.body, see);
        see(definition.reducer);
      }
    }
  }
  const telling = words.filter((word) => !/^(add|multiply|subtract)$/.test(word));
  const chosen = telling.length > 0 ? telling : words;
  return chosen.length === 0 ? "copy" : chosen.slice(0, 4).join("_");
}

function operationsOf(expression: Expression, see: (word: string) => void): void {
  if (expression.kind === "apply" && expression.type !== "index" && (expression.operands[0]?.type ?? "index") !== "index")
    see(expression.operation);
  for (const part of partsOf(expression)) operationsOf(part, see);
}
