/**
 * LLVM contexts, modules and memory buffers, freed by `using`.
 *
 * Problems that LLVM reports while it compiles (in inline assembly, say) are collected per context: see `problems`.
 */
import { writeSync } from "node:fs";
import koffi from "../../base/native-calls.ts";
import { InternalError } from "../../base/assert.ts";
import {
  callInteger,
  callNumber,
  callOwnedText,
  callVoid,
  copyBytes,
  type Handle,
  outHandle,
  readHandle,
  takeError,
  takeMessage,
} from "./library.ts";

/** The program's own assembly text is wrong: its author's mistake, to be shown as a diagnostic. */
export class InlineAssemblyError extends Error {
  override readonly name = "InlineAssemblyError";
  /** LLVM's words, each with the line and a caret. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n").trimEnd());
    this.problems = [...problems];
  }
}

/**
 * Called when LLVM gives up (an instruction that it cannot select): the process ends when this returns.
 * The outermost rooms may put something better here.
 */
export const fatalError = {
  report(reason: string): void {
    writeSync(2, `internal error: LLVM: ${reason}\n`);
    process.exit(70);
  },
};

export class LlvmContext {
  readonly handle: Handle;
  /** Errors that passes and code generation reported. */
  readonly problems: string[] = [];

  private constructor(handle: Handle) {
    this.handle = handle;
  }

  static create(): LlvmContext {
    installFatalErrorHandler();
    const context = new LlvmContext(callNumber("LLVMContextCreate", []));
    openContexts.set(context.handle, context);
    callVoid("LLVMContextSetDiagnosticHandler", ["uint64_t", "void *", "uint64_t"], context.handle, diagnosticHandler(), context.handle);
    return context;
  }

  /** Reads IR text. Text that LLVM cannot read is our mistake. */
  parseModule(name: string, text: string): LlvmModule {
    using buffer = MemoryBuffer.fromText(text, name);
    const module = outHandle();
    const message = outHandle();
    // The reader takes the buffer over, whatever it finds.
    const failed = callInteger(
      "LLVMParseIRInContext",
      ["uint64_t", "uint64_t", "void *", "void *"],
      this.handle,
      buffer.release(),
      module,
      message,
    );
    if (failed !== 0) throw new InternalError(`LLVM cannot read the module ${name}: ${takeMessage(readHandle(message)).trim()}`);
    return new LlvmModule(readHandle(module), name);
  }

  /** Throws what passes or code generation have complained about. */
  check(stage: string): void {
    if (this.problems.length === 0) return;
    if (this.problems.every((problem) => problem.includes("<inline asm>"))) throw new InlineAssemblyError(this.problems);
    throw new InternalError(`LLVM, ${stage}: ${this.problems.join("; ")}`);
  }

  [Symbol.dispose](): void {
    openContexts.delete(this.handle);
    callVoid("LLVMContextDispose", ["uint64_t"], this.handle);
  }
}

let fatalErrorHandler: bigint | undefined;

function installFatalErrorHandler(): void {
  if (fatalErrorHandler !== undefined) return;
  const type = koffi.proto("void LlvmFatalErrorHandler(str reason)");
  fatalErrorHandler = koffi.register((reason: string) => fatalError.report(reason), koffi.pointer(type));
  callVoid("LLVMInstallFatalErrorHandler", ["void *"], fatalErrorHandler);
}

const openContexts = new Map<Handle, LlvmContext>();
let registered: bigint | undefined;

/** One callback for all contexts; without one, LLVM ends the process at an error. */
function diagnosticHandler(): bigint {
  if (registered === undefined) {
    const type = koffi.proto("void LlvmDiagnosticHandler(uint64_t info, uint64_t context)");
    registered = koffi.register((info: number | bigint, context: number | bigint) => {
      if (callInteger("LLVMGetDiagInfoSeverity", ["uint64_t"], info) !== 0) return;
      openContexts.get(Number(context))?.problems.push(callOwnedText("LLVMGetDiagInfoDescription", ["uint64_t"], info));
    }, koffi.pointer(type));
  }
  return registered;
}

export class LlvmModule {
  readonly handle: Handle;
  readonly name: string;
  private owned = true;

  constructor(handle: Handle, name: string) {
    this.handle = handle;
    this.name = name;
  }

  /** Throws when the module breaks LLVM's rules, which is our mistake. */
  verify(): void {
    const message = outHandle();
    const returnStatus = 2;
    const failed = callInteger("LLVMVerifyModule", ["uint64_t", "int", "void *"], this.handle, returnStatus, message);
    const text = takeMessage(readHandle(message));
    if (failed !== 0) throw new InternalError(`LLVM finds the module ${this.name} broken: ${text.trim()}`);
  }

  /** Moves everything in `source` into this module; `source` is gone after. */
  link(source: LlvmModule): void {
    const failed = callInteger("LLVMLinkModules2", ["uint64_t", "uint64_t"], this.handle, source.release());
    if (failed !== 0) throw new InternalError(`LLVM cannot link ${source.name} into ${this.name}`);
  }

  /** Gives a function another name, which is not visible outside of what is linked. */
  renameHidden(from: string, to: string): void {
    const value = callNumber("LLVMGetNamedFunction", ["uint64_t", "str"], this.handle, from);
    if (value === 0) throw new InternalError(`the module ${this.name} has no function ${from}`);
    callVoid("LLVMSetValueName2", ["uint64_t", "str", "size_t"], value, to, Buffer.byteLength(to));
    const hidden = 1;
    callVoid("LLVMSetVisibility", ["uint64_t", "int"], value, hidden);
  }

  print(): string {
    return callOwnedText("LLVMPrintModuleToString", ["uint64_t"], this.handle);
  }

  bitcode(): Uint8Array {
    using buffer = new MemoryBuffer(callNumber("LLVMWriteBitcodeToMemoryBuffer", ["uint64_t"], this.handle));
    return buffer.bytes();
  }

  /** `pipeline` as `opt -passes=` takes it. `machine`: handle of a target machine, for its cost models. */
  runPasses(pipeline: string, machine: Handle, options: PassOptions = {}): void {
    const handle = callNumber("LLVMCreatePassBuilderOptions", []);
    const set = (name: string, value: boolean | undefined): void => {
      if (value !== undefined) callVoid(`LLVMPassBuilderOptionsSet${name}`, ["uint64_t", "int"], handle, value ? 1 : 0);
    };
    set("LoopVectorization", options.loopVectorization);
    set("LoopInterleaving", options.loopVectorization);
    set("SLPVectorization", options.slpVectorization);
    set("LoopUnrolling", options.loopUnrolling);
    set("MergeFunctions", options.mergeFunctions);
    set("VerifyEach", options.verifyEach);
    const error = takeError(
      callNumber("LLVMRunPasses", ["uint64_t", "str", "uint64_t", "uint64_t"], this.handle, pipeline, machine, handle),
    );
    callVoid("LLVMDisposePassBuilderOptions", ["uint64_t"], handle);
    if (error !== undefined) throw new InternalError(`LLVM cannot run the passes ${pipeline}: ${error}`);
  }

  /** Gives the module away (to the JIT). */
  release(): Handle {
    this.owned = false;
    return this.handle;
  }

  [Symbol.dispose](): void {
    if (this.owned) callVoid("LLVMDisposeModule", ["uint64_t"], this.handle);
  }
}

export type PassOptions = {
  readonly loopVectorization?: boolean;
  readonly slpVectorization?: boolean;
  readonly loopUnrolling?: boolean;
  readonly mergeFunctions?: boolean;
  readonly verifyEach?: boolean;
};

export class MemoryBuffer {
  readonly handle: Handle;
  private owned = true;

  constructor(handle: Handle) {
    this.handle = handle;
  }

  static fromText(text: string, name: string): MemoryBuffer {
    return MemoryBuffer.fromBytes(Buffer.from(text, "utf8"), name);
  }

  /** A copy of the bytes, with the NUL behind them that LLVM's readers want. */
  static fromBytes(bytes: Uint8Array, name: string): MemoryBuffer {
    return new MemoryBuffer(
      callNumber("LLVMCreateMemoryBufferWithMemoryRangeCopy", ["void *", "size_t", "str"], bytes, bytes.length, name),
    );
  }

  bytes(): Uint8Array {
    const start = callNumber("LLVMGetBufferStart", ["uint64_t"], this.handle);
    return copyBytes(start, callNumber("LLVMGetBufferSize", ["uint64_t"], this.handle));
  }

  release(): Handle {
    this.owned = false;
    return this.handle;
  }

  [Symbol.dispose](): void {
    if (this.owned) callVoid("LLVMDisposeMemoryBuffer", ["uint64_t"], this.handle);
  }
}
