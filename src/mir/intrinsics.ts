/**
 * The table of MIR intrinsics: name, operand count, effect, and where each one may run.
 *
 * In: a name. Out: an `IntrinsicInfo`. `docs/design/mir-intrinsics.md` says what every one means; the verifier,
 * the interpreter and the LLVM emitter read this table so that they agree on the list.
 * Not here: type rules (`mir/verifier.ts`), meaning (`mir/interpreter.ts`, `llvm/intrinsics.ts`).
 */

export type IntrinsicInfo = {
  readonly name: string;
  /** Number of operands; `any`: as many as given. */
  readonly operands: number | "any";
  readonly effect: IntrinsicEffect;
  /** Literal arithmetic: never reaches the emitter. */
  readonly compileTimeOnly: boolean;
};

/**
 * `pure`: the result depends on operands and attributes alone, and an unused one may be dropped. `read`: looks at
 * memory. `write`: may change memory. `control`: does not come back, or must stay where it is. `attributes`: as
 * `sideEffects` of the attributes says (`llvm`, `assembly`; absent means: has side effects).
 */
export type IntrinsicEffect = "pure" | "read" | "write" | "control" | "attributes";

export function intrinsicInfo(name: string): IntrinsicInfo | undefined {
  return table.get(name);
}

export function intrinsicNames(): readonly string[] {
  return [...table.keys()];
}

/** Dropping it when its result is unused changes nothing. */
export function isPureIntrinsic(name: string, attributes?: { readonly sideEffects?: boolean; readonly volatile?: boolean }): boolean {
  const effect = table.get(name)?.effect;
  if (effect === "attributes") return attributes?.sideEffects === false;
  if (effect === "read") return attributes?.volatile !== true && !name.startsWith("atomic");
  return effect === "pure";
}

const table = new Map<string, IntrinsicInfo>();

function define(effect: IntrinsicEffect, operands: number | "any", names: string, compileTimeOnly = false): void {
  for (const name of names.split(" ")) table.set(name, { name, operands, effect, compileTimeOnly });
}

// Arithmetic, lane by lane
define("pure", 2, "add sub mul div rem and or xor shl shr min max copysign");
define("pure", 1, "neg not abs sqrt floor ceil trunc round roundeven popcount clz ctz byteswap bitreverse");
define("pure", 2, "eq ne lt le gt ge add_overflow sub_overflow mul_overflow");
define("pure", 3, "select fma");

// Conversions
define("pure", 1, "cast bitcast pointer_to_int int_to_pointer");

// Vectors
define("pure", 0, "iota");
define("pure", 1, "splat reduce_add reduce_mul reduce_min reduce_max reduce_and reduce_or reduce_xor");
define("pure", 2, "extract shuffle");
define("pure", 3, "insert");

// Memory
define("pure", 2, "offset offset_bytes");
define("read", 1, "load");
define("write", 2, "store");
define("read", 3, "masked_load gather expand_load");
define("write", 3, "masked_store scatter compress_store memory_copy memory_move memory_set");
define("write", 1, "stack_allocate prefetch");
define("read", 1, "atomic_load");
define("write", 2, "atomic_store atomic_rmw");
define("write", 3, "atomic_compare_exchange");
define("write", 0, "fence");

// Coroutines, by their handles
define("write", 1, "coroutine_resume coroutine_destroy");
define("read", 1, "coroutine_done");
define("pure", 1, "coroutine_header");

// Escapes, hints, control
define("attributes", "any", "llvm assembly");
define("pure", 1, "likely unlikely");
define("control", 1, "assume");
define("control", 0, "trap unreachable_hint");
define("write", 0, "time_ns");
define("pure", 0, "interpreting");

// Exact literals
define(
  "pure",
  2,
  "literal_add literal_sub literal_mul literal_floordiv literal_mod literal_truediv literal_pow literal_shl literal_shr",
  true,
);
define("pure", 2, "literal_and literal_or literal_xor literal_eq literal_lt literal_le", true);
define(
  "pure",
  1,
  "literal_neg literal_invert literal_to_int literal_to_float literal_int_to_float_literal literal_float_to_int_literal",
  true,
);
define("pure", 1, "literal_bit_length literal_text", true);
define("pure", 3, "literal_fits", true);
