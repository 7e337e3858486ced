/**
 * Raising: where an error goes from here, and what has to happen on the way.
 *
 * Errors are alternate results. An `ErrorFrame` of a `try` catches them; without one they leave the function, if it raises.
 */
import type { BlockId, LocalId, Place } from "../mir/mir.ts";
import type { Span } from "../source/source-file.ts";
import type { Type } from "../types/type.ts";
import { localPlace } from "./builder.ts";
import type { ErrorFrame, FunctionContext } from "./context.ts";
import * as diagnostics from "./diagnostics.ts";
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
  const frame = [...context.frames].reverse().find((f): f is ErrorFrame => f.kind === "error");
  if (frame !== undefined) {
    if (frame.type === undefined) {
      frame.type = type;
      frame.local = builder.newLocal(context.lower(type), { span });
    }
    if (frame.type === type) return { place: localPlace(frame.local as LocalId), block: frame.block };
    return convertingEdge(context, type, frame.type, localPlace(frame.local as LocalId), frame.block, span);
  }
  if (context.errorType === undefined && context.mayInferRaises) {
    context.inferredRaises = type;
    context.errorType = type;
    context.errorLocal = builder.newLocal(context.lower(type), { span, unmanaged: true });
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
export function emitRaise(context: FunctionContext, error: RuntimeValue | ConstantValue, span: Span): void {
  const edge = emitErrorEdge(context, error.type, "`raise`", span);
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
