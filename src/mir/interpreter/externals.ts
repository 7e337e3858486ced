/**
 * C functions that evaluated programs may call: memory, bytes, mathematics, output to a callback.
 *
 * In: a symbol. Out: a handler on packed values, or nothing for a function that only a machine has.
 */
import type { MirType } from "../mir.ts";
import { Failure, fail } from "./failure.ts";
import { mathFunctions } from "./kernels/floats.ts";
import type { Machine } from "./machine.ts";
import type { Address } from "./memory.ts";
import { type Packed, wrapInteger } from "./values.ts";

export type ExternalCall = {
  readonly machine: Machine;
  /** Packed values. */
  readonly arguments: readonly Packed[];
  readonly argumentTypes: readonly MirType[];
  readonly resultType: MirType;
};

/** Gives the packed result. */
export type ExternalHandler = (call: ExternalCall) => Packed;

export function standardExternal(symbol: string): ExternalHandler | undefined {
  return functions.get(symbol) ?? mathematical(symbol);
}

function mathematical(symbol: string): ExternalHandler | undefined {
  const whole = mathFunctions.get(symbol);
  if (whole !== undefined) return ({ arguments: values }) => whole(...values.map(Number));
  const single = symbol.endsWith("f") ? mathFunctions.get(symbol.slice(0, -1)) : undefined;
  return single === undefined ? undefined : ({ arguments: values }) => Math.fround(single(...values.map(Number)));
}

const functions = new Map<string, ExternalHandler>();

function define(names: string, handler: (call: ExternalCall, ...values: Packed[]) => Packed): void {
  for (const name of names.split(" ")) functions.set(name, (call) => handler(call, ...call.arguments));
}

function integerResult(call: ExternalCall, value: number | bigint): Packed {
  return call.resultType.kind === "int" ? wrapInteger(call.resultType.bits, BigInt(value)) : undefined;
}

// Memory

define("malloc", ({ machine }, bytes) => machine.memory.allocate(Number(bytes)));
define("calloc", ({ machine }, count, bytes) => {
  const total = Number(count) * Number(bytes);
  const address = machine.memory.allocate(total);
  machine.memory.fill(address, 0, total);
  return address;
});
define("aligned_alloc memalign", ({ machine }, alignment, bytes) => {
  const address = machine.memory.allocate(Number(bytes));
  machine.setAlignment(address, Number(alignment));
  return address;
});
define("posix_memalign", (call, target, alignment, bytes) => {
  const address = call.machine.memory.allocate(Number(bytes));
  call.machine.setAlignment(address, Number(alignment));
  call.machine.memory.writePointer(target, address);
  return integerResult(call, 0);
});
define("realloc", ({ machine }, old, bytes) => {
  const { memory } = machine;
  const address = memory.allocate(Number(bytes));
  if (old === 0) return address;
  const kept = Math.min(memory.size[memory.allocationOf(old)] ?? 0, Number(bytes));
  memory.copy(address, old, kept);
  memory.free(old);
  return address;
});
define("free", ({ machine }, address) => machine.memory.free(address));
define("memcpy memmove", ({ machine }, target, source, bytes) => {
  machine.memory.copy(target, source, Number(bytes));
  return target;
});
define("memset", ({ machine }, target, byte, bytes) => {
  machine.memory.fill(target, Number(byte), Number(bytes));
  return target;
});
define("memcmp", (call, a, b, bytes) => integerResult(call, compareBytes(call, a, b, Number(bytes), false)));
define("strcmp", (call, a, b) => integerResult(call, compareBytes(call, a, b, Infinity, true)));
define("strncmp", (call, a, b, bytes) => integerResult(call, compareBytes(call, a, b, Number(bytes), true)));
define("strlen", (call, text) => integerResult(call, lengthOfText(call, text)));
define("memchr", ({ machine }, start, byte, bytes) => {
  const wanted = Number(byte) & 255;
  for (let index = 0; index < Number(bytes); index++) if ((machine.memory.read8(start + index) & 255) === wanted) return start + index;
  return 0;
});

function compareBytes({ machine: { memory } }: ExternalCall, a: Address, b: Address, count: number, stopsAtZero: boolean): number {
  for (let index = 0; index < count; index++) {
    const left = memory.read8(a + index) & 255;
    const right = memory.read8(b + index) & 255;
    if (left !== right) return left < right ? -1 : 1;
    if (stopsAtZero && left === 0) return 0;
  }
  return 0;
}

function lengthOfText({ machine: { memory } }: ExternalCall, text: Address): number {
  let length = 0;
  while (memory.read8(text + length) !== 0) length += 1;
  return length;
}

function textAt(call: ExternalCall, text: Address): string {
  return new TextDecoder().decode(call.machine.memory.bytes(text, lengthOfText(call, text)));
}

// The world outside

define("write", (call, fd, bytes, count) => {
  const { machine } = call;
  if (Number(fd) !== 1 && Number(fd) !== 2) return fail("unsupported", `writes to file descriptor ${fd} at compile time`);
  machine.options.onOutput?.(Number(fd), machine.memory.bytes(bytes, Number(count)));
  return integerResult(call, count);
});
define("read", (call, fd, target, count) => {
  const { machine } = call;
  const bytes = machine.options.hostAccess?.read?.(Number(fd), Number(count)) ?? fail("non-deterministic", "reads input");
  machine.memory.writeBytes(target, bytes);
  return integerResult(call, bytes.length);
});
define("isatty", (call, fd) => integerResult(call, call.machine.options.hostAccess?.isTerminal?.(Number(fd)) === true ? 1 : 0));
define("getenv", (call, name) => {
  const value = call.machine.options.hostAccess?.environment?.(textAt(call, name));
  return value === undefined ? 0 : call.machine.internText(value).address;
});
define("clock_gettime", (call, _clock, target) => {
  const now = call.machine.clock();
  call.machine.memory.write64(target, now / 1_000_000_000n);
  call.machine.memory.write64(target + 8, now % 1_000_000_000n);
  return integerResult(call, 0);
});
define("time", (call, target) => {
  const seconds = call.machine.clock() / 1_000_000_000n;
  if (target !== 0) call.machine.memory.write64(target, seconds);
  return integerResult(call, seconds);
});
define("abort", () => fail("trap", "the program aborted"));
define("exit _exit", (_call, status) => {
  throw new Failure("exit", `the program exited with status ${status}`, Number(status));
});

// There is one thread: a lock is always free.
define("pthread_mutex_init pthread_mutex_lock pthread_mutex_unlock pthread_mutex_destroy", (call) => integerResult(call, 0));

/** An `int` of the evaluated program that C functions would set; always 0. */
define("__errno_location", ({ machine }) => {
  const address = machine.memory.allocate(4);
  machine.memory.write32(address, 0);
  return address;
});
