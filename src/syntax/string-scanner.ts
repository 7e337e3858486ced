/**
 * Finds where string literals end, also formatted ones with literals nested in their replacement fields (PEP 701).
 *
 * Only extents: decoding is in `syntax/literals.ts`, the parts of a formatted string in `syntax/parser/strings.ts`.
 */
import { characterClass, identifierClass } from "./characters.ts";

const quoteDouble = 34;
const quoteSingle = 39;
const backslash = 92;
const newline = 10;
const carriageReturn = 13;
const braceOpen = 123;
const braceClose = 125;

/** Formatted literals within each other. */
const nestingLimit = 50;

export type StringExtent = {
  /** After the closing quote, or where the text ran out. */
  readonly end: number;
  readonly closed: boolean;
};

/** What the letters before the opening quote say. */
export type StringPrefix = { readonly raw: boolean; readonly bytes: boolean; readonly formatted: boolean; readonly template: boolean };

const prefixes = new Map<string, StringPrefix>();

for (const letters of ["", "u", "r", "b", "f", "t", "br", "rb", "fr", "rf", "tr", "rt"]) {
  prefixes.set(letters, {
    raw: letters.includes("r"),
    bytes: letters.includes("b"),
    formatted: letters.includes("f") || letters.includes("t"),
    template: letters.includes("t"),
  });
}

/** The prefix between `start` and `end`, or undefined when the letters are no string prefix. */
export function stringPrefix(text: string, start: number, end: number): StringPrefix | undefined {
  if (end - start > 2) return undefined;
  return prefixes.get(text.slice(start, end).toLowerCase());
}

export function isTripleQuoted(text: string, quoteAt: number): boolean {
  const quote = text.charCodeAt(quoteAt);
  return text.charCodeAt(quoteAt + 1) === quote && text.charCodeAt(quoteAt + 2) === quote;
}

/** Extent of the plain literal whose opening quote is at `quoteAt`. A raw literal's backslash still protects the quote. */
export function scanString(text: string, quoteAt: number, limit: number): StringExtent {
  const quote = text.charCodeAt(quoteAt);
  if (isTripleQuoted(text, quoteAt)) {
    for (let position = quoteAt + 3; position < limit; position++) {
      const c = text.charCodeAt(position);
      if (c === backslash) position++;
      else if (c === quote && isTripleQuoted(text, position) && position + 3 <= limit) return { end: position + 3, closed: true };
    }
    return { end: limit, closed: false };
  }
  for (let position = quoteAt + 1; position < limit; position++) {
    const c = text.charCodeAt(position);
    if (c === quote) return { end: position + 1, closed: true };
    if (c === backslash) {
      if (text.charCodeAt(position + 1) === carriageReturn && text.charCodeAt(position + 2) === newline) position++;
      position++;
    } else if (c === newline || c === carriageReturn) return { end: position, closed: false };
  }
  return { end: limit, closed: false };
}

/** Extent of the formatted literal whose opening quote is at `quoteAt`. */
export function scanFormatted(text: string, quoteAt: number, limit: number, raw: boolean): StringExtent {
  const extent = scanNested(text, quoteAt, limit, raw, 0);
  // A field that never closes would swallow what follows: then the plain rule decides, and the parser reports the field.
  return extent.closed ? extent : scanString(text, quoteAt, limit);
}

function scanNested(text: string, quoteAt: number, limit: number, raw: boolean, depth: number): StringExtent {
  const quote = text.charCodeAt(quoteAt);
  const triple = isTripleQuoted(text, quoteAt);
  for (let position = quoteAt + (triple ? 3 : 1); position < limit; ) {
    const c = text.charCodeAt(position);
    if (c === quote && (!triple || isTripleQuoted(text, position))) return { end: position + (triple ? 3 : 1), closed: true };
    if (c === backslash) {
      if (!raw && text.charCodeAt(position + 1) === 78 && text.charCodeAt(position + 2) === braceOpen) {
        const close = text.indexOf("}", position);
        position = close < 0 ? limit : close + 1;
      } else if (raw && (text.charCodeAt(position + 1) === braceOpen || text.charCodeAt(position + 1) === braceClose)) position++;
      else position += 2;
    } else if ((c === newline || c === carriageReturn) && !triple) break;
    else if (c === braceOpen) {
      if (text.charCodeAt(position + 1) === braceOpen) position += 2;
      else {
        position = scanField(text, position + 1, limit, quote, triple, depth);
        if (position < 0) break;
      }
    } else position++;
  }
  return { end: limit, closed: false };
}

/** From after `{` to after the matching `}`, or -1. */
function scanField(text: string, start: number, limit: number, quote: number, triple: boolean, depth: number): number {
  if (depth > nestingLimit) return -1;
  const end = scanFieldExpression(text, start, limit, depth + 1);
  if (end < 0) return -1;
  let position = end;
  if (text.charCodeAt(position) === 33) {
    position++;
    while (position < limit && text.charCodeAt(position) !== 58 && text.charCodeAt(position) !== braceClose) {
      if (text.charCodeAt(position) === quote || text.charCodeAt(position) === newline) return -1;
      position++;
    }
  }
  if (text.charCodeAt(position) === 58) {
    position++;
    while (position < limit && text.charCodeAt(position) !== braceClose) {
      const c = text.charCodeAt(position);
      if (c === braceOpen) {
        position = scanField(text, position + 1, limit, quote, triple, depth);
        if (position < 0) return -1;
      } else if (c === quote && (!triple || isTripleQuoted(text, position))) return -1;
      else if (c === newline && !triple) return -1;
      else position++;
    }
  }
  return position < limit && text.charCodeAt(position) === braceClose ? position + 1 : -1;
}

/**
 * End of a replacement field's expression: offset of the `}`, `:` or `!` outside brackets that ends it, or -1.
 * `start` is the offset after the opening brace.
 */
export function scanFieldExpression(text: string, start: number, limit: number, literals = 0): number {
  let depth = 0;
  for (let position = start; position < limit; ) {
    const c = text.charCodeAt(position);
    switch (c) {
      case 40:
      case 91:
      case braceOpen:
        depth++;
        position++;
        break;
      case 41:
      case 93:
        depth--;
        position++;
        break;
      case braceClose:
        if (depth <= 0) return position;
        depth--;
        position++;
        break;
      case 58:
        if (depth <= 0) return position;
        position++;
        break;
      case 33:
        if (text.charCodeAt(position + 1) === 61) position += 2;
        else if (depth <= 0) return position;
        else position++;
        break;
      case 35: {
        const lineEnd = text.indexOf("\n", position);
        if (lineEnd < 0 || lineEnd >= limit) return -1;
        position = lineEnd;
        break;
      }
      case 96: {
        const close = text.indexOf("`", position + 1);
        if (close < 0 || close >= limit) return -1;
        position = close + 1;
        break;
      }
      case quoteDouble:
      case quoteSingle: {
        const extent = scanString(text, position, limit);
        if (!extent.closed) return -1;
        position = extent.end;
        break;
      }
      default:
        if (c < 128 && characterClass[c] === identifierClass) {
          const wordStart = position;
          while (position < limit && text.charCodeAt(position) < 128 && characterClass[text.charCodeAt(position)] !== 0) position++;
          const next = text.charCodeAt(position);
          if (next === quoteDouble || next === quoteSingle) {
            const prefix = stringPrefix(text, wordStart, position);
            if (prefix?.formatted) {
              const extent = scanNested(text, position, limit, prefix.raw, literals);
              if (!extent.closed) return -1;
              position = extent.end;
            }
          }
        } else position++;
    }
  }
  return -1;
}
