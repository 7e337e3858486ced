/**
 * Reads a relocatable ELF object for x86-64: sections, symbols, relocations. `undefined`: it is something else.
 */
import { ByteReader } from "./bytes.ts";

export type ObjectFile = { readonly sections: readonly Section[]; readonly symbols: readonly ObjectSymbol[] };

export type Section = {
  readonly index: number;
  readonly name: string;
  readonly type: number;
  readonly flags: number;
  readonly size: number;
  readonly alignment: number;
  /** Empty where the file holds none (zeroed data). */
  readonly data: Uint8Array;
  readonly relocations: readonly Relocation[];
};

export type Relocation = { readonly offset: number; readonly type: number; readonly symbol: number; readonly addend: number };

export type ObjectSymbol = {
  readonly name: string;
  readonly value: number;
  /** Index of the section; 0: undefined. */
  readonly section: number;
  readonly binding: number;
  readonly type: number;
  /** Nobody outside of what is linked may see it. */
  readonly isHidden: boolean;
};

export const sectionFlags = { write: 1, allocate: 2, execute: 4, threadLocal: 0x400 } as const;
export const sectionTypes = { symbols: 2, relocations: 4, zeroed: 8, startFunctions: 14, endFunctions: 15 } as const;
export const bindings = { local: 0, global: 1, weak: 2 } as const;
export const symbolTypes = { none: 0, object: 1, function: 2, section: 3, indirectFunction: 10 } as const;

const relocatable = 1;
const machineX86 = 62;

export function readObject(content: Uint8Array): ObjectFile | undefined {
  // Slices of a `Buffer` are no copies.
  const bytes = new Uint8Array(content.buffer, content.byteOffset, content.length);
  if (bytes.length < 64) return undefined;
  const reader = new ByteReader(bytes);
  if (reader.u32(0) !== 0x464c457f || reader.u16(16) !== relocatable || reader.u16(18) !== machineX86) return undefined;
  const headers = sectionHeaders(reader);
  const names = headers[reader.u16(62)];
  const symbolHeader = headers.find((header) => header.type === sectionTypes.symbols);
  if (names === undefined || symbolHeader === undefined) return undefined;
  const relocations = new Map<number, Relocation[]>();
  for (const header of headers) {
    if (header.type === sectionTypes.relocations) relocations.set(header.info, readRelocations(reader, header));
  }
  const sections = headers.map((header, index) => ({
    index,
    name: reader.text(names.offset + header.name),
    type: header.type,
    flags: header.flags,
    size: header.size,
    alignment: Math.max(1, header.alignment),
    data: header.type === sectionTypes.zeroed ? new Uint8Array(0) : bytes.subarray(header.offset, header.offset + header.size),
    relocations: relocations.get(index) ?? [],
  }));
  const strings = headers[symbolHeader.link];
  return strings === undefined ? undefined : { sections, symbols: readSymbols(reader, symbolHeader, strings.offset) };
}

type Header = {
  readonly name: number;
  readonly type: number;
  readonly flags: number;
  readonly offset: number;
  readonly size: number;
  readonly link: number;
  readonly info: number;
  readonly alignment: number;
};

function sectionHeaders(reader: ByteReader): Header[] {
  const start = reader.size(40);
  return Array.from({ length: reader.u16(60) }, (_, i) => {
    const at = start + i * 64;
    return {
      name: reader.u32(at),
      type: reader.u32(at + 4),
      flags: reader.size(at + 8),
      offset: reader.size(at + 24),
      size: reader.size(at + 32),
      link: reader.u32(at + 40),
      info: reader.u32(at + 44),
      alignment: reader.size(at + 48),
    };
  });
}

function readRelocations(reader: ByteReader, header: Header): Relocation[] {
  return Array.from({ length: header.size / 24 }, (_, i) => {
    const at = header.offset + i * 24;
    return { offset: reader.size(at), type: reader.u32(at + 8), symbol: reader.u32(at + 12), addend: Number(reader.i64(at + 16)) };
  });
}

function readSymbols(reader: ByteReader, header: Header, strings: number): ObjectSymbol[] {
  return Array.from({ length: header.size / 24 }, (_, i) => {
    const at = header.offset + i * 24;
    const info = reader.u8(at + 4);
    return {
      name: reader.text(strings + reader.u32(at)),
      binding: info >> 4,
      type: info & 15,
      isHidden: (reader.u8(at + 5) & 3) !== 0,
      section: reader.u16(at + 6),
      value: reader.size(at + 8),
    };
  });
}
