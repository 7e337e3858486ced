/**
 * Runs MIR: the evaluator of compile-time expressions, and the oracle that tests compare native code with.
 *
 * In: a symbol and constants. Out: a constant, an error that the program raised, or a failure with its call stack.
 * Functions come from `resolveFunction` when they are first called. Memory that a result points to comes back as
 * static data through `internData`. Nothing here does I/O: output and the clock are callbacks.
 */
import { assert } from "../base/assert.ts";
import { type EvaluationFailure, Failure } from "./interpreter/failure.ts";
import { defaultStepLimit, type FunctionEntry, HostException, type InterpreterOptions, Machine } from "./interpreter/machine.ts";
import { constantOfValue } from "./interpreter/snapshot.ts";
import { Tiers, withLongTraces } from "./interpreter/tiers.ts";
import { leafCount, type Packed } from "./interpreter/values.ts";
import { walkFunction } from "./interpreter/walk.ts";
import type { Constant, MirFunction, MirType } from "./mir.ts";
import { alignmentOf, alignUp, sizeOf } from "./types.ts";

export type Evaluation =
  | { readonly kind: "value"; readonly value: Constant }
  /** Raised by the program. */
  | { readonly kind: "error"; readonly value: Constant }
  | { readonly kind: "failure"; readonly failure: EvaluationFailure };

export class Interpreter {
  private readonly machine: Machine;
  private readonly options: InterpreterOptions;
  private readonly tiers: Tiers;
  /** An evaluation may need another: resolving a function may evaluate its parameters. */
  private activeRuns = 0;

  constructor(options: InterpreterOptions) {
    this.options = options;
    const isTiered = (options.hotness ?? 0) !== Infinity;
    this.machine = new Machine(options, (machine, entry, args) => {
      // A coroutine is left in the middle: only generated code can be.
      if (machine.functionOf(entry).handleLocal !== undefined) {
        this.tiers.compile(entry);
        return entry.call(...args);
      }
      return walkFunction(machine, entry, args, isTiered ? this.tiers : undefined);
    });
    this.tiers = new Tiers(this.machine);
  }

  run(symbol: string, args: readonly Constant[]): Evaluation {
    const { machine } = this;
    const saved = { steps: machine.steps, depth: machine.depth, frames: machine.frames.length, stackTop: machine.memory.stackTop };
    machine.steps = this.options.stepLimit ?? defaultStepLimit;
    this.activeRuns += 1;
    try {
      return withLongTraces(() => this.evaluate(machine.entry(symbol), args));
    } catch (thrown) {
      return { kind: "failure", failure: this.failureOf(thrown, saved.frames) };
    } finally {
      machine.steps = saved.steps;
      machine.depth = saved.depth;
      machine.frames.length = saved.frames;
      machine.raised = false;
      machine.memory.popFrame(saved.stackTop);
      this.activeRuns -= 1;
      if (this.activeRuns === 0) machine.reset();
    }
  }

  private evaluate(entry: FunctionEntry, args: readonly Constant[]): Evaluation {
    const { machine } = this;
    const fn = machine.functionOf(entry);
    assert(args.length === fn.parameters.length, `\`${fn.displayName}\` takes ${fn.parameters.length} arguments`);
    const leaves: Packed[] = [];
    args.forEach((constant, index) => {
      const value = machine.constantValue(constant);
      if (fn.parameters[index]?.passing === "reference") {
        const address = this.stackRoom(constant.type);
        machine.access.of(constant.type).write(address, value);
        leaves.push(address);
      } else {
        const count = leafCount(constant.type);
        if (count === 1) leaves.push(value);
        else if (count > 1) leaves.push(...value);
      }
    });
    const resultType = typeOfLocal(fn, fn.resultLocal);
    const resultAddress = fn.resultPassing === "reference" ? this.stackRoom(resultType) : undefined;
    if (resultAddress !== undefined) leaves.push(resultAddress);
    const errorType = fn.errorLocal === undefined ? undefined : typeOfLocal(fn, fn.errorLocal);
    const errorAddress = errorType === undefined ? 0 : this.stackRoom(errorType);
    if (errorType !== undefined) leaves.push(errorAddress);

    const result = entry.call(...leaves);
    if (machine.raised && errorType !== undefined) {
      return { kind: "error", value: constantOfValue(machine, errorType, machine.access.of(errorType).read(errorAddress)) };
    }
    const value = resultAddress === undefined ? result : machine.access.of(resultType).read(resultAddress);
    return { kind: "value", value: constantOfValue(machine, resultType, value) };
  }

  private stackRoom(type: MirType): number {
    return this.machine.memory.pushFrame(alignUp(sizeOf(type), 16), alignmentOf(type));
  }

  private failureOf(thrown: unknown, firstFrame: number): EvaluationFailure {
    if (thrown instanceof HostException) throw thrown.thrown;
    const stack = this.tiers.stackOf(thrown, firstFrame);
    if (thrown instanceof Failure) {
      const { reason, message, exitStatus } = thrown;
      return exitStatus === undefined ? { reason, message, stack } : { reason, message, stack, exitStatus };
    }
    if (thrown instanceof RangeError && /call stack/i.test(thrown.message)) {
      return { reason: "recursion-limit", message: "calls nest too deeply", stack };
    }
    if (thrown instanceof TypeError && /BigInt|undefined/.test(thrown.message)) {
      return { reason: "uninitialized", message: "uses a value that is not initialised", stack };
    }
    throw thrown;
  }
}

function typeOfLocal(fn: MirFunction, local: number): MirType {
  const type = fn.locals[local]?.type;
  assert(type !== undefined, "locals are in range");
  return type;
}
