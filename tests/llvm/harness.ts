/**
 * What the tests of `src/llvm/` share: this machine's target, MIR text to native code, values to bytes and back.
 */
import { readFileSync } from "node:fs";
import { decodeSmallFloat, encodeSmallFloat } from "../../src/base/small-floats.ts";
import { hostProcessor, Jit, type OptimizationLevel } from "../../src/llvm/backend.ts";
import { emitModule } from "../../src/llvm/emit.ts";
import type { MirType } from "../../src/mir/mir.ts";
import { parseMir } from "../../src/mir/parse.ts";
import { sizeOf } from "../../src/mir/types.ts";
import { describeHost } from "../../src/target/host.ts";
import { describeTarget } from "../../src/target/target.ts";

export const host = describeHost({ ...hostProcessor(), readFile });
export const target = host.target;
/** No extensions at all: what the emitter may not rely on shows here. */
export const baseline = describeTarget({ triple: target.triple });

function readFile(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

export function emitText(mir: string): string {
  return emitModule(parseMir(mir), { target });
}

export function compile(mir: string, level: OptimizationLevel, machine = target): Jit {
  const jit = Jit.create({ target: machine, level, verify: true });
  jit.addIr(emitModule(parseMir(mir), { target: machine }));
  return jit;
}

/** Numbers for ints up to 32 bits, floats and truth values; bigints for wider ints; lists for vectors and structs. */
export type Value = number | bigint | boolean | readonly Value[];

export function encodeValue(type: MirType, value: Value, bytes: DataView, offset = 0): void {
  switch (type.kind) {
    case "int": {
      let rest = BigInt.asUintN(type.bits, BigInt(value as number | bigint | boolean));
      for (let i = 0; i < sizeOf(type); i++, rest >>= 8n) bytes.setUint8(offset + i, Number(rest & 0xffn));
      return;
    }
    case "float":
      if (type.format === "f64") bytes.setFloat64(offset, Number(value), true);
      else if (type.format === "f32") bytes.setFloat32(offset, Number(value), true);
      else if (type.format === "f16" || type.format === "bf16") bytes.setUint16(offset, encodeSmallFloat(type.format, Number(value)), true);
      else if (type.format !== "f128") bytes.setUint8(offset, encodeSmallFloat(type.format, Number(value)));
      return;
    case "pointer":
      bytes.setBigUint64(offset, BigInt(value as bigint), true);
      return;
    case "vector": {
      const lanes = value as readonly Value[];
      const isMask = type.element.kind === "int" && type.element.bits === 1;
      lanes.forEach((lane, i) => {
        if (!isMask) return encodeValue(type.element, lane, bytes, offset + i * sizeOf(type.element));
        const at = offset + (i >> 3);
        bytes.setUint8(at, (bytes.getUint8(at) & ~(1 << (i & 7))) | (Number(lane) << (i & 7)));
      });
      return;
    }
    default:
      throw new Error("only scalars and vectors are given");
  }
}

export function decodeValue(type: MirType, bytes: DataView, offset = 0): Value {
  switch (type.kind) {
    case "int": {
      if (type.bits === 1) return bytes.getUint8(offset) !== 0;
      let value = 0n;
      for (let i = sizeOf(type) - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes.getUint8(offset + i));
      const signed = BigInt.asIntN(type.bits, value);
      return type.bits <= 32 ? Number(signed) : signed;
    }
    case "float":
      if (type.format === "f64") return bytes.getFloat64(offset, true);
      if (type.format === "f32") return bytes.getFloat32(offset, true);
      if (type.format === "f16" || type.format === "bf16") return decodeSmallFloat(type.format, bytes.getUint16(offset, true));
      if (type.format === "f128") throw new Error("quads are not read back");
      return decodeSmallFloat(type.format, bytes.getUint8(offset));
    case "pointer":
      return bytes.getBigUint64(offset, true);
    case "vector": {
      const isMask = type.element.kind === "int" && type.element.bits === 1;
      return Array.from({ length: type.length }, (_, i) =>
        isMask
          ? ((bytes.getUint8(offset + (i >> 3)) >> (i & 7)) & 1) === 1
          : decodeValue(type.element, bytes, offset + i * sizeOf(type.element)),
      );
    }
    case "struct": {
      let at = 0;
      return type.fields.map((field) => {
        at = Math.ceil(at / sizeOf(field)) * sizeOf(field);
        const value = decodeValue(field, bytes, offset + at);
        at += sizeOf(field);
        return value;
      });
    }
    default:
      throw new Error("only scalars, vectors and pairs are read back");
  }
}
