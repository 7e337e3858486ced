/**
 * Fixes in source text: only where the text at a span shows what to change.
 */
import type { Fix } from "../../diag/diagnostic.ts";
import { type Span, spanText } from "../../source/source-file.ts";

/** `x^` → `x.copy()`, if the transfer is written once in the span. `name` as in `describeNode`: in backticks. */
export function copyInsteadOfTransfer(span: Span, name: string): readonly Fix[] {
  const wanted = /^`(.*)`$/.exec(name)?.[1];
  if (wanted === undefined) return [];
  const text = spanText(span);
  const places = [...text.matchAll(/[\w.]+(?=\s*\^)/g)].filter((match) => match[0] === wanted);
  const found = places[0];
  if (found === undefined || places.length > 1) return [];
  const start = span.start + found.index + wanted.length;
  const end = span.start + text.indexOf("^", found.index) + 1;
  return [{ title: `copy \`${wanted}\` instead`, edits: [{ span: { file: span.file, start, end }, replacement: ".copy()" }], safe: false }];
}

/** Where a value is mentioned in a span, if it is once, or is all that a statement assigns. `name` as in `describeNode`. */
export function mentionOf(span: Span, name: string): Span | undefined {
  const text = spanText(span);
  const assigned = /^(?:return\s+|(?:(?:var|let|ref)\s+)?[\w.]+\s*(?::[^=]+)?=\s*)([\w.]+(?:\[[^\]]*\])?)\s*$/.exec(text)?.[1];
  if (assigned !== undefined) return { ...span, start: span.start + text.lastIndexOf(assigned) };
  const wanted = /^`(.*)`$/.exec(name)?.[1];
  if (wanted === undefined) return undefined;
  const places = [...text.matchAll(/(?<![\w.])[\w.]+(?!\s*[\w([=:])/g)].filter((match) => match[0] === wanted);
  const found = places[0];
  if (found === undefined || places.length > 1) return undefined;
  const start = span.start + found.index;
  return { ...span, start, end: start + wanted.length };
}
