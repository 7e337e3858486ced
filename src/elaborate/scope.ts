/**
 * Lexical scopes inside a module: parameters, `Self`, locals, nested functions.
 *
 * A scope without parent stands for a module; names not found there are looked up in the module and the prelude.
 */
import type { Place } from "../mir/mir.ts";
import type { ModuleScope } from "../names/declarations.ts";
import type { Span } from "../source/source-file.ts";
import type { Type } from "../types/type.ts";
import type { FunctionContext } from "./context.ts";
import type { Value } from "./value.ts";

export type Binding =
  | {
      readonly kind: "variable";
      readonly name: string;
      readonly context: FunctionContext;
      readonly place: Place;
      readonly type: Type;
      readonly mutable: boolean;
      readonly keyword: "var" | "let" | "ref" | "argument" | "implicit" | "loop";
      readonly span: Span;
      readonly reference: boolean;
    }
  /** Known at compile time: parameters, aliases, nested functions, packs. */
  | { readonly kind: "value"; readonly value: Value; readonly span?: Span }
  /** `var x` without type or value: its first assignment gives the type. */
  | {
      readonly kind: "untyped";
      readonly name: string;
      readonly keyword: "var" | "let";
      readonly span: Span;
      readonly context: FunctionContext;
    };

export class Scope {
  readonly parent: Scope | undefined;
  readonly module: ModuleScope;
  readonly bindings = new Map<string, Binding>();
  /** `function`: implicit declarations of an older `def` go here. */
  readonly kind: "module" | "type" | "parameters" | "function" | "block";
  readonly selfType: Type | undefined;

  constructor(options: { parent?: Scope; module?: ModuleScope; kind: Scope["kind"]; selfType?: Type }) {
    this.parent = options.parent;
    this.module = (options.module ?? options.parent?.module) as ModuleScope;
    this.kind = options.kind;
    this.selfType = options.selfType ?? options.parent?.selfType;
  }

  lookup(name: string): Binding | undefined {
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.parent) {
      const found = scope.bindings.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  bind(name: string, binding: Binding): void {
    this.bindings.set(name, binding);
  }

  bindValue(name: string, value: Value): void {
    this.bindings.set(name, { kind: "value", value });
  }

  /** Every visible local name, for did-you-mean. */
  visibleNames(): string[] {
    const names: string[] = [];
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.parent) names.push(...scope.bindings.keys());
    return names;
  }
}
