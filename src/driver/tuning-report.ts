/**
 * What a compile measured, for people: a table as text, and a picture of cost against value.
 *
 * In: measured runs, in order. Batches of one exploration are one search. Out: text; SVG without scripts or fonts of its own.
 */
import type { MeasuredCandidate, MeasuredRun } from "./native-run.ts";

export type MeasuredSearch = { readonly name: string; readonly candidates: readonly MeasuredCandidate[]; readonly seconds: number };

/** Searches by the function that measured; runs whose program chose by itself have no candidates here. */
export function searchesOf(runs: readonly MeasuredRun[]): MeasuredSearch[] {
  const searches = new Map<string, MeasuredSearch>();
  for (const { purpose, candidates, seconds } of runs) {
    const name = candidates[0]?.name ?? purpose.replaceAll("`", "");
    const earlier = searches.get(name) ?? { name, candidates: [], seconds: 0 };
    searches.set(name, { name, candidates: [...earlier.candidates, ...candidates], seconds: earlier.seconds + seconds });
  }
  return [...searches.values()];
}

export function renderTuningText(searches: readonly MeasuredSearch[]): string {
  return searches
    .map(({ name, candidates, seconds }) => {
      const took = `${seconds.toFixed(1)} s`;
      const best = cheapest(candidates);
      if (best === undefined) return `${name}: chosen by its own evaluator (${took})\n`;
      const width = Math.max(...candidates.map((candidate) => candidate.value.length));
      const rows = candidates.map((candidate) => {
        const ratio = best.cost === 0 ? "" : `${(candidate.cost / best.cost).toFixed(2).padStart(8)} x`;
        return `  ${candidate.value.padStart(width)}  ${costText(candidate.cost).padStart(12)}${ratio}${candidate === best ? "  best" : ""}`;
      });
      return `${name}: ${candidates.length} candidates (${took})\n${rows.join("\n")}\n`;
    })
    .join("\n");
}

/** The first of the cheapest. */
export function cheapest(candidates: readonly MeasuredCandidate[]): MeasuredCandidate | undefined {
  return candidates.reduce<MeasuredCandidate | undefined>(
    (best, next) => (best === undefined || next.cost < best.cost ? next : best),
    undefined,
  );
}

/** Costs are seconds as a rule; what is too large for that is shown as it is. */
function costText(cost: number): string {
  if (cost >= 1 || cost === 0) return cost.toPrecision(4);
  if (cost >= 1e-3) return `${(cost * 1e3).toPrecision(4)} ms`;
  if (cost >= 1e-6) return `${(cost * 1e6).toPrecision(4)} µs`;
  return `${(cost * 1e9).toPrecision(4)} ns`;
}

const panel = { width: 720, height: 260, left: 70, right: 20, top: 40, bottom: 56 };

export function renderTuningSvg(searches: readonly MeasuredSearch[]): string {
  const shown = searches.filter((search) => search.candidates.length > 0);
  const height = Math.max(1, shown.length) * panel.height;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${panel.width}" height="${height}" viewBox="0 0 ${panel.width} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="100%" height="100%" fill="white"/>`,
    ...shown.map((search, index) => `<g transform="translate(0 ${index * panel.height})">${drawSearch(search)}</g>`),
    "</svg>",
    "",
  ].join("\n");
}

/** One bar of speed for each candidate, the best one marked; speed is the least cost over a candidate's cost. */
function drawSearch({ name, candidates }: MeasuredSearch): string {
  const best = cheapest(candidates) as MeasuredCandidate;
  const [width, height] = [panel.width - panel.left - panel.right, panel.height - panel.top - panel.bottom];
  const step = width / candidates.length;
  const bars = candidates.map((candidate, index) => {
    const speed = candidate.cost <= 0 ? 1 : Math.max(0, Math.min(1, best.cost / candidate.cost));
    const x = panel.left + index * step;
    const tall = speed * height;
    const label = step >= 14 ? candidate.value : "";
    const middle = x + step / 2;
    return [
      `<rect x="${(x + step * 0.1).toFixed(1)}" y="${(panel.top + height - tall).toFixed(1)}" width="${(step * 0.8).toFixed(1)}" height="${tall.toFixed(1)}" fill="${candidate === best ? "#c2410c" : "#64748b"}"><title>${escape(candidate.value)}: ${escape(costText(candidate.cost))}</title></rect>`,
      `<text x="${middle.toFixed(1)}" y="${panel.top + height + 14}" text-anchor="${candidates.length > 12 ? "end" : "middle"}"${candidates.length > 12 ? ` transform="rotate(-45 ${middle.toFixed(1)} ${panel.top + height + 14})"` : ""}>${escape(label)}</text>`,
    ].join("");
  });
  const lines = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const y = panel.top + height * (1 - share);
    return `<line x1="${panel.left}" x2="${panel.left + width}" y1="${y}" y2="${y}" stroke="#e2e8f0"/><text x="${panel.left - 8}" y="${y + 4}" text-anchor="end">${share * 100} %</text>`;
  });
  const title = `${name}: speed against value, 100 % = ${costText(best.cost)} (${best.value})`;
  return `<text x="${panel.left}" y="22" font-size="14">${escape(title)}</text>${lines.join("")}${bars.join("")}`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
