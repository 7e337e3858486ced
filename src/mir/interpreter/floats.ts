/**
 * Floats of every format as doubles that hold their values exactly: rounding, bits, conversions, fused operations.
 *
 * Every result is rounded once, to nearest even. NaN has one bit pattern per format here: payloads do not survive.
 * Not here: `f128`, which a double cannot hold.
 */
import { decodeSmallFloat, encodeSmallFloat } from "../../base/small-floats.ts";
import type { FloatFormat } from "../mir.ts";
import { fail } from "./failure.ts";

type Shape = {
  readonly bits: number /** Of the significand, with the implicit one. */;
  readonly precision: number /** Exponent of the smallest normal. */;
  readonly minimum: number;
};

const shapes: Readonly<Record<FloatFormat, Shape>> = {
  f8e4m3fn: { bits: 8, precision: 4, minimum: -6 },
  f8e5m2: { bits: 8, precision: 3, minimum: -14 },
  f16: { bits: 16, precision: 11, minimum: -14 },
  bf16: { bits: 16, precision: 8, minimum: -126 },
  f32: { bits: 32, precision: 24, minimum: -126 },
  f64: { bits: 64, precision: 53, minimum: -1022 },
  f128: { bits: 128, precision: 113, minimum: -16382 },
};

export function floatBitCount(format: FloatFormat): number {
  return shapes[format].bits;
}

/** Rounds a double to a format. */
export function rounderOf(format: FloatFormat): (value: number) => number {
  switch (format) {
    case "f64":
      return (value) => value;
    case "f32":
      return Math.fround;
    case "f128":
      return fail("unsupported", "128-bit floats are not supported at compile time");
    default:
      return (value) => decodeSmallFloat(format, encodeSmallFloat(format, value));
  }
}

const scratch = new DataView(new ArrayBuffer(8));

/** Unsigned. */
export function floatToBits(format: FloatFormat, value: number): bigint {
  switch (format) {
    case "f64":
      if (Number.isNaN(value)) return 0x7ff8000000000000n;
      scratch.setFloat64(0, value);
      return scratch.getBigUint64(0);
    case "f32":
      if (Number.isNaN(value)) return 0x7fc00000n;
      scratch.setFloat32(0, value);
      return BigInt(scratch.getUint32(0));
    case "f128":
      return fail("unsupported", "128-bit floats are not supported at compile time");
    default:
      return BigInt(encodeSmallFloat(format, value));
  }
}

export function floatFromBits(format: FloatFormat, bits: bigint): number {
  switch (format) {
    case "f64":
      scratch.setBigUint64(0, BigInt.asUintN(64, bits));
      return scratch.getFloat64(0);
    case "f32":
      scratch.setUint32(0, Number(BigInt.asUintN(32, bits)));
      return scratch.getFloat32(0);
    case "f128":
      return fail("unsupported", "128-bit floats are not supported at compile time");
    default:
      return decodeSmallFloat(format, Number(BigInt.asUintN(shapes[format].bits, bits)));
  }
}

/** `numerator / denominator` in a format; the denominator is positive. */
export function ratioToFloat(numerator: bigint, denominator: bigint, format: FloatFormat): number {
  if (numerator === 0n) return 0;
  const sign = numerator < 0n ? -1 : 1;
  const magnitude = numerator < 0n ? -numerator : numerator;
  const { precision, minimum } = shapes[format];
  // The value lies in [2^exponent, 2^(exponent + 1)).
  let exponent = bitLength(magnitude) - bitLength(denominator);
  if (shiftedLess(magnitude, denominator, exponent)) exponent -= 1;
  const unit = Math.max(exponent, minimum) - (precision - 1);
  const [top, bottom] = unit >= 0 ? [magnitude, denominator << BigInt(unit)] : [magnitude << BigInt(-unit), denominator];
  let units = top / bottom;
  const twice = (top % bottom) * 2n;
  if (twice > bottom || (twice === bottom && (units & 1n) === 1n)) units += 1n;
  // A double holds every value of the narrower formats: one more rounding only turns what is too large into infinity.
  const value = sign * scale(Number(units), unit);
  return format === "f64" ? value : rounderOf(format)(value);
}

/** Whether `a < b * 2^exponent`. */
function shiftedLess(a: bigint, b: bigint, exponent: number): boolean {
  return exponent >= 0 ? a < b << BigInt(exponent) : a << BigInt(-exponent) < b;
}

/** `value * 2^exponent` for a result that is exact or overflows. */
function scale(value: number, exponent: number): number {
  if (exponent > 2000) return value * Infinity;
  let result = value;
  let left = exponent;
  for (; left > 1000; left -= 1000) result *= 2 ** 1000;
  for (; left < -1000; left += 1000) result *= 2 ** -1000;
  return result * 2 ** left;
}

/** Of the magnitude; 0 for 0. */
export function bitLength(value: bigint): number {
  if (value === 0n) return 0;
  const digits = (value < 0n ? -value : value).toString(16);
  return digits.length * 4 - Math.clz32(Number.parseInt(digits.charAt(0), 16)) + 28;
}

export function integerToFloat(value: bigint, format: FloatFormat): number {
  if (format === "f64") return Number(value);
  const small = value >= -9007199254740992n && value <= 9007199254740992n;
  return small ? rounderOf(format)(Number(value)) : ratioToFloat(value, 1n, format);
}

/** Toward zero, into the range; NaN gives 0. */
export function floatToInteger(value: number, bits: number, signed: boolean): bigint {
  const low = signed ? -(1n << BigInt(bits - 1)) : 0n;
  const high = (1n << BigInt(signed ? bits - 1 : bits)) - 1n;
  if (Number.isNaN(value)) return 0n;
  if (value === Infinity) return high;
  if (value === -Infinity) return low;
  const whole = BigInt(Math.trunc(value));
  return whole < low ? low : whole > high ? high : whole;
}

/** Numerator and denominator of a finite double. */
export function floatToRatio(value: number): { readonly numerator: bigint; readonly denominator: bigint } {
  if (Number.isInteger(value)) return { numerator: BigInt(value), denominator: 1n };
  scratch.setFloat64(0, value);
  const bits = scratch.getBigUint64(0);
  const field = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const significand = field === 0 ? fraction : fraction | (1n << 52n);
  let shift = (field === 0 ? 1 : field) - 1075;
  let numerator = value < 0 ? -significand : significand;
  while (shift < 0 && (numerator & 1n) === 0n) {
    numerator >>= 1n;
    shift += 1;
  }
  return shift >= 0 ? { numerator: numerator << BigInt(shift), denominator: 1n } : { numerator, denominator: 1n << BigInt(-shift) };
}

/** `a * b + c`, rounded once. */
export function fusedMultiplyAdd(format: FloatFormat, a: number, b: number, c: number): number {
  const product = a * b;
  const isFinite = Number.isFinite(a) && Number.isFinite(b) && Number.isFinite(c);
  if (!isFinite || a === 0 || b === 0) return product + c;
  // Products of the narrower formats are exact in a double.
  if (format !== "f64") return rounderOf(format)(addRoundedToOdd(product, c));
  const magnitude = Math.abs(product);
  if (Math.fround(a) === a && Math.fround(b) === b && magnitude > 1e-250 && magnitude < 1e250) return product + c;
  const left = floatToRatio(a);
  const right = floatToRatio(b);
  const added = floatToRatio(c);
  const numerator = left.numerator * right.numerator * added.denominator + added.numerator * left.denominator * right.denominator;
  return ratioToFloat(numerator, left.denominator * right.denominator * added.denominator, format);
}

/** A sum whose last bit says whether it is inexact, so that rounding it again to fewer bits gives the right answer. */
function addRoundedToOdd(a: number, b: number): number {
  const sum = a + b;
  const other = sum - a;
  const error = a - (sum - other) + (b - other);
  if (error === 0 || !Number.isFinite(sum)) return sum;
  scratch.setFloat64(0, sum);
  const bits = scratch.getBigUint64(0);
  if ((bits & 1n) === 1n) return sum;
  scratch.setBigUint64(0, error > 0 === sum > 0 ? bits + 1n : bits - 1n);
  return scratch.getFloat64(0);
}

/** Half to even. */
export function roundHalfToEven(value: number): number {
  if (!Number.isFinite(value) || Math.abs(value) >= 4503599627370496) return value;
  const below = Math.floor(value);
  const rest = value - below;
  const rounded = rest < 0.5 ? below : rest > 0.5 ? below + 1 : below % 2 === 0 ? below : below + 1;
  return rounded === 0 && (value < 0 || Object.is(value, -0)) ? -0 : rounded;
}

/** Half away from zero. */
export function roundHalfAway(value: number): number {
  if (!Number.isFinite(value) || Math.abs(value) >= 4503599627370496) return value;
  const magnitude = Math.abs(value);
  const below = Math.floor(magnitude);
  const rounded = magnitude - below >= 0.5 ? below + 1 : below;
  return value < 0 || Object.is(value, -0) ? -rounded : rounded;
}

/** IEEE 754 minimumNumber: a NaN loses, -0 is less than 0. */
export function minimumNumber(a: number, b: number): number {
  return Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.min(a, b);
}

export function maximumNumber(a: number, b: number): number {
  return Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.max(a, b);
}
