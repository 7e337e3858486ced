/**
 * A compiled model in this process: opens its library, passes tensors in and out.
 *
 * Inputs are used where they lie in the caller's memory; outputs that are not small are lent from the model's, and go back to it when nothing
 * refers to them any more. Each `Runner` has memory of its own, so that several can run at the same time (`runAsync` leaves the thread).
 */
import koffi from "../../base/native-calls.ts";
import { HostError } from "../../base/assert.ts";
import type { TensorData } from "../tensor-data.ts";

/** Bytes as the model keeps them in memory. */
export type NativeTensor = { readonly shape: readonly number[]; readonly bytes: Uint8Array<ArrayBuffer> };

/** Outputs whose memory is lent, by their buffers. */
const lent = new WeakMap<ArrayBuffer, () => void>();

/** Gives the memory of an output back at once: nobody may read it afterwards. Otherwise it goes back when nothing refers to it any more. */
export function release(bytes: Uint8Array<ArrayBuffer>): void {
  lent.get(bytes.buffer)?.();
}

/** The same for several. */
export function releaseOutputs(outputs: readonly TensorData[]): void {
  for (const { elements } of outputs) if (elements.kind === "bytes") release(elements.bytes);
}

/** What a compiled model says about inputs that do not fit. */
export class RunError extends HostError {
  override readonly name = "RunError";
}

const wordsOfArgument = 16;
const firstSize = 4;
const greatestRank = wordsOfArgument - firstSize;

type NativeFunction = ((...values: readonly unknown[]) => unknown) & { async: (...values: readonly unknown[]) => void };

export class NativeLibrary {
  private readonly functions: { readonly [name in keyof typeof signatures]: NativeFunction };
  private readonly model: bigint;

  /** Loads the library and maps or packs the weights. */
  constructor(path: string, weightsPath: string) {
    const library = koffi.load(path);
    this.functions = Object.fromEntries(
      Object.entries(signatures).map(([name, [result, parameters]]) => [
        name,
        library.func(name, result, [...parameters]) as unknown as NativeFunction,
      ]),
    ) as NativeLibrary["functions"];
    const place = new BigInt64Array(1);
    this.check(this.functions.model_open(Buffer.from(`${weightsPath}\0`), place));
    this.model = place[0] as bigint;
  }

  /** `outputs`: for each its bytes of an element. `clock`: of a program that has one. */
  runner(outputs: readonly number[], threads: number, clock?: Clock): Runner {
    const memory: RunnerMemory = { handle: this.functions.memory_open(threads), lent: 0, isClosed: false };
    const resultWords = (): BigInt64Array => {
      const words = new BigInt64Array((outputs.length + 1) * wordsOfArgument);
      if (clock !== undefined)
        words.set([BigInt(koffi.address(clock.words)), BigInt(clock.words.length)], outputs.length * wordsOfArgument);
      return words;
    };
    return {
      run: (inputs) => {
        const given = argumentsOf(inputs);
        const results = resultWords();
        this.check(this.functions.model_run(this.model, memory.handle, given, results));
        clock?.onRun(inputs);
        return this.takeOutputs(memory, results, outputs);
      },
      runAsync: (inputs, signal) =>
        new Promise((resolve, reject) => {
          signal?.throwIfAborted();
          const stop = (): void => void this.functions.memory_stop(memory.handle, 1);
          signal?.addEventListener("abort", stop);
          const given = argumentsOf(inputs);
          const results = resultWords();
          this.functions.model_run.async(this.model, memory.handle, given, results, (error: unknown, text: unknown) => {
            signal?.removeEventListener("abort", stop);
            if (signal?.aborted) this.functions.memory_stop(memory.handle, 0);
            try {
              if (error !== null && error !== undefined) throw error;
              this.check(text, signal);
              clock?.onRun(inputs);
              // Nobody else keeps what the call reads
              void [inputs, given];
              const taken = this.takeOutputs(memory, results, outputs);
              if (signal?.aborted) {
                for (const { bytes } of taken) release(bytes);
                signal.throwIfAborted();
              }
              resolve(taken);
            } catch (problem) {
              reject(problem as Error);
            }
          });
        }),
      close: () => {
        memory.isClosed = true;
        if (memory.lent === 0) this.functions.memory_close(memory.handle);
      },
    };
  }

  close(): void {
    this.functions.model_close(this.model);
  }

  private takeOutputs(memory: RunnerMemory, results: BigInt64Array, outputs: readonly number[]): readonly NativeTensor[] {
    return outputs.map((bytesOfElement, at) => {
      const words = results.subarray(at * wordsOfArgument, (at + 1) * wordsOfArgument);
      const [data, rank, blockBytes] = words as unknown as [bigint, bigint, bigint];
      const shape = Array.from(words.subarray(firstSize, firstSize + Number(rank)), Number);
      const length = shape.reduce((all, each) => all * each, 1) * bytesOfElement;
      if (length < smallest) {
        const bytes = new Uint8Array(length);
        if (length > 0) bytes.set(new Uint8Array(koffi.view(data, length)));
        if (blockBytes > 0n) this.functions.memory_give(memory.handle, data, blockBytes);
        return { shape, bytes };
      }
      const bytes = new Uint8Array(koffi.view(data, length));
      memory.lent++;
      const loan: Lent = { memory, data, blockBytes };
      const { buffer } = bytes;
      this.returns.register(buffer, loan, buffer);
      lent.set(buffer, () => {
        this.returns.unregister(buffer);
        lent.delete(buffer);
        this.takeBack(loan);
      });
      return { shape, bytes };
    });
  }

  /** Gives a block back when nobody can read it any more; the memory of a runner that is closed goes with its last block. */
  private readonly returns = new FinalizationRegistry<Lent>((loan) => this.takeBack(loan));

  private takeBack({ memory, data, blockBytes }: Lent): void {
    this.functions.memory_give(memory.handle, data, blockBytes);
    memory.lent--;
    if (memory.isClosed && memory.lent === 0) this.functions.memory_close(memory.handle);
  }

  /** Throws what the model says; for a run that was stopped, why. */
  private check(text: unknown, signal?: AbortSignal): void {
    const address = BigInt(text as bigint | number);
    if (address === 0n) return;
    const message = koffi.decode(address, "char", -1) as unknown as string;
    this.functions.text_close(address);
    signal?.throwIfAborted();
    throw new RunError(message);
  }
}

/** Memory of a runner, and how many of its blocks callers may still read. */
type RunnerMemory = { readonly handle: unknown; lent: number; isClosed: boolean };

type Lent = { readonly memory: RunnerMemory; readonly data: bigint; readonly blockBytes: bigint };

/** Outputs of fewer bytes are copied: cheaper than to watch over them. */
const smallest = 1 << 16;

/** Where a program with a clock writes its times (`library/engine/profile.mojo`), and what is done with them after each run. */
export type Clock = { readonly words: BigInt64Array<ArrayBuffer>; readonly onRun: (inputs: readonly NativeTensor[]) => void };

export type Runner = {
  readonly run: (inputs: readonly NativeTensor[]) => readonly NativeTensor[];
  /** Does not block the thread; not while another run of the same runner is under way. The signal ends it between kernels; its reason is thrown. */
  readonly runAsync: (inputs: readonly NativeTensor[], signal?: AbortSignal) => Promise<readonly NativeTensor[]>;
  readonly close: () => void;
};

const signatures = {
  model_open: ["uint64_t", ["void *", "int64_t *"]],
  model_run: ["uint64_t", ["uint64_t", "uint64_t", "int64_t *", "int64_t *"]],
  model_close: ["void", ["uint64_t"]],
  memory_open: ["uint64_t", ["int64_t"]],
  memory_give: ["void", ["uint64_t", "uint64_t", "int64_t"]],
  memory_stop: ["void", ["uint64_t", "int64_t"]],
  memory_close: ["void", ["uint64_t"]],
  text_close: ["void", ["uint64_t"]],
} as const;

/** Where the elements of an empty tensor lie: vectors may be loaded, though no lane of them counts. */
const noElements = new Uint8Array(256);

function argumentsOf(inputs: readonly NativeTensor[]): BigInt64Array {
  const words = new BigInt64Array(Math.max(1, inputs.length) * wordsOfArgument);
  inputs.forEach(({ shape, bytes }, at) => {
    if (shape.length > greatestRank) throw new RunError(`input ${at} has rank ${shape.length}; the greatest is ${greatestRank}`);
    const first = at * wordsOfArgument;
    words[first] = BigInt(koffi.address(bytes.length === 0 ? noElements : bytes));
    words[first + 1] = BigInt(shape.length);
    shape.forEach((size, dimension) => {
      words[first + firstSize + dimension] = BigInt(size);
    });
  });
  return words;
}
