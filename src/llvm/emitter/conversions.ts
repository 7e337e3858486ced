/**
 * `cast` and `bitcast`, and the conversions of eight-bit floats, which no processor of ours has instructions for.
 *
 * To a truth value: `!= 0`; from one: 0 or 1, with `signed` 0 or -1. Everything works lane by lane.
 */
import { assert } from "../../base/assert.ts";
import type { FloatFormat, MirType } from "../../mir/mir.ts";
import type { FunctionState, Values } from "./function-state.ts";
import type { Intrinsic } from "./intrinsic-call.ts";
import { loadValues, memoryAt, operandMemory, operandType, operandValues } from "./places.ts";
import { elementOf, leavesOf, registerType, shaped, shapedMangle } from "./types.ts";

export function emitCast(call: Intrinsic): Values {
  return [castValue(call.state, call.type(0), call.resultType, call.value(0), call.attributes.signed === true)];
}

function castValue(state: FunctionState, from: MirType, to: MirType, value: string, signed: boolean): string {
  const source = elementOf(from);
  const target = elementOf(to);
  const fromText = registerType(from);
  const toText = registerType(to);
  if (source.kind === "int" && target.kind === "int") {
    if (target.bits === source.bits) return value;
    if (target.bits === 1) return state.define(`icmp ne ${fromText} ${value}, ${zeroOf(from)}`);
    if (target.bits < source.bits) return state.define(`trunc ${fromText} ${value} to ${toText}`);
    return state.define(`${signed ? "sext" : "zext"} ${fromText} ${value} to ${toText}`);
  }
  if (source.kind === "int" && target.kind === "float") return intToFloat(state, from, to, value, signed);
  assert(source.kind === "float", "a cast is between numbers");
  if (isFloat8(from)) {
    const single = shaped(from, "float");
    return fromFloatText(state, from, to, "f32", single, fromFloat8(state, from, value), signed);
  }
  return fromFloatText(state, from, to, source.format, fromText, value, signed);
}

function zeroOf(type: MirType): string {
  return type.kind === "vector" ? "zeroinitializer" : "0";
}

function intToFloat(state: FunctionState, from: MirType, to: MirType, value: string, signed: boolean): string {
  const word = signed ? "sitofp" : "uitofp";
  if (!isFloat8(to)) return state.define(`${word} ${registerType(from)} ${value} to ${registerType(to)}`);
  // Through double, so that nothing within an eight-bit float's range is rounded twice.
  const wide = state.define(`${word} ${registerType(from)} ${value} to ${shaped(from, "double")}`);
  return toFloat8(state, to, wide, "f64");
}

function fromFloatText(
  state: FunctionState,
  from: MirType,
  to: MirType,
  format: FloatFormat,
  text: string,
  value: string,
  signed: boolean,
): string {
  const target = elementOf(to);
  if (target.kind === "int") {
    if (target.bits === 1) return state.define(`fcmp une ${text} ${value}, ${from.kind === "vector" ? "zeroinitializer" : "0.0"}`);
    const name = `llvm.fpto${signed ? "s" : "u"}i.sat.${shapedMangle(to, `i${target.bits}`)}.${shapedMangle(from, format)}`;
    const callee = state.module.declare(name, registerType(to), text);
    return state.define(`call ${registerType(to)} ${callee}(${text} ${value})`);
  }
  assert(target.kind === "float", "a cast is between numbers");
  if (isFloat8(to)) {
    if (format === "f64" || format === "f32") return toFloat8(state, to, value, format);
    return toFloat8(state, to, resize(state, value, text, shaped(from, "float"), 16, 32), "f32");
  }
  if (target.format === format) return value;
  const sizes: Readonly<Record<FloatFormat, number>> = { f8e4m3fn: 8, f8e5m2: 8, f16: 16, bf16: 16, f32: 32, f64: 64, f128: 128 };
  if (sizes[target.format] === sizes[format]) {
    const single = resize(state, value, text, shaped(from, "float"), 16, 32);
    return resize(state, single, shaped(from, "float"), registerType(to), 32, 16);
  }
  return resize(state, value, text, registerType(to), sizes[format], sizes[target.format]);
}

function resize(state: FunctionState, value: string, from: string, to: string, fromBits: number, toBits: number): string {
  return state.define(`${fromBits < toBits ? "fpext" : "fptrunc"} ${from} ${value} to ${to}`);
}

// Bits

export function emitBitcast(call: Intrinsic): Values {
  const { state } = call;
  const from = operandType(state, call.operand(0));
  const fromLeaves = leavesOf(from);
  const toLeaves = leavesOf(call.result);
  const source = fromLeaves[0];
  const target = toLeaves[0];
  if (fromLeaves.length !== 1 || toLeaves.length !== 1 || source === undefined || target === undefined) {
    return loadValues(state, memoryAt(call.result, operandMemory(state, call.operand(0)).address, 1));
  }
  const value = operandValues(state, call.operand(0))[0] as string;
  if (source.text === target.text) return [value];
  return [bitcast(state, source.type, target.type, value)];
}

function bitcast(state: FunctionState, from: MirType, to: MirType, value: string): string {
  const fromText = registerType(from);
  const toText = registerType(to);
  const fromPointer = elementOf(from).kind === "pointer";
  const toPointer = elementOf(to).kind === "pointer";
  if (fromPointer === toPointer) return state.define(`bitcast ${fromText} ${value} to ${toText}`);
  if (fromPointer) {
    const word = shaped(from, "i64");
    const bits = state.define(`ptrtoint ${fromText} ${value} to ${word}`);
    return word === toText ? bits : state.define(`bitcast ${word} ${bits} to ${toText}`);
  }
  const word = shaped(to, "i64");
  const bits = word === fromText ? value : state.define(`bitcast ${fromText} ${value} to ${word}`);
  return state.define(`inttoptr ${word} ${bits} to ${toText}`);
}

// Eight-bit floats

export function isFloat8(type: MirType): boolean {
  const element = elementOf(type);
  return element.kind === "float" && element.format.startsWith("f8");
}

/** Lane-wise integer and float code over one shape. */
class Lanes {
  private readonly state: FunctionState;
  private readonly type: MirType;

  constructor(state: FunctionState, type: MirType) {
    this.state = state;
    this.type = type;
  }

  text(element: string): string {
    return shaped(this.type, element);
  }

  constant(element: string, value: string | bigint | number): string {
    if (this.type.kind !== "vector") return String(value);
    return `<${Array.from({ length: this.type.length }, () => `${element} ${value}`).join(", ")}>`;
  }

  binary(operation: string, element: string, a: string, b: string | bigint | number): string {
    const second = typeof b === "string" && b.startsWith("%") ? b : this.constant(element, b);
    return this.state.define(`${operation} ${this.text(element)} ${a}, ${second}`);
  }

  select(condition: string, element: string, a: string, b: string): string {
    const side = (value: string): string => `${this.text(element)} ${value.startsWith("%") ? value : this.constant(element, value)}`;
    return this.state.define(`select ${this.text("i1")} ${condition}, ${side(a)}, ${side(b)}`);
  }

  convert(word: string, from: string, value: string, to: string): string {
    return this.state.define(`${word} ${this.text(from)} ${value} to ${this.text(to)}`);
  }
}

/** To single precision, exactly. */
export function fromFloat8(state: FunctionState, type: MirType, value: string): string {
  const lanes = new Lanes(state, type);
  const element = elementOf(type);
  if (element.kind === "float" && element.format === "f8e5m2") {
    // The upper half of a half float.
    const wide = lanes.convert("zext", "i8", value, "i16");
    const half = lanes.convert("bitcast", "i16", lanes.binary("shl", "i16", wide, 8), "half");
    return lanes.convert("fpext", "half", half, "float");
  }
  // Shifted into a float's fields, the value is too small by the difference of the biases.
  const wide = lanes.convert("zext", "i8", value, "i32");
  const magnitude = lanes.binary("and", "i32", wide, 0x7f);
  const bits = lanes.binary("shl", "i32", magnitude, 20);
  const scaled = lanes.binary("fmul", "float", lanes.convert("bitcast", "i32", bits, "float"), float64Text(2 ** 120));
  const isNaN = lanes.binary("icmp eq", "i32", magnitude, 0x7f);
  const number = lanes.select(isNaN, "float", float64Text(NaN), scaled);
  const sign = lanes.binary("shl", "i32", lanes.binary("and", "i32", wide, 0x80), 24);
  const signed = lanes.binary("or", "i32", lanes.convert("bitcast", "float", number, "i32"), sign);
  return lanes.convert("bitcast", "i32", signed, "float");
}

function float64Text(value: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return `0x${view.getBigUint64(0).toString(16).toUpperCase().padStart(16, "0")}`;
}

/** From single or double precision, to nearest even. */
export function toFloat8(state: FunctionState, type: MirType, value: string, format: "f32" | "f64"): string {
  const lanes = new Lanes(state, type);
  const element = elementOf(type);
  const isE5 = element.kind === "float" && element.format === "f8e5m2";
  const fraction = isE5 ? 2 : 3;
  const bias = isE5 ? 15 : 7;
  const [word, float, wideFraction, wideBias] =
    format === "f32" ? (["i32", "float", 23, 127] as const) : (["i64", "double", 52, 1023] as const);
  const exponentBits = (exponent: number): bigint => BigInt(exponent + wideBias) << BigInt(wideFraction);
  const drop = BigInt(wideFraction - fraction);

  const bits = lanes.convert("bitcast", float, value, word);
  const signMask = 1n << (word === "i32" ? 31n : 63n);
  const magnitude = lanes.binary("and", word, bits, signMask - 1n);
  // Subnormal: adding a number whose last place is the smallest step rounds in hardware.
  const magic = exponentBits(wideFraction + 1 - bias - fraction);
  const added = lanes.binary(
    "fadd",
    float,
    lanes.convert("bitcast", word, magnitude, float),
    float64Text(2 ** (wideFraction + 1 - bias - fraction)),
  );
  const subnormal = lanes.binary("sub", word, lanes.convert("bitcast", float, added, word), magic);
  // Normal: half of the last place, less one unless the result would be odd.
  const odd = lanes.binary("and", word, lanes.binary("lshr", word, magnitude, drop), 1);
  const rebased = lanes.binary("sub", word, magnitude, BigInt(wideBias - bias) << BigInt(wideFraction));
  const nudged = lanes.binary("add", word, rebased, (1n << (drop - 1n)) - 1n);
  const normal = lanes.binary("lshr", word, lanes.binary("add", word, nudged, odd), drop);
  const isSmall = lanes.binary("icmp ult", word, magnitude, exponentBits(1 - bias));
  let result = lanes.select(isSmall, word, subnormal, normal);
  const infinity = ((1n << (word === "i32" ? 8n : 11n)) - 1n) << BigInt(wideFraction);
  if (isE5) {
    const isLarge = lanes.binary("icmp uge", word, magnitude, exponentBits(16));
    result = lanes.select(isLarge, word, "124", result);
    result = lanes.select(lanes.binary("icmp ugt", word, magnitude, infinity), word, "126", result);
  } else {
    // 464 is halfway between the largest number, 448, and what would be the next.
    const limit = exponentBits(8) + (13n << BigInt(wideFraction - 4));
    result = lanes.select(lanes.binary("icmp ugt", word, magnitude, limit), word, "127", result);
  }
  const sign = lanes.binary("lshr", word, lanes.binary("and", word, bits, -signMask), word === "i32" ? 24 : 56);
  return lanes.convert("trunc", word, lanes.binary("or", word, result, sign), "i8");
}
