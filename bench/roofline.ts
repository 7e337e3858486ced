/**
 * `npm run bench -- kernels roofline [--svg=FILE]`: how near each kernel comes to what the processor and its memory allow, as a table and a picture.
 *
 * In: rates of kernels with the roofs measured beside them. Out: text; SVG with a panel for each level of memory: speed against float operations per byte, both in powers of
 * two, after S. Williams, A. Waterman and D. Patterson, "Roofline: an insightful visual performance model for multicore architectures", CACM 52(4), 2009.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fractionOfRoof, type KernelRate, measureMemory, type Roofs, renderBandwidth, renderKernels } from "./kernels-memory.ts";
import { readNumber, runOnce } from "./measure.ts";

/** Sides of square matrix products that are shown beside the kernels that are bound by memory. */
const products = [128, 512, 1024];

export function benchRoofline(memoryProgram: string, gemmProgram: string, rounds: number, svg: string | undefined): boolean {
  const memory = measureMemory(memoryProgram, rounds, 1);
  const kernels = [...memory, ...measureProducts(gemmProgram, memory, rounds)];
  console.log(renderBandwidth(kernels));
  console.log("");
  console.log(renderKernels(kernels));
  const file = svg ?? join(process.cwd(), "roofline.svg");
  writeFileSync(file, renderRoofline(kernels));
  console.log(`\npicture: ${file}`);
  return true;
}

/** Each product on the first level that is large enough for its three matrices. */
function measureProducts(program: string, memory: readonly KernelRate[], rounds: number): KernelRate[] {
  return products.map((side) => {
    const movedBytes = 4 * 4 * side * side;
    const heldBytes = 3 * 4 * side * side;
    const kernel = memory.find(({ roofs }) => heldBytes <= roofs.level.sizeBytes) as KernelRate;
    const times = Array.from({ length: rounds }, () => {
      const output = runOnce({ command: program, arguments: ["1", "constant", "3", String(side), String(side), String(side)] });
      return readNumber(output.replaceAll(/^time (\d+ \d+ \d+ \S+) \S+$/gm, "time $1"), `time ${side} ${side} ${side}`);
    });
    const operations = 2 * side ** 3;
    const { roofs } = kernel;
    return {
      roofs,
      name: `matmul-${side}`,
      way: "copy",
      seconds: Math.min(...times),
      movedBytes,
      operations,
      instructions: operations / 2,
    };
  });
}

const panel = { width: 620, height: 440, left: 64, right: 16, top: 40, bottom: 52 };
const columns = 2;
const lowestIntensity = 2 ** -4;
const highestIntensity = 2 ** 8;
const ink = { memory: "#0f766e", arithmetic: "#c2410c", other: "#cbd5e1", point: "#1d4ed8", grid: "#f1f5f9", text: "#334155" };

/** A panel for each level. Kernels that compute nothing have no place on a scale of operations; the table has them. */
export function renderRoofline(kernels: readonly KernelRate[]): string {
  const levels = [...new Set(kernels.map((kernel) => kernel.roofs))];
  const [width, height] = [panel.width * columns, panel.height * Math.ceil(levels.length / columns)];
  const speeds = kernels.filter((kernel) => kernel.operations > 0).map((kernel) => kernel.operations / kernel.seconds);
  // Labels are powers of two of a GFLOP/s
  const range: Range = [
    1e9 * 2 ** Math.floor(Math.log2(Math.min(...speeds) / 1e9) - 0.5),
    1e9 * 2 ** Math.ceil(Math.log2(Math.max(...levels.map(({ peak }) => peak)) / 1e9)),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="11">`,
    `<rect width="100%" height="100%" fill="white"/>`,
    ...levels.map((roofs, index) => {
      const place = `translate(${(index % columns) * panel.width} ${Math.floor(index / columns) * panel.height})`;
      const mine = kernels.filter((kernel) => kernel.roofs === roofs && kernel.operations > 0);
      const others = levels.filter((other) => other !== roofs);
      return `<g transform="${place}">${drawPanel(roofs, others, mine, range)}</g>`;
    }),
    "</svg>",
    "",
  ].join("\n");
}

type Range = readonly [low: number, high: number];
type Point = { readonly x: number; readonly y: number };

function drawPanel(roofs: Roofs, others: readonly Roofs[], kernels: readonly KernelRate[], range: Range): string {
  const { left, top, width, height } = {
    ...panel,
    width: panel.width - panel.left - panel.right,
    height: panel.height - panel.top - panel.bottom,
  };
  const xOf = (intensity: number): number =>
    left + (width * Math.log2(intensity / lowestIntensity)) / Math.log2(highestIntensity / lowestIntensity);
  const yOf = (speed: number): number => top + height * (1 - Math.log2(speed / range[0]) / Math.log2(range[1] / range[0]));
  const roof = (bandwidth: number, peak: number, style: string): string => {
    // From where the line enters the panel, up to the peak, and along it
    const start = Math.max(lowestIntensity, range[0] / bandwidth);
    const corners: Point[] = [start, peak / bandwidth, highestIntensity].map((intensity) => ({
      x: xOf(intensity),
      y: yOf(Math.min(peak, bandwidth * intensity)),
    }));
    return `<polyline points="${corners.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")}" fill="none" ${style}/>`;
  };
  const gigabytes = (rate: number): string => `${(rate / 1e9).toPrecision(3)} GB/s`;
  const { read, copy } = roofs.bandwidth;
  return [
    `<text x="${left}" y="24" font-size="14" fill="${ink.text}">${roofs.level.name}: read ${gigabytes(read)} (line), copy ${gigabytes(copy)} (dashes), ${(roofs.peak / 1e9).toFixed(0)} GFLOP/s</text>`,
    drawAxes(xOf, yOf, range),
    ...others.map((other) => roof(other.bandwidth.read, other.peak, `stroke="${ink.other}"`)),
    roof(read, roofs.peak, `stroke="${ink.memory}" stroke-width="2"`),
    roof(copy, roofs.peak, `stroke="${ink.memory}" stroke-width="1.5" stroke-dasharray="6 4"`),
    `<line x1="${xOf(roofs.peak / read).toFixed(1)}" x2="${left + width}" y1="${yOf(roofs.peak).toFixed(1)}" y2="${yOf(roofs.peak).toFixed(1)}" stroke="${ink.arithmetic}" stroke-width="2"/>`,
    drawPoints(
      kernels.map((kernel) => ({
        x: xOf(kernel.operations / kernel.movedBytes),
        y: yOf(kernel.operations / kernel.seconds),
        label: `${kernel.name} ${fractionOfRoof(kernel).toFixed(2)}`,
      })),
    ),
  ].join("\n");
}

function drawAxes(xOf: (intensity: number) => number, yOf: (speed: number) => number, range: Range): string {
  const [right, bottom] = [panel.width - panel.right, panel.height - panel.bottom];
  const marks: string[] = [];
  for (let intensity = lowestIntensity; intensity <= highestIntensity; intensity *= 2) {
    const x = xOf(intensity).toFixed(1);
    const label = intensity < 1 ? `1/${1 / intensity}` : String(intensity);
    marks.push(`<line x1="${x}" x2="${x}" y1="${panel.top}" y2="${bottom}" stroke="${ink.grid}"/>`);
    marks.push(`<text x="${x}" y="${bottom + 16}" text-anchor="middle" fill="${ink.text}">${label}</text>`);
  }
  for (let speed = range[0]; speed <= range[1]; speed *= 2) {
    const y = yOf(speed);
    const label = (speed / 1e9).toPrecision(speed >= 1e9 ? 3 : 2);
    marks.push(`<line x1="${panel.left}" x2="${right}" y1="${y.toFixed(1)}" y2="${y.toFixed(1)}" stroke="${ink.grid}"/>`);
    marks.push(`<text x="${panel.left - 6}" y="${(y + 4).toFixed(1)}" text-anchor="end" fill="${ink.text}">${Number(label)}</text>`);
  }
  const middle = (panel.left + right) / 2;
  marks.push(`<text x="${middle}" y="${bottom + 36}" text-anchor="middle" fill="${ink.text}">float operations per byte</text>`);
  marks.push(
    `<text x="14" y="${panel.top + 150}" transform="rotate(-90 14 ${panel.top + 150})" text-anchor="middle" fill="${ink.text}">GFLOP/s</text>`,
  );
  return marks.join("");
}

/** Points with labels, each in the nearest place where it covers no other label and no point. */
function drawPoints(points: readonly (Point & { readonly label: string })[]): string {
  const lineHeight = 13;
  const boxes: Box[] = points.map(({ x, y }) => ({ left: x - 4, right: x + 4, top: y - 4, bottom: y + 4 }));
  const drawn: string[] = [];
  for (const { x, y, label } of [...points].sort((a, b) => a.y - b.y)) {
    const width = 6.2 * label.length;
    const box = labelPlaces(width, lineHeight)
      .map(([dx, dy]): Box => ({ left: x + dx, right: x + dx + width, top: y + dy, bottom: y + dy + lineHeight }))
      .find((place) => isInside(place) && !boxes.some((other) => overlap(place, other))) ?? {
      left: x + 8,
      right: x + 8 + width,
      top: y - 6,
      bottom: y + 7,
    };
    boxes.push(box);
    const anchor = box.left > x ? box.left - 2 : box.right + 2;
    const baseline = box.top + 10;
    drawn.push(
      `<line x1="${x.toFixed(1)}" y1="${y.toFixed(1)}" x2="${anchor.toFixed(1)}" y2="${(baseline - 4).toFixed(1)}" stroke="${ink.other}"/>`,
    );
    drawn.push(`<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="3.5" fill="${ink.point}"/>`);
    drawn.push(`<text x="${box.left.toFixed(1)}" y="${baseline.toFixed(1)}" fill="${ink.text}">${escape(label)}</text>`);
  }
  return drawn.join("");
}

type Box = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };

/** From beside the point to further away: right before left, level before lower and higher. */
function labelPlaces(width: number, lineHeight: number): (readonly [number, number])[] {
  const places: (readonly [number, number])[] = [];
  for (let away = 0; away < 14; away++)
    for (const side of [8, -8 - width, 34, -34 - width])
      for (const dy of away === 0 ? [0] : [away, -away]) places.push([side, -lineHeight / 2 + dy * lineHeight * 0.75]);
  return places;
}

function isInside({ left, right, top, bottom }: Box): boolean {
  return left > panel.left && right < panel.width - panel.right && top > panel.top && bottom < panel.height - panel.bottom;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
