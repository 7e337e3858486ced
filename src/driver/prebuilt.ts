/**
 * What programs share, compiled once for all of them and kept in the cache: the run time of Python programs, or another part of the library
 * (`CompileOptions.prebuiltPath`).
 *
 * The artefact is a line of JSON (which functions there are) and an object. A program that finds it only declares what is there, and is
 * linked with it. It is optimised whatever the program's own level; each target and each state of compiler and library has its own.
 */
import { InternalError } from "../base/assert.ts";
import type { Diagnostic } from "../diag/diagnostic.ts";
import type { Linkage, MirModule } from "../mir/mir.ts";
import { parallelDefine } from "../elaborate/parallel.ts";
import type { PrebuiltLibrary } from "../elaborate/prebuilt.ts";
import { type CachedArtefact, CompileCache, cacheKey } from "./cache.ts";
import { contentHash } from "./cache-inputs.ts";
import { reserveArtefact, storeArtefact } from "./cache-store.ts";
import { fs } from "./host.ts";
import { withLock } from "./lock.ts";
import type { ManifestInput } from "./manifest.ts";
import { type CompileOptions, defaultCompileOptions } from "./options.ts";
import { cacheFolder, libraryPath, runtimeLevel } from "./paths.ts";
import { CompileSession } from "./session.ts";

export type Prebuilt = {
  readonly library: PrebuiltLibrary;
  readonly object: Uint8Array;
  /** The files it was made of. */
  readonly inputs: readonly ManifestInput[];
};

/** Makes the content of an artefact. Undefined: there were errors. */
type Compile = (session: CompileSession) => Promise<Uint8Array | undefined>;

/** Undefined: there is nowhere to keep it. */
export async function prebuiltFor(
  session: CompileSession,
  defines: CompileOptions["defines"],
  compile: Compile,
): Promise<Prebuilt | undefined> {
  const folder = cacheFolder();
  if (folder === undefined) return undefined;
  const cache = new CompileCache(folder);
  const options = prebuiltOptions(session.options, defines);
  const found = (await cache.find(options)) ?? (await build(session, cache, options, compile));
  if (found === undefined) return undefined;
  session.prebuiltInputs.push(...found.manifest.inputs);
  return session.stages.run("read run time", "system", () => read(found));
}

/** What programs in Python share. */
export const pythonRuntimePath = `${libraryPath}/std/dynamic/__init__.mojo`;

export function prebuiltOptions({ target, prebuiltPath }: CompileOptions, given: CompileOptions["defines"] = new Map()): CompileOptions {
  const mainPath = prebuiltPath ?? pythonRuntimePath;
  const defines = new Map([...given].filter(([name]) => name === parallelDefine));
  return {
    ...defaultCompileOptions,
    mainPath,
    target,
    defines,
    optimization: mainPath === pythonRuntimePath ? runtimeLevel() : 3,
    emit: "object",
    entry: "prebuild",
    tune: "off",
  };
}

/** One process builds it, others wait. */
async function build(
  session: CompileSession,
  cache: CompileCache,
  options: CompileOptions,
  compile: Compile,
): Promise<CachedArtefact | undefined> {
  const path = reserveArtefact(cache);
  if (path === undefined) return undefined;
  const what = options.mainPath === pythonRuntimePath ? "the run time of Python" : "what these programs share";
  session.reportProgress(`compiling ${what} (once)`);
  const result = await withLock(`${cache.folder}/building/${contentHash(cacheKey(options))}.lock`, async () => {
    const found = await cache.find(options);
    if (found !== undefined) return found;
    const own = new CompileSession(options);
    const content = await session.stages.runAsync("compile run time", "llvm", () => compile(own));
    if (content === undefined)
      throw new InternalError(`the run time has errors: ${own.sink.diagnostics.slice(0, 5).map(shown).join("; ")}`);
    fs.writeFileSync(path, content);
    return storeArtefact(cache, { options, inputs: own.reader.inputs(), builtPath: path });
  });
  session.reportProgress(undefined);
  return result;
}

function shown({ at, message }: Diagnostic): string {
  return `${at.file.path}:${at.file.position(at.start).line}: ${message}`;
}

/** A program together with the run time that it leaves functions to. */
export function withRuntime(program: MirModule, runtime: MirModule): MirModule {
  const own = <Item extends { readonly linkage: Linkage }>(items: ReadonlyMap<string, Item>): [string, Item][] =>
    [...items].filter(([, { linkage }]) => linkage !== "imported");
  return {
    functions: new Map([...runtime.functions, ...own(program.functions)]),
    globals: new Map([...runtime.globals, ...own(program.globals)]),
    data: new Map([...runtime.data, ...program.data]),
    roots: program.roots,
  };
}

/** The content of an artefact. */
export function writePrebuilt(library: PrebuiltLibrary, object: Uint8Array): Uint8Array {
  const header = JSON.stringify({ functions: [...library.functions], symbols: [...library.symbols] });
  return Buffer.concat([Buffer.from(`${header}\n`), object]);
}

function read({ path, manifest }: CachedArtefact): Prebuilt {
  const content = fs.readFileSync(path);
  const end = content.indexOf(10);
  const header = JSON.parse(content.toString("utf8", 0, end)) as { functions: [string, string][]; symbols: string[] };
  const library = { functions: new Map(header.functions), symbols: new Set(header.symbols) };
  return { library, object: content.subarray(end + 1), inputs: manifest.inputs };
}
