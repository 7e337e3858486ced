/**
 * Where everything goes in an executable's or shared library's file and memory, and the writing of it.
 *
 * Four segments: read-only (headers, the loader's tables, constants), code, data that is read-only after start, data.
 * A segment begins on a new page in memory and where the last one ended in the file.
 */
import { ByteWriter, StringTable } from "./bytes.ts";
import type { DynamicTables } from "./dynamic-tables.ts";

export type Chunk = {
  readonly name: string;
  readonly alignment: number;
  readonly size: number;
  /** Absent: zeroed memory without bytes in the file. */
  readonly data: Uint8Array | undefined;
  readonly isZeroed?: boolean;
  /** Index in the object. */
  readonly section?: number;
};

export type Parts = {
  /** Undefined: a shared library. */
  readonly loader: string | undefined;
  readonly tables: DynamicTables;
  readonly constant: readonly Chunk[];
  readonly executable: readonly Chunk[];
  readonly afterStart: readonly Chunk[];
  readonly data: readonly Chunk[];
};

export type Layout = {
  readonly parts: Parts;
  readonly chunks: readonly Chunk[];
  readonly segments: readonly Segment[];
  readonly dynamic: Chunk;
  addressOf(chunk: Chunk): number;
  offsetOf(chunk: Chunk): number;
};

type Segment = {
  readonly kind: "headers" | "code" | "relocated" | "data";
  readonly chunks: readonly Chunk[];
  readonly offset: number;
  readonly address: number;
  readonly fileSize: number;
  readonly memorySize: number;
};

const page = 4096;
const headerSize = 64;
const programHeaderSize = 56;

const segmentTypes = { load: 1, dynamic: 2, interpreter: 3, programHeaders: 6, stack: 0x6474e551, readOnlyAfterStart: 0x6474e552 } as const;
const access = { execute: 1, write: 2, read: 4 } as const;

export function layOut(parts: Parts): Layout {
  const { tables } = parts;
  const plain = (name: string, alignment: number, data: Uint8Array): Chunk => ({ name, alignment, size: data.length, data });
  const loaderTables = [
    plain(".interp", 1, parts.loader === undefined ? new Uint8Array(0) : Buffer.from(`${parts.loader}\0`, "utf8")),
    plain(".dynsym", 8, tables.symbols),
    plain(".hash", 4, tables.hashes),
    plain(".gnu.version", 2, tables.symbolVersions),
    plain(".gnu.version_r", 8, tables.neededVersions),
    plain(".dynstr", 1, tables.strings),
    plain(".rela.dyn", 8, tables.relocations),
  ].filter((chunk) => chunk.size > 0);
  const dynamic: Chunk = plain(".dynamic", 8, new Uint8Array(dynamicEntries(parts, () => 0).length * 16));
  const groups: readonly (readonly [Segment["kind"], readonly Chunk[]])[] = [
    ["headers", [...loaderTables, ...parts.constant]],
    ["code", parts.executable],
    ["relocated", [dynamic, ...parts.afterStart]],
    ["data", parts.data],
  ];
  const used = groups.filter(([, chunks]) => chunks.some((chunk) => chunk.size > 0));
  // One header each, and those of the headers, the loader, the dynamic table, the relocated part and the stack.
  let offset = headerSize + (used.length + 5) * programHeaderSize;
  let address = offset;
  const addresses = new Map<Chunk, number>();
  const offsets = new Map<Chunk, number>();
  const segments: Segment[] = [];
  for (const [kind, chunks] of used) {
    const isFirst = kind === "headers";
    if (!isFirst) address = alignUp(address, page) + (offset % page);
    const start = { offset: isFirst ? 0 : offset, address: isFirst ? 0 : address };
    for (const chunk of chunks) {
      const padding = alignUp(address, chunk.alignment) - address;
      address += padding;
      if (chunk.isZeroed !== true) offset += padding;
      addresses.set(chunk, address);
      offsets.set(chunk, offset);
      address += chunk.size;
      if (chunk.isZeroed !== true) offset += chunk.size;
    }
    if (kind === "relocated") address = alignUp(address, page);
    segments.push({ kind, chunks, ...start, fileSize: offset - start.offset, memorySize: address - start.address });
  }
  return {
    parts,
    chunks: used.flatMap(([, chunks]) => chunks),
    segments,
    dynamic,
    addressOf: (chunk) => addresses.get(chunk) as number,
    offsetOf: (chunk) => offsets.get(chunk) as number,
  };
}

const tags = {
  end: 0,
  needed: 1,
  hash: 4,
  strings: 5,
  symbols: 6,
  relocations: 7,
  relocationsSize: 8,
  relocationSize: 9,
  stringsSize: 10,
  symbolSize: 11,
  debug: 21,
  flags: 30,
  relativeCount: 0x6ffffff9,
  versions: 0x6ffffff0,
  flags1: 0x6ffffffb,
  neededVersions: 0x6ffffffe,
  neededVersionCount: 0x6fffffff,
} as const;

function dynamicEntries({ tables, loader }: Parts, addressOf: (name: string) => number): (readonly [number, number])[] {
  const entries: (readonly [number, number])[] = tables.neededLibraries.map((library) => [tags.needed, library] as const);
  const bindNow = 8;
  const now = 1;
  const positionIndependentExecutable = 0x08000000;
  entries.push([tags.strings, addressOf(".dynstr")], [tags.stringsSize, tables.strings.length]);
  entries.push([tags.symbols, addressOf(".dynsym")], [tags.symbolSize, 24]);
  if (tables.hashes.length > 0) entries.push([tags.hash, addressOf(".hash")]);
  if (tables.relocations.length > 0) {
    entries.push([tags.relocations, addressOf(".rela.dyn")], [tags.relocationsSize, tables.relocations.length]);
    entries.push([tags.relocationSize, 24], [tags.relativeCount, tables.relativeCount]);
  }
  if (tables.neededVersionCount > 0) {
    entries.push([tags.versions, addressOf(".gnu.version")], [tags.neededVersions, addressOf(".gnu.version_r")]);
    entries.push([tags.neededVersionCount, tables.neededVersionCount]);
  }
  const flags1 = loader === undefined ? now : now | positionIndependentExecutable;
  entries.push([tags.debug, 0], [tags.flags, bindNow], [tags.flags1, flags1], [tags.end, 0]);
  return entries;
}

/** The whole file; the data of chunks is final by now. */
export function writeFile(layout: Layout, entry: number): Uint8Array {
  const byName = new Map(layout.chunks.map((chunk) => [chunk.name, chunk]));
  const table = new ByteWriter();
  for (const [tag, value] of dynamicEntries(layout.parts, (name) => layout.addressOf(byName.get(name) as Chunk))) table.u64(tag, value);
  layout.dynamic.data?.set(table.finish());

  const headers = sectionHeaders(layout);
  const last = layout.segments.at(-1) as Segment;
  const namesOffset = last.offset + last.fileSize;
  const headersOffset = alignUp(namesOffset + headers.names.length, 8);
  const file = new Uint8Array(headersOffset + headers.bytes(namesOffset).length);
  file.set(fileHeader(layout, entry, headersOffset, headers.count));
  file.set(programHeaders(layout, byName), headerSize);
  for (const chunk of layout.chunks) if (chunk.data !== undefined) file.set(chunk.data, layout.offsetOf(chunk));
  file.set(headers.names, namesOffset);
  file.set(headers.bytes(namesOffset), headersOffset);
  return file;
}

function fileHeader(layout: Layout, entry: number, sectionHeadersOffset: number, sectionCount: number): Uint8Array {
  const writer = new ByteWriter();
  // Magic; 64 bits, little-endian, version 1; a shared object for x86-64.
  writer.u32(0x464c457f);
  writer.u8(2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  writer.u16(3, 62);
  writer.u32(1);
  writer.u64(entry, headerSize, sectionHeadersOffset);
  writer.u32(0);
  writer.u16(headerSize, programHeaderSize, programHeaderCount(layout), 64, sectionCount, sectionCount - 1);
  return writer.finish();
}

/** One for each segment, and those of the headers, the dynamic table, the relocated part, the stack and the loader. */
function programHeaderCount({ segments, parts }: Layout): number {
  return segments.length + (parts.loader === undefined ? 4 : 5);
}

function programHeaders(layout: Layout, byName: ReadonlyMap<string, Chunk>): Uint8Array {
  const writer = new ByteWriter();
  const header = (
    type: number,
    flags: number,
    offset: number,
    address: number,
    fileSize: number,
    memorySize: number,
    alignment: number,
  ): void => {
    writer.u32(type, flags);
    writer.u64(offset, address, address, fileSize, memorySize, alignment);
  };
  const count = programHeaderCount(layout);
  header(segmentTypes.programHeaders, access.read, headerSize, headerSize, count * programHeaderSize, count * programHeaderSize, 8);
  const interpreter = byName.get(".interp");
  if (interpreter !== undefined) {
    const { size } = interpreter;
    header(segmentTypes.interpreter, access.read, layout.offsetOf(interpreter), layout.addressOf(interpreter), size, size, 1);
  }
  for (const { kind, offset, address, fileSize, memorySize } of layout.segments) {
    const flags = kind === "headers" ? access.read : kind === "code" ? access.read | access.execute : access.read | access.write;
    header(segmentTypes.load, flags, offset, address, fileSize, memorySize, page);
  }
  const { dynamic } = layout;
  header(
    segmentTypes.dynamic,
    access.read | access.write,
    layout.offsetOf(dynamic),
    layout.addressOf(dynamic),
    dynamic.size,
    dynamic.size,
    8,
  );
  const relocated = layout.segments.find((segment) => segment.kind === "relocated") as Segment;
  header(segmentTypes.readOnlyAfterStart, access.read, relocated.offset, relocated.address, relocated.fileSize, relocated.memorySize, 1);
  header(segmentTypes.stack, access.read | access.write, 0, 0, 0, 0, 0);
  return writer.finish();
}

/** Only for people's tools (disassemblers, size listings); running needs none. */
function sectionHeaders(layout: Layout): { readonly count: number; readonly names: Uint8Array; bytes(namesOffset: number): Uint8Array } {
  const strings = new StringTable();
  const kinds: Readonly<Record<string, readonly [type: number, entrySize: number, link: string]>> = {
    ".dynsym": [11, 24, ".dynstr"],
    ".dynstr": [3, 0, ""],
    ".hash": [5, 4, ".dynsym"],
    ".gnu.version": [0x6fffffff, 2, ".dynsym"],
    ".gnu.version_r": [0x6ffffffe, 0, ".dynstr"],
    ".rela.dyn": [4, 24, ".dynsym"],
    ".dynamic": [6, 16, ".dynstr"],
  };
  const chunks = layout.segments.flatMap((segment) =>
    segment.chunks.filter((chunk) => chunk.size > 0).map((chunk) => ({ chunk, kind: segment.kind })),
  );
  const index = new Map(chunks.map(({ chunk }, i) => [chunk.name, i + 1]));
  for (const { chunk } of chunks) strings.add(chunk.name);
  strings.add(".shstrtab");
  const names = strings.finish();
  return {
    count: chunks.length + 2,
    names,
    bytes: (namesOffset) => {
      const writer = new ByteWriter();
      writer.raw(new Uint8Array(64));
      for (const { chunk, kind } of chunks) {
        const [type, entrySize, link] = kinds[chunk.name] ?? [chunk.isZeroed === true ? 8 : 1, 0, ""];
        const flags = 2 | (kind === "code" ? 4 : kind === "headers" ? 0 : 1);
        writer.u32(strings.add(chunk.name), type);
        writer.u64(flags, layout.addressOf(chunk), layout.offsetOf(chunk), chunk.size);
        writer.u32(
          index.get(link) ?? 0,
          chunk.name === ".dynsym" ? 1 : chunk.name === ".gnu.version_r" ? layout.parts.tables.neededVersionCount : 0,
        );
        writer.u64(chunk.alignment, entrySize);
      }
      writer.u32(strings.add(".shstrtab"), 3);
      writer.u64(0, 0, namesOffset, names.length);
      writer.u32(0, 0);
      writer.u64(1, 0);
      return writer.finish();
    },
  };
}

function alignUp(value: number, alignment: number): number {
  return Math.ceil(value / alignment) * alignment;
}
