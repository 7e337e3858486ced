/**
 * Makes the tensors of a graph. Equal definitions give one tensor, whatever they are called and in whatever order operands stand.
 *
 * Also here: what can be said of the elements of small tensors before the model runs (`knownElements`), which turns arithmetic on
 * shapes into sizes.
 */
import { assert } from "../../base/assert.ts";
import type { ElementType, TensorData } from "../tensor-data.ts";
import { constantOf, type Dimension, size, symbol, symbolsOf } from "./dimension.ts";
import { type Axis, axisValue, cast, type Expression, literal, load, type ScalarType, sizeValue, visit } from "./expression.ts";
import type { Attribute, Call, Definition, Reducer, Requirement, SymbolMeaning, Tensor } from "./graph.ts";
import { definitionKey } from "./key.ts";
import { type KnownValue, knownElements, type PartlyKnown } from "./known-elements.ts";

/** Type and shape of an output of a call; a size may be missing, and is then known after the call. */
export type CallOutput = { readonly elementType: ElementType; readonly shape: readonly (Dimension | undefined)[]; readonly name?: string };

export class GraphBuilder {
  readonly symbols: Map<string, SymbolMeaning>;
  readonly requirements: Requirement[];
  private readonly byKey = new Map<string, Tensor>();
  private readonly elements = new Map<Tensor, PartlyKnown | undefined>();
  private readonly symbolOfValue = new Map<string, Dimension>();
  private readonly outer: GraphBuilder | undefined;
  private readonly counter: { next: number; origin?: number };
  private readonly first: number;
  /** What new tensors are called: set while a node of a model is translated. */
  currentName = "";

  /** `outer`: the builder of the graph around this one (branches and bodies of loops): its tensors can be read here. */
  constructor(outer?: GraphBuilder) {
    this.outer = outer;
    this.counter = outer?.counter ?? { next: 0 };
    this.first = this.counter.next;
    this.symbols = outer?.symbols ?? new Map();
    // A branch may not be taken, and a body not be run
    this.requirements = [];
  }

  /** The number of the model's node that is translated now. */
  get origin(): number | undefined {
    return this.counter.origin;
  }

  set origin(number: number | undefined) {
    this.counter.origin = number;
  }

  /** Tensors that are made from now on have this number or a greater one. */
  get nextId(): number {
    return this.counter.next;
  }

  /** `shape`: numbers, symbols, or undefined for a size that has no name. */
  input(name: string, elementType: ElementType, shape: readonly (Dimension | undefined)[]): Tensor {
    return this.withOpenShape({ kind: "input" }, name, elementType, shape);
  }

  constant(data: TensorData, name?: string): Tensor {
    return this.tensor({ kind: "constant", data }, data.elementType, data.shape.map(size), name);
  }

  /** Element [index] is `body(index)`. */
  map(shape: readonly Dimension[], body: (index: readonly Expression[]) => Expression, name?: string): Tensor {
    const axes = shape.map((extent, at) => ({ name: `i${at}`, extent }));
    const expression = body(axes.map(axisOrZero));
    return this.unique({ kind: "map", axes, body: expression }, elementTypeOf(expression), shape, name);
  }

  /** Element [index] is `body(index, place)` brought together over all places within `extents`. */
  reduce(
    reducer: Reducer,
    shape: readonly Dimension[],
    extents: readonly Dimension[],
    body: (index: readonly Expression[], place: readonly Expression[]) => Expression,
    name?: string,
  ): Tensor {
    const axes = shape.map((extent, at) => ({ name: `i${at}`, extent }));
    const reduced = extents.map((extent, at) => ({ name: `k${at}`, extent }));
    const expression = body(axes.map(axisOrZero), reduced.map(axisOrZero));
    const elementType = reducer.includes("_") ? "int64" : elementTypeOf(expression);
    return this.unique({ kind: "reduce", axes, reduced, reducer, body: expression }, elementType, shape, name);
  }

  call(
    operator: string,
    inputs: readonly Tensor[],
    attributes: { readonly [name: string]: Attribute },
    outputs: readonly CallOutput[],
  ): readonly Tensor[] {
    const call: Call = { id: this.counter.next++, operator, inputs, attributes, outputs: [] };
    call.outputs = outputs.map(({ elementType, shape, name }, output) =>
      this.withOpenShape({ kind: "call", call, output }, name ?? this.currentName, elementType, shape),
    );
    return call.outputs;
  }

  requires(left: Dimension, right: Dimension): boolean {
    const isSame = (a: Dimension, b: Dimension): boolean => a.key === left.key && b.key === right.key;
    return (
      this.requirements.some((each) => each.orOne === undefined && (isSame(each.left, each.right) || isSame(each.right, each.left))) ||
      this.outer?.requires(left, right) === true
    );
  }

  /** The model is right only if these sizes are the same: a run with others is refused. */
  require(left: Dimension, right: Dimension): void {
    if (this.requires(left, right) || this.isInside(left) || this.isInside(right)) return;
    this.requirements.push({ left, right, name: this.currentName });
  }

  /** The model is right only if a size is 1, so that it spreads, or the same as another. */
  requireSpread(left: Dimension, right: Dimension): void {
    if (left.key === right.key || constantOf(left) === 1 || this.requires(left, right) || this.isInside(left) || this.isInside(right))
      return;
    this.requirements.push({ left, right, name: this.currentName, orOne: true });
  }

  /** A size that is computed when the model runs, from an expression without axes. `isSize`: it cannot be negative. */
  sizeOf(value: Expression, isSize = false): Dimension {
    assert(value.type === "index", "sizes are of type index");
    if (value.kind === "literal") return size(Number(value.value));
    if (value.kind === "size") return value.size;
    const key = definitionKey({ kind: "map", axes: [], body: value }) + (isSize ? "s" : "");
    const known = this.symbolOfValue.get(key) ?? this.outer?.symbolOfValue.get(key);
    if (known !== undefined) return known;
    const made = symbol(`v${this.counter.next++}`, isSize);
    this.symbols.set(made.key, { kind: "value", value });
    this.symbolOfValue.set(key, made);
    return made;
  }

  /** The elements of a small tensor if all can be known: numbers, or integers over the symbols; undefined if one is not. */
  knownElements(tensor: Tensor): readonly KnownValue[] | undefined {
    const elements = this.partlyKnown(tensor);
    return elements?.every((each) => each !== undefined) === true ? (elements as readonly KnownValue[]) : undefined;
  }

  private partlyKnown(tensor: Tensor): PartlyKnown | undefined {
    if (!this.elements.has(tensor))
      this.elements.set(
        tensor,
        knownElements(tensor, (other) => this.partlyKnown(other)),
      );
    return this.elements.get(tensor);
  }

  /** The elements of a vector of integers (or one scalar) as sizes: those that are not known now become symbols. Undefined if not even their number is known. */
  integers(tensor: Tensor): readonly Dimension[] | undefined {
    const known = this.partlyKnown(tensor);
    if (known?.every((each) => each !== undefined && typeof each !== "number") === true) return known as readonly Dimension[];
    if (tensor.shape.length > 1) return undefined;
    const count = tensor.shape.length === 0 ? 1 : constantOf(tensor.shape[0] as Dimension);
    if (count === undefined || count > 64) return undefined;
    return Array.from({ length: count }, (_, at) => {
      const one = known?.[at];
      if (one !== undefined && typeof one !== "number") return one;
      return this.sizeOf(cast(load(tensor, tensor.shape.length === 0 ? [] : [sizeValue(at)]), "index"));
    });
  }

  /** A scalar or vector with these numbers. */
  integersTensor(values: readonly Dimension[], shape: readonly Dimension[], elementType: ElementType = "int64"): Tensor {
    return this.map(shape, (index) => {
      let body: Expression = cast(sizeValue(values.at(-1) ?? size(0)), elementType);
      for (let at = values.length - 2; at >= 0; at--) {
        const here = cast(sizeValue(values[at] as Dimension), elementType);
        const place = index[0] as Expression;
        body = { kind: "select", type: elementType, condition: equalIndex(place, at), whenTrue: here, whenFalse: body };
      }
      return body;
    });
  }

  /** Whether a size is that of a tensor of this graph, which is inside of another: it is not known where requirements are checked. */
  private isInside(dimension: Dimension): boolean {
    if (this.outer === undefined) return false;
    return [...symbolsOf(dimension)].some((name) => {
      const meaning = this.symbols.get(name);
      if (meaning?.kind === "dimension") return meaning.tensor.id >= this.first;
      return meaning !== undefined && this.isExpressionInside(meaning.value);
    });
  }

  private isExpressionInside(expression: Expression): boolean {
    let isFound = false;
    visit(expression, (part) => {
      if (part.kind === "load") isFound ||= part.tensor.id >= this.first;
      if (part.kind === "size") isFound ||= this.isInside(part.size);
    });
    return isFound;
  }

  private withOpenShape(definition: Definition, name: string, elementType: ElementType, shape: readonly (Dimension | undefined)[]): Tensor {
    const open: { made: Dimension; dimension: number }[] = [];
    const full = shape.map((each, dimension) => {
      if (each !== undefined && !(definition.kind === "input" && isNewSymbol(each, this.symbols))) return each;
      const made = each ?? symbol(`n${this.counter.next++}`);
      open.push({ made, dimension });
      return made;
    });
    const tensor = this.tensor(definition, elementType, full, name);
    for (const { made, dimension } of open)
      if (!this.symbols.has(made.key)) this.symbols.set(made.key, { kind: "dimension", tensor, dimension });
    return tensor;
  }

  private unique(definition: Definition, elementType: ElementType, shape: readonly Dimension[], name?: string): Tensor {
    const key = `${elementType}[${shape.map((each) => each.key).join(",")}]${definitionKey(definition)}`;
    const known = this.find(key);
    if (known !== undefined) {
      const { origin } = this.counter;
      if (origin !== undefined && known.origins?.includes(origin) === false) (known.origins as number[]).push(origin);
      return known;
    }
    const tensor = this.tensor(definition, elementType, shape, name);
    this.byKey.set(key, tensor);
    return tensor;
  }

  private find(key: string): Tensor | undefined {
    return this.byKey.get(key) ?? this.outer?.find(key);
  }

  private tensor(definition: Definition, elementType: ElementType, shape: readonly Dimension[], name?: string): Tensor {
    const { origin } = this.counter;
    const made = { id: this.counter.next++, name: name ?? this.currentName, elementType, shape, definition };
    return origin === undefined ? made : { ...made, origins: [origin] };
  }
}

/** Loops of one round need no variable. */
function axisOrZero(axis: Axis): Expression {
  return constantOf(axis.extent) === 1 ? sizeValue(0) : axisValue(axis);
}

function equalIndex(place: Expression, value: number): Expression {
  return { kind: "apply", type: "bool", operation: "equal", operands: [place, literal("index", value)] };
}

function isNewSymbol(dimension: Dimension, symbols: ReadonlyMap<string, SymbolMeaning>): boolean {
  return constantOf(dimension) === undefined && !symbols.has(dimension.key);
}

function elementTypeOf(expression: Expression): ElementType {
  const type: ScalarType = expression.type;
  assert(type !== "index", "tensors do not hold values of type index");
  return type;
}
