/**
 * What a shared library of the system defines: its symbols by name, with their versions, through its GNU hash table.
 */
import { ByteReader } from "./bytes.ts";
import { bindings } from "./object-file.ts";

export type LibrarySymbol = {
  readonly type: number;
  /** Of the default version; `undefined`: the library has no versions. */
  readonly version: string | undefined;
};

export type SharedLibrary = {
  /** Name that programs ask for. */
  readonly soname: string;
  find(name: string): LibrarySymbol | undefined;
};

const tags = {
  strings: 5,
  symbols: 6,
  soname: 14,
  gnuHash: 0x6ffffef5,
  versions: 0x6ffffff0,
  definitions: 0x6ffffffc,
  definitionCount: 0x6ffffffd,
} as const;

/** `undefined`: not a shared library that this reader understands. */
export function readSharedLibrary(bytes: Uint8Array, fileName: string): SharedLibrary | undefined {
  const reader = new ByteReader(bytes);
  if (bytes.length < 64 || reader.u32(0) !== 0x464c457f || reader.u16(16) !== 3) return undefined;
  const segments = programHeaders(reader);
  const dynamic = segments.find((segment) => segment.type === 2);
  if (dynamic === undefined) return undefined;
  const values = new Map<number, number>();
  for (let at = dynamic.offset; reader.size(at) !== 0; at += 16) values.set(reader.size(at), reader.size(at + 8));

  const place = (tag: number): number | undefined => {
    const address = values.get(tag);
    if (address === undefined) return undefined;
    const segment = segments.find((each) => each.type === 1 && address >= each.address && address < each.address + each.fileSize);
    return segment === undefined ? undefined : address - segment.address + segment.offset;
  };
  const [strings, symbols, hash] = [place(tags.strings), place(tags.symbols), place(tags.gnuHash)];
  if (strings === undefined || symbols === undefined || hash === undefined) return undefined;
  const versions = place(tags.versions);
  const definitions = place(tags.definitions);
  const names =
    definitions === undefined
      ? new Map<number, string>()
      : versionNames(reader, definitions, values.get(tags.definitionCount) ?? 0, strings);
  const soname = values.get(tags.soname);
  return {
    soname: soname === undefined ? fileName : reader.text(strings + soname),
    find: (name) => {
      for (const index of candidates(reader, hash, name)) {
        const at = symbols + index * 24;
        if (reader.u16(at + 6) === 0 || reader.text(strings + reader.u32(at)) !== name) continue;
        const info = reader.u8(at + 4);
        if (info >> 4 === bindings.local) continue;
        const version = versions === undefined ? undefined : reader.u16(versions + index * 2);
        const isHidden = version !== undefined && (version & 0x8000) !== 0;
        if (!isHidden) return { type: info & 15, version: version === undefined || version < 2 ? undefined : names.get(version) };
      }
      return undefined;
    },
  };
}

type Segment = { readonly type: number; readonly offset: number; readonly address: number; readonly fileSize: number };

function programHeaders(reader: ByteReader): Segment[] {
  const start = reader.size(32);
  return Array.from({ length: reader.u16(56) }, (_, i) => {
    const at = start + i * 56;
    return { type: reader.u32(at), offset: reader.size(at + 8), address: reader.size(at + 16), fileSize: reader.size(at + 32) };
  });
}

/** Indices of the symbols whose hash is the name's. */
function* candidates(reader: ByteReader, table: number, name: string): Iterable<number> {
  const bucketCount = reader.u32(table);
  const firstSymbol = reader.u32(table + 4);
  const bloomWords = reader.u32(table + 8);
  const buckets = table + 16 + bloomWords * 8;
  const chains = buckets + bucketCount * 4;
  const hash = gnuHash(name);
  let index = reader.u32(buckets + (hash % bucketCount) * 4);
  if (index < firstSymbol) return;
  for (;;) {
    const found = reader.u32(chains + (index - firstSymbol) * 4);
    if (found >>> 1 === hash >>> 1) yield index;
    if ((found & 1) !== 0) return;
    index++;
  }
}

function gnuHash(name: string): number {
  let hash = 5381;
  for (const byte of Buffer.from(name, "utf8")) hash = (Math.imul(hash, 33) + byte) >>> 0;
  return hash;
}

function versionNames(reader: ByteReader, start: number, count: number, strings: number): Map<number, string> {
  const names = new Map<number, string>();
  let at = start;
  for (let i = 0; i < count; i++) {
    const first = at + reader.u32(at + 12);
    names.set(reader.u16(at + 4), reader.text(strings + reader.u32(first)));
    at += reader.u32(at + 16);
  }
  return names;
}
