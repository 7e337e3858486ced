/** Compiled programs: vectors whose elements lie apart are put together lane by lane, of values that are computed for all lanes before. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { parseModel } from "../../src/engine/onnx/model.ts";
import { openSession } from "../../src/engine/session.ts";
import { fromElements, readElements } from "../../src/engine/tensor-data.ts";
import { encodeModel } from "./onnx-writer.ts";

test("a loss that leaves out one class reads its table at places that are computed", async () => {
  const model = parseModel(
    encodeModel({
      opset: 21,
      inputs: [
        { name: "table", type: "float32", shape: ["rows", "classes"] },
        { name: "target", type: "int64", shape: ["rows", "targets"] },
        { name: "weights", type: "float32", shape: ["classes"] },
      ],
      outputs: [{ name: "loss" }],
      nodes: [
        { operator: "Equal", inputs: ["target", "ignored"], outputs: ["is_ignored"] },
        { operator: "Where", inputs: ["is_ignored", "zero", "target"], outputs: ["place"] },
        { operator: "GatherElements", inputs: ["table", "place"], outputs: ["found"], attributes: { axis: 1 } },
        { operator: "Gather", inputs: ["weights", "place"], outputs: ["all_weights"] },
        { operator: "Where", inputs: ["is_ignored", "nothing", "all_weights"], outputs: ["own_weights"] },
        { operator: "Mul", inputs: ["found", "own_weights"], outputs: ["product"] },
        { operator: "ReduceSum", inputs: ["product"], outputs: ["sum"], attributes: { keepdims: 0 } },
        { operator: "ReduceSum", inputs: ["own_weights"], outputs: ["weight"], attributes: { keepdims: 0 } },
        { operator: "Div", inputs: ["sum", "weight"], outputs: ["loss"] },
      ],
      initializers: {
        ignored: fromElements("int64", [], [99]),
        zero: fromElements("int64", [], [0]),
        nothing: fromElements("float32", [], [0]),
      },
    }),
  );
  const [rows, classes, targets] = [3, 5, 19];
  const table = Array.from({ length: rows * classes }, (_, at) => at + 1);
  const target = Array.from({ length: rows * targets }, (_, at) => (at % 7 === 3 ? 99 : (at * 3) % classes));
  const weights = [1, 2, 4, 8, 16];
  let [sum, weight] = [0, 0];
  target.forEach((place, at) => {
    if (place === 99) return;
    sum += (table[Math.floor(at / targets) * classes + place] as number) * (weights[place] as number);
    weight += weights[place] as number;
  });
  const folder = mkdtempSync(join(tmpdir(), "compiled-lanes-"));
  const session = await openSession(model, { folder, optimization: 1 });
  try {
    const [loss] = session.run([
      fromElements("float32", [rows, classes], table),
      fromElements("int64", [rows, targets], target),
      fromElements("float32", [classes], weights),
    ]);
    assert.ok(loss !== undefined);
    const [found] = readElements(loss) as Float32Array;
    assert.ok(Math.abs((found as number) - sum / weight) < 1e-5 * Math.abs(sum / weight), `${found} instead of ${sum / weight}`);
  } finally {
    session.close();
    rmSync(folder, { recursive: true });
  }
});
