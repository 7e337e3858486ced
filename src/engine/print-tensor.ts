/** A tensor in a line: its type and shape, and its elements or what they amount to. */
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

function printElement(value: number | bigint | string): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint" || Number.isInteger(value)) return String(value);
  return String(Number(value.toPrecision(6)));
}
