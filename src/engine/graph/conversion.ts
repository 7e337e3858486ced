/**
 * Conversions of single elements between types, as the compiled program does them.
 *
 * Floats become integers by leaving off what follows the point; what does not fit is the integer nearest to it (NaN: 0). Integers wrap.
 * Texts are numbers as the specification of Cast has them: plain or with an exponent, and NaN, INF, +INF, -INF in any case; what is none
 * of these is NaN, and 0 as an integer. Not here: rules of operators beyond that (`operators/conversions.ts`).
 */
import { isFloat, type Value, wrapped } from "./arithmetic.ts";
import type { ScalarType } from "./expression.ts";

export function conversion(from: ScalarType, to: ScalarType): (value: Value) => Value {
  if (from === "string") return fromText(to);
  if (to === "string") return toText(from);
  const wrap = wrapped(to);
  if (to === "bool") return (value) => Number(Number(value) !== 0);
  if (to === "int64" || to === "uint64") {
    const [least, greatest] = to === "int64" ? [-(2n ** 63n), 2n ** 63n - 1n] : [0n, 2n ** 64n - 1n];
    return (value) => {
      if (typeof value === "bigint") return wrap(value);
      const number = Number(value);
      if (!isFloat(from)) return wrap(BigInt(number));
      if (Number.isNaN(number)) return 0n;
      if (number >= Number(greatest)) return greatest;
      return number <= Number(least) ? least : BigInt(Math.trunc(number));
    };
  }
  if (to === "index") return isFloat(from) ? (value) => Math.trunc(Number(value)) || 0 : Number;
  if (isFloat(to)) return (value) => wrap(Number(value));
  if (isFloat(from)) {
    const bits = Number(/\d+/.exec(to)?.[0]);
    const [least, greatest] = to.startsWith("u") ? [0, 2 ** bits - 1] : [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1];
    return (value) => Math.min(greatest, Math.max(least, Math.trunc(Number(value)) || 0));
  }
  return (value) => wrap(typeof value === "bigint" ? Number(BigInt.asIntN(32, value)) : Number(value));
}

function fromText(to: ScalarType): (value: Value) => Value {
  if (to === "string") return (value) => value;
  const convert = conversion("float64", to);
  const isBig = to === "int64" || to === "uint64";
  return (value) => {
    const text = String(value).trim();
    // Beyond 2^53 only digits are exact
    if (isBig && /^[+-]?\d+$/.test(text)) return wrapped(to)(BigInt(text.replace(/^\+/, "")));
    return convert(parseNumber(text));
  };
}

function parseNumber(text: string): number {
  if (/^[+-]?inf(inity)?$/i.test(text)) return text.startsWith("-") ? -Infinity : Infinity;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
}

/** The fewest digits that give the same number of that type again. */
function toText(from: ScalarType): (value: Value) => string {
  if (!isFloat(from)) return (value) => String(value);
  const wrap = wrapped(from);
  return (value) => {
    const number = Number(value);
    if (Number.isNaN(number)) return "NaN";
    if (!Number.isFinite(number)) return number < 0 ? "-INF" : "INF";
    if (Object.is(number, -0)) return "-0";
    for (let digits = 1; digits < 17; digits++) {
      const text = String(Number(number.toPrecision(digits)));
      if (wrap(Number(text)) === number) return text;
    }
    return String(number);
  };
}
