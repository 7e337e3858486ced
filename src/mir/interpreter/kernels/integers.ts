/**
 * Integer operations on one lane: narrow ints (up to 32 bits) as numbers, wide ones as bigints, both signed.
 *
 * Out: a function of leaves by operation, width and sign, or nothing for an operation that ints do not have.
 * `i1` is 0 or 1, and -1 where an operation is signed. Shifts by the width or more give 0 (or the sign).
 */
import { fail } from "../failure.ts";
import type { Packed } from "../values.ts";

export type LaneKernel = (...leaves: Packed[]) => Packed;

export function integerKernel(name: string, bits: number, signed: boolean): LaneKernel | undefined {
  return bits <= 32 ? narrowKernel(name, bits, signed) : wideKernel(name, bits, signed);
}

/** Value and whether it overflowed. */
export function overflowKernel(name: string, bits: number, signed: boolean): LaneKernel {
  const toBigint = bigintOf(bits, signed);
  const low = signed ? -(1n << BigInt(bits - 1)) : 0n;
  const high = (1n << BigInt(signed ? bits - 1 : bits)) - 1n;
  const wrap = wrapperOf(bits);
  return (a, b) => {
    const left = toBigint(a);
    const right = toBigint(b);
    const exact = name === "add_overflow" ? left + right : name === "sub_overflow" ? left - right : left * right;
    return [wrap(exact), exact < low || exact > high ? 1 : 0];
  };
}

/** The number that the bits stand for. */
export function bigintOf(bits: number, signed: boolean): (value: Packed) => bigint {
  if (bits === 1) return signed ? (value) => -BigInt(value) : (value) => BigInt(value);
  return signed ? (value) => BigInt(value) : (value) => BigInt.asUintN(bits, BigInt(value));
}

/** A leaf of the low bits. */
export function wrapperOf(bits: number): (value: bigint) => Packed {
  if (bits === 1) return (value) => Number(value & 1n);
  return bits <= 32 ? (value) => Number(BigInt.asIntN(bits, value)) : (value) => BigInt.asIntN(bits, value);
}

function divisionByZero(): never {
  return fail("division-by-zero", "integer division by zero");
}

// Up to 32 bits

type Numeric = (a: number, b: number) => number;

function narrowKernel(name: string, bits: number, signed: boolean): LaneKernel | undefined {
  const spare = 32 - bits;
  const wrap: (value: number) => number =
    bits === 32 ? (value) => value | 0 : bits === 1 ? (value) => value & 1 : (value) => (value << spare) >> spare;
  const mask = bits === 32 ? -1 : (1 << bits) - 1;
  const unsigned: (value: number) => number = bits === 32 ? (value) => value >>> 0 : (value) => value & mask;
  /** As a number in the sign asked for. */
  const number: (value: number) => number = signed ? (bits === 1 ? (value) => -value : (value) => value) : unsigned;
  const compare =
    (holds: (a: number, b: number) => boolean): Numeric =>
    (a, b) =>
      holds(number(a), number(b)) ? 1 : 0;
  switch (name) {
    case "add":
      return (a, b) => wrap(a + b);
    case "sub":
      return (a, b) => wrap(a - b);
    case "mul":
      return (a, b) => wrap(Math.imul(a, b));
    case "div":
      return (a, b) => (b === 0 ? divisionByZero() : wrap(Math.trunc(number(a) / number(b))));
    case "rem":
      return (a, b) => (b === 0 ? divisionByZero() : wrap(number(a) % number(b)));
    case "neg":
      return (a) => wrap(-a);
    case "not":
      return (a) => wrap(~a);
    case "abs":
      return (a) => wrap(number(a) < 0 ? -a : a);
    case "and":
      return (a, b) => a & b;
    case "or":
      return (a, b) => a | b;
    case "xor":
      return (a, b) => a ^ b;
    case "shl":
      return (a, b) => (unsigned(b) >= bits ? 0 : wrap(a << b));
    case "shr":
      return (a, b) => {
        const amount = unsigned(b);
        if (amount >= bits) return signed && number(a) < 0 ? wrap(-1) : 0;
        return wrap(signed ? number(a) >> amount : unsigned(a) >>> amount);
      };
    case "min":
      return (a, b) => (number(a) <= number(b) ? a : b);
    case "max":
      return (a, b) => (number(a) >= number(b) ? a : b);
    case "eq":
      return (a, b) => (a === b ? 1 : 0);
    case "ne":
      return (a, b) => (a !== b ? 1 : 0);
    case "lt":
      return compare((a, b) => a < b);
    case "le":
      return compare((a, b) => a <= b);
    case "gt":
      return compare((a, b) => a > b);
    case "ge":
      return compare((a, b) => a >= b);
    case "fma":
      return (a, b, c) => wrap(Math.imul(a, b) + c);
    case "popcount":
      return (a) => wrap(popcount32(unsigned(a)));
    case "clz":
      return (a) => wrap(Math.clz32(unsigned(a)) - spare);
    case "ctz":
      return (a) => wrap(unsigned(a) === 0 ? bits : 31 - Math.clz32(a & -a));
    case "byteswap":
      return (a) => wrap(swapBytes32(unsigned(a)) >>> spare);
    case "bitreverse":
      return (a) => wrap(reverseBits32(unsigned(a)) >>> spare);
    default:
      return undefined;
  }
}

export function popcount32(value: number): number {
  let x = value - ((value >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function swapBytes32(value: number): number {
  return (value << 24) | ((value & 0xff00) << 8) | ((value >>> 8) & 0xff00) | (value >>> 24);
}

function reverseBits32(value: number): number {
  let x = ((value >>> 1) & 0x55555555) | ((value & 0x55555555) << 1);
  x = ((x >>> 2) & 0x33333333) | ((x & 0x33333333) << 2);
  x = ((x >>> 4) & 0x0f0f0f0f) | ((x & 0x0f0f0f0f) << 4);
  return swapBytes32(x);
}

// Above 32 bits

type Wide = (a: bigint, b: bigint, c: bigint) => bigint | number;

function wideKernel(name: string, bits: number, signed: boolean): LaneKernel | undefined {
  return wideOperation(name, bits, signed);
}

function wideOperation(name: string, bits: number, signed: boolean): Wide | undefined {
  const width = BigInt(bits);
  const wrap = (value: bigint): bigint => BigInt.asIntN(bits, value);
  const unsigned = (value: bigint): bigint => BigInt.asUintN(bits, value);
  const number = signed ? (value: bigint): bigint => value : unsigned;
  switch (name) {
    case "add":
      return (a, b) => wrap(a + b);
    case "sub":
      return (a, b) => wrap(a - b);
    case "mul":
      return (a, b) => wrap(a * b);
    case "div":
      return (a, b) => (b === 0n ? divisionByZero() : wrap(number(a) / number(b)));
    case "rem":
      return (a, b) => (b === 0n ? divisionByZero() : wrap(number(a) % number(b)));
    case "neg":
      return (a) => wrap(-a);
    case "not":
      return (a) => ~a;
    case "abs":
      return (a) => wrap(number(a) < 0n ? -a : a);
    case "and":
      return (a, b) => a & b;
    case "or":
      return (a, b) => a | b;
    case "xor":
      return (a, b) => a ^ b;
    case "shl":
      return (a, b) => (unsigned(b) >= width ? 0n : wrap(a << b));
    case "shr":
      return (a, b) => {
        if (unsigned(b) >= width) return signed && a < 0n ? -1n : 0n;
        return wrap(number(a) >> b);
      };
    case "min":
      return (a, b) => (number(a) <= number(b) ? a : b);
    case "max":
      return (a, b) => (number(a) >= number(b) ? a : b);
    case "eq":
      return (a, b) => (a === b ? 1 : 0);
    case "ne":
      return (a, b) => (a !== b ? 1 : 0);
    case "lt":
      return (a, b) => (number(a) < number(b) ? 1 : 0);
    case "le":
      return (a, b) => (number(a) <= number(b) ? 1 : 0);
    case "gt":
      return (a, b) => (number(a) > number(b) ? 1 : 0);
    case "ge":
      return (a, b) => (number(a) >= number(b) ? 1 : 0);
    case "fma":
      return (a, b, c) => wrap(a * b + c);
    case "popcount":
      return (a) => BigInt(words32(unsigned(a), bits).reduce((sum, word) => sum + popcount32(word), 0));
    case "clz":
      return (a) => width - BigInt(bitCount(unsigned(a)));
    case "ctz":
      return (a) => (a === 0n ? width : BigInt(bitCount(unsigned(a) & -unsigned(a)) - 1));
    case "byteswap":
      return (a) => wrap(fromWords(words32(unsigned(a), bits).map(swapBytes32).reverse()) >> (BigInt(Math.ceil(bits / 32) * 32) - width));
    case "bitreverse":
      return (a) => wrap(fromWords(words32(unsigned(a), bits).map(reverseBits32).reverse()) >> (BigInt(Math.ceil(bits / 32) * 32) - width));
    default:
      return undefined;
  }
}

/** Bits up to the highest one. */
function bitCount(value: bigint): number {
  if (value < 0x100000000n) return 32 - Math.clz32(Number(value));
  const high = Number((value >> 32n) & 0xffffffffn);
  if (value < 0x10000000000000000n) return 64 - Math.clz32(high);
  return 64 + bitCount(value >> 64n);
}

/** Lowest first. */
function words32(value: bigint, bits: number): number[] {
  const words: number[] = [];
  for (let at = 0; at < bits; at += 32) words.push(Number(BigInt.asUintN(32, value >> BigInt(at))));
  return words;
}

function fromWords(words: readonly number[]): bigint {
  let value = 0n;
  for (let index = words.length - 1; index >= 0; index--) value = (value << 32n) | BigInt((words[index] as number) >>> 0);
  return value;
}
