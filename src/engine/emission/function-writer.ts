/**
 * One function of an emitted program: its parameters grow while its body is written.
 *
 * Functions know tensors by the part that they play, not by the model's names, so that equal layers share one function.
 */
import { constantOf, type Dimension, symbol } from "../graph/dimension.ts";
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
  /** Symbols of sizes, and the names of their parameters. */
  readonly sizes = new Map<string, string>();
  /** Parameters before all others. */
  readonly extra: { readonly name: string; readonly type: string }[] = [];
  /** Tensors that are read at places which other tensors give. */
  readonly checked: Tensor[] = [];
  readonly lines: string[] = [];
  private readonly byTensor = new Map<Tensor, string>();

  constructor() {
    for (const name of ["threads", "rows"]) this.names.fresh(name);
  }

  /** The pointer to what a tensor's elements are read from. */
  pointer(tensor: Tensor): string {
    const known = this.byTensor.get(tensor);
    if (known !== undefined) return `${known}_`;
    const name = this.names.fresh(tensor.definition.kind === "constant" ? roleOf(tensor.name) : "x");
    this.byTensor.set(tensor, name);
    this.inputs.push({ tensor, name });
    return `${name}_`;
  }

  output(tensor: Tensor): string {
    const known = this.byTensor.get(tensor);
    if (known !== undefined) return `${known}_`;
    const name = this.names.fresh("y");
    this.byTensor.set(tensor, name);
    this.outputs.push({ tensor, name });
    return `${name}_`;
  }

  size(symbol: string): string {
    let name = this.sizes.get(symbol);
    if (name === undefined) {
      name = this.names.fresh(symbol.startsWith("=") ? (symbol.split(":")[1] as string) : `n_${symbol}`);
      this.sizes.set(symbol, name);
    }
    return name;
  }

  /** A place that is -1 if it is outside of a dimension of a tensor: then the caller raises. */
  placeWithin(tensor: Tensor, place: string, size: string): string {
    if (!this.checked.includes(tensor)) this.checked.push(tensor);
    return `place_within(memory, ${place}, ${size}, ${this.checked.indexOf(tensor)})`;
  }

  /** The function's text under a name. */
  text(name: string): string {
    const parameters = [
      ...(this.checked.length > 0 ? ["memory: UnsafePointer[Memory, MutAnyOrigin]"] : []),
      ...this.extra.map((each) => `${each.name}: ${each.type}`),
      ...[...this.inputs, ...this.outputs].map(
        (each) => `${each.name}: Tensor[${storageType(each.tensor.elementType)}, ${each.tensor.shape.length}]`,
      ),
      ...[...this.sizes.values()].map((each) => `${each}: Int`),
      "threads: Int",
    ];
    const one = `def ${name}(${parameters.join(", ")}):`;
    const head = one.length <= longestLine ? one : `def ${name}(\n${filled(parameters, "    ")}\n):`;
    const names = [...this.inputs, ...this.outputs].map((each) => each.name);
    const pointers =
      names.length === 0
        ? []
        : [`    var ${names.map((each) => `${each}_`).join(", ")} = ${names.map((each) => `${each}.data`).join(", ")}`];
    return [head, ...pointers, ...this.lines].join("\n");
  }
}

/** What a weight is called in its layer: the last word of its name, without numbers. */
function roleOf(name: string): string {
  const words = name.split(/[^A-Za-z]+/).filter((word) => word.length > 1 && !/^(onnx|MatMul|Constant|output|model)$/i.test(word));
  return words.at(-1)?.toLowerCase() ?? "w";
}

const longestLine = 140;

/** As many items on each line as fit. */
function filled(items: readonly string[], indent: string): string {
  const lines: string[] = [];
  for (const item of items) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + item.length + 3 <= longestLine) lines[lines.length - 1] = `${last} ${item},`;
    else lines.push(`${indent}${item},`);
  }
  return lines.join("\n");
}
