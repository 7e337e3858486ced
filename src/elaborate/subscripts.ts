/**
 * `base[...]`: parameters of templates and functions, elements of values, elements of packs.
 */
import type { Span } from "../source/source-file.ts";
import type * as ast from "../syntax/ast.ts";
import { signedInteger } from "./constants.ts";
import type { CallSource, FunctionContext, Hint } from "./context.ts";
import { describe } from "./describe.ts";
import * as diagnostics from "./diagnostics.ts";
import { callSources, expression, runtimeValue } from "./evaluation.ts";
import { lookupMember, parameterToValue } from "./members.ts";
import { completeTemplate } from "./parameters.ts";
import { makeTemplate } from "./resolve.ts";
import { closureSet } from "./closure-values.ts";
import { type Closure, type ConstantValue, errorValue, type GivenParameter, type RuntimeValue, type Value } from "./value.ts";

export function subscript(context: FunctionContext, node: Extract<ast.Expression, { kind: "subscript" }>, hint: Hint): Value {
  const base = expression(context, node.base);
  switch (base.kind) {
    case "error":
      return base;
    case "template":
    case "functions":
      return applyParameters(context, base, givenParameters(context, node.arguments, base.kind === "functions"), node.span);
    case "type":
      if (base.type.kind === "struct" || base.type.kind === "trait") {
        if (node.arguments.length === 0 || (base.type.kind === "struct" && base.type.parameters.length > 0)) return base;
      }
      break;
    case "builtin":
      // `Some[Trait]`: an argument of any type that conforms.
      if (base.name === "Some" && node.arguments[0] !== undefined) {
        return { kind: "type", type: context.program.services.evaluateType(context.program, context.scope, node.arguments[0].value) };
      }
      if (base.name === "__mlir_type" && node.arguments[0]?.value.kind === "name")
        return context.services.mlir(context, base.name, node.arguments[0].value.name, node.span);
      if (base.name.startsWith("__type.")) return context.services.intrinsicType(context, base.name.slice(7), node.arguments, node.span);
      return { ...base, parameters: [...(base.parameters ?? []), ...node.arguments], scope: context.scope };
    case "pack":
    case "list": {
      const index = packIndex(context, node.arguments);
      if (index === undefined) return errorValue;
      if (base.kind === "pack") {
        const element = base.pack.elements[index < 0 ? index + base.pack.elements.length : index];
        if (element !== undefined) return element;
      } else {
        const element = base.elements[index < 0 ? index + base.elements.length : index];
        if (element !== undefined) return parameterToValue(element);
      }
      context.report(diagnostics.badIntrinsic, { at: node.argumentsSpan, params: { reason: `index ${index} is out of range` } });
      return errorValue;
    }
    case "origin":
      return base;
    case "runtime":
    case "constant":
      if (base.type.kind === "closure") {
        // A parametric closure in a variable: its parameters.
        const function_: Value = { kind: "functions", set: closureSet(context, base, base.type.closure as Closure) };
        return applyParameters(context, function_, givenParameters(context, node.arguments), node.span);
      }
      return element(context, base, node, hint);
    default:
      break;
  }
  context.report(diagnostics.badIntrinsic, {
    at: node.argumentsSpan,
    params: { reason: `\`${describe(context.program, base)}\` takes no parameters` },
  });
  return errorValue;
}

function packIndex(context: FunctionContext, arguments_: readonly ast.CallArgument[]): number | undefined {
  const only = arguments_[0];
  if (only === undefined) return undefined;
  const value = context.program.services.evaluate(context.program, context.scope, only.value, context.program.libraryType("Int"));
  return value === undefined ? undefined : signedInteger(value);
}

/** Parameters as written, evaluated at compile time. */
export function givenParameters(context: FunctionContext, arguments_: readonly ast.CallArgument[], isOfFunction = false): GivenParameter[] {
  const given: GivenParameter[] = [];
  for (const argument of arguments_) {
    const starred = argument.value.kind === "starred" ? argument.value : undefined;
    const inner = starred?.value ?? argument.value;
    const stars = argument.stars || (starred?.count ?? 0);
    if (inner.kind === "name" && inner.name === "_" && stars > 0) continue;
    if (inner.kind === "ellipsis") continue;
    const value =
      isOfFunction && isOpenLambda(inner)
        ? deferredLambda(context, inner)
        : context.program.services.evaluateValue(context.program, context.scope, inner);
    if (stars === 1 && value.kind === "list") {
      for (const element of value.elements) given.push({ keyword: undefined, value: parameterToValue(element), span: argument.span });
      if (value.elements.length === 0) given.push({ keyword: undefined, value, span: argument.span });
      continue;
    }
    given.push({ keyword: argument.keyword?.text, value, span: argument.span });
  }
  return given;
}

function isOpenLambda(node: ast.Expression): boolean {
  return node.kind === "lambda" && node.signature === undefined && node.arguments.some((argument) => argument.type === undefined);
}

/** A lambda whose types only the call will tell. */
function deferredLambda(context: FunctionContext, node: ast.Expression): Value {
  const { span } = node;
  const source = { keyword: undefined, stars: 0 as const, expression: node, value: undefined, span };
  const set = { name: "lambda", candidates: [], self: undefined, given: [], lambda: { node, scope: context.scope, source } };
  return { kind: "functions", set };
}

export function applyParameters(context: FunctionContext, value: Value, given: readonly GivenParameter[], span: Span): Value {
  if (given.some((g) => g.value.kind === "error")) return errorValue;
  const { program } = context;
  if (value.kind === "functions") return { kind: "functions", set: { ...value.set, given: mergeGiven(value.set.given, given) } };
  if (value.kind !== "template") return value;
  const template = makeTemplate(program, value.template.declaration, value.template.scope, mergeGiven(value.template.given, given));
  if (template.declaration.kind === "alias") return program.services.aliasTemplate(context, template, span);
  const type = completeTemplate(program, template);
  if (type !== undefined) return { kind: "type", type };
  const problem = program.services.templateProblem(program, template, span);
  if (problem !== undefined) {
    context.report(diagnostics.wrongParameters, {
      at: span,
      params: { callee: template.name, reason: problem },
      notes: [{ text: "declared here", span: template.declaration.ast.name.span }],
    });
    return errorValue;
  }
  return { kind: "template", template };
}

/** Parameters given later take the places left open by `_`. */
function mergeGiven(earlier: readonly GivenParameter[], later: readonly GivenParameter[]): GivenParameter[] {
  const rest = [...later];
  const merged = earlier.map((given) => {
    if (given.keyword !== undefined || given.value.kind !== "unbound") return given;
    const next = rest.findIndex((r) => r.keyword === undefined);
    return next < 0 ? given : (rest.splice(next, 1)[0] as GivenParameter);
  });
  return [...merged, ...rest];
}

/** `value[...]`. */
function element(
  context: FunctionContext,
  base: RuntimeValue | ConstantValue,
  node: Extract<ast.Expression, { kind: "subscript" }>,
  hint: Hint,
): Value {
  const access = elementAccess(context, base, node);
  void hint;
  return access?.get() ?? errorValue;
}

export type ElementAccess = { readonly get: () => Value | undefined; readonly set: (value: Value) => void; readonly remove?: () => void };

export function subscriptAccess(context: FunctionContext, node: Extract<ast.Expression, { kind: "subscript" }>): ElementAccess | undefined {
  const base = expression(context, node.base);
  if (base.kind === "error") return undefined;
  if (base.kind === "pack" || base.kind === "list") return { get: () => expression(context, node), set: () => undefined };
  const value = runtimeValue(context, base, node.base.span);
  return value === undefined ? undefined : elementAccess(context, value, node);
}

function elementAccess(
  context: FunctionContext,
  base: RuntimeValue | ConstantValue,
  node: Extract<ast.Expression, { kind: "subscript" }>,
): ElementAccess | undefined {
  const { program } = context;
  const { span } = node;
  // Old code dereferences what is a plain reference today: `item[]`.
  if (node.arguments.length === 0 && !takesNothing(context, base))
    return { get: () => base, set: (value) => context.services.assignPlace(context, base as RuntimeValue, value, span) };
  const sources = sliceSources(context, node.arguments);
  if (sources.some((s) => s.value?.kind === "error")) return undefined;
  const get = (): Value | undefined => {
    const getter = lookupMember(program, base.type, "__getitem__");
    const set = getter?.kind === "functions" ? { name: "__getitem__", candidates: getter.candidates, self: base, given: [] } : undefined;
    if (set !== undefined) {
      const found = context.services.tryCall(context, set, sources, span);
      if (found !== undefined) return found;
    }
    const byParameter = parameterElement(context, base, node);
    if (byParameter !== undefined) return byParameter;
    const reference = lookupMember(program, base.type, "__refitem__");
    if (reference?.kind === "functions")
      return context.services.call(
        context,
        { name: "__refitem__", candidates: reference.candidates, self: base, given: [] },
        sources,
        span,
      );
    if (set !== undefined) return context.services.call(context, set, sources, span);
    context.report(diagnostics.unknownMember, { at: node.argumentsSpan, params: { type: describe(program, base), name: "__getitem__" } });
    return undefined;
  };
  const set = (value: Value): void => {
    const setter = lookupMember(program, base.type, "__setitem__");
    if (setter?.kind === "functions") {
      const sourcesWithValue: CallSource[] = [...sources, { keyword: undefined, stars: 0, expression: undefined, value, span }];
      const callSet = { name: "__setitem__", candidates: setter.candidates, self: base, given: [] };
      if (context.services.tryCall(context, callSet, sourcesWithValue, span) !== undefined) return;
      // `def __setitem__(mut self, *indices: Int, value: T)`
      const named = setter.candidates.map((c) => c.declaration.ast.signature.arguments.at(-1)).find((a) => a?.passing === "keyword-only");
      if (named !== undefined) {
        const keyword = named.name.text;
        const sourcesWithName: CallSource[] = [...sources, { keyword, stars: 0, expression: undefined, value, span }];
        if (context.services.tryCall(context, callSet, sourcesWithName, span) !== undefined) return;
      }
      if (lookupMember(program, base.type, "__getitem__") === undefined) {
        context.services.call(context, callSet, sourcesWithValue, span);
        return;
      }
    }
    const place = get();
    if (place?.kind === "runtime" && place.category === "reference") context.services.assignPlace(context, place, value, span);
    else if (place !== undefined && place.kind !== "error")
      context.report(diagnostics.notMutable, { at: span, params: { what: `an element of \`${describe(program, base)}\`` } });
  };
  const remove = (): void => {
    const deleter = lookupMember(program, base.type, "__delitem__");
    if (deleter?.kind === "functions")
      context.services.call(context, { name: "__delitem__", candidates: deleter.candidates, self: base, given: [] }, sources, span);
    else
      context.report(diagnostics.unknownMember, { at: node.argumentsSpan, params: { type: describe(program, base), name: "__delitem__" } });
  };
  return { get, set, remove };
}

function takesNothing(context: FunctionContext, base: RuntimeValue | ConstantValue): boolean {
  const getter = lookupMember(context.program, base.type, "__getitem__");
  if (getter?.kind !== "functions") return lookupMember(context.program, base.type, "__refitem__") !== undefined;
  return getter.candidates.some(
    (c) =>
      c.declaration.ast.signature.arguments.filter((a) => a.default === undefined).length <= 1 &&
      c.declaration.ast.signature.parameters.every((p) => p.passing === "infer-only" || p.default !== undefined),
  );
}

/** `t[0]` where the index is a parameter. */
function parameterElement(
  context: FunctionContext,
  base: RuntimeValue | ConstantValue,
  node: Extract<ast.Expression, { kind: "subscript" }>,
): Value | undefined {
  for (const name of ["__getitem_param__", "__getitem__"]) {
    const getter = lookupMember(context.program, base.type, name);
    if (getter?.kind !== "functions") continue;
    const candidates = getter.candidates.filter((c) => c.declaration.ast.signature.parameters.some((p) => p.passing !== "infer-only"));
    if (candidates.length === 0) continue;
    const { result: given, failed } = context.program.quietly(() => givenParameters(context, node.arguments));
    if (failed || given.some((g) => g.value.kind === "error")) {
      continue;
    }
    return context.services.call(context, { name, candidates, self: base, given }, [], node.span);
  }
  return undefined;
}

/** Index arguments; slices become `Slice` values. */
function sliceSources(context: FunctionContext, arguments_: readonly ast.CallArgument[]): CallSource[] {
  if (arguments_.every((a) => a.value.kind !== "slice")) return callSources(context, arguments_);
  return arguments_.flatMap((argument): CallSource[] => {
    if (argument.value.kind !== "slice") return callSources(context, [argument]);
    const { lower, upper, step, span } = argument.value;
    const slice = context.program.libraryType("Slice");
    if (slice === undefined) return [{ keyword: undefined, stars: 0, expression: undefined, value: errorValue, span }];
    const none: ast.Expression = { kind: "none", span };
    const withStep = [lower ?? none, upper ?? none, step ?? none];
    const build = (items: readonly ast.Expression[]) =>
      context.services.construct(
        context,
        slice,
        items.map((item) => ({
          keyword: undefined,
          stars: 0 as const,
          expression: undefined,
          value: expression(context, item),
          span: item.span,
        })),
        span,
      );
    return [{ keyword: argument.keyword?.text, stars: 0, expression: undefined, value: build(withStep), span }];
  });
}
