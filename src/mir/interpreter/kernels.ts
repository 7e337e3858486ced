/**
 * Intrinsics as JavaScript functions of packed values.
 *
 * In: an intrinsic with its types and attributes. Out: a kernel, made once per use or shared.
 * `docs/design/mir-intrinsics.md` says what each computes. Not here: what generated code does inline (`generate.ts`).
 */
import { coroutineHeader } from "../coroutine-header.ts";
import type { IntrinsicAttributes, MirType } from "../mir.ts";
import type { MemoryAccess } from "./access.ts";
import { fail } from "./failure.ts";
import { bitcastKernel, castKernel, pointerOfInteger } from "./kernels/conversions.ts";
import { floatKernel } from "./kernels/floats.ts";
import { integerKernel, type LaneKernel, overflowKernel, wrapperOf } from "./kernels/integers.ts";
import { literalKernel, literalText } from "./kernels/literals.ts";
import { llvmBaseName, llvmLaneKernel, sameMeaning } from "./kernels/llvm.ts";
import { memoryKernel } from "./kernels/memory.ts";
import { onLanes, reduction, vectorKernel } from "./kernels/vectors.ts";
import type { Memory } from "./memory.ts";
import type { Packed } from "./values.ts";

export type Kernel = LaneKernel;

export type KernelHost = {
  readonly memory: Memory;
  readonly access: MemoryAccess;
  /** Nanoseconds, or a failure. */
  readonly clock: () => bigint;
  /** Static bytes, shared by content. */
  readonly internText: (text: string) => { readonly address: number; readonly length: number };
  /** By handle; absent where only constants are folded. */
  readonly coroutines?: {
    readonly resume: (handle: number) => void;
    readonly destroy: (handle: number) => void;
    readonly isDone: (handle: number) => boolean;
  };
};

export type IntrinsicUse = {
  readonly name: string;
  readonly operands: readonly MirType[];
  readonly result: MirType;
  readonly attributes?: IntrinsicAttributes;
};

export function makeKernel(host: KernelHost, use: IntrinsicUse): Kernel {
  const { name, operands, result, attributes } = use;
  const found =
    laneKernel(use) ??
    structuralKernel(host, use) ??
    vectorKernel(name, operands, result, attributes) ??
    memoryKernel(host, name, operands, result, attributes) ??
    (name.startsWith("literal_") ? literalKernel(name, operands, result) : undefined);
  return found ?? fail("unsupported", `\`${name}\` is not supported at compile time`);
}

/** Operations that work lane by lane. */
function laneKernel(use: IntrinsicUse): Kernel | undefined {
  const [first] = use.operands;
  if (first === undefined) return undefined;
  const scalar = scalarKernel(use.name, laneOf(first), laneOf(use.result), use.attributes);
  if (scalar === undefined || first.kind !== "vector") return scalar;
  return use.name.endsWith("_overflow")
    ? overflowOnLanes(scalar, first.length, use.result)
    : onLanes(scalar, first.length, use.operands.length);
}

function laneOf(type: MirType): MirType {
  return type.kind === "vector" ? type.element : type;
}

function scalarKernel(name: string, operand: MirType, result: MirType, attributes: IntrinsicAttributes | undefined): Kernel | undefined {
  const signed = attributes?.signed ?? true;
  if (name === "cast") return castKernel(operand, result, signed);
  if (name === "pointer_to_int") return result.kind === "int" ? pointerToInteger(result.bits) : undefined;
  if (name === "int_to_pointer") return (value) => pointerOfInteger(BigInt(value));
  if (name.endsWith("_overflow")) return operand.kind === "int" ? overflowKernel(name, operand.bits, signed) : undefined;
  if (operand.kind === "int") return integerKernel(name, operand.bits, signed);
  if (operand.kind === "float") return floatKernel(name, operand.format);
  // Addresses compare like doubles.
  if (operand.kind === "pointer" && /^(eq|ne|lt|le|gt|ge)$/.test(name)) return floatKernel(name, "f64");
  return undefined;
}

function pointerToInteger(bits: number): Kernel {
  const wrap = wrapperOf(bits);
  return (address) => wrap(BigInt(address));
}

/** Struct of a vector and a mask, or of a vector and whether any lane overflowed. */
function overflowOnLanes(kernel: Kernel, length: number, result: MirType): Kernel {
  const isMask = result.kind === "struct" && result.fields[1]?.kind === "vector";
  return (a, b) => {
    const values: Packed[] = [];
    const flags: Packed[] = [];
    for (let lane = 0; lane < length; lane++) {
      const [value, flag] = kernel(a[lane], b[lane]);
      values.push(value);
      flags.push(flag);
    }
    return [values, isMask ? flags : Math.max(...flags)];
  };
}

function structuralKernel(host: KernelHost, use: IntrinsicUse): Kernel | undefined {
  const { name, operands, result, attributes } = use;
  switch (name) {
    case "select":
      if (operands[0]?.kind === "vector") return onLanes((mask, a, b) => (mask !== 0 ? a : b), operands[0].length, 3);
      return (condition, a, b) => (condition !== 0 ? a : b);
    case "bitcast":
      return bitcastKernel(operands[0] as MirType, result);
    case "likely":
    case "unlikely":
      return (condition) => condition;
    case "assume":
      return (condition) => (condition === 0 ? fail("unreachable", "an assumption does not hold") : undefined);
    case "trap":
      return () => fail("trap", "the program stopped");
    case "unreachable_hint":
      return () => fail("unreachable", "code that was said to be unreachable is reached");
    case "time_ns":
      return host.clock;
    case "interpreting":
      return () => 1;
    case "coroutine_resume":
      return host.coroutines?.resume;
    case "coroutine_destroy":
      return host.coroutines?.destroy;
    case "coroutine_done":
      return (handle) => Number(host.coroutines?.isDone(handle));
    case "coroutine_header":
      return (handle) => handle + coroutineHeader.offset;
    case "llvm":
      return llvmKernel(host, use);
    case "assembly":
      return fail("unsupported", "inline assembly cannot run at compile time");
    case "literal_text":
      return (value) => {
        const { address, length } = host.internText(literalText(value));
        return [address, BigInt(length)];
      };
    default:
      return name.startsWith("reduce_") ? reduceKernel(name.slice("reduce_".length), operands[0] as MirType, attributes) : undefined;
  }
}

function reduceKernel(name: string, vector: MirType, attributes: IntrinsicAttributes | undefined): Kernel | undefined {
  const combine = scalarKernel(name, laneOf(vector), laneOf(vector), attributes);
  return combine === undefined ? undefined : reduction(combine);
}

function llvmKernel(host: KernelHost, use: IntrinsicUse): Kernel {
  const text = use.attributes?.text ?? "";
  const base = llvmBaseName(text);
  const same = sameMeaning(base);
  if (same !== undefined) {
    const operands = use.operands.slice(0, same.operands);
    return makeKernel(host, { name: same.name, operands, result: use.result, attributes: same.attributes });
  }
  const [first] = use.operands;
  const lane = first === undefined ? undefined : llvmLaneKernel(base, laneOf(first));
  if (lane === undefined || first === undefined) return fail("unsupported", `LLVM intrinsic \`${text}\` is not supported at compile time`);
  if (first.kind !== "vector") return lane;
  const scalarSecond = use.operands[1] !== undefined && use.operands[1].kind !== "vector";
  return scalarSecond
    ? (vector, second) => vector.map((value: Packed) => lane(value, second))
    : onLanes(lane, first.length, use.operands.length);
}
