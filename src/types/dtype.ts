/**
 * The element types of `__type.simd`, by the code that the library's `DType` struct holds.
 *
 * The order is the contract of docs/design/library-builtins.md and of `library/std/builtin/dtype.mojo`.
 */
import type { FloatFormat } from "../mir/mir.ts";

export type DTypeCode = number;

export type DTypeInfo = {
  readonly name: string;
  readonly kind: "invalid" | "bool" | "int" | "float";
  readonly bits: number;
  readonly signed: boolean;
  readonly format?: FloatFormat;
};

function int(name: string, bits: number, signed: boolean): DTypeInfo {
  return { name, kind: "int", bits, signed };
}

function float(name: string, bits: number, format: FloatFormat): DTypeInfo {
  return { name, kind: "float", bits, signed: true, format };
}

export const dtypes: readonly DTypeInfo[] = [
  { name: "invalid", kind: "invalid", bits: 0, signed: false },
  { name: "bool", kind: "bool", bits: 1, signed: false },
  int("int8", 8, true),
  int("uint8", 8, false),
  int("int16", 16, true),
  int("uint16", 16, false),
  int("int32", 32, true),
  int("uint32", 32, false),
  int("int64", 64, true),
  int("uint64", 64, false),
  int("index", 64, true),
  int("uindex", 64, false),
  float("float16", 16, "f16"),
  float("bfloat16", 16, "bf16"),
  float("float32", 32, "f32"),
  float("float64", 64, "f64"),
  float("float8_e4m3fn", 8, "f8e4m3fn"),
  float("float8_e5m2", 8, "f8e5m2"),
  int("int128", 128, true),
  int("uint128", 128, false),
  int("int256", 256, true),
  int("uint256", 256, false),
];

/** Spellings of `__type.NAME` for scalars. */
export const scalarTypeNames: ReadonlyMap<string, DTypeCode> = new Map([
  ["bool", 1],
  ["i1", 1],
  ["i8", 2],
  ["u8", 3],
  ["i16", 4],
  ["u16", 5],
  ["i32", 6],
  ["u32", 7],
  ["i64", 8],
  ["u64", 9],
  ["index", 10],
  ["uindex", 11],
  ["f16", 12],
  ["bf16", 13],
  ["f32", 14],
  ["f64", 15],
]);

export const boolCode = 1;
export const uint8Code = 3;
export const indexCode = 10;
export const uindexCode = 11;
