/**
 * Puts the bodies of tiny functions in place of their calls.
 *
 * Tiny: one block, few statements, nothing that must be in memory but what its caller passes by reference. A reference
 * argument takes the place of the parameter; a value argument is copied first (`propagate.ts` removes the copies).
 * The statements get the call's span: that is what people wrote.
 */
import { assert } from "../../base/assert.ts";
import type { Argument, LocalId, MirBlock, MirFunction, MirLocal, MirStatement, Place, Projection, Rvalue } from "../mir.ts";
import type { MirTypeTable } from "../types.ts";
import { LocalFacts } from "./facts.ts";
import { isDirect, rewriteCall, rewriteIndices, rewriteRvalue, type Rewriter } from "./rewrite.ts";

const mostStatements = { always: 10, auto: 4, never: 0, cold: 0 } as const;
/** Callers do not grow beyond this. */
const mostInCaller = 20_000;

/** Changes the blocks in place, adds locals. */
export function inlineCalls(fn: MirFunction, types: MirTypeTable, resolve: (symbol: string) => MirFunction | undefined): boolean {
  let context: Context | undefined;
  let count = fn.blocks.reduce((sum, block) => sum + block.statements.length, 0);
  let changed = false;
  for (const block of fn.blocks) {
    if (!block.statements.some((statement) => statement.kind === "call" && statement.callee.kind === "function")) continue;
    const statements: MirStatement[] = [];
    for (const statement of block.statements) {
      const callee = count < mostInCaller ? inlinable(fn, statement, resolve) : undefined;
      context ??= callee && { types, facts: new LocalFacts(fn) };
      const body = callee && context && new Inlining(fn, callee, statement as CallStatement, context).run();
      if (body === undefined) statements.push(statement);
      else {
        for (const inlined of body) statements.push(inlined);
        count += body.length;
        changed = true;
      }
    }
    block.statements = statements;
  }
  return changed;
}

type CallStatement = Extract<MirStatement, { kind: "call" }>;

/** `facts` are those of the caller before anything was put into it. */
type Context = { readonly types: MirTypeTable; readonly facts: LocalFacts };

function inlinable(
  fn: MirFunction,
  statement: MirStatement,
  resolve: (symbol: string) => MirFunction | undefined,
): MirFunction | undefined {
  if (statement.kind !== "call" || statement.callee.kind !== "function" || statement.callee.symbol === fn.symbol) return undefined;
  const callee = resolve(statement.callee.symbol);
  return callee !== undefined && isTiny(callee) ? callee : undefined;
}

const tiny = new WeakMap<MirFunction, boolean>();

export function isTiny(fn: MirFunction): boolean {
  let known = tiny.get(fn);
  if (known === undefined) {
    known = looksTiny(fn);
    tiny.set(fn, known);
  }
  return known;
}

function looksTiny(fn: MirFunction): boolean {
  const [block, more] = fn.blocks;
  if (block === undefined || more !== undefined || block.terminator.kind !== "return") return false;
  if (fn.stage !== "lowered" || fn.abi !== "mojo" || fn.errorLocal !== undefined) return false;
  if (block.statements.length > mostStatements[fn.inline]) return false;
  if (
    block.statements.some(
      (statement) => statement.kind === "assign" && statement.value.kind === "intrinsic" && statement.value.name === "stack_allocate",
    )
  ) {
    return false;
  }
  const facts = new LocalFacts(fn);
  return fn.locals.every((_, local) => facts.inMemory[local] === 0 || isCallersStorage(fn, local));
}

/** A parameter or result by reference, or a value parameter that is not in memory. */
function isCallersStorage(fn: MirFunction, local: LocalId): boolean {
  if (local === fn.resultLocal) return fn.resultPassing === "reference";
  return fn.parameters.some((parameter) => parameter.local === local && parameter.passing === "reference");
}

class Inlining {
  private readonly caller: MirFunction;
  private readonly callee: MirFunction;
  private readonly call: CallStatement;
  private readonly context: Context;
  private readonly statements: MirStatement[] = [];
  /** Where each local of the callee is in the caller. */
  private readonly places = new Map<LocalId, Place>();

  constructor(caller: MirFunction, callee: MirFunction, call: CallStatement, context: Context) {
    this.context = context;
    this.caller = caller;
    this.callee = callee;
    this.call = call;
  }

  run(): MirStatement[] {
    const { callee, call, statements } = this;
    callee.parameters.forEach((parameter, index) => {
      this.bind(parameter.local, call.arguments[index] as Argument);
    });
    const result = callee.resultLocal;
    const { target } = call;
    if (callee.resultPassing === "reference" && target !== undefined) this.places.set(result, this.stable(target));
    const rewriter: Rewriter = {
      operand: (operand) => (operand.kind === "read" ? { kind: "read", place: this.place(operand.place, rewriter) } : operand),
      place: (place) => this.place(place, rewriter),
    };
    for (const statement of (callee.blocks[0] as MirBlock).statements) statements.push(this.statement(statement, rewriter));
    if (callee.resultPassing === "value" && target !== undefined) {
      const place = this.placeOf(result);
      statements.push({ kind: "assign", target, value: { kind: "use", operand: { kind: "read", place } }, span: call.span });
    }
    return statements;
  }

  private bind(local: LocalId, argument: Argument): void {
    if (argument.kind === "reference") {
      this.places.set(local, this.stable(argument.place));
      return;
    }
    this.statements.push({
      kind: "assign",
      target: this.placeOf(local),
      value: { kind: "use", operand: argument.operand },
      span: this.call.span,
    });
  }

  /** A place that stays the same whatever the body does: through a pointer of its own where it is computed. */
  private stable(place: Place): Place {
    const last = place.path.findLastIndex((step) => step.kind === "deref" || (step.kind === "element" && step.index.kind === "read"));
    const step = place.path[last];
    if (step === undefined) return place;
    const before: Place = { local: place.local, path: place.path.slice(0, last) };
    if (step.kind === "deref" && isDirect(before) && this.context.facts.inMemory[place.local] === 0) return place;
    const pointer = this.newLocal({ type: this.context.types.pointer, span: this.call.span, keeps: [], unmanaged: true });
    const head: Place = { local: place.local, path: place.path.slice(0, last + 1) };
    const value: Rvalue =
      step.kind === "deref" ? { kind: "use", operand: { kind: "read", place: before } } : { kind: "address", place: head };
    this.statements.push({ kind: "assign", target: { local: pointer, path: [] }, value, span: this.call.span });
    const through: Projection = step.kind === "deref" ? step : { kind: "deref", type: this.typeOf(head), ...alignmentOf(place) };
    return { local: pointer, path: [through, ...place.path.slice(last + 1)] };
  }

  private typeOf(place: Place): MirLocal["type"] {
    let { type } = this.caller.locals[place.local] as MirLocal;
    for (const step of place.path) {
      if (step.kind === "deref") type = step.type;
      else if (step.kind === "field" && type.kind === "struct") type = type.fields[step.index] as MirLocal["type"];
      else if (step.kind === "element" && type.kind === "array") type = type.element;
    }
    return type;
  }

  private newLocal(local: MirLocal): LocalId {
    this.caller.locals.push(local);
    return this.caller.locals.length - 1;
  }

  private placeOf(local: LocalId): Place {
    let place = this.places.get(local);
    if (place === undefined) {
      const { type } = this.callee.locals[local] as MirLocal;
      place = { local: this.newLocal({ type, span: this.call.span, keeps: [], unmanaged: true }), path: [] };
      this.places.set(local, place);
    }
    return place;
  }

  private place(place: Place, rewriter: Rewriter): Place {
    const root = this.placeOf(place.local);
    const path: readonly Projection[] = rewriteIndices(place.path, rewriter.operand);
    return { local: root.local, path: root.path.length === 0 ? path : [...root.path, ...path] };
  }

  private statement(statement: MirStatement, rewriter: Rewriter): MirStatement {
    const { span } = this.call;
    switch (statement.kind) {
      case "assign":
        return { ...statement, target: this.place(statement.target, rewriter), value: rewriteRvalue(statement.value, rewriter), span };
      case "call": {
        const { tail: _tail, ...call } = rewriteCall(statement, rewriter);
        return { ...call, ...(call.target === undefined ? {} : { target: this.place(call.target, rewriter) }), span };
      }
      default:
        assert(false, "only lowered functions are inlined");
    }
  }
}

/** An element behind a pointer of less than natural alignment: nothing is promised for it. */
function alignmentOf(place: Place): { readonly alignment?: number } {
  return place.path.some((step) => step.kind === "deref" && step.alignment !== undefined) ? { alignment: 1 } : {};
}
