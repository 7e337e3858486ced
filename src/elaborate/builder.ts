/**
 * Builds one MIR function: locals, blocks, statements, with the current span.
 *
 * After a terminator the builder continues in a block that nothing reaches, so that dead code is still checked.
 */
import { assert } from "../base/assert.ts";
import type {
  Argument,
  BlockId,
  Callee,
  Constant,
  LocalId,
  MirBlock,
  MirLocal,
  MirStatement,
  MirTerminator,
  MirType,
  Operand,
  Place,
  Rvalue,
} from "../mir/mir.ts";
import type { Span } from "../source/source-file.ts";

export class FunctionBuilder {
  readonly locals: MirLocal[] = [];
  readonly blocks: MirBlock[] = [];
  span: Span;
  private current: BlockId;
  private terminated = false;
  private readonly unreachable = new Set<BlockId>();

  constructor(span: Span) {
    this.span = span;
    this.current = this.newBlock();
  }

  /** A copy to try something in: what is added to it is thrown away. */
  fork(): FunctionBuilder {
    const copy = new FunctionBuilder(this.span);
    copy.locals.push(...this.locals.map((local) => ({ ...local })));
    return copy;
  }

  newLocal(type: MirType, options: { name?: string; span?: Span; keeps?: readonly LocalId[]; unmanaged?: boolean } = {}): LocalId {
    this.locals.push({
      type,
      name: options.name,
      span: options.span ?? this.span,
      keeps: options.keeps ?? [],
      unmanaged: options.unmanaged,
    });
    return this.locals.length - 1;
  }

  /** Makes a temporary the storage of a variable. */
  nameLocal(local: LocalId, name: string, span: Span): void {
    this.locals[local] = { ...(this.locals[local] as MirLocal), name, span };
  }

  isUnnamed(local: LocalId): boolean {
    return this.locals[local]?.name === undefined;
  }

  keep(local: LocalId, roots: readonly LocalId[]): void {
    const entry = this.locals[local] as MirLocal;
    const added = roots.filter((root) => root !== local && !entry.keeps.includes(root));
    if (added.length > 0) entry.keeps = [...entry.keeps, ...added];
  }

  newBlock(): BlockId {
    this.blocks.push({ statements: [], terminator: { kind: "unreachable", span: this.span } });
    return this.blocks.length - 1;
  }

  get isReachable(): boolean {
    return !this.terminated && !this.unreachable.has(this.current);
  }

  get block(): BlockId {
    return this.current;
  }

  startBlock(block: BlockId): void {
    assert(this.terminated, "a block is left by a terminator");
    this.current = block;
    this.terminated = false;
  }

  emit(statement: MirStatement): void {
    if (this.terminated) this.continueUnreachable();
    (this.blocks[this.current] as MirBlock).statements.push(statement);
  }

  terminate(terminator: MirTerminator): void {
    if (this.terminated) return;
    (this.blocks[this.current] as MirBlock).terminator = terminator;
    this.terminated = true;
  }

  /** Leaves the current block for `target` and goes on there. */
  fallInto(target: BlockId): void {
    this.goto(target);
    this.startBlock(target);
  }

  goto(target: BlockId): void {
    this.terminate({ kind: "goto", target, span: this.span });
  }

  branch(condition: Operand, whenTrue: BlockId, whenFalse: BlockId, likely?: boolean): void {
    if (this.terminated) this.continueUnreachable();
    const hint = likely === undefined ? {} : { likely };
    this.terminate({ kind: "branch", condition, whenTrue, whenFalse, ...hint, span: this.span });
  }

  assign(target: Place, value: Rvalue): void {
    this.emit({ kind: "assign", target, value, span: this.span });
  }

  copy(target: Place, source: Place, explicit = false, forbidden = false): void {
    this.emit({ kind: "copy", target, source, span: this.span, explicit: explicit || undefined, ...(forbidden ? { forbidden } : {}) });
  }

  move(target: Place, source: Place): void {
    this.emit({ kind: "move", target, source, span: this.span });
  }

  drop(place: Place): void {
    this.emit({ kind: "drop", place, span: this.span });
  }

  call(target: Place | undefined, callee: Callee, args: readonly Argument[]): void {
    this.emit({ kind: "call", target, callee, arguments: args, span: this.span });
  }

  tryCall(target: Place | undefined, callee: Callee, args: readonly Argument[], errorTarget: Place, error: BlockId): void {
    if (this.terminated) this.continueUnreachable();
    const normal = this.newBlock();
    this.terminate({ kind: "try-call", target, callee, arguments: args, errorTarget, normal, error, span: this.span });
    this.startBlock(normal);
  }

  private continueUnreachable(): void {
    this.current = this.newBlock();
    this.unreachable.add(this.current);
    this.terminated = false;
  }
}

export function localPlace(local: LocalId): Place {
  return { local, path: [] };
}

export function fieldPlace(place: Place, index: number): Place {
  return { local: place.local, path: [...place.path, { kind: "field", index }] };
}

export function derefPlace(place: Place, type: MirType): Place {
  return { local: place.local, path: [...place.path, { kind: "deref", type }] };
}

export function read(place: Place): Operand {
  return { kind: "read", place };
}

export function constantOperand(constant: Constant): Operand {
  return { kind: "constant", constant };
}

export function passesThroughPointer(place: Place): boolean {
  return place.path.some((projection) => projection.kind === "deref");
}
