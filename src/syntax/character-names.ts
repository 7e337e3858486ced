/**
 * Characters by their Unicode names, for `\N{NAME}` escapes.
 *
 * In: a name. Out: the character, or undefined when it is in none of the blocks known here: Latin, Greek and Cyrillic
 * letters with their accents, Hangul, ideographs, and the symbol blocks of `character-name-table.ts`.
 */
import { nameBlocks, singleNames } from "./character-name-table.ts";

let table: Map<string, number> | undefined;

export function characterFromName(name: string): string | undefined {
  const key = name.toUpperCase();
  table ??= buildTable();
  const code = table.get(key);
  if (code !== undefined) return String.fromCodePoint(code);
  return ideograph(key) ?? hangulSyllable(key) ?? variationSelector(key) ?? accented(key);
}

function buildTable(): Map<string, number> {
  const names = new Map<string, number>(singleNames.map(([code, name]) => [name, code]));
  for (const [first, list] of nameBlocks) {
    list.split("|").forEach((name, i) => {
      if (name !== "") names.set(name, first + i);
    });
  }
  addDigits(names);
  addLatin(names);
  addLetters(names, "GREEK", 0x391, 0x3b1, greek);
  addLetters(names, "CYRILLIC", 0x410, 0x430, cyrillic);
  names.set("CYRILLIC CAPITAL LETTER IO", 0x401).set("CYRILLIC SMALL LETTER IO", 0x451);
  for (const [mark, code] of marks) names.set(`COMBINING ${accents.has(mark) ? `${mark} ACCENT` : mark}`, code);
  for (const [alias, code] of aliases) names.set(alias, code);
  return names;
}

const digits = ["ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE"];

function addDigits(names: Map<string, number>): void {
  digits.forEach((word, i) => {
    names.set(`DIGIT ${word}`, 0x30 + i);
    names.set(`FULLWIDTH DIGIT ${word}`, 0xff10 + i);
    names.set(`ARABIC-INDIC DIGIT ${word}`, 0x660 + i);
    names.set(`SUBSCRIPT ${word}`, 0x2080 + i);
    names.set(`SUPERSCRIPT ${word}`, i === 1 ? 0xb9 : i === 2 || i === 3 ? 0xb0 + i : 0x2070 + i);
  });
}

function addLatin(names: Map<string, number>): void {
  for (let i = 0; i < 26; i++) {
    const letter = String.fromCharCode(65 + i);
    names.set(`LATIN CAPITAL LETTER ${letter}`, 65 + i);
    names.set(`LATIN SMALL LETTER ${letter}`, 97 + i);
    names.set(`FULLWIDTH LATIN CAPITAL LETTER ${letter}`, 0xff21 + i);
    names.set(`FULLWIDTH LATIN SMALL LETTER ${letter}`, 0xff41 + i);
  }
}

/** Words in the order of their codes; an empty word leaves a code out. */
const greek =
  "ALPHA BETA GAMMA DELTA EPSILON ZETA ETA THETA IOTA KAPPA LAMDA MU NU XI OMICRON PI RHO - SIGMA TAU UPSILON PHI CHI PSI OMEGA";
const cyrillic = "A,BE,VE,GHE,DE,IE,ZHE,ZE,I,SHORT I,KA,EL,EM,EN,O,PE,ER,ES,TE,U,EF,HA,TSE,CHE,SHA,SHCHA,HARD SIGN,YERU,SOFT SIGN,E,YU,YA";

function addLetters(names: Map<string, number>, script: string, capital: number, small: number, list: string): void {
  const words = list.includes(",") ? list.split(",") : list.split(" ");
  words.forEach((word, i) => {
    if (word === "-") return;
    names.set(`${script} CAPITAL LETTER ${word}`, capital + i);
    names.set(`${script} SMALL LETTER ${word}`, small + i);
  });
}

const marks = new Map<string, number>([
  ["GRAVE", 0x300],
  ["ACUTE", 0x301],
  ["CIRCUMFLEX", 0x302],
  ["TILDE", 0x303],
  ["MACRON", 0x304],
  ["OVERLINE", 0x305],
  ["BREVE", 0x306],
  ["DOT ABOVE", 0x307],
  ["DIAERESIS", 0x308],
  ["HOOK ABOVE", 0x309],
  ["RING ABOVE", 0x30a],
  ["DOUBLE ACUTE", 0x30b],
  ["CARON", 0x30c],
  ["DOUBLE GRAVE", 0x30f],
  ["INVERTED BREVE", 0x311],
  ["HORN", 0x31b],
  ["DOT BELOW", 0x323],
  ["DIAERESIS BELOW", 0x324],
  ["RING BELOW", 0x325],
  ["COMMA BELOW", 0x326],
  ["CEDILLA", 0x327],
  ["OGONEK", 0x328],
  ["LINE BELOW", 0x331],
  ["LOW LINE", 0x332],
]);

/** Marks whose combining character is called an accent. */
const accents = new Set(["GRAVE", "ACUTE", "CIRCUMFLEX", "DOUBLE ACUTE", "DOUBLE GRAVE"]);

const greekMarks = new Map<string, number>([
  ["TONOS", 0x301],
  ["DIALYTIKA", 0x308],
]);

const aliases: readonly (readonly [string, number])[] = [
  ["NULL", 0],
  ["BELL", 0x1f514],
  ["ALERT", 7],
  ["BACKSPACE", 8],
  ["CHARACTER TABULATION", 9],
  ["TAB", 9],
  ["LINE FEED", 10],
  ["NEW LINE", 10],
  ["FORM FEED", 12],
  ["CARRIAGE RETURN", 13],
  ["ESCAPE", 27],
  ["DELETE", 127],
  ["NEXT LINE", 0x85],
  ["NBSP", 0xa0],
  ["ZWJ", 0x200d],
  ["ZWNJ", 0x200c],
  ["BYTE ORDER MARK", 0xfeff],
  ["LATIN SMALL LETTER LONG S", 0x17f],
  ["LATIN CAPITAL LETTER SHARP S", 0x1e9e],
  ["COMBINING LONG STROKE OVERLAY", 0x336],
];

/** `LATIN SMALL LETTER E WITH CIRCUMFLEX AND ACUTE`: composed from its letter and marks. */
function accented(name: string): string | undefined {
  const at = name.indexOf(" WITH ");
  if (at < 0) return undefined;
  const base = (table as Map<string, number>).get(name.slice(0, at));
  if (base === undefined) return undefined;
  let text = String.fromCodePoint(base);
  for (const word of name.slice(at + 6).split(" AND ")) {
    const mark = name.startsWith("GREEK") ? greekMarks.get(word) : marks.get(word);
    if (mark === undefined) return undefined;
    text += String.fromCodePoint(mark);
  }
  const composed = text.normalize("NFC");
  return [...composed].length === 1 ? composed : undefined;
}

function ideograph(name: string): string | undefined {
  const match = /^CJK UNIFIED IDEOGRAPH-([0-9A-F]{4,5})$/.exec(name);
  if (match === null) return undefined;
  const character = String.fromCodePoint(Number.parseInt(match[1] as string, 16));
  return /\p{Unified_Ideograph}/u.test(character) ? character : undefined;
}

function variationSelector(name: string): string | undefined {
  const match = /^VARIATION SELECTOR-(\d+)$/.exec(name);
  const number = match === null ? 0 : Number(match[1]);
  if (number < 1 || number > 256) return undefined;
  return String.fromCodePoint(number <= 16 ? 0xfdff + number : 0xe0100 + number - 17);
}

const hangulInitials = "G GG N D DD R M B BB S SS  J JJ C K T P H".split(" ");
const hangulVowels = "A AE YA YAE EO E YEO YE O WA WAE OE YO U WEO WE WI YU EU YI I".split(" ");
const hangulFinals = " G GG GS N NJ NH D L LG LM LB LS LT LP LH M B BS S SS NG J C K T P H".split(" ");

function hangulSyllable(name: string): string | undefined {
  if (!name.startsWith("HANGUL SYLLABLE ")) return undefined;
  const sound = name.slice(16);
  for (const [i, initial] of hangulInitials.entries()) {
    if (!sound.startsWith(initial)) continue;
    for (const [v, vowel] of hangulVowels.entries()) {
      if (!sound.startsWith(vowel, initial.length)) continue;
      const final = hangulFinals.indexOf(sound.slice(initial.length + vowel.length));
      if (final >= 0) return String.fromCharCode(0xac00 + (i * 21 + v) * 28 + final);
    }
  }
  return undefined;
}
