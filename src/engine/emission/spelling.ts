/** Types, literals and names as the language spells them. */
import { isFloat, type Value } from "../graph/arithmetic.ts";
import type { ScalarType } from "../graph/expression.ts";
import type { ElementType } from "../tensor-data.ts";
import { textNumber } from "../text-numbers.ts";
import { importedNames } from "./imports.ts";

/** How elements lie in memory: bool as bytes, types of less than a byte in a byte each, floats of 8 bits and fewer as their bits, strings as numbers. */
export function storageType(type: ElementType): string {
  if (isSmallFloat(type)) return "DType.uint8";
  switch (type) {
    case "bool":
    case "uint2":
    case "uint4":
      return "DType.uint8";
    case "int2":
    case "int4":
      return "DType.int8";
    case "string":
      return "DType.int64";
    default:
      return `DType.${type}`;
  }
}

/** Bytes of an element in memory. */
export function storageBytes(type: ElementType): number {
  if (type === "bool" || isSmallFloat(type) || isSmallInteger(type)) return 1;
  return type === "string" ? 8 : Number(/(\d+)/.exec(type)?.[1]) / 8;
}

/** The type in which values are computed. */
export function valueType(type: ScalarType): string {
  if (type === "index") return "DType.int64";
  if (isSmallFloat(type)) return "DType.float32";
  return type === "bool" ? "DType.bool" : storageType(type);
}

/** Floats of 8 bits and fewer, which are computed with as float32 (`library/engine/small_floats.mojo`). */
export function isSmallFloat(type: ScalarType): boolean {
  return /^float[48]_/.test(type);
}

/** Integers of fewer than 8 bits. */
export function isSmallInteger(type: ScalarType): boolean {
  return /int[24]$/.test(type);
}

/** A value, given what lies in memory. */
export function fromStorage(type: ElementType, raw: string): string {
  if (type === "bool") return `${raw}.ne(0)`;
  return isSmallFloat(type) ? `small_float_value[${type}](${raw})` : raw;
}

/** What lies in memory, given a value. */
export function toStorage(type: ElementType, value: string): string {
  if (type === "bool") return `(${value}).cast[DType.uint8]()`;
  return isSmallFloat(type) ? `small_float_bits[${type}](${value})` : value;
}

/** Brings a result back into a type that is narrower than what is computed with. */
export function narrowed(type: ScalarType, value: string): string {
  if (isSmallFloat(type)) return `small_float[${type}](${value})`;
  return isSmallInteger(type) ? `small_integer[${/\d/.exec(type)?.[0]}](${value})` : value;
}

const short: { readonly [type: string]: string } = {
  "DType.float32": "Float32",
  "DType.float64": "Float64",
  "DType.float16": "Float16",
  "DType.bfloat16": "BFloat16",
  "DType.int8": "Int8",
  "DType.int16": "Int16",
  "DType.int32": "Int32",
  "DType.int64": "Int64",
  "DType.uint8": "UInt8",
  "DType.uint16": "UInt16",
  "DType.uint32": "UInt32",
  "DType.uint64": "UInt64",
};

export function scalarType(type: ScalarType): string {
  if (type === "index") return "Int";
  const name = valueType(type);
  return short[name] ?? `Scalar[${name}]`;
}

export function printLiteral(type: ScalarType, value: Value): string {
  if (type === "index") return String(value);
  if (typeof value === "string") return `${scalarType(type)}(${textNumber(value)})`;
  if (type === "bool") return `Scalar[DType.bool](${value !== 0 ? "True" : "False"})`;
  if (typeof value === "number" && isFloat(type) && !Number.isFinite(value)) {
    const name = valueType(type);
    return Number.isNaN(value) ? `nan[${name}]()` : value > 0 ? `inf[${name}]()` : `(-inf[${name}]())`;
  }
  return `${scalarType(type)}(${printNumber(type, value)})`;
}

/** The shortest decimal that means the same number of the type. */
export function printNumber(type: ScalarType, value: Value): string {
  if (typeof value !== "number" || !isFloat(type)) return String(value);
  if (Object.is(value, -0)) return "-0.0";
  let text = String(value);
  if (type !== "float64") {
    for (let digits = 1; digits <= 9; digits++) {
      const shorter = Number(value.toPrecision(digits));
      if (Math.fround(shorter) === Math.fround(value)) {
        text = String(shorter);
        break;
      }
    }
  }
  return /[.e]/.test(text) ? text.replace(/^(-?\d+)e/, "$1.0e") : `${text}.0`;
}

const reserved = new Set([
  ...importedNames,
  ..."and as assert async await break class comptime continue def del elif else except False finally fn for from global if import in inout is lambda let lanes mut nonlocal None not or out owned pass raise raises ref return self Self struct trait True try var while with yield print range min max abs round exp log sqrt tanh erf floor ceil threads memory model weights row element width copy".split(
    " ",
  ),
]);

/** Names that are unique within one program or function. */
export class Names {
  private readonly used = new Set<string>();

  /** A name like the wanted one: letters, digits and underscores, beginning with a small letter. */
  fresh(wanted: string): string {
    const parts = wanted.split(/[^A-Za-z0-9_]+/).filter((part) => part !== "");
    let base = parts
      .join("_")
      .replace(/__+/g, "_")
      .toLowerCase()
      .replace(/^_+|_+$/g, "");
    if (!/^[a-z]/.test(base)) base = `t${base === "" ? "" : "_"}${base}`;
    if (base.length > 40) base = base.slice(-40).replace(/^[^a-z]+/, "");
    if (base === "") base = "t";
    let name = base;
    for (let number = 2; this.used.has(name) || reserved.has(name); number++) name = `${base}_${number}`;
    this.used.add(name);
    return name;
  }
}
