/** The reader of ONNX models, on models that `onnx-writer.ts` encodes. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseModel } from "../../src/engine/onnx/model.ts";
import { tensorData } from "../../src/engine/onnx/tensor.ts";
import { OnnxError } from "../../src/engine/onnx/wire.ts";
import { fromElements, readElements } from "../../src/engine/tensor-data.ts";
import { type Bytes, encodeGraph, encodeModel, float, integer, join, nested, string, varint } from "./onnx-writer.ts";

const weights = fromElements("float32", [2, 2], [1, -2, 0.5, 3]);

test("a model is read as it was written", () => {
  const model = parseModel(
    encodeModel({
      opset: 18,
      opsets: { "com.example": 3 },
      metadata: { author: "somebody", note: "größer" },
      inputs: [{ name: "x", type: "float32", shape: ["batch", 2, null] }, { name: "untyped" }],
      outputs: [
        { name: "y", type: "float16" },
        { name: "list", optional: { sequence: { type: "int64", shape: [] } } },
      ],
      values: [{ name: "table", map: ["string", { type: "float32" }] }],
      nodes: [
        { operator: "MatMul", inputs: ["x", "w"], outputs: ["h"], name: "first" },
        { operator: "Own", domain: "com.example", inputs: ["h", "", "w"], outputs: ["y", "list"] },
      ],
      initializers: { w: weights },
    }),
  );
  assert.equal(model.irVersion, 10);
  assert.equal(model.producerName, "salamander-tests");
  assert.deepEqual(
    [...model.opsets],
    [
      ["", 18],
      ["com.example", 3],
    ],
  );
  assert.deepEqual(Object.fromEntries(model.metadata), { author: "somebody", note: "größer" });
  const { graph } = model;
  assert.deepEqual(
    graph.nodes.map(({ operator, domain, name, inputs, outputs }) => [operator, domain, name, inputs, outputs]),
    [
      ["MatMul", "", "first", ["x", "w"], ["h"]],
      ["Own", "com.example", "", ["h", "", "w"], ["y", "list"]],
    ],
  );
  assert.deepEqual(
    [...graph.inputs, ...graph.outputs, ...graph.values].map(({ name, type }) => [name, type]),
    [
      ["x", { kind: "tensor", elementType: "float32", shape: ["batch", 2, undefined] }],
      ["untyped", undefined],
      ["y", { kind: "tensor", elementType: "float16", shape: undefined }],
      ["list", { kind: "optional", element: { kind: "sequence", element: { kind: "tensor", elementType: "int64", shape: [] } } }],
      ["table", { kind: "map", key: "string", value: { kind: "tensor", elementType: "float32", shape: undefined } }],
    ],
  );
  const initializer = graph.initializers.get("w");
  assert.ok(initializer);
  assert.deepEqual([...(readElements(tensorData(initializer, undefined)) as Float32Array)], [1, -2, 0.5, 3]);
});

test("attributes have the kind that the file says", () => {
  const body = { nodes: [{ operator: "Identity", inputs: ["a"], outputs: ["b"] }], outputs: [{ name: "b" }] };
  const model = parseModel(
    encodeModel({
      nodes: [
        {
          operator: "Any",
          attributes: {
            axis: -1,
            end: 9223372036854775807n,
            alpha: 0.25,
            one: { float: 1 },
            mode: "linear",
            pads: [0, -1, 300],
            scales: [1.5, 2],
            words: ["a", "ü"],
            value: weights,
            branch: { graph: body },
            result: { type: { type: "bool", shape: [1] } },
          },
        },
      ],
    }),
  );
  const attributes = Object.fromEntries(model.graph.nodes[0]?.attributes ?? []);
  assert.deepEqual(attributes["axis"], { kind: "int", value: -1n });
  assert.deepEqual(attributes["end"], { kind: "int", value: 9223372036854775807n });
  assert.deepEqual(attributes["alpha"], { kind: "float", value: 0.25 });
  assert.deepEqual(attributes["one"], { kind: "float", value: 1 });
  assert.deepEqual(attributes["pads"], { kind: "ints", values: [0n, -1n, 300n] });
  assert.deepEqual(attributes["scales"], { kind: "floats", values: [1.5, 2] });
  assert.deepEqual(attributes["words"], { kind: "strings", values: ["a", "ü"] });
  assert.deepEqual(attributes["result"], { kind: "type", value: { kind: "tensor", elementType: "bool", shape: [1] } });
  assert.ok(attributes["mode"]?.kind === "string" && attributes["mode"].value === "linear");
  assert.ok(attributes["branch"]?.kind === "graph" && attributes["branch"].value.nodes[0]?.operator === "Identity");
  assert.ok(attributes["value"]?.kind === "tensor");
  assert.deepEqual([...(readElements(tensorData(attributes["value"].value, undefined)) as Float32Array)], [1, -2, 0.5, 3]);
});

test("functions, with references to their attributes", () => {
  const model = parseModel(
    encodeModel({
      nodes: [{ operator: "Scale", domain: "own", inputs: ["x"], outputs: ["y"], attributes: { factor: 2 } }],
      functions: [
        {
          name: "Scale",
          domain: "own",
          inputs: ["a"],
          outputs: ["b"],
          attributes: ["factor"],
          defaults: { bias: 0.5 },
          opset: 17,
          nodes: [{ operator: "Constant", outputs: ["b"], attributes: { value_int: { reference: "factor" } } }],
        },
      ],
    }),
  );
  const [scale] = model.functions;
  assert.ok(scale);
  assert.deepEqual(
    [scale.name, scale.domain, scale.inputs, scale.outputs, scale.requiredAttributes],
    ["Scale", "own", ["a"], ["b"], ["factor"]],
  );
  assert.deepEqual([...scale.opsets], [["", 17]]);
  assert.deepEqual(scale.defaultAttributes.get("bias"), { kind: "float", value: 0.5 });
  assert.deepEqual(scale.nodes[0]?.attributes.get("value_int"), { kind: "reference", attribute: "factor" });
});

test("numbers packed or not, fields not known, and a message in two pieces", () => {
  const graph = encodeGraph({ nodes: [{ operator: "First" }] });
  const second = encodeGraph({ name: "second", nodes: [{ operator: "Second" }] });
  const unknown = join(integer(900, 5), string(901, "?"), float(902, 1), Uint8Array.of(0xb9, 0x38, 1, 2, 3, 4, 5, 6, 7, 8));
  const model = parseModel(join(nested(7, graph), unknown, nested(7, second)));
  assert.deepEqual(
    model.graph.nodes.map(({ operator }) => operator),
    ["First", "Second"],
  );
  assert.equal(model.graph.name, "second");

  // dims once packed, once not; float_data as single numbers.
  const tensor = join(nested(1, varint(2)), integer(1, 1), integer(2, 1), float(4, 1.5), float(4, 2.5));
  const initializer = parseModel(nested(7, nested(5, tensor))).graph.initializers.get("");
  assert.ok(initializer);
  const data = tensorData(initializer, undefined);
  assert.deepEqual(data.shape, [2, 1]);
  assert.deepEqual([...(readElements(data) as Float32Array)], [1.5, 2.5]);
});

/** A graph in an attribute of a node of a graph and so on. */
function nestedGraphs(levels: number): Bytes {
  let graph = encodeGraph({ nodes: [] });
  for (let level = 0; level < levels; level++) graph = nested(1, nested(5, join(nested(6, graph), integer(20, 5))));
  return nested(7, graph);
}

const noTensor = (...fields: Bytes[]): Bytes => nested(7, nested(5, join(...fields)));

const damaged: readonly (readonly [what: string, bytes: Bytes, message: RegExp])[] = [
  ["nothing", join(), /expected a graph in the model, found none/],
  ["text", new Uint8Array(new TextEncoder().encode("<!DOCTYPE html>")), /byte 0: /],
  ["a varint without end", Uint8Array.of(0x08, 0x80), /byte 1: expected a varint, found the end within it/],
  ["a varint that is too long", Uint8Array.of(0x08, ...Array<number>(11).fill(0x80), 0), /more than 10 bytes/],
  ["a length beyond the end", Uint8Array.of(0x3a, 0x7f, 0), /byte 2: expected 127 bytes for field 7 of ModelProto, found the end after 1/],
  ["a length of 2^63", join(varint(7 * 8 + 2), varint(1n << 63n)), /found the end after 0/],
  ["8 bytes beyond the end", Uint8Array.of(0xb9, 0x38, 1), /expected 8 bytes/],
  ["a group", Uint8Array.of(7 * 8 + 3), /wire type 3 in field 7/],
  ["wire type 7", Uint8Array.of(7 * 8 + 7), /wire type 7/],
  ["field number 0", Uint8Array.of(2, 0), /field number 0/],
  ["a number where a message is expected", integer(7, 1), /expected a length and bytes in `graph` of ModelProto, found a varint/],
  ["floats of 3 bytes", noTensor(integer(2, 1), nested(4, Uint8Array.of(1, 2, 3))), /expected numbers of 4 bytes, found 3 bytes/],
  ["graphs in graphs", nestedGraphs(200), /at most 100 messages within each other/],
  ["an element type of the future", noTensor(integer(2, 99), string(8, "t")), /tensor `t` has the element type 99/],
  ["a dimension above 2^53", noTensor(integer(1, 1n << 60n), integer(2, 1)), /too large/],
  [
    "one name for two initializers",
    nested(7, join(...["t", "t"].map((name) => nested(5, join(integer(2, 1), string(8, name)))))),
    /two initializers/,
  ],
  [
    "an attribute's type of the future",
    nested(7, nested(1, nested(5, join(string(1, "a"), integer(20, 99))))),
    /attribute `a` has the unknown type 99/,
  ],
  [
    "a tensor attribute without a tensor",
    nested(7, nested(1, nested(5, join(string(1, "a"), integer(20, 4))))),
    /expected a tensor in attribute `a`/,
  ],
];

for (const [what, bytes, message] of damaged) {
  test(`damage: ${what}`, () => {
    assert.throws(
      () => parseModel(bytes),
      (error) => error instanceof OnnxError && message.test(error.message),
    );
  });
}

test("graphs within graphs up to the limit are read", () => {
  assert.equal(parseModel(nestedGraphs(33)).graph.nodes.length, 1);
});
