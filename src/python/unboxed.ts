/**
 * Arithmetic on floats without cells: while an expression is computed, and in local variables, a float is a word that says so and
 * a value in a register (`library/std/dynamic/unboxed.mojo`).
 *
 * What is computed does not depend on any of this. Which expressions are lowered so is a guess: those that look like arithmetic on
 * floats, where a pair costs little if they are something else.
 */
import { fieldPlace, localPlace, read } from "../elaborate/builder.ts";
import type { BlockId, LocalId, Operand } from "../mir/mir.ts";
import type { BinaryOperator, Expression, Statement } from "../syntax/ast.ts";
import type { Body, Value } from "./body.ts";
import { lowerSubscript } from "./displays.ts";
import { tryFloat, tryFloats } from "./float-attempts.ts";
import { isNumeric, isOperation } from "./float-guesses.ts";
import { slotOf } from "./layouts.ts";
import type { PythonModule } from "./module.ts";
import type { RuntimeFunction } from "./runtime.ts";
import { lowerExpression, ownedValue, truthOf, wordIn, wordOf } from "./values.ts";

/** A word, or the mark of a float, and the float. */
export type NumberValue = {
  readonly word: Operand;
  readonly value: Operand;
  /** The word has a count, which this local owns. */
  readonly owned?: LocalId;
  /** Keeps the word alive. */
  readonly holder?: LocalId;
};

const operations: Partial<Readonly<Record<BinaryOperator, RuntimeFunction>>> = {
  "+": "add_numbers",
  "-": "subtract_numbers",
  "*": "multiply_numbers",
  "/": "divide_numbers",
};

/** Computes an expression in registers as far as it goes. */
export function lowerNumber(module: PythonModule, body: Body, node: Expression): NumberValue {
  return body.at(node.span, () => {
    if (isOperation(node)) return numberOperation(module, body, node.operator, lowerNumber(module, body, node.left), node.right);
    if (node.kind === "unary" && node.operator === "-" && node.operand.kind !== "integer") {
      const operand = lowerNumber(module, body, node.operand);
      const result = module.runtime.call(body, "negate_number", [operand.word, operand.value]);
      keep(body, operand);
      return resultOf(module, body, result);
    }
    if (node.kind === "name" && !body.classScope?.names.has(node.name)) {
      const variable = body.variables.get(node.name);
      if (variable?.kind === "local" && variable.value !== undefined)
        return variableNumber(module, body, node, variable.local, variable.value);
    }
    if (node.kind === "attribute") {
      const slot = slotOf(module, body, node);
      const base = lowerExpression(module, body, node.base);
      return attributeNumber(module, body, wordOf(base), node, slot);
    }
    if (node.kind === "subscript" && node.arguments.every(({ value }) => value.kind !== "slice")) {
      const base = steady(module, body, lowerExpression(module, body, node.base));
      const at = lowerSubscript(module, body, node.arguments);
      return resultOf(module, body, module.runtime.call(body, "get_number_item", [wordOf(base), wordOf(at)]));
    }
    return numberOf(module, body, lowerExpression(module, body, node));
  });
}

function attributeNumber(
  module: PythonModule,
  body: Body,
  base: Operand,
  node: Extract<Expression, { kind: "attribute" }>,
  slot: readonly Operand[] | undefined,
): NumberValue {
  const operands = [base, module.text(body, node.name.text), module.attributeCache()];
  if (slot !== undefined) return resultOf(module, body, module.runtime.call(body, "get_number_slot", [...slot, ...operands]));
  return resultOf(module, body, module.runtime.call(body, "get_number_attribute", operands));
}

/** `left operator right`; `isInPlace`: of `operator=`. */
export function numberOperation(
  module: PythonModule,
  body: Body,
  operator: BinaryOperator,
  left: NumberValue,
  right: Expression,
  isInPlace = false,
): NumberValue {
  const name = operations[operator] as RuntimeFunction;
  const other = lowerNumber(module, body, right);
  const operands = [left.word, left.value, other.word, other.value];
  const result = module.runtime.call(body, (isInPlace ? `${name}_in_place` : name) as RuntimeFunction, operands);
  keep(body, left);
  keep(body, other);
  return resultOf(module, body, result);
}

/** Until here. */
export function keep({ builder }: Body, { holder }: NumberValue): void {
  if (holder !== undefined) builder.emit({ kind: "keep-alive", place: localPlace(holder), span: builder.span });
}

function resultOf(module: PythonModule, body: Body, number: LocalId): NumberValue {
  const owned = module.runtime.owned(body, read(fieldPlace(localPlace(number), 0)));
  return { word: wordIn(owned), value: valueOf(module, body, number), owned };
}

function valueOf(module: PythonModule, body: Body, number: LocalId): Operand {
  const value = body.builder.newLocal(module.runtime.float, { unmanaged: true });
  body.builder.assign(localPlace(value), { kind: "use", operand: read(fieldPlace(localPlace(number), 1)) });
  return read(localPlace(value));
}

/** Looks into the cell of a float. */
export function numberOf(module: PythonModule, body: Body, value: Value): NumberValue {
  const number = module.runtime.call(body, "unboxed", [wordOf(value)]);
  const word = body.builder.newLocal(module.runtime.word, { unmanaged: true });
  body.builder.assign(localPlace(word), { kind: "use", operand: read(fieldPlace(localPlace(number), 0)) });
  return { word: read(localPlace(word)), value: valueOf(module, body, number), holder: value.kind === "word" ? undefined : value.local };
}

/** A variable with a value beside it, as it is now. */
function variableNumber(
  module: PythonModule,
  body: Body,
  node: Extract<Expression, { kind: "name" }>,
  local: LocalId,
  value: LocalId,
): NumberValue {
  const { runtime } = module;
  if (!body.assigned.has(node.name) || body.deleted.has(node.name))
    runtime.call(body, "check_bound", [wordIn(local), module.text(body, node.name)]);
  return resultOf(module, body, runtime.call(body, "variable_number", [wordIn(local), read(localPlace(value))]));
}

/** Leaves for one of two blocks by a comparison (0 to 5: `<`, `<=`, `>`, `>=`, `==`, `!=`). */
export function compareNumbers(
  module: PythonModule,
  body: Body,
  operands: readonly [Expression, Expression],
  which: number,
  yes: BlockId,
  no: BlockId,
): void {
  const { runtime } = module;
  const use = (left: Operand, right: Operand): void =>
    body.builder.branch(truthOf(runtime.call(body, "float_order", [left, right, runtime.int(which)])), yes, no);
  const general = (): void => body.builder.branch(truthOf(callComparison(module, body, "compare_numbers", operands, which)), yes, no);
  tryFloats(module, body, operands, use, general);
}

/** A comparison as a value. */
export function comparedNumbers(module: PythonModule, body: Body, operands: readonly [Expression, Expression], which: number): LocalId {
  return module.runtime.owned(body, read(localPlace(callComparison(module, body, "compared_numbers", operands, which))));
}

function callComparison(
  module: PythonModule,
  body: Body,
  name: "compare_numbers" | "compared_numbers",
  [left, right]: readonly [Expression, Expression],
  which: number,
): LocalId {
  const [a, b] = [lowerNumber(module, body, left), lowerNumber(module, body, right)];
  const result = module.runtime.call(body, name, [a.word, a.value, b.word, b.value, module.runtime.int(which)]);
  keep(body, a);
  keep(body, b);
  return result;
}

/** A float in a register, which is known to be one. */
function certain(module: PythonModule, value: Operand): NumberValue {
  return { word: module.runtime.constant(26n), value };
}

function small(module: PythonModule, word: Operand): NumberValue {
  return { word, value: module.floatConstant(0) };
}

/** Computes an expression and uses what it gives, in two ways. */
function withNumber(
  module: PythonModule,
  body: Body,
  node: Expression,
  use: (number: NumberValue) => void,
  general = (): NumberValue => lowerNumber(module, body, node),
): void {
  tryFloat(module, body, node, { float: (value) => use(certain(module, value)), small: (word) => use(small(module, word)) }, () =>
    use(general()),
  );
}

/** One word for what an expression gives, with a count. */
export function boxedNumber(module: PythonModule, body: Body, node: Expression): LocalId {
  const result = body.builder.newLocal(module.runtime.object);
  withNumber(module, body, node, (number) => body.builder.move(localPlace(result), localPlace(boxNumber(module, body, number))));
  return result;
}

function boxNumber(module: PythonModule, body: Body, number: NumberValue): LocalId {
  const { runtime } = module;
  if (number.owned !== undefined) return runtime.value(body, "boxed", [runtime.given(body, number.owned), number.value]);
  const result = runtime.value(body, "boxed_word", [number.word, number.value]);
  keep(body, number);
  return result;
}

/** A variable with a float beside its word. */
export type NumberVariable = { readonly local: LocalId; readonly value: LocalId };

/** The variable of a function with a name, if it is one that may hold a float in a register. */
export function numberVariable(body: Body, name: string): NumberVariable | undefined {
  const variable = body.classScope === undefined ? body.variables.get(name) : undefined;
  return variable?.kind === "local" && variable.value !== undefined ? { local: variable.local, value: variable.value } : undefined;
}

export function assignNumber(module: PythonModule, body: Body, name: string, variable: NumberVariable, number: NumberValue): void {
  const { builder } = body;
  const word = number.owned ?? module.runtime.value(body, "counted", [number.word]);
  keep(body, number);
  builder.assign(localPlace(variable.value), { kind: "use", operand: number.value });
  builder.move(localPlace(variable.local), localPlace(word));
  body.assigned.add(name);
}

/** Makes a variable one word again, for those that read it as any other. */
export function settle(module: PythonModule, body: Body, variable: NumberVariable): void {
  const { builder } = body;
  const { runtime } = module;
  const [boxing, done] = [builder.newBlock(), builder.newBlock()];
  const isUnboxed = runtime.call(body, "is_unboxed", [wordIn(variable.local)]);
  builder.branch(truthOf(isUnboxed), boxing, done);
  builder.startBlock(boxing);
  const cell = runtime.value(body, "boxed_word", [wordIn(variable.local), read(localPlace(variable.value))]);
  builder.move(localPlace(variable.local), localPlace(cell));
  builder.goto(done);
  builder.startBlock(done);
}

/** Assigns what looks like a float, where that saves its cell. False: the target is another one. */
export function assignFloat(module: PythonModule, body: Body, target: Expression, node: Expression): boolean {
  const { runtime } = module;
  if (target.kind === "name") {
    const variable = numberVariable(body, target.name);
    if (variable === undefined) return false;
    withNumber(module, body, node, (number) => assignNumber(module, body, target.name, variable, number));
    return true;
  }
  if (target.kind === "attribute") {
    withNumber(module, body, node, (number) => {
      const base = lowerExpression(module, body, target.base);
      storeAttribute(module, body, target, wordOf(base), number);
    });
    return true;
  }
  if (target.kind !== "subscript") return false;
  withNumber(module, body, node, (number) => {
    const base = lowerExpression(module, body, target.base);
    const at = lowerSubscript(module, body, target.arguments);
    runtime.call(body, "set_number_item", [wordOf(base), wordOf(at), number.word, number.value]);
    keep(body, number);
  });
  return true;
}

/** A value that stays as it is while other expressions are evaluated. */
function steady(module: PythonModule, body: Body, value: Value): Value {
  return value.kind === "variable" ? { kind: "owned", local: ownedValue(module, body, value) } : value;
}

function storeAttribute(
  module: PythonModule,
  body: Body,
  target: Extract<Expression, { kind: "attribute" }>,
  base: Operand,
  result: NumberValue,
): void {
  const slot = slotOf(module, body, target);
  const operands = [base, module.text(body, target.name.text), result.word, result.value, module.attributeCache()];
  if (slot === undefined) module.runtime.call(body, "set_number_attribute", operands);
  else module.runtime.call(body, "set_number_slot", [...slot, ...operands]);
  keep(body, result);
}

/** `target operator= value` on what looks like a float. False: it does not. */
export function augmentFloat(module: PythonModule, body: Body, statement: Extract<Statement, { kind: "augmented" }>): boolean {
  const { target, operator, value } = statement;
  const { runtime } = module;
  if (operations[operator] === undefined) return false;
  const whole: Expression = { kind: "binary", operator, left: target, right: value, span: statement.span } as Expression;
  if (target.kind === "name") {
    const variable = numberVariable(body, target.name);
    if (variable === undefined) return false;
    const general = (): NumberValue => numberOperation(module, body, operator, lowerNumber(module, body, target), value, true);
    withNumber(module, body, whole, (number) => assignNumber(module, body, target.name, variable, number), general);
    return true;
  }
  if (operator !== "/" && !isNumeric(body, value) && !isNumeric(body, target)) return false;
  if (target.kind === "attribute") {
    const general = (): void => {
      const base = steady(module, body, lowerExpression(module, body, target.base));
      const old = attributeNumber(module, body, wordOf(base), target, slotOf(module, body, target));
      storeAttribute(module, body, target, wordOf(base), numberOperation(module, body, operator, old, value, true));
    };
    const use = (number: NumberValue): void => {
      const base = lowerExpression(module, body, target.base);
      storeAttribute(module, body, target, wordOf(base), number);
    };
    tryFloat(module, body, whole, { float: (value) => use(certain(module, value)), small: (word) => use(small(module, word)) }, general);
    return true;
  }
  if (target.kind !== "subscript") return false;
  const general = (): void => {
    const base = steady(module, body, lowerExpression(module, body, target.base));
    const at = steady(module, body, lowerSubscript(module, body, target.arguments));
    const old = resultOf(module, body, runtime.call(body, "get_number_item", [wordOf(base), wordOf(at)]));
    const result = numberOperation(module, body, operator, old, value, true);
    runtime.call(body, "set_number_item", [wordOf(base), wordOf(at), result.word, result.value]);
    keep(body, result);
  };
  const use = (number: NumberValue): void => {
    const base = lowerExpression(module, body, target.base);
    const at = lowerSubscript(module, body, target.arguments);
    runtime.call(body, "set_number_item", [wordOf(base), wordOf(at), number.word, number.value]);
  };
  tryFloat(module, body, whole, { float: (value) => use(certain(module, value)), small: (word) => use(small(module, word)) }, general);
  return true;
}
