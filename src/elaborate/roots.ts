/**
 * The functions of a module that are elaborated without a call: those that are exported, and for `mojo check` all whose types are
 * known without one. Of the others the declarations are checked as far as they say something.
 */
import type { FunctionDeclaration, ModuleScope } from "../names/declarations.ts";
import type * as ast from "../syntax/ast.ts";
import type { Program } from "./context.ts";
import { mentionedNames } from "./free-names.ts";
import { moduleScope } from "./members.ts";
import { Scope } from "./scope.ts";

/** Symbols of the functions that are exported. */
export function exportedRoots(program: Program, main: ModuleScope): string[] {
  return functionsOf(main).flatMap((f) => (f.decorators.has("export") ? rootOf(program, f, moduleScope(program, f)) : []));
}

/** Symbols of all functions and methods without parameters. */
export function everyRoot(program: Program, main: ModuleScope): string[] {
  const roots = functionsOf(main).flatMap((f) =>
    f.decorators.has("export") || isTyped(f) ? rootOf(program, f, moduleScope(program, f)) : [],
  );
  for (const declaration of main.declarations.values()) {
    if (declaration.kind !== "struct" || declaration.ast.parameters.length > 0) continue;
    const scope = program.services.structScope(program, program.types.struct(declaration, []));
    for (const member of declaration.members.values()) {
      if (member.kind === "functions") for (const f of member.functions) roots.push(...rootOf(program, f, scope));
    }
  }
  return roots;
}

function functionsOf(main: ModuleScope): FunctionDeclaration[] {
  return [...main.declarations.values()].flatMap((declaration) => (declaration.kind === "functions" ? declaration.functions : []));
}

function isTyped(f: FunctionDeclaration): boolean {
  return f.ast.signature.arguments.every((a) => a.type !== undefined || a.convention === "out");
}

function rootOf(program: Program, declaration: FunctionDeclaration, scope: Scope): string[] {
  const { signature } = declaration.ast;
  if (signature.parameters.length > 0) return [];
  const isOpen = signature.arguments.map((a) =>
    a.stars > 0 && a.typeIsPack === true ? true : a.type !== undefined && asksForMore(program, scope, a.type),
  );
  if (isOpen.includes(true)) {
    // Only a call tells the rest: what is wrong without one is told.
    const closed = signature.arguments.filter((argument, index) => argument.type !== undefined && isOpen[index] === false);
    for (const { type } of closed) checkType(program, scope, type as ast.Expression, signature);
    if (signature.returns !== undefined) checkType(program, scope, signature.returns, signature);
    return [];
  }
  const { result, failed, sink } = program.quietly(() =>
    program.services.instance(program, { declaration, scope }, new Scope({ parent: scope, kind: "parameters" }), undefined),
  );
  if (!failed) return [result.symbol];
  for (const diagnostic of sink.diagnostics) program.sink.add(diagnostic);
  return [];
}

/** A type may ask for something of an argument (`SIMD[x.dtype, 4]`), which is not known here. */
function checkType(program: Program, scope: Scope, written: ast.Expression, signature: ast.FunctionSignature): void {
  const names = new Set(signature.arguments.map((argument) => argument.name.text));
  const node = written.kind === "reference-type" ? written.referent : written;
  if (mentionedNames(node).some((name) => names.has(name)) || asksForMore(program, scope, node)) return;
  program.services.evaluateType(program, scope, node);
}

/** Whether a written type leaves parameters open, is a bound, or holds such a one. */
function asksForMore(program: Program, scope: Scope, written: ast.Expression): boolean {
  if (written.kind === "reference-type") return asksForMore(program, scope, written.referent);
  if (written.kind === "function-type")
    return written.signature.arguments.some((a) => a.type !== undefined && asksForMore(program, scope, a.type));
  if (written.kind === "subscript" && written.arguments.some((argument) => asksForMore(program, scope, argument.value))) return true;
  const { result } = program.quietly(() => program.services.evaluateValue(program, scope, written));
  return result.kind === "template" || (result.kind === "type" && result.type.kind === "trait");
}
