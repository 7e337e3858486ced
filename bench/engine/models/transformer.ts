/** Parts that transformers share, as PyTorch's exporter spells them. */
import type { ModelBuilder } from "../model-builder.ts";

/** `decomposed` is the spelling before opset 17. */
export type NormStyle = "decomposed" | "operator";

export function layerNorm(b: ModelBuilder, name: string, value: string, size: number, epsilon: number, style: NormStyle): string {
  const weight = b.weight(`${name}.weight`, [size], 0.1, 1);
  const bias = b.weight(`${name}.bias`, [size], 0.05);
  if (style === "operator") return b.node("LayerNormalization", [value, weight, bias], { axis: -1, epsilon: { float: epsilon } });
  const centred = b.node("Sub", [value, b.node("ReduceMean", [value], { axes: [-1] })]);
  const square = b.node("Pow", [centred, b.scalar(2)]);
  const variance = b.node("Add", [b.node("ReduceMean", [square], { axes: [-1] }), b.scalar(epsilon)]);
  const normed = b.node("Div", [centred, b.node("Sqrt", [variance])]);
  return b.node("Add", [b.node("Mul", [normed, weight]), bias]);
}

/** x / 2 * (1 + erf(x / sqrt 2)) */
export function geluOfErf(b: ModelBuilder, value: string): string {
  const erf = b.node("Erf", [b.node("Div", [value, b.scalar(Math.SQRT2)])]);
  return b.node("Mul", [b.node("Mul", [value, b.node("Add", [erf, b.scalar(1)])]), b.scalar(0.5)]);
}

/** x / 2 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 x^3))) */
export function geluOfTanh(b: ModelBuilder, value: string): string {
  const half = b.node("Mul", [value, b.scalar(0.5)]);
  const cube = b.node("Mul", [b.node("Pow", [value, b.scalar(3)]), b.scalar(0.044715)]);
  const tanh = b.node("Tanh", [b.node("Mul", [b.node("Add", [value, cube]), b.scalar(Math.sqrt(2 / Math.PI))])]);
  return b.node("Mul", [half, b.node("Add", [tanh, b.scalar(1)])]);
}

/** From [batch, sequence, width] to [batch, heads, sequence, width / heads], or with the last two exchanged. */
export function splitHeads(b: ModelBuilder, value: string, heads: number, width: number, perm: readonly number[] = [0, 2, 1, 3]): string {
  return b.node("Transpose", [b.reshapeTo(value, ["0", "1", heads, width / heads])], { perm });
}

export function joinHeads(b: ModelBuilder, value: string, width: number): string {
  return b.reshapeTo(b.node("Transpose", [value], { perm: [0, 2, 1, 3] }), ["0", "1", width]);
}
