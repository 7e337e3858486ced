/**
 * Concrete types and compile-time values. Every type is interned: `===` compares types.
 *
 * Origins are erased from types (a value knows which locals it refers to, see `elaborate/value.ts`); mutability of a
 * reference is an ordinary parameter. In: declarations of `names/`. Out: keys, printing.
 * Not here: members and conformance (`elaborate/members.ts`), layout (`elaborate/lower-type.ts`).
 */
import type { Constant } from "../mir/mir.ts";
import type { StructDeclaration, TraitDeclaration } from "../names/declarations.ts";
import type { Expression } from "../syntax/ast.ts";
import { type DTypeCode, dtypes } from "./dtype.ts";

export type Type =
  | StructType
  /** `__type.simd[dtype, size]`. */
  | { readonly kind: "simd"; readonly key: string; readonly dtype: DTypeCode; readonly size: number }
  | { readonly kind: "pointer"; readonly key: string; readonly pointee: Type }
  | { readonly kind: "array"; readonly key: string; readonly element: Type; readonly length: number }
  | { readonly kind: "tuple"; readonly key: string; readonly elements: readonly Type[] }
  | { readonly kind: "bytes"; readonly key: string; readonly size: number; readonly alignment: number }
  | { readonly kind: "int-literal"; readonly key: string }
  | { readonly kind: "float-literal"; readonly key: string }
  | FunctionType
  /** The value of a nested function with captures: unique to its declaration. */
  | { readonly kind: "closure"; readonly key: string; readonly closure: FunctionTarget }
  /** A bound: one trait or a composition. */
  | TraitType
  /** The type of types, of parameter lists and of other things that exist at compile time only. */
  | { readonly kind: "meta"; readonly key: string; readonly of: "type" | "origin" | "list" | "function" | "module" | "dtype-any" }
  | { readonly kind: "never"; readonly key: string }
  | { readonly kind: "error"; readonly key: string };

export type StructType = {
  readonly kind: "struct";
  readonly key: string;
  readonly declaration: StructDeclaration;
  readonly parameters: readonly ParameterValue[];
};

export type TraitType = { readonly kind: "trait"; readonly key: string; readonly traits: readonly TraitDeclaration[] };

export type FunctionType = {
  readonly kind: "function";
  readonly key: string;
  readonly arguments: readonly { readonly type: Type; readonly convention: "read" | "mut" | "owned" | "ref" | "out" | "deinit" }[];
  readonly result: Type;
  readonly isReference: boolean;
  readonly raises: Type | undefined;
  readonly abi: "mojo" | "c";
  /** Not a pointer to code, but that and the captures that it owns. */
  readonly escaping: boolean;
};

/** What elaboration knows about a function used as a compile-time value. */
export interface FunctionTarget {
  readonly key: string;
  readonly name: string;
}

export type ParameterValue =
  | { readonly kind: "type"; readonly type: Type }
  | { readonly kind: "constant"; readonly type: Type; readonly constant: Constant }
  /** Of `*Ts` and `*ns`. */
  | { readonly kind: "list"; readonly elements: readonly ParameterValue[] }
  | { readonly kind: "function"; readonly target: FunctionTarget }
  /** Erased from keys but for mutability; roots are locals of the function being elaborated. */
  | { readonly kind: "origin"; readonly mutable: boolean; readonly roots: readonly number[]; readonly context: unknown }
  /** A parametric struct or alias without (all of) its parameters. */
  | { readonly kind: "template"; readonly target: FunctionTarget }
  | { readonly kind: "unbound" };

export class TypeTable {
  private readonly types = new Map<string, Type>();

  readonly error: Type = this.intern({ kind: "error", key: "<error>" });
  readonly never: Type = this.intern({ kind: "never", key: "Never" });
  readonly intLiteral: Type = this.intern({ kind: "int-literal", key: "int_literal" });
  readonly floatLiteral: Type = this.intern({ kind: "float-literal", key: "float_literal" });

  simd(dtype: DTypeCode, size: number): Type {
    return this.intern({ kind: "simd", key: `simd<${dtype},${size}>`, dtype, size });
  }

  pointer(pointee: Type): Type {
    return this.intern({ kind: "pointer", key: `ptr<${pointee.key}>`, pointee });
  }

  array(element: Type, length: number): Type {
    return this.intern({ kind: "array", key: `array<${element.key},${length}>`, element, length });
  }

  tuple(elements: readonly Type[]): Type {
    return this.intern({ kind: "tuple", key: `tuple<${elements.map((e) => e.key).join(",")}>`, elements });
  }

  bytes(size: number, alignment: number): Type {
    return this.intern({ kind: "bytes", key: `bytes<${size},${alignment}>`, size, alignment });
  }

  meta(of: Extract<Type, { kind: "meta" }>["of"]): Type {
    return this.intern({ kind: "meta", key: `meta ${of}`, of });
  }

  trait(traits: readonly TraitDeclaration[]): TraitType {
    const unique = [...new Set(traits)].sort((a, b) => a.id - b.id);
    return this.intern({ kind: "trait", key: `trait ${unique.map((t) => `${t.name}#${t.id}`).join("&")}`, traits: unique }) as TraitType;
  }

  struct(declaration: StructDeclaration, parameters: readonly ParameterValue[]): StructType {
    const key = `${declaration.name}#${declaration.id}${parameters.length > 0 ? `[${parameters.map(parameterKey).join(",")}]` : ""}`;
    return this.intern({ kind: "struct", key, declaration, parameters }) as StructType;
  }

  closure(closure: FunctionTarget): Type {
    return this.intern({ kind: "closure", key: `closure ${closure.key}`, closure });
  }

  function(parts: Omit<FunctionType, "kind" | "key">): FunctionType {
    const key = `fn(${parts.arguments.map((a) => `${a.convention} ${a.type.key}`).join(",")})${parts.raises ? `raises ${parts.raises.key}` : ""}->${parts.isReference ? "ref " : ""}${parts.result.key}:${parts.abi}${parts.escaping ? " escaping" : ""}`;
    return this.intern({ ...parts, kind: "function", key }) as FunctionType;
  }

  private intern(type: Type): Type {
    const existing = this.types.get(type.key);
    if (existing !== undefined) return existing;
    this.types.set(type.key, type);
    return type;
  }
}

export function parameterKey(value: ParameterValue): string {
  switch (value.kind) {
    case "type":
      return value.type.key;
    case "constant":
      return `${value.type.key}=${constantKey(value.constant)}`;
    case "list":
      return `(${value.elements.map(parameterKey).join(",")})`;
    case "function":
    case "template":
      return `${value.kind} ${value.target.key}`;
    case "origin":
      return value.mutable ? "mut" : "imm";
    case "unbound":
      return "_";
  }
}

export function constantKey(constant: Constant): string {
  switch (constant.kind) {
    case "int":
    case "literal-integer":
      return String(constant.value);
    case "float":
      return Object.is(constant.value, -0) ? "-0.0" : `${constant.value}f`;
    case "literal-float":
      return constant.special ?? `${constant.numerator}/${constant.denominator}`;
    case "aggregate":
      return `{${constant.elements.map(constantKey).join(",")}}`;
    case "global":
      return `@${constant.symbol}+${constant.offset}`;
    case "function":
      return `@${constant.symbol}`;
    case "null":
    case "zero":
    case "undefined":
      return constant.kind;
  }
}

export function sameParameter(a: ParameterValue, b: ParameterValue): boolean {
  return a === b || parameterKey(a) === parameterKey(b);
}

/** As a user would write it. */
export function printType(type: Type): string {
  switch (type.kind) {
    case "struct":
      return printStruct(type);
    case "simd":
      return `__type.simd[${dtypes[type.dtype]?.name}, ${type.size}]`;
    case "pointer":
      return `__type.pointer[${printType(type.pointee)}]`;
    case "array":
      return `__type.array[${printType(type.element)}, ${type.length}]`;
    case "tuple":
      return `__type.tuple[${type.elements.map(printType).join(", ")}]`;
    case "bytes":
      return `__type.bytes[${type.size}, ${type.alignment}]`;
    case "int-literal":
      return "__type.int_literal";
    case "float-literal":
      return "__type.float_literal";
    case "function": {
      const raises = type.raises === undefined ? "" : " raises";
      const escaping = type.escaping ? " escaping" : "";
      return `def(${type.arguments.map((a) => (a.convention === "read" ? "" : `${a.convention} `) + printType(a.type)).join(", ")})${escaping}${raises} -> ${printType(type.result)}`;
    }
    case "closure":
      return `closure ${type.closure.name}`;
    case "trait":
      return type.traits.length === 0 ? "AnyType" : type.traits.map((t) => t.name).join(" & ");
    case "meta":
      return type.of === "type" ? "AnyType" : type.of;
    case "never":
      return "Never";
    case "error":
      return "<error>";
  }
}

const scalarAliases = new Map(
  dtypes.map((d, code) => [
    code,
    d.kind === "int"
      ? d.name.replace("uint", "UInt").replace("int", "Int")
      : d.kind === "bool"
        ? "Scalar[DType.bool]"
        : d.name.replace("float", "Float").replace("bfloat", "BFloat").replace("bFloat", "BFloat"),
  ]),
);

function printStruct(type: StructType): string {
  const name = type.declaration.name;
  if (type.parameters.length === 0) return name;
  if (name === "SIMD" && type.declaration.module.isLibrary && type.parameters.length === 2) {
    const [dtype, size] = type.parameters.map(integerOf);
    if (size === 1 && dtype !== undefined && dtype >= 2 && dtype !== 10 && dtype !== 11) return scalarAliases.get(dtype) ?? "SIMD";
    if (dtype !== undefined) return `SIMD[DType.${dtypes[dtype]?.name}, ${size}]`;
  }
  const declared = type.declaration.ast.parameters;
  let last = type.parameters.length;
  while (last > 0 && isDefault(type.parameters[last - 1] as ParameterValue, declared[last - 1]?.default)) last -= 1;
  const shown = type.parameters.slice(0, last).filter((p, index) => p.kind !== "origin" && declared[index]?.passing !== "infer-only");
  return shown.length === 0 ? name : `${name}[${shown.map(printParameter).join(", ")}]`;
}

/** Whether a value is what a parameter has when nothing is said, as far as a glance at the syntax tells. */
function isDefault(value: ParameterValue, written: Expression | undefined): boolean {
  if (written === undefined) return false;
  if (value.kind === "origin") return true;
  if (value.kind === "constant") {
    const number = integerOf(value);
    if (written.kind === "boolean") return number === (written.value ? 1 : 0);
    // `AddressSpace.GENERIC`
    if (written.kind === "attribute") return number === 0 && written.name.text === "GENERIC";
    return written.kind === "integer" && number === Number(written.value);
  }
  return value.kind === "type" && written.kind === "name" && value.type.kind === "struct" && value.type.declaration.name === written.name;
}

export function printParameter(value: ParameterValue): string {
  switch (value.kind) {
    case "type":
      return printType(value.type);
    case "constant":
      return printConstant(value.constant, value.type);
    case "list":
      return value.elements.map(printParameter).join(", ");
    case "function":
    case "template":
      return value.target.name;
    case "origin":
      return value.mutable ? "MutOrigin" : "ImmutOrigin";
    case "unbound":
      return "_";
  }
}

function printConstant(constant: Constant, type: Type): string {
  const only = singleLeaf(constant);
  if (only?.kind === "int") {
    if (type.kind === "struct" && type.declaration.name === "DType") return `DType.${dtypes[Number(only.value)]?.name}`;
    if (only.type.bits === 1) return only.value === 0n ? "False" : "True";
    return String(only.value);
  }
  if (only?.kind === "literal-integer" || only?.kind === "float") return String(only.value);
  if (type.kind === "struct" && type.declaration.fields.length === 0) return `${type.declaration.name}()`;
  return "{…}";
}

function singleLeaf(constant: Constant): Constant | undefined {
  let current = constant;
  while (current.kind === "aggregate" && current.elements.length === 1) current = current.elements[0] as Constant;
  return current.kind === "aggregate" ? undefined : current;
}

/** The integer inside an `Int`, `DType`, `Bool` or literal constant. */
export function integerOf(value: ParameterValue): number | undefined {
  if (value.kind !== "constant") return undefined;
  const leaf = singleLeaf(value.constant);
  if (leaf?.kind === "int" || leaf?.kind === "literal-integer") return Number(leaf.value);
  return leaf?.kind === "zero" ? 0 : undefined;
}
