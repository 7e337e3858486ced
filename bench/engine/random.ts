/** Pseudo-random numbers with a seed, the same on every machine. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = (Math.imul(seed, 0x9e3779b1) ^ 0x6d2b79f5) >>> 0 || 1;
    for (let at = 0; at < 8; at++) this.next();
  }

  /** Uniform, below 2^32 (xorshift32). */
  next(): number {
    let x = this.state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.state = x >>> 0;
    return this.state;
  }

  /** Uniform in 0 … limit - 1. */
  below(limit: number): number {
    return Math.floor((this.next() / 2 ** 32) * limit);
  }

  choose<Element>(list: readonly Element[]): Element {
    return list[this.below(list.length)] as Element;
  }

  /** Uniform with this mean and standard deviation. */
  floats(count: number, deviation: number, mean = 0): Float32Array<ArrayBuffer> {
    const values = new Float32Array(count);
    const width = (deviation * Math.sqrt(12)) / 2 ** 32;
    const least = mean - deviation * Math.sqrt(3);
    for (let at = 0; at < count; at++) values[at] = least + this.next() * width;
    return values;
  }
}
