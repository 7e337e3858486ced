/**
 * LLVM's shared library: finding it, opening it, binding its functions on first use.
 *
 * Handles of LLVM's objects are plain numbers here (addresses fit); the other files of this folder wrap them in
 * objects that free them. Nothing outside this folder knows koffi.
 */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import koffi from "../../base/native-calls.ts";
import { HostError } from "../../base/assert.ts";

export type Handle = number;

/** A call into LLVM: numbers, strings and buffers in, a number or string out. */
type NativeFunction = (...args: readonly unknown[]) => unknown;

let opened: ReturnType<typeof koffi.load> | undefined;
const bound = new Map<string, NativeFunction>();

/** Calls an LLVM function that gives an address or an integer. `parameters`: koffi's names of the types. */
export function callNumber(name: string, parameters: readonly string[], ...args: readonly unknown[]): number {
  return Number(bind(name, "uint64_t", parameters)(...args));
}

/** As `callNumber`, for C's `int` and truth values. */
export function callInteger(name: string, parameters: readonly string[], ...args: readonly unknown[]): number {
  return Number(bind(name, "int", parameters)(...args));
}

export function callVoid(name: string, parameters: readonly string[], ...args: readonly unknown[]): void {
  bind(name, "void", parameters)(...args);
}

/** A string that stays LLVM's. */
export function callText(name: string, parameters: readonly string[], ...args: readonly unknown[]): string {
  return bind(name, "str", parameters)(...args) as string;
}

/** A string that is freed after reading. */
export function callOwnedText(name: string, parameters: readonly string[], ...args: readonly unknown[]): string {
  return takeMessage(callNumber(name, parameters, ...args));
}

function bind(name: string, result: string, parameters: readonly string[]): NativeFunction {
  let found = bound.get(name);
  if (found === undefined) {
    found = library().func(name, result, [...parameters]) as NativeFunction;
    bound.set(name, found);
  }
  return found;
}

function library(): ReturnType<typeof koffi.load> {
  opened ??= open();
  return opened;
}

// Strings and out parameters

/** Room for one address that LLVM writes. */
export function outHandle(): BigUint64Array<ArrayBuffer> {
  return new BigUint64Array(1);
}

export function readHandle(out: BigUint64Array): Handle {
  return Number(out[0]);
}

/** Reads and frees a message by LLVM; no message is an empty text. */
export function takeMessage(message: Handle): string {
  if (message === 0) return "";
  const text = koffi.decode(BigInt(message), "char", -1) as string;
  callVoid("LLVMDisposeMessage", ["uint64_t"], message);
  return text;
}

/** Reads and frees an `LLVMErrorRef`; `undefined`: no error. */
export function takeError(error: Handle): string | undefined {
  if (error === 0) return undefined;
  const message = callNumber("LLVMGetErrorMessage", ["uint64_t"], error);
  const text = koffi.decode(BigInt(message), "char", -1) as string;
  callVoid("LLVMDisposeErrorMessage", ["uint64_t"], message);
  return text;
}

/** A copy of memory that LLVM owns. */
export function copyBytes(address: Handle, sizeBytes: number): Uint8Array {
  return new Uint8Array(koffi.view(BigInt(address), sizeBytes)).slice();
}

// Finding it

function open(): ReturnType<typeof koffi.load> {
  const named = process.env["SALAMANDER_LLVM"] ?? "";
  const problems: string[] = [];
  for (const candidate of named === "" ? candidates() : namedCandidates(named)) {
    if (candidate.includes("/") && !existsSync(candidate)) continue;
    try {
      return koffi.load(candidate);
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  const details = problems.length === 0 ? "" : ` (${problems.at(-1)})`;
  if (named !== "") throw new HostError(`SALAMANDER_LLVM is ${named}, but there is no LLVM 19 library there${details}`);
  throw new HostError(
    `the LLVM 19 library is missing${details}: on Debian or Ubuntu, install the package libllvm19; elsewhere, LLVM 19 (or name its file in SALAMANDER_LLVM)`,
  );
}

/** A file, or the folder of one. */
function namedCandidates(named: string): readonly string[] {
  return named.includes("libLLVM") ? [named] : fileNames.map((name) => join(named, name));
}

const fileNames = ["libLLVM.so.19.1", "libLLVM-19.so.1", "libLLVM-19.so", "libLLVM.dylib"];

function* candidates(): Iterable<string> {
  // Full paths first: the loader's own search takes longer, and some systems leave these folders out of it.
  const machine = process.arch === "arm64" ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
  const folders = [
    `/usr/lib/${machine}`,
    "/usr/lib/llvm-19/lib",
    "/usr/lib64",
    "/usr/lib64/llvm19/lib64",
    "/usr/lib",
    "/usr/lib/llvm19/lib",
    "/usr/local/lib",
    "/opt/homebrew/opt/llvm@19/lib",
    "/usr/local/opt/llvm@19/lib",
  ];
  for (const folder of folders) {
    for (const name of fileNames) yield join(folder, name);
    // A later point release.
    for (const name of existsSync(folder) ? readdirSync(folder) : []) if (name.startsWith("libLLVM.so.19.")) yield join(folder, name);
  }
  yield* fileNames;
}
