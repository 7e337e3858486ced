/**
 * Closures that outlive the function that made them: values of types such as `def(Int) escaping -> Int`.
 *
 * Such a value is a `__EscapingClosure` of the library: code, and captures on the heap that its copies share. A nested function
 * becomes one where such a type is wanted; what it captures by value moves along, and where it has no capture list, what it
 * mentions is copied then. Code takes the captures as its last argument; functions without captures get a thunk that drops it.
 */
import type { Argument, Callee, MirFunction, MirParameter, Place } from "../mir/mir.ts";
import type { Span } from "../source/source-file.ts";
import type { FunctionType } from "../types/type.ts";
import { constantOperand, derefPlace, FunctionBuilder, fieldPlace, localPlace, read } from "./builder.ts";
import { closureValue } from "./closure-values.ts";
import type { FunctionContext, Program } from "./context.ts";
import { matchFunctionType } from "./function-match.ts";
import * as diagnostics from "./diagnostics.ts";
import { environmentType, passingOf } from "./lower-type.ts";
import { store, temporary, toOperand, toOwned } from "./materialize.ts";
import {
  type CallableSet,
  type Closure,
  type ClosureCapture,
  type ConstantValue,
  errorValue,
  type RuntimeValue,
  type Value,
} from "./value.ts";

/** What becomes an escaping closure: one with captures, a function by name, or a pointer to one. */
export type EscapingMatch =
  | {
      readonly kind: "closure";
      readonly closure: Closure;
      readonly value: RuntimeValue | ConstantValue | undefined;
      readonly symbol: string;
      readonly raises: boolean;
    }
  | { readonly kind: "function"; readonly symbol: string; readonly raises: boolean }
  | { readonly kind: "pointer"; readonly value: RuntimeValue | ConstantValue };

/** What does not raise also does where something may. */
export function escapingMatch(context: FunctionContext, value: Value, type: FunctionType): EscapingMatch | undefined {
  const exact = matchExactly(context, value, type);
  if (exact !== undefined || type.raises === undefined) return exact;
  return matchExactly(context, value, context.program.types.function({ ...type, raises: undefined }));
}

function matchExactly(context: FunctionContext, value: Value, type: FunctionType): EscapingMatch | undefined {
  const raises = type.raises !== undefined;
  if (value.kind === "functions") {
    for (const candidate of value.set.candidates) {
      const closure = candidate.closure?.environment === undefined ? undefined : escapingVariant(context.program, candidate.closure);
      const symbol = matchFunctionType(context, value.set, closure === undefined ? candidate : { ...candidate, closure }, type);
      if (symbol === undefined) continue;
      if (candidate.closure?.environment === undefined) return { kind: "function", symbol, raises };
      return { kind: "closure", closure: candidate.closure, value: undefined, symbol, raises };
    }
    return undefined;
  }
  if (value.kind !== "runtime" && value.kind !== "constant") return undefined;
  if (value.type.kind === "closure") {
    const closure = value.type.closure as Closure;
    const variant = closure.environment === undefined ? closure : escapingVariant(context.program, closure);
    const candidate = { declaration: closure.declaration, scope: closure.scope, closure: variant };
    const set: CallableSet = { name: closure.name, candidates: [candidate], self: undefined, given: [] };
    const symbol = matchFunctionType(context, set, candidate, type);
    if (symbol === undefined) return undefined;
    return closure.environment === undefined ? { kind: "function", symbol, raises } : { kind: "closure", closure, value, symbol, raises };
  }
  const isThin = value.type.kind === "function" && context.program.types.function({ ...value.type, escaping: true }) === type;
  return isThin ? { kind: "pointer", value } : undefined;
}

export function escapingValue(context: FunctionContext, match: EscapingMatch, type: FunctionType, span: Span): Value {
  const { builder, program } = context;
  const { pointer } = program.mirTypes;
  switch (match.kind) {
    case "closure": {
      const captures = ownedCaptures(context, match.closure, match.value ?? closureValue(context, match.closure), span);
      if (captures === undefined) return errorValue;
      const isPlain = match.raises || type.raises === undefined;
      const symbol = isPlain ? match.symbol : thunkOf(program, type, { kind: "closure", symbol: match.symbol, raises: false });
      const code: ConstantValue = {
        kind: "constant",
        type: codeType(program),
        constant: { kind: "function", type: pointer, symbol },
      };
      const maker = context.services.expression(context, { kind: "name", name: "__escaping_closure", span });
      const sources = [captures, code].map((value) => ({ keyword: undefined, stars: 0 as const, expression: undefined, value, span }));
      const made = maker.kind === "functions" ? context.services.call(context, maker.set, sources, span) : errorValue;
      return made.kind === "runtime" ? { ...made, type } : errorValue;
    }
    case "function":
    case "pointer": {
      const raises =
        match.kind === "function" ? match.raises : match.value.type.kind === "function" && match.value.type.raises !== undefined;
      const symbol = thunkOf(
        program,
        type,
        match.kind === "function" ? { kind: "function", symbol: match.symbol, raises } : { kind: "pointer", raises },
      );
      const result = temporary(context, type);
      const none = constantOperand({ kind: "null", type: pointer });
      builder.assign(result.place, {
        kind: "aggregate",
        type: context.lower(type),
        elements: [
          constantOperand({ kind: "function", type: pointer, symbol }),
          match.kind === "function" ? none : toOperand(match.value),
          none,
        ],
      });
      return result;
    }
  }
}

function codeType(program: Program): FunctionType {
  const none = program.libraryType("NoneType") ?? program.types.tuple([]);
  return program.types.function({ arguments: [], result: none, isReference: false, raises: undefined, abi: "mojo", escaping: false });
}

/** The closure with every capture as a value of its own. */
function escapingVariant(program: Program, closure: Closure): Closure {
  if (closure.isEscaping === true) return closure;
  const cache = program.cache<Closure>("escaping closures");
  const known = cache.get(closure.key);
  if (known !== undefined) return known;
  const captures = closure.captures.map((capture): ClosureCapture => {
    if (capture.mode !== "environment") return { ...capture, mode: "value", mutable: true };
    return { ...capture, closure: escapingVariant(program, capture.closure as Closure) };
  });
  const key = `${closure.key}.escaping`;
  const fields = captures.map((capture) =>
    capture.mode === "environment" ? environmentOf(program, capture.closure as Closure) : program.services.lowerType(program, capture.type),
  );
  const environment = environmentType(
    program,
    key,
    fields,
    captures.map((capture) => capture.name),
  );
  const variant: Closure = { ...closure, key, captures, environment, environmentPlace: undefined, isEscaping: true };
  cache.set(closure.key, variant);
  return variant;
}

function environmentOf(program: Program, closure: Closure) {
  return closure.environment ?? program.mirTypes.unit;
}

/** The captures of a closure as an owned value of its variant's type. */
function ownedCaptures(
  context: FunctionContext,
  closure: Closure,
  value: RuntimeValue | ConstantValue,
  span: Span,
): RuntimeValue | undefined {
  const { program } = context;
  if (value.kind === "constant") return undefined;
  if (closure.isEscaping === true) return toOwned(context, value);
  const variant = escapingVariant(program, closure);
  const result = temporary(context, program.types.closure(variant));
  return fillCaptures(context, closure, value.place, result.place, span) ? result : undefined;
}

function fillCaptures(context: FunctionContext, closure: Closure, from: Place, to: Place, span: Span): boolean {
  const list = closure.declaration.ast.signature.captures;
  return closure.captures.every((capture, index) => {
    const source = fieldPlace(from, index);
    const target = fieldPlace(to, index);
    const { name, type } = capture;
    switch (capture.mode) {
      case "value":
        store(context, target, { kind: "runtime", type, place: source, category: "variable", mutable: true, context });
        return true;
      case "reference": {
        const written = list?.find((c) => c.name?.text === name) ?? list?.find((c) => c.name === undefined);
        if (written !== undefined || capture.packIndex !== undefined) {
          const how =
            capture.packIndex === undefined
              ? `\`{var ${name}}\` to copy it, or \`{var ${name}^}\` to move it, into the closure`
              : undefined;
          context.report(diagnostics.escapingReference, {
            at: span,
            params: { closure: closure.name, name },
            labels: [{ span: written?.name?.span ?? closure.declaration.ast.name.span, text: "captured by reference" }],
            notes: how === undefined ? [] : [`write ${how}`],
          });
          return false;
        }
        const place = derefPlace(source, context.lower(type));
        store(context, target, { kind: "runtime", type, place, category: "reference", mutable: false, context });
        return true;
      }
      case "environment": {
        const inner = capture.closure as Closure;
        if (inner.environment === undefined) return true;
        return fillCaptures(context, inner, derefPlace(source, inner.environment), target, span);
      }
    }
  });
}

/** What code calls that is called with captures as well. */
type Called =
  /** A function that does without captures. */
  | { readonly kind: "function"; readonly symbol: string; readonly raises: boolean }
  /** The code of a closure, which does not raise where the type says that it may. */
  | { readonly kind: "closure"; readonly symbol: string; readonly raises: false }
  /** The function that the captures point to. */
  | { readonly kind: "pointer"; readonly raises: boolean };

function thunkOf(program: Program, type: FunctionType, called: Called): string {
  const symbol = `escaping ${called.kind} ${called.kind === "pointer" ? "" : called.symbol} as ${type.key}${called.raises ? " raising" : ""}`;
  if (!program.symbols.has(symbol)) program.symbols.set(symbol, () => buildThunk(program, type, called, symbol));
  return symbol;
}

function buildThunk(program: Program, type: FunctionType, called: Called, symbol: string): MirFunction {
  const { file } = program.prelude.ast.span;
  const builder = new FunctionBuilder({ file, start: 0, end: 0 });
  const lower = (t: FunctionType["result"]) => program.services.lowerType(program, t);
  const mirResult = type.isReference ? program.mirTypes.pointer : lower(type.result);
  const result = builder.newLocal(mirResult, { name: "result" });
  const error = type.raises === undefined ? undefined : builder.newLocal(lower(type.raises), { name: "error" });
  const parameters: MirParameter[] = [];
  const args: Argument[] = [];
  const passed = type.arguments.map((argument) => {
    const mir = lower(argument.type);
    const byReference = argument.convention === "mut" || argument.convention === "ref";
    const passing = byReference ? ("reference" as const) : passingOf(mir);
    const local = builder.newLocal(mir);
    const convention = argument.convention === "out" ? "mut" : argument.convention;
    parameters.push({ local, convention, passing });
    if (passing === "value") args.push({ kind: "value", operand: read(localPlace(local)) });
    else {
      const mode = convention === "owned" || convention === "deinit" ? "consume" : byReference ? "mut" : "read";
      args.push({ kind: "reference", mode, place: localPlace(local) });
    }
    return { type: mir, passing };
  });
  const captures = builder.newLocal(program.mirTypes.pointer);
  parameters.push({ local: captures, convention: "read", passing: "value" });
  const signature = {
    parameters: passed,
    result: mirResult,
    resultPassing: type.isReference ? ("value" as const) : passingOf(mirResult),
    error: type.raises === undefined || !called.raises ? undefined : lower(type.raises),
    abi: type.abi,
  };
  const target: Callee =
    called.kind === "pointer"
      ? { kind: "pointer", pointer: read(localPlace(captures)), signature }
      : { kind: "function", symbol: called.symbol };
  if (called.kind === "closure") args.push({ kind: "value", operand: read(localPlace(captures)) });
  if (error === undefined || !called.raises) builder.call(localPlace(result), target, args);
  else {
    const failed = builder.newBlock();
    builder.tryCall(localPlace(result), target, args, localPlace(error), failed);
    builder.terminate({ kind: "return", span: builder.span });
    builder.startBlock(failed);
    builder.terminate({ kind: "raise", span: builder.span });
    return thunk();
  }
  builder.terminate({ kind: "return", span: builder.span });
  return thunk();

  function thunk(): MirFunction {
    return {
      symbol,
      displayName: symbol,
      span: builder.span,
      parameters,
      resultLocal: result,
      resultPassing: signature.resultPassing,
      errorLocal: error,
      locals: builder.locals,
      blocks: builder.blocks,
      inline: "auto",
      linkage: "internal",
      abi: "mojo",
      stage: "built",
    };
  }
}
