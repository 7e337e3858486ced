/** The interface of ONNX Runtime over our engine: sessions, tensors, and one script that runs with both. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import koffi from "../../src/base/native-calls.ts";
import { programInputs } from "../../src/engine/feeds.ts";
import { InferenceSession, Tensor } from "../../src/engine/inference-session.ts";
import { openModel } from "../../src/engine/open-model.ts";
import { fromElements, type TensorData } from "../../src/engine/tensor-data.ts";
import { root } from "../harness/repository.ts";
import { encodeModel } from "./onnx-writer.ts";

const folder = mkdtempSync(join(tmpdir(), "salamander-session-"));
const cacheFolder = join(folder, "engine");
after(() => rmSync(folder, { recursive: true, force: true }));

/** y = x + bias (which may be given), half = float16(x), count = int64(x). */
const several = encodeModel({
  inputs: [
    { name: "x", type: "float32", shape: [null, "n", 2] },
    { name: "bias", type: "float32", shape: [2] },
  ],
  outputs: [
    { name: "y", type: "float32", shape: [null, "n", 2] },
    { name: "half", type: "float16", shape: [null, "n", 2] },
    { name: "count", type: "int64", shape: [null, "n", 2] },
    { name: "positive", type: "bool", shape: [null, "n", 2] },
  ],
  nodes: [
    { operator: "Add", inputs: ["x", "bias"], outputs: ["y"] },
    { operator: "Cast", inputs: ["x"], outputs: ["half"], attributes: { to: 10 } },
    { operator: "Cast", inputs: ["x"], outputs: ["count"], attributes: { to: 7 } },
    { operator: "Greater", inputs: ["x", "zero"], outputs: ["positive"] },
  ],
  initializers: { bias: fromElements("float32", [2], [10, 20]), zero: fromElements("float32", [], [0]) },
});
const modelPath = join(folder, "several.onnx");
writeFileSync(modelPath, several);

describe("sessions", () => {
  test("a model from a file, and from bytes", async () => {
    for (const session of [
      await InferenceSession.create(modelPath, { cacheFolder, intraOpNumThreads: 1, executionProviders: ["cpu"], whatever: true }),
      await InferenceSession.create(several, { cacheFolder }),
      await InferenceSession.create(new Uint8Array([0, ...several]).buffer, 1, several.length, { cacheFolder }),
    ]) {
      assert.deepEqual([session.inputNames, session.outputNames], [["x"], ["y", "half", "count", "positive"]]);
      assert.deepEqual(session.inputMetadata, [{ name: "x", isTensor: true, type: "float32", shape: ["", "n", 2] }]);
      const { y, half, count, positive } = await session.run({ x: new Tensor("float32", [1, 2, -3.5, 4], [1, 2, 2]) });
      assert.deepEqual([y?.dims, y?.size, y?.data], [[1, 2, 2], 4, Float32Array.of(11, 22, 6.5, 24)]);
      assert.deepEqual(half?.data, Float16Array.of(1, 2, -3.5, 4));
      assert.deepEqual(count?.data, BigInt64Array.of(1n, 2n, -3n, 4n));
      assert.deepEqual([positive?.type, positive?.data], ["bool", Uint8Array.of(1, 1, 0, 1)]);
      await session.release();
    }
  });

  test("outputs that are released are where the next run writes", async () => {
    const model = await openModel(modelPath, { folder: cacheFolder, threads: 1 });
    const rows = 20_000;
    const feeds = new Map([["x", fromElements("float32", [1, rows, 2], new Float32Array(2 * rows).fill(1))]]);
    const program = await model.program(feeds);
    const inputs = programInputs(program.manifest.inputs, feeds);
    const places = new Set<bigint>();
    for (let round = 0; round < 10; round++) {
      const [y] = program.runNow(inputs) as [TensorData];
      assert.ok(y.elements.kind === "bytes");
      places.add(BigInt(koffi.address(y.elements.bytes)));
      program.release([y]);
    }
    assert.equal(places.size, 1);
    await model.close();
  });

  test("outputs that are wanted, and places for them", async () => {
    const session = await InferenceSession.create(modelPath, { cacheFolder });
    const x = new Tensor(Float32Array.of(1, 2), [1, 1, 2]);
    assert.deepEqual(Object.keys(await session.run({ x }, ["count"])), ["count"]);
    const place = new Tensor("float32", [0, 0], [1, 1, 2]);
    assert.deepEqual(Object.keys(await session.run({ x }, { y: place, count: null })), ["y", "count"]);
    assert.deepEqual(place.data, Float32Array.of(11, 22));
    assert.deepEqual(Object.keys(await session.run({ x }, { tag: "options" } as never)), session.outputNames);
    const given = await session.run({ x, bias: new Tensor("float32", [1, 1]), other: x }, ["y"]);
    assert.deepEqual(given["y"]?.data, Float32Array.of(2, 3));
    await assert.rejects(session.run({ x }, ["z"]), /no output 'z'; it has y, half, count, positive/);
    await assert.rejects(session.run({ x }, { y: new Tensor("float32", [0], [1]) }), /output 'y' is float32\[1,1,2\]/);
    await session.release();
    await assert.rejects(session.run({ x }), /released/);
  });

  test("what does not fit is rejected, and the session goes on", async () => {
    const session = await InferenceSession.create(modelPath, { cacheFolder });
    await assert.rejects(session.run({}), /input 'x' is missing in 'feeds': float32\[\?, n, 2\]/);
    await assert.rejects(session.run({ x: new Tensor("int32", [1, 2], [1, 1, 2]) }), /int32\[1, 1, 2\], but has to be float32/);
    await assert.rejects(session.run({ x: new Tensor("float32", [1, 2, 3], [1, 1, 3]) }), /has to be float32\[\?, n, 2\]/);
    await assert.rejects(session.run({ x: 3 as never }), /input 'x' is not a tensor/);
    await assert.rejects(session.run(null as never), TypeError);
    assert.equal((await session.run({ x: new Tensor("float32", [], [0, 5, 2]) }))["y"]?.size, 0);
    await session.release();
  });

  test("no model: the error says so", async () => {
    await assert.rejects(InferenceSession.create(join(folder, "none.onnx"), { cacheFolder }), /none\.onnx: no such file/);
    await assert.rejects(InferenceSession.create(several.subarray(0, 100), { cacheFolder }), { name: "OnnxError" });
    await assert.rejects(InferenceSession.create(3 as never), TypeError);
    await assert.rejects(InferenceSession.create(several.buffer, several.length, 1), RangeError);
  });

  test("many runs at once give each its own results", async () => {
    const session = await InferenceSession.create(modelPath, { cacheFolder, intraOpNumThreads: 2 });
    const results = await Promise.all(
      Array.from({ length: 24 }, (_, run) =>
        session.run({ x: new Tensor(new Float32Array(2 * (run + 1)).fill(run), [1, run + 1, 2]) }, ["y"]),
      ),
    );
    results.forEach(({ y }, run) => {
      assert.deepEqual(y?.dims, [1, run + 1, 2]);
      assert.deepEqual(new Set(y?.data as Float32Array), new Set([run + 10, run + 20]));
    });
    await session.release();
  });

  test("a model whose program depends on inputs is compiled for them when they come", async () => {
    const sequence = encodeModel({
      inputs: [{ name: "parts", sequence: { type: "float32", shape: ["n"] } }],
      outputs: [{ name: "y", type: "float32", shape: [null] }],
      nodes: [{ operator: "ConcatFromSequence", inputs: ["parts"], outputs: ["y"], attributes: { axis: 0 } }],
    });
    const session = await InferenceSession.create(sequence, { cacheFolder });
    assert.deepEqual(session.inputMetadata, [{ name: "parts", isTensor: false }]);
    const one = new Tensor("float32", [1]);
    const two = new Tensor("float32", [2, 3]);
    assert.deepEqual((await session.run({ parts: [one, two] }))["y"]?.data, Float32Array.of(1, 2, 3));
    assert.deepEqual((await session.run({ parts: [two, one, two] }))["y"]?.data, Float32Array.of(2, 3, 1, 2, 3));
    await assert.rejects(session.run({ parts: one }), /input "parts" is a tensor, but has to be sequence of float32\[n\]/);
    await session.release();
  });

  test("sizes can be fixed", async () => {
    const session = await InferenceSession.create(modelPath, { cacheFolder, freeDimensionOverrides: { n: 1 } });
    assert.deepEqual(session.inputMetadata, [{ name: "x", isTensor: true, type: "float32", shape: ["", 1, 2] }]);
    await assert.rejects(session.run({ x: new Tensor("float32", [1, 2, 3, 4], [1, 2, 2]) }), /has to be float32\[\?, 1, 2\]/);
    await session.release();
  });
});

describe("runs that are ended", () => {
  /** Goes on for hours: x is multiplied by a matrix that keeps it. */
  const endless = encodeModel({
    inputs: [
      { name: "rounds", type: "int64", shape: [] },
      { name: "x", type: "float32", shape: ["n", 2] },
    ],
    outputs: [{ name: "y", type: "float32" }],
    nodes: [
      {
        operator: "Loop",
        inputs: ["rounds", "", "x"],
        outputs: ["y"],
        attributes: {
          body: {
            graph: {
              inputs: [{ name: "i", type: "int64", shape: [] }, { name: "c", type: "bool", shape: [] }, { name: "v" }],
              outputs: [{ name: "c" }, { name: "v2" }],
              nodes: [{ operator: "MatMul", inputs: ["v", "m"], outputs: ["v2"] }],
            },
          },
        },
      },
    ],
    initializers: { m: fromElements("float32", [2, 2], [1, 0, 0, 1]) },
  });
  const feeds = (rounds: bigint) => ({
    rounds: new Tensor("int64", BigInt64Array.of(rounds), []),
    x: new Tensor("float32", [1, 2], [1, 2]),
  });
  const many = 10n ** 13n;

  test("a signal ends a run, and the session goes on", { timeout: 300_000 }, async () => {
    const session = await InferenceSession.create(endless, { cacheFolder, intraOpNumThreads: 1 });
    const controller = new AbortController();
    const run = session.run(feeds(many), { signal: controller.signal });
    await new Promise((later) => setTimeout(later, 50));
    const reason = new Error("no longer wanted");
    controller.abort(reason);
    await assert.rejects(run, (error) => error === reason);
    assert.deepEqual((await session.run(feeds(3n), ["y"], { signal: new AbortController().signal }))["y"]?.data, Float32Array.of(1, 2));
    await assert.rejects(session.run(feeds(3n), undefined, { signal: controller.signal }), (error) => error === reason);
    await assert.rejects(session.run(feeds(many), { signal: AbortSignal.timeout(20) }), { name: "TimeoutError" });
    await assert.rejects(session.run(feeds(3n), { terminate: true }), /was to be terminated/);
    await assert.rejects(session.run(feeds(3n), { signal: 3 } as never), TypeError);
    await session.release();
  });

  test("of runs that wait for others, too", { timeout: 300_000 }, async () => {
    const session = await InferenceSession.create(endless, { cacheFolder, intraOpNumThreads: 1 });
    const [first, last] = [new AbortController(), new AbortController()];
    const running = Array.from({ length: 4 }, () => session.run(feeds(many), { signal: first.signal }));
    const waits = session.run(feeds(many), { signal: last.signal });
    const goesOn = session.run(feeds(2n));
    await new Promise((later) => setTimeout(later, 20));
    last.abort();
    await assert.rejects(waits, { name: "AbortError" });
    first.abort();
    for (const result of await Promise.allSettled(running)) assert.equal(result.status === "rejected" && result.reason.name, "AbortError");
    assert.deepEqual((await goesOn)["y"]?.data, Float32Array.of(1, 2));
    await session.release();
  });
});

test("packed weights of a process that is killed leave no file", { timeout: 300_000 }, async () => {
  const own = join(folder, "killed");
  const side = 3000;
  const model = join(folder, "wide.onnx");
  writeFileSync(
    model,
    encodeModel({
      inputs: [{ name: "x", type: "float32", shape: [1, side] }],
      outputs: [{ name: "y", type: "float32" }],
      nodes: [{ operator: "MatMul", inputs: ["x", "w"], outputs: ["y"] }],
      initializers: { w: fromElements("float32", [side, side], new Float32Array(side * side).fill(0.5)) },
    }),
  );
  await (await InferenceSession.create(model, { cacheFolder: own })).release();
  const [packed] = globSync("models/*/*.packed", { cwd: own });
  assert.ok(packed !== undefined, "weights are packed");
  const names = (): readonly string[] => globSync("models/*/*", { cwd: own }).sort();
  const before = names();
  const script = `import { InferenceSession } from ${JSON.stringify(join(root, "src/engine/inference-session.ts"))};
    process.stdout.write("opens");
    await InferenceSession.create(${JSON.stringify(model)}, { cacheFolder: ${JSON.stringify(own)} });`;
  // At several moments, since nobody knows when it writes
  for (const delayMs of [5, 10, 20, 30, 40, 60, 80]) {
    rmSync(join(own, packed));
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: ["ignore", "pipe", "inherit"] });
    const ended = new Promise((done) => child.on("close", done));
    await new Promise((opens) => child.stdout.once("data", opens));
    await new Promise((later) => setTimeout(later, delayMs));
    child.kill("SIGKILL");
    await ended;
    const left = names();
    assert.ok(
      [before.join(), before.filter((name) => name !== packed).join()].includes(left.join()),
      `after ${delayMs} ms: ${left.join()}`,
    );
    await (await InferenceSession.create(model, { cacheFolder: own })).release();
    assert.deepEqual(names(), before);
  }
});

test("tensors", () => {
  assert.deepEqual(new Tensor([true, false]).data, Uint8Array.of(1, 0));
  assert.equal(new Tensor(["a", "b"]).type, "string");
  assert.equal(new Tensor(BigInt64Array.of(1n)).type, "int64");
  assert.deepEqual(new Tensor("int64", [1, 2]).data, BigInt64Array.of(1n, 2n));
  assert.deepEqual(new Tensor("float16", Uint16Array.of(0x3c00), [1]).data, Float16Array.of(1));
  assert.deepEqual(new Tensor("float32", [1, 2, 3, 4], [2, 2]).reshape([4, 1]).dims, [4, 1]);
  assert.equal(new Tensor("uint4", Uint8Array.of(0x21, 0x03), [3]).size, 3);
  assert.throws(() => new Tensor("float32", [1, 2], [3]), /float32\[3\] has 3 elements of data, but 2 are given/);
  assert.throws(() => new Tensor("float32", Int32Array.of(1)), /float32 takes Float32Array/);
  assert.throws(() => new Tensor("quux" as never, [1]), /type of tensor `quux` is not supported/);
  assert.throws(() => new Tensor("float32", [1], [-1]), RangeError);
});

/** As somebody wrote it for ONNX Runtime; `PACKAGE` is the one line that differs. */
const script = `
import * as ort from "PACKAGE";
ort.env.logLevel = "error";
const session = await ort.InferenceSession.create(process.argv[2], { intraOpNumThreads: 1, graphOptimizationLevel: "all", logSeverityLevel: 3 });
const show = (results) => Object.entries(results).map(([name, { type, dims, data, size }]) => [name, type, dims, Array.from(data, String), size, data.constructor.name]);
const input = new ort.Tensor("float32", Float32Array.from([1, -2, 3, 4, 5, 6]), [1, 3, 2]);
const report = [session.inputNames, session.outputNames, session.inputMetadata, session.outputMetadata];
report.push(show(await session.run({ x: input })), show(await session.run({ [session.inputNames[0]]: input }, ["count", "y"])));
report.push(show(await session.run({ x: new ort.Tensor(new Float32Array(0), [0, 1, 2]) }, ["y"])));
for (const feeds of [{}, { x: new ort.Tensor("int32", [1, 2], [1, 1, 2]) }, { x: new ort.Tensor("float32", [1], [1, 1, 1]) }, { x: input.reshape([6]) }])
  report.push(await session.run(feeds).then(() => "fine", () => "rejected"));
const many = await Promise.all([1, 2, 3].map((value) => session.run({ x: new ort.Tensor("float32", [value, value], [1, 1, 2]) }, ["y"])));
report.push(many.map(show));
await session.release();
console.log(JSON.stringify(report, null, 1));
`;
const peer = join(process.env["SALAMANDER_DATA"] ?? join(root, "data"), "ort/node_modules/onnxruntime-node");

test("one script runs with both", { skip: existsSync(peer) ? false : `onnxruntime-node is not in ${peer}` }, () => {
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(root, join(folder, "node_modules/salamander"));
  symlinkSync(peer, join(folder, "node_modules/onnxruntime-node"));
  const outputOf = (name: string): string => {
    const path = join(folder, `${name.replace("/", "-")}.mjs`);
    writeFileSync(path, script.replace("PACKAGE", name));
    const env = { ...process.env, SALAMANDER_CACHE: folder };
    const { status, stdout, stderr } = spawnSync(process.execPath, [path, modelPath], { encoding: "utf8", env });
    assert.equal(status, 0, stderr);
    return stdout;
  };
  assert.equal(outputOf("salamander/engine"), outputOf("onnxruntime-node"));
});
