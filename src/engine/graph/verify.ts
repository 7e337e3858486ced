/**
 * What every graph keeps to, and passes rely on: see the checks, one after the other, below.
 *
 * In: a graph. Out: what is wrong with it, each with the tensor's name. Not here: whether places are inside of their tensors, which only a run shows;
 * what single called operators ask of their inputs.
 */
import { assert } from "../../base/assert.ts";
import { constantOf, type Dimension, symbolAtoms } from "./dimension.ts";
import { type Axis, type Expression, partsOf, type ScalarType } from "./expression.ts";
import { type Call, type Graph, graphsIn, readsOf, type SymbolMeaning, type Tensor } from "./graph.ts";

export function verifyGraph(graph: Graph, after: string): void {
  const [first, ...more] = graphProblems(graph);
  assert(first === undefined, `after ${after} the graph is not right: ${first}${more.length === 0 ? "" : `, and ${more.length} more`}`);
}

export function graphProblems(graph: Graph): readonly string[] {
  const problems: string[] = [];
  new Verifier(graph, undefined, problems).run();
  return problems;
}

class Verifier {
  private readonly graph: Graph;
  private readonly outer: Verifier | undefined;
  private readonly problems: string[];
  private readonly tensorWithId = new Map<number, Tensor>();
  private readonly callWithId = new Map<number, Call>();
  private readonly isSizeOf = new Map<string, boolean>();
  /** The tensor that is looked at, for messages. */
  private where = "";
  private current: Tensor | undefined;

  constructor(graph: Graph, outer: Verifier | undefined, problems: string[]) {
    this.graph = graph;
    this.outer = outer;
    this.problems = problems;
  }

  run(): void {
    const { inputs, outputs, requirements } = this.graph;
    for (const tensor of inputs) {
      this.where = `input "${tensor.name}"`;
      const { kind } = tensor.definition;
      this.check(kind === "input" || (kind === "constant" && this.outer !== undefined), () => `it is defined by a ${kind}`);
    }
    this.check(new Set(inputs).size === inputs.length, () => "it is listed twice");
    for (const { left, right, name } of requirements ?? []) {
      this.where = `requirement of "${name}"`;
      this.size(left);
      this.size(right);
    }
    this.walk([...inputs, ...outputs.map(({ tensor }) => tensor)]);
  }

  /** All tensors that are needed, each once; one that needs itself is a problem. */
  private walk(roots: readonly Tensor[]): void {
    const state = new Map<Tensor, "open" | "done">();
    const pending = [...roots].reverse();
    while (pending.length > 0) {
      const tensor = pending.at(-1) as Tensor;
      const known = state.get(tensor);
      if (known !== undefined) {
        pending.pop();
        if (known === "open") this.tensor(tensor);
        state.set(tensor, "done");
        continue;
      }
      state.set(tensor, "open");
      if (this.isOutside(tensor)) continue;
      for (const read of readsOf(tensor, this.graph.symbols)) {
        if (state.get(read) === "open") {
          this.where = named(read);
          this.check(false, () => `it is computed from itself, by way of ${named(tensor)}`);
        } else if (!state.has(read)) pending.push(read);
      }
    }
  }

  /** Tensors of graphs around one that shares their symbols. */
  private isOutside(tensor: Tensor): boolean {
    const { outer } = this;
    if (outer === undefined || outer.graph.symbols !== this.graph.symbols) return false;
    return outer.tensorWithId.get(tensor.id) === tensor || outer.isOutside(tensor);
  }

  private check(condition: boolean, why: () => string): void {
    if (!condition) this.problems.push(`${this.where}: ${why()}`);
  }

  private tensor(tensor: Tensor): void {
    if (this.isOutside(tensor)) return;
    this.where = named(tensor);
    this.current = tensor;
    const { definition, shape, elementType } = tensor;
    const same = this.tensorWithId.get(tensor.id);
    this.check(same === undefined || same === tensor, () => `it has the number of another tensor, ${named(same as Tensor)}`);
    this.tensorWithId.set(tensor.id, tensor);
    for (const size of shape) {
      this.size(size);
      this.check((constantOf(size) ?? 0) >= 0, () => `a size is ${size.key}`);
    }
    switch (definition.kind) {
      case "input":
        return this.check(this.isInput(tensor), () => "it is an input that the graph does not have");
      case "constant": {
        const { data } = definition;
        const isSame = data.elementType === elementType && data.shape.join() === shape.map((size) => size.key).join();
        return this.check(
          isSame,
          () => `it is ${elementType}[${shape.map((size) => size.key)}], its elements are ${data.elementType}[${data.shape}]`,
        );
      }
      case "map":
        this.axes(tensor, definition.axes, []);
        this.expression(definition.body, new Set(definition.axes));
        return this.check(definition.body.type === elementType, () => `it is ${elementType}, its elements are ${definition.body.type}`);
      case "reduce": {
        const { axes, reduced, reducer, body } = definition;
        this.axes(tensor, axes, reduced);
        this.expression(body, new Set([...axes, ...reduced]));
        const isPlace = reducer.includes("_");
        const expected: ScalarType = isPlace ? "int64" : body.type;
        this.check(elementType === expected, () => `it is ${elementType}, its elements are ${expected}`);
        this.check(!isPlace || reduced.length === 1, () => `${reducer} is over one axis, not over ${reduced.length}`);
        const isLogical = reducer === "and" || reducer === "or";
        return this.check(!isLogical || body.type === "bool", () => `${reducer} brings bool together, not ${body.type}`);
      }
      case "call":
        return this.call(tensor, definition.call, definition.output);
    }
  }

  private isInput(tensor: Tensor): boolean {
    if (this.graph.inputs.includes(tensor)) return true;
    return this.outer !== undefined && this.outer.graph.symbols === this.graph.symbols && this.outer.isInput(tensor);
  }

  private axes(tensor: Tensor, axes: readonly Axis[], reduced: readonly Axis[]): void {
    this.check(axes.length === tensor.shape.length, () => `it has ${tensor.shape.length} dimensions and ${axes.length} axes`);
    axes.forEach(({ name, extent }, at) => {
      const size = tensor.shape[at];
      this.check(size === undefined || size.key === extent.key, () => `axis ${name} goes to ${extent.key}, its dimension to ${size?.key}`);
    });
    for (const axis of reduced) this.size(axis.extent);
    const all = [...axes, ...reduced];
    this.check(new Set(all).size === all.length, () => "an axis is there twice");
  }

  private call(tensor: Tensor, call: Call, output: number): void {
    this.check(call.outputs[output] === tensor, () => `it is not output ${output} of its call of ${call.operator}`);
    const same = this.callWithId.get(call.id);
    this.check(same === undefined || same === call, () => `its call of ${call.operator} has the number of another call`);
    if (same !== undefined) return;
    this.callWithId.set(call.id, call);
    call.outputs.forEach(({ definition }, at) => {
      const isOwn = definition.kind === "call" && definition.call === call && definition.output === at;
      this.check(isOwn, () => `output ${at} of its call of ${call.operator} says something else`);
    });
    for (const graph of graphsIn(call)) new Verifier(graph, this, this.problems).run();
    this.where = named(tensor);
  }

  /** Symbols have meanings, here or around, and one meaning each. */
  private size(dimension: Dimension): void {
    if (dimension.terms.length === 0) return;
    for (const [name, isSize] of symbolAtoms(dimension)) {
      const known = this.isSizeOf.get(name);
      this.check(known === undefined || known === isSize, () => `${name} is a size here, and may be negative there`);
      if (known !== undefined) continue;
      this.isSizeOf.set(name, isSize);
      const meaning = this.meaning(name);
      this.check(meaning !== undefined, () => `${name} has no meaning`);
      if (meaning?.kind === "dimension") {
        const { tensor, dimension: at } = meaning;
        this.check(at < tensor.shape.length, () => `${name} is dimension ${at} of ${named(tensor)}, which has ${tensor.shape.length}`);
      } else if (meaning !== undefined) {
        this.check(meaning.value.type === "index", () => `${name} is ${meaning.value.type}`);
        this.expression(meaning.value, new Set());
      }
    }
  }

  private meaning(name: string): SymbolMeaning | undefined {
    return this.graph.symbols.get(name) ?? this.outer?.meaning(name);
  }

  private expression(expression: Expression, axes: ReadonlySet<Axis>): void {
    for (const part of partsOf(expression)) this.expression(part, axes);
    const { type } = expression;
    switch (expression.kind) {
      case "literal":
        return this.check(isLiteral(type, expression.value), () => `${String(expression.value)} is no value of ${type}`);
      case "axis":
        return this.check(axes.has(expression.axis), () => `axis ${expression.axis.name} is none of its own`);
      case "size":
        return this.size(expression.size);
      case "load": {
        const { tensor, index } = expression;
        const { shape } = tensor;
        this.check(tensor !== this.current, () => "it is computed from itself");
        this.check(tensor.elementType === type, () => `${named(tensor)} is ${tensor.elementType}, and is read as ${type}`);
        this.check(
          shape.length === index.length,
          () => `${named(tensor)} has ${shape.length} dimensions, and is read with ${index.length}`,
        );
        return this.check(
          index.every((each) => each.type === "index"),
          () => `a place in ${named(tensor)} is not of type index`,
        );
      }
      case "cast":
        return;
      case "custom": {
        const { operands, function: callee } = expression;
        this.check(operands.length > 0, () => `${callee.name} has no operands, which say how many lanes it has`);
        this.check(
          operands.length === callee.parameters.length,
          () => `${callee.name} has ${operands.length} operands for ${callee.parameters.length} parameters`,
        );
        return this.check(
          operands.every((each) => each.type !== "index" && each.type !== "string"),
          () => `${callee.name} of ${operands.map((each) => each.type).join(" and ")}`,
        );
      }
      case "select": {
        const { condition, whenTrue, whenFalse } = expression;
        this.check(condition.type === "bool", () => `a choice by ${condition.type}`);
        return this.check(
          whenTrue.type === type && whenFalse.type === type,
          () => `a choice of ${type} between ${whenTrue.type} and ${whenFalse.type}`,
        );
      }
      case "apply": {
        const { operation, operands } = expression;
        const of = operands.map((each) => each.type);
        this.check(of.length === (isUnary(operation) ? 1 : 2), () => `${operation} of ${of.length} operands`);
        this.check(
          of.every((each) => each === of[0]),
          () => `${operation} of ${of.join(" and ")}`,
        );
        const result = comparisons.has(operation) ? "bool" : of[0];
        return this.check(type === result, () => `${operation} of ${of[0]} gives ${result}, not ${type}`);
      }
    }
  }
}

const comparisons: ReadonlySet<string> = new Set(["equal", "less", "less_equal", "is_nan", "is_infinite"]);
const binaries: ReadonlySet<string> = new Set(
  "add subtract multiply divide floor_divide modulo remainder power atan2 minimum maximum and or xor shift_left shift_right equal less less_equal".split(
    " ",
  ),
);

function isUnary(operation: string): boolean {
  return !binaries.has(operation);
}

function isLiteral(type: ScalarType, value: number | bigint | string): boolean {
  if (type === "string") return typeof value === "string";
  if (type === "int64" || type === "uint64") return typeof value === "bigint";
  if (typeof value !== "number") return false;
  if (type === "bool") return value === 0 || value === 1;
  return type !== "index" || Number.isSafeInteger(value);
}

function named(tensor: Tensor): string {
  return `tensor "${tensor.name}" (${tensor.id})`;
}
