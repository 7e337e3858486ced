/**
 * Marks calls in tail position: nothing happens between the call and the return, and the callee sees no storage of
 * this frame. Drops were written before, so a value that dies late keeps its call from being a tail call.
 */
import type { Argument, MirBlock, MirFunction, MirStatement, Place } from "../mir.ts";
import { visitStatement, visitTerminator } from "./accesses.ts";

export function markTailCalls(fn: MirFunction): void {
  // The error flag of a raising function is set after its calls; what a coroutine ends with goes into memory.
  if (fn.errorLocal !== undefined || fn.handleLocal !== undefined) return;
  const candidates = fn.blocks.filter((block) => block.terminator.kind === "return" && isTailCall(fn, block.statements.at(-1)));
  if (candidates.length === 0 || exposesFrame(fn)) return;
  for (const block of candidates) {
    const call = block.statements.at(-1) as MirStatement;
    block.statements[block.statements.length - 1] = { ...call, tail: true } as MirStatement;
  }
}

function isTailCall(fn: MirFunction, statement: MirStatement | undefined): boolean {
  if (statement?.kind !== "call" || statement.callee.kind === "external") return false;
  if (statement.target === undefined ? !returnsNothing(fn) : !isResult(fn, statement.target)) return false;
  return statement.arguments.every((argument) => isOutsideFrame(fn, argument));
}

function returnsNothing(fn: MirFunction): boolean {
  const type = fn.locals[fn.resultLocal]?.type;
  return type?.kind === "struct" && type.fields.length === 0;
}

function isResult(fn: MirFunction, target: Place): boolean {
  return target.local === fn.resultLocal && target.path.length === 0;
}

function isOutsideFrame(fn: MirFunction, argument: Argument): boolean {
  return argument.kind === "value" || isCallersStorage(fn, argument.place);
}

function isCallersStorage(fn: MirFunction, place: Place): boolean {
  if (place.path.some((projection) => projection.kind === "deref")) return true;
  if (place.local === fn.resultLocal) return fn.resultPassing === "reference";
  return fn.parameters.some((parameter) => parameter.local === place.local && parameter.passing === "reference");
}

/** A pointer into this frame exists somewhere: it could have reached any call. */
function exposesFrame(fn: MirFunction): boolean {
  let exposed = false;
  const visit = (kind: string, place: Place): void => {
    if ((kind === "address" || kind === "borrow") && !isCallersStorage(fn, place)) exposed = true;
  };
  const isStackPointer = (statement: MirStatement): boolean =>
    statement.kind === "assign" && statement.value.kind === "intrinsic" && statement.value.name === "stack_allocate";
  for (const { statements, terminator } of fn.blocks as readonly MirBlock[]) {
    for (const statement of statements) {
      visitStatement(statement, visit);
      if (isStackPointer(statement)) exposed = true;
    }
    visitTerminator(terminator, visit);
  }
  return exposed;
}
