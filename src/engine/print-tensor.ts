/** A tensor in a line: its type and shape, and its elements or what they amount to; or its greatest elements, for who wants to know what a model found. */
import { readWholeFile } from "./onnx/file.ts";
import { printShape, readElements, type TensorData } from "./tensor-data.ts";

const mostShown = 10;

export function printTensor(tensor: TensorData): string {
  const { elementType, shape } = tensor;
  return `${elementType}${printShape(shape)}  ${summary(tensor)}`;
}

function summary(tensor: TensorData): string {
  const elements = readElements(tensor);
  if (elements.length === 0) return "empty";
  if (elements.length <= mostShown) return `= ${Array.from(elements as ArrayLike<number | bigint | string>, printElement).join(" ")}`;
  const first = `= ${Array.from((elements as Float32Array).subarray?.(0, 3) ?? [], printElement).join(" ")} …`;
  if (tensor.elementType === "string") return `${elements.length} strings`;
  if (tensor.elementType.startsWith("complex")) return first;
  let [least, greatest, sum, finite, special] = [Infinity, -Infinity, 0, 0, 0];
  for (let at = 0; at < elements.length; at++) {
    const value = Number(elements[at]);
    if (!Number.isFinite(value)) {
      special++;
      continue;
    }
    finite++;
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
    sum += value;
  }
  const range = finite === 0 ? "" : `, from ${printElement(least)} to ${printElement(greatest)}, mean ${printElement(sum / finite)}`;
  return `${first}${range}${special === 0 ? "" : `, ${special} not finite`}`;
}

const mostRows = 20;

/** The `count` greatest elements along the last dimension that is not 1, with their places and what these are called. Undefined for what has no order. */
export function printTop(tensor: TensorData, count: number, labels: readonly string[]): string | undefined {
  const { elementType, shape } = tensor;
  if (elementType === "string" || elementType === "bool" || elementType.startsWith("complex")) return undefined;
  const length = shape.findLast((size) => size !== 1) ?? 1;
  const elements = readElements(tensor) as ArrayLike<number | bigint>;
  const rows = length === 0 ? 0 : elements.length / length;
  const lines = [`${elementType}${printShape(shape)}`];
  for (let row = 0; row < Math.min(rows, mostRows); row++) {
    if (rows > 1) lines.push(`  row ${row}`);
    const places = Array.from({ length }, (_, at) => at);
    const value = (at: number): number => Number(elements[row * length + at]);
    // What is no number comes last
    const rank = (at: number): number => (Number.isNaN(value(at)) ? -Infinity : value(at));
    const best = places.sort((a, b) => (rank(a) === rank(b) ? a - b : rank(a) < rank(b) ? 1 : -1)).slice(0, count);
    for (const at of best) lines.push(`  ${String(at).padStart(6)}  ${printElement(value(at)).padEnd(12)}  ${labels[at] ?? ""}`.trimEnd());
  }
  if (rows > mostRows) lines.push(`  and ${rows - mostRows} more rows`);
  return lines.join("\n");
}

/** One a line. Throws `HostError`. */
export function readLabels(path: string): readonly string[] {
  return Buffer.from(readWholeFile(path).bytes).toString("utf8").split(/\r?\n/);
}

function printElement(value: number | bigint | string): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint" || Number.isInteger(value)) return String(value);
  return String(Number(value.toPrecision(6)));
}
