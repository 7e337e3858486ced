/** Binary operators: how tightly they bind, and the operator a token stands for. */
import type { BinaryOperator, CompareOperator } from "../ast.ts";
import { T, tokenKindCount, tokenSpelling } from "../token.ts";
import type { TokenKind } from "../token.ts";

export const binding = {
  or: 1,
  and: 2,
  not: 3,
  compare: 4,
  bitOr: 5,
  bitXor: 6,
  bitAnd: 7,
  shift: 8,
  sum: 9,
  product: 10,
  power: 11,
} as const;

/** Binding strength by token kind; 0: no binary operator. `not` counts for `not in`. */
export const bindingOf = new Uint8Array(tokenKindCount);

const levels: readonly (readonly [number, readonly TokenKind[]])[] = [
  [binding.or, [T.or, T.orOr]],
  [binding.and, [T.and, T.andAnd]],
  [binding.compare, [T.in, T.is, T.not, T.less, T.greater, T.lessEqual, T.greaterEqual, T.equalEqual, T.notEqual, T.lessGreater]],
  [binding.bitOr, [T.pipe]],
  [binding.bitXor, [T.caret]],
  [binding.bitAnd, [T.ampersand]],
  [binding.shift, [T.shiftLeft, T.shiftRight]],
  [binding.sum, [T.plus, T.minus]],
  [binding.product, [T.star, T.slash, T.slashSlash, T.percent, T.at]],
  [binding.power, [T.starStar]],
];

for (const [strength, kinds] of levels) for (const kind of kinds) bindingOf[kind] = strength;

export function binaryOperatorOf(kind: TokenKind): BinaryOperator {
  return tokenSpelling(kind) as BinaryOperator;
}

export function compareOperatorOf(kind: TokenKind): CompareOperator {
  return kind === T.lessGreater ? "!=" : (tokenSpelling(kind) as CompareOperator);
}

/** The operator inside an augmented assignment, or undefined for other tokens. */
export function augmentedOperatorOf(kind: TokenKind): BinaryOperator | undefined {
  return kind >= T.plusEqual && kind <= T.starStarEqual ? (tokenSpelling(kind).slice(0, -1) as BinaryOperator) : undefined;
}

const operandStarts = new Uint8Array(tokenKindCount);

for (let kind = T.integer as number; kind <= T.where; kind++) operandStarts[kind] = 1;
for (const kind of [
  T.False,
  T.None,
  T.True,
  T.await,
  T.def,
  T.lambda,
  T.leftParen,
  T.leftBracket,
  T.leftBrace,
  T.ellipsis,
  T.plus,
  T.minus,
  T.tilde,
]) {
  operandStarts[kind] = 1;
}

/** Can the token start the right operand of a binary operator? */
export function startsOperand(kind: TokenKind): boolean {
  return operandStarts[kind] === 1;
}

/** Can the token start an expression? */
export function startsExpression(kind: TokenKind): boolean {
  return operandStarts[kind] === 1 || kind === T.not || kind === T.exclamation || kind === T.yield;
}
