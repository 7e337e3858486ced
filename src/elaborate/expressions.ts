/**
 * Expressions: syntax to values, code into the function being built.
 *
 * This file dispatches and handles names, calls, conditions; literals, operators, attributes and subscripts have their own.
 */
import type { Span } from "../source/source-file.ts";
import type * as ast from "../syntax/ast.ts";
import { suggestName as suggest } from "../diag/suggest.ts";
import { printType, type Type } from "../types/type.ts";
import { autotuneCall, bindsResults, isAutotune, resultParameterCall } from "./adaptive.ts";
import { attribute } from "./attributes.ts";
import { closureSet } from "./closure-values.ts";
import { boolValue, callSources, commonType, condition, isBoolLike, lengthOf, needsType, negate } from "./evaluation.ts";
import { boolConstant, boolOf, floatLiteral, intLiteral, stringLiteral } from "./constants.ts";
import type { CallSource, FunctionContext, Hint } from "./context.ts";
import { awaitExpression } from "./coroutines.ts";
import { asType, materialize, materializedType } from "./convert.ts";
import { describe } from "./describe.ts";
import * as diagnostics from "./diagnostics.ts";
import { globalPlace } from "./globals.ts";
import { collectionLiteral, comprehension, formatted, tupleLiteral } from "./literals.ts";
import { lambda } from "./lambdas.ts";
import { isLifecycleKeyword, lookupMember } from "./members.ts";
import { store, temporary } from "./materialize.ts";
import { binary, compare, unary } from "./operators.ts";
import { findName } from "./resolve.ts";
import type { Binding } from "./scope.ts";
import { noneType } from "./function-facts.ts";
import { indirectCall } from "./indirect-calls.ts";
import { subscript } from "./subscripts.ts";
import { type ConstantValue, errorValue, type RuntimeValue, type Template, type Value } from "./value.ts";

export function expression(context: FunctionContext, node: ast.Expression, hint: Hint = {}): Value {
  return located(
    context.at(node.span ?? context.builder.span, () => dispatch(context, node, hint)),
    node,
  );
}

/** A place knows where it was mentioned last, for messages about its value. */
function located(value: Value, node: ast.Expression): Value {
  // What is wrong with its type was told.
  if ((value.kind === "runtime" || value.kind === "constant") && value.type.kind === "error") return errorValue;
  if (value.kind !== "runtime" || node.span === undefined) return value;
  if (node.kind !== "name" && node.kind !== "attribute" && node.kind !== "subscript" && node.kind !== "transfer") return value;
  return { ...value, place: { ...value.place, span: node.span } };
}

function dispatch(context: FunctionContext, node: ast.Expression, hint: Hint): Value {
  const { program } = context;
  switch (node.kind) {
    case "name":
      return nameValue(context, node.name, node.span);
    case "integer":
      return intLiteral(program, node.value);
    case "float":
      return floatLiteral(program, node.text);
    case "string":
      return stringLiteral(program, node.value);
    case "boolean":
      return boolConstant(program, node.value);
    case "none": {
      const type = noneType(program);
      return { kind: "constant", type, constant: { kind: "zero", type: context.lower(type) } };
    }
    case "formatted":
      return formatted(context, node, hint);
    case "unary":
      return node.operator === "not" ? notValue(context, node) : unary(context, node);
    case "binary":
      return binary(context, node, hint);
    case "logical":
      return logical(context, node, hint);
    case "compare":
      return compare(context, node);
    case "call":
      return callExpression(context, node, hint);
    case "subscript":
      return subscript(context, node, hint);
    case "attribute":
      return attributeExpression(context, node);
    case "tuple":
      return tupleLiteral(context, node, hint);
    case "list":
    case "set":
    case "dictionary":
    case "initializer":
      return collectionLiteral(context, node, hint);
    case "comprehension":
      return comprehension(context, node, hint);
    case "lambda":
      return lambda(context, node, hint);
    case "conditional":
      return conditional(context, node, hint);
    case "walrus":
      return walrus(context, node, hint);
    case "transfer":
      return transfer(context, node);
    case "comptime":
      return program.services.evaluateValue(program, context.scope, node.value, hint.type);
    case "function-type": {
      const type = functionType(context, node.signature);
      return { kind: "type", type };
    }
    case "reference-type":
      return expression(context, node.referent, hint);
    case "binding":
      return expression(context, node.target, hint);
    case "starred": {
      const value = expression(context, node.value);
      if (value.kind === "list" || value.kind === "pack") return value;
      context.report(diagnostics.notAValue, { at: node.span, params: { what: "`*…`" } });
      return errorValue;
    }
    case "ellipsis":
      return { kind: "unbound" };
    case "await":
      return awaitExpression(context, node);
    case "imaginary":
    case "bytes":
    case "yield":
    case "slice":
      context.report(diagnostics.notYet, { at: node.span, params: { what: notYetNames[node.kind] } });
      return errorValue;
    case "error":
      return errorValue;
  }
}

function attributeExpression(context: FunctionContext, node: Extract<ast.Expression, { kind: "attribute" }>): Value {
  const { base, name } = node;
  if (base.kind === "name") {
    const binding = context.scope.lookup(base.name);
    if (base.name === "Self" && binding?.kind === "value" && binding.value.kind === "template") {
      // `Self` of a struct whose parameters are being inferred: those bound so far are in scope.
      const parameter = context.scope.lookup(name.text);
      if (parameter?.kind === "value") return bindingValue(context, parameter, name.text, name.span);
      const { declaration } = binding.value.template;
      const member = declaration.kind === "struct" ? declaration.members.get(name.text) : undefined;
      if (member?.kind === "alias" && member.ast.value !== undefined && member.ast.parameters.length === 0)
        return expression(context, member.ast.value);
    }
    if (context.isComptime && binding?.kind === "variable" && !context.owns(binding.context)) {
      // The value is not known, what belongs to its type is.
      const member = lookupMember(context.program, binding.type, name.text);
      if (member !== undefined && member.kind !== "field")
        return attribute(context, { kind: "type", type: binding.type }, name.text, node.span, name.span);
    }
  }
  return attribute(context, expression(context, base), name.text, node.span, name.span);
}

const notYetNames = {
  imaginary: "an imaginary literal",
  bytes: "a bytes literal",
  yield: "`yield`",
  slice: "a slice outside a subscript",
} as const;

export function nameValue(context: FunctionContext, name: string, span: Span): Value {
  const { program } = context;
  if (name === "_") return { kind: "unbound" };
  const found = findName(program, context.scope, name);
  if (found === undefined) {
    const near = suggest(name, candidatesNear(context));
    context.report(diagnostics.unknownName, {
      at: span,
      params: { name },
      fixes: near === undefined ? [] : [{ title: `did you mean \`${near}\`?`, edits: [{ span, replacement: near }], safe: false }],
    });
    return errorValue;
  }
  if (found.kind === "value") return found.value;
  if (found.kind === "global") return globalPlace(context, found.declaration, span);
  return bindingValue(context, found.binding, name, span);
}

function candidatesNear(context: FunctionContext): string[] {
  const { program } = context;
  return [
    ...context.scope.visibleNames().filter((n) => !n.startsWith("$")),
    ...context.scope.module.declarations.keys(),
    ...program.prelude.declarations.keys(),
  ];
}

export function bindingValue(context: FunctionContext, binding: Binding, name: string, span: Span): Value {
  if (binding.kind === "value") {
    if (binding.value.kind === "unbound-parameter") {
      context.report(diagnostics.notComptime, { at: span, params: { what: `parameter \`${name}\`` } });
      return errorValue;
    }
    return binding.value;
  }
  if (binding.kind === "untyped") {
    context.report(diagnostics.noContext, { at: span, params: { what: `\`${name}\`, which has no value yet,` } });
    return errorValue;
  }
  if (!context.owns(binding.context)) {
    if (context.isComptime)
      context.report(diagnostics.notComptime, {
        at: span,
        params: { what: `the variable \`${name}\`` },
        notes: [{ text: "declared here", span: binding.span }],
      });
    else
      context.report(diagnostics.notCaptured, {
        at: span,
        params: { name },
        labels: [{ span: binding.span, text: "declared here" }],
        notes: [`add it to the capture list: \`{read ${name}}\`, or \`{mut ${name}}\` to change it`],
      });
    return errorValue;
  }
  return {
    kind: "runtime",
    type: binding.type,
    place: binding.place,
    category: binding.reference ? "reference" : "variable",
    mutable: binding.mutable,
    context,
  };
}

function callExpression(context: FunctionContext, node: Extract<ast.Expression, { kind: "call" }>, hint: Hint): Value {
  const { program } = context;
  if (node.callee.kind === "name" && node.callee.name === "len" && node.arguments.length === 1) {
    const { value: argument } = node.arguments[0] as ast.CallArgument;
    if (argument.kind === "name") {
      const binding = context.scope.lookup(argument.name);
      if (binding?.kind === "value" && (binding.value.kind === "pack" || binding.value.kind === "list"))
        return lengthOf(context, binding.value);
    } else if (argument.kind === "attribute") {
      const { result, failed } = context.attempt((fork) => fork.services.expression(fork, argument));
      if (!failed && (result.kind === "pack" || result.kind === "list")) return lengthOf(context, result);
    }
  }
  if (bindsResults(node)) return resultParameterCall(context, node);
  const callee = expression(context, node.callee, {});
  if (callee.kind === "error") {
    // Mistakes in the arguments are worth telling too.
    for (const argument of node.arguments) if (!needsType(argument.value)) expression(context, argument.value);
    return errorValue;
  }
  if (callee.kind === "builtin") return program.services.intrinsicCall(context, callee, node.arguments, node.span, hint);
  if (isAutotune(callee)) return autotuneCall(context, node, hint);
  const sources = callSources(context, node.arguments);
  if (sources.some((s) => s.value?.kind === "error")) return errorValue;
  return callValue(context, callee, sources, node.span, hint, node.callee);
}

export function callValue(
  context: FunctionContext,
  callee: Value,
  sources: readonly CallSource[],
  span: Span,
  hint: Hint,
  written?: ast.Expression,
): Value {
  const { program } = context;
  switch (callee.kind) {
    case "type":
      return program.services.construct(context, callee.type, sources, span, hint);
    case "template": {
      const { template } = callee;
      const opened = program.services.openTemplate(program, template);
      if (opened === undefined) break;
      if (opened.kind === "type") return program.services.construct(context, opened.type, sources, span, hint);
      const [only] = sources;
      // `Optional(copy=x)`, `Deque(other)`: what is copied has all parameters.
      if (
        sources.length === 1 &&
        (only?.keyword === undefined || isLifecycleKeyword(only.keyword)) &&
        only?.value?.kind === "runtime" &&
        only.value.type.kind === "struct" &&
        only.value.type.declaration === opened.template.declaration &&
        (only.keyword !== undefined || !wraps(context, opened.template, sources))
      ) {
        return program.services.construct(context, only.value.type, sources, span, hint);
      }
      if (hint.type?.kind === "struct" && hint.type.declaration === opened.template.declaration && opened.template.given.length === 0) {
        // `var x: List[Int] = List()`: the wanted type completes the template.
        const { failed } = context.attempt((fork) =>
          fork.services.call(
            fork,
            {
              name: template.name,
              candidates: program.services.templateConstructors(program, opened.template),
              self: undefined,
              given: [],
            },
            sources,
            span,
          ),
        );
        if (failed) return program.services.construct(context, hint.type, sources, span, hint);
      }
      return program.services.call(
        context,
        { name: template.name, candidates: program.services.templateConstructors(program, opened.template), self: undefined, given: [] },
        sources,
        span,
        hint,
      );
    }
    case "functions":
      return program.services.call(context, callee.set, sources, span, hint);
    case "runtime":
    case "constant": {
      if (callee.type.kind === "function") return indirectCall(context, callee, callee.type, sources, span);
      if (callee.type.kind === "closure") return callClosureValue(context, callee, sources, span, hint);
      const member = lookupMember(program, callee.type, "__call__");
      if (member?.kind === "functions")
        return program.services.call(
          context,
          { name: printType(callee.type), candidates: member.candidates, self: callee, given: [] },
          sources,
          span,
          hint,
        );
      break;
    }
    default:
      break;
  }
  context.report(diagnostics.notCallable, { at: written?.span ?? span, params: { what: describe(program, callee) } });
  return errorValue;
}

/** Whether a parametric struct has a constructor for one value of any type: `Box(Box(x))` is a box in a box, not a copy. */
function wraps(context: FunctionContext, template: Template, sources: readonly CallSource[]): boolean {
  const candidates = context.services
    .templateConstructors(context.program, template)
    .filter((c) => c.declaration.ast.signature.arguments.every((a) => a.stars === 0));
  return context.services.fits(context, { name: template.name, candidates, self: undefined, given: [] }, sources, 3) !== undefined;
}

/** A closure held in a variable: its environment is the value itself. */
function callClosureValue(
  context: FunctionContext,
  callee: RuntimeValue | ConstantValue,
  sources: readonly CallSource[],
  span: Span,
  hint: Hint,
): Value {
  const type = callee.type as Extract<Type, { kind: "closure" }>;
  const closure = type.closure as import("./value.ts").Closure;
  const saved = context.environments.get(closure.key);
  const set = closureSet(context, callee, closure);
  const result = context.services.call(context, set, sources, span, hint);
  if (saved === undefined) context.environments.delete(closure.key);
  else context.environments.set(closure.key, saved);
  return result;
}

function notValue(context: FunctionContext, node: Extract<ast.Expression, { kind: "unary" }>): Value {
  const value = expression(context, node.operand);
  if (value.kind === "error") return value;
  return negate(context, condition(context, value, node.operand.span));
}

function logical(context: FunctionContext, node: Extract<ast.Expression, { kind: "logical" }>, hint: Hint): Value {
  const { program, builder } = context;
  const left = expression(context, node.left, hint);
  if (left.kind === "error") {
    expression(context, node.right, hint);
    return left;
  }
  const isAnd = node.operator === "and";
  if (left.kind === "constant" && isBoolLike(context, left.type) && context.isComptime) {
    if (boolOf(left) !== isAnd) return left;
    return expression(context, node.right, hint);
  }
  const bool = program.libraryType("Bool") as Type;
  const { result: rightType } = context.attempt((fork) => {
    const right = fork.services.expression(fork, node.right, hint);
    return right.kind === "runtime" || right.kind === "constant" ? materializedType(program, right.type) : undefined;
  });
  const leftType = left.kind === "runtime" || left.kind === "constant" ? materializedType(program, left.type) : undefined;
  const sameType =
    leftType !== undefined && leftType === rightType && leftType !== bool && (left.kind === "runtime" || left.kind === "constant")
      ? leftType
      : undefined;
  const type = sameType ?? bool;
  const result = temporary(context, type);
  const rightBlock = builder.newBlock();
  const leftBlock = builder.newBlock();
  const done = builder.newBlock();
  const materializedLeft = sameType === undefined ? left : materialize(context, left as RuntimeValue, node.left.span);
  const test = condition(context, materializedLeft, node.left.span);
  builder.branch(test, isAnd ? rightBlock : leftBlock, isAnd ? leftBlock : rightBlock);
  builder.startBlock(leftBlock);
  if (sameType !== undefined) store(context, result.place, materializedLeft as RuntimeValue);
  else store(context, result.place, boolConstant(program, !isAnd));
  builder.goto(done);
  builder.startBlock(rightBlock);
  const right = expression(context, node.right, hint);
  if (right.kind !== "error") {
    if (sameType !== undefined) store(context, result.place, materialize(context, right as RuntimeValue, node.right.span));
    else store(context, result.place, boolValue(context, condition(context, right, node.right.span)));
  }
  builder.goto(done);
  builder.startBlock(done);
  return right.kind === "error" ? errorValue : result;
}

function conditional(context: FunctionContext, node: Extract<ast.Expression, { kind: "conditional" }>, hint: Hint): Value {
  const { program, builder } = context;
  const test = expression(context, node.condition);
  if (context.isComptime && test.kind === "constant" && isBoolLike(context, test.type)) {
    return expression(context, boolOf(test) ? node.whenTrue : node.whenFalse, hint);
  }
  const type =
    hint.type?.kind === "struct" || hint.type?.kind === "simd" || hint.type?.kind === "function"
      ? hint.type
      : commonType(context, node.whenTrue, node.whenFalse);
  const operand = condition(context, test, node.condition.span);
  if (type === undefined) {
    const first = expression(context, node.whenTrue, hint);
    const second = expression(context, node.whenFalse, hint);
    if (first.kind !== "error" && second.kind !== "error") {
      context.report(diagnostics.typeMismatch, {
        at: node.whenFalse.span,
        params: { expected: describe(program, first), found: describe(program, second), what: "both branches must be" },
      });
    }
    return errorValue;
  }
  const result = temporary(context, type);
  const whenTrue = builder.newBlock();
  const whenFalse = builder.newBlock();
  const done = builder.newBlock();
  builder.branch(operand, whenTrue, whenFalse);
  let failed = false;
  for (const [block, branch] of [
    [whenTrue, node.whenTrue],
    [whenFalse, node.whenFalse],
  ] as const) {
    builder.startBlock(block);
    const value = program.services.convert(context, expression(context, branch, { type }), type, branch.span);
    if (value.kind === "runtime" || value.kind === "constant") store(context, result.place, value);
    else failed = true;
    builder.goto(done);
  }
  builder.startBlock(done);
  return failed ? errorValue : result;
}

function walrus(context: FunctionContext, node: Extract<ast.Expression, { kind: "walrus" }>, hint: Hint): Value {
  const value = expression(context, node.value, hint);
  context.services.assignTarget(context, { kind: "name", name: node.name.text, span: node.name.span }, value, "implicit");
  return nameValue(context, node.name.text, node.name.span);
}

function transfer(context: FunctionContext, node: Extract<ast.Expression, { kind: "transfer" }>): Value {
  const value = expression(context, node.value);
  if (value.kind !== "runtime") return value;
  if (value.category === "temporary") return value;
  return { ...value, transferred: true };
}

function functionType(context: FunctionContext, signature: ast.FunctionSignature): Type {
  const { program } = context;
  const evaluate = (node: ast.Expression | undefined) =>
    node === undefined ? noneType(program) : program.services.evaluateType(program, context.scope, node);
  const returns = signature.returns;
  const error = program.libraryType("Error");
  return program.types.function({
    arguments: signature.arguments
      .filter((a) => a.convention !== "out")
      .map((a) => ({
        type: evaluate(a.type?.kind === "reference-type" ? a.type.referent : (a.type ?? { kind: "name", name: a.name.text, span: a.span })),
        convention: a.convention ?? "read",
      })),
    result: evaluate(returns?.kind === "reference-type" ? returns.referent : returns),
    isReference: returns?.kind === "reference-type",
    raises: signature.effects.raises
      ? signature.effects.raisesType === undefined
        ? error
        : evaluate(signature.effects.raisesType)
      : undefined,
    abi: signature.effects.abi === "C" ? "c" : "mojo",
    escaping: signature.effects.escaping,
  });
}

export function expectType(context: FunctionContext, value: Value, span: Span): Type {
  const type = asType(context, value);
  if (type !== undefined) return type;
  if (value.kind !== "error") context.report(diagnostics.notAType, { at: span, params: { found: describe(context.program, value) } });
  return context.program.types.error;
}
