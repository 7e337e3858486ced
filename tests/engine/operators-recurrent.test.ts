/** RNN, GRU and LSTM: against their formulas written here step by step. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fromElements, readElements, type TensorData } from "../../src/engine/tensor-data.ts";
import { floats, runOperator, someNumbers } from "./run-operator.ts";

const [steps, batch, width, hidden] = [4, 2, 3, 2] as const;
const xs = someNumbers(steps * batch * width, 11);
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Weights for one direction. */
function weightsOf(
  gates: number,
  seed: number,
): { readonly w: readonly number[]; readonly r: readonly number[]; readonly b: readonly number[] } {
  return {
    w: someNumbers(gates * hidden * width, seed),
    r: someNumbers(gates * hidden * hidden, seed + 1),
    b: someNumbers(2 * gates * hidden, seed + 2),
  };
}

type Weights = ReturnType<typeof weightsOf>;

/** x W + b of one gate, and h R + b. */
function parts(weights: Weights, gates: number, gate: number, unit: number, x: readonly number[], h: readonly number[]): [number, number] {
  const row = gate * hidden + unit;
  const fromX = x.reduce((sum, each, at) => sum + each * (weights.w[row * width + at] as number), weights.b[row] as number);
  const fromH = h.reduce(
    (sum, each, at) => sum + each * (weights.r[row * hidden + at] as number),
    weights.b[gates * hidden + row] as number,
  );
  return [fromX, fromH];
}

type State = { readonly h: readonly number[]; readonly c: readonly number[] };
type Cell = (weights: Weights, x: readonly number[], state: State) => State;

const units = Array.from({ length: hidden }, (_, unit) => unit);

const rnn: Cell = (weights, x, { h, c }) => ({ h: units.map((unit) => Math.tanh(sum(parts(weights, 1, 0, unit, x, h)))), c });

const gru: Cell = (weights, x, { h, c }) => {
  const gate = (at: number): number[] => units.map((unit) => sigmoid(sum(parts(weights, 3, at, unit, x, h))));
  const [z, r] = [gate(0), gate(1)];
  const candidate = units.map((unit) => {
    const [fromX, fromH] = parts(
      weights,
      3,
      2,
      unit,
      x,
      h.map((each, at) => each * (r[at] as number)),
    );
    return Math.tanh(fromX + fromH);
  });
  return { h: units.map((unit) => (1 - (z[unit] as number)) * (candidate[unit] as number) + (z[unit] as number) * (h[unit] as number)), c };
};

/** `linear_before_reset`: what the hidden state gives is reset after its product. */
const linearGru: Cell = (weights, x, { h, c }) => {
  const gate = (at: number): number[] => units.map((unit) => sigmoid(sum(parts(weights, 3, at, unit, x, h))));
  const [z, r] = [gate(0), gate(1)];
  const next = units.map((unit) => {
    const [fromX, fromH] = parts(weights, 3, 2, unit, x, h);
    const candidate = Math.tanh(fromX + (r[unit] as number) * fromH);
    return (1 - (z[unit] as number)) * candidate + (z[unit] as number) * (h[unit] as number);
  });
  return { h: next, c };
};

const lstm: Cell = (weights, x, { h, c }) => {
  const gate = (at: number, unit: number): number => sum(parts(weights, 4, at, unit, x, h));
  const next = units.map((unit) => sigmoid(gate(2, unit)) * (c[unit] as number) + sigmoid(gate(0, unit)) * Math.tanh(gate(3, unit)));
  return { h: units.map((unit) => sigmoid(gate(1, unit)) * Math.tanh(next[unit] as number)), c: next };
};

function sum([a, b]: readonly [number, number]): number {
  return a + b;
}

/** All hidden states [steps, batch, hidden] and the last one of each sequence; what is over gives 0. */
function expected(
  cell: Cell,
  weights: Weights,
  lengths: readonly number[],
  isReversed: boolean,
): { readonly all: readonly number[]; readonly last: readonly number[] } {
  const all: number[] = Array.from({ length: steps * batch * hidden }, () => 0);
  const last: number[] = [];
  lengths.forEach((length, row) => {
    let state: State = { h: units.map(() => 0), c: units.map(() => 0) };
    for (let step = 0; step < length; step++) {
      const time = isReversed ? length - 1 - step : step;
      state = cell(weights, xs.slice((time * batch + row) * width, (time * batch + row + 1) * width), state);
      state.h.forEach((each, unit) => {
        all[(time * batch + row) * hidden + unit] = each;
      });
    }
    last.push(...state.h);
  });
  return { all, last };
}

function near(actual: TensorData | undefined, values: readonly number[]): void {
  const elements = readElements(actual as TensorData) as Float32Array;
  assert.equal(elements.length, values.length);
  values.forEach((each, at) =>
    assert.ok(Math.abs((elements[at] as number) - each) < 1e-5, `element ${at}: ${elements[at]} instead of ${each}`),
  );
}

const lengths = fromElements("int32", [batch], [4, 2]);

for (const [operator, gates, cell] of [
  ["RNN", 1, rnn],
  ["GRU", 3, gru],
  ["LSTM", 4, lstm],
] as const) {
  test(`${operator} forwards, with sequences that end`, () => {
    const weights = weightsOf(gates, 20);
    const inputs = inputsOf(gates, [weights], lengths);
    const [all, last] = runOperator({ operator, inputs, outputs: ["y", "h"], attributes: { hidden_size: hidden } });
    const wanted = expected(cell, weights, [4, 2], false);
    assert.deepEqual(all?.shape, [steps, 1, batch, hidden]);
    near(all, wanted.all);
    near(last, wanted.last);
  });

  test(`${operator} in both directions`, () => {
    const both = [weightsOf(gates, 30), weightsOf(gates, 40)] as const;
    for (const given of [lengths, null]) {
      const outputs = ["y", "h"];
      const [all, last] = runOperator({
        operator,
        inputs: inputsOf(gates, both, given),
        fixed: ["w"],
        outputs,
        attributes: { direction: "bidirectional" },
      });
      const wanted = both.map((weights, at) => expected(cell, weights, given === null ? [4, 4] : [4, 2], at === 1));
      const row = batch * hidden;
      near(all, Array.from({ length: steps }, (_, step) => wanted.flatMap((each) => each.all.slice(step * row, (step + 1) * row))).flat());
      near(
        last,
        wanted.flatMap((each) => each.last),
      );
    }
  });
}

function inputsOf(gates: number, weights: readonly Weights[], given: TensorData | null): Record<string, TensorData | null> {
  return {
    x: floats([steps, batch, width], xs),
    w: floats(
      [weights.length, gates * hidden, width],
      weights.flatMap(({ w }) => w),
    ),
    r: floats(
      [weights.length, gates * hidden, hidden],
      weights.flatMap(({ r }) => r),
    ),
    b: floats(
      [weights.length, 2 * gates * hidden],
      weights.flatMap(({ b }) => b),
    ),
    n: given,
  };
}

test("GRU that resets after the product, and clips", () => {
  const weights = weightsOf(3, 50);
  const inputs = inputsOf(3, [weights], null);
  const [all] = runOperator({ operator: "GRU", inputs, attributes: { linear_before_reset: 1 } });
  near(all, expected(linearGru, weights, [4, 4], false).all);
  const clipped = weightsOf(1, 60);
  const cell: Cell = (given, x, { h, c }) => ({
    h: units.map((unit) => Math.tanh(Math.min(0.25, Math.max(-0.25, sum(parts(given, 1, 0, unit, x, h)))))),
    c,
  });
  const [bounded] = runOperator({ operator: "RNN", inputs: inputsOf(1, [clipped], null), attributes: { clip: { float: 0.25 } } });
  near(bounded, expected(cell, clipped, [4, 4], false).all);
});

test("weights that do not fit are said", () => {
  const inputs = { ...inputsOf(4, [weightsOf(4, 1)], null), w: floats([1, 8, 5], someNumbers(40)) };
  assert.throws(
    () => runOperator({ operator: "LSTM", inputs, fixed: ["x", "w", "r", "b"] }),
    /LSTM "y": input 1 should have shape \[1, 8, 3\], but has \[1, 8, 5\]/,
  );
  const unknown = inputsOf(1, [weightsOf(1, 1)], null);
  assert.throws(
    () => runOperator({ operator: "RNN", inputs: unknown, attributes: { activations: ["Swish"] } }),
    /activation "Swish" is not known/,
  );
});
