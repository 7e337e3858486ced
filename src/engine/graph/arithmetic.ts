/**
 * Operations on single elements as the compiled program does them: numbers rounded to their type, integers that wrap around.
 *
 * Values: bigint for int64 and uint64, text for strings, else numbers (bool: 0 and 1).
 */
import { type ElementType, fromElements, readElements } from "../tensor-data.ts";
import type { BinaryOperation, ScalarType, UnaryOperation } from "./expression.ts";

export type Value = number | bigint | string;

/** Brings a result back into its type. */
export function wrapped(type: ScalarType): (value: Value) => Value {
  switch (type) {
    case "float64":
    case "string":
    case "complex64":
    case "complex128":
    case "index":
      return (value) => value;
    case "float32":
      return (value) => Math.fround(value as number);
    case "bool":
      return (value) => Number(value !== 0);
    case "int8":
      return (value) => ((value as number) << 24) >> 24;
    case "int16":
      return (value) => ((value as number) << 16) >> 16;
    case "int32":
      return (value) => modulo32(value as number) | 0;
    case "uint8":
      return (value) => (value as number) & 0xff;
    case "uint16":
      return (value) => (value as number) & 0xffff;
    case "uint32":
      return (value) => modulo32(value as number) >>> 0;
    case "int4":
      return (value) => ((value as number) << 28) >> 28;
    case "int2":
      return (value) => ((value as number) << 30) >> 30;
    case "uint4":
      return (value) => (value as number) & 0xf;
    case "uint2":
      return (value) => (value as number) & 0x3;
    case "int64":
      return (value) => BigInt.asIntN(64, value as bigint);
    case "uint64":
      return (value) => BigInt.asUintN(64, value as bigint);
    default:
      return (value) => roundTo(type, value as number);
  }
}

/** To the nearest number that a float of fewer than 32 bits, or an integer of fewer than 8, holds. */
function roundTo(type: ElementType, value: number): number {
  return (readElements(fromElements(type, [1], [value])) as ArrayLike<number>)[0] as number;
}

/** Products of 32 bits are exact up to 2^53 only; beyond, the low bits are computed apart. */
function modulo32(value: number): number {
  return Number.isSafeInteger(value) ? value % 2 ** 32 : Number(BigInt.asIntN(32, BigInt(Math.trunc(value) || 0)));
}

export function isFloat(type: ScalarType): boolean {
  return /^b?float/.test(type);
}

const unaryNumbers: { readonly [operation in UnaryOperation]: (value: number) => number } = {
  negate: (x) => -x,
  absolute: Math.abs,
  sign: Math.sign,
  exp: Math.exp,
  log: Math.log,
  log1p: Math.log1p,
  sqrt: Math.sqrt,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  asinh: Math.asinh,
  acosh: Math.acosh,
  atanh: Math.atanh,
  erf: errorFunction,
  floor: Math.floor,
  ceil: Math.ceil,
  round: roundHalfEven,
  truncate: Math.trunc,
  not: (x) => ~x,
  is_nan: (x) => Number(Number.isNaN(x)),
  is_infinite: (x) => Number(x === Infinity || x === -Infinity),
};

/** `type` is that of the operand. */
export function unary(operation: UnaryOperation, type: ScalarType): (value: Value) => Value {
  if (type === "int64" || type === "uint64") {
    switch (operation) {
      case "negate":
        return (x) => -(x as bigint);
      case "absolute":
        return (x) => ((x as bigint) < 0n ? -(x as bigint) : x);
      case "sign":
        return (x) => ((x as bigint) > 0n ? 1n : (x as bigint) < 0n ? -1n : 0n);
      case "not":
        return (x) => ~(x as bigint);
      default:
        return (x) => x;
    }
  }
  if (operation === "not" && type === "bool") return (x) => 1 - (x as number);
  return unaryNumbers[operation] as (value: Value) => Value;
}

/** `type` is that of the operands. */
export function binary(operation: BinaryOperation, type: ScalarType): (left: Value, right: Value) => Value {
  if (operation === "equal") return (x, y) => Number(x === y);
  if (operation === "less") return (x, y) => Number(x < y);
  if (operation === "less_equal") return (x, y) => Number(x <= y);
  if (type === "string") return (x, y) => `${x}${y}`;
  if (type === "int64" || type === "uint64") return bigBinary[operation] as (left: Value, right: Value) => Value;
  const numbers = isFloat(type) ? floatBinary : integerBinary;
  return numbers[operation] as (left: Value, right: Value) => Value;
}

type Arithmetic = Exclude<BinaryOperation, "equal" | "less" | "less_equal">;

const floatBinary: { readonly [operation in Arithmetic]: (x: number, y: number) => number } = {
  add: (x, y) => x + y,
  subtract: (x, y) => x - y,
  multiply: (x, y) => x * y,
  divide: (x, y) => x / y,
  floor_divide: (x, y) => Math.floor(x / y),
  modulo: (x, y) => floorModulo(x, y),
  remainder: (x, y) => x % y,
  power,
  atan2: Math.atan2,
  minimum: Math.min,
  maximum: Math.max,
  and: (x, y) => x & y,
  or: (x, y) => x | y,
  xor: (x, y) => x ^ y,
  shift_left: (x) => x,
  shift_right: (x) => x,
};

const integerBinary: { readonly [operation in Arithmetic]: (x: number, y: number) => number } = {
  ...floatBinary,
  multiply: (x, y) => (Math.abs(x * y) < 2 ** 53 ? x * y : Number(BigInt.asIntN(32, BigInt(x) * BigInt(y)))),
  divide: (x, y) => (y === 0 ? 0 : Math.trunc(x / y)),
  floor_divide: (x, y) => (y === 0 ? 0 : Math.floor(x / y)),
  modulo: (x, y) => (y === 0 ? 0 : floorModulo(x, y)),
  remainder: (x, y) => (y === 0 ? 0 : x % y),
  power: (x, y) => Math.trunc(x ** y),
  shift_left: (x, y) => (y >= 32 ? 0 : Number(BigInt.asUintN(32, BigInt(x) << BigInt(y)))),
  shift_right: (x, y) => (y >= 32 ? 0 : Math.floor(x / 2 ** y)),
};

const bigBinary: { readonly [operation in Arithmetic]: (x: bigint, y: bigint) => bigint } = {
  add: (x, y) => x + y,
  subtract: (x, y) => x - y,
  multiply: (x, y) => x * y,
  divide: (x, y) => (y === 0n ? 0n : x / y),
  floor_divide: (x, y) => (y === 0n ? 0n : (x - bigModulo(x, y)) / y),
  modulo: (x, y) => (y === 0n ? 0n : bigModulo(x, y)),
  remainder: (x, y) => (y === 0n ? 0n : x % y),
  power: (x, y) => (y < 0n ? (x === 1n ? 1n : x === -1n ? (y % 2n === 0n ? 1n : -1n) : 0n) : x ** y),
  atan2: (x) => x,
  minimum: (x, y) => (x < y ? x : y),
  maximum: (x, y) => (x > y ? x : y),
  and: (x, y) => x & y,
  or: (x, y) => x | y,
  xor: (x, y) => x ^ y,
  shift_left: (x, y) => (y >= 64n ? 0n : x << y),
  shift_right: (x, y) => (y >= 64n ? 0n : x >> y),
};

function bigModulo(x: bigint, y: bigint): bigint {
  const rest = x % y;
  return rest !== 0n && rest < 0n !== y < 0n ? rest + y : rest;
}

function floorModulo(x: number, y: number): number {
  const rest = x % y;
  return rest !== 0 && rest < 0 !== y < 0 ? rest + y : rest;
}

/** C's pow, where JavaScript differs: 1 to any power, and -1 to an infinite one, are 1. */
function power(x: number, y: number): number {
  return x === 1 || (x === -1 && (y === Infinity || y === -Infinity)) ? 1 : x ** y;
}

function roundHalfEven(x: number): number {
  const below = Math.floor(x);
  const rest = x - below;
  if (rest !== 0.5) return rest < 0.5 ? below : below + 1;
  return below % 2 === 0 ? below : below + 1;
}

/** Series for small arguments, continued fraction (evaluated by Lentz's method) for the tail: Abramowitz and Stegun 7.1.6 and 7.1.14; to about 1e-15. */
function errorFunction(x: number): number {
  if (Number.isNaN(x)) return x;
  const a = Math.abs(x);
  if (a > 6) return Math.sign(x);
  if (a < 2.5) {
    let term = a;
    let sum = a;
    for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
      term *= (2 * a * a) / (2 * n + 1);
      sum += term;
    }
    return Math.sign(x) * (2 / Math.sqrt(Math.PI)) * Math.exp(-a * a) * sum;
  }
  let fraction = 0;
  for (let n = 60; n > 0; n--) fraction = n / 2 / (a + fraction);
  return Math.sign(x) * (1 - Math.exp(-a * a) / (Math.sqrt(Math.PI) * (a + fraction)));
}
