/**
 * The engine with the interface of ONNX Runtime's package for Node.js: `import * as ort from "salamander/engine"`.
 *
 * In: a model, then tensors by name. Out: tensors by name. What a script that uses `onnxruntime-node` on the processor needs is here; options
 * that are not known are ignored, as they are there. Beyond it: sequences and optional inputs, and types that it has no arrays for.
 * Not here: other devices, tensors from pictures.
 */
import { basename } from "node:path";
import { type DescribedSize, printValueType, type ValueDescription } from "./description.ts";
import type { Feed } from "./feeds.ts";
import { profileFiles, writeProfile } from "./profile-files.ts";
import { openModel, type OpenModel } from "./open-model.ts";
import { byteLength, type ElementType, elementTypes, type TensorData } from "./tensor-data.ts";

export type TensorElements =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | BigUint64Array
  | BigInt64Array
  | Float16Array
  | Float32Array
  | Float64Array
  | readonly string[];

/** Options that mean something here; others are accepted. */
export type SessionOptions = {
  /** Most threads of one run; 0 and absent: as many as the machine has. */
  readonly intraOpNumThreads?: number;
  /** Sizes of named dimensions. */
  readonly freeDimensionOverrides?: Readonly<Record<string, number>>;
  /** Times of all kernels are recorded, until `endProfiling` writes them. */
  readonly enableProfiling?: boolean;
  /** How the names of its files begin; `profile` if absent. */
  readonly profileFilePrefix?: string;
  /** Only ours: files with operators of the user's own; `MODEL.ops.mojo` beside the model if absent. */
  readonly operators?: readonly string[];
  /** Only ours: the folder of compiled models. */
  readonly cacheFolder?: string;
  readonly [name: string]: unknown;
};

/** Others are accepted and ignored. */
export type RunOptions = {
  /** Ends the run between two kernels; its reason is what `run` rejects with. */
  readonly signal?: AbortSignal;
  readonly terminate?: boolean;
  readonly [name: string]: unknown;
};

export type ValueMetadata =
  | { readonly name: string; readonly isTensor: true; readonly type: ElementType; readonly shape: readonly (number | string)[] }
  | { readonly name: string; readonly isTensor: false };

type FeedValues = Readonly<Record<string, Tensor | readonly Tensor[]>>;
type Fetches = readonly string[] | Readonly<Record<string, Tensor | null>>;

type ArrayKind = {
  new (buffer: ArrayBuffer, offset: number, length: number): TensorElements;
  from: unknown;
  readonly BYTES_PER_ELEMENT: number;
};

const arrayKinds: ReadonlyMap<ElementType, ArrayKind> = new Map<ElementType, unknown>([
  ["bool", Uint8Array],
  ["int8", Int8Array],
  ["int16", Int16Array],
  ["int32", Int32Array],
  ["int64", BigInt64Array],
  ["uint8", Uint8Array],
  ["uint16", Uint16Array],
  ["uint32", Uint32Array],
  ["uint64", BigUint64Array],
  ["float16", Float16Array],
  ["float32", Float32Array],
  ["float64", Float64Array],
  ["bfloat16", Uint16Array],
  ["float8_e4m3fn", Uint8Array],
  ["float8_e4m3fnuz", Uint8Array],
  ["float8_e5m2", Uint8Array],
  ["float8_e5m2fnuz", Uint8Array],
  ["float8_e8m0fnu", Uint8Array],
  ["float4_e2m1fn", Uint8Array],
  ["int4", Uint8Array],
  ["uint4", Uint8Array],
  ["int2", Uint8Array],
  ["uint2", Uint8Array],
]) as ReadonlyMap<ElementType, ArrayKind>;

/** Types whose elements are bits in arrays of another kind: they cannot be made from numbers. */
const asBits = new Set<ElementType>(elementTypes.filter((type) => /^(bfloat16|float8|float4|u?int[24]$)/.test(type)));

/** Elements in row-major order. */
export class Tensor {
  readonly type: ElementType;
  readonly data: TensorElements;
  readonly dims: readonly number[];
  /** Number of elements. */
  readonly size: number;
  readonly location = "cpu";

  /** `(type, data, dims?)`, or `(data, dims?)`: then the type is that of the array. One dimension where `dims` is left out. */
  constructor(type: ElementType, data: TensorElements | readonly (number | bigint | boolean)[], dims?: readonly number[]);
  constructor(data: TensorElements | readonly boolean[], dims?: readonly number[]);
  constructor(first: unknown, second?: unknown, third?: unknown) {
    const [type, data, dims] = typeof first === "string" ? [first as ElementType, second, third] : [typeOfData(first), first, second];
    this.type = type;
    this.data = elementsOf(type, data);
    if (dims !== undefined && !Array.isArray(dims)) throw new TypeError("the dims of a tensor are an array of numbers");
    this.dims = dims === undefined ? [this.data.length] : [...(dims as readonly number[])];
    this.size = sizeOf(this.dims);
    const expected = asBits.has(type) ? bitsLength(type, this.dims) : this.size;
    if (this.data.length !== expected)
      throw new Error(`a tensor ${type}[${this.dims.join(", ")}] has ${expected} elements of data, but ${this.data.length} are given`);
  }

  /** The same elements in another shape. */
  reshape(dims: readonly number[]): Tensor {
    return new Tensor(this.type, this.data, dims);
  }

  getData(): Promise<TensorElements> {
    return Promise.resolve(this.data);
  }

  dispose(): void {
    // The garbage collector does it.
  }
}

export class InferenceSession {
  private readonly model: OpenModel;
  private readonly name: string;
  private readonly profilePrefix: string;
  private isReleased = false;
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  readonly inputMetadata: readonly ValueMetadata[];
  readonly outputMetadata: readonly ValueMetadata[];

  /** A path, the bytes of a model, or a part of a buffer. Compiles the model if it has not been. Throws for what is no model. */
  static async create(source: string | Uint8Array | ArrayBufferLike, ...rest: readonly unknown[]): Promise<InferenceSession> {
    const { model, options } = sourceOf(source, rest);
    const threads = options.intraOpNumThreads;
    const opened = await openModel(model, {
      ...(typeof options.cacheFolder === "string" && { folder: options.cacheFolder }),
      ...(options.operators !== undefined && { operators: options.operators }),
      ...(typeof threads === "number" && threads > 0 && { threads }),
      sizes: new Map(Object.entries(options.freeDimensionOverrides ?? {})),
      isProfiled: options.enableProfiling === true,
    });
    // What goes wrong when it is loaded is told now
    if (opened.needs === undefined) await opened.program();
    return new InferenceSession(opened, typeof model === "string" ? basename(model) : "model", options.profileFilePrefix ?? "profile");
  }

  private constructor(model: OpenModel, name: string, profilePrefix: string) {
    this.model = model;
    this.name = name;
    this.profilePrefix = profilePrefix;
    // Inputs that have a value are not asked for, as in ONNX Runtime
    const inputs = model.description.inputs.filter((input) => input.hasDefault !== true);
    this.inputNames = inputs.map(({ name }) => name);
    this.outputNames = model.description.outputs.map(({ name }) => name);
    this.inputMetadata = inputs.map(metadataOf);
    this.outputMetadata = model.description.outputs.map(metadataOf);
  }

  /**
   * Several runs may be under way at the same time. `fetches`: names of the outputs that are wanted; or an object with these names, where a
   * tensor is filled. Feeds with other names than inputs are ignored. Rejects if an input is missing or does not fit, and with the reason of a signal
   * that ends the run.
   */
  async run(feeds: FeedValues, fetches?: Fetches | RunOptions, options?: RunOptions): Promise<Record<string, Tensor>> {
    // As in ONNX Runtime, options may stand in the place of fetches
    const { signal, terminate } = options ?? (this.isOptions(fetches) ? fetches : {});
    if (signal !== undefined && !(signal instanceof AbortSignal)) throw new TypeError("the signal of a run is an AbortSignal");
    if (terminate === true) throw new Error("the run was to be terminated before it began");
    if (this.isReleased) throw new Error("the session was released");
    if (typeof feeds !== "object" || feeds === null || feeds instanceof Tensor || Array.isArray(feeds))
      throw new TypeError("feeds are an object that has a tensor for the name of each input");
    const wanted = this.wantedOutputs(fetches);
    const given = new Map<string, Feed>();
    for (const input of this.model.description.inputs) {
      const value: unknown = feeds[input.name];
      if (value === undefined) {
        if (input.hasDefault || input.kind === "optional") continue;
        throw new Error(`input '${input.name}' is missing in 'feeds': ${printValueType(input)}`);
      }
      given.set(input.name, feedOf(input.name, value));
    }
    const outputs = await this.model.run(given, signal);
    const results: Record<string, Tensor> = {};
    for (const [name, place] of wanted) {
      const data = outputs.get(name);
      if (data === undefined) throw new Error(`output '${name}' is not a tensor`);
      results[name] = place === null ? ofTensorData(data) : fill(name, place, ofTensorData(data));
    }
    return results;
  }

  /** Gives the model's memory back. Not while runs are under way. */
  async release(): Promise<void> {
    if (this.isReleased) throw new Error("the session was released");
    this.isReleased = true;
    await this.model.close();
  }

  /** Forgets what has been recorded until now. Does nothing without `enableProfiling`. */
  startProfiling(): void {
    for (const recording of this.model.recordings) recording.clear();
  }

  /**
   * Writes what has been recorded, to a page for people and a trace (`.html` and `.json` in the same place). Out: the trace's path; undefined without
   * `enableProfiling`, or if nothing has run.
   */
  endProfiling(): string | undefined {
    const recordings = this.model.recordings.filter((each) => each.runs().length > 0);
    const now = new Date().toISOString().slice(0, 23).replace("T", "_").replaceAll(/[:.]/g, "-");
    const paths = recordings.map((recording, at) => {
      const files = profileFiles(`${this.profilePrefix}_${now}${at === 0 ? "" : `_${at + 1}`}.json`);
      writeProfile(files, { model: this.name, threads: this.model.threads }, recording);
      recording.clear();
      return files.trace;
    });
    return paths[0];
  }

  /** Without any output's name it is an object of options. */
  private isOptions(fetches: Fetches | RunOptions | undefined): fetches is RunOptions {
    if (typeof fetches !== "object" || fetches === null || Array.isArray(fetches) || fetches instanceof Tensor) return false;
    const places = fetches as Readonly<Record<string, unknown>>;
    return !this.outputNames.some((name) => places[name] === null || places[name] instanceof Tensor);
  }

  private wantedOutputs(fetches: Fetches | RunOptions | undefined): ReadonlyMap<string, Tensor | null> {
    if (fetches === null || fetches instanceof Tensor || (fetches !== undefined && typeof fetches !== "object"))
      throw new TypeError("fetches are names of outputs, or an object with these");
    const all = new Map<string, null>(this.outputNames.map((name) => [name, null]));
    if (fetches === undefined) return all;
    if (Array.isArray(fetches)) {
      if (fetches.length === 0) throw new TypeError("fetches name at least one output");
      for (const name of fetches as readonly string[])
        if (!all.has(name)) throw new RangeError(`the model has no output '${name}'; it has ${this.outputNames.join(", ")}`);
      // In the model's order, whatever that of the names is
      return new Map(this.outputNames.flatMap((name) => ((fetches as readonly string[]).includes(name) ? [[name, null] as const] : [])));
    }
    const places = fetches as Readonly<Record<string, Tensor | null>>;
    const named = this.outputNames.filter((name) => places[name] === null || places[name] instanceof Tensor);
    // Without any output's name it is an object of options
    return named.length === 0 ? all : new Map(named.map((name) => [name, places[name] ?? null]));
  }
}

/** Settings of ONNX Runtime that scripts write to; none changes anything here. */
export const env: Record<string, unknown> = { logLevel: "warning", versions: {}, wasm: {}, webgl: {}, webgpu: {} };

export function listSupportedBackends(): readonly { readonly name: string; readonly bundled: boolean }[] {
  return [{ name: "cpu", bundled: true }];
}

export default { InferenceSession, Tensor, env, listSupportedBackends };

function sourceOf(source: unknown, rest: readonly unknown[]): { model: string | Uint8Array<ArrayBuffer>; options: SessionOptions } {
  const options = rest.find((each) => typeof each === "object" && each !== null) as SessionOptions | undefined;
  const numbers = rest.filter((each): each is number => typeof each === "number");
  if (rest.some((each) => each !== undefined && each !== null && typeof each !== "object" && typeof each !== "number"))
    throw new TypeError("options are an object");
  if (typeof source === "string") return { model: source, options: options ?? {} };
  if (source instanceof Uint8Array) return { model: plainBytes(source), options: options ?? {} };
  if (!(source instanceof ArrayBuffer) && !(source instanceof SharedArrayBuffer))
    throw new TypeError("a model is a path, an Uint8Array or an ArrayBuffer");
  const [offset = 0, length = source.byteLength - offset] = numbers;
  if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || offset < 0 || length <= 0 || offset + length > source.byteLength)
    throw new RangeError(`bytes ${offset} to ${offset + length} are not within the buffer's ${source.byteLength}`);
  return { model: plainBytes(new Uint8Array(source, offset, length)), options: options ?? {} };
}

function plainBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer ? (bytes as Uint8Array<ArrayBuffer>) : new Uint8Array(bytes);
}

function metadataOf({ name, kind, elementType, shape }: ValueDescription): ValueMetadata {
  if (kind !== "tensor") return { name, isTensor: false };
  return { name, isTensor: true, type: elementType ?? "float32", shape: (shape ?? []).map((size: DescribedSize) => size ?? "") };
}

function feedOf(name: string, value: unknown): Feed {
  if (value instanceof Tensor) return toTensorData(value);
  if (Array.isArray(value) && value.every((each) => each instanceof Tensor)) return value.map(toTensorData);
  if (isForeignTensor(value)) return toTensorData(new Tensor(value.type, value.data, value.dims));
  throw new TypeError(`input '${name}' is not a tensor`);
}

/** Tensors that another module's `Tensor` made, such as ONNX Runtime's own. */
function isForeignTensor(value: unknown): value is Pick<Tensor, "type" | "data" | "dims"> {
  return typeof value === "object" && value !== null && "type" in value && "data" in value && "dims" in value;
}

function toTensorData({ type, data, dims }: Tensor): TensorData {
  if (isStrings(data)) return { elementType: "string", shape: dims, elements: { kind: "strings", strings: data } };
  const { buffer, byteOffset, byteLength: length } = data as Uint8Array<ArrayBuffer>;
  return { elementType: type, shape: dims, elements: { kind: "bytes", bytes: new Uint8Array(buffer, byteOffset, length) } };
}

function ofTensorData({ elementType, shape, elements }: TensorData): Tensor {
  if (elements.kind === "strings") return new Tensor("string", elements.strings, shape);
  const kind = arrayKinds.get(elementType);
  if (kind === undefined) throw new TypeError(`there is no array for elements of type ${elementType}`);
  const bytes = elements.bytes.byteOffset % kind.BYTES_PER_ELEMENT === 0 ? elements.bytes : elements.bytes.slice();
  return new Tensor(elementType, new kind(bytes.buffer, bytes.byteOffset, bytes.length / kind.BYTES_PER_ELEMENT), shape);
}

/** An output in the caller's array. */
function fill(name: string, place: Tensor, result: Tensor): Tensor {
  if (place.type !== result.type || place.dims.join() !== result.dims.join() || isStrings(place.data))
    throw new Error(`output '${name}' is ${result.type}[${result.dims}], but the tensor for it is ${place.type}[${place.dims}]`);
  (place.data as Uint8Array).set(result.data as Uint8Array);
  return place;
}

function elementsOf(type: ElementType, data: unknown): TensorElements {
  if (type === "string") {
    if (!Array.isArray(data)) throw new TypeError("a tensor of strings takes an array of strings");
    return data as readonly string[];
  }
  const kind = arrayKinds.get(type);
  if (kind === undefined) throw new TypeError(`the type of tensor \`${type}\` is not supported`);
  if (data instanceof (kind as unknown as new () => object)) return data as TensorElements;
  if (data instanceof Uint8ClampedArray && type === "uint8") return Uint8Array.from(data);
  if (data instanceof Uint16Array && type === "float16") return new Float16Array(data.buffer as ArrayBuffer, data.byteOffset, data.length);
  if (!Array.isArray(data) || asBits.has(type)) throw new TypeError(`a tensor of ${type} takes ${nameOf(kind)}`);
  const from = kind as unknown as { from: (values: readonly unknown[], map?: (value: never) => unknown) => TensorElements };
  return type === "int64" || type === "uint64" ? from.from(data, BigInt) : from.from(data);
}

function nameOf(kind: ArrayKind): string {
  return (kind as unknown as { name: string }).name;
}

function typeOfData(data: unknown): ElementType {
  if (Array.isArray(data)) {
    if (typeof data[0] === "string") return "string";
    if (typeof data[0] === "boolean") return "bool";
    throw new TypeError("the type of a tensor is seen from an array of strings or booleans, or from a typed array");
  }
  if (data instanceof Uint8ClampedArray) return "uint8";
  for (const [type, kind] of arrayKinds)
    if (type !== "bool" && !asBits.has(type) && data instanceof (kind as unknown as new () => object)) return type;
  throw new TypeError("a tensor takes a type, data and dims");
}

function sizeOf(dims: readonly number[]): number {
  for (const size of dims)
    if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`the dims of a tensor are natural numbers: ${dims.join(", ")}`);
  return dims.reduce((product, size) => product * size, 1);
}

function bitsLength(type: ElementType, dims: readonly number[]): number {
  return byteLength(type, dims) / (arrayKinds.get(type)?.BYTES_PER_ELEMENT ?? 1);
}

function isStrings(data: TensorElements): data is readonly string[] {
  return Array.isArray(data);
}
