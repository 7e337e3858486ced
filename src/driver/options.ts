/**
 * What a compile is asked to do, as plain data. Made by the edges (`cli`, tests), read by `compile.ts` and the cache.
 */
import type { CodeMode } from "../python/code.ts";
import type { Dialect } from "../syntax/ast.ts";
import type { PythonChoice } from "./python-choice.ts";

export type EmitKind = "executable" | "object" | "shared-library" | "python-extension" | "assembly" | "llvm" | "bitcode" | "mir";
/** What the linker writes. */
export function isLinkedKind(emit: EmitKind): boolean {
  return emit === "executable" || emit === "shared-library" || emit === "python-extension";
}

export type OptimizationLevel = 0 | 1 | 2 | 3;
/** `off`: the first candidate everywhere. `cached`: what was measured before. `full`: what was not is measured now. */
export type TuneMode = "off" | "cached" | "full";

export type CompileOptions = {
  /** Absolute; `stdin` when `mainText` is given and there is no file. */
  readonly mainPath: string;
  readonly mainText?: string;
  readonly emit: EmitKind;
  readonly optimization: OptimizationLevel;
  /** What is absent is this machine's. */
  readonly target: TargetOptions;
  readonly defines: ReadonlyMap<string, string>;
  readonly importPaths: readonly string[];
  readonly dialect?: Dialect;
  /** Every extension of the language is an error. */
  readonly strict: boolean;
  readonly debugInfo: boolean;
  readonly tune: TuneMode;
  /** `main`: a program. `library`: everything public is kept. `prebuild`: what programs share (`prebuilt.ts`). `module`: see `moduleName`. `code`: see `codeMode`. */
  readonly entry: "main" | "library" | "prebuild" | "module" | "code";
  /** Of `code`: text in Python that a program compiles while it runs, and how (`code-service.ts`). */
  readonly codeMode?: CodeMode;
  /** The result is loaded by a program that runs: what it uses of the program may be far away. */
  readonly isLoaded?: boolean;
  /** Of `module`: a module in Python that programs import, by this name. Of a `python-extension`: as CPython imports it. */
  readonly moduleName?: string;
  /** A file of the library whose functions are compiled once and kept, for programs that share them (`prebuilt.ts`). */
  readonly prebuiltPath?: string;
  /** The user's own Python, whose modules programs in Python may import. */
  readonly python?: PythonChoice;
};

export type TargetOptions = { readonly triple?: string; readonly cpu?: string; readonly features?: string };

export const defaultCompileOptions: Omit<CompileOptions, "mainPath"> = {
  emit: "executable",
  optimization: 3,
  target: {},
  defines: new Map(),
  importPaths: [],
  strict: false,
  debugInfo: false,
  tune: "full",
  entry: "main",
};

/** `--dump-ir=mir`, `--dump-ir=llvm:main`, `--dump-ir=after:simplify:main`. */
export type DumpRequest = { readonly stage: string; readonly function?: string };

export function parseDumpRequest(text: string): DumpRequest {
  const isAfter = text.startsWith("after:");
  const rest = isAfter ? text.slice("after:".length) : text;
  const colon = rest.indexOf(":");
  const stage = colon < 0 ? rest : rest.slice(0, colon);
  return { stage, function: colon < 0 ? undefined : rest.slice(colon + 1) };
}

/** Everything that the output depends on besides the files, in one line with a fixed order. */
export function optionsKey(options: CompileOptions): string {
  const defines = [...options.defines].sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([
    options.mainPath,
    options.mainText ?? null,
    options.emit,
    options.optimization,
    [options.target.triple ?? null, options.target.cpu ?? null, options.target.features ?? null],
    defines,
    options.importPaths,
    options.dialect ?? null,
    options.strict,
    options.debugInfo,
    options.tune,
    options.entry,
    options.moduleName ?? null,
    options.codeMode ?? null,
    options.isLoaded ?? false,
    options.python ?? null,
  ]);
}
