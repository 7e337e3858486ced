/**
 * What is known of a function from its declaration alone: its role, its effect by age, names that its scope uses.
 */
import type { FunctionDeclaration } from "../names/declarations.ts";
import type * as ast from "../syntax/ast.ts";
import type { Type } from "../types/type.ts";
import type { Program } from "./context.ts";

const initializers = new Set(["__init__", "__copyinit__", "__moveinit__", "__takeinit__"]);

export function isInitializer(declaration: FunctionDeclaration): boolean {
  if (declaration.owner === undefined || !initializers.has(declaration.name)) return false;
  return (
    resultArgumentIndex(declaration) !== undefined || (declaration.name === "__init__" && declaration.ast.signature.returns !== undefined)
  );
}

/** The argument that is really the result: `out x`, or `inout self` of an older initialiser. */
export function resultArgumentIndex(declaration: FunctionDeclaration): number | undefined {
  const { arguments: declared } = declaration.ast.signature;
  const out = declared.findIndex((a) => a.convention === "out");
  if (out >= 0) return out;
  const [first] = declared;
  if (declaration.owner !== undefined && initializers.has(declaration.name) && first?.convention === "mut" && first.name.text === "self")
    return 0;
  return undefined;
}

/** Whether a function without a mark may raise, by the age of its module. */
export function raisesByDefault(declaration: FunctionDeclaration): boolean {
  const { signature } = declaration.ast;
  if (signature.effects.raises) return true;
  if (signature.keyword !== "def" || declaration.module.isLibrary || declaration.synthesized === true) return false;
  if (declaration.module.ast.dialect === "1.0") return false;
  return !(declaration.owner !== undefined && (initializers.has(declaration.name) || declaration.name === "__del__"));
}

/** Whether the effect of a function is found from its body: an unmarked `def` of today, outside the library. */
export function infersEffect(declaration: FunctionDeclaration): boolean {
  const { signature } = declaration.ast;
  if (signature.keyword !== "def" || signature.effects.raises || declaration.module.isLibrary || declaration.synthesized === true)
    return false;
  if (declaration.decorators.has("export") || signature.effects.abi !== undefined || signature.effects.isAsync) return false;
  return declaration.module.ast.dialect === "1.0" && !silent.has(declaration.name);
}

/** The life of values never raises. */
export const silent: ReadonlySet<string> = new Set(["__copyinit__", "__moveinit__", "__takeinit__", "__del__", "__deinit__"]);

export function noneType(program: Program): Type {
  return program.libraryType("NoneType") ?? program.types.tuple([]);
}

export function errorType(program: Program): Type {
  return program.libraryType("Error") ?? program.types.tuple([]);
}

/** The type of what a `def` says no type of: the prelude's `object`, whose own type is known at run time only. */
export function dynamicType(program: Program, declaration: FunctionDeclaration): Type | undefined {
  return declaration.ast.signature.keyword === "def" && !declaration.module.isLibrary ? program.libraryType("object") : undefined;
}

/** Whether a `def` without a result type gives an `object`: it returns values and is old or has arguments without types. */
export function returnsDynamic(declaration: FunctionDeclaration): boolean {
  const { signature, body } = declaration.ast;
  if (signature.keyword !== "def" || declaration.module.isLibrary || declaration.synthesized === true) return false;
  const hasUntyped = signature.arguments.some((a, index) => a.type === undefined && !(index === 0 && declaration.owner !== undefined));
  return (hasUntyped || declaration.module.ast.dialect !== "1.0") && body.some(returnsValue);
}

/** Whether there is a `return` of something in a statement, nested functions aside. */
function returnsValue(node: unknown): boolean {
  if (typeof node !== "object" || node === null) return false;
  const { kind, value } = node as { kind?: string; value?: { kind: string } };
  if (kind === "return") return value !== undefined && value.kind !== "none";
  if (kind === "function" || kind === "struct") return false;
  return Object.values(node).some((part) => Array.isArray(part) && part.some(returnsValue));
}

/** Where the type of an argument without a fully written type is bound. */
export function implicitTypeName(argument: string): string {
  return `$type ${argument}`;
}

export function argumentScopeName(declared: ast.ArgumentDeclaration): string {
  return declared.name.text;
}

/** Where the value of a literal argument is bound that is part of the instance. */
export function literalName(argument: string): string {
  return `$literal ${argument}`;
}
