/**
 * Intrinsics of constants, computed by the interpreter's own kernels.
 *
 * Only scalars of ints and floats. What fails there (a division by zero) or gives NaN is left as it is.
 */
import { MemoryAccess } from "../interpreter/access.ts";
import { Failure, fail } from "../interpreter/failure.ts";
import { type KernelHost, makeKernel } from "../interpreter/kernels.ts";
import { Memory } from "../interpreter/memory.ts";
import { wrapInteger } from "../interpreter/values.ts";
import type { Constant, Operand, Rvalue } from "../mir.ts";

const foldable = new Set(
  "add sub mul div rem neg and or xor not shl shr eq ne lt le gt ge min max abs fma sqrt floor ceil trunc round roundeven copysign popcount clz ctz byteswap bitreverse cast likely unlikely".split(
    " ",
  ),
);

/** A simpler value of the same meaning, or nothing. */
export function foldIntrinsic(value: Extract<Rvalue, { kind: "intrinsic" }>): Operand | undefined {
  if (value.name === "select") return foldSelect(value.operands);
  if (!foldable.has(value.name) || (value.type.kind !== "int" && value.type.kind !== "float")) return undefined;
  const constants: Constant[] = [];
  for (const operand of value.operands) {
    if (operand.kind !== "constant") return undefined;
    constants.push(operand.constant);
  }
  const leaves = constants.map(scalarLeaf);
  if (leaves.includes(undefined)) return undefined;
  try {
    const use = {
      name: value.name,
      operands: constants.map((constant) => constant.type),
      result: value.type,
      attributes: value.attributes,
    };
    const result = makeKernel(host(), use)(...leaves);
    if (value.type.kind === "int") return { kind: "constant", constant: { kind: "int", type: value.type, value: BigInt(result) } };
    if (Number.isNaN(result)) return undefined;
    return { kind: "constant", constant: { kind: "float", type: value.type, value: result } };
  } catch (thrown) {
    if (thrown instanceof Failure) return undefined;
    throw thrown;
  }
}

function foldSelect(operands: readonly Operand[]): Operand | undefined {
  const [condition, whenTrue, whenFalse] = operands;
  if (condition?.kind !== "constant") return undefined;
  const chosen = scalarLeaf(condition.constant);
  return chosen === undefined || condition.constant.type.kind !== "int" ? undefined : chosen !== 0 ? whenTrue : whenFalse;
}

function scalarLeaf(constant: Constant): number | bigint | undefined {
  if (constant.kind === "int") return wrapInteger(constant.type.bits, constant.value);
  if (constant.kind === "float") return constant.type.format === "f128" || Number.isNaN(constant.value) ? undefined : constant.value;
  if (constant.kind === "zero" && constant.type.kind === "int") return wrapInteger(constant.type.bits, 0n);
  return undefined;
}

let shared: KernelHost | undefined;

/** Kernels of scalars touch none of it. */
function host(): KernelHost {
  if (shared === undefined) {
    const memory = new Memory(0, () => fail("unsupported", "no memory here"));
    const none = (): never => fail("unsupported", "not while folding");
    shared = { memory, access: new MemoryAccess(memory), clock: none, internText: none };
  }
  return shared;
}
