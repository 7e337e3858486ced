/**
 * The state that evaluated functions share: memory, functions by symbol and address, mapped globals, counters.
 *
 * A function is called through its `FunctionEntry.call` with the leaves of its value arguments, addresses for those by
 * reference, then the addresses of a result by reference and of the error; it returns its packed result, and sets
 * `raised` where it raises. Both tiers (`walk.ts`, `generate.ts`) keep to this, so that they mix.
 */
import { assert, unreachable } from "../../base/assert.ts";
import type { Span } from "../../source/source-file.ts";
import type { Constant, MirData, MirFunction, MirGlobal, Rvalue } from "../mir.ts";
import { coroutineHeader } from "../coroutine-header.ts";
import { alignmentOf, alignUp, type MirTypeTable, sizeOf } from "../types.ts";
import { MemoryAccess } from "./access.ts";
import { type ExternalHandler, standardExternal } from "./externals.ts";
import { fail } from "./failure.ts";
import { type FrameLayout, layoutFrame } from "./frame.ts";
import { type IntrinsicUse, type Kernel, type KernelHost, makeKernel } from "./kernels.ts";
import { type Address, allocationSpan, Memory } from "./memory.ts";
import { addConstantLeaves, pack, type Packed } from "./values.ts";

/** What the world outside may give; what is absent fails as non-deterministic. */
export type HostAccess = {
  /** Nanoseconds of some clock. */
  readonly clock?: () => bigint;
  readonly environment?: (name: string) => string | undefined;
  /** Up to `count` bytes of a file descriptor; empty at its end. */
  readonly read?: (fd: number, count: number) => Uint8Array;
  readonly isTerminal?: (fd: number) => boolean;
};

export type InterpreterOptions = {
  readonly types: MirTypeTable;
  /** In stage `lowered`. */
  readonly resolveFunction: (symbol: string) => MirFunction | undefined;
  readonly resolveGlobal: (symbol: string) => MirGlobal | MirData | undefined;
  /** C functions that come before the ones known here. */
  readonly external?: (symbol: string) => ExternalHandler | undefined;
  /** Makes static data known; the symbol is `data.symbol`, derived from its content, or another that means the same. */
  readonly internData?: (data: MirData) => string;
  readonly onOutput?: (fd: number, bytes: Uint8Array) => void;
  readonly hostAccess?: HostAccess;
  /** Calls and turns of loops. */
  readonly stepLimit?: number;
  readonly depthLimit?: number;
  readonly heapLimitBytes?: number;
  /** Turns of loops or calls after which a function is compiled to JavaScript; `Infinity`: never. */
  readonly hotness?: number;
};

export type FunctionEntry = {
  readonly symbol: string;
  fn: MirFunction | undefined;
  layout: FrameLayout | undefined;
  call: (...args: Packed[]) => Packed;
  /** Calls and turns of loops so far. */
  heat: number;
};

/** Its body stands still at a suspension, or has ended. */
type Coroutine = { readonly body: Generator<void, void, boolean>; isDone: boolean };

/** A function that is being walked, for the stack of a failure. */
export type ActiveFrame = { readonly entry: FunctionEntry; span: Span };

/** What `resolveFunction` and its like threw: passes through the interpreter untouched. */
export class HostException {
  readonly thrown: unknown;

  constructor(thrown: unknown) {
    this.thrown = thrown;
  }
}

export class Machine implements KernelHost {
  readonly options: InterpreterOptions;
  readonly memory: Memory;
  readonly access: MemoryAccess;
  /** Left before the step limit. */
  steps = 0;
  depth = 0;
  readonly depthLimit: number;
  raised = false;
  readonly frames: ActiveFrame[] = [];
  /** Runs a function that is called for the first time. */
  private readonly start: (machine: Machine, entry: FunctionEntry, args: readonly Packed[]) => Packed;
  private readonly entries = new Map<string, FunctionEntry>();
  private readonly symbolAddresses = new Map<string, Address>();
  private readonly symbols = new Map<number, { readonly symbol: string; readonly isFunction: boolean }>();
  private readonly kernels = new WeakMap<Rvalue, Kernel>();
  private readonly externals = new Map<string, ExternalHandler>();
  private readonly internedTexts = new Map<string, string>();
  /** Mapped globals that programs may change. */
  private mutableGlobals: number[] = [];
  private readonly alignments = new Map<number, number>();
  private readonly liveCoroutines = new Map<Address, Coroutine>();

  constructor(options: InterpreterOptions, start: (machine: Machine, entry: FunctionEntry, args: readonly Packed[]) => Packed) {
    this.options = options;
    this.start = start;
    this.depthLimit = options.depthLimit ?? 2000;
    this.memory = new Memory(options.heapLimitBytes ?? 1 << 28, (allocation) => this.mapSymbol(allocation));
    this.access = new MemoryAccess(this.memory);
  }

  // Functions

  entry(symbol: string): FunctionEntry {
    let entry = this.entries.get(symbol);
    if (entry === undefined) {
      const made: FunctionEntry = { symbol, fn: undefined, layout: undefined, call: (...args) => this.start(this, made, args), heat: 0 };
      entry = made;
      this.entries.set(symbol, entry);
    }
    return entry;
  }

  /** Its function, resolved on first use. */
  functionOf(entry: FunctionEntry): MirFunction {
    if (entry.fn !== undefined) return entry.fn;
    let fn: MirFunction | undefined;
    try {
      fn = this.options.resolveFunction(entry.symbol);
    } catch (thrown) {
      throw new HostException(thrown);
    }
    if (fn === undefined) return fail("unsupported", `\`${entry.symbol}\` has no body to evaluate`);
    assert(fn.stage === "lowered", `\`${entry.symbol}\` must be lowered before it is evaluated`);
    entry.fn = fn;
    return fn;
  }

  layoutOf(entry: FunctionEntry): FrameLayout {
    entry.layout ??= layoutFrame(this.functionOf(entry));
    return entry.layout;
  }

  entryAt(address: Address): FunctionEntry {
    const found = this.symbols.get(this.memory.allocationOf(address));
    if (address === 0) return fail("null", "calls through a null pointer");
    if (found?.isFunction !== true || address % allocationSpan !== 0)
      return fail("bad-pointer", "calls through a pointer that is not a function");
    return this.entry(found.symbol);
  }

  enter(): void {
    if (--this.steps < 0) this.outOfSteps();
    if (++this.depth > this.depthLimit) this.tooDeep();
  }

  tooDeep(): never {
    return fail("recursion-limit", `calls nest deeper than ${this.depthLimit}`);
  }

  // Coroutines

  /** Runs a new coroutine up to its initial suspension; gives its handle. */
  startCoroutine(make: (handle: Address) => Generator<void, void, boolean>): Address {
    const handle = this.memory.allocate(coroutineHeader.size);
    this.memory.fill(handle, 0, coroutineHeader.size);
    const body = make(handle);
    this.liveCoroutines.set(handle, { body, isDone: body.next(false).done === true });
    return handle;
  }

  readonly coroutines = {
    resume: (handle: Address): void => this.continueCoroutine(handle, false),
    destroy: (handle: Address): void => {
      if (!this.coroutine(handle).isDone) this.continueCoroutine(handle, true);
      this.liveCoroutines.delete(handle);
      this.memory.free(handle);
    },
    isDone: (handle: Address): boolean => this.coroutine(handle).isDone,
  };

  private continueCoroutine(handle: Address, isDestroyed: boolean): void {
    const coroutine = this.coroutine(handle);
    if (coroutine.isDone) fail("bad-pointer", "a coroutine that has ended is resumed");
    this.enter();
    coroutine.isDone = coroutine.body.next(isDestroyed).done === true;
    this.depth -= 1;
  }

  private coroutine(handle: Address): Coroutine {
    return this.liveCoroutines.get(handle) ?? fail("bad-pointer", "a pointer is no handle of a coroutine");
  }

  /** A call from generated code of a function that was not known then. */
  callLate(entry: FunctionEntry, args: readonly Packed[], errorAddress: Address): Packed {
    const fn = this.functionOf(entry);
    const error = errorAddress === 0 ? [] : [errorAddress];
    if (fn.resultPassing === "value" || fn.handleLocal !== undefined) return entry.call(...args, ...error);
    const type = fn.locals[fn.resultLocal]?.type ?? unreachable("the result has a type");
    const top = this.memory.stackTop;
    const room = this.memory.pushFrame(alignUp(sizeOf(type), 16), alignmentOf(type));
    entry.call(...args, room, ...error);
    const result = this.raised ? undefined : this.access.of(type).read(room);
    this.memory.popFrame(top);
    return result;
  }

  outOfSteps(): never {
    return fail("step-limit", `takes more than ${this.options.stepLimit ?? defaultStepLimit} steps`);
  }

  // Kernels

  kernelOf(value: Rvalue, use: () => IntrinsicUse): Kernel {
    let kernel = this.kernels.get(value);
    if (kernel === undefined) {
      kernel = makeKernel(this, use());
      this.kernels.set(value, kernel);
    }
    return kernel;
  }

  readonly clock = (): bigint => {
    const { hostAccess } = this.options;
    return hostAccess?.clock?.() ?? fail("non-deterministic", "reads the clock");
  };

  readonly internText = (text: string): { readonly address: Address; readonly length: number } => {
    const bytes = new TextEncoder().encode(text);
    let symbol = this.internedTexts.get(text);
    if (symbol === undefined) {
      const terminated = new Uint8Array(bytes.length + 1);
      terminated.set(bytes);
      symbol = this.internData({ symbol: `literal.${text}`, bytes: terminated, relocations: [], alignment: 1, isConstant: true });
      this.internedTexts.set(text, symbol);
    }
    return { address: this.addressOf(symbol, false), length: bytes.length };
  };

  internData(data: MirData): string {
    if (this.options.internData === undefined) return fail("unsupported", "memory cannot leave this evaluation");
    try {
      return this.options.internData(data);
    } catch (thrown) {
      throw new HostException(thrown);
    }
  }

  external(symbol: string): ExternalHandler {
    let handler = this.externals.get(symbol);
    if (handler === undefined) {
      handler =
        this.options.external?.(symbol) ??
        standardExternal(symbol) ??
        fail("unsupported", `the external function \`${symbol}\` cannot be called at compile time`);
      this.externals.set(symbol, handler);
    }
    return handler;
  }

  // Globals

  addressOf(symbol: string, isFunction: boolean): Address {
    let address = this.symbolAddresses.get(symbol);
    if (address === undefined) {
      address = this.memory.reserve(isFunction ? "function" : "unmapped");
      this.symbolAddresses.set(symbol, address);
      this.symbols.set(this.memory.allocationOf(address), { symbol, isFunction });
    }
    return address;
  }

  symbolOf(allocation: number): { readonly symbol: string; readonly isFunction: boolean } | undefined {
    return this.symbols.get(allocation);
  }

  readonly constantAddress = (constant: Constant): Address => {
    if (constant.kind === "global") return this.addressOf(constant.symbol, false) + constant.offset;
    assert(constant.kind === "function", "only symbols have addresses");
    return this.addressOf(constant.symbol, true);
  };

  private mapSymbol(allocation: number): void {
    const { symbol } = this.symbols.get(allocation) ?? { symbol: "" };
    let global: MirGlobal | MirData | undefined;
    try {
      global = this.options.resolveGlobal(symbol);
    } catch (thrown) {
      throw new HostException(thrown);
    }
    if (global === undefined) return fail("unsupported", `\`${symbol}\` is not known at compile time`);
    const address = allocation * allocationSpan;
    if ("bytes" in global) {
      this.memory.map(allocation, global.bytes.length);
      this.memory.writeBytes(address, global.bytes);
      for (const { offset, target } of global.relocations) this.access.of(target.type).write(address + offset, this.constantValue(target));
    } else {
      this.memory.map(allocation, sizeOf(global.type));
      this.access.of(global.type).write(address, this.constantValue(global.initial));
    }
    if (global.isConstant) this.memory.makeReadOnly(allocation);
    else this.mutableGlobals.push(allocation);
  }

  /** Packed. */
  constantValue(constant: Constant): Packed {
    const leaves: Packed[] = [];
    addConstantLeaves(constant, this.constantAddress, leaves);
    return pack(leaves);
  }

  // Between evaluations

  setAlignment(address: Address, alignment: number): void {
    if (alignment > 16) this.alignments.set(this.memory.allocationOf(address), alignment);
  }

  alignmentOf(allocation: number): number {
    return this.alignments.get(allocation) ?? 16;
  }

  /** Forgets what an evaluation left in memory. */
  reset(): void {
    this.memory.freeHeap();
    this.access.forgetLiterals();
    if (this.alignments.size > 0) this.alignments.clear();
    if (this.liveCoroutines.size > 0) this.liveCoroutines.clear();
    if (this.mutableGlobals.length > 0) {
      for (const allocation of this.mutableGlobals) this.memory.unmap(allocation);
      this.mutableGlobals = [];
    }
  }
}

export const defaultStepLimit = 100_000_000;
