/**
 * Checks of the user's declarations as such, whether or not anything uses them: names declared twice, traits whose
 * requirements a struct does not meet, defaults of two traits that compete.
 *
 * In: a module of the user's. Out: diagnostics, and a note of what is missing, so that its uses are not reported again.
 * By syntax and names alone: nothing is instantiated.
 */
import type {
  Declaration,
  FunctionDeclaration,
  FunctionSet,
  ModuleScope,
  StructDeclaration,
  TraitDeclaration,
} from "../names/declarations.ts";
import type { Span } from "../source/source-file.ts";
import type * as ast from "../syntax/ast.ts";
import type { Program } from "./context.ts";
import * as diagnostics from "./diagnostics.ts";
import { hasDefaultBody, isLifeTrait, moduleScope, parentsOf } from "./members.ts";
import { synthesizedConstructors } from "./synthesize.ts";

export function checkDeclarations(program: Program, module: ModuleScope): void {
  checkModuleNames(program, module);
  for (const declaration of module.declarations.values()) {
    if (declaration.kind === "functions") checkOverloads(program, declaration.functions);
    if (declaration.kind === "struct" || declaration.kind === "trait") {
      for (const member of declaration.members.values()) if (member.kind === "functions") checkOverloads(program, member.functions);
    }
    if (declaration.kind === "struct") {
      checkFields(program, declaration);
      checkConformances(program, declaration);
    }
  }
}

/** Whether a method was already reported as missing from a struct. */
export function isKnownMissing(program: Program, declaration: StructDeclaration, name: string): boolean {
  return program.cache<boolean>("missing requirements").get(`${declaration.id} ${name}`) === true;
}

/** Structs, traits and classes of one name; overloads are another matter, and cells of notebooks may redefine functions. */
function checkModuleNames(program: Program, module: ModuleScope): void {
  const seen = new Map<string, Span>();
  for (const statement of module.ast.body) {
    if (statement.kind !== "struct" && statement.kind !== "trait" && statement.kind !== "class") continue;
    const { text, span } = statement.name;
    const first = seen.get(text);
    if (first === undefined) seen.set(text, span);
    else reportTwice(program, text, span, first);
  }
}

function checkFields(program: Program, declaration: StructDeclaration): void {
  const seen = new Map<string, Span>();
  for (const field of declaration.fields) {
    const { target } = field.ast;
    const span = target.kind === "name" ? target.span : field.ast.span;
    const first = seen.get(field.name);
    if (first === undefined) seen.set(field.name, span);
    else reportTwice(program, field.name, span, first);
  }
}

function reportTwice(program: Program, name: string, at: Span, first: Span): void {
  program.report(diagnostics.redeclared, { at, params: { name }, labels: [{ span: first, text: "declared here first" }] });
}

/** Two functions that no call could tell apart. */
function checkOverloads(program: Program, functions: readonly FunctionDeclaration[]): void {
  if (functions.length < 2) return;
  const seen = new Map<string, FunctionDeclaration>();
  for (const f of functions) {
    // Adaptive functions of one signature are candidates of one search.
    if (f.decorators.has("adaptive")) continue;
    const key = signatureText(f);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, f);
    else reportTwice(program, f.name, f.ast.name.span, first.ast.name.span);
  }
}

/** What tells overloads apart; two functions of one text are reported where they stand. */
export function signatureText(f: FunctionDeclaration): string {
  const { signature } = f.ast;
  const textOf = (node: ast.Expression | undefined): string =>
    node === undefined ? "" : node.span.file.text.slice(node.span.start, node.span.end).replaceAll(/\s+/g, "");
  const parameters = signature.parameters.map((p) => `${p.stars}${p.passing} ${p.name.text}:${textOf(p.type)}`);
  const arguments_ = signature.arguments.map(
    (a) => `${a.stars}${a.passing}${a.passing === "keyword-only" ? a.name.text : ""} ${a.convention ?? ""}:${textOf(a.type)}`,
  );
  return `[${parameters.join(",")}](${arguments_.join(",")})${f.isStatic ? "static" : ""}${textOf(signature.where)}`;
}

function checkConformances(program: Program, declaration: StructDeclaration): void {
  const scope = moduleScope(program, declaration);
  const traits: TraitDeclaration[] = [];
  for (const conformance of declaration.ast.conformances) {
    const { result } = program.quietly(() => program.services.evaluateType(program, scope, conformance.trait));
    if (result.kind === "trait") for (const trait of result.traits) addWithParents(program, trait, traits);
  }
  const synthesized = declaration.decorators.has("value") || declaration.decorators.has("register_passable");
  for (const trait of traits) {
    if (trait.module.isLibrary && isLifeTrait(trait.name)) continue;
    for (const [name, requirement] of trait.members) {
      if (requirement.kind === "alias") {
        if (requirement.ast.value !== undefined || hasName(declaration, name) || isGivenElsewhere(traits, trait, name)) continue;
        reportMissing(program, declaration, trait, requirement, name, undefined);
        continue;
      }
      if (synthesized && (name === "__copyinit__" || name === "__moveinit__")) continue;
      for (const required of requirement.functions) {
        if (hasDefaultBody(required) || meets(program, declaration, traits, name, required)) continue;
        reportMissing(program, declaration, trait, required, name, declaration.members.get(name));
        break;
      }
    }
  }
  checkDefaults(program, declaration, traits);
}

function addWithParents(program: Program, trait: TraitDeclaration, into: TraitDeclaration[]): void {
  if (into.includes(trait)) return;
  into.push(trait);
  for (const parent of parentsOf(program, trait)) addWithParents(program, parent, into);
}

function hasName(declaration: StructDeclaration, name: string): boolean {
  return (
    declaration.members.has(name) ||
    declaration.fields.some((f) => f.name === name) ||
    declaration.ast.parameters.some((p) => p.name.text === name)
  );
}

/** Another trait of the struct has a default for it. */
function isGivenElsewhere(traits: readonly TraitDeclaration[], asking: TraitDeclaration, name: string): boolean {
  return traits.some((trait) => {
    const member = trait === asking ? undefined : trait.members.get(name);
    return member?.kind === "functions" ? member.functions.some(hasDefaultBody) : member?.ast.value !== undefined;
  });
}

function meets(
  program: Program,
  declaration: StructDeclaration,
  traits: readonly TraitDeclaration[],
  name: string,
  required: FunctionDeclaration,
): boolean {
  const member = declaration.members.get(name);
  const own = member?.kind === "functions" ? member.functions : [];
  const made = name === "__init__" ? synthesizedConstructors(program, declaration) : [];
  if (member?.kind === "alias" || declaration.fields.some((f) => f.name === name)) return true;
  // Library traits are met by the spellings of every era, which differ in their arguments.
  if (required.module.isLibrary && own.length > 0) return true;
  if ([...own, ...made].some((f) => takesAsMany(f, required))) return true;
  return own.length === 0 && isGivenElsewhere(traits, required.owner as TraitDeclaration, name);
}

function takesAsMany(f: FunctionDeclaration, required: FunctionDeclaration): boolean {
  const wanted = argumentsOf(required).length;
  const given = argumentsOf(f);
  if (given.some((a) => a.stars > 0) || argumentsOf(required).some((a) => a.stars > 0)) return true;
  return given.filter((a) => a.default === undefined).length <= wanted && wanted <= given.length;
}

function argumentsOf(f: FunctionDeclaration): readonly ast.ArgumentDeclaration[] {
  return f.ast.signature.arguments.filter((a) => a.convention !== "out");
}

function reportMissing(
  program: Program,
  declaration: StructDeclaration,
  trait: TraitDeclaration,
  requirement: FunctionDeclaration | Extract<Declaration, { kind: "alias" }>,
  name: string,
  other: StructDeclaration["members"] extends Map<string, infer M> ? M | undefined : never,
): void {
  program.cache<boolean>("missing requirements").set(`${declaration.id} ${name}`, true);
  const written = headerOf(requirement);
  const wrong = other?.kind === "functions" ? other.functions[0] : undefined;
  program.report(diagnostics.missingTraitMethod, {
    at: declaration.ast.name.span,
    params: { type: declaration.name, trait: trait.name, name },
    labels: wrong === undefined ? [] : [{ span: wrong.ast.name.span, text: "this one takes other arguments" }],
    notes: [
      { text: "required here", span: requirement.ast.name.span },
      ...(trait.module.isLibrary || written.includes("\n") ? [] : [`add \`${written}\` to \`${declaration.name}\``]),
    ],
  });
}

/** As written in the trait, without the body. */
function headerOf(requirement: FunctionDeclaration | Extract<Declaration, { kind: "alias" }>): string {
  const { span } = requirement.kind === "function" ? { span: requirement.ast.headerSpan } : requirement.ast;
  return span.file.text.slice(span.start, span.end).replace(/\s*:?\s*(\.\.\.|pass)?\s*$/, "");
}

/** A method with a default in two traits, neither of which refines the other, must be implemented. */
function checkDefaults(program: Program, declaration: StructDeclaration, traits: readonly TraitDeclaration[]): void {
  const owners = new Map<string, TraitDeclaration>();
  for (const trait of traits) {
    for (const [name, member] of trait.members) {
      if (member.kind !== "functions" || !member.functions.some(hasDefaultBody) || declaration.members.has(name)) continue;
      const first = owners.get(name);
      if (first === undefined) owners.set(name, trait);
      else if (!refines(program, first, trait) && !refines(program, trait, first) && haveSameDefault(first, member)) {
        program.report(diagnostics.conflictingDefaults, {
          at: declaration.ast.name.span,
          params: { name, first: first.name, second: trait.name },
          notes: [first, trait].flatMap((t) => {
            const found = t.members.get(name);
            const f = found?.kind === "functions" ? found.functions.find(hasDefaultBody) : undefined;
            return f === undefined || t.module.isLibrary ? [] : [{ text: `the default of \`${t.name}\``, span: f.ast.name.span }];
          }),
        });
      }
    }
  }
}

function haveSameDefault(trait: TraitDeclaration, other: FunctionSet): boolean {
  const member = trait.members.get(other.name);
  if (member?.kind !== "functions") return false;
  return member.functions.some((f) => hasDefaultBody(f) && other.functions.some((g) => hasDefaultBody(g) && takesAsMany(f, g)));
}

function refines(program: Program, trait: TraitDeclaration, ancestor: TraitDeclaration): boolean {
  const all: TraitDeclaration[] = [];
  addWithParents(program, trait, all);
  return all.includes(ancestor);
}
