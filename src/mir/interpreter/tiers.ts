/**
 * Moves hot functions from the first tier to the second, and reads call stacks that mix both.
 *
 * Generated code keeps no stack of its own: its frames are found in JavaScript's stack trace by the name of their
 * script, and a line gives the span. Frames of the first tier appear there as `walkFunction`, in the order of `machine.frames`.
 */
import type { Span } from "../../source/source-file.ts";
import type { BlockId } from "../mir.ts";
import type { FailureFrame } from "./failure.ts";
import { type Generated, generateFunction } from "./generate.ts";
import type { FunctionEntry, Machine } from "./machine.ts";
import type { Address } from "./memory.ts";
import { type Packed, zeroLeaf } from "./values.ts";
import { type Compiler, walkFunction } from "./walk.ts";

type GeneratedCode = { readonly entry: FunctionEntry; readonly spans: readonly (Span | undefined)[]; readonly isResumed: boolean };

/** Lines that `new Function` puts before the source. */
const headerLines = 2;
const traceLimit = 200;

export class Tiers implements Compiler {
  private readonly machine: Machine;
  private readonly code = new Map<string, GeneratedCode>();
  private readonly resumed = new Map<FunctionEntry, Map<BlockId, Generated>>();

  constructor(machine: Machine) {
    this.machine = machine;
  }

  compile(entry: FunctionEntry): void {
    const generated = this.generate(entry, undefined);
    entry.call = generated.function as FunctionEntry["call"];
  }

  resume(entry: FunctionEntry, block: BlockId, slots: readonly Packed[], frame: Address): Packed {
    let byBlock = this.resumed.get(entry);
    if (byBlock === undefined) {
      byBlock = new Map();
      this.resumed.set(entry, byBlock);
    }
    let generated = byBlock.get(block);
    if (generated === undefined) {
      generated = this.generate(entry, block);
      byBlock.set(block, generated);
    }
    const values = slots.map((value, slot) => (value === undefined ? zeroLeaf(generated.slotTypes[slot] as never) : value));
    return generated.function(...values, frame);
  }

  private generate(entry: FunctionEntry, block: BlockId | undefined): Generated {
    const name = `mir_${this.code.size}`;
    const generated = generateFunction(this.machine, entry, block, name);
    this.code.set(`${name}.mir`, { entry, spans: generated.spans, isResumed: block !== undefined });
    return generated;
  }

  /** Call stack where something was thrown, innermost first. `from`: number of the first frame that counts. */
  stackOf(thrown: unknown, from: number): FailureFrame[] {
    const walked = this.machine.frames.slice(from);
    const sites = this.code.size > 0 && thrown instanceof Error ? callSites(thrown) : undefined;
    if (sites === undefined) return walked.reverse().map((frame) => frameAt(frame.entry, frame.span));
    const frames: FailureFrame[] = [];
    let continues = false;
    for (const site of sites) {
      const code = this.code.get(site.script);
      if (code !== undefined) {
        const span = code.spans[site.line - headerLines - 1] ?? code.entry.fn?.span;
        if (span !== undefined) frames.push(frameAt(code.entry, span));
        continues = code.isResumed;
      } else if (site.functionName === walkFunction.name) {
        const frame = walked.pop();
        // A function that went on in generated code has its frame already.
        if (frame !== undefined && !continues) frames.push(frameAt(frame.entry, frame.span));
        continues = false;
      }
    }
    return frames;
  }
}

function frameAt(entry: FunctionEntry, span: Span): FailureFrame {
  return { symbol: entry.symbol, displayName: entry.fn?.displayName ?? entry.symbol, span };
}

type Site = { readonly script: string; readonly line: number; readonly functionName: string };

/** Runs something with long stack traces. */
export function withLongTraces<T>(action: () => T): T {
  const saved = Error.stackTraceLimit;
  Error.stackTraceLimit = traceLimit;
  try {
    return action();
  } finally {
    Error.stackTraceLimit = saved;
  }
}

function callSites(thrown: Error): Site[] | undefined {
  const saved = Error.prepareStackTrace;
  let sites: Site[] | undefined;
  Error.prepareStackTrace = (_error, trace) => {
    sites = trace.map((site) => ({
      script: String(site.getScriptNameOrSourceURL() ?? ""),
      line: site.getLineNumber() ?? 0,
      functionName: site.getFunctionName() ?? "",
    }));
    return "";
  };
  try {
    // The trace is made when it is first looked at.
    void thrown.stack;
  } finally {
    Error.prepareStackTrace = saved;
  }
  return sites;
}
