/** Machine types that untyped code has values of, as text: what converts a word to one, and back (`library/std/dynamic/boundary.mojo`). */

/** Types that an argument of an untyped function may have; their numbers in `machine_word`. */
export const machineTypes: readonly string[] =
  "Int Float64 Bool String Int8 Int16 Int32 Int64 UInt8 UInt16 UInt32 UInt64 Float16 Float32".split(" ");

type Direction = { readonly scalars: Readonly<Record<string, string>>; readonly sized: string; readonly list: string };

const toMachine: Direction = {
  scalars: {
    Int: "__boundary.machine_int",
    Float64: "__boundary.machine_float",
    Bool: "__boundary.machine_bool",
    String: "__boundary.machine_text",
  },
  sized: "__boundary.machine_scalar",
  list: "__boundary.machine_list",
};
const toPython: Direction = {
  scalars: {
    Int: "__boundary.int_word",
    Float64: "__boundary.float_word",
    Bool: "__boundary.bool_word",
    String: "__boundary.text_word",
  },
  sized: "__boundary.scalar_word",
  list: "__boundary.list_word",
};

/** Structs of the file that are classes in untyped code, by name. */
export type Structs = ReadonlyMap<string, { readonly isCopyable: boolean }>;

/** `isReference`: the value stays where it is. */
export type FromWord = { readonly text: string; readonly isReference: boolean };

/** The function that makes a machine value of a word; undefined: there is none. */
export function fromWord(type: string, structs: Structs, isOwned = false): FromWord | undefined {
  const name = type.trim();
  if (structs.has(name) && !isOwned) return { text: `__of_${name}`, isReference: true };
  const text = converter(name, toMachine, (struct) => (structs.get(struct)?.isCopyable === true ? `__copy_${struct}` : undefined));
  return text === undefined ? undefined : { text, isReference: false };
}

/** The function that makes a word of a machine value. */
export function toWord(type: string, structs: Structs): string | undefined {
  const name = type.trim();
  if (structs.has(name)) return `__word_${name}`;
  return converter(name, toPython, () => undefined);
}

function converter(type: string, direction: Direction, ofStruct: (name: string) => string | undefined): string | undefined {
  const scalar = direction.scalars[type] ?? ofStruct(type);
  if (scalar !== undefined) return scalar;
  const sized = /^(Int|UInt)(8|16|32|64)$|^Float(16|32)$/.test(type) ? type.toLowerCase() : undefined;
  if (sized !== undefined) return `${direction.sized}[DType.${sized}]`;
  const element = /^List\[(.*)\]$/s.exec(type)?.[1];
  const convert = element === undefined ? undefined : converter(element.trim(), direction, ofStruct);
  return convert && `${direction.list}[${element}, ${convert}]`;
}
