/**
 * Calls through function pointers.
 */
import type { Argument, MirType, Operand, Passing } from "../mir/mir.ts";
import type { Span } from "../source/source-file.ts";
import { type FunctionType, printType } from "../types/type.ts";
import { derefPlace, fieldPlace, localPlace, read } from "./builder.ts";
import { emitInvocation } from "./calls.ts";
import type { CallSource, FunctionContext } from "./context.ts";
import * as diagnostics from "./diagnostics.ts";
import { passingOf } from "./lower-type.ts";
import { temporary, toOperand, toOwned, toPlace } from "./materialize.ts";
import { type ConstantValue, errorValue, type RuntimeValue, type Value } from "./value.ts";

export function indirectCall(
  context: FunctionContext,
  callee: RuntimeValue | ConstantValue,
  type: FunctionType,
  sources: readonly CallSource[],
  span: Span,
): Value {
  const { builder, program } = context;
  if (sources.length !== type.arguments.length) {
    context.report(diagnostics.wrongArgumentCount, {
      at: span,
      params: { callee: printType(type), expected: `${type.arguments.length} arguments`, found: sources.length },
    });
    return errorValue;
  }
  const args: Argument[] = [];
  const parameters = type.arguments.map((argument) => {
    const mir = context.lower(argument.type);
    const byReference = argument.convention === "mut" || argument.convention === "ref";
    return { type: mir, passing: byReference ? ("reference" as Passing) : passingOf(mir) };
  });
  for (const [index, source] of sources.entries()) {
    const argument = type.arguments[index] as FunctionType["arguments"][number];
    const value = source.value ?? context.services.expression(context, source.expression as never, { type: argument.type });
    const converted = context.services.convert(context, value, argument.type, source.span);
    if (converted.kind !== "runtime" && converted.kind !== "constant") return errorValue;
    if (parameters[index]?.passing === "value") args.push({ kind: "value", operand: toOperand(converted) });
    else if (argument.convention === "owned" || argument.convention === "deinit")
      args.push({ kind: "reference", mode: "consume", place: toOwned(context, converted).place });
    else args.push({ kind: "reference", mode: argument.convention === "mut" ? "mut" : "read", place: toPlace(context, converted).place });
  }
  const mirResult = type.isReference ? program.mirTypes.pointer : context.lower(type.result);
  const signature = {
    parameters,
    result: mirResult,
    resultPassing: type.isReference ? ("value" as const) : passingOf(mirResult),
    error: type.raises === undefined ? undefined : context.lower(type.raises),
    abi: type.abi,
  };
  const target = {
    kind: "pointer" as const,
    pointer: type.escaping ? codeOf(context, callee, args, parameters) : toOperand(callee),
    signature,
  };
  if (type.isReference) {
    const holder = builder.newLocal(program.mirTypes.pointer);
    emitInvocation(context, { raises: type.raises, displayName: printType(type) }, localPlace(holder), target, args, span);
    return {
      kind: "runtime",
      type: type.result,
      place: derefPlace(localPlace(holder), context.lower(type.result)),
      category: "reference",
      mutable: true,
      context,
    };
  }
  const result = temporary(context, type.result);
  emitInvocation(context, { raises: type.raises, displayName: printType(type) }, result.place, target, args, span);
  return result;
}

/** The code of an escaping closure; its captures become the last argument. */
function codeOf(
  context: FunctionContext,
  callee: RuntimeValue | ConstantValue,
  args: Argument[],
  parameters: { type: MirType; passing: Passing }[],
): Operand {
  const { builder, program } = context;
  const { place } = toPlace(context, callee);
  const code = builder.newLocal(program.mirTypes.pointer);
  // The captures live until the call is over.
  const captures = builder.newLocal(program.mirTypes.pointer, { keeps: [place.local] });
  builder.assign(localPlace(code), { kind: "use", operand: read(fieldPlace(place, 0)) });
  builder.assign(localPlace(captures), { kind: "use", operand: read(fieldPlace(place, 1)) });
  args.push({ kind: "value", operand: read(localPlace(captures)) });
  parameters.push({ type: program.mirTypes.pointer, passing: "value" });
  return read(localPlace(code));
}
