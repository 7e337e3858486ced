/**
 * Members and conformance: what `x.name` can mean, and whether a type satisfies a trait.
 *
 * Struct bodies and trait bodies are looked at through scopes that bind their parameters and `Self`.
 */
import type { AliasDeclaration, FunctionDeclaration, StructDeclaration, TraitDeclaration } from "../names/declarations.ts";
import type * as ast from "../syntax/ast.ts";
import type { ParameterValue, StructType, TraitType, Type } from "../types/type.ts";
import type { Program } from "./context.ts";
import { raisesByDefault } from "./function-facts.ts";
import { Scope } from "./scope.ts";
import type { Candidate, Value } from "./value.ts";

export type Member =
  | { readonly kind: "field"; readonly index: number; readonly type: Type }
  | { readonly kind: "functions"; readonly candidates: readonly Candidate[] }
  | { readonly kind: "alias"; readonly declaration: AliasDeclaration; readonly scope: Scope }
  | { readonly kind: "parameter"; readonly value: Value };

/** Scope in which the body of a struct instance is looked up. */
export function structScope(program: Program, type: StructType): Scope {
  const cache = program.cache<Scope>("struct scopes");
  let scope = cache.get(type.key);
  if (scope === undefined) {
    scope = new Scope({ parent: moduleScope(program, type.declaration), kind: "type", selfType: type });
    type.declaration.ast.parameters.forEach((parameter, index) => {
      const value = type.parameters[index];
      if (value !== undefined) (scope as Scope).bindValue(parameter.name.text, parameterToValue(value));
    });
    scope.bindValue("Self", { kind: "type", type });
    cache.set(type.key, scope);
  }
  return scope;
}

export function moduleScope(program: Program, declaration: { readonly module: StructDeclaration["module"] }): Scope {
  const cache = program.cache<Scope>("module scopes");
  let scope = cache.get(declaration.module.path);
  if (scope === undefined) {
    scope = new Scope({ module: declaration.module, kind: "module" });
    cache.set(declaration.module.path, scope);
  }
  return scope;
}

/** Scope of a trait's body when `Self` is a given type. */
export function traitScope(program: Program, trait: TraitDeclaration, self: Type): Scope {
  const cache = program.cache<Scope>("trait scopes");
  const key = `${trait.id} ${self.key}`;
  let scope = cache.get(key);
  if (scope === undefined) {
    scope = new Scope({ parent: moduleScope(program, trait), kind: "type", selfType: self });
    scope.bindValue("Self", { kind: "type", type: self });
    cache.set(key, scope);
  }
  return scope;
}

export function parameterToValue(value: ParameterValue): Value {
  switch (value.kind) {
    case "type":
      return { kind: "type", type: value.type };
    case "constant":
      return { kind: "constant", type: value.type, constant: value.constant };
    case "list":
      return { kind: "list", elements: value.elements };
    case "function":
      return { kind: "functions", set: (value.target as import("./value.ts").FunctionReference).set };
    case "template":
      return { kind: "template", template: value.target as import("./value.ts").Template };
    case "origin":
      return { kind: "origin", mutable: value.mutable, roots: value.roots, context: value.context as undefined, names: [] };
    case "unbound":
      return { kind: "unbound" };
  }
}

export function membersNamed(type: StructType, name: string): readonly FunctionDeclaration[] {
  const member = type.declaration.members.get(name);
  return member?.kind === "functions" ? member.functions : [];
}

/** `T(copy=x)`, `T(move=x^)`; 2024: `T(other=x)`. */
export function isLifecycleKeyword(keyword: string | undefined): boolean {
  return keyword === "copy" || keyword === "move" || keyword === "other";
}

export function fieldType(program: Program, type: StructType, index: number): Type {
  const cache = program.cache<Type>("field types");
  const key = `${index} ${type.key}`;
  let result = cache.get(key);
  if (result === undefined) {
    const field = type.declaration.fields[index]?.ast as ast.VariableDeclaration;
    const written = field.type;
    result =
      written === undefined
        ? program.types.error
        : program.aloud(() => program.services.evaluateType(program, structScope(program, type), written));
    cache.set(key, result);
  }
  // Reported once, and a mistake wherever it is used.
  if (result.kind === "error") program.sink.addSilentError();
  return result;
}

/** A field that would contain its own struct has no type: whoever follows fields comes to an end. */
export function forgetFieldType(program: Program, type: StructType, field: { readonly name: string; readonly index: number }): void {
  program.cache<Type>("field types").set(`${field.index} ${type.key}`, program.types.error);
  program.cache<Member | undefined>("members").delete(`${field.name} ${type.key}`);
}

/** What a name means on values of a type. */
export function lookupMember(program: Program, type: Type, name: string): Member | undefined {
  if (type.kind !== "struct") return traitMember(program, type, name);
  const cache = program.cache<Member | undefined>("members");
  const key = `${name} ${type.key}`;
  if (cache.has(key)) return cache.get(key);
  const member = lookupStructMember(program, type, name);
  cache.set(key, member);
  return member;
}

function lookupStructMember(program: Program, type: StructType, name: string): Member | undefined {
  const { declaration } = type;
  const field = declaration.fields.find((f) => f.name === name);
  if (field !== undefined) return { kind: "field", index: field.index, type: fieldType(program, type, field.index) };
  const scope = structScope(program, type);
  const own = declaration.members.get(name);
  if (own?.kind === "alias") return { kind: "alias", declaration: own, scope };
  const inherited = traitMember(program, type, name);
  if (own?.kind === "functions") {
    const candidates: Candidate[] = own.functions.map((f) => ({ declaration: f, scope }));
    if (inherited?.kind === "functions")
      candidates.push(...inherited.candidates.filter((c) => !own.functions.some((f) => sameShape(f, c.declaration))));
    return { kind: "functions", candidates };
  }
  if (inherited !== undefined) return inherited;
  const index = declaration.ast.parameters.findIndex((p) => p.name.text === name);
  const value = type.parameters[index];
  return value === undefined ? undefined : { kind: "parameter", value: parameterToValue(value) };
}

/** A default of a trait does not stand beside an own method of as many arguments. */
function sameShape(own: FunctionDeclaration, inherited: FunctionDeclaration): boolean {
  const names = (f: FunctionDeclaration) =>
    f.ast.signature.arguments.map((a) => `${a.passing === "keyword-only" ? a.name.text : ""}${a.stars}`).join(",");
  return names(own) === names(inherited);
}

/** Defaults from the traits that a type conforms to; the most derived first. */
function traitMember(program: Program, type: Type, name: string): Member | undefined {
  const candidates: Candidate[] = [];
  for (const trait of conformances(program, type)) {
    const member = trait.members.get(name);
    if (member === undefined) continue;
    const scope = traitScope(program, trait, type);
    if (member.kind === "alias") {
      if (member.ast.value !== undefined) return { kind: "alias", declaration: member, scope };
      continue;
    }
    for (const declaration of member.functions) if (hasDefaultBody(declaration)) candidates.push({ declaration, scope });
  }
  return candidates.length === 0 ? undefined : { kind: "functions", candidates };
}

/** A body of `...` (or `pass` where a value is due) is a requirement. */
export function hasDefaultBody(declaration: FunctionDeclaration): boolean {
  const { body, signature } = declaration.ast;
  const only = body.length === 1 ? body[0] : undefined;
  if (body.length === 0) return false;
  if (only?.kind === "expression" && only.value.kind === "ellipsis") return false;
  return !(only?.kind === "pass" && (signature.returns !== undefined || declaration.module.ast.dialect !== "1.0"));
}

/** All traits a type declares to conform to, parents included, most derived first. */
export function conformances(program: Program, type: Type): readonly TraitDeclaration[] {
  if (type.kind !== "struct") return [];
  const cache = program.cache<readonly TraitDeclaration[]>("conformances");
  const known = cache.get(type.key);
  if (known !== undefined) return known;
  cache.set(type.key, []);
  const result: TraitDeclaration[] = [];
  const scope = structScope(program, type);
  const lists = [type.declaration.ast.conformances, ...type.declaration.extensions.map((e) => e.conformances)];
  for (const conformance of lists.flat()) {
    if (conformance.where !== undefined && !conditionHolds(program, scope, conformance.where)) continue;
    for (const trait of traitsOf(program, scope, conformance.trait)) addTrait(program, trait, result);
  }
  cache.set(type.key, result);
  return result;
}

function addTrait(program: Program, trait: TraitDeclaration, into: TraitDeclaration[]): void {
  if (into.includes(trait)) return;
  into.push(trait);
  for (const parent of parentsOf(program, trait)) addTrait(program, parent, into);
}

export function parentsOf(program: Program, trait: TraitDeclaration): readonly TraitDeclaration[] {
  const cache = program.cache<readonly TraitDeclaration[]>("trait parents");
  const key = String(trait.id);
  let parents = cache.get(key);
  if (parents === undefined) {
    cache.set(key, []);
    const scope = moduleScope(program, trait);
    parents = trait.ast.parents.flatMap((parent) => traitsOf(program, scope, parent.trait));
    cache.set(key, parents);
  }
  return parents;
}

function traitsOf(program: Program, scope: Scope, expression: ast.Expression): readonly TraitDeclaration[] {
  const type = program.services.evaluateType(program, scope, expression);
  return type.kind === "trait" ? type.traits : [];
}

export function conditionHolds(program: Program, scope: Scope, condition: ast.Expression): boolean {
  const evaluated = (written: ast.Expression) => program.services.evaluate(program, scope, written, program.libraryType("Bool"));
  const { result, failed } = program.quietly(() => evaluated(condition));
  if (!failed) return result !== undefined && truthOf(result) === true;
  // Whatever has a truth value: an `Optional`, a list.
  const { span } = condition;
  const truth: ast.Expression = {
    kind: "call",
    callee: { kind: "name", name: "Bool", span },
    arguments: [{ stars: 0, value: condition, span }],
    argumentsSpan: span,
    span,
  };
  const asked = program.quietly(() => evaluated(truth));
  const value = asked.failed ? evaluated(condition) : asked.result;
  return value !== undefined && truthOf(value) === true;
}

export function truthOf(value: ParameterValue): boolean | undefined {
  if (value.kind !== "constant") return undefined;
  let constant = value.constant;
  while (constant.kind === "aggregate" && constant.elements.length === 1) constant = constant.elements[0] as typeof constant;
  if (constant.kind === "int") return constant.value !== 0n;
  return constant.kind === "zero" ? false : undefined;
}

export function conformsToNamed(program: Program, type: Type, names: readonly string[]): boolean {
  return conformances(program, type).some((trait) => names.includes(trait.name));
}

/** Why a type does not satisfy a bound, or undefined if it does. */
export function conformanceProblem(
  program: Program,
  type: Type,
  bound: TraitType,
): { readonly trait: TraitDeclaration; readonly missing?: string } | undefined {
  for (const trait of bound.traits) {
    const problem = conformsTo(program, type, trait);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function conformsTo(
  program: Program,
  type: Type,
  trait: TraitDeclaration,
): { readonly trait: TraitDeclaration; readonly missing?: string } | undefined {
  if (type.kind === "error" || type.kind === "never" || (type.kind === "trait" && type.traits.includes(trait))) return undefined;
  if (trait.module.isLibrary && implicitTraits.has(trait.name)) return implicitConformance(program, type, trait);
  if (conformances(program, type).includes(trait)) return undefined;
  if (type.kind !== "struct") {
    // Functions, closures and intrinsic values have no members: only traits without requirements fit.
    return [...trait.members.keys()].length === 0 ? undefined : { trait };
  }
  return structuralProblem(program, type, trait);
}

/** Older code conforms by having the methods; traits composed of such traits follow. */
function structuralProblem(
  program: Program,
  type: StructType,
  trait: TraitDeclaration,
): { readonly trait: TraitDeclaration; readonly missing?: string } | undefined {
  // What the library's types have is asked as the trait's age asks it.
  const { dialect } = (type.declaration.module.isLibrary ? trait : type.declaration).module.ast;
  const isRequired = (m: { readonly kind: string; readonly functions?: readonly FunctionDeclaration[] }) =>
    m.kind === "functions" && !(m.functions ?? []).every(hasDefaultBody);
  const isJoined = parentsOf(program, trait).length > 0 && !trait.module.isLibrary;
  if (dialect === "1.0" || !(isJoined || [...trait.members.values()].some(isRequired))) {
    const missing = [...trait.members].find(
      ([name, requirement]) => isRequired(requirement) && lookupMember(program, type, name) === undefined,
    )?.[0];
    return { trait, missing };
  }
  for (const [name, requirement] of trait.members) {
    if (requirement.kind === "functions" && requirement.functions.every(hasDefaultBody)) continue;
    if (requirement.kind === "alias" && requirement.ast.value !== undefined) continue;
    const found = lookupMember(program, type, name);
    if (found === undefined || raisesWhereNotAllowed(found, requirement)) return { trait, missing: name };
  }
  for (const parent of parentsOf(program, trait)) {
    const problem = conformsTo(program, type, parent);
    if (problem !== undefined) return { trait, missing: problem.missing };
  }
  return undefined;
}

/** A method that raises does not do for one that must not. */
function raisesWhereNotAllowed(found: Member, requirement: TraitDeclaration["members"] extends Map<string, infer M> ? M : never): boolean {
  if (found.kind !== "functions" || requirement.kind !== "functions") return false;
  if (requirement.functions.some((f) => f.ast.signature.effects.raises)) return false;
  return found.candidates.every((c) => raisesByDefault(c.declaration));
}

/** Traits about the life of values, which need no methods. */
export function isLifeTrait(name: string): boolean {
  return implicitTraits.has(name);
}

const implicitTraits = new Set([
  "AnyType",
  "UnknownDestructibility",
  "Deinitable",
  "ImplicitlyDestructible",
  "ImplicitlyDeletable",
  "Movable",
  "Copyable",
  "ExplicitlyCopyable",
  "ImplicitlyCopyable",
  "CollectionElement",
  "RegisterPassable",
  "TrivialRegisterPassable",
  "AnyTrivialRegType",
  "AnyRegType",
]);

/** Traits about the life of values are satisfied by what values of the type can do. */
function implicitConformance(program: Program, type: Type, trait: TraitDeclaration): { readonly trait: TraitDeclaration } | undefined {
  if (traitsOfAll.has(trait.name)) return undefined;
  const isWithin = program.cache("lowering structs").size > 0 || program.cache("active aliases").size > 0;
  if (isWithin && promisesConformance(program, type, trait)) return undefined;
  const lifecycle = program.services.lowerType(program, type);
  const operations = lifecycle.kind === "struct" ? lifecycle.lifecycle : { copy: "trivial", move: "trivial", destroy: "trivial" };
  const ok = (() => {
    switch (trait.name) {
      case "Movable":
        return operations.move !== "none";
      case "Copyable":
      case "ExplicitlyCopyable":
      case "ImplicitlyCopyable":
        return operations.copy !== "none";
      case "CollectionElement":
        return operations.copy !== "none" && operations.move !== "none";
      case "TrivialRegisterPassable":
      case "AnyTrivialRegType":
        return operations.copy === "trivial" && operations.destroy === "trivial";
      case "Deinitable":
      case "ImplicitlyDestructible":
      case "ImplicitlyDeletable":
        return operations.destroy !== "none";
      default:
        return true;
    }
  })();
  return ok ? undefined : { trait };
}

/** Every type satisfies these. */
const traitsOfAll = new Set(["AnyType", "UnknownDestructibility", "RegisterPassable", "AnyRegType"]);

/**
 * What a struct says of itself, without a look at its fields: while a layout or an alias is being made, that look may lead back to it, as
 * in a tree whose nodes hold a `List` of trees. A promise that the fields do not keep is found where a value is copied or moved.
 */
function promisesConformance(program: Program, type: Type, trait: TraitDeclaration): boolean {
  if (type.kind !== "struct") return false;
  const { decorators } = type.declaration;
  if (conformsToNamed(program, type, [trait.name])) return true;
  switch (trait.name) {
    case "Deinitable":
    case "ImplicitlyDestructible":
    case "ImplicitlyDeletable":
      return !decorators.has("explicit_destroy");
    case "Movable":
    case "Copyable":
    case "ExplicitlyCopyable":
    case "ImplicitlyCopyable":
    case "CollectionElement":
      return decorators.has("value") || conformsToNamed(program, type, ["Copyable", "ImplicitlyCopyable"]);
    default:
      return false;
  }
}
