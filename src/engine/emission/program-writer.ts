/**
 * Writes a graph as a program: its kernels as functions, `forward` that calls them in order, and the way in from outside.
 *
 * In: a graph. Out: the program's text, and what its file of weights holds.
 */
import { assert } from "../../base/assert.ts";
import { closeGraphs } from "../graph/close.ts";
import type { Graph, Tensor } from "../graph/graph.ts";
import { moduleName, noOperators, type OperatorSet } from "../operator-set.ts";
import { verifyGraph } from "../graph/verify.ts";
import type { Kernel } from "../fusion/kernels.ts";
import { GraphWriter, typeOf } from "./graph-writer.ts";
import { importLines } from "./imports.ts";
import { ProgramParts } from "./program-parts.ts";
import { describeProfile, type ProfileDescription } from "../profile/description.ts";
import { inLines, withName } from "./lines.ts";
import { storageBytes, storageType } from "./spelling.ts";
import { textsOf } from "./texts.ts";
import type { WeightsLayout } from "./weights-layout.ts";

export type Program = {
  readonly text: string;
  readonly weights: WeightsLayout;
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly { readonly name: string; readonly tensor: Tensor }[];
  readonly kernels: readonly Kernel[];
  /** Strings that it may give beside those of its inputs. */
  readonly texts: readonly string[];
  /** The program with a `main`: it takes inputs from files, and its weights from `weightsPath`. */
  readonly textWithMain: (weightsPath: string) => string;
  /** Those of the user's own that it may call. */
  readonly operators: OperatorSet;
  /** Of a program with a clock: it writes to the argument after its outputs when each step began and ended. */
  readonly profile?: ProfileDescription;
};

export function writeProgram(given: Graph, operators: OperatorSet = noOperators, isProfiled = false): Program {
  const parts = new ProgramParts(new Set(operators.replacements.keys()), isProfiled);
  const closed = closeGraphs(given);
  const texts = textsOf(closed);
  const writer = new GraphWriter(closed, parts);
  const { graph, kernels } = writer;
  // Less than a hundredth of the time that writing takes
  verifyGraph(graph, "fuse");
  if (isProfiled) writer.line(`var profile = Profile(outputs, ${graph.outputs.length})`);
  readInputs(writer);
  writer.checkRequirements();
  writer.writeKernels();
  writer.checkRequirements();
  assert(writer.outerSizes.size === 0, "all symbols of a model have a meaning");
  writer.outputReferences().forEach((each, at) => writer.line(`outputs.give(${at}, ${each})`));
  if (isProfiled) writer.line("profile.finish()");
  return {
    text: assemble(writer, parts, operators, entry),
    weights: parts.weights,
    inputs: graph.inputs,
    outputs: graph.outputs,
    kernels,
    texts,
    textWithMain: (weightsPath) => assemble(writer, parts, operators, mainFunction(graph, weightsPath)),
    operators,
    ...(parts.steps !== undefined && { profile: describeProfile(closed, graph, parts.steps, parts.functions) }),
  };
}

function readInputs(writer: GraphWriter): void {
  const { inputs } = writer.graph;
  inputs.forEach((tensor, at) => {
    writer.line(`var ${writer.variable(tensor)} = inputs.tensor[${typeOf(tensor)}](${at}, ${JSON.stringify(tensor.name)})`);
  });
  for (const tensor of inputs) {
    const symbols = [...tensor.shape.entries()].filter(([dimension, extent]) => writer.isMeaning(extent, tensor, dimension));
    if (symbols.length === 0) continue;
    const names = symbols.map(([, extent]) => writer.defineSize(extent.key, extent.key));
    const sizes = symbols.map(([dimension]) => `${writer.variable(tensor)}.shape[${dimension}]`);
    writer.line(`var ${names.join(", ")} = ${sizes.join(", ")}`);
  }
  inputs.forEach((tensor, at) => {
    if (tensor.shape.every((extent, dimension) => writer.isMeaning(extent, tensor, dimension))) return;
    const sizes = tensor.shape.map((extent) => writer.print(extent));
    writer.line(`inputs.expect_shape(${[at, JSON.stringify(tensor.name), ...sizes].join(", ")})`);
  });
}

function assemble(writer: GraphWriter, parts: ProgramParts, operators: OperatorSet, end: string): string {
  const functions = [...parts.functions].map(([body, name]) => withName(parts.outputFunctions.get(body) ?? body, name));
  const forward = [
    "def forward(model: Model, memory: UnsafePointer[Memory, MutAnyOrigin], inputs: Arguments, outputs: Arguments) raises:",
    ...(writer.lines.some((line) => /\bthreads\b/.test(line)) ? ["    var threads = memory[].threads"] : []),
    ...writer.lines.map((line) => `    ${line}`),
  ];
  const body = [...functions, model(parts), forward.join("\n"), end].join("\n\n\n");
  return `${imports(body, operators)}\n\n\n${body}\n`;
}

function imports(body: string, { files, replacements }: OperatorSet): string {
  const replaced = new Map([...replacements].map(([name, { file, function: own }]) => [name, { module: moduleName(file), function: own }]));
  const used = files.filter(({ alias }) => new RegExp(`\\b${alias}\\.`).test(body));
  return [importLines(body, replaced), ...used.map((file) => `import ${moduleName(file)} as ${file.alias}`)].join("\n");
}

function mainFunction(graph: Graph, weightsPath: string): string {
  const port = (name: string, tensor: Tensor): string => {
    const { elementType } = tensor;
    const letter = elementType === "bool" ? "b" : elementType.startsWith("uint") ? "u" : elementType.startsWith("int") ? "i" : "f";
    const bytes = storageBytes(elementType);
    return `Port(${JSON.stringify(name)}, "${bytes === 1 ? "|" : "<"}${letter}${bytes}", ${tensor.shape.length})`;
  };
  const list = (ports: readonly string[]): string => (ports.length === 0 ? "List[Port]()" : `[${ports.join(", ")}]`);
  const words = [
    JSON.stringify(weightsPath),
    list(graph.inputs.map((tensor) => port(tensor.name, tensor))),
    list(graph.outputs.map(({ name, tensor }) => port(name, tensor))),
  ];
  return [
    "def main() raises:",
    inLines("    var command = Command(", words, ")"),
    "    var model = Model(command.weights)",
    "    var memory = Memory(command.threads)",
    "    forward(model, UnsafePointer[Memory, MutAnyOrigin](to=memory), Arguments(command.given), Arguments(command.results))",
    "    command.finish()",
    "    _ = memory^",
  ].join("\n");
}

function model(parts: ProgramParts): string {
  const fields = [...parts.packed.values()].map(({ name, operand }) => `    var ${name}: ${operand.type}`);
  const packing = [...parts.packed.values()].map(({ name, operand }) => {
    assert(operand.tensor.definition.kind === "constant", "weights are constants");
    const offset = parts.weights.offset(operand.tensor, operand.tensor.definition.data);
    const type = storageType(operand.tensor.elementType);
    const view = operand.view
      .replace(/\bweight\(/, `self.weights.matrix[${type}](${offset}, `)
      .replace(/\bweight\b/, `self.weights.elements[${type}](${offset})`);
    return `        self.${name} = self.packed.${operand.method}(${view})`;
  });
  const state = parts.weights.fingerprint(packing.join("\n"));
  const isPacked = packing.length > 0;
  return [
    "struct Model(Movable):",
    "    var weights: WeightsFile",
    ...(isPacked ? ["    var packed: PackedWeights"] : []),
    ...fields,
    "",
    "    def __init__(out self, path: String) raises:",
    `        self.weights = WeightsFile(path, ${parts.weights.size})`,
    ...(isPacked ? [`        self.packed = PackedWeights(path + ".packed", ${state})`, ...packing, "        self.packed.finish()"] : []),
  ].join("\n");
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
def memory_stop(memory: UnsafePointer[Memory, MutAnyOrigin], stops: Int):
    memory[].is_stopped = stops


@export
def memory_close(memory: UnsafePointer[Memory, MutAnyOrigin]):
    memory.destroy_pointee()
    memory.free()


@export
def text_close(text: UnsafePointer[UInt8, MutAnyOrigin]):
    text.free()`;
