/**
 * The wire format of Protocol Buffers, read by tables: each message is declared once, as its fields' numbers and types.
 *
 * In: bytes and a `Message`. Out: what the message's `build` makes of its fields. Unknown fields are skipped, byte fields are views of the
 * input, and whatever the input claims, memory stays in proportion to its size. Damage is an `OnnxError` with its byte offset.
 * Not here: which messages ONNX has (`model.ts`, `value.ts`), and writing.
 */
import { HostError } from "../../base/assert.ts";

/** A model or tensor file that is damaged, or that says what cannot be. */
export class OnnxError extends HostError {
  override readonly name = "OnnxError";
}

/** A message: its fields by name, and what becomes of them. `at` is the byte offset at which the message starts. */
export type Message<T> = { readonly name: string; readonly read: (source: Source, ranges: readonly number[], depth: number) => T };

type Source = { readonly bytes: Uint8Array<ArrayBuffer>; readonly view: DataView };

/** One field. `ranges` are the starts and ends of its values' bytes, in the order of the file; none if the field is absent. */
export type Field<T> = {
  readonly number: number;
  readonly wires: readonly WireType[];
  readonly finish: (source: Source, ranges: readonly number[], depth: number) => T;
};

type WireType = keyof typeof wireNames;
const wireNames = { 0: "a varint", 1: "8 bytes", 2: "a length and bytes", 5: "4 bytes" } as const;

/** The type of a field's value. `start` and `end` bound the value's bytes. */
type ValueType<T> = { readonly wire: WireType; readonly read: (source: Source, start: number, end: number) => T };

/** A number's type besides: many of them fill a typed array. */
type NumberType<T, A> = ValueType<T> & {
  readonly allocate: (length: number) => A;
  readonly store: (into: A, index: number, source: Source, start: number, end: number) => void;
};

/** Messages in messages. A graph in a node's attribute takes three levels. */
const maximumDepth = 100;

export function readMessage<T>(message: Message<T>, bytes: Uint8Array<ArrayBuffer>): T {
  const source = { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
  return message.read(source, [0, bytes.length], 0);
}

export function message<F extends Readonly<Record<string, Field<unknown>>>, T>(
  name: string,
  fields: F,
  build: (values: { readonly [K in keyof F]: F[K] extends Field<infer V> ? V : never }, at: number) => T,
): Message<T> {
  const entries = Object.entries(fields);
  const slotOf: number[] = [];
  entries.forEach(([, field], slot) => (slotOf[field.number] = slot));
  const read = (source: Source, ranges: readonly number[], depth: number): T => {
    const at = ranges[0] ?? 0;
    if (depth > maximumDepth) throw damage(at, `at most ${maximumDepth} messages within each other`, `one more ${name}`);
    const found: (number[] | undefined)[] = entries.map(() => undefined);
    // A field of one message that is there twice is one message in two pieces.
    for (let index = 0; index < ranges.length; index += 2) scan(source, ranges[index] as number, ranges[index + 1] as number, found);
    const values: Record<string, unknown> = {};
    entries.forEach(([key, field], slot) => (values[key] = field.finish(source, found[slot] ?? [], depth + 1)));
    return build(values as Parameters<typeof build>[0], at);
  };

  function scan(source: Source, start: number, end: number, found: (number[] | undefined)[]): void {
    let position = start;
    while (position < end) {
      const tagEnd = varintEnd(source, position, end);
      const tag = varintNumber(source, position, tagEnd);
      const wire = tag % 8;
      const number = (tag - wire) / 8;
      if (number === 0 || number > 0x1fffffff) throw damage(position, `a field of ${name}`, `field number ${number}`);
      if (!isWireType(wire)) throw damage(position, `a field of ${name}`, `wire type ${wire} in field ${number}`);
      const slot = slotOf[number];
      const field = slot === undefined ? undefined : (entries[slot] as (typeof entries)[number]);
      if (field !== undefined && !field[1].wires.includes(wire)) {
        throw damage(position, `${wireNames[field[1].wires[0] as WireType]} in \`${field[0]}\` of ${name}`, wireNames[wire]);
      }
      let valueStart = tagEnd;
      let valueEnd = tagEnd;
      switch (wire) {
        case 0:
          valueEnd = varintEnd(source, tagEnd, end);
          break;
        case 1:
          valueEnd = tagEnd + 8;
          break;
        case 5:
          valueEnd = tagEnd + 4;
          break;
        case 2:
          valueStart = varintEnd(source, tagEnd, end);
          valueEnd = valueStart + varintNumber(source, tagEnd, valueStart);
          break;
      }
      if (valueEnd > end) {
        throw damage(valueStart, `${valueEnd - valueStart} bytes for field ${number} of ${name}`, `the end after ${end - valueStart}`);
      }
      if (slot !== undefined) (found[slot] ??= []).push(valueStart, valueEnd);
      position = valueEnd;
    }
  }

  return { name, read };
}

/** A field that is there once or not at all; of several values the last counts. */
export function one<T>(number: number, type: ValueType<T>): Field<T | undefined> {
  const finish = (source: Source, ranges: readonly number[]): T | undefined =>
    ranges.length === 0 ? undefined : type.read(source, ranges.at(-2) as number, ranges.at(-1) as number);
  return { number, wires: [type.wire], finish };
}

/** A repeated field of strings or bytes. */
export function many<T>(number: number, type: ValueType<T>): Field<readonly T[]> {
  const finish = (source: Source, ranges: readonly number[]): readonly T[] => {
    const values: T[] = [];
    for (let index = 0; index < ranges.length; index += 2) {
      values.push(type.read(source, ranges[index] as number, ranges[index + 1] as number));
    }
    return values;
  };
  return { number, wires: [type.wire], finish };
}

/** A repeated field of numbers, packed or not, as a typed array. */
export function numbers<T, A>(number: number, type: NumberType<T, A>): Field<A> {
  const finish = (source: Source, ranges: readonly number[]): A => {
    let count = 0;
    for (let index = 0; index < ranges.length; index += 2) {
      count += countPacked(source, type.wire, ranges[index] as number, ranges[index + 1] as number);
    }
    const values = type.allocate(count);
    let next = 0;
    for (let index = 0; index < ranges.length; index += 2) {
      const end = ranges[index + 1] as number;
      for (let position = ranges[index] as number; position < end; ) {
        const valueEnd = type.wire === 0 ? varintEnd(source, position, end) : position + (type.wire === 1 ? 8 : 4);
        type.store(values, next++, source, position, valueEnd);
        position = valueEnd;
      }
    }
    return values;
  };
  return { number, wires: [type.wire, 2], finish };
}

/** A field of one message. The function is there because messages contain each other. */
export function oneMessage<T>(number: number, message: () => Message<T>): Field<T | undefined> {
  const finish = (source: Source, ranges: readonly number[], depth: number): T | undefined =>
    ranges.length === 0 ? undefined : message().read(source, ranges, depth);
  return { number, wires: [2], finish };
}

export function manyMessages<T>(number: number, message: () => Message<T>): Field<readonly T[]> {
  const finish = (source: Source, ranges: readonly number[], depth: number): readonly T[] => {
    const values: T[] = [];
    for (let index = 0; index < ranges.length; index += 2) values.push(message().read(source, ranges.slice(index, index + 2), depth));
    return values;
  };
  return { number, wires: [2], finish };
}

export const int64: NumberType<bigint, BigInt64Array<ArrayBuffer>> = numberType(
  0,
  (source, start, end) => BigInt.asIntN(64, varintBigint(source, start, end)),
  (length) => new BigInt64Array(length),
);

export const uint64: NumberType<bigint, BigUint64Array<ArrayBuffer>> = numberType(
  0,
  (source, start, end) => BigInt.asUintN(64, varintBigint(source, start, end)),
  (length) => new BigUint64Array(length),
);

/** Enumerations too. Only the lower 32 bits of the varint count. */
export const int32: NumberType<number, Int32Array<ArrayBuffer>> = numberType(
  0,
  (source, start, end) => varintLow(source, start, end),
  (length) => new Int32Array(length),
);

export const float32: NumberType<number, Float32Array<ArrayBuffer>> = numberType(
  5,
  ({ view }, start) => view.getFloat32(start, true),
  (length) => new Float32Array(length),
);

export const float64: NumberType<number, Float64Array<ArrayBuffer>> = numberType(
  1,
  ({ view }, start) => view.getFloat64(start, true),
  (length) => new Float64Array(length),
);

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** UTF-8; bytes that are none become U+FFFD. */
export const text: ValueType<string> = { wire: 2, read: ({ bytes }, start, end) => decoder.decode(bytes.subarray(start, end)) };

/** A view of the input, not a copy. */
export const byteString: ValueType<Uint8Array<ArrayBuffer>> = { wire: 2, read: ({ bytes }, start, end) => bytes.subarray(start, end) };

function numberType<T, A extends { [index: number]: T }>(
  wire: WireType,
  read: (source: Source, start: number, end: number) => T,
  allocate: (length: number) => A,
): NumberType<T, A> {
  return { wire, read, allocate, store: (into, index, source, start, end) => (into[index] = read(source, start, end)) };
}

/** How many numbers are between `start` and `end`: known before anything is allocated for them. */
function countPacked({ bytes }: Source, wire: WireType, start: number, end: number): number {
  if (wire !== 0) {
    const size = wire === 1 ? 8 : 4;
    if ((end - start) % size !== 0) throw damage(start, `numbers of ${size} bytes`, `${end - start} bytes`);
    return (end - start) / size;
  }
  let count = 0;
  for (let position = start; position < end; position++) if ((bytes[position] as number) < 0x80) count++;
  return count;
}

/** The offset behind the varint at `start`. */
function varintEnd({ bytes }: Source, start: number, end: number): number {
  const last = Math.min(end, start + 10);
  for (let position = start; position < last; position++) if ((bytes[position] as number) < 0x80) return position + 1;
  throw damage(start, "a varint", last === end ? "the end within it" : "one of more than 10 bytes");
}

/** Exact up to 2^53; above, only that it is large. */
function varintNumber({ bytes }: Source, start: number, end: number): number {
  let value = 0;
  for (let position = end - 1; position >= start; position--) value = value * 128 + ((bytes[position] as number) & 0x7f);
  return value;
}

function varintLow({ bytes }: Source, start: number, end: number): number {
  let value = 0;
  for (let position = Math.min(end, start + 5) - 1; position >= start; position--)
    value = (value << 7) | ((bytes[position] as number) & 0x7f);
  return value;
}

function varintBigint(source: Source, start: number, end: number): bigint {
  if (end - start <= 7) return BigInt(varintNumber(source, start, end));
  return BigInt(varintNumber(source, start, start + 7)) | (BigInt(varintNumber(source, start + 7, end)) << 49n);
}

function isWireType(wire: number): wire is WireType {
  return wire in wireNames;
}

function damage(offset: number, expected: string, found: string): OnnxError {
  return new OnnxError(`byte ${offset}: expected ${expected}, found ${found}`);
}
