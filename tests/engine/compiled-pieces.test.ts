/** Compiled programs: tensors that are put together of pieces, some of them one element wide. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { parseModel } from "../../src/engine/onnx/model.ts";
import { openSession } from "../../src/engine/session.ts";
import { fromElements, readElements } from "../../src/engine/tensor-data.ts";
import { encodeModel } from "./onnx-writer.ts";

for (const widths of [
  [1, 3, 1, 2],
  [3, 17, 40],
])
  test(`columns of widths ${widths.join(", ")} that are joined keep their places`, async () => {
    const rows = 21;
    const model = parseModel(
      encodeModel({
        opset: 21,
        inputs: widths.map((width, at) => ({ name: `x${at}`, type: "float32" as const, shape: ["rows", width] })),
        outputs: [{ name: "y" }],
        nodes: [{ operator: "Concat", inputs: widths.map((_, at) => `x${at}`), outputs: ["y"], attributes: { axis: 1 } }],
      }),
    );
    const value = (row: number, column: number): number => row * 100 + column;
    const firsts = widths.map((_, at) => widths.slice(0, at).reduce((all, each) => all + each, 0));
    const inputs = widths.map((width, at) =>
      fromElements(
        "float32",
        [rows, width],
        Array.from({ length: rows * width }, (_, n) => value(Math.floor(n / width), (firsts[at] as number) + (n % width))),
      ),
    );
    const folder = mkdtempSync(join(tmpdir(), "compiled-pieces-"));
    const session = await openSession(model, { folder, optimization: 1 });
    try {
      const [y] = session.run(inputs);
      const all = widths.reduce((sum, each) => sum + each, 0);
      assert.deepEqual(y?.shape, [rows, all]);
      const expected = Array.from({ length: rows * all }, (_, n) => value(Math.floor(n / all), n % all));
      assert.deepEqual(Array.from(readElements(y) as Float32Array), expected);
    } finally {
      session.close();
      rmSync(folder, { recursive: true });
    }
  });
