/**
 * Puts maps in place of what reads them, where that costs nothing: views everywhere, others where each element is read once.
 *
 * In: a graph. Out: one with fewer tensors that gives the same. What is left is stored, or joined into one kernel later (`kernels.ts`).
 */
import { add, constantOf, isEqual, product, subtract, isNotNegative, type Dimension, zero } from "../graph/dimension.ts";
import { apply, type Axis, axesOf, type Expression, literal, partsOf, rewrite, substituteAxes, visit } from "../graph/expression.ts";
import { type Definition, type Graph, inOrder, readsOf, type SymbolMeaning, type Tensor } from "../graph/graph.ts";
import { isFloat } from "../graph/arithmetic.ts";
import { keyOf } from "../graph/key.ts";
import { readElements } from "../tensor-data.ts";
import { type Contraction, contractionOf } from "./contraction.ts";
import { piecesOf } from "./pieces.ts";

export function inlineMaps(graph: Graph): Graph {
  return new Inliner(graph).run();
}

/** Chains of operators without end do not become one expression; what is cut is joined again as loops (`kernels.ts`). */
const mostCost = 1000;

/** Work up to which an element is rather computed by each reader than written and read again, if it is made of one other element. */
const cheap = 3;

/** A value that is read as often as this or more often costs next to nothing to read. */
const oftenRead = 8;

class Inliner {
  private readonly graph: Graph;
  private readonly readers = new Map<Tensor, Tensor[]>();
  private readonly stored = new Set<Tensor>();
  /** Of tensors of the old graph: what stands for them in the new one. */
  private readonly replaced = new Map<Tensor, Tensor>();
  /** Of tensors of the old graph that vanish: their definitions in the new one. */
  private readonly inlined = new Map<Tensor, { axes: readonly Axis[]; body: Expression }>();
  private readonly symbols = new Map<string, SymbolMeaning>();
  private readonly calls = new Map<number, (Definition & { kind: "call" })["call"]>();

  constructor(graph: Graph) {
    this.graph = graph;
  }

  run(): Graph {
    const order = inOrder(this.graph);
    for (const { tensor } of this.graph.outputs) this.stored.add(tensor);
    for (const meaning of this.graph.symbols.values()) {
      if (meaning.kind === "value") for (const tensor of loadedBy(meaning.value)) this.stored.add(tensor);
    }
    for (const tensor of order) {
      for (const read of readsOf(tensor, new Map())) {
        if (tensor.definition.kind === "call") this.stored.add(read);
        else this.readers.set(read, [...(this.readers.get(read) ?? []), tensor]);
      }
    }
    for (const tensor of order) this.visit(tensor);
    for (const [name, meaning] of this.graph.symbols) {
      this.symbols.set(
        name,
        meaning.kind === "value"
          ? { kind: "value", value: this.rewritten(meaning.value) }
          : { ...meaning, tensor: this.replaced.get(meaning.tensor) ?? meaning.tensor },
      );
    }
    const renewed = (tensor: Tensor): Tensor => this.replaced.get(tensor) ?? tensor;
    return {
      ...this.graph,
      inputs: this.graph.inputs.map(renewed),
      outputs: this.graph.outputs.map(({ name, tensor }) => ({ name, tensor: renewed(tensor) })),
      symbols: this.symbols,
    };
  }

  private visit(tensor: Tensor): void {
    const { definition } = tensor;
    switch (definition.kind) {
      case "input":
      case "constant":
        return;
      case "call": {
        const { call } = definition;
        let renewed = this.calls.get(call.id);
        if (renewed === undefined) {
          renewed = { ...call, inputs: call.inputs.map((each) => copied(this.replaced.get(each) ?? each)), outputs: [] };
          this.calls.set(call.id, renewed);
          renewed.outputs = call.outputs.map((each) => {
            const made: Tensor = {
              ...each,
              definition: { kind: "call", call: renewed as typeof call, output: (each.definition as typeof definition).output },
            };
            this.replaced.set(each, made);
            return made;
          });
        }
        return;
      }
      case "map": {
        const body = this.rewritten(definition.body);
        if (this.vanishes(tensor, definition.axes, body)) this.inlined.set(tensor, { axes: definition.axes, body });
        else this.replaced.set(tensor, { ...tensor, definition: { ...definition, body } });
        return;
      }
      case "reduce": {
        const body = this.rewritten(definition.body);
        const isOne = definition.reduced.every((axis) => constantOf(axis.extent) === 1);
        const made: Definition = isOne
          ? { kind: "map", axes: definition.axes, body: definition.reducer.includes("_") ? literal("int64", 0) : body }
          : { ...definition, body };
        this.replaced.set(tensor, { ...tensor, definition: made });
        return;
      }
    }
  }

  private rewritten(expression: Expression): Expression {
    return rewrite(expression, (part) => {
      if (part.kind === "apply") return simplified(part);
      if (part.kind !== "load") return undefined;
      const only = onlyElement(part.tensor);
      if (only !== undefined) return only;
      const inlined = this.inlined.get(part.tensor);
      if (inlined !== undefined) {
        const at = new Map(inlined.axes.map((axis, index) => [axis, part.index[index] as Expression]));
        return substituteAxes(inlined.body, at);
      }
      const replaced = this.replaced.get(part.tensor);
      return replaced === undefined ? undefined : { ...part, tensor: replaced };
    });
  }

  private vanishes(tensor: Tensor, axes: readonly Axis[], body: Expression): boolean {
    if (this.stored.has(tensor)) return false;
    const readers = this.readers.get(tensor) ?? [];
    const cost = costOf(body);
    const isScalar = loadedBy(body).size === 0 && cost <= 1;
    if (cost > mostCost) return false;
    if (cost > 0 && !isScalar && !(cost <= cheap && this.isCheap(tensor, axes, body, readers))) {
      const [reader, second] = readers;
      if (reader === undefined || second !== undefined || placesOf(bodyOf(reader), tensor).size > 1) return false;
      // A view goes to its readers, and leaves what it shows where it is
      if (reader.definition.kind === "map" && costOf(reader.definition.body) === 0 && !this.stored.has(reader)) return false;
      if (!isNotNegative(subtract(product(tensor.shape), volumeReading(reader, tensor)))) return false;
    }
    // An operand of a product of matrices has to stay one
    return readers.every((reader) => {
      const before = contractionOf(this.asReader(reader, undefined));
      if (before === undefined) return true;
      const after = contractionOf(this.asReader(reader, { tensor, axes, body }));
      return after !== undefined && (hasNeighbours(after) || !hasNeighbours(before));
    });
  }

  /** Whether readers had better compute it themselves: they read as much memory as before, and nothing is written. */
  private isCheap(tensor: Tensor, axes: readonly Axis[], body: Expression, readers: readonly Tensor[]): boolean {
    if (/^(string|complex)/.test(tensor.elementType)) return false;
    const sources = new Map<string, Tensor>();
    visit(body, (part) => {
      if (part.kind === "load" && !isOften(part, axes)) sources.set(keyOf(part, new Map()), part.tensor);
    });
    const [source, second] = sources.values();
    if (source === undefined || second !== undefined || this.isEpilogueOf(source)) return false;
    return readers.every((reader) => {
      // A view goes to its readers, and leaves what it shows where it is
      if (reader.definition.kind === "map" && costOf(reader.definition.body) === 0 && !this.stored.has(reader)) return false;
      if (placesOf(bodyOf(reader), tensor).size > 2) return false;
      return isNotNegative(subtract(product(tensor.shape), volumeReading(reader, tensor)));
    });
  }

  /** Whether what reads a tensor is computed while it is written, as the only one that does so. */
  private isEpilogueOf(source: Tensor): boolean {
    if (source.definition.kind !== "call" && contractionOf(source) === undefined) return false;
    const [old] = [...this.replaced].find(([, renewed]) => renewed === source) ?? [source];
    return (this.readers.get(old) ?? []).length === 1;
  }

  /** A reader as it would be, with one more tensor inlined. */
  private asReader(reader: Tensor, more: { tensor: Tensor; axes: readonly Axis[]; body: Expression } | undefined): Tensor {
    if (reader.definition.kind !== "reduce") return reader;
    if (more !== undefined) this.inlined.set(more.tensor, more);
    const body = this.rewritten(reader.definition.body);
    if (more !== undefined) this.inlined.delete(more.tensor);
    return { ...reader, definition: { ...reader.definition, body } };
  }
}

/** Whether neighbours in each of a product's operands belong to one matrix, so that lines of memory are read as a whole. */
function hasNeighbours({ rows, columns, depth, strides }: Contraction): boolean {
  const isBeside = (axes: readonly Axis[], which: "left" | "right"): boolean => axes.some((axis) => constantOf(strides(axis)[which]) === 1);
  return isBeside([...rows, ...depth], "left") && isBeside([...columns, ...depth], "right");
}

/** Whether what is loaded is the same for many elements, as a bias is for all rows. */
function isOften(part: Expression & { kind: "load" }, axes: readonly Axis[]): boolean {
  const used = new Set(part.index.flatMap((each) => [...axesOf(each)]));
  const often = constantOf(product(axes.filter((axis) => !used.has(axis)).map((axis) => axis.extent)));
  return often === undefined || often >= oftenRead;
}

/** What a tensor is a mere copy of. */
function copied(tensor: Tensor): Tensor {
  const { definition } = tensor;
  if (definition.kind !== "map" || definition.body.kind !== "load") return tensor;
  const { tensor: source, index } = definition.body;
  const isSame =
    source.shape.length === tensor.shape.length && source.shape.every((each, at) => isEqual(each, tensor.shape[at] as Dimension));
  const inPlace = index.every((each, at) =>
    constantOf(source.shape[at] as Dimension) === 1 ? true : each.kind === "axis" && each.axis === definition.axes[at],
  );
  return isSame && inPlace ? copied(source) : tensor;
}

/** A constant of one element, as a literal. */
function onlyElement(tensor: Tensor): Expression | undefined {
  const { definition, elementType } = tensor;
  if (definition.kind !== "constant" || tensor.shape.some((extent) => constantOf(extent) !== 1) || /^(string|complex)/.test(elementType))
    return undefined;
  const [value] = readElements(definition.data) as ArrayLike<number | bigint> as readonly (number | bigint)[];
  return value === undefined ? undefined : literal(elementType, value);
}

/** Powers with exponents that are written out exactly; nothing that loses accuracy. */
function simplified(part: Expression & { kind: "apply" }): Expression | undefined {
  const [base, exponent] = part.operands as [Expression, Expression | undefined];
  if (part.operation !== "power" || exponent?.kind !== "literal" || !isFloat(part.type)) return undefined;
  switch (Number(exponent.value)) {
    case 1:
      return base;
    case 2:
      return apply("multiply", base, base);
    case 3:
      return apply("multiply", apply("multiply", base, base), base);
    case 0.5:
      return apply("sqrt", base);
    case -1:
      return apply("divide", literal(part.type, 1), base);
    default:
      return undefined;
  }
}

/** Work for an element beyond loading it, in additions. */
export function costOf(expression: Expression): number {
  const own = ownCost(expression);
  return partsOf(expression).reduce((sum, part) => sum + costOf(part), own);
}

const slow: ReadonlySet<string> = new Set(
  "exp log log1p sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh erf power atan2".split(" "),
);

function ownCost(expression: Expression): number {
  switch (expression.kind) {
    case "literal":
    case "axis":
    case "size":
      return 0;
    case "load":
      // A place that is itself loaded
      return expression.index.some((each) => loadedBy(each).size > 0) ? 2 : 0;
    case "apply":
      if (expression.type === "index") return 0;
      return slow.has(expression.operation) ? 12 : expression.operation === "divide" || expression.operation === "sqrt" ? 4 : 1;
    case "cast":
      return expression.operand.type === "index" || expression.type === "index" ? 0 : 1;
    case "select":
      return 3;
    case "custom":
      // Nobody knows: as dear as a slow function
      return 12;
  }
}

export function loadedBy(expression: Expression, into = new Set<Tensor>()): Set<Tensor> {
  if (expression.kind === "load") into.add(expression.tensor);
  for (const part of partsOf(expression)) loadedBy(part, into);
  return into;
}

/** The different places at which an expression reads a tensor. */
function placesOf(expression: Expression, tensor: Tensor, into = new Set<string>()): Set<string> {
  if (expression.kind === "load" && expression.tensor === tensor) into.add(keyOf(expression, new Map()));
  for (const part of partsOf(expression)) placesOf(part, tensor, into);
  return into;
}

function bodyOf(tensor: Tensor): Expression {
  const { definition } = tensor;
  return definition.kind === "map" || definition.kind === "reduce" ? definition.body : { kind: "literal", type: "index", value: 0 };
}

/** How many of a reader's elements, or terms of them, read a tensor. */
function volumeReading({ definition }: Tensor, tensor: Tensor): Dimension {
  if (definition.kind === "reduce") return product([...definition.axes, ...definition.reduced].map((axis) => axis.extent));
  if (definition.kind !== "map") return zero;
  return piecesOf(definition.axes, definition.body)
    .filter(({ body }) => loadedBy(body).has(tensor))
    .map(({ axes }) => product(axes.map((axis) => axis.extent)))
    .reduce(add, zero);
}
