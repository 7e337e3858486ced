/** Outputs of sizes that the run decides on: functions are told sizes in the order in which they take them. */
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
import { fromElements, type TensorData } from "../../src/engine/tensor-data.ts";
import { encodeModel } from "./onnx-writer.ts";
import { difference } from "./suite-case.ts";

test("a slice whose places are computed is an output", async () => {
  const places = { type: "int64", shape: [3] } as const;
  const model = parseModel(
    encodeModel({
      inputs: [
        { name: "x", type: "float32", shape: ["a", "b", "c"] },
        { name: "starts", ...places },
        { name: "lengths", ...places },
      ],
      outputs: [{ name: "y", type: "float32" }],
      nodes: [
        { operator: "Add", inputs: ["starts", "lengths"], outputs: ["ends"] },
        { operator: "Slice", inputs: ["x", "starts", "ends"], outputs: ["y"] },
      ],
    }),
  );
  const graph = importModel(model);
  const folder = mkdtempSync(join(tmpdir(), "compiled-slices-"));
  const session = await openSession(model, { folder, optimization: 0, threads: 1 });
  try {
    const x = fromElements(
      "float32",
      [4, 5, 7],
      Array.from({ length: 140 }, (_, at) => at),
    );
    for (const [starts, lengths] of [
      [
        [1, 2, 3],
        [2, 1, 4],
      ],
      [
        [0, 1, 1],
        [4, 3, 2],
      ],
    ] as const) {
      const given = [x, fromElements("int64", [3], starts), fromElements("int64", [3], lengths)];
      const [expected] = interpret(graph, given, runCall) as [TensorData];
      assert.equal(difference(session.run(given)[0] as TensorData, expected), undefined);
    }
  } finally {
    session.close();
    rmSync(folder, { recursive: true });
  }
});
