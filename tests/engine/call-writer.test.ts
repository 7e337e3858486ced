/** Which calls have a function of the library, and how it is called. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { size } from "../../src/engine/graph/dimension.ts";
import type { Attribute, Call, Tensor } from "../../src/engine/graph/graph.ts";
import { writeCall } from "../../src/engine/emission/call-writer.ts";
import type { ElementType } from "../../src/engine/tensor-data.ts";

function written(operator: string, types: readonly ElementType[], attributes: { readonly [name: string]: Attribute } = {}): string {
  const tensors = types.map(
    (elementType, id): Tensor => ({ id, name: `t${id}`, elementType, shape: [size(5), size(3)], definition: { kind: "input" } }),
  );
  const call: Call = { id: 1, operator, inputs: tensors.slice(0, -1), attributes, outputs: tensors.slice(-1) };
  const result = writeCall(call, (dimension) => dimension.key);
  return result === undefined ? "none" : `${result.name}(${result.arguments.join(", ")})`;
}

test("a call says what the function has to know beside its tensors", () => {
  assert.equal(written("scatter", ["float32", "int64", "float32", "float32"], { reduction: "mul" }), "scatter[multiply]()");
  assert.equal(written("nonzero", ["bool", "int64"]), "nonzero()");
  assert.equal(written("sort", ["float32", "float32"], { axis: 1, descending: true }), "sort(1, True, 3)");
  const attributes = { axis: 0, operation: "product", exclusive: false, reverse: true };
  assert.equal(written("cumulate", ["float32", "float32"], attributes), "cumulate[multiply](0, 1, False, True)");
  assert.equal(written("unique", ["float32", "int64"], { sorted: false }), "unique[False]()");
  assert.equal(written("bitcast", ["int4", "uint4"]), "bitcast[4]()");
  assert.equal(written("seed", ["uint64"]), "seed()");
});

test("what the library does not compute with has no function", () => {
  assert.equal(written("unique", ["string", "int64"], { sorted: true }), "none");
  assert.equal(written("scatter", ["uint4", "int64", "uint4", "uint4"], { reduction: "none" }), "scatter[replace]()");
  assert.equal(written("scatter", ["uint4", "int64", "uint4", "uint4"], { reduction: "add" }), "none");
  assert.equal(written("unique", ["string", "int64"], { sorted: false }), "unique[False]()");
  assert.equal(written("sort", ["float8_e5m2", "float8_e5m2"], { axis: 0 }), "none");
  assert.equal(written("string_case", ["string", "string"], { case: "lower" }), "none");
});
