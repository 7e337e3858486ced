/**
 * Ensembles of decision trees: each tree of each row is walked from its root, all of them together, one level a round; then what their leaves say
 * is brought together.
 *
 * Both forms are read into one plan: nodes [n] first, leaves [l] after them in the same numbering. The walk is a `loop` of as many rounds as the
 * deepest tree has levels.
 */
import { type Dimension, size } from "../graph/dimension.ts";
import { apply, cast, type Expression, literal, load, sizeValue } from "../graph/expression.ts";
import type { Tensor } from "../graph/graph.ts";
import { fromElements, readElements } from "../tensor-data.ts";
import { isFloat } from "../graph/arithmetic.ts";
import { numbers } from "./element-types.ts";
import { atMost, both, choose, either, equal, less, not, number } from "./formula.ts";
import { makeLoop } from "./loops.ts";
import type { OperatorNode, OperatorTable } from "./operator-node.ts";
import { classLabels, labelsOfGreatest, postTransform } from "./post-transforms.ts";
import { castTensor, pointwise, printShape, scalar } from "./shaping.ts";
import { type Ensemble, ensembleOf, ensembleOfLeaves, type NodeMode } from "./tree-ensembles.ts";

export const trees: OperatorTable = {
  TreeEnsemble: (node) => {
    const transforms = ["NONE", "SOFTMAX", "LOGISTIC", "SOFTMAX_ZERO", "PROBIT"];
    const names = ["AVERAGE", "SUM", "MIN", "MAX"];
    const scores = scoresOf(node, ensembleOfLeaves(node), names[node.integer("aggregate_function", 1)] ?? "", []);
    return postTransform(node, scores, transforms[node.integer("post_transform", 0)] ?? "");
  },
  TreeEnsembleRegressor: (node) => {
    const ensemble = ensembleOf(node, "target", node.integer("n_targets"));
    const scores = scoresOf(node, ensemble, node.text("aggregate_function", "SUM"), baseValues(node));
    return castTensor(node.builder, postTransform(node, scores, node.text("post_transform", "NONE")), "float32");
  },
  TreeEnsembleClassifier: classifier,
};

function baseValues(node: OperatorNode): readonly number[] {
  const tensor = node.tensorAttribute("base_values_as_tensor");
  return tensor === undefined ? (node.floatList("base_values") ?? []) : Array.from(readElements(tensor) as ArrayLike<number>);
}

function rowsOf(node: OperatorNode): Tensor {
  const tensor = numbers(node, 0);
  if (tensor.shape.length !== 2) node.fail(`the input should be [rows, features], but its shape is ${printShape(tensor.shape)}`);
  return isFloat(tensor.elementType) ? tensor : castTensor(node.builder, tensor, "float32");
}

/** [rows, targets] */
function scoresOf(node: OperatorNode, ensemble: Ensemble, aggregate: string, base: readonly number[]): Tensor {
  const { builder } = node;
  if (!["AVERAGE", "SUM", "MIN", "MAX"].includes(aggregate)) node.fail(`aggregate_function "${aggregate}" is not known`);
  const rows = rowsOf(node);
  const leaves = walk(node, rows, ensemble);
  const { targets, leafWeights, leafCount, roots } = ensemble;
  const isExtreme = aggregate === "MIN" || aggregate === "MAX";
  const empty = aggregate === "MIN" ? Infinity : aggregate === "MAX" ? -Infinity : 0;
  const table = Array.from({ length: leafCount * targets }, () => empty);
  const isSet = new Set<number>();
  for (const { leaf, target, weight } of leafWeights) {
    const at = leaf * targets + target;
    const old = isSet.has(at) ? (table[at] as number) : empty;
    table[at] = aggregate === "MIN" ? Math.min(old, weight) : aggregate === "MAX" ? Math.max(old, weight) : old + weight;
    isSet.add(at);
  }
  const type = rows.elementType === "float64" ? "float64" : "float32";
  const weights = builder.constant(fromElements(type, [leafCount, targets], table));
  const reducer = aggregate === "MIN" ? "minimum" : aggregate === "MAX" ? "maximum" : "sum";
  const shape = [rows.shape[0] as Dimension, size(targets)];
  const sums = builder.reduce(reducer, shape, [size(roots.length)], ([row, target], [tree]) =>
    load(weights, [cast(load(leaves, [row as Expression, tree as Expression]), "index"), target as Expression]),
  );
  const finished = builder.map(shape, (index) => {
    const sum = load(sums, index);
    if (isExtreme) return choose(apply("is_infinite", sum), 0, sum);
    return aggregate === "AVERAGE" ? apply("divide", sum, number(type, roots.length)) : sum;
  });
  if (base.length !== 0 && base.length !== targets) node.fail(`${base.length} base values for ${targets} targets`);
  const whole =
    base.length === 0
      ? finished
      : pointwise(builder, [finished, builder.constant(fromElements(type, [targets], base))], (x, y) =>
          apply("add", x as Expression, y as Expression),
        );
  return castTensor(builder, whole, rows.elementType);
}

/** For each row and tree the number of the leaf, from 0: int64 [rows, trees]. */
function walk(node: OperatorNode, rows: Tensor, ensemble: Ensemble): Tensor {
  const { builder } = node;
  const { roots, depth, nodes } = ensemble;
  const count = nodes.length;
  const whole = (values: readonly number[]): Tensor => builder.constant(fromElements("int64", [values.length], values));
  const shape = [rows.shape[0] as Dimension, size(roots.length)];
  const rootTable = whole(roots);
  const start = builder.map(shape, ([, tree]) => load(rootTable, [tree as Expression]));
  if (count === 0 || depth === 0) return builder.map(shape, (index) => apply("subtract", load(start, index), literal("int64", count)));
  const features = whole(nodes.map(({ feature }) => feature));
  const splits = builder.constant(
    fromElements(
      rows.elementType,
      [count],
      nodes.map(({ split }) => split),
    ),
  );
  const [whenTrue, whenFalse] = [whole(nodes.map((each) => each.whenTrue)), whole(nodes.map((each) => each.whenFalse))];
  const modes = [...new Set(nodes.map(({ mode }) => mode))];
  const modeTable = whole(nodes.map(({ mode }) => modes.indexOf(mode)));
  const missing = nodes.some(({ missingIsTrue }) => missingIsTrue)
    ? whole(nodes.map(({ missingIsTrue }) => Number(missingIsTrue)))
    : undefined;
  const { carried } = makeLoop(node, {
    rounds: scalar(builder, "int64", depth),
    condition: undefined,
    initial: [start],
    body: ({ builder, carried: [state] }) => {
      const next = builder.map(shape, (index) => {
        const current = load(state as Tensor, index);
        const place = cast(current, "index");
        const value = load(rows, [index[0] as Expression, cast(load(features, [place]), "index")]);
        const split = load(splits, [place]);
        const mode = load(modeTable, [place]);
        let isTrue = comparison(modes[modes.length - 1] as NodeMode, value, split);
        for (let at = modes.length - 2; at >= 0; at--)
          isTrue = choose(equal(mode, at), comparison(modes[at] as NodeMode, value, split), isTrue);
        if (missing !== undefined) isTrue = either(isTrue, both(apply("is_nan", value), equal(load(missing, [place]), 1)));
        const child = choose(isTrue, load(whenTrue, [place]), load(whenFalse, [place]));
        return choose(less(place, sizeValue(count)), child, current);
      });
      return { carried: [next], scans: [] };
    },
  });
  return builder.map(shape, (index) => apply("subtract", load(carried[0] as Tensor, index), literal("int64", count)));
}

function comparison(mode: NodeMode, value: Expression, split: Expression): Expression {
  switch (mode) {
    case "BRANCH_LEQ":
      return atMost(value, split);
    case "BRANCH_LT":
      return less(value, split);
    case "BRANCH_GTE":
      return atMost(split, value);
    case "BRANCH_GT":
      return less(split, value);
    case "BRANCH_EQ":
      return equal(value, split);
    case "BRANCH_NEQ":
      return not(equal(value, split));
  }
}

/**
 * Label and scores. Two labels with votes for one of them are a binary classifier: its score is a probability where all votes are positive,
 * else what is above 0 is the second label.
 */
function classifier(node: OperatorNode): readonly Tensor[] {
  const { builder } = node;
  const labels = classLabels(node);
  const count = Number(labels.shape[0]?.constant);
  const ensemble = ensembleOf(node, "class", count);
  const base = baseValues(node);
  const voted = new Set(ensemble.leafWeights.map(({ target }) => target));
  const transform = node.text("post_transform", "NONE");
  if (count !== 2 || voted.size !== 1) {
    const scores = castTensor(builder, scoresOf(node, ensemble, "SUM", base), "float32");
    return [labelsOfGreatest(builder, scores, labels), postTransform(node, scores, transform)];
  }
  const [target] = voted as Set<number>;
  const isProbability = ensemble.leafWeights.every(({ weight }) => weight >= 0);
  const own = base.length === 1 ? [base[0] as number, base[0] as number] : base;
  const all = castTensor(builder, scoresOf(node, ensemble, "SUM", own), "float32");
  const score = (row: Expression): Expression => load(all, [row, sizeValue(target as number)]);
  const rows = all.shape[0] as Dimension;
  const chosen = builder.map([rows], ([row]) =>
    load(labels, [choose(less(isProbability ? 0.5 : 0, score(row as Expression)), sizeValue(1), sizeValue(0))]),
  );
  const pairs = builder.map([rows, size(2)], ([row, side]) => {
    const x = score(row as Expression);
    const other = isProbability ? apply("subtract", number("float32", 1), x) : apply("negate", x);
    return choose(equal(side as Expression, 1), x, other);
  });
  return [chosen, isProbability ? pairs : postTransform(node, pairs, transform)];
}
