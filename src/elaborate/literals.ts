/**
 * Collection literals, tuples, comprehensions, f-strings.
 */
import type { FunctionDeclaration } from "../names/declarations.ts";
import type { Span } from "../source/source-file.ts";
import type * as ast from "../syntax/ast.ts";
import type { ParameterValue, StructType, Type } from "../types/type.ts";
import { stringLiteral } from "./constants.ts";
import type { CallSource, FunctionContext, Hint } from "./context.ts";
import { isLiteralValue, materialize, materializedType } from "./convert.ts";
import * as diagnostics from "./diagnostics.ts";
import { callSources, condition, expression, runtimeValue } from "./evaluation.ts";
import { lookupMember, membersNamed, structScope } from "./members.ts";
import { fieldPlace } from "./builder.ts";
import { store, temporary } from "./materialize.ts";
import { callMethod } from "./operators.ts";
import { errorValue, type RuntimeValue, type Value } from "./value.ts";

type Collection = Extract<ast.Expression, { kind: "list" | "set" | "dictionary" | "initializer" }>;

export function collectionLiteral(context: FunctionContext, node: Collection, hint: Hint): Value {
  const { program } = context;
  const wanted = hint.type?.kind === "struct" ? hint.type : undefined;
  switch (node.kind) {
    case "list": {
      const type =
        wanted !== undefined && acceptsKeyword(wanted, "__list_literal__") ? wanted : listType(context, "List", node.elements, wanted);
      return type === undefined
        ? unknownElement(context, node)
        : fromElements(context, type, "__list_literal__", node.elements, node.span, hint);
    }
    case "set": {
      const type = wanted !== undefined && acceptsKeyword(wanted, "__set_literal__") ? wanted : undefined;
      if (
        type === undefined &&
        wanted !== undefined &&
        program.services.constructors(program, wanted).length > 0 &&
        wanted.declaration.name !== "Set"
      )
        return constructFrom(context, wanted, node.elements.map(positional), node.span, hint);
      const set = type ?? listType(context, "Set", node.elements, wanted);
      return set === undefined
        ? unknownElement(context, node)
        : fromElements(context, set, "__set_literal__", node.elements, node.span, hint);
    }
    case "dictionary": {
      if (node.entries.length === 0 && wanted !== undefined && !acceptsKeyword(wanted, "__dict_literal__"))
        return program.services.construct(context, wanted, [], node.span, hint);
      const type = wanted !== undefined && acceptsKeyword(wanted, "__dict_literal__") ? wanted : dictionaryType(context, node);
      return type === undefined ? unknownElement(context, node) : dictionaryFrom(context, type, node, hint);
    }
    case "initializer":
      if (node.type !== undefined) return fieldLiteral(context, node, node.type);
      if (wanted === undefined) return unknownElement(context, node);
      return constructFrom(context, wanted, node.arguments, node.span, hint);
  }
}

/** `Self {x: 1, y: 2}` of 2023: fields by name, no constructor runs. */
function fieldLiteral(context: FunctionContext, node: Extract<ast.Expression, { kind: "initializer" }>, written: ast.Expression): Value {
  const { program } = context;
  const type = program.services.evaluateType(program, context.scope, written);
  if (type.kind !== "struct") return errorValue;
  const result = temporary(context, type);
  for (const [index, argument] of node.arguments.entries()) {
    const field =
      argument.keyword === undefined
        ? type.declaration.fields[index]
        : type.declaration.fields.find((f) => f.name === argument.keyword?.text);
    const member = field === undefined ? undefined : lookupMember(program, type, field.name);
    if (member?.kind !== "field") {
      context.report(diagnostics.unknownMember, {
        at: argument.span,
        params: { type: type.declaration.name, name: argument.keyword?.text ?? String(index) },
      });
      return errorValue;
    }
    const value = program.services.convert(
      context,
      expression(context, argument.value, { type: member.type }),
      member.type,
      argument.value.span,
    );
    if (value.kind !== "runtime" && value.kind !== "constant") return errorValue;
    store(context, fieldPlace(result.place, member.index), value);
  }
  return result;
}

function positional(element: ast.Expression): ast.CallArgument {
  return { stars: 0, value: element, span: element.span };
}

function constructFrom(context: FunctionContext, type: StructType, arguments_: readonly ast.CallArgument[], span: Span, hint: Hint): Value {
  const sources = callSources(context, arguments_);
  return sources.some((s) => s.value?.kind === "error") ? errorValue : context.services.construct(context, type, sources, span, hint);
}

function acceptsKeyword(type: StructType, keyword: string): boolean {
  return membersNamed(type, "__init__").some((f) => f.ast.signature.arguments.some((a) => a.name.text === keyword));
}

function unknownElement(context: FunctionContext, node: ast.Expression): Value {
  context.report(diagnostics.noContext, {
    at: node.span,
    params: { what: "this literal" },
    notes: ["write its type: `var x: List[Int] = []`"],
  });
  return errorValue;
}

/** `List[T]` or `Set[T]` with the common type of the elements. */
function listType(
  context: FunctionContext,
  name: string,
  elements: readonly ast.Expression[],
  wanted: StructType | undefined,
): StructType | undefined {
  const element = commonElementType(context, elements);
  if (element === undefined) return wanted?.declaration.name === name ? wanted : undefined;
  return instantiate(context, name, [element]);
}

function instantiate(context: FunctionContext, name: string, types: readonly Type[]): StructType | undefined {
  const declaration = context.program.preludeStruct(name);
  if (declaration === undefined) return undefined;
  const template = {
    key: `literal ${name}[${types.map((t) => t.key).join(",")}]`,
    name,
    declaration,
    scope: context.program.services.moduleScopeOf(context.program, declaration),
    given: types.map((type) => ({ keyword: undefined, value: { kind: "type" as const, type }, span: declaration.ast.span })),
  };
  const opened = context.program.services.openTemplate(context.program, template);
  return opened?.kind === "type" && opened.type.kind === "struct" ? opened.type : undefined;
}

function commonElementType(context: FunctionContext, elements: readonly ast.Expression[]): Type | undefined {
  const { program } = context;
  let type: Type | undefined;
  let onlyLiterals = true;
  for (const element of elements) {
    const { result } = context.attempt((fork) => {
      const value = fork.services.expression(fork, element);
      if (value.kind === "functions") return runtimeValue(fork, value, element.span);
      return value.kind === "runtime" || value.kind === "constant" ? value : undefined;
    });
    if (result === undefined) continue;
    const own = materializedType(program, result.type);
    const literal = isLiteralValue(program, result);
    if (type === undefined || (onlyLiterals && !literal)) type = own;
    else if (onlyLiterals && literal && type !== own && own === program.libraryType("Float64")) type = own;
    if (!literal) onlyLiterals = false;
  }
  return type;
}

function fromElements(
  context: FunctionContext,
  type: StructType,
  keyword: string,
  elements: readonly ast.Expression[],
  span: Span,
  hint: Hint,
): Value {
  const { program } = context;
  const elementType = variadicType(context, type, keyword) ?? firstTypeParameter(type) ?? (takesItself(type, keyword) ? type : undefined);
  const sources: CallSource[] = [];
  for (const element of elements) {
    if (element.kind === "starred") {
      sources.push(...callSources(context, [positional(element)]));
      continue;
    }
    const value = expression(context, element, { type: elementType });
    if (value.kind === "error") return errorValue;
    const converted =
      elementType === undefined ? value : program.services.convert(context, value, elementType, element.span, "an element must be");
    if (converted.kind === "error") return errorValue;
    sources.push({ keyword: undefined, stars: 0, expression: undefined, value: converted, span: element.span });
  }
  if (acceptsKeyword(type, keyword)) sources.push(literalMark(context, type, keyword, span));
  return program.services.construct(context, type, sources, span, hint);
}

export function listOfType(context: FunctionContext, element: Type): StructType | undefined {
  return instantiate(context, "List", [element]);
}

/** A list of values that are there already. */
export function listOf(context: FunctionContext, type: StructType, values: readonly Value[], span: Span): Value {
  const sources: CallSource[] = values.map((value) => ({ keyword: undefined, stars: 0, expression: undefined, value, span }));
  if (values.length > 0 && acceptsKeyword(type, "__list_literal__")) sources.push(literalMark(context, type, "__list_literal__", span));
  return context.program.services.construct(context, type, sources, span);
}

/** The keyword argument that tells a literal from a call: an empty tuple, or `None` where the constructor says so. */
function literalMark(context: FunctionContext, type: StructType, keyword: string, span: Span): CallSource {
  const written = literalConstructor(type, keyword)?.ast.signature.arguments.find((a) => a.name.text === keyword)?.type;
  const isNone = written?.kind === "none" || (written?.kind === "name" && written.name === "NoneType");
  const value = isNone ? expression(context, { kind: "none", span }) : tupleOf(context, [], span, {});
  return { keyword, stars: 0, expression: undefined, value, span };
}

function literalConstructor(type: StructType, keyword: string): FunctionDeclaration | undefined {
  return membersNamed(type, "__init__").find((f) => f.ast.signature.arguments.some((a) => a.name.text === keyword));
}

/** The type of the elements that the constructor for literals takes: `*values: T`. */
function variadicType(context: FunctionContext, type: StructType, keyword: string): Type | undefined {
  const written = literalConstructor(type, keyword)?.ast.signature.arguments.find((a) => a.stars === 1 && !a.typeIsPack)?.type;
  return written === undefined ? undefined : typeInStruct(context, type, written);
}

function typeInStruct(context: FunctionContext, type: StructType, written: ast.Expression): Type | undefined {
  const { program } = context;
  const { result, failed } = program.quietly(() => program.services.evaluateType(program, structScope(program, type), written));
  return failed || result.kind === "error" || result.kind === "trait" ? undefined : result;
}

function firstTypeParameter(type: StructType): Type | undefined {
  const first = type.parameters.find((p) => p.kind === "type");
  return first?.kind === "type" ? first.type : undefined;
}

/** A dynamic type, whose literals hold values of that type: `*values: PythonObject`. */
function takesItself(type: StructType, keyword: string): boolean {
  return membersNamed(type, "__init__").some(
    ({ ast: { signature } }) =>
      signature.arguments.some((a) => a.name.text === keyword) &&
      signature.arguments.some((a) => a.stars === 1 && a.type?.kind === "name" && a.type.name === type.declaration.name),
  );
}

function dictionaryType(context: FunctionContext, node: Extract<ast.Expression, { kind: "dictionary" }>): StructType | undefined {
  const key = commonElementType(
    context,
    node.entries.flatMap((e) => (e.key === undefined ? [] : [e.key])),
  );
  const value = commonElementType(
    context,
    node.entries.map((e) => e.value),
  );
  return key === undefined || value === undefined ? undefined : instantiate(context, "Dict", [key, value]);
}

function dictionaryFrom(
  context: FunctionContext,
  type: StructType,
  node: Extract<ast.Expression, { kind: "dictionary" }>,
  hint: Hint,
): Value {
  const { program } = context;
  const types = type.parameters.filter((p): p is Extract<ParameterValue, { kind: "type" }> => p.kind === "type");
  const declared = literalConstructor(type, "__dict_literal__")?.ast.signature.arguments.filter((a) => a.convention !== "out");
  const lists = [0, 1].map((index) => {
    const written = declared?.[index]?.type;
    const own = written === undefined ? undefined : typeInStruct(context, type, written);
    const element = types[index]?.type ?? (types.length === 0 ? type : undefined);
    const list = own?.kind === "struct" ? own : element === undefined ? undefined : instantiate(context, "List", [element]);
    const items = node.entries.map((entry) => (index === 0 ? (entry.key as ast.Expression) : entry.value));
    return list === undefined ? undefined : fromElements(context, list, "__list_literal__", items, node.span, {});
  });
  if (lists.some((l) => l === undefined || l.kind === "error")) return errorValue;
  const sources: CallSource[] = lists.map((value) => ({
    keyword: undefined,
    stars: 0,
    expression: undefined,
    value: value as Value,
    span: node.span,
  }));
  sources.push(literalMark(context, type, "__dict_literal__", node.span));
  return program.services.construct(context, type, sources, node.span, hint);
}

export function tupleLiteral(context: FunctionContext, node: Extract<ast.Expression, { kind: "tuple" }>, hint: Hint): Value {
  const wanted = hint.type?.kind === "struct" && hint.type.declaration.name === "Tuple" ? tupleTypes(hint.type) : undefined;
  const values: (Value & { kind: "runtime" | "constant" })[] = [];
  for (const [index, element] of node.elements.entries()) {
    if (element.kind === "starred") {
      for (const source of callSources(context, [positional(element)]))
        if (source.value?.kind === "runtime" || source.value?.kind === "constant") values.push(source.value);
      continue;
    }
    const type = wanted?.[index];
    const value = expression(context, element, { type });
    // `(Int, String)` names a tuple type.
    if (index === 0 && (value.kind === "type" || value.kind === "template") && node.elements.length > 0)
      return tupleTypeLiteral(context, node);
    const runtime = runtimeValue(context, value, element.span);
    if (runtime === undefined) return errorValue;
    const converted =
      type === undefined ? materialize(context, runtime, element.span) : context.services.convert(context, runtime, type, element.span);
    if (converted.kind !== "runtime" && converted.kind !== "constant") return errorValue;
    values.push(converted);
  }
  return tupleOf(context, values, node.span, hint);
}

function tupleTypeLiteral(context: FunctionContext, node: Extract<ast.Expression, { kind: "tuple" }>): Value {
  const { program } = context;
  const elements: ParameterValue[] = node.elements.map((element) => ({
    kind: "type",
    type: program.services.evaluateType(program, context.scope, element),
  }));
  const declaration = program.preludeStruct("Tuple");
  return declaration === undefined ? errorValue : { kind: "type", type: program.types.struct(declaration, [{ kind: "list", elements }]) };
}

export function tupleTypes(type: StructType): readonly Type[] {
  const [list] = type.parameters;
  return list?.kind === "list" ? list.elements.map((e) => (e.kind === "type" ? e.type : ({ kind: "error", key: "<error>" } as Type))) : [];
}

export function tupleOf(
  context: FunctionContext,
  values: readonly (Value & { kind: "runtime" | "constant" })[],
  span: Span,
  hint: Hint,
): Value {
  const { program } = context;
  const declaration = program.preludeStruct("Tuple");
  if (declaration === undefined) {
    context.report(diagnostics.unknownName, { at: span, params: { name: "Tuple" } });
    return errorValue;
  }
  const elements: ParameterValue[] = values.map((value) => ({ kind: "type", type: value.type }));
  const type = program.types.struct(declaration, [{ kind: "list", elements }]);
  if (values.length === 0) {
    const mir = context.lower(type);
    return { kind: "constant", type, constant: { kind: "zero", type: mir } };
  }
  return program.services.construct(
    context,
    type,
    values.map((value) => ({ keyword: undefined, stars: 0 as const, expression: undefined, value, span })),
    span,
    hint,
  );
}

/** Comprehensions fill an empty collection item by item. */
export function comprehension(context: FunctionContext, node: Extract<ast.Expression, { kind: "comprehension" }>, hint: Hint): Value {
  const { program } = context;
  const name = node.form === "set" ? "Set" : node.form === "dictionary" ? "Dict" : "List";
  const wanted = hint.type?.kind === "struct" && hint.type.declaration.name === name ? hint.type : undefined;
  const type = wanted ?? comprehensionType(context, node, name);
  if (type === undefined) {
    // Elaborate once for the mistakes in it.
    runClauses(context, node, 0, () => void expression(context, node.element));
    return errorValue;
  }
  const empty = program.services.construct(context, type, [], node.span);
  if (empty.kind !== "runtime" && empty.kind !== "constant") return errorValue;
  const result = temporary(context, type);
  context.services.assignInto(context, result, empty, node.span);
  const collection: RuntimeValue = { ...result, category: "variable" };
  const types = type.parameters.filter((p): p is Extract<ParameterValue, { kind: "type" }> => p.kind === "type");
  runClauses(context, node, 0, () => {
    if (node.form === "dictionary") {
      const key = itemValue(context, node.key as ast.Expression, types[0]?.type);
      const value = itemValue(context, node.element, types[1]?.type);
      if (key !== undefined && value !== undefined) callMethod(context, collection, "__setitem__", [key, value], node.span);
      return;
    }
    const item = itemValue(context, node.element, types[0]?.type);
    if (item !== undefined) callMethod(context, collection, node.form === "set" ? "add" : "append", [item], node.span);
  });
  return result;
}

function itemValue(context: FunctionContext, node: ast.Expression, type: Type | undefined): Value | undefined {
  const value = expression(context, node, { type });
  if (value.kind === "error") return undefined;
  if (type === undefined) return runtimeValue(context, value, node.span);
  const converted = context.services.convert(context, value, type, node.span);
  return converted.kind === "error" ? undefined : converted;
}

function comprehensionType(
  context: FunctionContext,
  node: Extract<ast.Expression, { kind: "comprehension" }>,
  name: string,
): StructType | undefined {
  const { result } = context.attempt((fork) => {
    let types: Type[] | undefined;
    runClauses(fork, node, 0, () => {
      const parts = node.form === "dictionary" ? [node.key as ast.Expression, node.element] : [node.element];
      const found = parts.map((part) => {
        const value = fork.services.expression(fork, part);
        return value.kind === "runtime" || value.kind === "constant" ? materializedType(fork.program, value.type) : undefined;
      });
      if (found.every((t): t is Type => t !== undefined)) types = found as Type[];
    });
    return types;
  });
  return result === undefined ? undefined : instantiate(context, name, result);
}

function runClauses(
  context: FunctionContext,
  node: Extract<ast.Expression, { kind: "comprehension" }>,
  index: number,
  innermost: () => void,
): void {
  const clause = node.clauses[index];
  if (clause === undefined) {
    innermost();
    return;
  }
  const { builder } = context;
  if (clause.kind === "if") {
    const then = builder.newBlock();
    const done = builder.newBlock();
    builder.branch(condition(context, expression(context, clause.condition), clause.condition.span), then, done);
    builder.startBlock(then);
    runClauses(context, node, index + 1, innermost);
    builder.fallInto(done);
    return;
  }
  const iterable = expression(context, clause.iterable);
  if (iterable.kind === "error") return;
  context.block(() => {
    context.services.iterate(context, iterable, clause.iterable.span, (item) => {
      context.services.assignTarget(context, clause.target, item, "loop");
      runClauses(context, node, index + 1, innermost);
    });
  });
}

/** f-strings and t-strings: the parts written one after the other into a `String`. */
export function formatted(context: FunctionContext, node: Extract<ast.Expression, { kind: "formatted" }>, hint: Hint): Value {
  const { program } = context;
  const string = program.libraryType("String");
  if (string === undefined) {
    context.report(diagnostics.unknownName, { at: node.span, params: { name: "String" } });
    return errorValue;
  }
  const empty = program.services.construct(context, string, [], node.span);
  if (empty.kind !== "runtime" && empty.kind !== "constant") return errorValue;
  const result = temporary(context, string);
  context.services.assignInto(context, result, empty, node.span);
  const text: RuntimeValue = { ...result, category: "variable" };
  void hint;
  writeParts(context, text, node.parts);
  return result;
}

function writeParts(context: FunctionContext, text: RuntimeValue, parts: readonly ast.FormattedPart[]): void {
  for (const part of parts) {
    if (part.kind === "text") {
      if (part.value !== "") callMethod(context, text, "write", [stringLiteral(context.program, part.value)], part.span);
      continue;
    }
    if (part.debugText !== undefined) callMethod(context, text, "write", [stringLiteral(context.program, part.debugText)], part.span);
    let value = expression(context, part.value);
    if (value.kind === "error") continue;
    const conversion = part.conversion ?? (part.debugText !== undefined && part.format === undefined ? "r" : undefined);
    if (conversion === "r" || conversion === "a") value = callPrelude(context, "repr", [value], part.span);
    else if (conversion === "s") value = callPrelude(context, "str", [value], part.span);
    if (part.format !== undefined) {
      const spec = formatSpec(context, part.format, part.span);
      value = callPrelude(context, "format_value", [value, spec], part.span);
    }
    if (value.kind !== "error") callMethod(context, text, "write", [value], part.span);
  }
}

function formatSpec(context: FunctionContext, parts: readonly ast.FormattedPart[], span: Span): Value {
  const [only] = parts;
  if (parts.length === 0) return stringLiteral(context.program, "");
  if (parts.length === 1 && only?.kind === "text") return stringLiteral(context.program, only.value);
  return formatted(context, { kind: "formatted", template: false, parts, span }, {});
}

export function callPrelude(context: FunctionContext, name: string, args: readonly Value[], span: Span): Value {
  const { program } = context;
  const callee = expression(context, { kind: "name", name, span });
  if (callee.kind === "error") return callee;
  const sources = args.map((value) => ({ keyword: undefined, stars: 0 as const, expression: undefined, value, span }));
  if (callee.kind === "functions") return program.services.call(context, callee.set, sources, span);
  return callee.kind === "type" ? program.services.construct(context, callee.type, sources, span) : errorValue;
}
