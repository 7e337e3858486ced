/**
 * One function of an emitted program: its parameters grow while its body is written.
 *
 * Functions know tensors by the part that they play, not by the model's names, so that equal layers share one function.
 */
import {
  constantOf,
  type Dimension,
  exactQuotient,
  isEqual,
  printDimension,
  product,
  symbol,
  symbolsOf,
  zero,
} from "../graph/dimension.ts";
import type { Tensor } from "../graph/graph.ts";
import { Names, storageType } from "./spelling.ts";

/** A size that a function is told, so that it serves others, too: a number becomes a symbol, named after the part that it plays. */
export function told(dimension: Dimension, role: string): Dimension {
  const known = constantOf(dimension);
  return known === undefined || known < 2 ? dimension : symbol(`=${known}:${role}`);
}

/** The number that such a symbol stands for. */
export function toldNumber(name: string): string | undefined {
  return /^=(-?\d+):/.exec(name)?.[1];
}

export type TensorParameter = { readonly tensor: Tensor; readonly name: string };

export class FunctionWriter {
  readonly names = new Names();
  readonly inputs: TensorParameter[] = [];
  readonly outputs: TensorParameter[] = [];
  /** Symbols of sizes, and their names: parameters, but for those that are read from a view or a packed operand. */
  readonly sizes = new Map<string, string>();
  /** Symbols of sizes, and where the function finds them. */
  private readonly found = new Map<string, string>();
  /** Parameters before all others. */
  readonly extra: { readonly name: string; readonly type: string }[] = [];
  /** Tensors that are read at places which other tensors give. */
  readonly checked: Tensor[] = [];
  readonly lines: string[] = [];
  /** Whether it is told at compile time that nothing else in the model reads its results. */
  isOutput = false;
  private readonly byTensor = new Map<Tensor, string>();

  constructor() {
    for (const name of ["threads", "rows"]) this.names.fresh(name);
  }

  /** The view of what a tensor's elements are read from. */
  view(tensor: Tensor): string {
    const known = this.byTensor.get(tensor);
    if (known !== undefined) return known;
    const name = this.names.fresh(tensor.definition.kind === "constant" ? roleOf(tensor.name) : "x");
    this.byTensor.set(tensor, name);
    this.inputs.push({ tensor, name });
    return name;
  }

  pointer(tensor: Tensor): string {
    return `${this.view(tensor)}.data`;
  }

  /** The view of a result. */
  output(tensor: Tensor): string {
    const known = this.byTensor.get(tensor);
    if (known !== undefined) return known;
    const name = this.names.fresh("y");
    this.byTensor.set(tensor, name);
    this.outputs.push({ tensor, name });
    return name;
  }

  size(symbol: string): string {
    let name = this.sizes.get(symbol);
    if (name === undefined) {
      name = this.names.fresh(symbol.startsWith("=") ? (symbol.split(":")[1] as string) : symbol);
      this.sizes.set(symbol, name);
    }
    return name;
  }

  /** Says where the function finds a size that it was to be told. */
  find(symbol: string, text: string): void {
    if (!this.found.has(symbol)) this.found.set(symbol, text);
  }

  /** Where a number is among the sizes of tensors that the function has: of its views, the first. */
  sizeOfNumber(number: number): string | undefined {
    return this.sizeWhere((extent) => constantOf(extent) === number);
  }

  private sizeWhere(isMeant: (extent: Dimension) => boolean): string | undefined {
    for (const { tensor, name } of [...this.outputs, ...this.inputs]) {
      const at = tensor.shape.findIndex(isMeant);
      if (at >= 0) return `${name}.size(${at})`;
    }
    return undefined;
  }

  /** A product of sizes, from the number of a tensor's elements where it can be. */
  extent(dimension: Dimension): string {
    const print = (each: Dimension): string => printDimension(each, (symbol) => this.size(symbol));
    if (symbolsOf(dimension).size < 2) return print(dimension);
    for (const { tensor, name } of [...this.outputs, ...this.inputs]) {
      const count = product(tensor.shape);
      if (isEqual(count, dimension)) return `${name}.count()`;
      const rest = constantOf(exactQuotient(count, dimension) ?? zero);
      if (rest !== undefined && rest > 0) return `${name}.count() // ${rest}`;
    }
    return print(dimension);
  }

  /** A place that is -1 if it is outside of a dimension of a tensor: then the caller raises. */
  placeWithin(tensor: Tensor, place: string, size: string): string {
    if (!this.checked.includes(tensor)) this.checked.push(tensor);
    return `place_within(memory, ${place}, ${size}, ${this.checked.indexOf(tensor)})`;
  }

  /** The function's text without its name; after that, `sizes` are the parameters. */
  text(): string {
    const locals = this.readSizes();
    const parameters = [
      ...(this.checked.length > 0 ? ["memory: UnsafePointer[Memory, MutAnyOrigin]"] : []),
      ...this.extra.map((each) => `${each.name}: ${each.type}`),
      ...[...this.inputs, ...this.outputs].map((each) => `${each.name}: View[${storageType(each.tensor.elementType)}]`),
      ...[...this.sizes.values()].map((each) => `${each}: Int`),
      "threads: Int",
    ];
    const head = `def ${this.isOutput ? "[is_output: Bool = False]" : ""}(${parameters.join(", ")}):`;
    const reading =
      locals.length === 0 ? [] : [`    var ${locals.map(([local]) => local).join(", ")} = ${locals.map(([, text]) => text).join(", ")}`];
    return [head, ...reading, ...this.lines.filter((line) => line !== "")].join("\n");
  }

  /** Puts sizes that need not be told where they are used, or into variables where closures would read them again and again. */
  private readSizes(): readonly (readonly [string, string])[] {
    const locals: (readonly [string, string])[] = [];
    for (const [symbol, name] of this.sizes) {
      const text = this.found.get(symbol) ?? this.sizeWhere((extent) => extent.key === symbol);
      if (text === undefined) continue;
      this.sizes.delete(symbol);
      const word = new RegExp(`\\b${name}\\b`, "g");
      const uses = this.lines.flatMap((line) => (line.match(word) ?? []).map(() => line));
      const isAtHand = text.startsWith("packed.") || (uses.length <= 2 && uses.every((line) => !line.startsWith("     ")));
      if (isAtHand) this.lines.forEach((line, at) => (this.lines[at] = line.replace(word, text)));
      else locals.push([name, text]);
    }
    return locals;
  }
}

/** What a weight is called in its layer: the last word of its name, without numbers. */
function roleOf(name: string): string {
  const words = name.split(/[^A-Za-z]+/).filter((word) => word.length > 1 && !/^(onnx|MatMul|Constant|output|model)$/i.test(word));
  return words.at(-1)?.toLowerCase() ?? "w";
}
