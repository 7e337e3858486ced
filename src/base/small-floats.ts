/**
 * Floats of 4, 8 and 16 bits: from a double to bits (rounded once, to nearest even) and back.
 *
 * What is too large becomes infinity where the format has one (`f16`, `bf16`, `f8e5m2`), otherwise NaN, and in `f4e2m1fn`, which has neither,
 * the largest number of its sign; NaN becomes -0 there, as in ONNX. The `fnuz` formats have no negative zero. `f8e8m0fnu` has powers of two alone: zero
 * becomes the smallest, what is negative becomes NaN.
 */
export type SmallFloatFormat = "f16" | "bf16" | "f8e4m3fn" | "f8e4m3fnuz" | "f8e5m2" | "f8e5m2fnuz" | "f8e8m0fnu" | "f4e2m1fn";

/** `largest`, `overflow` and `nan` are bits: the largest finite number, what is larger, and the NaN that is written. */
type Shape = {
  readonly fraction: number;
  readonly bias: number;
  readonly sign: number;
  readonly largest: number;
  readonly overflow: number;
  readonly nan: number;
  /** Neither NaN nor infinities: `overflow` and `nan` are numbers like others. */
  readonly isFinite?: true;
};

const shapes: Readonly<Record<SmallFloatFormat, Shape>> = {
  f16: { fraction: 10, bias: 15, sign: 0x8000, largest: 0x7bff, overflow: 0x7c00, nan: 0x7e00 },
  bf16: { fraction: 7, bias: 127, sign: 0x8000, largest: 0x7f7f, overflow: 0x7f80, nan: 0x7fc0 },
  f8e4m3fn: { fraction: 3, bias: 7, sign: 0x80, largest: 0x7e, overflow: 0x7f, nan: 0x7f },
  f8e4m3fnuz: { fraction: 3, bias: 8, sign: 0x80, largest: 0x7f, overflow: 0x80, nan: 0x80 },
  f8e5m2: { fraction: 2, bias: 15, sign: 0x80, largest: 0x7b, overflow: 0x7c, nan: 0x7e },
  f8e5m2fnuz: { fraction: 2, bias: 16, sign: 0x80, largest: 0x7f, overflow: 0x80, nan: 0x80 },
  f8e8m0fnu: { fraction: 0, bias: 127, sign: 0x100, largest: 0xfe, overflow: 0xff, nan: 0xff },
  f4e2m1fn: { fraction: 1, bias: 1, sign: 8, largest: 7, overflow: 7, nan: 8, isFinite: true },
};

export function encodeSmallFloat(format: SmallFloatFormat, value: number): number {
  const { fraction, bias, sign, largest, overflow, nan, isFinite } = shapes[format];
  if (Number.isNaN(value)) return nan;
  if (format === "f8e8m0fnu") return encodePowerOfTwo(value);
  const signBit = value < 0 || Object.is(value, -0) ? sign : 0;
  const magnitude = Math.abs(value);
  if (magnitude === Infinity) return signBit | overflow;
  const exponent = Math.max(1 - bias, floorLog2(magnitude));
  const units = roundHalfEven(magnitude / 2 ** (exponent - fraction));
  // Below one implicit bit: subnormal. A carry out of the fraction steps into the exponent field by itself.
  const bits = units < 1 << fraction ? units : units - (1 << fraction) + (exponent + bias) * (1 << fraction);
  if (bits > largest) return signBit | overflow;
  return bits === 0 && nan === sign && !isFinite ? 0 : signBit | bits;
}

export function decodeSmallFloat(format: SmallFloatFormat, bits: number): number {
  const { fraction, bias, sign, largest, overflow, nan, isFinite } = shapes[format];
  if (!isFinite && bits === nan) return NaN;
  if (format === "f8e8m0fnu") return 2 ** (bits - bias);
  const magnitude = bits & (sign - 1);
  const factor = bits & sign ? -1 : 1;
  if (magnitude > largest) return overflow === nan || magnitude !== overflow ? NaN : factor * Infinity;
  const exponent = magnitude >> fraction;
  const rest = magnitude & ((1 << fraction) - 1);
  if (exponent === 0) return factor * rest * 2 ** (1 - bias - fraction);
  return factor * (rest + (1 << fraction)) * 2 ** (exponent - bias - fraction);
}

/** `f8e8m0fnu` has no sign, no zero and no fraction: halfway between two powers, the even exponent field is the nearer. */
function encodePowerOfTwo(value: number): number {
  const { bias, largest, nan } = shapes.f8e8m0fnu;
  if (value < 0 || value === Infinity) return nan;
  const exponent = floorLog2(value);
  const rest = value / 2 ** exponent;
  const below = exponent + bias;
  const bits = Math.max(0, rest > 1.5 || (rest === 1.5 && below % 2 !== 0) ? below + 1 : below);
  return bits > largest ? nan : bits;
}

const scratch = new DataView(new ArrayBuffer(8));

/** Exact for normal doubles; far below every format's range otherwise. */
function floorLog2(value: number): number {
  scratch.setFloat64(0, value);
  return ((scratch.getUint32(0) >>> 20) & 0x7ff) - 1023;
}

function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
}
