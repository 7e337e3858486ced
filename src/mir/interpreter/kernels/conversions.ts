/** Conversions between scalars: by value (`cast`) and by bits (`bitcast`). */
import type { FloatType, IntType, MirType } from "../../mir.ts";
import { sizeOf } from "../../types.ts";
import { fail } from "../failure.ts";
import { floatBitCount, floatFromBits, floatToBits, floatToInteger, integerToFloat, rounderOf } from "../floats.ts";
import type { Packed } from "../values.ts";
import { bigintOf, type LaneKernel, wrapperOf } from "./integers.ts";

export function castKernel(source: MirType, target: MirType, signed: boolean): LaneKernel {
  if (source.kind === "int" && target.kind === "int") return integerCast(source, target, signed);
  if (source.kind === "int" && target.kind === "float") return integerToFloatCast(source, target, signed);
  if (source.kind === "float" && target.kind === "int") return floatToIntegerCast(target, signed);
  if (source.kind === "float" && target.kind === "float") return rounderOf(target.format);
  return fail("unsupported", `a cast from ${source.kind} to ${target.kind}`);
}

function integerCast(source: IntType, target: IntType, signed: boolean): LaneKernel {
  if (target.bits === 1) return source.bits <= 32 ? (value) => (value !== 0 ? 1 : 0) : (value) => (value !== 0n ? 1 : 0);
  const sameSign = signed || source.bits === 1 || target.bits <= source.bits;
  if (source.bits <= 32 && target.bits <= 32) {
    const spare = 32 - target.bits;
    const mask = source.bits === 32 ? -1 : (1 << source.bits) - 1;
    if (signed && source.bits === 1) return (value) => 0 - value;
    if (sameSign) return (value) => (value << spare) >> spare;
    return (value) => ((value & mask) << spare) >> spare;
  }
  const toBigint = bigintOf(source.bits, signed);
  const wrap = wrapperOf(target.bits);
  return (value) => wrap(toBigint(value));
}

function integerToFloatCast(source: IntType, target: FloatType, signed: boolean): LaneKernel {
  const { format } = target;
  const toBigint = bigintOf(source.bits, signed);
  const round = rounderOf(format);
  if (source.bits > 32) return (value) => integerToFloat(toBigint(value), format);
  if (source.bits === 1) return signed ? (value) => 0 - value : (value) => value;
  if (signed) return (value) => round(value);
  return source.bits === 32 ? (value) => round(value >>> 0) : (value) => round(value & ((1 << source.bits) - 1));
}

function floatToIntegerCast(target: IntType, signed: boolean): LaneKernel {
  if (target.bits === 1) return (value) => (value !== 0 ? 1 : 0);
  const { bits } = target;
  const wrap = wrapperOf(bits);
  if (bits > 32) return (value) => wrap(floatToInteger(value, bits, signed));
  const low = signed ? -(2 ** (bits - 1)) : 0;
  const high = signed ? 2 ** (bits - 1) - 1 : 2 ** bits - 1;
  const spare = 32 - bits;
  return (value: number) => {
    if (Number.isNaN(value)) return 0;
    const whole = value <= low ? low : value >= high ? high : Math.trunc(value);
    return (whole << spare) >> spare;
  };
}

// By bits

/** Scalars, vectors, pointers; a mask has one bit per lane. */
export function bitcastKernel(source: MirType, target: MirType): LaneKernel {
  if (source === target) return (value) => value;
  const toBits = bitsOf(source);
  const fromBits = valueOfBits(target);
  return (value) => fromBits(toBits(value));
}

/** Unsigned bits of a leaf. */
export function bitsOf(type: MirType): (value: Packed) => bigint {
  switch (type.kind) {
    case "int":
      return (value) => BigInt.asUintN(type.bits, BigInt(value));
    case "float":
      return (value) => floatToBits(type.format, value);
    case "pointer":
      return (value) => BigInt.asUintN(64, BigInt(value));
    case "vector": {
      const lane = bitsOf(type.element);
      const width = BigInt(bitWidth(type.element));
      return (value) => {
        let bits = 0n;
        for (let index = type.length - 1; index >= 0; index--) bits = (bits << width) | lane(value[index]);
        return bits;
      };
    }
    default:
      return fail("unsupported", "a bitcast of an aggregate");
  }
}

export function valueOfBits(type: MirType): (bits: bigint) => Packed {
  switch (type.kind) {
    case "int":
      return wrapperOf(type.bits);
    case "float":
      return (bits) => floatFromBits(type.format, bits);
    case "pointer":
      return pointerOfInteger;
    case "vector": {
      const lane = valueOfBits(type.element);
      const width = BigInt(bitWidth(type.element));
      return (bits) => {
        const lanes: Packed[] = [];
        for (let index = 0n; index < type.length; index++) lanes.push(lane(BigInt.asUintN(Number(width), bits >> (index * width))));
        return lanes;
      };
    }
    default:
      return fail("unsupported", "a bitcast to an aggregate");
  }
}

export function bitWidth(type: MirType): number {
  if (type.kind === "int") return type.bits;
  if (type.kind === "float") return floatBitCount(type.format);
  return sizeOf(type) * 8;
}

/** Integers that are no address (tags in the high bits) cannot be kept. */
export function pointerOfInteger(bits: bigint): number {
  const address = Number(BigInt.asIntN(64, bits));
  if (!Number.isSafeInteger(address)) fail("bad-pointer", "an integer that is not an address is converted to a pointer");
  return address;
}
