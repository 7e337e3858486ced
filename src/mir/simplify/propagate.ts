/**
 * Copies, constants and addresses forward to where they are used; folds what becomes constant.
 *
 * Blocks are visited down the dominator tree (see `known-values.ts`). Statements are replaced, none is added.
 */
import { intrinsicInfo } from "../intrinsics.ts";
import type { Constant, MirBlock, MirFunction, MirStatement, MirTerminator, Operand, Place, Rvalue } from "../mir.ts";
import { dominatorTree } from "./dominator-tree.ts";
import type { LocalFacts } from "./facts.ts";
import { foldIntrinsic } from "./fold.ts";
import { type Known, KnownValues } from "./known-values.ts";
import { hasDeref, isDirect, rewriteCall, rewriteRvalue } from "./rewrite.ts";

export type PropagateOptions = {
  /** The function is for native code: `interpreting` is 0. */
  readonly native: boolean;
};

/**
 * Changes the blocks in place; the facts stay right, but for what has no address any more. Tells whether some branch
 * was decided.
 */
export function propagate(fn: Pick<MirFunction, "locals" | "blocks">, facts: LocalFacts, options: PropagateOptions): boolean {
  const propagation = new Propagation(fn, facts, options);
  propagation.run();
  return propagation.hasDecided;
}

class Propagation {
  private readonly fn: Pick<MirFunction, "locals" | "blocks">;
  private readonly facts: LocalFacts;
  private readonly options: PropagateOptions;
  private readonly known: KnownValues;
  /** A branch depends on a constant now. */
  hasDecided = false;

  constructor(fn: Pick<MirFunction, "locals" | "blocks">, facts: LocalFacts, options: PropagateOptions) {
    this.fn = fn;
    this.facts = facts;
    this.options = options;
    this.known = new KnownValues(fn, facts);
  }

  run(): void {
    const children = dominatorTree(this.fn.blocks);
    const active = [{ block: 0, mark: this.enter(0), next: 0 }];
    for (let top = active.at(-1); top !== undefined; top = active.at(-1)) {
      const child = children[top.block]?.[top.next++];
      if (child !== undefined) {
        active.push({ block: child, mark: this.enter(child), next: 0 });
        continue;
      }
      this.known.leaveBlock(top.mark);
      active.pop();
    }
  }

  private enter(id: number): number {
    const mark = this.known.enterBlock();
    const block = this.fn.blocks[id] as MirBlock;
    const statements: MirStatement[] = [];
    for (const statement of block.statements) {
      const rewritten = this.statement(statement);
      if (rewritten !== undefined) statements.push(rewritten);
      if (rewritten === statement) continue;
      this.facts.countStatement(statement, -1);
      if (rewritten !== undefined) this.facts.countStatement(rewritten, 1);
    }
    block.statements = statements;
    const terminator = this.terminator(block.terminator);
    if (terminator !== block.terminator) {
      this.facts.countTerminator(block.terminator, -1);
      this.facts.countTerminator(terminator, 1);
      block.terminator = terminator;
    }
    return mark;
  }

  private terminator(terminator: MirTerminator): MirTerminator {
    switch (terminator.kind) {
      case "branch": {
        const condition = this.known.operand(terminator.condition);
        this.hasDecided ||= condition.kind === "constant";
        return condition === terminator.condition ? terminator : { ...terminator, condition };
      }
      case "switch": {
        const value = this.known.operand(terminator.value);
        this.hasDecided ||= value.kind === "constant";
        return value === terminator.value ? terminator : { ...terminator, value };
      }
      case "try-call": {
        const call = rewriteCall(terminator, this.known);
        // The callee may change pointers in memory on the way to the targets.
        this.known.writeMemory();
        const errorTarget = this.known.place(terminator.errorTarget);
        return { ...call, errorTarget, ...(call.target === undefined ? {} : { target: this.known.place(call.target) }) };
      }
      default:
        return terminator;
    }
  }

  private statement(statement: MirStatement): MirStatement | undefined {
    if (statement.kind === "call") return this.call(statement);
    if (statement.kind !== "assign") return statement;
    const value = this.folded(rewriteRvalue(statement.value, this.known));
    if (value.kind === "intrinsic" && mayWriteMemory(value)) this.known.writeMemory();
    const target = this.known.place(statement.target);
    if (value.kind === "use" && value.operand.kind === "read" && isDirect(target) && samePlace(target, value.operand.place))
      return undefined;
    this.wrote(target, this.learned(target, value));
    return target === statement.target && value === statement.value ? statement : { ...statement, target, value };
  }

  private call(statement: Extract<MirStatement, { kind: "call" }>): MirStatement {
    const call = rewriteCall(statement, this.known);
    // The callee may change pointers in memory on the way to the target.
    this.known.writeMemory();
    if (call.target === undefined) return call;
    const target = this.known.place(call.target);
    this.wrote(target, undefined);
    return call === statement && target === statement.target ? statement : { ...call, target };
  }

  private wrote(target: Place, known: Known | undefined): void {
    if (this.known.isMemory(target)) this.known.writeMemory();
    else if (isDirect(target)) this.known.write(target, known);
    else this.known.write({ local: target.local, path: [] }, undefined);
  }

  private folded(value: Rvalue): Rvalue {
    if (value.kind === "aggregate") return foldAggregate(value);
    if (value.kind !== "intrinsic") return value;
    if (value.name === "interpreting" && this.options.native && value.type.kind === "int") {
      return { kind: "use", operand: { kind: "constant", constant: { kind: "int", type: value.type, value: 0n } } };
    }
    const operand = foldIntrinsic(value);
    return operand === undefined ? value : { kind: "use", operand };
  }

  /** What a target that is not in memory is known to be. */
  private learned(target: Place, value: Rvalue): Known | undefined {
    switch (value.kind) {
      case "use":
        return this.knownOperand(target, value.operand);
      case "address":
        return this.mentionsTarget(target, value.place) ? undefined : { kind: "address", place: value.place };
      case "aggregate": {
        if (value.type.kind !== "struct") return undefined;
        const fields = value.elements.map((element) => this.knownOperand(target, element));
        return fields.every((field) => field === undefined) ? undefined : { kind: "fields", fields };
      }
      case "intrinsic":
        return undefined;
    }
  }

  private knownOperand(target: Place, operand: Operand): Known | undefined {
    if (operand.kind === "constant") return { kind: "operand", operand };
    const { place } = operand;
    if (this.mentionsTarget(target, place)) return undefined;
    // A second read of memory may cost more than the copy.
    if (this.known.isMemory(place) && (this.facts.reads[target.local] !== 1 || target.path.length > 0)) return undefined;
    return { kind: "operand", operand };
  }

  private mentionsTarget(target: Place, place: Place): boolean {
    if (place.local === target.local) return true;
    return place.path.some(
      (step) => step.kind === "element" && step.index.kind === "read" && this.mentionsTarget(target, step.index.place),
    );
  }
}

function foldAggregate(value: Extract<Rvalue, { kind: "aggregate" }>): Rvalue {
  const elements: Constant[] = [];
  for (const element of value.elements) {
    if (element.kind !== "constant") return value;
    elements.push(element.constant);
  }
  return { kind: "use", operand: { kind: "constant", constant: { kind: "aggregate", type: value.type, elements } } };
}

function mayWriteMemory(value: Extract<Rvalue, { kind: "intrinsic" }>): boolean {
  const effect = intrinsicInfo(value.name)?.effect;
  return effect !== "pure" && effect !== "read";
}

function samePlace(a: Place, b: Place): boolean {
  if (a.local !== b.local || a.path.length !== b.path.length || hasDeref(b)) return false;
  return a.path.every((step, index) => {
    const other = b.path[index];
    return step.kind === "field" && other?.kind === "field" && step.index === other.index;
  });
}
