/**
 * Compile-time parameters: giving them, converting them, completing parametric structs and aliases.
 *
 * Declared parameters are bound one by one in a scope; an unbound one is an `unbound-parameter` value there, which
 * `infer.ts` may bind. A failure is a text that says why; callers decide whether to report it.
 */
import type { Span } from "../source/source-file.ts";
import type * as ast from "../syntax/ast.ts";
import { type ParameterValue, parameterKey, printType, type StructType, type Type } from "../types/type.ts";
import { FunctionBuilder } from "./builder.ts";
import { boolConstant } from "./constants.ts";
import { FunctionContext, type Program } from "./context.ts";
import { conformanceProblem, parameterToValue } from "./members.ts";
import { lookupInModule } from "../names/loader.ts";
import { mentionedNames } from "./free-names.ts";
import { raisesByDefault } from "./function-facts.ts";
import { Scope } from "./scope.ts";
import { declareUnbound, isUnbound, mentionsUnbound } from "./unbound.ts";
import type { CallableSet, Candidate, Closure, FunctionReference, GivenParameter, Template, Value } from "./value.ts";

export function valueToParameter(program: Program, value: Value): ParameterValue | undefined {
  switch (value.kind) {
    case "type":
      return { kind: "type", type: value.type };
    case "constant":
      return { kind: "constant", type: value.type, constant: value.constant };
    case "functions":
      return { kind: "function", target: functionReference(program, value.set) };
    case "template":
      return { kind: "template", target: value.template };
    case "list":
      return { kind: "list", elements: value.elements };
    case "origin":
      return { kind: "origin", mutable: value.mutable, roots: value.roots, context: value.context };
    case "unbound":
      return { kind: "unbound" };
    default:
      return undefined;
  }
}

function functionReference(program: Program, set: CallableSet): FunctionReference {
  const parts = set.candidates.map((c) => {
    const key = c.closure?.key ?? `${c.declaration.id}${c.scope.selfType ? ` of ${c.scope.selfType.key}` : ""}`;
    return c.choices === undefined ? key : `${key} ${c.choices.key}`;
  });
  const given = set.given.map((g) => {
    const parameter = valueToParameter(program, g.value);
    return `${g.keyword ?? ""}=${parameter === undefined ? "?" : parameterKey(parameter)}`;
  });
  return { key: `${set.name}#${parts.join("|")}${given.length > 0 ? `[${given.join(",")}]` : ""}`, name: set.name, set };
}

/** Binds the parameters written at a use. Returns why they do not fit. */
export function bindGiven(
  program: Program,
  scope: Scope,
  declared: readonly ast.ParameterDeclaration[],
  given: readonly GivenParameter[],
  span: Span,
): string | undefined {
  const positional = declared.filter((p) => p.passing !== "infer-only" && p.passing !== "keyword-only");
  let next = 0;
  for (const item of given) {
    if (item.keyword !== undefined) {
      const parameter = declared.find((p) => p.name.text === item.keyword);
      if (parameter === undefined) return `there is no parameter \`${item.keyword}\``;
      const problem = bindOne(program, scope, parameter, item.value, item.span);
      if (problem !== undefined) return problem;
      continue;
    }
    if (item.value.kind === "unbound" && item.value !== undefined && given.length === 1 && positional.length > 1) continue;
    const parameter = positional[next];
    if (parameter === undefined)
      return `it takes ${positional.length} ${positional.length === 1 ? "parameter" : "parameters"}, but more are given`;
    if (parameter.stars === 1) {
      const elements: ParameterValue[] = [];
      const rest = given.slice(given.indexOf(item)).filter((g) => g.keyword === undefined);
      for (const element of rest) {
        if (element.value.kind === "list") elements.push(...element.value.elements);
        else {
          const converted = convertParameter(program, scope, parameter, element.value, element.span);
          if (typeof converted === "string") return converted;
          elements.push(converted);
        }
      }
      scope.bindValue(parameter.name.text, { kind: "list", elements });
      next++;
      for (const later of given.slice(given.indexOf(item))) {
        if (later.keyword === undefined) continue;
        const named = declared.find((p) => p.name.text === later.keyword);
        if (named === undefined) return `there is no parameter \`${later.keyword}\``;
        const problem = bindOne(program, scope, named, later.value, later.span);
        if (problem !== undefined) return problem;
      }
      return undefined;
    }
    next++;
    if (item.value.kind === "unbound") continue;
    const problem = bindOne(program, scope, parameter, item.value, item.span);
    if (problem !== undefined) return problem;
  }
  void span;
  return undefined;
}

function bindOne(program: Program, scope: Scope, parameter: ast.ParameterDeclaration, value: Value, span: Span): string | undefined {
  const converted = convertParameter(program, scope, parameter, value, span);
  if (typeof converted === "string") return converted;
  scope.bindValue(parameter.name.text, parameterToValue(converted));
  return undefined;
}

/** A given value as a value of the declared type; infers parameters that the declared type mentions. */
export function convertParameter(
  program: Program,
  scope: Scope,
  parameter: ast.ParameterDeclaration,
  value: Value,
  span: Span,
): ParameterValue | string {
  const actual = valueToParameter(program, value);
  const name = parameter.name.text;
  if (actual === undefined) return `parameter \`${name}\` needs a compile-time value`;
  if (
    parameter.type?.kind === "function-type" &&
    (actual.kind === "constant" ? actual.type.kind !== "function" : actual.kind === "type" && actual.type.kind !== "closure")
  ) {
    return `parameter \`${name}\` needs a function`;
  }
  if (
    actual.kind === "function" &&
    parameter.type !== undefined &&
    parameter.type.kind !== "function-type" &&
    !mentionsUnbound(parameter.type, scope)
  ) {
    const { result: declared, failed } = program.quietly(() =>
      program.services.evaluateType(program, scope, parameter.type as ast.Expression),
    );
    if (!failed && declared.kind === "struct") return `parameter \`${name}\` needs a \`${printType(declared)}\`, not a function`;
  }
  if (
    actual.kind === "function" &&
    parameter.type !== undefined &&
    parameter.type.kind === "name" &&
    mentionsUnbound(parameter.type, scope)
  ) {
    // `[F: AnyType, //, function: F]`: the type is that of the function itself.
    const closure = (actual.target as FunctionReference).set.candidates[0]?.closure;
    program.services.unify(program, parameter.type, scope, {
      kind: "type",
      type: closure === undefined ? program.types.meta("function") : program.types.closure(closure),
    });
  }
  if (actual.kind === "function") {
    const { name: called, set } = actual.target as FunctionReference;
    return functionProblem(program, scope, parameter, called, set.candidates) ?? actual;
  }
  if (actual.kind === "type" && actual.type.kind === "closure") return callableProblem(program, scope, parameter, actual) ?? actual;
  if (parameter.type === undefined || parameter.type.kind === "function-type" || actual.kind === "unbound") return actual;
  if (actual.kind === "template") {
    const complete = completeTemplate(program, actual.target as Template);
    if (complete !== undefined) return convertParameter(program, scope, parameter, { kind: "type", type: complete }, span);
    return actual;
  }
  if (actual.kind === "origin" || actual.kind === "list") {
    if (actual.kind === "origin") program.services.unify(program, parameter.type, scope, actual);
    return actual;
  }
  if (mentionsUnbound(parameter.type, scope) && actual.kind === "constant") {
    program.services.unify(program, parameter.type, scope, { kind: "type", type: actual.type });
    if (mentionsUnbound(parameter.type, scope)) return actual;
  }
  const declared = program.services.evaluateType(program, scope, parameter.type);
  if (declared.kind === "error") return actual;
  if (declared.kind === "meta") return actual;
  if (declared.kind === "trait") {
    if (actual.kind !== "type") {
      // `None` stands for its type.
      if (actual.kind === "constant" && actual.type.kind === "struct" && actual.type.declaration.name === "NoneType")
        return { kind: "type", type: actual.type };
      return `parameter \`${name}\` needs a type`;
    }
    const problem = conformanceProblem(program, actual.type, declared);
    if (problem !== undefined)
      return `\`${printType(actual.type)}\` does not conform to \`${problem.trait.name}\`${problem.missing === undefined ? "" : ` (\`${problem.missing}\` is missing)`}`;
    return actual;
  }
  if (actual.kind === "type") return `parameter \`${name}\` needs a \`${printType(declared)}\`, not a type`;
  if (actual.type === declared) return actual;
  const converted = convertConstant(program, scope, value, declared, span);
  return converted ?? `parameter \`${name}\` needs a \`${printType(declared)}\`, not a \`${printType(actual.type)}\``;
}

/** Why a function or a closure's type does not fit a parameter such as `F: def(Int) -> None`. */
export function callableProblem(program: Program, scope: Scope, parameter: ast.ParameterDeclaration, value: Value): string | undefined {
  if (value.kind === "functions") return functionProblem(program, scope, parameter, value.set.name, value.set.candidates);
  if (value.kind !== "type" || value.type.kind !== "closure") return undefined;
  const closure = value.type.closure as Closure;
  return functionProblem(program, scope, parameter, closure.name, [closure]);
}

/** Why a function does not fit a parameter of function type: its effect or its number of arguments. */
function functionProblem(
  program: Program,
  scope: Scope,
  parameter: ast.ParameterDeclaration,
  called: string,
  candidates: readonly Pick<Candidate, "declaration">[],
): string | undefined {
  const signature = writtenSignature(program, scope, parameter.type);
  if (signature === undefined) return undefined;
  if (!signature.effects.raises && candidates.length > 0 && candidates.every((c) => raisesByDefault(c.declaration)))
    return `\`${called}\` raises, and parameter \`${parameter.name.text}\` does not allow that`;
  const count = signature.arguments.filter((a) => a.convention !== "out").length;
  const takes = candidates.some((c) => {
    const declared = c.declaration.ast.signature.arguments.filter((a) => a.convention !== "out");
    return (
      declared.some((a) => a.stars > 0) || (declared.filter((a) => a.default === undefined).length <= count && declared.length >= count)
    );
  });
  if (!takes && candidates.length > 0 && !signature.arguments.some((a) => a.stars > 0))
    return `\`${called}\` does not take ${count} ${count === 1 ? "argument" : "arguments"}, as parameter \`${parameter.name.text}\` needs`;
  return undefined;
}

/** The function type of a parameter, looked up through aliases without parameters. */
function writtenSignature(program: Program, scope: Scope, type: ast.Expression | undefined): ast.FunctionSignature | undefined {
  if (type?.kind === "function-type") return type.signature;
  if (type?.kind !== "name" || scope.lookup(type.name) !== undefined) return undefined;
  const declared = lookupInModule(program.loader, scope.module, type.name);
  return declared?.kind === "alias" && declared.ast.parameters.length === 0 && declared.ast.value?.kind === "function-type"
    ? declared.ast.value.signature
    : undefined;
}

export function convertConstant(program: Program, scope: Scope, value: Value, type: Type, span: Span): ParameterValue | undefined {
  // By the rules of the module that the value is written in.
  const writer = program.loader.moduleOf(span.file.path);
  const from = writer === undefined || writer === scope.module ? scope : new Scope({ module: writer, kind: "module" });
  const context = new FunctionContext({ program, scope: from, builder: new FunctionBuilder(span), isComptime: true });
  const { result, failed } = program.quietly(() => program.services.convert(context, value, type, span));
  if (failed) return undefined;
  if (result.kind === "constant") return { kind: "constant", type: result.type, constant: result.constant };
  return undefined;
}

/** Fills defaults, in order, for what is still unbound; returns the first that has none. */
export function bindDefaults(program: Program, scope: Scope, declared: readonly ast.ParameterDeclaration[]): string | undefined {
  let missing = bindDefaultsOnce(program, scope, declared);
  // A default may say what an earlier parameter is: `[mut: Bool, //, origin: Origin[mut] = …]`.
  if (missing !== undefined) missing = bindDefaultsOnce(program, scope, declared);
  return missing;
}

function bindDefaultsOnce(program: Program, scope: Scope, declared: readonly ast.ParameterDeclaration[]): string | undefined {
  let missing: string | undefined;
  for (const parameter of declared) {
    const name = parameter.name.text;
    if (!isUnbound(scope, name)) continue;
    // `[g: Graph, n: Int = n(g)]`: the default cannot mean the parameter itself, so it means what is outside.
    const own = scope.bindings.get(name);
    const hidesItself = own !== undefined && parameter.default !== undefined && mentionedNames(parameter.default).includes(name);
    if (hidesItself) scope.bindings.delete(name);
    if (parameter.default !== undefined && !mentionsUnbound(parameter.default, scope)) {
      const expected =
        parameter.type === undefined || parameter.type.kind === "function-type" || mentionsUnbound(parameter.type, scope)
          ? undefined
          : program.services.evaluateType(program, scope, parameter.type);
      const value = program.services.evaluate(
        program,
        scope,
        parameter.default,
        expected?.kind === "trait" || expected?.kind === "meta" ? undefined : expected,
      );
      if (hidesItself) scope.bind(name, own);
      if (value !== undefined) {
        scope.bindValue(name, parameterToValue(value));
        if (parameter.type !== undefined && mentionsUnbound(parameter.type, scope)) {
          program.services.unify(program, parameter.type, scope, value.kind === "constant" ? { kind: "type", type: value.type } : value);
        }
        continue;
      }
    } else if (hidesItself) scope.bind(name, own);
    if (parameter.stars === 1) {
      scope.bindValue(name, { kind: "list", elements: [] });
      continue;
    }
    const mutable = mutabilityOf(scope, name, declared);
    if (mutable !== undefined) {
      scope.bindValue(name, boolConstant(program, mutable));
      continue;
    }
    missing ??= name;
  }
  return missing;
}

/** `[mut: Bool, //, origin: Origin[mut=mut]]` with a known origin: whether it is mutable. */
function mutabilityOf(scope: Scope, name: string, declared: readonly ast.ParameterDeclaration[]): boolean | undefined {
  for (const { name: other, type } of declared) {
    if (type?.kind !== "subscript" || type.base.kind !== "name" || type.base.name !== "Origin") continue;
    if (!type.arguments.some((a) => a.value.kind === "name" && a.value.name === name)) continue;
    const binding = scope.bindings.get(other.text);
    if (binding?.kind === "value" && binding.value.kind === "origin") return binding.value.mutable;
  }
  return undefined;
}

/** Values of all parameters, in declared order. */
export function parameterValues(program: Program, scope: Scope, declared: readonly ast.ParameterDeclaration[]): ParameterValue[] {
  return declared.map((parameter) => {
    const binding = scope.bindings.get(parameter.name.text);
    const value = binding?.kind === "value" ? valueToParameter(program, binding.value) : undefined;
    return value === undefined ? { kind: "unbound" } : value.kind === "origin" ? { ...value, roots: [], context: undefined } : value;
  });
}

/** The scope of a template's parameters with those given bound. */
export function templateScope(program: Program, template: Template, span: Span): Scope | string {
  const scope = new Scope({ parent: template.scope, kind: "type" });
  const declared = template.declaration.ast.parameters;
  declareUnbound(scope, declared);
  const problem = bindGiven(program, scope, declared, template.given, span);
  if (problem === undefined) return scope;
  return withTypeLast(program, template, span) ?? problem;
}

/** In 2023 the library's types took their element type last: `StaticTuple[4, Int]`, `Buffer[n, DType.float32]`. */
function withTypeLast(program: Program, template: Template, span: Span): Scope | undefined {
  const { given } = template;
  const last = given.at(-1);
  if (!template.declaration.module.isLibrary || last === undefined || given.length < 2 || given.some((g) => g.keyword !== undefined))
    return undefined;
  const scope = new Scope({ parent: template.scope, kind: "type" });
  const declared = template.declaration.ast.parameters;
  declareUnbound(scope, declared);
  return bindGiven(program, scope, declared, [last, ...given.slice(0, -1)], span) === undefined ? scope : undefined;
}

/** The struct that a template means when nothing more is said, if defaults suffice. */
export function completeTemplate(program: Program, template: Template): Type | undefined {
  const cache = program.cache<Type | undefined>("complete templates");
  if (cache.has(template.key)) return cache.get(template.key);
  const scope = templateScope(program, template, template.declaration.ast.span);
  let result: Type | undefined;
  if (typeof scope !== "string") {
    const declared = template.declaration.ast.parameters;
    if (bindDefaults(program, scope, declared) === undefined) {
      if (template.declaration.kind === "struct")
        result = program.types.struct(template.declaration, parameterValues(program, scope, declared));
      else if (template.declaration.ast.value !== undefined) {
        const value = program.services.evaluate(program, scope, template.declaration.ast.value);
        if (value?.kind === "type") result = value.type;
      }
    }
  }
  cache.set(template.key, result);
  return result;
}

export function structOf(type: Type): StructType | undefined {
  return type.kind === "struct" ? type : undefined;
}
