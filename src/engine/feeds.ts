/**
 * What is given to a model when it runs, checked against what the model says of its inputs.
 *
 * In: tensors by name. Out: the tensors of the compiled program in its order. Not here: what only the compiled model can check, such as sizes
 * that have to be the same in two inputs.
 */
import { type DescribedSize, type ModelDescription, printValueType, type ValueDescription } from "./description.ts";
import { RunError } from "./native/library.ts";
import type { KnownInputs } from "./import-model.ts";
import type { OnnxValue } from "./onnx/value.ts";
import { byteLength, type ElementType, printShape, type TensorData } from "./tensor-data.ts";

/** A tensor, or those of a sequence. An optional input may be left out. */
export type Feed = TensorData | readonly TensorData[];
export type Feeds = ReadonlyMap<string, Feed>;

/** An input or output of a compiled program: always a tensor. */
export type ProgramTensor = { readonly name: string; readonly elementType: ElementType; readonly shape: readonly DescribedSize[] };

/** Throws `RunError` for inputs that are missing, unknown, or of another type, rank or size than the model says. */
export function checkFeeds(description: ModelDescription, feeds: Feeds): void {
  checkGiven(description, feeds);
  for (const input of description.inputs) {
    if (feeds.has(input.name) || input.hasDefault || input.kind === "optional") continue;
    throw new RunError(`input "${input.name}" is missing: ${printValueType(input)}`);
  }
}

/** The same for some of the inputs. */
export function checkGiven({ inputs }: ModelDescription, feeds: Feeds): void {
  for (const name of feeds.keys()) {
    if (inputs.some((input) => input.name === name)) continue;
    throw new RunError(`the model has no input "${name}"; it has ${inputs.map((input) => `"${input.name}"`).join(", ") || "none"}`);
  }
  for (const input of inputs) {
    const feed = feeds.get(input.name);
    if (feed === undefined) continue;
    if ((input.kind === "sequence") !== isSequence(feed))
      throw new RunError(
        `input "${input.name}" is ${isSequence(feed) ? "a sequence" : "a tensor"}, but has to be ${printValueType(input)}`,
      );
    for (const tensor of isSequence(feed) ? feed : [feed]) checkTensor(input, tensor);
  }
}

function checkTensor(input: ValueDescription, tensor: TensorData): void {
  const { elementType, shape, elements } = tensor;
  const fits =
    (input.elementType === undefined || input.elementType === elementType) &&
    (input.shape === undefined ||
      (input.shape.length === shape.length && input.shape.every((size, at) => typeof size !== "number" || size === shape[at])));
  if (!fits) throw new RunError(`input "${input.name}" is ${elementType}${printShape(shape)}, but has to be ${printValueType(input)}`);
  // The compiled model reads as many bytes as the shape says
  const expected = byteLength(elementType, shape);
  if (elements.kind === "bytes" && elements.bytes.length !== expected)
    throw new RunError(
      `input "${input.name}" has ${elements.bytes.length} bytes, but ${elementType}${printShape(shape)} takes ${expected}`,
    );
}

/** Tensors for the program's inputs: of sequences and optional values, their parts. */
export function programInputs(inputs: readonly ProgramTensor[], feeds: Feeds): readonly TensorData[] {
  return inputs.map(({ name }) => {
    const feed = feeds.get(name);
    if (feed !== undefined && !isSequence(feed)) return feed;
    const [, sequence, index] = /^(.*)_(\d+)$/s.exec(name) ?? [];
    const parts = sequence === undefined ? undefined : feeds.get(sequence);
    const part = parts !== undefined && isSequence(parts) ? parts[Number(index)] : undefined;
    if (part === undefined) throw new RunError(`input "${name}" is missing`);
    return part;
  });
}

/** As values that are known when the model is compiled; only those named. */
export function knownOf(description: ModelDescription, feeds: Feeds, names: Iterable<string>): KnownInputs {
  const known = new Map<string, OnnxValue>();
  for (const name of names) {
    const feed = feeds.get(name);
    if (feed !== undefined) known.set(name, valueOf(feed));
    else if (description.inputs.some((input) => input.name === name && input.kind === "optional")) known.set(name, { kind: "none" });
  }
  return known;
}

function valueOf(feed: Feed): OnnxValue {
  if (!isSequence(feed)) return { kind: "tensor", tensor: feed };
  return { kind: "sequence", elements: feed.map((tensor) => ({ kind: "tensor", tensor })) };
}

export function isSequence(feed: Feed): feed is readonly TensorData[] {
  return Array.isArray(feed);
}
