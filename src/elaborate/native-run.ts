/**
 * Runs a piece of the program natively while it is compiled: what `__op.run_native` and `search` measure with.
 *
 * In: code that gives a value of plain bytes. It becomes the entry of a program of its own, made of what it reaches,
 * which `program.runNatively` (the driver's) compiles for the target and runs; the value comes back as bytes.
 */
import type { Constant, MirModule, MirType } from "../mir/mir.ts";
import { printModule } from "../mir/print.ts";
import { fieldOffsets, sizeOf } from "../mir/types.ts";
import type { Span } from "../source/source-file.ts";
import type { FunctionContext, Program } from "./context.ts";
import * as diagnostics from "./diagnostics.ts";
import { buildEntryOf } from "./entry.ts";
import { callPrelude } from "./literals.ts";
import { materialize } from "./convert.ts";
import { emitConstantGlobals } from "./reachable.ts";
import type { Scope } from "./scope.ts";
import type { ConstantValue, Value } from "./value.ts";

export type NativeRunRequest = {
  /** MIR text of the program. */
  readonly text: string;
  readonly entrySymbol: string;
  readonly sizeBytes: number;
  /** What it is for, in a few words. */
  readonly purpose: string;
};

/** `off`: nothing is run, the caller takes its first choice. */
export type NativeRunResult =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "off" }
  | { readonly kind: "failed"; readonly reason: string };

export type NativeRunner = (request: NativeRunRequest) => NativeRunResult;

/** Undefined: nothing was run, or it failed and that was reported. */
export function runNatively(
  program: Program,
  scope: Scope,
  span: Span,
  purpose: string,
  build: (context: FunctionContext) => Value,
): ConstantValue | undefined {
  if (program.runNatively === undefined) return undefined;
  const saved = { instance: program.currentInstance, context: program.activeContext };
  const entrySymbol = program.unique("native");
  let type: ConstantValue["type"] | undefined;
  program.symbols.set(entrySymbol, () =>
    buildEntryOf(program, entrySymbol, scope, span, (context) => {
      const value = build(context);
      if (value.kind !== "runtime" && value.kind !== "constant") return;
      const own = materialize(context, value, span);
      type = own.type;
      callPrelude(context, "__hand_over", [own], span);
    }),
  );
  const module = reachableModule(program, entrySymbol);
  program.currentInstance = saved.instance;
  program.activeContext = saved.context;
  if (module === undefined || type === undefined) return undefined;
  const mir = program.services.lowerType(program, type);
  if (!isPlain(mir)) {
    program.report(diagnostics.comptimeFailed, { at: span, params: { reason: "what runs natively must give numbers, not pointers" } });
    return undefined;
  }
  const sizeBytes = sizeOf(mir);
  const result = program.runNatively({ text: printModule(module), entrySymbol, sizeBytes, purpose });
  switch (result.kind) {
    case "bytes":
      return { kind: "constant", type, constant: constantOf(mir, new DataView(result.bytes.buffer, result.bytes.byteOffset), 0) };
    case "off":
      return undefined;
    case "failed":
      program.report(diagnostics.comptimeFailed, { at: span, params: { reason: result.reason } });
      return undefined;
  }
}

function reachableModule(program: Program, root: string): MirModule | undefined {
  const seen = new Set<string>();
  const module: MirModule = { functions: new Map(), globals: new Map(), data: new Map(), roots: [root] };
  const errorsBefore = program.sink.errorCount;
  const work = [root];
  for (let symbol = work.shift(); symbol !== undefined; symbol = work.shift()) {
    if (module.functions.has(symbol)) continue;
    const fn = program.services.loweredFunction(program, symbol);
    if (fn === undefined) continue;
    module.functions.set(symbol, fn);
    work.push(...emitConstantGlobals(program, fn, seen));
  }
  if (program.sink.errorCount > errorsBefore) return undefined;
  for (const symbol of seen) {
    const global = program.mir.globals.get(symbol);
    const data = program.mir.data.get(symbol);
    if (global !== undefined) module.globals.set(symbol, global);
    if (data !== undefined) module.data.set(symbol, data);
  }
  return module;
}

/** Numbers and what is made of numbers: the same bytes mean the same in another process. */
function isPlain(type: MirType): boolean {
  switch (type.kind) {
    case "int":
      return type.bits <= 64;
    case "float":
      return type.format === "f32" || type.format === "f64";
    case "vector":
      return isPlain(type.element) && !(type.element.kind === "int" && type.element.bits < 8);
    case "array":
      return isPlain(type.element);
    case "struct":
      return type.lifecycle.copy === "trivial" && type.fields.every(isPlain);
    case "pointer":
    case "literal-integer":
    case "literal-float":
      return false;
  }
}

function constantOf(type: MirType, bytes: DataView, offset: number): Constant {
  switch (type.kind) {
    case "int":
      return { kind: "int", type, value: integerAt(bytes, offset, type.bits) };
    case "float":
      return { kind: "float", type, value: type.format === "f32" ? bytes.getFloat32(offset, true) : bytes.getFloat64(offset, true) };
    case "vector":
    case "array": {
      const step = sizeOf(type.element);
      return {
        kind: "aggregate",
        type,
        elements: Array.from({ length: type.length }, (_, index) => constantOf(type.element, bytes, offset + index * step)),
      };
    }
    case "struct": {
      const { offsets } = fieldOffsets(type);
      return {
        kind: "aggregate",
        type,
        elements: type.fields.map((field, index) => constantOf(field, bytes, offset + (offsets[index] as number))),
      };
    }
    case "pointer":
    case "literal-integer":
    case "literal-float":
      return { kind: "zero", type };
  }
}

function integerAt(bytes: DataView, offset: number, bits: number): bigint {
  let value = 0n;
  const count = Math.ceil(bits / 8);
  for (let index = count - 1; index >= 0; index--) value = (value << 8n) | BigInt(bytes.getUint8(offset + index));
  return bits === 1 ? value & 1n : BigInt.asIntN(bits, value);
}
