/**
 * ORC's LLJIT: objects in, addresses of their symbols out. Symbols that no object defines are looked up in this process.
 */
import koffi from "../../base/native-calls.ts";
import { HostError, InternalError } from "../../base/assert.ts";
import { MemoryBuffer } from "./context.ts";
import { callInteger, callNumber, callVoid, type Handle, outHandle, readHandle, takeError } from "./library.ts";
import type { TargetMachine } from "./target-machine.ts";

export class LlvmJit {
  private readonly handle: Handle;
  private readonly symbols: Handle;
  /** What the session has reported and no call has thrown yet. */
  readonly problems: string[] = [];

  private constructor(handle: Handle) {
    this.handle = handle;
    this.symbols = callNumber("LLVMOrcLLJITGetMainJITDylib", ["uint64_t"], handle);
  }

  /** `machine` is given away. */
  static create(machine: TargetMachine): LlvmJit {
    const builder = callNumber("LLVMOrcCreateLLJITBuilder", []);
    const targetBuilder = callNumber("LLVMOrcJITTargetMachineBuilderCreateFromTargetMachine", ["uint64_t"], machine.release());
    callVoid("LLVMOrcLLJITBuilderSetJITTargetMachineBuilder", ["uint64_t", "uint64_t"], builder, targetBuilder);
    const result = outHandle();
    throwError(callNumber("LLVMOrcCreateLLJIT", ["void *", "uint64_t"], result, builder), "cannot start the JIT");
    const jit = new LlvmJit(readHandle(result));
    const session = callNumber("LLVMOrcLLJITGetExecutionSession", ["uint64_t"], jit.handle);
    callVoid("LLVMOrcExecutionSessionSetErrorReporter", ["uint64_t", "void *", "uint64_t"], session, errorReporter(), jit.handle);
    openJits.set(jit.handle, jit);
    jit.resolveFromProcess();
    return jit;
  }

  private resolveFromProcess(): void {
    const generator = outHandle();
    const prefix = callInteger("LLVMOrcLLJITGetGlobalPrefix", ["uint64_t"], this.handle);
    throwError(
      callNumber(
        "LLVMOrcCreateDynamicLibrarySearchGeneratorForProcess",
        ["void *", "char", "uint64_t", "uint64_t"],
        generator,
        prefix,
        0,
        0,
      ),
      "cannot see this process's symbols",
    );
    callVoid("LLVMOrcJITDylibAddGenerator", ["uint64_t", "uint64_t"], this.symbols, readHandle(generator));
  }

  /** Symbols of a shared library. */
  addLibrary(path: string): void {
    const generator = outHandle();
    const prefix = callInteger("LLVMOrcLLJITGetGlobalPrefix", ["uint64_t"], this.handle);
    const error = takeError(
      callNumber(
        "LLVMOrcCreateDynamicLibrarySearchGeneratorForPath",
        ["void *", "str", "char", "uint64_t", "uint64_t"],
        generator,
        path,
        prefix,
        0,
        0,
      ),
    );
    if (error !== undefined) throw new HostError(`cannot open ${path}: ${error}`);
    callVoid("LLVMOrcJITDylibAddGenerator", ["uint64_t", "uint64_t"], this.symbols, readHandle(generator));
  }

  /** The result takes the object's code and symbols away again. */
  addObject(bytes: Uint8Array, name: string): () => void {
    const buffer = MemoryBuffer.fromBytes(bytes, name);
    const tracker = callNumber("LLVMOrcJITDylibCreateResourceTracker", ["uint64_t"], this.symbols);
    const error = callNumber(
      "LLVMOrcLLJITAddObjectFileWithRT",
      ["uint64_t", "uint64_t", "uint64_t"],
      this.handle,
      tracker,
      buffer.release(),
    );
    throwError(error, `cannot add ${name}`);
    return () => {
      throwError(callNumber("LLVMOrcResourceTrackerRemove", ["uint64_t"], tracker), `cannot remove ${name}`);
      callVoid("LLVMOrcReleaseResourceTracker", ["uint64_t"], tracker);
    };
  }

  /** Links what the symbol needs and gives its address. An unknown symbol is the world's fault: a C function is missing. */
  lookup(symbol: string): Handle {
    const address = outHandle();
    const error = takeError(callNumber("LLVMOrcLLJITLookup", ["uint64_t", "void *", "str"], this.handle, address, symbol));
    if (error === undefined) return readHandle(address);
    const missing = this.problems.flatMap((problem) => /Symbols not found: \[ (.*) \]/.exec(problem)?.[1]?.split(", ") ?? []);
    const details =
      missing.length > 0 ? `no library defines ${missing.map((name) => `\`${name}\``).join(", ")}` : (this.problems[0] ?? error);
    this.problems.length = 0;
    throw new HostError(`cannot link \`${symbol}\`: ${details}`);
  }

  [Symbol.dispose](): void {
    openJits.delete(this.handle);
    takeError(callNumber("LLVMOrcDisposeLLJIT", ["uint64_t"], this.handle));
  }
}

const openJits = new Map<Handle, LlvmJit>();
let registered: bigint | undefined;

/** One callback for all sessions; without one, LLVM prints to standard error. */
function errorReporter(): bigint {
  if (registered === undefined) {
    const type = koffi.proto("void LlvmErrorReporter(uint64_t jit, uint64_t error)");
    registered = koffi.register((jit: number | bigint, error: number | bigint) => {
      const message = takeError(Number(error));
      if (message !== undefined) openJits.get(Number(jit))?.problems.push(message);
    }, koffi.pointer(type));
  }
  return registered;
}

function throwError(error: Handle, what: string): void {
  const message = takeError(error);
  if (message !== undefined) throw new InternalError(`LLVM ${what}: ${message}`);
}

const prototypes = new Map<string, ReturnType<typeof koffi.pointer>>();

/** Calls native code. `parameters` and `result` are koffi's names of C types. */
export function callAddress(address: Handle, result: string, parameters: readonly string[], args: readonly unknown[]): unknown {
  const key = `${result}(${parameters.join()})`;
  let type = prototypes.get(key);
  if (type === undefined) {
    type = koffi.proto(result, [...parameters]);
    prototypes.set(key, type);
  }
  return koffi.call(BigInt(address), type, ...args);
}

/** Calls `int main(int argc, char **argv)`. */
export function callWithArguments(address: Handle, texts: readonly string[]): number {
  const strings = texts.map((text) => Buffer.from(`${text}\0`, "utf8"));
  const pointers = new BigUint64Array(texts.length + 1);
  strings.forEach((bytes, i) => {
    pointers[i] = koffi.address(bytes);
  });
  const status = callAddress(address, "int", ["int", "void *"], [texts.length, pointers]) as number;
  // The program has read these until here.
  void strings.length;
  return status;
}
