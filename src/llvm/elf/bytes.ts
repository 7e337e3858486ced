/**
 * Little-endian words in byte arrays, and strings that end in NUL.
 */
export class ByteReader {
  readonly bytes: Uint8Array;
  private readonly view: DataView;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  u8(offset: number): number {
    return this.view.getUint8(offset);
  }

  u16(offset: number): number {
    return this.view.getUint16(offset, true);
  }

  u32(offset: number): number {
    return this.view.getUint32(offset, true);
  }

  i64(offset: number): bigint {
    return this.view.getBigInt64(offset, true);
  }

  /** An address, offset or size: all that occur are exact as numbers. */
  size(offset: number): number {
    return Number(this.view.getBigUint64(offset, true));
  }

  text(offset: number): string {
    let end = offset;
    while (this.bytes[end] !== 0) end++;
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset + offset, end - offset).toString("utf8");
  }
}

/** Grows as it is written. */
export class ByteWriter {
  private bytes = new Uint8Array(1024);
  private view = new DataView(this.bytes.buffer);
  length = 0;

  /** Offset of new bytes; the view may be another one after. */
  private room(count: number): number {
    const at = this.length;
    this.length += count;
    if (this.length > this.bytes.length) {
      const grown = new Uint8Array(Math.max(this.length, this.bytes.length * 2));
      grown.set(this.bytes);
      this.bytes = grown;
      this.view = new DataView(grown.buffer);
    }
    return at;
  }

  u8(...values: readonly number[]): void {
    for (const value of values) {
      const at = this.room(1);
      this.view.setUint8(at, value);
    }
  }

  u16(...values: readonly number[]): void {
    for (const value of values) {
      const at = this.room(2);
      this.view.setUint16(at, value, true);
    }
  }

  u32(...values: readonly number[]): void {
    for (const value of values) {
      const at = this.room(4);
      this.view.setUint32(at, value, true);
    }
  }

  u64(...values: readonly (number | bigint)[]): void {
    for (const value of values) {
      const at = this.room(8);
      this.view.setBigInt64(at, BigInt(value), true);
    }
  }

  raw(bytes: Uint8Array): void {
    const at = this.room(bytes.length);
    this.bytes.set(bytes, at);
  }

  finish(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }
}

/** A table of strings, each kept once; offset 0 is the empty one. */
export class StringTable {
  private readonly writer = new ByteWriter();
  private readonly offsets = new Map<string, number>([["", 0]]);

  constructor() {
    this.writer.u8(0);
  }

  add(text: string): number {
    let offset = this.offsets.get(text);
    if (offset === undefined) {
      offset = this.writer.length;
      this.writer.raw(Buffer.from(`${text}\0`, "utf8"));
      this.offsets.set(text, offset);
    }
    return offset;
  }

  finish(): Uint8Array {
    return this.writer.finish();
  }
}
