/**
 * Which locals need no memory: their value is a list of LLVM names.
 *
 * In: a lowered function. Out: one flag per local. A local qualifies when it is filled once, as a whole, its
 * address is never taken, and the filling dominates every use. The rest get an `alloca`, which SROA sorts out.
 */
import type { Argument, BlockId, Callee, LocalId, MirFunction, MirStatement, Operand, Place, Rvalue } from "../../mir/mir.ts";
import type { ControlFlow } from "./control-flow.ts";
import { layoutOf } from "./types.ts";

/** `inMemory`: locals whose storage is given from outside (by-reference parameters, result slots). */
export function registerLocals(
  func: MirFunction,
  flow: ControlFlow,
  inMemory: ReadonlySet<LocalId>,
  resultByReference: (callee: Callee) => boolean,
): boolean[] {
  const scan = new Scan(func, flow, resultByReference);
  for (const local of inMemory) scan.qualifies[local] = false;
  for (const parameter of func.parameters) scan.definitions[parameter.local] = 0;
  if (func.handleLocal !== undefined) scan.definitions[func.handleLocal] = 0;
  for (const block of flow.order) scan.block(block);
  return scan.qualifies;
}

class Scan {
  private readonly func: MirFunction;
  private readonly flow: ControlFlow;
  readonly qualifies: boolean[];
  /** Block of the definition seen so far; -1: none. */
  readonly definitions: Int32Array;
  private readonly isEmpty: boolean[];
  private readonly resultByReference: (callee: Callee) => boolean;
  private current: BlockId = 0;

  constructor(func: MirFunction, flow: ControlFlow, resultByReference: (callee: Callee) => boolean) {
    this.func = func;
    this.flow = flow;
    this.resultByReference = resultByReference;
    this.qualifies = func.locals.map((local) => layoutOf(local.type).leaves !== undefined);
    this.isEmpty = func.locals.map((local) => layoutOf(local.type).leaves?.length === 0);
    this.definitions = new Int32Array(func.locals.length).fill(-1);
  }

  block(id: BlockId): void {
    this.current = id;
    const block = this.func.blocks[id] as (typeof this.func.blocks)[number];
    for (const statement of block.statements) this.statement(statement);
    const { terminator } = block;
    switch (terminator.kind) {
      case "branch":
        this.operand(terminator.condition);
        break;
      case "switch":
        this.operand(terminator.value);
        break;
      case "try-call":
        this.call(terminator.callee, terminator.arguments);
        this.place(terminator.errorTarget, "address");
        if (terminator.target !== undefined) this.callTarget(terminator.callee, terminator.target);
        break;
      case "return":
        if (this.func.resultPassing === "value") this.use(this.func.resultLocal);
        break;
      case "goto":
      case "suspend":
      case "raise":
      case "abandon":
      case "unreachable":
        break;
    }
  }

  private statement(statement: MirStatement): void {
    switch (statement.kind) {
      case "assign":
        this.rvalue(statement.value);
        this.place(statement.target, "define");
        break;
      case "copy":
      case "move":
        this.place(statement.source, "use");
        this.place(statement.target, "define");
        break;
      case "call":
        this.call(statement.callee, statement.arguments);
        if (statement.target !== undefined) this.callTarget(statement.callee, statement.target);
        break;
      case "drop":
      case "mark-initialized":
      case "mark-uninitialized":
      case "keep-alive":
        break;
    }
  }

  /** A slot that the callee fills through a pointer has an address. */
  private callTarget(callee: Callee, target: Place): void {
    this.place(target, this.resultByReference(callee) ? "address" : "define");
  }

  private call(callee: Callee, args: readonly Argument[]): void {
    if (callee.kind === "pointer") this.operand(callee.pointer);
    for (const argument of args) {
      if (argument.kind === "value") this.operand(argument.operand);
      else this.place(argument.place, "address");
    }
  }

  private rvalue(value: Rvalue): void {
    switch (value.kind) {
      case "use":
        this.operand(value.operand);
        break;
      case "intrinsic":
        for (const operand of value.operands) this.operand(operand);
        break;
      case "aggregate":
        for (const operand of value.elements) this.operand(operand);
        break;
      case "address":
        this.place(value.place, "address");
        break;
    }
  }

  private operand(operand: Operand): void {
    if (operand.kind === "read") this.place(operand.place, "use");
  }

  private place(place: Place, role: "use" | "define" | "address"): void {
    let derefs = 0;
    for (const step of place.path) {
      if (step.kind === "deref") derefs++;
      if (step.kind !== "element") continue;
      this.operand(step.index);
      if (derefs === 0 && step.index.kind !== "constant") this.qualifies[place.local] = false;
    }
    if (derefs > 0 || role === "use") this.use(place.local);
    else if (role === "define" && place.path.length === 0) this.define(place.local);
    else this.qualifies[place.local] = false;
  }

  private use(local: LocalId): void {
    if (!this.qualifies[local] || this.isEmpty[local]) return;
    const defined = this.definitions[local] as number;
    if (defined === -1 || (defined !== this.current && !this.flow.dominates(defined, this.current))) this.qualifies[local] = false;
  }

  private define(local: LocalId): void {
    if (this.isEmpty[local]) return;
    if (this.definitions[local] !== -1) this.qualifies[local] = false;
    this.definitions[local] = this.current;
  }
}
