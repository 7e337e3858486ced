/** Intrinsics that read or write memory, and address arithmetic. */
import type { IntrinsicAttributes, MirType, VectorType } from "../../mir.ts";
import { sizeOf } from "../../types.ts";
import type { MemoryAccess } from "../access.ts";
import { fail } from "../failure.ts";
import type { Memory } from "../memory.ts";
import type { Packed } from "../values.ts";
import { floatKernel } from "./floats.ts";
import { integerKernel, type LaneKernel } from "./integers.ts";

export type MemoryHost = { readonly memory: Memory; readonly access: MemoryAccess };

export function memoryKernel(
  host: MemoryHost,
  name: string,
  operands: readonly MirType[],
  result: MirType,
  attributes: IntrinsicAttributes | undefined,
): LaneKernel | undefined {
  const { memory, access } = host;
  const operand = (index: number) => operands[index] as MirType;
  switch (name) {
    case "load":
    case "atomic_load":
      return access.of(result).read;
    case "store":
    case "atomic_store":
      return access.of(operand(1)).write;
    case "offset": {
      const bytes = sizeOf(attributes?.elementType as MirType);
      return (pointer, index) => pointer + Number(index) * bytes;
    }
    case "offset_bytes":
      return (pointer, bytes) => pointer + Number(bytes);
    case "memory_copy":
    case "memory_move":
      return (target, source, bytes) => memory.copy(target, source, Number(bytes));
    case "memory_set":
      return (target, byte, bytes) => memory.fill(target, byte, Number(bytes));
    case "stack_allocate": {
      const bytes = sizeOf(attributes?.elementType as MirType);
      const alignment = attributes?.alignment ?? 16;
      return (count) => memory.pushFrame(needSize(Number(count) * bytes), alignment);
    }
    case "atomic_rmw":
      return readModifyWrite(host, operand(1), attributes);
    case "atomic_compare_exchange": {
      const { read, write } = access.of(operand(1));
      return (pointer, expected, desired) => {
        const old = read(pointer);
        const matches = Object.is(old, expected);
        if (matches) write(pointer, desired);
        return [old, matches ? 1 : 0];
      };
    }
    case "fence":
    case "prefetch":
      return () => undefined;
    case "masked_load":
    case "expand_load":
    case "gather":
      return maskedRead(host, name, result as VectorType);
    case "masked_store":
    case "compress_store":
    case "scatter":
      return maskedWrite(host, name, operand(1) as VectorType);
    default:
      return undefined;
  }
}

function needSize(bytes: number): number {
  if (!(bytes >= 0)) fail("out-of-bounds", `a stack allocation of ${bytes} bytes`);
  return Math.ceil(bytes / 16) * 16;
}

function readModifyWrite(host: MemoryHost, type: MirType, attributes: IntrinsicAttributes | undefined): LaneKernel {
  const { read, write } = host.access.of(type);
  const operation = attributes?.operation ?? "xchg";
  let combine: LaneKernel | undefined = (_old, value) => value;
  if (operation !== "xchg") {
    const name = operation.replace(/^f(?=add|sub|min|max)/, "");
    if (type.kind === "int") combine = integerKernel(name, type.bits, attributes?.signed ?? true);
    if (type.kind === "float") combine = floatKernel(name, type.format);
  }
  const kernel = combine;
  if (kernel === undefined) return fail("unsupported", `atomic operation \`${operation}\``);
  return (pointer, value) => {
    const old = read(pointer);
    write(pointer, kernel(old, value));
    return old;
  };
}

function maskedRead(host: MemoryHost, name: string, type: VectorType): LaneKernel {
  const { read } = host.access.of(type.element);
  const stride = sizeOf(type.element);
  return (pointer, mask: readonly number[], otherwise: readonly Packed[]) => {
    let next = 0;
    return mask.map((on, lane) => {
      if (on === 0) return otherwise[lane];
      if (name === "gather") return read(Number(pointer[lane]));
      return read(pointer + stride * (name === "expand_load" ? next++ : lane));
    });
  };
}

function maskedWrite(host: MemoryHost, name: string, type: VectorType): LaneKernel {
  const { write } = host.access.of(type.element);
  const stride = sizeOf(type.element);
  return (pointer, value: readonly Packed[], mask: readonly number[]) => {
    let next = 0;
    mask.forEach((on, lane) => {
      if (on === 0) return;
      if (name === "scatter") write(Number(pointer[lane]), value[lane]);
      else write(pointer + stride * (name === "compress_store" ? next++ : lane), value[lane]);
    });
  };
}
