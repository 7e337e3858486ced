/**
 * The first tier: walks MIR as it is, without preparing anything. Most evaluations are a few calls and end here.
 *
 * In: a function entry and the leaves of its arguments (see `machine.ts`). Out: its packed result.
 * Not here: loops worth compiling (`generate.ts`).
 */
import { unreachable } from "../../base/assert.ts";
import type { Span } from "../../source/source-file.ts";
import type {
  Argument,
  BlockId,
  Callee,
  LocalId,
  MirFunction,
  MirStatement,
  MirTerminator,
  MirType,
  Operand,
  Passing,
  Place,
  Rvalue,
} from "../mir.ts";
import { alignmentOf, alignUp, fieldOffsets, sizeOf } from "../types.ts";
import { fail } from "./failure.ts";
import type { FrameLayout, Home } from "./frame.ts";
import type { ActiveFrame, FunctionEntry, Machine } from "./machine.ts";
import type { Address } from "./memory.ts";
import { leafCount, leafIndexOfField, type Packed, unpack, wrapInteger } from "./values.ts";

/** What hot functions are handed to. */
export type Compiler = {
  /** Replaces `entry.call`. */
  readonly compile: (entry: FunctionEntry) => void;
  /** Goes on from a block with the values that the activation has; gives the packed result. */
  readonly resume: (entry: FunctionEntry, block: BlockId, slots: readonly Packed[], frame: Address) => Packed;
};

export function walkFunction(machine: Machine, entry: FunctionEntry, args: readonly Packed[], compiler: Compiler | undefined): Packed {
  const fn = machine.functionOf(entry);
  const layout = machine.layoutOf(entry);
  if (compiler !== undefined && ++entry.heat > hotnessOf(machine)) {
    compiler.compile(entry);
    return entry.call(...args);
  }
  machine.enter();
  const { memory } = machine;
  const top = memory.stackTop;
  const activation = new Activation(machine, entry, fn, layout, compiler);
  machine.frames.push(activation);
  if (layout.hasFrame) activation.frame = memory.pushFrame(layout.frameBytes, layout.frameAlignment);
  const own = memory.stackTop;
  activation.bind(args);
  const result = activation.run();
  machine.frames.pop();
  // What an inlined function allocates on the stack belongs to the function around it.
  if (fn.inline !== "always" || memory.stackTop === own) memory.popFrame(top);
  machine.depth -= 1;
  return result;
}

function hotnessOf(machine: Machine): number {
  return machine.options.hotness ?? 200;
}

class Activation implements ActiveFrame {
  readonly entry: FunctionEntry;
  span: Span;
  frame: Address = 0;
  private readonly machine: Machine;
  private readonly fn: MirFunction;
  private readonly layout: FrameLayout;
  private readonly slots: Packed[];
  private readonly compiler: Compiler | undefined;
  /** Where the place resolved last is: a slot, or (slot -1) an address. */
  private slot = -1;
  private address: Address = 0;
  private isDone = false;
  private result: Packed;

  constructor(machine: Machine, entry: FunctionEntry, fn: MirFunction, layout: FrameLayout, compiler: Compiler | undefined) {
    this.machine = machine;
    this.entry = entry;
    this.fn = fn;
    this.layout = layout;
    this.compiler = compiler;
    this.slots = new Array(layout.slotCount).fill(undefined);
    this.span = fn.span;
  }

  /** Puts the arguments where the parameters live. */
  bind(args: readonly Packed[]): void {
    let next = 0;
    const { fn, slots } = this;
    for (const { local } of fn.parameters) {
      const home = this.home(local);
      if (home.kind === "address") {
        slots[home.slot] = args[next++];
        continue;
      }
      const count = leafCount(home.type);
      if (home.kind === "slots") {
        for (let leaf = 0; leaf < count; leaf++) slots[home.slot + leaf] = args[next++];
      } else {
        const value = count === 1 ? args[next] : args.slice(next, next + count);
        next += count;
        this.machine.access.of(home.type).write(this.frame + home.offset, value);
      }
    }
    for (const local of [fn.resultLocal, fn.errorLocal]) {
      if (local === undefined) continue;
      const home = this.home(local);
      if (home.kind === "address") slots[home.slot] = args[next++];
    }
  }

  run(): Packed {
    const { blocks } = this.fn;
    let block: BlockId = 0;
    while (!this.isDone) {
      const { statements, terminator } = blocks[block] ?? unreachable("blocks are in range");
      for (const statement of statements) {
        this.span = statement.span;
        this.statement(statement);
      }
      this.span = terminator.span;
      const next = this.terminator(terminator);
      if (next <= block && !this.isDone) this.turn(next);
      block = next;
    }
    return this.result;
  }

  /** A jump backwards: a turn of a loop. */
  private turn(target: BlockId): void {
    const { machine, entry, compiler } = this;
    if (--machine.steps < 0) machine.outOfSteps();
    if (compiler === undefined || ++entry.heat <= hotnessOf(machine)) return;
    this.result = compiler.resume(entry, target, this.slots, this.frame);
    this.isDone = true;
  }

  private statement(statement: MirStatement): void {
    switch (statement.kind) {
      case "assign":
        this.assign(statement.target, statement.value);
        return;
      case "call":
        this.call(statement.callee, statement.arguments, statement.target, 0);
        return;
      case "mark-initialized":
      case "mark-uninitialized":
      case "keep-alive":
        return;
      case "copy":
      case "move":
      case "drop":
        unreachable(`\`${statement.kind}\` is lowered before evaluation`);
    }
  }

  private terminator(terminator: MirTerminator): BlockId {
    switch (terminator.kind) {
      case "goto":
        return terminator.target;
      case "branch":
        return this.operand(terminator.condition) !== 0 ? terminator.whenTrue : terminator.whenFalse;
      case "switch": {
        const type = this.typeOfOperand(terminator.value);
        const value = this.operand(terminator.value);
        const bits = type.kind === "int" ? type.bits : 64;
        for (const entry of terminator.cases) if (wrapInteger(bits, entry.value) === value) return entry.target;
        return terminator.otherwise;
      }
      case "try-call": {
        this.resolve(terminator.errorTarget);
        this.call(terminator.callee, terminator.arguments, terminator.target, this.address);
        if (!this.machine.raised) return terminator.normal;
        this.machine.raised = false;
        return terminator.error;
      }
      case "return": {
        const home = this.home(this.fn.resultLocal);
        this.result = home.kind === "address" ? undefined : this.readHome(home);
        this.isDone = true;
        return -1;
      }
      case "raise":
        this.machine.raised = true;
        this.isDone = true;
        return -1;
      case "suspend":
      case "abandon":
        return unreachable("coroutines are compiled when they are first called");
      case "unreachable":
        return fail("unreachable", "code that was said to be unreachable is reached");
    }
  }

  // Values

  private assign(target: Place, value: Rvalue): void {
    switch (value.kind) {
      case "use": {
        if (value.operand.kind === "read" && this.copyBlock(target, value.operand.place)) return;
        const packed = this.operand(value.operand);
        this.write(target, packed);
        return;
      }
      case "address": {
        this.resolve(value.place);
        const { address } = this;
        this.write(target, address);
        return;
      }
      case "aggregate": {
        const leaves: Packed[] = [];
        for (const element of value.elements) {
          const packed = this.operand(element);
          if (value.type.kind === "vector") leaves.push(packed);
          else leaves.push(...unpack(this.typeOfOperand(element), packed));
        }
        this.write(target, value.type.kind === "vector" || leafCount(value.type) !== 1 ? leaves : leaves[0]);
        return;
      }
      case "intrinsic": {
        const { operands } = value;
        const kernel = this.machine.kernelOf(value, () => ({
          name: value.name,
          operands: operands.map((operand) => this.typeOfOperand(operand)),
          result: value.type,
          attributes: value.attributes,
        }));
        const result = this.apply(kernel, operands);
        this.write(target, result);
        return;
      }
    }
  }

  private apply(kernel: (...leaves: Packed[]) => Packed, operands: readonly Operand[]): Packed {
    switch (operands.length) {
      case 0:
        return kernel();
      case 1:
        return kernel(this.defined(operands[0] as Operand));
      case 2:
        return kernel(this.defined(operands[0] as Operand), this.operand(operands[1] as Operand));
      default:
        return kernel(...operands.map((operand) => this.operand(operand)));
    }
  }

  private defined(operand: Operand): Packed {
    const value = this.operand(operand);
    return value === undefined && leafCount(this.typeOfOperand(operand)) > 0
      ? fail("uninitialized", "uses a value that is not initialised")
      : value;
  }

  /** Copies between places in memory as bytes, so that what is uninitialised stays so. */
  private copyBlock(target: Place, source: Place): boolean {
    const type = this.resolve(source);
    if (this.slot >= 0 || (type.kind !== "struct" && type.kind !== "array")) return false;
    const from = this.address;
    this.resolve(target);
    if (this.slot >= 0) return false;
    this.machine.memory.copy(this.address, from, sizeOf(type));
    return true;
  }

  private operand(operand: Operand): Packed {
    if (operand.kind === "constant") {
      const { constant } = operand;
      if (constant.kind === "int" && constant.type.bits === 64) return BigInt.asIntN(64, constant.value);
      return this.machine.constantValue(constant);
    }
    const type = this.resolve(operand.place);
    if (this.slot < 0) return this.machine.access.of(type).read(this.address);
    return this.readSlots(this.slot, leafCount(type));
  }

  private readSlots(slot: number, count: number): Packed {
    if (count === 1) return this.slots[slot];
    return count === 0 ? undefined : this.slots.slice(slot, slot + count);
  }

  private readHome(home: Home): Packed {
    if (home.kind === "slots") return this.readSlots(home.slot, home.leaves.length);
    return home.kind === "frame" ? this.machine.access.of(home.type).read(this.frame + home.offset) : undefined;
  }

  private write(place: Place, value: Packed): void {
    const type = this.resolve(place);
    const { slot } = this;
    if (slot < 0) {
      this.machine.access.of(type).write(this.address, value);
      return;
    }
    const count = leafCount(type);
    if (count === 1) this.slots[slot] = value;
    else for (let leaf = 0; leaf < count; leaf++) this.slots[slot + leaf] = value[leaf];
  }

  // Places

  private home(local: LocalId): Home {
    return this.layout.homes[local] ?? unreachable("locals are in range");
  }

  /** Sets `slot` or `address`; gives the type. */
  private resolve(place: Place): MirType {
    const home = this.home(place.local);
    let type = home.type;
    let slot = -1;
    let address = 0;
    if (home.kind === "slots") slot = home.slot;
    else if (home.kind === "frame") address = this.frame + home.offset;
    else address = this.slots[home.slot];
    for (const step of place.path) {
      switch (step.kind) {
        case "field":
          if (slot >= 0) slot += leafIndexOfField(type, step.index);
          if (type.kind !== "struct") return unreachable("fields are of structs");
          if (slot < 0) address += fieldOffsets(type).offsets[step.index] as number;
          type = type.fields[step.index] as MirType;
          break;
        case "deref":
          address = slot >= 0 ? this.slots[slot] : this.machine.memory.readPointer(address);
          slot = -1;
          type = step.type;
          break;
        case "element": {
          if (type.kind !== "array") return unreachable("elements are of arrays");
          const index = Number(this.operand(step.index));
          if (!(index >= 0 && index < type.length)) fail("out-of-bounds", `element ${index} of an array of ${type.length}`);
          type = type.element;
          if (slot >= 0) slot += index * leafCount(type);
          else address += index * sizeOf(type);
          break;
        }
      }
    }
    this.slot = slot;
    this.address = address;
    return type;
  }

  private typeOfOperand(operand: Operand): MirType {
    return operand.kind === "constant" ? operand.constant.type : typeOfPlace(this.fn, operand.place);
  }

  // Calls

  private call(callee: Callee, list: readonly Argument[], target: Place | undefined, errorAddress: Address): void {
    const { machine } = this;
    if (callee.kind === "external") {
      const args = list.map((argument) => this.operand((argument as Extract<Argument, { kind: "value" }>).operand));
      const types = list.map((argument) => this.typeOfOperand((argument as Extract<Argument, { kind: "value" }>).operand));
      const result = machine.external(callee.symbol)({
        machine,
        arguments: args,
        argumentTypes: types,
        resultType: callee.signature.result,
      });
      if (target !== undefined) this.write(target, result);
      return;
    }
    const entry = callee.kind === "function" ? machine.entry(callee.symbol) : machine.entryAt(this.operand(callee.pointer));
    const leaves: Packed[] = [];
    for (const argument of list) {
      if (argument.kind === "reference") {
        this.resolve(argument.place);
        leaves.push(this.address);
        continue;
      }
      const value = this.operand(argument.operand);
      const count = leafCount(this.typeOfOperand(argument.operand));
      if (count === 1) leaves.push(value);
      else if (count > 1) leaves.push(...value);
    }
    const { resultPassing, resultType } = resultOf(machine, callee, entry);
    if (resultPassing === "value") {
      if (errorAddress !== 0) leaves.push(errorAddress);
      const result = entry.call(...leaves);
      if (target !== undefined && !machine.raised) this.write(target, result);
      return;
    }
    this.callIntoPlace(entry, leaves, resultType, target, errorAddress);
  }

  private callIntoPlace(entry: FunctionEntry, leaves: Packed[], type: MirType, target: Place | undefined, errorAddress: Address): void {
    const { machine } = this;
    if (target !== undefined) this.resolve(target);
    const isDirect = target !== undefined && this.slot < 0;
    const top = machine.memory.stackTop;
    const place = isDirect ? this.address : machine.memory.pushFrame(alignUp(sizeOf(type), 16), alignmentOf(type));
    const own = machine.memory.stackTop;
    leaves.push(place);
    if (errorAddress !== 0) leaves.push(errorAddress);
    entry.call(...leaves);
    if (isDirect) return;
    const result = machine.raised ? undefined : machine.access.of(type).read(place);
    if (machine.memory.stackTop === own) machine.memory.popFrame(top);
    if (target !== undefined && !machine.raised) this.write(target, result);
  }
}

function resultOf(
  machine: Machine,
  callee: Callee,
  entry: FunctionEntry,
): { readonly resultPassing: Passing; readonly resultType: MirType } {
  if (callee.kind !== "function") return { resultPassing: callee.signature.resultPassing, resultType: callee.signature.result };
  const fn = machine.functionOf(entry);
  if (fn.handleLocal !== undefined) return { resultPassing: "value", resultType: machine.options.types.pointer };
  return { resultPassing: fn.resultPassing, resultType: fn.locals[fn.resultLocal]?.type ?? unreachable("the result has a type") };
}

export function typeOfPlace(fn: MirFunction, place: Place): MirType {
  let type = fn.locals[place.local]?.type ?? unreachable("locals are in range");
  for (const step of place.path) {
    if (step.kind === "deref") type = step.type;
    else if (step.kind === "field" && type.kind === "struct") type = type.fields[step.index] as MirType;
    else if (step.kind === "element" && type.kind === "array") type = type.element;
  }
  return type;
}
