/**
 * Operators on tensors of strings, and the counts of n-grams.
 *
 * Joining and comparing strings is arithmetic of elements. Calls: `string_case` (`case`: lower or upper), `string_split` (`delimiter`,
 * `most`: strings to their parts, filled up with empty ones, and their numbers), `string_matches` (`pattern`, which all of a string has to match).
 */
import { constantOf, type Dimension, maximum as greatestSize, one, size } from "../graph/dimension.ts";
import { apply, cast, type Expression, literal, load, select, sizeValue } from "../graph/expression.ts";
import type { GraphBuilder } from "../graph/builder.ts";
import type { Tensor } from "../graph/graph.ts";
import { fromElements, tensorOfStrings } from "../tensor-data.ts";
import { isInteger, ofType, pointwiseOf } from "./element-types.ts";
import { choose, either, equal, less, not } from "./formula.ts";
import { nonzero } from "./indexing.ts";
import type { OperatorNode, OperatorTable } from "./operator-node.ts";
import { patternOf } from "../calls/patterns.ts";
import { castTensor, printShape, unsqueeze } from "./shaping.ts";

export const strings: OperatorTable = {
  StringConcat: (node) => pointwiseOf(node, [text(node, 0), text(node, 1)], (x, y) => apply("add", x, y as Expression)),
  StringNormalizer: normalizer,
  StringSplit: (node) => {
    const tensor = text(node, 0);
    const outputs = [
      { elementType: "string" as const, shape: [...tensor.shape, undefined] },
      { elementType: "int64" as const, shape: tensor.shape },
    ];
    const most = node.has("maxsplit") ? node.integer("maxsplit") : -1;
    return node.builder.call("string_split", [tensor], { delimiter: node.text("delimiter", ""), most }, outputs);
  },
  RegexFullMatch: (node) => {
    const tensor = text(node, 0);
    const pattern = node.text("pattern", "");
    if (patternOf(pattern) === undefined) node.fail(`pattern "${pattern}" is not supported`);
    return node.builder.call("string_matches", [tensor], { pattern }, [{ elementType: "bool", shape: tensor.shape }]);
  },
  TfIdfVectorizer: ngramCounts,
};

function text(node: OperatorNode, at: number): Tensor {
  return ofType(node, at, (type) => type === "string", "strings");
}

function inCase(builder: GraphBuilder, tensor: Tensor, name: "lower" | "upper"): Tensor {
  return builder.call("string_case", [tensor], { case: name }, [{ elementType: "string", shape: tensor.shape }])[0] as Tensor;
}

/** Without the stop words; one empty string if nothing is left. */
function normalizer(node: OperatorNode): Tensor {
  const { builder } = node;
  const given = text(node, 0);
  const rank = given.shape.length;
  if (rank !== 1 && !(rank === 2 && constantOf(given.shape[0] as Dimension) === 1))
    node.fail(`the input should be [C] or [1, C], but its shape is ${printShape(given.shape)}`);
  const row = builder.map([given.shape.at(-1) as Dimension], ([at]) =>
    load(given, rank === 1 ? [at as Expression] : [sizeValue(0), at as Expression]),
  );
  const action = node.text("case_change_action", "NONE");
  if (!["LOWER", "UPPER", "NONE"].includes(action)) node.fail(`case_change_action "${action}" is not known`);
  const stopWords = node.textList("stopwords") ?? [];
  const isSensitive = node.integer("is_case_sensitive", 0) !== 0;
  let kept = row;
  if (stopWords.length > 0) {
    const compared = isSensitive ? row : inCase(builder, row, "lower");
    const words = stopWords.map((word) => (isSensitive ? word : word.toLowerCase()));
    const flags = builder.map(row.shape, (index) =>
      not(words.map((word) => equal(load(compared, index), literal("string", word))).reduce((left, right) => either(left, right))),
    );
    const places = nonzero(builder, flags);
    const count = places.shape[0] as Dimension;
    kept = builder.map([greatestSize(count, one)], ([at]) =>
      select(less(at as Expression, sizeValue(count)), load(row, [cast(load(places, [at as Expression]), "index")]), literal("string", "")),
    );
  }
  const changed = action === "NONE" ? kept : inCase(builder, kept, action === "LOWER" ? "lower" : "upper");
  return rank === 1 ? changed : unsqueeze(builder, changed, [0]);
}

/** n-grams of one length: [grams, length] of the pool, and which of the output's places each counts for. */
type Grams = { readonly length: number; readonly pool: Tensor; readonly places: readonly number[]; readonly weights: readonly number[] };

/** For each n-gram of the pool, how often it stands in a row with any number of skipped places up to the greatest; then moved to its place. */
function ngramCounts(node: OperatorNode): Tensor {
  const { builder } = node;
  const given = ofType(node, 0, (type) => type === "string" || isInteger(type), "strings or integers");
  if (given.shape.length !== 1 && given.shape.length !== 2)
    node.fail(`the input should be [C] or [N, C], but its shape is ${printShape(given.shape)}`);
  const rows = given.shape.length === 1 ? unsqueeze(builder, given, [0]) : given;
  const tokens = given.elementType === "string" ? rows : castTensor(builder, rows, "int64");
  const mode = node.text("mode");
  if (!["TF", "IDF", "TFIDF"].includes(mode)) node.fail(`mode "${mode}" is not known`);
  const [batch, width] = tokens.shape as [Dimension, Dimension];
  const skips = node.integer("max_skip_count");
  const { grams, outputs } = gramsOf(node, tokens.elementType === "string");
  const parts = grams.map(({ length, pool, places, weights }) => {
    const counts = builder.reduce(
      "sum",
      [batch, size(places.length)],
      [size(length === 1 ? 1 : skips + 1), width],
      ([row, gram], [skip, start]) => {
        const at = (word: number): Expression =>
          apply("add", start as Expression, apply("multiply", apply("add", skip as Expression, sizeValue(1)), sizeValue(word)));
        const fits = Array.from({ length }, (_, word) =>
          equal(load(tokens, [row as Expression, at(word)]), load(pool, [gram as Expression, sizeValue(word)])),
        );
        const isFound = fits.reduceRight((rest, fit) => choose(fit, rest, literal("bool", false)));
        const isInside = less(at(length - 1), sizeValue(width));
        return choose(isInside, cast(isFound, "float32"), literal("float32", 0));
      },
    );
    const weight = builder.constant(fromElements("float32", [weights.length], weights));
    const scores = builder.map(counts.shape, (index) => {
      const count = load(counts, index);
      const factor = load(weight, [index[1] as Expression]);
      if (mode === "TF") return count;
      return mode === "TFIDF" ? apply("multiply", count, factor) : choose(less(0, count), factor, 0);
    });
    const targets = builder.constant(fromElements("int64", [places.length], places.map(BigInt) as never));
    return builder.reduce("sum", [batch, size(outputs)], [size(places.length)], ([row, place], [gram]) => {
      const isHere = equal(cast(load(targets, [gram as Expression]), "index"), place as Expression);
      return choose(isHere, load(scores, [row as Expression, gram as Expression]), 0);
    });
  });
  const total = builder.map([batch, size(outputs)], (index) =>
    parts.map((part) => load(part, index)).reduce((left, right) => apply("add", left, right), literal("float32", 0)),
  );
  return given.shape.length === 2 ? total : builder.map([size(outputs)], ([at]) => load(total, [sizeValue(0), at as Expression]));
}

function gramsOf(node: OperatorNode, isText: boolean): { readonly grams: readonly Grams[]; readonly outputs: number } {
  const words = isText ? node.textList("pool_strings") : node.integerList("pool_int64s");
  if (words === undefined) return node.fail(`attribute ${isText ? "pool_strings" : "pool_int64s"} is missing`);
  const starts = node.integerList("ngram_counts") ?? node.fail("attribute ngram_counts is missing");
  const places = node.integerList("ngram_indexes") ?? node.fail("attribute ngram_indexes is missing");
  const weights = node.floatList("weights");
  const [shortest, longest] = [node.integer("min_gram_length"), node.integer("max_gram_length")];
  if (shortest < 1 || longest < shortest || node.integer("max_skip_count") < 0)
    node.fail(`n-grams of lengths ${shortest} to ${longest} are asked for`);
  for (const place of places) if (place < 0) node.fail(`ngram_indexes has ${place}`);
  const outputs = places.reduce((most, place) => Math.max(most, place), -1) + 1;
  const grams: Grams[] = [];
  let first = 0;
  starts.forEach((start, at) => {
    const length = at + 1;
    const end = starts[at + 1] ?? words.length;
    if (start > end || end > words.length || (end - start) % length !== 0)
      node.fail(`ngram_counts [${starts.join(", ")}] do not fit a pool of ${words.length}`);
    const count = (end - start) / length;
    if (first + count > places.length) node.fail(`ngram_indexes has ${places.length} places, and the pool more n-grams`);
    const part = words.slice(start, end);
    const own = {
      length,
      places: places.slice(first, first + count),
      weights: weights?.slice(first, first + count) ?? Array.from({ length: count }, () => 1),
    };
    const data = isText
      ? tensorOfStrings([count, length], part as string[])
      : fromElements("int64", [count, length], (part as number[]).map(BigInt) as never);
    if (count > 0 && length >= shortest && length <= longest) grams.push({ ...own, pool: node.builder.constant(data) });
    first += count;
  });
  return { grams, outputs };
}
