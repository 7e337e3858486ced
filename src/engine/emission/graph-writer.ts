/**
 * Writes one graph as the body of a function that calls its kernels in order; graphs inside of its calls become functions of their own.
 *
 * What all graphs of a program share (functions, packed weights, names) is in `ProgramParts`.
 */
import { assert } from "../../base/assert.ts";
import { constantOf, type Dimension, printDimension, symbolsOf } from "../graph/dimension.ts";
import { type Call, type Graph, inOrder, readsOf, type Requirement, type Tensor } from "../graph/graph.ts";
import { inlineMaps } from "../fusion/inline.ts";
import type { Links } from "../fusion/chains.ts";
import { formKernels, type Kernel } from "../fusion/kernels.ts";
import { channelsLast, orderAsRead, orderProducts } from "../fusion/layout.ts";
import { orderOperands } from "../fusion/operands.ts";
import { Places } from "../fusion/places.ts";
import { ModelError } from "../operators/operator-node.ts";
import { BodyWriter } from "./body-writer.ts";
import { writeCall } from "./call-writer.ts";
import { writeColumns } from "./columns-writer.ts";
import { writeChain } from "./chain-writer.ts";
import { writeConvolution } from "./convolution-writer.ts";
import { type FunctionWriter, toldNumber } from "./function-writer.ts";
import { writeLoops } from "./loops-writer.ts";
import { inLines } from "./lines.ts";
import { kernelName } from "./kernel-name.ts";
import type { PackedOperand, WrittenKernel } from "./packed-operand.ts";
import { writeProduct } from "./product-writer.ts";
import type { ProgramParts } from "./program-parts.ts";
import { type Names, storageType } from "./spelling.ts";
import { openSizes, type Step } from "./steps.ts";

/** Views are put in place before and after each choice of layouts, since these make and see them. */
export function fuse(graph: Graph): Graph {
  const ordered = orderAsRead(inlineMaps(channelsLast(graph)));
  return orderOperands(inlineMaps(orderProducts(inlineMaps(ordered))));
}

export class GraphWriter {
  readonly graph: Graph;
  readonly lines: string[] = [];
  readonly kernels: readonly Kernel[];
  /** Symbols of graphs around this one, and the names of the parameters that bring them. */
  readonly outerSizes = new Map<string, string>();
  /** Outputs that nothing else reads. */
  private readonly final: ReadonlySet<Tensor>;
  private readonly parts: ProgramParts;
  private readonly names: Names;
  private readonly variables = new Map<Tensor, string>();
  private readonly sizes = new Map<string, string>();
  private readonly requirements: Set<Requirement>;
  /** Kernels since the program last looked whether it is to stop. */
  private kernelsSinceLook = 0;

  constructor(graph: Graph, parts: ProgramParts) {
    this.graph = fuse(graph);
    this.kernels = formKernels(this.graph);
    this.requirements = new Set(this.graph.requirements);
    this.final = new Set(
      this.graph.outputs
        .map(({ tensor }) => tensor)
        .filter((tensor) => !inOrder(this.graph).some((other) => readsOf(other, new Map()).includes(tensor))),
    );
    this.parts = parts;
    // Functions are called where variables are seen: one set of names for both
    this.names = parts.names;
  }

  /** Those of sizes that are known by now. */
  checkRequirements(): void {
    for (const requirement of this.requirements) {
      const { left, right, name, orOne } = requirement;
      if (![...symbolsOf(left), ...symbolsOf(right)].every((symbol) => this.isAtHand(symbol))) continue;
      this.requirements.delete(requirement);
      this.line(`${orOne === true ? "expect_spread" : "expect_same"}(${this.print(left)}, ${this.print(right)}, ${JSON.stringify(name)})`);
    }
  }

  /** Whether a size is known by now: sizes of graphs around this one are, in any case. */
  private isAtHand(symbol: string): boolean {
    return this.sizes.has(symbol) || !this.graph.symbols.has(symbol);
  }

  writeKernels(): void {
    for (const kernel of this.kernels) this.writeKernel(kernel);
  }

  line(text: string): void {
    this.lines.push(text);
  }

  /** Makes a symbol of this graph known under a name. */
  defineSize(symbol: string, wanted: string): string {
    const name = this.names.fresh(wanted);
    this.sizes.set(symbol, name);
    return name;
  }

  /** Whether a symbol stands for this size of this tensor. */
  isMeaning(extent: Dimension, tensor: Tensor, dimension: number): boolean {
    const meaning = this.graph.symbols.get(extent.key);
    return meaning?.kind === "dimension" && meaning.tensor.id === tensor.id && meaning.dimension === dimension;
  }

  variable(tensor: Tensor): string {
    let name = this.variables.get(tensor);
    if (name === undefined) {
      // Exporters name a tensor after the output of a node that it is
      name = this.names.fresh(tensor.name.replace(/_output_0$/, ""));
      this.variables.set(tensor, name);
    }
    return name;
  }

  /** A tensor as an argument. */
  reference(tensor: Tensor): string {
    if (tensor.definition.kind !== "constant") return this.variable(tensor);
    const offset = this.parts.weights.offset(tensor, tensor.definition.data);
    return `model.weights.tensor[${typeOf(tensor)}](${[offset, ...tensor.shape.map((each) => this.print(each))].join(", ")})`;
  }

  print(dimension: Dimension): string {
    const known = constantOf(dimension);
    if (known !== undefined) return String(known);
    for (const symbol of symbolsOf(dimension)) this.size(symbol);
    return printDimension(dimension, (symbol) => this.size(symbol));
  }

  /** Names of the outputs' tensors that may be moved away: computed here, and each once. */
  outputReferences(): readonly string[] {
    const moved = new Set<Tensor>();
    const last = new Map(this.graph.outputs.map(({ tensor }, at) => [tensor, at]));
    return this.graph.outputs.map(({ tensor }, at) => {
      const { kind } = tensor.definition;
      const isOwn = kind !== "input" && kind !== "constant" && last.get(tensor) === at && !moved.has(tensor);
      if (isOwn) moved.add(tensor);
      return isOwn ? `${this.variable(tensor)}^` : `copy_of(memory, ${this.reference(tensor)})`;
    });
  }

  private writeKernel(kernel: Kernel): void {
    switch (kernel.kind) {
      case "rows":
      case "points":
        return this.callLoops(kernel);
      case "columns":
        return this.call(writeColumns(kernel), kernel);
      case "product":
        return this.callPacked(writeProduct(kernel, this.parts.replaced), kernel);
      case "chain": {
        const links = kernel.links as Links;
        // Products of the user's own take tensors
        if (["matmul", "batched_matmul"].some((name) => this.parts.replaced.has(name)))
          return links.forEach((link) => this.writeKernel(link));
        return this.call(writeChain(links), kernel);
      }
      case "call": {
        const [first, second] = kernel.members as [Tensor, Tensor | undefined];
        assert(first.definition.kind === "call", "a kernel of a call");
        const { call } = first.definition;
        if (call.operator === "convolution") return this.callPacked(writeConvolution(call, second), kernel);
        if (call.operator === "branch") return this.writeBranch(call);
        if (call.operator === "loop") return this.writeLoop(call);
        return this.writeCall(call);
      }
    }
  }

  private callLoops(kernel: Kernel): void {
    const isFinal = (tensor: Tensor): boolean => this.final.has(tensor);
    // Writing decides on what is stored
    const copy = { ...kernel, stored: new Set(kernel.stored) };
    const forOutput = kernel.members.some(isFinal) ? writeLoops(copy, isFinal) : undefined;
    const written = writeLoops(kernel, () => false);
    this.call(written, kernel, [], [], forOutput?.isOutput === true ? forOutput : undefined);
  }

  private callPacked({ function: written, packed }: WrittenKernel, kernel: Kernel): void {
    if (packed === undefined) this.call(written, kernel);
    else this.call(written, kernel, [this.packedName(packed)], [packed.tensor]);
  }

  /** `forOutput`: the same kernel if nothing else reads a result. */
  private call(
    plain: FunctionWriter,
    kernel: Kernel,
    extra: readonly string[] = [],
    weights: readonly Tensor[] = [],
    forOutput?: FunctionWriter,
  ): void {
    const wanted = kernelName(kernel);
    const plainText = plain.text();
    const outputText = forOutput?.text();
    // One function is for both if both are called alike
    const isShared = outputText === undefined || parametersOf(outputText) === parametersOf(plainText);
    const written = isShared ? plain : (forOutput as FunctionWriter);
    const body = isShared ? plainText : outputText;
    const name = this.parts.functionNamed(body, wanted, isShared ? outputText : undefined);
    this.look(written.outputs.every(({ tensor: { shape } }) => shape.every((extent) => constantOf(extent) !== undefined)));
    for (const { tensor } of written.outputs) {
      if (this.variables.has(tensor)) continue;
      const shape = tensor.shape.map((each) => this.print(each));
      const variable = this.variable(tensor);
      this.checkRequirements();
      const isKnown = tensor.shape.every((extent) => constantOf(extent) !== undefined);
      const words = isKnown ? ["memory", ...shape] : ["memory", JSON.stringify(tensor.name), ...shape];
      this.line(`var ${variable} = ${isKnown ? "Tensor" : "room"}[${typeOf(tensor)}](${words.join(", ")})`);
    }
    const tensors = [...written.inputs, ...written.outputs].map(({ tensor }) => this.reference(tensor));
    const sizes = [...written.sizes.keys()].map((symbol) => toldNumber(symbol) ?? this.size(symbol));
    this.checkRequirements();
    const { checked } = written;
    const inputs = [...written.inputs.map(({ tensor }) => tensor), ...weights];
    const outputs = written.outputs.map(({ tensor }) => tensor);
    this.timed({ ...kernel, name, body, inputs, outputs, gathered: checked }, () => {
      const callee = outputText === undefined ? name : `${name}[is_output=True]`;
      const words = [...(checked.length > 0 ? ["memory"] : []), ...extra, ...tensors, ...sizes, "threads"];
      // Lines are indented later
      this.lines.push(
        ...inLines(`    ${callee}(`, words, ")")
          .split("\n")
          .map((line) => line.slice(4)),
      );
    });
    if (checked.length > 0) this.line(`memory[].check_places(${checked.map(({ name }) => JSON.stringify(name)).join(", ")})`);
  }

  /** Before each kernel, or each few where nothing else may fail: what may fail costs code that gives memory back. `room` looks by itself. */
  private look(isSizeKnown: boolean): void {
    this.kernelsSinceLook = isSizeKnown ? this.kernelsSinceLook + 1 : 0;
    if (this.kernelsSinceLook < 4) return;
    this.line("memory[].go_on()");
    this.kernelsSinceLook = 0;
  }

  /** A call of the library: outputs are assigned there. */
  private writeCall(call: Call): void {
    const written = writeCall(call, (dimension) => this.print(dimension));
    if (written === undefined)
      throw new ModelError(`${call.outputs[0]?.name ?? ""}: the operation ${call.operator} cannot be compiled yet`);
    const inputs = call.inputs.map((tensor) => this.reference(tensor));
    const outputs = call.outputs.map((tensor) => this.nothing(tensor));
    const [name] = written.name.split("[") as [string];
    this.timed({ kind: "call", name, members: call.outputs, inputs: call.inputs, outputs: call.outputs }, () => {
      this.line(`${written.name}(${["memory", ...inputs, ...outputs, ...written.arguments, "threads"].join(", ")})`);
    });
  }

  /** With a clock around it, if the program is to have one. */
  private timed(step: Step, write: () => void): void {
    const { steps } = this.parts;
    if (steps === undefined) return write();
    this.line("profile.begin()");
    write();
    this.line(`profile.end(${steps.push(step) - 1})`);
    const sizes = openSizes(step).map((each) => this.knownSize(each, "-1"));
    if (sizes.length > 0) this.line(`profile.sizes(${sizes.join(", ")})`);
  }

  /** A tensor that is assigned later. */
  private nothing(tensor: Tensor): string {
    const name = this.variable(tensor);
    this.line(`var ${name} = Tensor[${typeOf(tensor)}].nothing()`);
    return name;
  }

  private writeBranch(call: Call): void {
    const [condition, ...captured] = call.inputs as [Tensor, ...Tensor[]];
    const outputs = call.outputs.map((tensor) => this.nothing(tensor));
    this.line(`if ${this.reference(condition)}.data[] != 0:`);
    for (const [at, which] of ["whenTrue", "whenFalse"].entries()) {
      if (at === 1) this.line("else:");
      const { name, sizes, taken } = this.inside(call.attributes[which] as Graph, which);
      const inputs = captured.filter((_, number) => taken[number] === true).map((tensor) => this.reference(tensor));
      this.line(`    ${name}(${[...this.parts.shared, ...inputs, ...outputs, ...sizes, "threads"].join(", ")})`);
    }
  }

  private writeLoop(call: Call): void {
    const body = call.attributes.body as Graph;
    const count = call.attributes.carried as number;
    const [rounds, condition, ...rest] = call.inputs as [Tensor, Tensor, ...Tensor[]];
    const initial = rest.slice(0, count);
    const { name, sizes, taken } = this.inside(body, "body");
    const captured = rest
      .slice(count)
      .filter((_, number) => taken[2 + count + number] === true)
      .map((tensor) => this.reference(tensor));
    const carried = call.outputs.slice(0, count);
    const scans = call.outputs.slice(count);
    carried.forEach((tensor, at) => {
      this.line(`var ${this.variable(tensor)} = copy_of(memory, ${this.reference(initial[at] as Tensor)})`);
    });
    const lists = scans.map((tensor) => {
      const list = this.names.fresh("rounds_of");
      const element = body.outputs[1 + count + scans.indexOf(tensor)]?.tensor as Tensor;
      this.line(`var ${list} = Rounds[${typeOf(element)}]()`);
      return { list, element, tensor };
    });
    const round = this.names.fresh("round");
    const goes = this.names.fresh("goes_on");
    this.line(`var ${goes} = ${this.reference(condition)}.data[] != 0`);
    this.line(`var ${round} = Tensor[i64, 0](memory)`);
    this.line(`${round}.data[] = 0`);
    this.line(`while ${goes} and ${round}.data[] < ${this.reference(rounds)}.data[]:`);
    this.line("    memory[].go_on()");
    const flag = this.names.fresh("condition");
    this.line(`    var ${flag} = Tensor[u8, 0](memory)`);
    this.line(`    ${flag}.data[] = 1`);
    const results = [flag, ...carried.map((tensor) => this.variable(tensor))].map((each) => `${each}_next`);
    const elements = lists.map(({ element }) => element);
    const names = [...results, ...lists.map(({ list }) => `${list}_next`)];
    const types = ["u8, 0", ...carried.map(typeOf), ...elements.map(typeOf)];
    names.forEach((each, at) => this.line(`    var ${each} = Tensor[${types[at]}].nothing()`));
    const given = [round, flag, ...carried.map((tensor) => this.variable(tensor))];
    this.line(`    ${name}(${[...this.parts.shared, ...given, ...captured, ...names, ...sizes, "threads"].join(", ")})`);
    this.line(`    ${goes} = ${results[0]}.data[] != 0`);
    carried.forEach((tensor, at) => this.line(`    ${this.variable(tensor)} = ${results[at + 1]}^`));
    for (const { list } of lists) this.line(`    ${list}.append(${list}_next^)`);
    this.line(`    ${round}.data[] += 1`);
    for (const { list, tensor } of lists) {
      const shape = tensor.shape.slice(1).map((each) => this.knownSize(each));
      this.line(`var ${this.variable(tensor)} = Tensor[${typeOf(tensor)}].nothing()`);
      this.line(`${list}.stack(${["memory", this.variable(tensor), ...shape].join(", ")})`);
    }
  }

  /** A size as far as it is known before a loop has run. */
  private knownSize(dimension: Dimension, unknown = "0"): string {
    const known = [...symbolsOf(dimension)].every((symbol) => {
      const meaning = this.graph.symbols.get(symbol);
      return this.sizes.has(symbol) || meaning?.kind !== "dimension" || this.variables.has(meaning.tensor);
    });
    return known ? this.print(dimension) : unknown;
  }

  /** A graph inside of a call as a function; `sizes` are what it needs of the sizes around it, `taken` says which inputs are no constants. */
  private inside(graph: Graph, wanted: string): { name: string; sizes: readonly string[]; taken: readonly boolean[] } {
    const writer = new GraphWriter(graph, this.parts);
    const tensors = writer.graph.inputs.filter((tensor) => tensor.definition.kind !== "constant");
    const inputs = tensors.map((tensor) => `${writer.variable(tensor)}: Tensor[${typeOf(tensor)}]`);
    for (const tensor of tensors) {
      tensor.shape.forEach((extent, dimension) => {
        if (writer.isMeaning(extent, tensor, dimension))
          writer.line(`var ${writer.defineSize(extent.key, extent.key)} = ${writer.variable(tensor)}.shape[${dimension}]`);
      });
    }
    const results = writer.graph.outputs.map(({ tensor }, at) => ({ name: writer.names.fresh(`result_${at}`), tensor }));
    writer.checkRequirements();
    writer.writeKernels();
    writer.checkRequirements();
    writer.outputReferences().forEach((each, at) => writer.line(`${results[at]?.name} = ${each}`));
    const parameters = [
      "model: Model",
      "memory: UnsafePointer[Memory, MutAnyOrigin]",
      ...(this.parts.steps === undefined ? [] : ["mut profile: Profile"]),
      ...inputs,
      ...results.map(({ name, tensor }) => `mut ${name}: Tensor[${typeOf(tensor)}]`),
      ...[...writer.outerSizes.values()].map((each) => `${each}: Int`),
      "threads: Int",
    ];
    const body = [`def (\n    ${parameters.join(",\n    ")},\n) raises:`, ...writer.lines.map((line) => `    ${line}`)].join("\n");
    const name = this.parts.functionNamed(body, wanted);
    const taken = writer.graph.inputs.map((tensor) => tensor.definition.kind !== "constant");
    return { name, sizes: [...writer.outerSizes.keys()].map((symbol) => this.size(symbol)), taken };
  }

  private packedName(operand: PackedOperand): string {
    return `model.${this.parts.packedNamed(operand)}`;
  }

  /** The variable of a symbol, computed now if it has not been. */
  private size(symbol: string): string {
    const known = this.sizes.get(symbol);
    if (known !== undefined) return known;
    const meaning = this.graph.symbols.get(symbol);
    const name = this.names.fresh(symbol);
    if (meaning === undefined) this.outerSizes.set(symbol, name);
    else if (meaning.kind === "dimension") this.line(`var ${name} = ${this.variable(meaning.tensor)}.shape[${meaning.dimension}]`);
    else {
      const lines: string[] = [];
      const writer = new BodyWriter(
        {
          places: new Places(),
          names: this.names,
          axes: new Map(),
          vectorAxis: undefined,
          view: (tensor) => `${this.reference(tensor)}.data`,
          size: (each) => this.size(each),
          local: () => undefined,
          placeWithin: (tensor, place, size) => `checked_place(${place}, ${size}, ${JSON.stringify(tensor.name)})`,
        },
        "",
        lines,
      );
      const value = writer.write(meaning.value).text;
      this.lines.push(...lines, `var ${name} = ${value}`);
    }
    this.sizes.set(symbol, name);
    return name;
  }
}

/** What a function's text says that it takes. */
function parametersOf(text: string): string {
  return /\(.*\):/.exec(text.split("\n")[0] as string)?.[0] ?? "";
}

export function typeOf(tensor: Tensor): string {
  return `${storageType(tensor.elementType)}, ${tensor.shape.length}`;
}
