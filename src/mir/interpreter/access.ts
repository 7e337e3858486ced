/**
 * Typed reads and writes of memory.
 *
 * In: a memory and a type. Out: an `Access` that moves packed values of that type between JavaScript and memory.
 * Reading a scalar needs all its bytes initialised; in an aggregate a leaf without a value is `undefined`.
 */
import { decodeSmallFloat, encodeSmallFloat } from "../../base/small-floats.ts";
import type { MirType, VectorType } from "../mir.ts";
import { sizeOf } from "../types.ts";
import { fail } from "./failure.ts";
import type { Address, Memory } from "./memory.ts";
import { leavesOf, type Packed, wrapInteger } from "./values.ts";

export type Access = {
  readonly read: (address: Address) => Packed;
  readonly write: (address: Address, value: Packed) => void;
};

export class MemoryAccess {
  private readonly memory: Memory;
  private readonly accesses: (Access | undefined)[] = [];
  /** Exact literals in memory, by handle. */
  private literals: Packed[] = [];

  constructor(memory: Memory) {
    this.memory = memory;
  }

  /** Of packed values of a type. */
  of(type: MirType): Access {
    let access = this.accesses[type.id];
    if (access === undefined) {
      access = type.kind === "struct" || type.kind === "array" ? this.aggregate(type) : this.leaf(type);
      this.accesses[type.id] = access;
    }
    return access;
  }

  literal(handle: number): Packed {
    return this.literals[handle];
  }

  forgetLiterals(): void {
    if (this.literals.length > 0) this.literals = [];
  }

  private aggregate(type: MirType): Access {
    const { memory } = this;
    const parts = leavesOf(type).map((leaf) => ({ offset: leaf.offset, bytes: sizeOf(leaf.type), access: this.of(leaf.type) }));
    const readPart = (part: (typeof parts)[number], address: Address): Packed => {
      const at = address + part.offset;
      return memory.isInitialized(at, part.bytes) ? part.access.read(at) : undefined;
    };
    const writePart = (part: (typeof parts)[number], address: Address, value: Packed): void => {
      if (value === undefined) memory.makeUninitialized(address + part.offset, part.bytes);
      else part.access.write(address + part.offset, value);
    };
    const [only] = parts;
    if (only === undefined) return { read: () => undefined, write: () => {} };
    if (parts.length === 1) {
      return { read: (address) => readPart(only, address), write: (address, value) => writePart(only, address, value) };
    }
    return {
      read: (address) => parts.map((part) => readPart(part, address)),
      write: (address, value) => {
        for (let index = 0; index < parts.length; index++) writePart(parts[index] as (typeof parts)[number], address, value[index]);
      },
    };
  }

  private leaf(type: MirType): Access {
    const { memory } = this;
    const access = this.definedLeaf(type);
    const bytes = sizeOf(type);
    return {
      read: access.read,
      write: (address, value) => {
        if (value === undefined) memory.makeUninitialized(address, bytes);
        else access.write(address, value);
      },
    };
  }

  private definedLeaf(type: MirType): Access {
    const { memory } = this;
    switch (type.kind) {
      case "int":
        return this.integer(type.bits);
      case "float":
        switch (type.format) {
          case "f64":
            return { read: (address) => memory.readF64(address), write: (address, value) => memory.writeF64(address, value) };
          case "f32":
            return { read: (address) => memory.readF32(address), write: (address, value) => memory.writeF32(address, value) };
          case "f128":
            return unsupportedFloat;
          case "f16":
          case "bf16": {
            const { format } = type;
            return {
              read: (address) => decodeSmallFloat(format, memory.read16(address) & 0xffff),
              write: (address, value) => memory.write16(address, encodeSmallFloat(format, value)),
            };
          }
          default: {
            const { format } = type;
            return {
              read: (address) => decodeSmallFloat(format, memory.read8(address) & 0xff),
              write: (address, value) => memory.write8(address, encodeSmallFloat(format, value)),
            };
          }
        }
      case "pointer":
        return { read: (address) => memory.readPointer(address), write: (address, value) => memory.writePointer(address, value) };
      case "vector":
        return type.element.kind === "int" && type.element.bits === 1 ? this.mask(type) : this.vector(type);
      case "literal-integer":
      case "literal-float":
        return {
          read: (address) => this.literals[memory.readHandle(address)],
          write: (address, value) => memory.writeHandle(address, this.literals.push(value) - 1),
        };
      case "struct":
      case "array":
        return this.aggregate(type);
    }
  }

  private integer(bits: number): Access {
    const { memory } = this;
    if (bits === 1) return { read: (address) => memory.read8(address) & 1, write: (address, value) => memory.write8(address, value) };
    if (bits <= 8)
      return narrow(bits, 8, { read: (address) => memory.read8(address), write: (address, value) => memory.write8(address, value) });
    if (bits <= 16)
      return narrow(bits, 16, { read: (address) => memory.read16(address), write: (address, value) => memory.write16(address, value) });
    if (bits <= 32)
      return narrow(bits, 32, { read: (address) => memory.read32(address), write: (address, value) => memory.write32(address, value) });
    if (bits <= 64)
      return { read: (address) => BigInt.asIntN(bits, memory.read64(address)), write: (address, value) => memory.write64(address, value) };
    const words = sizeOf({ kind: "int", id: -1, bits }) / 8;
    return {
      read: (address) => {
        let value = 0n;
        for (let word = words - 1; word >= 0; word--) value = (value << 64n) | BigInt.asUintN(64, memory.read64(address + word * 8));
        return BigInt.asIntN(bits, value);
      },
      write: (address, value: bigint) => {
        for (let word = 0; word < words; word++) memory.write64(address + word * 8, BigInt.asIntN(64, value >> BigInt(word * 64)));
      },
    };
  }

  private vector(type: VectorType): Access {
    const element = this.of(type.element);
    const stride = sizeOf(type.element);
    return {
      read: (address) => {
        const lanes = new Array(type.length);
        for (let lane = 0; lane < type.length; lane++) lanes[lane] = element.read(address + lane * stride);
        return lanes;
      },
      write: (address, value) => {
        for (let lane = 0; lane < type.length; lane++) element.write(address + lane * stride, value[lane]);
      },
    };
  }

  /** One bit per lane, from the lowest bit up. */
  private mask(type: VectorType): Access {
    const { memory } = this;
    const bytes = sizeOf(type);
    return {
      read: (address) => {
        const lanes = new Array(type.length);
        for (let lane = 0; lane < type.length; lane++) lanes[lane] = (memory.read8(address + (lane >> 3)) >> (lane & 7)) & 1;
        return lanes;
      },
      write: (address, value) => {
        for (let byte = 0; byte < bytes; byte++) {
          let bits = 0;
          for (let bit = 0; bit < 8; bit++) bits |= (value[byte * 8 + bit] ?? 0) << bit;
          memory.write8(address + byte, bits);
        }
      },
    };
  }
}

const unsupportedFloat: Access = {
  read: () => fail("unsupported", "128-bit floats are not supported at compile time"),
  write: () => fail("unsupported", "128-bit floats are not supported at compile time"),
};

/** Ints that fill their bytes need no wrapping. */
function narrow(bits: number, width: number, access: Access): Access {
  if (bits === width) return access;
  return { read: (address) => wrapInteger(bits, BigInt(access.read(address))), write: access.write };
}
