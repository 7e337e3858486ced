/**
 * Attempts on floats: what looks like arithmetic on them is first computed as if all of it were, without marks and cells; what fails begins again with
 * pairs of a word and a value (`unboxed.ts`).
 */
import { fieldPlace, localPlace, read } from "../elaborate/builder.ts";
import type { BinaryOperator } from "../syntax/ast.ts";
import type { BlockId, LocalId, Operand } from "../mir/mir.ts";
import type { Expression } from "../syntax/ast.ts";
import { canTry, computes, endLook, look, otherwiseLower } from "./attempts.ts";
import type { Body } from "./body.ts";
import { wholeConstant } from "./folding.ts";
import type { PythonModule } from "./module.ts";
import type { RuntimeFunction } from "./runtime.ts";
import { wordIn } from "./values.ts";

const operations: Partial<Readonly<Record<BinaryOperator, RuntimeFunction>>> = {
  "+": "float_sum",
  "-": "float_difference",
  "*": "float_product",
  "/": "try_quotient",
};

function canTryFloat(module: PythonModule, body: Body, node: Expression): boolean {
  if (node.kind === "float" || floatVariable(body, node) !== undefined) return true;
  if (node.kind === "unary" && node.operator === "-" && wholeConstant(node) === undefined) return canTryFloat(module, body, node.operand);
  if (node.kind === "binary")
    return operations[node.operator] !== undefined && canTryFloat(module, body, node.left) && canTryFloat(module, body, node.right);
  return canTry(module, body, node);
}

function floatVariable(body: Body, node: Expression): { readonly local: LocalId; readonly value: LocalId } | undefined {
  const variable = node.kind === "name" && body.classScope === undefined ? body.variables.get(node.name) : undefined;
  return variable?.kind === "local" && variable.value !== undefined ? { local: variable.local, value: variable.value } : undefined;
}

/** Whether what has been looked at is a float for certain. */
function isSurelyFloat(body: Body, node: Expression): boolean {
  if (node.kind === "float") return true;
  if (node.kind === "unary") return isSurelyFloat(body, node.operand);
  return node.kind === "binary" && (node.operator === "/" || isSurelyFloat(body, node.left) || isSurelyFloat(body, node.right));
}

/** A float in a register; `mayBeSmall`: or a small integer as one. */
function lookAtFloat(module: PythonModule, body: Body, node: Expression, mayBeSmall: boolean, otherwise: BlockId): Operand {
  const { runtime } = module;
  const result = (name: RuntimeFunction, operands: readonly Operand[]): Operand => read(localPlace(runtime.call(body, name, operands)));
  if (node.kind === "float") return module.floatConstant(node.value);
  const variable = floatVariable(body, node);
  if (variable !== undefined)
    return checked(
      module,
      body,
      mayBeSmall ? "try_number_variable" : "try_float_variable",
      [wordIn(variable.local), read(localPlace(variable.value))],
      otherwise,
    );
  if (node.kind === "unary" && wholeConstant(node) === undefined)
    return result("float_negative", [lookAtFloat(module, body, node.operand, false, otherwise)]);
  if (node.kind === "binary" && operations[node.operator] !== undefined) {
    const isQuotient = node.operator === "/";
    const rightIsFloat = isSurelyFloat(body, node.right);
    const left = lookAtFloat(module, body, node.left, isQuotient || rightIsFloat, otherwise);
    const right = lookAtFloat(module, body, node.right, isQuotient || !rightIsFloat, otherwise);
    const name = operations[node.operator] as RuntimeFunction;
    return isQuotient ? checked(module, body, name, [left, right], otherwise) : result(name, [left, right]);
  }
  const { word } = look(module, body, node, otherwise);
  return checked(module, body, mayBeSmall ? "try_number" : "try_float", [word], otherwise);
}

function checked(module: PythonModule, body: Body, name: RuntimeFunction, operands: readonly Operand[], otherwise: BlockId): Operand {
  const { builder } = body;
  const attempt = module.runtime.call(body, name, operands);
  const next = builder.newBlock();
  builder.branch(read(fieldPlace(fieldPlace(localPlace(attempt), 1), 0)), next, otherwise, true);
  builder.startBlock(next);
  const value = builder.newLocal(module.runtime.float, { unmanaged: true });
  builder.assign(localPlace(value), { kind: "use", operand: read(fieldPlace(localPlace(attempt), 0)) });
  return read(localPlace(value));
}

/** What is done with a float, and with a small integer. */
export type Uses = { readonly float: (value: Operand) => void; readonly small: (word: Operand) => void };

/** Uses what an expression gives if it is a float or a small integer, and lowers the general way otherwise; both end in the same place. */
export function tryFloat(module: PythonModule, body: Body, node: Expression, uses: Uses, general: () => void): void {
  const { builder } = body;
  if (body.isRare || !canTryFloat(module, body, node) || wholeConstant(node) !== undefined) return general();
  const end = builder.newBlock();
  let otherwise = builder.newBlock();
  const before = body.assigned;
  const inEachWay = (way: () => void): void => {
    body.assigned = new Set(before);
    way();
  };
  const value = lookAtFloat(module, body, node, false, otherwise);
  endLook(body);
  inEachWay(() => uses.float(value));
  builder.goto(end);
  if (!isSurelyFloat(body, node) && computes(module, body, node, true)) {
    builder.startBlock(otherwise);
    otherwise = builder.newBlock();
    const { word } = look(module, body, node, otherwise);
    endLook(body);
    inEachWay(() => uses.small(word));
    builder.goto(end);
  }
  inEachWay(() => otherwiseLower(body, otherwise, general));
  builder.goto(end);
  builder.startBlock(end);
}

/** As `tryFloat`, of two expressions one of which is a float; ends where `use` and `general` leave for. */
export function tryFloats(
  module: PythonModule,
  body: Body,
  [first, second]: readonly [Expression, Expression],
  use: (left: Operand, right: Operand) => void,
  general: () => void,
): void {
  const { builder } = body;
  if (body.isRare || !canTryFloat(module, body, first) || !canTryFloat(module, body, second)) return general();
  const otherwise = builder.newBlock();
  const isSecond = isSurelyFloat(body, second);
  const left = lookAtFloat(module, body, first, isSecond, otherwise);
  const right = lookAtFloat(module, body, second, !isSecond, otherwise);
  endLook(body);
  use(left, right);
  otherwiseLower(body, otherwise, general);
}
