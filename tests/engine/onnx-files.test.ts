/** ONNX's own tests, from a folder outside the repository: every model is read, and every value has the type that its model gives it. */
import assert from "node:assert/strict";
import { existsSync, globSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { test } from "node:test";
import { type OnnxGraph, type OnnxType, readModel } from "../../src/engine/onnx/model.ts";
import { readWholeFile } from "../../src/engine/onnx/file.ts";
import { parseTensor, tensorData } from "../../src/engine/onnx/tensor.ts";
import { type OnnxValue, readValue } from "../../src/engine/onnx/value.ts";
import { type TensorData, fromElements, readElements } from "../../src/engine/tensor-data.ts";

const root = resolve(import.meta.dirname, "../../data/onnx");

for (const suite of ["node", "light", "simple", "pytorch-operator", "pytorch-converted"]) {
  const folder = `${root}/${suite}`;
  test(`ONNX's tests: ${suite}`, { skip: existsSync(folder) ? false : `data/onnx/${suite} is not there` }, () => {
    const models = globSync(`${folder}/**/*.onnx`);
    assert.ok(models.length > 0);
    for (const path of models) checkModel(path);
  });
}

const casts = [
  "DOUBLE_to_FLOAT",
  "DOUBLE_to_FLOAT16",
  "FLOAT_to_FLOAT16",
  "FLOAT_to_BFLOAT16",
  "FLOAT_to_FLOAT4E2M1",
  "no_saturate_FLOAT_to_FLOAT8E4M3FN",
  "no_saturate_FLOAT_to_FLOAT8E4M3FNUZ",
  "no_saturate_FLOAT_to_FLOAT8E5M2",
  "no_saturate_FLOAT_to_FLOAT8E5M2FNUZ",
];

for (const cast of casts) {
  const folder = `${root}/node/test_cast_${cast}`;
  test(`floats are rounded as ONNX's test cast_${cast} says`, { skip: existsSync(folder) ? false : "data/onnx/node is not there" }, () => {
    const [input, output] = ["input", "output"].map((side) => {
      const { bytes } = readWholeFile(`${folder}/test_data_set_0/${side}_0.pb`);
      return tensorData(parseTensor(bytes), undefined);
    }) as [TensorData, TensorData];
    const values = readElements(input) as Float32Array;
    const encoded = fromElements(output.elementType, output.shape, values);
    assert.deepEqual(Array.from(readElements(encoded) as Float32Array), Array.from(readElements(output) as Float32Array));
  });
}

function checkModel(path: string): void {
  const model = readModel(path);
  assert.ok(model.irVersion >= 3 && model.opsets.size > 0, path);
  checkGraph(model.graph, model.folder);
  // `model.onnx` has folders of values beside it; the files of `light` begin with the model's name.
  const values = globSync([`${dirname(path)}/test_data_set_*/*.pb`, `${path.replace(/\.onnx$/, "")}_*.pb`]);
  assert.ok(values.length > 0, path);
  for (const file of values) {
    const [, side, index] = /(input|output)_(\d+)\.pb$/.exec(file) as RegExpExecArray;
    const info = (side === "input" ? model.graph.inputs : model.graph.outputs)[Number(index)];
    assert.ok(info?.type, file);
    checkValue(readValue(file, info.type), info.type, file);
  }
}

/** Every node has an operator; every tensor can be decoded. */
function checkGraph(graph: OnnxGraph, folder: string | undefined): void {
  for (const tensor of graph.initializers.values()) readElements(tensorData(tensor, folder));
  for (const node of graph.nodes) {
    assert.notEqual(node.operator, "");
    for (const attribute of node.attributes.values()) {
      if (attribute.kind === "graph") checkGraph(attribute.value, folder);
      if (attribute.kind === "tensor") readElements(tensorData(attribute.value, folder));
    }
  }
}

function checkValue(value: OnnxValue, type: OnnxType, file: string): void {
  if (type.kind === "optional") {
    if (value.kind !== "none") checkValue(value, type.element, file);
  } else if (type.kind === "sequence") {
    assert.equal(value.kind, "sequence", file);
    for (const element of value.kind === "sequence" ? value.elements : []) checkValue(element, type.element, file);
  } else if (type.kind === "tensor") {
    assert.ok(value.kind === "tensor", file);
    const { elementType, shape } = value.tensor;
    const count = shape.reduce((product, dimension) => product * dimension, 1);
    assert.equal(readElements(value.tensor).length, elementType.startsWith("complex") ? count * 2 : count, file);
    assert.equal(elementType, type.elementType, file);
    for (const [axis, dimension] of (type.shape ?? []).entries())
      if (typeof dimension === "number") assert.equal(shape[axis], dimension, file);
  }
}
