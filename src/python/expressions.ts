/**
 * Expressions of Python: each gives a value, with a count of its own or kept alive by a variable.
 */
import { constantOperand, fieldPlace, localPlace, read } from "../elaborate/builder.ts";
import type { BlockId, LocalId, Operand } from "../mir/mir.ts";
import type { BinaryOperator, CallArgument, CompareOperator, Expression } from "../syntax/ast.ts";
import { awaited } from "./async.ts";
import { canTry, computes, endLook, looksLikeItem, tryCondition, tryLogical, tryValue } from "./attempts.ts";
import type { Body, ClassScope, Value } from "./body.ts";
import { builtins, nativeBuiltins, runtimeBuiltins } from "./builtins.ts";
import { generalCall } from "./calls.ts";
import { isOwnSuper, ownSuper } from "./classes.ts";
import { isNumeric } from "./float-guesses.ts";
import { wholeConstant } from "./folding.ts";
import { isQuick } from "./generator-expressions.ts";
import { directCall, directConstruction, directMethodCall, ownClass } from "./direct-calls.ts";
import { lambdaValue } from "./functions.ts";
import { lowerAnyOrAll, lowerComprehension, lowerGenerator } from "./comprehensions.ts";
import { lowerDisplay, lowerSlice, lowerSubscript, onlySlice, partsOfSlice } from "./displays.ts";
import { slotOf } from "./layouts.ts";
import type { PythonModule } from "./module.ts";
import { isLiteral, isQuiet, peek } from "./peeking.ts";
import type { RuntimeFunction } from "./runtime.ts";
import { boxedNumber, compareNumbers, comparedNumbers, settle } from "./unboxed.ts";
import { globalsOf, ownedValue, truthOf, wordOf } from "./values.ts";
import { asksForVariables, imaginary, inScope, isEvaluation, markEvaluation, variablesValue } from "./variables.ts";
import { lowerYield } from "./yields.ts";
import { lowerFormatted } from "./formatted.ts";

const none = 2n;
const falseBits = 6n;
const trueBits = 10n;
const ellipsisBits = 22n;

export function lowerExpression(module: PythonModule, body: Body, node: Expression): Value {
  return body.at(node.span, () => dispatch(module, body, node));
}

function owned(local: LocalId): Value {
  return { kind: "owned", local };
}

function word(operand: Operand): Value {
  return { kind: "word", word: operand };
}

function dispatch(module: PythonModule, body: Body, node: Expression): Value {
  const { runtime } = module;
  const whole = wholeConstant(node);
  if (whole !== undefined) return word(module.integer(body, whole));
  const lower = (inner: Expression): Value => lowerExpression(module, body, inner);
  if (computes(module, body, node) || looksLikeItem(module, body, node))
    return owned(tryValue(module, body, node, () => ownedValue(module, body, lower(node))));
  switch (node.kind) {
    case "none":
      return word(runtime.constant(none));
    case "boolean":
      return word(runtime.constant(node.value ? trueBits : falseBits));
    case "float":
      return word(module.number(body, node.value));
    case "string":
      return word(module.text(body, node.value));
    case "formatted":
      return owned(lowerFormatted(module, body, node.parts, (inner) => wordOf(lower(inner))));
    case "bytes":
      return word(module.bytes(body, node.value));
    case "name":
      return lowerName(module, body, node);
    case "unary":
      if (node.operator === "not") return choice(module, body, node);
      if (node.operator !== "-")
        return owned(runtime.value(body, node.operator === "~" ? "invert" : "positive", [wordOf(lower(node.operand))]));
      return owned(runtime.value(body, "negate", [wordOf(lower(node.operand))]));
    case "binary":
      if (isNumeric(body, node)) return owned(boxedNumber(module, body, node));
      module.explanation?.count("operators");
      return owned(operation(module, body, node.operator, node.left, node.right, node.span));
    case "logical":
      return logical(module, body, node);
    case "compare":
      return compared(module, body, node) ?? choice(module, body, node);
    case "walrus":
      return walrus(module, body, node);
    case "conditional":
      return conditional(module, body, node);
    case "call":
      return owned(call(module, body, node));
    case "attribute": {
      module.explanation?.count("attributes");
      const slot = slotOf(module, body, node);
      const base = peek(module, body, node.base);
      const operands = [base.word, module.text(body, node.name.text), module.attributeCacheOf(node, "get")];
      const result =
        slot === undefined ? runtime.value(body, "get_attribute", operands) : runtime.value(body, "get_slot", [...slot, ...operands]);
      base.end();
      return owned(result);
    }
    case "subscript": {
      if (node.base.kind === "attribute" && node.arguments.length === 1 && node.arguments.every(({ value }) => isQuiet(body, value))) {
        const list = peek(module, body, node.base);
        const result = runtime.value(body, "get_item", [list.word, wordOf(lowerSubscript(module, body, node.arguments))]);
        list.end();
        return owned(result);
      }
      const base = stable(module, body, lower(node.base), node.arguments as never);
      const slice = onlySlice(node.arguments);
      if (slice !== undefined) return owned(runtime.value(body, "get_slice", [wordOf(base), ...partsOfSlice(module, body, slice)]));
      const at = lowerSubscript(module, body, node.arguments);
      return owned(runtime.value(body, "get_item", [wordOf(base), wordOf(at)]));
    }
    case "slice":
      return owned(lowerSlice(module, body, node));
    case "list":
    case "tuple":
    case "set":
    case "dictionary":
      return owned(lowerDisplay(module, body, node));
    case "comprehension":
      return node.form === "generator" ? owned(lowerGenerator(module, body, node)) : lowerComprehension(module, body, node);
    case "yield":
      return lowerYield(module, body, node, lower);
    case "await":
      return owned(awaited(module, body, lower(node.value)));
    case "lambda":
      return owned(lambdaValue(module, body, node));
    case "imaginary":
      return word(imaginary(module, body, node.value));
    case "ellipsis":
      return word(runtime.constant(ellipsisBits));
    default:
      module.notYet(described(node), node.span);
      return word(runtime.constant(none));
  }
}

function described(node: Expression): string {
  const names: Partial<Record<Expression["kind"], string>> = {
    dictionary: "a dictionary",
    set: "a set",
    lambda: "a lambda",
    starred: "`*`",
    ellipsis: "`...`",
  };
  return names[node.kind] ?? "this expression";
}

/** A variable that the next expression may assign is read before it. */
function stable(module: PythonModule, body: Body, value: Value, next: Expression): Value {
  return value.kind === "variable" && mayAssign(next) ? owned(ownedValue(module, body, value)) : value;
}

function mayAssign(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(mayAssign);
  if (node === null || typeof node !== "object") return false;
  if ((node as { kind?: string }).kind === "walrus") return true;
  return Object.entries(node).some(([key, value]) => !key.toLowerCase().endsWith("span") && mayAssign(value));
}

// Names

function lowerName(module: PythonModule, body: Body, node: Extract<Expression, { kind: "name" }>): Value {
  const value = lowerPlainName(module, body, node);
  return isEvaluation(node) ? owned(inScope(module, body, wordOf(value))) : value;
}

function lowerPlainName(module: PythonModule, body: Body, node: Extract<Expression, { kind: "name" }>): Value {
  const { runtime } = module;
  if (body.classScope?.names.has(node.name)) return lowerClassName(module, body, node, body.classScope);
  const variable = body.classScope?.globals.has(node.name) ? undefined : body.variables.get(node.name);
  if (variable?.kind === "argument") return word(read(localPlace(variable.local)));
  if (variable?.kind === "box") {
    const box = read(fieldPlace(localPlace(variable.local), 0));
    return owned(runtime.value(body, variable.isFree ? "load_box" : "load_own_box", [box, module.text(body, node.name)]));
  }
  if (variable !== undefined) {
    const value: Value = { kind: "variable", local: variable.local };
    if (variable.value !== undefined) settle(module, body, { local: variable.local, value: variable.value });
    if (!body.assigned.has(node.name) || body.deleted.has(node.name))
      runtime.call(body, "check_bound", [wordOf(value), module.text(body, node.name)]);
    return value;
  }
  return lowerOuterName(module, body, node.name);
}

/** A variable of the module, or a built-in. */
function lowerOuterName(module: PythonModule, body: Body, name: string): Value {
  const { runtime } = module;
  if (name === "__debug__") return word(runtime.constant(trueBits));
  if (module.info.isCode === true) return owned(runtime.value(body, "global_name", [globalsOf(module, body), module.text(body, name)]));
  const builtin = builtins[name];
  if (builtin !== undefined) {
    const value = module.builtin(body, builtin);
    const mayBeVariable = module.importsAll || module.isGlobal(name);
    return mayBeVariable ? owned(runtime.value(body, "load_global_or", [module.global(name), value])) : word(value);
  }
  if (nativeBuiltins.has(name)) {
    const value = module.nativeBuiltin(body, name);
    return module.isGlobal(name) ? owned(runtime.value(body, "load_global_or", [module.global(name), value])) : word(value);
  }
  return owned(runtime.value(body, "load_global", [module.global(name), module.text(body, name)]));
}

/** In the body of a class, a name that it assigns: what it has given, else a variable of the module. */
function lowerClassName(module: PythonModule, body: Body, node: Extract<Expression, { kind: "name" }>, scope: ClassScope): Value {
  const { builder } = body;
  const { runtime } = module;
  const result = builder.newLocal(runtime.object);
  const [outside, inside, end] = [builder.newBlock(), builder.newBlock(), builder.newBlock()];
  const found = runtime.call(body, "find_name", [read(fieldPlace(localPlace(scope.namespace), 0)), module.text(body, node.name)]);
  builder.branch(truthOf(runtime.call(body, "is_end", [read(localPlace(found))])), outside, inside);
  builder.startBlock(inside);
  runtime.fill(body, localPlace(result), read(localPlace(found)));
  builder.goto(end);
  builder.startBlock(outside);
  builder.move(localPlace(result), localPlace(ownedValue(module, body, lowerOuterName(module, body, node.name))));
  builder.goto(end);
  builder.startBlock(end);
  return owned(result);
}

// Operators

export const operations: Partial<Readonly<Record<BinaryOperator, RuntimeFunction>>> = {
  "+": "add",
  "-": "subtract",
  "*": "multiply",
  "/": "divide",
  "//": "floor_divide",
  "%": "modulo",
  "@": "matrix_multiply",
  "**": "power",
  "&": "bit_and",
  "|": "bit_or",
  "^": "bit_xor",
  "<<": "shift_left",
  ">>": "shift_right",
};

export function operation(
  module: PythonModule,
  body: Body,
  operator: BinaryOperator,
  left: Expression,
  right: Expression,
  span: Expression["span"],
): LocalId {
  const name = operations[operator];
  if (name === undefined) module.notYet(`\`${operator}\``, span);
  const repeated = operator === "*" ? onlyElement(left) : undefined;
  if (repeated !== undefined) {
    const element = stable(module, body, lowerExpression(module, body, repeated), right);
    return module.runtime.value(body, "repeat_in_list", [wordOf(element), wordOf(lowerExpression(module, body, right))]);
  }
  const a = stable(module, body, lowerExpression(module, body, left), right);
  const b = lowerExpression(module, body, right);
  return module.runtime.value(body, name ?? "add", [wordOf(a), wordOf(b)]);
}

/** Of a list with one. */
function onlyElement(node: Expression): Expression | undefined {
  const [only] = node.kind === "list" ? node.elements : [];
  return node.kind === "list" && node.elements.length === 1 && only?.kind !== "starred" ? only : undefined;
}

const comparisons: Partial<Readonly<Record<CompareOperator, RuntimeFunction>>> = {
  "<": "less",
  "<=": "less_equal",
  ">": "greater",
  ">=": "greater_equal",
  "==": "equal",
  "!=": "unequal",
  in: "contains",
  "not in": "contains",
};

const richComparisons: readonly CompareOperator[] = ["<", "<=", ">", ">=", "==", "!="];

/** One comparison as a value, which a class may make anything. Undefined: another one, which gives a truth value. */
function compared(module: PythonModule, body: Body, node: Extract<Expression, { kind: "compare" }>): Value | undefined {
  const which = richComparisons.indexOf(node.operators[0] as CompareOperator);
  if (node.operators.length > 1 || which < 0) return undefined;
  const [first, second] = node.operands as [Expression, Expression];
  if (!body.isRare) {
    const tried = triedComparison(module, body, node);
    if (tried !== undefined) return tried;
  }
  if (isNumeric(body, first) || isNumeric(body, second)) return owned(comparedNumbers(module, body, [first, second], which));
  const left = stable(module, body, lowerExpression(module, body, first), second);
  const right = lowerExpression(module, body, second);
  return owned(module.runtime.value(body, "compared", [wordOf(left), wordOf(right), module.runtime.int(which)]));
}

/** A comparison as a value, tried first. */
function triedComparison(module: PythonModule, body: Body, node: Extract<Expression, { kind: "compare" }>): Value | undefined {
  const { builder } = body;
  const { runtime } = module;
  const [yes, no, end] = [builder.newBlock(), builder.newBlock(), builder.newBlock()];
  const result = builder.newLocal(runtime.object);
  const general = (): void => {
    builder.move(localPlace(result), localPlace(ownedValue(module, body, compared(module, body, node) as Value)));
    builder.goto(end);
  };
  if (!tryCondition(module, body, node, yes, no, general)) return undefined;
  for (const [block, bits] of [
    [yes, trueBits],
    [no, falseBits],
  ] as const) {
    builder.startBlock(block);
    runtime.fill(body, localPlace(result), runtime.constant(bits));
    builder.goto(end);
  }
  builder.startBlock(end);
  return owned(result);
}

/** `name := value`. Where it stands in a part that is left out at times, nothing is known of the variable behind it. */
function walrus(module: PythonModule, body: Body, node: Extract<Expression, { kind: "walrus" }>): Value {
  const { text, span } = node.name;
  const wasAssigned = body.assigned.has(text);
  const value = ownedValue(module, body, lowerExpression(module, body, node.value));
  const copy = ownedValue(module, body, { kind: "variable", local: value });
  module.lowering.assign(module, body, { kind: "name", name: text, span }, copy);
  if (!wasAssigned) body.assigned.delete(text);
  return owned(value);
}

/** A truth value, as a word. */
function choice(module: PythonModule, body: Body, node: Expression): Value {
  const { builder } = body;
  const [yes, no, end] = [builder.newBlock(), builder.newBlock(), builder.newBlock()];
  const result = builder.newLocal(module.runtime.word, { unmanaged: true });
  lowerCondition(module, body, node, yes, no);
  for (const [block, bits] of [
    [yes, trueBits],
    [no, falseBits],
  ] as const) {
    builder.startBlock(block);
    builder.assign(localPlace(result), { kind: "use", operand: module.runtime.constant(bits) });
    builder.goto(end);
  }
  builder.startBlock(end);
  return word(read(localPlace(result)));
}

/** Leaves the current block for one of two. */
export function lowerCondition(module: PythonModule, body: Body, node: Expression, yes: BlockId, no: BlockId): void {
  const { builder } = body;
  if (node.kind === "boolean") return builder.goto(node.value ? yes : no);
  if (node.kind === "unary" && node.operator === "not") return lowerCondition(module, body, node.operand, no, yes);
  if (node.kind === "logical") {
    const next = builder.newBlock();
    if (node.operator === "and") lowerCondition(module, body, node.left, next, no);
    else lowerCondition(module, body, node.left, yes, next);
    builder.startBlock(next);
    return lowerCondition(module, body, node.right, yes, no);
  }
  if (tryCondition(module, body, node, yes, no, () => lowerCondition(module, body, node, yes, no))) return;
  if (node.kind === "compare") return comparison(module, body, node, yes, no);
  if (node.kind === "call" && isOwnBuiltin(module, body, node, "isinstance") && node.arguments.length === 2 && isPlain(node)) {
    const operands = lowerArguments(module, body, node.arguments).map(wordOf);
    return builder.branch(truthOf(module.runtime.call(body, "is_of", operands)), yes, no);
  }
  const value = peek(module, body, node);
  const condition = truthOf(module.runtime.call(body, "is_true", [value.word]));
  value.end();
  builder.branch(condition, yes, no);
}

function comparison(module: PythonModule, body: Body, node: Extract<Expression, { kind: "compare" }>, yes: BlockId, no: BlockId): void {
  const { builder } = body;
  const { runtime } = module;
  const [first, second, third] = node.operands as [Expression, Expression, Expression?];
  const which = richComparisons.indexOf(node.operators[0] as CompareOperator);
  if (which >= 0 && third === undefined && (isNumeric(body, first) || isNumeric(body, second)))
    return compareNumbers(module, body, [first, second], which, yes, no);
  if (third === undefined && comparesQuietly(body, node)) {
    const left = peek(module, body, first);
    const right = peek(module, body, second);
    const operator = node.operators[0] as CompareOperator;
    const isIdentity = operator === "is" || operator === "is not";
    const condition = isIdentity
      ? sameWords(module, body, left.word, right.word)
      : truthOf(runtime.call(body, comparisons[operator] as RuntimeFunction, [left.word, right.word]));
    right.end();
    left.end();
    return operator === "is not" ? builder.branch(condition, no, yes) : builder.branch(condition, yes, no);
  }
  let left = lowerExpression(module, body, first);
  node.operators.forEach((operator, index) => {
    const next = node.operands[index + 1] as Expression;
    left = stable(module, body, left, next);
    const right = lowerExpression(module, body, next);
    const isLast = index === node.operators.length - 1;
    const onward = isLast ? yes : builder.newBlock();
    let condition: Operand;
    if (operator === "is" || operator === "is not") condition = identity(module, body, left, right);
    else condition = truthOf(runtime.call(body, comparisons[operator] as RuntimeFunction, [wordOf(left), wordOf(right)]));
    const isNegated = operator === "is not" || operator === "not in";
    builder.branch(condition, isNegated ? no : onward, isNegated ? onward : no);
    if (!isLast) builder.startBlock(onward);
    left = right;
  });
}

/** Whether one side is an attribute that may be compared where it lies. */
function comparesQuietly(body: Body, node: Extract<Expression, { kind: "compare" }>): boolean {
  const [first, second] = node.operands as [Expression, Expression];
  switch (node.operators[0] as CompareOperator) {
    case "is":
    case "is not":
      return (first.kind === "attribute" && isQuiet(body, second)) || (second.kind === "attribute" && isQuiet(body, first));
    case "==":
    case "!=":
      return (first.kind === "attribute" && isLiteral(second)) || (second.kind === "attribute" && isLiteral(first));
    default:
      return false;
  }
}

function identity(module: PythonModule, body: Body, left: Value, right: Value): Operand {
  return sameWords(module, body, wordOf(left), wordOf(right));
}

function sameWords(module: PythonModule, body: Body, left: Operand, right: Operand): Operand {
  const { builder } = body;
  const [a, b] = [left, right].map((operand) => {
    const local = builder.newLocal(module.runtime.word, { unmanaged: true });
    builder.assign(localPlace(local), { kind: "use", operand });
    return read(fieldPlace(fieldPlace(localPlace(local), 0), 0));
  }) as [Operand, Operand];
  const type = module.program.mirTypes.bool;
  const result = builder.newLocal(type, { unmanaged: true });
  builder.assign(localPlace(result), { kind: "intrinsic", name: "eq", operands: [a, b], type });
  return read(localPlace(result));
}

/** `a and b`: the first that decides. */
function logical(module: PythonModule, body: Body, node: Extract<Expression, { kind: "logical" }>): Value {
  const { builder } = body;
  const [second, end] = [builder.newBlock(), builder.newBlock()];
  const result = builder.newLocal(module.runtime.object);
  const general = (): void => {
    const first = builder.newBlock();
    const left = ownedValue(module, body, lowerExpression(module, body, node.left));
    const condition = truthOf(module.runtime.call(body, "is_true", [wordOf(owned(left))]));
    builder.branch(condition, node.operator === "and" ? second : first, node.operator === "and" ? first : second);
    builder.startBlock(first);
    builder.move(localPlace(result), localPlace(left));
    builder.goto(end);
  };
  if (body.isRare || !canTry(module, body, node.left)) general();
  else {
    const decided = builder.newBlock();
    const [yes, no] = node.operator === "and" ? [second, decided] : [decided, second];
    const from = body.looked.length;
    const word = tryLogical(module, body, node.left, yes, no, general);
    builder.startBlock(decided);
    module.runtime.fill(body, localPlace(result), read(localPlace(module.runtime.call(body, "counted", [word]))));
    endLook(body, from);
    builder.goto(end);
  }
  builder.startBlock(second);
  builder.move(localPlace(result), localPlace(ownedValue(module, body, lowerExpression(module, body, node.right))));
  builder.goto(end);
  builder.startBlock(end);
  return owned(result);
}

function conditional(module: PythonModule, body: Body, node: Extract<Expression, { kind: "conditional" }>): Value {
  const { builder } = body;
  const [yes, no, end] = [builder.newBlock(), builder.newBlock(), builder.newBlock()];
  const result = builder.newLocal(module.runtime.object);
  lowerCondition(module, body, node.condition, yes, no);
  for (const [block, value] of [
    [yes, node.whenTrue],
    [no, node.whenFalse],
  ] as const) {
    builder.startBlock(block);
    builder.move(localPlace(result), localPlace(ownedValue(module, body, lowerExpression(module, body, value))));
    builder.goto(end);
  }
  builder.startBlock(end);
  return owned(result);
}

// Calls

const mostArguments = 5;
const mostMethodArguments = 4;

function call(module: PythonModule, body: Body, node: Extract<Expression, { kind: "call" }>): LocalId {
  const { runtime } = module;
  const { callee } = node;
  if (callee.kind === "name" && builtins[callee.name] !== undefined && module.isGlobal(callee.name))
    module.explanation?.remark(node.span, `\`${callee.name}\` is a variable of this module, so it is not the built-in function`);
  markEvaluation(callee);
  if (asksForVariables(module, body, node)) return variablesValue(module, body, (callee as { readonly name: string }).name);
  if (callee.kind === "name" && !body.variables.has(callee.name) && module.isBuiltin(callee.name)) {
    if (isOwnSuper(body, node)) return ownSuper(module, body, node);
    const number = builtins[callee.name] as number;
    if (!body.classScope?.names.has(callee.name) && (isPlain(node) || (takesKeywords(number) && hasNoStars(node))))
      return builtinCall(module, body, number, node);
  }
  const keywords = keywordNames(node.arguments);
  if (callee.kind === "attribute" && keywords.length > 0 && hasNoStars(node)) {
    module.explanation?.remark(node.span, "a call of a method with keywords finds the places of its arguments each time");
    const receiver = owned(ownedValue(module, body, lowerExpression(module, body, callee.base)));
    const name = module.text(body, callee.name.text);
    return withArray(module, body, node, node.arguments, (words, count) =>
      runtime.value(body, "call_method_named", [wordOf(receiver), name, words, count, module.names(body, keywords)]),
    );
  }
  if (!isPlain(node)) return generalCall(module, body, node);
  const [only] = node.arguments;
  if (callee.kind === "attribute" && only !== undefined && isQuick(only.value)) {
    // `join` makes a list of a generator before it does anything else.
    const receiver = owned(ownedValue(module, body, lowerExpression(module, body, callee.base)));
    const list = lowerComprehension(module, body, only.value);
    return runtime.value(body, "call_method1", [wordOf(receiver), module.text(body, "join"), module.attributeCache(), wordOf(list)]);
  }
  if (callee.kind === "attribute" && node.arguments.length <= mostMethodArguments) {
    module.explanation?.count("methods");
    const receiver = lowerExpression(module, body, callee.base);
    const values = lowerArguments(module, body, node.arguments);
    const [base, ...words] = [stableAll(module, body, receiver, node.arguments), ...values].map(wordOf) as [Operand, ...Operand[]];
    const known = body.isRare ? undefined : module.definitions.methodNamed(callee.name.text, words.length, ownClass(body, callee.base));
    if (known !== undefined)
      return directMethodCall(module, body, known, { receiver: base, name: module.text(body, callee.name.text), words });
    const name = `call_method${words.length}` as RuntimeFunction;
    return runtime.value(body, name, [base, module.text(body, callee.name.text), module.attributeCache(), ...words]);
  }
  if (node.arguments.length > mostArguments) return generalCall(module, body, node);
  module.explanation?.count("calls");
  const target = stableAll(module, body, lowerExpression(module, body, callee), node.arguments);
  const values = lowerArguments(module, body, node.arguments).slice(0, mostArguments);
  const words = values.map(wordOf);
  if (callee.kind === "name" && !body.variables.has(callee.name) && !body.isRare) {
    const known = module.definitions.functionNamed(module, callee.name, words.length);
    if (known !== undefined) return directCall(module, body, known, wordOf(target), words);
    const initializer = module.definitions.initializerOf(callee.name, words.length);
    if (initializer !== undefined) return directConstruction(module, body, initializer, wordOf(target), words);
  }
  return runtime.value(body, `call${values.length}` as RuntimeFunction, [wordOf(target), ...words]);
}

/** Whether a call is one of a built-in function that no variable hides. */
function isOwnBuiltin(module: PythonModule, body: Body, { callee }: Extract<Expression, { kind: "call" }>, name: string): boolean {
  return (
    callee.kind === "name" &&
    callee.name === name &&
    !body.variables.has(name) &&
    module.isBuiltin(name) &&
    body.classScope?.names.has(name) !== true
  );
}

function isPlain(node: Extract<Expression, { kind: "call" }>): boolean {
  return node.arguments.every((argument) => argument.stars === 0 && argument.keyword === undefined);
}

function hasNoStars(node: Extract<Expression, { kind: "call" }>): boolean {
  return node.arguments.every((argument) => argument.stars === 0);
}

/** Not those that are called as any other value, with keywords: `class_builtins.mojo` and exceptions. */
function takesKeywords(number: number): boolean {
  return number < 60 || (number >= 80 && number < runtimeBuiltins);
}

function stableAll(module: PythonModule, body: Body, value: Value, rest: readonly CallArgument[]): Value {
  return value.kind === "variable" && rest.some(({ value: next }) => mayAssign(next)) ? owned(ownedValue(module, body, value)) : value;
}

export function lowerArguments(module: PythonModule, body: Body, list: readonly CallArgument[]): Value[] {
  return list.map((argument, index) => stableAll(module, body, lowerExpression(module, body, argument.value), list.slice(index + 1)));
}

function builtinCall(module: PythonModule, body: Body, number: number, node: Extract<Expression, { kind: "call" }>): LocalId {
  const { runtime } = module;
  if (node.arguments.some((argument) => argument.stars > 0)) module.notYet("this kind of argument", node.span);
  const keywords = keywordNames(node.arguments);
  if (number >= runtimeBuiltins) {
    if (keywords.length > 0 || node.arguments.length > mostArguments) return generalCall(module, body, node);
    const values = lowerArguments(module, body, node.arguments);
    const words = values.slice(0, mostArguments).map(wordOf);
    return runtime.value(body, `call${words.length}` as RuntimeFunction, [module.builtin(body, number), ...words]);
  }
  const name = (node.callee as { name: string }).name;
  const quick = quickBuiltins[`${name} ${node.arguments.length}`];
  if (quick === "length_value" && isPlain(node)) {
    const value = peek(module, body, (node.arguments[0] as CallArgument).value);
    const result = runtime.value(body, quick, [value.word]);
    value.end();
    return result;
  }
  if (quick !== undefined && isPlain(node)) return runtime.value(body, quick, lowerArguments(module, body, node.arguments).map(wordOf));
  const [first] = node.arguments;
  if (first !== undefined && isQuick(first.value)) {
    if (name === "any" || name === "all") return lowerAnyOrAll(module, body, first.value, name === "any");
    // The others take all elements before they do anything that could be seen.
    if (name === "set") return ownedValue(module, body, lowerComprehension(module, body, first.value, "set"));
    const list = lowerComprehension(module, body, first.value);
    if (name === "list") return ownedValue(module, body, list);
    return withArray(module, body, node, node.arguments, builtinWith(module, body, number, keywords), list);
  }
  return withArray(module, body, node, node.arguments, builtinWith(module, body, number, keywords));
}

/** Functions of the run time for built-ins with a number of arguments. */
const quickBuiltins: Readonly<Record<string, RuntimeFunction>> = {
  "len 1": "length_value",
  "isinstance 2": "instance_value",
  "abs 1": "absolute",
  "min 2": "lesser_value",
  "max 2": "greater_value",
};

function keywordNames(list: readonly CallArgument[]): readonly string[] {
  return list.flatMap(({ keyword }) => (keyword === undefined ? [] : [keyword.text]));
}

type ArrayCall = (words: Operand, count: Operand) => LocalId;

function builtinWith(module: PythonModule, body: Body, number: number, keywords: readonly string[]): ArrayCall {
  const { runtime } = module;
  return (words, count) =>
    keywords.length === 0
      ? runtime.value(body, "call_builtin", [runtime.int(number), words, count])
      : runtime.value(body, "call_builtin_named", [runtime.int(number), words, count, module.names(body, keywords)]);
}

/** A call with its arguments in memory: those by position, then those by name. `first` is the first, if it is made already. */
function withArray(
  module: PythonModule,
  body: Body,
  node: Expression,
  list: readonly CallArgument[],
  make: ArrayCall,
  first?: Value,
): LocalId {
  const { runtime } = module;
  const ordered = [...list.filter(({ keyword }) => keyword === undefined), ...list.filter(({ keyword }) => keyword !== undefined)];
  const values = first === undefined ? lowerArguments(module, body, ordered) : [first, ...lowerArguments(module, body, ordered.slice(1))];
  const { builder } = body;
  const { program } = module;
  const array = builder.newLocal(program.mirTypes.array(Math.max(1, values.length), runtime.word), { unmanaged: true });
  values.forEach((value, index) => {
    const operand = constantOperand({ kind: "int", type: program.mirTypes.i64, value: BigInt(index) });
    builder.assign({ local: array, path: [{ kind: "element", index: operand }] }, { kind: "use", operand: wordOf(value) });
  });
  const address = builder.newLocal(program.mirTypes.pointer, { unmanaged: true });
  builder.assign(localPlace(address), { kind: "address", place: localPlace(array) });
  const result = make(read(localPlace(address)), runtime.int(values.length - keywordNames(list).length));
  for (const value of values)
    if (value.kind !== "word") builder.emit({ kind: "keep-alive", place: localPlace(value.local), span: node.span });
  return result;
}
