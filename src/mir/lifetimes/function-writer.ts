/**
 * Writes lowered blocks: statements as they are, and copies, moves and drops as calls or bitwise assignments.
 *
 * In: places and their types. Out: blocks in place of the old ones; new blocks (loops over arrays, split edges) come
 * after them, new locals after the function's own. Arrays are handled element by element.
 */
import type { BlockId, MirBlock, MirFunction, MirLocal, MirStatement, MirTerminator, MirType, Operand, Place, Rvalue } from "../mir.ts";
import type { MirTypeTable } from "../types.ts";
import type { Span } from "../../source/source-file.ts";
import type { LifecycleAction, LifecycleTable } from "./lifecycles.ts";
import { localPlace, withProjection } from "./places.ts";

/** Longer arrays are handled by a loop. */
const longestUnrolledArray = 4;

export class FunctionWriter {
  readonly blocks: MirBlock[];
  readonly locals: MirLocal[];
  private readonly types: MirTypeTable;
  private readonly lifecycles: LifecycleTable;
  private current: BlockId = 0;

  constructor(fn: MirFunction, types: MirTypeTable, lifecycles: LifecycleTable) {
    this.types = types;
    this.lifecycles = lifecycles;
    this.locals = [...fn.locals];
    this.blocks = fn.blocks.map(() => emptyBlock(fn.span));
  }

  /** A block that nothing leads to yet. */
  newBlock(span: Span): BlockId {
    this.blocks.push(emptyBlock(span));
    return this.blocks.length - 1;
  }

  startBlock(block: BlockId): void {
    this.current = block;
  }

  emit(statement: MirStatement): void {
    (this.blocks[this.current] as MirBlock).statements.push(statement);
  }

  terminate(terminator: MirTerminator): void {
    (this.blocks[this.current] as MirBlock).terminator = terminator;
  }

  /** Storage for a value that is handed on before anything else happens. */
  newTemporary(type: MirType, span: Span): Place {
    this.locals.push({ type, span, keeps: [], unmanaged: true });
    return localPlace(this.locals.length - 1);
  }

  assign(target: Place, value: Rvalue, span: Span): void {
    this.emit({ kind: "assign", target, value, span });
  }

  copy(target: Place, source: Place, type: MirType, span: Span): void {
    this.transfer("copy", target, source, type, span);
  }

  move(target: Place, source: Place, type: MirType, span: Span): void {
    this.transfer("move", target, source, type, span);
  }

  destroy(place: Place, type: MirType, span: Span): void {
    const operation = this.lifecycles.operation(type, "destroy");
    if (operation === "trivial" || operation === "none") return;
    if (type.kind === "array") {
      this.forEachElement(type.length, span, (index) => {
        this.destroy(withProjection(place, { kind: "element", index }), type.element, span);
      });
      return;
    }
    const argument = { kind: "reference", mode: "consume", place } as const;
    this.emit({ kind: "call", callee: { kind: "function", symbol: operation.symbol }, arguments: [argument], span });
  }

  private transfer(action: Exclude<LifecycleAction, "destroy">, target: Place, source: Place, type: MirType, span: Span): void {
    const operation = this.lifecycles.operation(type, action);
    if (operation === "trivial" || operation === "none") {
      if (!this.lifecycles.isEmpty(type)) this.assign(target, { kind: "use", operand: { kind: "read", place: source } }, span);
      return;
    }
    if (type.kind === "array") {
      this.forEachElement(type.length, span, (index) => {
        const projection = { kind: "element", index } as const;
        this.transfer(action, withProjection(target, projection), withProjection(source, projection), type.element, span);
      });
      return;
    }
    const argument = { kind: "reference", mode: action === "copy" ? "read" : "consume", place: source } as const;
    this.emit({ kind: "call", target, callee: { kind: "function", symbol: operation.symbol }, arguments: [argument], span });
  }

  private forEachElement(length: number, span: Span, body: (index: Operand) => void): void {
    if (length <= longestUnrolledArray) {
      for (let index = 0; index < length; index++) body(this.integer(index));
      return;
    }
    const counter = this.newTemporary(this.types.i64, span);
    const more = this.newTemporary(this.types.bool, span);
    const count: Operand = { kind: "read", place: counter };
    const head = this.newBlock(span);
    const inside = this.newBlock(span);
    const after = this.newBlock(span);
    this.assign(counter, { kind: "use", operand: this.integer(0) }, span);
    this.terminate({ kind: "goto", target: head, span });
    this.startBlock(head);
    this.assign(more, { kind: "intrinsic", name: "lt", operands: [count, this.integer(length)], type: this.types.bool }, span);
    this.terminate({ kind: "branch", condition: { kind: "read", place: more }, whenTrue: inside, whenFalse: after, span });
    this.startBlock(inside);
    body(count);
    this.assign(counter, { kind: "intrinsic", name: "add", operands: [count, this.integer(1)], type: this.types.i64 }, span);
    this.terminate({ kind: "goto", target: head, span });
    this.startBlock(after);
  }

  private integer(value: number): Operand {
    return { kind: "constant", constant: { kind: "int", type: this.types.i64, value: BigInt(value) } };
  }
}

function emptyBlock(span: Span): MirBlock {
  return { statements: [], terminator: { kind: "unreachable", span } };
}
