/** GPT-2 small: a decoder of 12 layers whose keys and values are inputs and outputs, so that one graph serves prefill and decoding. */
import type { ModelPlan } from "../../../tests/engine/onnx-writer.ts";
import { fromElements, tensorOfBytes } from "../../../src/engine/tensor-data.ts";
import { ModelBuilder } from "../model-builder.ts";
import { geluOfTanh, joinHeads, layerNorm, splitHeads } from "./transformer.ts";

const vocabulary = 50_257;
const positions = 1024;
const width = 768;
const heads = 12;
const layers = 12;
const epsilon = 1e-5;
const least = -3.4028234663852886e38;

type Cache = { readonly key: string; readonly value: string };

export function gpt2(): ModelPlan {
  const b = new ModelBuilder(12);
  const ids = b.input("input_ids", "int64", ["batch_size", "sequence_length"]);
  const mask = b.input("attention_mask", "int64", ["batch_size", "total_sequence_length"]);
  const places = b.input("position_ids", "int64", ["batch_size", "sequence_length"]);
  const cacheShape = (sequence: string): (number | string)[] => ["batch_size", heads, sequence, width / heads];
  const pasts = Array.from({ length: layers }, (_, layer) => ({
    key: b.input(`past_key_values.${layer}.key`, "float32", cacheShape("past_sequence_length")),
    value: b.input(`past_key_values.${layer}.value`, "float32", cacheShape("past_sequence_length")),
  }));
  const words = b.weight("transformer.wte.weight", [vocabulary, width], 0.3);
  const causal = b.initializer("causal_mask", lowerTriangle());
  const bias = attentionBias(b, mask);
  let hidden = b.node("Add", [b.node("Gather", [words, ids]), b.node("Gather", [positionTable(b), places])]);
  const presents = pasts.map((past, layer) => {
    const result = decoderLayer(b, `transformer.h.${layer}`, hidden, past, causal, bias);
    hidden = result.hidden;
    return result.present;
  });
  const final = layerNorm(b, "transformer.ln_f", hidden, width, epsilon, "decomposed");
  const logits = b.node("MatMul", [final, b.node("Transpose", [words], { perm: [1, 0] })]);
  b.output("logits", logits, "float32", ["batch_size", "sequence_length", vocabulary]);
  presents.forEach(({ key, value }, layer) => {
    b.output(`present.${layer}.key`, key, "float32", cacheShape("total_sequence_length"));
    b.output(`present.${layer}.value`, value, "float32", cacheShape("total_sequence_length"));
  });
  return b.plan();
}

function positionTable(b: ModelBuilder): string {
  return b.weight("transformer.wpe.weight", [positions, width], 0.1);
}

function lowerTriangle(): ReturnType<typeof tensorOfBytes> {
  const bytes = new Uint8Array(positions * positions);
  for (let row = 0; row < positions; row++) bytes.fill(1, row * positions, row * positions + row + 1);
  return tensorOfBytes("bool", [1, 1, positions, positions], bytes);
}

function attentionBias(b: ModelBuilder, mask: string): string {
  const wide = b.node("Unsqueeze", [b.node("Unsqueeze", [mask, b.integers(1)]), b.integers(2)]);
  const inverse = b.node("Sub", [b.scalar(1), b.node("Cast", [wide], { to: 1 })]);
  return b.node("Mul", [inverse, b.scalar(least)]);
}

/** `transformers`' `Conv1D`: a `Gemm` of two dimensions between two changes of shape. */
function convolution(b: ModelBuilder, name: string, value: string, from: number, to: number): string {
  const flat = b.node("Reshape", [value, b.integers(-1, from)]);
  const weights = [b.weight(`${name}.weight`, [from, to], 1 / Math.sqrt(from)), b.weight(`${name}.bias`, [to], 0.02)];
  const product = b.node("Gemm", [flat, ...weights], { alpha: { float: 1 }, beta: { float: 1 } });
  return b.reshapeTo(product, ["0", "1", to], value);
}

function decoderLayer(b: ModelBuilder, name: string, hidden: string, past: Cache, causal: string, bias: string) {
  const first = layerNorm(b, `${name}.ln_1`, hidden, width, epsilon, "decomposed");
  const all = convolution(b, `${name}.attn.c_attn`, first, width, 3 * width);
  const parts = b.nodeOf("Split", [all, b.integers(width, width, width)], 3, { axis: 2 });
  const [query, newKey, newValue] = parts.map((part) => splitHeads(b, part, heads, width)) as [string, string, string];
  const key = b.node("Concat", [past.key, newKey], { axis: -2 });
  const value = b.node("Concat", [past.value, newValue], { axis: -2 });
  const scores = causalScores(b, query, key, causal);
  const weights = b.node("Softmax", [b.node("Add", [scores, bias])], { axis: -1 });
  const attended = joinHeads(b, b.node("MatMul", [weights, value]), width);
  const middle = b.node("Add", [convolution(b, `${name}.attn.c_proj`, attended, width, width), hidden]);
  const second = layerNorm(b, `${name}.ln_2`, middle, width, epsilon, "decomposed");
  const wide = geluOfTanh(b, convolution(b, `${name}.mlp.c_fc`, second, width, 4 * width));
  return { hidden: b.node("Add", [middle, convolution(b, `${name}.mlp.c_proj`, wide, 4 * width, width)]), present: { key, value } };
}

/** Rows of the mask from `keys - queries` to `keys`, columns up to `keys`. */
function causalScores(b: ModelBuilder, query: string, key: string, causal: string): string {
  const products = b.node("MatMul", [query, b.node("Transpose", [key], { perm: [0, 1, 3, 2] })]);
  const scaled = b.node("Div", [products, b.scalar(Math.sqrt(width / heads))]);
  const keys = b.size(key, 2);
  const start = b.node("Sub", [keys, b.size(query, 2)]);
  const rows = b.node("Slice", [causal, start, keys, b.integers(2), b.integers(1)]);
  const allowed = b.node("Slice", [rows, b.integers(0), keys, b.integers(3), b.integers(1)]);
  const lowest = b.initializer("lowest", fromElements("float32", [], [least]));
  return b.node("Where", [allowed, scaled, lowest]);
}
