/**
 * What an expression means while it is elaborated: a run-time place, or one of the things known at compile time.
 *
 * A run-time value is always a place of the function being built. `temporary` places are owned by the expression and
 * may be moved from; `variable` and `reference` places are copied when a value is needed.
 * References keep what they point to alive through `MirLocal.keeps` of the local that holds them.
 */
import type { Constant, LocalId, Place } from "../mir/mir.ts";
import type { AliasDeclaration, FunctionDeclaration, ModuleScope, StructDeclaration } from "../names/declarations.ts";
import type { Span } from "../source/source-file.ts";
import type * as ast from "../syntax/ast.ts";
import type { FunctionTarget, ParameterValue, Type } from "../types/type.ts";
import type { Choices } from "./choices.ts";
import type { CallSource, FunctionContext } from "./context.ts";
import type { Scope } from "./scope.ts";

export type RuntimeValue = {
  readonly kind: "runtime";
  readonly type: Type;
  readonly place: Place;
  readonly category: "temporary" | "variable" | "reference";
  readonly mutable: boolean;
  /** Written `x^`: its owner gives it up. */
  readonly transferred?: boolean;
  /** The result of `==` or `!=`. A mask of several lanes then converts to `Bool`: all lanes equal, any lane different. */
  readonly comparison?: "==" | "!=";
  readonly context: FunctionContext;
};

export type ConstantValue = { readonly kind: "constant"; readonly type: Type; readonly constant: Constant };

export type Value =
  | RuntimeValue
  | ConstantValue
  | { readonly kind: "type"; readonly type: Type }
  /** A parametric struct or alias that still needs parameters. */
  | { readonly kind: "template"; readonly template: Template }
  | { readonly kind: "functions"; readonly set: CallableSet }
  | { readonly kind: "module"; readonly module: ModuleScope }
  | { readonly kind: "pack"; readonly pack: Pack }
  | { readonly kind: "list"; readonly elements: readonly ParameterValue[] }
  | {
      readonly kind: "origin";
      readonly mutable: boolean;
      readonly roots: readonly LocalId[];
      readonly context: FunctionContext | undefined;
      readonly names: readonly string[];
    }
  | { readonly kind: "unbound" }
  /** A parameter that inference has not bound yet. */
  | { readonly kind: "unbound-parameter"; readonly name: string; readonly scope: Scope }
  | { readonly kind: "builtin"; readonly name: string; readonly parameters: readonly ast.CallArgument[] | undefined; readonly scope: Scope }
  | { readonly kind: "error" };

export type Template = FunctionTarget & {
  readonly declaration: StructDeclaration | AliasDeclaration;
  /** Scope the alias was found in (its owner's parameters are bound there). */
  readonly scope: Scope;
  /** What was given so far, in order. */
  readonly given: readonly GivenParameter[];
};

/** A parameter written at a use: `[4]`, `[width=8]`, `[*Ts]`. */
export type GivenParameter = { readonly keyword: string | undefined; readonly value: Value; readonly span: Span };

/** Functions that a call may choose from, with what is already bound. */
export type CallableSet = {
  readonly name: string;
  readonly candidates: readonly Candidate[];
  readonly self: RuntimeValue | ConstantValue | undefined;
  readonly given: readonly GivenParameter[];
  /** A lambda given as a parameter, without candidates until the callee tells what it wants. */
  readonly lambda?: DeferredLambda;
};

export type DeferredLambda = { readonly node: ast.Expression; readonly scope: Scope; readonly source: CallSource };

export type Candidate = {
  readonly declaration: FunctionDeclaration;
  /** Where its signature and body are looked up: owner's parameters and `Self`, or the enclosing function. */
  readonly scope: Scope;
  /** Constructor or static method of a struct whose parameters are to be inferred too. */
  readonly template?: Template;
  readonly closure?: Closure;
  /** One of several ways to make an adaptive function. */
  readonly choices?: Choices;
};

/** A nested function, once per elaboration of its declaration. */
export type Closure = FunctionTarget & {
  readonly declaration: FunctionDeclaration;
  readonly scope: Scope;
  readonly context: FunctionContext;
  readonly captures: readonly ClosureCapture[];
  /** Struct of captures; absent when nothing is captured. */
  readonly environment: import("../mir/mir.ts").StructType | undefined;
  /** In the declaring function. */
  readonly environmentPlace: Place | undefined;
  /** Made to outlive the declaring function: every capture is a value of its own. */
  readonly isEscaping?: boolean;
};

export type ClosureCapture = {
  readonly name: string;
  readonly mode: "reference" | "value" | "environment";
  readonly type: Type;
  readonly mutable: boolean;
  /** Mode `environment`: the closure whose environment pointer is captured. */
  readonly closure?: Closure;
  readonly packIndex?: number;
};

/** `*args: *Ts`: one place per element, and `*Ts` as a list of types. */
export type Pack = { readonly name: string; readonly elements: readonly RuntimeValue[] };

/** A function as a compile-time value. */
export type FunctionReference = FunctionTarget & { readonly set: CallableSet };

export const errorValue: Value = { kind: "error" };

export function isRuntime(value: Value): value is RuntimeValue | ConstantValue {
  return value.kind === "runtime" || value.kind === "constant";
}
