/**
 * Functions of the library that were compiled before, apart from the program: which they are, and how a program declares them.
 *
 * A prebuilt function is found by a key that does not depend on what else is compiled: its module, its place there, the type that
 * owns it and its parameters. Functions that take part of another function along (closures, searched candidates) have none.
 */
import type { MirFunction, MirParameter } from "../mir/mir.ts";
import type { FunctionDeclaration, StructDeclaration } from "../names/declarations.ts";
import { constantKey, type ParameterValue, type Type } from "../types/type.ts";
import { FunctionBuilder } from "./builder.ts";
import type { Instance, Program } from "./context.ts";
import { passingOf } from "./lower-type.ts";
import type { Candidate } from "./value.ts";

export type PrebuiltLibrary = {
  /** Symbols by key. */
  readonly functions: ReadonlyMap<string, string>;
  /** Symbols of all functions and variables that are there, also of those without a key. */
  readonly symbols: ReadonlySet<string>;
};

/** Undefined: such an instance is never prebuilt. */
export function prebuiltKey(
  candidate: Candidate,
  self: Type | undefined,
  values: readonly (readonly [string, ParameterValue])[],
): string | undefined {
  const { declaration, closure, choices } = candidate;
  if (
    !declaration.module.isLibrary ||
    closure !== undefined ||
    choices !== undefined ||
    declaration.synthesized === true ||
    declaration.ast.signature.effects.isAsync
  )
    return undefined;
  const parts = [placeOf(declaration)];
  if (self !== undefined) parts.push(typeKey(self));
  for (const [name, value] of values) parts.push(`${name}=${valueKey(value)}`);
  const key = parts.join("|");
  return key.includes(unknown) ? undefined : key;
}

/** What has no key of its own makes the whole have none. */
const unknown = "?";

function placeOf(declaration: FunctionDeclaration | StructDeclaration): string {
  return `${declaration.module.name}:${declaration.ast.name.span.start}`;
}

function typeKey(type: Type): string {
  switch (type.kind) {
    case "struct":
      return type.parameters.length === 0
        ? placeOf(type.declaration)
        : `${placeOf(type.declaration)}[${type.parameters.map(valueKey).join(",")}]`;
    case "pointer":
      return `pointer<${typeKey(type.pointee)}>`;
    case "array":
      return `array<${typeKey(type.element)},${type.length}>`;
    case "tuple":
      return `tuple<${type.elements.map(typeKey).join(",")}>`;
    case "simd":
    case "bytes":
    case "int-literal":
    case "float-literal":
    case "never":
      return type.key;
    default:
      return unknown;
  }
}

function valueKey(value: ParameterValue): string {
  switch (value.kind) {
    case "type":
      return typeKey(value.type);
    case "constant": {
      const key = constantKey(value.constant);
      return key.includes("@") ? unknown : `${typeKey(value.type)}=${key}`;
    }
    case "list":
      return `(${value.elements.map(valueKey).join(",")})`;
    case "origin":
      return value.mutable ? "mut" : "imm";
    default:
      return unknown;
  }
}

/** Fewer statements than this are put in place of a call. */
const fewStatements = 12;

/** Whether a program had better call a function than have its own copy. */
export function isWorthACall(fn: MirFunction): boolean {
  if (fn.inline !== "auto") return fn.inline !== "always";
  return fn.blocks.reduce((sum, block) => sum + block.statements.length + 1, 0) >= fewStatements;
}

/** The instance as a function without blocks, which is defined elsewhere. */
export function declaredFunction(program: Program, instance: Instance): MirFunction {
  const span = instance.declaration.ast.name.span;
  const builder = new FunctionBuilder(span);
  const lower = (type: Type) => program.services.lowerType(program, type);
  const result = instance.isReference ? program.mirTypes.pointer : lower(instance.result);
  const resultLocal = builder.newLocal(result, { name: "result" });
  const errorLocal = instance.raises === undefined ? undefined : builder.newLocal(lower(instance.raises), { name: "error" });
  const parameters: MirParameter[] = [];
  for (const argument of instance.arguments) {
    if (argument.variadic === "constant") continue;
    const types = argument.variadic === "pack" ? (argument.packTypes ?? []) : [argument.type];
    const passing = argument.variadic === "pack" ? "reference" : argument.passing;
    for (const type of types)
      parameters.push({ local: builder.newLocal(lower(type), { name: argument.name }), convention: argument.convention, passing });
  }
  return {
    symbol: instance.symbol,
    displayName: instance.displayName,
    span,
    parameters,
    resultLocal,
    resultPassing: passingOf(result),
    errorLocal,
    locals: builder.locals,
    blocks: [],
    inline: "never",
    linkage: "imported",
    abi: instance.declaration.ast.signature.effects.abi === "C" || instance.declaration.decorators.has("export") ? "c" : "mojo",
    stage: "lowered",
  };
}
