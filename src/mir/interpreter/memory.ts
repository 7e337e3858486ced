/**
 * Memory of evaluated programs: allocations with checked bounds, lifetime and initialisation.
 *
 * An address is a JavaScript number, exact up to 2^53: the number of an allocation times 2^32 plus a byte offset, so
 * that pointers are ordered, compared, cast to integers and offset like machine addresses while a stray one is caught.
 * All bytes lie in one buffer (`base` maps allocations into it). `shadow` has a byte per byte: 0 uninitialised, 1 data,
 * 2 part of a stored pointer, 3 part of a handle of an exact literal; by the last two a snapshot knows its relocations.
 * Allocation 0 is null, allocation 1 the stack. Reads and writes of aligned scalars are fast paths, all else is slow.
 */
import { assert } from "../../base/assert.ts";
import { alignUp } from "../types.ts";
import { type FailureReason, fail } from "./failure.ts";

export type Address = number;

export type AllocationKind = "never" | "null" | "heap" | "freed" | "stack" | "global" | "function" | "unmapped";

/** Size of the range of addresses of one allocation. */
export const allocationSpan = 4294967296;
const perSpan = 1 / allocationSpan;

const stackNumber = 1;
const firstStackBytes = 16384;
const data32 = 0x01010101;
const pointer32 = 0x02020202;
export const pointerShadow = 2;
export const handleShadow = 3;
/** A double whose bytes are all 1 or all 2, to compare and fill eight shadow bytes at once. */
const data64 = doubleOfBytes(data32);
const pointer64 = doubleOfBytes(pointer32);
/** Freed numbers wait this long before they are used again, so that stale pointers are noticed. */
const reuseDelay = 65536;

function doubleOfBytes(word: number): number {
  return new Float64Array(new Int32Array([word, word]).buffer)[0] as number;
}

export class Memory {
  private readonly limitBytes: number;
  /** Fills an allocation that was only reserved; see `reserve`. */
  private readonly mapReserved: (allocation: number) => void;

  private buffer: ArrayBuffer;
  u8!: Uint8Array;
  private i8!: Int8Array;
  private i16!: Int16Array;
  private i32!: Int32Array;
  private i64!: BigInt64Array;
  private f32!: Float32Array;
  private f64!: Float64Array;
  private view!: DataView;
  shadow!: Uint8Array;
  private shadow16!: Int16Array;
  private shadow32!: Int32Array;
  private shadow64!: Float64Array;

  /** By allocation number: first byte in the buffer, readable bytes, writable bytes. */
  base: Float64Array = new Float64Array(64);
  size: Float64Array = new Float64Array(64);
  private writable: Float64Array = new Float64Array(64);
  private readonly kinds: AllocationKind[] = ["null", "stack"];
  private readonly capacities: (number | undefined)[] = [];
  private stackCapacity = firstStackBytes;

  private top = 0;
  private readonly freeBlocks = new Map<number, number[]>();
  private freed: number[] = [];
  private freedStart = 0;
  private liveBytes = 0;
  private heapCount = 0;

  constructor(limitBytes: number, mapReserved: (allocation: number) => void) {
    this.limitBytes = Math.min(limitBytes, 0x40000000);
    this.mapReserved = mapReserved;
    this.buffer = new ArrayBuffer(0);
    this.makeViews(65536);
    this.base[stackNumber] = this.takeBlock(firstStackBytes);
  }

  private makeViews(bytes: number): void {
    const old = this.buffer.byteLength === 0 ? undefined : { u8: this.u8, shadow: this.shadow };
    this.buffer = new ArrayBuffer(bytes);
    this.u8 = new Uint8Array(this.buffer);
    this.i8 = new Int8Array(this.buffer);
    this.i16 = new Int16Array(this.buffer);
    this.i32 = new Int32Array(this.buffer);
    this.i64 = new BigInt64Array(this.buffer);
    this.f32 = new Float32Array(this.buffer);
    this.f64 = new Float64Array(this.buffer);
    this.view = new DataView(this.buffer);
    const shadow = new ArrayBuffer(bytes);
    this.shadow = new Uint8Array(shadow);
    this.shadow16 = new Int16Array(shadow);
    this.shadow32 = new Int32Array(shadow);
    this.shadow64 = new Float64Array(shadow);
    if (old === undefined) return;
    this.u8.set(old.u8);
    this.shadow.set(old.shadow);
  }

  // Allocation

  /** Uninitialised memory; the address is a multiple of every alignment. */
  allocate(bytes: number): Address {
    const allocation = this.newNumber("heap");
    this.size[allocation] = 0;
    this.heapCount += 1;
    this.place(allocation, bytes);
    return allocation * allocationSpan;
  }

  /** An address whose bytes come later (`map`), when they are first touched, or never. */
  reserve(kind: "function" | "unmapped"): Address {
    return this.newNumber(kind) * allocationSpan;
  }

  /** Gives a reserved allocation its bytes. */
  map(allocation: number, bytes: number): void {
    assert(this.kinds[allocation] === "unmapped", "only reserved memory is mapped");
    this.kinds[allocation] = "global";
    this.place(allocation, bytes);
  }

  /** Takes the bytes away again: the next use maps it anew. */
  unmap(allocation: number): void {
    this.liveBytes -= this.size[allocation] as number;
    this.releaseBlock(this.base[allocation] as number, this.capacities[allocation] as number);
    this.kinds[allocation] = "unmapped";
    this.size[allocation] = 0;
    this.writable[allocation] = 0;
  }

  makeReadOnly(allocation: number): void {
    this.writable[allocation] = 0;
  }

  private newNumber(kind: AllocationKind): number {
    let allocation = this.kinds.length;
    if (this.freed.length - this.freedStart > reuseDelay) allocation = this.freed[this.freedStart++] as number;
    if (this.freedStart > reuseDelay) {
      this.freed = this.freed.slice(this.freedStart);
      this.freedStart = 0;
    }
    if (allocation >= 1 << 20) fail("memory-limit", "too many live allocations");
    if (allocation >= this.base.length) this.growTables();
    this.kinds[allocation] = kind;
    return allocation;
  }

  private growTables(): void {
    const grow = (table: Float64Array): Float64Array => {
      const larger = new Float64Array(table.length * 2);
      larger.set(table);
      return larger;
    };
    this.base = grow(this.base);
    this.size = grow(this.size);
    this.writable = grow(this.writable);
  }

  private place(allocation: number, bytes: number): void {
    if (!(bytes >= 0)) fail("memory-limit", `cannot allocate ${bytes} bytes`);
    if (this.liveBytes + bytes > this.limitBytes) fail("memory-limit", `needs more than ${this.limitBytes} bytes of memory`);
    this.liveBytes += bytes;
    const capacity = blockSize(bytes);
    const base = this.takeBlock(capacity);
    this.shadow.fill(0, base, base + bytes);
    this.base[allocation] = base;
    this.size[allocation] = bytes;
    this.writable[allocation] = bytes;
    this.capacities[allocation] = capacity;
  }

  private takeBlock(capacity: number): number {
    const free = this.freeBlocks.get(capacity)?.pop();
    if (free !== undefined) return free;
    const base = this.top;
    this.top += capacity;
    if (this.top > this.buffer.byteLength) {
      const bytes = Math.max(this.buffer.byteLength * 2, alignUp(this.top, 65536));
      this.makeViews(bytes);
    }
    return base;
  }

  private releaseBlock(base: number, capacity: number): void {
    const blocks = this.freeBlocks.get(capacity);
    if (blocks === undefined) this.freeBlocks.set(capacity, [base]);
    else blocks.push(base);
  }

  free(address: Address): void {
    if (address === 0) return;
    const allocation = this.allocationOf(address);
    if (this.kinds[allocation] === "freed") fail("freed", "memory is freed twice");
    if (this.kinds[allocation] !== "heap") fail("bad-pointer", "a pointer that was not allocated is freed");
    if (address !== allocation * allocationSpan) fail("bad-pointer", "a pointer into the middle of an allocation is freed");
    this.release(allocation);
  }

  private release(allocation: number): void {
    this.kinds[allocation] = "freed";
    this.heapCount -= 1;
    this.liveBytes -= this.size[allocation] as number;
    const capacity = this.capacities[allocation];
    if (capacity !== undefined) this.releaseBlock(this.base[allocation] as number, capacity);
    this.capacities[allocation] = undefined;
    this.size[allocation] = 0;
    this.writable[allocation] = 0;
    this.freed.push(allocation);
  }

  /** Frees what a finished evaluation left behind. */
  freeHeap(): void {
    if (this.heapCount === 0) return;
    for (let allocation = stackNumber + 1; allocation < this.kinds.length; allocation++) {
      if (this.kinds[allocation] === "heap") this.release(allocation);
    }
  }

  // The stack

  /** Room for a frame, uninitialised; `stackTop` before it is what `popFrame` takes. */
  pushFrame(bytes: number, alignment: number): Address {
    const mask = Math.max(16, alignment) - 1;
    const start = ((this.size[stackNumber] as number) + mask) & ~mask;
    const end = start + bytes;
    if (end > this.stackCapacity) this.growStack(end);
    const base = this.base[stackNumber] as number;
    if (bytes <= 64) for (let at = (base + start) >> 3; at < (base + end) >> 3; at++) this.shadow64[at] = 0;
    else this.shadow.fill(0, base + start, base + end);
    this.size[stackNumber] = end;
    this.writable[stackNumber] = end;
    return stackNumber * allocationSpan + start;
  }

  get stackTop(): number {
    return this.size[stackNumber] as number;
  }

  popFrame(top: number): void {
    this.size[stackNumber] = top;
    this.writable[stackNumber] = top;
  }

  private growStack(end: number): void {
    const old = this.base[stackNumber] as number;
    const oldCapacity = this.stackCapacity;
    const capacity = blockSize(Math.max(end, oldCapacity * 2));
    if (capacity > this.limitBytes) fail("memory-limit", "the stack outgrows the memory limit");
    const base = this.takeBlock(capacity);
    this.u8.copyWithin(base, old, old + oldCapacity);
    this.shadow.copyWithin(base, old, old + oldCapacity);
    this.base[stackNumber] = base;
    this.stackCapacity = capacity;
    this.releaseBlock(old, oldCapacity);
  }

  // Facts

  allocationOf(address: Address): number {
    return Math.floor(address * perSpan);
  }

  kindOf(allocation: number): AllocationKind {
    return this.kinds[allocation] ?? "never";
  }

  get allocationCount(): number {
    return this.kinds.length;
  }

  // Checked places in the buffer

  /** Index in the buffer of `bytes` bytes that may be read, whether or not they are initialised. */
  readable(address: Address, bytes: number): number {
    const allocation = this.allocationOf(address);
    const offset = address - allocation * allocationSpan;
    if (offset + bytes <= (this.size[allocation] as number)) return (this.base[allocation] as number) + offset;
    return this.outside(address, bytes, "read");
  }

  writableAt(address: Address, bytes: number): number {
    const allocation = this.allocationOf(address);
    const offset = address - allocation * allocationSpan;
    if (offset + bytes <= (this.writable[allocation] as number)) return (this.base[allocation] as number) + offset;
    return this.outside(address, bytes, "write");
  }

  private outside(address: Address, bytes: number, access: "read" | "write"): number {
    let allocation = this.allocationOf(address);
    let offset = address - allocation * allocationSpan;
    // No allocation is that large: it was meant to be before the next one.
    if (offset >= allocationSpan / 2) {
      allocation += 1;
      offset -= allocationSpan;
    }
    const kind = this.kindOf(allocation);
    if (kind === "unmapped" && offset >= 0) {
      this.mapReserved(allocation);
      return access === "read" ? this.readable(address, bytes) : this.writableAt(address, bytes);
    }
    if (bytes === 0 && kind !== "never") return 0;
    const [reason, message] = outsideMessage(kind, access, { offset, bytes, size: this.size[allocation] ?? 0 });
    return fail(reason, message);
  }

  /** Fails if one of some bytes is uninitialised. */
  private needInitialized(at: number, bytes: number): void {
    for (let index = at; index < at + bytes; index++) {
      if (this.shadow[index] === 0) fail("uninitialized", "reads memory that is not initialised");
    }
  }

  isInitialized(address: Address, bytes: number): boolean {
    return this.hasValue(this.readable(address, bytes), bytes);
  }

  private hasValue(at: number, bytes: number): boolean {
    for (let index = at; index < at + bytes; index++) if (this.shadow[index] === 0) return false;
    return true;
  }

  // Reads. The first line of each is the check that all but a few accesses pass.

  read8(address: Address): number {
    const allocation = (address * perSpan) | 0;
    const offset = address >>> 0;
    const at = offset + 1 <= (this.size[allocation] as number) ? (this.base[allocation] as number) + offset : this.readable(address, 1);
    if (this.shadow[at] === 0) this.needInitialized(at, 1);
    return this.i8[at] as number;
  }

  read16(address: Address): number {
    const allocation = (address * perSpan) | 0;
    const offset = address >>> 0;
    const at = offset + 2 <= (this.size[allocation] as number) ? (this.base[allocation] as number) + offset : this.readable(address, 2);
    if ((at & 1) !== 0 || this.shadow16[at >> 1] !== 0x0101) return this.slow(at, 2).getInt16(at, true);
    return this.i16[at >> 1] as number;
  }

  read32(address: Address): number {
    const allocation = (address * perSpan) | 0;
    const offset = address >>> 0;
    const at = offset + 4 <= (this.size[allocation] as number) ? (this.base[allocation] as number) + offset : this.readable(address, 4);
    if ((at & 3) !== 0 || this.shadow32[at >> 2] !== data32) return this.slow(at, 4).getInt32(at, true);
    return this.i32[at >> 2] as number;
  }

  read64(address: Address): bigint {
    const allocation = (address * perSpan) | 0;
    const offset = address >>> 0;
    const at = offset + 8 <= (this.size[allocation] as number) ? (this.base[allocation] as number) + offset : this.readable(address, 8);
    if ((at & 7) !== 0 || this.shadow64[at >> 3] !== data64) return this.slow(at, 8).getBigInt64(at, true);
    return this.i64[at >> 3] as bigint;
  }

  readF32(address: Address): number {
    const allocation = (address * perSpan) | 0;
    const offset = address >>> 0;
    const at = offset + 4 <= (this.size[allocation] as number) ? (this.base[allocation] as number) + offset : this.readable(address, 4);
    if ((at & 3) !== 0 || this.shadow32[at >> 2] !== data32) return this.slow(at, 4).getFloat32(at, true);
    return this.f32[at >> 2] as number;
  }

  readF64(address: Address): number {
    const allocation = (address * perSpan) | 0;
    const offset = address >>> 0;
    const at = offset + 8 <= (this.size[allocation] as number) ? (this.base[allocation] as number) + offset : this.readable(address, 8);
    if ((at & 7) !== 0 || this.shadow64[at >> 3] !== data64) return this.slow(at, 8).getFloat64(at, true);
    return this.f64[at >> 3] as number;
  }

  readPointer(address: Address): Address {
    const allocation = (address * perSpan) | 0;
    const offset = address >>> 0;
    const at = offset + 8 <= (this.size[allocation] as number) ? (this.base[allocation] as number) + offset : this.readable(address, 8);
    if ((at & 7) !== 0 || this.shadow64[at >> 3] !== pointer64) return Number(this.slow(at, 8).getBigInt64(at, true));
    return (this.i32[(at >> 2) + 1] as number) * allocationSpan + ((this.i32[at >> 2] as number) >>> 0);
  }

  // Reads of leaves of aggregates, which may have no value: `undefined`.

  maybe8(address: Address): number | undefined {
    const allocation = (address * perSpan) | 0;
    const offset = address >>> 0;
    const at = offset + 1 <= (this.size[allocation] as number) ? (this.base[allocation] as number) + offset : this.readable(address, 1);
    if (this.shadow[at] === 0) return this.hasValue(at, 1) ? this.view.getInt8(at) : undefined;
    return this.i8[at] as number;
  }

  maybe16(address: Address): number | undefined {
    const allocation = (address * perSpan) | 0;
    const offset = address >>> 0;
    const at = offset + 2 <= (this.size[allocation] as number) ? (this.base[allocation] as number) + offset : this.readable(address, 2);
    if ((at & 1) !== 0 || this.shadow16[at >> 1] !== 0x0101) return this.hasValue(at, 2) ? this.view.getInt16(at, true) : undefined;
    return this.i16[at >> 1] as number;
  }

  maybe32(address: Address): number | undefined {
    const allocation = (address * perSpan) | 0;
    const offset = address >>> 0;
    const at = offset + 4 <= (this.size[allocation] as number) ? (this.base[allocation] as number) + offset : this.readable(address, 4);
    if ((at & 3) !== 0 || this.shadow32[at >> 2] !== data32) return this.hasValue(at, 4) ? this.view.getInt32(at, true) : undefined;
    return this.i32[at >> 2] as number;
  }

  maybe64(address: Address): bigint | undefined {
    const allocation = (address * perSpan) | 0;
    const offset = address >>> 0;
    const at = offset + 8 <= (this.size[allocation] as number) ? (this.base[allocation] as number) + offset : this.readable(address, 8);
    if ((at & 7) !== 0 || this.shadow64[at >> 3] !== data64) return this.hasValue(at, 8) ? this.view.getBigInt64(at, true) : undefined;
    return this.i64[at >> 3] as bigint;
  }

  maybeF32(address: Address): number | undefined {
    const allocation = (address * perSpan) | 0;
    const offset = address >>> 0;
    const at = offset + 4 <= (this.size[allocation] as number) ? (this.base[allocation] as number) + offset : this.readable(address, 4);
    if ((at & 3) !== 0 || this.shadow32[at >> 2] !== data32) return this.hasValue(at, 4) ? this.view.getFloat32(at, true) : undefined;
    return this.f32[at >> 2] as number;
  }

  maybeF64(address: Address): number | undefined {
    const allocation = (address * perSpan) | 0;
    const offset = address >>> 0;
    const at = offset + 8 <= (this.size[allocation] as number) ? (this.base[allocation] as number) + offset : this.readable(address, 8);
    if ((at & 7) !== 0 || this.shadow64[at >> 3] !== data64) return this.hasValue(at, 8) ? this.view.getFloat64(at, true) : undefined;
    return this.f64[at >> 3] as number;
  }

  maybePointer(address: Address): Address | undefined {
    return this.isInitialized(address, 8) ? this.readPointer(address) : undefined;
  }

  private slow(at: number, bytes: number): DataView {
    this.needInitialized(at, bytes);
    return this.view;
  }

  // Writes

  write8(address: Address, value: number): void {
    const allocation = (address * perSpan) | 0;
    const offset = address >>> 0;
    const at =
      offset + 1 <= (this.writable[allocation] as number) ? (this.base[allocation] as number) + offset : this.writableAt(address, 1);
    this.shadow[at] = 1;
    this.i8[at] = value;
  }

  write16(address: Address, value: number): void {
    const allocation = (address * perSpan) | 0;
    const offset = address >>> 0;
    const at =
      offset + 2 <= (this.writable[allocation] as number) ? (this.base[allocation] as number) + offset : this.writableAt(address, 2);
    if ((at & 1) !== 0) return this.unaligned(at, 2).setInt16(at, value, true);
    this.shadow16[at >> 1] = 0x0101;
    this.i16[at >> 1] = value;
  }

  write32(address: Address, value: number): void {
    const allocation = (address * perSpan) | 0;
    const offset = address >>> 0;
    const at =
      offset + 4 <= (this.writable[allocation] as number) ? (this.base[allocation] as number) + offset : this.writableAt(address, 4);
    if ((at & 3) !== 0) return this.unaligned(at, 4).setInt32(at, value, true);
    this.shadow32[at >> 2] = data32;
    this.i32[at >> 2] = value;
  }

  write64(address: Address, value: bigint): void {
    const allocation = (address * perSpan) | 0;
    const offset = address >>> 0;
    const at =
      offset + 8 <= (this.writable[allocation] as number) ? (this.base[allocation] as number) + offset : this.writableAt(address, 8);
    if ((at & 7) !== 0) return this.unaligned(at, 8).setBigInt64(at, value, true);
    this.shadow64[at >> 3] = data64;
    this.i64[at >> 3] = value;
  }

  writeF32(address: Address, value: number): void {
    const allocation = (address * perSpan) | 0;
    const offset = address >>> 0;
    const at =
      offset + 4 <= (this.writable[allocation] as number) ? (this.base[allocation] as number) + offset : this.writableAt(address, 4);
    if ((at & 3) !== 0) return this.unaligned(at, 4).setFloat32(at, value, true);
    this.shadow32[at >> 2] = data32;
    this.f32[at >> 2] = Number.isNaN(value) ? NaN : value;
  }

  writeF64(address: Address, value: number): void {
    const allocation = (address * perSpan) | 0;
    const offset = address >>> 0;
    const at =
      offset + 8 <= (this.writable[allocation] as number) ? (this.base[allocation] as number) + offset : this.writableAt(address, 8);
    if ((at & 7) !== 0) return this.unaligned(at, 8).setFloat64(at, value, true);
    this.shadow64[at >> 3] = data64;
    this.f64[at >> 3] = Number.isNaN(value) ? NaN : value;
  }

  writePointer(address: Address, value: Address): void {
    const allocation = (address * perSpan) | 0;
    const offset = address >>> 0;
    const at =
      offset + 8 <= (this.writable[allocation] as number) ? (this.base[allocation] as number) + offset : this.writableAt(address, 8);
    if ((at & 7) !== 0) {
      this.view.setBigInt64(at, BigInt(value), true);
      this.shadow.fill(2, at, at + 8);
      return;
    }
    this.shadow64[at >> 3] = pointer64;
    this.i32[at >> 2] = value;
    this.i32[(at >> 2) + 1] = Math.floor(value * perSpan);
  }

  /** The number of an exact literal, which is kept elsewhere. */
  writeHandle(address: Address, handle: number): void {
    const at = this.writableAt(address, 8);
    this.shadow.fill(handleShadow, at, at + 8);
    this.view.setFloat64(at, handle, true);
  }

  readHandle(address: Address): number {
    const at = this.readable(address, 8);
    if (this.shadow[at] !== handleShadow) fail("uninitialized", "reads memory that does not hold a literal");
    return this.view.getFloat64(at, true);
  }

  private unaligned(at: number, bytes: number): DataView {
    this.shadow.fill(1, at, at + bytes);
    return this.view;
  }

  // Blocks of bytes

  /** Copies bytes with their initialisation, overlap allowed. */
  copy(target: Address, source: Address, bytes: number): void {
    if (!(bytes > 0)) return needCount(bytes);
    const from = this.readable(source, bytes);
    const to = this.writableAt(target, bytes);
    this.u8.copyWithin(to, from, from + bytes);
    this.shadow.copyWithin(to, from, from + bytes);
  }

  fill(target: Address, byte: number, bytes: number): void {
    if (!(bytes > 0)) return needCount(bytes);
    const at = this.writableAt(target, bytes);
    this.u8.fill(byte & 255, at, at + bytes);
    this.shadow.fill(1, at, at + bytes);
  }

  makeUninitialized(target: Address, bytes: number): void {
    const at = this.writableAt(target, bytes);
    this.shadow.fill(0, at, at + bytes);
  }

  /** A copy of initialised bytes. */
  bytes(address: Address, count: number): Uint8Array {
    const at = this.readable(address, count);
    this.needInitialized(at, count);
    return this.u8.slice(at, at + count);
  }

  writeBytes(address: Address, bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    const at = this.writableAt(address, bytes.length);
    this.u8.set(bytes, at);
    this.shadow.fill(1, at, at + bytes.length);
  }
}

function needCount(bytes: number): void {
  if (bytes !== 0) fail("out-of-bounds", `a block of ${bytes} bytes`);
}

/** Blocks are powers of two up to 1 MiB, so that freed ones fit again; and multiples of 16, so that aligned addresses are aligned in the buffer. */
function blockSize(bytes: number): number {
  if (bytes > 1 << 20) return alignUp(bytes, 65536);
  return bytes <= 16 ? 16 : 2 ** (32 - Math.clz32(bytes - 1));
}

function outsideMessage(
  kind: AllocationKind,
  access: "read" | "write",
  range: { readonly offset: number; readonly bytes: number; readonly size: number },
): [FailureReason, string] {
  const verb = access === "read" ? "reads" : "writes";
  const what = range.bytes === 1 ? "1 byte" : `${range.bytes} bytes`;
  const at = `${verb} ${what} at offset ${range.offset} of`;
  switch (kind) {
    case "null":
      return ["null", range.offset === 0 ? `${verb} through a null pointer` : `${verb} through a null pointer plus ${range.offset}`];
    case "never":
      return ["bad-pointer", `${verb} through a pointer that does not point to memory`];
    case "freed":
      return ["freed", `${verb} memory after it was freed`];
    case "stack":
      return ["out-of-bounds", `${verb} a local of a function that has returned`];
    case "function":
      return ["bad-pointer", `${verb} through the address of a function`];
    case "heap":
      return ["out-of-bounds", `${at} an allocation of ${range.size}`];
    case "global":
    case "unmapped":
      if (access === "write" && range.offset + range.bytes <= range.size) return ["read-only", "writes constant data"];
      return ["out-of-bounds", `${at} static data of ${range.size}`];
  }
}
