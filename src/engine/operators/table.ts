/** All operators that the engine knows, by domain. */
import { accumulations } from "./accumulations.ts";
import { activations } from "./activations.ts";
import { attention, previewAttention } from "./attention.ts";
import { bitCasts } from "./bit-casts.ts";
import { constants } from "./constants.ts";
import { controlFlow } from "./control-flow.ts";
import { conversions } from "./conversions.ts";
import { convolutions } from "./convolutions.ts";
import { detections } from "./detections.ts";
import { einsums } from "./einsum.ts";
import { elementwise } from "./elementwise.ts";
import { functions } from "./functions.ts";
import { indexing } from "./indexing.ts";
import { learned } from "./learned.ts";
import { losses } from "./losses.ts";
import { movement } from "./movement.ts";
import { normalizations } from "./normalizations.ts";
import { linearAttention } from "./linear-attention.ts";
import { contributed } from "./contributed.ts";
import type { Operator, OperatorTable } from "./operator-node.ts";
import { pooling } from "./pooling.ts";
import { products } from "./products.ts";
import { quantization } from "./quantization.ts";
import { quantizedProducts } from "./quantized-products.ts";
import { random } from "./random.ts";
import { recurrent } from "./recurrent.ts";
import { reductions } from "./reductions.ts";
import { resizing } from "./resizing.ts";
import { sampling } from "./sampling.ts";
import { sequences } from "./sequences.ts";
import { shapes } from "./shapes.ts";
import { softmaxes } from "./softmaxes.ts";
import { spectra } from "./spectra.ts";
import { strings } from "./strings.ts";
import { training } from "./training.ts";
import { transposed } from "./transposed.ts";

const standard: OperatorTable = {
  // ONNX Runtime writes it without a domain
  SimplifiedLayerNormalization: contributed.SimplifiedLayerNormalization as Operator,
  ...accumulations,
  ...activations,
  ...attention,
  ...bitCasts,
  ...constants,
  ...controlFlow,
  ...conversions,
  ...convolutions,
  ...detections,
  ...einsums,
  ...elementwise,
  ...functions,
  ...indexing,
  ...losses,
  ...movement,
  ...normalizations,
  ...pooling,
  ...products,
  ...quantization,
  ...quantizedProducts,
  ...random,
  ...recurrent,
  ...linearAttention,
  ...reductions,
  ...resizing,
  ...sampling,
  ...sequences,
  ...shapes,
  ...softmaxes,
  ...spectra,
  ...strings,
  ...transposed,
};

export const domains: { readonly [domain: string]: OperatorTable } = {
  "": standard,
  "ai.onnx.ml": learned,
  "ai.onnx.preview": previewAttention,
  "ai.onnx.preview.training": training,
  "com.microsoft": contributed,
};

export function findOperator(domain: string, name: string): Operator | undefined {
  const table = domains[domain];
  return table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}
