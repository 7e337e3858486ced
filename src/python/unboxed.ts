/**
 * Arithmetic on floats without cells: while an expression is computed, and in local variables, a float is a word that says so and
 * a value in a register (`library/std/dynamic/unboxed.mojo`).
 *
 * What is computed does not depend on any of this. Which expressions are lowered so is a guess: those that look like arithmetic on
 * floats, where a pair costs little if they are something else.
 */
import { fieldPlace, localPlace, read } from "../elaborate/builder.ts";
import type { LocalId, Operand } from "../mir/mir.ts";
import type { BinaryOperator, Expression, Statement } from "../syntax/ast.ts";
import type { Body, Value } from "./body.ts";
import { lowerSubscript } from "./displays.ts";
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

type Binary = Extract<Expression, { kind: "binary" }>;

function isOperation(node: Expression): node is Binary {
  return node.kind === "binary" && operations[node.operator] !== undefined;
}

/** Whether an expression is worth computing in registers. */
export function looksFloat(node: Expression, floats: ReadonlySet<string>): boolean {
  switch (node.kind) {
    case "float":
      return true;
    case "name":
      return floats.has(node.name);
    case "unary":
      return node.operator === "-" && looksFloat(node.operand, floats);
    case "binary":
      if (!isOperation(node)) return false;
      if (node.operator === "/") return true;
      if (looksFloat(node.left, floats) || looksFloat(node.right, floats)) return true;
      return node.operator !== "+" && mayBeFloat(node.left) && mayBeFloat(node.right);
    default:
      return false;
  }
}

/** Not a literal of something else, and nothing that is computed from one. */
function mayBeFloat(node: Expression): boolean {
  if (node.kind === "attribute" || node.kind === "subscript") return true;
  return node.kind === "binary" && isOperation(node) && mayBeFloat(node.left) && mayBeFloat(node.right);
}

/** Local variables of a function that may hold floats in registers: what is assigned to them looks like it. */
export function floatNames(statements: readonly Statement[]): ReadonlySet<string> {
  const names = new Set<string>();
  let before = -1;
  while (names.size !== before) {
    before = names.size;
    eachAssignment(statements, (name, value) => {
      if (looksFloat(value, names)) names.add(name);
    });
  }
  return names;
}

function eachAssignment(node: unknown, action: (name: string, value: Expression) => void): void {
  if (Array.isArray(node)) return node.forEach((item) => eachAssignment(item, action));
  if (node === null || typeof node !== "object") return;
  const statement = node as Statement;
  if (statement.kind === "assign") {
    for (const target of statement.targets) if (target.kind === "name") action(target.name, statement.value);
  } else if (statement.kind === "augmented" && statement.target.kind === "name") {
    if (statement.operator === "/") action(statement.target.name, { ...statement.value, kind: "float" } as Expression);
    else action(statement.target.name, statement.value);
  } else if (statement.kind !== "function" && statement.kind !== "class")
    for (const key of ["body", "orElse", "finally", "handlers", "cases"]) eachAssignment((node as Record<string, unknown>)[key], action);
}

export function isNumeric(body: Body, node: Expression): boolean {
  return looksFloat(node, body.floats);
}

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
      const base = lowerExpression(module, body, node.base);
      return attributeNumber(module, body, wordOf(base), node);
    }
    if (node.kind === "subscript" && node.arguments.every(({ value }) => value.kind !== "slice")) {
      const base = steady(module, body, lowerExpression(module, body, node.base));
      const at = lowerSubscript(module, body, node.arguments);
      return resultOf(module, body, module.runtime.call(body, "get_number_item", [wordOf(base), wordOf(at)]));
    }
    return numberOf(module, body, lowerExpression(module, body, node));
  });
}

function attributeNumber(module: PythonModule, body: Body, base: Operand, node: Extract<Expression, { kind: "attribute" }>): NumberValue {
  const operands = [base, module.text(body, node.name.text), module.attributeCache()];
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

/** Calls a comparison with its operands in registers (0 to 5: `<`, `<=`, `>`, `>=`, `==`, `!=`); its result. */
export function compareNumbers(
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

/** One word for a number, with a count. */
export function boxNumber(module: PythonModule, body: Body, number: NumberValue): LocalId {
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
export function assignFloat(module: PythonModule, body: Body, target: Expression, number: () => NumberValue): boolean {
  const { runtime } = module;
  if (target.kind === "name") {
    const variable = numberVariable(body, target.name);
    if (variable === undefined) return false;
    assignNumber(module, body, target.name, variable, number());
    return true;
  }
  if (target.kind === "attribute") {
    const result = number();
    const base = lowerExpression(module, body, target.base);
    storeAttribute(module, body, target, wordOf(base), result);
    return true;
  }
  if (target.kind !== "subscript") return false;
  const result = number();
  const base = lowerExpression(module, body, target.base);
  const at = lowerSubscript(module, body, target.arguments);
  runtime.call(body, "set_number_item", [wordOf(base), wordOf(at), result.word, result.value]);
  keep(body, result);
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
  const name = module.text(body, target.name.text);
  module.runtime.call(body, "set_number_attribute", [base, name, result.word, result.value, module.attributeCache()]);
  keep(body, result);
}

/** `target operator= value` on what looks like a float. False: it does not. */
export function augmentFloat(module: PythonModule, body: Body, statement: Extract<Statement, { kind: "augmented" }>): boolean {
  const { target, operator, value } = statement;
  const { runtime } = module;
  if (operations[operator] === undefined) return false;
  if (target.kind === "name") {
    const variable = numberVariable(body, target.name);
    if (variable === undefined) return false;
    const old = lowerNumber(module, body, target);
    assignNumber(module, body, target.name, variable, numberOperation(module, body, operator, old, value, true));
    return true;
  }
  if (operator !== "/" && !isNumeric(body, value)) return false;
  if (target.kind === "attribute") {
    const base = steady(module, body, lowerExpression(module, body, target.base));
    const old = attributeNumber(module, body, wordOf(base), target);
    const result = numberOperation(module, body, operator, old, value, true);
    storeAttribute(module, body, target, wordOf(base), result);
    return true;
  }
  if (target.kind !== "subscript") return false;
  const base = steady(module, body, lowerExpression(module, body, target.base));
  const at = steady(module, body, lowerSubscript(module, body, target.arguments));
  const old = resultOf(module, body, runtime.call(body, "get_number_item", [wordOf(base), wordOf(at)]));
  const result = numberOperation(module, body, operator, old, value, true);
  runtime.call(body, "set_number_item", [wordOf(base), wordOf(at), result.word, result.value]);
  keep(body, result);
  return true;
}
