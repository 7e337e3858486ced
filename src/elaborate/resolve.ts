/**
 * Names to values: what a declaration means as a value in a scope.
 */
import type { AliasDeclaration, ModuleScope, StructDeclaration } from "../names/declarations.ts";
import { lookupInModule, type Resolved } from "../names/loader.ts";
import type { FunctionContext, Program } from "./context.ts";
import { moduleScope } from "./members.ts";
import type { Binding, Scope } from "./scope.ts";
import type { GivenParameter, Template, Value } from "./value.ts";
import { parameterKey } from "../types/type.ts";
import { valueToParameter } from "./parameters.ts";

/** Compile-time names of the language itself. */
const builtinNames = new Set([
  "__type",
  "__op",
  "__mlir_type",
  "__mlir_op",
  "__mlir_attr",
  "origin_of",
  "__origin_of",
  "__lifetime_of",
  "type_of",
  "Some",
  "__type_of",
  "conforms_to",
  "Origin",
  "MutOrigin",
  "ImmutOrigin",
  "MutableOrigin",
  "ImmutableOrigin",
  "OriginSet",
  "Lifetime",
  "MutLifetime",
  "ImmutLifetime",
  "MutableLifetime",
  "ImmutableLifetime",
  "AnyLifetime",
  "__get_mvalue_as_litref",
  "__get_litref_as_mvalue",
  "locals",
  "__functions_in_module",
  "__disable_del",
  "AnyOrigin",
  "__get_address_as_owned_value",
  "__get_address_as_uninit_lvalue",
  "__get_value_from_ref",
  "__get_ref_from_value",
]);

const originNames = new Map<string, boolean>([
  ["StaticConstantOrigin", false],
  ["StaticConstantLifetime", false],
  ["StaticOrigin", false],
  ["ImmutableAnyOrigin", false],
  ["ImmutAnyOrigin", false],
  ["ImmutableStaticLifetime", false],
  ["ImmutExternalOrigin", false],
  ["ImmutUntrackedOrigin", false],
  ["ImmutUnsafeAnyOrigin", false],
  ["MutableAnyOrigin", true],
  ["MutAnyOrigin", true],
  ["MutUnsafeAnyOrigin", true],
  ["MutExternalOrigin", true],
  ["MutUntrackedOrigin", true],
  ["MutableStaticLifetime", true],
  ["ExternalOrigin", true],
]);

export type Found =
  | { readonly kind: "binding"; readonly binding: Binding }
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "global"; readonly declaration: Extract<Resolved, { kind: "global" }> };

export function findName(program: Program, scope: Scope, name: string): Found | undefined {
  const binding = scope.lookup(name);
  if (binding !== undefined) return { kind: "binding", binding };
  const declared =
    lookupInModule(program.loader, scope.module, name) ?? program.preludeDeclaration(name) ?? lookupInPackages(program, scope.module, name);
  if (declared !== undefined) {
    if (declared.kind === "global") return { kind: "global", declaration: declared };
    return { kind: "value", value: declarationValue(program, declared) };
  }
  // An import that fails is reported where it is written: those of the main file all, others when they are needed.
  const written = scope.module.declarations.get(name);
  if (written?.kind === "imported-name" || written?.kind === "imported-module") {
    program.aloud(() => program.services.checkImports(program, [written]));
    program.sink.addSilentError();
    return { kind: "value", value: { kind: "error" } };
  }
  if (builtinNames.has(name)) return { kind: "value", value: { kind: "builtin", name, parameters: undefined, scope } };
  if (name === "Never") return { kind: "value", value: { kind: "type", type: program.types.never } };
  const mutable = originNames.get(name);
  if (mutable !== undefined) return { kind: "value", value: { kind: "origin", mutable, roots: [], context: undefined, names: [] } };
  return undefined;
}

/** Modules of a package see what its `__init__` declares and imports, and the package by its name; so on upwards. */
function lookupInPackages(program: Program, module: ModuleScope, name: string): Resolved | undefined {
  if (module.isLibrary) return undefined;
  for (let level = module.isPackage ? 2 : 1; ; level++) {
    const enclosing = program.loader.resolveModule(module, level, []);
    if (enclosing === undefined || enclosing === module) return undefined;
    const found =
      enclosing.declarations.has(name) || enclosing.starImports.length > 0 ? lookupInModule(program.loader, enclosing, name) : undefined;
    if (found !== undefined) return found;
    if (enclosing.folder.slice(enclosing.folder.lastIndexOf("/") + 1) === name) return { kind: "module", module: enclosing };
  }
}

export function declarationValue(program: Program, declared: Exclude<Resolved, { kind: "global" }>): Value {
  switch (declared.kind) {
    case "module":
      return { kind: "module", module: declared.module };
    case "struct":
      return structValue(program, declared);
    case "trait":
      return { kind: "type", type: program.types.trait([declared]) };
    case "alias":
      return aliasUse(program, declared, moduleScope(program, declared));
    case "functions": {
      const first = declared.functions[0];
      const scope = first === undefined ? undefined : moduleScope(program, first);
      return {
        kind: "functions",
        set: {
          name: declared.name,
          candidates: declared.functions.map((declaration) => ({ declaration, scope: scope as Scope })),
          self: undefined,
          given: [],
        },
      };
    }
    case "class":
      return { kind: "builtin", name: `class ${declared.name}`, parameters: undefined, scope: moduleScope(program, declared) };
  }
}

function structValue(program: Program, declaration: StructDeclaration): Value {
  if (declaration.ast.parameters.length === 0) return { kind: "type", type: program.types.struct(declaration, []) };
  return { kind: "template", template: makeTemplate(program, declaration, moduleScope(program, declaration), []) };
}

/** An alias where it is mentioned: its value, or a template if it has parameters. */
export function aliasUse(program: Program, declaration: AliasDeclaration, scope: Scope): Value {
  if (declaration.ast.parameters.length === 0) return program.services.aliasValue(program, declaration, scope);
  return { kind: "template", template: makeTemplate(program, declaration, scope, []) };
}

export function makeTemplate(
  program: Program,
  declaration: StructDeclaration | AliasDeclaration,
  scope: Scope,
  given: readonly GivenParameter[],
): Template {
  const shown = given.map((g) => `${g.keyword ?? ""}=${parameterKeyOf(program, g.value)}`).join(",");
  const self = scope.selfType?.key ?? "";
  return { key: `${declaration.name}#${declaration.id} ${self}[${shown}]`, name: declaration.name, declaration, scope, given };
}

function parameterKeyOf(program: Program, value: Value): string {
  const parameter = valueToParameter(program, value);
  return parameter === undefined ? "?" : parameterKey(parameter);
}

/** Whether a binding can be used by the function being built. */
export function isReachable(context: FunctionContext, binding: Binding): boolean {
  return binding.kind !== "variable" || context.owns(binding.context);
}
