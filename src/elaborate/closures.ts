/**
 * Nested functions: what they capture, their environments, and how they see captures.
 *
 * The captures of a nested function are the run-time names of the enclosing function that its body mentions, fixed at
 * its declaration. `@parameter` and unmarked closures capture by reference; a capture list says how, name by name.
 */
import type { MirType } from "../mir/mir.ts";
import { declareFunction } from "../names/collect.ts";
import type * as ast from "../syntax/ast.ts";
import { constantOperand, derefPlace, fieldPlace, localPlace, read } from "./builder.ts";
import type { FunctionContext } from "./context.ts";
import { mentionedNames } from "./free-names.ts";
import { environmentType } from "./lower-type.ts";
import { store } from "./materialize.ts";
import { type Binding, Scope } from "./scope.ts";
import type { Closure, ClosureCapture, Pack, RuntimeValue, Value } from "./value.ts";

/** `key`: what tells it from other functions, where it must be the same whenever it is elaborated. */
export function declareNested(
  context: FunctionContext,
  declaration: ast.FunctionDeclaration,
  key = context.program.unique(`${context.instance?.symbol ?? "main"}.${declaration.name.text}`),
): Value {
  const { program } = context;
  const nested = declareFunction(declaration, context.scope.module, undefined);
  const planned = planCaptures(context, declaration);
  const environment =
    planned.length === 0
      ? undefined
      : environmentType(
          program,
          key,
          planned.map((p) => p.mir),
          planned.map((p) => p.capture.name),
        );
  let environmentPlace: Closure["environmentPlace"];
  if (environment !== undefined) {
    const { builder } = context;
    const local = builder.newLocal(environment, { name: undefined, keeps: planned.flatMap((p) => p.keeps) });
    environmentPlace = localPlace(local);
    planned.forEach((p, index) => p.fill(fieldPlace(localPlace(local), index)));
  }
  const closure: Closure = {
    key,
    name: declaration.name.text,
    declaration: nested,
    scope: context.scope,
    context,
    captures: planned.map((p) => p.capture),
    environment,
    environmentPlace,
  };
  return {
    kind: "functions",
    set: { name: closure.name, candidates: [{ declaration: nested, scope: context.scope, closure }], self: undefined, given: [] },
  };
}

/** Names that the body declares before it mentions them otherwise: they never mean those of the enclosing function. */
function declaredFirst(body: readonly ast.Statement[]): ReadonlySet<string> {
  const declared = new Set<string>();
  const mentioned = new Set<string>();
  for (const statement of body) {
    const isVariable = statement.kind === "variable" && (statement.keyword === "var" || statement.keyword === "let");
    if (isVariable && statement.value !== undefined) for (const name of mentionedNames(statement.value)) mentioned.add(name);
    if (isVariable && statement.target.kind === "name" && !mentioned.has(statement.target.name)) declared.add(statement.target.name);
    for (const name of mentionedNames([statement])) mentioned.add(name);
  }
  return declared;
}

type Planned = {
  readonly capture: ClosureCapture;
  readonly mir: MirType;
  readonly keeps: readonly number[];
  readonly fill: (target: ReturnType<typeof fieldPlace>) => void;
};

function planCaptures(context: FunctionContext, declaration: ast.FunctionDeclaration): Planned[] {
  const { program } = context;
  const own = new Set(declaration.signature.arguments.map((a) => a.name.text));
  for (const parameter of declaration.signature.parameters) own.add(parameter.name.text);
  for (const name of declaredFirst(declaration.body)) own.add(name);
  const planned: Planned[] = [];
  const seen = new Set<string>();
  const names = new Set([
    ...mentionedNames(declaration.body),
    ...declaration.signature.arguments.flatMap((a) => (a.type === undefined ? [] : mentionedNames(a.type))),
  ]);
  for (const explicit of declaration.signature.captures ?? []) if (explicit.name !== undefined) names.add(explicit.name.text);
  for (const name of names) {
    if (own.has(name) || name === declaration.name.text) continue;
    const binding = context.scope.lookup(name);
    if (binding === undefined) continue;
    if (binding.kind === "variable") {
      // A capture list names all that is captured, or says how the rest is.
      const list = declaration.signature.captures;
      if (list !== undefined && !list.some((c) => c.name === undefined || c.name.text === name)) continue;
      if (context.owns(binding.context)) planned.push(planVariable(context, declaration, name, binding));
    } else if (binding.kind === "value") {
      for (const closure of closuresIn(binding.value)) {
        if (seen.has(closure.key)) continue;
        seen.add(closure.key);
        planned.push(planEnvironment(context, name, closure));
      }
      if (binding.value.kind === "pack")
        binding.value.pack.elements.forEach((element, index) => planned.push(planPackElement(context, name, element, index)));
    }
  }
  void program;
  return planned;
}

function planVariable(
  context: FunctionContext,
  declaration: ast.FunctionDeclaration,
  name: string,
  binding: Extract<Binding, { kind: "variable" }>,
): Planned {
  const { builder, program } = context;
  const explicit =
    declaration.signature.captures?.find((c) => c.name?.text === name) ?? declaration.signature.captures?.find((c) => c.name === undefined);
  const value: RuntimeValue = {
    kind: "runtime",
    type: binding.type,
    place: binding.place,
    category: "variable",
    mutable: binding.mutable,
    context,
  };
  const escapes = declaration.signature.effects.escaping;
  if (explicit?.convention === "owned" || (escapes && explicit === undefined)) {
    return {
      capture: { name, mode: "value", type: binding.type, mutable: true },
      mir: context.lower(binding.type),
      keeps: [binding.place.local],
      fill: (target) => store(context, target, explicit?.transfer ? { ...value, transferred: true } : value),
    };
  }
  const mutable = binding.mutable && explicit?.convention !== "read";
  return {
    capture: { name, mode: "reference", type: binding.type, mutable },
    mir: program.mirTypes.pointer,
    keeps: [binding.place.local],
    fill: (target) => builder.assign(target, { kind: "address", place: binding.place }),
  };
}

function planPackElement(context: FunctionContext, name: string, element: RuntimeValue, index: number): Planned {
  return {
    capture: { name, mode: "reference", type: element.type, mutable: element.mutable, packIndex: index },
    mir: context.program.mirTypes.pointer,
    keeps: [element.place.local],
    fill: (target) => context.builder.assign(target, { kind: "address", place: element.place }),
  };
}

function planEnvironment(context: FunctionContext, name: string, closure: Closure): Planned {
  const { builder, program } = context;
  const held = context.environments.get(closure.key);
  return {
    capture: { name, mode: "environment", type: program.types.closure(closure), mutable: true, closure },
    mir: program.mirTypes.pointer,
    keeps: held !== undefined ? [held.local] : closure.environmentPlace !== undefined ? [closure.environmentPlace.local] : [],
    fill: (target) => {
      if (held !== undefined) builder.assign(target, { kind: "use", operand: read(held) });
      else if (closure.environmentPlace !== undefined && context.owns(closure.context))
        builder.assign(target, { kind: "address", place: closure.environmentPlace });
      else builder.assign(target, { kind: "use", operand: constantOperand({ kind: "null", type: program.mirTypes.pointer }) });
    },
  };
}

/** Closures with environments that a compile-time value stands for. */
function closuresIn(value: Value): Closure[] {
  if (value.kind !== "functions") return [];
  return value.set.candidates.flatMap((c) => (c.closure?.environment === undefined ? [] : [c.closure]));
}

/** The scope of a closure's captures inside its body: `pointer` is where its environment is. */
export function captureScope(context: FunctionContext, parent: Scope, closure: Closure, pointer: ReturnType<typeof localPlace>): Scope {
  const scope = new Scope({ parent, kind: "parameters" });
  if (closure.isEscaping === true) {
    // It calls itself with its own captures.
    const candidates = [{ declaration: closure.declaration, scope: closure.scope, closure }];
    scope.bindValue(closure.name, { kind: "functions", set: { name: closure.name, candidates, self: undefined, given: [] } });
  }
  if (closure.environment === undefined) return scope;
  const environment = derefPlace(pointer, closure.environment);
  const packs = new Map<string, RuntimeValue[]>();
  closure.captures.forEach((capture, index) => {
    const field = fieldPlace(environment, index);
    const { name } = capture;
    switch (capture.mode) {
      case "environment": {
        const inner = capture.closure as Closure;
        if (inner.isEscaping !== true) {
          context.environments.set(inner.key, field);
          return;
        }
        // Its captures are inside ours.
        const holder = context.builder.newLocal(context.program.mirTypes.pointer);
        context.builder.assign(localPlace(holder), { kind: "address", place: field });
        context.environments.set(inner.key, localPlace(holder));
        const candidates = [{ declaration: inner.declaration, scope: inner.scope, closure: inner }];
        scope.bindValue(name, { kind: "functions", set: { name: inner.name, candidates, self: undefined, given: [] } });
        return;
      }
      case "value":
        scope.bind(name, {
          kind: "variable",
          name,
          context,
          place: field,
          type: capture.type,
          mutable: true,
          keyword: "var",
          span: closure.declaration.ast.name.span,
          reference: true,
        });
        return;
      case "reference": {
        const place = derefPlace(field, context.lower(capture.type));
        if (capture.packIndex !== undefined) {
          const elements = packs.get(name) ?? [];
          elements[capture.packIndex] = {
            kind: "runtime",
            type: capture.type,
            place,
            category: "reference",
            mutable: capture.mutable,
            context,
          };
          packs.set(name, elements);
          return;
        }
        scope.bind(name, {
          kind: "variable",
          name,
          context,
          place,
          type: capture.type,
          mutable: capture.mutable,
          keyword: "ref",
          span: closure.declaration.ast.name.span,
          reference: true,
        });
        return;
      }
    }
  });
  for (const [name, elements] of packs) scope.bindValue(name, { kind: "pack", pack: { name, elements } satisfies Pack });
  return scope;
}
