/**
 * ONNX models from plain objects, for tests and benchmarks: `encodeModel({ inputs, outputs, nodes, initializers })` gives a file's bytes.
 *
 * Written by hand from the fields' numbers, apart from the reader's tables, so that a wrong number in one of them shows.
 */
import { numberOfElementType } from "../../src/engine/onnx/tensor.ts";
import { type ElementType, type TensorData, readElements } from "../../src/engine/tensor-data.ts";

export type ModelPlan = GraphPlan & {
  readonly irVersion?: number;
  /** Of the default domain; 21 if not given. */
  readonly opset?: number;
  /** Of further domains. */
  readonly opsets?: Readonly<Record<string, number>>;
  readonly functions?: readonly FunctionPlan[];
  readonly metadata?: Readonly<Record<string, string>>;
};

export type GraphPlan = {
  readonly name?: string;
  readonly inputs?: readonly ValuePlan[];
  readonly outputs?: readonly ValuePlan[];
  readonly nodes: readonly NodePlan[];
  readonly initializers?: Readonly<Record<string, TensorData>>;
  /** Types of values between nodes. */
  readonly values?: readonly ValuePlan[];
};

/** A string names a size; null is an unknown one; no shape at all is an unknown rank. */
export type TypePlan =
  | { readonly type: ElementType; readonly shape?: readonly (number | string | null)[] }
  | { readonly sequence: TypePlan }
  | { readonly optional: TypePlan }
  | { readonly map: readonly [ElementType, TypePlan] };

export type ValuePlan = ({ readonly name: string } & TypePlan) | { readonly name: string };

export type NodePlan = {
  readonly operator: string;
  readonly inputs?: readonly string[];
  readonly outputs?: readonly string[];
  readonly attributes?: Readonly<Record<string, AttributePlan>>;
  readonly domain?: string;
  readonly name?: string;
};

/** Whole numbers are ints, others floats; `{ float: 1 }` and `{ floats: [1] }` say it. `{ reference }` is a function's attribute. */
export type AttributePlan =
  | number
  | bigint
  | string
  | readonly (number | bigint)[]
  | readonly string[]
  | TensorData
  | { readonly float: number }
  | { readonly floats: readonly number[] }
  | { readonly graph: GraphPlan }
  | { readonly type: TypePlan }
  | { readonly reference: string };

export type FunctionPlan = {
  readonly name: string;
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: readonly string[];
  readonly defaults?: Readonly<Record<string, AttributePlan>>;
  readonly nodes: readonly NodePlan[];
  readonly opset?: number;
};

/** Where a tensor's elements go: raw bytes, the field of numbers for its type, or another file, by its entries. */
export type TensorStorage = "raw" | "numbers" | { readonly external: Readonly<Record<string, string>> };

export type Bytes = Uint8Array<ArrayBuffer>;

export function encodeModel(plan: ModelPlan): Bytes {
  return join(...modelParts(plan));
}

/** A file's bytes in pieces, in order: those of raw initializers are not copied. */
export function modelParts(plan: ModelPlan): readonly Bytes[] {
  return [
    integer(1, plan.irVersion ?? 10),
    string(2, "salamander-tests"),
    ...nestedParts(7, graphParts(plan)),
    nested(8, opsetId("", plan.opset ?? 21)),
    ...Object.entries(plan.opsets ?? {}).map(([domain, version]) => nested(8, opsetId(domain, version))),
    ...entries(14, plan.metadata ?? {}),
    ...(plan.functions ?? []).map((plan) => nested(25, encodeFunction(plan))),
  ];
}

export function encodeGraph(plan: GraphPlan): Bytes {
  return join(...graphParts(plan));
}

function graphParts(plan: GraphPlan): readonly Bytes[] {
  return [
    ...plan.nodes.map((node) => nested(1, encodeNode(node))),
    string(2, plan.name ?? "graph"),
    ...Object.entries(plan.initializers ?? {}).flatMap(([name, tensor]) => nestedParts(5, tensorParts(name, tensor, "raw"))),
    ...(plan.inputs ?? []).map((value) => nested(11, encodeValueInfo(value))),
    ...(plan.outputs ?? []).map((value) => nested(12, encodeValueInfo(value))),
    ...(plan.values ?? []).map((value) => nested(13, encodeValueInfo(value))),
  ];
}

export function encodeTensor(name: string, tensor: TensorData, storage: TensorStorage = "raw"): Bytes {
  return join(...tensorParts(name, tensor, storage));
}

function tensorParts(name: string, tensor: TensorData, storage: TensorStorage): readonly Bytes[] {
  const { elements } = tensor;
  return [
    ...tensor.shape.map((dimension) => integer(1, dimension)),
    integer(2, numberOfElementType(tensor.elementType)),
    string(8, name),
    ...(storage === "raw" && elements.kind === "bytes" ? nestedParts(9, [elements.bytes]) : [elementsIn(tensor, storage)]),
  ];
}

function elementsIn({ elementType, elements }: TensorData, storage: TensorStorage): Bytes {
  if (typeof storage === "object") return join(...entries(13, storage.external), integer(14, 1));
  if (elements.kind === "strings") return join(...elements.strings.map((value) => string(6, value)));
  const { bytes } = elements;
  const aligned = bytes.slice().buffer;
  switch (elementType) {
    case "float32":
    case "complex64":
      return nested(4, bytes);
    case "float64":
    case "complex128":
      return nested(10, bytes);
    case "int64":
      return nested(7, join(...Array.from(new BigInt64Array(aligned), varint)));
    case "uint64":
      return nested(11, join(...Array.from(new BigUint64Array(aligned), varint)));
    case "uint32":
      return nested(11, join(...Array.from(new Uint32Array(aligned), varint)));
    case "float16":
    case "bfloat16":
      return nested(5, join(...Array.from(new Uint16Array(aligned), varint)));
    case "int32":
    case "int16":
    case "int8":
    case "uint16":
      return nested(5, join(...Array.from(readElements({ elementType, elements, shape: [] }) as Int32Array, varint)));
    default:
      return nested(5, join(...Array.from(bytes, varint)));
  }
}

function encodeNode(plan: NodePlan): Bytes {
  return join(
    ...(plan.inputs ?? []).map((name) => string(1, name)),
    ...(plan.outputs ?? []).map((name) => string(2, name)),
    string(3, plan.name ?? ""),
    string(4, plan.operator),
    ...Object.entries(plan.attributes ?? {}).map(([name, value]) => nested(5, encodeAttribute(name, value))),
    string(7, plan.domain ?? ""),
  );
}

function encodeAttribute(name: string, value: AttributePlan): Bytes {
  return join(string(1, name), attributeValue(value));
}

function attributeValue(value: AttributePlan): Bytes {
  if (typeof value === "string") return join(string(4, value), integer(20, 3));
  if (typeof value === "bigint") return join(integer(3, value), integer(20, 2));
  if (typeof value === "number") return Number.isInteger(value) ? attributeValue(BigInt(value)) : attributeValue({ float: value });
  if (isArray(value)) {
    if (value.length > 0 && typeof value[0] === "string") return join(...value.map((item) => string(9, item as string)), integer(20, 8));
    const numbers = value as readonly (number | bigint)[];
    if (numbers.some((item) => typeof item === "number" && !Number.isInteger(item))) return attributeValue({ floats: numbers.map(Number) });
    return join(...numbers.map((item) => integer(8, item)), integer(20, 7));
  }
  if ("float" in value) return join(float(2, value.float), integer(20, 1));
  if ("floats" in value) return join(...value.floats.map((item) => float(7, item)), integer(20, 6));
  if ("graph" in value) return join(nested(6, encodeGraph(value.graph)), integer(20, 5));
  if ("type" in value) return join(nested(14, encodeType(value.type)), integer(20, 13));
  if ("reference" in value) return string(21, value.reference);
  return join(nested(5, encodeTensor("", value)), integer(20, 4));
}

function isArray(value: AttributePlan): value is readonly (number | bigint)[] | readonly string[] {
  return Array.isArray(value);
}

function encodeFunction(plan: FunctionPlan): Bytes {
  return join(
    string(1, plan.name),
    ...plan.inputs.map((name) => string(4, name)),
    ...plan.outputs.map((name) => string(5, name)),
    ...(plan.attributes ?? []).map((name) => string(6, name)),
    ...plan.nodes.map((node) => nested(7, encodeNode(node))),
    nested(9, opsetId("", plan.opset ?? 21)),
    string(10, plan.domain),
    ...Object.entries(plan.defaults ?? {}).map(([name, value]) => nested(11, encodeAttribute(name, value))),
  );
}

function encodeValueInfo(plan: ValuePlan): Bytes {
  const isTyped = Object.keys(plan).length > 1;
  return join(string(1, plan.name), isTyped ? nested(2, encodeType(plan as TypePlan)) : join());
}

export function encodeType(plan: TypePlan): Bytes {
  if ("sequence" in plan) return nested(4, nested(1, encodeType(plan.sequence)));
  if ("optional" in plan) return nested(9, nested(1, encodeType(plan.optional)));
  if ("map" in plan) return nested(5, join(integer(1, numberOfElementType(plan.map[0])), nested(2, encodeType(plan.map[1]))));
  const dimension = (size: number | string | null): Bytes =>
    typeof size === "number" ? integer(1, size) : size === null ? join() : string(2, size);
  const shape = plan.shape === undefined ? join() : nested(2, join(...plan.shape.map((size) => nested(1, dimension(size)))));
  return nested(1, join(integer(1, numberOfElementType(plan.type)), shape));
}

function opsetId(domain: string, version: number): Bytes {
  return join(string(1, domain), integer(2, version));
}

function entries(number: number, values: Readonly<Record<string, string>>): Bytes[] {
  return Object.entries(values).map(([key, value]) => nested(number, join(string(1, key), string(2, value))));
}

/** The wire format: https://protobuf.dev/programming-guides/encoding/ */
export function varint(value: number | bigint): Bytes {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest >= 128n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return Uint8Array.of(...bytes, Number(rest));
}

export function integer(number: number, value: number | bigint): Bytes {
  return join(varint(number * 8), varint(value));
}

export function float(number: number, value: number): Bytes {
  return join(varint(number * 8 + 5), new Uint8Array(Float32Array.of(value).buffer));
}

export function nested(number: number, bytes: Bytes): Bytes {
  return join(...nestedParts(number, [bytes]));
}

function nestedParts(number: number, parts: readonly Bytes[]): readonly Bytes[] {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return [join(varint(number * 8 + 2), varint(length)), ...parts];
}

export function string(number: number, value: string): Bytes {
  return nested(number, new Uint8Array(new TextEncoder().encode(value)));
}

export function join(...parts: readonly Bytes[]): Bytes {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
