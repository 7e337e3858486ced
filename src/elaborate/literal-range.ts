/**
 * Integer literals must fit the type that they become a value of.
 *
 * In: a value and the type it is about to be converted to. Out: whether that was reported as wrong. Code of 2023 to 2025
 * writes bit patterns as it likes: there a literal may use all bits of its type, with either sign.
 */
import { type Span, spanText } from "../source/source-file.ts";
import { dtypes, indexCode } from "../types/dtype.ts";
import { integerOf, printType, type Type } from "../types/type.ts";
import { leafOf } from "./constants.ts";
import type { FunctionContext } from "./context.ts";
import * as diagnostics from "./diagnostics.ts";
import type { Value } from "./value.ts";

/** `isExplicit`: `UInt8(300)`, written as a conversion. */
export function reportIfTooBig(context: FunctionContext, value: Value, type: Type, span: Span, isExplicit: boolean): boolean {
  if (value.kind !== "constant" || type.kind !== "struct" || context.scope.module.isLibrary) return false;
  const leaf = leafOf(value.constant);
  if (leaf.kind !== "literal-integer") return false;
  const integer = integerType(type);
  if (integer === undefined) return false;
  const isLenient = context.dialect !== "1.0";
  if (isLenient && isExplicit) return false;
  const bits = BigInt(integer.bits);
  // `0xFF` is a pattern of bits.
  const allBits = isLenient || isExplicit || /^-?0[xXbBoO]/.test(spanText(span));
  const least = integer.signed || allBits ? -(1n << (bits - 1n)) : 0n;
  const greatest = integer.signed && !allBits ? (1n << (bits - 1n)) - 1n : (1n << bits) - 1n;
  if (leaf.value >= least && leaf.value <= greatest) return false;
  const exact = integer.signed ? `${-(1n << (bits - 1n))} to ${(1n << (bits - 1n)) - 1n}` : `0 to ${(1n << bits) - 1n}`;
  context.report(diagnostics.integerOverflow, {
    at: span,
    params: { text: String(leaf.value), type: printType(type) },
    notes: [`\`${printType(type)}\` holds ${exact}`],
  });
  return true;
}

function integerType(type: Extract<Type, { kind: "struct" }>): { readonly bits: number; readonly signed: boolean } | undefined {
  const { declaration } = type;
  if (!declaration.module.isLibrary) return undefined;
  if (declaration.name === "Int" || declaration.name === "UInt") {
    const bits = dtypes[indexCode]?.bits;
    return bits === undefined ? undefined : { bits, signed: declaration.name === "Int" };
  }
  const [first] = type.parameters;
  if (declaration.name !== "SIMD" || first === undefined) return undefined;
  const info = dtypes[integerOf(first) ?? -1];
  return info?.kind === "int" ? { bits: info.bits, signed: info.signed } : undefined;
}
