/** Kinds of words: a hash of a few characters finds the keyword, or that there is none, without cutting the word out. */
import { keywordKinds, T } from "../token.ts";
import type { TokenKind } from "../token.ts";

const wordTableSize = 1024;
const wordTable: (string | undefined)[] = new Array(wordTableSize).fill(undefined);
const wordTableKinds = new Uint8Array(wordTableSize);
let longestWord = 0;

function wordHash(text: string, start: number, end: number): number {
  const length = end - start;
  return (
    (text.charCodeAt(start) * 71 + text.charCodeAt(end - 1) * 311 + text.charCodeAt(start + (length >> 1)) * 13 + length * 97) &
    (wordTableSize - 1)
  );
}

for (const [word, kind] of keywordKinds()) {
  let slot = wordHash(word, 0, word.length);
  while (wordTable[slot] !== undefined) slot = (slot + 1) & (wordTableSize - 1);
  wordTable[slot] = word;
  wordTableKinds[slot] = kind;
  longestWord = Math.max(longestWord, word.length);
}

/** Kind of the word between `start` and `end`: a keyword's own, or `T.name`. */
export function kindOfWord(text: string, start: number, end: number): TokenKind {
  const length = end - start;
  if (length > longestWord) return T.name;
  for (let slot = wordHash(text, start, end); ; slot = (slot + 1) & (wordTableSize - 1)) {
    const word = wordTable[slot];
    if (word === undefined) return T.name;
    if (word.length === length && text.startsWith(word, start)) return wordTableKinds[slot] as number;
  }
}
