/**
 * MIR: the one IR between elaboration and LLVM. Monomorphic functions of basic blocks over places.
 *
 * In: `elaborate/` builds it, one function per instance. Out: `llvm/` emits it, `mir/interpreter.ts` runs it.
 * Stages of a function: `built` (semantic copies and moves, no drops for locals) → `lifetimes` inserts drops and turns
 * last-use copies into moves → `lowered` (only bitwise moves and calls). The verifier knows which forms each stage allows.
 * Invariants: every statement has a span; every local is typed; block 0 is the entry; no implicit control flow:
 * raising is an alternate result of a call, tested by its terminator.
 */
import type { Span } from "../source/source-file.ts";

// Types

export type MirType =
  | IntType
  | FloatType
  | { readonly kind: "pointer"; readonly id: number }
  | VectorType
  | { readonly kind: "array"; readonly id: number; readonly length: number; readonly element: MirType }
  | StructType
  /** Exact literals, alive at compile time only. */
  | { readonly kind: "literal-integer"; readonly id: number }
  | { readonly kind: "literal-float"; readonly id: number };

/** No sign: the operations carry it. `bits` 1 is a truth value, stored as one byte. */
export type IntType = { readonly kind: "int"; readonly id: number; readonly bits: number };
export type FloatFormat = "f16" | "bf16" | "f32" | "f64" | "f128" | "f8e4m3fn" | "f8e5m2";
export type FloatType = { readonly kind: "float"; readonly id: number; readonly format: FloatFormat };
/** `element` is an int, float or pointer type. A vector of 1-bit ints is a mask. */
export type VectorType = { readonly kind: "vector"; readonly id: number; readonly length: number; readonly element: MirType };

/** Nominal. `fields` is filled in after creation (types may point to themselves through pointers only). */
export type StructType = {
  readonly kind: "struct";
  readonly id: number;
  /** Unique, printable: `List[Int]`. */
  readonly name: string;
  /** As the user writes it, for messages; `name` if absent. */
  displayName?: string;
  fields: readonly MirType[];
  fieldNames: readonly string[];
  /** Minimum alignment in bytes by `@align`. */
  alignment?: number;
  lifecycle: Lifecycle;
};

/** How values of a struct are copied, moved, destroyed. `none`: not allowed. A string is the symbol of the function. */
export type Lifecycle = {
  /** `(read source) -> result by reference or value`, as an ordinary MirFunction. */
  readonly copy: LifecycleOperation;
  /** `(consume source) -> result`. */
  readonly move: LifecycleOperation;
  /** `(consume value)`. */
  readonly destroy: LifecycleOperation;
  /** Destruction is that of the fields, one by one: fields may be moved out. Absent: the type has a destructor of its own. */
  readonly memberwise?: boolean;
  /** With `destroy` "none": what the type's author tells those who forget to consume a value. */
  readonly abandonedMessage?: string;
};
export type LifecycleOperation = "trivial" | "none" | { readonly symbol: string };

// Constants

export type Constant =
  | { readonly kind: "int"; readonly type: IntType; readonly value: bigint }
  /** `value` is exact for every format up to f64. */
  | { readonly kind: "float"; readonly type: FloatType; readonly value: number }
  | { readonly kind: "null"; readonly type: MirType }
  /** All bits zero, of any type. */
  | { readonly kind: "zero"; readonly type: MirType }
  | { readonly kind: "undefined"; readonly type: MirType }
  /** Struct, array or vector, element by element. */
  | { readonly kind: "aggregate"; readonly type: MirType; readonly elements: readonly Constant[] }
  /** Address of a global plus bytes. */
  | { readonly kind: "global"; readonly type: MirType; readonly symbol: string; readonly offset: number }
  | { readonly kind: "function"; readonly type: MirType; readonly symbol: string }
  | { readonly kind: "literal-integer"; readonly type: MirType; readonly value: bigint }
  /** Exact rational. */
  | {
      readonly kind: "literal-float";
      readonly type: MirType;
      readonly numerator: bigint;
      readonly denominator: bigint;
      readonly special?: "nan" | "inf" | "-inf" | "-0";
    };

// Places and operands

export type LocalId = number;
export type BlockId = number;

export type Place = {
  readonly local: LocalId;
  readonly path: readonly Projection[];
  /** Where the program mentions it, for messages; not part of the text form. */
  readonly span?: Span;
};

export type Projection =
  | { readonly kind: "field"; readonly index: number }
  /** The place so far holds a pointer; go to what it points to. */
  | { readonly kind: "deref"; readonly type: MirType; readonly alignment?: number }
  /** Element of an array place. */
  | { readonly kind: "element"; readonly index: Operand };

export type Operand =
  /** Bitwise read of a place. Does not end its life. */
  { readonly kind: "read"; readonly place: Place } | { readonly kind: "constant"; readonly constant: Constant };

export type Rvalue =
  | { readonly kind: "use"; readonly operand: Operand }
  | {
      readonly kind: "intrinsic";
      readonly name: string;
      readonly operands: readonly Operand[];
      readonly type: MirType;
      readonly attributes?: IntrinsicAttributes;
    }
  /** Pointer to a place. The result keeps the root local alive only if its local says so (`keeps`). */
  | { readonly kind: "address"; readonly place: Place }
  | { readonly kind: "aggregate"; readonly type: MirType; readonly elements: readonly Operand[] };

/** What an intrinsic needs beside operands and result type; see `mir/intrinsics.ts`. */
export type IntrinsicAttributes = {
  readonly signed?: boolean;
  /** `load`/`store`: alignment in bytes; absent: natural. */
  readonly alignment?: number;
  readonly volatile?: boolean;
  readonly nontemporal?: boolean;
  readonly invariant?: boolean;
  /** Memory order of atomics: `relaxed`, `acquire`, `release`, `acq_rel`, `seq_cst`. */
  readonly ordering?: string;
  readonly operation?: string;
  /** `shuffle`: source lane of every result lane (index into the concatenation; -1: undefined). */
  readonly mask?: readonly number[];
  /** `llvm`: name of the LLVM intrinsic; `assembly`: text. */
  readonly text?: string;
  readonly constraints?: string;
  readonly sideEffects?: boolean;
  /** Element type for `offset`, pointee of `alloca`, accumulator types … */
  readonly elementType?: MirType;
  readonly fastMath?: readonly string[];
  /** `add`, `sub`, `mul` of integers: the caller knows that the result fits (by `signed`); otherwise it wraps. */
  readonly noWrap?: boolean;
};

export type Argument =
  /** Passed in registers. */
  | { readonly kind: "value"; readonly operand: Operand }
  /**
   * Passed by address. `read`, `mut`: borrowed for the call; `consume`: the callee takes the value, the place is
   * uninitialised after; `initialize`: the callee fills the place.
   */
  | { readonly kind: "reference"; readonly mode: "read" | "mut" | "consume" | "initialize"; readonly place: Place };

export type Callee =
  | { readonly kind: "function"; readonly symbol: string }
  /** By address; `signature` gives the calling convention. */
  | { readonly kind: "pointer"; readonly pointer: Operand; readonly signature: CallSignature }
  /** C function by name: every argument by value, no error edge. `variadicAfter`: number of fixed arguments. */
  | { readonly kind: "external"; readonly symbol: string; readonly signature: CallSignature; readonly variadicAfter?: number };

export type CallSignature = {
  /** `signed`: how a C function expects integers below 32 bits to be widened; absent: unsigned. */
  readonly parameters: readonly { readonly type: MirType; readonly passing: Passing; readonly signed?: boolean }[];
  readonly result: MirType;
  readonly resultSigned?: boolean;
  readonly resultPassing: Passing;
  readonly error?: MirType;
  readonly abi: "mojo" | "c";
};

export type Passing = "value" | "reference";

// Statements

export type MirStatement =
  /** Fills an uninitialised (or trivially overwritable) place with bits. */
  | { readonly kind: "assign"; readonly target: Place; readonly value: Rvalue; readonly span: Span }
  /** Semantic copy into an uninitialised place; a last use becomes `move`. Lowered to a call or a bitwise copy. */
  | {
      readonly kind: "copy";
      readonly target: Place;
      readonly source: Place;
      readonly span: Span;
      readonly explicit?: boolean /** The type asks for `.copy()`: an error unless this becomes a move. */;
      readonly forbidden?: boolean;
    }
  /** Semantic move; the source is uninitialised after. Lowered to a call or a bitwise copy. */
  | { readonly kind: "move"; readonly target: Place; readonly source: Place; readonly span: Span }
  /** Destroys the value in a place. Written by elaboration only for places behind a `deref`. */
  | { readonly kind: "drop"; readonly place: Place; readonly span: Span }
  /** The place counts as initialised from here (written through a pointer, or by an unsafe construct). */
  | { readonly kind: "mark-initialized"; readonly place: Place; readonly span: Span }
  /** The place counts as uninitialised from here without being destroyed (`forget`). */
  | { readonly kind: "mark-uninitialized"; readonly place: Place; readonly span: Span }
  /** A use of the place: it lives at least to here (`_ = x`). */
  | { readonly kind: "keep-alive"; readonly place: Place; readonly span: Span }
  | {
      readonly kind: "call";
      readonly target?: Place;
      readonly callee: Callee;
      readonly arguments: readonly Argument[];
      readonly span: Span;
      readonly tail?: boolean;
    };

export type MirTerminator =
  | { readonly kind: "goto"; readonly target: BlockId; readonly span: Span }
  | {
      readonly kind: "branch";
      readonly condition: Operand;
      readonly whenTrue: BlockId;
      readonly whenFalse: BlockId;
      readonly span: Span;
      readonly likely?: boolean;
    }
  | {
      readonly kind: "switch";
      readonly value: Operand;
      readonly cases: readonly { readonly value: bigint; readonly target: BlockId }[];
      readonly otherwise: BlockId;
      readonly span: Span;
    }
  /** Call of a raising function: `target` is filled on `normal`, `errorTarget` on `error`. */
  | {
      readonly kind: "try-call";
      readonly target?: Place;
      readonly callee: Callee;
      readonly arguments: readonly Argument[];
      readonly errorTarget: Place;
      readonly normal: BlockId;
      readonly error: BlockId;
      readonly span: Span;
    }
  /** Returns the value in the result local. */
  | { readonly kind: "return"; readonly span: Span }
  /** Returns the value in the error local as an error. */
  | { readonly kind: "raise"; readonly span: Span }
  /**
   * In a coroutine: gives control back to who resumed it. It goes on at `resumed`, or at `destroyed` when it is destroyed
   * here. The `initial` one ends what runs at the call: everything after it runs when the coroutine is resumed.
   */
  | {
      readonly kind: "suspend";
      readonly resumed: BlockId;
      readonly destroyed: BlockId;
      readonly initial?: boolean;
      readonly span: Span;
    }
  /** The end of a coroutine that is destroyed before it has a result. */
  | { readonly kind: "abandon"; readonly span: Span }
  | { readonly kind: "unreachable"; readonly span: Span };

export type MirBlock = { statements: MirStatement[]; terminator: MirTerminator };

// Functions

export type MirLocal = {
  readonly type: MirType;
  /** Source name; absent for temporaries. */
  readonly name?: string;
  readonly span: Span;
  /** A use of this local is a use of these, transitively: it holds references into them (from origins in its type). */
  keeps: readonly LocalId[];
  /** Never dropped or checked: compiler-made pointers and trivially destructible scratch. */
  readonly unmanaged?: boolean;
};

/**
 * `read`: borrowed, never dropped here. `mut`: initialised at entry and at every exit. `owned`: dropped here unless
 * consumed. `deinit`: owned, but its fields are dropped one by one, never the whole. `ref`: like `mut` or `read` by
 * origin; never dropped. `out`: a result slot, see `resultLocal`.
 */
export type MirParameter = {
  readonly local: LocalId;
  readonly convention: "read" | "mut" | "owned" | "deinit" | "ref";
  /** `reference`: the local's storage is the caller's. */
  readonly passing: Passing;
};

export type MirFunction = {
  readonly symbol: string;
  /** `List[Int].append`, for people. */
  readonly displayName: string;
  readonly span: Span;
  readonly parameters: readonly MirParameter[];
  /** Holds the value at `return`. With `reference` passing its storage is the caller's and never aliases an argument. */
  readonly resultLocal: LocalId;
  readonly resultPassing: Passing;
  /** Set if the function raises; holds the error at `raise`. Errors travel by reference (storage is the caller's). */
  readonly errorLocal?: LocalId;
  /**
   * Set in a coroutine: a pointer local that holds its handle from the start. A call gives the handle; result and error
   * go where the header behind it says (`docs/design/concurrency.md`).
   */
  readonly handleLocal?: LocalId;
  /** Functions that give and take back a coroutine's frame; absent: those of libc. */
  readonly frame?: { readonly allocate: string; readonly free: string };
  readonly locals: MirLocal[];
  readonly blocks: MirBlock[];
  /** `cold`: never, and compiled quickly rather than well: it runs once, or when something is wrong. */
  readonly inline: "auto" | "always" | "never" | "cold";
  readonly linkage: Linkage;
  readonly abi: "mojo" | "c";
  stage: "built" | "lowered";
};

/** `imported`: defined elsewhere; a function has no blocks, and the initial value says nothing. */
export type Linkage = "internal" | "exported" | "imported";

export type MirGlobal = {
  readonly symbol: string;
  readonly type: MirType;
  readonly initial: Constant;
  readonly isConstant: boolean;
  /** Each thread has its own. */
  readonly isThreadLocal?: boolean;
  readonly alignment?: number;
  readonly linkage: Linkage;
};

/** Raw bytes with pointers in them: string literals and heap snapshots of compile-time values. */
export type MirData = {
  readonly symbol: string;
  readonly bytes: Uint8Array;
  readonly relocations: readonly { readonly offset: number; readonly target: Constant }[];
  readonly alignment: number;
  readonly isConstant: boolean;
};

/** What runs or is emitted together. Functions are in order of first request: same input, same bytes. */
export type MirModule = {
  readonly functions: Map<string, MirFunction>;
  readonly globals: Map<string, MirGlobal>;
  readonly data: Map<string, MirData>;
  /** Symbols that must survive: entry points and exports. */
  readonly roots: string[];
};
