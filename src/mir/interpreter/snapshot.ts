/**
 * Results of evaluations as constants: memory that they point to becomes static data.
 *
 * In: packed values or typed memory. Out: `Constant`s; every allocation reachable from them is interned as `MirData`
 * with relocations. Symbols are made from content, so that equal results of any two runs have equal symbols: an
 * allocation is named after its bytes and what it points to; those that point to each other in a circle are named
 * together, in the order in which they are reached.
 */
import type { Constant, MirData, MirType } from "../mir.ts";
import { fail } from "./failure.ts";
import type { Machine } from "./machine.ts";
import { type Address, allocationSpan, handleShadow, pointerShadow } from "./memory.ts";
import { type ExactFloat, leafCount, type Packed } from "./values.ts";

export function constantOfValue(machine: Machine, type: MirType, value: Packed): Constant {
  return new Snapshot(machine).constant(type, value);
}

type Relocation = { readonly offset: number; readonly address: Address } | { readonly offset: number; readonly constant: Constant };

type Node = {
  readonly allocation: number;
  readonly bytes: Uint8Array;
  readonly relocations: readonly Relocation[];
  /** Allocations on the heap that it points to, in order. */
  readonly targets: readonly number[];
  order: number;
  low: number;
  onStack: boolean;
};

class Snapshot {
  private readonly machine: Machine;
  private readonly symbols = new Map<number, string>();
  private readonly nodes = new Map<number, Node>();

  constructor(machine: Machine) {
    this.machine = machine;
  }

  constant(type: MirType, value: Packed): Constant {
    if (value === undefined && leafCount(type) > 0) return { kind: "undefined", type };
    switch (type.kind) {
      case "int":
        return { kind: "int", type, value: BigInt(value) };
      case "float":
        return { kind: "float", type, value };
      case "pointer":
        return this.pointer(type, value);
      case "literal-integer":
        return { kind: "literal-integer", type, value };
      case "literal-float":
        return { kind: "literal-float", type, ...(value as ExactFloat) };
      case "vector":
        return { kind: "aggregate", type, elements: value.map((lane: Packed) => this.constant(type.element, lane)) };
      case "array":
        return { kind: "aggregate", type, elements: this.elements(new Array<MirType>(type.length).fill(type.element), value) };
      case "struct":
        return { kind: "aggregate", type, elements: this.elements(type.fields, value) };
    }
  }

  private elements(types: readonly MirType[], value: Packed): Constant[] {
    const counts = types.map(leafCount);
    const total = counts.reduce((sum, count) => sum + count, 0);
    let next = 0;
    return types.map((type, index) => {
      const count = counts[index] as number;
      const part = total === 1 ? (count === 1 ? value : undefined) : count === 1 ? value[next] : value.slice(next, next + count);
      next += count;
      return this.constant(type, count > 1 && part.every((leaf: Packed) => leaf === undefined) ? undefined : part);
    });
  }

  private pointer(type: MirType, address: Address): Constant {
    if (address === 0) return { kind: "null", type };
    const { machine } = this;
    const allocation = machine.memory.allocationOf(address);
    const offset = address - allocation * allocationSpan;
    const known = machine.symbolOf(allocation);
    if (known !== undefined) {
      if (!known.isFunction) return { kind: "global", type, symbol: known.symbol, offset };
      return offset === 0
        ? { kind: "function", type, symbol: known.symbol }
        : fail("bad-pointer", "a pointer into a function leaves the evaluation");
    }
    switch (machine.memory.kindOf(allocation)) {
      case "heap":
        return { kind: "global", type, symbol: this.symbolOf(allocation), offset };
      case "stack":
        return fail("bad-pointer", "a pointer to a local variable leaves the evaluation");
      // Nobody may follow it: what a moved-from value still holds.
      case "freed":
        return { kind: "null", type };
      default:
        return fail("bad-pointer", "a pointer that does not point to memory leaves the evaluation");
    }
  }

  // Allocations

  private symbolOf(allocation: number): string {
    if (!this.symbols.has(allocation)) this.nameReachable(allocation);
    return this.symbols.get(allocation) as string;
  }

  /** Tarjan's strongly connected components, without recursion: lists may be long. */
  private nameReachable(root: number): void {
    let order = 0;
    const stack: Node[] = [];
    const visit = (allocation: number): Node => {
      const node = this.read(allocation, order++);
      this.nodes.set(allocation, node);
      stack.push(node);
      return node;
    };
    const active: { readonly node: Node; next: number }[] = [{ node: visit(root), next: 0 }];
    for (let top = active.at(-1); top !== undefined; top = active.at(-1)) {
      const { node } = top;
      const target = node.targets[top.next++];
      if (target === undefined) {
        active.pop();
        const parent = active.at(-1)?.node;
        if (parent !== undefined) parent.low = Math.min(parent.low, node.low);
        if (node.low === node.order) this.nameComponent(stack.splice(stack.lastIndexOf(node)));
        continue;
      }
      const found = this.nodes.get(target);
      if (found === undefined) active.push({ node: visit(target), next: 0 });
      else if (found.onStack) node.low = Math.min(node.low, found.order);
    }
  }

  private read(allocation: number, order: number): Node {
    const { memory } = this.machine;
    const size = memory.size[allocation] as number;
    const base = memory.base[allocation] as number;
    const bytes = memory.u8.slice(base, base + size);
    const shadow = memory.shadow.subarray(base, base + size);
    const relocations: Relocation[] = [];
    for (let at = 0; at < size; at++) {
      const kind = shadow[at];
      if (kind === 0) bytes[at] = 0;
      if (kind !== pointerShadow && kind !== handleShadow) continue;
      for (let next = at; next < at + 8; next++)
        if (shadow[next] !== kind) fail("bad-pointer", "a part of a pointer leaves the evaluation");
      const address = allocation * allocationSpan + at;
      relocations.push(
        kind === pointerShadow
          ? { offset: at, address: memory.readPointer(address) }
          : { offset: at, constant: this.literal(memory.readHandle(address)) },
      );
      bytes.fill(0, at, at + 8);
      at += 7;
    }
    const targets: number[] = [];
    for (const relocation of relocations) {
      if (!("address" in relocation)) continue;
      const target = memory.allocationOf(relocation.address);
      if (memory.kindOf(target) === "heap") targets.push(target);
    }
    return { allocation, bytes, relocations, targets, order, low: order, onStack: true };
  }

  private literal(handle: number): Constant {
    const { types } = this.machine.options;
    const value = this.machine.access.literal(handle);
    return this.constant(typeof value === "bigint" ? types.literalInteger : types.literalFloat, value);
  }

  /** Its other targets have names already. */
  private nameComponent(nodes: readonly Node[]): void {
    const numbers = new Map(nodes.map((node, index) => [node.allocation, index]));
    const hash = new ContentHash();
    for (const node of nodes) {
      node.onStack = false;
      hash.text(`${node.bytes.length}:${this.machine.alignmentOf(node.allocation)};`);
      hash.bytes(node.bytes);
      for (const relocation of node.relocations) hash.text(`@${relocation.offset}=${this.relocationText(relocation, numbers)};`);
    }
    const name = `constant.${hash.digest()}`;
    nodes.forEach((node, index) => {
      this.symbols.set(node.allocation, nodes.length === 1 ? name : `${name}.${index}`);
    });
    for (const node of nodes) this.intern(node);
  }

  private relocationText(relocation: Relocation, numbers: ReadonlyMap<number, number>): string {
    if ("address" in relocation) {
      const allocation = this.machine.memory.allocationOf(relocation.address);
      const number = numbers.get(allocation);
      if (number !== undefined) return `#${number}+${relocation.address - allocation * allocationSpan}`;
    }
    const constant = this.target(relocation);
    return JSON.stringify(constant, (key, value: unknown) =>
      key === "type" ? undefined : typeof value === "bigint" ? `${value}n` : value,
    );
  }

  private target(relocation: Relocation): Constant {
    return "constant" in relocation ? relocation.constant : this.pointer(this.machine.options.types.pointer, relocation.address);
  }

  private intern(node: Node): void {
    const data: MirData = {
      symbol: this.symbols.get(node.allocation) as string,
      bytes: node.bytes,
      relocations: node.relocations.map((relocation) => ({ offset: relocation.offset, target: this.target(relocation) })),
      alignment: this.machine.alignmentOf(node.allocation),
      isConstant: true,
    };
    this.symbols.set(node.allocation, this.machine.internData(data));
  }
}

/** 106 bits from two runs of a multiplicative hash: enough to name content. */
class ContentHash {
  private a = 0x9e3779b9;
  private b = 0x243f6a88;
  private c = 0xb7e15162;
  private d = 0x13198a2e;

  bytes(bytes: Uint8Array): void {
    for (const byte of bytes) this.word(byte);
  }

  text(text: string): void {
    for (let index = 0; index < text.length; index++) this.word(text.charCodeAt(index));
  }

  private word(word: number): void {
    this.a = Math.imul(this.a ^ word, 0x85ebca6b) ^ (this.b >>> 13);
    this.b = Math.imul(this.b ^ word, 0xc2b2ae35) ^ (this.a >>> 16);
    this.c = Math.imul(this.c + word, 0x27d4eb2f) ^ (this.d >>> 15);
    this.d = Math.imul(this.d + word, 0x165667b1) ^ (this.c >>> 14);
  }

  digest(): string {
    const parts = [this.a ^ (this.a >>> 15), this.b ^ (this.b >>> 15), this.c ^ (this.c >>> 15), this.d ^ (this.d >>> 15)];
    return parts.map((part) => (part >>> 0).toString(36).padStart(7, "0")).join("");
  }
}
