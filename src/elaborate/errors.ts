/**
 * Raising: where an error goes from here, and what has to happen on the way.
 *
 * Errors are alternate results. An `ErrorFrame` of a `try` catches them; without one they leave the function, if it raises.
 */
import type { BlockId, LocalId, Place } from "../mir/mir.ts";
import type { Span } from "../source/source-file.ts";
import type { Type } from "../types/type.ts";
import { localPlace } from "./builder.ts";
import type { Catch, ErrorArrival, ErrorFrame, FunctionContext } from "./context.ts";
import * as diagnostics from "./diagnostics.ts";
import { errorType } from "./function-facts.ts";
import { store, temporary } from "./materialize.ts";
import type { ConstantValue, RuntimeValue } from "./value.ts";

/** The place and block for an error of a type; converts on the way if the catcher wants another type. */
export function emitErrorEdge(
  context: FunctionContext,
  type: Type,
  what: string,
  span: Span,
): { readonly place: Place; readonly block: BlockId } {
  const { builder } = context;
  for (let index = context.frames.length - 1; index >= 0; index--) {
    const frame = context.frames[index];
    const caught = frame?.kind === "error" ? frame.catches(type) : undefined;
    if (frame?.kind !== "error" || caught === undefined) continue;
    const arrival = arrivalOf(context, frame, caught, span);
    const place = localPlace(arrival.local);
    if (arrival.type === type) return { place, block: arrival.block };
    return convertingEdge(context, type, arrival.type, place, arrival.block, span);
  }
  if (context.mayInferRaises && context.errorType !== type) {
    // Errors of several types leave it as the `Error` that can be made of each.
    context.inferredRaises = context.errorType === undefined ? type : errorType(context.program);
    context.errorType = context.inferredRaises;
    context.errorLocal = builder.newLocal(context.lower(context.errorType), { span, unmanaged: true });
  }
  if (context.errorType === undefined) {
    context.report(diagnostics.raisesOutsideTry, {
      at: span,
      params: { what },
      notes: ["put it in a `try`, or mark the function `raises`"],
    });
    context.errorType = type;
    context.errorLocal = builder.newLocal(context.lower(type), { span, unmanaged: true });
  }
  // In a parameter expression any error may leave; its place is made when one does.
  context.errorLocal ??= builder.newLocal(context.lower(context.errorType), { span });
  const leave = leaveBlock(context);
  const target = localPlace(context.errorLocal as LocalId);
  if (context.errorType === type) return { place: target, block: leave };
  return convertingEdge(context, type, context.errorType, target, leave, span);
}

/** A frame that catches errors of every type. */
export function catchAllFrame(block?: BlockId): ErrorFrame {
  return { kind: "error", catches: (type) => ({ clause: 0, type }), arrivals: [], block };
}

function arrivalOf(context: FunctionContext, frame: ErrorFrame, caught: Catch, span: Span): ErrorArrival {
  const known = frame.arrivals.find((a) => a.type === caught.type && a.clause === caught.clause);
  if (known !== undefined) return known;
  const { builder } = context;
  const local = builder.newLocal(context.lower(caught.type), { span });
  const arrival = { ...caught, local, block: frame.block ?? builder.newBlock() };
  frame.arrivals.push(arrival);
  return arrival;
}

/** The error that arrived, as the variable of its handler. */
export function arrivedError(context: FunctionContext, arrival: ErrorArrival): RuntimeValue {
  return { kind: "runtime", type: arrival.type, place: localPlace(arrival.local), category: "variable", mutable: true, context };
}

/** The block that raises out of the function. */
function leaveBlock(context: FunctionContext): BlockId {
  if (context.errorBlock === undefined) {
    const { builder } = context;
    const block = builder.newBlock();
    (builder.blocks[block] as { terminator: unknown }).terminator = { kind: "raise", span: builder.span };
    context.errorBlock = block;
  }
  return context.errorBlock;
}

/** An intermediate block that turns one type of error into another. */
function convertingEdge(
  context: FunctionContext,
  from: Type,
  to: Type,
  target: Place,
  block: BlockId,
  span: Span,
): { readonly place: Place; readonly block: BlockId } {
  const { builder } = context;
  const error = temporary(context, from);
  const converter = builder.newBlock();
  const resume = builder.newBlock();
  // Build the converter aside: the current block goes on at `resume`.
  const current = builder.block;
  builder.goto(resume);
  builder.startBlock(converter);
  // An `Error` can hold the text of any other error.
  const isGeneral = to === context.program.libraryType("Error");
  const converted = isGeneral
    ? context.services.construct(context, to, [{ keyword: undefined, stars: 0, expression: undefined, value: error, span }], span)
    : context.services.convert(context, error, to, span, "the error must be");
  if (converted.kind === "runtime" || converted.kind === "constant") store(context, target, converted);
  builder.goto(block);
  builder.startBlock(resume);
  void current;
  return { place: error.place, block: converter };
}

/** `raise value`. */
export function emitRaise(context: FunctionContext, error: RuntimeValue | ConstantValue, span: Span, what = "`raise`"): void {
  const edge = emitErrorEdge(context, error.type, what, span);
  store(context, edge.place, error);
  context.builder.goto(edge.block);
}

/** Runs the cleanups of frames above `depth`, innermost first, each without itself and those inside it. */
export function emitCleanups(context: FunctionContext, depth: number): void {
  const saved = [...context.frames];
  for (let index = saved.length - 1; index >= depth; index--) {
    const frame = saved[index];
    context.frames.length = index;
    if (frame?.kind === "cleanup") frame.emit();
  }
  context.frames.length = 0;
  context.frames.push(...saved);
}
