/**
 * Objects → executables and shared libraries.
 *
 * In: objects (the program's with its entry module, see `runtime-entry.ts`), libraries, and a `LinkHost` that looks for
 * files and runs programs. Out: a file. The usual case, objects and the system's C library, is done here (`elf/`), in
 * a few milliseconds and without any tool. The rest goes to a linker of the system, called with the shared C library and
 * without start files, so that no development packages are needed; a compiler driver is the last resort.
 */
import { HostError } from "../base/assert.ts";
import { linkProgram } from "./elf/program.ts";
import { readSharedLibrary, type SharedLibrary } from "./elf/shared-library.ts";
import type { TargetMachineDescription } from "../target/target.ts";

export type LinkRequest = {
  readonly target: TargetMachineDescription;
  /** `part`: a library that only a program that exports loads. */
  readonly kind: "executable" | "shared" | "part";
  /** Of an executable: parts that it loads may use everything in it. */
  readonly isExporting?: boolean;
  /** Files, or the bytes of an object. */
  readonly objects: readonly (string | Uint8Array)[];
  readonly output: string;
  /** `-l` names or paths. libc and libm need no mention. */
  readonly libraries?: readonly string[];
  readonly libraryFolders?: readonly string[];
  /** Keep symbols and debug information. */
  readonly debugInfo?: boolean;
  /** A linker to use instead of looking for one. */
  readonly linker?: string;
};

export type LinkHost = {
  exists(path: string): boolean;
  /** Full path of a program on the search path. */
  findProgram(name: string): string | undefined;
  readFile(path: string): Uint8Array | undefined;
  writeExecutable(path: string, bytes: Uint8Array): void;
  run(program: string, args: readonly string[]): { readonly status: number | null; readonly output: string };
  /** Writes a temporary file that is removed after linking. */
  withTemporaryFile<Result>(bytes: Uint8Array, use: (path: string) => Result): Result;
};

export function link(request: LinkRequest, host: LinkHost): void {
  if (linkHere(request, host)) return;
  const linker = findLinker(request, host);
  withFiles(request.objects, host, [], (objects) => {
    const args = linker.isDriver ? driverArguments(request, objects) : linkerArguments(request, objects, linker, host);
    const { status, output } = host.run(linker.path, args);
    if (status !== 0) throw new HostError(`the linker (${linker.path}) failed: ${explain(output, status)}`);
  });
}

/** True: done. */
function linkHere(request: LinkRequest, host: LinkHost): boolean {
  const { target, objects } = request;
  const isUsual = request.kind !== "shared" && request.debugInfo !== true && request.linker === undefined;
  if (!isUsual || (request.libraries ?? []).length > 0) return false;
  const layout = layouts[target.architecture];
  const loader = layout?.loaders[0];
  if (
    target.architecture !== "x86_64" ||
    target.operatingSystem !== "linux" ||
    layout === undefined ||
    loader === undefined ||
    !host.exists(loader)
  )
    return false;
  const contents = objects.map((object) => (typeof object === "string" ? host.readFile(object) : object));
  if (contents.includes(undefined)) return false;
  const isPart = request.kind === "part";
  const result = linkProgram({
    objects: contents as readonly Uint8Array[],
    loader: isPart ? undefined : loader,
    libraries: readLibraries(layout, host),
    isExporting: isPart || request.isExporting === true,
  });
  if (result.kind === "missing") throw new HostError(`cannot link ${request.output}: ${nothingDefines(result.names)}`);
  if (result.kind === "unsupported") return false;
  host.writeExecutable(request.output, result.bytes);
  return true;
}

function* readLibraries(layout: SystemLayout, host: LinkHost): Iterable<SharedLibrary> {
  for (const path of systemLibraryPaths(layout, host)) {
    const bytes = host.readFile(path);
    const library = bytes === undefined ? undefined : readSharedLibrary(bytes, path.slice(path.lastIndexOf("/") + 1));
    if (library !== undefined) yield library;
  }
}

function* systemLibraryPaths(layout: SystemLayout, host: LinkHost): Iterable<string> {
  for (const name of systemLibraries) {
    const folder = layout.folders.find((candidate) => host.exists(`${candidate}/${name}`));
    if (folder !== undefined) yield `${folder}/${name}`;
  }
}

function nothingDefines(names: Iterable<string>): string {
  return `no library defines ${[...names].map((name) => `\`${name}\``).join(", ")}`;
}

function withFiles(
  objects: readonly (string | Uint8Array)[],
  host: LinkHost,
  paths: readonly string[],
  use: (paths: readonly string[]) => void,
): void {
  const next = objects[paths.length];
  if (next === undefined) return use(paths);
  if (typeof next === "string") return withFiles(objects, host, [...paths, next], use);
  host.withTemporaryFile(next, (path) => withFiles(objects, host, [...paths, path], use));
}

// Finding a linker

type Linker = {
  readonly path: string;
  /** A compiler that calls the linker. */
  readonly isDriver: boolean;
  readonly isLld: boolean;
};

const linkerNames: readonly string[] = ["ld.lld-19", "ld.lld", "ld.mold", "ld"];
const driverNames: readonly string[] = ["clang", "gcc", "cc"];

function findLinker(request: LinkRequest, host: LinkHost): Linker {
  const { target } = request;
  if (target.operatingSystem === "none" || target.operatingSystem === "wasi") {
    throw new HostError(`programs for ${target.triple} cannot be linked here; an object file can be written instead`);
  }
  const direct = target.operatingSystem === "linux" ? linkerNames : [];
  for (const name of request.linker === undefined ? [...direct, ...driverNames] : [request.linker]) {
    const path = name.includes("/") ? name : host.findProgram(name);
    if (path === undefined) continue;
    const base = path.slice(path.lastIndexOf("/") + 1);
    return { path, isDriver: /^(clang|gcc|cc)/.test(base), isLld: base.startsWith("ld.lld") };
  }
  throw new HostError("no linker was found: on Debian or Ubuntu, install the package lld-19; elsewhere, LLVM's lld, or a C compiler");
}

// Arguments

type SystemLayout = { readonly loaders: readonly string[]; readonly folders: readonly string[]; readonly emulation: string };

const layouts: Partial<Readonly<Record<TargetMachineDescription["architecture"], SystemLayout>>> = {
  x86_64: {
    loaders: ["/lib64/ld-linux-x86-64.so.2", "/lib/ld-musl-x86_64.so.1"],
    folders: ["/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/lib64", "/usr/lib64", "/lib", "/usr/lib"],
    emulation: "elf_x86_64",
  },
  aarch64: {
    loaders: ["/lib/ld-linux-aarch64.so.1", "/lib/ld-musl-aarch64.so.1"],
    folders: ["/lib/aarch64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/lib64", "/usr/lib64", "/lib", "/usr/lib"],
    emulation: "aarch64linux",
  },
};

/** The C library's parts, as far as a system has them apart; and the compiler's run-time library. */
const systemLibraries: readonly string[] = ["libc.so.6", "libm.so.6", "libpthread.so.0", "libdl.so.2", "libgcc_s.so.1"];

function linkerArguments(request: LinkRequest, objects: readonly string[], linker: Linker, host: LinkHost): string[] {
  const layout = layouts[request.target.architecture];
  const loader = layout?.loaders.find((path) => host.exists(path));
  if (layout === undefined || loader === undefined) {
    throw new HostError(`the C library of ${request.target.triple} is not on this machine; an object file can be written instead`);
  }
  const args = [
    "-o",
    request.output,
    "-m",
    layout.emulation,
    request.isExporting === true ? "--export-dynamic" : "--gc-sections",
    "--hash-style=gnu",
    "--eh-frame-hdr",
    "-z",
    "noexecstack",
    "-z",
    "relro",
  ];
  if (linker.isLld) args.push("--threads=1");
  if (request.debugInfo !== true) args.push("-s");
  // Threads of a library's pool, and what other threads keep for it, outlive `dlclose`: the code stays
  if (request.kind !== "executable")
    args.push("-shared", "-Bsymbolic", "-z", "nodelete", "-z", request.kind === "part" ? "undefs" : "defs");
  else args.push("-pie", "--dynamic-linker", loader, "-e", "_start");
  args.push(...objects);
  for (const folder of [...(request.libraryFolders ?? []), ...layout.folders]) args.push("-L", folder);
  for (const library of request.libraries ?? []) args.push(libraryArgument(library));
  args.push("--as-needed");
  if (loader.includes("musl")) args.push(loader);
  else {
    args.push(...systemLibraryPaths(layout, host));
    // The loader defines what thread-local storage needs.
    args.push(loader);
  }
  return args;
}

function libraryArgument(library: string): string {
  if (library.includes("/")) return library;
  return /\.(so|a)(\.|$)/.test(library) ? `-l:${library}` : `-l${library}`;
}

function driverArguments(request: LinkRequest, objects: readonly string[]): string[] {
  const isMac = request.target.operatingSystem === "macos";
  const args = ["-o", request.output, ...objects];
  if (!isMac) args.push(request.kind === "executable" ? "-nostartfiles" : "-Wl,-Bsymbolic");
  if (!isMac) args.push(request.isExporting === true ? "-rdynamic" : "-Wl,--gc-sections");
  if (request.kind !== "executable") args.push("-shared", ...(isMac ? [] : ["-Wl,-z,nodelete"]));
  else if (!isMac) args.push("-pie");
  if (request.debugInfo !== true) args.push(isMac ? "-Wl,-x" : "-s");
  for (const folder of request.libraryFolders ?? []) args.push("-L", folder);
  for (const library of request.libraries ?? []) args.push(libraryArgument(library));
  args.push("-lm");
  return args;
}

/** The linker's own words, shortened; missing functions come first. */
function explain(output: string, status: number | null): string {
  const missing = new Set<string>();
  for (const match of output.matchAll(/undefined (?:symbol|reference)(?:: | to )[`']?([^\s'`]+)/g)) missing.add(match[1] as string);
  if (missing.size > 0) return nothingDefines(missing);
  const lines = output.trim().split("\n").slice(0, 10).join("\n");
  return lines === "" ? `exit status ${status ?? "unknown"}` : lines;
}
