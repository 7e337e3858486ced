/**
 * Autotuning as a language feature: `autotune(1, 2, 4)` in parameters, `@adaptive` functions, and the result parameters of 2023,
 * `autotune_fork[T, a, b -> name]()` and `search[Signature, VariadicList(f.__adaptive_set), evaluator -> name]()`.
 *
 * A search builds all candidates and the evaluator into one native program, runs it in the middle of this compile, and takes
 * the candidate that the evaluator names. A call that nothing searches for takes the winner of an earlier `mojo tune`, which runs
 * the whole program with each candidate; else, and where nothing may run, the first candidate.
 * Not here: what candidates are (`candidates.ts`), how they are run (`native-run.ts`, the driver).
 */
import { type Span, spanText } from "../source/source-file.ts";
import type * as ast from "../syntax/ast.ts";
import { printParameter, printType, type Type } from "../types/type.ts";
import { constantOperand, fieldPlace, localPlace } from "./builder.ts";
import { candidatesOf, isAdaptive, maximumCandidates } from "./candidates.ts";
import { choicesOf, choose, isDoomed } from "./choices.ts";
import { intConstant, signedInteger } from "./constants.ts";
import type { FunctionContext, Hint, Program } from "./context.ts";
import * as diagnostics from "./diagnostics.ts";
import { runNatively } from "./native-run.ts";
import type { Match } from "./overloads.ts";
import { valueToParameter } from "./parameters.ts";
import { Scope } from "./scope.ts";
import { type CallableSet, type Candidate, type ConstantValue, errorValue, type RuntimeValue, type Value } from "./value.ts";

type Call = Extract<ast.Expression, { kind: "call" }>;

/** The library's function of that name. */
export function isAutotune(callee: Value): boolean {
  return callee.kind === "functions" && callee.set.name === "autotune" && callee.set.candidates[0]?.declaration.module.isLibrary === true;
}

/** `autotune(a, b, c)`: the argument that this candidate takes. */
export function autotuneCall(context: FunctionContext, node: Call, hint: Hint): Value {
  const texts = node.arguments.map((argument) => spanText(argument.value.span));
  const chosen = node.arguments[choose(context, node.span, texts)];
  if (chosen === undefined) {
    context.report(diagnostics.badArgument, { at: node.span, params: { callee: "autotune", reason: "there is nothing to choose from" } });
    return errorValue;
  }
  return context.services.expression(context, chosen.value, hint);
}

/** A call of an adaptive function: the candidate that the caller's own candidate plans, else the one that was found to be best. */
export function tunedMatch(context: FunctionContext, set: CallableSet, match: Match, span: Span): Match | undefined {
  const { program } = context;
  if (match.candidate.choices !== undefined) return match;
  const rivals = { ...set, candidates: set.candidates.filter(isAdaptive) };
  const types = match.plan.map((planned) => planned.type);
  if (choicesOf(context) === undefined) {
    const candidate = bestKnown(context, rivals, types);
    // What is wrong with the function itself is told.
    return candidate === undefined ? match : { ...match, candidate };
  }
  if (isDoomed(program)) return undefined;
  const candidates = candidatesOf(program, rivals, types);
  if (candidates.length === 0) {
    program.sink.addSilentError();
    return undefined;
  }
  const detail = ` ${candidates[0]?.candidates[0]?.choices?.key ?? ""}`;
  const candidate = candidates[choose(context, span, candidates.map(labelOf), detail)]?.candidates[0];
  return candidate === undefined ? undefined : { ...match, candidate };
}

/** The winner of an earlier `mojo tune`, else the first that holds together. */
function bestKnown(context: FunctionContext, rivals: CallableSet, types: readonly Type[]): Candidate | undefined {
  const { program } = context;
  const { tunedChoices } = program;
  const name = tunedName(program, rivals);
  const label = tunedChoices?.labelOf(name);
  const all = label !== undefined || tunedChoices?.onAdaptive !== undefined ? candidatesOf(program, rivals, types) : [];
  tunedChoices?.onAdaptive?.(name, all.map(labelOf));
  const best = all.find((candidate) => labelOf(candidate) === label) ?? candidatesOf(program, rivals, types, true)[0];
  return best?.candidates[0];
}

/** Of a function with its parameters: the same in every compile. */
function tunedName(program: Program, { name, candidates, given }: CallableSet): string {
  const parameters = given.map(({ keyword, value }) => {
    const parameter = valueToParameter(program, value);
    return `${keyword === undefined ? "" : `${keyword}=`}${parameter === undefined ? "?" : printParameter(parameter)}`;
  });
  return `${candidates[0]?.declaration.module.name}::${name}${parameters.length > 0 ? `[${parameters.join(", ")}]` : ""}`;
}

function labelOf(candidate: CallableSet): string {
  return candidate.candidates[0]?.choices?.label ?? "";
}

/** Whether a call binds names by `->` in its parameters. */
export function bindsResults(node: Call): boolean {
  return node.callee.kind === "subscript" && node.callee.arguments.some((a) => a.isResult === true);
}

export function resultParameterCall(context: FunctionContext, node: Call): Value {
  const callee = node.callee as Extract<ast.Expression, { kind: "subscript" }>;
  const name = callee.base.kind === "name" ? callee.base.name : callee.base.kind === "attribute" ? callee.base.name.text : "";
  const inputs = callee.arguments.filter((a) => a.isResult !== true);
  const result = callee.arguments.find((a) => a.isResult === true);
  if (result?.value.kind !== "name" || (name !== "autotune_fork" && name !== "search")) {
    context.report(diagnostics.notYet, { at: node.span, params: { what: "a result parameter of this function" } });
    return errorValue;
  }
  const value = name === "autotune_fork" ? forked(context, inputs, node.span) : searched(context, inputs, node.span);
  context.scope.bindValue(result.value.name, value);
  const none = context.program.libraryType("NoneType");
  return none === undefined ? errorValue : { kind: "constant", type: none, constant: { kind: "zero", type: context.lower(none) } };
}

function forked(context: FunctionContext, inputs: readonly ast.CallArgument[], span: Span): Value {
  const { program, scope } = context;
  const [type, ...values] = inputs;
  const texts = values.map(({ value }) => spanText(value.span));
  const chosen = values[choose(context, span, texts)];
  if (type === undefined || chosen === undefined) {
    context.report(diagnostics.badArgument, {
      at: span,
      params: { callee: "autotune_fork", reason: "it needs a type and the values to choose from: `autotune_fork[Int, 1, 2 -> name]()`" },
    });
    return errorValue;
  }
  return program.services.evaluateValue(program, scope, chosen.value, program.services.evaluateType(program, scope, type.value));
}

function searched(context: FunctionContext, inputs: readonly ast.CallArgument[], span: Span): Value {
  const { program, scope } = context;
  const list = inputs[1]?.value;
  const inner = list?.kind === "call" ? list.arguments[0]?.value : list;
  const value = inner === undefined ? errorValue : program.services.evaluateValue(program, scope, inner);
  if (value.kind !== "functions") {
    if (value.kind !== "error")
      context.report(diagnostics.notYet, { at: span, params: { what: "a search over anything but adaptive functions" } });
    return errorValue;
  }
  const candidates = candidatesOf(program, value.set, []);
  const [first] = candidates;
  // What is wrong with all candidates shows where the function is called.
  if (first === undefined) return value;
  if (candidates.length >= maximumCandidates) {
    context.report(diagnostics.badArgument, {
      at: span,
      params: { callee: "search", reason: `\`${value.set.name}\` has more than ${maximumCandidates} candidates` },
    });
    return errorValue;
  }
  const evaluator = inputs[2] === undefined ? errorValue : program.services.evaluateValue(program, scope, inputs[2].value);
  if (candidates.length === 1 || evaluator.kind !== "functions") return { kind: "functions", set: first };
  const best = evaluated(context, candidates, evaluator.set, value.set.name, span);
  const chosen = candidates[best];
  if (chosen !== undefined) return { kind: "functions", set: chosen };
  context.report(diagnostics.comptimeFailed, {
    at: inputs[2]?.span ?? span,
    params: { reason: `the evaluator \`${evaluator.set.name}\` gave ${best}, but there are ${candidates.length} candidates` },
  });
  return { kind: "functions", set: first };
}

/** Runs `evaluator(pointer to the candidates, their number)`; the first if nothing may run. */
function evaluated(context: FunctionContext, candidates: readonly CallableSet[], evaluator: CallableSet, name: string, span: Span): number {
  const { program } = context;
  const purpose = `${candidates.length} candidates of \`${name}\``;
  const best = runNatively(program, context.scope, span, purpose, (entry) => {
    const table = functionTable(entry, candidates);
    const pointer = table === undefined ? undefined : pointerArgument(entry, evaluator, table, span);
    if (pointer === undefined) return errorValue;
    const sources = [pointer, intConstant(program, candidates.length)].map((value) => ({
      keyword: undefined,
      stars: 0 as const,
      expression: undefined,
      value,
      span,
    }));
    return program.services.call(entry, evaluator, sources, span);
  });
  return best === undefined ? 0 : (signedInteger(best) ?? 0);
}

/** An array of function pointers in the entry function. */
function functionTable(entry: FunctionContext, candidates: readonly CallableSet[]): number | undefined {
  const { builder, program } = entry;
  const pointers = candidates.map((set) => program.services.functionPointer(entry, set));
  if (pointers.some((pointer) => pointer === undefined)) return undefined;
  const { pointer } = program.mirTypes;
  const type = program.mirTypes.array(pointers.length, pointer);
  const table = builder.newLocal(type, { unmanaged: true });
  const elements = (pointers as ConstantValue[]).map((value) => value.constant);
  builder.assign(localPlace(table), { kind: "use", operand: constantOperand({ kind: "aggregate", type, elements }) });
  return table;
}

/** The table as the evaluator's first argument: a pointer, or a struct around one. */
function pointerArgument(entry: FunctionContext, evaluator: CallableSet, table: number, span: Span): RuntimeValue | undefined {
  const { builder, program } = entry;
  const [candidate] = evaluator.candidates;
  if (candidate === undefined) return undefined;
  const scope = new Scope({ parent: candidate.scope, kind: "parameters" });
  if (!program.services.bindForTypes(program, candidate, scope, evaluator.given, [])) return undefined;
  const type: Type | undefined = program.services.instance(program, candidate, scope, undefined).arguments[0]?.type;
  if (type === undefined) return undefined;
  const mir = entry.lower(type);
  const isWrapped = mir.kind === "struct" && mir.fields.length === 1 && mir.fields[0]?.kind === "pointer";
  if (mir.kind !== "pointer" && !isWrapped) {
    program.report(diagnostics.badArgument, {
      at: span,
      params: { callee: evaluator.name, reason: `its first argument must be a pointer to functions, not \`${printType(type)}\`` },
    });
    return undefined;
  }
  const local = builder.newLocal(mir, { keeps: [table] });
  const place = isWrapped ? fieldPlace(localPlace(local), 0) : localPlace(local);
  builder.assign(place, { kind: "address", place: localPlace(table) });
  return { kind: "runtime", type, place: localPlace(local), category: "variable", mutable: true, context: entry };
}
