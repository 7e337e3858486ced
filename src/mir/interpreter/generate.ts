/**
 * The second tier: JavaScript source for functions that are hot.
 *
 * In: a function entry, and for one that is in a loop already the block where it goes on. Out: a JavaScript function
 * with the calling convention of `machine.ts` (or, to go on, of `Compiler.resume`), and the span of each of its lines.
 * Not here: what operations compute (`inline-operations.ts`, `kernels.ts`), the shape of loops (`structure.ts`).
 */
import { unreachable } from "../../base/assert.ts";
import type { Span } from "../../source/source-file.ts";
import { successorsOf } from "../lifetimes/control-flow.ts";
import type {
  Argument,
  BlockId,
  Callee,
  LocalId,
  MirBlock,
  MirFunction,
  MirStatement,
  MirTerminator,
  MirType,
  Operand,
  Place,
  Rvalue,
} from "../mir.ts";
import { coroutineHeader } from "../coroutine-header.ts";
import { alignmentOf, alignUp, fieldOffsets, sizeOf } from "../types.ts";
import { Failure, fail } from "./failure.ts";
import type { FrameLayout, Home } from "./frame.ts";
import { inlineOperation } from "./inline-operations.ts";
import type { IntrinsicUse, Kernel } from "./kernels.ts";
import type { FunctionEntry, Machine } from "./machine.ts";
import { writeStructure } from "./structure.ts";
import { leafCount, leafIndexOfField, leavesOf, type Packed, zeroLeaf } from "./values.ts";
import { typeOfPlace } from "./walk.ts";

export type Generated = {
  readonly source: string;
  readonly function: Function;
  readonly spans: readonly (Span | undefined)[];
  /** The slots that a function that goes on takes, before the frame's address. */
  readonly slotTypes: readonly MirType[];
};

export function generateFunction(machine: Machine, entry: FunctionEntry, resumeAt: BlockId | undefined, name: string): Generated {
  return new Generator(machine, entry, resumeAt).generate(name);
}

/** A place as code: slots, or a base expression plus a constant number of bytes. */
type CodePlace =
  | { readonly kind: "slots"; readonly slot: number; readonly type: MirType }
  | { readonly kind: "memory"; readonly base: string; readonly offset: number; readonly type: MirType };

const largeConstant = 8;

class Generator {
  private readonly machine: Machine;
  private readonly entry: FunctionEntry;
  private readonly fn: MirFunction;
  private readonly layout: FrameLayout;
  private readonly resumeAt: BlockId | undefined;
  private readonly isLeaf: boolean;
  private readonly lines: string[] = [];
  private readonly spans: (Span | undefined)[] = [];
  private span: Span | undefined;
  private readonly captured: unknown[] = [];
  private readonly captureNames = new Map<unknown, string>();
  private temporaries = 0;

  constructor(machine: Machine, entry: FunctionEntry, resumeAt: BlockId | undefined) {
    this.machine = machine;
    this.entry = entry;
    this.fn = machine.functionOf(entry);
    this.layout = machine.layoutOf(entry);
    this.resumeAt = resumeAt;
    this.isLeaf = resumeAt === undefined && isLeaf(this.fn);
  }

  generate(name: string): Generated {
    const slotTypes = this.slotTypes();
    if (this.fn.handleLocal !== undefined) {
      this.coroutine(name, slotTypes);
      return this.compiled(name, slotTypes);
    }
    const parameters = this.resumeAt === undefined ? this.prologueParameters() : [...slotTypes.map((_, slot) => `s${slot}`), "fp"];
    this.line(`return function ${name}(${parameters.join(", ")}) {`);
    if (this.resumeAt === undefined) this.prologue(slotTypes, new Set(parameters));
    this.body(this.resumeAt ?? 0);
    this.line("}");
    return this.compiled(name, slotTypes);
  }

  /** A generator function for the body, and the function that makes its handle. */
  private coroutine(name: string, slotTypes: readonly MirType[]): void {
    const parameters = this.prologueParameters();
    this.line(`function* ${name}_body(${["handle", ...parameters].join(", ")}) {`);
    this.prologue(slotTypes, new Set(parameters));
    this.writeLeaves(this.homePlace(this.home(this.fn.handleLocal as LocalId)), ["handle"]);
    this.body(0);
    this.line("}");
    this.line(`return function ${name}(${parameters.join(", ")}) {`);
    this.line(`return M.startCoroutine((handle) => ${name}_body(${["handle", ...parameters].join(", ")}));`);
    this.line("}");
  }

  private compiled(name: string, slotTypes: readonly MirType[]): Generated {
    const header = this.captured.map((_, index) => `$${index} = captured[${index}]`);
    const prefix = `"use strict"; const asInt = BigInt.asIntN, asUint = BigInt.asUintN, fround = Math.fround${header.map((text) => `, ${text}`).join("")};`;
    const source = `${prefix}\n${this.lines.join("\n")}\n//# sourceURL=${name}.mir`;
    const make = new Function("M", "mem", "captured", "divisionByZero", "elementIndex", source);
    return {
      source,
      function: make(this.machine, this.machine.memory, this.captured, divisionByZero, elementIndex),
      spans: [undefined, ...this.spans],
      slotTypes,
    };
  }

  private line(text: string): void {
    this.lines.push(text);
    this.spans.push(this.span);
  }

  /** A name for a value from outside. */
  private capture(value: unknown): string {
    let name = this.captureNames.get(value);
    if (name === undefined) {
      name = `$${this.captured.push(value) - 1}`;
      this.captureNames.set(value, name);
    }
    return name;
  }

  private temporary(expression: string): string {
    const name = `t${this.temporaries++}`;
    this.line(`const ${name} = ${expression};`);
    return name;
  }

  // Entry and exit

  private slotTypes(): MirType[] {
    const types: MirType[] = [];
    for (const home of this.layout.homes) {
      if (home.kind === "slots")
        home.leaves.forEach((leaf, index) => {
          types[home.slot + index] = leaf.type;
        });
      else if (home.kind === "address") types[home.slot] = this.machine.options.types.pointer;
    }
    return types;
  }

  private prologueParameters(): string[] {
    const names: string[] = [];
    for (const { local } of this.fn.parameters) {
      const home = this.home(local);
      if (home.kind === "address") names.push(`s${home.slot}`);
      else if (home.kind === "slots") names.push(...home.leaves.map((_, leaf) => `s${home.slot + leaf}`));
      else names.push(...leavesOf(home.type).map((_, leaf) => `p${local}_${leaf}`));
    }
    for (const local of this.fn.handleLocal !== undefined ? [] : [this.fn.resultLocal, this.fn.errorLocal]) {
      const home = local === undefined ? undefined : this.home(local);
      if (home?.kind === "address") names.push(`s${home.slot}`);
    }
    return names;
  }

  private prologue(slotTypes: readonly MirType[], parameters: ReadonlySet<string>): void {
    if (!this.isLeaf && this.fn.handleLocal === undefined)
      this.line(`if (--M.steps < 0) M.outOfSteps(); if (++M.depth > ${this.machine.depthLimit}) M.tooDeep();`);
    const declared: string[] = [];
    slotTypes.forEach((type, slot) => {
      if (!parameters.has(`s${slot}`)) declared.push(`s${slot} = ${this.literal(zeroLeaf(type))}`);
    });
    if (declared.length > 0) this.line(`let ${declared.join(", ")};`);
    const { hasFrame, frameBytes, frameAlignment } = this.layout;
    if (this.fn.handleLocal !== undefined) {
      if (hasFrame) this.line(`const fp = mem.allocate(${Math.max(16, frameBytes)});`);
    } else {
      if (this.usesStack) this.line("const top = mem.stackTop;");
      if (hasFrame) this.line(`const fp = mem.pushFrame(${frameBytes}, ${frameAlignment});`);
    }
    if (this.usesStack && this.fn.inline === "always") this.line("const own = mem.stackTop;");
    for (const { local } of this.fn.parameters) {
      const home = this.home(local);
      if (home.kind !== "frame") continue;
      this.writeLeaves(
        { kind: "memory", base: "fp", offset: home.offset, type: home.type },
        leavesOf(home.type).map((_, leaf) => `p${local}_${leaf}`),
      );
    }
  }

  private get usesStack(): boolean {
    return this.layout.hasFrame || this.layout.allocatesStack;
  }

  private leave(result: string): void {
    if (this.fn.handleLocal !== undefined) {
      this.line(`${this.layout.hasFrame ? "mem.free(fp); " : ""}return;`);
      return;
    }
    // What an inlined function allocates on the stack belongs to the function around it.
    const pop = !this.usesStack
      ? ""
      : this.fn.inline === "always"
        ? "if (mem.stackTop === own) mem.popFrame(top); "
        : "mem.popFrame(top); ";
    const rise = this.isLeaf ? "" : "M.depth--; ";
    this.line(`${this.resumeAt === undefined ? pop + rise : ""}return${result === "" ? "" : ` ${result}`};`);
  }

  // Control flow

  private body(entry: BlockId): void {
    const successors = this.fn.blocks.map((block) => successorsOf(block.terminator));
    const structured = writeStructure(successors, entry, {
      openLoop: (header) => this.line(`L${header}: for (;;) { if (--M.steps < 0) M.outOfSteps();`),
      openBlock: (following) => this.line(`L${following}: {`),
      close: () => this.line("}"),
      block: (block, jump) => this.block(this.fn.blocks[block] as MirBlock, jump),
      jumpBack: (header) => this.line(`continue L${header};`),
      jumpForward: (following) => this.line(`break L${following};`),
    });
    if (structured) return;
    // Nothing was written: the graph is refused before its first block.
    this.line(`let pc = ${entry}; D: for (;;) switch (pc) {`);
    this.fn.blocks.forEach((block, id) => {
      this.line(`case ${id}:`);
      this.block(block, (target) => {
        this.line(`${target <= id ? "if (--M.steps < 0) M.outOfSteps(); " : ""}pc = ${target}; continue D;`);
      });
    });
    this.line("}");
  }

  private block(block: MirBlock, jump: (target: BlockId) => void): void {
    for (const statement of block.statements) {
      this.span = statement.span;
      this.statement(statement);
    }
    this.span = block.terminator.span;
    this.terminator(block.terminator, jump);
  }

  private terminator(terminator: MirTerminator, jump: (target: BlockId) => void): void {
    switch (terminator.kind) {
      case "goto":
        jump(terminator.target);
        return;
      case "branch":
        this.line(`if (${this.scalar(terminator.condition)} !== 0) {`);
        jump(terminator.whenTrue);
        this.line("} else {");
        jump(terminator.whenFalse);
        this.line("}");
        return;
      case "switch": {
        const type = this.typeOf(terminator.value);
        const bits = type.kind === "int" ? type.bits : 64;
        this.line(`switch (${this.scalar(terminator.value)}) {`);
        for (const entry of terminator.cases) {
          const value =
            bits === 1
              ? Number(entry.value & 1n)
              : bits <= 32
                ? Number(BigInt.asIntN(bits, entry.value))
                : BigInt.asIntN(bits, entry.value);
          this.line(`case ${this.literal(value)}: {`);
          jump(entry.target);
          this.line("}");
        }
        this.line("default: {");
        jump(terminator.otherwise);
        this.line("}}");
        return;
      }
      case "try-call": {
        const errorPlace = this.place(terminator.errorTarget);
        const finish = this.call(terminator.callee, terminator.arguments, terminator.target, this.addressOf(errorPlace));
        this.line("if (M.raised) { M.raised = false;");
        jump(terminator.error);
        this.line("} else {");
        finish();
        jump(terminator.normal);
        this.line("}");
        return;
      }
      case "suspend":
        this.line("if (yield) {");
        jump(terminator.destroyed);
        this.line("} else {");
        if (terminator.initial === true) this.findEnds();
        jump(terminator.resumed);
        this.line("}");
        return;
      case "abandon":
        this.leave("");
        return;
      case "return": {
        if (this.fn.handleLocal !== undefined) {
          this.endCoroutine();
          return;
        }
        const home = this.home(this.fn.resultLocal);
        if (home.kind === "address") this.leave("");
        else this.leave(this.pack(this.readPlace(this.homePlace(home))));
        return;
      }
      case "raise":
        if (this.fn.handleLocal !== undefined) this.line(`mem.write64(handle + ${coroutineHeader.status}, 2n);`);
        else this.line("M.raised = true;");
        this.leave("");
        return;
      case "unreachable":
        this.line(`throw ${this.capture(unreachableReached)}();`);
        return;
    }
  }

  /** Where the result and the error go is known once a coroutine is resumed. */
  private findEnds(): void {
    const { resultLocal, errorLocal } = this.fn;
    const ends = [
      { local: resultLocal, at: coroutineHeader.result },
      { local: errorLocal, at: coroutineHeader.error },
    ];
    for (const { local, at } of ends) {
      const home = local === undefined ? undefined : this.home(local);
      if (home?.kind === "address") this.line(`s${home.slot} = mem.readPointer(handle + ${at});`);
    }
  }

  private endCoroutine(): void {
    const home = this.home(this.fn.resultLocal);
    if (home.kind !== "address" && leafCount(home.type) > 0) {
      const leaves = this.readPlace(this.homePlace(home));
      const base = this.temporary(`mem.readPointer(handle + ${coroutineHeader.result})`);
      this.writeLeaves({ kind: "memory", base, offset: 0, type: home.type }, leaves);
    }
    this.line(`mem.write64(handle + ${coroutineHeader.status}, 1n);`);
    this.leave("");
  }

  // Statements

  private statement(statement: MirStatement): void {
    switch (statement.kind) {
      case "assign":
        this.assign(statement.target, statement.value);
        return;
      case "call":
        this.call(statement.callee, statement.arguments, statement.target, undefined)();
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

  private assign(targetPlace: Place, value: Rvalue): void {
    const target = this.place(targetPlace);
    switch (value.kind) {
      case "use":
        this.assignOperand(target, value.operand);
        return;
      case "address":
        this.writeLeaves(target, [this.addressOf(this.place(value.place))]);
        return;
      case "aggregate": {
        const leaves = value.elements.flatMap((element) => this.leaves(element));
        this.writeLeaves(target, value.type.kind === "vector" ? [`[${leaves.join(", ")}]`] : leaves);
        return;
      }
      case "intrinsic":
        this.intrinsic(target, value);
        return;
    }
  }

  private assignOperand(target: CodePlace, operand: Operand): void {
    const isAggregate = target.type.kind === "struct" || target.type.kind === "array";
    if (target.kind === "memory" && isAggregate) {
      if (operand.kind === "read") {
        const source = this.place(operand.place);
        if (source.kind === "memory") {
          const bytes = sizeOf(target.type);
          if (bytes > 0) this.line(`mem.copy(${this.addressOf(target)}, ${this.addressOf(source)}, ${bytes});`);
          return;
        }
      } else if (leafCount(target.type) > largeConstant) {
        const access = this.capture(this.machine.access.of(target.type));
        this.line(`${access}.write(${this.addressOf(target)}, ${this.capture(this.machine.constantValue(operand.constant))});`);
        return;
      }
    }
    this.writeLeaves(target, this.leaves(operand));
  }

  private intrinsic(target: CodePlace, value: Extract<Rvalue, { kind: "intrinsic" }>): void {
    const use: IntrinsicUse = {
      name: value.name,
      operands: value.operands.map((operand) => this.typeOf(operand)),
      result: value.type,
      attributes: value.attributes,
    };
    const packed = value.operands.map((operand) => this.pack(this.leaves(operand)));
    if (value.name === "load") {
      this.writeLeaves(target, this.readPlace({ kind: "memory", base: packed[0] as string, offset: 0, type: value.type }));
      return;
    }
    if (value.name === "store") {
      const stored = value.operands[1] as Operand;
      this.writeLeaves({ kind: "memory", base: packed[0] as string, offset: 0, type: this.typeOf(stored) }, this.leaves(stored));
      return;
    }
    if (value.name === "stack_allocate" && this.fn.handleLocal !== undefined) {
      // The stack is not a coroutine's own; the heap is given back when the evaluation ends.
      const size = sizeOf(value.attributes?.elementType as MirType);
      this.writeLeaves(target, [`mem.allocate(Number(${packed[0]}) * ${size})`]);
      return;
    }
    const inline = inlineOperation(use, packed);
    if (inline !== undefined) this.writeLeaves(target, [inline]);
    else this.writePacked(target, `${this.capture(this.kernel(value, use))}(${packed.join(", ")})`);
  }

  /** What is not supported fails when it is reached, not here. */
  private kernel(value: Rvalue, use: IntrinsicUse): Kernel {
    try {
      return this.machine.kernelOf(value, () => use);
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown;
      const { reason, message } = thrown;
      return () => fail(reason, message);
    }
  }

  // Calls

  /** Writes the call; the result writes its value to the target. */
  private call(callee: Callee, list: readonly Argument[], target: Place | undefined, errorAddress: string | undefined): () => void {
    const targetPlace = target === undefined ? undefined : this.place(target);
    if (callee.kind === "external") return this.external(callee, list, targetPlace);
    const args = list.flatMap((argument) =>
      argument.kind === "value" ? this.leaves(argument.operand) : [this.addressOf(this.place(argument.place))],
    );
    const error = errorAddress === undefined ? [] : [errorAddress];
    if (callee.kind === "pointer") {
      const { result, resultPassing } = callee.signature;
      const called = `M.entryAt(${this.scalar(callee.pointer)}).call`;
      return resultPassing === "value"
        ? this.callForValue(called, [...args, ...error], targetPlace)
        : this.callForPlace(called, args, error, result, targetPlace);
    }
    const entry = this.machine.entry(callee.symbol);
    const name = this.capture(entry);
    if (entry.fn === undefined) {
      const result = this.temporary(`M.callLate(${name}, [${args.join(", ")}], ${errorAddress ?? "0"})`);
      return () => this.finishCall(targetPlace, result);
    }
    if (entry.fn.resultPassing === "value" || entry.fn.handleLocal !== undefined)
      return this.callForValue(`${name}.call`, [...args, ...error], targetPlace);
    return this.callForPlace(`${name}.call`, args, error, entry.fn.locals[entry.fn.resultLocal]?.type as MirType, targetPlace);
  }

  private callForValue(called: string, args: readonly string[], target: CodePlace | undefined): () => void {
    const expression = `${called}(${args.join(", ")})`;
    if (target === undefined || leafCount(target.type) === 0) {
      this.line(`${expression};`);
      return () => {};
    }
    const result = this.temporary(expression);
    return () => this.finishCall(target, result);
  }

  private finishCall(target: CodePlace | undefined, result: string): void {
    if (target !== undefined) this.writePacked(target, result);
  }

  private callForPlace(
    called: string,
    args: readonly string[],
    error: readonly string[],
    type: MirType,
    target: CodePlace | undefined,
  ): () => void {
    if (target?.kind === "memory") {
      this.line(`${called}(${[...args, this.addressOf(target), ...error].join(", ")});`);
      return () => {};
    }
    const top = this.temporary("mem.stackTop");
    const room = this.temporary(`mem.pushFrame(${alignUp(sizeOf(type), 16)}, ${alignmentOf(type)})`);
    const own = this.temporary("mem.stackTop");
    this.line(`${called}(${[...args, room, ...error].join(", ")});`);
    return () => {
      if (target !== undefined) this.writeLeaves(target, this.readPlace({ kind: "memory", base: room, offset: 0, type }));
      this.line(`if (mem.stackTop === ${own}) mem.popFrame(${top});`);
    };
  }

  private external(callee: Extract<Callee, { kind: "external" }>, list: readonly Argument[], target: CodePlace | undefined): () => void {
    const operands = list.map((argument) => (argument as Extract<Argument, { kind: "value" }>).operand);
    const types = operands.map((operand) => this.typeOf(operand));
    const args = operands.map((operand) => this.pack(this.leaves(operand)));
    const fixed = `machine: M, argumentTypes: ${this.capture(types)}, resultType: ${this.capture(callee.signature.result)}`;
    const result = this.temporary(`M.external(${JSON.stringify(callee.symbol)})({ ${fixed}, arguments: [${args.join(", ")}] })`);
    return () => this.finishCall(target, result);
  }

  // Places

  private home(local: LocalId): Home {
    return this.layout.homes[local] ?? unreachable("locals are in range");
  }

  private homePlace(home: Home): CodePlace {
    switch (home.kind) {
      case "slots":
        return { kind: "slots", slot: home.slot, type: home.type };
      case "frame":
        return { kind: "memory", base: "fp", offset: home.offset, type: home.type };
      case "address":
        return { kind: "memory", base: `s${home.slot}`, offset: 0, type: home.type };
    }
  }

  private place(place: Place): CodePlace {
    let at = this.homePlace(this.home(place.local));
    for (const step of place.path) {
      const { type } = at;
      switch (step.kind) {
        case "field": {
          if (type.kind !== "struct") return unreachable("fields are of structs");
          const field = type.fields[step.index] as MirType;
          at =
            at.kind === "slots"
              ? { kind: "slots", slot: at.slot + leafIndexOfField(type, step.index), type: field }
              : { ...at, offset: at.offset + (fieldOffsets(type).offsets[step.index] as number), type: field };
          break;
        }
        case "deref":
          at = {
            kind: "memory",
            base: at.kind === "slots" ? `s${at.slot}` : this.temporary(`mem.readPointer(${this.addressOf(at)})`),
            offset: 0,
            type: step.type,
          };
          break;
        case "element": {
          if (type.kind !== "array") return unreachable("elements are of arrays");
          at = this.element(at, type, step.index);
          break;
        }
      }
    }
    return at;
  }

  private element(at: CodePlace, type: Extract<MirType, { kind: "array" }>, index: Operand): CodePlace {
    const size = sizeOf(type.element);
    if (index.kind === "constant") {
      const number = Number(this.machine.constantValue(index.constant));
      if (number >= 0 && number < type.length) {
        return at.kind === "slots"
          ? { kind: "slots", slot: at.slot + number * leafCount(type.element), type: type.element }
          : { ...at, offset: at.offset + number * size, type: type.element };
      }
    }
    const checked = this.temporary(`elementIndex(${this.scalar(index)}, ${type.length})`);
    if (at.kind === "slots") return { ...at, type: type.element };
    return { kind: "memory", base: `(${at.base} + ${checked} * ${size})`, offset: at.offset, type: type.element };
  }

  private addressOf(place: CodePlace, more = 0): string {
    if (place.kind === "slots") return unreachable("what has an address is in memory");
    const offset = place.offset + more;
    return offset === 0 ? place.base : `${place.base} + ${offset}`;
  }

  private typeOf(operand: Operand): MirType {
    return operand.kind === "constant" ? operand.constant.type : typeOfPlace(this.fn, operand.place);
  }

  // Reading: expressions that may be used again

  private leaves(operand: Operand): string[] {
    if (operand.kind === "read") return this.readPlace(this.place(operand.place));
    const type = operand.constant.type;
    const value = this.machine.constantValue(operand.constant);
    const count = leafCount(type);
    if (count === 0) return [];
    return count === 1 ? [this.literal(value)] : (value as Packed[]).map((leaf) => this.literal(leaf));
  }

  private scalar(operand: Operand): string {
    return this.leaves(operand)[0] ?? "undefined";
  }

  private pack(leaves: readonly string[]): string {
    if (leaves.length === 1) return leaves[0] as string;
    return leaves.length === 0 ? "undefined" : `[${leaves.join(", ")}]`;
  }

  private readPlace(place: CodePlace): string[] {
    if (place.kind === "slots") return leavesOf(place.type).map((_, leaf) => `s${place.slot + leaf}`);
    const isAggregate = place.type.kind === "struct" || place.type.kind === "array";
    return leavesOf(place.type).map((leaf) => this.temporary(this.readLeaf(leaf.type, this.addressOf(place, leaf.offset), isAggregate)));
  }

  private readLeaf(type: MirType, address: string, mayBeUndefined: boolean): string {
    const method = memoryMethod(type);
    const read = mayBeUndefined ? "maybe" : "read";
    if (method !== undefined) return `mem.${read}${method}(${address})`;
    if (type.kind === "int" && type.bits === 1 && !mayBeUndefined) return `(mem.read8(${address}) & 1)`;
    const access = this.capture(this.machine.access.of(type));
    if (!mayBeUndefined) return `${access}.read(${address})`;
    const at = this.temporary(address);
    return `mem.isInitialized(${at}, ${sizeOf(type)}) ? ${access}.read(${at}) : undefined`;
  }

  private literal(value: unknown): string {
    if (typeof value === "bigint") return value < 0n ? `(${value}n)` : `${value}n`;
    if (typeof value !== "number") return value === undefined ? "undefined" : this.capture(value);
    if (Object.is(value, -0) || value < 0) return `(-${-value})`;
    return String(value);
  }

  // Writing

  private writePacked(target: CodePlace, expression: string): void {
    const count = leafCount(target.type);
    if (count === 0) this.line(`${expression};`);
    else if (count === 1) this.writeLeaves(target, [expression]);
    else {
      const packed = /^t\d+$/.test(expression) ? expression : this.temporary(expression);
      this.writeLeaves(
        target,
        leavesOf(target.type).map((_, leaf) => `${packed}[${leaf}]`),
      );
    }
  }

  private writeLeaves(target: CodePlace, leaves: readonly string[]): void {
    if (target.kind === "slots") {
      // Leaves of the target may be among the sources.
      const values = leaves.length > 1 ? leaves.map((leaf) => (/^s\d+$/.test(leaf) ? this.temporary(leaf) : leaf)) : leaves;
      values.forEach((value, leaf) => {
        this.line(`s${target.slot + leaf} = ${value};`);
      });
      return;
    }
    const isAggregate = target.type.kind === "struct" || target.type.kind === "array";
    leavesOf(target.type).forEach((leaf, index) => {
      this.writeLeaf(leaf.type, this.addressOf(target, leaf.offset), leaves[index] as string, isAggregate);
    });
  }

  private writeLeaf(type: MirType, address: string, value: string, mayBeUndefined: boolean): void {
    const method = memoryMethod(type) ?? (type.kind === "int" && type.bits === 1 ? "8" : undefined);
    const isConstant = /^\(?-?[\d.]+n?\)?$/.test(value);
    if (value === "undefined") {
      this.line(`mem.makeUninitialized(${address}, ${sizeOf(type)});`);
    } else if (method === undefined) {
      this.line(`${this.capture(this.machine.access.of(type))}.write(${address}, ${value});`);
    } else if (mayBeUndefined && !isConstant) {
      const stored = /^[st]\d+$/.test(value) ? value : this.temporary(value);
      this.line(
        `if (${stored} === undefined) mem.makeUninitialized(${address}, ${sizeOf(type)}); else mem.write${method}(${address}, ${stored});`,
      );
    } else {
      this.line(`mem.write${method}(${address}, ${value});`);
    }
  }
}

/** `read…`, `maybe…` and `write…` of `Memory` for types that fill their bytes. */
function memoryMethod(type: MirType): string | undefined {
  if (type.kind === "pointer") return "Pointer";
  if (type.kind === "float") return type.format === "f64" ? "F64" : type.format === "f32" ? "F32" : undefined;
  if (type.kind === "int" && (type.bits === 8 || type.bits === 16 || type.bits === 32 || type.bits === 64)) return String(type.bits);
  return undefined;
}

/** Calls nothing and has no loop: needs no counting. */
function isLeaf(fn: MirFunction): boolean {
  return fn.blocks.every(
    (block, id) =>
      block.terminator.kind !== "try-call" &&
      successorsOf(block.terminator).every((target) => target > id) &&
      block.statements.every((statement) => statement.kind !== "call" || statement.callee.kind === "external"),
  );
}

function divisionByZero(): never {
  return fail("division-by-zero", "integer division by zero");
}

function unreachableReached(): never {
  return fail("unreachable", "code that was said to be unreachable is reached");
}

function elementIndex(index: number | bigint, length: number): number {
  const number = Number(index);
  if (!(number >= 0 && number < length)) fail("out-of-bounds", `element ${number} of an array of ${length}`);
  return number;
}
