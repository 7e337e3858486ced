/**
 * Writes an expression as statements and expressions of the language, for one element or for a vector of neighbours along one axis.
 *
 * What does not depend on the vector's axis stays a scalar. Neighbours in memory are loaded as a vector, others lane by lane; a `select`
 * whose operands might load from outside of a tensor becomes an `if`.
 */
import { assert } from "../../base/assert.ts";
import { constantOf, type Dimension, exactQuotient, subtract, symbol, symbolsOf } from "../graph/dimension.ts";
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
  printPlace,
  scalarType,
  valueType,
} from "./spelling.ts";

/**
 * A value in the program: `isVector` if it has a lane for each neighbour, `isSimple` if it needs no parentheses. `operator`: the one outside of all others.
 * `wanted`: the name of a variable that holds it.
 */
export type Written = {
  readonly text: string;
  readonly isVector: boolean;
  readonly isSimple: boolean;
  readonly operator?: string;
  readonly wanted?: string;
};

/** Length of two operands from which on the longer one is a variable. */
const longOperands = 96;

export type WriterContext = {
  readonly places: Places;
  readonly names: Names;
  /** The variable of each axis. */
  readonly axes: ReadonlyMap<Axis, string>;
  /** The axis of the vector, whose variable is its first place; undefined for single elements. */
  readonly vectorAxis: Axis | undefined;
  /** The view of a tensor. */
  readonly view: (tensor: Tensor) => string;
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
  /** Elements of a row, where a vector may reach beyond its end. */
  readonly rowLength?: Dimension;
  /** Whether the units that divide would hold up the others. */
  readonly avoidsDivisions?: boolean;
};

/** What is longer becomes a variable: it would be hard to read. */
const longText = 100;

export class BodyWriter {
  readonly lines: string[];
  readonly context: WriterContext;
  private readonly known: Map<string, Written>;
  private readonly expected = new Set<Expression>();
  private readonly counts = new Map<string, number>();
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

  /** Says what is going to be written: parts that occur more than once become variables. */
  expect(expressions: Iterable<Expression>): void {
    for (const expression of expressions) {
      if (this.expected.has(expression)) continue;
      this.expected.add(expression);
      this.count(expression);
    }
  }

  write(expression: Expression): Written {
    this.expect([expression]);
    return this.value(expression);
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
    return `SIMD[${valueType(type)}, lanes](${value.text.replace(/^\w+\((-?\d[\d.e+-]*)\)$/, "$1").replace(/^\((-.*)\)$/, "$1")})`;
  }

  place(polynomial: Dimension): string {
    return printPlace(polynomial, (symbol) => this.symbolText(symbol));
  }

  private value(expression: Expression): Written {
    const key = this.key(expression);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    let written = this.fresh(expression);
    const isPart = ["literal", "axis", "size"].includes(expression.kind);
    if (!isPart && ((this.counts.get(key) ?? 0) > 1 || written.text.length > longText))
      written = this.named(written, written.wanted ?? nameFor(expression));
    if (expression.kind !== "literal") this.known.set(key, written);
    return written;
  }

  private fresh(given: Expression): Written {
    const expression = literalOf(given) ?? given;
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
        return this.cast(this.value(expression.operand), expression.operand.type, expression.type);
      case "select":
        return this.select(expression);
      case "apply":
        return this.apply(expression);
      case "custom":
        return this.custom(expression);
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
    if (before !== undefined) return { ...before, wanted: `${this.context.view(tensor)}_value` };
    const { places, vectorAxis } = this.context;
    const shape = this.shapeOf(tensor);
    const given = index.map((each, at) => this.isGiven(each) && !places.isInside([each], [shape[at] as Dimension]));
    if (index.some((each, at) => given[at] === true && this.dependsOnVector(places.polynomial(each)))) return this.laneByLane(expression);
    const checked = index.map((each, at) => (given[at] === true ? this.placeWithin(tensor, each, shape[at] as Dimension) : each));
    const offset = places.offset(checked, shape);
    const view = this.context.view(tensor);
    // Where one place is -1 the sum may be below 0
    const at = given.includes(true) ? `max(${this.place(offset)}, 0)` : this.place(offset);
    if (vectorAxis === undefined || !this.dependsOnVector(offset)) return this.loaded(tensor, scalar(`${view}[${at}]`));
    const stride = strideOf(offset, axisSymbol(vectorAxis));
    if (stride !== undefined && constantOf(stride) === 1 && !this.opaqueDepends(offset)) {
      return this.loaded(tensor, vector(this.neighbours(view, offset, at)));
    }
    return this.laneByLane(expression);
  }

  /** A vector of elements side by side: as a part of a row where it may reach beyond its end. */
  private neighbours(view: string, offset: Dimension, at: string): string {
    const { rowLength, vectorAxis, axes } = this.context;
    if (rowLength === undefined || vectorAxis === undefined) return `${view}.load[lanes](${at})`;
    const column = axes.get(vectorAxis) as string;
    const start = subtract(offset, symbol(axisSymbol(vectorAxis)));
    const row = constantOf(start) === 0 ? start : exactQuotient(start, rowLength);
    if (row === undefined) return `${view}.load_within[lanes](${at}, ${this.place(rowLength)} - ${column})`;
    return `${view}.load_row[lanes](${this.place(row).replace(/^\((.*)\)$/, "$1")}, ${column}, ${this.place(rowLength)})`;
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
    return { ...raw, text: fromStorage(tensor.elementType, raw.text), wanted: `${this.context.view(tensor)}_value` };
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
    const { rowLength } = this.context;
    if (rowLength !== undefined) {
      writer.line(`if lane < ${this.place(rowLength)} - ${axes.get(vectorAxis)}:`);
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
      const given = isFloat(from) ? text : from === "index" && !isVector ? `Float64(${text})` : `${parenthesized(operand)}.cast[f64]()`;
      return { text: narrowed(to, given), isVector, isSimple: true };
    }
    const converted = from === "index" && !isVector ? `${scalarType(to)}(${text})` : `${parenthesized(operand)}.cast[${valueType(to)}]()`;
    return {
      text: isFloat(from) && isSmallInteger(to) ? `saturated[${/\d/.exec(to)?.[0]}](${converted})` : narrowed(to, converted),
      isVector,
      isSimple: true,
    };
  }

  private select(expression: Expression & { kind: "select" }): Written {
    const { condition, whenTrue, whenFalse } = expression;
    const isSafe = this.isSafe(whenTrue) && this.isSafe(whenFalse);
    const varies = this.varies(condition);
    if (!isSafe && varies) return this.laneByLane(expression);
    const decided = this.value(condition);
    const type = expression.type;
    if (isSafe) {
      const a = this.loadedBefore(whenTrue);
      const b = this.loadedBefore(whenFalse);
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

  /** An operand of a choice: what is in memory is read in any case. */
  private loadedBefore(expression: Expression): Written {
    const value = this.value(expression);
    return /\bload|\[/.test(value.text) ? this.named(value, value.wanted ?? nameFor(expression)) : value;
  }

  private branch(name: string, expression: Expression, isVector: boolean): void {
    const writer = new BodyWriter(this.context, `${this.indent}    `, this.lines, new Map(this.known));
    const value = writer.write(expression);
    writer.line(`${name} = ${isVector ? writer.spread(value, expression.type) : value.text}`);
  }

  private apply(expression: Expression & { kind: "apply" }): Written {
    const result = this.operation(expression);
    const text = narrowed(expression.type, result.text);
    return text === result.text ? result : { ...result, text, isSimple: true };
  }

  private operation({ operation, operands }: Expression & { kind: "apply" }): Written {
    const type = (operands[0] as Expression).type;
    const values = this.shortened(operands);
    const isVector = values.some((each) => each.isVector);
    const [left, right] = values as [Written, Written | undefined];
    if (type === "index" && !isVector) return scalar(indexOperation(operation, left, right));
    const whole = (value: Written): string => (isVector ? this.spread(value, type) : value.text);
    if (right === undefined) return { text: unaryText(operation, type, left), isVector, isSimple: true };
    if (operation === "divide" && type === "float32" && isVector && this.context.avoidsDivisions === true) {
      const [dividend, divisor] = operands as [Expression, Expression];
      if (dividend.kind === "literal" && Number(dividend.value) === 1 && isFromOne(divisor))
        return { text: `reciprocal_from_one(${right.text})`, isVector, isSimple: true };
      if (!right.isVector && divisor.kind !== "literal")
        return { text: `divided_by(${left.text}, ${right.text})`, isVector, isSimple: true };
    }
    const operator = operatorOf(operation, type);
    // Beside a vector, and on the right, a number takes the type of the other operand
    const bare = operands.map((each, at) => ((isVector && operator !== undefined) || at === 1 ? bareNumber(each) : undefined));
    const [bareLeft, bareRight] = bare;
    if (operator !== undefined) {
      const isSpread = type !== "bool" && type !== "index";
      const operand = (value: Written): Written =>
        isVector && !value.isVector && !isSpread ? { text: whole(value), isVector, isSimple: true } : value;
      const a = bareLeft !== undefined && bareRight === undefined ? bareLeft : operand(left);
      const text = `${besideOperator(a, operator, "left")} ${operator} ${besideOperator(bareRight ?? operand(right), operator, "right")}`;
      return { text, isVector, isSimple: false, operator };
    }
    const receiver = left.isVector || !isVector ? parenthesized(left) : whole(left);
    return { text: binaryCall(operation, type, whole(left), whole(right), receiver), isVector, isSimple: true };
  }

  /** Operands whose texts are not too long to stand in one line with what else is in it. */
  private shortened(operands: readonly Expression[], others = 0): Written[] {
    const values = operands.map((each) => this.value(each));
    const length = (value: Written): number => value.text.length;
    while (values.reduce((sum, each) => sum + length(each), others) > longOperands) {
      const longest = values.reduce((best, each, at) => (length(each) > length(values[best] as Written) ? at : best), 0);
      const value = values[longest] as Written;
      const short = this.named(value, value.wanted ?? nameFor(operands[longest] as Expression));
      if (short.text.length >= value.text.length) break;
      values[longest] = short;
    }
    return values;
  }

  /** Lanes are inferred: all operands have as many. */
  private custom({ function: callee, operands }: Expression & { kind: "custom" }): Written {
    const values = this.shortened(operands, [callee.name, ...callee.parameters, ...callee.settings].join(", ").length);
    const isVector = values.some((each) => each.isVector);
    const given = values.map((each, at) => {
      return `${callee.parameters[at]}=${isVector ? this.spread(each, (operands[at] as Expression).type) : each.text}`;
    });
    return { text: `${callee.name}(${[...given, ...callee.settings].join(", ")})`, isVector, isSimple: true };
  }

  /** Whether it can be evaluated wherever the axes are. */
  private isSafe(expression: Expression): boolean {
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

  private count(expression: Expression): void {
    const key = this.key(expression);
    const seen = this.counts.get(key) ?? 0;
    this.counts.set(key, seen + 1);
    if (seen === 0) for (const part of partsOf(expression)) this.count(part);
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

/** An operand of an operator, in parentheses where the operators are not in this order anyway. */
function besideOperator(value: Written, operator: string, side: "left" | "right"): string {
  const isProduct = (each: string | undefined): boolean => each === "*" || each === "/";
  const isSum = (each: string | undefined): boolean => each === "+" || each === "-";
  const isFirst = isProduct(value.operator) && (isSum(operator) || (side === "left" && isProduct(operator)));
  return isFirst || (side === "left" && isSum(value.operator) && isSum(operator)) ? value.text : parenthesized(value);
}

/** A number, also one that is a size. */
function literalOf(expression: Expression): (Expression & { kind: "literal" }) | undefined {
  if (expression.kind === "literal") return expression;
  if (expression.kind !== "cast" || expression.operand.type !== "index" || !/^float(32|64)$/.test(expression.type)) return undefined;
  const { operand } = expression;
  const value = operand.kind === "size" ? constantOf(operand.size) : operand.kind === "literal" ? Number(operand.value) : undefined;
  const isExact = value !== undefined && Math.abs(value) <= 2 ** 24;
  return isExact ? { kind: "literal", type: expression.type, value } : undefined;
}

/** A number without a type of its own. */
function bareNumber(expression: Expression): Written | undefined {
  const literal = literalOf(expression);
  if (literal === undefined || typeof literal.value === "string" || literal.type === "bool" || !isFinite(Number(literal.value)))
    return undefined;
  const text = printNumber(literal.type, literal.value);
  return { text, isVector: false, isSimple: !text.startsWith("-") };
}

/** What a variable with the value of an expression is called. */
export function nameFor(expression: Expression): string {
  if (expression.kind !== "apply") return "value";
  const names: { readonly [operation: string]: string } = {
    subtract: "difference",
    multiply: "product",
    divide: "quotient",
    sqrt: "root",
    exp: "exponential",
  };
  return names[expression.operation] ?? "value";
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
function widened(type: ScalarType, value: Written, call: (text: string) => string): string {
  if (!isFloat(type) || type === "float32" || type === "float64") return call(value.text);
  return `${call(`${parenthesized(value)}.cast[f32]()`)}.cast[${valueType(type)}]()`;
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
      return widened(type, value, (each) => `trunc(${each})`);
    case "round":
      return widened(type, value, (each) => `round_half_even(${each})`);
    default:
      return widened(type, value, (each) => `${operation}(${each})`);
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
        return `${operation}(${left}.cast[f32](), ${right}.cast[f32]()).cast[${valueType(type)}]()`;
      }
      return `${operation}(${left}, ${right})`;
    default:
      return `${operation}(${left}, ${right})`;
  }
}
