/** Strings, n-grams, random numbers, boxes and the operators of `ai.onnx.ml`. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fromElements, readElements, type TensorData, tensorOfStrings } from "../../src/engine/tensor-data.ts";
import { floats, resultOf, runOperator } from "./run-operator.ts";

function texts(...values: readonly string[]): TensorData {
  return tensorOfStrings([values.length], values);
}

test("strings are joined, split, matched and normalised", () => {
  const joined = resultOf({ operator: "StringConcat", inputs: { x: texts("a", "b"), y: texts(".x") }, sized: ["y"] });
  assert.deepEqual(joined.values, ["a.x", "b.x"]);
  const [parts, counts] = runOperator({
    operator: "StringSplit",
    inputs: { x: texts(" a  b ", "", "c d e") },
    outputs: ["parts", "counts"],
    attributes: { maxsplit: 1 },
  });
  assert.deepEqual(parts && [parts.shape, readElements(parts)], [
    [3, 2],
    ["a", "b", "", "", "c", "d e"],
  ]);
  assert.deepEqual(counts && Array.from(readElements(counts) as BigInt64Array), [2n, 0n, 2n]);
  const commas = resultOf({ operator: "StringSplit", inputs: { x: texts("a,,b") }, outputs: ["y", "n"], attributes: { delimiter: "," } });
  assert.deepEqual(commas.values, ["a", "", "b"]);
  const matches = resultOf({
    operator: "RegexFullMatch",
    inputs: { x: texts("ab12", "ab12c") },
    attributes: { pattern: "(?P<name>[a-z]+)\\d+" },
  });
  assert.deepEqual(matches.values, [1, 0]);
  assert.throws(
    () => runOperator({ operator: "RegexFullMatch", inputs: { x: texts("a") }, attributes: { pattern: "(" } }),
    /pattern "\(" is not supported/,
  );
  const normalize = (attributes: Readonly<Record<string, string | number | readonly string[]>>) =>
    resultOf({ operator: "StringNormalizer", inputs: { x: texts("Monday", "is", "MONDAY") }, attributes }).values;
  assert.deepEqual(normalize({ stopwords: ["monday"], case_change_action: "UPPER" }), ["IS"]);
  assert.deepEqual(normalize({ stopwords: ["Monday"], is_case_sensitive: 1, case_change_action: "LOWER" }), ["is", "monday"]);
  assert.deepEqual(normalize({ stopwords: ["monday", "is"] }), [""]);
});

test("n-grams are counted with any number of skips", () => {
  const row = [1, 2, 3, 1, 2];
  const attributes = {
    mode: "TFIDF",
    min_gram_length: 1,
    max_gram_length: 2,
    max_skip_count: 1,
    ngram_counts: [0, 2],
    pool_int64s: [1, 9, 1, 2, 2, 1],
    ngram_indexes: [3, 0, 1, 2],
    weights: { floats: [2, 1, 1, 0.5] },
  };
  const { values } = resultOf({
    operator: "TfIdfVectorizer",
    inputs: { x: fromElements("int64", [5], row.map(BigInt) as never) },
    attributes,
  });
  const pairs = (first: number, second: number): number =>
    [1, 2].reduce((sum, gap) => sum + row.filter((each, at) => each === first && row[at + gap] === second).length, 0);
  assert.deepEqual(values, [0, pairs(1, 2), pairs(2, 1) * 0.5, 2 * 2]);
});

test("random numbers have their distribution, and repeat with their seed", () => {
  const draw = (operator: string, attributes: Readonly<Record<string, { float: number } | readonly number[]>>): readonly number[] =>
    resultOf({ operator, inputs: {}, attributes: { shape: [100, 200], ...attributes } }).values.map(Number);
  const moments = (values: readonly number[]): [number, number] => {
    const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
    return [mean, Math.sqrt(values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / values.length)];
  };
  const even = draw("RandomUniform", { low: { float: -1 }, high: { float: 3 }, seed: { float: 7 } });
  assert.ok(even.every((each) => each >= -1 && each <= 3));
  const [mean, deviation] = moments(even);
  assert.ok(Math.abs(mean - 1) < 0.04 && Math.abs(deviation - 4 / Math.sqrt(12)) < 0.02, `mean ${mean}, deviation ${deviation}`);
  const [center, width] = moments(draw("RandomNormal", { mean: { float: 5 }, scale: { float: 2 }, seed: { float: 7 } }));
  assert.ok(Math.abs(center - 5) < 0.07 && Math.abs(width - 2) < 0.05, `mean ${center}, deviation ${width}`);
  assert.deepEqual(draw("RandomUniform", { low: { float: -1 }, high: { float: 3 }, seed: { float: 7 } }), even);
  assert.notDeepEqual(draw("RandomUniform", {}), draw("RandomUniform", {}));
  const chances = floats(
    [20000],
    Array.from({ length: 20000 }, () => 0.3),
  );
  const ones = resultOf({ operator: "Bernoulli", inputs: { p: chances }, attributes: { seed: { float: 1 } } }).values.filter(
    (each) => each === 1,
  ).length;
  assert.ok(Math.abs(ones - 6000) < 330, `${ones} of 20000 with a chance of 0.3`);
  const logits = floats([1, 3], [Math.log(0.2), Math.log(0.7), Math.log(0.1)]);
  const drawn = resultOf({ operator: "Multinomial", inputs: { l: logits }, attributes: { sample_size: 10000, seed: { float: 2 } } }).values;
  [0.2, 0.7, 0.1].forEach((share, kind) => {
    const found = drawn.filter((each) => each === kind).length / 10000;
    assert.ok(Math.abs(found - share) < 0.03, `class ${kind}: ${found} instead of ${share}`);
  });
});

test("boxes that overlap a better one too much go", () => {
  const boxes = floats([1, 3, 4], [0, 0, 1, 1, 1.1, 1, 0.1, 0, 5, 5, 6, 6]);
  const inputs = {
    boxes,
    scores: floats([1, 1, 3], [0.5, 0.9, 0.7]),
    most: fromElements("int64", [1], [3n as never]),
    overlap: floats([1], [0.5]),
  };
  assert.deepEqual(resultOf({ operator: "NonMaxSuppression", inputs }), { shape: [2, 3], values: [0n, 0n, 1n, 0n, 0n, 2n] });
  const strict = { ...inputs, overlap: floats([1], [0.9]), least: floats([1], [0.6]) };
  assert.deepEqual(resultOf({ operator: "NonMaxSuppression", inputs: strict }).values, [0n, 0n, 1n, 0n, 0n, 2n]);
});

test("BitCast sees the same bits", () => {
  const { values } = resultOf({ operator: "BitCast", inputs: { x: floats([2], [1, -0]) }, attributes: { to: 12 } });
  assert.deepEqual(values, [0x3f800000, 0x80000000]);
  assert.throws(
    () => runOperator({ operator: "BitCast", inputs: { x: floats([1], [1]) }, attributes: { to: 7 } }),
    /float32 has 32 bits, but int64 has 64/,
  );
});

const domain = "ai.onnx.ml";

test("labels, features and linear models", () => {
  const encoder = { keys_strings: ["a", "b"], values_int64s: [5, 6], default_int64: -1 };
  assert.deepEqual(resultOf({ operator: "LabelEncoder", domain, inputs: { x: texts("b", "c", "a") }, attributes: encoder }).values, [
    6n,
    -1n,
    5n,
  ]);
  const x = floats([2, 2], [3, -4, 0, 0]);
  assert.deepEqual(
    resultOf({ operator: "Normalizer", domain, inputs: { x }, attributes: { norm: "L2" } }).values.map(
      (each) => Math.round(Number(each) * 1e6) / 1e6,
    ),
    [0.6, -0.8, 0, 0],
  );
  assert.deepEqual(
    resultOf({ operator: "Scaler", domain, inputs: { x }, attributes: { offset: { floats: [1, 0] }, scale: { floats: [2, 0.5] } } }).values,
    [4, -2, -2, 0],
  );
  const coefficients = { floats: [1, 0, 0, 1, 0.5, 0.5] };
  const [labels, scores] = runOperator({
    operator: "LinearClassifier",
    domain,
    inputs: { x },
    outputs: ["label", "scores"],
    attributes: { coefficients, intercepts: { floats: [0, 0, 0.25] }, classlabels_strings: ["p", "q", "r"] },
  });
  assert.deepEqual(labels && readElements(labels), ["p", "r"]);
  assert.deepEqual(scores && Array.from(readElements(scores) as Float32Array), [3, -4, -0.25, 0, 0, 0.25]);
  assert.throws(() => runOperator({ operator: "ZipMap", domain, inputs: { x } }), /ai.onnx.ml.ZipMap "y": maps are not supported/);
});

test("trees are walked to their leaves, and votes summed", () => {
  // x0 <= 0 ? (x1 < 1 ? 1 : 2) : 4, and a tree that is one leaf of 10
  const attributes = {
    nodes_treeids: [0, 0, 0, 0, 0, 1],
    nodes_nodeids: [0, 1, 2, 3, 4, 0],
    nodes_featureids: [0, 1, 0, 0, 0, 0],
    nodes_values: { floats: [0, 1, 0, 0, 0, 0] },
    nodes_modes: ["BRANCH_LEQ", "BRANCH_LT", "LEAF", "LEAF", "LEAF", "LEAF"],
    nodes_truenodeids: [1, 3, 0, 0, 0, 0],
    nodes_falsenodeids: [2, 4, 0, 0, 0, 0],
    target_treeids: [0, 0, 0, 1],
    target_nodeids: [3, 4, 2, 0],
    target_ids: [0, 0, 0, 0],
    target_weights: { floats: [1, 2, 4, 10] },
    n_targets: 1,
  };
  const inputs = { x: floats([4, 2], [0, 0, -1, 5, 2, 0, Number.NaN, 0]) };
  assert.deepEqual(resultOf({ operator: "TreeEnsembleRegressor", domain, inputs, attributes }).values, [11, 12, 14, 14]);
  const tracked = { ...attributes, nodes_missing_value_tracks_true: [1, 0, 0, 0, 0, 0] };
  assert.deepEqual(resultOf({ operator: "TreeEnsembleRegressor", domain, inputs, attributes: tracked }).values, [11, 12, 14, 11]);
  const lost = { ...attributes, nodes_falsenodeids: [2, 0, 0, 0, 0, 0] };
  assert.throws(
    () => runOperator({ operator: "TreeEnsembleRegressor", domain, inputs, attributes: lost }),
    /2 nodes are not reached from a root/,
  );
});
