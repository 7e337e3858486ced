/**
 * What a statement or terminator does to places, as a list of accesses.
 *
 * `use`: read or pointed to; `borrow`: lent to a call by reference; `address`: its address is taken; `consume`: moved
 * out or destroyed; `forget`: uninitialised without being destroyed; `define`: filled, whatever was there;
 * `assume`: counts as filled. `define-normal`, `define-error`: filled on that edge of a try-call.
 * Operands that index into arrays are uses too. Not here: which local is tracked (`events.ts`), what `return` reads.
 */
import type { Argument, Callee, MirStatement, MirTerminator, Operand, Place, Rvalue } from "../mir.ts";

export type AccessKind = "use" | "borrow" | "address" | "consume" | "forget" | "define" | "assume" | "define-normal" | "define-error";

export type AccessVisitor = (kind: AccessKind, place: Place) => void;

export function visitStatement(statement: MirStatement, visit: AccessVisitor): void {
  switch (statement.kind) {
    case "assign":
      visitRvalue(statement.value, visit);
      visitPlace("define", statement.target, visit);
      return;
    case "copy":
      visitPlace("use", statement.source, visit);
      visitPlace("define", statement.target, visit);
      return;
    case "move":
      visitPlace("consume", statement.source, visit);
      visitPlace("define", statement.target, visit);
      return;
    case "drop":
      visitPlace("consume", statement.place, visit);
      return;
    case "mark-initialized":
      visitPlace("assume", statement.place, visit);
      return;
    case "mark-uninitialized":
      visitPlace("forget", statement.place, visit);
      return;
    case "keep-alive":
      visitPlace("use", statement.place, visit);
      return;
    case "call":
      visitCall(statement.callee, statement.arguments, "define", visit);
      if (statement.target !== undefined) visitPlace("define", statement.target, visit);
      return;
  }
}

export function visitTerminator(terminator: MirTerminator, visit: AccessVisitor): void {
  switch (terminator.kind) {
    case "branch":
      visitOperand(terminator.condition, visit);
      return;
    case "switch":
      visitOperand(terminator.value, visit);
      return;
    case "try-call":
      visitCall(terminator.callee, terminator.arguments, "define-normal", visit);
      if (terminator.target !== undefined) visitPlace("define-normal", terminator.target, visit);
      visitPlace("define-error", terminator.errorTarget, visit);
      return;
    case "goto":
    case "suspend":
    case "return":
    case "raise":
    case "abandon":
    case "unreachable":
      return;
  }
}

function visitCall(callee: Callee, args: readonly Argument[], initialized: AccessKind, visit: AccessVisitor): void {
  if (callee.kind === "pointer") visitOperand(callee.pointer, visit);
  for (const argument of args) {
    if (argument.kind === "value") {
      visitOperand(argument.operand, visit);
      continue;
    }
    switch (argument.mode) {
      case "read":
      case "mut":
        visitPlace("borrow", argument.place, visit);
        break;
      case "consume":
        visitPlace("consume", argument.place, visit);
        break;
      case "initialize":
        visitPlace(initialized, argument.place, visit);
        break;
    }
  }
}

function visitRvalue(value: Rvalue, visit: AccessVisitor): void {
  switch (value.kind) {
    case "use":
      visitOperand(value.operand, visit);
      return;
    case "intrinsic":
      for (const operand of value.operands) visitOperand(operand, visit);
      return;
    case "address":
      visitPlace("address", value.place, visit);
      return;
    case "aggregate":
      for (const element of value.elements) visitOperand(element, visit);
      return;
  }
}

function visitOperand(operand: Operand, visit: AccessVisitor): void {
  if (operand.kind === "read") visitPlace("use", operand.place, visit);
}

function visitPlace(kind: AccessKind, place: Place, visit: AccessVisitor): void {
  for (const projection of place.path) if (projection.kind === "element") visitOperand(projection.index, visit);
  visit(kind, place);
}
