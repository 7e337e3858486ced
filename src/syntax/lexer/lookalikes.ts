/** Characters that stand where ASCII ones are meant, and how to name a character in a message. */
import { T } from "../token.ts";
import type { TokenKind } from "../token.ts";

/** Characters that editors and word processors put in place of ASCII ones. */
export const lookalikes = new Map<number, string>([
  [0x00a0, " "],
  [0x2002, " "],
  [0x2003, " "],
  [0x2009, " "],
  [0x202f, " "],
  [0x3000, " "],
  [0x200b, ""],
  [0xfeff, ""],
  [0x2010, "-"],
  [0x2011, "-"],
  [0x2013, "-"],
  [0x2014, "-"],
  [0x2212, "-"],
  [0x00d7, "*"],
  [0x2217, "*"],
  [0x00f7, "/"],
  [0x2215, "/"],
  [0x2192, "->"],
  [0x2260, "!="],
  [0x2264, "<="],
  [0x2265, ">="],
  [0xff08, "("],
  [0xff09, ")"],
  [0xff0c, ","],
  [0xff1a, ":"],
  [0xff1b, ";"],
  [0xff1d, "="],
]);

/** Tokens that they stand for. */
export const lookalikeKinds = new Map<string, TokenKind>([
  ["-", T.minus],
  ["*", T.star],
  ["/", T.slash],
  ["->", T.arrow],
  ["!=", T.notEqual],
  ["<=", T.lessEqual],
  [">=", T.greaterEqual],
  ["(", T.invalid],
  [")", T.invalid],
  [",", T.comma],
  [":", T.colon],
  [";", T.semicolon],
  ["=", T.equal],
]);

export function replacementTitle(replacement: string): string {
  return replacement === "" ? "remove it" : replacement === " " ? "write a blank" : `write \`${replacement}\``;
}

export function describeCharacter(code: number): string {
  const hex = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(String.fromCodePoint(code)) ? `\`${String.fromCodePoint(code)}\` (${hex})` : hex;
}
