/**
 * Token kinds: small numbers, so that tokens live in typed arrays.
 *
 * Order matters: `T.name` to `lastSoft` may be identifiers, `lastSoft + 1` to `lastWord` are reserved in every dialect.
 * Not here: how tokens are found (`syntax/lexer.ts`).
 */
export type TokenKind = number;

/** The tokens of a text, in parallel arrays that end with `T.end`. */
export type Tokens = {
  readonly kinds: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** For an opening bracket the index of its closing token, 0 when it is never closed. For a name 1 when it is not all ASCII. */
  readonly closers: Int32Array;
  readonly count: number;
  /** Start and end of every comment, in order. */
  readonly comments: readonly number[];
};

/** One object literal, so that the engine folds each member to its number. */
// biome-ignore format: a table
export const T = {
  // Not words
  end: 0, newline: 1, indent: 2, dedent: 3, invalid: 4, integer: 5, float: 6, imaginary: 7, string: 8, formatted: 9, name: 10, escapedName: 11,
  // Words with a meaning in some places only; elsewhere they are plain names
  _: 12, match: 13, case: 14, type: 15, fn: 16, struct: 17, trait: 18, let: 19, var: 20, alias: 21, comptime: 22, __extension: 23, inout: 24, borrowed: 25, owned: 26, mut: 27, read: 28, imm: 29, out: 30, ref: 31, deinit: 32, inferred: 33, raises: 34, capturing: 35, escaping: 36, unified: 37, thin: 38, abi: 39, register_passable: 40, where: 41,
  // Reserved words
  False: 42, None: 43, True: 44, and: 45, as: 46, assert: 47, async: 48, await: 49, break: 50, class: 51, continue: 52, def: 53, del: 54, elif: 55, else: 56, except: 57, finally: 58, for: 59, from: 60, global: 61, if: 62, import: 63, in: 64, is: 65, lambda: 66, nonlocal: 67, not: 68, or: 69, pass: 70, raise: 71, return: 72, try: 73, while: 74, with: 75, yield: 76,
  // Punctuation
  leftParen: 77, rightParen: 78, leftBracket: 79, rightBracket: 80, leftBrace: 81, rightBrace: 82, comma: 83, colon: 84, colonEqual: 85, dot: 86, ellipsis: 87, semicolon: 88, arrow: 89, equal: 90, exclamation: 91, at: 92, tilde: 93, plus: 94, minus: 95, star: 96, starStar: 97, slash: 98, slashSlash: 99, percent: 100, ampersand: 101, pipe: 102, caret: 103, shiftLeft: 104, shiftRight: 105, less: 106, greater: 107, lessEqual: 108, greaterEqual: 109, equalEqual: 110, notEqual: 111, lessGreater: 112, andAnd: 113, orOr: 114, plusEqual: 115, minusEqual: 116, starEqual: 117, slashEqual: 118, slashSlashEqual: 119, percentEqual: 120, atEqual: 121, ampersandEqual: 122, pipeEqual: 123, caretEqual: 124, shiftLeftEqual: 125, shiftRightEqual: 126, starStarEqual: 127, question: 128,
};

const lastSoft = T.where;
const lastWord = T.yield;

// biome-ignore format: a table
const punctuation: readonly (readonly [keyof typeof T, string])[] = [
  ["leftParen", "("], ["rightParen", ")"], ["leftBracket", "["], ["rightBracket", "]"], ["leftBrace", "{"], ["rightBrace", "}"], ["comma", ","], ["colon", ":"], ["colonEqual", ":="], ["dot", "."], ["ellipsis", "..."], ["semicolon", ";"], ["arrow", "->"], ["equal", "="], ["exclamation", "!"], ["at", "@"], ["tilde", "~"], ["plus", "+"], ["minus", "-"], ["star", "*"], ["starStar", "**"], ["slash", "/"], ["slashSlash", "//"], ["percent", "%"], ["ampersand", "&"], ["pipe", "|"], ["caret", "^"], ["shiftLeft", "<<"], ["shiftRight", ">>"], ["less", "<"], ["greater", ">"], ["lessEqual", "<="], ["greaterEqual", ">="], ["equalEqual", "=="], ["notEqual", "!="], ["lessGreater", "<>"], ["andAnd", "&&"], ["orOr", "||"], ["plusEqual", "+="], ["minusEqual", "-="], ["starEqual", "*="], ["slashEqual", "/="], ["slashSlashEqual", "//="], ["percentEqual", "%="], ["atEqual", "@="], ["ampersandEqual", "&="], ["pipeEqual", "|="], ["caretEqual", "^="], ["shiftLeftEqual", "<<="], ["shiftRightEqual", ">>="], ["starStarEqual", "**="], ["question", "?"],
];

const spellings: string[] = [];
for (const [name, kind] of Object.entries(T)) spellings[kind] = name;
for (const [name, text] of punctuation) spellings[T[name]] = text;

export const tokenKindCount = spellings.length;

const words = new Map<string, TokenKind>();
for (let kind = T._ as number; kind <= lastWord; kind++) words.set(spellings[kind] as string, kind);

/** Every word with a kind of its own. */
export function keywordKinds(): ReadonlyMap<string, TokenKind> {
  return words;
}

export function tokenSpelling(kind: TokenKind): string {
  return spellings[kind] as string;
}

/** May the token be an identifier? */
export function isIdentifierKind(kind: TokenKind): boolean {
  return kind >= T.name && kind <= lastSoft;
}

export function isWordKind(kind: TokenKind): boolean {
  return kind >= T.name && kind <= lastWord;
}

export function isReservedKind(kind: TokenKind): boolean {
  return kind > lastSoft && kind <= lastWord;
}
