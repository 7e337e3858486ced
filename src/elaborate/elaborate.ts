/**
 * The door of elaboration: a main module to a MIR module of everything reachable from its entry, lowered.
 *
 * Wires the services of the room together. Nothing that is not reachable is elaborated; `mojo check` asks for all
 * functions without parameters.
 */
import { suggestName } from "../diag/suggest.ts";
import type { DiagnosticSink } from "../diag/diagnostic.ts";
import { emitConstantGlobals } from "./reachable.ts";
import type { MirFunction, MirModule } from "../mir/mir.ts";
import type { MirTypeTable } from "../mir/types.ts";
import type { Declaration, ModuleScope } from "../names/declarations.ts";
import { type LoaderOptions, folderOf, ModuleLoader, resolveDeclaration } from "../names/loader.ts";
import type { Dialect } from "../syntax/ast.ts";
import type { TargetFacts } from "../target/facts.ts";
import { assignInto, assignPlace, assignTarget } from "./assign.ts";
import { loweredFunction, registerInstance } from "./bodies.ts";
import { intrinsicCall, intrinsicType } from "./builtins.ts";
import { bindForTypes, call, construct, fits, tryCall } from "./calls.ts";
import { declareNested } from "./closures.ts";
import { aliasValue, evaluate, evaluateStep, evaluateType, evaluateValue, evaluateWith, run } from "./comptime.ts";
import { type Instance, Program, type Services } from "./context.ts";
import { checkDeclarations } from "./declaration-checks.ts";
import { convert, functionPointerOf } from "./convert.ts";
import * as diagnostics from "./diagnostics.ts";
import { expression } from "./expressions.ts";
import { unifyParameter } from "./infer.ts";
import { libraryFunction } from "./library-functions.ts";
import { parallelDefine } from "./parallel.ts";
import { declaredFunction, isWorthACall, type PrebuiltLibrary } from "./prebuilt.ts";
import { everyRoot, exportedRoots } from "./roots.ts";
import { noteUse } from "./effects.ts";
import { iterate } from "./loops.ts";
import { lowerType } from "./lower-type.ts";
import { buildEntry } from "./entry.ts";
import { moduleScope, structScope } from "./members.ts";
import { mlirNamespace } from "./mlir.ts";
import type { TunedChoices } from "./choices.ts";
import type { NativeRunner } from "./native-run.ts";
import { makeInstance } from "./signature.ts";
import { statements } from "./statements.ts";
import { applyParameters, subscriptAccess } from "./subscripts.ts";
import { aliasTemplate, constructors, openTemplate, templateConstructors, templateProblem } from "./templates.ts";

export type ElaborateOptions = {
  readonly mainPath: string;
  readonly mainText: string;
  readonly readFile: (path: string) => string | undefined;
  /** Folder that holds `std` and `compat`. */
  readonly libraryPath: string;
  readonly importPaths: readonly string[];
  readonly defines: ReadonlyMap<string, string>;
  readonly dialect?: Dialect;
  readonly target: TargetFacts;
  readonly sink: DiagnosticSink;
  readonly runNatively?: NativeRunner;
  readonly tunedChoices?: TunedChoices;
  /** `module`: what `pythonEntry` gives; `main`: a program; `library`: the exported functions; `check`: every function that needs no parameters; `prebuild`: what `prebuiltRoots` gives. */
  readonly entry: "main" | "library" | "check" | "prebuild" | "module";
  /** What was compiled before. */
  readonly prebuilt?: PrebuiltLibrary;
  /** Of what the program is interpreted together with. */
  readonly mirTypes?: MirTypeTable;
  readonly libraryTrees?: LoaderOptions["libraryTrees"];
  /** Functions of the library that are compiled for programs to come; their symbols. */
  readonly prebuiltRoots?: (program: Program) => readonly string[];
  /** Builds what a main module in Python begins with (`src/python`); its symbol. */
  readonly pythonEntry?: (program: Program, main: ModuleScope) => string;
  /** All functions of the program are there. */
  readonly onReached?: (program: Program) => void;
  /** The program is to ask at its start what the processor has (`library/std/sys/processor.mojo`). */
  readonly asksProcessor?: boolean;
};

export type Elaborated = {
  readonly module: MirModule;
  readonly entrySymbol: string | undefined;
  readonly filesRead: readonly string[];
  /** Of all types in the module: an interpreter of it needs the same table. */
  readonly types: MirTypeTable;
  /** Of `prebuild`: symbols of functions, by what finds them again. */
  readonly prebuiltKeys: ReadonlyMap<string, string>;
};

const services: Services = {
  expression,
  statements,
  evaluate,
  evaluateValue,
  evaluateType,
  evaluateWith,
  evaluateStep,
  aliasValue,
  aliasTemplate,
  templateProblem,
  call,
  tryCall,
  fits,
  bindForTypes,
  construct,
  constructors,
  templateConstructors,
  openTemplate,
  convert,
  functionPointer: functionPointerOf,
  instance: (program, candidate, scope, requestedAt) => {
    const instance = makeInstance(program, candidate, scope, requestedAt);
    registerInstance(program, instance);
    noteUse(program, instance);
    return instance;
  },
  run,
  lowerType,
  loweredFunction,
  unify: unifyParameter,
  applyParameters,
  subscriptAccess,
  assignTarget,
  assignPlace,
  assignInto,
  moduleScopeOf: moduleScope,
  structScope,
  iterate,
  declareNested,
  intrinsicCall,
  intrinsicType,
  mlir: mlirNamespace,
  checkImports,
};

export function elaborateProgram(options: ElaborateOptions): Elaborated {
  const loader = new ModuleLoader({
    readFile: options.readFile,
    importPaths: [folderOf(options.mainPath), ...options.importPaths],
    libraryPath: options.libraryPath,
    sink: options.sink,
    dialect: options.dialect,
    libraryTrees: options.libraryTrees,
  });
  const { target, defines, sink, runNatively, tunedChoices, prebuilt, mirTypes } = options;
  const program = new Program({
    loader,
    target,
    defines,
    sink,
    runNatively,
    tunedChoices,
    prebuilt,
    mirTypes,
    isPrebuilding: options.entry === "prebuild",
  });
  program.services = services;
  const preludePath = `${options.libraryPath}/std/prelude.mojo`;
  program.prelude = loader.loadText(preludePath, options.readFile(preludePath) ?? "", "std.prelude", { isLibrary: true });
  const main = loader.loadText(options.mainPath, options.mainText, "main");
  const finished = (entrySymbol?: string): Elaborated => ({
    module: program.mir,
    entrySymbol,
    filesRead: loader.filesRead,
    types: program.mirTypes,
    prebuiltKeys: options.entry === "prebuild" ? prebuiltKeysOf(program) : new Map(),
  });
  if (options.sink.errorCount > 0) return finished();
  const roots: string[] = [];
  let entrySymbol: string | undefined;
  if (options.entry === "prebuild") roots.push(...(options.prebuiltRoots?.(program) ?? exportedRoots(program, main)));
  else if (main.ast.dialect === "python" && options.pythonEntry !== undefined) {
    const symbol = options.pythonEntry(program, main);
    if (options.entry === "module") roots.push(symbol);
    else entrySymbol = symbol;
  } else {
    checkImports(program, [...main.declarations.values()]);
    checkDeclarations(program, main);
    if (options.entry !== "library") entrySymbol = buildEntry(program, main, options.entry === "check");
    roots.push(...(options.entry === "check" ? everyRoot(program, main) : exportedRoots(program, main)));
  }
  if (entrySymbol !== undefined) roots.unshift(entrySymbol);
  const ask = options.asksProcessor === true ? libraryFunction(program, ["sys", "processor"], "__mojo_has_features") : undefined;
  if (ask !== undefined) roots.push(ask.symbol);
  reach(program, roots);
  options.onReached?.(program);
  for (const module of loader.ownModules()) if (module !== main && module.ast.dialect !== "python") checkDeclarations(program, module);
  if (options.entry === "prebuild") program.mir.roots.push(...program.mir.functions.keys(), ...program.mir.globals.keys());
  else program.mir.roots.push(...(entrySymbol === undefined ? [] : [entrySymbol]), ...roots.filter((r) => r !== entrySymbol));
  return finished(entrySymbol);
}

/** Elaborates everything that the roots call, in order of first mention. */
function reach(program: Program, roots: readonly string[]): void {
  const seen = new Set<string>();
  const work = [...roots];
  const imported: MirFunction[] = [];
  for (let symbol = work.shift(); symbol !== undefined; symbol = work.shift()) {
    if (seen.has(symbol)) continue;
    seen.add(symbol);
    const instance =
      program.prebuilt?.symbols.has(symbol) === true ? program.cache<Instance>("instances by symbol").get(symbol) : undefined;
    if (instance !== undefined) {
      imported.push(declaredFunction(program, instance));
      continue;
    }
    const fn = loweredFunction(program, symbol);
    if (fn !== undefined) work.push(...emitConstantGlobals(program, fn, seen));
  }
  // Functions that only ran at compile time are not part of the program.
  for (const symbol of [...program.mir.functions.keys()]) if (!seen.has(symbol)) program.mir.functions.delete(symbol);
  for (const fn of imported) program.mir.functions.set(fn.symbol, fn);
  pruneData(program, seen);
}

/** What a program may call instead of compiling it: all but what is better put in place. */
function prebuiltKeysOf(program: Program): Map<string, string> {
  const keys = new Map<string, string>();
  for (const { prebuiltKey: key, symbol } of program.instances.values()) {
    const fn = program.mir.functions.get(symbol);
    // Where threads run at once, all of the run time is behind its lock, but for what is always put in place.
    const isCall = fn !== undefined && (program.defines.has(parallelDefine) ? fn.inline !== "always" : isWorthACall(fn));
    if (key !== undefined && isCall) keys.set(key, symbol);
  }
  return keys;
}

function pruneData(program: Program, seen: ReadonlySet<string>): void {
  for (const symbol of [...program.mir.globals.keys()]) if (!seen.has(symbol)) program.mir.globals.delete(symbol);
  for (const symbol of [...program.mir.data.keys()]) if (!seen.has(symbol)) program.mir.data.delete(symbol);
}

export function checkImports(program: Program, declarations: readonly Declaration[]): void {
  const checked = program.cache<boolean>("checked imports");
  for (const declaration of declarations) {
    if (declaration.kind !== "imported-module" && declaration.kind !== "imported-name") continue;
    const key = `${declaration.span.file.path}:${declaration.span.start}`;
    if (checked.has(key)) continue;
    checked.set(key, true);
    const written = declaration.kind === "imported-module" ? declaration.written : undefined;
    const isWhole = written === undefined || program.loader.resolveModule(declaration.module, declaration.level, written) !== undefined;
    if (isWhole && resolveDeclaration(program.loader, declaration) !== undefined) continue;
    if (written !== undefined) {
      program.report(diagnostics.unknownModule, { at: declaration.pathSpan ?? declaration.span, params: { path: written.join(".") } });
      continue;
    }
    const path = ".".repeat(declaration.level) + declaration.path.join(".");
    const module = program.loader.resolveModule(declaration.module, declaration.level, declaration.path);
    if (declaration.kind === "imported-name" && module !== undefined) {
      const near = suggestName(declaration.name, module.declarations.keys());
      program.report(diagnostics.unknownImport, {
        at: declaration.span,
        params: { path, name: declaration.name },
        fixes:
          near === undefined
            ? []
            : [{ title: `did you mean \`${near}\`?`, edits: [{ span: declaration.span, replacement: near }], safe: false }],
      });
    } else program.report(diagnostics.unknownModule, { at: declaration.pathSpan ?? declaration.span, params: { path } });
  }
}
