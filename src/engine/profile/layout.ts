/**
 * Places the boxes of a directed graph in rows, each below those that it reads, with few crossings and straight lines.
 *
 * In: boxes and edges. Out: their places, and lines between them. The method is the one of Sugiyama, Tagawa and Toda (1981): ranks by the longest
 * path, order within ranks by the middle of neighbours, then places; long edges pass through ranks as narrow boxes. Edges that pass more than a few
 * dozen ranks are not drawn, but named at both ends (`far`): they would cover the rest.
 */
export type Box = { readonly width: number; readonly height: number };
export type Edge = { readonly from: number; readonly to: number };
export type Point = { readonly x: number; readonly y: number };

export type Layout = {
  /** The middle of the upper side of each box. */
  readonly places: readonly Point[];
  readonly lines: readonly { readonly edge: Edge; readonly points: readonly Point[] }[];
  readonly far: readonly Edge[];
  readonly width: number;
  readonly height: number;
};

const rowGap = 30;
const columnGap = 18;
const farRanks = 24;
const rounds = 8;

type Slot = {
  readonly width: number;
  readonly box: number | undefined;
  readonly above: Slot[];
  readonly below: Slot[];
  rank: number;
  x: number;
};

/** Edges go from boxes with lower numbers to those with higher ones; others are left out. */
export function layOut(boxes: readonly Box[], given: readonly Edge[]): Layout {
  const edges = given.filter(({ from, to }) => from < to && boxes[from] !== undefined && boxes[to] !== undefined);
  const ranks = ranksOf(boxes.length, edges);
  const slots: Slot[] = boxes.map(({ width }, box) => ({ width, box, above: [], below: [], rank: ranks[box] as number, x: 0 }));
  const isFar = ({ from, to }: Edge): boolean => (ranks[to] as number) - (ranks[from] as number) > farRanks;
  const far = edges.filter(isFar);
  const chains = edges.filter((edge) => !isFar(edge)).map((edge) => ({ edge, chain: chainOf(edge, slots) }));
  const rows: Slot[][] = Array.from({ length: Math.max(0, ...ranks) + 1 }, () => []);
  for (const slot of slots) rows[slot.rank]?.push(slot);
  order(rows);
  position(rows);
  const tops: number[] = [];
  let height = 0;
  for (const row of rows) {
    tops.push(height);
    height += Math.max(0, ...row.map(({ box }) => (box === undefined ? 0 : (boxes[box] as Box).height))) + rowGap;
  }
  const left = Math.min(0, ...slots.map(({ x, width }) => x - width / 2));
  const right = Math.max(0, ...slots.map(({ x, width }) => x + width / 2));
  const placeOf = ({ x, rank }: Slot): Point => ({ x: x - left, y: tops[rank] as number });
  return {
    places: boxes.map((_, at) => placeOf(slots[at] as Slot)),
    lines: chains.map(({ edge, chain }) => {
      const start = placeOf(slots[edge.from] as Slot);
      const begin = { x: start.x, y: start.y + (boxes[edge.from] as Box).height };
      return { edge, points: [begin, ...chain.map(placeOf), placeOf(slots[edge.to] as Slot)] };
    }),
    far,
    width: right - left,
    height: Math.max(0, height - rowGap),
  };
}

/** The longest way from the top; what reads nothing stands right above what reads it. */
function ranksOf(count: number, edges: readonly Edge[]): readonly number[] {
  const reads: number[][] = Array.from({ length: count }, () => []);
  const readers: number[][] = Array.from({ length: count }, () => []);
  for (const { from, to } of edges) {
    reads[to]?.push(from);
    readers[from]?.push(to);
  }
  const ranks = new Array<number>(count).fill(0);
  for (let at = 0; at < count; at++) ranks[at] = Math.max(-1, ...(reads[at] as number[]).map((each) => ranks[each] as number)) + 1;
  for (let at = count - 1; at >= 0; at--) {
    const below = (readers[at] as number[]).map((each) => ranks[each] as number);
    if (reads[at]?.length === 0 && below.length > 0) ranks[at] = Math.min(...below) - 1;
  }
  return ranks;
}

/** Narrow boxes in the ranks that an edge passes. */
function chainOf({ from, to }: Edge, slots: Slot[]): readonly Slot[] {
  let last = slots[from] as Slot;
  const end = slots[to] as Slot;
  const chain: Slot[] = [];
  const connect = (next: Slot): void => {
    last.below.push(next);
    next.above.push(last);
    last = next;
  };
  for (let rank = last.rank + 1; rank < end.rank; rank++) {
    const slot: Slot = { width: 6, box: undefined, above: [], below: [], rank, x: 0 };
    slots.push(slot);
    chain.push(slot);
    connect(slot);
  }
  connect(end);
  return chain;
}

/** Each where the middle of its neighbours is, from the top down and back. */
function order(rows: readonly Slot[][]): void {
  for (let round = 0; round < rounds; round++) {
    const isDown = round % 2 === 0;
    const places = new Map<Slot, number>();
    for (const row of isDown ? rows : [...rows].reverse()) {
      const wanted = new Map(
        row.map((slot, at) => [slot, mean((isDown ? slot.above : slot.below).map((each) => places.get(each) as number)) ?? at]),
      );
      row.sort((a, b) => (wanted.get(a) as number) - (wanted.get(b) as number));
      row.forEach((slot, at) => places.set(slot, at));
    }
  }
}

/** As near to the middle of neighbours as widths allow; narrow rows are drawn to one line, or the picture would drift away from it. */
function position(rows: readonly Slot[][]): void {
  for (const row of rows) settle(row, () => 0);
  for (let round = 0; round < rounds * 2; round++) {
    const isDown = round % 2 === 0;
    for (const row of isDown ? rows : [...rows].reverse()) {
      const pull = row.length <= 2 ? 0.94 : 1;
      settle(row, (slot) => pull * (mean((isDown ? slot.above : slot.below).map(({ x }) => x)) ?? slot.x));
    }
  }
}

/**
 * Places in a given order with the least squares of distances from what is wanted: with the widths before each taken away, numbers that must not fall,
 * and neighbours that would are brought to their mean together.
 */
function settle(row: readonly Slot[], wanted: (slot: Slot) => number): void {
  const groups: { sum: number; count: number }[] = [];
  const offsets: number[] = [];
  let offset = 0;
  row.forEach((slot, at) => {
    if (at > 0) offset += ((row[at - 1] as Slot).width + slot.width) / 2 + columnGap;
    offsets.push(offset);
    groups.push({ sum: wanted(slot) - offset, count: 1 });
    for (let last = groups.length - 1; last > 0; last--) {
      const [before, after] = [groups[last - 1], groups[last]] as [(typeof groups)[0], (typeof groups)[0]];
      if (before.sum / before.count <= after.sum / after.count) break;
      groups.splice(last - 1, 2, { sum: before.sum + after.sum, count: before.count + after.count });
    }
  });
  let at = 0;
  for (const { sum, count } of groups)
    for (const end = at + count; at < end; at++) (row[at] as Slot).x = sum / count + (offsets[at] as number);
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, each) => sum + each, 0) / values.length;
}
