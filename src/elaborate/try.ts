/**
 * `try`, `except`, `else`, `finally`, and `with`.
 *
 * A `finally` body is elaborated once per way out: normal end, each type of error, and each `return`, `break`, `continue`.
 * Not here: which `except` clause gets which error (`except-clauses.ts`).
 */
import type * as ast from "../syntax/ast.ts";
import { localPlace } from "./builder.ts";
import type { ErrorFrame, FunctionContext } from "./context.ts";
import * as diagnostics from "./diagnostics.ts";
import { arrivedError, catchAllFrame, emitRaise } from "./errors.ts";
import { boundName, checkClauses, type Clause, clauseFor, makeClause, warnOfIdleClause } from "./except-clauses.ts";
import { condition, expression, runtimeValue } from "./evaluation.ts";
import { assignTarget } from "./assign.ts";
import { toOwned } from "./materialize.ts";
import { callMethod, hasMethod, tryMethod } from "./operators.ts";
import type { RuntimeValue } from "./value.ts";

export function tryStatement(context: FunctionContext, node: Extract<ast.Statement, { kind: "try" }>): void {
  if (node.finally.length > 0) {
    guarded(
      context,
      () => (node.handlers.length > 0 ? tryExcept(context, node) : tryBody(context, node)),
      () => context.block(() => context.services.statements(context, node.finally)),
    );
    return;
  }
  tryExcept(context, node);
}

function tryBody(context: FunctionContext, node: Extract<ast.Statement, { kind: "try" }>): void {
  context.block(() => context.services.statements(context, node.body));
  context.block(() => context.services.statements(context, node.orElse));
}

/** Runs `cleanup` however `body` is left. */
function guarded(context: FunctionContext, body: () => void, cleanup: () => void): void {
  const { builder } = context;
  const done = builder.newBlock();
  const frame = catchAllFrame();
  const depth = context.frames.length;
  context.frames.push({ kind: "cleanup", emit: cleanup }, frame);
  body();
  context.frames.length = depth;
  const normalEnd = builder.isReachable;
  if (normalEnd) cleanup();
  builder.goto(done);
  for (const arrival of frame.arrivals) {
    builder.startBlock(arrival.block);
    cleanup();
    if (builder.isReachable) emitRaise(context, { ...arrivedError(context, arrival), transferred: true }, builder.span);
    builder.terminate({ kind: "unreachable", span: builder.span });
  }
  builder.startBlock(done);
}

function tryExcept(context: FunctionContext, node: Extract<ast.Statement, { kind: "try" }>): void {
  const { builder } = context;
  const done = builder.newBlock();
  const clauses = node.handlers.map((handler) => makeClause(context, handler));
  const isShadowed = checkClauses(context, clauses);
  const frame: ErrorFrame = { kind: "error", catches: (type) => clauseFor(context, clauses, type), arrivals: [] };
  context.frames.push(frame);
  context.block(() => context.services.statements(context, node.body));
  context.frames.pop();
  context.block(() => context.services.statements(context, node.orElse));
  builder.goto(done);
  clauses.forEach((clause, index) => {
    // Its body is elaborated once for each type of error that it handles.
    const arrivals = frame.arrivals.filter((a) => a.clause === index);
    for (const arrival of arrivals) {
      builder.startBlock(arrival.block);
      handle(context, clause.node, arrivedError(context, arrival));
      builder.goto(done);
    }
    if (arrivals.length > 0) return;
    if (!isShadowed[index]) warnOfIdleClause(context, clause);
    // Nothing arrives: it is checked all the same.
    builder.startBlock(builder.newBlock());
    handle(context, clause.node, neverArrived(context, clause));
    builder.goto(done);
  });
  builder.startBlock(done);
}

function handle(context: FunctionContext, handler: ast.ExceptHandler, error: RuntimeValue | undefined): void {
  context.block((scope) => {
    const saved = context.currentError;
    context.currentError = error;
    const name = boundName(context, handler);
    if (name !== undefined && error === undefined) scope.bindValue(name.text, { kind: "error" });
    else if (name !== undefined && error !== undefined) {
      scope.bind(name.text, {
        kind: "variable",
        name: name.text,
        context,
        place: error.place,
        type: error.type,
        mutable: true,
        keyword: "var",
        span: name.span,
        reference: false,
      });
    }
    context.services.statements(context, handler.body);
    context.currentError = saved;
  });
}

/** Stands for the error of a clause that nothing reaches. */
function neverArrived(context: FunctionContext, clause: Clause): RuntimeValue | undefined {
  const first = clause.patterns === undefined ? context.program.libraryType("Error") : clause.patterns[0]?.type;
  if (first === undefined || first.kind === "trait" || first.kind === "error") return undefined;
  const { span } = clause.node;
  const local = context.builder.newLocal(context.lower(first), { name: boundName(context, clause.node)?.text, span, unmanaged: true });
  return { kind: "runtime", type: first, place: localPlace(local), category: "variable", mutable: true, context };
}

export function withStatement(context: FunctionContext, node: Extract<ast.Statement, { kind: "with" }>): void {
  if (node.isAsync) {
    context.report(diagnostics.notYet, { at: node.span, params: { what: "`async with`" } });
    return;
  }
  context.block(() => withItem(context, node, 0));
}

function withItem(context: FunctionContext, node: Extract<ast.Statement, { kind: "with" }>, index: number): void {
  const item = node.items[index];
  if (item === undefined) {
    context.services.statements(context, node.body);
    return;
  }
  const value = runtimeValue(context, expression(context, item.context), item.context.span);
  if (value === undefined) return;
  const { span } = item.context;
  const owned = value.kind === "runtime" && value.category !== "temporary" && !value.transferred ? value : toOwned(context, value);
  const manager: RuntimeValue = { ...owned, category: "variable", transferred: false };
  const leaves = hasMethod(context, manager, "__exit__");
  const enters = leaves ? manager : ({ ...manager, category: "temporary" } as RuntimeValue);
  const entered = hasMethod(context, manager, "__enter__") ? callMethod(context, enters, "__enter__", [], span) : manager;
  const bindAndRun = () => {
    if (item.target !== undefined && entered.kind !== "error")
      assignTarget(
        context,
        item.target,
        entered,
        item.binding ?? (entered.kind === "runtime" && entered.category === "reference" ? "ref" : "var"),
      );
    withItem(context, node, index + 1);
  };
  if (!leaves) {
    bindAndRun();
    keepTarget(context, item.target, node.body);
    return;
  }
  guardedWith(context, manager, bindAndRun, node);
}

/** What `with` made lives to the end of its block, whatever its last use: a file is closed there. */
function keepTarget(context: FunctionContext, target: ast.Expression | undefined, body: readonly ast.Statement[]): void {
  if (target?.kind !== "name" || !context.builder.isReachable || givesAway(body, target.name)) return;
  const binding = context.scope.lookup(target.name);
  if (binding?.kind === "variable" && !binding.reference)
    context.builder.emit({ kind: "keep-alive", place: binding.place, span: context.builder.span });
}

/** Whether `name^` stands anywhere in a piece of syntax. */
function givesAway(syntax: unknown, name: string): boolean {
  if (Array.isArray(syntax)) return syntax.some((part) => givesAway(part, name));
  if (typeof syntax !== "object" || syntax === null || !("kind" in syntax || "value" in syntax)) return false;
  const node = syntax as { kind?: string; value?: { kind?: string; name?: string } };
  if (node.kind === "transfer" && node.value?.kind === "name" && node.value.name === name) return true;
  return Object.entries(syntax).some(([key, part]) => key !== "span" && givesAway(part, name));
}

/** `__exit__()` on every way out; `__exit__(error)` may swallow the error by returning True. */
function guardedWith(
  context: FunctionContext,
  manager: RuntimeValue,
  body: () => void,
  node: Extract<ast.Statement, { kind: "with" }>,
): void {
  const { builder } = context;
  const done = builder.newBlock();
  const frame = catchAllFrame();
  const depth = context.frames.length;
  const leave = () => void callMethod(context, manager, "__exit__", [], node.span);
  context.frames.push({ kind: "cleanup", emit: leave }, frame);
  body();
  context.frames.length = depth;
  if (builder.isReachable) leave();
  builder.goto(done);
  for (const arrival of frame.arrivals) {
    builder.startBlock(arrival.block);
    const error = arrivedError(context, arrival);
    const handled = tryMethod(context, manager, "__exit__", [error], node.span);
    if (handled === undefined) leave();
    else {
      const again = builder.newBlock();
      builder.branch(condition(context, handled, node.span), done, again);
      builder.startBlock(again);
    }
    emitRaise(context, { ...error, transferred: true }, node.span);
    builder.terminate({ kind: "unreachable", span: node.span });
  }
  builder.startBlock(done);
}
