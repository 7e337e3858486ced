/**
 * Intrinsics on scalars as JavaScript expressions, for generated code.
 *
 * In: an intrinsic and its operands as expressions. Out: an expression that computes what its kernel computes, or
 * nothing where the kernel is called instead. Operands may be used more than once: they must be names or numbers.
 * Free names: `asInt`, `asUint`, `fround`, `divisionByZero`.
 */
import type { MirType } from "../mir.ts";
import { sizeOf } from "../types.ts";
import type { IntrinsicUse } from "./kernels.ts";

export function inlineOperation(use: IntrinsicUse, operands: readonly string[]): string | undefined {
  const [type] = use.operands;
  const [a, b, c] = operands as [string, string, string];
  const signed = use.attributes?.signed ?? true;
  if (type === undefined) return undefined;
  switch (use.name) {
    case "likely":
    case "unlikely":
      return a;
    case "select":
      return type.kind === "int" ? `(${a} !== 0 ? ${b} : ${c})` : undefined;
    case "cast":
      return cast(type, use.result, signed, a);
    case "offset":
      return addOffset(a, use.operands[1] as MirType, b, sizeOf(use.attributes?.elementType as MirType));
    case "offset_bytes":
      return addOffset(a, use.operands[1] as MirType, b, 1);
    case "pointer_to_int":
      return type.kind === "pointer" && use.result.kind === "int" && use.result.bits === 64 ? `BigInt(${a})` : undefined;
    case "extract":
      return /^\d+n?$/.test(b) && type.kind === "vector" && Number(b.replace("n", "")) < type.length
        ? `${a}[${b.replace("n", "")}]`
        : undefined;
  }
  if (type.kind === "int") return type.bits <= 32 ? narrow(use.name, type.bits, signed, a, b) : wide(use.name, type.bits, signed, a, b);
  if (type.kind === "float") return float(use.name, type.format, a, b);
  if (type.kind === "pointer") return comparison(use.name, a, b);
  return undefined;
}

/** Index times size, added to a pointer. */
function addOffset(pointer: string, type: MirType, index: string, bytes: number): string | undefined {
  if (type.kind !== "int") return undefined;
  const constant = /^\(?-?\d+n?\)?$/.test(index) ? Number(index.replace(/[()n]/g, "")) * bytes : undefined;
  if (constant !== undefined) return constant === 0 ? pointer : `(${pointer} + ${constant})`;
  const number = type.bits > 32 ? `Number(${index})` : index;
  return bytes === 1 ? `(${pointer} + ${number})` : `(${pointer} + ${number} * ${bytes})`;
}

function comparison(name: string, a: string, b: string): string | undefined {
  const operator = comparisons[name];
  return operator === undefined ? undefined : `(${a} ${operator} ${b} ? 1 : 0)`;
}

const comparisons: Readonly<Record<string, string>> = { eq: "===", ne: "!==", lt: "<", le: "<=", gt: ">", ge: ">=" };

function wrapNarrow(bits: number, expression: string): string {
  if (bits === 32) return `(${expression} | 0)`;
  return bits === 1 ? `(${expression} & 1)` : `(${expression} << ${32 - bits} >> ${32 - bits})`;
}

function unsignedNarrow(bits: number, expression: string): string {
  if (bits === 32) return `(${expression} >>> 0)`;
  return bits === 1 ? expression : `(${expression} & ${(1 << bits) - 1})`;
}

/** A shift amount known to be in range. */
function constantAmount(text: string, bits: number): number | undefined {
  const amount = /^\d+n?$/.test(text) ? Number(text.replace("n", "")) : -1;
  return amount >= 0 && amount < bits ? amount : undefined;
}

function narrow(name: string, bits: number, signed: boolean, a: string, b: string): string | undefined {
  const wrap = (expression: string): string => wrapNarrow(bits, expression);
  const number = (expression: string): string => (signed ? expression : unsignedNarrow(bits, expression));
  switch (name) {
    case "add":
      return wrap(`(${a} + ${b})`);
    case "sub":
      return wrap(`(${a} - ${b})`);
    case "mul":
      return wrap(`Math.imul(${a}, ${b})`);
    case "div":
      return bits === 1 ? undefined : `(${b} === 0 ? divisionByZero() : ${wrap(`(${number(a)} / ${number(b)})`)})`;
    case "rem":
      return bits === 1 ? undefined : `(${b} === 0 ? divisionByZero() : ${wrap(`(${number(a)} % ${number(b)})`)})`;
    case "and":
      return `(${a} & ${b})`;
    case "or":
      return `(${a} | ${b})`;
    case "xor":
      return `(${a} ^ ${b})`;
    case "not":
      return wrap(`(~${a})`);
    case "neg":
      return wrap(`(0 - ${a})`);
    case "shl": {
      const amount = constantAmount(b, bits);
      return amount === undefined ? undefined : wrap(`(${a} << ${amount})`);
    }
    case "shr": {
      const amount = constantAmount(b, bits);
      if (amount === undefined || bits === 1) return undefined;
      return signed ? `(${a} >> ${amount})` : wrap(`(${unsignedNarrow(bits, a)} >>> ${amount})`);
    }
    case "eq":
    case "ne":
      return comparison(name, a, b);
    default:
      return bits === 1 && signed ? undefined : comparison(name, number(a), number(b));
  }
}

function wide(name: string, bits: number, signed: boolean, a: string, b: string): string | undefined {
  const wrap = (expression: string): string => `asInt(${bits}, ${expression})`;
  const unsigned = (expression: string): string => `asUint(${bits}, ${expression})`;
  const number = (expression: string): string => (signed ? expression : unsigned(expression));
  switch (name) {
    case "add":
      return wrap(`${a} + ${b}`);
    case "sub":
      return wrap(`${a} - ${b}`);
    case "mul":
      return wrap(`${a} * ${b}`);
    case "div":
      return `(${b} === 0n ? divisionByZero() : ${wrap(`${number(a)} / ${number(b)}`)})`;
    case "rem":
      return `(${b} === 0n ? divisionByZero() : ${wrap(`${number(a)} % ${number(b)}`)})`;
    case "and":
      return wrap(`${a} & ${b}`);
    case "or":
      return wrap(`${a} | ${b}`);
    case "xor":
      return wrap(`${a} ^ ${b}`);
    case "not":
      return wrap(`~${a}`);
    case "neg":
      return wrap(`-${a}`);
    case "shl": {
      const shifted = wrap(`${a} << ${b}`);
      return constantAmount(b, bits) === undefined ? `(${unsigned(b)} < ${bits}n ? ${shifted} : 0n)` : shifted;
    }
    case "shr": {
      const shifted = signed ? wrap(`${a} >> ${b}`) : wrap(`${unsigned(a)} >> ${b}`);
      if (constantAmount(b, bits) !== undefined) return shifted;
      return `(${unsigned(b)} < ${bits}n ? ${shifted} : ${signed ? `(${a} < 0n ? -1n : 0n)` : "0n"})`;
    }
    case "eq":
    case "ne":
      return comparison(name, a, b);
    default:
      return comparison(name, number(a), number(b));
  }
}

function float(name: string, format: string, a: string, b: string): string | undefined {
  const compared = comparison(name, a, b);
  if (compared !== undefined) return compared;
  if (name === "neg") return `(-${a})`;
  if (format !== "f64" && format !== "f32") return undefined;
  const round = (expression: string): string => (format === "f32" ? `fround(${expression})` : `(${expression})`);
  switch (name) {
    case "add":
      return round(`${a} + ${b}`);
    case "sub":
      return round(`${a} - ${b}`);
    case "mul":
      return round(`${a} * ${b}`);
    case "div":
      return round(`${a} / ${b}`);
    case "rem":
      return `(${a} % ${b})`;
    case "sqrt":
      return round(`Math.sqrt(${a})`);
    case "abs":
    case "floor":
    case "ceil":
    case "trunc":
      return `Math.${name}(${a})`;
    default:
      return undefined;
  }
}

function cast(source: MirType, target: MirType, signed: boolean, a: string): string | undefined {
  if (source.kind === "int" && target.kind === "int") return castInteger(source.bits, target.bits, signed, a);
  if (source.kind === "int" && target.kind === "float") {
    if (source.bits === 1 && signed) return undefined;
    if (source.bits > 32) return target.format === "f64" ? `Number(${signed ? a : `asUint(${source.bits}, ${a})`})` : undefined;
    const number = signed ? a : unsignedNarrow(source.bits, a);
    if (target.format === "f64") return number;
    return target.format === "f32" ? `fround(${number})` : undefined;
  }
  if (source.kind === "float" && target.kind === "float") {
    if (target.format === "f64" || source.format === target.format) return a;
    return target.format === "f32" ? `fround(${a})` : undefined;
  }
  return source.kind === "float" && target.kind === "int" && target.bits === 1 ? `(${a} !== 0 ? 1 : 0)` : undefined;
}

function castInteger(from: number, to: number, signed: boolean, a: string): string | undefined {
  if (from === to) return a;
  if (to === 1) return `(${a} !== ${from > 32 ? "0n" : "0"} ? 1 : 0)`;
  if (from === 1 && signed) return undefined;
  if (from <= 32) {
    const number = signed ? a : unsignedNarrow(from, a);
    if (to > 32) return `BigInt(${number})`;
    return to > from ? number : wrapNarrow(to, a);
  }
  if (to <= 32) return `Number(asInt(${to}, ${a}))`;
  return to > from && signed ? a : `asInt(${to}, ${to > from ? `asUint(${from}, ${a})` : a})`;
}
