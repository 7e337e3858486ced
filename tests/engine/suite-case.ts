/**
 * One case of the ONNX backend suite: a folder with `model.onnx` and `test_data_set_N` of inputs and expected outputs; or, of the light models, a file with
 * its expected output beside it, whose input is 0 / n, 1 / n, ... of n elements.
 *
 * Compares as the suite's own runner does: relative difference up to 1e-3, absolute up to 1e-7, same type and shape, NaN equal to NaN.
 */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type OnnxModel, type OnnxValueInfo, readModel } from "../../src/engine/onnx/model.ts";
import { type OnnxValue, readValue } from "../../src/engine/onnx/value.ts";
import { fromElements, readElements, type TensorData } from "../../src/engine/tensor-data.ts";

export type DataSet = {
  readonly inputs: ReadonlyMap<string, OnnxValue>;
  readonly outputs: readonly { readonly name: string; readonly value: OnnxValue }[];
};

export type SuiteCase = { readonly model: OnnxModel; readonly sets: readonly DataSet[] };

/** Whether a file is a model of the light ones. */
export function isLightModel(path: string): boolean {
  return path.endsWith(".onnx") && existsSync(lightOutput(path));
}

function lightOutput(path: string): string {
  return path.replace(/\.onnx$/, "_output_0.pb");
}

function readLightModel(path: string): SuiteCase {
  const model = readModel(path);
  const inputs = model.graph.inputs.filter(({ name }) => !model.graph.initializers.has(name));
  const [output] = model.graph.outputs;
  if (output?.type === undefined) throw new Error(`${path} has no output of a known type`);
  return {
    model,
    sets: [
      {
        inputs: new Map(inputs.map(({ name, type }) => [name, { kind: "tensor", tensor: ascending(type) }])),
        outputs: [{ name: output.name, value: readValue(lightOutput(path), output.type) }],
      },
    ],
  };
}

function ascending(type: OnnxValueInfo["type"]): TensorData {
  const shape = type?.kind === "tensor" ? (type.shape ?? []).map(Number) : [];
  const count = shape.reduce((product, each) => product * each, 1);
  return fromElements(
    "float32",
    shape,
    Float32Array.from({ length: count }, (_, at) => at / count),
  );
}

export function readCase(folder: string): SuiteCase {
  if (folder.endsWith(".onnx")) return readLightModel(folder);
  const model = readModel(join(folder, "model.onnx"));
  const inputs = model.graph.inputs.filter((input) => !model.graph.initializers.has(input.name));
  const sets = readdirSync(folder)
    .filter((name) => name.startsWith("test_data_set_"))
    .sort()
    .map((name) => ({
      inputs: new Map(readValues(join(folder, name), "input", inputs).map(({ name, value }) => [name, value])),
      outputs: readValues(join(folder, name), "output", model.graph.outputs),
    }));
  return { model, sets };
}

function readValues(folder: string, prefix: string, infos: readonly OnnxValueInfo[]): { name: string; value: OnnxValue }[] {
  return infos.flatMap((info, at) => {
    const path = join(folder, `${prefix}_${at}.pb`);
    return existsSync(path) && info.type !== undefined ? [{ name: info.name, value: readValue(path, info.type) }] : [];
  });
}

/** The tensors of a value, in order. */
export function tensorsOf(value: OnnxValue): readonly TensorData[] {
  switch (value.kind) {
    case "tensor":
      return [value.tensor];
    case "sequence":
      return value.elements.flatMap(tensorsOf);
    case "none":
      return [];
    case "sparse-tensor":
      return [value.values, value.indices];
    case "map":
      return [value.keys, ...value.values.flatMap(tensorsOf)];
  }
}

/** What is different, or undefined. */
export function difference(actual: TensorData, expected: TensorData, relative = 1e-3, absolute = 1e-7): string | undefined {
  if (actual.elementType !== expected.elementType) return `type ${actual.elementType} instead of ${expected.elementType}`;
  if (actual.shape.join() !== expected.shape.join()) return `shape [${actual.shape}] instead of [${expected.shape}]`;
  const a = readElements(actual);
  const b = readElements(expected);
  for (let at = 0; at < b.length; at++) {
    const x = a[at] as number | bigint | string;
    const y = b[at] as number | bigint | string;
    if (x === y) continue;
    if (typeof x === "string" || typeof y === "string") return `element ${at} is "${x}" instead of "${y}"`;
    const [p, q] = [Number(x), Number(y)];
    if (Number.isNaN(p) && Number.isNaN(q)) continue;
    if (!(Math.abs(p - q) <= absolute + relative * Math.abs(q))) return `element ${at} is ${x} instead of ${y}`;
  }
  return undefined;
}
