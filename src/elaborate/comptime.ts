/**
 * Compile-time evaluation: parameter expressions, types, aliases.
 *
 * What an expression emits is put in a function of its own and run by the MIR interpreter; most expressions emit
 * nothing, because calls on constants run at once.
 */
import type { Constant, MirFunction } from "../mir/mir.ts";
import { Interpreter } from "../mir/interpreter.ts";
import type { AliasDeclaration } from "../names/declarations.ts";
import type { Span } from "../source/source-file.ts";
import type * as ast from "../syntax/ast.ts";
import type { ParameterValue, Type } from "../types/type.ts";
import { FunctionBuilder, fieldPlace, localPlace } from "./builder.ts";
import { FunctionContext, type Program } from "./context.ts";
import { asType, materialize } from "./convert.ts";
import { textOf } from "./constants.ts";
import { describe } from "./describe.ts";
import * as diagnostics from "./diagnostics.ts";
import { passingOf } from "./lower-type.ts";
import { store } from "./materialize.ts";
import { completeTemplate, valueToParameter } from "./parameters.ts";
import type { Scope } from "./scope.ts";
import { errorType } from "./function-facts.ts";
import { type ConstantValue, errorValue, type RuntimeValue, type Value } from "./value.ts";

export function evaluateValue(program: Program, scope: Scope, expression: ast.Expression, expected?: Type): Value {
  return (
    evaluateWith(program, scope, expression.span, (context) => {
      const value = program.services.expression(context, expression, { type: expected });
      if (expected === undefined || value.kind === "type" || value.kind === "template" || value.kind === "error") return value;
      return program.services.convert(context, value, expected, expression.span);
    }) ?? errorValue
  );
}

export function evaluate(program: Program, scope: Scope, expression: ast.Expression, expected?: Type): ParameterValue | undefined {
  const value = evaluateValue(program, scope, expression, expected);
  if (value.kind === "error") return undefined;
  if (value.kind === "template") {
    const complete = completeTemplate(program, value.template);
    if (complete !== undefined) return { kind: "type", type: complete };
  }
  const parameter = valueToParameter(program, value);
  if (parameter === undefined) program.report(diagnostics.notComptime, { at: expression.span, params: { what: describe(program, value) } });
  return parameter;
}

export function evaluateType(program: Program, scope: Scope, expression: ast.Expression): Type {
  const cached = typeCache(program, scope).get(expression);
  if (cached !== undefined) return cached;
  const type = evaluateTypeUncached(program, scope, expression);
  if (type.kind !== "error") typeCache(program, scope).set(expression, type);
  return type;
}

/** Types in scopes that do not change any more: bodies of structs and modules. */
function typeCache(program: Program, scope: Scope): Map<ast.Expression, Type> {
  if (scope.kind !== "type" && scope.kind !== "module") return new Map();
  const caches = typeCaches.get(program) ?? new WeakMap<Scope, Map<ast.Expression, Type>>();
  typeCaches.set(program, caches);
  let cache = caches.get(scope);
  if (cache === undefined) {
    cache = new Map();
    caches.set(scope, cache);
  }
  return cache;
}

const typeCaches = new WeakMap<Program, WeakMap<Scope, Map<ast.Expression, Type>>>();

function evaluateTypeUncached(program: Program, scope: Scope, expression: ast.Expression): Type {
  if (expression.kind === "none") return program.libraryType("NoneType") ?? program.types.tuple([]);
  const context = comptimeContext(program, scope, expression.span);
  const value = program.services.expression(context, expression);
  if (value.kind === "error") return program.types.error;
  const type = asType(context, value);
  if (type !== undefined) return type;
  if (value.kind === "functions" && value.set.candidates[0]?.closure !== undefined)
    return program.types.closure(value.set.candidates[0].closure);
  if (value.kind === "builtin" && /Origin|Lifetime/.test(value.name)) return program.types.meta("origin");
  if (value.kind === "origin") return program.types.meta("origin");
  program.report(diagnostics.notAType, {
    at: expression.span,
    params: { found: value.kind === "template" ? `\`${value.template.name}\` without its parameters` : `\`${describe(program, value)}\`` },
  });
  return program.types.error;
}

function comptimeContext(program: Program, scope: Scope, span: Span): FunctionContext {
  const context = new FunctionContext({
    program,
    scope,
    builder: new FunctionBuilder(span),
    isComptime: true,
    instance: program.currentInstance,
  });
  context.errorType = errorType(program);
  return context;
}

export function evaluateWith(
  program: Program,
  scope: Scope,
  span: Span,
  build: (context: FunctionContext) => Value | undefined,
): Value | undefined {
  const context = comptimeContext(program, scope, span);
  const value = build(context);
  if (value === undefined) return undefined;
  if (value.kind !== "runtime") return value;
  return finish(program, context, value, span);
}

export function evaluateStep(
  program: Program,
  scope: Scope,
  span: Span,
  state: ConstantValue,
  build: (context: FunctionContext, variable: RuntimeValue) => Value,
): { readonly item: Value; readonly state: ConstantValue } | undefined {
  const context = comptimeContext(program, scope, span);
  const local = context.builder.newLocal(context.lower(state.type), { name: "iterator" });
  const variable: RuntimeValue = {
    kind: "runtime",
    type: state.type,
    place: localPlace(local),
    category: "variable",
    mutable: true,
    context,
  };
  store(context, variable.place, state);
  const item = build(context, variable);
  if (item.kind !== "runtime" && item.kind !== "constant") return undefined;
  const own = materialize(context, item, span);
  const pair = program.types.tuple([own.type, state.type]);
  const result = context.builder.newLocal(context.lower(pair), {});
  store(context, fieldPlace(localPlace(result), 0), own);
  store(context, fieldPlace(localPlace(result), 1), { ...variable, transferred: true });
  const both = finish(
    program,
    context,
    { kind: "runtime", type: pair, place: localPlace(result), category: "temporary", mutable: true, context },
    span,
    true,
  );
  if (both?.kind !== "constant" || both.constant.kind !== "aggregate") return undefined;
  const [itemConstant, stateConstant] = both.constant.elements;
  return {
    item: { kind: "constant", type: own.type, constant: itemConstant as Constant },
    state: { kind: "constant", type: state.type, constant: stateConstant as Constant },
  };
}

/** Makes a function of what a context emitted, returning `value`, and runs it. */
function finish(
  program: Program,
  context: FunctionContext,
  value: RuntimeValue,
  span: Span,
  quietOnRaise = false,
): ConstantValue | undefined {
  const { builder } = context;
  const mir = context.lower(value.type);
  const result = builder.newLocal(mir, { name: "result" });
  store(context, localPlace(result), value);
  builder.terminate({ kind: "return", span });
  const errorLocal =
    context.errorLocal ?? (context.errorBlock !== undefined ? builder.newLocal(context.lower(errorType(program))) : undefined);
  const symbol = program.unique("comptime");
  const fn: MirFunction = {
    symbol,
    displayName: "a parameter expression",
    span,
    parameters: [],
    resultLocal: result,
    resultPassing: passingOf(mir),
    errorLocal: context.errorBlock === undefined ? undefined : errorLocal,
    locals: builder.locals,
    blocks: builder.blocks,
    inline: "auto",
    linkage: "internal",
    abi: "mojo",
    stage: "built",
  };
  program.symbols.set(symbol, () => fn);
  return runSymbol(program, symbol, [], value.type, span, quietOnRaise);
}

export function run(program: Program, symbol: string, args: readonly Constant[], resultType: Type, span: Span): ConstantValue | undefined {
  return runSymbol(program, symbol, args, resultType, span, false);
}

function runSymbol(
  program: Program,
  symbol: string,
  args: readonly Constant[],
  resultType: Type,
  span: Span,
  quietOnRaise: boolean,
): ConstantValue | undefined {
  const errorsBefore = program.sink.errorCount;
  const interpreter = interpreterOf(program);
  if (program.services.loweredFunction(program, symbol) === undefined || program.sink.errorCount > errorsBefore) return undefined;
  lastWords.delete(program);
  const outcome = interpreter.run(symbol, args);
  switch (outcome.kind) {
    case "value":
      return { kind: "constant", type: resultType, constant: outcome.value };
    case "error":
      if (!quietOnRaise) {
        const text = textOf(program, { kind: "constant", type: errorType(program), constant: outcome.value });
        const reason = text === undefined || text === "" ? "an error was raised" : `an error was raised: ${text}`;
        program.report(diagnostics.comptimeFailed, { at: span, params: { reason } });
      }
      return undefined;
    case "failure":
      if (outcome.failure.reason === "uninitialized" && program.mainSink.errorCount > 0) program.sink.addSilentError();
      else if (program.sink.errorCount === errorsBefore) {
        program.report(diagnostics.comptimeFailed, {
          at: span,
          params: { reason: (outcome.failure.reason === "trap" ? lastWords.get(program) : undefined) ?? outcome.failure.message },
          notes: framesToShow(program, outcome.failure.stack, span),
        });
      }
      return undefined;
  }
}

/** By program: what it wrote to standard error before it stopped. */
const lastWords = new WeakMap<Program, string>();

type FailureStack = Extract<ReturnType<Interpreter["run"]>, { kind: "failure" }>["failure"]["stack"];

/** The user's own calls that led to a failure; what they led to in the library is told by the message. */
function framesToShow(program: Program, stack: FailureStack, at: Span): { readonly text: string; readonly span: Span }[] {
  const isAt = (span: Span) => span.start === at.start && span.file === at.file;
  const own = stack.filter((frame) => !isAt(frame.span) && !program.loader.isLibraryFile(frame.span.file.path));
  return own.slice(0, 8).map((frame) => ({ text: `in \`${frame.displayName}\``, span: frame.span }));
}

const interpreters = new WeakMap<Program, Interpreter>();

function interpreterOf(program: Program): Interpreter {
  let interpreter = interpreters.get(program);
  if (interpreter === undefined) {
    interpreter = new Interpreter({
      types: program.mirTypes,
      resolveFunction: (symbol) => program.services.loweredFunction(program, symbol),
      resolveGlobal: (symbol) => program.mir.globals.get(symbol) ?? program.mir.data.get(symbol),
      onOutput: (descriptor, bytes) => {
        if (descriptor === 2)
          lastWords.set(
            program,
            new TextDecoder()
              .decode(bytes)
              .replace(/^ABORT: /, "")
              .trimEnd(),
          );
      },
      internData: (data) => {
        program.mir.data.set(data.symbol, data);
        return data.symbol;
      },
    });
    interpreters.set(program, interpreter);
  }
  return interpreter;
}

export function aliasValue(program: Program, declaration: AliasDeclaration, scope: Scope): Value {
  const cache = program.cache<Value>("alias values");
  const key = `${declaration.id} ${declaration.owner === undefined ? "" : (scope.selfType?.key ?? "")}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const active = program.cache<boolean>("active aliases");
  if (active.get(key) === true) {
    program.report(diagnostics.circularDefinition, { at: declaration.ast.name.span, params: { name: declaration.name } });
    return errorValue;
  }
  if (declaration.ast.value === undefined) return errorValue;
  active.set(key, true);
  const expected = declaration.ast.type === undefined ? undefined : evaluateType(program, scope, declaration.ast.type);
  const usable =
    expected === undefined ||
    expected.kind === "trait" ||
    expected.kind === "meta" ||
    expected.kind === "error" ||
    expected.kind === "function"
      ? undefined
      : expected;
  const saved = program.activeContext;
  program.activeContext = undefined;
  const value = evaluateValue(program, scope, declaration.ast.value, usable);
  program.activeContext = saved;
  active.delete(key);
  if (value.kind !== "error") cache.set(key, value);
  return value;
}
