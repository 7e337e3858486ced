/**
 * How many terminal cells text takes: tabs, East Asian wide characters, emoji, combining marks, control characters.
 *
 * In: one source line. Out: the text as it is safe to show, and the cell of every offset. Not here: lines, spans, colours.
 */

export const tabWidth = 4;

export type LineLayout = {
  /** What to print: tabs are spaces, control characters and direction overrides are visible and harmless. */
  readonly pieces: readonly { readonly text: string; readonly cell: number; readonly width: number }[];
  /** Cell at which the character at each offset starts; one more entry for the end of the line. */
  readonly cells: readonly number[];
  readonly width: number;
};

export function layoutLine(line: string): LineLayout {
  const pieces: { text: string; cell: number; width: number }[] = [];
  const cells: number[] = [];
  let cell = 0;
  for (const { segment, index } of graphemesOf(line)) {
    for (let i = index; i < index + segment.length; i++) cells[i] = cell;
    const text = segment === "\t" ? " ".repeat(tabWidth - (cell % tabWidth)) : visible(segment);
    const width = segment === "\t" ? text.length : graphemeWidth(text);
    pieces.push({ text, cell, width });
    cell += width;
  }
  cells[line.length] = cell;
  return { pieces, cells, width: cell };
}

/** Cells of a text without tabs. */
export function textWidth(text: string): number {
  let width = 0;
  for (const { segment } of graphemesOf(text)) width += graphemeWidth(segment);
  return width;
}

function graphemesOf(text: string): Iterable<{ segment: string; index: number }> {
  if (/^[\x20-\x7e\t]*$/.test(text)) return Array.from(text, (segment, index) => ({ segment, index }));
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return segmenter.segment(text);
}

let segmenter: Intl.Segmenter | undefined;

function graphemeWidth(grapheme: string): number {
  const code = grapheme.codePointAt(0) as number;
  if (code < 0x300) return 1;
  if (/\p{Emoji_Presentation}|\ufe0f/u.test(grapheme)) return 2;
  if (/^[\p{Mn}\p{Me}\p{Cf}]+$/u.test(grapheme)) return 0;
  return wideRanges.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}

/** Blocks whose characters are East Asian Wide or Fullwidth; emoji are found by their property. */
const wideRanges: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2329, 0x232a],
  [0x2e80, 0x303e],
  [0x3041, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18d08],
  [0x1aff0, 0x1b2fb],
  [0x1f200, 0x1f2ff],
  [0x20000, 0x3fffd],
];

function visible(grapheme: string): string {
  const code = grapheme.codePointAt(0) as number;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "\u2421";
  const isControl = code >= 0x80 && code < 0xa0;
  const turnsDirection = (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
  const isLoneSurrogate = code >= 0xd800 && code <= 0xdfff;
  return isControl || turnsDirection || isLoneSurrogate ? "\ufffd" : grapheme;
}
