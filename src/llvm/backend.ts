/**
 * LLVM IR text → optimised text, objects, assembly, bitcode, running code.
 *
 * In: the texts of one or more modules (linked into one) and a target. Out: bytes or text, and how long each step took.
 * Broken IR is our mistake and throws `InternalError`, wrong inline assembly is the program's and throws `InlineAssemblyError`; a missing library or symbol is the world's, `HostError`.
 * Not here: making executables (`link.ts`), the text itself (`emit.ts`).
 */
import { InternalError } from "../base/assert.ts";
import type { TargetMachineDescription } from "../target/target.ts";
import { LlvmContext, type LlvmModule } from "./ffi/context.ts";
import { callAddress, callWithArguments, LlvmJit } from "./ffi/jit.ts";
import { type CodeModel, hostCpuFeatures, hostCpuName, hostTriple, TargetMachine } from "./ffi/target-machine.ts";
import { emitEntryModule, type EntryOptions } from "./runtime-entry.ts";

export type OptimizationLevel = 0 | 1 | 2 | 3;

export type BackendOptions = {
  readonly target: TargetMachineDescription;
  readonly level: OptimizationLevel;
  /** Check the module before and after the passes (tests). */
  readonly verify?: boolean;
  /** Instead of the level's passes, as `opt -passes=` takes them. */
  readonly pipeline?: string;
  /** Appends what each step took. */
  readonly timings?: Timing[];
};

export type Timing = { readonly step: "parse" | "verify" | "optimize" | "codegen" | "link"; readonly milliseconds: number };

export { InlineAssemblyError } from "./ffi/context.ts";

export type IrText = string | readonly IrPart[];

/** A module's text, and new names for some of its functions, by which only the other parts know them. */
export type IrPart = string | { readonly text: string; readonly names: ReadonlyMap<string, string> };

/** Optimised IR as text. */
export function toLlvmIr(ir: IrText, options: BackendOptions): string {
  return withOptimized(ir, options, "default", (module) => module.print());
}

export function toBitcode(ir: IrText, options: BackendOptions): Uint8Array {
  return withOptimized(ir, options, "default", (module) => module.bitcode());
}

export function toAssembly(ir: IrText, options: BackendOptions): string {
  return withOptimized(ir, options, "default", (module, machine) =>
    Buffer.from(timed(options, "codegen", () => machine.emit(module, "assembly"))).toString("utf8"),
  );
}

export function compileToObject(ir: IrText, options: BackendOptions, model: CodeModel = "default"): Uint8Array {
  return withOptimized(ir, options, model, (module, machine) => timed(options, "codegen", () => machine.emit(module, "object")));
}

function withOptimized<Result>(
  ir: IrText,
  options: BackendOptions,
  model: CodeModel,
  use: (module: LlvmModule, machine: TargetMachine) => Result,
): Result {
  using context = LlvmContext.create();
  using module = timed(options, "parse", () => parse(context, ir));
  using machine = TargetMachine.create(options.target, options.level, model);
  if (options.verify === true) timed(options, "verify", () => module.verify());
  timed(options, "optimize", () => optimize(module, machine, options));
  if (options.verify === true) timed(options, "verify", () => module.verify());
  const result = use(module, machine);
  context.check("code generation");
  return result;
}

function parse(context: LlvmContext, ir: IrText): LlvmModule {
  const [first, ...rest] = typeof ir === "string" ? [ir] : ir;
  if (first === undefined) throw new InternalError("no module to compile");
  const module = parsePart(context, "program", first);
  for (const part of rest) module.link(parsePart(context, "part", part));
  return module;
}

function parsePart(context: LlvmContext, name: string, part: IrPart): LlvmModule {
  if (typeof part === "string") return context.parseModule(name, part);
  const module = context.parseModule(name, part.text);
  for (const [from, to] of part.names) module.renameHidden(from, to);
  return module;
}

function optimize(module: LlvmModule, machine: TargetMachine, options: BackendOptions): void {
  const vectorize = options.level >= 2;
  module.runPasses(options.pipeline ?? pipelineOf(options.level), machine.handle, {
    loopVectorization: vectorize,
    slpVectorization: vectorize,
    loopUnrolling: options.level >= 1,
    verifyEach: false,
  });
}

/**
 * One-line methods are put in place before anything else: LLVM's own order first simplifies their callers, which then hold
 * one computed address per call where one in all would do (`docs/design/speed.md`).
 */
function pipelineOf(level: OptimizationLevel): string {
  return level === 0 ? "default<O0>" : `always-inline,default<O${level}>`;
}

function timed<Result>(options: { readonly timings?: Timing[] }, step: Timing["step"], work: () => Result): Result {
  const start = performance.now();
  const result = work();
  options.timings?.push({ step, milliseconds: performance.now() - start });
  return result;
}

/** What was added to a JIT. After `remove` its symbols may be defined anew; nothing may be running or referring to its code. */
export type JitPart = { remove(): void };

/**
 * Code in this process. Symbols that were not added are looked up among the process's (libc, libm, libdl, libpthread).
 * What was looked up stays valid until the JIT is disposed.
 */
export class Jit {
  readonly timings: Timing[];
  private readonly options: BackendOptions;
  private readonly jit: LlvmJit;
  private parts = 0;

  private constructor(options: BackendOptions, jit: LlvmJit) {
    this.options = options;
    this.jit = jit;
    this.timings = options.timings ?? [];
  }

  static create(options: BackendOptions): Jit {
    return new Jit(options, LlvmJit.create(TargetMachine.create(options.target, options.level, "jit")));
  }

  /** Optimises, compiles and adds modules. */
  addIr(ir: IrText): JitPart {
    return this.addObject(compileToObject(ir, { ...this.options, timings: this.timings }, "jit"));
  }

  addObject(object: Uint8Array): JitPart {
    return { remove: this.jit.addObject(object, `part-${this.parts++}`) };
  }

  /** A shared library whose symbols the code uses. */
  addLibrary(path: string): void {
    this.jit.addLibrary(path);
  }

  lookup(symbol: string): number {
    return timed(this, "link", () => this.jit.lookup(symbol));
  }

  /** Calls a function by C's rules; `result` and `parameters` name C types (`int64_t`, `double`, `void *`). */
  call(symbol: string, result: string, parameters: readonly string[] = [], args: readonly unknown[] = []): unknown {
    return callAddress(this.lookup(symbol), result, parameters, args);
  }

  /**
   * Runs a program (added here, or before) to its end and gives its exit code. Meanwhile this process does nothing else: Ctrl-C ends it, and so
   * does a crash of the program, each with the exit code that the program alone would have.
   */
  runMain(entry: Omit<EntryOptions, "target" | "embedded" | "mainSymbol">, programArguments: readonly string[], ir: IrText = []): number {
    const mainSymbol = `salamander.main.${this.parts}`;
    const entryIr = emitEntryModule({ ...entry, target: this.options.target, embedded: true, mainSymbol });
    this.addIr([...(typeof ir === "string" ? [ir] : ir), entryIr]);
    return callWithArguments(this.lookup(mainSymbol), programArguments);
  }

  [Symbol.dispose](): void {
    this.jit[Symbol.dispose]();
  }
}

/** What LLVM says of the machine that this process runs on: half of what `target/host.ts` needs. */
export function hostProcessor(): { readonly triple: string; readonly cpu: string; readonly features: string } {
  return { triple: hostTriple(), cpu: hostCpuName(), features: hostCpuFeatures() };
}
