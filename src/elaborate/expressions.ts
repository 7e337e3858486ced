/**
 * Expressions: syntax to values, code into the function being built.
 *
 * This file dispatches and handles names, calls, conditions; literals, operators, attributes and subscripts have their own.
 */
import type { Operand } from "../mir/mir.ts";
import type { Span } from "../source/source-file.ts";
import type * as ast from "../syntax/ast.ts";
import { suggestName as suggest } from "../diag/suggest.ts";
import { boolCode } from "../types/dtype.ts";
import { integerOf, printType, type Type } from "../types/type.ts";
import { attribute } from "./attributes.ts";
import { constantOperand, derefPlace, fieldPlace, localPlace, read } from "./builder.ts";
import { closureSet, closureValue } from "./closure-values.ts";
import { boolConstant, boolOf, floatLiteral, intLiteral, leafOf, stringLiteral } from "./constants.ts";
import type { CallSource, FunctionContext, Hint } from "./context.ts";
import { asType, isLiteralValue, materialize, materializedType } from "./convert.ts";
import { describe } from "./describe.ts";
import * as diagnostics from "./diagnostics.ts";
import { globalPlace } from "./globals.ts";
import { collectionLiteral, comprehension, formatted, lambda, tupleLiteral } from "./literals.ts";
import { isLifecycleKeyword, lookupMember } from "./members.ts";
import { snapshot, store, temporary, toOperand, toOwned } from "./materialize.ts";
import { binary, compare, unary } from "./operators.ts";
import { findName } from "./resolve.ts";
import type { Binding } from "./scope.ts";
import { noneType } from "./signature.ts";
import { indirectCall } from "./indirect-calls.ts";
import { subscript } from "./subscripts.ts";
import { type ConstantValue, errorValue, type RuntimeValue, type Value } from "./value.ts";

export function expression(context: FunctionContext, node: ast.Expression, hint: Hint = {}): Value {
  return context.at(node.span ?? context.builder.span, () => dispatch(context, node, hint));
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
    case "imaginary":
    case "bytes":
    case "await":
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
  await: "`await`",
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
    else context.report(diagnostics.notCaptured, { at: span, params: { name }, notes: [{ text: "declared here", span: binding.span }] });
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

/** Arguments of a call: what has a type of its own now, what needs a wanted type later. */
export function callSources(context: FunctionContext, arguments_: readonly ast.CallArgument[]): CallSource[] {
  const sources: CallSource[] = [];
  const last = arguments_.length - 1;
  for (const [index, argument] of arguments_.entries()) {
    const keyword = argument.keyword?.text;
    const { span } = argument;
    if (argument.stars === 1 || argument.value.kind === "starred") {
      const inner = argument.value.kind === "starred" ? argument.value.value : argument.value;
      const value = expression(context, inner);
      if (value.kind === "pack")
        for (const element of value.pack.elements)
          sources.push({ keyword: undefined, stars: 0, expression: undefined, value: element, span });
      else if (value.kind !== "error")
        context.report(diagnostics.notYet, { at: span, params: { what: "unpacking a run-time sequence into arguments" } });
      continue;
    }
    if (needsType(argument.value)) {
      sources.push({ keyword, stars: argument.stars, expression: argument.value, value: undefined, span: argument.value.span });
      continue;
    }
    let value = expression(context, argument.value);
    // A later argument may change what an earlier one named: take small values now.
    if (
      index < last &&
      value.kind === "runtime" &&
      value.category !== "temporary" &&
      !value.transferred &&
      mayChange(arguments_.slice(index + 1)) &&
      isScalar(context, value)
    )
      value = snapshot(context, value);
    sources.push({ keyword, stars: argument.stars, expression: undefined, value, span: argument.value.span });
  }
  return sources;
}

function isScalar(context: FunctionContext, value: RuntimeValue): boolean {
  const mir = context.lower(value.type);
  let leaf = mir;
  while (leaf.kind === "struct" && leaf.fields.length === 1) leaf = leaf.fields[0] as typeof mir;
  return leaf.kind !== "struct" && leaf.kind !== "array" && !(mir.kind === "struct" && mir.lifecycle.copy !== "trivial");
}

function mayChange(later: readonly ast.CallArgument[]): boolean {
  return later.some((a) => a.value.kind === "walrus");
}

function needsType(node: ast.Expression): boolean {
  switch (node.kind) {
    case "list":
    case "set":
    case "dictionary":
    case "initializer":
    case "lambda":
      return true;
    case "tuple":
      return true;
    case "conditional":
      return needsType(node.whenTrue) || needsType(node.whenFalse);
    default:
      return false;
  }
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
  const callee = expression(context, node.callee, {});
  if (callee.kind === "error") {
    // Mistakes in the arguments are worth telling too.
    for (const argument of node.arguments) if (!needsType(argument.value)) expression(context, argument.value);
    return errorValue;
  }
  if (callee.kind === "builtin") return program.services.intrinsicCall(context, callee, node.arguments, node.span, hint);
  const sources = callSources(context, node.arguments);
  if (sources.some((s) => s.value?.kind === "error")) return errorValue;
  return callValue(context, callee, sources, node.span, hint, node.callee);
}

export function lengthOf(context: FunctionContext, value: Extract<Value, { kind: "pack" | "list" }>): Value {
  const count = value.kind === "pack" ? value.pack.elements.length : value.elements.length;
  return materialize(context, intLiteral(context.program, BigInt(count)), context.builder.span);
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
      // `Optional(copy=x)`: what is copied has all parameters.
      if (
        sources.length === 1 &&
        isLifecycleKeyword(only?.keyword) &&
        only?.value?.kind === "runtime" &&
        only.value.type.kind === "struct" &&
        only.value.type.declaration === opened.template.declaration
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

/** A truth value in a register. */
export function condition(context: FunctionContext, value: Value, span: Span): Operand {
  const { program } = context;
  if (value.kind === "error") return constantOperand({ kind: "int", type: program.mirTypes.bool, value: 0n });
  if (value.kind === "runtime" || value.kind === "constant") {
    if (value.kind === "constant") {
      const known = isBoolLike(context, value.type) ? boolOf(value) : undefined;
      if (known !== undefined) return constantOperand({ kind: "int", type: program.mirTypes.bool, value: known ? 1n : 0n });
    }
    if (value.type.kind === "simd" && value.type.dtype === boolCode && value.type.size === 1) return toOperand(value);
    if (value.type === program.libraryType("Bool") && value.kind === "runtime") return read(boolField(context, value));
    // A vector of truth values in a condition: whether all hold.
    const lanes =
      value.type.kind === "struct" && value.type.declaration.name === "SIMD" && value.type.declaration.module.isLibrary
        ? value.type.parameters
        : undefined;
    if (lanes?.[0] !== undefined && lanes[1] !== undefined && integerOf(lanes[0]) === boolCode && (integerOf(lanes[1]) ?? 1) > 1) {
      const all = lookupMember(program, value.type, "reduce_and");
      if (all?.kind === "functions")
        return condition(
          context,
          program.services.call(context, { name: "reduce_and", candidates: all.candidates, self: value, given: [] }, [], span),
          span,
        );
    }
    for (const name of ["__bool__", "__as_bool__", "__len__"]) {
      const member = lookupMember(program, value.type, name);
      if (member?.kind !== "functions") continue;
      const result = program.services.call(context, { name, candidates: member.candidates, self: value, given: [] }, [], span);
      if (name === "__len__" && (result.kind === "runtime" || result.kind === "constant")) return condition(context, result, span);
      if (result.kind === "error") return condition(context, result, span);
      if ((result.kind === "runtime" || result.kind === "constant") && result.type !== value.type) return condition(context, result, span);
    }
    if (isLiteralValue(program, value)) return condition(context, materialize(context, value, span), span);
  }
  context.report(diagnostics.typeMismatch, {
    at: span,
    params: { expected: "Bool", found: describe(program, value), what: "a condition must be" },
  });
  return constantOperand({ kind: "int", type: program.mirTypes.bool, value: 0n });
}

function isBoolLike(context: FunctionContext, type: Type): boolean {
  return type === context.program.libraryType("Bool") || (type.kind === "simd" && type.dtype === boolCode);
}

/** The one-bit leaf inside a `Bool`. */
function boolField(context: FunctionContext, value: RuntimeValue): RuntimeValue["place"] {
  let place = value.place;
  let mir = context.lower(value.type);
  while (mir.kind === "struct" && mir.fields.length > 0) {
    place = fieldPlace(place, 0);
    mir = mir.fields[0] as typeof mir;
  }
  return place;
}

/** A one-bit operand as a `Bool`. */
export function boolValue(context: FunctionContext, operand: Operand): RuntimeValue | ConstantValue {
  const { program } = context;
  if (operand.kind === "constant") {
    const leaf = leafOf(operand.constant);
    if (leaf.kind === "int") return boolConstant(program, leaf.value !== 0n);
  }
  const type = program.libraryType("Bool") ?? program.types.simd(boolCode, 1);
  const result = temporary(context, type);
  const mir = context.lower(type);
  const wrapAll = (target: typeof mir): void => {
    if (target.kind === "struct") context.builder.assign(result.place, { kind: "aggregate", type: target, elements: [operand] });
    else context.builder.assign(result.place, { kind: "use", operand });
  };
  wrapAll(mir);
  return result;
}

function notValue(context: FunctionContext, node: Extract<ast.Expression, { kind: "unary" }>): Value {
  const value = expression(context, node.operand);
  if (value.kind === "error") return value;
  return negate(context, condition(context, value, node.operand.span));
}

export function negate(context: FunctionContext, operand: Operand): RuntimeValue | ConstantValue {
  const { program } = context;
  if (operand.kind === "constant")
    return boolConstant(program, leafOf(operand.constant).kind === "int" && (leafOf(operand.constant) as { value: bigint }).value === 0n);
  const flipped = context.builder.newLocal(program.mirTypes.bool);
  context.builder.assign(localPlace(flipped), { kind: "intrinsic", name: "not", operands: [operand], type: program.mirTypes.bool });
  return boolValue(context, read(localPlace(flipped)));
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
  const type = hint.type?.kind === "struct" || hint.type?.kind === "simd" ? hint.type : commonType(context, node.whenTrue, node.whenFalse);
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

/** The type of two alternatives: equal, or one that the other converts to. */
export function commonType(context: FunctionContext, first: ast.Expression, second: ast.Expression): Type | undefined {
  const { program } = context;
  const typeOf = (node: ast.Expression) =>
    context.attempt((fork) => {
      const value = fork.services.expression(fork, node);
      return value.kind === "runtime" || value.kind === "constant" ? value : undefined;
    }).result;
  const a = typeOf(first);
  const b = typeOf(second);
  if (a === undefined || b === undefined) return undefined;
  const typeA = materializedType(program, a.type);
  const typeB = materializedType(program, b.type);
  if (typeA === typeB) return typeA;
  const converts = (from: ast.Expression, to: Type) =>
    !context.attempt((fork) => fork.services.convert(fork, fork.services.expression(fork, from), to, from.span)).failed;
  if (isLiteralValue(program, a) && converts(first, typeB)) return typeB;
  if (isLiteralValue(program, b) && converts(second, typeA)) return typeA;
  if (converts(second, typeA)) return typeA;
  return converts(first, typeB) ? typeB : undefined;
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
  });
}

export function runtimeValue(context: FunctionContext, value: Value, span: Span): RuntimeValue | ConstantValue | undefined {
  if (value.kind === "runtime" || value.kind === "constant") return value;
  if (value.kind === "functions") {
    const closure = value.set.candidates[0]?.closure;
    if (closure !== undefined) return closureValue(context, closure);
    const function_ = context.services.functionPointer(context, value.set);
    if (function_ !== undefined) return function_;
  }
  if (value.kind !== "error") context.report(diagnostics.notAValue, { at: span, params: { what: describe(context.program, value) } });
  return undefined;
}

export function expectType(context: FunctionContext, value: Value, span: Span): Type {
  const type = asType(context, value);
  if (type !== undefined) return type;
  if (value.kind !== "error") context.report(diagnostics.notAType, { at: span, params: { found: describe(context.program, value) } });
  return context.program.types.error;
}

export { derefPlace, toOwned };
