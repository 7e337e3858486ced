/** Types, literals and names as emitted programs spell them. */
import { isFloat, type Value } from "../graph/arithmetic.ts";
import { type Dimension, printDimension } from "../graph/dimension.ts";
import type { ScalarType } from "../graph/expression.ts";
import type { ElementType } from "../tensor-data.ts";
import { textNumber } from "../text-numbers.ts";
import { importedNames } from "./imports.ts";

/** How elements lie in memory: bool as bytes, types of less than a byte in a byte each, floats of 8 bits and fewer as their bits, strings as numbers. */
export function storageType(type: ElementType): string {
  if (isSmallFloat(type)) return "u8";
  switch (type) {
    case "bool":
    case "uint2":
    case "uint4":
      return "u8";
    case "int2":
    case "int4":
      return "i8";
    case "string":
      return "i64";
    default:
      return shortTypes[type]?.alias ?? `DType.${type}`;
  }
}

/** Bytes of an element in memory. */
export function storageBytes(type: ElementType): number {
  if (type === "bool" || isSmallFloat(type) || isSmallInteger(type)) return 1;
  return type === "string" ? 8 : Number(/(\d+)/.exec(type)?.[1]) / 8;
}

/** The type in which values are computed. */
export function valueType(type: ScalarType): string {
  if (type === "index") return "i64";
  if (isSmallFloat(type)) return "f32";
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
  if (type === "bool") return `(${value}).cast[u8]()`;
  return isSmallFloat(type) ? `small_float_bits[${type}](${value})` : value;
}

/** Brings a result back into a type that is narrower than what is computed with. */
export function narrowed(type: ScalarType, value: string): string {
  if (isSmallFloat(type)) return `small_float[${type}](${value})`;
  return isSmallInteger(type) ? `small_integer[${/\d/.exec(type)?.[0]}](${value})` : value;
}

/** Types by the names of `library/engine/types.mojo`, and types of single values. */
const shortTypes: { readonly [type: string]: { readonly alias: string; readonly scalar: string } } = {
  float64: { alias: "f64", scalar: "Float64" },
  float32: { alias: "f32", scalar: "Float32" },
  float16: { alias: "f16", scalar: "Float16" },
  bfloat16: { alias: "bf16", scalar: "BFloat16" },
  int64: { alias: "i64", scalar: "Int64" },
  int32: { alias: "i32", scalar: "Int32" },
  int16: { alias: "i16", scalar: "Int16" },
  int8: { alias: "i8", scalar: "Int8" },
  uint64: { alias: "u64", scalar: "UInt64" },
  uint32: { alias: "u32", scalar: "UInt32" },
  uint16: { alias: "u16", scalar: "UInt16" },
  uint8: { alias: "u8", scalar: "UInt8" },
};

export function scalarType(type: ScalarType): string {
  if (type === "index") return "Int";
  const name = valueType(type);
  return Object.values(shortTypes).find(({ alias }) => alias === name)?.scalar ?? `Scalar[${name}]`;
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
  ...Object.values(shortTypes).map(({ alias }) => alias),
  ..."and as assert async await break class comptime continue def del elif else except False finally fn for from global if import in inout is lambda let lanes mut nonlocal None not or out owned pass raise raises ref return self Self struct trait True try var while with yield print range min max abs round exp log sqrt tanh erf floor ceil threads memory model weights width copy".split(
    " ",
  ),
]);

/** A place or size, without parentheses around single words. */
export function printPlace(dimension: Dimension, nameOf: (symbol: string) => string): string {
  return printDimension(dimension, nameOf).replace(/(?<![\w\]])\((\w+)\)/g, "$1");
}

/** Names that are unique within one program or function. */
export class Names {
  private readonly used = new Set<string>();
  /** Names of functions inside, which would hide what gets them later. */
  private readonly hidden = new Set<string>();
  private readonly around: Names | undefined;

  constructor(around?: Names) {
    this.around = around;
  }

  /** Names of a function inside, other than those around it. */
  inside(): Names {
    return new Names(this);
  }

  private has(name: string): boolean {
    return this.used.has(name) || this.around?.has(name) === true;
  }

  /** A name like the wanted one: letters, digits and underscores, beginning with a small letter. */
  fresh(wanted: string): string {
    const parts = wanted.split(/[^A-Za-z0-9_]+/).filter((part) => part !== "");
    let base = parts
      .join("_")
      .replace(/__+/g, "_")
      .toLowerCase()
      .replace(/^_+|_+$/g, "");
    if (!/^[a-z]/.test(base)) base = `t${base === "" ? "" : "_"}${base}`;
    if (base.length > 40) base = base.slice(-40).replace(/^[^_]*_(?=[a-z])/, "");
    if (base === "") base = "t";
    let name = base;
    for (let number = 2; this.has(name) || this.hidden.has(name) || reserved.has(name); number++) name = `${base}_${number}`;
    this.used.add(name);
    for (let outside = this.around; outside !== undefined; outside = outside.around) outside.hidden.add(name);
    return name;
  }
}
