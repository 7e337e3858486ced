/**
 * Exact literals: integers of any size and rationals, as Python's `int` and `fractions.Fraction` compute.
 *
 * Floats have NaN, infinities and -0 beside the rationals; their arithmetic follows IEEE 754 without rounding.
 */
import type { MirType } from "../../mir.ts";
import { fail } from "../failure.ts";
import { bitLength, ratioToFloat } from "../floats.ts";
import type { ExactFloat, Packed } from "../values.ts";
import { type LaneKernel, wrapperOf } from "./integers.ts";

/** Results beyond this are refused: they would only fill memory. */
const maximumBits = 1 << 20;

export function literalKernel(name: string, operands: readonly MirType[], result: MirType): LaneKernel | undefined {
  const isFloat = operands[0]?.kind === "literal-float";
  switch (name) {
    case "literal_to_int": {
      if (result.kind !== "int") return undefined;
      const wrap = wrapperOf(result.bits);
      return isFloat ? (value) => wrap(truncate(value)) : wrap;
    }
    case "literal_to_float":
      if (result.kind !== "float") return undefined;
      return isFloat ? (value) => exactToFloat(value, result.format) : (value) => ratioToFloat(value, 1n, result.format);
    case "literal_int_to_float_literal":
      return (value) => exact(value, 1n);
    case "literal_float_to_int_literal":
      return truncate;
    case "literal_fits":
      return (value, bits, signed) => (fits(value, Number(bits), Number(signed) !== 0) ? 1 : 0);
    case "literal_bit_length": {
      if (result.kind === "literal-integer") return (value) => BigInt(bitLength(value));
      const wrap = wrapperOf(result.kind === "int" ? result.bits : 64);
      return (value) => wrap(BigInt(bitLength(value)));
    }
    default:
      return isFloat ? floatOperation(name, operands) : integerOperation(name, result);
  }
}

function fits(value: bigint, bits: number, signed: boolean): boolean {
  return (signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value)) === value;
}

// Integers

function integerOperation(name: string, result: MirType): LaneKernel | undefined {
  switch (name) {
    case "literal_add":
      return (a: bigint, b: bigint) => limited(a + b);
    case "literal_sub":
      return (a: bigint, b: bigint) => limited(a - b);
    case "literal_mul":
      return (a: bigint, b: bigint) => limited(a * b);
    case "literal_floordiv":
      return floorDivide;
    case "literal_mod":
      return (a: bigint, b: bigint) => a - b * floorDivide(a, b);
    case "literal_truediv":
      return (a: bigint, b: bigint) => (result.kind === "literal-float" ? divide(exact(a, 1n), exact(b, 1n)) : floorDivide(a, b));
    case "literal_pow":
      return (a: bigint, b: bigint) => {
        if (b < 0n) return fail("unsupported", "an integer literal to a negative power");
        if (b > BigInt(maximumBits) && a !== 0n && a !== 1n && a !== -1n) return tooLarge();
        const isSmall = a >= -1n && a <= 1n;
        if (bitLength(a) * Number(b) > maximumBits && !isSmall) return tooLarge();
        return isSmall ? (a === -1n ? ((b & 1n) === 1n ? -1n : 1n) : b === 0n ? 1n : a) : a ** b;
      };
    case "literal_shl":
      return (a: bigint, b: bigint) => {
        if (b < 0n) return a >> -b;
        if (a === 0n) return 0n;
        return b > BigInt(maximumBits) ? tooLarge() : limited(a << b);
      };
    case "literal_shr":
      return (a: bigint, b: bigint) => {
        if (b < 0n) return fail("unsupported", "a shift by a negative amount");
        return b > BigInt(maximumBits) ? (a < 0n ? -1n : 0n) : a >> b;
      };
    case "literal_and":
      return (a: bigint, b: bigint) => a & b;
    case "literal_or":
      return (a: bigint, b: bigint) => a | b;
    case "literal_xor":
      return (a: bigint, b: bigint) => a ^ b;
    case "literal_neg":
      return (a: bigint) => -a;
    case "literal_invert":
      return (a: bigint) => ~a;
    case "literal_eq":
      return (a: bigint, b: bigint) => (a === b ? 1 : 0);
    case "literal_lt":
      return (a: bigint, b: bigint) => (a < b ? 1 : 0);
    case "literal_le":
      return (a: bigint, b: bigint) => (a <= b ? 1 : 0);
    default:
      return undefined;
  }
}

function limited(value: bigint): bigint {
  // Looking at the length costs more than small sums: only values that may be too long are measured.
  if (value < 0x10000000000000000n && value > -0x10000000000000000n) return value;
  return bitLength(value) > maximumBits ? tooLarge() : value;
}

function tooLarge(): never {
  return fail("memory-limit", `an integer literal of more than ${maximumBits} bits`);
}

function floorDivide(a: bigint, b: bigint): bigint {
  if (b === 0n) return fail("division-by-zero", "integer division by zero");
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

// Floats

function exact(numerator: bigint, denominator: bigint): ExactFloat {
  if (denominator < 0n) return exact(-numerator, -denominator);
  const divisor = greatestCommonDivisor(numerator < 0n ? -numerator : numerator, denominator);
  const found = divisor === 1n ? { numerator, denominator } : { numerator: numerator / divisor, denominator: denominator / divisor };
  if (bitLength(found.numerator) > maximumBits || bitLength(found.denominator) > maximumBits) {
    return fail("memory-limit", `a float literal of more than ${maximumBits} bits`);
  }
  return found;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

function special(kind: "nan" | "inf" | "-inf" | "-0"): ExactFloat {
  return { numerator: 0n, denominator: 1n, special: kind };
}

function exactToFloat(value: ExactFloat, format: Parameters<typeof ratioToFloat>[2]): number {
  if (value.special !== undefined) return specialNumber(value);
  return ratioToFloat(value.numerator, value.denominator, format);
}

/** A double that stands for a special value; 0, 1 or -1 for the others by sign. */
function specialNumber(value: ExactFloat): number {
  switch (value.special) {
    case "nan":
      return NaN;
    case "inf":
      return Infinity;
    case "-inf":
      return -Infinity;
    case "-0":
      return -0;
    case undefined:
      return value.numerator === 0n ? 0 : value.numerator < 0n ? -1 : 1;
  }
}

function ofSpecialNumber(value: number): ExactFloat {
  if (Number.isNaN(value)) return special("nan");
  if (value === Infinity) return special("inf");
  if (value === -Infinity) return special("-inf");
  return Object.is(value, -0) ? special("-0") : exact(BigInt(value), 1n);
}

/** With a special value among the operands the signs decide, except for -0 beside a number. */
function withSpecials(doubles: (a: number, b: number) => number, rationals: (a: ExactFloat, b: ExactFloat) => ExactFloat): LaneKernel {
  return (a: ExactFloat, b: ExactFloat) => {
    if (a.special === undefined && b.special === undefined) return rationals(a, b);
    const isFinite = (value: ExactFloat) => value.special === undefined || value.special === "-0";
    if (isFinite(a) && isFinite(b)) {
      const found = doubles(specialNumber(a), specialNumber(b));
      return found === 0 || !Number.isFinite(found) ? ofSpecialNumber(found) : rationals(withoutSign(a), withoutSign(b));
    }
    return ofSpecialNumber(doubles(specialNumber(a), specialNumber(b)));
  };
}

function withoutSign(value: ExactFloat): ExactFloat {
  return value.special === "-0" ? exact(0n, 1n) : value;
}

const divide = withSpecials(
  (a, b) => a / b,
  (a, b) => {
    if (b.numerator === 0n) return a.numerator === 0n ? special("nan") : special(a.numerator < 0n ? "-inf" : "inf");
    if (a.numerator === 0n && b.numerator < 0n) return special("-0");
    return exact(a.numerator * b.denominator, a.denominator * b.numerator);
  },
) as (a: ExactFloat, b: ExactFloat) => ExactFloat;

function floorOf(value: ExactFloat): ExactFloat {
  if (value.special !== undefined) return value;
  return exact(floorDivide(value.numerator, value.denominator), 1n);
}

function subtract(a: ExactFloat, b: ExactFloat): ExactFloat {
  return exact(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator);
}

function truncate(value: ExactFloat): bigint {
  if (value.special === "-0") return 0n;
  if (value.special !== undefined) return fail("unsupported", `a float literal that is ${value.special} has no integer value`);
  return value.numerator / value.denominator;
}

/** -1, 0, 1; NaN when unordered. */
function compare(a: ExactFloat, b: ExactFloat): number {
  if (a.special === undefined && b.special === undefined) {
    const difference = a.numerator * b.denominator - b.numerator * a.denominator;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }
  const left = specialNumber(a);
  const right = specialNumber(b);
  return left < right ? -1 : left > right ? 1 : left === right ? 0 : NaN;
}

function negate(value: ExactFloat): ExactFloat {
  if (value.special !== undefined) return ofSpecialNumber(-specialNumber(value));
  return value.numerator === 0n ? special("-0") : { numerator: -value.numerator, denominator: value.denominator };
}

function floatOperation(name: string, operands: readonly MirType[]): LaneKernel | undefined {
  switch (name) {
    case "literal_add":
      return withSpecials(
        (a, b) => a + b,
        (a, b) => exact(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator),
      );
    case "literal_sub":
      return withSpecials((a, b) => a - b, subtract);
    case "literal_mul":
      return withSpecials(
        (a, b) => a * b,
        (a, b) => {
          const product = exact(a.numerator * b.numerator, a.denominator * b.denominator);
          const isNegativeZero = product.numerator === 0n && a.numerator < 0n !== b.numerator < 0n;
          return isNegativeZero ? special("-0") : product;
        },
      );
    case "literal_truediv":
      return divide;
    case "literal_floordiv":
      return (a, b) => floorOf(divide(a, b));
    case "literal_mod":
      return floatModulo;
    case "literal_pow":
      return operands[1]?.kind === "literal-integer" ? (a, b) => powerOf(a, b) : (a, b) => powerOf(a, wholeExponent(b));
    case "literal_neg":
      return negate;
    case "literal_eq":
      return (a, b) => (compare(a, b) === 0 ? 1 : 0);
    case "literal_lt":
      return (a, b) => (compare(a, b) < 0 ? 1 : 0);
    case "literal_le":
      return (a, b) => (compare(a, b) <= 0 ? 1 : 0);
    default:
      return undefined;
  }
}

/** Sign of the divisor, as Python's `%`. */
function floatModulo(a: ExactFloat, b: ExactFloat): ExactFloat {
  if (a.special === "nan" || b.special === "nan" || a.special === "inf" || a.special === "-inf") return special("nan");
  if (b.special === "-0" || (b.special === undefined && b.numerator === 0n)) return special("nan");
  if (a.special === "-0") return b.special === "-inf" || b.numerator < 0n ? a : exact(0n, 1n);
  if (b.special !== undefined) {
    const sameSign = a.numerator === 0n || a.numerator < 0n === (b.special === "-inf");
    return sameSign ? a : b;
  }
  const quotient = floorDivide(a.numerator * b.denominator, a.denominator * b.numerator);
  return subtract(a, exact(quotient * b.numerator, b.denominator));
}

function wholeExponent(value: ExactFloat): bigint {
  if (value.special === "-0") return 0n;
  if (value.special !== undefined || value.denominator !== 1n) {
    return fail("unsupported", "a float literal to a power that is not a whole number");
  }
  return value.numerator;
}

function powerOf(base: ExactFloat, exponent: bigint): ExactFloat {
  if (exponent === 0n) return exact(1n, 1n);
  if (exponent < 0n) return divide(exact(1n, 1n), powerOf(base, -exponent));
  if (base.special !== undefined) return ofSpecialNumber(specialNumber(base) ** (exponent % 2n === 0n ? 2 : 3));
  const bits = Math.max(bitLength(base.numerator), bitLength(base.denominator));
  if (bits > 1 && bits * Number(exponent) > maximumBits) return tooLarge();
  if (bits <= 1) return exact(exponent % 2n === 0n ? base.numerator * base.numerator : base.numerator, 1n);
  return exact(base.numerator ** exponent, base.denominator ** exponent);
}

/** Decimal text: as Python prints an `int`; a float as the shortest text of its nearest double. */
export function literalText(value: Packed): string {
  if (typeof value === "bigint") return String(value);
  const number = exactToFloat(value as ExactFloat, "f64");
  if (Number.isNaN(number)) return "nan";
  if (!Number.isFinite(number)) return number < 0 ? "-inf" : "inf";
  const text = Object.is(number, -0) ? "-0" : String(number);
  return /[.e]/.test(text) ? text : `${text}.0`;
}
