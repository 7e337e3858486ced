/**
 * The pipeline on one page: file → tree → MIR → LLVM IR → object → executable.
 *
 * In: a `CompileSession`. Out: files or text, and diagnostics in the session's sink. Rooms are loaded when they are first needed.
 * Not here: running the result (`execute.ts`, `interpret.ts`), keeping it (`cache.ts`).
 */
import { InternalError } from "../base/assert.ts";
import { DiagnosticSink } from "../diag/diagnostic.ts";
import type { NativeRunner } from "../elaborate/native-run.ts";
import type { Timing } from "../llvm/backend.ts";
import type { MirModule } from "../mir/mir.ts";
import type { MirTypeTable } from "../mir/types.ts";
import { SourceFile } from "../source/source-file.ts";
import type { TargetMachineDescription } from "../target/target.ts";
import { dumpAssembly, dumpLlvmText, dumpMir } from "./dump.ts";
import { exportedFinish, hasEntry } from "./entry.ts";
import { fs } from "./host.ts";
import type { CompileOptions, EmitKind, OptimizationLevel } from "./options.ts";
import { libraryPath } from "./paths.ts";
import type { CompileSession } from "./session.ts";
import { chooseTarget, factsOf, runsHere } from "./target-choice.ts";
import { tunedChoicesOf } from "./tuned-choices.ts";

export type ElaboratedProgram = {
  readonly module: MirModule;
  /** Undefined for a library. */
  readonly entrySymbol: string | undefined;
  readonly target: TargetMachineDescription;
  readonly types: MirTypeTable;
};

/** Makes the file that the options ask for. False: there were errors, and there is no file. */
export async function buildProgram(session: CompileSession, outputPath: string): Promise<boolean> {
  const program = await elaborateMain(session);
  if (program === undefined) return false;
  await emitProgram(session, program, outputPath);
  return true;
}

/** As `buildProgram`, but gives the content. Not for executables and libraries, which the linker writes. */
export async function buildText(session: CompileSession): Promise<string | Uint8Array | undefined> {
  const program = await elaborateMain(session);
  return program && emitContent(session, program, session.options.emit, session.options.optimization);
}

/** The front end alone. A file without entry is checked as a library. */
export async function checkProgram(session: CompileSession): Promise<void> {
  await elaborateMain(session, "check");
}

/** `check`: also what `main` does not reach. */
export type EntryKind = CompileOptions["entry"] | "check";

/** Text to lowered MIR. Undefined: there were errors. */
export async function elaborateMain(
  session: CompileSession,
  entry: EntryKind = session.options.entry,
): Promise<ElaboratedProgram | undefined> {
  const { options, reader, stages, sink } = session;
  const mainText = options.mainText ?? reader.readFile(options.mainPath) ?? "";
  const target = await stages.runAsync("start LLVM", "llvm", () => chooseTarget(options.target));
  const chosen = entry === "main" && !(await needsEntry(session, mainText)) ? "library" : entry;
  const runNatively = entry === "check" ? undefined : await runnerFor(session, target);
  const { elaborateProgram } = await stages.runAsync("load front end", "system", () => import("../elaborate/elaborate.ts"));
  const elaborated = stages.run("elaborate", "salamander", () =>
    elaborateProgram({
      mainPath: options.mainPath,
      mainText,
      readFile: (path) => (path === options.mainPath ? mainText : stages.run("read files", "system", () => reader.readFile(path))),
      libraryPath,
      importPaths: options.importPaths,
      defines: options.defines,
      dialect: options.dialect,
      target: factsOf(target, options.optimization),
      sink,
      runNatively,
      tunedChoices: tunedChoicesOf(session, target),
      entry: chosen,
    }),
  );
  await dumpMir(session, "mir", elaborated.module);
  if (session.failed) return undefined;
  await verifyMir(session, elaborated.module);
  return { module: elaborated.module, entrySymbol: elaborated.entrySymbol, target, types: elaborated.types };
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
  program: ElaboratedProgram,
  outputPath: string,
  request: EmitRequest = session.options,
): Promise<void> {
  const { emit, optimization } = request;
  if (emit !== "executable" && emit !== "shared-library") {
    fs.writeFileSync(outputPath, await emitContent(session, program, emit, optimization));
    return;
  }
  const object = (await emitContent(session, program, "object", optimization)) as Uint8Array;
  const { link } = await import("../llvm/link.ts");
  const { systemLinkHost } = await import("../llvm/link-host.ts");
  session.stages.run("link", "system", () =>
    link(
      {
        target: program.target,
        kind: emit === "executable" ? "executable" : "shared",
        objects: [object],
        output: outputPath,
        debugInfo: session.options.debugInfo,
      },
      systemLinkHost(),
    ),
  );
}

/** MIR to text or bytes. */
export async function emitContent(
  session: CompileSession,
  program: ElaboratedProgram,
  kind: EmitKind,
  level: OptimizationLevel,
): Promise<string | Uint8Array> {
  const { stages } = session;
  if (kind === "mir") return (await import("../mir/print.ts")).printModule(program.module);

  const { emitModule } = await stages.runAsync("load back end", "system", () => import("../llvm/emit.ts"));
  const { emitEntryModule } = await import("../llvm/runtime-entry.ts");
  const backend = await import("../llvm/backend.ts");
  const { simplifyModule } = await import("../mir/simplify.ts");
  const { entrySymbol, target } = program;
  const finishSymbol = exportedFinish(program.module);
  const module = stages.run("simplify", "salamander", () => simplifyModule(program.module, program.types, { native: true }));
  await dumpMir(session, "simplified", module);
  await verifyMir(session, module);
  const ir = stages.run("emit", "salamander", () => {
    const texts = [emitModule(module, { target, debugInfo: session.options.debugInfo })];
    if (entrySymbol !== undefined) texts.push(emitEntryModule({ target, entrySymbol, finishSymbol }));
    return texts;
  });
  dumpLlvmText(session, "llvm", ir[0] as string);

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

type Backend = typeof import("../llvm/backend.ts");

function emitWith(
  backend: Backend,
  kind: EmitKind,
  ir: readonly string[],
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
