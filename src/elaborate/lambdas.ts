/**
 * Lambdas: nested functions of one `return`, which capture by reference unless they say otherwise.
 *
 * An argument without a type has that of the function that is wanted: by an assignment, a `return`, or the callee of a call.
 * The result, and whether the lambda raises, follow from its body. A lambda as an argument of a call is elaborated several times,
 * to learn its type and to make its value; it is one function all the same, known by the argument that it is.
 */
import type * as ast from "../syntax/ast.ts";
import { type Type } from "../types/type.ts";
import { declareVariable } from "./assign.ts";
import { type CallSource, type FunctionContext, type Hint, type WantedFunction } from "./context.ts";
import { materializedType } from "./convert.ts";
import * as diagnostics from "./diagnostics.ts";
import { catchAllFrame } from "./errors.ts";
import { expression, runtimeValue } from "./evaluation.ts";
import { errorType, noneType } from "./function-facts.ts";
import { Scope } from "./scope.ts";
import { errorValue, type Value } from "./value.ts";

type Lambda = Extract<ast.Expression, { kind: "lambda" }>;

export function lambda(context: FunctionContext, node: Lambda, hint: Hint): Value {
  const scope = new Scope({ parent: context.scope, kind: "block" });
  const wanted = hint.wanted ?? (hint.type?.kind === "function" ? hint.type : undefined);
  const signature =
    node.signature ?? (context.dialect === "python" ? dynamicSignature(node) : typedSignature(context, node, wanted, scope));
  if (signature === undefined) return errorValue;
  const captures = signature.captures ?? node.captures ?? (wanted?.escaping === true ? undefined : byReference(node));
  const written: ast.FunctionSignature = { ...signature, ...(captures === undefined ? {} : { captures }) };
  const complete = context.dialect === "python" ? written : withResult(context, node, written, wanted, scope);
  const declaration: ast.FunctionDeclaration = {
    kind: "function",
    name: { text: "lambda", span: node.span },
    signature: complete,
    decorators: [],
    body: [{ kind: "return", value: node.body, span: node.body.span }],
    headerSpan: node.span,
    span: node.span,
  };
  return context.within(scope, () => context.services.declareNested(context, declaration, keyFor(context, hint.source, wanted)));
}

function byReference(node: Lambda): readonly ast.Capture[] {
  return [{ convention: "ref", transfer: false, span: node.span }];
}

const effects: ast.FunctionEffects = { raises: false, isAsync: false, capturing: false, escaping: false, unified: false, thin: false };

function dynamicSignature(node: Lambda): ast.FunctionSignature {
  return { keyword: "def", parameters: [], hasParameterList: false, arguments: node.arguments, effects };
}

/** The arguments with the types that are wanted, under names that nothing in the program can have. */
function typedSignature(
  context: FunctionContext,
  node: Lambda,
  wanted: WantedFunction | undefined,
  scope: Scope,
): ast.FunctionSignature | undefined {
  const untyped = node.arguments.find((argument) => argument.type === undefined);
  if (untyped !== undefined && wanted === undefined) {
    const names = node.arguments.map((argument) => `${argument.name.text}: …`).join(", ");
    context.report(diagnostics.noContext, {
      at: untyped.name.span,
      params: { what: `argument \`${untyped.name.text}\` of this lambda` },
      notes: [`nothing says what function is wanted; write its types: \`lambda (${names}) -> …: …\``],
    });
    return undefined;
  }
  if (wanted !== undefined && wanted.arguments.length !== node.arguments.length) {
    const count = wanted.arguments.length;
    context.report(diagnostics.wrongLambda, { at: node.span, params: { expected: count, found: node.arguments.length } });
    return undefined;
  }
  const arguments_ = node.arguments.map((argument, index): ast.ArgumentDeclaration => {
    const slot = wanted?.arguments[index];
    if (argument.type !== undefined || slot === undefined) return argument;
    const { convention } = slot;
    const type = hiddenType(scope, `argument ${index}`, slot.type, argument);
    return {
      ...argument,
      type,
      convention: argument.convention ?? (convention === "read" || convention === "out" ? undefined : convention),
    };
  });
  return { keyword: "fn", parameters: [], hasParameterList: false, arguments: arguments_, effects };
}

function hiddenType(scope: Scope, name: string, type: Type, at: { readonly span: ast.Expression["span"] }): ast.Expression {
  scope.bindValue(`$lambda ${name}`, { kind: "type", type });
  return { kind: "name", name: `$lambda ${name}`, span: at.span };
}

/** What the body gives, and whether it raises, where the lambda does not say. */
function withResult(
  context: FunctionContext,
  node: Lambda,
  signature: ast.FunctionSignature,
  wanted: WantedFunction | undefined,
  scope: Scope,
): ast.FunctionSignature {
  const { program } = context;
  const isOpen = node.signature === undefined;
  const found = signature.returns !== undefined && !isOpen ? undefined : bodyFacts(context, node, signature, scope);
  const result = wanted?.result ?? found?.result ?? noneType(program);
  const returns = signature.returns ?? (result === noneType(program) ? undefined : hiddenType(scope, "result", result, node));
  const raised = isOpen ? (wanted?.raises ?? found?.raises) : undefined;
  if (raised === undefined) return { ...signature, returns };
  const raisesType = raised === errorType(program) ? undefined : hiddenType(scope, "error", raised, node);
  return { ...signature, returns, effects: { ...signature.effects, raises: true, raisesType } };
}

function bodyFacts(
  context: FunctionContext,
  node: Lambda,
  signature: ast.FunctionSignature,
  scope: Scope,
): { readonly result: Type | undefined; readonly raises: Type | undefined } {
  const { result, failed } = context.attempt((fork) =>
    fork.within(new Scope({ parent: scope, kind: "block" }), () => {
      const frame = catchAllFrame();
      fork.frames.push(frame);
      for (const argument of signature.arguments) {
        if (argument.type === undefined) continue;
        const type = fork.services.evaluateType(fork.program, scope, argument.type);
        declareVariable(fork, argument.name.text, type, "var", argument.span);
      }
      const value = expression(fork, node.body);
      const runtime = value.kind === "error" ? undefined : runtimeValue(fork, value, node.body.span);
      const [first, ...others] = frame.arrivals.map((arrival) => arrival.type);
      const raises = others.length > 0 ? errorType(fork.program) : first;
      return { result: runtime === undefined ? undefined : materializedType(fork.program, runtime.type), raises };
    }),
  );
  return failed ? { result: undefined, raises: undefined } : result;
}

const keys = new WeakMap<CallSource, Map<string, string>>();

function keyFor(context: FunctionContext, source: CallSource | undefined, wanted: WantedFunction | undefined): string | undefined {
  if (source === undefined) return undefined;
  const known = keys.get(source) ?? new Map<string, string>();
  keys.set(source, known);
  const types = wanted?.arguments.map((argument) => `${argument.convention} ${argument.type.key}`).join(",") ?? "";
  const form = `${types}->${wanted?.result?.key ?? ""} ${wanted?.raises?.key ?? ""}`;
  const key = known.get(form) ?? context.program.unique(`${context.instance?.symbol ?? "main"}.lambda`);
  known.set(form, key);
  return key;
}
