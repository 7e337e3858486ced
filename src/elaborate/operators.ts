/**
 * Operators as calls of the methods that define them.
 */
import type { ReportOptions } from "../diag/diagnostic.ts";
import type { Span } from "../source/source-file.ts";
import type * as ast from "../syntax/ast.ts";
import { boolConstant, stringLiteral } from "./constants.ts";
import type { FunctionContext, Hint } from "./context.ts";
import { isLiteralValue, materialize } from "./convert.ts";
import { forgottenAwait, isCoroutineType } from "./coroutine-type.ts";
import { describe } from "./describe.ts";
import * as diagnostics from "./diagnostics.ts";
import { localPlace, read } from "./builder.ts";
import { boolValue, condition, expression, negate, runtimeValue } from "./evaluation.ts";
import { lookupMember } from "./members.ts";
import { snapshot, store, temporary } from "./materialize.ts";
import { type ConstantValue, errorValue, type RuntimeValue, type Value } from "./value.ts";

const binaryMethods: Readonly<Record<ast.BinaryOperator, string>> = {
  "+": "add",
  "-": "sub",
  "*": "mul",
  "/": "truediv",
  "//": "floordiv",
  "%": "mod",
  "**": "pow",
  "@": "matmul",
  "<<": "lshift",
  ">>": "rshift",
  "&": "and",
  "|": "or",
  "^": "xor",
};

const comparisons: Readonly<Record<string, readonly [string, string]>> = {
  "==": ["__eq__", "__eq__"],
  "!=": ["__ne__", "__ne__"],
  "<": ["__lt__", "__gt__"],
  "<=": ["__le__", "__ge__"],
  ">": ["__gt__", "__lt__"],
  ">=": ["__ge__", "__le__"],
};

const unaryMethods = { "-": "__neg__", "+": "__pos__", "~": "__invert__" } as const;

export function binary(context: FunctionContext, node: Extract<ast.Expression, { kind: "binary" }>, hint: Hint): Value {
  const { program } = context;
  const leftValue = expression(context, node.left);
  const rightValue = expression(context, node.right, operandHint(context, leftValue, node.right));
  if (leftValue.kind === "error" || rightValue.kind === "error") return errorValue;
  if (
    node.operator === "&" &&
    leftValue.kind === "type" &&
    rightValue.kind === "type" &&
    leftValue.type.kind === "trait" &&
    rightValue.type.kind === "trait"
  ) {
    return { kind: "type", type: program.types.trait([...leftValue.type.traits, ...rightValue.type.traits]) };
  }
  if (node.operator === "&" && leftValue.kind === "type" && rightValue.kind === "type")
    return leftValue.type.kind === "trait" ? leftValue : rightValue;
  const left = runtimeValue(context, leftValue, node.left.span);
  const right = runtimeValue(context, rightValue, node.right.span);
  if (left === undefined || right === undefined) return errorValue;
  const result = binaryOperation(context, node.operator, left, right, node.span, hint);
  if (result !== undefined) return result;
  context.report(diagnostics.unsupportedOperator, {
    at: node.operatorSpan,
    params: { operator: node.operator, left: describe(program, left), right: describe(program, right) },
    labels: [
      { span: node.left.span, text: `this is \`${describe(program, left)}\`` },
      { span: node.right.span, text: `this is \`${describe(program, right)}\`` },
    ],
    notes: isCoroutineType(left.type) || isCoroutineType(right.type) ? [forgottenAwait] : [],
  });
  return errorValue;
}

/** A literal list or tuple on the right takes the type of the left, and so does `1 if condition else 2` if it can. */
function operandHint(context: FunctionContext, left: Value, right: ast.Expression): Hint {
  if (left.kind !== "runtime" && left.kind !== "constant") return {};
  const hint = { type: left.type };
  if (right.kind === "conditional" && context.attempt((fork) => expression(fork, right, hint)).failed) return {};
  return hint;
}

export function binaryOperation(
  context: FunctionContext,
  operator: ast.BinaryOperator,
  left: RuntimeValue | ConstantValue,
  right: RuntimeValue | ConstantValue,
  span: Span,
  hint: Hint = {},
): Value | undefined {
  const method = binaryMethods[operator];
  if (operator === "/" && context.dialect === "1.0" && !context.scope.module.isLibrary) {
    // Integers divide to integers today; before, `/` gave a `Float64`.
    const truncated = tryMethod(context, left, "_truncating_divide", [right], span, hint);
    if (truncated !== undefined) return truncated;
  }
  return operate(context, `__${method}__`, `__r${method}__`, left, right, span, hint);
}

function operate(
  context: FunctionContext,
  forward: string,
  backward: string,
  left: RuntimeValue | ConstantValue,
  right: RuntimeValue | ConstantValue,
  span: Span,
  hint: Hint,
): Value | undefined {
  const direct = tryMethod(context, left, forward, [right], span, hint);
  if (direct !== undefined) return direct;
  const reflected = tryMethod(context, right, backward, [left], span, hint);
  if (reflected !== undefined) return reflected;
  // Literals as their run-time types.
  if (isLiteralValue(context.program, left)) {
    const value = materialize(context, left, span);
    const converted = tryMethod(context, value, forward, [right], span, hint) ?? tryMethod(context, right, backward, [value], span, hint);
    if (converted !== undefined) return converted;
    // `2 * x` where only `x * 2` is known to convert.
    const other = context.program.quietly(() => context.services.convert(context.attemptContext(), left, right.type, span));
    if (!other.failed) {
      const same = context.services.convert(context, left, right.type, span);
      if (same.kind === "runtime" || same.kind === "constant") return tryMethod(context, same, forward, [right], span, hint);
    }
  }
  if (isLiteralValue(context.program, right)) {
    const value = materialize(context, right, span);
    return tryMethod(context, left, forward, [value], span, hint) ?? tryMethod(context, value, backward, [left], span, hint);
  }
  return undefined;
}

export function tryMethod(
  context: FunctionContext,
  self: RuntimeValue | ConstantValue,
  name: string,
  args: readonly Value[],
  span: Span,
  hint: Hint = {},
): Value | undefined {
  const member = lookupMember(context.program, self.type, name);
  if (member?.kind !== "functions") return undefined;
  const sources = args.map((value) => ({ keyword: undefined, stars: 0 as const, expression: undefined, value, span }));
  return context.services.tryCall(context, { name, candidates: member.candidates, self, given: [] }, sources, span, hint);
}

/** Calls a method that must exist; reports why if it cannot be called. */
export function callMethod(
  context: FunctionContext,
  self: RuntimeValue | ConstantValue,
  name: string,
  args: readonly Value[],
  span: Span,
  hint: Hint = {},
): Value {
  const member = lookupMember(context.program, self.type, name);
  if (member?.kind !== "functions") {
    context.report(diagnostics.unknownMember, { at: span, params: { type: describe(context.program, self), name } });
    return errorValue;
  }
  const sources = args.map((value) => ({ keyword: undefined, stars: 0 as const, expression: undefined, value, span }));
  return context.services.call(context, { name, candidates: member.candidates, self, given: [] }, sources, span, hint);
}

export function hasMethod(context: FunctionContext, self: Value, name: string): boolean {
  return (self.kind === "runtime" || self.kind === "constant") && lookupMember(context.program, self.type, name)?.kind === "functions";
}

export function unary(context: FunctionContext, node: Extract<ast.Expression, { kind: "unary" }>): Value {
  const value = expression(context, node.operand);
  if (value.kind === "error") return value;
  const operand = runtimeValue(context, value, node.operand.span);
  if (operand === undefined) return errorValue;
  const method = unaryMethods[node.operator as "-" | "+" | "~"];
  const result =
    tryMethod(context, operand, method, [], node.span) ??
    (isLiteralValue(context.program, operand)
      ? tryMethod(context, materialize(context, operand, node.span), method, [], node.span)
      : undefined);
  if (result !== undefined) return result;
  context.report(diagnostics.unsupportedOperator, {
    at: node.span,
    params: { operator: node.operator, left: describe(context.program, operand) },
  });
  return errorValue;
}

export function compare(context: FunctionContext, node: Extract<ast.Expression, { kind: "compare" }>): Value {
  const { builder, program } = context;
  const values: (RuntimeValue | ConstantValue | undefined)[] = [];
  const operand = (index: number): RuntimeValue | ConstantValue | undefined => {
    if (values.length > index) return values[index];
    const expressionNode = node.operands[index] as ast.Expression;
    const value = expression(
      context,
      expressionNode,
      index > 0 && values[index - 1] !== undefined ? { type: (values[index - 1] as RuntimeValue).type } : {},
    );
    if (value.kind === "type" || value.kind === "template") {
      const types = typeComparison(context, node);
      if (types !== undefined) values[index] = types;
      return types;
    }
    values[index] = value.kind === "error" ? undefined : runtimeValue(context, value, expressionNode.span);
    return values[index];
  };
  if (node.operators.length === 1) {
    const types = typeComparison(context, node);
    if (types !== undefined) return types;
    const left = operand(0);
    const right = operand(1);
    if (left === undefined || right === undefined) return errorValue;
    return compareOperation(context, node.operators[0] as ast.CompareOperator, left, right, node);
  }
  // `a < b < c`: each operand once, as far as needed.
  const result = temporary(context, program.libraryType("Bool") ?? program.types.simd(1, 1));
  const done = builder.newBlock();
  for (let index = 0; index < node.operators.length; index++) {
    const leftRaw = operand(index);
    const rightRaw = operand(index + 1);
    if (leftRaw === undefined || rightRaw === undefined) {
      builder.fallInto(done);
      return errorValue;
    }
    const right = snapshot(context, rightRaw);
    values[index + 1] = right;
    const outcome = compareOperation(context, node.operators[index] as ast.CompareOperator, leftRaw, right, node);
    const bool = boolValue(context, condition(context, outcome, node.span));
    store(context, result.place, bool);
    if (index < node.operators.length - 1) {
      const next = builder.newBlock();
      builder.branch(condition(context, { ...result, category: "variable" }, node.span), next, done);
      builder.startBlock(next);
    }
  }
  builder.fallInto(done);
  return result;
}

/** `T == Int` and `T is Int` on types. */
function typeComparison(context: FunctionContext, node: Extract<ast.Expression, { kind: "compare" }>): ConstantValue | undefined {
  const operator = node.operators[0];
  if (operator !== "==" && operator !== "!=" && operator !== "is" && operator !== "is not") return undefined;
  const looksLikeType = (e: ast.Expression | undefined): boolean =>
    e?.kind === "name" || e?.kind === "subscript" || e?.kind === "attribute";
  if (!looksLikeType(node.operands[0]) || !looksLikeType(node.operands[1])) return undefined;
  const first = node.operands[0] as ast.Expression;
  if (first.kind === "name" && context.scope.lookup(first.name)?.kind === "variable") return undefined;
  const { result: left, failed } = context.attempt((fork) => fork.services.expression(fork, first));
  if (failed || left.kind !== "type") return undefined;
  const right = expression(context, node.operands[1] as ast.Expression);
  if (right.kind !== "type") return undefined;
  return boolConstant(context.program, (left.type === right.type) === (operator === "==" || operator === "is"));
}

function compareOperation(
  context: FunctionContext,
  operator: ast.CompareOperator,
  left: RuntimeValue | ConstantValue,
  right: RuntimeValue | ConstantValue,
  node: Extract<ast.Expression, { kind: "compare" }>,
): Value {
  const { span } = node;
  const result = (() => {
    switch (operator) {
      case "in":
      case "not in": {
        const found = tryMethod(context, right, "__contains__", [left], span);
        return found !== undefined && operator === "not in" ? negate(context, condition(context, found, span)) : found;
      }
      case "is":
      case "is not": {
        const own =
          tryMethod(context, left, operator === "is" ? "__is__" : "__isnot__", [right], span) ??
          tryMethod(context, right, operator === "is" ? "__is__" : "__isnot__", [left], span);
        if (own !== undefined) return own;
        const same = tryMethod(context, left, "__is__", [right], span);
        return same !== undefined ? negate(context, condition(context, same, span)) : undefined;
      }
      default: {
        const [forward, backward] = comparisons[operator] as readonly [string, string];
        const direct = operate(context, forward, backward, left, right, span, {});
        if (direct?.kind === "runtime" && (operator === "==" || operator === "!=")) return { ...direct, comparison: operator };
        if (direct !== undefined || operator !== "!=") return direct;
        const equal = operate(context, "__eq__", "__eq__", left, right, span, {});
        return equal === undefined ? undefined : negate(context, condition(context, equal, span));
      }
    }
  })();
  if (result !== undefined) return result;
  context.report(diagnostics.unsupportedOperator, {
    at: span,
    params: { operator, left: describe(context.program, left), right: describe(context.program, right) },
  });
  return errorValue;
}

/** `target op= value`: in place where the type says how, else `target = target op value`. */
export function augmented(context: FunctionContext, node: Extract<ast.Statement, { kind: "augmented" }>): void {
  const method = binaryMethods[node.operator];
  const { target } = node;
  if (target.kind === "subscript") {
    augmentedSubscript(context, node, target, method);
    return;
  }
  if (target.kind === "attribute" && augmentedDynamicAttribute(context, node, target, method)) return;
  const current = expression(context, target);
  const value = expression(context, node.value, operandHint(context, current, node.value));
  if (current.kind === "error" || value.kind === "error") return;
  const place = runtimeValue(context, current, target.span);
  const right = runtimeValue(context, value, node.value.span);
  if (place === undefined || right === undefined) return;
  updatePlace(context, node, place, right, method, (updated) => context.services.assignTarget(context, target, updated, "implicit"));
}

/** Whether the value was changed in its place; else `assign` got the new one. */
function updatePlace(
  context: FunctionContext,
  node: Extract<ast.Statement, { kind: "augmented" }>,
  place: RuntimeValue | ConstantValue,
  right: RuntimeValue | ConstantValue,
  method: string,
  assign: (value: Value) => void,
): boolean {
  if (place.kind === "runtime" && !place.mutable) {
    context.report(diagnostics.notMutable, immutableTarget(context, node.target));
    return false;
  }
  const inPlace = place.kind === "runtime" ? tryMethod(context, place, `__i${method}__`, [right], node.span) : undefined;
  if (inPlace !== undefined) return true;
  const updated = binaryOperation(context, node.operator, place, right, node.span);
  if (updated !== undefined) {
    assign(updated);
    return false;
  }
  context.report(diagnostics.unsupportedOperator, {
    at: node.span,
    params: { operator: `${node.operator}=`, left: describe(context.program, place), right: describe(context.program, right) },
  });
  return false;
}

/** What is said of an expression that may not be changed. */
function immutableTarget(context: FunctionContext, target: ast.Expression): ReportOptions<{ what: string }> {
  const written = target.span.file.text.slice(target.span.start, target.span.end);
  let base = target;
  while (base.kind === "attribute" || base.kind === "subscript") base = base.base;
  const binding = base.kind === "name" ? context.scope.lookup(base.name) : undefined;
  if (binding?.kind !== "variable") return { at: target.span, params: { what: written.includes("\n") ? "this value" : `\`${written}\`` } };
  const why =
    binding.keyword === "let"
      ? "it was declared with `let`"
      : `it is an immutable ${binding.keyword === "argument" ? "argument" : "reference"}`;
  const isSelf = binding.name === "self" && binding.keyword === "argument";
  const what = target === base ? `\`${written}\`: ${why}` : `\`${written}\`: \`${binding.name}\` is immutable here`;
  return {
    at: target.span,
    params: { what },
    labels: isSelf ? [] : [{ span: binding.span, text: "declared here" }],
    notes: isSelf
      ? ["declare the method with `mut self` to change the object"]
      : binding.keyword === "argument"
        ? ["declare the argument as `mut` to change the caller's value, or as `var` to change a copy"]
        : [],
  };
}

/** An attribute behind `__getattr__` and `__setattr__` is read, changed and put back. */
function augmentedDynamicAttribute(
  context: FunctionContext,
  node: Extract<ast.Statement, { kind: "augmented" }>,
  target: Extract<ast.Expression, { kind: "attribute" }>,
  method: string,
): boolean {
  const { result: probe } = context.attempt((fork) => fork.services.expression(fork, target.base));
  if (
    probe.kind !== "runtime" ||
    lookupMember(context.program, probe.type, target.name.text) !== undefined ||
    !hasMethod(context, probe, "__setattr__")
  )
    return false;
  const base = expression(context, target.base);
  if (base.kind !== "runtime") return true;
  const name = stringLiteral(context.program, target.name.text);
  const current = callMethod(context, base, "__getattr__", [name], target.span);
  const value = expression(context, node.value, operandHint(context, current, node.value));
  if (current.kind === "error" || value.kind === "error") return true;
  const right = runtimeValue(context, value, node.value.span);
  const place = runtimeValue(context, current, target.span);
  if (right === undefined || place === undefined) return true;
  const assign = (updated: Value) => void callMethod(context, base, "__setattr__", [name, updated], node.span);
  if (updatePlace(context, node, place.kind === "runtime" ? { ...place, mutable: true } : place, right, method, assign)) assign(place);
  return true;
}

/** The base and the index are evaluated once. */
function augmentedSubscript(
  context: FunctionContext,
  node: Extract<ast.Statement, { kind: "augmented" }>,
  target: Extract<ast.Expression, { kind: "subscript" }>,
  method: string,
): void {
  const access = context.services.subscriptAccess(context, target);
  if (access === undefined) return;
  const current = access.get();
  if (current === undefined) return;
  const value = expression(context, node.value, operandHint(context, current, node.value));
  if (value.kind === "error") return;
  const right = runtimeValue(context, value, node.value.span);
  const place = runtimeValue(context, current, target.span);
  if (right === undefined || place === undefined) return;
  if (place.kind === "runtime" && place.category === "reference" && place.mutable) {
    updatePlace(context, node, place, right, method, (updated) => context.services.assignPlace(context, place, updated, node.span));
    return;
  }
  const changeable = place.kind === "runtime" ? { ...place, mutable: true } : place;
  if (updatePlace(context, node, changeable, right, method, (updated) => access.set(updated))) access.set(place);
}

export { localPlace, read };
