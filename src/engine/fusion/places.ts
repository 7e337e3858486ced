/**
 * Index expressions as polynomials over axes, so that where an element lies can be seen: neighbours, strides, the same place again.
 *
 * Axes become symbols of a polynomial, named `@N`; what is not a polynomial (a place that is read from a tensor) becomes a symbol `$N`.
 * Quotients and remainders, which reshapes leave, are simplified with what is known of the axes' ranges.
 */
import { assert } from "../../base/assert.ts";
import * as dimensions from "../graph/dimension.ts";
import { type Atom, constantOf, type Dimension, isNotNegative, one, size, symbol, zero } from "../graph/dimension.ts";
import type { Axis, Expression } from "../graph/expression.ts";
import { keyOf } from "../graph/key.ts";

const axisNumbers = new WeakMap<Axis, number>();
let nextAxis = 0;

/** The symbol of an axis in polynomials. Terms are sorted by the text: with as many digits in each, it is the order of the numbers. */
export function axisSymbol(axis: Axis): string {
  let number = axisNumbers.get(axis);
  if (number === undefined) {
    number = nextAxis++;
    axisNumbers.set(axis, number);
  }
  return `@${String(number).padStart(9, "0")}`;
}

export class Places {
  /** Of all axes that have occurred. */
  readonly axes = new Map<string, Axis>();
  /** What is not a polynomial, by its symbol. */
  readonly opaque = new Map<string, Expression>();
  private readonly byKey = new Map<string, string>();

  /** `expression` is of type index. */
  polynomial(expression: Expression): Dimension {
    switch (expression.kind) {
      case "literal":
        return size(Number(expression.value));
      case "size":
        return expression.size;
      case "axis":
        return this.axis(expression.axis);
      case "apply": {
        const operands = expression.operands.map((each) => this.polynomial(each));
        const [left, right] = operands as [Dimension, Dimension];
        switch (expression.operation) {
          case "add":
            return dimensions.add(left, right);
          case "subtract":
            return dimensions.subtract(left, right);
          case "multiply":
            return dimensions.multiply(left, right);
          case "floor_divide":
            return this.quotient(left, right);
          case "modulo":
            return this.remainder(left, right);
          case "negate":
            return dimensions.subtract(zero, left);
          case "minimum":
            if (this.isNeverNegative(dimensions.subtract(right, left))) return left;
            return this.isNeverNegative(dimensions.subtract(left, right)) ? right : dimensions.minimum(left, right);
          case "maximum":
            if (this.isNeverNegative(dimensions.subtract(left, right))) return left;
            return this.isNeverNegative(dimensions.subtract(right, left)) ? right : dimensions.maximum(left, right);
          default:
            return this.unknown(expression);
        }
      }
      case "cast":
        return expression.operand.type === "index" ? this.polynomial(expression.operand) : this.unknown(expression);
      case "load":
      case "select":
      case "custom":
        return this.unknown(expression);
    }
  }

  axis(axis: Axis): Dimension {
    const name = axisSymbol(axis);
    this.axes.set(name, axis);
    return constantOf(axis.extent) === 1 ? zero : symbol(name);
  }

  /** Where an element lies in row-major order. */
  offset(index: readonly Expression[], shape: readonly Dimension[]): Dimension {
    let offset = zero;
    index.forEach((place, at) => {
      offset = dimensions.add(dimensions.multiply(offset, shape[at] as Dimension), this.polynomial(place));
    });
    return this.joined(offset);
  }

  /** Whether it is at least 0 wherever the axes are. */
  isNeverNegative(polynomial: Dimension): boolean {
    return isNotNegative(this.least(polynomial));
  }

  /** Whether an index is inside of a shape wherever the axes are. */
  isInside(index: readonly Expression[], shape: readonly Dimension[]): boolean {
    return index.every((each, at) => {
      const place = this.polynomial(each);
      return this.isNeverNegative(place) && this.isBelow(place, shape[at] as Dimension);
    });
  }

  private isBelow(place: Dimension, limit: Dimension): boolean {
    return this.isNeverNegative(dimensions.subtract(dimensions.subtract(limit, one), place));
  }

  private quotient(left: Dimension, right: Dimension): Dimension {
    const { whole, rest } = splitBy(left, right);
    if (this.isNeverNegative(rest) && this.isBelow(rest, right)) return whole;
    return dimensions.quotient(left, right);
  }

  private remainder(left: Dimension, right: Dimension): Dimension {
    const { rest } = splitBy(left, right);
    if (this.isNeverNegative(rest) && this.isBelow(rest, right)) return rest;
    return dimensions.remainder(rest, right);
  }

  /** A lower bound: each axis at the end where its term is least. */
  private least(polynomial: Dimension): Dimension {
    let bound = polynomial;
    for (let round = 0; round < 16; round++) {
      const term = bound.terms.find((each) => each.atoms.some((atom) => this.rangeOf(atom) !== undefined));
      if (term === undefined) return bound;
      const atom = term.atoms.find((each) => this.rangeOf(each) !== undefined) as Atom;
      const last = this.rangeOf(atom) as Dimension;
      const others = term.atoms.filter((each) => each !== atom);
      // Factors that are never negative keep the sign of the coefficient
      const cofactor = others.reduce((all, each) => dimensions.multiply(all, ofAtom(each)), size(term.coefficient));
      const whole = dimensions.multiply(cofactor, ofAtom(atom));
      const rest = dimensions.subtract(bound, whole);
      bound = term.coefficient > 0 ? rest : dimensions.add(rest, dimensions.multiply(cofactor, last));
    }
    return size(-1);
  }

  /** The greatest value of an axis, quotient or remainder of one; none for sizes of the model. */
  private rangeOf(atom: Atom): Dimension | undefined {
    if (atom.kind === "symbol") {
      const axis = this.axes.get(atom.name);
      return axis === undefined ? undefined : dimensions.subtract(axis.extent, one);
    }
    if (atom.kind === "remainder" && this.hasAxes(atom.left)) return dimensions.subtract(atom.right, one);
    if (atom.kind === "quotient") return this.greatestQuotient(atom.left, atom.right);
    return undefined;
  }

  /** Of an axis alone: what putting two axes together leaves. */
  private greatestQuotient(left: Dimension, right: Dimension): Dimension | undefined {
    const [term, second] = left.terms;
    const [atom] = term?.atoms ?? [];
    if (atom?.kind !== "symbol" || second !== undefined || left.key !== atom.key) return undefined;
    const axis = this.axes.get(atom.name);
    if (axis === undefined) return undefined;
    const whole = dimensions.exactQuotient(axis.extent, right);
    if (whole !== undefined) return dimensions.subtract(whole, one);
    return constantOf(axis.extent) !== undefined && constantOf(right) !== undefined
      ? dimensions.quotient(dimensions.subtract(axis.extent, one), right)
      : undefined;
  }

  private hasAxes(polynomial: Dimension): boolean {
    return [...dimensions.symbolsOf(polynomial)].some((name) => name.startsWith("@"));
  }

  /** (x // n) n + x % n is x. */
  private joined(polynomial: Dimension): Dimension {
    for (const term of polynomial.terms) {
      const atom = term.atoms.find((each) => each.kind === "remainder");
      if (atom?.kind !== "remainder") continue;
      const others = term.atoms.filter((each) => each !== atom);
      const cofactor = others.reduce((all, each) => dimensions.multiply(all, ofAtom(each)), size(term.coefficient));
      const quotient = dimensions.multiply(dimensions.multiply(cofactor, atom.right), this.quotient(atom.left, atom.right));
      const without = dimensions.subtract(dimensions.subtract(polynomial, quotient), dimensions.multiply(cofactor, ofAtom(atom)));
      if (without.terms.length + quotient.terms.length + 1 === polynomial.terms.length) {
        return this.joined(dimensions.add(without, dimensions.multiply(cofactor, atom.left)));
      }
    }
    return polynomial;
  }

  private unknown(expression: Expression): Dimension {
    const names = new Map([...this.axes].map(([name, axis]) => [axis, name]));
    const key = keyOf(expression, new Map(names));
    let name = this.byKey.get(key);
    if (name === undefined) {
      name = `$${String(this.opaque.size).padStart(3, "0")}`;
      this.byKey.set(key, name);
      this.opaque.set(name, expression);
    }
    return symbol(name, false);
  }
}

/** left = whole right + rest, term by term. */
function splitBy(left: Dimension, right: Dimension): { whole: Dimension; rest: Dimension } {
  let whole = zero;
  let rest = size(left.constant);
  for (const term of left.terms) {
    const one = term.atoms.reduce((all, each) => dimensions.multiply(all, ofAtom(each)), size(term.coefficient));
    const exact = dimensions.exactQuotient(one, right);
    if (exact === undefined) rest = dimensions.add(rest, one);
    else whole = dimensions.add(whole, exact);
  }
  return { whole, rest };
}

function ofAtom(atom: Atom): Dimension {
  return { constant: 0, terms: [{ coefficient: 1, atoms: [atom] }], key: atom.key };
}

/** By how much a polynomial grows with an axis, if it does so steadily; undefined if not. */
export function strideOf(polynomial: Dimension, axisName: string): Dimension | undefined {
  let stride = zero;
  for (const term of polynomial.terms) {
    const direct = term.atoms.filter((atom) => atom.kind === "symbol" && atom.name === axisName).length;
    const nested = term.atoms.some((atom) => atom.kind !== "symbol" && mentions(atom, axisName));
    if (nested || direct > 1) return undefined;
    if (direct === 0) continue;
    const others = term.atoms.filter((atom) => !(atom.kind === "symbol" && atom.name === axisName));
    stride = dimensions.add(
      stride,
      others.reduce((all, each) => dimensions.multiply(all, ofAtom(each)), size(term.coefficient)),
    );
  }
  return stride;
}

function mentions(atom: Atom, name: string): boolean {
  assert(atom.kind !== "symbol", "asked of atoms with parts");
  return dimensions.symbolsOf(atom.left).has(name) || dimensions.symbolsOf(atom.right).has(name);
}
