/** Strings in compiled programs, against the interpreter; and what they cannot do with them. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { runCall } from "../../src/engine/calls/interpret-call.ts";
import { writeProgram } from "../../src/engine/emission/program-writer.ts";
import { interpret } from "../../src/engine/graph/interpret.ts";
import { importModel } from "../../src/engine/import-model.ts";
import { type OnnxModel, parseModel } from "../../src/engine/onnx/model.ts";
import { openSession } from "../../src/engine/session.ts";
import { fromElements, tensorOfStrings } from "../../src/engine/tensor-data.ts";
import { KnownTexts, textNumbers } from "../../src/engine/text-numbers.ts";
import { encodeModel, type NodePlan } from "./onnx-writer.ts";

function modelOf(nodes: readonly NodePlan[], outputs: readonly string[]): OnnxModel {
  return parseModel(
    encodeModel({
      opset: 21,
      opsets: { "ai.onnx.ml": 2 },
      inputs: [
        { name: "x", type: "string", shape: ["n", "m"] },
        { name: "rows", type: "int64", shape: ["k"] },
      ],
      outputs: outputs.map((name) => ({ name })),
      nodes,
      initializers: { words: tensorOfStrings([2], ["one", "µ\u{1F600}"]) },
    }),
  );
}

test("a compiled program compares, chooses, moves and counts strings", async () => {
  const model = modelOf(
    [
      { operator: "Equal", inputs: ["x", "words"], outputs: ["equal"] },
      { operator: "Where", inputs: ["equal", "words", "x"], outputs: ["chosen"] },
      { operator: "Transpose", inputs: ["x"], outputs: ["turned"] },
      { operator: "Gather", inputs: ["x", "rows"], outputs: ["gathered"] },
      { operator: "Concat", inputs: ["gathered", "x"], outputs: ["joined"], attributes: { axis: 0 } },
      { operator: "Unique", inputs: ["x"], outputs: ["kinds", "first", "inverse", "counts"], attributes: { sorted: 0 } },
      {
        operator: "LabelEncoder",
        domain: "ai.onnx.ml",
        inputs: ["x"],
        outputs: ["labels"],
        attributes: { keys_strings: ["one", "three"], values_strings: ["ein", "drei"], default_string: "?" },
      },
    ],
    ["equal", "chosen", "turned", "joined", "kinds", "inverse", "counts", "labels"],
  );
  const graph = importModel(model);
  const inputs = [
    tensorOfStrings([3, 2], ["one", "two", "", "µ\u{1F600}", "one", "three"]),
    fromElements("int64", [2], [2n, 0n] as unknown as number[]),
  ];
  const folder = mkdtempSync(join(tmpdir(), "compiled-strings-"));
  const session = await openSession(model, { folder, optimization: 1 });
  try {
    const expected = interpret(graph, inputs, runCall);
    assert.deepEqual(session.run(inputs), expected);
    assert.deepEqual(await session.runAsync(inputs), expected);
    const none = [tensorOfStrings([0, 2], []), fromElements("int64", [0], [])];
    assert.deepEqual(session.run(none), interpret(graph, none, runCall));
  } finally {
    session.close();
    rmSync(folder, { recursive: true });
  }
});

test("programs that would make or order strings are refused by name", () => {
  const refused = (node: NodePlan): void => {
    writeProgram(importModel(modelOf([node], ["y"])));
  };
  assert.throws(
    () => refused({ operator: "StringConcat", inputs: ["x", "words"], outputs: ["y"] }),
    /^ModelError: y: the operation add cannot/,
  );
  assert.throws(
    () => refused({ operator: "Cast", inputs: ["x"], outputs: ["y"], attributes: { to: 1 } }),
    /^ModelError: y: a conversion from string to float32 cannot be compiled yet/,
  );
  assert.throws(
    () => refused({ operator: "Unique", inputs: ["x"], outputs: ["y"] }),
    /^ModelError: .*: the operation unique cannot be compiled yet/,
  );
});

test("strings are told apart by all of their code units", () => {
  const strings = ["", "\0", "a", "a\0", "\ud800", "\ud801", "é", "e\u0301"];
  const texts = new KnownTexts([], [tensorOfStrings([strings.length], strings)]);
  assert.deepEqual(texts.stringsOf(textNumbers(strings)), strings);
});
