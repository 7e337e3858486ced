/**
 * Reads the attributes of tree ensembles, in their two forms, and checks that they are trees.
 *
 * A node that asks for membership in a set becomes a chain of nodes that ask for equality.
 */
import { readElements, type TensorData } from "../tensor-data.ts";
import type { OperatorNode } from "./operator-node.ts";

const nodeModes = ["BRANCH_LEQ", "BRANCH_LT", "BRANCH_GTE", "BRANCH_GT", "BRANCH_EQ", "BRANCH_NEQ"] as const;
export type NodeMode = (typeof nodeModes)[number];

/** Children are numbers of nodes, or of leaves after all nodes. */
export type TreeNode = {
  readonly feature: number;
  readonly split: number;
  readonly mode: NodeMode;
  readonly missingIsTrue: boolean;
  whenTrue: number;
  whenFalse: number;
};

export type Ensemble = {
  readonly targets: number;
  readonly nodes: readonly TreeNode[];
  readonly roots: readonly number[];
  readonly depth: number;
  readonly leafCount: number;
  readonly leafWeights: readonly { readonly leaf: number; readonly target: number; readonly weight: number }[];
};

/** TreeEnsemble: inner nodes and leaves in lists of their own. */
export function ensembleOfLeaves(node: OperatorNode): Ensemble {
  const features = required(node, "nodes_featureids");
  const modes = numbersOf(node.tensorAttribute("nodes_modes") ?? node.fail("attribute nodes_modes is missing"));
  const splits = numbersOf(node.tensorAttribute("nodes_splits") ?? node.fail("attribute nodes_splits is missing"));
  const sides = (["true", "false"] as const).map((side) => ({
    ids: required(node, `nodes_${side}nodeids`),
    leaves: required(node, `nodes_${side}leafs`),
  }));
  const tracks = node.integerList("nodes_missing_value_tracks_true") ?? [];
  const weights = numbersOf(node.tensorAttribute("leaf_weights") ?? node.fail("attribute leaf_weights is missing"));
  const targetIds = required(node, "leaf_targetids");
  const members = node.tensorAttribute("membership_values");
  const sets = members === undefined ? [] : splitAtNaN(numbersOf(members));
  const count = features.length;
  for (const list of [modes, splits, ...sides.flatMap(({ ids, leaves }) => [ids, leaves])])
    if (list.length !== count) node.fail(`attributes of nodes have ${count} and ${list.length} elements`);
  if (targetIds.length !== weights.length) node.fail(`there are ${targetIds.length} leaf_targetids and ${weights.length} leaf_weights`);
  // Leaves are numbered below 0 until it is known how many nodes there are
  const childOf = (side: number, at: number): number => {
    const { ids, leaves } = sides[side] as (typeof sides)[number];
    const isLeaf = leaves[at] !== 0;
    const id = ids[at] as number;
    if (id < 0 || id >= (isLeaf ? weights.length : count)) node.fail(`node ${at} has a child ${id}, which does not exist`);
    return isLeaf ? -1 - id : id;
  };
  const nodes: TreeNode[] = [];
  const further: TreeNode[] = [];
  for (let at = 0; at < count; at++) {
    const [whenTrue, whenFalse] = [childOf(0, at), childOf(1, at)];
    const made = { feature: features[at] as number, missingIsTrue: tracks[at] === 1, whenTrue, whenFalse };
    const mode = modes[at] as number;
    if (mode !== 6) {
      nodes.push({ ...made, split: splits[at] as number, mode: nodeModes[mode] ?? node.fail(`node ${at} has mode ${mode}`) });
      continue;
    }
    const set = sets.shift() ?? node.fail("membership_values has fewer sets than there are nodes that ask for one");
    const chain = (set.length === 0 ? [Number.NaN] : set).map((split): TreeNode => ({ ...made, split, mode: "BRANCH_EQ" }));
    chain.slice(0, -1).forEach((each, index) => {
      each.whenFalse = count + further.length + index;
    });
    nodes.push(chain[0] as TreeNode);
    further.push(...chain.slice(1));
  }
  const all = [...nodes, ...further];
  for (const each of all) {
    if (each.whenTrue < 0) each.whenTrue = all.length - 1 - each.whenTrue;
    if (each.whenFalse < 0) each.whenFalse = all.length - 1 - each.whenFalse;
  }
  const targets = node.integer("n_targets");
  const leafWeights = weights.map((weight, leaf) => ({ leaf, target: targetIds[leaf] as number, weight }));
  return checked(node, { targets, nodes: all, roots: required(node, "tree_roots"), depth: 0, leafCount: weights.length, leafWeights });
}

/** TreeEnsembleClassifier and TreeEnsembleRegressor: nodes by tree and number, votes apart. `votes`: the prefix of their attributes. */
export function ensembleOf(node: OperatorNode, votes: "class" | "target", targets: number): Ensemble {
  const treeIds = required(node, "nodes_treeids");
  const nodeIds = required(node, "nodes_nodeids");
  const modes = node.textList("nodes_modes") ?? node.fail("attribute nodes_modes is missing");
  const lists = {
    features: required(node, "nodes_featureids"),
    whenTrue: required(node, "nodes_truenodeids"),
    whenFalse: required(node, "nodes_falsenodeids"),
  };
  const splits = floatsOf(node, "nodes_values");
  const tracks = node.integerList("nodes_missing_value_tracks_true") ?? [];
  for (const list of [nodeIds, modes, splits, ...Object.values(lists)])
    if (list.length !== treeIds.length) node.fail(`attributes of nodes have ${treeIds.length} and ${list.length} elements`);
  const inner = modes.flatMap((mode, at) => (mode === "LEAF" ? [] : [at]));
  const outer = modes.flatMap((mode, at) => (mode === "LEAF" ? [at] : []));
  const numberOf = new Map<string, number>();
  [...inner, ...outer].forEach((at, number) => numberOf.set(`${treeIds[at]}:${nodeIds[at]}`, number));
  const find = (tree: number, id: number): number => numberOf.get(`${tree}:${id}`) ?? node.fail(`tree ${tree} has no node ${id}`);
  const nodes = inner.map((at): TreeNode => {
    const [tree, mode] = [treeIds[at] as number, modes[at] as NodeMode];
    if (!nodeModes.includes(mode)) node.fail(`mode "${mode}" of a node is not known`);
    return {
      feature: lists.features[at] as number,
      split: splits[at] as number,
      mode,
      missingIsTrue: tracks[at] === 1,
      whenTrue: find(tree, lists.whenTrue[at] as number),
      whenFalse: find(tree, lists.whenFalse[at] as number),
    };
  });
  const children = new Set(nodes.flatMap(({ whenTrue, whenFalse }) => [whenTrue, whenFalse]));
  const parentless = new Map<number, number[]>([...new Set(treeIds)].map((tree) => [tree, []]));
  treeIds.forEach((tree, at) => {
    const number = find(tree, nodeIds[at] as number);
    if (!children.has(number)) parentless.get(tree)?.push(number);
  });
  const roots = [...parentless].map(([tree, found]) => {
    const [root, ...others] = found;
    return root === undefined || others.length > 0 ? node.fail(`tree ${tree} has ${found.length} roots`) : root;
  });
  const [voteTrees, voteNodes, voteTargets] = [`${votes}_treeids`, `${votes}_nodeids`, `${votes}_ids`].map((name) =>
    required(node, name),
  ) as [number[], number[], number[]];
  const leafWeights = floatsOf(node, `${votes}_weights`).map((weight, at) => ({
    leaf: find(voteTrees[at] as number, voteNodes[at] as number) - nodes.length,
    target: voteTargets[at] as number,
    weight,
  }));
  for (const { leaf } of leafWeights) if (leaf < 0) node.fail("a node that is no leaf has a vote");
  return checked(node, { targets, nodes, roots, depth: 0, leafCount: outer.length, leafWeights });
}

/** Finds the depth; a node that is reached from itself, or something outside of the lists, is the model's error. */
function checked(node: OperatorNode, ensemble: Ensemble): Ensemble {
  const { nodes, roots, leafCount, leafWeights, targets } = ensemble;
  const most = 2 ** 26;
  if (targets < 1 || leafCount * targets > most) node.fail(`${leafCount} leaves with ${targets} targets are not supported`);
  for (const { target } of leafWeights) if (target < 0 || target >= targets) node.fail(`a leaf has target ${target} of ${targets}`);
  for (const { feature } of nodes) if (feature < 0) node.fail(`a node has feature ${feature}`);
  for (const root of roots) if (root < 0 || root >= nodes.length + leafCount) node.fail(`root ${root} does not exist`);
  // Level by level from all roots: a tree has at most as many levels as nodes
  let level = new Set(roots);
  let depth = 0;
  const reached = new Set<number>();
  for (;;) {
    const next = new Set<number>();
    for (const at of level) {
      const inner = nodes[at];
      if (inner !== undefined) reached.add(at);
      if (inner !== undefined) next.add(inner.whenTrue).add(inner.whenFalse);
    }
    if (next.size === 0) break;
    if (++depth > nodes.length) return node.fail("the trees have a cycle");
    level = next;
  }
  if (reached.size < nodes.length) node.fail(`${nodes.length - reached.size} nodes are not reached from a root`);
  return { ...ensemble, depth };
}

function required(node: OperatorNode, name: string): number[] {
  return [...(node.integerList(name) ?? node.fail(`attribute ${name} is missing`))];
}

function floatsOf(node: OperatorNode, name: string): readonly number[] {
  const tensor = node.tensorAttribute(`${name}_as_tensor`);
  return tensor === undefined ? (node.floatList(name) ?? node.fail(`attribute ${name} is missing`)) : numbersOf(tensor);
}

function numbersOf(tensor: TensorData): readonly number[] {
  return Array.from(readElements(tensor) as ArrayLike<number | bigint>, Number);
}

/** Each set ends with NaN, which the last may leave out. */
function splitAtNaN(values: readonly number[]): number[][] {
  const sets: number[][] = [[]];
  for (const value of values) {
    if (Number.isNaN(value)) sets.push([]);
    else sets.at(-1)?.push(value);
  }
  return sets;
}
