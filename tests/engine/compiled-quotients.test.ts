/** Compiled programs: quotients that are made without a division are as exact as those with one, for zeros, infinities and the like, too. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { writeProgram } from "../../src/engine/emission/program-writer.ts";
import { importModel } from "../../src/engine/import-model.ts";
import { parseModel } from "../../src/engine/onnx/model.ts";
import { openSession } from "../../src/engine/session.ts";
import { fromElements, readElements } from "../../src/engine/tensor-data.ts";
import { encodeModel } from "./onnx-writer.ts";

const model = parseModel(
  encodeModel({
    inputs: [
      { name: "x", type: "float32", shape: ["rows", "columns"] },
      { name: "divisor", type: "float32", shape: ["rows", 1] },
    ],
    outputs: [{ name: "quotient" }, { name: "sigmoid" }],
    nodes: [
      { operator: "Div", inputs: ["x", "divisor"], outputs: ["quotient"] },
      { operator: "Sigmoid", inputs: ["x"], outputs: ["sigmoid"] },
    ],
  }),
);

const special = [
  0,
  -0,
  1,
  -1,
  3e38,
  -3e38,
  1e-38,
  1e-40,
  -1e-45,
  Infinity,
  -Infinity,
  NaN,
  88,
  -88,
  89,
  -89,
  104,
  -104,
  1.7e38,
  8.6e37,
].map(Math.fround);

/** Units in the last place between two numbers, 0 for equal ones and those that are none. */
function distance(actual: number, expected: number): number {
  if (Object.is(actual, expected) || (Number.isNaN(actual) && Number.isNaN(expected))) return 0;
  const exponent = Math.max(-126, Math.floor(Math.log2(Math.abs(expected))));
  return Math.abs(actual - expected) / 2 ** (Number.isFinite(exponent) ? exponent - 23 : -149);
}

test("quotients and sigmoids of all kinds of numbers", async () => {
  const { text } = writeProgram(importModel(model));
  assert.match(text, /divided_by\(/);
  assert.match(text, /reciprocal_from_one\(/);
  let state = 1;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  const divisors = [...special, ...Array.from({ length: 200 }, () => Math.fround(random() * 2 ** Math.floor(random() * 250)))];
  const columns = special.length + 83;
  const rows = divisors.length;
  const x = Array.from({ length: rows * columns }, (_, at) => {
    const column = at % columns;
    return column < special.length
      ? (special[column] as number)
      : Math.fround(random() * 2 ** Math.floor(random() * (column % 2 === 0 ? 12 : 250)));
  });
  const folder = mkdtempSync(join(tmpdir(), "compiled-quotients-"));
  const session = await openSession(model, { folder, optimization: 1 });
  try {
    const [quotients, sigmoids] = session
      .run([fromElements("float32", [rows, columns], x), fromElements("float32", [rows, 1], divisors)])
      .map((tensor) => readElements(tensor) as Float32Array) as [Float32Array, Float32Array];
    x.forEach((value, at) => {
      const divisor = divisors[Math.floor(at / columns)] as number;
      const quotient = Math.fround(value / divisor);
      assert.ok(distance(quotients[at] as number, quotient) <= 1, `${value} / ${divisor} = ${quotient}, not ${quotients[at]}`);
      const sigmoid = Math.fround(1 / (1 + Math.exp(-value)));
      // Two roundings and an exponential function; below 2**-125 nobody asks for more
      const isClose = distance(sigmoids[at] as number, sigmoid) <= 4 || Math.abs((sigmoids[at] as number) - sigmoid) < 2 ** -125;
      assert.ok(isClose, `the sigmoid of ${value} is ${sigmoid}, not ${sigmoids[at]}`);
    });
  } finally {
    session.close();
    rmSync(folder, { recursive: true });
  }
});
