/**
 * Values of evaluated programs as JavaScript values.
 *
 * A value is a list of leaves, in the order of its fields and elements. A leaf: an int of up to 32 bits is a number
 * (signed; `i1` is 0 or 1), a wider int a signed bigint, a float a number that it holds exactly, a pointer an address,
 * a vector an array of lanes (never changed in place), an exact literal a bigint or an `ExactFloat`.
 * Packed: a value of one leaf is that leaf, of none `undefined`, of more an array. A leaf is `undefined` where an
 * aggregate has no value yet.
 */
import type { Constant, MirType } from "../mir.ts";
import { fieldOffsets, sizeOf } from "../types.ts";

/** A leaf or a packed value; its MIR type says which. */
// oxlint-disable-next-line typescript/no-explicit-any -- every JavaScript representation there is
export type Packed = any;

export type ExactFloat = {
  readonly numerator: bigint;
  readonly denominator: bigint;
  readonly special?: "nan" | "inf" | "-inf" | "-0";
};

export type Leaf = { readonly type: MirType /** Bytes from the start of the aggregate. */; readonly offset: number };

const leavesOfTypes = new WeakMap<MirType, readonly Leaf[]>();

export function leavesOf(type: MirType): readonly Leaf[] {
  let leaves = leavesOfTypes.get(type);
  if (leaves === undefined) {
    const found: Leaf[] = [];
    addLeaves(type, 0, found);
    leaves = found;
    leavesOfTypes.set(type, leaves);
  }
  return leaves;
}

function addLeaves(type: MirType, offset: number, leaves: Leaf[]): void {
  if (type.kind === "struct") {
    const { offsets } = fieldOffsets(type);
    type.fields.forEach((field, index) => {
      addLeaves(field, offset + (offsets[index] as number), leaves);
    });
  } else if (type.kind === "array") {
    const size = sizeOf(type.element);
    for (let index = 0; index < type.length; index++) addLeaves(type.element, offset + index * size, leaves);
  } else {
    leaves.push({ type, offset });
  }
}

const leafCounts = new WeakMap<MirType, number>();

/** Without making the list: an array may be long. */
export function leafCount(type: MirType): number {
  if (type.kind !== "struct" && type.kind !== "array") return 1;
  let count = leafCounts.get(type);
  if (count === undefined) {
    count = type.kind === "array" ? type.length * leafCount(type.element) : type.fields.reduce((sum, field) => sum + leafCount(field), 0);
    leafCounts.set(type, count);
  }
  return count;
}

/** Leaves before a field. */
export function leafIndexOfField(type: MirType, field: number): number {
  if (type.kind !== "struct") return field;
  let index = 0;
  for (let before = 0; before < field; before++) index += leafCount(type.fields[before] as MirType);
  return index;
}

export function isWide(type: MirType): boolean {
  return type.kind === "int" && type.bits > 32;
}

/** The leaves of a packed value. */
export function unpack(type: MirType, value: Packed): readonly Packed[] {
  const count = leafCount(type);
  if (count === 1) return [value];
  return count === 0 ? [] : value;
}

export function pack(leaves: readonly Packed[]): Packed {
  if (leaves.length === 1) return leaves[0];
  return leaves.length === 0 ? undefined : leaves;
}

/** Brings an int into its form. */
export function wrapInteger(bits: number, value: bigint): Packed {
  if (bits === 1) return Number(value & 1n);
  const wrapped = BigInt.asIntN(bits, value);
  return bits <= 32 ? Number(wrapped) : wrapped;
}

export function zeroLeaf(type: MirType): Packed {
  switch (type.kind) {
    case "int":
      return type.bits > 32 ? 0n : 0;
    case "float":
    case "pointer":
      return 0;
    case "vector":
      return new Array(type.length).fill(zeroLeaf(type.element));
    case "literal-integer":
      return 0n;
    case "literal-float":
      return { numerator: 0n, denominator: 1n } satisfies ExactFloat;
    case "struct":
    case "array":
      return pack(leavesOf(type).map((leaf) => zeroLeaf(leaf.type)));
  }
}

/** Appends the leaves of a constant. `address`: where a symbol plus an offset is. */
export function addConstantLeaves(constant: Constant, address: (constant: Constant) => number, leaves: Packed[]): void {
  const { type } = constant;
  switch (constant.kind) {
    case "int":
      leaves.push(wrapInteger(constant.type.bits, constant.value));
      return;
    case "float":
      leaves.push(constant.value);
      return;
    case "null":
      leaves.push(0);
      return;
    case "global":
    case "function":
      leaves.push(address(constant));
      return;
    case "literal-integer":
      leaves.push(constant.value);
      return;
    case "literal-float": {
      const { numerator, denominator, special } = constant;
      leaves.push((special === undefined ? { numerator, denominator } : { numerator, denominator, special }) satisfies ExactFloat);
      return;
    }
    case "zero":
      for (const leaf of leavesOf(type)) leaves.push(zeroLeaf(leaf.type));
      return;
    case "undefined":
      for (let count = leafCount(type); count > 0; count--) leaves.push(undefined);
      return;
    case "aggregate": {
      if (type.kind !== "vector") {
        for (const element of constant.elements) addConstantLeaves(element, address, leaves);
        return;
      }
      const lanes: Packed[] = [];
      for (const element of constant.elements) addConstantLeaves(element, address, lanes);
      leaves.push(lanes.map((lane) => lane ?? zeroLeaf(type.element)));
      return;
    }
  }
}
