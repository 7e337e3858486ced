/**
 * Float operations on one lane, rounded once to the format, and the mathematical functions of C and LLVM.
 *
 * A double gives the right result for narrower formats when it is rounded again: it has more than twice their bits.
 * `sin` and its like are JavaScript's: the same on every machine, within an ulp or so of a C library.
 */
import type { FloatFormat } from "../../mir.ts";
import { fusedMultiplyAdd, maximumNumber, minimumNumber, rounderOf, roundHalfAway, roundHalfToEven } from "../floats.ts";
import type { LaneKernel } from "./integers.ts";

export function floatKernel(name: string, format: FloatFormat): LaneKernel | undefined {
  const round = rounderOf(format);
  switch (name) {
    case "add":
      return format === "f64" ? (a, b) => a + b : (a, b) => round(a + b);
    case "sub":
      return format === "f64" ? (a, b) => a - b : (a, b) => round(a - b);
    case "mul":
      return format === "f64" ? (a, b) => a * b : (a, b) => round(a * b);
    case "div":
      return format === "f64" ? (a, b) => a / b : (a, b) => round(a / b);
    case "rem":
      return (a, b) => a % b;
    case "neg":
      return (a) => -a;
    case "abs":
      return Math.abs;
    case "sqrt":
      return (a) => round(Math.sqrt(a));
    case "floor":
      return (a) => round(Math.floor(a));
    case "ceil":
      return (a) => round(Math.ceil(a));
    case "trunc":
      return (a) => Math.trunc(a);
    case "round":
      return (a) => round(roundHalfAway(a));
    case "roundeven":
      return (a) => round(roundHalfToEven(a));
    case "copysign":
      return copySign;
    case "min":
      return minimumNumber;
    case "max":
      return maximumNumber;
    case "fma":
      return (a, b, c) => fusedMultiplyAdd(format, a, b, c);
    case "eq":
      return (a, b) => (a === b ? 1 : 0);
    case "ne":
      return (a, b) => (a !== b ? 1 : 0);
    case "lt":
      return (a, b) => (a < b ? 1 : 0);
    case "le":
      return (a, b) => (a <= b ? 1 : 0);
    case "gt":
      return (a, b) => (a > b ? 1 : 0);
    case "ge":
      return (a, b) => (a >= b ? 1 : 0);
    default:
      return undefined;
  }
}

function copySign(magnitude: number, sign: number): number {
  const negative = sign < 0 || Object.is(sign, -0);
  return negative ? -Math.abs(magnitude) : Math.abs(magnitude);
}

/** Functions of doubles by their C name without a suffix. */
export const mathFunctions: ReadonlyMap<string, (...arguments_: number[]) => number> = new Map<string, (...arguments_: number[]) => number>(
  [
    ...(
      [
        "sin",
        "cos",
        "tan",
        "asin",
        "acos",
        "atan",
        "sinh",
        "cosh",
        "tanh",
        "asinh",
        "acosh",
        "atanh",
        "exp",
        "expm1",
        "log",
        "log2",
        "log10",
        "log1p",
      ] as const
    ).map((name) => [name, (a: number) => Math[name](a)] as [string, (...arguments_: number[]) => number]),
    ["sqrt", Math.sqrt],
    ["cbrt", Math.cbrt],
    ["floor", Math.floor],
    ["ceil", Math.ceil],
    ["trunc", Math.trunc],
    ["fabs", Math.abs],
    ["round", roundHalfAway],
    ["roundeven", roundHalfToEven],
    ["rint", roundHalfToEven],
    ["nearbyint", roundHalfToEven],
    ["exp2", (a) => 2 ** a],
    ["exp10", (a) => 10 ** a],
    ["pow", power],
    ["atan2", Math.atan2],
    ["hypot", Math.hypot],
    ["fmod", (a, b) => a % b],
    ["remainder", ieeeRemainder],
    ["copysign", copySign],
    ["fmin", minimumNumber],
    ["fmax", maximumNumber],
    ["fdim", (a, b) => (a > b ? a - b : Number.isNaN(a) || Number.isNaN(b) ? NaN : 0)],
    ["fma", (a, b, c) => fusedMultiplyAdd("f64", a, b, c)],
    ["ldexp", (a, exponent) => scaleByPower(a, exponent)],
    ["scalbn", (a, exponent) => scaleByPower(a, exponent)],
    ["logb", (a) => (a === 0 ? -Infinity : Number.isFinite(a) ? binaryExponent(a) : Math.abs(a))],
    ["nextafter", nextAfter],
    ["erf", errorFunction],
    ["erfc", (a) => complementaryErrorFunction(a)],
    ["tgamma", gamma],
    ["lgamma", logGamma],
  ],
);

/** C says 1 where JavaScript says NaN. */
function power(base: number, exponent: number): number {
  if (base === 1 || exponent === 0) return 1;
  if (base === -1 && !Number.isFinite(exponent) && !Number.isNaN(exponent)) return 1;
  return base ** exponent;
}

function ieeeRemainder(a: number, b: number): number {
  if (!Number.isFinite(a) || Number.isNaN(b) || b === 0) return NaN;
  if (!Number.isFinite(b)) return a;
  const magnitude = Math.abs(b);
  let rest = Math.abs(a) % (2 * magnitude);
  // Comparisons by halves stay exact where doubling would overflow.
  if (rest > magnitude / 2) {
    rest -= magnitude;
    if (rest >= magnitude / 2) rest -= magnitude;
  }
  return a < 0 || Object.is(a, -0) ? -rest : rest;
}

function scaleByPower(value: number, exponent: number): number {
  let result = value;
  let left = Math.max(-5000, Math.min(5000, exponent));
  for (; left > 1000; left -= 1000) result *= 2 ** 1000;
  // A single rounding: the last factor alone may make the result subnormal.
  for (; left < -1000 && Math.abs(result) > 1e-5; left += 1000) result *= 2 ** -1000;
  return left < -1074 ? result * 2 ** -1000 * 2 ** (left + 1000) : result * 2 ** left;
}

const scratch = new DataView(new ArrayBuffer(8));

function binaryExponent(value: number): number {
  scratch.setFloat64(0, Math.abs(value));
  const field = scratch.getUint32(0) >>> 20;
  return field === 0 ? binaryExponent(value * 2 ** 64) - 64 : field - 1023;
}

function nextAfter(from: number, to: number): number {
  if (Number.isNaN(from) || Number.isNaN(to)) return NaN;
  if (from === to) return to;
  if (from === 0) return to > 0 ? 5e-324 : -5e-324;
  scratch.setFloat64(0, from);
  scratch.setBigUint64(0, scratch.getBigUint64(0) + (from < to === from > 0 ? 1n : -1n));
  return scratch.getFloat64(0);
}

/** By its Taylor series near 0, by the complement's continued fraction elsewhere: within a few ulps. */
function errorFunction(x: number): number {
  const magnitude = Math.abs(x);
  if (Number.isNaN(x)) return NaN;
  if (magnitude > 6) return Math.sign(x);
  if (magnitude >= 2) return Math.sign(x) * (1 - complementaryErrorFunction(magnitude));
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > Math.abs(sum) * 1e-18 && n < 200; n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

function complementaryErrorFunction(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x < 2) return 1 - errorFunction(x);
  if (x > 28) return 0;
  let fraction = 0;
  for (let n = 120; n >= 1; n--) fraction = n / 2 / (x + fraction);
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * (x + fraction));
}

/** Lanczos' approximation with g = 7 and nine coefficients. */
const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

function gamma(x: number): number {
  if (Number.isInteger(x) && x > 0 && x < 24) {
    let product = 1;
    for (let n = 2; n < x; n++) product *= n;
    return product;
  }
  if (x === 0) return 1 / x;
  if (Number.isInteger(x) && x < 0) return NaN;
  if (x < 0.5) return Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x));
  const { sum, t } = lanczosSum(x - 1);
  return Math.sqrt(2 * Math.PI) * t ** (x - 0.5) * Math.exp(-t) * sum;
}

function logGamma(x: number): number {
  if (!Number.isFinite(x)) return Math.abs(x);
  if (Number.isInteger(x) && x <= 0) return Infinity;
  if (x === 1 || x === 2) return 0;
  if (x < 0.5) return Math.log(Math.abs(Math.PI / Math.sin(Math.PI * x))) - logGamma(1 - x);
  const { sum, t } = lanczosSum(x - 1);
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

function lanczosSum(x: number): { readonly sum: number; readonly t: number } {
  let sum = lanczos[0] as number;
  for (let index = 1; index < lanczos.length; index++) sum += (lanczos[index] as number) / (x + index);
  return { sum, t: x + 7.5 };
}
