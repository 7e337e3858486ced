/** Where the constants of a model lie in its file of weights: each at a multiple of 64 bytes, equal ones once. */
import { createHash } from "node:crypto";
import type { Tensor } from "../graph/graph.ts";
import { type KnownTexts, textNumbers } from "../text-numbers.ts";
import { type ElementType, fromElements, readElements, type TensorData } from "../tensor-data.ts";

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
      // An empty one has a place, too
      this.size = offset + Math.max(alignment, bytes.length);
    }
    this.offsets.set(tensor, offset);
    return offset;
  }

  /** A number that says which weights these are, and what is made of them. */
  fingerprint(text: string): string {
    const hash = createHash("sha1").update(text);
    for (const key of this.byContent.keys()) hash.update(key);
    return BigInt(`0x${hash.digest("hex").slice(0, 15)}`).toString();
  }
}

/** Elements as they lie in memory: those of less than a byte in a byte each, floats among them as their bits; strings as numbers. */
export function storedBytes(data: TensorData): Uint8Array {
  if (data.elements.kind === "strings") return textNumbers(data.elements.strings);
  const { packed, wide } = storageOf(data.elementType);
  if (packed === undefined || wide === undefined) return data.elements.bytes;
  return storedBytes(fromElements(wide, data.shape, readElements({ ...data, elementType: packed }) as ArrayLike<number>));
}

/** The inverse: bytes from memory as a tensor. */
export function fromStoredBytes(
  elementType: ElementType,
  shape: readonly number[],
  bytes: Uint8Array<ArrayBuffer>,
  texts: KnownTexts,
): TensorData {
  if (elementType === "string") return { elementType, shape, elements: { kind: "strings", strings: texts.stringsOf(bytes) } };
  const { packed, wide } = storageOf(elementType);
  const elements: TensorData["elements"] = { kind: "bytes", bytes };
  if (packed === undefined || wide === undefined) return { elementType, shape, elements };
  return { ...fromElements(packed, shape, readElements({ elementType: wide, shape, elements }) as ArrayLike<number>), elementType };
}

/** As which integers elements of less than a byte are packed, and in which they lie in memory. */
function storageOf(elementType: ElementType): { readonly packed?: ElementType; readonly wide?: ElementType } {
  if (elementType === "float4_e2m1fn") return { packed: "uint4", wide: "uint8" };
  return /int[24]$/.test(elementType) ? { packed: elementType, wide: elementType.startsWith("u") ? "uint8" : "int8" } : {};
}
