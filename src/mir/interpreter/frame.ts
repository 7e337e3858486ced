/**
 * Where the locals of a function live while it is evaluated.
 *
 * In: a lowered function. Out: a `FrameLayout`. A local whose address is never taken, and of few leaves, is kept in
 * slots (JavaScript values, one per leaf); the others in a frame of the evaluated program's stack, or, for what is
 * passed by reference, in the caller's memory, with its address in a slot.
 */
import type { Argument, Callee, LocalId, MirFunction, MirStatement, MirTerminator, MirType, Operand, Place } from "../mir.ts";
import { alignmentOf, alignUp, sizeOf } from "../types.ts";
import { type Leaf, leafCount, leavesOf } from "./values.ts";

export type Home =
  | { readonly kind: "slots"; readonly type: MirType; readonly slot: number; readonly leaves: readonly Leaf[] }
  | { readonly kind: "frame"; readonly type: MirType; readonly offset: number }
  | { readonly kind: "address"; readonly type: MirType; readonly slot: number };

export type FrameLayout = {
  readonly homes: readonly Home[];
  readonly slotCount: number;
  /** Some local is in the frame, though it may have no bytes. */
  readonly hasFrame: boolean;
  readonly frameBytes: number;
  readonly frameAlignment: number;
  /** Uses the stack beyond its frame. */
  readonly allocatesStack: boolean;
};

/** More leaves than this are kept in memory. */
const maximumLeaves = 16;

export function layoutFrame(fn: MirFunction): FrameLayout {
  const scan = new AddressScan(fn);
  scan.run();
  const byReference = new Set<LocalId>();
  for (const parameter of fn.parameters) if (parameter.passing === "reference") byReference.add(parameter.local);
  if (fn.resultPassing === "reference") byReference.add(fn.resultLocal);
  if (fn.errorLocal !== undefined) byReference.add(fn.errorLocal);

  let slotCount = 0;
  let frameBytes = 0;
  let frameAlignment = 16;
  const homes = fn.locals.map(({ type }, local): Home => {
    if (byReference.has(local)) return { kind: "address", type, slot: slotCount++ };
    const count = leafCount(type);
    if (scan.inMemory[local] === 1 || count > maximumLeaves) {
      const alignment = alignmentOf(type);
      const offset = alignUp(frameBytes, alignment);
      frameBytes = offset + sizeOf(type);
      frameAlignment = Math.max(frameAlignment, alignment);
      return { kind: "frame", type, offset };
    }
    const slot = slotCount;
    slotCount += count;
    return { kind: "slots", type, slot, leaves: leavesOf(type) };
  });
  const hasFrame = homes.some((home) => home.kind === "frame");
  return { homes, slotCount, hasFrame, frameBytes: alignUp(frameBytes, 16), frameAlignment, allocatesStack: scan.allocatesStack };
}

/** Finds the locals that need memory. */
class AddressScan {
  readonly inMemory: Uint8Array;
  allocatesStack = false;
  private readonly fn: MirFunction;

  constructor(fn: MirFunction) {
    this.fn = fn;
    this.inMemory = new Uint8Array(fn.locals.length);
  }

  run(): void {
    for (const block of this.fn.blocks) {
      for (const statement of block.statements) this.statement(statement);
      this.terminator(block.terminator);
    }
  }

  private statement(statement: MirStatement): void {
    switch (statement.kind) {
      case "assign": {
        this.place(statement.target);
        const { value } = statement;
        if (value.kind === "use") this.operand(value.operand);
        else if (value.kind === "address") this.address(value.place);
        else if (value.kind === "aggregate") for (const element of value.elements) this.operand(element);
        else {
          if (value.name === "stack_allocate") this.allocatesStack = true;
          for (const operand of value.operands) this.operand(operand);
        }
        return;
      }
      case "call":
        this.call(statement.callee, statement.arguments);
        if (statement.target !== undefined) this.place(statement.target);
        return;
      default:
        return;
    }
  }

  private terminator(terminator: MirTerminator): void {
    switch (terminator.kind) {
      case "branch":
        this.operand(terminator.condition);
        return;
      case "switch":
        this.operand(terminator.value);
        return;
      case "try-call":
        this.call(terminator.callee, terminator.arguments);
        if (terminator.target !== undefined) this.place(terminator.target);
        this.address(terminator.errorTarget);
        return;
      default:
        return;
    }
  }

  private call(callee: Callee, list: readonly Argument[]): void {
    if (callee.kind === "pointer") this.operand(callee.pointer);
    for (const argument of list) {
      if (argument.kind === "value") this.operand(argument.operand);
      else this.address(argument.place);
    }
  }

  private operand(operand: Operand): void {
    if (operand.kind === "read") this.place(operand.place);
  }

  /** An element by a computed index cannot be a slot. */
  private place(place: Place): void {
    let reachedPointer = false;
    for (const step of place.path) {
      if (step.kind === "deref") reachedPointer = true;
      if (step.kind !== "element") continue;
      if (!reachedPointer && step.index.kind !== "constant") this.inMemory[place.local] = 1;
      this.operand(step.index);
    }
  }

  private address(place: Place): void {
    if (!place.path.some((step) => step.kind === "deref")) this.inMemory[place.local] = 1;
    this.place(place);
  }
}
