/** Chains of operators without end: they become kernels of bounded size, which give what the interpreter gives. */
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
import { encodeModel, type NodePlan } from "./onnx-writer.ts";
import { difference } from "./suite-case.ts";

test("a chain of 1,500 operators", async () => {
  const nodes = Array.from({ length: 1500 }, (_, at): NodePlan => {
    const operator = ["Tanh", "Neg", "Softplus", "Abs"][at % 4] as string;
    return { operator, inputs: [at === 0 ? "x" : `t${at - 1}`], outputs: [at === 1499 ? "y" : `t${at}`] };
  });
  const shape = ["n", 5];
  const model = parseModel(
    encodeModel({ inputs: [{ name: "x", type: "float32", shape }], outputs: [{ name: "y", type: "float32", shape }], nodes }),
  );
  const graph = importModel(model);
  const folder = mkdtempSync(join(tmpdir(), "compiled-chains-"));
  const session = await openSession(model, { folder, optimization: 0, threads: 1 });
  try {
    assert.ok(session.program.kernels.length > 1, "more than one kernel");
    const given = [
      fromElements(
        "float32",
        [3, 5],
        Array.from({ length: 15 }, (_, at) => Math.sin(at)),
      ),
    ];
    const [expected] = interpret(graph, given, runCall) as [TensorData];
    assert.equal(difference(session.run(given)[0] as TensorData, expected, 1e-4, 1e-5), undefined);
  } finally {
    session.close();
    rmSync(folder, { recursive: true });
  }
});
