/**
 * Pictures of a model as SVG: its steps, and its nodes as they were before they were fused.
 *
 * Boxes carry `data-step` or `data-node`; what a click does is the page's matter (`page.js`), colours are in `page.css`.
 */
import type { ProfileDescription } from "./description.ts";
import { type Box, type Edge, layOut, type Layout, type Point } from "./layout.ts";
import type { Summary } from "./summary.ts";

type Shown = Box & { readonly attributes: string; readonly text: string; readonly title: string; readonly label: string };

const margin = 24;
const stepWidth = 264;
const letter = 6.6;

/** Inputs, steps in their order, outputs. */
export function pictureOfSteps({ inputs, outputs, steps }: ProfileDescription, summary: Summary): string {
  const longestNs = Math.max(1, ...summary.steps.map(({ meanNs }) => meanNs));
  const ends = inputs.length;
  const maker = new Map(steps.flatMap((step, at) => step.outputs.map(({ id }) => [id, at + ends] as const)));
  inputs.forEach(({ id }, at) => maker.set(id, at));
  const boxes = [
    ...inputs.map(({ name }) => endBox(name, "input")),
    ...summary.steps.map((step, at) => stepBox(step, at, summary.meanNs, longestNs)),
    ...outputs.map(({ name }) => endBox(name, "output")),
  ];
  const edges = [
    ...steps.flatMap((step, at) => edgesTo(at + ends, step.inputs, maker)),
    ...outputs.flatMap((output, at) => edgesTo(at + ends + steps.length, [output], maker)),
  ];
  return draw(boxes, edges);
}

/** `withAll`: also nodes that no step computes; without them, those that they stand between are joined. */
export function pictureOfNodes({ nodes, steps }: ProfileDescription, withAll: boolean): string {
  const stepsOf = nodes.map(() => [] as number[]);
  steps.forEach((step, at) => {
    for (const node of step.nodes) stepsOf[node]?.push(at);
  });
  const isShown = (node: number): boolean => withAll || stepsOf[node]?.length !== 0;
  const shown = nodes.flatMap((_, node) => (isShown(node) ? [node] : []));
  const number = new Map(shown.map((node, at) => [node, at]));
  const sources: (readonly number[])[] = [];
  for (const { reads } of nodes) sources.push([...new Set(reads.flatMap((read) => (isShown(read) ? [read] : (sources[read] ?? []))))]);
  const boxes = shown.map((node): Shown => {
    const { operator, name, outputs } = nodes[node] as (typeof nodes)[number];
    const of = stepsOf[node] as number[];
    const kind = of.length === 0 ? "none" : (steps[of[0] as number] as (typeof steps)[number]).kind;
    return {
      width: Math.max(72, operator.length * letter + 28),
      height: 26,
      attributes: `class="box node ${kindClass(kind)}" data-node="${node}" data-of="${of.join(" ")}"`,
      text: `<text x="12" y="17">${escape(operator)}</text>`,
      title: [name, ...outputs.map((output) => `${output.name} ${output.type}`)].join("\n"),
      label: operator,
    };
  });
  const edges = shown.flatMap((node) =>
    (sources[node] as readonly number[]).map((read) => ({ from: number.get(read) as number, to: number.get(node) as number })),
  );
  return draw(boxes, edges);
}

/** A class of `page.css`. */
export function kindClass(kind: string): string {
  if (kind === "columns") return "k-points";
  return `k-${["product", "chain", "convolution", "rows", "points", "none"].includes(kind) ? kind : "other"}`;
}

export function escape(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

function edgesTo(to: number, tensors: readonly { readonly id: number }[], maker: ReadonlyMap<number, number>): readonly Edge[] {
  const from = new Set(tensors.flatMap(({ id }) => maker.get(id) ?? []));
  return [...from].filter((each) => each !== to).map((each) => ({ from: each, to }));
}

function endBox(name: string, which: "input" | "output"): Shown {
  return {
    width: Math.min(stepWidth, name.length * letter + 28),
    height: 24,
    attributes: `class="box end" data-end="${which}"`,
    text: `<text x="14" y="16">${escape(cut(name, 34))}</text>`,
    title: `${which} ${name}`,
    label: name,
  };
}

function stepBox({ kind, name, madeOf, meanNs, outputs }: Summary["steps"][number], at: number, wholeNs: number, longestNs: number): Shown {
  const share = wholeNs > 0 ? Math.min(1, meanNs / wholeNs) : 0;
  const percent = share >= 0.0005 ? `${(share * 100).toFixed(1)} %` : "";
  return {
    width: stepWidth,
    height: 50,
    attributes: `class="box step ${kindClass(kind)}" data-step="${at}"`,
    text: [
      `<rect class="share" x="6" y="42" height="4" rx="2" width="${Math.max(1, (meanNs / longestNs) * (stepWidth - 12)).toFixed(1)}"/>`,
      `<text class="name" x="14" y="18">${escape(cut(name, 28))}</text>`,
      `<text class="percent" x="${stepWidth - 10}" y="18">${percent}</text>`,
      `<text class="made" x="14" y="34">${escape(cut(madeOf, 37))}</text>`,
    ].join(""),
    title: [madeOf, ...outputs].join("\n"),
    label: name,
  };
}

function draw(boxes: readonly Shown[], edges: readonly Edge[]): string {
  const layout = layOut(boxes, edges);
  const width = Math.ceil(layout.width + 2 * margin);
  const height = Math.ceil(layout.height + 2 * margin);
  const far = new Map<number, Edge[]>();
  for (const edge of layout.far) for (const end of [edge.from, edge.to]) far.set(end, [...(far.get(end) ?? []), edge]);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${-margin} ${-margin} ${width} ${height}" width="${width}" height="${height}">`,
    `<g class="lines">${layout.lines.map(({ points }) => `<path d="${curve(points)}"/>`).join("")}</g>`,
    ...boxes.map((box, at) => drawBox(box, layout.places[at] as Point, farText(at, far.get(at) ?? [], boxes))),
    "</svg>",
  ].join("\n");
}

/** What a box is connected with by lines that are not drawn. */
function farText(at: number, edges: readonly Edge[], boxes: readonly Shown[]): string {
  const names = edges.map(({ from, to }) =>
    to === at ? `reads ${boxes[from]?.label}, far above` : `is read by ${boxes[to]?.label}, far below`,
  );
  return names.slice(0, 12).join("\n");
}

function drawBox({ width, height, attributes, text, title }: Shown, { x, y }: Point, far: string): string {
  const mark = far === "" ? "" : `<circle class="far" cx="${width - 4}" cy="4" r="4"/>`;
  const words = far === "" ? title : `${title}\n${far}`;
  return `<g ${attributes} transform="translate(${(x - width / 2).toFixed(1)} ${y.toFixed(1)})"><title>${escape(words)}</title><rect width="${width.toFixed(1)}" height="${height}" rx="5"/><rect class="stripe" width="5" height="${height}" rx="2"/>${text}${mark}</g>`;
}

/** Vertical at each point. */
function curve(points: Layout["lines"][number]["points"]): string {
  const [first, ...rest] = points as [Point, ...Point[]];
  let { x, y } = first;
  let path = `M${x.toFixed(1)} ${y.toFixed(1)}`;
  for (const next of rest) {
    const middle = ((y + next.y) / 2).toFixed(1);
    path += `C${x.toFixed(1)} ${middle} ${next.x.toFixed(1)} ${middle} ${next.x.toFixed(1)} ${next.y.toFixed(1)}`;
    ({ x, y } = next);
  }
  return path;
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
