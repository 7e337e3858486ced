/** Calls that place, choose and order elements by their values: `scatter`, `nonzero`, `sort`, `unique`. Described where they are made. */
import { binary, type Value, wrapped } from "../graph/arithmetic.ts";
import type { Dimension } from "../graph/dimension.ts";
import type { BinaryOperation } from "../graph/expression.ts";
import type { Elements } from "../graph/interpret.ts";
import { CallError, type CallTable, textAttribute } from "./call-kind.ts";

export const placing: CallTable = {
  scatter: {
    interpret: (call, inputs) => {
      const [data, places, updates] = inputs as [Elements, Elements, Elements];
      const values = Array.from(data.values);
      const block = places.values.length === 0 ? 0 : updates.values.length / places.values.length;
      const combine = combination(textAttribute(call, "reduction"), call.outputs[0]?.elementType ?? "float32");
      for (let at = 0; at < places.values.length; at++) {
        const start = Number(places.values[at]) * block;
        if (start < 0 || start + block > values.length) throw new CallError(`scatter: place ${places.values[at]} is outside of the data`);
        for (let offset = 0; offset < block; offset++)
          values[start + offset] = combine(values[start + offset] as Value, updates.values[at * block + offset] as Value);
      }
      return [{ shape: data.shape, values }];
    },
  },
  nonzero: {
    interpret: (_, [flags]) => {
      const values: bigint[] = [];
      Array.from((flags as Elements).values).forEach((value, at) => {
        if (value !== 0) values.push(BigInt(at));
      });
      return [{ shape: [values.length], values }];
    },
  },
  sort: {
    interpret: (call, [input], { size }) => {
      const { shape, values } = input as Elements;
      const axis = call.attributes.axis as number;
      const direction = call.attributes.descending === true ? -1 : 1;
      const extent = shape[axis] as number;
      const count = size(call.outputs[0]?.shape[axis] as Dimension);
      if (count > extent) throw new CallError(`sort: ${count} elements are asked for, and there are ${extent}`);
      const inner = shape.slice(axis + 1).reduce((all, each) => all * each, 1);
      const outer = shape.slice(0, axis).reduce((all, each) => all * each, 1);
      const sorted: Value[] = new Array(outer * count * inner);
      const places: bigint[] = new Array(sorted.length);
      for (let a = 0; a < outer; a++) {
        for (let b = 0; b < inner; b++) {
          const at = (place: number): Value => values[(a * extent + place) * inner + b] as Value;
          const order = Array.from({ length: extent }, (_, place) => place).sort((x, y) => direction * compare(at(x), at(y)) || x - y);
          for (let rank = 0; rank < count; rank++) {
            const target = (a * count + rank) * inner + b;
            sorted[target] = at(order[rank] as number);
            places[target] = BigInt(order[rank] as number);
          }
        }
      }
      const result = shape.map((each, at) => (at === axis ? count : each));
      return [
        { shape: result, values: sorted },
        { shape: result, values: places },
      ];
    },
  },
  unique: {
    interpret: (call, [rows]) => {
      const { shape, values } = rows as Elements;
      const [count, width] = shape as [number, number];
      const compareRows = (x: number, y: number): number => {
        for (let at = 0; at < width; at++) {
          const order = compare(values[x * width + at] as Value, values[y * width + at] as Value);
          if (order !== 0) return order;
        }
        return 0;
      };
      const order = Array.from({ length: count }, (_, at) => at).sort((x, y) => compareRows(x, y) || x - y);
      const kinds: number[][] = [];
      for (const row of order) {
        const last = kinds.at(-1);
        if (last !== undefined && compareRows(last[0] as number, row) === 0) last.push(row);
        else kinds.push([row]);
      }
      if (call.attributes.sorted !== true) kinds.sort((a, b) => (a[0] as number) - (b[0] as number));
      const inverse: bigint[] = new Array(count);
      kinds.forEach((kind, number) => {
        for (const row of kind) inverse[row] = BigInt(number);
      });
      return [
        { shape: [kinds.length], values: kinds.map((kind) => BigInt(kind[0] as number)) },
        { shape: [count], values: inverse },
        { shape: [kinds.length], values: kinds.map((kind) => BigInt(kind.length)) },
      ];
    },
  },
};

/** NaN after all others, and equal to itself. */
function compare(x: Value, y: Value): number {
  if (x < y) return -1;
  if (x > y) return 1;
  return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
}

function combination(reduction: string, type: Parameters<typeof binary>[1]): (old: Value, update: Value) => Value {
  const operations: Readonly<Record<string, BinaryOperation>> = { add: "add", mul: "multiply", max: "maximum", min: "minimum" };
  const operation = operations[reduction];
  return operation === undefined ? (_, update) => update : binaryWrapped(operation, type);
}

function binaryWrapped(operation: BinaryOperation, type: Parameters<typeof binary>[1]): (old: Value, update: Value) => Value {
  const [combine, wrap] = [binary(operation, type), wrapped(type)];
  return (old, update) => wrap(combine(old, update));
}
