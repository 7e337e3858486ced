/**
 * Target machines: code generation to objects and assembly; and what LLVM knows of the machine that we run on.
 */
import { HostError, InternalError } from "../../base/assert.ts";
import type { Architecture, TargetMachineDescription } from "../../target/target.ts";
import { type LlvmModule, MemoryBuffer } from "./context.ts";
import { callInteger, callNumber, callOwnedText, callVoid, type Handle, outHandle, readHandle, takeMessage } from "./library.ts";

export type CodeModel = "default" | "jit";

export class TargetMachine {
  readonly handle: Handle;
  private owned = true;

  private constructor(handle: Handle) {
    this.handle = handle;
  }

  /** `level`: effort of code generation, 0 to 3. Code is position-independent. */
  static create(target: TargetMachineDescription, level: number, model: CodeModel = "default"): TargetMachine {
    initializeTarget(target.architecture);
    const found = outHandle();
    const message = outHandle();
    const failed = callInteger("LLVMGetTargetFromTriple", ["str", "void *", "void *"], target.triple, found, message);
    if (failed !== 0)
      throw new HostError(`this LLVM library has no code generator for ${target.triple}: ${takeMessage(readHandle(message)).trim()}`);
    const positionIndependent = 2;
    const handle = callNumber(
      "LLVMCreateTargetMachine",
      ["uint64_t", "str", "str", "str", "int", "int", "int"],
      readHandle(found),
      target.triple,
      target.cpu,
      target.features,
      level,
      positionIndependent,
      model === "jit" ? 1 : 0,
    );
    if (handle === 0) throw new HostError(`LLVM cannot generate code for ${target.triple}`);
    return new TargetMachine(handle);
  }

  emit(module: LlvmModule, kind: "object" | "assembly"): Uint8Array {
    const message = outHandle();
    const result = outHandle();
    const failed = callInteger(
      "LLVMTargetMachineEmitToMemoryBuffer",
      ["uint64_t", "uint64_t", "int", "void *", "void *"],
      this.handle,
      module.handle,
      kind === "object" ? 1 : 0,
      message,
      result,
    );
    if (failed !== 0) throw new InternalError(`LLVM cannot generate code for ${module.name}: ${takeMessage(readHandle(message)).trim()}`);
    using buffer = new MemoryBuffer(readHandle(result));
    return buffer.bytes();
  }

  /** The data layout that LLVM wants of modules for this machine. */
  dataLayout(): string {
    const layout = callNumber("LLVMCreateTargetDataLayout", ["uint64_t"], this.handle);
    const text = callOwnedText("LLVMCopyStringRepOfTargetData", ["uint64_t"], layout);
    callVoid("LLVMDisposeTargetData", ["uint64_t"], layout);
    return text;
  }

  release(): Handle {
    this.owned = false;
    return this.handle;
  }

  [Symbol.dispose](): void {
    if (this.owned) callVoid("LLVMDisposeTargetMachine", ["uint64_t"], this.handle);
  }
}

const componentNames: Readonly<Record<Architecture, string>> = { x86_64: "X86", aarch64: "AArch64", wasm32: "WebAssembly" };
const initialized = new Set<Architecture>();

function initializeTarget(architecture: Architecture): void {
  if (initialized.has(architecture)) return;
  initialized.add(architecture);
  const name = componentNames[architecture];
  for (const part of ["TargetInfo", "Target", "TargetMC", "AsmPrinter", "AsmParser"]) callVoid(`LLVMInitialize${name}${part}`, []);
}

/** The machine that this process runs on. */
export function hostTriple(): string {
  return callOwnedText("LLVMGetDefaultTargetTriple", []);
}

export function hostCpuName(): string {
  return callOwnedText("LLVMGetHostCPUName", []);
}

export function hostCpuFeatures(): string {
  return callOwnedText("LLVMGetHostCPUFeatures", []);
}
