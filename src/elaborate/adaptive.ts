/**
 * Result parameters of 2023: `autotune_fork[T, a, b -> name]()` and `search[Signature, VariadicList(f.__adaptive_set), evaluator -> name]()`.
 *
 * With tuning off the first candidate is taken: of a fork its first value, of a search the first implementation whose
 * body holds together (a failed `constrained` discards it).
 */
import type * as ast from "../syntax/ast.ts";
import type { FunctionContext } from "./context.ts";
import * as diagnostics from "./diagnostics.ts";
import { Scope } from "./scope.ts";
import { type CallableSet, errorValue, type Value } from "./value.ts";

/** Whether a call binds names by `->` in its parameters. */
export function bindsResults(node: Extract<ast.Expression, { kind: "call" }>): boolean {
  return node.callee.kind === "subscript" && node.callee.arguments.some((a) => a.isResult === true);
}

export function resultParameterCall(context: FunctionContext, node: Extract<ast.Expression, { kind: "call" }>): Value {
  const callee = node.callee as Extract<ast.Expression, { kind: "subscript" }>;
  const name = callee.base.kind === "name" ? callee.base.name : callee.base.kind === "attribute" ? callee.base.name.text : "";
  const inputs = callee.arguments.filter((a) => a.isResult !== true);
  const result = callee.arguments.find((a) => a.isResult === true);
  if (result?.value.kind !== "name" || (name !== "autotune_fork" && name !== "search")) {
    context.report(diagnostics.notYet, { at: node.span, params: { what: "a result parameter of this function" } });
    return errorValue;
  }
  const value = name === "autotune_fork" ? firstOfFork(context, inputs) : firstOfSearch(context, inputs, node);
  context.scope.bindValue(result.value.name, value);
  const none = context.program.libraryType("NoneType");
  return none === undefined ? errorValue : { kind: "constant", type: none, constant: { kind: "zero", type: context.lower(none) } };
}

function firstOfFork(context: FunctionContext, inputs: readonly ast.CallArgument[]): Value {
  const { program } = context;
  const [type, first] = inputs;
  if (type === undefined || first === undefined) return errorValue;
  return program.services.evaluateValue(
    program,
    context.scope,
    first.value,
    program.services.evaluateType(program, context.scope, type.value),
  );
}

function firstOfSearch(context: FunctionContext, inputs: readonly ast.CallArgument[], node: ast.Expression): Value {
  const { program } = context;
  const list = inputs[1]?.value;
  const inner = list?.kind === "call" ? list.arguments[0]?.value : list;
  const value = inner === undefined ? errorValue : program.services.evaluateValue(program, context.scope, inner);
  if (value.kind !== "functions") {
    if (value.kind !== "error")
      context.report(diagnostics.notYet, { at: node.span, params: { what: "a search over anything but adaptive functions" } });
    return errorValue;
  }
  for (const candidate of value.set.candidates) {
    const set: CallableSet = { ...value.set, candidates: [candidate] };
    if (holdsTogether(context, set)) return { kind: "functions", set };
  }
  return value;
}

function holdsTogether(context: FunctionContext, set: CallableSet): boolean {
  const { program } = context;
  const [candidate] = set.candidates;
  if (candidate === undefined) return false;
  const { result, failed } = program.quietly(() => {
    const scope = new Scope({ parent: candidate.scope, kind: "parameters" });
    if (!program.services.bindForTypes(program, candidate, scope, set.given, [])) return true;
    const instance = program.services.instance(program, candidate, scope, undefined);
    return program.services.loweredFunction(program, instance.symbol) !== undefined;
  });
  return result && !failed;
}
