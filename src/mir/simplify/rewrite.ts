/**
 * Walks and rewrites the places and operands of statements.
 *
 * A visitor sees every place with its role. A rewriter gives new places and operands; what does not change is shared.
 */
import type { Argument, Callee, MirStatement, MirTerminator, Operand, Place, Projection, Rvalue } from "../mir.ts";

/**
 * `read`: its value is used. `write`: it gets a value. `address`: code behind a pointer may read and write it. The
 * locals that a place needs to be found (pointers, indices) are reads of their own.
 */
export type PlaceRole = "read" | "write" | "address";

export type PlaceVisitor = (place: Place, role: PlaceRole) => void;

export function visitStatement(statement: MirStatement, visit: PlaceVisitor): void {
  switch (statement.kind) {
    case "assign":
      visitRvalue(statement.value, visit);
      visitPlace(statement.target, "write", visit);
      return;
    case "call":
      visitCall(statement.callee, statement.arguments, visit);
      if (statement.target !== undefined) visitPlace(statement.target, "write", visit);
      return;
    case "copy":
    case "move":
      visitPlace(statement.source, "address", visit);
      visitPlace(statement.target, "address", visit);
      return;
    case "drop":
    case "mark-initialized":
    case "mark-uninitialized":
    case "keep-alive":
      visitPlace(statement.place, "address", visit);
  }
}

export function visitTerminator(terminator: MirTerminator, visit: PlaceVisitor): void {
  switch (terminator.kind) {
    case "branch":
      visitOperand(terminator.condition, visit);
      return;
    case "switch":
      visitOperand(terminator.value, visit);
      return;
    case "try-call":
      visitCall(terminator.callee, terminator.arguments, visit);
      if (terminator.target !== undefined) visitPlace(terminator.target, "write", visit);
      visitPlace(terminator.errorTarget, "address", visit);
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

export function visitRvalue(value: Rvalue, visit: PlaceVisitor): void {
  switch (value.kind) {
    case "use":
      visitOperand(value.operand, visit);
      return;
    case "address":
      visitPlace(value.place, "address", visit);
      return;
    case "intrinsic":
      for (const operand of value.operands) visitOperand(operand, visit);
      return;
    case "aggregate":
      for (const operand of value.elements) visitOperand(operand, visit);
      return;
  }
}

function visitCall(callee: Callee, list: readonly Argument[], visit: PlaceVisitor): void {
  if (callee.kind === "pointer") visitOperand(callee.pointer, visit);
  for (const argument of list) {
    if (argument.kind === "value") visitOperand(argument.operand, visit);
    else visitPlace(argument.place, "address", visit);
  }
}

function visitOperand(operand: Operand, visit: PlaceVisitor): void {
  if (operand.kind === "read") visitPlace(operand.place, "read", visit);
}

function visitPlace(place: Place, role: PlaceRole, visit: PlaceVisitor): void {
  visit(place, role);
  for (const step of place.path) if (step.kind === "element") visitOperand(step.index, visit);
}

// Rewriting

export type Rewriter = {
  readonly operand: (operand: Operand) => Operand;
  /** A place that is written or whose address is taken. */
  readonly place: (place: Place, role: PlaceRole) => Place;
};

export function rewriteTerminator(terminator: MirTerminator, rewriter: Rewriter): MirTerminator {
  switch (terminator.kind) {
    case "branch":
      return { ...terminator, condition: rewriter.operand(terminator.condition) };
    case "switch":
      return { ...terminator, value: rewriter.operand(terminator.value) };
    case "try-call": {
      const { target } = terminator;
      const call = rewriteCall(terminator, rewriter);
      const errorTarget = rewriter.place(terminator.errorTarget, "address");
      return { ...call, errorTarget, ...(target === undefined ? {} : { target: rewriter.place(target, "write") }) };
    }
    default:
      return terminator;
  }
}

/** Callee and arguments alone. */
export function rewriteCall<T extends { readonly callee: Callee; readonly arguments: readonly Argument[] }>(
  call: T,
  rewriter: Rewriter,
): T {
  let { callee } = call;
  if (callee.kind === "pointer") {
    const pointer = rewriter.operand(callee.pointer);
    if (pointer !== callee.pointer) callee = { ...callee, pointer };
  }
  let changed = callee !== call.callee;
  const list = call.arguments.map((argument): Argument => {
    if (argument.kind === "value") {
      const operand = rewriter.operand(argument.operand);
      if (operand === argument.operand) return argument;
      changed = true;
      return { kind: "value", operand };
    }
    const place = rewriter.place(argument.place, "address");
    if (place === argument.place) return argument;
    changed = true;
    return { ...argument, place };
  });
  return changed ? { ...call, callee, arguments: list } : call;
}

export function rewriteRvalue(value: Rvalue, rewriter: Rewriter): Rvalue {
  switch (value.kind) {
    case "use": {
      const operand = rewriter.operand(value.operand);
      return operand === value.operand ? value : { ...value, operand };
    }
    case "address": {
      const place = rewriter.place(value.place, "address");
      return place === value.place ? value : { ...value, place };
    }
    case "intrinsic": {
      const operands = rewriteOperands(value.operands, rewriter);
      return operands === value.operands ? value : { ...value, operands };
    }
    case "aggregate": {
      const elements = rewriteOperands(value.elements, rewriter);
      return elements === value.elements ? value : { ...value, elements };
    }
  }
}

function rewriteOperands(operands: readonly Operand[], rewriter: Rewriter): readonly Operand[] {
  let changed = false;
  const found = operands.map((operand) => {
    const rewritten = rewriter.operand(operand);
    changed ||= rewritten !== operand;
    return rewritten;
  });
  return changed ? found : operands;
}

/** Rewrites the indices within a path. */
export function rewriteIndices(path: readonly Projection[], operand: (operand: Operand) => Operand): readonly Projection[] {
  if (!path.some((step) => step.kind === "element" && step.index.kind === "read")) return path;
  return path.map((step) => (step.kind === "element" ? { ...step, index: operand(step.index) } : step));
}

export function hasDeref(place: Place): boolean {
  return place.path.some((step) => step.kind === "deref");
}

/** Only fields and constant elements from the local itself: no address is computed. */
export function isDirect(place: Place): boolean {
  return place.path.every((step) => step.kind === "field" || (step.kind === "element" && step.index.kind === "constant"));
}
