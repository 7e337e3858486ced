/**
 * What literals stand for: numbers, and the code points or bytes of string literals.
 *
 * In: source text of one token. Out: values; problems inside escapes go to a callback with offsets into the text.
 */
import { characterFromName } from "./character-names.ts";
import { isHexDigit } from "./characters.ts";

/** Reports `problem` for the source range `start`–`end`. */
export type EscapeProblem = (start: number, end: number, problem: string) => void;

const smallIntegers: bigint[] = [];
for (let i = 0; i < 1024; i++) smallIntegers.push(BigInt(i));

export function integerValue(digits: string): bigint {
  const length = digits.length;
  if (length <= 4) {
    const value = Number(digits);
    if (value >= 0 && value < 1024) return smallIntegers[value] as bigint;
  }
  const second = digits.charCodeAt(1) | 32;
  const based = digits.charCodeAt(0) === 48 && (second === 120 || second === 111 || second === 98);
  if (based) return length > 2 && isBasedNumber(digits, second) ? BigInt(digits) : 0n;
  return BigInt(length > 1 && digits.charCodeAt(0) === 48 ? digits.replace(/^0+(?=\d)/, "") : digits);
}

function isBasedNumber(digits: string, letter: number): boolean {
  return (letter === 120 ? /^0x[0-9a-f]+$/i : letter === 111 ? /^0o[0-7]+$/i : /^0b[01]+$/i).test(digits);
}

/** Drops the underscores between digits. */
export function plainDigits(text: string): string {
  return text.includes("_") ? text.replaceAll("_", "") : text;
}

/** Normal form of line breaks inside a literal, as Python reads source files. */
function normalizeBreaks(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

/** Value of the source range `start`–`end`, the inside of a string literal. */
export function decodeString(source: string, start: number, end: number, raw: boolean, problem: EscapeProblem): string {
  const first = raw ? -1 : source.indexOf("\\", start);
  if (first < 0 || first >= end) return normalizeBreaks(source.slice(start, end));
  let value = "";
  let plainFrom = start;
  for (let position = first; position < end; ) {
    if (source.charCodeAt(position) !== 92) {
      position++;
      continue;
    }
    value += normalizeBreaks(source.slice(plainFrom, position));
    const next = position + 1 < end ? source.charCodeAt(position + 1) : -1;
    let after = position + 2;
    switch (next) {
      case 10:
        break;
      case 13:
        if (source.charCodeAt(position + 2) === 10) after++;
        break;
      case 78: {
        const named = namedCharacter(source, position, end, problem);
        value += named.value;
        after = named.after;
        break;
      }
      case 120:
      case 117:
      case 85: {
        const width = next === 120 ? 2 : next === 117 ? 4 : 8;
        after = hexDigitsEnd(source, position + 2, Math.min(end, position + 2 + width));
        const code = Number.parseInt(source.slice(position + 2, after), 16);
        if (after - position - 2 < width) {
          problem(position, after, `\`\\${String.fromCharCode(next)}\` needs ${width} hexadecimal digits`);
          value += "\ufffd";
        } else if (code > 0x10ffff) {
          problem(position, after, "no character has a code above U+10FFFF");
          value += "\ufffd";
        } else value += String.fromCodePoint(code);
        break;
      }
      default: {
        const simple = simpleEscape(next);
        if (simple >= 0) value += String.fromCharCode(simple);
        else if (next >= 48 && next <= 55) {
          after = octalEnd(source, position + 1, end);
          value += String.fromCharCode(Number.parseInt(source.slice(position + 1, after), 8));
        } else {
          // Unknown escapes stand for themselves, as in Python.
          value += "\\";
          after = position + 1;
        }
      }
    }
    plainFrom = after;
    position = after === position + 1 ? after + 1 : after;
  }
  return value + normalizeBreaks(source.slice(Math.min(plainFrom, end), end));
}

export function decodeBytes(source: string, start: number, end: number, raw: boolean, problem: EscapeProblem): Uint8Array {
  const bytes: number[] = [];
  for (let position = start; position < end; ) {
    const c = source.charCodeAt(position);
    if (c !== 92 || raw) {
      if (c > 127) problem(position, position + 1, "a bytes literal holds ASCII characters only; write others as `\\x…`");
      if (c === 13) {
        bytes.push(10);
        position += source.charCodeAt(position + 1) === 10 ? 2 : 1;
        continue;
      }
      bytes.push(c & 0xff);
      position++;
      continue;
    }
    const next = position + 1 < end ? source.charCodeAt(position + 1) : -1;
    if (next === 10) position += 2;
    else if (next === 13) position += source.charCodeAt(position + 2) === 10 ? 3 : 2;
    else if (next === 120) {
      const after = hexDigitsEnd(source, position + 2, Math.min(end, position + 4));
      if (after - position < 4) problem(position, after, "`\\x` needs 2 hexadecimal digits");
      else bytes.push(Number.parseInt(source.slice(position + 2, after), 16));
      position = after;
    } else if (next >= 48 && next <= 55) {
      const after = octalEnd(source, position + 1, end);
      bytes.push(Number.parseInt(source.slice(position + 1, after), 8) & 0xff);
      position = after;
    } else {
      const simple = simpleEscape(next);
      if (simple >= 0) {
        bytes.push(simple);
        position += 2;
      } else {
        bytes.push(92);
        position++;
      }
    }
  }
  return Uint8Array.from(bytes);
}

function namedCharacter(source: string, position: number, end: number, problem: EscapeProblem): { value: string; after: number } {
  const close = source.charCodeAt(position + 2) === 123 ? source.indexOf("}", position) : -1;
  if (close < 0 || close >= end) {
    problem(position, position + 2, "`\\N` needs a character name in braces: `\\N{EM DASH}`");
    return { value: "\ufffd", after: position + 2 };
  }
  const name = source.slice(position + 3, close);
  const value = characterFromName(name);
  if (value === undefined)
    problem(position, close + 1, `\`${name}\` is not among the character names known here; write the character itself or \`\\u\``);
  return { value: value ?? "\ufffd", after: close + 1 };
}

function simpleEscape(c: number): number {
  switch (c) {
    case 92:
    case 39:
    case 34:
      return c;
    case 97:
      return 7;
    case 98:
      return 8;
    case 102:
      return 12;
    case 110:
      return 10;
    case 114:
      return 13;
    case 116:
      return 9;
    case 118:
      return 11;
    default:
      return -1;
  }
}

function hexDigitsEnd(source: string, start: number, limit: number): number {
  let position = start;
  while (position < limit && isHexDigit(source.charCodeAt(position))) position++;
  return position;
}

function octalEnd(source: string, start: number, limit: number): number {
  let position = start;
  while (position < limit && position < start + 3 && source.charCodeAt(position) >= 48 && source.charCodeAt(position) <= 55) position++;
  return position;
}
