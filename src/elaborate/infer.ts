/**
 * Inference of parameters: matches a type expression, as written, against a concrete type.
 *
 * Type expressions are matched as syntax under a scope in which unbound parameters are marked; what cannot be
 * solved structurally (`n * 2`) is skipped here and compared when everything is bound.
 */
import type * as ast from "../syntax/ast.ts";
import { scalarTypeNames } from "../types/dtype.ts";
import { type ParameterValue, parameterKey, sameParameter, type Type } from "../types/type.ts";
import type { Program } from "./context.ts";
import { boolConstant, intConstant, integerConstant } from "./constants.ts";
import { parameterToValue } from "./members.ts";
import { templateScope } from "./parameters.ts";
import { findName } from "./resolve.ts";
import { Scope } from "./scope.ts";
import { declareUnbound, mentionsUnbound } from "./unbound.ts";
import type { FunctionReference, Template, Value } from "./value.ts";

/** Binds what it can; false if the type cannot fit whatever is bound. Bindings made on the way to a failure are undone. */
export function unifyType(program: Program, expression: ast.Expression, scope: Scope, actual: Type): boolean {
  return unifyParameter(program, expression, scope, { kind: "type", type: actual });
}

export function unifyParameter(program: Program, expression: ast.Expression, scope: Scope, actual: ParameterValue): boolean {
  const trail: { scope: Scope; name: string; value: Value }[] = [];
  const fits = new Unifier(program, trail).unify(expression, scope, actual);
  if (!fits) for (const { scope: bound, name, value } of trail) bound.bindValue(name, value);
  return fits;
}

class Unifier {
  private readonly program: Program;
  private readonly trail: { scope: Scope; name: string; value: Value }[];

  constructor(program: Program, trail: { scope: Scope; name: string; value: Value }[]) {
    this.program = program;
    this.trail = trail;
  }

  unify(expression: ast.Expression, scope: Scope, actual: ParameterValue): boolean {
    switch (expression.kind) {
      case "name":
        return this.unifyName(expression.name, expression, scope, actual);
      case "subscript":
        return this.unifySubscript(expression, scope, actual);
      case "reference-type":
        return this.unify(expression.referent, scope, actual);
      case "function-type":
        return this.unifyFunction(expression.signature, scope, actual);
      case "starred":
        return this.unify(expression.value, scope, actual);
      case "attribute": {
        if (expression.base.kind === "name" && expression.base.name === "Self") {
          const binding = scope.lookup(expression.name.text);
          if (binding?.kind === "value" && binding.value.kind === "unbound-parameter") return this.bind(binding.value, actual);
        }
        return this.compare(expression, scope, actual);
      }
      case "call":
        // `Origin[mut=m]` may be written as a call in older code; values computed from parameters are compared later.
        return this.compare(expression, scope, actual);
      default:
        return this.compare(expression, scope, actual);
    }
  }

  /** Equality with something that has a value already; unknown parts are compared when they are bound. */
  private compare(expression: ast.Expression, scope: Scope, actual: ParameterValue): boolean {
    if (actual.kind === "unbound" || actual.kind === "origin") return true;
    if (mentionsUnbound(expression, scope)) return true;
    const expected = actual.kind === "constant" ? actual.type : undefined;
    const { result, failed } = this.program.quietly(() => this.program.services.evaluate(this.program, scope, expression, expected));
    if (failed || result === undefined) return false;
    return this.accepts(result, actual);
  }

  private accepts(expected: ParameterValue, actual: ParameterValue): boolean {
    if (expected.kind === "unbound" || expected.kind === "origin") return true;
    if (expected.kind === "type" && expected.type.kind === "trait") return true;
    if (expected.kind === "template" && actual.kind === "type") return this.acceptsTemplate(expected.target as Template, actual.type);
    return sameParameter(expected, actual);
  }

  private acceptsTemplate(template: Template, actual: Type): boolean {
    const scope = templateScope(this.program, template, template.declaration.ast.span);
    if (typeof scope === "string") return false;
    if (template.declaration.kind === "alias")
      return (
        template.declaration.ast.value !== undefined && this.unify(template.declaration.ast.value, scope, { kind: "type", type: actual })
      );
    if (actual.kind !== "struct" || actual.declaration !== template.declaration) return false;
    return template.declaration.ast.parameters.every((parameter, index) => {
      const binding = scope.bindings.get(parameter.name.text);
      if (binding?.kind !== "value" || binding.value.kind === "unbound-parameter") return true;
      const actualValue = actual.parameters[index];
      return actualValue === undefined || parameterKey(actualValue) === keyOfValue(binding.value);
    });
  }

  private unifyName(name: string, expression: ast.Expression, scope: Scope, actual: ParameterValue): boolean {
    if (name === "_") return true;
    const binding = scope.lookup(name);
    if (binding !== undefined) {
      if (binding.kind !== "value") return this.compare(expression, scope, actual);
      const { value } = binding;
      if (value.kind === "unbound-parameter") return this.bind(value, actual);
      if (value.kind === "template" && name === "Self" && actual.kind === "type") return this.unifySelf(value.template, scope, actual.type);
      return this.compare(expression, scope, actual);
    }
    if (actual.kind !== "type") return this.compare(expression, scope, actual);
    const found = findName(this.program, scope, name);
    if (found?.kind !== "value") return false;
    if (found.value.kind === "template") return this.acceptsTemplate(found.value.template, actual.type);
    if (found.value.kind === "type") return found.value.type === actual.type || found.value.type.kind === "trait";
    return found.value.kind === "builtin";
  }

  /** `Self` of a struct whose parameters are being inferred. */
  private unifySelf(template: Template, scope: Scope, actual: Type): boolean {
    if (actual.kind !== "struct" || actual.declaration !== template.declaration) return false;
    return template.declaration.ast.parameters.every((parameter, index) => {
      const binding = scope.lookup(parameter.name.text);
      const value = actual.parameters[index];
      if (binding?.kind !== "value" || value === undefined) return true;
      if (binding.value.kind === "unbound-parameter") return this.bind(binding.value, value);
      return value.kind === "origin" || keyOfValue(binding.value) === parameterKey(value);
    });
  }

  private bind(target: Extract<Value, { kind: "unbound-parameter" }>, actual: ParameterValue): boolean {
    const current = target.scope.bindings.get(target.name);
    if (current?.kind === "value" && current.value.kind !== "unbound-parameter") {
      if (actual.kind === "origin" || current.value.kind === "origin") return true;
      return keyOfValue(current.value) === parameterKey(actual);
    }
    if (actual.kind === "unbound") return true;
    this.trail.push({ scope: target.scope, name: target.name, value: target });
    target.scope.bindValue(target.name, parameterToValue(actual));
    return true;
  }

  private unifySubscript(expression: Extract<ast.Expression, { kind: "subscript" }>, scope: Scope, actual: ParameterValue): boolean {
    if (isBuiltinBase(expression.base, "__type")) return actual.kind === "type" && this.unifyIntrinsic(expression, scope, actual.type);
    if (actual.kind === "origin") {
      const first = expression.arguments[0];
      if (first !== undefined && first.value.kind !== "ellipsis")
        return this.unify(first.value, scope, boolConstant(this.program, actual.mutable));
      return true;
    }
    const base = this.baseValue(expression.base, scope);
    if (base === undefined || base.kind === "unbound-parameter") return true;
    if (base.kind === "builtin") return true;
    if (base.kind !== "template" || actual.kind !== "type") return this.compare(expression, scope, actual);
    const { template } = base;
    const declared = template.declaration.ast.parameters;
    if (template.declaration.kind === "alias") {
      const inner = templateScope(this.program, template, expression.span);
      if (typeof inner === "string" || template.declaration.ast.value === undefined) return false;
      if (!this.unify(template.declaration.ast.value, inner, actual)) return false;
      return this.unifyArguments(
        expression.arguments,
        declared.slice(template.given.filter((g) => g.keyword === undefined).length),
        scope,
        (name) => valueOfParameter(inner, name),
      );
    }
    const { type } = actual;
    if (type.kind !== "struct" || type.declaration !== template.declaration) return false;
    const already = template.given.filter((g) => g.keyword === undefined).length;
    const positional = declared.filter((p) => p.passing !== "infer-only" && p.passing !== "keyword-only").slice(already);
    const fits = (given: readonly ast.CallArgument[]): boolean =>
      this.unifyArguments(given, positional, scope, (name) => type.parameters[declared.findIndex((p) => p.name.text === name)], declared);
    const start = this.trail.length;
    if (fits(expression.arguments)) return true;
    if (
      !template.declaration.module.isLibrary ||
      expression.arguments.length < 2 ||
      expression.arguments.some((a) => a.keyword !== undefined)
    )
      return false;
    // The type last, as in 2023: `Buffer[n, DType.uint8]`.
    for (const { scope: bound, name, value } of this.trail.splice(start)) bound.bindValue(name, value);
    return fits([expression.arguments.at(-1) as ast.CallArgument, ...expression.arguments.slice(0, -1)]);
  }

  private unifyArguments(
    given: readonly ast.CallArgument[],
    positional: readonly ast.ParameterDeclaration[],
    scope: Scope,
    actualOf: (name: string) => ParameterValue | undefined,
    all: readonly ast.ParameterDeclaration[] = positional,
  ): boolean {
    let next = 0;
    for (const argument of given) {
      if (argument.value.kind === "ellipsis") return true;
      if (argument.stars === 2 || (argument.value.kind === "starred" && argument.value.count === 2)) continue;
      const parameter = argument.keyword !== undefined ? all.find((p) => p.name.text === argument.keyword?.text) : positional[next++];
      if (parameter === undefined) return false;
      const actual = actualOf(parameter.name.text);
      if (actual === undefined) continue;
      if (parameter.stars === 1 && actual.kind === "list") {
        const rest = given.slice(given.indexOf(argument)).filter((a) => a.keyword === undefined);
        return this.unifyList(rest, scope, actual.elements);
      }
      if (!this.unify(argument.value, scope, actual)) return false;
    }
    return true;
  }

  private unifyList(given: readonly ast.CallArgument[], scope: Scope, elements: readonly ParameterValue[]): boolean {
    const first = given[0];
    const starred = first !== undefined && (first.stars === 1 || first.value.kind === "starred");
    if (given.length === 1 && starred) {
      const inner = first.value.kind === "starred" ? first.value.value : first.value;
      if (inner.kind === "name" && inner.name === "_") return true;
      return this.unify(inner, scope, { kind: "list", elements });
    }
    if (given.length !== elements.length) return false;
    return given.every((argument, index) => this.unify(argument.value, scope, elements[index] as ParameterValue));
  }

  private baseValue(base: ast.Expression, scope: Scope): Value | undefined {
    if (base.kind === "name") {
      const found = findName(this.program, scope, base.name);
      if (found?.kind === "value") return found.value;
      return found?.kind === "binding" && found.binding.kind === "value" ? found.binding.value : undefined;
    }
    if (mentionsUnbound(base, scope)) return undefined;
    // As a value: a template whose parameters all have defaults is not yet the type that they make.
    const { result, failed } = this.program.quietly(() => this.program.services.evaluateValue(this.program, scope, base));
    return failed ? undefined : result;
  }

  private unifyIntrinsic(expression: Extract<ast.Expression, { kind: "subscript" }>, scope: Scope, actual: Type): boolean {
    const name = (expression.base as Extract<ast.Expression, { kind: "attribute" }>).name.text;
    const [first, second] = expression.arguments;
    const type = (t: Type): ParameterValue => ({ kind: "type", type: t });
    const int = (n: number) => intConstant(this.program, n);
    if (first === undefined) return false;
    switch (name) {
      case "simd":
        if (actual.kind !== "simd") return false;
        return (
          this.unify(first.value, scope, integerConstant(this.program, "DType", BigInt(actual.dtype))) &&
          (second === undefined || this.unify(second.value, scope, int(actual.size)))
        );
      case "scalar":
        return (
          actual.kind === "simd" &&
          actual.size === 1 &&
          this.unify(first.value, scope, integerConstant(this.program, "DType", BigInt(actual.dtype)))
        );
      case "pointer":
        return actual.kind === "pointer" && this.unify(first.value, scope, type(actual.pointee));
      case "array":
        return (
          actual.kind === "array" &&
          this.unify(first.value, scope, type(actual.element)) &&
          (second === undefined || this.unify(second.value, scope, int(actual.length)))
        );
      case "tuple":
        return actual.kind === "tuple" && this.unifyList(expression.arguments, scope, actual.elements.map(type));
      default:
        return scalarTypeNames.has(name);
    }
  }

  /** `def(T) -> U` against a function type or a function value. */
  private unifyFunction(signature: ast.FunctionSignature, scope: Scope, actual: ParameterValue): boolean {
    if (actual.kind === "function") return this.unifyFunctionReference(signature, scope, actual.target as FunctionReference);
    if (actual.kind !== "type") return false;
    if (actual.type.kind === "closure") {
      const closure = actual.type.closure as unknown as { declaration: { ast: ast.FunctionDeclaration }; scope: Scope };
      return this.unifyDeclared(signature, scope, closure.declaration.ast.signature, closure.scope);
    }
    if (actual.type.kind !== "function") return actual.type.kind === "struct";
    const { type } = actual;
    if (type.arguments.length !== signature.arguments.filter((a) => a.convention !== "out").length) return false;
    const fits = signature.arguments.every(
      (argument, index) =>
        argument.type === undefined ||
        this.unify(argument.type, scope, { kind: "type", type: (type.arguments[index] as { type: Type }).type }),
    );
    return fits && (signature.returns === undefined || this.unify(signature.returns, scope, { kind: "type", type: type.result }));
  }

  private unifyFunctionReference(signature: ast.FunctionSignature, scope: Scope, reference: FunctionReference): boolean {
    const fitting = reference.set.candidates.filter((c) => c.declaration.ast.signature.arguments.length >= signature.arguments.length);
    const [only] = fitting;
    if (fitting.length !== 1 || only === undefined) return fitting.length > 0;
    return this.unifyDeclared(signature, scope, only.declaration.ast.signature, only.scope);
  }

  /** Matches the written type of a function parameter with a declared function, both as syntax. */
  private unifyDeclared(signature: ast.FunctionSignature, scope: Scope, declared: ast.FunctionSignature, declaredScope: Scope): boolean {
    const inner = new Scope({ parent: declaredScope, kind: "parameters" });
    declareUnbound(inner, declared.parameters);
    const pairs: [ast.Expression | undefined, ast.Expression | undefined][] = signature.arguments.map((a, i) => [
      a.type ?? (a.name.text === "" ? undefined : undefined),
      declared.arguments[i]?.type,
    ]);
    pairs.push([signature.returns, declared.returns]);
    for (const [expected, actual] of pairs) {
      if (expected === undefined || actual === undefined || mentionsUnbound(actual, inner) || !mentionsUnbound(expected, scope)) continue;
      const { result, failed } = this.program.quietly(() => this.program.services.evaluateType(this.program, inner, actual));
      if (failed || result.kind === "error" || result.kind === "trait") continue;
      if (!this.unify(expected, scope, { kind: "type", type: result })) return false;
    }
    return true;
  }
}

export function isBuiltinBase(expression: ast.Expression, name: string): boolean {
  return expression.kind === "attribute" && expression.base.kind === "name" && expression.base.name === name;
}

function valueOfParameter(scope: Scope, name: string): ParameterValue | undefined {
  const binding = scope.bindings.get(name);
  if (binding?.kind !== "value" || binding.value.kind === "unbound-parameter") return undefined;
  return binding.value.kind === "type" || binding.value.kind === "constant" || binding.value.kind === "list" ? binding.value : undefined;
}

function keyOfValue(value: Value): string {
  switch (value.kind) {
    case "type":
    case "constant":
    case "list":
      return parameterKey(value);
    case "functions":
      return `function ${value.set.name}`;
    case "template":
      return `template ${value.template.key}`;
    case "origin":
      return value.mutable ? "mut" : "imm";
    default:
      return "?";
  }
}
