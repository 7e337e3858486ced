/**
 * Bit sets over move paths, one row per block.
 *
 * Rows are views into one `Uint32Array`; ranges are half open. Not here: what a bit means (`move-paths.ts`).
 */

export class BitRows {
  readonly words: number;
  private readonly views: Uint32Array[] = [];

  constructor(rows: number, bits: number) {
    this.words = wordsFor(bits);
    const data = new Uint32Array(rows * this.words);
    for (let row = 0; row < rows; row++) this.views.push(data.subarray(row * this.words, (row + 1) * this.words));
  }

  row(index: number): Uint32Array {
    return this.views[index] as Uint32Array;
  }
}

export function wordsFor(bits: number): number {
  return (bits + 31) >>> 5;
}

export function hasBit(row: Uint32Array, bit: number): boolean {
  return (((row[bit >>> 5] as number) >>> (bit & 31)) & 1) === 1;
}

export function setBit(row: Uint32Array, bit: number): void {
  row[bit >>> 5] = (row[bit >>> 5] as number) | (1 << (bit & 31));
}

export function clearBit(row: Uint32Array, bit: number): void {
  row[bit >>> 5] = (row[bit >>> 5] as number) & ~(1 << (bit & 31));
}

export function setRange(row: Uint32Array, from: number, to: number): void {
  for (let bit = from; bit < to; bit++) setBit(row, bit);
}

export function clearRange(row: Uint32Array, from: number, to: number): void {
  for (let bit = from; bit < to; bit++) clearBit(row, bit);
}

export function anyInRange(row: Uint32Array, from: number, to: number): boolean {
  for (let bit = from; bit < to; bit++) if (hasBit(row, bit)) return true;
  return false;
}

export function copyRow(target: Uint32Array, source: Uint32Array): void {
  target.set(source);
}

export function unionInto(target: Uint32Array, source: Uint32Array): void {
  for (let word = 0; word < target.length; word++) target[word] = (target[word] as number) | (source[word] as number);
}

export function intersectInto(target: Uint32Array, source: Uint32Array): void {
  for (let word = 0; word < target.length; word++) target[word] = (target[word] as number) & (source[word] as number);
}

/** Copies `source` and tells whether a bit inside `mask` changed. */
export function replaceRow(target: Uint32Array, source: Uint32Array, mask: Uint32Array): boolean {
  let changed = 0;
  for (let word = 0; word < target.length; word++) {
    changed |= ((target[word] as number) ^ (source[word] as number)) & (mask[word] as number);
    target[word] = source[word] as number;
  }
  return changed !== 0;
}

/** Calls back for every bit of `row` that `other` has not, in order. */
export function forEachMissing(row: Uint32Array, other: Uint32Array, visit: (bit: number) => void): void {
  for (let word = 0; word < row.length; word++) {
    let rest = ((row[word] as number) & ~(other[word] as number)) >>> 0;
    while (rest !== 0) {
      const low = 31 - Math.clz32(rest & -rest);
      visit(word * 32 + low);
      rest = (rest & (rest - 1)) >>> 0;
    }
  }
}
