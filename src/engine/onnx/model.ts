/**
 * ONNX models as plain data.
 *
 * In: a file, or its bytes. Out: an `OnnxModel`: graphs, nodes, attributes and functions as they are written; tensors keep their bytes as
 * they lie in the file (`tensor.ts` makes `TensorData` of them). The fields' numbers are those of onnx.proto, IR version 13.
 * Not here: whether operators exist and types fit, order and names within a graph, training information,
 * quantization annotations, device configurations (they are skipped).
 */
import type { ElementType } from "../tensor-data.ts";
import { readWholeFile } from "./file.ts";
import { type OnnxTensor, elementTypeOf, safeInteger, stringEntries, stringEntry, tensorMessage } from "./tensor.ts";
import type { Message } from "./wire.ts";
import {
  OnnxError,
  byteString,
  float32,
  int32,
  int64,
  many,
  manyMessages,
  message,
  numbers,
  one,
  oneMessage,
  readMessage,
  text,
} from "./wire.ts";

export type OnnxModel = {
  readonly irVersion: number;
  /** The version of each domain's operators. The default domain is `""`. */
  readonly opsets: ReadonlyMap<string, number>;
  readonly producerName: string;
  readonly producerVersion: string;
  readonly domain: string;
  readonly modelVersion: bigint;
  readonly documentation: string;
  readonly graph: OnnxGraph;
  readonly functions: readonly OnnxFunction[];
  readonly metadata: ReadonlyMap<string, string>;
  /** Where external data lies: the folder of the model's file; none for a model from bytes. */
  readonly folder: string | undefined;
};

export type OnnxGraph = {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  /** By name. The same name may be an input: then this is its default. */
  readonly initializers: ReadonlyMap<string, OnnxTensor>;
  readonly sparseInitializers: readonly OnnxSparseTensor[];
  readonly inputs: readonly OnnxValueInfo[];
  readonly outputs: readonly OnnxValueInfo[];
  /** Of values between nodes, where the file gives their types. */
  readonly values: readonly OnnxValueInfo[];
  readonly documentation: string;
  readonly metadata: ReadonlyMap<string, string>;
};

export type OnnxNode = {
  readonly operator: string;
  /** `""` for the default domain, which is also called `ai.onnx`. */
  readonly domain: string;
  /** Which of a function's overloads; `""` mostly. */
  readonly overload: string;
  readonly name: string;
  /** Names of values; `""` where an optional one is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, OnnxAttribute>;
  readonly documentation: string;
};

/** Integers are 64 bits wide: `Number(value)` where a size is meant. Strings that are not UTF-8 are in `bytes` alone as they were. */
export type OnnxAttribute =
  | { readonly kind: "float"; readonly value: number }
  | { readonly kind: "int"; readonly value: bigint }
  | { readonly kind: "string"; readonly value: string; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: "tensor"; readonly value: OnnxTensor }
  | { readonly kind: "graph"; readonly value: OnnxGraph }
  | { readonly kind: "sparse-tensor"; readonly value: OnnxSparseTensor }
  | { readonly kind: "type"; readonly value: OnnxType }
  | { readonly kind: "floats"; readonly values: readonly number[] }
  | { readonly kind: "ints"; readonly values: readonly bigint[] }
  | { readonly kind: "strings"; readonly values: readonly string[] }
  | { readonly kind: "tensors"; readonly values: readonly OnnxTensor[] }
  | { readonly kind: "graphs"; readonly values: readonly OnnxGraph[] }
  | { readonly kind: "sparse-tensors"; readonly values: readonly OnnxSparseTensor[] }
  | { readonly kind: "types"; readonly values: readonly OnnxType[] }
  /** In a function's body: the value of the function's attribute of this name. */
  | { readonly kind: "reference"; readonly attribute: string };

export type OnnxFunction = {
  readonly name: string;
  readonly domain: string;
  readonly overload: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Names of attributes that a call must give. */
  readonly requiredAttributes: readonly string[];
  /** Attributes with a default. */
  readonly defaultAttributes: ReadonlyMap<string, OnnxAttribute>;
  readonly nodes: readonly OnnxNode[];
  readonly opsets: ReadonlyMap<string, number>;
  readonly values: readonly OnnxValueInfo[];
  readonly documentation: string;
  readonly metadata: ReadonlyMap<string, string>;
};

export type OnnxValueInfo = { readonly name: string; readonly type: OnnxType | undefined; readonly documentation: string };

/** `shape` and `elementType` are undefined where the file does not say them. */
export type OnnxType =
  | { readonly kind: "tensor"; readonly elementType: ElementType | undefined; readonly shape: readonly OnnxDimension[] | undefined }
  | { readonly kind: "sparse-tensor"; readonly elementType: ElementType | undefined; readonly shape: readonly OnnxDimension[] | undefined }
  | { readonly kind: "sequence"; readonly element: OnnxType }
  | { readonly kind: "optional"; readonly element: OnnxType }
  | { readonly kind: "map"; readonly key: ElementType; readonly value: OnnxType };

/** A size, a size's name, or neither. */
export type OnnxDimension = number | string | undefined;

/** `values` has one dimension; `indices` is int64, either linear or of shape [number of values, rank]. */
export type OnnxSparseTensor = { readonly values: OnnxTensor; readonly indices: OnnxTensor; readonly shape: readonly number[] };

/** Throws `HostError` if the file cannot be read, `OnnxError` if it is no model. */
export function readModel(path: string): OnnxModel {
  const { bytes, folder } = readWholeFile(path);
  return parseModel(bytes, folder);
}

/** Tensors of the model are views of `bytes`. */
export function parseModel(bytes: Uint8Array<ArrayBuffer>, folder?: string): OnnxModel {
  return { ...readMessage(modelMessage, bytes), folder };
}

/** A file that is one SparseTensorProto. */
export function parseSparseTensor(bytes: Uint8Array<ArrayBuffer>): OnnxSparseTensor {
  return readMessage(sparseTensorMessage, bytes);
}

const opsetMessage = message("OperatorSetIdProto", { domain: one(1, text), version: one(2, int64) }, (fields, at) => ({
  domain: domainOf(fields.domain),
  version: safeInteger(fields.version ?? 0n, "the version of an operator set", at),
}));

const modelMessage: Message<Omit<OnnxModel, "folder">> = message(
  "ModelProto",
  {
    irVersion: one(1, int64),
    producerName: one(2, text),
    producerVersion: one(3, text),
    domain: one(4, text),
    modelVersion: one(5, int64),
    documentation: one(6, text),
    graph: oneMessage(7, () => graphMessage),
    opsets: manyMessages(8, () => opsetMessage),
    metadata: manyMessages(14, () => stringEntry),
    functions: manyMessages(25, () => functionMessage),
  },
  (fields, at) => ({
    irVersion: safeInteger(fields.irVersion ?? 0n, "the IR version", at),
    opsets: opsetsOf(fields.opsets),
    producerName: fields.producerName ?? "",
    producerVersion: fields.producerVersion ?? "",
    domain: fields.domain ?? "",
    modelVersion: fields.modelVersion ?? 0n,
    documentation: fields.documentation ?? "",
    graph: required(fields.graph, "a graph in the model", at),
    functions: fields.functions,
    metadata: stringEntries(fields.metadata),
  }),
);

const graphMessage: Message<OnnxGraph> = message(
  "GraphProto",
  {
    nodes: manyMessages(1, () => nodeMessage),
    name: one(2, text),
    initializers: manyMessages(5, () => tensorMessage),
    documentation: one(10, text),
    inputs: manyMessages(11, () => valueInfoMessage),
    outputs: manyMessages(12, () => valueInfoMessage),
    values: manyMessages(13, () => valueInfoMessage),
    sparseInitializers: manyMessages(15, () => sparseTensorMessage),
    metadata: manyMessages(16, () => stringEntry),
  },
  (fields, at) => ({
    name: fields.name ?? "",
    nodes: fields.nodes,
    initializers: byName(fields.initializers, (tensor) => tensor, `two initializers of graph \`${fields.name ?? ""}\``, at),
    sparseInitializers: fields.sparseInitializers,
    inputs: fields.inputs,
    outputs: fields.outputs,
    values: fields.values,
    documentation: fields.documentation ?? "",
    metadata: stringEntries(fields.metadata),
  }),
);

const nodeMessage: Message<OnnxNode> = message(
  "NodeProto",
  {
    inputs: many(1, text),
    outputs: many(2, text),
    name: one(3, text),
    operator: one(4, text),
    attributes: manyMessages(5, () => attributeMessage),
    documentation: one(6, text),
    domain: one(7, text),
    overload: one(8, text),
  },
  (fields, at) => ({
    operator: fields.operator ?? "",
    domain: domainOf(fields.domain),
    overload: fields.overload ?? "",
    name: fields.name ?? "",
    inputs: fields.inputs,
    outputs: fields.outputs,
    attributes: byName(fields.attributes, ({ value }) => value, `two attributes of a node \`${fields.operator ?? ""}\``, at),
    documentation: fields.documentation ?? "",
  }),
);

const functionMessage: Message<OnnxFunction> = message(
  "FunctionProto",
  {
    name: one(1, text),
    inputs: many(4, text),
    outputs: many(5, text),
    requiredAttributes: many(6, text),
    nodes: manyMessages(7, () => nodeMessage),
    documentation: one(8, text),
    opsets: manyMessages(9, () => opsetMessage),
    domain: one(10, text),
    defaultAttributes: manyMessages(11, () => attributeMessage),
    values: manyMessages(12, () => valueInfoMessage),
    overload: one(13, text),
    metadata: manyMessages(14, () => stringEntry),
  },
  (fields, at) => ({
    name: fields.name ?? "",
    domain: domainOf(fields.domain),
    overload: fields.overload ?? "",
    inputs: fields.inputs,
    outputs: fields.outputs,
    requiredAttributes: fields.requiredAttributes,
    defaultAttributes: byName(fields.defaultAttributes, ({ value }) => value, `two attributes of function \`${fields.name ?? ""}\``, at),
    nodes: fields.nodes,
    opsets: opsetsOf(fields.opsets),
    values: fields.values,
    documentation: fields.documentation ?? "",
    metadata: stringEntries(fields.metadata),
  }),
);

const sparseTensorMessage: Message<OnnxSparseTensor & { readonly name: string }> = message(
  "SparseTensorProto",
  { values: oneMessage(1, () => tensorMessage), indices: oneMessage(2, () => tensorMessage), shape: numbers(3, int64) },
  (fields, at) => {
    const values = required(fields.values, "values in a sparse tensor", at);
    return {
      // The values' name is the sparse tensor's.
      name: values.name,
      values,
      indices: required(fields.indices, "indices in a sparse tensor", at),
      shape: Array.from(fields.shape, (dimension) => safeInteger(dimension, "a dimension", at)),
    };
  },
);

/** AttributeProto.AttributeType. */
const attributeTypes = [
  "undefined",
  "float",
  "int",
  "string",
  "tensor",
  "graph",
  "floats",
  "ints",
  "strings",
  "tensors",
  "graphs",
  "sparse-tensor",
  "sparse-tensors",
  "type",
  "types",
] as const;

const attributeMessage: Message<{ readonly name: string; readonly value: OnnxAttribute }> = message(
  "AttributeProto",
  {
    name: one(1, text),
    float: one(2, float32),
    int: one(3, int64),
    string: one(4, byteString),
    tensor: oneMessage(5, () => tensorMessage),
    graph: oneMessage(6, () => graphMessage),
    floats: numbers(7, float32),
    ints: numbers(8, int64),
    strings: many(9, text),
    tensors: manyMessages(10, () => tensorMessage),
    graphs: manyMessages(11, () => graphMessage),
    typeValue: oneMessage(14, () => typeMessage),
    types: manyMessages(15, () => typeMessage),
    type: one(20, int32),
    reference: one(21, text),
    sparseTensor: oneMessage(22, () => sparseTensorMessage),
    sparseTensors: manyMessages(23, () => sparseTensorMessage),
  },
  (fields, at) => {
    const name = fields.name ?? "";
    return { name, value: attributeValue() };

    function attributeValue(): OnnxAttribute {
      const where = `in attribute \`${name}\``;
      if (fields.reference !== undefined && fields.reference !== "") return { kind: "reference", attribute: fields.reference };
      const written = attributeTypes[fields.type ?? 0];
      if (written === undefined) throw new OnnxError(`byte ${at}: attribute \`${name}\` has the unknown type ${fields.type}`);
      const type = written === "undefined" ? typeOfPresentField() : written;
      switch (type) {
        case "float":
          return { kind: "float", value: fields.float ?? 0 };
        case "int":
          return { kind: "int", value: fields.int ?? 0n };
        case "string": {
          const bytes = fields.string ?? new Uint8Array();
          return { kind: "string", value: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes), bytes };
        }
        case "tensor":
          return { kind: "tensor", value: required(fields.tensor, `a tensor ${where}`, at) };
        case "graph":
          return { kind: "graph", value: required(fields.graph, `a graph ${where}`, at) };
        case "sparse-tensor":
          return { kind: "sparse-tensor", value: required(fields.sparseTensor, `a sparse tensor ${where}`, at) };
        case "type":
          return { kind: "type", value: required(fields.typeValue, `a type ${where}`, at) };
        case "floats":
          return { kind: "floats", values: Array.from(fields.floats) };
        case "ints":
          return { kind: "ints", values: Array.from(fields.ints) };
        case "strings":
          return { kind: "strings", values: fields.strings };
        case "tensors":
          return { kind: "tensors", values: fields.tensors };
        case "graphs":
          return { kind: "graphs", values: fields.graphs };
        case "sparse-tensors":
          return { kind: "sparse-tensors", values: fields.sparseTensors };
        case "types":
          return { kind: "types", values: fields.types.map((type) => required(type, `a type ${where}`, at)) };
      }
    }

    /** Files of the first IR version do not say the type. */
    function typeOfPresentField(): Exclude<(typeof attributeTypes)[number], "undefined"> {
      if (fields.float !== undefined) return "float";
      if (fields.int !== undefined) return "int";
      if (fields.string !== undefined) return "string";
      if (fields.tensor !== undefined) return "tensor";
      if (fields.graph !== undefined) return "graph";
      if (fields.floats.length > 0) return "floats";
      if (fields.strings.length > 0) return "strings";
      if (fields.tensors.length > 0) return "tensors";
      if (fields.graphs.length > 0) return "graphs";
      return "ints";
    }
  },
);

const valueInfoMessage: Message<OnnxValueInfo> = message(
  "ValueInfoProto",
  { name: one(1, text), type: oneMessage(2, () => typeMessage), documentation: one(3, text) },
  (fields) => ({ name: fields.name ?? "", type: fields.type, documentation: fields.documentation ?? "" }),
);

const dimensionMessage = message(
  "TensorShapeProto.Dimension",
  { value: one(1, int64), name: one(2, text) },
  ({ value, name }, at): OnnxDimension => {
    // Exporters write 0 and -1 beside a name, and -1 for what they do not know.
    if (name !== undefined && name !== "") return name;
    return value === undefined || value < 0n ? undefined : safeInteger(value, "a dimension", at);
  },
);

const shapeMessage = message("TensorShapeProto", { dimensions: manyMessages(1, () => dimensionMessage) }, (fields) => fields.dimensions);

const tensorTypeMessage = message(
  "TypeProto.Tensor",
  { elementType: one(1, int32), shape: oneMessage(2, () => shapeMessage) },
  (fields, at) => ({ elementType: fields.elementType ? elementTypeOf(fields.elementType, "a type", at) : undefined, shape: fields.shape }),
);

const elementMessage = message("TypeProto.Sequence", { element: oneMessage(1, () => typeMessage) }, (fields, at) =>
  required(fields.element, "the type of the elements", at),
);

const mapMessage = message("TypeProto.Map", { key: one(1, int32), value: oneMessage(2, () => typeMessage) }, (fields, at) => ({
  key: elementTypeOf(fields.key ?? 0, "the keys of a map", at),
  value: required(fields.value, "the type of a map's values", at),
}));

/** Undefined for a type that says nothing. */
const typeMessage: Message<OnnxType | undefined> = message(
  "TypeProto",
  {
    tensor: oneMessage(1, () => tensorTypeMessage),
    sequence: oneMessage(4, () => elementMessage),
    map: oneMessage(5, () => mapMessage),
    sparseTensor: oneMessage(8, () => tensorTypeMessage),
    optional: oneMessage(9, () => elementMessage),
  },
  (fields): OnnxType | undefined => {
    if (fields.tensor !== undefined) return { kind: "tensor", ...fields.tensor };
    if (fields.sequence !== undefined) return { kind: "sequence", element: fields.sequence };
    if (fields.map !== undefined) return { kind: "map", ...fields.map };
    if (fields.sparseTensor !== undefined) return { kind: "sparse-tensor", ...fields.sparseTensor };
    return fields.optional === undefined ? undefined : { kind: "optional", element: fields.optional };
  },
);

function domainOf(domain: string | undefined): string {
  return domain === undefined || domain === "ai.onnx" ? "" : domain;
}

/** Of several entries for one domain the highest version counts. */
function opsetsOf(entries: readonly { readonly domain: string; readonly version: number }[]): ReadonlyMap<string, number> {
  const opsets = new Map<string, number>();
  for (const { domain, version } of entries) opsets.set(domain, Math.max(version, opsets.get(domain) ?? 0));
  return opsets;
}

function byName<T extends { readonly name: string }, V>(
  items: readonly T[],
  value: (item: T) => V,
  twice: string,
  at: number,
): ReadonlyMap<string, V> {
  const map = new Map<string, V>();
  for (const item of items) {
    if (map.has(item.name)) throw new OnnxError(`byte ${at}: ${twice} have the name \`${item.name}\``);
    map.set(item.name, value(item));
  }
  return map;
}

function required<T>(value: T | undefined, what: string, at: number): T {
  if (value === undefined) throw new OnnxError(`byte ${at}: expected ${what}, found none`);
  return value;
}
