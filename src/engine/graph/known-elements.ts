/**
 * The elements of small tensors as far as they are known before a model runs: shapes, and arithmetic on them.
 *
 * Out: for each element a `Dimension` if it is a whole number (of any type, bool as 0 and 1), else a number that is not whole.
 */
import type { TensorData } from "../tensor-data.ts";
import { readElements } from "../tensor-data.ts";
import * as dimensions from "./dimension.ts";
import { constantOf, type Dimension, size } from "./dimension.ts";
import type { Axis, Expression } from "./expression.ts";
import type { Definition, Tensor } from "./graph.ts";

export type KnownValue = Dimension | number;
export type PartlyKnown = readonly (KnownValue | undefined)[];

const largest = 256;

/** Elements that only the run knows are undefined; all of them, if the tensor is large or its shape not known. */
export function knownElements(tensor: Tensor, elementsOf: (tensor: Tensor) => PartlyKnown | undefined): PartlyKnown | undefined {
  if (tensor.elementType === "string" || tensor.elementType.startsWith("complex")) return undefined;
  const shape = tensor.shape.map(constantOf);
  if (shape.some((each) => each === undefined)) return undefined;
  const count = shape.reduce<number>((all, each) => all * (each as number), 1);
  if (count > largest) return undefined;
  const { definition } = tensor;
  switch (definition.kind) {
    case "input":
    case "call":
      return undefined;
    case "constant":
      return constantElements(definition.data);
    case "map":
    case "reduce": {
      const result: (KnownValue | undefined)[] = [];
      for (const place of places(shape as number[])) {
        const at = new Map(definition.axes.map((axis, index) => [axis, place[index] as number]));
        result.push(definition.kind === "map" ? evaluate(definition.body, at, elementsOf) : reduce(definition, at, elementsOf));
      }
      return result;
    }
  }
}

function constantElements(data: TensorData): readonly KnownValue[] {
  return Array.from(readElements(data) as ArrayLike<number | bigint>, (each) => known(Number(each)));
}

function known(value: number): KnownValue {
  return Number.isSafeInteger(value) && !Object.is(value, -0) ? size(value) : value;
}

function reduce(
  definition: Definition & { kind: "reduce" },
  at: Map<Axis, number>,
  elementsOf: (tensor: Tensor) => PartlyKnown | undefined,
): KnownValue | undefined {
  const extents = definition.reduced.map((axis) => constantOf(axis.extent));
  if (extents.some((each) => each === undefined)) return undefined;
  let result: KnownValue | undefined;
  let rounds = 0;
  for (const place of places(extents as number[])) {
    if (rounds++ > largest) return undefined;
    definition.reduced.forEach((axis, index) => at.set(axis, place[index] as number));
    const value = evaluate(definition.body, at, elementsOf);
    if (value === undefined) return undefined;
    if (result === undefined) result = value;
    else {
      switch (definition.reducer) {
        case "sum":
          result = arithmetic("add", result, value);
          break;
        case "product":
          result = arithmetic("multiply", result, value);
          break;
        case "maximum":
        case "minimum":
          result = arithmetic(definition.reducer, result, value);
          break;
        default:
          return undefined;
      }
      if (result === undefined) return undefined;
    }
  }
  if (result !== undefined) return result;
  return definition.reducer === "sum" ? size(0) : definition.reducer === "product" ? size(1) : undefined;
}

function evaluate(
  expression: Expression,
  at: ReadonlyMap<Axis, number>,
  elementsOf: (tensor: Tensor) => PartlyKnown | undefined,
): KnownValue | undefined {
  switch (expression.kind) {
    case "literal":
      return typeof expression.value === "string" ? undefined : known(Number(expression.value));
    case "axis": {
      const value = at.get(expression.axis);
      return value === undefined ? undefined : size(value);
    }
    case "size":
      return expression.size;
    case "load": {
      let offset = 0;
      for (const [index, part] of expression.index.entries()) {
        const value = evaluate(part, at, elementsOf);
        const place = value === undefined || typeof value === "number" ? undefined : constantOf(value);
        const extent = constantOf(expression.tensor.shape[index] as Dimension);
        if (place === undefined || extent === undefined || place < 0 || place >= extent) return undefined;
        offset = offset * extent + place;
      }
      return elementsOf(expression.tensor)?.[offset];
    }
    case "cast": {
      const value = evaluate(expression.operand, at, elementsOf);
      if (value === undefined || expression.type === "string") return undefined;
      if (expression.type === "bool") {
        const zero = arithmetic("equal", value, size(0));
        return zero === undefined ? undefined : size(1 - Number(constantOf(zero as Dimension)));
      }
      return typeof value === "number" && !/^(b?float|complex)/.test(expression.type) ? known(Math.trunc(value)) : value;
    }
    case "select": {
      const condition = evaluate(expression.condition, at, elementsOf);
      const decided = condition === undefined || typeof condition === "number" ? undefined : constantOf(condition);
      return decided === undefined ? undefined : evaluate(decided !== 0 ? expression.whenTrue : expression.whenFalse, at, elementsOf);
    }
    case "custom":
      return undefined;
    case "apply": {
      const operands = expression.operands.map((each) => evaluate(each, at, elementsOf));
      if (operands.some((each) => each === undefined)) return undefined;
      const [left, right] = operands as [KnownValue, KnownValue];
      if (operands.length === 1) return unary(expression.operation, left, expression.type);
      if (expression.operation === "divide" && /float/.test(expression.type)) return quotient(left, right);
      return arithmetic(expression.operation, left, right);
    }
  }
}

function unary(operation: string, value: KnownValue, type: string): KnownValue | undefined {
  const exact = typeof value === "number" ? value : constantOf(value);
  switch (operation) {
    case "floor":
    case "ceil":
    case "round":
    case "truncate":
      if (typeof value !== "number") return value;
      if (operation === "floor") return known(Math.floor(value));
      if (operation === "ceil") return known(Math.ceil(value));
      return operation === "truncate" ? known(Math.trunc(value)) : undefined;
    case "negate":
      return typeof value === "number" ? known(-value) : dimensions.subtract(size(0), value);
    case "absolute":
      return exact !== undefined ? known(Math.abs(exact)) : dimensions.isNotNegative(value as Dimension) ? value : undefined;
    case "sqrt":
      return exact === undefined ? undefined : known(Math.sqrt(exact));
    case "not":
      return type === "bool" && exact !== undefined ? size(1 - exact) : undefined;
    default:
      return undefined;
  }
}

function quotient(left: KnownValue, right: KnownValue): KnownValue | undefined {
  const a = typeof left === "number" ? left : constantOf(left);
  const b = typeof right === "number" ? right : constantOf(right);
  if (a !== undefined && b !== undefined) return known(a / b);
  return typeof left === "number" || typeof right === "number" ? undefined : dimensions.exactQuotient(left, right);
}

function arithmetic(operation: string, left: KnownValue, right: KnownValue): KnownValue | undefined {
  if (typeof left === "number" || typeof right === "number") {
    const a = typeof left === "number" ? left : constantOf(left);
    const b = typeof right === "number" ? right : constantOf(right);
    return a === undefined || b === undefined ? undefined : ofNumbers(operation, a, b);
  }
  const difference = dimensions.subtract(left, right);
  switch (operation) {
    case "add":
      return dimensions.add(left, right);
    case "subtract":
      return difference;
    case "multiply":
      return dimensions.multiply(left, right);
    case "divide":
    case "floor_divide":
      if (constantOf(right) === 0) return undefined;
      return operation === "floor_divide" || (dimensions.isNotNegative(left) && dimensions.isNotNegative(right))
        ? dimensions.quotient(left, right)
        : dimensions.exactQuotient(left, right);
    case "modulo":
    case "remainder":
      if (constantOf(right) === 0) return undefined;
      return operation === "modulo" || (dimensions.isNotNegative(left) && dimensions.isNotNegative(right))
        ? dimensions.remainder(left, right)
        : undefined;
    case "maximum":
      return dimensions.maximum(left, right);
    case "minimum":
      return dimensions.minimum(left, right);
    case "equal": {
      if (constantOf(difference) !== undefined) return size(Number(constantOf(difference) === 0));
      return isNeverZero(difference) ? size(0) : undefined;
    }
    case "less": {
      const exact = constantOf(difference);
      if (exact !== undefined) return size(Number(exact < 0));
      if (dimensions.isNotNegative(difference)) return size(0);
      return dimensions.isNotNegative(dimensions.subtract(dimensions.subtract(right, left), dimensions.one)) ? size(1) : undefined;
    }
    case "less_equal": {
      const exact = constantOf(difference);
      if (exact !== undefined) return size(Number(exact <= 0));
      if (dimensions.isNotNegative(dimensions.subtract(right, left))) return size(1);
      return dimensions.isNotNegative(dimensions.subtract(difference, dimensions.one)) ? size(0) : undefined;
    }
    case "and":
    case "or":
    case "xor": {
      const a = constantOf(left);
      const b = constantOf(right);
      return a === undefined || b === undefined ? undefined : size(operation === "and" ? a & b : operation === "or" ? a | b : a ^ b);
    }
    default: {
      const a = constantOf(left);
      const b = constantOf(right);
      return a === undefined || b === undefined ? undefined : ofNumbers(operation, a, b);
    }
  }
}

/** Whether it is above zero, or below zero, whatever the symbols are. */
function isNeverZero(difference: Dimension): boolean {
  const below = dimensions.subtract(size(-1), difference);
  return dimensions.isNotNegative(dimensions.subtract(difference, dimensions.one)) || dimensions.isNotNegative(below);
}

function ofNumbers(operation: string, a: number, b: number): KnownValue | undefined {
  switch (operation) {
    case "add":
      return known(a + b);
    case "subtract":
      return known(a - b);
    case "multiply":
      return known(a * b);
    case "maximum":
      return known(Math.max(a, b));
    case "minimum":
      return known(Math.min(a, b));
    case "power":
      return known(a ** b);
    case "less":
      return size(Number(a < b));
    case "less_equal":
      return size(Number(a <= b));
    case "equal":
      return size(Number(a === b));
    default:
      return undefined;
  }
}

function* places(shape: readonly number[]): Generator<readonly number[]> {
  const count = shape.reduce((all, each) => all * each, 1);
  for (let flat = 0; flat < count; flat++) {
    const place: number[] = new Array(shape.length);
    let rest = flat;
    for (let index = shape.length - 1; index >= 0; index--) {
      const extent = shape[index] as number;
      place[index] = rest % extent;
      rest = Math.floor(rest / extent);
    }
    yield place;
  }
}
