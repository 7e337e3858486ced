/**
 * Random expressions of integers as lines for `evaluate_integers.mojo` and `.py`: an operation and operands, separated by tabs.
 *
 * Operands are hexadecimal. Sizes are spread evenly over orders of magnitude; long runs of equal bits, neighbours of powers of two and operands
 * that nearly divide each other are frequent, for there carries, estimates of quotients and rounding go wrong.
 */

/** So many expressions with operands of up to so many bits; the same for the same seed. */
export function randomExpressions(seed: number, count: number, longest: number): string[] {
  const source = makeSource(seed);
  const names = Object.keys(operations);
  return Array.from({ length: count }, () => {
    const name = source.choose(names);
    return [name, ...(operations[name] as Operands)(source, longest)].join("\t");
  });
}

export type Source = {
  /** From 0 to `limit - 1`. */
  readonly below: (limit: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly choose: <T>(values: readonly T[]) => T;
};

export function makeSource(seed: number): Source {
  let state = seed * 7919;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % limit;
  };
  return {
    below,
    chance: (probability) => below(1_000_000) < probability * 1_000_000,
    choose: (values) => values[below(values.length)] as (typeof values)[number],
  };
}

type Operands = (source: Source, longest: number) => readonly string[];

const operations: Readonly<Record<string, Operands>> = {
  add: pair,
  sub: pair,
  mul: pair,
  divmod: dividend,
  floordiv: dividend,
  mod: dividend,
  bits: pair,
  compare: pair,
  truediv: (source, longest) => {
    if (source.chance(0.4)) return dividend(source, longest);
    // A quotient at or beside the middle between two floats
    const divisor = number(source, Math.min(longest, 1000)) || 1n;
    const quotient = randomBits(source, 54) | 1n;
    const shift = BigInt(source.below(1100));
    const product = quotient * divisor + BigInt(source.choose([0, 0, 1, -1]));
    return source.chance(0.5) ? [hex(product << shift), hex(divisor)] : [hex(product), hex(divisor << shift)];
  },
  pow: (source) => {
    if (source.chance(0.2)) return [hex(BigInt(source.below(3) - 1)), hex(absolute(number(source, 100)))];
    return [hex(number(source, 100)), hex(BigInt(source.below(80)))];
  },
  // Powers of two only: CPython's result is that of the C library's `pow`, which need not round to the nearest float.
  float_pow: (source) => [hex(BigInt(source.below(3) - 1) << BigInt(source.below(1100))), hex(-1n)],
  shl: (source, longest) => [hex(number(source, longest)), hex(shiftCount(source))],
  shr: (source, longest) => [hex(number(source, longest)), hex(shiftCount(source))],
  gcd: (source, longest) => {
    const length = Math.min(longest, 20_000);
    const common = source.chance(0.6) ? number(source, length / 2) : 1n;
    return [hex(number(source, length) * common), hex(number(source, length) * common)];
  },
  inverse: (source) => [hex(number(source, 700)), hex(number(source, 700))],
  powmod: (source) => [hex(number(source, 400)), hex(number(source, 300)), hex(number(source, 400))],
  decimal: single,
  text: (source, longest) => [hex(number(source, Math.min(longest, 20_000))), String(2 + source.below(35))],
  float: (source, longest) => {
    if (source.chance(0.4)) return single(source, longest);
    const middle = (randomBits(source, 54) | 1n) << BigInt(source.below(990));
    return [hex((middle + BigInt(source.below(3) - 1)) * (source.chance(0.5) ? -1n : 1n))];
  },
  hash: single,
  counts: single,
  unary: single,
  isqrt: (source, longest) => {
    if (source.chance(0.5)) return single(source, longest);
    const root = number(source, longest / 2);
    return [hex(root * root + BigInt(source.below(3) - 1))];
  },
  int: single,
  square: single,
  parse: literal,
  from_float: (source) => [float(source)],
  compare_float: (source) => {
    const word = float(source);
    const value = floatValue(word);
    const near = Number.isFinite(value) ? BigInt(Math.trunc(value)) + BigInt(source.below(3) - 1) : 0n;
    return [hex(source.chance(0.7) ? near : number(source, 1100)), word];
  },
};

function single(source: Source, longest: number): readonly string[] {
  return [hex(number(source, longest))];
}

function pair(source: Source, longest: number): readonly string[] {
  const a = number(source, longest);
  const b = source.chance(0.15) ? source.choose([a, -a, ~a, a + 1n]) : number(source, longest);
  return [hex(a), hex(b)];
}

function dividend(source: Source, longest: number): readonly string[] {
  const b = number(source, longest);
  if (source.chance(0.6)) return [hex(number(source, longest)), hex(b)];
  return [hex(number(source, longest) * b + BigInt(source.below(3) - 1)), hex(b)];
}

function shiftCount(source: Source): bigint {
  return source.chance(0.05) ? -1n : BigInt(source.below(source.chance(0.8) ? 300 : 9000));
}

const corners: readonly bigint[] = [0, 1, 2, 31, 32, 53, 61, 62, 63, 64, 127, 128, 192].flatMap((exponent) =>
  [-1n, 0n, 1n].map((distance) => (1n << BigInt(exponent)) + distance),
);

export function number(source: Source, longest: number): bigint {
  const value = source.chance(0.15)
    ? source.choose(corners)
    : long(source, Math.floor(2 ** ((source.below(1001) / 1000) * Math.log2(longest))));
  return source.chance(0.4) ? -value : value;
}

function long(source: Source, bits: number): bigint {
  const kind = source.below(10);
  if (kind === 0) return (1n << BigInt(bits)) + BigInt(source.below(5) - 2);
  if (kind > 2) return randomBits(source, bits);
  let digits = "";
  while (digits.length < bits) digits += source.choose(["0", "1"]).repeat(1 + source.below(200));
  return BigInt(`0b${digits.slice(0, bits)}`);
}

function randomBits(source: Source, bits: number): bigint {
  let digits = "0x0";
  for (let i = 0; i < bits; i += 28)
    digits += source
      .below(1 << 28)
      .toString(16)
      .padStart(7, "0");
  return BigInt.asUintN(bits, BigInt(digits));
}

function literal(source: Source, longest: number): readonly string[] {
  const base = source.choose([0, 10, 10, 10, 2, 8, 16, 36, 2 + source.below(35)]);
  const written = base === 0 ? source.choose([2, 8, 10, 16]) : base;
  let text = absolute(number(source, source.chance(0.5) ? 100 : longest)).toString(written);
  if (source.chance(0.3)) text = text.toUpperCase();
  if (source.chance(0.2)) text = "0".repeat(source.below(40)) + text;
  if (source.chance(0.3)) text = inserted(source, text, "_");
  if (base === 0 || source.chance(0.4)) text = ({ 2: "0b", 8: "0O", 16: "0x" }[written] ?? "") + text;
  if (source.chance(0.3)) text = source.choose(["+", "-"]) + text;
  if (source.chance(0.2)) text = `  ${text} `;
  if (source.chance(0.15)) text = inserted(source, text, source.choose(strange));
  return [text, String(source.chance(0.03) ? source.choose([1, 37, -3]) : base)];
}

const strange: readonly string[] = ["_", "z", "é", " ", "-", '"', "'", "$", "0x", "\u0661", "\u{1d7d9}", "\u3000"];

function inserted(source: Source, text: string, piece: string): string {
  const at = source.below(text.length + 1);
  return text.slice(0, at) + piece + text.slice(at);
}

const floatCorners = [
  "7ff0000000000000",
  "fff0000000000000",
  "7ff8000000000000",
  "0",
  "8000000000000000",
  "3fe0000000000000",
  "bfefffffffffffff",
];

/** The bits of a float, hexadecimal. */
function float(source: Source): string {
  if (source.chance(0.1)) return source.choose(floatCorners);
  const size = 2 ** source.below(source.chance(0.5) ? 1020 : 70);
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, ((source.below(1 << 30) - (1 << 29)) / (1 << 29)) * size);
  return view.getBigUint64(0).toString(16);
}

function floatValue(word: string): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${word}`));
  return view.getFloat64(0);
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function hex(value: bigint): string {
  return value.toString(16);
}
