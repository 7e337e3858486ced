/** Profiles: which nodes went into which step, what a run records, where boxes are placed. */
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import fc from "fast-check";
import { writeProgram } from "../../src/engine/emission/program-writer.ts";
import { importModel } from "../../src/engine/import-model.ts";
import { InferenceSession, Tensor } from "../../src/engine/inference-session.ts";
import { parseModel } from "../../src/engine/onnx/model.ts";
import { openModel } from "../../src/engine/open-model.ts";
import { layOut } from "../../src/engine/profile/layout.ts";
import { summarize } from "../../src/engine/profile/summary.ts";
import { fromElements } from "../../src/engine/tensor-data.ts";
import { encodeModel, type GraphPlan, type ModelPlan } from "./onnx-writer.ts";

const folder = mkdtempSync(join(tmpdir(), "salamander-profile-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const weights = fromElements("float32", [3, 4], new Float32Array(12).fill(0.5));
const layer: ModelPlan = {
  inputs: [{ name: "x", type: "float32", shape: ["n", 3] }],
  outputs: [
    { name: "y", type: "float32" },
    { name: "z", type: "float32" },
  ],
  nodes: [
    { name: "size", operator: "Shape", inputs: ["x"], outputs: ["s"] },
    { name: "product", operator: "MatMul", inputs: ["x", "w"], outputs: ["p"] },
    { name: "bias", operator: "Add", inputs: ["p", "b"], outputs: ["q"] },
    { name: "relu", operator: "Relu", inputs: ["q"], outputs: ["y"] },
    { name: "same", operator: "Identity", inputs: ["y"], outputs: ["i"] },
    { name: "turn", operator: "Transpose", inputs: ["i"], outputs: ["t"], attributes: { perm: [1, 0] } },
    { name: "sort", operator: "TopK", inputs: ["t", "k"], outputs: ["z", "places"] },
  ],
  initializers: {
    w: weights,
    b: fromElements("float32", [4], [1, 2, 3, 4]),
    k: fromElements("int64", [1], [1]),
  },
};

/** For each step: the names of its nodes. */
function nodesOfSteps(plan: ModelPlan): readonly (readonly string[])[] {
  const { profile } = writeProgram(importModel(parseModel(encodeModel(plan))), undefined, true);
  assert.ok(profile);
  return profile.steps.map(({ nodes }) => nodes.map((node) => profile.nodes[node]?.name ?? ""));
}

test("a step has the nodes that were fused into it; sizes and names are in none", () => {
  const steps = nodesOfSteps(layer);
  assert.deepEqual(steps[0], ["product", "bias", "relu"]);
  assert.deepEqual(new Set(steps.flat()), new Set(["product", "bias", "relu", "turn", "sort"]));
});

test("what several steps need is in each of them", () => {
  const steps = nodesOfSteps({
    inputs: [{ name: "x", type: "float32", shape: [2, 3] }],
    outputs: [{ name: "y" }, { name: "z" }],
    nodes: [
      { name: "turn", operator: "Transpose", inputs: ["x"], outputs: ["t"], attributes: { perm: [1, 0] } },
      { name: "first", operator: "MatMul", inputs: ["t", "x"], outputs: ["y"] },
      { name: "second", operator: "MatMul", inputs: ["x", "t"], outputs: ["z"] },
    ],
  });
  assert.deepEqual(steps, [
    ["turn", "first"],
    ["turn", "second"],
  ]);
});

test("a program without a clock says nothing of one, and is the same as if there were none", () => {
  const graph = importModel(parseModel(encodeModel(layer)));
  const plain = writeProgram(graph);
  assert.equal(plain.profile, undefined);
  assert.doesNotMatch(plain.text, /[Pp]rofile/);
  const lines = writeProgram(graph, undefined, true).text.split("\n");
  const without = lines.filter((line) => !/[Pp]rofile/.test(line));
  assert.equal(without.join("\n"), plain.text);
});

test("runs record each kernel with its time and sizes", async () => {
  const model = await openModel(encodeModel(layer), { folder: join(folder, "engine"), threads: 1, isProfiled: true });
  const { runNow, run, recording } = await model.program();
  assert.ok(recording);
  runNow([fromElements("float32", [5, 3], new Float32Array(15))]);
  await run([fromElements("float32", [2, 3], new Float32Array(6))]);
  const runs = recording.runs();
  assert.deepEqual(
    runs.map(({ shapes }) => shapes),
    [[[5, 3]], [[2, 3]]],
  );
  for (const { beginNs, endNs, steps } of runs) {
    assert.deepEqual(
      steps.map(({ step }) => step),
      recording.description.steps.map((_, step) => step),
    );
    let last = beginNs;
    for (const each of steps) {
      assert.ok(last <= each.beginNs && each.beginNs <= each.endNs, "steps follow each other");
      last = each.endNs;
    }
    assert.ok(last <= endNs && Number(process.hrtime.bigint()) > endNs, "the clock is that of the process");
  }
  const [product] = summarize(recording.description, runs.slice(1)).steps;
  assert.deepEqual(product?.outputs, ["y float32[2, 4]"]);
  assert.deepEqual([product?.calls, product?.operations, product?.bytes], [1, 2 * 2 * 3 * 4, 4 * (2 * 3 + 3 * 4 + 4 + 2 * 4)]);
  assert.equal(product?.madeOf, "MatMul Add Relu");
  await model.close();
});

test("kernels of a loop's body are recorded for each round", async () => {
  const body: GraphPlan = {
    inputs: [{ name: "i", type: "int64", shape: [] }, { name: "c", type: "bool", shape: [] }, { name: "v" }],
    outputs: [{ name: "c2" }, { name: "v2" }],
    nodes: [
      { operator: "Identity", inputs: ["c"], outputs: ["c2"] },
      { name: "inner", operator: "MatMul", inputs: ["v", "m"], outputs: ["v2"] },
    ],
  };
  const source = encodeModel({
    inputs: [
      { name: "rounds", type: "int64", shape: [] },
      { name: "x", type: "float32", shape: ["n", 2] },
    ],
    outputs: [{ name: "y", type: "float32" }],
    nodes: [{ name: "loop", operator: "Loop", inputs: ["rounds", "", "x"], outputs: ["y"], attributes: { body: { graph: body } } }],
    initializers: { m: fromElements("float32", [2, 2], [1, 0, 0, 1]) },
  });
  const model = await openModel(source, { folder: join(folder, "engine"), threads: 1, isProfiled: true });
  const { runNow, recording } = await model.program();
  runNow([fromElements("int64", [], [3]), fromElements("float32", [1, 2], [1, 2])]);
  assert.ok(recording);
  const { steps } = summarize(recording.description, recording.runs());
  const inner = steps.filter(({ nodes }) => nodes.some((node) => recording.description.nodes[node]?.name === "inner"));
  assert.deepEqual(
    inner.map(({ calls, outputs }) => [calls, outputs]),
    [[3, ["v2 float32[1, 2]"]]],
  );
  await model.close();
});

test("sessions write what was recorded, and begin anew", async () => {
  const prefix = join(folder, "session");
  const session = await InferenceSession.create(encodeModel(layer), {
    cacheFolder: join(folder, "engine"),
    enableProfiling: true,
    profileFilePrefix: prefix,
  });
  assert.equal(session.endProfiling(), undefined);
  const x = new Tensor("float32", new Float32Array(6), [2, 3]);
  await session.run({ x });
  session.startProfiling();
  await session.run({ x });
  const trace = session.endProfiling();
  assert.ok(trace !== undefined && trace.startsWith(prefix));
  const { traceEvents } = JSON.parse(readFileSync(trace, "utf8"));
  const named = (name: string) => traceEvents.filter((event: { name: string }) => event.name === name);
  assert.equal(named("run").length, 1);
  const event = traceEvents.find((each: { cat?: string }) => each.cat === "product");
  assert.deepEqual(event.args.nodes, ["MatMul product", "Add bias", "Relu relu"]);
  assert.deepEqual(event.args.writes, ["y float32[2, 4]"]);
  assert.ok(event.ts >= named("run")[0].ts && event.ts + event.dur <= named("run")[0].ts + named("run")[0].dur);
  const page = readFileSync(trace.replace(/json$/, "html"), "utf8");
  assert.doesNotMatch(page, /(src|href)=/, "the page needs nothing else");
  const data = JSON.parse(/<script type="application\/json" id="data">(.*)<\/script>/.exec(page)?.[1] ?? "");
  assert.deepEqual(data.inputs, ["x float32[2, 3]"]);
  assert.match(data.codes[data.steps[0].code], /^def matmul_\w+\(/);
  assert.equal(session.endProfiling(), undefined);
  await session.release();
  const plain = await InferenceSession.create(encodeModel(layer), { cacheFolder: join(folder, "engine") });
  await plain.run({ x });
  assert.equal(plain.endProfiling(), undefined);
  await plain.release();
  assert.equal(existsSync(join(process.cwd(), "profile.json")), false);
  assert.equal(readdirSync(folder).filter((name) => name.startsWith("session")).length, 2);
});

test("boxes of a picture stand below what they read, and do not overlap", () => {
  const graphs = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 20, max: 300 })), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(graphs, (given) => {
      const boxes = given.map(([, , width]) => ({ width, height: 20 }));
      const edges = given.flatMap(([first, second], to) =>
        to === 0 ? [] : [...new Set([first % to, second % to])].map((from) => ({ from, to })),
      );
      const { places, lines, far, width, height } = layOut(boxes, edges);
      assert.equal(lines.length + far.length, edges.length);
      for (const { from, to } of edges) assert.ok((places[from]?.y ?? 0) + 20 < (places[to]?.y ?? 0), `${from} is above ${to}`);
      const areas = places.map(({ x, y }, at) => ({ left: x - (boxes[at]?.width ?? 0) / 2, right: x + (boxes[at]?.width ?? 0) / 2, y }));
      for (const { left, right, y } of areas) assert.ok(left >= -1e-6 && right <= width + 1e-6 && y >= 0 && y + 20 <= height + 1e-6);
      areas.forEach((a, at) => {
        for (const b of areas.slice(at + 1)) assert.ok(a.y !== b.y || a.right < b.left + 1e-6 || b.right < a.left + 1e-6);
      });
    }),
    { numRuns: 100, seed: 7 },
  );
});
