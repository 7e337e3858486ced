/**
 * Calls that several overloads fit equally well: what is said of them, and what to write to mean one of them.
 */
import { type Span, spanText } from "../source/source-file.ts";
import { printType, type Type } from "../types/type.ts";
import type { CallSource, FunctionContext } from "./context.ts";
import * as diagnostics from "./diagnostics.ts";
import type { Match } from "./overloads.ts";

export function reportAmbiguity(context: FunctionContext, callee: string, ties: readonly Match[], span: Span): void {
  context.report(diagnostics.ambiguousCall, {
    at: span,
    params: { callee, count: ties.length },
    notes: ties.map((tie) => ({ text: wayToMean(tie, ties), span: tie.candidate.declaration.ast.name.span })),
  });
}

/** What makes a call mean this candidate and none of the others. */
function wayToMean(tie: Match, ties: readonly Match[]): string {
  const converted = conversions(tie).map(({ name, source, type }) => `\`${printType(type)}(${written(source)})\` for \`${name}\``);
  if (converted.length > 0) return `this one fits; write ${converted.join(" and ")} to mean it`;
  const others = ties.filter((other) => other !== tie);
  const named = positionals(tie).find(({ name }) => others.every((other) => !takes(other, name)));
  if (named !== undefined) return `this one fits; write \`${named.name}=${written(named.source)}\` to mean it`;
  const isSame = others.some((other) => signatureOf(other) === signatureOf(tie));
  return isSame
    ? "this one fits; another takes the same arguments: rename or remove one"
    : "this one fits, and is as general as the others";
}

/** Arguments that are converted for a candidate, each with the type that it wants. */
function conversions(match: Match): { readonly name: string; readonly source: CallSource; readonly type: Type }[] {
  const found: { name: string; source: CallSource; type: Type }[] = [];
  let next = 0;
  for (const { declared, sources, type } of match.plan) {
    if (declared.stars === 1 && declared.typeIsPack) continue;
    for (const source of sources)
      if ((match.costs[next++] ?? 0) > 0 && !isSelf(match, declared.name.text)) found.push({ name: declared.name.text, source, type });
  }
  return found;
}

function positionals(match: Match): { readonly name: string; readonly source: CallSource }[] {
  return match.plan.flatMap(({ declared, sources: [source] }) =>
    declared.stars === 0 &&
    declared.passing !== "positional-only" &&
    source !== undefined &&
    source.keyword === undefined &&
    !isSelf(match, declared.name.text)
      ? [{ name: declared.name.text, source }]
      : [],
  );
}

function isSelf(match: Match, name: string): boolean {
  return name === "self" && match.candidate.declaration.owner !== undefined;
}

function takes(match: Match, name: string): boolean {
  return match.plan.some(({ declared }) => declared.stars === 2 || declared.name.text === name);
}

function signatureOf(match: Match): string {
  return match.plan.map(({ declared, type }) => `${declared.stars} ${declared.name.text}: ${type.key}`).join(", ");
}

function written(source: CallSource): string {
  const text = spanText(source.expression?.span ?? source.span);
  return text.length > 40 || text.includes("\n") ? "…" : text;
}
