/**
 * The modules in Python that a program imports: where they are, and their code, compiled apart and kept in the cache.
 *
 * Found from the text alone: `import` wherever it stands, transitively. Last come the library's own modules in Python. A name that is not
 * found is left to the run time, which may have it in Mojo, or raises `ModuleNotFoundError`.
 */
import { DiagnosticSink } from "../diag/diagnostic.ts";
import { importedNames, importsComputed, type ModuleInfo } from "../python/imports.ts";
import { SourceFile } from "../source/source-file.ts";
import type { Module } from "../syntax/ast.ts";
import { parseModule } from "../syntax/parser.ts";
import { CompileCache } from "./cache.ts";
import { reserveArtefact, storeArtefact } from "./cache-store.ts";
import { fs, path } from "./host.ts";
import { cacheFolder, libraryPath } from "./paths.ts";
import type { Prebuilt } from "./prebuilt.ts";
import { CompileSession } from "./session.ts";

/** A folder without `__init__.py` is a package without code. */
export type PythonModuleFile = ModuleInfo & {
  readonly path: string;
  readonly text: string;
  /** Nobody names it: left out if it has errors. */
  readonly isGuess?: boolean;
};

/** Modules that the main module needs, directly or not, in order of first mention. */
export function findPythonModules(session: CompileSession): readonly PythonModuleFile[] {
  const { mainPath, importPaths } = session.options;
  const mainText = session.options.mainText ?? session.reader.readFile(mainPath) ?? "";
  const found = new Map<string, PythonModuleFile | undefined>();
  const roots = [path.dirname(mainPath), ...importPaths, `${libraryPath}/std/dynamic/python`];
  const visit = (info: ModuleInfo, ast: Module): void => {
    for (const name of importedNames(info, ast.body)) {
      const parts = name.split(".");
      for (let length = 1; length <= parts.length; length++) {
        const part = parts.slice(0, length).join(".");
        if (found.has(part)) continue;
        const file = locate(session, roots, part);
        found.set(part, file);
        if (file !== undefined) visit(file, parse(file.path, file.text));
      }
    }
  };
  const main = parse(mainPath, mainText);
  visit({ name: "__main__", isPackage: false }, main);
  // Names that are computed are those of modules beside the program.
  const guesses = [main, ...[...found.values()].flatMap((file) => (file === undefined ? [] : [parse(file.path, file.text)]))].some(
    ({ body }) => importsComputed(body),
  )
    ? modulesBeside(session)
    : [];
  for (const name of guesses) {
    if (found.has(name)) continue;
    const file = locate(session, roots, name);
    found.set(name, file && { ...file, isGuess: true });
    if (file !== undefined) visit(file, parse(file.path, file.text));
  }
  return [...found.values()].filter((file) => file !== undefined);
}

/** Names of the modules in the program's folder. */
function modulesBeside({ options, reader }: CompileSession): string[] {
  const own = path.basename(options.mainPath);
  const names = reader.listDirectory(path.dirname(options.mainPath)) ?? [];
  return names.filter((name) => /^[\p{ID_Start}_][\p{ID_Continue}]*\.py$/u.test(name) && name !== own).map((name) => name.slice(0, -3));
}

/** Its mistakes are told when it is compiled. */
function parse(file: string, text: string): Module {
  return parseModule(new SourceFile(file, text), new DiagnosticSink(), { dialect: "python" });
}

function locate({ reader }: CompileSession, roots: readonly string[], name: string): PythonModuleFile | undefined {
  const relative = name.replaceAll(".", "/");
  // What is written in Mojo comes first, as with CPython's own built-in modules.
  if (reader.readFile(`${libraryPath}/std/dynamic/native/${relative}.mojo`) !== undefined) return undefined;
  for (const root of roots) {
    for (const [suffix, isPackage] of [
      ["/__init__.py", true],
      [".py", false],
    ] as const) {
      const file = `${root}/${relative}${suffix}`;
      const text = reader.readFile(file);
      if (text !== undefined) return { name, isPackage, path: file, text };
    }
  }
  return undefined;
}

/** The object of a module, from the cache or made by `compile`. Undefined: it has errors, which the session is told. */
export async function moduleObject(
  session: CompileSession,
  file: PythonModuleFile,
  prebuilt: Prebuilt,
  compile: (session: CompileSession) => Promise<Uint8Array | undefined>,
): Promise<Uint8Array | undefined> {
  const { options } = session;
  const own = new CompileSession({
    ...options,
    mainPath: file.path,
    emit: "object",
    entry: "module",
    moduleName: file.name,
    importPaths: [],
  });
  const folder = cacheFolder();
  const cache = folder === undefined ? undefined : new CompileCache(folder);
  const found = await cache?.find(own.options);
  if (found !== undefined) return fs.readFileSync(found.path);
  const object = await session.stages.runAsync("compile modules", "salamander", () => compile(own));
  if (file.isGuess !== true) for (const diagnostic of own.sink.diagnostics) session.sink.add(diagnostic);
  const path = cache === undefined || object === undefined ? undefined : reserveArtefact(cache);
  if (cache !== undefined && object !== undefined && path !== undefined) {
    fs.writeFileSync(path, object);
    storeArtefact(cache, { options: own.options, inputs: own.reader.inputs(), more: prebuilt.inputs, builtPath: path });
  }
  return object;
}
