/** Conversions between element types in compiled programs: against the interpreter, for numbers at the ends and halfway between. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { runCall } from "../../src/engine/calls/interpret-call.ts";
import { interpret } from "../../src/engine/graph/interpret.ts";
import { importModel } from "../../src/engine/import-model.ts";
import { parseModel } from "../../src/engine/onnx/model.ts";
import { numberOfElementType } from "../../src/engine/onnx/tensor.ts";
import { openSession } from "../../src/engine/session.ts";
import { type ElementType, fromElements, readElements } from "../../src/engine/tensor-data.ts";
import { encodeModel } from "./onnx-writer.ts";

const small: readonly ElementType[] = [
  "float8_e4m3fn",
  "float8_e4m3fnuz",
  "float8_e5m2",
  "float8_e5m2fnuz",
  "float8_e8m0fnu",
  "float4_e2m1fn",
  "int4",
  "uint4",
  "int2",
  "uint2",
];
const numbers = [
  0,
  -0,
  1,
  -1,
  2.5,
  3.5,
  -3.5,
  0.0625,
  0.09,
  7,
  8,
  15,
  16.5,
  -8,
  -9,
  447,
  449,
  464,
  57344,
  61440,
  1e9,
  -3e9,
  1e38,
  1e-7,
  NaN,
];
const sources: Readonly<Record<string, readonly number[]>> = {
  float32: [...numbers, Infinity, -Infinity],
  float64: [...numbers, 1e300, 2 ** 63, 1.0000000001 * 1.0625],
  float16: numbers,
  int64: [0, 1, -1, 7, 8, 15, 16, 255, 256, -129, 2 ** 31, -(2 ** 40)],
  bool: [0, 1],
  float8_e4m3fn: [0, 448, -1.5, NaN],
  float4_e2m1fn: [0, 0.5, -1.5, 6],
  int4: [-8, 7, 0],
};

test("what is cast in a compiled program is what the interpreter gives", async () => {
  const targets: readonly ElementType[] = [
    ...small,
    "int8",
    "uint8",
    "uint16",
    "int64",
    "uint64",
    "float16",
    "bfloat16",
    "bool",
    "float32",
  ];
  const pairs = Object.keys(sources).flatMap((from) => targets.filter((to) => to !== from).map((to) => [from as ElementType, to] as const));
  const model = parseModel(
    encodeModel({
      opset: 24,
      inputs: Object.keys(sources).map((type) => ({ name: type, type: type as ElementType, shape: [`${type}_size`] })),
      outputs: pairs.map(([from, to]) => ({ name: `${from}_${to}` })),
      nodes: pairs.map(([from, to]) => ({
        operator: "Cast",
        inputs: [from],
        outputs: [`${from}_${to}`],
        attributes: { to: numberOfElementType(to) },
      })),
    }),
  );
  const given = Object.entries(sources).map(([type, values]) => fromElements(type as ElementType, [values.length], values));
  const expected = interpret(importModel(model), given, runCall);
  const folder = mkdtempSync(join(tmpdir(), "compiled-types-"));
  try {
    const session = await openSession(model, { folder, optimization: 1 });
    const actual = session.run(given);
    session.close();
    pairs.forEach(([from, to], at) => {
      const [found, wanted] = [actual, expected].map((all) =>
        Array.from(readElements(all[at] as (typeof given)[number]) as ArrayLike<number>),
      );
      assert.deepEqual(found, wanted, `${from} to ${to}`);
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
