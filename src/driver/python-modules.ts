/**
 * The modules in Python that a program imports, and their code, compiled apart and kept in the cache.
 *
 * Found from the text alone: `import` wherever it stands, transitively; but not inside the functions of the user's installation, whose
 * modules would drag in each other. A name that is not found is left to the run time, which may have it in Mojo, or asks CPython.
 * Where a module comes from: `python-sources.ts`.
 */
import { type Diagnostic, DiagnosticSink } from "../diag/diagnostic.ts";
import { parallelDefine } from "../elaborate/parallel.ts";
import {
  calledImports,
  importedNames,
  mentionsEvaluation,
  type ModuleInfo,
  moduleTexts,
  packageOf,
  threadsDefine,
} from "../python/imports.ts";
import { SourceFile } from "../source/source-file.ts";
import type { Module } from "../syntax/ast.ts";
import { parseModule } from "../syntax/parser.ts";
import { CompileCache } from "./cache.ts";
import { reserveArtefact, storeArtefact } from "./cache-store.ts";
import { fs, path } from "./host.ts";
import type { CompileOptions } from "./options.ts";
import { cacheFolder } from "./paths.ts";
import type { Prebuilt } from "./prebuilt.ts";
import { moduleSources, type Origin, type SourceFileOfModule } from "./python-sources.ts";
import { reasonOf } from "./reasons.ts";
import { CompileSession } from "./session.ts";

export type PythonModuleFile = ModuleInfo & {
  readonly path: string;
  readonly text: string;
  /** The program may do without it: if it has errors, importing it fails, or CPython has it. */
  readonly mayFail: boolean;
  /** The user's installation: compiled quickly, because there is much of it. */
  readonly isInstalled: boolean;
  /** Why importing it fails. */
  readonly failure?: string;
};

export type PythonModules = {
  /** In order of first mention. */
  readonly files: readonly PythonModuleFile[];
  /** One of them, or the main module, may compile text while the program runs. */
  readonly evaluates: boolean;
  /** What all of them and the program itself are compiled with. */
  readonly defines: CompileOptions["defines"];
};

/** Modules that the main module needs, directly or not. */
export function findPythonModules(session: CompileSession): PythonModules {
  const { mainPath } = session.options;
  const mainText = session.options.mainText ?? session.reader.readFile(mainPath) ?? "";
  const found = new Map<string, PythonModuleFile | undefined>();
  const sourceOf = moduleSources(session);
  /** Where a name comes from that is computed: from a file of the program's own folder, or from a package that it uses. */
  let computes: "no" | "in packages" | "in the program" = "no";
  let evaluates = false;
  let needsPython = false;
  const add = (name: string, isGuess: boolean): void => {
    if (found.has(name)) return;
    const source = sourceOf(name);
    needsPython ||= source.kind === "foreign" || (source.kind === "absent" && !name.includes("."));
    if (source.kind !== "python") return void found.set(name, undefined);
    const isInstalled = source.origin === "installation";
    found.set(name, { ...fileOf(name, source), isInstalled, mayFail: isGuess || isInstalled || source.origin === "path" });
    visit({ name, isPackage: source.isPackage }, parse(source.path, source.text), source);
  };
  const addWithPackages = (name: string, isGuess: boolean): void => {
    const parts = name.split(".");
    for (let length = 1; length <= parts.length; length++) add(parts.slice(0, length).join("."), isGuess);
  };
  const visit = (info: ModuleInfo, ast: Module, { origin, path: file }: { readonly origin: Origin; readonly path: string }): void => {
    const isOwn = origin !== "installation";
    evaluates ||= mentionsEvaluation(ast.body);
    if (isOwn) {
      const called = calledImports(ast.body);
      if (called.computes && computes !== "in the program") computes = origin === "program" ? "in the program" : "in packages";
      for (const name of called.names) addWithPackages(name, true);
      // What is computed is often put together from what is written: `"package.plugins.table"`, or `"table"` in the package.
      if (called.computes) for (const name of mentionedModules(session, info, file, ast.body)) addWithPackages(name, true);
    }
    for (const name of importedNames(info, ast.body, { inFunctions: isOwn })) addWithPackages(name, false);
  };
  visit({ name: "__main__", isPackage: false }, parse(mainPath, mainText), { origin: "program", path: mainPath });
  // Other names that are computed are those of modules beside the program.
  if (computes !== "no") for (const name of modulesBeside(session, mainText, computes === "in the program")) add(name, true);
  const defines = new Map(session.options.defines);
  if (found.has("_thread")) defines.set(threadsDefine, "True");
  // CPython, and code that is loaded later, know one thread at a time.
  if (!found.has("_thread") || evaluates || needsPython) defines.delete(parallelDefine);
  return { files: [...found.values()].filter((file) => file !== undefined), evaluates, defines };
}

/** A module by its name alone; undefined: it is not one in Python. */
export function pythonModule(session: CompileSession, name: string): PythonModuleFile | undefined {
  const source = moduleSources(session)(name);
  if (source.kind !== "python") return undefined;
  const isInstalled = source.origin === "installation";
  return { ...fileOf(name, source), isInstalled, mayFail: isInstalled || source.origin === "path" };
}

function fileOf(name: string, { path, text, isPackage }: SourceFileOfModule): Omit<PythonModuleFile, "mayFail" | "isInstalled"> {
  return { name, isPackage, path, text };
}

/** Modules that texts of a module name: with their packages, or those in its own package. */
function mentionedModules({ reader }: CompileSession, info: ModuleInfo, file: string, statements: Module["body"]): string[] {
  const own = packageOf(info);
  const beside = new Set((own === "" ? undefined : reader.listDirectory(path.dirname(file)))?.map((name) => name.replace(/\.py$/, "")));
  return [...moduleTexts(statements)].flatMap((text) => {
    const isInPackage = beside.has(text.replace(/^\./, "").split(".", 1)[0] as string);
    if (isInPackage) return [`${own}.${text.replace(/^\./, "")}`];
    return text.includes(".") && !text.startsWith(".") ? [text] : [];
  });
}

const mostGuesses = 64;

/** Names of the modules in the program's folder; where these are many, or `all` is false, only of those that the program mentions in a text. */
function modulesBeside({ options, reader }: CompileSession, mainText: string, all: boolean): string[] {
  const own = path.basename(options.mainPath);
  const files = reader.listDirectory(path.dirname(options.mainPath)) ?? [];
  const names = files
    .filter((name) => /^[\p{ID_Start}_][\p{ID_Continue}]*\.py$/u.test(name) && name !== own)
    .map((name) => name.slice(0, -3));
  return all && names.length <= mostGuesses
    ? names
    : names.filter((name) => [`"${name}`, `'${name}`].some((start) => mainText.includes(start)));
}

/** Its mistakes are told when it is compiled. */
function parse(file: string, text: string): Module {
  return parseModule(new SourceFile(file, text), new DiagnosticSink(), { dialect: "python" });
}

/** The object of a module, or why there is none. */
export type ModuleObject = Uint8Array | { readonly failure: string };

/** From the cache or made by `compile`. Undefined: it has errors, which the session is told. */
export async function moduleObject(
  session: CompileSession,
  file: PythonModuleFile,
  { prebuilt, defines }: { readonly prebuilt: Prebuilt; readonly defines: CompileOptions["defines"] },
  compile: (session: CompileSession) => Promise<Uint8Array | undefined>,
): Promise<ModuleObject | undefined> {
  const { options } = session;
  const own = new CompileSession({
    ...options,
    mainPath: file.path,
    emit: "object",
    entry: "module",
    moduleName: file.name,
    importPaths: [],
    python: undefined,
    defines,
    optimization: file.isInstalled ? 0 : options.optimization,
  });
  const folder = cacheFolder();
  const cache = folder === undefined ? undefined : new CompileCache(folder);
  const found = await cache?.find(own.options);
  if (found !== undefined) return readObject(fs.readFileSync(found.path));
  const object = await session.stages.runAsync("compile modules", "salamander", () => (file.mayFail ? tried(own, compile) : compile(own)));
  if (!file.mayFail) for (const diagnostic of own.sink.diagnostics) session.sink.add(diagnostic);
  const path = cache === undefined || object === undefined ? undefined : reserveArtefact(cache);
  if (cache !== undefined && object !== undefined && path !== undefined) {
    fs.writeFileSync(path, object instanceof Uint8Array ? object : failureMark + object.failure);
    storeArtefact(cache, { options: own.options, inputs: own.reader.inputs(), more: prebuilt.inputs, builtPath: path });
  }
  return object;
}

/** What is kept begins with this instead of an object's own mark. */
const failureMark = "failure: ";

function readObject(content: Uint8Array): ModuleObject {
  const text = Buffer.from(content.subarray(0, failureMark.length)).toString("latin1");
  return text === failureMark ? { failure: Buffer.from(content.subarray(failureMark.length)).toString() } : content;
}

/** A module that the program may do without. */
async function tried(
  session: CompileSession,
  compile: (session: CompileSession) => Promise<Uint8Array | undefined>,
): Promise<ModuleObject> {
  try {
    const object = await compile(session);
    if (object !== undefined) return object;
  } catch (error) {
    return { failure: `internal error: ${reasonOf(error)}` };
  }
  const first = session.sink.diagnostics.find(({ severity }) => severity === "error");
  return { failure: first === undefined ? "it has errors" : described(first) };
}

export function described({ at, message }: Diagnostic): string {
  return `${message} (${path.basename(at.file.path)}, line ${at.file.position(at.start).line})`;
}
