/**
 * Writes a checkpoint in llama2.c's first format (seven 32-bit integers, then all weights as 32-bit floats) with random weights.
 *
 * The same shape and seed give the same bytes. Matrices are scaled so that activations stay near one; embeddings are small
 * against what the layers add, so that greedy decoding wanders instead of repeating its last token; the rows of special
 * and raw-byte tokens are zero, so that only plain text comes out.
 * As a program: `node checkpoint.ts OUT [small|grouped|stories15M] [SEED]`.
 */
import { closeSync, openSync, writeSync } from "node:fs";

export type ModelShape = {
  readonly dimension: number;
  readonly hiddenDimension: number;
  readonly layers: number;
  readonly heads: number;
  readonly keyValueHeads: number;
  readonly vocabulary: number;
  readonly sequence: number;
};

/** Unknown, begin, end, and the 256 raw bytes come first in the vocabulary. */
const silentTokens = 3 + 256;

const embeddingScale = 0.02;

export const shapes: Readonly<Record<string, ModelShape>> = {
  small: { dimension: 64, hiddenDimension: 172, layers: 3, heads: 4, keyValueHeads: 4, vocabulary: 512, sequence: 64 },
  grouped: { dimension: 64, hiddenDimension: 172, layers: 3, heads: 4, keyValueHeads: 2, vocabulary: 512, sequence: 64 },
  prompted: { dimension: 32, hiddenDimension: 64, layers: 2, heads: 4, keyValueHeads: 4, vocabulary: 32000, sequence: 40 },
  stories15M: { dimension: 288, hiddenDimension: 768, layers: 6, heads: 6, keyValueHeads: 6, vocabulary: 32000, sequence: 256 },
};

export function writeCheckpoint(path: string, shape: ModelShape, seed: number): void {
  const random = normalNumbers(seed);
  const file = openSync(path, "w");
  const write = (values: Float32Array | Int32Array): void => {
    writeSync(file, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  };
  const matrix = (rows: number, columns: number, scale: number): Float32Array =>
    Float32Array.from({ length: rows * columns }, () => random() * scale);
  const aroundOne = (length: number): Float32Array => Float32Array.from({ length }, () => 1 + 0.1 * random());

  const { dimension, hiddenDimension, layers, heads, keyValueHeads, vocabulary, sequence } = shape;
  const headSize = dimension / heads;
  const keyValueDimension = headSize * keyValueHeads;
  const byInputs = (inputs: number): number => 1 / Math.sqrt(inputs);

  write(Int32Array.of(dimension, hiddenDimension, layers, heads, keyValueHeads, vocabulary, sequence));
  const embedding = matrix(vocabulary, dimension, embeddingScale);
  // The begin token keeps its row: it is where every text starts.
  for (let token = 0; token < silentTokens; token++)
    if (token !== 1) embedding.fill(0, token * dimension, (token + 1) * dimension);
    else for (let i = 0; i < dimension; i++) embedding[dimension + i] = (embedding[dimension + i] as number) * 0.05;
  write(embedding);
  write(aroundOne(layers * dimension)); // Norms before attention.
  write(matrix(layers * dimension, dimension, byInputs(dimension))); // Queries.
  write(matrix(layers * keyValueDimension, dimension, byInputs(dimension))); // Keys.
  write(matrix(layers * keyValueDimension, dimension, byInputs(dimension))); // Values.
  write(matrix(layers * dimension, dimension, byInputs(dimension))); // Outputs of attention.
  write(aroundOne(layers * dimension)); // Norms before the feed-forward part.
  write(matrix(layers * hiddenDimension, dimension, byInputs(dimension))); // w1
  write(matrix(layers * dimension, hiddenDimension, byInputs(hiddenDimension))); // w2
  write(matrix(layers * hiddenDimension, dimension, byInputs(dimension))); // w3
  write(aroundOne(dimension)); // Last norm.
  write(rotations(sequence, headSize, Math.cos));
  write(rotations(sequence, headSize, Math.sin));
  closeSync(file);
}

/** Angle of pair `i` at a position: position / 10000^(2i / headSize). */
function rotations(sequence: number, headSize: number, of: (angle: number) => number): Float32Array {
  const pairs = headSize / 2;
  return Float32Array.from({ length: sequence * pairs }, (_, index) => {
    const position = Math.floor(index / pairs);
    return of(position / 10000 ** ((2 * (index % pairs)) / headSize));
  });
}

/** Sums of four uniform numbers, scaled to deviation one: close enough to normal, and the same everywhere. */
function normalNumbers(seed: number): () => number {
  let state = (seed * 2654435761) >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return () => (uniform() + uniform() + uniform() + uniform() - 2) * Math.sqrt(3);
}

if (import.meta.main) {
  const [out, name = "stories15M", seed = "1"] = process.argv.slice(2);
  const shape = shapes[name];
  if (out === undefined || shape === undefined) {
    console.error(`Usage: node checkpoint.ts OUT [${Object.keys(shapes).join("|")}] [SEED]`);
    process.exit(2);
  }
  writeCheckpoint(out, shape, Number(seed));
}
