/**
 * The pipeline on one page: file → tree → MIR → LLVM IR → object → executable.
 *
 * In: a `CompileSession`. Out: files or text, and diagnostics in the session's sink. Rooms are loaded when they are first needed.
 * Not here: running the result (`execute.ts`, `interpret.ts`), keeping it (`cache.ts`).
 */
import { assert, HostError, InternalError } from "../base/assert.ts";
import { DiagnosticSink } from "../diag/diagnostic.ts";
import type { Program } from "../elaborate/context.ts";
import type { Elaborated } from "../elaborate/elaborate.ts";
import type { NativeRunner } from "../elaborate/native-run.ts";
import type { IrPart, Timing } from "../llvm/backend.ts";
import type { VersionedFunction } from "../llvm/versions.ts";
import type { MirModule } from "../mir/mir.ts";
import type { MirTypeTable } from "../mir/types.ts";
import type { ModuleScope } from "../names/declarations.ts";
import { SourceFile } from "../source/source-file.ts";
import type { TargetMachineDescription } from "../target/target.ts";
import { dumpAssembly, dumpLlvmText, dumpMir } from "./dump.ts";
import { exportedFinish, hasEntry } from "./entry.ts";
import { fs } from "./host.ts";
import { type CompileOptions, type EmitKind, isLinkedKind, type OptimizationLevel } from "./options.ts";
import { compilerMain, libraryPath } from "./paths.ts";
import type { Prebuilt } from "./prebuilt.ts";
import type { PythonModuleFile, PythonModules } from "./python-modules.ts";
import type { CompileSession } from "./session.ts";
import { chooseTargets, factsOf, featuresToAsk, runsHere } from "./target-choice.ts";
import { tunedChoicesOf } from "./tuned-choices.ts";

export type ElaboratedProgram = {
  readonly module: MirModule;
  /** Undefined for a library. */
  readonly entrySymbol: string | undefined;
  readonly target: TargetMachineDescription;
  readonly types: MirTypeTable;
  /** What the program is linked with. */
  readonly prebuilt?: Prebuilt;
  /** Objects of other modules. */
  readonly modules?: readonly Uint8Array[];
  /** It may load code that is compiled while it runs. */
  readonly evaluates?: boolean;
};

/** Makes the file that the options ask for. False: there were errors, and there is no file. */
export async function buildProgram(session: CompileSession, outputPath: string): Promise<boolean> {
  const versions = await elaborateVersions(session);
  if (versions === undefined) return false;
  await emitProgram(session, versions, outputPath);
  return true;
}

/** As `buildProgram`, but gives the content. Not for executables and libraries, which the linker writes. */
export async function buildText(session: CompileSession): Promise<string | Uint8Array | undefined> {
  const versions = await elaborateVersions(session);
  return versions && emitContent(session, versions, session.options.emit, session.options.optimization);
}

/** The front end alone. A file without entry is checked as a library. */
export async function checkProgram(session: CompileSession): Promise<void> {
  await elaborateMain(session, "check");
}

/** `check`: also what `main` does not reach. */
export type EntryKind = CompileOptions["entry"] | "check";

/** The same program, elaborated for each processor that the options name. */
export type ProgramVersions = readonly [ElaboratedProgram, ...ElaboratedProgram[]];

async function elaborateVersions(session: CompileSession): Promise<ProgramVersions | undefined> {
  const { options, stages, sink } = session;
  const [general, ...special] = await stages.runAsync("start LLVM", "llvm", () => chooseTargets(options.target));
  const isLinked = isLinkedKind(options.emit);
  const usesPrebuilt = isLinked && special.length === 0;
  const first = await elaborateFor(session, general, { asksProcessor: special.length > 0, usesPrebuilt });
  if (first === undefined) return undefined;
  const rest: ElaboratedProgram[] = [];
  for (const target of special) {
    // What is wrong or doubtful in one version is so in all, or tells which it is about.
    const own = new DiagnosticSink();
    const version = await elaborateFor(session, target, { sink: own });
    if (own.errorCount > 0 || version === undefined) {
      for (const diagnostic of own.diagnostics)
        sink.add({ ...diagnostic, notes: [...diagnostic.notes, { text: `in the version for the processor \`${target.cpu}\`` }] });
      return undefined;
    }
    rest.push(version);
  }
  return [first, ...rest];
}

/** Text to lowered MIR, for the first processor that the options name. Undefined: there were errors. */
export async function elaborateMain(
  session: CompileSession,
  entry: EntryKind = session.options.entry,
  request: Pick<ElaborationRequest, "usesPrebuilt" | "types"> = {},
): Promise<ElaboratedProgram | undefined> {
  const [target] = await session.stages.runAsync("start LLVM", "llvm", () => chooseTargets(session.options.target));
  return elaborateFor(session, target, { ...request, entry });
}

type ElaborationRequest = {
  readonly entry?: EntryKind;
  readonly sink?: DiagnosticSink;
  readonly asksProcessor?: boolean;
  /** The program may leave functions to what was compiled before. */
  readonly usesPrebuilt?: boolean;
  /** Of what it is interpreted together with. */
  readonly types?: MirTypeTable;
};

/** The run time of Python programs, as it is kept. */
async function compilePrebuilt(session: CompileSession): Promise<Uint8Array | undefined> {
  const elaborated = await elaboratePrebuilt(session);
  if (elaborated === undefined) return undefined;
  const object = (await emitContent(session, [elaborated], "object", session.options.optimization)) as Uint8Array;
  const { writePrebuilt } = await import("./prebuilt.ts");
  const symbols = new Set([...elaborated.module.functions.keys(), ...elaborated.module.globals.keys()]);
  return writePrebuilt({ functions: elaborated.prebuiltKeys, symbols }, object);
}

/** The same as MIR. */
export async function elaboratePrebuilt(
  session: CompileSession,
): Promise<(ElaboratedProgram & Pick<Elaborated, "prebuiltKeys">) | undefined> {
  const [target] = await session.stages.runAsync("start LLVM", "llvm", () => chooseTargets(session.options.target));
  const elaborated = await elaborate(session, target, {});
  return session.failed ? undefined : { ...elaborated, target };
}

async function elaborateFor(
  session: CompileSession,
  target: TargetMachineDescription,
  request: ElaborationRequest,
): Promise<ElaboratedProgram | undefined> {
  const { options, sink } = session;
  const usesPrebuilt = (isPython(options) || options.prebuiltPath !== undefined) && request.usesPrebuilt === true;
  const isProgram = isPython(options) && options.entry === "main";
  const found: PythonModules = isProgram
    ? (await import("./python-modules.ts")).findPythonModules(session)
    : { files: [], evaluates: false, defines: options.defines };
  const { defines } = found;
  const prebuilt = usesPrebuilt ? await (await import("./prebuilt.ts")).prebuiltFor(session, defines, compilePrebuilt) : undefined;
  const modules: Uint8Array[] = [];
  const present: PythonModuleFile[] = [];
  for (const file of found.files) {
    const { moduleObject } = await import("./python-modules.ts");
    const object = prebuilt && (await moduleObject(session, file, { prebuilt, defines }, (own) => compileModule(own, target, prebuilt)));
    if (object instanceof Uint8Array) modules.push(object);
    if (prebuilt === undefined || object instanceof Uint8Array) present.push(file);
    // CPython may have the module as a whole.
    else if (object !== undefined && !(file.isInstalled && !file.name.includes("."))) present.push({ ...file, failure: object.failure });
  }
  const elaborated = await elaborate(session, target, request, { prebuilt, others: present, defines, evaluates: found.evaluates });
  await dumpMir(session, "mir", elaborated.module);
  if ((request.sink ?? sink).errorCount > 0) return undefined;
  await verifyMir(session, elaborated.module);
  const { module, entrySymbol, types } = elaborated;
  return { module, entrySymbol, target, types, prebuilt, modules, evaluates: found.evaluates };
}

function isPython({ dialect, mainPath }: CompileOptions): boolean {
  return dialect === "python" || mainPath.endsWith(".py");
}

/** What code that programs compile while they run is linked with. */
export async function codeRuntime(session: CompileSession): Promise<Prebuilt> {
  const prebuilt = await (await import("./prebuilt.ts")).prebuiltFor(session, session.options.defines, compilePrebuilt);
  if (prebuilt === undefined) throw new HostError("code that is compiled at run time needs the compiler's cache; see `mojo help run`");
  return prebuilt;
}

/** The object of a module that programs import, or of code that they compile. */
export async function compileModule(
  session: CompileSession,
  target: TargetMachineDescription,
  prebuilt: Prebuilt,
): Promise<Uint8Array | undefined> {
  const elaborated = await elaborate(session, target, {}, { prebuilt, others: [] });
  if (session.failed) return undefined;
  await verifyMir(session, elaborated.module);
  return (await emitContent(session, [{ ...elaborated, target }], "object", session.options.optimization)) as Uint8Array;
}

type Beside = {
  readonly prebuilt: Prebuilt | undefined;
  readonly others: readonly PythonModuleFile[];
  /** The program must know how to start the compiler. */
  readonly evaluates?: boolean;
  /** Instead of the session's. */
  readonly defines?: CompileOptions["defines"];
};

async function elaborate(
  session: CompileSession,
  target: TargetMachineDescription,
  { entry = session.options.entry, sink = session.sink, asksProcessor = false, types }: ElaborationRequest,
  { prebuilt, others, defines = session.options.defines, evaluates = false }: Beside = { prebuilt: undefined, others: [] },
): Promise<Elaborated> {
  const { options, reader, stages } = session;
  const mainText = await textToCompile(options, options.mainText ?? reader.readFile(options.mainPath) ?? "");
  const chosen = entry === "main" && !(await needsEntry(session, mainText)) ? "library" : entry;
  const runNatively = entry === "check" ? undefined : await runnerFor(session, target);
  const { elaborateProgram } = await stages.runAsync("load front end", "system", () => import("../elaborate/elaborate.ts"));
  const python = isPython(options) ? await import("../python/module.ts") : undefined;
  const code = options.codeMode === undefined ? undefined : await import("../python/code.ts");
  const explanation =
    python === undefined || session.onExplanation === undefined ? undefined : new (await import("../python/explaining.ts")).Explanation();
  const pythonEntry = (program: Program, main: ModuleScope): string => {
    assert(python !== undefined, "the main module is in Python");
    if (code !== undefined) return code.buildPythonCode(program, main, options.codeMode ?? "exec");
    if (chosen === "module")
      return python.buildPythonModule(program, main, {
        name: options.moduleName ?? "",
        isPackage: options.mainPath.endsWith("/__init__.py"),
      });
    // What is compiled apart is only declared.
    const modules = others.map(({ path, text, ...info }) =>
      prebuilt === undefined && info.failure === undefined ? { ...info, scope: program.loader.loadText(path, text, info.name) } : info,
    );
    return python.buildPythonEntry(program, main, { modules, compiler: evaluates ? serviceCommand(options) : [], explanation });
  };
  const isRuntime = chosen === "prebuild" && options.mainPath === (await import("./prebuilt.ts")).pythonRuntimePath;
  const prebuiltRoots = isRuntime ? (await import("../python/runtime.ts")).runtimeRoots : undefined;
  const elaborated = stages.run("elaborate", "salamander", () =>
    elaborateProgram({
      mainPath: options.mainPath,
      mainText,
      readFile: (path) => {
        if (path === options.mainPath) return mainText;
        return session.libraryTrees?.get(path)?.file.text ?? stages.run("read files", "system", () => reader.readFile(path));
      },
      libraryTrees: session.libraryTrees,
      libraryPath,
      importPaths: options.importPaths,
      defines,
      dialect: options.dialect,
      target: factsOf(target, options.optimization),
      sink,
      runNatively,
      tunedChoices: tunedChoicesOf(session, target),
      entry: chosen === "code" ? "module" : chosen,
      pythonEntry: python && pythonEntry,
      onReached: python && prebuilt ? python.lockRunTime : undefined,
      asksProcessor,
      prebuilt: prebuilt?.library,
      mirTypes: types,
      prebuiltRoots,
    }),
  );
  if (explanation !== undefined) session.onExplanation?.(explanation.render());
  return elaborated;
}

/** The words of the command line that starts the compiler for a program that runs (`code-service.ts`). */
function serviceCommand({ optimization, target, mainPath, importPaths, python }: CompileOptions): readonly string[] {
  const options = JSON.stringify({ optimization, target, mainPath, importPaths, python });
  return [process.execPath, ...process.execArgv, compilerMain, "code-service", options];
}

/** A module for Python gets what CPython calls. */
async function textToCompile({ emit, mainPath, moduleName = "", dialect }: CompileOptions, text: string): Promise<string> {
  if (emit !== "python-extension") return text;
  const { extensionText } = await import("./python-extension.ts");
  return extensionText(text, mainPath, moduleName, dialect);
}

/** Candidates are run if that is wanted and this machine can run what is compiled. */
async function runnerFor(session: CompileSession, target: TargetMachineDescription): Promise<NativeRunner | undefined> {
  if (session.options.tune === "off" || !(await runsHere(target))) return undefined;
  const { nativeRunner } = await session.stages.runAsync("load back end", "system", () => import("./native-run.ts"));
  return nativeRunner(session, target);
}

/** A program must have an entry; an object, assembly or IR may be of a module without one. */
async function needsEntry(session: CompileSession, text: string): Promise<boolean> {
  const { options, sink } = session;
  if (options.emit === "executable" && !session.wants("ast")) return true;
  const { parseModule } = await import("../syntax/parser.ts");
  // Its syntax errors are reported when it is elaborated.
  const module = parseModule(new SourceFile(options.mainPath, text), new DiagnosticSink(), { dialect: options.dialect });
  if (session.wants("ast") && sink.errorCount === 0) {
    const { printModule } = await import("../syntax/printer.ts");
    session.dump("ast", () => printModule(module));
  }
  return options.emit === "executable" || hasEntry(module);
}

export type EmitRequest = { readonly emit: EmitKind; readonly optimization: OptimizationLevel };

export async function emitProgram(
  session: CompileSession,
  versions: ProgramVersions,
  outputPath: string,
  request: EmitRequest = session.options,
): Promise<void> {
  const { emit, optimization } = request;
  if (!isLinkedKind(emit)) {
    fs.writeFileSync(outputPath, await emitContent(session, versions, emit, optimization));
    return;
  }
  const objects = (await objectsOfParts(session, versions, optimization)) ?? [
    (await emitContent(session, versions, "object", optimization)) as Uint8Array,
  ];
  const [{ prebuilt, modules = [], evaluates }] = versions;
  const { link } = await import("../llvm/link.ts");
  const { systemLinkHost } = await import("../llvm/link-host.ts");
  session.stages.run("link", "system", () =>
    link(
      {
        target: versions[0].target,
        kind: emit === "executable" ? "executable" : "shared",
        isExporting: evaluates,
        objects: prebuilt === undefined ? objects : [...objects, prebuilt.object, ...modules],
        output: outputPath,
        debugInfo: session.options.debugInfo,
      },
      systemLinkHost(),
    ),
  );
}

/** Undefined: the program is compiled as a whole. */
async function objectsOfParts(
  session: CompileSession,
  versions: ProgramVersions,
  level: OptimizationLevel,
): Promise<readonly Uint8Array[] | undefined> {
  const [program] = versions;
  if (program.prebuilt === undefined || session.wants("llvm-optimized") || session.wants("asm") || session.wants("llvm")) return undefined;
  const { partObjects } = await import("./python-parts.ts");
  const backend = await session.stages.runAsync("load back end", "system", () => import("../llvm/backend.ts"));
  return partObjects(
    session,
    program,
    async (part, isMain) => (isMain ? emitIr(session, [part], "object") : [await emitText(session, part)]),
    (ir) => compileIr(session, backend, ir, "object", { target: program.target, level }) as Uint8Array,
  );
}

/** MIR to text or bytes. */
export async function emitContent(
  session: CompileSession,
  versions: ProgramVersions,
  kind: EmitKind,
  level: OptimizationLevel,
): Promise<string | Uint8Array> {
  const { stages } = session;
  if (kind === "mir") {
    const { printModule } = await import("../mir/print.ts");
    return versions.map(({ module }) => printModule(module)).join("\n");
  }
  const backend = await stages.runAsync("load back end", "system", () => import("../llvm/backend.ts"));
  const [{ target }] = versions;
  const ir = await emitIr(session, versions, kind);

  return compileIr(session, backend, ir, kind, { target, level });
}

function compileIr(
  session: CompileSession,
  backend: Backend,
  ir: readonly IrPart[],
  kind: EmitKind,
  { target, level }: { readonly target: TargetMachineDescription; readonly level: OptimizationLevel },
): string | Uint8Array {
  const { stages } = session;
  return stages.run("compile", "llvm", () => {
    const timings: Timing[] = [];
    const options = { target, level, timings, verify: session.verifies };
    if (session.wants("llvm-optimized")) dumpLlvmText(session, "llvm-optimized", backend.toLlvmIr(ir, options));
    if (session.wants("asm")) dumpAssembly(session, backend.toAssembly(ir, options));
    const content = emitWith(backend, kind, ir, options);
    for (const { step, milliseconds } of timings) stages.add(`LLVM ${step}`, "llvm", milliseconds);
    return content;
  });
}

/** Texts of LLVM IR: one for each version, the choice among several, and what surrounds `main`. */
async function emitIr(session: CompileSession, versions: ProgramVersions, kind: EmitKind): Promise<IrPart[]> {
  const { emitEntryModule } = await import("../llvm/runtime-entry.ts");
  const [{ entrySymbol, target, module }] = versions;
  const finishSymbol = exportedFinish(module);
  const parts: IrPart[] = [];
  if (versions.length === 1) parts.push(await emitText(session, versions[0]));
  else {
    const { emitVersionChoice, versionSymbol } = await import("../llvm/versions.ts");
    const functions = versionedFunctions(versions[0], finishSymbol, kind);
    for (const [version, program] of versions.entries()) {
      exportedFinish(program.module);
      const text = await emitText(session, program);
      parts.push({ text, names: new Map(functions.map(({ symbol }) => [symbol, versionSymbol(symbol, version)])) });
    }
    const hasFeaturesSymbol = module.roots.find((symbol) => symbol.endsWith("__mojo_has_features"));
    if (hasFeaturesSymbol === undefined) throw new InternalError("the library does not tell what the processor has");
    const needs = versions.map((program) => featuresToAsk(program.target, target));
    parts.push(emitVersionChoice({ target, needs, functions, hasFeaturesSymbol }));
  }
  if (entrySymbol !== undefined) parts.push(emitEntryModule({ target, entrySymbol, finishSymbol }));
  return parts;
}

/** What is visible outside of a version: the entry and its end, and what is exported. */
function versionedFunctions(program: ElaboratedProgram, finishSymbol: string | undefined, kind: EmitKind): VersionedFunction[] {
  const { module, entrySymbol } = program;
  const functions: VersionedFunction[] = [];
  for (const { symbol, linkage, blocks } of module.functions.values()) {
    if (symbol === entrySymbol) functions.push({ symbol, kind: "entry" });
    else if (symbol === finishSymbol) {
      if (entrySymbol !== undefined) functions.push({ symbol, kind: "finish" });
    } else if (linkage === "exported" && blocks.length > 0) functions.push({ symbol, kind: kind === "executable" ? "hidden" : "library" });
  }
  return functions;
}

async function emitText(session: CompileSession, program: ElaboratedProgram): Promise<string> {
  const { stages, options } = session;
  const { emitModule } = await stages.runAsync("load back end", "system", () => import("../llvm/emit.ts"));
  const { simplifyModule } = await import("../mir/simplify.ts");
  const module = stages.run("simplify", "salamander", () => simplifyModule(program.module, program.types, { native: true }));
  await dumpMir(session, "simplified", module);
  await verifyMir(session, module);
  const text = stages.run("emit", "salamander", () =>
    emitModule(module, { target: program.target, debugInfo: options.debugInfo, isLoaded: options.isLoaded }),
  );
  dumpLlvmText(session, "llvm", text);
  return text;
}

type Backend = typeof import("../llvm/backend.ts");

function emitWith(
  backend: Backend,
  kind: EmitKind,
  ir: readonly IrPart[],
  options: Parameters<Backend["toLlvmIr"]>[1],
): string | Uint8Array {
  switch (kind) {
    case "llvm":
      return backend.toLlvmIr(ir, options);
    case "bitcode":
      return backend.toBitcode(ir, options);
    case "assembly":
      return backend.toAssembly(ir, options);
    case "object":
    case "executable":
    case "shared-library":
    case "python-extension":
      return backend.compileToObject(ir, options);
    case "mir":
      throw new InternalError("MIR is printed before LLVM is asked");
  }
}

/** In tests, and with SALAMANDER_VERIFY=1: our own invariants. */
async function verifyMir(session: CompileSession, module: MirModule): Promise<void> {
  if (!session.verifies) return;
  const { verifyModule } = await session.stages.runAsync("load verifier", "system", () => import("../mir/verify.ts"));
  session.stages.run("verify MIR", "salamander", () => {
    const problems = verifyModule(module);
    if (problems.length > 0) throw new InternalError(`the MIR is broken: ${problems.slice(0, 5).join("; ")}`);
  });
}
