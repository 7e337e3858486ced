/**
 * Which argument of a declaration each source of a call goes to, by position and name alone.
 *
 * In: a candidate and the call's sources. Out: slots in order of declaration, or why the numbers or names do not fit.
 * Not here: types (`overloads.ts`).
 */
import { suggestName } from "../diag/suggest.ts";
import type { FunctionDeclaration } from "../names/declarations.ts";
import type { Span } from "../source/source-file.ts";
import type * as ast from "../syntax/ast.ts";
import type { CallSource } from "./context.ts";
import { isInitializer, resultArgumentIndex } from "./function-facts.ts";
import type { Mismatch } from "./overloads.ts";
import type { CallableSet, Candidate } from "./value.ts";

export type Slot = { readonly declared: ast.ArgumentDeclaration; readonly index: number; sources: CallSource[] };

/** What calls a declaration can take, for a quick look before it is tried. */
type Shape = {
  readonly names: ReadonlySet<string>;
  /** What must be given, with the number of positional arguments that give it. */
  readonly required: readonly { readonly name: string; readonly position: number }[];
  readonly mostPositional: number;
  readonly takesAnyName: boolean;
  readonly isMethod: boolean;
};

const shapes = new WeakMap<FunctionDeclaration, Shape>();

/** False: it cannot take this many arguments, or not these names. `assignSlots` says why. */
export function mayTake(declaration: FunctionDeclaration, set: CallableSet, sources: readonly CallSource[]): boolean {
  let shape = shapes.get(declaration);
  if (shape === undefined) shapes.set(declaration, (shape = shapeOf(declaration)));
  let positional = set.self !== undefined && shape.isMethod ? 1 : 0;
  for (const { keyword } of sources) {
    if (keyword === undefined) positional += 1;
    else if (!shape.takesAnyName && !shape.names.has(keyword)) return false;
  }
  if (positional > shape.mostPositional) return false;
  return shape.required.every(({ name, position }) => position <= positional || sources.some((source) => source.keyword === name));
}

function shapeOf(declaration: FunctionDeclaration): Shape {
  const slots = slotsOf(declaration);
  const names = new Set<string>();
  const required: { name: string; position: number }[] = [];
  let mostPositional = 0;
  for (const { declared } of slots) {
    const name = declared.name.text;
    if (declared.stars > 0) continue;
    if (declared.passing !== "positional-only") names.add(name);
    if (declared.passing !== "keyword-only") mostPositional += 1;
    if (declared.default === undefined)
      required.push({ name, position: declared.passing === "keyword-only" ? Number.POSITIVE_INFINITY : mostPositional });
  }
  if (slots.some(({ declared }) => declared.stars === 1)) mostPositional = Number.POSITIVE_INFINITY;
  const takesAnyName = slots.some(({ declared }) => declared.stars === 2);
  return { names, required, mostPositional, takesAnyName, isMethod: isMethod(declaration) };
}

/** Called on a value, which is its first argument. */
function isMethod(declaration: FunctionDeclaration): boolean {
  return declaration.owner !== undefined && !declaration.isStatic && !isInitializer(declaration);
}

function slotsOf(declaration: FunctionDeclaration): Slot[] {
  const resultIndex = resultArgumentIndex(declaration);
  const slots: Slot[] = [];
  declaration.ast.signature.arguments.forEach((declared, index) => {
    if (index !== resultIndex) slots.push({ declared, index, sources: [] });
  });
  return slots;
}

export function assignSlots(candidate: Candidate, set: CallableSet, sources: readonly CallSource[]): Slot[] | Omit<Mismatch, "candidate"> {
  const { declaration } = candidate;
  const slots = slotsOf(declaration);
  let positional = sources.filter((s) => s.keyword === undefined);
  const named = sources.filter((s) => s.keyword !== undefined);
  const takesSelf = set.self !== undefined && isMethod(declaration);
  if (takesSelf && set.self !== undefined)
    positional = [
      { keyword: undefined, stars: 0, expression: undefined, value: set.self, span: sources[0]?.span ?? declaration.ast.name.span },
      ...positional,
    ];
  const hidden = takesSelf ? 1 : 0;
  const used = new Set<CallSource>();
  let next = 0;
  for (const slot of slots) {
    const { declared: argument } = slot;
    if (argument.stars === 1) {
      slot.sources = positional.slice(next);
      next = positional.length;
      continue;
    }
    if (argument.stars === 2) {
      slot.sources = named.filter((n) => !used.has(n) && !slots.some((s) => s !== slot && s.declared.name.text === n.keyword));
      for (const source of slot.sources) used.add(source);
      continue;
    }
    const byName = argument.passing === "positional-only" ? undefined : named.find((n) => n.keyword === argument.name.text);
    if (argument.passing !== "keyword-only" && next < positional.length) {
      if (byName !== undefined) return { reason: `argument \`${argument.name.text}\` is given twice`, at: byName.span };
      slot.sources = [positional[next++] as CallSource];
    } else if (byName !== undefined) {
      slot.sources = [byName];
      used.add(byName);
    } else if (argument.default === undefined) {
      const takesAny = slots.some((s) => s.declared.stars === 2);
      const unknown = takesAny ? undefined : named.find((n) => !slots.some((s) => s.declared.name.text === n.keyword));
      if (unknown !== undefined) return unknownKeyword(unknown, slots);
      const left = positional.length - hidden;
      if (argument.passing === "keyword-only" && next < positional.length && !slots.some((s) => s.declared.stars === 1))
        return {
          reason: `argument \`${argument.name.text}\` must be given by name`,
          at: positional[next]?.span,
          count: {
            expected: plural(slots.filter((s) => s.declared.passing !== "keyword-only").length - hidden, "positional "),
            found: left,
          },
        };
      return {
        reason: `argument \`${argument.name.text}\` is missing`,
        count: { expected: countText(slots, hidden), found: sources.length },
      };
    }
  }
  if (next < positional.length)
    return {
      reason: `it takes ${countText(slots, hidden)}, but ${positional.length - hidden} are given`,
      at: positional[next]?.span,
      count: { expected: countText(slots, hidden), found: sources.length },
    };
  const unknown = named.find((n) => !used.has(n));
  if (unknown !== undefined) return unknownKeyword(unknown, slots);
  return slots;
}

function unknownKeyword(source: CallSource, slots: readonly Slot[]): Omit<Mismatch, "candidate"> {
  const names = slots.filter((s) => s.declared.passing !== "positional-only" && s.sources.length === 0).map((s) => s.declared.name.text);
  return { reason: `it has no argument \`${source.keyword}\``, at: keywordSpan(source), near: suggestName(source.keyword ?? "", names) };
}

/** The name in `name=value`. */
function keywordSpan(source: CallSource): Span {
  const { span, keyword = "" } = source;
  const start = span.file.text.lastIndexOf(keyword, span.start - 1);
  const between = start < 0 ? "" : span.file.text.slice(start + keyword.length, span.start);
  if (between.trim() !== "=") return { ...span, end: Math.min(span.end, span.start + keyword.length) };
  return { ...span, start, end: start + keyword.length };
}

function countText(slots: readonly Slot[], hidden: number): string {
  const required = slots.filter((s) => s.declared.default === undefined && s.declared.stars === 0).length - hidden;
  const total = slots.length - hidden;
  if (slots.some((s) => s.declared.stars === 1)) return `at least ${plural(required)}`;
  return required === total ? plural(total) : `${required} to ${plural(total)}`;
}

function plural(count: number, kind = ""): string {
  return `${count} ${kind}argument${count === 1 ? "" : "s"}`;
}
