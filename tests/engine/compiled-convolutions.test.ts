/** Compiled programs: convolutions, by whatever kernel their shapes choose, against plain loops. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { parseModel } from "../../src/engine/onnx/model.ts";
import { openSession } from "../../src/engine/session.ts";
import { fromElements, readElements } from "../../src/engine/tensor-data.ts";
import { encodeModel } from "./onnx-writer.ts";

test("3 x 3 convolutions by minimal filtering, with a bias and what lies beside added", async () => {
  const [channels, height, width] = [65, 13, 15];
  const numbers = (count: number, factor: number): number[] => Array.from({ length: count }, (_, at) => ((at * factor) % 17) / 8 - 1);
  const [x, w, b] = [numbers(2 * channels * height * width, 5), numbers(channels * channels * 9, 7), numbers(channels, 3)];
  const model = parseModel(
    encodeModel({
      opset: 21,
      inputs: [{ name: "x", type: "float32" as const, shape: ["batch", channels, height, width] }],
      outputs: [{ name: "y" }],
      nodes: [
        { operator: "Conv", inputs: ["x", "w", "b"], outputs: ["sums"], attributes: { pads: [1, 1, 1, 1] } },
        { operator: "Add", inputs: ["sums", "x"], outputs: ["y"] },
      ],
      initializers: {
        w: fromElements("float32", [channels, channels, 3, 3], w),
        b: fromElements("float32", [channels], b),
      },
    }),
  );
  const folder = mkdtempSync(join(tmpdir(), "compiled-convolutions-"));
  const session = await openSession(model, { folder, optimization: 1 });
  try {
    assert.match(session.program.text, /convolve_winograd/);
    const found = readElements(session.run([fromElements("float32", [2, channels, height, width], x)])[0] as never) as Float32Array;
    let at = 0;
    for (let image = 0; image < 2; image++)
      for (let o = 0; o < channels; o++)
        for (let row = 0; row < height; row++)
          for (let column = 0; column < width; column++) {
            const plane = (c: number): number => (image * channels + c) * height * width;
            let sum = (b[o] as number) + (x[plane(o) + row * width + column] as number);
            for (let c = 0; c < channels; c++)
              for (let r = Math.max(0, 1 - row); r < Math.min(3, height + 1 - row); r++)
                for (let s = Math.max(0, 1 - column); s < Math.min(3, width + 1 - column); s++)
                  sum +=
                    (x[plane(c) + (row + r - 1) * width + column + s - 1] as number) * (w[((o * channels + c) * 3 + r) * 3 + s] as number);
            assert.ok(Math.abs(sum - (found[at] as number)) < 1e-4, `element ${at}: ${found[at]} instead of ${sum}`);
            at++;
          }
  } finally {
    session.close();
    rmSync(folder, { recursive: true });
  }
});
