/**
 * A function of Python while it is lowered: its builder, its variables, where errors and `break` go.
 */
import { type FunctionBuilder, localPlace } from "../elaborate/builder.ts";
import type { BlockId, LocalId, Operand, Place } from "../mir/mir.ts";
import type { Layout, Slots } from "./layouts.ts";
import type { Span } from "../source/source-file.ts";

/** A value while an expression is lowered: with a count of its own, or kept alive by somebody else. */
export type Value =
  | { readonly kind: "owned"; readonly local: LocalId }
  /** A variable that may be read until it is assigned. */
  | { readonly kind: "variable"; readonly local: LocalId }
  | { readonly kind: "word"; readonly word: Operand };

export type Variable =
  | {
      readonly kind: "local";
      readonly local: LocalId;
      readonly value?: LocalId /** A float that may stand beside the word (`unboxed.ts`). */;
      readonly slots?: Slots /** Where attributes of what it holds are (`layouts.ts`). */;
    }
  /** An argument that is never assigned: its caller keeps it alive. */
  | { readonly kind: "argument"; readonly local: LocalId; readonly slots?: Slots }
  /** Shared with inner functions, or taken from an outer one. */
  | { readonly kind: "box"; readonly local: LocalId; readonly isFree: boolean };

/** Where names go while the body of a class runs. */
export type ClassScope = {
  readonly namespace: LocalId;
  readonly names: { has(name: string): boolean };
  readonly globals: ReadonlySet<string>;
  /** The names of code that is compiled at run time, which its comprehensions see too. */
  readonly isOfCode?: true;
  readonly layout?: Layout | undefined;
  readonly className?: string;
};

export type Frame =
  | { readonly kind: "loop"; readonly breakBlock: BlockId; readonly continueBlock: BlockId }
  | { readonly kind: "handler"; readonly error: LocalId; readonly block: BlockId }
  | { readonly kind: "finally"; readonly run: () => void };

export type ErrorEdge = { readonly place: Place; readonly block: BlockId };

export class Body {
  readonly builder: FunctionBuilder;
  /** Of a function; the module's own variables are globals. */
  readonly variables = new Map<string, Variable>();
  /** Local variables that have a value for certain here. */
  assigned = new Set<string>();
  /** Local variables that may lose their values again. */
  deleted: ReadonlySet<string> = new Set();
  /** Local variables that may hold floats in registers. */
  floats: ReadonlySet<string> = new Set();
  readonly frames: Frame[] = [];
  /** What qualified names of functions and classes begin with here. */
  qualifier = "";
  /** Of a function, for `super()`. */
  firstArgument: string | undefined;
  classScope: ClassScope | undefined;
  /** Of a method of a class of the module. */
  className: string | undefined;
  readonly resultLocal: LocalId;
  readonly errorLocal: LocalId;
  readonly isModule: boolean;
  /** The values of its statements that are expressions are shown (`code.ts`). */
  showsValues = false;
  /** Of the function. */
  symbol = "";
  /** Line before which the function begins: in its code, lines count from there. */
  firstLine = 0;
  /** In tracebacks. */
  displayName = "<module>";
  /** The blocks that errors come through, by line and by where they go. */
  readonly tracing = new Map<string, BlockId>();
  /** The generator that the function is the coroutine of. */
  generator: Operand | undefined;
  /** Whether that is a coroutine of `async def`, or an asynchronous generator. */
  isAsync = false;
  /** What is lowered runs only after an attempt has failed (`attempts.ts`). */
  isRare = false;
  /** Locals whose values an attempt has looked into: they are to live until it has used what it has found. */
  looked: LocalId[] = [];
  private leaving: BlockId | undefined;

  constructor(builder: FunctionBuilder, resultLocal: LocalId, errorLocal: LocalId, isModule: boolean) {
    this.builder = builder;
    this.resultLocal = resultLocal;
    this.errorLocal = errorLocal;
    this.isModule = isModule;
  }

  /** Where an error goes from here in the end: to the innermost handler, else out of the function. */
  outward(): ErrorEdge {
    for (let index = this.frames.length - 1; index >= 0; index--) {
      const frame = this.frames[index] as Frame;
      if (frame.kind === "handler") return { place: localPlace(frame.error), block: frame.block };
    }
    if (this.leaving === undefined) {
      this.leaving = this.builder.newBlock();
      (this.builder.blocks[this.leaving] as { terminator: unknown }).terminator = { kind: "raise", span: this.builder.span };
    }
    return { place: localPlace(this.errorLocal), block: this.leaving };
  }

  at<Result>(span: Span, action: () => Result): Result {
    const saved = this.builder.span;
    this.builder.span = span;
    const result = action();
    this.builder.span = saved;
    return result;
  }
}
