/**
 * Signals: windows, discrete Fourier transforms, and weights of the mel scale.
 *
 * Complex numbers are a last dimension of size 2. A transform is its definition, a sum over the signal, in float64; angles are taken of
 * k * n modulo the length, so that they stay exact for long signals.
 */
import * as dimensions from "../graph/dimension.ts";
import { constantOf, type Dimension, size } from "../graph/dimension.ts";
import { apply, cast, type Expression, load, sizeValue } from "../graph/expression.ts";
import type { GraphBuilder } from "../graph/builder.ts";
import type { Tensor } from "../graph/graph.ts";
import { floats, numbers } from "./element-types.ts";
import { add, atMost, both, choose, divide, equal, exp, floor, less, log, modulo, multiply, negate, number, subtract } from "./formula.ts";
import type { Operator, OperatorNode, OperatorTable } from "./operator-node.ts";
import { mismatch, printShape } from "./shaping.ts";

export const spectra: OperatorTable = {
  HannWindow: window([0.5, 0.5]),
  HammingWindow: window([25 / 46, 21 / 46]),
  BlackmanWindow: window([0.42, 0.5, 0.08]),
  DFT: fourier,
  STFT: shortTimeFourier,
  MelWeightMatrix: melWeights,
};

/** a0 - a1 cos(2 pi n / N) + a2 cos(4 pi n / N) */
function window(coefficients: readonly number[]): Operator {
  return (node) => {
    const count = sizeInput(node, 0);
    const type = node.elementTypeAttribute("output_datatype", "float32");
    const period = node.integer("periodic", 1) !== 0 ? count : dimensions.maximum(dimensions.subtract(count, size(1)), size(1));
    return node.builder.map([count], ([n]) => {
      const turn = divide(multiply(2 * Math.PI, cast(n as Expression, "float64")), cast(sizeValue(period), "float64"));
      const parts = coefficients.map((coefficient, at) =>
        at === 0 ? number("float64", coefficient) : multiply(at % 2 === 1 ? -coefficient : coefficient, apply("cos", multiply(at, turn))),
      );
      return cast(parts.reduce(add), type);
    });
  };
}

/** An input with one integer, as a size. */
function sizeInput(node: OperatorNode, at: number): Dimension {
  const [only, ...more] = node.integers(at);
  if (only === undefined || more.length > 0) node.fail(`input ${at} should be one number`);
  return only;
}

function partsOf(node: OperatorNode, tensor: Tensor): number {
  const parts = tensor.shape.at(-1);
  const known = parts === undefined ? undefined : constantOf(parts);
  if (known !== 1 && known !== 2)
    node.fail(`the input is ${printShape(tensor.shape)}, but its last dimension should be 1 (real) or 2 (complex)`);
  return known;
}

/** Cosine and sine of 2 pi n / length for each n, in float64: computed once, however often they are used. */
function circle(builder: GraphBuilder, length: Dimension): Tensor {
  return builder.map([length, size(2)], ([n, part]) => {
    const angle = divide(multiply(cast(n as Expression, "float64"), 2 * Math.PI), cast(sizeValue(length), "float64"));
    return choose(equal(part as Expression, 0), apply("cos", angle), apply("sin", angle));
  });
}

/** cos and sin of 2 pi k n / length. */
function turning(k: Expression, n: Expression, length: Dimension, points: Tensor): readonly [Expression, Expression] {
  const steps = modulo(multiply(k, n), sizeValue(length));
  return [load(points, [steps, sizeValue(0)]), load(points, [steps, sizeValue(1)])];
}

/** The part of (real + i imaginary) * exp(-+ i angle) that `part` (0 or 1) asks for. */
function turned(
  real: Expression,
  imaginary: Expression | undefined,
  [cosine, sine]: readonly [Expression, Expression],
  isInverse: boolean,
  part: Expression,
): Expression {
  const along = isInverse ? sine : negate(sine);
  const first = imaginary === undefined ? multiply(real, cosine) : subtract(multiply(real, cosine), multiply(imaginary, along));
  const second = imaginary === undefined ? multiply(real, along) : add(multiply(real, along), multiply(imaginary, cosine));
  return choose(equal(part, 0), first, second);
}

function fourier(node: OperatorNode): Tensor {
  const { builder } = node;
  const x = floats(node, 0);
  const rank = x.shape.length;
  const parts = partsOf(node, x);
  const isInverse = node.integer("inverse", 0) !== 0;
  const isOneSided = node.integer("onesided", 0) !== 0;
  const given = node.version >= 20 ? (node.optionalInput(2) === undefined ? -2 : node.knownNumber(2)) : node.integer("axis", 1);
  const axis = node.axis(given, rank);
  if (axis === rank - 1) node.fail(`axis ${given} is the one of real and imaginary parts`);
  if (isOneSided && !isInverse && parts === 2) node.fail("a one-sided transform needs a real input");
  const isReal = isOneSided && isInverse;
  const extent = x.shape[axis] as Dimension;
  const fallback = isReal ? dimensions.multiply(size(2), dimensions.subtract(extent, size(1))) : extent;
  const length = node.optionalInput(1) === undefined ? fallback : sizeInput(node, 1);
  const wide = "float64";
  const points = circle(builder, length);
  const half = dimensions.add(dimensions.quotient(length, size(2)), size(1));
  const outputs = isOneSided && !isInverse ? half : length;
  // Behind its end the signal is zero
  const inputs = dimensions.minimum(isReal ? half : length, extent);
  const shape = x.shape.map((each, at) => (at === axis ? outputs : at === rank - 1 ? size(isReal ? 1 : 2) : each));
  const sums = builder.reduce("sum", shape, [inputs], (index, [n]) => {
    const at = (part: number): Expression => {
      const place = index.map((each, dimension) =>
        dimension === axis ? (n as Expression) : dimension === rank - 1 ? sizeValue(part) : each,
      );
      return cast(load(x, place), wide);
    };
    const part = isReal ? sizeValue(0) : (index.at(-1) as Expression);
    const term = turned(
      at(0),
      parts === 2 ? at(1) : undefined,
      turning(index[axis] as Expression, n as Expression, length, points),
      isInverse,
      part,
    );
    if (!isReal) return term;
    // Frequencies other than 0 and the middle one stand for their mirror image, too
    const isSingle = apply("or", equal(n as Expression, 0), equal(multiply(n as Expression, 2), sizeValue(length)));
    return choose(isSingle, term, multiply(2, term));
  });
  return builder.map(shape, (index) => {
    const sum = load(sums, index);
    return cast(isInverse ? divide(sum, cast(sizeValue(length), wide)) : sum, x.elementType);
  });
}

function shortTimeFourier(node: OperatorNode): Tensor {
  const signal = floats(node, 0);
  const rank = signal.shape.length;
  if (rank !== 2 && rank !== 3) node.fail(`the signal is ${printShape(signal.shape)}, but should be [batch, length, 1 or 2]`);
  const parts = rank === 2 ? 1 : partsOf(node, signal);
  const step = sizeInput(node, 1);
  const shape = node.optionalInput(2);
  const length =
    node.optionalInput(3) !== undefined ? sizeInput(node, 3) : (shape?.shape[0] ?? node.fail("it needs a window or a frame_length"));
  if (shape !== undefined && (shape.shape.length !== 1 || mismatch(node.builder, shape.shape[0] as Dimension, length)))
    node.fail(`the window is ${printShape(shape.shape)}, but frames have length ${length.key}`);
  const isOneSided = node.integer("onesided", 1) !== 0 && parts === 1;
  const [batch, samples] = signal.shape as [Dimension, Dimension];
  const frames = dimensions.add(dimensions.quotient(dimensions.subtract(samples, length), step), size(1));
  if ((constantOf(frames) ?? 1) < 1) node.fail(`frames of ${length.key} are longer than the signal of ${samples.key}`);
  const bins = isOneSided ? dimensions.add(dimensions.quotient(length, size(2)), size(1)) : length;
  const wide = "float64";
  const points = circle(node.builder, length);
  const sums = node.builder.reduce("sum", [batch, frames, bins, size(2)], [length], ([b, frame, k, part], [n]) => {
    const place = add(multiply(frame as Expression, sizeValue(step)), n as Expression);
    const at = (which: number): Expression => {
      const element = cast(load(signal, [b as Expression, place, ...(rank === 3 ? [sizeValue(which)] : [])]), wide);
      return shape === undefined ? element : multiply(element, cast(load(shape, [n as Expression]), wide));
    };
    return turned(
      at(0),
      parts === 2 ? at(1) : undefined,
      turning(k as Expression, n as Expression, length, points),
      false,
      part as Expression,
    );
  });
  return node.builder.map(sums.shape, (index) => cast(load(sums, index), signal.elementType));
}

/** Triangles of height 1 over frequencies, their corners equally far apart on the mel scale, 2595 log10(1 + f / 700). */
function melWeights(node: OperatorNode): Tensor {
  const { builder } = node;
  const [bands, length, rate] = [0, 1, 2].map((at) => sizeInput(node, at)) as [Dimension, Dimension, Dimension];
  const type = node.elementTypeAttribute("output_datatype", "float32");
  const edge = (at: number): Expression => {
    const tensor = numbers(node, at);
    const hertz = cast(
      load(
        tensor,
        tensor.shape.map(() => sizeValue(0)),
      ),
      "float64",
    );
    return multiply(2595 / Math.LN10, log(add(1, divide(hertz, 700))));
  };
  const corners = builder.map([dimensions.add(bands, size(2))], ([n]) => {
    const [low, high] = [edge(3), edge(4)];
    const step = divide(subtract(high, low), cast(sizeValue(dimensions.add(bands, size(2))), "float64"));
    const mel = add(multiply(cast(n as Expression, "float64"), step), low);
    const hertz = multiply(700, subtract(exp(multiply(mel, Math.LN10 / 2595)), 1));
    const scaled = multiply(cast(sizeValue(dimensions.add(length, size(1))), "float64"), hertz);
    return cast(floor(divide(scaled, cast(sizeValue(rate), "float64"))), "int64");
  });
  const bins = dimensions.add(dimensions.quotient(length, size(2)), size(1));
  return builder.map([bins, bands], ([bin, band]) => {
    const j = cast(bin as Expression, "int64");
    const [left, center, right] = [0, 1, 2].map((at) => load(corners, [add(band as Expression, at)])) as [
      Expression,
      Expression,
      Expression,
    ];
    const share = (above: Expression, below: Expression): Expression => divide(cast(above, "float64"), cast(below, "float64"));
    const falling = choose(both(atMost(center, j), less(j, right)), share(subtract(right, j), subtract(right, center)), 0);
    const rising = choose(both(atMost(left, j), less(j, center)), share(subtract(j, left), subtract(center, left)), falling);
    return cast(choose(equal(j, center), 1, rising), type);
  });
}
