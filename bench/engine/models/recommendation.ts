/** DLRM: dense features through a small network, sparse ones through tables, and the products of all pairs. */
import type { ModelPlan } from "../../../tests/engine/onnx-writer.ts";
import { ModelBuilder } from "../model-builder.ts";

export const tableCount = 26;
export const tableRows = 100_000;
export const denseFeatures = 13;
const width = 64;
const bottom = [denseFeatures, 512, 256, width];

export function dlrm(): ModelPlan {
  const b = new ModelBuilder(13);
  const dense = b.input("dense", "float32", ["batch", denseFeatures]);
  const sparse = Array.from({ length: tableCount }, (_, at) => b.input(`sparse_${at}`, "int64", ["batch"]));
  const features = layersOf(b, "bot_l", dense, bottom);
  const rows = sparse.map((ids, at) => b.node("Gather", [b.weight(`emb_l.${at}.weight`, [tableRows, width], 0.3), ids]));
  const count = tableCount + 1;
  const all = b.reshapeTo(b.node("Concat", [features, ...rows], { axis: 1 }), ["0", count, width], dense);
  const products = b.node("MatMul", [all, b.node("Transpose", [all], { perm: [0, 2, 1] })]);
  const pairs = Array.from({ length: count }, (_, i) => Array.from({ length: i }, (_, j) => i * count + j)).flat();
  const chosen = b.node("Gather", [b.node("Flatten", [products], { axis: 1 }), b.integers(...pairs)], { axis: 1 });
  const interactions = b.node("Concat", [features, chosen], { axis: 1 });
  const last = layersOf(b, "top_l", interactions, [width + pairs.length, 512, 256]);
  b.output("click", b.node("Sigmoid", [b.gemm("top_l.2", last, 256, 1)]), "float32", ["batch", 1]);
  return b.plan();
}

function layersOf(b: ModelBuilder, name: string, value: string, sizes: readonly number[]): string {
  let result = value;
  for (let at = 0; at + 1 < sizes.length; at++) {
    const [from, to] = [sizes[at] as number, sizes[at + 1] as number];
    result = b.node("Relu", [b.gemm(`${name}.${at}`, result, from, to, Math.sqrt(2 / from))]);
  }
  return result;
}
