/**
 * `npm run bench -- kernels convolutions`: convolutions of ResNet-50 and MobileNet v1 on one image of floats.
 *
 * In: bench/kernels/convolution*.mojo and depthwise.mojo. Out: tables; false when a goal is missed. Dense ones are set against the peak of the
 * same moment, depthwise ones against moving as much memory in the same moment; each figure is the median of all rounds, rates are the best.
 */
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { least, MeasureError, median, readNumber, renderTable, runOnce } from "./measure.ts";
import { buildMojo, root } from "./workshop.ts";

const folder = join(root, "bench", "kernels");
const peakGoal = 0.8;
const bandwidthGoal = 0.6;
const tileGoal = 0.95;

type Dense = readonly [inChannels: number, outChannels: number, size: number, window: number, stride: number];
type Depthwise = readonly [channels: number, size: number, stride: number];

/** The 20 different convolutions of ResNet-50 (K. He and others, 2015): strides are in the first of three. */
const resnet: readonly Dense[] = [
  [3, 64, 224, 7, 2],
  [64, 64, 56, 1, 1],
  [64, 64, 56, 3, 1],
  [64, 256, 56, 1, 1],
  [256, 64, 56, 1, 1],
  ...[128, 256, 512].flatMap((channels): Dense[] => {
    const size = 3584 / channels;
    return [
      [2 * channels, channels, 2 * size, 1, 2],
      [channels, channels, size, 3, 1],
      [channels, 4 * channels, size, 1, 1],
      [2 * channels, 4 * channels, 2 * size, 1, 2],
      [4 * channels, channels, size, 1, 1],
    ];
  }),
];
/** Those of later versions, whose strides are in the second of three. */
const resnetLater: readonly Dense[] = [
  [128, 128, 56, 3, 2],
  [256, 256, 28, 3, 2],
  [512, 512, 14, 3, 2],
];
const mobilenet: readonly Depthwise[] = [
  [32, 112, 1],
  [64, 112, 2],
  [128, 56, 1],
  [128, 56, 2],
  [256, 28, 1],
  [256, 28, 2],
  [512, 14, 1],
  [512, 14, 2],
  [1024, 7, 1],
];

type Timing = { readonly seconds: number; readonly ratio: number; readonly rest: readonly string[] };

export function benchConvolutions(rounds: number): boolean {
  const threads = Math.min(2, availableParallelism());
  const results = [benchDense(rounds, threads), benchDepthwise(rounds, threads), benchSearch()];
  return results.every((reached) => reached);
}

function benchDense(rounds: number, threads: number): boolean {
  const program = buildMojo(join(folder, "convolution.mojo"));
  const shapes = [...resnet, ...resnetLater];
  const [one, two] = timings(program, shapes, rounds, [1, threads], ["direct"]) as [Timing[], Timing[]];
  const rows = [["convolution", "GFLOP/s", "of the peak", `${threads} threads: GFLOP/s`, "of the peak", "times one thread"]];
  shapes.forEach(([inChannels, outChannels, size, window, stride], i) => {
    const operations = 2 * inChannels * outChannels * window ** 2 * (size / stride) ** 2;
    const [single, several] = [one[i] as Timing, two[i] as Timing];
    if (single.rest[0] !== several.rest[0]) throw new MeasureError(`threads do not agree: ${single.rest[0]}, ${several.rest[0]}`);
    const name = `${window} x ${window}${stride > 1 ? ` / ${stride}` : ""}, ${inChannels} -> ${outChannels}, ${size} x ${size}`;
    const show = ({ seconds, ratio }: Timing): string[] => [(operations / seconds / 1e9).toFixed(1), ratio.toFixed(3)];
    rows.push([name, ...show(single), ...show(several), (single.seconds / several.seconds).toFixed(2)]);
  });
  console.log(renderTable(rows));
  showWinograd(program, rounds, shapes, one);
  const counted = one.filter((_, i) => i < resnet.length && (shapes[i] as Dense)[0] >= 64);
  const mean = geometricMean(counted.map(({ ratio }) => ratio));
  console.log(`${counted.length} of ResNet-50 with at least 64 channels, geometric mean: ${verdict(mean, peakGoal, "of the peak")}`);
  return mean >= peakGoal;
}

/** The same operations counted, though Winograd's algorithm does without most of the multiplications. */
function showWinograd(program: string, rounds: number, shapes: readonly Dense[], direct: readonly Timing[]): void {
  const numbers = shapes.flatMap(([, , , window, stride], i) => (window === 3 && stride === 1 ? [i] : []));
  const fitting = numbers.map((number) => shapes[number] as Dense);
  const [times] = timings(program, fitting, rounds, [1], ["winograd"]) as [Timing[]];
  const rows = [["by Winograd's algorithm", "of the peak", "times direct"]];
  fitting.forEach(([inChannels, outChannels, size], i) => {
    const [mine, other] = [times[i] as Timing, direct[numbers[i] as number] as Timing];
    if (!(Math.abs(Number(mine.rest[0]) - Number(other.rest[0])) <= 1e-4 * Math.max(1, Math.abs(Number(other.rest[0])))))
      throw new MeasureError(`Winograd's algorithm does not agree: ${mine.rest[0]}, ${other.rest[0]}`);
    const name = `${inChannels} -> ${outChannels}, ${size} x ${size}`;
    rows.push([name, mine.ratio.toFixed(2), (other.seconds / mine.seconds).toFixed(2)]);
  });
  console.log(renderTable(rows));
}

function benchDepthwise(rounds: number, threads: number): boolean {
  const program = buildMojo(join(folder, "depthwise.mojo"));
  const [one, two] = timings(program, mobilenet, rounds, [1, threads]) as [Timing[], Timing[]];
  const rows = [["depthwise 3 x 3", "GB/s", "of moving memory", `${threads} threads: GB/s`, "of moving memory"]];
  mobilenet.forEach(([channels, size, stride], i) => {
    const show = ({ seconds, ratio, rest }: Timing): string[] => [(Number(rest[0]) / seconds / 1e9).toFixed(1), ratio.toFixed(3)];
    rows.push([`${channels}, ${size} x ${size} / ${stride}`, ...show(one[i] as Timing), ...show(two[i] as Timing)]);
  });
  console.log(renderTable(rows));
  const worst = Math.min(...one.map(({ ratio }) => ratio));
  console.log(
    `geometric mean ${geometricMean(one.map(({ ratio }) => ratio)).toFixed(3)}, least: ${verdict(worst, bandwidthGoal, "of the bandwidth")}`,
  );
  return worst >= bandwidthGoal;
}

/** A tile that was found by a search should not be slower than the one that was chosen by hand. */
function benchSearch(): boolean {
  const output = runOnce({ command: buildMojo(join(folder, "convolution_search.mojo")), arguments: [] });
  const ratio = readNumber(output, "default") / readNumber(output, "seconds");
  console.log(`searched ${/^tile .*$/m.exec(output)?.[0]}: ${verdict(ratio, tileGoal, "times as fast as the default")}`);
  return ratio >= tileGoal;
}

function verdict(value: number, goal: number, unit: string): string {
  return `${value.toFixed(3)} ${unit} (goal >= ${goal}) ${value >= goal ? "reached" : "MISSED"}`;
}

function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

/** For each number of threads and each shape: the least time and the median ratio of all rounds, and what else is printed. */
function timings(
  command: string,
  shapes: readonly (readonly number[])[],
  rounds: number,
  threadCounts: readonly number[],
  words: readonly string[] = [],
): Timing[][] {
  const all = threadCounts.map(() => shapes.map((): Timing[] => []));
  for (let round = 0; round < rounds; round++)
    threadCounts.forEach((threads, number) => {
      const output = runOnce({ command, arguments: [String(threads), "7", ...words, ...shapes.flat().map(String)] });
      const lines = output.split("\n").filter((line) => line.startsWith("time "));
      if (lines.length !== shapes.length) throw new MeasureError(`${command} did not time everything\n${output}`);
      lines.forEach((line, i) => {
        const [seconds, ratio, ...rest] = line.split(" ").slice(1 + (shapes[i] as readonly number[]).length);
        ((all[number] as Timing[][])[i] as Timing[]).push({ seconds: Number(seconds), ratio: Number(ratio), rest });
      });
    });
  return all.map((lists) =>
    lists.map((list) => ({
      seconds: least(list.map(({ seconds }) => seconds)),
      ratio: median(list.map(({ ratio }) => ratio)),
      rest: (list[0] as Timing).rest,
    })),
  );
}
