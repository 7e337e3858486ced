/** BERT-base: an encoder of 12 layers. */
import type { ModelPlan } from "../../../tests/engine/onnx-writer.ts";
import { fromElements } from "../../../src/engine/tensor-data.ts";
import { ModelBuilder } from "../model-builder.ts";
import { geluOfErf, joinHeads, layerNorm, type NormStyle, splitHeads } from "./transformer.ts";

const vocabulary = 30_522;
const positions = 512;
const width = 768;
const heads = 12;
const inner = 3072;
const layers = 12;
const epsilon = 1e-12;

export function bertBase(style: NormStyle): ModelPlan {
  const b = new ModelBuilder(11);
  const shape = ["batch_size", "sequence_length"];
  const ids = b.input("input_ids", "int64", shape);
  const mask = b.input("attention_mask", "int64", shape);
  const types = b.input("token_type_ids", "int64", shape);
  const bias = attentionBias(b, mask);
  let hidden = embeddings(b, ids, types, style);
  for (let layer = 0; layer < layers; layer++) hidden = encoderLayer(b, `encoder.layer.${layer}`, hidden, bias, style);
  const first = b.node("Gather", [hidden, b.constant("int64", [], [0])], { axis: 1 });
  const pooled = b.node("Tanh", [b.gemm("pooler.dense", first, width, width)]);
  b.output("last_hidden_state", hidden, "float32", [...shape, width]);
  b.output("pooler_output", pooled, "float32", ["batch_size", width]);
  return b.plan();
}

/** One encoder layer by itself. */
export function bertLayer(): ModelPlan {
  const b = new ModelBuilder(12);
  const shape = ["batch_size", "sequence_length"];
  const hidden = b.input("hidden_states", "float32", [...shape, width]);
  const bias = attentionBias(b, b.input("attention_mask", "int64", shape));
  b.output("output", encoderLayer(b, "layer", hidden, bias, "decomposed"), "float32", [...shape, width]);
  return b.plan();
}

/** 0 where the mask is 1, else the least number. */
function attentionBias(b: ModelBuilder, mask: string): string {
  const wide = b.node("Unsqueeze", [b.node("Unsqueeze", [mask, b.integers(1)]), b.integers(2)]);
  const inverse = b.node("Sub", [b.scalar(1), b.node("Cast", [wide], { to: 1 })]);
  return b.node("Mul", [inverse, b.scalar(-3.4028234663852886e38)]);
}

function embeddings(b: ModelBuilder, ids: string, types: string, style: NormStyle): string {
  const allPositions = Array.from({ length: positions }, (_, at) => at);
  const table = b.initializer("embeddings.position_ids", fromElements("int64", [1, positions], allPositions));
  const wanted = b.node("Slice", [table, b.integers(0), b.size(ids, 1), b.integers(1), b.integers(1)]);
  const words = b.node("Gather", [b.weight("embeddings.word_embeddings.weight", [vocabulary, width], 0.5), ids]);
  const ofTypes = b.node("Gather", [b.weight("embeddings.token_type_embeddings.weight", [2, width], 0.2), types]);
  const ofPositions = b.node("Gather", [b.weight("embeddings.position_embeddings.weight", [positions, width], 0.2), wanted]);
  const sum = b.node("Add", [b.node("Add", [words, ofTypes]), ofPositions]);
  return layerNorm(b, "embeddings.LayerNorm", sum, width, epsilon, style);
}

function encoderLayer(b: ModelBuilder, name: string, hidden: string, bias: string, style: NormStyle): string {
  const query = b.linear(`${name}.attention.self.query`, hidden, width, width);
  const key = splitHeads(b, b.linear(`${name}.attention.self.key`, hidden, width, width), heads, width, [0, 2, 3, 1]);
  const value = splitHeads(b, b.linear(`${name}.attention.self.value`, hidden, width, width), heads, width);
  const products = b.node("MatMul", [splitHeads(b, query, heads, width), key]);
  const scores = b.node("Add", [b.node("Div", [products, b.scalar(Math.sqrt(width / heads))]), bias]);
  const attended = b.node("MatMul", [b.node("Softmax", [scores], { axis: -1 }), value]);
  const dense = b.linear(`${name}.attention.output.dense`, joinHeads(b, attended, width), width, width);
  const middle = layerNorm(b, `${name}.attention.output.LayerNorm`, b.node("Add", [dense, hidden]), width, epsilon, style);
  const wide = geluOfErf(b, b.linear(`${name}.intermediate.dense`, middle, width, inner));
  const narrow = b.linear(`${name}.output.dense`, wide, inner, width);
  return layerNorm(b, `${name}.output.LayerNorm`, b.node("Add", [narrow, middle]), width, epsilon, style);
}
