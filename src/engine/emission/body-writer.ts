/**
 * Writes an expression as statements and expressions of the language, for one element or for a vector of neighbours along one axis.
 *
 * What does not depend on the vector's axis stays a scalar. Neighbours in memory are loaded as a vector, others lane by lane; a `select`
 * whose operands might load from outside of a tensor becomes an `if`.
 */
import { assert } from "../../base/assert.ts";
import { constantOf, type Dimension, printDimension, symbol, symbolsOf } from "../graph/dimension.ts";
import { type Axis, axesOf, type Expression, partsOf, type ScalarType, sizeValue, visit } from "../graph/expression.ts";
import type { Tensor } from "../graph/graph.ts";
import { isFloat } from "../graph/arithmetic.ts";
import { keyOf } from "../graph/key.ts";
import { axisSymbol, type Places, strideOf } from "../fusion/places.ts";
import {
  fromStorage,
  isSmallFloat,
  isSmallInteger,
  type Names,
  narrowed,
  printLiteral,
  printNumber,
  scalarType,
  valueType,
} from "./spelling.ts";

/** A value in the program: `isVector` if it has a lane for each neighbour. */
export type Written = { readonly text: string; readonly isVector: boolean; readonly isSimple: boolean };

export type WriterContext = {
  readonly places: Places;
  readonly names: Names;
  /** The variable of each axis. */
  readonly axes: ReadonlyMap<Axis, string>;
  /** The axis of the vector, whose variable is its first place; undefined for single elements. */
  readonly vectorAxis: Axis | undefined;
  /** The pointer to a tensor's elements, `NAME_`. */
  readonly pointer: (tensor: Tensor) => string;
  /** The variable of a symbol of sizes. */
  readonly size: (symbol: string) => string;
  /** Values of the kernel's own tensors, which are not in memory or need not be loaded. */
  readonly local: (tensor: Tensor, writer: BodyWriter) => Written | undefined;
  /** A place as far as it is inside of a dimension of a tensor, otherwise -1. */
  readonly placeWithin: (tensor: Tensor, place: string, size: string) => string;
  /** Vectors of elements that were loaded before. */
  readonly loaded?: (load: Expression & { kind: "load" }) => Written | undefined;
  /** A tensor's shape as the function knows it. */
  readonly shapeOf?: (tensor: Tensor) => readonly Dimension[];
  /** Elements from the vector's first to the end of a row, where a vector may reach beyond it. */
  readonly edge?: string;
  /** Whether the units that divide would hold up the others. */
  readonly avoidsDivisions?: boolean;
};

/** What is longer becomes a variable: it would be hard to read. */
const longText = 100;

export class BodyWriter {
  readonly lines: string[];
  readonly context: WriterContext;
  private readonly known: Map<string, Written>;
  private indent: string;

  constructor(context: WriterContext, indent: string, lines: string[] = [], known = new Map<string, Written>()) {
    this.context = context;
    this.indent = indent;
    this.lines = lines;
    this.known = known;
  }

  line(text: string): void {
    this.lines.push(this.indent + text);
  }

  /** The value of an expression; parts that occur more than once in what is written become variables. */
  write(expression: Expression): Written {
    const counts = new Map<string, number>();
    this.count(expression, counts);
    return this.value(expression, counts);
  }

  /** A variable that holds a value. */
  named(value: Written, wanted: string): Written {
    if (/^[a-z_]\w*$/.test(value.text)) return value;
    const name = this.context.names.fresh(wanted);
    this.line(`var ${name} = ${value.text}`);
    return { text: name, isVector: value.isVector, isSimple: true };
  }

  /** As a vector, or as a scalar where there are no lanes. */
  spread(value: Written, type: ScalarType): string {
    if (value.isVector || this.context.vectorAxis === undefined) return value.text;
    return `SIMD[${valueType(type)}, lanes](${value.text})`;
  }

  place(polynomial: Dimension): string {
    return printDimension(polynomial, (symbol) => this.symbolText(symbol));
  }

  private value(expression: Expression, counts: ReadonlyMap<string, number>): Written {
    const key = this.key(expression);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    let written = this.fresh(expression, counts);
    const isWorth = !["literal", "axis", "size", "load"].includes(expression.kind);
    if (isWorth && ((counts.get(key) ?? 0) > 1 || written.text.length > longText)) written = this.named(written, "value");
    if (expression.kind !== "literal") this.known.set(key, written);
    return written;
  }

  private fresh(expression: Expression, counts: ReadonlyMap<string, number>): Written {
    switch (expression.kind) {
      case "literal":
        return scalar(printLiteral(expression.type, expression.value));
      case "axis":
        return this.axis(expression.axis);
      case "size":
        return scalar(`(${this.place(expression.size)})`);
      case "load":
        return this.load(expression);
      case "cast":
        return this.cast(this.value(expression.operand, counts), expression.operand.type, expression.type);
      case "select":
        return this.select(expression, counts);
      case "apply":
        return this.apply(expression, counts);
      case "custom":
        return this.custom(expression, counts);
    }
  }

  private axis(axis: Axis): Written {
    if (constantOf(axis.extent) === 1) return scalar("0");
    const name = this.context.axes.get(axis);
    assert(name !== undefined, `axis ${axis.name} has a variable`);
    return axis === this.context.vectorAxis ? vector(`places[lanes](${name})`) : scalar(name);
  }

  private load(expression: Expression & { kind: "load" }): Written {
    const { tensor, index } = expression;
    const local = this.context.local(tensor, this);
    if (local !== undefined) return local;
    const before = this.context.loaded?.(expression);
    if (before !== undefined) return this.named(before, `${this.context.pointer(tensor)}value`);
    const { places, vectorAxis } = this.context;
    const shape = this.shapeOf(tensor);
    const given = index.map((each, at) => this.isGiven(each) && !places.isInside([each], [shape[at] as Dimension]));
    if (index.some((each, at) => given[at] === true && this.dependsOnVector(places.polynomial(each)))) return this.laneByLane(expression);
    const checked = index.map((each, at) => (given[at] === true ? this.placeWithin(tensor, each, shape[at] as Dimension) : each));
    const offset = places.offset(checked, shape);
    const pointer = this.context.pointer(tensor);
    // Where one place is -1 the sum may be below 0
    const at = given.includes(true) ? `max(${this.place(offset)}, 0)` : this.place(offset);
    if (vectorAxis === undefined || !this.dependsOnVector(offset)) return this.loaded(tensor, scalar(`${pointer}[${at}]`));
    const stride = strideOf(offset, axisSymbol(vectorAxis));
    if (stride !== undefined && constantOf(stride) === 1 && !this.opaqueDepends(offset)) {
      const { edge } = this.context;
      const text = edge === undefined ? `${pointer}.load[width=lanes](${at})` : `load_within[lanes](${pointer} + (${at}), ${edge})`;
      return this.loaded(tensor, vector(text));
    }
    return this.laneByLane(expression);
  }

  /** Whether a place is read from a tensor, so that it may be anywhere. */
  private isGiven(place: Expression): boolean {
    return place.kind === "load" || partsOf(place).some((part) => this.isGiven(part));
  }

  /** A variable with a place, as an expression. */
  private placeWithin(tensor: Tensor, place: Expression, extent: Dimension): Expression {
    const text = this.context.placeWithin(tensor, this.place(this.context.places.polynomial(place)), this.place(extent));
    return sizeValue(symbol(`%${this.named(scalar(text), "place").text}`, false));
  }

  private loaded(tensor: Tensor, raw: Written): Written {
    const converted = { ...raw, text: fromStorage(tensor.elementType, raw.text) };
    return this.named(converted, `${this.context.pointer(tensor)}value`);
  }

  /** Each lane by itself. */
  private laneByLane(expression: Expression): Written {
    const name = this.context.names.fresh("lane_values");
    const { vectorAxis, axes } = this.context;
    assert(vectorAxis !== undefined, "there are lanes");
    const type = valueType(expression.type);
    // What is computed for all lanes comes before the loop over them
    const wholes = new Map<Tensor, Written | undefined>();
    visit(expression, (part) => {
      if (part.kind !== "load" || wholes.has(part.tensor)) return;
      const whole = this.context.local(part.tensor, this);
      wholes.set(part.tensor, whole === undefined ? undefined : this.named(whole, "whole"));
    });
    this.line(`var ${name} = SIMD[${type}, lanes]()`);
    this.line(`comptime for lane in range(lanes):`);
    const inner = new Map(axes).set(vectorAxis, `(${axes.get(vectorAxis)} + lane)`);
    const before = new Map([...this.known].filter(([, value]) => !value.isVector));
    const context: WriterContext = {
      ...this.context,
      axes: inner,
      vectorAxis: undefined,
      local: (tensor) => {
        const whole = wholes.get(tensor);
        return whole?.isVector === true ? scalar(`${whole.text}[lane]`) : whole;
      },
    };
    const writer = new BodyWriter(context, `${this.indent}    `, this.lines, before);
    const { edge } = this.context;
    if (edge !== undefined) {
      writer.line(`if lane < ${edge}:`);
      writer.indent += "    ";
    }
    const value = writer.write(expression);
    writer.line(`${name}[lane] = ${expression.type === "index" ? `Int64(${value.text})` : value.text}`);
    return vector(name);
  }

  private cast(operand: Written, from: ScalarType, to: ScalarType): Written {
    const { text, isVector } = operand;
    if (to === "bool" && from === "index" && !isVector) return scalar(`Scalar[DType.bool](${text} != 0)`);
    if (to === "bool") return { text: `${parenthesized(operand)}.ne(0)`, isVector, isSimple: true };
    if (to === "index" && !isVector) return scalar(`Int(${text})`);
    if (isSmallFloat(to)) {
      // Rounded once, from what it is
      const given = isFloat(from)
        ? text
        : from === "index" && !isVector
          ? `Float64(${text})`
          : `${parenthesized(operand)}.cast[DType.float64]()`;
      return { text: narrowed(to, given), isVector, isSimple: true };
    }
    const converted = from === "index" && !isVector ? `${scalarType(to)}(${text})` : `${parenthesized(operand)}.cast[${valueType(to)}]()`;
    return {
      text: isFloat(from) && isSmallInteger(to) ? `saturated[${/\d/.exec(to)?.[0]}](${converted})` : narrowed(to, converted),
      isVector,
      isSimple: true,
    };
  }

  private select(expression: Expression & { kind: "select" }, counts: ReadonlyMap<string, number>): Written {
    const { condition, whenTrue, whenFalse } = expression;
    const isSafe = this.isSafe(whenTrue) && this.isSafe(whenFalse);
    const varies = this.varies(condition);
    if (!isSafe && varies) return this.laneByLane(expression);
    const decided = this.value(condition, counts);
    const type = expression.type;
    if (isSafe) {
      const a = this.value(whenTrue, counts);
      const b = this.value(whenFalse, counts);
      if (decided.isVector) return vector(`${parenthesized(decided)}.select(${this.spread(a, type)}, ${this.spread(b, type)})`);
      if (a.isVector || b.isVector) return vector(`(${this.spread(a, type)} if ${decided.text} else ${this.spread(b, type)})`);
      return scalar(`(${a.text} if ${decided.text} else ${b.text})`);
    }
    const isVector = this.varies(whenTrue) || this.varies(whenFalse);
    const name = this.context.names.fresh("chosen");
    this.line(`var ${name} = ${type === "index" ? "0" : isVector ? `SIMD[${valueType(type)}, lanes]()` : `Scalar[${valueType(type)}]()`}`);
    this.line(`if ${decided.text}:`);
    this.branch(name, whenTrue, isVector);
    this.line("else:");
    this.branch(name, whenFalse, isVector);
    return { text: name, isVector, isSimple: true };
  }

  private branch(name: string, expression: Expression, isVector: boolean): void {
    const writer = new BodyWriter(this.context, `${this.indent}    `, this.lines, new Map(this.known));
    const value = writer.write(expression);
    writer.line(`${name} = ${isVector ? writer.spread(value, expression.type) : value.text}`);
  }

  private apply(expression: Expression & { kind: "apply" }, counts: ReadonlyMap<string, number>): Written {
    const result = this.operation(expression, counts);
    const text = narrowed(expression.type, result.text);
    return text === result.text ? result : { ...result, text, isSimple: true };
  }

  private operation(expression: Expression & { kind: "apply" }, counts: ReadonlyMap<string, number>): Written {
    const { operation, operands } = expression;
    const type = (operands[0] as Expression).type;
    const values = operands.map((each) => this.value(each, counts));
    const isVector = values.some((each) => each.isVector);
    const [left, right] = values as [Written, Written | undefined];
    if (type === "index" && !isVector) return scalar(indexOperation(operation, left, right));
    const a = isVector ? { ...left, text: this.spread(left, type), isSimple: true } : left;
    const result = (text: string, isSimple = true): Written => ({ text, isVector, isSimple });
    if (right === undefined) return result(unaryText(operation, type, left));
    const numeric = operands[1] as Expression;
    // A literal on the right of an operator takes the type of the left
    const isBare = numeric.kind === "literal" && typeof numeric.value !== "string" && isFinite(Number(numeric.value)) && type !== "bool";
    const bare = isBare ? { text: printNumber(type, numeric.value), isSimple: !printNumber(type, numeric.value).startsWith("-") } : right;
    const leftText = left.isVector || !isVector ? parenthesized(left) : a.text;
    const rightOperand = isVector && !right.isVector && !isBare ? this.spread(right, type) : parenthesized(bare);
    if (operation === "divide" && type === "float32" && isVector && this.context.avoidsDivisions === true) {
      const [dividend, divisor] = operands as [Expression, Expression];
      if (dividend.kind === "literal" && Number(dividend.value) === 1 && isFromOne(divisor))
        return result(`reciprocal_from_one(${right.text})`);
      if (!right.isVector && divisor.kind !== "literal") return result(`divided_by(${left.text}, ${right.text})`);
    }
    const operator = operatorOf(operation, type);
    if (operator !== undefined) return result(`${leftText} ${operator} ${rightOperand}`, false);
    const full = isVector ? this.spread(right, type) : right.text;
    return result(binaryCall(operation, type, isVector ? a.text : left.text, full, leftText));
  }

  /** Lanes are inferred: all operands have as many. */
  private custom({ function: callee, operands }: Expression & { kind: "custom" }, counts: ReadonlyMap<string, number>): Written {
    const values = operands.map((each) => this.value(each, counts));
    const isVector = values.some((each) => each.isVector);
    const given = values.map((each, at) => {
      return `${callee.parameters[at]}=${isVector ? this.spread(each, (operands[at] as Expression).type) : each.text}`;
    });
    return { text: `${callee.name}(${[...given, ...callee.settings].join(", ")})`, isVector, isSimple: true };
  }

  /** Whether it can be evaluated wherever the axes are. */
  private isSafe(expression: Expression): boolean {
    if (expression.kind === "select") return this.isSafe(expression.condition);
    if (expression.kind === "load" && this.context.local(expression.tensor, this) === undefined) {
      if (!this.context.places.isInside(expression.index, this.shapeOf(expression.tensor))) return false;
    }
    return partsOf(expression).every((part) => this.isSafe(part));
  }

  private shapeOf(tensor: Tensor): readonly Dimension[] {
    return this.context.shapeOf?.(tensor) ?? tensor.shape;
  }

  private varies(expression: Expression): boolean {
    const { vectorAxis } = this.context;
    return vectorAxis !== undefined && axesOf(expression).has(vectorAxis);
  }

  private dependsOnVector(polynomial: Dimension): boolean {
    const { vectorAxis } = this.context;
    if (vectorAxis === undefined) return false;
    return symbolsOf(polynomial).has(axisSymbol(vectorAxis)) || this.opaqueDepends(polynomial);
  }

  private opaqueDepends(polynomial: Dimension): boolean {
    return [...symbolsOf(polynomial)].some(
      (name) => name.startsWith("$") && this.varies(this.context.places.opaque.get(name) as Expression),
    );
  }

  private symbolText(name: string): string {
    if (name.startsWith("@")) {
      const axis = this.context.places.axes.get(name) as Axis;
      const variable = this.context.axes.get(axis);
      assert(variable !== undefined, `axis ${axis.name} has a variable`);
      return variable;
    }
    if (name.startsWith("%")) return name.slice(1);
    if (name.startsWith("$")) {
      const expression = this.context.places.opaque.get(name) as Expression;
      return this.named(this.write(expression), "place").text;
    }
    return this.context.size(name);
  }

  private key(expression: Expression): string {
    return keyOf(expression, this.axisKeys());
  }

  private axisKeys(): ReadonlyMap<Axis, string> {
    return new Map([...this.context.axes.keys()].map((axis) => [axis, axisSymbol(axis)]));
  }

  private count(expression: Expression, counts: Map<string, number>): void {
    const key = this.key(expression);
    const seen = counts.get(key) ?? 0;
    counts.set(key, seen + 1);
    if (seen === 0) for (const part of partsOf(expression)) this.count(part, counts);
  }
}

/** Whether a value is 1 at least, or not-a-number. */
function isFromOne(expression: Expression): boolean {
  if (expression.kind !== "apply" || expression.operation !== "add") return false;
  const [left, right] = expression.operands as [Expression, Expression];
  const isOne = (each: Expression): boolean => each.kind === "literal" && Number(each.value) >= 1;
  return (isOne(left) && isNeverNegative(right)) || (isOne(right) && isNeverNegative(left));
}

function isNeverNegative(expression: Expression): boolean {
  if (expression.kind === "literal") return Number(expression.value) >= 0;
  return expression.kind === "apply" && ["exp", "absolute", "sqrt"].includes(expression.operation);
}

function scalar(text: string): Written {
  return { text, isVector: false, isSimple: true };
}

function vector(text: string): Written {
  return { text, isVector: true, isSimple: true };
}

function parenthesized(value: { readonly text: string; readonly isSimple: boolean }): string {
  return value.isSimple ? value.text : `(${value.text})`;
}

function indexOperation(operation: string, left: Written, right: Written | undefined): string {
  if (right === undefined) return operation === "negate" ? `(-${left.text})` : `${operation}(${left.text})`;
  const operators: { readonly [operation: string]: string } = { add: "+", subtract: "-", multiply: "*", floor_divide: "//", modulo: "%" };
  const operator = operators[operation];
  if (operator !== undefined) return `(${left.text} ${operator} ${right.text})`;
  switch (operation) {
    case "equal":
      return `Scalar[DType.bool](${left.text} == ${right.text})`;
    case "less":
      return `Scalar[DType.bool](${left.text} < ${right.text})`;
    case "less_equal":
      return `Scalar[DType.bool](${left.text} <= ${right.text})`;
    case "minimum":
      return `min(${left.text}, ${right.text})`;
    case "maximum":
      return `max(${left.text}, ${right.text})`;
    case "divide":
      return `truncated_quotient(${left.text}, ${right.text})`;
    default:
      return `${operation}(${left.text}, ${right.text})`;
  }
}

/** Functions that small floats have in a wider type only. */
function widened(type: ScalarType, text: string, call: (text: string) => string): string {
  if (!isFloat(type) || type === "float32" || type === "float64") return call(text);
  return `${call(`${text}.cast[DType.float32]()`)}.cast[${valueType(type)}]()`;
}

function unaryText(operation: string, type: ScalarType, value: Written): string {
  const text = parenthesized(value);
  switch (operation) {
    case "negate":
      return `(-${text})`;
    case "not":
      return `(~${text})`;
    case "absolute":
      return `abs(${value.text})`;
    case "is_nan":
      return `${text}.ne(${text})`;
    case "is_infinite":
      return `abs(${value.text}).eq(inf[${valueType(type)}]())`;
    case "truncate":
      return widened(type, text, (each) => `trunc(${each})`);
    case "round":
      return widened(type, text, (each) => `round_half_even(${each})`);
    default:
      return widened(type, text, (each) => `${operation}(${each})`);
  }
}

function operatorOf(operation: string, type: ScalarType): string | undefined {
  switch (operation) {
    case "add":
      return type === "bool" ? "|" : "+";
    case "subtract":
      return "-";
    case "multiply":
      return type === "bool" ? "&" : "*";
    case "divide":
      return isFloat(type) ? "/" : undefined;
    case "and":
      return "&";
    case "or":
      return "|";
    case "xor":
      return "^";
    default:
      return undefined;
  }
}

function binaryCall(operation: string, type: ScalarType, left: string, right: string, receiver: string): string {
  switch (operation) {
    case "equal":
      return `${receiver}.eq(${right})`;
    case "less":
      return `${receiver}.lt(${right})`;
    case "less_equal":
      return `${receiver}.le(${right})`;
    case "divide":
      return `truncated_quotient(${left}, ${right})`;
    case "remainder":
      return `remainder(${left}, ${right})`;
    case "modulo":
      return `modulo(${left}, ${right})`;
    case "floor_divide":
      return `floored_quotient(${left}, ${right})`;
    case "minimum":
      return `minimum(${left}, ${right})`;
    case "maximum":
      return `maximum(${left}, ${right})`;
    case "power":
    case "atan2":
      if (isFloat(type) && type !== "float32" && type !== "float64") {
        return `${operation}(${left}.cast[DType.float32](), ${right}.cast[DType.float32]()).cast[${valueType(type)}]()`;
      }
      return `${operation}(${left}, ${right})`;
    default:
      return `${operation}(${left}, ${right})`;
  }
}
