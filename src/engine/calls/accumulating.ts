/** The calls "cumulate" and "determinant" (`operators/accumulations.ts`), for the interpreter. */
import type { Tensor } from "../graph/graph.ts";
import type { Elements } from "../graph/interpret.ts";
import { binary, type Value, wrapped } from "../graph/arithmetic.ts";
import type { CallTable } from "./call-kind.ts";

export const accumulating: CallTable = {
  cumulate: {
    interpret(call, inputs) {
      const [{ shape, values }] = inputs as [Elements];
      const { axis, operation, exclusive, reverse } = call.attributes as {
        axis: number;
        operation: string;
        exclusive: boolean;
        reverse: boolean;
      };
      const type = (call.outputs[0] as Tensor).elementType;
      const join = binary(operation === "sum" ? "add" : "multiply", type);
      const wrap = wrapped(type);
      const isBig = type === "int64" || type === "uint64";
      const neutral = operation === "sum" ? (isBig ? 0n : 0) : isBig ? 1n : 1;
      const extent = shape[axis] as number;
      const inner = shape.slice(axis + 1).reduce((all, each) => all * each, 1);
      const result: Value[] = new Array(values.length);
      for (let first = 0; first < values.length; first += extent * inner) {
        for (let offset = 0; offset < inner; offset++) {
          let all: Value = neutral;
          for (let step = 0; step < extent; step++) {
            const at = first + offset + (reverse ? extent - 1 - step : step) * inner;
            const next = wrap(join(all, values[at] as Value));
            result[at] = exclusive ? all : next;
            all = next;
          }
        }
      }
      return [{ shape, values: result }];
    },
  },
  determinant: {
    interpret(call, inputs) {
      const [{ shape, values }] = inputs as [Elements];
      const rows = shape.at(-1) as number;
      const outer = shape.slice(0, -2);
      const wrap = wrapped((call.outputs[0] as Tensor).elementType);
      const count = outer.reduce((all, each) => all * each, 1);
      const matrices = Float64Array.from(values as ArrayLike<number>);
      const results = Array.from({ length: count }, (_, at) =>
        wrap(determinant(matrices.slice(at * rows * rows, (at + 1) * rows * rows), rows)),
      );
      return [{ shape: outer, values: results }];
    },
  },
};

/** By elimination with the greatest pivot of each column. Changes the matrix. */
function determinant(matrix: Float64Array, rows: number): number {
  let result = 1;
  const at = (row: number, column: number): number => matrix[row * rows + column] as number;
  for (let column = 0; column < rows; column++) {
    let pivot = column;
    for (let row = column + 1; row < rows; row++) if (Math.abs(at(row, column)) > Math.abs(at(pivot, column))) pivot = row;
    const leading = at(pivot, column);
    if (leading === 0) return 0;
    if (pivot !== column) {
      result = -result;
      for (let other = 0; other < rows; other++) {
        const swapped = at(column, other);
        matrix[column * rows + other] = at(pivot, other);
        matrix[pivot * rows + other] = swapped;
      }
    }
    result *= leading;
    for (let row = column + 1; row < rows; row++) {
      const factor = at(row, column) / leading;
      for (let other = column; other < rows; other++) matrix[row * rows + other] = at(row, other) - factor * at(column, other);
    }
  }
  return result;
}
