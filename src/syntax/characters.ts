/**
 * Character classes over UTF-16 code units: what starts and continues identifiers, digits, blanks.
 *
 * Identifiers follow Python's rule (XID_Start, XID_Continue) and also take emoji with their joiners and selectors.
 */

/** Classes of ASCII characters, for one table look-up a character. */
export const characterClass = new Uint8Array(128);
export const identifierClass = 1;
export const digitClass = 2;

for (let c = 97; c <= 122; c++) characterClass[c] = characterClass[c - 32] = identifierClass;
characterClass[95] = identifierClass;
for (let c = 48; c <= 57; c++) characterClass[c] = digitClass;

const identifierStart = /^[\p{XID_Start}\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}]$/u;
const identifierPart = /^[\p{XID_Continue}\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\u200d\ufe0e\ufe0f\u20e3]$/u;

/** Code units of the identifier character at `offset`: 0 when there is none. For characters outside ASCII. */
export function wideIdentifierLength(text: string, offset: number, first: boolean): number {
  const code = text.codePointAt(offset) as number;
  const character = String.fromCodePoint(code);
  return (first ? identifierStart : identifierPart).test(character) ? character.length : 0;
}

/** Offset after the identifier characters from `offset` on (`offset` itself when there are none). */
export function identifierEnd(text: string, offset: number, limit: number): number {
  let position = offset;
  while (position < limit) {
    const c = text.charCodeAt(position);
    if (c < 128) {
      if (characterClass[c] === 0) break;
      position++;
    } else {
      const length = wideIdentifierLength(text, position, false);
      if (length === 0) break;
      position += length;
    }
  }
  return position;
}

export function isIdentifierStartAt(text: string, offset: number): boolean {
  const c = text.charCodeAt(offset);
  if (c < 128) return characterClass[c] === identifierClass;
  return offset < text.length && wideIdentifierLength(text, offset, true) > 0;
}

export function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}

export function isHexDigit(c: number): boolean {
  return (c >= 48 && c <= 57) || (c >= 97 && c <= 102) || (c >= 65 && c <= 70);
}

export function isBlank(c: number): boolean {
  return c === 32 || c === 9 || c === 12;
}

export function isLineBreak(c: number): boolean {
  return c === 10 || c === 13;
}
