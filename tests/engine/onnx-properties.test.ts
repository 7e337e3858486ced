/** Properties of the ONNX reader: tensors come back as they were written, and no file makes it crash, hang or take memory without bound. */
import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { test } from "node:test";
import * as fc from "fast-check";
import { type OnnxGraph, parseModel } from "../../src/engine/onnx/model.ts";
import { parseTensor, tensorData } from "../../src/engine/onnx/tensor.ts";
import { parseValue } from "../../src/engine/onnx/value.ts";
import { OnnxError } from "../../src/engine/onnx/wire.ts";
import {
  type ElementType,
  type TensorData,
  byteLength,
  elementTypes,
  fromElements,
  readElements,
  tensorOfBytes,
} from "../../src/engine/tensor-data.ts";
import { type Bytes, encodeModel, encodeTensor, integer, join, nested } from "./onnx-writer.ts";

const seed = 20240607;
const numericTypes = elementTypes.filter((type) => type !== "string") as Exclude<ElementType, "string">[];

const anyTensor = fc
  .tuple(fc.constantFrom(...numericTypes), fc.array(fc.nat(4), { maxLength: 4 }))
  .chain(([type, shape]) =>
    fc
      .uint8Array({ minLength: byteLength(type, shape), maxLength: byteLength(type, shape) })
      .map((bytes) => tensorOfBytes(type, shape, new Uint8Array(bytes))),
  );

/** Plain numbers, because typed arrays of one NaN and of another are not equal. */
function list(tensor: TensorData): unknown[] {
  return Array.from(readElements(tensor) as ArrayLike<unknown>);
}

test("a tensor of any type and shape is read as it was written", () => {
  fc.assert(
    fc.property(anyTensor, fc.constantFrom("raw", "numbers"), (tensor, storage) => {
      const again = tensorData(parseTensor(encodeTensor("name", tensor, storage)), undefined);
      assert.deepEqual([again.elementType, again.shape], [tensor.elementType, tensor.shape]);
      assert.deepEqual(list(again), list(tensor));
    }),
    { seed, numRuns: 1500 },
  );
});

test("values that are read encode to the same values", () => {
  fc.assert(
    fc.property(anyTensor, (tensor) => {
      if (tensor.elementType === "bool") return;
      const values = readElements(tensor) as Float64Array;
      assert.deepEqual(list(fromElements(tensor.elementType, tensor.shape, values)), list(tensor));
    }),
    { seed, numRuns: 1500 },
  );
});

const weights = fromElements("float32", [4], [1, 2, 3, 4]);
const ownModel = encodeModel({
  opsets: { own: 1 },
  inputs: [{ name: "x", type: "float32", shape: ["n", 4] }],
  outputs: [
    { name: "y", sequence: { type: "int64" } },
    { name: "z", map: ["string", { type: "bool", shape: [2] }] },
  ],
  nodes: [
    { operator: "Add", inputs: ["x", "w"], outputs: ["h"] },
    {
      operator: "If",
      inputs: ["h"],
      outputs: ["y"],
      attributes: {
        branch: {
          graph: { nodes: [{ operator: "Any", attributes: { ints: [1, 2, -3], floats: [0.5], words: ["a", "b"], value: weights } }] },
        },
        type: { type: { optional: { type: "float64", shape: [3] } } },
      },
    },
  ],
  initializers: { w: weights, s: fromElements("string", [2], ["a", "b"]), i: fromElements("int64", [2], [1, -1]) },
  functions: [{ name: "F", domain: "own", inputs: ["a"], outputs: ["b"], nodes: [], defaults: { c: 1 } }],
  metadata: { key: "value" },
});

/** Reads all there is to read. */
function readAll(bytes: Bytes): void {
  try {
    const model = parseModel(bytes);
    decodeTensors(model.graph);
  } catch (error) {
    if (!(error instanceof OnnxError)) throw error;
    assert.match(error.message, /^(byte \d+|tensor `)/);
  }
}

function decodeTensors(graph: OnnxGraph): void {
  const decode = (tensor: Parameters<typeof tensorData>[0]): void => {
    try {
      readElements(tensorData(tensor, undefined));
    } catch (error) {
      if (!(error instanceof OnnxError)) throw error;
    }
  };
  for (const tensor of graph.initializers.values()) decode(tensor);
  for (const node of graph.nodes) {
    for (const attribute of node.attributes.values()) {
      if (attribute.kind === "graph") decodeTensors(attribute.value);
      if (attribute.kind === "tensor") decode(attribute.value);
    }
  }
}

test("a model that is cut anywhere", () => {
  for (let length = 0; length < ownModel.length; length++) readAll(ownModel.slice(0, length));
});

const mutation = fc.record({
  at: fc.nat(),
  byte: fc.oneof(fc.nat(255), fc.constantFrom(0, 0x7f, 0x80, 0xff)),
  kind: fc.constantFrom("set", "insert", "remove"),
});

function mutate(bytes: Bytes, changes: readonly { readonly at: number; readonly byte: number; readonly kind: string }[]): Bytes {
  const result = [...bytes];
  for (const { at, byte, kind } of changes) {
    const index = at % Math.max(1, result.length);
    result.splice(index, kind === "insert" ? 0 : 1, ...(kind === "remove" ? [] : [byte]));
  }
  return Uint8Array.from(result);
}

test("a model with changed bytes", () => {
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 6 }), (changes) => readAll(mutate(ownModel, changes))),
    { seed, numRuns: 10_000 },
  );
});

test("any bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => readAll(new Uint8Array(bytes))),
    { seed, numRuns: 5000 },
  );
});

test("values with changed bytes", () => {
  const tensor = encodeTensor("t", weights);
  const tensorType = { kind: "tensor", elementType: "float32", shape: undefined } as const;
  const map = join(integer(2, 7), integer(3, 1), nested(5, join(integer(2, 1), nested(3, tensor))));
  const values = [
    [tensor, tensorType],
    [join(integer(2, 1), nested(3, tensor), nested(3, tensor)), { kind: "sequence", element: tensorType }],
    [join(integer(2, 3), nested(5, join(integer(2, 1), nested(3, tensor)))), { kind: "optional", element: tensorType }],
    [map, { kind: "map", key: "int64", value: tensorType }],
    [join(nested(1, tensor), nested(2, tensor), integer(3, 9)), { kind: "sparse-tensor", elementType: "float32", shape: undefined }],
  ] as const;
  for (const [bytes, type] of values) {
    assert.equal(parseValue(bytes, type).kind, type.kind === "optional" ? "sequence" : type.kind);
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (changes) => {
        try {
          parseValue(mutate(bytes, changes), type);
        } catch (error) {
          if (!(error instanceof OnnxError)) throw error;
        }
      }),
      { seed, numRuns: 2000 },
    );
  }
});

test("a file's claims take no memory: large sizes, many empty messages", () => {
  const before = process.memoryUsage();
  const claims = join(integer(1, 1n << 52n), integer(2, 1), nested(9, new Uint8Array(4)));
  readAll(nested(7, nested(5, claims)));
  // Hundreds of thousands of attributes of two bytes each in one node: two of them have the same name.
  const empty = new Uint8Array(400_000);
  for (let at = 0; at < empty.length; at += 2) empty[at] = 5 * 8 + 2;
  assert.throws(() => parseModel(nested(7, nested(1, empty))), /two attributes of a node/);
  const after = process.memoryUsage();
  assert.ok(after.rss - before.rss < 2 ** 29, `${after.rss - before.rss} bytes more`);
});

const node = resolve(import.meta.dirname, "../../data/onnx/node");

test("ONNX's own models with changed bytes", { skip: existsSync(node) ? false : "data/onnx/node is not there" }, () => {
  const models = globSync(`${node}/*/model.onnx`)
    .sort()
    .filter((path) => statSync(path).size < 20_000);
  fc.assert(
    fc.property(fc.constantFrom(...models), fc.array(mutation, { minLength: 1, maxLength: 6 }), (path, changes) =>
      readAll(mutate(new Uint8Array(readFileSync(path)), changes)),
    ),
    { seed, numRuns: 3000 },
  );
});
