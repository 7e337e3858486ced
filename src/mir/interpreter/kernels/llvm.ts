/**
 * The LLVM intrinsics that make sense without a machine: what `llvm["llvm.…"]` may name at compile time.
 *
 * Type suffixes are dropped. What is missing here fails with its name.
 */
import type { IntrinsicAttributes, MirType } from "../../mir.ts";
import { rounderOf } from "../floats.ts";
import { mathFunctions } from "./floats.ts";
import { bigintOf, type LaneKernel, wrapperOf } from "./integers.ts";

/** MIR intrinsics of the same meaning, with the sign they need and how many operands count. */
const sameAs: Readonly<Record<string, { readonly name: string; readonly operands: number; readonly signed?: boolean }>> = {
  fma: { name: "fma", operands: 3 },
  fmuladd: { name: "fma", operands: 3 },
  fabs: { name: "abs", operands: 1 },
  abs: { name: "abs", operands: 1, signed: true },
  sqrt: { name: "sqrt", operands: 1 },
  floor: { name: "floor", operands: 1 },
  ceil: { name: "ceil", operands: 1 },
  trunc: { name: "trunc", operands: 1 },
  round: { name: "round", operands: 1 },
  roundeven: { name: "roundeven", operands: 1 },
  rint: { name: "roundeven", operands: 1 },
  nearbyint: { name: "roundeven", operands: 1 },
  copysign: { name: "copysign", operands: 2 },
  minnum: { name: "min", operands: 2 },
  maxnum: { name: "max", operands: 2 },
  smin: { name: "min", operands: 2, signed: true },
  smax: { name: "max", operands: 2, signed: true },
  umin: { name: "min", operands: 2, signed: false },
  umax: { name: "max", operands: 2, signed: false },
  ctpop: { name: "popcount", operands: 1 },
  ctlz: { name: "clz", operands: 1 },
  cttz: { name: "ctz", operands: 1 },
  bswap: { name: "byteswap", operands: 1 },
  bitreverse: { name: "bitreverse", operands: 1 },
  "sadd.with.overflow": { name: "add_overflow", operands: 2, signed: true },
  "uadd.with.overflow": { name: "add_overflow", operands: 2, signed: false },
  "ssub.with.overflow": { name: "sub_overflow", operands: 2, signed: true },
  "usub.with.overflow": { name: "sub_overflow", operands: 2, signed: false },
  "smul.with.overflow": { name: "mul_overflow", operands: 2, signed: true },
  "umul.with.overflow": { name: "mul_overflow", operands: 2, signed: false },
  "vector.reduce.add": { name: "reduce_add", operands: 1 },
  "vector.reduce.mul": { name: "reduce_mul", operands: 1 },
  "vector.reduce.and": { name: "reduce_and", operands: 1 },
  "vector.reduce.or": { name: "reduce_or", operands: 1 },
  "vector.reduce.xor": { name: "reduce_xor", operands: 1 },
  "vector.reduce.smin": { name: "reduce_min", operands: 1, signed: true },
  "vector.reduce.smax": { name: "reduce_max", operands: 1, signed: true },
  "vector.reduce.umin": { name: "reduce_min", operands: 1, signed: false },
  "vector.reduce.umax": { name: "reduce_max", operands: 1, signed: false },
  "vector.reduce.fmin": { name: "reduce_min", operands: 1 },
  "vector.reduce.fmax": { name: "reduce_max", operands: 1 },
  expect: { name: "likely", operands: 1 },
  assume: { name: "assume", operands: 1 },
  trap: { name: "trap", operands: 0 },
};

/** `llvm.ctpop.v4i32` → `ctpop`. */
export function llvmBaseName(text: string): string {
  return text.replace(/^llvm\./, "").replace(/(\.(v\d+)?(i\d+|f\d+|bf16|p\d+))+$/, "");
}

export type SameMeaning = { readonly name: string; readonly operands: number; readonly attributes: IntrinsicAttributes };

export function sameMeaning(base: string): SameMeaning | undefined {
  const found = sameAs[base];
  if (found === undefined) return undefined;
  return { name: found.name, operands: found.operands, attributes: found.signed === undefined ? {} : { signed: found.signed } };
}

/** On one lane of `type`. */
export function llvmLaneKernel(base: string, type: MirType): LaneKernel | undefined {
  if (type.kind === "float") return floatLaneKernel(base, type.format);
  if (type.kind === "int") return integerLaneKernel(base, type.bits);
  return undefined;
}

function floatLaneKernel(base: string, format: Parameters<typeof rounderOf>[0]): LaneKernel | undefined {
  const round = rounderOf(format);
  switch (base) {
    case "minimum":
      return (a, b) => Math.min(a, b);
    case "maximum":
      return (a, b) => Math.max(a, b);
    case "canonicalize":
      return (a) => a;
    case "powi":
    case "ldexp": {
      const function_ = mathFunctions.get(base === "powi" ? "pow" : "ldexp") as (a: number, b: number) => number;
      return (a, exponent) => round(function_(a, Number(exponent)));
    }
    default: {
      const function_ = mathFunctions.get(base);
      return function_ === undefined ? undefined : (...operands) => round(function_(...operands));
    }
  }
}

function integerLaneKernel(base: string, bits: number): LaneKernel | undefined {
  const wrap = wrapperOf(bits);
  const unsigned = bigintOf(bits, false);
  const width = BigInt(bits);
  switch (base) {
    case "fshl":
    case "fshr":
      return (high, low, amount) => {
        const joined = (unsigned(high) << width) | unsigned(low);
        const by = unsigned(amount) % width;
        return wrap(base === "fshl" ? joined >> (width - by) : joined >> by);
      };
    case "sadd.sat":
    case "ssub.sat":
    case "uadd.sat":
    case "usub.sat": {
      const signed = base.startsWith("s");
      const number = bigintOf(bits, signed);
      const low = signed ? -(1n << (width - 1n)) : 0n;
      const high = (1n << (signed ? width - 1n : width)) - 1n;
      return (a, b) => {
        const exact = base.endsWith("add.sat") ? number(a) + number(b) : number(a) - number(b);
        return wrap(exact < low ? low : exact > high ? high : exact);
      };
    }
    default:
      return undefined;
  }
}
