/**
 * Type rules of intrinsics: `docs/design/mir-intrinsics.md` as code.
 *
 * In: an intrinsic with the types of its operands. Out: what is wrong with it, if anything.
 * Not here: the list and operand counts (`mir/intrinsics.ts`), what the operations do.
 */
import { intrinsicInfo } from "../intrinsics.ts";
import type { IntrinsicAttributes, MirType, VectorType } from "../mir.ts";
import { printType } from "../print.ts";
import { sizeOf } from "../types.ts";

export type IntrinsicUse = {
  readonly name: string;
  readonly operands: readonly MirType[];
  readonly result: MirType;
  readonly attributes?: IntrinsicAttributes;
};

/** The first problem found. */
export function intrinsicProblem(use: IntrinsicUse): string | undefined {
  const info = intrinsicInfo(use.name);
  if (info === undefined) return `unknown intrinsic \`${use.name}\``;
  if (info.operands !== "any" && info.operands !== use.operands.length) {
    return `\`${use.name}\` takes ${info.operands} operands, got ${use.operands.length}`;
  }
  const wrong = rules.get(use.name)?.(use);
  if (wrong === undefined) return undefined;
  const signature = `${use.name}(${use.operands.map(printType).join(", ")}): ${printType(use.result)}`;
  return `${wrong} in \`${signature}\``;
}

type Rule = (use: IntrinsicUse) => string | undefined;

const rules = new Map<string, Rule>();

function define(names: string, rule: Rule): void {
  for (const name of names.split(" ")) rules.set(name, rule);
}

// Shapes

function operand(use: IntrinsicUse, index: number): MirType {
  return use.operands[index] as MirType;
}

function laneType(type: MirType): MirType {
  return type.kind === "vector" ? type.element : type;
}

function lanes(type: MirType): number | undefined {
  return type.kind === "vector" ? type.length : undefined;
}

function isInteger(type: MirType): boolean {
  return laneType(type).kind === "int";
}

function isFloat(type: MirType): boolean {
  return laneType(type).kind === "float";
}

function isNumeric(type: MirType): boolean {
  return isInteger(type) || isFloat(type);
}

function isScalar(type: MirType): boolean {
  return type.kind === "int" || type.kind === "float" || type.kind === "pointer";
}

function isBool(type: MirType): boolean {
  return type.kind === "int" && type.bits === 1;
}

function isUnit(type: MirType): boolean {
  return type.kind === "struct" && type.fields.length === 0;
}

/** `i1` for a scalar, as many `i1` for a vector. */
function isMaskFor(mask: MirType, value: MirType): boolean {
  return isBool(laneType(mask)) && lanes(mask) === lanes(value);
}

function isPairWithBool(type: MirType, first: MirType): boolean {
  return type.kind === "struct" && type.fields.length === 2 && type.fields[0] === first && isMaskOrBool(type.fields[1] as MirType, first);
}

function isMaskOrBool(mask: MirType, value: MirType): boolean {
  return isBool(mask) || isMaskFor(mask, value);
}

function sameTypes(use: IntrinsicUse): string | undefined {
  return use.operands.every((type) => type === use.result) ? undefined : "operands and result differ in type";
}

function pointerOperand(use: IntrinsicUse, index = 0): string | undefined {
  return operand(use, index).kind === "pointer" ? undefined : `operand ${index} is not a pointer`;
}

function integerOperand(use: IntrinsicUse, index: number): string | undefined {
  return operand(use, index).kind === "int" ? undefined : `operand ${index} is not an integer`;
}

function unitResult(use: IntrinsicUse): string | undefined {
  return isUnit(use.result) ? undefined : "the result is not the unit type";
}

function vectorOperand(use: IntrinsicUse, index = 0): string | undefined {
  return operand(use, index).kind === "vector" ? undefined : `operand ${index} is not a vector`;
}

// Arithmetic

define("add sub mul div rem min max", (use) => sameTypes(use) ?? (isNumeric(use.result) ? undefined : "not numbers"));
define("neg abs", (use) => sameTypes(use) ?? (isNumeric(use.result) ? undefined : "not numbers"));
define("fma", (use) => sameTypes(use) ?? (isNumeric(use.result) ? undefined : "not numbers"));
define(
  "and or xor not shl shr popcount clz ctz byteswap bitreverse",
  (use) => sameTypes(use) ?? (isInteger(use.result) ? undefined : "not integers"),
);
define("sqrt floor ceil trunc round roundeven copysign", (use) => sameTypes(use) ?? (isFloat(use.result) ? undefined : "not floats"));
define("eq ne lt le gt ge", (use) => {
  const [left, right] = use.operands;
  if (left !== right) return "operands differ in type";
  const lane = laneType(left as MirType);
  if (!isScalar(lane)) return "not numbers or pointers";
  return isMaskFor(use.result, left as MirType) ? undefined : "the result is not a truth value per lane";
});
define("select", (use) => {
  const [mask, whenTrue, whenFalse] = use.operands as [MirType, MirType, MirType];
  if (whenTrue !== use.result || whenFalse !== use.result) return "operands and result differ in type";
  return isMaskOrBool(mask, whenTrue) ? undefined : "the first operand is not a truth value or a mask";
});
define("add_overflow sub_overflow mul_overflow", (use) => {
  const [left, right] = use.operands as [MirType, MirType];
  if (left !== right || !isInteger(left)) return "operands are not equal integer types";
  return isPairWithBool(use.result, left) ? undefined : "the result is not a pair of value and truth value";
});

// Conversions

define("cast", (use) => {
  const source = operand(use, 0);
  if (!isNumeric(source) || !isNumeric(use.result)) return "not numbers";
  return lanes(source) === lanes(use.result) ? undefined : "lane counts differ";
});
define("bitcast", (use) => {
  const source = operand(use, 0);
  return bitsOf(source) === bitsOf(use.result) ? undefined : "sizes differ";
});
define("pointer_to_int", (use) =>
  laneType(operand(use, 0)).kind === "pointer" && isInteger(use.result) ? undefined : "not pointer to integer",
);
define("int_to_pointer", (use) =>
  isInteger(operand(use, 0)) && laneType(use.result).kind === "pointer" ? undefined : "not integer to pointer",
);

function bitsOf(type: MirType): number {
  if (type.kind === "vector") return type.length * bitsOf(type.element);
  if (type.kind === "int") return type.bits;
  return sizeOf(type) * 8;
}

// Vectors

define("splat", (use) =>
  use.result.kind === "vector" && use.result.element === operand(use, 0) ? undefined : "the result is not a vector of the operand",
);
define("extract", (use) => {
  const wrong = vectorOperand(use) ?? integerOperand(use, 1);
  return wrong ?? ((operand(use, 0) as VectorType).element === use.result ? undefined : "the result is not the element type");
});
define("insert", (use) => {
  const wrong = vectorOperand(use) ?? integerOperand(use, 1);
  if (wrong !== undefined) return wrong;
  if (operand(use, 0) !== use.result) return "the result is not the vector type";
  return (use.result as VectorType).element === operand(use, 2) ? undefined : "the third operand is not the element type";
});
define("shuffle", (use) => {
  const [left, right] = use.operands as [MirType, MirType];
  const mask = use.attributes?.mask;
  if (left.kind !== "vector" || left !== right) return "operands are not equal vector types";
  if (mask === undefined) return "no mask";
  if (mask.some((lane) => lane < -1 || lane >= 2 * left.length)) return "mask out of range";
  const fits = use.result.kind === "vector" && use.result.length === mask.length && use.result.element === left.element;
  return fits ? undefined : "the result is not a vector of the mask's length";
});
define("reduce_add reduce_mul reduce_min reduce_max reduce_and reduce_or reduce_xor", (use) => {
  const wrong = vectorOperand(use);
  if (wrong !== undefined) return wrong;
  const lane = laneType(operand(use, 0));
  if (!isNumeric(lane) || (lane.kind === "float" && /and|or/.test(use.name.slice(7)))) return "lanes of the wrong kind";
  return lane === use.result ? undefined : "the result is not the element type";
});
define("iota", (use) => (use.result.kind === "vector" && isNumeric(use.result) ? undefined : "the result is not a vector of numbers"));

// Memory

define("offset", (use) => {
  if (use.attributes?.elementType === undefined) return "no elementType";
  return pointerOperand(use) ?? integerOperand(use, 1) ?? (use.result.kind === "pointer" ? undefined : "the result is not a pointer");
});
define(
  "offset_bytes",
  (use) => pointerOperand(use) ?? integerOperand(use, 1) ?? (use.result.kind === "pointer" ? undefined : "the result is not a pointer"),
);
define("load", (use) => pointerOperand(use));
define("store", (use) => pointerOperand(use) ?? unitResult(use));
define("masked_load expand_load", (use) => {
  const wrong = pointerOperand(use) ?? vectorOperand(use, 2);
  return (
    wrong ??
    maskedValue(use, operand(use, 1), operand(use, 2)) ??
    (operand(use, 2) === use.result ? undefined : "operand 2 and result differ in type")
  );
});
define(
  "masked_store compress_store",
  (use) => pointerOperand(use) ?? vectorOperand(use, 1) ?? maskedValue(use, operand(use, 2), operand(use, 1)) ?? unitResult(use),
);
define("gather", (use) => {
  const wrong = addressVector(operand(use, 0), operand(use, 2));
  return (
    wrong ??
    maskedValue(use, operand(use, 1), operand(use, 2)) ??
    (operand(use, 2) === use.result ? undefined : "operand 2 and result differ in type")
  );
});
define(
  "scatter",
  (use) => addressVector(operand(use, 0), operand(use, 1)) ?? maskedValue(use, operand(use, 2), operand(use, 1)) ?? unitResult(use),
);
define("memory_copy memory_move", (use) => pointerOperand(use) ?? pointerOperand(use, 1) ?? integerOperand(use, 2) ?? unitResult(use));
define("memory_set", (use) => pointerOperand(use) ?? integerOperand(use, 1) ?? integerOperand(use, 2) ?? unitResult(use));
define("stack_allocate", (use) => {
  if (use.attributes?.elementType === undefined) return "no elementType";
  return integerOperand(use, 0) ?? (use.result.kind === "pointer" ? undefined : "the result is not a pointer");
});
define("atomic_load", (use) => pointerOperand(use) ?? (isScalar(use.result) ? undefined : "not a scalar"));
define("atomic_store", (use) => pointerOperand(use) ?? (isScalar(operand(use, 1)) ? unitResult(use) : "not a scalar"));
define("atomic_rmw", (use) => {
  if (!/^(f?(add|sub|min|max)|and|or|xor|xchg)$/.test(use.attributes?.operation ?? "")) return "no such operation";
  return (
    pointerOperand(use) ?? (operand(use, 1) === use.result && isScalar(use.result) ? undefined : "operand 1 and result differ in type")
  );
});
define("atomic_compare_exchange", (use) => {
  if (operand(use, 1) !== operand(use, 2)) return "operands differ in type";
  return (
    pointerOperand(use) ?? (isPairWithBool(use.result, operand(use, 1)) ? undefined : "the result is not a pair of value and truth value")
  );
});
define("prefetch", (use) => pointerOperand(use));
define("fence trap unreachable_hint", (use) => unitResult(use));
define("coroutine_resume coroutine_destroy", (use) => pointerOperand(use) ?? unitResult(use));
define("coroutine_done", (use) => pointerOperand(use) ?? (isBool(use.result) ? undefined : "the result is not `i1`"));
define("coroutine_header", (use) => pointerOperand(use) ?? (use.result.kind === "pointer" ? undefined : "the result is not a pointer"));

function maskedValue(_use: IntrinsicUse, mask: MirType, value: MirType): string | undefined {
  return isMaskFor(mask, value) ? undefined : "the mask does not fit the value";
}

function addressVector(addresses: MirType, value: MirType): string | undefined {
  const lane = laneType(addresses);
  if (lane.kind !== "pointer" && !(lane.kind === "int" && lane.bits === 64)) return "addresses are neither pointers nor i64";
  return lanes(addresses) === lanes(value) && lanes(value) !== undefined ? undefined : "lane counts differ";
}

// Escapes, hints

define("llvm", (use) => (use.attributes?.text === undefined ? "no text" : undefined));
define("assembly", (use) =>
  use.attributes?.text === undefined || use.attributes.constraints === undefined ? "no text or no constraints" : undefined,
);
define("likely unlikely", (use) => sameTypes(use) ?? (isBool(use.result) ? undefined : "not a truth value"));
define("assume", (use) => (isBool(operand(use, 0)) ? unitResult(use) : "not a truth value"));
define("time_ns", (use) => (use.result.kind === "int" && use.result.bits === 64 ? undefined : "the result is not i64"));
define("interpreting", (use) => (isBool(use.result) ? undefined : "the result is not a truth value"));

// Literals

function isLiteral(type: MirType): boolean {
  return type.kind === "literal-integer" || type.kind === "literal-float";
}

define(
  "literal_add literal_sub literal_mul literal_floordiv literal_mod",
  (use) => sameTypes(use) ?? (isLiteral(use.result) ? undefined : "not literals"),
);
define("literal_truediv", (use) =>
  isLiteral(operand(use, 0)) && operand(use, 0) === operand(use, 1) && isLiteral(use.result) ? undefined : "not literals",
);
define("literal_pow", (use) =>
  operand(use, 0) === use.result && isLiteral(use.result) && isLiteral(operand(use, 1)) ? undefined : "not literals",
);
define(
  "literal_shl literal_shr literal_and literal_or literal_xor literal_invert",
  (use) => sameTypes(use) ?? (use.result.kind === "literal-integer" ? undefined : "not integer literals"),
);
define("literal_neg", (use) => sameTypes(use) ?? (isLiteral(use.result) ? undefined : "not literals"));
define("literal_eq literal_lt literal_le", (use) => {
  if (!isLiteral(operand(use, 0)) || operand(use, 0) !== operand(use, 1)) return "not literals of one kind";
  return isBool(use.result) ? undefined : "the result is not a truth value";
});
define("literal_to_int", (use) => (isLiteral(operand(use, 0)) && use.result.kind === "int" ? undefined : "not literal to integer"));
define("literal_to_float", (use) => (isLiteral(operand(use, 0)) && use.result.kind === "float" ? undefined : "not literal to float"));
define("literal_int_to_float_literal", (use) =>
  operand(use, 0).kind === "literal-integer" && use.result.kind === "literal-float" ? undefined : "not integer literal to float literal",
);
define("literal_float_to_int_literal", (use) =>
  operand(use, 0).kind === "literal-float" && use.result.kind === "literal-integer" ? undefined : "not float literal to integer literal",
);
define("literal_bit_length", (use) => (operand(use, 0).kind === "literal-integer" ? undefined : "not an integer literal"));
define("literal_fits", (use) =>
  operand(use, 0).kind === "literal-integer" && isBool(use.result) ? undefined : "not an integer literal to a truth value",
);
define("literal_text", (use) => {
  if (!isLiteral(operand(use, 0))) return "not a literal";
  return use.result.kind === "struct" && use.result.fields.length === 2 ? undefined : "the result is not a pair of pointer and length";
});
