/**
 * The syntax tree of every dialect: Python 3.13 and all eras of Mojo in one set of node types.
 *
 * The parser (`syntax/parser.ts`) builds it, the printer (`syntax/printer.ts`) turns it back into text that parses
 * to the same tree. Old spellings are kept in small `keyword`/`spelling` fields so that printing and migration
 * know what was written; all later stages read the canonical fields only.
 * Invariant: a broken piece of source is an `error` node, never a missing node.
 * Parentheses around one expression are not in the tree; a docstring is in its declaration's `docstring`, not in its body.
 */
import type { SourceFile, Span } from "../source/source-file.ts";

export type Dialect = "2023" | "24" | "26" | "1.0" | "python";

export type Module = {
  readonly kind: "module";
  readonly file: SourceFile;
  readonly dialect: Dialect;
  readonly docstring?: string;
  readonly body: readonly Statement[];
  readonly span: Span;
};

export type Identifier = {
  readonly text: string;
  /** Written in backticks. */
  readonly escaped?: boolean;
  readonly span: Span;
};

// Expressions

export type UnaryOperator = "+" | "-" | "~" | "not";
export type BinaryOperator = "+" | "-" | "*" | "/" | "//" | "%" | "**" | "@" | "<<" | ">>" | "&" | "|" | "^";
export type CompareOperator = "==" | "!=" | "<" | "<=" | ">" | ">=" | "is" | "is not" | "in" | "not in";

export type Expression =
  | { readonly kind: "name"; readonly name: string; readonly escaped?: boolean; readonly span: Span }
  | { readonly kind: "integer"; readonly value: bigint; readonly text: string; readonly span: Span }
  /** `text` is the literal as written, without underscores, for exact decimal conversion. */
  | { readonly kind: "float"; readonly value: number; readonly text: string; readonly span: Span }
  | { readonly kind: "imaginary"; readonly value: number; readonly text: string; readonly span: Span }
  /** Adjacent literals are joined; `value` holds code points decoded from escapes. */
  | { readonly kind: "string"; readonly value: string; readonly span: Span }
  | { readonly kind: "bytes"; readonly value: Uint8Array; readonly span: Span }
  /** f-string, or t-string when `template`. */
  | { readonly kind: "formatted"; readonly template: boolean; readonly parts: readonly FormattedPart[]; readonly span: Span }
  | { readonly kind: "boolean"; readonly value: boolean; readonly span: Span }
  | { readonly kind: "none"; readonly span: Span }
  | { readonly kind: "ellipsis"; readonly span: Span }
  | { readonly kind: "unary"; readonly operator: UnaryOperator; readonly operand: Expression; readonly span: Span }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
      readonly operatorSpan: Span;
      readonly span: Span;
    }
  | {
      readonly kind: "logical";
      readonly operator: "and" | "or";
      readonly left: Expression;
      readonly right: Expression;
      readonly span: Span;
    }
  /** `a < b <= c`: `operators[i]` stands between operand i and i + 1. */
  | {
      readonly kind: "compare";
      readonly operands: readonly Expression[];
      readonly operators: readonly CompareOperator[];
      readonly span: Span;
    }
  | {
      readonly kind: "call";
      readonly callee: Expression;
      readonly arguments: readonly CallArgument[];
      readonly argumentsSpan: Span;
      readonly span: Span;
    }
  /** `base[...]`: subscript or parameter list; slices appear as `slice` values. */
  | {
      readonly kind: "subscript";
      readonly base: Expression;
      readonly arguments: readonly CallArgument[];
      readonly argumentsSpan: Span;
      readonly span: Span;
    }
  | { readonly kind: "attribute"; readonly base: Expression; readonly name: Identifier; readonly span: Span }
  | { readonly kind: "slice"; readonly lower?: Expression; readonly upper?: Expression; readonly step?: Expression; readonly span: Span }
  | { readonly kind: "tuple"; readonly elements: readonly Expression[]; readonly parenthesized: boolean; readonly span: Span }
  | { readonly kind: "list"; readonly elements: readonly Expression[]; readonly span: Span }
  | { readonly kind: "set"; readonly elements: readonly Expression[]; readonly span: Span }
  /** An entry without key is `**value`. Mojo's initializer list `{a, b}` / `{x=1}` is a `set` or an `initializer`. */
  | {
      readonly kind: "dictionary";
      readonly entries: readonly { readonly key?: Expression; readonly value: Expression }[];
      readonly span: Span;
    }
  | {
      readonly kind: "initializer" /** `T {field: value}` of 2023: sets the fields of a `T` directly. */;
      readonly type?: Expression;
      readonly arguments: readonly CallArgument[];
      readonly span: Span;
    }
  | {
      readonly kind: "comprehension";
      readonly form: "list" | "set" | "dictionary" | "generator";
      readonly key?: Expression;
      readonly element: Expression;
      readonly clauses: readonly ComprehensionClause[];
      readonly span: Span;
    }
  | {
      readonly kind: "lambda";
      readonly arguments: readonly ArgumentDeclaration[];
      readonly body: Expression;
      readonly captures?: readonly Capture[] /** Mojo's form `lambda (x: Int) -> Int: e`; `arguments` and `captures` repeat its parts. */;
      readonly signature?: FunctionSignature;
      readonly span: Span;
    }
  | {
      readonly kind: "conditional";
      readonly condition: Expression;
      readonly whenTrue: Expression;
      readonly whenFalse: Expression;
      readonly span: Span;
    }
  | { readonly kind: "walrus"; readonly name: Identifier; readonly value: Expression; readonly span: Span }
  /** `*value`; `count` 2 for `**value` where the grammar allows it in subscripts. */
  | { readonly kind: "starred"; readonly count: 1 | 2; readonly value: Expression; readonly span: Span }
  | { readonly kind: "await"; readonly value: Expression; readonly span: Span }
  | { readonly kind: "yield"; readonly value?: Expression; readonly from: boolean; readonly span: Span }
  /** Postfix `^`: gives up ownership. */
  | { readonly kind: "transfer"; readonly value: Expression; readonly span: Span }
  /** `comptime(expression)` or `comptime expression`. */
  | { readonly kind: "comptime"; readonly value: Expression; readonly span: Span }
  /** `fn(Int) raises -> Int`, `def[w: Int](i: Int) capturing -> None`. */
  | { readonly kind: "function-type"; readonly signature: FunctionSignature; readonly span: Span }
  /** `ref [origin] T` in a result, argument or variable type. */
  | { readonly kind: "reference-type"; readonly origin?: readonly CallArgument[]; readonly referent: Expression; readonly span: Span }
  /** `var x` or `ref x` inside a target: `(var a, ref b) = pair`, `ref a = var b = e`. */
  | { readonly kind: "binding"; readonly keyword: "var" | "let" | "ref"; readonly target: Expression; readonly span: Span }
  | { readonly kind: "error"; readonly span: Span };

export type FormattedPart =
  | { readonly kind: "text"; readonly value: string; readonly span: Span }
  | {
      readonly kind: "replacement";
      readonly value: Expression;
      /** Source text when `=` was written (`f"{x=}"`). */
      readonly debugText?: string;
      readonly conversion?: "r" | "s" | "a";
      readonly format?: readonly FormattedPart[];
      readonly span: Span;
    };

export type CallArgument = {
  /** 1 for `*value`, 2 for `**value`, 0 otherwise. */
  readonly stars: 0 | 1 | 2;
  readonly keyword?: Identifier;
  readonly value: Expression;
  /** `f[1, 2 -> name]` of 2023: the call binds this parameter. */
  readonly isResult?: boolean;
  readonly span: Span;
};

export type ComprehensionClause =
  | { readonly kind: "for"; readonly isAsync: boolean; readonly target: Expression; readonly iterable: Expression; readonly span: Span }
  | { readonly kind: "if"; readonly condition: Expression; readonly span: Span };

// Declarations

/** Canonical conventions; `spelling` keeps `borrowed`, `inout`, `owned`, `let`, `imm` … as written. */
export type Convention = "read" | "mut" | "owned" | "out" | "deinit" | "ref";

export type ArgumentDeclaration = {
  /** Empty in a function type that gives only the type: `fn(Int) -> Int`. */
  readonly name: Identifier;
  /** Absent: the default of the declaration's kind (read for Mojo, Python object in untyped code). */
  readonly convention?: Convention;
  readonly spelling?: string;
  /** `ref [origin] x: T`. */
  readonly origin?: readonly CallArgument[];
  readonly stars: 0 | 1 | 2;
  readonly type?: Expression;
  /** The type was written `*Ts`: a heterogeneous pack. */
  readonly typeIsPack?: boolean;
  readonly default?: Expression;
  /** Section of the list that it stands in. */
  readonly passing: "positional-only" | "normal" | "keyword-only";
  readonly span: Span;
};

export type ParameterDeclaration = {
  readonly name: Identifier;
  readonly stars: 0 | 1 | 2;
  /** Type or trait bound. */
  readonly type?: Expression;
  readonly default?: Expression;
  readonly passing: "infer-only" | "positional-only" | "normal" | "keyword-only";
  /** Python's `T: bound`, `*Ts`, `**P` of PEP 695 look the same. */
  readonly span: Span;
};

export type Capture = {
  /** Absent name: the default for every free variable. */
  readonly name?: Identifier;
  readonly convention: "read" | "mut" | "owned" | "ref";
  /** `var name^`: moved in. */
  readonly transfer: boolean;
  readonly span: Span;
};

export type FunctionEffects = {
  readonly raises: boolean;
  /** `raises SomeError`. */
  readonly raisesType?: Expression;
  readonly isAsync: boolean;
  /** Old closures: `capturing`, with optional `capturing [_]` / `capturing [origins]`. */
  readonly capturing: boolean;
  readonly capturingOrigins?: readonly CallArgument[];
  readonly escaping: boolean;
  readonly unified: boolean;
  readonly thin: boolean;
  readonly abi?: string;
  readonly registerPassable?: boolean;
};

export type FunctionSignature = {
  readonly keyword: "fn" | "def";
  readonly parameters: readonly ParameterDeclaration[];
  /** No `[...]` was written (as opposed to an empty list). */
  readonly hasParameterList: boolean;
  readonly arguments: readonly ArgumentDeclaration[];
  readonly effects: FunctionEffects;
  readonly captures?: readonly Capture[];
  readonly returns?: Expression;
  /** Named result of 24.x: `-> (out name: T)` or `-> T as name`; 1.0 uses an `out` argument. */
  readonly resultName?: Identifier;
  readonly where?: Expression;
};

export type Decorator = { readonly expression: Expression; readonly span: Span };

export type FunctionDeclaration = {
  readonly kind: "function";
  readonly name: Identifier;
  readonly signature: FunctionSignature;
  readonly decorators: readonly Decorator[];
  readonly docstring?: string;
  readonly body: readonly Statement[];
  /** From the first decorator or keyword to the colon. */
  readonly headerSpan: Span;
  readonly span: Span;
};

export type Conformance = { readonly trait: Expression; readonly where?: Expression; readonly span: Span };

export type StructDeclaration = {
  readonly kind: "struct";
  readonly name: Identifier;
  readonly parameters: readonly ParameterDeclaration[];
  readonly conformances: readonly Conformance[];
  readonly where?: Expression;
  readonly decorators: readonly Decorator[];
  readonly docstring?: string;
  readonly body: readonly Statement[];
  readonly headerSpan: Span;
  readonly span: Span;
};

export type TraitDeclaration = {
  readonly kind: "trait";
  readonly name: Identifier;
  readonly parameters: readonly ParameterDeclaration[];
  readonly parents: readonly Conformance[];
  readonly decorators: readonly Decorator[];
  readonly docstring?: string;
  readonly body: readonly Statement[];
  readonly headerSpan: Span;
  readonly span: Span;
};

export type ClassDeclaration = {
  readonly kind: "class";
  readonly name: Identifier;
  readonly parameters: readonly ParameterDeclaration[];
  readonly arguments: readonly CallArgument[];
  readonly decorators: readonly Decorator[];
  readonly docstring?: string;
  readonly body: readonly Statement[];
  readonly headerSpan: Span;
  readonly span: Span;
};

/** `__extension Name(Trait): ...` */
export type ExtensionDeclaration = {
  readonly kind: "extension";
  readonly target: Expression;
  readonly conformances: readonly Conformance[];
  readonly where?: Expression;
  readonly docstring?: string;
  readonly body: readonly Statement[];
  readonly span: Span;
};

/** `alias X = 1`, `comptime X[n: Int]: Int = n * 2`, associated `comptime Element: Copyable`, Python's `type X = ...`. */
export type AliasDeclaration = {
  readonly kind: "alias";
  readonly keyword: "alias" | "comptime" | "type";
  readonly name: Identifier;
  readonly parameters: readonly ParameterDeclaration[];
  readonly type?: Expression;
  readonly where?: Expression;
  readonly value?: Expression;
  readonly decorators: readonly Decorator[];
  readonly docstring?: string;
  readonly span: Span;
};

/**
 * `var x: T = e`, `let x = e`, `ref x = e`, `var a, b = 1, 2`, and struct fields.
 * A plain annotated assignment `x: T = e` has no keyword.
 */
export type VariableDeclaration = {
  readonly kind: "variable";
  readonly keyword?: "var" | "let" | "ref";
  /** Name, tuple of targets, or (without keyword) attribute/subscript. */
  readonly target: Expression;
  readonly type?: Expression;
  /** Further targets of a chain, from left to right: `y`, `z` in `var x = y = z = 1`. */
  readonly chained?: readonly Expression[];
  readonly value?: Expression;
  readonly decorators?: readonly Decorator[];
  readonly docstring?: string;
  readonly span: Span;
};

// Statements

export type Statement =
  | FunctionDeclaration
  | StructDeclaration
  | TraitDeclaration
  | ClassDeclaration
  | ExtensionDeclaration
  | AliasDeclaration
  | VariableDeclaration
  | { readonly kind: "expression"; readonly value: Expression; readonly span: Span }
  /** `a = b = value`: targets from left to right. `var (a, b) = value` patterns carry `var`/`ref` names as `binding`s. */
  | { readonly kind: "assign"; readonly targets: readonly Expression[]; readonly value: Expression; readonly span: Span }
  | {
      readonly kind: "augmented";
      readonly operator: BinaryOperator;
      readonly target: Expression;
      readonly value: Expression;
      readonly span: Span;
    }
  | { readonly kind: "return"; readonly value?: Expression; readonly span: Span }
  | { readonly kind: "raise"; readonly value?: Expression; readonly cause?: Expression; readonly span: Span }
  | { readonly kind: "delete"; readonly targets: readonly Expression[]; readonly span: Span }
  | { readonly kind: "pass"; readonly span: Span }
  | { readonly kind: "break"; readonly span: Span }
  | { readonly kind: "continue"; readonly span: Span }
  | { readonly kind: "global"; readonly names: readonly Identifier[]; readonly span: Span }
  | { readonly kind: "nonlocal"; readonly names: readonly Identifier[]; readonly span: Span }
  | {
      readonly kind: "assert";
      readonly isComptime: boolean;
      readonly condition: Expression;
      readonly message?: Expression;
      readonly span: Span;
    }
  | {
      readonly kind: "import";
      readonly names: readonly { readonly path: readonly Identifier[]; readonly alias?: Identifier }[];
      readonly span: Span;
    }
  /** `from ..a.b import c as d, *`: `level` counts the leading dots; no names means `*`. */
  | {
      readonly kind: "from-import";
      readonly level: number;
      readonly path: readonly Identifier[];
      readonly names: readonly { readonly name: Identifier; readonly alias?: Identifier }[];
      readonly star: boolean;
      readonly span: Span;
    }
  /** `elif` is a nested `if` in `orElse`. `isComptime`: `@parameter if` or `comptime if`. */
  | {
      readonly kind: "if";
      readonly isComptime: boolean;
      readonly condition: Expression;
      readonly body: readonly Statement[];
      readonly orElse: readonly Statement[];
      readonly span: Span;
    }
  | {
      readonly kind: "while";
      readonly isComptime: boolean;
      /** `@unroll` stands before it. */
      readonly unroll?: boolean;
      readonly condition: Expression;
      readonly body: readonly Statement[];
      readonly orElse: readonly Statement[];
      readonly span: Span;
    }
  | {
      readonly kind: "for";
      readonly isAsync: boolean;
      readonly isComptime: boolean;
      /** `@unroll` stands before it. */
      readonly unroll?: boolean;
      /** `for var x in`, `for ref x in`. */
      readonly binding?: "var" | "ref";
      readonly target: Expression;
      readonly iterable: Expression;
      readonly body: readonly Statement[];
      readonly orElse: readonly Statement[];
      readonly span: Span;
    }
  | {
      readonly kind: "try";
      readonly body: readonly Statement[];
      readonly handlers: readonly ExceptHandler[];
      readonly orElse: readonly Statement[];
      readonly finally: readonly Statement[];
      readonly span: Span;
    }
  | {
      readonly kind: "with";
      readonly isAsync: boolean;
      readonly items: readonly { readonly context: Expression; readonly target?: Expression; readonly binding?: "var" | "ref" }[];
      readonly body: readonly Statement[];
      readonly span: Span;
    }
  | { readonly kind: "match"; readonly subject: Expression; readonly cases: readonly MatchCase[]; readonly span: Span }
  | { readonly kind: "error"; readonly span: Span };

export type ExceptHandler = {
  /** `except*`. */
  readonly star: boolean;
  /** Python: the class(es). Mojo's `except e:` sets only `name`. */
  readonly type?: Expression;
  readonly name?: Identifier;
  readonly body: readonly Statement[];
  readonly span: Span;
};

export type MatchCase = {
  readonly pattern: Pattern;
  readonly guard?: Expression;
  readonly body: readonly Statement[];
  readonly span: Span;
};

export type Pattern =
  | { readonly kind: "value"; readonly value: Expression; readonly span: Span }
  | { readonly kind: "capture"; readonly name?: Identifier; readonly pattern?: Pattern; readonly span: Span }
  | { readonly kind: "sequence"; readonly elements: readonly Pattern[]; readonly span: Span }
  | { readonly kind: "star"; readonly name?: Identifier; readonly span: Span }
  | {
      readonly kind: "mapping";
      readonly entries: readonly { readonly key: Expression; readonly pattern: Pattern }[];
      readonly rest?: Identifier;
      readonly span: Span;
    }
  | {
      readonly kind: "class";
      readonly callee: Expression;
      readonly positional: readonly Pattern[];
      readonly keywords: readonly { readonly name: Identifier; readonly pattern: Pattern }[];
      readonly span: Span;
    }
  | { readonly kind: "or"; readonly alternatives: readonly Pattern[]; readonly span: Span };
