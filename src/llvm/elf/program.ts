/**
 * Links objects of ours with the system's shared libraries into a position-independent executable for x86-64 Linux, or into a
 * library that such an executable loads while it runs and that uses what the executable exports.
 *
 * In: the objects, the loader's path, the libraries to look in. Out: the file's bytes; or the names that nothing
 * defines; or `unsupported` for anything that our code generator does not usually make, which is another linker's job.
 * Sections that neither `_start` nor an export reaches are left out. Every import is bound at start; calls to it go through a stub.
 * Not here: debug information, thread-local variables.
 */
import {
  bindings,
  type ObjectFile,
  type ObjectSymbol,
  readObject,
  type Relocation,
  type Section,
  sectionFlags,
  sectionTypes,
  symbolTypes,
} from "./object-file.ts";
import { mergeObjects } from "./merge.ts";
import { type Chunk, type Layout, layOut, writeFile } from "./image.ts";
import { dynamicTables, type Import, type StartRelocation } from "./dynamic-tables.ts";
import type { SharedLibrary } from "./shared-library.ts";

export type LinkResult =
  | { readonly kind: "linked"; readonly bytes: Uint8Array }
  | { readonly kind: "missing"; readonly names: readonly string[] }
  | { readonly kind: "unsupported"; readonly why: string };

export type ProgramRequest = {
  readonly objects: readonly Uint8Array[];
  /** Undefined: the result is loaded by a program, which has what the libraries have not. */
  readonly loader: string | undefined;
  readonly libraries: Iterable<SharedLibrary>;
  /** Whether libraries that the result loads may use all its functions and variables. */
  readonly isExporting: boolean;
};

export function linkProgram({ objects, loader, libraries, isExporting }: ProgramRequest): LinkResult {
  const read = objects.map(readObject);
  if (read.includes(undefined)) return { kind: "unsupported", why: "not an object for x86-64" };
  const object = mergeObjects(read as readonly ObjectFile[]);
  const start = object.symbols.find((symbol) => symbol.name === "_start" && symbol.section !== 0);
  if (start === undefined && loader !== undefined) return { kind: "unsupported", why: "no _start" };
  const exported = isExporting ? exportedSymbols(object) : [];
  const scan = new Scan(object, libraries, loader === undefined);
  for (const { section } of [...(start === undefined ? [] : [start]), ...exported]) scan.section(section);
  if (scan.problem !== undefined) return { kind: "unsupported", why: scan.problem };
  if (scan.missing.length > 0) return { kind: "missing", names: scan.missing };
  return { kind: "linked", bytes: assemble(scan, start, exported, loader) };
}

function exportedSymbols({ symbols }: ObjectFile): readonly ObjectSymbol[] {
  const own = symbols.filter(
    ({ name, section, binding, isHidden }) => name !== "" && section !== 0 && binding === bindings.global && !isHidden,
  );
  return [...new Map(own.map((symbol) => [symbol.name, symbol])).values()];
}

// Relocations of x86-64

const types = { absolute64: 1, relative32: 2, call32: 4, got32: 9, relative64: 24, got32Relaxable: 41, got32RelaxableLong: 42 } as const;
const dynamicTypes = { absolute64: 1, globalData: 6, relative: 8 } as const;

/** What the live sections need: tables, stubs, relocations at start. */
class Scan {
  readonly object: ObjectFile;
  readonly live: Section[] = [];
  readonly imports: Import[] = [];
  /** Slot of the global offset table, by symbol. */
  readonly slots = new Map<number, number>();
  /** Stub for calls, by symbol. */
  readonly stubs = new Map<number, number>();
  /** Words of sections that are filled in at start. */
  readonly words: { readonly section: Section; readonly relocation: Relocation }[] = [];
  readonly missing: string[] = [];
  problem: string | undefined;
  private readonly seen = new Set<number>();
  private readonly known = new Map<number, number | undefined>();
  private readonly libraries: readonly SharedLibrary[];
  private readonly pending: Iterator<SharedLibrary>;

  private readonly isLoaded: boolean;

  constructor(object: ObjectFile, libraries: Iterable<SharedLibrary>, isLoaded: boolean) {
    this.object = object;
    this.isLoaded = isLoaded;
    this.libraries = [];
    this.pending = libraries[Symbol.iterator]();
    for (const section of object.sections) {
      const isStart = section.type === sectionTypes.startFunctions || section.type === sectionTypes.endFunctions;
      if ((section.flags & sectionFlags.threadLocal) !== 0 || (isStart && section.size > 0)) this.problem = `section ${section.name}`;
    }
  }

  section(index: number): void {
    const work = [index];
    for (let next = work.pop(); next !== undefined && this.problem === undefined; next = work.pop()) {
      if (this.seen.has(next)) continue;
      this.seen.add(next);
      const section = this.object.sections[next];
      if (section === undefined || (section.flags & sectionFlags.allocate) === 0 || section.alignment > 4096) {
        this.problem = `section ${section?.name ?? next}`;
        return;
      }
      this.live.push(section);
      for (const relocation of section.relocations) {
        const symbol = this.object.symbols[relocation.symbol] as ObjectSymbol;
        if (symbol.section !== 0) work.push(symbol.section);
        this.relocation(section, relocation, symbol);
      }
    }
  }

  private relocation(section: Section, relocation: Relocation, symbol: ObjectSymbol): void {
    const isImported = symbol.section === 0;
    switch (relocation.type) {
      case types.absolute64:
        if ((section.flags & sectionFlags.write) === 0) this.problem = `an address in ${section.name}`;
        if (isImported) this.importOf(relocation.symbol);
        this.words.push({ section, relocation });
        break;
      case types.relative32:
      case types.call32:
        if (!isImported) break;
        if (this.importOf(relocation.symbol) === symbolTypes.object) this.problem = `direct access to ${symbol.name}`;
        this.slot(relocation.symbol);
        if (!this.stubs.has(relocation.symbol)) this.stubs.set(relocation.symbol, this.stubs.size);
        break;
      case types.got32:
      case types.got32Relaxable:
      case types.got32RelaxableLong:
        if (isImported) this.importOf(relocation.symbol);
        if (!isRelaxed(section, relocation, symbol)) this.slot(relocation.symbol);
        break;
      case types.relative64:
        if (isImported) this.problem = `direct access to ${symbol.name}`;
        break;
      default:
        this.problem = `relocation ${relocation.type}`;
    }
  }

  private slot(symbol: number): void {
    if (!this.slots.has(symbol)) this.slots.set(symbol, this.slots.size);
  }

  /** Type of an imported symbol, which joins the imports. */
  private importOf(index: number): number | undefined {
    if (this.known.has(index)) return this.known.get(index);
    const symbol = this.object.symbols[index] as ObjectSymbol;
    const found = this.find(symbol.name);
    this.known.set(index, found?.type);
    if (found !== undefined) this.imports.push(found);
    else if (symbol.binding === bindings.weak) this.problem = `weak ${symbol.name}`;
    else this.missing.push(symbol.name);
    if (found?.type === symbolTypes.indirectFunction) return symbolTypes.function;
    return found?.type;
  }

  private find(name: string): Import | undefined {
    for (let i = 0; ; i++) {
      const library = this.libraries[i] ?? this.nextLibrary();
      if (library === undefined) return this.isLoaded ? { name, library, version: undefined, type: symbolTypes.none } : undefined;
      const found = library.find(name);
      if (found !== undefined) return { name, library: library.soname, version: found.version, type: found.type };
    }
  }

  private nextLibrary(): SharedLibrary | undefined {
    const next = this.pending.next();
    if (next.done === true) return undefined;
    (this.libraries as SharedLibrary[]).push(next.value);
    return next.value;
  }
}

/** `mov symbol@GOT(%rip), r` becomes `lea symbol(%rip), r`. */
function isRelaxed(section: Section, relocation: Relocation, symbol: ObjectSymbol): boolean {
  if (relocation.type === types.got32 || symbol.section === 0) return false;
  return section.data[relocation.offset - 2] === 0x8b;
}

// The file

const stubBytes = 8;

function assemble(scan: Scan, start: ObjectSymbol | undefined, exported: readonly ObjectSymbol[], loader: string | undefined): Uint8Array {
  const { object } = scan;
  const addressOf = ({ section, value }: ObjectSymbol): number => (addresses.get(section) as number) + value;
  const exports = exported.map((symbol) => ({ name: symbol.name, type: symbol.type, address: () => addressOf(symbol) }));
  const tables = dynamicTables(scan.imports, exports, scan.slots.size + scan.words.length);
  const sectionChunk = (section: Section): Chunk => ({
    name: section.name,
    alignment: section.alignment,
    size: section.size,
    data: section.type === sectionTypes.zeroed ? undefined : section.data.slice(),
    section: section.index,
    ...(section.type === sectionTypes.zeroed ? { isZeroed: true } : {}),
  });
  const writable = scan.live.filter((section) => (section.flags & sectionFlags.write) !== 0);
  const executable = scan.live.filter((section) => (section.flags & sectionFlags.execute) !== 0);
  const constant = scan.live.filter((section) => !writable.includes(section) && !executable.includes(section));
  const afterStart = writable.filter((section) => section.name.startsWith(".data.rel.ro"));
  const data = writable.filter((section) => !afterStart.includes(section) && section.type !== sectionTypes.zeroed);
  const zeroed = writable.filter((section) => section.type === sectionTypes.zeroed);

  const stubs: Chunk = {
    name: ".plt",
    alignment: 16,
    size: scan.stubs.size * stubBytes,
    data: new Uint8Array(scan.stubs.size * stubBytes),
  };
  const table: Chunk = { name: ".got", alignment: 8, size: scan.slots.size * 8, data: new Uint8Array(scan.slots.size * 8) };
  const layout = layOut({
    loader,
    tables,
    constant: constant.map(sectionChunk),
    executable: [...executable.map(sectionChunk), stubs],
    afterStart: [...afterStart.map(sectionChunk), table],
    data: [...data.map(sectionChunk), ...zeroed.map(sectionChunk)],
  });
  const addresses = new Map<number, number>();
  const chunks = new Map<number, Chunk>();
  for (const chunk of layout.chunks) {
    if (chunk.section === undefined) continue;
    addresses.set(chunk.section, layout.addressOf(chunk));
    chunks.set(chunk.section, chunk);
  }
  const addressOfSymbol = (index: number): number => addressOf(object.symbols[index] as ObjectSymbol);
  const context: Context = {
    scan,
    layout,
    chunks,
    addressOfSymbol,
    slotAddress: (index) => layout.addressOf(table) + (scan.slots.get(index) as number) * 8,
    stubAddress: (index) => layout.addressOf(stubs) + (scan.stubs.get(index) as number) * stubBytes,
  };
  fillStubs(context, stubs);
  for (const section of scan.live) applyRelocations(context, section);
  tables.fillRelocations(startRelocations(context));
  tables.fillExports();
  return writeFile(layout, start === undefined ? 0 : addressOf(start));
}

type Context = {
  readonly scan: Scan;
  readonly layout: Layout;
  readonly chunks: ReadonlyMap<number, Chunk>;
  addressOfSymbol(index: number): number;
  slotAddress(index: number): number;
  stubAddress(index: number): number;
};

/** `jmp *slot(%rip)`, padded. */
function fillStubs(context: Context, stubs: Chunk): void {
  if (stubs.data === undefined) return;
  const view = new DataView(stubs.data.buffer);
  for (const [symbol, index] of context.scan.stubs) {
    const at = index * stubBytes;
    stubs.data.set([0xff, 0x25, 0, 0, 0, 0, 0xcc, 0xcc], at);
    view.setInt32(at + 2, context.slotAddress(symbol) - (context.stubAddress(symbol) + 6), true);
  }
}

function applyRelocations(context: Context, section: Section): void {
  const data = context.chunks.get(section.index)?.data;
  if (data === undefined) return;
  const view = new DataView(data.buffer);
  const base = context.layout.addressOf(context.chunks.get(section.index) as Chunk);
  for (const relocation of section.relocations) {
    const { offset, addend } = relocation;
    const symbol = context.scan.object.symbols[relocation.symbol] as ObjectSymbol;
    const place = base + offset;
    switch (relocation.type) {
      case types.relative32:
      case types.call32: {
        const target = symbol.section === 0 ? context.stubAddress(relocation.symbol) : context.addressOfSymbol(relocation.symbol);
        view.setInt32(offset, target + addend - place, true);
        break;
      }
      case types.relative64:
        view.setBigInt64(offset, BigInt(context.addressOfSymbol(relocation.symbol) + addend - place), true);
        break;
      case types.got32:
      case types.got32Relaxable:
      case types.got32RelaxableLong: {
        const relaxed = isRelaxed(section, relocation, symbol);
        if (relaxed) data[offset - 2] = 0x8d;
        const target = relaxed ? context.addressOfSymbol(relocation.symbol) : context.slotAddress(relocation.symbol);
        view.setInt32(offset, target + addend - place, true);
        break;
      }
    }
  }
}

/** What the loader fills in: slots and addresses in data. Those that need no name come first. */
function startRelocations(context: Context): StartRelocation[] {
  const { scan } = context;
  const all: StartRelocation[] = [];
  for (const symbol of scan.slots.keys()) {
    const { name, section } = scan.object.symbols[symbol] as ObjectSymbol;
    const place = context.slotAddress(symbol);
    if (section === 0) all.push({ place, type: dynamicTypes.globalData, import: name, addend: 0 });
    else all.push({ place, type: dynamicTypes.relative, import: undefined, addend: context.addressOfSymbol(symbol) });
  }
  for (const { section, relocation } of scan.words) {
    const { name, section: home } = scan.object.symbols[relocation.symbol] as ObjectSymbol;
    const place = context.layout.addressOf(context.chunks.get(section.index) as Chunk) + relocation.offset;
    if (home === 0) all.push({ place, type: dynamicTypes.absolute64, import: name, addend: relocation.addend });
    else
      all.push({
        place,
        type: dynamicTypes.relative,
        import: undefined,
        addend: context.addressOfSymbol(relocation.symbol) + relocation.addend,
      });
  }
  return [...all.filter((each) => each.import === undefined), ...all.filter((each) => each.import !== undefined)];
}
