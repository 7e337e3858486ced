/**
 * A graph as text, for human eyes and for tests; `parse.ts` reads it back. The text is described in `docs/design/engine-graph.md`.
 *
 * Tensors are numbered in the order in which they are printed, so graphs that differ in numbers only have one text. What neither outputs nor
 * inputs nor requirements need is left out. Small constants are part of the text; of others it has the place in `constants`.
 */
import { fromElements, readElements, type TensorData } from "../tensor-data.ts";
import { type Dimension, symbolAtoms } from "./dimension.ts";
import { type Axis, type Expression, visit } from "./expression.ts";
import { type Attribute, type Call, type Graph, graphsIn, isGraph, readsOf, type SymbolMeaning, type Tensor } from "./graph.ts";
import { type ExpressionNames, printExpression, printNumber, printSize } from "./print-expression.ts";

export type GraphText = { readonly text: string; readonly constants: readonly TensorData[] };

/** Of constants that are written out. */
const mostElements = 16;

export function printGraph(graph: Graph): GraphText {
  const printer = new Printer();
  printer.printGraph(graph, "graph", undefined);
  return { text: `${printer.lines.join("\n")}\n`, constants: printer.constants };
}

/** The symbols of one map, which several graphs may share. */
type Scope = {
  readonly symbols: ReadonlyMap<string, SymbolMeaning>;
  readonly outer: Scope | undefined;
  readonly declared: Set<string>;
  /** Symbols that stand for sizes of a tensor. */
  readonly ofTensor: ReadonlyMap<Tensor, readonly { readonly name: string; readonly dimension: number }[]>;
};

class Printer {
  readonly lines: string[] = [];
  readonly constants: TensorData[] = [];
  private readonly numbers = new Map<Tensor, number>();
  private readonly printed = new Set<Tensor>();
  private indent = "";

  /** `before`: what stands before the graph's name on its first line. */
  printGraph(graph: Graph, before: string, outer: Scope | undefined, after = ""): void {
    const isShared = outer !== undefined && outer.symbols === graph.symbols;
    const scope = isShared ? outer : scopeOf(graph.symbols, outer);
    const own = outer === undefined || isShared ? "" : " closed";
    const first = `${before} ${JSON.stringify(graph.name)}${own}`;
    if (graph.inputs.length === 0) this.line(`${first} () {`);
    else this.printInputs(graph.inputs, first, scope);
    this.inside(() => {
      for (const tensor of graph.inputs) this.declareSizes(tensor, scope);
      this.printSymbols(symbolsIn(graph.inputs.flatMap((tensor) => tensor.shape)), scope);
      for (const { left, right, name, orOne } of graph.requirements ?? []) {
        this.printSymbols(symbolsIn([left, right]), scope);
        this.line(`require ${printSize(left)} == ${printSize(right)}${orOne === true ? " or one" : ""} ${JSON.stringify(name)}`);
      }
      for (const { tensor } of graph.outputs) this.printWithReads(tensor, scope);
      this.line(`return ${graph.outputs.map(({ name, tensor }) => `${JSON.stringify(name)} = ${this.reference(tensor)}`).join(", ")}`);
    });
    this.line(`}${after}`);
  }

  private printInputs(inputs: readonly Tensor[], before: string, scope: Scope): void {
    const known = new Set(this.printed);
    const headers = inputs.map((tensor) => (known.has(tensor) ? this.reference(tensor) : this.header(tensor, scope)));
    for (const tensor of inputs) this.printed.add(tensor);
    this.line(`${before} (`);
    this.inside(() => headers.forEach((header, at) => this.line(`${header}${at < headers.length - 1 ? "," : ""}`)));
    this.line(") {");
  }

  private line(text: string): void {
    this.lines.push(`${this.indent}${text}`);
  }

  private inside(print: () => void): void {
    const before = this.indent;
    this.indent += "  ";
    print();
    this.indent = before;
  }

  private reference(tensor: Tensor): string {
    let number = this.numbers.get(tensor);
    if (number === undefined) {
      number = this.numbers.size;
      this.numbers.set(tensor, number);
    }
    return `%${number}`;
  }

  /** Number, name, type and shape; sizes that symbols stand for are marked where they are shown. */
  private header(tensor: Tensor, scope: Scope): string {
    const sizes = scope.ofTensor.get(tensor) ?? [];
    const shape = tensor.shape.map((each, dimension) => {
      const isIntroduced = sizes.some((size) => size.dimension === dimension && size.name === each.key);
      return `${isIntroduced ? "?" : ""}${printSize(each)}`;
    });
    return `${this.reference(tensor)} ${JSON.stringify(tensor.name)}: ${tensor.elementType}[${shape.join(", ")}]`;
  }

  /** Symbols that stand for sizes of the tensor, which is printed now, without being written in its shape. */
  private declareSizes(tensor: Tensor, scope: Scope): void {
    for (const { name, dimension } of scope.ofTensor.get(tensor) ?? []) {
      if (scope.declared.has(name)) continue;
      scope.declared.add(name);
      if (tensor.shape[dimension]?.key !== name) this.line(`size ${name} of ${this.reference(tensor)}[${dimension}]`);
    }
  }

  private printWithReads(root: Tensor, scope: Scope): void {
    const pending: { readonly tensor: Tensor; readonly isDone: boolean }[] = [{ tensor: root, isDone: false }];
    const seen = new Set<Tensor>();
    while (pending.length > 0) {
      const { tensor, isDone } = pending.pop() as { tensor: Tensor; isDone: boolean };
      if (isDone) {
        if (!this.printed.has(tensor)) this.printTensor(tensor, scope);
        continue;
      }
      if (this.printed.has(tensor) || seen.has(tensor)) continue;
      seen.add(tensor);
      pending.push({ tensor, isDone: true });
      const reads = readsForText(tensor, scope.symbols);
      for (let at = reads.length - 1; at >= 0; at--) pending.push({ tensor: reads[at] as Tensor, isDone: false });
    }
  }

  private printTensor(tensor: Tensor, scope: Scope): void {
    const { definition } = tensor;
    if (definition.kind === "call") return this.printCall(definition.call, tensor, scope);
    this.printed.add(tensor);
    const loops =
      definition.kind === "reduce" ? [...definition.axes, ...definition.reduced] : definition.kind === "map" ? definition.axes : [];
    const sizes = [...tensor.shape, ...loops.map((axis) => axis.extent)];
    if (definition.kind === "map" || definition.kind === "reduce") sizes.push(...sizesIn(definition.body));
    this.printSymbols(symbolsIn(sizes), scope, tensor);
    const before = `${this.header(tensor, scope)} =`;
    const names = this.names(loops);
    const extents = (axes: readonly Axis[], shape: readonly Dimension[]): string =>
      axes.map((axis, at) => `${names.axis(axis)}${axis.extent.key === shape[at]?.key ? "" : ` < ${printSize(axis.extent)}`}`).join(", ");
    switch (definition.kind) {
      case "input":
        this.line(`${before} input`);
        break;
      case "constant":
        this.line(`${before} constant ${this.constant(definition.data)}`);
        break;
      case "map":
        this.line(`${before} map (${extents(definition.axes, tensor.shape)}): ${printExpression(definition.body, names)}`);
        break;
      case "reduce": {
        const axes = `(${extents(definition.axes, tensor.shape)}) over (${extents(definition.reduced, [])})`;
        this.line(`${before} reduce ${definition.reducer} ${axes}: ${printExpression(definition.body, names)}`);
      }
    }
    this.declareSizes(tensor, scope);
  }

  private printCall(call: Call, tensor: Tensor, scope: Scope): void {
    const outputs = call.outputs.includes(tensor) ? call.outputs : [...call.outputs, tensor];
    for (const each of outputs) this.printed.add(each);
    const symbols = symbolsIn(outputs.flatMap((each) => each.shape));
    for (const graph of graphsIn(call)) if (graph.symbols !== scope.symbols) addFreeSymbols(graph, symbols);
    this.printSymbols(symbols, scope, ...outputs);
    const inputs = call.inputs.map((each) => this.reference(each)).join(", ");
    const before = `${outputs.map((each) => this.header(each, scope)).join(", ")} = call ${call.operator}(${inputs})`;
    const plain: string[] = [];
    const graphs: { readonly name: string; readonly graph: Graph }[] = [];
    for (const [name, value] of Object.entries(call.attributes)) {
      if (isGraph(value)) graphs.push({ name, graph: value });
      else plain.push(`${name} = ${printAttribute(value)}`);
    }
    if (graphs.length === 0) this.line(`${before}${plain.length === 0 ? "" : ` {${plain.join(", ")}}`}`);
    else {
      this.line(`${before} {`);
      this.inside(() => {
        plain.forEach((each) => this.line(`${each},`));
        graphs.forEach(({ name, graph }, at) => this.printGraph(graph, `${name} = graph`, scope, at < graphs.length - 1 ? "," : ""));
      });
      this.line("}");
    }
    for (const each of outputs) this.declareSizes(each, scope);
  }

  /** Symbols that are used, and have no line yet; those that `own` tensors show have their place there. */
  private printSymbols(symbols: ReadonlyMap<string, boolean>, scope: Scope, ...own: readonly Tensor[]): void {
    for (const [name, isSize] of symbols) {
      if (scope.declared.has(name)) continue;
      const meaning = scope.symbols.get(name);
      const before = `${isSize ? "size" : "symbol"} ${name}`;
      if (meaning === undefined) {
        if (scope.outer !== undefined && isDeclared(name, scope.outer)) continue;
        scope.declared.add(name);
        this.line(`${before} outside`);
      } else if (meaning.kind === "dimension") {
        if (own.includes(meaning.tensor)) continue;
        this.printWithReads(meaning.tensor, scope);
        if (scope.declared.has(name)) continue;
        scope.declared.add(name);
        this.line(`${before} of ${this.reference(meaning.tensor)}[${meaning.dimension}]`);
      } else {
        for (const tensor of loadedBy(meaning.value)) this.printWithReads(tensor, scope);
        this.printSymbols(symbolsIn(sizesIn(meaning.value)), scope);
        scope.declared.add(name);
        this.line(`${before} = ${printExpression(meaning.value, this.names([]))}`);
      }
    }
  }

  private names(axes: readonly Axis[]): ExpressionNames {
    const names = new Map<Axis, string>();
    const used = new Set<string>();
    for (const axis of axes) {
      let name = /^[A-Za-z_]\w*$/.test(axis.name) && !reserved.has(axis.name) ? axis.name : "i";
      for (let number = 1; used.has(name); number++) name = `${axis.name}_${number}`;
      used.add(name);
      names.set(axis, name);
    }
    return { axis: (axis) => names.get(axis) ?? axis.name, tensor: (tensor) => this.reference(tensor) };
  }

  private constant(data: TensorData): string {
    const elements = data.elements.kind === "strings" ? data.elements.strings.length : data.shape.reduce((all, each) => all * each, 1);
    if (elements <= mostElements) {
      const values = [...(readElements(data) as ArrayLike<number | bigint | string> & Iterable<number | bigint | string>)];
      if (isSameData(data, fromElements(data.elementType, data.shape, values)))
        return `[${values.map((each) => (data.elementType === "string" ? JSON.stringify(each) : printNumber(each))).join(", ")}]`;
    }
    this.constants.push(data);
    return `#${this.constants.length - 1}`;
  }
}

const reserved: ReadonlySet<string> = new Set(["inf", "nan", "true", "false"]);

function scopeOf(symbols: ReadonlyMap<string, SymbolMeaning>, outer: Scope | undefined): Scope {
  const ofTensor = new Map<Tensor, { name: string; dimension: number }[]>();
  for (const [name, meaning] of symbols) {
    if (meaning.kind !== "dimension") continue;
    const known = ofTensor.get(meaning.tensor) ?? [];
    known.push({ name, dimension: meaning.dimension });
    ofTensor.set(meaning.tensor, known);
  }
  return { symbols, outer, declared: new Set(), ofTensor };
}

function isDeclared(name: string, scope: Scope): boolean {
  return scope.declared.has(name) || (scope.outer !== undefined && isDeclared(name, scope.outer));
}

/** Also what graphs inside of a call need to stand before it. */
function readsForText(tensor: Tensor, symbols: ReadonlyMap<string, SymbolMeaning>): readonly Tensor[] {
  const reads = readsOf(tensor, symbols);
  if (tensor.definition.kind !== "call") return reads;
  const { call } = tensor.definition;
  const outer = graphsIn(call).flatMap((graph) => graph.inputs.filter(({ definition }) => definition.kind !== "input"));
  return [...reads, ...outer];
}

/** Symbols that a graph uses and that are not its own. */
function addFreeSymbols(graph: Graph, into: Map<string, boolean>): void {
  const sizes: Dimension[] = [];
  const inner = new Map<string, boolean>();
  const seen = new Set<Tensor>();
  const pending = [...graph.inputs, ...graph.outputs.map(({ tensor }) => tensor)];
  while (pending.length > 0) {
    const tensor = pending.pop() as Tensor;
    if (seen.has(tensor)) continue;
    seen.add(tensor);
    const { definition } = tensor;
    sizes.push(...tensor.shape);
    if (definition.kind === "map" || definition.kind === "reduce") sizes.push(...sizesIn(definition.body));
    if (definition.kind === "reduce") sizes.push(...definition.reduced.map((axis) => axis.extent));
    if (definition.kind === "call")
      for (const each of graphsIn(definition.call)) if (each.symbols !== graph.symbols) addFreeSymbols(each, inner);
    pending.push(...readsOf(tensor, graph.symbols));
  }
  for (const [name, isSize] of [...inner, ...symbolsIn(sizes)]) if (!graph.symbols.has(name)) into.set(name, isSize);
}

function symbolsIn(sizes: readonly Dimension[]): Map<string, boolean> {
  const symbols = new Map<string, boolean>();
  for (const size of sizes) symbolAtoms(size, symbols);
  return symbols;
}

function sizesIn(expression: Expression): Dimension[] {
  const sizes: Dimension[] = [];
  visit(expression, (part) => {
    if (part.kind === "size") sizes.push(part.size);
  });
  return sizes;
}

function loadedBy(expression: Expression): ReadonlySet<Tensor> {
  const loaded = new Set<Tensor>();
  visit(expression, (part) => {
    if (part.kind === "load") loaded.add(part.tensor);
  });
  return loaded;
}

function printAttribute(value: Exclude<Attribute, Graph>): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") return printNumber(value);
  if (typeof value === "boolean") return String(value);
  return `[${(value as readonly (number | string)[]).map(printAttribute).join(", ")}]`;
}

function isSameData(left: TensorData, right: TensorData): boolean {
  if (left.elements.kind === "strings" || right.elements.kind === "strings") return left.elements.kind === right.elements.kind;
  return Buffer.compare(left.elements.bytes, right.elements.bytes) === 0;
}
