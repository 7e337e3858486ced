/**
 * Sizes of tensors: whole numbers that are known, or polynomials over symbols that are known when a model runs.
 *
 * A dimension is in normal form, so that two that are written alike are equal: a sum of terms, each a coefficient and a sorted product
 * of atoms. Atoms are symbols, and what a polynomial cannot say: quotients, remainders, greatest and least.
 * Not here: what a symbol stands for (`graph.ts` binds it to a size of an input or to an expression).
 */
import { assert } from "../../base/assert.ts";

export type Atom =
  | { readonly kind: "symbol"; readonly name: string; readonly isSize: boolean; readonly key: string }
  | { readonly kind: "quotient" | "remainder" | "max" | "min"; readonly left: Dimension; readonly right: Dimension; readonly key: string };

type Term = { readonly coefficient: number; readonly atoms: readonly Atom[] };

export type Dimension = { readonly constant: number; readonly terms: readonly Term[]; readonly key: string };

/** `isSize`: the symbol is the size of something, so never negative. */
export function symbol(name: string, isSize = true): Dimension {
  return ofAtom({ kind: "symbol", name, isSize, key: name });
}

export function size(value: number): Dimension {
  return make(value, []);
}

export const zero = size(0);
export const one = size(1);

export function constantOf(dimension: Dimension): number | undefined {
  return dimension.terms.length === 0 ? dimension.constant : undefined;
}

export function isEqual(left: Dimension, right: Dimension): boolean {
  return left.key === right.key;
}

export function add(left: Dimension, right: Dimension): Dimension {
  return make(left.constant + right.constant, [...left.terms, ...right.terms]);
}

export function subtract(left: Dimension, right: Dimension): Dimension {
  return add(left, multiply(right, size(-1)));
}

export function multiply(left: Dimension, right: Dimension): Dimension {
  const terms: Term[] = [];
  for (const a of withConstant(left)) {
    for (const b of withConstant(right))
      terms.push({ coefficient: a.coefficient * b.coefficient, atoms: sortAtoms([...a.atoms, ...b.atoms]) });
  }
  return make(0, terms);
}

export function product(dimensions: readonly Dimension[]): Dimension {
  return dimensions.reduce(multiply, one);
}

/** Rounds down. */
export function quotient(left: Dimension, right: Dimension): Dimension {
  const exact = exactQuotient(left, right);
  if (exact !== undefined) return exact;
  const a = constantOf(left);
  const b = constantOf(right);
  if (a !== undefined && b !== undefined && b !== 0) return size(Math.floor(a / b));
  // (q d + r) / d = q + r / d, where q d are the terms that d divides
  const whole = b === undefined ? [] : left.terms.filter((term) => term.coefficient % b === 0);
  if (b !== undefined && whole.length > 0) {
    const divided = make(
      0,
      whole.map((term) => ({ coefficient: term.coefficient / b, atoms: term.atoms })),
    );
    const rest = make(
      left.constant,
      left.terms.filter((term) => !whole.includes(term)),
    );
    return add(divided, quotient(rest, right));
  }
  return ofAtom({ kind: "quotient", left, right, key: `(${left.key} // ${right.key})` });
}

/** What `quotient` leaves. */
export function remainder(left: Dimension, right: Dimension): Dimension {
  if (exactQuotient(left, right) !== undefined) return zero;
  const a = constantOf(left);
  const b = constantOf(right);
  if (a !== undefined && b !== undefined && b !== 0) return size(a - b * Math.floor(a / b));
  return ofAtom({ kind: "remainder", left, right, key: `(${left.key} % ${right.key})` });
}

export function maximum(left: Dimension, right: Dimension): Dimension {
  if (isEqual(left, right)) return left;
  if (isNotNegative(subtract(left, right))) return left;
  if (isNotNegative(subtract(right, left)) || isOperand("max", left, right)) return right;
  if (isOperand("max", right, left)) return left;
  return ofAtom({ kind: "max", left, right, key: `max(${left.key}, ${right.key})` });
}

export function minimum(left: Dimension, right: Dimension): Dimension {
  if (isEqual(left, right)) return left;
  if (isNotNegative(subtract(left, right))) return right;
  if (isNotNegative(subtract(right, left)) || isOperand("min", right, left)) return left;
  if (isOperand("min", left, right)) return right;
  return ofAtom({ kind: "min", left, right, key: `min(${left.key}, ${right.key})` });
}

/** Whether `whole` is the greatest (or least) of `part` and others. */
function isOperand(kind: "max" | "min", part: Dimension, whole: Dimension): boolean {
  const atom = whole.terms[0]?.atoms[0];
  if (atom === undefined || atom.kind !== kind || whole.key !== atom.key) return false;
  return [atom.left, atom.right].some((each) => isEqual(each, part) || isOperand(kind, part, each));
}

/** Whether it is at least 0 whatever the symbols are. */
export function isNotNegative(dimension: Dimension): boolean {
  return dimension.constant >= 0 && dimension.terms.every((term) => term.coefficient >= 0 && term.atoms.every(isAtomNotNegative));
}

/** left / right where that leaves nothing whatever the symbols are. */
export function exactQuotient(left: Dimension, right: Dimension): Dimension | undefined {
  if (isEqual(left, right) && constantOf(right) !== 0) return one;
  const divisor = withConstant(right);
  if (divisor.length !== 1) return undefined;
  const [by] = divisor as [Term];
  if (by.coefficient === 0) return undefined;
  const terms: Term[] = [];
  for (const term of withConstant(left)) {
    const atoms = [...term.atoms];
    for (const atom of by.atoms) {
      const index = atoms.findIndex((each) => each.key === atom.key);
      if (index < 0) return undefined;
      atoms.splice(index, 1);
    }
    if (term.coefficient % by.coefficient !== 0) return undefined;
    terms.push({ coefficient: term.coefficient / by.coefficient, atoms });
  }
  return make(0, terms);
}

/** Its value where `valueOf` gives that of each symbol. */
export function evaluate(dimension: Dimension, valueOf: (symbol: string) => number): number {
  let sum = dimension.constant;
  for (const { coefficient, atoms } of dimension.terms) {
    let value = coefficient;
    for (const atom of atoms) value *= evaluateAtom(atom, valueOf);
    sum += value;
  }
  return sum;
}

/** The same polynomial with symbols replaced. */
export function substitute(dimension: Dimension, valueOf: (symbol: string) => Dimension | undefined): Dimension {
  if (dimension.terms.length === 0) return dimension;
  let sum = size(dimension.constant);
  for (const { coefficient, atoms } of dimension.terms) {
    let value = size(coefficient);
    for (const atom of atoms) value = multiply(value, substituteAtom(atom, valueOf));
    sum = add(sum, value);
  }
  return sum;
}

export function symbolsOf(dimension: Dimension, into = new Set<string>()): Set<string> {
  for (const atom of dimension.terms.flatMap((term) => term.atoms)) {
    if (atom.kind === "symbol") into.add(atom.name);
    else {
      symbolsOf(atom.left, into);
      symbolsOf(atom.right, into);
    }
  }
  return into;
}

/** Names of symbols, and whether they stand for the size of something. */
export function symbolAtoms(dimension: Dimension, into = new Map<string, boolean>()): Map<string, boolean> {
  for (const atom of dimension.terms.flatMap((term) => term.atoms)) {
    if (atom.kind === "symbol") into.set(atom.name, atom.isSize);
    else {
      symbolAtoms(atom.left, into);
      symbolAtoms(atom.right, into);
    }
  }
  return into;
}

/** As an expression of the language, symbols spelled by `nameOf`. */
export function printDimension(dimension: Dimension, nameOf: (symbol: string) => string = (name) => name): string {
  const parts = dimension.terms.map(({ coefficient, atoms }) => {
    const factors = atoms.map((atom) => printAtom(atom, nameOf));
    if (coefficient !== 1) factors.unshift(String(coefficient));
    return factors.join(" * ");
  });
  if (dimension.constant !== 0 || parts.length === 0) parts.push(String(dimension.constant));
  return parts.join(" + ").replaceAll("+ -", "- ");
}

/** Whether printing it needs parentheses around it as a factor. */
export function isSum(dimension: Dimension): boolean {
  return dimension.terms.length + (dimension.constant === 0 ? 0 : 1) > 1;
}

function printAtom(atom: Atom, nameOf: (symbol: string) => string): string {
  if (atom.kind === "symbol") return nameOf(atom.name);
  const left = printDimension(atom.left, nameOf);
  const right = printDimension(atom.right, nameOf);
  switch (atom.kind) {
    case "quotient":
      return `((${left}) // (${right}))`;
    case "remainder":
      return `((${left}) % (${right}))`;
    case "max":
    case "min":
      return `${atom.kind}(${left}, ${right})`;
  }
}

function evaluateAtom(atom: Atom, valueOf: (symbol: string) => number): number {
  if (atom.kind === "symbol") return valueOf(atom.name);
  const left = evaluate(atom.left, valueOf);
  const right = evaluate(atom.right, valueOf);
  switch (atom.kind) {
    case "quotient":
      return right === 0 ? 0 : Math.floor(left / right);
    case "remainder":
      return right === 0 ? 0 : left - right * Math.floor(left / right);
    case "max":
      return Math.max(left, right);
    case "min":
      return Math.min(left, right);
  }
}

function substituteAtom(atom: Atom, valueOf: (symbol: string) => Dimension | undefined): Dimension {
  if (atom.kind === "symbol") return valueOf(atom.name) ?? ofAtom(atom);
  const left = substitute(atom.left, valueOf);
  const right = substitute(atom.right, valueOf);
  switch (atom.kind) {
    case "quotient":
      return quotient(left, right);
    case "remainder":
      return remainder(left, right);
    case "max":
      return maximum(left, right);
    case "min":
      return minimum(left, right);
  }
}

function isAtomNotNegative(atom: Atom): boolean {
  switch (atom.kind) {
    case "symbol":
      return atom.isSize;
    case "quotient":
      return isNotNegative(atom.left) && isNotNegative(atom.right);
    case "remainder":
      return isNotNegative(atom.right);
    case "max":
      return isNotNegative(atom.left) || isNotNegative(atom.right);
    case "min":
      return isNotNegative(atom.left) && isNotNegative(atom.right);
  }
}

function ofAtom(atom: Atom): Dimension {
  return make(0, [{ coefficient: 1, atoms: [atom] }]);
}

function withConstant(dimension: Dimension): readonly Term[] {
  if (dimension.constant === 0 && dimension.terms.length > 0) return dimension.terms;
  return [...dimension.terms, { coefficient: dimension.constant, atoms: [] }];
}

function sortAtoms(atoms: Atom[]): Atom[] {
  return atoms.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

/** Brings terms together, sorts them, and names the result. */
function make(constant: number, terms: readonly Term[]): Dimension {
  assert(Number.isFinite(constant), "sizes are finite");
  const byKey = new Map<string, Term>();
  let sum = constant;
  for (const term of terms) {
    if (term.atoms.length === 0) {
      sum += term.coefficient;
      continue;
    }
    const key = term.atoms.map((atom) => atom.key).join("*");
    byKey.set(key, { coefficient: (byKey.get(key)?.coefficient ?? 0) + term.coefficient, atoms: term.atoms });
  }
  const kept = [...byKey].filter(([, term]) => term.coefficient !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
  const names = kept.map(([key, term]) => (term.coefficient === 1 ? key : `${term.coefficient}*${key}`));
  if (sum !== 0 || names.length === 0) names.push(String(sum));
  return { constant: sum, terms: kept.map(([, term]) => term), key: names.join("+") };
}
