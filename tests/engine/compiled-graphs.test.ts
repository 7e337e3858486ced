/** Random graphs, compiled and run, give what the interpreter gives: two programs of fifteen graphs each, for several sizes and numbers of threads. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { runCall } from "../../src/engine/calls/interpret-call.ts";
import { interpret } from "../../src/engine/graph/interpret.ts";
import { importModel } from "../../src/engine/import-model.ts";
import { parseModel } from "../../src/engine/onnx/model.ts";
import { openSession } from "../../src/engine/session.ts";
import type { TensorData } from "../../src/engine/tensor-data.ts";
import { encodeModel } from "./onnx-writer.ts";
import { joined, randomChoices, randomModel } from "./random-model.ts";
import { difference } from "./suite-case.ts";

const sizes = [
  { a: 1, b: 1 },
  { a: 3, b: 5 },
  { a: 4, b: 2 },
];

for (const first of [0, 15]) {
  test(`graphs ${first} to ${first + 14}`, async () => {
    const seeds = Array.from({ length: 15 }, (_, at) => first + at);
    const parts = seeds.map((seed) => randomModel(randomChoices(seed), 2 + (seed % 3), `g${seed}_`));
    const { plan, inputs } = joined(parts);
    const model = parseModel(encodeModel(plan));
    const graph = importModel(model);
    const folder = mkdtempSync(join(tmpdir(), "compiled-graphs-"));
    const session = await openSession(model, { folder, optimization: 1, threads: 2 });
    try {
      for (const [at, each] of sizes.entries()) {
        const given = inputs(each, at);
        const expected = interpret(graph, given, runCall);
        session.run(given).forEach((actual, output) => {
          const { name } = graph.outputs[output] as { name: string };
          assert.equal(
            difference(actual, expected[output] as TensorData, 1e-3, 1e-4),
            undefined,
            `${name} of a = ${each.a}, b = ${each.b}`,
          );
        });
      }
    } finally {
      session.close();
      rmSync(folder, { recursive: true });
    }
  });
}
