/**
 * Signatures of instances: argument types, conventions and passing, result, effects, symbol.
 */
import type { FunctionDeclaration } from "../names/declarations.ts";
import type * as ast from "../syntax/ast.ts";
import { parameterKey, type ParameterValue, printParameter, printType, type Type } from "../types/type.ts";
import { boolOf } from "./constants.ts";
import { FunctionBuilder, localPlace } from "./builder.ts";
import { coroutineType } from "./coroutine-type.ts";
import {
  errorType,
  implicitTypeName,
  literalName,
  noneType,
  raisesByDefault,
  resultArgumentIndex,
  silent,
  dynamicType,
  returnsDynamic,
} from "./function-facts.ts";
import { type ConcreteArgument, FunctionContext, type Instance, type InstanceRequest, type Program } from "./context.ts";
import * as diagnostics from "./diagnostics.ts";
import { passingOf } from "./lower-type.ts";
import { valueToParameter } from "./parameters.ts";
import { prebuiltKey } from "./prebuilt.ts";
import { Scope } from "./scope.ts";
import type { Candidate, Closure, FunctionReference, Value } from "./value.ts";

/** Instances that ask for instances: more than this has no end. */
export const maximumDepth = 400;

export function makeInstance(program: Program, candidate: Candidate, scope: Scope, requestedAt: InstanceRequest | undefined): Instance {
  const { declaration } = candidate;
  const { signature } = declaration.ast;
  const values: [string, ParameterValue][] = [];
  for (const [name, binding] of scope.bindings) {
    if (binding.kind !== "value") continue;
    const value = valueToParameter(program, binding.value);
    if (value === undefined) continue;
    // Origins are erased: what they refer to is known to the caller alone.
    if (value.kind === "origin" && value.roots.length > 0)
      scope.bindValue(name, { kind: "origin", mutable: value.mutable, roots: [], context: undefined, names: [] });
    values.push([name, value]);
  }
  const self = scope.selfType;
  const key = `${declaration.id}|${self?.key ?? ""}|${candidate.closure?.key ?? ""}|${candidate.choices?.key ?? ""}|${values.map(([name, value]) => `${name}=${parameterKey(value)}`).join(";")}`;
  const existing = program.instances.get(key);
  if (existing !== undefined) return existing;

  const resultIndex = resultArgumentIndex(declaration);
  const environments = environmentsOf(scope, candidate);
  const displayName = instanceName(declaration, self, values);
  const lasting = prebuiltKey(candidate, self, values);
  const exported = exportName(declaration);
  const isReference = resultIndex === undefined && signature.returns?.kind === "reference-type";
  const instance: Instance = {
    symbol: exported ?? program.prebuilt?.functions.get(lasting ?? "") ?? uniqueSymbol(program, declaration, displayName),
    prebuiltKey: lasting,
    displayName,
    declaration,
    scope,
    candidate,
    arguments: [],
    result: program.types.error,
    isReference,
    resultName: resultIndex === undefined ? signature.resultName?.text : signature.arguments[resultIndex]?.name.text,
    raises: undefined,
    coroutine: undefined,
    environments,
    requestedAt,
    depth: (requestedAt?.from?.depth ?? 0) + 1,
    state: "requested",
    mir: undefined,
  };
  program.instances.set(key, instance);
  const mutableInstance = instance as { -readonly [K in keyof Instance]: Instance[K] };
  mutableInstance.arguments = concreteArguments(program, declaration, scope, resultIndex);
  const inner = argumentScope(program, declaration, scope, instance.arguments);
  mutableInstance.result = resultType(program, declaration, inner, resultIndex);
  mutableInstance.raises = raisedType(program, declaration, inner);
  if (signature.effects.isAsync) {
    checkAsync(program, instance);
    mutableInstance.coroutine = { result: instance.result, raises: instance.raises };
    mutableInstance.result = coroutineType(program, instance.result, instance.raises !== undefined);
    mutableInstance.raises = undefined;
  }
  if (instance.depth > maximumDepth) {
    program.report(diagnostics.instantiationTooDeep, {
      at: requestedAt?.span ?? declaration.ast.name.span,
      params: { depth: maximumDepth },
    });
  }
  return instance;
}

/** What a function that is async cannot be. */
function checkAsync(program: Program, instance: Instance): void {
  const { declaration } = instance;
  const { name } = declaration.ast;
  const report = (what: string): void => program.report(diagnostics.notYet, { at: name.span, params: { what } });
  if (declaration.owner !== undefined && (declaration.name === "__init__" || silent.has(declaration.name)))
    report(`an async \`${declaration.name}\``);
  if (declaration.owner === undefined && name.text === "main" && instance.candidate.closure === undefined)
    program.report(diagnostics.asyncMain, {
      at: name.span,
      params: {},
      notes: ["start it from a `main` that is not: `create_task(f()).wait()`"],
    });
  if (instance.isReference) report("a `ref` result of an async function");
  if (instance.arguments.some((a) => a.variadic !== "none" && a.variadic !== "constant"))
    report("a variadic argument of an async function");
  if (declaration.decorators.has("export") || declaration.ast.signature.effects.abi !== undefined)
    report("an async function with C's convention");
}

/** Result types may ask for the origin or the type of an argument. */
function argumentScope(program: Program, declaration: FunctionDeclaration, scope: Scope, arguments_: readonly ConcreteArgument[]): Scope {
  const inner = new Scope({ parent: scope, kind: "parameters" });
  const context = new FunctionContext({ program, scope: inner, builder: new FunctionBuilder(declaration.ast.name.span) });
  for (const argument of arguments_) {
    if (argument.variadic === "pack" || argument.variadic === "constant") continue;
    const local = context.builder.newLocal(program.services.lowerType(program, argument.type), { name: argument.name });
    const mutable = argument.convention === "ref" ? mutableArgument(scope, argument.name) : argument.convention === "mut";
    inner.bind(argument.name, {
      kind: "variable",
      name: argument.name,
      context,
      place: localPlace(local),
      type: argument.type,
      mutable,
      keyword: "argument",
      span: declaration.ast.name.span,
      reference: false,
    });
  }
  return inner;
}

function raisedType(program: Program, declaration: FunctionDeclaration, scope: Scope): Type | undefined {
  if (!raisesByDefault(declaration) || (declaration.owner !== undefined && silent.has(declaration.name))) return undefined;
  const written = declaration.ast.signature.effects.raisesType;
  if (written === undefined) return errorType(program);
  const type = program.services.evaluateType(program, scope, written);
  return type.kind === "never" ? undefined : type;
}

function resultType(program: Program, declaration: FunctionDeclaration, scope: Scope, resultIndex: number | undefined): Type {
  const { signature } = declaration.ast;
  const written = resultIndex === undefined ? signature.returns : signature.arguments[resultIndex]?.type;
  if (written === undefined && resultIndex === undefined)
    return (returnsDynamic(declaration) ? dynamicType(program, declaration) : undefined) ?? noneType(program);
  if (written === undefined) return scope.selfType ?? program.types.error;
  return program.services.evaluateType(program, scope, written.kind === "reference-type" ? written.referent : written);
}

function concreteArguments(
  program: Program,
  declaration: FunctionDeclaration,
  scope: Scope,
  resultIndex: number | undefined,
): ConcreteArgument[] {
  const result: ConcreteArgument[] = [];
  declaration.ast.signature.arguments.forEach((argument, index) => {
    if (index === resultIndex) return;
    result.push(concreteArgument(program, declaration, scope, argument, index));
  });
  return result;
}

function concreteArgument(
  program: Program,
  declaration: FunctionDeclaration,
  scope: Scope,
  argument: ast.ArgumentDeclaration,
  index: number,
): ConcreteArgument {
  const name = argument.name.text;
  let convention = conventionOf(declaration, argument, index);
  if (argument.stars === 1 && argument.typeIsPack && argument.type !== undefined) {
    const inner = argument.type.kind === "starred" ? argument.type.value : argument.type;
    const list = program.services.evaluate(program, scope, inner);
    const packTypes = list?.kind === "list" ? list.elements.map((e) => (e.kind === "type" ? e.type : program.types.error)) : [];
    return { name, type: program.types.meta("list"), convention, passing: "reference", variadic: "pack", packTypes };
  }
  const literal = scope.bindings.get(literalName(name));
  if (literal?.kind === "value" && literal.value.kind === "constant")
    return { name, type: literal.value.type, convention, passing: "value", variadic: "constant" };
  let type: Type;
  const implicit = scope.bindings.get(implicitTypeName(name));
  if (implicit?.kind === "value" && implicit.value.kind === "type") type = implicit.value.type;
  else if (argument.type === undefined)
    type = index === 0 && scope.selfType !== undefined ? scope.selfType : (dynamicType(program, declaration) ?? program.types.error);
  else
    type = program.services.evaluateType(program, scope, argument.type.kind === "reference-type" ? argument.type.referent : argument.type);
  if (argument.stars === 2) {
    const dictionary = keywordsType(program, type);
    return {
      name,
      type: dictionary,
      convention: "owned",
      passing: passingOf(program.services.lowerType(program, dictionary)),
      variadic: "keywords",
      packTypes: [type],
    };
  }
  if (argument.stars === 1) {
    const owned = convention === "owned";
    return {
      name,
      type: variadicListType(program, type, owned),
      convention: owned ? "owned" : "read",
      passing: owned ? "reference" : passingOf(program.services.lowerType(program, variadicListType(program, type, owned))),
      variadic: "homogeneous",
      packTypes: [type],
    };
  }
  if (argument.type?.kind === "reference-type") convention = "ref";
  // Lifecycle functions may be asked for while their type is still being lowered and looks trivial.
  const passing =
    convention === "mut" || convention === "ref" || (type === scope.selfType && isLifecycleArgument(declaration, argument))
      ? "reference"
      : passingOf(program.services.lowerType(program, type));
  return { name, type, convention, passing, variadic: "none" };
}

function isLifecycleArgument(declaration: FunctionDeclaration, argument: ast.ArgumentDeclaration): boolean {
  if (declaration.name === "__init__") return argument.passing === "keyword-only" && ["copy", "move", "other"].includes(argument.name.text);
  return ["__deinit__", "__del__", "__copyinit__", "__moveinit__"].includes(declaration.name);
}

/** `**args: T` arrives as a `Dict[String, T]`. */
function keywordsType(program: Program, element: Type): Type {
  const declaration = program.preludeStruct("Dict");
  const string = program.libraryType("String");
  if (declaration === undefined || string === undefined) return program.types.error;
  const given = [string, element].map((type) => ({
    keyword: undefined,
    value: { kind: "type" as const, type },
    span: declaration.ast.span,
  }));
  const opened = program.services.openTemplate(program, {
    key: `keywords of ${element.key}`,
    name: "Dict",
    declaration,
    scope: program.services.moduleScopeOf(program, declaration),
    given,
  });
  return opened?.kind === "type" ? opened.type : program.types.error;
}

export function variadicListType(program: Program, element: Type, owned: boolean): Type {
  const declaration = program.preludeStruct("VariadicList");
  if (declaration === undefined) return program.types.error;
  const parameters: ParameterValue[] = declaration.ast.parameters.map((p, i) => {
    if (i === 0) return { kind: "type", type: element };
    if (p.name.text === "is_owned" || i === 1) {
      const bool = program.libraryType("Bool") as Type;
      const mir = program.services.lowerType(program, bool);
      return {
        kind: "constant",
        type: bool,
        constant: { kind: "aggregate", type: mir, elements: [{ kind: "int", type: program.mirTypes.bool, value: owned ? 1n : 0n }] },
      };
    }
    return { kind: "unbound" };
  });
  return program.types.struct(declaration, parameters);
}

function conventionOf(declaration: FunctionDeclaration, argument: ast.ArgumentDeclaration, index: number): ConcreteArgument["convention"] {
  const convention = argument.convention ?? "read";
  if (convention === "out") return "mut";
  if (convention !== "owned") return convention;
  if (index === 0 && (declaration.name === "__del__" || declaration.name === "__deinit__")) return "deinit";
  if (declaration.name === "__moveinit__" && index === 1) return "deinit";
  return "owned";
}

/** Closures whose environments must be passed along: those among the parameter values, and the function itself. */
function environmentsOf(scope: Scope, candidate: Candidate): Closure[] {
  const found = new Map<string, Closure>();
  const add = (closure: Closure | undefined) => {
    if (closure?.environment !== undefined) found.set(closure.key, closure);
  };
  const visitParameter = (value: ParameterValue): void => {
    if (value.kind === "function") for (const c of (value.target as FunctionReference).set.candidates) add(c.closure);
    else if (value.kind === "list") value.elements.forEach(visitParameter);
  };
  const visit = (value: Value): void => {
    if (value.kind === "functions") for (const c of value.set.candidates) add(c.closure);
    else if (value.kind === "list") value.elements.forEach(visitParameter);
  };
  add(candidate.closure);
  for (const binding of scope.bindings.values()) if (binding.kind === "value") visit(binding.value);
  if (scope.selfType?.kind === "struct") scope.selfType.parameters.forEach(visitParameter);
  return [...found.values()];
}

function instanceName(declaration: FunctionDeclaration, self: Type | undefined, values: readonly [string, ParameterValue][]): string {
  const shown = values
    .filter(([name, value]) => !name.startsWith("$") && value.kind !== "origin")
    .map(([, value]) => printParameter(value));
  const owner = declaration.owner === undefined || self === undefined ? "" : `${printType(self)}.`;
  return `${owner}${declaration.name}${shown.length > 0 ? `[${shown.join(", ")}]` : ""}`;
}

function uniqueSymbol(program: Program, declaration: FunctionDeclaration, displayName: string): string {
  const base = `${declaration.module.name}::${displayName}`;
  const counts = program.cache<number>("symbol counts");
  let symbol: string;
  do {
    const count = counts.get(base) ?? 0;
    counts.set(base, count + 1);
    symbol = count === 0 ? base : `${base}.${count}`;
  } while (program.prebuilt?.symbols.has(symbol) === true);
  return symbol;
}

function exportName(declaration: FunctionDeclaration): string | undefined {
  const decorator = declaration.decorators.get("export");
  if (decorator === undefined) return undefined;
  if (decorator.kind === "call") {
    const name = decorator.arguments.find((a) => a.keyword === undefined && a.value.kind === "string")?.value;
    if (name?.kind === "string") return name.value;
  }
  return declaration.name;
}

export function isMutableReference(instance: Instance, argument: string): boolean {
  return mutableArgument(instance.scope, argument);
}

/** Whether the caller's value behind a `ref` argument may be changed. */
function mutableArgument(scope: Scope, argument: string): boolean {
  const binding = scope.bindings.get(`$mutable ${argument}`);
  return binding?.kind === "value" ? (boolOf(binding.value) ?? true) : true;
}
