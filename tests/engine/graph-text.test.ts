/** The engine's graphs as text: printed and parsed again they are the same, and what is wrong in a text is said with its place. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { fuse } from "../../src/engine/emission/graph-writer.ts";
import { closeGraphs } from "../../src/engine/graph/close.ts";
import type { Graph, Tensor } from "../../src/engine/graph/graph.ts";
import { interpret } from "../../src/engine/graph/interpret.ts";
import { parseGraph } from "../../src/engine/graph/parse.ts";
import { printGraph } from "../../src/engine/graph/print.ts";
import { GraphTextError } from "../../src/engine/graph/tokens.ts";
import { runCall } from "../../src/engine/calls/interpret-call.ts";
import { importModel } from "../../src/engine/import-model.ts";
import { readModel } from "../../src/engine/onnx/model.ts";
import { fromElements, readElements } from "../../src/engine/tensor-data.ts";
import { graphDifference } from "./same-graph.ts";

function checkRoundTrip(graph: Graph, what: string): void {
  const { text, constants } = printGraph(graph);
  const again = parseGraph(text, constants);
  assert.equal(graphDifference(graph, again), undefined, `${what}:\n${text}`);
  assert.equal(printGraph(again).text, text, what);
}

const manual = readFileSync(resolve(import.meta.dirname, "../../docs/design/engine-graph.md"), "utf8");
const example = (/```\n(graph [^]*?)```/.exec(manual) as RegExpExecArray)[1] as string;

test("the example of the manual is a graph that runs, and its text but for the comment", () => {
  const graph = parseGraph(example);
  assert.equal(printGraph(graph).text, example.replace(/ *;.*\n/, ""));
  const x = fromElements("float32", [1, 3, 2], [0, 1, 2, 2, 3, 5]);
  const [e, last] = interpret(graph, [x], runCall).map((each) => Array.from(readElements(each) as Float32Array));
  const near = Math.fround(Math.exp(-1));
  assert.deepEqual(e, [near, 1, 0.5, 0.5, -Infinity, -Infinity]);
  assert.deepEqual(last, [3]);
});

test("each kind of statement and expression", () => {
  const text = String.raw`graph "all \"kinds\"" (
  %0 "x": float32[?n, ?m],
  %1 "w": float32[(m // 2), 3]
) {
  size k of %1[0]
  require n == 2*m "Add \"a\""
  require k == max((n % 3), min(m, 4)) - 1 or one "b"
  %2 "counts": int64[] = constant [-9223372036854775808]
  symbol v1 = index(%2[])
  size v2 = maximum({v1 + 1}, 0)
  %3 "y": float16[n, v2] = map (i0, i1): is_nan(%0[i0, 0]) | not(true) & 1 == i0 ? -0:float16 : -inf:float16
  %4 "big": float32[17] = constant #0
  %5 "z": int64[n] = reduce first_least (i0) over (k0 < 17, k1 < 2*n): -%4[k0] * -(1.5) / (1e-7 - -2.0 - (nan - power(%0[i0, 0], 1e300)))
  %6 "text": string[2] = constant ["a;b", "\n\"c\""]
  %7 "a": int64[?c], %8 "b": int64[c] = call odd(%6, %2) {axis = -1, lists = [1, -0.5, inf], words = ["a", "b"], none = [], on = true, mode = "x"}
  %9 "s": string[2] = map (i0): 1:int64 << 2:int64 < %5[0] ? "q" : %6[i0]
  %10 "own": bool[n] = map (i0): custom(bool, "Operators.\"f\".g", x = custom(float32, "Operators.h", y = %0[i0, 0]) * 2.0, z = true, "slope=0.5", "mode=\"a\"")
  return "o" = %3, "p" = %5, "q" = %8, "r" = %9, "k" = %0, "s" = %10
}
`;
  const data = fromElements("float32", [17], new Float32Array(17));
  const graph = parseGraph(text, [data]);
  assert.equal(printGraph(graph).text, text);
  assert.deepEqual(printGraph(graph).constants, [data]);
  checkRoundTrip(graph, "each kind");
});

test("graphs inside of calls", () => {
  const text = `graph "outer" (
  %0 "x": float32[?n]
) {
  %1 "flag": bool[] = constant [1]
  %2 "w": float32[2] = constant [1, 2]
  size v1 = minimum({n}, 2)
  size m outside
  %3 "y": float32[?k] = call branch(%1, %0, %2) {
    whenTrue = graph "then" closed (
      %4 "x": float32[?p],
      %2
    ) {
      %5 "sum": float32[v1] = map (i0): %4[i0] + %2[0] + float32({m})
      return "sum" = %5
    },
    whenFalse = graph "shares" () {
      %6 "places": int64[?found] = call nonzero(%0)
      %7 "same": float32[found] = map (i0): %0[index(%6[i0])]
      return "same" = %7
    }
  }
  return "y" = %3
}
`;
  const graph = parseGraph(text);
  assert.equal(printGraph(graph).text, text);
  checkRoundTrip(graph, "graphs inside");
  const { tensor } = graph.outputs[0] as Graph["outputs"][number];
  const { call } = tensor.definition as Tensor["definition"] & { kind: "call" };
  const { whenTrue, whenFalse } = call.attributes as { whenTrue: Graph; whenFalse: Graph };
  assert.deepEqual([...whenTrue.symbols.keys()], ["p"]);
  assert.equal(whenFalse.symbols, graph.symbols);
  assert.deepEqual([...graph.symbols.keys()], ["n", "v1", "found", "k"]);
});

const head = `graph "g" (%0 "x": float32[?n]) {\n  `;
const mistakes: readonly (readonly [text: string, message: RegExp])[] = [
  ["", /^line 1, column 1: expected `graph`, found the end$/],
  [`${head}%0 "y": float32[n] = input return`, /^line 2, column 3: %0 is defined twice$/],
  [`${head}%1 "y": float32[m] = input`, /^line 2, column 19: symbol `m` is not known here$/],
  [`${head}%1 "y": float33[n] = input`, /^line 2, column 11: there is no type `float33`$/],
  [`${head}%1 "y": float32[n] = map (i0): %2[i0]`, /^line 2, column 34: tensor %2 is not defined before it is read$/],
  [`${head}%1 "y": float32[n] = map (i0): %0[i1]`, /^line 2, column 37: `i1` is no axis of this tensor$/],
  [`${head}%1 "y": float32[n] = map (i0): %0[i0, 0]`, /^line 2, column 34: %0 has 1 dimensions, but 2 are given$/],
  [`${head}%1 "y": float32[n] = map (i0): %0[1.0]`, /^line 2, column 34: a place in %0 has to be of type index, not float32$/],
  [`${head}%1 "y": float32[n] = map (i0): %0[i0] + 1`, /^line 2, column 41: add of float32 and index$/],
  [`${head}%1 "y": float32[n] = map (i0): constructor(1)`, /^line 2, column 34: `constructor` is no operation$/],
  [`${head}%1 "y": float32[n] = map (i0): exp(1.0, 2.0)`, /exp has 1 operand, not 2$/],
  [`${head}%1 "y": float32[n] = map (i0): 1 ? 1.0 : 2.0`, /what decides has to be bool, not index$/],
  [`${head}%1 "y": float32[n] = map (i0): true ? 1.0 : 2`, /a choice between float32 and index$/],
  [`${head}%1 "y": float32[n] = map (i0, i1): 1.0`, /axis `i1` needs an extent: `i1 < …`$/],
  [`${head}%1 "y": float32[n] = reduce mean (i0) over (k0 < 3): 1.0`, /there is no reduction `mean`$/],
  [`${head}%1 "y": float32[n] = reduce sum (i0) over (i0 < 3): 1.0`, /there are two axes `i0`$/],
  [`${head}%1 "y": float32[n] = constant [1]`, /sizes of a constant have to be numbers$/],
  [`${head}%1 "y": float32[2] = constant [1]`, /float32 of shape \[2\] has 2 elements, but there are 1$/],
  [`${head}%1 "y": int8[1] = constant [300]`, /int8 cannot hold 300$/],
  [`${head}%1 "y": int64[1] = constant [1.5]`, /`1.5` is no whole number$/],
  [`${head}%1 "y": int64[1] = constant #0`, /constant #0 is not given$/],
  [`${head}%1 "y": float32[n], %2 "z": float32[n] = map (i0): 1.0`, /only calls define several tensors$/],
  [`${head}%1 "y": float32[n] = call f(%0) {a = 1, a = 2}`, /there are two attributes `a`$/],
  [`${head}%1 "y": float32[n] = call f(%0) {a = [1, "b"]}`, /a list is of numbers or of texts$/],
  [`${head}size n = 1`, /symbol `n` has two meanings$/],
  [`${head}size m of %0[1]`, /the tensor has 1 dimensions$/],
  [`${head}symbol m = 1.0`, /a symbol has to be of type index, not float32$/],
  [`${head}require n = 1 "r"`, /expected `==`, found `=`$/],
  [`${head}return "y" = %0} more`, /expected the end of the text, found `more`$/],
  [`${head}@`, /^line 2, column 3: unexpected character "@"$/],
  [`graph "\\x"`, /"\\x" has an escape that JSON does not have$/],
  [`${head}%1 "y": float32[n] = map (i0): ${"(".repeat(3000)}`, /more than 1000 parts within each other$/],
  [`${head}%1 "y": float32[n] = map (i0): 1.0${" + 1.0".repeat(3000)}`, /more than 1000 operators in a row$/],
  [
    `${head}%1 "y": float32[n] = call f() {g = `.concat(`graph "g" () { %1 "y": float32[n] = call f() {g = `.repeat(100)),
    /more than 64 graphs within each other$/,
  ],
];

test("what is wrong in a text is said with its line and column", () => {
  for (const [text, message] of mistakes) assert.throws(() => parseGraph(text), { name: "GraphTextError", message }, text.slice(0, 200));
});

test("a text with changed characters is a graph or a mistake with a place", () => {
  const part = fc.tuple(
    fc.nat(example.length),
    fc.nat(8),
    fc.oneof(fc.string({ maxLength: 3 }), fc.constantFrom(..."%?{}[]()<=:,- 1".split(""))),
  );
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (changes) => {
      const text = changes.reduce((all, [at, count, by]) => all.slice(0, at) + by + all.slice(at + count), example);
      try {
        checkRoundTrip(parseGraph(text), text);
      } catch (error) {
        if (!(error instanceof GraphTextError)) throw error;
        assert.ok(error.line >= 1 && error.column >= 1);
      }
    }),
    { seed: 11, numRuns: 2000 },
  );
});

const root = resolve(import.meta.dirname, "../../data/onnx");
for (const [suite, every] of [
  ["node", 9],
  ["simple", 3],
  ["pytorch-operator", 5],
  ["pytorch-converted", 5],
] as const) {
  const folder = join(root, suite);
  test(`graphs of ONNX's tests are the same after printing and parsing: ${suite}`, {
    skip: existsSync(folder) ? false : `data/onnx/${suite} is not there`,
  }, () => {
    const paths = readdirSync(folder).map((name) => join(folder, name, "model.onnx"));
    for (const path of paths.filter((each) => existsSync(each)).filter((_, at) => at % every === 0)) {
      const graph = importedOrNot(path);
      if (graph === undefined) continue;
      checkRoundTrip(graph, path);
      checkRoundTrip(fuse(closeGraphs(graph)), `${path}, fused`);
    }
  });
}

/** Some of the suite need values of inputs, or what the engine does not do. */
function importedOrNot(path: string): Graph | undefined {
  const model = readModel(path);
  try {
    return importModel(model);
  } catch (error) {
    if ((error as Error).name === "ModelError") return undefined;
    throw error;
  }
}
