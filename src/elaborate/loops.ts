/**
 * `for` loops and iteration: the protocols of every era, and loops unrolled at compile time.
 */
import type { Span } from "../source/source-file.ts";
import type * as ast from "../syntax/ast.ts";
import { printType } from "../types/type.ts";
import { assignTarget, bindReference } from "./assign.ts";
import { boolOf } from "./constants.ts";
import type { FunctionContext } from "./context.ts";
import { describe } from "./describe.ts";
import * as diagnostics from "./diagnostics.ts";
import { catchAllFrame } from "./errors.ts";
import { condition, expression, runtimeValue } from "./evaluation.ts";
import { lookupMember } from "./members.ts";
import { store, temporary, toOwned } from "./materialize.ts";
import { callMethod, hasMethod } from "./operators.ts";
import { Scope } from "./scope.ts";
import type { ConstantValue, RuntimeValue, Value } from "./value.ts";

export function forStatement(context: FunctionContext, node: Extract<ast.Statement, { kind: "for" }>): void {
  if (node.isAsync) {
    context.report(diagnostics.notYet, { at: node.span, params: { what: "`async for`" } });
    return;
  }
  if (node.isComptime) {
    const items = comptimeItems(context, node.iterable);
    if (items !== undefined) unrolledFor(context, node, items);
    return;
  }
  if (node.unroll === true) {
    // `@unroll`: each round has its own code, and its own stack memory, where the rounds are known.
    const { result: items, failed } = context.program.quietly(() => comptimeItems(context, node.iterable));
    if (!failed && items !== undefined && items.length <= unrollLimit) {
      unrolledFor(context, node, items);
      return;
    }
  }
  const iterable = expression(context, node.iterable);
  if (iterable.kind === "error") {
    // The body is checked with an unknown item.
    context.attempt((fork) => fork.services.statements(fork, []));
    return;
  }
  const orElse = node.orElse.length === 0 ? undefined : () => context.block(() => context.services.statements(context, node.orElse));
  iterate(
    context,
    iterable,
    node.iterable.span,
    (item) => {
      bindItem(context, node, item);
      context.services.statements(context, node.body);
    },
    orElse,
  );
}

function bindItem(context: FunctionContext, node: Extract<ast.Statement, { kind: "for" }>, item: RuntimeValue | ConstantValue): void {
  if (node.target.kind === "name" && node.binding === "ref" && item.kind === "runtime" && item.category === "reference") {
    bindReference(context, node.target.name, item, "ref", node.target.span);
    return;
  }
  if (node.binding === "var" || item.kind === "constant") {
    assignTarget(context, node.target, item, "var");
    return;
  }
  // A plain loop variable names the element itself and cannot be assigned through.
  assignTarget(context, node.target, item.category === "reference" ? item : item, "loop");
}

/** Runs `body` for every item of a run-time value. */
export function iterate(
  context: FunctionContext,
  iterable: Value,
  span: Span,
  body: (item: RuntimeValue | ConstantValue) => void,
  orElse?: () => void,
): void {
  const { builder } = context;
  if (iterable.kind === "pack" || iterable.kind === "list") {
    context.report(diagnostics.notIterable, {
      at: span,
      params: { type: describe(context.program, iterable) },
      notes: ["its elements have different types: use `comptime for i in range(…)` and index it"],
    });
    return;
  }
  const source = runtimeValue(context, iterable, span);
  if (source === undefined) return;
  const iterator = makeIterator(context, source, span);
  if (iterator === undefined) {
    context.report(diagnostics.notIterable, { at: span, params: { type: printType(source.type) } });
    return;
  }
  const head = builder.newBlock();
  const bodyBlock = builder.newBlock();
  const exhausted = builder.newBlock();
  const done = builder.newBlock();
  builder.fallInto(head);
  let item: Value;
  if (hasMethod(context, iterator, "__has_next__") || hasMethod(context, iterator, "__len__")) {
    const name = hasMethod(context, iterator, "__has_next__") ? "__has_next__" : "__len__";
    const more = callMethod(context, iterator, name, [], span);
    builder.branch(condition(context, more, span), bodyBlock, exhausted);
    builder.startBlock(bodyBlock);
    item = callMethod(context, iterator, "__next__", [], span);
  } else {
    // `__next__` raises when there is nothing more.
    context.frames.push(catchAllFrame(exhausted));
    item = callMethod(context, iterator, "__next__", [], span);
    context.frames.pop();
    builder.fallInto(bodyBlock);
  }
  context.frames.push({ kind: "loop", breakBlock: done, continueBlock: head });
  context.block(() => {
    if (item.kind === "runtime" || item.kind === "constant") body(item);
  });
  context.frames.pop();
  builder.goto(head);
  builder.startBlock(exhausted);
  orElse?.();
  builder.goto(done);
  builder.startBlock(done);
}

/** An iterator in a variable of its own. */
function makeIterator(context: FunctionContext, source: RuntimeValue | ConstantValue, span: Span): RuntimeValue | undefined {
  let iterator: Value = source;
  if (lookupMember(context.program, source.type, "__iter__")?.kind === "functions")
    iterator = callMethod(context, source, "__iter__", [], span);
  else if (lookupMember(context.program, source.type, "__next__")?.kind !== "functions") return undefined;
  if (iterator.kind !== "runtime" && iterator.kind !== "constant") return undefined;
  const owned = toOwned(context, iterator);
  if (owned.category === "temporary") return { ...owned, category: "variable" };
  const result = temporary(context, owned.type);
  store(context, result.place, owned);
  return { ...result, category: "variable" };
}

/** `@parameter for` and `comptime for`: the items are known at compile time, the body is repeated. */
function unrolledFor(context: FunctionContext, node: Extract<ast.Statement, { kind: "for" }>, items: readonly Value[]): void {
  const { builder, program } = context;
  const done = builder.newBlock();
  for (const item of items) {
    const next = builder.newBlock();
    const scope = new Scope({ parent: context.scope, kind: "block" });
    context.within(scope, () => {
      bindComptime(context, node.target, item);
      context.frames.push({ kind: "loop", breakBlock: done, continueBlock: next });
      program.services.statements(context, node.body);
      context.frames.pop();
    });
    builder.fallInto(next);
  }
  context.block(() => program.services.statements(context, node.orElse));
  builder.fallInto(done);
}

function bindComptime(context: FunctionContext, target: ast.Expression, item: Value): void {
  if (target.kind === "name") {
    context.scope.bindValue(target.name, item);
    return;
  }
  assignTarget(context, target, item, "var");
}

const unrollLimit = 64;
const itemLimit = 100_000;

/** Every item of an iterable, evaluated in the interpreter step by step. */
function comptimeItems(context: FunctionContext, iterable: ast.Expression): Value[] | undefined {
  const { program } = context;
  const source = program.services.evaluateValue(program, context.scope, iterable);
  if (source.kind === "error") return undefined;
  if (source.kind === "list")
    return source.elements.map((e) => (e.kind === "type" ? { kind: "type", type: e.type } : e.kind === "constant" ? e : { kind: "error" }));
  if (source.kind !== "constant") {
    context.report(diagnostics.notIterable, { at: iterable.span, params: { type: describe(program, source) } });
    return undefined;
  }
  let iterator = program.services.evaluateWith(program, context.scope, iterable.span, (inner) =>
    makeIterator(inner, source, iterable.span),
  );
  if (iterator?.kind !== "constant") {
    if (iterator === undefined) context.report(diagnostics.notIterable, { at: iterable.span, params: { type: printType(source.type) } });
    return undefined;
  }
  const items: Value[] = [];
  while (items.length < itemLimit) {
    const current: ConstantValue = iterator;
    const name =
      lookupMember(program, current.type, "__has_next__") !== undefined
        ? "__has_next__"
        : lookupMember(program, current.type, "__len__") !== undefined
          ? "__len__"
          : undefined;
    if (name !== undefined) {
      const more = program.services.evaluateWith(program, context.scope, iterable.span, (inner) =>
        callMethod(inner, variableFor(inner, current), name, [], iterable.span),
      );
      if (more?.kind !== "constant" || !boolOf(more)) break;
    }
    const step = program.services.evaluateStep(program, context.scope, iterable.span, current, (inner, variable) =>
      callMethod(inner, variable, "__next__", [], iterable.span),
    );
    if (step === undefined) break;
    items.push(step.item);
    iterator = step.state;
  }
  return items;
}

function variableFor(context: FunctionContext, value: ConstantValue): RuntimeValue {
  const result = temporary(context, value.type);
  store(context, result.place, value);
  return { ...result, category: "variable" };
}
