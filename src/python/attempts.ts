/**
 * Attempts: what consists of names, attributes, elements of lists and arithmetic is first tried on small integers, where it needs no count and no
 * call and has no effect (`library/std/dynamic/attempts.mojo`). What fails begins again by the general way.
 *
 * What is computed does not depend on any of this. The general way behind an attempt is rare: it is lowered without anything inline (`body.isRare`).
 */
import { fieldPlace, localPlace, read } from "../elaborate/builder.ts";
import type { BlockId, LocalId, Operand } from "../mir/mir.ts";
import type { BinaryOperator, CompareOperator, Expression } from "../syntax/ast.ts";
import type { Body } from "./body.ts";
import { builtins } from "./builtins.ts";
import { isNumeric } from "./float-guesses.ts";
import { wholeConstant } from "./folding.ts";
import { findSlots, slotOf } from "./layouts.ts";
import type { PythonModule } from "./module.ts";
import type { RuntimeFunction } from "./runtime.ts";
import { truthOf, wordIn } from "./values.ts";

/** A borrowed word. */
type Tried = { readonly word: Operand; readonly isSmall: boolean };

const operations: Partial<Readonly<Record<BinaryOperator, RuntimeFunction>>> = {
  "+": "try_add",
  "-": "try_subtract",
  "*": "try_multiply",
  "//": "try_floor_divide",
  "%": "try_modulo",
  "&": "try_and",
  "|": "try_or",
  "^": "try_xor",
  "<<": "try_shift_left",
  ">>": "try_shift_right",
};

const functions: Readonly<Record<string, RuntimeFunction>> = { abs: "try_absolute", len: "try_length" };

const richComparisons: readonly CompareOperator[] = ["<", "<=", ">", ">=", "==", "!="];

const greatestSmall = (1n << 62n) - 1n;

/** Whether an expression can be tried: it has no effects, and its parts lie somewhere. */
export function canTry(module: PythonModule, body: Body, node: Expression, asIntegers = false): boolean {
  const whole = wholeConstant(node);
  if (whole !== undefined) return whole <= greatestSmall && whole >= ~greatestSmall;
  switch (node.kind) {
    case "name": {
      if (body.classScope !== undefined) return false;
      const variable = body.variables.get(node.name);
      // What others can change is not looked at while threads run at once.
      if (module.isParallel && (variable === undefined || variable.kind === "box")) return false;
      if (variable === undefined) return module.info.isCode !== true && module.isGlobal(node.name);
      return variable.kind !== "local" || variable.value === undefined;
    }
    case "attribute":
      return canTry(module, body, node.base);
    case "subscript": {
      const index = indexOf(node);
      return index !== undefined && canTry(module, body, index, asIntegers) && canTry(module, body, node.base);
    }
    default:
      return computes(module, body, node, asIntegers);
  }
}

/** Whether an expression can be tried and computes something; `asIntegers`: even if it looks like arithmetic on floats. */
export function computes(module: PythonModule, body: Body, node: Expression, asIntegers = false): boolean {
  if (body.isRare || wholeConstant(node) !== undefined) return false;
  switch (node.kind) {
    case "unary":
      return node.operator === "-" && (asIntegers || !isNumeric(body, node)) && canTry(module, body, node.operand, asIntegers);
    case "binary":
      if (operations[node.operator] === undefined || (!asIntegers && isNumeric(body, node))) return false;
      return canTry(module, body, node.left, asIntegers) && canTry(module, body, node.right, asIntegers);
    case "call":
      return functionOf(module, body, node) !== undefined;
    default:
      return false;
  }
}

/** What a subscript asks for, if that is one thing and no slice. */
function indexOf(node: Extract<Expression, { kind: "subscript" }>): Expression | undefined {
  const [only, another] = node.arguments;
  if (only === undefined || another !== undefined || only.stars > 0 || only.keyword !== undefined) return undefined;
  return only.value.kind === "slice" ? undefined : only.value;
}

/** Of a call of a built-in function that can be tried. */
function functionOf(module: PythonModule, body: Body, node: Extract<Expression, { kind: "call" }>): RuntimeFunction | undefined {
  const { callee } = node;
  const [only, another] = node.arguments;
  if (callee.kind !== "name" || only === undefined || another !== undefined || only.stars > 0 || only.keyword !== undefined)
    return undefined;
  const { name } = callee;
  if (builtins[name] === undefined || body.variables.has(name) || !module.isBuiltin(name) || body.classScope !== undefined)
    return undefined;
  return Object.hasOwn(functions, name) && canTry(module, body, only.value) ? functions[name] : undefined;
}

// Trying

/** Ends a look at variables: what was found in them has been used. */
export function endLook(body: Body, from = 0): void {
  const { builder, looked } = body;
  for (const local of new Set(looked.slice(from))) builder.emit({ kind: "keep-alive", place: localPlace(local), span: builder.span });
  looked.length = from;
}

/** Evaluates what `canTry`. */
export function look(module: PythonModule, body: Body, node: Expression, otherwise: BlockId): Tried {
  const { runtime } = module;
  const whole = wholeConstant(node);
  if (whole !== undefined) return { word: module.integer(body, whole), isSmall: true };
  const looked = (name: RuntimeFunction, operands: readonly Operand[]): Tried => ({
    word: read(localPlace(runtime.call(body, name, operands))),
    isSmall: false,
  });
  switch (node.kind) {
    case "name": {
      const variable = body.variables.get(node.name);
      if (variable === undefined) return looked("look_at_variable", [module.global(node.name)]);
      if (variable.kind === "argument") return { word: read(localPlace(variable.local)), isSmall: false };
      body.looked.push(variable.local);
      const word = wordIn(variable.local);
      return variable.kind === "box" ? looked("look_in_box", [word]) : { word, isSmall: false };
    }
    case "attribute": {
      const slot = slotOf(module, body, node);
      if (slot !== undefined) {
        lookAtOwner(body, node);
        return looked("look_at_slot", slot);
      }
      const base = look(module, body, node.base, otherwise);
      const isClass = node.base.kind === "name" && !body.variables.has(node.base.name) && module.definitions.isClass(node.base.name);
      return looked(isClass ? "look_at_class_attribute" : "look_at_attribute", [base.word, module.attributeCacheOf(node, "get")]);
    }
    case "subscript": {
      const base = look(module, body, node.base, otherwise);
      const at = indexOf(node) as Expression;
      const index = look(module, body, at, otherwise);
      return looked((wholeConstant(at) ?? 0n) < 0n ? "look_at_item_from_end" : "look_at_item", [base.word, index.word]);
    }
    case "unary":
      return attempted(module, body, "try_negate", [look(module, body, node.operand, otherwise).word], otherwise);
    case "binary": {
      const left = look(module, body, node.left, otherwise);
      const right = look(module, body, node.right, otherwise);
      return attempted(module, body, operations[node.operator] as RuntimeFunction, [left.word, right.word], otherwise);
    }
    case "call": {
      const name = functionOf(module, body, node) as RuntimeFunction;
      const [only] = node.arguments;
      return attempted(module, body, name, [look(module, body, only?.value as Expression, otherwise).word], otherwise);
    }
    default:
      return { word: runtime.constant(14n), isSmall: false };
  }
}

/** The variable whose slots are used. */
function lookAtOwner(body: Body, node: Extract<Expression, { kind: "attribute" }>): void {
  const variable = node.base.kind === "name" ? body.variables.get(node.base.name) : undefined;
  if (variable?.kind === "local") body.looked.push(variable.local);
}

function attempted(module: PythonModule, body: Body, name: RuntimeFunction, operands: readonly Operand[], otherwise: BlockId): Tried {
  const { builder } = body;
  const attempt = module.runtime.call(body, name, operands);
  const next = builder.newBlock();
  builder.branch(read(fieldPlace(fieldPlace(localPlace(attempt), 1), 0)), next, otherwise, true);
  builder.startBlock(next);
  const word = builder.newLocal(module.runtime.word, { unmanaged: true });
  builder.assign(localPlace(word), { kind: "use", operand: read(fieldPlace(localPlace(attempt), 0)) });
  return { word: read(localPlace(word)), isSmall: true };
}

function check(module: PythonModule, body: Body, name: RuntimeFunction, operands: readonly Operand[], otherwise: BlockId): void {
  const { builder } = body;
  const next = builder.newBlock();
  builder.branch(truthOf(module.runtime.call(body, name, operands)), next, otherwise, true);
  builder.startBlock(next);
}

/** Lowers the general way, where attempts that failed begin again. */
export function otherwiseLower<Result>(body: Body, otherwise: BlockId, action: () => Result): Result {
  const { isRare } = body;
  body.builder.startBlock(otherwise);
  body.isRare = true;
  const result = action();
  body.isRare = isRare;
  return result;
}

// Expressions

/** The value of an expression that `computes`, or of an element. */
export function tryValue(module: PythonModule, body: Body, node: Expression, general: () => LocalId): LocalId {
  const { builder } = body;
  const { runtime } = module;
  const [otherwise, end] = [builder.newBlock(), builder.newBlock()];
  const result = builder.newLocal(runtime.object);
  const { word, isSmall } = look(module, body, node, otherwise);
  if (!isSmall) check(module, body, "is_there", [word], otherwise);
  runtime.fill(body, localPlace(result), isSmall ? word : read(localPlace(runtime.call(body, "counted", [word]))));
  endLook(body);
  builder.goto(end);
  otherwiseLower(body, otherwise, () => builder.move(localPlace(result), localPlace(general())));
  builder.goto(end);
  builder.startBlock(end);
  return result;
}

/** Whether a subscript can be tried, as a value. */
export function looksLikeItem(module: PythonModule, body: Body, node: Expression): boolean {
  return !body.isRare && node.kind === "subscript" && canTry(module, body, node);
}

/** Leaves for one of two blocks, or for a third if the general way has to decide. False: there is nothing to try. */
export function tryCondition(module: PythonModule, body: Body, node: Expression, yes: BlockId, no: BlockId, general: () => void): boolean {
  const { builder } = body;
  const { runtime } = module;
  if (body.isRare) return false;
  let question: { readonly name: RuntimeFunction; readonly operands: readonly Expression[]; readonly more: readonly Operand[] };
  let isNegated = false;
  if (node.kind === "compare") {
    const [operator, another] = node.operators as [CompareOperator, CompareOperator?];
    if (another !== undefined || node.operands.some((operand) => isNumeric(body, operand))) return false;
    const which = richComparisons.indexOf(operator);
    const isIdentity = operator === "is" || operator === "is not";
    if (which < 0 && !isIdentity) return false;
    if (which >= 0 && which < 4 && node.operands.some(({ kind }) => kind === "string")) return false;
    if (!isIdentity && node.operands.every((operand) => wholeConstant(operand) !== undefined)) return false;
    isNegated = operator === "is not";
    question = { name: isIdentity ? "try_is" : "try_compare", operands: node.operands, more: isIdentity ? [] : [runtime.int(which)] };
  } else question = { name: "try_truth", operands: [node], more: [] };
  const isConstant = (operand: Expression): boolean => node.kind === "compare" && constantOf(operand) !== undefined;
  if (!question.operands.every((operand) => isConstant(operand) || canTry(module, body, operand))) return false;
  const otherwise = builder.newBlock();
  const words = question.operands.map((operand) => {
    const constant = isConstant(operand) ? constantOf(operand) : undefined;
    if (constant === undefined) return look(module, body, operand, otherwise).word;
    return typeof constant === "string" ? module.text(body, constant) : runtime.constant(constant);
  });
  const isText = question.name === "try_compare" && question.operands.some(({ kind }) => kind === "string");
  if (isText && question.operands[0]?.kind === "string") words.reverse();
  const answer = runtime.call(body, isText ? "try_compare_text" : question.name, [...words, ...question.more]);
  endLook(body);
  const known = builder.newBlock();
  builder.branch(read(fieldPlace(fieldPlace(localPlace(answer), 1), 0)), known, otherwise, true);
  builder.startBlock(known);
  builder.branch(read(fieldPlace(fieldPlace(localPlace(answer), 0), 0)), isNegated ? no : yes, isNegated ? yes : no);
  otherwiseLower(body, otherwise, general);
  return true;
}

/** Leaves for one of two blocks by the truth of what can be tried, and gives its word; `endLook` is to follow where that is used. */
export function tryLogical(module: PythonModule, body: Body, node: Expression, yes: BlockId, no: BlockId, general: () => void): Operand {
  const { builder } = body;
  const otherwise = builder.newBlock();
  const { word } = look(module, body, node, otherwise);
  const answer = module.runtime.call(body, "try_truth", [word]);
  const known = builder.newBlock();
  builder.branch(read(fieldPlace(fieldPlace(localPlace(answer), 1), 0)), known, otherwise, true);
  builder.startBlock(known);
  builder.branch(read(fieldPlace(fieldPlace(localPlace(answer), 0), 0)), yes, no);
  otherwiseLower(body, otherwise, general);
  return word;
}

function constantOf(node: Expression): bigint | string | undefined {
  return node.kind === "string" ? node.value : singleOf(node);
}

/** The bits of `None`, `False` and `True`. */
function singleOf(node: Expression): bigint | undefined {
  if (node.kind === "none") return 2n;
  return node.kind === "boolean" ? (node.value ? 10n : 6n) : undefined;
}

// Statements

/** `target = value` of what computes, and `target operator= value`. False: there is nothing to try. */
export function tryAssignment(
  module: PythonModule,
  body: Body,
  target: Expression,
  operator: BinaryOperator | undefined,
  value: Expression,
  general: () => void,
): boolean {
  const { builder } = body;
  const { runtime } = module;
  if (body.isRare || body.classScope !== undefined) return false;
  const operation = operator === undefined ? undefined : operations[operator];
  const constant = operator === undefined ? singleOf(value) : undefined;
  if (constant === undefined && !canTry(module, body, value)) return false;
  if (operator !== undefined && operation === undefined) return false;
  const variable = target.kind === "name" ? body.variables.get(target.name) : undefined;
  if (target.kind === "name") {
    if (operator === undefined || variable?.kind !== "local" || !canTry(module, body, target)) return false;
    if (body.deleted.has(target.name)) return false;
  } else if ((target.kind !== "attribute" && target.kind !== "subscript") || !canTry(module, body, target)) return false;
  if (target.kind === "attribute" && body.displayName === "__init__" && body.frames.length === 0 && operator === undefined) return false;
  const [otherwise, end] = [builder.newBlock(), builder.newBlock()];
  const isNoCell = constant !== undefined || operation !== undefined || wholeConstant(value) !== undefined || computes(module, body, value);
  const put = (where: "slot" | "attribute" | "item"): RuntimeFunction => `try_${isNoCell ? "put" : "share"}_in_${where}`;
  const changed = (old: Operand): Operand => {
    if (constant !== undefined) return runtime.constant(constant);
    const { word, isSmall } = look(module, body, value, otherwise);
    if (operation !== undefined) return attempted(module, body, operation, [old, word], otherwise).word;
    if (!isSmall) check(module, body, "is_there", [word], otherwise);
    return word;
  };
  if (variable?.kind === "local") {
    const result = changed(wordIn(variable.local));
    builder.move(localPlace(variable.local), localPlace(runtime.owned(body, result)));
    if (variable.slots !== undefined) findSlots(module, body, variable.slots, undefined);
  } else if (target.kind === "attribute") {
    const slot = slotOf(module, body, target);
    if (slot !== undefined) lookAtOwner(body, target);
    if (slot !== undefined && operation !== undefined) {
      const result = changed(read(localPlace(runtime.call(body, "look_at_slot", slot))));
      runtime.call(body, "store_small", [...slot, result]);
    } else if (slot !== undefined) check(module, body, put("slot"), [...slot, changed(runtime.constant(14n))], otherwise);
    else {
      const base = look(module, body, target.base, otherwise).word;
      const cache = module.attributeCacheOf(target, "set");
      const old =
        operation === undefined ? runtime.constant(14n) : read(localPlace(runtime.call(body, "look_at_attribute", [base, cache])));
      check(module, body, put("attribute"), [base, changed(old), cache], otherwise);
    }
  } else if (target.kind === "subscript") {
    const base = look(module, body, target.base, otherwise).word;
    const index = look(module, body, indexOf(target) as Expression, otherwise).word;
    const old = operation === undefined ? runtime.constant(14n) : read(localPlace(runtime.call(body, "look_at_item", [base, index])));
    check(module, body, put("item"), [base, index, changed(old)], otherwise);
  }
  endLook(body);
  builder.goto(end);
  otherwiseLower(body, otherwise, general);
  builder.goto(end);
  builder.startBlock(end);
  if (variable?.kind === "local" && target.kind === "name") body.assigned.add(target.name);
  return true;
}
