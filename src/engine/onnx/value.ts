/**
 * Values in files of their own, such as `input_0.pb` of ONNX's tests: tensors, sequences, optionals and maps.
 *
 * In: a file or its bytes, and the type that the model gives the value: the bytes alone do not say which message they are.
 * Out: an `OnnxValue`. The fields' numbers are those of onnx-data.proto.
 * Not here: writing.
 */
import { type TensorData, fromElements, tensorOfStrings } from "../tensor-data.ts";
import { readWholeFile } from "./file.ts";
import { type OnnxType, parseSparseTensor } from "./model.ts";
import { type OnnxTensor, elementTypeOf, parseTensor, tensorData, tensorMessage } from "./tensor.ts";
import type { Message } from "./wire.ts";
import { OnnxError, int32, int64, many, manyMessages, message, numbers, one, oneMessage, readMessage, text } from "./wire.ts";

export type OnnxValue =
  | { readonly kind: "tensor"; readonly tensor: TensorData }
  | { readonly kind: "sparse-tensor"; readonly values: TensorData; readonly indices: TensorData; readonly shape: readonly number[] }
  | { readonly kind: "sequence"; readonly elements: readonly OnnxValue[] }
  /** An optional with nothing in it. With something it is that value. */
  | { readonly kind: "none" }
  /** `keys` has one dimension; `values` are as many. */
  | { readonly kind: "map"; readonly keys: TensorData; readonly values: readonly OnnxValue[] };

export function readValue(path: string, type: OnnxType): OnnxValue {
  const { bytes, folder } = readWholeFile(path);
  return parseValue(bytes, type, folder);
}

export function parseValue(bytes: Uint8Array<ArrayBuffer>, type: OnnxType, folder?: string): OnnxValue {
  switch (type.kind) {
    case "tensor":
      return tensorValue(parseTensor(bytes), folder);
    case "sparse-tensor": {
      const { values, indices, shape } = parseSparseTensor(bytes);
      return { kind: "sparse-tensor", values: tensorData(values, folder), indices: tensorData(indices, folder), shape };
    }
    case "sequence":
      return readMessage(sequenceMessage, bytes)(folder);
    case "optional":
      return readMessage(optionalMessage, bytes)(folder);
    case "map":
      return readMessage(mapMessage, bytes)(folder);
  }
}

/** External data need the folder, which messages do not know: each makes a function of it. */
type Deferred = (folder: string | undefined) => OnnxValue;

function tensorValue(tensor: OnnxTensor, folder: string | undefined): OnnxValue {
  return { kind: "tensor", tensor: tensorData(tensor, folder) };
}

/** SequenceProto.DataType and OptionalProto.DataType: 1 tensor, 2 sparse tensor, 3 sequence, 4 map, 5 optional. */
const sequenceMessage: Message<Deferred> = message(
  "SequenceProto",
  {
    kind: one(2, int32),
    tensors: manyMessages(3, () => tensorMessage),
    sequences: manyMessages(5, () => sequenceMessage),
    maps: manyMessages(6, () => mapMessage),
    optionals: manyMessages(7, () => optionalMessage),
  },
  ({ kind = 0, tensors, sequences, maps, optionals }, at) => {
    const others = { 3: sequences, 4: maps, 5: optionals }[kind];
    if (kind > 1 && others === undefined) throw new OnnxError(`byte ${at}: a sequence of kind ${kind} is not supported`);
    return (folder) => ({
      kind: "sequence",
      elements: others?.map((element) => element(folder)) ?? tensors.map((tensor) => tensorValue(tensor, folder)),
    });
  },
);

const optionalMessage: Message<Deferred> = message(
  "OptionalProto",
  {
    kind: one(2, int32),
    tensor: oneMessage(3, () => tensorMessage),
    sequence: oneMessage(5, () => sequenceMessage),
    map: oneMessage(6, () => mapMessage),
    optional: oneMessage(7, () => optionalMessage),
  },
  ({ kind = 0, tensor, sequence, map, optional }, at) => {
    if (kind === 2 || kind > 5) throw new OnnxError(`byte ${at}: an optional of kind ${kind} is not supported`);
    const other = { 3: sequence, 4: map, 5: optional }[kind];
    return (folder) => (kind === 1 && tensor !== undefined ? tensorValue(tensor, folder) : (other?.(folder) ?? { kind: "none" }));
  },
);

const mapMessage: Message<Deferred> = message(
  "MapProto",
  {
    keyType: one(2, int32),
    keys: numbers(3, int64),
    stringKeys: many(4, text),
    values: oneMessage(5, () => sequenceMessage),
  },
  ({ keyType = 0, keys, stringKeys, values }, at) => {
    const type = elementTypeOf(keyType, "the keys of a map", at);
    return (folder) => {
      const keyTensor = type === "string" ? tensorOfStrings([stringKeys.length], stringKeys) : fromElements(type, [keys.length], keys);
      const sequence = values?.(folder);
      const elements = sequence?.kind === "sequence" ? sequence.elements : [];
      if (elements.length !== keyTensor.shape[0]) {
        throw new OnnxError(`byte ${at}: a map has ${keyTensor.shape[0]} keys, but ${elements.length} values`);
      }
      return { kind: "map", keys: keyTensor, values: elements };
    };
  },
);
