/**
 * The tables that the loader reads: imported symbols with their versions, what others may import, relocations at start, needed libraries.
 */
import { ByteWriter, StringTable } from "./bytes.ts";

export type Import = {
  readonly name: string;
  /** Undefined: the program that loads the file has it. */
  readonly library: string | undefined;
  readonly version: string | undefined;
  readonly type: number;
};

/** What others may import from the file. */
export type Export = { readonly name: string; readonly type: number; readonly address: () => number };

/** A word that the loader fills in: with a symbol's address, or with the file's own address and `addend`. */
export type StartRelocation = {
  readonly place: number;
  readonly type: number;
  readonly import: string | undefined;
  readonly addend: number;
};

export type DynamicTables = {
  readonly symbols: Uint8Array;
  readonly strings: Uint8Array;
  /** Empty when no library has versions. */
  readonly symbolVersions: Uint8Array;
  readonly neededVersions: Uint8Array;
  readonly neededVersionCount: number;
  /** Where a name is among the symbols; empty when nothing is exported. */
  readonly hashes: Uint8Array;
  /** Zero until `fillRelocations`. */
  readonly relocations: Uint8Array;
  /** Offsets in `strings`. */
  readonly neededLibraries: readonly number[];
  fillRelocations(list: readonly StartRelocation[]): void;
  /** Writes the addresses of what is exported. */
  fillExports(): void;
  /** How many relocations need no name; known after they are filled in. */
  relativeCount: number;
};

export function dynamicTables(imports: readonly Import[], exports: readonly Export[], relocationCount: number): DynamicTables {
  const strings = new StringTable();
  const symbols = new ByteWriter();
  symbols.raw(new Uint8Array(24));
  const indices = new Map<string, number>();
  imports.forEach((each, i) => {
    indices.set(each.name, i + 1);
    symbols.u32(strings.add(each.name));
    // Global; of no particular type, as is usual for what is undefined.
    symbols.u8(0x10, 0);
    symbols.u16(0);
    symbols.u64(0, 0);
  });
  for (const { name, type } of exports) {
    symbols.u32(strings.add(name));
    symbols.u8(0x10 | type, 0);
    symbols.u16(absoluteSection);
    symbols.u64(0, 0);
  }
  const libraries = [...new Set(imports.map((each) => each.library))].filter((library) => library !== undefined);
  const neededLibraries = libraries.map((library) => strings.add(library));
  const versions = versionTables(imports, exports.length, libraries, strings);
  const relocations = new Uint8Array(relocationCount * 24);
  const symbolBytes = symbols.finish();
  return {
    symbols: symbolBytes,
    hashes: exports.length === 0 ? new Uint8Array(0) : hashTable(["", ...imports.map(nameOf), ...exports.map(nameOf)]),
    strings: strings.finish(),
    ...versions,
    relocations,
    neededLibraries,
    relativeCount: 0,
    fillRelocations(list) {
      const view = new DataView(relocations.buffer);
      list.forEach((each, i) => {
        view.setBigUint64(i * 24, BigInt(each.place), true);
        view.setUint32(i * 24 + 8, each.type, true);
        view.setUint32(i * 24 + 12, each.import === undefined ? 0 : (indices.get(each.import) as number), true);
        view.setBigInt64(i * 24 + 16, BigInt(each.addend), true);
      });
      this.relativeCount = list.filter((each) => each.import === undefined).length;
    },
    fillExports() {
      const view = new DataView(symbolBytes.buffer, symbolBytes.byteOffset);
      exports.forEach(({ address }, i) => view.setBigUint64((1 + imports.length + i) * 24 + 8, BigInt(address()), true));
    },
  };
}

/** Any section that is not "undefined" will do: values are addresses in the file. */
const absoluteSection = 1;

function nameOf({ name }: { readonly name: string }): string {
  return name;
}

/** The table of System V: buckets of chains of symbols. */
function hashTable(names: readonly string[]): Uint8Array {
  const count = Math.max(1, names.length >> 1);
  const buckets = new Uint32Array(count);
  const chains = new Uint32Array(names.length);
  names.forEach((name, index) => {
    if (index === 0) return;
    const bucket = elfHash(name) % count;
    chains[index] = buckets[bucket] as number;
    buckets[bucket] = index;
  });
  const writer = new ByteWriter();
  writer.u32(count, names.length, ...buckets, ...chains);
  return writer.finish();
}

type VersionTables = Pick<DynamicTables, "symbolVersions" | "neededVersions" | "neededVersionCount">;

/** Version 0 is local, 1 global without a version; those of the libraries count from 2. */
function versionTables(imports: readonly Import[], exportCount: number, libraries: readonly string[], strings: StringTable): VersionTables {
  const numbers = new Map<string, number>();
  const needed = new ByteWriter();
  const withVersions = libraries.filter((library) => imports.some((each) => each.library === library && each.version !== undefined));
  if (withVersions.length === 0) return { symbolVersions: new Uint8Array(0), neededVersions: new Uint8Array(0), neededVersionCount: 0 };
  withVersions.forEach((library, i) => {
    const versions = [...new Set(imports.filter((each) => each.library === library).map((each) => each.version))].filter(
      (version) => version !== undefined,
    );
    const isLast = i === withVersions.length - 1;
    needed.u16(1, versions.length);
    needed.u32(strings.add(library), 16, isLast ? 0 : 16 + versions.length * 16);
    versions.forEach((version, k) => {
      const number = numbers.size + 2;
      numbers.set(`${library} ${version}`, number);
      needed.u32(elfHash(version));
      needed.u16(0, number);
      needed.u32(strings.add(version), k === versions.length - 1 ? 0 : 16);
    });
  });
  const ofSymbols = new ByteWriter();
  ofSymbols.u16(0);
  for (const each of imports) ofSymbols.u16(each.version === undefined ? 1 : (numbers.get(`${each.library} ${each.version}`) as number));
  for (let i = 0; i < exportCount; i++) ofSymbols.u16(1);
  return { symbolVersions: ofSymbols.finish(), neededVersions: needed.finish(), neededVersionCount: withVersions.length };
}

function elfHash(text: string): number {
  let hash = 0;
  for (const byte of Buffer.from(text, "utf8")) {
    hash = ((hash << 4) >>> 0) + byte;
    const high = hash & 0xf0000000;
    if (high !== 0) hash ^= high >>> 24;
    hash = (hash & ~high) >>> 0;
  }
  return hash;
}
