/**
 * An intrinsic rvalue with shorthands for its parts, and scalars seen as vectors of one lane.
 *
 * Shared by `intrinsics.ts`, `conversions.ts` and `memory-intrinsics.ts`.
 */
import { assert, unreachable } from "../../base/assert.ts";
import type { IntrinsicAttributes, MirType, Operand, Rvalue } from "../../mir/mir.ts";
import type { FunctionState } from "./function-state.ts";
import { operandType, operandValue } from "./places.ts";
import { leafOf, mangledType, registerType } from "./types.ts";

export type IntrinsicCall = Rvalue & { kind: "intrinsic" };

/** An intrinsic call with shorthands for its parts. */
export class Intrinsic {
  readonly state: FunctionState;
  readonly name: string;
  readonly operands: readonly Operand[];
  readonly attributes: IntrinsicAttributes;
  /** MIR type of the result. */
  readonly result: MirType;

  constructor(state: FunctionState, call: IntrinsicCall) {
    this.state = state;
    this.name = call.name;
    this.operands = call.operands;
    this.attributes = call.attributes ?? {};
    this.result = call.type;
  }

  /** Scalar or vector type of an operand. */
  type(index: number): MirType {
    return leafOf(operandType(this.state, this.operand(index))).type;
  }

  value(index: number): string {
    return operandValue(this.state, this.operand(index));
  }

  operand(index: number): Operand {
    return this.operands[index] ?? unreachable(`${this.name} has an operand ${index}`);
  }

  get resultType(): MirType {
    return leafOf(this.result).type;
  }

  get fast(): string {
    return (this.attributes.fastMath ?? []).map((flag) => `${flag} `).join("");
  }

  /** Calls an overloaded LLVM intrinsic whose name ends in one type. */
  callOverloaded(name: string, type: MirType, args: readonly string[], returns: string, types: readonly string[], fast = ""): string {
    const callee = this.state.module.declare(`${name}.${mangledType(type)}`, returns, types.join(", "));
    return this.state.define(`call ${fast}${returns} ${callee}(${args.map((value, i) => `${types[i] as string} ${value}`).join(", ")})`);
  }
}

/** The vector type of one lane, for a scalar. */
export function asVector(type: MirType): MirType & { kind: "vector" } {
  if (type.kind === "vector") return type;
  assert(type.kind === "int" || type.kind === "float" || type.kind === "pointer", "a lane is a scalar");
  return { kind: "vector", id: -1, length: 1, element: type };
}

export function toVector(state: FunctionState, type: MirType, value: string): string {
  if (type.kind === "vector") return value;
  return state.define(`insertelement <1 x ${registerType(type)}> poison, ${registerType(type)} ${value}, i64 0`);
}

/** Back to what `wanted` says: a scalar stands for a vector of one lane. */
export function fromVector(state: FunctionState, wanted: MirType, value: string): string {
  if (wanted.kind === "vector") return value;
  return state.define(`extractelement <1 x ${registerType(wanted)}> ${value}, i64 0`);
}
