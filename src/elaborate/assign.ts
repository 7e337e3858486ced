/**
 * Assignment: declaring names, storing into places, unpacking.
 */
import type { Span } from "../source/source-file.ts";
import type * as ast from "../syntax/ast.ts";
import type { Type } from "../types/type.ts";
import { derefPlace, localPlace, passesThroughPointer } from "./builder.ts";
import { closureValue } from "./closure-values.ts";
import type { FunctionContext } from "./context.ts";
import { materialize } from "./convert.ts";
import * as diagnostics from "./diagnostics.ts";
import { expression, runtimeValue } from "./evaluation.ts";
import { globalReference, knownGlobalType, setGlobalType } from "./globals.ts";
import { store, temporary, toOwned } from "./materialize.ts";
import { attribute } from "./attributes.ts";
import { lookupMember } from "./members.ts";
import { stringLiteral } from "./constants.ts";
import { findName } from "./resolve.ts";
import type { Binding, Scope } from "./scope.ts";
import { subscriptAccess } from "./subscripts.ts";
import { unpack } from "./unpack.ts";
import type { ConstantValue, RuntimeValue, Value } from "./value.ts";

export type Declare = "var" | "let" | "ref" | "implicit" | "loop";

/** A new variable of the current scope, not initialised yet. */
export function declareVariable(
  context: FunctionContext,
  name: string,
  type: Type,
  keyword: Declare,
  span: Span,
  scope: Scope = context.scope,
): Extract<Binding, { kind: "variable" }> {
  const local = context.builder.newLocal(context.lower(type), { name, span });
  const binding = {
    kind: "variable",
    name,
    context,
    place: localPlace(local),
    type,
    mutable: keyword !== "let",
    keyword,
    span,
    reference: false,
  } as const;
  scope.bind(name, binding);
  return binding;
}

export function assignTarget(context: FunctionContext, target: ast.Expression, value: Value, declare: Declare): void {
  if (value.kind === "error") {
    declareErrorNames(context, target);
    return;
  }
  switch (target.kind) {
    case "name":
      assignName(context, target.name, value, declare, target.span);
      return;
    case "binding":
      assignTarget(context, target.target, value, target.keyword);
      return;
    case "tuple":
    case "list":
      if (!unpack(context, target.elements, value, declare, target.span))
        for (const element of target.elements) declareErrorNames(context, element);
      return;
    case "attribute":
      assignAttribute(context, target, value);
      return;
    case "subscript":
      subscriptAccess(context, target)?.set(value);
      return;
    default: {
      const place = expression(context, target);
      if (place.kind === "runtime") assignPlace(context, place, value, target.span);
      else if (place.kind !== "error") context.report(diagnostics.notMutable, { at: target.span, params: { what: "this expression" } });
    }
  }
}

/** After a mistake, the names that it would have declared are known and silent. */
function declareErrorNames(context: FunctionContext, target: ast.Expression): void {
  if (target.kind === "name") {
    if (context.scope.lookup(target.name) === undefined) context.scope.bindValue(target.name, { kind: "error" });
  } else if (target.kind === "tuple" || target.kind === "list") target.elements.forEach((e) => declareErrorNames(context, e));
  else if (target.kind === "starred") declareErrorNames(context, target.value);
  else if (target.kind === "binding") declareErrorNames(context, target.target);
}

function assignName(context: FunctionContext, name: string, value: Value, declare: Declare, span: Span): void {
  if (name === "_") {
    discard(context, value, span);
    return;
  }
  if (declare !== "loop" && assignFileScope(context, name, value, declare, span)) return;
  if (declare === "implicit") {
    const existing = context.scope.lookup(name);
    if (existing?.kind === "variable") {
      if (!context.owns(existing.context)) {
        context.report(diagnostics.notCaptured, { at: span, params: { name }, notes: [{ text: "declared here", span: existing.span }] });
        return;
      }
      assignVariable(context, existing, value, span);
      return;
    }
    if (existing?.kind === "untyped") {
      declareWithValue(context, name, value, existing.keyword, span);
      return;
    }
    if (existing?.kind === "value" && existing.value.kind === "error") return;
    if (existing === undefined || existing.kind === "value") {
      // A first assignment declares the name for the whole function.
      declareWithValue(context, name, value, "implicit", span, context.functionScope);
      return;
    }
  }
  declareWithValue(context, name, value, declare, span);
}

/**
 * Assigns a variable of file scope. Code at file scope always does; functions do where the variable was declared with
 * `var` there, or they say `global`; otherwise they make a local.
 */
export function assignFileScope(context: FunctionContext, name: string, value: Value, declare: Declare, span: Span): boolean {
  const { program } = context;
  const isFileScope = context.isFileScope && (context.scope === context.fileScope || declare === "implicit");
  if (!isFileScope && declare !== "implicit") return false;
  if (context.scope.lookup(name) !== undefined) return false;
  const found = findName(program, context.scope, name);
  if (found?.kind !== "global") return false;
  const { declaration } = found;
  if (!isFileScope && declaration.ast?.keyword === undefined && !context.globalNames.has(name)) return false;
  const runtime = runtimeValue(context, value, span);
  if (runtime === undefined) return true;
  const initialized = program.cache<boolean>("initialized globals");
  const isFirst = context.isFileScope && !initialized.has(String(declaration.id));
  initialized.set(String(declaration.id), true);
  if (knownGlobalType(program, declaration) === undefined) {
    const type =
      declaration.ast?.type === undefined
        ? materialize(context, runtime, span).type
        : program.services.evaluateType(program, context.scope, declaration.ast.type);
    setGlobalType(program, declaration, type);
  }
  const place = globalReference(context, declaration, knownGlobalType(program, declaration) as Type);
  if (place.kind === "runtime") assignPlace(context, isFirst ? { ...place, mutable: true } : place, runtime, span, isFirst);
  return true;
}

/** Evaluates and ends the life of a value: `_ = x`. */
export function discard(context: FunctionContext, value: Value, span: Span): void {
  if (value.kind !== "runtime") return;
  if (value.transferred || value.category === "temporary") {
    if (value.transferred && !endsInPlace(context, value)) store(context, temporary(context, value.type).place, value);
    return;
  }
  if (!passesThroughPointer(value.place)) context.builder.emit({ kind: "keep-alive", place: value.place, span });
}

/** `_ = x^` of a value that cannot be moved: it is destroyed where it is. */
function endsInPlace(context: FunctionContext, value: RuntimeValue): boolean {
  const mir = context.lower(value.type);
  if (mir.kind !== "struct" || mir.lifecycle.move !== "none" || mir.lifecycle.destroy === "none") return false;
  const { builder } = context;
  const { place } = value;
  if (mir.lifecycle.destroy === "trivial") builder.emit({ kind: "mark-uninitialized", place, span: builder.span });
  else builder.call(undefined, { kind: "function", symbol: mir.lifecycle.destroy.symbol }, [{ kind: "reference", mode: "consume", place }]);
  return true;
}

function declareWithValue(
  context: FunctionContext,
  name: string,
  value: Value,
  declare: Declare,
  span: Span,
  scope: Scope = context.scope,
): void {
  if (value.kind === "functions" && value.set.candidates[0]?.closure !== undefined && value.set.candidates.length === 1) {
    const closure = value.set.candidates[0].closure;
    if (closure.environment === undefined || declare === "let") {
      scope.bindValue(name, value);
      return;
    }
    const own = closureValue(context, closure);
    const binding = declareVariable(context, name, own.type, declare, span, scope);
    store(context, binding.place, own);
    return;
  }
  const runtime = runtimeValue(context, value, span);
  if (runtime === undefined) {
    scope.bindValue(name, { kind: "error" });
    return;
  }
  if (
    (declare === "ref" || declare === "loop") &&
    runtime.kind === "runtime" &&
    (runtime.category === "reference" || (declare === "ref" && runtime.category === "variable"))
  ) {
    bindReference(context, name, runtime, declare, span, scope);
    return;
  }
  const own = materialize(context, runtime, span);
  if (adopt(context, name, own, declare, span, scope)) return;
  const binding = declareVariable(context, name, own.type, declare, span, scope);
  store(context, binding.place, own);
}

/** A fresh temporary becomes the variable: nothing moves. */
export function adopt(
  context: FunctionContext,
  name: string,
  value: RuntimeValue | ConstantValue,
  keyword: Declare,
  span: Span,
  scope: Scope = context.scope,
): boolean {
  if (
    value.kind !== "runtime" ||
    value.category !== "temporary" ||
    value.place.path.length > 0 ||
    !context.builder.isUnnamed(value.place.local) ||
    value.place.local === context.resultLocal
  )
    return false;
  context.builder.nameLocal(value.place.local, name, span);
  scope.bind(name, {
    kind: "variable",
    name,
    context,
    place: value.place,
    type: value.type,
    mutable: keyword !== "let",
    keyword,
    span,
    reference: false,
  });
  return true;
}

/** `ref x = place`: another name for a place. */
export function bindReference(
  context: FunctionContext,
  name: string,
  value: RuntimeValue,
  declare: Declare,
  span: Span,
  scope: Scope = context.scope,
): void {
  const { builder, program } = context;
  let { place } = value;
  if (declare === "ref" || passesThroughPointer(place)) {
    const holder = builder.newLocal(program.mirTypes.pointer, { span, keeps: [place.local] });
    builder.assign(localPlace(holder), { kind: "address", place });
    place = derefPlace(localPlace(holder), context.lower(value.type));
  }
  scope.bind(name, {
    kind: "variable",
    name,
    context,
    place,
    type: value.type,
    mutable: value.mutable,
    keyword: declare,
    span,
    reference: true,
  });
}

function assignVariable(context: FunctionContext, binding: Extract<Binding, { kind: "variable" }>, value: Value, span: Span): void {
  if (!binding.mutable) {
    context.report(diagnostics.notMutable, {
      at: span,
      params: {
        what:
          binding.keyword === "let"
            ? `\`${binding.name}\`: it was declared with \`let\``
            : `\`${binding.name}\`: it is an immutable ${binding.keyword === "argument" ? "argument" : "reference"}`,
      },
      labels: [{ span: binding.span, text: "declared here" }],
      notes:
        binding.keyword === "argument"
          ? [`declare it \`mut ${binding.name}\` to change the caller's value, or \`var ${binding.name}\` to own a copy`]
          : [],
    });
    return;
  }
  assignPlace(
    context,
    {
      kind: "runtime",
      type: binding.type,
      place: binding.place,
      category: binding.reference ? "reference" : "variable",
      mutable: true,
      context,
    },
    value,
    span,
  );
}

/** Replaces the value of a place. */
export function assignPlace(context: FunctionContext, place: RuntimeValue, value: Value, span: Span, isFirst = false): void {
  if (!place.mutable) {
    context.report(diagnostics.notMutable, { at: span, params: { what: "a value behind an immutable reference" } });
    return;
  }
  const converted = context.services.convert(context, value, place.type, span);
  if (converted.kind !== "runtime" && converted.kind !== "constant") return;
  if (passesThroughPointer(place.place)) {
    // Nothing tracks what is behind a pointer: the new value first, then out with the old.
    const owned = toOwned(context, converted);
    const mir = context.lower(place.type);
    const destroys = mir.kind === "struct" ? mir.lifecycle.destroy !== "trivial" : false;
    if (destroys && !isFirst) context.builder.drop(place.place);
    store(context, place.place, owned.transferred || owned.category === "temporary" ? owned : { ...owned, transferred: true });
    return;
  }
  store(context, place.place, converted);
}

export function assignInto(context: FunctionContext, target: RuntimeValue, value: Value, span: Span): void {
  const converted = context.services.convert(context, value, target.type, span);
  if (converted.kind === "runtime" || converted.kind === "constant") store(context, target.place, converted);
}

function assignAttribute(context: FunctionContext, target: Extract<ast.Expression, { kind: "attribute" }>, value: Value): void {
  const base = expression(context, target.base);
  if (base.kind === "runtime" && lookupMember(context.program, base.type, target.name.text) === undefined) {
    const setter = lookupMember(context.program, base.type, "__setattr__");
    if (setter?.kind === "functions") {
      const text = stringLiteral(context.program, target.name.text);
      const { span } = target;
      context.services.call(
        context,
        { name: "__setattr__", candidates: setter.candidates, self: base, given: [] },
        [text, value].map((v) => ({ keyword: undefined, stars: 0 as const, expression: undefined, value: v, span })),
        span,
      );
      return;
    }
  }
  const place = attribute(context, base, target.name.text, target.span, target.name.span);
  if (place.kind === "error") return;
  if (place.kind !== "runtime") {
    context.report(diagnostics.notMutable, { at: target.span, params: { what: `\`${target.name.text}\`` } });
    return;
  }
  if (!place.mutable) {
    const name = target.base.kind === "name" ? target.base.name : "the value";
    context.report(diagnostics.notMutable, {
      at: target.span,
      params: { what: `\`${target.name.text}\`: \`${name}\` is immutable here` },
      notes: name === "self" ? ["declare the method with `mut self` to change the object"] : [],
    });
    return;
  }
  assignPlace(context, place, value, target.span);
}
