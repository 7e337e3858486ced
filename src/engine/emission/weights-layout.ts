/** Where the constants of a model lie in its file of weights: each at a multiple of 64 bytes, equal ones once. */
import { createHash } from "node:crypto";
import type { Tensor } from "../graph/graph.ts";
import { fromElements, readElements, type TensorData } from "../tensor-data.ts";

const alignment = 64;

export class WeightsLayout {
  /** What the file holds, in order. */
  readonly parts: { readonly offset: number; readonly bytes: Uint8Array }[] = [];
  /** Length of the file. */
  size = 0;
  private readonly offsets = new Map<Tensor, number>();
  private readonly byContent = new Map<string, number>();

  offset(tensor: Tensor, data: TensorData): number {
    let offset = this.offsets.get(tensor);
    if (offset !== undefined) return offset;
    const bytes = storedBytes(data);
    const key = `${bytes.length}:${createHash("sha1").update(bytes).digest("hex")}`;
    offset = this.byContent.get(key);
    if (offset === undefined) {
      offset = Math.ceil(this.size / alignment) * alignment;
      this.byContent.set(key, offset);
      this.parts.push({ offset, bytes });
      this.size = offset + bytes.length;
    }
    this.offsets.set(tensor, offset);
    return offset;
  }
}

/** Elements as they lie in memory: those of less than a byte in a byte each. */
export function storedBytes(data: TensorData): Uint8Array {
  if (data.elements.kind === "strings") throw new TypeError("strings have no bytes");
  const { elementType } = data;
  if (!/int[24]$|float4/.test(elementType)) return data.elements.bytes;
  const wide = elementType.startsWith("u") ? "uint8" : "int8";
  return storedBytes(fromElements(wide, data.shape, readElements(data) as ArrayLike<number>));
}

/** The inverse: bytes from memory as a tensor. */
export function fromStoredBytes(
  elementType: TensorData["elementType"],
  shape: readonly number[],
  bytes: Uint8Array<ArrayBuffer>,
): TensorData {
  if (!/int[24]$|float4/.test(elementType)) return { elementType, shape, elements: { kind: "bytes", bytes } };
  const wide = elementType.startsWith("u") ? "uint8" : "int8";
  const narrow = readElements({ elementType: wide, shape, elements: { kind: "bytes", bytes } }) as ArrayLike<number>;
  return fromElements(elementType, shape, narrow);
}
