/**
 * Compile-time values of library types: made from and read as plain numbers, truth values and texts.
 */
import type { Constant, MirType } from "../mir/mir.ts";
import type { ParameterValue, Type } from "../types/type.ts";
import type { Program } from "./context.ts";
import type { ConstantValue, Value } from "./value.ts";

export function leafOf(constant: Constant): Constant {
  let current = constant;
  while (current.kind === "aggregate" && current.elements.length === 1) current = current.elements[0] as Constant;
  return current;
}

/** A value of a struct that wraps a scalar, any number of structs deep. */
export function wrap(type: MirType, leaf: Constant): Constant {
  if (type.kind !== "struct") return leaf;
  return { kind: "aggregate", type, elements: type.fields.map((field) => wrap(field, leaf)) };
}

export function integerConstant(program: Program, typeName: "Int" | "Bool" | "UInt" | "DType", value: bigint): ConstantValue {
  const type = program.libraryType(typeName) ?? program.types.error;
  return { kind: "constant", type, constant: integerOfType(program, type, value) };
}

export function integerOfType(program: Program, type: Type, value: bigint): Constant {
  const mir = program.services.lowerType(program, type);
  let leaf = mir;
  while (leaf.kind === "struct" && leaf.fields.length === 1) leaf = leaf.fields[0] as MirType;
  if (leaf.kind !== "int") return { kind: "undefined", type: mir };
  return wrap(mir, { kind: "int", type: leaf, value });
}

export function boolConstant(program: Program, value: boolean): ConstantValue {
  return integerConstant(program, "Bool", value ? 1n : 0n);
}

export function intConstant(program: Program, value: number | bigint): ConstantValue {
  return integerConstant(program, "Int", BigInt(value));
}

/** A value of an intrinsic scalar type. */
export function scalarConstant(program: Program, dtype: number, value: bigint): ConstantValue {
  const type = program.types.simd(dtype, 1);
  return { kind: "constant", type, constant: integerOfType(program, type, value) };
}

export function intLiteral(program: Program, value: bigint): ConstantValue {
  const type = program.libraryType("IntLiteral") ?? program.types.intLiteral;
  const mir = program.services.lowerType(program, type);
  return { kind: "constant", type, constant: wrap(mir, { kind: "literal-integer", type: program.mirTypes.literalInteger, value }) };
}

export function floatLiteral(program: Program, text: string): ConstantValue {
  const type = program.libraryType("FloatLiteral") ?? program.types.floatLiteral;
  const mir = program.services.lowerType(program, type);
  const { numerator, denominator } = parseDecimal(text);
  return {
    kind: "constant",
    type,
    constant: wrap(mir, { kind: "literal-float", type: program.mirTypes.literalFloat, numerator, denominator }),
  };
}

function parseDecimal(text: string): { numerator: bigint; denominator: bigint } {
  const match = /^([0-9]*)(?:\.([0-9]*))?(?:[eE]([+-]?[0-9]+))?$/.exec(text.replaceAll("_", ""));
  if (match === null) return { numerator: BigInt(Math.trunc(Number(text)) || 0), denominator: 1n };
  const fraction = match[2] ?? "";
  const digits = BigInt(`${match[1] ?? ""}${fraction}` || "0");
  const exponent = Number(match[3] ?? 0) - fraction.length;
  const [numerator, denominator] = exponent >= 0 ? [digits * 10n ** BigInt(exponent), 1n] : [digits, 10n ** BigInt(-exponent)];
  return reduce(numerator, denominator);
}

function reduce(numerator: bigint, denominator: bigint): { numerator: bigint; denominator: bigint } {
  let a = numerator;
  let b = denominator;
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? { numerator: 0n, denominator: 1n } : { numerator: numerator / a, denominator: denominator / a };
}

const encoder = new TextEncoder();

/** Bytes of static data, shared by content. */
export function internBytes(program: Program, bytes: Uint8Array): string {
  const cache = program.cache<string>("string data");
  const key = Buffer.from(bytes).toString("latin1");
  let symbol = cache.get(key);
  if (symbol === undefined) {
    symbol = `text.${contentName(bytes)}`;
    cache.set(key, symbol);
    program.mir.data.set(symbol, { symbol, bytes, relocations: [], alignment: 1, isConstant: true });
  }
  return symbol;
}

/** A short deterministic name for some bytes. */
export function contentName(bytes: Uint8Array): string {
  let low = 0x811c9dc5;
  let high = 0x1234567;
  for (const byte of bytes) {
    low = Math.imul(low ^ byte, 0x01000193) >>> 0;
    high = Math.imul(high + byte, 0x9e3779b1) >>> 0;
  }
  return `${low.toString(16)}${high.toString(16)}.${bytes.length}`;
}

export function stringLiteral(program: Program, text: string): ConstantValue {
  const bytes = encoder.encode(text);
  const data = new Uint8Array(bytes.length + 1);
  data.set(bytes);
  const symbol = internBytes(program, data);
  const type = program.libraryType("StringLiteral") ?? program.types.error;
  const mir = program.services.lowerType(program, type);
  if (mir.kind !== "struct") return { kind: "constant", type, constant: { kind: "undefined", type: mir } };
  const pointer: Constant = { kind: "global", type: program.mirTypes.pointer, symbol, offset: 0 };
  const elements = mir.fields.map((field, index) =>
    index === 0 ? wrap(field, pointer) : integerOfType(program, program.libraryType("Int") as Type, BigInt(bytes.length)),
  );
  return { kind: "constant", type, constant: { kind: "aggregate", type: mir, elements } };
}

/** The text of a compile-time `StringLiteral`, `StaticString` or other pair of pointer and length. */
export function textOf(program: Program, value: Value | ParameterValue): string | undefined {
  if (value.kind !== "constant") return undefined;
  let pointer: Extract<Constant, { kind: "global" }> | undefined;
  let length: number | undefined;
  const visit = (constant: Constant): void => {
    if (constant.kind === "aggregate") constant.elements.forEach(visit);
    else if (constant.kind === "global") pointer ??= constant;
    else if (constant.kind === "int") length ??= Number(constant.value);
  };
  visit(value.constant);
  if (pointer === undefined || length === undefined) return length === 0 ? "" : undefined;
  const data = program.mir.data.get(pointer.symbol);
  if (data === undefined) return undefined;
  return new TextDecoder().decode(data.bytes.subarray(pointer.offset, pointer.offset + length));
}

export function integerValue(value: Value | ParameterValue | undefined): bigint | undefined {
  if (value?.kind !== "constant") return undefined;
  const leaf = leafOf(value.constant);
  if (leaf.kind === "int" || leaf.kind === "literal-integer") return leaf.value;
  return leaf.kind === "zero" ? 0n : undefined;
}

/** As a signed number of the leaf's width. */
export function signedInteger(value: Value | ParameterValue | undefined): number | undefined {
  if (value?.kind !== "constant") return undefined;
  const leaf = leafOf(value.constant);
  if (leaf.kind === "int") return Number(BigInt.asIntN(leaf.type.bits, leaf.value));
  if (leaf.kind === "literal-integer") return Number(leaf.value);
  return leaf.kind === "zero" ? 0 : undefined;
}

export function boolOf(value: Value | ParameterValue | undefined): boolean | undefined {
  const integer = integerValue(value);
  return integer === undefined ? undefined : integer !== 0n;
}

/** Whether values of the type exist at compile time only. */
export function isLiteralType(program: Program, type: Type): boolean {
  if (type.kind === "int-literal" || type.kind === "float-literal") return true;
  if (type.kind !== "struct") return false;
  const mir = program.services.lowerType(program, type);
  return containsLiteral(mir);
}

function containsLiteral(type: MirType): boolean {
  if (type.kind === "literal-integer" || type.kind === "literal-float") return true;
  if (type.kind === "struct") return type.fields.some(containsLiteral);
  return type.kind === "array" && containsLiteral(type.element);
}
