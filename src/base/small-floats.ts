/**
 * Floats of 8 and 16 bits: from a double to bits (rounded once, to nearest even) and back.
 *
 * `f8e4m3fn` has no infinities: what is too large becomes NaN. The others overflow to infinity.
 */
export type SmallFloatFormat = "f16" | "bf16" | "f8e4m3fn" | "f8e5m2";

type Shape = { readonly fraction: number; readonly bias: number; readonly sign: number; readonly overflow: number; readonly nan: number };

const shapes: Readonly<Record<SmallFloatFormat, Shape>> = {
  f16: { fraction: 10, bias: 15, sign: 0x8000, overflow: 0x7c00, nan: 0x7e00 },
  bf16: { fraction: 7, bias: 127, sign: 0x8000, overflow: 0x7f80, nan: 0x7fc0 },
  f8e4m3fn: { fraction: 3, bias: 7, sign: 0x80, overflow: 0x7f, nan: 0x7f },
  f8e5m2: { fraction: 2, bias: 15, sign: 0x80, overflow: 0x7c, nan: 0x7e },
};

export function encodeSmallFloat(format: SmallFloatFormat, value: number): number {
  const { fraction, bias, sign, overflow, nan } = shapes[format];
  if (Number.isNaN(value)) return nan;
  const signBit = value < 0 || Object.is(value, -0) ? sign : 0;
  const magnitude = Math.abs(value);
  if (magnitude === Infinity) return signBit | overflow;
  const exponent = Math.max(1 - bias, floorLog2(magnitude));
  const units = roundHalfEven(magnitude / 2 ** (exponent - fraction));
  // Below one implicit bit: subnormal. A carry out of the fraction steps into the exponent field by itself.
  const bits = units < 1 << fraction ? units : units - (1 << fraction) + (exponent + bias) * (1 << fraction);
  return signBit | Math.min(bits, overflow);
}

export function decodeSmallFloat(format: SmallFloatFormat, bits: number): number {
  const { fraction, bias, sign, overflow } = shapes[format];
  const magnitude = bits & (sign - 1);
  const factor = bits & sign ? -1 : 1;
  if (format === "f8e4m3fn" ? magnitude === overflow : magnitude > overflow) return NaN;
  if (magnitude === overflow) return factor * Infinity;
  const exponent = magnitude >> fraction;
  const rest = magnitude & ((1 << fraction) - 1);
  if (exponent === 0) return factor * rest * 2 ** (1 - bias - fraction);
  return factor * (rest + (1 << fraction)) * 2 ** (exponent - bias - fraction);
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
